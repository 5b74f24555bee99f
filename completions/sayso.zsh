#compdef sayso
# zsh completion for sayso, made by `sayso completion zsh`
_sayso() {
  local -a commands
  commands=(
    'read:Print the claims of reports'
    'explain:Show why a claim is as it is, or why each claim is in an incident'
    'add:Add reports to a ledger'
    'incidents:List what happened, across the reports of a ledger'
    'accounts:Show an incident'
    'timeline:Show running tolls'
    'search:Find claims, or reports, by their words'
    'stats:Count what a ledger holds'
    'diff:Show what a revision changed, or what a copy adds and drops'
    'check:Check that a ledger is whole'
    'export:Write a ledger as CSV, GeoJSON, Parquet and more'
    'import:Set a CSV of ACLEDs or UCDPs beside a ledgers accounts'
    'review:Accept, reject, correct or move claims; merge or split incidents'
    'serve:A page in the browser'
    'reread:Read a ledgers reports anew, with this version of the program'
    'page:Show what was taken for what in a page'
    'gazetteer:Add villages to the places that reports are read with'
    'bench:Measure how fast this machine reads, and where the time goes'
    'completion:Print a script that completes saysos commands in a shell'
  )
  if ((CURRENT == 2)); then
    _describe command commands
    _arguments '--help[show help]' '--version[show the version]'
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
    read)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program, lines for grep]:value:(text ndjson lines)' \
        '(-f --format)--format[text for a person, ndjson for a program, lines for grep]:value:(text ndjson lines)' \
        '--brief[In ndjson, leave out attributions and mentions]' \
        '(-j --jobs)-j[Reports read at once]:value: ' \
        '(-j --jobs)--jobs[Reports read at once]:value: ' \
        '--published[When bare text was published]:value: ' \
        '--outlet[Whose voice bare text is]:value: ' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--gazetteer[Places made by sayso gazetteer, instead of those inside the program]:value:_files' \
        '--errors[Write what could not be read to this file, as NDJSON]:value:_files' \
        '--strict[Stop at the first input that cannot be read]' \
        '*:argument:_files'
      ;;
    explain)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '--published[When bare text was published]:value: ' \
        '--outlet[Whose voice bare text is]:value: ' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--gazetteer[Places made by sayso gazetteer, instead of those inside the program]:value:_files' \
        '*:argument:_files'
      ;;
    add)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-j --jobs)-j[Reports read at once]:value: ' \
        '(-j --jobs)--jobs[Reports read at once]:value: ' \
        '--published[When bare text was published]:value: ' \
        '--outlet[Whose voice bare text is]:value: ' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--gazetteer[Places made by sayso gazetteer, instead of those inside the program]:value:_files' \
        '--errors[Write what could not be read to this file, as NDJSON]:value:_files' \
        '--strict[Stop at the first input that cannot be read]' \
        '*:argument: '
      ;;
    incidents)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '--place[Where]:value: ' \
        '--side[A side that acts in it or suffers from it, by its name]:value: ' \
        '--kind[A kind of event, as in the codebook]:value: ' \
        '--from[On this day or later]:value: ' \
        '--to[On this day or earlier]:value: ' \
        '--text[Words of its claims]:value: ' \
        '--box[Inside these degrees]:value: ' \
        '--disputed[Only those of which accounts differ]' \
        '--limit[No more than this many; 50 in text, all in ndjson]:value: ' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '*:argument: '
      ;;
    accounts)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '--disputed[Without a name]' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--several[Without a name]' \
        '*:argument: '
      ;;
    timeline)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '*:argument: '
      ;;
    search)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '--reports[Reports, by title and text, instead of claims]' \
        '--limit[No more than this many, the best first]:value: ' \
        '*:argument: '
      ;;
    stats)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '*:argument: '
      ;;
    diff)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '*:argument: '
      ;;
    check)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '--migrate[Bring a ledger of an older format up to date first]' \
        '*:argument: '
      ;;
    export)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[What to write]:value:(csv ucdp acled geojson ndjson jsonld parquet citations)' \
        '(-f --format)--format[What to write]:value:(csv ucdp acled geojson ndjson jsonld parquet citations)' \
        '(-o --output)-o[Write to this file, not to standard output]:value:_files' \
        '(-o --output)--output[Write to this file, not to standard output]:value:_files' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--place[Where]:value: ' \
        '--side[A side that acts in it or suffers from it, by its name]:value: ' \
        '--kind[A kind of event, as in the codebook]:value: ' \
        '--from[On this day or later]:value: ' \
        '--to[On this day or earlier]:value: ' \
        '--text[Words of its claims]:value: ' \
        '--box[Inside these degrees]:value: ' \
        '--disputed[Only those of which accounts differ]' \
        '--incident[This incident alone, by the name that sayso incidents gives]:value: ' \
        '*:argument: '
      ;;
    import)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '*:argument: '
      ;;
    review)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '--who[Your name]:value: ' \
        '--note[Why]:value: ' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '*:argument: '
      ;;
    serve)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '--port[Where to listen; 0 takes any that is free]:value: ' \
        '--address[On which address; any but loopback needs --token-file]:value: ' \
        '--token-file[Answer only those who send the token in this file]:value:_files' \
        '--host-name[Answer for this name, too]:value: ' \
        '--write[Take decisions and additions; without it the page only reads]' \
        '--folder[A folder that may be added from the page, with --write]:value:_files -/' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--gazetteer[Places made by sayso gazetteer, instead of those inside the program]:value:_files' \
        '*:argument: '
      ;;
    reread)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '--all[Also reports that this version has read, for knowledge that has changed]' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--gazetteer[Places made by sayso gazetteer, instead of those inside the program]:value:_files' \
        '(-j --jobs)-j[Reports read at once]:value: ' \
        '(-j --jobs)--jobs[Reports read at once]:value: ' \
        '*:argument: '
      ;;
    page)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '(-f --format)-f[text for a person, ndjson for a program]:value:(text ndjson)' \
        '(-f --format)--format[text for a person, ndjson for a program]:value:(text ndjson)' \
        '--left-out[Show what was left out, too, and why]' \
        '--published[When bare text was published]:value: ' \
        '--outlet[Whose voice bare text is]:value: ' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '*:argument:_files'
      ;;
    gazetteer)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '*:argument: '
      ;;
    bench)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '--repeat[Read them this many times over]:value: ' \
        '(-j --jobs)-j[Reports read at once]:value: ' \
        '(-j --jobs)--jobs[Reports read at once]:value: ' \
        '--published[When bare text was published]:value: ' \
        '--outlet[Whose voice bare text is]:value: ' \
        '--knowledge[A folder laid out as knowledge/ is, instead of the copy inside the program]:value:_files -/' \
        '--gazetteer[Places made by sayso gazetteer, instead of those inside the program]:value:_files' \
        '*:argument:_files'
      ;;
    completion)
      _arguments \
        '(-h --help)-h[Print this help message and exit]' \
        '(-h --help)--help[Print this help message and exit]' \
        '*:argument:(bash zsh fish)'
      ;;
  esac
}
if [[ $funcstack[1] == _sayso ]]; then _sayso "$@"; else compdef _sayso sayso; fi

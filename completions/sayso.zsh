#compdef sayso
# zsh completion for sayso, made by `sayso completion zsh`
_sayso() {
  local -a commands
  commands=(
    'read:Print the claims of reports'
    'explain:Show why a claim is as it is'
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
        '*:argument:_files'
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

# bash completion for sayso, made by `sayso completion bash`
_sayso() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W 'read explain add incidents accounts timeline search stats diff check export import review serve reread page gazetteer bench completion --help --version' -- "$word"))
    return
  fi
  case ${COMP_WORDS[1]} in
    read)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson lines' -- "$word")); return ;;
        -j|--jobs) COMPREPLY=(); return ;;
        --published) COMPREPLY=(); return ;;
        --outlet) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --gazetteer) COMPREPLY=($(compgen -f -- "$word")); return ;;
        --errors) COMPREPLY=($(compgen -f -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format --brief -j --jobs --published --outlet --knowledge --gazetteer --errors --strict' -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
      fi ;;
    explain)
      case $before in
        --published) COMPREPLY=(); return ;;
        --outlet) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --gazetteer) COMPREPLY=($(compgen -f -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help --published --outlet --knowledge --gazetteer' -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
      fi ;;
    add)
      case $before in
        -j|--jobs) COMPREPLY=(); return ;;
        --published) COMPREPLY=(); return ;;
        --outlet) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --gazetteer) COMPREPLY=($(compgen -f -- "$word")); return ;;
        --errors) COMPREPLY=($(compgen -f -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -j --jobs --published --outlet --knowledge --gazetteer --errors --strict' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    incidents)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
        --place) COMPREPLY=(); return ;;
        --side) COMPREPLY=(); return ;;
        --kind) COMPREPLY=(); return ;;
        --from) COMPREPLY=(); return ;;
        --to) COMPREPLY=(); return ;;
        --text) COMPREPLY=(); return ;;
        --box) COMPREPLY=(); return ;;
        --limit) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format --place --side --kind --from --to --text --box --disputed --limit --knowledge' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    accounts)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format --disputed --knowledge --several' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    timeline)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    search)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
        --limit) COMPREPLY=(); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format --reports --limit' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    stats)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    diff)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    check)
      case $before in
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help --migrate' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    export)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'csv ucdp acled geojson ndjson jsonld parquet citations' -- "$word")); return ;;
        -o|--output) COMPREPLY=($(compgen -f -- "$word")); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --place) COMPREPLY=(); return ;;
        --side) COMPREPLY=(); return ;;
        --kind) COMPREPLY=(); return ;;
        --from) COMPREPLY=(); return ;;
        --to) COMPREPLY=(); return ;;
        --text) COMPREPLY=(); return ;;
        --box) COMPREPLY=(); return ;;
        --incident) COMPREPLY=(); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format -o --output --knowledge --place --side --kind --from --to --text --box --disputed --incident' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    import)
      case $before in
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    review)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
        --who) COMPREPLY=(); return ;;
        --note) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format --who --note --knowledge' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    serve)
      case $before in
        --port) COMPREPLY=(); return ;;
        --address) COMPREPLY=(); return ;;
        --token-file) COMPREPLY=($(compgen -f -- "$word")); return ;;
        --host-name) COMPREPLY=(); return ;;
        --folder) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --gazetteer) COMPREPLY=($(compgen -f -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help --port --address --token-file --host-name --write --folder --knowledge --gazetteer' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    reread)
      case $before in
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --gazetteer) COMPREPLY=($(compgen -f -- "$word")); return ;;
        -j|--jobs) COMPREPLY=(); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help --all --knowledge --gazetteer -j --jobs' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    page)
      case $before in
        -f|--format) COMPREPLY=($(compgen -W 'text ndjson' -- "$word")); return ;;
        --published) COMPREPLY=(); return ;;
        --outlet) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format --left-out --published --outlet --knowledge' -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
      fi ;;
    gazetteer)
      case $before in
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$word"))
      else
        COMPREPLY=()
      fi ;;
    bench)
      case $before in
        --repeat) COMPREPLY=(); return ;;
        -j|--jobs) COMPREPLY=(); return ;;
        --published) COMPREPLY=(); return ;;
        --outlet) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
        --gazetteer) COMPREPLY=($(compgen -f -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help --repeat -j --jobs --published --outlet --knowledge --gazetteer' -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
      fi ;;
    completion)
      case $before in
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$word"))
      else
        COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word"))
      fi ;;
  esac
}
complete -o filenames -F _sayso sayso

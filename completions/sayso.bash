# bash completion for sayso, made by `sayso completion bash`
_sayso() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W 'read explain bench completion --help --version' -- "$word"))
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
        --errors) COMPREPLY=($(compgen -f -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help -f --format --brief -j --jobs --published --outlet --knowledge --errors --strict' -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
      fi ;;
    explain)
      case $before in
        --published) COMPREPLY=(); return ;;
        --outlet) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help --published --outlet --knowledge' -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
      fi ;;
    bench)
      case $before in
        --repeat) COMPREPLY=(); return ;;
        -j|--jobs) COMPREPLY=(); return ;;
        --published) COMPREPLY=(); return ;;
        --outlet) COMPREPLY=(); return ;;
        --knowledge) COMPREPLY=($(compgen -d -- "$word")); return ;;
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help --repeat -j --jobs --published --outlet --knowledge' -- "$word"))
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

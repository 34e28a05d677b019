# Completions of maitri for bash: source this file, or put it where bash-completion looks for one called maitri.
# What may come next the program itself tells; here it is only asked.
_maitri() {
    local program=maitri word=${COMP_WORDS[COMP_CWORD]-} told line paths= path before
    # A program that is named by its path is asked itself.
    [[ $1 == */* ]] && program=${1/#\~\//$HOME/}
    # Only what stands before the cursor counts.
    before=${COMP_LINE:0:COMP_POINT}
    while [[ -n $word && $before != *"$word" ]]; do word=${word%?}; done
    COMPREPLY=()
    told=$("$program" gen complete bash -- "${COMP_WORDS[@]:0:COMP_CWORD}" "$word" 2>/dev/null </dev/null) || return 0
    while IFS= read -r line; do
        case $line in
            '') ;;
            :files) paths=default ;;
            :directories) paths=dirnames ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done <<<"$told"
    if [[ -n $paths ]]; then
        # Where words of ours are offered, bash adds no paths by itself.
        if ((${#COMPREPLY[@]})); then
            compopt -o filenames 2>/dev/null
            while IFS= read -r path; do
                [[ -z $path ]] || COMPREPLY+=("$path")
            done <<<"$(compgen -f -- "${2-}")"
        else
            compopt -o "$paths" 2>/dev/null
        fi
    fi
    return 0
}
complete -o nosort -F _maitri maitri 2>/dev/null || complete -F _maitri maitri

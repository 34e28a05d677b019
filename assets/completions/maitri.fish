# Completions of maitri for fish: a file called maitri.fish in a directory of fish_complete_path.
# What may come next the program itself tells; here it is only asked.
function __maitri_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program maitri
    # A program that is named by its path is asked itself.
    if string match -q -- '*/*' "$words[1]"
        set program (string replace -r -- '^~/' "$HOME/" "$words[1]")
    end
    command -q -- $program; or return
    for line in (command $program gen complete fish -- $words "$word" 2>/dev/null </dev/null)
        set -l head (string match -r -- '^--[^=]*=' "$word")
        set -l rest (string replace -r -- '^--[^=]*=' '' "$word")
        switch $line
            case ':files'
                for path in (__fish_complete_path "$rest")
                    printf '%s%s\n' "$head" $path
                end
            case ':directories'
                for path in (__fish_complete_directories "$rest" '')
                    printf '%s%s\n' "$head" $path
                end
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c maitri -e
complete -c maitri -k -f -a '(__maitri_complete)'

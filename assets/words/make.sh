#!/bin/sh
# Makes english.txt, from the top of the project, of the lists that Debian's package `scowl` installs.
set -eu
lists=${1:-/usr/share/dict/scowl}
export LC_ALL=C
cat "$lists"/english-words.10 "$lists"/english-words.20 "$lists"/english-words.35 |
    grep -Ex '[a-z]{4,9}' | sort -u |
    # A plural is told by the word it is of.
    awk '{ all[NR] = $0; is[$0] } END { for (n = 1; n <= NR; n++) if (all[n] !~ /s$/ || !(substr(all[n], 1, length(all[n]) - 1) in is)) print all[n] }' \
        > assets/words/english.txt

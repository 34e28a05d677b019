#!/usr/bin/env bash
# The program beside its peers, as many as are installed: fzf, skim, television, csvlens, less, visidata, and a process that
# does nothing. All show the same records, in turn, each in a terminal of 120 x 40; `peers.py` measures and prints the table.
#
# Run as `tests/bench/peers.sh [ROUNDS] [BINARY...]`: each binary is measured under its own name, for instance an older one
# beside today's. Without any it is target/release/maitri, which should be built with nothing else running.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-15}
shift || true
if [ $# -eq 0 ]; then
    set -- target/release/maitri
fi
command -v python3 >/dev/null || { echo "python3 is needed: it makes the terminals" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" export --format csv >"$work/records.csv"
# One name a line, for what takes lines; and what is told of each, for a preview beside it.
python3 - "$work" <<'PY'
import csv, sys
work = sys.argv[1]
with open(f"{work}/records.csv", newline="") as records, open(f"{work}/titles", "w") as titles, open(f"{work}/told", "w") as told:
    for record in csv.DictReader(records):
        titles.write(record["title"].replace("\n", " ") + "\n")
        told.write(" ".join(record[part] for part in ("title", "date", "summary", "facts")).replace("\n", " ") + "\n")
PY

peers=("empty process|echo shown|shown|")
for binary in "$@"; do
    name=maitri
    [ $# -eq 1 ] || name=$binary
    # The timeline as it opens: its list, and the record beside it.
    peers+=("$name|env MAITRI_TAB=timeline '$binary'|quit|page space")
done
add() {
    command -v "$1" >/dev/null && peers+=("$2") || echo "not installed: $1" >&2
}
first=$(head -n 1 "$work/titles" | cut -c 1-20)
printf '#!/bin/sh\nsed -n "$(($1 + 1))p" "%s/told" | fold -s -w 50\n' "$work" >"$work/preview"
chmod +x "$work/preview"
add less "less|less '$work/titles'|$first|page"
add fzf "fzf|fzf --reverse <'$work/titles'|$first|page type"
add fzf "fzf, a preview beside|fzf --reverse --preview '$work/preview {n}' <'$work/titles'|$first|page type"
add sk "skim|sk --reverse <'$work/titles'|$first|page type"
add sk "skim, a preview beside|sk --reverse --preview '$work/preview {n}' <'$work/titles'|$first|page type"
# It pages through the preview only. Version 0.15 panics at the first letter where there are two processors, for its matcher has
# no thread then; TV_PRELOAD may name a library that tells it of more (by `sched_getaffinity`).
add tv "television|${TV_PRELOAD:+env LD_PRELOAD='$TV_PRELOAD' }tv --source-command \"cat '$work/titles'\" --preview-command \"grep -F -- {} '$work/told'\"|$first|type"
add csvlens "csvlens|csvlens '$work/records.csv'|$first|page"
add vd "visidata|vd '$work/records.csv'|$first|page"
python3 tests/bench/peers.py "$rounds" "$work" "${peers[@]}"

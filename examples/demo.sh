#!/bin/sh
# What `make demo` runs: the main job on examples/corpus, start to end.
# usage: demo.sh BUILD
set -e
build=${1:-build}
jiyao=$build/jiyao
out=$build/demo
db=$out/corpus.db

rm -rf "$out"
mkdir -p "$out"

# Exit code 3 means that some inputs were refused; each is listed, so go on.
code=0
"$jiyao" ingest --quiet --db "$db" examples/corpus || code=$?
[ "$code" -eq 0 ] || [ "$code" -eq 3 ] || exit "$code"

"$jiyao" recipe run timeline --db "$db" -o "$out/timeline.html"
"$jiyao" recipe run leader-profile --db "$db" --name 佟海宁 -o "$out/leader-profile.html"
"$jiyao" recipe run compare-institutions --db "$db" -o "$out/compare-institutions.html"

"$jiyao" run examples/timeline.lua "$db" > "$out/timeline.txt"
echo "The first of $(grep -c '^[^ ]' "$out/timeline.txt") meetings, each with the words it was read from:"
echo
awk '/^[^ ]/ && ++n > 6 { exit } { print }' "$out/timeline.txt"

echo
echo "All of them, and each figure with its quotation (open in a browser):"
for name in timeline leader-profile compare-institutions; do echo "  $out/$name.html"; done
echo "Go on with:"
echo "  $jiyao --db $db"
echo "  $jiyao run examples/mentions-of.lua $db 佟海宁"

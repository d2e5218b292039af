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

"$jiyao" recipe run timeline --db "$db" -o - > "$out/timeline.md"
sed -n 1,40p "$out/timeline.md"

echo
echo "The whole of it, each line with the words it came from:"
for name in timeline leader-profile compare-institutions; do echo "  $out/$name.html"; done
echo "Go on with:"
echo "  $jiyao --db $db"
echo "  $jiyao run examples/mentions-of.lua $db 佟海宁"

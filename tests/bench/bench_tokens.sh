#!/bin/sh
# bench_tokens.sh BUILD: words with parts of speech and labelled spans over composed text, beside
# cppjieba (from the npm package nodejieba, fetched into BUILD/bench; skipped where npm is not there).
build=$1
work=$build/bench
mkdir -p "$work"
. tests/bench/cppjieba.sh
one=
command -v taskset > /dev/null && one='taskset -c 0'
[ -s "$work/news8.txt" ] || lua5.4 tests/generate/news.lua 8000000 1 hans > "$work/news8.txt"
$one "$build/bench/tokens" "$work/news8.txt" | tee "$work/tokens.out"
cppjieba "$work" "$work/news8.txt" > "$work/cppjieba.out" || { cat "$work/cppjieba.out"; exit 0; }
awk 'NR == FNR { words = $1; tagged = $2; next }
  $1 == "words" { printf "cppjieba: words %.1f MB/s, with parts of speech %.1f; ratio %.1f and %.1f\n",
    words, tagged, $2 / words, $2 / tagged }' "$work/cppjieba.out" "$work/tokens.out"

#!/bin/sh
# bench_lexicon.sh BUILD: the titles and organisation words that ship, over composed text.
build=$1
mkdir -p "$build/bench"
cut -f 1 lua/jiyao/data/titles.tsv | grep -v '^#' > "$build/bench/terms.txt"
lua5.4 tests/generate/news.lua 4000000 1 > "$build/bench/news.txt"
"$build/bench/lexicon" "$build/bench/terms.txt" "$build/bench/news.txt"

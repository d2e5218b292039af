#!/bin/sh
# bench_stages.sh BUILD: each stage of extraction that is written in C, over composed
# pages of some 2 kB: reading, NFKC, sentences, dates, people and organisations.
build=$1
work=$build/bench
mkdir -p "$work"
[ -s "$work/news2.txt" ] || lua5.4 tests/generate/news.lua 2000000 1 hans > "$work/news2.txt"
"$build/bench/stages" "$work/news2.txt"

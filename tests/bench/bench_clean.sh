#!/bin/sh
# bench_clean.sh BUILD: the cleaning of undamaged text over 50 MB, the whole way
# and step by step; then the same text in one line.
build=$1
work=$build/bench
mkdir -p "$work"
[ -s "$work/news50.hans" ] || lua5.4 tests/generate/news.lua 52000000 1 hans > "$work/news50.hans"
tr -d '\n' < "$work/news50.hans" > "$work/news50.line"
"$build/bench/clean" "$work/news50.hans" "$work/news50.line"
rm -f "$work/news50.line"

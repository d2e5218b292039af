#!/bin/sh
# bench_layout.sh BUILD: joins, gaps and articles over clean paragraphs, over the
# same text in one line, in a line a sentence, and over newsletters.
build=$1
dir=$build/bench
mkdir -p "$dir"
lua5.4 tests/generate/news.lua 10000000 1 > "$dir/news10.txt"
for _ in 1 2 3 4 5; do cat "$dir/news10.txt"; done > "$dir/paragraphs.txt"
tr -d '\n' < "$dir/paragraphs.txt" > "$dir/one_line.txt"
sed 's/。/。\n/g' "$dir/paragraphs.txt" > "$dir/sentences.txt"
lua5.4 tests/generate/newsletter.lua 220 1 | tr '\f' '\n' > "$dir/newsletters.txt"
"$dir/layout" "$dir/paragraphs.txt" "$dir/one_line.txt" "$dir/sentences.txt" "$dir/newsletters.txt"
rm -f "$dir/news10.txt"

#!/bin/sh
# dictionary.sh OUT: makes lua/jiyao/data/page_dictionary.bin, the dictionary by which a
# corpus compresses pages, from the composed pages of this project (MIT). Needs the
# program zstd; the same pages and the same zstd give the same bytes. A store carries the
# dictionary that it was made with, so making it anew changes none that exists.
find examples/corpus tests/labelled/dev tests/labelled/fresh -name '*.txt' | LC_ALL=C sort > "$1.list"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work" "$1.list"' EXIT
n=0
while read -r page; do
  n=$((n + 1))
  iconv -f UTF-8 -t UTF-8 "$page" > "$work/$(printf %05d $n)" 2> /dev/null || rm -f "$work/$(printf %05d $n)"
done < "$1.list"
zstd -q --train "$work"/* --maxdict=65536 --dictID=1 -o "$1" -f

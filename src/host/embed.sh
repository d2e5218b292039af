#!/bin/sh
# embed.sh GEN_DIR FILE...: prints assembly that holds the Lua modules, tables,
# OpenCC dictionaries and the faces' documentation, with a table `jy__embedded` of
# name, start and end. `lua/jiyao/x.lua` is named `jiyao/x.lua`, a dictionary
# `opencc/NAME.txt`, the documentation of a face `docs/NAME.txt`, the sum of the C that
# reads and extracts `source.txt`.
gen=$1
shift
n=0
list=$(mktemp)
{
  for f in "$@"; do echo "${f#lua/} $f"; done
  for f in "$gen"/opencc/*.txt; do echo "opencc/${f##*/} $f"; done
  for f in "$gen"/docs/*.txt; do echo "docs/${f##*/} $f"; done
  echo "source.txt $gen/source.txt"
} | LC_ALL=C sort > "$list"
echo '  .section .rodata'
while read -r name path; do
  printf 'n%d: .asciz "%s"\ns%d: .incbin "%s"\ne%d: .byte 0\n' $n "$name" $n "$path" $n
  n=$((n + 1))
done < "$list"
rm -f "$list"
echo '  .section .data.rel.ro,"aw"'
echo '  .globl jy__embedded'
echo '  .hidden jy__embedded'
echo '  .balign 8'
echo 'jy__embedded:'
i=0
while [ $i -lt $n ]; do
  printf '  .quad n%d, s%d, e%d\n' $i $i $i
  i=$((i + 1))
done
echo '  .quad 0, 0, 0'
echo '  .section .note.GNU-stack,"",%progbits'

#!/bin/sh
# width.sh: no line of C is longer than 110 characters (of UTF-8), in the rooms that are held
# to it. Lua's lines are measured by lua.sh. Ends with "width: N passed, N failed".
cd "$(dirname "$0")/../.." || exit 1
for room in base store; do
  for f in "src/$room"/*.c "src/$room"/*.h; do [ ! -e "$f" ] || echo "$f"; done
done | LC_ALL=C xargs awk '
  FNR == 1 { files++ }
  {
    chars = $0
    gsub(/[\200-\277]/, "", chars)
    if (length(chars) <= 110) next
    printf "%s:%d: %d characters, more than 110\n", FILENAME, FNR, length(chars)
    if (!(FILENAME in wide)) failed++
    wide[FILENAME] = 1
  }
  END { printf "width: %d passed, %d failed\n", files - failed, failed; exit failed > 0 || files == 0 }
'

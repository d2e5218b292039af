#!/bin/sh
# bench_extract.sh BUILD: the whole of `jiyao extract`, from files to JSON, over some
# 4 MB of pages: those in Simplified characters of tests/labelled/dev and fresh and
# of the plain text in examples/corpus, round after round with other given names.
# Beside it, over the same text, tagging alone: jieba's in Python (jieba.posseg, the
# Debian package python3-jieba; over the first MB) and cppjieba's (npm package
# nodejieba); each is skipped where it is not to be had. All on one core; of jiyao's
# runs the median, and the most memory of any.
build=$1
work=$build/bench
. tests/bench/cppjieba.sh
one=
command -v taskset > /dev/null && one='taskset -c 0'

rm -rf "$work/pages"
mkdir -p "$work/pages"
"$build/jiyao" run tests/bench/pages.lua "$work/pages" 4000000 tests/labelled/dev/*.txt \
  tests/labelled/fresh/*.txt examples/corpus/*/*.txt || exit 1
bytes=$(wc -c < "$work/pages.txt")

$one "$build/bench/spent" 3 "$build/jiyao" extract "$work/pages" > "$work/spent.out" || exit 1
rate=$(sort -n "$work/spent.out" | awk -v bytes="$bytes" 'NR == 2 { printf "%.3f", bytes / 1e6 / $1 }')
sort -k 2,2n "$work/spent.out" | awk -v rate="$rate" -v pages="$(ls "$work/pages" | wc -l)" -v bytes="$bytes" \
  'END { printf "jiyao extract   %6.2f MB/s (%.0f pages a second), %.1f MB of memory at most\n",
    rate, pages * rate * 1e6 / bytes, $2 }'

beside() { # NAME RATE
  awk -v name="$1" -v theirs="$2" -v ours="$rate" \
    'BEGIN { printf "%-15s %6.2f MB/s   ratio %.2f\n", name, theirs, ours / theirs }'
}
python=
for p in python3 /usr/bin/python3; do
  [ -z "$python" ] && $p -c 'import jieba.posseg' 2> /dev/null && python=$p
done
if [ "$python" ]; then
  theirs=$($one "$python" tests/bench/jieba_peer.py "$work/pages.txt" 1000000) && beside jieba.posseg "${theirs% *}"
else
  echo "jieba.posseg is skipped: the package python3-jieba is not there"
fi
if theirs=$(cppjieba "$work" "$work/pages.txt"); then beside "cppjieba, tags" "${theirs#* }"; else echo "$theirs"; fi

$one "$build/bench/spent" 9 "$build/jiyao" extract "$work/pages/00001.txt" | sort -n |
  awk 'NR == 5 { printf "one page, from the start of the program to its end: %.1f ms, %.1f MB\n", 1e3 * $1, $2 }'
$one "$build/bench/tokens" "$work/pages/00001.txt" | sed -n 's/.* opened in/models opened in/p'

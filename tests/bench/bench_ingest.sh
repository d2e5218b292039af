#!/bin/sh
# bench_ingest.sh BUILD: the whole pipeline, from pages to a corpus that can be searched, over
# $DOCUMENTS generated pages (2,000 unless given; see generate_corpus.lua): by one job and by
# two, again unchanged, with one page more; and beside it over the first 2 MB of them what a
# Python script does with jieba.posseg or with regular expressions alone (pipeline_peer.py).
# Seconds are of the processor, but for two jobs, which are by the clock.
build=$(cd "$1" && pwd) || exit 1
documents=${DOCUMENTS:-2000}
work=$build/bench/ingest
rm -rf "$work"
mkdir -p "$work"
"$build/jiyao" run tests/bench/generate_corpus.lua "$documents" "$work" || exit 1
here=$PWD
cd "$work" || exit 1
bytes=$(find pages -type f -exec cat {} + | wc -c)
count=$(find pages -type f | wc -l)
one=
command -v taskset > /dev/null && one='taskset -c 0'

spent() { # SECONDS MEMORY WHAT
  awk -v s="$1" -v m="$2" -v what="$3" -v bytes="$bytes" -v n="$count" 'BEGIN {
    printf "%-22s %8.1f s  %7.0f documents a second  %6.2f MB/s  %5.0f MB of memory at most\n",
      what, s, n / s, bytes / 1e6 / s, m }'
}
set -- $($one "$build/bench/spent" 1 "$build/jiyao" ingest -q --jobs 1 --db one.db pages)
spent "$1" "$2" 'one job'
rate=$(awk -v s="$1" -v bytes="$bytes" 'BEGIN { print bytes / 1e6 / s }')
began=$(date +%s%N)
set -- $("$build/bench/spent" 1 "$build/jiyao" ingest -q --jobs 2 --db two.db pages)
spent "$(awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { print (b - a) / 1e9 }')" "$2" 'two jobs, by the clock'
set -- $("$build/bench/spent" 1 "$build/jiyao" ingest -q --jobs 1 --db one.db pages)
spent "$1" "$2" 'again, unchanged'
wc -c < one.db | awk -v bytes="$bytes" '{ printf "the corpus is %.2f times the pages\n", $1 / bytes }'
(cd "$here" && "$build/jiyao" run tests/bench/ingest.lua "$work/one.db" "$work/truth" "$work/two.db") || exit 1

python=
for p in python3 /usr/bin/python3; do
  [ -z "$python" ] && $p -c 'import jieba.posseg' 2> /dev/null && python=$p
done
[ "$python" ] || { echo 'the peers are skipped: the package python3-jieba is not there'; exit 0; }
for how in posseg regex; do
  set -- $($one "$python" "$here/tests/bench/pipeline_peer.py" $how pages $how.db 2000000)
  awk -v how="$how" -v theirs="$1" -v ours="$rate" -v size="$5" 'BEGIN {
    printf "Python with %-10s %6.2f MB/s, its file %.2f times the pages   ratio %.2f\n", how, theirs, size, ours / theirs }'
done

#!/bin/sh
# bench_ingest.sh BUILD: the whole pipeline, from pages to a corpus that can be searched, over
# $DOCUMENTS generated pages (2,000 unless given; see generate_corpus.lua): by one job and by
# two, and again unchanged. Beside it what a Python script does with jieba.posseg or with
# regular expressions alone (pipeline_peer.py): all three over the same pages, the first
# $SAMPLE bytes of them (2,000,000 unless given) by path, in turn and $ROUNDS times (3), of
# which the median is told. Seconds are of the processor, jiyao's from its start, Python's from
# when its dictionaries are loaded; those of two jobs are by the clock. An input that is
# refused ends the bench: none that is generated may be.
build=$(cd "$1" && pwd) || exit 1
documents=${DOCUMENTS:-2000}
sample=${SAMPLE:-2000000}
rounds=${ROUNDS:-3}
work=$build/bench/ingest
rm -rf "$work"
mkdir -p "$work/sample"
"$build/jiyao" run tests/bench/generate_corpus.lua "$documents" "$work" || exit 1
here=$PWD
cd "$work" || exit 1
bytes=$(find pages -type f -exec cat {} + | wc -c)
count=$(find pages -type f | wc -l)
one=
command -v taskset > /dev/null && one='taskset -c 0'

# ingest DB JOBS FOLDER COMMAND…: what COMMAND prints of an ingestion; tells what was refused.
ingest() {
  db=$1 jobs=$2 folder=$3
  shift 3
  "$@" "$build/jiyao" ingest -q --jobs "$jobs" --db "$db" "$folder" 2> ingest.err && return
  status=$?
  [ $status -ne 3 ] || echo "jiyao refused $(grep -c ': refused ' ingest.err) inputs, where none should be:" >&2
  head -n 5 ingest.err >&2
  return $status
}
spent() { # SECONDS WHAT MEMORY
  awk -v s="$1" -v what="$2" -v memory="$3" -v bytes="$bytes" -v n="$count" 'BEGIN {
    printf "%-22s %8.1f s  %7.0f documents a second  %6.2f MB/s  %s\n",
      what, s, n / s, bytes / 1e6 / s, memory }'
}
told=$(ingest one.db 1 pages $one "$build/bench/spent" 1) || exit 1
set -- $told
spent "$1" 'one job' "$2 MB of memory at most"
told=$(ingest two.db 2 pages "$build/bench/memory") || exit 1
set -- $told
spent "$1" 'two jobs, by the clock' \
  "$2 MB of memory at most in all processes (PSS), $3 MB if what they share is counted in each"
told=$(ingest one.db 1 pages $one "$build/bench/spent" 1) || exit 1
set -- $told
spent "$1" 'again, unchanged' "$2 MB of memory at most"
wc -c < one.db | awk -v bytes="$bytes" '{ printf "the corpus is %.2f times the pages\n", $1 / bytes }'
(cd "$here" && "$build/jiyao" run tests/bench/ingest.lua "$work/one.db" "$work/truth" "$work/two.db") || exit 1

python=
for needs in 'jieba.posseg, lxml.html' jieba.posseg; do
  for p in python3 /usr/bin/python3; do
    [ -z "$python" ] && $p -c "import $needs" 2> /dev/null && python=$p
  done
done
[ "$python" ] || { echo 'the peers are skipped: the package python3-jieba is not there'; exit 0; }
find pages -type f -printf '%p %s\n' | LC_ALL=C sort |
  awk -v most="$sample" 'size < most { print $1; size += $2 }' > sample.txt
tar -cf - -T sample.txt | tar -xf - -C sample || exit 1
bytes=$(find sample -type f -exec cat {} + | wc -c)

# The figures of one round are added to $how.out, MB/s first.
for round in $(seq "$rounds"); do
  rm -f sample.db posseg.db regex.db
  told=$(ingest sample.db 1 sample $one "$build/bench/spent" 1) || exit 1
  echo "$told" | awk -v bytes="$bytes" '{ print bytes / 1e6 / $1 }' >> jiyao.out
  for how in posseg regex; do
    $one "$python" "$here/tests/bench/pipeline_peer.py" $how sample $how.db >> $how.out || exit 1
  done
done
median() { sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"; }
ours=$(median jiyao.out)
awk -v n="$(wc -l < sample.txt)" -v bytes="$bytes" -v rounds="$rounds" -v ours="$ours" 'BEGIN {
  printf "the same %d pages (%.2f MB), median of %d rounds: jiyao %6.2f MB/s\n", n, bytes / 1e6, rounds, ours }'
for how in posseg regex; do
  set -- $(median $how.out)
  awk -v how="$how" -v theirs="$1" -v ours="$ours" -v size="$5" -v reader="$6" 'BEGIN {
    printf "Python with %-7s and %s %6.2f MB/s, its file %.2f times the pages   ratio %.2f\n",
      how, reader, theirs, size, ours / theirs }'
done

#!/bin/sh
# bench_script.sh BUILD: script conversion with alignment over 50 MB, beside
# Debian's libopencc in process and beside OpenCC 1.4.2 (npm package `opencc`,
# fetched into BUILD/bench; skipped where npm, or what its sources need, is not
# there: libmarisa-dev and rapidjson-dev). Then 20 MB and more in every
# configuration: the same as libopencc.
build=$1
work=$build/bench
peer=$work/npm/node_modules/opencc
mkdir -p "$work"

compose() { # NAME COMMAND…
  [ -s "$work/$1" ] || { name=$1; shift; "$@" > "$work/$name.part" && mv "$work/$name.part" "$work/$name"; }
}
compose news50.hans lua5.4 tests/generate/news.lua 52000000 1 hans
compose news50.hant "$build/jiyao" run tests/bench/convert.lua "$work/news50.hans" s2t
compose mixed3.txt lua5.4 tests/generate/news.lua 3000000 2 mixed

# The peer is built from the package's sources: its ready-made program asks for a
# newer C++ library than Debian 12 has.
fetch_peer() {
  [ -x "$work/opencc_peer" ] && return 0
  command -v npm > /dev/null || { echo "OpenCC 1.4.2 is skipped: npm is not there"; return 1; }
  [ -d "$peer/src" ] || npm install --silent --ignore-scripts --prefix "$work/npm" opencc@1.4.2 > /dev/null 2>&1 ||
    { echo "OpenCC 1.4.2 is skipped: npm could not fetch it"; return 1; }
  sources=$(ls "$peer"/src/*.cpp | grep -v -e 'Test\.cpp$' -e py_opencc -e DartsDict)
  # shellcheck disable=SC2086
  ${CXX:-g++} -std=c++17 -O2 -DNDEBUG -DOPENCC_VERSION='"1.4.2"' -DVERSION='"1.4.2"' -DPKGDATADIR='""' \
    -I"$peer/src" -o "$work/opencc_peer" tests/bench/opencc_peer.cc $sources -lmarisa \
    2> "$work/opencc_peer.log" ||
    { echo "OpenCC 1.4.2 is skipped: it could not be built ($work/opencc_peer.log)"; return 1; }
}
fetch_peer && have=yes

for pair in t2s.hant t2s.hans s2t.hans; do
  config=${pair%.*} text=$work/news50.${pair#*.}
  echo "$config on ${text##*.} text, 50 MB:"
  "$build/bench/script" speed "$config" "$text" | tee "$work/script.out"
  [ "$have" ] || continue
  rate=$("$work/opencc_peer" "$config.json" "$peer/prebuilds/assets/" "$text") || exit 1
  awk -v theirs="$rate" '{ for (i = 1; i < NF; i++) if ($i == "alignment") ours = $(i + 1) }
    END { printf "       OpenCC 1.4.2 %.1f MB/s   ratio %.1f\n", theirs, ours / theirs }' "$work/script.out"
done

echo "the same as libopencc, Simplified, Traditional and mixed text and dictionaries:"
head -c 3000000 "$work/news50.hans" | iconv -c -f UTF-8 -t UTF-8 > "$work/equal.txt" 2> /dev/null
head -c 3000000 "$work/news50.hant" | iconv -c -f UTF-8 -t UTF-8 >> "$work/equal.txt" 2> /dev/null
cat "$work/mixed3.txt" "$build"/gen/opencc/*.txt >> "$work/equal.txt"
for data in ../shared/data/*/*.gz; do
  case $data in *.tar.gz) continue ;; esac
  [ -e "$data" ] && gzip -dc "$data" | head -c 600000 | iconv -c -f UTF-8 -t UTF-8 >> "$work/equal.txt" 2> /dev/null
done
for config in t2s s2t s2tw tw2s s2hk hk2s s2twp tw2sp t2tw tw2t t2hk hk2t t2jp jp2t; do
  "$build/bench/script" equal "$config" "$work/equal.txt" || exit 1
done

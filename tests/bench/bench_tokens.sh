#!/bin/sh
# bench_tokens.sh BUILD: words with parts of speech and labelled spans over composed text, beside
# cppjieba (from the npm package nodejieba, fetched into BUILD/bench; skipped where npm is not there).
build=$1
work=$build/bench
peer=$work/npm/node_modules/nodejieba
mkdir -p "$work"
[ -s "$work/news8.txt" ] || lua5.4 tests/generate/news.lua 8000000 1 hans > "$work/news8.txt"
"$build/bench/tokens" "$work/news8.txt" | tee "$work/tokens.out"

fetch_peer() {
  [ -x "$work/cppjieba_peer" ] && return 0
  command -v npm > /dev/null || { echo "cppjieba is skipped: npm is not there"; return 1; }
  [ -d "$peer" ] || npm install --silent --ignore-scripts --prefix "$work/npm" nodejieba@2.6.0 > /dev/null 2>&1 ||
    { echo "cppjieba is skipped: npm could not fetch it"; return 1; }
  header=$(find "$peer" -name Jieba.hpp | head -n 1)
  limonp=$(find "$peer" -name StringUtil.hpp | head -n 1)
  inc="-I${header%/cppjieba/Jieba.hpp} -I${limonp%/limonp/StringUtil.hpp}"
  # shellcheck disable=SC2086
  ${CXX:-g++} -std=c++14 -O2 -DNDEBUG -DLOGGING_LEVEL=LL_ERROR $inc -o "$work/cppjieba_peer" \
    tests/bench/cppjieba_peer.cc 2> "$work/cppjieba_peer.log" ||
    { echo "cppjieba is skipped: it could not be built ($work/cppjieba_peer.log)"; return 1; }
}
fetch_peer || exit 0
dict=$(dirname "$(find "$peer" -name jieba.dict.utf8 | head -n 1)")
"$work/cppjieba_peer" "$dict" "$work/news8.txt" > "$work/cppjieba.out" 2> /dev/null || exit 1
awk 'NR == FNR { words = $1; tagged = $2; next }
  $1 == "words" { printf "cppjieba: words %.1f MB/s, with parts of speech %.1f; ratio %.1f and %.1f\n",
    words, tagged, $2 / words, $2 / tagged }' "$work/cppjieba.out" "$work/tokens.out"

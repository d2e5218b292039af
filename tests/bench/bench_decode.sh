#!/bin/sh
# bench_decode.sh BUILD: decoding of 52 MB of composed news beside iconv, on one
# core. GNU libiconv runs too where tests/iconv/build.sh has built it.
build=$1
dir=$build/bench/text
mkdir -p "$dir"
for script in hans hant; do
  [ -s "$dir/$script.txt" ] || lua5.4 tests/generate/news.lua 52000000 1 $script > "$dir/$script.txt" || exit 1
done
[ -s "$dir/hans.gb18030" ] || iconv -f UTF-8 -t GB18030 "$dir/hans.txt" > "$dir/hans.gb18030" || exit 1
[ -s "$dir/hant.big5" ] || iconv -c -f UTF-8 -t BIG5-HKSCS "$dir/hant.txt" > "$dir/hant.big5"
gnu=$build/gnu-iconv/lib/libiconv.so
one=
command -v taskset > /dev/null && one='taskset -c 0'
$one "$build/bench/decode" GB18030 "$dir/hans.gb18030" "$gnu" &&
  $one "$build/bench/decode" BIG5-HKSCS "$dir/hant.big5" "$gnu" &&
  $one "$build/bench/decode" UTF-8 "$dir/hans.txt" "$gnu"

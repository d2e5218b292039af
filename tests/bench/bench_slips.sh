#!/bin/sh
# bench_slips.sh BUILD: what looking for byte slips costs on sound text, and what
# comes back of generated damage in 1 MB of news in each script.
build=$1
mkdir -p "$build/bench"
for script in hans hant; do
  text=$build/bench/slips_$script
  lua5.4 tests/generate/news.lua 1000000 3 $script > "$text.text"
  "$build/jiyao" run tests/eval/repair.lua speed "$text.text"
  for kind in "gbk fold vanish" "gbk" "gbk fold gloss markup" "big5 vanish"; do
    [ "$script $kind" != "hans big5 vanish" ] || continue
    echo "== $script $kind"
    # shellcheck disable=SC2086
    lua5.4 tests/generate/slips.lua "$text.text" "$text" 2 $kind
    "$build/jiyao" run tests/eval/repair.lua damage "$text"
  done
done

#!/bin/sh
# bench_search.sh BUILD: searching a corpus of 100,000 documents ($DOCUMENTS); see search.lua.
build=$1
work=$build/bench/search
rm -rf "$work"
mkdir -p "$work"
"$build/jiyao" run tests/bench/search.lua "$work" "${DOCUMENTS:-100000}"

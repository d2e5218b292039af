#!/bin/sh
# run.sh [--sanitized] BUILD: runs every suite and ends with "N passed, N failed".
#
# Each suite prints what it likes and, last, a line `NAME: N passed, N failed`;
# C suites are cmocka programs and Lua suites busted, whose own sums are read.
# A suite that ends without a sum, or with a bad status and no failure counted,
# counts as one failure: no test can vanish.
set -u
cd "$(dirname "$0")/.." || exit 1
sanitized=
if [ "$1" = --sanitized ]; then sanitized=yes; shift; fi
build=$1
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log" "$log".*' EXIT
export LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
[ -z "$sanitized" ] || export JIYAO_GC=eager

# add NAME STATUS PASSED FAILED: one suite's result into the sums.
add() {
  p=$3 f=$4
  if [ "$2" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  if [ "$2" -eq 0 ] && [ "$p" -eq 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  passed=$((passed + p))
  failed=$((failed + f))
  printf '%-28s %4d passed %4d failed\n' "$1" "$p" "$f"
  if [ "$f" -ne 0 ]; then sed 's/^/    /' "$log"; fi
}

# A suite that ends with `NAME: N passed, N failed`.
suite() {
  name=$1
  shift
  "$@" > "$log" 2>&1
  status=$?
  sum=$(grep -E ': [0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
  p=$(echo "$sum" | sed -n 's/.*: \([0-9]*\) passed.*/\1/p')
  f=$(echo "$sum" | sed -n 's/.* \([0-9]*\) failed$/\1/p')
  add "$name" $status "${p:-0}" "${f:-1}"
}

cmocka() {
  CMOCKA_MESSAGE_OUTPUT=TAP "$2" > "$log" 2>&1
  status=$?
  add "$1" $status "$(grep -c '^ok ' "$log")" "$(grep '^not ok ' "$log" | grep -vc '# SKIP')"
}

busted() {
  name=$1
  shift
  "$@" > "$log" 2>&1
  status=$?
  add "$name" $status "$(grep -c '^ok ' "$log")" "$(grep -c '^not ok ' "$log")"
}

# The same suites once more, under ASan and UBSan with eager collection, built
# and run beside the others.
if [ -z "$sanitized" ]; then
  (${MAKE:-make} --no-print-directory suite-sanitized B="$build" > "$log.asan" 2>&1; echo $? > "$log.status") &
fi

for t in "$build"/unit/test_*; do
  case $t in *.d) continue ;; esac
  cmocka "unit/${t##*/}" "$t"
done
busted lua/embedded "$build/jiyao" run tests/lua/run.lua
suite cli sh tests/cli/run.sh "$build"
if [ -z "$sanitized" ]; then
  busted lua/disk env JIYAO_LUA=lua "$build/jiyao" run tests/lua/run.lua
  busted lua/stock env LUA_CPATH="$build/lua/?.so;;" lua5.4 tests/lua/run.lua
  suite eval sh tests/eval/run.sh "$build"
  for lint in layers headers warnings docs readme lua self; do
    suite "lint/$lint" sh "tests/lint/$lint.sh" "$build"
  done
  wait
  mv "$log.asan" "$log"
  status=$(cat "$log.status")
  sum=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
  p=${sum%% passed*} f=${sum##*, }
  f=${f%% failed}
  add sanitized "$status" "${p:-0}" "${f:-1}"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

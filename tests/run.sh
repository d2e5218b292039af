#!/bin/sh
# run.sh [--sanitized] BUILD: runs every suite and ends with "N passed, N failed";
# with --sanitized those alone that BUILD/asan holds the programs of.
#
# Each suite prints what it likes and, last, a line `NAME: N passed, N failed`;
# C suites are cmocka programs and Lua suites busted, whose own sums are read.
# A suite that ends without a sum, or with a bad status and no failure counted,
# counts as one failure: no test can vanish. Each has a TMPDIR of its own, and
# fails if it leaves anything there. As many run at once as there are processors
# (JOBS says otherwise); the results are printed in the order in which they start.
set -u
cd "$(dirname "$0")/.." || exit 1
sanitized=
if [ "$1" = --sanitized ]; then sanitized=yes; shift; fi
build=$1
passed=0
failed=0
pool=
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap '[ -z "$pool" ] || kill "$pool" 2> /dev/null; exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
: > "$work/jobs"

# job KIND NAME WORD...: a suite to run; KIND says how its sum is read. No word
# holds a space.
job() { echo "$*" >> "$work/jobs"; }

units() {
  for t in "$2"/unit/test_*; do
    case $t in *.d) continue ;; esac
    job cmocka "$1unit/${t##*/}" ${3:-} "$t"
  done
}

# What takes longest comes first. Under ASan and UBSan collection is eager.
eager='env JIYAO_GC=eager'
asan=$build/asan
job busted asan/lua $eager "$asan/jiyao" run tests/lua/run.lua
job suite asan/cli $eager sh tests/cli/run.sh "$asan"
if [ -z "$sanitized" ]; then
  for lint in self warnings; do job suite "lint/$lint" sh "tests/lint/$lint.sh" "$build"; done
  for part in $(sh tests/eval/run.sh --parts); do job suite "eval/$part" sh tests/eval/run.sh "$build" "$part"; done
  job suite cli sh tests/cli/run.sh "$build"
  job busted lua/embedded "$build/jiyao" run tests/lua/run.lua
  job busted lua/disk env JIYAO_LUA=lua "$build/jiyao" run tests/lua/run.lua
  job busted lua/stock env "LUA_CPATH=$build/lua/?.so;;" lua5.4 tests/lua/run.lua
fi
units asan/ "$asan" "$eager"
if [ -z "$sanitized" ]; then
  units '' "$build"
  for lint in layers headers docs readme lua; do job suite "lint/$lint" sh "tests/lint/$lint.sh" "$build"; done
fi

# Runs line $2 of the jobs: what it prints, what it leaves, its status.
run_job='
  line=$(sed -n "$2p" "$1/jobs")
  set -f
  set -- "$1/$2" $line
  out=$1
  shift 3
  export TMPDIR=$out.tmp CMOCKA_MESSAGE_OUTPUT=TAP
  mkdir "$TMPDIR"
  "$@" > "$out.log" 2>&1 < /dev/null
  echo $? > "$out.part"
  find "$TMPDIR" -mindepth 1 > "$out.left"
  chmod -R u+rwx "$TMPDIR"
  rm -rf "$TMPDIR"
  mv "$out.part" "$out.status"'
seq "$(wc -l < "$work/jobs")" | xargs -P "${JOBS:-$(nproc)}" -I{} sh -c "$run_job" sh "$work" {} &
pool=$!

# add NAME STATUS PASSED FAILED LOG: one suite's result into the sums.
add() {
  p=$3 f=$4
  if [ "$2" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  if [ "$2" -eq 0 ] && [ "$p" -eq 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  passed=$((passed + p))
  failed=$((failed + f))
  printf '%-28s %4d passed %4d failed\n' "$1" "$p" "$f"
  if [ "$f" -ne 0 ]; then sed 's/^/    /' "$5"; fi
}

# result KIND NAME STATUS LOG: reads what a suite counted.
result() {
  case $1 in
    suite)
      sum=$(grep -E ': [0-9]+ passed, [0-9]+ failed$' "$4" | tail -n 1)
      p=$(echo "$sum" | sed -n 's/.*: \([0-9]*\) passed.*/\1/p')
      f=$(echo "$sum" | sed -n 's/.* \([0-9]*\) failed$/\1/p')
      add "$2" "$3" "${p:-0}" "${f:-1}" "$4"
      ;;
    *) add "$2" "$3" "$(grep -c '^ok ' "$4")" "$(grep '^not ok ' "$4" | grep -vc '# SKIP')" "$4" ;;
  esac
}

n=0
while read -r kind name words; do
  n=$((n + 1))
  out=$work/$n
  until [ -e "$out.status" ]; do
    if ! kill -0 "$pool" 2> /dev/null && [ ! -e "$out.status" ]; then
      echo "was not run: $words" > "$out.log"
      : > "$out.left"
      echo 1 > "$out.status"
    fi
    sleep 0.1
  done
  if [ -s "$out.left" ]; then
    echo "left behind in TMPDIR:" >> "$out.log"
    cat "$out.left" >> "$out.log"
    echo 1 > "$out.status"
  fi
  result "$kind" "$name" "$(cat "$out.status")" "$out.log"
done < "$work/jobs"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

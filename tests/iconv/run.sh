#!/bin/sh
# run.sh BUILD: the library on both iconvs. Builds GNU libiconv (build.sh) and
# jiyao on it under BUILD/on-gnu, runs the tests of decoding there and here, and
# compares what both programs answer on every code. Ends with
# "iconvs: N passed, N failed"; says so and skips where GNU libiconv cannot be had.
cd "$(dirname "$0")/../.." || exit 1
build=$1
passed=0
failed=0
sh tests/iconv/build.sh "$build"
status=$?
if [ $status -eq 3 ]; then
  echo "iconvs: skipped"
  exit 0
elif [ $status -ne 0 ]; then
  exit 1
fi

check() {
  name=$1
  shift
  if "$@" > "$build/iconvs.log" 2>&1; then
    passed=$((passed + 1))
  else
    echo "$name: failed"
    tail -n 20 "$build/iconvs.log"
    failed=$((failed + 1))
  fi
}

# build_and_test BUILD [VARIABLE=VALUE…]
build_and_test() {
  b=$1
  shift
  tests=$(for t in iconv decode detect script utf8; do echo "$b/unit/test_$t"; done)
  check "building $b" ${MAKE:-make} --no-print-directory -j2 B="$b" "$@" "$b/jiyao" $tests
  for t in $tests; do check "$t" "$t"; done
  check "answers of $b" sh -c "'$b/jiyao' run tests/iconv/answers.lua > '$b/answers.txt'"
  "$b/jiyao" version | grep iconv > "$b/iconv.txt"
  cat "$b/iconv.txt"
}

build_and_test "$build" ICONV=libc
build_and_test "$build/on-gnu" ICONV=gnu ICONV_PREFIX="$build/gnu-iconv"
check "the two answer the same" cmp "$build/answers.txt" "$build/on-gnu/answers.txt"
check "they are built on two" sh -c "! cmp -s '$build/iconv.txt' '$build/on-gnu/iconv.txt'"
rm -f "$build/answers.txt" "$build/on-gnu/answers.txt" "$build/iconvs.log"
echo "iconvs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

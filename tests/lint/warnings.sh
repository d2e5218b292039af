#!/bin/sh
# warnings.sh BUILD [FILE...]: every C file of src/ and tests/unit/, or those that
# are named, under gcc and clang, warnings as errors. FLAGS holds the project's
# flags. Ends with "warnings: N passed, N failed".
build=$1
shift
cd "$(dirname "$0")/../.." || exit 1
: "${FLAGS:?make check-warnings sets it}"
log=$(mktemp)
for cc in gcc clang; do
  if [ $# -gt 0 ]; then printf '%s\n' "$@"; else find src tests/unit -name '*.c' | LC_ALL=C sort; fi | xargs -P2 -I{} sh -c \
    'if $0 $FLAGS -I"$1/gen" -Itests/unit -fsyntax-only "$2"; then echo pass; else echo "fail: $2 under $0"; fi' \
    $cc "$build" {} >> "$log"
done
grep '^fail' "$log"
failed=$(grep -c '^fail' "$log")
passed=$(grep -c '^pass' "$log")
rm -f "$log"
echo "warnings: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

#!/bin/sh
# docs.sh BUILD: what is public is documented, and every example does what it
# says: @usage of the Lua faces and modules, ```lua blocks of README.md, @code of
# the public headers. CC, FLAGS and LIBS come from the Makefile. Ends with
# "docs: N passed, N failed".
build=$(cd "$1" && pwd) || exit 1
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 1
: "${FLAGS:?make check-docs sets it}" "${LIBS:?make check-docs sets it}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# Examples may write files: they run in a folder of their own.
ln -s "$root/examples" "$work/examples"
cd "$work" || exit 1

"$build/jiyao" run "$root/tests/lint/check_docs.lua" "$root" "$work/examples.c" > log 2>&1 || echo 'FAIL check_docs.lua' >> log

cd "$root" || exit 1
if ${CC:-cc} $FLAGS -O0 -Wno-unused-variable -o "$work/examples.bin" "$work/examples.c" "$build/libjiyao.a" $LIBS >> "$work/log" 2>&1; then
  (cd "$work" && ./examples.bin) >> "$work/log" 2>&1 || echo "FAIL an example of a public header" >> "$work/log"
else
  echo 'FAIL the examples of the public headers do not compile' >> "$work/log"
fi
grep -v '^PASS' "$work/log"
passed=$(grep -c '^PASS' "$work/log")
failed=$(grep -c '^FAIL' "$work/log")
echo "docs: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

#!/bin/sh
# headers.sh [BUILD [HEADER]]: compiles each public header alone, or one of them, as
# C99 and as C++, pedantically.
# Ends with "headers: N passed, N failed".
only=${2:-}
cd "$(dirname "$0")/../.." || exit 1
passed=0
failed=0
strict='-pedantic -Wall -Wextra -Wshadow -Wconversion -Werror -fsyntax-only -Iinclude'

# try COMPILER LANGUAGE STANDARD HEADER
try() {
  if printf '#include "%s"\n' "$4" | $1 -x "$2" -std="$3" $strict -; then
    passed=$((passed + 1))
  else
    echo "$4: does not stand alone as $3 under $1"
    failed=$((failed + 1))
  fi
}

for h in include/jiyao/*.h; do
  [ -e "$h" ] || continue
  [ -z "$only" ] || [ "$only" = "$h" ] || continue
  for cc in gcc clang; do
    try $cc c c99 "${h#include/}"
    try $cc c++ c++11 "${h#include/}"
  done
done
echo "headers: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

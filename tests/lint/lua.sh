#!/bin/sh
# lua.sh [BUILD [FILE]]: luacheck on every Lua file, or on one. Modules see Lua's
# own globals only, scripts also `jiyao`, tests also busted's. Ends with "lua: N
# passed, N failed".
only=${2:-}
cd "$(dirname "$0")/../.." || exit 1
passed=0
failed=0
# Examples in comments and texts in strings stay on one line.
width="--max-line-length 110 --no-max-comment-line-length --no-max-string-line-length"

# try STD FOLDER OPTION...
try() {
  std=$1 folder=$2
  shift 2
  [ -d "$folder" ] || return 0
  for f in $(find "$folder" -name '*.lua' | LC_ALL=C sort); do
    [ -z "$only" ] || [ "$only" = "$f" ] || continue
    if report=$(luacheck --no-color --no-config --std "$std" $width "$@" -- "$f"); then
      passed=$((passed + 1))
    else
      echo "$report"
      failed=$((failed + 1))
    fi
  done
}

try lua54 lua
try lua54 examples --read-globals jiyao corpus
try lua54 tests/lint
try lua54 tests/eval --read-globals jiyao
try lua54 tests/bench --read-globals jiyao
try lua54 src
try lua54+busted tests/lua
echo "lua: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

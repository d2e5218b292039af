#!/bin/sh
# lua.sh [BUILD [FILE]]: luacheck on every Lua file, or on one. Modules see Lua's
# own globals only, scripts also `jiyao`, tests also busted's. Ends with "lua: N
# passed, N failed".
only=${2:-}
cd "$(dirname "$0")/../.." || exit 1
passed=0
failed=0
# Lines are measured in characters of UTF-8. Examples in comments stay on one line, and so do texts in
# the strings of tests and examples; the modules' own strings do not.
width="--max-line-length 110 --no-max-comment-line-length"
texts=--no-max-string-line-length

# try STD FOLDER OPTION...: all files of a folder at once; one by one where some
# file does not pass.
try() {
  std=$1 folder=$2
  shift 2
  [ -d "$folder" ] || return 0
  files=$(find "$folder" -name '*.lua' | LC_ALL=C sort)
  [ -z "$only" ] || files=$(echo "$files" | grep -Fx -- "$only")
  [ -n "$files" ] || return 0
  if luacheck --no-color --no-config --std "$std" $width "$@" -- $files > /dev/null; then
    passed=$((passed + $(echo "$files" | wc -l)))
    return
  fi
  for f in $files; do
    if report=$(luacheck --no-color --no-config --std "$std" $width "$@" -- "$f"); then
      passed=$((passed + 1))
    else
      echo "$report"
      failed=$((failed + 1))
    fi
  done
}

try lua54 lua
try lua54 examples $texts --read-globals jiyao corpus
try lua54 tests/lint $texts
try lua54 tests/iconv $texts --read-globals jiyao
try lua54 tests/generate $texts
try lua54 tests/eval $texts --read-globals jiyao
try lua54 tests/bench $texts --read-globals jiyao
try lua54 tests/cli $texts
try lua54 src $texts
try lua54+busted tests/lua $texts
all=$(find examples lua src tests -name '*.lua' | wc -l)
if [ -z "$only" ] && [ $((passed + failed)) -ne "$all" ]; then
  echo "lua.sh: of $all Lua files, $((passed + failed)) were looked at"
  failed=$((failed + 1))
fi
echo "lua: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

#!/bin/sh
# Every Lua file of the project under luacheck, one result a file.
cd "$(dirname "$0")/../.." || exit 1
files=$(git ls-files '*.lua' 2>/dev/null)
[ -n "$files" ] || files=$(find lua examples tests -name '*.lua')
out=$(luacheck --no-color -q $files 2>&1)
status=$?
bad=$(echo "$out" | grep -cE '^ *[^ ]+:[0-9]+:[0-9]+:')
[ $status -eq 0 ] || echo "$out"
[ $status -eq 0 ] || [ "$bad" -ne 0 ] || bad=1
n=$(echo "$files" | wc -l)
echo "luacheck: $((n > bad ? n - bad : 0)) passed, $bad failed"
[ $status -eq 0 ]

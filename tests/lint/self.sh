#!/bin/sh
# self.sh BUILD: a check that cannot fail is none. Each lint is run on a copy of
# the tree in which one thing was broken, and must refuse it. Ends with "lints: N
# passed, N failed". CC, FLAGS and LIBS as for docs.sh.
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/../.." || exit 1
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

# breach WHAT LINT FILE: appends standard input to FILE of the copy and expects
# the lint to fail with its own last line. Lints that look at one file after
# another are shown that one only.
breach() {
  what=$1 lint=$2 file=$3
  rm -rf "$tree/copy"
  mkdir -p "$tree/copy/tests"
  cp -R src include lua "$tree/copy/"
  cp -R tests/lint "$tree/copy/tests/"
  [ -e README.md ] && cp README.md "$tree/copy/"
  mkdir -p "$tree/copy/examples"
  cat >> "$tree/copy/$file"
  case $lint in headers | warnings | lua) one=$file ;; *) one= ;; esac
  if sh "$tree/copy/tests/lint/$lint.sh" "$build" $one > "$tree/log" 2>&1; then
    echo "$lint.sh did not notice: $what"
    failed=$((failed + 1))
  elif tail -1 "$tree/log" | grep -q ' [1-9][0-9]* failed$'; then
    passed=$((passed + 1))
  else
    echo "$lint.sh broke down over: $what"
    cat "$tree/log"
    failed=$((failed + 1))
  fi
}

breach 'base knows host' layers src/base/buf.c <<'.'
#include "host/host.h"
.
breach 'base knows host through a public header' layers include/jiyao/base.h <<'.'
#include "jiyao/host.h"
.
breach 'Lua in base' layers src/base/buf.c <<'.'
#include <lua.h>
.
breach 'SQLite in the program' layers src/cli/main.c <<'.'
#include <sqlite3.h>
.
breach 'a room that is not in the table' layers src/cli/main.c <<'.'
#include "attic/old.h"
.
breach 'a public header of no room' layers include/jiyao/stray.h <<'.'
#include "jiyao/base.h"
.
breach 'a header that leans on another' headers include/jiyao/stray.h <<'.'
FILE *jy_stray(void);
.
breach 'a header that is no C++' headers include/jiyao/stray.h <<'.'
int jy_stray(int class);
.
breach 'an unused variable' warnings src/base/buf.c <<'.'
static int unused;
.
breach 'a declaration without prototype' warnings src/base/buf.c <<'.'
int jy__stray();
.
breach 'a global that a module makes' lua lua/jiyao/help.lua <<'.'
stray = 1
.
breach 'an unused local' lua lua/jiyao/init.lua <<'.'
local stray = 1
.
breach 'a long line within a string' lua lua/jiyao/stray.lua <<'.'
return [[
院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长院长
]]
.
breach 'a long line of C' width src/store/pack.c <<'.'
/* 3456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 12345678 */
.
breach 'a face function without documentation' docs src/bind/bind_data.c <<'.'
static const luaL_Reg more[] = {{"stray", l_read}, {NULL, NULL}};
.
breach 'an example in Lua that prints something else' docs lua/jiyao/help.lua <<'.'
--- A stray block.
-- @function stray
-- @usage
-- print(1 + 1) --> 3
.
breach 'an example in Lua that raises' docs lua/jiyao/help.lua <<'.'
--- A stray block.
-- @function stray
-- @usage
-- error "no"
.
breach 'an example in the README that prints something else' docs README.md <<'.'

```lua
print("a") --> b
```
.
breach 'output in the README that no command prints' readme README.md <<'.'

```
$ echo 1
2
```
.
breach 'a public function without example' docs include/jiyao/base.h <<'.'

/** Nothing. */
JY_API int jy_stray(void);
.
breach 'an example in C that does not hold' docs include/jiyao/base.h <<'.'

/**
 * Nothing.
 * @code
 * assert(1 + 1 == 3);
 * @endcode
 */
JY_API int jy_stray(void);
.
# A test that leaves a handle open fails the run of its file, in either host.
cat > "$tree/open_spec.lua" <<'.'
describe("a test", function()
  it("leaves a corpus open", function()
    package.loaded.left = require("jiyao.corpus").open(":memory:", {create = true})
  end)
end)
.
for host in "$build/jiyao run" "env LUA_CPATH=$build/lua/?.so;; lua5.4"; do
  if $host tests/lua/run.lua "$tree/open_spec.lua" > "$tree/log" 2>&1; then
    echo "tests/lua did not notice a handle left open under $host"
    failed=$((failed + 1))
  elif grep -q '^not ok - .*1 handle(s) left open' "$tree/log"; then
    passed=$((passed + 1))
  else
    echo "tests/lua broke down over a handle left open under $host"
    cat "$tree/log"
    failed=$((failed + 1))
  fi
done
echo "lints: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

/* jiyao run SCRIPT.lua [ARG…] */
#include <lauxlib.h>
#include <string.h>

#include "cli/cli.h"

/* The global `arg`: the script is 0, its arguments follow. */
static void set_arg(lua_State *L) {
  lua_Integer n = luaL_len(L, 2);
  lua_createtable(L, (int)n, 1);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 2, i);
    lua_rawseti(L, -2, i - 1);
  }
  lua_setglobal(L, "arg");
}

static int run(lua_State *L, const cli_call *call) {
  const char *path = call->operands[0];
  set_arg(L);
  if (luaL_loadfilex(L, strcmp(path, "-") == 0 ? NULL : path, "t") != LUA_OK) lua_error(L);
  for (size_t i = 1; i < call->operands_len; i++) {
    luaL_checkstack(L, 2, "too many arguments");
    lua_pushstring(L, call->operands[i]);
  }
  lua_call(L, (int)call->operands_len - 1, 0);
  return CLI_DONE;
}

static const cli_option options[] = {{0}};

const cli_command cli_run = {
    .name = "run",
    .operands = "SCRIPT.lua [ARG…]",
    .summary = "run a Lua script with jiyao's modules",
    .details = "`-` reads the script from standard input. The script finds its arguments in `arg`\n"
               "and the modules in the global `jiyao` (`jiyao.text`, `jiyao.corpus` …).",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .script = true,
    .run = run,
};

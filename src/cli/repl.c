/* jiyao [--db FILE]: the REPL; jiyao -e CODE [ARG…]: one chunk. */
#include "cli/cli.h"

#include <lauxlib.h>
#include <stdio.h>

#include "jiyao/base.h"

/* Returns the function's exit code; none is 0. */
static int call_repl(lua_State *L, const char *function) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "jiyao.repl");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, function);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_call(L, 2, 1);
  return (int)luaL_optinteger(L, -1, CLI_DONE);
}

static int run(lua_State *L, const cli_call *call) {
  if (lua_getfield(L, 1, "version") == LUA_TBOOLEAN) {
    printf("jiyao %s\n", jy_version());
    return CLI_DONE;
  }
  bool chunk = lua_getfield(L, 1, "execute") == LUA_TSTRING;
  if (!chunk && call->operands_len > 0)
    return cli_usage_error(call->command, "unexpected '%s'", call->operands[0]);
  return call_repl(L, chunk ? "execute" : "start");
}

static const cli_option options[] = {
    {'e', "execute", "CODE", "run CODE and leave; what follows is in `arg`"},
    {0, "db", "FILE", "open the corpus FILE as the global `corpus`"},
    {'V', "version", NULL, "print the version"},
    {0},
};

const cli_command cli_repl = {
    .name = "",
    .operands = "[SUBCOMMAND …]",
    .summary = "A workbench for Chinese institutional news: timelines, leaders, comparisons.\n"
               "Without a subcommand: an interactive Lua with jiyao's modules.",
    .details = "Type `jiyao SUBCOMMAND --help` for one subcommand, `help()` in the interactive Lua.\n"
               "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs were refused.",
    .options = options,
    .least = 0,
    .most = CLI_ANY,
    .run = run,
};

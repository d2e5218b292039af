/* jiyao version */
#include <lua.h>
#include <stdio.h>

#include "cli/cli.h"
#include "jiyao/convert.h"
#include "jiyao/store.h"

static int run(lua_State *L, const cli_call *call) {
  (void)L;
  (void)call;
  printf("jiyao %s\n%s\nSQLite %s\nOpenCC %s\niconv of %s\n", jy_version(), LUA_RELEASE,
         jy_store_sqlite_version(), jy_opencc_version(), jy_iconv_version());
  return CLI_DONE;
}

static const cli_option options[] = {{0}};

const cli_command cli_version = {
    .name = "version",
    .operands = "",
    .summary = "print the versions of jiyao and of what it is built on",
    .options = options,
    .run = run,
};

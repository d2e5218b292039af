/* The program: finds the subcommand, opens the host, hands over, and sees to it
 * that what was printed has really been written. */
#include <errno.h>
#include <lauxlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bind/bind.h"
#include "cli/cli.h"
#include "host/host.h"
#include "jiyao/store.h"

const cli_command *const cli_commands[] = {
    &cli_repl,   &cli_run,    &cli_extract, &cli_clean, &cli_where,
    &cli_ingest, &cli_reextract, &cli_search, &cli_entities, &cli_reprints, &cli_recipe, &cli_export, &cli_import,
    &cli_archive, &cli_check, &cli_train, &cli_version, &cli_help, NULL,
};

/* Why stdout failed. The reason of a failure long past is found by writing once
 * more; the output is broken by then in any case. */
static const char *stdout_failure(void) {
  if (errno == 0 && write(STDOUT_FILENO, "\n", 1) >= 0) return "output error";
  return strerror(errno);
}

/* Runs at exit, also after os.exit(): a full disk must not look like success.
 * A reader that went away needs no message. */
static void close_stdout(void) {
  bool failed = ferror(stdout) != 0;
  errno = 0;
  if (fflush(stdout) == 0 && !failed) return;
  if (errno != EPIPE) cli_message("cannot write: %s", stdout_failure());
  _exit(CLI_FAILED);
}

static void push_options(lua_State *L, const cli_call *call) {
  lua_newtable(L);
  lua_newtable(L);
  for (size_t i = 0; i < call->given_len; i++) {
    const cli_given *g = &call->given[i];
    if (g->value)
      lua_pushstring(L, g->value);
    else
      lua_pushboolean(L, 1);
    lua_setfield(L, g->param ? -2 : -3, g->name);
  }
  lua_setfield(L, -2, "params");
}

static void push_operands(lua_State *L, const cli_call *call) {
  lua_newtable(L);
  for (size_t i = 0; i < call->operands_len; i++) {
    lua_pushstring(L, call->operands[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

int cli_call_lua(lua_State *L, const cli_call *call) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "jiyao.commands");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, call->command->name);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_call(L, 2, 2);
  int code = (int)luaL_checkinteger(L, -2);
  return code == CLI_USAGE ? cli_usage_error(call->command, "%s", luaL_checkstring(L, -1)) : code;
}

static int run_command(lua_State *L) {
  const cli_call *call = lua_touserdata(L, 1);
  lua_settop(L, 0);
  push_options(L, call);
  push_operands(L, call);
  lua_pushinteger(L, call->command->run(L, call));
  return 1;
}

/* Under eager collection, which tests ask for, nothing may be left open. */
static int check_handles(lua_State *L, int code) {
  const char *mode = getenv("JIYAO_GC");
  if (!mode || strcmp(mode, "eager") != 0) return code;
  lua_gc(L, LUA_GCCOLLECT);
  lua_gc(L, LUA_GCCOLLECT);
  if (jyL_handles(L) == 0) return code;
  cli_message("%d handles were left open", (int)jyL_handles(L));
  return CLI_FAILED;
}

/* A query runs in SQLite, where Lua cannot stop it. */
static void stop_queries(void *arg) {
  (void)arg;
  jy_store_interrupt_all();
}

static int run_in_host(const cli_call *call) {
  jy_host *host = NULL;
  if (jy_host_new(&host) < 0) {
    cli_message("%s", jy_error_last()->message);
    return CLI_FAILED;
  }
  lua_State *L = jy_host_lua(host);
  int code = CLI_FAILED;
  jy_host_on_interrupt(stop_queries, NULL);
  lua_pushcfunction(L, run_command);
  lua_pushlightuserdata(L, (void *)(uintptr_t)call);
  if (jy__host_call(L, 1, 1))
    code = (int)lua_tointeger(L, -1);
  else
    cli_message("%s", lua_tostring(L, -1));
  lua_settop(L, 0);
  code = check_handles(L, code);
  jy_host_free(host);
  return code;
}

static int unknown_command(const char *word) {
  size_t len = strlen(word);
  if (len > 4 && strcmp(word + len - 4, ".lua") == 0)
    return cli_usage_error(&cli_repl, "unknown subcommand '%s': to run a script, type `jiyao run %s`", word, word);
  return cli_usage_error(&cli_repl, "unknown subcommand '%s'", word);
}

/* What only a page or a start needs goes back to the system, where the C library's own
 * rule keeps it after the first large block: 3 MB over a long run. */
static void set_blocks(void) {
#ifdef __GLIBC__
  enum { LARGE = 1 << 18 };
  (void)mallopt(M_MMAP_THRESHOLD, LARGE);
#endif
}

int main(int argc, char **argv) {
  atexit(close_stdout);
  set_blocks();
  /* A file that may grow no more (ulimit -f) is a write that fails, and is told as one. */
  signal(SIGXFSZ, SIG_IGN);
  bool named = argc > 1 && (argv[1][0] != '-' || argv[1][1] == '\0');
  const cli_command *command = named ? cli_find(argv[1]) : &cli_repl;
  if (!command) return unknown_command(argv[1]);
  cli_call call;
  int code = cli_parse(&call, command, argv + (argc > 0) + named);
  if (code == CLI_DONE && call.help)
    cli_print_help(command);
  else if (code == CLI_DONE)
    code = run_in_host(&call);
  free(call.given);
  free(call.operands);
  return code;
}

/* jiyao help [SUBCOMMAND] */
#include "cli/cli.h"

static int run(lua_State *L, const cli_call *call) {
  (void)L;
  const cli_command *topic = call->operands_len ? cli_find(call->operands[0]) : &cli_repl;
  if (!topic)
    return cli_usage_error(call->command, "unknown subcommand '%s'", call->operands[0]);
  cli_print_help(topic);
  return CLI_DONE;
}

static const cli_option options[] = {{0}};

const cli_command cli_help = {
    .name = "help",
    .operands = "[SUBCOMMAND]",
    .summary = "print help",
    .options = options,
    .most = 1,
    .run = run,
};

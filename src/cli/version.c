/* jiyao version */
#include "cli/cli.h"

static const cli_option options[] = {{0}};

const cli_command cli_version = {
    .name = "version",
    .operands = "",
    .summary = "print the versions of jiyao and of what it is built on",
    .options = options,
    .run = cli_call_lua,
};

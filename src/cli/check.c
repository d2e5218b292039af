/* jiyao check FILE… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0},
};

const cli_command cli_check = {
    .name = "check",
    .operands = "FILE…",
    .summary = "look for damage in corpora and archives",
    .details = "Looks at the file as SQLite does, at references between rows, at the bytes of each\n"
               "document and its earlier versions (by content id), at the places of all that was found\n"
               "in it, at the index of words, and at the seal of an archive. Each fault is a line that says\n"
               "what to do. The exit code is 0 where all are sound, and 1 where one is not. Nothing is changed.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

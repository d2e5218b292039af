/* jiyao clean [OPTION…] PATH… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "script", "hans|hant|keep", "Simplified (the default), Traditional, or as published"},
    {0, "repairs", "=all", "list the changes on standard error; glosses are only counted, but for =all"},
    {0, "encoding", "NAME", "read the input as NAME (gbk, big5, hz …) instead of detecting it"},
    {0, "columns", "LIST", "what a table or JSON lines hold where: text=NAME,title=NAME,date=NAME,…"},
    {0},
};

const cli_command cli_clean = {
    .name = "clean",
    .operands = "PATH…",
    .summary = "print the reading text of each document",
    .details = "The reading text is what jiyao analyses: UTF-8, glosses taken out, wrapped lines\n"
               "joined, widths as they are. `-` is standard input, FILE#ID one item of a container.\n"
               "Inputs that cannot be read are listed on standard error; the exit code is then 3.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

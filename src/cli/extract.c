/* jiyao extract [OPTION…] PATH… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "format", "jsonl|table", "JSON lines (the default), or a table to read"},
    {0, "encoding", "NAME", "read every input as NAME instead of detecting it"},
    {0, "columns", "LIST", "what a table or JSON lines hold where: text=NAME,title=NAME,date=NAME,…"},
    {0},
};

const cli_command cli_extract = {
    .name = "extract",
    .operands = "PATH…",
    .summary = "print meetings, people and repairs of each document",
    .details = "Folders are read whole, sorted by name; `-` is standard input. JSON lines, tables and\n"
               "web archives give a record for each item, FILE#ID, which also names it alone.\n"
               "Inputs that cannot be read are listed on standard error; the exit code is then 3.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

/* jiyao extract [OPTION…] PATH… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "format", "jsonl|table", "JSON lines (the default), or a table to read"},
    {0, "encoding", "NAME", "read every input as NAME (gbk, big5, hz …) instead of detecting it"},
    {0, "explain", NULL, "say which rule gave each field, from which words, in place of records"},
    {0, "min-confidence", "N", "leave out meetings and people that are less sure than N, from 0 to 1"},
    {0, "columns", "LIST", "what a table or JSON lines hold where: text=NAME,title=NAME,date=NAME,…"},
    {0},
};

const cli_command cli_extract = {
    .name = "extract",
    .operands = "PATH…",
    .summary = "print meetings, people and repairs of each document",
    .details = "Folders are read whole, sorted by name; `-` is standard input. JSON lines, tables and\n"
               "web archives give a record for each item, FILE#ID, which also names it alone.\n"
               "A document that changes its encoding midway goes by that of most bytes; all are told on\n"
               "standard error and by --explain.\n"
               "A confidence is the share of entries told alike that were right on labelled pages;\n"
               "a name in damaged text is no surer than the text.\n"
               "Inputs that cannot be read are listed on standard error; the exit code is then 3.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

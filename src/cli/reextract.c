/* jiyao reextract --db FILE [OPTION…] */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus"},
    {0, "all", NULL, "every document, not only those that are stale"},
    {0, "dry-run", NULL, "list the stale documents and read none"},
    {0, "jobs", "N", "read N documents at once; as many as there are processors unless given"},
    {'q', "quiet", NULL, "no progress; what is refused or left is still listed"},
    {0},
};

const cli_command cli_reextract = {
    .name = "reextract",
    .operands = "--db FILE",
    .summary = "read again what other rules have read, from what the corpus keeps",
    .details = "A document is stale where it was read by other rules, tables, models or lists than this\n"
               "program and this corpus have. It is read from the bytes in the corpus; its file need not be\n"
               "there, except for rows of tables, which are left as they were without it. Tags,\n"
               "annotations and decisions stay. What was interrupted goes on where it was.",
    .options = options,
    .run = cli_call_lua,
};

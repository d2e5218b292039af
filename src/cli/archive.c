/* jiyao archive --db FILE OUT */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus"},
    {0},
};

const cli_command cli_archive = {
    .name = "archive",
    .operands = "--db FILE OUT",
    .summary = "make a compact copy of a corpus, sealed by a checksum",
    .details = "OUT is one file that is not there yet; it is written whole or not at all, also while\n"
               "others write to the corpus. `jiyao check OUT` tells whether each of its rows is as it\n"
               "was. The seal goes once the archive is ingested into.",
    .options = options,
    .least = 1,
    .most = 1,
    .run = cli_call_lua,
};

/* jiyao reprints --db FILE [OPTION…] [PATH] */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus"},
    {0, "format", "table|jsonl|csv", "lines to read (the default), a chain a line, or a document a line"},
    {0, "institution", "NAME", "only chains with a page of this institution"},
    {0, "person", "NAME", "… with a page that names this person"},
    {0, "tag", "TAG", "… with a page that an analyst tagged so"},
    {0, "from", "DATE", "… with a page from this day, month or year on (2024, 2024-03, 2024-03-05)"},
    {0, "to", "DATE", "… with a page up to this day, month or year"},
    {0},
};

const cli_command cli_reprints = {
    .name = "reprints",
    .operands = "--db FILE [PATH]",
    .summary = "which pages are one report, who published first, what the others changed",
    .details = "Each chain is told from the first to be published on, with how the others differ from that:\n"
               "verbatim, trimmed, extended, changed, retitled, converted (to the other script), and how much\n"
               "of the shorter stands in the other. \"first?\" says that dates do not tell who was first. With\n"
               "a PATH only the chain of that page, and the words that differ: - in the first, + in the copy,\n"
               "each with its bytes, as `jiyao where` takes them.",
    .options = options,
    .most = 1,
    .run = cli_call_lua,
};

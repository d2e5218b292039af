/* jiyao entities [list|show ID|merge A B|split ID WHAT…|undo N|decisions] --db FILE */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus"},
    {0, "name", "NAME", "only who is called so (list)"},
    {0, "institution", "NAME", "only who is seen there; any of its names will do (list)"},
    {0, "tag", "TAG", "only who is named in documents with that tag (list)"},
    {0, "from", "DATE", "only who is named in documents from then on (list)"},
    {0, "to", "DATE", "… up to then (list)"},
    {0, "format", "table|jsonl|csv", "a table to read (the default), JSON lines, or CSV with a line for each post"},
    {0, "note", "WORDS", "why; kept with the decision (merge, split)"},
    {0},
};

const cli_command cli_entities = {
    .name = "entities",
    .operands = "--db FILE [list|show ID|merge A B|split ID WHAT…|undo N|decisions]",
    .summary = "list people across documents, and decide who is who",
    .details = "An ID is NAME@INSTITUTION, with #2 for a second of both; a name alone will do where it is\n"
               "one person's. The same name at two institutions is two people unless documents show that it\n"
               "is one (`show` says which, and why) or `merge` says so. `split` takes documents (paths), or\n"
               "IDs that were merged, out of a person. Decisions are kept in the corpus by name and\n"
               "institution, hold when documents are read again, and `undo` takes one back.",
    .options = options,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

/* jiyao search --db FILE [OPTION…] QUERY */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus"},
    {0, "sort", "path|date|left|right", "the order: by document, by day, by the words before or after"},
    {0, "format", "kwic|jsonl|csv", "lines to read, or records with path, bytes and words"},
    {0, "limit", "N", "no more than N hits; all are counted"},
    {0, "institution", "NAME", "only pages of this institution"},
    {0, "person", "NAME", "only pages that name this person"},
    {0, "kind", "KIND", "only pages that tell of such a meeting (座谈会, 例会 …)"},
    {0, "tag", "TAG", "only pages that an analyst tagged so"},
    {0, "from", "DATE", "only from this day, month or year on (2024, 2024-03, 2024-03-05)"},
    {0, "to", "DATE", "only up to this day, month or year"},
    {0, "once", NULL, "of pages that are one report only the first (see jiyao reprints)"},
    {0},
};

const cli_command cli_search = {
    .name = "search",
    .operands = "--db FILE QUERY",
    .summary = "every place of a corpus where words stand, with the words around them",
    .details = "A QUERY is a word or several, \"a phrase\", AND, OR, NOT, brackets, title:WORD and\n"
               "NEAR(WORD WORD, N). Words may be of any length, one character up, in either script,\n"
               "full width or half; letters and digits match as whole words. A place is told once, by the\n"
               "longest of the words that are there. Each line ends with the path and the bytes of the\n"
               "hit, as `jiyao where` takes them.",
    .options = options,
    .least = 1,
    .most = 1,
    .run = cli_call_lua,
};

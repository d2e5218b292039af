/* jiyao export --db FILE --format FORMAT [--out FILE] [OPTION…] */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus"},
    {0, "format", "jsonl|csv|xlsx|tei|vertical", "documents, or tables"},
    {0, "table", "TABLE", "of csv and xlsx this table alone"},
    {0, "bom", NULL, "begin each file of CSV with a byte order mark: some spreadsheets guess otherwise"},
    {0, "out", "FILE", "where to (of csv without --table a new folder), whole or not at all; else standard output"},
    {0, "institution", "NAME", "only pages of this institution"},
    {0, "person", "NAME", "only pages that name this person"},
    {0, "kind", "KIND", "only pages that tell of such a meeting (座谈会, 例会 …)"},
    {0, "tag", "TAG", "only pages that an analyst tagged so"},
    {0, "from", "DATE", "only from this day, month or year on (2024, 2024-03, 2024-03-05)"},
    {0, "to", "DATE", "only up to this day, month or year"},
    {0, "once", NULL, "of pages that are one report only the first (see jiyao reprints)"},
    {0},
};

const cli_command cli_export = {
    .name = "export",
    .operands = "--db FILE --format FORMAT",
    .summary = "write a corpus for other programs",
    .details = "jsonl is lossless: a line a document, with what `jiyao extract` prints of it, its text,\n"
               "its bytes (in base64 where they are not the text), its earlier versions, tags and\n"
               "annotations; then a line for each list and decision of the analyst and, without a\n"
               "filter, each refused input. `jiyao import` takes it back.\n"
               "csv writes tables with the path and bytes of each row's words: documents, meetings,\n"
               "participations, people, mentions, articles, annotations. Text that a spreadsheet\n"
               "would run (after = + - @) gets an apostrophe in front; control characters and bytes that\n"
               "are no text become U+FFFD. --person, --institution and the dates choose rows of people,\n"
               "mentions, meetings and participations, --kind those of meetings; else they choose pages.\n"
               "xlsx is a workbook, a sheet a table; text never runs in it, and days that are known whole\n"
               "are dates. tei (P5) and vertical (Sketch Engine, CWB) hold the readings, in which people,\n"
               "organisations and dates are marked, or words with their parts of speech.\n"
               "What --out names is replaced by the whole export, or stays as it was; where it is a link, what\n"
               "that leads to. A pipe with a name or a device, such as /dev/stdout, is written to.",
    .options = options,
    .most = 0,
    .run = cli_call_lua,
};

/* jiyao ingest --db FILE [OPTION…] PATH… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus; made when it is not there yet"},
    {0, "encoding", "NAME", "read every input as NAME (gbk, big5, hz …) instead of detecting it"},
    {0, "columns", "LIST", "what a table or JSON lines hold where: text=NAME,title=NAME,date=NAME,…"},
    {0, "jobs", "N", "read N inputs at once; as many as there are processors unless given"},
    {0, "roster", "FILE", "people to look for (CSV or TSV: name, titles, organisation, aliases); the corpus keeps it"},
    {0, "lexicon", "FILE", "words to look for (CSV or TSV: word, title or org, full name of a body); kept likewise"},
    {0, "watch", NULL, "go on with what changes in the folders, until Ctrl-C or SIGTERM"},
    {'q', "quiet", NULL, "no progress; refused inputs are still listed"},
    {0},
};

const cli_command cli_ingest = {
    .name = "ingest",
    .operands = "--db FILE PATH…",
    .summary = "read documents into a corpus",
    .details = "Folders are read whole. A document is stored whole or not at all, so an interrupted run\n"
               "goes on where it stopped; files that did not change are left alone, those that did\n"
               "are kept in their earlier version too, and those that are no longer in a folder are\n"
               "marked as gone. A document goes by its path as it is named, without ./ and the like:\n"
               "run this from one place, or name whole paths. A roster or lexicon other than the one\n"
               "before has all documents read anew; an empty file takes it away. The corpus is the same\n"
               "whatever the number of jobs.\n"
               "Refused inputs are listed on standard error; the exit code is then 3.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

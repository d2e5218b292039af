/* jiyao import --db FILE [OPTION…] INPUT… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus; made when it is not there yet"},
    {0, "columns", "LIST", "what a table holds where: text=NAME,title=NAME,date=NAME,id=NAME,…"},
    {0, "encoding", "NAME", "read a table as NAME (gbk, big5 …) instead of detecting it"},
    {'q', "quiet", NULL, "no summary; what is refused is still listed"},
    {0},
};

const cli_command cli_import = {
    .name = "import",
    .operands = "--db FILE INPUT…",
    .summary = "take documents that were exported into a corpus",
    .details = "An INPUT that `jiyao export --format jsonl` wrote (- is standard input) comes back as it\n"
               "was: documents with all rows by the rules that they were read by, earlier versions,\n"
               "tags, annotations, lists and decisions. What the corpus holds already stays. A table\n"
               "(CSV, TSV) with a column of text is read as `jiyao ingest` does: each row is a document\n"
               "FILE#ID. So is a workbook (.xlsx). Refused lines (of an export: those\n"
               "with members of other types, spans that are not of words of the text, dates that are no EDTF)\n"
               "and rows are listed on standard error; the exit code is then 3.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

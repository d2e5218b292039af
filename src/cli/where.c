/* jiyao where [OPTION…] PATH START END */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "take the document from this corpus; its file need not be there"},
    {0, "context", "N", "also print N lines before and after"},
    {0, "encoding", "NAME", "read the input as NAME (gbk, big5, hz …) instead of detecting it"},
    {0, "columns", "LIST", "what a table or JSON lines hold where: text=NAME,title=NAME,date=NAME,…"},
    {0},
};

const cli_command cli_where = {
    .name = "where",
    .operands = "PATH START END",
    .summary = "print the source lines of a place, with the place marked",
    .details = "START and END are offsets as `jiyao extract` prints them: bytes from 0 in the source text\n"
               "decoded to UTF-8, END not included. Below the lines stands what is read there, and where\n"
               "the file holds it, if these differ. `FILE#ID` names one document of several, `-` is\n"
               "standard input, `-#ID` one document of it.",
    .options = options,
    .least = 3,
    .most = 3,
    .run = cli_call_lua,
};

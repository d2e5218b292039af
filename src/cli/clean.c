/* jiyao clean [OPTION…] PATH… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "script", "hans|hant|keep", "Simplified (the default), Traditional, or as published"},
    {0, "repairs", "=all", "list the changes on standard error; glosses are only counted, but for =all"},
    {0, "encoding", "NAME", "read the input as NAME (gbk, big5, hz …) instead of detecting it"},
    {0, "columns", "LIST", "what a table or JSON lines hold where: text=NAME,title=NAME,date=NAME,…"},
    {0},
};

const cli_command cli_clean = {
    .name = "clean",
    .operands = "PATH…",
    .summary = "print the reading text of each document",
    .details = "The reading text is what jiyao analyses: UTF-8, glosses taken out, wrapped lines\n"
               "joined, widths as they are. --repairs lists a change a line: path, start and stop in the\n"
               "source text (bytes), kind, before, after, confidence, notes, with tabs between. Kinds:\n"
               "  slip         bytes out of step, put back\n"
               "  A-as-B       text in encoding A that was read as B (utf8-as-gbk), read anew\n"
               "  entity       a character reference that was left over\n"
               "  markup       what damage left of a tag\n"
               "  gloss        a reading that was taken out (with =all)\n"
               "  loss         bytes that cannot be decoded, in hexadecimal\n"
               "  lost         characters that stand for bytes lost before, left as they are\n"
               "  misread      a stretch read in a wrong encoding that cannot be undone, left as it is\n"
               "`-` is standard input, FILE#ID one item of a container.\n"
               "Inputs that cannot be read are listed on standard error; the exit code is then 3.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

/* jiyao train [OPTION…] --out MODEL LABELLED… */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "out", "MODEL", "the file to write; the same lines give the same bytes"},
    {0, "words", NULL, "lines of words apart by spaces, instead of a character and its tag a line"},
    {0, "epochs", "N", "times through the lines: 10 unless told, 1000 at most"},
    {0, "rows", "N", "size of the model, 2 to the power of N rows: 17 unless told, 4 to 24"},
    {0},
};

const cli_command cli_train = {
    .name = "train",
    .operands = "--out MODEL LABELLED…",
    .summary = "train a model that labels spans, or cuts words",
    .details = "Each line of LABELLED is a character, a tab and its tag: O, B-NAME where a span begins,\n"
               "I-NAME where it goes on, ? where nobody looked. An empty line ends a sentence. There are at\n"
               "most seven labels. `#labels PER ORG` says that the sentences after it are labelled with\n"
               "these alone: where they say O, another label may stand. With --words each line is a\n"
               "sentence, its words apart by spaces, each perhaps with /TAG. Text is Simplified.\n"
               "Use a model as jiyao.extract.spans(s, {model = \"MODEL\"}), or jiyao.text.tokens().",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = cli_call_lua,
};

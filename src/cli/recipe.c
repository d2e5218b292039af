/* jiyao recipe list | show NAME | run NAME --db FILE -o OUT [--PARAM VALUE…] */
#include "cli/cli.h"

static const cli_option options[] = {
    {0, "db", "FILE", "the corpus (run)"},
    {'o', "output", "FILE", "the report: .html, .md, .csv or .json; - prints Markdown (run)"},
    {0},
};

const cli_command cli_recipe = {
    .name = "recipe",
    .operands = "list|show NAME|run NAME --db FILE -o OUT [--PARAM VALUE…]",
    .summary = "list, describe and run report recipes",
    .details = "NAME is a recipe that ships, or the path of your own recipe file. `show` prints the\n"
               "recipe's parameters, which `run` takes as --PARAM VALUE.",
    .options = options,
    .least = 1,
    .most = 2,
    .params = true,
    .run = cli_call_lua,
};

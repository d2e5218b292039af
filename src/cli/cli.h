/* What the program's files share: subcommands as data. One table feeds the
 * parser, `--help` and the usage errors. */
#ifndef JY_CLI_CLI_H
#define JY_CLI_CLI_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

/* Exit codes of every subcommand. */
enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2, CLI_REFUSED = 3 };

#define CLI_ANY ((size_t)-1)

typedef struct {
  char letter;       /* '\0' where there is none */
  const char *name;  /* without its dashes; NULL ends the list */
  const char *value; /* what stands for the value; NULL for a flag; "a|b" for a choice;
                        "=a" for a flag that may be given that value after `=` */
  const char *help;
} cli_option;

typedef struct cli_call cli_call;

typedef struct {
  const char *name;     /* "" for the program without a subcommand */
  const char *operands; /* as usage shows them */
  const char *summary;
  const char *details; /* the last part of --help; NULL where there is none */
  const cli_option *options;
  size_t least, most; /* operands */
  bool script;        /* options end at the first operand */
  bool params;        /* other options, `--name VALUE`, are parameters */
  /* Stack: 1 options by name, 2 list of operands. Returns an exit code. */
  int (*run)(lua_State *L, const cli_call *call);
} cli_command;

/* One option or parameter that was given; value is NULL for a flag. */
typedef struct {
  const char *name;
  const char *value;
  bool param;
} cli_given;

struct cli_call {
  const cli_command *command;
  cli_given *given;
  size_t given_len;
  char **operands;
  size_t operands_len;
  bool help;
};

extern const cli_command cli_repl, cli_run, cli_extract, cli_clean, cli_where, cli_ingest, cli_search,
    cli_entities, cli_reprints, cli_reextract, cli_recipe, cli_train, cli_version, cli_help, cli_archive, cli_check,
    cli_export, cli_import;

/* All subcommands in the order that help lists them; NULL ends it. */
extern const cli_command *const cli_commands[];

const cli_command *cli_find(const char *name); /* NULL when there is none */

/* Fills `call` from the words after the subcommand. CLI_DONE, or CLI_USAGE with
 * the message printed. The caller frees `given` and `operands` either way. */
int cli_parse(cli_call *call, const cli_command *command, char **words);

void cli_print_help(const cli_command *command); /* on stdout */

/* Prints one line and how the subcommand is used, on stderr; CLI_USAGE. */
int cli_usage_error(const cli_command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints "jiyao: ..." on stderr. */
void cli_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Calls jiyao.commands.NAME(options, operands), which returns an exit code and,
 * for CLI_USAGE, what is wrong. */
int cli_call_lua(lua_State *L, const cli_call *call);

#endif

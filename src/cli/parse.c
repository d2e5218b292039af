/* Reads the words of the command line as the subcommand's table says. Knows
 * options and operands; refuses to know what they are for. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

const cli_command *cli_find(const char *name) {
  for (const cli_command *const *c = cli_commands; *c; c++)
    if (*name && strcmp((*c)->name, name) == 0) return *c;
  return NULL;
}

static const cli_option *find_long(const cli_command *command, const char *name, size_t len) {
  for (const cli_option *o = command->options; o->name; o++)
    if (strlen(o->name) == len && strncmp(o->name, name, len) == 0) return o;
  return NULL;
}

static const cli_option *find_letter(const cli_command *command, char letter) {
  for (const cli_option *o = command->options; o->name; o++)
    if (o->letter == letter) return o;
  return NULL;
}

/* Whether `value` is one of "a|b|c" or "=a"; any value is, where it is neither. */
static bool is_choice(const char *choices, const char *value) {
  if (*choices == '=')
    choices++;
  else if (!strchr(choices, '|'))
    return true;
  size_t len = strlen(value);
  for (const char *at = choices; at; at = strchr(at, '|')) {
    if (*at == '|') at++;
    if (strncmp(at, value, len) == 0 && len > 0 && (at[len] == '|' || at[len] == '\0')) return true;
  }
  return false;
}

static int take(cli_call *call, const cli_option *option, const char *value) {
  if (value && !is_choice(option->value, value))
    return cli_usage_error(call->command, "--%s takes %s, not '%s'", option->name, option->value, value);
  if (value && !*value && strcmp(option->value, "CODE") != 0)
    return cli_usage_error(call->command, "--%s needs %s, not an empty word", option->name, option->value);
  call->given[call->given_len++] = (cli_given){option->name, value, false};
  return CLI_DONE;
}

/* An option without a value of its own in the same word takes the next word. */
static int take_with_next(cli_call *call, const cli_option *option, const char *joined, char ***words) {
  const char *value = joined;
  if (!option->value && joined) return cli_usage_error(call->command, "--%s takes no value", option->name);
  if (option->value && *option->value != '=' && !joined) {
    value = (*words)[1];
    if (!value) return cli_usage_error(call->command, "--%s needs %s", option->name, option->value);
    (*words)++;
  }
  return take(call, option, value);
}

/* `--name VALUE` or `--name=VALUE`, kept as a parameter. The name is cut out of
 * the word in place: argv belongs to the program. */
static int take_param(cli_call *call, char *name, char *equals, char ***words) {
  const char *value = equals ? equals + 1 : (*words)[1];
  if (equals) *equals = '\0';
  if (!value) return cli_usage_error(call->command, "--%s needs a value", name);
  if (!equals) (*words)++;
  call->given[call->given_len++] = (cli_given){name, value, true};
  return CLI_DONE;
}

static int parse_long(cli_call *call, char ***words) {
  char *word = **words, *name = word + 2, *equals = strchr(name, '=');
  size_t len = equals ? (size_t)(equals - name) : strlen(name);
  if (len == 4 && strncmp(name, "help", 4) == 0 && !equals) {
    call->help = true;
    return CLI_DONE;
  }
  const cli_option *option = find_long(call->command, name, len);
  if (option) return take_with_next(call, option, equals ? equals + 1 : NULL, words);
  if (call->command->params && len > 0) return take_param(call, name, equals, words);
  return cli_usage_error(call->command, "unknown option %.*s", (int)len + 2, word);
}

static int parse_short(cli_call *call, char ***words) {
  const char *word = **words;
  if (strcmp(word, "-h") == 0) {
    call->help = true;
    return CLI_DONE;
  }
  const cli_option *option = find_letter(call->command, word[1]);
  if (!option) return cli_usage_error(call->command, "unknown option %s", word);
  return take_with_next(call, option, word[2] ? word + 2 : NULL, words);
}

/* `-` is standard input, and `-#ID` an item of it. */
static bool is_short(const char *word) {
  return word[0] == '-' && word[1] != '\0' && word[1] != '#';
}

static int check_operands(const cli_call *call) {
  const cli_command *c = call->command;
  if (call->help) return CLI_DONE;
  if (call->operands_len < c->least)
    return cli_usage_error(c, "too few arguments");
  if (call->operands_len > c->most)
    return cli_usage_error(c, "unexpected '%s'", call->operands[c->most]);
  return CLI_DONE;
}

int cli_parse(cli_call *call, const cli_command *command, char **words) {
  size_t n = 1;
  while (words[n - 1]) n++;
  *call = (cli_call){.command = command};
  call->given = calloc(n, sizeof *call->given);
  call->operands = calloc(n, sizeof *call->operands);
  if (!call->given || !call->operands) {
    cli_message("out of memory");
    return CLI_FAILED;
  }
  bool open = true;
  for (; *words; words++) {
    int status = CLI_DONE;
    if (open && strcmp(*words, "--") == 0)
      open = false;
    else if (open && strncmp(*words, "--", 2) == 0)
      status = parse_long(call, &words);
    else if (open && is_short(*words))
      status = parse_short(call, &words);
    else {
      call->operands[call->operands_len++] = *words;
      if (command->script) open = false;
    }
    if (status != CLI_DONE) return status;
  }
  return check_operands(call);
}

/* Help and messages, made from the table of subcommands. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

void cli_message(const char *format, ...) {
  va_list ap;
  fputs("jiyao: ", stderr);
  va_start(ap, format);
  vfprintf(stderr, format, ap);
  va_end(ap);
  fputc('\n', stderr);
}

static void print_synopsis(FILE *to, const cli_command *c) {
  fprintf(to, "usage: jiyao%s%s%s%s%s\n", *c->name ? " " : "", c->name,
          c->options->name ? " [OPTION…]" : "", *c->operands ? " " : "", c->operands);
}

int cli_usage_error(const cli_command *command, const char *format, ...) {
  va_list ap;
  fputs("jiyao: ", stderr);
  if (*command->name) fprintf(stderr, "%s: ", command->name);
  va_start(ap, format);
  vfprintf(stderr, format, ap);
  va_end(ap);
  fputc('\n', stderr);
  print_synopsis(stderr, command);
  fprintf(stderr, "Type `jiyao %s%s--help` for more.\n", command->name, *command->name ? " " : "");
  return CLI_USAGE;
}

/* Left column of an option: "-o, --output FILE". */
static void print_option(const cli_option *o) {
  char left[64], letter[5] = "";
  if (o->letter) snprintf(letter, sizeof letter, "-%c, ", o->letter);
  bool optional = o->value && *o->value == '=';
  snprintf(left, sizeof left, "%s--%s%s%s%s", letter, o->name, optional ? "[" : o->value ? " " : "",
           o->value ? o->value : "", optional ? "]" : "");
  printf("  %-30s %s\n", left, o->help);
}

static void print_commands(void) {
  printf("\nsubcommands:\n");
  for (const cli_command *const *c = cli_commands; *c; c++)
    if (*(*c)->name) printf("  %-10s %s\n", (*c)->name, (*c)->summary);
}

void cli_print_help(const cli_command *command) {
  static const cli_option help = {'h', "help", NULL, "print this help"};
  print_synopsis(stdout, command);
  printf("\n%s\n", command->summary);
  if (!*command->name) print_commands();
  printf("\noptions:\n");
  for (const cli_option *o = command->options; o->name; o++) print_option(o);
  print_option(&help);
  if (command->details) printf("\n%s\n", command->details);
}

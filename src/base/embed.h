/* Files that were compiled into the library: Lua modules, tables, dictionaries,
 * documentation. Knows their names; refuses to know what is in them. */
#ifndef JY_BASE_EMBED_H
#define JY_BASE_EMBED_H

#include "jiyao/base.h"

typedef struct {
  const char *name; /* "jiyao/corpus.lua", "opencc/TSPhrases.txt"; NULL ends the table */
  const char *start;
  const char *end;
} jy__embedded_file;

/* Written by src/host/embed.sh, sorted by name. */
extern const jy__embedded_file jy__embedded[];

/* Looks a file up; the view lives as long as the program. */
bool jy__embedded_find(const char *name, jy_str *out);

#endif

/* Files that the build puts into the program: Lua modules, tables and OpenCC's
 * dictionaries, by name ("jiyao/init.lua", "opencc/TSPhrases.txt"). */
#ifndef JY_BASE_EMBED_H
#define JY_BASE_EMBED_H

#include "jiyao/base.h"

typedef struct {
  const char *name; /* NULL ends the table */
  const char *start;
  const char *end;
} jy__embed;

/* Made by src/host/embed.sh; sorted by name. */
extern const jy__embed jy__embedded[];

/* The content of one file, a view that lasts; false where there is none. */
bool jy__embedded_find(const char *name, jy_str *out);

#endif

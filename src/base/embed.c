/* Looks up what the build embedded. Refuses to know what the files are for. */
#include "base/embed.h"

#include <string.h>

bool jy__embedded_find(const char *name, jy_str *out) {
  for (const jy__embed *e = jy__embedded; e->name; e++) {
    if (strcmp(e->name, name) != 0) continue;
    *out = (jy_str){e->start, (size_t)(e->end - e->start)};
    return true;
  }
  return false;
}

/* See embed.h. The table is sorted, so a name is found by halving. */
#include "base/embed.h"

#include <string.h>

static size_t count(void) {
  size_t n = 0;
  while (jy__embedded[n].name) n++;
  return n;
}

bool jy__embedded_find(const char *name, jy_str *out) {
  size_t low = 0, high = count();
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const jy__embedded_file *f = &jy__embedded[middle];
    int order = strcmp(name, f->name);
    if (order == 0) {
      *out = (jy_str){f->start, (size_t)(f->end - f->start)};
      return true;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return false;
}

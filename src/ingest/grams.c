/* Pairs of neighbouring Han characters: how much of one stretch of text recurs
 * in another. Knows no words, so it needs no dictionary. */
#include "ingest/grams.h"

#include <stdlib.h>

void jy__grams_free(jy__grams *g) {
  free(g->at);
  *g = (jy__grams){0};
}

int jy__grams_pair(jy__grams *g, uint32_t a, uint32_t b) {
  if (!jy__is_han(a) || !jy__is_han(b)) return JY_OK;
  void *p = g->at;
  if (jy__grow(&p, &g->cap, g->len + 1, sizeof *g->at) < 0) return JY_ENOMEM;
  g->at = p;
  g->at[g->len++] = (uint64_t)a << 32 | b;
  return JY_OK;
}

int jy__grams_add(jy__grams *g, jy_str text, jy_span range) {
  const char *at = text.ptr + range.start, *end = text.ptr + range.end;
  uint32_t before = 0, cp;
  for (size_t n; (n = jy__utf8_next(at, end, &cp)) != 0; at += n) {
    if (!jy__is_han(cp)) {
      before = 0;
      continue;
    }
    if (before && jy__grams_pair(g, before, cp) < 0) return JY_ENOMEM;
    before = cp;
  }
  return JY_OK;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

void jy__grams_sort(jy__grams *g) {
  if (g->len) qsort(g->at, g->len, sizeof *g->at, by_value);
  size_t kept = 0;
  for (size_t i = 0; i < g->len; i++)
    if (kept == 0 || g->at[kept - 1] != g->at[i]) g->at[kept++] = g->at[i];
  g->len = kept;
}

size_t jy__grams_shared(const jy__grams *a, const jy__grams *b) {
  size_t i = 0, k = 0, n = 0;
  while (i < a->len && k < b->len) {
    n += a->at[i] == b->at[k];
    bool first = a->at[i] <= b->at[k], second = b->at[k] <= a->at[i];
    i += first;
    k += second;
  }
  return n;
}

size_t jy__grams_found(const jy__grams *few, const jy__grams *many) {
  size_t n = 0;
  for (size_t i = 0; i < few->len && many->len; i++)
    n += bsearch(&few->at[i], many->at, many->len, sizeof *many->at, by_value) != NULL;
  return n;
}

/* Sets of pairs of neighbouring Han characters. */
#ifndef JY_INGEST_GRAMS_H
#define JY_INGEST_GRAMS_H

#include "base/internal.h"

typedef struct {
  uint64_t *at;
  size_t len;
  size_t cap;
} jy__grams;

/* Adds the pairs of a range; sort once when all are in. */
int jy__grams_add(jy__grams *g, jy_str text, jy_span range);
/* Adds one pair, if both are Han. */
int jy__grams_pair(jy__grams *g, uint32_t a, uint32_t b);
void jy__grams_sort(jy__grams *g);
void jy__grams_free(jy__grams *g);

/* How many pairs two sorted sets have in common. */
size_t jy__grams_shared(const jy__grams *a, const jy__grams *b);

/* The same where the first set is much the smaller. */
size_t jy__grams_found(const jy__grams *few, const jy__grams *many);

#endif

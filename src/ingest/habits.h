/* What follows what in a text: counts of its own characters in a row. */
#ifndef JY_INGEST_HABITS_H
#define JY_INGEST_HABITS_H

#include "ingest/internal.h"

typedef struct {
  uint64_t *keys;
  uint32_t *counts;
  size_t mask;
  double all; /* characters counted */
} jy__habits;

/* Two characters at the edge of a line, outermost first. 0 where there is none. */
typedef struct {
  uint32_t at[2];
} jy__edge;

/* Counts the rows of up to three characters inside the lines. */
int jy__habits_learn(jy__habits *h, jy_str text, const jy__line *lines, size_t n);
void jy__habits_free(jy__habits *h);

jy__edge jy__edge_first(jy_str text, const jy__line *l);
jy__edge jy__edge_last(jy_str text, const jy__line *l);

/* How much more likely `next` follows `last` than it stands anywhere (log). */
double jy__habits_link(const jy__habits *h, jy__edge last, jy__edge next);

#endif

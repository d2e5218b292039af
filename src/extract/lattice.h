/* What the files share that find the best path: lattice.c, which lays it, and
 * frame.c, which says where words may be names. */
#ifndef JY_EXTRACT_LATTICE_H
#define JY_EXTRACT_LATTICE_H

#include "extract/internal.h"

typedef struct {
  float cost[JY__T_KINDS];
  uint32_t from[JY__T_KINDS]; /* character of the chunk */
  uint32_t entry[JY__T_KINDS];
  uint8_t before[JY__T_KINDS];
} jy__node;

typedef struct {
  jy__document *d;
  jy__node *nodes;       /* one a character of the chunk, and the end */
  size_t start, len; /* the chunk, in characters */
  size_t run_end;    /* of the letters or digits that the last one belonged to */
} jy__lattice;

/* Cheapest way to write characters [i, j) in words alone: what a name is measured against. */
float jy__words_cost(const jy__lattice *l, size_t i, size_t j);
/* What a verb at the end of a candidate for a name costs. */
float jy__act_at_end(const jy__lattice *l, size_t i, size_t j);
/* The cost of a name, or what it costs at most by what stands around it. */
float jy__framed(const jy__lattice *l, size_t i, size_t j, float cost);

#endif

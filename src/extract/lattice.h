/* What the files share that find the best path: lattice.c, which lays it, and
 * frame.c, which says where words may be names. */
#ifndef JY_EXTRACT_LATTICE_H
#define JY_EXTRACT_LATTICE_H

#include "extract/internal.h"
#include "extract/lanes.h"

/* How a token that ends here is reached best. */
typedef struct {
  uint32_t entry;
  uint16_t from; /* character of the piece */
  uint8_t before, none;
} jy__link;

typedef struct {
  float cost[JY__DOZEN]; /* by kind of the token that ends here; FLT_MAX where none does */
  jy__link back[JY__T_KINDS];
} jy__node;

typedef struct {
  jy__document *d;
  jy__node *nodes;       /* one a character of the piece, and the end */
  size_t start, len; /* the piece of the text, in characters */
  size_t hint;       /* the next of the document's, */
  size_t hint_at;    /* and the character before which there is none */
  size_t run_end;    /* of the letters or digits that the last one belonged to */
  /* The cheapest way up to the node that arcs now begin at, for a token of each kind. */
  struct {
    float cost;
    uint8_t before;
  } in[JY__T_KINDS];
  unsigned known; /* a bit for each kind whose way was sought */
} jy__lattice;

/* Cheapest way to write characters [i, j) in words alone: what a name is measured against; for each
 * character so much at most. */
#define JY__WORDS_MOST 14.0f
float jy__words_cost(const jy__lattice *l, size_t i, size_t j);
/* What a verb at the end of a candidate for a name costs. */
float jy__act_at_end(const jy__lattice *l, size_t i, size_t j);
/* Whether a name may begin at character i that words make up. */
bool jy__may_frame(const jy__lattice *l, size_t i);
/* The cost of a name that begins so, or what it costs at most by what stands around it. */
float jy__framed(const jy__lattice *l, size_t i, size_t j, float cost);

#endif

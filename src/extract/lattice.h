/* What the files share that find the best path: lattice.c, which lays it, and
 * frame.c and parted.c, which say where words may be names, and names in two pieces. */
#ifndef JY_EXTRACT_LATTICE_H
#define JY_EXTRACT_LATTICE_H

#include "extract/internal.h"
#include "extract/lanes.h"

/* How a token that ends here is reached best. */
typedef struct {
  uint32_t entry;
  uint16_t from; /* character of the piece */
  uint8_t before;
  uint8_t given; /* a name whose surname stands before the title */
} jy__link;

_Static_assert(sizeof(jy__link) == 8, "a link is taken over as one number");

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
  struct {
    size_t start, end;
  } given;           /* a name whose surname stands before the title: 文某 in 江校长文某 */
  /* The cheapest way up to the node that arcs now begin at, for a token of each kind. */
  struct {
    float cost;
    uint8_t before;
  } in[JY__T_KINDS];
  unsigned known; /* a bit for each kind whose way was sought */
} jy__lattice;

/* Where the name begins and ends that a title parts from the surname of characters [i, from); false where none
 * does. */
bool jy__parted_given(const jy__lattice *l, size_t i, size_t from, size_t *start, size_t *end);
/* The term that characters [i, j) are, if they are one. */
const jy__entry *jy__whole_term(const jy__lattice *l, size_t i, size_t j);
/* Whether what stands at character j may follow somebody: a sign, an act, a conjunction. */
bool jy__closes(const jy__lattice *l, size_t j, uint16_t acts);
/* Whether a word goes over the end of characters [i, j): 和大|家. */
bool jy__is_crossed(const jy__lattice *l, size_t i, size_t j);
/* The end of the title of one person that begins at character j: 教授, 副院长; j when none does. */
size_t jy__title_end(const jy__lattice *l, size_t j);

/* Cheapest way to write characters [i, j) in words alone: what a name is measured against; for each
 * character so much at most. */
#define JY__WORDS_MOST 14.0f
float jy__words_cost(const jy__lattice *l, size_t i, size_t j);
/* What a verb at the end of a candidate for a name costs; JY__NO_NAME and more where it can be none. */
#define JY__NO_NAME 14.0f
float jy__act_at_end(const jy__lattice *l, size_t i, size_t j);
/* Whether a name may begin at character i that words make up. */
bool jy__may_frame(const jy__lattice *l, size_t i);
/* The cost of a name that begins so, or what it costs at most by what stands around it. */
float jy__framed(const jy__lattice *l, size_t i, size_t j, float cost);

#endif

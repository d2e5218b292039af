/* Hypotheses of the search for slips, for the two files that it is made of. */
#ifndef JY_TEXT_SLIP_BEAM_H
#define JY_TEXT_SLIP_BEAM_H

#include "text/slip.h"

enum { JY__BEAM = 32 };

/* The likeliest of jy__slip_firsts after one hypothesis, best first, and how often it was asked. */
enum { JY__SLIP_LIKELIEST = 48 };
typedef struct {
  uint16_t codes[JY__SLIP_LIKELIEST];
  size_t len, asked;
} jy__slip_likeliest;

/* How a hypothesis took its unit. */
typedef enum {
  JY__STEP_START,   /* a byte was lost and left this mark */
  JY__STEP_SILENT,  /* a byte was lost before this unit and left none */
  JY__STEP_RESTART, /* a byte was left over here and another lost */
  JY__STEP_PAIR,    /* the byte that waited and the first of the unit */
  JY__STEP_CLOSE,   /* the byte that waited and an ASCII letter */
  JY__STEP_LEFT,    /* the byte that waited shows as this mark */
  JY__STEP_DROP,    /* the byte that waited is not shown */
  JY__STEP_VANISH,  /* a pair before the unit is not shown, or two are not */
  JY__STEP_VANISH_CLOSE, /* and the unit is an ASCII letter */
  JY__STEP_GONE,    /* a pair shows as this mark */
  JY__STEP_KEEP     /* as it stands */
} jy__step;

typedef struct {
  double score;          /* of all that came to the same state in one shape, */
  double others;         /* and by how much that is more than the best of them */
  jy__tokens before;     /* the last that were read */
  uint32_t parent;
  uint32_t unit;         /* the unit that the step took */
  uint32_t shape;        /* a hash of the steps that tell where pairs are hidden and slips end */
  uint32_t out[3];       /* characters made, 0: none */
  uint8_t low, high;     /* the byte that waits is one of these; 0: in step */
  uint8_t was_low, was_high; /* what waited before */
  uint8_t trail;         /* second byte of the last character, 0: not known */
  uint8_t kept;          /* units in step so far */
  jy__step kind;
} jy__node;

typedef struct {
  uint32_t at[JY__BEAM];
  size_t len;
  double best;
  double least; /* no more than the worst of a full layer has, which only what is better enters */
} jy__layer;

struct jy__slip_search {
  jy__slip_units *units;
  const jy__dbcs *big5; /* what it lacks is not Traditional */
  jy_script script;
  size_t start;
  bool dense;           /* the text lost bytes all over */
  size_t hidden, shown; /* pairs without a public character so far */
  bool has_firsts[JY__DBCS_ALL]; /* the memory's are those of this text */
  jy__layer now[2], next[2]; /* those in step, and those with a byte that waits */
  jy__node *nodes;
  size_t n_nodes;
};

/* A hypothesis that goes on from `parent` with `kind` at a unit, in step. */
void jy__slip_step(const jy__slip_search *s, jy__node *n, uint32_t parent, jy__step kind, size_t unit);

/* Adds a character to the reading of a hypothesis. */
void jy__slip_say(const jy__slip_search *s, jy__node *n, size_t which, uint32_t cp);

/* Puts a hypothesis among those of the next unit, if it is one of the best. */
void jy__slip_push(jy__slip_search *s, const jy__node *n);

/* Whether a hypothesis will not be kept whatever it says next, since others are too far ahead;
 * the question that this spares counts as asked. */
bool jy__slip_beaten(jy__slip_search *s, const jy__node *n);

/* Every way on from hypothesis `i` at a unit (slip_steps.c). `near`: it is not far
 * behind the best; `few`: it is among the first, and may try what is dear,
 * `twice`: two of it. */
void jy__slip_steps(jy__slip_search *s, uint32_t i, size_t unit, bool near, bool few, bool twice);

/* What it costs to take it that a pair without a public character is hidden. */
double jy__slip_hidden_cost(const jy__slip_search *s);

/* The hypothesis that a byte was lost (`kind`: START or SILENT). */
void jy__slip_lose(jy__slip_search *s, uint32_t i, jy__step kind, size_t unit);

#endif

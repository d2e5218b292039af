/* The terms of a folded text, one after another. */
#ifndef JY_TEXT_FOLD_H
#define JY_TEXT_FOLD_H

#include "base/internal.h"
#include "jiyao/text.h"

typedef struct {
  jy_str term;  /* folded; valid until the next */
  jy_span span; /* where it stands in the text */
  /* The rest is of fold.c. */
  jy_str text;
  size_t at;
  jy_span from;      /* of the character that was read last */
  uint32_t made[18]; /* what it is folded to */
  size_t made_len, used;
  char *run;         /* letters and digits so far */
  size_t run_len, run_cap;
  char sign[4];
} jy__fold;

/* Begins; jy__fold_end() frees also where it fails. The text must live as long. */
int jy__fold_begin(jy__fold *f, jy_str text);

/* 1 for a term, 0 at the end, or a negative status. */
int jy__fold_next(jy__fold *f);

void jy__fold_end(jy__fold *f);

#endif

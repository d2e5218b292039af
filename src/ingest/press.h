/* A newsletter on its way from lines to articles: what the files that take it
 * apart share. */
#ifndef JY_INGEST_PRESS_H
#define JY_INGEST_PRESS_H

#include "ingest/grams.h"
#include "ingest/threads.h"

/* Lines of one article, linked by `next`. */
typedef struct {
  size_t first, last;
  size_t title; /* the line of its headline that fits it best, or JY__NONE */
  bool closed;  /* ends with a mark, or a signature where there are no marks */
  bool taken;   /* goes on from another */
  jy__grams grams;
} jy__chain;

/* Some thousand lines, and what is known of them. */
typedef struct {
  jy_str text;
  jy__stretch s;
  size_t base;    /* the first line of the stretch in the text */
  bool wrapped;
  bool marked;    /* articles end with marks */
  size_t *before; /* by line of text, the one that it goes on from */
  size_t *next;
  jy__chain *chains;
  size_t n_chains;
  size_t *owner;  /* by line: its chain, or for a headline the chain it is given to */
} jy__press;

/* Fills p->s.print; *page is the last page so far. */
int jy__press_print(jy__press *p, const jy__layout *lay, size_t *page);

/* Fills `before`, `next` and the chains: each begins an article or is taken. */
int jy__press_chain(jy__press *p);

/* Gives headlines to chains. */
int jy__press_title(jy__press *p);

/* How far apart in lines what belongs together may stand. */
#define JY__REACH 400

#endif

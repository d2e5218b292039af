/* Which line of print goes on in which, where columns are out of order. */
#ifndef JY_INGEST_THREADS_H
#define JY_INGEST_THREADS_H

#include "ingest/habits.h"
#include "ingest/paper.h"

/* What a line of a newsletter is. */
typedef enum {
  JY__TEXT,
  JY__HEADLINE,
  JY__FURNITURE /* editors, mastheads, page marks, captions */
} jy__role;

/* A line as a printer sees it. */
typedef struct {
  jy__role role;
  bool indented;  /* begins a paragraph */
  bool opens;     /* 本报讯: begins an article */
  bool closes;    /* an article ends with it */
  bool signs;     /* holds nothing but who wrote, or the closing mark */
  bool bare;      /* no stop, and no mark at its end: may be a headline */
  bool tight;     /* stands closer to a neighbour than lines of text do */
  bool stands;    /* one of a few bare lines between empty ones, before a text */
  bool numbered;  /* one of a list */
  size_t reach;   /* columns, with the indent of a paragraph */
  size_t page;    /* counted from 0 */
  double dated;   /* a day stands in it (2), or in one of the next lines (1) */
  double recurs;  /* share of its pairs that recur in other lines, 0 to 1 */
  jy__edge first;
  jy__edge last;
} jy__print;

#define JY__NONE SIZE_MAX

/* The lines of one stretch of a newsletter. */
typedef struct {
  const jy__line *lines;
  jy__print *print;
  size_t n;
  bool spaced;   /* an empty line follows each line of text */
  bool tells;    /* it does, but not for all headlines: these may be told by that */
  bool indented; /* paragraphs begin with an indent */
  jy__habits habits;
} jy__stretch;

/* How well line b follows line a of one column (log odds, about 0 where nothing
 * speaks for or against it); `full` is the column's width. */
double jy__link(const jy__stretch *s, size_t a, size_t b, size_t full);

/* Finds the roles of lines that may be headlines, and for each line of text the
 * line that it goes on from (JY__NONE where it begins something). In a `plain`
 * text, of one column, that is the line of text above it. *score says how well all
 * lines are explained; with `before` NULL it is all that is found. */
int jy__threads_find(jy__stretch *s, bool plain, size_t *before, double *score);

#endif

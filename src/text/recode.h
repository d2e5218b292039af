/* What the files of recoding share: where a text looks as if it had been read
 * in a wrong encoding, what it would be in the right one, and the fixes. */
#ifndef JY_TEXT_RECODE_H
#define JY_TEXT_RECODE_H

#include "base/internal.h"
#include "convert/charts.h"

/* How a text was misread: bytes of one encoding taken for another. */
typedef enum { JY__AS_UTF8, JY__AS_GB, JY__AS_BIG5 } jy__meant;

typedef struct {
  const char *name;    /* the word in jy_change.kind */
  jy__chart_id shown;  /* what the bytes were read as */
  jy__meant meant;     /* what they were */
} jy__misreading;

enum { JY__MISREADINGS = 18 };
extern const jy__misreading jy__misreadings[JY__MISREADINGS];

/* A stretch of text that may be misread, and which misreadings may account for
 * it (bit i: number i): by itself, and where they are proven elsewhere. */
typedef struct {
  jy_span span;
  unsigned kinds, if_proven;
} jy__suspect;

typedef struct {
  jy__suspect *at;
  size_t len, cap;
} jy__suspects;

/* Finds all stretches that look misread; none in ordinary text of any script.
 * `text` is valid UTF-8. */
int jy__suspects_find(jy__suspects *out, jy_str text);

/* How many characters of a part are doubtful by themselves; once a text was searched. */
size_t jy__doubtful_in(jy_str text, jy_span part);

/* One replacement of the smallest run of characters whose bytes are whole
 * characters again. */
typedef struct {
  jy_span span;  /* in the text that is being recoded */
  size_t at;     /* where in `made` its new characters stand */
  size_t len;    /* bytes of them */
  unsigned lost;    /* characters of them that could not be told */
  unsigned guessed; /* characters of which bytes were missing, and only one was likely */
  float gain;       /* of the whole run that this fix belongs to, in nats */
  const char *kind;
} jy__fix;

typedef struct {
  jy__fix *at;
  size_t len, cap;
  jy_buf made;
  float gain; /* of all runs */
} jy__fixes;

int jy__fixes_add(jy__fixes *e, jy__fix one, jy_str made);
void jy__fixes_free(jy__fixes *e);

/* What a misreading must show for itself, in nats. */
typedef struct {
  float margin; /* by which a run must become likelier */
  float bias;   /* against each character that is left as it is */
  bool alone;   /* nothing else in the text speaks for it */
  bool deep;    /* what comes out may be misread once more: valid bytes are enough */
} jy__terms;

/* Adds the fixes that undo one misreading inside `span`, on these terms. */
int jy__beam_run(jy__fixes *out, jy_str text, jy_span span, const jy__misreading *m, jy__terms terms);

/* Adds a fix for every character reference that was left over. */
int jy__entities_find(jy__fixes *out, jy_str text);

#endif

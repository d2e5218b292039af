/* A text's lines at a glance: where they are, and whether anything is to do. */
#ifndef JY_INGEST_GLANCE_H
#define JY_INGEST_GLANCE_H

#include "ingest/internal.h"

/* The lines of a text that are not empty, unread. */
typedef struct {
  jy_str text;
  jy_span *at; /* with the white space around the content, without the line end */
  size_t len;
  size_t cap;
} jy__index;

int jy__index_read(jy__index *out, jy_str text);
void jy__index_free(jy__index *ix);

/* Reads line i; its `blanks` are not counted. */
jy__line jy__index_line(const jy__index *ix, size_t i);

/* Whether a text is in paragraphs, each on a line: too many lines are wide for
 * it to be wrapped, and it closes no articles with marks. */
bool jy__is_plain(const jy__index *ix);

/* The next white space inside a line that may part what belongs together: it
 * stands between Han characters or figures. text.len where there is none. */
size_t jy__next_gap(jy_str text, size_t at);

#endif

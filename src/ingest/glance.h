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

/* How line i ends, as its last bytes tell; its width is not that of the line. */
jy__line jy__index_tail(const jy__index *ix, size_t i);

/* Whether line i surely ends with a stop: a quick look that misses some. */
bool jy__index_stops(const jy__index *ix, size_t i);

/* Whether a text is in paragraphs, each on a line: too many lines are wide for
 * it to be wrapped, and it closes no articles with marks. */
bool jy__is_plain(const jy__index *ix);

/* The next white space, from gap->end on, that may be the setting's and not the
 * words': it stands inside a line between Han characters or figures. */
bool jy__next_gap(jy_span *gap, jy_str text);

#endif

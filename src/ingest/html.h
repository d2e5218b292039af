/* What the files that read HTML share; see internal.h for what they offer. */
#ifndef JY_INGEST_HTML_H
#define JY_INGEST_HTML_H

#include "ingest/reader.h"

/* Browsers give up nesting at 512. */
#define JY__DEEPEST 400

/* Overwrites with spaces the tags that open more than JY__DEEPEST elements
 * inside one another, and as many closing ones, and the attributes of a tag
 * beyond the first thousand. The parser's time grows with the square of both,
 * and no reader has use for them. Offsets stay. */
void jy__html_flatten(char *html, size_t len);

/* How a piece of text is set off from the one before it, weakest first. WRAP is
 * white space with a line end of the file in it: a space between Latin words,
 * nothing between Han characters. */
typedef enum {
  JY__SET_NONE,
  JY__SET_SPACE,
  JY__SET_WRAP,
  JY__SET_CELL,
  JY__SET_LINE,
  JY__SET_BLANK
} jy__set;

/* A run of text: where it lies in the source, and what it stands for once its
 * character references are resolved. */
typedef struct {
  jy_str source; /* inside the page */
  jy_str text;
  jy__set set;
  bool pre; /* its line ends are meant */
} jy__run;

typedef struct {
  jy__run *at;
  size_t len;
  size_t cap;
} jy__runs;

/* Puts runs, given in source order, into one text aligned to the page. */
int jy__html_write(jy_buf *out, jy_align *align, jy_str html, const jy__runs *runs);

/* The text of the article in a page, aligned to `html`. */
int jy__html_read(jy_buf *out, jy_align *align, jy__meta *meta, jy_str html);

#endif

/* What the files of this room share: lines of a text, and lists of edits. */
#ifndef JY_INGEST_INTERNAL_H
#define JY_INGEST_INTERNAL_H

#include "base/internal.h"
#include "jiyao/ingest.h"
#include "jiyao/json.h"
#include "text/internal.h"

/* A line that holds more than white space. Widths are columns: two for wide
 * characters, one for others, four for a tab. */
typedef struct {
  size_t start; /* of its content, in bytes of the text */
  size_t end;
  size_t width;
  size_t indent; /* columns of white space before the content */
  size_t blanks; /* empty lines before it */
  size_t han;    /* Han characters */
  size_t marks;  /* ， 、 ； ： and their ASCII forms */
  size_t stops;  /* 。 ！ ？ and their ASCII forms */
  bool ends;     /* the last character is such a stop, or … or ■ */
  bool closes;   /* the last character is a closing bracket or quote, or ： */
  uint32_t first;
  uint32_t last;
} jy__line;

typedef struct {
  jy__line *at;
  size_t len;
  size_t cap;
} jy__lines;

/* Appends the lines of a text. JY_OK or JY_ENOMEM. */
int jy__lines_read(jy__lines *out, jy_str text);
void jy__lines_free(jy__lines *l);

/* Reads one line, without its line end, into `l`, which is {0}. */
void jy__lines_one(jy__line *l, jy_str text, jy_span line);

/* Space within a line, of any width. */
bool jy__is_gap(uint32_t cp);

/* ， 、 ； ： and their ASCII forms. */
bool jy__is_mark(uint32_t cp);

/* Whether a line names who edited, wrote or photographed, and little else. */
bool jy__is_byline(jy_str text, const jy__line *l);

/* A line at the head or foot of a web page that says one thing of it: 发布时间：…, 浏览：33,
 * 首页 > 新闻, 上一篇：…. */
bool jy__is_label(jy_str text, const jy__line *l);

/* A line that begins with a day and its year and goes on, if it does, behind a gap:
 * 2018-11-05 | 来源：某院. No sentence does. */
bool jy__is_stamp(jy_str text, const jy__line *l);

/* A line that ends with the mark that newsletters close an article with. */
bool jy__is_closing(const jy__line *l);

/* Could stand over an article: some words, no stop, no closing mark. */
bool jy__is_headline(jy_str text, const jy__line *l);

/* Whether most lines of a text end where the paper ended, not the sentence,
 * and how such a text is laid out. */
typedef struct {
  bool wrapped;
  bool spaced;   /* an empty line follows each line */
  bool indented; /* paragraphs begin with more indent than `base` */
  size_t base;   /* the indent of most lines */
} jy__layout;

jy__layout jy__layout_of(jy_str text, const jy__lines *l);

/* Columns beyond which a line is a paragraph, not a line of print. */
#define JY__PRINTED 120
/* A line is full if it comes this close to the lines beside it: justified
 * Chinese pulls one character and one mark over at most. */
#define JY__RAGGED 4

/* Replaces bytes start to end by `put` (may be empty). */
typedef struct {
  size_t start;
  size_t end;
  const char *put;
} jy__edit;

typedef struct {
  jy__edit *at;
  size_t len;
  size_t cap;
} jy__edits;

int jy__edits_add(jy__edits *e, size_t start, size_t end, const char *put);
void jy__edits_free(jy__edits *e);

/* Appends the text with its edits, which are in text order, and their alignment. */
int jy__edits_apply(jy_buf *made, jy_align *align, jy_str text, const jy__edits *edits);

/* Spaces inside dates, padded names and letter-spaced words, as edits. */
int jy__gap_edits(jy__edits *out, jy_str text, bool wrapped);

/* The same for the one gap that starts at byte `at`, in a text that is not
 * wrapped. */
int jy__gap_edit_at(jy__edits *out, jy_str text, size_t at);

/* A list of articles; start from {0}. */
typedef struct {
  jy_article *at;
  size_t len;
  size_t cap;
} jy__articles;

/* Columns that stand side by side, one behind the other; the same text where
 * there are none. */
int jy__gutters(jy_text **out, const jy_text *from);

/* As jy_text_joins(), for a text whose lines are whole already. */
int jy__text_gaps(jy_text **out, const jy_text *from);
int jy__articles_add(jy__articles *a, const jy_article *one);

/* jy_text_joins(), and the articles of the new text where it is a newsletter. */
int jy__joins(jy_text **out, jy__articles *found, const jy_text *from);

/* The articles of a reading text; `title` is what the markup states. Appends
 * to *at (*len of them), which the caller frees. At least one. */
int jy__articles_find(jy_article **at, size_t *len, jy_str reading, jy_str title);

/* Reads a JSON value that stands in a longer text, at this line (from 1) and
 * byte of it; see jy_json_parse(). */
int jy__json_parse(jy_json **out, jy_str text, size_t line, size_t offset);

/* Whether bytes look like HTML (`path` may help by its ending). */
bool jy__is_html(jy_str bytes, const char *path);

/* The encoding of bytes that look like HTML, from what they declare and, before
 * that, what is stated about them (a header; may be NULL), as far as it fits. */
int jy__html_detect(jy_detection *out, jy_str bytes, const char *stated);

#endif

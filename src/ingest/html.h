/* What the files that read HTML share; see internal.h for what they offer. */
#ifndef JY_INGEST_HTML_H
#define JY_INGEST_HTML_H

#include "ingest/reader.h"

/* A line of labels; a longer one is prose. */
#define JY__LONGEST_LABELS 400

/* Browsers give up nesting at 512. */
#define JY__DEEPEST 400

/* Overwrites with spaces the tags that open more than JY__DEEPEST elements
 * inside one another, and as many closing ones, and the attributes of a tag
 * beyond the first thousand. The parser's time grows with the square of both,
 * and no reader has use for them. Offsets stay. */
void jy__html_flatten(char *html, size_t len);

/* ---- html_charset.c: the encodings that a page declares ---------------------------- */

typedef struct {
  char at[4][32];
  size_t len;
} jy__labels;

/* The labels in the head of a page, in its order, each once. */
void jy__html_labels(jy__labels *out, jy_str bytes);

/* ---- html_hints.c: the table of words that markup and labels use ------------------ */

/* What a label or a meta element announces. Counters and tools are no facts, but
 * their labels end the value of the one before. */
typedef enum {
  JY__FACT_TITLE,
  JY__FACT_DATE,
  JY__FACT_SOURCE,
  JY__FACT_BYLINE,
  JY__FACT_EDITOR,
  JY__FACT_REVIEW, /* who approved: the editor where none is named */
  JY__FACT_SITE,
  JY__FACTS,
  JY__FACT_UPDATED = JY__FACTS, /* a date, where no other is stated */
  JY__FACT_COUNT,
  JY__FACT_TOOL,
  JY__FACT_NONE
} jy__fact;

/* How much goes with an opening such as 当前位置 or 相关新闻. */
typedef enum {
  JY__CUT_NONE,
  JY__CUT_LINE, /* the line */
  JY__CUT_REST  /* the block, and where it holds nothing else, what follows */
} jy__cut;

typedef struct {
  jy_str word;
  jy_str value;
} jy__hint;

typedef struct {
  jy_buf table;
  jy__hint *at;
  size_t len, cap;
  size_t from[6]; /* where each kind begins; the last is the end */
} jy__hints;

int jy__hints_load(jy__hints *out);
void jy__hints_free(jy__hints *h);

/* The weight of a class or id attribute, the strongest of its words. */
int jy__hints_class(const jy__hints *h, const char *names);
jy__fact jy__hints_meta(const jy__hints *h, const char *name);

/* Whether a class or id attribute calls its element the headline. */
bool jy__hints_title(const jy__hints *h, const char *names);

/* The longest opening that `text` begins with; *len is set to its length. */
jy__cut jy__hints_cut(const jy__hints *h, jy_str text, size_t *len);

/* The longest label that `text` opens with, gaps between its characters
 * allowed; *len is set to its length. */
jy__fact jy__hints_label(const jy__hints *h, jy_str text, size_t *len);

/* ---- html_text.c: runs of text as one text, aligned ---------------------------------- */

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
  size_t item;
  jy__set set;
  unsigned cells;  /* cells that end before it, empty ones too */
  unsigned number; /* of a list item, 0 for none */
  bool bullet;
  bool pre;  /* its line ends are meant */
  bool soft; /* set off by a line break, not by a block */
  bool link;
} jy__run;

typedef struct {
  jy__run *at;
  size_t len;
  size_t cap;
} jy__runs;

/* A line of a page's text. */
typedef struct {
  size_t start; /* in the text */
  size_t end;
  size_t item;   /* the text that it begins with */
  size_t linked; /* bytes inside links */
  bool blank;    /* an empty line goes before it */
  bool soft;     /* it was set off by a line break */
  bool keep;     /* it belongs to the article */
  bool edge;     /* near an end of an article, where labels stand */
} jy__row;

/* Bytes of the text and the bytes of the page that they stand for: the same
 * where the lengths are equal, else one character. */
typedef struct {
  size_t source;
  size_t source_len;
  size_t at;
  size_t len;
  bool same;
} jy__piece;

/* A page's text, with its lines and the way back. */
typedef struct {
  jy_buf text;
  jy__piece *pieces;
  size_t pieces_len, pieces_cap;
  jy__row *rows;
  size_t rows_len, rows_cap;
} jy__flow;

/* Puts runs, given in source order, into one text. */
int jy__flow_make(jy__flow *out, jy_str html, const jy__runs *runs);
void jy__flow_free(jy__flow *f);

static inline jy_str jy__flow_str(const jy__flow *f, size_t start, size_t end) {
  return (jy_str){jy_buf_str(&f->text).ptr + start, end - start};
}

/* Writes parts of the text, in order, each on lines of its own; `blank` of the
 * row that a part begins in says how it is set off. */
int jy__flow_write(jy_buf *out, jy_align *align, jy_str html, const jy__flow *f, const jy__spans *parts);

/* Where a part of the text stands in the page. */
jy_span jy__flow_source(const jy__flow *f, jy_span part);

/* ---- html_facts.c: labels and their values -------------------------------------------- */

/* A fact and where it was stated: the label with its value. */
typedef struct {
  jy__fact fact;
  jy_span whole;
  jy_span value;
} jy__claim;

typedef struct {
  jy__claim at[24];
  size_t len;
  size_t rest; /* bytes that are neither labels, values nor signs */
} jy__claims;

/* The labels of one line with their values; offsets into `line`. */
int jy__claims_read(jy__claims *out, const jy__hints *h, jy_str line);

/* The people that a bracket signed by them names: 记者 林知秋 通讯员 何若溪. */
void jy__claims_signed(jy__claims *out, const jy__hints *h, jy_str bracket);

/* Appends a date that a page states, as far as it is one. */
int jy__date_write(jy_buf *out, jy_str stated);

/* The first date with a day in `s`, with its time; empty where there is none. */
int jy__date_in(jy_span *out, jy_str s);

/* The text of the article in a page, aligned to `html`, and what the page says. */
int jy__html_read(jy__page *page, jy_str html);

#endif

/* What the files that read PDF share. A page comes as words with their places;
 * words become strips (what stands on one line without a wide gap), strips that
 * repeat in the margins are dropped, the rest is put in reading order as lines,
 * and the lines become text. Points, from the top left corner. */
#ifndef JY_INGEST_PDF_H
#define JY_INGEST_PDF_H

#include "ingest/reader.h"

typedef struct {
  double x0, y0, x1, y1;
} jy__box;

typedef struct {
  jy__box box;
  size_t start; /* of its text, in jy__pdf.chars */
  size_t end;
  size_t line; /* words of one number stand on one line, in this order */
} jy__pdf_word;

typedef struct {
  double width, height;
  size_t first, end; /* its words */
} jy__pdf_page;

typedef struct {
  jy_buf chars;
  jy__pdf_word *words;
  size_t words_len, words_cap;
  jy__pdf_page *pages;
  size_t pages_len, pages_cap;
} jy__pdf;

int jy__pdf_add_page(jy__pdf *p, double width, double height);
int jy__pdf_add_word(jy__pdf *p, jy__box box, size_t line, jy_str text);
void jy__pdf_free(jy__pdf *p);

/* Words in a row, or characters in a column. */
typedef struct {
  jy__box box;
  double size;  /* of the type */
  double lead;  /* length of the first word: what would not fit on the line before */
  size_t start; /* of its text, in jy__strips.text */
  size_t end;
  bool vertical;
  bool single; /* one Chinese character */
} jy__strip;

typedef struct {
  jy_buf text;
  jy__strip *at;
  size_t len, cap;
} jy__strips;

int jy__strips_add(jy__strips *s, const jy__strip *strip);
void jy__strips_free(jy__strips *s);

/* Appends the strips of one page. */
int jy__strips_read(jy__strips *out, const jy__pdf *p, const jy__pdf_page *page);

/* The strips of each page of a document: page i has those from first[i] up to
 * first[i + 1]. */
typedef struct {
  jy__strips strips;
  size_t *first;
  size_t pages;
} jy__sheets;

/* Takes out running heads and feet and page numbers. */
int jy__margins_drop(jy__sheets *s, const jy__pdf *p);

/* A line in reading order. `along` runs with the writing, `across` from line to
 * line: x and y of horizontal text, y and -x of vertical. */
typedef struct {
  double along0, along1, across;
  double size, lead;
  size_t start; /* of its text, in jy__pdf_lines.text */
  size_t end;
  size_t page;
  size_t column; /* a stack of lines that nothing else interrupts */
  bool vertical;
  bool row; /* of a table */
} jy__pdf_line;

typedef struct {
  jy_buf text;
  jy__pdf_line *at;
  size_t len, cap;
  size_t columns;
} jy__pdf_lines;

void jy__pdf_lines_free(jy__pdf_lines *l);

/* Appends the lines of a part of a page that is no more cut: a column. May sort
 * `strips`, which are sorted from the top. */
int jy__pdf_put(jy__pdf_lines *out, size_t page, jy_str text, jy__strip *strips, size_t len);

/* The middle of a strip from top to bottom, and the order from left to right. */
static inline double jy__strip_middle(const jy__strip *s) {
  return (s->box.y0 + s->box.y1) / 2;
}
int jy__strip_by_left(const void *a, const void *b);

/* Appends the lines of a page in reading order; may sort `strips`. */
int jy__pdf_order(jy__pdf_lines *out, size_t page, jy_str text, jy__strip *strips, size_t len, double width);

/* The text of a document, one line of it a line of print; where each page
 * stands in it; and the edits that make wrapped lines whole. */
int jy__pdf_compose(jy_buf *text, jy__spans *pages, jy__edits *joins, const jy__pdf *p);

/* Han, kana, and the punctuation and forms of full width. */
bool jy__is_wide(uint32_t cp);

static inline double jy__less(double a, double b) {
  return a < b ? a : b;
}

static inline double jy__more(double a, double b) {
  return a > b ? a : b;
}

#endif

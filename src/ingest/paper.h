/* Newsletters: what is printed in them, and how they are taken apart. */
#ifndef JY_INGEST_PAPER_H
#define JY_INGEST_PAPER_H

#include "ingest/internal.h"

/* What is printed besides the articles. */
typedef enum {
  JY__NO_FURNITURE,
  JY__EDITOR,    /* 本版责编 杜 实 */
  JY__MASTHEAD,  /* 第 12 期 总第 345 期 */
  JY__PAGE_MARK, /* 第二版 综合新闻 */
  JY__CAPTION    /* 图为会议现场 */
} jy__furniture;

jy__furniture jy__furniture_of(jy_str text, const jy__line *l);

/* Bytes of the mark that closes an article at the end of a line; 0 for none. */
size_t jy__closing_mark(jy_str text, const jy__line *l);

/* 本报讯: a line that opens an article. */
bool jy__is_opening(jy_str text, const jy__line *l);

/* Who wrote, as the bracket at the end of a line says, without it; empty where
 * there is none. And whether the line holds nothing else. */
jy_span jy__signature(jy_str text, const jy__line *l);
bool jy__is_signature(jy_str text, const jy__line *l);

/* The names in a line that names a page's editors. */
jy_span jy__editor(jy_str text, const jy__line *l);

/* An article of a newsletter: lines in the order of jy__paper. */
typedef struct {
  jy_span title; /* of positions in the order; empty where there is none */
  jy_span body;
  size_t page;   /* counted from 0 */
  size_t editor; /* position of the page's editor; SIZE_MAX for none */
} jy__story;

/* A newsletter taken apart: its lines in the order in which they are read. */
typedef struct {
  size_t *order; /* lines, in reading order */
  bool *alone;   /* by position: no part of a running text */
  size_t n;
  bool moved; /* the order is not that of the text */
  jy__story *stories;
  size_t n_stories, cap;
} jy__paper;

/* Takes a newsletter apart; leaves `out` without stories where the text is none. */
int jy__paper_read(jy__paper *out, jy_str text, const jy__lines *lines, const jy__layout *lay);
void jy__paper_free(jy__paper *p);

#endif

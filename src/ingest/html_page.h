/* A page of HTML on its way to an article: what the files share that know its
 * lines, and no longer its tags. */
#ifndef JY_INGEST_HTML_PAGE_H
#define JY_INGEST_HTML_PAGE_H

#include "ingest/html_tree.h"

/* What a page says about an article, as written; empty where it says nothing. */
typedef struct {
  jy_buf published;
  jy_buf source;
  jy_buf byline;
  jy_buf editor;
  jy_buf review;  /* who approved: `editor` where none is named */
  jy_buf bare;    /* a date without a label: `published` where none is labelled */
  jy_buf updated; /* a date of the last change */
} jy__facts;

typedef struct {
  jy__hints hints;
  jy__tree tree;
  jy__runs runs;
  jy__flow flow;
  jy__spans root;              /* ranges of items of the tree */
  jy__spans items;             /* of each article, where there are several */
  jy__spans parts;             /* ranges of the flow's text that stay */
  size_t headline;             /* the element */
  bool links;                  /* there is no article, only links anywhere */
  size_t title_row, title_end; /* rows of the headline */
  size_t first, last;          /* rows that the article begins and ends with */
  jy__facts facts;
} jy__html;

static inline jy_str jy__row_text(const jy__html *r, size_t i) {
  return jy__flow_str(&r->flow, r->flow.rows[i].start, r->flow.rows[i].end);
}

static inline size_t jy__row_len(const jy__html *r, size_t i) {
  return r->flow.rows[i].end - r->flow.rows[i].start;
}

static inline bool jy__row_linked(const jy__html *r, size_t i) {
  return r->flow.rows[i].linked * 2 > jy__row_len(r, i);
}

static inline unsigned char jy__row_off(const jy__html *r, size_t i) {
  return r->tree.at[r->flow.rows[i].item].off;
}

static inline bool jy__is_person(jy__fact fact) {
  return fact == JY__FACT_BYLINE || fact == JY__FACT_EDITOR || fact == JY__FACT_REVIEW;
}

/* ---- html_say.c: what lines say about the article ------------------------------------ */

void jy__facts_free(jy__facts *f);
int jy__facts_status(const jy__facts *f);

/* Whether a row may say something about the article: not a link, not prose. */
bool jy__row_may_tell(const jy__html *r, size_t i);

/* The labels of a row; with `dates`, its dates too. */
int jy__say_labels(jy__facts *f, const jy__html *r, size_t row, bool dates);

/* A date without a label, on a line that holds little else. */
int jy__say_bare_date(jy__facts *f, const jy__html *r, size_t row);

/* （记者 林知秋 通讯员 何若溪） within the first words of a row, or at its end. */
void jy__say_bracket(jy__facts *f, const jy__html *r, size_t row, bool end);

/* Settles what several places say: a label in the text, what the head states (may
 * be NULL), a bare date, the last change. */
int jy__say_settle(jy__facts *f, const jy__stated *stated);

/* ---- html_site.c: whose site it is ------------------------------------------------- */

/* What the head, the title element and the footer say of the site, a line each. */
int jy__html_site(jy_buf *out, const jy__html *r);

/* ---- html_page.c: which rows ---------------------------------------------------------- */

bool jy__row_is_title(const jy__html *r, size_t row);

/* ---- html_list.c ------------------------------------------------------------------------ */

/* Whether what is kept of a page is headlines that lead to articles. */
bool jy__html_is_list(const jy__html *r);

#endif

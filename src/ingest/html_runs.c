/* The tree of a page as runs of text, each with what sets it off: paragraphs,
 * line breaks, list items with their numbers, cells of tables. Refuses to know
 * which text is the article. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html_tree.h"

#define T(name) JY__TAG(name)

/* A cell of more than 40 characters lays out the page, in a table that is not
 * made of facts. */
#define SMALL_CELL 120
/* A table of facts has no cell of more than 250 characters. */
#define LARGEST_CELL 750

typedef struct {
  jy__tree *t;
  jy__runs *runs;
  jy__set set;
  bool soft;   /* only line breaks set the next run off */
  bool bullet; /* a list item begins */
  unsigned number;
  unsigned cells;
  unsigned char off; /* of the last text that was not blank */
  size_t row; /* the table row whose cells are counted */
  size_t cell_start, cell_end; /* the cell that is kept on one line */
  size_t facts_end; /* of the table of facts */
  size_t pre_end;
  size_t link_end;
} gatherer;

/* Where an element begins and ends, the text is set off so far. */
static jy__set set_of(const GumboElement *e) {
  if (JY__IS_TAG(e->tag, T(TD), T(TH))) return JY__SET_CELL;
  if (JY__IS_TAG(e->tag, T(P), T(H1), T(H2), T(H3), T(H4), T(H5), T(H6), T(TABLE), T(UL), T(OL), T(DL),
                 T(BLOCKQUOTE), T(ARTICLE), T(SECTION), T(PRE), T(HR), T(FIGURE)))
    return JY__SET_BLANK;
  if (JY__IS_TAG(e->tag, T(UNKNOWN), T(TBODY), T(THEAD), T(TFOOT), T(HTML), T(HEAD), T(BODY)))
    return JY__SET_NONE;
  return e->tag == T(BR) || jy__is_block(e->tag) ? JY__SET_LINE : JY__SET_NONE;
}

static void set_off(gatherer *g, size_t i, jy__set by) {
  if (i > g->cell_start && i < g->cell_end && by > JY__SET_SPACE) by = JY__SET_SPACE;
  if (by >= JY__SET_LINE) g->soft = false;
  if (by > g->set) g->set = by;
}

static void set_off_softly(gatherer *g, size_t i) {
  bool soft = g->soft || g->set < JY__SET_LINE;
  set_off(g, i, JY__SET_LINE);
  g->soft = soft && g->set == JY__SET_LINE;
}

/* A table of facts has rows of several cells, none of them long, and no table
 * inside it; any other lays out the page. */
static bool holds_facts(const jy__tree *t, size_t table) {
  size_t rows = 0, cells = 0;
  for (size_t i = table + 1; i < t->at[table].end; i++) {
    const GumboElement *e = jy__element(&t->at[i]);
    if (!e) continue;
    if (e->tag == T(TABLE) || t->at[i].hint > 2) return false;
    rows += e->tag == T(TR);
    if (!JY__IS_TAG(e->tag, T(TD), T(TH))) continue;
    cells++;
    if (t->at[i].text > LARGEST_CELL) return false;
  }
  return rows >= 2 && cells * 2 >= rows * 3 && t->at[table].linked * 2 <= t->at[table].text;
}

static void enter_cell(gatherer *g, size_t i) {
  const jy__node *x = &g->t->at[i];
  if (g->row != x->parent) g->cells = 0;
  g->cells += g->row == x->parent ? 1 : 0;
  g->row = x->parent;
  if (i >= g->cell_end && (i < g->facts_end || x->text <= SMALL_CELL)) {
    g->cell_start = i;
    g->cell_end = x->end;
  }
}

static bool is_unmarked(const GumboElement *list) {
  const char *class = jy__attribute(list, "class"), *style = jy__attribute(list, "style");
  if (style && strcasestr(style, "list-style") && strcasestr(style, "none")) return true;
  /* Lists that a template makes have a class; that of the editor is an indent. */
  return class && !strstr(class, "list-paddingleft");
}

/* Whether the writer has put a number before the text himself. */
static bool is_numbered(const jy__tree *t, const jy__node *x) {
  if (x->first == JY__NO_ITEM) return true;
  const char *s = t->at[x->first].node->v.text.text;
  s += strspn(s, " \t\r\n");
  return (*s >= '0' && *s <= '9') || *s == '(' || strncmp(s, "（", 3) == 0 || strncmp(s, "一、", 6) == 0 ||
         strncmp(s, "•", 3) == 0 || strncmp(s, "·", 2) == 0 || *s == '-';
}

static void enter_list_item(gatherer *g, size_t i) {
  jy__node *x = &g->t->at[i], *list = &g->t->at[x->parent];
  const GumboElement *e = jy__element(list);
  if (!e || !JY__IS_TAG(e->tag, T(OL), T(UL)) || is_unmarked(e)) return;
  const char *start = jy__attribute(e, "start");
  if (list->listed++ == 0 && start) list->listed = (unsigned)strtoul(start, NULL, 10) % 10000;
  if (is_numbered(g->t, x)) return;
  g->number = e->tag == T(OL) ? list->listed : 0;
  g->bullet = e->tag == T(UL);
}

static void enter(gatherer *g, size_t i, const GumboElement *e) {
  const jy__node *x = &g->t->at[i];
  jy__set by = set_of(e);
  if (e->tag == T(BR))
    set_off_softly(g, i);
  else
    set_off(g, i, by);
  if (e->tag == T(TABLE) && i >= g->facts_end && holds_facts(g->t, i)) g->facts_end = x->end;
  if (e->tag == T(TR)) {
    g->row = JY__NO_ITEM;
    g->cells = 0;
  }
  if (by == JY__SET_CELL) enter_cell(g, i);
  if (e->tag == T(LI)) enter_list_item(g, i);
  if (e->tag == T(PRE)) g->pre_end = x->end;
  if (e->tag == T(A)) g->link_end = x->end;
}

/* Leaves every element that has ended before item `i`, from `open` upwards. */
static void leave(gatherer *g, size_t open, size_t i) {
  while (open != JY__NO_ITEM && g->t->at[open].end <= i) {
    const GumboElement *e = jy__element(&g->t->at[open]);
    if (e && e->tag != T(BR) && set_of(e) != JY__SET_CELL) set_off(g, open, set_of(e));
    if (e && set_of(e) == JY__SET_CELL && open == g->cell_start && open >= g->facts_end && g->set < JY__SET_CELL)
      set_off(g, open, JY__SET_CELL);
    open = g->t->at[open].parent;
  }
}

static int add_run(gatherer *g, size_t i, const GumboText *text) {
  const char *from = text->original_text.data;
  jy_str html = g->t->html;
  bool blank = g->t->at[i].text == 0;
  if (!from || from < html.ptr || from > html.ptr + html.len) return JY_OK;
  if (!blank && g->t->at[i].off != g->off) set_off(g, i, JY__SET_LINE);
  void *at = g->runs->at;
  if (jy__grow(&at, &g->runs->cap, g->runs->len + 1, sizeof *g->runs->at) < 0) return JY_ENOMEM;
  g->runs->at = at;
  jy__run *r = &g->runs->at[g->runs->len++];
  *r = (jy__run){.source = {from, text->original_text.length}, .text = {text->text, strlen(text->text)},
                 .item = i, .set = g->set, .pre = i < g->pre_end, .soft = g->soft, .link = i < g->link_end};
  g->set = JY__SET_NONE;
  g->soft = false;
  if (blank) return JY_OK; /* marks and cells go with the text that follows */
  r->cells = r->set >= JY__SET_LINE && i >= g->facts_end ? 0 : g->cells;
  r->number = g->number;
  r->bullet = g->bullet;
  g->cells = g->number = 0;
  g->bullet = false;
  g->off = g->t->at[i].off;
  return JY_OK;
}

/* The parser moves text that stands loose in a table in front of it; the
 * reading keeps the order of the page. */
static int by_source(const void *a, const void *b) {
  const char *x = ((const jy__run *)a)->source.ptr, *y = ((const jy__run *)b)->source.ptr;
  return (x > y) - (x < y);
}

int jy__runs_gather(jy__runs *out, jy__tree *t) {
  gatherer g = {.t = t, .runs = out, .row = JY__NO_ITEM};
  size_t open = 0;
  int status = JY_OK;
  for (size_t i = 1; status == JY_OK && i < t->len; i++) {
    const GumboElement *e = jy__element(&t->at[i]);
    leave(&g, open, i);
    open = t->at[i].parent;
    if (e)
      enter(&g, i, e);
    else
      status = add_run(&g, i, &t->at[i].node->v.text);
    open = i;
  }
  if (out->len) qsort(out->at, out->len, sizeof *out->at, by_source);
  return status;
}

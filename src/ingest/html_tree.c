/* The article in a page of HTML: which elements hold it, which are furniture.
 * Parsing is gumbo's; we walk its tree without recursion, so that no page can
 * exhaust the stack. Refuses to know what the article says. */
#include <gumbo.h>
#include <limits.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html.h"

#define NONE ((size_t)-1)

/* Memory for the parser: it neither checks for failure nor frees its tree
 * without recursion, so all of it lives here and goes at once. */
typedef struct chunk {
  struct chunk *next;
  size_t used, size;
  max_align_t data[];
} chunk;

typedef struct {
  chunk *chunks;
  size_t budget; /* bytes that the page may still cost */
  jmp_buf full;
} arena;

/* What a page may cost: a tree takes some 60 bytes for one of the page's; a
 * page that takes far more was made to. */
#define BUDGET(bytes) (((size_t)64 << 20) + 512 * (bytes))

/* An element or text, in the order of the tree. */
typedef struct {
  const GumboNode *node;
  size_t parent;
  size_t end;    /* index just past its descendants */
  size_t text;   /* bytes of text in it */
  size_t linked; /* of these, inside links */
  size_t links;
  bool heading; /* holds an h1 */
} item;

typedef struct {
  item *at;
  size_t len, cap;
  const GumboNode *heading;
  bool many_headings;
  const char *og_title;
  const char *published;
  const GumboNode *title;
} tree;

static void *arena_get(void *data, size_t n) {
  arena *a = data;
  size_t units = n / sizeof(max_align_t) + 1;
  if (!a->chunks || a->chunks->size - a->chunks->used < units) {
    size_t size = units > 4096 ? units : 4096;
    if (size > a->budget / sizeof(max_align_t)) longjmp(a->full, JY_EINVALID);
    a->budget -= size * sizeof(max_align_t);
    chunk *c = malloc(sizeof *c + size * sizeof(max_align_t));
    if (!c) longjmp(a->full, JY_ENOMEM);
    *c = (chunk){.next = a->chunks, .size = size};
    a->chunks = c;
  }
  void *p = a->chunks->data + a->chunks->used;
  a->chunks->used += units;
  return p;
}

static void arena_keep(void *data, void *p) {
  (void)data;
  (void)p;
}

static void arena_free(arena *a) {
  for (chunk *c = a->chunks, *next; c; c = next) {
    next = c->next;
    free(c);
  }
}

static int parse(const GumboNode **out, arena *a, jy_str html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = arena_get;
  options.deallocator = arena_keep;
  options.userdata = a;
  options.max_errors = 0;
  a->budget = BUDGET(html.len);
  switch (setjmp(a->full)) {
    case 0: break;
    case JY_ENOMEM: return jy__nomem();
    default:
      return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "this HTML is too tangled to be read");
  }
  *out = gumbo_parse_with_options(&options, html.ptr, html.len)->document;
  return JY_OK;
}

static const GumboElement *element(const GumboNode *n) {
  return n->type == GUMBO_NODE_ELEMENT ? &n->v.element : NULL;
}

static bool is_text(const GumboNode *n) {
  return n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA || n->type == GUMBO_NODE_WHITESPACE;
}

static const GumboVector *children(const GumboNode *n) {
  if (n->type == GUMBO_NODE_DOCUMENT) return &n->v.document.children;
  return element(n) ? &n->v.element.children : NULL;
}

static bool is_in(GumboTag tag, const GumboTag *set, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (set[i] == tag) return true;
  return false;
}

#define IS_IN(tag, ...) \
  is_in(tag, (const GumboTag[]){__VA_ARGS__}, sizeof((GumboTag[]){__VA_ARGS__}) / sizeof(GumboTag))

#define T(name) GUMBO_TAG_##name

static const char *attribute(const GumboElement *e, const char *name) {
  const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
  return a ? a->value : NULL;
}

/* Never shown, or nothing to read. */
static bool is_silent(const GumboElement *e) {
  return IS_IN(e->tag, T(SCRIPT), T(STYLE), T(NOSCRIPT), T(TEMPLATE), T(SELECT), T(OPTION), T(BUTTON),
               T(IFRAME), T(OBJECT), T(TEXTAREA), T(SVG), T(MATH), T(AUDIO), T(VIDEO), T(CANVAS), T(TITLE));
}

static bool is_hidden(const GumboElement *e) {
  const char *style = attribute(e, "style");
  if (attribute(e, "hidden")) return true;
  return style && (strcasestr(style, "display:none") || strcasestr(style, "display: none"));
}

/* Names under which pages state when they were published: the standard of
 * Chinese government sites (PubDate), Open Graph, Dublin Core, and habit. */
static bool is_publication(const char *name) {
  static const char *const names[] = {"PubDate", "article:published_time", "publishdate", "DC.date",
                                      "publish_time", "weibo:article:create_at", "og:release_date"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcasecmp(name, names[i]) == 0) return true;
  return false;
}

/* Notes what the head of a page says, wherever it stands. */
static void note(tree *t, const GumboNode *n, const GumboElement *e) {
  if (e->tag == T(TITLE) && !t->title) t->title = n;
  if (e->tag == T(H1)) {
    t->many_headings = t->heading != NULL;
    if (!t->heading) t->heading = n;
  }
  const char *name = e->tag == T(META) ? attribute(e, "name") : NULL;
  if (e->tag == T(META) && !name) name = attribute(e, "property");
  const char *content = name ? attribute(e, "content") : NULL;
  if (!content) return;
  if (!t->og_title && strcasecmp(name, "og:title") == 0) t->og_title = content;
  if (!t->published && is_publication(name)) t->published = content;
}

static int add_item(tree *t, const GumboNode *n, size_t parent) {
  void *at = t->at;
  if (jy__grow(&at, &t->cap, t->len + 1, sizeof *t->at) < 0) return JY_ENOMEM;
  t->at = at;
  t->at[t->len++] = (item){.node = n, .parent = parent};
  return JY_OK;
}

/* A level that is open while the tree is listed: its item, its next child. */
typedef struct {
  size_t item;
  unsigned next;
} level;

/* The next child worth listing of the level's node, or NULL. */
static const GumboNode *next_child(tree *t, level *l) {
  const GumboVector *v = children(t->at[l->item].node);
  while (v && l->next < v->length) {
    const GumboNode *child = v->data[l->next++];
    const GumboElement *e = element(child);
    if (e) note(t, child, e);
    if (is_text(child) || (e && !is_silent(e))) return child;
  }
  return NULL;
}

static int list(tree *t, const GumboNode *document) {
  void *levels = NULL;
  size_t depth = 0, cap = 0;
  const GumboNode *n = document;
  size_t parent = NONE;
  int status;
  do {
    status = n ? add_item(t, n, parent) : JY_OK;
    if (n && status == JY_OK) status = jy__grow(&levels, &cap, depth + 1, sizeof(level));
    if (status < 0) break;
    if (n)
      ((level *)levels)[depth++] = (level){t->len - 1, 0};
    else
      t->at[((level *)levels)[--depth].item].end = t->len;
    if (depth == 0) break;
    parent = ((level *)levels)[depth - 1].item;
    n = next_child(t, &((level *)levels)[depth - 1]);
  } while (true);
  free(levels);
  return status;
}

static size_t visible_bytes(const char *s) {
  size_t n = 0;
  for (; *s; s++) n += (unsigned char)*s > ' ';
  return n;
}

/* Sums text and links from the leaves up: descendants follow their ancestors
 * in the list, so one pass from its end will do. */
static void weigh(tree *t) {
  for (size_t i = t->len; i-- > 1;) {
    item *x = &t->at[i], *up = &t->at[x->parent];
    const GumboElement *e = element(x->node);
    if (is_text(x->node)) x->text = visible_bytes(x->node->v.text.text);
    if (e && e->tag == T(A)) {
      x->linked = x->text;
      x->links = x->text > 0;
    }
    if (e && e->tag == T(H1)) x->heading = true;
    up->text += x->text;
    up->linked += x->linked;
    up->links += x->links;
    up->heading = up->heading || x->heading;
  }
}

static bool is_furniture_word(const char *word, size_t n) {
  static const char *const words[] = {
      "aside",  "breadcrumb", "breadcrumbs", "comment",   "comments", "copyright", "crumb",  "crumbs",
      "foot",   "footer",     "login",       "menu",      "nav",      "navbar",    "pager",  "pagination",
      "qrcode", "recommend",  "related",     "search",    "share",    "sharing",   "sidebar", "topnav",
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == n && strncasecmp(words[i], word, n) == 0) return true;
  return false;
}

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_word_char(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* Whether one of the words that a class or id is made of (main-nav, shareBox,
 * right_menu2) names furniture. */
static bool names_furniture(const char *s) {
  while (s && *s) {
    size_t n = 0;
    if (!is_word_char(*s)) {
      s++;
      continue;
    }
    while (is_word_char(s[n]) && (n == 0 || !is_upper(s[n]) || is_upper(s[n - 1]))) n++;
    if (is_furniture_word(s, n)) return true;
    s += n;
  }
  return false;
}

static bool is_block(GumboTag tag) {
  return IS_IN(tag, T(DIV), T(UL), T(OL), T(DL), T(TABLE), T(TR), T(TD), T(SECTION), T(P), T(ARTICLE));
}

/* 当前位置：首页 > 新闻, in the words that sites use for it. */
static bool is_breadcrumb(const tree *t, const item *x) {
  static const char *const openings[] = {"当前位置", "当前的位置", "您的位置", "您所在的位置",
                                         "您现在的位置", "您当前的位置", "所在位置", "现在位置"};
  if (x->links == 0 || x->text > 240) return false;
  const item *i = x + 1, *end = t->at + x->end;
  while (i < end && !(is_text(i->node) && i->text)) i++;
  if (i == end) return false;
  const char *s = i->node->v.text.text + strspn(i->node->v.text.text, " \t\r\n");
  for (size_t k = 0; k < sizeof openings / sizeof *openings; k++)
    if (strncmp(s, openings[k], strlen(openings[k])) == 0) return true;
  return false;
}

/* Furniture is what is hidden, calls itself so, or is mostly links; but never
 * what holds the heading or half of the page: wrappers have misleading names,
 * and scripts show what markup hides. */
static bool is_furniture(const tree *t, const item *x) {
  const GumboElement *e = element(x->node);
  if (!e || x->heading || x->text * 2 > t->at[0].text) return false;
  if (is_hidden(e) || IS_IN(e->tag, T(NAV), T(HEADER), T(FOOTER), T(ASIDE), T(FORM))) return true;
  if (names_furniture(attribute(e, "class")) || names_furniture(attribute(e, "id"))) return true;
  if (!is_block(e->tag)) return false;
  return (x->links >= 2 && x->linked * 5 > x->text * 3) || is_breadcrumb(t, x);
}

/* Where an element begins and ends, the text is set off so far. */
static jy__set set_of(GumboTag tag) {
  if (IS_IN(tag, T(P), T(H1), T(H2), T(H3), T(H4), T(H5), T(H6), T(TABLE), T(UL), T(OL), T(DL),
            T(BLOCKQUOTE), T(ARTICLE), T(SECTION), T(PRE), T(HR), T(FIGURE)))
    return JY__SET_BLANK;
  if (IS_IN(tag, T(DIV), T(LI), T(TR), T(DT), T(DD), T(BR), T(CAPTION), T(MAIN), T(HEADER), T(FOOTER),
            T(ADDRESS), T(FIGCAPTION), T(NAV), T(ASIDE), T(FORM), T(FIELDSET), T(LEGEND), T(CENTER)))
    return JY__SET_LINE;
  return IS_IN(tag, T(TD), T(TH)) ? JY__SET_CELL : JY__SET_NONE;
}

/* Goes through the list and gathers the runs of text that stay. */
typedef struct {
  const tree *t;
  jy_str html;
  jy__runs runs;
  jy__set set;
  size_t cell_start; /* the cell that is kept on one line */
  size_t cell_end;
  size_t kept; /* bytes of text */
  size_t pre_end;
} gatherer;

/* A cell of a table of facts stays on one line, whatever paragraphs it holds;
 * a cell that lays out the page does not. 120 bytes are 40 characters. */
static bool is_small_cell(const item *x) {
  return x->text <= 120;
}

static void set_off(gatherer *g, size_t i, jy__set by) {
  if (i > g->cell_start && i < g->cell_end && by > JY__SET_SPACE) by = JY__SET_SPACE;
  if (by > g->set) g->set = by;
}

static void enter(gatherer *g, size_t i, const GumboElement *e) {
  const item *x = &g->t->at[i];
  jy__set by = set_of(e->tag);
  set_off(g, i, by);
  if (by == JY__SET_CELL && i >= g->cell_end && is_small_cell(x)) {
    g->cell_start = i;
    g->cell_end = x->end;
  }
  if (e->tag == T(PRE)) g->pre_end = x->end;
}

static int add_run(gatherer *g, size_t i, const GumboText *text) {
  const char *from = text->original_text.data;
  if (!from || from < g->html.ptr || from > g->html.ptr + g->html.len) return JY_OK;
  void *at = g->runs.at;
  if (jy__grow(&at, &g->runs.cap, g->runs.len + 1, sizeof *g->runs.at) < 0) return JY_ENOMEM;
  g->runs.at = at;
  g->runs.at[g->runs.len++] = (jy__run){
      {from, text->original_text.length}, {text->text, strlen(text->text)}, g->set, i < g->pre_end};
  g->set = JY__SET_NONE;
  g->kept += g->t->at[i].text;
  return JY_OK;
}

/* Leaves every element that has ended before item `i`, from `open` upwards. */
static void leave(gatherer *g, size_t open, size_t i) {
  while (open != NONE && g->t->at[open].end <= i) {
    const GumboElement *e = element(g->t->at[open].node);
    if (e && set_of(e->tag) != JY__SET_CELL) set_off(g, open, set_of(e->tag));
    open = g->t->at[open].parent;
  }
}

static int gather(gatherer *g, bool all) {
  g->runs.len = g->kept = g->cell_start = g->cell_end = g->pre_end = 0;
  g->set = JY__SET_NONE;
  size_t open = 0;
  int status = JY_OK;
  for (size_t i = 1; status == JY_OK && i < g->t->len;) {
    const item *x = &g->t->at[i];
    const GumboElement *e = element(x->node);
    leave(g, open, i);
    open = x->parent;
    if (!all && is_furniture(g->t, x)) {
      set_off(g, i, JY__SET_LINE);
      i = x->end;
      continue;
    }
    if (e)
      enter(g, i, e);
    else
      status = add_run(g, i, &x->node->v.text);
    open = i++;
  }
  return status;
}

/* The parser moves text that stands loose in a table in front of it; the
 * reading keeps the order of the page. */
static int by_source(const void *a, const void *b) {
  const char *x = ((const jy__run *)a)->source.ptr, *y = ((const jy__run *)b)->source.ptr;
  return (x > y) - (x < y);
}

static int write_article(jy_buf *out, jy_align *align, const tree *t, jy_str html) {
  gatherer g = {.t = t, .html = html};
  int status = gather(&g, false);
  /* Where furniture is nearly all, what looked like it was not. */
  if (status == JY_OK && g.kept * 10 < t->at[0].text) status = gather(&g, true);
  if (status == JY_OK && g.runs.len) {
    qsort(g.runs.at, g.runs.len, sizeof *g.runs.at, by_source);
    status = jy__html_write(out, align, html, &g.runs);
  } else if (status == JY_OK) {
    status = jy_align_replace(align, html.len, 0);
  }
  free(g.runs.at);
  return status;
}

static void put_string(jy_buf *out, const GumboNode *n) {
  if (is_text(n)) jy_buf_put(out, n->v.text.text, strlen(n->v.text.text));
}

/* All text under a node. */
static void put_text(jy_buf *out, const tree *t, const GumboNode *n) {
  for (size_t i = 0; i < t->len; i++) {
    if (t->at[i].node != n) continue;
    for (size_t k = i; k < t->at[i].end; k++) put_string(out, t->at[k].node);
    return;
  }
}

static void put_title(jy_buf *out, const tree *t) {
  if (t->og_title && *t->og_title) {
    jy_buf_put(out, t->og_title, strlen(t->og_title));
  } else if (t->heading && !t->many_headings) {
    put_text(out, t, t->heading);
  }
  const GumboVector *v = t->title ? children(t->title) : NULL;
  for (unsigned i = 0; out->len == 0 && v && i < v->length; i++) put_string(out, v->data[i]);
}

/* White space at the ends goes, inside it becomes one space. */
static void squeeze(jy_buf *b) {
  size_t n = 0;
  for (size_t i = 0; i < b->len; i++) {
    bool space = (unsigned char)b->ptr[i] <= ' ';
    if (!space)
      b->ptr[n++] = b->ptr[i];
    else if (n && b->ptr[n - 1] != ' ')
      b->ptr[n++] = ' ';
  }
  if (n && b->ptr[n - 1] == ' ') n--;
  b->len = n;
}

static int read_tree(jy_buf *out, jy_align *align, jy__meta *meta, jy_str html, arena *a) {
  const GumboNode *document = NULL;
  tree t = {0};
  int status = parse(&document, a, html);
  if (status == JY_OK) status = list(&t, document);
  if (status == JY_OK) {
    weigh(&t);
    status = write_article(out, align, &t, html);
    put_title(&meta->title, &t);
    squeeze(&meta->title);
    if (t.published) jy_buf_put(&meta->published, t.published, strlen(t.published));
  }
  free(t.at);
  if (status == JY_OK) status = jy_buf_status(&meta->title);
  return status < 0 ? status : jy_buf_status(&meta->published);
}

int jy__html_read(jy_buf *out, jy_align *align, jy__meta *meta, jy_str html) {
  if (html.len >= UINT_MAX)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "a page of HTML must be smaller than 4 GiB");
  jy_buf flat = JY_BUF_INIT; /* a copy, since deep nesting is overwritten */
  arena a = {0};
  jy_buf_put(&flat, html.ptr, html.len);
  int status = jy_buf_status(&flat);
  if (status == JY_OK) {
    jy__html_flatten(flat.ptr, flat.len);
    status = read_tree(out, align, meta, jy_buf_str(&flat), &a);
  }
  arena_free(&a);
  jy_buf_free(&flat);
  return status;
}

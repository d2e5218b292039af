/* A page parsed, listed and weighed. Parsing is gumbo's; its tree is walked
 * without recursion, so that no page can exhaust the stack. Refuses to know
 * which part is the article. */
#include <limits.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html_tree.h"

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

/* ---- nodes ---------------------------------------------------------------------- */

bool jy__is_text(const GumboNode *n) {
  return n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA || n->type == GUMBO_NODE_WHITESPACE;
}

bool jy__tag_in(GumboTag tag, const GumboTag *set, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (set[i] == tag) return true;
  return false;
}

#define T(name) JY__TAG(name)

const char *jy__attribute(const GumboElement *e, const char *name) {
  const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);
  return a ? a->value : NULL;
}

bool jy__is_block(GumboTag tag) {
  return !JY__IS_TAG(tag, T(A), T(SPAN), T(B), T(STRONG), T(I), T(EM), T(U), T(FONT), T(S), T(SMALL), T(BIG),
                     T(SUP), T(SUB), T(LABEL), T(ABBR), T(CITE), T(CODE), T(Q), T(TIME), T(IMG), T(BR),
                     T(MARK), T(INS), T(DEL), T(STRIKE), T(TT), T(KBD), T(NOBR), T(WBR), T(BDO), T(DFN),
                     T(VAR), T(SAMP), T(RUBY), T(RB), T(RT), T(RTC), T(RP));
}

/* Never shown, or nothing to read. */
static bool is_silent(GumboTag tag) {
  return JY__IS_TAG(tag, T(SCRIPT), T(STYLE), T(NOSCRIPT), T(TEMPLATE), T(SELECT), T(OPTION), T(BUTTON),
                    T(IFRAME), T(OBJECT), T(TEXTAREA), T(SVG), T(MATH), T(AUDIO), T(VIDEO), T(CANVAS),
                    T(TITLE), T(NOFRAMES));
}

static const GumboVector *children(const GumboNode *n) {
  if (n->type == GUMBO_NODE_DOCUMENT) return &n->v.document.children;
  return n->type == GUMBO_NODE_ELEMENT ? &n->v.element.children : NULL;
}

/* ---- the list --------------------------------------------------------------------- */

static int add_item(jy__tree *t, const GumboNode *n, size_t parent) {
  void *at = t->at;
  if (jy__grow(&at, &t->cap, t->len + 1, sizeof *t->at) < 0) return JY_ENOMEM;
  t->at = at;
  t->at[t->len++] = (jy__node){.node = n, .parent = parent, .first = JY__NO_ITEM};
  return JY_OK;
}

/* A level that is open while the tree is listed: its item, its next child. */
typedef struct {
  size_t item;
  unsigned next;
} level;

/* ---- ruby -------------------------------------------------------------------------- */

static bool is_tag(const GumboNode *n, GumboTag tag) {
  return n && n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == tag;
}

/* The text of an element that holds nothing else; empty for any other. */
static jy_str only_text(const GumboNode *n) {
  const GumboVector *v = &n->v.element.children;
  if (v->length != 1 || ((const GumboNode *)v->data[0])->type != GUMBO_NODE_TEXT) return (jy_str){"", 0};
  return jy_cstr(((const GumboNode *)v->data[0])->v.text.text);
}

/* A reading above its character, without the brackets that would set it off in
 * the line: 醫<rt>yī</rt> is 醫. In brackets it is a gloss like any other; what is
 * no reading stays. */
static bool is_bare_reading(const GumboNode *n) {
  if (!is_tag(n, T(RT)) || !n->parent) return false;
  const GumboNode *own = is_tag(n->parent, T(RTC)) ? n->parent : n;
  if (!is_tag(own->parent, T(RUBY))) return false;
  const GumboVector *v = &own->parent->v.element.children;
  size_t at = own->index_within_parent;
  for (size_t i = at < 2 ? 0 : at - 2; i <= at + 2 && i < v->length; i++) /* white space between */
    if (is_tag(v->data[i], T(RP))) return false;
  return jy__is_phonetic(only_text(n));
}

/* The next child worth listing of the level's node, or NULL. */
static const GumboNode *next_child(jy__tree *t, level *l) {
  const GumboVector *v = children(t->at[l->item].node);
  while (v && l->next < v->length) {
    const GumboNode *child = v->data[l->next++];
    jy__head_note(t, child);
    bool shown = child->type == GUMBO_NODE_ELEMENT && !is_silent(child->v.element.tag) && !is_bare_reading(child);
    if (jy__is_text(child) || shown) return child;
  }
  return NULL;
}

static int list(jy__tree *t, const GumboNode *document) {
  void *levels = NULL;
  size_t depth = 0, cap = 0;
  const GumboNode *n = document;
  size_t parent = JY__NO_ITEM;
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

size_t jy__block_of(const jy__tree *t, size_t i) {
  while (i && (!jy__element(&t->at[i]) || !jy__is_block(jy__element(&t->at[i])->tag))) i = t->at[i].parent;
  return i;
}

/* ---- weights ------------------------------------------------------------------------ */

/* Counts the visible bytes of a text, its sentence marks and full stops. */
static void weigh_text(jy__node *x, size_t i) {
  const char *s = x->node->v.text.text;
  for (; *s; s++) {
    const unsigned char *u = (const unsigned char *)s;
    x->text += u[0] > ' ';
    if (u[0] == 0xE3 && u[1] == 0x80 && (u[2] == 0x82 || u[2] == 0x81)) { /* 。 、 */
      x->own_marks++;
      x->stops += u[2] == 0x82;
    } else if (u[0] == 0xEF && u[1] == 0xBC && (u[2] == 0x8C || u[2] == 0x9B || u[2] == 0x81 || u[2] == 0x9F)) {
      x->own_marks++; /* ， ； ！ ？ */
      x->stops += u[2] == 0x81 || u[2] == 0x9F;
    } else if ((u[0] == ',' || u[0] == '.') && u[1] == ' ') {
      x->own_marks++;
    }
  }
  x->own = x->text;
  if (x->text) x->first = i;
}

static void close_link(jy__node *x) {
  x->linked = x->own_linked = x->text;
  x->links = x->text > 0;
  x->own_marks = x->stops = 0;
}

/* Prose has sentences; short text without any is a label or a menu. */
static double prose(const jy__node *x) {
  double bytes = (double)(x->own - (x->own_linked < x->own ? x->own_linked : x->own));
  return bytes * (x->own_marks ? 1 : x->own < 60 ? 0.1 : 0.4);
}

static void add_to_parent(jy__node *up, const jy__node *x, bool block) {
  up->text += x->text;
  up->linked += x->linked;
  up->links += x->links;
  up->stops += x->stops;
  up->weight += x->weight;
  up->heading = up->heading || x->heading;
  if (x->first != JY__NO_ITEM) up->first = x->first;
  if (block) return;
  up->own += x->own;
  up->own_linked += x->own_linked;
  up->own_marks += x->own_marks;
}

/* Sums text and links from the leaves up: descendants follow their ancestors
 * in the list, so one pass from its end will do. */
static void weigh(jy__tree *t) {
  for (size_t i = t->len; i-- > 0;) {
    jy__node *x = &t->at[i];
    const GumboElement *e = jy__element(x);
    if (jy__is_text(x->node)) weigh_text(x, i);
    if (e && e->tag == T(A)) close_link(x);
    if (e && e->tag == T(H1)) x->heading = true;
    bool block = e && jy__is_block(e->tag);
    if (block) x->weight += prose(x);
    if (e) {
      int class = jy__hints_class(t->hints, jy__attribute(e, "class"));
      int id = jy__hints_class(t->hints, jy__attribute(e, "id"));
      x->hint = class < 0 || id < 0 ? (class < id ? class : id) : class > id ? class : id;
    }
    if (e && e->tag == T(UNKNOWN) && e->original_tag.length < 40 && x->hint == 0) {
      char name[48] = "";
      GumboStringPiece tag = e->original_tag;
      gumbo_tag_from_original_text(&tag);
      if (tag.length < sizeof name) memcpy(name, tag.data, tag.length);
      x->hint = jy__hints_class(t->hints, name);
    }
    if (x->parent != JY__NO_ITEM) add_to_parent(&t->at[x->parent], x, block);
  }
}

void jy__tree_free(jy__tree *t) {
  arena *a = t->memory;
  if (a) {
    for (chunk *c = a->chunks, *next; c; c = next) {
      next = c->next;
      free(c);
    }
  }
  free(a);
  free(t->at);
  *t = (jy__tree){0};
}

int jy__tree_make(jy__tree *t, jy_str html, const jy__hints *hints) {
  const GumboNode *document = NULL;
  *t = (jy__tree){.html = html, .hints = hints, .memory = calloc(1, sizeof(arena))};
  if (!t->memory) return jy__nomem();
  int status = parse(&document, t->memory, html);
  if (status == JY_OK) status = list(t, document);
  if (status == JY_OK) weigh(t);
  return status;
}

/* Which part of a page is the article: the element that most of the prose lies
 * in, found from the top by what each element holds; and whether it is several
 * articles. Knows weights and shapes; the words are in the table of hints. */
#include <stdlib.h>
#include <string.h>

#include "ingest/html_tree.h"

#define T(name) JY__TAG(name)

/* A hint this strong is the name of the element that holds the article. */
#define CONTAINER 4
/* What counts for little where it stands before the headline. */
#define BEFORE_HEADLINE 0.2

typedef struct {
  const jy__tree *t;
  size_t headline;
  size_t top; /* where the search begins */
} finder;

static double value(const finder *f, size_t i) {
  const jy__node *x = &f->t->at[i];
  bool before = f->headline != JY__NO_ITEM && x->end <= f->headline;
  double by_name = x->hint > 0 ? 1 + 0.1 * x->hint : x->hint < 0 ? 0.7 : 1;
  return x->weight * by_name * (before ? BEFORE_HEADLINE : 1);
}

/* An element that can hold an article, not one that is a piece of it. */
static bool can_hold(const jy__node *x) {
  const GumboElement *e = jy__element(x);
  return e && !JY__IS_TAG(e->tag, T(P), T(LI), T(A), T(B), T(STRONG), T(EM), T(I), T(H1), T(H2), T(H3), T(H4), T(H5),
                          T(H6), T(UL), T(OL), T(PRE), T(BLOCKQUOTE));
}

/* The first class of an element without the number at its end. */
static jy_str first_class(const GumboElement *e) {
  const char *class = jy__attribute(e, "class");
  size_t n = class ? strcspn(class, " \t\r\n") : 0;
  while (n && ((class[n - 1] >= '0' && class[n - 1] <= '9') || class[n - 1] == '-')) n--;
  return (jy_str){class ? class : "", n};
}

/* Elements of one kind: paragraphs of one text, sections, items of a list. */
static bool are_alike(const jy__node *a, const jy__node *b) {
  const GumboElement *x = jy__element(a), *y = jy__element(b);
  return x && y && x->tag == y->tag && jy_str_equal(first_class(x), first_class(y));
}

/* Whether what stands beside the heaviest part belongs to the same text. */
static bool is_beside(const jy__node *x, const jy__node *best) {
  return !can_hold(x) || are_alike(x, best);
}

/* One step down: the child that holds the article, or `at` itself. */
static size_t step(const finder *f, size_t at) {
  const jy__tree *t = f->t;
  size_t best = JY__NO_ITEM;
  double most = 0, all = 0, beside = t->at[at].weight; /* what no part holds is its own */
  for (size_t i = at + 1; i < t->at[at].end; i = t->at[i].end) {
    double v = t->at[i].off ? 0 : value(f, i);
    beside -= t->at[i].off ? 0 : t->at[i].weight;
    all += v;
    if (v <= most) continue;
    most = v;
    best = i;
  }
  if (best == JY__NO_ITEM || !can_hold(&t->at[best])) return at;
  all += beside;
  for (size_t i = at + 1; i < t->at[at].end; i = t->at[i].end)
    if (i != best && !t->at[i].off && is_beside(&t->at[i], &t->at[best])) beside += value(f, i);
  if (beside * 6 > all || most * 20 < all * 9) return at;
  return best;
}

/* The element that its name says to hold the article, where one of them holds
 * more than the others together and it holds something. */
static size_t find_named(const finder *f) {
  const jy__tree *t = f->t;
  size_t best = JY__NO_ITEM;
  double most = 0, all = 0;
  for (size_t i = f->top + 1; i < t->at[f->top].end; i++) {
    const jy__node *x = &t->at[i];
    if (x->off || x->hint < CONTAINER || x->text == 0) continue;
    double v = value(f, i);
    all += v;
    if (v > most) {
      most = v;
      best = i;
    }
    i = x->end - 1;
  }
  if (best == JY__NO_ITEM || most * 5 < all * 4) return JY__NO_ITEM;
  return most * 4 >= value(f, f->top) ? best : JY__NO_ITEM;
}

/* A paragraph that broken markup has put behind the element it belongs to. */
static bool is_stray(const jy__node *x) {
  const GumboElement *e = jy__element(x);
  if (!e || x->off || x->stops == 0 || x->linked * 2 > x->text) return false;
  return e->tag == T(P) || (e->tag == T(DIV) && x->own == x->text && x->hint == 0);
}

/* Adds a range, or lengthens the last one. */
static int add_range(jy__spans *out, size_t start, size_t end) {
  jy_span *last = out->len ? &out->at[out->len - 1] : NULL;
  if (!last || last->end != start) return jy__spans_add(out, start, end);
  last->end = end;
  return JY_OK;
}

static int add_strays(jy__spans *out, const finder *f, size_t root) {
  const jy__tree *t = f->t;
  int status = JY_OK;
  for (int level = 0; level < 3 && t->at[root].parent != JY__NO_ITEM; level++) {
    size_t up = t->at[root].parent;
    for (size_t i = t->at[root].end; status == JY_OK && i < t->at[up].end; i = t->at[i].end) {
      if (is_stray(&t->at[i]))
        status = add_range(out, i, t->at[i].end);
      else if (t->at[i].text)
        break;
    }
    root = up;
  }
  return status;
}

/* 一、 （二） 3. 第四章: a section of an article. */
static bool is_numbered(const char *s) {
  static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "第", "（"};
  s += strspn(s, " \t\r\n");
  if (*s == '(' || (*s >= '0' && *s <= '9')) return true;
  for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
    if (strncmp(s, numerals[i], 3) == 0) return true;
  return false;
}

/* The heading that an item opens with: the first text of a heading element, or of
 * one that is called so, or of a link that fills its line. */
static bool opens_with_title(const jy__tree *t, size_t i) {
  size_t first = t->at[i].first;
  if (first == JY__NO_ITEM || is_numbered(t->at[first].node->v.text.text)) return false;
  for (size_t up = t->at[first].parent; up > i; up = t->at[up].parent) {
    const GumboElement *e = jy__element(&t->at[up]);
    if (JY__IS_TAG(e->tag, T(H1), T(H2), T(H3), T(H4)) || jy__hints_title(t->hints, jy__attribute(e, "class")))
      return t->at[up].text >= 18 && t->at[up].text <= 240 && t->at[up].stops == 0;
  }
  return false;
}

static size_t find_root(const finder *f) {
  size_t root = find_named(f);
  if (root == JY__NO_ITEM)
    for (size_t next = step(f, root = f->top); next != root; next = step(f, root)) root = next;
  return root;
}

/* Whether an element holds a line such as 发表于 2023-6-8 10:20. */
static bool is_stamped(const jy__tree *t, size_t i) {
  for (size_t k = i; k < t->at[i].end; k++) {
    const GumboNode *n = t->at[k].node;
    size_t len;
    if (!jy__is_text(n) || t->at[k].text < 10 || t->at[k].text > 60) continue;
    jy_str s = jy_cstr(n->v.text.text + strspn(n->v.text.text, " \t\r\n"));
    if (jy__hints_label(t->hints, s, &len) == JY__FACT_DATE && len < s.len) return true;
  }
  return false;
}

/* Where a page is a row of posts, each with a date of its own and only the first
 * with a headline, that is the article and the others are answers to it. */
static size_t first_post(const jy__tree *t, size_t at) {
  size_t first = JY__NO_ITEM, n = 0;
  for (size_t i = at + 1; i < t->at[at].end; i = t->at[i].end) {
    if (!can_hold(&t->at[i]) || t->at[i].off || !is_stamped(t, i)) continue;
    if (first != JY__NO_ITEM && !are_alike(&t->at[first], &t->at[i])) return JY__NO_ITEM;
    if (n++ && opens_with_title(t, i)) return JY__NO_ITEM;
    if (first == JY__NO_ITEM) first = i;
  }
  return n >= 2 ? first : JY__NO_ITEM;
}

int jy__root_find(jy__spans *out, const jy__tree *t, size_t headline) {
  finder f = {t, headline, 0};
  size_t root = find_root(&f), post = first_post(t, root);
  if (post != JY__NO_ITEM) {
    f.top = post;
    root = find_root(&f);
  }
  int status = jy__spans_add(out, root, t->at[root].end);
  return status < 0 ? status : add_strays(out, &f, root);
}

/* ---- several articles ---------------------------------------------------------------- */

static bool is_article(const jy__tree *t, size_t i) {
  const jy__node *x = &t->at[i];
  return !x->off && x->stops > 0 && x->weight >= 60 && opens_with_title(t, i);
}

/* Adds the children of `at` that are articles each and of one kind, where they
 * hold most of it. */
static int add_items(jy__spans *out, const jy__tree *t, size_t at) {
  double held = 0;
  size_t kind = JY__NO_ITEM, n = 0;
  for (size_t i = at + 1; i < t->at[at].end; i = t->at[i].end) {
    if (!is_article(t, i) || (kind != JY__NO_ITEM && !are_alike(&t->at[i], &t->at[kind]))) continue;
    if (kind == JY__NO_ITEM) kind = i;
    held += t->at[i].weight;
    n++;
  }
  if (n < 2 || held * 10 < t->at[at].weight * 6) return JY_OK;
  int status = JY_OK;
  for (size_t i = kind; status == JY_OK && i < t->at[at].end; i = t->at[i].end)
    if (is_article(t, i) && are_alike(&t->at[i], &t->at[kind])) status = jy__spans_add(out, i, t->at[i].end);
  return status;
}

int jy__root_items(jy__spans *out, const jy__tree *t, const jy__spans *root) {
  int status = JY_OK;
  size_t end = root->len ? root->at[0].end : 0;
  for (size_t i = root->len ? root->at[0].start : 0; status == JY_OK && out->len == 0 && i < end; i++)
    if (!t->at[i].off && jy__element(&t->at[i]) && t->at[i].weight * 10 > t->at[root->at[0].start].weight * 6)
      status = add_items(out, t, i);
  return status;
}

/* Newsletters taken apart: which lines are articles, headlines and furniture, in
 * which order an article's columns are read, and whose a headline is. Knows how
 * such papers are printed; refuses to know what they tell. In doubt a line stays
 * where it is. */
#include <stdlib.h>
#include <string.h>

#include "ingest/grams.h"
#include "ingest/threads.h"

/* Lines that are taken apart together: a paper's issue is shorter. */
#define STRETCH 4000

/* Lines of one article, linked by `next`. */
typedef struct {
  size_t first, last;
  size_t title; /* the line of its headline that fits it best, or JY__NONE */
  bool closed; /* ends with a mark, or a signature where there are no marks */
  bool taken;  /* goes on from another */
  jy__grams grams;
} chain;

typedef struct {
  jy_str text;
  jy__stretch s;
  const jy__lines *all;
  size_t base;    /* the first line of the stretch in `all` */
  bool wrapped;
  bool marked;    /* articles end with marks */
  size_t *before; /* by line of text, the one that it goes on from */
  size_t *next;
  chain *chains;
  size_t n_chains;
  size_t *owner;  /* by line: its chain, or for a headline the chain it is given to */
} press;

static void press_free(press *p) {
  for (size_t i = 0; i < p->n_chains; i++) jy__grams_free(&p->chains[i].grams);
  jy__habits_free(&p->s.habits);
  free(p->s.print);
  free(p->before);
  free(p->next);
  free(p->chains);
  free(p->owner);
}

static int press_new(press *p) {
  size_t n = p->s.n + 1;
  p->s.print = calloc(n, sizeof *p->s.print);
  p->before = calloc(n, sizeof *p->before);
  p->next = calloc(n, sizeof *p->next);
  p->chains = calloc(n, sizeof *p->chains);
  p->owner = calloc(n, sizeof *p->owner);
  if (!p->s.print || !p->before || !p->next || !p->chains || !p->owner) return jy__nomem();
  return jy__habits_learn(&p->s.habits, p->text, p->s.lines, p->s.n);
}

/* ---- lines ------------------------------------------------------------------------ */

/* 1. 2、 （3） */
static bool is_numbered(jy_str text, const jy__line *l) {
  const char *at = text.ptr + l->start, *end = text.ptr + l->end;
  size_t digits = 0;
  while (at < end && *at >= '0' && *at <= '9') at++, digits++;
  uint32_t cp = 0;
  return digits > 0 && digits < 3 && jy__utf8_next(at, end, &cp) && (cp == '.' || cp == 0x3001 || cp == 0xFF0E);
}

/* 6月8日, or 8 日 where the line was broken. */
static bool has_day(jy_str text, const jy__line *l) {
  uint32_t cp, before = 0;
  const char *end = text.ptr + l->end;
  for (const char *at = text.ptr + l->start; at < end;) {
    at += jy__utf8_next(at, end, &cp);
    bool digit = before >= '0' && before <= '9';
    if (digit && (cp == 0x65E5 || cp == 0x6708)) return true;
    if (!jy__is_gap(cp)) before = cp;
  }
  return false;
}

/* One character of a word that was set from top to bottom. */
static bool is_upright(const jy__line *l) {
  return l->han == 1 && l->width == 2;
}

static void describe(press *p, const jy__layout *lay, size_t i) {
  const jy__line *l = &p->s.lines[i];
  jy__print *x = &p->s.print[i];
  bool upright = (i > 0 && is_upright(l - 1) && is_upright(l)) || (i + 1 < p->s.n && is_upright(l) && is_upright(l + 1));
  x->role = upright || jy__furniture_of(p->text, l) ? JY__FURNITURE : JY__TEXT;
  x->signs = jy__is_signature(p->text, l);
  x->opens = jy__is_opening(p->text, l);
  x->closes = jy__closing_mark(p->text, l) > 0 || (!p->marked && x->signs);
  x->indented = l->indent > lay->base + 1;
  x->bare = l->marks <= 2 && l->stops == 0 && !l->ends && l->han >= 1 && !jy__is_mark(l->last);
  x->numbered = is_numbered(p->text, l);
  x->reach = l->width + (l->indent > lay->base ? l->indent - lay->base : 0);
  if (x->signs) x->reach = l->width;
  for (size_t k = 0; k < 4 && i + k < p->s.n && x->dated == 0; k++)
    if (has_day(p->text, l + k)) x->dated = k ? 1 : 2;
  x->first = jy__edge_first(p->text, l);
  x->last = jy__edge_last(p->text, l);
}

/* Which lines stand closer to the next than lines of text do. */
static void find_tight(press *p) {
  for (size_t i = 1; i < p->s.n; i++) {
    jy__print *a = &p->s.print[i - 1], *b = a + 1;
    if (p->s.lines[i].blanks || a->role == JY__FURNITURE || b->role == JY__FURNITURE || a->closes) continue;
    a->tight = b->tight = true;
  }
}

/* A page begins with the first line of furniture after text. */
static void number_pages(press *p, size_t *page) {
  bool text = false;
  for (size_t i = 0; i < p->s.n; i++) {
    jy__furniture f = jy__furniture_of(p->text, &p->s.lines[i]);
    bool mark = f != JY__NO_FURNITURE && f != JY__CAPTION;
    if (mark && text) {
      ++*page;
      text = false;
    }
    text = text || !mark;
    p->s.print[i].page = *page;
  }
}

/* How much of each bare line recurs elsewhere: a headline's words do. */
static int find_recurring(press *p) {
  jy__grams all = {0}, own = {0};
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++)
    if (!p->s.print[i].bare)
      status = jy__grams_add(&all, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
  jy__grams_sort(&all);
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) {
    if (!p->s.print[i].bare) continue;
    own.len = 0;
    status = jy__grams_add(&own, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
    jy__grams_sort(&own);
    if (own.len) p->s.print[i].recurs = (double)jy__grams_found(&own, &all) / (double)own.len;
  }
  jy__grams_free(&all);
  jy__grams_free(&own);
  return status;
}

/* ---- chains ------------------------------------------------------------------------- */

/* Where the lines of text follow one another as they stand. */
static void thread_plainly(press *p) {
  size_t last = JY__NONE;
  for (size_t i = 0; i < p->s.n; i++) {
    jy__print *x = &p->s.print[i];
    p->before[i] = JY__NONE;
    if (x->role == JY__FURNITURE) continue;
    if (x->bare && jy__is_headline(p->text, &p->s.lines[i]) && !x->numbered) {
      x->role = JY__HEADLINE;
      continue;
    }
    p->before[i] = x->opens ? JY__NONE : last;
    last = x->closes ? JY__NONE : i;
  }
}

/* A headline above an article where nothing marks the ends: the paragraph after
 * it begins an article, unless a sentence runs on across it. */
static void cut_at_headlines(press *p) {
  bool headline = false;
  for (size_t i = 0; i < p->s.n; i++) {
    const jy__print *x = &p->s.print[i];
    if (x->role == JY__HEADLINE) headline = true;
    if (x->role != JY__TEXT) continue;
    size_t a = p->before[i];
    if (headline && a != JY__NONE && (x->indented || p->s.lines[a].ends)) p->before[i] = JY__NONE;
    headline = false;
  }
}

static void make_chains(press *p) {
  p->n_chains = 0;
  for (size_t i = 0; i < p->s.n; i++) p->next[i] = p->owner[i] = JY__NONE;
  for (size_t i = 0; i < p->s.n; i++) {
    if (p->s.print[i].role != JY__TEXT) continue;
    size_t a = p->before[i];
    if (a != JY__NONE) {
      p->next[a] = i;
      p->owner[i] = p->owner[a];
    } else {
      p->owner[i] = p->n_chains;
      p->chains[p->n_chains++] = (chain){.first = i, .title = JY__NONE};
    }
    chain *c = &p->chains[p->owner[i]];
    c->last = i;
    c->closed = p->s.print[i].closes;
  }
}

static int learn_chains(press *p) {
  int status = JY_OK;
  for (size_t i = 0; i < p->n_chains; i++) p->chains[i].grams.len = 0;
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) {
    if (p->s.print[i].role != JY__TEXT) continue;
    jy__grams *g = &p->chains[p->owner[i]].grams;
    status = jy__grams_add(g, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
    if (status == JY_OK && p->next[i] != JY__NONE)
      status = jy__grams_pair(g, p->s.print[i].last.at[0], p->s.print[p->next[i]].first.at[0]);
  }
  for (size_t i = 0; i < p->n_chains; i++) jy__grams_sort(&p->chains[i].grams);
  return status;
}

/* The width of the column that a chain ends in. */
static size_t width_of(const press *p, const chain *c) {
  size_t full = p->s.print[c->last].reach;
  for (size_t i = c->last, k = 0; k < 8 && i != JY__NONE; k++, i = p->before[i])
    if (p->s.print[i].reach > full && !p->s.print[i].signs) full = p->s.print[i].reach;
  return full;
}

/* How much speaks for line i beginning an article, in a text out of order. */
static bool begins_surely(const press *p, size_t i) {
  const jy__print *x = &p->s.print[i];
  if (x->opens) return true;
  if (!x->indented || i == 0) return x->indented;
  return x[-1].role != JY__TEXT;
}

/* What speaks for chain b being the rest of chain a. */
static double rest_score(const press *p, const chain *a, const chain *b) {
  const jy__print *y = &p->s.print[b->first];
  size_t pages = y->page > p->s.print[a->last].page ? y->page - p->s.print[a->last].page
                                                    : p->s.print[a->last].page - y->page;
  if (pages > 1) return -100;
  double sum = jy__link(&p->s, a->last, b->first, width_of(p, a)) - 2 * (double)pages;
  size_t fewer = a->grams.len < b->grams.len ? a->grams.len : b->grams.len;
  if (fewer) sum += 3 * (double)jy__grams_shared(&a->grams, &b->grams) / (double)fewer;
  if (begins_surely(p, b->first)) sum -= 2;
  if (!y->indented && !y->opens) sum += 2; /* it must go on from something */
  return sum;
}

typedef struct {
  double score;
  size_t a, b;
} pair;

static int by_score(const void *x, const void *y) {
  const pair *a = x, *b = y;
  if (a->score != b->score) return a->score < b->score ? 1 : -1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

/* Chains on either side that may go together: more than two pages hold. */
#define NEAR 48
/* The same in lines. */
#define REACH 400

/* Whether chain b, or what it goes on in, is chain a. */
static bool comes_round(const press *p, size_t a, size_t b) {
  for (size_t i = p->chains[b].first; i != JY__NONE; i = p->next[i])
    if (i == p->chains[a].last) return true;
  return false;
}

/* The score of line a going on in line b, for the exchange of rests. */
static double bond(const press *p, size_t a, size_t b) {
  const chain c = {.last = a};
  double sum = jy__link(&p->s, a, b, width_of(p, &c));
  size_t x = p->s.print[a].page, y = p->s.print[b].page;
  if (b == a + 1) sum += 2.5;
  return sum - 2 * (double)(x > y ? x - y : y - x);
}

/* Whether line b stands where the next line of a's column is looked for: right
 * below in lines as wide, or as far on as a was from the line before it. */
static bool is_regular(const press *p, size_t a, size_t b) {
  const chain c = {.last = a};
  size_t full = width_of(p, &c), reach = p->s.print[b].reach, x = p->before[a];
  bool wide = reach <= full + 2 && (p->s.lines[b].ends || reach + 3 >= full);
  return wide && (b == a + 1 || (x != JY__NONE && a > x && b > a && a - x == b - a));
}

/* A link inside a sentence that leads elsewhere on the page. */
static bool is_loose(const press *p, size_t a) {
  size_t b = p->next[a];
  return b != JY__NONE && !p->s.lines[a].ends && !p->s.print[b].indented && !is_regular(p, a, b);
}

/* Whether exchanging the rests of two lines would make a circle. */
static bool makes_circle(const press *p, size_t a, size_t c) {
  size_t steps = 0;
  for (size_t i = p->next[a]; i != JY__NONE && steps++ < p->s.n; i = p->next[i])
    if (i == c) return true;
  steps = 0;
  for (size_t i = p->next[c]; i != JY__NONE && steps++ < p->s.n; i = p->next[i])
    if (i == a) return true;
  return false;
}

/* The line whose rest is best exchanged with that of line a, if any gains. */
static size_t best_exchange(const press *p, size_t a) {
  size_t best = JY__NONE, b = p->next[a];
  double gain = 2;
  for (size_t c = a > REACH ? a - REACH : 0; c < p->s.n && c < a + REACH; c++) {
    size_t d = p->next[c];
    if (c == a || p->s.print[c].role != JY__TEXT || d == JY__NONE || !is_loose(p, c)) continue;
    double more = bond(p, a, d) + bond(p, c, b) - bond(p, a, b) - bond(p, c, d);
    if (more <= gain || makes_circle(p, a, c)) continue;
    gain = more;
    best = c;
  }
  return best;
}

/* Joins that were made last may have left a better one untried: where two
 * sentences gain by exchanging their rests, they do. */
static void exchange_rests(press *p, size_t *todo, size_t n) {
  size_t budget = 4 * n + 16;
  while (n > 0 && budget-- > 0) {
    size_t a = todo[--n];
    if (!is_loose(p, a)) continue;
    size_t c = best_exchange(p, a);
    if (c == JY__NONE) continue;
    size_t b = p->next[a], d = p->next[c];
    p->next[a] = d;
    p->before[d] = a;
    p->next[c] = b;
    p->before[b] = c;
    todo[n++] = c; /* what it has now may be exchanged in turn */
  }
}

/* Joins chains that end in the open with chains that begin amid a text, the
 * likeliest first. */
static int join_chains(press *p, double least) {
  pair *pairs = NULL;
  size_t n = 0, cap = 0;
  for (size_t a = 0; a < p->n_chains; a++) {
    const chain *x = &p->chains[a];
    if (x->closed || p->next[x->last] != JY__NONE) continue;
    if (!p->marked && p->s.lines[x->last].ends) continue;
    for (size_t b = a > NEAR ? a - NEAR : 0; b < p->n_chains && b <= a + NEAR; b++) {
      const chain *y = &p->chains[b];
      if (a == b || y->taken || (!p->marked && begins_surely(p, y->first))) continue;
      double score = rest_score(p, x, y);
      if (score < least) continue;
      void *at = pairs;
      if (jy__grow(&at, &cap, n + 1, sizeof *pairs) < 0) {
        free(pairs);
        return JY_ENOMEM;
      }
      pairs = at;
      pairs[n++] = (pair){score, a, b};
    }
  }
  if (n) qsort(pairs, n, sizeof *pairs, by_score);
  size_t *todo = calloc(n + 1, sizeof *todo), joined = 0;
  if (!todo) {
    free(pairs);
    return jy__nomem();
  }
  for (size_t i = 0; i < n; i++) {
    chain *x = &p->chains[pairs[i].a], *y = &p->chains[pairs[i].b];
    if (y->taken || p->next[x->last] != JY__NONE || comes_round(p, pairs[i].a, pairs[i].b)) continue;
    p->next[x->last] = y->first;
    p->before[y->first] = x->last;
    y->taken = true;
    todo[joined++] = x->last;
  }
  exchange_rests(p, todo, joined);
  free(todo);
  free(pairs);
  return JY_OK;
}

/* After joining: every line's owner is the chain that its article begins with. */
static void merge_chains(press *p) {
  for (size_t c = 0; c < p->n_chains; c++) {
    chain *x = &p->chains[c];
    if (x->taken) continue;
    for (size_t i = x->first; i != JY__NONE; i = p->next[i]) {
      p->owner[i] = c;
      x->last = i;
    }
    x->closed = p->s.print[x->last].closes;
  }
}

/* ---- headlines ----------------------------------------------------------------------- */

/* How well a headline's pairs fit an article: those that few articles nearby
 * have weigh more. 0 to 1. */
static double fit(const press *p, const jy__grams *own, size_t c) {
  double found = 0, all = 0;
  size_t from = c > NEAR / 4 ? c - NEAR / 4 : 0;
  for (size_t g = 0; g < own->len; g++) {
    const jy__grams one = {.at = own->at + g, .len = 1};
    size_t others = 0;
    for (size_t k = from; k < p->n_chains && k <= c + NEAR / 4; k++)
      if (k != c && !p->chains[k].taken) others += jy__grams_found(&one, &p->chains[k].grams);
    double weight = 1.0 / (double)(1 + others);
    all += weight;
    if (jy__grams_found(&one, &p->chains[c].grams)) found += weight;
  }
  return all > 0 ? found / all : 0;
}

/* The article that a headline in line i fits best. */
static int best_article(size_t *out, double *score, const press *p, size_t i) {
  jy__grams own = {0};
  int status = jy__grams_add(&own, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
  jy__grams_sort(&own);
  *out = JY__NONE;
  *score = 0;
  size_t page = p->s.print[i].page;
  for (size_t c = 0; status == JY_OK && own.len >= 2 && c < p->n_chains; c++) {
    const chain *x = &p->chains[c];
    size_t there = p->s.print[x->first].page;
    if (x->taken || there > page || there + 1 < page || (there != page && p->s.print[x->last].page != page))
      continue;
    double f = fit(p, &own, c);
    bool above = i + 1 == x->first;
    if (above) f += 0.15;
    if (f > *score) {
      *score = f;
      *out = c;
    }
  }
  jy__grams_free(&own);
  return status;
}

/* Whether lines i and i + 1 of headlines belong to one headline by their place. */
static bool is_block(const press *p, size_t i) {
  return i + 1 < p->s.n && p->s.print[i].role == JY__HEADLINE && p->s.print[i + 1].role == JY__HEADLINE &&
         p->s.lines[i + 1].blanks == 0;
}

/* Gives line i to the article of its neighbour k if it fits that nearly as well
 * as any. */
static int follow(press *p, size_t i, size_t k, double *scores) {
  if (p->owner[k] == JY__NONE || p->owner[i] == p->owner[k] || scores[k] < scores[i]) return JY_OK;
  jy__grams own = {0};
  int status = jy__grams_add(&own, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
  jy__grams_sort(&own);
  double there = own.len ? fit(p, &own, p->owner[k]) : 0;
  jy__grams_free(&own);
  if (p->owner[i] != JY__NONE && there + 0.2 < scores[i]) return status;
  p->owner[i] = p->owner[k];
  scores[i] = there;
  return status;
}

/* One block of headlines, lines from to to: lines that fit an article go to it,
 * and take with them those beside them that fit none better. */
static int give_block(press *p, size_t from, size_t to, double *scores) {
  int status = JY_OK;
  for (size_t i = from; status == JY_OK && i <= to; i++) {
    status = best_article(&p->owner[i], &scores[i], p, i);
    if (scores[i] < 0.3) p->owner[i] = JY__NONE;
  }
  for (size_t i = to; status == JY_OK && i-- > from;) /* what stands above a headline leads to it */
    status = follow(p, i, i + 1, scores);
  for (size_t i = from + 1; status == JY_OK && i <= to; i++) status = follow(p, i, i - 1, scores);
  if (status < 0) return status;
  /* None fits: the article right below has it. */
  if (p->owner[from] == JY__NONE && to + 1 < p->s.n && p->s.print[to + 1].role == JY__TEXT &&
      p->before[to + 1] == JY__NONE)
    for (size_t i = from; i <= to; i++) p->owner[i] = p->owner[to + 1], scores[i] = 0.1;
  return JY_OK;
}

/* Of several headlines an article keeps the one that fits best. */
static void keep_best(press *p, const double *scores) {
  for (size_t i = 0; i < p->s.n; i++) {
    if (p->s.print[i].role != JY__HEADLINE || p->owner[i] == JY__NONE) continue;
    chain *c = &p->chains[p->owner[i]];
    if (c->title == JY__NONE || scores[i] > scores[c->title]) c->title = i;
  }
  for (size_t i = 0; i < p->s.n; i++) {
    if (p->s.print[i].role != JY__HEADLINE || p->owner[i] == JY__NONE) continue;
    size_t best = p->chains[p->owner[i]].title, c = p->owner[i];
    bool joined = true;
    for (size_t k = i < best ? i : best; k <= (i < best ? best : i); k++)
      joined = joined && p->s.print[k].role == JY__HEADLINE && p->owner[k] == c;
    if (!joined) p->owner[i] = JY__NONE;
  }
}

static int give_headlines(press *p) {
  double *scores = calloc(p->s.n + 1, sizeof *scores);
  if (!scores) return jy__nomem();
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) {
    if (p->s.print[i].role != JY__HEADLINE) continue;
    size_t to = i;
    while (is_block(p, to)) to++;
    status = give_block(p, i, to, scores);
    i = to;
  }
  if (status == JY_OK) keep_best(p, scores);
  free(scores);
  return status;
}

/* ---- the order ---------------------------------------------------------------------- */

static void put(press *p, jy__paper *out, size_t i, bool alone) {
  out->moved = out->moved || p->base + i != out->n;
  out->alone[out->n] = alone;
  out->order[out->n++] = p->base + i;
}

/* An article: its headline, then its text. */
static int put_story(press *p, jy__paper *out, size_t c, size_t editor) {
  const chain *x = &p->chains[c];
  void *at = out->stories;
  if (jy__grow(&at, &out->cap, out->n_stories + 1, sizeof *out->stories) < 0) return JY_ENOMEM;
  out->stories = at;
  jy__story *s = &out->stories[out->n_stories++];
  *s = (jy__story){.page = p->s.print[x->first].page, .editor = editor};
  s->title.start = out->n;
  if (x->title != JY__NONE)
    for (size_t i = x->title > 24 ? x->title - 24 : 0; i < p->s.n && i < x->title + 24; i++)
      if (p->s.print[i].role == JY__HEADLINE && p->owner[i] == c) put(p, out, i, true);
  s->title.end = s->body.start = out->n;
  for (size_t i = x->first; i != JY__NONE; i = p->next[i]) put(p, out, i, p->s.print[i].signs);
  s->body.end = out->n;
  return JY_OK;
}

/* An article has sentences; a few words by themselves are none. */
static bool is_story(const press *p, const chain *x) {
  size_t stops = 0, lines = 0;
  for (size_t i = x->first; i != JY__NONE; i = p->next[i], lines++) stops += p->s.lines[i].stops;
  return stops > 0 && (lines >= 2 || !p->wrapped);
}

/* Lines in reading order: whole articles, each where its text begins. */
static int put_all(press *p, jy__paper *out) {
  int status = JY_OK;
  size_t editor = SIZE_MAX, page = 0;
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) {
    const jy__print *x = &p->s.print[i];
    if (x->page != page) editor = SIZE_MAX;
    page = x->page;
    if (x->role == JY__FURNITURE) {
      if (jy__furniture_of(p->text, &p->s.lines[i]) == JY__EDITOR) editor = out->n;
      put(p, out, i, true);
    } else if (x->role == JY__HEADLINE) {
      if (p->owner[i] == JY__NONE) put(p, out, i, true);
    } else if (p->before[i] == JY__NONE) {
      if (is_story(p, &p->chains[p->owner[i]]))
        status = put_story(p, out, p->owner[i], editor);
      else
        for (size_t k = i; k != JY__NONE; k = p->next[k]) put(p, out, k, true);
    }
  }
  return status;
}

/* Headlines of chains that are no articles stay where they are. */
static void free_headlines(press *p) {
  for (size_t i = 0; i < p->s.n; i++)
    if (p->s.print[i].role == JY__HEADLINE && p->owner[i] != JY__NONE &&
        !is_story(p, &p->chains[p->owner[i]]))
      p->owner[i] = JY__NONE;
}

/* A line that looked like a headline and is no article's, amid a running text:
 * it is text. */
static void put_back(press *p) {
  for (size_t i = 1; i + 1 < p->s.n; i++) {
    if (p->s.print[i].role != JY__HEADLINE || p->owner[i] != JY__NONE) continue;
    if (p->s.print[i - 1].role != JY__TEXT || p->s.print[i + 1].role != JY__TEXT) continue;
    if (p->before[i + 1] != i - 1 || (p->s.spaced && p->s.print[i].tight)) continue;
    p->s.print[i].role = JY__TEXT;
    p->owner[i] = p->owner[i - 1];
    p->before[i] = i - 1;
    p->next[i - 1] = i;
    p->before[i + 1] = i;
    p->next[i] = i + 1;
  }
}

static int read_stretch(press *p, jy__paper *out, const jy__layout *lay, size_t *page) {
  int status = press_new(p);
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) describe(p, lay, i);
  if (status == JY_OK) find_tight(p);
  if (status == JY_OK) number_pages(p, page);
  if (status == JY_OK) status = find_recurring(p);
  if (status == JY_OK && p->wrapped)
    status = jy__threads_find(&p->s, p->before);
  else if (status == JY_OK)
    thread_plainly(p);
  if (status == JY_OK) {
    if (!p->marked) cut_at_headlines(p);
    make_chains(p);
    status = learn_chains(p);
  }
  if (status == JY_OK && p->wrapped) status = join_chains(p, -4);
  if (status == JY_OK) {
    merge_chains(p);
    status = learn_chains(p);
  }
  if (status == JY_OK) status = give_headlines(p);
  if (status == JY_OK) {
    free_headlines(p);
    put_back(p);
    status = put_all(p, out);
  }
  return status;
}

/* ---- the paper ------------------------------------------------------------------------ */

void jy__paper_free(jy__paper *p) {
  free(p->order);
  free(p->alone);
  free(p->stories);
  *p = (jy__paper){0};
}

/* A newsletter closes its articles, or has pages and editors. */
static bool is_paper(jy_str text, const jy__lines *lines, const jy__layout *lay, bool *marked) {
  size_t marks = 0, signs = 0, furniture = 0;
  for (size_t i = 0; i < lines->len; i++) {
    const jy__line *l = &lines->at[i];
    jy__furniture f = jy__furniture_of(text, l);
    marks += jy__closing_mark(text, l) > 0;
    signs += jy__is_signature(text, l) || jy__is_opening(text, l);
    furniture += f != JY__NO_FURNITURE && f != JY__CAPTION;
  }
  *marked = marks >= 2;
  return *marked || (lay->wrapped && (signs >= 2 || furniture >= 2));
}

int jy__paper_read(jy__paper *out, jy_str text, const jy__lines *lines, const jy__layout *lay) {
  bool marked;
  size_t page = 0;
  *out = (jy__paper){0};
  if (!is_paper(text, lines, lay, &marked)) return JY_OK;
  out->order = calloc(lines->len + 1, sizeof *out->order);
  out->alone = calloc(lines->len + 1, sizeof *out->alone);
  int status = out->order && out->alone ? JY_OK : jy__nomem();
  for (size_t from = 0; status == JY_OK && from < lines->len;) {
    size_t n = lines->len - from;
    if (n > STRETCH) n = STRETCH;
    press p = {.text = text, .all = lines, .base = from, .wrapped = lay->wrapped, .marked = marked};
    p.s = (jy__stretch){.lines = lines->at + from, .n = n, .spaced = lay->spaced};
    status = read_stretch(&p, out, lay, &page);
    press_free(&p);
    from += n;
  }
  if (status < 0) jy__paper_free(out);
  return status;
}

/* Lines of newsletters put together to articles: threads of columns first, then
 * what ends in the open joined to what begins amid a sentence. Knows indents,
 * widths, stops and which characters follow which; refuses to know words. */
#include "ingest/press.h"

#include <stdlib.h>

/* Where the lines of text follow one another as they stand. */
static void thread_plainly(jy__press *p) {
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
static void cut_at_headlines(jy__press *p) {
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

static void make_chains(jy__press *p) {
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
      p->chains[p->n_chains++] = (jy__chain){.first = i, .title = JY__NONE};
    }
    jy__chain *c = &p->chains[p->owner[i]];
    c->last = i;
    c->closed = p->s.print[i].closes;
  }
}

static int learn_chains(jy__press *p) {
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
static size_t width_of(const jy__press *p, const jy__chain *c) {
  size_t full = p->s.print[c->last].reach;
  for (size_t i = c->last, k = 0; k < 8 && i != JY__NONE; k++, i = p->before[i])
    if (p->s.print[i].reach > full && !p->s.print[i].signs) full = p->s.print[i].reach;
  return full;
}

/* How much speaks for line i beginning an article, in a text out of order. */
static bool begins_surely(const jy__press *p, size_t i) {
  const jy__print *x = &p->s.print[i];
  if (x->opens) return true;
  if (p->s.indented && !x->indented) return false;
  return i == 0 || x[-1].role != JY__TEXT || x[-1].closes;
}

/* What speaks for chain b being the rest of chain a. */
static double rest_score(const jy__press *p, const jy__chain *a, const jy__chain *b) {
  const jy__print *y = &p->s.print[b->first];
  size_t pages = y->page > p->s.print[a->last].page ? y->page - p->s.print[a->last].page
                                                    : p->s.print[a->last].page - y->page;
  if (pages > 1) return -100;
  double sum = jy__link(&p->s, a->last, b->first, width_of(p, a)) - 2 * (double)pages;
  size_t fewer = a->grams.len < b->grams.len ? a->grams.len : b->grams.len;
  if (fewer) sum += 3 * (double)jy__grams_shared(&a->grams, &b->grams) / (double)fewer;
  if (begins_surely(p, b->first)) sum -= 2;
  if (p->s.indented && !y->indented && !y->opens) sum += 2; /* it must go on from something */
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
/* The least that must speak for joining them. */
#define LEAST (-4.0)

/* Whether chain b, or what it goes on in, is chain a. */
static bool comes_round(const jy__press *p, size_t a, size_t b) {
  for (size_t i = p->chains[b].first; i != JY__NONE; i = p->next[i])
    if (i == p->chains[a].last) return true;
  return false;
}

/* The score of line a going on in line b, for the exchange of rests. */
static double bond(const jy__press *p, size_t a, size_t b) {
  const jy__chain c = {.last = a};
  double sum = jy__link(&p->s, a, b, width_of(p, &c));
  size_t x = p->s.print[a].page, y = p->s.print[b].page;
  if (b == a + 1) sum += 2.5;
  return sum - 2 * (double)(x > y ? x - y : y - x);
}

/* Whether line b stands where the next line of a's column is looked for: right
 * below in lines as wide, or as far on as a was from the line before it. */
static bool is_regular(const jy__press *p, size_t a, size_t b) {
  const jy__chain c = {.last = a};
  size_t full = width_of(p, &c), reach = p->s.print[b].reach, x = p->before[a];
  bool wide = reach <= full + 2 && (p->s.lines[b].ends || reach + 3 >= full);
  return wide && (b == a + 1 || (x != JY__NONE && a > x && b > a && a - x == b - a));
}

/* A link inside a sentence that leads elsewhere on the page. */
static bool is_loose(const jy__press *p, size_t a) {
  size_t b = p->next[a];
  return b != JY__NONE && !p->s.lines[a].ends && !p->s.print[b].indented && !is_regular(p, a, b);
}

/* Whether exchanging the rests of two lines would make a circle. */
static bool makes_circle(const jy__press *p, size_t a, size_t c) {
  size_t steps = 0;
  for (size_t i = p->next[a]; i != JY__NONE && steps++ < p->s.n; i = p->next[i])
    if (i == c) return true;
  steps = 0;
  for (size_t i = p->next[c]; i != JY__NONE && steps++ < p->s.n; i = p->next[i])
    if (i == a) return true;
  return false;
}

/* The line whose rest is best exchanged with that of line a, if any gains. */
static size_t best_exchange(const jy__press *p, size_t a) {
  size_t best = JY__NONE, b = p->next[a];
  double gain = 2;
  for (size_t c = a > JY__REACH ? a - JY__REACH : 0; c < p->s.n && c < a + JY__REACH; c++) {
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
static void exchange_rests(jy__press *p, size_t *todo, size_t n) {
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

typedef struct {
  pair *at;
  size_t len, cap;
} pairs;

/* The pairs of chains of which the first ends in the open and the second may be
 * its rest. */
static int find_pairs(pairs *out, const jy__press *p) {
  for (size_t a = 0; a < p->n_chains; a++) {
    const jy__chain *x = &p->chains[a];
    if (x->closed || (!p->marked && p->s.lines[x->last].ends)) continue;
    for (size_t b = a > NEAR ? a - NEAR : 0; b < p->n_chains && b <= a + NEAR; b++) {
      if (a == b || (!p->marked && begins_surely(p, p->chains[b].first))) continue;
      double score = rest_score(p, x, &p->chains[b]);
      if (score < LEAST) continue;
      void *at = out->at;
      if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
      out->at = at;
      out->at[out->len++] = (pair){score, a, b};
    }
  }
  if (out->len) qsort(out->at, out->len, sizeof *out->at, by_score);
  return JY_OK;
}

/* Joins chains that end in the open with chains that begin amid a text, the
 * likeliest first. */
static int join_chains(jy__press *p) {
  pairs found = {0};
  size_t n = 0, *joined = NULL;
  int status = find_pairs(&found, p);
  if (status == JY_OK) {
    joined = calloc(found.len + 1, sizeof *joined);
    if (!joined) status = jy__nomem();
  }
  for (size_t i = 0; status == JY_OK && i < found.len; i++) {
    jy__chain *x = &p->chains[found.at[i].a], *y = &p->chains[found.at[i].b];
    if (y->taken || p->next[x->last] != JY__NONE || comes_round(p, found.at[i].a, found.at[i].b)) continue;
    p->next[x->last] = y->first;
    p->before[y->first] = x->last;
    y->taken = true;
    joined[n++] = x->last;
  }
  if (status == JY_OK) exchange_rests(p, joined, n);
  free(joined);
  free(found.at);
  return status;
}

/* After joining: every line's owner is the chain that its article begins with. */
static void merge_chains(jy__press *p) {
  for (size_t c = 0; c < p->n_chains; c++) {
    jy__chain *x = &p->chains[c];
    if (x->taken) continue;
    for (size_t i = x->first; i != JY__NONE; i = p->next[i]) {
      p->owner[i] = c;
      x->last = i;
    }
    x->closed = p->s.print[x->last].closes;
  }
}

/* Whether chain c begins amid a text: it is to go on from something. Where
 * paragraphs are not indented, an empty line or a number begins them. */
static bool begins_amid(const jy__press *p, const jy__chain *c) {
  const jy__print *x = &p->s.print[c->first];
  const jy__line *l = &p->s.lines[c->first];
  if (c->first == 0 || x->indented || x->opens || x->signs || x->numbered) return false;
  return p->s.spaced || l->blanks == 0 || x[-1].role == JY__FURNITURE || !l[-1].ends;
}

/* Whether chain c ends with no mark where there are marks, or in mid sentence. */
static bool ends_open(const jy__press *p, const jy__chain *c) {
  return !c->closed && (p->marked || !p->s.lines[c->last].ends);
}

/* Whether the lines of text read on in the order given: no chain is a rest, or
 * there is none whose rest it could be. */
static bool reads_on(const jy__press *p) {
  bool amid = false, open = false;
  for (size_t i = 0; i < p->n_chains; i++) {
    amid = amid || begins_amid(p, &p->chains[i]);
    open = open || ends_open(p, &p->chains[i]);
  }
  return !amid || !open;
}

/* The chains of lines that follow one another, by p->before. */
static void chain_lines(jy__press *p) {
  if (!p->marked) cut_at_headlines(p);
  make_chains(p);
}

/* What several columns must explain better than one, by line. Lines read across
 * a page gain 0.4 and more; a text in order, or cut in pieces, less than 0.15. */
#define ABREAST 0.25

/* Reads the text as one column; *fits tells whether it is one. */
static int thread_one(jy__press *p, bool *fits) {
  double one = 0, many = 0;
  int status = jy__threads_find(&p->s, true, p->before, &one);
  if (status < 0) return status;
  chain_lines(p);
  if (!(*fits = reads_on(p))) return JY_OK;
  status = jy__threads_find(&p->s, false, NULL, &many);
  *fits = many - one <= ABREAST * (double)p->s.n;
  return status;
}

/* The text in one column if it reads on so, else in as many as it takes, with
 * what was torn apart joined. */
static int thread_columns(jy__press *p) {
  bool fits = false;
  double score = 0;
  int status = thread_one(p, &fits);
  if (status < 0 || fits) return status;
  status = jy__threads_find(&p->s, false, p->before, &score);
  if (status < 0) return status;
  chain_lines(p);
  status = learn_chains(p);
  return status < 0 || reads_on(p) ? status : join_chains(p);
}

int jy__press_chain(jy__press *p) {
  int status = JY_OK;
  if (p->wrapped) {
    status = thread_columns(p);
  } else {
    thread_plainly(p);
    chain_lines(p);
  }
  if (status < 0) return status;
  merge_chains(p);
  return learn_chains(p);
}

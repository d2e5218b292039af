/* Headlines given to articles: a headline's words recur in its own article, and
 * the fewer articles beside it have them the more they say. Knows pairs of
 * characters and places; refuses to know words. */
#include <stdlib.h>

#include "ingest/press.h"

/* Articles that a headline may belong to: more than two pages hold. */
#define CANDIDATES 48
/* What a headline gains for standing right above an article. */
#define ABOVE 0.15
/* A headline that fits no article so well belongs to none. */
#define LEAST_FIT 0.3
/* It follows the line beside it unless it fits another so much better. */
#define MARGIN 0.2

/* How well the headline in a line fits each of the articles around it, 0 to 1. */
typedef struct {
  size_t chain[CANDIDATES];
  double fit[CANDIDATES];
  size_t n;
} fits;

static size_t apart(size_t a, size_t b) {
  return a > b ? a - b : b - a;
}

static void find_candidates(fits *f, const jy__press *p, size_t i) {
  size_t page = p->s.print[i].page;
  f->n = 0;
  for (size_t c = 0; c < p->n_chains && f->n < CANDIDATES; c++) {
    const jy__chain *x = &p->chains[c];
    size_t first = p->s.print[x->first].page, last = p->s.print[x->last].page;
    if (x->taken || (first != page && last != page)) continue;
    if (apart(x->first, i) <= JY__REACH || apart(x->last, i) <= JY__REACH) f->chain[f->n++] = c;
  }
}

/* Weighs the headline's pairs: one that k articles have weighs 1/k. */
static void weigh(fits *f, const jy__press *p, const jy__grams *own) {
  double all[CANDIDATES] = {0};
  for (size_t c = 0; c < f->n; c++) f->fit[c] = 0;
  for (size_t g = 0; g < own->len; g++) {
    const jy__grams one = {.at = own->at + g, .len = 1};
    bool found[CANDIDATES];
    size_t n = 0;
    for (size_t c = 0; c < f->n; c++) {
      found[c] = jy__grams_found(&one, &p->chains[f->chain[c]].grams) > 0;
      n += found[c];
    }
    for (size_t c = 0; c < f->n; c++) {
      double weight = 1.0 / (double)(1 + n - found[c]);
      all[c] += weight;
      if (found[c]) f->fit[c] += weight;
    }
  }
  for (size_t c = 0; c < f->n; c++)
    if (all[c] > 0) f->fit[c] /= all[c];
}

static int find_fits(fits *f, const jy__press *p, size_t i) {
  jy__grams own = {0};
  int status = jy__grams_add(&own, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
  jy__grams_sort(&own);
  find_candidates(f, p, i);
  if (own.len < 2) f->n = 0; /* one pair says nothing */
  if (status == JY_OK) weigh(f, p, &own);
  for (size_t c = 0; c < f->n; c++)
    if (p->chains[f->chain[c]].first == i + 1) f->fit[c] += ABOVE;
  jy__grams_free(&own);
  return status;
}

/* Gives line i to the article that it fits best. */
static int give_line(jy__press *p, size_t i, double *scores) {
  fits f;
  int status = find_fits(&f, p, i);
  scores[i] = 0;
  p->owner[i] = JY__NONE;
  for (size_t c = 0; status == JY_OK && c < f.n; c++) {
    if (f.fit[c] <= scores[i]) continue;
    scores[i] = f.fit[c];
    p->owner[i] = f.chain[c];
  }
  if (scores[i] < LEAST_FIT) p->owner[i] = JY__NONE;
  return status;
}

/* Gives line i to the article of its neighbour k if it fits that nearly as well
 * as any. */
static int follow(jy__press *p, size_t i, size_t k, double *scores) {
  fits f;
  double there = 0;
  if (p->owner[k] == JY__NONE || p->owner[i] == p->owner[k] || scores[k] < scores[i]) return JY_OK;
  int status = find_fits(&f, p, i);
  for (size_t c = 0; status == JY_OK && c < f.n; c++)
    if (f.chain[c] == p->owner[k]) there = f.fit[c];
  if (status < 0 || (p->owner[i] != JY__NONE && there + MARGIN < scores[i])) return status;
  p->owner[i] = p->owner[k];
  scores[i] = there;
  return JY_OK;
}

static bool is_headline(const jy__press *p, size_t i) {
  return i < p->s.n && p->s.print[i].role == JY__HEADLINE;
}

/* One block of headlines, lines from to to: lines that fit an article go to it,
 * and take with them those beside them that fit none better. */
static int give_block(jy__press *p, size_t from, size_t to, double *scores) {
  int status = JY_OK;
  for (size_t i = from; status == JY_OK && i <= to; i++) status = give_line(p, i, scores);
  for (size_t i = to; status == JY_OK && i-- > from;) /* what stands above leads to it */
    status = follow(p, i, i + 1, scores);
  for (size_t i = from + 1; status == JY_OK && i <= to; i++) status = follow(p, i, i - 1, scores);
  if (status < 0 || p->owner[from] != JY__NONE) return status;
  /* None fits: the article right below has it. */
  if (to + 1 < p->s.n && p->s.print[to + 1].role == JY__TEXT && p->before[to + 1] == JY__NONE)
    for (size_t i = from; i <= to; i++) p->owner[i] = p->owner[to + 1], scores[i] = LEAST_FIT / 2;
  return JY_OK;
}

/* Of several headlines an article keeps the one that fits best, with the lines
 * that lead from it to others of its own. */
static void keep_best(jy__press *p, const double *scores) {
  for (size_t i = 0; i < p->s.n; i++) {
    if (!is_headline(p, i) || p->owner[i] == JY__NONE) continue;
    jy__chain *c = &p->chains[p->owner[i]];
    if (c->title == JY__NONE || scores[i] > scores[c->title]) c->title = i;
  }
  for (size_t i = 0; i < p->s.n; i++) {
    if (!is_headline(p, i) || p->owner[i] == JY__NONE) continue;
    size_t c = p->owner[i], best = p->chains[c].title;
    size_t from = i < best ? i : best, to = i < best ? best : i;
    bool joined = true;
    for (size_t k = from; joined && k <= to; k++) joined = is_headline(p, k) && p->owner[k] == c;
    if (!joined) p->owner[i] = JY__NONE;
  }
}

int jy__press_title(jy__press *p) {
  double *scores = calloc(p->s.n + 1, sizeof *scores);
  if (!scores) return jy__nomem();
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) {
    if (!is_headline(p, i)) continue;
    size_t to = i;
    while (is_headline(p, to + 1) && p->s.lines[to + 1].blanks == 0) to++;
    status = give_block(p, i, to, scores);
    i = to;
  }
  if (status == JY_OK) keep_best(p, scores);
  free(scores);
  return status;
}

/* What can be told of a spot's lost characters: each is weighed against all
 * others that the bytes allow, among the characters around it. Refuses to search. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/readings.h"
#include "text/slip_beam.h"

#define UNTOLD 0.05    /* a likelihood below which a character stays open */
#define CERTAIN 0.85   /* and below which others are named */
#define NAMED 0.02     /* others that are named at all */
#define UNKNOWN 0x25A1 /* □ */
#define SURE 4.0        /* nats of gain for odds of e to one */
#define FLATTER 0.8    /* the model is surer of itself than it ought to be */

enum { MOST_CHOICES = (JY__BYTE_END - JY__LEAD) * (JY__BYTE_END - JY__TRAIL) };

typedef struct {
  uint32_t cp;
  double weight; /* log, then share */
} choice;

typedef struct {
  choice at[MOST_CHOICES];
  size_t len;
} choices;

/* Tokens around a character: as many before, itself, as many after. */
enum { BESIDE = 3, AROUND = 2 * BESIDE + 1 };

static void surroundings(const jy__slip_search *s, const jy__slip_found *f, size_t i, uint32_t t[AROUND]) {
  const jy__slip_units *u = s->units;
  for (size_t k = 0; k < AROUND; k++) {
    size_t at = i + k; /* BESIDE characters on */
    if (at < BESIDE)
      t[k] = f->from + at >= BESIDE ? u->at[f->from + at - BESIDE].token : JY__EDGE;
    else if (at - BESIDE < f->n_chars)
      t[k] = jy__charmodel_token(f->chars[at - BESIDE].cp);
    else
      t[k] = f->past + at - BESIDE - f->n_chars < u->len ? u->at[f->past + at - BESIDE - f->n_chars].token : JY__EDGE;
  }
}

static void weigh(const jy__slip_search *s, choices *all, uint32_t cp, uint32_t t[AROUND], jy_str gloss) {
  jy__tokens before = 0;
  for (size_t k = 0; k < BESIDE; k++) before = jy__tokens_then(before, t[k]);
  t[BESIDE] = jy__charmodel_token(cp);
  double w = jy__slip_suits(s, cp, gloss) + jy__slip_likely(s, before, cp);
  for (size_t k = BESIDE + 1; k < AROUND; k++) {
    before = jy__tokens_then(before, t[k - 1]);
    w += jy__slip_score(s->units, before, t[k]);
  }
  all->at[all->len++] = (choice){cp, w * FLATTER};
}

/* Every character that a lost one may have been. */
static void choices_of(const jy__slip_search *s, const jy__slip_found *f, size_t i, choices *all) {
  const jy__slip_char *c = &f->chars[i];
  const jy__dbcs *d = s->units->pairs;
  jy_str gloss = c->gloss.ptr ? c->gloss : (jy_str){"", 0}, row = {"", 0};
  uint32_t t[AROUND], cp;
  surroundings(s, f, i, t);
  all->len = 0;
  if (c->lead_low != c->lead_high && c->trail_low != c->trail_high && gloss.len) {
    jy__readings_of(&row, gloss);
    for (size_t k = 0; k + 3 <= row.len; k += 3)
      if (jy__utf8_next(row.ptr + k, row.ptr + row.len, &cp) && jy__dbcs_code(d, cp)) weigh(s, all, cp, t, gloss);
    return;
  }
  for (unsigned lead = c->lead_low; lead <= c->lead_high; lead++)
    for (unsigned trail = c->trail_low; trail <= c->trail_high; trail++) {
      cp = jy__dbcs_char(d, lead, trail);
      bool fits = (!c->vanished || jy__dbcs_is_private(d, trail)) && !jy__dbcs_char(d, c->after, lead);
      if (cp && fits) weigh(s, all, cp, t, gloss);
    }
}

static int by_weight(const void *a, const void *b) {
  const choice *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return x->cp < y->cp ? -1 : x->cp > y->cp;
}

/* The best first, weights made shares. */
static void settle(choices *all) {
  qsort(all->at, all->len, sizeof *all->at, by_weight);
  double top = all->len ? all->at[0].weight : 0, sum = 0;
  for (size_t i = 0; i < all->len; i++) sum += all->at[i].weight = exp(all->at[i].weight - top);
  for (size_t i = 0; i < all->len; i++) all->at[i].weight /= sum;
}

/* The spot's text with character `i` (if below n_chars) replaced by `cp`. */
static int spell(jy_buf *out, const jy__slip_found *f, size_t i, uint32_t cp) {
  for (size_t k = 0; k < f->n_chars; k++) jy__utf8_put(out, k == i ? cp : f->chars[k].cp);
  return jy_buf_status(out);
}

static int name_others(jy__slip_told *told, const jy__slip_found *f, size_t i, const choices *all) {
  for (size_t k = 0; k < all->len && told->n_others < JY__SLIP_OTHERS; k++) {
    if (all->at[k].cp == f->chars[i].cp || all->at[k].weight < NAMED) continue;
    if (spell(&told->others[told->n_others++], f, i, all->at[k].cp) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

/* The likeliest; but where two characters share a pair that is not there, what the
 * search found, which weighed both together. */
static const choice *chosen(const choices *all, const jy__slip_char *c) {
  bool shared = c->vanished || c->after;
  for (size_t i = 0; shared && i < all->len; i++)
    if (all->at[i].cp == c->cp) return &all->at[i];
  return &all->at[0];
}

/* Settles every lost character; returns the index of the one that is least sure
 * (n_chars: none was lost) and its share. */
static size_t settle_all(const jy__slip_search *s, jy__slip_found *f, choices *all, jy__slip_told *told,
                         double *least) {
  size_t doubtful = f->n_chars;
  *least = 1;
  for (size_t i = 0; i < f->n_chars; i++) {
    if (!f->chars[i].lost) continue;
    choices_of(s, f, i, all);
    if (all->len == 0) continue;
    settle(all);
    const choice *best = chosen(all, &f->chars[i]);
    f->chars[i].cp = best->weight < UNTOLD ? UNKNOWN : best->cp;
    told->confidence *= best->weight;
    if (best->weight >= *least) continue;
    *least = best->weight;
    doubtful = i;
  }
  return doubtful;
}

int jy__slip_tell(const jy__slip_search *s, jy__slip_found *f, jy__slip_told *told) {
  *told = (jy__slip_told){.confidence = 1 / (1 + exp(-f->gain / SURE))};
  choices *all = malloc(sizeof *all);
  if (!all) return jy__nomem();
  double least;
  size_t doubtful = settle_all(s, f, all, told, &least);
  int status = spell(&told->after, f, f->n_chars, 0);
  told->uncertain = least < CERTAIN;
  if (status == JY_OK && told->uncertain) {
    choices_of(s, f, doubtful, all);
    settle(all);
    status = name_others(told, f, doubtful, all);
  }
  free(all);
  return status;
}

void jy__slip_told_free(jy__slip_told *told) {
  jy_buf_free(&told->after);
  for (size_t i = 0; i < JY__SLIP_OTHERS; i++) jy_buf_free(&told->others[i]);
}

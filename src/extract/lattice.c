/* The best path through a text: words, titles, cues and name candidates, each
 * with its cost and the cost of standing after what is before it. Knows the
 * kinds of tokens; refuses to know which titles belong to whom.
 *
 * Costs are in nats. Those of words and characters come from the tables; the
 * few numbers here say how much a context is worth. */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

enum { CHUNK_MIN = 400, CHUNK_MAX = 3000 };

typedef struct {
  float cost[JY__T_KINDS];
  uint32_t from[JY__T_KINDS]; /* character of the chunk */
  uint32_t entry[JY__T_KINDS];
  uint8_t before[JY__T_KINDS];
} node;

typedef struct {
  jy__document *d;
  node *nodes;          /* one a character of the chunk, and the end */
  size_t *first;        /* first match that starts at each character */
  jy_matches matches;
  size_t start, len;    /* the chunk, in characters */
} lattice;

static const float never = 1e6f;
static const float not_shown = 10.0f; /* second time: a name that nothing spoke for */

static float step(unsigned before, unsigned kind) {
  switch (before) {
    case JY__T_TITLE: return kind == JY__T_NAME ? -6.5f : 0;
    case JY__T_WEAK: return kind == JY__T_NAME ? -3.5f : 0;
    case JY__T_BYLINE: return kind == JY__T_NAME ? -5.0f : 0;
    case JY__T_SEP: return kind == JY__T_NAME ? -3.5f : 0;
    case JY__T_PREFIX: return kind == JY__T_TITLE || kind == JY__T_WEAK || kind == JY__T_PREFIX ? 0 : never;
    case JY__T_SURNAME: return kind == JY__T_TITLE || kind == JY__T_WEAK || kind == JY__T_PREFIX ? -2.0f : never;
    case JY__T_NAME: return kind == JY__T_TITLE || kind == JY__T_COURTESY ? -1.0f : kind == JY__T_SURNAME ? 6.0f : 0;
    default: return 0;
  }
}

static void relax(lattice *l, size_t i, unsigned before, size_t j, unsigned kind, float cost, uint32_t entry) {
  float c = l->nodes[i].cost[before] + cost + step(before, kind);
  node *n = &l->nodes[j];
  if (c >= n->cost[kind]) return;
  n->cost[kind] = c;
  n->from[kind] = (uint32_t)i;
  n->before[kind] = (uint8_t)before;
  n->entry[kind] = entry;
}

static void arc(lattice *l, size_t i, size_t j, unsigned kind, float cost, uint32_t entry) {
  if (j > l->len) return;
  const node *n = &l->nodes[i];
  for (unsigned s = 0; s < JY__T_KINDS; s++)
    if (n->cost[s] < FLT_MAX) relax(l, i, s, j, kind, cost, entry);
}

static float gaps_inside(const lattice *l, size_t i, size_t j) {
  static const float costs[] = {0, 0.5f, 0.3f, 9.0f};
  float sum = 0;
  for (size_t k = i + 1; k < j; k++) sum += costs[l->d->reading.at[l->start + k].gap];
  return sum;
}

/* A term in each of the kinds that it may be. */
static void term_arcs(lattice *l, size_t i, uint32_t index) {
  const jy__entry *e = &l->d->x->entries[index];
  size_t j = i + e->chars;
  if (j > l->len) return;
  bool thing = (e->roles & JY__NOT_NAME) && e->chars >= 4; /* also over the break of a heading */
  float cost = e->cost + (thing ? 0 : gaps_inside(l, i, j));
  if (e->roles & (JY__WORD | JY__PLACE | JY__ORG | JY__ACT | JY__STOP | JY__NOT_NAME | JY__DROPPED | JY__PARTY))
    arc(l, i, j, JY__T_WORD, e->chars == 1 ? cost + 1.0f : cost, index);
  if (e->roles & JY__TITLE) {
    bool weak = (e->roles & JY__TITLE_WEAK) != 0;
    arc(l, i, j, weak ? JY__T_WEAK : JY__T_TITLE, cost - (weak ? 0.1f : 0.5f), index);
  }
  if (e->roles & JY__PREFIX) arc(l, i, j, JY__T_PREFIX, cost < 4.0f ? cost : 4.0f, index);
  if (e->roles & JY__COURTESY) arc(l, i, j, JY__T_COURTESY, cost, index);
  if (e->roles & JY__BYLINE) arc(l, i, j, JY__T_BYLINE, cost - 0.05f, index);
}

static bool starts_at(const lattice *l, size_t m, size_t i) {
  return m < l->matches.len &&
         l->matches.at[m].start == l->d->reading.at[l->start + i].squeezed - l->d->reading.at[l->start].squeezed;
}

/* What stands at character j after a name. */
static float right_context(const lattice *l, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + j;
  if (at >= r->len || r->at[at].gap >= JY__GAP_HARD) return -1.0f;
  if (jy__is_punct(r->at[at].cp)) return -1.0f;
  float best = r->at[at].gap ? -0.5f : 1.0f;
  if (j >= l->len) return best;
  for (size_t m = l->first[j]; starts_at(l, m, j); m++) {
    const jy__entry *e = &l->d->x->entries[l->matches.at[m].value];
    float f = 1.0f;
    if (e->roles & JY__COURTESY) f = -3.5f;
    else if (e->roles & JY__ACT_STRONG) f = -2.5f;
    else if ((e->roles & (JY__TITLE | JY__PREFIX)) && !(e->use & JY__USE_BEFORE)) f = -2.0f;
    else if (e->roles & (JY__ACT | JY__BYLINE)) f = -1.0f;
    if (f < best) best = f;
  }
  return best;
}

static float left_context(const lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  unsigned org = l->d->tokens.org_end[at];
  if (r->at[at].gap >= JY__GAP_HARD) return 0;
  if (org) return org == 2 ? -2.5f : -1.0f;
  if (at > 0 && jy__char_is(r, at - 1, ":：/")) return -1.5f;
  if (at > 0 && jy__is_punct(r->at[at - 1].cp)) return 0;
  if (at > 0 && jy__char_is(r, at - 1, "由请与和")) return -0.5f;
  return r->at[at].gap ? 0.5f : 1.0f;
}

/* The same beginning with another end elsewhere: 王健首先, 王健主持 speak for 王健. */
static float recurrence(const jy__document *d, size_t start, size_t end) {
  const jy__reading *r = &d->reading;
  uint32_t own = jy__counts_get(&d->recurring, jy__name_key(r, start, end));
  float f = 0;
  if (end - start == 2 && end < r->len) {
    uint32_t longer = jy__counts_get(&d->recurring, jy__name_key(r, start, end + 1));
    if (own > longer && longer > 0) f -= 1.5f;
    if (own == longer && own > 1) f += 2.0f;
  }
  if (end - start == 3) {
    uint32_t shorter = jy__counts_get(&d->recurring, jy__name_key(r, start, end - 1));
    if (shorter > own) f += own > 1 ? 0.5f : 1.5f;
    if (shorter == own && own > 1) f -= 1.5f;
  }
  return f;
}

/* Surnames that mean something else before a title: 任院长, 全院长. */
static const char not_alone[] = "任于和时原向从由兼及为与以等同并对应全党经代区市县系院";
static const float function_surname = 3.0f; /* 向何局长: 向 is a surname only where the rest speaks for it */

static void name_arcs(lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  jy__candidate c[JY__CANDIDATES_MAX];
  size_t n = jy__name_candidates(c, l->d->x, r, l->start + i, l->d->tokens.title_end[l->start + i] != 0);
  float left = n ? left_context(l, i) : 0;
  const jy__han *h = jy__han_find(l->d->x, r->at[l->start + i].cp);
  if (h && h->function) left += function_surname;
  for (size_t k = 0; k < n; k++) {
    size_t j = c[k].end - l->start;
    if (j > l->len) continue;
    float cost = c[k].cost + left + right_context(l, j) + recurrence(l->d, l->start + i, c[k].end);
    if (jy__counts_get(&l->d->known, jy__name_key(r, l->start + i, c[k].end))) cost = cost > 12.0f ? 4.0f : cost - 8.0f;
    else if (l->d->again) cost += not_shown;
    arc(l, i, j, JY__T_NAME, cost, JY__NO_ENTRY);
  }
  bool known = jy__counts_get(&l->d->known, jy__name_key(r, l->start + i, l->start + i + 1)) > 0;
  bool common = h && (h->surname < 7.5f || (known && h->surname < JY__NEVER));
  if (common && !jy__char_is(r, l->start + i, not_alone))
    arc(l, i, i + 1, JY__T_SURNAME, known ? 8.0f : h->surname + 7.0f, JY__NO_ENTRY);
}

static bool is_run(uint32_t cp) {
  return (cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z');
}

static void separator(lattice *l, size_t i, unsigned before, float cost) {
  if (l->nodes[i].cost[before] < FLT_MAX) relax(l, i, before, i + 1, JY__T_SEP, cost, JY__NO_ENTRY);
}

/* Punctuation, runs of letters or digits, and single characters: so that every text has a path. */
static void plain_arcs(lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  uint32_t cp = r->at[l->start + i].cp;
  if (jy__is_punct(cp)) {
    arc(l, i, i + 1, JY__T_PUNCT, 0.5f, JY__NO_ENTRY);
    if (jy__char_is(r, l->start + i, "、/,")) separator(l, i, JY__T_NAME, 0.5f);
    return;
  }
  if (jy__char_is(r, l->start + i, "和及与")) {
    separator(l, i, JY__T_NAME, 5.0f);
    separator(l, i, JY__T_TITLE, 5.0f);
  }
  size_t j = i + 1;
  if (is_run(cp)) {
    while (j < l->len && is_run(r->at[l->start + j].cp) && !r->at[l->start + j].gap) j++;
    arc(l, i, j, JY__T_WORD, 6.0f, JY__NO_ENTRY);
  }
  arc(l, i, i + 1, JY__T_WORD, is_run(cp) ? 12.0f : 14.0f, JY__NO_ENTRY);
}

/* ---- one chunk ---- */

static int find_terms(lattice *l) {
  const jy__reading *r = &l->d->reading;
  size_t from = r->at[l->start].squeezed;
  size_t to = l->start + l->len < r->len ? r->at[l->start + l->len].squeezed : r->squeezed.len;
  jy_str text = {r->squeezed.ptr + from, to - from};
  int rc = jy_lexicon_find(&l->matches, l->d->x->terms, text, JY_MATCH_ALL);
  if (rc < 0) return rc;
  size_t m = 0;
  for (size_t i = 0; i <= l->len; i++) {
    size_t at = i < l->len ? r->at[l->start + i].squeezed - from : to - from;
    while (m < l->matches.len && l->matches.at[m].start < at) m++;
    l->first[i] = m;
  }
  return JY_OK;
}

static void mark_ends(lattice *l) {
  uint8_t *ends = l->d->tokens.org_end;
  for (size_t i = 0; i < l->len; i++)
    for (size_t m = l->first[i]; starts_at(l, m, i); m++) {
      const jy__entry *e = &l->d->x->entries[l->matches.at[m].value];
      if (e->roles & (JY__TITLE | JY__BYLINE)) l->d->tokens.title_end[l->start + i + e->chars] = 1;
      if (!(e->roles & JY__ORG)) continue;
      uint8_t strength = e->chars > 1 ? 2 : 1;
      uint8_t *at = &ends[l->start + i + e->chars];
      if (*at < strength) *at = strength;
    }
}

static void run(lattice *l) {
  for (size_t i = 0; i <= l->len; i++)
    for (unsigned s = 0; s < JY__T_KINDS; s++) l->nodes[i].cost[s] = FLT_MAX;
  l->nodes[0].cost[JY__T_PUNCT] = 0;
  for (size_t i = 0; i < l->len; i++) {
    for (size_t m = l->first[i]; starts_at(l, m, i); m++) term_arcs(l, i, l->matches.at[m].value);
    name_arcs(l, i);
    plain_arcs(l, i);
  }
}

/* Cheapest way to write characters [i, j) in words alone: what a name is measured against. */
static float words_cost(const lattice *l, size_t i, size_t j) {
  float best[16];
  if (j - i >= 16) return 30.0f;
  best[0] = 0;
  for (size_t k = 1; k <= j - i; k++) best[k] = FLT_MAX;
  for (size_t k = i; k < j; k++) {
    float c = best[k - i];
    if (c + 14.0f < best[k - i + 1]) best[k - i + 1] = c + 14.0f;
    for (size_t m = l->first[k]; starts_at(l, m, k); m++) {
      const jy__entry *e = &l->d->x->entries[l->matches.at[m].value];
      if (k + e->chars <= j && c + e->cost < best[k + e->chars - i]) best[k + e->chars - i] = c + e->cost;
    }
  }
  return best[j - i];
}

static float name_score(const lattice *l, size_t i, size_t j) {
  jy__candidate c[JY__CANDIDATES_MAX];
  size_t n = jy__name_candidates(c, l->d->x, &l->d->reading, l->start + i, true);
  float own = FLT_MAX;
  for (size_t k = 0; k < n; k++)
    if (c[k].end == l->start + j && c[k].cost < own) own = c[k].cost;
  return words_cost(l, i, j) - own;
}

static int collect(lattice *l) {
  jy__tokens *t = &l->d->tokens;
  unsigned kind = 0;
  for (unsigned s = 1; s < JY__T_KINDS; s++)
    if (l->nodes[l->len].cost[s] < l->nodes[l->len].cost[kind]) kind = s;
  size_t first = t->len;
  for (size_t j = l->len; j > 0;) {
    const node *n = &l->nodes[j];
    size_t i = n->from[kind];
    if (jy__room(&t->at, &t->cap, t->len + 1, sizeof *t->at) < 0) return JY_ENOMEM;
    float score = kind == JY__T_NAME ? name_score(l, i, j) : 0;
    t->at[t->len++] = (jy__token){l->start + i, l->start + j, n->entry[kind], (uint8_t)kind, score};
    kind = n->before[kind];
    j = i;
  }
  for (size_t a = first, b = t->len; a + 1 < b; a++) {
    jy__token swap = t->at[a];
    t->at[a] = t->at[--b];
    t->at[b] = swap;
  }
  return JY_OK;
}

/* A chunk ends with a sentence or paragraph; in text without either it is cut. */
static size_t chunk_len(const jy__reading *r, size_t start) {
  for (size_t i = start + 1; i < r->len; i++) {
    if (i - start >= CHUNK_MAX) return CHUNK_MAX;
    if (i - start < CHUNK_MIN) continue;
    if (r->at[i].gap == JY__GAP_HARD || jy__char_is(r, i - 1, "。!?！？;；")) return i - start;
  }
  return r->len - start;
}

int jy__lattice_tokens(jy__document *d) {
  lattice l = {d, NULL, NULL, JY_MATCHES_INIT, 0, 0};
  int rc = JY_OK;
  d->tokens.len = 0;
  l.nodes = malloc((CHUNK_MAX + 1) * sizeof *l.nodes);
  l.first = malloc((CHUNK_MAX + 1) * sizeof *l.first);
  if (!l.nodes || !l.first) rc = jy__nomem();
  for (size_t at = 0; rc == JY_OK && at < d->reading.len; at += l.len) {
    l.start = at;
    l.len = chunk_len(&d->reading, at);
    rc = find_terms(&l);
    if (rc < 0) break;
    mark_ends(&l);
    run(&l);
    rc = collect(&l);
  }
  free(l.nodes);
  free(l.first);
  jy_matches_free(&l.matches);
  return rc;
}

/* ---- the document ---- */

/* Counts each candidate of two or three characters that begins with a surname. */
static int count_candidates(jy__document *d) {
  const jy__reading *r = &d->reading;
  for (size_t i = 0; i + 1 < r->len; i++) {
    const jy__han *h = jy__han_find(d->x, r->at[i].cp);
    if (!h || h->surname >= JY__NEVER) continue;
    for (size_t n = 2; n <= 3 && i + n <= r->len && jy__is_han(r->at[i + n - 1].cp); n++)
      if (jy__counts_add(&d->recurring, jy__name_key(r, i, i + n), 1) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

int jy__document_read(jy__document *d, const jy_extractor *x, jy_str text) {
  memset(d, 0, sizeof *d);
  d->x = x;
  int rc = jy__reading_make(&d->reading, text);
  if (rc < 0) return rc;
  d->tokens.org_end = calloc(d->reading.len + 1, 1);
  d->tokens.title_end = calloc(d->reading.len + 1, 1);
  if (!d->tokens.org_end || !d->tokens.title_end) return jy__nomem();
  rc = count_candidates(d);
  return rc < 0 ? rc : jy__lattice_tokens(d);
}

void jy__document_free(jy__document *d) {
  jy__reading_free(&d->reading);
  jy__counts_free(&d->recurring);
  jy__counts_free(&d->known);
  free(d->tokens.at);
  free(d->tokens.org_end);
  free(d->tokens.title_end);
  memset(d, 0, sizeof *d);
}

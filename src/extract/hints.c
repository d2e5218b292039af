/* What the tagger says of names, in sentences where the tables leave a doubt:
 * it has seen how names stand in sentences, they know what names are made of.
 * Knows where doubts are; refuses to believe the tagger alone. */
#include <math.h>
#include <stdlib.h>

#include "extract/lattice.h"
#include "extract/tagger.h"

/* ---- doubts ---- */

/* A name that titles and what follows speak for; by how many nats a name has to be likelier than words, and by
 * how many less where names begin: behind a title, a unit, a space. */
static const float decided = 2.5f, likelier = 6.0f, where_begun = -12.0f;

static bool may_begin(const jy__document *d, size_t i) {
  uint8_t gap = d->reading.at[i].gap;
  return d->tokens.title_end[i] || d->tokens.org_end[i] == 2 || gap == JY__GAP_SPACE || gap == JY__GAP_SOFT;
}

/* 甘某雪|关于: a word goes over the end of the name. */
static bool is_crossed(const jy__document *d, size_t start, size_t end) {
  const jy__terms *t = &d->terms;
  size_t from = end - start > 3 ? end - 2 : start + 1;
  for (size_t m = t->first[from]; m < t->first[end]; m++) {
    const jy__entry *e = &t->at[m].entry;
    size_t at = from;
    while (m >= t->first[at + 1]) at++;
    if (e->chars > 1 && at + e->chars > end) return true;
  }
  return false;
}

static bool is_doubtful(const jy__document *d, const jy__found *f) {
  const jy__token *t = &d->tokens.at[f->token];
  if (f->surname_only) return false;
  return f->score < decided || is_crossed(d, t->start, t->end);
}

/* Marks the characters that begin a name which is not decided. */
static void mark_doubts(uint8_t *doubt, const jy__document *d, const jy__founds *f) {
  const jy__lattice l = {.d = (jy__document *)(uintptr_t)d, .len = d->reading.len};
  for (size_t i = 0; i < d->reading.len; i++) {
    float least = may_begin(d, i) ? where_begun : likelier;
    for (size_t k = d->offers.first[i]; k < d->offers.first[i + 1] && !doubt[i]; k++) {
      const jy__offer *o = &d->offers.at[k];
      if ((float)(o->end - i) * JY__WORDS_MOST - o->cost <= least) continue;
      doubt[i] = jy__words_cost(&l, i, o->end) - o->cost > least;
    }
  }
  for (size_t i = 0; i < f->len; i++) {
    const jy__token *t = &d->tokens.at[f->at[i].token];
    memset(doubt + t->start, 0, t->end - t->start);
    doubt[t->start] = is_doubtful(d, &f->at[i]);
  }
}

static bool ends_sentence(const jy__reading *r, size_t i) {
  return i + 1 == r->len || r->at[i + 1].gap >= JY__GAP_SOFT || (r->at[i].marks & JY__M_STOPS);
}

typedef struct {
  jy_span *at;
  size_t len, cap;
} ranges;

static int add_range(ranges *out, const jy__reading *r, size_t start, size_t end) {
  jy_span s = jy__reading_bytes(r, start, end);
  if (jy__room(&out->at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at[out->len++] = s;
  return JY_OK;
}

/* The sentences with doubts. */
static int find_ranges(ranges *out, const jy__document *d, const uint8_t *doubt) {
  const jy__reading *r = &d->reading;
  int rc = JY_OK;
  for (size_t i = 0, start = 0; i < r->len && rc == JY_OK; i++) {
    if (!ends_sentence(r, i)) continue;
    if (memchr(doubt + start, 1, i + 1 - start)) rc = add_range(out, r, start, i + 1);
    start = i + 1;
  }
  return rc;
}

/* ---- hints ---- */

/* What a probability is worth: nothing below one in five. */
static float weight_of(double p) {
  if (p > 0.99) p = 0.99;
  double w = p > 0 ? 1.5 + 1.2 * log(p / (1 - p)) : 0;
  return w > 0 ? (float)w : 0;
}

static size_t char_at(const jy__reading *r, size_t byte) {
  size_t low = 0, high = r->len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (r->at[mid].at < byte) low = mid + 1;
    else high = mid;
  }
  return low;
}

static const float rarest_surname = 10.05f;

/* 某大娘, 小某, 某氏 and the beginning of 某某斯．某某 are no full names; what has no surname is one only in parts. */
static bool may_be_full(const jy__document *d, size_t start, size_t end) {
  const jy__reading *r = &d->reading;
  const jy__terms *t = &d->terms;
  if (!r->at[start].han || jy__is_no_name(d, start, end)) return false;
  bool goes_on = end < r->len && (jy__is_dot(r->at[end].cp) || r->at[end].cp == '.');
  if (goes_on || (start > 0 && jy__is_dot(r->at[start - 1].cp))) return false;
  if (jy__char_is(r, start, "老小阿") || jy__char_is(r, end - 1, "氏某总")) return false;
  if (end == start + 2 && jy__char_is(r, end - 1, jy__familiar)) return false;
  if (end > start + 2 && jy__counts_people(r, end - 2)) return false; /* 某某三人 */
  const jy__lattice l = {.d = (jy__document *)(uintptr_t)d, .len = r->len};
  if (jy__act_at_end(&l, start, end) >= JY__NO_NAME) return false;
  const jy__han *h = r->at[start].in_names;
  bool known = h && h->surname < (end - start > 2 ? JY__NEVER : rarest_surname);
  if (!known && !(t->roles[start] & JY__NAME_PART)) return false;
  for (size_t i = start; i < end; i++)
    for (size_t m = t->first[i]; m < t->first[i + 1]; m++) {
      const jy__entry *e = &t->at[m].entry;
      if (i + e->chars == end && (e->roles & (JY__COURTESY | JY__TITLE)) && !(e->roles & JY__NAME_PART)) return false;
      if (i == start && i + e->chars == end && (e->use & JY__USE_NEVER)) return false;
    }
  return true;
}

static int add_hints(jy__document *d, const jy_labels *l) {
  jy__hints *h = &d->hints;
  for (size_t i = 0; i < l->len; i++) {
    jy__hint hint = {char_at(&d->reading, l->at[i].start), char_at(&d->reading, l->at[i].end), weight_of(l->at[i].confidence)};
    if (hint.weight <= 0 || hint.end < hint.start + 2 || !may_be_full(d, hint.start, hint.end)) continue;
    if (jy__room(&h->at, &h->cap, h->len + 1, sizeof *h->at) < 0) return JY_ENOMEM;
    h->at[h->len++] = hint;
  }
  return JY_OK;
}

int jy__hints_find(jy__document *d, const jy__founds *f) {
  uint8_t *doubt = calloc(d->reading.len + 1, 1);
  ranges where = {NULL, 0, 0};
  jy_labels found = JY_LABELS_INIT;
  int rc = doubt ? JY_OK : jy__nomem();
  if (rc == JY_OK) {
    mark_doubts(doubt, d, f);
    rc = find_ranges(&where, d, doubt);
  }
  if (rc == JY_OK && where.len) rc = jy__tagger_ranges(&found, d->x->tagger, d->text, where.at, where.len, "PER");
  if (rc == JY_OK) rc = add_hints(d, &found);
  jy_labels_free(&found);
  free(where.at);
  free(doubt);
  return rc;
}

size_t jy__hints_from(const jy__hints *h, size_t at) {
  size_t low = 0, high = h->len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (h->at[mid].end <= at) low = mid + 1;
    else high = mid;
  }
  return low;
}

/* 白玛卓嘎: the tagger may know the first part alone. */
static bool is_of_parts(const jy__document *d, const jy__token *t, const jy__hint *h) {
  static const float unlike_words = 16.0f;
  if (h->start != t->start || h->end >= t->end || t->score < unlike_words) return false;
  return (d->terms.roles[t->start] & JY__NAME_PART) && (d->terms.roles[h->end] & JY__NAME_PART);
}

static const float convincing = 1.9f; /* from there on the tagger is a reason of its own */

void jy__hints_weigh(const jy__document *d, jy__found *f) {
  const jy__token *t = &d->tokens.at[f->token];
  size_t i = jy__hints_from(&d->hints, t->start);
  if (f->surname_only || i == d->hints.len || d->hints.at[i].start >= t->end) return;
  const jy__hint *h = &d->hints.at[i];
  if (h->start == t->start && h->end == t->end) {
    f->score += h->weight;
    bool ends = f->cued || t->end - t->start > 2;
    if (f->how == JY_HOW_BARE && ends && !f->within && h->weight >= convincing && f->score >= 2.0f) f->sure = true;
  } else if (h->weight >= convincing && !f->byline && !is_of_parts(d, t, h)) {
    bool clear = f->own && f->cued && t->score > 6.0f && h->end < t->end; /* 处长某某刚来访: post, name and act */
    f->score -= h->start == t->start && !clear ? 2.0f * h->weight : 1.0f;
  }
}

/* Which of the names that were found are believed, and what the document learns of them before it is read
 * again. Knows the evidence that chain.c gathered; refuses to know who anybody is. */
#include <stdlib.h>

#include "extract/internal.h"

static const float believed = 2.0f, listed = 2.5f; /* what makes those beside it in a list names */

typedef struct {
  uint64_t key, shorter; /* of the name; of its first two characters when it has three */
  float score;
  bool cued;             /* somewhere what follows may follow a name */
} claim;

static int compare_claims(const void *a, const void *b) {
  const claim *x = a, *y = b;
  return x->key < y->key ? -1 : x->key > y->key;
}

static float strength(const claim *at, size_t len, uint64_t key) {
  claim k = {.key = key};
  const claim *c = len ? bsearch(&k, at, len, sizeof k, compare_claims) : NULL;
  return c ? c->score : 0;
}

static size_t sum_claims(claim *at, size_t len) {
  if (!len) return 0;
  qsort(at, len, sizeof *at, compare_claims);
  size_t kept = 0;
  for (size_t i = 1; i < len; i++) {
    if (at[i].key != at[kept].key) {
      at[++kept] = at[i];
      continue;
    }
    at[kept].score += at[i].score;
    at[kept].cued |= at[i].cued;
  }
  return kept + 1;
}

/* A name needs a reason beyond its shape and what follows by chance. */
static bool is_believed(const jy__found *f) {
  return !f->surname_only && f->score >= believed && (f->how != JY_HOW_BARE || f->sure);
}

/* Whether who stands in a list is told: a title before it, or behind it 等老师, 等3人. */
static bool tells_who(const jy__document *d, const jy__found *first, const jy__found *last) {
  size_t end = d->tokens.at[last->token].end;
  if (first->how == JY_HOW_TITLE && first->own) return true;
  return jy__groups_people(d, end) || (jy__char_is(&d->reading, end, "等") && jy__counts_people(&d->reading, end + 1));
}

/* 张扬、海波、秋实等老师: of a list each speaks for the others, where what stands around it tells of people. */
static void believe_lists(const jy__document *d, jy__founds *f) {
  static const float of_two = 1.0f, of_more = 0.2f; /* on the average */
  for (size_t i = 0, end; i < f->len; i = end) {
    float sum = f->at[i].score;
    for (end = i + 1; end < f->len && f->at[end].linked; end++) sum += f->at[end].score;
    size_t n = end - i;
    if (n < 2 || sum < (float)n * (n > 2 ? of_more : of_two) || !tells_who(d, &f->at[i], &f->at[end - 1])) continue;
    for (size_t k = i; k < end; k++) {
      jy__found *one = &f->at[k];
      if (!one->cued || one->surname_only || one->thing) continue;
      if (one->score < believed) one->score = believed;
      if (one->how == JY_HOW_BARE) one->how = JY_HOW_LIST;
    }
  }
}

/* 布朗 is known too where 爱丽丝·布朗 is: the last part. */
static int learn_last_part(jy__document *d, const jy__token *t) {
  const jy__reading *r = &d->reading;
  size_t i = t->end;
  while (i > t->start && !jy__is_dot(r->at[i - 1].cp)) i--;
  if (i == t->start || t->end < i + 2 || !r->at[i].han) return JY_OK;
  return jy__counts_add(&d->known, jy__name_key(r, i, t->end), 1);
}

/* Of 林溪 and 林溪首 only the first is believed, unless what follows speaks for
 * the second. The surnames of those believed are known too: 辜院长. */
static int learn_claims(jy__document *d, const jy__founds *f) {
  claim *at = malloc((f->len ? f->len : 1) * sizeof *at);
  size_t n = 0;
  int rc = JY_OK;
  if (!at) return jy__nomem();
  for (size_t i = 0; i < f->len; i++) {
    const jy__token *t = &d->tokens.at[f->at[i].token];
    if (!is_believed(&f->at[i])) continue;
    bool three = t->end - t->start == 3;
    at[n++] = (claim){jy__found_key(d, &f->at[i]),
                      three ? jy__name_key(&d->reading, t->start, t->end - 1) : 0, f->at[i].score,
                      f->at[i].cued || f->at[i].own > 0};
    size_t first = d->tokens.at[f->at[i].surname].start;
    if (d->reading.dots && learn_last_part(d, t) < 0) rc = JY_ENOMEM;
    if (jy__counts_add(&d->known, jy__name_key(&d->reading, first, first + 1), 1) < 0) rc = JY_ENOMEM;
  }
  n = sum_claims(at, n);
  for (size_t i = 0; i < n && rc == JY_OK; i++) {
    float rival = at[i].shorter ? strength(at, n, at[i].shorter) : 0;
    if (rival > 0 && !at[i].cued && jy__counts_get(&d->recurring, at[i].key) < 2) continue;
    rc = jy__counts_add(&d->known, at[i].key, 1);
  }
  free(at);
  for (size_t i = 0; i < f->len && rc == JY_OK; i++)
    if (is_believed(&f->at[i]) && f->at[i].score >= listed) rc = jy__lists_learn(d, d->tokens.at[f->at[i].token].start, d->tokens.at[f->at[i].token].end);
  return rc;
}

static bool is_known(const jy__document *d, const jy__found *f) {
  return jy__counts_get(&d->known, jy__found_key(d, f)) > 0;
}

bool jy__is_taken(const jy__document *d, const jy__found *f) {
  return !f->surname_only && !f->alias && (is_believed(f) || is_known(d, f));
}

int jy__learn(jy__document *d, jy__founds *f) {
  believe_lists(d, f);
  return learn_claims(d, f);
}

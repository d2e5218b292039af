/* All ways to tag a sentence by a model of spans: the best of them, and how likely a part of
 * it is among all. Knows scores and which tags follow which; refuses to know where scores
 * come from. A text is tagged only where names are in doubt, yet most of the time that names
 * take goes here: rows of tags are reckoned with together, and sums are made only for what
 * is asked. */
#include "extract/lanes.h"
#include "extract/tagger.h"

/* ---- what follows what ---- */

/* shrink to the n-th power, by multiplication alone: the same everywhere. Far beyond the
 * table nothing is left of it. */
static double power_of(const jy__steps *s, int32_t n) {
  return n >> 8 < 256 ? s->high[n >> 8] * s->low[n & 255] : 0;
}

static void make_powers(jy__steps *s) {
  s->low[0] = s->high[0] = 1;
  for (size_t i = 1; i < 256; i++) s->low[i] = s->low[i - 1] * s->shrink;
  for (size_t i = 1; i < 256; i++) s->high[i] = s->high[i - 1] * (s->low[255] * s->shrink);
}

void jy__steps_make(jy__steps *s, const jy__tagset *set, int32_t (*follow)[JY__TAGS_MOST]) {
  size_t n = set->tags_len;
  int32_t most = JY__NEVER_TAG;
  make_powers(s);
  memset(s->step, 0, sizeof s->step);
  memset(s->into, 0, sizeof s->into);
  memset(s->ends, 0, sizeof s->ends);
  memset(s->from_len, 0, sizeof s->from_len);
  for (size_t a = 0; a <= n; a++)
    for (size_t b = 0; b < n; b++)
      if (follow[a][b] > most) most = follow[a][b];
  for (size_t a = 0; a <= JY__TAGS_MOST; a++)
    for (size_t b = 0; b < JY__TAGS_MOST; b++) {
      bool may = a <= n && b < n && jy__tag_may_follow(set, a, b);
      s->follow[a][b] = (float)(may ? follow[a][b] : JY__NEVER_TAG);
      s->step[a][b] = may ? power_of(s, most - follow[a][b]) : 0;
      if (a < JY__TAGS_MOST) s->into[b][a] = a < n ? s->step[a][b] : 0;
      if (may && a < n) s->from[b][s->from_len[b]++] = (uint8_t)a;
    }
  for (size_t a = 0; a < n; a++) s->ends[a] = jy__tag_may_follow(set, a, n);
}

/* ---- the best way ---- */

/* Numbers of four tags are reckoned with together. Floats hold whole numbers up to 2^24 exactly,
 * more than the scores of the longest sentence come to, and every processor knows the larger
 * of two. */

static inline jy__four four_of(const int32_t *scores) {
  typedef int32_t whole __attribute__((vector_size(16)));
  whole in;
  memcpy(&in, scores, sizeof in);
  return __builtin_convertvector(in, jy__four);
}

/* The best way to each tag of character i, by those to the character before. Written out, so
 * that all of it stays in registers. */
static void best_step(float *best, const jy__steps *s, size_t tags_len, const float *before, const int32_t *scores) {
  jy__four m0 = (jy__four){0} + (float)JY__NEVER_TAG, m1 = m0, m2 = m0, m3 = m0;
  const float *row = s->follow[0];
  for (size_t a = 0; a < tags_len; a++, row += JY__TAGS_MOST) {
    jy__four from = (jy__four){0} + before[a];
    m0 = jy__four_larger(m0, from + jy__four_load(row));
    m1 = jy__four_larger(m1, from + jy__four_load(row + 4));
    m2 = jy__four_larger(m2, from + jy__four_load(row + 8));
    m3 = jy__four_larger(m3, from + jy__four_load(row + 12));
  }
  jy__four out[] = {m0 + four_of(scores), m1 + four_of(scores + 4), m2 + four_of(scores + 8), m3 + four_of(scores + 12)};
  memcpy(best, out, sizeof out);
}

/* The first tag that leads to tag b of character i as well as any: what was best is found again,
 * since of a sentence only one way is asked for. */
static size_t came_from(const jy__ways *w, size_t i, size_t b) {
  const float *before = w->best[i - 1];
  const jy__steps *s = &w->t->steps;
  size_t from = s->from[b][0];
  float most = 2 * (float)JY__NEVER_TAG;
  for (size_t k = 0; k < s->from_len[b]; k++) {
    size_t a = s->from[b][k];
    float way = before[a] + s->follow[a][b];
    if (way <= most) continue;
    most = way;
    from = a;
  }
  return from;
}

bool jy__ways_best(jy__ways *w) {
  const jy__steps *s = &w->t->steps;
  size_t n = w->t->set.tags_len, len = w->s.len, last = n;
  w->forwarded = 0;
  w->backed = len;
  if (len == 0) return true;
  for (size_t b = 0; b < JY__TAGS_MOST; b++) w->best[0][b] = s->follow[n][b] + (float)w->scores[0][b];
  for (size_t i = 1; i < len; i++) best_step(w->best[i], s, n, w->best[i - 1], w->scores[i]);
  float most = (float)JY__NEVER_TAG / 2;
  for (size_t a = 0; a < n; a++)
    if (s->ends[a] && w->best[len - 1][a] > most) {
      most = w->best[len - 1][a];
      last = a;
    }
  if (last == n) return false;
  for (size_t i = len; i-- > 0;) {
    w->tags[i] = (uint8_t)last;
    if (i) last = came_from(w, i, last);
  }
  return true;
}

/* ---- all ways ---- */

/* Numbers of two tags. Sums go by the tags in their order, for each place, so that they are the
 * same to the last bit however they are made. */
typedef double two __attribute__((vector_size(16)));

static inline two load_two(const double *p) {
  two out;
  memcpy(&out, p, sizeof out);
  return out;
}

static void weigh_here(jy__ways *w, size_t i) {
  size_t n = w->t->set.tags_len;
  const int32_t *scores = w->scores[i];
  int32_t most = scores[0];
  for (size_t b = 1; b < n; b++)
    if (scores[b] > most) most = scores[b];
  for (size_t b = 0; b < n; b++) w->here[i][b] = power_of(&w->t->steps, most - scores[b]);
  for (size_t b = n; b < JY__TAGS_MOST; b++) w->here[i][b] = 0;
}

/* Makes the sum of a row 1. */
static void scale(double row[JY__TAGS_MOST]) {
  double sum = 0;
  for (size_t i = 0; i < JY__TAGS_MOST; i++) sum += row[i];
  if (sum <= 0) return;
  double by = 1 / sum;
  for (size_t i = 0; i < JY__TAGS_MOST; i++) row[i] *= by;
}

/* out[b], of the sum over a of from[a] * by[a][b]. */
static void sum_rows(double out[JY__TAGS_MOST], const double *from, const double (*by)[JY__TAGS_MOST], size_t tags_len) {
  two s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, s4 = {0}, s5 = {0}, s6 = {0}, s7 = {0};
  const double *row = by[0];
  for (size_t a = 0; a < tags_len; a++, row += JY__TAGS_MOST) {
    two x = (two){0} + from[a];
    s0 += x * load_two(row);
    s1 += x * load_two(row + 2);
    s2 += x * load_two(row + 4);
    s3 += x * load_two(row + 6);
    s4 += x * load_two(row + 8);
    s5 += x * load_two(row + 10);
    s6 += x * load_two(row + 12);
    s7 += x * load_two(row + 14);
  }
  two sum[] = {s0, s1, s2, s3, s4, s5, s6, s7};
  memcpy(out, sum, sizeof sum);
}

/* Sums over all ways up to each character, to `end`. */
static void sum_forward(jy__ways *w, size_t end) {
  const jy__steps *s = &w->t->steps;
  size_t n = w->t->set.tags_len;
  for (size_t i = w->forwarded; i < end; i++) {
    if (i) sum_rows(w->forward[i], w->forward[i - 1], s->step, n);
    else memcpy(w->forward[i], s->step[n], sizeof w->forward[i]);
    for (size_t b = 0; b < JY__TAGS_MOST; b++) w->forward[i][b] *= w->here[i][b];
    scale(w->forward[i]);
  }
  if (end > w->forwarded) w->forwarded = end;
}

/* Sums over all ways from each character on, from the last to `start`. */
static void sum_back(jy__ways *w, size_t start) {
  size_t len = w->s.len;
  double after[JY__TAGS_MOST];
  for (size_t i = w->backed; i-- > start;) {
    if (i + 1 < len) {
      for (size_t b = 0; b < JY__TAGS_MOST; b++) after[b] = w->here[i + 1][b] * w->back[i + 1][b];
      sum_rows(w->back[i], after, w->t->steps.into, w->t->set.tags_len);
    } else {
      for (size_t a = 0; a < JY__TAGS_MOST; a++) w->back[i][a] = w->t->steps.ends[a];
    }
    scale(w->back[i]);
  }
  if (start < w->backed) w->backed = start;
}

double jy__ways_likely(jy__ways *w, size_t start, size_t end) {
  if (w->backed == w->s.len)
    for (size_t i = 0; i < w->s.len; i++) weigh_here(w, i);
  sum_forward(w, start + 1);
  sum_back(w, start);
  double p = 1;
  for (size_t i = start; i < end; i++) {
    const double *step = i == start ? w->forward[i] : w->t->steps.step[w->tags[i - 1]];
    double all = 0, mine = 0;
    for (size_t b = 0; b < w->t->set.tags_len; b++) {
      double way = step[b] * (i == start ? 1 : w->here[i][b]) * w->back[i][b];
      all += way;
      if (b == w->tags[i]) mine = way;
    }
    p = all > 0 ? p * (mine / all) : 0;
  }
  return p;
}

/* Models of the tagger: reading one in place, and the spans of a text by it.
 * Knows tags and scores; refuses to know what a label means.
 *
 * A model file has a head of 64 bytes ("JYTG", version, scheme, log2 of rows,
 * bytes of a row, labels, temperature in thousandths, 0, sum of the lexicon, sum
 * of what follows), the labels (24 bytes each, seven), what each tag costs after
 * another (2 bytes; the last row after the edge), the rows. Weights are bytes
 * with 128 for nothing: as many rows speak for each character, so that what is
 * too much is the same for all tags. */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/data.h"
#include "extract/tagger.h"

enum { FOLLOW_LEN = 2 * (JY__TAGS_MOST + 1) * JY__TAGS_MOST, LABELS_LEN = JY__LABELS_MOST * JY__LABEL_MOST };

/* shrink to the n-th power, by multiplication alone: the same everywhere. */
static double power(double shrink, int32_t n) {
  double p = 1;
  for (; n > 0; n >>= 1, shrink *= shrink)
    if (n & 1) p *= shrink;
  return p;
}

/* ---- opening ---- */

static int refused(const char *path, const char *why) {
  return jy__fail(JY_EINVALID, path, JY_NO_OFFSET, "is no model of the tagger: %s", why);
}

static int read_labels(jy_tagger *t, const unsigned char *p, const char *path) {
  for (size_t i = 0; i < t->set.labels_len; i++) {
    memcpy(t->set.labels[i], p + i * JY__LABEL_MOST, JY__LABEL_MOST);
    if (t->set.labels[i][0] == '\0' || t->set.labels[i][JY__LABEL_MOST - 1] != '\0')
      return refused(path, "its labels are damaged");
  }
  return JY_OK;
}

static int read_head(jy_tagger *t, const unsigned char *p, const char *path) {
  uint32_t scheme = jy__le4(p + 8), temperature = jy__le4(p + 24);
  t->rows_log2 = jy__le4(p + 12);
  t->width = jy__le4(p + 16);
  t->set.labels_len = jy__le4(p + 20);
  if (scheme > JY__S_PLAIN || t->rows_log2 < 4 || t->rows_log2 > 28 || t->set.labels_len > JY__LABELS_MOST ||
      temperature == 0 || t->width != (scheme == JY__S_WORDS ? 4 : JY__TAGS_MOST))
    return refused(path, "its sizes are out of range");
  t->set.scheme = (jy__scheme)scheme;
  t->set.tags_len = scheme == JY__S_WORDS ? 4 : 1 + t->set.labels_len * jy__tag_step(&t->set);
  if (t->set.tags_len > JY__TAGS_MOST) return refused(path, "it has too many labels");
  t->shrink = exp(-1000.0 / temperature);
  for (int32_t n = 0; n < JY__POWERS; n++) t->powers[n] = power(t->shrink, n);
  return JY_OK;
}

static int read_model(jy_tagger *t, jy_str model, const char *path) {
  const unsigned char *p = (const unsigned char *)model.ptr;
  if (model.len < JY__MODEL_HEAD || memcmp(p, "JYTG", 4) != 0) return refused(path, "it does not begin as one");
  if (jy__le4(p + 4) != JY__MODEL_VERSION)
    return refused(path, "it was made by another version of the program: train it again");
  int status = read_head(t, p, path);
  if (status < 0) return status;
  size_t len = LABELS_LEN + FOLLOW_LEN + (t->width << t->rows_log2);
  if (model.len - JY__MODEL_HEAD != len) return refused(path, "its length is not what it says");
  if (jy__checksum(p + JY__MODEL_HEAD, len) != jy__le8(p + 40)) return refused(path, "it is damaged");
  if (jy__le8(p + 32) != t->lexicon.sum) return refused(path, "it was trained with another lexicon: train it again");
  p += JY__MODEL_HEAD;
  if ((status = read_labels(t, p, path)) < 0) return status;
  p += LABELS_LEN;
  for (size_t i = 0; i <= JY__TAGS_MOST; i++)
    for (size_t k = 0; k < JY__TAGS_MOST; k++) t->follow[i][k] = (int16_t)jy__le2(p + 2 * (i * JY__TAGS_MOST + k));
  t->rows = p + FOLLOW_LEN;
  return JY_OK;
}

int jy__tagger_lexicon(jy__wordlist *out, jy_buf *own) {
  jy_str file;
  const char *name = "jiyao/data/tagger_lexicon.bin";
  int status = jy__resource_view(&file, own, name);
  return status < 0 ? status : jy__wordlist_open(out, file, name);
}

static int make(jy_tagger **out) {
  *out = calloc(1, sizeof **out);
  if (!*out) return jy__nomem();
  return jy__tagger_lexicon(&(*out)->lexicon, &(*out)->own_lexicon);
}

/* What a function that makes a tagger returns: all or nothing. */
static int finish(jy_tagger **out, jy_tagger *t, int status) {
  if (status < 0) {
    jy_tagger_free(t);
    t = NULL;
  }
  *out = t;
  return status;
}

int jy_tagger_new(jy_tagger **out, jy_str model, const char *path) {
  jy_tagger *t = NULL;
  int status = make(&t);
  if (status == JY_OK) status = read_model(t, model, path);
  return finish(out, t, status);
}

static int map_file(jy_tagger *t, const char *path) {
  struct stat st;
  FILE *f = NULL;
  int status = jy__file_open(&f, path);
  if (status < 0) return status;
  void *p = MAP_FAILED;
  if (fstat(fileno(f), &st) == 0 && st.st_size > 0)
    p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fileno(f), 0);
  if (f != stdin) fclose(f);
  if (p == MAP_FAILED) return refused(path, "it cannot be mapped");
  t->mapped = p;
  t->mapped_len = (size_t)st.st_size;
  return JY_OK;
}

static int open_shipped(jy_tagger *t, const char *name, bool *there) {
  jy_buf path = JY_BUF_INIT;
  jy_buf_printf(&path, "jiyao/data/tagger_%s.bin", name);
  int status = jy_buf_status(&path);
  *there = status == JY_OK && !strpbrk(name, "/.") && jy__resource_exists(path.ptr);
  if (*there) {
    jy_str model;
    status = jy__resource_view(&model, &t->own, path.ptr);
    if (status == JY_OK) status = read_model(t, model, path.ptr);
  }
  jy_buf_free(&path);
  return status;
}

int jy_tagger_open(jy_tagger **out, const char *name) {
  jy_tagger *t = NULL;
  bool there = false;
  int status = make(&t);
  if (status == JY_OK) status = open_shipped(t, name, &there);
  if (status == JY_OK && !there) status = map_file(t, name);
  if (status == JY_OK && !there) status = read_model(t, (jy_str){t->mapped, t->mapped_len}, name);
  return finish(out, t, status);
}

void jy_tagger_free(jy_tagger *t) {
  if (!t) return;
  jy_buf_free(&t->own);
  jy_buf_free(&t->own_lexicon);
  if (t->mapped) munmap(t->mapped, t->mapped_len);
  free(t);
}

/* ---- scores ---- */

/* Every other byte of a word, as numbers of 16 bits side by side. */
#define EVENS 0x00FF00FF00FF00FFu

static void add_wide(int32_t out[JY__TAGS_MOST], const unsigned char *table, const uint32_t *rows, size_t n) {
  uint64_t sum[4] = {0};
  for (size_t k = 0; k < n; k++) {
    const unsigned char *row = table + JY__TAGS_MOST * (size_t)rows[k];
    uint64_t a = jy__le8(row), b = jy__le8(row + 8);
    sum[0] += a & EVENS;
    sum[1] += a >> 8 & EVENS;
    sum[2] += b & EVENS;
    sum[3] += b >> 8 & EVENS;
  }
  for (size_t i = 0; i < JY__TAGS_MOST; i++) out[i] = (int32_t)(sum[2 * (i / 8) + i % 2] >> (16 * (i % 8 / 2)) & 0xFFFF);
}

/* Two rows of four bytes at a time; `n` is even. */
static void add_narrow(int32_t out[JY__TAGS_MOST], const unsigned char *table, const uint32_t *rows, size_t n) {
  typedef uint8_t eight __attribute__((vector_size(8)));
  typedef uint16_t lanes __attribute__((vector_size(16)));
  lanes sum = {0};
  for (size_t k = 0; k < n; k += 2) {
    eight pair;
    memcpy(&pair, table + 4 * (size_t)rows[k], 4);
    memcpy((char *)&pair + 4, table + 4 * (size_t)rows[k + 1], 4);
    sum += __builtin_convertvector(pair, lanes);
  }
  for (size_t i = 0; i < 4; i++) out[i] = sum[i] + sum[i + 4];
}

/* The rows of a character are asked for while those of the one before are added. */
static size_t foresee(uint32_t *rows, const jy_tagger *t, const jy__sentence *s, size_t i) {
  if (i >= s->len) return 0;
  bool words = t->set.scheme == JY__S_WORDS;
  size_t n = words ? jy__features_words(rows, s, i, t->rows_log2) : jy__features_spans(rows, s, i, t->rows_log2);
  for (size_t k = 0; k < n; k++) __builtin_prefetch(t->rows + t->width * rows[k]);
  return n;
}

void jy__tagger_scores(int32_t (*scores)[JY__TAGS_MOST], const jy_tagger *t, const jy__sentence *s) {
  uint32_t rows[2][JY__FEATURES_MOST];
  size_t n = foresee(rows[0], t, s, 0);
  for (size_t i = 0; i < s->len; i++) {
    size_t next = foresee(rows[(i + 1) & 1], t, s, i + 1);
    if (t->width == JY__TAGS_MOST)
      add_wide(scores[i], t->rows, rows[i & 1], n);
    else
      add_narrow(scores[i], t->rows, rows[i & 1], n);
    n = next;
  }
}

/* ---- spans ---- */

/* Everything while one text is tagged. */
typedef struct {
  const jy_tagger *t;
  jy__sentence s;
  int32_t scores[JY__SENTENCE_MOST][JY__TAGS_MOST];
  uint8_t tags[JY__SENTENCE_MOST];
  double forward[JY__SENTENCE_MOST][JY__TAGS_MOST], back[JY__SENTENCE_MOST][JY__TAGS_MOST];
  double here[JY__SENTENCE_MOST][JY__TAGS_MOST];
  double step[JY__TAGS_MOST + 1][JY__TAGS_MOST], into[JY__TAGS_MOST][JY__TAGS_MOST]; /* by the later tag */
  bool summed;
} run;

static double power_of(const jy_tagger *t, int32_t n) {
  return n < JY__POWERS ? t->powers[n] : power(t->shrink, n);
}

static void weigh_steps(run *r) {
  const jy__tagset *set = &r->t->set;
  memset(r->step, 0, sizeof r->step);
  memset(r->into, 0, sizeof r->into);
  int32_t most = JY__NEVER_TAG;
  for (size_t a = 0; a <= set->tags_len; a++)
    for (size_t b = 0; b < set->tags_len; b++)
      if (r->t->follow[a][b] > most) most = r->t->follow[a][b];
  for (size_t a = 0; a <= set->tags_len; a++)
    for (size_t b = 0; b < set->tags_len; b++)
      r->step[a][b] = jy__tag_may_follow(set, a, b) ? power_of(r->t, most - r->t->follow[a][b]) : 0;
  for (size_t a = 0; a < set->tags_len; a++)
    for (size_t b = 0; b < set->tags_len; b++) r->into[b][a] = r->step[a][b];
}

static void scale(double *row, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += row[i];
  for (size_t i = 0; i < n && sum > 0; i++) row[i] /= sum;
}

/* Numbers of two tags, reckoned with together. All have JY__TAGS_MOST places;
 * those behind the last tag stay 0. Sums go by the tags in their order, for each
 * place, so that they are the same to the last bit however they are made. */
typedef double two __attribute__((vector_size(16)));
enum { TWOS = JY__TAGS_MOST / 2 };

static void weigh_here(double here[JY__TAGS_MOST], const run *r, size_t i) {
  size_t n = r->t->set.tags_len;
  int32_t most = r->scores[i][0];
  for (size_t b = 1; b < n; b++)
    if (r->scores[i][b] > most) most = r->scores[i][b];
  for (size_t b = 0; b < JY__TAGS_MOST; b++) here[b] = b < n ? power_of(r->t, most - r->scores[i][b]) : 0;
}

/* forward[b], of the sum over a of before[a] * step[a][b]. */
static void go_on(double forward[JY__TAGS_MOST], const run *r, const double *before) {
  two sum[TWOS] = {{0}}, row[TWOS];
  for (size_t a = 0; a < r->t->set.tags_len; a++) {
    memcpy(row, r->step[a], sizeof row);
    for (size_t q = 0; q < TWOS; q++) sum[q] += before[a] * row[q];
  }
  memcpy(forward, sum, sizeof sum);
}

/* back[a], of the sum over b of step[a][b] * here[b] * after[b]. */
static void go_back(double back[JY__TAGS_MOST], const run *r, const double *here, const double *after) {
  two sum[TWOS] = {{0}}, row[TWOS];
  for (size_t b = 0; b < r->t->set.tags_len; b++) {
    memcpy(row, r->into[b], sizeof row);
    for (size_t q = 0; q < TWOS; q++) sum[q] += row[q] * here[b] * after[b];
  }
  memcpy(back, sum, sizeof sum);
}

/* Sums over all ways to tag the sentence, up to each character and from it on. */
static void sum_ways(run *r) {
  size_t n = r->t->set.tags_len, len = r->s.len;
  for (size_t i = 0; i < len; i++) {
    weigh_here(r->here[i], r, i);
    if (i) go_on(r->forward[i], r, r->forward[i - 1]);
    else memcpy(r->forward[i], r->step[n], sizeof r->forward[i]);
    for (size_t b = 0; b < n; b++) r->forward[i][b] *= r->here[i][b];
    scale(r->forward[i], n);
  }
  for (size_t i = len; i-- > 0;) {
    if (i + 1 < len) go_back(r->back[i], r, r->here[i + 1], r->back[i + 1]);
    else
      for (size_t a = 0; a < n; a++) r->back[i][a] = jy__tag_may_follow(&r->t->set, a, n);
    scale(r->back[i], n);
  }
}

/* How likely the tags of [start, end) are, given the sentence: the product of
 * how likely each is given the one before. */
static double likely(const run *r, size_t start, size_t end) {
  size_t n = r->t->set.tags_len;
  double p = 1;
  for (size_t i = start; i < end; i++) {
    double all = 0, mine = 0;
    for (size_t b = 0; b < n; b++) {
      double way = i == start ? r->forward[i][b] : r->step[r->tags[i - 1]][b] * r->here[i][b];
      way *= r->back[i][b];
      all += way;
      if (b == r->tags[i]) mine = way;
    }
    p = all > 0 ? p * (mine / all) : 0;
  }
  return p;
}

/* The best tags of all are not the best spans: where many ways are nearly as good, none of
 * their spans is likely, and what is less likely than this is more often wrong than right. */
static const double least_likely = 0.35;

static int add_label(jy_labels *out, run *r, size_t start, size_t end, size_t label) {
  if (!r->summed) sum_ways(r);
  r->summed = true;
  double p = likely(r, start, end);
  if (p < least_likely) return JY_OK;
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  const jy__tchar *last = r->s.at + end - 1;
  out->at[out->len++] =
      (jy_label){r->s.at[start].at, last->at + last->bytes, r->t->set.labels[label], p};
  return JY_OK;
}

static int add_labels(jy_labels *out, run *r) {
  const jy__tagset *set = &r->t->set;
  r->summed = false;
  for (size_t i = 0; i < r->s.len;) {
    size_t tag = r->tags[i], end = i + 1;
    if (tag == 0) {
      i++;
      continue;
    }
    size_t label = jy__tag_label(set, tag);
    if (jy__tag_place(set, tag) != JY__IN_END)
      while (end < r->s.len && r->tags[end] && jy__tag_label(set, r->tags[end]) == label &&
             jy__tag_place(set, r->tags[end]) != JY__IN_BEGIN)
        if (jy__tag_place(set, r->tags[end++]) == JY__IN_END) break;
    int status = add_label(out, r, i, end, label);
    if (status < 0) return status;
    i = end;
  }
  return JY_OK;
}

static int tag_range(jy_labels *out, run *r, jy_str text, jy_span range) {
  const jy_tagger *t = r->t;
  int status = JY_OK;
  for (size_t at = range.start; at < range.end && status == JY_OK;) {
    at = jy__sentence_scan(&r->s, &t->lexicon, (jy_str){text.ptr, range.end}, at);
    jy__tagger_scores(r->scores, t, &r->s);
    if (jy__tags_best(r->tags, &t->set, r->scores, r->s.len, (int32_t(*)[JY__TAGS_MOST])(uintptr_t)t->follow, NULL))
      status = add_labels(out, r);
  }
  return status;
}

int jy__tagger_ranges(jy_labels *out, const jy_tagger *t, jy_str text, const jy_span *ranges, size_t len) {
  out->len = 0;
  if (t->set.scheme == JY__S_WORDS)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "this model is one of words: it has no labels");
  run *r = malloc(sizeof *r);
  if (!r) return jy__nomem();
  r->t = t;
  weigh_steps(r);
  int status = JY_OK;
  for (size_t i = 0; i < len && status == JY_OK; i++) status = tag_range(out, r, text, ranges[i]);
  free(r);
  return status;
}

int jy_tagger_run(jy_labels *out, const jy_tagger *t, jy_str text) {
  return jy__tagger_ranges(out, t, text, &(jy_span){0, text.len}, 1);
}

void jy_labels_free(jy_labels *l) {
  free(l->at);
  *l = (jy_labels)JY_LABELS_INIT;
}

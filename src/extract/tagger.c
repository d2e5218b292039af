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

/* How much likelier a name in letters is what the name before it is, as a power of e. */
enum { ALIKE = 4 };

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
  t->steps.shrink = exp(-1000.0 / temperature);
  t->alike = (int32_t)(ALIKE * (temperature / 1000));
  return JY_OK;
}

/* `sound`: see jy__wordlist_open(). */
static int read_model(jy_tagger *t, jy_str model, const char *path, bool sound) {
  const unsigned char *p = (const unsigned char *)model.ptr;
  if (model.len < JY__MODEL_HEAD || memcmp(p, "JYTG", 4) != 0) return refused(path, "it does not begin as one");
  if (jy__le4(p + 4) != JY__MODEL_VERSION)
    return refused(path, "it was made by another version of the program: train it again");
  int status = read_head(t, p, path);
  if (status < 0) return status;
  size_t len = LABELS_LEN + FOLLOW_LEN + (t->width << t->rows_log2);
  if (model.len - JY__MODEL_HEAD != len) return refused(path, "its length is not what it says");
  if (!sound && jy__checksum(p + JY__MODEL_HEAD, len) != jy__le8(p + 40)) return refused(path, "it is damaged");
  if (jy__le8(p + 32) != t->lexicon.sum) return refused(path, "it was trained with another lexicon: train it again");
  p += JY__MODEL_HEAD;
  if ((status = read_labels(t, p, path)) < 0) return status;
  p += LABELS_LEN;
  for (size_t i = 0; i <= JY__TAGS_MOST; i++)
    for (size_t k = 0; k < JY__TAGS_MOST; k++) t->follow[i][k] = (int16_t)jy__le2(p + 2 * (i * JY__TAGS_MOST + k));
  t->rows = p + FOLLOW_LEN;
  jy__steps_make(&t->steps, &t->set, t->follow);
  return JY_OK;
}

int jy__tagger_lexicon(jy__wordlist *out, jy_buf *own) {
  jy_str file;
  const char *name = "jiyao/data/tagger_lexicon.bin";
  int status = jy__resource_view(&file, own, name);
  return status < 0 ? status : jy__wordlist_open(out, file, name, own->len == 0);
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
  if (status == JY_OK) status = read_model(t, model, path, false);
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
    if (status == JY_OK) status = read_model(t, model, path.ptr, t->own.len == 0);
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
  if (status == JY_OK && !there) status = read_model(t, (jy_str){t->mapped, t->mapped_len}, name, false);
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

/* Sixteen bytes of a row as eight numbers of 16 bits. The sums of the upper bytes, and those
 * of the whole numbers, which run over, give the sums of the lower bytes. */
static void add_wide(int32_t out[JY__TAGS_MOST], const unsigned char *table, const uint32_t *rows, size_t n) {
  typedef uint16_t lanes __attribute__((vector_size(16)));
  enum { LOW = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0 : 1 };
  lanes all = {0}, upper = {0};
  for (size_t k = 0; k < n; k++) {
    lanes row;
    memcpy(&row, table + JY__TAGS_MOST * (size_t)rows[k], sizeof row);
    all += row;
    upper += row >> 8;
  }
  lanes lower = all - (upper << 8);
  for (size_t i = 0; i < JY__TAGS_MOST / 2; i++) {
    out[2 * i + LOW] = lower[i];
    out[2 * i + 1 - LOW] = upper[i];
  }
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

void jy__tagger_scores(int32_t (*scores)[JY__TAGS_MOST], const jy_tagger *t, const jy__sentence *s) {
  uint32_t rows[JY__FEATURES_MOST];
  bool words = t->set.scheme == JY__S_WORDS;
  for (size_t i = 0; i < s->len; i++) {
    size_t n = words ? jy__features_words(rows, s, i, t->rows_log2) : jy__features_spans(rows, s, i, t->rows_log2);
    if (t->width == JY__TAGS_MOST) add_wide(scores[i], t->rows, rows, n);
    else add_narrow(scores[i], t->rows, rows, n);
  }
}

/* ---- spans ---- */

/* The best tags of all are not the best spans: where many ways are nearly as good, none of
 * their spans is likely, and what is less likely than this is more often wrong than right. */
static const double least_likely = 0.35;

static int add_label(jy_labels *out, jy__ways *w, size_t start, size_t end, const char *label) {
  double p = jy__ways_likely(w, start, end);
  if (p < least_likely) return JY_OK;
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  const jy__tchar *last = w->s.at + end - 1;
  out->at[out->len++] = (jy_label){w->s.at[start].at, last->at + last->bytes, label, p};
  return JY_OK;
}

/* Where the span ends whose first tag stands at character i. */
static size_t span_end(const jy__ways *w, size_t i) {
  const jy__tagset *set = &w->t->set;
  size_t label = jy__tag_label(set, w->tags[i]), end = i + 1;
  if (jy__tag_place(set, w->tags[i]) == JY__IN_END) return end;
  while (end < w->s.len && w->tags[end] && jy__tag_label(set, w->tags[end]) == label &&
         jy__tag_place(set, w->tags[end]) != JY__IN_BEGIN)
    if (jy__tag_place(set, w->tags[end++]) == JY__IN_END) break;
  return end;
}

static int add_labels(jy_labels *out, jy__ways *w, const char *only) {
  int status = JY_OK;
  for (size_t i = 0, end; i < w->s.len && status == JY_OK; i = end) {
    end = i + 1;
    if (w->tags[i] == 0) continue;
    end = span_end(w, i);
    const char *label = w->t->set.labels[jy__tag_label(&w->t->set, w->tags[i])];
    if (!only || strcmp(label, only) == 0) status = add_label(out, w, i, end, label);
  }
  return status;
}

/* A name that is told again in letters, 约翰（John）, is of one kind both times, and what is told so
 * of no name is none. Raises what is scored for that; whether anything was raised. */
static bool raise_alike(jy__ways *w) {
  const jy__tagset *set = &w->t->set;
  bool raised = false;
  for (size_t i = 1; i + 1 < w->s.len; i++) {
    if (w->s.at[i].cp != '(' || w->s.at[i + 1].type != JY__C_LATIN) continue;
    size_t before = w->tags[i - 1], here = w->tags[i + 1];
    size_t as = before ? jy__tag_of(set, jy__tag_label(set, before), JY__IN_BEGIN) : 0;
    if (as == here) continue;
    w->scores[i + 1][as] += w->t->alike;
    raised = true;
  }
  return raised;
}

static bool best_tags(jy__ways *w) {
  return jy__ways_best(w) && (!raise_alike(w) || jy__ways_best(w));
}

static int tag_range(jy_labels *out, jy__ways *w, jy_str text, jy_span range, const char *only) {
  int status = JY_OK;
  for (size_t at = range.start; at < range.end && status == JY_OK;) {
    at = jy__sentence_scan(&w->s, &w->t->lexicon, (jy_str){text.ptr, range.end}, at);
    jy__tagger_scores(w->scores, w->t, &w->s);
    if (best_tags(w)) status = add_labels(out, w, only);
  }
  return status;
}

int jy__tagger_ranges(jy_labels *out, const jy_tagger *t, jy_str text, const jy_span *ranges, size_t len, const char *only) {
  out->len = 0;
  if (t->set.scheme == JY__S_WORDS)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "this model is one of words: it has no labels");
  jy__ways *w = malloc(sizeof *w);
  if (!w) return jy__nomem();
  w->t = t;
  int status = JY_OK;
  for (size_t i = 0; i < len && status == JY_OK; i++) status = tag_range(out, w, text, ranges[i], only);
  free(w);
  return status;
}

int jy_tagger_run(jy_labels *out, const jy_tagger *t, jy_str text) {
  return jy__tagger_ranges(out, t, text, &(jy_span){0, text.len}, 1, NULL);
}

void jy_labels_free(jy_labels *l) {
  free(l->at);
  *l = (jy_labels)JY_LABELS_INIT;
}

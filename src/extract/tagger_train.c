/* Trains a model: an averaged structured perceptron. Where the best tags of a
 * sentence are not allowed by its labels, the weights of the best allowed ones
 * rise and those of the others fall. All is done in whole numbers, and the order
 * of sentences comes from a generator with a fixed seed, so that the same lines
 * give the same bytes anywhere. Only the temperature of confidences, one of a
 * short list, is chosen by logarithms. */
#include <math.h>
#include <stdlib.h>

#include "extract/internal.h"
#include "extract/tagger.h"

enum { EPOCHS = 10, FOLLOW = (JY__TAGS_MOST + 1) * JY__TAGS_MOST, HELD = 10, HELD_BLOCK = 100 };

/* One sentence on its own, as the tagger will see it. */
typedef struct {
  size_t features; /* where its features begin */
  size_t mask, len;
  jy_str text;
} piece;

/* By how much the best tags should be better: names are seldom seen, and are
 * learnt better where more is asked for. */
enum { MARGIN_WORDS = 30, MARGIN_SPANS = 100 };
typedef struct {
  const jy__labelled *data;
  jy__wordlist lexicon;
  unsigned rows_log2;
  size_t width, epochs;
  struct {
    piece *at;
    size_t len, cap;
  } pieces;
  struct {
    uint32_t *at;
    size_t len, cap;
  } features; /* of all characters, `each` for each */
  size_t each;
  uint32_t *order;
  int32_t *weights; /* rows of `width`, then what following costs */
  int64_t *sums;    /* weight by step, to average */
  int64_t now;
  jy__sentence s;
  int32_t scores[JY__SENTENCE_MOST][JY__TAGS_MOST];
  int32_t follow[JY__TAGS_MOST + 1][JY__TAGS_MOST];
  uint8_t best[JY__SENTENCE_MOST], good[JY__SENTENCE_MOST];
} trainer;

/* ---- before ---- */

static int keep_features(trainer *tr) {
  uint32_t rows[JY__FEATURES_MOST];
  for (size_t i = 0; i < tr->s.len; i++) {
    tr->each = tr->data->set.scheme == JY__S_WORDS ? jy__features_words(rows, &tr->s, i, tr->rows_log2)
                                                   : jy__features_spans(rows, &tr->s, i, tr->rows_log2);
    if (jy__room(&tr->features.at, &tr->features.cap, tr->features.len + tr->each, sizeof *rows) < 0)
      return JY_ENOMEM;
    memcpy(tr->features.at + tr->features.len, rows, tr->each * sizeof *rows);
    tr->features.len += tr->each;
  }
  return JY_OK;
}

/* Cuts a labelled sentence as the tagger will cut the text. */
static int keep_pieces(trainer *tr, size_t sentence) {
  const jy__labelled *l = tr->data;
  size_t from = l->starts[sentence].text, mask = l->starts[sentence].mask;
  jy_str text = {l->text.ptr + from, l->starts[sentence + 1].text - from};
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    at = jy__sentence_scan(&tr->s, &tr->lexicon, text, at);
    if (jy__room(&tr->pieces.at, &tr->pieces.cap, tr->pieces.len + 1, sizeof *tr->pieces.at) < 0) return JY_ENOMEM;
    tr->pieces.at[tr->pieces.len++] = (piece){tr->features.len, mask, tr->s.len, {text.ptr + start, at - start}};
    mask += tr->s.len;
    if (keep_features(tr) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

static int allocate(trainer *tr) {
  size_t weights = (tr->width << tr->rows_log2) + FOLLOW;
  tr->weights = calloc(weights, sizeof *tr->weights);
  tr->sums = calloc(weights, sizeof *tr->sums);
  tr->order = malloc((tr->pieces.len + 1) * sizeof *tr->order);
  return tr->weights && tr->sums && tr->order ? JY_OK : jy__nomem();
}

/* ---- one step ---- */

static void add_wide(int32_t out[JY__TAGS_MOST], const int32_t *w, const uint32_t *rows, size_t n) {
  int32_t sum[JY__TAGS_MOST] = {0};
  for (size_t k = 0; k < n; k++)
    for (size_t t = 0; t < JY__TAGS_MOST; t++) sum[t] += w[JY__TAGS_MOST * (size_t)rows[k] + t];
  memcpy(out, sum, sizeof sum);
}

static void add_narrow(int32_t out[JY__TAGS_MOST], const int32_t *w, const uint32_t *rows, size_t n) {
  int32_t sum[4] = {0};
  for (size_t k = 0; k < n; k++)
    for (size_t t = 0; t < 4; t++) sum[t] += w[4 * (size_t)rows[k] + t];
  memcpy(out, sum, sizeof sum);
}

static void score(trainer *tr, const piece *p) {
  const int32_t *w = tr->weights;
  for (size_t i = 0; i < p->len; i++) {
    const uint32_t *rows = tr->features.at + p->features + i * tr->each;
    if (tr->width == JY__TAGS_MOST)
      add_wide(tr->scores[i], w, rows, tr->each);
    else
      add_narrow(tr->scores[i], w, rows, tr->each);
  }
  memcpy(tr->follow, w + (tr->width << tr->rows_log2), sizeof tr->follow);
}

static void change(trainer *tr, size_t at, int32_t by) {
  tr->weights[at] += by;
  tr->sums[at] += tr->now * by;
}

static void change_all(trainer *tr, const piece *p, const uint8_t *tags, const uint8_t *other, int32_t by) {
  size_t base = tr->width << tr->rows_log2;
  for (size_t i = 0; i < p->len; i++) {
    size_t before = i ? tags[i - 1] : tr->data->set.tags_len, before_other = i ? other[i - 1] : before;
    if (tags[i] != other[i] || before != before_other) change(tr, base + before * JY__TAGS_MOST + tags[i], by);
    if (tags[i] == other[i]) continue;
    const uint32_t *rows = tr->features.at + p->features + i * tr->each;
    for (size_t k = 0; k < tr->each; k++) change(tr, tr->width * rows[k] + tags[i], by);
  }
}

static void learn(trainer *tr, const piece *p) {
  const uint16_t *masks = tr->data->masks + p->mask;
  const jy__tagset *set = &tr->data->set;
  const int32_t margin = set->scheme == JY__S_WORDS ? MARGIN_WORDS : MARGIN_SPANS;
  tr->now++;
  score(tr, p);
  for (size_t i = 0; i < p->len; i++)
    for (size_t t = 0; t < set->tags_len; t++)
      if (!(masks[i] >> t & 1)) tr->scores[i][t] += margin;
  if (!jy__tags_best(tr->best, set, tr->scores, p->len, tr->follow, NULL)) return;
  bool allowed = true;
  for (size_t i = 0; i < p->len && allowed; i++) allowed = masks[i] >> tr->best[i] & 1;
  if (allowed || !jy__tags_best(tr->good, set, tr->scores, p->len, tr->follow, masks)) return;
  change_all(tr, p, tr->good, tr->best, 1);
  change_all(tr, p, tr->best, tr->good, -1);
}

/* ---- all steps ---- */

static void shuffle(uint32_t *order, size_t n, uint64_t *seed) {
  for (size_t i = n; i > 1; i--) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    size_t k = *seed % i;
    uint32_t was = order[i - 1];
    order[i - 1] = order[k];
    order[k] = was;
  }
}

/* Held back to learn how sure the model may be: whole blocks, since sentences
 * that stand together may be copies of one another. */
static bool held(size_t i) {
  return i / HELD_BLOCK % HELD == HELD - 1;
}

static void train(trainer *tr, bool hold) {
  size_t n = 0, all = (tr->width << tr->rows_log2) + FOLLOW;
  uint64_t seed = 20230628;
  memset(tr->weights, 0, all * sizeof *tr->weights);
  memset(tr->sums, 0, all * sizeof *tr->sums);
  tr->now = 0;
  for (size_t i = 0; i < tr->pieces.len; i++)
    if (!hold || !held(i)) tr->order[n++] = (uint32_t)i;
  for (size_t e = 0; e < tr->epochs; e++) {
    shuffle(tr->order, n, &seed);
    for (size_t i = 0; i < n; i++) learn(tr, &tr->pieces.at[tr->order[i]]);
  }
}

/* ---- the file ---- */

static void put4(jy_buf *b, uint32_t v) {
  char bytes[4] = {(char)(v & 0xFF), (char)(v >> 8 & 0xFF), (char)(v >> 16 & 0xFF), (char)(v >> 24 & 0xFF)};
  jy_buf_put(b, bytes, 4);
}

static void put8(jy_buf *b, uint64_t v) {
  put4(b, (uint32_t)v);
  put4(b, (uint32_t)(v >> 32));
}

static int64_t average(const trainer *tr, size_t at) {
  return tr->weights[at] * (tr->now + 1) - tr->sums[at];
}

/* The weight that becomes 127: few are larger, and those are cut. */
static int64_t largest(const trainer *tr) {
  size_t n = tr->width << tr->rows_log2, counts[64] = {0}, above = 0, some = 0;
  for (size_t i = 0; i < n; i++) {
    int64_t v = average(tr, i);
    uint64_t u = (uint64_t)(v < 0 ? -v : v);
    size_t steps = 0; /* in half powers of two */
    while (u > 1 && steps < 62) {
      steps += u > 2 ? 2 : 1;
      u >>= 1;
    }
    counts[steps < 63 ? steps : 63]++;
    some += v != 0;
  }
  size_t top = 63;
  while (top > 0 && (above += counts[top]) <= some / 20000) top--;
  return (int64_t)1 << (top / 2 + 1);
}

static int64_t quantized(int64_t v, int64_t limit, int64_t most) {
  int64_t q = (v * 254 / limit + (v < 0 ? -1 : 1)) / 2;
  return q > most ? most : q < -most ? -most : q;
}

static void put_weights(jy_buf *b, const trainer *tr) {
  int64_t limit = largest(tr);
  size_t n = tr->width << tr->rows_log2;
  for (size_t i = 0; i < FOLLOW; i++) {
    int64_t q = quantized(average(tr, n + i), limit, 16000);
    char bytes[2] = {(char)(q & 0xFF), (char)(q >> 8 & 0xFF)};
    jy_buf_put(b, bytes, 2);
  }
  for (size_t i = 0; i < n; i++) {
    char byte = (char)(128 + quantized(average(tr, i), limit, 127));
    jy_buf_put(b, &byte, 1);
  }
}

static int put_model(jy_buf *model, const trainer *tr, uint32_t temperature) {
  const jy__tagset *set = &tr->data->set;
  jy_buf body = JY_BUF_INIT;
  jy_buf_put(&body, set->labels, sizeof set->labels);
  put_weights(&body, tr);
  jy_buf_put(model, "JYTG", 4);
  uint32_t head[] = {JY__MODEL_VERSION, set->scheme,  tr->rows_log2, (uint32_t)tr->width,
                     (uint32_t)set->labels_len, temperature, 0};
  for (size_t i = 0; i < sizeof head / sizeof *head; i++) put4(model, head[i]);
  put8(model, tr->lexicon.sum);
  if (jy_buf_status(&body) == JY_OK) put8(model, jy__checksum((const unsigned char *)body.ptr, body.len));
  put8(model, 0);
  put8(model, 0);
  jy_buf_put(model, body.ptr, body.len);
  int status = jy_buf_status(&body);
  jy_buf_free(&body);
  return status < 0 ? status : jy_buf_status(model);
}

/* ---- how sure it may be ---- */

/* Whether a span is labelled so: 1, 0, or -1 where the labels do not say. */
static int judged(const trainer *tr, const piece *p, const jy_label *found) {
  const jy__tagset *set = &tr->data->set;
  const uint16_t *masks = tr->data->masks + p->mask;
  size_t at = 0, i = 0, label = 0;
  for (; at < found->start; i++) at += jy__utf8_len((unsigned char)p->text.ptr[at]);
  while (strcmp(set->labels[label], found->label) != 0) label++;
  for (bool first = true; at < found->end; i++, first = false) {
    at += jy__utf8_len((unsigned char)p->text.ptr[at]);
    size_t place = first ? JY__IN_BEGIN : JY__IN_INSIDE;
    if (set->scheme == JY__S_ENDS && at == found->end) place = JY__IN_END;
    if (masks[i] & (masks[i] - 1)) return -1;
    if (masks[i] != 1u << jy__tag_of(set, label, place)) return 0;
  }
  return set->scheme == JY__S_ENDS || i == p->len || masks[i] != 1u << jy__tag_of(set, label, JY__IN_INSIDE);
}

/* What the confidences cost that a tagger gives to the spans held back. */
static int surprise(double *out, const trainer *tr, const jy_tagger *t) {
  jy_labels found = JY_LABELS_INIT;
  int status = JY_OK;
  *out = 0;
  for (size_t i = 0; i < tr->pieces.len && status == JY_OK; i++) {
    const piece *p = &tr->pieces.at[i];
    if (!held(i)) continue;
    status = jy_tagger_run(&found, t, p->text);
    for (size_t k = 0; status == JY_OK && k < found.len; k++) {
      int right = judged(tr, p, &found.at[k]);
      double sure = right == 1 ? found.at[k].confidence : 1 - found.at[k].confidence;
      if (right >= 0) *out -= log(sure > 1e-6 ? sure : 1e-6);
    }
  }
  jy_labels_free(&found);
  return status;
}

/* The temperature, in thousandths, at which confidences cost least. */
static int choose_temperature(uint32_t *out, trainer *tr) {
  static const uint32_t tried[] = {20000, 28000, 40000, 56000, 80000, 112000, 160000, 224000, 320000};
  double least = INFINITY, cost = 0;
  int status = JY_OK;
  *out = 80000;
  if (tr->data->set.scheme == JY__S_WORDS || tr->pieces.len < HELD * HELD_BLOCK) return JY_OK;
  train(tr, true);
  for (size_t i = 0; i < sizeof tried / sizeof *tried && status == JY_OK; i++) {
    jy_buf model = JY_BUF_INIT;
    jy_tagger *t = NULL;
    status = put_model(&model, tr, tried[i]);
    if (status == JY_OK) status = jy_tagger_new(&t, jy_buf_str(&model), NULL);
    if (status == JY_OK) status = surprise(&cost, tr, t);
    if (status == JY_OK && cost < least) {
      least = cost;
      *out = tried[i];
    }
    jy_tagger_free(t);
    jy_buf_free(&model);
  }
  return status;
}

static int prepare(trainer *tr, const jy__labelled *data, const jy_train_options *options, jy_buf *own) {
  tr->data = data;
  tr->epochs = options->epochs ? options->epochs : EPOCHS;
  tr->rows_log2 = options->rows_log2 ? options->rows_log2 : 17;
  tr->width = options->words ? 4 : JY__TAGS_MOST;
  if (tr->rows_log2 < 4 || tr->rows_log2 > 24)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "a model has 2 to the power of 4 to 24 rows, not of %u", tr->rows_log2);
  int status = jy__tagger_lexicon(&tr->lexicon, own);
  for (size_t i = 0; status == JY_OK && i + 1 < data->starts_len; i++) status = keep_pieces(tr, i);
  return status < 0 ? status : allocate(tr);
}

static void trainer_free(trainer *tr) {
  if (!tr) return;
  free(tr->pieces.at);
  free(tr->features.at);
  free(tr->order);
  free(tr->weights);
  free(tr->sums);
  free(tr);
}

int jy_tagger_train(jy_buf *model, jy_str lines, const jy_train_options *options, const char *path) {
  jy__labelled data = {0};
  jy_buf own = JY_BUF_INIT;
  uint32_t temperature = 0;
  trainer *tr = calloc(1, sizeof *tr);
  int status = tr ? jy__labelled_read(&data, lines, options->words, path) : jy__nomem();
  if (status == JY_OK) status = prepare(tr, &data, options, &own);
  if (status == JY_OK) status = choose_temperature(&temperature, tr);
  if (status == JY_OK) {
    train(tr, false);
    status = put_model(model, tr, temperature);
  }
  trainer_free(tr);
  jy_buf_free(&own);
  jy__labelled_free(&data);
  return status;
}

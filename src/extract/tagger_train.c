/* Trains a model: a conditional random field, by stochastic gradients. Each time
 * a sentence comes, weights of what its labels allow rise by how much likelier
 * they should be, and those of the other tags fall. A weight that has moved much
 * moves less (AdaGrad). Of the features of spans a quarter is left out by chance
 * each time, so that none is leant on alone.
 *
 * Sums go in the order that is written here, the exponential is made of sums and
 * products, and chance comes from a generator with a fixed seed, so that the same
 * lines give the same bytes anywhere. */
#include <math.h>
#include <stdlib.h>

#include "extract/internal.h"
#include "extract/tagger.h"

enum { EPOCHS = 10, FOLLOW = (JY__TAGS_MOST + 1) * JY__TAGS_MOST };
_Static_assert(JY__FEATURES_MOST <= 64, "a set of 64 bits says which features are kept");

/* How far a weight moves at first, slowing down evenly to a twentieth; up to eight
 * times as far where there are less than so many steps. What is added to the size
 * of all that moved it. Changes below `least` are left. */
static const float rate_words = 0.05F, rate_spans = 0.03F, damping_words = 0.1F, damping_spans = 0.3F;
static const float slow = 0.95F, least = 2e-3F;
static const float steps_enough = 10000, most_faster = 8;

/* News is not quite what was labelled: confidences are by this less sure than learnt. */
static const double humble = 1.4;

/* One sentence on its own, as the tagger will see it. */
typedef struct {
  size_t features; /* where its features begin */
  size_t mask, len;
} piece;

typedef double row[JY__TAGS_MOST];

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
  float *weights; /* rows of `width`, then what following costs */
  float *moved;   /* by weight: the sum of squares of what it should have moved */
  uint64_t seed;
  float rate, damping;
  jy__sentence s;
  uint64_t kept[JY__SENTENCE_MOST]; /* features of each character, by bit */
  row step[JY__TAGS_MOST + 1];
  row here[JY__SENTENCE_MOST], may[JY__SENTENCE_MOST];
  row forward[JY__SENTENCE_MOST], back[JY__SENTENCE_MOST];
  row wanted[JY__SENTENCE_MOST];     /* how much likelier each tag should be */
  row wanted_step[JY__TAGS_MOST + 1];
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
    at = jy__sentence_scan(&tr->s, &tr->lexicon, text, at);
    if (jy__room(&tr->pieces.at, &tr->pieces.cap, tr->pieces.len + 1, sizeof *tr->pieces.at) < 0) return JY_ENOMEM;
    tr->pieces.at[tr->pieces.len++] = (piece){tr->features.len, mask, tr->s.len};
    mask += tr->s.len;
    if (keep_features(tr) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

static int allocate(trainer *tr) {
  size_t weights = (tr->width << tr->rows_log2) + FOLLOW;
  tr->weights = calloc(weights, sizeof *tr->weights);
  tr->moved = calloc(weights, sizeof *tr->moved);
  tr->order = malloc((tr->pieces.len + 1) * sizeof *tr->order);
  return tr->weights && tr->moved && tr->order ? JY_OK : jy__nomem();
}

/* ---- what is likely ---- */

/* e to the x, for x of 0 and less: a power of two, and a row of powers of the rest. */
static double exp_of(double x) {
  if (x < -80) return 0;
  int twos = (int)(x * 1.4426950408889634 - 0.5);
  double r = x - twos * 0.6931471805599453, sum = 1;
  for (int k = 9; k > 0; k--) sum = 1 + sum * r / k;
  return ldexp(sum, twos);
}

static uint64_t random_bits(trainer *tr) {
  tr->seed ^= tr->seed << 13;
  tr->seed ^= tr->seed >> 7;
  tr->seed ^= tr->seed << 17;
  return tr->seed;
}

/* Scores by the features that are kept, each as much more as others are left out. */
static void weigh_here(trainer *tr, const piece *p, size_t i) {
  const uint32_t *rows = tr->features.at + p->features + i * tr->each;
  float sum[JY__TAGS_MOST] = {0};
  bool spans = tr->width == JY__TAGS_MOST;
  for (size_t k = 0; k < tr->each; k++) {
    if (!(tr->kept[i] >> k & 1)) continue;
    const float *w = tr->weights + tr->width * rows[k];
    if (spans)
      for (size_t t = 0; t < JY__TAGS_MOST; t++) sum[t] += w[t];
    else
      for (size_t t = 0; t < 4; t++) sum[t] += w[t];
  }
  size_t n = tr->data->set.tags_len;
  double most = (double)sum[0], times = spans ? 4.0 / 3 : 1;
  for (size_t t = 1; t < n; t++)
    if ((double)sum[t] > most) most = (double)sum[t];
  for (size_t t = 0; t < n; t++) tr->here[i][t] = exp_of(((double)sum[t] - most) * times);
}

static void weigh(trainer *tr, const piece *p) {
  const jy__tagset *set = &tr->data->set;
  const float *follow = tr->weights + (tr->width << tr->rows_log2);
  for (size_t i = 0; i < p->len; i++) {
    tr->kept[i] = tr->width == JY__TAGS_MOST ? ~(random_bits(tr) & random_bits(tr)) : ~(uint64_t)0;
    weigh_here(tr, p, i);
  }
  double most = (double)follow[0];
  for (size_t k = 0; k < FOLLOW; k++)
    if ((double)follow[k] > most) most = (double)follow[k];
  for (size_t a = 0; a <= set->tags_len; a++)
    for (size_t b = 0; b < set->tags_len; b++)
      tr->step[a][b] = jy__tag_may_follow(set, a, b) ? exp_of((double)follow[a * JY__TAGS_MOST + b] - most) : 0;
}

static double sum_of(const row r) {
  double sum = 0;
  for (size_t t = 0; t < JY__TAGS_MOST; t++) sum += r[t];
  return sum;
}

static void scale(row r, double by) {
  for (size_t t = 0; t < JY__TAGS_MOST; t++) r[t] *= by;
}

/* Sums over all ways up to each character, each row made one; false where there is no way. */
static bool go_forward(trainer *tr, size_t len) {
  size_t n = tr->data->set.tags_len;
  for (size_t i = 0; i < len; i++) {
    row next = {0};
    if (i == 0) memcpy(next, tr->step[n], sizeof next);
    for (size_t a = 0; i > 0 && a < n; a++)
      for (size_t b = 0; b < JY__TAGS_MOST; b++) next[b] += tr->forward[i - 1][a] * tr->step[a][b];
    for (size_t b = 0; b < JY__TAGS_MOST; b++) next[b] *= tr->may[i][b];
    double sum = sum_of(next);
    if (!(sum > 0)) return false;
    scale(next, 1 / sum);
    memcpy(tr->forward[i], next, sizeof next);
  }
  return true;
}

/* Sums over all ways from each character on. */
static bool go_back(trainer *tr, size_t len) {
  const jy__tagset *set = &tr->data->set;
  for (size_t i = len; i-- > 0;) {
    row *back = &tr->back[i], ahead;
    memset(*back, 0, sizeof *back);
    for (size_t a = 0; a < set->tags_len && i + 1 == len; a++) (*back)[a] = jy__tag_may_follow(set, a, set->tags_len);
    for (size_t b = 0; b < JY__TAGS_MOST && i + 1 < len; b++) ahead[b] = tr->may[i + 1][b] * tr->back[i + 1][b];
    for (size_t a = 0; a < set->tags_len && i + 1 < len; a++)
      for (size_t b = 0; b < set->tags_len; b++) (*back)[a] += tr->step[a][b] * ahead[b];
    double sum = sum_of(*back);
    if (!(sum > 0)) return false;
    scale(*back, 1 / sum);
  }
  return true;
}

/* Adds to what is wanted, `sign` times, how likely each tag and each step is. */
static bool add_likely(trainer *tr, size_t len, double sign) {
  size_t n = tr->data->set.tags_len;
  row steps[JY__TAGS_MOST] = {{0}}, here;
  if (!go_forward(tr, len) || !go_back(tr, len)) return false;
  for (size_t i = 0; i < len; i++) {
    for (size_t b = 0; b < JY__TAGS_MOST; b++) here[b] = tr->forward[i][b] * tr->back[i][b];
    double sum = sum_of(here);
    if (!(sum > 0)) return false;
    for (size_t b = 0; b < n; b++) tr->wanted[i][b] += sign * here[b] / sum;
    for (size_t b = 0; b < n && i == 0; b++) tr->wanted_step[n][b] += sign * here[b] / sum;
    if (i == 0) continue;
    /* into b, of all ways: what came before, times the step, times what is from b on */
    row into = {0};
    for (size_t a = 0; a < n; a++)
      for (size_t b = 0; b < JY__TAGS_MOST; b++) into[b] += tr->forward[i - 1][a] * tr->step[a][b];
    for (size_t b = 0; b < JY__TAGS_MOST; b++) here[b] = tr->may[i][b] * tr->back[i][b];
    sum = 0;
    for (size_t b = 0; b < JY__TAGS_MOST; b++) sum += into[b] * here[b];
    if (!(sum > 0)) return false;
    for (size_t a = 0; a < n; a++)
      for (size_t b = 0; b < JY__TAGS_MOST; b++) steps[a][b] += tr->forward[i - 1][a] * here[b] / sum;
  }
  for (size_t a = 0; a < n; a++)
    for (size_t b = 0; b < n; b++) tr->wanted_step[a][b] += sign * steps[a][b] * tr->step[a][b];
  return true;
}

/* ---- one step ---- */

static void move(trainer *tr, size_t at, double wanted) {
  float by = (float)wanted;
  tr->moved[at] += by * by;
  tr->weights[at] += tr->rate * by / (sqrtf(tr->moved[at]) + tr->damping);
}

static void move_all(trainer *tr, const piece *p) {
  size_t n = tr->data->set.tags_len, base = tr->width << tr->rows_log2;
  for (size_t i = 0; i < p->len; i++) {
    double most = 0;
    for (size_t t = 0; t < n; t++) most = fmax(most, fabs(tr->wanted[i][t]));
    if (most < (double)least) continue;
    const uint32_t *rows = tr->features.at + p->features + i * tr->each;
    for (size_t k = 0; k < tr->each; k++)
      for (size_t t = 0; t < n && tr->kept[i] >> k & 1; t++) move(tr, tr->width * rows[k] + t, tr->wanted[i][t]);
  }
  for (size_t a = 0; a <= n; a++)
    for (size_t b = 0; b < n; b++) move(tr, base + a * JY__TAGS_MOST + b, tr->wanted_step[a][b]);
}

/* The tags that the labels allow, less those that the weights expect. */
static void learn(trainer *tr, const piece *p) {
  const uint16_t *masks = tr->data->masks + p->mask;
  weigh(tr, p);
  memset(tr->wanted, 0, p->len * sizeof *tr->wanted);
  memset(tr->wanted_step, 0, sizeof tr->wanted_step);
  memcpy(tr->may, tr->here, p->len * sizeof *tr->may);
  if (!add_likely(tr, p->len, -1)) return;
  for (size_t i = 0; i < p->len; i++)
    for (size_t t = 0; t < JY__TAGS_MOST; t++)
      if (!(masks[i] >> t & 1)) tr->may[i][t] = 0;
  if (add_likely(tr, p->len, 1)) move_all(tr, p);
}

/* ---- all steps ---- */

static void shuffle(trainer *tr) {
  for (size_t i = tr->pieces.len; i > 1; i--) {
    size_t k = random_bits(tr) % i;
    uint32_t was = tr->order[i - 1];
    tr->order[i - 1] = tr->order[k];
    tr->order[k] = was;
  }
}

static void train(trainer *tr) {
  size_t n = tr->pieces.len, steps = n * tr->epochs, done = 0;
  float rate = tr->width == JY__TAGS_MOST ? rate_spans : rate_words;
  tr->damping = tr->width == JY__TAGS_MOST ? damping_spans : damping_words;
  float faster = steps_enough / (float)(steps ? steps : 1);
  rate *= faster < 1 ? 1 : faster < most_faster ? faster : most_faster;
  tr->seed = 20230628;
  for (size_t i = 0; i < n; i++) tr->order[i] = (uint32_t)i;
  for (size_t e = 0; e < tr->epochs; e++) {
    shuffle(tr);
    for (size_t i = 0; i < n; i++, done++) {
      tr->rate = rate * (1 - slow * ((float)done / (float)steps));
      learn(tr, &tr->pieces.at[tr->order[i]]);
    }
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

/* The weight that becomes 127, in hundredths: few are larger, and those are cut. */
static size_t largest(const trainer *tr) {
  enum { HUNDREDTHS = 4096 };
  size_t n = tr->width << tr->rows_log2, counts[HUNDREDTHS] = {0}, above = 0, some = 0, top = HUNDREDTHS - 1;
  for (size_t i = 0; i < n; i++) {
    float v = fabsf(tr->weights[i]) * 100;
    counts[v < HUNDREDTHS - 1 ? (size_t)v : HUNDREDTHS - 1]++;
    some += v > 0;
  }
  while (top > 0 && (above += counts[top]) <= some / 20000) top--;
  return top + 1;
}

static int quantized(float v, size_t limit, int most) {
  double q = (double)v * 12700 / (double)limit;
  if (q > most) return most;
  if (q < -most) return -most;
  return (int)(q < 0 ? q - 0.5 : q + 0.5);
}

static void put_weights(jy_buf *b, const trainer *tr, size_t limit) {
  size_t n = tr->width << tr->rows_log2;
  for (size_t i = 0; i < FOLLOW; i++) {
    int q = quantized(tr->weights[n + i], limit, 16000);
    char bytes[2] = {(char)(q & 0xFF), (char)(q >> 8 & 0xFF)};
    jy_buf_put(b, bytes, 2);
  }
  for (size_t i = 0; i < n; i++) {
    char byte = (char)(128 + quantized(tr->weights[i], limit, 127));
    jy_buf_put(b, &byte, 1);
  }
}

static int put_model(jy_buf *model, const trainer *tr) {
  const jy__tagset *set = &tr->data->set;
  jy_buf body = JY_BUF_INIT;
  jy_buf_put(&body, set->labels, sizeof set->labels);
  size_t limit = largest(tr);
  put_weights(&body, tr, limit);
  uint32_t temperature = (uint32_t)(humble * 1000 * 12700 / (double)limit);
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
  free(tr->moved);
  free(tr);
}

int jy_tagger_train(jy_buf *model, jy_str lines, const jy_train_options *options, const char *path) {
  jy__labelled data = {0};
  jy_buf own = JY_BUF_INIT;
  trainer *tr = calloc(1, sizeof *tr);
  int status = tr ? jy__labelled_read(&data, lines, options->words, path) : jy__nomem();
  if (status == JY_OK) status = prepare(tr, &data, options, &own);
  if (status == JY_OK) {
    train(tr);
    status = put_model(model, tr);
  }
  trainer_free(tr);
  jy_buf_free(&own);
  jy__labelled_free(&data);
  return status;
}

/* Which tags may follow which, and the best tags of a sentence. Knows schemes;
 * refuses to know where scores come from. */
#include "extract/tagger.h"

static bool word_may_follow(const jy__tagset *t, size_t a, size_t b) {
  bool inside = a == JY__W_BEGIN || a == JY__W_MIDDLE; /* the edge ends a word as any end does */
  if (b == t->tags_len) return !inside;
  return (b == JY__W_MIDDLE || b == JY__W_END) == inside;
}

bool jy__tag_may_follow(const jy__tagset *t, size_t a, size_t b) {
  size_t edge = t->tags_len;
  if (t->scheme == JY__S_WORDS) return word_may_follow(t, a, b);
  bool from = a != edge && a != 0, to = b != edge && b != 0;
  bool same = from && to && jy__tag_label(t, a) == jy__tag_label(t, b);
  size_t place_b = to ? jy__tag_place(t, b) : JY__IN_BEGIN;
  if (t->scheme == JY__S_PLAIN) return place_b == JY__IN_BEGIN || same;
  bool open = from && jy__tag_place(t, a) != JY__IN_END;
  if (open) return same && place_b != JY__IN_BEGIN;
  return !to || place_b != JY__IN_INSIDE;
}

/* Numbers of four tags, reckoned with together. */
typedef int32_t four __attribute__((vector_size(16)));
enum { FOURS = JY__TAGS_MOST / 4 };

/* Everything while one sentence is decoded. */
typedef struct {
  int32_t best[2][JY__TAGS_MOST];
  uint8_t from[JY__SENTENCE_MOST][JY__TAGS_MOST];
  int32_t follow[JY__TAGS_MOST][JY__TAGS_MOST]; /* by the later tag; JY__NEVER_TAG where it may not */
} ways;

static void prepare(ways *w, const jy__tagset *set, int32_t (*follow)[JY__TAGS_MOST]) {
  for (size_t a = 0; a < set->tags_len; a++)
    for (size_t b = 0; b < set->tags_len; b++)
      w->follow[a][b] = jy__tag_may_follow(set, a, b) ? follow[a][b] : JY__NEVER_TAG;
}

/* All later tags at once: what follows one tag after another, the best is kept. */
static void step_spans(ways *w, size_t tags_len, size_t i, const int32_t *scores, unsigned mask) {
  const int32_t *old = w->best[(i + 1) & 1];
  int32_t most[JY__TAGS_MOST], from[JY__TAGS_MOST];
  for (size_t q = 0; q < FOURS; q++) {
    four best = (four){0} + 2 * JY__NEVER_TAG, whence = {0}, follow;
    for (size_t a = 0; a < tags_len; a++) {
      memcpy(&follow, w->follow[a] + 4 * q, sizeof follow);
      four score = follow + old[a], better = score > best;
      best = (score & better) | (best & ~better);
      whence = (((four){0} + (int32_t)a) & better) | (whence & ~better);
    }
    memcpy(most + 4 * q, &best, sizeof best);
    memcpy(from + 4 * q, &whence, sizeof whence);
  }
  for (size_t b = 0; b < tags_len; b++) {
    bool may = most[b] > JY__NEVER_TAG / 2 && mask >> b & 1;
    w->best[i & 1][b] = may ? most[b] + scores[b] : JY__NEVER_TAG;
    w->from[i][b] = (uint8_t)from[b];
  }
}

static inline void step_word(ways *w, size_t i, size_t b, size_t a1, size_t a2, int32_t score, unsigned mask) {
  const int32_t *old = w->best[(i + 1) & 1];
  int32_t x = old[a1] + w->follow[a1][b], y = old[a2] + w->follow[a2][b];
  int32_t most = x >= y ? x : y;
  w->from[i][b] = (uint8_t)(x >= y ? a1 : a2);
  w->best[i & 1][b] = most > JY__NEVER_TAG / 2 && mask >> b & 1 ? most + score : JY__NEVER_TAG;
}

/* The same for words, whose tags may each follow two others. */
static void step_words(ways *w, size_t i, const int32_t *scores, unsigned mask) {
  step_word(w, i, JY__W_BEGIN, JY__W_END, JY__W_SINGLE, scores[JY__W_BEGIN], mask);
  step_word(w, i, JY__W_MIDDLE, JY__W_BEGIN, JY__W_MIDDLE, scores[JY__W_MIDDLE], mask);
  step_word(w, i, JY__W_END, JY__W_BEGIN, JY__W_MIDDLE, scores[JY__W_END], mask);
  step_word(w, i, JY__W_SINGLE, JY__W_END, JY__W_SINGLE, scores[JY__W_SINGLE], mask);
}

/* The better of two ways; bit `bit` of *from says that it is the second. */
static inline int32_t better(int32_t x, int32_t y, unsigned bit, unsigned *from) {
  *from |= (unsigned)(y > x) << bit;
  return y > x ? y : x;
}

/* The tags of words where none is asked for: the four that a character may have
 * stay in registers. The way to one that nothing leads to, at the first character,
 * costs too much to be taken. */
static void words_best(uint8_t *tags, int32_t (*scores)[JY__TAGS_MOST], size_t len, int32_t (*f)[JY__TAGS_MOST]) {
  enum { B = JY__W_BEGIN, M = JY__W_MIDDLE, E = JY__W_END, S = JY__W_SINGLE };
  static const uint8_t before[4][2] = {[B] = {E, S}, [M] = {B, M}, [E] = {B, M}, [S] = {E, S}};
  uint8_t from[JY__SENTENCE_MOST];
  int32_t b = f[4][B] + scores[0][B], m = JY__NEVER_TAG, e = JY__NEVER_TAG, s = f[4][S] + scores[0][S];
  for (size_t i = 1; i < len; i++) {
    unsigned whence = 0;
    int32_t to_b = better(e + f[E][B], s + f[S][B], B, &whence), to_m = better(b + f[B][M], m + f[M][M], M, &whence);
    int32_t to_e = better(b + f[B][E], m + f[M][E], E, &whence), to_s = better(e + f[E][S], s + f[S][S], S, &whence);
    b = to_b + scores[i][B];
    m = to_m + scores[i][M];
    e = to_e + scores[i][E];
    s = to_s + scores[i][S];
    from[i] = (uint8_t)whence;
  }
  uint8_t last = s > e ? S : E;
  for (size_t i = len; i-- > 1; last = before[last][from[i] >> last & 1]) tags[i] = last;
  tags[0] = last;
}

/* The best tag that may end the sentence; tags_len where none may. */
static size_t best_last(const ways *w, const jy__tagset *set, size_t len) {
  int32_t most = JY__NEVER_TAG / 2;
  size_t last = set->tags_len;
  for (size_t a = 0; a < set->tags_len; a++)
    if (jy__tag_may_follow(set, a, set->tags_len) && w->best[(len - 1) & 1][a] > most) {
      most = w->best[(len - 1) & 1][a];
      last = a;
    }
  return last;
}

bool jy__tags_best(uint8_t *tags, const jy__tagset *set, int32_t (*scores)[JY__TAGS_MOST], size_t len,
                   int32_t (*follow)[JY__TAGS_MOST], const uint16_t *masks) {
  if (len == 0) return true;
  if (set->scheme == JY__S_WORDS && !masks) {
    words_best(tags, scores, len, follow);
    return true;
  }
  size_t n = set->tags_len;
  ways w;
  memset(w.from[0], 0, sizeof w.from[0]);
  memset(w.follow, 0, sizeof w.follow);
  prepare(&w, set, follow);
  for (size_t b = 0; b < n; b++) {
    bool may = jy__tag_may_follow(set, n, b) && (!masks || masks[0] >> b & 1);
    w.best[0][b] = may ? follow[n][b] + scores[0][b] : JY__NEVER_TAG;
  }
  for (size_t i = 1; i < len; i++) {
    unsigned mask = masks ? masks[i] : 0xFFFF;
    if (set->scheme == JY__S_WORDS)
      step_words(&w, i, scores[i], mask);
    else
      step_spans(&w, n, i, scores[i], mask);
  }
  size_t last = best_last(&w, set, len);
  if (last == n) return false;
  for (size_t i = len; i-- > 0; last = w.from[i][last]) tags[i] = (uint8_t)last;
  return true;
}

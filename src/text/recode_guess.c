/* A character of which a byte is missing: all that the others allow, weighed among
 * the characters around. It is told only where they leave hardly a choice. Refuses
 * to know where bytes are missing. */
#include <math.h>

#include "convert/chars.h"
#include "text/recode_beam.h"

#define SURE 0.85    /* share of all the likelihood that a guess must have, */
#define SURER 0.95   /* where two of three bytes are missing */
#define FLATTER 0.9   /* the model is surer of itself than it ought to be */
#define LEAST -16.0  /* what is less likely than that is no text, whatever its rivals */
#define BEHIND 7.0   /* nats behind the best that add nothing to all the likelihood */

typedef struct {
  const jy__charmodel *model;
  const jy__around *around;
  double all, best_sum; /* likelihoods together; the best, its logarithm */
  uint32_t best, token; /* and what the model counts it as */
} guess;

static void weigh(guess *g, uint32_t cp) {
  if (cp < 0x80 || cp == 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF)) return;
  jy__tokens before = g->around->before;
  uint32_t token = jy__charmodel_token(cp);
  if (token == JY__OTHER || (cp != token && jy__is_han(cp) && !g->around->hant)) return;
  if (token == g->token) { /* the same character in both scripts */
    if (cp != token) g->best = cp;
    return;
  }
  double own = jy__charmodel_score(g->model, before, token), sum = own;
  if (own * FLATTER < g->best_sum - BEHIND) return;
  before = jy__tokens_then(before, token);
  for (size_t i = 0; i < g->around->n_after; i++) {
    uint32_t next = jy__charmodel_token(g->around->after[i]);
    sum += jy__charmodel_score(g->model, before, next);
    before = jy__tokens_then(before, next);
  }
  sum *= FLATTER;
  g->all += exp(sum);
  if (own < LEAST || sum <= g->best_sum) return;
  g->best_sum = sum;
  g->best = cp;
  g->token = token;
}

/* Every character of three bytes of which these are known; where two are not, those
 * in common use, since of the others there are too many to tell one. */
static void weigh_utf8(guess *g, const unsigned char *known, bool common) {
  unsigned char low[3] = {0xE0, 0x80, 0x80}, high[3] = {0xEF, 0xBF, 0xBF};
  for (size_t i = 0; i < 3; i++)
    if (known[i]) low[i] = high[i] = known[i];
  for (unsigned a = low[0]; a <= high[0]; a++)
    for (unsigned b = low[1]; b <= high[1]; b++)
      for (unsigned c = low[2]; c <= high[2]; c++) {
        uint32_t cp = 0;
        char bytes[3] = {(char)a, (char)b, (char)c};
        bool whole = jy__utf8_next(bytes, bytes + 3, &cp) == 3;
        if (whole && (!common || !jy__is_han(cp) || jy__char_common(cp))) weigh(g, cp);
      }
}

static void weigh_pairs(guess *g, const jy__chart *meant, const unsigned char *known) {
  for (unsigned i = 0x40; i <= 0xFE; i++) {
    unsigned char lead = known[0] ? known[0] : (unsigned char)i, trail = known[0] ? (unsigned char)i : known[1];
    uint32_t cp = jy__chart_pair(meant, lead, trail);
    if (cp) weigh(g, cp);
  }
}

uint32_t jy__guess(const jy__beam *s, uint32_t pattern, const jy__around *around) {
  guess g = {NULL, around, 0, -HUGE_VAL, JY__WHITE_SQUARE, 0};
  unsigned char known[3] = {(unsigned char)(pattern >> 16), (unsigned char)(pattern >> 8), (unsigned char)pattern};
  size_t n = 0;
  for (size_t i = 0; i < 3; i++) n += known[i] != 0;
  bool utf8 = s->m->meant == JY__AS_UTF8;
  bool before = around->before & 0xFFFF, after = around->n_after > 0; /* two that are lost tell nothing of each other */
  bool told = utf8 ? (n == 2 && (before || after)) || (n == 1 && known[0] && before && after) : n == 1 && (before || after);
  if (!told || (utf8 && known[0] && (known[0] & 0xF0) != 0xE0)) return JY__WHITE_SQUARE;
  if (jy__charmodel_get(&g.model) < 0) { /* without the model nothing is guessed */
    jy_error_clear();
    return JY__WHITE_SQUARE;
  }
  if (utf8) weigh_utf8(&g, known, n == 1);
  else weigh_pairs(&g, s->meant, known);
  return g.all > 0 && exp(g.best_sum) / g.all >= (utf8 && n == 1 ? SURER : SURE) ? g.best : JY__WHITE_SQUARE;
}

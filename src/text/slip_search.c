/* The search for what a slipped text said: over units from left to right, each
 * hypothesis with the byte that waits for its partner (or none, when in step)
 * and the last two characters, kept or dropped by a character model. Refuses to
 * decide whether the best reading is good enough. */
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "text/readings.h"
#include "text/slip_beam.h"

#define RARITY 9.0 /* what the damage itself costs, about */
#define SYMBOL 4.0 /* few characters of two bytes are letters, digits or symbols */
#define WIDE 0.02  /* digits and letters in two bytes that a text is taken to have, */
#define UNPAIRED 5.0
#define WRONG_SCRIPT 5.0
#define WRONG_READING 8.0
#define HOPELESS 16.0 /* nats behind the text as it stands: given up */
#define SLACK 12.0     /* nats behind one that ended: not followed further */
#define NEAR_BEST 8.0  /* nats behind the best at the same unit: may try what is rare, */
#define FIRST 3.0      /* and what is dear */
#define BEHIND 12.0   /* nats behind the best at the same unit: not kept */
#define EXACT 1e-6    /* what rounding may make of a probability of 1 */

enum {
  KEPT = 3,      /* units in step after which a slip has ended */
  MOST_DEAR = 8, /* hypotheses of a step that may try what is dear */
  MOST_NODES = 2 * JY__BEAM * (JY__SLIP_UNITS + 2)
};

/* What the model said depends on nothing but the tokens, so that one search may go
 * on with what another, of any text, has asked. */
static _Atomic(jy__slip_memory *) spare;

static jy__slip_memory *take_memory(void) {
  jy__slip_memory *m = atomic_exchange(&spare, NULL);
  if (!m && jy__slip_memory_new(&m) < 0) return NULL;
  m->asked = 0;
  return m;
}

static void put_memory(jy__slip_memory *m) {
  free(atomic_exchange(&spare, m));
}

int jy__slip_search_new(jy__slip_search **out, jy__slip_units *units, jy_script script,
                        const jy__dbcs *big5) {
  jy__slip_search *s = calloc(1, sizeof *s);
  jy__node *nodes = malloc(MOST_NODES * sizeof *nodes);
  units->memory = take_memory();
  *out = s;
  if (!s || !nodes || !units->memory) {
    free(s);
    free(nodes);
    free(units->memory);
    units->memory = NULL;
    *out = NULL;
    return jy__nomem();
  }
  s->units = units;
  s->script = script;
  s->big5 = big5;
  s->nodes = nodes;
  return JY_OK;
}

void jy__slip_search_free(jy__slip_search *s) {
  if (!s) return;
  put_memory(s->units->memory);
  free(s->nodes);
  free(s);
}

/* What a character pays that the model knows by its kind only: texts write digits
 * and letters in one byte or in two. */
static double of_kind(const jy__slip_search *s, uint32_t cp, uint32_t token) {
  const jy__slip_counts *n = s->units->counts;
  if (cp < 0x80) return 0;
  if (cp == 0x3000) return 2 * SYMBOL;
  if (token == JY__OTHER) return SYMBOL;
  if (token != JY__LETTER && token != JY__DIGIT) return 0;
  double wide = -log(((double)n->wide + WIDE) / ((double)(n->wide + n->narrow) + 1));
  return (wide < SYMBOL ? wide : SYMBOL) + (token == JY__DIGIT ? log(10) : log(52));
}

double jy__slip_likely(const jy__slip_search *s, jy__tokens before, uint32_t cp) {
  uint32_t t = jy__charmodel_token(cp);
  return jy__slip_score(s->units, before, t) - of_kind(s, cp, t);
}

void jy__slip_search_learn(jy__slip_search *s, const jy__slip_found *found, bool dense) {
  s->dense = dense;
  s->hidden += found->n_hidden;
  s->shown += found->n_shown;
}

/* Whether a character is one of the two levels of Big5 proper. */
static bool in_big5(const jy__slip_search *s, uint32_t cp) {
  unsigned code = jy__dbcs_code(s->big5, cp);
  return (code >= 0xA440 && code <= 0xC67E) || (code >= 0xC940 && code <= 0xF9D5);
}

static const struct {
  uint32_t open, close;
} marks[] = {{0x201C, 0x201D}, {0x2018, 0x2019}, {0x300A, 0x300B}, {0xFF08, 0xFF09},
             {0x3010, 0x3011}, {0x300C, 0x300D}, {0x300E, 0x300F}, {0x3008, 0x3009}};
enum { MARKS = sizeof marks / sizeof *marks };

/* Whether a closing mark has nothing to close before the slip, or an opening
 * quotation mark stands inside another. */
static bool is_unpaired(const jy__slip_search *s, uint32_t cp) {
  for (size_t k = 0; k < MARKS; k++) {
    if (cp != marks[k].open && cp != marks[k].close) continue;
    bool open = false;
    for (size_t i = 0; i < s->start; i++) {
      uint32_t token = s->units->at[i].token;
      if (token == marks[k].open) open = true;
      if (token == marks[k].close) open = false;
    }
    return open == (cp == marks[k].open);
  }
  return false;
}

unsigned jy__slip_unpaired(const jy__slip_search *s) {
  unsigned bits = 0;
  for (size_t k = 0; k < MARKS; k++) bits |= (unsigned)is_unpaired(s, marks[k].close) << k;
  return bits; /* an opening mark is unpaired where the closing one is not */
}

double jy__slip_suits(const jy__slip_search *s, uint32_t cp, jy_str gloss) {
  double penalty = 0;
  if (gloss.len && jy__reading_fits(cp, gloss) == JY__READING_NO) penalty -= WRONG_READING;
  if (cp < 0x4E00 || cp > 0x9FFF) return is_unpaired(s, cp) ? penalty - UNPAIRED : penalty;
  bool folds = jy__charmodel_token(cp) != cp, plain = in_big5(s, cp);
  if (!plain && (folds || s->script == JY_SCRIPT_HANT)) penalty -= WRONG_SCRIPT; /* a variant, or Simplified */
  if (folds && s->script == JY_SCRIPT_HANS) penalty -= WRONG_SCRIPT;
  return penalty;
}

/* ---- the beam -------------------------------------------------------------------- */

/* Puts a reading to another that differs from it in nothing that is to come, and in what characters
 * it has but not where: both speak for that. */
static double add(jy__node *to, const jy__node *n) {
  double high = fmax(to->score, n->score), low = fmin(to->score, n->score);
  double best = fmax(to->score - to->others, n->score - n->others), all = high + log1p(exp(low - high));
  if (n->score - n->others == best) *to = *n;
  to->score = all;
  to->others = all - best;
  return all;
}

static bool same_state(const jy__node *x, const jy__node *y) {
  return x->low == y->low && x->high == y->high && (uint32_t)x->before == (uint32_t)y->before && (x->kept > 0) == (y->kept > 0);
}

/* What is said adds no more than 0, so that it need not be asked. */
bool jy__slip_beaten(jy__slip_search *s, const jy__node *n) {
  const jy__layer *l = &s->next[n->low != 0];
  if (n->score + EXACT >= l->best - BEHIND && n->score + EXACT > l->least) return false;
  s->units->memory->asked++;
  return true;
}

void jy__slip_push(jy__slip_search *s, const jy__node *n) {
  jy__layer *l = &s->next[n->low != 0]; /* in step and out of it do not crowd each other out */
  size_t worst = 0;
  if (n->score < l->best - BEHIND || n->score <= l->least) return;
  if (n->score > l->best) l->best = n->score;
  for (size_t i = 0; i < l->len; i++) {
    jy__node *other = &s->nodes[l->at[i]];
    if (other->shape == n->shape && same_state(other, n)) {
      double all = add(other, n);
      if (all > l->best) l->best = all;
      return;
    }
    if (other->score < s->nodes[l->at[worst]].score) worst = i;
  }
  if (l->len == JY__BEAM) l->least = s->nodes[l->at[worst]].score;
  if (l->len < JY__BEAM) {
    l->at[l->len++] = (uint32_t)s->n_nodes;
    s->nodes[s->n_nodes++] = *n;
  } else if (s->nodes[l->at[worst]].score < n->score) {
    s->nodes[l->at[worst]] = *n;
  }
}

void jy__slip_step(const jy__slip_search *s, jy__node *n, uint32_t parent, jy__step kind, size_t unit) {
  const jy__node *from = &s->nodes[parent];
  *n = (jy__node){.score = from->score, .parent = parent, .before = from->before, .kind = kind,
                  .unit = (uint32_t)unit, .was_low = from->low, .was_high = from->high, .others = from->others,
                  .shape = from->shape};
  if (kind != JY__STEP_PAIR && kind != JY__STEP_KEEP) n->shape = (n->shape + (uint32_t)unit * 16 + kind) * 0x9E3779B1u;
}

void jy__slip_say(const jy__slip_search *s, jy__node *n, size_t which, uint32_t cp) {
  n->score += jy__slip_likely(s, n->before, cp);
  n->before = jy__tokens_then(n->before, jy__charmodel_token(cp));
  n->out[which] = cp;
}

/* ---- the walk -------------------------------------------------------------------- */

/* Of those that differ in nothing that is to come the likeliest shape goes on. */
static void keep_shapes(const jy__slip_search *s, jy__layer *l) {
  size_t n = 0;
  for (size_t i = 0; i < l->len; i++) {
    const jy__node *one = &s->nodes[l->at[i]];
    bool beaten = false;
    for (size_t k = 0; k < l->len && !beaten; k++) {
      const jy__node *other = &s->nodes[l->at[k]];
      beaten = k != i && same_state(one, other) && (other->score > one->score || (other->score == one->score && k < i));
    }
    if (!beaten) l->at[n++] = l->at[i];
  }
  l->len = n;
}

/* The best first, who may try what is dear. */
static void rank(const jy__slip_search *s, jy__layer *l) {
  for (size_t i = 1; i < l->len; i++) {
    uint32_t one = l->at[i];
    size_t k = i;
    for (; k > 0 && s->nodes[l->at[k - 1]].score < s->nodes[one].score; k--) l->at[k] = l->at[k - 1];
    l->at[k] = one;
  }
}

static void turn_over(jy__slip_search *s) {
  for (size_t k = 0; k < 2; k++) {
    keep_shapes(s, &s->next[k]);
    rank(s, &s->next[k]);
    s->now[k] = s->next[k];
    s->next[k].len = 0;
    s->next[k].best = s->next[k].least = -INFINITY;
  }
}

/* Puts the root in place: the text before the first unit, in step. */
static void set_out(jy__slip_search *s, size_t start, bool silent) {
  s->nodes[0] = (jy__node){.kind = JY__STEP_KEEP, .before = jy__slip_before(s->units, start)};
  s->n_nodes = 1;
  s->start = start;
  turn_over(s);
  jy__slip_lose(s, 0, silent ? JY__STEP_SILENT : JY__STEP_START, start);
}

static double ahead(const jy__slip_search *s, uint32_t i, size_t past) {
  return s->nodes[i].score - jy__slip_alone(s->units, s->start, past);
}

static bool is_finished(const jy__slip_search *s, uint32_t i, bool last) {
  const jy__node *n = &s->nodes[i];
  return n->low == 0 && (n->kept >= KEPT || last);
}

static double best_score(const jy__slip_search *s) {
  double best = -INFINITY;
  for (size_t k = 0; k < 2; k++)
    if (s->now[k].len && s->now[k].best > best) best = s->now[k].best;
  return best;
}

/* The best hypothesis that ended, 0 where there is none yet. */
typedef struct {
  uint32_t at;
  double gain;
} ended;

/* Takes every hypothesis of a kind on past `unit`, or notes that it ended. */
static void walk_layer(jy__slip_search *s, const jy__layer *l, size_t unit, bool more, double top, ended *best) {
  double cost = jy__slip_hidden_cost(s);
  size_t dear = MOST_DEAR;
  for (size_t k = 0; k < l->len; k++) {
    uint32_t i = l->at[k];
    if (is_finished(s, i, !more)) {
      double gain = ahead(s, i, unit);
      if (!best->at || gain > best->gain) *best = (ended){i, gain};
    } else if (more) {
      bool near = s->nodes[i].score >= top - NEAR_BEST, few = s->nodes[i].score - cost >= top - FIRST && dear > 0;
      dear -= few;
      jy__slip_steps(s, i, unit, near, few, few && s->nodes[i].score - 2 * cost >= top - FIRST);
    }
  }
}

/* Walks on from `unit` until every hypothesis has ended or none has a chance; one
 * that asks too much finds nothing. */
static ended walk(jy__slip_search *s, size_t unit) {
  ended best = {0, -INFINITY};
  for (;; unit++) {
    turn_over(s);
    bool more = jy__slip_unit_read(s->units, unit) && unit + 1 < JY__SLIP_UNITS;
    jy__slip_earn(s->units, s->units->next);
    if (s->units->memory->asked >= s->units->most) return (ended){0, -INFINITY};
    double top = best_score(s);
    if (top - jy__slip_alone(s->units, s->start, unit) < (best.at ? best.gain - SLACK : -HOPELESS)) return best;
    walk_layer(s, &s->now[0], unit, more, top, &best);
    walk_layer(s, &s->now[1], unit, more, top, &best);
    if (!more || (s->next[0].len == 0 && s->next[1].len == 0)) return best;
  }
}

/* ---- the way back ---------------------------------------------------------------- */

static jy__slip_char lost_char(const jy__slip_search *s, const jy__node *n) {
  const jy__slip_unit *u = &s->units->at[n->unit];
  bool left = n->kind == JY__STEP_LEFT || n->kind == JY__STEP_RESTART || n->kind == JY__STEP_DROP;
  jy__slip_char c = {.cp = n->out[0], .lead_low = n->was_low, .lead_high = n->was_high,
                     .trail_low = left ? JY__TRAIL : n->trail, .trail_high = left ? JY__BYTE_END - 1 : n->trail};
  const jy__node *from = &s->nodes[n->parent];
  if (from->kind == JY__STEP_GONE) c.after = from->trail;
  c.lost = left || n->was_low != n->was_high;
  if (left && u->mark) c.gloss = u->gloss;
  return c;
}

static jy__slip_char plain_char(uint32_t cp) {
  return (jy__slip_char){.cp = cp};
}

/* The character whose second byte a pair hid, the one of which two pairs hid both, or the one
 * whose first byte was hidden. */
static jy__slip_char vanished_char(const jy__node *n, size_t which) {
  jy__slip_char c = {.cp = n->out[which], .lead_low = JY__LEAD, .lead_high = JY__BYTE_END - 1,
                     .trail_low = JY__LEAD, .trail_high = JY__BYTE_END - 1, .lost = true, .vanished = which < 2};
  if (which == 0) {
    c.lead_low = n->was_low;
    c.lead_high = n->was_high;
  }
  if (which == 2) c.trail_low = c.trail_high = n->trail;
  return c;
}

static void add_char(jy__slip_found *f, jy__slip_char c) {
  f->chars[f->n_chars++] = c;
  f->pieces[f->n_pieces - 1].chars++;
}

static void open_piece(jy__slip_found *f, size_t first, size_t past, bool kept) {
  f->pieces[f->n_pieces++] = (jy__slip_piece){first, past, f->n_chars, 0, kept};
}

/* A character belongs to the unit that holds its first byte. */
static void retrace(const jy__slip_search *s, const jy__node *n, jy__slip_found *f) {
  switch (n->kind) {
    case JY__STEP_KEEP:
      open_piece(f, n->unit, n->unit + 1, true);
      add_char(f, plain_char(s->units->at[n->unit].cp));
      break;
    case JY__STEP_START:
      open_piece(f, n->unit, n->unit + 1, false);
      break;
    case JY__STEP_SILENT:
      open_piece(f, n->unit, n->unit, false);
      break;
    case JY__STEP_PAIR:
    case JY__STEP_RESTART:
      add_char(f, lost_char(s, n));
      open_piece(f, n->unit, n->unit + 1, false);
      break;
    case JY__STEP_GONE:
      f->n_shown++;
      add_char(f, vanished_char(n, 0));
      open_piece(f, n->unit, n->unit + 1, false);
      break;
    case JY__STEP_VANISH:
    case JY__STEP_VANISH_CLOSE:
      f->n_hidden += n->out[1] ? 2 : 1;
      add_char(f, vanished_char(n, 0));
      if (n->out[1]) add_char(f, vanished_char(n, 1));
      add_char(f, vanished_char(n, 2));
      if (n->kind == JY__STEP_VANISH)
        open_piece(f, n->unit, n->unit + 1, false);
      else
        f->pieces[f->n_pieces - 1].past = n->unit + 1;
      break;
    case JY__STEP_CLOSE:
    case JY__STEP_LEFT:
    case JY__STEP_DROP:
      add_char(f, lost_char(s, n));
      if (n->out[1]) add_char(f, plain_char(n->out[1]));
      f->pieces[f->n_pieces - 1].past = n->unit + 1;
      break;
  }
}

static void trace(const jy__slip_search *s, uint32_t last, jy__slip_found *f) {
  uint32_t path[JY__SLIP_UNITS + 1];
  size_t n = 0;
  for (uint32_t i = last; i != 0; i = s->nodes[i].parent) path[n++] = i;
  f->n_chars = f->n_pieces = f->n_hidden = f->n_shown = 0;
  while (n > 0) retrace(s, &s->nodes[path[--n]], f);
  while (f->n_pieces > 0 && f->pieces[f->n_pieces - 1].kept) f->n_chars -= f->pieces[--f->n_pieces].chars;
  f->from = f->n_pieces ? f->pieces[0].first : 0;
  f->past = f->n_pieces ? f->pieces[f->n_pieces - 1].past : 0;
}

void jy__slip_search_from(jy__slip_search *s, size_t start, bool silent, jy__slip_found *found) {
  found->gain = -INFINITY;
  if (!jy__slip_unit_read(s->units, start) || (silent && start == 0)) return;
  set_out(s, start, silent);
  ended best = walk(s, silent ? start : start + 1);
  if (best.at == 0) return;
  trace(s, best.at, found);
  found->gain = best.gain - s->nodes[best.at].others;
  found->mean = (s->nodes[best.at].score - s->nodes[best.at].others + RARITY) / (double)(found->n_chars + KEPT);
}

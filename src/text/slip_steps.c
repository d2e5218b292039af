/* The steps of the search for slips: what the next unit may have been, given the
 * byte that waits for its partner. Refuses to choose among hypotheses. */
#include <math.h>

#include "text/readings.h"
#include "text/slip_beam.h"

/* Costs in nats: how rare each kind of damage is. */
#define LOST 9.0         /* a byte was lost and left a mark */
#define LOST_AMONG 5.0   /* where many were */
#define LOST_SILENTLY 19.0
#define WIDE_MARK 3.0    /* marks are `?` or U+FFFD as a rule, not ？ */
#define WIDENED 0.4      /* punctuation or a digit was folded to ASCII */
#define WIDENED_LETTER 1.5
#define LEFT_OVER 1.0    /* the last byte of a slip shows as a mark */
#define DROPPED 7.0      /* or not at all */
#define BOTH 4.0         /* one mark for a byte left over and one lost */
#define VANISHED 1.5     /* so many pairs without a public character are taken to be hidden */
#define SHOWN 0.75       /* and shown as a mark, before the text tells */
#define HIDES 0.8        /* a hidden pair costs less: the character it hides pays for being there */

enum {
  FEW_FIRSTS = 12, /* characters tried where a pair vanished, */
  MOST_FIRSTS = JY__SLIP_LIKELIEST, /* and where the byte before it is lost too; */
  TWICE_FIRSTS = 3, /* where two pairs vanished, */
  MOST_BETWEEN = 4, /* and for the one between them */
  MOST_FORMS = 3
};

/* The bytes that a unit may have had: its own, or those of the full-width form
 * that was folded. Returns how many, at most 3. */
static size_t forms(const jy__slip_search *s, const jy__slip_unit *u, unsigned codes[MOST_FORMS], double costs[MOST_FORMS]) {
  size_t n = 0;
  uint32_t c = u->cp;
  if (u->code) {
    codes[n] = u->code;
    costs[n++] = 0;
  }
  if (u->in_tag) return n;
  if (c > 0x20 && c < 0x7F) {
    bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    codes[n] = jy__dbcs_code(s->units->pairs, c + 0xFEE0);
    costs[n++] = letter ? WIDENED_LETTER : WIDENED;
  }
  if (c == ' ' || c == '"') {
    codes[n] = jy__dbcs_code(s->units->pairs, c == ' ' ? 0x3000 : 0x201C);
    costs[n++] = WIDENED_LETTER;
  }
  if (c == '"') {
    codes[n] = jy__dbcs_code(s->units->pairs, 0x201D);
    costs[n++] = WIDENED_LETTER;
  }
  return n;
}

static bool is_rare(const jy__slip_search *s, uint32_t cp) {
  return jy__charmodel_is_rare(s->units->model, jy__charmodel_token(cp));
}

static jy_str gloss_before(const jy__slip_search *s, const jy__node *from) {
  const jy__slip_unit *u = &s->units->at[from->unit];
  return (from->kind == JY__STEP_START || from->kind == JY__STEP_RESTART) && u->mark ? u->gloss : (jy_str){"", 0};
}

/* A gloss on a lost first byte was put there for the pair that this byte made
 * with the one before it. */
static double lead_suits(const jy__slip_search *s, const jy__node *from, unsigned lead) {
  jy_str gloss = gloss_before(s, from);
  if (gloss.len == 0 || from->unit == 0) return 0;
  unsigned before = s->units->at[from->unit - 1].code & 0xFF;
  uint32_t cp = jy__dbcs_char(s->units->pairs, before, lead);
  return cp ? jy__slip_suits(s, cp, gloss) : 0;
}

static const jy_str no_gloss = {"", 0};

static double mark_cost(const jy__slip_search *s, size_t unit) {
  return s->units->at[unit].cp == 0xFF1F ? WIDE_MARK : 0;
}

/* Whether a byte may be what waits: after a pair that shows as a mark, only what
 * made no public character with the pair's first byte. */
static bool may_wait(const jy__slip_search *s, const jy__node *from, unsigned lead) {
  return from->kind != JY__STEP_GONE || !jy__dbcs_char(s->units->pairs, from->trail, lead);
}

/* The byte that waits and the first of the unit make a character; its second waits. */
static void step_pair(jy__slip_search *s, uint32_t i, size_t unit) {
  unsigned codes[MOST_FORMS];
  double costs[MOST_FORMS];
  size_t n_forms = forms(s, &s->units->at[unit], codes, costs);
  for (size_t k = 0; k < n_forms; k++) {
    const jy__node *from = &s->nodes[i];
    if (codes[k] == 0) continue;
    for (unsigned lead = from->low; lead <= from->high; lead++) {
      uint32_t cp = jy__dbcs_char(s->units->pairs, lead, codes[k] >> 8);
      if (!cp || !may_wait(s, from, lead)) continue;
      jy__node n;
      jy__slip_step(s, &n, i, JY__STEP_PAIR, unit);
      n.low = n.high = (uint8_t)(codes[k] & 0xFF);
      n.trail = (uint8_t)(codes[k] >> 8);
      n.score -= costs[k];
      if (from->low != from->high) n.score += jy__slip_suits(s, cp, no_gloss) + lead_suits(s, from, lead);
      if (jy__slip_beaten(s, &n)) continue;
      jy__slip_say(s, &n, 0, cp);
      jy__slip_push(s, &n);
    }
  }
}

/* An ASCII letter is the second byte: in step again. */
static void step_close(jy__slip_search *s, uint32_t i, size_t unit) {
  uint32_t c = s->units->at[unit].cp;
  if (c < JY__TRAIL || c > 0x7E || s->units->at[unit].in_tag) return;
  unsigned high = s->nodes[i].high;
  for (unsigned lead = s->nodes[i].low; lead <= high; lead++) {
    uint32_t cp = jy__dbcs_char(s->units->pairs, lead, c);
    if (!cp || !may_wait(s, &s->nodes[i], lead)) continue;
    jy__node n;
    jy__slip_step(s, &n, i, JY__STEP_CLOSE, unit);
    const jy__node *from = &s->nodes[i];
    n.trail = (uint8_t)c;
    if (from->low != from->high) n.score += jy__slip_suits(s, cp, no_gloss) + lead_suits(s, from, lead);
    jy__slip_say(s, &n, 0, cp);
    jy__slip_push(s, &n);
  }
}

/* One reading of a first byte that was left over: its second byte is `trail`. */
static void left_over(jy__slip_search *s, uint32_t i, size_t unit, uint32_t cp, jy__step kind, double cost) {
  const jy__slip_unit *u = &s->units->at[unit];
  jy__node n;
  jy__slip_step(s, &n, i, kind, unit);
  n.score += jy__slip_suits(s, cp, u->gloss.ptr ? u->gloss : no_gloss) - cost - mark_cost(s, unit);
  jy__slip_say(s, &n, 0, cp);
  if (kind == JY__STEP_RESTART) {
    n.score -= BOTH;
    n.low = JY__LEAD;
    n.high = JY__BYTE_END - 1;
  } else if (kind == JY__STEP_DROP) {
    jy__slip_say(s, &n, 1, u->cp);
  } else if (u->markup) {
    jy__slip_say(s, &n, 1, '<');
  }
  jy__slip_push(s, &n);
}

/* After a pair that is shown as a mark a byte was left alone: of all the characters
 * that may have ended there, those that stand before white space. */
static void step_sign(jy__slip_search *s, uint32_t i, size_t unit) {
  static const uint32_t signs[] = {0x3002, 0x201D, 0xFF09, 0xFF01, 0xFF1F, 0x300B, 0xFF1A, 0xFF1B, 0xFF0C};
  for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
    unsigned code = jy__dbcs_code(s->units->pairs, signs[k]), lead = code >> 8;
    if (lead >= s->nodes[i].low && lead <= s->nodes[i].high && may_wait(s, &s->nodes[i], lead))
      left_over(s, i, unit, signs[k], JY__STEP_LEFT, LEFT_OVER);
  }
}

/* The byte that waits was left alone: any second byte may follow it. */
static void step_left(jy__slip_search *s, uint32_t i, size_t unit, jy__step kind, double cost) {
  unsigned lead = s->nodes[i].low;
  if (lead != s->nodes[i].high) {
    if (kind == JY__STEP_LEFT) step_sign(s, i, unit);
    return;
  }
  for (unsigned trail = JY__TRAIL; trail < JY__BYTE_END; trail++) {
    uint32_t cp = jy__dbcs_char(s->units->pairs, lead, trail);
    if (cp) left_over(s, i, unit, cp, kind, cost);
  }
}

/* Both bytes of a character were left alone, each with a gloss: what has the
 * second gloss as its reading. */
static void step_split(jy__slip_search *s, uint32_t i, size_t unit) {
  jy_str row;
  if (jy__readings_of(&row, s->units->at[unit].gloss) < 0) return;
  for (size_t k = 0; k + 3 <= row.len; k += 3) {
    uint32_t cp;
    jy__utf8_next(row.ptr + k, row.ptr + row.len, &cp);
    unsigned code = jy__dbcs_code(s->units->pairs, cp);
    if (!code) continue;
    double suits = lead_suits(s, &s->nodes[i], code >> 8);
    left_over(s, i, unit, cp, JY__STEP_LEFT, LEFT_OVER - suits);
  }
}

/* What it costs that a pair without a public character is hidden, or shown. */
static double cost_of(const jy__slip_search *s, size_t seen, double taken) {
  return -log(((double)seen + taken) / ((double)(s->hidden + s->shown) + VANISHED + SHOWN));
}

double jy__slip_hidden_cost(const jy__slip_search *s) {
  return cost_of(s, s->hidden, VANISHED) - HIDES;
}

/* ---- pairs without a public character ------------------------------------------------ */

typedef struct {
  double score;
  unsigned code;
} first;

/* Puts a character among the likeliest, best first. Returns how many there are. */
static size_t put_first(first *list, size_t n, size_t most, first f) {
  size_t k = n < most ? n : most - 1;
  if (n == most && list[k].score >= f.score) return n;
  for (; k > 0 && list[k - 1].score < f.score; k--) list[k] = list[k - 1];
  list[k] = f;
  return n < most ? n + 1 : n;
}

/* The commonest characters that a pair without a public character may complete,
 * made once for a text: of all there are, those that nothing speaks for are not worth asking. */
static const jy__slip_firsts *firsts_of(jy__slip_search *s) {
  const jy__dbcs *d = s->units->pairs;
  jy__dbcs_id id = d == s->big5 ? JY__BIG5 : JY__GBK;
  jy__slip_firsts *f = &s->units->memory->firsts[id];
  if (s->has_firsts[id]) return f;
  s->has_firsts[id] = true;
  unsigned unpaired = jy__slip_unpaired(s);
  if (f->of == d && f->script == s->script && f->unpaired == unpaired) return f;
  first list[JY__SLIP_FIRSTS];
  *f = (jy__slip_firsts){.of = d, .script = s->script, .unpaired = unpaired};
  for (unsigned lead = JY__LEAD; lead < JY__BYTE_END; lead++)
    for (unsigned trail = JY__LEAD; trail < JY__BYTE_END; trail++) {
      uint32_t cp = jy__dbcs_is_private(d, trail) ? jy__dbcs_char(d, lead, trail) : 0;
      if (!cp) continue;
      double score = jy__charmodel_score(s->units->model, 0, jy__charmodel_token(cp)) + jy__slip_suits(s, cp, no_gloss);
      f->len = put_first(list, f->len, JY__SLIP_FIRSTS, (first){score, lead << 8 | trail});
    }
  for (size_t k = 0; k < f->len; k++) f->codes[k] = (uint16_t)list[k].code;
  return f;
}

static size_t ask_first(const jy__slip_search *s, const jy__node *from, unsigned code, first *list, size_t n, size_t most) {
  uint32_t cp = jy__dbcs_char(s->units->pairs, code >> 8, code & 0xFF);
  if (!cp || code >> 8 < from->low || code >> 8 > from->high || !may_wait(s, from, code >> 8)) return n;
  double score = jy__slip_likely(s, from->before, cp) + jy__slip_suits(s, cp, no_gloss);
  return put_first(list, n, most, (first){score, code});
}

/* The likeliest characters that a pair without a public character may have
 * completed: their two bytes, the second of which is the pair's first. */
static void likely_firsts(jy__slip_search *s, uint32_t i, jy__slip_likeliest *out) {
  const jy__node *from = &s->nodes[i];
  first list[MOST_FIRSTS];
  size_t n = 0, asked = s->units->memory->asked;
  if (from->low == from->high) {
    for (unsigned trail = JY__LEAD; trail < JY__BYTE_END; trail++)
      if (jy__dbcs_is_private(s->units->pairs, trail))
        n = ask_first(s, from, (unsigned)from->low << 8 | trail, list, n, FEW_FIRSTS);
  } else {
    const jy__slip_firsts *f = firsts_of(s);
    for (size_t k = 0; k < f->len; k++) n = ask_first(s, from, f->codes[k], list, n, MOST_FIRSTS);
  }
  for (size_t k = 0; k < n; k++) out->codes[k] = (uint16_t)list[k].code;
  out->len = n;
  out->asked = s->units->memory->asked - asked;
}

/* Pairs that made no public character are not shown: the first byte of the first
 * completes character `made`, the second of the last begins one with the unit's first (`x`); the
 * unit's second then waits (0: it has none). `between`: the character that two of them hid. */
static void vanished(jy__slip_search *s, uint32_t i, size_t unit, unsigned made, unsigned between, unsigned x,
                     unsigned waits) {
  const jy__dbcs *d = s->units->pairs;
  jy__node hidden;
  jy__slip_step(s, &hidden, i, waits ? JY__STEP_VANISH : JY__STEP_VANISH_CLOSE, unit);
  hidden.low = hidden.high = (uint8_t)waits;
  hidden.trail = (uint8_t)x;
  for (size_t k = 0; k < 2; k++) {
    unsigned code = k == 0 ? made : between;
    uint32_t cp = jy__dbcs_char(d, code >> 8, code & 0xFF);
    if (!cp) continue;
    hidden.score += jy__slip_suits(s, cp, no_gloss) - jy__slip_hidden_cost(s);
    jy__slip_say(s, &hidden, k, cp);
  }
  unsigned last = (between ? between : made) & 0xFF;
  for (unsigned second = JY__LEAD; second < JY__BYTE_END; second++) {
    uint32_t cp = jy__dbcs_char(d, second, x);
    if (!cp || jy__dbcs_char(d, last, second) || is_rare(s, cp) || jy__slip_beaten(s, &hidden)) continue;
    jy__node n = hidden;
    n.score += jy__slip_suits(s, cp, no_gloss);
    jy__slip_say(s, &n, 2, cp);
    jy__slip_push(s, &n);
  }
}

/* The likeliest characters of which two pairs that vanished hid both bytes, after `made`. */
static size_t likely_between(jy__slip_search *s, uint32_t i, unsigned made, unsigned codes[MOST_BETWEEN]) {
  const jy__slip_firsts *f = firsts_of(s);
  first list[MOST_BETWEEN];
  jy__node from = s->nodes[i];
  size_t n = 0;
  uint32_t cp = jy__dbcs_char(s->units->pairs, made >> 8, made & 0xFF);
  from.before = jy__tokens_then(from.before, jy__charmodel_token(cp));
  from.kind = JY__STEP_GONE;
  from.trail = (uint8_t)(made & 0xFF);
  from.low = JY__LEAD;
  from.high = JY__BYTE_END - 1;
  for (size_t k = 0; k < f->len; k++) n = ask_first(s, &from, f->codes[k], list, n, MOST_BETWEEN);
  for (size_t k = 0; k < n; k++) codes[k] = list[k].code;
  return n;
}

static void step_vanished(jy__slip_search *s, uint32_t i, size_t unit, bool twice, jy__slip_likeliest *firsts) {
  const jy__slip_unit *u = &s->units->at[unit];
  unsigned codes[MOST_FORMS], between[MOST_BETWEEN];
  double costs[MOST_FORMS];
  bool letter = u->cp >= JY__TRAIL && u->cp < 0x7F && !u->in_tag;
  if (forms(s, u, codes, costs) == 0 && !letter) return;
  unsigned x = letter ? u->cp : codes[0] >> 8, waits = letter ? 0 : codes[0] & 0xFF;
  if (x == 0) return;
  likely_firsts(s, i, firsts);
  for (size_t k = 0; k < firsts->len; k++) {
    unsigned made = firsts->codes[k];
    vanished(s, i, unit, made, 0, x, waits);
    size_t n_between = twice && k < TWICE_FIRSTS ? likely_between(s, i, made, between) : 0;
    for (size_t b = 0; b < n_between; b++) vanished(s, i, unit, made, between[b], x, waits);
  }
}

/* A pair that made no public character shows as a mark: its second byte waits. */
static void step_gone(jy__slip_search *s, uint32_t i, size_t unit, jy__slip_likeliest *firsts) {
  const jy__dbcs *d = s->units->pairs;
  if (firsts->asked) s->units->memory->asked += firsts->asked;
  else likely_firsts(s, i, firsts);
  for (size_t k = 0; k < firsts->len; k++) {
    unsigned made = firsts->codes[k];
    jy__node one;
    jy__slip_step(s, &one, i, JY__STEP_GONE, unit);
    for (unsigned second = JY__LEAD; second < JY__BYTE_END; second++) {
      if (jy__dbcs_char(d, made & 0xFF, second)) continue;
      if (one.low == 0) one.low = (uint8_t)second;
      one.high = (uint8_t)second;
    }
    uint32_t cp = jy__dbcs_char(d, made >> 8, made & 0xFF);
    one.trail = (uint8_t)made;
    one.score += jy__slip_suits(s, cp, no_gloss) - cost_of(s, s->shown, SHOWN);
    jy__slip_say(s, &one, 0, cp);
    jy__slip_push(s, &one);
  }
}

void jy__slip_lose(jy__slip_search *s, uint32_t i, jy__step kind, size_t unit) {
  jy__node n;
  jy__slip_step(s, &n, i, kind, unit);
  n.score -= kind == JY__STEP_SILENT ? LOST_SILENTLY : (s->dense ? LOST_AMONG : LOST) + mark_cost(s, unit);
  n.low = JY__LEAD;
  n.high = JY__BYTE_END - 1;
  jy__slip_push(s, &n);
}

/* What stands is weighed as it is alone, since damage that repeats would pass for
 * words; but for the first that meets what was restored. */
static void step_keep(jy__slip_search *s, uint32_t i, size_t unit) {
  const jy__slip_unit *u = &s->units->at[unit];
  jy__node n;
  jy__slip_step(s, &n, i, JY__STEP_KEEP, unit);
  n.kept = (uint8_t)(s->nodes[i].kept + 1);
  uint32_t token = jy__charmodel_token(u->cp == '?' ? 0xFF1F : u->cp);
  n.score += n.kept > 1 ? jy__charmodel_score(s->units->model, n.before, token)
                        : jy__slip_score(s->units, n.before, token);
  n.before = jy__tokens_then(n.before, token);
  n.out[0] = u->cp == '?' ? 0xFF1F : u->cp;
  jy__slip_push(s, &n);
}

void jy__slip_steps(jy__slip_search *s, uint32_t i, size_t unit, bool near, bool few, bool twice) {
  const jy__slip_unit *u = &s->units->at[unit];
  bool known = s->nodes[i].low == s->nodes[i].high, in_step = s->nodes[i].low == 0;
  if (in_step) step_keep(s, i, unit);
  if (in_step && u->mark && !u->markup) jy__slip_lose(s, i, JY__STEP_START, unit);
  if (in_step) return;
  step_pair(s, i, unit);
  step_close(s, i, unit);
  jy__slip_likeliest firsts = {.asked = 0};
  if (few) step_vanished(s, i, unit, twice, &firsts);
  if (u->mark && (known || s->nodes[i].kind == JY__STEP_GONE)) step_left(s, i, unit, JY__STEP_LEFT, LEFT_OVER);
  if (u->mark && known && !u->markup && near) step_left(s, i, unit, JY__STEP_RESTART, LEFT_OVER);
  if (u->mark && !known && u->gloss.len) step_split(s, i, unit);
  if (u->mark && u->gloss.len == 0 && !u->markup && near) step_gone(s, i, unit, &firsts);
  if (u->cp < JY__TRAIL && !u->mark && !u->in_tag && known && few)
    step_left(s, i, unit, JY__STEP_DROP, DROPPED);
}

/* Undoes one misreading where that makes better text. Every character is either
 * as it stands (outside) or gives back the bytes that it was read from (inside),
 * which a decoder of the right encoding takes up; the cheapest way through wins,
 * found step by step with few hypotheses. So the borders come out exact, and
 * ASCII, which is the same in both, may stand anywhere. Refuses to know where
 * to look and which misreading it was. */
#include <stdlib.h>
#include <string.h>

#include "convert/chars.h"
#include "text/recode_beam.h"

#define CHUNK 2048 /* characters of one search */
#define TAIL 64    /* of them searched again with the next chunk */

/* What a character that cannot be told costs: where the text shows that bytes
 * are missing, where they are missing without a trace, and where they do not
 * fit. The last must be dearer than any character as it stands. */
#define TRACELESS 14.0f
#define UNFIT 20.0f

#define HOPELESS 30.0f /* nats behind the cheapest */

static bool is_tail(unsigned char b) {
  return (b & 0xC0) == 0x80 || b == 0; /* 0: not known */
}

static bool emit(jy__node *n, uint32_t what, float cost) {
  if (n->n_out == JY__MOST_OUT) return false;
  n->out[n->n_out++] = what;
  n->cost += cost;
  n->last = what & JY__LOST ? JY__WHITE_SQUARE : what;
  return true;
}

static bool emit_char(jy__node *n, uint32_t cp) {
  return emit(n, cp, n->deep && cp >= 0x80 ? JY__ANY : jy__char_cost(n->last, cp));
}

/* Gives up what is pending: its known bytes go along, to be guessed from. */
static bool give_up(jy__node *n, float cost) {
  uint32_t pattern = JY__LOST | (uint32_t)n->pending[0] << 16 | (uint32_t)n->pending[1] << 8 | n->pending[2];
  if (n->n_pending) pattern |= (uint32_t)n->n_pending << 24;
  n->n_pending = 0;
  memset(n->pending, 0, sizeof n->pending);
  return emit(n, pattern, cost);
}

static void push(jy__node *n, unsigned char b) {
  n->pending[n->n_pending++] = b;
}

static bool pending_unknown(const jy__node *n) {
  for (size_t i = 0; i < n->n_pending; i++)
    if (n->pending[i] == 0) return true;
  return false;
}

/* Bytes that a character of UTF-8 has by its first; 0 where none opens so. An
 * unknown one opens a character of three, as nearly all Chinese has. */
static size_t utf8_need(unsigned char lead) {
  return lead == 0 ? 3 : lead < 0xC2 || lead > 0xF4 ? 0 : jy__utf8_len(lead);
}

static bool finish_utf8(jy__node *n, unsigned char last) {
  char bytes[4];
  uint32_t cp = 0;
  size_t len = (size_t)n->n_pending + 1;
  if (last == 0 || pending_unknown(n)) {
    if (len > sizeof n->pending) return false;
    push(n, last);
    return give_up(n, JY__SHOWN);
  }
  memcpy(bytes, n->pending, len - 1);
  bytes[len - 1] = (char)last;
  n->n_pending = 0;
  memset(n->pending, 0, sizeof n->pending);
  return jy__utf8_next(bytes, bytes + len, &cp) == len ? emit_char(n, cp) : emit(n, JY__LOST, UNFIT);
}

static bool feed_utf8(jy__node *n, unsigned char b) {
  if (n->n_pending && is_tail(b)) {
    if ((size_t)n->n_pending + 1 == utf8_need(n->pending[0])) return finish_utf8(n, b);
    push(n, b);
    return true;
  }
  if (n->n_pending && !give_up(n, pending_unknown(n) ? JY__SHOWN : TRACELESS)) return false;
  if (b && b < 0x80) return emit_char(n, b);
  if (!utf8_need(b)) return emit(n, JY__LOST, UNFIT);
  push(n, b);
  return true;
}

static bool feed_pairs(jy__node *n, const jy__chart *meant, unsigned char b) {
  if (!n->n_pending) {
    if (b && b < 0x80) return emit_char(n, b);
    if (b == 0x80 || b == 0xFF) return emit(n, JY__LOST, UNFIT);
    push(n, b);
    return true;
  }
  uint32_t cp = jy__chart_pair(meant, n->pending[0], b);
  if (cp) {
    n->n_pending = 0;
    n->pending[0] = 0;
    return emit_char(n, cp);
  }
  if (b == 0 || n->pending[0] == 0) {
    if (b && b < 0x80) return give_up(n, JY__SHOWN) && emit_char(n, b);
    push(n, b);
    return give_up(n, JY__SHOWN);
  }
  return give_up(n, b < 0x80 ? TRACELESS : UNFIT) && (b >= 0x80 || emit_char(n, b));
}

static bool feed(jy__node *n, const jy__beam *s, unsigned char b) {
  return s->m->meant == JY__AS_UTF8 ? feed_utf8(n, b) : feed_pairs(n, s->meant, b);
}

/* ---- what bytes a character may have been read from ------------------------------- */

typedef struct {
  unsigned char at[2];
  size_t len;
} bytes;

enum { MOST_WAYS = 5 };

static bool stands_for_loss(uint32_t cp) {
  return cp == '?' || cp == 0xFFFD || cp == JY__WHITE_SQUARE;
}

static bytes of_code(unsigned code) {
  if (code <= 0xFF) return (bytes){{(unsigned char)code, 0}, 1};
  return (bytes){{(unsigned char)(code >> 8), (unsigned char)(code & 0xFF)}, 2};
}

/* A loss may be one byte or two; where characters are found by their leads, as
 * in UTF-8, a plain `?` is one only inside a character. */
static size_t ways_of_loss(bytes *ways, const jy__beam *s, uint32_t cp, bool pending) {
  if (!stands_for_loss(cp) || (cp == '?' && !pending && s->m->meant == JY__AS_UTF8)) return 0;
  ways[0] = (bytes){{0, 0}, 1};
  ways[1] = (bytes){{0, 0}, 2};
  return 2;
}

static size_t ways_back(bytes *ways, const jy__beam *s, uint32_t cp, bool pending) {
  size_t n = 0;
  if (cp && cp < 0x80) {
    ways[n++] = of_code(cp);
  } else if (cp < JY__CHART_END) {
    if (s->shown->bytes[cp]) ways[n++] = of_code(s->shown->bytes[cp]);
    if (s->shown->again[cp]) ways[n++] = of_code(s->shown->again[cp]);
  }
  if (jy__chart_single(s->m->shown) && cp == ' ' && pending) ways[n++] = of_code(s->shown->bytes[0xA0]);
  if (s->m->shown == JY__CHART_GB && cp == 0x20AC) ways[n++] = of_code(0x80); /* as CP936 has it */
  return n + ways_of_loss(ways + n, s, cp, pending);
}

/* ---- the search ------------------------------------------------------------------- */

static bool same_state(const jy__node *a, const jy__node *b) {
  return a->n_pending == b->n_pending && memcmp(a->pending, b->pending, sizeof a->pending) == 0;
}

/* Keeps the cheapest of each state, and of those the cheapest few. */
static void keep(jy__step *to, const jy__node *n) {
  size_t worst = 0;
  for (size_t i = 0; i < to->n_inside; i++) {
    if (same_state(&to->inside[i], n)) {
      if (n->cost < to->inside[i].cost) to->inside[i] = *n;
      return;
    }
    if (to->inside[i].cost > to->inside[worst].cost) worst = i;
  }
  if (to->n_inside < JY__WIDTH)
    to->inside[to->n_inside++] = *n;
  else if (n->cost < to->inside[worst].cost)
    to->inside[worst] = *n;
}

static jy__node next_of(const jy__node *from, int8_t back, float cost) {
  jy__node n = *from;
  n.back = back;
  n.n_out = 0;
  n.cost += cost;
  return n;
}

static void go_inside(const jy__beam *s, jy__step *to, const jy__node *from, int8_t back, uint32_t cp, float cost) {
  bytes ways[MOST_WAYS];
  size_t n = ways_back(ways, s, cp, from->n_pending > 0);
  for (size_t i = 0; i < n; i++) {
    jy__node made = next_of(from, back, cost);
    made.deep = s->deep;
    bool fits = feed(&made, s, ways[i].at[0]);
    if (fits && ways[i].len == 2) fits = feed(&made, s, ways[i].at[1]);
    if (fits) keep(to, &made);
  }
}

static void stay_outside(const jy__beam *s, jy__step *to, const jy__step *from, uint32_t cp) {
  float bias = cp >= 0x80 ? s->bias : 0;
  to->outside = next_of(&from->outside, JY__FROM_OUTSIDE, bias);
  emit_char(&to->outside, cp);
  for (size_t i = 0; i < from->n_inside; i++) {
    jy__node n = next_of(&from->inside[i], (int8_t)i, s->leave + bias);
    n.deep = false;
    if (n.n_pending && !give_up(&n, pending_unknown(&n) ? JY__SHOWN : TRACELESS)) continue;
    if (emit_char(&n, cp) && n.cost < to->outside.cost) to->outside = n;
  }
}

/* What is that much dearer than the cheapest will not win any more. */
static void prune(jy__step *to) {
  float least = to->outside.cost;
  size_t n = 0;
  for (size_t i = 0; i < to->n_inside; i++)
    if (to->inside[i].cost < least) least = to->inside[i].cost;
  for (size_t i = 0; i < to->n_inside; i++)
    if (to->inside[i].cost <= least + HOPELESS) to->inside[n++] = to->inside[i];
  to->n_inside = n;
}

static void take_step(const jy__beam *s, jy__step *to, const jy__step *from, uint32_t cp) {
  to->n_inside = 0;
  stay_outside(s, to, from, cp);
  if (cp >= 0x80) go_inside(s, to, &from->outside, JY__FROM_OUTSIDE, cp, s->enter);
  for (size_t i = 0; i < from->n_inside; i++) go_inside(s, to, &from->inside[i], (int8_t)i, cp, 0);
  prune(to);
}

/* Which node of the last step ends the cheapest way. */
static int8_t best_end(const jy__beam *s, const jy__step *last) {
  int8_t best = JY__FROM_OUTSIDE;
  float cost = last->outside.cost;
  for (size_t i = 0; i < last->n_inside; i++) {
    const jy__node *n = &last->inside[i];
    float c = n->cost + s->leave + (n->n_pending ? TRACELESS : 0);
    if (c < cost) {
      cost = c;
      best = (int8_t)i;
    }
  }
  return best;
}

static const jy__node *node_at(const jy__step *step, int8_t which) {
  return which == JY__FROM_OUTSIDE ? &step->outside : &step->inside[which];
}

/* Writes down for each step which node the cheapest way goes through, and how
 * many steps are settled: where more text follows, the last few are not. */
static size_t trace(jy__beam *s, size_t n, bool more) {
  int8_t which = best_end(s, &s->steps[n]);
  for (size_t i = n; i > 0; i--) {
    s->way[i] = which;
    which = node_at(&s->steps[i], which)->back;
  }
  size_t settled = n;
  if (!more) return settled;
  settled = n > TAIL ? n - TAIL : n;
  while (settled > 1 && node_at(&s->steps[settled], s->way[settled])->n_pending) settled--;
  return settled;
}

static size_t fill_chunk(jy__beam *s, size_t at) {
  size_t n = 0;
  while (n < CHUNK && at < s->span.end) {
    uint32_t cp = 0;
    size_t len = jy__utf8_next(s->text.ptr + at, s->text.ptr + s->span.end, &cp);
    if (len == 0) break; /* the text is valid */
    s->cps[n] = cp;
    s->offsets[n++] = at;
    at += len;
  }
  s->offsets[n] = at;
  for (size_t i = 0; i < n; i++) take_step(s, &s->steps[i + 1], &s->steps[i], s->cps[i]);
  return n;
}

static int prepare(jy__beam *s) {
  int status = jy__chars_ready();
  if (status < 0) return status;
  s->shown = jy__chart_of(s->m->shown);
  s->meant = s->m->meant == JY__AS_UTF8 ? s->shown
                                        : jy__chart_of(s->m->meant == JY__AS_GB ? JY__CHART_GB : JY__CHART_BIG5);
  if (!s->shown || !s->meant) return jy_error_last()->code;
  size_t most = s->span.end - s->span.start;
  if (most > CHUNK) most = CHUNK;
  s->steps = calloc(most + 1, sizeof *s->steps);
  s->way = calloc(most + 1, sizeof *s->way);
  s->cps = calloc(most + 1, sizeof *s->cps);
  s->offsets = calloc(most + 2, sizeof *s->offsets);
  return s->steps && s->way && s->cps && s->offsets ? JY_OK : jy__nomem();
}

static int search(jy__beam *s) {
  int status = prepare(s);
  size_t at = s->span.start;
  while (status == JY_OK && at < s->span.end) {
    size_t n = fill_chunk(s, at);
    if (n == 0) break;
    size_t settled = trace(s, n, s->offsets[n] < s->span.end);
    status = jy__beam_read(s, settled);
    at = s->offsets[settled];
    jy__node start = *node_at(&s->steps[settled], s->way[settled]);
    bool inside = s->way[settled] != JY__FROM_OUTSIDE;
    start.cost = 0;
    memset(&s->steps[0], 0, sizeof *s->steps);
    s->steps[0].outside = start;
    if (inside) {
      s->steps[0].outside.cost = s->leave;
      s->steps[0].inside[s->steps[0].n_inside++] = start;
    }
  }
  return status == JY_OK ? jy__beam_end(s) : status;
}

int jy__beam_run(jy__fixes *out, jy_str text, jy_span span, const jy__misreading *m, jy__terms terms) {
  jy__beam s = {.text = text, .span = span, .m = m, .out = out, .enter = terms.margin * 0.7f,
                .leave = terms.margin * 0.3f, .bias = terms.bias, .alone = terms.alone, .deep = terms.deep};
  int status = search(&s);
  free(s.steps);
  free(s.way);
  free(s.cps);
  free(s.offsets);
  jy__run_free(&s.run);
  return status;
}

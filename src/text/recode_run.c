/* Reads the cheapest way of a search into fixes: one for each smallest run of
 * characters whose bytes are whole characters again. Guesses a character of
 * which bytes are missing only where its neighbours leave hardly a choice. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "convert/chars.h"
#include "text/recode_beam.h"

#define SURE 0.85       /* share of all the likelihood that a guess must have */
#define DEAR_PAIRS 9.0f /* mean cost of what is no more than chance in pairs of bytes */
#define FEW 6           /* characters that are too few to allow for a rare one */
#define DEAR_UTF8 12.5f /* the same in UTF-8, whose shape says much already */

void jy__run_free(jy__run *r) {
  free(r->made);
  *r = (jy__run){0};
}

static const jy__node *node_of(const jy__beam *s, size_t i) {
  return s->way[i] == JY__FROM_OUTSIDE ? &s->steps[i].outside : &s->steps[i].inside[s->way[i]];
}

static int make(jy__run *r, uint32_t what) {
  void *at = r->made;
  if (jy__grow(&at, &r->made_cap, r->made_len + 1, sizeof *r->made) < 0) return JY_ENOMEM;
  r->made = at;
  r->made[r->made_len++] = what;
  return JY_OK;
}

/* ---- characters of which bytes are missing ------------------------------------------ */

/* At the end of a line a sentence ends too. */
static float cost_before(uint32_t cp, uint32_t next) {
  bool goes_on = cp == 0xFF0C || cp == 0x3001;
  if (next == 0 || next == '\n' || next == '\r') return goes_on ? 4 : 0;
  return jy__char_cost(cp, next);
}

typedef struct {
  uint32_t prev, next;
  double all;
  uint32_t best;
  double best_share;
} guess;

static void weigh(guess *g, uint32_t cp) {
  if (cp < 0x80 || cp == 0xFFFD) return;
  float cost = jy__char_cost(g->prev, cp) + cost_before(cp, g->next) - cost_before(JY__WHITE_SQUARE, g->next);
  double w = exp(-(double)cost);
  g->all += w;
  if (w > g->best_share) {
    g->best_share = w;
    g->best = cp;
  }
}

/* All characters of three bytes of UTF-8 that open with two known ones. */
static void weigh_utf8(guess *g, uint32_t pattern) {
  char b[3] = {(char)(pattern >> 16 & 0xFF), (char)(pattern >> 8 & 0xFF), 0};
  if (pattern >> 20 != (JY__LOST >> 20 | 0x3E) || b[1] == 0) return; /* three bytes, E0 to EF first */
  for (int last = 0x80; last <= 0xBF; last++) {
    uint32_t cp = 0;
    b[2] = (char)last;
    if (jy__utf8_next(b, b + 3, &cp) == 3) weigh(g, cp);
  }
}

static void weigh_pairs(guess *g, const jy__chart *meant, uint32_t pattern) {
  unsigned char lead = (unsigned char)(pattern >> 16 & 0xFF);
  for (unsigned trail = 0x40; lead >= 0x81 && trail <= 0xFE; trail++) {
    uint32_t cp = jy__chart_pair(meant, lead, (unsigned char)trail);
    if (cp) weigh(g, cp);
  }
}

static uint32_t guess_char(const jy__beam *s, uint32_t pattern, uint32_t prev, uint32_t next) {
  guess g = {prev, next, 0, JY__WHITE_SQUARE, 0};
  if (s->m->meant == JY__AS_UTF8)
    weigh_utf8(&g, pattern);
  else
    weigh_pairs(&g, s->meant, pattern);
  return g.all > 0 && g.best_share / g.all >= SURE ? g.best : JY__WHITE_SQUARE;
}

/* ---- groups ------------------------------------------------------------------------- */

/* What is made after step i, for guessing. */
static uint32_t made_after(const jy__beam *s, size_t i, size_t n) {
  for (size_t k = i + 1; k <= n && k <= i + 3; k++)
    if (node_of(s, k)->n_out) return node_of(s, k)->out[0] & JY__LOST ? 0x25A1 : node_of(s, k)->out[0];
  return 0;
}

static void note_han(jy__run *r, uint32_t cp) {
  r->han_chars++;
  r->common_chars += jy__char_common(cp);
  for (size_t i = 0; i < r->n_some_han; i++)
    if (r->some_han[i] == cp) return;
  if (r->n_some_han < JY__SOME) r->some_han[r->n_some_han++] = cp;
}

/* Writes the group's characters into `b`, counting them in `f`. */
static void write_group(jy_buf *b, jy__fix *f, jy__beam *s, uint32_t next) {
  jy__run *r = &s->run;
  for (size_t i = 0; i < r->made_len; i++) {
    uint32_t cp = r->made[i], after = i + 1 < r->made_len ? r->made[i + 1] : next;
    if (cp & JY__LOST) {
      cp = guess_char(s, cp, r->written, after & JY__LOST ? JY__WHITE_SQUARE : after);
      f->guessed += cp != JY__WHITE_SQUARE;
      f->lost += cp == JY__WHITE_SQUARE;
      r->lost_chars++;
    } else if (cp == 0xFFFD) {
      f->lost++;
      r->lost_chars++;
    } else {
      r->known_chars += cp >= 0x80;
      if (jy__is_han(cp)) note_han(r, cp);
    }
    jy__utf8_put(b, cp);
    r->written = cp;
  }
}

static int close_group(jy__beam *s, size_t end, uint32_t next) {
  jy__run *r = &s->run;
  jy_buf b = JY_BUF_INIT;
  jy__fix fix = {.span = {r->group_start, end}, .kind = s->m->name};
  write_group(&b, &fix, s, next);
  int status = jy_buf_status(&b);
  jy_str was = {s->text.ptr + r->group_start, end - r->group_start}, made = jy_buf_str(&b);
  if (status == JY_OK && !jy_str_equal(was, made)) status = jy__fixes_add(s->out, fix, made);
  jy_buf_free(&b);
  r->made_len = 0;
  r->group_start = end;
  return status;
}

/* ---- runs --------------------------------------------------------------------------- */

static void open_run(jy__beam *s, size_t at, uint32_t before) {
  jy__run *r = &s->run;
  r->open = true;
  r->span = (jy_span){at, at};
  r->first_fix = s->out->len;
  r->group_start = at;
  r->as_is = r->restored = 0;
  r->last_as_is = r->last_made = r->written = before;
  r->known_chars = r->lost_chars = r->han_chars = r->common_chars = r->n_some_han = r->made_len = 0;
}

/* What pairs of bytes make is a character nearly always, and what reads them as
 * other pairs is too: then only a few different and common ones speak for it. */
static bool chance_may_make(const jy__beam *s) {
  const jy__run *r = &s->run;
  size_t rare = r->han_chars - r->common_chars, least = 1;
  if (s->alone) { /* text repeats few characters, and lists of rare words repeat many */
    size_t share = r->han_chars * 2 / 3, few = s->m->shown == JY__CHART_WESTERN ? 2 : 4;
    least = share < few ? few : share > JY__SOME ? JY__SOME : share;
  }
  return r->n_some_han < least || rare * 3 > r->han_chars || (s->alone && r->han_chars <= FEW && rare > 0);
}

/* Whether what was restored is text. */
static bool convinces(const jy__beam *s) {
  const jy__run *r = &s->run;
  bool pairs = s->m->meant != JY__AS_UTF8;
  size_t least = s->m->shown == JY__CHART_WESTERN || !s->alone ? 1 : 2;
  if (r->known_chars < least || r->lost_chars * 2 > r->known_chars) return false;
  if (least == 2 && r->n_some_han == 0) return false;
  if (pairs && s->bias <= 0 && chance_may_make(s)) return false;
  if (r->as_is - r->restored < s->enter + s->leave) return false;
  float known = r->restored - JY__SHOWN * (float)r->lost_chars;
  return known <= (pairs ? DEAR_PAIRS : DEAR_UTF8) * (float)r->known_chars;
}

static void close_run(jy__beam *s, size_t at) {
  jy__run *r = &s->run;
  r->span.end = at;
  r->open = false;
  float gain = r->as_is - r->restored;
  if (!convinces(s)) s->out->len = r->first_fix;
  for (size_t i = r->first_fix; i < s->out->len; i++) s->out->at[i].gain = gain;
  if (s->out->len > r->first_fix) s->out->gain += gain;
}

/* A step inside the run: character i - 1 of the chunk gave bytes. */
static int read_inside(jy__beam *s, size_t i, size_t n) {
  jy__run *r = &s->run;
  const jy__node *made = node_of(s, i);
  uint32_t cp = s->cps[i - 1];
  int status = JY_OK;
  bool same = made->n_out && made->n_pending == 0 && made->out[made->n_out - 1] == cp && cp < 0x80;
  if (cp >= 0x80) r->as_is += cp == 0xFFFD ? 4 : jy__char_cost(r->last_as_is, cp); /* a loss speaks for nothing */
  r->last_as_is = cp;
  for (size_t k = 0; status == JY_OK && k + same < made->n_out; k++) {
    bool lost = made->out[k] & JY__LOST;
    if (lost || made->out[k] >= 0x80) r->restored += lost ? JY__SHOWN : jy__char_cost(r->last_made, made->out[k]);
    r->last_made = made->out[k];
    status = make(r, made->out[k]);
  }
  if (status == JY_OK && same) {
    if (r->made_len) status = close_group(s, s->offsets[i - 1], cp);
    r->group_start = s->offsets[i];
    r->written = cp;
  } else if (status == JY_OK && made->n_pending == 0) {
    status = close_group(s, s->offsets[i], made_after(s, i, n));
  }
  return status;
}

/* The step that leaves the run: what was pending is given up. */
static int read_leaving(jy__beam *s, size_t i) {
  jy__run *r = &s->run;
  const jy__node *made = node_of(s, i);
  size_t at = s->offsets[i - 1];
  int status = JY_OK;
  for (size_t k = 0; status == JY_OK && k + 1 < made->n_out; k++) {
    r->restored += JY__SHOWN;
    status = make(r, made->out[k]);
  }
  if (status == JY_OK && at > r->group_start) status = close_group(s, at, s->cps[i - 1]);
  close_run(s, at);
  return status;
}

int jy__beam_read(jy__beam *s, size_t n) {
  int status = JY_OK;
  for (size_t i = 1; status == JY_OK && i <= n; i++) {
    bool inside = s->way[i] != JY__FROM_OUTSIDE;
    if (inside && !s->run.open) open_run(s, s->offsets[i - 1], i > 1 ? s->cps[i - 2] : 0);
    if (inside)
      status = read_inside(s, i, n);
    else if (s->run.open)
      status = read_leaving(s, i);
  }
  return status;
}

int jy__beam_end(jy__beam *s) {
  jy__run *r = &s->run;
  if (!r->open) return JY_OK;
  int status = JY_OK;
  if (s->span.end > r->group_start) {
    status = make(r, JY__LOST);
    r->restored += JY__SHOWN;
    if (status == JY_OK) status = close_group(s, s->span.end, 0);
  }
  close_run(s, s->span.end);
  return status;
}

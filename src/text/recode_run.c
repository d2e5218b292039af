/* Reads the cheapest way of a search into fixes: one for each smallest run of
 * characters whose bytes are whole characters again. */
#include <stdlib.h>
#include <string.h>

#include "convert/chars.h"
#include "text/recode_beam.h"

#define DEAR_PAIRS 9.0f /* mean cost of what is no more than chance in pairs of bytes */
#define SCRIPT 200      /* Han characters that tell the script */
#define SHORT 4         /* characters that chance may make in what is lost, */
#define AROUND 12       /* where of so many to either side */
#define DEBRIS 3        /* so many are debris */
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

/* ---- groups ------------------------------------------------------------------------- */

/* What is known of the text after step i, into `a`: what was made, up to what was
 * lost; a line's end where the text ends. */
static void look_ahead(jy__around *a, const jy__beam *s, size_t i, size_t n) {
  for (size_t k = i + 1; k <= n && a->n_after < JY__AFTER; k++) {
    const jy__node *node = node_of(s, k);
    for (size_t o = 0; o < node->n_out && a->n_after < JY__AFTER; o++) {
      if (node->out[o] & JY__LOST) return;
      a->after[a->n_after++] = node->out[o];
    }
  }
  if (a->n_after < JY__AFTER && s->offsets[n] == s->text.len) a->after[a->n_after++] = '\n';
}

static void note_han(jy__run *r, uint32_t cp) {
  r->han_chars++;
  r->common_chars += jy__char_common(cp);
  for (size_t i = 0; i < r->n_some_han; i++)
    if (r->some_han[i] == cp) return;
  if (r->n_some_han < JY__SOME) r->some_han[r->n_some_han++] = cp;
}

/* Takes what was made after the lost character `at` of the group, then what follows
 * the group. */
static jy__around around(const jy__run *r, size_t at, const jy__around *next) {
  jy__around a = {.before = r->before, .hant = r->hant};
  for (size_t i = at + 1; i < r->made_len && a.n_after < JY__AFTER; i++) {
    if (r->made[i] & JY__LOST) return a;
    a.after[a.n_after++] = r->made[i];
  }
  for (size_t i = 0; i < next->n_after && a.n_after < JY__AFTER; i++) a.after[a.n_after++] = next->after[i];
  return a;
}

/* Writes the group's characters into `b`, counting them in `f`. Nothing is guessed
 * where so much is lost that the run will not convince. */
static void write_group(jy_buf *b, jy__fix *f, jy__beam *s, const jy__around *next) {
  jy__run *r = &s->run;
  for (size_t i = 0; i < r->made_len; i++) {
    uint32_t cp = r->made[i];
    if (cp & JY__LOST) {
      jy__around a = around(r, i, next);
      cp = r->lost_chars * 2 <= r->known_chars + FEW ? jy__guess(s, cp, &a) : JY__WHITE_SQUARE;
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
    r->before = jy__tokens_then(r->before, cp == JY__WHITE_SQUARE ? 0 : jy__charmodel_token(cp));
  }
}

static int close_group(jy__beam *s, size_t end, const jy__around *next) {
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

/* Whether the Han characters made from step i on are Traditional: one in eight has
 * a form of its own there. */
static bool is_hant(const jy__beam *s, size_t i, size_t n) {
  size_t han = 0, hant = 0;
  for (; i <= n && han < SCRIPT; i++) {
    const jy__node *node = node_of(s, i);
    for (size_t o = 0; o < node->n_out; o++) {
      if (node->out[o] & JY__LOST || !jy__is_han(node->out[o])) continue;
      han++;
      hant += jy__charmodel_token(node->out[o]) != node->out[o];
    }
  }
  return hant * 8 > han;
}

static void open_run(jy__beam *s, size_t i, size_t n) {
  size_t at = s->offsets[i - 1];
  uint32_t before = i > 1 ? s->cps[i - 2] : 0;
  jy__run *r = &s->run;
  r->open = true;
  r->span = (jy_span){at, at};
  r->first_fix = s->out->len;
  r->group_start = at;
  r->hant = is_hant(s, i, n);
  r->as_is = r->restored = 0;
  r->last_as_is = r->last_made = before;
  r->before = i > 1 ? 0 : JY__EDGES;
  for (size_t k = i > 4 ? i - 4 : 1; k < i; k++)
    r->before = jy__tokens_then(r->before, jy__charmodel_token(s->cps[k - 1]));
  r->known_chars = r->lost_chars = r->han_chars = r->common_chars = r->n_some_han = r->made_len = 0;
}

/* What pairs of bytes make is a character nearly always, and what reads them as
 * other pairs is too: then only a few different and common ones speak for it. */
static bool chance_may_make(const jy__beam *s) {
  const jy__run *r = &s->run;
  size_t rare = r->han_chars - r->common_chars, least = 1;
  if (s->alone) { /* text repeats few characters, and lists of rare words repeat many */
    size_t share = r->han_chars * 2 / 3, few = jy__chart_single(s->m->shown) ? 2 : 4;
    least = share < few ? few : share > JY__SOME ? JY__SOME : share;
  }
  return r->n_some_han < least || rare * 3 > r->han_chars || (s->alone && r->han_chars <= FEW && rare > 0);
}

/* What code pages of DOS show for most bytes, and no text is full of: Greek, lines of
 * boxes, signs of mathematics, signs of Latin-1 but the usual ones. */
static bool is_debris(uint32_t cp) {
  if (cp >= 0xA1 && cp <= 0xBF) return cp != 0xA7 && cp != 0xAB && cp != 0xB0 && cp != 0xB7 && cp != 0xBB;
  return cp == 0x192 || cp == 0x20A7 || (cp >= 0x370 && cp <= 0x3FF) || (cp >= 0x2200 && cp <= 0x25FF);
}

/* Whether a short run stands in what nothing can undo, so that it is part of that and
 * what came out of it is chance. */
static bool is_among_debris(const jy__beam *s) {
  jy_span near = s->run.span;
  const char *text = s->text.ptr;
  size_t debris = 0, len;
  uint32_t cp;
  if (s->run.known_chars > SHORT) return false;
  for (size_t n = 0; n < AROUND && near.start > 0; n++)
    while (near.start > 0 && ((unsigned char)text[--near.start] & 0xC0) == 0x80) continue;
  for (size_t at = near.start, n = 0; at < s->text.len && n < AROUND; at += len) {
    len = jy__utf8_next(text + at, text + s->text.len, &cp);
    if (len == 0) break; /* the text is valid */
    bool own = at >= s->run.span.start && at < s->run.span.end;
    n += at >= s->run.span.end;
    debris += !own && is_debris(cp);
  }
  return debris >= DEBRIS;
}

/* Whether what was restored is text. */
static bool convinces(const jy__beam *s) {
  const jy__run *r = &s->run;
  bool pairs = s->m->meant != JY__AS_UTF8;
  size_t least = s->m->shown == JY__CHART_WESTERN || !s->alone ? 1 : 2;
  if (r->known_chars < least || r->lost_chars * 2 > r->known_chars) return false;
  if (s->deep) return r->as_is - r->restored >= s->enter + s->leave;
  if (s->alone && is_among_debris(s)) return false;
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
  jy__around next = {0};
  int status = JY_OK;
  bool same = made->n_out && made->n_pending == 0 && made->out[made->n_out - 1] == cp && cp < 0x80;
  if (cp >= 0x80) r->as_is += cp == 0xFFFD ? 4 : jy__char_cost(r->last_as_is, cp); /* a loss speaks for nothing */
  r->last_as_is = cp;
  for (size_t k = 0; status == JY_OK && k + same < made->n_out; k++) {
    bool lost = made->out[k] & JY__LOST;
    if (lost || made->out[k] >= 0x80)
      r->restored += lost ? JY__SHOWN : s->deep ? JY__ANY : jy__char_cost(r->last_made, made->out[k]);
    r->last_made = made->out[k];
    status = make(r, made->out[k]);
  }
  if (status == JY_OK && same) {
    look_ahead(&next, s, i - 1, n);
    if (r->made_len) status = close_group(s, s->offsets[i - 1], &next);
    r->group_start = s->offsets[i];
    r->before = jy__tokens_then(r->before, jy__charmodel_token(cp));
  } else if (status == JY_OK && made->n_pending == 0) {
    look_ahead(&next, s, i, n);
    status = close_group(s, s->offsets[i], &next);
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
  jy__around next = {.after = {s->cps[i - 1]}, .n_after = 1};
  if (status == JY_OK && at > r->group_start) status = close_group(s, at, &next);
  close_run(s, at);
  return status;
}

int jy__beam_read(jy__beam *s, size_t n) {
  int status = JY_OK;
  for (size_t i = 1; status == JY_OK && i <= n; i++) {
    bool inside = s->way[i] != JY__FROM_OUTSIDE;
    if (inside && !s->run.open) open_run(s, i, n);
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
  jy__around next = {.after = {'\n'}, .n_after = s->span.end == s->text.len};
  if (s->span.end > r->group_start) {
    status = make(r, JY__LOST);
    r->restored += JY__SHOWN;
    if (status == JY_OK) status = close_group(s, s->span.end, &next);
  }
  close_run(s, s->span.end);
  return status;
}

/* Reading glosses: `醫(yī)院` is 醫院 with the reading of its first character, as
 * some pages and scrapers put it. Takes out what is surely a reading and keeps
 * every other bracket. Refuses to touch glosses that damage has cut. */
#include <stdlib.h>
#include <string.h>

#include "base/block.h"
#include "text/internal.h"
#include "text/readings.h"

#define NEAR 600   /* bytes to either side where other glosses count */
#define WITNESSES 3 /* proven glosses there that make others credible */
#define LONGEST 24 /* bytes inside a bracket: a syllable with combining marks */

typedef struct {
  jy_span span; /* bracket included */
  double confidence;
  bool proven; /* by itself: a tone on a reading of the character, or zhuyin */
  size_t behind; /* where what it reads ends: before a row of brackets */
} gloss;

typedef struct {
  gloss *at;
  size_t len, cap;
} glosses;

/* The character that ends at p (after start); 0 at the start. Text is valid. */
static uint32_t before(const char *start, const char *p, const char **at) {
  uint32_t cp = 0;
  *at = p;
  if (p == start) return 0;
  do (*at)--;
  while (*at > start && ((unsigned char)**at & 0xC0) == 0x80);
  return jy__utf8_next(*at, p, &cp) ? cp : 0;
}

/* Length of a bracket of this kind at p, or 0. */
static size_t bracket(const char *p, const char *end, bool closing) {
  if (p < end && *p == (closing ? ')' : '(')) return 1;
  const char *wide = closing ? "）" : "（";
  return end - p >= 3 && memcmp(p, wide, 3) == 0 ? 3 : 0;
}

/* Where the bracket that opens at p ends, its inside in *in; NULL where it is
 * not closed soon. */
static const char *closed(const char *p, const char *end, size_t open, jy_str *in) {
  const char *from = p + open;
  for (const char *q = from; q < end && q - from <= LONGEST; q++) {
    size_t n = bracket(q, end, true);
    if (n == 0) continue;
    *in = (jy_str){from, (size_t)(q - from)};
    return q + n;
  }
  return NULL;
}

/* How sure it is that a marked reading may stand here: right after a Han
 * character, or after one whose second byte came out as ASCII (0x40 to 0x7E in
 * GBK and Big5, as in `庨L(zhǎng)`). 0: it may not. */
static double place(const char *start, const char *p) {
  const char *at;
  uint32_t cp = before(start, p, &at);
  if (jy__is_han(cp)) return 0.99;
  if (cp < 0x40 || cp > 0x7E) return 0;
  cp = before(start, at, &at);
  return jy__is_han(cp) || cp == '?' || cp == 0xFFFD ? 0.95 : 0;
}

static int add(glosses *g, gloss one) {
  void *at = g->at;
  if (jy__grow(&at, &g->cap, g->len + 1, sizeof *g->at) < 0) return JY_ENOMEM;
  g->at = at;
  g->at[g->len++] = one;
  return JY_OK;
}

/* The next place from p on where a bracket may open: a narrow one, or the second
 * and third bytes of a wide one. */
static const char *next_open(const char *p, const char *end) {
  for (; end - p >= JY__BLOCK + 2; p += JY__BLOCK) {
    jy__block second = jy__block_equal(jy__block_load(p + 1), 0xBC);
    jy__block wide = jy__block_and(second, jy__block_equal(jy__block_load(p + 2), 0x88));
    unsigned opens = jy__block_bits(jy__block_or(wide, jy__block_equal(jy__block_load(p), '(')));
    if (opens) return p + __builtin_ctz(opens);
  }
  while (p < end && bracket(p, end, false) == 0) p++;
  return p;
}

/* ---- what stands in a bracket ----------------------------------------------------- */

#define MOST_PARTS 6

/* Cuts `in` where it tells several syllables; how many, 0 where they are too many. */
static size_t split(jy_str parts[MOST_PARTS], jy_str in) {
  static const char *const marks[] = {" ", "/", ",", ";", "|", "、", "，", "；", "／"};
  size_t n = 0, start = 0;
  for (size_t i = 0, step; i <= in.len; i += step) {
    step = 0;
    for (size_t k = 0; k < sizeof marks / sizeof *marks && i < in.len && !step; k++) {
      size_t len = strlen(marks[k]);
      if (in.len - i >= len && memcmp(in.ptr + i, marks[k], len) == 0) step = len;
    }
    if (!step && i < in.len) {
      step = 1;
      continue;
    }
    if (i > start && n == MOST_PARTS) return 0;
    if (i > start) parts[n++] = (jy_str){in.ptr + start, i - start};
    start = i + step;
    if (i == in.len) break;
  }
  return n;
}

/* Whether a syllable reads the character before p. A number alone tells nothing:
 * `图(tu2)` must fit. */
static bool fits(jy_str s, const char *p, jy_str syllable) {
  char spelled[JY__SPELLED];
  const char *at;
  jy__syllable kind = jy__syllable_read(spelled, syllable);
  uint32_t cp = before(s.ptr, p, &at);
  if (kind == JY__SYLLABLE_ZHUYIN) return jy__is_han(cp);
  jy__reading reads = kind ? jy__reading_fits(cp, jy_cstr(spelled)) : JY__READING_NO;
  return reads == JY__READING_YES || (reads == JY__READING_UNKNOWN && kind == JY__SYLLABLE_MARKED);
}

/* Several readings of the character, of which it has one (`yī/yí`), or a reading
 * for each of the characters (`yī yuàn`). */
static bool fit_several(jy_str s, const char *p, const jy_str *parts, size_t n) {
  bool one = false, each = true;
  const char *at = p;
  for (size_t i = 0; i < n; i++) {
    char spelled[JY__SPELLED];
    if (!jy__syllable_read(spelled, parts[i])) return false;
    one = one || fits(s, p, parts[i]);
  }
  for (size_t i = n; each && i-- > 0;) {
    each = fits(s, at, parts[i]);
    before(s.ptr, at, &at);
  }
  return one || each;
}

/* What the bracket behind p is, with `in` inside; confidence 0: no gloss. A
 * syllable that is no reading of the character is one only among others: damage
 * may have put another character there, or the table may lack a reading. */
static gloss weigh(jy_str s, const char *p, jy_str in) {
  gloss g = {{0, 0}, place(s.ptr, p), false, (size_t)(p - s.ptr)};
  jy_str parts[MOST_PARTS];
  char spelled[JY__SPELLED];
  size_t n = g.confidence > 0 ? split(parts, in) : 0;
  bool direct = g.confidence >= 0.99;
  jy__syllable kind = n == 1 ? jy__syllable_read(spelled, parts[0]) : JY__SYLLABLE_NONE;
  if (n > 1 || kind == JY__SYLLABLE_NUMBERED) {
    g.proven = direct && fit_several(s, p, parts, n);
    if (!g.proven) g.confidence = 0;
    return g;
  }
  if (!kind && (!direct || !jy__pinyin_neutral(in))) g.confidence = 0;
  if (g.confidence <= 0) return g;
  g.proven = kind && (!direct || fits(s, p, parts[0]));
  if (!g.proven) g.confidence = 0.9;
  return g;
}

/* Brackets around the bracket: ((yī)). */
static void widen(jy_span *g, jy_str s) {
  for (;;) {
    size_t close = bracket(s.ptr + g->end, s.ptr + s.len, true), open = 0;
    if (close && g->start >= 1 && bracket(s.ptr + g->start - 1, s.ptr + g->start, false) == 1) open = 1;
    if (close && g->start >= 3 && bracket(s.ptr + g->start - 3, s.ptr + g->start, false) == 3) open = 3;
    if (!open) return;
    g->start -= open;
    g->end += close;
  }
}

/* Every bracket that may be a gloss. One right behind another reads the same
 * character: 王(Wáng)(wang2). */
static int collect(glosses *g, jy_str s) {
  const char *end = s.ptr + s.len;
  for (const char *p = s.ptr; p < end && (p = next_open(p, end)) < end; p++) {
    size_t open = bracket(p, end, false);
    jy_str in;
    const char *after = open ? closed(p, end, open, &in) : NULL;
    if (!after) continue;
    jy_span span = {(size_t)(p - s.ptr), (size_t)(after - s.ptr)};
    widen(&span, s);
    const gloss *last = g->len ? &g->at[g->len - 1] : NULL;
    gloss one = weigh(s, s.ptr + (last && last->span.end == span.start ? last->behind : span.start), in);
    if (one.confidence <= 0) continue;
    one.span = span;
    if (add(g, one) < 0) return JY_ENOMEM;
    p = s.ptr + span.end - 1;
  }
  return JY_OK;
}

/* Whether enough proven glosses stand near gloss i. */
static bool has_witnesses(const glosses *g, size_t i) {
  size_t n = 0;
  jy_span here = g->at[i].span;
  for (size_t k = i; k-- > 0 && n < WITNESSES && here.start - g->at[k].span.end <= NEAR;)
    n += g->at[k].proven;
  for (size_t k = i + 1; k < g->len && n < WITNESSES && g->at[k].span.start - here.end <= NEAR; k++)
    n += g->at[k].proven;
  return n >= WITNESSES;
}

static void choose(glosses *g) {
  size_t n = 0;
  /* Judged before the list is closed up: witnesses are looked for in it. */
  for (size_t i = 0; i < g->len; i++)
    if (!g->at[i].proven && !has_witnesses(g, i)) g->at[i].confidence = 0;
  for (size_t i = 0; i < g->len; i++)
    if (g->at[i].confidence > 0) g->at[n++] = g->at[i];
  g->len = n;
}

static int note_all(jy_text *made, const jy_text *from, const glosses *g) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < g->len; i++) {
    jy_span source = jy_align_source(jy_text_align(from), g->at[i].span);
    status = jy__text_note(made, source, (jy_str){"", 0}, g->at[i].confidence, "gloss");
  }
  return status;
}

/* Makes the text without the glosses of `g`. */
static int make(jy_text **out, const jy_text *t, const glosses *g) {
  jy__spans cuts = {0};
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < g->len; i++)
    status = jy__spans_add(&cuts, g->at[i].span.start, g->at[i].span.end);
  if (status == JY_OK) status = jy__text_replace(out, t, &cuts, (jy_str){"", 0});
  jy__spans_free(&cuts);
  if (status == JY_OK) status = note_all(*out, t, g);
  if (status == JY_OK) return JY_OK;
  jy_text_free(*out);
  *out = NULL;
  return status;
}

int jy_text_glosses(jy_text **out, const jy_text *t) {
  *out = NULL;
  glosses g = {NULL, 0, 0};
  int status = collect(&g, jy_text_reading(t));
  if (status == JY_OK) {
    choose(&g);
    status = g.len ? make(out, t, &g) : jy__text_same(out, t);
  }
  free(g.at);
  return status;
}

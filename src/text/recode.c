/* Restores what was read in a wrong encoding. Knows the misreadings and how
 * they are told apart: each is undone on trial, and the one that makes the best
 * text wins, if it wins by a margin. Goes on until nothing is left to undo, so
 * that text misread twice comes back and a restored text stays as it is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "convert/chars.h"
#include "text/internal.h"
#include "text/recode.h"

#define ROUNDS 8
#define SAMPLE 1200 /* bytes of a long stretch on which all misreadings are tried */
#define PROVEN 60.0f /* gain from which on a misreading counts as proven for the text, */
#define NO_TEXT 12.2 /* mean cost of characters that are no text; rare ones in a list have 11.5 */
#define MANY 40      /* of them that leave no doubt */
#define SHARE 8      /* if it explains one in so many of the doubtful stretches, or one alone gives it */
#define EXPLAINED 3  /* of so many doubtful characters of a stretch one, or what fits does so by chance */

static const jy__terms alone = {14, 0, true, false}, proven_elsewhere = {6, 0, false, false},
                       proven_throughout = {6, 4, false, false}, twice = {14, 0, false, true};

const jy__misreading jy__misreadings[JY__MISREADINGS] = {
    {"utf8-as-gbk", JY__CHART_GB, JY__AS_UTF8},       {"utf8-as-latin1", JY__CHART_WESTERN, JY__AS_UTF8},
    {"gbk-as-latin1", JY__CHART_WESTERN, JY__AS_GB},  {"big5-as-latin1", JY__CHART_WESTERN, JY__AS_BIG5},
    {"big5-as-gbk", JY__CHART_GB, JY__AS_BIG5},       {"gbk-as-big5", JY__CHART_BIG5, JY__AS_GB},
    {"utf8-as-big5", JY__CHART_BIG5, JY__AS_UTF8},    {"gbk-as-euckr", JY__CHART_KOREAN, JY__AS_GB},
    {"gbk-as-sjis", JY__CHART_JAPANESE, JY__AS_GB},   {"utf8-as-sjis", JY__CHART_JAPANESE, JY__AS_UTF8},
    {"utf8-as-cp1251", JY__CHART_CYRILLIC, JY__AS_UTF8}, {"gbk-as-cp1251", JY__CHART_CYRILLIC, JY__AS_GB},
    {"big5-as-cp1251", JY__CHART_CYRILLIC, JY__AS_BIG5}, {"utf8-as-koi8", JY__CHART_KOI8, JY__AS_UTF8},
    {"gbk-as-koi8", JY__CHART_KOI8, JY__AS_GB},       {"utf8-as-mac", JY__CHART_MAC, JY__AS_UTF8},
    {"gbk-as-mac", JY__CHART_MAC, JY__AS_GB},         {"big5-as-mac", JY__CHART_MAC, JY__AS_BIG5},
};

int jy__fixes_add(jy__fixes *e, jy__fix one, jy_str made) {
  void *at = e->at;
  if (jy__grow(&at, &e->cap, e->len + 1, sizeof *e->at) < 0) return JY_ENOMEM;
  e->at = at;
  one.at = e->made.len;
  one.len = made.len;
  jy_buf_put(&e->made, made.ptr, made.len);
  int status = jy_buf_status(&e->made);
  if (status == JY_OK) e->at[e->len++] = one;
  return status;
}

void jy__fixes_free(jy__fixes *e) {
  free(e->at);
  jy_buf_free(&e->made);
  *e = (jy__fixes){0};
}

/* ---- which misreading --------------------------------------------------------------- */

/* The best of the misreadings in `kinds`, into `best` (empty at the call). */
static int try_kinds(jy__fixes *best, jy_str text, jy_span span, unsigned kinds, jy__terms terms) {
  int status = JY_OK;
  for (int i = 0; status == JY_OK && i < JY__MISREADINGS; i++) {
    if (!(kinds >> i & 1)) continue;
    jy__fixes trial = {0};
    status = jy__beam_run(&trial, text, span, &jy__misreadings[i], terms);
    if (status == JY_OK && trial.gain > best->gain) {
      jy__fixes worse = *best;
      *best = trial;
      trial = worse;
    }
    jy__fixes_free(&trial);
  }
  return status;
}

static int kind_of(const jy__fixes *e) {
  for (int i = 0; e->len && i < JY__MISREADINGS; i++)
    if (jy__misreadings[i].name == e->at[0].kind) return i;
  return -1;
}

/* Of a long stretch a part tells which misreading it was. */
static unsigned narrow(jy_str text, jy_span span, unsigned kinds, jy__terms terms, int *status) {
  if (span.end - span.start <= 2 * SAMPLE) return kinds;
  jy_span part = {span.start + (span.end - span.start) / 2, 0};
  while (((unsigned char)text.ptr[part.start] & 0xC0) == 0x80) part.start++;
  part.end = part.start + SAMPLE;
  while (part.end < span.end && ((unsigned char)text.ptr[part.end] & 0xC0) == 0x80) part.end++;
  jy__fixes best = {0};
  *status = try_kinds(&best, text, part, kinds, terms);
  int kind = kind_of(&best);
  jy__fixes_free(&best);
  return kind < 0 ? kinds : 1u << kind;
}

static int undo_best(jy__fixes *best, jy_str text, jy_span span, unsigned kinds, jy__terms terms) {
  int status = JY_OK;
  kinds = narrow(text, span, kinds, terms, &status);
  return status == JY_OK ? try_kinds(best, text, span, kinds, terms) : status;
}

static int take_all(jy__fixes *out, const jy__fixes *from) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < from->len; i++)
    status = jy__fixes_add(out, from->at[i], (jy_str){from->made.ptr + from->at[i].at, from->at[i].len});
  return status;
}

/* How much each misreading explains of the text. */
typedef struct {
  float gain[JY__MISREADINGS], most[JY__MISREADINGS]; /* in all, of one stretch */
  size_t stretches[JY__MISREADINGS];
  size_t bytes[JY__MISREADINGS];
} evidence;

static void count_fixes(evidence *e, const jy__fixes *f) {
  int kind = kind_of(f);
  if (kind < 0) return;
  e->gain[kind] += f->gain;
  if (f->gain > e->most[kind]) e->most[kind] = f->gain;
  e->stretches[kind]++;
  for (size_t i = 0; i < f->len; i++) e->bytes[kind] += f->at[i].span.end - f->at[i].span.start;
}

/* Whether a misreading is proven: by one stretch, or by many that are not a few of
 * the doubtful ones. Among thousands, as slips leave them, some fit by chance. */
static bool is_proven(const evidence *e, int kind, const jy__suspects *s) {
  return e->most[kind] >= PROVEN || (e->gain[kind] >= PROVEN && e->stretches[kind] >= s->len / SHARE);
}

/* Stretches that were too short to judge, or judged strictly, once more. */
static int undo_proven(jy__fixes *each, jy_str text, const jy__suspects *s, unsigned proven) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < s->len; i++) {
    int kind = kind_of(&each[i]);
    unsigned kinds = kind < 0 ? s->at[i].if_proven & proven : proven & 1u << kind;
    if (!kinds) continue;
    jy__fixes_free(&each[i]);
    status = undo_best(&each[i], text, s->at[i].span, kinds, proven_elsewhere);
  }
  return status;
}

/* Whether what reads pairs of bytes as other pairs explains but little of a stretch, as it
 * does here and there of what slips leave: undone, it would break the slip. */
static bool is_chance(const jy__fixes *f, jy_str text, jy_span span) {
  int kind = kind_of(f);
  size_t explained = 0;
  if (kind < 0 || jy__chart_single(jy__misreadings[kind].shown)) return false;
  for (size_t i = 0; i < f->len; i++) explained += jy__doubtful_in(text, f->at[i].span);
  return explained * EXPLAINED < jy__doubtful_in(text, span);
}

/* Judges every stretch by itself; then by what is proven elsewhere in the text,
 * and where that is most of it, all of the text. */
static int undo_each(jy__fixes *each, jy_str text, const jy__suspects *s) {
  evidence e = {{0}, {0}, {0}, {0}};
  unsigned proven = 0;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < s->len; i++) {
    status = undo_best(&each[i], text, s->at[i].span, s->at[i].kinds, alone);
    if (is_chance(&each[i], text, s->at[i].span)) jy__fixes_free(&each[i]);
    count_fixes(&e, &each[i]);
  }
  for (int k = 0; status == JY_OK && k < JY__MISREADINGS; k++) {
    proven |= (unsigned)is_proven(&e, k, s) << k;
    if (!is_proven(&e, k, s) || e.bytes[k] <= text.len / 2) continue;
    for (size_t i = 0; i < s->len; i++) jy__fixes_free(&each[i]);
    return try_kinds(&each[0], text, (jy_span){0, text.len}, 1u << k, proven_throughout);
  }
  return status == JY_OK && proven ? undo_proven(each, text, s, proven) : status;
}

static int undo_suspects(jy__fixes *out, jy_str text, const jy__suspects *s) {
  jy__fixes *each = calloc(s->len, sizeof *each);
  if (!each) return jy__nomem();
  int status = undo_each(each, text, s);
  for (size_t i = 0; i < s->len; i++) {
    if (status == JY_OK) status = take_all(out, &each[i]);
    jy__fixes_free(&each[i]);
  }
  free(each);
  return status;
}

/* ---- what was misread twice --------------------------------------------------------- */

static int rewrite(jy_buf *made, jy_align *step, jy_str s, const jy__fixes *e);

/* How much of the text that `first` makes of a part, in bytes, is undone in turn and
 * makes sense then. */
static int undo_second(size_t *bytes, jy_str part, const jy__fixes *first) {
  jy_buf made = JY_BUF_INIT;
  jy__suspects s = {0};
  jy__fixes second = {0};
  int status = rewrite(&made, NULL, part, first);
  *bytes = 0;
  if (status == JY_OK) status = jy__suspects_find(&s, jy_buf_str(&made));
  if (status == JY_OK && s.len) status = undo_suspects(&second, jy_buf_str(&made), &s);
  for (size_t i = 0; status == JY_OK && i < second.len; i++)
    if (second.at[i].gain >= PROVEN / 2 && !second.at[i].lost) *bytes += second.at[i].span.end - second.at[i].span.start;
  if (*bytes * 2 < made.len) *bytes = 0;
  jy_buf_free(&made);
  jy__fixes_free(&second);
  free(s.at);
  return status;
}

/* The longest of the suspects, or as much of it as tells. */
static jy_span longest_of(jy_str text, const jy__suspects *s) {
  jy_span span = s->at[0].span;
  for (size_t i = 1; i < s->len; i++)
    if (s->at[i].span.end - s->at[i].span.start > span.end - span.start) span = s->at[i].span;
  if (span.end - span.start > SAMPLE) span.end = span.start + SAMPLE;
  while (span.end < text.len && ((unsigned char)text.ptr[span.end] & 0xC0) == 0x80) span.end++;
  return span;
}

/* Which misreading, undone, leaves text that is misread still and can be undone too;
 * -1 for none. What was saved in between was UTF-8. */
static int find_twice(int *kind, jy_str text, const jy__suspects *s) {
  jy_span span = longest_of(text, s);
  jy_str part = {text.ptr + span.start, span.end - span.start};
  size_t most = 0, bytes = 0;
  int status = JY_OK;
  *kind = -1;
  for (int k = 0; status == JY_OK && k < JY__MISREADINGS; k++) {
    bool may = false;
    for (size_t i = 0; i < s->len; i++) may = may || (s->at[i].if_proven >> k & 1);
    if (!may || jy__misreadings[k].meant != JY__AS_UTF8) continue;
    jy__fixes first = {0};
    status = jy__beam_run(&first, part, (jy_span){0, part.len}, &jy__misreadings[k], twice);
    if (status == JY_OK && first.len) status = undo_second(&bytes, part, &first);
    if (status == JY_OK && first.len && bytes > most) {
      most = bytes;
      *kind = k;
    }
    jy__fixes_free(&first);
  }
  return status;
}

/* Whether what was undone is next to nothing of what is doubtful. */
static bool is_little(const jy__fixes *fixes, const jy__suspects *s) {
  size_t undone = 0, doubtful = 0;
  for (size_t i = 0; i < fixes->len; i++) undone += fixes->at[i].span.end - fixes->at[i].span.start;
  for (size_t i = 0; i < s->len; i++) doubtful += s->at[i].span.end - s->at[i].span.start;
  return undone * 16 < doubtful;
}

/* The first of two misreadings of a text in which hardly anything was found that
 * gives sense at once; the next round undoes the other. */
static int undo_twice(jy__fixes *out, jy_str text, const jy__suspects *s) {
  int kind, status = find_twice(&kind, text, s);
  if (status < 0 || kind < 0) return status;
  jy__fixes_free(out);
  return jy__beam_run(out, text, (jy_span){0, text.len}, &jy__misreadings[kind], twice);
}

/* ---- what was done ------------------------------------------------------------------ */

typedef struct {
  jy_span source;
  double confidence;
  const char *kind;
} note;

typedef struct {
  note *at;
  size_t len, cap;
} notes;

/* Sure by how much likelier the text became; a character that is lost or
 * guessed is in a note of its own. */
static double confidence_of(const jy__fix *e) {
  if (e->lost || e->guessed) return e->lost ? 0.3 : 0.8;
  double c = 1 - 0.5 * exp(-(double)e->gain / 10);
  return c > 0.99 ? 0.99 : c;
}

static bool overlap(jy_span a, jy_span b) {
  return a.start < b.end && b.start < a.end;
}

/* Adds a note; what a later round did to the same source is the same change. */
static int add_note(notes *l, note one, bool adjoins) {
  note *last = l->len ? &l->at[l->len - 1] : NULL;
  if (last && adjoins && last->source.end == one.source.start && last->kind == one.kind &&
      fabs(last->confidence - one.confidence) < 1e-9) {
    last->source.end = one.source.end;
    return JY_OK;
  }
  void *at = l->at;
  if (jy__grow(&at, &l->cap, l->len + 1, sizeof *l->at) < 0) return JY_ENOMEM;
  l->at = at;
  l->at[l->len++] = one;
  return JY_OK;
}

static int note_fixes(notes *l, const jy_text *t, const jy__fixes *e) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < e->len; i++) {
    const jy__fix *x = &e->at[i];
    note one = {jy_align_source(jy_text_align(t), x->span), confidence_of(x), x->kind};
    status = add_note(l, one, i > 0 && e->at[i - 1].span.end == x->span.start);
  }
  return status;
}

static int by_start(const void *a, const void *b) {
  const note *x = a, *y = b;
  if (x->source.start != y->source.start) return x->source.start < y->source.start ? -1 : 1;
  return x->source.end < y->source.end ? -1 : x->source.end > y->source.end;
}

/* Makes one note of those that overlap. */
static void merge_notes(notes *l) {
  size_t n = 0;
  if (l->len) qsort(l->at, l->len, sizeof *l->at, by_start);
  for (size_t i = 0; i < l->len; i++) {
    note *last = n ? &l->at[n - 1] : NULL;
    if (!last || !overlap(last->source, l->at[i].source)) {
      l->at[n++] = l->at[i];
      continue;
    }
    if (l->at[i].source.end > last->source.end) last->source.end = l->at[i].source.end;
    if (l->at[i].confidence < last->confidence) last->confidence = l->at[i].confidence;
  }
  l->len = n;
}

/* ---- what is lost for good ---------------------------------------------------------- */

/* Characters that stand where nothing was: U+FFFD twice in UTF-8 read as GBK,
 * and the fill bytes CC and CD of uninitialised memory read as GBK. */
static size_t lost_run(const char *p, const char *end) {
  static const struct {
    const char *unit;
    size_t len, least;
  } fills[] = {{"锟斤拷", 9, 1}, {"烫", 3, 3}, {"屯", 3, 3}};
  for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
    const char *q = p;
    size_t n = 0;
    while ((size_t)(end - q) >= fills[i].len && memcmp(q, fills[i].unit, fills[i].len) == 0) {
      q += fills[i].len;
      n++;
    }
    if (n >= fills[i].least) return (size_t)(q - p);
  }
  return 0;
}

/* Whether the text has a change there already; its list is sorted by start. */
static bool is_noted(const jy_text *t, jy_span source) {
  size_t low = 0, high = jy_text_changes(t);
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (jy_text_change(t, mid)->source.start < source.start)
      low = mid + 1;
    else
      high = mid;
  }
  const jy_change *c;
  for (; (c = jy_text_change(t, low)) != NULL && c->source.start == source.start; low++)
    if (c->source.end == source.end) return true;
  return false;
}

/* Whether a stretch is no text in any language, though nothing could undo it: rare
 * characters, yet the same ones again and again, as a list has not. */
static bool is_hopeless(jy_str text, jy_span span) {
  uint8_t seen[0x10000 / 8] = {0};
  size_t n = 0, different = 0;
  double cost = 0;
  uint32_t cp, prev = 0;
  for (size_t at = span.start, len; at < span.end; at += len, prev = cp) {
    len = jy__utf8_next(text.ptr + at, text.ptr + text.len, &cp);
    if (len == 0) break; /* the text is valid */
    if (cp < 0x80) continue;
    cost += jy__char_cost(prev, cp);
    n++;
    different += !(seen[(cp & 0xFFFF) / 8] >> cp % 8 & 1);
    seen[(cp & 0xFFFF) / 8] |= (uint8_t)(1u << cp % 8);
  }
  return n >= MANY && different * 4 <= n * 3 && cost > NO_TEXT * (double)n;
}

/* What was misread and has lost too much to come back: that is said, at least. */
static int note_hopeless(notes *l, const jy_text *t, const jy__suspects *s) {
  int status = jy__chars_ready();
  for (size_t i = 0; status == JY_OK && i < s->len; i++) {
    if (!is_hopeless(jy_text_reading(t), s->at[i].span)) continue;
    jy_span source = jy_align_source(jy_text_align(t), s->at[i].span);
    if (!is_noted(t, source)) status = add_note(l, (note){source, 0.1, "misread"}, false);
  }
  return status;
}

static int note_losses(notes *l, const jy_text *t, const jy__suspects *s) {
  jy_str text = jy_text_reading(t);
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < s->len; i++) {
    for (size_t at = s->at[i].span.start; status == JY_OK && at < s->at[i].span.end;) {
      size_t n = lost_run(text.ptr + at, text.ptr + text.len);
      jy_span source = jy_align_source(jy_text_align(t), (jy_span){at, at + n});
      if (n && !is_noted(t, source)) status = add_note(l, (note){source, 0.1, "lost"}, false);
      at += n ? n : jy__utf8_len((unsigned char)text.ptr[at]);
    }
  }
  return status;
}

/* ---- the rounds --------------------------------------------------------------------- */

static int rewrite(jy_buf *made, jy_align *step, jy_str s, const jy__fixes *e) {
  size_t at = 0;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < e->len; i++) {
    const jy__fix *x = &e->at[i];
    jy_buf_put(made, s.ptr + at, x->span.start - at);
    jy_buf_put(made, e->made.ptr + x->at, x->len);
    if (step) status = jy_align_keep(step, x->span.start - at);
    if (step && status == JY_OK) status = jy_align_replace(step, x->span.end - x->span.start, x->len);
    at = x->span.end;
  }
  jy_buf_put(made, s.ptr + at, s.len - at);
  if (!step) return jy_buf_status(made);
  return status == JY_OK ? jy_align_keep(step, s.len - at) : status;
}

static int apply(jy_text **out, const jy_text *t, const jy__fixes *e) {
  jy_buf made = JY_BUF_INIT;
  jy_align *step = NULL;
  *out = NULL;
  int status = jy_align_new(&step);
  if (status == JY_OK) status = rewrite(&made, step, jy_text_reading(t), e);
  if (status == JY_OK) return jy__text_derive(out, t, &made, step);
  jy_align_free(step);
  jy_buf_free(&made);
  return status;
}

typedef struct {
  const jy_text *now; /* `made`, or what we were given */
  jy_text *made;      /* NULL as long as nothing was changed */
  notes notes;
} chain;

/* One round: references first, since what they stand for may be misread too.
 * *more tells whether anything was changed. */
static int run_round(chain *c, bool *more) {
  jy__fixes fixes = {0};
  jy__suspects s = {0};
  jy_text *next = NULL;
  jy_str text = jy_text_reading(c->now);
  int status = jy__entities_find(&fixes, text);
  if (status == JY_OK && !fixes.len) status = jy__suspects_find(&s, text);
  if (status == JY_OK && s.len) status = undo_suspects(&fixes, text, &s);
  if (status == JY_OK && s.len && is_little(&fixes, &s)) status = undo_twice(&fixes, text, &s);
  *more = status == JY_OK && fixes.len > 0;
  if (*more) status = note_fixes(&c->notes, c->now, &fixes);
  if (*more && status == JY_OK) status = apply(&next, c->now, &fixes);
  if (status == JY_OK && !*more && s.len) status = note_losses(&c->notes, c->now, &s);
  if (status == JY_OK && !*more && s.len) status = note_hopeless(&c->notes, c->now, &s);
  if (next) {
    jy_text_free(c->made);
    c->now = c->made = next;
  }
  free(s.at);
  jy__fixes_free(&fixes);
  return status;
}

static int write_notes(jy_text *t, notes *l) {
  int status = JY_OK;
  merge_notes(l);
  jy_str reading = jy_text_reading(t);
  for (size_t i = 0; status == JY_OK && i < l->len; i++) {
    const note *n = &l->at[i];
    jy_span at = jy_align_made(jy_text_align(t), n->source);
    jy_str after = {reading.ptr + at.start, at.end - at.start};
    status = jy__text_note(t, n->source, after, n->confidence, n->kind);
  }
  return status;
}

int jy_text_recode(jy_text **out, const jy_text *t) {
  chain c = {t, NULL, {NULL, 0, 0}};
  bool more = true;
  int status = JY_OK;
  *out = NULL;
  for (int i = 0; status == JY_OK && more && i < ROUNDS; i++) status = run_round(&c, &more);
  if (status == JY_OK && !c.made && !c.notes.len) status = jy__text_same(&c.made, t);
  if (status == JY_OK && !c.made) status = apply(&c.made, t, &(jy__fixes){0});
  if (status == JY_OK && c.notes.len) status = write_notes(c.made, &c.notes);
  free(c.notes.at);
  if (status == JY_OK)
    *out = c.made;
  else
    jy_text_free(c.made);
  return status;
}

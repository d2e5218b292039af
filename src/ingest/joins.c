/* Lines that the width of the paper broke, made whole. Whether a text is
 * wrapped is decided once for all of it, from how its lines end and how wide
 * they are; then each pair of neighbours is judged by its own shape.
 * Refuses to move text: a headline that stands between two halves of a
 * sentence stays there, on its own line. */
#include <stdlib.h>
#include <string.h>

#include "ingest/internal.h"

/* Columns beyond which a line is a paragraph, not a line of print. */
#define PRINTED 120
/* A line is full if it comes this close to the lines beside it: justified
 * Chinese pulls one character and one mark over at most. */
#define RAGGED 4

static size_t common_indent(const jy__lines *l) {
  size_t counts[17] = {0}, best = 0;
  for (size_t i = 0; i < l->len; i++) counts[l->at[i].indent < 16 ? l->at[i].indent : 16]++;
  for (size_t i = 0; i < 17; i++)
    if (counts[i] > counts[best]) best = i;
  return best;
}

jy__layout jy__layout_of(const jy__lines *l) {
  size_t open = 0, marked = 0, wide = 0, inner = 0, spaced = 0, indented = 0;
  jy__layout lay = {.base = common_indent(l)};
  for (size_t i = 0; i < l->len; i++) {
    const jy__line *x = &l->at[i];
    open += !x->ends && !x->closes;
    marked += x->marks + x->stops > 0;
    wide += x->width > PRINTED;
    inner += x->stops > x->ends;
    spaced += i > 0 && x->blanks > 0;
    indented += x->indent > lay.base + 1;
  }
  /* Wrapped lines end anywhere, so most end in mid sentence and some sentences
   * end in mid line. Menus end openly too, but hold no punctuation; paragraphs
   * hold it, but end with it and are wide. */
  lay.wrapped = l->len >= 6 && open * 2 > l->len && marked * 5 > l->len * 2 && inner >= 2 &&
                inner * 20 > l->len && wide * 10 <= l->len;
  lay.spaced = spaced * 5 > l->len * 3;
  lay.indented = indented * 50 > l->len;
  return lay;
}

/* A text with its lines, and which of them stand by themselves. */
typedef struct {
  jy_str text;
  jy__lines lines;
  jy__layout lay;
  bool *alone;  /* headlines and bylines */
  bool *joined; /* the line goes on in the next */
  bool whole;   /* whoever read the text has joined its lines */
} sheet;

static bool is_bare(const jy__line *l) {
  return l->marks == 0 && l->stops == 0 && !l->ends;
}

/* Whether line i stands on line i - 1 with no empty line between, and neither
 * is a byline or the end of an article. */
static bool is_tight(const sheet *s, size_t i) {
  if (i == 0 || i >= s->lines.len) return false;
  const jy__line *l = &s->lines.at[i];
  return l->blanks == 0 && !jy__is_closing(l - 1) && !jy__is_byline(s->text, l) &&
         !jy__is_byline(s->text, l - 1);
}

/* Where an empty line follows each line of print, lines without one between
 * them are headlines, or the last headline and the text beside it. */
static bool is_tight_headline(const sheet *s, size_t i) {
  return s->lay.spaced && is_bare(&s->lines.at[i]) && (is_tight(s, i) || is_tight(s, i + 1));
}

/* Wider than the columns above and below it, and without punctuation. */
static bool is_wide_headline(const sheet *s, size_t i) {
  const jy__line *l = &s->lines.at[i];
  if (i == 0 || i + 1 == s->lines.len || !is_bare(l)) return false;
  return l->width > l[-1].width + 6 && l->width > l[1].width + 6 && l->indent <= s->lay.base + 1;
}

static void mark_alone(sheet *s) {
  for (size_t i = 0; i < s->lines.len; i++)
    s->alone[i] = jy__is_byline(s->text, &s->lines.at[i]) || is_tight_headline(s, i) ||
                  is_wide_headline(s, i);
}

/* 主 / 题 / 教 / 育: a word that was set from top to bottom. */
static bool is_vertical(const jy__line *a, const jy__line *b) {
  return a->han == 1 && a->width == 2 && b->han == 1 && b->width == 2 && b->blanks == 0;
}

/* The full width of a line with the indent that a paragraph begins with. */
static size_t reach(const sheet *s, size_t i) {
  const jy__line *l = &s->lines.at[i];
  return l->width + (l->indent > s->lay.base ? l->indent - s->lay.base : 0);
}

/* Whether line i is as wide as a line shortly before it that goes on: then it
 * fills its column, whatever the width of the next. */
static bool fills_column(const sheet *s, size_t i) {
  for (size_t back = 1; back <= 8 && back <= i; back++)
    if (s->joined[i - back] && reach(s, i) + 2 >= reach(s, i - back)) return true;
  return false;
}

/* Whether line i + 1 goes on where line i ended, in a wrapped text. */
static bool continues(const sheet *s, size_t i) {
  const jy__line *a = &s->lines.at[i], *b = a + 1;
  if (is_vertical(a, b)) return true;
  if (s->alone[i] || s->alone[i + 1] || jy__is_closing(a)) return false;
  if (b->blanks != (s->lay.spaced ? 1 : 0) || b->indent > s->lay.base + 1) return false;
  size_t above = i > 0 && s->joined[i - 1] ? reach(s, i - 1) : 0;
  if (!a->ends && a->last != ':' && a->last != 0xFF1A)
    return reach(s, i) + RAGGED >= b->width || (above && reach(s, i) + RAGGED >= above) ||
           fills_column(s, i);
  /* A stop at the very edge may be chance: the paragraph goes on if the text
   * indents its paragraphs and this line is as wide as those beside it. */
  return s->lay.indented && reach(s, i) + 2 >= b->width && reach(s, i) + 2 >= above;
}

/* A paragraph that was broken once or twice in mid sentence, in a text that is
 * not wrapped: long, open, and what follows at once closes the sentence, or is
 * as long and goes on itself. */
static bool is_broken(const jy__line *a, bool next_goes_on) {
  const jy__line *b = a + 1;
  if (a->width < PRINTED || a->ends || a->closes || a->marks + a->stops == 0) return false;
  if (b->blanks || b->indent || b->marks + b->stops == 0) return false;
  return b->ends || (next_goes_on && b->width * 5 >= a->width * 4);
}

static void mark_joined(sheet *s) {
  size_t n = s->lines.len;
  if (s->lay.wrapped)
    for (size_t i = 0; i + 1 < n; i++) s->joined[i] = continues(s, i);
  else /* from the end, since what follows decides */
    for (size_t i = n < 2 ? 0 : n - 1; i-- > 0;)
      s->joined[i] = is_broken(&s->lines.at[i], s->joined[i + 1]);
}

static bool is_latin(uint32_t cp) {
  return cp > ' ' && cp < 0x250;
}

static int add_joins(jy__edits *out, const sheet *s) {
  for (size_t i = 0; i + 1 < s->lines.len; i++) {
    const jy__line *a = &s->lines.at[i], *b = a + 1;
    if (!s->joined[i]) continue;
    const char *put = is_latin(a->last) && is_latin(b->first) ? " " : "";
    if (jy__edits_add(out, a->end, b->start, put) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

static int by_start(const void *a, const void *b) {
  size_t x = ((const jy__edit *)a)->start, y = ((const jy__edit *)b)->start;
  return (x > y) - (x < y);
}

/* Finds all edits, in text order; gaps lie within lines, joins between them. */
static int find_edits(jy__edits *out, sheet *s) {
  int status = jy__lines_read(&s->lines, s->text);
  if (status < 0) return status;
  s->lay = jy__layout_of(&s->lines);
  s->alone = calloc(s->lines.len + 1, sizeof *s->alone);
  s->joined = calloc(s->lines.len + 1, sizeof *s->joined);
  if (!s->alone || !s->joined) return jy__nomem();
  if (!s->whole) {
    mark_alone(s);
    mark_joined(s);
    status = add_joins(out, s);
  }
  if (status == JY_OK) status = jy__gap_edits(out, s->text, s->lay.wrapped);
  if (out->len) qsort(out->at, out->len, sizeof *out->at, by_start);
  return status;
}

int jy__edits_apply(jy_buf *made, jy_align *align, jy_str text, const jy__edits *edits) {
  size_t at = 0;
  for (size_t i = 0; i < edits->len; i++) {
    const jy__edit *e = &edits->at[i];
    jy_str put = jy_cstr(e->put);
    jy_buf_put(made, text.ptr + at, e->start - at);
    jy_buf_put(made, put.ptr, put.len);
    if (jy_align_keep(align, e->start - at) < 0) return JY_ENOMEM;
    if (jy_align_replace(align, e->end - e->start, put.len) < 0) return JY_ENOMEM;
    at = e->end;
  }
  jy_buf_put(made, text.ptr + at, text.len - at);
  int status = jy_align_keep(align, text.len - at);
  return status < 0 ? status : jy_buf_status(made);
}

static int join(jy_text **out, const jy_text *from, bool whole) {
  sheet s = {.text = jy_text_reading(from), .whole = whole};
  jy__edits edits = {0};
  jy_buf made = JY_BUF_INIT;
  jy_align *align = NULL;
  *out = NULL;
  int status = find_edits(&edits, &s);
  if (status == JY_OK) status = jy_align_new(&align);
  if (status == JY_OK) status = jy__edits_apply(&made, align, s.text, &edits);
  if (status == JY_OK) {
    status = jy__text_derive(out, from, &made, align);
    align = NULL;
  }
  jy_align_free(align);
  jy_buf_free(&made);
  jy__edits_free(&edits);
  jy__lines_free(&s.lines);
  free(s.alone);
  free(s.joined);
  return status;
}

int jy_text_joins(jy_text **out, const jy_text *from) {
  return join(out, from, false);
}

int jy__text_gaps(jy_text **out, const jy_text *from) {
  return join(out, from, true);
}

/* Lines that the width of the paper broke, made whole. Whether a text is
 * wrapped is decided once for all of it, from how its lines end and how wide
 * they are; then each pair of neighbours is judged by its own shape. A text in
 * paragraphs is seen to be one at a glance, and handed on.
 *
 * A newsletter is read article by article: where its columns stand out of order
 * its lines are moved, a headline above its text, so that sentences are whole;
 * the alignment says where each stretch stood. Any other text keeps the order of
 * its lines. Refuses to know which line belongs where (paper.c). */
#include <stdlib.h>
#include <string.h>

#include "ingest/glance.h"
#include "ingest/paper.h"

/* Latin words are not divided: a line may fall short by the word that did not fit. */
#define RAGGED_LATIN 14

/* A text with its lines, and which of them stand by themselves. */
typedef struct {
  jy_str text;   /* to be judged: the reading, or `masked` */
  jy_buf masked; /* empty where no mark stands for a loss */
  jy__lines lines;
  jy__layout lay;
  bool *alone;  /* headlines and bylines */
  bool *joined; /* the line goes on in the next */
  const jy__paper *paper; /* NULL where the text is no newsletter */
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

/* 王某|某某大学|教授: the row of a table, its cells parted by bars or tabs. */
static bool is_row(jy_str text, const jy__line *l) {
  const char *end = text.ptr + l->end;
  for (const char *edge = "|\t"; *edge; edge++) {
    const char *p = memchr(text.ptr + l->start, *edge, l->end - l->start);
    if (p && memchr(p + 1, *edge, (size_t)(end - p - 1))) return true;
  }
  return false;
}

static void mark_alone(sheet *s) {
  for (size_t i = 0; i < s->lines.len; i++)
    s->alone[i] = is_row(s->text, &s->lines.at[i]) || jy__is_byline(s->text, &s->lines.at[i]) || jy__is_stamp(s->text, &s->lines.at[i]) ||
                  jy__is_label(s->text, &s->lines.at[i]) ||
                  is_tight_headline(s, i) || is_wide_headline(s, i);
}

/* 主 / 题 / 教 / 育: a word that was set from top to bottom. */
static bool is_vertical(const jy__line *a, const jy__line *b) {
  return a->han == 1 && a->width == 2 && b->han == 1 && b->width == 2 && b->blanks == 0;
}

static bool is_latin(uint32_t cp) {
  return cp > ' ' && cp < 0x250;
}

static size_t ragged(const jy__line *a, const jy__line *b) {
  return is_latin(a->last) && is_latin(b->first) ? RAGGED_LATIN : JY__RAGGED;
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

/* ● ▲ ★: a sign that opens an item, and goes on with nothing. */
static bool opens_item(const jy__line *l) {
  static const uint32_t signs[] = {0x25CF, 0x25CB, 0x25CE, 0x25B2, 0x25B3, 0x25B6, 0x25BA,
                                   0x25C6, 0x25C7, 0x2605, 0x2606, 0x203B};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (signs[i] == l->first) return true;
  return false;
}

/* Whether line i + 1 goes on where line i ended, in a wrapped text. */
static bool continues(const sheet *s, size_t i) {
  const jy__line *a = &s->lines.at[i], *b = a + 1;
  if (is_vertical(a, b)) return true;
  if (s->alone[i] || s->alone[i + 1] || jy__is_closing(a) || opens_item(b)) return false;
  if (b->blanks != (s->lay.spaced ? 1 : 0) || b->indent > s->lay.base + 1) return false;
  size_t above = i > 0 && s->joined[i - 1] ? reach(s, i - 1) : 0;
  if (!a->ends && a->last != ':' && a->last != 0xFF1A)
    return reach(s, i) + ragged(a, b) >= b->width || (above && reach(s, i) + ragged(a, b) >= above) ||
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
  if (a->width < JY__PRINTED || a->ends || a->closes || a->marks + a->stops == 0) return false;
  if (a->last == ';' || a->last == 0xFF1B) return false; /* an item of a list */
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

static void join_stories(sheet *s);
static void join_furniture(sheet *s);

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
  if (s->paper) {
    join_stories(s);
    join_furniture(s);
  } else {
    mark_alone(s);
    mark_joined(s);
  }
  int status = add_joins(out, s);
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

/* ---- newsletters ------------------------------------------------------------ */

/* Where the block of a line begins: its own line of the page, and after it the
 * empty lines up to the next. */
static size_t block_of(jy_str text, const jy__line *l) {
  size_t at = l->start;
  while (at > 0 && text.ptr[at - 1] != '\n' && text.ptr[at - 1] != '\r' && text.ptr[at - 1] != '\f') at--;
  return at;
}

static bool has_line_end(jy_str text, size_t at, size_t end) {
  for (; at < end; at++)
    if (text.ptr[at] == '\n' || text.ptr[at] == '\r' || text.ptr[at] == '\f') return true;
  return false;
}

/* The lines of a text in another order, each with what stands before it on its
 * line and the white space after it. */
static int arrange(jy_text **out, const jy_text *from, const jy__lines *lines, const jy__paper *paper) {
  jy_str text = jy_text_reading(from);
  jy_buf made = JY_BUF_INIT;
  jy_align *step = NULL;
  size_t first = lines->len ? block_of(text, &lines->at[0]) : text.len;
  int status = jy_align_new(&step);
  jy_buf_put(&made, text.ptr, first);
  if (status == JY_OK) status = jy_align_keep(step, first);
  for (size_t i = 0; status == JY_OK && i < paper->n; i++) {
    size_t k = paper->order[i], start = block_of(text, &lines->at[k]);
    size_t end = k + 1 < lines->len ? block_of(text, &lines->at[k + 1]) : text.len;
    bool open = i + 1 < paper->n && !has_line_end(text, lines->at[k].end, end); /* the text's last */
    jy_buf_put(&made, text.ptr + start, end - start);
    if (open) jy_buf_put(&made, "\n", 1);
    jy_align_move(step, start);
    status = jy_align_keep(step, end - start);
    if (status == JY_OK && open) status = jy_align_replace(step, 0, 1);
  }
  if (status == JY_OK) return jy__text_derive(out, from, &made, step);
  jy_align_free(step);
  jy_buf_free(&made);
  return status;
}

/* Whether a line of an article goes on in the next. */
static bool goes_on(const sheet *s, size_t i, size_t full) {
  const jy__line *a = &s->lines.at[i], *b = a + 1;
  if (is_vertical(a, b)) return true;
  if (s->alone[i] || s->alone[i + 1] || b->indent > s->lay.base + 1 || opens_item(b)) return false;
  if (!a->ends) return reach(s, i) + ragged(a, b) >= b->width || reach(s, i) + ragged(a, b) >= full;
  return s->lay.indented && reach(s, i) + 2 >= b->width && reach(s, i) + 2 >= full;
}

static void join_stories(sheet *s) {
  const jy__paper *p = s->paper;
  for (size_t k = 0; k < p->n_stories; k++)
    for (size_t i = p->stories[k].body.start; i + 1 < p->stories[k].body.end; i++) {
      size_t full = 0;
      for (size_t back = 1; back <= 6 && i >= p->stories[k].body.start + back; back++)
        if (s->joined[i - back] && reach(s, i - back) > full) full = reach(s, i - back);
      s->joined[i] = goes_on(s, i, full);
    }
}

/* Lines outside articles: only words set from top to bottom are put together. */
static void join_furniture(sheet *s) {
  for (size_t i = 0; i + 1 < s->lines.len; i++)
    if (is_vertical(&s->lines.at[i], &s->lines.at[i + 1])) s->joined[i] = true;
}

/* ---- paragraphs -------------------------------------------------------------- */

/* Whether line i may be the first part of a broken paragraph: long, open, and
 * right above the next. */
static bool may_be_broken(const jy__index *ix, size_t i) {
  if (i + 1 >= ix->len || ix->at[i].end - ix->at[i].start < JY__PRINTED || jy__index_stops(ix, i)) return false;
  size_t between = ix->at[i + 1].start - ix->at[i].end;
  if (between > 2 || (between == 2 && memcmp(ix->text.ptr + ix->at[i].end, "\r\n", 2) != 0)) return false;
  jy__line l = jy__index_tail(ix, i);
  return l.end > l.start && !l.ends && !l.closes;
}

/* Lines first to last of an index, of which all but the last may be broken. */
static int join_run(jy__edits *out, const jy__index *ix, size_t first, size_t last) {
  jy__line pair[2] = {{0}, {0}};
  bool next_goes_on = false;
  pair[1] = jy__index_line(ix, last);
  for (size_t i = last; i-- > first; pair[1] = pair[0]) {
    pair[0] = jy__index_line(ix, i);
    next_goes_on = is_broken(&pair[0], next_goes_on);
    if (!next_goes_on) continue;
    const char *put = is_latin(pair[0].last) && is_latin(pair[1].first) ? " " : "";
    if (jy__edits_add(out, pair[0].end, pair[1].start, put) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

/* The gaps within lines, as edits. */
static int gap_edits(jy__edits *out, jy_str text) {
  int status = JY_OK;
  for (jy_span gap = {0, 0}; status == JY_OK && jy__next_gap(&gap, text);)
    status = jy__gap_edit_at(out, text, gap.start);
  return status;
}

/* The edits of a text that is in paragraphs, found without reading most of it. */
static int plain_edits(jy__edits *out, const jy__index *ix) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < ix->len; i++) {
    size_t last = i;
    while (may_be_broken(ix, last)) last++;
    if (last > i) status = join_run(out, ix, i, last);
    i = last;
  }
  if (status == JY_OK) status = gap_edits(out, ix->text);
  if (out->len) qsort(out->at, out->len, sizeof *out->at, by_start);
  return status;
}

/* ---- the step ---------------------------------------------------------------- */

static void sheet_free(sheet *s) {
  jy_buf_free(&s->masked);
  jy__lines_free(&s->lines);
  free(s->alone);
  free(s->joined);
}

/* A box for a character that is lost closes no article, as it does where a page
 * sets it; another mark of the same size stands for it. */
static const char BOX[] = "□", LOST[] = "▯";
enum { BOX_SIZE = sizeof BOX - 1 };

static int mask(sheet *s, jy_span at) {
  if (!s->masked.len) jy_buf_put(&s->masked, s->text.ptr, s->text.len);
  if (jy_buf_status(&s->masked) < 0) return JY_ENOMEM;
  char *p = s->masked.ptr + at.start, *end = s->masked.ptr + at.end;
  for (; (p = memmem(p, (size_t)(end - p), BOX, BOX_SIZE)) != NULL; p += BOX_SIZE) memcpy(p, LOST, BOX_SIZE);
  return JY_OK;
}

static bool is_han_at(jy_str text, size_t at) {
  uint32_t cp;
  return at < text.len && jy__utf8_next(text.ptr + at, text.ptr + text.len, &cp) && jy__is_han(cp);
}

/* Whether a box stands between two Han characters, as none does that closes an
 * article or is to be ticked: whoever wrote the text put it for one that is lost. */
static bool has_lost(jy_str text) {
  const char *p = text.ptr, *end = text.ptr + text.len;
  for (; text.len && (p = memmem(p, (size_t)(end - p), BOX, BOX_SIZE)) != NULL; p += BOX_SIZE) {
    size_t at = (size_t)(p - text.ptr);
    if (at >= BOX_SIZE && is_han_at(text, at - BOX_SIZE) && is_han_at(text, at + BOX_SIZE)) return true;
  }
  return false;
}

/* Puts the other mark for boxes that stand for what is lost. */
static int mask_losses(sheet *s, const jy_text *t) {
  int status = has_lost(s->text) ? mask(s, (jy_span){0, s->text.len}) : JY_OK;
  for (size_t i = 0; status == JY_OK && i < jy_text_changes(t); i++) {
    const jy_change *c = jy_text_change(t, i);
    if (!memmem(c->after.ptr, c->after.len, BOX, BOX_SIZE)) continue;
    status = mask(s, jy_align_made(jy_text_align(t), c->source));
  }
  if (s->masked.len) s->text = jy_buf_str(&s->masked);
  return status;
}

static int sheet_new(sheet *s, const jy_text *t) {
  *s = (sheet){.text = jy_text_reading(t)};
  int status = mask_losses(s, t);
  if (status == JY_OK) status = jy__lines_read(&s->lines, s->text);
  if (status < 0) return status;
  s->lay = jy__layout_of(s->text, &s->lines);
  s->alone = calloc(s->lines.len + 1, sizeof *s->alone);
  s->joined = calloc(s->lines.len + 1, sizeof *s->joined);
  return s->alone && s->joined ? JY_OK : jy__nomem();
}

/* What a range of the text became in the reading that is being made. */
static jy_str made_of(const jy_buf *made, const jy_align *step, jy_span range) {
  jy_span m = jy_align_made(step, range);
  return (jy_str){made->ptr + m.start, m.end - m.start};
}

/* The articles' places in the reading that the edits made; its bytes will be
 * those of the new text. */
static int keep_stories(jy__articles *out, const sheet *s, const jy_buf *made, const jy_align *step) {
  const jy__line *l = s->lines.at;
  for (size_t i = 0; i < s->paper->n_stories; i++) {
    const jy__story *y = &s->paper->stories[i];
    const jy__line *last = &l[y->body.end - 1];
    jy_article a = {.page = y->page + 1};
    jy_span body = jy_align_made(step, (jy_span){l[y->body.start].start, last->end});
    if (y->title.end > y->title.start)
      a.title = jy_align_made(step, (jy_span){l[y->title.start].start, l[y->title.end - 1].end});
    a.author = made_of(made, step, jy__signature(s->text, last));
    if (y->editor != SIZE_MAX) a.editor = made_of(made, step, jy__editor(s->text, &l[y->editor]));
    a.start = a.title.end > a.title.start ? a.title.start : body.start;
    a.end = body.end;
    if (jy__articles_add(out, &a) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

/* The text with its edits: the same where there are none. */
static int finish(jy_text **out, jy__articles *found, const jy_text *from, const sheet *s,
                  const jy__edits *edits) {
  jy_buf made = JY_BUF_INIT;
  jy_align *step = NULL;
  if (edits->len == 0 && !s->paper) return jy__text_same(out, from);
  int status = jy_align_new(&step);
  if (status == JY_OK) status = jy__edits_apply(&made, step, jy_text_reading(from), edits);
  if (status == JY_OK && s->paper) status = keep_stories(found, s, &made, step);
  if (status == JY_OK) {
    status = jy__text_derive(out, from, &made, step);
    step = NULL;
  }
  jy_align_free(step);
  jy_buf_free(&made);
  return status;
}

/* Joins and gaps of a text whose lines are in their order. */
static int rejoin(jy_text **out, jy__articles *found, const jy_text *from, sheet *s) {
  jy__edits edits = {0};
  int status = find_edits(&edits, s);
  if (status == JY_OK) status = finish(out, found, from, s, &edits);
  jy__edits_free(&edits);
  return status;
}

/* A newsletter: lines into their order first. */
static int rejoin_paper(jy_text **out, jy__articles *found, const jy_text *from, sheet *s,
                        const jy__paper *paper) {
  jy_text *arranged = NULL;
  sheet t = {0};
  int status = JY_OK;
  if (paper->moved) {
    status = arrange(&arranged, from, &s->lines, paper);
    if (status == JY_OK) status = sheet_new(&t, arranged);
    if (status == JY_OK) t.lay = s->lay;
  }
  sheet *u = paper->moved ? &t : s;
  if (status == JY_OK) {
    u->paper = paper;
    memcpy(u->alone, paper->alone, paper->n * sizeof *u->alone);
    status = rejoin(out, found, arranged ? arranged : from, u);
  }
  sheet_free(&t);
  jy_text_free(arranged);
  return status;
}

/* A text that may be wrapped, or a newsletter. */
static int rejoin_lines(jy_text **out, jy__articles *found, const jy_text *from) {
  sheet s;
  jy__paper paper = {0};
  int status = sheet_new(&s, from);
  if (status == JY_OK && found) status = jy__paper_read(&paper, s.text, &s.lines, &s.lay);
  if (status == JY_OK)
    status = paper.n_stories ? rejoin_paper(out, found, from, &s, &paper) : rejoin(out, found, from, &s);
  jy__paper_free(&paper);
  sheet_free(&s);
  return status;
}

/* jy__joins() of a text without gutters. */
static int join_column(jy_text **out, jy__articles *found, const jy_text *from) {
  jy__index ix = {0};
  jy__edits edits = {0};
  *out = NULL;
  int status = jy__index_read(&ix, jy_text_reading(from));
  bool plain = status == JY_OK && jy__is_plain(&ix);
  if (plain) {
    const sheet s = {.text = ix.text};
    status = plain_edits(&edits, &ix);
    if (status == JY_OK) status = finish(out, found, from, &s, &edits);
  }
  jy__edits_free(&edits);
  jy__index_free(&ix);
  return plain || status < 0 ? status : rejoin_lines(out, found, from);
}

int jy__joins(jy_text **out, jy__articles *found, const jy_text *from) {
  jy_text *apart = NULL;
  *out = NULL;
  int status = jy__gutters(&apart, from);
  if (status == JY_OK) status = join_column(out, found, apart);
  jy_text_free(apart);
  return status;
}

int jy_text_joins(jy_text **out, const jy_text *from) {
  jy__articles found = {0};
  int status = jy__joins(out, &found, from);
  free(found.at);
  return status;
}

int jy__text_gaps(jy_text **out, const jy_text *from) {
  const sheet s = {.text = jy_text_reading(from)};
  jy__edits edits = {0};
  *out = NULL;
  int status = gap_edits(&edits, s.text);
  if (status == JY_OK) status = finish(out, NULL, from, &s, &edits);
  jy__edits_free(&edits);
  return status;
}

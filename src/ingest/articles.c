/* Where one article ends and the next begins, and which line is the headline.
 * Knows lists of titled items, and everything else, which is one article; what
 * is printed as a newsletter never comes here (paper.c). In doubt
 * a document is one article and an article has no headline. */
#include <stdlib.h>
#include <string.h>

#include "ingest/grams.h"
#include "ingest/glance.h"

typedef jy__articles articles;

int jy__articles_add(jy__articles *a, const jy_article *one) {
  void *at = a->at;
  if (jy__grow(&at, &a->cap, a->len + 1, sizeof *a->at) < 0) return JY_ENOMEM;
  a->at = at;
  a->at[a->len++] = *one;
  return JY_OK;
}

static int add(articles *a, jy_span title, size_t start, size_t end) {
  const jy_article one = {.title = title, .start = start, .end = end};
  return jy__articles_add(a, &one);
}

/* ---- kinds of lines --------------------------------------------------------- */

static bool is_digit(uint32_t cp) {
  return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

/* 年 月 日: what closes the parts of a date. */
static bool is_date_unit(uint32_t cp) {
  return cp == 0x5E74 || cp == 0x6708 || cp == 0x65E5;
}

/* A line that is a date and little else (发布时间：2024-12-18 09:39). */
static bool is_date_line(jy_str text, const jy__line *l) {
  size_t digits = 0, units = 0, others = 0;
  const char *end = text.ptr + l->end;
  uint32_t cp, before = 0;
  if (l->width > 40) return false;
  for (const char *at = text.ptr + l->start; at < end && others <= 6; before = cp) {
    at += jy__utf8_next(at, end, &cp);
    digits += is_digit(cp);
    units += is_digit(before) && (is_date_unit(cp) || cp == '-' || cp == '/' || cp == '.');
    others += jy__is_han(cp) && !is_date_unit(cp);
  }
  return digits >= 4 && units >= 2 && others <= 6;
}

static bool is_body(const jy__line *l) {
  return l->stops > 0 && l->width >= 60;
}

/* 一二三四五六七八九十 */
static bool is_numeral(uint32_t cp) {
  static const uint32_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
    if (numerals[i] == cp) return true;
  return is_digit(cp);
}

/* 一、 （二） 3. open a section of an article, not an article. */
static bool is_numbered(jy_str text, const jy__line *l) {
  const char *at = text.ptr + l->start, *end = text.ptr + l->end;
  uint32_t cp = l->first;
  size_t count = 0, n;
  if (cp == 0xFF08 || cp == '(') return true;
  for (; (n = jy__utf8_next(at, end, &cp)) != 0 && is_numeral(cp); at += n) count++;
  return n && count > 0 && count < 4 && (cp == 0x3001 || cp == '.' || cp == 0xFF0E);
}

/* A headline that can stand for itself: eight characters say what happened; above
 * a date fewer do. */
static bool is_title(jy_str text, const jy__line *l, size_t least) {
  const char *s = text.ptr + l->start;
  bool cells = memchr(s, '\t', l->end - l->start) != NULL; /* a row of a table */
  bool caption = l->end - l->start > 6 && memcmp(s, "图为", 6) == 0;
  return l->han >= least && !cells && !caption && jy__is_headline(text, l) && !is_numbered(text, l) && !is_date_line(text, l);
}

/* ---- one article ------------------------------------------------------------ */

static bool contains(jy_str text, jy_str part) {
  return part.len && memmem(text.ptr, text.len, part.ptr, part.len) != NULL;
}

/* Lines over which a headline is looked for, and in which its words recur. */
#define HEAD 15
#define BEGINNING 60
/* Bytes of a line that are looked at: a text without line ends is one line. */
#define LINE_BYTES 16384

static jy_span beginning(const jy__index *ix, size_t i) {
  jy_span s = ix->at[i];
  return (jy_span){s.start, s.end - s.start < LINE_BYTES ? s.end : s.start + LINE_BYTES};
}

/* Han pairs of line `l` that recur in lines `from` to `to`, itself aside. */
static int recurring(size_t *out, const jy__index *ix, size_t l, size_t from, size_t to) {
  jy__grams own = {0}, rest = {0};
  int status = jy__grams_add(&own, ix->text, beginning(ix, l));
  for (size_t i = from; status == JY_OK && i < to; i++)
    if (i != l) status = jy__grams_add(&rest, ix->text, beginning(ix, i));
  jy__grams_sort(&own);
  jy__grams_sort(&rest);
  *out = jy__grams_shared(&own, &rest);
  jy__grams_free(&own);
  jy__grams_free(&rest);
  return status;
}

/* Bytes that a headline may take: no line that takes more is looked at whole. */
#define TITLE_BYTES 240

static bool is_long(const jy__index *ix, size_t i) {
  return ix->at[i].end - ix->at[i].start > TITLE_BYTES;
}

/* The first bytes of a line, read. */
static jy__line head_of(const jy__index *ix, size_t i, size_t bytes) {
  jy_span s = ix->at[i];
  jy__line l = {0};
  if (s.end - s.start > bytes) s.end = s.start + bytes;
  jy__lines_one(&l, ix->text, s);
  return l;
}

/* A line of text: a stop, and as wide as text is. Mostly its first bytes tell;
 * LINE_BYTES without a stop are no text. */
static bool is_text(const jy__index *ix, size_t i) {
  size_t all = ix->at[i].end - ix->at[i].start;
  for (size_t bytes = 256;; bytes *= 4) {
    const jy__line l = head_of(ix, i, bytes);
    if (is_body(&l)) return true;
    if (bytes >= all || bytes >= LINE_BYTES) return false;
  }
}

/* The beginning of a text, cut short: …… */
static bool is_teaser(const jy__index *ix, size_t i) {
  const jy__line l = head_of(ix, i, LINE_BYTES);
  return l.last == 0x2026 && l.width >= 30;
}

/* Text that opens with the day of what it reports, within 24 characters. */
static bool opens_with_a_day(const jy__index *ix, size_t i) {
  jy_span s = ix->at[i];
  const char *at = ix->text.ptr + s.start, *end = ix->text.ptr + (s.end - s.start > 96 ? s.start + 96 : s.end);
  uint32_t cp, before = 0;
  size_t chars = 0;
  for (size_t n; chars < 24 && (n = jy__utf8_next(at, end, &cp)) != 0; at += n) {
    if (is_digit(before) && (cp == 0x6708 || cp == 0x65E5)) return true;
    chars += chars > 0 || !jy__is_gap(cp);
    before = cp;
  }
  return false;
}

/* The headline among lines `from` to `to`: one that the markup states, else,
 * of those above the body, the one whose words the text takes up most. */
static int find_title(jy_span *out, const jy__index *ix, size_t from, size_t to, jy_str stated) {
  jy_str text = ix->text;
  size_t best = 0, end = to < from + BEGINNING ? to : from + BEGINNING;
  *out = (jy_span){0, 0};
  for (size_t i = from; i < to && i < from + HEAD && !is_text(ix, i); i++) {
    if (is_long(ix, i)) continue;
    const jy__line l = jy__index_line(ix, i);
    jy_str own = {text.ptr + l.start, l.end - l.start};
    size_t score = 0;
    if (!jy__is_headline(text, &l) || is_date_line(text, &l)) continue;
    if (l.han >= 6 && (contains(stated, own) || contains(own, stated))) {
      *out = (jy_span){l.start, l.end};
      return JY_OK;
    }
    int status = recurring(&score, ix, i, from, end);
    if (status < 0) return status;
    if (score > best) {
      best = score;
      *out = (jy_span){l.start, l.end};
    }
  }
  return JY_OK;
}

static int find_one(articles *out, const jy__index *ix, jy_str stated) {
  jy_span title;
  int status = find_title(&title, ix, 0, ix->len, stated);
  return status < 0 ? status : add(out, title, 0, ix->text.len);
}

/* ---- lists of titled items ---------------------------------------------------- */

/* A title, perhaps a date line, then text: the text opens with a day, or the
 * date line says it. */
static bool opens_item(const jy__index *ix, size_t i) {
  if (i + 1 >= ix->len || is_long(ix, i)) return false;
  if (jy__index_stops(ix, i)) return false;
  bool long_next = is_long(ix, i + 1); /* then the day is told sooner than the title */
  if (long_next && !opens_with_a_day(ix, i + 1)) return false;
  const jy__line l = jy__index_line(ix, i);
  if (!is_title(ix->text, &l, 5)) return false;
  bool whole = is_title(ix->text, &l, 8);
  if (long_next) return whole && is_text(ix, i + 1);
  if (is_text(ix, i + 1)) return whole && opens_with_a_day(ix, i + 1);
  if (i + 2 >= ix->len) return false;
  const jy__line date = jy__index_line(ix, i + 1);
  return is_date_line(ix->text, &date) && (is_text(ix, i + 2) || is_teaser(ix, i + 2));
}

/* The lines that open items. */
static int find_openings(jy_spans *out, const jy__index *ix) {
  for (size_t i = 0; i < ix->len; i++) {
    if (!opens_item(ix, i)) continue;
    const jy__line l = jy__index_line(ix, i);
    void *at = out->at;
    if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
    out->at = at;
    out->at[out->len++] = (jy_span){l.start, l.end};
  }
  return JY_OK;
}

/* Items from the first opening on; what stands before it is an article where it
 * has text. */
static int add_items(articles *out, const jy__index *ix, const jy_spans *openings, jy_str stated) {
  size_t first = 0;
  bool body = false;
  int status = JY_OK;
  for (; first < ix->len && ix->at[first].end <= openings->at[0].start; first++)
    body = body || is_text(ix, first);
  if (body) { /* an article without a day stands before the items */
    jy_span title;
    status = find_title(&title, ix, 0, first, stated);
    if (status == JY_OK) status = add(out, title, 0, openings->at[0].start);
  }
  for (size_t i = 0; status == JY_OK && i < openings->len; i++) {
    size_t end = i + 1 < openings->len ? openings->at[i + 1].start : ix->text.len;
    status = add(out, openings->at[i], openings->at[i].start, end);
  }
  return status;
}

static int find_items(articles *out, const jy__index *ix, jy_str stated) {
  jy_spans openings = {0};
  int status = find_openings(&openings, ix);
  if (status == JY_OK)
    status = openings.len < 2 ? find_one(out, ix, stated) : add_items(out, ix, &openings, stated);
  jy_spans_free(&openings);
  return status;
}

int jy__articles_find(jy_article **at, size_t *len, jy_str reading, jy_str title) {
  jy__index ix = {0};
  articles found = {0};
  int status = jy__index_read(&ix, reading);
  if (status == JY_OK) status = find_items(&found, &ix, title);
  jy__index_free(&ix);
  if (status < 0) {
    free(found.at);
    return status;
  }
  *at = found.at;
  *len = found.len;
  return JY_OK;
}

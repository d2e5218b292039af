/* Where one article ends and the next begins, and which line is the headline.
 * Knows lists of titled items, and everything else, which is one article; what
 * is printed as a newsletter never comes here (paper.c). In doubt
 * a document is one article and an article has no headline. */
#include <stdlib.h>
#include <string.h>

#include "ingest/grams.h"
#include "ingest/internal.h"

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
  for (const char *at = text.ptr + l->start; at < end; before = cp) {
    at += jy__utf8_next(at, end, &cp);
    digits += is_digit(cp);
    units += is_digit(before) && (is_date_unit(cp) || cp == '-' || cp == '/' || cp == '.');
    others += jy__is_han(cp) && !is_date_unit(cp);
  }
  return l->width <= 40 && digits >= 4 && units >= 2 && others <= 6;
}

static bool is_body(const jy__line *l) {
  return l->stops > 0 && l->width >= 60;
}

/* Text that opens with the day of what it reports, within 24 characters. */
static bool opens_with_day(jy_str text, const jy__line *l) {
  const char *at = text.ptr + l->start, *end = text.ptr + l->end;
  uint32_t cp, before = 0;
  for (size_t i = 0, n; i < 24 && (n = jy__utf8_next(at, end, &cp)) != 0; i++, at += n) {
    if (is_digit(before) && (cp == 0x6708 || cp == 0x65E5)) return true;
    before = cp;
  }
  return false;
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

/* A headline that can stand for itself: eight characters say what happened. */
static bool is_title(jy_str text, const jy__line *l) {
  return l->han >= 8 && jy__is_headline(text, l) && !is_numbered(text, l) && !is_date_line(text, l);
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

static jy_span beginning(const jy__line *l) {
  return (jy_span){l->start, l->end - l->start < LINE_BYTES ? l->end : l->start + LINE_BYTES};
}

/* Han pairs of line `l` that recur in lines `from` to `to`, itself aside. */
static int recurring(size_t *out, jy_str text, const jy__lines *lines, size_t l, size_t from,
                     size_t to) {
  jy__grams own = {0}, rest = {0};
  int status = jy__grams_add(&own, text, beginning(&lines->at[l]));
  for (size_t i = from; status == JY_OK && i < to; i++)
    if (i != l) status = jy__grams_add(&rest, text, beginning(&lines->at[i]));
  jy__grams_sort(&own);
  jy__grams_sort(&rest);
  *out = jy__grams_shared(&own, &rest);
  jy__grams_free(&own);
  jy__grams_free(&rest);
  return status;
}

/* The headline among lines `from` to `to`: one that the markup states, else,
 * of those above the body, the one whose words the text takes up most. */
static int find_title(jy_span *out, jy_str text, const jy__lines *lines, size_t from, size_t to,
                      jy_str stated) {
  size_t best = 0, end = to < from + BEGINNING ? to : from + BEGINNING;
  *out = (jy_span){0, 0};
  for (size_t i = from; i < to && i < from + HEAD && !is_body(&lines->at[i]); i++) {
    const jy__line *l = &lines->at[i];
    jy_str own = {text.ptr + l->start, l->end - l->start};
    size_t score = 0;
    if (!jy__is_headline(text, l) || is_date_line(text, l)) continue;
    if (l->han >= 6 && (contains(stated, own) || contains(own, stated))) {
      *out = (jy_span){l->start, l->end};
      return JY_OK;
    }
    int status = recurring(&score, text, lines, i, from, end);
    if (status < 0) return status;
    if (score > best) {
      best = score;
      *out = (jy_span){l->start, l->end};
    }
  }
  return JY_OK;
}

static int find_one(articles *out, jy_str text, const jy__lines *lines, jy_str stated) {
  jy_span title;
  int status = find_title(&title, text, lines, 0, lines->len, stated);
  return status < 0 ? status : add(out, title, 0, text.len);
}

/* ---- lists of titled items ---------------------------------------------------- */

/* A title, perhaps a date line, then text: the text opens with a day, or the
 * date line says it. */
static bool opens_item(jy_str text, const jy__lines *lines, size_t i) {
  const jy__line *l = &lines->at[i];
  if (i + 1 >= lines->len || !is_title(text, l)) return false;
  if (is_body(l + 1)) return opens_with_day(text, l + 1);
  return i + 2 < lines->len && is_date_line(text, l + 1) && is_body(l + 2);
}

static int find_items(articles *out, jy_str text, const jy__lines *lines, jy_str stated) {
  size_t first = 0, count = 0, before = lines->len;
  bool body = false;
  for (size_t i = 0; i < lines->len; i++) {
    if (!opens_item(text, lines, i)) continue;
    if (count++ == 0) first = i;
  }
  if (count < 2) return find_one(out, text, lines, stated);
  for (size_t i = 0; i < first; i++) body = body || is_body(&lines->at[i]);
  int status = JY_OK;
  if (body) { /* an article without a day stands before the items */
    jy_span title;
    status = find_title(&title, text, lines, 0, first, stated);
    if (status == JY_OK) status = add(out, title, 0, lines->at[first].start);
  }
  for (size_t i = first; status == JY_OK && i <= lines->len; i++) {
    if (i < lines->len && !opens_item(text, lines, i)) continue;
    if (before < lines->len) {
      const jy__line *l = &lines->at[before];
      size_t end = i < lines->len ? lines->at[i].start : text.len;
      status = add(out, (jy_span){l->start, l->end}, l->start, end);
    }
    before = i;
  }
  return status;
}

int jy__articles_find(jy_article **at, size_t *len, jy_str reading, jy_str title) {
  jy__lines lines = {0};
  articles found = {0};
  int status = jy__lines_read(&lines, reading);
  if (status == JY_OK) status = find_items(&found, reading, &lines, title);
  jy__lines_free(&lines);
  if (status < 0) {
    free(found.at);
    return status;
  }
  *at = found.at;
  *len = found.len;
  return JY_OK;
}

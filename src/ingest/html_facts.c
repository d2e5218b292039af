/* Labels and their values in one line of a page: 发布时间：2023-06-08 来源：党委宣传部
 * 点击：33. Knows how such lines are written; which words are labels stands in the
 * table of hints. Refuses to know where on the page a line stands. */
#include <string.h>

#include "ingest/html.h"
#include "jiyao/date.h"

/* A name or an institution, or several; a sentence is longer. */
#define LONGEST_VALUE 150
/* A date is looked for in so many bytes. */
#define DATE_BYTES 200

static size_t char_at(jy_str s, size_t at, uint32_t *cp) {
  size_t n = at < s.len ? jy__utf8_next(s.ptr + at, s.ptr + s.len, cp) : 0;
  if (n == 0) *cp = 0;
  return at < s.len && n == 0 ? 1 : n;
}

static bool is_one_of(uint32_t cp, const char *set) {
  const char *end = set + strlen(set);
  uint32_t x;
  for (size_t n; set < end && (n = jy__utf8_next(set, end, &x)) != 0; set += n)
    if (x == cp) return true;
  return false;
}

static bool is_blank(uint32_t cp) {
  return jy__is_gap(cp) || cp == '\n';
}

static size_t skip_blank(jy_str s, size_t at) {
  uint32_t cp;
  for (size_t n; (n = char_at(s, at, &cp)) != 0 && is_blank(cp);) at += n;
  return at;
}

static bool is_digit(uint32_t cp) {
  return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

/* What may stand between a label with its value and the next, and mean nothing. */
static bool is_sign(uint32_t cp) {
  return is_blank(cp) || is_one_of(cp, "|｜丨/／：:;；，,、·•()（）[]［］【】〖〗「」-—_>》《<+\"“”*▲●■◆");
}

/* ---- dates --------------------------------------------------------------------------- */

static bool is_of_time(uint32_t cp) {
  return is_digit(cp) || is_one_of(cp, ":：时分秒TZ.+-时時");
}

/* Behind the time that follows a date: " 10:20:33", "T10:20:33+08:00". */
static size_t time_end(jy_str s, size_t at) {
  uint32_t cp;
  size_t i = skip_blank(s, at), n = char_at(s, i, &cp), end = at;
  if (n == 0 || !(is_digit(cp) || cp == 'T' || (i == at && is_one_of(cp, ":：时+Z")))) return at;
  for (; (n = char_at(s, i, &cp)) != 0 && is_of_time(cp) && i < at + 40; i += n)
    if (is_digit(cp) || is_one_of(cp, "时分秒Z時")) end = i + n;
  return end;
}

/* A 1686190800 that a script gives: seconds since 1970, told in Beijing time. */
static bool is_seconds(jy_str s) {
  if (s.len != 10 && s.len != 13) return false;
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
  return s.ptr[0] == '1';
}

/* The civil date of a day counted from 1970-01-01: the well-known arithmetic over
 * eras of 400 years that begin in March. */
static jy_day day_of(long days) {
  long z = days + 719468, era = z / 146097, of_era = z - era * 146097;
  long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  jy_day d = {(int)(year + era * 400), (int)(month < 10 ? month + 3 : month - 9),
              (int)(of_year - (153 * month + 2) / 5 + 1)};
  d.year += d.month <= 2;
  return d;
}

int jy__date_write(jy_buf *out, jy_str stated) {
  jy_span span;
  if (is_seconds(stated)) {
    long seconds = 0;
    for (size_t i = 0; i < 10; i++) seconds = seconds * 10 + (stated.ptr[i] - '0');
    jy_day d = day_of((seconds + 8 * 3600) / 86400);
    jy_buf_printf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
    return jy_buf_status(out);
  }
  int status = jy__date_in(&span, stated);
  if (status == JY_OK) jy_buf_put(out, stated.ptr + span.start, span.end - span.start);
  return status < 0 ? status : jy_buf_status(out);
}

int jy__date_in(jy_span *out, jy_str s) {
  jy_dates found = JY_DATES_INIT;
  *out = (jy_span){0, 0};
  if (s.len > DATE_BYTES) s.len = DATE_BYTES;
  s.len = jy__utf8_check(s.ptr, s.len); /* the cut may split a character */
  int status = jy_dates_find(&found, s);
  for (size_t i = 0; status == JY_OK && i < found.len; i++) {
    const jy_date *d = &found.at[i];
    if (d->kind != JY_DATE_DAY || d->start.year < 1900 || d->start.day == 0 || (d->flags & JY_DATE_RANGE)) continue;
    *out = (jy_span){d->span.start, time_end(s, d->span.end)};
    break;
  }
  jy_dates_free(&found);
  return status;
}

/* Whether a full date begins at `at`, by its first signs: 2023年, 2023-0. */
static bool opens_date(jy_str s, size_t at) {
  if (at + 6 > s.len || (s.ptr[at] != '2' && s.ptr[at] != '1')) return false;
  for (size_t i = 0; i < 4; i++)
    if (s.ptr[at + i] < '0' || s.ptr[at + i] > '9') return false;
  char next = s.ptr[at + 4];
  return next == '-' || next == '/' || next == '.' || (at + 7 <= s.len && memcmp(s.ptr + at + 4, "年", 3) == 0);
}

/* ---- labels -------------------------------------------------------------------------- */

/* Where a value begins, when a label of this kind ends at `at`; 0 where it is
 * none after all. `free` tells that the label begins a word. */
static size_t value_start(jy_str s, size_t at, jy__fact fact, bool free, size_t label) {
  uint32_t cp;
  size_t next = skip_blank(s, at), n = char_at(s, next, &cp);
  if (n && (cp == ':' || cp == 0xFF1A || cp == 0xFE30)) return free || label >= 6 ? next + n : 0;
  if (!free) return 0;
  bool person = fact == JY__FACT_BYLINE || fact == JY__FACT_EDITOR || fact == JY__FACT_REVIEW;
  if (person && n && is_one_of(cp, "/／丨|｜")) return next + n;
  if ((fact == JY__FACT_DATE || fact == JY__FACT_UPDATED) && n && opens_date(s, next)) return next;
  if (fact == JY__FACT_COUNT && n && (is_digit(cp) || is_one_of(cp, "[(（【"))) return next;
  if (fact == JY__FACT_TOOL && (n == 0 || next > at || is_sign(cp))) return at ? at : 0;
  return 0;
}

/* The label at `at`, if one stands there. */
static jy__fact label_at(const jy__hints *h, jy_str s, size_t at, bool free, size_t *value) {
  size_t n;
  jy__fact fact = jy__hints_label(h, (jy_str){s.ptr + at, s.len - at}, &n);
  *value = fact == JY__FACT_NONE ? 0 : value_start(s, at + n, fact, free, n);
  return *value ? fact : JY__FACT_NONE;
}

/* Where the value that begins at `at` ends: at the next label, a date, a sign. */
static size_t value_end(const jy__hints *h, jy_str s, size_t at, jy__fact fact) {
  uint32_t cp;
  size_t next, depth = 0;
  bool free = false;
  if (fact == JY__FACT_TOOL) return at;
  for (size_t n; (n = char_at(s, at, &cp)) != 0; at += n) {
    bool opens = is_one_of(cp, "(（"), closes = is_one_of(cp, ")）");
    if (is_one_of(cp, "|｜丨\t【】[]［］〖〗。；;") || (closes && depth == 0)) return at;
    if (fact == JY__FACT_COUNT && !is_digit(cp) && !is_blank(cp) && cp != 0x6B21) return at;
    if (free && opens_date(s, at)) return at;
    if (label_at(h, s, at, free, &next) != JY__FACT_NONE) return at;
    depth = depth + opens - closes;
    free = is_sign(cp);
  }
  return at;
}

static jy_span trim(jy_str s, size_t start, size_t end) {
  uint32_t cp;
  start = skip_blank(s, start);
  while (end > start) {
    size_t last = end - 1;
    while (last > start && ((unsigned char)s.ptr[last] & 0xC0) == 0x80) last--;
    char_at(s, last, &cp);
    if (!is_sign(cp) || is_one_of(cp, ")）》”")) break;
    end = last;
  }
  return (jy_span){start < end ? start : end, end};
}

/* Reads the value of a label; false where the words are no claim. */
static int read_value(jy__claim *c, const jy__hints *h, jy_str s, size_t at, size_t *end, bool *yes) {
  *yes = true;
  if (c->fact == JY__FACT_DATE || c->fact == JY__FACT_UPDATED) {
    jy_span date;
    int status = jy__date_in(&date, (jy_str){s.ptr + at, s.len - at});
    /* 时间：下午三点 is an announcement. */
    *yes = status == JY_OK && date.end > date.start && date.start <= 12;
    c->value = (jy_span){at + date.start, at + date.end};
    *end = c->value.end;
    return status;
  }
  *end = value_end(h, s, at, c->fact);
  c->value = trim(s, at, *end);
  jy_str value = {s.ptr + c->value.start, c->value.end - c->value.start};
  /* No institution is parted by a comma: a sentence is. */
  bool sentence = c->fact == JY__FACT_SOURCE && memmem(value.ptr, value.len, "，", 3) != NULL;
  *yes = value.len <= LONGEST_VALUE && !sentence;
  return JY_OK;
}

int jy__claims_read(jy__claims *out, const jy__hints *h, jy_str s) {
  size_t at = 0, value, most = sizeof out->at / sizeof *out->at;
  bool free = true;
  uint32_t cp;
  *out = (jy__claims){.len = 0};
  while (at < s.len) {
    jy__fact fact = out->len < most ? label_at(h, s, at, free, &value) : JY__FACT_NONE;
    size_t n = char_at(s, at, &cp), end = 0;
    bool yes = false;
    if (fact != JY__FACT_NONE) {
      jy__claim *c = &out->at[out->len];
      c->fact = fact;
      int status = read_value(c, h, s, value, &end, &yes);
      if (status < 0) return status;
      c->whole = (jy_span){at, c->value.end > value ? c->value.end : end};
      out->len += yes;
    }
    out->rest += !yes && !is_sign(cp) ? n : 0;
    at = yes && end > at ? end : at + n;
    free = yes || is_sign(cp);
  }
  return JY_OK;
}

/* ---- signatures ------------------------------------------------------------------------ */

/* A label that needs no sign, only a gap behind it: 记者 林知秋. */
static jy__fact signed_label(const jy__hints *h, jy_str s, size_t at, size_t *value) {
  size_t n;
  jy__fact fact = label_at(h, s, at, true, value);
  if (fact != JY__FACT_NONE) return fact;
  fact = jy__hints_label(h, (jy_str){s.ptr + at, s.len - at}, &n);
  *value = skip_blank(s, at + n);
  return *value > at + n || *value == s.len ? fact : JY__FACT_NONE;
}

/* Behind the names that begin at `at`: at the next label, or the end. */
static size_t names_end(const jy__hints *h, jy_str s, size_t at) {
  uint32_t cp;
  size_t value;
  for (size_t n; (n = char_at(s, at, &cp)) != 0; at += n)
    if (is_blank(cp) && signed_label(h, s, skip_blank(s, at), &value) != JY__FACT_NONE) return at;
  return at;
}

static void add_names(jy__claims *out, jy_str s, jy__fact fact, size_t start, size_t end) {
  jy_span name = trim(s, start, end);
  bool person = fact == JY__FACT_BYLINE || fact == JY__FACT_EDITOR || fact == JY__FACT_REVIEW;
  if (person && name.end > name.start && name.end - name.start <= LONGEST_VALUE / 2)
    out->at[out->len++] = (jy__claim){fact, {start, end}, name};
}

void jy__claims_signed(jy__claims *out, const jy__hints *h, jy_str s) {
  size_t value, most = sizeof out->at / sizeof *out->at;
  *out = (jy__claims){.len = 0};
  jy__fact fact = signed_label(h, s, skip_blank(s, 0), &value);
  if (fact == JY__FACT_NONE) { /* 林知秋 文/图 */
    size_t end = names_end(h, s, 0);
    if (end == s.len) return;
    fact = signed_label(h, s, skip_blank(s, end), &value);
    if (value == s.len) add_names(out, s, fact, 0, end);
    return;
  }
  while (fact != JY__FACT_NONE && out->len < most) {
    size_t end = names_end(h, s, value);
    add_names(out, s, fact, value, end);
    if (end >= s.len) return;
    fact = signed_label(h, s, skip_blank(s, end), &value);
  }
}

/* Days that lines make, in numbers alone: 3.5 and 3/7 of a chronicle, 06/01 and 23-24/03
 * of a bulletin of Hong Kong, and a day set in two lines, 10 over 2024-06. Knows the
 * first by the lines together, since one alone may as well number a section: refuses
 * 1.1, 1.2, 1.3, and lines of which no order of day and month makes days that follow
 * one another. */
#include <string.h>

#include "text/date.h"

enum { LEAST = 3, MARKS = 4 };

/* Two numbers at the head of a line, and the last of several days. */
struct head {
  jy__number a, b;
  int last; /* 23-24/03: the 24; 3.5-7: the 7; else 0 */
  bool leads; /* the several stand before the sign */
  uint32_t sign;
  size_t end;
};

static bool read_small(jy__number *n, jy_str t, size_t at) {
  return jy__date_number(n, t, at) && !n->han && n->digits <= 2 && n->value > 0;
}

static bool is_dash(uint32_t c) {
  return c == '-' || c == '~' || c == 0x2014 || c == 0x2013;
}

static uint32_t sign_at(jy_str t, size_t at) {
  return jy__date_fold(jy__date_char(t, at));
}

static bool is_gap(uint32_t c) {
  return c == ' ' || c == '\t' || c == 0x3000 || c == ':' || c == 0xFF1A || c == '|';
}

static bool read_head(struct head *h, jy_str t, size_t at) {
  jy__number more;
  *h = (struct head){.last = 0};
  if (!read_small(&h->a, t, at)) return false;
  size_t i = h->a.end;
  if (is_dash(sign_at(t, i)) && read_small(&more, t, i + jy__date_width(t, i))) {
    h->leads = true;
    h->last = more.value;
    i = more.end;
  }
  h->sign = sign_at(t, i);
  if ((h->sign != '.' && h->sign != '/') || !read_small(&h->b, t, i + jy__date_width(t, i))) return false;
  i = h->b.end;
  if (!h->leads && is_dash(sign_at(t, i)) && read_small(&more, t, i + jy__date_width(t, i))) {
    h->last = more.value;
    i = more.end;
  }
  h->end = i;
  return is_gap(jy__date_char(t, i)) || (h->sign == '/' && jy__is_han(jy__date_char(t, i)));
}

/* Where the text of a line begins, behind blanks and a mark. */
static size_t line_text(jy_str t, size_t at) {
  for (int n = 0; n < MARKS && at < t.len; n++) {
    uint32_t c = jy__date_char(t, at);
    bool mark = c == ' ' || c == '\t' || c == 0x3000 || c == '*' || c == 0xB7 || c == 0x2022 || (c >= 0x25A0 && c <= 0x2606);
    if (!mark) break;
    at += jy__date_width(t, at);
  }
  return at;
}

/* Whether the days go one way, read so, as lines come in. */
struct way {
  int before;
  bool broken, up, down;
};

static void follow(struct way *w, int month, int day) {
  int now = month * 32 + day;
  if (month > 12 || day > 31) w->broken = true;
  if (w->before && now > w->before) w->up = true;
  if (w->before && now < w->before) w->down = true;
  w->before = now;
}

static bool leads_somewhere(const struct way *w) {
  return !w->broken && w->up != w->down;
}

void jy__date_lines(jy__line_days *out, jy_str t) {
  struct way month_first = {.before = 0}, day_first = {.before = 0};
  struct head h, last = {.last = 0};
  size_t n = 0;
  bool numbers = true; /* as sections are numbered: 1.1, 1.2, 2.1 */
  *out = (jy__line_days){.sign = 0};
  const char *line_end;
  for (size_t at = 0; at < t.len; at = line_end ? (size_t)(line_end - t.ptr) + 1 : t.len) {
    line_end = memchr(t.ptr + at, '\n', t.len - at);
    if (!read_head(&h, t, line_text(t, at)) || (n && h.sign != last.sign)) continue;
    follow(&month_first, h.a.value, h.b.value);
    follow(&day_first, h.b.value, h.a.value);
    bool next = n == 0 || (h.a.value == last.a.value ? h.b.value == last.b.value + 1 : h.b.value == 1);
    if (h.sign == '/' || !next || h.last) numbers = false;
    last = h;
    n++;
  }
  if (n < LEAST || numbers) return;
  if (leads_somewhere(&month_first)) *out = (jy__line_days){last.sign, false};
  else if (leads_somewhere(&day_first)) *out = (jy__line_days){last.sign, true};
}

/* Whether nothing but blanks and marks stand before an offset in its line. */
static bool begins_line(jy_str t, size_t at) {
  size_t line = at, least = at > 3 * MARKS ? at - 3 * MARKS : 0;
  while (line > least && t.ptr[line - 1] != '\n') line--;
  return (line == 0 || t.ptr[line - 1] == '\n') && line_text(t, line) == at;
}

size_t jy__date_line_day(jy_date *d, const jy__line_days *lines, jy_str t, size_t at) {
  struct head h;
  if (lines->sign == 0 || !read_head(&h, t, at) || h.sign != lines->sign || !begins_line(t, at)) return at;
  if (h.last && h.leads != lines->day_first) return at;
  int day = lines->day_first ? h.a.value : h.b.value;
  *d = (jy_date){.span = {at, h.end}, .kind = JY_DATE_DAY};
  d->start = d->end = (jy_day){0, lines->day_first ? h.b.value : h.a.value, day};
  if (h.last) {
    if (h.last <= day) return at;
    d->end.day = h.last;
    d->flags |= JY_DATE_RANGE;
  } else {
    d->end = (jy_day){0, 0, 0};
  }
  return h.end;
}

/* ---- a day in two lines ------------------------------------------------------------ */

/* The numbers of a line that holds them alone, with - / . 年 or 月 between them; how many. */
static size_t numbers_alone(jy__number *n, jy_str t, size_t at, size_t *end) {
  size_t count = 0, i = at;
  while (count < 2 && jy__date_number(&n[count], t, i) && !n[count].han) {
    i = n[count++].end;
    size_t sign = jy__date_word(t, i, "-|/|.|年|月|日");
    i += sign;
    if (sign == 0) break;
  }
  *end = i;
  for (size_t blank; (blank = jy__date_word(t, i, " |\t|\r|\xC2\xA0|　")) > 0;) i += blank;
  return i >= t.len || t.ptr[i] == '\n' ? count : 0;
}

static bool is_year(const jy__number *n) {
  return n->digits == 4 && n->value >= 1990 && n->value <= 2049;
}

static bool is_small(const jy__number *n, int most) {
  return n->digits <= 2 && n->value >= 1 && n->value <= most;
}

/* 10 over 2024-06, 06-10 over 2024, 2024 over 06-10. */
static bool join_lines(jy_day *d, const jy__number *a, size_t above, const jy__number *b, size_t below) {
  if (above == 1 && below == 2 && is_small(&a[0], 31) && is_year(&b[0]) && is_small(&b[1], 12))
    *d = (jy_day){b[0].value, b[1].value, a[0].value};
  else if (above == 2 && below == 1 && is_small(&a[0], 12) && is_small(&a[1], 31) && is_year(&b[0]))
    *d = (jy_day){b[0].value, a[0].value, a[1].value};
  else if (above == 1 && below == 2 && is_year(&a[0]) && is_small(&b[0], 12) && is_small(&b[1], 31))
    *d = (jy_day){a[0].value, b[0].value, b[1].value};
  else
    return false;
  return jy_day_valid(*d);
}

size_t jy__date_two_lines(jy_date *d, jy_str t, size_t at) {
  jy__number a[2], b[2];
  size_t end, last;
  if (!begins_line(t, at)) return at;
  size_t above = numbers_alone(a, t, at, &end);
  if (above == 0) return at;
  size_t next = jy__date_blank(t, end, 2);
  size_t below = next > end ? numbers_alone(b, t, next, &last) : 0;
  *d = (jy_date){.kind = JY_DATE_DAY};
  if (below == 0 || !join_lines(&d->start, a, above, b, below)) return at;
  d->span = (jy_span){at, last};
  return last;
}

/* The calendar and EDTF (ISO 8601-2): days that exist, writing, reading and
 * ordering. Refuses to know where dates come from. */
#include <string.h>

#include "text/date.h"

static int month_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
  return month == 2 && leap ? 29 : days[month - 1];
}

bool jy_day_valid(jy_day d) {
  if (d.year < 0 || d.year > 9999 || d.month < 0 || d.month > 12 || d.day < 0) return false;
  return d.day <= (d.month ? month_days(d.year, d.month) : 31);
}

/* Without a year, a step over the end of February is undecided. */
bool jy__day_add(jy_day *out, jy_day d, int shift) {
  for (; shift > 0; shift--) {
    if (d.year == 0 && d.month == 2 && d.day >= 28) return false;
    if (++d.day <= month_days(d.year, d.month)) continue;
    d.day = 1;
    if (++d.month <= 12) continue;
    d.month = 1;
    if (d.year) d.year++;
  }
  for (; shift < 0; shift++) {
    if (d.year == 0 && d.month == 3 && d.day == 1) return false;
    if (--d.day > 0) continue;
    if (--d.month == 0) {
      d.month = 12;
      if (d.year) d.year--;
    }
    d.day = month_days(d.year, d.month);
  }
  *out = d;
  return jy_day_valid(d);
}

/* ---- weeks ------------------------------------------------------------------- */

/* Days from 1 January of the year 1 to the day, which is complete. */
static int day_number(jy_day d) {
  int y = d.year - 1, n = 365 * y + y / 4 - y / 100 + y / 400 + d.day - 1;
  for (int m = 1; m < d.month; m++) n += month_days(d.year, m);
  return n;
}

int jy_day_weekday(jy_day day) {
  return day.year && day.month && day.day ? day_number(day) % 7 + 1 : 0; /* 1 January 1 was a Monday */
}

/* The first such weekday from `day` on. */
static jy_day from_weekday(jy_day day, int weekday) {
  jy__day_add(&day, day, (weekday - jy_day_weekday(day) + 7) % 7);
  return day;
}

/* The Monday of the week that holds 4 January is that of week 1 (ISO 8601). */
static void settle_week_of_year(jy_date *d) {
  jy_day monday = {d->start.year, 1, 4};
  jy__day_add(&monday, monday, 1 - jy_day_weekday(monday) + 7 * (d->number - 1));
  d->start = monday;
  jy__day_add(&d->end, monday, 6);
}

void jy__date_settle(jy_date *d) {
  if (d->number == 0 || d->start.year == 0 || d->kind == JY_DATE_ANNIVERSARY) return;
  if (d->start.month == 0) {
    settle_week_of_year(d);
  } else {
    int weekday = d->weekday ? d->weekday : 1, year = d->start.year, month = d->start.month;
    jy_day first = from_weekday((jy_day){year, month, 1}, weekday), day = first;
    if (d->number > 0) jy__day_add(&day, first, 7 * (d->number - 1));
    for (jy_day next = day; d->number < 0 && next.month == month; jy__day_add(&next, next, 7)) day = next;
    d->start = day;
    if (d->kind == JY_DATE_PERIOD) jy__day_add(&d->end, day, 6);
  }
  d->number = 0;
}

/* ---- writing ----------------------------------------------------------------- */

static void put_part(jy_buf *out, int value, int digits) {
  if (value)
    jy_buf_printf(out, "%0*d", digits, value);
  else
    jy_buf_put(out, "XXXX", (size_t)digits);
}

static void put_day(jy_buf *out, jy_day d, bool inferred) {
  put_part(out, d.year, 4);
  if (d.month || d.day) {
    jy_buf_put(out, "-", 1);
    put_part(out, d.month, 2);
  }
  if (d.day) {
    jy_buf_put(out, "-", 1);
    put_part(out, d.day, 2);
  }
  if (inferred) jy_buf_put(out, "~", 1);
}

int jy_date_edtf(jy_buf *out, const jy_date *date) {
  jy_day d = date->start;
  if (d.year == 0 && d.month == 0 && d.day == 0) return jy_buf_status(out);
  if (date->kind >= JY_DATE_LUNAR) return jy_buf_status(out);
  bool inferred = date->reason != JY_REASON_NONE && date->reason != JY_REASON_OWN;
  inferred = inferred || (date->flags & JY_DATE_ABOUT);
  put_day(out, d, inferred);
  if (date->flags & JY_DATE_RANGE) {
    jy_buf_put(out, "/", 1);
    put_day(out, date->end, inferred);
  }
  return jy_buf_status(out);
}

/* ---- reading ----------------------------------------------------------------- */

/* Reads exactly `digits` digits, or as many X for 0. */
static bool get_part(int *out, jy_str s, size_t *at, size_t digits) {
  if (s.len - *at < digits) return false;
  const char *p = s.ptr + *at;
  *at += digits;
  *out = 0;
  if (memcmp(p, "XXXX", digits) == 0) return true;
  for (size_t i = 0; i < digits; i++) {
    if (p[i] < '0' || p[i] > '9') return false;
    *out = *out * 10 + (p[i] - '0');
  }
  return *out > 0;
}

static bool get_day(jy_day *out, bool *inferred, jy_str s, size_t *at) {
  *out = (jy_day){0, 0, 0};
  if (!get_part(&out->year, s, at, 4)) return false;
  bool more = *at < s.len && s.ptr[*at] == '-';
  if (more) {
    ++*at;
    if (!get_part(&out->month, s, at, 2)) return false;
    if (*at < s.len && s.ptr[*at] == '-') {
      ++*at;
      if (!get_part(&out->day, s, at, 2) || out->day == 0) return false;
    }
  }
  if (*at < s.len && s.ptr[*at] == '~') {
    ++*at;
    *inferred = true;
  }
  return jy_day_valid(*out) && (out->year || out->month || out->day);
}

static int sign(int n) {
  return (n > 0) - (n < 0);
}

/* By parts, known years first. */
static int compare_days(jy_day a, jy_day b) {
  if (!a.year != !b.year) return a.year ? -1 : 1;
  if (a.year != b.year) return sign(a.year - b.year);
  if (a.month != b.month) return sign(a.month - b.month);
  return sign(a.day - b.day);
}

static bool get_edtf(jy_edtf *out, jy_str s) {
  size_t at = 0;
  *out = (jy_edtf){.range = false};
  if (!get_day(&out->start, &out->inferred, s, &at)) return false;
  out->end = out->start;
  if (at == s.len) return true;
  if (s.ptr[at++] != '/') return false;
  out->range = true;
  if (!get_day(&out->end, &out->inferred, s, &at) || at != s.len) return false;
  bool same_form = !out->start.month == !out->end.month && !out->start.day == !out->end.day;
  bool wraps = out->start.year == 0 && out->end.year == 0;
  return same_form && !out->start.year == !out->end.year && (wraps || compare_days(out->start, out->end) <= 0);
}

int jy_edtf_parse(jy_edtf *out, jy_str s) {
  if (get_edtf(out, s)) return JY_OK;
  int shown = s.len < 40 ? (int)s.len : 40;
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "not an EDTF date: '%.*s'", shown, s.ptr ? s.ptr : "");
}

static int compare_bytes(jy_str a, jy_str b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return c ? sign(c) : (a.len > b.len) - (a.len < b.len);
}

int jy_edtf_compare(jy_str a, jy_str b) {
  jy_edtf x, y;
  bool known_a = get_edtf(&x, a), known_b = get_edtf(&y, b);
  if (known_a != known_b) return known_a ? -1 : 1;
  int c = 0;
  if (known_a) {
    c = compare_days(x.start, y.start);
    if (c == 0) c = compare_days(x.end, y.end);
    if (c == 0) c = (int)x.inferred - (int)y.inferred;
  }
  return c ? c : compare_bytes(a, b);
}

/* ---- names ------------------------------------------------------------------- */

const char *jy_date_kind_name(jy_date_kind kind) {
  static const char *const names[] = {"day", "month", "year", "event_year", "anniversary",
                                      "period", "festival", "lunar", "vague"};
  return names[kind];
}

const char *jy_date_reason_name(jy_date_reason reason) {
  static const char *const names[] = {"none", "own", "event", "published", "neighbour", "issue", "dateline",
                                      "anniversary", "weekday", "base"};
  return names[reason];
}

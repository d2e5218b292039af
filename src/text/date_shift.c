/* Counts days, weeks, months and years from a day that is told: the page's, the
 * dateline's, or one of reference that a caller gives. Knows the calendar; refuses
 * to know which day that is. */
#include "text/date.h"

static bool is_range(const jy_date *d) {
  return (d->flags & JY_DATE_RANGE) != 0;
}

/* ---- years and months that are put in ----------------------------------------------- */

static int end_year(const jy_date *d, int year) {
  return year + (d->end.month < d->start.month || (d->end.month == d->start.month && d->end.day < d->start.day));
}

/* 2月底 ends on the 28th or the 29th. */
static void cut_end(jy_date *d) {
  while (d->kind == JY_DATE_PERIOD && d->end.day > 28 && !jy_day_valid(d->end)) d->end.day--;
}

void jy__date_set_year(jy_date *d, int year, jy_date_reason reason) {
  d->start.year = year;
  if (is_range(d)) d->end.year = end_year(d, year);
  d->reason = reason;
  cut_end(d);
  jy__date_settle(d);
}

bool jy__date_fits(const jy_date *d, int year) {
  if (year <= 0 || !jy_day_valid((jy_day){year, d->start.month, d->start.day})) return false;
  if (!is_range(d) || d->kind == JY_DATE_PERIOD) return true;
  return jy_day_valid((jy_day){end_year(d, year), d->end.month, d->end.day});
}

bool jy__date_set_month(jy_date *d, int month, jy_date_reason reason) {
  jy_date with = *d;
  with.start.month = month;
  if (is_range(d)) with.end.month = month;
  cut_end(&with);
  if (!jy_day_valid(with.start) || !jy_day_valid(with.end)) return false;
  with.reason = reason;
  *d = with;
  return true;
}

/* ---- counting ------------------------------------------------------------------------ */

/* A day in brackets has to agree: 昨日(14日). */
static bool count_days(jy_date *d, jy_day from) {
  jy_day day;
  if (!from.month || !from.day || !jy__day_add(&day, from, d->shift)) return false;
  if (d->start.day && d->start.day != day.day) return false;
  if (d->start.month && d->start.month != day.month) return false;
  if (is_range(d) && !jy__day_add(&d->end, day, 1)) return false;
  d->start = day;
  return true;
}

/* A week, its Saturday and Sunday (周末), or one of its days. */
static bool count_weeks(jy_date *d, jy_day from) {
  int weekday = jy_day_weekday(from);
  if (weekday == 0) return false;
  jy_day monday;
  jy__day_add(&monday, from, 1 - weekday + 7 * d->shift);
  jy__day_add(&d->start, monday, d->weekday ? d->weekday - 1 : 0);
  if (is_range(d)) jy__day_add(&d->end, monday, 6);
  return true;
}

static bool count_months(jy_date *d, jy_day from) {
  if (from.year == 0 || from.month == 0) return false;
  bool quarter = d->kind == JY_DATE_PERIOD && d->start.day == 0 && d->number == 0;
  int month = from.year * 12 + from.month - 1;
  month = quarter ? (month / 3 + d->shift) * 3 : month + d->shift;
  if (month < 12) return false;
  jy_date with = *d;
  with.start = (jy_day){month / 12, month % 12 + 1, d->start.day};
  if (is_range(d)) with.end = (jy_day){month / 12, month % 12 + 1 + (quarter ? 2 : 0), d->end.day};
  cut_end(&with);
  if (!jy_day_valid(with.start) || !jy_day_valid(with.end)) return false;
  *d = with;
  jy__date_settle(d);
  return true;
}

/* 去年3月, 今明两年, 去年本月十日 */
static bool count_years(jy_date *d, jy_day from) {
  int year = from.year + d->shift;
  if (from.year == 0 || !jy__date_fits(d, year)) return false;
  jy__date_set_year(d, year, d->reason);
  if (is_range(d) && d->start.month == 0) d->end.year = year + 1;
  return true;
}

bool jy__date_count(jy_date *d, jy_day from, jy_date_reason reason) {
  bool done = d->flags & JY_DATE_SHIFT_YEARS    ? count_years(d, from)
              : d->flags & JY_DATE_SHIFT_MONTHS ? count_months(d, from)
              : d->flags & JY_DATE_SHIFT_WEEKS  ? count_weeks(d, from)
                                                : count_days(d, from);
  if (done) d->reason = reason;
  return done;
}

/* ---- by a day of reference -------------------------------------------------------------- */

static int compare(jy_day a, jy_day b) {
  if (a.month != b.month || a.day == 0) return a.month - b.month;
  return a.day - b.day;
}

/* 周三: of this week, the next or the last. */
static bool weekday_by_base(jy_date *d, jy_day base, int lean) {
  int away = d->weekday - jy_day_weekday(base);
  if (lean > 0 && away <= 0) away += 7;
  if (lean < 0 && away >= 0) away -= 7;
  return jy__day_add(&d->start, base, away);
}

/* 29日: the next or the last month that has such a day. */
static bool day_by_base(jy_date *d, jy_day base, int lean) {
  int step = lean < 0 ? -1 : 1, month = base.year * 12 + base.month - 1;
  if ((lean > 0 && d->start.day < base.day) || (lean < 0 && d->start.day > base.day)) month += step;
  for (int i = 0; i < 12; i++, month += step) {
    jy_date with = *d;
    with.start.year = month / 12;
    if (is_range(d)) with.end.year = month / 12;
    if (!jy__date_set_month(&with, month % 12 + 1, JY_REASON_BASE)) continue;
    *d = with;
    return true;
  }
  return false;
}

static bool year_by_base(jy_date *d, jy_day base, int lean) {
  int year = base.year, order = compare(d->start, base);
  if (lean > 0 && order < 0) year++;
  if (lean < 0 && order > 0) year--;
  for (int i = 0; i < 8; i++, year += lean < 0 ? -1 : 1) {
    if (!jy__date_fits(d, year)) continue;
    jy__date_set_year(d, year, JY_REASON_BASE);
    return true;
  }
  return false;
}

bool jy__date_by_base(jy_date *d, jy_day base, int lean) {
  bool done;
  if (d->flags & JY__DATE_RELATIVE)
    done = jy__date_count(d, base, JY_REASON_BASE);
  else if (d->start.month == 0 && d->start.day == 0)
    done = d->weekday && weekday_by_base(d, base, lean);
  else if (d->start.month == 0)
    done = day_by_base(d, base, lean);
  else
    done = year_by_base(d, base, lean);
  if (done) d->reason = JY_REASON_BASE;
  return done;
}

/* Gives dates the year (and month) that they leave out, and says why. The order
 * is that of a careful reader: the name of the event, the day of the page unless
 * it would put the event after the page, another date of the paragraph, an issue
 * of one month. Refuses to decide which event a date belongs to. */
#include "text/date.h"

#define NEAR 64 /* mentions that a paragraph is searched through, each way */

static bool is_range(const jy_date *d) {
  return (d->flags & JY_DATE_RANGE) != 0;
}

static int end_year(const jy_date *d, int year) {
  return year + (d->end.month < d->start.month); /* 12月30日至1月3日 */
}

static void set_year(jy_date *d, int year, jy_date_reason reason) {
  d->start.year = year;
  if (is_range(d)) d->end.year = end_year(d, year);
  d->reason = reason;
}

/* A year that the date can have: 29 February is not in each. */
static bool fits(const jy_date *d, int year) {
  if (year <= 0 || !jy_day_valid((jy_day){year, d->start.month, d->start.day})) return false;
  return !is_range(d) || jy_day_valid((jy_day){end_year(d, year), d->end.month, d->end.day});
}

static bool set_month(jy_date *d, int month, jy_date_reason reason) {
  jy_date with = *d;
  with.start.month = month;
  if (is_range(d)) with.end.month = month;
  if (!jy_day_valid(with.start) || !jy_day_valid(with.end)) return false;
  with.reason = reason;
  *d = with;
  return true;
}

static bool not_after(const jy_date *d, jy_day page) {
  if (d->start.month != page.month) return page.month == 0 || d->start.month < page.month;
  return page.day == 0 || d->start.day <= page.day;
}

/* 昨日: from the day of the page. A day in brackets has to agree with it. */
static bool count_days(jy_date *d, jy_day page) {
  jy_day day;
  if (!page.month || !page.day || !jy__day_add(&day, page, d->shift)) return false;
  if (d->start.day && d->start.day != day.day) return false;
  if (d->start.month && d->start.month != day.month) return false;
  if (is_range(d) && !jy__day_add(&d->end, day, 1)) return false;
  d->start = day;
  d->reason = JY_REASON_PUBLISHED;
  return true;
}

static bool count_years(jy_date *d, jy_day page) {
  if (page.year == 0 || !fits(d, page.year + d->shift)) return false;
  set_year(d, page.year + d->shift, JY_REASON_PUBLISHED);
  return true;
}

/* The month of a 24日: the neighbour's, else the last such day up to the page. */
static bool find_month(jy_date *d, const jy_date_context *ctx) {
  if (ctx->neighbour.month) return set_month(d, ctx->neighbour.month, JY_REASON_NEIGHBOUR);
  jy_day page = ctx->published;
  if (page.month == 0 || page.day == 0) return false;
  bool before = d->start.day > page.day;
  if (before && page.month == 1) {
    if (page.year > 1) set_year(d, page.year - 1, JY_REASON_PUBLISHED);
    return set_month(d, 12, JY_REASON_PUBLISHED);
  }
  return set_month(d, page.month - before, JY_REASON_PUBLISHED);
}

bool jy_date_resolve(jy_date *d, const jy_date_context *ctx) {
  if (d->start.year || d->kind == JY_DATE_ANNIVERSARY || d->kind == JY_DATE_EVENT_YEAR) return false;
  if (d->flags & JY_DATE_SHIFT_YEARS) return count_years(d, ctx->published);
  if ((d->flags & JY_DATE_SHIFT_DAYS) && (count_days(d, ctx->published) || d->start.day == 0)) return d->start.day > 0;
  bool found = d->start.month == 0 && find_month(d, ctx);
  if (d->start.month == 0 || d->start.year) return found;
  if (fits(d, ctx->event_year)) {
    set_year(d, ctx->event_year, JY_REASON_EVENT);
  } else if (fits(d, ctx->published.year) && not_after(d, ctx->published)) {
    set_year(d, ctx->published.year, JY_REASON_PUBLISHED);
  } else if (fits(d, ctx->neighbour.year)) {
    set_year(d, ctx->neighbour.year, JY_REASON_NEIGHBOUR);
  } else {
    return found;
  }
  return true;
}

/* ---- the context of a mention ------------------------------------------------------ */

static bool names_event_year(const jy_date *d) {
  if (d->start.year == 0 || (d->flags & (JY_DATE_COHORT | JY_DATE_RANGE))) return false;
  return d->kind == JY_DATE_ANNIVERSARY || ((d->flags & JY_DATE_NAMES_EVENT) && d->kind >= JY_DATE_YEAR);
}

static size_t distance(const jy_date *a, const jy_date *b) {
  return a->span.start < b->span.start ? b->span.start - a->span.end : a->span.start - b->span.end;
}

/* The mentions [start, end) of the paragraph, not too far away. */
static jy_span paragraph_of(const jy_dates *all, size_t of) {
  jy_span s = {of, of + 1};
  size_t paragraph = all->at[of].paragraph;
  while (s.start > 0 && of - s.start < NEAR && all->at[s.start - 1].paragraph == paragraph) s.start--;
  while (s.end < all->len && s.end - of < NEAR && all->at[s.end].paragraph == paragraph) s.end++;
  return s;
}

/* The nearest year of an event's name, in the sentence or else the paragraph. */
static int find_event_year(const jy_dates *all, size_t of) {
  const jy_date *d = &all->at[of], *best = NULL;
  jy_span near = paragraph_of(all, of);
  for (size_t i = near.start; i < near.end; i++) {
    const jy_date *e = &all->at[i];
    if (!names_event_year(e)) continue;
    bool closer = best && (e->sentence == d->sentence) == (best->sentence == d->sentence)
                      ? distance(d, e) < distance(d, best)
                      : e->sentence == d->sentence;
    if (!best || closer) best = e;
  }
  return best ? best->start.year : 0;
}

static bool is_day(const jy_date *d) {
  return d->kind == JY_DATE_DAY && d->start.month && !(d->flags & JY_DATE_PUBLISHED);
}

static bool earlier(jy_day a, jy_day b) {
  return a.month != b.month ? a.month < b.month : a.day < b.day;
}

/* What a day of the same paragraph says about one that leaves something out. A
 * report tells of days up to its dateline, a tale goes on from day to day. */
static bool take_neighbour(jy_day *out, const jy_date *d, const jy_date *by, bool before) {
  jy_day day = by->start;
  bool dateline = (by->flags & JY_DATE_DATELINE) != 0;
  if (d->start.month) {
    if (day.year == 0 || (before ? earlier(d->start, day) : earlier(day, d->start))) return false;
  } else if (dateline && d->start.day > day.day) {
    if (day.month == 1 && day.year) day.year--;
    day.month = day.month == 1 ? 12 : day.month - 1;
  } else if (!dateline && (before ? d->start.day < day.day : d->start.day > day.day)) {
    return false;
  }
  *out = day;
  return true;
}

static jy_day find_neighbour(const jy_dates *all, size_t of) {
  const jy_date *d = &all->at[of];
  jy_day day = {0, 0, 0};
  jy_span near = paragraph_of(all, of);
  for (size_t i = of; i-- > near.start;) {
    if (is_day(&all->at[i]) && take_neighbour(&day, d, &all->at[i], true)) return day;
  }
  for (size_t i = of + 1; i < near.end; i++) {
    if (is_day(&all->at[i]) && take_neighbour(&day, d, &all->at[i], false)) return day;
  }
  return day;
}

/* 昨日 counts from the dateline of its paragraph where there is one. */
static jy_day find_dateline(const jy_dates *all, size_t of) {
  for (size_t i = of, first = paragraph_of(all, of).start; i-- > first;) {
    if (all->at[i].flags & JY_DATE_DATELINE) return all->at[i].start;
  }
  return (jy_day){0, 0, 0};
}

static jy_date_context context_of(const jy_dates *all, size_t of, jy_date_context ctx) {
  if (ctx.event_year == 0) ctx.event_year = find_event_year(all, of);
  if (ctx.neighbour.year == 0) ctx.neighbour = find_neighbour(all, of);
  if (all->at[of].flags & JY_DATE_SHIFT_DAYS) {
    jy_day dateline = find_dateline(all, of);
    if (dateline.month && (dateline.year || ctx.published.year == 0)) ctx.published = dateline;
  }
  return ctx;
}

/* An issue whose days all lie in one month: the year of one is that of all. */
static void resolve_issue(jy_dates *all) {
  int month = 0, year = 0;
  for (size_t i = 0; i < all->len; i++) {
    const jy_date *d = &all->at[i];
    if (!is_day(d)) continue;
    if ((month && d->start.month != month) || (year && d->start.year && d->start.year != year)) return;
    month = d->start.month;
    if (d->start.year) year = d->start.year;
  }
  for (size_t i = 0; i < all->len && year; i++) {
    jy_date *d = &all->at[i];
    if (is_day(d) && d->start.year == 0 && fits(d, year)) set_year(d, year, JY_REASON_ISSUE);
  }
}

/* The day of the page for a mention is the last stamp before it, or the first of
 * all where none stands before. */
int jy_dates_resolve(jy_dates *dates, const jy_date_context *given) {
  jy_date_context ctx = JY_DATE_CONTEXT_INIT;
  if (given) ctx = *given;
  bool stamps = ctx.published.year == 0;
  for (size_t i = 0; i < dates->len && stamps && ctx.published.year == 0; i++) {
    if (dates->at[i].flags & JY_DATE_PUBLISHED) ctx.published = dates->at[i].start;
  }
  for (size_t i = 0; i < dates->len; i++) {
    jy_date *d = &dates->at[i];
    if (stamps && (d->flags & JY_DATE_PUBLISHED)) ctx.published = d->start;
    if (d->start.year) continue;
    jy_date_context here = context_of(dates, i, ctx);
    jy_date_resolve(d, &here);
  }
  resolve_issue(dates);
  return JY_OK;
}

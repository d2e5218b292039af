/* Gives dates the year (and month) that they leave out, and says why. The order
 * is that of a careful reader: the name of the event, the day of the page unless
 * it would put the event after the page, an anniversary, the weekday, another date
 * of the paragraph, an issue of one month or with its year. Refuses to decide which
 * event a date belongs to. */
#include "text/date.h"

#define NEAR 64  /* mentions that a paragraph is searched through, each way */
#define LONG 6000 /* bytes that a report of several days goes on for */
#define FAR 900  /* bytes from a heading to the first day of its text */
#define HEAD 8   /* mentions that may stand before the number of an issue */

static bool is_range(const jy_date *d) {
  return (d->flags & JY_DATE_RANGE) != 0;
}

static bool not_after(const jy_date *d, jy_day page) {
  if (d->start.month != page.month) return page.month == 0 || d->start.month < page.month;
  return page.day == 0 || d->start.day <= page.day;
}

/* The month of a 24日: the neighbour's, else the last such day up to the page. */
static bool find_month(jy_date *d, const jy_date_context *ctx) {
  if (d->start.day == 0) return false;
  if (ctx->neighbour.month) return jy__date_set_month(d, ctx->neighbour.month, JY_REASON_NEIGHBOUR);
  jy_day page = ctx->published;
  if (page.month == 0 || page.day == 0) return false;
  bool before = d->start.day > page.day;
  if (before && page.month == 1) {
    if (page.year > 1) jy__date_set_year(d, page.year - 1, JY_REASON_PUBLISHED);
    return jy__date_set_month(d, 12, JY_REASON_PUBLISHED);
  }
  return jy__date_set_month(d, page.month - before, JY_REASON_PUBLISHED);
}

static bool agrees(const jy_date *d, int year) {
  if (!jy__date_fits(d, year)) return false;
  return jy_day_weekday((jy_day){year, d->start.month, d->start.day}) == d->weekday;
}

/* A weekday counts only beside a day of its own. */
static bool has_weekday(const jy_date *d) {
  return d->weekday && d->kind == JY_DATE_DAY && d->start.day && !is_range(d);
}

/* Of a year and those beside it the one in which the weekday is right; no two are. */
static int year_of_weekday(const jy_date *d, int year) {
  for (int i = 0; year > 1 && i < 3; i++) {
    int y = year - (i == 1) + (i == 2);
    if (agrees(d, y)) return y;
  }
  return 0;
}

/* 将于1月8日 on a page of December is in the next year. */
static int year_ahead(const jy_date *d, jy_day page) {
  return page.year + (page.month - d->start.month >= 6);
}

static void choose_year(jy_date *d, const jy_date_context *ctx) {
  int page = ctx->published.year;
  if (jy__date_fits(d, ctx->event_year))
    jy__date_set_year(d, ctx->event_year, JY_REASON_EVENT);
  else if ((d->flags & JY_DATE_AHEAD) && page && jy__date_fits(d, year_ahead(d, ctx->published)))
    jy__date_set_year(d, year_ahead(d, ctx->published), JY_REASON_PUBLISHED);
  else if (jy__date_fits(d, page) && not_after(d, ctx->published))
    jy__date_set_year(d, page, JY_REASON_PUBLISHED);
  else if (jy__date_fits(d, ctx->anniversary))
    jy__date_set_year(d, ctx->anniversary, JY_REASON_ANNIVERSARY);
  else if (has_weekday(d) && year_of_weekday(d, page))
    jy__date_set_year(d, year_of_weekday(d, page), JY_REASON_WEEKDAY);
  else if (jy__date_fits(d, ctx->neighbour.year))
    jy__date_set_year(d, ctx->neighbour.year, JY_REASON_NEIGHBOUR);
}

/* A weekday that contradicts the year decides it, or is marked. */
static void check_weekday(jy_date *d, int page) {
  if (!has_weekday(d) || d->start.year == 0 || agrees(d, d->start.year)) return;
  int year = year_of_weekday(d, page ? page : d->start.year);
  if (year)
    jy__date_set_year(d, year, JY_REASON_WEEKDAY);
  else
    d->flags |= JY_DATE_CLASH;
}

bool jy_date_resolve(jy_date *d, const jy_date_context *ctx) {
  if (d->start.year || d->kind == JY_DATE_ANNIVERSARY || d->kind == JY_DATE_EVENT_YEAR) return false;
  if (d->kind >= JY_DATE_LUNAR) return false;
  if (ctx->base.year) return jy__date_by_base(d, ctx->base, ctx->lean);
  unsigned relative = d->flags & JY__DATE_RELATIVE;
  if (d->kind == JY_DATE_FESTIVAL && !relative) return false; /* of each year */
  if (relative == JY_DATE_FROM_LAST && d->start.day == 0)
    return ctx->neighbour.day && jy__date_count(d, ctx->neighbour, JY_REASON_NEIGHBOUR);
  if (relative & ~(unsigned)(JY_DATE_SHIFT_DAYS | JY_DATE_FROM_LAST))
    return jy__date_count(d, ctx->published, JY_REASON_PUBLISHED);
  if (relative == JY_DATE_SHIFT_DAYS && (jy__date_count(d, ctx->published, JY_REASON_PUBLISHED) || d->start.day == 0))
    return d->start.day > 0;
  bool found = d->start.month == 0 && find_month(d, ctx);
  if (d->start.month == 0 || d->start.year) return found;
  choose_year(d, ctx);
  check_weekday(d, ctx->published.year);
  return found || d->start.year;
}

/* ---- the context of a mention ------------------------------------------------------ */

/* The year of an event's name: also that of a part of it (2024年上半年), and a school
 * year's. */
static bool names_event_year(const jy_date *d) {
  if (d->start.year == 0 || !(d->flags & JY_DATE_NAMES_EVENT) || d->kind < JY_DATE_YEAR) return false;
  if (d->kind == JY_DATE_PERIOD) return d->end.year - d->start.year <= 1;
  return !(d->flags & (JY_DATE_COHORT | JY_DATE_RANGE));
}

/* Whether a page tells of a day within the month after it, and not a year and more. */
static bool tells_soon(const jy_date *d, jy_day page) {
  return page.day && d->start.day && (page.month - d->start.month) * 31 + page.day - d->start.day <= 31;
}

/* What is reported has happened: not the year after the page's; and what looks
 * back on a year is held in the first weeks of the next, or on a day that the page
 * is only days behind. */
static bool page_knows_better(const jy_date *d, jy_day page, int event_year) {
  if (page.year == 0 || page.month == 0 || !not_after(d, page) || (d->flags & JY_DATE_AHEAD)) return false;
  return event_year == page.year + 1 || (event_year == page.year - 1 && (page.month <= 3 || tells_soon(d, page)));
}

/* School years begin in August, and winter in December. */
static int year_in(const jy_date *event, const jy_date *d) {
  bool second = d->start.month && d->start.month < 8 && event->kind == JY_DATE_PERIOD;
  return second ? event->end.year : event->start.year;
}

/* In January a meeting that looks back on 2023 may be one of 2024. */
static bool may_be_later(const jy_date *event, const jy_date *d) {
  return (event->flags & JY_DATE_LOOKS_BACK) && d->start.month && d->start.month <= 3;
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
static const jy_date *find_event(const jy_dates *all, size_t of) {
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
  return best;
}

/* A day of what is told: not the page's, nor one on which something was founded. */
static bool is_day(const jy_date *d) {
  return d->kind == JY_DATE_DAY && d->start.month && !(d->flags & (JY_DATE_PUBLISHED | JY_DATE_FOUNDED));
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

/* 19日 in the paragraphs after 8月19日至23日: one of several days before the last one told. */
static jy_day find_above(const jy_dates *all, const jy_date *d, size_t of) {
  jy_day found = {0, 0, 0}, day;
  for (size_t i = of; i-- > 0;) {
    const jy_date *e = &all->at[i];
    size_t far = d->span.start - e->span.end;
    if (far > LONG) break;
    if (!is_day(e) || !take_neighbour(&day, d, e, true)) continue;
    if (is_range(e) && e->start.month == e->end.month && d->start.day <= e->end.day) return day;
    if (found.month == 0 && far <= FAR) found = day;
  }
  return found;
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
  return d->start.month ? day : find_above(all, d, near.start);
}

/* 昨日 counts from the dateline of its paragraph where there is one. */
static jy_day find_dateline(const jy_dates *all, size_t of) {
  for (size_t i = of, first = paragraph_of(all, of).start; i-- > first;) {
    if (all->at[i].flags & JY_DATE_DATELINE) return all->at[i].start;
  }
  return (jy_day){0, 0, 0};
}

/* The heading above: no other day stands between. */
static const jy_date *find_heading(const jy_dates *all, size_t of) {
  for (size_t i = of, n = 0; i-- > 0 && n < NEAR && all->at[of].span.start - all->at[i].span.end < FAR; n++) {
    const jy_date *e = &all->at[i];
    if (is_day(e) && e->paragraph != all->at[of].paragraph) return NULL;
    if ((e->flags & JY_DATE_HEADING) && names_event_year(e)) return e;
  }
  return NULL;
}

/* An anniversary of the paragraph that names no event: 值此建党102周年之际. */
static int find_anniversary(const jy_dates *all, size_t of) {
  jy_span near = paragraph_of(all, of);
  for (size_t i = near.start; i < near.end; i++) {
    if (all->at[i].kind == JY_DATE_ANNIVERSARY && all->at[i].start.year) return all->at[i].start.year;
  }
  return 0;
}

/* The day told before, that 同日 and 次日 count from; which of several days 同日 is,
 * is not told. */
static jy_day find_last(const jy_dates *all, size_t of) {
  for (size_t i = of, n = 0; i-- > 0 && n < NEAR; n++) {
    const jy_date *e = &all->at[i];
    if (e->start.day == 0 || !is_day(e)) continue;
    if (!is_range(e)) return e->start;
    return all->at[of].shift > 0 ? e->end : (jy_day){0, 0, 0};
  }
  return (jy_day){0, 0, 0};
}

static jy_date_context context_of(const jy_dates *all, size_t of, jy_date_context ctx) {
  const jy_date *d = &all->at[of], *event = ctx.event_year ? NULL : find_event(all, of);
  if (!event && ctx.event_year == 0) event = find_heading(all, of);
  int year = event ? year_in(event, d) : 0;
  if (event && !may_be_later(event, d) && !page_knows_better(d, ctx.published, year)) ctx.event_year = year;
  if (ctx.anniversary == 0) ctx.anniversary = find_anniversary(all, of);
  if (d->flags & JY_DATE_FROM_LAST) {
    ctx.neighbour = find_last(all, of);
  } else if (ctx.neighbour.year == 0) {
    ctx.neighbour = find_neighbour(all, of);
  }
  if (d->flags & JY_DATE_SHIFT_DAYS) {
    jy_day dateline = find_dateline(all, of);
    if (dateline.month && (dateline.year || ctx.published.year == 0)) ctx.published = dateline;
  }
  return ctx;
}

/* A neighbour that is the dateline is the better reason. */
static void tell_dateline(const jy_dates *all, size_t of, jy_day neighbour) {
  jy_date *d = &all->at[of];
  jy_day dateline = d->reason == JY_REASON_NEIGHBOUR ? find_dateline(all, of) : (jy_day){0, 0, 0};
  if (dateline.month && neighbour.month) d->reason = JY_REASON_DATELINE;
}

/* ---- issues --------------------------------------------------------------------------- */

static void give_year(jy_dates *all, int year, int least, int most) {
  for (size_t i = 0; i < all->len && year; i++) {
    jy_date *d = &all->at[i];
    if (!is_day(d) || d->start.year || d->start.month < least || d->start.month > most) continue;
    if (jy__date_fits(d, year)) jy__date_set_year(d, year, JY_REASON_ISSUE);
    check_weekday(d, year);
  }
}

/* An issue whose days all lie in one month: the year of one is that of all. */
static void resolve_month(jy_dates *all) {
  int month = 0, year = 0;
  for (size_t i = 0; i < all->len; i++) {
    const jy_date *d = &all->at[i];
    if (!is_day(d)) continue;
    if ((month && d->start.month != month) || (year && d->start.year && d->start.year != year)) return;
    month = d->start.month;
    if (d->start.year) year = d->start.year;
  }
  give_year(all, year, 1, 12);
}

static int months_apart(const jy_date *a, const jy_date *b) {
  int n = a->start.month - b->start.month;
  return n < 0 ? -n : n;
}

/* A tale that states one year alone, in full days: days of the months around them,
 * in other paragraphs too, are of that year. */
static void resolve_tale(jy_dates *all) {
  int year = 0;
  for (size_t i = 0; i < all->len; i++) {
    const jy_date *d = &all->at[i];
    if (!is_day(d) || d->reason != JY_REASON_OWN) continue;
    if (year && d->start.year != year) return;
    year = d->start.year;
  }
  for (size_t i = 0, last = all->len; i < all->len && year; i++) {
    jy_date *d = &all->at[i];
    if (is_day(d) && d->reason == JY_REASON_OWN) last = i;
    if (!is_day(d) || d->start.year || last == all->len || months_apart(d, &all->at[last]) > 2) continue;
    if (jy__date_fits(d, year)) jy__date_set_year(d, year, JY_REASON_NEIGHBOUR);
    check_weekday(d, year);
  }
}

/* 2023年第3期 at the head: its items are of that year; of an issue that tells of
 * January, those of the last months are of the year before, or who knows. */
static void resolve_numbered(jy_dates *all) {
  int year = 0, most = 12;
  for (size_t i = 0; i < all->len && i < HEAD && year == 0; i++) {
    unsigned both = JY_DATE_ISSUE | JY_DATE_HEADING;
    if ((all->at[i].flags & both) == both) year = all->at[i].start.year;
  }
  for (size_t i = 0; i < all->len; i++) {
    if (is_day(&all->at[i]) && all->at[i].start.month <= 2) most = 10;
  }
  give_year(all, year, 1, most);
}

/* ---- anniversaries ----------------------------------------------------------------------- */

/* The one year in which the text says that something was founded; 0 for none or several. */
static int founding_year(const jy_dates *all) {
  int year = 0;
  for (size_t i = 0; i < all->len; i++) {
    const jy_date *d = &all->at[i];
    if (d->kind != JY_DATE_YEAR || !(d->flags & JY_DATE_FOUNDED) || d->start.year == year) continue;
    if (year) return 0;
    year = d->start.year;
  }
  return year;
}

/* 五十周年校庆 of a school that the text says began in 1974; not where the page is of
 * another time. */
static void resolve_anniversaries(jy_dates *all, jy_day page) {
  int base = founding_year(all);
  for (size_t i = 0; i < all->len && base; i++) {
    jy_date *d = &all->at[i];
    int year = base + d->number;
    if (d->kind != JY_DATE_ANNIVERSARY || d->base || (page.year && (year < page.year - 1 || year > page.year + 1)))
      continue;
    d->base = base;
    d->start.year = year;
    d->reason = JY_REASON_EVENT;
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
  resolve_anniversaries(dates, ctx.published);
  for (size_t i = 0; i < dates->len; i++) {
    jy_date *d = &dates->at[i];
    if (stamps && (d->flags & JY_DATE_PUBLISHED)) ctx.published = d->start;
    if (d->start.year || d->kind >= JY_DATE_LUNAR) continue;
    jy_date_context here = context_of(dates, i, ctx);
    jy_date_resolve(d, &here);
    tell_dateline(dates, i, here.neighbour);
  }
  resolve_month(dates);
  resolve_numbered(dates);
  resolve_tale(dates);
  return JY_OK;
}

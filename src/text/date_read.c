/* How dates are written: 2023年6月8日, 2023-06-08, 3月27至28日, 1至6月. Each reader
 * takes an offset and returns the end of what it read, or the offset itself where
 * it read nothing. Refuses to know what stands around a date. */
#include <string.h>

#include "text/date.h"

#define NEVER 99 /* a month or day that jy_day_valid() refuses */

/* ---- parts of a date ----------------------------------------------------------- */

static int part_of(const jy__number *n) {
  return n->value > 0 ? n->value : NEVER;
}

/* 8日, 8号 */
size_t jy__date_day(int *day, jy_str t, size_t at) {
  jy__number n;
  if (!jy__date_number(&n, t, jy__date_blank(t, at, 2)) || n.digits > 2) return at;
  size_t i = jy__date_blank(t, n.end, 2), unit = jy__date_word(t, i, "日|号|號");
  if (unit == 0 || jy__date_word(t, i, "号楼|号院|号线|号馆|号文|号令")) return at;
  *day = part_of(&n);
  return i + unit;
}

/* The 27 of 27至28日 and the 8 of 8、9日. */
static size_t read_bare_day(int *day, jy_str t, size_t at) {
  jy__number n, next;
  if (!jy__date_number(&n, t, jy__date_blank(t, at, 2)) || n.digits > 2) return at;
  size_t i = jy__date_connector(t, n.end);
  if (i == n.end) i += jy__date_word(t, i, "、|和|及|与");
  if (i == n.end || !jy__date_number(&next, t, i) || next.digits > 2) return at;
  if (!jy__date_word(t, jy__date_blank(t, next.end, 2), "日|号|月")) return at;
  *day = part_of(&n);
  return n.end;
}

/* The 8 of 6月8，where 日 was left out: nothing may follow that it could count. */
static size_t read_unmarked_day(int *day, jy_str t, size_t at) {
  jy__number n;
  if (!jy__date_number(&n, t, at) || n.han || n.digits > 2 || n.value < 1 || n.value > 31) return at;
  uint32_t next = jy__date_char(t, n.end);
  bool stop = next == 0 || next == '\n' || next == 0xFF0C || next == 0x3002 || next == 0xFF1B || next == 0xFF09;
  if (!stop && !jy__date_word(t, n.end, "至|到|上午|下午|晚上")) return at;
  *day = n.value;
  return n.end;
}

/* The 22 of 4月2 2日, which a blank parts. */
static size_t read_parted_day(int *day, jy_str t, size_t at) {
  jy__number tens, ones;
  if (!jy__date_number(&tens, t, at) || tens.han || tens.digits != 1 || tens.value > 3) return at;
  size_t i = jy__date_blank(t, tens.end, 0);
  if (i == tens.end || !jy__date_number(&ones, t, i) || ones.han || ones.digits != 1) return at;
  size_t unit = jy__date_word(t, ones.end, "日");
  if (unit == 0 || tens.value * 10 + ones.value > 31) return at;
  *day = tens.value * 10 + ones.value;
  return ones.end + unit;
}

/* 6月, 6月份, 6月8日 */
static size_t read_month(jy_day *d, jy_str t, size_t at) {
  jy__number n;
  if (!jy__date_number(&n, t, jy__date_blank(t, at, 2)) || n.digits > 2) return at;
  size_t i = jy__date_blank(t, n.end, 2), unit = jy__date_word(t, i, "月份|月");
  if (unit == 0 || jy__date_word(t, i, "月饼|月球|月亮|月票|月薪|月租|月龄|月刊|月革命")) return at;
  d->month = part_of(&n);
  i += unit;
  size_t day = jy__date_day(&d->day, t, i);
  if (day == i) day = read_parted_day(&d->day, t, i);
  if (day == i) day = read_bare_day(&d->day, t, i);
  return day == i ? read_unmarked_day(&d->day, t, i) : day;
}

/* 11/3(六), 11/3 14:00, 11/3舉行: on pages of Taiwan, no fraction for what stands around it. */
static bool is_slashed_day(jy_str t, size_t at, size_t end) {
  int weekday = 0;
  if (jy__date_clock(&weekday, t, end) != end) return true;
  if (jy__date_word(t, end, "举行|舉行|举办|舉辦|召开|召開|办理|辦理|假")) return true;
  return jy__date_ends(t, at, "時間:|時間：|日期:|日期：") > 0;
}

/* 11/3日: with its 日 no fraction. */
static size_t read_slashed(jy_day *d, jy_str t, size_t at) {
  jy__number n, day;
  if (!jy__date_number(&n, t, at) || n.han || n.digits > 2 || jy__date_fold(jy__date_char(t, n.end)) != '/') return at;
  size_t i = n.end + jy__date_width(t, n.end), end = jy__date_day(&d->day, t, i);
  if (end == i) {
    bool plain = jy__date_number(&day, t, i) && !day.han && day.digits <= 2;
    if (!plain || jy__date_fold(jy__date_prev(t, at)) == '/' || !is_slashed_day(t, at, day.end)) return at;
    d->day = part_of(&day);
    end = day.end;
  }
  d->month = part_of(&n);
  return end;
}

/* The 1 of 2023年1至6月. */
static size_t read_bare_month(int *month, jy_str t, size_t at) {
  jy__number n, next, day;
  if (!jy__date_number(&n, t, jy__date_blank(t, at, 2)) || n.digits > 2) return at;
  size_t i = jy__date_connector(t, n.end);
  if (i == n.end || !jy__date_number(&next, t, i) || next.digits > 2) return at;
  i = jy__date_blank(t, next.end, 1);
  size_t unit = jy__date_word(t, i, "月份|月");
  if (unit == 0 || jy__date_number(&day, t, jy__date_blank(t, i + unit, 0))) return at;
  *month = part_of(&n);
  return n.end;
}

/* The year that a number before 年 stands for; 0 for none. `roc`: 民国 stands
 * before it; three digits with a month are such a year too (115年3月). */
static int year_of(const jy__number *n, bool roc, bool month) {
  int v = n->value;
  if (v <= 0) return 0;
  if (roc) return v <= 200 ? 1911 + v : 0;
  if (n->digits == 4) return v >= (month ? 1000 : 1800) && v <= 2100 ? v : 0;
  if (n->digits == 3 && !n->han) return month && v <= 150 ? 1911 + v : 0;
  return n->digits == 2 && month ? v + (v < 50 ? 2000 : 1900) : 0;
}

/* 07年, '23年, 23年第三季度: what else two digits before 年 may be, an amount, does
 * not begin with 0, has no apostrophe and no part of a year behind it. */
static bool is_short_year(const jy__number *n, jy_str t, size_t at, size_t end) {
  if (n->digits != 2 || n->value <= 0) return false;
  int tens = n->value / 10, ones = n->value % 10; /* 五八年; 七八年 and 三五年 are amounts */
  if (n->han && tens > 4 && ones != tens + 1) return true;
  uint32_t first = jy__date_fold(jy__date_char(t, at));
  return first == '0' || first == 0x96F6 || first == 0x3007 || jy__date_ends(t, at, "'|’|‘|＇") ||
         jy__date_word(t, end, "第一季度|第二季度|第三季度|第四季度|上半年|下半年");
}

bool jy__date_roc(size_t *start, jy_str t, size_t at) {
  while (at > 0 && t.ptr[at - 1] == ' ') at--;
  size_t n = jy__date_ends(t, at, "中华民国|中華民國|民国|民國");
  *start = at - n;
  return n > 0;
}

/* 年 behind a number; the )年 of 本(103)年 too. */
static size_t read_year_sign(const jy__number *n, jy_str t, size_t at) {
  size_t i = jy__date_blank(t, n->end, 2), unit = jy__date_word(t, i, "年");
  bool inside = unit == 0 && n->digits >= 3 && jy__date_ends(t, at, "本(|本（|今(|今（|去(|去（|民国(|民國(");
  if (inside) unit = jy__date_word(t, i, ")年|）年");
  return unit ? i + unit : n->end;
}

/* 2023年, 2023年6月, 2023年6月8日, 6月8日, 6月 */
size_t jy__date_han(jy_day *d, jy_str t, size_t at) {
  jy__number n;
  *d = (jy_day){0, 0, 0};
  if (!jy__date_number(&n, t, at)) return at;
  size_t mark, signed_at = read_year_sign(&n, t, at);
  if (signed_at == n.end) {
    size_t slashed = read_slashed(d, t, at);
    return slashed == at ? read_month(d, t, at) : slashed;
  }
  size_t end = read_month(d, t, signed_at);
  if (end == signed_at) end = read_bare_month(&d->month, t, signed_at);
  if (end == signed_at && jy__date_word(t, signed_at, "代|级|龄|制|期|生")) return at;
  bool dated = d->month > 0 || is_short_year(&n, t, at, signed_at) || (n.value >= 80 && jy__date_word(t, signed_at, "度"));
  d->year = year_of(&n, jy__date_roc(&mark, t, at), dated);
  return d->year ? end : at;
}

bool jy__date_sign(uint32_t c) {
  return c == '-' || c == '/' || c == '.';
}

bool jy__date_ascii(uint32_t c) {
  c = jy__date_fold(c);
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A sign that leads to more digits: 2011.6.15.3 is a version. */
static bool goes_on(jy_str t, size_t at) {
  uint32_t c = jy__date_fold(jy__date_char(t, at));
  if (jy__date_ascii(c)) return c != 'T';
  return jy__date_sign(c) && jy__date_ascii(jy__date_char(t, at + jy__date_width(t, at)));
}

static size_t read_sign(uint32_t *sign, jy_str t, size_t at) {
  *sign = jy__date_fold(jy__date_char(t, at));
  return jy__date_sign(*sign) ? at + jy__date_width(t, at) : at;
}

static bool opens_line(jy_str t, size_t at) {
  while (at > 0 && (t.ptr[at - 1] == ' ' || t.ptr[at - 1] == '\t')) at--;
  return at == 0 || t.ptr[at - 1] == '\n' || jy__date_ends(t, at, "(|（|[|【|［") > 0;
}

/* Four digits, or three of the Republic of China's behind a label or where a line
 * begins: 發布日期：114-06-13 */
static bool is_iso_year(const jy__number *y, jy_str t, size_t at) {
  if (y->digits == 4) return y->value >= 1600 && y->value <= 2100;
  if (y->digits != 3 || y->value < 80 || y->value > 150) return false;
  return jy__date_ends(t, at, "日期：|日期:|日期|时间：|时间:|時間：|時間:|日：|日:|於|自") > 0 || opens_line(t, at);
}

/* 1999.08-2002.02: with a point a month could be a number, so it takes two. */
static bool is_month_pair(jy_str t, size_t at, size_t end) {
  jy__number n;
  size_t i = jy__date_connector(t, end);
  if (i != end && jy__date_number(&n, t, i)) return n.digits == 4 && jy__date_word(t, n.end, ".") > 0;
  return jy__date_fold(jy__date_prev(t, at)) == '-' || jy__date_ends(t, at, "至|到") > 0;
}

static bool is_digit_at(jy_str t, size_t at) {
  return at < t.len && t.ptr[at] >= '0' && t.ptr[at] <= '9';
}

/* 2024-06-1009:20: parts the day from the clock that stands right behind it. */
static bool part_clock(jy__number *n, jy_str t) {
  size_t colon = jy__date_word(t, n->end, ":|：");
  if (n->han || n->digits != 4 || n->value >= 3224 || !colon || !is_digit_at(t, n->end - 2)) return false;
  if (!is_digit_at(t, n->end + colon) || !is_digit_at(t, n->end + colon + 1)) return false;
  n->value /= 100;
  n->digits = 2;
  n->end -= 2;
  return true;
}

/* 2023-06-08, 2024/3/14, 2011.06.15; 2024-03 */
static size_t read_iso(jy_day *d, uint32_t *sign, jy_str t, size_t at) {
  jy__number y, m, n;
  uint32_t second;
  *d = (jy_day){0, 0, 0};
  if (!jy__date_number(&y, t, at) || y.han || !is_iso_year(&y, t, at)) return at;
  size_t i = read_sign(sign, t, y.end);
  if (i == y.end || !jy__date_number(&m, t, i) || m.han || m.digits > 2) return at;
  *d = (jy_day){y.digits == 3 ? y.value + 1911 : y.value, part_of(&m), 0};
  i = read_sign(&second, t, m.end);
  bool third = i != m.end && second == *sign && jy__date_number(&n, t, i) && !n.han;
  bool clock = third && m.digits == 2 && part_clock(&n, t);
  if (third && n.digits <= 2) {
    bool range = *sign != '-' && jy__date_fold(jy__date_char(t, n.end)) == '-'; /* 2023.6.8-10 */
    d->day = part_of(&n);
    return goes_on(t, n.end) && !range && !clock ? at : n.end;
  }
  bool month = (*sign != '.' || is_month_pair(t, at, m.end)) && m.digits == 2 && m.value >= 1 && m.value <= 12 &&
               (!goes_on(t, m.end) || (*sign == '.' && is_month_pair(t, at, m.end)));
  return month && !jy__is_han(jy__date_char(t, m.end)) ? m.end : at;
}

/* ---- ranges --------------------------------------------------------------------- */

/* 6.10 and 10 behind 2023.6.8- */
static size_t read_iso_tail(jy_day *d, uint32_t sign, jy_str t, size_t at) {
  jy__number n, m;
  uint32_t second;
  if (sign == 0 || sign == '-' || !jy__date_number(&n, t, at) || n.han || n.digits > 2) return at;
  size_t i = read_sign(&second, t, n.end);
  if (i != n.end && second == sign && jy__date_number(&m, t, i) && m.digits <= 2) {
    *d = (jy_day){0, part_of(&n), part_of(&m)};
    return goes_on(t, m.end) ? at : m.end;
  }
  *d = (jy_day){0, 0, part_of(&n)};
  return goes_on(t, n.end) ? at : n.end;
}

/* Gives both ends what only one of them states; false where they make no range. */
static bool join_ends(jy_day *a, jy_day *b) {
  if (b->month == 0) b->month = a->month;
  if (a->year == 0) a->year = b->year;
  bool wraps = b->year == 0 && a->month - b->month >= 6; /* 12月30日至1月3日 */
  if (b->year == 0 && a->year) b->year = a->year + wraps;
  if (!a->month != !b->month || !a->day != !b->day) return false;
  if (!jy_day_valid(*a) || !jy_day_valid(*b)) return false;
  if (a->year != b->year) return a->year < b->year;
  if (a->month != b->month) return a->month < b->month || wraps;
  return a->day < b->day;
}

static size_t read_end(jy_date *d, uint32_t sign, jy_str t, size_t at) {
  size_t i = jy__date_connector(t, at);
  uint32_t other;
  jy_day a = d->start, b;
  bool between = i == at; /* 三月和九月之间 */
  if (between) i += jy__date_word(t, at, "和|与");
  if (i == at) return at;
  size_t later = jy__date_word(t, i, "次年|翌年|第二年"); /* 12月30日至次年1月3日 */
  size_t end = read_iso(&b, &other, t, i += later);
  if (end == i) end = jy__date_han(&b, t, i);
  if (end == i) {
    b = (jy_day){0, 0, 0};
    end = a.day ? jy__date_day(&b.day, t, i) : i;
  }
  if (end == i && a.day) end = read_iso_tail(&b, sign, t, i);
  if (end == i || (between && !jy__date_word(t, end, "之间|间"))) return at;
  if (!join_ends(&a, &b) || (later && b.month >= a.month)) return at;
  d->start = a;
  d->end = b;
  d->flags |= JY_DATE_RANGE;
  return end;
}

/* 8、9日 and 8日、9日、10日: days in a row are a range; others stay apart. */
static size_t read_next_days(jy_date *d, jy_str t, size_t at) {
  size_t end = at;
  for (int last = d->start.day, day = 0; last > 0; last = day) {
    size_t i = jy__date_blank(t, end, 0);
    i += jy__date_word(t, i, "、|和|及|与");
    size_t next = i == end ? i : jy__date_day(&day, t, i);
    if (next == i || day != last + 1 || jy__date_connector(t, next) != next) break;
    d->end = (jy_day){d->start.year, d->start.month, day};
    d->flags |= JY_DATE_RANGE;
    end = next;
  }
  return end;
}

size_t jy__date_timed(jy_date *d, jy_str t, size_t at) {
  size_t end = jy__date_clock(&d->weekday, t, at);
  if (end != at) d->flags |= JY_DATE_TIMED;
  return end;
}

/* 1至6月, 16-17日, 2021—2025年 */
static size_t read_pair(jy_date *d, jy_str t, size_t at) {
  jy__number n, m;
  if (!jy__date_number(&n, t, at)) return at;
  size_t i = jy__date_connector(t, n.end);
  if (i == n.end || !jy__date_number(&m, t, i)) return at;
  i = jy__date_blank(t, m.end, 1);
  size_t unit = jy__date_word(t, i, "月份|月|日|年");
  bool bare = jy__date_ends(t, at, "从|自") && !jy__is_han(jy__date_char(t, i)); /* 从2016到2018 */
  if ((unit == 0 && !bare) || n.value < 1 || m.value <= n.value) return at;
  jy__number day;
  if (jy__date_word(t, i, "月") && !jy__date_number(&day, t, jy__date_blank(t, i + unit, 0))) {
    d->start.month = n.value;
    d->end.month = m.value;
  } else if (jy__date_word(t, i, "日")) {
    d->start.day = n.value;
    d->end.day = m.value;
  } else if ((unit == 0 || jy__date_word(t, i, "年")) && n.digits == 4 && m.digits == 4) {
    d->start.year = year_of(&n, false, false);
    d->end.year = year_of(&m, false, false);
    if (!d->start.year || !d->end.year) return at;
  } else {
    return at;
  }
  d->flags |= JY_DATE_RANGE;
  return i + unit;
}

/* ---- one mention ------------------------------------------------------------------ */

/* 2023年度, over a line end too; not 2023年度假. */
static size_t read_du(jy_date *d, jy_str t, size_t at) {
  size_t i = jy__date_blank(t, at, 2);
  if (!jy__date_word(t, i, "度") || jy__date_word(t, i, "度假|度过")) return at;
  d->kind = JY_DATE_EVENT_YEAR;
  return i + strlen("度");
}

/* 2024年元旦; 2024年春节 stays a year and a lunar day. */
static size_t read_festival(jy_date *d, jy_str t, size_t at) {
  jy_date day;
  size_t end = jy__date_calendar(&day, t, at);
  if (end == at || day.kind != JY_DATE_FESTIVAL || (d->flags & JY_DATE_RANGE)) return at;
  d->kind = JY_DATE_FESTIVAL;
  d->start = (jy_day){d->start.year, day.start.month, day.start.day};
  return end;
}

/* Kind and flags by the parts that were read. */
static size_t finish(jy_date *d, jy_str t, size_t at) {
  d->kind = d->start.day ? JY_DATE_DAY : d->start.month ? JY_DATE_MONTH : JY_DATE_YEAR;
  if (d->kind == JY_DATE_DAY) return jy__date_timed(d, t, at);
  if (d->kind == JY_DATE_MONTH) return d->flags & JY_DATE_RANGE ? at : jy__date_part_of_month(d, t, at);
  size_t du = read_du(d, t, at);
  if (du == at && !(d->flags & JY_DATE_RANGE)) du = jy__date_part_of_year(d, t, at);
  d->flags |= jy__date_names_event(t, du);
  if (du == at && !(d->flags & JY_DATE_NAMES_EVENT)) du = read_festival(d, t, at);
  if (d->kind == JY_DATE_YEAR && jy__date_is_issue(t, at)) d->flags |= JY_DATE_ISSUE;
  return du;
}

/* Any date that begins with the number at `at`. */
size_t jy__date_read(jy_date *d, jy_str t, size_t at) {
  uint32_t sign = 0;
  *d = (jy_date){.span = {at, at}};
  size_t end = read_pair(d, t, at);
  if (end != at) return finish(d, t, end);
  end = read_iso(&d->start, &sign, t, at);
  if (end == at) end = jy__date_han(&d->start, t, at);
  if (end == at) end = jy__date_worn(&d->start, t, at);
  if (end == at) {
    d->start = (jy_day){0, 0, 0};
    end = jy__date_day(&d->start.day, t, at);
    if (end == at) return at;
    bool numbered = jy__date_ends(t, end, "号|號") > 0; /* 8号 may be a room; 8号晚上 and 7号、8号 are none */
    if (numbered && jy__date_timed(d, t, end) == end && !jy__date_ends(t, at, "号，|号、|號、|号和")) return at;
  }
  size_t near = read_next_days(d, t, end), clock = jy__date_timed(d, t, end);
  if (near != end) return finish(d, t, near);
  size_t far = read_end(d, sign, t, clock);
  if (far == clock) far = read_end(d, sign, t, end);
  return finish(d, t, d->flags & JY_DATE_RANGE ? far : end);
}

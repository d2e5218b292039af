/* Parts of years and months: 第三季度, 上半年, 春季, 年底, 6月上旬, 80年代, 2023-2024学年,
 * 五月第二个星期日. Knows which months and days they are; what is a manner of
 * speaking (年初, 夏天) is marked JY_DATE_ABOUT. Weeks are counted from the first
 * Monday of a month, those of a year as in ISO 8601. */
#include <string.h>

#include "text/date.h"

#define ABOUT JY_DATE_ABOUT

static void set_months(jy_date *d, int first, int last, unsigned flags) {
  d->kind = JY_DATE_PERIOD;
  d->flags |= JY_DATE_RANGE | flags;
  d->start.month = first;
  d->end = (jy_day){d->start.year ? d->start.year + (last < first) : 0, last, 0};
}

/* ---- of a year ----------------------------------------------------------------------- */

static const struct {
  const char *words;
  int first, last;
  unsigned flags;
} parts[] = {{"第一季度|一季度|首季度|1季度|第1季度|Q1季度", 1, 3, 0},
             {"第二季度|二季度|2季度|第2季度|Q2季度", 4, 6, 0},
             {"第三季度|三季度|3季度|第3季度|Q3季度", 7, 9, 0},
             {"第四季度|四季度|4季度|第4季度|Q4季度", 10, 12, 0},
             {"上半年|前半年|上个半年", 1, 6, 0},
             {"下半年|后半年|後半年", 7, 12, 0},
             {"春季|春天", 3, 5, ABOUT},
             {"夏季|夏天", 6, 8, ABOUT},
             {"秋季|秋天", 9, 11, ABOUT},
             {"冬季|冬天", 12, 2, ABOUT},
             {"年初|初", 1, 2, ABOUT},
             {"年中", 6, 7, ABOUT},
             {"年底|年末|底|末", 11, 12, ABOUT}};

/* 前7个月 */
static size_t read_first_months(jy_date *d, jy_str t, size_t at) {
  jy__number n;
  size_t i = at + jy__date_word(t, at, "前");
  size_t two = jy__date_word(t, i, "两");
  if (two) n = (jy__number){2, 1, true, i + two};
  if (i == at || (!two && !jy__date_number(&n, t, i)) || n.value < 1 || n.value > 12) return at;
  size_t unit = jy__date_word(t, n.end, "个月|個月|月");
  if (unit == 0) return at;
  set_months(d, 1, n.value, 0);
  return n.end + unit;
}

/* 第8个月, 第20周, 第100天 of the year before it. */
static size_t read_nth(jy_date *d, jy_str t, size_t at) {
  jy__number n;
  size_t i = at + jy__date_word(t, at, "的");
  size_t nth = jy__date_word(t, i, "第");
  if (nth == 0 || !jy__date_number(&n, t, i + nth) || n.value < 1) return at;
  size_t month = jy__date_word(t, n.end, "个月|個月");
  if (month && n.value <= 12) {
    d->kind = JY_DATE_MONTH;
    d->start.month = n.value;
    return n.end + month;
  }
  size_t day = jy__date_word(t, n.end, "天");
  if (day && d->start.year && n.value <= 365) {
    d->kind = JY_DATE_DAY;
    d->start.month = d->start.day = 1;
    jy__day_add(&d->start, d->start, n.value - 1);
    return jy__date_timed(d, t, n.end + day);
  }
  size_t week = jy__date_word(t, n.end, "个星期|周|週");
  if (week == 0 || n.value > 53) return at;
  d->kind = JY_DATE_PERIOD;
  d->flags |= JY_DATE_RANGE | JY_DATE_ISSUE;
  d->number = n.value;
  d->end = d->start;
  jy__date_settle(d);
  return n.end + week;
}

size_t jy__date_part_of_year(jy_date *d, jy_str t, size_t at) {
  size_t i = jy__date_blank(t, at, 1);
  i += jy__date_word(t, i, "的");
  for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
    size_t n = jy__date_word(t, i, parts[k].words);
    bool bare = n == 3; /* 年初 of which 年 was read; not 初步, 底蕴 */
    if (n == 0 || (bare && (i != at || jy__is_han(jy__date_char(t, i + n))) && !jy__date_word(t, i + n, "前|，|以来|至|到|在")))
      continue;
    set_months(d, parts[k].first, parts[k].last, parts[k].flags);
    i += n;
    if (jy__date_word(t, i, "初") && d->kind == JY_DATE_PERIOD && parts[k].last - parts[k].first == 2) {
      d->end.month = parts[k].first;
      return i + strlen("初");
    }
    return i;
  }
  size_t end = read_first_months(d, t, at);
  return end == at ? read_nth(d, t, at) : end;
}

/* ---- of a month ----------------------------------------------------------------------- */

static int last_day(jy_day d) {
  for (int day = 31; day > 28; day--) {
    if (jy_day_valid((jy_day){d.year, d.month, day})) return day;
  }
  return 28;
}

static size_t set_days(jy_date *d, int first, int last, unsigned flags, size_t end) {
  d->kind = JY_DATE_PERIOD;
  d->flags |= JY_DATE_RANGE | flags;
  d->end = d->start;
  d->start.day = first;
  d->end.day = last;
  return end;
}

/* 第二周, 的第一个星期一, 的最后一个周五 */
static size_t read_week_of_month(jy_date *d, jy_str t, size_t at) {
  jy__number n;
  int day = 0;
  size_t i = at + jy__date_word(t, at, "的"), nth = jy__date_word(t, i, "第");
  size_t last = jy__date_word(t, i, "最后一|最後一");
  if (last) n = (jy__number){-1, 1, true, i + last};
  if (!last && (nth == 0 || !jy__date_number(&n, t, i + nth) || n.value < 1 || n.value > 5)) return at;
  i = n.end + jy__date_word(t, n.end, "个|個");
  size_t unit = jy__date_word(t, i, "周|週|星期|礼拜|禮拜");
  size_t end = unit ? jy__date_day_name(&day, t, i + unit) : i;
  if (unit == 0) return at;
  d->kind = end == i + unit ? JY_DATE_PERIOD : JY_DATE_DAY;
  if (d->kind == JY_DATE_PERIOD) d->flags |= JY_DATE_RANGE;
  d->number = n.value;
  d->weekday = day;
  if (d->kind == JY_DATE_PERIOD) d->end = d->start;
  jy__date_settle(d);
  return end;
}

size_t jy__date_part_of_month(jy_date *d, jy_str t, size_t at) {
  size_t i = at;
  if (jy__date_word(t, i, "上旬")) return set_days(d, 1, 10, 0, i + 6);
  if (jy__date_word(t, i, "中旬")) return set_days(d, 11, 20, 0, i + 6);
  if (jy__date_word(t, i, "下旬")) return set_days(d, 21, last_day(d->start), 0, i + 6);
  bool ends = !jy__is_han(jy__date_char(t, i + 3)) || jy__date_word(t, i + 3, "以来|前|起|至|到|在|召|举|开");
  if (ends && jy__date_word(t, i, "初")) return set_days(d, 1, 5, ABOUT, i + 3);
  if (ends && jy__date_word(t, i, "底|末")) return set_days(d, 25, last_day(d->start), ABOUT, i + 3);
  return read_week_of_month(d, t, at);
}

/* ---- decades and school years -------------------------------------------------------------- */

/* 80年代, 上世纪90年代, 二十世纪六十年代: the century is that of the words, or the
 * last; `century` is 0 where they leave it out. */
static size_t read_decade(jy_date *d, jy_str t, size_t at, int century) {
  jy__number n;
  if (!jy__date_number(&n, t, at) || n.value % 10 || n.value < 0 || n.value > 90) return at;
  size_t unit = jy__date_word(t, n.end, "年代");
  if (unit == 0) return at;
  *d = (jy_date){.span = {at, n.end + unit}, .kind = JY_DATE_PERIOD, .flags = JY_DATE_RANGE, .reason = JY_REASON_OWN};
  if (century == 0) century = n.value >= 30 ? 20 : 21;
  d->start.year = (century - 1) * 100 + n.value;
  d->end.year = d->start.year + 9;
  return n.end + unit;
}

static size_t read_century(jy_date *d, jy_str t, size_t at) {
  jy__number n = {20, 2, false, at};
  size_t word = jy__date_word(t, at, "上世纪|上个世纪|本世纪"), i = at + word;
  if (jy__date_word(t, at, "本世纪")) n.value = 21;
  if (word == 0 && jy__date_number(&n, t, at)) i = n.end + jy__date_word(t, n.end, "世纪");
  if (i == at || i == n.end || n.value < 10 || n.value > 21) return at;
  size_t end = read_decade(d, t, i, n.value);
  d->span.start = at;
  return end == i ? at : end;
}

static size_t set_years(jy_date *d, jy_str t, size_t at, size_t end, int first) {
  *d = (jy_date){.span = {at, end}, .kind = JY_DATE_PERIOD, .flags = JY_DATE_RANGE, .reason = JY_REASON_OWN};
  d->start.year = first;
  d->end.year = first + 1;
  d->flags |= jy__date_names_event(t, end);
  return end;
}

/* 2023-2024学年, and 113学年度 of the Republic of China: the years that it runs over. */
static size_t read_school_year(jy_date *d, jy_str t, size_t at) {
  jy__number a, b;
  if (!jy__date_number(&a, t, at)) return at;
  size_t roc = a.digits == 3 && a.value >= 80 && a.value <= 150 ? jy__date_word(t, a.end, "学年度|學年度") : 0;
  if (roc) return set_years(d, t, at, a.end + roc, a.value + 1911);
  if (a.digits != 4 || a.value < 1900 || a.value > 2100) return at;
  size_t i = jy__date_blank(t, a.end, 0);
  i = jy__date_connector(t, i);
  if (i == a.end || !jy__date_number(&b, t, i) || (b.digits != 4 && b.digits != 2)) return at;
  int last = b.digits == 2 ? a.value / 100 * 100 + b.value : b.value;
  size_t j = jy__date_blank(t, b.end, 0), unit = jy__date_word(t, j, "学年|學年");
  return unit && last == a.value + 1 ? set_years(d, t, at, j + unit, a.value) : at;
}

/* A quarter or half without its year is the report's: 一季度, 上半年. */
static size_t read_bare_part(jy_date *d, jy_str t, size_t at) {
  static const char *const words = "第一季|第二季|第三季|第四季|一季度|二季度|三季度|四季度|1季度|2季度|3季度|4季度|Q1季|Q2季|"
                                   "Q3季|Q4季|首季度|上半年|下半年|前半年|后半年|年初|年底|年末";
  if (!jy__date_word(t, at, words) || jy__date_ends(t, at, "第|十|年|每|历|往")) return at;
  *d = (jy_date){.kind = JY_DATE_YEAR};
  size_t end = jy__date_part_of_year(d, t, at);
  if (end == at) return at;
  d->span = (jy_span){at, end};
  d->flags |= JY_DATE_SHIFT_YEARS;
  return end;
}

size_t jy__date_period(jy_date *out, jy_str t, size_t at) {
  size_t end = read_school_year(out, t, at);
  if (end == at) end = read_century(out, t, at);
  if (end == at) end = read_decade(out, t, at, 0);
  return end == at ? read_bare_part(out, t, at) : end;
}

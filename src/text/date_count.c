/* Words that count from the report or from another date: 昨日(14日), 去年6月, 同年
 * 3月. Knows the words; the day of the report comes with date_resolve.c. */
#include "text/date.h"

static const struct {
  const char *word;
  int shift;
} year_words[] = {{"今年", 0}, {"本年", 0}, {"去年", -1}, {"前年", -2}, {"明年", 1}},
  same_words[] = {{"同年", 0}, {"当年", 0}, {"次年", 1}, {"翌年", 1}},
  day_words[] = {{"昨日|昨天|昨晚|昨晨|昨夜", -1}, {"今日|今天|今晚|今晨|今早", 0}, {"明日|明天|明晚|明晨", 1}, {"前天", -2}};

/* 去年6月8日, 今年1至6月, 去年 */
static size_t read_year_word(jy_date *d, jy_str t, size_t at) {
  for (size_t i = 0; i < sizeof year_words / sizeof *year_words; i++) {
    size_t n = jy__date_word(t, at, year_words[i].word);
    if (n == 0 || jy__date_ends(t, at, "提|过|之|以|目|日|从|数") || jy__date_word(t, at + n, "度")) continue;
    size_t start = jy__date_blank(t, at + n, 1), end = jy__date_read(d, t, start);
    if (end == start || d->start.year || d->start.month == 0) {
      *d = (jy_date){.kind = JY_DATE_YEAR};
      end = at + n;
    }
    d->span = (jy_span){at, end};
    d->flags |= JY_DATE_SHIFT_YEARS;
    d->shift = year_words[i].shift;
    return end;
  }
  return at;
}

/* 同年6月, 次年3月8日: from the year that the text stated last. */
static size_t read_same_year(jy_date *d, jy_str t, size_t at, int last_year) {
  for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++) {
    size_t n = jy__date_word(t, at, same_words[i].word);
    if (n == 0 || last_year == 0) continue;
    size_t start = jy__date_blank(t, at + n, 1), end = jy__date_read(d, t, start);
    if (end == start || d->start.year || d->start.month == 0) return at;
    d->span = (jy_span){at, end};
    d->start.year = last_year + same_words[i].shift;
    if (d->flags & JY_DATE_RANGE) d->end.year = d->start.year + (d->end.month < d->start.month);
    d->reason = JY_REASON_NEIGHBOUR;
    return end;
  }
  return at;
}

/* 昨天 as the day before the report, not as the past in a slogan. */
static bool is_day_word(jy_str t, size_t at, size_t end) {
  uint32_t before = jy__date_prev(t, at);
  if (jy__is_han(before) && !jy__date_ends(t, at, "于|在|是|自|从|至|到|讯|电")) return false;
  return !jy__is_han(jy__date_char(t, end)) || jy__date_ends(t, end, "晚|晨|夜|早") ||
         jy__date_word(t, end, "上午|下午|中午|早|晚|凌晨|在|于|召|举|开|来|赴|从|由|是");
}

/* 昨日(14日)上午: the day that stands in brackets belongs to it. */
static size_t read_brackets(jy_date *d, jy_str t, size_t at) {
  jy_day day;
  size_t open = jy__date_word(t, at, "(|（");
  if (open == 0) return at;
  size_t i = at + open, end = jy__date_han(&day, t, i);
  if (end == i) {
    day = (jy_day){0, 0, 0};
    end = jy__date_day(&day.day, t, i);
  }
  size_t close = jy__date_word(t, end, ")|）");
  if (end == i || close == 0 || day.day == 0 || !jy_day_valid(day)) return at;
  d->start = day;
  return end + close;
}

static size_t read_day_word(jy_date *d, jy_str t, size_t at) {
  *d = (jy_date){.kind = JY_DATE_DAY, .flags = JY_DATE_SHIFT_DAYS};
  size_t both = jy__date_word(t, at, "今明两天|今明两日"), end = at + both;
  if (both) d->flags |= JY_DATE_RANGE;
  for (size_t i = 0; i < sizeof day_words / sizeof *day_words && end == at; i++) {
    end += jy__date_word(t, at, day_words[i].word);
    d->shift = day_words[i].shift;
  }
  if (end == at || !is_day_word(t, at, end)) return at;
  if (!both) end = read_brackets(d, t, end);
  if (jy__date_ends(t, end, "晚|晨|夜|早")) d->flags |= JY_DATE_TIMED;
  end = jy__date_timed(d, t, end);
  d->span = (jy_span){at, end};
  return end;
}

size_t jy__date_counted(jy_date *out, jy_str t, size_t at, int last_year) {
  if (!jy__date_word(t, at, "今|明|昨|去|前|本|同|当|次|翌")) return at;
  size_t end = read_day_word(out, t, at);
  if (end == at) end = read_year_word(out, t, at);
  return end == at ? read_same_year(out, t, at, last_year) : end;
}

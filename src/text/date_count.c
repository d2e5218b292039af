/* Words that count from the report or from another date: 昨日(14日), 下周三, 上月5日,
 * 去年6月, 同年3月, 次日, 3天前. Knows the words; the day that they count from comes
 * with date_resolve.c. */
#include <string.h>

#include "text/date.h"

/* A word with what it counts; the longer ones first. */
struct word {
  const char *words;
  int shift;
};

#define FIND(list, t, at, shift) find(list, sizeof list / sizeof *list, t, at, shift)

static size_t find(const struct word *list, size_t n, jy_str t, size_t at, int *shift) {
  for (size_t i = 0; i < n; i++) {
    size_t len = jy__date_word(t, at, list[i].words);
    if (len == 0) continue;
    *shift = list[i].shift;
    return len;
  }
  return 0;
}

static const struct word year_words[] = {{"今年|本年|这一年|這一年", 0}, {"大前年", -3}, {"去年|上年|上一年", -1},
                                         {"前年", -2}, {"明年|下年|下一年", 1}, {"后年|後年", 2}},
                         same_words[] = {{"同年|当年", 0}, {"次年|翌年", 1}},
                         day_words[] = {{"大前天|大前日", -3}, {"昨日|昨天|昨晚|昨晨|昨夜|昨早", -1},
                                        {"今日|今天|今晚|今晨|今早|今夜", 0}, {"明日|明天|明晚|明晨|明早", 1},
                                        {"前天|前日|前晚", -2}, {"大后天|大後天", 3}, {"后天|後天|後日", 2}},
                         last_words[] = {{"同日|同天|当天|当日|當天|當日|当晚|當晚", 0}, {"次日|翌日|次晨", 1}},
                         week_words[] = {{"上上个|上上個|上上", -2}, {"下下个|下下個|下下", 2},
                                         {"上个|上個|上一|上", -1}, {"下个|下個|下一|下", 1},
                                         {"这个|這個|这一|這一|今个|今個|这|這|本", 0}},
                         month_words[] = {{"上上个月|上上個月|上上月", -2}, {"下下个月|下下個月|下下月", 2},
                                          {"上个月|上個月|上一个月|上月", -1}, {"下个月|下個月|下一个月|下月", 1},
                                          {"本月|这个月|這個月|当月|同月", 0}},
                         quarter_words[] = {{"上个季度|上一季度|上季度", -1}, {"下个季度|下一季度|下季度", 1},
                                            {"本季度|这个季度|这一季度", 0}};

/* ---- years ----------------------------------------------------------------------- */

/* 去年6月8日, 今年1至6月, 去年第四季度, 明年元旦, 去年 */
static size_t read_year_word(jy_date *d, jy_str t, size_t at) {
  int shift;
  size_t n = FIND(year_words, t, at, &shift);
  if (n == 0 || jy__date_ends(t, at, "提|过|之|以|目|日|从|数|空|生|百") || jy__date_word(t, at + n, "度")) return at;
  size_t start = jy__date_blank(t, at + n, 1), end = jy__date_read(d, t, start);
  if (end == start) end = jy__date_calendar(d, t, start);
  if (end == start || d->start.year || (d->start.month == 0 && d->kind < JY_DATE_FESTIVAL)) {
    *d = (jy_date){.kind = JY_DATE_YEAR};
    end = jy__date_part_of_year(d, t, at + n);
  }
  d->span = (jy_span){at, end};
  d->flags |= JY_DATE_SHIFT_YEARS;
  d->shift = shift;
  return end;
}

/* 今明两年 */
static size_t read_two_years(jy_date *d, jy_str t, size_t at) {
  size_t n = jy__date_word(t, at, "今明两年|今明兩年");
  if (n == 0) return at;
  *d = (jy_date){.span = {at, at + n}, .kind = JY_DATE_YEAR, .flags = JY_DATE_SHIFT_YEARS | JY_DATE_RANGE};
  return at + n;
}

/* 同年6月, 次年3月8日: from the year that the text stated last. */
static size_t read_same_year(jy_date *d, jy_str t, size_t at, int last_year) {
  int shift;
  size_t n = FIND(same_words, t, at, &shift);
  if (n == 0 || last_year == 0) return at;
  size_t start = jy__date_blank(t, at + n, 1), end = jy__date_read(d, t, start);
  if (end == start || d->start.year || d->start.month == 0) return at;
  d->span = (jy_span){at, end};
  d->start.year = last_year + shift;
  if (d->flags & JY_DATE_RANGE) d->end.year = d->start.year + (d->end.month < d->start.month);
  d->reason = JY_REASON_NEIGHBOUR;
  return end;
}

/* ---- months, quarters, weeks ------------------------------------------------------ */

/* 本(4)月27日, 上(3)月5日: the number of the month stands in brackets, inside the word. */
static size_t read_split_month(jy_date *d, jy_str t, size_t at) {
  size_t n = jy__date_word(t, at, "本|上|下"), open = jy__date_word(t, at + n, "(|（");
  jy__number month;
  if (n == 0 || open == 0 || !jy__date_number(&month, t, at + n + open) || month.value < 1 || month.value > 12)
    return at;
  size_t close = jy__date_word(t, month.end, ")|）"), tail = jy__date_word(t, month.end + close, "月");
  size_t start = month.end + close + tail;
  if (close == 0 || tail == 0) return at;
  *d = (jy_date){.kind = JY_DATE_MONTH};
  size_t end = jy__date_day(&d->start.day, t, start);
  if (end != start) d->kind = JY_DATE_DAY;
  d->start.month = month.value;
  d->span = (jy_span){at, jy__date_timed(d, t, end)};
  return d->span.end;
}

/* 上月, 本月5日, 下月初, 上季度 */
static size_t read_month_word(jy_date *d, jy_str t, size_t at) {
  jy_day day = {0, 0, 0};
  int shift = 0;
  size_t n = FIND(quarter_words, t, at, &shift), end = at + n;
  *d = (jy_date){.kind = JY_DATE_PERIOD, .flags = JY_DATE_SHIFT_MONTHS | JY_DATE_RANGE};
  if (n == 0) {
    n = FIND(month_words, t, at, &shift);
    if (n == 0 || jy__date_word(t, at + n, "饼|球|亮|刊")) return at;
    *d = (jy_date){.kind = JY_DATE_MONTH, .flags = JY_DATE_SHIFT_MONTHS};
    end = jy__date_day(&day.day, t, at + n);
    if (end != at + n) {
      d->kind = JY_DATE_DAY;
      d->start = day;
      end = jy__date_timed(d, t, end);
    } else {
      end = jy__date_part_of_month(d, t, end);
    }
  }
  d->shift = shift;
  d->span = (jy_span){at, end};
  return end;
}

/* 周三, 星期天, 周末; *day is 6 for the last. */
static size_t read_week_day(int *day, jy_str t, size_t at) {
  if (jy__date_word(t, at, "末")) {
    *day = 6;
    return at + strlen("末");
  }
  return jy__date_day_name(day, t, at);
}

/* 下周三, 本周末, 上周, 周三; not 每周三, 一周一次, 周一鸣. */
static size_t read_week_word(jy_date *d, jy_str t, size_t at) {
  int shift = 0, day = 0;
  size_t which = FIND(week_words, t, at, &shift), i = at + which;
  size_t n = jy__date_word(t, i, "星期|礼拜|禮拜|周|週");
  if (n == 0 || jy__date_ends(t, at, "每|逢|一|各|双|单|隔|两|三|四|个|個|多|数|几|第|教学|上|下")) return at;
  i += n;
  n = jy__date_word(t, i, "周|週|星期"); /* 下周周六, 上周星期三 */
  if (n && which && read_week_day(&day, t, i + n) != i + n) i += n;
  bool end_of_week = jy__date_word(t, i, "末") > 0;
  size_t end = read_week_day(&day, t, i);
  if (which == 0 && (end == i || end_of_week || jy__is_han(jy__date_prev(t, at)))) return at;
  if (which == 0 && jy__is_han(jy__date_char(t, end)) && !jy__date_word(t, end, "上午|下午|晚|早|在|于|召|举|将|前|至|到"))
    return at;
  *d = (jy_date){.kind = JY_DATE_DAY, .flags = JY_DATE_SHIFT_WEEKS, .shift = shift, .weekday = day};
  if (which == 0) d->flags = 0;
  if (end == i || end_of_week) {
    d->kind = JY_DATE_PERIOD;
    d->flags |= JY_DATE_RANGE;
  } else {
    end = jy__date_timed(d, t, end);
  }
  d->span = (jy_span){at, end};
  return end;
}

/* ---- days -------------------------------------------------------------------------- */

/* What took place on such a day. */
#define HELD "举行|举办|召开|开幕|闭幕|落幕|落下帷幕|结束|成立|挂牌|揭牌|启动|签约|签署|圆满|顺利|隆重|落成|奠基|竣工|通过|联合|调研|考察|视察|慰问|看望|主持"

/* 昨天 as the day before the report, not as the past in a slogan. */
static bool is_day_word(jy_str t, size_t at, size_t end) {
  uint32_t before = jy__date_prev(t, at);
  if (jy__date_word(t, end, "头条|之后》|之子|之星|在线|美术|说法|中国》|股")) return false;
  bool told = !jy__date_ends(t, at, "的|把|向|对|话|谈|创|赢|得") && !jy__date_word(t, end, "在于") &&
              (jy__date_word(t, end, "上午|下午|中午|凌晨|傍晚|在|于|假|(|（") || jy__date_word(t, end, HELD));
  if (jy__is_han(before) && !told && !jy__date_ends(t, at, "于|在|是|自|从|至|到|讯|电|我|了|将|我们")) return false;
  return !jy__is_han(jy__date_char(t, end)) || jy__date_ends(t, end, "晚|晨|夜|早") ||
         jy__date_word(t, end, HELD) ||
         jy__date_word(t, end,
                       "上午|下午|中午|早|晚|凌晨|黎明|在|于|召|举|开|来|赴|从|由|是|我|将|起|至|到|揭|启|正式|前往|"
                       "一|二|三|四|五|六|七|八|九|十|已|走|会|组|带|收|发|的");
}

/* The 12/1 of 昨(12/1)日. */
static size_t read_pair(jy_day *day, jy_str t, size_t at) {
  jy__number month, n;
  if (!jy__date_number(&month, t, at) || month.han || jy__date_fold(jy__date_char(t, month.end)) != '/') return at;
  if (!jy__date_number(&n, t, month.end + jy__date_width(t, month.end)) || n.han || n.digits > 2) return at;
  *day = (jy_day){0, month.value, n.value};
  return month.digits <= 2 && n.value > 0 && jy_day_valid(*day) ? n.end : at;
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
  if (end == i) end = read_pair(&day, t, i);
  size_t close = jy__date_word(t, end, ")|）");
  if (end == i || close == 0 || day.day == 0 || !jy_day_valid(day)) return at;
  d->start = day;
  return end + close;
}

/* 昨(27)日, 今(三)晚: the number alone stands in brackets, inside the word. */
static size_t read_split_word(jy_date *d, jy_str t, size_t at) {
  static const struct word first[] = {{"昨", -1}, {"今", 0}, {"明", 1}, {"前", -2}};
  size_t n = FIND(first, t, at, &d->shift), open = jy__date_word(t, at + n, "(|（");
  jy__number number;
  jy_day day = {0, 0, 0};
  if (n == 0 || open == 0 || !jy__date_number(&number, t, at + n + open)) return at;
  size_t end = read_pair(&day, t, at + n + open);
  if (end == at + n + open) {
    day.day = number.digits <= 2 ? number.value : 0;
    end = number.end;
  }
  size_t close = jy__date_word(t, end, ")|）"), tail = jy__date_word(t, end + close, "日|天|晚|晨|早|夜");
  if (close == 0 || tail == 0 || day.day < 1 || day.day > 31) return at;
  d->start = day;
  return end + close + tail;
}

static size_t read_day_word(jy_date *d, jy_str t, size_t at) {
  *d = (jy_date){.kind = JY_DATE_DAY, .flags = JY_DATE_SHIFT_DAYS};
  size_t split = read_split_word(d, t, at);
  if (split != at) {
    if (jy__date_ends(t, split, "晚|晨|夜|早")) d->flags |= JY_DATE_TIMED;
    split = jy__date_timed(d, t, split);
    d->span = (jy_span){at, split};
    return split;
  }
  size_t both = jy__date_word(t, at, "今明两天|今明两日"), end = at + both;
  if (both) d->flags |= JY_DATE_RANGE;
  if (!both) end += FIND(day_words, t, at, &d->shift);
  if (end == at || !is_day_word(t, at, end)) return at;
  if (!both) end = read_brackets(d, t, end);
  if (jy__date_ends(t, end, "晚|晨|夜|早")) d->flags |= JY_DATE_TIMED;
  end = jy__date_timed(d, t, end);
  d->span = (jy_span){at, end};
  return end;
}

/* 同日下午, 次日: of the tale, so only where a clause begins. */
static size_t read_last_word(jy_date *d, jy_str t, size_t at) {
  int shift;
  size_t n = FIND(last_words, t, at, &shift), end = at + n;
  uint32_t before = jy__date_prev(t, at);
  if (n == 0 || (jy__is_han(before) && !jy__date_ends(t, at, "于|在|至|到"))) return at;
  if (jy__date_word(t, end, "的|活动|会议")) return at;
  *d = (jy_date){.kind = JY_DATE_DAY, .flags = JY_DATE_FROM_LAST, .shift = shift};
  if (jy__date_ends(t, end, "晚|晨")) d->flags |= JY_DATE_TIMED;
  end = jy__date_timed(d, t, end);
  d->span = (jy_span){at, end};
  return end;
}

/* 日前, 近日: when, nobody says. */
static size_t read_vague(jy_date *d, jy_str t, size_t at) {
  size_t n = jy__date_word(t, at, "日前|近日|近期|近来|前不久|不久前|前些天|前几天|前段时间|连日来|一段时间以来");
  if (n == 0) return at;
  if (jy__date_word(t, at, "日前") && (jy__is_han(jy__date_prev(t, at)) || jy__date_ascii(jy__date_prev(t, at))) &&
      !jy__date_ends(t, at, "于|在|讯|电"))
    return at;
  *d = (jy_date){.span = {at, at + n}, .kind = JY_DATE_VAGUE};
  return at + n;
}

size_t jy__date_counted(jy_date *out, jy_str t, size_t at, int last_year) {
  static size_t (*const readers[])(jy_date *, jy_str, size_t) = {
      read_two_years,  read_day_word,  read_year_word, read_split_month,
      read_month_word, read_week_word, read_last_word, read_vague};
  size_t end = read_same_year(out, t, at, last_year);
  for (size_t i = 0; i < sizeof readers / sizeof *readers && end == at; i++) end = readers[i](out, t, at);
  return end;
}

/* ---- amounts ------------------------------------------------------------------------- */

/* 20天前, 两周后, 三年前: so many days, weeks, months or years from the report. A
 * 3日后 is refused, since it may be the days after the 3rd. */
size_t jy__date_ago(jy_date *out, jy_str t, size_t at) {
  static const struct {
    const char *words;
    unsigned flag;
    jy_date_kind kind;
  } units[] = {{"天", JY_DATE_SHIFT_DAYS, JY_DATE_DAY},
               {"个星期|个礼拜|周|星期", JY_DATE_SHIFT_WEEKS, JY_DATE_PERIOD},
               {"个月|個月", JY_DATE_SHIFT_MONTHS, JY_DATE_MONTH},
               {"年", JY_DATE_SHIFT_YEARS, JY_DATE_YEAR}};
  jy__number n = {.end = at};
  size_t two = jy__date_word(t, at, "两|兩");
  n.value = two ? 2 : n.value;
  n.end += two;
  if (two == 0 && (!jy__date_number(&n, t, at) || n.value < 1 || n.value > 120)) return at;
  if (jy__date_ends(t, at, "第|近|约|大约|大概|过去|月|每|短短|，|万")) return at;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    size_t j = n.end + jy__date_word(t, n.end, units[i].words);
    size_t way = j == n.end ? 0 : jy__date_word(t, j, "以前|之前|前|以后|之后|后|之後|後");
    if (way == 0 || jy__date_word(t, j + way, "期|列|来|勤|面|续|台|进|景|者|置|往")) continue;
    *out = (jy_date){.span = {at, j + way}, .kind = units[i].kind, .flags = units[i].flag, .shift = n.value};
    if (jy__date_ends(t, j + way, "前")) out->shift = -n.value;
    if (out->kind == JY_DATE_PERIOD) out->flags |= JY_DATE_RANGE;
    return j + way;
  }
  return at;
}

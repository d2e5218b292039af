/* Dates that lost something or are turned round: 2023518日 and 1020-22日 lost their 年
 * and 月 with the tags of a page, 927上午 its 日 too, 03/25/2019 and 10 June 2024 put the year last. Reads
 * what can only be one day; refuses 2023112日, which may be two. */
#include "text/date.h"

#define MOST 8 /* digits of a day written out: 20231231 */
#define MOST_DAYS 31

/* The digits that run together at an offset. */
struct run {
  int of[MOST];
  size_t len, end;
};

static bool read_run(struct run *r, jy_str t, size_t at) {
  *r = (struct run){.end = at};
  for (;; r->len++) {
    uint32_t c = jy__date_fold(jy__date_char(t, r->end));
    if (c < '0' || c > '9') return r->len > 1;
    if (r->len == MOST) return false;
    r->of[r->len] = (int)(c - '0');
    r->end += jy__date_width(t, r->end);
  }
}

static int number_of(const int *digits, size_t len) {
  int n = 0;
  for (size_t i = 0; i < len; i++) n = n * 10 + digits[i];
  return n;
}

/* Month and day in two to four digits, where they part in one way only; of several days
 * up to `last`, in the way that makes a week at most. A day below ten has no zero of its
 * own unless all four digits stand. */
static bool part(jy_day *d, const int *digits, size_t len, int last) {
  int ways = 0;
  for (size_t month = 1; month <= 2 && month < len; month++) {
    size_t day = len - month;
    bool padded = len < 4 && (digits[0] == 0 || digits[month] == 0);
    jy_day way = {d->year, number_of(digits, month), number_of(digits + month, day)};
    if (day > 2 || padded || way.month == 0 || way.day == 0 || !jy_day_valid(way)) continue;
    if (last && (way.day >= last || last - way.day > 7)) continue;
    *d = way;
    ways++;
  }
  return ways == 1;
}

/* The last of several days, where -22日 stands behind the first; else 0. */
static int last_day(jy_str t, size_t at) {
  int day = 0;
  size_t i = jy__date_connector(t, at);
  return i != at && jy__date_day(&day, t, i) != i ? day : 0;
}

/* Without a year 518日 may be so many days: the part of the day, or what was held, says that it is one. */
static bool is_told(jy_str t, size_t end) {
  return jy__date_word(t, end, "上午|下午|晚|中午|凌晨|傍晚|早上|召开|召開|举行|舉行|举办|舉辦") > 0;
}

/* 927上午 lost its 日 as well: three or four digits that open a line or a sentence. */
static bool opens_told(const struct run *r, jy_str t, size_t at) {
  uint32_t before = jy__date_prev(t, at);
  bool opens = before == 0 || before == '\n' || before == ' ' || before == 0x3000 || before == 0x3002;
  return opens && (r->len == 3 || r->len == 4) && is_told(t, r->end);
}

static size_t read_run_together(jy_day *d, jy_str t, size_t at) {
  struct run r;
  if (!read_run(&r, t, at)) return at;
  size_t unit = jy__date_word(t, r.end, "日"), year = r.len >= 6 ? 4 : 0;
  int last = unit == 0 ? last_day(t, r.end) : 0;
  if (unit == 0 && !last && !opens_told(&r, t, at)) return at;
  *d = (jy_day){year ? number_of(r.of, year) : 0, 0, 0};
  if (year && (d->year < 1900 || d->year > 2100)) return at;
  bool day = r.len < 3 && number_of(r.of, r.len) <= MOST_DAYS; /* 12日上午 lost nothing, 58日上午 its 月 */
  if (!year && (day || !(last || is_told(t, r.end + unit)))) return at;
  return r.len - year <= 4 && part(d, r.of + year, r.len - year, last) ? r.end + unit : at;
}

/* One of the two numbers before a year, and the sign behind it. */
static size_t read_part(int *value, uint32_t *sign, jy_str t, size_t at) {
  jy__number n;
  if (!jy__date_number(&n, t, at) || n.han || n.digits > 2 || n.value < 1) return at;
  *value = n.value;
  *sign = jy__date_fold(jy__date_char(t, n.end));
  return jy__date_sign(*sign) ? n.end + jy__date_width(t, n.end) : at;
}

/* 03/25/2019, 25.3.2019: which is the day must show by its number. */
static size_t read_year_last(jy_day *d, jy_str t, size_t at) {
  int first, second;
  uint32_t sign, other;
  jy__number year;
  size_t i = read_part(&first, &sign, t, at), k = i == at ? i : read_part(&second, &other, t, i);
  if (k == i || sign != other || !jy__date_number(&year, t, k) || year.han || year.digits != 4) return at;
  if (year.value < 1990 || year.value > 2100 || jy__date_sign(jy__date_char(t, year.end))) return at;
  if (first <= 12 && second <= 12 && first != second) return at;
  bool month_first = first <= 12;
  *d = (jy_day){year.value, month_first ? first : second, month_first ? second : first};
  return jy_day_valid(*d) ? year.end : at;
}

/* The months in English, longest first; *len bytes of the one that stands at an offset, or ends there. */
static int english_month(size_t *len, jy_str t, size_t at, bool before) {
  static const char *const months[] = {
      "January|Jan.|Jan|JAN", "February|Feb.|Feb|FEB", "March|Mar.|Mar|MAR", "April|Apr.|Apr|APR",
      "May|MAY", "June|Jun.|Jun|JUN", "July|Jul.|Jul|JUL", "August|Aug.|Aug|AUG",
      "September|Sept.|Sept|Sep.|Sep|SEP", "October|Oct.|Oct|OCT", "November|Nov.|Nov|NOV", "December|Dec.|Dec|DEC"};
  for (int i = 0; i < 12; i++) {
    *len = before ? jy__date_ends(t, at, months[i]) : jy__date_word(t, at, months[i]);
    if (*len) return i + 1;
  }
  return 0;
}

bool jy__date_month_named(size_t *start, jy_str t, size_t at) {
  size_t len = 0;
  while (at > 0 && t.ptr[at - 1] == ' ') at--;
  bool named = english_month(&len, t, at, true) > 0;
  *start = at - len;
  return named;
}

/* 10 June 2024 and June 10, 2024, on pages of Hong Kong. */
static size_t read_english(jy_day *d, jy_str t, size_t at) {
  jy__number day, year;
  size_t len, before = at;
  if (!jy__date_number(&day, t, at) || day.han || day.digits > 2 || day.value < 1) return at;
  size_t i = jy__date_blank(t, day.end, 0);
  int month = english_month(&len, t, i, false);
  if (month) {
    i += len;
  } else {
    while (before > 0 && t.ptr[before - 1] == ' ') before--;
    month = english_month(&len, t, before, true);
  }
  if (!month) return at;
  i = jy__date_blank(t, i + jy__date_word(t, i, ","), 0);
  if (!jy__date_number(&year, t, i) || year.han || year.digits != 4 || year.value < 1990 || year.value > 2100) return at;
  *d = (jy_day){year.value, month, day.value};
  return jy_day_valid(*d) ? year.end : at;
}

size_t jy__date_worn(jy_day *d, jy_str t, size_t at) {
  *d = (jy_day){0, 0, 0};
  if (jy__date_ascii(jy__date_prev(t, at))) return at;
  size_t end = read_run_together(d, t, at);
  if (end == at) end = read_english(d, t, at);
  return end == at ? read_year_last(d, t, at) : end;
}

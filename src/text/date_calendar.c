/* Days that have a name: festivals with a fixed day, and the lunar calendar, whose
 * days are left as they are written. The fixed days are those of the State
 * Council's rules on festivals and commemorations (全国年节及纪念日放假办法) and of
 * the days that the United Nations or the National People's Congress have set.
 * Refuses to turn lunar days into others: that takes an almanac, and a text that
 * names them means them. */
#include <string.h>

#include "text/date.h"

/* Of those that begin alike the longer first. */
static const struct {
  const char *name;
  int month, day;
} festivals[] = {
    {"元旦节", 1, 1}, {"元旦節", 1, 1}, {"元旦", 1, 1}, {"阳历新年", 1, 1}, {"情人节", 2, 14},
    {"情人節", 2, 14}, {"三八妇女节", 3, 8}, {"三八国际妇女节", 3, 8}, {"国际妇女节", 3, 8}, {"妇女节", 3, 8},
    {"國際婦女節", 3, 8}, {"植树节", 3, 12}, {"植樹節", 3, 12}, {"国际消费者权益日", 3, 15},
    {"消费者权益日", 3, 15}, {"愚人节", 4, 1}, {"愚人節", 4, 1}, {"全民国家安全教育日", 4, 15},
    {"世界读书日", 4, 23}, {"五一国际劳动节", 5, 1}, {"国际劳动节", 5, 1}, {"五一劳动节", 5, 1},
    {"劳动节", 5, 1}, {"勞動節", 5, 1}, {"五四青年节", 5, 4}, {"青年节", 5, 4}, {"青年節", 5, 4},
    {"国际护士节", 5, 12}, {"护士节", 5, 12}, {"國際護士節", 5, 12}, {"六一国际儿童节", 6, 1},
    {"六一儿童节", 6, 1}, {"国际儿童节", 6, 1}, {"儿童节", 6, 1}, {"兒童節", 6, 1}, {"世界环境日", 6, 5},
    {"国际禁毒日", 6, 26}, {"建党节", 7, 1}, {"八一建军节", 8, 1}, {"建军节", 8, 1}, {"八一建軍節", 8, 1},
    {"建軍節", 8, 1}, {"中国医师节", 8, 19}, {"医师节", 8, 19}, {"教师节", 9, 10}, {"教師節", 9, 10},
    {"烈士纪念日", 9, 30}, {"国庆节", 10, 1}, {"國慶節", 10, 1}, {"光棍节", 11, 11}, {"光棍節", 11, 11},
    {"国家宪法日", 12, 4}, {"国家公祭日", 12, 13}, {"澳门回归纪念日", 12, 20}, {"澳門回歸紀念日", 12, 20},
    {"平安夜", 12, 24}, {"圣诞节", 12, 25}, {"聖誕節", 12, 25}};

/* 节 of a year: 第40个教师节 is still that day; 教师节活动 too. */
static size_t read_festival(jy_date *d, jy_str t, size_t at) {
  enum { FIRST = 3 }; /* bytes of a character */
  if (t.len - at < FIRST) return at;
  for (size_t i = 0; i < sizeof festivals / sizeof *festivals; i++) {
    if (memcmp(t.ptr + at, festivals[i].name, FIRST) != 0) continue;
    size_t n = jy__date_word(t, at, festivals[i].name);
    if (n == 0) continue;
    *d = (jy_date){.span = {at, at + n}, .kind = JY_DATE_FESTIVAL};
    d->start = (jy_day){0, festivals[i].month, festivals[i].day};
    return at + n;
  }
  return at;
}

/* 初一 to 三十, 十五, 廿三 */
static size_t read_lunar_day(jy_str t, size_t at) {
  jy__number n;
  size_t i = at + jy__date_word(t, at, "初");
  if (!jy__date_number(&n, t, i) || n.value < 1 || n.value > 30) return at;
  return n.end + jy__date_word(t, n.end, "日");
}

/* 正月, 腊月, 闰四月, 八月; only 正, 冬, 腊 and 闰 need no 农历 before them. */
static size_t read_lunar_month(jy_str t, size_t at) {
  size_t n = jy__date_word(t, at, "正月|腊月|冬月|臘月");
  if (n) return at + n;
  jy__number m;
  size_t i = at + jy__date_word(t, at, "闰|閏");
  if (!jy__date_number(&m, t, i) || m.value < 1 || m.value > 12) return at;
  n = jy__date_word(t, m.end, "月");
  return n ? m.end + n : at;
}

/* 农历正月十五, 农历2015年十月初一, 正月十五, 大年初一, 闰四月 */
static size_t read_lunar(jy_date *d, jy_str t, size_t at) {
  size_t named = jy__date_word(t, at, "农历|農曆|阴历|陰曆|旧历|夏历"), i = at + named;
  if (!named && !jy__date_word(t, at, "正月|腊月|冬月|臘月|闰|閏|大年|除夕")) return at;
  size_t new_year = jy__date_word(t, i, "大年初一|大年三十|大年初二|大年初三|新年|除夕|元宵|中秋|端午|七夕");
  size_t year = i;
  jy__number n;
  if (named && jy__date_number(&n, t, i) && jy__date_word(t, n.end, "年")) year = n.end + 3;
  size_t month = new_year ? i + new_year : read_lunar_month(t, year);
  if (month == year && !new_year) {
    month = named ? read_lunar_day(t, i) : year; /* 农历廿三 */
    if (month == i || !named) return at;
  } else if (!new_year) {
    month = read_lunar_day(t, month);
  }
  *d = (jy_date){.span = {at, month}, .kind = JY_DATE_LUNAR};
  return month;
}

/* Festivals of the lunar and the solar terms, and those that move for another
 * reason: known as days, on none that can be told without an almanac. */
static size_t read_moving(jy_date *d, jy_str t, size_t at) {
  size_t n = jy__date_word(t, at,
                           "春节|春節|元宵节|元宵節|清明节|清明節|端午节|端午節|七夕节|七夕節|中秋节|中秋節|重阳节|重陽節|"
                           "中元节|腊八节|母亲节|父亲节|感恩节|复活节|泼水节|古尔邦节|开斋节|肉孜节");
  if (n == 0) return at;
  *d = (jy_date){.span = {at, at + n}, .kind = JY_DATE_LUNAR};
  return at + n;
}

size_t jy__date_calendar(jy_date *out, jy_str t, size_t at) {
  size_t end = read_festival(out, t, at);
  if (end == at) end = read_lunar(out, t, at);
  return end == at ? read_moving(out, t, at) : end;
}

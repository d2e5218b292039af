/* What stands at an offset of a text: numbers in three kinds of digits, blanks,
 * words, times of day. Knows characters; refuses to know calendars. */
#include <string.h>

#include "text/date.h"

#define MOST_BLANKS 16 /* a longer gap parts columns, not a date */

uint32_t jy__date_char(jy_str t, size_t at) {
  uint32_t c = 0;
  if (at < t.len && jy__utf8_next(t.ptr + at, t.ptr + t.len, &c) == 0) return 0xFFFD;
  return c;
}

uint32_t jy__date_prev(jy_str t, size_t at) {
  if (at == 0) return 0;
  size_t i = at - 1;
  while (i > 0 && at - i < 4 && ((unsigned char)t.ptr[i] & 0xC0) == 0x80) i--;
  return jy__date_char((jy_str){t.ptr, at}, i);
}

size_t jy__date_width(jy_str t, size_t at) {
  uint32_t c;
  size_t n = jy__utf8_next(t.ptr + at, t.ptr + t.len, &c);
  return n ? n : 1;
}

uint32_t jy__date_fold(uint32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  bool dash = (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x301C || c == 0x223C || c == '~';
  return dash ? '-' : c;
}

static bool is_blank(uint32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
         (c >= 0x2000 && c <= 0x200B);
}

size_t jy__date_blank(jy_str t, size_t at, int lines) {
  size_t i = at;
  for (int n = 0; i < t.len; n++) {
    uint32_t c = jy__date_char(t, i);
    if (!is_blank(c)) break;
    if (n == MOST_BLANKS || (c == '\n' && lines-- == 0)) return at;
    i += jy__date_width(t, i);
  }
  return i;
}

/* ---- words ----------------------------------------------------------------- */

/* How many bytes of the first of the words stand at p, if all do; else 0. */
static size_t matched(const char *p, size_t room, const char *words) {
  size_t n = 0;
  while (n < room && words[n] == p[n] && words[n] && words[n] != '|') n++;
  return words[n] == '|' || !words[n] ? n : 0;
}

/* Most words differ in their first two bytes, and are left at once. */
size_t jy__date_word(jy_str t, size_t at, const char *words) {
  if (at >= t.len) return 0;
  const char *p = t.ptr + at;
  size_t room = t.len - at;
  bool ascii = (unsigned char)*p < 0x80;
  char second = room > 1 ? p[1] : '\0';
  for (;; words++) {
    size_t n = words[0] == *p && (ascii || words[1] == second) ? matched(p, room, words) : 0;
    if (n) return n;
    while (*words && *words != '|') words += (unsigned char)*words >= 0xE0 ? 3 : 1; /* a literal: whole characters */
    if (!*words) return 0;
  }
}

size_t jy__date_ends(jy_str t, size_t at, const char *words) {
  while (at && *words) {
    const char *end = strchr(words, '|');
    size_t n = end ? (size_t)(end - words) : strlen(words);
    if (n <= at && words[n - 1] == t.ptr[at - 1] && memcmp(t.ptr + at - n, words, n) == 0) return n;
    words += n + (end != NULL);
  }
  return 0;
}

/* ---- numbers --------------------------------------------------------------- */

static int ascii_digit(uint32_t c) {
  c = jy__date_fold(c);
  return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
}

/* 0 to 9, or 10, 20, 30, 100, 1000; -1 for all else. */
static int han_digit(uint32_t c) {
  switch (c) {
    case 0x3007: case 0x96F6: case 0x25CB: return 0; /* 〇 零 ○ */
    case 0x4E00: return 1;
    case 0x4E8C: return 2;
    case 0x4E09: return 3;
    case 0x56DB: return 4;
    case 0x4E94: return 5;
    case 0x516D: return 6;
    case 0x4E03: return 7;
    case 0x516B: return 8;
    case 0x4E5D: return 9;
    case 0x5341: return 10;
    case 0x5EFF: return 20; /* 廿 */
    case 0x5345: return 30; /* 卅 */
    case 0x767E: return 100;
    case 0x5343: return 1000;
    default: return -1;
  }
}

static void read_ascii(jy__number *out, jy_str t, size_t at) {
  *out = (jy__number){0, 0, false, at};
  for (int d; (d = ascii_digit(jy__date_char(t, out->end))) >= 0; out->digits++) {
    if (out->value >= 0) out->value = out->value < 100000 ? out->value * 10 + d : -1;
    out->end += jy__date_width(t, out->end);
  }
}

/* 二〇二三 digit by digit, or 三十一, 一百零二 with units that fall. */
struct han_state {
  int listed, total, last, unit;
  bool units, wrong;
};

static void take_han(struct han_state *s, int d) {
  if (d < 10) {
    if (s->listed < 100000) s->listed = s->listed * 10 + d;
    s->wrong = s->wrong || (s->units && s->last > 0);
    s->last = d;
    return;
  }
  bool score = d == 20 || d == 30; /* 廿三: the tens with their number in them */
  s->wrong = s->wrong || d >= s->unit * (score ? 4 : 1) || (!s->units && s->listed > 9) || (score && s->last > 0);
  s->total += (s->last > 0 ? s->last : 1) * d;
  s->last = 0;
  s->unit = score ? 10 : d;
  s->units = true;
}

/* A zero typed as a letter or an ASCII digit: 二OO三年. */
static bool is_odd_zero(uint32_t c) {
  c = jy__date_fold(c);
  return c == 'O' || c == 'o' || c == '0';
}

static void read_han(jy__number *out, jy_str t, size_t at) {
  struct han_state s = {.unit = 10000};
  *out = (jy__number){0, 0, true, at};
  for (;;) {
    uint32_t c = jy__date_char(t, out->end);
    int d = out->digits && is_odd_zero(c) ? 0 : han_digit(c);
    if (d < 0) break;
    take_han(&s, d);
    out->digits++;
    out->end += jy__date_width(t, out->end);
  }
  out->value = s.units ? s.total + s.last : s.listed;
  if (s.units) out->digits = 0;
  if (s.wrong || out->value > 9999) out->value = -1;
}

bool jy__date_number(jy__number *out, jy_str t, size_t at) {
  uint32_t c = jy__date_char(t, at);
  if (ascii_digit(c) >= 0)
    read_ascii(out, t, at);
  else if (han_digit(c) >= 0)
    read_han(out, t, at);
  else
    return false;
  return true;
}

/* ---- joining and times ------------------------------------------------------- */

size_t jy__date_connector(jy_str t, size_t at) {
  size_t start = jy__date_blank(t, at, 1), i = start + jy__date_word(t, start, "至|到");
  if (i == start) {
    while (i < start + 12 && jy__date_fold(jy__date_char(t, i)) == '-') i += jy__date_width(t, i);
  }
  return i == start ? at : jy__date_blank(t, i, 1);
}

size_t jy__date_day_name(int *weekday, jy_str t, size_t at) {
  static const char *const names[] = {"一", "二", "三", "四", "五", "六", "日|天"};
  for (int i = 0; i < 7; i++) {
    size_t n = jy__date_word(t, at, names[i]);
    if (n == 0) continue;
    *weekday = i + 1;
    return at + n;
  }
  return at;
}

/* 星期四, （周四）, and （四） as in Taiwan */
static size_t read_weekday(int *weekday, jy_str t, size_t at) {
  size_t open = jy__date_word(t, at, "(|（");
  size_t name = jy__date_word(t, at + open, "星期|礼拜|禮拜|周|週");
  size_t sign = open || !name ? 0 : jy__date_word(t, at, "，|,");
  if (name == 0 && !open) {
    sign = jy__date_word(t, at, "，|,");
    name = sign ? jy__date_word(t, at + sign, "星期|礼拜|周|週") : 0;
    if (name == 0) return at;
  }
  int found = 0;
  size_t i = at + open + sign + name, end = jy__date_day_name(&found, t, i);
  if (end == i) return at;
  size_t close = open ? jy__date_word(t, end, ")|）") : 0;
  if (open && close == 0) return at;
  *weekday = found;
  return end + close;
}

static size_t read_day_part(jy_str t, size_t at) {
  size_t n = jy__date_word(t, at, "上午|下午|中午|正午|午后|午间|早上|早晨|早间|清晨|凌晨|晚上|晚间|傍晚|夜间|黎明|半夜|晚|晨|夜");
  bool other_word = n == 3 && jy__date_word(t, at + n, "会|宴|报|餐|练|校|晚|归") > 0;
  return other_word ? at : at + n;
}

/* :MM behind an hour, and :SS behind that. */
static size_t read_minutes(jy_str t, size_t at) {
  jy__number n;
  for (int i = 0; i < 2 && jy__date_fold(jy__date_char(t, at)) == ':'; i++) {
    if (!jy__date_number(&n, t, at + jy__date_width(t, at)) || n.han || n.digits != 2 || n.value > 59) return at;
    at = n.end;
  }
  return at;
}

/* 9:30, 11:10:00, 9时, 9点30分, 三点半. A bare 3点 may be three points of a
 * speech, unless `part` says that 上午 or the like stands before it. */
static size_t read_time(jy_str t, size_t at, bool part) {
  jy__number n, m;
  if (!jy__date_number(&n, t, at) || n.value < 0 || n.value > 24 || n.digits > 2) return at;
  size_t i = read_minutes(t, n.end);
  if (i != n.end) return i;
  size_t unit = jy__date_word(t, i, "时|時|点|點");
  if (unit == 0) return at;
  bool points = jy__date_word(t, i, "点|點") > 0;
  i += unit;
  size_t more = jy__date_word(t, i, "整|半|钟|许|一刻|三刻");
  if (more == 0 && jy__date_number(&m, t, i) && m.value >= 0 && m.value < 60) {
    size_t minute = jy__date_word(t, m.end, "分");
    if (minute) more = m.end + minute - i;
  }
  return points && !part && more == 0 ? at : i + more;
}

size_t jy__date_clock(int *day, jy_str t, size_t at) {
  size_t end = at, i = jy__date_blank(t, at, 0);
  size_t weekday = read_weekday(day, t, i);
  if (weekday != i) end = weekday;
  i = jy__date_blank(t, end, 0);
  size_t part = read_day_part(t, i);
  bool named = part != i;
  if (named) end = part;
  i = jy__date_blank(t, end, 0);
  if (!named) i += jy__date_word(t, i, "T");
  size_t time = read_time(t, i, named);
  if (time == i) return end;
  end = time;
  i = jy__date_connector(t, end);
  if (i == end) return end;
  part = read_day_part(t, i);
  time = read_time(t, part, part != i);
  return time != part ? time : end;
}

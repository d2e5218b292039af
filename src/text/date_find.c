/* Finds dates: what a text states, and no more. Refuses what only looks like a
 * date by what stands around it. How dates are written is in date_read.c, years
 * of names in date_year.c, publication stamps in date_stamp.c; what a mention
 * leaves out is filled in by date_resolve.c. */
#include <stdlib.h>
#include <string.h>

#include "text/date.h"

struct finder {
  jy_str t;
  jy_dates *out;
  size_t counted; /* sentences and paragraphs are counted up to here */
  size_t sentence, paragraph;
  int last_year; /* that the text stated, 0 at first */
  jy__line_days lines;
};

/* ---- what is no date after all ------------------------------------------------------ */

/* How a number is bound to what stands before it. */
enum bond { FREE, DOUBTFUL, BOUND };

/* BOUND to 第, another calendar, a word or a number; DOUBTFUL behind "1." or "9:",
 * which may number an item or make one number. */
static enum bond bond_before(jy_str t, size_t at) {
  if (jy__date_ends(t, at,
                    "第|农历|旧历|阴历|夏历|洪武|永乐|万历|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|"
                    "宣统|明治|大正|昭和|平成|令和"))
    return BOUND;
  uint32_t c = jy__date_fold(jy__date_prev(t, at));
  if (jy__date_ascii(c)) return BOUND;
  if (!jy__date_sign(c) && c != ':' && c != ',' && c != 0xB7) return FREE;
  jy_str head = {t.ptr, at};
  size_t i = at - 1;
  while (((unsigned char)t.ptr[i] & 0xC0) == 0x80) i--;
  if (!jy__date_ascii(jy__date_prev(head, i))) return FREE;
  return c == '-' || c == '/' ? BOUND : DOUBTFUL;
}

static int parts(jy_day d) {
  return (d.year > 0) + (d.month > 0) + (d.day > 0);
}

/* Whether a Chinese number may begin here: 十月 behind a verb or a sign, not in a word. */
static bool starts_fresh(jy_str t, size_t at) {
  uint32_t c = jy__date_prev(t, at);
  return !jy__is_han(c) || jy__date_ends(t, at, "于|在|至|到|自|从|日|将|定|期|是|月|和|与");
}

/* 24日在京召开 is a day; 近30日, 每月5日 and 20日元 are not. */
static bool is_day_alone(const jy_date *d, jy_str t, bool han) {
  if (jy__date_ends(t, d->span.start, "每|近|共|满|约|过|达|超|历时|为期|头|个|连续")) return false;
  if (jy__date_ends(t, d->span.start, "月") && !jy__date_ends(t, d->span.start, "本月|同月")) return false;
  if (jy__date_word(t, d->span.end, "内|后|之|以|游|元|均|龄|间|薪|租|程|制|本|志|常|用")) return false;
  if (!han || starts_fresh(t, d->span.start)) return true;
  /* 会议二十四日在京召开, but not 有一日. */
  return jy__date_word(t, d->span.start, "十|二十|三十|廿|卅") > 0 &&
         ((d->flags & JY_DATE_TIMED) || jy__date_word(t, d->span.end, "在|于|召|举|开|，"));
}

/* 八月十五 and 三月初三 are not months of a date. */
static bool is_month_alone(const jy_date *d, jy_str t, bool han) {
  jy__number n;
  if (!han) return true;
  size_t i = d->span.end + jy__date_word(t, d->span.end, "初");
  return starts_fresh(t, d->span.start) && !jy__date_number(&n, t, i);
}

static bool is_date(const jy_date *d, jy_str t) {
  if (!jy_day_valid(d->start) || !jy_day_valid(d->end)) return false;
  if (d->kind == JY_DATE_ANNIVERSARY) return true;
  if (d->kind == JY_DATE_LUNAR) return bond_before(t, d->span.start) == FREE;
  enum bond bond = bond_before(t, d->span.start);
  if (bond == BOUND || (bond == DOUBTFUL && parts(d->start) < 2)) return false;
  jy__number n;
  bool han = jy__date_number(&n, t, d->span.start) && n.han;
  if (d->start.year == 0 && jy__date_ends(t, d->span.start, "每年|历年|往年")) return false;
  if (parts(d->start) > 1 || (d->kind == JY_DATE_PERIOD && d->start.year == 0)) return true;
  if (d->start.year == 0 && memchr(t.ptr + d->span.start, '\n', d->span.end - d->span.start)) return false;
  if (d->start.day) return is_day_alone(d, t, han);
  return d->start.month == 0 || is_month_alone(d, t, han);
}

/* ---- the list ------------------------------------------------------------------------ */

static bool is_at(jy_str t, size_t at, const char *three) {
  return t.len - at >= 3 && memcmp(t.ptr + at, three, 3) == 0;
}

/* By bytes: each of the signs that end a sentence begins with its own. */
static void count_sentences(struct finder *f, size_t upto) {
  for (; f->counted < upto; f->counted++) {
    unsigned char c = (unsigned char)f->t.ptr[f->counted];
    if (c == '\n') f->paragraph++;
    bool stop = c == 0xE3 ? is_at(f->t, f->counted, "。")
                          : c == 0xEF && (is_at(f->t, f->counted, "！") || is_at(f->t, f->counted, "？"));
    if (c == '\n' || c == '!' || c == '?' || stop) f->sentence++;
  }
}

/* Whether nothing but a sign that joins days stands between two mentions. */
static bool is_joined(jy_str t, size_t end, size_t start) {
  size_t i = jy__date_blank(t, end, 1), sign = jy__date_word(t, i, "、|，|以及|和|及|与");
  return sign && jy__date_blank(t, i + sign, 1) == start;
}

/* 6月8日、9日 and 2023年6月8日和7月3日: the first states it for both. */
static void inherit(const struct finder *f, jy_date *d) {
  if (f->out->len == 0 || d->kind != JY_DATE_DAY || d->start.year) return;
  const jy_date *before = &f->out->at[f->out->len - 1];
  if (before->kind != JY_DATE_DAY || before->start.month == 0) return;
  if ((d->flags | before->flags) & JY__DATE_RELATIVE) return;
  if (!is_joined(f->t, before->span.end, d->span.start)) return;
  jy_day from = before->flags & JY_DATE_RANGE ? before->end : before->start;
  jy_date with = *d;
  if (with.start.month == 0) with.start.month = with.end.month = from.month;
  if (with.start.month >= from.month) with.start.year = with.end.year = from.year;
  if (!(d->flags & JY_DATE_RANGE)) with.end = d->end;
  if (with.end.month < with.start.month && with.end.year) with.end.year++;
  if (jy_day_valid(with.start) && jy_day_valid(with.end)) *d = with;
}

static int add(struct finder *f, jy_date *d) {
  count_sentences(f, d->span.start);
  d->sentence = f->sentence;
  d->paragraph = f->paragraph;
  inherit(f, d);
  if (d->reason == JY_REASON_NONE && d->start.year) d->reason = JY_REASON_OWN;
  if (d->start.year && d->kind != JY_DATE_ANNIVERSARY) f->last_year = d->start.year;
  int weekday = d->weekday ? jy_day_weekday(d->start) : 0;
  if (weekday && weekday != d->weekday && !(d->flags & JY_DATE_RANGE)) d->flags |= JY_DATE_CLASH;
  jy__date_stamp(d, f->t);
  return jy_dates_add(f->out, d);
}

/* Adds what begins with the number at *at, and moves *at behind it. */
static int take_number(struct finder *f, size_t *at) {
  static size_t (*const readers[])(jy_date *, jy_str, size_t) = {jy__date_read, jy__date_period, jy__date_ago,
                                                                 jy__date_name_year};
  jy_date d;
  jy__number n;
  size_t start = *at, end = start;
  if (!jy__date_number(&n, f->t, start)) return JY_OK;
  if (f->lines.sign) end = jy__date_line_day(&d, &f->lines, f->t, start);
  if (end == start) end = jy__date_two_lines(&d, f->t, start);
  for (size_t i = 0; i < sizeof readers / sizeof *readers && end == start; i++) end = readers[i](&d, f->t, start);
  *at = end == start ? n.end : end;
  if (end == start) return JY_OK;
  if (d.kind != JY_DATE_ANNIVERSARY) d.span = (jy_span){start, end};
  if (!is_date(&d, f->t) || jy__date_is_clock(&d, f->t)) return JY_OK;
  size_t marked;
  bool led = d.start.year && (jy__date_roc(&marked, f->t, start) || jy__date_month_named(&marked, f->t, start));
  if (led) d.span.start = marked;
  return add(f, &d);
}

/* What a mention may begin with. */
enum begins { NOTHING, NUMBER, COUNTED, PART, NAMED };

/* Adds what begins with a word at *at (昨日, 去年3月, 国庆节), and moves *at behind it. */
static int take_word(struct finder *f, enum begins begins, size_t *at) {
  jy_date d;
  size_t start = *at, end = start;
  if (begins == COUNTED) end = jy__date_counted(&d, f->t, start, f->last_year);
  if (end == start && begins != PART) end = jy__date_calendar(&d, f->t, start);
  if (end == start && begins != NAMED) end = jy__date_period(&d, f->t, start);
  if (end == start && begins == COUNTED && jy__date_word(f->t, start, "两|兩")) end = jy__date_ago(&d, f->t, start);
  if (end == start) return JY_OK;
  *at = end;
  return jy_day_valid(d.start) && jy_day_valid(d.end) ? add(f, &d) : JY_OK;
}

/* Of the characters in the middle of a text one in twenty opens a number or a word
 * that counts; no other is looked at twice. */
static enum begins begins_with(uint32_t c) {
  switch (c) {
    case 0x3007: case 0x25CB: case 0x96F6: case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94:
    case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: case 0x5EFF: case 0x5345: case 0x767E:
    case 0x5343:
      return NUMBER; /* 〇 ○ 零 一二三四五六七八九十 廿 卅 百 千 */
    case 0x4ECA: case 0x660E: case 0x6628: case 0x53BB: case 0x524D: case 0x672C: case 0x540C: case 0x5F53:
    case 0x7576: case 0x6B21: case 0x7FCC: case 0x5927: case 0x540E: case 0x5F8C: case 0x4E0A: case 0x4E0B:
    case 0x8FD9: case 0x9019: case 0x5468: case 0x9031: case 0x661F: case 0x793C: case 0x79AE: case 0x65E5:
    case 0x8FD1: case 0x4E0D: case 0x8FDE: case 0x4E24: case 0x5169:
      return COUNTED; /* 今明昨去前本同当 當次翌大 后後上下 这這周週 星礼禮日 近不连 两兩 */
    case 0x7B2C: case 0x5E74: case 0x9996: case 'Q':
      return PART; /* 第年首 */
    case 0x519C: case 0x8FB2: case 0x9634: case 0x9670: case 0x65E7: case 0x590F: case 0x6B63: case 0x814A:
    case 0x81D8: case 0x51AC: case 0x95F0: case 0x958F: case 0x9664:
    case 0x5143: case 0x60C5: case 0x5987: case 0x690D: case 0x56FD: case 0x570B: case 0x6D88: case 0x611A:
    case 0x4E16: case 0x52B3: case 0x52DE: case 0x9752: case 0x62A4: case 0x513F: case 0x5152: case 0x5EFA:
    case 0x4E2D: case 0x533B: case 0x6559: case 0x70C8: case 0x5149: case 0x6FB3: case 0x5E73: case 0x5723:
    case 0x8056: case 0x6625: case 0x6E05: case 0x7AEF: case 0x91CD: case 0x6BCD: case 0x7236: case 0x611F:
    case 0x590D: case 0x9633: case 0x6CFC: case 0x53E4: case 0x5F00: case 0x8089: case 0x5168:
      return NAMED; /* what names of days in date_calendar.c begin with */
    default: return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) ? NUMBER : NOTHING;
  }
}

int jy_dates_find(jy_dates *out, jy_str text) {
  struct finder f = {.t = text, .out = out};
  int rc = JY_OK;
  out->len = 0;
  jy__date_lines(&f.lines, text);
  for (size_t at = 0; at < text.len && rc == JY_OK;) {
    uint32_t c = 0;
    size_t start = at, width = jy__utf8_next(text.ptr + at, text.ptr + text.len, &c);
    enum begins begins = width ? begins_with(c) : NOTHING;
    if (begins == NUMBER) rc = take_number(&f, &at);
    if (begins != NOTHING && rc == JY_OK && at == start)
      rc = take_word(&f, begins == NUMBER ? NAMED : begins, &at);
    if (at == start) at += width ? width : 1;
  }
  return rc;
}

int jy_dates_add(jy_dates *dates, const jy_date *date) {
  void *p = dates->at;
  if (jy__grow(&p, &dates->cap, dates->len + 1, sizeof *dates->at) < 0) return JY_ENOMEM;
  dates->at = p;
  dates->at[dates->len++] = *date;
  return JY_OK;
}

void jy_dates_free(jy_dates *dates) {
  free(dates->at);
  *dates = (jy_dates)JY_DATES_INIT;
}

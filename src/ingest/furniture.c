/* What a newsletter prints besides its articles: mastheads, page marks, editors,
 * captions; and the marks and signatures that articles end with. Knows words of
 * the trade; refuses to know where a line stands. */
#include <string.h>

#include "ingest/paper.h"

/* 60 columns: as wide as such a line gets. */
#define NARROW 60

static const char *const editors[] = {"本版责编", "本期责编", "责任编辑", "执行编辑", "责编", "编辑", "编审", "审核",
                                      "校对",     "初审",     "复审",     "终审",     "排版", "美编", NULL};

static jy_str content(jy_str text, const jy__line *l) {
  return (jy_str){text.ptr + l->start, l->end - l->start};
}

static bool starts_with(jy_str s, const char *word) {
  size_t n = strlen(word);
  return s.len >= n && memcmp(s.ptr, word, n) == 0;
}

static bool ends_with(jy_str s, const char *word) {
  size_t n = strlen(word);
  return s.len >= n && memcmp(s.ptr + s.len - n, word, n) == 0;
}

static bool has(jy_str s, const char *word) {
  return s.len && memmem(s.ptr, s.len, word, strlen(word)) != NULL;
}

static bool starts_with_one(jy_str s, const char *const *words) {
  for (; *words; words++)
    if (starts_with(s, *words)) return true;
  return false;
}

/* Drops leading spaces and digits; says whether there were digits. */
static bool drop_number(jy_str *s) {
  bool digits = false;
  uint32_t cp;
  for (size_t n; (n = jy__utf8_next(s->ptr, s->ptr + s->len, &cp)) != 0;) {
    bool digit = (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
    bool han = cp == 0x5341 || cp == 0x4E00 || cp == 0x4E8C || cp == 0x4E09 || cp == 0x56DB ||
               cp == 0x4E94 || cp == 0x516D || cp == 0x4E03 || cp == 0x516B || cp == 0x4E5D;
    if (!digit && !han && !jy__is_gap(cp)) break;
    digits = digits || digit || han;
    *s = (jy_str){s->ptr + n, s->len - n};
  }
  return digits;
}

/* 第 12 期, 第二版: the number and what follows it. */
static bool is_ordinal(jy_str s, const char *unit) {
  if (!starts_with(s, "第")) return false;
  s = (jy_str){s.ptr + 3, s.len - 3};
  return drop_number(&s) && starts_with(s, unit);
}

static bool is_masthead(jy_str s) {
  static const char *const words[] = {"主办：", "主办:", "主办 ", "主管：", "主管:", "承印：", "编印：", "准印证", "内部资料",
                                      "总第", "主编：", "主编:", "总编：", "网址：", "投稿邮箱", "编辑部电话", "刊号", NULL};
  if (starts_with_one(s, words) || is_ordinal(s, "期") || has(s, "准印证")) return true;
  return has(s, "年") && has(s, "月") && has(s, "日") && has(s, "星期");
}

/* 第二版 综合新闻, 3 版, 02 要闻, - 3 -. */
static bool is_page_mark(jy_str s, const jy__line *l) {
  if (l->width <= 32 && is_ordinal(s, "版")) return true;
  jy_str rest = s;
  while (rest.len && (rest.ptr[0] == '-' || rest.ptr[0] == ' ')) rest = (jy_str){rest.ptr + 1, rest.len - 1};
  const char *number = rest.ptr;
  if (!drop_number(&rest) || (unsigned char)*number >= 0x80) return false;
  size_t digits = 0;
  while (number + digits < rest.ptr && number[digits] >= '0' && number[digits] <= '9') digits++;
  if (digits > 3) return false;
  if (rest.len == 0 || starts_with(rest, "-") || starts_with(rest, "版")) return l->width <= 24;
  /* 02 要闻 */
  return number[0] == '0' && digits == 2 && rest.ptr > number + 2 && l->han <= 6 && l->han * 2 + 6 >= l->width;
}

static bool is_caption(jy_str s) {
  static const char *const words[] = {"图为", "图：", "图片：", "▲", "△", "◥", "◤", "↑", "←", "→", "（图", NULL};
  return starts_with_one(s, words) || ends_with(s, "摄）") || ends_with(s, "摄)") || ends_with(s, "/摄");
}

jy__furniture jy__furniture_of(jy_str text, const jy__line *l) {
  jy_str s = content(text, l);
  if (l->width > NARROW || l->stops) return JY__NO_FURNITURE;
  if (jy__is_byline(text, l) && starts_with_one(s, editors)) return JY__EDITOR;
  if (is_masthead(s)) return JY__MASTHEAD;
  if (is_page_mark(s, l)) return JY__PAGE_MARK;
  return is_caption(s) ? JY__CAPTION : JY__NO_FURNITURE;
}

/* ■ □ ◆ ◇ ● ★ at the end of a line, or （完）. */
size_t jy__closing_mark(jy_str text, const jy__line *l) {
  static const char *const marks[] = {"■", "□", "◆", "◇", "●", "★", "（完）", "(完)"};
  jy_str s = content(text, l);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (ends_with(s, marks[i])) return strlen(marks[i]);
  return 0;
}

bool jy__is_opening(jy_str text, const jy__line *l) {
  static const char *const words[] = {"本报讯", "本刊讯", "本网讯", "本站讯", "【本报讯】", "（本报讯）", "讯（", "讯 ", NULL};
  return starts_with_one(content(text, l), words);
}

jy_span jy__signature(jy_str text, const jy__line *l) {
  jy_span none = {l->end, l->end};
  size_t end = l->end - jy__closing_mark(text, l);
  while (end > l->start && (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == '\t')) end--;
  if (end - l->start < 6) return none;
  jy_str close = {text.ptr + end - 3, 3};
  if (!starts_with(close, "）") && text.ptr[end - 1] != ')') return none;
  size_t n = text.ptr[end - 1] == ')' ? 1 : 3, at = end - n;
  for (; at > l->start; at--) {
    jy_str here = {text.ptr + at - 1, end - n - at + 1};
    bool wide = at >= l->start + 3 && memcmp(text.ptr + at - 3, "（", 3) == 0;
    if (here.ptr[0] != '(' && !wide) continue;
    bool fits = end - at <= 80 && !has((jy_str){text.ptr + at, end - n - at}, "。");
    return fits ? (jy_span){at, end - n} : none;
  }
  return none;
}

bool jy__is_signature(jy_str text, const jy__line *l) {
  if (jy__closing_mark(text, l) == l->end - l->start) return true;
  jy_span s = jy__signature(text, l);
  return s.start < s.end && s.start <= l->start + 3 && l->width <= NARROW && l->han >= 2;
}

jy_span jy__editor(jy_str text, const jy__line *l) {
  jy_str s = content(text, l);
  for (size_t i = 0; editors[i]; i++) {
    if (!starts_with(s, editors[i])) continue;
    size_t at = l->start + strlen(editors[i]), n;
    uint32_t cp;
    while ((n = jy__utf8_next(text.ptr + at, text.ptr + l->end, &cp)) != 0 &&
           (jy__is_gap(cp) || cp == ':' || cp == 0xFF1A || cp == '/' || cp == '|'))
      at += n;
    return (jy_span){at, l->end};
  }
  return (jy_span){l->end, l->end};
}

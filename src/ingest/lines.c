/* Lines as a reader of a page sees them: how wide, how far in, how they end.
 * Knows punctuation and columns; refuses to know which line is what. */
#include <stdlib.h>
#include <string.h>

#include "ingest/internal.h"

bool jy__is_gap(uint32_t cp) {
  return cp == ' ' || cp == '\t' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) ||
         cp == 0x202F || cp == 0x3000 || cp == 0xFEFF || cp == '\v';
}

/* Columns of a character. East Asian fonts draw the quotes, dashes and dots of
 * U+2010 to U+2027 wide, and newsletters are set in such fonts. */
static size_t columns(uint32_t cp) {
  if (cp == '\t') return 4;
  if (cp == 0x200B || cp == 0xFEFF) return 0;
  return cp >= 0x1100 || (cp >= 0x2010 && cp <= 0x2027) || cp == 0x2003 ? 2 : 1;
}

static bool is_stop(uint32_t cp) {
  return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == '!' || cp == '?';
}

/* A full stop in Latin text, or a point in a number: what follows tells. */
static bool is_point(uint32_t cp) {
  return cp == '.' || cp == 0xFF0E;
}

bool jy__is_mark(uint32_t cp) {
  switch (cp) {
    case 0xFF0C: case 0x3001: case 0xFF1B: case 0xFF1A: case ',': case ';': case ':': return true;
    default: return false;
  }
}

static bool is_closer(uint32_t cp) {
  static const uint32_t closers[] = {0xFF1A, ':', 0x201D, 0x2019, 0x300D, 0x300F, 0xFF09, ')', 0x300B,
                                     0x3009, 0x3011, 0x3015, ']', '>', '"'};
  for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
    if (closers[i] == cp) return true;
  return false;
}

/* Takes in one character that is not white. */
static void see(jy__line *l, uint32_t cp, size_t start, size_t end) {
  if (l->end == l->start) {
    l->start = start;
    l->first = cp;
  }
  l->end = end;
  l->last = cp;
  l->han += jy__is_han(cp);
  l->marks += jy__is_mark(cp);
  l->stops += is_stop(cp);
}

/* An ideograph from U+5000 to U+9FFF at p, of which news is mostly made; 0 for
 * anything else. */
static inline uint32_t common_han(const char *p, const char *end) {
  const unsigned char *u = (const unsigned char *)p;
  if (end - p < 3 || u[0] < 0xE5 || u[0] > 0xE9 || (u[1] & 0xC0) != 0x80 || (u[2] & 0xC0) != 0x80) return 0;
  return (uint32_t)(u[0] & 15) << 12 | (uint32_t)(u[1] & 63) << 6 | (u[2] & 63);
}

/* The same as see() for a run of them; returns where it ends. */
static const char *see_han(jy__line *l, const char *text, const char *at, const char *end) {
  uint32_t cp, last = 0;
  size_t n = 0;
  const char *from = at;
  for (; (cp = common_han(at, end)) != 0; at += 3, n++) last = cp;
  if (n == 0) return at;
  if (l->end == l->start) {
    l->start = (size_t)(from - text);
    l->first = common_han(from, end);
  }
  l->end = (size_t)(at - text);
  l->last = last;
  l->han += n;
  l->width += 2 * n;
  return at;
}

/* Reads one line from `at`; returns where its content and white end. */
static const char *read_line(jy__line *l, const char *text, const char *at, const char *end) {
  size_t white = 0;
  while (at < end && *at != '\n' && *at != '\r' && *at != '\f') {
    uint32_t cp;
    size_t n = jy__utf8_next(at, end, &cp);
    if (n == 0) {
      cp = 0xFFFD;
      n = 1;
    }
    if (jy__is_gap(cp)) {
      white += columns(cp);
    } else {
      if (l->end > l->start)
        l->width += white;
      else
        l->indent = white;
      l->stops += white > 0 && is_point(l->last);
      white = 0;
      l->width += columns(cp);
      see(l, cp, (size_t)(at - text), (size_t)(at - text) + n);
      at = see_han(l, text, at + n, end);
      continue;
    }
    at += n;
  }
  l->stops += is_point(l->last);
  l->ends = is_stop(l->last) || is_point(l->last) || l->last == 0x2026 || l->last == 0x25A0;
  l->closes = is_closer(l->last);
  return at;
}

void jy__lines_one(jy__line *l, jy_str text, jy_span line) {
  read_line(l, text.ptr, text.ptr + line.start, text.ptr + line.end);
}

static int add_line(jy__lines *out, const jy__line *l) {
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  out->at[out->len++] = *l;
  return JY_OK;
}

int jy__lines_read(jy__lines *out, jy_str text) {
  const char *at = text.ptr, *end = text.ptr + text.len;
  size_t blanks = 0;
  while (at < end) {
    jy__line l = {.blanks = blanks};
    at = read_line(&l, text.ptr, at, end);
    if (l.end == l.start)
      blanks++;
    else if (add_line(out, &l) < 0)
      return JY_ENOMEM;
    else
      blanks = 0;
    if (at < end) at += at[0] == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
  }
  return JY_OK;
}

void jy__lines_free(jy__lines *l) {
  free(l->at);
  *l = (jy__lines){0};
}

static bool begins(jy_str text, const jy__line *l, const char *word) {
  size_t n = strlen(word);
  return l->end - l->start >= n && memcmp(text.ptr + l->start, word, n) == 0;
}

bool jy__is_byline(jy_str text, const jy__line *l) {
  static const char *const words[] = {
      "本版责编", "本期责编", "责任编辑", "责编", "编辑", "编审", "审核", "校对", "初审", "复审", "终审",
      "摄影",     "供稿",     "撰稿",     "作者", "来源", "文字", "图片", "排版", "发布人", "发布者",
  };
  if (l->width > 60 || l->ends) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const jy__line inner = {.start = l->start + (l->first == 0xFF08 ? 3 : l->first == '('), .end = l->end};
    if (inner.start <= inner.end && begins(text, &inner, words[i])) {
      /* 编辑部召开会议 is no byline: a space or a colon follows the word. */
      const char *at = text.ptr + inner.start + strlen(words[i]);
      uint32_t cp;
      size_t n = jy__utf8_next(at, text.ptr + l->end, &cp);
      if (n && (jy__is_gap(cp) || cp == ':' || cp == 0xFF1A || cp == '/' || cp == '|')) return true;
    }
  }
  return false;
}

static bool begins_with_one(jy_str text, const jy__line *l, const char *const *words, size_t *len) {
  for (; *words; words++)
    if (begins(text, l, *words)) {
      *len = strlen(*words);
      return true;
    }
  return false;
}

bool jy__is_label(jy_str text, const jy__line *l) {
  static const char *const words[] = {
      "发布", "发表", "更新", "上传", "录入", "添加", "编辑", "撰稿", "日期", "时间", "浏览", "点击", "阅读", "访问", "字体", "字号",
      "分享", "打印", "收藏", "关闭", "标签", "点赞", "来源", "来自", "文章", "信息", "新闻", "作者", "当前位置", "您的", "您现在", "您当前",
      "您所在", "网站首页", "首页", "返回", "版权", "上一", "下一", "上篇", "下篇", "前一", "后一", "友情链接", "地址", "电话", "邮编",
      "技术支持", "Copyright", "發", "瀏覽", "點", "閱讀", "來源", "時間", "您的位置", "您現在", "目前位置", "首頁", "最後更新", NULL};
  enum { MORE = 4 }; /* characters behind the word: 发布时间:, 上一篇文章: */
  size_t len, n, more = 0;
  jy__line inner = {.start = l->start + (l->first == '[' ? 1 : l->first == 0x3010 ? 3 : 0), .end = l->end};
  if (l->width > 120 || l->ends || inner.start > inner.end || !begins_with_one(text, &inner, words, &len)) return false;
  const char *at = text.ptr + inner.start + len, *end = text.ptr + l->end;
  uint32_t cp = 0;
  while ((n = jy__utf8_next(at, end, &cp)) != 0 && cp >= 0x3400 && cp < 0xA000 && ++more <= MORE) at += n;
  if (n == 0) return more == 0;
  return jy__is_gap(cp) || cp == ':' || cp == 0xFF1A || cp == '/' || cp == '|' || cp == '>' || cp == 0x300B ||
         cp == 0xBB || cp == ']' || cp == 0x3011 || (cp >= '0' && cp <= '9');
}

static bool is_numeral(uint32_t cp) {
  static const uint32_t han[] = {0x3007, 0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  for (size_t i = 0; i < sizeof han / sizeof *han; i++)
    if (han[i] == cp) return true;
  return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

/* Takes least to most numerals, the gaps around them, and the sign behind them,
 * one of two; false where they do not stand there. */
static bool take_part(const char **at, const char *end, size_t least, size_t most, uint32_t word) {
  uint32_t cp = 0;
  size_t count = 0, n;
  while ((n = jy__utf8_next(*at, end, &cp)) != 0 && (is_numeral(cp) || cp == ' ')) {
    count += cp != ' ';
    *at += n;
  }
  if (count < least || count > most) return false;
  bool sign = n && (cp == word || (word != 0x65E5 && (cp == '-' || cp == '/' || cp == '.')));
  if (sign) *at += n;
  return sign || word == 0x65E5;
}

bool jy__is_stamp(jy_str text, const jy__line *l) {
  const char *at = text.ptr + l->start, *end = text.ptr + l->end;
  uint32_t cp;
  if (l->ends || !is_numeral(l->first)) return false;
  if (!take_part(&at, end, 4, 4, 0x5E74) || !take_part(&at, end, 1, 2, 0x6708) || !take_part(&at, end, 1, 3, 0x65E5))
    return false;
  size_t n = jy__utf8_next(at, end, &cp);
  return n == 0 || at[-1] == ' ' || jy__is_gap(cp) || cp == '|' || cp == '(' || cp == 0xFF08;
}

bool jy__is_closing(const jy__line *l) {
  return l->last == 0x25A0; /* ■ */
}

bool jy__is_headline(jy_str text, const jy__line *l) {
  if (l->han < 4 || l->width > 120 || l->stops || l->ends || jy__is_mark(l->last)) return false;
  /* Mostly words, not a file name or a row of figures. */
  return l->han * 4 >= l->width && !jy__is_byline(text, l);
}

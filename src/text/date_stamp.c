/* What a day stands for by where it stands: the day a page appeared, or the
 * dateline of a report. Knows the layout of news pages by their lines. */
#include <string.h>

#include "text/date.h"

#define STAMP_LINE 160 /* bytes: a longer line is a sentence */

/* The line around a span; false when it is longer than a stamp's. */
static bool find_line(jy_span *line, jy_str t, jy_span s) {
  while (s.start > 0 && t.ptr[s.start - 1] != '\n' && s.end - s.start <= STAMP_LINE) s.start--;
  while (s.end < t.len && t.ptr[s.end] != '\n' && s.end - s.start <= STAMP_LINE) s.end++;
  *line = s;
  return s.end - s.start <= STAMP_LINE;
}

/* Back over blanks and at most one of the signs "a|b". */
static size_t back(jy_str t, size_t at, const char *signs) {
  size_t sign = 0;
  for (;;) {
    size_t n = jy__date_ends(t, at, " |\t|\r|\n|\xC2\xA0|　");
    if (n == 0 && sign == 0) n = sign = jy__date_ends(t, at, signs);
    if (n == 0) return at;
    at -= n;
  }
}

static bool has_word(jy_str t, jy_span s, const char *words) {
  jy_str cut = {t.ptr, s.end};
  for (size_t i = s.start; i < s.end; i++) {
    if (jy__date_word(cut, i, words)) return true;
  }
  return false;
}

/* 发布时间:2025年10月29日; a bare 时间: only before 2025-10-29, since 时间:10月
 * 29日 announces an event. */
static bool is_labelled(jy_str t, jy_span s) {
  size_t at = back(t, s.start, ":|：");
  if (jy__date_ends(t, at,
                    "发布时间|发布日期|发布于|发表时间|发表日期|发表于|更新时间|更新日期|上传时间|上传日期|上线时间|"
                    "添加时间|添加日期|录入时间|录入日期|发稿时间|发稿日期|编辑时间|创建时间|创建日期|出版日期|"
                    "出版时间|發布時間|發佈時間|發布日期|發佈日期|更新時間"))
    return true;
  size_t bare = jy__date_ends(t, at, "时间|日期|時間");
  bool alone = bare && (at == bare || jy__date_ends(t, at - bare, " |\n|\t|　|\\||)|）"));
  return alone && !has_word(t, s, "年");
}

/* A line that holds the day alone, in brackets or not. A broken sentence would
 * go on with a comma or a part of the day. */
static bool is_alone(jy_str t, jy_span s, jy_span line) {
  size_t start = back(t, s.start, "(|（|[|【"), end = s.end;
  for (size_t n; (n = jy__date_word(t, end, ")|）|]|】| |\t|\r|　|\xC2\xA0")) > 0;) end += n;
  if (start > line.start || end < line.end) return false;
  size_t next = jy__date_blank(t, line.end, 2);
  return !jy__date_word(t, next, "，|,|、|。|至|到|上午|下午|晚|在|起");
}

/* A short line with a clock or the words of a page's head: 李某 2017-12-12 11:10,
 * 2024年07月04日09:39 | 来源:… */
static bool is_in_head(jy_str t, jy_span s, jy_span line) {
  if (has_word(t, line, "，|。|,|；")) return false;
  size_t before = back(t, s.start, "");
  if (jy__date_ends(t, before, ":|：")) return false;
  if (has_word(t, s, ":|：")) return true;
  return has_word(t, line, "来源|作者|点击|浏览|阅读|编辑|发布人|发布者|发布单位|供稿|字号|审核|责编|访问|打印|來源|點擊");
}

static bool is_dateline(const jy_date *d, jy_str t) {
  if (d->flags & (JY_DATE_TIMED | JY_DATE_RANGE)) return false;
  size_t i = jy__date_blank(t, d->span.end, 0), n = jy__date_word(t, i, "电|讯|電|訊");
  return n && !jy__date_word(t, i + n, "厂|视|话|影|力|子|器|气|动|网|台|信|缆|池|商|息|問|问|讯|視|話|動|網");
}

void jy__date_stamp(jy_date *d, jy_str t) {
  if (d->kind != JY_DATE_DAY || d->start.month == 0) return;
  if (is_dateline(d, t)) d->flags |= JY_DATE_DATELINE;
  if (d->start.year == 0 || (d->flags & (JY_DATE_RANGE | JY_DATE_DATELINE))) return;
  jy_span line;
  bool brief = find_line(&line, t, d->span);
  if (is_labelled(t, d->span) || (brief && (is_alone(t, d->span, line) || is_in_head(t, d->span, line))))
    d->flags |= JY_DATE_PUBLISHED;
}

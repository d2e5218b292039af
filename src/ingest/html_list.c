/* Whether what was kept of a page of HTML is a list of headlines that lead to
 * articles. Knows days beside links, and pagers; refuses to know which rows are kept. */
#include <string.h>

#include "ingest/html_page.h"

/* A list is a page of which all is lines of links, as many at least, none longer than a
 * headline, with no more beside the link than a day and who put it there. */
#define INDEX_LINES 4
#define LONGEST_HEADLINE 180
#define BESIDE_LINK 45
/* And one in which headlines with their days are most of what there is, whatever
 * else stands around them: a path, a pager, who owns the site. */
#define DATED_LINES 5

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* 05-18, 2024/5/18, 5月18日. */
static bool has_day(jy_str s) {
  for (size_t i = 1; i + 1 < s.len; i++) {
    if (!is_digit(s.ptr[i - 1])) continue;
    if (memchr("-/.", s.ptr[i], strlen("-/.")) && is_digit(s.ptr[i + 1])) return true;
    if (s.len - i > strlen("月") && memcmp(s.ptr + i, "月", strlen("月")) == 0 && is_digit(s.ptr[i + strlen("月")]))
      return true;
  }
  return false;
}

static size_t beside_link(const jy__html *r, size_t row) {
  size_t len = jy__row_len(r, row), linked = r->flow.rows[row].linked;
  return linked < len ? len - linked : 0;
}

static bool is_sentence(jy_str s) {
  return s.len > LONGEST_HEADLINE || memmem(s.ptr, s.len, "。", strlen("。"));
}

/* A headline that leads to an article, with the day beside it. */
static bool is_dated(const jy__html *r, size_t row) {
  jy_str text = jy__row_text(r, row);
  size_t beside = beside_link(r, row);
  return r->flow.rows[row].linked && beside && beside <= BESIDE_LINK && !is_sentence(text) && has_day(text);
}

/* 共128条 1/19 首页 上一页 下一页 尾页: where the rest of a list is. */
static bool is_pager(jy_str s) {
  static const char *const words[] = {"首页", "上一页", "下一页", "上页", "下页", "尾页", "末页", "共", "跳转"};
  size_t found = 0;
  for (size_t i = 0; s.len <= LONGEST_HEADLINE && i < sizeof words / sizeof *words; i++)
    found += memmem(s.ptr, s.len, words[i], strlen(words[i])) != NULL;
  return found > 2;
}

/* Whether headlines with days are most of what a page has that tells nothing in a
 * sentence, be they its article or left out of it as links. */
static bool is_dated_list(const jy__html *r, bool left_out) {
  size_t dated = 0, dated_bytes = 0, rest = 0;
  for (size_t i = 0; i < r->flow.rows_len; i++) {
    const jy__row *x = &r->flow.rows[i];
    jy_str text = jy__row_text(r, i);
    if (!x->keep && !(left_out && jy__row_off(r, i) == JY__OFF_LINKS)) continue;
    if (x->keep && memmem(text.ptr, text.len, "。", strlen("。"))) return false;
    if (is_dated(r, i)) {
      dated++;
      dated_bytes += text.len;
    } else if (x->keep && !jy__row_is_title(r, i) && !is_pager(text)) {
      rest += text.len;
    }
  }
  return dated >= DATED_LINES && dated_bytes > rest;
}

/* Whether all that is kept as the article is headlines that lead to articles. */
static bool is_plain_list(const jy__html *r) {
  size_t lines = 0;
  for (size_t i = 0; i < r->flow.rows_len; i++) {
    const jy__row *x = &r->flow.rows[i];
    jy_str text = jy__row_text(r, i);
    if (!x->keep || jy__row_is_title(r, i) || (!x->linked && is_pager(text))) continue;
    if (beside_link(r, i) > BESIDE_LINK || (x->linked && is_sentence(text))) return false;
    lines += x->linked * 2 > text.len;
  }
  return lines >= INDEX_LINES;
}

bool jy__html_is_list(const jy__html *r) {
  return is_plain_list(r) || is_dated_list(r, false) || is_dated_list(r, true);
}

/* Which column of a table, or field of an object, holds what: by the names that
 * the caller gives, else by those that are usual. Refuses to look at values. */
#include <string.h>
#include <strings.h>

#include "ingest/columns.h"

/* The usual names, in small letters, the likeliest first, ended by NULL. */
#define MOST_NAMES 16
static const char *const usual[JY__COLUMNS][MOST_NAMES] = {
    [JY__COLUMN_TEXT] = {"text", "content", "body", "正文", "内容", "全文", "html", "article", "新闻正文",
                         "新闻内容", "文章内容"},
    [JY__COLUMN_TITLE] = {"title", "headline", "标题", "题目", "新闻标题", "新闻题目", "文章标题"},
    [JY__COLUMN_DATE] = {"date", "published", "pubdate", "publish_date", "publish_time", "pub_date",
                         "published_at", "time", "发布时间", "发布日期", "日期", "发文日期", "刊发日期"},
    [JY__COLUMN_ID] = {"id", "url", "编号", "序号", "link", "path", "路径"},
    [JY__COLUMN_SOURCE] = {"source", "来源"},
    [JY__COLUMN_INSTITUTION] = {"institution", "单位", "机构", "发文单位", "发布单位"},
    [JY__COLUMN_AUTHOR] = {"author", "作者"},
    [JY__COLUMN_URL] = {"url", "link", "网址", "链接"},
};

const char *jy__column_asked(const jy_columns *asked, jy__column c) {
  const char *const all[JY__COLUMNS] = {
      [JY__COLUMN_TEXT] = asked->text,     [JY__COLUMN_TITLE] = asked->title,
      [JY__COLUMN_DATE] = asked->date,     [JY__COLUMN_ID] = asked->id,
      [JY__COLUMN_SOURCE] = asked->source, [JY__COLUMN_INSTITUTION] = asked->institution,
      [JY__COLUMN_AUTHOR] = asked->author, [JY__COLUMN_URL] = asked->url,
  };
  return all[c];
}

static size_t find_name(const char *name, const jy_str *names, size_t n, bool any_case) {
  size_t len = strlen(name);
  for (size_t i = 0; i < n; i++) {
    if (names[i].len != len) continue;
    if (memcmp(names[i].ptr, name, len) == 0) return i;
    if (any_case && strncasecmp(names[i].ptr, name, len) == 0) return i;
  }
  return JY__NO_COLUMN;
}

static size_t find_usual(jy__column c, const jy_str *names, size_t n) {
  for (size_t i = 0; i < MOST_NAMES && usual[c][i]; i++) {
    size_t at = find_name(usual[c][i], names, n, true);
    if (at != JY__NO_COLUMN) return at;
  }
  return JY__NO_COLUMN;
}

/* What there is, for a message. */
static void list_names(jy_buf *out, const jy_str *names, size_t n) {
  for (size_t i = 0; i < n; i++)
    jy_buf_printf(out, "%s%.*s", i ? ", " : "", (int)names[i].len, names[i].ptr);
}

static int not_told(const char *missing, const jy_str *names, size_t n) {
  jy_buf list = JY_BUF_INIT;
  list_names(&list, names, n);
  int status = jy_buf_status(&list);
  const char *there = n ? jy_buf_str(&list).ptr : "none";
  if (status == JY_OK && missing)
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "there is no column '%s'; the columns are: %s",
                      missing, there);
  else if (status == JY_OK)
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                      "cannot tell which column holds the text: name it (--columns text=NAME); "
                      "the columns are: %s", there);
  jy_buf_free(&list);
  return status;
}

int jy__columns_find(jy__columns *out, const jy_columns *asked, const jy_str *names, size_t n, bool all) {
  for (jy__column c = 0; c < JY__COLUMNS; c++) {
    const char *name = jy__column_asked(asked, c);
    out->at[c] = name ? find_name(name, names, n, false) : find_usual(c, names, n);
    if (name && !all && c == JY__COLUMN_TEXT && out->at[c] == JY__NO_COLUMN) out->at[c] = find_usual(c, names, n);
    bool needed = all || c == JY__COLUMN_TEXT;
    if (name && needed && out->at[c] == JY__NO_COLUMN) return not_told(name, names, n);
  }
  return out->at[JY__COLUMN_TEXT] == JY__NO_COLUMN ? not_told(NULL, names, n) : JY_OK;
}

bool jy__columns_told(const jy_columns *asked, const jy_str *names, size_t n) {
  const char *name = asked->text;
  size_t at = name ? find_name(name, names, n, false) : find_usual(JY__COLUMN_TEXT, names, n);
  return n > 1 && at != JY__NO_COLUMN;
}

jy_buf *jy__column_buf(jy__item *item, jy__column c) {
  switch (c) {
    case JY__COLUMN_TITLE: return &item->meta.title;
    case JY__COLUMN_DATE: return &item->meta.published;
    case JY__COLUMN_ID: return &item->id;
    case JY__COLUMN_SOURCE: return &item->meta.origin;
    case JY__COLUMN_INSTITUTION: return &item->meta.institution;
    case JY__COLUMN_AUTHOR: return &item->meta.author;
    case JY__COLUMN_URL: return &item->meta.url;
    case JY__COLUMN_TEXT:
    case JY__COLUMNS: break;
  }
  return NULL;
}

/* Bytes up to the space are white space in every encoding that tables are in. */
static jy_str trim(jy_str s) {
  while (s.len && (unsigned char)s.ptr[s.len - 1] <= ' ') s.len--;
  while (s.len && (unsigned char)*s.ptr <= ' ') s = (jy_str){s.ptr + 1, s.len - 1};
  return s;
}

static bool is_markup(jy_str s) {
  if (s.len < 4 || *s.ptr != '<' || s.ptr[s.len - 1] != '>') return false;
  char c = (char)(s.ptr[1] | 0x20);
  return (c >= 'a' && c <= 'z') || s.ptr[1] == '!';
}

int jy__columns_tidy(jy__item *item) {
  for (jy__column c = 0; c < JY__COLUMNS; c++) {
    jy_buf *b = jy__column_buf(item, c);
    if (!b || b->len == 0) continue;
    jy_str words = trim(jy_buf_str(b));
    memmove(b->ptr, words.ptr, words.len);
    b->len = words.len;
    b->ptr[b->len] = '\0';
  }
  if (!is_markup(trim(jy_buf_str(&item->value)))) return JY_OK;
  item->name = strdup("page.html");
  return item->name ? JY_OK : jy__nomem();
}

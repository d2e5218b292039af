/* See data.h. Knows how tables are cut into rows and fields; refuses to know
 * what the fields mean. */
#include "base/data.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/embed.h"

/* The path on disk in place of an embedded file; false where there is none. */
static bool disk_path(jy_buf *path, const char *name) {
  const char *dir = getenv("JIYAO_LUA");
  if (!dir || !*dir || strncmp(name, "jiyao/", 6) != 0) return false;
  jy_buf_printf(path, "%s/%s", dir, name);
  return true;
}

int jy__resource_read(jy_buf *out, const char *name) {
  jy_buf path = JY_BUF_INIT;
  jy_str content;
  int status;
  if (disk_path(&path, name)) {
    status = jy_buf_status(&path);
    if (status == JY_OK) status = jy__file_read(out, path.ptr);
  } else if (jy__embedded_find(name, &content)) {
    jy_buf_put(out, content.ptr, content.len);
    status = jy_buf_status(out);
  } else {
    status = jy__fail(JY_ENOTFOUND, name, JY_NO_OFFSET, "is not part of this program");
  }
  jy_buf_free(&path);
  return status;
}

int jy__resource_view(jy_str *out, jy_buf *own, const char *name) {
  const char *dir = getenv("JIYAO_LUA");
  if ((!dir || !*dir) && jy__embedded_find(name, out)) return JY_OK;
  int status = jy__resource_read(own, name);
  *out = jy_buf_str(own);
  return status;
}

bool jy__resource_exists(const char *name) {
  jy_buf path = JY_BUF_INIT;
  jy_str content;
  bool there = disk_path(&path, name) ? !path.failed && access(path.ptr, R_OK) == 0
                                      : jy__embedded_find(name, &content);
  jy_buf_free(&path);
  return there;
}

int jy__data_read(jy_buf *out, const char *name) {
  if (strchr(name, '.')) return jy__resource_read(out, name);
  jy_buf path = JY_BUF_INIT;
  jy_buf_printf(&path, "jiyao/data/%s.tsv", name);
  int status = jy_buf_status(&path);
  if (status == JY_OK) status = jy__resource_read(out, path.ptr);
  jy_buf_free(&path);
  return status;
}

/* Cuts `rest` at the first `mark`; the mark itself is dropped. */
static jy_str cut(jy_str *rest, char mark) {
  const char *at = memchr(rest->ptr, mark, rest->len);
  size_t len = at ? (size_t)(at - rest->ptr) : rest->len;
  jy_str piece = {rest->ptr, len};
  size_t used = at ? len + 1 : len;
  rest->ptr = at ? rest->ptr + used : NULL;
  rest->len -= used;
  return piece;
}

bool jy__data_row(jy_str *rest, jy_str *row) {
  while (rest->ptr && rest->len) {
    *row = cut(rest, '\n');
    if (row->len && row->ptr[0] != '#') return true;
  }
  return false;
}

bool jy__data_field(jy_str *row, jy_str *field) {
  if (!row->ptr) return false;
  *field = cut(row, '\t');
  return true;
}

/* Order of a row that starts at p against a key; the tab sorts before all. */
static int compare_row(jy_str row, jy_str key) {
  size_t n = row.len < key.len ? row.len : key.len;
  int order = memcmp(row.ptr, key.ptr, n);
  if (order != 0) return order;
  if (row.len <= key.len) return -1;
  return row.ptr[key.len] == '\t' ? 0 : 1;
}

bool jy__data_find(jy_str *rest, jy_str table, jy_str key) {
  const char *low = table.ptr, *high = low + table.len;
  while (low < high) {
    const char *mid = low + (high - low) / 2;
    const char *before = memrchr(low, '\n', (size_t)(mid - low));
    const char *start = before ? before + 1 : low;
    const char *end = memchr(mid, '\n', (size_t)(high - mid));
    if (!end) end = high;
    jy_str row = {start, (size_t)(end - start)};
    int order = compare_row(row, key);
    if (order == 0) {
      *rest = (jy_str){start + key.len + 1, row.len - key.len - 1};
      return true;
    }
    if (order < 0)
      low = end < high ? end + 1 : high;
    else
      high = start;
  }
  return false;
}

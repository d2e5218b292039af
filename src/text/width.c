/* Columns on a terminal. Ambiguous characters are narrow, as utf8proc has it. */
#include <utf8proc.h>

#include "text/internal.h"

/* Reads one character (an invalid byte counts as one) and gives its columns. */
static size_t next(const char *p, const char *end, size_t *columns) {
  uint32_t cp;
  size_t n = jy__utf8_next(p, end, &cp);
  int w = n ? utf8proc_charwidth((utf8proc_int32_t)cp) : 1;
  *columns = w > 0 ? (size_t)w : 0;
  return n ? n : 1;
}

size_t jy_width(jy_str s) {
  size_t sum = 0, w = 0;
  for (const char *p = s.ptr, *end = p + s.len; p < end; sum += w) p += next(p, end, &w);
  return sum;
}

static void spaces(jy_buf *out, size_t n) {
  while (n-- > 0) jy_buf_put(out, " ", 1);
}

int jy_pad(jy_buf *out, jy_str s, size_t columns) {
  size_t all = jy_width(s), used = 0, w = 0, at = 0;
  if (all <= columns) {
    jy_buf_put(out, s.ptr, s.len);
    spaces(out, columns - all);
    return jy_buf_status(out);
  }
  if (columns == 0) return JY_OK;
  while (at < s.len) { /* ends: the whole is wider than the columns */
    size_t n = next(s.ptr + at, s.ptr + s.len, &w);
    if (used + w > columns - 1) break;
    used += w;
    at += n;
  }
  jy_buf_put(out, s.ptr, at);
  jy_buf_put(out, "…", 3);
  spaces(out, columns - 1 - used);
  return jy_buf_status(out);
}

/* Going through a text by characters from an offset: to the boundary of one, back
 * to a mark, without white space. Knows UTF-8; refuses to know what the text or
 * the marks mean. */
#include <string.h>

#include "text/cut.h"

static bool is_tail(jy_str s, size_t at) {
  return at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80;
}

size_t jy__cut_left(jy_str s, size_t at) {
  while (at > 0 && is_tail(s, at)) at--;
  return at;
}

size_t jy__cut_right(jy_str s, size_t at) {
  while (at > 0 && is_tail(s, at)) at++;
  return at;
}

static bool is_among(jy_str marks, const char *c, size_t len) {
  for (size_t i = 0, n; i < marks.len; i += n) {
    n = jy__utf8_len((unsigned char)marks.ptr[i]);
    if (n == len && i + n <= marks.len && memcmp(marks.ptr + i, c, n) == 0) return true;
  }
  return false;
}

jy_span jy__cut_back(jy_str s, size_t stop, size_t floor, jy_str marks) {
  size_t at = stop < s.len ? stop : s.len;
  while (at > floor) {
    size_t start = jy__cut_left(s, at - 1);
    if (is_among(marks, s.ptr + start, at - start)) return (jy_span){start, at};
    at = start;
  }
  return (jy_span){at, at};
}

static bool is_white(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t jy__cut_white(jy_str s) {
  size_t i = 0;
  while (i < s.len && !is_white(s.ptr[i])) i++;
  return i;
}

int jy__cut_squeeze(jy_buf *out, jy_str s) {
  for (size_t i = 0; i < s.len;) {
    size_t n = jy__cut_white((jy_str){s.ptr + i, s.len - i});
    jy_buf_put(out, s.ptr + i, n);
    i += n + 1;
  }
  return jy_buf_status(out);
}

/* UTF-8 by the book (Unicode 15, table 3-7): no overlong forms, no surrogates,
 * nothing above U+10FFFF. Refuses to repair: it only says where. */
#include "base/internal.h"

static bool is_tail(unsigned char c) {
  return (c & 0xC0) == 0x80;
}

size_t jy__utf8_next(const char *p, const char *end, uint32_t *cp) {
  const unsigned char *s = (const unsigned char *)p;
  size_t left = (size_t)(end - p);
  if (left == 0) return 0;
  if (s[0] < 0x80) {
    *cp = s[0];
    return 1;
  }
  if (s[0] < 0xC2) return 0;
  if (s[0] < 0xE0) {
    if (left < 2 || !is_tail(s[1])) return 0;
    *cp = (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    return 2;
  }
  if (s[0] < 0xF0) {
    if (left < 3 || !is_tail(s[1]) || !is_tail(s[2])) return 0;
    *cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    return *cp < 0x800 || (*cp >= 0xD800 && *cp <= 0xDFFF) ? 0 : 3;
  }
  if (s[0] > 0xF4 || left < 4 || !is_tail(s[1]) || !is_tail(s[2]) || !is_tail(s[3])) return 0;
  *cp = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
        (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
  return *cp < 0x10000 || *cp > 0x10FFFF ? 0 : 4;
}

size_t jy__utf8_write(char *s, uint32_t cp) {
  size_t n = 0;
  if (cp < 0x80) {
    s[n++] = (char)cp;
  } else if (cp < 0x800) {
    s[n++] = (char)(0xC0 | cp >> 6);
    s[n++] = (char)(0x80 | (cp & 0x3F));
  } else if (cp < 0x10000) {
    s[n++] = (char)(0xE0 | cp >> 12);
    s[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
    s[n++] = (char)(0x80 | (cp & 0x3F));
  } else {
    s[n++] = (char)(0xF0 | cp >> 18);
    s[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
    s[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
    s[n++] = (char)(0x80 | (cp & 0x3F));
  }
  return n;
}

void jy__utf8_put(jy_buf *b, uint32_t cp) {
  char s[4];
  jy_buf_put(b, s, jy__utf8_write(s, cp));
}

bool jy__is_han(uint32_t cp) {
  return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 ||
         (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x323AF);
}

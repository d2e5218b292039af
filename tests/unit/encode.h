/* Text in an encoding, as iconv(3) writes it. */
#ifndef TESTS_ENCODE_H
#define TESTS_ENCODE_H

#include <iconv.h>
#include <string.h>

#include "check.h"

/* Appends the text and what the encoding ends with. */
static inline void encode(jy_buf *out, const char *text, const char *encoding) {
  iconv_t cd = iconv_open(encoding, "UTF-8");
  assert_true(cd != (iconv_t)-1);
  char *from = (char *)(uintptr_t)text;
  size_t left = strlen(text);
  assert_ok(jy_buf_reserve(out, left * 4 + 16));
  char *to = out->ptr + out->len;
  size_t room = out->cap - out->len - 1;
  assert_int_equal(iconv(cd, (void *)&from, &left, &to, &room), 0);
  assert_int_equal(iconv(cd, NULL, NULL, &to, &room), 0);
  out->len = (size_t)(to - out->ptr);
  iconv_close(cd);
}

#endif

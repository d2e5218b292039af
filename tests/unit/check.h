/* cmocka with the headers that it wants first. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jiyao/base.h"

/* What makes a test large, by number of rounds or bytes: sanitizers slow each byte
 * down, and see what they see in a quarter of them. */
#if defined(__SANITIZE_ADDRESS__)
#define LARGE(n) ((n) / 4)
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LARGE(n) ((n) / 4)
#endif
#endif
#ifndef LARGE
#define LARGE(n) (n)
#endif

#define assert_ok(call) assert_int_equal((call), JY_OK)

/* Content and length; `expected` is a literal and may hold NUL. */
#define assert_buf(b, expected)                                          \
  do {                                                                   \
    assert_int_equal((b)->len, sizeof(expected) - 1);                    \
    assert_memory_equal(jy_buf_str(b).ptr, expected, sizeof(expected) - 1); \
  } while (0)

#endif

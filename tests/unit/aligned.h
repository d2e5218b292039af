/* Checks that hold for every reading: it maps into its source, monotonically
 * unless text was moved, and what was kept is the same bytes on both sides. */
#ifndef JY_TESTS_ALIGNED_H
#define JY_TESTS_ALIGNED_H

#include <string.h>

#include "base/internal.h"
#include "jiyao/align.h"

/* Needs cmocka.h before it. Returns how many characters were kept. */
static inline size_t check_aligned(const jy_align *a, jy_str source, jy_str made) {
  size_t kept = 0, before = 0;
  assert_int_equal(jy_align_source_size(a), source.len);
  assert_int_equal(jy_align_made_size(a), made.len);
  assert_int_equal(jy__utf8_check(made.ptr, made.len), made.len);
  for (size_t i = 0; i < made.len;) {
    size_t n = jy__utf8_len((unsigned char)made.ptr[i]);
    jy_span s = jy_align_source(a, (jy_span){i, i + n});
    assert_true(s.start <= s.end && s.end <= source.len && (s.start >= before || jy_align_moved(a)));
    before = s.start;
    kept += s.end - s.start == n && memcmp(source.ptr + s.start, made.ptr + i, n) == 0;
    i += n;
  }
  return kept;
}

#endif

/* Sixteen bytes at a time: what the processor's instructions answer against what
 * is written for processors without them, for every byte at every place. */
#include "check.h"

#include <string.h>

#include "chance.h"

#define jy__block plain
#define jy__block_load plain_load
#define jy__block_equal plain_equal
#define jy__block_and plain_and
#define jy__block_or plain_or
#define jy__block_and_byte plain_and_byte
#define jy__block_or_byte plain_or_byte
#define jy__block_letters plain_letters
#define jy__block_bits plain_bits
#pragma push_macro("__SSE2__")
#undef __SSE2__
#include "base/block.h"
#pragma pop_macro("__SSE2__")
#undef jy__block
#undef jy__block_load
#undef jy__block_equal
#undef jy__block_and
#undef jy__block_or
#undef jy__block_and_byte
#undef jy__block_or_byte
#undef jy__block_letters
#undef jy__block_bits
#undef JY_BASE_BLOCK_H
#include "base/block.h"

/* All bytes of the two, not only the highest bits. */
static void same(jy__block fast, plain slow) {
  assert_memory_equal(&fast, slow.at, JY__BLOCK);
  assert_int_equal(jy__block_bits(fast), plain_bits(slow));
}

static void compare(const char *a, const char *b, unsigned char c) {
  jy__block fast = jy__block_load(a), other = jy__block_load(b);
  plain slow = plain_load(a), another = plain_load(b);
  same(fast, slow);
  same(jy__block_equal(fast, c), plain_equal(slow, c));
  same(jy__block_and(fast, other), plain_and(slow, another));
  same(jy__block_or(fast, other), plain_or(slow, another));
  same(jy__block_and_byte(fast, c), plain_and_byte(slow, c));
  same(jy__block_or_byte(fast, c), plain_or_byte(slow, c));
  same(jy__block_letters(fast), plain_letters(slow));
}

static void test_every_byte_everywhere(void **state) {
  (void)state;
  char a[JY__BLOCK], b[JY__BLOCK] = {0};
  for (unsigned c = 0; c < 256; c++) {
    memset(a, (int)(c ^ 0x80), sizeof a);
    for (size_t at = 0; at < JY__BLOCK; at++) {
      a[at] = (char)c;
      compare(a, b, (unsigned char)c);
    }
  }
}

static void test_random(void **state) {
  (void)state;
  uint64_t seed = 16;
  char a[JY__BLOCK], b[JY__BLOCK];
  for (int round = 0; round < 20000; round++) {
    for (size_t i = 0; i < JY__BLOCK; i++) {
      a[i] = (char)chance(&seed, 256);
      b[i] = (char)chance(&seed, 256);
    }
    compare(a, b, (unsigned char)a[chance(&seed, JY__BLOCK)]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_byte_everywhere),
      cmocka_unit_test(test_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

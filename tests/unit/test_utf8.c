/* Where UTF-8 ends to be well-formed, and where a table says something of it: the
 * fast ways against the plain reading of one character after another, at every
 * offset of a block. All of them, whatever this processor has: the files are taken
 * in here, as they are on a processor that has it all, that lacks the newer
 * instructions or all of them, and as they are where there is no such processor. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#define jy__utf8_check check_here
#define jy__skip_threes skip_here
#include "base/internal.h"
#include "chance.h"

typedef enum { ALL, NO_AVX2, NO_VECTORS, ELSEWHERE, PROCESSORS } processor;
static const char *const names[PROCESSORS] = {"utf8", "utf8 without AVX2", "utf8 without SSSE3", "utf8 elsewhere"};
static processor on;

#if defined __x86_64__ && defined __GNUC__
static bool has_avx2(void) {
  return on == ALL && __builtin_cpu_supports("avx2");
}

static bool has_ssse3(void) {
  return on <= NO_AVX2 && __builtin_cpu_supports("ssse3");
}

#define __builtin_cpu_supports(what) (strcmp(what, "avx2") == 0 ? has_avx2() : has_ssse3())
#endif

#include "base/skip.c"
#include "base/utf8_check.c"

#undef jy__utf8_check
#undef jy__skip_threes
#undef __x86_64__
#define jy__utf8_check check_elsewhere
#define jy__skip_threes skip_elsewhere
#define check_slowly check_slowly_elsewhere
#define skip_slowly skip_slowly_elsewhere
size_t check_elsewhere(const char *p, size_t len);
const char *skip_elsewhere(const uint64_t *bits, const char *p, const char *end);
#include "base/skip.c"
#include "base/utf8_check.c"

static size_t check_on(const char *p, size_t len) {
  return on == ELSEWHERE ? check_elsewhere(p, len) : check_here(p, len);
}

static const char *skip_on(const uint64_t *bits, const char *p, const char *end) {
  return on == ELSEWHERE ? skip_elsewhere(bits, p, end) : skip_here(bits, p, end);
}

static size_t plainly(const char *p, size_t len) {
  const char *at = p, *end = p + len;
  uint32_t cp;
  for (size_t n; (n = jy__utf8_next(at, end, &cp)) > 0; at += n) {}
  return (size_t)(at - p);
}

/* In a block of its own, so that reading beyond its end is seen. */
static void compare(const char *bytes, size_t len) {
  char *copy = malloc(len ? len : 1);
  assert_non_null(copy);
  memcpy(copy, bytes, len);
  assert_int_equal(check_on(copy, len), plainly(copy, len));
  free(copy);
}

/* Every pair of bytes, and every kind of third and fourth, at every place
 * relative to the blocks of 64 and their 16 bytes. */
static void test_every_fault_everywhere(void **state) {
  (void)state;
  static const unsigned char kinds[] = {'a', 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xED, 0xF0, 0xF4};
  char text[160];
  for (unsigned pair = 0x8000; pair <= 0xFFFF; pair++) {
    size_t at = pair % 80;
    memset(text, 'x', sizeof text);
    for (size_t k = 0; k < sizeof kinds; k++) {
      unsigned char four[4] = {(unsigned char)(pair >> 8), (unsigned char)pair, kinds[k],
                               kinds[(k + pair) % sizeof kinds]};
      memcpy(text + at, four, 4);
      if (check_on(text, sizeof text) != plainly(text, sizeof text))
        fail_msg("%02X %02X %02X %02X at %zu", four[0], four[1], four[2], four[3], at);
    }
  }
}

static void test_characters_across_blocks(void **state) {
  (void)state;
  static const char *const chars[] = {"a", "é", "院", "𠀀", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC0\xAF", "\xE9\x99"};
  for (size_t c = 0; c < sizeof chars / sizeof *chars; c++) {
    for (size_t before = 0; before < 200; before++) {
      jy_buf b = JY_BUF_INIT;
      for (size_t i = 0; i < before; i++) jy_buf_put(&b, "a", 1);
      jy_buf_put(&b, chars[c], strlen(chars[c]));
      compare(b.ptr, b.len); /* the text ends with it */
      for (size_t i = 0; i < 100; i++) jy_buf_put(&b, "中", 3);
      compare(b.ptr, b.len);
      compare(b.ptr, b.len - 1);
      jy_buf_free(&b);
    }
  }
}

/* Valid text with a few bytes overwritten. */
static void test_random(void **state) {
  (void)state;
  uint64_t seed = 64;
  for (int round = 0; round < 5000; round++) {
    jy_buf b = JY_BUF_INIT;
    for (size_t n = chance(&seed, 150); n > 0; n--) {
      uint32_t cp = (uint32_t)(chance(&seed, 3) ? chance(&seed, 0xD800) : chance(&seed, 0x80) + 1);
      jy__utf8_put(&b, chance(&seed, 20) ? cp : 0x10000 + cp);
    }
    compare(jy_buf_str(&b).ptr, b.len);
    for (size_t n = chance(&seed, 3); n > 0 && b.len > 0; n--)
      b.ptr[chance(&seed, b.len)] = (char)chance(&seed, 256);
    compare(jy_buf_str(&b).ptr, b.len);
    jy_buf_free(&b);
  }
}

/* Whether jy__skip_threes() steps over the character at p by its own word. */
static bool stays(const uint64_t *bits, const char *p, const char *end, size_t *n) {
  uint32_t cp;
  *n = jy__utf8_next(p, end, &cp);
  return *n == 1 || (*n == 3 && !(bits[cp / 64] >> cp % 64 & 1));
}

/* Of what is in the table it must miss nothing and see nothing else, wherever in
 * a block that stands. */
static void check_skip(const uint64_t *bits, const char *text, size_t len) {
  char *copy = malloc(len ? len : 1);
  assert_non_null(copy);
  memcpy(copy, text, len);
  const char *end = copy + len, *stop = skip_on(bits, copy, end), *p = copy;
  for (size_t n; p < stop && stays(bits, p, end, &n); p += n) {}
  assert_ptr_equal(p, stop); /* steps over no more, and not into a character */
  size_t n;
  if (end - stop >= 8) assert_false(stays(bits, stop, end, &n)); /* and over no less */
  free(copy);
}

/* Texts of mostly characters of three bytes, the table with one in a few hundred. */
static void test_skip(void **state) {
  (void)state;
  static uint64_t bits[1024];
  uint64_t seed = 12;
  for (int i = 0; i < 300; i++) {
    size_t cp = 0x800 + chance(&seed, 0xF800);
    bits[cp / 64] |= UINT64_C(1) << cp % 64;
  }
  for (int round = 0; round < 20000; round++) {
    jy_buf b = JY_BUF_INIT;
    size_t ascii = 1 + chance(&seed, 6), others = 1 + chance(&seed, 400);
    for (size_t n = chance(&seed, 200); n > 0; n--) {
      uint32_t cp = (uint32_t)(chance(&seed, 8) < ascii ? chance(&seed, 0x80) : 0x4E00 + chance(&seed, 0x5200));
      if (chance(&seed, 300) == 0) cp = (uint32_t)(0x800 + chance(&seed, 0xD000));
      if (chance(&seed, others) == 0) cp = (uint32_t)(chance(&seed, 2) ? 0x80 + chance(&seed, 0x780) : 0x10000 + cp);
      jy__utf8_put(&b, cp);
    }
    check_skip(bits, jy_buf_str(&b).ptr, b.len);
    jy_buf_free(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_fault_everywhere),
      cmocka_unit_test(test_characters_across_blocks),
      cmocka_unit_test(test_random),
      cmocka_unit_test(test_skip),
  };
  int failed = 0;
  for (on = ALL; on < PROCESSORS; on++) failed += cmocka_run_group_tests_name(names[on], tests, NULL, NULL);
  return failed;
}

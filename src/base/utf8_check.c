/* Where UTF-8 stops being well-formed, at the speed of memory. Blocks are judged
 * with the lookup method of Keiser and Lemire ("Validating UTF-8 in less than one
 * instruction per byte", 2021); the exact place of a fault is found character by
 * character, so that the blocks need only say yes or no. Refuses to repair. */
#include <string.h>

#include "base/internal.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

static size_t check_slowly(const char *p, size_t len) {
  const char *at = p, *end = p + len;
  while (at < end) {
    uint64_t eight;
    while ((size_t)(end - at) >= sizeof eight) { /* plain ASCII, eight at a time */
      memcpy(&eight, at, sizeof eight);
      if (eight & HIGH_BITS) break;
      at += sizeof eight;
    }
    for (uint32_t word; end - at >= 4 && jy__is_three(word = jy__load4(at)); at += 3) { /* most of Chinese */
      uint32_t three = jy__three(word);
      if (three < 0x800 || (three >= 0xD800 && three <= 0xDFFF)) break;
    }
    if (at == end) break;
    uint32_t cp;
    size_t n = jy__utf8_next(at, end, &cp);
    if (n == 0) return (size_t)(at - p);
    at += n;
  }
  return len;
}

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>

#define BLOCK 64
#define SSSE3 __attribute__((target("ssse3")))

/* What can be wrong with two bytes in a row, one bit each. A fault is there when
 * the high half of the first byte, its low half and the high half of the second
 * all allow it. The last bit is no fault by itself: two tails in a row are right
 * only where a longer character asks for them. */
enum {
  TOO_SHORT = 1,       /* a lead, then no tail */
  TOO_LONG = 2,        /* ASCII, then a tail */
  OVERLONG_3 = 4,      /* E0, then below A0 */
  TOO_LARGE = 8,       /* F4, then above 8F; or F5 and more, then above 8F */
  SURROGATE = 16,      /* ED, then above 9F */
  OVERLONG_2 = 32,     /* C0 or C1 */
  OVERLONG_4 = 64,     /* F0, then below 90; */
  TOO_LARGE_1000 = 64, /* or F5 and more, then below 90 */
  TWO_TAILS = 128,
  ANY_LOW = TOO_SHORT | TOO_LONG | TWO_TAILS /* faults that the low half says nothing of */
};

#define C8(x) (char)(x)

SSSE3 static inline __m128i first_high(__m128i nibble) {
  const __m128i table = _mm_setr_epi8(
      TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, C8(TWO_TAILS),
      C8(TWO_TAILS), C8(TWO_TAILS), C8(TWO_TAILS), TOO_SHORT | OVERLONG_2, TOO_SHORT,
      TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
  return _mm_shuffle_epi8(table, nibble);
}

SSSE3 static inline __m128i first_low(__m128i nibble) {
  const char large = C8(ANY_LOW | TOO_LARGE | TOO_LARGE_1000);
  const __m128i table = _mm_setr_epi8(
      C8(ANY_LOW | OVERLONG_2 | OVERLONG_3 | OVERLONG_4), C8(ANY_LOW | OVERLONG_2), C8(ANY_LOW),
      C8(ANY_LOW), C8(ANY_LOW | TOO_LARGE), large, large, large, large, large, large, large, large,
      C8(ANY_LOW | TOO_LARGE | TOO_LARGE_1000 | SURROGATE), large, large);
  return _mm_shuffle_epi8(table, nibble);
}

SSSE3 static inline __m128i second_high(__m128i nibble) {
  const int tail = TOO_LONG | OVERLONG_2 | TWO_TAILS;
  const __m128i table = _mm_setr_epi8(
      TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
      C8(tail | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4), C8(tail | OVERLONG_3 | TOO_LARGE),
      C8(tail | SURROGATE | TOO_LARGE), C8(tail | SURROGATE | TOO_LARGE), TOO_SHORT, TOO_SHORT,
      TOO_SHORT, TOO_SHORT);
  return _mm_shuffle_epi8(table, nibble);
}

/* Not zero where `now`, which follows `past`, has a fault. */
SSSE3 static inline __m128i faults(__m128i now, __m128i past) {
  const __m128i low = _mm_set1_epi8(0x0F);
  __m128i one = _mm_alignr_epi8(now, past, 15), two = _mm_alignr_epi8(now, past, 14);
  __m128i three = _mm_alignr_epi8(now, past, 13);
  __m128i pair = _mm_and_si128(
      _mm_and_si128(first_high(_mm_and_si128(_mm_srli_epi16(one, 4), low)),
                    first_low(_mm_and_si128(one, low))),
      second_high(_mm_and_si128(_mm_srli_epi16(now, 4), low)));
  /* The third and fourth bytes of a character are due: there TWO_TAILS must be. */
  __m128i due = _mm_or_si128(_mm_subs_epu8(two, _mm_set1_epi8(0xE0 - 0x80)),
                             _mm_subs_epu8(three, _mm_set1_epi8(0xF0 - 0x80)));
  return _mm_xor_si128(_mm_and_si128(due, _mm_set1_epi8(C8(0x80))), pair);
}

/* Length of the blocks that hold no fault; the last may end inside a character. */
SSSE3 static size_t good_blocks(const char *p, size_t len) {
  const __m128i zero = _mm_setzero_si128();
  __m128i past = zero;
  size_t at = 0;
  for (; len - at >= BLOCK; at += BLOCK) {
    const __m128i *from = (const __m128i *)(const void *)(p + at);
    __m128i a = _mm_loadu_si128(from), b = _mm_loadu_si128(from + 1);
    __m128i c = _mm_loadu_si128(from + 2), d = _mm_loadu_si128(from + 3);
    __m128i bad = faults(a, past);
    if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)))) {
      bad = _mm_or_si128(_mm_or_si128(bad, faults(b, a)), _mm_or_si128(faults(c, b), faults(d, c)));
    }
    if (_mm_movemask_epi8(_mm_cmpeq_epi8(bad, zero)) != 0xFFFF) break;
    past = d;
  }
  return at;
}

/* The same thirty-two bytes at a time. */
#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i look_up(__m128i table, __m256i nibble) {
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(table), nibble);
}

AVX2 static inline __m256i faults_32(__m256i now, __m256i past, const __m128i tables[3]) {
  const __m256i low = _mm256_set1_epi8(0x0F);
  __m256i joint = _mm256_permute2x128_si256(past, now, 0x21); /* the last half of past, the first of now */
  __m256i one = _mm256_alignr_epi8(now, joint, 15), two = _mm256_alignr_epi8(now, joint, 14);
  __m256i three = _mm256_alignr_epi8(now, joint, 13);
  __m256i pair = _mm256_and_si256(look_up(tables[0], _mm256_and_si256(_mm256_srli_epi16(one, 4), low)),
                                  look_up(tables[1], _mm256_and_si256(one, low)));
  pair = _mm256_and_si256(pair, look_up(tables[2], _mm256_and_si256(_mm256_srli_epi16(now, 4), low)));
  __m256i due = _mm256_or_si256(_mm256_subs_epu8(two, _mm256_set1_epi8(0xE0 - 0x80)),
                                _mm256_subs_epu8(three, _mm256_set1_epi8(0xF0 - 0x80)));
  return _mm256_xor_si256(_mm256_and_si256(due, _mm256_set1_epi8(C8(0x80))), pair);
}

AVX2 static size_t good_blocks_32(const char *p, size_t len) {
  const __m128i each = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m128i tables[3] = {first_high(each), first_low(each), second_high(each)};
  __m256i past = _mm256_setzero_si256();
  size_t at = 0;
  for (; len - at >= BLOCK; at += BLOCK) {
    const __m256i *from = (const __m256i *)(const void *)(p + at);
    __m256i a = _mm256_loadu_si256(from), b = _mm256_loadu_si256(from + 1);
    __m256i bad = faults_32(a, past, tables);
    if (_mm256_movemask_epi8(_mm256_or_si256(a, b))) bad = _mm256_or_si256(bad, faults_32(b, a, tables));
    if (!_mm256_testz_si256(bad, bad)) break;
    past = b;
  }
  return at;
}

/* Where the character that `at` may stand inside of begins. */
static size_t back_to_lead(const char *p, size_t at) {
  for (size_t i = 1; i <= 3 && i <= at; i++) {
    unsigned char c = (unsigned char)p[at - i];
    if (c < 0x80) break;
    if (c >= 0xC0) return at - i;
  }
  return at;
}

size_t jy__utf8_check(const char *p, size_t len) {
  size_t at = 0;
  if (len >= BLOCK && __builtin_cpu_supports("avx2"))
    at = back_to_lead(p, good_blocks_32(p, len));
  else if (len >= BLOCK && __builtin_cpu_supports("ssse3"))
    at = back_to_lead(p, good_blocks(p, len));
  return at + check_slowly(p + at, len - at);
}

#else

size_t jy__utf8_check(const char *p, size_t len) {
  return check_slowly(p, len);
}

#endif

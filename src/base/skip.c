/* Stepping over characters that a table says nothing of: most of a text, for
 * those who look for the few. Eight characters are asked for at once where the
 * processor can fetch by index. Refuses to know what the table is of. */
#include "base/internal.h"

/* Two at a time: one branch serves both. */
static const char *skip_slowly(const uint64_t *bits, const char *p, const char *end) {
  while (end - p >= 8) {
    uint32_t one = jy__load4(p), two = jy__load4(p + 3);
    if (jy__is_three(one)) {
      if (jy__three_bit(bits, one)) return p;
      p += 3;
      if (!jy__is_three(two)) continue;
      if (jy__three_bit(bits, two)) return p;
      p += 3;
    } else if ((one & 0x80) == 0) {
      p += one & 0x80808080 ? 1 : 4;
    } else {
      return p;
    }
  }
  return p;
}

#if defined __x86_64__ && defined __GNUC__

#include <immintrin.h>
#include <pthread.h>
#include <string.h>

#define AVX2 __attribute__((target("avx2")))
#define HALF 12 /* bytes in which four characters of three bytes may begin */
#define ROOM 32 /* bytes that a look at two halves may read */

/* For every set of places in a half where characters of three bytes begin: how
 * to lay the first four out, last byte lowest, each in four bytes. */
static char layouts[1 << HALF][16] __attribute__((aligned(16)));
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void build(void) {
  for (unsigned starts = 0; starts < 1 << HALF; starts++) {
    size_t n = 0;
    memset(layouts[starts], 0x80, sizeof layouts[starts]); /* nothing: zero is laid out */
    for (unsigned i = 0; i < HALF && n < 4; i++)
      if (starts >> i & 1)
        memcpy(layouts[starts] + 4 * n++, (char[]){(char)(i + 2), (char)(i + 1), (char)i}, 3);
  }
}

AVX2 static inline __m128i load(const void *p) {
  return _mm_loadu_si128((const __m128i *)p);
}

AVX2 static inline __m256i both(__m128i low, __m128i high) {
  return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

/* Half of one of the table's numbers: the processor lays the low one first. */
static inline int half(const uint64_t *bits, uint64_t number) {
  int word;
  memcpy(&word, (const char *)bits + number * sizeof word, sizeof word);
  return word;
}

/* Four halves of the table, by number in each two bytes of `at`. */
AVX2 static inline __m128i fetch(const uint64_t *bits, uint64_t at) {
  __m128i got = _mm_cvtsi32_si128(half(bits, at & 0xFFFF));
  got = _mm_insert_epi32(got, half(bits, at >> 16 & 0xFFFF), 1);
  got = _mm_insert_epi32(got, half(bits, at >> 32 & 0xFFFF), 2);
  return _mm_insert_epi32(got, half(bits, at >> 48), 3);
}

/* Whether any of eight characters, laid out, has its bit. A fetch by index in
 * one instruction is no faster than eight, and on some processors much slower. */
AVX2 static inline bool any_bit(const uint64_t *bits, __m256i laid) {
  __m256i tails = _mm256_maddubs_epi16(_mm256_and_si256(laid, _mm256_set1_epi32(0x0F3F3F)),
                                       _mm256_set1_epi32(0x014001));
  __m256i chars = _mm256_madd_epi16(tails, _mm256_set1_epi32(0x10000001));
  __m256i rows = _mm256_srli_epi32(chars, 5), packed = _mm256_packus_epi32(rows, rows);
  uint64_t low = (uint64_t)_mm_cvtsi128_si64(_mm256_castsi256_si128(packed));
  uint64_t high = (uint64_t)_mm_cvtsi128_si64(_mm256_extracti128_si256(packed, 1));
  __m256i fetched = both(fetch(bits, low), fetch(bits, high));
  __m256i up = _mm256_andnot_si256(chars, _mm256_set1_epi32(31));
  return _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_sllv_epi32(fetched, up))) != 0;
}

/* Goes on as long as two halves at a time hold nothing to stop at; the tail of a
 * character may stand first in them. */
AVX2 static const char *skip_halves(const uint64_t *bits, const char *p, const char *end) {
  const __m256i high = _mm256_set1_epi8((char)0xF0), leads = _mm256_set1_epi8((char)0xC0);
  for (; end - p >= ROOM; p += 2 * HALF) {
    __m256i x = both(load(p), load(p + HALF));
    __m256i three = _mm256_cmpeq_epi8(_mm256_and_si256(x, high), _mm256_set1_epi8((char)0xE0));
    __m256i lead = _mm256_cmpeq_epi8(_mm256_and_si256(x, leads), leads);
    if (!_mm256_testc_si256(three, lead)) break;
    unsigned starts = (unsigned)_mm256_movemask_epi8(three);
    __m256i how = both(load(layouts[starts & 0xFFF]), load(layouts[starts >> 16 & 0xFFF]));
    if (any_bit(bits, _mm256_shuffle_epi8(x, how))) break;
  }
  return p;
}

static const char *skip_fast(const uint64_t *bits, const char *p, const char *end) {
  while (end - p >= ROOM) {
    p = skip_halves(bits, p, end);
    if (end - p < ROOM) break;
    for (const char *last = p + 2 * HALF; p < last;) {
      uint32_t word = jy__load4(p);
      if ((word & 0x80) == 0 || (word & 0xC0) == 0x80)
        p++;
      else if (jy__is_three(word) && !jy__three_bit(bits, word))
        p += 3;
      else
        return p;
    }
  }
  while (p < end && (*p & 0xC0) == 0x80) p++;
  return skip_slowly(bits, p, end);
}

const char *jy__skip_threes(const uint64_t *bits, const char *p, const char *end) {
  if (end - p < ROOM || !__builtin_cpu_supports("avx2")) return skip_slowly(bits, p, end);
  pthread_once(&once, build);
  return skip_fast(bits, p, end);
}

#else

const char *jy__skip_threes(const uint64_t *bits, const char *p, const char *end) {
  return skip_slowly(bits, p, end);
}

#endif

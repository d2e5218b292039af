/* Sixteen bytes at a time: which of them are what. For looking through a text
 * for the few bytes that matter; the same answers on every processor. */
#ifndef JY_BASE_BLOCK_H
#define JY_BASE_BLOCK_H

#include <string.h>

#define JY__BLOCK 16

#ifdef __SSE2__
#include <emmintrin.h>

typedef __m128i jy__block;

static inline jy__block jy__block_load(const char *p) {
  return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* Which bytes are c: 255 for those, 0 for others. */
static inline jy__block jy__block_equal(jy__block a, unsigned char c) {
  return _mm_cmpeq_epi8(a, _mm_set1_epi8((char)c));
}

static inline jy__block jy__block_and(jy__block a, jy__block b) {
  return _mm_and_si128(a, b);
}

static inline jy__block jy__block_or(jy__block a, jy__block b) {
  return _mm_or_si128(a, b);
}

/* Each byte with c. */
static inline jy__block jy__block_and_byte(jy__block a, unsigned char c) {
  return _mm_and_si128(a, _mm_set1_epi8((char)c));
}

static inline jy__block jy__block_or_byte(jy__block a, unsigned char c) {
  return _mm_or_si128(a, _mm_set1_epi8((char)c));
}

/* Which bytes are 40 to 7F: the rows of ASCII that hold its letters. */
static inline jy__block jy__block_letters(jy__block a) {
  return _mm_cmpgt_epi8(a, _mm_set1_epi8(0x3F));
}

/* A bit for each byte: its highest. */
static inline unsigned jy__block_bits(jy__block a) {
  return (unsigned)_mm_movemask_epi8(a);
}

#else

typedef struct {
  unsigned char at[JY__BLOCK];
} jy__block;

static inline jy__block jy__block_load(const char *p) {
  jy__block b;
  memcpy(b.at, p, JY__BLOCK);
  return b;
}

static inline jy__block jy__block_equal(jy__block a, unsigned char c) {
  for (size_t i = 0; i < JY__BLOCK; i++) a.at[i] = a.at[i] == c ? 0xFF : 0;
  return a;
}

static inline jy__block jy__block_and(jy__block a, jy__block b) {
  for (size_t i = 0; i < JY__BLOCK; i++) a.at[i] &= b.at[i];
  return a;
}

static inline jy__block jy__block_or(jy__block a, jy__block b) {
  for (size_t i = 0; i < JY__BLOCK; i++) a.at[i] |= b.at[i];
  return a;
}

static inline jy__block jy__block_and_byte(jy__block a, unsigned char c) {
  for (size_t i = 0; i < JY__BLOCK; i++) a.at[i] &= c;
  return a;
}

static inline jy__block jy__block_or_byte(jy__block a, unsigned char c) {
  for (size_t i = 0; i < JY__BLOCK; i++) a.at[i] |= c;
  return a;
}

static inline jy__block jy__block_letters(jy__block a) {
  for (size_t i = 0; i < JY__BLOCK; i++) a.at[i] = a.at[i] >= 0x40 && a.at[i] < 0x80 ? 0xFF : 0;
  return a;
}

static inline unsigned jy__block_bits(jy__block a) {
  unsigned sum = 0;
  for (size_t i = 0; i < JY__BLOCK; i++) sum |= (unsigned)(a.at[i] >> 7) << i;
  return sum;
}

#endif
#endif

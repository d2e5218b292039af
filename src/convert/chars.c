/* See chars.h. Han characters cost what the words that ship say (both scripts
 * alike, by way of OpenCC's characters), less where two of them stand together
 * in a word; all other characters go by their class and by what stands before.
 * Refuses to know encodings, and what follows what in running Chinese: that is
 * text/charmodel.c, whose larger table is read only where a byte was lost, knows no
 * other language and folds what this file has to tell apart (scripts, forms, marks). */
#include "convert/chars.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "convert/internal.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF, HAN = LAST - FIRST + 1, HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3 };
#define EIGHTHS 8.0f       /* costs are kept in eighths of a nat */
#define NEVER_SEEN 15.0f   /* cost of a Han character that no word has */
#define COMMON 11.0f       /* what costs less is common: some 3,500 characters */
#define TOGETHER 2.5f      /* what two characters of a word save */
#define FORETOLD 8.0f      /* the most that the second of them costs before that, however rare */
#define PAIR_BITS 20       /* a Bloom filter of 128 KB: one false in a hundred */

static uint8_t cost[HAN];
static uint8_t pairs[1u << (PAIR_BITS - 3)];
static uint16_t hans[HAN];
static int built;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool is_plain_han(uint32_t cp) {
  return cp >= FIRST && cp <= LAST;
}

static uint32_t hash(uint32_t a, uint32_t b) {
  uint64_t x = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
  return (uint32_t)(x >> 24);
}

static void add_pair(uint32_t a, uint32_t b) {
  uint32_t h = hash(a, b), i = h & ((1u << PAIR_BITS) - 1), k = hash(b, a ^ h) & ((1u << PAIR_BITS) - 1);
  pairs[i / 8] |= (uint8_t)(1u << i % 8);
  pairs[k / 8] |= (uint8_t)(1u << k % 8);
}

static bool has_pair(uint32_t a, uint32_t b) {
  uint32_t h = hash(a, b), i = h & ((1u << PAIR_BITS) - 1), k = hash(b, a ^ h) & ((1u << PAIR_BITS) - 1);
  return (pairs[i / 8] >> i % 8 & 1) && (pairs[k / 8] >> k % 8 & 1);
}

static double number(jy_str s) {
  double n = 0;
  for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++) n = n * 10 + (s.ptr[i] - '0');
  return n;
}

static double count_word(double *counts, jy_str word, double n) {
  uint32_t before = 0, cp;
  double sum = 0;
  for (const char *p = word.ptr, *end = p + word.len; p < end;) {
    size_t len = jy__utf8_next(p, end, &cp);
    if (len == 0) break;
    p += len;
    if (is_plain_han(cp)) {
      counts[cp - FIRST] += n;
      sum += n;
    }
    if (is_plain_han(cp) && is_plain_han(before)) add_pair(before, cp);
    before = cp;
  }
  return sum;
}

static void settle(const double *counts, double all) {
  for (uint32_t i = 0; i < HAN; i++) {
    uint32_t form = jy__hans_char(FIRST + i);
    hans[i] = (uint16_t)(is_plain_han(form) ? form : FIRST + i);
  }
  for (uint32_t i = 0; i < HAN; i++) {
    double n = counts[hans[i] - FIRST];
    float c = n > 0 ? (float)-log(n / all * 0.8) : NEVER_SEEN;
    if (hans[i] != FIRST + i) c += 0.3f;
    cost[i] = (uint8_t)((c < NEVER_SEEN ? c : NEVER_SEEN) * EIGHTHS);
  }
}

/* The syllables that Korean text mostly consists of; composed for this file. */
static const char syllables[] =
    "이다는을의에가로하고한지기사는은들를인도자리어아서나시과대해정수스일그있라만니보부상전주제장원구여것조"
    "으게성비공면관위무선신교학회세동연오유소용방경계진국모생화안미내야년월중와실까할된고때적지문명적물우";

static uint8_t usual_syllables[(HANGUL_LAST - HANGUL_FIRST) / 8 + 1];

static void list_syllables(void) {
  uint32_t cp;
  const char *p = syllables, *end = p + sizeof syllables - 1;
  for (size_t n; (n = jy__utf8_next(p, end, &cp)) > 0; p += n)
    usual_syllables[(cp - HANGUL_FIRST) / 8] |= (uint8_t)(1u << (cp - HANGUL_FIRST) % 8);
}

static bool is_usual_syllable(uint32_t cp) {
  return usual_syllables[(cp - HANGUL_FIRST) / 8] >> (cp - HANGUL_FIRST) % 8 & 1;
}

/* Adds a table of words with their counts, each of them `weight` times. */
static int count_table(double *counts, double *all, const char *name, double weight) {
  jy_buf table = JY_BUF_INIT;
  int status = jy__data_read(&table, name);
  jy_str rest = jy_buf_str(&table), row, word, n;
  while (status == JY_OK && jy__data_row(&rest, &row))
    if (jy__data_field(&row, &word) && jy__data_field(&row, &n))
      *all += count_word(counts, word, weight * number(n));
  jy_buf_free(&table);
  return status;
}

/* The words leave names out: with these weights names are some three characters
 * in a hundred. */
static void build(void) {
  double *counts = calloc(HAN, sizeof *counts), all = 1;
  list_syllables();
  built = counts ? count_table(counts, &all, "words", 1) : JY_ENOMEM;
  if (built == JY_OK) built = count_table(counts, &all, "surnames", 2);
  if (built == JY_OK) built = count_table(counts, &all, "given_names", 10);
  if (built == JY_OK) settle(counts, all);
  free(counts);
}

int jy__chars_ready(void) {
  pthread_once(&once, build);
  if (built == JY_OK) return JY_OK;
  if (built == JY_ENOMEM) return jy__nomem();
  return jy__fail(built, "words", JY_NO_OFFSET, "the table of words cannot be read");
}

/* Greek and the letters of Russian; the rest of the blocks is hardly met. */
static bool is_plain_greek(uint32_t cp) {
  return (cp >= 0x391 && cp <= 0x3C9) || (cp >= 0x410 && cp <= 0x44F) || cp == 0x401 || cp == 0x451;
}

typedef enum { ASCII, WESTERN, MARK, HAN_CHAR, KANA, HANGUL, GREEK, OTHER } class;

static class class_of(uint32_t cp) {
  if (cp < 0x80) return ASCII;
  if (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) return WESTERN;
  if (jy__is_han(cp)) return HAN_CHAR;
  if (cp >= 0x3041 && cp <= 0x30FE && cp != 0x30FB) return KANA;
  if (cp >= HANGUL_FIRST && cp <= HANGUL_LAST) return HANGUL;
  if (cp >= 0x370 && cp <= 0x52F) return GREEK;
  return (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x3000 && cp <= 0x301F) || (cp >= 0xFF00 && cp <= 0xFF5E)
             ? MARK
             : OTHER;
}

/* What stands after a figure: 年月日时分秒个名人次项万亿元岁级届期. */
static bool counts_things(uint32_t cp) {
  static const uint16_t units[] = {0x5E74, 0x6708, 0x65E5, 0x65F6, 0x5206, 0x79D2, 0x4E2A, 0x540D, 0x4EBA, 0x6B21,
                                   0x9879, 0x4E07, 0x4EBF, 0x5143, 0x5C81, 0x7EA7, 0x5C4A, 0x671F};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (units[i] == cp) return true;
  return false;
}

static float han_cost(uint32_t prev, uint32_t cp) {
  if (!is_plain_han(cp)) return cp == 0x3007 ? 9 : cp > 0xFFFF ? 17 : 16;
  float c = (float)cost[cp - FIRST] / EIGHTHS;
  if (prev >= '0' && prev <= '9' && counts_things(cp)) return c - TOGETHER;
  if (prev >= HANGUL_FIRST && prev <= HANGUL_LAST) c += 2;
  bool word = is_plain_han(prev) && has_pair(hans[prev - FIRST], hans[cp - FIRST]);
  return word ? (c < FORETOLD ? c : FORETOLD) - TOGETHER : c;
}

/* Punctuation by its use in news; the rest of the blocks is rare. */
static float mark_cost(uint32_t cp) {
  switch (cp) {
    case 0xFF0C: return 3;
    case 0x3002: return 3.5f;
    case 0x3001: return 4;
    case 0x201C: case 0x201D: case 0xFF1A: case 0xFF08: case 0xFF09: return 5;
    case 0xFF1B: case 0x300A: case 0x300B: case 0x3000: case 0xFF01: case 0xFF1F: case 0x2014: case 0x2026: return 6;
    case 0x2018: case 0x2019: case 0x2013: case 0x3010: case 0x3011: return 7;
    case 0x300C: case 0x300D: case 0x300E: case 0x300F: case 0x2022: case 0x2027: return 8;
    default: return cp >= 0xFF10 ? 8.5f : 10;
  }
}

static bool is_letter(uint32_t cp) {
  return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || class_of(cp) == WESTERN;
}

/* Letters with accents stand among letters; what Latin-1 shows for stray bytes
 * stands beside anything. */
static float western_cost(uint32_t prev, uint32_t cp) {
  if (cp == 0xC2 || cp == 0xC3) return is_letter(prev) ? 10 : 12; /* rare, and what UTF-8 is read as */
  if (class_of(prev) == WESTERN) return cp < 0x100 ? 6 : 8;
  if (is_letter(prev)) return cp < 0x100 ? 6.5f : 9;
  return cp < 0x100 ? 9 : 11;
}

static bool is_symbol(uint32_t cp) {
  return (cp >= 0xA0 && cp <= 0xBF) || cp == 0xD7 || cp == 0xF7;
}

/* Letters of zhuyin in the order of a syllable: initial, glide, rime. */
static bool goes_on_zhuyin(uint32_t prev, uint32_t cp) {
  bool initial = prev >= 0x3105 && prev <= 0x3119, glide = prev >= 0x3127 && prev <= 0x3129;
  return (initial && cp >= 0x311A && cp <= 0x3129) || (glide && cp >= 0x311A && cp <= 0x3126);
}

static float other_cost(uint32_t prev, uint32_t cp) {
  if (goes_on_zhuyin(prev, cp)) return 4;
  if (is_symbol(cp) && is_symbol(prev)) return 6;
  if (cp == 0xB7) return class_of(prev) == HAN_CHAR ? 6 : 9;
  if (cp == 0xD7 || cp == 0xB0 || cp == 0xB1 || cp == 0xA0 || cp == 0xA9 || cp == 0xAE)
    return is_letter(prev) && class_of(prev) != ASCII ? 12 : 8;
  if (cp < 0xA0) return 16;
  if (cp < 0xC0 || cp == 0xF7) return is_letter(prev) ? 12 : 10;
  if (cp >= 0xE000 && cp <= 0xF8FF) return 15;
  if (cp == 0xFFFD || (cp >= 0xFFF0 && cp <= 0xFFFF)) return 14;
  if (cp >= 0x2460 && cp <= 0x24FF) return 8;
  if (cp >= 0x2000 && cp <= 0x27BF) return 10;
  return 13;
}

float jy__char_cost(uint32_t prev, uint32_t cp) {
  class mine = class_of(cp);
  bool same = prev && class_of(prev) == mine;
  switch (mine) {
    case ASCII: return cp >= 0x20 || (cp >= '\t' && cp <= '\r') ? 4 : 16;
    case WESTERN: return western_cost(prev, cp);
    case MARK: return mark_cost(cp);
    case HAN_CHAR: return han_cost(prev, cp);
    case KANA: return same ? 4.5f : 9;
    case HANGUL: return (is_usual_syllable(cp) ? 5 : 9.5f) + (prev && class_of(prev) == HAN_CHAR ? 3 : 0);
    case GREEK: return (same ? 5.0f : 11.0f) + (is_plain_greek(cp) ? 0 : 5);
    default: return other_cost(prev, cp);
  }
}

bool jy__char_common(uint32_t cp) {
  return is_plain_han(cp) && (float)cost[cp - FIRST] < COMMON * EIGHTHS;
}

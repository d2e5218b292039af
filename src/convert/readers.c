/* The walks through bytes: one hot loop for every encoding that has a table, and
 * UTF-16 and UTF-32. Refuses to decide what becomes of a fault. */
#include <string.h>

#include "convert/table.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

static bool in(unsigned char c, unsigned char low, unsigned char high) {
  return c >= low && c <= high;
}

/* How many bytes of ASCII a word of memory opens with; not all eight are. */
static size_t ascii_before(uint64_t high_bits) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return (size_t)__builtin_ctzll(high_bits) / 8;
#else
  return (size_t)__builtin_clzll(high_bits) / 8;
#endif
}

/* Runs of ASCII and of pairs with three bytes or less in UTF-8; stops before
 * anything else. Copies whole words and moves on by what counts of them. */
static void read_runs(jy__cursor *c, const unsigned char *stop, const jy__unit *pairs) {
  const unsigned char *p = c->p, *last = c->end - c->p < 8 ? c->p : c->end - 8;
  char *to = c->to;
  if (stop < last) last = stop;
  while (p < last) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    uint64_t high = word & HIGH_BITS;
    if (*p < 0x80) {
      memcpy(to, &word, sizeof word);
      size_t n = high ? ascii_before(high) : sizeof word;
      p += n;
      to += n;
      continue;
    }
    const jy__unit *u;
    do {
      u = jy__pair(pairs, p);
      if (!u->len) break;
      memcpy(to, u, sizeof *u);
      to += u->len;
      p += 2;
    } while (p < last && *p >= 0x80);
    if (!u->len) break;
  }
  c->p = p;
  c->to = to;
}

static bool take_char(jy__cursor *c, uint32_t cp, size_t used) {
  c->to += jy__utf8_write(c->to, cp);
  c->p += used;
  return true;
}

/* As many of the four bytes as there are have the shape of GB18030. */
static bool looks_four(const unsigned char *p, size_t left) {
  return left >= 2 && in(p[0], 0x81, 0xFE) && in(p[1], 0x30, 0x39) && (left < 3 || in(p[2], 0x81, 0xFE)) &&
         (left < 4 || in(p[3], 0x30, 0x39));
}

static bool take_four(jy__cursor *c, const jy__table *t) {
  const unsigned char *p = c->p;
  if (c->end - p < 4 || !looks_four(p, 4)) return false;
  uint32_t row = (uint32_t)(p[0] - 0x81) * 10 + p[1] - 0x30;
  uint32_t n = (row * 126 + p[2] - 0x81) * 10 + p[3] - 0x30;
  if (n < JY__FOUR) return take_char(c, t->four[n], 4);
  uint32_t far = n - 189000; /* 90 30 81 30 is U+10000 */
  return n >= 189000 && far < 0x100000 && take_char(c, 0x10000 + far, 4);
}

/* As many of the four bytes as there are name a plane of CNS 11643 and a place. */
static bool looks_planar(const unsigned char *p, size_t left) {
  return p[0] == 0x8E && (left < 2 || in(p[1], 0xA1, 0xB0)) && (left < 3 || in(p[2], 0xA1, 0xFE)) &&
         (left < 4 || in(p[3], 0xA1, 0xFE));
}

static bool take_plane(jy__cursor *c, const jy__table *t) {
  const unsigned char *p = c->p;
  if (c->end - p < 4 || !looks_planar(p, 4)) return false;
  const jy__unit *plane = jy__plane(t, p[1] - 0xA0u);
  return plane && jy__take(c, t, jy__pair(plane, p + 2), 4);
}

static bool take_one(jy__cursor *c, const jy__table *t) {
  const unsigned char *p = c->p;
  size_t left = (size_t)(c->end - p);
  if (*p < 0x80) return take_char(c, *p, 1);
  if (jy__take(c, t, &t->one[*p], 1)) return true;
  if (left >= 2 && jy__take(c, t, jy__pair(t->pair, p), 2)) return true;
  if (t->family == JY__ENC_GB18030) return take_four(c, t);
  if (t->family == JY__ENC_EUCTW) return take_plane(c, t);
  return t->family == JY__ENC_EUCJP && left >= 3 && *p == 0x8F && p[1] >= 0x80 &&
         jy__take(c, t, jy__pair(t->more[0], p + 1), 3);
}

static bool leads(const jy__table *t, unsigned char lead) {
  const unsigned char code[2] = {lead, 0};
  const jy__unit *row = jy__pair(t->pair, code);
  for (size_t i = 0; i < 256; i++)
    if (row[i].len || row[i].utf8[0] || row[i].utf8[1]) return true;
  return false;
}

/* The input ends inside of what has the shape of a character. */
static bool is_cut(const jy__table *t, const unsigned char *p, size_t left) {
  switch (t->family) {
    case JY__ENC_GB18030:
      return left == 1 ? in(*p, 0x81, 0xFE) : left < 4 && looks_four(p, left);
    case JY__ENC_EUCJP:
      if (left == 2) return *p == 0x8F && in(p[1], 0xA1, 0xFE);
      return left == 1 && (in(*p, 0x8E, 0x8F) || in(*p, 0xA1, 0xFE));
    case JY__ENC_EUCTW:
      return left == 1 ? *p == 0x8E || in(*p, 0xA1, 0xFE) : left < 4 && looks_planar(p, left);
    case JY__ENC_BIG5:
      return left == 1 && in(*p, 0x81, 0xFE);
    default:
      return left == 1 && leads(t, *p);
  }
}

/* A whole well-shaped character that is not assigned is one fault; otherwise
 * one byte, so that no ASCII is swallowed. */
static size_t bad_size(const jy__table *t, const unsigned char *p, size_t left) {
  if (t->family == JY__ENC_GB18030 && left >= 4 && looks_four(p, 4)) return 4;
  if (t->family == JY__ENC_EUCTW && left >= 4 && looks_planar(p, 4)) return 4;
  bool pair = left >= 2 && in(p[0], 0x81, 0xFE);
  if (t->family == JY__ENC_GB18030) return pair && in(p[1], 0x80, 0xFE) ? 2 : 1;
  bool high = t->family == JY__ENC_BIG5 || t->family == JY__ENC_EUCTW;
  return high && pair && in(p[1], 0xA1, 0xFE) ? 2 : 1;
}

jy__fault jy__read_table(jy__cursor *c, const unsigned char *stop, const jy__table *t) {
  while (c->p < stop) {
    read_runs(c, stop, t->pair);
    if (c->p >= stop || take_one(c, t)) continue;
    size_t left = (size_t)(c->end - c->p);
    bool cut = is_cut(t, c->p, left);
    return (jy__fault){cut ? left : bad_size(t, c->p, left), cut};
  }
  return (jy__fault){0, false};
}

static uint32_t unit16(const unsigned char *p, bool big_endian) {
  return big_endian ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

jy__fault jy__read_utf16(jy__cursor *c, const unsigned char *stop, bool big_endian) {
  while (c->p < stop) {
    size_t left = (size_t)(c->end - c->p);
    if (left < 2) return (jy__fault){left, true};
    uint32_t cp = unit16(c->p, big_endian);
    if (cp < 0xD800 || cp > 0xDFFF) {
      take_char(c, cp, 2);
      continue;
    }
    if (cp > 0xDBFF) return (jy__fault){2, false};
    if (left < 4) return (jy__fault){left, true};
    uint32_t low = unit16(c->p + 2, big_endian);
    if (low < 0xDC00 || low > 0xDFFF) return (jy__fault){2, false};
    take_char(c, 0x10000 + ((cp & 0x3FF) << 10 | (low & 0x3FF)), 4);
  }
  return (jy__fault){0, false};
}

jy__fault jy__read_utf32(jy__cursor *c, const unsigned char *stop, bool big_endian) {
  while (c->p < stop) {
    size_t left = (size_t)(c->end - c->p);
    if (left < 4) return (jy__fault){left, true};
    uint32_t one = unit16(c->p, big_endian), two = unit16(c->p + 2, big_endian);
    uint32_t cp = big_endian ? one << 16 | two : two << 16 | one;
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) return (jy__fault){4, false};
    take_char(c, cp, 4);
  }
  return (jy__fault){0, false};
}

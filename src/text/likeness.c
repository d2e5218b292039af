/* How alike two short texts are; see likeness.h. Knows characters; refuses to know
 * what the texts name, and which of their words count: callers take the others off. */
#include "text/likeness.h"

#include <stdlib.h>
#include <string.h>

/* A text so short says little by standing in another. */
enum { LEAST_CONTAINED = 4 };

/* Two characters that stand beside each other, and how often; 0 where there is none. */
typedef struct {
  uint64_t pair;
  uint32_t count;
} slot;

/* Pairs of names fit on the stack. A power of two, at least twice the pairs. */
enum { SMALL = 128 };

typedef struct {
  slot *slots;
  size_t mask;
} table;

/* The character at an offset, which moves behind it; a byte that begins none is one. */
static uint32_t next(jy_str s, size_t *at) {
  uint32_t c;
  size_t bytes = jy__utf8_next(s.ptr + *at, s.ptr + s.len, &c);
  if (bytes == 0) c = (unsigned char)s.ptr[*at];
  *at += bytes ? bytes : 1;
  return c;
}

static slot *slot_of(const table *t, uint64_t pair) {
  size_t i = (size_t)((pair * 0x9E3779B97F4A7C15u) >> 40) & t->mask;
  while (t->slots[i].pair && t->slots[i].pair != pair) i = (i + 1) & t->mask;
  return &t->slots[i];
}

static uint64_t pair_of(uint32_t before, uint32_t c) {
  return ((uint64_t)before + 1) << 32 | c;
}

/* Counts the pairs of a text; returns how many there are. */
static size_t count_pairs(table *t, jy_str s) {
  size_t n = 0, at = 0;
  uint32_t before = 0;
  while (at < s.len) {
    uint32_t c = next(s, &at);
    if (n++) {
      uint64_t pair = pair_of(before, c);
      slot *found = slot_of(t, pair);
      found->pair = pair;
      found->count++;
    }
    before = c;
  }
  return n ? n - 1 : 0;
}

/* How many pairs of a text are among those counted, each as often as it was; they are
 * used up. */
static size_t shared_pairs(size_t *pairs, table *t, jy_str s) {
  size_t n = 0, at = 0, shared = 0;
  uint32_t before = 0;
  while (at < s.len) {
    uint32_t c = next(s, &at);
    slot *found = n++ ? slot_of(t, pair_of(before, c)) : NULL;
    if (found && found->count) {
      found->count--;
      shared++;
    }
    before = c;
  }
  *pairs = n ? n - 1 : 0;
  return shared;
}

/* As next() tells them, so that there is room for their pairs whatever the bytes are. */
static size_t characters(jy_str s) {
  size_t n = 0;
  for (size_t at = 0; at < s.len; n++) (void)next(s, &at);
  return n;
}

static bool holds(jy_str whole, jy_str part) {
  return part.len == 0 || (whole.len && memmem(whole.ptr, whole.len, part.ptr, part.len));
}

int jy__likeness(double *out, jy_str a, jy_str b, double contained) {
  *out = 1.0;
  if (jy_str_equal(a, b)) return JY_OK;
  size_t x = characters(a), y = characters(b), least = x < y ? x : y;
  *out = contained;
  if (contained >= 0 && least >= LEAST_CONTAINED && (holds(a, b) || holds(b, a))) return JY_OK;
  *out = 0.0;
  if (least < 2) return JY_OK;
  slot small[2 * SMALL];
  table t = {small, 2 * SMALL - 1};
  while (t.mask + 1 < 2 * x) t.mask = 2 * t.mask + 1;
  if (t.mask >= 2 * SMALL)
    t.slots = calloc(t.mask + 1, sizeof *t.slots);
  else
    memset(small, 0, sizeof small);
  if (!t.slots) return jy__nomem();
  size_t of_a = count_pairs(&t, a), of_b, shared = shared_pairs(&of_b, &t, b);
  if (t.slots != small) free(t.slots);
  *out = 2.0 * (double)shared / (double)(of_a + of_b);
  return JY_OK;
}

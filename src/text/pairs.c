/* Where characters and pairs of them stand; see pairs.h. Knows offsets; refuses to
 * know words beyond their first two characters: those it compares. */
#include "text/pairs.h"

#include <stdlib.h>
#include <string.h>

enum { HEADS = 1 << 12 };

/* Characters that are alike hang on one another in the order of the text, by number,
 * from 1, and so do pairs by their first; character i starts at at[i]. */
typedef struct {
  uint16_t head[HEADS];
  uint16_t *next;
} chain;

struct jy__pairs {
  jy_str text;
  uint16_t *at;
  chain pairs, singles;
};

static size_t head_of(uint32_t first, uint32_t second) {
  return ((first * 0x9E3779B1u) ^ (second * 0x85EBCA6Bu)) >> 20;
}

/* The character at an offset of a valid text. */
static uint32_t next_char(jy_str s, size_t *at) {
  const unsigned char *p = (const unsigned char *)s.ptr + *at;
  size_t left = s.len - *at;
  if (*p < 0x80 || left < 2) return *at += 1, p[0];
  if (*p < 0xE0 || left < 3) return *at += 2, (uint32_t)(p[0] << 8 | p[1]);
  if (*p < 0xF0 || left < 4) return *at += 3, (uint32_t)(p[0] << 16 | p[1] << 8 | p[2]);
  return *at += 4, (uint32_t)p[0] << 24 | (uint32_t)(p[1] << 16 | p[2] << 8 | p[3]);
}

/* Makes links of the heads that are noted in next[1] to next[n]. */
static void link_up(chain *c, size_t n) {
  memset(c->head, 0, sizeof c->head);
  for (size_t i = n; i > 0; i--) {
    uint16_t *head = &c->head[c->next[i]];
    c->next[i] = *head;
    *head = (uint16_t)i;
  }
}

int jy__pairs_new(jy__pairs **out, jy_str text) {
  size_t most = text.len + 2, n = 0, at = 0;
  jy__pairs *p = *out = malloc(sizeof *p + 3 * most * sizeof *p->at);
  if (!p) return jy__nomem();
  p->text = text;
  p->at = (uint16_t *)(p + 1);
  p->pairs.next = p->at + most;
  p->singles.next = p->pairs.next + most;
  for (uint32_t before = 0; at < text.len; n++) {
    p->at[n + 1] = (uint16_t)at;
    uint32_t c = next_char(text, &at);
    p->singles.next[n + 1] = (uint16_t)head_of(c, 0);
    if (n) p->pairs.next[n] = (uint16_t)head_of(before, c);
    before = c;
  }
  link_up(&p->singles, n);
  link_up(&p->pairs, n ? n - 1 : 0);
  return JY_OK;
}

void jy__pairs_free(jy__pairs *pairs) {
  free(pairs);
}

static void set_bit(uint64_t *bits, size_t head) {
  bits[head >> 6 & 7] |= (uint64_t)1 << (head & 63);
}

static bool has_bit(const uint64_t *bits, size_t head) {
  return bits[head >> 6 & 7] >> (head & 63) & 1;
}

static int by_head(const void *a, const void *b) {
  const jy__need *x = a, *y = b;
  if (x->head != y->head) return x->head < y->head ? -1 : 1;
  return (int)x->single - (int)y->single;
}

void jy__pairs_prepare(jy__needs *needs) {
  for (size_t i = 0; i < needs->len; i++) {
    jy__need *n = &needs->at[i];
    jy_str word = {n->bytes, n->len};
    size_t at = 0;
    uint32_t first = next_char(word, &at);
    n->single = at >= word.len;
    n->head = (uint16_t)head_of(first, n->single ? 0 : next_char(word, &at));
    set_bit(n->single ? needs->singles : needs->heads, n->head);
  }
  qsort(needs->at, needs->len, sizeof *needs->at, by_head);
}

static bool stands_at(const jy__need *word, jy_str text, size_t at) {
  return at + word->len <= text.len && memcmp(text.ptr + at, word->bytes, word->len) == 0;
}

/* Places of a word that are looked at: where there are more, a search that begins far
 * behind the first had better look through the text. */
enum { MOST_PLACES = 256 };

/* The first place of a word in a text of which there are pairs, not before `from`. */
static size_t find_word(const jy__pairs *p, const jy__need *word, size_t from, size_t end) {
  const chain *c = word->single ? &p->singles : &p->pairs;
  jy_str text = {p->text.ptr, end};
  size_t looked = 0;
  for (size_t i = c->head[word->head]; i && p->at[i] < end; i = c->next[i]) {
    if (++looked > MOST_PLACES) return JY__PAIRS_MANY;
    if (p->at[i] >= from && stands_at(word, text, p->at[i])) return p->at[i];
  }
  return JY_NO_OFFSET;
}

size_t jy__pairs_find(const jy__pairs *p, const jy__needs *needs, jy_str stretch, size_t from) {
  size_t base = (size_t)(stretch.ptr - p->text.ptr), best = JY_NO_OFFSET, end = base + stretch.len;
  for (size_t k = 0; k < needs->len; k++) {
    size_t at = find_word(p, &needs->at[k], base + from, end);
    if (at == JY__PAIRS_MANY) return at;
    if (at < best) best = at;
  }
  return best == JY_NO_OFFSET ? best : best - base;
}

/* Whether one of the words stands there that begin so. */
static bool any_at(const jy__needs *needs, jy_str text, size_t at, size_t head, bool single) {
  size_t low = 0, high = needs->len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (needs->at[mid].head < head)
      low = mid + 1;
    else
      high = mid;
  }
  for (; low < needs->len && needs->at[low].head == head; low++) {
    if (needs->at[low].single == single && stands_at(&needs->at[low], text, at)) return true;
  }
  return false;
}

static bool plus_is_less(size_t a, size_t b, size_t most) {
  return a < most && b < most - a;
}

bool jy__needs_any(const jy__needs *needs, jy_str text) {
  uint32_t before = 0;
  size_t last = 0, start = 0, end = text.len;
  if (needs->anchored && plus_is_less(needs->before, JY__NEED_LEN, end)) end = needs->before + JY__NEED_LEN;
  for (size_t at = 0; at < end; last = start, start = at) {
    uint32_t c = next_char(text, &at);
    size_t pair = head_of(before, c), single = head_of(c, 0);
    if (has_bit(needs->heads, pair) && any_at(needs, text, last, pair, false)) return true;
    if (has_bit(needs->singles, single) && any_at(needs, text, start, single, true)) return true;
    before = c;
  }
  return false;
}

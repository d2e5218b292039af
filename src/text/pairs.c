/* Where pairs of characters stand; see pairs.h. Knows offsets; refuses to know words
 * beyond their first two characters: those it compares. */
#include "text/pairs.h"

#include <stdlib.h>
#include <string.h>

enum { HEADS = 1 << 12 };

/* Pairs that are alike hang on one another in the order of the text: by number, from 1;
 * pair i starts at at[i]. */
struct jy__pairs {
  jy_str text;
  uint16_t head[HEADS];
  uint16_t *at, *next;
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

int jy__pairs_new(jy__pairs **out, jy_str text) {
  jy__pairs *p = *out = malloc(sizeof *p + 2 * (text.len + 2) * sizeof *p->at);
  if (!p) return jy__nomem();
  memset(p->head, 0, sizeof p->head);
  p->text = text;
  p->at = (uint16_t *)(p + 1);
  p->next = p->at + text.len + 2;
  size_t n = 0, at = 0;
  for (uint32_t before = 0; at < text.len; n++) {
    p->at[n + 1] = (uint16_t)at;
    uint32_t c = next_char(text, &at);
    if (n) p->next[n] = (uint16_t)head_of(before, c);
    before = c;
  }
  for (size_t i = n ? n - 1 : 0; i > 0; i--) { /* the heads become links */
    uint16_t *head = &p->head[p->next[i]];
    p->next[i] = *head;
    *head = (uint16_t)i;
  }
  return JY_OK;
}

void jy__pairs_free(jy__pairs *pairs) {
  free(pairs);
}

void jy__pairs_prepare(jy__needs *needs) {
  for (size_t i = 0; i < needs->len; i++) {
    jy_str word = {needs->at[i].bytes, needs->at[i].len};
    size_t at = 0;
    uint32_t first = next_char(word, &at);
    needs->at[i].head = (uint16_t)head_of(first, next_char(word, &at));
  }
}

/* The first place of a word before `end` that is not before `from`. */
static size_t find_word(const jy__pairs *p, const jy__need *word, size_t from, size_t end) {
  for (size_t i = p->head[word->head]; i; i = p->next[i]) {
    size_t at = p->at[i];
    if (at + word->len > end) break;
    if (at >= from && memcmp(p->text.ptr + at, word->bytes, word->len) == 0) return at;
  }
  return JY_NO_OFFSET;
}

size_t jy__pairs_find(const jy__pairs *p, const jy__needs *needs, jy_str stretch, size_t from) {
  size_t base = (size_t)(stretch.ptr - p->text.ptr), best = JY_NO_OFFSET;
  for (size_t k = 0; k < needs->len; k++) {
    const jy__need *word = &needs->at[k];
    if (!p->head[word->head]) continue;
    size_t at = find_word(p, word, base + from, base + stretch.len);
    if (at < best) best = at;
  }
  return best == JY_NO_OFFSET ? best : best - base;
}

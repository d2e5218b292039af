/* A model of a text made of the text itself: which characters follow which
 * inside its lines tells which line goes on in which. Digits count as one
 * character and Latin letters as another. Knows no words and no other text. */
#include "ingest/habits.h"

#include <math.h>
#include <stdlib.h>

static uint32_t class_of(uint32_t cp) {
  if ((cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19)) return '0';
  return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ? 'a' : cp;
}

/* Up to three characters in a row; none of them is 0. */
static uint64_t row(uint32_t a, uint32_t b, uint32_t c) {
  return (uint64_t)a << 42 | (uint64_t)b << 21 | c;
}

static size_t slot(const jy__habits *h, uint64_t key) {
  size_t i = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & h->mask;
  while (h->keys[i] && h->keys[i] != key) i = (i + 1) & h->mask;
  return i;
}

static void count(jy__habits *h, uint64_t key) {
  size_t i = slot(h, key);
  h->keys[i] = key;
  h->counts[i]++;
}

static double seen(const jy__habits *h, uint64_t key) {
  size_t i = slot(h, key);
  return h->keys[i] ? (double)h->counts[i] : 0;
}

/* The next character of a line that is no space; 0 at its end. */
static uint32_t step(const char **at, const char *end) {
  uint32_t cp;
  for (size_t n; *at < end && (n = jy__utf8_next(*at, end, &cp)) != 0;) {
    *at += n;
    if (!jy__is_gap(cp)) return class_of(cp);
  }
  *at = end;
  return 0;
}

int jy__habits_learn(jy__habits *h, jy_str text, const jy__line *lines, size_t n) {
  size_t bytes = 1, size = 1024;
  for (size_t i = 0; i < n; i++) bytes += lines[i].end - lines[i].start;
  while (size < bytes * 2) size *= 2; /* at most a key a byte: three a character */
  h->mask = size - 1;
  h->keys = calloc(size, sizeof *h->keys);
  h->counts = calloc(size, sizeof *h->counts);
  if (!h->keys || !h->counts) return jy__nomem();
  for (size_t i = 0; i < n; i++) {
    const char *at = text.ptr + lines[i].start, *end = text.ptr + lines[i].end;
    uint32_t a = 0, b = 0, c;
    for (; (c = step(&at, end)) != 0; a = b, b = c) {
      count(h, row(0, 0, c));
      if (b) count(h, row(0, b, c));
      if (a) count(h, row(a, b, c));
      h->all++;
    }
  }
  return JY_OK;
}

void jy__habits_free(jy__habits *h) {
  free(h->keys);
  free(h->counts);
  *h = (jy__habits){0};
}

jy__edge jy__edge_first(jy_str text, const jy__line *l) {
  const char *at = text.ptr + l->start, *end = text.ptr + l->end;
  uint32_t first = step(&at, end);
  return (jy__edge){{first, step(&at, end)}};
}

jy__edge jy__edge_last(jy_str text, const jy__line *l) {
  const char *start = text.ptr + l->start, *end = text.ptr + l->end, *at = end;
  /* Two characters and the spaces between them take few bytes. */
  for (size_t i = 0; i < 16 && at > start; i++) at--;
  while (at < end && ((unsigned char)*at & 0xC0) == 0x80) at++;
  jy__edge e = {{0, 0}};
  for (uint32_t c; (c = step(&at, end)) != 0;) e = (jy__edge){{c, e.at[0]}};
  return e;
}

/* Weights of what the shorter context says, in occurrences. */
#define PRIOR 3.0

/* P(c | context), where `of` of the `times` that the context was seen had c. */
static double given(double of, double times, double otherwise) {
  return (of + PRIOR * otherwise) / (times + PRIOR);
}

double jy__habits_link(const jy__habits *h, jy__edge last, jy__edge next) {
  uint32_t a2 = last.at[1], a1 = last.at[0], b1 = next.at[0], b2 = next.at[1];
  if (!a1 || !b1) return 0;
  double alone = (seen(h, row(0, 0, b1)) + 0.5) / (h->all + 1);
  double pair = given(seen(h, row(0, a1, b1)), seen(h, row(0, 0, a1)), alone);
  double sum = log(pair / alone);
  if (a2) sum += log(given(seen(h, row(a2, a1, b1)), seen(h, row(0, a2, a1)), pair) / pair);
  if (b2) {
    double after = given(seen(h, row(0, b1, b2)), seen(h, row(0, 0, b1)), 0.001);
    sum += log(given(seen(h, row(a1, b1, b2)), seen(h, row(0, a1, b1)), after) / after);
  }
  return sum;
}

/* A map from 64-bit keys (hashes of names) to numbers, with open addressing.
 * Knows nothing of what the keys stand for. Key 0 is not used. */
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

static size_t slot(const jy__counts *c, uint64_t key) {
  size_t mask = c->cap - 1, i = (size_t)(key ^ (key >> 29)) & mask;
  while (c->at[i].key && c->at[i].key != key) i = (i + 1) & mask;
  return i;
}

static int enlarge(jy__counts *c) {
  jy__counts big = {NULL, c->cap ? c->cap * 2 : 64, c->len};
  big.at = calloc(big.cap, sizeof *big.at);
  if (!big.at) return jy__nomem();
  for (size_t i = 0; i < c->cap; i++)
    if (c->at[i].key) big.at[slot(&big, c->at[i].key)] = c->at[i];
  free(c->at);
  *c = big;
  return JY_OK;
}

int jy__counts_reserve(jy__counts *c, size_t n) {
  size_t cap = 64;
  while (cap < 2 * (n + 1)) cap *= 2;
  c->at = calloc(cap, sizeof *c->at);
  if (!c->at) return jy__nomem();
  c->cap = cap;
  return JY_OK;
}

int jy__counts_add(jy__counts *c, uint64_t key, uint32_t by) {
  if (2 * (c->len + 1) > c->cap && enlarge(c) < 0) return JY_ENOMEM;
  struct jy__count *at = &c->at[slot(c, key)];
  if (!at->key) {
    at->key = key;
    c->len++;
  }
  at->value += by;
  return JY_OK;
}

uint32_t jy__counts_get(const jy__counts *c, uint64_t key) {
  return c->cap ? c->at[slot(c, key)].value : 0;
}

void jy__counts_free(jy__counts *c) {
  free(c->at);
  memset(c, 0, sizeof *c);
}

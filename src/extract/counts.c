/* A map from 64-bit keys (hashes of names) to numbers, with open addressing.
 * Knows nothing of what the keys stand for. Key 0 is not used. */
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

static size_t slot(const jy__counts *c, uint64_t key) {
  size_t mask = c->cap - 1, i = (size_t)(key ^ (key >> 29)) & mask;
  while (c->keys[i] && c->keys[i] != key) i = (i + 1) & mask;
  return i;
}

static int enlarge(jy__counts *c) {
  jy__counts big = {NULL, NULL, c->cap ? c->cap * 2 : 64, c->len};
  big.keys = calloc(big.cap, sizeof *big.keys);
  big.values = calloc(big.cap, sizeof *big.values);
  if (!big.keys || !big.values) {
    jy__counts_free(&big);
    return jy__nomem();
  }
  for (size_t i = 0; i < c->cap; i++) {
    if (!c->keys[i]) continue;
    size_t s = slot(&big, c->keys[i]);
    big.keys[s] = c->keys[i];
    big.values[s] = c->values[i];
  }
  free(c->keys);
  free(c->values);
  *c = big;
  return JY_OK;
}

int jy__counts_add(jy__counts *c, uint64_t key, uint32_t by) {
  if (2 * (c->len + 1) > c->cap && enlarge(c) < 0) return JY_ENOMEM;
  size_t s = slot(c, key);
  if (!c->keys[s]) {
    c->keys[s] = key;
    c->len++;
  }
  c->values[s] += by;
  return JY_OK;
}

uint32_t jy__counts_get(const jy__counts *c, uint64_t key) {
  return c->cap ? c->values[slot(c, key)] : 0;
}

void jy__counts_free(jy__counts *c) {
  free(c->keys);
  free(c->values);
  memset(c, 0, sizeof *c);
}

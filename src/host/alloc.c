/* See alloc.h. Knows blocks; refuses to know what Lua puts in them. */
#include "host/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Under a sanitizer each block is malloc's own, so that misuse is seen. */
#ifdef __has_feature
#define HAS_SANITIZER __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#else
#define HAS_SANITIZER 0
#endif

enum { SMALL = HAS_SANITIZER ? 0 : JY__POOL_STEP * (JY__POOL_CLASSES - 1), SLAB = 1 << 16 };

static size_t class_of(size_t size) {
  return (size + JY__POOL_STEP - 1) / JY__POOL_STEP;
}

/* The first step of a slab holds the address of the one before. What is left of
 * that one is lost: less than a block. */
static bool add_slab(jy__pool *p) {
  char *slab = malloc(SLAB);
  if (!slab) return false;
  memcpy(slab, &p->slabs, sizeof p->slabs);
  p->slabs = slab;
  p->at = slab + JY__POOL_STEP;
  p->end = slab + SLAB;
  return true;
}

static void *take(jy__pool *p, size_t size) {
  if (size > SMALL) return malloc(size);
  size_t c = class_of(size), bytes = c * JY__POOL_STEP;
  void *block = p->free[c];
  if (block) {
    memcpy(&p->free[c], block, sizeof block);
    return block;
  }
  if ((size_t)(p->end - p->at) < bytes && !add_slab(p)) return NULL;
  block = p->at;
  p->at += bytes;
  return block;
}

static void give(jy__pool *p, void *block, size_t size) {
  if (size > SMALL) {
    free(block);
    return;
  }
  size_t c = class_of(size);
  memcpy(block, &p->free[c], sizeof block);
  p->free[c] = block;
}

void *jy__pool_alloc(void *ud, void *block, size_t was, size_t size) {
  jy__pool *p = ud;
  if (!block) return size ? take(p, size) : NULL; /* `was` then tells a type */
  if (size == 0) {
    give(p, block, was);
    return NULL;
  }
  if (was > SMALL && size > SMALL) return realloc(block, size);
  if (was <= SMALL && size <= SMALL && class_of(was) == class_of(size)) return block;
  void *moved = take(p, size);
  if (!moved) return NULL;
  memcpy(moved, block, was < size ? was : size);
  give(p, block, was);
  return moved;
}

void jy__pool_free(jy__pool *p) {
  void *before;
  for (void *slab = p->slabs; slab; slab = before) {
    memcpy(&before, slab, sizeof before);
    free(slab);
  }
  *p = (jy__pool){{NULL}, NULL, NULL, NULL};
}

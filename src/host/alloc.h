/* Memory for a Lua state. Lua's objects are many, small and soon gone, and it
 * says how large a block is that it gives back: so small ones are kept in lists
 * by size, and handed out again without asking malloc(). A state has one thread,
 * and so has its pool. */
#ifndef JY_HOST_ALLOC_H
#define JY_HOST_ALLOC_H

#include <stddef.h>

enum { JY__POOL_STEP = 16, JY__POOL_CLASSES = 33 };

/* Zeroed before use. */
typedef struct {
  void *free[JY__POOL_CLASSES]; /* blocks that were given back, by size in steps; each holds the next */
  void *slabs;                  /* each holds the one before */
  char *at, *end;               /* what is left of the last slab */
} jy__pool;

/* A lua_Alloc whose ud is a pool. */
void *jy__pool_alloc(void *ud, void *block, size_t was, size_t size);

/* Once the state is closed. */
void jy__pool_free(jy__pool *p);

#endif

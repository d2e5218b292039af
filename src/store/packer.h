/* What packed() and unpacked() work with: the dictionaries of a store (dictionary.c) and
 * what zstd wants beside them. */
#ifndef JY_STORE_PACKER_H
#define JY_STORE_PACKER_H

#include <zstd.h>

#include "store/internal.h"

/* Level 9 with a dictionary makes pages 8 % smaller than level 3. */
enum { JY__LEVEL = 9 };

/* A dictionary, as frames name it. */
typedef struct {
  unsigned id;
  ZSTD_DDict *unpacks;
} jy__opener;

struct jy__packer {
  jy_store *store;
  ZSTD_CCtx *in;
  ZSTD_DCtx *out;
  ZSTD_CDict *packs; /* the newest dictionary; NULL where there is none */
  bool known;        /* whether the store was asked for it */
  jy__opener *openers;
  size_t opened;
};

/* Sees to it that p->packs is the newest dictionary of the store. */
int jy__packer_ready(jy__packer *p);

/* The dictionary of that number; *out is NULL where the store has none. */
int jy__packer_opener(ZSTD_DDict **out, jy__packer *p, unsigned id);

/* The newest dictionary is asked for again. */
void jy__packer_renew(jy__packer *p);

#endif

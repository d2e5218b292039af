/* What a text is compared by; see jiyao/reprint.h. */
#ifndef JY_TEXT_SHINGLES_H
#define JY_TEXT_SHINGLES_H

#include "base/internal.h"
#include "jiyao/reprint.h"

/* Short enough that a damaged character spoils few, long enough that two reports
 * share few but what is said on every page. */
enum { JY__SHINGLE = 5 };

/* The characters that count, folded, and where each stands in the text. */
struct jy_shingles {
  uint32_t *chars;
  uint32_t *starts, *ends;
  bool *broken;    /* something that could not be read stands before the character */
  size_t len;
  uint64_t *hashes; /* of the shingle that begins at each character */
  size_t shingles;  /* how many begin: len - JY__SHINGLE + 1, or none */
  uint32_t *slots;  /* 1 + where a shingle first begins, by its hash; 0: none */
  size_t mask;
  size_t distinct;
};

/* Where the shingle of this hash begins first; SIZE_MAX where there is none. */
size_t jy__shingles_find(const jy_shingles *s, uint64_t hash);

/* Adds the places where two texts differ, in the order of both. */
int jy__differ(jy_passages *differ, const jy_shingles *a, const jy_shingles *b);

#endif

/* What a regular expression cannot match without: words of which one stands in
 * whatever it matches. */
#ifndef JY_TEXT_NEEDS_H
#define JY_TEXT_NEEDS_H

#include "base/internal.h"

/* A word of so many bytes at most: a longer one is not kept; never empty. */
enum { JY__NEED_LEN = 30 };

typedef struct {
  uint16_t head; /* see text/pairs.h */
  bool single;   /* one character */
  uint8_t len;
  char bytes[JY__NEED_LEN];
} jy__need;

typedef struct {
  jy__need *at;
  size_t len;    /* 0: nothing is known that it needs */
  size_t before; /* bytes from where a match starts to where the word does, at most */
  bool anchored; /* a match starts where the text does: told by whoever compiles it */
  uint64_t heads[8], singles[8]; /* bits of the heads of words */
} jy__needs;

/* No limit is known. */
#define JY__NEEDS_FAR ((size_t)-1)

/* Reads them from a pattern without flags that change what it means (i, x). Where
 * there is any doubt, nothing is needed. JY_OK or JY_ENOMEM. */
int jy__needs_read(jy__needs *out, jy_str pattern);

void jy__needs_free(jy__needs *needs);

#endif

/* Encodings of seven bits in which escape sequences say which set the bytes
 * after them are of: HZ (RFC 1843) and ISO-2022-CN with its extension (RFC 1922). */
#ifndef JY_CONVERT_ESCAPES_H
#define JY_CONVERT_ESCAPES_H

#include "convert/table.h"

/* Which set stands where, as the escapes so far have said. */
typedef struct {
  const jy__table *gb, *cns; /* cns is NULL for HZ */
  const jy__unit *pairs;     /* of the set that was shifted to; NULL in ASCII */
  const jy__unit *out;       /* what SO shifts to; NULL before it was said */
  unsigned single[2];        /* planes of CNS 11643 for one character after ESC N, ESC O; 0: none */
} jy__escapes;

/* At the start of a text: in ASCII, nothing said. JY_ECONVERT, JY_ENOMEM. */
int jy__escapes_start(jy__escapes *e, const jy__encoding *encoding);

jy__fault jy__read_escapes(jy__cursor *c, const unsigned char *stop, jy__escapes *e);

/* The encoding whose escapes stand in a text of ASCII; NULL where there are
 * none. Not more than a guess: they must also be read without a fault. */
const char *jy__escapes_seen(jy_str ascii);

#endif

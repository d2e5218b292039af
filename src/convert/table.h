/* Tables from bytes to UTF-8, one an encoding, and the readers that use them. */
#ifndef JY_CONVERT_TABLE_H
#define JY_CONVERT_TABLE_H

#include <string.h>

#include "convert/internal.h"

/* One character in UTF-8. `len` is 0 where there is none, and where it has four
 * bytes: then the first two hold its number in `wide`, from 1. */
typedef struct {
  unsigned char utf8[3], len;
} jy__unit;

enum {
  JY__FOUR = 39420, /* characters of the basic plane that GB18030 writes in four bytes */
  JY__WIDE = 32768, /* room for characters of four bytes in UTF-8; EUC-TW has 30,713 */
  JY__PLANES = 14   /* of EUC-TW: CNS 11643's from the second on */
};

typedef struct jy__table {
  const char *name; /* what iconv(3) calls it */
  jy__family family;
  struct jy__table *next;
  jy__unit one[256];
  jy__unit pair[128 * 256]; /* by the lead byte without its high bit, and the trail byte */
  jy__unit (*more)[128 * 256]; /* EUC-JP: the pairs after 8F; EUC-TW: planes 2 to 15; else NULL */
  uint16_t four[JY__FOUR];      /* GB18030: four bytes, counted from 81 30 81 30 */
  unsigned char wide[JY__WIDE][4];
  size_t n_wide;
} jy__table;

/* The table of an encoding that has an iconv name; made at the first call, kept
 * for good. JY_ECONVERT where iconv does not know the encoding; JY_ENOMEM. */
int jy__table_of(const jy__table **out, const jy__encoding *e);

static inline const jy__unit *jy__pair(const jy__unit *pairs, const unsigned char *p) {
  return &pairs[(size_t)(p[0] & 0x7F) << 8 | p[1]];
}

/* Where a reader stands: between `p` and `end` in the bytes, at `to` in the text. */
typedef struct {
  const unsigned char *p, *end;
  char *to;
} jy__cursor;

/* What cannot be read at the cursor: so many bytes; none at all where len is 0. */
typedef struct {
  size_t len;
  bool cut; /* the input ends inside a character */
} jy__fault;

/* Takes `used` bytes as this unit; false where it is no character. */
static inline bool jy__take(jy__cursor *c, const jy__table *t, const jy__unit *u, size_t used) {
  size_t number = (size_t)u->utf8[1] << 8 | u->utf8[0];
  if (!u->len && !number) return false;
  size_t len = u->len ? u->len : 4;
  memcpy(c->to, u->len ? u->utf8 : t->wide[number - 1], len);
  c->to += len;
  c->p += used;
  return true;
}

/* The characters of one plane of CNS 11643 in the table of EUC-TW; NULL for a
 * plane that has none. */
static inline const jy__unit *jy__plane(const jy__table *t, unsigned plane) {
  if (plane == 1) return t->pair;
  return plane >= 2 && plane < 2 + JY__PLANES ? t->more[plane - 2] : NULL;
}

/* Readers go on until the cursor is at `stop` or a little beyond, or at a fault.
 * They write at most 3 bytes for each that they read, and may spoil 8 more. */
jy__fault jy__read_table(jy__cursor *c, const unsigned char *stop, const jy__table *t);
jy__fault jy__read_utf16(jy__cursor *c, const unsigned char *stop, bool big_endian);
jy__fault jy__read_utf32(jy__cursor *c, const unsigned char *stop, bool big_endian);

#endif

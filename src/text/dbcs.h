/* Double-byte encodings as tables: which pair of bytes is which character. */
#ifndef JY_TEXT_DBCS_H
#define JY_TEXT_DBCS_H

#include "base/internal.h"

enum { JY__LEAD = 0x81, JY__TRAIL = 0x40, JY__BYTE_END = 0xFF };

typedef struct {
  uint16_t of[JY__BYTE_END - JY__LEAD][JY__BYTE_END - JY__TRAIL]; /* 0: no public character */
  uint16_t code[0x10000]; /* lead and trail of a character, 0: it has none */
  bool is_private[JY__BYTE_END]; /* by lead byte, see jy__dbcs_is_private() */
} jy__dbcs;

typedef enum { JY__GBK, JY__BIG5, JY__DBCS_ALL } jy__dbcs_id;

/* The tables of an encoding, made on first use and shared by all threads. */
int jy__dbcs_get(const jy__dbcs **out, jy__dbcs_id id);

/* The character of two bytes, 0 where they are none or a private one. */
static inline uint32_t jy__dbcs_char(const jy__dbcs *d, unsigned lead, unsigned trail) {
  bool pair = lead >= JY__LEAD && lead < JY__BYTE_END && trail >= JY__TRAIL && trail < JY__BYTE_END;
  return pair ? d->of[lead - JY__LEAD][trail - JY__TRAIL] : 0;
}

/* The two bytes of a character, 0 where it has none. */
static inline unsigned jy__dbcs_code(const jy__dbcs *d, uint32_t cp) {
  return cp < 0x10000 ? d->code[cp] : 0;
}

/* Whether much of a lead byte's row is left to private use, so that pairs which
 * begin with it may have been dropped as no characters. */
static inline bool jy__dbcs_is_private(const jy__dbcs *d, unsigned lead) {
  return lead < JY__BYTE_END && d->is_private[lead];
}

#endif

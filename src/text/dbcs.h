/* The pairs of GBK and Big5 as a slip sees them: only what is public, since
 * private pairs are the ones that vanish. */
#ifndef JY_TEXT_DBCS_H
#define JY_TEXT_DBCS_H

#include "convert/charts.h"

enum { JY__LEAD = 0x81, JY__TRAIL = 0x40, JY__BYTE_END = 0xFF };

typedef struct {
  const jy__chart *chart;
  bool is_private[JY__BYTE_END]; /* by lead byte, see jy__dbcs_is_private() */
} jy__dbcs;

typedef enum { JY__GBK, JY__BIG5, JY__DBCS_ALL } jy__dbcs_id;

/* The tables of an encoding, made on first use and shared by all threads. */
int jy__dbcs_get(const jy__dbcs **out, jy__dbcs_id id);

/* The character of two bytes, 0 where they are none or a private one. */
static inline uint32_t jy__dbcs_char(const jy__dbcs *d, unsigned lead, unsigned trail) {
  if (lead > 0xFF || trail > 0xFF || trail == 0x7F) return 0;
  uint32_t cp = jy__chart_pair(d->chart, (unsigned char)lead, (unsigned char)trail);
  return cp < 0x80 || cp >= 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF) ? 0 : cp;
}

/* The two bytes of a character, 0 where it has none. What Big5 has twice is
 * written as in the standard's rows, not as in ETEN's and HKSCS's before them. */
static inline unsigned jy__dbcs_code(const jy__dbcs *d, uint32_t cp) {
  if (cp >= 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF)) return 0;
  unsigned code = d->chart->bytes[cp], again = d->chart->again[cp];
  if (code < 0xA140 && again > code) code = again;
  return code > 0xFF ? code : 0;
}

/* Whether much of a lead byte's row is left to private use, so that pairs which
 * begin with it may have been dropped as no characters. */
static inline bool jy__dbcs_is_private(const jy__dbcs *d, unsigned lead) {
  return lead < JY__BYTE_END && d->is_private[lead];
}

#endif

/* Two-way tables between characters and the one or two bytes that write them
 * in an encoding, for whoever asks what other reading bytes could have had. */
#ifndef JY_CONVERT_CHARTS_H
#define JY_CONVERT_CHARTS_H

#include "base/internal.h"

typedef enum {
  JY__CHART_GB,       /* GB18030's one- and two-byte forms */
  JY__CHART_BIG5,     /* Big5-HKSCS, without the four pairs that write two characters */
  JY__CHART_WESTERN,  /* Windows-1252, its five gaps and C1 controls as ISO 8859-1 has them */
  JY__CHART_KOREAN,   /* CP949, the superset of EUC-KR */
  JY__CHART_JAPANESE, /* CP932, Microsoft's Shift_JIS */
  JY__CHART_CYRILLIC, /* Windows-1251, its one gap as U+0098 */
  JY__CHART_KOI8,     /* KOI8-R */
  JY__CHART_MAC,      /* MacRoman */
  JY__CHARTS
} jy__chart_id;

enum {
  JY__LEADS = 126, /* 81 to FE */
  JY__TRAILS = 191, /* 40 to FE */
  JY__CHART_END = 0x30000 /* planes 0 and 2 */
};

typedef struct {
  uint16_t one[128];                    /* characters of the bytes 80 to FF alone; 0: none */
  uint32_t two[JY__LEADS * JY__TRAILS]; /* characters of the pairs; 0: none */
  uint16_t bytes[JY__CHART_END];        /* byte or pair (lead first) of a character; 0: none */
  uint16_t again[JY__CHART_END];        /* where it has a second place (CP932 has hundreds) */
} jy__chart;

/* The chart, built at the first call; NULL with a record where there is no
 * memory or iconv does not know the encoding. */
const jy__chart *jy__chart_of(jy__chart_id id);

/* Whether each byte is a character, so that no pair can be misread. */
static inline bool jy__chart_single(jy__chart_id id) {
  return id == JY__CHART_WESTERN || id >= JY__CHART_CYRILLIC;
}

/* The character of a pair; 0 where it is none. */
static inline uint32_t jy__chart_pair(const jy__chart *c, unsigned char lead, unsigned char trail) {
  if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail > 0xFE) return 0;
  return c->two[(size_t)(lead - 0x81) * JY__TRAILS + (size_t)(trail - 0x40)];
}

#endif

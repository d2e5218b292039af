/* What the finding and the telling apart of regions share. */
#ifndef JY_CONVERT_REGIONS_H
#define JY_CONVERT_REGIONS_H

#include "base/internal.h"
#include "jiyao/convert.h"

/* The encodings that regions are in. */
typedef enum { JY__IN_UTF8, JY__IN_GB, JY__IN_BIG5, JY__INS } jy__in;

extern const char *const jy__in_names[JY__INS];

/* A stretch in one encoding. */
typedef struct {
  size_t start, end;
  jy__in in;
} jy__piece;

typedef struct {
  jy__piece *at;
  size_t len, cap;
} jy__pieces;

/* Adds a stretch; one that goes on in the same encoding is made longer. */
int jy__pieces_add(jy__pieces *p, size_t start, size_t end, jy__in in);

/* Adds the stretches that bytes[window) reads best as, where `usual` is what
 * the file is in. */
int jy__window_read(jy__pieces *out, jy_str bytes, jy_span window, jy__in usual);

/* What the bytes cost when read in one encoding (jy__char_cost() with what
 * faults cost); needs jy__chars_ready(). */
double jy__cost_in(jy_str bytes, jy__in in);

/* Adds the windows where a file in `usual` may change its encoding, among them
 * those of the losses, where they are known (NULL: not yet). Costs next to
 * nothing where the encoding does not change. */
int jy__windows_find(jy__spans *out, jy_str bytes, jy__in usual, const jy_ledger *losses);

#endif

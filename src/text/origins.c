/* Where a range of a reading stands in the source, stretch by stretch. */
#include "base/internal.h"
#include "jiyao/text.h"

jy_span jy_text_origin(bool *parted, const jy_text *t, jy_span reading) {
  const jy_align *a = jy_text_align(t);
  jy_span best = jy_align_source(a, reading), next;
  size_t all = jy_text_reading(t).len, pieces = 0;
  if (reading.end > all) reading.end = all;
  for (; reading.start < reading.end; pieces++) {
    next = jy_align_source(a, reading);
    if (pieces == 0 || next.end - next.start > best.end - best.start) best = next;
    size_t covered = jy_align_stretch(a, reading);
    reading.start = covered > reading.start ? covered : reading.end;
  }
  *parted = pieces > 1;
  return best;
}

int jy_text_origins(jy_spans *out, const jy_text *t, jy_span reading) {
  const jy_align *a = jy_text_align(t);
  size_t all = jy_text_reading(t).len;
  if (reading.end > all) reading.end = all;
  while (reading.start < reading.end) {
    jy_span source = jy_align_source(a, reading);
    void *at = out->at;
    if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
    out->at = at;
    out->at[out->len++] = source;
    size_t covered = jy_align_stretch(a, reading);
    reading.start = covered > reading.start ? covered : reading.end;
  }
  return JY_OK;
}

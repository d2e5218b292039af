/* Four floats at a time: the larger of two, and the cheapest of a dozen. The same
 * answers on every processor. */
#ifndef JY_EXTRACT_LANES_H
#define JY_EXTRACT_LANES_H

#include <stddef.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef float jy__four __attribute__((vector_size(16)));

static inline jy__four jy__four_load(const float *p) {
  jy__four out;
  memcpy(&out, p, sizeof out);
  return out;
}

static inline jy__four jy__four_larger(jy__four x, jy__four y) {
#ifdef __SSE2__
  return (jy__four)_mm_max_ps((__m128)x, (__m128)y);
#else
  jy__four out;
  for (size_t i = 0; i < 4; i++) out[i] = x[i] > y[i] ? x[i] : y[i];
  return out;
#endif
}

enum { JY__DOZEN = 12 };

/* The least of the sums of costs and of what each adds; *which is the first that comes to it. */
static inline float jy__cheapest(const float costs[JY__DOZEN], const float more[JY__DOZEN], unsigned *which) {
#ifdef __SSE2__
  __m128 a = _mm_add_ps(_mm_loadu_ps(costs), _mm_loadu_ps(more));
  __m128 b = _mm_add_ps(_mm_loadu_ps(costs + 4), _mm_loadu_ps(more + 4));
  __m128 c = _mm_add_ps(_mm_loadu_ps(costs + 8), _mm_loadu_ps(more + 8));
  __m128 least = _mm_min_ps(_mm_min_ps(a, b), c);
  least = _mm_min_ps(least, _mm_shuffle_ps(least, least, _MM_SHUFFLE(1, 0, 3, 2)));
  least = _mm_min_ps(least, _mm_shuffle_ps(least, least, _MM_SHUFFLE(2, 3, 0, 1)));
  unsigned low = (unsigned)_mm_movemask_ps(_mm_cmpeq_ps(a, least)), mid = (unsigned)_mm_movemask_ps(_mm_cmpeq_ps(b, least));
  unsigned high = (unsigned)_mm_movemask_ps(_mm_cmpeq_ps(c, least));
  *which = (unsigned)__builtin_ctz(low | mid << 4 | high << 8);
  return _mm_cvtss_f32(least);
#else
  float least = costs[0] + more[0];
  *which = 0;
  for (unsigned i = 1; i < JY__DOZEN; i++) {
    float sum = costs[i] + more[i];
    if (sum >= least) continue;
    least = sum;
    *which = i;
  }
  return least;
#endif
}

#endif

/* What the benches share: the clock, the median, files, and an end at failure. */
#ifndef JY_BENCH_H
#define JY_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/internal.h"

/* Seconds of the processor, not of the clock: other programs run beside. */
static inline double bench_now(void) {
  struct timespec t = {0, 0};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline int bench_by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Sorts. */
static inline double bench_median(double *of, size_t n) {
  qsort(of, n, sizeof *of, bench_by_size);
  return of[n / 2];
}

static inline void bench_check(int status) {
  if (status >= 0) return;
  const jy_error *e = jy_error_last();
  fprintf(stderr, "bench: %s%s%s\n", e->path ? e->path : "", e->path ? ": " : "", e->message);
  exit(1);
}

static inline jy_buf bench_read(const char *path) {
  jy_buf b = JY_BUF_INIT;
  bench_check(jy__file_read(&b, path));
  return b;
}

#endif

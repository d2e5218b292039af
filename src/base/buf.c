/* Views, growable buffers and growable arrays. Every growth is checked for
 * overflow; a buffer that failed stays failed and keeps what it had. */
#include "base/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE ((size_t)8 << 20)
#define HUGE_PAGE ((uintptr_t)2 << 20)

/* The first touch of a page costs more than what is then written to it; a large
 * buffer asks for large pages. Whether it gets them matters to nobody else. */
static void prefer_huge_pages(void *p, size_t size) {
  uintptr_t start = ((uintptr_t)p + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
  uintptr_t end = ((uintptr_t)p + size) & ~(HUGE_PAGE - 1);
#ifdef MADV_HUGEPAGE
  if (start < end) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
  (void)start, (void)end;
#endif
}

jy_str jy_cstr(const char *s) {
  return (jy_str){s, strlen(s)};
}

bool jy_str_equal(jy_str a, jy_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int jy__grow(void **at, size_t *cap, size_t need, size_t size) {
  if (need <= *cap) return JY_OK;
  size_t want = *cap ? *cap : 8;
  while (want < need) {
    if (want > SIZE_MAX / 2) return jy__nomem();
    want *= 2;
  }
  if (want > SIZE_MAX / size) return jy__nomem();
  void *p = realloc(*at, want * size);
  if (!p) return jy__nomem();
  if (want * size >= LARGE) prefer_huge_pages(p, want * size);
  *at = p;
  *cap = want;
  return JY_OK;
}

void jy_buf_free(jy_buf *b) {
  free(b->ptr);
  *b = (jy_buf)JY_BUF_INIT;
}

int jy_buf_reserve(jy_buf *b, size_t extra) {
  if (b->failed) return jy__nomem();
  if (extra >= SIZE_MAX - b->len) {
    b->failed = true;
    return jy__nomem();
  }
  void *p = b->ptr;
  if (jy__grow(&p, &b->cap, b->len + extra + 1, 1) < 0) {
    b->failed = true;
    return JY_ENOMEM;
  }
  b->ptr = p;
  return JY_OK;
}

void jy_buf_put(jy_buf *b, const void *ptr, size_t len) {
  if (jy_buf_reserve(b, len) < 0) return;
  if (len) memcpy(b->ptr + b->len, ptr, len);
  b->len += len;
  b->ptr[b->len] = '\0';
}

void jy_buf_printf(jy_buf *b, const char *format, ...) {
  va_list ap, again;
  va_start(ap, format);
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, format, ap);
  va_end(ap);
  if (n >= 0 && jy_buf_reserve(b, (size_t)n) == JY_OK) {
    vsnprintf(b->ptr + b->len, (size_t)n + 1, format, again);
    b->len += (size_t)n;
  }
  va_end(again);
}

int jy_buf_status(const jy_buf *b) {
  return b->failed ? jy__nomem() : JY_OK;
}

jy_str jy_buf_str(const jy_buf *b) {
  return (jy_str){b->ptr ? b->ptr : "", b->len};
}

int jy__spans_add(jy__spans *s, size_t start, size_t end) {
  void *p = s->at;
  if (jy__grow(&p, &s->cap, s->len + 1, sizeof *s->at) < 0) return JY_ENOMEM;
  s->at = p;
  s->at[s->len++] = (jy_span){start, end};
  return JY_OK;
}

void jy__spans_free(jy__spans *s) {
  free(s->at);
  *s = (jy__spans){0};
}

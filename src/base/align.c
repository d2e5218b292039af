/* Alignments: pieces with running ends on both sides, found by bisection.
 * Neighbouring kept pieces are one. Refuses to know why a piece was replaced. */
#include "jiyao/align.h"

#include <stdlib.h>

#include "base/internal.h"

typedef struct {
  size_t source_end; /* offsets just past the piece, counted from the start */
  size_t made_end;
  bool kept;
} piece;

struct jy_align {
  piece *at;
  size_t len;
  size_t cap;
};

int jy_align_new(jy_align **out) {
  *out = calloc(1, sizeof **out);
  return *out ? JY_OK : jy__nomem();
}

void jy_align_free(jy_align *a) {
  if (!a) return;
  free(a->at);
  free(a);
}

size_t jy_align_source_size(const jy_align *a) {
  return a->len ? a->at[a->len - 1].source_end : 0;
}

size_t jy_align_made_size(const jy_align *a) {
  return a->len ? a->at[a->len - 1].made_end : 0;
}

static int add(jy_align *a, size_t source_len, size_t made_len, bool kept) {
  if (source_len == 0 && made_len == 0) return JY_OK;
  if (kept && a->len && a->at[a->len - 1].kept) {
    a->at[a->len - 1].source_end += source_len;
    a->at[a->len - 1].made_end += made_len;
    return JY_OK;
  }
  piece p = {jy_align_source_size(a) + source_len, jy_align_made_size(a) + made_len, kept};
  void *at = a->at;
  if (jy__grow(&at, &a->cap, a->len + 1, sizeof *a->at) < 0) return JY_ENOMEM;
  a->at = at;
  a->at[a->len++] = p;
  return JY_OK;
}

int jy_align_keep(jy_align *a, size_t len) {
  return add(a, len, len, true);
}

int jy_align_replace(jy_align *a, size_t source_len, size_t made_len) {
  return add(a, source_len, made_len, false);
}

/* One side of a piece's end; `made` chooses which. */
static size_t end_of(const jy_align *a, size_t i, bool made) {
  return made ? a->at[i].made_end : a->at[i].source_end;
}

static size_t start_of(const jy_align *a, size_t i, bool made) {
  return i ? end_of(a, i - 1, made) : 0;
}

/* The first piece that ends at or after `offset` (`past`: strictly after). */
static size_t find(const jy_align *a, size_t offset, bool made, bool past) {
  size_t low = 0, high = a->len;
  while (low < high) {
    size_t mid = low + (high - low) / 2, end = end_of(a, mid, made);
    if (past ? end > offset : end >= offset)
      high = mid;
    else
      low = mid + 1;
  }
  return low;
}

/* Maps a range given on side `made` to the other side. */
static jy_span map(const jy_align *a, jy_span range, bool made) {
  size_t all = made ? jy_align_made_size(a) : jy_align_source_size(a);
  size_t others = made ? jy_align_source_size(a) : jy_align_made_size(a);
  if (range.start > all) range.start = all;
  if (range.end > all) range.end = all;
  jy_span to = {others, others};
  size_t i = find(a, range.start, made, true);
  if (i < a->len) {
    to.start = start_of(a, i, !made);
    if (a->at[i].kept) to.start += range.start - start_of(a, i, made);
  }
  if (range.end <= range.start) return (jy_span){to.start, to.start};
  i = find(a, range.end, made, false);
  to.end = a->at[i].kept ? start_of(a, i, !made) + (range.end - start_of(a, i, made))
                         : end_of(a, i, !made);
  return to;
}

jy_span jy_align_source(const jy_align *a, jy_span made) {
  return map(a, made, true);
}

jy_span jy_align_made(const jy_align *a, jy_span source) {
  return map(a, source, false);
}

/* A reader over the pieces of an alignment that can stop inside a kept one. */
typedef struct {
  const jy_align *a;
  size_t i;
  size_t used; /* bytes of kept piece i that are behind us */
} cursor;

static bool done(const cursor *c) {
  return c->i >= c->a->len;
}

static bool at_kept(const cursor *c) {
  return !done(c) && c->a->at[c->i].kept;
}

static size_t left(const cursor *c, bool made) {
  return end_of(c->a, c->i, made) - start_of(c->a, c->i, made) - c->used;
}

/* Steps over at most `most` bytes of a kept piece, or over a whole replaced one. */
static jy_span take(cursor *c, size_t most) {
  jy_span sizes = {left(c, false), left(c, true)}; /* source, made */
  if (at_kept(c) && most < sizes.start) {
    c->used += most;
    return (jy_span){most, most};
  }
  c->i++;
  c->used = 0;
  return sizes;
}

/* A group that cannot be split: pieces of both until they end together. */
static int compose_group(jy_align *out, cursor *x, cursor *y) {
  size_t source = 0, made = 0, middle_x = 0, middle_y = 0;
  do {
    if (!done(x) && (middle_x < middle_y || (middle_x == middle_y && !at_kept(x)))) {
      jy_span t = take(x, middle_y - middle_x);
      source += t.start;
      middle_x += t.end;
    } else {
      jy_span t = take(y, middle_x > middle_y ? middle_x - middle_y : 0);
      middle_y += t.start;
      made += t.end;
    }
  } while (middle_x != middle_y);
  return jy_align_replace(out, source, made);
}

int jy_align_compose(jy_align **out, const jy_align *first, const jy_align *second) {
  *out = NULL;
  if (jy_align_made_size(first) != jy_align_source_size(second))
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                    "alignments do not meet: %zu bytes made, %zu expected",
                    jy_align_made_size(first), jy_align_source_size(second));
  jy_align *a = NULL;
  int status = jy_align_new(&a);
  cursor x = {first, 0, 0}, y = {second, 0, 0};
  while (status == JY_OK && (!done(&x) || !done(&y))) {
    if (at_kept(&x) && at_kept(&y)) {
      size_t n = left(&x, true) < left(&y, false) ? left(&x, true) : left(&y, false);
      take(&x, n);
      take(&y, n);
      status = jy_align_keep(a, n);
    } else {
      status = compose_group(a, &x, &y);
    }
  }
  if (status == JY_OK)
    *out = a;
  else
    jy_align_free(a);
  return status;
}

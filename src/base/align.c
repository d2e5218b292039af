/* Alignments: pieces with running ends on both sides, found by bisection.
 * Neighbouring pieces of one unit are one. Refuses to know why a piece was
 * replaced. */
#include "jiyao/align.h"

#include <stdlib.h>

#include "base/internal.h"

/* A piece is made of units that stand for each other one by one and are of the
 * same size on both sides: kept text has units of one byte; a run of characters
 * that each became another of the same size has units of that size, so that
 * script conversion needs no piece for every character. What cannot be divided
 * has unit 0. The unit stands in the low bits of `made`, since a long text has
 * many pieces. */
#define UNIT_BITS 2
#define UNIT_MASK UINT64_C(3)

typedef struct {
  uint64_t source_end; /* offsets just past the piece, counted from the start */
  uint64_t made;       /* the same on the made side, and the unit */
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

/* One side of a piece's end; `made` chooses which. */
static size_t end_of(const jy_align *a, size_t i, bool made) {
  return (size_t)(made ? a->at[i].made >> UNIT_BITS : a->at[i].source_end);
}

static size_t start_of(const jy_align *a, size_t i, bool made) {
  return i ? end_of(a, i - 1, made) : 0;
}

static size_t unit_of(const jy_align *a, size_t i) {
  return (size_t)(a->at[i].made & UNIT_MASK);
}

size_t jy_align_source_size(const jy_align *a) {
  return start_of(a, a->len, false);
}

size_t jy_align_made_size(const jy_align *a) {
  return start_of(a, a->len, true);
}

static int add(jy_align *a, size_t source_len, size_t made_len, size_t unit) {
  if (source_len == 0 && made_len == 0) return JY_OK;
  piece p = {jy_align_source_size(a) + source_len,
             (uint64_t)(jy_align_made_size(a) + made_len) << UNIT_BITS | unit};
  if (unit && a->len && unit_of(a, a->len - 1) == unit) {
    a->at[a->len - 1] = p;
    return JY_OK;
  }
  void *at = a->at;
  if (jy__grow(&at, &a->cap, a->len + 1, sizeof *a->at) < 0) return JY_ENOMEM;
  a->at = at;
  a->at[a->len++] = p;
  return JY_OK;
}

int jy_align_keep(jy_align *a, size_t len) {
  return add(a, len, len, 1);
}

int jy_align_replace(jy_align *a, size_t source_len, size_t made_len) {
  return add(a, source_len, made_len, 0);
}

int jy__align_units(jy_align *a, size_t unit, size_t len) {
  return add(a, len, len, unit);
}

int jy__align_append(jy_align *a, const jy_align *b) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < b->len; i++)
    status = add(a, end_of(b, i, false) - start_of(b, i, false), end_of(b, i, true) - start_of(b, i, true),
                 unit_of(b, i));
  return status;
}

bool jy__align_is_identity(const jy_align *a) {
  return a->len == 0 || (a->len == 1 && unit_of(a, 0) == 1);
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
  size_t all = start_of(a, a->len, made), others = start_of(a, a->len, !made);
  if (range.start > all) range.start = all;
  if (range.end > all) range.end = all;
  jy_span to = {others, others};
  size_t i = find(a, range.start, made, true);
  if (i < a->len) {
    size_t unit = unit_of(a, i), in = range.start - start_of(a, i, made);
    to.start = start_of(a, i, !made) + (unit ? in - in % unit : 0);
  }
  if (range.end <= range.start) return (jy_span){to.start, to.start};
  i = find(a, range.end, made, false);
  size_t unit = unit_of(a, i), in = range.end - start_of(a, i, made);
  to.end = unit ? start_of(a, i, !made) + (in + unit - 1) / unit * unit : end_of(a, i, !made);
  return to;
}

jy_span jy_align_source(const jy_align *a, jy_span made) {
  return map(a, made, true);
}

jy_span jy_align_made(const jy_align *a, jy_span source) {
  return map(a, source, false);
}

/* A reader over the pieces of an alignment that can stop between units. */
typedef struct {
  const jy_align *a;
  size_t i;
  size_t used; /* bytes of piece i that are behind us */
} cursor;

static bool done(const cursor *c) {
  return c->i >= c->a->len;
}

static size_t unit_at(const cursor *c) {
  return done(c) ? 0 : unit_of(c->a, c->i);
}

static size_t left(const cursor *c, bool made) {
  return end_of(c->a, c->i, made) - start_of(c->a, c->i, made) - c->used;
}

/* Steps over the units that hold the next `most` bytes, at least one, or over
 * the whole of a piece that cannot be divided. */
static jy_span take(cursor *c, size_t most) {
  jy_span sizes = {left(c, false), left(c, true)}; /* source, made */
  size_t unit = unit_at(c), whole = unit ? (most + unit - 1) / unit * unit : 0;
  if (unit && whole == 0) whole = unit;
  if (unit && whole < sizes.start) {
    c->used += whole;
    return (jy_span){whole, whole};
  }
  c->i++;
  c->used = 0;
  return sizes;
}

/* A group that cannot be divided: pieces of both until they end together. */
static int compose_group(jy_align *out, cursor *x, cursor *y) {
  size_t source = 0, made = 0, middle_x = 0, middle_y = 0;
  do {
    if (!done(x) && (middle_x < middle_y || (middle_x == middle_y && unit_at(x) != 1))) {
      jy_span t = take(x, middle_y - middle_x);
      source += t.start;
      middle_x += t.end;
    } else {
      jy_span t = take(y, middle_x - middle_y);
      middle_y += t.start;
      made += t.end;
    }
  } while (middle_x != middle_y);
  return jy_align_replace(out, source, made);
}

/* Units that both pieces have in common from here: how many bytes; 0 where
 * there are none. Kept text is divided anywhere, so the other's unit counts. */
static size_t common_units(const cursor *x, const cursor *y, size_t *unit) {
  size_t a = unit_at(x), b = unit_at(y);
  if (a == 0 || b == 0 || (a != b && a != 1 && b != 1)) return 0;
  *unit = a > b ? a : b;
  size_t n = left(x, true) < left(y, false) ? left(x, true) : left(y, false);
  return n - n % *unit;
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
    size_t unit = 0, n = common_units(&x, &y, &unit);
    if (n > 0) {
      take(&x, n);
      take(&y, n);
      status = add(a, n, n, unit);
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

/* Alignments: pieces in the order of the made text, found by bisection.
 * Neighbouring pieces of one unit are one. The source runs along, except where text was
 * moved: then an index finds pieces by their source. Refuses to know why a piece
 * was replaced or moved. */
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
  size_t source; /* where the piece begins */
  size_t source_end;
  uint64_t made; /* where it ends on the made side, and the unit */
} piece;

/* A piece as its source finds it. */
typedef struct {
  size_t source;
  size_t source_end;
  size_t i;
} place;

struct jy_align {
  piece *at;
  size_t len;
  size_t cap;
  size_t next;      /* where the source of the next piece begins */
  size_t size;      /* of the source: the furthest end */
  bool moved;       /* some piece does not follow the one before it */
  place *by_source; /* all pieces in source order; NULL where not yet sorted */
};

int jy_align_new(jy_align **out) {
  *out = calloc(1, sizeof **out);
  return *out ? JY_OK : jy__nomem();
}

void jy_align_free(jy_align *a) {
  if (!a) return;
  free(a->at);
  free(a->by_source);
  free(a);
}

size_t jy_align_source_size(const jy_align *a) {
  return a->size;
}

/* One side of a piece's end; `made` chooses which. */
static size_t end_of(const jy_align *a, size_t i, bool made) {
  return made ? (size_t)(a->at[i].made >> UNIT_BITS) : a->at[i].source_end;
}

static size_t start_of(const jy_align *a, size_t i, bool made) {
  if (!made) return a->at[i].source;
  return i ? end_of(a, i - 1, true) : 0;
}

static size_t unit_of(const jy_align *a, size_t i) {
  return (size_t)(a->at[i].made & UNIT_MASK);
}

size_t jy_align_made_size(const jy_align *a) {
  return a->len ? end_of(a, a->len - 1, true) : 0;
}

bool jy_align_moved(const jy_align *a) {
  return a->moved;
}

void jy_align_move(jy_align *a, size_t source) {
  a->moved = a->moved || source != a->next;
  a->next = source;
}

static int by_source(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->source != y->source) return x->source > y->source ? 1 : -1;
  if (x->source_end != y->source_end) return x->source_end > y->source_end ? 1 : -1;
  return (x->i > y->i) - (x->i < y->i);
}

/* Sorts the pieces of an alignment that is complete and in which some moved. */
static int sort_places(jy_align *a) {
  if (!a->moved) return JY_OK;
  a->by_source = malloc((a->len + 1) * sizeof *a->by_source);
  if (!a->by_source) return jy__nomem();
  for (size_t i = 0; i < a->len; i++)
    a->by_source[i] = (place){a->at[i].source, a->at[i].source_end, i};
  if (a->len) qsort(a->by_source, a->len, sizeof *a->by_source, by_source);
  return JY_OK;
}

static int make_room(jy_align *a) {
  void *at = a->at;
  if (jy__grow(&at, &a->cap, a->len + 1, sizeof *a->at) < 0) return JY_ENOMEM;
  a->at = at;
  return JY_OK;
}

static int add(jy_align *a, size_t source_len, size_t made_len, size_t unit) {
  if (source_len == 0 && made_len == 0) return JY_OK;
  piece *last = a->len ? &a->at[a->len - 1] : NULL;
  uint64_t made = last ? last->made >> UNIT_BITS : 0;
  piece p = {a->next, a->next + source_len, (made + made_len) << UNIT_BITS | unit};
  a->next = p.source_end;
  if (p.source_end > a->size) a->size = p.source_end;
  if (unit && last && (last->made & UNIT_MASK) == unit && last->source_end == p.source) {
    last->source_end = p.source_end;
    last->made = p.made;
    return JY_OK;
  }
  if (a->len == a->cap && make_room(a) < 0) return JY_ENOMEM;
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
  size_t base = a->next;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < b->len; i++) {
    jy_align_move(a, base + b->at[i].source);
    status = add(a, end_of(b, i, false) - start_of(b, i, false), end_of(b, i, true) - start_of(b, i, true),
                 unit_of(b, i));
  }
  return status;
}

bool jy__align_is_identity(const jy_align *a) {
  return a->len == 0 || (a->len == 1 && unit_of(a, 0) == 1 && !a->moved);
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
    size_t unit = unit_of(a, i), in = range.start - start_of(a, i, made);
    to.start = start_of(a, i, !made) + (unit ? in - in % unit : 0);
  }
  if (range.end <= range.start) return (jy_span){to.start, to.start};
  i = find(a, range.end, made, false);
  size_t unit = unit_of(a, i), in = range.end - start_of(a, i, made);
  to.end = unit ? start_of(a, i, !made) + (in + unit - 1) / unit * unit : end_of(a, i, !made);
  return to;
}

/* The piece that holds a byte of the source, in an alignment with moved text. */
static size_t find_source(const jy_align *a, size_t offset) {
  size_t low = 0, high = a->len;
  if (!a->by_source) {
    while (low < high && (a->at[low].source > offset || a->at[low].source_end <= offset)) low++;
    return low;
  }
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (a->by_source[mid].source_end > offset)
      high = mid;
    else
      low = mid + 1;
  }
  return low < a->len ? a->by_source[low].i : a->len;
}

/* The same where text was moved: the range up to where its other side jumps. */
static jy_span map_moved(const jy_align *a, jy_span range, bool made, size_t *covered) {
  size_t others = made ? jy_align_source_size(a) : jy_align_made_size(a);
  size_t i = made ? find(a, range.start, made, true) : find_source(a, range.start);
  *covered = range.end;
  if (i >= a->len) return (jy_span){others, others};
  size_t unit = unit_of(a, i), from = range.start - start_of(a, i, made);
  jy_span to = {start_of(a, i, !made) + (unit ? from - from % unit : 0), 0};
  if (range.end <= range.start) return (jy_span){to.start, to.start};
  while (i + 1 < a->len && end_of(a, i, made) < range.end && a->at[i + 1].source == a->at[i].source_end) i++;
  to.end = end_of(a, i, !made);
  if (end_of(a, i, made) < range.end)
    *covered = end_of(a, i, made);
  else if ((unit = unit_of(a, i)) > 0)
    to.end -= (end_of(a, i, made) - range.end) / unit * unit;
  return to;
}

jy_span jy_align_source(const jy_align *a, jy_span made) {
  size_t covered;
  return a->moved ? map_moved(a, made, true, &covered) : map(a, made, true);
}

jy_span jy_align_made(const jy_align *a, jy_span source) {
  size_t covered;
  return a->moved ? map_moved(a, source, false, &covered) : map(a, source, false);
}

size_t jy_align_stretch(const jy_align *a, jy_span made) {
  size_t covered = made.end;
  if (a->moved && made.start < made.end) map_moved(a, made, true, &covered);
  return covered;
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

/* Where the source of what comes next stands. */
static size_t place_of(const cursor *c) {
  return done(c) ? c->a->next : start_of(c->a, c->i, false) + c->used;
}

/* A group that cannot be split: pieces of both until they end together. Where
 * the source jumps inside it, all that was made goes with the last stretch. */
static int compose_group(jy_align *out, cursor *x, cursor *y) {
  size_t source = 0, made = 0, middle_x = 0, middle_y = 0;
  int status = JY_OK;
  jy_align_move(out, place_of(x));
  do {
    if (!done(x) && (middle_x < middle_y || (middle_x == middle_y && unit_at(x) != 1))) {
      if (out->next + source != place_of(x)) {
        status = jy_align_replace(out, source, 0);
        jy_align_move(out, place_of(x));
        source = 0;
      }
      jy_span t = take(x, middle_y - middle_x);
      source += t.start;
      middle_x += t.end;
    } else {
      jy_span t = take(y, middle_x - middle_y);
      middle_y += t.start;
      made += t.end;
    }
  } while (status == JY_OK && middle_x != middle_y);
  return status < 0 ? status : jy_align_replace(out, source, made);
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

/* Joins two alignments of which the second moves nothing. */
static int compose_run(jy_align *out, const jy_align *first, const jy_align *second) {
  cursor x = {first, 0, 0}, y = {second, 0, 0};
  int status = JY_OK;
  while (status == JY_OK && (!done(&x) || !done(&y))) {
    size_t unit = 0, n = common_units(&x, &y, &unit);
    if (n > 0) {
      jy_align_move(out, place_of(&x));
      take(&x, n);
      take(&y, n);
      status = add(out, n, n, unit);
    } else {
      status = compose_group(out, &x, &y);
    }
  }
  return status;
}

/* The part of an alignment that made a range; a replaced piece on its edge gives
 * its source to the part that holds its first byte. What made nothing goes with
 * what follows it. */
static int slice(jy_align **out, const jy_align *a, jy_span made) {
  int status = jy_align_new(out);
  if (status < 0) return status;
  if (made.start == made.end) { /* no part, but where it would stand */
    jy_align_move(*out, jy_align_source(a, made).start);
    return JY_OK;
  }
  size_t i = find(a, made.start, true, made.start > 0);
  if (made.start > 0)
    while (i > 0 && end_of(a, i - 1, true) == made.start && start_of(a, i - 1, true) == made.start) i--;
  for (; status == JY_OK && i < a->len; i++) {
    size_t start = start_of(a, i, true), end = end_of(a, i, true);
    if (start >= made.end && made.end < jy_align_made_size(a)) break;
    size_t skip = start < made.start ? made.start - start : 0;
    size_t len = (end < made.end ? end : made.end) - start - skip;
    size_t unit = unit_of(a, i);
    jy_align_move(*out, start_of(a, i, false) + (unit ? skip : 0));
    if (unit) /* cut inside a unit, bytes are all that is left */
      status = add(*out, len, len, skip % unit || len % unit ? 1 : unit);
    else
      status = jy_align_replace(*out, skip ? 0 : end_of(a, i, false) - start_of(a, i, false), len);
  }
  return status;
}

/* The pieces of `a` from i, up to where the source jumps; returns where. */
static int run_of(jy_align **out, const jy_align *a, size_t *i, jy_span *source) {
  int status = jy_align_new(out);
  *source = (jy_span){a->at[*i].source, a->at[*i].source};
  for (; status == JY_OK && *i < a->len && a->at[*i].source == source->end; ++*i) {
    size_t from = start_of(a, *i, false), to = end_of(a, *i, false);
    source->end = to;
    status = add(*out, to - from, end_of(a, *i, true) - start_of(a, *i, true), unit_of(a, *i));
  }
  return status;
}

/* The same where the second moves text: one run of it after another. */
static int compose_moved(jy_align *out, const jy_align *first, const jy_align *second) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < second->len;) {
    jy_align *x = NULL, *y = NULL;
    jy_span middle;
    status = run_of(&y, second, &i, &middle);
    if (status == JY_OK) status = slice(&x, first, middle);
    if (status == JY_OK) status = compose_run(out, x, y);
    jy_align_free(x);
    jy_align_free(y);
  }
  return status;
}

int jy_align_compose(jy_align **out, const jy_align *first, const jy_align *second) {
  *out = NULL;
  if (jy_align_made_size(first) != jy_align_source_size(second))
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                    "alignments do not meet: %zu bytes made, %zu expected",
                    jy_align_made_size(first), jy_align_source_size(second));
  jy_align *a = NULL;
  int status = jy_align_new(&a);
  if (status == JY_OK)
    status = second->moved ? compose_moved(a, first, second) : compose_run(a, first, second);
  if (status == JY_OK) status = sort_places(a);
  if (status == JY_OK)
    *out = a;
  else
    jy_align_free(a);
  return status;
}

/* ---- packed -------------------------------------------------------------------- */

/* A number in groups of seven bits, the lowest first; the high bit says that more follow. */
static void put_number(jy_buf *out, uint64_t n) {
  char bytes[10];
  size_t len = 0;
  for (; n > 127; n >>= 7) bytes[len++] = (char)(n | 128);
  bytes[len++] = (char)n;
  jy_buf_put(out, bytes, len);
}

static bool get_number(size_t *n, jy_str in, size_t *at) {
  uint64_t value = 0;
  for (unsigned shift = 0; *at < in.len && shift < 63; shift += 7) {
    unsigned char byte = (unsigned char)in.ptr[(*at)++];
    value |= (uint64_t)(byte & 127) << shift;
    if (byte < 128) {
      *n = (size_t)value;
      return value <= SIZE_MAX >> (UNIT_BITS + 2); /* sums of a few stay in range */
    }
  }
  return false;
}

#define PACKED_MOVED (UNIT_MASK + 1)

/* A piece is its source size with the unit and whether it was moved in the low bits, then
 * where its source begins (if it was moved), then its made size (if that is not the same). */
int jy_align_pack(jy_buf *out, const jy_align *a) {
  size_t next = 0;
  for (size_t i = 0; i < a->len; i++) {
    const piece *p = &a->at[i];
    bool moved = p->source != next;
    uint64_t size = p->source_end - p->source;
    put_number(out, size << (UNIT_BITS + 1) | (moved ? PACKED_MOVED : 0) | unit_of(a, i));
    if (moved) put_number(out, p->source);
    if (!unit_of(a, i)) put_number(out, end_of(a, i, true) - start_of(a, i, true));
    next = p->source_end;
  }
  return jy_buf_status(out);
}

/* Whether a piece was read and fits behind what is there; *status is that of adding it. */
static bool unpack_piece(int *status, jy_align *a, jy_str in, size_t *at) {
  size_t head, source = a->next, made;
  if (!get_number(&head, in, at)) return false;
  size_t size = head >> (UNIT_BITS + 1), unit = head & UNIT_MASK;
  if (head & PACKED_MOVED && !get_number(&source, in, at)) return false;
  made = size;
  if (!unit && !get_number(&made, in, at)) return false;
  if (unit && size % unit) return false;
  const size_t most = SIZE_MAX >> (UNIT_BITS + 1);
  if (source + size > most || jy_align_made_size(a) + made > most) return false;
  jy_align_move(a, source);
  *status = add(a, size, made, unit);
  return true;
}

int jy_align_unpack(jy_align **out, jy_str packed) {
  jy_align *a = NULL;
  size_t at = 0;
  *out = NULL;
  int status = jy_align_new(&a);
  while (status == JY_OK && at < packed.len) {
    size_t from = at;
    if (!unpack_piece(&status, a, packed, &at))
      status = jy__fail(JY_EINVALID, NULL, from, "no packed alignment: it breaks off at byte %zu", from);
  }
  if (status == JY_OK) status = sort_places(a);
  if (status == JY_OK)
    *out = a;
  else
    jy_align_free(a);
  return status;
}

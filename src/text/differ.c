/* Where two texts differ, in the order of both. Knows characters as they are compared;
 * refuses to judge what the differences mean.
 *
 * Shingles that each text has once are sure to belong together where their order is the
 * same in both: the longest such sequence holds the texts to each other (Bram Cohen's
 * "patience" comparison, by windows of characters where he takes lines). Between two of
 * them the same is done again, until nothing is left that both have. */
#include "text/shingles.h"

#include <stdlib.h>
#include <string.h>

/* A stretch of both texts, half-open. */
typedef struct {
  size_t a, a_end, b, b_end;
} range;

/* A shingle that both ranges have once. */
typedef struct {
  size_t a, b;
  size_t before; /* the anchor that precedes it in the longest sequence, plus one; or 0 */
} anchor;

/* What a shingle of the first range is known by. */
typedef struct {
  uint64_t hash;
  size_t a, b;    /* where it stands */
  unsigned in_a, in_b; /* how often, 2 for more */
} slot;

typedef struct {
  const jy_shingles *a, *b;
  slot *slots;
  size_t mask;
  anchor *anchors;
  size_t *tails; /* of sequences by length: the anchor, plus one, that ends lowest in b */
  range *todo;   /* what is still to be compared, the next one last */
  size_t len, cap;
  jy_passages *differ;
} work;

static slot *slot_of(const work *w, uint64_t hash) {
  size_t i = (size_t)hash & w->mask;
  while (w->slots[i].in_a && w->slots[i].hash != hash) i = (i + 1) & w->mask;
  return &w->slots[i];
}

static size_t shingles_of(size_t start, size_t end) {
  return end - start < JY__SHINGLE ? 0 : end - start - JY__SHINGLE + 1;
}

/* The shingles that stand once in either range, in the order of a. */
static size_t find_anchors(work *w, const range *r) {
  size_t in_a = shingles_of(r->a, r->a_end), in_b = shingles_of(r->b, r->b_end), n = 0;
  for (w->mask = 15; w->mask < 2 * in_a; w->mask = 2 * w->mask + 1) continue;
  memset(w->slots, 0, (w->mask + 1) * sizeof *w->slots);
  for (size_t i = 0; i < in_a; i++) {
    slot *s = slot_of(w, w->a->hashes[r->a + i]);
    s->hash = w->a->hashes[r->a + i];
    s->a = r->a + i;
    s->in_a += s->in_a < 2;
  }
  for (size_t i = 0; i < in_b; i++) {
    slot *s = slot_of(w, w->b->hashes[r->b + i]);
    if (!s->in_a) continue;
    s->b = r->b + i;
    s->in_b += s->in_b < 2;
  }
  for (size_t i = 0; i < in_a; i++) {
    const slot *s = slot_of(w, w->a->hashes[r->a + i]);
    if (s->in_a == 1 && s->in_b == 1) w->anchors[n++] = (anchor){.a = s->a, .b = s->b};
  }
  return n;
}

/* Keeps of n anchors the longest sequence that rises in b too; how many there are. */
static size_t keep_rising(work *w, size_t n) {
  size_t longest = 0;
  for (size_t i = 0; i < n; i++) {
    size_t low = 0, high = longest;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (w->anchors[w->tails[middle] - 1].b < w->anchors[i].b)
        low = middle + 1;
      else
        high = middle;
    }
    w->anchors[i].before = low ? w->tails[low - 1] : 0;
    w->tails[low] = i + 1;
    longest += low == longest;
  }
  size_t at = longest ? w->tails[longest - 1] : 0;
  for (size_t i = longest; i-- > 0; at = w->anchors[at - 1].before) w->tails[i] = at;
  for (size_t i = 0; i < longest; i++) w->anchors[i] = w->anchors[w->tails[i] - 1];
  return longest;
}

static bool is_same(const work *w, size_t a, size_t b) {
  return w->a->chars[a] == w->b->chars[b];
}

/* What both begin and end with is no difference. */
static void trim(const work *w, range *r) {
  while (r->a < r->a_end && r->b < r->b_end && is_same(w, r->a, r->b)) r->a++, r->b++;
  while (r->a < r->a_end && r->b < r->b_end && is_same(w, r->a_end - 1, r->b_end - 1)) r->a_end--, r->b_end--;
}

static int later(work *w, range r) {
  trim(w, &r);
  if (r.a == r.a_end && r.b == r.b_end) return JY_OK;
  int status = jy__grow((void **)&w->todo, &w->cap, w->len + 1, sizeof *w->todo);
  if (status == JY_OK) w->todo[w->len++] = r;
  return status;
}

/* The ranges between n anchors are compared later, the first of them next. */
static int divide(work *w, range r, size_t n) {
  int status = JY_OK;
  for (size_t i = n; i-- > 0 && status == JY_OK;) {
    size_t a = w->anchors[i].a, b = w->anchors[i].b;
    if (a + JY__SHINGLE > r.a_end || b + JY__SHINGLE > r.b_end) continue; /* within one that was taken */
    status = later(w, (range){a + JY__SHINGLE, r.a_end, b + JY__SHINGLE, r.b_end});
    r.a_end = a;
    r.b_end = b;
  }
  return status == JY_OK ? later(w, r) : status;
}

static jy_span bytes_of(const jy_shingles *t, size_t start, size_t end) {
  if (start < end) return (jy_span){t->starts[start], t->ends[end - 1]};
  size_t at = start > 0 ? t->ends[start - 1] : 0;
  return (jy_span){at, at};
}

static int add(work *w, const range *r) {
  jy_passages *list = w->differ;
  int status = jy__grow((void **)&list->at, &list->cap, list->len + 1, sizeof *list->at);
  if (status == JY_OK)
    list->at[list->len++] = (jy_passage){bytes_of(w->a, r->a, r->a_end), bytes_of(w->b, r->b, r->b_end)};
  return status;
}

static int compare(work *w) {
  int status = later(w, (range){0, w->a->len, 0, w->b->len});
  while (status == JY_OK && w->len) {
    range r = w->todo[--w->len];
    size_t n = keep_rising(w, find_anchors(w, &r));
    status = n ? divide(w, r, n) : add(w, &r);
  }
  return status;
}

int jy__differ(jy_passages *differ, const jy_shingles *a, const jy_shingles *b) {
  size_t slots = 16;
  while (slots <= 2 * a->len) slots *= 2;
  work w = {.a = a, .b = b, .differ = differ};
  w.slots = malloc(slots * sizeof *w.slots);
  w.anchors = malloc((a->len + 1) * sizeof *w.anchors);
  w.tails = malloc((a->len + 1) * sizeof *w.tails);
  int status = w.slots && w.anchors && w.tails ? compare(&w) : jy__nomem();
  free(w.slots);
  free(w.anchors);
  free(w.tails);
  free(w.todo);
  return status;
}

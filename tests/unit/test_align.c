/* Alignment against a model that remembers where every byte came from:
 * monotone, total, invertible on kept text, composed in any order alike. */
#include "check.h"

#include <stdbool.h>

#include "base/internal.h"
#include "chance.h"
#include "jiyao/align.h"

#define MOST 400
#define NOWHERE SIZE_MAX
#define ROUNDS 300

/* For every made byte, the source byte it is, or NOWHERE when it was put in. */
typedef struct {
  jy_align *align;
  size_t origin[MOST * 4];
  size_t source, made;
} model;

static void keep(model *m, size_t n) {
  assert_ok(jy_align_keep(m->align, n));
  while (n-- > 0) m->origin[m->made++] = m->source++;
}

static void replace(model *m, size_t source, size_t made) {
  assert_ok(jy_align_replace(m->align, source, made));
  m->source += source;
  while (made-- > 0) m->origin[m->made++] = NOWHERE;
}

/* Random pieces over exactly `source` bytes. */
static void fill(model *m, uint64_t *seed, size_t source) {
  assert_ok(jy_align_new(&m->align));
  m->source = m->made = 0;
  while (m->source < source) {
    size_t left = source - m->source, n = 1 + chance(seed, 9);
    if (n > left) n = left;
    switch (chance(seed, 4)) {
      case 0: replace(m, n, chance(seed, 7)); break;
      case 1: replace(m, 0, chance(seed, 4)); break;
      default: keep(m, n); break;
    }
    if (m->made > MOST * 3) keep(m, source - m->source);
  }
  if (chance(seed, 2)) replace(m, 0, 2);
}

static void check_monotone_total(const jy_align *a) {
  size_t made = jy_align_made_size(a), source = jy_align_source_size(a);
  jy_span last = {0, 0};
  for (size_t i = 0; i < made; i++) {
    jy_span s = jy_align_source(a, (jy_span){i, i + 1});
    assert_true(s.start <= s.end && s.end <= source);
    assert_true(s.start >= last.start && s.end >= last.end);
    last = s;
  }
  last = (jy_span){0, 0};
  for (size_t i = 0; i < source; i++) {
    jy_span m = jy_align_made(a, (jy_span){i, i + 1});
    assert_true(m.start <= m.end && m.end <= made);
    assert_true(m.start >= last.start && m.end >= last.end);
    last = m;
  }
}

static void check_kept(const jy_align *a, const size_t *origin) {
  for (size_t i = 0; i < jy_align_made_size(a); i++) {
    if (origin[i] == NOWHERE) continue;
    jy_span s = jy_align_source(a, (jy_span){i, i + 1});
    assert_int_equal(s.start, origin[i]);
    assert_int_equal(s.end, origin[i] + 1);
    jy_span m = jy_align_made(a, s);
    assert_int_equal(m.start, i);
    assert_int_equal(m.end, i + 1);
  }
}

static void test_properties(void **state) {
  (void)state;
  uint64_t seed = 20230608;
  for (int round = 0; round < ROUNDS; round++) {
    model m;
    fill(&m, &seed, chance(&seed, MOST));
    assert_int_equal(jy_align_source_size(m.align), m.source);
    assert_int_equal(jy_align_made_size(m.align), m.made);
    check_monotone_total(m.align);
    check_kept(m.align, m.origin);
    jy_align_free(m.align);
  }
}

/* Whether byte `i` of the made text leads to one source byte that leads back. */
static bool is_kept(const jy_align *a, size_t i, size_t *from) {
  jy_span s = jy_align_source(a, (jy_span){i, i + 1}), m = jy_align_made(a, s);
  *from = s.start;
  return s.end == s.start + 1 && m.start == i && m.end == i + 1;
}

/* The order of composing may join neighbouring replaced pieces differently; it
 * never changes the sizes or where kept text leads. */
static void check_same(const jy_align *a, const jy_align *b, const size_t *origin) {
  assert_int_equal(jy_align_made_size(a), jy_align_made_size(b));
  assert_int_equal(jy_align_source_size(a), jy_align_source_size(b));
  for (size_t i = 0; i < jy_align_made_size(a); i++) {
    size_t x = 0, y = 0;
    if (origin[i] == NOWHERE) continue;
    assert_true(is_kept(a, i, &x));
    assert_true(is_kept(b, i, &y));
    assert_true(x == y && x == origin[i]);
  }
}

/* A byte that both steps kept is kept; any other reaches at least what the two
 * steps reach one after the other. */
static void check_composed(const jy_align *c, const model *x, const model *y, size_t *origin) {
  for (size_t i = 0; i < y->made; i++) {
    origin[i] = y->origin[i] == NOWHERE ? NOWHERE : x->origin[y->origin[i]];
    jy_span far = jy_align_source(x->align, jy_align_source(y->align, (jy_span){i, i + 1}));
    jy_span got = jy_align_source(c, (jy_span){i, i + 1});
    if (far.start < far.end) assert_true(got.start <= far.start && far.end <= got.end);
  }
  check_kept(c, origin);
  check_monotone_total(c);
}

static void test_compose(void **state) {
  (void)state;
  uint64_t seed = 20251020;
  for (int round = 0; round < ROUNDS; round++) {
    static model x, y, z;
    fill(&x, &seed, chance(&seed, MOST / 4));
    fill(&y, &seed, x.made);
    fill(&z, &seed, y.made);
    jy_align *xy, *yz, *left, *right;
    assert_ok(jy_align_compose(&xy, x.align, y.align));
    assert_ok(jy_align_compose(&yz, y.align, z.align));
    assert_ok(jy_align_compose(&left, xy, z.align));
    assert_ok(jy_align_compose(&right, x.align, yz));
    check_composed(xy, &x, &y, y.origin);
    for (size_t i = 0; i < z.made; i++)
      if (z.origin[i] != NOWHERE) z.origin[i] = y.origin[z.origin[i]];
    check_same(left, right, z.origin);
    jy_align *all[] = {x.align, y.align, z.align, xy, yz, left, right};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) jy_align_free(all[i]);
  }
}

/* Runs of characters that each became another: every one leads to its own. */
static void test_units(void **state) {
  (void)state;
  uint64_t seed = 33;
  for (int round = 0; round < ROUNDS; round++) {
    jy_align *a[2], *c, *d;
    for (int k = 0; k < 2; k++) {
      assert_ok(jy_align_new(&a[k]));
      for (size_t left = 99; left > 0;) {
        size_t n = 3 * (1 + chance(&seed, left / 3));
        assert_ok(chance(&seed, 2) ? jy__align_units(a[k], 3, n) : jy_align_keep(a[k], n));
        left -= n;
      }
      assert_ok(jy_align_replace(a[k], k ? 2 : 5, 2)); /* they need not meet evenly */
    }
    assert_ok(jy_align_compose(&c, a[0], a[1]));
    assert_ok(jy_align_new(&d));
    assert_ok(jy_align_keep(d, 1));
    assert_ok(jy__align_append(d, c));
    for (size_t i = 0; i < 99; i += 3) {
      jy_span s = jy_align_source(c, (jy_span){i, i + 3}), m = jy_align_made(c, s);
      assert_true(s.start == i && s.end == i + 3 && m.start == i && m.end == i + 3);
      s = jy_align_source(d, (jy_span){i + 1, i + 4});
      assert_true(s.start == i + 1 && s.end == i + 4);
    }
    assert_int_equal(jy_align_source_size(c), 104);
    check_monotone_total(c);
    jy_align *all[] = {a[0], a[1], c, d};
    for (size_t i = 0; i < 4; i++) jy_align_free(all[i]);
  }
}

/* Units that do not lie over one another make a group, never a wrong place. */
static void test_uneven_units(void **state) {
  (void)state;
  jy_align *a, *b, *c;
  assert_ok(jy_align_new(&a));
  assert_ok(jy_align_new(&b));
  assert_true(jy__align_is_identity(a));
  assert_ok(jy__align_units(a, 3, 9));
  assert_ok(jy_align_keep(b, 1));
  assert_ok(jy__align_units(b, 2, 6));
  assert_ok(jy_align_keep(b, 2));
  assert_ok(jy_align_compose(&c, a, b));
  jy_span s = jy_align_source(c, (jy_span){4, 5});
  assert_true(s.start <= 3 && s.end >= 6);
  assert_int_equal(jy_align_made_size(c), 9);
  s = jy_align_source(a, (jy_span){4, 5});
  assert_true(s.start == 3 && s.end == 6);
  assert_false(jy__align_is_identity(a));
  jy_align_free(a);
  jy_align_free(b);
  jy_align_free(c);
}

/* Blocks of `size` bytes in random order, as a step of its own. */
static void shuffle_blocks(model *m, uint64_t *seed, size_t size) {
  size_t starts[MOST], lens[MOST], n = 0;
  assert_ok(jy_align_new(&m->align));
  m->source = m->made = 0;
  for (size_t at = 0; at < size; at += lens[n++]) {
    starts[n] = at;
    lens[n] = 1 + chance(seed, size - at < 20 ? size - at : 20);
  }
  for (; n > 0; n--) {
    size_t i = chance(seed, n);
    jy_align_move(m->align, starts[i]);
    assert_ok(jy_align_keep(m->align, lens[i]));
    for (size_t k = 0; k < lens[i]; k++) m->origin[m->made++] = starts[i] + k;
    if (chance(seed, 3) == 0) {
      assert_ok(jy_align_replace(m->align, 0, 1));
      m->origin[m->made++] = NOWHERE;
    }
    starts[i] = starts[n - 1];
    lens[i] = lens[n - 1];
  }
  m->source = size;
}

/* What stretches of the source a range comes from: together as long as it. */
static void check_stretches(const model *m) {
  for (size_t at = 0; at < m->made;) {
    size_t end = jy_align_stretch(m->align, (jy_span){at, m->made});
    jy_span s = jy_align_source(m->align, (jy_span){at, m->made});
    assert_true(end > at && end <= m->made && s.end <= m->source && s.start <= s.end);
    for (size_t i = at; i < end; i++)
      assert_true(m->origin[i] == NOWHERE || (m->origin[i] >= s.start && m->origin[i] < s.end));
    at = end;
  }
}

/* Moved text: kept bytes lead back to exactly where they stood, through steps
 * before and after the move. */
static void test_moves(void **state) {
  (void)state;
  uint64_t seed = 77;
  for (int round = 0; round < ROUNDS; round++) {
    model first, moved, last, all = {.made = 0};
    jy_align *half = NULL;
    fill(&first, &seed, 1 + chance(&seed, MOST / 2));
    shuffle_blocks(&moved, &seed, first.made);
    check_kept(moved.align, moved.origin);
    check_stretches(&moved);
    fill(&last, &seed, moved.made);
    assert_ok(jy_align_compose(&half, first.align, moved.align));
    assert_ok(jy_align_compose(&all.align, half, last.align));
    all.source = first.source;
    all.made = jy_align_made_size(all.align);
    assert_int_equal(all.made, last.made);
    assert_int_equal(jy_align_source_size(all.align), first.source);
    for (size_t i = 0; i < last.made; i++) {
      size_t at = last.origin[i];
      if (at != NOWHERE) at = moved.origin[at];
      all.origin[i] = at == NOWHERE ? NOWHERE : first.origin[at];
    }
    check_kept(all.align, all.origin);
    check_stretches(&all);
    jy_align *const every[] = {first.align, moved.align, last.align, half, all.align};
    for (size_t i = 0; i < sizeof every / sizeof *every; i++) jy_align_free(every[i]);
  }
}

static void test_edges(void **state) {
  (void)state;
  jy_align *a, *b, *c = NULL;
  assert_ok(jy_align_new(&a));
  jy_span s = jy_align_source(a, (jy_span){5, 9});
  assert_true(s.start == 0 && s.end == 0);
  assert_ok(jy_align_replace(a, 4, 0)); /* all taken out */
  s = jy_align_made(a, (jy_span){1, 3});
  assert_true(s.start == 0 && s.end == 0);
  assert_ok(jy_align_keep(a, 3));
  s = jy_align_source(a, (jy_span){0, 3});
  assert_true(s.start == 4 && s.end == 7);
  s = jy_align_source(a, (jy_span){2, 1000});
  assert_true(s.start == 6 && s.end == 7);
  assert_ok(jy_align_new(&b));
  assert_int_equal(jy_align_compose(&c, a, b), JY_EINVALID);
  assert_null(c);
  jy_align_free(a);
  jy_align_free(b);
}

/* What was put in between two moved stretches stays where it was put. */
static void test_moved_insertion(void **state) {
  (void)state;
  jy_align *first, *second, *both;
  assert_ok(jy_align_new(&first));
  assert_ok(jy_align_new(&second));
  assert_ok(jy_align_replace(first, 3, 0)); /* so that the middle stands 3 before the source */
  assert_ok(jy_align_keep(first, 30));
  jy_align_move(second, 20);
  assert_ok(jy_align_keep(second, 10));
  jy_align_move(second, 10);
  assert_ok(jy_align_replace(second, 0, 1));
  jy_align_move(second, 0);
  assert_ok(jy_align_keep(second, 20));
  assert_ok(jy_align_compose(&both, first, second));
  jy_span at = jy_align_source(both, (jy_span){10, 11});
  assert_int_equal(at.start, 13);
  assert_int_equal(at.end, 13);
  jy_align_free(first);
  jy_align_free(second);
  jy_align_free(both);
}

/* Of every sort of piece, the same offsets lead to the same places. */
static void test_packed(void **state) {
  (void)state;
  jy_align *a, *b;
  jy_buf packed = JY_BUF_INIT;
  assert_ok(jy_align_new(&a));
  jy_align_move(a, 300);
  assert_ok(jy_align_keep(a, 200));
  assert_ok(jy_align_replace(a, 5, 0));
  jy_align_move(a, 0);
  assert_ok(jy__align_units(a, 3, 297));
  assert_ok(jy_align_replace(a, 3, 70000));
  assert_ok(jy_align_pack(&packed, a));
  assert_ok(jy_align_unpack(&b, jy_buf_str(&packed)));
  assert_int_equal(jy_align_made_size(a), jy_align_made_size(b));
  assert_int_equal(jy_align_source_size(a), jy_align_source_size(b));
  for (size_t i = 0; i < 700; i++) {
    jy_span s = {i, i + 2}, x = jy_align_source(a, s), y = jy_align_source(b, s);
    assert_true(x.start == y.start && x.end == y.end);
    x = jy_align_made(a, s);
    y = jy_align_made(b, s);
    assert_true(x.start == y.start && x.end == y.end);
  }
  jy_align_free(b);
  /* The last number of the last piece has three bytes. */
  for (size_t cut = 1; cut <= 3; cut++)
    assert_int_equal(jy_align_unpack(&b, (jy_str){packed.ptr, packed.len - cut}), JY_EINVALID);
  assert_null(b);
  jy_buf_free(&packed);
  jy_align_free(a);
}

/* Units that do not come out even, and sizes that no text has. */
static void test_no_packed(void **state) {
  (void)state;
  jy_align *a;
  assert_int_equal(jy_align_unpack(&a, jy_cstr("\x23")), JY_EINVALID);
  assert_int_equal(jy_align_unpack(&a, jy_cstr("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")), JY_EINVALID);
  assert_int_equal(jy_error_last()->offset, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_properties),
      cmocka_unit_test(test_compose),
      cmocka_unit_test(test_units),
      cmocka_unit_test(test_uneven_units),
      cmocka_unit_test(test_moves), cmocka_unit_test(test_moved_insertion),
      cmocka_unit_test(test_edges), cmocka_unit_test(test_packed), cmocka_unit_test(test_no_packed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

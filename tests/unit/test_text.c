/* The Text through the whole chain: what each piece of damage becomes and where
 * it stood, exactly; glosses; NFKC; columns. */
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/internal.h"
#include "chance.h"
#include "text/internal.h"

/* What a source piece reads as after glosses, Simplified, NFKC, and how many of
 * its bytes that stands for. No piece changes how another is read. */
static const struct {
  jy_str source, reading;
  size_t core;
  bool gloss;
} pieces[] = {
#define PIECE(s, r, core, gloss) {{s, sizeof(s) - 1}, {r, sizeof(r) - 1}, core, gloss}
    PIECE("院", "院", 3, false),        PIECE("醫", "医", 3, false),
    PIECE("醫(yī)", "医", 3, true),      PIECE("長（zhǎng）", "长", 3, true),
    PIECE("創(chuàng)", "创", 3, true),  PIECE("會(ㄏㄨㄟˋ)", "会", 3, true),
    PIECE("Ａ", "A", 3, false),         PIECE("　", " ", 3, false),
    PIECE("，", ",", 3, false),         PIECE("\u200b", "", 3, false),
    PIECE("e\u0301", "é", 3, false),    PIECE("①", "1", 3, false),
    PIECE("ｶﾞ", "ガ", 6, false),        PIECE("(CEO)", "(CEO)", 5, false),
    PIECE("(扩大)", "(扩大)", 8, false), PIECE("?", "?", 1, false),
    PIECE("\n", "\n", 1, false),        PIECE("\0", "\0", 1, false),
    PIECE("\uFFFD", "\uFFFD", 3, false), PIECE("𠀀", "𠀀", 4, false),
};
enum { PIECES = sizeof pieces / sizeof *pieces, MOST = 80 };

static jy_text *chain(jy_str source) {
  jy_text *t, *u, *v, *w;
  assert_ok(jy_text_new(&t, source));
  assert_ok(jy_text_glosses(&u, t));
  assert_ok(jy_text_hans(&v, u));
  assert_ok(jy_text_nfkc(&w, v));
  jy_text_free(t);
  jy_text_free(u);
  jy_text_free(v); /* the last lives on its own */
  return w;
}

static void check_piece(const jy_text *t, size_t piece, size_t source, size_t made) {
  const jy_align *a = jy_text_align(t);
  size_t len = pieces[piece].reading.len;
  if (len == 0) return;
  assert_memory_equal(jy_text_reading(t).ptr + made, pieces[piece].reading.ptr, len);
  jy_span s = jy_align_source(a, (jy_span){made, made + len});
  assert_int_equal(s.start, source);
  assert_int_equal(s.end, source + pieces[piece].core);
  jy_span m = jy_align_made(a, s);
  assert_int_equal(m.start, made);
  assert_int_equal(m.end, made + len);
}

static void check_changes(const jy_text *t, size_t expected) {
  assert_int_equal(jy_text_changes(t), expected);
  size_t past = 0;
  for (size_t i = 0; i < expected; i++) {
    const jy_change *c = jy_text_change(t, i);
    assert_true(c->source.start >= past && c->source.end <= jy_text_source(t).len);
    past = c->source.end;
    assert_string_equal(c->kind, "gloss");
    assert_int_equal(c->before.len, c->source.end - c->source.start);
    assert_memory_equal(c->before.ptr, jy_text_source(t).ptr + c->source.start, c->before.len);
    assert_int_equal(c->after.len, 0);
  }
  assert_null(jy_text_change(t, expected));
}

static void test_random_damage(void **state) {
  (void)state;
  uint64_t seed = 1;
  for (int round = 0; round < 500; round++) {
    size_t picked[MOST], n = chance(&seed, MOST), glosses = 0, at = 0, made = 0;
    jy_buf source = JY_BUF_INIT;
    for (size_t i = 0; i < n; i++) {
      picked[i] = chance(&seed, PIECES);
      glosses += pieces[picked[i]].gloss;
      jy_buf_put(&source, pieces[picked[i]].source.ptr, pieces[picked[i]].source.len);
    }
    jy_text *t = chain(jy_buf_str(&source));
    assert_true(jy_str_equal(jy_text_source(t), jy_buf_str(&source)));
    for (size_t i = 0; i < n; i++) {
      check_piece(t, picked[i], at, made);
      at += pieces[picked[i]].source.len;
      made += pieces[picked[i]].reading.len;
    }
    assert_int_equal(jy_text_reading(t).len, made);
    check_changes(t, glosses);
    jy_text_free(t);
    jy_buf_free(&source);
  }
}

static void test_invalid(void **state) {
  (void)state;
  jy_text *t = NULL;
  assert_int_equal(jy_text_new(&t, jy_cstr("院\xE9\x99")), JY_EENCODING);
  assert_null(t);
  assert_int_equal(jy_error_last()->offset, 3);
  assert_ok(jy_text_new(&t, (jy_str){NULL, 0}));
  assert_int_equal(jy_text_reading(t).len, 0);
  jy_text_free(t);
  jy_text_free(NULL);
}

static void check_glosses(const char *source, const char *expected) {
  jy_text *t, *u;
  assert_ok(jy_text_new(&t, jy_cstr(source)));
  assert_ok(jy_text_glosses(&u, t));
  jy_str r = jy_text_reading(u);
  assert_int_equal(r.len, strlen(expected));
  assert_memory_equal(r.ptr, expected, r.len);
  jy_text_free(t);
  jy_text_free(u);
}

static void test_glosses(void **state) {
  (void)state;
  check_glosses("醫(yī)學(xué)會(huì)議", "醫學會議");
  check_glosses("呂(lǚ)女(nu\u030C)綠(lǜ)略（lüè）", "呂女綠略");
  check_glosses("港(ɡǎnɡ)", "港");
  check_glosses("長(ㄓㄤˇ)的(˙ㄉㄜ)", "長的");
  check_glosses("东湖(ㄉㄨㄥ ㄏㄨˊ)大学", "东湖大学");
  check_glosses("處庨L(zhǎng)到?W(xué)會", "處庨L到?W會");
  check_glosses("王(Wáng)ÀÉ歐(ŌU)女(Nǚ)", "王ÀÉ歐女"); /* capitals */
  check_glosses("王(wang2)女(nü3)綠(lv4)區(qu1)流（liu2）說(shuo1)嗎(ma5)", "王女綠區流說嗎"); /* tones by number */
  check_glosses("王(Wáng)(wang2)院(yuàn)（yuan4）(ㄩㄢˋ)", "王院");  /* twice */
  check_glosses("醫((yī))院（（yuàn））長(（zhǎng）)", "醫院長");
  check_glosses("長(zhǎng/cháng)行(xíng，háng)", "長行");            /* either of them */
  check_glosses("醫院(yī yuàn)召開（zhào kāi）", "醫院召開");        /* for a word */
}

static void test_no_glosses(void **state) {
  (void)state;
  static const char *const same[] = {
      "院长(CEO)",   "药师(Pharm.D.)", "会议(扩大)", "好(le)了", "甲(a)乙(b)", "院(Yī)", "院(yi)长", "(yī)",
      "院 (yī)",     "abc(yī)",        "院(yīyuàn)", "院(xyā)",  "院(yī",      "院()",   "百?gòu)?qiáng)醫",
      "院(ㄓㄓ)",    "院(ˇ)",          "院(yīí)",    "院(māng ",  "院(bō)长",
      "王(WANG)",    "图(tu1)",        "院(yuan6)",  "院(B2)",    "王(wang)",       "院((bō))",   "(王(",   "((yuàn))",
      "院(yī bō)",   "院(of/in)",      "院(,)",      "院(yuàn of)", "长(zhǎng a b)",
  };
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) check_glosses(same[i], same[i]);
}

/* A syllable without mark, or that does not read the character, is a gloss only
 * among others that are. */
static void test_neutral(void **state) {
  (void)state;
  check_glosses("醫(yī)來(lái)會(huì)議(bō)", "醫來會議");
  check_glosses("醫(yī)來(bō)會(huì)", "醫來(bō)會");
  check_glosses("醫(yī)生們(men)來(lái)了(le)會(huì)", "醫生們來了會");
  check_glosses("來(lái)了(le)會(huì)(men)", "來了(le)會(men)");
  check_glosses("醫(yī)來(lái)會(huì)項(a)議(of)", "醫來會項(a)議(of)");
}

static void check_nfkc(jy_str s) {
  jy_buf out = JY_BUF_INIT, twice = JY_BUF_INIT;
  jy_align *a;
  assert_ok(jy_align_new(&a));
  assert_ok(jy_nfkc(&out, a, s));
  assert_int_equal(jy_align_source_size(a), s.len);
  assert_int_equal(jy_align_made_size(a), out.len);
  utf8proc_uint8_t *want = NULL;
  utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, &want,
                                    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
  assert_int_equal(n, out.len);
  assert_memory_equal(jy_buf_str(&out).ptr, want, out.len);
  assert_ok(jy_nfkc(&twice, NULL, jy_buf_str(&out)));
  assert_true(jy_str_equal(jy_buf_str(&out), jy_buf_str(&twice)));
  jy_align_free(a);
  jy_buf_free(&out);
  jy_buf_free(&twice);
  free(want);
}

/* Cut up, a text normalises as in one piece. */
static void test_nfkc_whole(void **state) {
  (void)state;
  static const uint32_t blocks[] = {0x20, 0xA0, 0x300, 0x340, 0x900, 0x9B0, 0x1100, 0x1160, 0x11A0, 0x1E00,
                                    0x2000, 0x2100, 0x2460, 0x3000, 0x3040, 0x3130, 0x3200, 0x3300, 0x4E00,
                                    0xAC00, 0xF900, 0xFB00, 0xFE30, 0xFF00, 0xFF60, 0x1D15E, 0x2F800};
  uint64_t seed = 15;
  for (int round = 0; round < 3000; round++) {
    jy_buf b = JY_BUF_INIT;
    for (size_t n = chance(&seed, 24); n > 0; n--) {
      uint32_t cp = blocks[chance(&seed, sizeof blocks / sizeof *blocks)] + (uint32_t)chance(&seed, 0x40);
      bool left_out = (cp >= 0x200B && cp <= 0x200D) || cp == 0xAD;
      if (utf8proc_category((utf8proc_int32_t)cp) != UTF8PROC_CATEGORY_CN && !left_out) jy__utf8_put(&b, cp);
    }
    check_nfkc(jy_buf_str(&b));
    jy_buf_free(&b);
  }
}

static void test_nfkc_odd(void **state) {
  (void)state;
  jy_buf out = JY_BUF_INIT, marks = JY_BUF_INIT;
  assert_int_equal(jy_nfkc(&out, NULL, jy_cstr("a\xFF")), JY_EENCODING);
  assert_int_equal(jy_error_last()->offset, 1);
  assert_ok(jy_nfkc(&out, NULL, jy_cstr("\uFEFF医\u200d院\u00AD e\u200b\u0301")));
  assert_buf(&out, "医院 é");
  jy_buf_put(&marks, "a", 1);
  for (int i = 0; i < 200000; i++) jy_buf_put(&marks, "\u0316", 2); /* must not take quadratic time */
  out.len = 0;
  assert_ok(jy_nfkc(&out, NULL, jy_buf_str(&marks)));
  assert_int_equal(out.len, marks.len);
  jy_buf_free(&out);
  jy_buf_free(&marks);
}

static void check_pad(const char *s, size_t columns, const char *expected) {
  jy_buf b = JY_BUF_INIT;
  assert_ok(jy_pad(&b, jy_cstr(s), columns));
  assert_string_equal(jy_buf_str(&b).ptr, expected);
  assert_int_equal(jy_width(jy_buf_str(&b)), columns);
  jy_buf_free(&b);
}

static void test_width(void **state) {
  (void)state;
  assert_int_equal(jy_width(jy_cstr("")), 0);
  assert_int_equal(jy_width(jy_cstr("院A，e\u0301\xFF")), 7);
  check_pad("院长", 0, "");
  check_pad("院长", 1, "…");
  check_pad("院长", 2, "… ");
  check_pad("院长", 3, "院…");
  check_pad("院长", 4, "院长");
  check_pad("院长", 6, "院长  ");
}

/* The same text once more, to note changes in. */
static jy_text *derived(const jy_text *from) {
  jy_buf same = JY_BUF_INIT;
  jy_align *step;
  jy_text *t;
  jy_str reading = jy_text_reading(from);
  jy_buf_put(&same, reading.ptr, reading.len);
  assert_ok(jy_align_new(&step));
  assert_ok(jy_align_keep(step, reading.len));
  assert_ok(jy__text_derive(&t, from, &same, step));
  return t;
}

/* Notes a change at every `every`th line from `first` on. */
static void note_lines(jy_text *t, size_t first, size_t every, size_t n, const char *kind) {
  for (size_t i = first; i < n; i += every)
    assert_ok(jy__text_note(t, (jy_span){2 * i, 2 * i + 1}, (jy_str){"b", 1}, 0.5, kind));
}

/* A step notes its changes in order among those of the steps before it: what that
 * costs grows as their number does, which is counted, not timed. */
static void test_many_changes(void **state) {
  (void)state;
  enum { N = 30000 };
  jy_buf b = JY_BUF_INIT;
  jy_text *t, *u, *v;
  for (size_t i = 0; i < N; i++) jy_buf_put(&b, "a\n", 2);
  assert_ok(jy_text_new(&t, jy_buf_str(&b)));
  u = derived(t);
  note_lines(u, 0, 2, N, "even");
  assert_int_equal(jy__text_moves(u), 0);
  v = derived(u);
  note_lines(v, 1, 2, N, "odd");
  note_lines(v, 0, 5, N, "fifth"); /* from the start once more, some where one is */
  assert_true(jy__text_moves(v) <= 4 * N);
  assert_int_equal(jy_text_changes(v), N + N / 5);
  for (size_t i = 0, k = 0; i < N; i++) {
    for (int twice = 0; twice <= (i % 5 == 0); twice++, k++) {
      const jy_change *c = jy_text_change(v, k);
      assert_int_equal(c->source.start, 2 * i);
      assert_string_equal(c->kind, twice ? "fifth" : i % 2 ? "odd" : "even");
      assert_true(c->before.len == 1 && c->before.ptr == jy_text_source(v).ptr + 2 * i);
    }
  }
  assert_null(jy_text_change(v, N + N / 5));
  jy_text_free(t);
  jy_text_free(u);
  jy_text_free(v);
  jy_buf_free(&b);
}

static void test_replace(void **state) {
  (void)state;
  jy_text *t, *u;
  jy__spans cuts = {0};
  assert_ok(jy_text_new(&t, jy_cstr("0123456789")));
  assert_ok(jy__spans_add(&cuts, 1, 3));
  assert_ok(jy__spans_add(&cuts, 3, 4));
  assert_ok(jy__spans_add(&cuts, 9, 10));
  assert_ok(jy__text_replace(&u, t, &cuts, jy_cstr("院")));
  assert_true(jy_str_equal(jy_text_reading(u), jy_cstr("0院院45678院")));
  assert_int_equal(jy_align_source(jy_text_align(u), (jy_span){12, 15}).start, 9);
  jy_text_free(u);
  assert_ok(jy__spans_add(&cuts, 9, 10)); /* once more */
  assert_int_equal(jy__text_replace(&u, t, &cuts, jy_cstr("")), JY_EINVALID);
  assert_null(u);
  cuts.len = 1;
  assert_ok(jy__spans_add(&cuts, 9, 11));
  assert_int_equal(jy__text_replace(&u, t, &cuts, jy_cstr("")), JY_EINVALID);
  jy__spans_free(&cuts);
  jy_text_free(t);
}

/* Tags that came back are found in one pass, and each once, though two slips end
 * before it. */
static void test_tags(void **state) {
  (void)state;
  enum { N = 500, LINE = 11 };
  jy_buf b = JY_BUF_INIT;
  jy_text *t, *u, *v;
  size_t seen;
  for (size_t i = 0; i < N; i++) jy_buf_put(&b, "院</a>\n会", LINE);
  assert_ok(jy_text_new(&t, jy_buf_str(&b)));
  u = derived(t);
  for (size_t i = 0; i < N; i++) {
    size_t at = i * LINE;
    assert_ok(jy__text_note(u, (jy_span){at, at + 4}, jy_cstr("院<"), 0.5, "slip"));
    assert_ok(jy__text_note(u, (jy_span){at + 3, at + 4}, jy_cstr("<"), 0.5, "slip"));
  }
  assert_ok(jy__text_tags(&v, u, &seen));
  assert_int_equal(jy_text_reading(v).len, N * 7);
  assert_int_equal(jy_text_changes(v), 3 * N);
  assert_true(seen <= b.len);
  jy_text_free(t);
  jy_text_free(u);
  jy_text_free(v);
  jy_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_damage), cmocka_unit_test(test_invalid), cmocka_unit_test(test_glosses),
      cmocka_unit_test(test_no_glosses),    cmocka_unit_test(test_neutral), cmocka_unit_test(test_nfkc_whole),
      cmocka_unit_test(test_nfkc_odd),      cmocka_unit_test(test_width),
      cmocka_unit_test(test_many_changes), cmocka_unit_test(test_replace), cmocka_unit_test(test_tags),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

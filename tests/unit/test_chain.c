/* The whole chain of a document on random damage: whatever the steps make of a
 * text, every character of the reading leads to a place in the source that it
 * came from, whole characters only, in order, and back. Written against the
 * alignment alone, so that it holds for any step that joins the chain. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "aligned.h"
#include "base/internal.h"
#include "chance.h"
#include "jiyao/convert.h"
#include "jiyao/ingest.h"

#define ROUNDS LARGE(60)

/* Words that each step of the chain has something to do with. */
static const char *const words[] = {
    "会议",  "党委书记",   "，",       "。",     "主持",    "\n",   "醫院",   "於是",         "乾燥", "徐乾學院長",
    "（",    "）",         "(CEO)",    "醫(yī)",  "長(zhǎng)", "２０２３年", "6 月 29 日", " ", "　", "Ａ",
    "ﬁ",     "é",          "e\xCC\x81", "\xE2\x80\x8B", "😀", "𠮷", "范伟主任", "后来",   "软件", "abc",
    "12",    "？",         "?",        "\xEF\xBF\xBD", "&nbsp;", "杜 实", "■", "〇", "한", "か\xE3\x82\x99",
};
enum { WORDS = sizeof words / sizeof *words };

static void compose(jy_buf *out, uint64_t *seed) {
  for (size_t n = 5 + chance(seed, 200); n > 0; n--) {
    const char *w = words[chance(seed, WORDS)];
    jy_buf_put(out, w, strlen(w));
  }
  jy_buf_put(out, "会议由党委主持", 21); /* enough that it is text */
}

/* Bytes lost, doubled and replaced, here and there. */
static void damage(jy_buf *out, const jy_buf *in, uint64_t *seed) {
  for (size_t i = 0; i < in->len; i++) {
    size_t fate = chance(seed, 400);
    char random = (char)(0x20 + chance(seed, 0xE0));
    if (fate == 0) continue;
    jy_buf_put(out, fate == 1 ? &random : in->ptr + i, 1);
    if (fate == 2) jy_buf_put(out, in->ptr + i, 1);
  }
}

static bool is_boundary(jy_str s, size_t at) {
  return at == 0 || at >= s.len || ((unsigned char)s.ptr[at] & 0xC0) != 0x80;
}

/* Steps over the characters of the reading and sees where each came from. */
static void check_places(const jy_align *a, jy_str source, jy_str reading) {
  size_t covered = 0;
  jy_span before = {0, 0};
  for (size_t i = 0; i < reading.len;) {
    size_t n = jy__utf8_len((unsigned char)reading.ptr[i]);
    jy_span s = jy_align_source(a, (jy_span){i, i + n}), m = jy_align_made(a, s);
    assert_true(s.start <= s.end && s.end <= source.len);
    assert_true(is_boundary(source, s.start) && is_boundary(source, s.end));
    if (!jy_align_moved(a)) {
      assert_true(s.start >= before.start && s.end >= before.end);
      if (s.start > before.end) covered += s.start - before.end; /* left out, between */
      covered += s.end - (s.start > before.end ? s.start : before.end);
      if (s.end > s.start) assert_true(m.start <= i && m.end >= i + n);
    }
    before = s;
    i += n;
  }
  /* What no character came from was left out at the end. */
  if (!jy_align_moved(a)) assert_true(covered <= source.len && before.end <= source.len);
}

/* The hexagrams of U+4DC0 to U+4DFF: no step has anything to do with them. */
static bool is_mark(const char *c) {
  uint32_t word = jy__load4(c);
  return jy__is_three(word) && jy__three(word) >= 0x4DC0 && jy__three(word) <= 0x4DFF;
}

/* A mark that stands once in both texts leads to its own place. Returns how
 * many did. */
static size_t check_marks(const jy_align *a, jy_str source, jy_str reading) {
  size_t seen = 0;
  for (size_t i = 0; i + 3 <= reading.len; i++) {
    const char *c = reading.ptr + i, *first = is_mark(c) ? memmem(source.ptr, source.len, c, 3) : NULL;
    if (!first || memmem(first + 3, source.len - (size_t)(first - source.ptr) - 3, c, 3)) continue;
    jy_span s = jy_align_source(a, (jy_span){i, i + 3});
    size_t at = (size_t)(first - source.ptr);
    assert_true(s.start <= at && at + 3 <= s.end);
    jy_span m = jy_align_made(a, (jy_span){at, at + 3});
    assert_true(m.start <= i && i + 3 <= m.end);
    seen++;
  }
  return seen;
}

static void check_doc(const jy_doc *d) {
  const jy_text *t = jy_doc_text(d);
  jy_str source = jy_text_source(t), reading = jy_text_reading(t);
  const jy_align *a = jy_text_align(t);
  check_aligned(a, source, reading);
  check_places(a, source, reading);
  check_marks(a, source, reading);
  for (size_t i = 0; i < jy_text_changes(t); i++) {
    const jy_change *c = jy_text_change(t, i);
    assert_true(c->source.start <= c->source.end && c->source.end <= source.len);
    assert_int_equal(c->before.len, c->source.end - c->source.start);
    assert_memory_equal(c->before.ptr, source.ptr + c->source.start, c->before.len);
  }
}

/* Puts marks in, each once. */
static void mark(jy_buf *b, uint64_t *seed) {
  jy_buf marked = JY_BUF_INIT;
  uint32_t next = 0x4DC0;
  for (size_t i = 0; i < b->len;) {
    size_t n = jy__utf8_len((unsigned char)b->ptr[i]);
    jy_buf_put(&marked, b->ptr + i, n);
    i += n;
    if (chance(seed, 10) == 0 && next < 0x4E00) jy__utf8_put(&marked, next++);
  }
  jy_buf_free(b);
  *b = marked;
}

static void test_documents(void **state) {
  (void)state;
  uint64_t seed = 20231;
  for (int round = 0; round < ROUNDS; round++) {
    jy_buf clean = JY_BUF_INIT, bytes = JY_BUF_INIT;
    jy_doc *d;
    jy_read_opts opts = JY_READ_OPTS_INIT;
    compose(&clean, &seed);
    mark(&clean, &seed);
    opts.policy = chance(&seed, 2) ? JY_POLICY_REPLACE : JY_POLICY_SKIP;
    opts.script = chance(&seed, 4) ? JY_READ_HANS : JY_READ_KEEP;
    if (round % 3) opts.encoding = "UTF-8"; /* else it is detected */
    if (round % 4)
      damage(&bytes, &clean, &seed);
    else
      jy_buf_put(&bytes, clean.ptr, clean.len);
    int status = jy_doc_parse(&d, "chain.txt", jy_buf_str(&bytes), &opts);
    if (status == JY_OK) check_doc(d); /* else the damage was too much, which is an answer */
    if (round % 4 == 0) assert_ok(status);
    if (status == JY_OK) jy_doc_free(d);
    jy_buf_free(&clean);
    jy_buf_free(&bytes);
  }
}

/* The steps that a script may add, in random order. */
static void test_steps(void **state) {
  (void)state;
  uint64_t seed = 77;
  size_t kept = 0;
  static const char *const configs[] = {"t2s", "s2t", "s2twp", "tw2sp", "t2jp"};
  for (int round = 0; round < ROUNDS; round++) {
    jy_buf b = JY_BUF_INIT;
    jy_text *t, *u;
    compose(&b, &seed);
    mark(&b, &seed);
    assert_ok(jy_text_new(&t, jy_buf_str(&b)));
    for (size_t steps = 1 + chance(&seed, 5); steps > 0; steps--) {
      switch (chance(&seed, 5)) {
        case 0: assert_ok(jy_text_glosses(&u, t)); break;
        case 1: assert_ok(jy_text_hans(&u, t)); break;
        case 2: assert_ok(jy_text_nfkc(&u, t)); break;
        case 3: assert_ok(jy_text_script(&u, t, configs[chance(&seed, 5)], NULL)); break;
        default: assert_ok(jy_text_joins(&u, t)); break;
      }
      jy_text_free(t);
      t = u;
    }
    check_aligned(jy_text_align(t), jy_text_source(t), jy_text_reading(t));
    check_places(jy_text_align(t), jy_text_source(t), jy_text_reading(t));
    kept += check_marks(jy_text_align(t), jy_text_source(t), jy_text_reading(t));
    jy_text_free(t);
    jy_buf_free(&b);
  }
  assert_true(kept > ROUNDS); /* the marks were there to be found */
}

/* A long text of one line goes the same way. No marks: with one in thirteen words
 * it would be a text of nothing but damage, which is searched at every mark. */
static void test_one_line(void **state) {
  (void)state;
  uint64_t seed = 5;
  jy_buf b = JY_BUF_INIT;
  jy_doc *d;
  while (b.len < 300000) {
    const char *w = words[chance(&seed, WORDS)];
    bool mark = strcmp(w, "?") == 0 || strcmp(w, "？") == 0 || strcmp(w, "\xEF\xBF\xBD") == 0;
    if (*w != '\n' && !mark) jy_buf_put(&b, w, strlen(w));
  }
  assert_ok(jy_doc_parse(&d, "line.txt", jy_buf_str(&b), NULL));
  check_aligned(jy_text_align(jy_doc_text(d)), jy_text_source(jy_doc_text(d)), jy_text_reading(jy_doc_text(d)));
  jy_doc_free(d);
  jy_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_documents),
      cmocka_unit_test(test_steps),
      cmocka_unit_test(test_one_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What an expression cannot match without: that it is found where it is certain, and
 * that no answer depends on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "chance.h"
#include "text/internal.h"
#include "text/needs.h"

/* The words as "a b c", sorted as they are kept, and how far before them a match starts. */
static void expect_needs(const char *pattern, const char *words, size_t before) {
  jy__needs needs;
  jy_buf got = JY_BUF_INIT;
  assert_int_equal(jy__needs_read(&needs, jy_cstr(pattern)), JY_OK);
  for (size_t i = 0; i < needs.len; i++)
    jy_buf_printf(&got, "%s%.*s", i ? " " : "", (int)needs.at[i].len, needs.at[i].bytes);
  assert_string_equal(got.len ? got.ptr : "", words);
  if (needs.len) assert_int_equal(needs.before, before);
  jy_buf_free(&got);
  jy__needs_free(&needs);
}

static void reads_what_is_certain(void **state) {
  (void)state;
  expect_needs("大会", "大会", 0);
  expect_needs("(?:大|小)会", "大会 小会", 0);
  expect_needs("会议?召开", "会议召开 会召开", 0);
  expect_needs("(?<!党)组织(?!部)", "组织", 0);
  expect_needs(".{0,2}大会", "大会", 8);
  expect_needs("[^,]*大会", "大会", JY__NEEDS_FAR);
  expect_needs("(?:大会)+", "大会", 0);
  expect_needs("^(?<name>\\w+)年会$", "年会", JY__NEEDS_FAR);
  expect_needs("(?:讲座|报告会).{0,3}举行", "举行", 21);
  expect_needs("[会议]", "会 议", 0);
}

static void needs_nothing_in_doubt(void **state) {
  (void)state;
  static const char *const patterns[] = {"",           "大*",        "(?:大会)?", "大会|",     "(?i)大会",   "大会\\K",
                                         "(大会)\\1*|.", "\\Q大会\\E", "(?|大会)",  "[一-龥]会*", "(?:大会|.)", "(大会",
                                         "大会)",      "[大会",      "\\",        "大会(?#会)"};
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) expect_needs(patterns[i], "", 0);
}

static const char *const PIECES[] = {
    "会",   "议",       "大会",   "会议",    "(?:会议|大会)", "[会大]",  "[^会]", "会?",   "(?:大会)+", "大{2,3}",
    ".{0,4}", "\\s*",   "^",      "$",       "|",             "(?=会)",  "(?<!大)", "(会|)", "(?:",     ")",
    "*",    ".",        "(?:大|,)", "[会议大,]", "\\n",       "a",       "\\z",   "(?<=会)", "{1,2}",   "+?"};

static const char *const CHARS[] = {"会", "议", "大", ",", "\n", "a", " ", "会", "大", "😀"};

static void compose(jy_buf *out, const char *const *from, size_t kinds, size_t most, uint64_t *seed) {
  out->len = 0;
  jy_buf_put(out, "", 0);
  for (size_t n = chance(seed, most + 1); n > 0; n--) {
    const char *piece = from[chance(seed, kinds)];
    jy_buf_put(out, piece, strlen(piece));
  }
}

/* All matches as numbers; `ready` asks one that knows what it needs. */
static void list_matches(jy_buf *out, const jy_regex *re, jy_str text, const jy__pairs *pairs) {
  jy_groups g = JY_GROUPS_INIT;
  out->len = 0;
  jy_buf_printf(out, ".");
  int rc = jy__regex_find(&g, re, text, 0, pairs);
  while (rc == JY_OK && g.len) {
    jy_span at = g.at[0];
    for (size_t i = 0; i < g.len; i++) jy_buf_printf(out, " %zd-%zd", g.at[i].start, g.at[i].end);
    rc = jy__regex_after(&g, re, text, at, pairs);
  }
  assert_int_equal(rc, JY_OK);
  jy_groups_free(&g);
}

static jy_regex *warmed(const char *pattern) {
  jy_regex *re = NULL;
  jy_groups g = JY_GROUPS_INIT;
  if (jy_regex_new(&re, jy_cstr(pattern), "") < 0) return NULL;
  for (int i = 0; i < 8; i++) assert_int_equal(jy__regex_find(&g, re, jy_cstr("会"), 0, NULL), JY_OK);
  jy_groups_free(&g);
  return re;
}

/* The same answers by a new expression, which looks everywhere, and by one that does
 * not: with and without pairs, and in a stretch of the text that has them. */
static void compare(const char *pattern, const jy_regex *ready, jy_str text, size_t from) {
  jy_regex *plain = NULL;
  jy__pairs *pairs = NULL;
  jy_buf want = JY_BUF_INIT, got = JY_BUF_INIT;
  jy_str stretch = {text.ptr + from, text.len - from};
  assert_int_equal(jy__pairs_new(&pairs, text), JY_OK);
  for (int turn = 0; turn < 3; turn++) {
    jy_str of = turn == 2 ? stretch : text;
    assert_int_equal(jy_regex_new(&plain, jy_cstr(pattern), ""), JY_OK);
    list_matches(&want, plain, of, NULL);
    list_matches(&got, ready, of, turn ? pairs : NULL);
    if (strcmp(want.ptr, got.ptr) != 0) print_message("/%s/ in '%.*s'\n", pattern, (int)of.len, of.ptr);
    assert_string_equal(got.ptr, want.ptr);
    jy_regex_free(plain);
  }
  jy__pairs_free(pairs);
  jy_buf_free(&want);
  jy_buf_free(&got);
}

static size_t boundary(jy_str text, size_t at) {
  while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at++;
  return at;
}

static void changes_no_answer(void **state) {
  (void)state;
  uint64_t seed = 7;
  size_t compared = 0;
  jy_buf pattern = JY_BUF_INIT, words = JY_BUF_INIT;
  for (int i = 0; i < 6000; i++) {
    compose(&pattern, PIECES, sizeof PIECES / sizeof *PIECES, 7, &seed);
    jy_regex *ready = pattern.len ? warmed(pattern.ptr) : NULL;
    for (int k = 0; ready && k < 6; k++, compared++) {
      compose(&words, CHARS, sizeof CHARS / sizeof *CHARS, 24, &seed);
      jy_str text = jy_buf_str(&words);
      compare(pattern.ptr, ready, text, boundary(text, chance(&seed, text.len + 1)));
    }
    jy_regex_free(ready);
  }
  assert_true(compared > 5000);
  jy_buf_free(&pattern);
  jy_buf_free(&words);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_what_is_certain),
                                     cmocka_unit_test(needs_nothing_in_doubt),
                                     cmocka_unit_test(changes_no_answer)};
  return cmocka_run_group_tests_name("needs", tests, NULL, NULL);
}

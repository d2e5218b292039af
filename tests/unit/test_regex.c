/* Regular expressions: offsets, groups, progress behind empty matches, and
 * every way to refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "jiyao/regex.h"

static jy_regex *regex(const char *pattern, const char *flags) {
  jy_regex *re = NULL;
  assert_int_equal(jy_regex_new(&re, jy_cstr(pattern), flags), JY_OK);
  return re;
}

/* All matches as "start-end start-end ...". */
static void expect_all(const char *pattern, const char *flags, const char *text, const char *want) {
  jy_regex *re = regex(pattern, flags);
  jy_groups g = JY_GROUPS_INIT;
  jy_buf got = JY_BUF_INIT;
  int rc = jy_regex_find(&g, re, jy_cstr(text), 0);
  for (; rc == JY_OK && g.len; rc = jy_regex_next(&g, re, jy_cstr(text)))
    jy_buf_printf(&got, "%s%zu-%zu", got.len ? " " : "", g.at[0].start, g.at[0].end);
  assert_int_equal(rc, JY_OK);
  assert_string_equal(got.len ? got.ptr : "", want);
  jy_buf_free(&got);
  jy_groups_free(&g);
  jy_regex_free(re);
}

static void goes_on_by_characters(void **state) {
  (void)state;
  expect_all("会", "", "大会会议", "3-6 6-9");
  expect_all("", "", "会a", "0-0 3-3 4-4");
  expect_all("会*", "", "会会a会", "0-6 6-6 7-10 10-10");
  expect_all("|a", "", "aa", "0-0 0-1 1-1 1-2 2-2");
  expect_all("(?=会)", "", "会会", "0-0 3-3");
  expect_all("x", "", "", "");
}

static void knows_unicode(void **state) {
  (void)state;
  expect_all("\\w+", "", "院长、书记", "0-6 9-15");
  expect_all("^.$", "", "会", "0-3");
  expect_all("\\p{Han}+", "", "A院B", "1-4");
  expect_all("\\d+", "", "６月", "0-3");
}

static void reads_flags(void **state) {
  (void)state;
  expect_all("ngs", "i", "NGS", "0-3");
  expect_all("a b # both", "x", "ab", "0-2");
  expect_all("a.b", "s", "a\nb", "0-3");
  expect_all("a.b", "", "a\nb", "");
  expect_all("^b", "m", "a\nb", "2-3");
  jy_regex *re = NULL;
  assert_int_equal(jy_regex_new(&re, jy_cstr("a"), "q"), JY_EINVALID);
  assert_null(re);
}

static void names_groups(void **state) {
  (void)state;
  jy_regex *re = regex("(?<title>院长)?(?<name>李.)(x)?", "");
  jy_groups g = JY_GROUPS_INIT;
  assert_int_equal(jy_regex_groups(re), 3);
  assert_string_equal(jy_regex_group_name(re, 1), "title");
  assert_string_equal(jy_regex_group_name(re, 2), "name");
  assert_null(jy_regex_group_name(re, 3));
  assert_null(jy_regex_group_name(re, 0));
  assert_int_equal(jy_regex_find(&g, re, jy_cstr("是李四"), 0), JY_OK);
  assert_int_equal(g.len, 4);
  assert_true(g.at[1].start == JY_NO_OFFSET && g.at[3].end == JY_NO_OFFSET);
  assert_int_equal(g.at[2].start, 3);
  jy_groups_free(&g);
  jy_regex_free(re);
}

static void refuses_bad_patterns(void **state) {
  (void)state;
  static const char *const bad[] = {"(", "a{2,1}", "[", "\\C", "(?<n>a", "*", "\xFF"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    jy_regex *re = NULL;
    assert_int_equal(jy_regex_new(&re, jy_cstr(bad[i]), ""), JY_EINVALID);
    assert_null(re);
    assert_true(jy_error_last()->offset <= strlen(bad[i]));
    assert_non_null(strstr(jy_error_last()->message, "regular expression: "));
  }
}

static void refuses_bad_text(void **state) {
  (void)state;
  jy_regex *re = regex("a", "");
  jy_groups g = JY_GROUPS_INIT;
  assert_int_equal(jy_regex_find(&g, re, (jy_str){"xx\xE4\xBC", 4}, 0), JY_EINVALID);
  assert_int_equal(jy_error_last()->offset, 2);
  assert_int_equal(jy_regex_find(&g, re, jy_cstr("会a"), 1), JY_EINVALID);
  assert_int_equal(jy_regex_find(&g, re, jy_cstr("会a"), 5), JY_EINVALID);
  assert_int_equal(jy_regex_find(&g, re, jy_cstr("会a"), 4), JY_OK);
  assert_int_equal(g.len, 0);
  assert_int_equal(jy_regex_next(&g, re, jy_cstr("会a")), JY_OK);
  assert_int_equal(jy_regex_find(&g, re, (jy_str){NULL, 0}, 0), JY_OK);
  assert_int_equal(jy_regex_find(&g, re, (jy_str){"\0a", 2}, 0), JY_OK);
  assert_int_equal(g.at[0].start, 1);
  jy_groups_free(&g);
  jy_regex_free(re);
}

static void says_when_it_gives_up(void **state) {
  (void)state;
  jy_regex *re = regex("^(a|aa)+$", "");
  jy_groups g = JY_GROUPS_INIT;
  char text[65];
  memset(text, 'a', 63);
  text[63] = 'b';
  text[64] = '\0';
  assert_int_equal(jy_regex_find(&g, re, jy_cstr(text), 0), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "gave up"));
  assert_int_equal(g.len, 0);
  jy_groups_free(&g);
  jy_regex_free(re);
}

/* Deep recursion leaves the small stack of compiled code; the answer stays. */
static void matches_deep_text(void **state) {
  (void)state;
  enum { DEEP = 20000 };
  jy_regex *re = regex("^(?:(a)|b)*c$", "");
  jy_groups g = JY_GROUPS_INIT;
  jy_buf text = JY_BUF_INIT;
  for (int i = 0; i < DEEP; i++) jy_buf_put(&text, i % 2 ? "a" : "b", 1);
  jy_buf_put(&text, "c", 1);
  assert_int_equal(jy_regex_find(&g, re, jy_buf_str(&text), 0), JY_OK);
  assert_int_equal(g.len, 2);
  assert_int_equal(g.at[0].end, DEEP + 1);
  jy_buf_free(&text);
  jy_groups_free(&g);
  jy_regex_free(re);
}

static void expands_references(void **state) {
  (void)state;
  jy_regex *re = regex("(?<y>\\d+)年(x)?", "");
  jy_groups g = JY_GROUPS_INIT;
  jy_buf b = JY_BUF_INIT;
  jy_str text = jy_cstr("于2023年");
  assert_int_equal(jy_regex_find(&g, re, text, 0), JY_OK);
  assert_int_equal(jy_regex_expand(&b, re, jy_cstr("[%0|%1|%2|%{y}|%%]"), text, &g), JY_OK);
  assert_string_equal(b.ptr, "[2023年|2023||2023|%]");
  static const char *const bad[] = {"%3", "%{x}", "%{y", "%", "%a", "%{}"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_int_equal(jy_regex_expand(&b, re, jy_cstr(bad[i]), text, &g), JY_EINVALID);
  jy_buf_free(&b);
  jy_groups_free(&g);
  jy_regex_free(re);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(goes_on_by_characters), cmocka_unit_test(knows_unicode),
      cmocka_unit_test(reads_flags),           cmocka_unit_test(names_groups),
      cmocka_unit_test(refuses_bad_patterns),  cmocka_unit_test(refuses_bad_text),
      cmocka_unit_test(says_when_it_gives_up), cmocka_unit_test(matches_deep_text),
      cmocka_unit_test(expands_references),
  };
  return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}

/* JSON literals and values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/internal.h"
#include "jiyao/json.h"

static void check_quote(const char *in, size_t len, const char *expected) {
  jy_buf b = JY_BUF_INIT;
  assert_int_equal(jy_json_quote(&b, (jy_str){in, len}), JY_OK);
  assert_string_equal(b.ptr, expected);
  jy_buf_free(&b);
}

static void test_quote(void **state) {
  (void)state;
  check_quote("", 0, "\"\"");
  check_quote("院长/书记", strlen("院长/书记"), "\"院长/书记\"");
  check_quote("a\"b\\c\n\t\x01", 8, "\"a\\\"b\\\\c\\n\\t\\u0001\"");
  check_quote("a\0b", 3, "\"a\\u0000b\"");
  check_quote("𠮷", 4, "\"𠮷\"");
}

static void test_quote_invalid(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  jy_buf_put(&b, "x", 1);
  assert_int_equal(jy_json_quote(&b, (jy_str){"院\xE9\x99", 5}), JY_EINVALID);
  assert_int_equal(jy_error_last()->offset, 3);
  assert_int_equal(b.len, 1); /* what was there is all there is */
  jy_buf_free(&b);
}

static void check_number(double x, const char *expected) {
  jy_buf b = JY_BUF_INIT;
  jy_buf_put(&b, "[", 1);
  assert_int_equal(jy_json_number(&b, x), JY_OK);
  assert_string_equal(b.ptr + 1, expected);
  jy_buf_free(&b);
}

static void test_number(void **state) {
  (void)state;
  check_number(0, "0");
  check_number(-3, "-3");
  check_number(9007199254740992.0, "9007199254740992");
  check_number(0.1, "0.1");
  check_number(0.1 + 0.2, "0.30000000000000004");
  check_number(1.0 / 3, "0.3333333333333333");
  jy_buf b = JY_BUF_INIT;
  assert_int_equal(jy_json_number(&b, INFINITY), JY_EINVALID);
  assert_int_equal(jy_json_number(&b, NAN), JY_EINVALID);
  assert_int_equal(b.len, 0);
  assert_int_equal(jy_json_number(&b, 1e300), JY_OK);
  assert_true(strtod(b.ptr, NULL) == 1e300);
  jy_buf_free(&b);
}

static void test_parse(void **state) {
  (void)state;
  jy_json *j = NULL;
  assert_int_equal(jy_json_parse(&j, jy_cstr("{\"z\":[1,2.5,null,true,false],\"a\":\"院\\u0000\"}")), JY_OK);
  jy_json_walk w = {NULL};
  jy_str key;
  const jy_json *v;
  assert_true(jy_json_next(j, &w, &key, &v)); /* the order of the text, not the alphabet's */
  assert_true(jy_str_equal(key, jy_cstr("z")));
  assert_int_equal(jy_json_size(v), 5);
  assert_int_equal(jy_json_typeof(jy_json_at(v, 0)), JY_JSON_INTEGER);
  assert_true(jy_json_real(jy_json_at(v, 1)) == 2.5);
  assert_int_equal(jy_json_typeof(jy_json_at(v, 2)), JY_JSON_NULL);
  assert_int_equal(jy_json_typeof(jy_json_at(v, 3)), JY_JSON_TRUE);
  assert_int_equal(jy_json_typeof(jy_json_at(v, 4)), JY_JSON_FALSE);
  assert_true(jy_json_next(j, &w, &key, &v));
  assert_int_equal(jy_json_string(v).len, 4);
  assert_false(jy_json_next(j, &w, &key, &v));
  jy_json_free(j);
}

static void test_parse_invalid(void **state) {
  (void)state;
  static const char *const bad[] = {"", "[1,", "{a:1}", "[1] 2", "nul", "\"\xFF\"", "1e999", "99999999999999999999"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    jy_json *j = NULL;
    assert_int_equal(jy_json_parse(&j, jy_cstr(bad[i])), JY_EINVALID);
    assert_null(j);
    assert_non_null(strstr(jy_error_last()->message, "invalid JSON"));
  }
}

static void test_deep(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < 100000; i++) jy_buf_put(&b, "[", 1);
  jy_json *j = NULL;
  assert_int_equal(jy_json_parse(&j, jy_buf_str(&b)), JY_EINVALID);
  jy_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_quote),         cmocka_unit_test(test_quote_invalid),
      cmocka_unit_test(test_number),        cmocka_unit_test(test_parse),
      cmocka_unit_test(test_parse_invalid), cmocka_unit_test(test_deep),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

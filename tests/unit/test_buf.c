/* Buffers, views, span lists: growth, stickiness, NUL. */
#include "check.h"

#include <string.h>

#include "base/internal.h"

static void test_put(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  jy_buf_put(&b, "a\0b", 3);
  jy_buf_put(&b, "", 0);
  jy_buf_put(&b, NULL, 0);
  assert_buf(&b, "a\0b");
  assert_int_equal(b.ptr[3], '\0');
  assert_ok(jy_buf_status(&b));
  jy_buf_free(&b);
  jy_buf_free(&b);
  assert_int_equal(jy_buf_str(&b).len, 0);
  assert_non_null(jy_buf_str(&b).ptr);
}

static void test_growth(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < 10000; i++) jy_buf_put(&b, "院长", 6);
  assert_int_equal(b.len, 60000);
  assert_memory_equal(b.ptr + 59994, "院长", 6);
  jy_buf_free(&b);
}

static void test_printf(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  jy_buf_printf(&b, "%s %d", "院", 7);
  jy_buf_printf(&b, "%*s", 300, "x");
  assert_int_equal(b.len, 305);
  assert_memory_equal(b.ptr, "院 7 ", 5);
  assert_int_equal(b.ptr[304], 'x');
  jy_buf_free(&b);
}

static void test_failure_sticks(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  jy_buf_put(&b, "ab", 2);
  assert_int_equal(jy_buf_reserve(&b, SIZE_MAX - 1), JY_ENOMEM);
  jy_buf_put(&b, "c", 1);
  assert_int_equal(b.len, 2);
  assert_int_equal(jy_buf_status(&b), JY_ENOMEM);
  assert_int_equal(jy_error_last()->code, JY_ENOMEM);
  jy_buf_free(&b);
  assert_ok(jy_buf_status(&b));
}

static void test_str(void **state) {
  (void)state;
  assert_true(jy_str_equal((jy_str){NULL, 0}, jy_cstr("")));
  assert_true(jy_str_equal((jy_str){"a\0b", 3}, (jy_str){"a\0b", 3}));
  assert_false(jy_str_equal((jy_str){"a\0b", 3}, (jy_str){"a\0c", 3}));
  assert_false(jy_str_equal(jy_cstr("a"), jy_cstr("ab")));
}

static void test_spans(void **state) {
  (void)state;
  jy__spans s = {0};
  for (size_t i = 0; i < 100; i++) assert_ok(jy__spans_add(&s, i, i + 1));
  assert_int_equal(s.len, 100);
  assert_int_equal(s.at[99].start, 99);
  jy__spans_free(&s);
  jy__spans_free(&s);
  assert_int_equal(s.len, 0);
}

static void test_grow_overflow(void **state) {
  (void)state;
  void *at = NULL;
  size_t cap = 0;
  assert_int_equal(jy__grow(&at, &cap, SIZE_MAX / 4, 16), JY_ENOMEM);
  assert_null(at);
  assert_int_equal(cap, 0);
}

static void messages_stay_text(void **state) {
  (void)state;
  jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "not a date: '%.*s'", 4, "六月");
  assert_string_equal(jy_error_last()->message, "not a date: '六?'");
  char longest[2000];
  for (size_t i = 0; i < sizeof longest; i++) longest[i] = "院"[i % 3];
  jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "%.*s", (int)sizeof longest, longest);
  size_t len = strlen(jy_error_last()->message);
  assert_true(len > 500);
  assert_int_equal(jy__utf8_check(jy_error_last()->message, len), len);
  jy_error_clear();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(messages_stay_text),
      cmocka_unit_test(test_put),   cmocka_unit_test(test_growth), cmocka_unit_test(test_printf),
      cmocka_unit_test(test_failure_sticks), cmocka_unit_test(test_str), cmocka_unit_test(test_spans),
      cmocka_unit_test(test_grow_overflow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

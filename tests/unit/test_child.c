/* Children: what they print, how they end, and that none stays. */
#include "check.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

#include "base/internal.h"

#define ARGV(...) ((const char *const[]){__VA_ARGS__, NULL})

typedef struct {
  jy_buf out, err;
  int code;
  int status;
} ran;

static ran run_in(const char *const argv[], jy_str input, double seconds, size_t bytes) {
  ran r = {JY_BUF_INIT, JY_BUF_INIT, -1, 0};
  jy__child_limits limits = {seconds, bytes};
  r.status = jy__child_run(&r.out, &r.err, &r.code, argv, input, &limits);
  /* Neither running nor waiting to be asked for. */
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
  assert_int_equal(errno, ECHILD);
  return r;
}

static void done(ran *r) {
  jy_buf_free(&r->out);
  jy_buf_free(&r->err);
}

/* What is there already is neither lost nor counted. */
static void test_appends(void **state) {
  (void)state;
  jy_buf out = JY_BUF_INIT, err = JY_BUF_INIT;
  int code = -1;
  jy__child_limits limits = {10, 4};
  jy_buf_put(&out, "before ", 7);
  assert_ok(jy__child_run(&out, &err, &code, ARGV("cat"), jy_cstr("four"), &limits));
  assert_buf(&out, "before four");
  assert_int_equal(jy__child_run(&out, &err, &code, ARGV("cat"), jy_cstr("three"), &limits), JY_EIO);
  jy_buf_free(&out);
  jy_buf_free(&err);
}

static void test_output(void **state) {
  (void)state;
  ran r = run_in(ARGV("cat"), (jy_str){"a\0b", 3}, 10, 100);
  assert_ok(r.status);
  assert_int_equal(r.code, 0);
  assert_buf(&r.out, "a\0b");
  done(&r);
}

static void test_much(void **state) {
  (void)state;
  jy_buf big = JY_BUF_INIT;
  assert_ok(jy_buf_reserve(&big, 3000000));
  memset(big.ptr, 'x', 3000000);
  ran r = run_in(ARGV("sh", "-c", "cat; cat /dev/zero | head -c 100000 >&2"), (jy_str){big.ptr, 3000000}, 20, 4000000);
  assert_ok(r.status);
  assert_int_equal(r.out.len, 3000000);
  assert_int_equal(r.err.len, 4096);
  done(&r);
  r = run_in(ARGV("cat"), (jy_str){big.ptr, 3000000}, 20, 100000);
  assert_int_equal(r.status, JY_EIO);
  assert_non_null(strstr(jy_error_last()->message, "more than 100000 bytes"));
  done(&r);
  jy_buf_free(&big);
}

static void test_code(void **state) {
  (void)state;
  ran r = run_in(ARGV("sh", "-c", "echo no >&2; exit 3"), jy_cstr(""), 10, 100);
  assert_ok(r.status);
  assert_int_equal(r.code, 3);
  assert_buf(&r.err, "no\n");
  done(&r);
}

static void test_missing(void **state) {
  (void)state;
  ran r = run_in(ARGV("no-such-program-anywhere"), jy_cstr(""), 10, 100);
  assert_int_equal(r.status, JY_ENOTFOUND);
  assert_non_null(strstr(jy_error_last()->message, "no-such-program-anywhere is not installed"));
  done(&r);
}

static void test_signal(void **state) {
  (void)state;
  ran r = run_in(ARGV("sh", "-c", "kill -9 $$"), jy_cstr(""), 10, 100);
  assert_int_equal(r.status, JY_EIO);
  assert_non_null(strstr(jy_error_last()->message, "signal 9"));
  done(&r);
}

static void test_time(void **state) {
  (void)state;
  ran r = run_in(ARGV("sleep", "20"), jy_cstr(""), 0.1, 100);
  assert_int_equal(r.status, JY_EIO);
  assert_non_null(strstr(jy_error_last()->message, "stopped after 0.1 seconds"));
  done(&r);
  /* Also one that says nothing more and goes on. */
  r = run_in(ARGV("sh", "-c", "exec >&- 2>&-; exec sleep 20"), jy_cstr(""), 0.1, 100);
  assert_int_equal(r.status, JY_EIO);
  assert_non_null(strstr(jy_error_last()->message, "stopped"));
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_appends),
      cmocka_unit_test(test_output), cmocka_unit_test(test_much),   cmocka_unit_test(test_code),
      cmocka_unit_test(test_missing), cmocka_unit_test(test_signal), cmocka_unit_test(test_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

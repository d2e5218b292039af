/* Scripts: our tables against libopencc, alignment, NUL, detection. */
#include "check.h"

#include <glob.h>
#include <string.h>

#include "base/embed.h"
#include "base/internal.h"
#include "chance.h"
#include "jiyao/convert.h"

/* Same text as libopencc's t2s, and an alignment that covers both sides. */
static void check_as_opencc(jy_str s) {
  jy_buf ours = JY_BUF_INIT, theirs = JY_BUF_INIT;
  jy_align *a;
  assert_ok(jy_align_new(&a));
  assert_ok(jy_script_hans(&ours, a, s));
  assert_ok(jy_script_convert(&theirs, s, "t2s"));
  assert_int_equal(ours.len, theirs.len);
  assert_memory_equal(jy_buf_str(&ours).ptr, jy_buf_str(&theirs).ptr, ours.len);
  assert_int_equal(jy_align_source_size(a), s.len);
  assert_int_equal(jy_align_made_size(a), ours.len);
  jy_align_free(a);
  jy_buf_free(&ours);
  jy_buf_free(&theirs);
}

static void test_composed(void **state) {
  (void)state;
  check_as_opencc(jy_cstr(""));
  check_as_opencc(jy_cstr("plain ASCII, then 院长 and 院長"));
  check_as_opencc(jy_cstr("乾隆年間的乾燥器，瞭望塔瞭解，覆蓋答覆，憑藉慰藉，於是樊於期"));
  check_as_opencc(jy_cstr("臨江醫院黨委書記賀知遠出席簽約儀式並講話😀é"));
}

/* Keys of both dictionaries strung together, whole and cut, so that phrases
 * meet, overlap and almost match. */
static void test_dictionary(void **state) {
  (void)state;
  uint64_t seed = 4113;
  static const char *const names[] = {"opencc/TSCharacters.txt", "opencc/TSPhrases.txt"};
  jy_buf b = JY_BUF_INIT;
  for (int part = 0; part < 6; part++) {
    jy_str dict;
    assert_true(jy__embedded_find(names[part % 2], &dict));
    for (const char *p = dict.ptr, *end = p + dict.len; p < end;) {
      const char *tab = memchr(p, '\t', (size_t)(end - p)), *nl = memchr(p, '\n', (size_t)(end - p));
      size_t len = (size_t)(tab - p), lead = jy__utf8_len((unsigned char)*p);
      if (part > 1 && part % 2 && len > lead && chance(&seed, 2)) len -= jy__utf8_len((unsigned char)p[len - 3]);
      if (jy__utf8_check(p, len) == len) jy_buf_put(&b, p, len);
      if (chance(&seed, 3) == 0) jy_buf_put(&b, "院於", chance(&seed, 2) ? 3 : 6);
      p = nl + 1;
    }
  }
  check_as_opencc(jy_buf_str(&b));
  jy_buf_free(&b);
}

/* Real text in both scripts, where it is there. */
static void test_real(void **state) {
  (void)state;
  glob_t found;
  if (glob("../shared/seeds/*.txt", 0, NULL, &found) != 0) skip();
  for (size_t i = 0; i < found.gl_pathc; i++) {
    jy_buf b = JY_BUF_INIT, hant = JY_BUF_INIT;
    assert_ok(jy__file_read(&b, found.gl_pathv[i]));
    check_as_opencc(jy_buf_str(&b));
    assert_ok(jy_script_convert(&hant, jy_buf_str(&b), "s2t"));
    check_as_opencc(jy_buf_str(&hant));
    jy_buf_free(&b);
    jy_buf_free(&hant);
  }
  globfree(&found);
}

static void test_random_mix(void **state) {
  (void)state;
  uint64_t seed = 2025;
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < 60000; i++) {
    uint32_t cp = chance(&seed, 8) ? 0x4E00 + (uint32_t)chance(&seed, 0x51A6)
                                   : (uint32_t)(chance(&seed, 2) ? 0x20000 + chance(&seed, 0xA6D0)
                                                                 : 1 + chance(&seed, 0x2FFF));
    jy__utf8_put(&b, cp);
  }
  check_as_opencc(jy_buf_str(&b));
  jy_buf_free(&b);
}

static void test_alignment(void **state) {
  (void)state;
  jy_buf out = JY_BUF_INIT;
  jy_align *a;
  assert_ok(jy_align_new(&a));
  assert_ok(jy_script_hans(&out, a, jy_cstr("在乾燥的醫院")));
  assert_buf(&out, "在干燥的医院");
  jy_span s = jy_align_source(a, (jy_span){6, 9}); /* 燥, left alone inside a phrase */
  assert_true(s.start == 6 && s.end == 9);
  jy_span m = jy_align_made(a, (jy_span){0, 3});
  assert_true(m.start == 0 && m.end == 3);
  jy_align_free(a);
  jy_buf_free(&out);
}

static void test_odd_input(void **state) {
  (void)state;
  jy_buf out = JY_BUF_INIT;
  assert_ok(jy_script_convert(&out, (jy_str){"\0医\0\0院\0", 10}, "s2t"));
  assert_buf(&out, "\0醫\0\0院\0");
  out.len = 0;
  assert_ok(jy_script_hans(&out, NULL, (jy_str){"醫\0\xE9\x86長\xFF\xF0\x9F", 12}));
  assert_buf(&out, "医\0\xE9\x86长\xFF\xF0\x9F");
  out.len = 0;
  assert_int_equal(jy_script_convert(&out, jy_cstr("医\xE5\x8C"), "s2t"), JY_EENCODING);
  assert_int_equal(jy_error_last()->offset, 3);
  jy_buf_free(&out);
}

static void test_configurations(void **state) {
  (void)state;
  static const char *const unknown[] = {"nonsense", "", "../t2s", "/etc/passwd", "a.b"};
  jy_buf out = JY_BUF_INIT;
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    assert_int_equal(jy_script_convert(&out, jy_cstr("a"), unknown[i]), JY_ECONVERT);
    assert_non_null(strstr(jy_error_last()->message, unknown[i]));
  }
  assert_ok(jy_script_convert(&out, jy_cstr("软件"), "s2twp")); /* after a failure */
  assert_buf(&out, "軟體");
  jy_buf_free(&out);
}

static void check_script(const char *s, jy_script expected) {
  assert_string_equal(jy_script_name(jy_script_detect(jy_cstr(s))), jy_script_name(expected));
}

static void test_detect(void **state) {
  (void)state;
  check_script("", JY_SCRIPT_HANS);
  check_script("plain", JY_SCRIPT_HANS);
  check_script("皇后在山后里面干台", JY_SCRIPT_HANS);
  check_script("会议由党委书记主持", JY_SCRIPT_HANS);
  check_script("會議由黨委書記主持", JY_SCRIPT_HANT);
  check_script("會議由黨委書記主持，会议由党委书记主持", JY_SCRIPT_MIXED);
  check_script("后里面干台只云，會議由黨委書記主持", JY_SCRIPT_HANT);
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < 50; i++) jy_buf_put(&b, "会议由党委书记主持。", 30);
  jy_buf_put(&b, "臺灣學者黃國倫", 21);
  check_script(b.ptr, JY_SCRIPT_HANS);
  jy_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_composed),  cmocka_unit_test(test_dictionary), cmocka_unit_test(test_real),
      cmocka_unit_test(test_alignment), cmocka_unit_test(test_odd_input),  cmocka_unit_test(test_random_mix),
      cmocka_unit_test(test_detect),    cmocka_unit_test(test_configurations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Strict decoding: offsets, policies, ledgers, cut tails, marks, labels. */
#include "check.h"

#include <string.h>

#include "base/internal.h"
#include "chance.h"
#include "jiyao/convert.h"

#define BYTES(s) ((jy_str){s, sizeof(s) - 1})

static void check_reads(jy_str bytes, const char *encoding, const char *expected, size_t len) {
  jy_buf out = JY_BUF_INIT;
  jy_ledger ledger = {0};
  assert_ok(jy_decode(&out, &ledger, bytes, encoding, JY_POLICY_ERROR, NULL));
  assert_int_equal(out.len, len);
  assert_memory_equal(jy_buf_str(&out).ptr, expected, len);
  assert_int_equal(ledger.len, 0);
  jy_buf_free(&out);
  jy_ledger_free(&ledger);
}
#define READS(bytes, encoding, expected) check_reads(BYTES(bytes), encoding, expected, sizeof(expected) - 1)

static void test_encodings(void **state) {
  (void)state;
  READS("", "utf-8", "");
  READS("a\0\xE9\x99\xA2", "UTF8", "a\0院");
  READS("\xD4\xBA\xB3\xA4", "gb2312", "院长");
  READS("\xE9L\x81\x30\x81\x30", "GBK", "長\xC2\x80"); /* beyond GB2312, then beyond GBK */
  READS("\xB0|\xAA\xF8", "big5", "院長");
  READS("\xF9\xD6", "cp950", "碁"); /* an extension of ETEN and code page 950 */
  READS("\x62\x96\x7F\x95", "utf-16le", "院长");
  READS("\x96\x62\x95\x7F", "UTF_16BE", "院长");
  READS("\x62\x96\0\0", "UTF-32LE", "院");
  READS("caf\xE9", "ISO-8859-1", "café");
  READS("\xDC\xB8\x8E\xA2\xA1\xA1", "euc-tw", "眾乂");
  READS("~~~{TB~}1~\n2~{TB\n~{TB", "hz-gb-2312", "~月12月\n月"); /* a line ends Chinese */
  READS("\x1B$)A\x0ETB\n6\x0ETB\x0F", "iso-2022-cn", "月\n6月");
}

static void test_marks(void **state) {
  (void)state;
  READS("\xEF\xBB\xBF" "a", "utf-8", "a");
  READS("\xFF\xFE" "a\0", "utf-16", "a");
  READS("\xFE\xFF\0a", "utf-16", "a");
  READS("a\0", "utf-16", "a");
  READS("\xFF\xFE" "a\0", "utf-16le", "a");
  READS("\x84\x31\x95\x33" "a", "gb18030", "a");
  READS("a\xEF\xBB\xBF", "utf-8", "a\xEF\xBB\xBF"); /* only at the start */
}

static void check_fails(jy_str bytes, const char *encoding, int code, size_t offset, const char *says) {
  jy_buf out = JY_BUF_INIT;
  jy_buf_put(&out, "kept", 4);
  jy_ledger ledger = {0};
  assert_int_equal(jy_decode(&out, &ledger, bytes, encoding, JY_POLICY_ERROR, "news/0412.html"), code);
  assert_buf(&out, "kept");
  assert_int_equal(ledger.len, 0);
  const jy_error *e = jy_error_last();
  assert_int_equal(e->code, code);
  assert_int_equal(e->offset, offset);
  assert_string_equal(e->path, "news/0412.html");
  assert_string_equal(e->message, says);
  jy_buf_free(&out);
  jy_ledger_free(&ledger);
}

static void test_faults(void **state) {
  (void)state;
  check_fails(BYTES("\xD4\xBA\xFF\xFF\xB3\xA4"), "gbk", JY_EENCODING, 2,
              "invalid GB18030 at byte 2 (ff ff)");
  check_fails(BYTES("\xD4\xBA\xB3"), "gb2312", JY_EENCODING, 2,
              "truncated GB18030 at byte 2 (b3): the input ends inside a character");
  check_fails(BYTES("a\xE9\x99"), "utf-8", JY_EENCODING, 1,
              "truncated UTF-8 at byte 1 (e9 99): the input ends inside a character");
  check_fails(BYTES("a\xE9" "bc"), "utf-8", JY_EENCODING, 1, "invalid UTF-8 at byte 1 (e9 62)");
  check_fails(BYTES("\xED\xA0\x80"), "utf-8", JY_EENCODING, 0, "invalid UTF-8 at byte 0 (ed a0)");
  check_fails(BYTES("a\0b"), "utf-16le", JY_EENCODING, 2,
              "truncated UTF-16LE at byte 2 (62): the input ends inside a character");
  check_fails(BYTES("\0\xD8" "a\0"), "utf-16le", JY_EENCODING, 0, "invalid UTF-16LE at byte 0 (00 d8)");
}

static void test_unknown(void **state) {
  (void)state;
  static const char *const labels[] = {"klingon", "", "UTF-8//IGNORE", "GBK//TRANSLIT", "a b"};
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
    jy_buf out = JY_BUF_INIT;
    int status = jy_decode(&out, NULL, BYTES("a"), labels[i], JY_POLICY_SKIP, NULL);
    assert_int_equal(status, JY_ECONVERT);
    assert_non_null(strstr(jy_error_last()->message, "unknown encoding"));
    jy_buf_free(&out);
  }
}

static void test_policies(void **state) {
  (void)state;
  jy_str bytes = BYTES("\xD4\xBA\xFF\xB3\xA4\x81");
  jy_buf out = JY_BUF_INIT;
  jy_ledger l = {0};
  assert_ok(jy_decode(&out, &l, bytes, "GB18030", JY_POLICY_REPLACE, NULL));
  assert_buf(&out, "院\xEF\xBF\xBD长\xEF\xBF\xBD");
  assert_int_equal(l.len, 2);
  assert_int_equal(l.lost_bytes, 2);
  assert_int_equal(l.losses[1].offset, 5);
  assert_int_equal(l.losses[1].at, 9);
  jy_ledger_free(&l);
  out.len = 0;
  assert_ok(jy_decode(&out, NULL, bytes, "GB18030", JY_POLICY_SKIP, NULL));
  assert_buf(&out, "院长");
  jy_buf_free(&out);
}

/* One fault is one loss: a cut character of UTF-8, an unassigned pair of Big5;
 * but ASCII behind a lone lead byte stays. */
static void test_units(void **state) {
  (void)state;
  static const struct {
    jy_str bytes;
    const char *encoding, *expected;
    size_t losses, lost;
  } cases[] = {
      {BYTES("a\xE9\x99" "b"), "utf-8", "ab", 1, 2},
      {BYTES("a\xF0\x9F\x98" "b"), "utf-8", "ab", 1, 3},
      {BYTES("\xC0\xAF"), "utf-8", "", 2, 2},
      {BYTES("\x81<p>"), "big5", "<p>", 1, 1},
      {BYTES("\xD4\n\xB3\xA4"), "gbk", "\n长", 1, 1},
      {BYTES("\x84\x32\xA4\x30" "a"), "gb18030", "a", 1, 4},
      {BYTES("\x8E\xA8\xA1\xA1" "a"), "euc-tw", "a", 1, 4},
      {BYTES("a~b~{\xB0TB}!~}c"), "hz", "ab月c", 3, 4}, /* no tilde, no ASCII, no such pair */
      {BYTES("\x0E\x1B$)E\x1BN!!"), "iso-2022-cn", "$)EN!!", 3, 3}, /* nothing said, or not known */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_buf out = JY_BUF_INIT;
    jy_ledger l = {0};
    assert_ok(jy_decode(&out, &l, cases[i].bytes, cases[i].encoding, JY_POLICY_SKIP, NULL));
    assert_string_equal(jy_buf_str(&out).ptr, cases[i].expected);
    assert_int_equal(l.len, cases[i].losses);
    assert_int_equal(l.lost_bytes, cases[i].lost);
    jy_buf_free(&out);
    jy_ledger_free(&l);
  }
}

/* Labels as pages write them, and those that nobody should be read by. */
static void test_labels(void **state) {
  (void)state;
  static const struct {
    const char *label, *name;
  } cases[] = {
      {"gb_2312-80", "GB18030"},   {"csISO58GB231280", "GB18030"}, {"x-gbk", "GB18030"},
      {"windows-936", "GB18030"},  {"GB18030-2022", "GB18030"},    {"cn-big5", "BIG5-HKSCS"},
      {"x-x-big5", "BIG5-HKSCS"},  {"Big5-ETEN", "BIG5-HKSCS"},    {"unicode-1-1-utf-8", "UTF-8"},
      {"us-ascii", "UTF-8"},       {"unicode", "UTF-16LE"},        {"UnicodeFFFE", "UTF-16BE"},
      {"latin1", "ISO-8859-1"},    {"iso_8859-1:1987", "ISO-8859-1"}, {"cp1252", "WINDOWS-1252"},
      {"Shift_JIS", "CP932"},      {"ks_c_5601-1987", "CP949"},    {"iso-8859-11", "WINDOWS-874"},
      {"hz-gb-2312", "HZ"}, {"utf-7", "utf-7"}, {"", ""},                      {"gb2312 big5", "gb2312 big5"},
      {"a-label-much-longer-than-any-that-there-is", "a-label-much-longer-than-any-that-there-is"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(jy_encoding_name(cases[i].label), cases[i].name);
}

static void check_random(jy_str bytes, const char *encoding) {
  jy_buf put = JY_BUF_INIT, skipped = JY_BUF_INIT, strict = JY_BUF_INIT;
  jy_ledger l = {0}, m = {0};
  assert_ok(jy_decode(&put, &l, bytes, encoding, JY_POLICY_REPLACE, NULL));
  assert_ok(jy_decode(&skipped, &m, bytes, encoding, JY_POLICY_SKIP, NULL));
  assert_int_equal(jy__utf8_check(jy_buf_str(&put).ptr, put.len), put.len);
  assert_int_equal(put.len, skipped.len + 3 * l.len);
  assert_int_equal(l.len, m.len);
  size_t sum = 0, past = 0;
  for (size_t i = 0; i < l.len; i++) {
    assert_true(l.losses[i].offset >= past && l.losses[i].len > 0);
    past = l.losses[i].offset + l.losses[i].len;
    sum += l.losses[i].len;
    assert_memory_equal(put.ptr + l.losses[i].at, "\xEF\xBF\xBD", 3);
    assert_int_equal(l.losses[i].at, m.losses[i].at + 3 * i);
  }
  assert_true(past <= bytes.len);
  assert_int_equal(sum, l.lost_bytes);
  int status = jy_decode(&strict, NULL, bytes, encoding, JY_POLICY_ERROR, NULL);
  assert_int_equal(status, l.len ? JY_EENCODING : JY_OK);
  if (l.len) assert_int_equal(jy_error_last()->offset, l.losses[0].offset);
  jy_buf_free(&put);
  jy_buf_free(&skipped);
  jy_buf_free(&strict);
  jy_ledger_free(&l);
  jy_ledger_free(&m);
}

static void test_random_bytes(void **state) {
  (void)state;
  static const char *const encodings[] = {"utf-8", "gb18030", "big5", "utf-16le", "utf-32be", "shift_jis",
                                          "euc-tw", "hz", "iso-2022-cn"};
  uint64_t seed = 18030;
  for (int round = 0; round < 300; round++) {
    char bytes[200];
    size_t len = chance(&seed, sizeof bytes);
    for (size_t i = 0; i < len; i++) bytes[i] = (char)chance(&seed, 256);
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
      check_random((jy_str){bytes, len}, encodings[i]);
    for (size_t i = 0; i < len; i++) bytes[i] = "~{}\x1B\x0E\x0F$)*+AGHINO!TB\n "[chance(&seed, 21)];
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
      check_random((jy_str){bytes, len}, encodings[i]);
  }
}

/* More than one chunk of output, with a fault far inside. */
static void test_large(void **state) {
  (void)state;
  jy_buf in = JY_BUF_INIT, out = JY_BUF_INIT;
  for (int i = 0; i < 100000; i++) jy_buf_put(&in, "\xD4\xBA\xB3\xA4", 4);
  in.ptr[300001] = '\xFF';
  jy_ledger l = {0};
  assert_ok(jy_decode(&out, &l, jy_buf_str(&in), "gb18030", JY_POLICY_SKIP, NULL));
  assert_int_equal(l.losses[0].offset, 300000);
  assert_true(out.len > 599000);
  jy_buf_free(&in);
  jy_buf_free(&out);
  jy_ledger_free(&l);
}

/* One byte may become three: of every size, so that no room is left over by chance. */
static void test_widest(void **state) {
  (void)state;
  static const char *const encodings[] = {"WINDOWS-874", "WINDOWS-1252", "CP932"};
  static const char bytes[] = {'\xA1', '\x80', '\xB1'}; /* ก € ｱ */
  for (size_t i = 0; i < 3; i++) {
    for (size_t len = 1; len <= 140000; len += len < 64 ? 1 : len * 3 / 5) {
      jy_buf in = JY_BUF_INIT, out = JY_BUF_INIT;
      assert_ok(jy_buf_reserve(&in, len));
      memset(in.ptr, bytes[i], len);
      in.len = len;
      assert_ok(jy_decode(&out, NULL, jy_buf_str(&in), encodings[i], JY_POLICY_ERROR, NULL));
      assert_int_equal(out.len, 3 * len);
      assert_true(out.cap > out.len);
      jy_buf_free(&in);
      jy_buf_free(&out);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_encodings), cmocka_unit_test(test_marks),        cmocka_unit_test(test_faults),
      cmocka_unit_test(test_unknown),   cmocka_unit_test(test_policies),     cmocka_unit_test(test_units),
      cmocka_unit_test(test_large),     cmocka_unit_test(test_random_bytes), cmocka_unit_test(test_labels),
      cmocka_unit_test(test_widest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

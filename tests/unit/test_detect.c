/* Detection: evidence in order, damage that must not mislead, what is no text. */
#include "check.h"

#include <string.h>

#include "base/internal.h"
#include "encode.h"
#include "jiyao/convert.h"

/* Composed; long enough to judge, with names that are rare. */
static const char hans[] =
    "6月8日下午，临江大学附属第二医院召开年度工作会议。会议由党委副书记、院长欧阳晓岚主持，"
    "党委书记贺知远讲话。会议指出，要加强学科建设，提高医疗服务水平，做好下半年的各项工作。";
static const char hant[] =
    "6月8日下午，臨江大學附屬第二醫院召開年度工作會議。會議由黨委副書記、院長歐陽曉嵐主持，"
    "黨委書記賀知遠講話。會議指出，要加強學科建設，提高醫療服務水平，做好下半年的各項工作。";

static void check(jy_str bytes, const char *declared, const char *encoding, const char *reason) {
  jy_detection d;
  assert_ok(jy_detect(&d, bytes, declared));
  assert_string_equal(d.encoding, encoding);
  if (reason) assert_string_equal(d.reason, reason);
  assert_true(d.confidence > 0 && d.confidence <= 1);
}

static void check_text(const char *text, const char *written, const char *declared, const char *encoding,
                       const char *reason) {
  jy_buf b = JY_BUF_INIT;
  encode(&b, text, written);
  check(jy_buf_str(&b), declared, encoding, reason);
  jy_buf_free(&b);
}

static void test_plain(void **state) {
  (void)state;
  check(jy_cstr("plain"), NULL, "ASCII", "ascii");
  check(jy_cstr(hans), NULL, "UTF-8", "utf-8");
  check(jy_cstr("\xEF\xBB\xBF" "a"), NULL, "UTF-8", "bom");
  check((jy_str){"\xFF\xFE" "a\0", 4}, "gbk", "UTF-16LE", "bom");
  check((jy_str){"\0\0\xFE\xFF\0\0\0a", 8}, NULL, "UTF-32BE", "bom");
  check(jy_cstr("\x84\x31\x95\x33" "a"), NULL, "GB18030", "bom");
}

static void test_trials(void **state) {
  (void)state;
  check_text(hans, "GB18030", NULL, "GB18030", NULL);
  check_text(hant, "GB18030", NULL, "GB18030", NULL);
  check_text(hant, "BIG5", NULL, "BIG5-HKSCS", NULL);
  check_text(hans, "UTF-16LE", NULL, "UTF-16LE", "trial");
  check_text(hant, "UTF-16BE", NULL, "UTF-16BE", "trial");
  check_text("院长讲话", "GB18030", NULL, "GB18030", NULL);
  check_text("院長講話", "BIG5", NULL, "BIG5-HKSCS", NULL);
}

static void test_labels(void **state) {
  (void)state;
  check_text(hans, "GB18030", "gb2312", "GB18030", "declared");
  check_text(hant, "BIG5", "Big5", "BIG5-HKSCS", "declared");
  check(jy_cstr("plain"), "gbk", "GB18030", "declared");
  check_text("déjà vu", "ISO-8859-1", "iso-8859-1", "ISO-8859-1", "declared");
}

/* Pages keep the label of an encoding that they left, or never had it. */
static void test_labels_that_lie(void **state) {
  (void)state;
  check(jy_cstr(hans), "gb2312", "UTF-8", "utf-8");
  check(jy_cstr(hant), "big5", "UTF-8", "utf-8");
  check_text(hans, "GB18030", "utf-8", "GB18030", NULL);
  check_text(hans, "GB18030", "big5", "GB18030", NULL);
  check_text(hant, "BIG5", "gbk", "BIG5-HKSCS", NULL);
  check_text(hans, "GB18030", "iso-8859-1", "GB18030", NULL);
  check(jy_cstr("<p>plain</p>"), "utf-16", "ASCII", "ascii");
  check(jy_cstr(hans), "no-such-label", "UTF-8", "utf-8");
}

/* Escapes say more than a label; a tilde before a brace is not yet Chinese. */
static void test_escapes(void **state) {
  (void)state;
  static const char hz[] = "~{;aRiSIT:3$Vw3V~}, 6~{TB~}8~{HU~}\n", iso[] = "\x1B$)A\x0E;aRiSIT:3$Vw3V\x0F\n";
  check(jy_cstr(hz), NULL, "HZ", "escapes");
  check(jy_cstr(hz), "gb2312", "HZ", "escapes");
  check(jy_cstr(iso), "utf-8", "ISO-2022-CN", "escapes");
  check(jy_cstr("Fig.~{\\bf 1} of ~user"), NULL, "ASCII", "ascii");
  check(jy_cstr("~{zz~}"), "hz", "HZ", "declared"); /* rare, but said to be */
  check_text(hant, "EUC-TW", "x-euc-tw", "EUC-TW", "declared");
}

/* A headline or two: cut to whole characters, in each encoding, with each label
 * that may be wrong. */
static void test_short(void **state) {
  (void)state;
  static const char *const labels[] = {NULL, "gb2312", "big5", "utf-8", "iso-8859-1"};
  static const struct {
    const char *text, *written, *found;
  } cases[] = {{hans, "UTF-8", "UTF-8"}, {hans, "GB18030", "GB18030"}, {hant, "GB18030", "GB18030"},
               {hant, "BIG5", "BIG5-HKSCS"}, {hant, "UTF-8", "UTF-8"}};
  size_t right = 0, all = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (size_t at = 0, n; cases[i].text[at]; at += n) {
      char part[7 * 3 + 1] = "";
      n = jy__utf8_len((unsigned char)cases[i].text[at]);
      size_t len = 0, chars = 0;
      for (; chars < 7 && cases[i].text[at + len]; chars++) len += jy__utf8_len((unsigned char)cases[i].text[at + len]);
      memcpy(part, cases[i].text + at, len);
      jy_buf b = JY_BUF_INIT;
      encode(&b, part, cases[i].written);
      for (size_t l = 0; chars == 7 && l < sizeof labels / sizeof *labels; l++) {
        jy_detection d;
        right += jy_detect(&d, jy_buf_str(&b), labels[l]) == JY_OK && strcmp(d.encoding, cases[i].found) == 0;
        all++;
      }
      jy_buf_free(&b);
    }
  assert_true(all > 1500);
  assert_true(right * 1000 >= all * 990);
}

/* Files that change their encoding are text, by that of most bytes or of some. */
static void test_mixed(void **state) {
  (void)state;
  static const char *const names[][2] = {{"UTF-8", "GB18030"}, {"UTF-8", "BIG5"}, {"GB18030", "BIG5"}};
  for (size_t i = 0; i < 3; i++) {
    jy_buf b = JY_BUF_INIT;
    for (int k = 0; k < 6; k++) encode(&b, hant, names[i][k % 2]);
    jy_detection d;
    assert_ok(jy_detect(&d, jy_buf_str(&b), NULL));
    assert_true(strncmp(d.encoding, "UTF-1", 5) != 0);
    jy_buf_free(&b);
  }
}

static double confidence(const jy_buf *b, const char *encoding) {
  jy_detection d;
  assert_ok(jy_detect(&d, jy_buf_str(b), NULL));
  assert_string_equal(d.encoding, encoding);
  return d.confidence;
}

static void test_damage(void **state) {
  (void)state;
  static const struct {
    const char *text, *encoding;
  } cases[] = {{hans, "UTF-8"}, {hans, "GB18030"}, {hant, "BIG5-HKSCS"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_buf b = JY_BUF_INIT;
    encode(&b, cases[i].text, cases[i].encoding);
    double whole = confidence(&b, cases[i].encoding);
    b.len -= 1; /* inside the last character */
    assert_true(confidence(&b, cases[i].encoding) < whole);
    b.ptr[60] = '\xFF';
    assert_true(confidence(&b, cases[i].encoding) < whole);
    jy_buf_free(&b);
  }
}

static void check_refused(const char *bytes, size_t len, const char *says) {
  jy_detection d;
  assert_int_equal(jy_detect(&d, (jy_str){bytes, len}, NULL), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, says));
  assert_null(strchr(jy_error_last()->message, '\n'));
}
#define REFUSED(bytes, says) check_refused(bytes, sizeof(bytes) - 1, says)

static void test_no_text(void **state) {
  (void)state;
  REFUSED("", "is empty");
  REFUSED("\xEF\xBB\xBF", "is empty");
  REFUSED("%PDF-1.7\n", "a PDF file");
  REFUSED("PK\3\4\x14\0", "ZIP");
  REFUSED("\x89PNG\r\n\x1A\n\0\0", "PNG");
  REFUSED("\x7F" "ELF\2\1\1\0", "a program");
  REFUSED("SQLite format 3\0", "SQLite");
  REFUSED("\0\1\2\3\0\0\0\x10\x9F\xE2\0\0\0\0\0\1", "binary");
  REFUSED("\0", "binary");
}

/* A NUL or two in a long text are damage, not a reason to refuse it. */
static void test_few_controls(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  jy_buf_put(&b, hans, sizeof hans); /* with its NUL */
  check(jy_buf_str(&b), NULL, "UTF-8", "utf-8");
  jy_buf_free(&b);
}

static void test_far_away(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < 30000; i++) jy_buf_put(&b, "plain\n", 6);
  encode(&b, hans, "GB18030");
  check(jy_buf_str(&b), NULL, "GB18030", NULL);
  jy_buf_free(&b);
}

static void repeat(jy_buf *out, const char *text, const char *encoding, size_t len) {
  while (out->len < len) {
    encode(out, text, encoding);
    jy_buf_put(out, "\n", 1);
  }
}

/* Clean text of many pages is told at first sight, whatever its label claims. */
static void test_first_sight(void **state) {
  (void)state;
  static const struct {
    const char *text, *encoding, *label, *other;
  } cases[] = {{hans, "GB18030", "x-gbk", "big5"}, {hant, "BIG5-HKSCS", "cn-big5", "gb2312"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_buf b = JY_BUF_INIT;
    repeat(&b, cases[i].text, cases[i].encoding, 200000);
    check(jy_buf_str(&b), NULL, cases[i].encoding, "trial");
    check(jy_buf_str(&b), cases[i].label, cases[i].encoding, "declared");
    check(jy_buf_str(&b), cases[i].other, cases[i].encoding, "trial");
    check(jy_buf_str(&b), "utf-8", cases[i].encoding, "trial");
    assert_true(confidence(&b, cases[i].encoding) > 0.9);
    b.ptr[150000] = '\xFF'; /* a label must read every byte */
    check(jy_buf_str(&b), cases[i].label, cases[i].encoding, "trial");
    jy_buf_free(&b);
  }
}

/* Where the places do not agree, all of the sample is judged. */
static void test_mixed_sights(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  repeat(&b, hans, "GB18030", 30000);
  repeat(&b, hans, "UTF-8", 36000);
  repeat(&b, hans, "GB18030", 60000);
  check(jy_buf_str(&b), NULL, "GB18030", NULL);
  assert_true(confidence(&b, "GB18030") < 0.9);
  jy_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain),  cmocka_unit_test(test_escapes), cmocka_unit_test(test_short),
      cmocka_unit_test(test_mixed),
      cmocka_unit_test(test_trials), cmocka_unit_test(test_labels),
      cmocka_unit_test(test_damage), cmocka_unit_test(test_no_text), cmocka_unit_test(test_labels_that_lie),
      cmocka_unit_test(test_few_controls), cmocka_unit_test(test_far_away),
      cmocka_unit_test(test_first_sight), cmocka_unit_test(test_mixed_sights),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Regions: borders to the byte, losses in offsets of the whole, and files in one
 * encoding that must stay whole. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "base/internal.h"
#include "chance.h"
#include "encode.h"
#include "jiyao/convert.h"
#include "jiyao/ingest.h"

static const char hans[] = "6月8日下午，临江大学附属第二医院召开年度工作会议。会议由党委副书记、院长欧阳晓岚主持，"
                           "党委书记贺知远讲话。会议指出，要加强学科建设，提高医疗服务水平。\n";
static const char hant[] = "6月8日下午，臨江大學附屬第二醫院召開年度工作會議。會議由黨委副書記、院長歐陽曉嵐主持，"
                           "黨委書記賀知遠講話。會議指出，要加強學科建設，提高醫療服務水平。\n";

typedef struct {
  jy_buf text;
  jy_ledger ledger;
  jy_regions regions;
  jy_detection found;
} decoded;

static int decode(decoded *d, jy_str bytes, jy_policy policy) {
  *d = (decoded){JY_BUF_INIT, {0}, {0}, {"", "", 0, 0}};
  assert_ok(jy_detect(&d->found, bytes, NULL));
  return jy_decode_regions(&d->text, &d->ledger, &d->regions, bytes, &d->found, policy, "a.txt");
}

static void drop(decoded *d) {
  jy_buf_free(&d->text);
  jy_ledger_free(&d->ledger);
  jy_regions_free(&d->regions);
}

/* Regions cover bytes and text without gap; losses add up and lie in them. */
static void check_sound(const decoded *d, size_t size) {
  size_t byte = 0, at = 0, lost = 0;
  for (size_t i = 0; i < d->regions.len; i++) {
    const jy_region *r = &d->regions.at[i];
    assert_int_equal(r->bytes.start, byte);
    assert_int_equal(r->text.start, at);
    assert_true(r->bytes.end > r->bytes.start && r->text.end >= r->text.start);
    assert_true(r->confidence > 0 && r->confidence <= 1);
    byte = r->bytes.end;
    at = r->text.end;
  }
  assert_int_equal(byte, size);
  assert_int_equal(at, d->text.len);
  for (size_t i = 0; i < d->ledger.len; i++) {
    lost += d->ledger.losses[i].len;
    assert_true(d->ledger.losses[i].offset + d->ledger.losses[i].len <= size);
    assert_true(i == 0 || d->ledger.losses[i].offset >= d->ledger.losses[i - 1].offset + d->ledger.losses[i - 1].len);
    assert_memory_equal(d->text.ptr + d->ledger.losses[i].at, "\xEF\xBF\xBD", 3);
  }
  assert_int_equal(lost, d->ledger.lost_bytes);
}

static void test_block_in_utf8(void **state) {
  (void)state;
  static const char *const others[] = {"GB18030", "BIG5-HKSCS"};
  for (size_t i = 0; i < 2; i++) {
    const char *text = i ? hant : hans;
    jy_buf b = JY_BUF_INIT;
    encode(&b, text, "UTF-8");
    size_t start = b.len;
    encode(&b, text, others[i]);
    size_t end = b.len;
    encode(&b, text, "UTF-8");
    encode(&b, text, "UTF-8");
    decoded d;
    assert_ok(decode(&d, jy_buf_str(&b), JY_POLICY_ERROR));
    assert_int_equal(d.regions.len, 3);
    assert_int_equal(d.regions.at[1].bytes.start, start);
    assert_int_equal(d.regions.at[1].bytes.end, end);
    assert_string_equal(d.regions.at[1].encoding, others[i]);
    assert_string_equal(jy_regions_majority(&d.regions), "UTF-8");
    for (size_t k = 0; k < 4; k++) assert_memory_equal(d.text.ptr + k * strlen(text), text, strlen(text));
    check_sound(&d, b.len);
    drop(&d);
    jy_buf_free(&b);
  }
}

/* Real damage beside a block: it stays damage, and its place is that in the file. */
static void test_losses(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  encode(&b, hans, "UTF-8");
  b.ptr[5] = 'X'; /* in place of the lead of 日: its two other bytes are lost */
  encode(&b, hans, "GB18030");
  size_t third = b.len;
  encode(&b, hans, "UTF-8");
  b.ptr[third + 2] = '\xFF';
  decoded d;
  assert_ok(decode(&d, jy_buf_str(&b), JY_POLICY_REPLACE));
  assert_int_equal(d.regions.len, 3);
  check_sound(&d, b.len);
  assert_true(d.ledger.len >= 2 && d.ledger.lost_bytes <= 6);
  assert_int_equal(d.ledger.losses[0].offset, 6);
  assert_true(d.ledger.losses[d.ledger.len - 1].offset >= third);
  drop(&d);
  assert_int_equal(decode(&d, jy_buf_str(&b), JY_POLICY_ERROR), JY_EENCODING);
  assert_int_equal(jy_error_last()->offset, 6);
  assert_int_equal(d.text.len, 0);
  assert_int_equal(d.regions.len, 0);
  drop(&d);
  jy_buf_free(&b);
}

/* A byte that was lost leaves its fellow behind: one loss, no change of encoding. */
static void test_lone_byte(void **state) {
  (void)state;
  for (size_t cut = 0; cut < 4; cut++) {
    jy_buf b = JY_BUF_INIT;
    for (int k = 0; k < 3; k++) encode(&b, hans, "GB18030");
    size_t at = b.len / 3 + 2 * cut + 6;
    memmove(b.ptr + at, b.ptr + at + 1, --b.len - at);
    decoded d;
    assert_ok(decode(&d, jy_buf_str(&b), JY_POLICY_REPLACE));
    assert_int_equal(d.regions.len, 1);
    assert_string_equal(d.regions.at[0].encoding, "GB18030");
    assert_int_equal(d.ledger.lost_bytes, 1);
    assert_int_equal(d.text.len, 3 * strlen(hans)); /* the mark is as long as the character was */
    check_sound(&d, b.len);
    drop(&d);
    jy_buf_free(&b);
  }
}

/* The same where it opens the file. */
static void test_lone_byte_first(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  jy_buf_put(&b, "\xB0", 1);
  for (int k = 0; k < 3; k++) encode(&b, hans, "GB18030");
  decoded d;
  assert_ok(decode(&d, jy_buf_str(&b), JY_POLICY_REPLACE));
  assert_int_equal(d.regions.len, 1);
  assert_string_equal(d.regions.at[0].encoding, "GB18030");
  check_sound(&d, b.len);
  drop(&d);
  jy_buf_free(&b);
}

static void test_strict_in_a_later_region(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  encode(&b, hans, "GB18030");
  size_t second = b.len;
  encode(&b, hans, "UTF-8");
  encode(&b, hans, "UTF-8");
  b.ptr[second + 10] = '\xFF';
  decoded d;
  assert_int_equal(decode(&d, jy_buf_str(&b), JY_POLICY_ERROR), JY_EENCODING);
  assert_true(jy_error_last()->offset >= second + 8 && jy_error_last()->offset <= second + 10);
  assert_string_equal(jy_error_last()->path, "a.txt");
  drop(&d);
  jy_buf_free(&b);
}

static void test_one_encoding(void **state) {
  (void)state;
  static const struct {
    const char *text, *encoding, *found;
  } cases[] = {{hans, "UTF-8", "UTF-8"},     {hans, "GB18030", "GB18030"},       {hant, "GB18030", "GB18030"},
               {hant, "BIG5", "BIG5-HKSCS"}, {hant, "UTF-16LE", "UTF-16LE"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_buf b = JY_BUF_INIT;
    for (int k = 0; k < 20; k++) encode(&b, cases[i].text, cases[i].encoding);
    decoded d;
    assert_ok(decode(&d, jy_buf_str(&b), JY_POLICY_ERROR));
    assert_int_equal(d.regions.len, 1);
    assert_string_equal(d.regions.at[0].encoding, cases[i].found);
    check_sound(&d, b.len);
    drop(&d);
    jy_buf_free(&b);
  }
}

/* A mark in the middle is kept, so that every byte is accounted for. */
static void test_mark_in_the_middle(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  encode(&b, hans, "GB18030");
  jy_buf_put(&b, "\xEF\xBB\xBF", 3);
  encode(&b, hans, "UTF-8");
  decoded d;
  assert_ok(decode(&d, jy_buf_str(&b), JY_POLICY_ERROR));
  assert_int_equal(d.text.len, 2 * strlen(hans) + 3);
  check_sound(&d, b.len);
  drop(&d);
  jy_buf_free(&b);
}

/* By turns in three encodings, each piece a line or more. */
static void test_random_pieces(void **state) {
  (void)state;
  static const char *const names[] = {"UTF-8", "GB18030", "BIG5"};
  uint64_t seed = 31;
  for (int round = 0; round < 40; round++) {
    jy_buf bytes = JY_BUF_INIT, truth = JY_BUF_INIT;
    for (size_t i = 0, n = 2 + chance(&seed, 6); i < n; i++) {
      encode(&bytes, hant, names[chance(&seed, 3)]);
      jy_buf_put(&truth, hant, strlen(hant));
    }
    decoded d;
    assert_ok(decode(&d, jy_buf_str(&bytes), JY_POLICY_ERROR));
    assert_int_equal(d.text.len, truth.len);
    assert_memory_equal(d.text.ptr, truth.ptr, truth.len);
    check_sound(&d, bytes.len);
    drop(&d);
    jy_buf_free(&bytes);
    jy_buf_free(&truth);
  }
}

/* Bytes that a file's one encoding loses. */
static size_t lost_in(const char *encoding, jy_str bytes) {
  jy_buf text = JY_BUF_INIT;
  jy_ledger ledger = {0};
  assert_ok(jy_decode(&text, &ledger, bytes, encoding, JY_POLICY_SKIP, NULL));
  size_t lost = ledger.lost_bytes;
  jy_buf_free(&text);
  jy_ledger_free(&ledger);
  return lost;
}

/* Garbage in a file of one encoding is no stretch of another: looking for one
 * where something was lost must not lose more. */
static void test_garbage(void **state) {
  (void)state;
  uint64_t seed = 3;
  for (int round = 0; round < 300; round++) {
    jy_buf bytes = JY_BUF_INIT;
    decoded d;
    for (int i = 0; i < 3; i++) encode(&bytes, hans, "GB18030");
    for (size_t n = 1 + chance(&seed, 4); n > 0; n--)
      for (size_t at = chance(&seed, bytes.len), end = at + chance(&seed, 30); at < end && at < bytes.len; at++)
        bytes.ptr[at] = (char)(0x80 + chance(&seed, 128));
    assert_ok(decode(&d, jy_buf_str(&bytes), JY_POLICY_REPLACE));
    check_sound(&d, bytes.len);
    assert_string_equal(d.found.encoding, "GB18030");
    assert_true(d.ledger.lost_bytes <= lost_in("GB18030", jy_buf_str(&bytes)));
    drop(&d);
    jy_buf_free(&bytes);
  }
}

static void test_odd_input(void **state) {
  (void)state;
  uint64_t seed = 5;
  for (int round = 0; round < 200; round++) {
    jy_buf b = JY_BUF_INIT;
    for (size_t i = 0, n = 1 + chance(&seed, 700); i < n; i++)
      jy_buf_put(&b, (char[]){(char)(chance(&seed, 4) ? 0x81 + chance(&seed, 126) : chance(&seed, 256))}, 1);
    decoded d = {JY_BUF_INIT, {0}, {0}, {"GB18030", "trial", 0.5, 0}};
    strcpy(d.found.encoding, round % 3 == 0 ? "GB18030" : round % 3 == 1 ? "UTF-8" : "BIG5-HKSCS");
    assert_ok(jy_decode_regions(&d.text, &d.ledger, &d.regions, jy_buf_str(&b), &d.found, JY_POLICY_REPLACE, NULL));
    check_sound(&d, b.len);
    assert_int_equal(jy__utf8_check(d.text.ptr, d.text.len), d.text.len);
    drop(&d);
    jy_buf_free(&b);
  }
}

/* One line of 2 MB with the change in the middle of it. */
static void test_long_line(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  char line[sizeof hans];
  memcpy(line, hans, sizeof hans);
  line[sizeof hans - 2] = ' ';
  while (b.len < 1000000) encode(&b, line, "UTF-8");
  size_t border = b.len;
  while (b.len < 2000000) encode(&b, line, "GB18030");
  decoded d;
  assert_ok(decode(&d, jy_buf_str(&b), JY_POLICY_ERROR));
  assert_int_equal(d.regions.len, 2);
  assert_int_equal(d.regions.at[1].bytes.start, border);
  check_sound(&d, b.len);
  drop(&d);
  jy_buf_free(&b);
}

static void test_document(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  encode(&b, hans, "UTF-8");
  encode(&b, hans, "GB18030");
  jy_doc *doc = NULL;
  assert_ok(jy_doc_parse(&doc, "a.txt", jy_buf_str(&b), NULL));
  assert_int_equal(jy_doc_regions(doc)->len, 2);
  assert_string_equal(jy_doc_detection(doc)->encoding, "UTF-8");
  assert_int_equal(jy_doc_ledger(doc)->len, 0);
  jy_doc_free(doc);
  jy_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_block_in_utf8), cmocka_unit_test(test_losses),
      cmocka_unit_test(test_lone_byte), cmocka_unit_test(test_lone_byte_first),
      cmocka_unit_test(test_strict_in_a_later_region), cmocka_unit_test(test_one_encoding),
      cmocka_unit_test(test_mark_in_the_middle), cmocka_unit_test(test_random_pieces),
      cmocka_unit_test(test_garbage),
      cmocka_unit_test(test_odd_input), cmocka_unit_test(test_long_line), cmocka_unit_test(test_document),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Sentences and paragraphs: where they end, where they do not, and that they
 * lose nothing but white space. */
#include "check.h"

#include <string.h>

#include "base/internal.h"
#include "chance.h"
#include "text/internal.h"

/* `expected` is the pieces with a `|` after each. */
static void check(int (*split)(jy_spans *, jy_str), const char *s, const char *expected) {
  jy_spans found = {0};
  jy_buf got = JY_BUF_INIT;
  assert_ok(split(&found, jy_cstr(s)));
  for (size_t i = 0; i < found.len; i++) {
    jy_buf_put(&got, s + found.at[i].start, found.at[i].end - found.at[i].start);
    jy_buf_put(&got, "|", 1);
  }
  assert_string_equal(jy_buf_str(&got).ptr, expected);
  jy_buf_free(&got);
  jy_spans_free(&found);
}

static void test_ends(void **state) {
  (void)state;
  check(jy_sentences, "", "");
  check(jy_sentences, " \n　\t", "");
  check(jy_sentences, "没有结尾", "没有结尾|");
  check(jy_sentences, "会议召开。院长讲话！好吗？好", "会议召开。|院长讲话！|好吗？|好|");
  check(jy_sentences, "一是抓学科；二是抓人才。", "一是抓学科；二是抓人才。|");
  check(jy_sentences, "他问：“何时？！”随后离开。", "他问：“何时？！”|随后离开。|");
  check(jy_sentences, "（会后合影。）「完。」完", "（会后合影。）|「完。」|完|");
  check(jy_sentences, "标题\r\n  第一行。\n\n第二行", "标题|第一行。|第二行|");
  check(jy_sentences, "　　缩进。　下一句。", "缩进。|下一句。|");
}

static void test_half_width(void **state) {
  (void)state;
  check(jy_sentences, "会议召开!大家好吗?好", "会议召开!|大家好吗?|好|");
  check(jy_sentences, "\"开会。\"他说。\"好\"", "\"开会。\"|他说。|\"好\"|");
  check(jy_sentences, "会议结束.院长离开.", "会议结束.|院长离开.|");
  check(jy_sentences, "图见1.png和网站a.cn?x=1!", "图见1.png和网站a.cn?x=1!|");
}

static void test_no_ends(void **state) {
  (void)state;
  check(jy_sentences, "增长2.5%，Dr.PH.周某和J.Smith到会。", "增长2.5%，Dr.PH.周某和J.Smith到会。|");
  check(jy_sentences, "包括内科、外科……等科室。", "包括内科、外科……等科室。|");
  check(jy_sentences, "“还有……”他说。", "“还有……”|他说。|");
  check(jy_sentences, "表1.2所列", "表1.2所列|");
}

/* A question mark for lost bytes is no end. */
static void test_damage(void **state) {
  (void)state;
  check(jy_sentences, "由学??萍继幪庨L某某主持。", "由学??萍继幪庨L某某主持。|");
  check(jy_sentences, "围绕学?！笆奈濉卑l展。", "围绕学?！笆奈濉卑l展。|");
  check(jy_sentences, "怎么办?我们想办法。", "怎么办?|我们想办法。|");
  check(jy_sentences, "真的吗?!他问。", "真的吗?!|他问。|");
}

static void test_paragraphs(void **state) {
  (void)state;
  check(jy_paragraphs, "", "");
  check(jy_paragraphs, "甲。乙。\n", "甲。乙。|");
  check(jy_paragraphs, "\n\n　　甲\n \n乙 丙\r\n\f丁", "甲|乙 丙|丁|");
}

static void check_cover(jy_str s, int (*split)(jy_spans *, jy_str)) {
  jy_spans found = {0};
  assert_ok(split(&found, s));
  size_t at = 0;
  for (size_t i = 0; i <= found.len; i++) {
    jy_span gap = {at, i < found.len ? found.at[i].start : s.len};
    assert_true(gap.start <= gap.end);
    gap = jy__trim(s, gap);
    assert_int_equal(gap.start, gap.end);
    if (i == found.len) break;
    jy_span t = jy__trim(s, found.at[i]);
    assert_true(t.start == found.at[i].start && t.end == found.at[i].end && t.start < t.end);
    at = t.end;
  }
  jy_spans_free(&found);
}

static void test_cover(void **state) {
  (void)state;
  static const char *const parts[] = {"院", "吗", "a", "1", ".", "?", "!", "。", "？", "！", "…", "”", "\"",
                                      "\n", " ", "　", "）", "\xE9", "\x99", "\xFF", "；", "\r\n"};
  uint64_t seed = 60;
  for (int round = 0; round < 2000; round++) {
    jy_buf b = JY_BUF_INIT;
    for (size_t n = chance(&seed, 40); n > 0; n--) {
      const char *p = parts[chance(&seed, sizeof parts / sizeof *parts)];
      jy_buf_put(&b, p, strlen(p));
      if (chance(&seed, 30) == 0) jy_buf_put(&b, "", 1);
    }
    check_cover(jy_buf_str(&b), jy_sentences);
    check_cover(jy_buf_str(&b), jy_paragraphs);
    jy_buf_free(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ends),   cmocka_unit_test(test_half_width), cmocka_unit_test(test_no_ends),
      cmocka_unit_test(test_damage), cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_cover),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

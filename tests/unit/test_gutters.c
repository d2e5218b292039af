/* Columns that stand side by side in plain text, put one behind the other; and
 * what has gaps and is no column. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "aligned.h"
#include "ingest/internal.h"

static const char first[] = "临江大学附属医院八日下午在学术报告厅召开年度科研工作会议，院长欧阳晓岚主持会议，"
                            "党委书记贺知远出席并讲话。会议听取了科研处的工作汇报，各学科带头人作了交流发言，"
                            "围绕平台建设、人才培养和成果转化展开了讨论，气氛热烈，取得了预期的效果。";
static const char second[] = "本院举办急救技能培训班，来自社区卫生中心的六十名医生参加学习，护理部主任段若水授课，"
                             "学员分组操作，考核合格后领取证书。培训班为期三天，内容有心肺复苏、气道管理、止血包扎，"
                             "结业时全体学员合影留念，大家表示要把所学带回岗位，服务身边的群众，守护健康。";

enum { HAN = 3 };

/* Puts n Han characters of `s` from *at on, or what is left; returns how many. */
static size_t put_han(jy_buf *b, const char *s, size_t *at, size_t n) {
  size_t left = (strlen(s) - *at) / HAN;
  if (n > left) n = left;
  jy_buf_put(b, s + *at, n * HAN);
  *at += n * HAN;
  return n;
}

static void put_spaces(jy_buf *b, size_t n) {
  for (size_t i = 0; i < n; i++) jy_buf_put(b, " ", 1);
}

/* Up to three texts side by side, `width` characters a line, each line of a column
 * from the same column on; a Han character takes `each` columns. */
static void side_by_side(jy_buf *b, const char *const *texts, size_t n, size_t width, size_t each) {
  size_t at[3] = {0, 0, 0};
  for (bool more = true; more;) {
    size_t owed = 0; /* spaces before the next words */
    more = false;
    for (size_t i = 0; i < n; i++) {
      bool words = at[i] < strlen(texts[i]);
      if (words) put_spaces(b, owed);
      size_t put = put_han(b, texts[i], &at[i], width);
      owed = (words ? 0 : owed) + (width - put) * each + 3;
      more |= at[i] < strlen(texts[i]);
    }
    jy_buf_put(b, "\n", 1);
  }
}

static void check(const jy_buf *in, const char *expected) {
  jy_text *t = NULL, *u = NULL;
  assert_ok(jy_text_new(&t, jy_buf_str(in)));
  assert_ok(jy_text_joins(&u, t));
  check_aligned(jy_text_align(u), jy_buf_str(in), jy_text_reading(u));
  jy_buf got = JY_BUF_INIT;
  jy_buf_put(&got, jy_text_reading(u).ptr, jy_text_reading(u).len);
  assert_string_equal(got.ptr, expected);
  jy_buf_free(&got);
  jy_text_free(u);
  jy_text_free(t);
}

static void check_columns(size_t n, size_t width, size_t each) {
  const char *const texts[] = {first, second, first};
  jy_buf in = JY_BUF_INIT, want = JY_BUF_INIT;
  side_by_side(&in, texts, n, width, each);
  for (size_t i = 0; i < n; i++) jy_buf_printf(&want, "%s\n", texts[i]);
  check(&in, want.ptr);
  jy_buf_free(&in);
  jy_buf_free(&want);
}

static void test_columns(void **state) {
  (void)state;
  for (size_t each = 1; each <= 2; each++)
    for (size_t width = 12; width <= 16; width += 2)
      for (size_t n = 2; n <= 3; n++) check_columns(n, width, each);
}

/* What stands across the page before and behind the columns stays there. */
static void test_across(void **state) {
  (void)state;
  static const char head[] = "本报创刊以来，得到了全院职工和各兄弟单位的关心与支持，编辑部谨致谢意，欢迎继续来稿。\n\n";
  static const char foot[] = "\n本期责任编辑为宣传部全体同志，投稿请交门诊楼五层编辑部，联系人为办公室值班人员，谢谢。\n";
  const char *const texts[] = {first, second};
  jy_buf in = JY_BUF_INIT, want = JY_BUF_INIT;
  jy_buf_printf(&in, "%s", head);
  side_by_side(&in, texts, 2, 14, 2);
  jy_buf_printf(&in, "%s", foot);
  jy_buf_printf(&want, "%s%s\n%s\n%s", head, first, second, foot);
  check(&in, want.ptr);
  jy_buf_free(&in);
  jy_buf_free(&want);
}

/* A text that ends with no line end, in its first column. */
static void test_no_line_end(void **state) {
  (void)state;
  const char *const texts[] = {first, second};
  jy_buf in = JY_BUF_INIT, want = JY_BUF_INIT;
  side_by_side(&in, texts, 2, 14, 2);
  jy_buf_printf(&in, "编辑部供稿。");
  jy_buf_printf(&want, "%s\n编辑部供稿。\n%s", first, second);
  check(&in, want.ptr);
  jy_buf_free(&in);
  jy_buf_free(&want);
}

/* A masthead has gaps where there is no gutter. */
static void test_masthead(void **state) {
  (void)state;
  static const char masthead[] = "云岭大学报          2024年5月20日          总第三期                    第2版\n\n";
  const char *const texts[] = {first, second};
  jy_buf in = JY_BUF_INIT, want = JY_BUF_INIT;
  jy_buf_printf(&in, "%s", masthead);
  side_by_side(&in, texts, 2, 16, 2);
  jy_buf_printf(&want, "云岭大学报          2024年5月20日 总第三期 第2版\n\n%s\n%s\n", first, second); /* its gaps closed */
  check(&in, want.ptr);
  jy_buf_free(&in);
  jy_buf_free(&want);
}

/* A table, a list of names, a menu: cells, not prose. */
static void test_cells(void **state) {
  (void)state;
  static const char table[] = "姓名      职务              电话\n"
                              "段若水    护理部主任        0271\n"
                              "贺知远    党委书记          0272\n"
                              "林若溪    副院长            0273\n"
                              "夏知秋    科研处处长        0274\n"
                              "柳如烟    教务处副处长      0275\n"
                              "田小禾    办公室主任        0276\n"
                              "秦观海    工会主席          0277\n";
  jy_buf in = JY_BUF_INIT;
  jy_buf_printf(&in, "%s", table);
  check(&in, table);
  jy_buf_free(&in);
}

/* Bytes that are anything but print: white of all kinds, no line end at the end. */
static void test_odd_input(void **state) {
  (void)state;
  const char *const texts[] = {first, second};
  jy_buf in = JY_BUF_INIT;
  side_by_side(&in, texts, 2, 14, 2);
  for (size_t cut = 0; cut < in.len; cut += 7) {
    jy_str part = {in.ptr, in.len - cut};
    while (part.len && ((unsigned char)part.ptr[part.len] & 0xC0) == 0x80) part.len--;
    jy_text *t = NULL, *u = NULL;
    assert_ok(jy_text_new(&t, part));
    assert_ok(jy__gutters(&u, t));
    check_aligned(jy_text_align(u), part, jy_text_reading(u));
    jy_text_free(u);
    jy_text_free(t);
  }
  jy_buf_free(&in);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_columns),
      cmocka_unit_test(test_across),
      cmocka_unit_test(test_masthead),
      cmocka_unit_test(test_no_line_end),
      cmocka_unit_test(test_cells),
      cmocka_unit_test(test_odd_input),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

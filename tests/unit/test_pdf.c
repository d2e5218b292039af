/* Pages of words with their places, put in reading order; no PDF and no child. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "ingest/pdf.h"

typedef struct {
  jy__pdf pdf;
  size_t line;
} sheet;

static sheet begin(void) {
  sheet s = {.pdf = {.chars = JY_BUF_INIT}};
  assert_ok(jy__pdf_add_page(&s.pdf, 600, 800));
  return s;
}

/* A word of its own line; Chinese characters are three bytes and `size` wide. */
static void put(sheet *s, double x, double y, double size, const char *text) {
  double width = 0;
  for (const char *p = text; *p; p++)
    if (((unsigned char)*p & 0xC0) != 0x80) width += (unsigned char)*p < 0x80 ? size / 2 : size;
  assert_ok(jy__pdf_add_word(&s->pdf, (jy__box){x, y, x + width, y + size}, s->line++, jy_cstr(text)));
}

static void put_down(sheet *s, double x, double y, double size, const char *text) {
  double height = size * (double)(strlen(text) / 3);
  assert_ok(jy__pdf_add_word(&s->pdf, (jy__box){x, y, x + size, y + height}, s->line++, jy_cstr(text)));
}

/* The source, and what becomes of it when lines are joined. */
static void check_text(sheet *s, const char *source, const char *reading) {
  jy_buf text = JY_BUF_INIT, made = JY_BUF_INIT;
  jy__spans pages = {0};
  jy__edits joins = {0};
  jy_align *align = NULL;
  assert_ok(jy__pdf_compose(&text, &pages, &joins, &s->pdf));
  assert_string_equal(jy_buf_str(&text).ptr, source);
  assert_int_equal(pages.len, s->pdf.pages_len);
  assert_int_equal(pages.at[pages.len - 1].end, text.len);
  assert_ok(jy_align_new(&align));
  assert_ok(jy__edits_apply(&made, align, jy_buf_str(&text), &joins));
  assert_string_equal(jy_buf_str(&made).ptr, reading);
  assert_int_equal(jy_align_source_size(align), text.len);
  jy_align_free(align);
  jy__edits_free(&joins);
  jy__spans_free(&pages);
  jy_buf_free(&text);
  jy_buf_free(&made);
  jy__pdf_free(&s->pdf);
}

static void test_columns(void **state) {
  (void)state;
  sheet s = begin();
  /* Given in the order in which a bad producer may: row by row. */
  put(&s, 60, 100, 10, "甲甲甲甲甲甲甲，甲甲");
  put(&s, 200, 100, 10, "丙丙丙丙丙丙丙。");
  put(&s, 60, 115, 10, "甲甲甲甲甲甲甲甲甲甲");
  put(&s, 220, 115, 10, "丁丁丁丁丁丁丁，");
  put(&s, 60, 130, 10, "乙乙乙乙乙乙乙乙乙乙");
  put(&s, 200, 130, 10, "丁丁丁丁丁丁丁丁丁。");
  put(&s, 100, 60, 20, "会议在图书馆召开");
  check_text(&s,
             "会议在图书馆召开\n\n甲甲甲甲甲甲甲，甲甲\n甲甲甲甲甲甲甲甲甲甲\n乙乙乙乙乙乙乙乙乙乙\n"
             "丙丙丙丙丙丙丙。\n丁丁丁丁丁丁丁，\n丁丁丁丁丁丁丁丁丁。\n",
             "会议在图书馆召开\n\n甲甲甲甲甲甲甲，甲甲甲甲甲甲甲甲甲甲甲甲乙乙乙乙乙乙乙乙乙乙丙丙丙丙丙丙丙。\n"
             "丁丁丁丁丁丁丁，丁丁丁丁丁丁丁丁丁。\n");
}

static void test_table(void **state) {
  (void)state;
  sheet s = begin();
  static const char *const cells[] = {"姓名", "职务", "林若溪", "院长", "周明", "党委书记"};
  for (size_t i = 0; i < 6; i++) put(&s, 60 + 100 * (double)(i % 2), 100 + 20 * (double)(i / 2), 10, cells[i]);
  check_text(&s, "姓名\t职务\n林若溪\t院长\n周明\t党委书记\n", "姓名\t职务\n林若溪\t院长\n周明\t党委书记\n");
}

static void test_vertical(void **state) {
  (void)state;
  sheet s = begin();
  put_down(&s, 480, 100, 10, "学校召开会议︐强调");
  put_down(&s, 500, 100, 10, "党委书记到会讲话︐");
  put_down(&s, 460, 100, 10, "责任落实︒");
  check_text(&s, "党委书记到会讲话，\n学校召开会议，强调\n责任落实。\n", "党委书记到会讲话，学校召开会议，强调责任落实。\n");
}

static void test_stacked(void **state) {
  (void)state;
  sheet s = begin();
  static const char *const title[] = {"党", "史", "学", "习"};
  for (size_t i = 0; i < 4; i++) put(&s, 60, 100 + 22 * (double)i, 20, title[i]);
  for (size_t i = 0; i < 6; i++) put(&s, 100, 100 + 15 * (double)i, 10, "甲甲甲甲甲，甲甲甲甲");
  check_text(&s,
             "党史学习\n\n甲甲甲甲甲，甲甲甲甲\n甲甲甲甲甲，甲甲甲甲\n甲甲甲甲甲，甲甲甲甲\n甲甲甲甲甲，甲甲甲甲\n"
             "甲甲甲甲甲，甲甲甲甲\n甲甲甲甲甲，甲甲甲甲\n",
             "党史学习\n\n甲甲甲甲甲，甲甲甲甲甲甲甲甲甲，甲甲甲甲甲甲甲甲甲，甲甲甲甲甲甲甲甲甲，甲甲甲甲"
             "甲甲甲甲甲，甲甲甲甲甲甲甲甲甲，甲甲甲甲\n");
}

static void test_hyphens(void **state) {
  (void)state;
  sheet s = begin();
  put(&s, 60, 100, 10, "A study of admin-");
  put(&s, 60, 113, 10, "istration, in well");
  put(&s, 60, 126, 10, "known places.");
  check_text(&s, "A study of admin-\nistration, in well\nknown places.\n",
             "A study of administration, in well known places.\n");
}

static void test_margins(void **state) {
  (void)state;
  sheet s = begin();
  for (int i = 0; i < 3; i++) {
    char head[64], number[8];
    snprintf(head, sizeof head, "青柏简报 第%d期", 10 + i);
    snprintf(number, sizeof number, "- %d -", i + 1);
    if (i > 0) assert_ok(jy__pdf_add_page(&s.pdf, 600, 800));
    put(&s, 60, 30, 9, head);
    put(&s, 60, 100, 10, i == 0 ? "甲甲甲甲。" : i == 1 ? "乙乙乙。" : "2023");
    put(&s, 290, 770, 9, number);
  }
  check_text(&s, "甲甲甲甲。\n乙乙乙。\n2023\n", "甲甲甲甲。\n乙乙乙。\n2023\n");
}

static void test_pages_without_text(void **state) {
  (void)state;
  sheet s = begin();
  assert_ok(jy__pdf_add_page(&s.pdf, 600, 800));
  put(&s, 60, 100, 10, "甲。");
  assert_ok(jy__pdf_add_page(&s.pdf, 0, 0));
  check_text(&s, "甲。\n", "甲。\n");
}

/* Whatever words a page holds, all their characters come out, and nothing else
 * but the white space between them. */
static void test_nothing_lost(void **state) {
  (void)state;
  static const char *const words[] = {"会议", "a", "院", "2023", "，", "党委书记林若溪", "well-", "。", "known"};
  uint64_t seed = 7;
  for (int round = 0; round < 200; round++) {
    sheet s = begin();
    size_t n = chance(&seed, 60) + 1, expected = 0, got = 0;
    for (size_t i = 0; i < n; i++) {
      const char *w = words[chance(&seed, sizeof words / sizeof *words)];
      double x = (double)chance(&seed, 500), y = 150 + (double)chance(&seed, 480);
      double size = 6 + (double)chance(&seed, 30);
      if (chance(&seed, 9) == 0 && strlen(w) > 5)
        put_down(&s, x, y, size, w);
      else
        put(&s, x, y, size, w);
      expected += strlen(w);
    }
    jy_buf text = JY_BUF_INIT;
    jy__spans pages = {0};
    jy__edits joins = {0};
    assert_ok(jy__pdf_compose(&text, &pages, &joins, &s.pdf));
    for (size_t i = 0; i < text.len; i++) got += !strchr(" \n\t", text.ptr[i]);
    assert_int_equal(got, expected);
    jy__edits_free(&joins);
    jy__spans_free(&pages);
    jy_buf_free(&text);
    jy__pdf_free(&s.pdf);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_columns), cmocka_unit_test(test_table),   cmocka_unit_test(test_vertical),
      cmocka_unit_test(test_stacked), cmocka_unit_test(test_hyphens), cmocka_unit_test(test_margins),
      cmocka_unit_test(test_pages_without_text), cmocka_unit_test(test_nothing_lost),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

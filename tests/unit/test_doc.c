/* Documents from bytes to articles. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aligned.h"
#include "base/internal.h"
#include "jiyao/ingest.h"
#include "scratch.h"

static const char sentence[] = "六月八日，青山医院召开座谈会，院长林知秋主持会议。会议强调，要抓好落实，推动医院发展。";

static jy_doc *parse(const char *path, jy_str bytes) {
  jy_doc *d = NULL;
  assert_int_equal(jy_doc_parse(&d, path, bytes, NULL), JY_OK);
  const jy_text *t = jy_doc_text(d);
  check_aligned(jy_text_align(t), jy_text_source(t), jy_text_reading(t));
  return d;
}

static jy_buf encoded(const char *text, const char *encoding) {
  char folder[SCRATCH], path[SCRATCH + 8], command[2 * SCRATCH];
  jy_buf b = JY_BUF_INIT;
  assert_int_equal(scratch_make(folder), 0);
  snprintf(path, sizeof path, "%s/a", folder);
  snprintf(command, sizeof command, "iconv -f UTF-8 -t %s > '%s'", encoding, path);
  FILE *f = popen(command, "w");
  int status = f && fputs(text, f) >= 0 ? pclose(f) : -1;
  if (status == 0) status = jy__file_read(&b, path);
  scratch_remove(folder);
  assert_int_equal(status, 0);
  return b;
}

static void assert_reading(const jy_doc *d, const char *expected) {
  jy_str r = jy_text_reading(jy_doc_text(d));
  assert_int_equal(r.len, strlen(expected));
  assert_memory_equal(r.ptr, expected, r.len);
}

static void test_encodings(void **state) {
  (void)state;
  static const char *const names[] = {"GB18030", "UTF-8", "UTF-16"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    jy_buf b = encoded(sentence, names[i]);
    jy_doc *d = parse("a.txt", jy_buf_str(&b));
    assert_reading(d, sentence);
    assert_string_equal(jy_doc_kind(d), "text");
    assert_int_equal(jy_doc_bytes(d).len, b.len);
    assert_int_equal(jy_doc_ledger(d)->len, 0);
    jy_doc_free(d);
    jy_buf_free(&b);
  }
}

static void test_declared(void **state) {
  (void)state;
  jy_buf page = JY_BUF_INIT;
  jy_buf_printf(&page, "<html><meta charset=gb2312><title>青山醫院</title><p>%s（喆）</p>", sentence);
  jy_buf b = encoded(page.ptr, "GB18030");
  jy_doc *d = parse("-", jy_buf_str(&b));
  assert_string_equal(jy_doc_kind(d), "html");
  assert_string_equal(jy_doc_detection(d)->encoding, "GB18030");
  assert_string_equal(jy_doc_detection(d)->reason, "declared");
  assert_true(jy_str_equal(jy_doc_title(d), jy_cstr("青山醫院")));
  assert_true(jy_str_equal(jy_text_source(jy_doc_text(d)), jy_buf_str(&page)));
  jy_doc_free(d);
  jy_buf_free(&b);
  jy_buf_free(&page);
}

static void test_losses(void **state) {
  (void)state;
  jy_buf b = encoded(sentence, "GB18030");
  jy_doc *d = parse("cut.txt", (jy_str){b.ptr, b.len - 1});
  assert_int_equal(jy_doc_ledger(d)->len, 1);
  assert_int_equal(jy_doc_ledger(d)->losses[0].offset, b.len - 2);
  jy_doc_free(d);
  jy_read_opts strict = JY_READ_OPTS_INIT;
  strict.policy = JY_POLICY_ERROR;
  assert_int_equal(jy_doc_parse(&d, "cut.txt", (jy_str){b.ptr, b.len - 1}, &strict), JY_EENCODING);
  assert_null(d);
  assert_string_equal(jy_error_last()->path, "cut.txt");
  assert_int_equal(jy_error_last()->offset, b.len - 2);
  jy_buf_free(&b);
}

static void test_too_many_losses(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < 50; i++) jy_buf_put(&b, "会\xFF议", 7);
  jy_read_opts opts = JY_READ_OPTS_INIT;
  opts.encoding = "UTF-8";
  jy_doc *d = NULL;
  assert_int_equal(jy_doc_parse(&d, "bad.txt", jy_buf_str(&b), &opts), JY_EENCODING);
  assert_int_equal(jy_error_last()->offset, 3);
  assert_non_null(strstr(jy_error_last()->message, "50 of 350 bytes"));
  jy_buf_free(&b);
}

static void test_refused(void **state) {
  (void)state;
  jy_doc *d = NULL;
  assert_int_equal(jy_doc_parse(&d, "empty.txt", jy_cstr(""), NULL), JY_EINVALID);
  assert_string_equal(jy_error_last()->path, "empty.txt");
  assert_int_equal(jy_doc_parse(&d, "a.bin", (jy_str){"\x7F" "ELF\0\0\0\1\2\3\0\0\0", 13}, NULL), JY_EINVALID);
  assert_int_equal(jy_doc_read(&d, "/tmp", NULL), JY_EIO);
  assert_int_equal(jy_doc_read(&d, "no/such/file", NULL), JY_ENOTFOUND);
  jy_read_opts opts = JY_READ_OPTS_INIT;
  opts.encoding = "no-such-encoding-and-a-name-that-is-far-too-long-for-one";
  assert_int_equal(jy_doc_parse(&d, "a.txt", jy_cstr("会"), &opts), JY_ECONVERT);
  opts.encoding = "no-such";
  assert_int_equal(jy_doc_parse(&d, "a.txt", jy_cstr("会"), &opts), JY_ECONVERT);
  assert_null(d);
}

static void test_script(void **state) {
  (void)state;
  jy_doc *d = parse("a.txt", jy_cstr("醫(yī)院召開會議，2023 年 6 月"));
  assert_reading(d, "医院召开会议，2023年6月");
  jy_doc_free(d);
  jy_read_opts keep = JY_READ_OPTS_INIT;
  keep.script = JY_READ_KEEP;
  assert_int_equal(jy_doc_parse(&d, "a.txt", jy_cstr("醫(yī)院召開會議"), &keep), JY_OK);
  assert_reading(d, "醫院召開會議");
  jy_doc_free(d);
}

static void assert_title(const jy_doc *d, size_t i, const char *expected) {
  const jy_article *a = jy_doc_article(d, i);
  assert_non_null(a);
  assert_int_equal(a->title.end - a->title.start, strlen(expected));
  assert_memory_equal(jy_text_reading(jy_doc_text(d)).ptr + a->title.start, expected, strlen(expected));
}

#define EVENT "，青山医院召开了工作座谈会，院长林知秋主持会议并讲话，各科室主任参加会议。会议强调要抓好落实。\n"

static void test_one_article(void **state) {
  (void)state;
  jy_doc *d = parse("a.txt", jy_cstr("新闻中心\n您的位置：首页\n青山医院召开工作座谈会\n2023-06-08\n6月8日" EVENT));
  assert_int_equal(jy_doc_articles(d), 1);
  assert_title(d, 0, "青山医院召开工作座谈会");
  assert_int_equal(jy_doc_article(d, 0)->start, 0);
  assert_int_equal(jy_doc_article(d, 0)->end, jy_text_reading(jy_doc_text(d)).len);
  jy_doc_free(d);
  d = parse("a.txt", jy_cstr("6月8日" EVENT));
  assert_int_equal(jy_doc_articles(d), 1);
  assert_title(d, 0, "");
  jy_doc_free(d);
  /* Sections of an article are no articles, though each opens with a day. */
  d = parse("a.txt", jy_cstr("青山医院学习活动侧记\n一、全院职工召开集体学习会\n6月8日" EVENT
                             "二、全院职工召开集体座谈会\n6月9日" EVENT "３．全院职工召开总结会\n6月9日" EVENT));
  assert_int_equal(jy_doc_articles(d), 1);
  jy_doc_free(d);
}

static void test_stated_title(void **state) {
  (void)state;
  jy_doc *d = parse("a.html", jy_cstr("<title>兄弟单位来院考察-青山医院</title><p>青山医院座谈会议栏目"
                                      "<p>兄弟单位来院考察<p>6月8日" EVENT));
  assert_title(d, 0, "兄弟单位来院考察");
  jy_doc_free(d);
}

static void test_items(void **state) {
  (void)state;
  jy_doc *d = parse("a.txt", jy_cstr("青山医院召开工作座谈会\n6月8日" EVENT "2023-06-09\n"
                                     "苏映雪一行莅临我院考察\n2023年6月12日\n近日" EVENT));
  assert_int_equal(jy_doc_articles(d), 2);
  assert_title(d, 0, "青山医院召开工作座谈会");
  assert_title(d, 1, "苏映雪一行莅临我院考察");
  assert_int_equal(jy_doc_article(d, 0)->end, jy_doc_article(d, 1)->start);
  jy_doc_free(d);
}

/* A page of headlines, each with its day and the first words of its text. */
static void test_teasers(void **state) {
  (void)state;
  jy_doc *d = parse("a.txt", jy_cstr("青山要闻\n更多>>\n青山医院召开工作座谈会\n2023-06-09\n"
                                     "6月8日，青山医院召开工作座谈会，党委书记林知秋主持会议……\n"
                                     "消防演练开展\n2023-06-12\n近日，青山医院在住院部开展消防演练，五十人参加……\n"));
  assert_int_equal(jy_doc_articles(d), 2);
  assert_title(d, 0, "青山医院召开工作座谈会");
  assert_title(d, 1, "消防演练开展");
  jy_doc_free(d);
}

static void test_newsletter(void **state) {
  (void)state;
  jy_doc *d = parse("a.txt", jy_cstr("本版责编 顾风\n6月8日，青山医院召开设备委员会，林知秋主持。\n（党政办）■\n"
                                     "我院召开设备委员会\n我院开展消防演练活动\n\n"
                                     "6月9日，苏映雪带队开展消防演练，五十人参加活动。■\n"
                                     "本版责编 叶澜\n6月12日，职工代表大会召开。\n"));
  assert_int_equal(jy_doc_articles(d), 3);
  const jy_article *last = jy_doc_article(d, 2);
  assert_int_equal(last->end, jy_text_reading(jy_doc_text(d)).len - 1);
  assert_title(d, 2, "");
  jy_doc_free(d);
  d = parse("a.txt", jy_cstr("6月8日，青山医院召开设备委员会，林知秋主持。\n（党政办）■\n\n我院召开设备委员会会议\n\n"
                             "6月9日，苏映雪带队开展消防演练，五十人参加活动。■\n\n消防演练活动开展\n"));
  assert_int_equal(jy_doc_articles(d), 2);
  assert_title(d, 1, "消防演练活动开展");
  jy_doc_free(d);
}

static void test_copy(void **state) {
  (void)state;
  jy_doc *d = parse("a.txt", jy_cstr("醫(yī)院"));
  jy_text *t = NULL;
  assert_int_equal(jy_doc_copy_text(&t, d), JY_OK);
  assert_int_equal(jy_text_changes(t), jy_text_changes(jy_doc_text(d)));
  jy_doc_free(d);
  assert_true(jy_str_equal(jy_text_reading(t), jy_cstr("医院")));
  assert_int_equal(check_aligned(jy_text_align(t), jy_text_source(t), jy_text_reading(t)), 1);
  jy_text_free(t);
}

/* Closing tags that a slip ate are no words; a text that speaks of tags keeps its own. */
static void test_tags(void **state) {
  (void)state;
  static const struct {
    const char *text, *reading, *taken;
  } cases[] = {
      {"实现超计划运行?！?/a>\n会议", "实现超计划运行。…\n会议", "/a>"},
      {"实现超计划运行?！?/span>\n", "实现超计划运行。…\n", "/span>"},
      {"<a href=x>实现超计划运行?！?/a>", "<a href=x>实现超计划运行。…</a>", NULL},
      {"<b>实现超计划运行?！?/a>", "<b>实现超计划运行。…", "/a>"},
      {"实现超计划运行。…</a>\n", "实现超计划运行。…</a>\n", NULL},
      {"链接写作<a>，以</a>结束。", "链接写作<a>，以</a>结束。", NULL},
      {"以</a>结束", "以</a>结束", NULL},
      {"实现超计划运行?！?/x>", "实现超计划运行。…</x>", NULL},
      {"实现超计划运行?！?/a", "实现超计划运行。…/a", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_doc *d = NULL;
    assert_int_equal(jy_doc_parse(&d, "a.txt", jy_cstr(cases[i].text), NULL), JY_OK);
    const jy_text *t = jy_doc_text(d);
    assert_true(jy_str_equal(jy_text_reading(t), jy_cstr(cases[i].reading)));
    const jy_change *last = jy_text_changes(t) ? jy_text_change(t, jy_text_changes(t) - 1) : NULL;
    assert_int_equal(last && strcmp(last->kind, "markup") == 0, cases[i].taken != NULL);
    if (cases[i].taken) assert_true(jy_str_equal(last->before, jy_cstr(cases[i].taken)));
    jy_doc_free(d);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_encodings),       cmocka_unit_test(test_declared),
      cmocka_unit_test(test_losses),          cmocka_unit_test(test_too_many_losses),
      cmocka_unit_test(test_refused),         cmocka_unit_test(test_script),
      cmocka_unit_test(test_one_article),     cmocka_unit_test(test_stated_title),
      cmocka_unit_test(test_items), cmocka_unit_test(test_teasers),           cmocka_unit_test(test_newsletter),
      cmocka_unit_test(test_copy),            cmocka_unit_test(test_tags),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

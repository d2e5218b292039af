/* Wrapped lines made whole, spaces of the setting taken out; and what must stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aligned.h"
#include "ingest/internal.h"

static void check(const char *in, const char *expected) {
  jy_text *t = NULL, *u = NULL;
  assert_int_equal(jy_text_new(&t, jy_cstr(in)), JY_OK);
  assert_int_equal(jy_text_joins(&u, t), JY_OK);
  jy_str r = jy_text_reading(u);
  check_aligned(jy_text_align(u), jy_cstr(in), r);
  jy_buf got = JY_BUF_INIT;
  jy_buf_put(&got, r.ptr, r.len);
  assert_string_equal(got.ptr ? got.ptr : "", expected);
  jy_buf_free(&got);
  jy_text_free(u);
  jy_text_free(t);
}

static void test_dates(void **state) {
  (void)state;
  check("", "");
  check("2023 年 6 月 29 日召开", "2023年6月29日召开");
  check("6 月 29 日 上午", "6月29日 上午");
  check("召开第 18 届大会", "召开第 18届大会");
  check("2023-06-29 10:30 分享", "2023-06-29 10:30 分享"); /* a time, not 30分 */
  check("部门 / 单位 ABC 30 DEF", "部门 / 单位 ABC 30 DEF");
}

static void test_padded_names(void **state) {
  (void)state;
  check("出席：张　三、李明华、王  五", "出席：张三、李明华、王五");
  check("党委书记 林知秋", "党委书记 林知秋");
  check("林　枫　院长", "林枫　院长");
  check("男　汉　是", "男　汉　是"); /* three in a row are columns */
  check("张 三", "张 三");             /* one space may part words */
}

static void test_paragraphs_stay(void **state) {
  (void)state;
  static const char *const pages[] = {
      "青山医院召开会议\n2023年6月8日\n6月8日，青山医院召开会议，院长林知秋主持。\n会议强调，要抓好落实。\n",
      "首页\n新闻中心\n通知公告\n党建园地\n联系我们\n网站地图\n人才招聘\n",
      "林知秋，青山医院院长\n苏映雪，青山医院书记\n顾长风，青山医院主任\n"
      "沈青岚，青山医院教授\n叶听澜，青山医院博士\n陆远舟，青山医院助理\n",
      "党委书记 林知秋\n\n学习会精神振奋人心。我们要认真学习、深刻领会，把思想和行动统一起来。\n\n"
      "院长 苏映雪\n\n会议催人奋进。我们要抓好落实、推动发展，把工作做得更加扎实。\n\n",
  };
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) check(pages[i], pages[i]);
}

/* The rows of a table in a wrapped text, though each is as long as the next. */
static void test_rows_stay(void **state) {
  (void)state;
  static const char wrapped[] = "座谈会上大家认真学习了文件精神，院长林知秋作了题为\n"
                                "材料与能源的报告，来自各地的专家学者围绕材料和环境\n"
                                "的问题展开讨论，并就今后的合作交换了意见。会议强调\n"
                                "要抓好落实，推动学科建设再上新的台阶，为地方经济的\n"
                                "发展作出新的贡献。会议还讨论了明年的工作安排和经费\n"
                                "的问题，与会人员一致认为，双方应当进一步加强沟通和\n"
                                "协作，共同推进项目的实施，争取早日取得更多的成果。\n";
  static const char *const rows[] = {
      "苏映雪|云山大学材料与能源学院|教授、博导\n沈青岚|云山大学材料与能源学院|副教授\n林知秋|青山医院|院长\n",
      "苏映雪\t云山大学材料与能源学院\t教授、博导\n沈青岚\t云山大学材料与能源学院\t副教授\n林知秋\t青山医院\t院长\n",
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char in[2048];
    jy_text *t = NULL, *u = NULL;
    snprintf(in, sizeof in, "%s%s%s", wrapped, wrapped, rows[i]);
    assert_int_equal(jy_text_new(&t, jy_cstr(in)), JY_OK);
    assert_int_equal(jy_text_joins(&u, t), JY_OK);
    jy_str r = jy_text_reading(u);
    assert_true(r.len < strlen(in));
    assert_memory_equal(r.ptr + r.len - strlen(rows[i]), rows[i], strlen(rows[i]));
    jy_text_free(u);
    jy_text_free(t);
  }
}

/* A newsletter as its PDF gives it: an empty line after each line of print, and a
 * second headline amid a sentence. */
static const char newsletter[] =
    "\xE3\x80\x80本版责编\xE2\x80\x83 顾\xE2\x80\x83 风\n\n"
    "我院举办2023 年度\n退休职工座谈会\n\n"
    "\t 6 月 9 日，我院召开座谈\n\n会。会议由院长林知秋主\n\n持，各支 部 书 记共50 余\n\n"
    "人参加会议。大家一致认\n\n为，要抓好落实，推动与\n\n"
    "我院召开2023 年度退休职工集体座谈会暨表彰会\n\nNGS 平台的合作。\n\n"
    "\t （党政办）■\n\n主\n题\n教\n育\n\n"
    "\t 最 后，与会人员参观了新\n\n院区。他们听取了介绍，并对 Star\n\nSeq 平台的建设提出了建\n\n议。\n\n\t （科研部）■\n";

static void test_newsletter(void **state) {
  (void)state;
  check(newsletter,
        "\xE3\x80\x80本版责编 顾风\n\n"
        "我院举办2023年度\n退休职工座谈会\n\n"
        "\t 6月9日，我院召开座谈会。会议由院长林知秋主持，各支部书记共50余"
        "人参加会议。大家一致认为，要抓好落实，推动与NGS 平台的合作。\n\n"
        "\t （党政办）■\n\n"
        "我院召开2023年度退休职工集体座谈会暨表彰会\n\n主题教育\n\n"
        "\t 最后，与会人员参观了新院区。他们听取了介绍，并对 Star Seq 平台的建设提出了建议。\n\n\t （科研部）■\n");
}

/* Two columns read across the page, line by line: each is whole again, and each
 * character leads to its place. */
static void test_columns(void **state) {
  (void)state;
  check("本版责编  顾风\n我院召开设备委员会会议\n医院举行消防应急演练\n"
        "    6月8日，我院召开设备\n    6月9日，医院举行消防\n"
        "委员会会议，院长林知秋主\n应急演练，保卫处苏映雪带\n"
        "持会议，各委员参加。委员\n队，五十名职工参加。演练\n"
        "会会议审议了章程，林知秋\n中，消防员讲解了灭火的办\n"
        "要求委员会抓好落实。\n法，职工们动手学习灭火。\n"
        "      （科研部）■\n      （保卫处）■\n",
        "本版责编 顾风\n我院召开设备委员会会议\n"
        "    6月8日，我院召开设备委员会会议，院长林知秋主持会议，各委员参加。"
        "委员会会议审议了章程，林知秋要求委员会抓好落实。\n      （科研部）■\n"
        "医院举行消防应急演练\n"
        "    6月9日，医院举行消防应急演练，保卫处苏映雪带队，五十名职工参加。"
        "演练中，消防员讲解了灭火的办法，职工们动手学习灭火。\n      （保卫处）■\n");
}

static size_t count_articles(const char *in, bool lost) {
  jy_text *t = NULL, *u = NULL;
  jy__articles found = {0};
  assert_int_equal(jy_text_new(&t, jy_cstr(in)), JY_OK);
  for (const char *p = in; lost && (p = strstr(p, "□")) != NULL; p += 3) {
    jy_span at = {(size_t)(p - in), (size_t)(p - in) + 3};
    assert_int_equal(jy__text_note(t, at, jy_cstr("□"), 0.3, "utf8-as-gbk"), JY_OK);
  }
  assert_int_equal(jy__joins(&u, &found, t), JY_OK);
  if (lost) assert_true(jy_str_equal(jy_text_reading(u), jy_text_reading(t))); /* nothing moved or joined */
  free(found.at);
  jy_text_free(u);
  jy_text_free(t);
  return found.len;
}

/* □ at the end of an article closes it; where it stands for a lost character it
 * does not. */
static void test_losses(void **state) {
  (void)state;
  static const char page[] =
      "我院召开设备委员会会议\n6月8日，我院召开设备委员会会议，院长林知秋主持会议。□\n"
      "医院举行消防应急演练\n6月9日，医院举行消防应急演练，保卫处苏映雪带队。□\n";
  assert_int_equal(count_articles(page, false), 2);
  assert_int_equal(count_articles(page, true), 0);
}

static void test_single_spaced(void **state) {
  (void)state;
  check("    六月九日，青山医院召开会议，会议由院长林\n知秋主持。苏映雪等五十余人参加了会议，大家\n"
        "一致认为，要抓好落实。会后，与会人员参观了\n新院区，听取了建设情况的介绍。\n"
        "    会议要求，各科室要认真学习领会会议精神，\n把思想和行动统一起来。要抓好落实，务求实效\n，推动发展。\n",
        "    六月九日，青山医院召开会议，会议由院长林知秋主持。苏映雪等五十余人参加了会议，大家"
        "一致认为，要抓好落实。会后，与会人员参观了新院区，听取了建设情况的介绍。\n"
        "    会议要求，各科室要认真学习领会会议精神，把思想和行动统一起来。要抓好落实，务求实效，推动发展。\n");
}

/* One break in a long paragraph, in a page that is not wrapped. */
static void test_broken_paragraph(void **state) {
  (void)state;
#define LONG "开幕式上，副院长苏映雪致欢迎词，并介绍了医院的发展历程、现状和规划，希望与会专家加强交流，共同推动学科发展。青山大学校长顾长风教授代"
  check("年会在我院召开\n" LONG "\n表青山大学讲话，会议由林知秋主持。\n会议取得圆满成功。\n",
        "年会在我院召开\n" LONG "表青山大学讲话，会议由林知秋主持。\n会议取得圆满成功。\n");
  /* A summary that was cut short, and the headline of the next item. */
  check(LONG "\n兄弟单位领导来院考察指导\n今日，领导来院。\n", LONG "\n兄弟单位领导来院考察指导\n今日，领导来院。\n");
  check(LONG "\n\n表青山大学讲话，会议由林知秋主持。\n", LONG "\n\n表青山大学讲话，会议由林知秋主持。\n");
}

static void test_odd_input(void **state) {
  (void)state;
  check("\n\n\n", "\n\n\n");
  check(" \t ", " \t ");
  check("会\r\n议\r\n", "会\r\n议\r\n");
  jy_text *t = NULL, *u = NULL;
  jy_str nul = {"6 月\0 8 日", strlen("6 月") + 1 + strlen(" 8 日")};
  assert_int_equal(jy_text_new(&t, nul), JY_OK);
  assert_int_equal(jy_text_joins(&u, t), JY_OK);
  assert_int_equal(jy_text_reading(u).len, nul.len - 2);
  jy_text_free(u);
  jy_text_free(t);
}

static uint32_t seed = 7;

static uint32_t draw(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

/* The same bytes, in any order. */
static void assert_same_bytes(jy_str a, jy_str b) {
  size_t counts[256] = {0};
  assert_int_equal(a.len, b.len);
  for (size_t i = 0; i < a.len; i++) counts[(unsigned char)a.ptr[i]]++;
  for (size_t i = 0; i < b.len; i++) counts[(unsigned char)b.ptr[i]]--;
  for (size_t i = 0; i < 256; i++) assert_int_equal(counts[i], 0);
}

/* Random lines: nothing but white space is ever lost. */
static void test_random(void **state) {
  (void)state;
  static const char *const bits[] = {"会", "议，", "院长", "。", "\n", "\n\n", " ", "　", "\t", "6", " 月", "AB", "■", "（", "）", "\f", "\r\n"};
  for (int round = 0; round < 300; round++) {
    jy_buf b = JY_BUF_INIT, x = JY_BUF_INIT, y = JY_BUF_INIT;
    for (uint32_t i = 0, n = draw(200); i < n; i++) {
      const char *s = bits[draw(sizeof bits / sizeof *bits)];
      jy_buf_put(&b, s, strlen(s));
    }
    jy_text *t = NULL, *u = NULL;
    assert_int_equal(jy_text_new(&t, jy_buf_str(&b)), JY_OK);
    assert_int_equal(jy_text_joins(&u, t), JY_OK);
    jy_str r = jy_text_reading(u), both[] = {jy_buf_str(&b), r};
    check_aligned(jy_text_align(u), jy_buf_str(&b), r);
    for (int k = 0; k < 2; k++)
      for (size_t i = 0; i < both[k].len;) {
        size_t n = jy__utf8_len((unsigned char)both[k].ptr[i]);
        uint32_t cp;
        jy__utf8_next(both[k].ptr + i, both[k].ptr + both[k].len, &cp);
        if (!jy__is_gap(cp) && cp > ' ') jy_buf_put(k ? &y : &x, both[k].ptr + i, n);
        i += n;
      }
    if (jy_align_moved(jy_text_align(u)))
      assert_same_bytes(jy_buf_str(&x), jy_buf_str(&y));
    else
      assert_true(jy_str_equal(jy_buf_str(&x), jy_buf_str(&y)));
    jy_text_free(u);
    jy_text_free(t);
    jy_buf_free(&b);
    jy_buf_free(&x);
    jy_buf_free(&y);
  }
}

/* A bulletin's masthead and its items stand by themselves, wherever lines are broken. */
static void test_stamps_and_items(void **state) {
  (void)state;
  static const char head[] = "  云岭观测站办公室编        2022年3月31日\n";
  static const char stamp[] = "2022-03-31 | 来源：云岭观测站办公室 | 字号\n";
  static const char items[] = "●3月2日，所长林若溪在三楼会议室主持召开了调度会。各实\n"
                              "验室、后勤班组的负责人逐一汇报任务。副所长段若水参加了\n"
                              "会议，并且讲了话。\n"
                              "●3月16日，副所长段若水带队赴海州开展地下水位观测。其\n"
                              "间，他们与当地同行就共建监测站作了座谈。双方商定每季度\n"
                              "交换数据。\n"
                              "●3月29日，本所第二届职工运动会在体育场举行。三百名职\n"
                              "工参加了九个项目。团委书记夏知秋宣布开幕，并且为冠军颁\n"
                              "发了奖杯。\n";
  static const char joined[] = "●3月2日，所长林若溪在三楼会议室主持召开了调度会。各实验室、后勤班组的负责人逐一汇报任务。副所长段若水参加了会议，并且讲了话。\n"
                               "●3月16日，副所长段若水带队赴海州开展地下水位观测。其间，他们与当地同行就共建监测站作了座谈。双方商定每季度交换数据。\n"
                               "●3月29日，本所第二届职工运动会在体育场举行。三百名职工参加了九个项目。团委书记夏知秋宣布开幕，并且为冠军颁发了奖杯。\n";
  const char *const heads[] = {head, stamp};
  for (size_t i = 0; i < 2; i++) {
    jy_buf in = JY_BUF_INIT, want = JY_BUF_INIT;
    jy_buf_printf(&in, "%s%s", heads[i], items);
    jy_buf_printf(&want, "%s%s", heads[i], joined);
    check(in.ptr, want.ptr);
    jy_buf_free(&in);
    jy_buf_free(&want);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_dates), cmocka_unit_test(test_stamps_and_items),         cmocka_unit_test(test_padded_names),
      cmocka_unit_test(test_paragraphs_stay), cmocka_unit_test(test_rows_stay), cmocka_unit_test(test_newsletter),      cmocka_unit_test(test_columns),
     
      cmocka_unit_test(test_losses),
      cmocka_unit_test(test_single_spaced), cmocka_unit_test(test_broken_paragraph),
      cmocka_unit_test(test_odd_input),     cmocka_unit_test(test_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Newsletters: the words of the trade, what a glance tells, whole papers. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "ingest/glance.h"
#include "ingest/paper.h"

static jy__line line_of(const char *s) {
  jy__line l = {0};
  jy__lines_one(&l, jy_cstr(s), (jy_span){0, strlen(s)});
  return l;
}

static void test_furniture(void **state) {
  (void)state;
  static const struct {
    const char *line;
    jy__furniture is;
  } cases[] = {
      {"本版责编  杜  实", JY__EDITOR},        {"责任编辑：林 明", JY__EDITOR},
      {"编辑/校对：林知秋", JY__EDITOR},       {"编辑部召开会议", JY__NO_FURNITURE},
      {"第 12 期  总第 345 期", JY__MASTHEAD}, {"2023 年 6 月 30 日  星期五", JY__MASTHEAD},
      {"主办：青山医院", JY__MASTHEAD},        {"青山市内部资料准印证第7号", JY__MASTHEAD},
      {"第二版  综合新闻", JY__PAGE_MARK},     {"02 要闻", JY__PAGE_MARK},
      {"- 3 -", JY__PAGE_MARK},                {"3 版", JY__PAGE_MARK},
      {"2023年度工作会议", JY__NO_FURNITURE},  {"20余人参加了会议", JY__NO_FURNITURE},
      {"十五名职工代表", JY__NO_FURNITURE},    {"图为会议现场", JY__CAPTION},
      {"（林知秋 摄）", JY__CAPTION},          {"我院召开会议", JY__NO_FURNITURE},
      {"主办方表示感谢。", JY__NO_FURNITURE},  {"第二期培训班开班，林知秋主持。", JY__NO_FURNITURE},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy__line l = line_of(cases[i].line);
    if (jy__furniture_of(jy_cstr(cases[i].line), &l) != cases[i].is) fail_msg("%s", cases[i].line);
  }
}

static void check_signature(const char *s, const char *who, bool alone) {
  jy__line l = line_of(s);
  jy_span at = jy__signature(jy_cstr(s), &l);
  assert_int_equal(at.end - at.start, strlen(who));
  assert_memory_equal(s + at.start, who, strlen(who));
  assert_int_equal(jy__is_signature(jy_cstr(s), &l), alone);
}

static void test_signatures(void **state) {
  (void)state;
  check_signature("（党政办）■", "党政办", true);
  check_signature("（宣传部 林某）", "宣传部 林某", true);
  check_signature("圆满结束。\t（党政办） ■", "党政办", false);
  check_signature("(党政办)◆", "党政办", true);
  check_signature("■", "", true);
  check_signature("圆满结束。■", "", false);
  check_signature("）", "", false);
  check_signature("召开（扩大）会议", "", false);
  jy__line l = line_of("圆满结束。（完）");
  assert_int_equal(jy__closing_mark(jy_cstr("圆满结束。（完）"), &l), strlen("（完）"));
  const char *editor = "本版责编 杜实";
  l = line_of(editor);
  jy_span at = jy__editor(jy_cstr(editor), &l);
  assert_memory_equal(editor + at.start, "杜实", strlen("杜实"));
}

/* Random lines of text in bits that matter. */
static void compose(jy_buf *b, uint64_t *seed, size_t bits_wanted) {
  static const char *const bits[] = {"会", "议，", "院长", "。", "\n", "\n", "\r\n", "\n\n", " ", "　", "\t", "6", " 月 ",
                                     "AB", "■", "（", "）", "\f", "2023", "\xC2\xA0", "\xE2\x80\x83", "“", "日"};
  for (size_t i = 0; i < bits_wanted; i++) {
    const char *s = bits[chance(seed, sizeof bits / sizeof *bits)];
    jy_buf_put(b, s, strlen(s));
  }
}

/* The quick way sees the lines and gaps that the thorough way sees. */
static void test_glance(void **state) {
  (void)state;
  uint64_t seed = 9;
  for (int round = 0; round < 400; round++) {
    jy_buf b = JY_BUF_INIT;
    compose(&b, &seed, chance(&seed, 300));
    jy_str text = jy_buf_str(&b);
    jy__index ix = {0};
    jy__lines lines = {0};
    jy__edits all = {0}, some = {0};
    assert_ok(jy__index_read(&ix, text));
    assert_ok(jy__lines_read(&lines, text));
    assert_int_equal(ix.len, lines.len);
    for (size_t i = 0; i < ix.len; i++) {
      jy__line l = jy__index_line(&ix, i), tail = jy__index_tail(&ix, i), *whole = &lines.at[i];
      assert_true(l.start == whole->start && l.end == whole->end && l.width == whole->width);
      assert_true(l.han == whole->han && l.first == whole->first && l.stops == whole->stops);
      if (tail.end > tail.start) assert_true(tail.ends == whole->ends && tail.last == whole->last);
      if (jy__index_stops(&ix, i)) assert_true(whole->ends || whole->closes || whole->last == 0xFF1B);
    }
    assert_ok(jy__gap_edits(&all, text, false));
    for (jy_span gap = {0, 0}; jy__next_gap(&gap, text);) assert_ok(jy__gap_edit_at(&some, text, gap.start));
    assert_int_equal(all.len, some.len);
    for (size_t i = 0; i < all.len; i++)
      assert_true(all.at[i].start == some.at[i].start && all.at[i].end == some.at[i].end);
    jy__edits_free(&all);
    jy__edits_free(&some);
    jy__lines_free(&lines);
    jy__index_free(&ix);
    jy_buf_free(&b);
  }
}

/* A text with real paragraphs is handed on as it is; poems and lists stay. */
static void test_nothing_to_do(void **state) {
  (void)state;
#define PARAGRAPH \
  "会议强调，要认真学习、深刻领会会议精神，把思想和行动统一到上级决策部署上来，以问题为导向，抓好落实，推动学科建设、人才培养和医疗质量再上新台阶。"
  static const char *const texts[] = {
      PARAGRAPH "\n" PARAGRAPH "\n",
      "青山医院召开会议\n" PARAGRAPH "\n春风又绿江南岸\n明月何时照我还\n" PARAGRAPH "\n1.一等奖：林知秋\n2.二等奖：苏映雪\n",
      PARAGRAPH "\n林 枫  苏 映  顾 长\n叶听澜  陆远舟  沈青岚\n" PARAGRAPH "\n",
      PARAGRAPH "要做到：一是加强领导；\n" PARAGRAPH "\n",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    jy_text *t = NULL, *u = NULL;
    assert_ok(jy_text_new(&t, jy_cstr(texts[i])));
    assert_ok(jy_text_joins(&u, t));
    if (u != t) fail_msg("text %zu was copied", i);
    jy_text_free(u);
    jy_text_free(t);
  }
}

static void test_english(void **state) {
  (void)state;
  jy_text *t = NULL, *u = NULL;
  jy_str wrapped = jy_cstr("The seminar was attended by delegates from several hospitals, who spoke\n"
                           "on the use of shared laboratories. Dr. Hollis opened the meeting, and a\n"
                           "discussion followed. The delegates agreed to meet again in the autumn,\n"
                           "when the new building will be open. They visited the library, the\n"
                           "laboratory, and the wards. The board thanked all who took part, and the\n"
                           "day ended with a concert.\n");
  assert_ok(jy_text_new(&t, wrapped));
  assert_ok(jy_text_joins(&u, t));
  jy_str r = jy_text_reading(u);
  assert_int_equal(r.len, wrapped.len); /* each line end became a space */
  assert_null(memchr(r.ptr, '\n', r.len - 1));
  jy_text_free(u);
  jy_text_free(t);
}

/* Damaged and random papers: nothing is lost, whatever is moved. */
static void test_random_papers(void **state) {
  (void)state;
  uint64_t seed = 12;
  for (int round = 0; round < 300; round++) {
    jy_buf b = JY_BUF_INIT;
    jy__articles found = {0};
    jy_text *t = NULL, *u = NULL;
    for (size_t i = 0; i < 20; i++) {
      compose(&b, &seed, 4 + chance(&seed, 16));
      const char *end = chance(&seed, 6) ? "\n" : chance(&seed, 2) ? "（党政办）■\n" : "本版责编 林 明\n";
      jy_buf_put(&b, end, strlen(end));
    }
    if (chance(&seed, 2)) compose(&b, &seed, 20); /* a last line without an end */
    assert_ok(jy_text_new(&t, jy_buf_str(&b)));
    assert_ok(jy__joins(&u, &found, t));
    jy_str r = jy_text_reading(u);
    size_t marks[2] = {0};
    for (size_t i = 0; i + 3 <= b.len; i++) marks[0] += memcmp(b.ptr + i, "■", 3) == 0;
    for (size_t i = 0; i + 3 <= r.len; i++) marks[1] += memcmp(r.ptr + i, "■", 3) == 0;
    assert_int_equal(marks[0], marks[1]);
    for (size_t i = 0; i < found.len; i++) {
      const jy_article *a = &found.at[i];
      assert_true(a->start < a->end && a->end <= r.len && a->title.end <= r.len);
      assert_true(i == 0 || a->start >= found.at[i - 1].end);
      assert_true(a->author.len == 0 || (a->author.ptr >= r.ptr && a->author.ptr + a->author.len <= r.ptr + r.len));
    }
    free(found.at);
    jy_text_free(u);
    jy_text_free(t);
    jy_buf_free(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_furniture), cmocka_unit_test(test_signatures),    cmocka_unit_test(test_glance),
      cmocka_unit_test(test_english),   cmocka_unit_test(test_nothing_to_do), cmocka_unit_test(test_random_papers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

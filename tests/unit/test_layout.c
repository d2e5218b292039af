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

/* Texts in one column keep their order; their paragraphs become whole. */
static void test_one_column(void **state) {
  (void)state;
  static const struct {
    const char *text;
    const char *whole;
  } cases[] = {
      /* ten characters a line, empty lines around headlines, marks */
      {"本版责编　林明\n\n我院召开春季\n教学工作会议\n\n　　3月6日，我院召开\n春季教学工作会议。院\n长林知秋、副院长苏映\n雪出席，各科"
       "室主任参\n加会议，苏映雪主持。\n　　　（教务处）■\n\n校友返校捐资助学\n\n　　3月12日，校友顾长\n风回到母校，捐资设立\n奖学金。书记叶"
       "听澜为\n他颁发证书。\n　　　（校友办）■\n",
       "院长林知秋、副院长苏映雪出席，各科室主任参加会议"},
      /* an empty line after each line */
      {"本版责编　林明\n\n我院召开春季\n\n教学工作会议\n\n　　3月6日，我院召开\n\n春季教学工作会议。院\n\n长林知秋、副院长苏映\n\n雪出席，各科"
       "室主任参\n\n加会议，苏映雪主持。\n\n　　　（教务处）■\n\n校友返校捐资助学\n\n　　3月12日，校友顾长\n\n风回到母校，捐资设立\n\n奖学金。书"
       "记叶听澜为\n\n他颁发证书。\n\n　　　（校友办）■\n",
       "书记叶听澜为他颁发证书。"},
      /* numbered items, headlines set in as far as the text */
      {"第 3 版　2018.10.31\n编辑 林明\n\n　一、教学工作\n　　10月24日下午，教务\n处召开教学工作会，院长\n林知秋出席，处长苏映雪\n主持。各系主任"
       "参加了会\n议。\n　　　（教务处）\n　二、学生工作\n　　10月25日上午，学工\n部召开班主任会，部长顾\n长风讲话，五十名班主任\n参加了会议。\n　　　（学工部）\n",
       "学工部召开班主任会，部长顾长风讲话"},
      /* brief news that opens with a sign */
      {"责任编辑：林明\n第118期\n\n简　讯\n\n▲6月10日，市卫健委主\n任林知秋一行来院调研，\n院长苏映雪陪同。\n\n▲7月1日，院党委组织党\n员到纪念馆"
       "参观，书记顾\n长风领誓。\n\n▲药学部药师叶听澜获全\n市先进个人称号，受到表\n彰。\n",
       "▲7月1日，院党委组织党员到纪念馆参观，书记顾长风领誓。"},
      /* Traditional */
      {"本版責編　林明\n\n學校召開通報會\n\n　　4月12日上午，學校\n在老幹部活動中心召開\n通報會。校黨委副書記\n林知秋通報了學校工作，\n會議由處長蘇映"
       "雪主持，\n老同志參加。（完）\n\n門球隊再奪冠軍\n\n　　5月6日，門球隊在全\n市邀請賽中奪冠，隊長\n顧長風被評為運動員。（完）\n",
       "校黨委副書記林知秋通報了學校工作，會議由處長蘇映雪主持"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_text *t = NULL, *u = NULL;
    jy__articles found = {0};
    assert_ok(jy_text_new(&t, jy_cstr(cases[i].text)));
    assert_ok(jy__joins(&u, &found, t));
    jy_str r = jy_text_reading(u);
    if (!memmem(r.ptr, r.len, cases[i].whole, strlen(cases[i].whole))) fail_msg("case %zu: %.*s", i, (int)r.len, r.ptr);
    if (jy_align_moved(jy_text_align(u))) fail_msg("case %zu was moved: %.*s", i, (int)r.len, r.ptr);
    free(found.at);
    jy_text_free(u);
    jy_text_free(t);
  }
}

/* A box amid words stands for a lost character: no box there closes an article. */
static void test_lost_boxes(void **state) {
  (void)state;
  const char *const texts[] = {
      "我院召开会议，院长林□秋主持□\n\n会议听取了汇报，副院长苏映雪出席□\n\n会议要求抓好各项工作□\n",
      "□我院召开会议。□\n会议由院□林知秋主持□\n□\n医院举行演练□\n",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    jy_text *t = NULL, *u = NULL;
    jy__articles found = {0};
    assert_ok(jy_text_new(&t, jy_cstr(texts[i])));
    assert_ok(jy__joins(&u, &found, t));
    assert_int_equal(found.len, 0);
    jy_text_free(u);
    jy_text_free(t);
  }
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
      cmocka_unit_test(test_one_column), cmocka_unit_test(test_lost_boxes),
      cmocka_unit_test(test_english),   cmocka_unit_test(test_nothing_to_do), cmocka_unit_test(test_random_papers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

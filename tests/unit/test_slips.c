/* Byte slips: the tables behind them, where they are looked for, what comes back
 * and where it stood, and what must stay as it is. */
#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "aligned.h"
#include "chance.h"
#include "text/readings.h"
#include "text/slip.h"

static jy_text *repaired(jy_str source) {
  jy_text *t, *u;
  assert_ok(jy_text_new(&t, source));
  assert_ok(jy_text_repair(&u, t));
  jy_text_free(t);
  return u;
}

static void check_repair(const char *source, const char *expected) {
  jy_text *t = repaired(jy_cstr(source));
  jy_str r = jy_text_reading(t);
  assert_string_equal(r.ptr, expected);
  assert_int_equal(r.len, strlen(expected));
  check_aligned(jy_text_align(t), jy_text_source(t), r);
  jy_text_free(t);
}

static void test_tables(void **state) {
  (void)state;
  const jy__dbcs *gbk, *big5;
  assert_ok(jy__dbcs_get(&gbk, JY__GBK));
  assert_ok(jy__dbcs_get(&big5, JY__BIG5));
  assert_int_equal(jy__dbcs_char(gbk, 0xD4, 0xBA), 0x9662); /* 院 */
  assert_int_equal(jy__dbcs_code(gbk, 0x9577), 0xE94C);     /* 長 */
  assert_int_equal(jy__dbcs_char(gbk, 0xAA, 0xA1), 0);      /* private */
  assert_int_equal(jy__dbcs_char(gbk, 0x80, 0x40), 0);
  assert_int_equal(jy__dbcs_char(gbk, 0xFF, 0xFF), 0);
  assert_int_equal(jy__dbcs_code(gbk, 'a'), 0);
  assert_int_equal(jy__dbcs_code(gbk, 0x20000), 0);
  assert_true(jy__dbcs_is_private(gbk, 0xAE) && jy__dbcs_is_private(gbk, 0xF9));
  assert_false(jy__dbcs_is_private(gbk, 0xD4));
  assert_int_equal(jy__dbcs_code(big5, 0x9662), 0xB07C);
  assert_int_equal(jy__dbcs_char(big5, 0xA4, 0x40), 0x4E00);
}

/* Probabilities after any context add up to about one: what a row does not list
 * is left to the shorter context. */
static void test_model(void **state) {
  (void)state;
  static const uint32_t contexts[][2] = {{0x533B, 0x9662}, {0x5927, 0x5B66}, {0x3000, 0x3000}, {0x4E2D, 0x56FD}};
  const jy__charmodel *m;
  assert_ok(jy__charmodel_get(&m));
  for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
    double sum = 0;
    for (uint32_t c = 0x2010; c < 0xFFF0; c++)
      if (jy__charmodel_token(c) == c) sum += exp(jy__charmodel_score(m, (jy__tokens)contexts[i][0] << 16 | contexts[i][1], c));
    assert_true(sum > 0.6 && sum < 1.6);
  }
  assert_true(jy__charmodel_score(m, 0x533B9662, 0x9662) < jy__charmodel_score(m, 0x3000533B, 0x9662));
  assert_int_equal(jy__charmodel_token(0x9577), 0x957F); /* 長 is 长 */
  assert_int_equal(jy__charmodel_token('7'), jy__charmodel_token(0xFF13));
  assert_int_equal(jy__charmodel_token(','), 0xFF0C);
}

/* How likely the last of three characters is after the others where a text reads so. */
static double likely_in(const char *text, const uint32_t three[3]) {
  jy__slip_units *u = calloc(1, sizeof *u);
  jy__slip_counts *counts = calloc(1, sizeof *counts);
  assert_non_null(u);
  assert_non_null(counts);
  assert_ok(jy__charmodel_get(&u->model));
  assert_ok(jy__slip_memory_new(&u->memory));
  assert_ok(jy__slip_count(counts, jy_cstr(text), (jy_span){0, strlen(text)}));
  for (size_t k = 0; k < 2; k++) assert_true(counts->discount[k] >= 0 && counts->discount[k] <= 1);
  u->counts = counts;
  double score = jy__slip_score(u, (jy__tokens)three[0] << 16 | three[1], three[2]);
  free(counts->runs);
  free(counts);
  free(u->memory);
  free(u);
  return score;
}

/* What a text repeats counts, the more the longer the run; marks and what is cut do not. */
static void test_repeated(void **state) {
  (void)state;
  static const uint32_t three[3] = {0x9093, 0x7433, 0x94E0}; /* 邓琳铠 */
  double never = likely_in("今天下午会议开始。", three), apart = likely_in("铠甲。琳琅。邓州。", three);
  double pair = likely_in("琳铠、琳铠、琳铠、琳铠、琳铠、琳铠", three);
  double triple = likely_in("邓琳铠、邓琳铠、邓琳铠、邓琳铠、邓琳铠、邓琳铠", three);
  assert_true(never < apart && apart < pair && pair < triple && triple < 0);
  assert_true(triple > log(0.5));
  assert_true(likely_in("邓？琳？铠\x94", three) < pair);
}

static void test_readings(void **state) {
  (void)state;
  assert_int_equal(jy__reading_fits(0x9662, jy_cstr("yuàn")), JY__READING_YES);
  assert_int_equal(jy__reading_fits(0x9577, jy_cstr("cháng")), JY__READING_YES);
  assert_int_equal(jy__reading_fits(0x9577, jy_cstr("zhăng")), JY__READING_YES); /* typed with a breve */
  assert_int_equal(jy__reading_fits(0x9662, jy_cstr("yuán")), JY__READING_NO);
  assert_int_equal(jy__reading_fits(0x9662, jy_cstr("ㄩㄢˋ")), JY__READING_UNKNOWN);
  assert_int_equal(jy__reading_fits(0x41, jy_cstr("yuàn")), JY__READING_UNKNOWN);
}

static size_t first_sign(const char *s, jy__slip_sign *sign) {
  size_t at = 0;
  *sign = jy__slip_scan(jy_cstr(s), &at);
  return at;
}

static void test_signs(void **state) {
  (void)state;
  jy__slip_sign sign;
  assert_int_equal(first_sign("报告?Ｔ撛", &sign), 6);
  assert_int_equal(sign, JY__SLIP_MARK);
  assert_int_equal(first_sign("a?b=1 A股票 x?", &sign), strlen("a?b=1 A股票 x?"));
  assert_int_equal(sign, JY__SLIP_NONE);
  assert_int_equal(first_sign("處庨L周", &sign), 6);
  assert_int_equal(sign, JY__SLIP_LETTER);
  assert_int_equal(first_sign("院长2024年出席会议。（记者 甲）Thomas 说", &sign),
                   strlen("院长2024年出席会议。（记者 甲）Thomas 说"));
  assert_int_equal(first_sign("", &sign), 0);
}

/* Every sign is found wherever it stands among the sixteens of bytes. */
static void test_sign_anywhere(void **state) {
  (void)state;
  static const char *const marks[] = {"?", "？", "\uFFFD"};
  for (size_t before = 0; before < 70; before++)
    for (size_t k = 0; k < 3; k++) {
      jy_buf b = JY_BUF_INIT;
      for (size_t i = 0; i < before; i++) jy_buf_put(&b, i % 7 ? "院" : ",", i % 7 ? 3 : 1);
      size_t at = 0, want = b.len;
      jy_buf_printf(&b, "%s院院院院院院院", marks[k]);
      assert_int_equal(jy__slip_scan(jy_buf_str(&b), &at), JY__SLIP_MARK);
      assert_int_equal(at, want);
      jy_buf_free(&b);
    }
}

static void test_restored(void **state) {
  (void)state;
  /* GBK: until an ASCII second byte; punctuation folded to ASCII; until a mark. */
  check_repair("展示了科研成果?！痹撫t院院長說。", "展示了科研成果。”該醫院院長說。");
  check_repair("會上,學??萍继幪庨L介紹了情況。", "會上,學校科技處處長介紹了情況。");
  check_repair("会上,学?？萍即ΥΤそ樯芰擞泄厍榭?。", "会上,学校科技处处长介绍了有关情况。");
  check_repair("会上,学\uFFFD？萍即ΥΤそ樯芰擞泄厍榭\uFFFD。", "会上,学校科技处处长介绍了有关情况。");
  /* A pair that vanished, markup that was swallowed, a gloss inside a character. */
  check_repair("圍繞學?！笆奈濉卑l展規劃抓落實。", "圍繞學校“十四五”發展規劃抓落實。");
  check_repair("實現超計劃運行?！?/a>\n", "實現超計劃運行。…</a>\n");
  check_repair("目標是全國百?gòu)?qiáng)醫院", "目標是全國百強醫院");
  check_repair("目標是全國百?(gòu)?(qiáng)醫院", "目標是全國百強醫院");
}

static void test_left_alone(void **state) {
  (void)state;
  static const char *const same[] = {
      "真的吗?你们都来了。", "吗？！他问。", "学习??", "为什么?因为他没有来?不知道。", "https://a.cn/?b=1&c=学",
      "What? 什么?", "这件A款T恤多少钱?20元?", "他是谁？我不知道，你呢？", "？", "?", "??", "?\n?", "甲?乙", "\uFFFD\uFFFD",
      "请问L女士来了吗?她说：“B座?”", "□会前准备 □会后整理", "名单：□男 □女", "",
  };
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) check_repair(same[i], same[i]);
}

static void test_change(void **state) {
  (void)state;
  const char *source = "圍繞醫(yī)學?！笆奈濉卑l(fā)展規劃抓落實。";
  jy_text *t = repaired(jy_cstr(source)), *u;
  assert_string_equal(jy_text_reading(t).ptr, "圍繞醫學校“十四五”發展規劃抓落實。");
  assert_int_equal(jy_text_changes(t), 3); /* gloss, slip, gloss */
  assert_ok(jy_text_hans(&u, t));          /* changes are handed on, with all they say */
  jy_text_free(t);
  const jy_change *c = jy_text_change(u, 1);
  assert_string_equal(c->kind, "slip");
  assert_int_equal(c->source.start, strlen("圍繞醫(yī)學"));
  assert_int_equal(c->source.end, strlen("圍繞醫(yī)學?！笆奈濉卑l"));
  assert_int_equal(c->before.len, c->source.end - c->source.start);
  assert_string_equal(c->after.ptr, "校“十四五”發");
  assert_true(c->confidence > 0 && c->confidence <= 1);
  assert_true(!c->uncertain || c->n_alternatives > 0);
  for (size_t i = 0; i < c->n_alternatives; i++) assert_false(jy_str_equal(c->alternatives[i], c->after));
  assert_int_equal(jy_text_change(u, 0)->n_alternatives, 0);
  jy_text_free(u);
}

/* Around a restored spot every character leads back to itself. */
static void test_aligned(void **state) {
  (void)state;
  const char *source = "會上,學??萍继幪庨L介紹了情況。";
  jy_text *t = repaired(jy_cstr(source));
  jy_str r = jy_text_reading(t);
  const char *at = strstr(r.ptr, "介紹");
  jy_span s = jy_align_source(jy_text_align(t), (jy_span){(size_t)(at - r.ptr), (size_t)(at - r.ptr) + 6});
  assert_int_equal(s.start, strlen("會上,學??萍继幪庨L"));
  assert_int_equal(s.end - s.start, 6);
  /* 技: its first byte stands in 萍, its second in 继. */
  at = strstr(r.ptr, "技");
  s = jy_align_source(jy_text_align(t), (jy_span){(size_t)(at - r.ptr), (size_t)(at - r.ptr) + 3});
  assert_int_equal(s.start, strlen("會上,學??"));
  assert_int_equal(s.end - s.start, 3);
  jy_text_free(t);
}

/* Whatever the text, the step ends, its reading is valid and leads back. */
static void test_random(void **state) {
  (void)state;
  static const char *const pieces[] = {"?", "？", "\uFFFD", "□", "校", "萍", "继", "庨", "L", "！", "7", "(", "gòu)",
                                       "/a>", "<", "\n", " ", "“", "笆", "\0x", "𠀀", "é", "ａ", "濉", "卑", "l", "的", "。"};
  uint64_t seed = 3;
  for (int round = 0; round < 12; round++) {
    jy_buf b = JY_BUF_INIT;
    for (size_t n = chance(&seed, 60); n > 0; n--) {
      const char *p = pieces[chance(&seed, sizeof pieces / sizeof *pieces)];
      jy_buf_put(&b, p, *p ? strlen(p) : 2);
    }
    jy_text *t = repaired(jy_buf_str(&b));
    check_aligned(jy_text_align(t), jy_buf_str(&b), jy_text_reading(t));
    jy_text_free(t);
    jy_buf_free(&b);
  }
}

/* How often the model is asked for a text. */
static size_t asked_for(jy_str source) {
  size_t asked;
  jy_text *t, *u;
  assert_ok(jy_text_new(&t, source));
  assert_ok(jy__text_slips(&u, t, &asked));
  check_aligned(jy_text_align(u), source, jy_text_reading(u));
  jy_text_free(t);
  jy_text_free(u);
  return asked;
}

/* Where marks are so many that nothing can be told nothing is asked or restored. */
static void test_ruin(void **state) {
  (void)state;
  static const char *const ruins[] = {"院\uFFFD长??会", "撟?3???5??伐??銝?皝?憭批飛?砍??極雿?霅啜?",
                                      "院长????????????????会议", "萍\uFFFD\uFFFD庨L\uFFFD\uFFFD\uFFFD"};
  for (size_t i = 0; i < sizeof ruins / sizeof *ruins; i++) {
    jy_buf b = JY_BUF_INIT;
    while (b.len < 600) jy_buf_put(&b, ruins[i], strlen(ruins[i]));
    assert_int_equal(asked_for(jy_buf_str(&b)), 0);
    check_repair(jy_buf_str(&b).ptr, jy_buf_str(&b).ptr);
    jy_buf_free(&b);
  }
  check_repair("2024撟?3???5??伐??銝?皝?憭批飛?砍??極雿?霅啜?", "2024撟?3???5??伐??銝?皝?憭批飛?砍??極雿?霅啜?");
}

/* A run of marks too long for slips is stepped over, and what follows is not lost. */
static void test_run(void **state) {
  (void)state;
  check_repair("請把院長的姓名寫在這裏：????????????\n會上,學??萍继幪庨L介紹了情況。",
               "請把院長的姓名寫在這裏：????????????\n會上,學校科技處處長介紹了情況。");
}

/* Text without sense, a mark now and then: whatever its size, it costs no more
 * than what its bytes allow, and the unit at hand. */
static void test_budget(void **state) {
  (void)state;
  const jy__dbcs *gbk;
  uint64_t seed = 7;
  assert_ok(jy__dbcs_get(&gbk, JY__GBK));
  for (size_t size = 600; size <= 4800; size *= 8) {
    jy_buf b = JY_BUF_INIT;
    while (b.len < size)
      if (chance(&seed, 5) == 0)
        jy_buf_put(&b, "\uFFFD", 3);
      else
        jy__utf8_put(&b, jy__dbcs_char(gbk, (unsigned)(0xB0 + chance(&seed, 0x27)), (unsigned)(0xA1 + chance(&seed, 94))));
    assert_true(asked_for(jy_buf_str(&b)) <= JY__SLIP_SAVED + b.len * JY__SLIP_A_BYTE + JY__SLIP_A_UNIT);
    jy_buf_free(&b);
  }
}

/* Writes what is left of a line that lost its first byte, where pairs without a public
 * character are not shown. */
static void put_slip(jy_buf *out, const jy__dbcs *gbk, const char *line) {
  const char *end = line + strlen(line);
  unsigned waiting = 0;
  uint32_t cp;
  jy_buf_put(out, "?", 1);
  for (size_t n; (n = jy__utf8_next(line, end, &cp)) > 0; line += n) {
    unsigned code = jy__dbcs_code(gbk, cp);
    uint32_t shown = waiting ? jy__dbcs_char(gbk, waiting, code >> 8) : 0;
    if (shown) jy__utf8_put(out, shown);
    waiting = code & 0xFF;
  }
  jy_buf_put(out, "?\n", 2);
}

static void check_slip(const char *line) {
  const jy__dbcs *gbk;
  jy_buf damaged = JY_BUF_INIT, sound = JY_BUF_INIT;
  assert_ok(jy__dbcs_get(&gbk, JY__GBK));
  put_slip(&damaged, gbk, line);
  jy_buf_put(&sound, line, strlen(line));
  jy_buf_put(&sound, "\n", 1);
  assert_ok(jy_buf_status(&damaged));
  check_repair(jy_buf_str(&damaged).ptr, jy_buf_str(&sound).ptr);
  jy_buf_free(&damaged);
  jy_buf_free(&sound);
}

/* A paragraph without an ASCII character is one slip, of more than a thousand units here. */
static void test_long(void **state) {
  (void)state;
  jy_buf line = JY_BUF_INIT;
  static const char sentence[] = "会议强调，深入学习贯彻党的创新理论，切实加强医院管理。";
  for (int i = 0; i < 40; i++) jy_buf_put(&line, sentence, sizeof sentence - 1);
  check_slip(jy_buf_str(&line).ptr);
  jy_buf_free(&line);
}

/* What a slip makes of text may here and there read as text in another encoding, but not as a whole. */
static void test_not_misread(void **state) {
  (void)state;
  const jy__dbcs *gbk;
  jy_buf damaged = JY_BUF_INIT;
  jy_text *t, *u;
  assert_ok(jy__dbcs_get(&gbk, JY__GBK));
  put_slip(&damaged, gbk, "随后第四、五期分别在唐河、江州开班，累计培训学员４２００余人次。");
  assert_ok(jy_buf_status(&damaged));
  assert_ok(jy_text_new(&t, jy_buf_str(&damaged)));
  assert_ok(jy_text_recode(&u, t));
  assert_true(jy_str_equal(jy_text_reading(u), jy_buf_str(&damaged)));
  jy_text_free(u);
  jy_text_free(t);
  jy_buf_free(&damaged);
}

static void test_huge(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  jy_buf_put(&b, "?", 1);
  for (int i = 0; i < LARGE(1500); i++) jy_buf_put(&b, "萍继", 6); /* a slip that never ends */
  for (int i = 0; i < LARGE(60); i++) jy_buf_put(&b, "?", 1);
  jy_text *t = repaired(jy_buf_str(&b));
  check_aligned(jy_text_align(t), jy_buf_str(&b), jy_text_reading(t));
  jy_text_free(t);
  jy_buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tables),   cmocka_unit_test(test_model), cmocka_unit_test(test_repeated),         cmocka_unit_test(test_readings),
      cmocka_unit_test(test_signs),    cmocka_unit_test(test_sign_anywhere), cmocka_unit_test(test_restored),
      cmocka_unit_test(test_left_alone), cmocka_unit_test(test_change),      cmocka_unit_test(test_aligned),
      cmocka_unit_test(test_random),   cmocka_unit_test(test_ruin),          cmocka_unit_test(test_run),
      cmocka_unit_test(test_budget),   cmocka_unit_test(test_long),          cmocka_unit_test(test_not_misread),
      cmocka_unit_test(test_huge),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

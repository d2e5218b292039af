/* Scripts: our tables against libopencc, alignment, NUL, detection. */
#include "check.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "base/embed.h"
#include "base/internal.h"
#include "aligned.h"
#include "chance.h"
#include "convert/internal.h"
#include "jiyao/text.h"

static const char *const configs[] = {"t2s",  "s2t",  "s2tw", "tw2s", "s2hk", "hk2s", "s2twp",
                                      "tw2sp", "t2tw", "tw2t", "t2hk", "hk2t", "t2jp", "jp2t"};
enum { CONFIGS = sizeof configs / sizeof *configs };
static const jy_script_opts plain = {false, NULL, 0};

/* Same text as libopencc's, and an alignment that covers both sides. */
static void check_config(jy_str s, const char *config) {
  jy_buf ours = JY_BUF_INIT, theirs = JY_BUF_INIT;
  jy_align *a;
  assert_ok(jy_align_new(&a));
  assert_ok(jy_script_convert_aligned(&ours, a, s, config, &plain));
  assert_ok(jy__opencc_convert(&theirs, s, config));
  assert_int_equal(ours.len, theirs.len);
  assert_memory_equal(jy_buf_str(&ours).ptr, jy_buf_str(&theirs).ptr, ours.len);
  check_aligned(a, s, jy_buf_str(&ours));
  jy_align_free(a);
  jy_buf_free(&ours);
  jy_buf_free(&theirs);
}

static void check_as_opencc(jy_str s) {
  for (size_t i = 0; i < CONFIGS; i++) check_config(s, configs[i]);
}

static void test_composed(void **state) {
  (void)state;
  check_as_opencc(jy_cstr(""));
  check_as_opencc(jy_cstr("plain ASCII, then 院长 and 院長"));
  check_as_opencc(jy_cstr("乾隆年間的乾燥器，瞭望塔瞭解，覆蓋答覆，憑藉慰藉，於是樊於期"));
  /* Pairs whose second character is of four bytes, of one, or not there. */
  check_as_opencc(jy_cstr("复𫗧之忧，复𫗧，团𪢮团𪢮之，复a团1，发展中的发，头发后台，干"));
  check_as_opencc(jy_cstr("臨江醫院黨委書記賀知遠出席簽約儀式並講話😀é"));
}

/* Keys of a dictionary strung together, whole and cut, so that phrases meet,
 * overlap and almost match. */
static void string_keys(jy_buf *b, uint64_t *seed, const char *name) {
  jy_str dict;
  assert_true(jy__embedded_find(name, &dict));
  size_t step = dict.len > LARGE(100000) ? dict.len / LARGE(100000) * 3 : 1; /* the longest is sampled */
  for (const char *p = dict.ptr, *end = p + dict.len; p < end;) {
    const char *tab = memchr(p, '\t', (size_t)(end - p)), *nl = memchr(p, '\n', (size_t)(end - p));
    size_t len = (size_t)(tab - p);
    while (chance(seed, 4) == 0 && len > 4) len--;
    while (jy__utf8_check(p, len) < len) len--;
    if (chance(seed, step) == 0) jy_buf_put(b, p, len);
    if (chance(seed, 5 * step) == 0) jy_buf_put(b, "院於a，7", chance(seed, 2) ? 3 : 10);
    p = nl + 1;
  }
}

static void test_dictionary(void **state) {
  (void)state;
  uint64_t seed = 4113;
  static const char *const names[] = {"TSCharacters",         "TSPhrases",            "STCharacters",
                                      "STPhrases",            "TWPhrases",            "TWPhrasesRev",
                                      "TWVariantsRevPhrases", "HKVariantsRevPhrases", "JPVariants",
                                      "JPShinjitaiPhrases"};
  jy_buf b = JY_BUF_INIT;
  for (size_t i = 0; i < 2 * sizeof names / sizeof *names; i++) {
    char name[64];
    snprintf(name, sizeof name, "opencc/%s.txt", names[i / 2]);
    string_keys(&b, &seed, name);
  }
  check_as_opencc(jy_buf_str(&b));
  jy_buf_free(&b);
}

/* Real text in both scripts, where it is there. */
static void test_real(void **state) {
  (void)state;
  glob_t found;
  if (glob("../shared/seeds/*.txt", 0, NULL, &found) != 0) skip();
  for (size_t i = 0; i < found.gl_pathc; i++) {
    jy_buf b = JY_BUF_INIT, hant = JY_BUF_INIT;
    assert_ok(jy__file_read(&b, found.gl_pathv[i]));
    check_config(jy_buf_str(&b), "s2twp");
    assert_ok(jy_script_convert(&hant, jy_buf_str(&b), "s2t"));
    check_config(jy_buf_str(&hant), "t2s");
    jy_buf_free(&b);
    jy_buf_free(&hant);
  }
  globfree(&found);
}

static void test_random_mix(void **state) {
  (void)state;
  uint64_t seed = 2025;
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < LARGE(20000); i++) {
    uint32_t cp = chance(&seed, 8) ? 0x4E00 + (uint32_t)chance(&seed, 0x51A6)
                                   : (uint32_t)(chance(&seed, 2) ? 0x20000 + chance(&seed, 0xA6D0)
                                                                 : 1 + chance(&seed, 0x2FFF));
    jy__utf8_put(&b, cp);
  }
  check_as_opencc(jy_buf_str(&b));
  jy_buf_free(&b);
}

static void test_alignment(void **state) {
  (void)state;
  jy_buf out = JY_BUF_INIT;
  jy_align *a;
  assert_ok(jy_align_new(&a));
  assert_ok(jy_script_hans(&out, a, jy_cstr("在乾燥的醫院")));
  assert_buf(&out, "在干燥的医院");
  jy_span s = jy_align_source(a, (jy_span){6, 9}); /* 燥, left alone inside a phrase */
  assert_true(s.start == 6 && s.end == 9);
  jy_span m = jy_align_made(a, (jy_span){0, 3});
  assert_true(m.start == 0 && m.end == 3);
  jy_align_free(a);
  jy_buf_free(&out);
}

static void test_odd_input(void **state) {
  (void)state;
  jy_buf out = JY_BUF_INIT;
  assert_ok(jy_script_convert(&out, (jy_str){"\0医\0\0院\0", 10}, "s2t"));
  assert_buf(&out, "\0醫\0\0院\0");
  out.len = 0;
  assert_ok(jy_script_hans(&out, NULL, (jy_str){"醫\0\xE9\x86長\xFF\xF0\x9F", 12}));
  assert_buf(&out, "医\0\xE9\x86长\xFF\xF0\x9F");
  out.len = 0;
  assert_int_equal(jy_script_convert(&out, jy_cstr("医\xE5\x8C"), "s2t"), JY_EENCODING);
  assert_int_equal(jy_error_last()->offset, 3);
  jy_buf_free(&out);
}

static void test_configurations(void **state) {
  (void)state;
  static const char *const unknown[] = {"nonsense", "", "../t2s", "/etc/passwd", "a.b"};
  jy_buf out = JY_BUF_INIT;
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    assert_int_equal(jy_script_convert(&out, jy_cstr("a"), unknown[i]), JY_ECONVERT);
    assert_non_null(strstr(jy_error_last()->message, unknown[i]));
  }
  assert_ok(jy_script_convert(&out, jy_cstr("软件"), "s2twp")); /* after a failure */
  assert_buf(&out, "軟體");
  jy_buf_free(&out);
}

static void check_script(const char *s, jy_script expected) {
  assert_string_equal(jy_script_name(jy_script_detect(jy_cstr(s))), jy_script_name(expected));
}

static void test_detect(void **state) {
  (void)state;
  check_script("", JY_SCRIPT_HANS);
  check_script("plain", JY_SCRIPT_HANS);
  check_script("皇后在山后里面干台", JY_SCRIPT_HANS);
  check_script("会议由党委书记主持", JY_SCRIPT_HANS);
  check_script("會議由黨委書記主持", JY_SCRIPT_HANT);
  check_script("會議由黨委書記主持，会议由党委书记主持", JY_SCRIPT_MIXED);
  check_script("后里面干台只云，會議由黨委書記主持", JY_SCRIPT_HANT);
  jy_buf b = JY_BUF_INIT;
  for (int i = 0; i < 50; i++) jy_buf_put(&b, "会议由党委书记主持。", 30);
  jy_buf_put(&b, "臺灣學者黃國倫", 21);
  check_script(b.ptr, JY_SCRIPT_HANS);
  jy_buf_free(&b);
}

static void check_script_sure(const char *s, jy_script expected, double least, double most) {
  double sure;
  assert_string_equal(jy_script_name(jy_script_judge(jy_cstr(s), &sure)), jy_script_name(expected));
  assert_true(sure >= least && sure <= most);
}

static void test_judge(void **state) {
  (void)state;
  check_script_sure("", JY_SCRIPT_HANS, 0, 0);
  check_script_sure("大楼", JY_SCRIPT_HANS, 0, 0.7);
  check_script_sure("山水", JY_SCRIPT_HANS, 0, 0);
  check_script_sure("会议由党委书记主持", JY_SCRIPT_HANS, 0.8, 1);
  check_script_sure("會議由黨委書記主持", JY_SCRIPT_HANT, 0.8, 1);
  check_script_sure("学会の会議で国内の区分について説明した", JY_SCRIPT_MIXED, 0, 0);
  check_script_sure("国会の区分についての点検", JY_SCRIPT_HANS, 0, 0);
  check_script_sure("発売対応", JY_SCRIPT_HANS, 0, 0);
  /* A text without kana, however it speaks of brands. */
  check_script_sure("会议由党委书记主持，讨论了品牌资产の建设", JY_SCRIPT_HANS, 0.5, 1);
}

static void test_regions(void **state) {
  (void)state;
  static const char text[] =
      "plain\n会议由党委书记主持\n云\n\n會議由黨委書記主持\n後\nend 会议由党委书记主持";
  jy_script_regions r = {NULL, 0, 0};
  assert_ok(jy_script_find_regions(&r, jy_cstr(text)));
  assert_int_equal(r.len, 3);
  static const jy_script expected[] = {JY_SCRIPT_HANS, JY_SCRIPT_HANT, JY_SCRIPT_HANS};
  size_t at = 0;
  for (size_t i = 0; i < r.len; i++) {
    assert_int_equal(r.at[i].script, expected[i]);
    assert_int_equal(r.at[i].span.start, at);
    assert_true(r.at[i].confidence > 0.8);
    at = r.at[i].span.end;
  }
  assert_int_equal(at, sizeof text - 1);
  jy_script_regions_free(&r);
  assert_ok(jy_script_find_regions(&r, jy_cstr("")));
  assert_int_equal(r.len, 0);
  jy_script_regions_free(&r);
}

/* A text, a configuration, what it becomes with names kept. */
static void test_names(void **state) {
  (void)state;
  static const char *const cases[][3] = {
      {"t2s", "徐乾學", "徐乾学"},
      {"t2s", "會上，院長徐乾學教授說", "会上，院长徐乾学教授说"},
      {"t2s", "主任陳乾、書記李昇出席", "主任陈乾、书记李昇出席"},
      {"t2s", "会议由江乾等人主持，记者孔乾", "会议由江乾等人主持，记者孔乾"},
      {"t2s", "會後，董舒乾表示，夏剛乾等出席", "会后，董舒乾表示，夏刚乾等出席"},
      {"t2s", "魏乾院長表示", "魏乾院长表示"},
      {"t2s", "乾燥器，葡萄乾，乾淨，曬乾，豆腐乾主任", "干燥器，葡萄干，干净，晒干，豆腐干主任"},
      {"t2s", "乾隆年間，乾坤", "乾隆年间，乾坤"},
      /* what Simplified text writes so it means so; one Traditional character tells otherwise */
      {"t2s", "董舒乾表示：“会议由党委书记主持”", "董舒乾表示：“会议由党委书记主持”"},
      {"t2s", "风乾的菜，會議由党委书记主持", "风干的菜，会议由党委书记主持"},
      {"t2s", "乾", "干"},
      {"t2s", "昇降機，提昇能力，院長陞遷", "升降机，提升能力，院长升迁"},
      {"t2s", "於是姓於的主任，位於", "于是姓於的主任，位于"},
      {"t2s", "書記於昨日主持，百姓於此", "书记于昨日主持，百姓于此"},
      {"s2t", "范伟主任的范围", "范偉主任的範圍"},
      {"s2t", "，范书记强调规范", "，范書記強調規範"},
      {"s2t", "党委书记范明主持", "黨委書記范明主持"},
      {"s2t", "示范书记，师范校长", "示範書記，師範校長"},
      {"s2t", "院长余伟主任说", "院長余偉主任說"},
      {"s2t", "书记余下的时间，院长后来说", "書記餘下的時間，院長後來說"},
      {"s2t", "主任于昨日主持，于校长办公室", "主任於昨日主持，於校長辦公室"},
      {"s2t", "后勤主任，老百姓后来", "後勤主任，老百姓後來"},
      {"s2t", "同学姓岳，姓云", "同學姓岳，姓云"},
      {"s2twp", "党委书记范明的软件", "黨委書記范明的軟體"},
      {"tw2s", "院長徐乾學教授", "院长徐乾学教授"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_buf out = JY_BUF_INIT;
    jy_align *a;
    assert_ok(jy_align_new(&a));
    assert_ok(jy_script_convert_aligned(&out, a, jy_cstr(cases[i][1]), cases[i][0], NULL));
    assert_string_equal(out.ptr, cases[i][2]);
    check_aligned(a, jy_cstr(cases[i][1]), jy_buf_str(&out));
    jy_align_free(a);
    jy_buf_free(&out);
  }
}

static void test_bad_words(void **state) {
  (void)state;
  static const jy_str bad[] = {{"", 0}, {"a\0b", 3}, {"\xFF", 1}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const jy_protected word = {bad[i], {NULL, 0}};
    const jy_script_opts opts = {true, &word, 1};
    jy_buf out = JY_BUF_INIT;
    assert_int_equal(jy_script_convert_aligned(&out, NULL, jy_cstr("鍾"), "t2s", &opts), JY_EINVALID);
    assert_int_equal(out.len, 0);
    jy_buf_free(&out);
  }
}

static void test_protected(void **state) {
  (void)state;
  const jy_protected words[] = {{jy_cstr("徐乾學"), {NULL, 0}},
                                {jy_cstr("鍾"), jy_cstr("锺")},
                                {jy_cstr("ABC於"), jy_cstr("xy")},
                                {jy_cstr("於潛縣"), {NULL, 0}}};
  const jy_script_opts opts = {false, words, 4};
  jy_buf out = JY_BUF_INIT;
  jy_align *a;
  jy_str in = jy_cstr("於徐乾學與鍾氏ABC於於潛於潛縣ABC於");
  assert_ok(jy_align_new(&a));
  assert_ok(jy_script_convert_aligned(&out, a, in, "t2s", &opts));
  assert_string_equal(out.ptr, "于徐乾學与锺氏xy於潜於潛縣xy");
  check_aligned(a, in, jy_buf_str(&out));
  jy_span s = jy_align_source(a, (jy_span){out.len - 2, out.len});
  assert_true(s.start == in.len - 6 && s.end == in.len);
  out.len = 0;
  assert_ok(jy_script_convert_aligned(&out, NULL, jy_cstr("徐乾學"), "tw2sp", &opts));
  assert_string_equal(out.ptr, "徐乾學");
  const jy_protected bad[] = {
      {jy_cstr(""), {NULL, 0}}, {jy_cstr("\xFF"), {NULL, 0}}, {jy_cstr("a"), jy_cstr("\xE5")}};
  for (size_t i = 0; i < 3; i++) {
    const jy_script_opts wrong = {false, &bad[i], 1};
    assert_int_equal(jy_script_convert_aligned(&out, NULL, in, "t2s", &wrong), JY_EINVALID);
  }
  jy_align_free(a);
  jy_buf_free(&out);
}

/* A step that has nothing to do gives the same text, not a copy. */
static void test_same_text(void **state) {
  (void)state;
  jy_text *t, *u;
  assert_ok(jy_text_new(&t, jy_cstr("院长的乾隆年间 (CEO) 2023 年，董舒乾说，党委书记。")));
  int (*const steps[])(jy_text **, const jy_text *) = {jy_text_hans, jy_text_glosses};
  for (size_t i = 0; i < 2; i++) {
    assert_ok(steps[i](&u, t));
    assert_ptr_equal(jy_text_reading(u).ptr, jy_text_source(t).ptr);
    jy_text_free(t);
    t = u;
  }
  jy_text_free(t);
}

/* t2s leaves 著 everywhere, tw2s makes 專著 and 編著 wrong: the reading has both right. */
static void test_zhe(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"緊緊圍繞著目標著力推進", "紧紧围绕着目标着力推进"},
      {"沿著道路，看著院長，意味著開始", "沿着道路，看着院长，意味着开始"},
      {"著眼長遠、著手準備、著重指出、研究所著力", "着眼长远、着手准备、着重指出、研究所着力"},
      {"名著、專著、編著、原著、論著、譯著、合著、拙著、遺著", "名著、专著、编著、原著、论著、译著、合著、拙著、遗著"},
      {"成效顯著，著名專家著書立說，看著名學者的著作", "成效显著，著名专家著书立说，看著名学者的著作"},
      {"他著有《經濟學》，土著、執著", "他著有《经济学》，土著、执著"},
      {"圍繞著", "围绕着"},
      {"隨著作風建設深入推進，圍繞著作用發揮，看著作者講話", "随着作风建设深入推进，围绕着作用发挥，看着作者讲话"},
      {"隨著名額增加，隨著書記來院，隨著述職開始", "随着名额增加，随着书记来院，随着述职开始"},
      {"隨著名專家來院，圍繞著作的出版，看著作", "随著名专家来院，围绕著作的出版，看著作"},
      {"土著意識與土著色彩，原住民土著重視教育", "土著意识与土著色彩，原住民土著重视教育"},
      {"著 醫", "著 医"},
      {"看著力", "看著力"}, /* nothing Traditional: the text is left alone */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_text *t = NULL, *u = NULL;
    assert_ok(jy_text_new(&t, jy_cstr(cases[i][0])));
    assert_ok(jy_text_hans(&u, t));
    assert_true(jy_str_equal(jy_text_reading(u), jy_cstr(cases[i][1])));
    jy_text_free(u);
    jy_text_free(t);
  }
  jy_text *t = NULL, *u = NULL;
  assert_ok(jy_text_new(&t, jy_cstr("圍繞著力")));
  assert_ok(jy_text_hans(&u, t));
  jy_span at = jy_align_source(jy_text_align(u), (jy_span){6, 9});
  assert_true(at.start == 6 && at.end == 9);
  jy_text_free(u);
  jy_text_free(t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_composed),  cmocka_unit_test(test_dictionary), cmocka_unit_test(test_real),
      cmocka_unit_test(test_alignment), cmocka_unit_test(test_odd_input),  cmocka_unit_test(test_random_mix),
      cmocka_unit_test(test_detect),    cmocka_unit_test(test_configurations),
      cmocka_unit_test(test_judge),     cmocka_unit_test(test_regions),
      cmocka_unit_test(test_names),     cmocka_unit_test(test_protected),
      cmocka_unit_test(test_same_text), cmocka_unit_test(test_bad_words),
      cmocka_unit_test(test_zhe),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

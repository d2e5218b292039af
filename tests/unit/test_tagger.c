/* The tagger: training, running, model files that are damaged, words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "jiyao/tagger.h"
#include "base/internal.h"

static const char *const lesson =
    "局\tO\n长\tO\n方\tB-PER\n清\tI-PER\n说\tO\n。\tO\n\n"
    "处\tO\n长\tO\n林\tB-PER\n远\tI-PER\n山\tI-PER\n说\tO\n。\tO\n\n"
    "他\tO\n在\tO\n青\tB-LOC\n岚\tI-LOC\n市\tI-LOC\n。\tO\n\n"
    "她\tO\n在\tO\n澜\tB-LOC\n江\tI-LOC\n市\tI-LOC\n。\tO\n";

static const jy_train_options small = {.epochs = 8, .rows_log2 = 12};

static void train(jy_buf *model, const char *lines, const jy_train_options *o) {
  assert_ok(jy_tagger_train(model, jy_cstr(lines), o, "lesson"));
}

static void refuses(const char *lines, bool words, const char *why) {
  jy_buf model = JY_BUF_INIT;
  jy_train_options o = {.words = words, .epochs = 1, .rows_log2 = 8};
  assert_int_equal(jy_tagger_train(&model, jy_cstr(lines), &o, "bad"), JY_EINVALID);
  if (!strstr(jy_error_last()->message, why)) fail_msg("'%s' is not in '%s'", why, jy_error_last()->message);
  assert_string_equal(jy_error_last()->path, "bad");
  jy_buf_free(&model);
}

static void learns_spans(void **state) {
  (void)state;
  jy_buf model = JY_BUF_INIT;
  jy_tagger *t = NULL;
  jy_labels found = JY_LABELS_INIT;
  train(&model, lesson, &small);
  assert_ok(jy_tagger_new(&t, jy_buf_str(&model), "own"));
  assert_ok(jy_tagger_run(&found, t, jy_cstr("处长方远说。\n他在澜江市。")));
  assert_int_equal(found.len, 2);
  assert_string_equal(found.at[0].label, "PER");
  assert_int_equal(found.at[0].start, 6);
  assert_int_equal(found.at[0].end, 12);
  assert_string_equal(found.at[1].label, "LOC");
  assert_int_equal(found.at[1].end - found.at[1].start, 9);
  assert_true(found.at[1].confidence > 0.3 && found.at[1].confidence <= 1);
  jy_labels_free(&found);
  jy_tagger_free(t);
  jy_buf_free(&model);
}

static void trains_the_same_bytes(void **state) {
  (void)state;
  jy_buf a = JY_BUF_INIT, b = JY_BUF_INIT;
  train(&a, lesson, &small);
  train(&b, lesson, &small);
  assert_int_equal(a.len, b.len);
  assert_memory_equal(a.ptr, b.ptr, a.len);
  jy_buf_free(&a);
  jy_buf_free(&b);
}

/* Where lines say that a label is not theirs, their O is no evidence against it. */
static void leaves_unknown_labels_open(void **state) {
  (void)state;
  static const char *const told = "#labels PER TITLE\n局\tB-TITLE\n长\tI-TITLE\n方\tB-PER\n清\tI-PER\n说\tO\n";
  jy_buf lines = JY_BUF_INIT, model = JY_BUF_INIT;
  jy_tagger *t = NULL;
  jy_labels found = JY_LABELS_INIT;
  jy_buf_printf(&lines, "%s\n#labels PER\n", told);
  for (int i = 0; i < 6; i++) jy_buf_printf(&lines, "局\tO\n长\tO\n林\tB-PER\n远\tI-PER\n说\tO\n\n");
  assert_ok(jy_tagger_train(&model, jy_buf_str(&lines), &small, "lesson"));
  assert_ok(jy_tagger_new(&t, jy_buf_str(&model), "own"));
  assert_ok(jy_tagger_run(&found, t, jy_cstr("局长林远说")));
  assert_int_equal(found.len, 2);
  assert_string_equal(found.at[0].label, "TITLE");
  assert_string_equal(found.at[1].label, "PER");
  jy_labels_free(&found);
  jy_tagger_free(t);
  jy_buf_free(&model);
  jy_buf_free(&lines);
}

static void takes_seven_labels(void **state) {
  (void)state;
  jy_buf lines = JY_BUF_INIT, model = JY_BUF_INIT;
  jy_tagger *t = NULL;
  jy_labels found = JY_LABELS_INIT;
  static const char *const first[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚"};
  for (int k = 0; k < 7; k++) jy_buf_printf(&lines, "%s\tB-L%d\n人\tI-L%d\n来\tO\n\n", first[k], k, k);
  assert_ok(jy_tagger_train(&model, jy_buf_str(&lines), &small, "lesson"));
  assert_ok(jy_tagger_new(&t, jy_buf_str(&model), "own"));
  assert_ok(jy_tagger_run(&found, t, jy_cstr("庚人来")));
  assert_int_equal(found.len, 1);
  assert_string_equal(found.at[0].label, "L6");
  assert_int_equal(found.at[0].end, 6);
  jy_buf_printf(&lines, "辛\tB-L7\n\n");
  refuses(jy_buf_str(&lines).ptr, false, "line 29: more than seven labels");
  jy_labels_free(&found);
  jy_tagger_free(t);
  jy_buf_free(&model);
  jy_buf_free(&lines);
}

static void names_bad_lines(void **state) {
  (void)state;
  refuses("王\tO\n芳 O\n", false, "line 2: a character, a tab and a tag expected");
  refuses("王\tPER\n", false, "line 1: a tag of the form");
  refuses("王\tI-PER\n", false, "line 1: I- without");
  refuses("王\tB-\n", false, "line 1: a tag of the form");
  refuses("王\tB-ABCDEFGHIJKLMNOPQRSTUVWXYZ\n", false, "line 1: a label of 1 to 23 bytes");
  refuses("\xff\tO\n", false, "line 1: bytes that are not UTF-8");
  refuses("王\tO\n", false, "holds no label");
  refuses("\n\n", false, "holds no labelled sentence");
  refuses("", true, "holds no labelled sentence");
}

static void refuses_damaged_models(void **state) {
  (void)state;
  jy_buf model = JY_BUF_INIT;
  jy_tagger *t = NULL;
  train(&model, lesson, &small);
  static const struct {
    size_t at;
    const char *why;
  } damages[] = {{0, "does not begin"}, {4, "another version"},   {8, "out of range"}, {16, "out of range"},
                 {12, "its length"},    {32, "another lexicon"},  {40, "damaged"},     {300, "damaged"}};
  for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
    model.ptr[damages[i].at] ^= 8;
    assert_int_equal(jy_tagger_new(&t, jy_buf_str(&model), "own"), JY_EINVALID);
    assert_null(t);
    if (!strstr(jy_error_last()->message, damages[i].why)) fail_msg("%s", jy_error_last()->message);
    model.ptr[damages[i].at] ^= 8;
  }
  for (size_t len = 0; len < model.len; len += len < 200 ? 1 : 7919)
    assert_int_equal(jy_tagger_new(&t, (jy_str){model.ptr, len}, "own"), JY_EINVALID);
  assert_ok(jy_tagger_new(&t, jy_buf_str(&model), "own"));
  jy_tagger_free(t);
  jy_buf_free(&model);
}

static void opens_files(void **state) {
  (void)state;
  char path[] = "/tmp/jiyao-tagger-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  jy_buf model = JY_BUF_INIT;
  jy_tagger *t = NULL;
  assert_int_equal(jy_tagger_open(&t, path), JY_EINVALID); /* empty */
  train(&model, lesson, &small);
  assert_int_equal(write(fd, model.ptr, model.len), (ssize_t)model.len);
  close(fd);
  assert_ok(jy_tagger_open(&t, path));
  jy_tagger_free(t);
  unlink(path);
  assert_int_equal(jy_tagger_open(&t, path), JY_ENOTFOUND);
  assert_int_equal(jy_tagger_open(&t, "/"), JY_EIO);
  jy_buf_free(&model);
}

static void takes_any_bytes(void **state) {
  (void)state;
  jy_tagger *names = NULL, *words = NULL;
  jy_labels found = JY_LABELS_INIT;
  jy_tokens tokens = JY_TOKENS_INIT;
  assert_ok(jy_tagger_open(&names, "names"));
  assert_ok(jy_tagger_open(&words, "words"));
  static const char odd[] = "\xff\xfe王\0芳\xe7\x8e\xf0\x9f\x98\x80\xe7";
  jy_buf text = JY_BUF_INIT;
  for (int i = 0; i < 300; i++) jy_buf_put(&text, odd, sizeof odd - 1);
  for (size_t len = 0; len < 40; len++) assert_ok(jy_tagger_run(&found, names, (jy_str){text.ptr, len}));
  assert_ok(jy_tagger_run(&found, names, jy_buf_str(&text)));
  for (size_t i = 0; i < found.len; i++) assert_true(found.at[i].start < found.at[i].end && found.at[i].end <= text.len);
  assert_ok(jy_tokens_find(&tokens, words, jy_buf_str(&text), NULL));
  size_t at = 0;
  for (size_t i = 0; i < tokens.len; i++) { /* nothing is left out, nothing overlaps */
    assert_int_equal(tokens.at[i].start, at);
    at = tokens.at[i].end;
  }
  assert_int_equal(at, text.len);
  assert_int_equal(jy_tagger_run(&found, words, jy_cstr("王")), JY_EINVALID);
  assert_int_equal(jy_tokens_find(&tokens, names, jy_cstr("王"), NULL), JY_EINVALID);
  jy_buf_free(&text);
  jy_tokens_free(&tokens);
  jy_labels_free(&found);
  jy_tagger_free(words);
  jy_tagger_free(names);
}

static void keeps_own_words_whole(void **state) {
  (void)state;
  jy_tagger *t = NULL;
  jy_lexicon *own = NULL;
  jy_tokens tokens = JY_TOKENS_INIT;
  jy_str text = jy_cstr("学校的和美的校园，的和美");
  assert_ok(jy_tagger_open(&t, "words"));
  assert_ok(jy_lexicon_new(&own));
  assert_ok(jy_lexicon_add(own, jy_cstr("的和美"), 0));
  assert_ok(jy_lexicon_add(own, jy_cstr("校"), 1));
  assert_ok(jy_lexicon_compile(own));
  assert_ok(jy_tokens_find(&tokens, t, text, own));
  size_t whole = 0, single = 0;
  for (size_t i = 0; i < tokens.len; i++) {
    jy_str w = {text.ptr + tokens.at[i].start, tokens.at[i].end - tokens.at[i].start};
    whole += jy_str_equal(w, jy_cstr("的和美"));
    single += jy_str_equal(w, jy_cstr("校"));
  }
  assert_int_equal(whole, 2);
  assert_int_equal(single, 2);
  jy_tokens_free(&tokens);
  jy_lexicon_free(own);
  jy_tagger_free(t);
}

static void learns_words(void **state) {
  (void)state;
  jy_buf model = JY_BUF_INIT;
  jy_tagger *t = NULL;
  jy_tokens tokens = JY_TOKENS_INIT;
  jy_train_options o = {.words = true, .epochs = 8, .rows_log2 = 12};
  train(&model, "甲乙/n 丙 丁戊己/v\n丙 甲乙 丙 Open Data 丁戊己\n", &o);
  assert_ok(jy_tagger_new(&t, jy_buf_str(&model), "own"));
  assert_ok(jy_tokens_find(&tokens, t, jy_cstr("丙丁戊己 甲乙"), NULL));
  assert_int_equal(tokens.len, 3);
  assert_int_equal(tokens.at[1].end, 12);
  assert_int_equal(tokens.at[2].start, 13);
  jy_tokens_free(&tokens);
  jy_tagger_free(t);
  jy_buf_free(&model);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(learns_spans),         cmocka_unit_test(trains_the_same_bytes),
      cmocka_unit_test(leaves_unknown_labels_open), cmocka_unit_test(takes_seven_labels),
      cmocka_unit_test(names_bad_lines),      cmocka_unit_test(refuses_damaged_models),
      cmocka_unit_test(opens_files),          cmocka_unit_test(takes_any_bytes),
      cmocka_unit_test(keeps_own_words_whole), cmocka_unit_test(learns_words),
  };
  return cmocka_run_group_tests_name("tagger", tests, NULL, NULL);
}

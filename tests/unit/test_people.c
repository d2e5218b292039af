/* People, organisations and titles in composed sentences, and what odd input does. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/internal.h"
#include "jiyao/extract.h"
#include "class_cases.h"
#include "hard_cases.h"
#include "people_cases.h"

enum { TABLES = 15 };

static jy_buf texts[TABLES];
static jy_table tables[TABLES];
static jy_extractor *extractor;

static int load(void **state) {
  (void)state;
  for (size_t i = 0; i < TABLES; i++) {
    char path[200];
    snprintf(path, sizeof path, "lua/jiyao/data/%s.tsv", jy_extractor_table(i));
    if (jy__file_read(&texts[i], path) < 0) return -1;
    tables[i] = (jy_table){jy_extractor_table(i), jy_buf_str(&texts[i])};
  }
  return jy_extractor_new(&extractor, tables, TABLES);
}

static int unload(void **state) {
  (void)state;
  jy_extractor_free(extractor);
  for (size_t i = 0; i < TABLES; i++) jy_buf_free(&texts[i]);
  return 0;
}

static void render(jy_buf *out, const jy_people *p) {
  for (size_t i = 0; i < p->len; i++) {
    const jy_person *q = &p->at[i];
    jy_buf_printf(out, "%s%s%s%s:", i ? " | " : "", q->byline ? "*" : "", q->surname_only ? "~" : "", q->name);
    for (size_t k = 0; k < q->titles_len; k++) jy_buf_printf(out, "%s%s", k ? "," : "", q->titles[k]);
    jy_buf_printf(out, ":%s", q->org ? q->org : "");
  }
}

/* Whether the people of `text` are `want`; says what they are if not. */
static bool right(const char *text, const char *want, const char *why) {
  jy_people p = JY_PEOPLE_INIT;
  jy_buf got = JY_BUF_INIT;
  assert_int_equal(jy_people_find(&p, extractor, jy_cstr(text)), JY_OK);
  render(&got, &p);
  assert_int_equal(jy_buf_status(&got), JY_OK);
  bool same = jy_str_equal(jy_buf_str(&got), jy_cstr(want));
  if (!same) print_error("%s (%s)\n  want %s\n  got  %s\n", text, why, want, got.ptr ? got.ptr : "");
  jy_buf_free(&got);
  jy_people_free(&p);
  return same;
}

static void finds_people(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) wrong += !right(cases[i].text, cases[i].people, "people");
  assert_int_equal(wrong, 0);
}

static void finds_what_others_miss(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) wrong += !right(hard[i].text, hard[i].people, hard[i].why);
  assert_int_equal(wrong, 0);
}

static void finds_classes(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) wrong += !right(classes[i].text, classes[i].people, classes[i].why);
  assert_int_equal(wrong, 0);
}

/* A foreigner is named by one word of the name, by the last part of its spelling in characters, by both. */
static void counts_foreign_mentions(void **state) {
  (void)state;
  jy_people p = JY_PEOPLE_INIT;
  jy_str text = jy_cstr("所长Alice Brown(爱丽丝·布朗)到访。Brown教授主讲,有人认为可行。布朗答问。\nBrownian运动与此无关。");
  assert_int_equal(jy_people_find(&p, extractor, text), JY_OK);
  assert_int_equal(p.len, 1);
  assert_string_equal(p.at[0].name, "AliceBrown");
  assert_int_equal(p.at[0].mentions, 3);
  jy_people_free(&p);
}

/* What is called after somebody names nobody: a prize, a street, who buries him. */
static void counts_no_things(void **state) {
  (void)state;
  jy_people p = JY_PEOPLE_INIT;
  jy_str text = jy_cstr("院长王建明出席。“王建明创新工作室”揭牌,王建明路12号开放。“王建明医师纪念奖学金”设立。\n王建明同志治丧小组\n“王建明院长好!”大家说。");
  assert_int_equal(jy_people_find(&p, extractor, text), JY_OK);
  assert_int_equal(p.len, 1);
  assert_int_equal(p.at[0].mentions, 2);
  jy_people_free(&p);
}

static void places_mentions(void **state) {
  (void)state;
  jy_str text = jy_cstr("会议由副院长王建主持。\n王  建强调要落实。章业茂教练作讲座,章教练讲解。");
  jy_people p = JY_PEOPLE_INIT;
  static const char *const spans[] = {"副院长王建", "王  建", "章业茂教练", "章教练"};
  static const char *const names[] = {"王建", "王  建", "章业茂", "章"};
  static const char *const hows[] = {"title", "act", "after", "surname"};
  static const size_t persons[] = {0, 0, 1, 1};
  assert_int_equal(jy_people_find(&p, extractor, text), JY_OK);
  assert_int_equal(p.len, 2);
  assert_int_equal(p.mentions_len, 4);
  for (size_t i = 0; i < 4; i++) {
    const jy_mention *m = &p.mentions[i];
    assert_int_equal(m->person, persons[i]);
    assert_true(jy_str_equal((jy_str){text.ptr + m->span.start, m->span.end - m->span.start}, jy_cstr(spans[i])));
    assert_true(jy_str_equal((jy_str){text.ptr + m->name.start, m->name.end - m->name.start}, jy_cstr(names[i])));
    assert_string_equal(jy_mention_how_name(m->how), hows[i]);
  }
  assert_int_equal(p.at[1].mentions, 2);
  jy_people_free(&p);
}

static void expect_terms(int (*find)(jy_terms *, const jy_extractor *, jy_str), const char *text, const char *want) {
  jy_terms t = JY_TERMS_INIT;
  jy_buf got = JY_BUF_INIT;
  assert_int_equal(find(&t, extractor, jy_cstr(text)), JY_OK);
  for (size_t i = 0; i < t.len; i++) jy_buf_printf(&got, "%s%s:%s", i ? " " : "", t.at[i].name, t.at[i].kind);
  assert_string_equal(got.ptr ? got.ptr : "", want);
  jy_buf_free(&got);
  jy_terms_free(&t);
}

static void finds_organisations(void **state) {
  (void)state;
  expect_terms(jy_orgs_find, "近日,云山大学附属第二医院举行仪式。", "云山大学附属第二医院:hospital");
  expect_terms(jy_orgs_find, "与北辰科技股份有限公司、青川市人民政府签约。", "北辰科技股份有限公司:company 青川市人民政府:body");
  expect_terms(jy_orgs_find, "我院召开会议,公司参加。", "");
}

static void finds_titles(void **state) {
  (void)state;
  expect_terms(jy_titles_find, "会议由党委副书记、常务副校长主持。", "党委副书记:title 常务副校长:title");
}

/* Any bytes are read, and the spans stay inside them. */
static void survives_odd_input(void **state) {
  (void)state;
  static const char *const odd[] = {"\xE9\x99", "院长\xFF王", "·", "书记书记书记", ")", "(", "责编:", "A·B", "王", "》《"};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    jy_people p = JY_PEOPLE_INIT;
    assert_int_equal(jy_people_find(&p, extractor, jy_cstr(odd[i])), JY_OK);
    for (size_t m = 0; m < p.mentions_len; m++) assert_true(p.mentions[m].span.end <= strlen(odd[i]));
    jy_people_free(&p);
  }
  jy_people p = JY_PEOPLE_INIT;
  assert_int_equal(jy_people_find(&p, extractor, (jy_str){NULL, 0}), JY_OK);
  assert_int_equal(jy_people_find(&p, extractor, (jy_str){"院长\0王建国", 16}), JY_OK);
  jy_people_free(&p);
}

/* Characters of the genre in any order: nothing is lost, nothing overlaps. */
static void survives_chance(void **state) {
  (void)state;
  static const char *const bits[] = {"王", "建国", "院长", "、", "党委", "书记", "副", "(", ")", "\n", " ", "大学", "责编", ":",
                                     "指出", "兼", "《", "》", "·", "A", "9", "。", "和", "系主任", "原", "\xE4\xB8"};
  uint64_t seed = 42;
  for (size_t round = 0; round < 300; round++) {
    jy_buf b = JY_BUF_INIT;
    for (size_t i = 0; i < 60; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      const char *bit = bits[(seed >> 33) % (sizeof bits / sizeof *bits)];
      jy_buf_put(&b, bit, strlen(bit));
    }
    jy_people p = JY_PEOPLE_INIT;
    assert_int_equal(jy_people_find(&p, extractor, jy_buf_str(&b)), JY_OK);
    size_t sum = 0;
    for (size_t m = 0; m < p.mentions_len; m++) {
      assert_true(p.mentions[m].name.start < p.mentions[m].name.end && p.mentions[m].span.end <= b.len);
      assert_true(m == 0 || p.mentions[m].name.start >= p.mentions[m - 1].name.end);
    }
    for (size_t i = 0; i < p.len; i++) sum += p.at[i].mentions;
    assert_int_equal(sum, p.mentions_len);
    jy_people_free(&p);
    jy_buf_free(&b);
  }
}

/* The person nearest before, not the first of that surname and title. */
static void a_surname_means_who_was_named_last(void **state) {
  (void)state;
  static const char text[] = "院长张伟主持会议。张院长指出要抓落实。第二医院院长张强出席会议。张院长强调安全。";
  jy_people p = JY_PEOPLE_INIT;
  assert_int_equal(jy_people_find(&p, extractor, jy_cstr(text)), JY_OK);
  assert_int_equal(p.len, 2);
  assert_int_equal(p.mentions_len, 4);
  for (size_t m = 0; m < p.mentions_len; m++) assert_int_equal(p.mentions[m].person, m / 2);
  jy_people_free(&p);
}

/* Reads one line of `size` bytes and more that repeats `unit`; returns the time. */
static clock_t read_line_of(jy_people *p, const char *unit, size_t size) {
  jy_buf b = JY_BUF_INIT;
  while (b.len < size) jy_buf_put(&b, unit, strlen(unit));
  clock_t start = clock();
  assert_int_equal(jy_people_find(p, extractor, jy_buf_str(&b)), JY_OK);
  jy_buf_free(&b);
  return clock() - start;
}

static void reads_a_megabyte_in_one_line(void **state) {
  (void)state;
  jy_people p = JY_PEOPLE_INIT;
  read_line_of(&p, "副院长王建国与云山大学赵家辰以及和平建设管理中心", LARGE(1000000));
  assert_true(p.len >= 1 && p.at[0].mentions > LARGE(10000));
  jy_people_free(&p);
}

/* Four times the surnames take about four times as long, not sixteen times. */
static void many_surnames_take_time_in_proportion(void **state) {
  (void)state;
  jy_people p = JY_PEOPLE_INIT;
  clock_t few = read_line_of(&p, "张院长讲话。", LARGE(200000)), many = read_line_of(&p, "张院长讲话。", LARGE(800000));
  assert_int_equal(p.len, 1);
  assert_true(many < 10 * few);
  jy_people_free(&p);
}

static void refuses_bad_tables(void **state) {
  (void)state;
  static const struct {
    size_t table;
    const char *text;
    size_t offset;
  } bad[] = {{0, "会议\tmany\tn\n", 0}, {1, "# c\n王\n", 4}, {2, "文涛\t1\t1\t1\n", 0}, {5, "院长\tloud\t-\n", 0},
             {6, "副\tmaybe\n", 0}, {7, "大学\n", 0}, {5, "院长\tstrong\t-\n\xFF\n", 16}, {14, "接受\n", 0}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    jy_table changed[TABLES];
    jy_extractor *x = NULL;
    memcpy(changed, tables, sizeof changed);
    changed[bad[i].table].text = jy_cstr(bad[i].text);
    assert_int_equal(jy_extractor_new(&x, changed, TABLES), JY_EINVALID);
    assert_null(x);
    assert_string_equal(jy_error_last()->path, tables[bad[i].table].name);
    assert_int_equal(jy_error_last()->offset, bad[i].offset);
  }
  jy_extractor *x = NULL;
  assert_int_equal(jy_extractor_new(&x, tables, TABLES - 1), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "body_leads"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_people),    cmocka_unit_test(finds_what_others_miss),
      cmocka_unit_test(finds_classes),
      cmocka_unit_test(places_mentions),
      cmocka_unit_test(counts_foreign_mentions),
      cmocka_unit_test(counts_no_things),
      cmocka_unit_test(finds_organisations), cmocka_unit_test(finds_titles),
      cmocka_unit_test(survives_odd_input), cmocka_unit_test(survives_chance),
      cmocka_unit_test(a_surname_means_who_was_named_last),
      cmocka_unit_test(reads_a_megabyte_in_one_line),
      cmocka_unit_test(many_surnames_take_time_in_proportion), cmocka_unit_test(refuses_bad_tables),
  };
  return cmocka_run_group_tests(tests, load, unload);
}

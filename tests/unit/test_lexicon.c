/* The lexicon matcher, against a search that is slow and plainly right. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jiyao/lexicon.h"

static jy_lexicon *lexicon(const char *const *terms, size_t n) {
  jy_lexicon *lex = NULL;
  assert_int_equal(jy_lexicon_new(&lex), JY_OK);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(jy_lexicon_add(lex, jy_cstr(terms[i]), (uint32_t)i), JY_OK);
  assert_int_equal(jy_lexicon_compile(lex), JY_OK);
  return lex;
}

static void expect(const jy_matches *m, const jy_match *want, size_t n) {
  assert_int_equal(m->len, n);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(m->at[i].start, want[i].start);
    assert_int_equal(m->at[i].end, want[i].end);
    assert_int_equal(m->at[i].value, want[i].value);
  }
}

static void orders_matches(void **state) {
  (void)state;
  static const char *const terms[] = {"党委", "党委书记", "书记", "副书记", "委书"};
  jy_lexicon *lex = lexicon(terms, 5);
  jy_matches m = JY_MATCHES_INIT;
  assert_int_equal(jy_lexicon_find(&m, lex, jy_cstr("党委书记、副书记"), JY_MATCH_ALL), JY_OK);
  expect(&m, (const jy_match[]){{0, 12, 1}, {0, 6, 0}, {3, 9, 4}, {6, 12, 2}, {15, 24, 3}, {18, 24, 2}}, 6);
  assert_int_equal(jy_lexicon_find(&m, lex, jy_cstr("党委书记、副书记"), JY_MATCH_LONGEST), JY_OK);
  expect(&m, (const jy_match[]){{0, 12, 1}, {15, 24, 3}}, 2);
  jy_matches_free(&m);
  jy_lexicon_free(lex);
}

/* After a long prefix that fails, what stood inside it is found again. */
static void reads_again_behind_a_match(void **state) {
  (void)state;
  static const char *const terms[] = {"ab", "abcdex", "cd", "e"};
  jy_lexicon *lex = lexicon(terms, 4);
  jy_matches m = JY_MATCHES_INIT;
  assert_int_equal(jy_lexicon_find(&m, lex, jy_cstr("abcdeabcdex"), JY_MATCH_LONGEST), JY_OK);
  expect(&m, (const jy_match[]){{0, 2, 0}, {2, 4, 2}, {4, 5, 3}, {5, 11, 1}}, 4);
  jy_matches_free(&m);
  jy_lexicon_free(lex);
}

static void refuses_bad_terms(void **state) {
  (void)state;
  jy_lexicon *lex = NULL;
  jy_matches m = JY_MATCHES_INIT;
  assert_int_equal(jy_lexicon_new(&lex), JY_OK);
  assert_int_equal(jy_lexicon_add(lex, (jy_str){"", 0}, 1), JY_EINVALID);
  assert_int_equal(jy_lexicon_add(lex, (jy_str){"\xE9\x99", 2}, 1), JY_EINVALID);
  assert_int_equal(jy_lexicon_add(lex, (jy_str){"a\xFF", 2}, 1), JY_EINVALID);
  assert_int_equal(jy_error_last()->offset, 1);
  assert_int_equal(jy_lexicon_find(&m, lex, jy_cstr("a"), JY_MATCH_ALL), JY_EINVALID);
  assert_int_equal(jy_lexicon_compile(lex), JY_OK);
  assert_int_equal(jy_lexicon_compile(lex), JY_OK);
  assert_int_equal(jy_lexicon_add(lex, jy_cstr("a"), 1), JY_EINVALID);
  assert_int_equal(jy_lexicon_size(lex), 0);
  assert_int_equal(jy_lexicon_find(&m, lex, jy_cstr("a"), JY_MATCH_LONGEST), JY_OK);
  assert_int_equal(m.len, 0);
  jy_lexicon_free(lex);
}

static void later_value_wins(void **state) {
  (void)state;
  static const char *const terms[] = {"院长", "主任", "院长"};
  jy_lexicon *lex = lexicon(terms, 3);
  jy_match m;
  assert_int_equal(jy_lexicon_size(lex), 2);
  assert_int_equal(jy_lexicon_at(&m, lex, jy_cstr("院长"), 0), JY_OK);
  assert_int_equal(m.value, 2);
  assert_int_equal(jy_lexicon_at(&m, lex, jy_cstr("院长"), 3), JY_ENOTFOUND);
  assert_int_equal(jy_lexicon_at(&m, lex, jy_cstr("院长"), 60), JY_ENOTFOUND);
  jy_lexicon_free(lex);
}

static void takes_any_bytes(void **state) {
  (void)state;
  static const char *const terms[] = {"长"};
  jy_lexicon *lex = lexicon(terms, 1);
  jy_matches m = JY_MATCHES_INIT;
  assert_int_equal(jy_lexicon_add(lex, jy_cstr("x"), 1), JY_EINVALID);
  static const char text[] = "\0\xE9\x95长\xFF\0长";
  assert_int_equal(jy_lexicon_find(&m, lex, (jy_str){text, sizeof text - 1}, JY_MATCH_ALL), JY_OK);
  expect(&m, (const jy_match[]){{3, 6, 0}, {8, 11, 0}}, 2);
  assert_int_equal(jy_lexicon_find(&m, lex, (jy_str){NULL, 0}, JY_MATCH_LONGEST), JY_OK);
  assert_int_equal(m.len, 0);
  jy_matches_free(&m);
  jy_lexicon_free(lex);
}

/* ---- against brute force -------------------------------------------------- */

static uint32_t seed = 20230608;

static uint32_t below(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

/* Up to `most` characters of a small alphabet, of which terms have the first
 * `letters`: 会 and 伙 share their first byte, and what follows is no character,
 * but cut, overlong (a, é), or a byte that none has. */
enum { WHOLE = 6, BROKEN = 13 };

static size_t random_text(char *out, uint32_t letters, uint32_t least, uint32_t most) {
  static const char *const alphabet[BROKEN] = {"会",           "a",            "伙",       "b",
                                               "é",            "𠀀",           "\xE4",     "\xE4\xBC",
                                               "\xE0\x81\xA1", "\xE0\x83\xA9", "\xC1\xA1", "\xFF",
                                               "\x9A"};
  uint32_t n = least + below(most - least + 1);
  size_t len = 0;
  for (uint32_t i = 0; i < n; i++) {
    const char *c = alphabet[below(letters)];
    memcpy(out + len, c, strlen(c));
    len += strlen(c);
  }
  out[len] = '\0';
  return len;
}

enum { TERMS = 12 };

/* The value of a term is the index of its last copy. */
static uint32_t value_at(char terms[TERMS][32], size_t n, const char *text, size_t len) {
  uint32_t value = UINT32_MAX;
  for (size_t i = 0; i < n; i++) {
    if (strlen(terms[i]) == len && memcmp(terms[i], text, len) == 0) value = (uint32_t)i;
  }
  return value;
}

static size_t brute(jy_match *out, char terms[TERMS][32], size_t n, jy_str text, jy_match_mode mode) {
  size_t found = 0;
  for (size_t i = 0; i < text.len;) {
    size_t next = i + 1;
    for (size_t end = text.len; end > i; end--) {
      uint32_t v = value_at(terms, n, text.ptr + i, end - i);
      if (v == UINT32_MAX) continue;
      out[found++] = (jy_match){i, end, v};
      if (mode == JY_MATCH_ALL) continue;
      next = end;
      break;
    }
    i = next;
  }
  return found;
}

static void agrees_with_brute_force(void **state) {
  (void)state;
  jy_matches m = JY_MATCHES_INIT;
  for (int round = 0; round < LARGE(3000); round++) {
    char terms[TERMS][32], text[161];
    uint32_t letters = 2 + below(WHOLE - 1);
    const char *list[TERMS];
    jy_match want[60 * 8];
    size_t n = 1 + below(TERMS);
    for (size_t i = 0; i < n; i++) {
      random_text(terms[i], letters, 1, 5);
      list[i] = terms[i];
    }
    jy_lexicon *lex = lexicon(list, n);
    jy_str s = {text, random_text(text, below(2) ? letters : BROKEN, 0, 40)};
    for (int mode = JY_MATCH_ALL; mode <= JY_MATCH_LONGEST; mode++) {
      size_t all = brute(want, terms, n, s, (jy_match_mode)mode);
      assert_int_equal(jy_lexicon_find(&m, lex, s, (jy_match_mode)mode), JY_OK);
      expect(&m, want, all);
    }
    size_t found = brute(want, terms, n, s, JY_MATCH_ALL);
    for (size_t i = 0, at = 0; i < s.len; i++) {
      while (at < found && want[at].start < i) at++;
      jy_match one;
      bool here = at < found && want[at].start == i;
      assert_int_equal(jy_lexicon_at(&one, lex, s, i), here ? JY_OK : JY_ENOTFOUND);
      if (here) assert_memory_equal(&one.end, &want[at].end, sizeof one.end);
    }
    jy_lexicon_free(lex);
  }
  jy_matches_free(&m);
}

/* Where a long beginning is met at every place of a text and never ends, and
 * where every term is the beginning of the next. */
static void takes_long_terms(void **state) {
  (void)state;
  enum { LONG = LARGE(20000) };
  char *text = malloc(4 * LONG);
  assert_non_null(text);
  memset(text, 'a', 4 * LONG);
  jy_lexicon *lex = NULL;
  jy_matches m = JY_MATCHES_INIT;
  assert_int_equal(jy_lexicon_new(&lex), JY_OK);
  jy_buf term = JY_BUF_INIT;
  for (int i = 0; i < 2; i++) {
    term.len = 0;
    jy_buf_put(&term, text, LONG);
    jy_buf_put(&term, i ? "b" : "c", 1);
    assert_int_equal(jy_lexicon_add(lex, jy_buf_str(&term), (uint32_t)i), JY_OK);
  }
  assert_int_equal(jy_lexicon_compile(lex), JY_OK);
  text[4 * LONG - 1] = 'b';
  assert_int_equal(jy_lexicon_find(&m, lex, (jy_str){text, 4 * LONG}, JY_MATCH_ALL), JY_OK);
  expect(&m, (const jy_match[]){{3 * LONG - 1, 4 * LONG, 1}}, 1);
  jy_lexicon_free(lex);

  assert_int_equal(jy_lexicon_new(&lex), JY_OK);
  for (uint32_t i = 1; i <= 100; i++) assert_int_equal(jy_lexicon_add(lex, (jy_str){text, i}, i), JY_OK);
  assert_int_equal(jy_lexicon_compile(lex), JY_OK);
  assert_int_equal(jy_lexicon_find(&m, lex, (jy_str){text, 150}, JY_MATCH_LONGEST), JY_OK);
  expect(&m, (const jy_match[]){{0, 100, 100}, {100, 150, 50}}, 2);
  assert_int_equal(jy_lexicon_find(&m, lex, (jy_str){text, 100}, JY_MATCH_ALL), JY_OK);
  assert_int_equal(m.len, 5050);
  assert_int_equal(m.at[0].end, 100);
  assert_int_equal(m.at[99].end, 1);
  jy_matches_free(&m);
  jy_buf_free(&term);
  jy_lexicon_free(lex);
  free(text);
}

/* NUL is a character like others, alone, first and second. */
static void takes_nul(void **state) {
  (void)state;
  static const jy_str terms[] = {{"\0", 1}, {"\0\0", 2}, {"a\0", 2}, {"a\0\0会", 6}};
  static const char text[] = "a\0\0会a\0";
  jy_lexicon *lex = NULL;
  jy_matches m = JY_MATCHES_INIT;
  assert_int_equal(jy_lexicon_new(&lex), JY_OK);
  for (uint32_t i = 0; i < 4; i++) assert_int_equal(jy_lexicon_add(lex, terms[i], i), JY_OK);
  assert_int_equal(jy_lexicon_compile(lex), JY_OK);
  assert_int_equal(jy_lexicon_find(&m, lex, (jy_str){text, sizeof text - 1}, JY_MATCH_ALL), JY_OK);
  expect(&m, (const jy_match[]){{0, 6, 3}, {0, 2, 2}, {1, 3, 1}, {1, 2, 0}, {2, 3, 0}, {6, 8, 2}, {7, 8, 0}}, 7);
  jy_matches_free(&m);
  jy_lexicon_free(lex);
}

/* 100,000 different terms, each found in a text that lists them all. */
static void takes_a_hundred_thousand_terms(void **state) {
  (void)state;
  enum { MANY = LARGE(100000) };
  jy_lexicon *lex = NULL;
  jy_buf text = JY_BUF_INIT;
  jy_matches m = JY_MATCHES_INIT;
  assert_int_equal(jy_lexicon_new(&lex), JY_OK);
  for (uint32_t i = 0; i < MANY; i++) {
    char term[32];
    uint32_t k = i * 7919u % MANY; /* prime to MANY: a permutation */
    int len = snprintf(term, sizeof term, "第%u号研究院", k);
    assert_int_equal(jy_lexicon_add(lex, (jy_str){term, (size_t)len}, k), JY_OK);
    jy_buf_printf(&text, "%s，", term);
  }
  assert_int_equal(jy_lexicon_compile(lex), JY_OK);
  assert_int_equal(jy_lexicon_size(lex), MANY);
  assert_int_equal(jy_lexicon_find(&m, lex, jy_buf_str(&text), JY_MATCH_LONGEST), JY_OK);
  assert_int_equal(m.len, MANY);
  for (uint32_t i = 0; i < MANY; i++) assert_int_equal(m.at[i].value, i * 7919u % MANY);
  jy_matches_free(&m);
  jy_buf_free(&text);
  jy_lexicon_free(lex);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(orders_matches),        cmocka_unit_test(reads_again_behind_a_match),
      cmocka_unit_test(refuses_bad_terms),     cmocka_unit_test(later_value_wins),
      cmocka_unit_test(takes_any_bytes),       cmocka_unit_test(agrees_with_brute_force),
      cmocka_unit_test(takes_long_terms),      cmocka_unit_test(takes_nul),
      cmocka_unit_test(takes_a_hundred_thousand_terms),
  };
  return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}

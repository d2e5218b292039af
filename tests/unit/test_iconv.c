/* The tables against the iconv that the library was built with: the same for
 * every code, but for what tests/iconv/disagreements.tsv lists. And the readers
 * against a plain loop over iconv, on random bytes and with cuts everywhere. */
#include "check.h"

#include <errno.h>
#include <iconv.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "convert/table.h"

/* ---- answers, as the list writes them ------------------------------------------- */

typedef struct {
  char text[64];
} answer;

static answer spell(const char *utf8, size_t len) {
  answer a = {""};
  size_t n = 0;
  for (const char *p = utf8, *end = utf8 + len; p < end;) {
    uint32_t cp;
    size_t step = jy__utf8_next(p, end, &cp);
    assert_true(step > 0);
    n += (size_t)snprintf(a.text + n, sizeof a.text - n, "%sU+%04X", n ? " " : "", cp);
    p += step;
  }
  return a;
}

static answer word(const char *s) {
  answer a;
  snprintf(a.text, sizeof a.text, "%s", s);
  return a;
}

/* What iconv makes of the bytes, in `utf8` (64 bytes): its length, or an errno, negated. */
static int ask(iconv_t cd, char *utf8, const unsigned char *bytes, size_t len) {
  char *from = (char *)(uintptr_t)bytes, *to = utf8;
  size_t left = len, room = 64;
  iconv(cd, NULL, NULL, NULL, NULL);
  errno = 0;
  if (iconv(cd, (void *)&from, &left, &to, &room) == (size_t)-1) return -errno;
  iconv(cd, NULL, NULL, &to, &room);
  return (int)(to - utf8);
}

static answer iconv_says(const char *encoding, const unsigned char *bytes, size_t len) {
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1) return word("unknown");
  char utf8[64];
  int n = ask(cd, utf8, bytes, len);
  iconv_close(cd);
  if (n < 0) return word(n == -EINVAL ? "incomplete" : "invalid");
  return spell(utf8, (size_t)n);
}

static answer jiyao_says(const char *encoding, const unsigned char *bytes, size_t len) {
  jy_buf out = JY_BUF_INIT;
  int status = jy_decode(&out, NULL, (jy_str){(const char *)bytes, len}, encoding, JY_POLICY_ERROR, NULL);
  answer a;
  if (status == JY_ECONVERT) a = word("unknown");
  else if (status < 0) a = word(strstr(jy_error_last()->message, "truncated") ? "incomplete" : "invalid");
  else a = spell(jy_buf_str(&out).ptr, out.len);
  jy_buf_free(&out);
  return a;
}

/* ---- the list -------------------------------------------------------------------- */

typedef struct {
  char encoding[32], glibc[32], gnu[32], jiyao[32];
  unsigned char bytes[8], last[8];
  size_t len;
} row;

static row rows[128];
static size_t n_rows;
static bool versions_match;

static size_t unhex(unsigned char *to, const char *hex) {
  size_t n = 0;
  for (; hex[2 * n] && hex[2 * n] != '-'; n++) {
    char two[3] = {hex[2 * n], hex[2 * n + 1], '\0'};
    to[n] = (unsigned char)strtoul(two, NULL, 16);
  }
  return n;
}

static int read_rows(void **state) {
  (void)state;
  FILE *f = fopen("tests/iconv/disagreements.tsv", "r");
  if (!f) return -1;
  char line[512], hex[32], why[8];
  while (fgets(line, sizeof line, f)) {
    if (*line == '#') {
      versions_match = versions_match || strstr(line, jy_iconv_version());
      continue;
    }
    row *r = &rows[n_rows++];
    if (n_rows == sizeof rows / sizeof *rows ||
        sscanf(line, "%31[^\t]\t%31[^\t]\t%31[^\t]\t%31[^\t]\t%31[^\t]\t%7s", r->encoding, hex, r->glibc,
               r->gnu, r->jiyao, why) != 6)
      return -1;
    r->len = unhex(r->bytes, hex);
    const char *dash = strchr(hex, '-');
    unhex(r->last, dash ? dash + 1 : hex);
  }
  fclose(f);
  return n_rows > 50 ? 0 : -1;
}

static bool is_gnu(void) {
  return strstr(jy_iconv_version(), "GNU") != NULL;
}

static void test_list(void **state) {
  (void)state;
  for (size_t i = 0; i < n_rows; i++) {
    const row *r = &rows[i];
    answer ours = jiyao_says(r->encoding, r->bytes, r->len);
    if (strcmp(ours.text, r->jiyao) != 0) fail_msg("row %zu: jiyao says %s, not %s", i, ours.text, r->jiyao);
    if (!versions_match) continue; /* the list speaks of other versions */
    answer theirs = iconv_says(r->encoding, r->bytes, r->len);
    const char *listed = is_gnu() ? r->gnu : r->glibc;
    if (strcmp(theirs.text, listed) != 0) fail_msg("row %zu: iconv says %s, not %s", i, theirs.text, listed);
  }
}

static bool is_listed(const char *encoding, const unsigned char *bytes, size_t len) {
  for (size_t i = 0; i < n_rows; i++)
    if (strcmp(rows[i].encoding, encoding) == 0 && rows[i].len == len && memcmp(bytes, rows[i].bytes, len) >= 0 &&
        memcmp(bytes, rows[i].last, len) <= 0)
      return true;
  return false;
}

/* ---- every code ------------------------------------------------------------------- */

typedef struct {
  iconv_t cd;
  const char *encoding;
  const jy__table *table;
} sweep;

static bool same(const sweep *s, const unsigned char *bytes, size_t len) {
  char theirs[64], ours[64];
  int n = ask(s->cd, theirs, bytes, len);
  jy__cursor c = {bytes, bytes + len, ours};
  jy__fault fault = jy__read_table(&c, bytes + len, s->table);
  bool four = s->table->family == JY__ENC_GB18030 || s->table->family == JY__ENC_EUCTW;
  bool tail = four && (len == 2 || len == 3);
  if (fault.len && tail) return n < 0; /* cut or wrong: the list has one example of each */
  if (fault.len) return n == (fault.cut ? -EINVAL : -EILSEQ);
  return n == (int)(c.to - ours) && memcmp(theirs, ours, (size_t)n) == 0;
}

/* All codes that go on from these bytes; a code that can be read is not gone on from. */
static void try_codes(const sweep *s, unsigned char *bytes, size_t len, size_t most) {
  unsigned last = len == 3 && s->table->family == JY__ENC_GB18030 ? 0x3A : 0xFF; /* no fourth byte is above 39 */
  for (unsigned c = len == 0 ? 0 : 0x30; c <= last; c++) {
    bytes[len] = (unsigned char)c;
    if (!same(s, bytes, len + 1) && !is_listed(s->encoding, bytes, len + 1))
      fail_msg("%s %02X %02X %02X %02X (%zu bytes): iconv and jiyao disagree, and it is not listed",
               s->encoding, bytes[0], bytes[1], bytes[2], bytes[3], len + 1);
    jy__cursor cursor = {bytes, bytes + len + 1, (char[64]){0}};
    jy__fault fault = jy__read_table(&cursor, bytes + len + 1, s->table);
    if (fault.cut && len + 1 < most) try_codes(s, bytes, len + 1, most);
  }
}

static void try_encoding(const char *encoding, size_t most) {
  jy__encoding e = jy__encoding_of(encoding);
  sweep s = {iconv_open("UTF-8", e.iconv), encoding, NULL};
  assert_true(s.cd != (iconv_t)-1);
  assert_ok(jy__table_of(&s.table, &e));
  unsigned char bytes[4] = {0};
  try_codes(&s, bytes, 0, most);
  iconv_close(s.cd);
}

static void test_every_code(void **state) {
  (void)state;
  if (!versions_match) skip(); /* another version may have learnt or lost a code */
  static const char *const singles[] = {
      "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",
      "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",
      "ISO-8859-16",  "KOI8-R",       "KOI8-U",       "IBM852",       "IBM866",       "MACINTOSH",
      "X-MAC-CYRILLIC", "WINDOWS-874", "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253",
      "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258",
  };
  for (size_t i = 0; i < sizeof singles / sizeof *singles; i++) try_encoding(singles[i], 1);
  try_encoding("GB18030", 4);
  try_encoding("BIG5-HKSCS", 2);
  try_encoding("CP932", 2);
  try_encoding("CP949", 2);
  try_encoding("EUC-JP", 3);
  try_encoding("EUC-TW", 4);
}

/* ---- running text ------------------------------------------------------------------ */

typedef struct {
  jy_buf text; /* a fault is U+FFFD */
  size_t at[512], faults;
} reading;

/* The plain loop: iconv to the next fault, one byte or one whole character on. */
static void read_plainly(reading *r, const char *encoding, jy_str bytes) {
  jy__encoding e = jy__encoding_of(encoding);
  iconv_t cd = iconv_open("UTF-8", e.iconv);
  assert_true(cd != (iconv_t)-1);
  char *from = (char *)(uintptr_t)bytes.ptr;
  size_t left = bytes.len;
  while (left > 0) {
    assert_ok(jy_buf_reserve(&r->text, 4 * left + 16));
    char *to = r->text.ptr + r->text.len;
    size_t room = r->text.cap - r->text.len;
    size_t n = iconv(cd, (void *)&from, &left, &to, &room);
    iconv(cd, NULL, NULL, &to, &room);
    r->text.len = (size_t)(to - r->text.ptr);
    if (n != (size_t)-1) break;
    const unsigned char *p = (const unsigned char *)from;
    bool gb = e.family == JY__ENC_GB18030, pair = left >= 2 && p[0] >= 0x81 && p[0] != 0xFF && p[1] != 0xFF;
    bool four = gb && left >= 4 && pair && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 && p[2] != 0xFF &&
                p[3] >= 0x30 && p[3] <= 0x39;
    size_t bad = four ? 4 : pair && p[1] >= (gb ? 0x80 : 0xA1) ? 2 : 1;
    r->at[r->faults++] = bytes.len - left;
    jy_buf_put(&r->text, "\xEF\xBF\xBD", 3);
    from += bad;
    left -= bad;
  }
  iconv_close(cd);
}

static void compare(const char *encoding, jy_str bytes) {
  reading plain = {JY_BUF_INIT, {0}, 0};
  jy_buf out = JY_BUF_INIT;
  jy_ledger ledger = {0};
  read_plainly(&plain, encoding, bytes);
  assert_ok(jy_decode(&out, &ledger, bytes, encoding, JY_POLICY_REPLACE, NULL));
  assert_int_equal(out.len, plain.text.len);
  assert_memory_equal(out.ptr, plain.text.ptr, out.len);
  assert_int_equal(ledger.len, plain.faults);
  for (size_t i = 0; i < ledger.len; i++) assert_int_equal(ledger.losses[i].offset, plain.at[i]);
  jy_ledger_free(&ledger);
  jy_buf_free(&out);
  jy_buf_free(&plain.text);
}

/* Half of it ASCII, digits, leads and trails alike. What the list has is left
 * out (80 alone, pairs of A1 to A3), and no tail is cut. */
static size_t random_bytes(unsigned char *to, size_t most, uint64_t *seed) {
  size_t len = chance(seed, most - 4);
  for (size_t i = 0; i < len; i++) {
    size_t kind = chance(seed, 8);
    to[i] = (unsigned char)(kind < 2 ? ' ' + chance(seed, 95) : kind < 4 ? '0' + chance(seed, 10) : 0xA4 + chance(seed, 92));
    if (kind == 7) to[i] = (unsigned char)(0x81 + chance(seed, 32));
  }
  memcpy(to + len, "....", 4);
  return len + 4;
}

static void test_random_text(void **state) {
  (void)state;
  uint64_t seed = 2022;
  for (int round = 0; round < 3000; round++) {
    unsigned char bytes[300];
    jy_str s = {(const char *)bytes, random_bytes(bytes, sizeof bytes, &seed)};
    compare("GB18030", s);
    compare("BIG5-HKSCS", s);
  }
}

/* Wherever a text is cut, all whole characters before the cut are read, and at
 * most one loss of fewer bytes than a character has stands at the end. */
static void check_cuts(const char *encoding, const char *bytes, const char *text) {
  for (size_t len = 0; len <= strlen(bytes); len++) {
    char *copy = malloc(len + 1); /* its own block: reading beyond is seen */
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    jy_buf out = JY_BUF_INIT;
    jy_ledger ledger = {0};
    char *exact = realloc(copy, len ? len : 1);
    assert_ok(jy_decode(&out, &ledger, (jy_str){exact, len}, encoding, JY_POLICY_SKIP, NULL));
    assert_memory_equal(jy_buf_str(&out).ptr, text, out.len);
    assert_true(ledger.len <= 1 && ledger.lost_bytes <= 3);
    if (ledger.len) assert_int_equal(ledger.losses[0].offset + ledger.losses[0].len, len);
    size_t whole = out.len;
    while (text[whole] && ((unsigned char)text[whole] & 0xC0) == 0x80) whole++;
    assert_int_equal(whole, out.len);
    jy_ledger_free(&ledger);
    jy_buf_free(&out);
    free(exact);
  }
}

static void test_cuts(void **state) {
  (void)state;
  check_cuts("gbk", "\xD4\xBA\xB3\xA4" "6\xD4\xC2" "30\xC8\xD5\x81\x30\x81\x30\x95\x32\x90\x31\xA1\xA3 abcdefgh\xD4\xBA",
             "院长6月30日\xC2\x80\xF0\xA0\x82\x87。 abcdefgh院");
  check_cuts("big5", "\xB0|\xAA\xF8" "6\xA4\xEB" "30\xA4\xE9\x88\x62\xFA\x40 abcdefghi\xB0|",
             "院長6月30日\xC3\x8A\xCC\x84\xF0\xA0\x95\x87 abcdefghi院");
  check_cuts("euc-jp", "a\x8E\xB1\x8F\xB0\xA1\xA4\xA2", "aｱ丂あ");
  check_cuts("euc-tw", "a\xDC\xB8\x8E\xA2\xA1\xA1\xF5\xF5 b", "a眾乂鍬 b");
  check_cuts("hz", "6~{TB~}~~30~{HU~}b", "6月~30日b");
  check_cuts("iso-2022-cn", "\x1B$)A6\x0ET:\x0F" "a\n\x1B$)G\x0E\\8\x1B$*H\x1BN!!\x0F" "b", "6院a\n眾乂b");
}

/* ---- the first use ------------------------------------------------------------------ */

static void *read_all(void *failed) {
  static const char *const encodings[] = {"gbk", "big5", "shift_jis", "euc-kr", "latin1"};
  for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
    jy_buf out = JY_BUF_INIT;
    if (jy_decode(&out, NULL, jy_cstr("\xB0\xA1\xB0\xA1"), encodings[i], JY_POLICY_ERROR, NULL) < 0 || out.len < 6)
      *(bool *)failed = true;
    jy_buf_free(&out);
  }
  return NULL;
}

/* Must stay the first test: several threads ask for tables that are not there. */
static void test_threads(void **state) {
  (void)state;
  pthread_t threads[8];
  bool failed[8] = {false};
  for (size_t i = 0; i < 8; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_all, &failed[i]), 0);
  for (size_t i = 0; i < 8; i++) {
    assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_false(failed[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_threads),
      cmocka_unit_test(test_list),
      cmocka_unit_test(test_every_code),
      cmocka_unit_test(test_random_text),
      cmocka_unit_test(test_cuts),
  };
  return cmocka_run_group_tests(tests, read_rows, NULL);
}

/* The words that markup and labels use: lua/jiyao/data/html_hints.tsv, read for
 * each page, since it is small and a page is a pure function of its bytes and
 * the tables. Refuses to know what a hint is used for. */
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "ingest/html.h"

/* In the order of the table, which is sorted by bytes. */
enum { CLASS, CUT, LABEL, META, TITLE, KINDS };
static const char *const kinds[KINDS] = {"class", "cut", "label", "meta", "title"};

/* Longer names are no names that somebody chose. */
#define LONGEST 64

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int add(jy__hints *h, jy_str word, jy_str value) {
  void *at = h->at;
  if (jy__grow(&at, &h->cap, h->len + 1, sizeof *h->at) < 0) return JY_ENOMEM;
  h->at = at;
  h->at[h->len++] = (jy__hint){word, value};
  return JY_OK;
}

int jy__hints_load(jy__hints *h) {
  jy_str rest, row, kind, word, value;
  size_t k = 0;
  int status = jy__data_read(&h->table, "html_hints");
  rest = jy_buf_str(&h->table);
  while (status == JY_OK && jy__data_row(&rest, &row)) {
    if (!jy__data_field(&row, &kind) || !jy__data_field(&row, &word) || !jy__data_field(&row, &value))
      return jy__fail(JY_EINVALID, "html_hints", JY_NO_OFFSET, "table html_hints: a row lacks a field");
    while (k < KINDS && !jy_str_equal(kind, jy_cstr(kinds[k]))) h->from[++k] = h->len;
    if (k == KINDS)
      return jy__fail(JY_EINVALID, "html_hints", JY_NO_OFFSET, "table html_hints is not sorted at '%.*s'",
                      (int)(word.len < LONGEST ? word.len : LONGEST), word.ptr);
    status = add(h, word, value);
  }
  while (k < KINDS) h->from[++k] = h->len;
  return status;
}

void jy__hints_free(jy__hints *h) {
  jy_buf_free(&h->table);
  free(h->at);
  *h = (jy__hints){0};
}

static int compare(jy_str a, jy_str b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

static const jy__hint *find(const jy__hints *h, int kind, jy_str word) {
  size_t low = h->from[kind], high = h->from[kind + 1];
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = compare(h->at[mid].word, word);
    if (order == 0) return &h->at[mid];
    if (order < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return NULL;
}

/* ---- names of classes ----------------------------------------------------------- */

static int weight_of(const jy__hint *hint) {
  if (!hint || hint->value.len == 0) return 0;
  bool minus = hint->value.ptr[0] == '-';
  return (minus ? -1 : 1) * (hint->value.ptr[hint->value.len - 1] - '0');
}

/* Of two hints the stronger; a name of furniture before one of content. */
static int stronger(int a, int b) {
  int x = a < 0 ? -a : a, y = b < 0 ? -b : b;
  if (x == y) return a < b ? a : b;
  return x > y ? a : b;
}

/* The words that a name is made of: main-nav, shareBox, right_menu2. */
static int weigh_words(const jy__hints *h, const char *name, const char *lower, size_t len) {
  int best = 0;
  for (size_t i = 0, n; i < len; i += n) {
    n = 0;
    while (i + n < len && is_letter(name[i + n]) &&
           (n == 0 || !is_upper(name[i + n]) || is_upper(name[i + n - 1])))
      n++;
    /* A whole name may be content; a word inside one says it only weakly. */
    int weight = n ? weight_of(find(h, CLASS, (jy_str){lower + i, n})) : 0;
    best = stronger(best, weight > 2 ? 2 : weight);
    n += n == 0;
  }
  return best;
}

/* Without the number at its end: vsb_content_2 is vsb_content. */
static size_t unnumbered(const char *name, size_t len) {
  size_t n = len;
  while (n && is_digit(name[n - 1])) n--;
  while (n && n < len && (name[n - 1] == '_' || name[n - 1] == '-')) n--;
  return n;
}

static size_t to_lower(char *out, const char *name, size_t len) {
  for (size_t i = 0; i < len; i++) out[i] = is_upper(name[i]) ? (char)(name[i] | 0x20) : name[i];
  return len;
}

static int weigh_name(const jy__hints *h, const char *name, size_t len) {
  char lower[LONGEST];
  if (len > LONGEST) return 0;
  to_lower(lower, name, len);
  const jy__hint *whole = find(h, CLASS, (jy_str){lower, len});
  if (!whole) whole = find(h, CLASS, (jy_str){lower, unnumbered(name, len)});
  return whole ? weight_of(whole) : weigh_words(h, name, lower, len);
}

int jy__hints_class(const jy__hints *h, const char *names) {
  int best = 0;
  while (names && *names) {
    size_t n = strcspn(names, " \t\r\n\f");
    best = stronger(best, n ? weigh_name(h, names, n) : 0);
    names += n + (names[n] != '\0');
  }
  return best;
}

bool jy__hints_title(const jy__hints *h, const char *names) {
  char lower[LONGEST];
  while (names && *names) {
    size_t n = strcspn(names, " \t\r\n\f"), k = 0;
    if (n <= LONGEST) {
      to_lower(lower, names, n);
      if (find(h, TITLE, (jy_str){lower, unnumbered(lower, n)})) return true;
      while (k < n && is_letter(lower[k])) k++;
      if (k && find(h, TITLE, (jy_str){lower, k})) return true;
    }
    names += n + (names[n] != '\0');
  }
  return false;
}

/* ---- words of text ------------------------------------------------------------------ */

static jy__fact fact_of(const jy__hint *hint) {
  static const struct {
    const char *word;
    jy__fact fact;
  } facts[] = {
      {"title", JY__FACT_TITLE},   {"date", JY__FACT_DATE},     {"source", JY__FACT_SOURCE},
      {"byline", JY__FACT_BYLINE}, {"editor", JY__FACT_EDITOR}, {"review", JY__FACT_REVIEW},
      {"site", JY__FACT_SITE},     {"updated", JY__FACT_UPDATED}, {"count", JY__FACT_COUNT},
      {"tool", JY__FACT_TOOL},
  };
  for (size_t i = 0; hint && i < sizeof facts / sizeof *facts; i++)
    if (jy_str_equal(hint->value, jy_cstr(facts[i].word))) return facts[i].fact;
  return JY__FACT_NONE;
}

jy__fact jy__hints_meta(const jy__hints *h, const char *name) {
  char lower[LONGEST];
  size_t n = strlen(name);
  if (n > LONGEST) return JY__FACT_NONE;
  return fact_of(find(h, META, (jy_str){lower, to_lower(lower, name, n)}));
}

/* The words of a kind that begin with the same two bytes as `text`; every word
 * has two. */
static jy_span alike(const jy__hints *h, int kind, jy_str text) {
  jy_span s = {h->from[kind], h->from[kind + 1]};
  if (text.len < 2) return (jy_span){0, 0};
  while (s.start < s.end) {
    size_t mid = s.start + (s.end - s.start) / 2;
    int order = memcmp(h->at[mid].word.ptr, text.ptr, 2);
    if (order == 0) {
      jy_span found = {mid, mid + 1};
      while (found.start > s.start && memcmp(h->at[found.start - 1].word.ptr, text.ptr, 2) == 0) found.start--;
      while (found.end < s.end && memcmp(h->at[found.end].word.ptr, text.ptr, 2) == 0) found.end++;
      return found;
    }
    if (order < 0)
      s.start = mid + 1;
    else
      s.end = mid;
  }
  return s;
}

jy__cut jy__hints_cut(const jy__hints *h, jy_str text, size_t *len) {
  jy__cut cut = JY__CUT_NONE;
  jy_span among = alike(h, CUT, text);
  *len = 0;
  for (size_t i = among.start; i < among.end; i++) {
    const jy__hint *x = &h->at[i];
    if (x->word.len <= *len || x->word.len > text.len || memcmp(x->word.ptr, text.ptr, x->word.len) != 0)
      continue;
    *len = x->word.len;
    cut = jy_str_equal(x->value, jy_cstr("rest")) ? JY__CUT_REST : JY__CUT_LINE;
  }
  return cut;
}

/* Bytes of white space at `at`, of any width. */
static size_t gap_at(jy_str text, size_t at) {
  size_t n = 0, k;
  uint32_t cp;
  while (at + n < text.len && (k = jy__utf8_next(text.ptr + at + n, text.ptr + text.len, &cp)) != 0 &&
         (jy__is_gap(cp) || cp == '\n'))
    n += k;
  return n;
}

/* How far `text` spells `word`, with gaps between its characters or without. */
static size_t spells(jy_str text, jy_str word) {
  size_t at = 0;
  for (size_t i = 0; i < word.len;) {
    size_t n = jy__utf8_len((unsigned char)word.ptr[i]);
    if (i) at += gap_at(text, at);
    if (at + n > text.len || memcmp(text.ptr + at, word.ptr + i, n) != 0) return 0;
    at += n;
    i += n;
  }
  return at;
}

jy__fact jy__hints_label(const jy__hints *h, jy_str text, size_t *len) {
  const jy__hint *best = NULL;
  jy_span among = alike(h, LABEL, text);
  *len = 0;
  for (size_t i = among.start; i < among.end; i++) {
    jy_str word = h->at[i].word;
    size_t n = spells(text, word);
    if (n > *len || (n && n == *len && word.len > best->word.len)) {
      *len = n;
      best = &h->at[i];
    }
  }
  return fact_of(best);
}

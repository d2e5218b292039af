/* Characters that stand in people's names with another form than elsewhere: 乾
 * in 徐乾學 stays 乾, 范 as a surname is not 範. A table says which characters
 * are at risk; one of them is part of a name where a surname and characters of
 * given names make one in its context, beside a title or after 姓, and stays as
 * it is in Simplified text. Asked only at such characters. Refuses to find names
 * in general. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "convert/internal.h"
#include "convert/pass.h"

#define AROUND 12 /* characters to either side that are looked at */
#define LONGEST 8 /* characters of a title that ends where a name begins */
#define SCRIPT_AROUND 64 /* characters to either side that tell the script, */
#define SIMPLIFIED 0.8   /* as they do from two of one script and none of the other on */

typedef enum { USUAL, CAREFUL, SAID } use;

typedef struct {
  uint32_t cp;
  jy__names names;
  jy_str form;
  bool surname;
  use with;
} risk;

/* The tables, read once. */
static struct {
  jy_buf text; /* of all of them; the rest points into it */
  risk *risks;
  size_t len, cap;
  jy__dict surnames, given, titles, acts;
} known;

static int built;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* ---- tables --------------------------------------------------------------------- */

static bool field_is(jy_str field, const char *word) {
  return jy_str_equal(field, jy_cstr(word));
}

static int add_risk(jy_str row) {
  jy_str f[5] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};
  for (size_t i = 0; i < 5 && jy__data_field(&row, &f[i]); i++) continue;
  risk r = {0, field_is(f[1], "hans") ? JY__NAMES_HANS : JY__NAMES_HANT, f[2], field_is(f[3], "surname"),
            field_is(f[4], "careful") ? CAREFUL : field_is(f[4], "said") ? SAID : USUAL};
  void *at = known.risks;
  if (jy__utf8_next(f[0].ptr, f[0].ptr + f[0].len, &r.cp) != 3) return JY_OK;
  if (jy__grow(&at, &known.cap, known.len + 1, sizeof r) < 0) return JY_ENOMEM;
  known.risks = at;
  known.risks[known.len++] = r;
  return JY_OK;
}

/* A table of words from the first fields of a data table. */
static int read_words(jy__dict *t, jy_str rows) {
  jy_protected *words = NULL;
  size_t n = 0, cap = 0;
  jy_str row, word;
  int status = JY_OK;
  while (status == JY_OK && jy__data_row(&rows, &row)) {
    void *at = words;
    if (!jy__data_field(&row, &word) || word.len == 0) continue;
    status = jy__grow(&at, &cap, n + 1, sizeof *words);
    words = at;
    if (status == JY_OK) words[n++] = (jy_protected){word, {NULL, 0}};
  }
  if (status == JY_OK) status = jy__dict_of_words(t, words, n);
  free(words);
  return status;
}

static int read_risks(jy_str rows) {
  jy_str row;
  int status = JY_OK;
  while (status == JY_OK && jy__data_row(&rows, &row)) status = add_risk(row);
  return status;
}

static void build(void) {
  static const char *const names[] = {"name_characters", "surnames", "given_names", "titles", "speech_acts"};
  enum { TABLES = sizeof names / sizeof *names };
  size_t ends[TABLES + 1] = {0};
  built = JY_OK;
  for (size_t i = 0; built == JY_OK && i < TABLES; i++) {
    built = jy__data_read(&known.text, names[i]);
    ends[i + 1] = known.text.len;
  }
  jy__dict *tables[] = {NULL, &known.surnames, &known.given, &known.titles, &known.acts};
  for (size_t i = 0; built == JY_OK && i < TABLES; i++) {
    jy_str rows = {known.text.ptr + ends[i], ends[i + 1] - ends[i]};
    built = i ? read_words(tables[i], rows) : read_risks(rows);
  }
}

/* The first failure is every caller's. */
static int ready(void) {
  pthread_once(&once, build);
  return built == JY_OK ? JY_OK
                        : jy__fail(built, NULL, JY_NO_OFFSET, "the tables of names cannot be read");
}

int jy__names_mark(jy__dict *t, jy__names names) {
  if (names == JY__NAMES_NONE) return JY_OK;
  int status = ready();
  for (size_t i = 0; status == JY_OK && i < known.len; i++) {
    uint32_t cp = known.risks[i].cp;
    if (known.risks[i].names != names) continue;
    t->forms[cp] |= JY__RISKY;
    t->touch[cp >> 6] |= UINT64_C(1) << (cp & 63);
  }
  return status;
}

static const risk *find_risk(uint32_t cp, jy__names names) {
  for (size_t i = 0; i < known.len; i++)
    if (known.risks[i].cp == cp && known.risks[i].names == names) return &known.risks[i];
  return NULL;
}

/* ---- the surroundings ------------------------------------------------------------- */

/* The characters around a place, in Simplified script. at[i] is where character
 * i starts in `text`; the one asked about is character `here`. */
typedef struct {
  uint32_t cp[2 * AROUND + 1];
  uint16_t at[2 * AROUND + 2];
  char text[(2 * AROUND + 1) * 4];
  size_t len, here;
} window;

static const char *back(const char *p, const char *start) {
  const char *q = p - 1;
  while (q > start && p - q < 4 && ((unsigned char)*q & 0xC0) == 0x80) q--;
  return q;
}

static void look(window *w, jy_str whole, const char *p) {
  const char *start = whole.ptr, *end = whole.ptr + whole.len, *from = p;
  for (w->here = 0; w->here < AROUND && from > start; w->here++) from = back(from, start);
  jy_buf text = JY_BUF_INIT;
  for (w->len = 0; w->len < 2 * AROUND + 1 && from < end; w->len++) {
    uint32_t cp = 0;
    size_t n = jy__utf8_next(from, end, &cp);
    if (n == 0) cp = 0xFFFD;
    w->cp[w->len] = w->len == w->here ? cp : jy__hans_char(cp);
    w->at[w->len] = (uint16_t)text.len;
    jy__utf8_put(&text, w->cp[w->len]);
    from += n ? n : 1;
  }
  w->at[w->len] = (uint16_t)text.len;
  if (text.ptr && !text.failed)
    memcpy(w->text, text.ptr, text.len);
  else
    w->len = w->here = 0;
  jy_buf_free(&text);
}

/* Characters of the longest word of `t` at character i, before character `end`. */
static size_t word_at(const jy__dict *t, const window *w, size_t i, size_t end) {
  size_t len = 0, n = 0;
  if (i >= end || !jy__dict_match(t, w->text + w->at[i], w->text + w->at[end], &len)) return 0;
  while (i + n < end && (size_t)(w->at[i + n] - w->at[i]) < len) n++;
  return n;
}

static bool is_edge(const window *w, size_t i) {
  return i >= w->len || !jy__is_han(w->cp[i]);
}

/* Whether a title ends before character i. */
static bool title_before(const window *w, size_t i) {
  for (size_t n = 2; n <= LONGEST && n <= i; n++)
    if (word_at(&known.titles, w, i - n, i) == n) return true;
  return false;
}

static bool title_after(const window *w, size_t i) {
  return word_at(&known.titles, w, i, w->len) >= 2;
}

static bool all_given(const window *w, size_t from, size_t to) {
  for (; from < to; from++)
    if (from != w->here && word_at(&known.given, w, from, from + 1) == 0) return false;
  return true;
}

/* ---- the judgement ------------------------------------------------------------------ */

/* 的、和、与、等: what follows a name, and no given name ends with. */
static bool is_particle(const window *w, size_t i) {
  return i < w->len && (w->cp[i] == U'的' || w->cp[i] == U'和' || w->cp[i] == U'与' || w->cp[i] == U'等');
}

/* Whether characters [from, to) are a name by what stands around them. */
static bool is_name(const window *w, size_t from, size_t to, use with) {
  bool before = title_before(w, from), after = title_after(w, to);
  bool open = from == 0 || is_edge(w, from - 1), shut = is_edge(w, to);
  bool acts = word_at(&known.acts, w, to, w->len) >= 2, particle = is_particle(w, to);
  if (with == CAREFUL) return before && (after || (shut && to - from == 3));
  if (before && (after || shut || acts || particle)) return true;
  if (open && (after || acts)) return true;
  return open && (shut || particle) && to - from == 3;
}

/* 姓范, 姓范的; not 百姓. */
static bool is_said(jy_str whole, const char *p) {
  static const char word[] = "姓", people[] = "百姓";
  size_t before = (size_t)(p - whole.ptr);
  if (before < 3 || memcmp(p - 3, word, 3) != 0) return false;
  return before < 6 || memcmp(p - 6, people, 6) != 0;
}

/* As a surname: with one or two characters of a given name. */
static bool opens_name(const window *w, use with) {
  for (size_t n = 2; n >= 1; n--) {
    size_t to = w->here + 1 + n;
    if (to <= w->len && all_given(w, w->here + 1, to) && is_name(w, w->here, to, with)) return true;
  }
  /* 、范书记 */
  bool open = w->here == 0 || is_edge(w, w->here - 1);
  return with == USUAL && open && title_after(w, w->here + 1);
}

/* In a given name of one or two characters, after a surname. */
static bool closes_name(const window *w) {
  for (size_t back_by = 1; back_by <= 3 && back_by <= w->here; back_by++) {
    size_t from = w->here - back_by, surname = word_at(&known.surnames, w, from, w->here);
    if (surname == 0 || back_by - surname > 1) continue;
    for (size_t to = from + surname + 2; to > w->here; to--)
      if (to <= w->len && all_given(w, from + surname, to) && is_name(w, from, to, USUAL)) return true;
  }
  return false;
}

/* Whether the text around p is in Simplified script: some characters say so and
 * none denies it. What such a text writes with 乾 or 昇 it means to write so. */
static bool is_simplified(jy_str whole, const char *p) {
  const char *start = whole.ptr, *end = whole.ptr + whole.len, *from = p, *to = p;
  for (size_t n = 0; n < SCRIPT_AROUND && from > start; n++) from = back(from, start);
  to = end - p > (ptrdiff_t)(3 * SCRIPT_AROUND) ? p + 3 * SCRIPT_AROUND : end;
  double confidence;
  jy_script script = jy_script_judge((jy_str){from, (size_t)(to - from)}, &confidence);
  return script == JY_SCRIPT_HANS && confidence >= SIMPLIFIED;
}

bool jy__name_form(jy_str *to, jy__names names, jy_str whole, const char *p, size_t len) {
  window w;
  uint32_t cp = 0;
  jy__utf8_next(p, p + len, &cp);
  const risk *r = find_risk(cp, names);
  if (!r) return false;
  *to = r->form;
  if (r->surname && is_said(whole, p)) return true;
  if (r->with == SAID) return false; /* 於 is on every line: no more is looked at */
  bool stays = jy_str_equal(r->form, (jy_str){p, len});
  if (names == JY__NAMES_HANS && stays && is_simplified(whole, p)) return true;
  look(&w, whole, p);
  if (w.len == 0) return false;
  return r->surname ? opens_name(&w, r->with) : closes_name(&w);
}

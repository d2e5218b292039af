/* Reads the tables and makes an extractor of them. Knows the columns of each
 * table; refuses to know where tables come from. Costs are -ln of relative
 * frequencies, so that they add up along a path. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

/* One line of a table on its way into the lexicon. */
typedef struct {
  jy_str term;
  uint64_t head; /* its first eight bytes, in the order of memcmp() */
  jy__entry entry;
} row;

enum { COLUMNS = 4, TABLES = 15, HAN_COUNT = JY__COMMON_LAST - JY__COMMON_FIRST + 1 };

typedef struct {
  row *at;
  size_t len, cap;
  size_t ends[TABLES]; /* of the rows of each table */
} rows;

typedef struct {
  jy_extractor *x;
  rows rows;
  const char *table;
  const char *base; /* first byte of the table, for offsets in messages */
} reader;

static int malformed(const reader *rd, jy_str line, const char *what) {
  return jy__fail(JY_EINVALID, rd->table, (size_t)(line.ptr - rd->base), "table %s: %s in '%.*s'", rd->table, what,
                  (int)(line.len < 60 ? line.len : 60), line.ptr);
}

static size_t split(jy_str line, jy_str cols[COLUMNS]) {
  size_t n = 0;
  const char *p = line.ptr, *end = p + line.len;
  while (n < COLUMNS) {
    const char *tab = memchr(p, '\t', (size_t)(end - p));
    cols[n++] = (jy_str){p, (size_t)((tab ? tab : end) - p)};
    if (!tab) break;
    p = tab + 1;
  }
  return n;
}

/* A count such as 12 or 0.5, with a point whatever the locale, which strtod()
 * would go by. Up to fifteen digits and their power of ten are exact in a double,
 * and so is the nearest double their quotient. */
static bool number(jy_str s, double *out) {
  double digits = 0, unit = 1;
  size_t n = 0, points = 0;
  for (size_t i = 0; i < s.len; i++) {
    bool point = s.ptr[i] == '.', digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if (!point && !digit) return false;
    points += point;
    n += digit;
    if (digit) digits = digits * 10 + (s.ptr[i] - '0');
    if (digit && points) unit *= 10;
  }
  *out = digits / unit;
  return n > 0 && n <= 15 && points <= 1;
}

static bool is(jy_str s, const char *word) {
  return jy_str_equal(s, jy_cstr(word));
}

static bool has(jy_str s, char c) {
  return s.len && memchr(s.ptr, c, s.len) != NULL;
}

static uint8_t chars_in(jy_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i += jy__utf8_len((unsigned char)s.ptr[i])) n++;
  return (uint8_t)(n < 255 ? n : 255);
}

/* Words that only the composed tables have count as fairly common ones. */
static jy__entry entry_of(jy_str term, unsigned roles, float cost) {
  jy__entry e = {cost, (uint16_t)roles, 0, chars_in(term), '?', 0, false, false, false, false};
  return e;
}

static uint64_t head_of(jy_str term) {
  unsigned char bytes[8] = {0};
  uint64_t head = 0;
  memcpy(bytes, term.ptr, term.len < sizeof bytes ? term.len : sizeof bytes);
  for (size_t i = 0; i < sizeof bytes; i++) head = head << 8 | bytes[i];
  return head;
}

static int push(reader *rd, jy_str term, jy__entry e) {
  if (jy__room(&rd->rows.at, &rd->rows.cap, rd->rows.len + 1, sizeof *rd->rows.at) < 0) return JY_ENOMEM;
  rd->rows.at[rd->rows.len++] = (row){term, head_of(term), e};
  return JY_OK;
}

/* ---- characters of names ---- */

static int compare_han(const void *a, const void *b) {
  uint32_t x = ((const jy__han *)a)->cp, y = ((const jy__han *)b)->cp;
  return x < y ? -1 : x > y;
}

const jy__han *jy__han_search(const jy_extractor *x, uint32_t cp) {
  jy__han key = {.cp = cp};
  return x->han_len ? bsearch(&key, x->han, x->han_len, sizeof key, compare_han) : NULL;
}

static jy__han *add_han(reader *rd, jy_str term) {
  jy_extractor *x = rd->x;
  jy__han h = {0, JY__NEVER, JY__NEVER, JY__NEVER, JY__NEVER, JY__NEVER, false, false, false, false, false, false};
  if (jy__utf8_next(term.ptr, term.ptr + term.len, &h.cp) != term.len) return NULL;
  uint16_t *at = h.cp >= JY__COMMON_FIRST && h.cp <= JY__COMMON_LAST ? &x->han_at[h.cp - JY__COMMON_FIRST] : NULL;
  if (at && *at) return &x->han[*at - 1];
  if (jy__room(&x->han, &x->han_cap, x->han_len + 1, sizeof *x->han) < 0) return NULL;
  x->han[x->han_len++] = h;
  if (at && x->han_len <= UINT16_MAX) *at = (uint16_t)x->han_len;
  return &x->han[x->han_len - 1];
}

/* Totals of the columns, to turn counts into costs; from the shipped tables,
 * fixed so that an analyst's added lines do not move the others. */
static const double words_total = 2.5e7, surnames_total = 132700, only_total = 17600, first_total = 24700,
                    foreign_total = 26000;

static float cost_of(double count, double total) {
  return (float)-log((count + 0.3) / total);
}

static int read_word(reader *rd, jy_str line, jy_str *c, size_t n) {
  double count;
  if (n < 3 || !number(c[1], &count) || c[2].len != 1) return malformed(rd, line, "word, count, class expected");
  jy__entry e = entry_of(c[0], JY__WORD, cost_of(count, words_total));
  e.part = c[2].ptr[0];
  if (e.chars == 1 && strchr("pcurdmy", e.part)) {
    jy__han *h = add_han(rd, c[0]);
    if (!h) return JY_ENOMEM;
    h->function = true;
  }
  return push(rd, c[0], e);
}

static int read_surname(reader *rd, jy_str line, jy_str *c, size_t n) {
  double count;
  jy_extractor *x = rd->x;
  if (n < 2 || !number(c[1], &count) || chars_in(c[0]) > 2) return malformed(rd, line, "surname, frequency expected");
  if (chars_in(c[0]) == 1) {
    jy__han *h = add_han(rd, c[0]);
    if (!h) return malformed(rd, line, "one character expected");
    h->surname = fminf(h->surname, cost_of(count, surnames_total));
    return JY_OK;
  }
  if (jy__room(&x->compound, &x->compound_cap, x->compound_len + 1, sizeof *x->compound) < 0)
    return JY_ENOMEM;
  const char *end = c[0].ptr + c[0].len;
  jy__han *h = add_han(rd, (jy_str){c[0].ptr, jy__utf8_len((unsigned char)*c[0].ptr)});
  if (!h) return JY_ENOMEM;
  h->compound = true;
  size_t first = jy__utf8_next(c[0].ptr, end, &x->compound[x->compound_len].a);
  jy__utf8_next(c[0].ptr + first, end, &x->compound[x->compound_len].b);
  x->compound[x->compound_len].order = (uint32_t)x->compound_len;
  x->compound[x->compound_len++].cost = cost_of(count, surnames_total);
  return JY_OK;
}

static int read_given(reader *rd, jy_str line, jy_str *c, size_t n) {
  double only, first, second;
  if (n < 4 || !number(c[1], &only) || !number(c[2], &first) || !number(c[3], &second))
    return malformed(rd, line, "character and three counts expected");
  jy__han *h = add_han(rd, c[0]);
  if (!h) return malformed(rd, line, "one character expected");
  h->only = fminf(h->only, cost_of(only, only_total));
  h->first = fminf(h->first, cost_of(first, first_total));
  h->second = fminf(h->second, cost_of(second, first_total));
  return JY_OK;
}

static int read_foreign(reader *rd, jy_str line, jy_str *c, size_t n) {
  double count;
  if (n < 2 || !number(c[1], &count)) return malformed(rd, line, "character, count expected");
  jy__han *h = add_han(rd, c[0]);
  if (!h) return malformed(rd, line, "one character expected");
  h->foreign = fminf(h->foreign, cost_of(count, foreign_total));
  return JY_OK;
}

/* ---- terms ---- */

static int read_place(reader *rd, jy_str line, jy_str *c, size_t n) {
  (void)line;
  (void)n;
  return push(rd, c[0], entry_of(c[0], JY__PLACE, 10.0f));
}

static int read_title(reader *rd, jy_str line, jy_str *c, size_t n) {
  if (n < 3 || !(is(c[1], "strong") || is(c[1], "weak"))) return malformed(rd, line, "title, strength, use expected");
  bool weak = is(c[1], "weak");
  jy__entry e = entry_of(c[0], JY__TITLE | (weak ? JY__TITLE_WEAK : 0u), 9.5f);
  static const char letters[] = "bapuc-nlx";
  for (size_t i = 0; letters[i]; i++)
    if (letters[i] != '-' && has(c[2], letters[i])) e.use |= (uint16_t)(1u << i);
  return push(rd, c[0], e);
}

static int read_prefix(reader *rd, jy_str line, jy_str *c, size_t n) {
  if (n < 2) return malformed(rd, line, "word, use expected");
  unsigned role = 0;
  if (is(c[1], "kept")) role = JY__PREFIX;
  if (is(c[1], "party")) role = JY__PREFIX | JY__PARTY;
  if (is(c[1], "dropped")) role = JY__DROPPED;
  if (is(c[1], "place")) role = JY__PLACE;
  if (!role) return malformed(rd, line, "kept, party, dropped or place expected");
  return push(rd, c[0], entry_of(c[0], role, 9.0f));
}

static int read_org(reader *rd, jy_str line, jy_str *c, size_t n) {
  if (n < 3 || !c[1].len) return malformed(rd, line, "word, kind, use expected");
  jy__entry e = entry_of(c[0], JY__ORG, 10.0f);
  e.kind = c[1].ptr[0];
  e.generic = is(c[2], "generic");
  if (e.chars == 1) {
    jy__han *h = add_han(rd, c[0]);
    if (!h) return JY_ENOMEM;
    h->suffix = true;
  }
  return push(rd, c[0], e);
}

static int read_stop(reader *rd, jy_str line, jy_str *c, size_t n) {
  (void)line;
  (void)n;
  return push(rd, c[0], entry_of(c[0], JY__STOP, 10.0f));
}

/* Of the words before names of bodies those that stand in none. Single characters are halves of other words. */
static int read_lead(reader *rd, jy_str line, jy_str *c, size_t n) {
  if (n < 2) return malformed(rd, line, "word, use expected");
  if (!is(c[1], "apart") || chars_in(c[0]) < 2) return JY_OK;
  return push(rd, c[0], entry_of(c[0], JY__STOP, 10.0f));
}

static int read_act(reader *rd, jy_str line, jy_str *c, size_t n) {
  if (n < 2) return malformed(rd, line, "word, strength expected");
  return push(rd, c[0], entry_of(c[0], JY__ACT | (is(c[1], "strong") ? JY__ACT_STRONG : 0u), 9.5f));
}

static int read_courtesy(reader *rd, jy_str line, jy_str *c, size_t n) {
  (void)line;
  (void)n;
  return push(rd, c[0], entry_of(c[0], JY__COURTESY, 9.0f));
}

static int read_byline(reader *rd, jy_str line, jy_str *c, size_t n) {
  if (n < 3) return malformed(rd, line, "word, use, where expected");
  jy__entry e = entry_of(c[0], JY__BYLINE, 9.5f);
  e.by_title = is(c[1], "title") || is(c[1], "else");
  e.by_else = is(c[1], "else");
  e.by_free = is(c[2], "free");
  return push(rd, c[0], e);
}

static int read_name_part(reader *rd, jy_str line, jy_str *c, size_t n) {
  (void)line;
  jy__entry e = entry_of(c[0], JY__NAME_PART, 14.0f);
  if (n > 1 && is(c[1], "family")) e = entry_of(c[0], JY__FAMILY, 14.0f);
  return push(rd, c[0], e);
}

static int read_not_name(reader *rd, jy_str line, jy_str *c, size_t n) {
  (void)line;
  jy__entry e = entry_of(c[0], JY__NOT_NAME, chars_in(c[0]) >= 4 ? 2.0f : 9.0f);
  bool done = n > 1 && is(c[1], "done");
  if (done) e = entry_of(c[0], JY__WORD, 12.0f);
  bool thing = n > 1 && is(c[1], "thing");
  if (done || thing || (n > 1 && is(c[1], "never"))) e.use = JY__USE_NEVER;
  if (thing) e.use |= JY__USE_THING;
  return push(rd, c[0], e);
}

static const struct {
  const char *name;
  int (*read)(reader *, jy_str, jy_str *, size_t);
} readers[TABLES] = {
    {"words", read_word},         {"surnames", read_surname},       {"given_names", read_given},
    {"foreign_characters", read_foreign}, {"places", read_place},   {"titles", read_title},
    {"title_prefixes", read_prefix}, {"org_suffixes", read_org},    {"org_stops", read_stop},
    {"name_parts", read_name_part}, {"speech_acts", read_act},    {"courtesy", read_courtesy},      {"byline_words", read_byline},
    {"not_names", read_not_name}, {"body_leads", read_lead},
};

const char *jy_extractor_table(size_t i) {
  return i < TABLES ? readers[i].name : NULL;
}

static int read_table(reader *rd, size_t which, jy_str text) {
  rd->table = readers[which].name;
  rd->base = text.ptr;
  const char *p = text.ptr, *end = text.len ? p + text.len : p;
  size_t bad = jy__utf8_check(text.ptr, text.len);
  if (bad < text.len) return jy__fail(JY_EINVALID, rd->table, bad, "table %s is not UTF-8", rd->table);
  while (p < end) {
    const char *nl = memchr(p, '\n', (size_t)(end - p));
    jy_str line = {p, (size_t)((nl ? nl : end) - p)};
    p += line.len + 1;
    if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
    if (line.len == 0 || line.ptr[0] == '#') continue;
    jy_str cols[COLUMNS];
    size_t n = split(line, cols);
    if (cols[0].len == 0) return malformed(rd, line, "empty first column");
    int rc = readers[which].read(rd, line, cols, n);
    if (rc < 0) return rc;
  }
  return JY_OK;
}

/* ---- merging ---- */

static int compare_rows(const void *a, const void *b) {
  const row *x = a, *y = b;
  if (x->head != y->head) return x->head < y->head ? -1 : 1;
  size_t n = x->term.len < y->term.len ? x->term.len : y->term.len;
  int c = memcmp(x->term.ptr, y->term.ptr, n);
  return c ? c : (x->term.len > y->term.len) - (x->term.len < y->term.len);
}

static void merge_entry(jy__entry *into, const jy__entry *e) {
  into->roles |= e->roles;
  into->use |= e->use;
  if (e->cost < into->cost) into->cost = e->cost;
  if (e->part != '?') into->part = e->part;
  if (e->kind) into->kind = e->kind;
  into->generic |= e->generic;
  into->by_title |= e->by_title;
  into->by_else |= e->by_else;
  into->by_free |= e->by_free;
}

/* Tables come in order most often. */
static void sort_table(rows *r, size_t from) {
  for (size_t i = from + 1; i < r->len; i++) {
    if (compare_rows(&r->at[i - 1], &r->at[i]) <= 0) continue;
    qsort(&r->at[from], r->len - from, sizeof *r->at, compare_rows);
    return;
  }
}

/* Merges the rows [from, mid) and [mid, end); equal ones keep their order. */
static void merge_two(rows *r, row *aside, size_t from, size_t mid) {
  size_t n = mid - from, i = 0, to = from;
  if (n) memcpy(aside, &r->at[from], n * sizeof *aside);
  for (; i < n; to++) {
    bool first = mid == r->len || compare_rows(&aside[i], &r->at[mid]) <= 0;
    r->at[to] = first ? aside[i++] : r->at[mid++];
  }
}

/* Brings the tables into one order, the last first: so the words, by far the most, are moved
 * but once. Of equal rows one stays, with all that any says. */
static int merge_rows(rows *r) {
  if (!r->len) return JY_OK;
  row *aside = malloc(r->len * sizeof *aside);
  if (!aside) return jy__nomem();
  for (size_t t = TABLES - 1; t > 0; t--) merge_two(r, aside, t > 1 ? r->ends[t - 2] : 0, r->ends[t - 1]);
  free(aside);
  size_t kept = 0;
  for (size_t i = 1; i < r->len; i++) {
    if (compare_rows(&r->at[kept], &r->at[i]) == 0) merge_entry(&r->at[kept].entry, &r->at[i].entry);
    else r->at[++kept] = r->at[i];
  }
  r->len = kept + 1;
  return JY_OK;
}

static row *find_row(const rows *r, jy_str term) {
  row key = {.term = term, .head = head_of(term)};
  return bsearch(&key, r->at, r->len, sizeof key, compare_rows);
}

/* A word such as 副院长 or 党委书记 that prefixes and a title make up is a title. */
static void derive_title(const rows *r, row *w) {
  jy_str rest = w->term;
  bool party = false;
  for (size_t cut = 3; cut < rest.len; cut += 3) {
    row *head = find_row(r, (jy_str){rest.ptr, cut});
    if (!head || !(head->entry.roles & JY__PREFIX)) continue;
    row *tail = find_row(r, (jy_str){rest.ptr + cut, rest.len - cut});
    if (!tail || !(tail->entry.roles & JY__TITLE)) continue;
    party = (head->entry.roles & JY__PARTY) != 0;
    if (party && !(tail->entry.use & JY__USE_PARTY)) continue;
    w->entry.roles |= tail->entry.roles & (JY__TITLE | JY__TITLE_WEAK);
    w->entry.use |= tail->entry.use;
    return;
  }
}

/* The words that begin with the first character of a prefix stand together with it. */
static uint64_t first_of(const row *w) {
  return w->head >> 40;
}

static void derive_titles(const rows *r) {
  size_t prefix = 0;
  for (size_t i = 0; i < r->len; i++) {
    while (prefix < r->len && (first_of(&r->at[prefix]) < first_of(&r->at[i]) || !(r->at[prefix].entry.roles & JY__PREFIX))) prefix++;
    bool begins = prefix < r->len && first_of(&r->at[prefix]) == first_of(&r->at[i]);
    if (begins && !(r->at[i].entry.roles & JY__TITLE)) derive_title(r, &r->at[i]);
  }
}

/* Whether a sign that ends sentences stands in a term. Those of three bytes begin as no Han character does. */
static bool has_stop(jy_str term) {
  for (size_t i = 0; i < term.len; i += jy__utf8_len((unsigned char)term.ptr[i])) {
    unsigned char lead = (unsigned char)term.ptr[i];
    uint32_t cp = lead;
    if (lead == 0xE3 || lead == 0xEF) jy__utf8_next(term.ptr + i, term.ptr + term.len, &cp);
    if (jy__marks_of(cp) & JY__M_STOPS) return true;
  }
  return false;
}

static int build(jy_extractor *x, rows *r) {
  int rc = merge_rows(r);
  if (rc < 0) return rc;
  derive_titles(r);
  x->entries = calloc(r->len ? r->len : 1, sizeof *x->entries);
  if (!x->entries) return jy__nomem();
  rc = jy_lexicon_new(&x->terms);
  for (size_t i = 0; i < r->len && rc == JY_OK; i++) {
    x->entries[i] = r->at[i].entry;
    if (r->at[i].entry.chars > 1 && has_stop(r->at[i].term)) x->stops_inside = true;
    rc = jy_lexicon_add(x->terms, r->at[i].term, (uint32_t)i);
  }
  x->entries_len = r->len;
  return rc < 0 ? rc : jy_lexicon_compile(x->terms);
}

/* Marks the characters of a literal, where names are asked about them all the time. */
static int mark_han(reader *rd, const char *set, size_t field) {
  jy_str rest = jy_cstr(set);
  while (rest.len) {
    size_t n = jy__utf8_len((unsigned char)*rest.ptr);
    jy__han *h = add_han(rd, (jy_str){rest.ptr, n});
    if (!h) return JY_ENOMEM;
    *(bool *)((char *)h + field) = true;
    rest.ptr += n;
    rest.len -= n;
  }
  return JY_OK;
}

static int mark_all(reader *rd) {
  int rc = mark_han(rd, "一二三四五六七八九十百千万亿两第零〇", offsetof(jy__han, numeral));
  if (rc == JY_OK)
    rc = mark_han(rd, "作为任以对就把将被给向在从是和与让叫带领率说称等也均都并及已曾还又先再到谈讲", offsetof(jy__han, governs));
  return rc < 0 ? rc : mark_han(rd, "市省县区镇乡", offsetof(jy__han, place));
}

static int compare_compounds(const void *a, const void *b) {
  const struct jy__compound *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  if (x->b != y->b) return x->b < y->b ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static int merge_han(jy_extractor *x) {
  if (x->compound_len) qsort(x->compound, x->compound_len, sizeof *x->compound, compare_compounds);
  if (!x->han_len) return JY_OK;
  qsort(x->han, x->han_len, sizeof *x->han, compare_han);
  size_t kept = 0;
  for (size_t i = 1; i < x->han_len; i++) {
    jy__han *a = &x->han[kept], *b = &x->han[i];
    if (a->cp != b->cp) {
      x->han[++kept] = *b;
      continue;
    }
    a->surname = fminf(a->surname, b->surname);
    a->only = fminf(a->only, b->only);
    a->first = fminf(a->first, b->first);
    a->second = fminf(a->second, b->second);
    a->foreign = fminf(a->foreign, b->foreign);
    a->function |= b->function;
    a->suffix |= b->suffix;
    a->compound |= b->compound;
    a->numeral |= b->numeral;
    a->governs |= b->governs;
    a->place |= b->place;
  }
  x->han_len = kept + 1;
  /* 何 and 于 are function words too, but as surnames too common to doubt. */
  for (size_t i = 0; i < x->han_len; i++)
    if (x->han[i].surname < 6.0f) x->han[i].function = false;
  memset(x->han_at, 0, HAN_COUNT * sizeof *x->han_at);
  for (size_t i = 0; i < x->han_len && i < UINT16_MAX; i++)
    if (x->han[i].cp >= JY__COMMON_FIRST && x->han[i].cp <= JY__COMMON_LAST) x->han_at[x->han[i].cp - JY__COMMON_FIRST] = (uint16_t)(i + 1);
  return JY_OK;
}

static int read_all(reader *rd, const jy_table *tables, size_t n) {
  for (size_t t = 0; t < TABLES; t++) {
    size_t i = 0;
    while (i < n && strcmp(tables[i].name, readers[t].name) != 0) i++;
    if (i == n)
      return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "an extractor needs the table '%s'", readers[t].name);
    size_t from = rd->rows.len;
    int rc = read_table(rd, t, tables[i].text);
    if (rc < 0) return rc;
    sort_table(&rd->rows, from);
    rd->rows.ends[t] = rd->rows.len;
  }
  return JY_OK;
}

int jy_extractor_new(jy_extractor **out, const jy_table *tables, size_t n) {
  *out = NULL;
  jy_extractor *x = calloc(1, sizeof *x);
  if (!x) return jy__nomem();
  reader rd = {x, {NULL, 0, 0, {0}}, NULL, NULL};
  x->han_at = calloc(HAN_COUNT, sizeof *x->han_at);
  int rc = x->han_at ? read_all(&rd, tables, n) : jy__nomem();
  if (rc == JY_OK) rc = mark_all(&rd);
  if (rc == JY_OK) rc = build(x, &rd.rows);
  if (rc == JY_OK) rc = merge_han(x);
  if (rc == JY_OK) rc = jy_tagger_open(&x->tagger, "names");
  free(rd.rows.at);
  if (rc < 0) jy_extractor_free(x);
  else *out = x;
  return rc;
}

void jy_extractor_free(jy_extractor *x) {
  if (!x) return;
  jy_tagger_free(x->tagger);
  jy_lexicon_free(x->terms);
  free(x->entries);
  free(x->han);
  free(x->han_at);
  free(x->compound);
  free(x);
}

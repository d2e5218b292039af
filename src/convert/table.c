/* Fills the tables: iconv(3) is asked once about each code of an encoding, and
 * where the iconvs of this world disagree, a list says which answer holds. So a
 * text reads the same whichever iconv was there. Refuses to know how a text is
 * walked through. */
#include <errno.h>
#include <iconv.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "convert/table.h"

/* Codes whose reading is settled here, because iconvs, or versions of one,
 * disagree; cp 0 is "no character". tests/iconv/disagreements.tsv says who
 * answers what, and why this is right. Those of Big5 are the characters of code
 * page 950 that BIG5-HKSCS left out. */
static const struct {
  const char *name;
  unsigned first, last;
  uint32_t cp;
} pins[] = {
    {"CP932", 0x8160, 0x8160, 0xFF5E},          {"CP932", 0x8161, 0x8161, 0x2225},
    {"CP932", 0x817C, 0x817C, 0xFF0D},          {"CP932", 0x8191, 0x8191, 0xFFE0},
    {"CP932", 0x8192, 0x8192, 0xFFE1},          {"CP932", 0x81CA, 0x81CA, 0xFFE2},
    {"CP949", 0xC9A1, 0xC9FE, 0},               {"CP949", 0xFEA1, 0xFEFE, 0},
    {"CP1255", 0xCA, 0xCA, 0x5BA},              {"BIG5-HKSCS", 0x80, 0x80, 0},
    {"BIG5-HKSCS", 0xA15A, 0xA15A, 0x2574},     {"BIG5-HKSCS", 0xA1C3, 0xA1C3, 0xFFE3},
    {"BIG5-HKSCS", 0xA1C5, 0xA1C5, 0x2CD},      {"BIG5-HKSCS", 0xA1FE, 0xA1FE, 0xFF0F},
    {"BIG5-HKSCS", 0xA240, 0xA240, 0xFF3C},     {"BIG5-HKSCS", 0xA2CC, 0xA2CC, 0x5341},
    {"BIG5-HKSCS", 0xA2CE, 0xA2CE, 0x5345},     {"BIG5-HKSCS", 0xA3E1, 0xA3E1, 0x20AC},
    {"EUC-JP", 0x80, 0xA0, 0},                  {"EUC-JP", 0xF5A1, 0xFEFE, 0},
    {"EUC-JP", 0x8FF5A1, 0x8FFEFE, 0},          {"MACINTOSH", 0xBD, 0xBD, 0x3A9},
    {"MACINTOSH", 0xC6, 0xC6, 0x2206},          {"MACINTOSH", 0xDB, 0xDB, 0x20AC},
    {"MACINTOSH", 0xF0, 0xF0, 0xF8FF},          {"MACCYRILLIC", 0xA2, 0xA2, 0x490},
    {"MACCYRILLIC", 0xB6, 0xB6, 0x491},         {"EUC-TW", 0xC2C2, 0xC2C2, 0x20AC},
};

/* Characters of GB18030 that had, or have, to do with the private area: what
 * their two bytes mean now, and what they meant in GB18030-2000, by which the
 * codes of four bytes are counted. */
static const struct {
  unsigned code;
  uint32_t now, once;
} moved[] = {
    {0xA6D9, 0xFE10, 0xE78D},  {0xA6DA, 0xFE12, 0xE78E},  {0xA6DB, 0xFE11, 0xE78F},
    {0xA6DC, 0xFE13, 0xE790},  {0xA6DD, 0xFE14, 0xE791},  {0xA6DE, 0xFE15, 0xE792},
    {0xA6DF, 0xFE16, 0xE793},  {0xA6EC, 0xFE17, 0xE794},  {0xA6ED, 0xFE18, 0xE795},
    {0xA6F3, 0xFE19, 0xE796},  {0xFE59, 0x9FB4, 0xE81E},  {0xFE61, 0x9FB5, 0xE826},
    {0xFE66, 0x9FB6, 0xE82B},  {0xFE67, 0x9FB7, 0xE82C},  {0xFE6D, 0x9FB8, 0xE832},
    {0xFE7E, 0x9FB9, 0xE843},  {0xFE90, 0x9FBA, 0xE854},  {0xFEA0, 0x9FBB, 0xE864},
    {0xA8BC, 0x1E3F, 0xE7C7},  {0xFE51, 0x20087, 0xE816}, {0xFE52, 0x20089, 0xE817},
    {0xFE53, 0x200CC, 0xE818}, {0xFE6C, 0x215D7, 0xE831}, {0xFE76, 0x2298F, 0xE83B},
    {0xFE91, 0x241FE, 0xE855},
};

/* In GB18030-2005 A8BC and 8135F437 changed places; the latter is the 7457th
 * code of four bytes, and what it meant in the standard of 2000 is U+1E3F. */
enum { SWAPPED = 7457, SWAPPED_NOW = 0xE7C7 };

static jy__unit *unit_at(jy__table *t, unsigned code) {
  if (code < 0x100) return &t->one[code];
  /* EUC-TW's planes stand after 8E A2 to 8E AF */
  size_t plane = code > 0xFFFFFF ? (code >> 16 & 0xFF) - 0xA2 : 0;
  jy__unit *pairs = code > 0xFFFF ? t->more[plane] : t->pair;
  return &pairs[code & 0x7FFF];
}

/* Writes a character, or none where len is 0. More than four bytes are not
 * stored: no encoding here has them. */
static void set(jy__table *t, unsigned code, const char *utf8, size_t len) {
  jy__unit *u = unit_at(t, code);
  *u = (jy__unit){{0, 0, 0}, 0};
  if (len <= 3) {
    memcpy(u->utf8, utf8, len);
    u->len = (unsigned char)len;
  } else if (len == 4 && t->n_wide < JY__WIDE) {
    memcpy(t->wide[t->n_wide++], utf8, 4);
    u->utf8[0] = (unsigned char)(t->n_wide & 0xFF);
    u->utf8[1] = (unsigned char)(t->n_wide >> 8);
  }
}

static void set_char(jy__table *t, unsigned code, uint32_t cp) {
  char utf8[4];
  set(t, code, utf8, cp ? jy__utf8_write(utf8, cp) : 0);
}

/* What iconv makes of one code; false where it is no character. */
static bool ask(iconv_t cd, jy__table *t, unsigned code, size_t len) {
  char bytes[4] = {(char)(code >> 24), (char)(code >> 16), (char)(code >> 8), (char)code}, utf8[16];
  char *from = bytes + 4 - len, *to = utf8;
  size_t left = len, room = sizeof utf8;
  /* The type of the second argument is not the same everywhere; the flush makes
   * a decoder say what it holds back for a mark that may follow. */
  bool yes = iconv(cd, (void *)&from, &left, &to, &room) != (size_t)-1 &&
             iconv(cd, NULL, NULL, &to, &room) != (size_t)-1 && left == 0 && to > utf8;
  if (yes) set(t, code, utf8, (size_t)(to - utf8));
  else iconv(cd, NULL, NULL, NULL, NULL);
  return yes;
}

static void ask_row(iconv_t cd, jy__table *t, unsigned row, unsigned first) {
  size_t len = row > 0xFFFF ? 4 : row > 0xFF ? 3 : 2;
  for (unsigned trail = first; trail <= 0xFE; trail++) ask(cd, t, row << 8 | trail, len);
}

/* The rows of pairs that stand after `shift`. */
static void ask_plane(iconv_t cd, jy__table *t, unsigned shift) {
  for (unsigned lead = 0xA1; lead <= 0xFE; lead++) ask_row(cd, t, shift << 8 | lead, 0xA1);
}

static void ask_all(iconv_t cd, jy__table *t) {
  for (unsigned lead = 0x80; lead <= 0xFF; lead++)
    if (!ask(cd, t, lead, 1) && t->family != JY__ENC_SINGLE) ask_row(cd, t, lead, 0x40);
  if (t->family == JY__ENC_EUCJP) ask_plane(cd, t, 0x8F);
  for (unsigned i = 0; t->family == JY__ENC_EUCTW && i < JY__PLANES; i++) ask_plane(cd, t, 0x8EA2 + i);
}

static void heed_pins(jy__table *t) {
  for (size_t i = 0; i < sizeof pins / sizeof *pins; i++) {
    if (strcmp(pins[i].name, t->name) != 0) continue;
    for (unsigned code = pins[i].first; code <= pins[i].last; code++) set_char(t, code, pins[i].cp);
  }
}

static void mark(unsigned char *taken, uint32_t cp) {
  taken[cp / 8] |= (unsigned char)(1u << cp % 8);
}

/* The codes of four bytes are, in order, the characters of the basic plane that
 * GB18030-2000 had no two bytes for. */
static bool count_four(jy__table *t) {
  unsigned char taken[0x10000 / 8] = {0};
  for (unsigned code = 0x8140; code <= 0xFEFE; code++) {
    const jy__unit *u = unit_at(t, code);
    uint32_t cp;
    if (u->len && jy__utf8_next((const char *)u->utf8, (const char *)u->utf8 + u->len, &cp)) mark(taken, cp);
  }
  for (size_t i = 0; i < sizeof moved / sizeof *moved; i++) {
    if (moved[i].now < 0x10000) taken[moved[i].now / 8] &= (unsigned char)~(1u << moved[i].now % 8);
    mark(taken, moved[i].once);
  }
  size_t n = 0;
  for (uint32_t cp = 0x80; cp <= 0xFFFF; cp++) {
    if ((cp >= 0xD800 && cp <= 0xDFFF) || (taken[cp / 8] >> cp % 8 & 1)) continue;
    if (n == JY__FOUR) return false;
    t->four[n++] = (uint16_t)cp;
  }
  t->four[SWAPPED] = SWAPPED_NOW;
  return n == JY__FOUR;
}

static bool settle_gb18030(jy__table *t) {
  for (size_t i = 0; i < sizeof moved / sizeof *moved; i++) set_char(t, moved[i].code, moved[i].now);
  return count_four(t);
}

static int fill(jy__table *t) {
  iconv_t cd = iconv_open("UTF-8", t->name);
  if (cd == (iconv_t)-1) {
    if (errno == ENOMEM) return jy__nomem();
    return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "iconv does not know %s", t->name);
  }
  ask_all(cd, t);
  bool closed = iconv_close(cd) == 0;
  heed_pins(t);
  if (closed && (t->family != JY__ENC_GB18030 || settle_gb18030(t))) return JY_OK;
  return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "iconv has an unusual table of %s", t->name);
}

static _Atomic(jy__table *) tables;
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;

static jy__table *find(const char *name) {
  jy__table *t = atomic_load_explicit(&tables, memory_order_acquire);
  while (t && strcmp(t->name, name) != 0) t = t->next;
  return t;
}

static int make(jy__table **out, const jy__encoding *e) {
  jy__table *t = calloc(1, sizeof *t); /* pages that stay zero cost nothing */
  if (!t) return jy__nomem();
  t->name = e->iconv;
  t->family = e->family;
  size_t planes = e->family == JY__ENC_EUCTW ? JY__PLANES : e->family == JY__ENC_EUCJP ? 1 : 0;
  if (planes) t->more = calloc(planes, sizeof *t->more);
  int status = planes && !t->more ? jy__nomem() : fill(t);
  if (status < 0) {
    free(t->more);
    free(t);
    return status;
  }
  t->next = atomic_load_explicit(&tables, memory_order_relaxed);
  atomic_store_explicit(&tables, t, memory_order_release);
  *out = t;
  return JY_OK;
}

int jy__table_of(const jy__table **out, const jy__encoding *e) {
  jy__table *t = find(e->iconv);
  int status = JY_OK;
  if (!t) {
    pthread_mutex_lock(&making);
    t = find(e->iconv); /* another thread may have been faster */
    if (!t) status = make(&t, e);
    pthread_mutex_unlock(&making);
  }
  *out = t;
  return status;
}

/* Spaces that belong to the setting of a page, not to its words: 6 月 29 日,
 * 责编  杜  实, 支 部 书 记. Knows characters only; refuses to know names. */
#include <stdlib.h>

#include "ingest/internal.h"

int jy__edits_add(jy__edits *e, size_t start, size_t end, const char *put) {
  void *at = e->at;
  if (jy__grow(&at, &e->cap, e->len + 1, sizeof *e->at) < 0) return JY_ENOMEM;
  e->at = at;
  e->at[e->len++] = (jy__edit){start, end, put};
  return JY_OK;
}

void jy__edits_free(jy__edits *e) {
  free(e->at);
  *e = (jy__edits){0};
}

/* A run of characters of one kind that touches a gap. */
typedef enum { OTHER, HAN, DIGITS } kind;

typedef struct {
  kind is;
  size_t len;     /* characters */
  uint32_t first; /* of the run */
  uint32_t last;
  bool glued; /* digits that are part of 10:30, 2023-01 or 3.5 */
} run;

/* What lies between two gaps: only its outer runs matter. */
typedef struct {
  run left;
  run right;
  bool whole; /* both are the same run */
} word;

typedef struct {
  size_t start;
  size_t end;
  size_t chars;
  bool wide; /* more than one plain space */
} gap;

static kind kind_of(uint32_t cp) {
  if (jy__is_han(cp)) return HAN;
  return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19) ? DIGITS : OTHER;
}

static bool is_line_end(uint32_t cp) {
  return cp == '\n' || cp == '\r' || cp == '\f';
}

/* Adds one character to the word's runs. */
static void extend(word *w, uint32_t cp) {
  kind k = kind_of(cp);
  if (w->right.len && w->right.is == k) {
    w->right.len++;
    w->right.last = cp;
    if (w->whole) w->left = w->right;
    return;
  }
  uint32_t before = w->right.last;
  bool joint = before == ':' || before == '-' || before == '.' || before == '/';
  bool glue = w->right.len && k == DIGITS && joint;
  w->whole = w->right.len == 0;
  w->right = (run){k, 1, cp, cp, glue};
  if (w->whole) w->left = w->right;
}

/* Reads a word from `at`, up to the next gap or line end. */
static const char *read_word(word *w, const char *at, const char *end) {
  *w = (word){0};
  while (at < end) {
    uint32_t cp;
    size_t n = jy__utf8_next(at, end, &cp);
    if (n == 0) {
      cp = 0xFFFD;
      n = 1;
    }
    if (jy__is_gap(cp) || is_line_end(cp)) break;
    extend(w, cp);
    at += n;
  }
  return at;
}

static const char *read_gap(gap *g, const char *text, const char *at, const char *end) {
  uint32_t cp;
  size_t n;
  *g = (gap){.start = (size_t)(at - text)};
  while ((n = jy__utf8_next(at, end, &cp)) != 0 && jy__is_gap(cp)) {
    g->chars++;
    g->wide = g->wide || g->chars > 1 || cp == 0x3000 || cp == 0x2003;
    at += n;
  }
  g->end = (size_t)(at - text);
  return at;
}

/* 年月日号时点分秒周届次, which close a number in a date or an ordinal. */
static bool is_unit(uint32_t cp) {
  static const uint32_t units[] = {0x5E74, 0x6708, 0x65E5, 0x53F7, 0x65F6, 0x70B9,
                                   0x5206, 0x79D2, 0x5468, 0x5C4A, 0x6B21};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (units[i] == cp) return true;
  return false;
}

/* 2023 年, 年 6, 月 29: in any text. */
static bool splits_date(const run *a, const run *b) {
  if (a->is == DIGITS && b->is == HAN) return !a->glued && is_unit(b->first);
  return a->is == HAN && b->is == DIGITS && a->len == 1 && (a->last == 0x5E74 || a->last == 0x6708);
}

static bool is_single(const word *w) {
  return w->whole && w->left.is == HAN && w->left.len == 1;
}

static bool is_lone(const run *r) {
  return r->is == HAN && r->len == 1;
}

/* What to put for the gap between b and c (a before, d after them may be
 * empty), or NULL to leave it. */
static const char *verdict(const word *a, const word *b, const gap *g, const word *c, const word *d,
                           bool wrapped) {
  const run *x = &b->right, *y = &c->left;
  if (splits_date(x, y)) return "";
  bool numbers = (x->is == DIGITS && y->is == HAN && !x->glued) || (x->is == HAN && y->is == DIGITS);
  if (wrapped && numbers && g->chars == 1) return "";
  if (x->is != HAN || y->is != HAN) return NULL;
  if (g->wide) {
    /* A name of two characters padded to the width of three: just these two,
     * not columns of one character each. */
    bool more = (is_single(b) && is_lone(&a->right)) || (is_single(c) && is_lone(&d->left));
    if (is_lone(x) && is_lone(y) && !more) return "";
    return wrapped ? " " : NULL;
  }
  return wrapped && (is_lone(x) || is_lone(y)) ? "" : NULL;
}

/* One line: words a b c d pass by, the gap in question stands between b and c.
 * `only`: the one gap to judge, by where it starts; SIZE_MAX for all. */
static const char *edit_line(jy__edits *out, jy_str text, const char *at, bool wrapped, size_t only,
                             int *status) {
  const char *end = text.ptr + text.len;
  word a = {0}, b = {0}, c, d;
  gap g, next;
  at = read_gap(&g, text.ptr, at, end);
  at = read_word(&b, at, end);
  at = read_gap(&g, text.ptr, at, end);
  at = read_word(&c, at, end);
  while (*status == JY_OK && c.right.len) {
    at = read_gap(&next, text.ptr, at, end);
    at = read_word(&d, at, end);
    const char *put = only == SIZE_MAX || g.start == only ? verdict(&a, &b, &g, &c, &d, wrapped) : NULL;
    if (put) *status = jy__edits_add(out, g.start, g.end, put);
    if (g.start >= only) break;
    a = b;
    b = c;
    c = d;
    g = next;
  }
  return at;
}

int jy__gap_edits(jy__edits *out, jy_str text, bool wrapped) {
  const char *at = text.ptr, *end = text.ptr + text.len;
  int status = JY_OK;
  while (status == JY_OK && at < end) {
    at = edit_line(out, text, at, wrapped, SIZE_MAX, &status);
    if (at < end) at++; /* the line end where the words stopped */
  }
  return status;
}

/* Bytes on either side of a gap that tell what it parts: words further off and
 * the rest of long ones do not matter. */
#define AROUND 96

int jy__gap_edit_at(jy__edits *out, jy_str text, size_t at) {
  size_t from = at > AROUND ? at - AROUND : 0, to = text.len - at > 2 * AROUND ? at + 2 * AROUND : text.len;
  int status = JY_OK;
  for (size_t i = from; i < at; i++)
    if (is_line_end((unsigned char)text.ptr[i])) from = i + 1;
  while (from < at && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
  while (to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80) to++;
  edit_line(out, (jy_str){text.ptr, to}, text.ptr + from, false, at, &status);
  return status;
}

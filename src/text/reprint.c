/* Two texts beside each other: what they share, and whether they are one report.
 * Refuses to know where they come from; where they differ is differ.c.
 *
 * Both are covered by the shingles that they share, wherever those stand. A stretch that
 * stays uncovered, between two shingles that the other text has in the same order, stands
 * against what the other has between them. */
#include "text/shingles.h"

#include <stdlib.h>

/* How much of the shorter text must stand in the other. A report that is cut, or of
 * which one character in ten is damaged, still shares more; different reports of one
 * form, as forms are filled in, less. */
static const double SHARE = 0.6;
/* A stretch of its own, in characters and as a part of the text, that no copy has
 * where the original has one too. */
enum { LONG_OWN = 60 };
static const double OWN_PART = 0.2;
/* Shared islands in it that say nothing. */
enum { ISLAND = 2 * JY__SHINGLE };
/* Numbers that may differ on a page of the same report: when it was put there, how
 * often it was read. More, and for each so many characters one more, are a form. */
enum { MOST_NUMBERS = 2, CHARS_A_NUMBER = 250 };
/* What stands further apart, in characters, is not the same place. */
enum { MOST_APART = 400 };

/* A text and which of its characters stand in a shingle that the other has. */
typedef struct {
  const jy_shingles *text;
  bool *covered;
  size_t shared;
} side;

static int cover(side *s, const jy_shingles *text, const jy_shingles *other) {
  *s = (side){.text = text};
  s->covered = calloc(text->len + 1, sizeof *s->covered);
  if (!s->covered) return jy__nomem();
  size_t until = 0;
  for (size_t i = 0; i < text->shingles; i++) {
    if (jy__shingles_find(other, text->hashes[i]) == SIZE_MAX) continue;
    s->shared += jy__shingles_find(text, text->hashes[i]) == i;
    for (size_t j = i > until ? i : until; j < i + JY__SHINGLE; j++) s->covered[j] = true;
    until = i + JY__SHINGLE;
  }
  return JY_OK;
}

/* The next stretch [*start, *end) that is not covered, from *end on. */
static bool next_own(size_t *start, size_t *end, const side *s) {
  size_t at = *end;
  while (at < s->text->len && s->covered[at]) at++;
  *start = at;
  while (at < s->text->len && !s->covered[at]) at++;
  *end = at;
  return *start < at;
}

/* Whether the text holds a long stretch of its own. */
static bool has_own(const side *s) {
  size_t own = 0, start = 0, end = 0, before = 0, most = 0;
  while (next_own(&start, &end, s)) {
    own = start - before > ISLAND ? end - start : own + end - start;
    before = end;
    most = own > most ? own : most;
  }
  return most >= LONG_OWN && (double)most >= OWN_PART * (double)s->text->len;
}

/* What of the other text stands between the shingles around a stretch. */
static bool opposite(size_t *start, size_t *end, const side *s, const side *other, size_t from, size_t to) {
  const jy_shingles *t = s->text;
  if (from < JY__SHINGLE || to >= t->shingles) return false;
  size_t left = jy__shingles_find(other->text, t->hashes[from - JY__SHINGLE]);
  size_t right = jy__shingles_find(other->text, t->hashes[to]);
  if (left == SIZE_MAX || right == SIZE_MAX || right < left || right - left > MOST_APART) return false;
  *start = left + JY__SHINGLE;
  *end = right > *start ? right : *start;
  return true;
}

/* 0 to 9, and how Chinese writes them. */
static bool is_numeral(uint32_t c) {
  if (c >= '0' && c <= '9') return true;
  for (const uint32_t *p = U"〇零一二三四五六七八九十百千"; *p; p++)
    if (*p == c) return true;
  return false;
}

static size_t next_numeral(const jy_shingles *t, size_t at, size_t end) {
  while (at < end && !is_numeral(t->chars[at])) at++;
  return at;
}

/* Whether both stretches hold numerals, not the same, and nothing unreadable. */
static bool other_numbers(const jy_shingles *a, size_t at, size_t end, const jy_shingles *b, size_t from,
                          size_t to) {
  for (size_t i = at; i <= end && i < a->len; i++)
    if (a->broken[i]) return false;
  for (size_t i = from; i <= to && i < b->len; i++)
    if (b->broken[i]) return false;
  size_t x = next_numeral(a, at, end), y = next_numeral(b, from, to);
  if (x == end || y == to) return false;
  while (x < end && y < to && a->chars[x] == b->chars[y]) {
    x = next_numeral(a, x + 1, end);
    y = next_numeral(b, y + 1, to);
  }
  return x < end || y < to;
}

/* How often other numbers stand between the same words. */
static size_t count_numbers(const side *a, const side *b) {
  size_t start = 0, end = 0, from = 0, to = 0, n = 0;
  while (next_own(&start, &end, a))
    n += opposite(&from, &to, a, b, start, end) && other_numbers(a->text, start, end, b->text, from, to);
  return n;
}

static double share(size_t shared, size_t all) {
  return all ? (double)shared / (double)all : 0.0;
}

/* A copy, by what is shared, what is not, and which numbers differ. Whichever of both
 * comes first. */
static bool is_reprint(double similarity, const side *a, const side *b) {
  size_t shorter = a->text->len < b->text->len ? a->text->len : b->text->len;
  size_t most = MOST_NUMBERS + shorter / CHARS_A_NUMBER;
  return similarity >= SHARE && !(has_own(a) && has_own(b)) && count_numbers(a, b) <= most &&
         count_numbers(b, a) <= most;
}

static void judge(jy_reprint *out, const side *a, const side *b) {
  out->shared = a->shared;
  out->here = share(a->shared, a->text->distinct);
  out->there = share(a->shared, b->text->distinct);
  out->similarity = out->here > out->there ? out->here : out->there;
  out->reprint = is_reprint(out->similarity, a, b);
}

int jy_reprint_compare(jy_reprint *out, jy_passages *differ, const jy_shingles *a, const jy_shingles *b) {
  side x = {0}, y = {0};
  *out = (jy_reprint){0};
  int status = cover(&x, a, b);
  if (status == JY_OK) status = cover(&y, b, a);
  if (status == JY_OK) judge(out, &x, &y);
  if (status == JY_OK && differ) status = jy__differ(differ, a, b);
  free(x.covered);
  free(y.covered);
  return status;
}

void jy_passages_free(jy_passages *p) {
  free(p->at);
  *p = (jy_passages){0};
}

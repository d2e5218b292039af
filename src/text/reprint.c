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
/* So long may words be, in characters, that are put in the place of others: names with what
 * they are called by. One character for one is a slip of the pen. */
enum { LONGEST_WORD = 16, MOST_WORDS = 64 };
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
static bool opposite(size_t *start, size_t *end, const side *s, const side *other, size_t from,
                     size_t to) {
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

/* A stretch of one text and what the other has in its place. */
typedef struct {
  const jy_shingles *a, *b;
  size_t at, end, from, to;
} place;

/* Whether something that could not be read is in it, or next to it. */
static bool is_unreadable(const place *p) {
  for (size_t i = p->at; i <= p->end && i < p->a->len; i++)
    if (p->a->broken[i]) return true;
  for (size_t i = p->from; i <= p->to && i < p->b->len; i++)
    if (p->b->broken[i]) return true;
  return false;
}

/* Whether both hold numerals, not the same. */
static bool other_numbers(const place *p) {
  size_t x = next_numeral(p->a, p->at, p->end), y = next_numeral(p->b, p->from, p->to);
  if (x == p->end || y == p->to) return false;
  while (x < p->end && y < p->to && p->a->chars[x] == p->b->chars[y]) {
    x = next_numeral(p->a, x + 1, p->end);
    y = next_numeral(p->b, y + 1, p->to);
  }
  return x < p->end || y < p->to;
}

/* Whether numbers in [at, end) are of a day: 月 or 日 is there or follows. */
static bool is_day(const jy_shingles *t, size_t at, size_t end) {
  for (size_t i = at; i <= end && i < t->len; i++)
    if (t->chars[i] == U'月' || t->chars[i] == U'日') return true;
  return false;
}

/* Whether a word stands where the other has another. */
static bool other_word(const place *p) {
  size_t x = p->end - p->at, y = p->to - p->from;
  return x && y && x + y > 2 && x <= LONGEST_WORD && y <= LONGEST_WORD;
}

/* One for each pair of words, wherever it stands. */
static uint64_t name_of(const place *p) {
  uint64_t name = 0;
  for (size_t i = p->at; i < p->end; i++) name = (name ^ p->a->chars[i]) * 0x9E3779B97F4A7C15u;
  for (size_t i = p->from; i < p->to; i++) name = (name ^ p->b->chars[i]) * 0xC2B2AE3D27D4EB4Fu;
  return name;
}

/* What is another in one text than in the other, between the same words. */
typedef struct {
  size_t numbers; /* places where numbers are */
  size_t days;    /* of these, with numbers of a day */
  size_t words;   /* pairs of words, each once; no more than are told apart */
  uint64_t seen[MOST_WORDS];
} changes;

static void add_word(changes *c, const place *p) {
  uint64_t name = name_of(p);
  for (size_t i = 0; i < c->words; i++)
    if (c->seen[i] == name) return;
  if (c->words < MOST_WORDS) c->seen[c->words++] = name;
}

static changes count_changes(const side *a, const side *b) {
  changes c = {0};
  place p = {.a = a->text, .b = b->text};
  while (next_own(&p.at, &p.end, a)) {
    if (!opposite(&p.from, &p.to, a, b, p.at, p.end) || is_unreadable(&p)) continue;
    if (other_numbers(&p)) {
      c.numbers++;
      c.days += is_day(p.a, p.at, p.end) && is_day(p.b, p.from, p.to);
    } else if (other_word(&p)) {
      add_word(&c, &p);
    }
  }
  return c;
}

/* Whether a form was filled in anew: many numbers or words are others, or the day and who was
 * there. On its page a copy has some of its own, as when it was put there and by whom. */
static bool is_filled_anew(const changes *c, size_t len) {
  size_t most = MOST_NUMBERS + len / CHARS_A_NUMBER;
  return c->numbers > most || c->words > most || c->words == MOST_WORDS || (c->days && c->words >= 2);
}

static double share(size_t shared, size_t all) {
  return all ? (double)shared / (double)all : 0.0;
}

/* A copy, by what is shared, what is not, and what is another. Whichever of both
 * comes first. */
static bool is_reprint(double similarity, const side *a, const side *b) {
  if (similarity < SHARE || (has_own(a) && has_own(b))) return false;
  size_t shorter = a->text->len < b->text->len ? a->text->len : b->text->len;
  changes here = count_changes(a, b), there = count_changes(b, a);
  return !is_filled_anew(&here, shorter) && !is_filled_anew(&there, shorter);
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

/* What of a sentence speaks for the tags of a character: each feature is a
 * number that is hashed into a row of the model. Features of words are few,
 * since segmentation is to be fast; those of spans look at words around, at
 * what the lexicon says of them, and at how far the characters make a name. */
#include "extract/tagger.h"

typedef struct {
  uint32_t *rows;
  size_t len;
  unsigned shift;
  uint64_t kind;
} list;

static inline void add(list *l, uint64_t x) {
  l->kind += 0xD1B54A32D192ED03u;
  l->rows[l->len++] = (uint32_t)(((x ^ l->kind) * 0x9E3779B97F4A7C15u) >> l->shift);
}

static uint64_t at_most(uint64_t n, uint64_t most) {
  return n < most ? n : most;
}

static inline uint64_t types(const jy__tchar *c) {
  return (uint64_t)c[-2].type | (uint64_t)c[-1].type << 4 | (uint64_t)c[0].type << 8 | (uint64_t)c[1].type << 12 |
         (uint64_t)c[2].type << 16;
}

/* How the characters around stand in words of the lexicon. */
static inline uint64_t covers(const jy__tchar *c) {
  return c->cover | (uint64_t)c[-1].cover << 9 | (uint64_t)c[1].cover << 18;
}

static void add_characters(list *l, const jy__tchar *c) {
  for (int k = -2; k <= 2; k++) add(l, c[k].code);
  for (int k = -2; k <= 1; k++) add(l, c[k].pair);
  add(l, jy__mix(c[-1].code, c[1].code));
  add(l, jy__mix(c[-1].pair, c[1].code));
  add(l, types(c));
}

size_t jy__features_words(uint32_t *rows, const jy__sentence *s, size_t i, unsigned rows_log2) {
  list l = {rows, 0, 64 - rows_log2, 0};
  const jy__tchar *c = s->at + i;
  for (int k = -1; k <= 1; k++) add(&l, c[k].code);
  for (int k = -2; k <= 1; k++) add(&l, c[k].pair);
  add(&l, jy__mix(c[-1].pair, c[1].code));
  uint64_t place = c->place;
  add(&l, covers(c));
  add(&l, jy__mix(c->code, place));
  add(&l, place | (uint64_t)(c[-1].place >> 2) << 8 | (uint64_t)(c[1].place >> 2) << 12 | (uint64_t)c[-1].word_at << 16 |
              (uint64_t)c[1].word_at << 20);
  add(&l, jy__mix(c->word, place));
  add(&l, place | (uint64_t)c->two << 8 | (uint64_t)c->three << 12 | (uint64_t)c[-1].two << 16 |
              (uint64_t)c[-1].three << 20 | (uint64_t)c[-2].three << 24 | (uint64_t)c->sound_at << 28);
  add(&l, place | (uint64_t)c->word_row.tag[0] << 8 | (uint64_t)c[-1].word_row.tag[0] << 16 |
              (uint64_t)c[1].word_row.tag[0] << 24);
  return l.len;
}

/* ---- spans ---- */

static uint64_t flags(const jy__row *r) {
  return r->flags & ~(unsigned)JY__L_CORE;
}

/* The first character of the word of the best path before the one that c is in;
 * that after it. */
static const jy__tchar *word_before(const jy__sentence *s, const jy__tchar *c) {
  const jy__tchar *p = c - c->word_at - 1;
  return p < s->at ? s->at - 1 : p;
}
static const jy__tchar *word_after(const jy__sentence *s, const jy__tchar *c) {
  const jy__tchar *p = c + (c->word_len - c->word_at);
  return p > s->at + s->len ? s->at + s->len : p;
}

static void add_words(list *l, const jy__sentence *s, const jy__tchar *c) {
  const jy__tchar *before = word_before(s, c), *after = word_after(s, c);
  uint64_t place = at_most(c->word_at, 3) | (uint64_t)(c->word_at + 1 == c->word_len) << 2 | at_most(c->word_len, 5) << 3;
  add(l, jy__mix(c->word, place));
  add(l, jy__mix(before->word, place));
  add(l, jy__mix(after->word, place));
  add(l, jy__mix(place, (uint64_t)c->word_row.tag[0] | flags(&c->word_row) << 8));
  add(l, jy__mix(place, (uint64_t)c->word_row.tag[0] | (uint64_t)before->word_row.tag[0] << 8 |
                            (uint64_t)after->word_row.tag[0] << 16));
  add(l, jy__mix(place, flags(&before->word_row) | flags(&c->word_row) << 16));
  add(l, jy__mix(place, flags(&after->word_row) | flags(&c->word_row) << 16));
}

static void add_names(list *l, const jy__tchar *c) {
  uint64_t here = (uint64_t)c->two | (uint64_t)c->three << 4;
  uint64_t second = (uint64_t)c[-1].two | (uint64_t)c[-1].three << 4;
  uint64_t third = c[-2].three;
  uint64_t left = flags(&c[-1].end_row), right = flags(&c[1].begin_row);
  add(l, here);
  add(l, second);
  add(l, third);
  add(l, here | second << 8 | third << 16);
  add(l, jy__mix(here, left));
  add(l, jy__mix(second | third << 8, right));
  add(l, jy__mix(here, c[-1].code));
  add(l, jy__mix(second | third << 8, c[1].code));
  add(l, jy__mix(here, c[-1].word));
  add(l, jy__mix(second | third << 8, c[1].word));
  add(l, (uint64_t)c->sound | (uint64_t)c->sound_at << 4 | (uint64_t)c[1].sound_at << 8 | (uint64_t)c[-1].sound_at << 12);
  add(l, c->names & 0xFFFF);
}

/* How often names follow and precede a word: of people, places, bodies. */
static uint64_t calls(const jy__row *r) {
  return (r->flags & JY__L_BEFORE) | (uint64_t)(r->more & (JY__L_PLACE_AFTER | JY__L_BODY_AFTER)) << 2;
}
static uint64_t answers(const jy__row *r) {
  return (r->flags & JY__L_AFTER) >> 2 | (uint64_t)(r->more & (JY__L_PLACE_BEFORE | JY__L_BODY_BEFORE));
}

/* What is said of names by the words beside them, and of how often a word is one. */
static void add_company(list *l, const jy__sentence *s, const jy__tchar *c) {
  const jy__tchar *before = word_before(s, c), *after = word_after(s, c);
  uint64_t sound = (uint64_t)c->sound << 2 | c->sound_at, here = (uint64_t)c->two | (uint64_t)c->three << 3;
  uint64_t second = (uint64_t)c[-1].two | (uint64_t)c[-1].three << 3 | (uint64_t)c[-2].three << 6;
  add(l, calls(&c[-1].end_row) | sound << 8 | here << 16);
  add(l, answers(&c[1].begin_row) | sound << 8 | second << 16);
  add(l, calls(&before->word_row) | answers(&after->word_row) << 8 | at_most(c->word_at, 1) << 16 |
             (uint64_t)(c->word_at + 1 == c->word_len) << 17 | sound << 18);
  add(l, (uint64_t)c->word_row.more >> 8 | at_most(c->word_at, 3) << 4 | at_most(c->word_len, 5) << 6 | sound << 10);
  add(l, (uint64_t)c->begin_row.more >> 8 | (uint64_t)c->end_row.more >> 8 << 4 | at_most(c->begins, 5) << 8 |
             at_most(c->ends, 5) << 12);
}

/* What stands around a run of sounds, for each of its characters; of others, the words one farther off. */
static void add_around(list *l, const jy__sentence *s, const jy__tchar *c) {
  const jy__tchar *left = c, *right = c;
  if (c->sound_at) {
    while (left->sound_at != 1) left--;
    while (right->sound_at != 3) right++;
    left--;
    right++;
  } else {
    left = word_before(s, word_before(s, c));
    right = word_after(s, word_after(s, c));
  }
  uint64_t place = (uint64_t)c->sound << 4 | c->sound_at;
  add(l, jy__mix(c->sound_at, left->word));
  add(l, jy__mix(c->sound_at, right->word));
  add(l, place | calls(&left->word_row) << 8 | answers(&right->word_row) << 16);
  add(l, jy__mix(c->two, c[2].word));
  add(l, jy__mix(c->three, c[3].word));
}

/* A word in letters with what stands around it, and whether a work's title is told. */
static void add_shapes(list *l, const jy__sentence *s, const jy__tchar *c) {
  uint64_t place = at_most(c->word_at, 1) | (uint64_t)(c->word_at + 1 == c->word_len) << 1 | (uint64_t)c->shape << 2;
  uint64_t around = jy__mix(word_before(s, c)->code, word_after(s, c)->code);
  add(l, place | (uint64_t)c->work << 8 | (uint64_t)c[-1].work << 9 | (uint64_t)c[1].work << 10);
  add(l, c->shape ? jy__mix(place, around) : 0);
}

static void add_lexicon(list *l, const jy__tchar *c) {
  uint64_t left = flags(&c[-1].end_row), right = flags(&c[1].begin_row);
  add(l, left);
  add(l, right);
  add(l, flags(&c->begin_row) | at_most(c->begins, 5) << 16);
  add(l, flags(&c->end_row) | at_most(c->ends, 5) << 16);
  add(l, covers(c));
  add(l, left | (uint64_t)c[-1].type << 16 | (uint64_t)c->sound_at << 24);
}

size_t jy__features_spans(uint32_t *rows, const jy__sentence *s, size_t i, unsigned rows_log2) {
  list l = {rows, 0, 64 - rows_log2, 0};
  const jy__tchar *c = s->at + i;
  add_characters(&l, c);
  add_words(&l, s, c);
  add_names(&l, c);
  add_lexicon(&l, c);
  add_shapes(&l, s, c);
  add_company(&l, s, c);
  add_around(&l, s, c);
  return l.len;
}

/* What the files share that attach titles to names: chain.c, which goes through
 * the names, posts.c, told.c, cues.c, byline.c and rows.c, which read what stands around one,
 * shares.c, which reads what is told of several, and headed.c, which reads the rows below a heading. */
#ifndef JY_EXTRACT_CHAIN_H
#define JY_EXTRACT_CHAIN_H

#include "extract/internal.h"

typedef struct {
  const jy__document *d;
  const jy__token *t;
  size_t len;
  jy__founds *out;
} jy__chain;

static inline uint8_t jy__gap_before(const jy__chain *c, size_t token) {
  return token < c->len ? c->d->reading.at[c->t[token].start].gap : JY__GAP_HARD;
}

static inline bool jy__token_is(const jy__chain *c, size_t t, const char *set) {
  return t < c->len && c->t[t].end == c->t[t].start + 1 && jy__char_is(&c->d->reading, c->t[t].start, set);
}

static inline const jy__entry *jy__chain_entry(const jy__chain *c, size_t t) {
  return t < c->len && c->t[t].entry != JY__NO_ENTRY ? &c->d->x->entries[c->t[t].entry] : NULL;
}

static inline uint16_t jy__chain_roles(const jy__chain *c, size_t t) {
  return t < c->len ? jy__token_roles(c->d, &c->t[t]) : 0;
}

static inline uint16_t jy__chain_use(const jy__chain *c, size_t t) {
  const jy__entry *e = jy__chain_entry(c, t);
  return e ? e->use : 0;
}

/* The token behind a name and the title that follows it. */
static inline size_t jy__chain_past(const jy__chain *c, const jy__found *f) {
  size_t t = f->token + 1;
  while (t < c->len && c->t[t].start < f->end) t++;
  return t;
}

/* Whether token t is one of n words. */
bool jy__token_among(const jy__chain *c, size_t t, const char *const *words, size_t n);

/* ---- posts ---- */

/* Whether token t says that the title behind it was that of the name before it: 王某某前校长. */
bool jy__chain_was(const jy__chain *c, size_t t);
/* Reads the title that ends with token t, and its unit; returns the first token of both. */
size_t jy__post_read(const jy__chain *c, size_t t, jy__post *p);
/* The title that ends a chain link before token `next`, or len when there is none. */
size_t jy__title_before(const jy__chain *c, size_t next);
void jy__post_add(jy__found *f, const jy__post *p);
/* Posts were read from the last to the first; those before `from` stay. */
void jy__posts_turn(jy__found *f, size_t from);
/* Adds the titles of the chain that ends with token t. */
void jy__posts_read(const jy__chain *c, jy__found *f, size_t t);

/* ---- cues ---- */

/* The token behind a bracket that opens at t; t when none does. */
size_t jy__past_bracket(const jy__chain *c, size_t t);
/* What the shape of a name says for it, by how unlike words it is. */
float jy__cues_plausible(const jy__chain *c, const jy__token *t);
/* 甲某,男,…: the beginning of a life, with the comma at token t. */
bool jy__cues_sexed(const jy__chain *c, size_t t);
/* 选举某某为, 推选某某任, 聘请某某担任 */
bool jy__cues_elected(const jy__chain *c, size_t t);
void jy__cues_after(const jy__chain *c, jy__found *f);
void jy__cues_bracket(const jy__chain *c, jy__found *f);
void jy__cues_marks(const jy__chain *c, jy__found *f);
/* “黎某某青年奖”, 黎某某路1号: whether the name is one of a thing that is called after somebody. */
bool jy__cues_thing(const jy__chain *c, const jy__found *f);
/* Last: believes what nothing else spoke for and no words make up. */
void jy__cues_unmistakable(const jy__chain *c, jy__found *f);

/* ---- told behind the name ---- */

/* 沈某,博士,某某中心研究馆员。 The titles between the commas behind a name. */
void jy__told_beside(const jy__chain *c, jy__found *f);
/* 主任甲某,研究员,…: the ranks of one whose post stands before the name. */
void jy__told_ranks(const jy__chain *c, jy__found *f);
/* A rank that may stand behind somebody whose post is told already: 研究员, 教授、博士生导师. */
bool jy__is_rank(const jy__chain *c, const jy__post *p);
/* 沈某,女,博士,…教授: where what is told of somebody begins with the name. */
void jy__told_life(const jy__chain *c, jy__found *f);

/* ---- rows and lists ---- */

/* 3 粘某 某某学院 副院长: name, unit and title in the cells of a row. */
void jy__row_read(const jy__chain *c, jy__found *f);
/* 某某|某大学副校长|理事: more titles in the cells behind. */
void jy__row_more(const jy__chain *c, jy__found *f);
/* What is told of one name of a list is told of the next, where that has nothing of its own. */
void jy__share(const jy__chain *c, const jy__found *prev, jy__found *f);
/* 副主任甲研究员、乙教授: the title before the first, to one whose rank stands behind. */
void jy__share_beside_ranks(const jy__chain *c, const jy__found *prev, jy__found *f);
/* 博士生甲(导师:某某教授)、乙: the list goes on behind a bracket that names somebody else. */
void jy__share_past_bracket(const jy__chain *c, jy__found *f);
/* 某校副组长甲、联络员乙: the unit of the one before in the list. */
void jy__share_unit(const jy__chain *c, jy__found *f);
/* 历任院长, and below it years and names: the rows below a heading. */
void jy__headed_read(const jy__chain *c);
/* Last of all: what is told of all names of a list. */
void jy__shares_read(const jy__chain *c);

/* ---- bylines ---- */

void jy__byline_before(const jy__chain *c, jy__found *f);
void jy__byline_after(const jy__chain *c, jy__found *f);
void jy__byline_signature(const jy__chain *c, jy__found *f);

#endif

/* Surname and given name with the title between them, as Taiwan writes them: 江校长文某, 陈教务长美某. Knows
 * what stands around such a name; refuses to read others. */
#include "extract/chain.h"
#include "extract/lattice.h"

/* ---- where one may stand ---- */

/* Whether somebody may be told of from character i on: at a sign, behind a unit, a verb, a conjunction. */
static bool opens(const jy__lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  if (at == 0 || r->at[at].gap || r->at[at - 1].punct || l->d->tokens.org_end[at]) return true;
  if (jy__char_is(r, at - 1, "由请与和及向对邀聘的是有")) return true;
  for (size_t n = 2; n <= 4 && n <= i; n++) {
    const jy__entry *e = jy__whole_term(l, i - n, i);
    if (e && (e->roles & (JY__ACT | JY__STOP | JY__TITLE))) return true; /* 新任院长|吴院长文某 */
  }
  return false;
}

/* Words that say what is done or how, or name a thing, stand behind 王院长 of their own accord. */
static bool is_else(const jy__lattice *l, size_t i, size_t j) {
  static const uint16_t others = JY__TITLE | JY__PREFIX | JY__ACT | JY__ORG | JY__STOP | JY__DROPPED | JY__COURTESY | JY__BYLINE | JY__NOT_NAME;
  static const float rare = 11.0f; /* 大明 */
  const jy__entry *e = jy__whole_term(l, i, j);
  if (!e) return false;
  if (e->roles & others) return true;
  if (e->roles & JY__PLACE) return !jy__closes(l, j, 0);
  return (e->roles & JY__WORD) && (strchr("vdpcurmqtf", e->part) || (e->part == 'n' && e->cost < rare));
}

static const float common_pair = 14.0f; /* what two characters cost at most that are given names together */

/* Whether two characters from `at` on may be a given name, whatever stands around them. */
static bool is_pair(const jy__reading *r, size_t at) {
  const jy__han *a = r->at[at].in_names, *b = r->at[at + 1].in_names;
  if (!a || !b || a->first + b->second > common_pair) return false;
  for (size_t k = at; k < at + 2; k++) {
    const jy__han *h = r->at[k].in_names;
    if (h->function || h->numeral || h->governs || r->at[k].marks) return false;
  }
  return true;
}

/* Whether characters [i, i + 2) are one here. A word may go over its end where an act begins: 怡君|主持. */
static bool is_given(const jy__lattice *l, size_t i) {
  static const uint16_t behind = JY__ACT | JY__COURTESY | JY__TITLE | JY__PREFIX;
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i, end = i + 2;
  if (end > l->len || r->at[at].run < 2 || r->at[at].tight < 2 || !is_pair(r, at) || is_else(l, i, end)) return false;
  bool acts = end < l->len && (l->d->terms.roles[at + 2] & JY__ACT_STRONG);
  if (jy__is_crossed(l, i, end) && !acts) return false;
  return (end < l->len && r->at[at + 2].gap) || jy__closes(l, end, behind) || jy__char_is(r, at + 2, "和与及等为代予赠监颁授");
}

bool jy__parted_given(const jy__lattice *l, size_t i, size_t from, size_t *start, size_t *end) {
  size_t k = jy__title_end(l, from);
  if (k == from || k >= l->len || l->d->reading.at[l->start + k].gap || !opens(l, i)) return false;
  if (!is_given(l, k)) return false;
  *start = k;
  *end = k + 2;
  return true;
}

/* ---- what was found ---- */

uint64_t jy__found_key(const jy__document *d, const jy__found *f) {
  const jy__token *t = d->tokens.at;
  if (f->surname == f->token) return jy__name_key(&d->reading, t[f->token].start, t[f->token].end);
  return jy__name_key_on(jy__name_key(&d->reading, t[f->surname].start, t[f->surname].end), &d->reading, t[f->token].start, t[f->token].end);
}

void jy__found_put(jy_buf *out, const jy__document *d, const jy__found *f) {
  const jy__token *t = d->tokens.at;
  if (f->surname != f->token) jy__reading_put(out, &d->reading, t[f->surname].start, t[f->surname].end);
  jy__reading_put(out, &d->reading, t[f->token].start, t[f->token].end);
}

/* Names of a list that look like words: in 田某、高峰、李某三人 what stands between
 * two names is one. Knows what parts the items of a list; refuses to begin a list
 * with a word. */
#include "extract/internal.h"

static const float common_surname = 9.9f; /* one of 6 in 132,700 */

/* Past a bracket behind an item: 田某(女). */
static size_t past_bracket(const jy__reading *r, size_t at) {
  if (!jy__char_is(r, at, "(（")) return at;
  for (size_t k = at + 1; k < r->len && k - at < 12; k++)
    if (jy__char_is(r, k, ")）")) return k + 1;
  return at;
}

static uint16_t roles_at(const jy__document *d, size_t at) {
  uint16_t roles = 0;
  for (size_t m = d->terms.first[at]; m < d->terms.first[at + 1]; m++) {
    const jy__entry *e = &d->terms.at[m].entry;
    if (e->chars > 1 || (e->roles & JY__ACT_STRONG)) roles |= e->roles;
  }
  return roles;
}

/* Whether an item of a list ends before character `at`. */
static bool parts_after(const jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  if (at >= r->len || r->at[at].gap >= JY__GAP_HARD || jy__char_is(r, at, "、，,。;；（(等获")) return true;
  if (jy__counts_people(r, at) || (jy__char_is(r, at, "共") && jy__counts_people(r, at + 1))) return true; /* 乙三人, 丙共10位 */
  return (roles_at(d, at) & JY__ACT) != 0;
}

/* 接收石桥、某某同志; 推选石桥、某某: a verb of two characters before character `at`. */
static bool follows_verb(const jy__document *d, size_t at) {
  if (at < 2) return false;
  for (size_t m = d->terms.first[at - 2]; m < d->terms.first[at - 1]; m++)
    if (d->terms.at[m].entry.chars == 2 && d->terms.at[m].entry.part == 'v') return true;
  return false;
}

/* Whether one begins at character `at`. */
static bool parts_before(const jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  if (at == 0 || r->at[at].gap >= JY__GAP_SPACE || d->tokens.title_end[at] || follows_verb(d, at)) return true;
  return jy__char_is(r, at - 1, "、：:（(为予给由对了。；;，,");
}

/* Whether characters [start, end) may be a name and are no post, unit or act. */
static bool may_be_item(const jy__document *d, size_t start, size_t end) {
  const jy__reading *r = &d->reading;
  const jy__han *h = r->at[start].in_names;
  uint16_t others = JY__TITLE | JY__ORG | JY__ACT | JY__STOP | JY__DROPPED | JY__BYLINE | JY__COURTESY;
  if (!d->tokens.title_end[start]) others |= JY__PREFIX; /* 成员荣誉、夏日 */
  const jy__han *last = r->at[end - 1].in_names;
  bool rare = !h || h->surname > common_surname; /* 罕某某: the given name speaks for it */
  if (rare && !(end - start == 3 && !(h && (h->suffix || h->numeral)) && jy__given_likely(d, start + 1))) return false;
  if (end - start > 2 && last && last->governs) return false;
  for (size_t i = start; i < end; i++)
    if (!r->at[i].han || r->at[i].quoted || (i > start && r->at[i].gap >= JY__GAP_HARD)) return false;
  for (size_t i = start; i + 1 < end; i++)
    for (size_t m = d->terms.first[i]; m < d->terms.first[i + 1]; m++) {
      const jy__entry *e = &d->terms.at[m].entry;
      bool unit = i == start && i + e->chars == end && (e->roles & JY__PLACE) && end < r->len && r->at[end].han; /* 、海南协会 */
      bool never = (e->use & JY__USE_NEVER) && (i == start || i + e->chars < end); /* 王|进步 */
      if (e->chars > 1 && i + e->chars <= end && ((e->roles & others) || never || unit)) return false;
    }
  return true;
}

enum { BEHIND = 1, BEFORE = 2, BLANKS = 4 };

/* Whether a list was not yet gone through this way from here: each name of it asks
 * for all of it. */
static bool is_new(jy__document *d, size_t at, uint8_t way) {
  bool seen = d->listed[at] & way;
  d->listed[at] |= way;
  return !seen;
}

/* The items behind character `at`, where a name ends. */
static int learn_behind(jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  while (is_new(d, at, BEHIND)) {
    size_t start = past_bracket(r, at) + 1, n = 3;
    if (!jy__char_is(r, start - 1, "、")) return JY_OK;
    while (n > 1 && !(start + n <= r->len && parts_after(d, start + n) && may_be_item(d, start, start + n))) n--;
    if (n < 2) return JY_OK;
    if (jy__counts_add(&d->known, jy__name_key(r, start, start + n), 1) < 0) return JY_ENOMEM;
    at = start + n;
  }
  return JY_OK;
}

/* The items before character `at`, where a name begins. */
static int learn_before(jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  while (at > 2 && jy__char_is(r, at - 1, "、") && is_new(d, at, BEFORE)) {
    size_t end = at - 1, n = 3;
    while (n > 1 && !(end >= n && parts_before(d, end - n) && may_be_item(d, end - n, end))) n--;
    if (n < 2) return JY_OK;
    if (jy__counts_add(&d->known, jy__name_key(r, end - n, end), 1) < 0) return JY_ENOMEM;
    at = end - n;
  }
  return JY_OK;
}

/* Whether blanks alone part characters [start, end) from what stands around them: a name of two characters may
 * have one within. */
static bool stands_apart(const jy__reading *r, size_t start, size_t end) {
  if (end > r->len || r->at[start].gap != JY__GAP_SPACE || (end < r->len && !r->at[end].gap)) return false;
  for (size_t i = start + 1; i < end; i++)
    if (r->at[i].gap && end - start > 2) return false;
  return true;
}

/* 责任人:甲 安全 施工: what stands in the next cell may be a word of every day. */
static bool is_common_word(const jy__document *d, size_t start, size_t end) {
  static const float rare = 11.0f;
  for (size_t m = d->terms.first[start]; m < d->terms.first[start + 1]; m++) {
    const jy__entry *e = &d->terms.at[m].entry;
    if (start + e->chars == end && (e->roles & JY__WORD) && e->cost < rare) return true;
  }
  return false;
}

/* 参会人员:甲 乙 丙: the items behind the name that ends before character `at`, the first behind a colon. */
static int learn_blanks(jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  while (at < r->len && is_new(d, at, BLANKS)) {
    size_t n = 4;
    while (n > 1 && !(stands_apart(r, at, at + n) && (n == 4 || may_be_item(d, at, at + n)))) n--;
    if (n < 2 || (!d->reading.at[at + 1].gap && is_common_word(d, at, at + n))) return JY_OK;
    if (n < 4 && jy__counts_add(&d->known, jy__name_key(r, at, at + n), 1) < 0) return JY_ENOMEM;
    at += n;
  }
  return JY_OK;
}

int jy__lists_learn(jy__document *d, size_t start, size_t end) {
  int rc = learn_behind(d, end);
  if (rc == JY_OK && start > 0 && jy__char_is(&d->reading, start - 1, ":：")) rc = learn_blanks(d, end);
  return rc < 0 ? rc : learn_before(d, start);
}

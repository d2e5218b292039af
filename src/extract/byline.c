/* Those who wrote, took pictures or checked: 责编:甲, (记者 乙), 丙 摄, and names
 * that sign a report. Knows bylines; refuses to know other titles. */
#include "extract/chain.h"

static bool line_starts(const jy__chain *c, size_t t) {
  while (t > 0 && jy__gap_before(c, t) != JY__GAP_HARD && (c->t[t - 1].kind == JY__T_BYLINE || jy__token_is(c, t - 1, "/、&"))) t--;
  return t == 0 || jy__gap_before(c, t) == JY__GAP_HARD || jy__token_is(c, t - 1, "(（[【|");
}

/* The outlet: 本报记者, or the head of the dateline before a bracket. */
static void read_outlet(const jy__chain *c, size_t word, jy__post *p) {
  const jy__reading *r = &c->d->reading;
  size_t t = word;
  if (t > 0 && jy__token_is(c, t - 1, "(（")) {
    if (t < 2 || !jy__char_is(r, c->t[t - 2].end - 1, "电讯")) return;
    while (t > 0 && jy__gap_before(c, t) != JY__GAP_HARD && word - t < 16 && !jy__token_is(c, t, "。")) t--;
    size_t end = t;
    while (end < word && !(jy__chain_roles(c, end) & JY__PLACE) && !jy__char_is(r, c->t[end].start, "0123456789")) end++;
    if (end == t || end == word) return;
    p->org_start = c->t[t].start;
    p->org_end = c->t[end - 1].end;
    return;
  }
  if (t == 0 || jy__gap_before(c, t) != JY__GAP_NONE) return;
  if (!jy__char_is(r, c->t[t - 1].end - 1, "报网社台站刊")) return;
  while (t > 0 && c->t[t - 1].kind == JY__T_WORD && jy__gap_before(c, t) == JY__GAP_NONE && word - t < 4) t--;
  p->org_start = c->t[t].start;
  p->org_end = c->t[word - 1].end;
}

/* 责编:甲、乙 / (记者 甲) / 记者甲 */
void jy__byline_before(const jy__chain *c, jy__found *f) {
  size_t t = f->token;
  if (t == 0 || jy__gap_before(c, t) == JY__GAP_HARD) return;
  t--;
  bool colon = jy__token_is(c, t, ":：/");
  if (colon && t > 0) t--;
  const jy__entry *e = jy__chain_entry(c, t);
  if (c->t[t].kind != JY__T_BYLINE || !e) return;
  bool alone = colon || jy__gap_before(c, f->token) != JY__GAP_NONE || line_starts(c, t);
  if (!e->by_free && !alone) return;
  if (!e->by_free && !colon && !line_starts(c, t)) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += colon || jy__gap_before(c, f->token) == JY__GAP_SPACE ? 4.5f : 3.0f;
  jy__post p = {c->t[t].start, c->t[t].end, 0, 0};
  read_outlet(c, t, &p);
  if (e->by_title) jy__post_add(f, &p);
}

/* 张某摄, 李某/文, 王某 摄影 */
void jy__byline_after(const jy__chain *c, jy__found *f) {
  size_t t = f->token + 1;
  if (jy__token_is(c, t, "/")) t++;
  const jy__entry *e = jy__chain_entry(c, t);
  if (!e || !(e->roles & JY__BYLINE) || e->by_free || f->posts_len) return;
  bool spaced = t > f->token + 1 || jy__gap_before(c, t) == JY__GAP_SPACE || jy__char_is(&c->d->reading, c->t[t].start, "摄");
  bool closed = jy__gap_before(c, t + 1) != JY__GAP_NONE || jy__token_is(c, t + 1, ")）,，、。");
  if (!spaced || !closed || jy__gap_before(c, t) == JY__GAP_HARD) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += 2.0f;
  jy__post p = {c->t[t].start, c->t[t].end, 0, 0};
  if (e->by_title) jy__post_add(f, &p);
}

static bool date_follows(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  if (t >= c->len || jy__gap_before(c, t) == JY__GAP_NONE) return false;
  size_t i = c->t[t].start;
  return i + 4 < r->len && jy__char_is(r, i, "12") && jy__char_is(r, i + 1, "09") && jy__char_is(r, i + 4, "-年/.");
}

/* (黄某), (办公室:刘某), (党政办 王某) after the last sentence: where the bracket opens. */
static size_t signature_open(const jy__chain *c, size_t name) {
  if (!jy__token_is(c, name + 1, ")）") || jy__gap_before(c, name + 2) < JY__GAP_SOFT) return c->len;
  for (size_t t = name; t-- > 0 && name - t <= 6 && jy__gap_before(c, t + 1) < JY__GAP_HARD;) {
    if (jy__token_is(c, t, "(（")) {
      bool unit = t + 1 == name || jy__token_is(c, name - 1, ":：") || jy__gap_before(c, name) != JY__GAP_NONE;
      bool after = t == 0 || jy__token_is(c, t - 1, "。!?！？…”」") || jy__gap_before(c, t) == JY__GAP_HARD;
      return unit && after ? t : c->len;
    }
    if (c->t[t].kind == JY__T_PUNCT && t + 1 != name) break;
  }
  return c->len;
}

/* A name that signs in a bracket, or stands alone before a page date. */
void jy__byline_signature(const jy__chain *c, jy__found *f) {
  size_t t = f->token, open = signature_open(c, t);
  bool bracket = open < c->len && !c->d->tokens.org_end[c->t[t].end];
  bool dated = jy__gap_before(c, t) >= JY__GAP_SOFT && date_follows(c, t + 1);
  if (!bracket && !dated) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += bracket && open + 1 < t ? 4.0f : 1.2f;
  size_t last = bracket && jy__token_is(c, t - 1, ":：") ? t - 1 : t;
  if (!bracket || open + 1 >= last) return;
  f->org_start = c->t[open + 1].start;
  f->org_end = c->t[last - 1].end;
}

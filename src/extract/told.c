/* What is told of somebody behind the name, between commas: ranks, a life. Knows the order of clauses; refuses to
 * read what stands before a name. */
#include "extract/chain.h"

/* What is said of a life and is no title: 男, 汉族, 中共党员. */
static bool tells_life(const jy__chain *c, size_t first, size_t end) {
  size_t from = c->t[first].start, to = c->t[end - 1].end;
  const jy__reading *r = &c->d->reading;
  if (to - from > 3 && jy__char_is(r, to - 1, "员") && jy__char_is(r, to - 2, "党社盟会团")) return true;
  return to - from < 4 && (jy__token_is(c, first, "男女") || jy__char_is(r, to - 1, "族"));
}

/* 现任, 现为; 拟任 tells what somebody is not yet. */
static bool tells_time(const jy__chain *c, size_t t, const char *when) {
  const jy__reading *r = &c->d->reading;
  return jy__char_is(r, c->t[t].start, when) && jy__char_is(r, c->t[t].start + 1, "任为");
}

/* The first token behind 现任, where that is one or two. */
static size_t past_now(const jy__chain *c, size_t first, size_t end) {
  if (!tells_time(c, first, "现")) return first;
  size_t t = first;
  while (t < end && c->t[t].start < c->t[first].start + 2) t++;
  return t < end && c->t[t].start == c->t[first].start + 2 ? t : first;
}

/* Reads the posts that tokens [first, end) are; none where anything else stands there too. */
static void read_segment(const jy__chain *c, jy__found *f, size_t first, size_t end) {
  size_t had = f->posts_len, begin = end;
  for (size_t t = end - 1; t < end && jy__token_title(&c->t[t]) && f->posts_len < JY__POSTS_MAX && begin > first;) {
    jy__post p;
    begin = jy__post_read(c, t, &p);
    jy__post_add(f, &p);
    t = begin > first ? jy__title_before(c, begin) : end;
  }
  if (begin != first) f->posts_len = had;
  jy__posts_turn(f, had);
}

bool jy__is_rank(const jy__chain *c, const jy__post *p) {
  const jy__reading *r = &c->d->reading;
  size_t last = p->end - 1;
  return !p->org_end && (jy__char_is(r, last, "授士师家") || (jy__char_is(r, last, "员") && jy__char_is(r, last - 1, "究馆")));
}

/* 主任甲某,研究员,长期从事某学研究: the ranks between the commas behind a name that has a post before it. */
void jy__told_ranks(const jy__chain *c, jy__found *f) {
  for (size_t t = jy__chain_past(c, f); jy__token_is(c, t, ",，") && jy__gap_before(c, t) < JY__GAP_SOFT;) {
    size_t first = t + 1, end = first, had = f->posts_len;
    while (end < c->len && end - t < 12 && jy__gap_before(c, end) < JY__GAP_SOFT && !jy__token_is(c, end, ",，。;；")) end++;
    if (end == first || !jy__token_is(c, end, ",，。") || jy__gap_before(c, first) >= JY__GAP_SOFT) return;
    read_segment(c, f, first, end);
    for (size_t i = had; i < f->posts_len; i++)
      if (!jy__is_rank(c, &f->posts[i])) f->posts_len = had;
    if (f->posts_len == had) return;
    t = end;
  }
}

/* 沈某,博士,某某中心研究馆员。 The titles between the commas behind a name, as long as nothing else stands
 * there; where a life is told (沈某,男,1975年3月生,博士,现任…) whatever does. */
void jy__told_beside(const jy__chain *c, jy__found *f) {
  size_t had = f->posts_len;
  bool life = jy__cues_sexed(c, f->token + 1);
  for (size_t t = f->token + 1; jy__token_is(c, t, ",，") && jy__gap_before(c, t) < JY__GAP_SOFT;) {
    size_t first = t + 1, end = first, last = f->posts_len;
    while (end < c->len && end - t < 20 && jy__gap_before(c, end) < JY__GAP_SOFT && !jy__token_is(c, end, ",，。;；")) end++;
    if (end == first || jy__gap_before(c, first) >= JY__GAP_SOFT) return;
    t = end;
    if (life && tells_time(c, first, "拟")) return;
    if ((life || last == had) && tells_life(c, first, end)) continue;
    read_segment(c, f, past_now(c, first, end), end);
    if (f->posts_len == last && !life) return;
  }
}

/* 1.沈某,某大学教授;2.…: the item of a list that is numbered. */
static bool is_numbered(const jy__chain *c, size_t t) {
  return t > 1 && jy__token_is(c, t - 1, ".．、)）") && jy__char_is(&c->d->reading, c->t[t - 2].start, "0123456789") &&
         (jy__gap_before(c, t - 2) != JY__GAP_NONE || t == 2 || jy__token_is(c, t - 3, ";；。,，:：(（"));
}

/* 沈某,女,博士,…教授: at the beginning of what is told of somebody. */
void jy__told_life(const jy__chain *c, jy__found *f) {
  bool opens = jy__gap_before(c, f->token) == JY__GAP_HARD || jy__token_is(c, f->token - 1, ":：。") || is_numbered(c, f->token);
  if (!opens && !jy__cues_sexed(c, f->token + 1)) return;
  jy__told_beside(c, f);
  if (!f->posts_len) return;
  f->how = JY_HOW_AFTER;
  f->score += 3.0f;
}

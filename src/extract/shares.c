/* What is told of several names at once: the title of the first of a list, the one behind it, the label before
 * it. Knows lists; refuses to read what stands beside one name. */
#include "extract/chain.h"

/* 学生白果、甲某: a name that looks like a word is one where the document has shown it before. */
static bool is_doubted(const jy__chain *c, const jy__found *f) {
  return f->score < 2.0f && !(c->d->again && jy__counts_get(&c->d->known, jy__found_key(c->d, f)));
}

/* What is told of one name of a list is told of the next, where that has nothing of its own but a unit in a bracket:
 * 主任医师:甲(内科,现任副主任医师)、乙(外科). */
void jy__share(const jy__chain *c, const jy__found *prev, jy__found *f) {
  bool placed = f->org_end && f->org_start > c->t[f->token].start;
  if (f->posts_len || (f->org_end && !placed)) return;
  bool after = prev->how == JY_HOW_AFTER && prev->own > 0;
  if (after || is_doubted(c, prev)) return;
  for (size_t i = 0; i < prev->posts_len; i++) {
    jy__post p = prev->posts[i];
    if (p.start > c->t[prev->token].start) continue;
    if (placed) p.org_start = p.org_end = 0;
    jy__post_add(f, &p);
  }
  f->label = prev->label;
  if (placed) return;
  f->org_start = prev->org_start;
  f->org_end = prev->org_end;
  f->byline = prev->byline;
  if (f->byline) f->how = JY_HOW_BYLINE;
}

static bool stand_behind(const jy__chain *c, const jy__found *f) {
  for (size_t i = 0; i < f->posts_len; i++)
    if (f->posts[i].start < c->t[f->token].end) return false;
  return f->posts_len > 0;
}

/* 副主任甲研究员、乙教授, 校董甲先生、乙医生: the rank or form of address behind each name leaves the title before the
 * first to both. */
void jy__share_beside_ranks(const jy__chain *c, const jy__found *prev, jy__found *f) {
  size_t past = jy__chain_past(c, prev), before = 0;
  bool addressed = past < c->len && c->t[past].kind == JY__T_COURTESY && jy__gap_before(c, past) == JY__GAP_NONE;
  size_t sep = jy__past_bracket(c, past + addressed);
  bool listed = sep + 1 == f->token && jy__token_is(c, sep, "、") && jy__gap_before(c, sep) < JY__GAP_SOFT && jy__gap_before(c, f->token) < JY__GAP_SOFT;
  if (!listed || f->org_end || prev->score < 2.0f || !stand_behind(c, f)) return;
  while (before < prev->posts_len && prev->posts[before].end <= c->t[prev->token].start) before++;
  if (before == 0 || (before == prev->posts_len && !addressed) || before + f->posts_len > JY__POSTS_MAX) return;
  memmove(&f->posts[before], &f->posts[0], f->posts_len * sizeof f->posts[0]);
  memcpy(&f->posts[0], &prev->posts[0], before * sizeof f->posts[0]);
  f->posts_len += before;
  f->how = JY_HOW_LIST;
}

enum { CLOSED_TOKENS = 24 };

/* The bracket that token `close` closes, on its line; `close` where none does. */
static size_t opened(const jy__chain *c, size_t close) {
  if (!jy__token_is(c, close, ")）")) return close;
  for (size_t k = close; k-- > 0 && close - k < CLOSED_TOKENS && jy__gap_before(c, k + 1) < JY__GAP_SOFT;)
    if (jy__token_is(c, k, "(（")) return k;
  return close;
}

/* 博士生甲(导师:某某教授)、乙: the list goes on behind the bracket that names somebody else. */
void jy__share_past_bracket(const jy__chain *c, jy__found *f) {
  size_t t = f->token, n = c->out->len;
  if (t < 4 || f->byline || !jy__token_is(c, t - 1, "、和及与") || jy__gap_before(c, t) >= JY__GAP_SOFT) return;
  size_t open = opened(c, t - 2), from = n;
  while (n > 0 && open < t - 2 && c->out->at[n - 1].token > open) n--;
  if (n == from || n == 0) return;
  const jy__found *prev = &c->out->at[n - 1];
  if (jy__chain_past(c, prev) != open || prev->score < 2.0f || (prev->how != JY_HOW_TITLE && prev->how != JY_HOW_LIST)) return;
  f->score += 1.8f;
  if (f->how == JY_HOW_BARE || f->how == JY_HOW_ACT) f->how = JY_HOW_LIST;
  jy__share(c, prev, f);
}

/* 人文学院院长甲、学生代表乙: who speaks for many is of the whole, not of the unit whose head stands before. */
static bool speaks_for_many(const jy__reading *r, const jy__post *p, const jy__post *head) {
  bool many = p->end - p->start >= 4 && jy__char_is(r, p->end - 1, "表") && jy__char_is(r, p->end - 2, "代");
  return many && jy__char_is(r, head->end - 1, "长任记");
}

/* 副组长甲、联络员乙: the unit goes on in the list where the title can have it. */
static bool unit_fits(const jy__chain *c, const jy__post *p, size_t org_end) {
  const jy__reading *r = &c->d->reading;
  bool land = p->end - p->start > 2 && jy__char_is(r, p->start, "省市县区州旗镇乡") && jy__char_is(r, p->start + 1, "委"); /* 市委常委 after 某区委书记 */
  if (land && r->at[org_end - 1].cp != r->at[p->start].cp) return false;
  bool council = org_end > 1 && jy__char_is(r, org_end - 2, "政人") && jy__char_is(r, org_end - 1, "协大"); /* 市政协委员甲、法官乙 */
  if (council && !jy__char_is(r, p->end - 1, "席委员长任")) return false;
  if (jy__char_is(r, p->start, "校")) return jy__char_is(r, org_end - 1, "校学院中");
  if (jy__char_is(r, p->end - 1, "长") && p->end - p->start >= 2) {
    uint32_t unit = r->at[p->end - 2].cp, last = r->at[org_end - 1].cp;
    return unit == last || (unit == 0x6821 && last == 0x5B66) || (unit == 0x4E8B);
  }
  if (jy__char_is(r, p->start, "党团纪")) return jy__char_is(r, org_end - 1, "院学校司团局厅区县市省所");
  return true;
}

/* 某某科甲主任和乙主任: the same post behind both names, and the unit before the first. */
static void share_same(const jy__chain *c, const jy__found *prev, jy__found *f) {
  const jy__reading *r = &c->d->reading;
  if (f->how != JY_HOW_AFTER || prev->how != JY_HOW_AFTER || f->org_end || prev->byline || !f->posts_len || !prev->posts_len) return;
  const jy__post *p = &f->posts[0], *q = &prev->posts[prev->posts_len - 1];
  size_t t = f->token;
  if (p->org_end || !prev->org_end || p->end - p->start != q->end - q->start || t < 1 || !jy__token_is(c, t - 1, "、和及")) return;
  if (c->t[t - 1].start != prev->end || jy__gap_before(c, t) >= JY__GAP_SOFT) return;
  for (size_t i = 0; i < p->end - p->start; i++)
    if (r->at[p->start + i].cp != r->at[q->start + i].cp) return;
  f->org_start = prev->org_start;
  f->org_end = prev->org_end;
}

void jy__share_unit(const jy__chain *c, jy__found *f) {
  if (c->out->len) share_same(c, &c->out->at[c->out->len - 1], f);
  if (!c->out->len || !f->own || f->how != JY_HOW_TITLE) return;
  const jy__found *prev = &c->out->at[c->out->len - 1];
  jy__post *p = &f->posts[0];
  if (p->org_end || !prev->posts_len || prev->byline) return;
  const jy__post *last = &prev->posts[prev->posts_len - 1];
  jy__post unit = {0, 0, prev->org_start, prev->org_end}; /* 某大学甲教授、博士后乙 */
  const jy__post *q = last->org_end || prev->how != JY_HOW_AFTER ? last : &unit;
  size_t t = f->token;
  while (t > 0 && c->t[t].start > p->start) t--;
  if (!q->org_end || t < 2 || !jy__token_is(c, t - 1, "、")) return;
  size_t before = c->t[t - 2].kind == JY__T_COURTESY ? t - 3 : t - 2;
  if (before >= c->len || c->t[before].end != prev->end) return;
  if (q->org_end > 3 && jy__reads(&c->d->reading, q->org_end - 3, "服务处")) return; /* 议员甲服务处主任乙、议员丙 */
  if (!unit_fits(c, p, q->org_end) || speaks_for_many(&c->d->reading, p, last)) return;
  p->org_start = q->org_start;
  p->org_end = q->org_end;
}

/* A list of three or more where names are many is a list of names throughout. */
static void believe_lists(const jy__chain *c) {
  jy__found *f = c->out->at;
  for (size_t i = 0, end; i < c->out->len; i = end) {
    float sum = f[i].score;
    for (end = i + 1; end < c->out->len && f[end].linked; end++) sum += f[end].score;
    if (end - i < 3 || sum / (float)(end - i) < 1.4f) continue;
    for (size_t k = i; k < end; k++) {
      if (f[k].how == JY_HOW_BARE || f[k].how == JY_HOW_ACT) f[k].how = JY_HOW_LIST;
      if (f[k].score < 2.0f && f[k].score > -1.5f) f[k].score = 2.0f;
      if (k > i) jy__share(c, &f[k - 1], &f[k]);
    }
  }
}

/* 三位评委打分: a part that somebody has in what is told, though it may be a common noun. */
static bool is_part(const jy__chain *c, size_t t) {
  static const uint16_t others = JY__USE_CUE | JY__USE_NOUNS | JY__USE_UNIT;
  return c->t[t].kind == JY__T_WEAK && (jy__chain_use(c, t) & JY__USE_BEFORE) && !(jy__chain_use(c, t) & others) && !(jy__chain_roles(c, t) & JY__COURTESY);
}

/* 甲、乙等医师: a rank, where 等老师 addresses them. */
static bool is_craft(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  return c->t[t].kind == JY__T_WEAK && jy__char_is(r, c->t[t].end - 1, "师") && !jy__char_is(r, c->t[t].end - 2, "老教");
}

/* 甲、乙、丙等委员, 甲、乙两位院长: the title behind a list and its unit. */
static bool title_behind(const jy__chain *c, const jy__found *last, jy__post *p) {
  size_t t = jy__past_bracket(c, last->token + 1);
  if (t >= c->len || jy__gap_before(c, t) >= JY__GAP_SOFT) return false;
  size_t at = c->t[t].start;
  bool counted = jy__char_is(&c->d->reading, at, "两二三四五六") && jy__char_is(&c->d->reading, at + 1, "位");
  if (!counted && !jy__token_is(c, t, "等")) return false;
  size_t first = counted ? t : ++t, end = t;
  while (end < c->len && end - first < 8 && jy__gap_before(c, end) == JY__GAP_NONE && (c->t[end].kind == JY__T_WORD || c->t[end].kind == JY__T_PREFIX)) end++;
  if (end >= c->len || jy__gap_before(c, end) != JY__GAP_NONE || !(c->t[end].kind == JY__T_TITLE || is_craft(c, end) || (counted && is_part(c, end)))) return false;
  if (counted && jy__char_is(&c->d->reading, c->t[end].end - 1, "者家宾")) return false; /* 三位学者 */
  if (end + 1 < c->len && (c->t[end + 1].kind == JY__T_NAME || c->t[end + 1].kind == JY__T_SURNAME)) return false;
  size_t left = jy__post_read(c, end, p);
  if (counted && p->org_end > at + 2 && p->org_start < at + 2) p->org_start = at + 2; /* 两位工程院院士 */
  if (counted)
    while (first < left && c->t[first].start < at + 2) first++;
  while (first < left && jy__chain_entry(c, first) && strchr("mq", jy__chain_entry(c, first)->part)) first++;
  return left <= first && p->start >= c->t[first].start;
}

static void share_back(const jy__chain *c) {
  for (size_t i = 0; i < c->out->len; i++) {
    jy__found *f = &c->out->at[i];
    jy__post p;
    if (f->surname_only || f->posts_len || f->score < 1.0f || !title_behind(c, f, &p)) continue;
    for (size_t k = i + 1; k-- > 0;) {
      jy__found *g = &c->out->at[k];
      if (g->posts_len) break;
      jy__post_add(g, &p);
      if (g->how == JY_HOW_BARE || g->how == JY_HOW_ACT) g->how = JY_HOW_LIST;
      if (g->score < 2.0f) g->score = 2.0f;
      if (!g->linked) break;
    }
  }
}

enum { LABEL_TOKENS = 80 };

/* The title of the label of the list that token t stands in, before a colon on the same line; len when there is none. */
static size_t label_of(const jy__chain *c, size_t t) {
  for (size_t k = t; k-- > 0 && t - k < LABEL_TOKENS && jy__gap_before(c, k + 1) < JY__GAP_SOFT;) {
    if (jy__token_is(c, k, "。;；!！?？”")) break;
    k = opened(c, k); /* 甲(导师:乙)、丙: what a bracket says is told of nobody behind it */
    if (!jy__token_is(c, k, ":：")) continue;
    if (k == 0 || !jy__token_title(&c->t[k - 1]) || (jy__chain_use(c, k - 1) & (JY__USE_LABEL | JY__USE_AFTER | JY__USE_CUE))) break;
    size_t first = jy__title_first(c->d, k - 1);
    bool opens = first == 0 || jy__gap_before(c, first) >= JY__GAP_SOFT || jy__token_is(c, first - 1, "。;；(（,，");
    return opens ? k - 1 : c->len;
  }
  return c->len;
}

/* 组长:灌溉处处长闻某: what stands behind the label is all told of one. Of the labels of one, those of a group tell a
 * post, and others a part (主席, 联络人). */
static bool stands_first(const jy__chain *c, const jy__found *f, size_t label) {
  size_t first = c->t[label + 1].end;
  if (!jy__char_is(&c->d->reading, c->t[label].end - 1, "长员队")) return false;
  size_t from = f->org_end && f->org_start < f->start ? f->org_start : f->start;
  if (f->own && f->how == JY_HOW_TITLE && f->posts[0].org_end) from = f->posts[0].org_start;
  return from == first;
}

/* 评审专家:甲大学某某教授、乙学院某某研究员: the label of a list is told of each of its names. */
static void share_labels(const jy__chain *c) {
  for (size_t i = 0, last = c->len, next = c->len; i < c->out->len; i++, last = next) {
    jy__found *f = &c->out->at[i];
    size_t label = f->surname_only || f->byline ? c->len : label_of(c, f->token);
    bool listed = label == last || (i + 1 < c->out->len && label < c->len && label_of(c, f[1].token) == label);
    next = label;
    listed |= label < c->len && stands_first(c, f, label);
    if (label >= c->len || !listed || f->score < 2.0f || f->posts_len == JY__POSTS_MAX || label + 2 == f->token) continue;
    jy__post p = {c->t[jy__title_first(c->d, label)].start, c->t[label].end, 0, 0};
    bool had = false;
    for (size_t k = 0; k < f->posts_len; k++) had |= f->posts[k].end == p.end;
    if (had) continue;
    memmove(&f->posts[1], &f->posts[0], f->posts_len * sizeof f->posts[0]);
    f->posts[0] = p;
    f->posts_len++;
    if (f->own) f->own++;
  }
}

/* 成员, 委员, 专家: what many are at once, where 组长 is one. */
static bool is_of_many(const jy__chain *c, const jy__post *p) {
  const jy__reading *r = &c->d->reading;
  if (p->end - p->start < 2) return false;
  if (jy__char_is(r, p->end - 1, "员")) return jy__char_is(r, p->end - 2, "成组队委");
  return (jy__char_is(r, p->end - 1, "家") && jy__char_is(r, p->end - 2, "专")) || (jy__char_is(r, p->end - 1, "委") && jy__char_is(r, p->end - 2, "评"));
}

/* Whether the first post of f stands before the unit of the second with no sign between them. */
static bool leads_units(const jy__chain *c, const jy__found *f) {
  return f->own > 1 && f->how == JY_HOW_TITLE && f->posts[1].org_end && f->posts[0].end == f->posts[1].org_start && is_of_many(c, &f->posts[0]);
}

/* 成员甲大学院长某某、乙大学处长某某: what stands before the unit of the first is told of all, whatever else they are. */
static void share_roles(const jy__chain *c) {
  const jy__post *role = NULL;
  for (size_t i = 1; i < c->out->len; i++) {
    jy__found *f = &c->out->at[i];
    if (!role && leads_units(c, &f[-1])) role = &f[-1].posts[0];
    size_t sep = jy__chain_past(c, &f[-1]);
    bool own = f->own && f->how == JY_HOW_TITLE && f->posts_len < JY__POSTS_MAX && f->posts[0].org_end;
    if (!own || !jy__token_is(c, sep, "、和及") || jy__gap_before(c, sep) >= JY__GAP_SOFT || c->t[sep].end != f->posts[0].org_start) role = NULL;
    if (!role) continue;
    memmove(&f->posts[1], &f->posts[0], f->posts_len * sizeof f->posts[0]);
    f->posts[0] = *role;
    f->posts_len++;
    f->own++;
  }
}

enum { FOUNDS_NEAR = 300 };

/* Whether somebody found at i has a post of their own elsewhere, not too far away. */
static bool has_own(const jy__chain *c, size_t i) {
  uint64_t key = jy__found_key(c->d, &c->out->at[i]);
  size_t stop = c->out->len - i < FOUNDS_NEAR ? c->out->len : i + FOUNDS_NEAR;
  for (size_t k = i < FOUNDS_NEAR ? 0 : i - FOUNDS_NEAR; k < stop; k++)
    if (k != i && c->out->at[k].own && !c->out->at[k].surname_only && jy__found_key(c->d, &c->out->at[k]) == key) return true;
  return false;
}

/* 副总裁甲与乙签约: two parties, of whom the second has a post that is told elsewhere. */
static void part_parties(const jy__chain *c) {
  for (size_t i = 1; i < c->out->len; i++) {
    jy__found *f = &c->out->at[i];
    bool two = f->linked && !f[-1].linked && !f->own && f->posts_len && !f->byline && jy__token_is(c, f->token - 1, "与");
    if (!two || (i + 1 < c->out->len && f[1].linked) || !has_own(c, i)) continue;
    f->posts_len = 0;
    f->org_start = f->org_end = 0;
  }
}

void jy__shares_read(const jy__chain *c) {
  believe_lists(c);
  part_parties(c);
  share_roles(c);
  share_back(c);
  share_labels(c);
  jy__headed_read(c);
}

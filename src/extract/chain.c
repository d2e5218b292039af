/* Attaches titles and organisations to names: the chain before a name
 * (厂长、党委委员庞某), the title after it, lists under one title, bylines.
 * Knows the order of words; refuses to know the document as a whole. */
#include <stdlib.h>

#include "extract/chain.h"

/* Mary Foo(符某某): the name in the bracket is another of the same person, and the one to go by where it comes
 * again. */
static bool has_alias(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  bool latin = t + 3 < c->len && c->t[t].kind == JY__T_NAME && !r->at[c->t[t].start].han && jy__token_is(c, t + 1, "(（") &&
               c->t[t + 2].kind == JY__T_NAME && r->at[c->t[t + 2].start].han;
  return latin && jy__token_is(c, t + 3, ")）");
}

static bool comes_again(const jy__chain *c, size_t t) {
  return jy__counts_get(&c->d->recurring, jy__name_key(&c->d->reading, c->t[t].start, c->t[t].end)) > 1;
}

/* 约翰·陈(中文名陈某某): told to be another name. */
static bool named_otherwise(const jy__chain *c, size_t t) {
  size_t k = jy__token_is(c, t - 1, ":：为") ? t - 1 : t;
  if (k < 2 || !jy__char_is(&c->d->reading, c->t[k - 1].end - 1, "名")) return false;
  for (size_t n = 0; n < 3 && k > 1; n++)
    if (jy__token_is(c, --k, "(（")) return c->t[k - 1].kind == JY__T_NAME;
  return false;
}

/* 金某某教授(Prof. Kim Min-ah): the name in Latin letters behind a title, in a bracket of its own. */
static bool spelt_behind(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  if (r->at[c->t[t].start].han || !jy__token_is(c, t + 1, ")）,，")) return false;
  size_t k = t;
  while (k > 0 && t - k < 3 && !jy__token_is(c, k - 1, "(（") && !r->at[c->t[k - 1].start].han) k--;
  if (k < 3 || !jy__token_is(c, k - 1, "(（")) return false;
  for (k -= 2; k > 0 && jy__token_title(&c->t[k]); k--) {}
  return c->t[k].kind == JY__T_NAME && r->at[c->t[k].start].han;
}

static bool is_alias(const jy__chain *c, size_t t) {
  if (spelt_behind(c, t)) return true;
  if (t > 2 && named_otherwise(c, t)) return true;
  bool behind = t > 1 && jy__token_is(c, t - 1, "(（") && c->t[t - 2].kind == JY__T_NAME && !c->d->reading.at[c->t[t].start].han;
  if (behind || has_alias(c, t)) return behind || comes_again(c, t + 2);
  return t > 1 && has_alias(c, t - 2) && !comes_again(c, t);
}

/* 教授Dr. Mary Foo: where the address begins that stands before a name in Latin letters; else t. */
static size_t past_address(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  if (t < 2 || r->at[c->t[t].start].han || jy__gap_before(c, t) != JY__GAP_SPACE) return t;
  size_t word = jy__token_is(c, t - 1, ".") ? t - 2 : t - 1;
  bool latin = word > 0 && c->t[word].kind == JY__T_WORD && r->at[c->t[word].start].cp >= 'A' && r->at[c->t[word].start].cp <= 'Z';
  return latin ? word : t;
}

/* A bracket between title and name: 副校长(研究)赵某. */
static size_t before_name(const jy__chain *c, size_t name) {
  if (name > 1 && has_alias(c, name - 2)) name -= 2; /* 教授Mary Foo(符某某) */
  size_t t = past_address(c, name);
  if (t == 0 || jy__gap_before(c, t) == JY__GAP_HARD) return c->len;
  t--;
  if (jy__token_is(c, t, ":：") && t > 0) t--;
  if (!jy__token_is(c, t, ")）") || jy__gap_before(c, t + 1) >= JY__GAP_SOFT) return t;
  for (size_t k = t; k-- > 0 && t - k < 12;)
    if (jy__token_is(c, k, "(（")) return k > 0 && jy__token_title(&c->t[k - 1]) ? k - 1 : t;
  return t;
}

/* 的 between what somebody is and the name: 任馆长的张某. */
static size_t past_of(const jy__chain *c, size_t t) {
  bool of = t > 0 && t < c->len && jy__token_is(c, t, "的") && jy__gap_before(c, t) == JY__GAP_NONE && jy__gap_before(c, t + 1) == JY__GAP_NONE;
  return of ? t - 1 : t;
}

/* 实习生 is a byline word and a title: the second where it signs nothing. 作者 always tells who wrote. */
static bool is_title(const jy__chain *c, size_t t) {
  if (c->t[t].kind != JY__T_BYLINE) return jy__token_title(&c->t[t]);
  return (jy__chain_roles(c, t) & JY__TITLE) && !(jy__chain_use(c, t) & JY__USE_BEFORE);
}

/* 两院长会商, 三院士两院长会商: a number before the title at `first` says how many hold it, and nobody's name follows;
 * 大三学生 has none. */
static bool counted(const jy__chain *c, size_t first) {
  if (first == 0 || jy__gap_before(c, first) != JY__GAP_NONE || !jy__token_is(c, first - 1, "两三四五六七八九十")) return false;
  return first == 1 || jy__gap_before(c, first - 1) != JY__GAP_NONE || c->t[first - 2].kind == JY__T_PUNCT || jy__token_title(&c->t[first - 2]);
}

static void read_before(const jy__chain *c, jy__found *f) {
  size_t t = past_of(c, before_name(c, f->token));
  if (t >= c->len || !is_title(c, t) || (jy__chain_use(c, t) & JY__USE_AFTER)) return;
  size_t of = jy__title_first(c->d, t);
  bool held = of > 0 && c->t[of - 1].kind == JY__T_NAME && jy__gap_before(c, of) == JY__GAP_NONE; /* 王某博士作序 */
  bool acts = held && of == t && c->t[t].end == c->t[t].start + 2 && jy__char_is(&c->d->reading, c->t[t].start, "代"); /* 王某代表李某 */
  if (acts || (held && c->t[f->token].score < 0) || counted(c, of)) return;
  bool row = jy__gap_before(c, f->token) == JY__GAP_SOFT && jy__gap_before(c, f->token + 1) == JY__GAP_SPACE;
  jy__post above;
  if (row && (jy__gap_before(c, of) == JY__GAP_SPACE || jy__gap_before(c, jy__post_read(c, t, &above)) == JY__GAP_SPACE)) return; /* the last cell of the row above */
  bool applies = jy__gap_before(c, f->token) == JY__GAP_SPACE && jy__scores_stand(&c->d->reading, c->t[f->token].end);
  if (applies) return; /* 技术员 甲某 76.5 84.2: the post that was applied for */
  bool placed = of > 0 && c->d->tokens.org_end[c->t[of].start] == 2;
  f->start = c->t[of].start;
  f->score += c->t[t].kind == JY__T_TITLE ? 4.0f : placed ? 2.8f : 1.8f;
  f->how = JY_HOW_TITLE;
  bool label = (jy__chain_use(c, t) & JY__USE_LABEL) && jy__token_is(c, f->token - 1, ":：");
  if (label) {
    if (!(jy__chain_use(c, t) & JY__USE_CUE)) f->label = (jy_span){f->start, c->t[t].end};
    jy__told_beside(c, f);
  } else jy__posts_read(c, f, t);
}

enum { MODIFIER_CHARS = 18 };

/* What may stand between a title and a name to say more of the same person: no act, no mark. */
static bool modifies(const jy__chain *c, size_t t) {
  if (jy__gap_before(c, t + 1) != JY__GAP_NONE) return false;
  if (jy__token_is(c, t, "的()（）“”·")) return true;
  bool from = c->t[t].end == c->t[t].start + 2 && jy__char_is(&c->d->reading, c->t[t].start, "来") && jy__char_is(&c->d->reading, c->t[t].end - 1, "自");
  if (from) return true;
  if (c->t[t].kind != JY__T_WORD && c->t[t].kind != JY__T_PREFIX) return false;
  return !(jy__chain_roles(c, t) & (JY__STOP | JY__ACT_STRONG));
}

/* Whether what ends before a name tells of a person: 2班, 护理系, 58岁的, 奖章获得者. */
static bool tells_person(const jy__chain *c, size_t name) {
  return c->d->tokens.org_end[c->t[name].start] || jy__char_is(&c->d->reading, c->t[name].start - 1, "的级班届年者");
}

/* 学生代表、高三2班周某; 学生代表三年级廖某: the title that stands before more that is said of the name;
 * len when there is none. *from: where that begins. */
static size_t title_beyond(const jy__chain *c, size_t name, size_t *from) {
  size_t t = name;
  if (t == 0 || jy__gap_before(c, t) != JY__GAP_NONE || !tells_person(c, t)) return c->len;
  while (t > 0 && c->t[name].start - c->t[t - 1].start <= MODIFIER_CHARS && modifies(c, t - 1)) t--;
  *from = t;
  if (t == 0 || t == name || jy__gap_before(c, t) != JY__GAP_NONE) return c->len;
  const jy__reading *r = &c->d->reading;
  bool stands_for = c->t[t - 1].end - c->t[t - 1].start > 2 && jy__reads(r, c->t[t - 1].end - 2, "代表") && c->d->tokens.org_end[c->t[name].start]; /* 学生代表物理系某某 */
  if (!jy__token_is(c, t - 1, "、") && !(jy__token_title(&c->t[t - 1]) && (stands_for || jy__char_is(r, c->t[name].start - 1, "级班届年")))) return c->len;
  return jy__title_before(c, t);
}

/* Reads it with the unit between title and name. */
static void read_beyond(const jy__chain *c, jy__found *f) {
  size_t from, t = title_beyond(c, f->token, &from);
  if (f->how == JY_HOW_TITLE || t >= c->len || (jy__chain_use(c, t) & JY__USE_AFTER)) return;
  jy__posts_read(c, f, t);
  f->score += 2.5f;
  f->how = JY_HOW_TITLE;
  f->beyond = true;
  bool generic;
  size_t stop = past_of(c, f->token - 1) + 1, org = jy__org_left(c->d, stop, JY__ORG_NAMED, &generic);
  if (org < from && jy__token_title(&c->t[from - 1])) org = from; /* 学生代表|物理学院某某 */
  if (org >= stop || generic || org < from || !c->d->tokens.org_end[c->t[stop - 1].end]) return;
  f->org_start = c->t[org].start;
  f->org_end = c->t[stop - 1].end;
}

/* ---- after a name ---- */

/* 张某区议员办公室, 邵某医院: the name of a thing that is called after somebody. */
static bool names_thing(const jy__chain *c, size_t next, bool directly) {
  const jy__entry *e = jy__chain_entry(c, next);
  if (directly && jy__cues_elected(c, next - 1)) return false;
  if (!e || jy__gap_before(c, next) != JY__GAP_NONE || !(e->roles & JY__ORG) || e->chars < 2) return false;
  return !e->generic || (directly && e->kind != 'b');
}

/* 立法委员林某服务处主任陈某: the unit of somebody, which has its own people. */
static bool names_office(const jy__chain *c, size_t next) {
  for (size_t t = next; t < c->len && t - next < 4 && jy__gap_before(c, t) == JY__GAP_NONE; t++) {
    if (jy__token_title(&c->t[t])) return t > next && t + 1 < c->len && c->t[t + 1].kind == JY__T_NAME && c->d->tokens.org_end[c->t[t].start] == 2;
    if (c->t[t].kind != JY__T_WORD || (jy__chain_roles(c, t) & (JY__STOP | JY__ACT))) return false;
  }
  return false;
}

/* 、柳桥社区卫生服务中心: nothing follows that may follow a name, but the rest of a unit. */
static bool begins_unit(const jy__chain *c, const jy__found *f) {
  if (f->cued || f->how == JY_HOW_TITLE || f->byline || jy__cues_elected(c, f->token)) return false;
  for (size_t t = f->token + 1; t < c->len && t - f->token < 5; t++) {
    if (c->t[t].kind != JY__T_WORD || jy__gap_before(c, t) != JY__GAP_NONE) return false;
    const jy__entry *e = jy__chain_entry(c, t);
    if (e && (e->roles & JY__ORG) && e->chars > 1 && (!e->generic || t > f->token + 1)) return true;
    if (!e || !strchr("nvab", e->part)) return false;
  }
  return false;
}

/* 李某校长代表学校签约: where the title ends of one who acts for others, though 校长代表 is one too; else 0. */
static size_t for_house(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  size_t end = c->t[t].end;
  bool acts = end - c->t[t].start == 4 && jy__char_is(r, end - 2, "代") && jy__char_is(r, end - 1, "表") && jy__char_is(r, end - 3, "长");
  return acts && t + 1 < c->len && c->t[t + 1].kind == JY__T_WORD && jy__gap_before(c, t + 1) == JY__GAP_NONE ? end - 2 : 0;
}

/* 组长:某某  院长: whether the name stands behind a label, and what ends with token t is the last of its field. */
static bool ends_field(const jy__chain *c, const jy__found *f, size_t t) {
  while (t < c->len && c->t[t].kind == JY__T_PREFIX) t++;
  bool label = f->token > 0 && jy__token_is(c, f->token - 1, ":：");
  return label && t < c->len && jy__gap_before(c, t + 1) != JY__GAP_NONE;
}

/* 3. 某某 教授:某某方向: the name begins its line, but for a number. */
static bool opens_row(const jy__chain *c, size_t t) {
  if (t > 1 && jy__token_is(c, t - 1, ".、．)）") && jy__char_is(&c->d->reading, c->t[t - 2].start, "0123456789")) return jy__gap_before(c, t - 2) >= JY__GAP_SOFT;
  return t > 0 && jy__char_is(&c->d->reading, c->t[t - 1].start, "0123456789") && jy__gap_before(c, t - 1) >= JY__GAP_SOFT;
}

/* 副书记、纪委书记:某某; 理事(5人,按姓氏笔画为序):某某: whether titles from token t on are the label of what follows. */
static bool labels_next(const jy__chain *c, size_t t) {
  for (size_t first = t; t < c->len && (t == first || jy__gap_before(c, t) < JY__GAP_SOFT); t++) {
    bool joint = c->t[t].kind == JY__T_PREFIX || c->t[t].kind == JY__T_SEP || jy__token_is(c, t, "、兼");
    if (!joint && !jy__token_title(&c->t[t])) break;
  }
  if (jy__token_is(c, t, "(（"))
    for (size_t open = t; t < c->len && t - open < 20 && !jy__token_is(c, t - 1, ")）"); t++) {}
  return jy__token_is(c, t, ":：|｜丨∕／");
}

/* 某某副会长兼秘书长: the posts that 兼 joins to the one behind a name that ends with token t. */
static void read_joined(const jy__chain *c, jy__found *f, size_t t) {
  while (jy__token_is(c, t + 1, "兼") && jy__gap_before(c, t + 1) == JY__GAP_NONE && jy__gap_before(c, t + 2) == JY__GAP_NONE) {
    size_t last = t + 2;
    while (last < c->len && c->t[last].kind == JY__T_PREFIX && jy__gap_before(c, last + 1) == JY__GAP_NONE) last++;
    if (last >= c->len || !jy__token_title(&c->t[last]) || (last + 1 < c->len && c->t[last + 1].kind == JY__T_NAME)) return;
    jy__post p = {c->t[jy__title_first(c->d, last)].start, c->t[last].end, 0, 0};
    if (p.start < c->t[t + 2].start) return;
    jy__post_add(f, &p);
    f->end = p.end;
    t = last;
  }
}

/* The title after the name, unless it belongs to a name that follows it. */
static void read_after(const jy__chain *c, jy__found *f) {
  size_t t = jy__past_bracket(c, f->token + 1);
  uint8_t gap = jy__gap_before(c, t);
  bool latin = !c->d->reading.at[c->t[f->token].end - 1].han; /* 主任 Mary Foo 教授 */
  if (gap == JY__GAP_HARD || (gap == JY__GAP_SPACE && f->posts_len && !latin && !ends_field(c, f, t))) return;
  if (jy__chain_was(c, t)) t++;
  while (t < c->len && c->t[t].kind == JY__T_PREFIX) t++;
  if (gap != JY__GAP_NONE && labels_next(c, t) && !opens_row(c, f->token)) return; /* the label of what follows */
  if (t >= c->len || !jy__token_title(&c->t[t])) return;
  size_t stands = for_house(c, t);
  if (!stands && (jy__chain_use(c, t) & JY__USE_BEFORE)) return;
  if ((jy__chain_use(c, t) & JY__USE_AFTER) && !f->surname_only) return;
  if (jy__chain_use(c, t) & JY__USE_CUE) return;
  bool name_follows = t + 1 < c->len && c->t[t + 1].kind == JY__T_NAME && jy__gap_before(c, t + 1) != JY__GAP_HARD;
  float next = name_follows ? c->t[t + 1].score : 0;
  if (name_follows && (gap || next > -3.0f || next > c->t[f->token].score)) return;
  jy__post p = {c->t[jy__title_first(c->d, t)].start, stands ? stands : c->t[t].end, 0, 0};
  f->thing = names_thing(c, t + 1, false);
  bool house = jy__char_is(&c->d->reading, p.start - 1, "医") && jy__reads(&c->d->reading, p.start, "院长"); /* 青川医院长: the 院 is said once */
  bool degree = jy__reads(&c->d->reading, p.end, "学位") || jy__reads(&c->d->reading, p.end, "学历");
  if (p.start < f->end || f->thing || degree || (house && f->how == JY_HOW_BARE)) return; /* 授予某某名誉博士学位 */
  jy__post_add(f, &p);
  f->end = p.end;
  if (f->how != JY_HOW_TITLE) f->how = JY_HOW_AFTER;
  f->score += c->t[t].kind == JY__T_TITLE ? 3.0f : 1.6f;
  if (!stands) read_joined(c, f, t);
  for (t++; gap == JY__GAP_SPACE && t < c->len && jy__token_title(&c->t[t]) && jy__gap_before(c, t) == JY__GAP_SPACE && ends_field(c, f, t); t++) {
    p = (jy__post){c->t[t].start, c->t[t].end, 0, 0};
    jy__post_add(f, &p);
  }
}

/* (内科,现任副主任医师): the unit that opens a bracket, for the post behind the comma before token t. */
static void place_bracket(const jy__chain *c, jy__post *p, size_t open, size_t t) {
  bool generic;
  if (t > 0 && (jy__chain_roles(c, t - 1) & JY__DROPPED)) t--;
  if (p->org_end || t < open + 3 || !jy__token_is(c, t - 1, ",，") || c->d->tokens.org_end[c->t[t - 2].end] != 2) return;
  if (jy__org_left(c->d, t - 1, JY__ORG_NAMED, &generic) != open + 1 || generic) return;
  p->org_start = c->t[open + 1].start;
  p->org_end = c->t[t - 2].end;
}

/* 何某(宣传司司长): title and unit in a bracket after the name. */
static void read_bracket(const jy__chain *c, jy__found *f) {
  size_t open = jy__chain_past(c, f);
  if (!jy__token_is(c, open, "(（") || jy__gap_before(c, open) == JY__GAP_HARD) return;
  size_t close = open + 1, had = f->posts_len;
  while (close < c->len && close - open < 12 && !jy__token_is(c, close, ")）。") && c->t[close].kind != JY__T_NAME) close++;
  if (!jy__token_is(c, close, ")）") || !jy__token_title(&c->t[close - 1])) return;
  for (size_t t = close - 1; t > open && t < c->len && f->posts_len < JY__POSTS_MAX;) {
    jy__post p;
    size_t first = jy__post_read(c, t, &p);
    if (p.start < c->t[open].end) return;
    place_bracket(c, &p, open, first);
    if (!(jy__chain_use(c, t) & JY__USE_CUE)) jy__post_add(f, &p);
    t = first > open + 1 ? jy__title_before(c, first) : open;
  }
  jy__posts_turn(f, had);
  if (f->how != JY_HOW_TITLE) f->how = JY_HOW_AFTER;
  f->score += 2.5f;
}

static void read_unit_before(const jy__chain *c, jy__found *f) {
  if (f->how == JY_HOW_TITLE || f->token == 0 || jy__gap_before(c, f->token) >= JY__GAP_SOFT) return;
  size_t stop = past_of(c, f->token - 1) + 1;
  unsigned org = c->d->tokens.org_end[c->t[stop - 1].end];
  if (!org || !(f->own || f->cued)) return;
  bool generic;
  size_t first = jy__org_left(c->d, stop, JY__ORG_NAMED, &generic);
  if (first == stop || generic) return;
  f->org_start = c->t[first].start;
  f->org_end = c->t[stop - 1].end;
  const jy__entry *e = jy__chain_entry(c, stop - 1);
  bool whole = org == 2 || (e && e->part == 'n' && e->chars > 1); /* 监察室 */
  f->score += whole ? (f->cued ? 2.1f : 1.7f) : 0.9f;
  const jy__token *t = &c->t[f->token];
  const jy__han *h = c->d->reading.at[t->start].in_names;
  bool word = t->score < 0 && t->end - t->start == 2 && h && !h->numeral; /* 某医院银花获奖 */
  if (whole && f->cued && word) f->score += 2.0f;
  if (f->how == JY_HOW_BARE || f->how == JY_HOW_ACT) f->how = JY_HOW_ORG;
}

/* ---- lists ---- */

/* 成员:甲 乙 丙 */
static bool goes_by_spaces(const jy__chain *c, const jy__found *f) {
  if (f->linked) return jy__gap_before(c, f->token) == JY__GAP_SPACE;
  if (!f->posts_len || f->how != JY_HOW_TITLE) return false;
  bool heads = c->d->reading.at[f->posts[0].start].gap >= JY__GAP_SOFT || f->posts[0].start == 0; /* 副会长 甲 乙 */
  return jy__token_is(c, f->token - 1, ":：") || (heads && f->posts[0].start < f->start + 1 && jy__gap_before(c, f->token) == JY__GAP_SPACE);
}

static bool list_gap(const jy__chain *c, const jy__found *prev, const jy__found *f) {
  size_t a = jy__past_bracket(c, prev->token + 1), b = f->token;
  if (a + 1 < b && c->t[a].kind == JY__T_COURTESY && jy__gap_before(c, a) == JY__GAP_NONE) a++; /* 甲先生、乙女士 */
  if (a == b) return jy__gap_before(c, b) == JY__GAP_SPACE && (prev->byline || goes_by_spaces(c, prev));
  if (a > prev->token + 1 && a == b) return goes_by_spaces(c, prev);
  return b == a + 1 && (jy__token_is(c, a, "、和及与/") || (prev->byline && jy__token_is(c, a, ",，;；"))) &&
         jy__gap_before(c, a) != JY__GAP_HARD && jy__gap_before(c, b) != JY__GAP_HARD;
}

/* What stands between the commas of a list whose first is 副局长甲 is believed whatever it looks like. */
static const float listed_under_title = 2.0f;

/* The name before this one; past 保罗(Paul) stands 保罗. */
static jy__found *found_before(const jy__chain *c) {
  size_t n = c->out->len;
  while (n > 1 && c->out->at[n - 1].alias) n--;
  return n ? &c->out->at[n - 1] : NULL;
}

/* 学生代表、高三2班甲和高三3班乙: what is said of the second stands where it did for the first. */
static void share_beyond(const jy__chain *c, const jy__found *prev, jy__found *f) {
  size_t t = f->token;
  if (!prev->beyond || prev->score < 2.0f || f->posts_len || f->byline || jy__gap_before(c, t) != JY__GAP_NONE || !tells_person(c, t)) return;
  while (t > 0 && c->t[f->token].start - c->t[t - 1].start <= MODIFIER_CHARS && modifies(c, t - 1) && !jy__token_is(c, t - 1, "和与及")) t--;
  if (t < 2 || t == f->token || !jy__token_is(c, t - 1, "、和与及，,") || t - 2 != prev->token) return;
  for (size_t i = 0; i < prev->posts_len; i++) {
    jy__post p = prev->posts[i];
    if (p.start < c->t[prev->token].start) jy__post_add(f, &p);
  }
  f->score += 2.0f;
  f->how = JY_HOW_LIST;
  f->beyond = true;
}

/* Names of a list stand by each other, and under the title of the first. */
static void read_list(const jy__chain *c, jy__found *f) {
  jy__found *prev = found_before(c);
  if (!prev) return;
  f->linked = list_gap(c, prev, f);
  if (!f->linked) {
    jy__share_beside_ranks(c, prev, f);
    share_beyond(c, prev, f);
    jy__share_past_bracket(c, f);
    return;
  }
  f->score += prev->score >= 2.0f ? 1.8f : 0.6f;
  bool titled = prev->score >= 2.0f && (prev->byline || (prev->posts_len && (prev->how == JY_HOW_TITLE || prev->how == JY_HOW_LIST)));
  if (titled && f->cued && jy__token_is(c, f->token - 1, "、") && f->score < listed_under_title) f->score = listed_under_title;
  if (prev->score < 2.0f && f->score >= 2.5f) prev->score += 1.5f;
  if (f->how == JY_HOW_BARE || f->how == JY_HOW_ACT) f->how = JY_HOW_LIST;
  if (prev->how == JY_HOW_BARE && prev->score >= 2.0f && f->score >= 2.5f) prev->how = JY_HOW_LIST;
  jy__share(c, prev, f);
  jy__share_beside_ranks(c, prev, f);
}

/* ---- all ---- */

/* 。石桥教授指出: name and title begin a sentence, and an act follows them. */
static bool opens_act(const jy__chain *c, const jy__found *f) {
  size_t past = jy__chain_past(c, f);
  bool opens = f->token == 0 || jy__gap_before(c, f->token) == JY__GAP_HARD || jy__token_is(c, f->token - 1, "。；;！!？?”");
  bool unit = c->d->tokens.org_end[c->t[f->token].end] != 0; /* 代表院议长 */
  return opens && !unit && c->t[past - 1].kind == JY__T_TITLE && past < c->len && jy__gap_before(c, past) == JY__GAP_NONE && (jy__chain_roles(c, past) & JY__ACT);
}

/* 甲教授、石桥研究员、乙教授: an item of a list beside one that ends with a title too. */
static bool ranked_beside(const jy__chain *c, const jy__found *f) {
  const jy__found *prev = c->out->len ? &c->out->at[c->out->len - 1] : NULL;
  size_t past = jy__chain_past(c, f), t = f->token;
  if (prev && prev->how == JY_HOW_AFTER && t > 0 && jy__token_is(c, t - 1, "、和及") && jy__chain_past(c, prev) + 1 == t) return true;
  return jy__token_is(c, past, "、和及") && past + 2 < c->len && c->t[past + 1].kind == JY__T_NAME && jy__token_title(&c->t[past + 2]);
}

static void read_name(const jy__chain *c, jy__found *f) {
  const jy__token *t = &c->t[f->token];
  f->score = jy__cues_plausible(c, t);
  if (jy__gap_before(c, f->token) == JY__GAP_HARD || jy__token_is(c, f->token - 1, ",。，;；:：“")) f->score += 0.3f;
  if (f->token > 0 && jy__token_is(c, f->token - 1, "由请")) f->score += 0.5f;
  if (jy__cues_elected(c, f->token)) {
    f->score += t->score < 0 ? 4.0f : 2.0f;
    f->how = JY_HOW_ACT;
  }
  bool within_unit = t->start + 1 < c->d->reading.len && c->d->tokens.org_end[t->start + 1] == 2; /* 理事会 字 */
  bool spread = t->score < 2.0f && !within_unit && jy__name_spread(&c->d->reading, t->start, t->end);
  if (spread) f->score += 3.0f;
  if (jy__gap_before(c, f->token) == JY__GAP_SPACE && jy__scores_stand(&c->d->reading, t->end)) { /* A03 采购 石桥 82 85.2 */
    f->score += 3.5f;
    f->how = JY_HOW_LIST;
  }
  const jy__han *h = c->d->reading.at[t->start].in_names;
  bool inside = f->token > 0 && jy__gap_before(c, f->token) == JY__GAP_NONE && c->t[f->token - 1].kind == JY__T_WORD;
  if (h && h->function && inside && t->end - t->start < 4) f->score -= 2.0f;
  jy__byline_before(c, f);
  if (!f->byline) read_before(c, f);
  if (!f->byline) read_beyond(c, f);
  jy__row_read(c, f);
  read_after(c, f);
  jy__row_more(c, f);
  if (f->how == JY_HOW_TITLE && f->posts_len && !f->label.end) jy__told_ranks(c, f);
  read_bracket(c, f);
  if (!f->byline && !f->posts_len && f->how == JY_HOW_BARE) jy__told_life(c, f);
  f->own = f->posts_len;
  if (!f->byline) jy__byline_after(c, f);
  if (!f->byline) jy__byline_signature(c, f);
  jy__cues_after(c, f);
  if (!f->byline) jy__cues_bracket(c, f);
  jy__cues_marks(c, f);
  bool label = f->how == JY_HOW_TITLE && f->cued && jy__token_is(c, f->token - 1, ":："); /* 联系人:安稳 */
  if (f->how == JY_HOW_TITLE && (f->own || label) && f->start < t->start) {
    bool word = t->score < 0 && (t->end - t->start == 2 || f->score > 1.5f); /* 院长高峰讲话: where only a name fits */
    bool chained = f->own > 1 && f->score < 2.0f; /* 主席、本科生路漫漫: two posts are no words by chance */
    if (f->cued) f->score += label ? 2.5f : chained ? 2.0f : word ? 1.5f : 0.5f;
    else if (t->score < 0 && t->end - t->start == 2) f->score -= 1.0f;
  }
  if (f->how == JY_HOW_AFTER && f->own && t->score < 0 && (jy__past_bracket(c, f->token + 1) > f->token + 1 || opens_act(c, f) || ranked_beside(c, f))) f->score += 1.5f;
  if (!f->byline) read_unit_before(c, f);
  read_list(c, f);
  jy__share_unit(c, f);
  if (spread && f->how == JY_HOW_BARE) f->how = JY_HOW_LIST;
  jy__cues_unmistakable(c, f);
  jy__hints_weigh(c->d, f);
  bool cell = f->own && f->how == JY_HOW_TITLE && jy__gap_before(c, f->token) == JY__GAP_SPACE; /* 研究员 海州研究所 */
  if ((!f->own || cell) && names_thing(c, f->token + 1, true)) f->thing = true;
  if (!f->own && begins_unit(c, f)) f->thing = true;
  if (names_office(c, f->token + 1) || jy__opens_in_firm(c->d, f->token + 1) || jy__cues_thing(c, f)) f->thing = true;
  if (!f->own && !f->cued && jy__is_named_after(c->d, f->token, f->token + 4)) f->thing = true;
}

/* 市盐务局严局长, 审计处(尚书记): the unit before the surname. */
static void read_unit_of_surname(const jy__chain *c, jy__found *f) {
  size_t stop = f->surname;
  if (f->posts_len != 1 || jy__gap_before(c, stop) != JY__GAP_NONE) return;
  if (stop > 1 && jy__token_is(c, stop - 1, "(（") && jy__gap_before(c, stop - 1) == JY__GAP_NONE) stop--;
  if (stop == 0 || !c->d->tokens.org_end[c->t[stop - 1].end]) return;
  bool generic;
  size_t org = jy__org_left(c->d, stop, JY__ORG_NAMED, &generic);
  if (org == stop || generic) return;
  f->posts[0].org_start = c->t[org].start;
  f->posts[0].org_end = c->t[stop - 1].end;
}

/* 司机老覃, 教练张师傅: what stands for the given name tells nothing, the title before it does. */
static void read_familiar(const jy__chain *c, jy__found *f, size_t t) {
  if (t == 0 || jy__gap_before(c, t) >= JY__GAP_SOFT) return;
  if (!jy__token_title(&c->t[t - 1])) {
    read_beyond(c, f);
    return;
  }
  if (jy__chain_use(c, t - 1) & JY__USE_AFTER) return;
  jy__posts_read(c, f, t - 1);
  if (f->posts_len) f->start = f->posts[f->posts_len - 1].start;
}

static void read_surname(const jy__chain *c, jy__found *f) {
  f->surname_only = true;
  f->how = JY_HOW_SURNAME;
  read_after(c, f);
  if (f->posts_len) read_unit_of_surname(c, f);
  else if (f->token + 1 < c->len && c->t[f->token + 1].kind == JY__T_COURTESY) read_familiar(c, f, f->token);
  f->own = f->posts_len;
  f->how = JY_HOW_SURNAME;
}

/* 江校长文某: the title between them is one behind the surname, and no other's. */
static void read_parted(const jy__chain *c, jy__found *f) {
  f->start = c->t[f->surname].start;
  f->how = JY_HOW_AFTER;
  f->score = c->t[f->token].score;
  jy__post p;
  jy__post_read(c, f->token - 1, &p);
  jy__post_add(f, &p);
  read_unit_of_surname(c, f);
  read_after(c, f);
  f->own = f->posts_len;
  jy__cues_after(c, f);
  read_list(c, f);
}

static void read_nickname(const jy__chain *c, jy__found *f) {
  f->surname_only = true;
  f->how = JY_HOW_SURNAME;
  read_familiar(c, f, f->token - 1);
  f->own = f->posts_len;
}

/* 老覃 after a title. */
static bool is_nickname(const jy__chain *c, size_t t) {
  const jy__han *h = c->d->reading.at[c->t[t].start].in_names;
  if (t < 2 || !(c->d->reading.at[c->t[t].start - 1].marks & JY__M_FAMILIAR) || c->t[t].kind != JY__T_WORD || c->t[t].end != c->t[t].start + 1 || !h || h->surname > 7.5f) return false;
  return jy__token_is(c, t - 1, "老小") && jy__token_title(&c->t[t - 2]) && jy__gap_before(c, t) == JY__GAP_NONE;
}

/* Whether token t is a surname whose given name stands behind the title. */
static bool leads_parted(const jy__chain *c, size_t t) {
  size_t k = t + 1;
  if (c->t[t].kind != JY__T_SURNAME) return false;
  while (k < c->len && (jy__token_title(&c->t[k]) || c->t[k].kind == JY__T_PREFIX)) k++;
  return k < c->len && jy__token_surname(c->t, k) == t;
}

int jy__chain_find(jy__founds *out, const jy__document *d) {
  jy__chain c = {d, d->tokens.at, d->tokens.len, out};
  out->len = 0;
  for (size_t i = 0; i < c.len; i++) {
    bool nickname = is_nickname(&c, i);
    if (c.t[i].kind != JY__T_NAME && c.t[i].kind != JY__T_SURNAME && !nickname) continue;
    if (d->reading.at[c.t[i].start].quoted || leads_parted(&c, i)) continue;
    jy__found f = {.token = i, .start = c.t[i].start, .end = c.t[i].end, .how = JY_HOW_BARE, .alias = is_alias(&c, i)};
    f.surname = jy__token_surname(c.t, i);
    if (f.surname < i) read_parted(&c, &f);
    else if (c.t[i].kind == JY__T_NAME) read_name(&c, &f);
    else if (nickname) read_nickname(&c, &f);
    else read_surname(&c, &f);
    if (f.thing || (f.surname_only && !f.posts_len)) continue;
    size_t past = out->len ? out->at[out->len - 1].end : 0;
    if (f.start < past) f.start = past < c.t[i].start ? past : c.t[i].start; /* never behind the name itself */
    if (jy__room(&out->at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
    out->at[out->len++] = f;
  }
  jy__shares_read(&c);
  return JY_OK;
}

/* Attaches titles and organisations to names: the chain before a name
 * (院长、党委副书记傅某), the title after it, lists under one title, bylines.
 * Knows the order of words; refuses to know the document as a whole. */
#include <stdlib.h>

#include "extract/internal.h"

typedef struct {
  const jy__document *d;
  const jy__token *t;
  size_t len;
  jy__founds *out;
} chain;

static uint8_t gap_before(const chain *c, size_t token) {
  return token < c->len ? c->d->reading.at[c->t[token].start].gap : JY__GAP_HARD;
}

static bool token_is(const chain *c, size_t t, const char *set) {
  return t < c->len && c->t[t].end == c->t[t].start + 1 && jy__char_is(&c->d->reading, c->t[t].start, set);
}

static const jy__entry *entry(const chain *c, size_t t) {
  return t < c->len && c->t[t].entry != JY__NO_ENTRY ? &c->d->x->entries[c->t[t].entry] : NULL;
}

static uint16_t roles(const chain *c, size_t t) {
  return t < c->len ? jy__token_roles(c->d, &c->t[t]) : 0;
}

static uint8_t use(const chain *c, size_t t) {
  const jy__entry *e = entry(c, t);
  return e ? e->use : 0;
}

/* ---- the title that ends with token t ---- */

static size_t title_first(const chain *c, size_t t) {
  return jy__title_first(c->d, t);
}

/* 杨浦区委书记 is the 区委书记 of 杨浦区: the unit's last character is shared. */
static void share_unit(const chain *c, jy__post *p) {
  const jy__reading *r = &c->d->reading;
  if (p->org_start == p->org_end || p->start + 2 >= p->end) return;
  bool committee = jy__char_is(r, p->start, "省市县区州盟旗镇乡") && jy__char_is(r, p->start + 1, "委");
  if (committee && r->at[p->org_end - 1].cp != r->at[p->start].cp) p->org_end = p->start + 1;
}

/* 软件工程系主任 is 主任 of 软件工程系. */
static void split_unit(const chain *c, size_t first, size_t t, jy__post *p) {
  if (first != t || !(use(c, t) & JY__USE_UNIT) || first == 0) return;
  const jy__token *before = &c->t[first - 1];
  bool word = before->kind == JY__T_WORD || before->kind == JY__T_PREFIX;
  bool noun = word && !(roles(c, first - 1) & (JY__STOP | JY__ACT_STRONG)) && gap_before(c, first) == JY__GAP_NONE;
  if (!noun || c->d->reading.at[before->end - 1].cp == c->d->reading.at[p->start].cp) return;
  bool generic;
  size_t org = jy__org_left(c->d, first, JY__ORG_ANY, &generic);
  if (org == first) return;
  p->org_start = c->t[org].start;
  p->org_end = p->start = p->end - 2;
}

/* 教育局原局长: a word of time between unit and title. */
static size_t past_time(const chain *c, size_t first) {
  if (first < 2 || !(roles(c, first - 1) & JY__DROPPED) || gap_before(c, first) != JY__GAP_NONE) return first;
  return c->d->tokens.org_end[c->t[first - 2].end] && gap_before(c, first - 1) == JY__GAP_NONE ? first - 1 : first;
}

/* Reads title and unit; returns the first token of both. */
static size_t read_post(const chain *c, size_t t, jy__post *p) {
  size_t first = title_first(c, t);
  *p = (jy__post){c->t[first].start, c->t[t].end, 0, 0};
  split_unit(c, first, t, p);
  if (p->org_end) {
    while (first > 0 && c->t[first].start > p->org_start) first--;
    return first;
  }
  bool generic;
  size_t stop = past_time(c, first);
  size_t org = jy__org_left(c->d, stop, use(c, t) & JY__USE_CORP ? JY__ORG_SHORT : JY__ORG_NAMED, &generic);
  if (org == stop) return first;
  if (!generic) {
    p->org_start = c->t[org].start;
    p->org_end = c->t[stop - 1].end;
    share_unit(c, p);
  }
  return org;
}

/* ---- the chain before a name ---- */

static bool is_joint(const chain *c, size_t t) {
  if (token_is(c, t, "、兼/和及·&暨;；")) return true;
  const jy__token *k = &c->t[t];
  bool two = k->kind == JY__T_WORD && k->end - k->start == 2; /* 兼任, 以及 */
  return two && jy__char_is(&c->d->reading, k->start, "兼以") && jy__char_is(&c->d->reading, k->start + 1, "任及");
}

/* Whether token t has the title behind it: 王书记, 任总指挥, 为主任委员. */
static bool taken(const chain *c, size_t t) {
  if (c->t[t].kind == JY__T_NAME || c->t[t].kind == JY__T_SURNAME || token_is(c, t, "任为是")) return true;
  const jy__token *k = &c->t[t];
  return k->end - k->start == 2 && jy__char_is(&c->d->reading, k->start, "担出当") && (roles(c, t) & JY__ACT);
}

/* The title that ends a chain link before token `next`, or len when there is none. */
static size_t earlier_title(const chain *c, size_t next) {
  if (next == 0 || gap_before(c, next) == JY__GAP_HARD) return c->len;
  size_t t = next - 1;
  if ((roles(c, t) & JY__DROPPED) && t > 0) t--;
  bool comma = token_is(c, t, ",，");
  size_t last = t;
  while (t > 0 && (is_joint(c, t) || (comma && t == last))) {
    if (gap_before(c, t) == JY__GAP_HARD) return c->len;
    t--;
  }
  if (token_is(c, t, ")）") && t > 1 && token_is(c, t - 2, "(（")) t -= 3;
  if (!jy__token_title(&c->t[t])) return c->len;
  size_t first = title_first(c, t);
  if (first > 0 && gap_before(c, first) == JY__GAP_NONE && taken(c, first - 1)) return c->len;
  if (c->t[t].kind != JY__T_WEAK || t + 1 == next) return t;
  for (size_t k = first; k < t; k++)
    if (c->t[k].kind == JY__T_PREFIX) return t;
  bool opens = first == 0 || gap_before(c, first) == JY__GAP_HARD || token_is(c, first - 1, "。!！?？;；,，:：”");
  return opens ? t : c->len;
}

static void add_post(jy__found *f, const jy__post *p) {
  if (f->posts_len < JY__POSTS_MAX) f->posts[f->posts_len++] = *p;
}

/* Posts were read from the last to the first; those before `from` stay. */
static void turn_posts(jy__found *f, size_t from) {
  for (size_t a = from, b = f->posts_len; a + 1 < b; a++) {
    jy__post swap = f->posts[a];
    f->posts[a] = f->posts[--b];
    f->posts[b] = swap;
  }
}

/* A bracket between title and name: 副校长(研究)赵某. */
static size_t before_name(const chain *c, size_t name) {
  size_t t = name;
  if (t == 0 || gap_before(c, name) == JY__GAP_HARD) return c->len;
  t--;
  if (token_is(c, t, ":：") && t > 0) t--;
  if (!token_is(c, t, ")）")) return t;
  for (size_t k = t; k-- > 0 && t - k < 12;)
    if (token_is(c, k, "(（")) return k > 0 && jy__token_title(&c->t[k - 1]) ? k - 1 : t;
  return t;
}

/* The titles of the chain that ends with token t. */
static void read_chain(const chain *c, jy__found *f, size_t t) {
  size_t had = f->posts_len;
  while (t < c->len && f->posts_len < JY__POSTS_MAX) {
    jy__post p;
    size_t first = read_post(c, t, &p);
    add_post(f, &p);
    t = earlier_title(c, first);
  }
  turn_posts(f, had);
}

/* 主讲人:沈某,考古研究中心研究馆员: the titles behind a comma, up to the end of the line. */
static void read_apposition(const chain *c, jy__found *f) {
  size_t t = f->token + 1;
  if (!token_is(c, t, ",，") || gap_before(c, t) == JY__GAP_HARD) return;
  size_t end = t + 1;
  while (end < c->len && end - t < 20 && gap_before(c, end) < JY__GAP_SOFT && !token_is(c, end, "。;；")) end++;
  if (end > t + 1 && jy__token_title(&c->t[end - 1])) read_chain(c, f, end - 1);
}

static void read_before(const chain *c, jy__found *f) {
  size_t t = before_name(c, f->token);
  if (t >= c->len || !jy__token_title(&c->t[t]) || (use(c, t) & JY__USE_AFTER)) return;
  size_t of = title_first(c, t);
  bool held = of > 0 && c->t[of - 1].kind == JY__T_NAME && gap_before(c, of) == JY__GAP_NONE; /* 王某博士作序 */
  if (held && c->t[f->token].score < 0) return;
  f->start = c->t[title_first(c, t)].start;
  f->score += c->t[t].kind == JY__T_TITLE ? 4.0f : 1.8f;
  f->how = JY_HOW_TITLE;
  bool label = (use(c, t) & JY__USE_LABEL) && token_is(c, f->token - 1, ":：");
  if (label) read_apposition(c, f);
  else read_chain(c, f, t);
}

/* ---- after a name ---- */

/* Past a bracket after a name: 金某(韩国)、李某. */
static size_t past_bracket(const chain *c, size_t t) {
  if (!token_is(c, t, "(（")) return t;
  for (size_t k = t + 1; k < c->len && k - t < 9; k++)
    if (token_is(c, k, ")）")) return k + 1;
  return t;
}

/* 张某区议员办公室, 邵某医院: the name of a thing that is called after somebody. */
static bool names_thing(const chain *c, size_t next, bool directly) {
  const jy__entry *e = entry(c, next);
  if (!e || gap_before(c, next) != JY__GAP_NONE || !(e->roles & JY__ORG) || e->chars < 2) return false;
  return !e->generic || (directly && e->kind != 'b');
}

/* The title after the name, unless it belongs to a name that follows it. */
static void read_after(const chain *c, jy__found *f) {
  size_t t = f->token + 1;
  uint8_t gap = gap_before(c, t);
  if (gap == JY__GAP_HARD || (gap == JY__GAP_SPACE && f->posts_len)) return;
  while (t < c->len && c->t[t].kind == JY__T_PREFIX) t++;
  if (t >= c->len || !jy__token_title(&c->t[t]) || (use(c, t) & JY__USE_BEFORE)) return;
  if ((use(c, t) & JY__USE_AFTER) && !f->surname_only) return;
  bool name_follows = t + 1 < c->len && c->t[t + 1].kind == JY__T_NAME && gap_before(c, t + 1) != JY__GAP_HARD;
  float next = name_follows ? c->t[t + 1].score : 0;
  if (name_follows && (gap || next > -3.0f || next > c->t[f->token].score)) return;
  jy__post p = {c->t[title_first(c, t)].start, c->t[t].end, 0, 0};
  f->thing = names_thing(c, t + 1, false);
  if (p.start < f->end || f->thing) return;
  add_post(f, &p);
  f->end = p.end;
  if (f->how != JY_HOW_TITLE) f->how = JY_HOW_AFTER;
  f->score += c->t[t].kind == JY__T_TITLE ? 3.0f : 1.6f;
}

/* 何某(宣传司司长): title and unit in a bracket after the name. */
static void read_bracket(const chain *c, jy__found *f) {
  size_t open = f->token + 1;
  if (f->how == JY_HOW_AFTER) open++;
  if (!token_is(c, open, "(（") || gap_before(c, open) == JY__GAP_HARD) return;
  size_t close = open + 1, had = f->posts_len;
  while (close < c->len && close - open < 12 && !token_is(c, close, ")）。") && c->t[close].kind != JY__T_NAME) close++;
  if (!token_is(c, close, ")）") || !jy__token_title(&c->t[close - 1])) return;
  for (size_t t = close - 1; t > open && t < c->len && f->posts_len < JY__POSTS_MAX;) {
    jy__post p;
    size_t first = read_post(c, t, &p);
    if (p.start < c->t[open].end) return;
    add_post(f, &p);
    t = first > open + 1 ? earlier_title(c, first) : open;
  }
  turn_posts(f, had);
  if (f->how != JY_HOW_TITLE) f->how = JY_HOW_AFTER;
  f->score += 2.5f;
}

/* The acts that begin where token t does, though it may be a longer word: 出席 of 出席会议. */
static uint16_t acts_from(const chain *c, size_t t) {
  const jy__terms *terms = &c->d->terms;
  uint16_t acts = roles(c, t) & (JY__ACT | JY__ACT_STRONG);
  size_t at = c->t[t].start, end = c->t[t].kind == JY__T_WORD ? terms->first[at + 1] : terms->first[at];
  for (size_t m = terms->first[at]; m < end; m++) {
    const jy__entry *e = &c->d->x->entries[terms->at[m]];
    if (e->chars > 1) acts |= e->roles & (JY__ACT | JY__ACT_STRONG);
  }
  return acts;
}

/* 甲某,男,…: the beginning of a life. */
static bool is_sexed(const chain *c, size_t t) {
  return token_is(c, t, ",，") && token_is(c, t + 1, "男女") && token_is(c, t + 2, ",，。") && gap_before(c, t) < JY__GAP_SOFT;
}

/* 参会人员:甲、乙; 姓名:丙: a word for people before a colon. */
static bool is_labelled(const chain *c, size_t name) {
  if (name < 2 || !token_is(c, name - 1, ":：") || c->t[name - 2].kind != JY__T_WORD) return false;
  return c->t[name - 2].end - c->t[name - 2].start > 1 &&
         jy__char_is(&c->d->reading, c->t[name - 2].end - 1, "员单名者生人长宾友师");
}

/* 余某(某某大学): the unit in a bracket. */
static void read_bracket_unit(const chain *c, jy__found *f) {
  size_t open = f->token + 1;
  if (f->posts_len || !token_is(c, open, "(（") || gap_before(c, open) >= JY__GAP_SOFT) return;
  size_t close = past_bracket(c, open);
  if (close < open + 3 || c->d->tokens.org_end[c->t[close - 2].end] != 2) return;
  bool generic;
  size_t first = jy__org_left(c->d, close - 1, JY__ORG_NAMED, &generic);
  if (first != open + 1 || generic) return;
  f->org_start = c->t[first].start;
  f->org_end = c->t[close - 2].end;
  f->score += 1.5f;
  if (f->how == JY_HOW_BARE) f->how = JY_HOW_ORG;
}

static void read_marks(const chain *c, jy__found *f) {
  bool sexed = is_sexed(c, f->token + 1), labelled = is_labelled(c, f->token);
  if (!sexed && !labelled) return;
  f->score += 2.0f;
  if (f->how == JY_HOW_BARE) f->how = sexed ? JY_HOW_ACT : JY_HOW_LIST;
}

static void read_cues_after(const chain *c, jy__found *f) {
  size_t t = f->token + 1;
  f->cued = t >= c->len || gap_before(c, t) != JY__GAP_NONE;
  if (t >= c->len || gap_before(c, t) == JY__GAP_HARD) {
    f->score += 0.5f;
    return;
  }
  if (c->t[t].kind == JY__T_COURTESY) {
    f->cued = true;
    f->score += 2.0f;
    if (f->how == JY_HOW_BARE) f->how = JY_HOW_COURTESY;
  } else if (c->t[t].kind == JY__T_PUNCT || c->t[t].kind == JY__T_SEP) {
    f->score += 0.5f;
    f->cued = true;
  } else if (acts_from(c, t)) {
    bool strong = (acts_from(c, t) & JY__ACT_STRONG) != 0;
    f->cued = true;
    bool counted = token_is(c, t, "等") && t + 1 < c->len && jy__char_is(&c->d->reading, c->t[t + 1].start, "0123456789");
    f->score += strong || counted ? 1.2f : 0.5f;
    if (f->how == JY_HOW_BARE && counted) f->how = JY_HOW_ACT;
    if (f->how == JY_HOW_BARE && strong) f->how = JY_HOW_ACT;
  }
}

static void read_unit_before(const chain *c, jy__found *f) {
  if (f->how == JY_HOW_TITLE || f->token == 0 || gap_before(c, f->token) >= JY__GAP_SOFT) return;
  unsigned org = c->d->tokens.org_end[c->t[f->token].start];
  if (!org || !(f->own || f->cued)) return;
  bool generic;
  size_t first = jy__org_left(c->d, f->token, JY__ORG_NAMED, &generic);
  if (first == f->token || generic) return;
  f->org_start = c->t[first].start;
  f->org_end = c->t[f->token - 1].end;
  f->score += org == 2 ? (f->cued ? 2.1f : 1.7f) : 0.9f;
  if (f->how == JY_HOW_BARE || f->how == JY_HOW_ACT) f->how = JY_HOW_ORG;
}

/* ---- tables ---- */

enum { ROW_TOKENS = 40 };

/* 3 粘某 某某学院 副院长: name, unit and title in the cells of a row. */
static void read_row(const chain *c, jy__found *f) {
  size_t t = f->token + 1, title = c->len, unit = c->len;
  bool starts = gap_before(c, f->token) >= JY__GAP_SOFT ||
                (gap_before(c, f->token) == JY__GAP_SPACE && f->token > 0 && gap_before(c, f->token - 1) >= JY__GAP_SOFT);
  if (f->posts_len || !starts || gap_before(c, t) != JY__GAP_SPACE) return;
  for (; t < c->len && t - f->token < ROW_TOKENS && gap_before(c, t) < JY__GAP_SOFT && title == c->len; t++) {
    if (gap_before(c, t + 1) == JY__GAP_NONE) continue;
    if (jy__token_title(&c->t[t])) title = t;
    else if (c->d->tokens.org_end[c->t[t].end]) unit = t + 1;
    else if (c->t[t].kind != JY__T_WORD) return;
  }
  bool generic = false;
  size_t org = unit < c->len ? jy__org_left(c->d, unit, JY__ORG_NAMED, &generic) : unit;
  bool placed = org < unit && !generic && c->t[org].start >= f->end;
  if (title == c->len && !(placed && c->t[f->token].score > 0)) return;
  f->how = JY_HOW_AFTER;
  f->score += title < c->len ? 4.5f : 2.0f;
  if (title < c->len) read_chain(c, f, title);
  if (!placed || (f->posts_len && f->posts[0].org_end > f->posts[0].org_start)) return;
  *(f->posts_len ? &f->posts[0].org_start : &f->org_start) = c->t[org].start;
  *(f->posts_len ? &f->posts[0].org_end : &f->org_end) = c->t[unit - 1].end;
}

/* ---- bylines ---- */

static bool line_starts(const chain *c, size_t t) {
  while (t > 0 && gap_before(c, t) != JY__GAP_HARD && (c->t[t - 1].kind == JY__T_BYLINE || token_is(c, t - 1, "/、&"))) t--;
  return t == 0 || gap_before(c, t) == JY__GAP_HARD || token_is(c, t - 1, "(（[【|");
}

/* The outlet: 本报记者, or the head of the dateline before a bracket. */
static void read_outlet(const chain *c, size_t word, jy__post *p) {
  const jy__reading *r = &c->d->reading;
  size_t t = word;
  if (t > 0 && token_is(c, t - 1, "(（")) {
    if (t < 2 || !jy__char_is(r, c->t[t - 2].end - 1, "电讯")) return;
    while (t > 0 && gap_before(c, t) != JY__GAP_HARD && word - t < 16 && !token_is(c, t, "。")) t--;
    size_t end = t;
    while (end < word && !(roles(c, end) & JY__PLACE) && !jy__char_is(r, c->t[end].start, "0123456789")) end++;
    if (end == t || end == word) return;
    p->org_start = c->t[t].start;
    p->org_end = c->t[end - 1].end;
    return;
  }
  if (t == 0 || gap_before(c, t) != JY__GAP_NONE) return;
  if (!jy__char_is(r, c->t[t - 1].end - 1, "报网社台站刊")) return;
  while (t > 0 && c->t[t - 1].kind == JY__T_WORD && gap_before(c, t) == JY__GAP_NONE && word - t < 4) t--;
  p->org_start = c->t[t].start;
  p->org_end = c->t[word - 1].end;
}

/* 责编:甲、乙 / (记者 甲) / 记者甲 */
static void read_byline(const chain *c, jy__found *f) {
  size_t t = f->token;
  if (t == 0 || gap_before(c, t) == JY__GAP_HARD) return;
  t--;
  bool colon = token_is(c, t, ":：/");
  if (colon && t > 0) t--;
  const jy__entry *e = entry(c, t);
  if (c->t[t].kind != JY__T_BYLINE || !e) return;
  bool alone = colon || gap_before(c, f->token) != JY__GAP_NONE || line_starts(c, t);
  if (!e->by_free && !alone) return;
  if (!e->by_free && !colon && !line_starts(c, t)) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += colon ? 4.5f : 3.0f;
  jy__post p = {c->t[t].start, c->t[t].end, 0, 0};
  read_outlet(c, t, &p);
  if (e->by_title) add_post(f, &p);
}

/* 张某摄, 李某/文, 王某 摄影 */
static void read_byline_after(const chain *c, jy__found *f) {
  size_t t = f->token + 1;
  if (token_is(c, t, "/")) t++;
  const jy__entry *e = entry(c, t);
  if (!e || !(e->roles & JY__BYLINE) || e->by_free || f->posts_len) return;
  bool spaced = t > f->token + 1 || gap_before(c, t) == JY__GAP_SPACE || jy__char_is(&c->d->reading, c->t[t].start, "摄");
  bool closed = gap_before(c, t + 1) != JY__GAP_NONE || token_is(c, t + 1, ")）,，、。");
  if (!spaced || !closed || gap_before(c, t) == JY__GAP_HARD) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += 2.0f;
  jy__post p = {c->t[t].start, c->t[t].end, 0, 0};
  if (e->by_title) add_post(f, &p);
}

static bool date_follows(const chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  if (t >= c->len || gap_before(c, t) == JY__GAP_NONE) return false;
  size_t i = c->t[t].start;
  return i + 4 < r->len && jy__char_is(r, i, "12") && jy__char_is(r, i + 1, "09") && jy__char_is(r, i + 4, "-年/.");
}

/* (黄某), (办公室:刘某), (党政办 王某) after the last sentence: where the bracket opens. */
static size_t signature_open(const chain *c, size_t name) {
  if (!token_is(c, name + 1, ")）") || gap_before(c, name + 2) < JY__GAP_SOFT) return c->len;
  for (size_t t = name; t-- > 0 && name - t <= 6 && gap_before(c, t + 1) < JY__GAP_HARD;) {
    if (token_is(c, t, "(（")) {
      bool unit = t + 1 == name || token_is(c, name - 1, ":：") || gap_before(c, name) != JY__GAP_NONE;
      bool after = t == 0 || token_is(c, t - 1, "。!?！？…”」") || gap_before(c, t) == JY__GAP_HARD;
      return unit && after ? t : c->len;
    }
    if (c->t[t].kind == JY__T_PUNCT && t + 1 != name) break;
  }
  return c->len;
}

/* A name that signs in a bracket, or stands alone before a page date. */
static void read_signature(const chain *c, jy__found *f) {
  size_t t = f->token, open = signature_open(c, t);
  bool bracket = open < c->len && !c->d->tokens.org_end[c->t[t].end];
  bool dated = gap_before(c, t) >= JY__GAP_SOFT && date_follows(c, t + 1);
  if (!bracket && !dated) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += bracket && open + 1 < t ? 4.0f : 1.2f;
  size_t last = bracket && token_is(c, t - 1, ":：") ? t - 1 : t;
  if (!bracket || open + 1 >= last) return;
  f->org_start = c->t[open + 1].start;
  f->org_end = c->t[last - 1].end;
}

/* ---- lists ---- */

/* 成员:甲 乙 丙 */
static bool goes_by_spaces(const chain *c, const jy__found *f) {
  if (f->linked) return gap_before(c, f->token) == JY__GAP_SPACE;
  return f->posts_len && f->how == JY_HOW_TITLE && token_is(c, f->token - 1, ":：");
}

static bool list_gap(const chain *c, const jy__found *prev, const jy__found *f) {
  size_t a = past_bracket(c, prev->token + 1), b = f->token;
  if (a == b) return gap_before(c, b) == JY__GAP_SPACE && (prev->byline || goes_by_spaces(c, prev));
  if (a > prev->token + 1 && a == b) return goes_by_spaces(c, prev);
  return b == a + 1 && (token_is(c, a, "、和及/") || (prev->byline && token_is(c, a, ",，;；"))) &&
         gap_before(c, a) != JY__GAP_HARD && gap_before(c, b) != JY__GAP_HARD;
}

/* What stands between the commas of a list whose first is 副局长甲 is believed whatever it looks like. */
static const float listed_under_title = 2.0f;

/* Names of a list stand by each other, and under the title of the first. */
static void read_list(const chain *c, jy__found *f) {
  if (!c->out->len) return;
  jy__found *prev = &c->out->at[c->out->len - 1];
  f->linked = list_gap(c, prev, f);
  if (!f->linked) return;
  f->score += prev->score >= 2.0f ? 1.8f : 0.6f;
  bool titled = prev->posts_len && prev->score >= 2.0f && (prev->how == JY_HOW_TITLE || prev->how == JY_HOW_LIST);
  if (titled && f->cued && token_is(c, f->token - 1, "、") && f->score < listed_under_title) f->score = listed_under_title;
  if (prev->score < 2.0f && f->score >= 2.5f) prev->score += 1.5f;
  if (f->how == JY_HOW_BARE || f->how == JY_HOW_ACT) f->how = JY_HOW_LIST;
  if (prev->how == JY_HOW_BARE && prev->score >= 2.0f && f->score >= 2.5f) prev->how = JY_HOW_LIST;
  if (f->posts_len || f->org_end) return;
  bool after = prev->how == JY_HOW_AFTER && prev->own > 0;
  if (after || prev->score < 2.0f) return;
  for (size_t i = 0; i < prev->posts_len; i++) add_post(f, &prev->posts[i]);
  f->org_start = prev->org_start;
  f->org_end = prev->org_end;
  f->byline = prev->byline;
  if (f->byline) f->how = JY_HOW_BYLINE;
}

/* 副组长甲、联络员乙: the unit goes on in the list where the title can have it. */
static bool unit_fits(const chain *c, const jy__post *p, size_t org_end) {
  const jy__reading *r = &c->d->reading;
  if (jy__char_is(r, p->end - 1, "长") && p->end - p->start >= 2) {
    uint32_t unit = r->at[p->end - 2].cp, last = r->at[org_end - 1].cp;
    return unit == last || (unit == 0x6821 && last == 0x5B66) || (unit == 0x4E8B);
  }
  if (jy__char_is(r, p->start, "党团纪")) return jy__char_is(r, org_end - 1, "院学校司团局厅区县市省所");
  return true;
}

static void inherit_unit(const chain *c, jy__found *f) {
  if (!c->out->len || !f->own || f->how != JY_HOW_TITLE) return;
  const jy__found *prev = &c->out->at[c->out->len - 1];
  jy__post *p = &f->posts[0];
  if (p->org_end || !prev->posts_len || prev->byline) return;
  const jy__post *q = &prev->posts[prev->posts_len - 1];
  size_t t = f->token;
  while (t > 0 && c->t[t].start > p->start) t--;
  if (!q->org_end || t < 2 || !token_is(c, t - 1, "、")) return;
  size_t before = c->t[t - 2].kind == JY__T_COURTESY ? t - 3 : t - 2;
  if (before >= c->len || c->t[before].end != prev->end) return;
  if (!unit_fits(c, p, q->org_end)) return;
  p->org_start = q->org_start;
  p->org_end = q->org_end;
}

/* ---- all ---- */

static const float rarest_surname = 10.05f;

static float plausible(const chain *c, const jy__token *t) {
  float f = t->score > 0 ? t->score / 5.0f : t->score / 2.0f;
  const jy__han *h = c->d->reading.at[t->start].in_names;
  bool rare = !h || h->function || h->surname >= (t->end - t->start == 2 ? rarest_surname : JY__NEVER);
  if (rare && t->end - t->start < 4 && t->score < 2.0f) f -= 3.0f;
  return f > 1.5f ? 1.5f : f < -2.5f ? -2.5f : f;
}

/* “黎某某青年奖”, 顾某某路, Olivia Tan(陈某某): part of a name, of something or of somebody else. */
static bool within_thing(const chain *c, size_t t) {
  if (gap_before(c, t + 1) == JY__GAP_NONE && token_is(c, t + 1, "路街道奖杯楼馆堂院班镇村乡县山河桥园塔寺庙店")) return true;
  if (t == 0 || gap_before(c, t) == JY__GAP_HARD) return false;
  if (token_is(c, t - 1, "“「『")) return !token_is(c, t + 1, ",，:：。");
  return t > 1 && token_is(c, t - 1, "(（") && c->t[t - 2].kind == JY__T_NAME;
}

/* 买买提·艾力, 才让卓玛: a dot, or a part of such names at the head. */
static bool in_parts(const chain *c, const jy__token *t) {
  const jy__reading *r = &c->d->reading;
  const jy__terms *terms = &c->d->terms;
  if (!r->at[t->start].han) return false;
  for (size_t i = t->start; i < t->end; i++)
    if (jy__is_punct(r->at[i].cp)) return true;
  for (size_t m = terms->first[t->start]; m < terms->first[t->start + 1]; m++)
    if (c->d->x->entries[terms->at[m]].roles & JY__NAME_PART) return true;
  return false;
}

/* 王桂香一坐就是半天: what no words make up and what has a common surname is a name anywhere. */
static void read_unmistakable(const chain *c, jy__found *f) {
  static const float sure = 8.5f, sure_of_foreign = 16.0f;
  const jy__token *t = &c->t[f->token];
  const jy__han *h = c->d->reading.at[t->start].in_names;
  size_t n = t->end - t->start;
  bool opens = f->token == 0 || c->t[f->token - 1].kind == JY__T_PUNCT || gap_before(c, f->token) == JY__GAP_HARD;
  bool bounded = f->cued && (opens || (roles(c, f->token - 1) & JY__ACT));
  float least = bounded ? sure - 1.5f : sure;
  bool common = h && !h->function && h->surname < (t->score > 12.0f ? 8.5f : 6.5f);
  bool chinese = (n == 3 || (n == 2 && bounded)) && t->score >= least && common;
  bool dotted = n >= 4 && t->score >= sure_of_foreign && in_parts(c, t);
  f->sure = f->how == JY_HOW_BARE && f->score >= 1.0f && (chinese || dotted) && !within_thing(c, f->token);
  if (f->sure && f->score < 2.0f) f->score = 2.0f;
}

/* 选举某某为, 推选某某任, 聘请某某担任 */
static bool is_elected(const chain *c, size_t t) {
  const jy__entry *e = t ? entry(c, t - 1) : NULL;
  if (!e || e->part != 'v' || gap_before(c, t) != JY__GAP_NONE || gap_before(c, t + 1) != JY__GAP_NONE) return false;
  return token_is(c, t + 1, "为任") || (t + 1 < c->len && jy__char_is(&c->d->reading, c->t[t + 1].start, "担出连"));
}

static void read_name(const chain *c, jy__found *f) {
  const jy__token *t = &c->t[f->token];
  f->score = plausible(c, t);
  if (gap_before(c, f->token) == JY__GAP_HARD || token_is(c, f->token - 1, ",。，;；:：“")) f->score += 0.3f;
  if (f->token > 0 && token_is(c, f->token - 1, "由请")) f->score += 0.5f;
  if (is_elected(c, f->token)) {
    f->score += 1.7f;
    f->how = JY_HOW_ACT;
  }
  const jy__han *h = c->d->reading.at[t->start].in_names;
  bool inside = f->token > 0 && gap_before(c, f->token) == JY__GAP_NONE && c->t[f->token - 1].kind == JY__T_WORD;
  if (h && h->function && inside && t->end - t->start < 4) f->score -= 2.0f;
  read_byline(c, f);
  if (!f->byline) read_before(c, f);
  read_row(c, f);
  read_after(c, f);
  read_bracket(c, f);
  f->own = f->posts_len;
  if (!f->byline) read_byline_after(c, f);
  if (!f->byline) read_signature(c, f);
  read_cues_after(c, f);
  if (!f->byline) read_bracket_unit(c, f);
  read_marks(c, f);
  if (f->how == JY_HOW_TITLE && f->own && f->start < t->start) {
    if (f->cued) f->score += 0.5f;
    else if (t->score < 0 && t->end - t->start == 2) f->score -= 1.0f;
  }
  if (!f->byline) read_unit_before(c, f);
  read_list(c, f);
  inherit_unit(c, f);
  read_unmistakable(c, f);
  if (!f->own && names_thing(c, f->token + 1, true)) f->thing = true;
}

/* 市科技局严局长: the unit before the surname. */
static void read_unit_of_surname(const chain *c, jy__found *f) {
  if (f->posts_len != 1 || gap_before(c, f->token) != JY__GAP_NONE || !c->d->tokens.org_end[f->start]) return;
  bool generic;
  size_t org = jy__org_left(c->d, f->token, JY__ORG_NAMED, &generic);
  if (org == f->token || generic) return;
  f->posts[0].org_start = c->t[org].start;
  f->posts[0].org_end = f->start;
}

/* 司机老覃, 教练张师傅: what stands for the given name tells nothing, the title before it does. */
static void read_familiar(const chain *c, jy__found *f, size_t t) {
  if (t == 0 || gap_before(c, t) >= JY__GAP_SOFT || !jy__token_title(&c->t[t - 1]) || (use(c, t - 1) & JY__USE_AFTER)) return;
  read_chain(c, f, t - 1);
  f->start = f->posts[f->posts_len - 1].start;
}

static void read_surname(const chain *c, jy__found *f) {
  f->surname_only = true;
  f->how = JY_HOW_SURNAME;
  read_after(c, f);
  if (f->posts_len) read_unit_of_surname(c, f);
  else if (f->token + 1 < c->len && c->t[f->token + 1].kind == JY__T_COURTESY) read_familiar(c, f, f->token);
  f->own = f->posts_len;
  f->how = JY_HOW_SURNAME;
}

static void read_nickname(const chain *c, jy__found *f) {
  f->surname_only = true;
  f->how = JY_HOW_SURNAME;
  read_familiar(c, f, f->token - 1);
  f->own = f->posts_len;
}

/* 老覃 after a title. */
static bool is_nickname(const chain *c, size_t t) {
  const jy__han *h = c->d->reading.at[c->t[t].start].in_names;
  if (t < 2 || c->t[t].kind != JY__T_WORD || c->t[t].end != c->t[t].start + 1 || !h || h->surname > 7.5f) return false;
  return token_is(c, t - 1, "老小") && jy__token_title(&c->t[t - 2]) && gap_before(c, t) == JY__GAP_NONE;
}

/* A list of three or more where names are many is a list of names throughout. */
static void believe_lists(const chain *c) {
  jy__found *f = c->out->at;
  for (size_t i = 0, end; i < c->out->len; i = end) {
    float sum = f[i].score;
    for (end = i + 1; end < c->out->len && f[end].linked; end++) sum += f[end].score;
    if (end - i < 3 || sum / (float)(end - i) < 1.4f) continue;
    for (size_t k = i; k < end; k++) {
      if (f[k].how == JY_HOW_BARE || f[k].how == JY_HOW_ACT) f[k].how = JY_HOW_LIST;
      if (f[k].score < 2.0f && f[k].score > -1.5f) f[k].score = 2.0f;
    }
  }
}

int jy__chain_find(jy__founds *out, const jy__document *d) {
  chain c = {d, d->tokens.at, d->tokens.len, out};
  out->len = 0;
  for (size_t i = 0; i < c.len; i++) {
    bool nickname = is_nickname(&c, i);
    if (c.t[i].kind != JY__T_NAME && c.t[i].kind != JY__T_SURNAME && !nickname) continue;
    if (d->reading.at[c.t[i].start].quoted) continue;
    jy__found f = {.token = i, .start = c.t[i].start, .end = c.t[i].end, .how = JY_HOW_BARE};
    if (c.t[i].kind == JY__T_NAME) read_name(&c, &f);
    else if (nickname) read_nickname(&c, &f);
    else read_surname(&c, &f);
    if (f.thing || (f.surname_only && !f.posts_len)) continue;
    if (out->len && f.start < out->at[out->len - 1].end) f.start = out->at[out->len - 1].end;
    if (jy__room(&out->at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
    out->at[out->len++] = f;
  }
  believe_lists(&c);
  return JY_OK;
}

/* A title with its unit, and the chain of titles that one is the end of
 * (院长、党委副书记). Knows the order of words; refuses to know names. */
#include "extract/chain.h"

/* 杨浦区委书记 is the 区委书记 of 杨浦区, 卫生院长 the 院长 of a 卫生院: the unit's last character is shared. */
static void share_unit(const jy__chain *c, jy__post *p) {
  static const char *const whole[] = {"卫生院", "家长会", "校友会", "商会", "协会", "公会", "分会"};
  const jy__reading *r = &c->d->reading;
  for (size_t i = 0; p->org_end == p->start && i < sizeof whole / sizeof *whole; i++) {
    size_t chars = strlen(whole[i]) / 3;
    if (p->start + 1 >= p->org_start + chars && jy__reads(r, p->start + 1 - chars, whole[i])) p->org_end = p->start + 1;
  }
  if (p->org_start == p->org_end || p->start + 2 >= p->end) return;
  bool committee = jy__char_is(r, p->start, "省市县区州盟旗镇乡") && jy__char_is(r, p->start + 1, "委");
  if (committee && r->at[p->org_end - 1].cp != r->at[p->start].cp) p->org_end = p->start + 1;
}

/* 校领导 is 领导 of the house, which tells no more, as 校领导班子成员 is, and 分管领导 a part; 老院长 is the 院长 of old, where 老教师 is what
 * somebody is. */
static void cut_house(const jy__chain *c, jy__post *p) {
  const jy__reading *r = &c->d->reading;
  if (p->end - p->start < 3) return;
  bool leads = jy__char_is(r, p->end - 2, "领") && jy__char_is(r, p->end - 1, "导");
  if (leads && !jy__char_is(r, p->end - 3, "管班系联")) p->start = p->end - 2;
  bool team = p->end - p->start > 6 && jy__char_is(r, p->end - 6, "领") && jy__char_is(r, p->end - 4, "班") && jy__char_is(r, p->end - 1, "员");
  if (team && jy__char_is(r, p->end - 7, "校院局所")) p->start = p->end - 6;
  if (jy__char_is(r, p->start, "老") && jy__char_is(r, p->end - 1, "长任记")) p->start++;
}

/* 公司党委 and the like are words: the committee belongs to the post. */
static void share_party(const jy__chain *c, size_t t, jy__post *p) {
  const jy__reading *r = &c->d->reading;
  if (!(jy__chain_use(c, t) & JY__USE_PARTY) || p->org_end != p->start || p->org_end - p->org_start < 3) return;
  size_t at = p->org_end - 2;
  bool whole = jy__char_is(r, at, "党") && jy__char_is(r, at + 1, "委组");
  if (whole && !jy__char_is(r, p->start, "党团纪")) p->start = p->org_end = at;
}

/* 制鞋工程系主任 is 主任 of 制鞋工程系. */
static void split_unit(const jy__chain *c, size_t first, size_t t, jy__post *p) {
  if (first != t || !(jy__chain_use(c, t) & JY__USE_UNIT) || first == 0) return;
  const jy__token *before = &c->t[first - 1];
  bool word = before->kind == JY__T_WORD || before->kind == JY__T_PREFIX || before->kind == JY__T_WEAK || before->kind == JY__T_TITLE || before->kind == JY__T_BYLINE;
  bool noun = word && !(jy__chain_roles(c, first - 1) & (JY__STOP | JY__ACT_STRONG)) && jy__gap_before(c, first) == JY__GAP_NONE;
  if (!noun || c->d->reading.at[before->end - 1].cp == c->d->reading.at[p->start].cp) return;
  bool generic;
  bool post = before->kind == JY__T_WEAK || before->kind == JY__T_TITLE || before->kind == JY__T_BYLINE;
  size_t org = post ? first - 1 : jy__org_left(c->d, first, JY__ORG_ANY, &generic); /* 评估室主任 */
  if (org == first) return;
  p->org_start = c->t[org].start;
  p->org_end = p->start = p->end - 2;
}

/* 某集团三位副总裁: how many there are, between unit and title. */
static size_t past_count(const jy__chain *c, size_t first) {
  const jy__reading *r = &c->d->reading;
  if (first < 2 || jy__gap_before(c, first) != JY__GAP_NONE || !jy__char_is(r, c->t[first].start - 1, "位名")) return first;
  size_t at = c->t[first].start - 1, number = at;
  while (number > 0 && r->at[number].gap == JY__GAP_NONE && (jy__char_is(r, number - 1, "两几") || (r->at[number - 1].in_names && r->at[number - 1].in_names->numeral))) number--;
  size_t t = first;
  while (t > 0 && c->t[t - 1].start >= number) t--;
  return number < at && c->t[t].start == number ? t : first;
}

/* 教育局原局长: a word of time between unit and title. */
static size_t past_time(const jy__chain *c, size_t first) {
  if (first > 1 && jy__token_is(c, first - 1, "的") && jy__gap_before(c, first) == JY__GAP_NONE && c->d->tokens.org_end[c->t[first - 2].end] == 2)
    return first - 1; /* 特藏部的老师 */
  if (first < 2 || !(jy__chain_roles(c, first - 1) & JY__DROPPED) || jy__gap_before(c, first) != JY__GAP_NONE) return first;
  return c->d->tokens.org_end[c->t[first - 2].end] && jy__gap_before(c, first - 1) == JY__GAP_NONE ? first - 1 : first;
}

/* 第三党支部书记: which branch it is of its house. */
static size_t past_number(const jy__chain *c, size_t first) {
  if (first == 0 || !(jy__chain_roles(c, first) & JY__PARTY) || jy__gap_before(c, first) != JY__GAP_NONE) return first;
  const jy__reading *r = &c->d->reading;
  if (!r->at[c->t[first].start - 1].in_names || !r->at[c->t[first].start - 1].in_names->numeral) return first;
  size_t t = first - 1;
  while (t > 0 && first - t < 4 && !jy__char_is(r, c->t[t].start, "第")) t--;
  if (!jy__char_is(r, c->t[t].start, "第")) return first;
  bool whose = t > 0 && jy__token_title(&c->t[t - 1]) && jy__gap_before(c, t) == JY__GAP_NONE; /* 研究生第四党支部书记 */
  return whose ? t - 1 : t;
}

/* 我国矿物专家, 我院派驻干部, 我校2019级学生, 现任校督学: whose the title or unit is that begins with token `first`. */
static size_t past_ours(const jy__chain *c, size_t first) {
  if (first == 0 || jy__gap_before(c, first) != JY__GAP_NONE) return first;
  const jy__token *k = &c->t[first - 1];
  if (k->kind != JY__T_WORD) return first;
  if (k->end - k->start == 2 && jy__char_is(&c->d->reading, k->start, "我本")) return first - 1;
  if (first < 2 || !jy__token_is(c, first - 1, "院校所馆站厂局部会队省市县区") || jy__gap_before(c, first - 1) != JY__GAP_NONE) return first;
  if (jy__token_is(c, first - 2, "我本")) return first - 2;
  bool link = jy__token_is(c, first - 2, "、") || (jy__chain_roles(c, first - 2) & JY__DROPPED);
  return link ? first - 1 : first;
}

/* 分管后勤副院长 is 副院长: what somebody has charge of is no part of the post. */
static size_t past_charge(const jy__chain *c, size_t first, size_t t) {
  if (first == 0 || first == t || jy__gap_before(c, first) != JY__GAP_NONE || c->t[first].end - c->t[first].start < 2) return first;
  const jy__token *before = &c->t[first - 1];
  bool charge = before->end == before->start + 2 && jy__char_is(&c->d->reading, before->start, "分主协") && jy__char_is(&c->d->reading, before->start + 1, "管");
  return charge && c->t[first].kind == JY__T_PREFIX ? first + 1 : first;
}

/* Reads title and unit; returns the first token of both. */
size_t jy__post_read(const jy__chain *c, size_t t, jy__post *p) {
  size_t first = jy__title_first(c->d, t);
  first = past_charge(c, first, t);
  *p = (jy__post){c->t[first].start, c->t[t].end, 0, 0};
  split_unit(c, first, t, p);
  cut_house(c, p);
  if (p->org_end) {
    while (first > 0 && c->t[first].start > p->org_start) first--;
    return first;
  }
  bool generic;
  size_t stop = past_time(c, past_count(c, first));
  size_t org = jy__org_left(c->d, stop, jy__chain_use(c, t) & JY__USE_CORP ? JY__ORG_SHORT : JY__ORG_NAMED, &generic);
  bool apart = jy__token_is(c, t + 1, ":：") && jy__gap_before(c, first) >= JY__GAP_SOFT; /* 某大学, and on the next line 委员:某某 */
  if (org == stop || apart) return past_ours(c, past_number(c, first));
  bool all = c->t[stop - 1].end == c->t[org].start + 2 && jy__char_is(&c->d->reading, c->t[org].start, "全"); /* 全县优秀教师 */
  if (!generic && !all) {
    p->org_start = c->t[org].start;
    p->org_end = c->t[stop - 1].end;
    share_unit(c, p);
    share_party(c, t, p);
  }
  return past_ours(c, org);
}

static bool is_joint(const jy__chain *c, size_t t) {
  if (jy__token_is(c, t, "、兼/和及·&暨;；")) return true;
  const jy__token *k = &c->t[t];
  bool two = k->kind == JY__T_WORD && k->end - k->start == 2; /* 兼任, 以及 */
  return two && jy__char_is(&c->d->reading, k->start, "兼以") && jy__char_is(&c->d->reading, k->start + 1, "任及");
}

/* 副书记(主持工作)、副院长: the token before a bracket that ends with t; t where none does. */
static size_t before_bracket(const jy__chain *c, size_t t) {
  if (!jy__token_is(c, t, ")）")) return t;
  for (size_t k = t; k-- > 1 && t - k < 8 && jy__gap_before(c, k + 1) < JY__GAP_HARD;)
    if (jy__token_is(c, k, "(（")) return k - 1;
  return t;
}

/* Whether token t says that the word behind it is for many: 全体党员、…. */
static bool is_of_all(const jy__chain *c, size_t t) {
  const jy__token *k = &c->t[t];
  const jy__reading *r = &c->d->reading;
  if (k->end != k->start + 2) return false;
  return jy__char_is(r, k->start, "全各所") && jy__char_is(r, k->start + 1, "体位有");
}

bool jy__chain_was(const jy__chain *c, size_t t) {
  if (t == 0 || t + 1 >= c->len || c->t[t].kind != JY__T_WORD || !(jy__chain_roles(c, t) & JY__DROPPED)) return false;
  bool close = jy__gap_before(c, t) == JY__GAP_NONE && jy__gap_before(c, t + 1) == JY__GAP_NONE;
  return close && c->t[t - 1].kind == JY__T_NAME && jy__token_is(c, t, "前原");
}

/* Whether token t has the title behind it: 王书记, 任总指挥, 为主任委员. */
static bool taken(const jy__chain *c, size_t t) {
  if (is_of_all(c, t) || jy__chain_was(c, t)) return true;
  size_t of = before_bracket(c, t); /* 约翰·克劳(John Krause)教授 */
  if (c->t[of].kind == JY__T_NAME || c->t[t].kind == JY__T_SURNAME || jy__token_is(c, t, "任为是")) return true;
  const jy__token *k = &c->t[t];
  return k->end - k->start == 2 && jy__char_is(&c->d->reading, k->start, "担出当") && (jy__chain_roles(c, t) & JY__ACT);
}

enum { CLAUSE_TOKENS = 16 };

/* 任评委会主席,某学会副会长: whether the clause before the title at `first` tells who holds it. */
static bool held_by_another(const jy__chain *c, size_t first) {
  for (size_t k = first; k-- > 0 && first - k < CLAUSE_TOKENS && jy__gap_before(c, k + 1) < JY__GAP_HARD;) {
    if (jy__token_is(c, k, "，,。；;：:！!？?")) return false;
    if ((c->t[k].kind == JY__T_WORD && taken(c, k)) || jy__token_is(c, k, "了")) return true; /* 选举产生了会长和理事, */
  }
  return false;
}

bool jy__token_among(const jy__chain *c, size_t t, const char *const *words, size_t n) {
  const jy__reading *r = &c->d->reading;
  const jy__char *from = &r->at[c->t[t].start], *last = &r->at[c->t[t].end - 1];
  size_t len = last->squeezed + last->len - from->squeezed;
  for (size_t i = 0; i < n; i++)
    if (strlen(words[i]) == len && memcmp(r->squeezed.ptr + from->squeezed, words[i], len) == 0) return true;
  return false;
}

/* Whether token t says that what it stands before is told of many. */
static bool is_of_some(const jy__chain *c, size_t t) {
  static const char *const words[] = {"各", "等", "有关", "相关", "多位", "多名", "部分", "众多", "若干", "数位", "多"};
  return jy__token_among(c, t, words, sizeof words / sizeof *words);
}

/* 有关部门负责人,某大学校长; 等咨询专家,某处处长: whether the title that ends with token t is that of many, who are told apart
 * from who follows. */
static bool is_of_others(const jy__chain *c, size_t t) {
  for (size_t k = t; k-- > 0 && t - k < CLAUSE_TOKENS && jy__gap_before(c, k + 1) < JY__GAP_HARD && c->t[k].kind != JY__T_PUNCT && c->t[k].kind != JY__T_SEP;)
    if (is_of_some(c, k)) return true;
  return false;
}

/* Back over words in quotation marks that say more of the title behind them: “双创”博士. */
static size_t over_quoted(const jy__chain *c, size_t next) {
  if (next == 0 || !jy__token_is(c, next - 1, "”」")) return next;
  for (size_t t = next - 1; t-- > 0 && next - t < 8 && jy__gap_before(c, t + 1) == JY__GAP_NONE;)
    if (jy__token_is(c, t, "“「")) return t;
  return next;
}

/* The title that ends a chain link before token `next`, or len when there is none. */
size_t jy__title_before(const jy__chain *c, size_t next) {
  next = over_quoted(c, next);
  if (next == 0 || jy__gap_before(c, next) == JY__GAP_HARD) return c->len;
  size_t t = next - 1;
  if ((jy__chain_roles(c, t) & JY__DROPPED) && t > 0) t--;
  bool comma = jy__token_is(c, t, ",，");
  size_t last = t;
  while (t > 0 && (is_joint(c, t) || (comma && t == last))) {
    if (jy__gap_before(c, t) == JY__GAP_HARD) return c->len;
    t--;
  }
  if (t + 1 == next && jy__gap_before(c, next) >= JY__GAP_SOFT) return c->len; /* the end of the line above */
  t = before_bracket(c, t);
  if (!jy__token_title(&c->t[t])) return c->len;
  size_t first = jy__title_first(c->d, t);
  if (first > 0 && jy__gap_before(c, first) == JY__GAP_NONE && taken(c, first - 1)) return c->len;
  if (t + 1 < next && is_of_others(c, t)) return c->len;
  if (t + 1 < next && jy__token_is(c, last, ",，;；") && held_by_another(c, first)) return c->len;
  if (c->t[t].kind != JY__T_WEAK || t + 1 == next) return t;
  if (first < t || c->d->tokens.org_end[c->t[first].start] || (jy__chain_use(c, t) & JY__USE_CUE)) return t;
  bool opens = first == 0 || jy__gap_before(c, first) != JY__GAP_NONE || jy__token_is(c, first - 1, "。!！?？;；,，:：”由请与和及");
  return opens || jy__char_is(&c->d->reading, c->t[first].start - 1, "期届批级班位") ? t : c->len; /* 协办单位代表、 */
}

void jy__post_add(jy__found *f, const jy__post *p) {
  if (f->posts_len < JY__POSTS_MAX) f->posts[f->posts_len++] = *p;
}

/* Posts were read from the last to the first; those before `from` stay. */
void jy__posts_turn(jy__found *f, size_t from) {
  for (size_t a = from, b = f->posts_len; a + 1 < b; a++) {
    jy__post swap = f->posts[a];
    f->posts[a] = f->posts[--b];
    f->posts[b] = swap;
  }
}

enum { PLAIN_UNIT_CHARS = 16 };

/* 院长、东湖建工党委书记: between the posts of a chain stands the unit of the second, whatever its words are. */
static size_t read_plain_unit(const jy__chain *c, size_t first, jy__post *p) {
  size_t t = first;
  if (c->t[first].start > p->start || jy__gap_before(c, first) != JY__GAP_NONE) return first;
  while (t > 0 && c->t[t - 1].kind == JY__T_WORD && jy__gap_before(c, t) == JY__GAP_NONE && p->start - c->t[t - 1].start <= PLAIN_UNIT_CHARS &&
         !(jy__chain_roles(c, t - 1) & (JY__STOP | JY__ACT | JY__DROPPED)))
    t--;
  bool whole = t < first && p->start - c->t[t].start > 2 && jy__token_is(c, t - 1, "、") && t > 1 && c->t[t - 2].kind == JY__T_TITLE;
  if (!whole || jy__gap_before(c, t) != JY__GAP_NONE || jy__title_before(c, t) >= c->len) return first;
  p->org_start = c->t[t].start;
  p->org_end = p->start;
  return t;
}

/* 主席、滨|原交通大学院长: a character or two between the posts of a chain that begin the unit of the second. */
static size_t read_head_of_unit(const jy__chain *c, size_t first, jy__post *p) {
  enum { HEAD_CHARS = 2 };
  size_t t = first;
  if (c->t[first].start != p->org_start || jy__gap_before(c, first) != JY__GAP_NONE) return first;
  while (t > 0 && c->t[t - 1].kind == JY__T_WORD && jy__gap_before(c, t) == JY__GAP_NONE && p->org_start - c->t[t - 1].start <= HEAD_CHARS &&
         !(jy__chain_roles(c, t - 1) & (JY__STOP | JY__ACT)) && c->d->reading.at[c->t[t - 1].start].han)
    t--;
  if (t == first || t < 2 || !jy__token_is(c, t - 1, "、") || c->t[t - 2].kind != JY__T_TITLE || jy__title_before(c, t) >= c->len) return first;
  p->org_start = c->t[t].start;
  return t;
}

/* 全省优秀教师|获得者: the title that directly precedes is what was won. */
static size_t past_award(const jy__chain *c, size_t first) {
  if (first == 0 || jy__gap_before(c, first) != JY__GAP_NONE || !jy__token_title(&c->t[first - 1])) return first;
  jy__post won;
  return jy__post_read(c, first - 1, &won);
}

/* The titles of the chain that ends with token t. */
void jy__posts_read(const jy__chain *c, jy__found *f, size_t t) {
  size_t had = f->posts_len;
  while (t < c->len && f->posts_len < JY__POSTS_MAX) {
    jy__post p;
    size_t first = jy__post_read(c, t, &p);
    first = p.org_end ? read_head_of_unit(c, first, &p) : read_plain_unit(c, first, &p);
    if (!(jy__chain_use(c, t) & JY__USE_CUE)) jy__post_add(f, &p);
    if (c->t[first].kind == JY__T_NAME) break; /* 林某服务处主任: what stands before it is 林某's */
    if ((jy__chain_use(c, t) & JY__USE_CUE) && jy__char_is(&c->d->reading, c->t[t].end - 1, "者")) first = past_award(c, first);
    t = jy__title_before(c, first);
  }
  jy__posts_turn(f, had);
}

/* What speaks for a name beside its titles: what it looks like, what follows
 * it, brackets, labels. Knows marks and words; refuses to attach titles. */
#include "extract/chain.h"

/* Past a bracket after a name: 金某(韩国)、李某. */
size_t jy__past_bracket(const jy__chain *c, size_t t) {
  if (!jy__token_is(c, t, "(（")) return t;
  for (size_t k = t + 1; k < c->len && k - t < 9; k++)
    if (jy__token_is(c, k, ")）")) return k + 1;
  return t;
}

/* 激动地说, 这样评价: where the act begins behind a word that tells how; else t. */
static size_t past_manner(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  if (t + 2 >= c->len || c->t[t].end != c->t[t].start + 2 || jy__gap_before(c, t + 1) != JY__GAP_NONE) return t;
  if (jy__char_is(r, c->t[t].start, "这如") && jy__char_is(r, c->t[t].start + 1, "样此")) return t + 1;
  return jy__token_is(c, t + 1, "地") && jy__gap_before(c, t + 2) == JY__GAP_NONE ? t + 2 : t;
}

/* The acts that begin where token t does, though it may be a longer word: 出席 of 出席会议. */
static uint16_t acts_from(const jy__chain *c, size_t t) {
  const jy__terms *terms = &c->d->terms;
  uint16_t acts = jy__chain_roles(c, t) & (JY__ACT | JY__ACT_STRONG);
  size_t at = c->t[t].start, end = c->t[t].kind == JY__T_WORD ? terms->first[at + 1] : terms->first[at];
  for (size_t m = terms->first[at]; m < end; m++) {
    const jy__entry *e = &terms->at[m].entry;
    if (e->chars > 1) acts |= e->roles & (JY__ACT | JY__ACT_STRONG);
  }
  return acts;
}

bool jy__cues_sexed(const jy__chain *c, size_t t) {
  return jy__token_is(c, t, ",，") && jy__token_is(c, t + 1, "男女") && jy__token_is(c, t + 2, ",，。") && jy__gap_before(c, t) < JY__GAP_SOFT;
}

/* 出席:甲、乙: how people took part, alone at the head of a line. */
static bool tells_part(const jy__chain *c, size_t t) {
  static const char *const heads[] = {"出席", "列席", "缺席", "参会", "与会", "到会", "参加", "请假"};
  const jy__reading *r = &c->d->reading;
  size_t at = c->t[t].start;
  if (c->t[t].end != at + 2 || (t > 0 && jy__gap_before(c, t) < JY__GAP_SOFT)) return false;
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    char first[4] = {heads[i][0], heads[i][1], heads[i][2], 0};
    if (jy__char_is(r, at, first) && jy__char_is(r, at + 1, heads[i] + 3)) return true;
  }
  return false;
}

enum { MOST_LISTED = 40 }; /* names gone over: some lists have thousands, and each asks */

/* The first of the names that 、 or blanks part from the name at t. */
static size_t first_listed(const jy__chain *c, size_t t) {
  for (size_t n = 0; n < MOST_LISTED && t > 1 && jy__gap_before(c, t) < JY__GAP_SOFT; n++) {
    size_t prev = jy__token_is(c, t - 1, "、") ? t - 2 : t - 1;
    bool parted = prev == t - 2 || jy__gap_before(c, t) == JY__GAP_SPACE;
    if (!parted || c->t[prev].kind != JY__T_NAME) break;
    t = prev;
  }
  return t;
}

/* 参会人员:甲、乙; 姓名:丙; 出席:丁 戊: a word for people, or for how they took part, before a colon. */
static bool is_labelled(const jy__chain *c, size_t name) {
  name = first_listed(c, name);
  if (name < 2 || !jy__token_is(c, name - 1, ":：") || c->t[name - 2].kind != JY__T_WORD) return false;
  if (tells_part(c, name - 2)) return true;
  return c->t[name - 2].end - c->t[name - 2].start > 1 &&
         jy__char_is(&c->d->reading, c->t[name - 2].end - 1, "员单名者生人长宾友师");
}

/* 余某(某某大学), 余某教授(某某大学): the unit in a bracket. */
void jy__cues_bracket(const jy__chain *c, jy__found *f) {
  size_t open = jy__chain_past(c, f);
  if ((f->posts_len && (open == f->token + 1 || f->posts[f->posts_len - 1].org_end)) || !jy__token_is(c, open, "(（") || jy__gap_before(c, open) >= JY__GAP_SOFT) return;
  size_t close = jy__past_bracket(c, open);
  if (close < open + 3 || c->d->tokens.org_end[c->t[close - 2].end] != 2) return;
  bool generic;
  size_t first = jy__org_left(c->d, close - 1, JY__ORG_NAMED, &generic);
  if (first != open + 1 || generic) return;
  f->org_start = c->t[first].start;
  f->org_end = c->t[close - 2].end;
  f->score += 1.5f;
  if (f->how == JY_HOW_BARE) f->how = JY_HOW_ORG;
}

void jy__cues_marks(const jy__chain *c, jy__found *f) {
  bool sexed = jy__cues_sexed(c, f->token + 1), labelled = f->cued && is_labelled(c, f->token);
  if (!sexed && !labelled) return;
  f->score += 2.0f;
  if (f->how == JY_HOW_BARE) f->how = sexed ? JY_HOW_ACT : JY_HOW_LIST;
}

/* Over the names of the list that the name at t stands in, forwards or back. */
static size_t list_edge(const jy__chain *c, size_t t, bool forwards) {
  for (size_t n = 0; n < MOST_LISTED; n++) {
    size_t sep = forwards ? t + 1 : t - 1, next = forwards ? t + 2 : t - 2;
    bool more = forwards ? next < c->len : t > 1;
    if (!more || !jy__token_is(c, sep, "、和与") || c->t[next].kind != JY__T_NAME) break;
    t = next;
  }
  return t;
}

/* 甲、乙等4名: those of the list are counted behind it, or called by what they are. */
static void read_count(const jy__chain *c, jy__found *f) {
  const jy__reading *r = &c->d->reading;
  size_t last = list_edge(c, f->token, true), at = c->t[last].end;
  bool all = jy__char_is(r, at, "等") && jy__counts_people(r, at + 1);
  bool direct = jy__counts_people(r, c->t[f->token].end) && f->how == JY_HOW_TITLE;
  if (c->t[f->token].score >= 0 || !(all || direct || (jy__groups_people(c->d, at) && f->how == JY_HOW_TITLE))) return;
  f->cued = true;
  f->score += all && f->how != JY_HOW_TITLE ? 4.0f : 1.2f;
  if (f->how == JY_HOW_BARE) f->how = JY_HOW_ACT;
}

void jy__cues_after(const jy__chain *c, jy__found *f) {
  size_t t = f->token + 1;
  f->cued = t >= c->len || jy__gap_before(c, t) != JY__GAP_NONE;
  if (t >= c->len || jy__gap_before(c, t) == JY__GAP_HARD) {
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
  } else if (acts_from(c, past_manner(c, t))) {
    bool strong = (acts_from(c, past_manner(c, t)) & JY__ACT_STRONG) != 0;
    f->cued = true;
    bool counted = jy__token_is(c, t, "等") && t + 1 < c->len && jy__counts_people(&c->d->reading, c->t[t + 1].start);
    f->score += counted ? 1.6f : strong ? 1.2f : 0.5f;
    if (f->how == JY_HOW_BARE && counted) f->how = JY_HOW_ACT;
    if (f->how == JY_HOW_BARE && strong) f->how = JY_HOW_ACT;
  } else if (jy__token_is(c, t, "的") && jy__token_is(c, t + 1, "《") && jy__gap_before(c, t + 1) == JY__GAP_NONE) { /* 某某的《…》获奖 */
    f->cued = true;
    f->score += 1.2f;
    if (f->how == JY_HOW_BARE) f->how = JY_HOW_ACT;
  }
  read_count(c, f);
}

/* 买买提·艾力, 卓玛央宗: a dot, or a part of such names at the head. */
static bool in_parts(const jy__chain *c, const jy__token *t) {
  const jy__reading *r = &c->d->reading;
  const jy__terms *terms = &c->d->terms;
  if (!r->at[t->start].han) return false;
  for (size_t i = t->start; i < t->end; i++)
    if (jy__is_punct(r->at[i].cp)) return true;
  size_t n = t->end - t->start, to = n > 3 ? t->end - 1 : n > 2 ? t->start + 2 : t->start + 1; /* 何才让: behind a surname */
  for (size_t i = t->start; i < to; i++)
    for (size_t m = terms->first[i]; m < terms->first[i + 1]; m++) {
      const jy__entry *e = &terms->at[m].entry;
      if ((e->roles & JY__NAME_PART) && i + e->chars <= t->end) return true;
      if ((e->roles & JY__FAMILY) && i == t->start && i + e->chars < t->end) return true;
    }
  return false;
}

static const float rarest_surname = 10.05f;

float jy__cues_plausible(const jy__chain *c, const jy__token *t) {
  float f = t->score > 0 ? t->score / 5.0f : t->score / 2.0f;
  const jy__han *h = c->d->reading.at[t->start].in_names;
  bool rare = !h || h->function || h->surname >= (t->end - t->start == 2 ? rarest_surname : JY__NEVER);
  if (rare && t->end - t->start < 4 && t->score < 2.0f) f -= 3.0f;
  if (f < 0.5f && in_parts(c, t)) f = 0.5f;
  return f > 1.5f ? 1.5f : f < -2.5f ? -2.5f : f;
}

/* “黎某某青年奖”, 顾某某路, Mary Foo(符某某): part of a name, of something or of somebody else. */
static bool within_thing(const jy__chain *c, size_t t) {
  if (jy__gap_before(c, t + 1) == JY__GAP_NONE && jy__token_is(c, t + 1, "路街道奖杯楼馆堂院班镇村乡县山河湖岛桥园塔寺庙店厅坊里")) return true;
  if (t == 0 || jy__gap_before(c, t) == JY__GAP_HARD) return false;
  if (jy__token_is(c, t - 1, "“「『")) return !jy__token_is(c, t + 1, ",，:：。");
  return t > 1 && jy__token_is(c, t - 1, "(（") && c->t[t - 2].kind == JY__T_NAME;
}

/* “黎某某青年奖”: where what the quotation marks hold begins with the name and ends as names of things do. */
static bool names_quoted(const jy__chain *c, size_t t) {
  enum { QUOTED_TOKENS = 10 };
  if (t == 0 || !jy__token_is(c, t - 1, "“「『") || jy__gap_before(c, t) >= JY__GAP_SOFT) return false;
  for (size_t k = t + 1; k < c->len && k - t < QUOTED_TOKENS; k++) {
    if (jy__token_is(c, k, "”」』")) return k > t + 1 && jy__char_is(&c->d->reading, c->t[k - 1].end - 1, "奖金室站班楼路馆杯坛座法术组队");
    if (c->t[k].kind == JY__T_PUNCT || c->t[k].kind == JY__T_NAME) return false;
  }
  return false;
}

/* 顾某某路1号, 顾某某同志治丧工作小组 */
static bool names_beside(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  size_t next = t + 1;
  if (next >= c->len || jy__gap_before(c, next) != JY__GAP_NONE) return false;
  if (jy__token_is(c, next, "路街") && next + 1 < c->len && jy__char_is(r, c->t[next + 1].start, "0123456789一二三四五六七八九十")) return true;
  if (c->t[next].kind == JY__T_COURTESY) next++;
  return next < c->len && jy__char_is(r, c->t[next].start, "治") && jy__char_is(r, c->t[next].start + 1, "丧");
}

/* 商鞅变法, 华罗庚定理: what is called after somebody. */
static bool names_after(const jy__chain *c, size_t t) {
  static const char *const things[] = {"变法", "定理", "定律", "猜想", "效应", "方程", "公式", "故居", "旧居"};
  const jy__reading *r = &c->d->reading;
  size_t end = c->t[t].end;
  if (jy__gap_before(c, t + 1) != JY__GAP_NONE) return false;
  for (size_t i = 0; i < sizeof things / sizeof *things; i++)
    if (jy__reads(r, end, things[i])) return true;
  if (jy__reads(r, end, "精神") && jy__char_is(r, end + 2, "。，,、；;！!？?”》）)的及和与")) return true;
  return jy__char_is(r, end, "一二三四五六七八九") && jy__char_is(r, end + 1, "中小"); /* 周庄三中 */
}

/* 厚学楼报告厅: the house that a room is in. */
static bool is_house(const jy__chain *c, size_t t) {
  static const char *const rooms[] = {"报告", "会议", "多功能", "学术", "礼堂", "教室", "演播", "大厅", "前", "一楼", "二楼", "三楼"};
  const jy__reading *r = &c->d->reading;
  size_t end = c->t[t].end;
  if (end < c->t[t].start + 3 || !jy__char_is(r, end - 1, "楼") || jy__gap_before(c, t + 1) != JY__GAP_NONE) return false;
  for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
    if (jy__reads(r, end, rooms[i])) return true;
  return jy__char_is(r, end, "0123456789");
}

/* 饰演某某的演员: a part in a play. */
static bool is_played(const jy__chain *c, size_t t) {
  size_t at = c->t[t].start;
  return at > 1 && jy__gap_before(c, t) == JY__GAP_NONE && (jy__reads(&c->d->reading, at - 2, "饰演") || jy__reads(&c->d->reading, at - 2, "扮演"));
}

bool jy__cues_thing(const jy__chain *c, const jy__found *f) {
  if (is_played(c, f->token)) return true;
  return names_quoted(c, f->token) || names_beside(c, f->token) || (!f->own && (names_after(c, f->token) || is_house(c, f->token)));
}

/* 周玉芬一坐就是半天: what no words make up and what has a common surname is a name anywhere. */
void jy__cues_unmistakable(const jy__chain *c, jy__found *f) {
  static const float sure = 8.5f, sure_of_foreign = 16.0f, sure_of_parts = 10.0f;
  const jy__token *t = &c->t[f->token];
  const jy__han *h = c->d->reading.at[t->start].in_names;
  size_t n = t->end - t->start;
  bool opens = f->token == 0 || c->t[f->token - 1].kind == JY__T_PUNCT || jy__gap_before(c, f->token) == JY__GAP_HARD;
  bool bounded = f->cued && (opens || (jy__chain_roles(c, f->token - 1) & JY__ACT));
  float least = bounded ? sure - 1.5f : sure;
  bool common = h && !h->function && h->surname < (t->score > 12.0f ? 8.5f : 6.5f);
  bool chinese = (n == 3 || (n == 2 && bounded)) && t->score >= least && common;
  bool dotted = n >= 3 && t->score >= (n > 3 ? sure_of_foreign : sure_of_parts) && in_parts(c, t);
  f->within = within_thing(c, f->token);
  f->sure = f->how == JY_HOW_BARE && f->score >= 1.0f && (chinese || dotted) && !f->within;
  if (f->sure && f->score < 2.0f) f->score = 2.0f;
}

/* 石桥任会长, 石桥任副会长: whether the verb stands behind token t, and the post that is taken. */
static bool has_post_behind(const jy__chain *c, size_t t) {
  size_t post = t + 2;
  if (post >= c->len || !jy__token_is(c, t + 1, "任") || jy__gap_before(c, t + 1) != JY__GAP_NONE) return false;
  while (post + 1 < c->len && c->t[post].kind == JY__T_PREFIX && jy__gap_before(c, post) == JY__GAP_NONE) post++;
  return jy__gap_before(c, post) == JY__GAP_NONE && jy__token_title(&c->t[post]);
}

/* ,解立民当选会长; 严谨接任院长; 石桥任会长 */
static bool takes_office(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  bool opens = t == 0 || c->t[t - 1].kind == JY__T_PUNCT || c->t[t - 1].kind == JY__T_SEP || jy__gap_before(c, t) == JY__GAP_HARD;
  bool comrade = t + 2 < c->len && c->t[t + 1].kind == JY__T_COURTESY && jy__gap_before(c, t + 2) == JY__GAP_NONE; /* 严谨同志任院长 */
  if (opens && comrade && jy__char_is(r, c->t[t + 2].start, "任为兼")) return true;
  if (opens && has_post_behind(c, t)) return true;
  if (!opens || t + 1 >= c->len || jy__gap_before(c, t + 1) != JY__GAP_NONE || c->t[t + 1].end != c->t[t + 1].start + 2) return false;
  size_t at = c->t[t + 1].start;
  if (jy__char_is(r, at, "当")) return jy__char_is(r, at + 1, "选");
  return jy__char_is(r, at, "接连卸担出") && jy__char_is(r, at + 1, "任");
}

/* 由某某主持, 由某某任组长 */
static bool is_bidden(const jy__chain *c, size_t t) {
  bool led = t > 0 && jy__token_is(c, t - 1, "由") && jy__gap_before(c, t) == JY__GAP_NONE && jy__gap_before(c, t + 1) == JY__GAP_NONE;
  return led && ((c->t[t].score < 0 && (acts_from(c, t + 1) & JY__ACT_STRONG)) || has_post_behind(c, t));
}

/* 免去某某后勤处处长职务: relieved of a post that is told behind the name. */
static bool is_relieved(const jy__chain *c, size_t first) {
  enum { POST_TOKENS = 20 };
  const jy__reading *r = &c->d->reading;
  size_t before = c->t[first].start;
  bool relieved = before > 1 && (jy__reads(r, before - 2, "免去") || jy__reads(r, before - 2, "撤销") || jy__reads(r, before - 2, "解除"));
  for (size_t t = first; relieved && t < c->len && t - first < POST_TOKENS && jy__gap_before(c, t) < JY__GAP_HARD && !jy__token_is(c, t, "。；;"); t++)
    if (jy__reads(r, c->t[t].start, "职务")) return true;
  return false;
}

/* 选举某某为, 推选某某、某某任, 秘书为某某, 分别是某某和某某, 某某当选: who gets or holds an office. */
bool jy__cues_elected(const jy__chain *c, size_t t) {
  size_t first = list_edge(c, t, false), next = list_edge(c, t, true) + 1;
  if (takes_office(c, t) || is_bidden(c, t)) return true;
  if (first == 0 || jy__gap_before(c, first) != JY__GAP_NONE) return false;
  if (is_relieved(c, first)) return true;
  const jy__entry *e = jy__chain_entry(c, first - 1);
  if (jy__char_is(&c->d->reading, c->t[first - 1].end - 1, "为是")) {
    bool single = jy__token_is(c, first - 1, "为是");
    if (!single || first < 2) return jy__char_is(&c->d->reading, c->t[first - 1].start, "分");
    return jy__token_title(&c->t[first - 2]) || jy__char_is(&c->d->reading, c->t[first - 2].end - 1, "别");
  }
  if (!e || e->part != 'v' || jy__gap_before(c, next) != JY__GAP_NONE) return false;
  return jy__token_is(c, next, "为任") || (next < c->len && jy__char_is(&c->d->reading, c->t[next].start, "担出连"));
}

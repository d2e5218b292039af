/* Where words are names: 高峰 between a title and an act, in a list of names, beside
 * a courtesy word. Knows what may stand around a name; refuses to lay the path. */
#include <float.h>
#include <math.h>

#include "extract/lattice.h"

/* Cheapest way to write characters [i, j) in words alone: what a name is measured against. */
float jy__words_cost(const jy__lattice *l, size_t i, size_t j) {
  const jy__terms *t = &l->d->terms;
  float best[16];
  if (j - i >= 16) return 30.0f;
  best[0] = 0;
  for (size_t k = 1; k <= j - i; k++) best[k] = FLT_MAX;
  for (size_t k = i; k < j; k++) {
    float c = best[k - i];
    if (c + JY__WORDS_MOST < best[k - i + 1]) best[k - i + 1] = c + JY__WORDS_MOST;
    for (size_t m = t->first[l->start + k]; m < t->first[l->start + k + 1]; m++) {
      const jy__entry *e = &t->at[m].entry;
      if (k + e->chars <= j && c + e->cost < best[k + e->chars - i]) best[k + e->chars - i] = c + e->cost;
    }
  }
  return best[j - i];
}

const jy__entry *jy__whole_term(const jy__lattice *l, size_t i, size_t j) {
  const jy__terms *t = &l->d->terms;
  for (size_t m = t->first[l->start + i]; m < t->first[l->start + i + 1]; m++)
    if (t->at[m].entry.chars == j - i) return &t->at[m].entry;
  return NULL;
}

/* 激动地说, 这样评价: the act behind a word that tells how. */
static bool acts_somehow(const jy__lattice *l, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + j;
  if (j + 4 > l->len || !r->at[at].han) return false;
  size_t n = jy__char_is(r, at, "这如") && jy__char_is(r, at + 1, "样此") ? 2 : jy__char_is(r, at + 2, "地") ? 3 : 0;
  return n && j + n < l->len && (l->d->terms.roles[at + n] & (n == 2 ? JY__ACT : JY__ACT_STRONG));
}

bool jy__closes(const jy__lattice *l, size_t j, uint16_t acts) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + j;
  if (at >= r->len || r->at[at].gap >= JY__GAP_HARD) return true;
  if (r->at[at].punct) return !jy__char_is(r, at, "《“「『‘");
  return j < l->len && ((l->d->terms.roles[at] & acts) || ((acts & (JY__ACT | JY__ACT_STRONG)) && acts_somehow(l, j)));
}

/* Whether a term of these roles begins at character j. */
static bool follows(const jy__lattice *l, size_t j, uint16_t roles) {
  return j < l->len && !jy__is_punct(l->d->reading.at[l->start + j].cp) && jy__closes(l, j, roles);
}

/* A courtesy word follows that is for the name: not 向老师们. */
static bool is_addressed(const jy__lattice *l, size_t j) {
  const jy__terms *t = &l->d->terms;
  size_t at = l->start + j;
  if (!follows(l, j, JY__COURTESY)) return (at < l->d->reading.len && l->d->reading.at[at].gap) || jy__closes(l, j, 0);
  for (size_t m = t->first[at]; m < t->first[at + 1]; m++) {
    const jy__entry *e = &t->at[m].entry;
    if ((e->roles & JY__COURTESY) && !jy__char_is(&l->d->reading, at + e->chars, "们")) return true;
  }
  return false;
}

/* 钱某三名同志, 两位: how many there are, at the end of a candidate or across it. */
static bool counts_people(const jy__reading *r, size_t last) {
  static const char *const people = "名位人家户";
  const jy__han *h = r->at[last].in_names, *before = last ? r->at[last - 1].in_names : NULL;
  if (h && h->numeral && jy__char_is(r, last + 1, people)) return true;
  return before && before->numeral && jy__char_is(r, last, people);
}

/* 于三月, 于交接|时: a time, and 于 the word of grammar. */
static bool tells_when(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  const jy__han *h = r->at[l->start + i + 1].in_names;
  if (h && h->numeral && jy__char_is(r, l->start + j - 1, "年月日时点")) return true;
  const jy__entry *e = jy__whole_term(l, i + 1, j);
  return e && jy__char_is(r, l->start + i, "于自从") && jy__char_is(r, l->start + j, "时后前间中内起");
}

/* 应及时, 于日前: a word of grammar and an adverb. */
static bool is_adverbial(const jy__lattice *l, size_t i, size_t j) {
  const jy__han *h = l->d->reading.at[l->start + i].in_names;
  bool should = jy__char_is(&l->d->reading, l->start + i, "应");
  const jy__entry *rest = j - i == 3 && h && (h->function || should) ? jy__whole_term(l, i + 1, j) : NULL;
  return rest && rest->part && strchr(should ? "dcptav" : "dcpt", rest->part) && !(rest->roles & JY__NAME_PART);
}

/* 于石桥|镇: a word of grammar and a place. */
static bool is_placed(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  const jy__han *h = r->at[l->start + i].in_names;
  return j - i == 3 && h && h->function && jy__char_is(r, l->start + j, "镇乡村县市区") && r->at[l->start + j].gap == JY__GAP_NONE;
}

/* 甲某|任主任委员: a verb, and the post that is taken. */
static bool takes_post(const jy__lattice *l, size_t at) {
  const jy__reading *r = &l->d->reading;
  size_t next = l->start + at + 1;
  return jy__char_is(r, next - 1, "任") && next < r->len && !r->at[next].gap && (l->d->terms.roles[next] & JY__TITLE) && !(l->d->terms.roles[next - 1] & JY__TITLE);
}

/* 邓某作报告, 方某为顾问, 鲍某以党员身份: a verb that follows a name is not its last character,
 * unless nothing is left for it to govern. */
float jy__act_at_end(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t last = l->start + j - 1;
  if (j - i == 2 && jy__char_is(r, last, jy__familiar)) return 8.0f;
  if (r->at[last].han && counts_people(r, last)) return JY__NO_NAME; /* 向四|位同学 */
  bool numeral = r->at[last].in_names && r->at[last].in_names->numeral;
  if (j - i == 2 && r->at[last].gap && jy__char_is(r, last, "本我该") && r->at[last].run > 1) return JY__NO_NAME; /* 贺　本会会长 */
  if (j - i == 2 && jy__char_is(r, last, "工")) return JY__NO_NAME; /* 联系人:温工 */
  if (numeral && jy__char_is(r, last + 1, "中小附段级届次首件项条批群十百千万岁周")) return JY__NO_NAME; /* 周庄三|中, 甲某三|段, 年满七|十岁 */
  if (j - i == 2 && numeral && jy__char_is(r, last + 1, "年月日届次点")) return JY__NO_NAME; /* 于三|月 */
  if (j - i < 3 || !r->at[last].han) return 0;
  if (jy__char_is(r, last, "等")) return 6.0f;
  const jy__han *next = last + 1 < r->len && r->at[last + 1].gap < JY__GAP_SOFT ? r->at[last + 1].in_names : NULL;
  if (jy__char_is(r, last, "今昨当") && jy__char_is(r, last + 1, "年天日晚")) return 8.0f; /* 李某|今年 */
  if (jy__char_is(r, last, "同与和跟") && jy__char_is(r, last + 1, "本我该") && !r->at[last + 1].gap) return JY__NO_NAME; /* 罗某|同本校 */
  if (jy__char_is(r, last, "文图") && jy__char_is(r, last + 1, "/／∕") && r->at[last + 1].gap == JY__GAP_NONE) return 6.0f; /* (某某文/某某图) */
  if (is_adverbial(l, i, j) || is_placed(l, i, j)) return JY__NO_NAME;
  if (takes_post(l, j - 1)) return JY__NO_NAME;
  if (takes_post(l, j)) return -2.5f;
  if (jy__char_is(r, last, "有") && next && next->numeral) return 6.0f; /* 李某|有三十年 */
  if (j - i < 5 && r->at[l->start + i].cp == r->at[l->start + i + 2].cp) return JY__NO_NAME; /* 边听边记 */
  if (j - i == 3 && tells_when(l, i, j)) return JY__NO_NAME;
  if (j - i > 4 && r->at[last].in_names && (r->at[last].in_names->function || r->at[last].in_names->numeral)) return 4.0f;
  const jy__entry *tail = jy__whole_term(l, j - 2, j), *verb = jy__whole_term(l, j - 1, j);
  bool quotes = jy__char_is(r, l->start + j, ":：") && jy__char_is(r, l->start + j + 1, "“「\"");
  if (verb && (((verb->roles & JY__ACT_STRONG) && jy__char_is(r, l->start + j, ":：,，“")) || ((verb->roles & JY__ACT) && quotes))) return 6.0f; /* 肖某问： */
  if (tail && (tail->roles & JY__COURTESY)) return 8.0f;
  if (tail && j - i == 3 && (tail->roles & JY__TITLE) && !(tail->roles & JY__NAME_PART)) return 6.0f; /* 游医生 */
  if (tail && ((tail->roles & JY__ACT) || tail->part == 'm')) return 4.0f;
  if (!(r->at[last].in_names && r->at[last].in_names->governs) || is_addressed(l, j)) return 0;
  return jy__closes(l, j, JY__TITLE) ? 7.0f : 4.0f;
}

static const float common_surname = 9.9f, rarest_surname = 11.0f; /* one of 6, and of 3, in 132,700 */

bool jy__is_crossed(const jy__lattice *l, size_t i, size_t j) {
  const jy__terms *t = &l->d->terms;
  for (size_t k = i + 1; k < j; k++)
    for (size_t m = t->first[l->start + k]; m < t->first[l->start + k + 1]; m++)
      if (t->at[m].entry.chars > 1 && k + t->at[m].entry.chars > j) return true;
  return false;
}

/* Whether the words of a list begin at character j. */
static bool begins_with(const jy__lattice *l, size_t j, const char *const *words, size_t n) {
  for (size_t k = 0; k < n; k++)
    if (jy__reads(&l->d->reading, l->start + j, words[k])) return true;
  return false;
}

/* ,解立民当选; 。严谨接任: where a clause begins, before the verbs of coming into office. */
static bool takes_office(const jy__lattice *l, size_t i, size_t j) {
  static const char *const verbs[] = {"当选", "接任", "连任", "卸任", "同志任", "同志为", "同志兼"};
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  bool opens = !at || r->at[at].gap >= JY__GAP_SOFT || jy__char_is(r, at - 1, "。；;，,、:：");
  return opens && begins_with(l, j, verbs, sizeof verbs / sizeof *verbs);
}

/* 副局长林心等: two characters that are no word, behind a title. */
static bool is_pair(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  const jy__han *h = r->at[l->start + i].in_names, *last = r->at[l->start + j - 1].in_names;
  if (j - i != 2 || l->d->tokens.title_end[l->start + i] != 2 || h->surname > 8.0f || h->function || jy__is_crossed(l, i, j)) return false;
  const jy__entry *e = jy__whole_term(l, j - 1, j);
  if (jy__char_is(r, l->start + j - 1, jy__familiar)) return false;
  return last && !last->function && !last->numeral && !last->governs && !(e && (e->roles & (JY__ACT | JY__STOP)));
}

/* 班主任成全。 What stands between a title and a sign is a name, unless it is what the title's bearer does. */
static bool is_enclosed(const jy__lattice *l, size_t i, size_t j, const jy__entry *e) {
  const jy__reading *r = &l->d->reading;
  if (l->d->tokens.title_end[l->start + i] != 2 || r->at[l->start + i].gap || !jy__closes(l, j, 0) || jy__char_is(r, l->start + j, ":：")) return false;
  return !(e->use & JY__USE_THING) && (e->part != 'v' || (e->use & JY__USE_NEVER));
}

/* Whether characters [i, j) are fit for a name: no word that stands between a title and an act of its own
 * accord. In a field that holds names alone (编辑:文采) it may be any with a surname. */
static bool may_be_called(const jy__lattice *l, size_t i, size_t j, bool field) {
  const jy__han *h = l->d->reading.at[l->start + i].in_names;
  const jy__entry *e = jy__whole_term(l, i, j);
  if (jy__act_at_end(l, i, j) >= JY__NO_NAME) return false;
  if (e && (e->roles & JY__NAME_PART) && !(e->roles & (JY__TITLE | JY__ACT))) return true;
  if (j - i == 3 && l->d->tokens.title_end[l->start + i] == 2 && (!h || h->surname > common_surname || h->function) && !(h && (h->suffix || h->numeral)) &&
      jy__given_likely(l->d, l->start + i + 1))
    return true; /* 院长由某某: nothing else begins so */
  if (!h || h->surname > (field ? rarest_surname : common_surname)) return false;
  bool cell = l->start + j < l->d->reading.len && l->d->reading.at[l->start + j].cell; /* 方略|某某大学 */
  if (field && !cell && l->d->tokens.org_end[l->start + j]) return false; /* 图片:校史馆 */
  const jy__entry *head = j - i > 2 ? jy__whole_term(l, i, i + 2) : NULL;
  if (!e && head && (head->roles & (JY__ACT | (field ? JY__TITLE : 0)))) return false; /* 查房时, 成　员　管 */
  if (!e && head && jy__char_is(&l->d->reading, l->start + j - 1, jy__unit_ends)) return false; /* 宣传股 */
  if (!e) return field ? !h->numeral && !jy__char_is(&l->d->reading, l->start + i, "本同全各") : j - i == 2 ? is_pair(l, i, j) : !h->function && jy__act_at_end(l, i, j) <= 0;
  static const uint16_t others = JY__TITLE | JY__PREFIX | JY__ACT | JY__ORG | JY__DROPPED | JY__STOP | JY__BYLINE;
  bool never = (e->use & JY__USE_NEVER) && !jy__name_spread(&l->d->reading, l->start + i, l->start + j);
  size_t behind = l->start + j; /* 主席荣誉主持: a prefix leads to a title and to nothing else */
  bool led = behind < l->d->reading.len && (l->d->terms.roles[behind] & (JY__TITLE | JY__PREFIX));
  if ((e->roles & others) != JY__PREFIX ? e->roles & others : led || !(field || l->d->tokens.title_end[l->start + i])) return false;
  if (is_enclosed(l, i, j, e) || takes_office(l, i, j)) return !strchr("pcu", e->part);
  return !never && !strchr(field ? "pcurm" : "dpcrum", e->part);
}

static bool ends_byline(const jy__lattice *l, size_t i) {
  const float *cost = l->nodes[i].cost;
  return cost[JY__T_BYLINE] < FLT_MAX && cost[JY__T_BYLINE] <= cost[JY__T_WORD];
}

/* 作者:宣传科　安详: the unit between the byline word and what stands at character i. */
static bool credits_unit(const jy__lattice *l, size_t i) {
  enum { UNIT_CHARS = 12 };
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  if (r->at[at].gap != JY__GAP_SPACE || !(l->d->tokens.org_end[at] || jy__char_is(r, at - 1, jy__unit_ends))) return false;
  for (size_t n = 2; n <= UNIT_CHARS && n < i; n++) {
    if (jy__char_is(r, at - n, ":：")) return ends_byline(l, i - n);
    if (jy__is_punct(r->at[at - n].cp) || r->at[at - n].gap >= JY__GAP_SOFT) return false;
  }
  return false;
}

/* (某某 / 文 某某 / 图): the byline word behind a stroke. */
static bool credited(const jy__lattice *l, size_t i, size_t end) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  if (end + 1 >= r->len || !jy__char_is(r, end, "/") || !(l->d->terms.roles[end + 1] & JY__BYLINE)) return false;
  return r->at[at].gap || jy__char_is(r, at - 1, "(（;；、");
}

/* A bracket that ends a paragraph: )■ */
static bool closes_signature(const jy__reading *r, size_t at) {
  if (!jy__char_is(r, at, ")）")) return false;
  size_t next = at + 1 + jy__char_is(r, at + 1, "■◆●▲★");
  return next >= r->len || r->at[next].gap >= JY__GAP_SOFT;
}

/* Past the other names of what signs: (某某、某某). Some lists have thousands, and each name asks. */
static size_t past_listed(const jy__reading *r, size_t at) {
  enum { MOST_SIGNED = 40 };
  for (size_t i = 0; i < MOST_SIGNED && jy__char_is(r, at, "、") && at + 1 < r->len; i++) {
    size_t n = r->at[at + 1].run;
    if (n < 2 || n > 3) break;
    at += 1 + n;
  }
  return at;
}

/* 文:学生记者 林某某　某某: behind another name of the field. */
static bool follows_signed(const jy__lattice *l, size_t i) {
  enum { FIELD_CHARS = 16 };
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i, k = at;
  if (r->at[at].gap != JY__GAP_SPACE || l->nodes[i].cost[JY__T_NAME] >= l->nodes[i].cost[JY__T_WORD]) return false;
  while (k > l->start && at - k < FIELD_CHARS && r->at[k].gap < JY__GAP_SOFT && !r->at[k - 1].punct) {
    if (k < at && r->at[k].gap && ends_byline(l, k - l->start)) return true;
    k--;
  }
  return k > l->start && jy__char_is(r, k - 1, ":：/／∕") && ends_byline(l, k - 1 - l->start);
}

/* (离退办 某某), 学生记者 某某 某某: after a space in what signs a report. */
static bool signs(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i, end = l->start + j;
  bool ends = end >= r->len || r->at[end].gap >= JY__GAP_SPACE || jy__char_is(r, end, ")）(（/|】];；、");
  if (!ends) return false;
  bool colon = i && (jy__char_is(r, at - 1, ":：/／∕") || (jy__char_is(r, at - 1, "|｜") && !r->at[at].cell));
  if (colon && jy__char_is(r, at - 1, "/／∕") && jy__char_is(r, end, "/／∕")) return false; /* 文/某某　图/: the next label */
  bool byline = ends_byline(l, colon ? i - 1 : i);
  if (colon && byline && jy__char_is(r, end, "、")) return true; /* 摄影:某某、某某 */
  bool label = colon && jy__char_is(r, at - 1, ":：") && l->d->tokens.title_end[at - 1]; /* 联系人:某某, 主讲人:某某(笔名) */
  if ((byline && !jy__char_is(r, end, "、")) || label || credited(l, i, end) || credits_unit(l, i)) return true;
  if (follows_signed(l, i)) return true;
  size_t close = past_listed(r, end);
  if (!closes_signature(r, close)) return false;
  for (size_t k = at; k-- > 0 && at - k < 16 && r->at[k + 1].gap < JY__GAP_SOFT;) {
    if (jy__char_is(r, k, "(（")) return k == 0 || r->at[k].gap || jy__char_is(r, k - 1, "。！!？?”■");
    if (jy__char_is(r, k, "，,。；;")) return false;
  }
  return false;
}

/* A cell of a table whose row goes on to a title: 1 某某 某公司 副总经理. */
static bool in_row(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i, end = l->start + j;
  if (r->at[at].gap < JY__GAP_SPACE || end >= r->len || r->at[end].gap != JY__GAP_SPACE) return false;
  if (r->at[at].gap == JY__GAP_SPACE && jy__scores_stand(r, end)) return true; /* A03 采购 石桥 82 85.2 */
  for (size_t k = end + 1; k <= r->len && k - end < 60; k++) {
    bool stop = k == r->len || r->at[k].gap >= JY__GAP_SOFT;
    bool cut = stop || r->at[k].gap || jy__is_punct(r->at[k].cp);
    if (cut && l->d->tokens.title_end[k] == 2) return true;
    if (cut && r->at[end].cell && (l->d->tokens.title_end[k] || l->d->tokens.org_end[k] == 2)) return true;
    if (stop || jy__is_punct(r->at[k].cp)) return false;
  }
  return false;
}

static bool is_rarer(const jy__lattice *l, size_t i, size_t j, float least) {
  const jy__entry *e = jy__whole_term(l, i, j);
  return !e || !(e->roles & JY__WORD) || (e->roles & JY__PLACE) || e->cost > least;
}

static bool is_rare_word(const jy__lattice *l, size_t i, size_t j) {
  return is_rarer(l, i, j, 10.3f);
}

size_t jy__title_end(const jy__lattice *l, size_t j) {
  const jy__terms *t = &l->d->terms;
  size_t at = l->start + j, end = j;
  if (j >= l->len || l->d->reading.at[at].gap) return j;
  for (size_t m = t->first[at]; m < t->first[at + 1]; m++) {
    const jy__entry *e = &t->at[m].entry;
    size_t stop = j + e->chars;
    bool weak = (e->roles & JY__TITLE_WEAK) || (e->use & JY__USE_BEFORE);
    if ((e->roles & JY__TITLE) && !weak && stop > end) end = stop;
    size_t behind = (e->roles & JY__PREFIX) && e->chars == 1 ? jy__title_end(l, stop) : end;
    if (behind > end) end = behind;
  }
  return end;
}

/* 楼兰总经理介绍: a title that somebody holds who then acts. */
static bool holds_title(const jy__lattice *l, size_t j, uint16_t acts) {
  size_t end = jy__title_end(l, j);
  return end > j && (jy__closes(l, end, acts) || jy__char_is(&l->d->reading, l->start + end, "和与及等"));
}

/* 等6人, 等15名: those before are counted. */
static bool counted(const jy__lattice *l, size_t j) {
  return jy__char_is(&l->d->reading, l->start + j, "等") && jy__counts_people(&l->d->reading, l->start + j + 1);
}

/* 增选安定等5人为理事: a verb before it, and who they become behind the count. */
static bool is_counted_into(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  const jy__entry *verb = i > 1 ? jy__whole_term(l, i - 2, i) : NULL;
  if (!verb || verb->part != 'v' || !counted(l, j)) return false;
  for (size_t k = l->start + j + 2; k < l->start + j + 6; k++)
    if (jy__char_is(r, k, "人名位")) return jy__char_is(r, k + 1, "为任");
  return false;
}

/* ,雷声、石英等4名同志: every item up to the count may be a name. */
static bool opens_counted(const jy__lattice *l, size_t i, size_t j) {
  enum { ITEMS = 6 };
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i, k = l->start + j;
  if (at && !r->at[at].gap && !jy__char_is(r, at - 1, "。；;，,!！?？:：”")) return false;
  for (size_t n = 0; n < ITEMS && jy__char_is(r, k, "、") && k + 2 < r->len; n++) {
    const jy__han *h = r->at[k + 1].in_names;
    if (!h || h->function || h->surname > common_surname) return false;
    size_t end = k + 3;
    if (!jy__char_is(r, end, "、等")) end++;
    k = end;
    if (counted(l, k - l->start)) return true;
  }
  return false;
}

/* 陶艺学院青年教师: the title that ends at a character has its unit before it. */
static bool placed_title(const jy__lattice *l, size_t at) {
  const jy__terms *t = &l->d->terms;
  for (size_t n = 1; n <= 6 && n <= at; n++) {
    bool year = at > n && jy__char_is(&l->d->reading, at - n - 1, "级届班");
    if ((l->d->tokens.org_end[at - n] != 2 && !year) || l->d->reading.at[at - n].gap) continue;
    for (size_t m = t->first[at - n]; m < t->first[at - n + 1]; m++) {
      const jy__entry *e = &t->at[m].entry;
      if (e->chars == n && (e->roles & JY__TITLE)) return true;
    }
  }
  return false;
}

/* 某某(教务处处长): the title in a bracket behind it. */
static bool bracket_titled(const jy__lattice *l, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + j;
  if (!jy__char_is(r, at, "（(")) return false;
  for (size_t k = at + 1; k < r->len && k - at < 24 && r->at[k].gap < JY__GAP_HARD; k++) {
    if (jy__char_is(r, k, "。")) return false;
    if (jy__char_is(r, k, ")）")) return l->d->tokens.title_end[k] == 2;
  }
  return false;
}

/* 县医院向阳、镇卫生院鲜艳、…: the items of a list are units with a name each. */
static bool listed_with_units(const jy__lattice *l, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + j;
  if (!jy__char_is(r, at, "、")) return false;
  for (size_t k = at + 3; k < r->len && k - at < 16 && r->at[k].gap == JY__GAP_NONE && !jy__is_punct(r->at[k].cp); k++)
    if (l->d->tokens.org_end[k] == 2)
      for (size_t n = 2; n <= 3 && k + n <= r->len; n++)
        if (jy__closes(l, k + n - l->start, JY__ACT)) return true;
  return false;
}

/* A verb of two characters before it, and behind it or behind the rest of its list 为 or 任. */
static bool is_named_into(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  const jy__entry *verb = i > 1 ? jy__whole_term(l, i - 2, i) : NULL;
  if (!verb || verb->part != 'v') return false;
  for (size_t k = l->start + j, n = 0; k < r->len && n < 16 && r->at[k].gap < JY__GAP_SOFT; k++, n++) {
    if (jy__char_is(r, k, "任为")) return n == 0 || n > 2;
    if (!r->at[k].han && !jy__char_is(r, k, "、")) return false;
  }
  return false;
}

/* 秘书为古柏老师; 分别是江湖和管林; 推举石林、丰年为监事: who holds or gets an office is told behind the copula or verb. */
static bool is_told_office(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i, end = l->start + j;
  if (at < 3 || r->at[at].gap >= JY__GAP_SOFT || end >= r->len) return false;
  bool closed = jy__closes(l, j, JY__COURTESY) || jy__char_is(r, end, "和与任为");
  if (!closed) return false;
  if (jy__char_is(r, at - 1, "为是")) {
    size_t k = at - 1;
    if (jy__char_is(r, k - 1, "别") && jy__char_is(r, k - 2, "分")) return true;
    return l->d->tokens.title_end[k] != 0;
  }
  return jy__char_is(r, end, "、任为") && is_named_into(l, i, j);
}

/* 来自北湖大学的石桥发言, 县医院石桥获一等奖: a word seldom used, between a unit and what only people do. */
static bool acts_for_unit(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  bool of = at > 0 && jy__char_is(r, at - 1, "的") && !r->at[at].gap;
  if (!at || r->at[at].gap || l->d->tokens.org_end[at - of] != 2) return false;
  const jy__entry *e = jy__whole_term(l, i, j);
  if ((e && (e->roles & JY__NOT_NAME)) || !is_rare_word(l, i, j) || jy__char_is(r, l->start + j, "及和与")) return false;
  if (of && e && e->part == 'v') return false; /* 邻里的付出表示感谢 */
  return follows(l, j, of ? JY__ACT : JY__ACT_STRONG) || jy__char_is(r, l->start + j, "获");
}

/* What it costs where no title stands before it. */
static float frame_untitled(const jy__lattice *l, size_t i, size_t j) {
  size_t at = l->start + i;
  if (is_told_office(l, i, j) || (at > 1 && jy__reads(&l->d->reading, at - 2, "免去"))) return -1.0f;
  bool placed = l->d->tokens.org_end[at] == 2;
  if (is_counted_into(l, i, j) || opens_counted(l, i, j) || (placed && counted(l, j))) return -1.0f;
  if (counted(l, j) && is_rare_word(l, i, j)) return 1.0f;
  if (acts_for_unit(l, i, j)) return -1.0f;
  if (bracket_titled(l, j)) return -1.5f;
  if (l->d->tokens.org_end[l->start + j]) return FLT_MAX;
  if (placed && jy__title_end(l, j) > j && follows(l, jy__title_end(l, j), JY__ACT_STRONG) && is_rarer(l, i, j, 9.3f)) return -3.0f;
  if (!is_rare_word(l, i, j)) return FLT_MAX;
  bool opens = !at || l->d->reading.at[at].gap >= JY__GAP_HARD || jy__char_is(&l->d->reading, at - 1, "。；;！!？?”");
  if (opens && jy__title_end(l, j) > j && follows(l, jy__title_end(l, j), JY__ACT)) return -1.5f;
  if (placed && listed_with_units(l, j)) return -1.0f;
  if (!placed && !(at && jy__char_is(&l->d->reading, at - 1, "的"))) return FLT_MAX;
  bool held = placed && holds_title(l, j, JY__ACT | JY__COURTESY);
  return held || follows(l, j, JY__COURTESY) ? -3.0f : FLT_MAX;
}

/* 成员荣誉、夏日、…: what follows the comma may be a name too. */
static bool begins_list(const jy__lattice *l, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t next = l->start + j + 1;
  if (!jy__char_is(r, next - 1, "、") || next >= r->len) return false;
  const jy__han *h = r->at[next].in_names;
  if (!h || h->surname > common_surname || h->function) return false;
  for (size_t n = 2; n <= 3; n++) {
    const jy__entry *e = jy__whole_term(l, j + 1, j + 1 + n);
    static const uint16_t others = JY__TITLE | JY__PREFIX | JY__ORG | JY__STOP;
    if (e && ((e->roles & others) || (e->use & JY__USE_NEVER))) return false;
    if (next + n <= r->len && jy__closes(l, j + 1 + n, JY__ACT)) return true;
  }
  return false;
}

/* 护士和平、周米: what follows the comma is a name and no word. */
static bool goes_on_with_name(const jy__lattice *l, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t next = l->start + j + 1;
  if (!jy__char_is(r, next - 1, "、") || next + 2 > r->len || r->at[next].run < 2 || r->at[next].gap) return false;
  const jy__han *h = r->at[next].in_names, *given = r->at[next + 1].in_names;
  if (!h || h->function || h->surname > 7.0f || !given || given->numeral || given->function || given->suffix) return false;
  for (size_t m = l->d->terms.first[next]; m < l->d->terms.first[next + 2]; m++)
    if (l->d->terms.at[m].entry.chars > 1) return false;
  return true;
}

/* 副县长(挂职)陆路: whether a title stands before the bracket that ends before character `at`. */
static bool titled_before_bracket(const jy__lattice *l, size_t at) {
  const jy__reading *r = &l->d->reading;
  if (at < 3 || r->at[at].gap || !jy__char_is(r, at - 1, ")）")) return false;
  for (size_t k = at - 2; k > 0 && at - k < 8; k--)
    if (jy__char_is(r, k, "(（")) return l->d->tokens.title_end[k] == 2;
  return false;
}

/* 甲教授、石桥研究员、乙教授: between the signs of a list whose other items end with a title, where the one behind the
 * word is not that of a place. */
static bool ranked_in_list(const jy__lattice *l, size_t i, size_t j) {
  enum { ITEM_CHARS = 8 };
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i, end = jy__title_end(l, j), sep = l->start + end;
  if (end == j || jy__char_is(r, sep - 1, "长记席") || r->at[at].gap) return false;
  bool after = at && jy__char_is(r, at - 1, "、") && l->d->tokens.title_end[at - 1] == 2;
  if (after) return jy__closes(l, end, JY__ACT) || jy__char_is(r, sep, "和与及等");
  if (!jy__char_is(r, sep, "、") || !jy__char_is(r, sep - 1, "授员士师家")) return false;
  size_t k = sep + 1;
  while (k < r->len && k - sep < ITEM_CHARS && !jy__is_punct(r->at[k].cp)) k++;
  return k < r->len && jy__is_punct(r->at[k].cp) && l->d->tokens.title_end[k] == 2 && r->at[k - 1].cp == r->at[sep - 1].cp;
}

/* 由石桥主持: who is told to do what only people do, in words that common nouns seldom are. */
static bool is_bidden(const jy__lattice *l, size_t i, size_t j) {
  const jy__entry *e = jy__whole_term(l, i, j);
  bool plain = !e || !(e->roles & JY__NOT_NAME);
  return i > 0 && jy__char_is(&l->d->reading, l->start + i - 1, "由") && plain && is_rare_word(l, i, j) && follows(l, j, JY__ACT_STRONG);
}

/* 、海南协会: a place before the rest of a unit. */
static bool places_unit(const jy__lattice *l, size_t i, size_t j) {
  const jy__entry *e = jy__whole_term(l, i, j);
  return e && (e->roles & JY__PLACE) && follows(l, j, JY__ORG);
}

/* What a word costs more as a name than as a word, by what stands on both sides. */
static float frame(const jy__lattice *l, size_t i, size_t j) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  const float *before = l->nodes[i].cost;
  unsigned title = l->d->tokens.title_end[at];
  uint16_t acts = j - i < 3 ? JY__ACT : JY__ACT_STRONG; /* of three characters the last may begin a weak act */
  if (takes_office(l, i, j)) return -2.0f;
  if (r->at[at].gap >= JY__GAP_SOFT) return bracket_titled(l, j) ? -1.5f : in_row(l, i, j) ? -1.0f : FLT_MAX;
  bool placed = title == 1 && placed_title(l, at);
  if (placed && jy__closes(l, j, JY__ACT | JY__COURTESY)) return 1.5f;
  if (titled_before_bracket(l, at) && jy__closes(l, j, JY__ACT | JY__COURTESY)) return -2.0f;
  if (title == 2 && jy__closes(l, j, JY__ACT | JY__COURTESY)) return 4.5f;
  if (title && (jy__groups_people(l->d, l->start + j) || (title == 2 && jy__counts_people(r, l->start + j)))) return 1.0f;
  if (title && holds_title(l, j, JY__ACT | JY__COURTESY)) return 1.5f;
  if (title == 1 && jy__closes(l, j, JY__ACT_STRONG) && is_rare_word(l, i, j)) return 1.5f;
  const jy__entry *e = title ? jy__whole_term(l, i, j) : NULL;
  if (e && (e->roles & JY__NAME_PART) && jy__closes(l, j, JY__ACT | JY__COURTESY)) return 1.0f; /* 厨师扎西和 */
  bool listed = at && r->at[at - 1].cp == 0x3001 && before[JY__T_SEP] <= before[JY__T_PUNCT];
  bool cut = l->start + j >= r->len || r->at[l->start + j].gap >= JY__GAP_SPACE;
  if (listed && (cut || (jy__closes(l, j, acts) && !places_unit(l, i, j)))) return 2.0f;
  if (title == 1 && begins_list(l, j) && is_rare_word(l, i, j)) return 2.0f;
  if (title && goes_on_with_name(l, j)) return 1.0f;
  if (in_row(l, i, j)) return -1.0f;
  bool known = jy__counts_get(&l->d->known, jy__name_key(r, at, l->start + j)) > 0;
  if (known && !title && jy__closes(l, j, JY__ACT_STRONG)) return -0.5f;
  if (is_bidden(l, i, j)) return -2.0f;
  if (!title && ranked_in_list(l, i, j)) return -1.0f;
  return title ? FLT_MAX : frame_untitled(l, i, j);
}

static bool is_given_to(uint32_t cp) {
  return cp == U'的' || cp == U'予' || cp == U'对' || cp == U'为' || cp == U'给' || cp == U'是' || cp == U'请' || cp == U'及' || cp == U'去';
}

/* Whether a name may begin at i for what stands around it, wherever it ends. */
bool jy__may_frame(const jy__lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  if (l->d->tokens.title_end[at] || l->d->tokens.org_end[at] == 2 || r->at[at].gap || (at && r->at[at - 1].cp == U'由') ||
      (at && (r->at[at - 1].punct || is_given_to(r->at[at - 1].cp))) || (at + 1 < r->len && r->at[at + 1].gap))
    return true;
  for (size_t k = 2; k <= 4; k++)
    if (jy__char_is(r, at + k, "、任为等")) return true;
  return false;
}

/* Words are names too: in 主席江山参加 the place between a title and an act leaves
 * nothing else. What a word then costs at most as a name. */
float jy__framed(const jy__lattice *l, size_t i, size_t j, float cost) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  bool begins = l->d->tokens.title_end[at] || l->d->tokens.org_end[at] == 2 || r->at[at].gap || (at && r->at[at - 1].cp == U'由') ||
                (at && (r->at[at - 1].punct || is_given_to(r->at[at - 1].cp))) || jy__name_spread(r, at, l->start + j) ||
                (jy__char_is(r, l->start + j, "、任为") && is_named_into(l, i, j)) || is_counted_into(l, i, j);
  if (!begins || j - i > 4) return cost;
  bool apart = r->at[at].gap == JY__GAP_SPACE || (at && jy__char_is(r, at - 1, ":：(（;；、/／∕|｜"));
  bool spread = jy__name_spread(r, at, l->start + j) && l->d->tokens.org_end[at + 1] != 2; /* 理事会 字 is none */
  bool field = apart && signs(l, i, j), alone = field || spread;
  if (!may_be_called(l, i, j, alone || in_row(l, i, j))) return cost;
  float more = field ? -1.5f : alone ? -1.0f : frame(l, i, j);
  return more < FLT_MAX ? fminf(cost, jy__words_cost(l, i, j) + more) : cost;
}

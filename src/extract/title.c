/* The left edge of a title: the prefixes and nouns in front of its last word
 * that belong to it. Knows what may stand between a unit and a title; refuses
 * to know whose it is. */
#include "extract/internal.h"

static bool token_is(const jy__document *d, size_t t, const char *set) {
  const jy__token *k = &d->tokens.at[t];
  return k->end == k->start + 1 && jy__char_is(&d->reading, k->start, set);
}

/* 我国, 我院, 本市: whose it is, not which. */
static bool is_ours(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  return k->end - k->start > 1 && jy__char_is(&d->reading, k->start, "我本贵");
}

/* 领域, 地区, 企业界: of what or where somebody is, not which. */
static bool is_sphere(const jy__document *d, size_t t) {
  static const char *const spheres[] = {"领域", "方面", "方向", "联网", "单位", "团体", "基金", "月份"};
  const jy__token *k = &d->tokens.at[t];
  for (size_t i = 0; i < sizeof spheres / sizeof *spheres; i++)
    if (k->end > k->start + 1 && jy__reads(&d->reading, k->end - 2, spheres[i])) return true;
  return jy__char_is(&d->reading, k->end - 1, "区省市县州界");
}

/* 教研室|高中物理教研员: the level of the schools that the subject behind it is taught at, where it is no end of a unit. */
static bool is_level(const jy__document *d, size_t t) {
  static const char *const levels[] = {"初中", "高中", "中学", "小学", "中职"};
  const jy__token *k = &d->tokens.at[t];
  bool begins = t == 0 || d->tokens.org_end[k->start] == 2 || d->tokens.at[t - 1].kind == JY__T_PUNCT;
  if (k->kind != JY__T_WORD || k->end != k->start + 2 || !begins || d->tokens.at[t + 1].kind != JY__T_WORD) return false;
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
    if (jy__reads(&d->reading, k->start, levels[i])) return true;
  return false;
}

/* A noun that says which title it is: 新员工 of 新员工代表. No unit, no place. */
static bool qualifies(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  static const uint16_t others = JY__STOP | JY__DROPPED | JY__ACT | JY__ORG | JY__PLACE | JY__COURTESY | JY__BYLINE;
  if (k->kind == JY__T_PREFIX) return !(jy__token_roles(d, k) & JY__PARTY);
  if (k->kind == JY__T_TITLE || k->kind == JY__T_WEAK) return k->end - k->start < 5;
  if (is_level(d, t)) return true;
  if (k->kind != JY__T_WORD || k->entry == JY__NO_ENTRY || k->end - k->start < 2 || is_ours(d, t) || is_sphere(d, t)) return false;
  const jy__entry *e = &d->x->entries[k->entry];
  return !(e->roles & others) && d->tokens.org_end[k->end] == 0 && strchr("nvab", e->part) != NULL;
}

/* A character or word that no table says more of: 评 and 弹 of 评弹演员. */
static bool is_plain(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  static const uint16_t others = JY__STOP | JY__DROPPED | JY__ACT | JY__ORG | JY__PLACE | JY__COURTESY | JY__PREFIX;
  if ((k->kind != JY__T_WORD && k->kind != JY__T_BYLINE) || !d->reading.at[k->start].han || d->tokens.org_end[k->end] || token_is(d, t, "籍界") || is_ours(d, t) || is_sphere(d, t))
    return false;
  if (k->entry == JY__NO_ENTRY) return true;
  const jy__entry *e = &d->x->entries[k->entry];
  return !(e->roles & others) && strchr(e->chars == 1 || k->kind == JY__T_BYLINE ? "nvabg?" : "nabg?", e->part);
}

/* Whether the nouns of a title may begin behind token t: at a sign, a unit, a place. */
static bool parts_title(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  return k->kind != JY__T_WORD || d->tokens.org_end[k->end] == 2 || is_ours(d, t) || is_sphere(d, t) || (jy__token_roles(d, k) & (JY__PLACE | JY__ORG | JY__DROPPED | JY__STOP)) ||
         jy__char_is(&d->reading, k->start, "由与和及是的籍");
}

enum { TITLE_NOUNS = 3, TITLE_NOUN_CHARS = 8 };

/* From the title word at `first` back over the nouns that qualify it; where it has a prefix already, only over
 * words, since what no table has may be the short name of a company (某某市场总监). */
static size_t over_nouns(const jy__document *d, size_t first, bool prefixed) {
  const jy__token *at = d->tokens.at;
  size_t k = first;
  while (k > 0 && first - k < TITLE_NOUNS && d->reading.at[at[k].start].gap == JY__GAP_NONE && qualifies(d, k - 1) &&
         at[first].start - at[k - 1].start <= TITLE_NOUN_CHARS)
    k--;
  size_t far = k;
  if (prefixed) return far == 0 || d->reading.at[at[far].start].gap >= JY__GAP_SPACE || parts_title(d, far - 1) ? far : first;
  while (far > 0 && d->reading.at[at[far].start].gap == JY__GAP_NONE && is_plain(d, far - 1) && at[first].start - at[far - 1].start <= TITLE_NOUN_CHARS) far--;
  bool parted = far == 0 || d->reading.at[at[far].start].gap >= JY__GAP_SPACE || parts_title(d, far - 1);
  return parted ? far : k;
}

static bool token_is_role(const jy__document *d, size_t first) {
  const jy__token *before = first > 0 ? &d->tokens.at[first - 1] : NULL;
  bool role = before && (before->kind == JY__T_TITLE || before->kind == JY__T_WEAK) && before->end - before->start == 2;
  return role && d->reading.at[d->tokens.at[first].start].gap == JY__GAP_NONE && jy__char_is(&d->reading, d->tokens.at[first].start, "组");
}

/* 科教科长, 法务组长: the nouns tell what the unit does that the post shares its last character with; 科教科科长
 * has the unit apart. 护士组长 leads those who are one. */
static size_t over_unit(const jy__document *d, size_t first) {
  const jy__token *at = d->tokens.at;
  size_t k = first, chars = at[first].end - at[first].start;
  if (chars != 2 || !jy__char_is(&d->reading, at[first].end - 1, "长") || !jy__char_is(&d->reading, at[first].start, "处科组部局股")) return first;
  if (token_is_role(d, first)) return first - 1;
  while (k > 0 && first - k < 2 && d->reading.at[at[k].start].gap == JY__GAP_NONE && at[k - 1].kind == JY__T_WORD && qualifies(d, k - 1) &&
         at[first].start - at[k - 1].start <= 4)
    k--;
  return k;
}

/* 外科专家: the field of a specialist, where it is no unit of a house that stands before it. */
static size_t over_field(const jy__document *d, size_t first) {
  enum { FIELD_CHARS = 7 };
  const jy__token *at = d->tokens.at;
  size_t end = at[first].end;
  bool expert = end - at[first].start == 2 && jy__char_is(&d->reading, end - 2, "专") && jy__char_is(&d->reading, end - 1, "家");
  if (!expert || first == 0 || !jy__char_is(&d->reading, at[first - 1].end - 1, "科")) return first;
  bool generic;
  size_t k = jy__org_left(d, first, JY__ORG_NAMED, &generic);
  if (k == first || at[first].start - at[k].start > FIELD_CHARS) return first;
  for (size_t t = k; t < first; t++)
    if ((jy__token_roles(d, &at[t]) & JY__PLACE) || (t + 1 < first && d->tokens.org_end[at[t].end] == 2)) return first;
  return k;
}

size_t jy__title_first(const jy__document *d, size_t t) {
  const jy__token *at = d->tokens.at;
  unsigned use = at[t].entry == JY__NO_ENTRY ? 0 : d->x->entries[at[t].entry].use;
  size_t first = t;
  if (use & JY__USE_UNIT) return t;
  while (first > 0 && d->reading.at[at[first].start].gap < JY__GAP_HARD) {
    bool party = (jy__token_roles(d, &at[first - 1]) & JY__PARTY) != 0;
    if (party ? !(use & JY__USE_PARTY) : at[first - 1].kind != JY__T_PREFIX) break;
    first--;
    if (party && jy__char_is(&d->reading, at[first].end - 1, "部")) break; /* 护理党支部书记: the unit stands before it */
  }
  if (first < t && !(use & JY__USE_NOUNS)) return first;
  if (first < t) return at[first].end - at[first].start > 1 ? over_nouns(d, first, true) : first;
  if (!(use & JY__USE_NOUNS)) return over_unit(d, first);
  size_t nouns = over_nouns(d, first, false);
  return nouns < first ? nouns : over_field(d, first);
}

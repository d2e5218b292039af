/* The left edge of an organisation's name. Its right edge is plain: the title
 * or name that follows, or a word such as 大学. Knows which tokens may stand
 * inside such a name; refuses to know people. */
#include "extract/internal.h"

enum { ORG_CHARS = 40, PAREN_TOKENS = 12 };

static bool token_is(const jy__document *d, size_t t, const char *set) {
  const jy__token *k = &d->tokens.at[t];
  return k->end == k->start + 1 && jy__char_is(&d->reading, k->start, set);
}

/* 四处 of 干部四处: the number of a unit, though the word means everywhere. */
static bool is_numbered(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  const jy__han *h = d->reading.at[k->start].in_names;
  return k->end == k->start + 2 && h && h->numeral && jy__char_is(&d->reading, k->end - 1, "处科室部所队组院");
}

/* 领会 ends no organisation, though 会 does. A word that looks like a name and
 * is none (计科) says nothing against it. */
static bool ends_org(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  uint8_t strength = d->tokens.org_end[k->end];
  if (is_numbered(d, t) || (strength && jy__token_roles(d, k) == JY__NOT_NAME)) return true;
  if ((jy__token_roles(d, k) & JY__ORG) || strength == 2 || k->entry == JY__NO_ENTRY) return strength > 0;
  return strength == 1 && (k->end == k->start + 1 || d->x->entries[k->entry].part == 'n');
}

static size_t matching_paren(const jy__document *d, size_t close) {
  for (size_t t = close; t-- > 0 && close - t < PAREN_TOKENS;) {
    if (token_is(d, t, "(（")) return t;
    if (token_is(d, t, "。;；)）")) break;
  }
  return close;
}

/* 和 and the like stand inside a name (卫生和健康) unless one ends before them. */
static bool joins_two(const jy__document *d, size_t t) {
  if (t == 0) return true;
  const jy__token *before = &d->tokens.at[t - 1];
  switch (before->kind) {
    case JY__T_WORD: return ends_org(d, t - 1) || (jy__token_roles(d, before) & (JY__STOP | JY__DROPPED)) != 0;
    case JY__T_PREFIX: return false;
    default: return true;
  }
}

static bool is_pronoun(const jy__document *d, size_t t) {
  return jy__char_is(&d->reading, d->tokens.at[t].start, "我本该贵");
}

/* 调研 of 调研科: what a unit does is its name. */
static bool names_unit(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t], *next = k + 1;
  if (t + 1 >= d->tokens.len || k->end - k->start != 2 || next->end != next->start + 1 || token_is(d, t + 1, "校")) return false;
  return next->kind == JY__T_WORD && d->tokens.org_end[next->end] && d->reading.at[next->start].gap == JY__GAP_NONE;
}

/* 介绍了, 汇报了: what was done is no part of a name. */
static bool is_done(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  return (jy__token_roles(d, k) & JY__ACT) && k->end - k->start > 1 && jy__char_is(&d->reading, k->end - 1, "了过着");
}

/* 复 of 整复外科: a character that is a word of its own elsewhere, with others before and behind. */
static bool is_syllable(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  if (t == 0 || t + 1 >= d->tokens.len || k->end != k->start + 1) return false;
  if (d->reading.at[k->start].gap || d->reading.at[k->end].gap || !d->reading.at[k->start - 1].han || !d->reading.at[k->end].han) return false;
  return !jy__char_is(&d->reading, k->start, "也都还又就不再才只曾已均皆亦便仍即将正最更很太较并未全各共");
}

/* 经 of 经管学院, a word of grammar elsewhere. */
static bool begins_trade(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  return token_is(d, t, "经") && k->end < d->reading.len && !d->reading.at[k->end].gap && jy__char_is(&d->reading, k->end, "管贸");
}

static bool word_stops(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  uint16_t roles = jy__token_roles(d, k);
  char part = k->entry == JY__NO_ENTRY ? '?' : d->x->entries[k->entry].part;
  if (token_is(d, t, "和与及暨")) return joins_two(d, t);
  if (is_numbered(d, t) || begins_trade(d, t)) return false;
  if ((roles & JY__DROPPED) || is_done(d, t)) return true;
  if (roles & (JY__STOP | JY__ACT_STRONG)) return !names_unit(d, t);
  if (roles & (JY__ORG | JY__PLACE)) return false;
  if (is_pronoun(d, t)) return true;
  if (token_is(d, t, "某")) return false; /* 某部队 */
  if ((part == 'd' || token_is(d, t, "若")) && is_syllable(d, t)) return false;
  bool opens = k->start == 0 || d->reading.at[k->start].gap || !d->reading.at[k->start - 1].han;
  if (opens && token_is(d, t, "地") && d->reading.at[k->end].han && !d->reading.at[k->end].gap) return false; /* 地茶所 */
  bool dynasty = opens && part == 't' && k->end == k->start + 1 && !token_is(d, t, "今昨") && d->reading.at[k->end].han; /* 唐岭 */
  if (dynasty && d->reading.at[k->end].gap == JY__GAP_NONE) return false;
  if (part == 'p' || part == 'c' || part == 'u' || part == 'r' || part == 'd' || part == 'y' || part == 't') return true;
  if (k->end - k->start > 4 && jy__char_is(&d->reading, k->start, "0123456789")) return true;
  if (token_is(d, t, "年") && t > 0 && d->reading.at[k->start - 1].in_names && d->reading.at[k->start - 1].in_names->numeral) return true;
  if (token_is(d, t, "年月日时点") && t > 0 && jy__char_is(&d->reading, k->start - 1, "0123456789")) return true;
  return false;
}

/* 退役军人事务局, 医师规范化培训中心: what a unit does for those it is named after. */
static bool is_for(const jy__document *d, size_t t, size_t stop) {
  static const char *const words[] = {"规范化", "事务", "服务"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (t + 1 < stop && jy__reads(&d->reading, d->tokens.at[t + 1].start, words[i])) return true;
  return false;
}

/* 护士公会, 护理师护士公会: titles that a unit is named after. */
static bool next_is_org(const jy__document *d, size_t t, size_t stop) {
  const jy__token *at = d->tokens.at;
  bool trains = is_for(d, t, stop);
  for (size_t k = t + 1; k < stop && d->reading.at[at[k].start].gap == JY__GAP_NONE; k++) {
    if (jy__token_roles(d, &at[k]) & JY__ORG) return true;
    if (!jy__token_title(&at[k]) && !(trains && at[k].kind == JY__T_WORD)) return false;
  }
  return false;
}

bool jy__is_named_after(const jy__document *d, size_t t, size_t stop) {
  const jy__token *k = &d->tokens.at[t];
  if (stop > d->tokens.len) stop = d->tokens.len;
  if (t == 0 || t + 1 >= stop || d->tokens.org_end[k->start] != 2 || d->reading.at[k->start].gap || d->reading.at[k->end].gap) return false;
  size_t last = t + 1;
  while (last + 1 < stop && last - t < 3 && d->tokens.org_end[d->tokens.at[last].end] == 0 && d->tokens.at[last].kind == JY__T_WORD) last++;
  for (size_t w = t + 1; w <= last; w++)
    if (d->tokens.at[w].kind != JY__T_WORD || d->reading.at[d->tokens.at[w].start].gap || (jy__token_roles(d, &d->tokens.at[w]) & (JY__STOP | JY__ACT_STRONG))) return false;
  return d->tokens.org_end[d->tokens.at[last].end] != 0 && jy__char_is(&d->reading, d->tokens.at[last].end - 1, "馆院所楼心会");
}

/* Whether a name is that of somebody and no part of a unit's: 豫北医科大学 looks as if 豫北医 were one. */
static bool is_somebody(const jy__document *d, size_t t, size_t stop) {
  const jy__token *k = &d->tokens.at[t];
  if ((t + 2 == stop || token_is(d, t + 2, "(（")) && next_is_org(d, t, stop)) return false;
  if (jy__opens_in_firm(d, t + 1) || jy__is_named_after(d, t, stop)) return false;
  if (t + 1 >= stop || d->tokens.at[t + 1].kind != JY__T_WORD || d->reading.at[k->end].gap) return true;
  if (jy__counts_get(&d->known, jy__name_key(&d->reading, k->start, k->end))) return true;
  if (t > 0 && d->tokens.at[t - 1].kind != JY__T_WORD && d->tokens.at[t - 1].kind != JY__T_PUNCT) return true;
  return (jy__token_roles(d, &d->tokens.at[t + 1]) & (JY__ACT | JY__STOP | JY__COURTESY)) != 0 || k->score > 9.0f;
}

bool jy__opens_in_firm(const jy__document *d, size_t t) {
  if (t + 3 >= d->tokens.len || !token_is(d, t, "(（") || !token_is(d, t + 2, ")）") || d->reading.at[d->tokens.at[t].start].gap) return false;
  const jy__token *in = &d->tokens.at[t + 1], *behind = in + 2;
  bool tells = (jy__token_roles(d, in) & (JY__ORG | JY__PLACE)) || jy__reads(&d->reading, in->start, "控股") || jy__reads(&d->reading, in->start, "国际");
  return tells && behind->kind == JY__T_WORD && (jy__token_roles(d, behind) & JY__ORG);
}

/* 召集人: names no unit. */
static bool is_label(const jy__document *d, size_t t) {
  return d->tokens.at[t].entry != JY__NO_ENTRY && (d->x->entries[d->tokens.at[t].entry].use & JY__USE_LABEL);
}

/* 成员东江大学院长: what somebody is, before the unit of their post; 成员单位 and 专家服务中心 are units. */
static bool leads_unit(const jy__document *d, size_t t, size_t stop) {
  enum { UNIT_CHARS = 4 };
  const jy__token *k = &d->tokens.at[t];
  if (t + 1 >= stop || k->end != k->start + 2) return false;
  bool role = jy__char_is(&d->reading, k->start, "成组队评") && jy__char_is(&d->reading, k->end - 1, "员委");
  bool expert = jy__char_is(&d->reading, k->start, "专") && jy__char_is(&d->reading, k->end - 1, "家");
  bool unit = d->tokens.at[stop - 1].end - k->end >= UNIT_CHARS && d->tokens.org_end[d->tokens.at[stop - 1].end];
  return unit && (role || (expert && (jy__token_roles(d, k + 1) & JY__PLACE)));
}

/* 文 of 文岭学院: a word of bylines of one character that goes on; alone it stands before a colon, a stroke or a space. */
static bool goes_on(const jy__document *d, size_t t) {
  const jy__token *k = &d->tokens.at[t];
  return k->kind == JY__T_BYLINE && k->end == k->start + 1 && k->end < d->reading.len && !d->reading.at[k->end].gap && d->reading.at[k->end].han;
}

/* Whether token t may belong to the name that ends before `stop`. */
static bool stops(const jy__document *d, size_t t, size_t stop) {
  const jy__token *k = &d->tokens.at[t];
  uint8_t gap = t + 1 < d->tokens.len ? d->reading.at[d->tokens.at[t + 1].start].gap : JY__GAP_NONE;
  if (gap >= JY__GAP_HARD || d->reading.at[k->start].quoted) return true;
  uint32_t last = d->reading.at[k->end - 1].cp;
  bool digit = last >= '0' && last <= '9';
  bool apart = (gap == JY__GAP_SPACE && d->reading.at[k->end - 1].han) || (gap && digit);
  if (apart && !(t + 1 == stop && ends_org(d, t))) return true;
  switch (k->kind) {
    case JY__T_WORD: return word_stops(d, t);
    case JY__T_PREFIX: return false;
    case JY__T_WEAK: return (t + 1 == stop && !ends_org(d, t)) || leads_unit(d, t, stop);
    case JY__T_TITLE:
    case JY__T_BYLINE: return is_label(d, t) || !(next_is_org(d, t, stop) || goes_on(d, t));
    case JY__T_NAME: return is_somebody(d, t, stop);
    case JY__T_PUNCT: return !token_is(d, t, "·-&") || t + 1 == stop;
    default: return true;
  }
}

/* 院 of 我院骨科, whose unit goes on to `stop` on the same line; 院党委 is a name of its own. */
static bool names_house(const jy__document *d, size_t first, size_t stop) {
  const jy__token *k = &d->tokens.at[first];
  for (size_t i = k->end; i < d->tokens.at[stop - 1].end; i++)
    if (d->reading.at[i].gap) return false;
  return token_is(d, first, "院校所局馆站厂司园") && !jy__char_is(&d->reading, k->end, "党团工");
}

/* 我校董事会 is 董事会, 我院 nothing. */
static size_t trim(const jy__document *d, size_t first, size_t stop) {
  if (first > 0 && first < stop && is_pronoun(d, first - 1)) {
    const jy__token *k = &d->tokens.at[first], *before = &d->tokens.at[first - 1];
    bool whole = before->end - before->start > 1;
    bool house = first + 1 < stop && names_house(d, first, stop); /* 我院骨科 */
    if (!whole && (house || (k->entry != JY__NO_ENTRY && d->x->entries[k->entry].generic))) first++;
  }
  /* 应中心主任某某邀请 */
  bool opens = first < stop && (first == 0 || d->tokens.at[first - 1].kind == JY__T_PUNCT || d->reading.at[d->tokens.at[first].start].gap);
  if (opens && first + 1 < stop && token_is(d, first, "应据")) first++;
  /* (左起) and the like of captions */
  if (first + 2 < stop && token_is(d, first, "(（") && jy__char_is(&d->reading, d->tokens.at[first].start + 1, "左右前后中"))
    while (first < stop && !token_is(d, first++, ")）")) continue;
  while (first < stop && (d->tokens.at[first].kind == JY__T_PUNCT ? !token_is(d, first, "(（") : token_is(d, first, "和与及暨")))
    first++;
  return first;
}

static bool is_generic(const jy__document *d, size_t first, size_t stop) {
  for (size_t t = first; t < stop; t++) {
    const jy__token *k = &d->tokens.at[t];
    if (k->entry == JY__NO_ENTRY || !d->x->entries[k->entry].generic) return false;
  }
  return stop - first < 2;
}

/* ICU */
static bool is_initials(const jy__document *d, size_t t) {
  for (size_t i = d->tokens.at[t].start; i < d->tokens.at[t].end; i++)
    if (d->reading.at[i].cp < 'A' || d->reading.at[i].cp > 'Z') return false;
  return true;
}

/* 理大 and the like: two to four characters of plain words after a break. */
static bool short_name(const jy__document *d, size_t first, size_t stop) {
  const jy__token *t = d->tokens.at;
  size_t chars = t[stop - 1].end - t[first].start;
  if (chars < 2 || chars > 4 || jy__char_is(&d->reading, t[first].start, "第")) return false;
  bool marked = first == 0 || t[first - 1].kind == JY__T_PUNCT || t[first - 1].kind == JY__T_SEP;
  marked |= first > 0 && jy__char_is(&d->reading, t[stop - 1].end - 1, "大") && (t[first - 1].kind == JY__T_WORD && (jy__token_roles(d, &t[first - 1]) & JY__STOP)); /* 由岭大 */
  if (!marked && d->reading.at[t[first].start].gap != JY__GAP_HARD) return false;
  if (stop == first + 1 && is_initials(d, first)) return true;
  for (size_t k = first; k < stop; k++) {
    bool verb = stop == first + 1 && t[k].entry != JY__NO_ENTRY && d->x->entries[t[k].entry].part == 'v';
    bool act = verb || (jy__token_roles(d, &t[k]) & JY__ACT) != 0;
    if (t[k].kind != JY__T_WORD || !d->reading.at[t[k].start].han || act) return false;
  }
  return true;
}

size_t jy__org_left(const jy__document *d, size_t stop, jy__org_form form, bool *generic) {
  const jy__tokens *t = &d->tokens;
  size_t first = stop;
  *generic = false;
  while (first > 0 && t->at[stop - 1].end - t->at[first - 1].start <= ORG_CHARS) {
    size_t p = first - 1;
    if (token_is(d, p, ")）")) {
      size_t open = matching_paren(d, p);
      if (open == p || (p + 1 < t->len && d->reading.at[t->at[p + 1].start].gap >= JY__GAP_HARD)) break;
      first = open;
      continue;
    }
    if (stops(d, p, stop)) break;
    first = p;
  }
  first = trim(d, first, stop);
  if (first >= stop || (token_is(d, stop - 1, ")）") && matching_paren(d, stop - 1) == first)) return stop;
  bool place = (jy__token_roles(d, &t->at[stop - 1]) & JY__PLACE) != 0;
  size_t chars = t->at[stop - 1].end - t->at[first].start;
  bool named = ends_org(d, stop - 1) || place || token_is(d, stop - 1, ")）");
  if (!named && form == JY__ORG_SHORT && (chars < 2 || chars > 8)) return stop;
  if (!named && form == JY__ORG_NAMED && !short_name(d, first, stop)) return stop;
  *generic = is_generic(d, first, stop);
  return first;
}

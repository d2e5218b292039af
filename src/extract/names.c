/* Candidates for names and what each costs: surname and given name by their
 * frequencies, foreign names in characters by sound, Latin names. Knows the
 * shape of names; refuses to know their context. */
#include "extract/internal.h"

/* What a name costs beyond its characters: about one token in a hundred is one. */
static const float name_prior = 5.0f, foreign_prior = 7.0f, rare_surname = 12.0f;

static const float split_given = 8.0f, spread_pair = 2.5f; /* 王小 明, against 王 小 明 and 王 小明 */

/* Names are spread over spaces (杜  实) and wrapped lines, rarely over paragraphs. */
static float gap_cost(const jy__reading *r, size_t start, size_t end) {
  static const float costs[] = {0, 1.5f, 2.5f, 14.0f};
  float sum = 0;
  for (size_t i = start + 1; i < end; i++) sum += costs[r->at[i].gap];
  bool split = end - start == 3 && r->at[end - 1].gap == JY__GAP_SPACE && !r->at[start + 1].gap;
  bool pair = end - start == 3 && r->at[start + 1].gap == JY__GAP_SPACE && !r->at[end - 1].gap; /* 李 森作: of two characters, rather */
  bool apart = end - start == 3 && r->at[start + 1].gap == JY__GAP_SPACE && r->at[end - 1].gap == JY__GAP_SPACE; /* 管 用　　东岭公司 */
  return split ? sum + split_given : pair || apart ? sum + spread_pair : sum;
}

bool jy__name_spread(const jy__reading *r, size_t start, size_t end) {
  if (end != start + 2 || r->at[start + 1].gap != JY__GAP_SPACE || !r->at[start].han || !r->at[start + 1].han) return false;
  bool before = start > 0 && !r->at[start].gap, after = end < r->len && !r->at[end].gap;
  if (!before && !after) return false;
  return (before || r->at[start].gap >= JY__GAP_HARD) && (after || end == r->len || r->at[end].gap >= JY__GAP_HARD) && !jy__char_is(r, end, ":：/／∕");
}

bool jy__counts_people(const jy__reading *r, size_t at) {
  size_t k = at;
  while (k < r->len && k - at < 3 && jy__char_is(r, k, "0123456789两二三四五六七八九十多余")) k++;
  return k > at && jy__char_is(r, k, "人名位户");
}

bool jy__groups_people(const jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  if (!jy__char_is(r, at, "等") || at + 1 >= r->len) return false;
  for (size_t m = d->terms.first[at + 1]; m < d->terms.first[at + 2]; m++)
    if (d->terms.at[m].entry.chars > 1 && (d->terms.at[m].entry.roles & (JY__COURTESY | JY__TITLE))) return true;
  return false;
}

static float given_chars(const jy__reading *r, size_t i, size_t n, float unseen) {
  const jy__han *a = r->at[i].in_names;
  if (n == 1) return a && a->only < JY__NEVER ? a->only : unseen;
  const jy__han *b = r->at[i + 1].in_names;
  float first = a && a->first < JY__NEVER ? a->first : unseen;
  return first + (b && b->second < JY__NEVER ? b->second : unseen);
}

static float given_cost(const jy__reading *r, size_t i, size_t n) {
  static const float unseen = 11.5f, suffix = 6.0f;
  const jy__han *last = r->at[i + n - 1].in_names;
  if (last && (last->suffix || last->place)) return suffix + given_chars(r, i, n, unseen);
  return given_chars(r, i, n, unseen);
}

bool jy__given_likely(const jy__document *d, size_t i) {
  static const float frequent = 7.6f, common_word = 10.0f, common_surname = 6.0f; /* 硕士生王某 */
  const jy__reading *r = &d->reading;
  if (i + 2 > r->len || r->at[i].run < 2 || r->at[i].gap || r->at[i + 1].gap) return false;
  const jy__han *a = r->at[i].in_names, *b = r->at[i + 1].in_names;
  if (!a || !b || a->surname < common_surname || a->first > frequent || b->second > frequent || b->suffix || b->place || b->governs || b->numeral) return false;
  for (size_t m = d->terms.first[i]; m < d->terms.first[i + 1]; m++) {
    const jy__entry *e = &d->terms.at[m].entry;
    if (e->chars == 2 && ((e->roles & ~(JY__WORD | JY__NAME_PART)) || e->cost < common_word)) return false;
  }
  return true;
}

static float compound_cost(const jy_extractor *x, uint32_t a, uint32_t b) {
  size_t low = 0, high = x->compound_len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const struct jy__compound *c = &x->compound[mid];
    if (c->a < a || (c->a == a && c->b < b)) low = mid + 1;
    else high = mid;
  }
  bool found = low < x->compound_len && x->compound[low].a == a && x->compound[low].b == b;
  return found ? x->compound[low].cost : JY__NEVER;
}

bool jy__is_compound(const jy_extractor *x, const jy__reading *r, size_t i) {
  return i + 1 < r->len && !r->at[i + 1].gap && compound_cost(x, r->at[i].cp, r->at[i + 1].cp) < JY__NEVER;
}

/* Of a few characters. */
static bool all_han(const jy__reading *r, size_t start, size_t end) {
  return end <= r->len && r->at[start].run >= end - start;
}

typedef struct {
  jy__candidate *at;
  size_t len;
} list;

/* 方 圆, and the next line begins: 一、会议. What is set apart within a line does not go on in the next, and
 * no name ends with the number of an item. */
static bool runs_over(const jy__reading *r, size_t start, size_t end) {
  if (r->at[end - 1].gap < JY__GAP_SOFT) return false;
  bool apart = false;
  for (size_t i = start + 1; i + 1 < end; i++) apart = apart || r->at[i].gap == JY__GAP_SPACE;
  const jy__han *last = r->at[end - 1].in_names;
  return apart || (last && last->numeral && jy__char_is(r, end, "、．.，,"));
}

static void offer(list *l, const jy__reading *r, size_t start, size_t end, float cost, bool foreign) {
  if (end > r->len || runs_over(r, start, end) || (r->at[end - 1].marks & JY__M_TRAILS) || (r->at[end - 2].marks & JY__M_INSIDE)) return;
  cost += gap_cost(r, start, end);
  if (l->len < JY__CANDIDATES_MAX && cost < 48.0f) l->at[l->len++] = (jy__candidate){end, cost, foreign};
}

/* 第六站: what a number begins. */
static bool numbers(const jy__reading *r, size_t i) {
  return jy__char_is(r, i, "第") || (r->at[i].in_names && r->at[i].in_names->numeral);
}

/* 第三, 十九: no given name. */
static bool counts(const jy__reading *r, size_t i) {
  const jy__han *a = r->at[i].in_names, *b = r->at[i + 1].in_names;
  if (!(a && a->numeral) && !(b && b->numeral)) return false;
  return (a && a->numeral && b && b->numeral) || jy__char_is(r, i, "第") || jy__char_is(r, i + 1, "第");
}

/* 赴: a verb alone, and no surname that a table has. */
static bool acts(const jy__document *d, size_t i) {
  for (size_t m = d->terms.first[i]; m < d->terms.first[i + 1]; m++) {
    const jy__entry *e = &d->terms.at[m].entry;
    if (e->chars == 1 && (e->roles & (JY__ACT | JY__STOP))) return true;
  }
  return false;
}

/* What follows a name begins here: 博士, 女士, 强调. */
static bool goes_on(const jy__document *d, size_t at) {
  static const uint16_t next = JY__TITLE | JY__COURTESY | JY__ACT_STRONG;
  if (!(d->terms.roles[at] & next)) return false;
  for (size_t m = d->terms.first[at]; m < d->terms.first[at + 1]; m++) {
    const jy__entry *e = &d->terms.at[m].entry;
    if (e->chars > 1 && (e->roles & next) && !(e->roles & JY__TITLE_WEAK)) return true;
  }
  return false;
}

/* 由某, 把某: a word of grammar is a surname only where a given name follows that is one beyond doubt. */
static bool is_odd(const jy__document *d, size_t i) {
  const jy__han *h = d->reading.at[i].in_names;
  if (!h || !h->function || h->suffix || h->numeral || !jy__given_likely(d, i + 1)) return false;
  for (size_t m = d->terms.first[i + 1]; m < d->terms.first[i + 2]; m++)
    if (d->terms.at[m].entry.chars == 2 && jy__char_is(&d->reading, i, "在被与及或")) return false; /* 在礼堂: no surname */
  return true;
}

/* Of two surnames that a married woman carries, what they cost: 范徐丽泰; JY__NEVER where they are none. */
static float married_cost(const jy__document *d, size_t i, float s, bool titled) {
  const jy__reading *r = &d->reading;
  const jy__han *next = r->at[i + 1].in_names;
  if (!next || r->at[i].in_names->function || r->at[i + 1].gap || r->at[i + 2].gap) return JY__NEVER; /* 向|黄某某 */
  bool addressed = i + 4 < r->len && goes_on(d, i + 4); /* 邝某某某女士 */
  if (!addressed && !titled && r->at[i].in_names->governs) return JY__NEVER; /* 改任|黄某某 */
  bool fits = s < (addressed ? 10.0f : 7.0f) && next->surname < (addressed ? 9.0f : titled ? 8.0f : 7.0f);
  return fits ? s + next->surname + 3.0f : JY__NEVER;
}

static void chinese(list *l, const jy__document *d, size_t i, bool titled) {
  const jy_extractor *x = d->x;
  const jy__reading *r = &d->reading;
  const jy__han *h = r->at[i].in_names;
  if (r->at[i].marks & JY__M_TRAILS) return; /* 家长们少一点 */
  if (h && (h->function || h->numeral) && i + 2 < r->len && jy__char_is(r, i + (h->numeral ? 1 : 2), "次群批场回遍") && (h->numeral || numbers(r, i + 1))) return; /* 和一群, 三次到 */
  float s = h && h->surname < JY__NEVER ? h->surname : rare_surname;
  const jy__han *next = i + 1 < r->len ? r->at[i + 1].in_names : NULL;
  bool numbered = h && h->numeral && next && next->numeral; /* 第五某某 is a name, 第五次 none */
  if (numbered && !(titled && jy__is_compound(x, r, i) && jy__given_likely(d, i + 2))) return;
  bool rare = s >= rare_surname && !(h && h->compound);
  bool odd = rare && titled && ((h && (h->function || h->suffix || h->numeral)) || acts(d, i));
  if ((rare && !titled) || (odd && !is_odd(d, i))) return;
  if (jy__char_is(r, i, "章") && i && r->at[i - 1].in_names && r->at[i - 1].in_names->numeral) return; /* 第二章 */
  bool alone = !odd && !(rare && (!next || next->only >= JY__NEVER)); /* 墙报: neither is of a name */
  for (size_t n = alone ? 1 : 2; n <= 2 && all_han(r, i, i + 1 + n) && !numbered; n++)
    if (n == 1 || !counts(r, i + 1)) offer(l, r, i, i + 1 + n, name_prior + s + given_cost(r, i + 1, n), false);
  if (!all_han(r, i, i + 3)) return;
  float c = h && h->compound ? compound_cost(x, r->at[i].cp, r->at[i + 1].cp) : JY__NEVER;
  bool two = c >= JY__NEVER && h && !odd;
  if (two) c = married_cost(d, i, s, titled);
  if (c >= JY__NEVER) return;
  for (size_t n = two ? 2 : 1; n <= 2 && all_han(r, i, i + 2 + n); n++)
    offer(l, r, i, i + 2 + n, name_prior + c + given_cost(r, i + 2, n), false);
}

static float foreign_cost(const jy__reading *r, size_t start, size_t end, float unseen) {
  float sum = 0;
  for (size_t i = start; i < end; i++) {
    const jy__han *h = r->at[i].in_names;
    sum += h && h->foreign < JY__NEVER ? h->foreign * 0.6f : unseen;
  }
  return sum;
}

/* The part of a name that characters [start, end) may be, next to a dot: 赛买提 is a word that makes up names. */
static float part_cost(const jy__document *d, size_t start, size_t end) {
  static const float unseen = 12.0f, part = 4.0f;
  const jy__terms *t = &d->terms;
  float cost = foreign_cost(&d->reading, start, end, unseen);
  for (size_t m = t->first[start]; m < t->first[start + 1]; m++) {
    const jy__entry *e = &t->at[m].entry;
    if (!(e->roles & JY__NAME_PART) || start + e->chars > end) continue;
    float rest = start + e->chars < end ? part_cost(d, start + e->chars, end) : 0;
    if (part + rest < cost) cost = part + rest;
  }
  return cost;
}

/* 卡尔-海因茨·穆勒: a hyphen between two of the parts. */
static bool joins_parts(const jy__reading *r, size_t i) {
  bool hyphen = r->at[i].cp == '-' || r->at[i].cp == 0x2010 || r->at[i].cp == 0x2011;
  if (!hyphen || r->at[i].gap || i + 1 >= r->len || r->at[i + 1].gap || !r->at[i + 1].han) return false;
  size_t next = i + 1 + r->at[i + 1].run;
  return next < r->len && next - i < 7 && jy__is_dot(r->at[next].cp);
}

/* 某某·某某对某地: a word of grammar that stands for no sound ends the last part of a name. */
static bool ends_part(const jy__reading *r, size_t i) {
  const jy__han *h = r->at[i].in_names;
  return h && h->governs && h->foreign >= JY__NEVER;
}

/* 买买提·艾力: parts of one to six characters with dots between them. */
static void dotted(list *l, const jy__document *d, size_t i, bool titled) {
  const jy__reading *r = &d->reading;
  size_t dot = i + (r->at[i].run < 6 ? r->at[i].run : 6);
  bool full = titled && dot > i + 1 && dot < r->len && r->at[dot].cp == '.' && !r->at[dot].gap; /* 阿玛勒．苏瑙 */
  if (dot == i || dot >= r->len || !(jy__is_dot(r->at[dot].cp) || full || joins_parts(r, dot))) return;
  float sum = foreign_prior + part_cost(d, i, dot) - 4.0f;
  for (size_t parts = 0; parts < 4; parts++) {
    size_t end = dot + 1;
    if (end >= r->len || numbers(r, end)) return;
    while (end < r->len && end < dot + 8 && r->at[end].han && !(end > dot + 1 && (goes_on(d, end) || ends_part(r, end))) && (r->at[end].gap & ~JY__GAP_SOFT) == JY__GAP_NONE) {
      end++;
      if (!joins_parts(r, dot)) offer(l, r, i, end, sum + part_cost(d, dot + 1, end), true);
    }
    if (end == dot + 1 || end >= r->len || !jy__is_dot(r->at[end].cp)) return;
    sum += part_cost(d, dot + 1, end);
    dot = end;
  }
}

/* 史密斯: three to six characters by sound; only a title makes it a name. */
static void transcribed(list *l, const jy__reading *r, size_t i) {
  if (!all_han(r, i, i + 3) || r->at[i + 1].gap || r->at[i + 2].gap) return;
  const jy__han *next = r->at[i + 1].in_names;
  if (i > 0 && r->at[i - 1].han && jy__char_is(r, i, jy__unit_ends) && next && next->surname < 9.5f) return; /* 外科|贺某某 */
  float c = foreign_cost(r, i, i + 2, JY__NEVER);
  for (size_t n = 3; n <= 6 && all_han(r, i, i + n) && !r->at[i + n - 1].gap; n++) {
    c += foreign_cost(r, i + n - 1, i + n, JY__NEVER);
    if (c >= JY__NEVER) return;
    offer(l, r, i, i + n, foreign_prior + 5.0f + c, true);
  }
}

static bool capital(uint32_t cp) {
  return cp >= 'A' && cp <= 'Z';
}

static bool letter(uint32_t cp) {
  return capital(cp) || (cp >= 'a' && cp <= 'z') || cp == '.' || cp == '-' || cp == '\'' || (cp >= 0xC0 && cp < 0x250) || (cp >= 0x300 && cp < 0x370) ||
         (cp >= 0x1E00 && cp < 0x1F00);
}

/* Sir, Sister: how somebody is addressed before a name. */
static bool addresses(const jy__reading *r, size_t i) {
  static const char *const words[] = {"Sir", "Sister", "Brother", "Father", "Mother", "Lady", "Dame", "Lord", "Madam", "Miss", "Mrs", "Mr", "Ms", "Dr", "Prof", "Professor", "Doctor", "Rev"};
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    size_t n = strlen(words[k]), from = r->at[i].squeezed;
    bool same = i + n < r->len && from + n <= r->squeezed.len && memcmp(r->squeezed.ptr + from, words[k], n) == 0;
    if (same && r->at[i + n].gap == JY__GAP_SPACE) return true;
  }
  return false;
}

/* Dr. Ms. Prof. Rev.: a short word with a stop, and more than an initial. */
static bool is_address(const jy__reading *r, size_t i) {
  if (addresses(r, i)) return true;
  size_t j = i + 1;
  while (j < r->len && j - i < 5 && r->at[j].cp >= 'a' && r->at[j].cp <= 'z' && !r->at[j].gap) j++;
  return j > i + 1 && j < r->len && r->at[j].cp == '.' && !r->at[j].gap;
}

/* de, van, binti: a short word inside a name; where it ends, or i. */
static size_t particle(const jy__reading *r, size_t i) {
  size_t j = i;
  while (j < r->len && j - i < 5 && r->at[j].cp >= 'a' && r->at[j].cp <= 'z' && (j == i || !r->at[j].gap)) j++;
  return j > i && j - i < 6 && j < r->len && r->at[j].gap == JY__GAP_SPACE && (capital(r->at[j].cp) || (j > i && r->at[j].cp >= 'a' && r->at[j].cp <= 'z')) ? j : i;
}

static const float latin_name = 10.5f;

/* John A. Smith: two to four words that begin with capitals. */
static void latin(list *l, const jy__reading *r, size_t i) {
  if (!capital(r->at[i].cp) || (i && letter(r->at[i - 1].cp) && !r->at[i].gap) || is_address(r, i)) return;
  size_t words = 1, j = i + 1, lower = 0;
  for (; j < r->len && letter(r->at[j].cp); j++) {
    if (r->at[j].gap > JY__GAP_SPACE) break;
    if (r->at[j].gap && particle(r, j) > j) {
      j = particle(r, j) - 1;
      continue;
    }
    if (r->at[j].gap && (!capital(r->at[j].cp) || ++words > 4)) break;
    if (!capital(r->at[j].cp)) lower++;
  }
  if (words < 2 || words > 4 || lower < words || jy__is_punct(r->at[j - 1].cp)) return;
  if (l->len < JY__CANDIDATES_MAX) l->at[l->len++] = (jy__candidate){j, latin_name, true};
}

/* 卓玛央宗, 托娅其其格: two or three words that make up names; with a surname (何才让) or before
 * an act one will do. */
static void of_parts(list *l, const jy__document *d, size_t i, size_t from, size_t parts, float cost) {
  static const float part = 3.0f, alone = 10.0f;
  const jy__terms *t = &d->terms;
  if (from >= d->reading.len || !(t->roles[from] & JY__NAME_PART)) return;
  for (size_t m = t->first[from]; m < t->first[from + 1]; m++) {
    const jy__entry *e = &t->at[m].entry;
    if (!(e->roles & JY__NAME_PART) || (from > i && d->reading.at[from].gap)) continue;
    size_t end = from + e->chars;
    offer(l, &d->reading, i, end, cost + part + (parts == 0 ? alone : 0), false);
    if (parts < 2) of_parts(l, d, i, end, parts + 1, cost + part);
  }
}

/* What characters cost of which no table knows that they make up a name. */
static float unknown_cost(const jy__reading *r, size_t start, size_t end) {
  float sum = 0;
  for (size_t i = start; i < end; i++) sum += r->at[i].in_names && r->at[i].in_names->foreign < JY__NEVER ? 4.5f : 7.0f;
  return sum;
}

/* Whether characters [start, end) may be a part of a name by their sound, and are no words. */
static bool sounds(const jy__document *d, size_t start, size_t end) {
  const jy__terms *t = &d->terms;
  for (size_t i = start; i < end; i++) {
    const jy__han *h = d->reading.at[i].in_names;
    if (!h || h->foreign >= JY__NEVER || h->governs || d->reading.at[i].gap > (i > start ? JY__GAP_NONE : JY__GAP_HARD) || acts(d, i)) return false;
    for (size_t m = t->first[i]; m < t->first[i + 1]; m++)
      if (t->at[m].entry.chars > 1 && i + t->at[m].entry.chars <= end && !(t->at[m].entry.roles & JY__NAME_PART)) return false;
  }
  return true;
}

/* 大学 of 西山大学 is no given name, nor is 院长. */
static bool is_kind_of_body(const jy__document *d, size_t from, size_t chars) {
  const jy__terms *t = &d->terms;
  for (size_t m = t->first[from]; m < t->first[from + 1]; m++)
    if (t->at[m].entry.chars == chars && (t->at[m].entry.roles & (JY__ORG | JY__TITLE | JY__COURTESY))) return true;
  return false;
}

/* 佐佐木 and a given name of one to three characters; 中村区各里 and 西山医大三 tell of a land and of a house. */
static void with_family(list *l, const jy__document *d, size_t i, size_t from) {
  static const float family = 5.0f, each = 5.0f;
  static const char in_none[] = "区县市省院校府局医各每第";
  const jy__reading *r = &d->reading;
  for (size_t n = 1; n <= 3 && all_han(r, i, from + n) && !r->at[from + n - 1].gap && !jy__char_is(r, from + n - 1, in_none); n++)
    if (!is_kind_of_body(d, from, n)) offer(l, r, i, from + n, name_prior + family + each * (float)n - (n == 2 ? 3.0f : 0), true);
}

/* 土登旺姆, 俄尔古哈: a word that makes up names beside two characters that do, behind a title or a sign. */
static void half_known(list *l, const jy__document *d, size_t i) {
  static const float part = 6.0f;
  const jy__reading *r = &d->reading;
  const jy__terms *t = &d->terms;
  for (size_t m = t->first[i]; m < t->first[i + 1]; m++) {
    const jy__entry *e = &t->at[m].entry;
    size_t end = i + e->chars + 2;
    if (e->roles & JY__FAMILY) with_family(l, d, i, i + e->chars);
    if ((e->roles & JY__NAME_PART) && all_han(r, i, end) && !r->at[i + e->chars].gap && sounds(d, i + e->chars, end))
      offer(l, r, i, end, name_prior + part + unknown_cost(r, i + e->chars, end), true);
  }
  for (size_t n = 2; n <= 3 && all_han(r, i, i + n + 2) && sounds(d, i, i + n); n++)
    for (size_t m = t->first[i + n]; m < t->first[i + n + 1]; m++)
      if ((t->at[m].entry.roles & JY__NAME_PART) && !r->at[i + n].gap)
        offer(l, r, i, i + n + t->at[m].entry.chars, name_prior + part + unknown_cost(r, i, i + n), true);
}

/* Whether a Han character begins no name: the tables have it neither as a surname nor otherwise in one. */
static bool begins_none(const jy__document *d, size_t i) {
  const jy__han *h = d->reading.at[i].in_names;
  if (d->reading.dots || (d->terms.roles[i] & (JY__NAME_PART | JY__FAMILY))) return false;
  return !h || (h->surname >= rare_surname && !h->compound && h->foreign >= JY__NEVER);
}

/* 首相某某本|周, 石村隆副|校长: a word goes over the end of a name by sound. */
bool jy__cuts_word(const jy__document *d, size_t end) {
  const jy__terms *t = &d->terms;
  if (end >= d->reading.len || d->reading.at[end].gap || !d->reading.at[end].han) return false;
  if (jy__char_is(&d->reading, end - 1, "副") && (t->roles[end] & JY__TITLE)) return true;
  for (size_t m = t->first[end - 1]; m < t->first[end]; m++)
    if (t->at[m].entry.chars == 2 && (t->at[m].entry.roles & (JY__WORD | JY__ACT)) && !(t->at[m].entry.roles & JY__NAME_PART)) return true;
  return false;
}

/* Whether a surname alone may stand at character `at`: only before a title, courtesy word or form of address. */
bool jy__precedes_title(const jy__document *d, size_t at) {
  if (at + 1 >= d->reading.len) return false;
  bool before = d->terms.roles[at + 1] & (JY__TITLE | JY__PREFIX | JY__COURTESY);
  if (!before && !jy__char_is(&d->reading, at + 1, jy__familiar)) return false;
  const jy__han *h = d->reading.at[at].in_names;
  return h && h->surname < JY__NEVER;
}

/* 张院长和钟书记: the surname of the second of two. */
bool jy__stands_second(const jy__document *d, size_t at) {
  static const float common_surname = 7.5f; /* 院长和平: one name */
  const jy__reading *r = &d->reading;
  if (at < 2 || !r->at[at].in_names || r->at[at].in_names->surname > common_surname) return false;
  return !r->at[at].gap && !r->at[at - 1].gap && jy__char_is(r, at - 1, "和与及") && d->tokens.title_end[at - 1] == 2;
}

/* 韩国高|等教育: a land and a character of the word behind it; 韩国强致辞 is somebody. */
static bool begins_with_land(const jy__document *d, size_t at, size_t end) {
  const jy__terms *t = &d->terms;
  if (end != at + 3 || !jy__cuts_word(d, end) || goes_on(d, end)) return false;
  for (size_t m = t->first[end]; m < t->first[end + 1]; m++)
    if (t->at[m].entry.chars > 1 && (t->at[m].entry.roles & JY__ACT)) return false;
  for (size_t m = t->first[at]; m < t->first[at + 1]; m++)
    if (t->at[m].entry.chars == 2 && (t->at[m].entry.roles & (JY__DROPPED | JY__PLACE))) return true;
  return false;
}

/* 柏森国小: of four characters and more the last two are a kind of body or a post; 金岭镇代表会, 金岭镇党委书记: a place
 * whose body or whose post follows, where 林国镇院长 is somebody. */
static bool ends_with_house(const jy__document *d, size_t at, size_t end) {
  const jy__reading *r = &d->reading;
  bool place = end == at + 3 && end < r->len && !r->at[end].gap && jy__char_is(r, end - 1, "镇乡县");
  uint16_t roles = JY__ORG;
  if (place && jy__char_is(r, end, "镇乡县党书人政纪")) roles |= JY__TITLE;
  for (size_t m = d->terms.first[end < r->len ? end : at]; place && m < d->terms.first[end + 1]; m++)
    if (d->terms.at[m].entry.chars > 1 && (d->terms.at[m].entry.roles & roles)) return true;
  return end >= at + 4 && r->at[at].run >= end - at && is_kind_of_body(d, end - 2, 2);
}

bool jy__is_no_name(const jy__document *d, size_t at, size_t end) {
  if (begins_with_land(d, at, end) || ends_with_house(d, at, end)) return true;
  if (at > 0 && jy__char_is(&d->reading, at, "节") && jy__char_is(&d->reading, at - 1, "师士者童女人") && !d->reading.at[at].gap) return true; /* 教师|节征文 */
  for (size_t m = d->terms.first[at]; m < d->terms.first[at + 1] && end == at + 3; m++) {
    const jy__entry *e = &d->terms.at[m].entry;
    if (e->chars == 3 && (e->roles & JY__NOT_NAME) && e->use == JY__USE_NEVER) return true; /* 委员候选人 */
  }
  return end == at + 2 && jy__stands_second(d, at + 1) && jy__precedes_title(d, at + 1); /* 院长|和钟书记 */
}

size_t jy__name_candidates(jy__candidate *out, const jy__document *d, size_t i, bool titled) {
  list l = {out, 0};
  const jy__reading *r = &d->reading;
  if (r->at[i].han) {
    if (!titled && begins_none(d, i)) return 0;
    const jy__han *h = r->at[i].in_names;
    chinese(&l, d, i, titled);
    of_parts(&l, d, i, i, 0, name_prior);
    bool begins = titled || i == 0 || r->at[i].gap || d->tokens.org_end[i] || jy__char_is(r, i - 1, "的校") || jy__is_punct(r->at[i - 1].cp);
    if (begins) half_known(&l, d, i);
    if (h && h->surname < 7.5f) of_parts(&l, d, i, i + 1, 1, name_prior + h->surname);
    if (r->dots) dotted(&l, d, i, titled);
    if (h && h->foreign < JY__NEVER) transcribed(&l, r, i);
  } else {
    latin(&l, r, i);
  }
  return l.len;
}

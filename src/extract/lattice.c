/* The best path through a text: words, titles, cues and name candidates, each
 * with its cost and the cost of standing after what is before it. Knows the
 * kinds of tokens; refuses to know which titles belong to whom.
 *
 * Costs are in nats. Those of words and characters come from the tables; the
 * few numbers here say how much a context is worth. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "extract/lattice.h"

static const float not_shown = 10.0f; /* second time: a name that nothing spoke for */

/* What it costs a token of the first kind to stand after one of the second;
 * prefixes and lone surnames lead to a title and to nothing else. */
static const float steps[JY__T_KINDS][JY__DOZEN] = {
#define NO_TITLE [JY__T_PREFIX] = 1e6f, [JY__T_SURNAME] = 1e6f
    [JY__T_WORD] = {NO_TITLE},
    [JY__T_PUNCT] = {NO_TITLE},
    [JY__T_TITLE] = {[JY__T_SURNAME] = -2.0f, [JY__T_NAME] = -1.0f},
    [JY__T_WEAK] = {[JY__T_SURNAME] = -2.0f},
    [JY__T_PREFIX] = {[JY__T_SURNAME] = -2.0f},
    [JY__T_NAME] = {NO_TITLE, [JY__T_TITLE] = -6.5f, [JY__T_WEAK] = -3.5f, [JY__T_BYLINE] = -5.0f, [JY__T_SEP] = -3.5f},
    [JY__T_SURNAME] = {NO_TITLE, [JY__T_NAME] = 6.0f},
    [JY__T_SEP] = {NO_TITLE},
    [JY__T_BYLINE] = {NO_TITLE},
    [JY__T_COURTESY] = {[JY__T_PREFIX] = 1e6f, [JY__T_NAME] = -1.0f, [JY__T_SURNAME] = -4.0f},
#undef NO_TITLE
};

static void link_back(jy__node *n, unsigned kind, float cost, size_t from, unsigned before, uint32_t entry) {
  n->cost[kind] = cost;
  n->back[kind] = (jy__link){entry, (uint16_t)from, (uint8_t)before, 0};
}

/* The same for a word where it is cheaper so. What is cheaper cannot be foreseen, so that the
 * processor had better write either way than guess. */
static inline void link_word(jy__node *n, float cost, jy__link link) {
  uint64_t now, then;
  memcpy(&now, &link, sizeof now);
  memcpy(&then, &n->back[JY__T_WORD], sizeof then);
  bool cheaper = cost < n->cost[JY__T_WORD];
  uint64_t mask = (uint64_t)0 - cheaper;
  now = (now & mask) | (then & ~mask);
  memcpy(&n->back[JY__T_WORD], &now, sizeof now);
  n->cost[JY__T_WORD] = cheaper ? cost : n->cost[JY__T_WORD];
}

/* Seeks the cheapest way up to node i for one kind of token: once for all that begin there. */
static void find_way(jy__lattice *l, size_t i, unsigned kind) {
  unsigned before;
  l->in[kind].cost = jy__cheapest(l->nodes[i].cost, steps[kind], &before);
  l->in[kind].before = (uint8_t)before;
  l->known |= 1u << kind;
}

/* The same for the kinds that always stand or often, and after others alike. */
static void find_plain_way(jy__lattice *l, size_t i) {
  l->known = 1u << JY__T_PUNCT | 1u << JY__T_BYLINE;
  find_way(l, i, JY__T_WORD);
  l->in[JY__T_PUNCT] = l->in[JY__T_BYLINE] = l->in[JY__T_WORD];
}

/* Offers the node at j the cheapest way through node i, for one kind of token. */
static inline void arc(jy__lattice *l, size_t i, size_t j, unsigned kind, float cost, uint32_t entry) {
  if (j > l->len) return;
  if (!(l->known >> kind & 1)) find_way(l, i, kind);
  float c = l->in[kind].cost + cost;
  if (c < l->nodes[j].cost[kind]) link_back(&l->nodes[j], kind, c, i, l->in[kind].before, entry);
}

static float gaps_inside(const jy__reading *r, size_t start, size_t end) {
  static const float costs[] = {0, 0.5f, 0.3f, 9.0f};
  float sum = 0;
  if (start < r->len && r->at[start].tight >= end - start) return sum;
  for (size_t i = start + 1; i < end; i++) sum += r->at[i].cell ? JY__NEVER : costs[r->at[i].gap]; /* no word goes on in the next cell */
  return sum;
}

/* 队长老魏: after a title no word, whatever a dictionary says. */
static bool is_nickname(const jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  if (!(r->at[at].marks & JY__M_FAMILIAR) || !d->tokens.title_end[at] || r->at[at].gap || at + 1 >= r->len) return false;
  const jy__han *h = r->at[at + 1].in_names;
  return h && h->surname < 7.0f;
}

/* 教务处长: the word for a unit, and the post that shares its last character. */
static void unit_head(jy__lattice *l, size_t i, const jy__entry *e, float cost) {
  const jy__terms *t = &l->d->terms;
  const jy__reading *r = &l->d->reading;
  size_t j = i + e->chars, last = l->start + j - 1;
  bool fits = e->chars > 2 && j < l->len && jy__char_is(r, last, "处科组部局股") && jy__char_is(r, last + 1, "长");
  if (!fits || r->at[last].gap || (r->at[last + 1].gap != JY__GAP_NONE && r->at[last + 1].gap != JY__GAP_SOFT)) return;
  for (size_t m = t->first[last]; m < t->first[last + 1]; m++)
    if (t->at[m].entry.chars == 2 && (t->at[m].entry.roles & JY__TITLE)) arc(l, i, j + 1, JY__T_TITLE, cost + 2.0f, t->at[m].index);
}

static float cost_here(const jy__document *d, const jy__entry *e, size_t at) {
  bool thing = (e->roles & JY__NOT_NAME) && e->chars >= 4; /* also over the break of a heading */
  return e->cost + (thing ? 0 : gaps_inside(&d->reading, at, at + e->chars));
}

void jy__lattice_weigh(jy__term *t, const jy__document *d, size_t at) {
  static const uint16_t words = JY__WORD | JY__PLACE | JY__ORG | JY__ACT | JY__STOP | JY__NOT_NAME | JY__DROPPED | JY__PARTY;
  const jy__entry *e = &t->entry;
  t->word = JY__NEVER_A_WORD;
  t->other = false;
  if (e->chars == 2 && is_nickname(d, at)) return;
  if (e->roles & words) t->word = cost_here(d, e, at) + (e->chars == 1 ? 1.0f : 0);
  t->other = (e->roles & (JY__TITLE | JY__PREFIX | JY__COURTESY | JY__BYLINE | JY__ORG)) != 0;
}

/* A term in each of the kinds that it may be, except a word. */
static void term_arcs(jy__lattice *l, size_t i, const jy__term *t) {
  const jy__entry *e = &t->entry;
  uint32_t index = t->index;
  size_t j = i + e->chars;
  float cost = cost_here(l->d, e, l->start + i);
  if (e->roles & JY__ORG) unit_head(l, i, e, cost);
  if (e->roles & JY__TITLE) {
    bool weak = (e->roles & JY__TITLE_WEAK) != 0;
    arc(l, i, j, weak ? JY__T_WEAK : JY__T_TITLE, cost - (weak ? 0.1f : 0.5f), index);
  }
  size_t next = l->start + j; /* a title follows on the same line */
  bool goes_on = j < l->len && l->d->reading.at[next].gap < JY__GAP_HARD && (l->d->terms.roles[next] & (JY__TITLE | JY__PREFIX));
  if ((e->roles & JY__PREFIX) && goes_on) arc(l, i, j, JY__T_PREFIX, cost < 4.0f ? cost : 4.0f, index);
  bool stands_in = jy__char_is(&l->d->reading, l->start + i, "某"); /* for the given name: 赵某某, not 某团 */
  if ((e->roles & JY__COURTESY) && (!stands_in || l->nodes[i].cost[JY__T_SURNAME] < FLT_MAX)) arc(l, i, j, JY__T_COURTESY, cost, index);
  if (e->roles & JY__BYLINE) arc(l, i, j, JY__T_BYLINE, cost - 0.05f, index);
}

/* What stands at character j after a name. */
static float right_context(const jy__lattice *l, size_t j) {
  const jy__reading *r = &l->d->reading;
  const jy__terms *t = &l->d->terms;
  size_t at = l->start + j;
  if (at >= r->len || r->at[at].gap >= JY__GAP_HARD) return -1.0f;
  if (r->dots && jy__is_dot(r->at[at].cp) && r->at[at - 1].han) return 6.0f; /* 阿卜杜|·赛买提 */
  if (r->at[at].punct) return -1.0f;
  float best = r->at[at].gap ? -0.5f : 1.0f;
  static const uint16_t any = JY__COURTESY | JY__ACT_STRONG | JY__TITLE | JY__PREFIX | JY__ACT | JY__BYLINE;
  if (j >= l->len || !(t->roles[at] & any)) return best;
  for (size_t m = t->first[at]; m < t->first[at + 1]; m++) {
    const jy__entry *e = &t->at[m].entry;
    float f = 1.0f;
    if (e->roles & JY__COURTESY) f = -3.5f;
    else if (e->roles & JY__ACT_STRONG) f = -2.5f;
    else if ((e->roles & (JY__TITLE | JY__PREFIX)) && !(e->use & JY__USE_BEFORE)) f = -2.0f;
    else if (e->roles & (JY__ACT | JY__BYLINE)) f = -1.0f;
    if (f < best) best = f;
  }
  return best;
}

static bool leads_to_name(uint32_t cp) {
  return cp == U'由' || cp == U'请' || cp == U'与' || cp == U'和';
}

static float left_context(const jy__lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  unsigned org = l->d->tokens.org_end[at];
  if (r->at[at].gap >= JY__GAP_HARD) return 0;
  if (org) return org == 2 ? -2.5f : -1.0f;
  if (r->dots && at && jy__is_dot(r->at[at - 1].cp) && r->at[at].han) return 6.0f;
  if (r->dots && at > 1 && r->at[at - 1].cp == '-' && r->at[at - 2].han && r->at[at].han) return 6.0f;
  if (at > 0 && r->at[at - 1].punct) return jy__char_is(r, at - 1, ":：/") ? -1.5f : 0;
  if (at > 0 && leads_to_name(r->at[at - 1].cp)) return -0.5f;
  return r->at[at].gap ? 0.5f : 1.0f;
}

/* The same beginning with another end elsewhere: 林溪首先, 林溪主持 speak for 林溪. */
static float recurrence(const jy__document *d, size_t start, size_t end, uint64_t key) {
  const jy__reading *r = &d->reading;
  float f = 0;
  if (end - start != 2 && end - start != 3) return f;
  uint32_t own = jy__counts_get(&d->recurring, key);
  if (end - start == 2 && end < r->len) {
    uint32_t longer = jy__counts_get(&d->recurring, jy__name_key(r, start, end + 1));
    if (own > longer && longer > 0) f -= 1.5f;
    if (own == longer && own > 1) f += 2.0f;
  }
  if (end - start == 3) {
    uint32_t shorter = jy__counts_get(&d->recurring, jy__name_key(r, start, end - 1));
    if (shorter > own) f += own > 1 ? 0.5f : 1.5f;
    if (shorter == own && own > 1) f -= 1.5f;
  }
  return f;
}

/* Not a surname that means something else before a title: 任院长, 全院长. */
static bool stands_alone(uint32_t cp) {
  switch (cp) {
    case U'任': case U'于': case U'和': case U'时': case U'原': case U'向': case U'从': case U'由': case U'兼':
    case U'及': case U'为': case U'与': case U'以': case U'等': case U'同': case U'并': case U'对': case U'应':
    case U'全': case U'党': case U'经': case U'代': case U'区': case U'市': case U'县': case U'系': case U'院':
      return false;
    default:
      return true;
  }
}

static const float function_surname = 3.0f; /* 向何局长: 向 is a surname only where the rest speaks for it */

/* 护师:柔某某、…: two or three characters between the signs of a list that are no words: a name, though no table
 * have its surname. */
static bool is_lone_item(const jy__document *d, size_t at) {
  const jy__reading *r = &d->reading;
  bool listed = at > 0 && !r->at[at].gap && (r->at[at - 1].cp == U'、' || (jy__char_is(r, at - 1, ":：") && d->tokens.title_end[at - 1]));
  size_t n = listed ? r->at[at].run : 0;
  if (n < 2 || n > 3 || !jy__char_is(r, at + n, "、（(；;。")) return false;
  for (size_t i = at; i < at + n; i++)
    for (size_t m = d->terms.first[i]; m < d->terms.first[i + 1]; m++)
      if (d->terms.at[m].entry.chars > 1) return false;
  return true;
}

/* 、罕某某: a character that no table has as a surname, before a given name that is one beyond doubt, in a place
 * where a name may stand. */
static bool is_rare_item(const jy__lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  const jy__han *h = r->at[at].in_names;
  if ((h && h->surname < JY__NEVER) || r->at[at].run < 3 || !jy__given_likely(l->d, at + 1)) return false;
  if (at > 0 && !r->at[at].gap && !jy__char_is(r, at - 1, "、，,。:：")) return false;
  size_t next = at + 3 < r->len ? at + 3 : at;
  for (size_t m = l->d->terms.first[next]; m < l->d->terms.first[next + 1]; m++)
    if (l->d->terms.at[m].entry.chars > 1 && l->d->terms.at[m].entry.part == 'v') return true;
  return r->at[next].gap || jy__closes(l, i + 3, JY__ACT | JY__COURTESY) || jy__char_is(r, next, "和等");
}

/* 单于老师, 自老师, 赵某某: a surname and a courtesy word, or what stands for the given name. */
static bool is_addressed(const jy__document *d, size_t start, size_t end) {
  for (size_t i = start + 1; i < end; i++)
    if (jy__char_is(&d->reading, i, "某")) return true;
  if (end - start < 3 || (end - start == 4 && !jy__is_compound(d->x, &d->reading, start)) || end - start > 4) return false;
  for (size_t m = d->terms.first[end - 2]; m < d->terms.first[end - 1]; m++)
    if (d->terms.at[m].entry.chars == 2 && (d->terms.at[m].entry.roles & JY__COURTESY)) return true;
  return false;
}

/* Whether 和 at character `at` joins nothing, since nothing that it may join follows: 甘某和等. */
static bool joins_none(const jy__reading *r, size_t at) {
  if (at >= r->len || r->at[at].cp != U'和' || r->at[at].gap) return false;
  return at + 1 == r->len || r->at[at + 1].gap >= JY__GAP_HARD || jy__char_is(r, at + 1, "等、，,。；;)）");
}

/* What it costs a name to end before such a 和, or spares it to end with it. */
static float at_joint(const jy__reading *r, size_t end) {
  if (joins_none(r, end)) return 8.0f;
  return joins_none(r, end - 1) ? -4.0f : 0;
}

/* What is known of the names that may begin at character i before any path is:
 * the same both times that the text is gone through. */
static int find_offers(jy__lattice *l, size_t i) {
  jy__document *d = l->d;
  const jy__reading *r = &d->reading;
  jy__candidate c[JY__CANDIDATES_MAX];
  size_t at = l->start + i;
  bool titled = d->tokens.title_end[at] != 0 || is_lone_item(d, at) || is_rare_item(l, i);
  size_t n = jy__name_candidates(c, d, at, titled);
  float left = n ? left_context(l, i) : 0;
  const jy__han *h = r->at[at].in_names;
  if (h && h->function) left += function_surname;
  if (jy__room(&d->offers.at, &d->offers.cap, d->offers.len + n, sizeof *d->offers.at) < 0) return JY_ENOMEM;
  for (size_t k = 0; k < n; k++) {
    size_t j = c[k].end - l->start;
    if (j > l->len || (j == i + 2 && (r->at[at].marks & JY__M_FAMILIAR)) || is_addressed(d, at, c[k].end) || jy__is_no_name(d, at, c[k].end)) continue;
    uint64_t key = jy__name_key(r, at, c[k].end);
    float cost = c[k].cost + left + right_context(l, j) + recurrence(d, at, c[k].end, key) + jy__act_at_end(l, i, j);
    if (c[k].foreign && jy__cuts_word(d, c[k].end)) cost += 10.0f;
    cost += at_joint(r, c[k].end);
    d->offers.at[d->offers.len++] = (jy__offer){key, c[k].end, cost};
  }
  return JY_OK;
}

/* Whether a word of two or more characters begins at character `at`. */
static bool begins_word(const jy__document *d, size_t at) {
  for (size_t m = d->terms.first[at]; m < d->terms.first[at + 1]; m++)
    if (d->terms.at[m].entry.chars > 1 && (d->terms.at[m].entry.roles & (JY__WORD | JY__TITLE))) return true;
  return false;
}

/* The title that parts a surname from its given name: 江校长文某, 欧阳副院长立某. */
static void parted_arc(jy__lattice *l, size_t i, size_t chars) {
  static const float parted = -1.0f;
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  const jy__han *h = r->at[at].in_names;
  bool fits = h && (chars == 1 ? h->surname < 7.5f && stands_alone(r->at[at].cp) : jy__is_compound(l->d->x, r, at));
  if (fits && chars == 1 && begins_word(l->d, at)) return; /* 史学家余某某 */
  if (!fits || !jy__parted_given(l, i, i + chars, &l->given.start, &l->given.end)) return;
  arc(l, i, i + chars, JY__T_SURNAME, parted, JY__NO_ENTRY);
}

/* The given name behind such a title. */
static void given_arc(jy__lattice *l, size_t i) {
  static const float given = -4.0f; /* nothing else stands there */
  if (l->given.start != i || l->given.end <= i || l->nodes[i].cost[JY__T_TITLE] >= FLT_MAX) return;
  const jy__link *title = &l->nodes[i].back[JY__T_TITLE];
  if (title->before == JY__T_PREFIX) title = &l->nodes[title->from].back[JY__T_PREFIX];
  if (title->before != JY__T_SURNAME) return;
  jy__node *n = &l->nodes[l->given.end];
  link_back(n, JY__T_NAME, l->nodes[i].cost[JY__T_TITLE] + given, i, JY__T_TITLE, JY__NO_ENTRY);
  n->back[JY__T_NAME].given = 1;
}

/* 欧阳院长: a surname of two characters that is no place and no common word, before a title. */
static void compound_arc(jy__lattice *l, size_t i) {
  static const float compound = 2.0f, common_word = 10.0f;
  const jy__document *d = l->d;
  size_t at = l->start + i;
  const jy__han *h = d->reading.at[at].in_names;
  if (!h || i + 2 >= l->len || !(d->terms.roles[at + 2] & (JY__TITLE | JY__PREFIX))) return;
  const jy__han *before = i > 0 && !d->reading.at[at].gap ? d->reading.at[at - 1].in_names : NULL;
  if (before && before->surname < 7.5f && d->tokens.title_end[at - 1]) return; /* 作家郭|小泉教授 */
  const jy__entry *e = jy__whole_term(l, i, i + 2);
  if (!(e && (e->roles & JY__FAMILY)) && !jy__is_compound(d->x, &d->reading, at)) return;
  static const uint16_t may = JY__WORD | JY__NOT_NAME | JY__FAMILY;
  if (e && ((e->roles & ~may) || (!(e->roles & JY__NOT_NAME) && e->cost < common_word))) return;
  if (jy__char_is(&d->reading, at + 1, "门") || d->reading.at[at + 2].gap || jy__title_end(l, i + 2) == i + 2) return;
  arc(l, i, i + 2, JY__T_SURNAME, compound, JY__NO_ENTRY);
}

/* 设备科包科长: the unit before the surname is the one that the title says again. */
static bool heads_unit(const jy__reading *r, size_t at) {
  size_t title = jy__char_is(r, at + 1, "副") ? at + 2 : at + 1;
  return at > 0 && !r->at[at].gap && title < r->len && r->at[at - 1].cp == r->at[title].cp && jy__char_is(r, title + 1, "长");
}

static void surname_arc(jy__lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  size_t at = l->start + i;
  const jy__han *h = r->at[at].in_names;
  static const uint16_t titles = JY__TITLE | JY__PREFIX;
  if (h && h->compound && i + 2 < l->len && (l->d->terms.roles[at + 2] & titles)) parted_arc(l, i, 2);
  if (!jy__precedes_title(l->d, at)) return;
  if (i + 1 < l->len && (l->d->terms.roles[at + 1] & titles)) parted_arc(l, i, 1);
  bool known = jy__counts_get(&l->d->known, jy__name_key(r, at, at + 1)) > 0;
  bool opens = at == 0 || r->at[at].gap >= JY__GAP_HARD || r->at[at - 1].punct;
  size_t end = opens && !h->function && !h->suffix ? jy__title_end(l, i + 1) : i + 1;
  float rarest = end > i + 1 && jy__closes(l, end, JY__ACT) ? 9.3f : 7.5f; /* 审计处(尚书记) */
  if ((h->surname >= rarest && !known) || !stands_alone(r->at[at].cp)) return;
  float of_unit = opens || l->d->tokens.org_end[at] == 2 ? -3.0f : 0; /* 科技局严局长 */
  if (heads_unit(r, at) || jy__stands_second(l->d, at)) of_unit = -5.0f;
  arc(l, i, i + 1, JY__T_SURNAME, (known ? 8.0f : h->surname + 7.0f) + of_unit, JY__NO_ENTRY);
}

/* 主席柯太, 退休职工邱老: a form of address of one character, between a title and what follows. */
static void familiar_arc(jy__lattice *l, size_t i) {
  size_t at = l->start + i;
  if (i == 0 || l->nodes[i].cost[JY__T_SURNAME] >= FLT_MAX || !l->d->tokens.title_end[at - 1]) return;
  if (!jy__char_is(&l->d->reading, at, jy__familiar)) return;
  float cost = l->nodes[i].cost[JY__T_SURNAME] + 1.0f;
  if (cost < l->nodes[i + 1].cost[JY__T_COURTESY]) link_back(&l->nodes[i + 1], JY__T_COURTESY, cost, i, JY__T_SURNAME, JY__NO_ENTRY);
}

/* A name that the tagger sees here, whatever its characters are. */
static void hint_arc(jy__lattice *l, size_t i) {
  static const float doubt = 6.5f, trust = 2.2f;
  const jy__hints *h = &l->d->hints;
  size_t at = l->start + i;
  while (l->hint < h->len && h->at[l->hint].start < at) l->hint++;
  l->hint_at = l->hint < h->len ? h->at[l->hint].start : SIZE_MAX;
  if (l->hint_at != at || h->at[l->hint].end > l->start + l->len) return;
  size_t j = h->at[l->hint].end - l->start;
  arc(l, i, j, JY__T_NAME, jy__words_cost(l, i, j) + doubt - trust * h->at[l->hint].weight, JY__NO_ENTRY);
}

static void name_arcs(jy__lattice *l, size_t i) {
  const jy__document *d = l->d;
  size_t first = d->offers.first[l->start + i], end = d->offers.first[l->start + i + 1];
  bool framed = first < end && jy__may_frame(l, i);
  for (size_t k = first; k < end; k++) {
    const jy__offer *o = &d->offers.at[k];
    size_t j = o->end - l->start;
    float cost = o->cost;
    if (jy__counts_get(&d->known, o->key)) cost = cost > 12.0f ? 4.0f : cost - 8.0f;
    else if (d->again) cost += not_shown;
    arc(l, i, j, JY__T_NAME, framed ? jy__framed(l, i, j, cost) : cost, JY__NO_ENTRY);
  }
  if (l->hint_at <= l->start + i) hint_arc(l, i);
  familiar_arc(l, i);
  given_arc(l, i);
  compound_arc(l, i);
  surname_arc(l, i);
}

static bool is_run(uint32_t cp) {
  return (cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z');
}

static size_t end_of_run(const jy__lattice *l, size_t i) {
  const jy__char *at = l->d->reading.at + l->start;
  size_t j = i + 1;
  while (j < l->len && is_run(at[j].cp) && !at[j].gap) j++;
  return j;
}

/* A separator that stands after one kind of token only. */
static void separator(jy__lattice *l, size_t i, unsigned before, float cost) {
  float c = l->nodes[i].cost[before] + cost;
  jy__node *n = &l->nodes[i + 1];
  if (c < n->cost[JY__T_SEP]) link_back(n, JY__T_SEP, c, i, before, JY__NO_ENTRY);
}

/* Punctuation, runs of letters or digits, and single characters: so that every text has a path. */
static void plain_arcs(jy__lattice *l, size_t i) {
  const jy__reading *r = &l->d->reading;
  uint32_t cp = r->at[l->start + i].cp;
  if (r->at[l->start + i].punct) {
    arc(l, i, i + 1, JY__T_PUNCT, 0.5f, JY__NO_ENTRY);
    if (r->at[l->start + i].marks & JY__M_LISTS) separator(l, i, JY__T_NAME, 0.5f);
    return;
  }
  if (cp == U'和' || cp == U'及' || cp == U'与') {
    separator(l, i, JY__T_NAME, 5.0f);
    separator(l, i, JY__T_TITLE, 5.0f);
  }
  if (is_run(cp)) {
    if (l->run_end <= i) l->run_end = end_of_run(l, i);
    arc(l, i, l->run_end, JY__T_WORD, 6.0f, JY__NO_ENTRY);
  }
  arc(l, i, i + 1, JY__T_WORD, is_run(cp) ? 12.0f : 14.0f, JY__NO_ENTRY);
}

/* The terms that begin at character i. */
static void lay_terms(jy__lattice *l, size_t i) {
  const jy__terms *terms = &l->d->terms;
  const jy__term *end = terms->at + terms->first[l->start + i + 1];
  float before = l->in[JY__T_WORD].cost;
  for (const jy__term *t = terms->at + terms->first[l->start + i]; t < end; t++) {
    size_t j = i + t->entry.chars;
    if (j > l->len) continue;
    link_word(&l->nodes[j], before + t->word, (jy__link){t->index, (uint16_t)i, l->in[JY__T_WORD].before, 0});
    if (t->other) term_arcs(l, i, t);
  }
}

/* ---- one piece ---- */

static void run(jy__lattice *l) {
  float none[JY__DOZEN];
  for (unsigned s = 0; s < JY__DOZEN; s++) none[s] = FLT_MAX;
  for (size_t i = 0; i <= l->len; i++) memcpy(l->nodes[i].cost, none, sizeof none);
  l->nodes[0].cost[JY__T_PUNCT] = 0;
  l->run_end = 0;
  l->given.start = l->given.end = 0;
  l->hint = jy__hints_from(&l->d->hints, l->start);
  l->hint_at = 0;
  for (size_t i = 0; i < l->len; i++) {
    find_plain_way(l, i);
    lay_terms(l, i);
    name_arcs(l, i);
    plain_arcs(l, i);
  }
}

static float name_score(const jy__lattice *l, size_t i, size_t j) {
  jy__candidate c[JY__CANDIDATES_MAX];
  size_t n = jy__name_candidates(c, l->d, l->start + i, true);
  float own = FLT_MAX;
  for (size_t k = 0; k < n; k++)
    if (c[k].end == l->start + j && c[k].cost < own) own = c[k].cost;
  return jy__words_cost(l, i, j) - own;
}

static const float parted_score = 6.0f; /* of a given name behind surname and title: no word stands there */

static int collect(jy__lattice *l) {
  jy__tokens *t = &l->d->tokens;
  unsigned kind = 0;
  for (unsigned s = 1; s < JY__T_KINDS; s++)
    if (s != JY__T_PREFIX && s != JY__T_SURNAME && l->nodes[l->len].cost[s] < l->nodes[l->len].cost[kind]) kind = s;
  size_t first = t->len;
  for (size_t j = l->len; j > 0;) {
    const jy__node *n = &l->nodes[j];
    size_t i = n->back[kind].from;
    if (jy__room(&t->at, &t->cap, t->len + 1, sizeof *t->at) < 0) return JY_ENOMEM;
    bool given = kind == JY__T_NAME && n->back[kind].given;
    float score = given ? parted_score : kind == JY__T_NAME ? name_score(l, i, j) : 0;
    t->at[t->len++] = (jy__token){l->start + i, l->start + j, n->back[kind].entry, (uint8_t)kind, given, score};
    kind = n->back[kind].before;
    j = i;
  }
  for (size_t a = first, b = t->len; a + 1 < b; a++) {
    jy__token swap = t->at[a];
    t->at[a] = t->at[--b];
    t->at[b] = swap;
  }
  return JY_OK;
}

static int offers_of_chunk(jy__lattice *l) {
  int rc = JY_OK;
  for (size_t i = 0; i < l->len && rc == JY_OK; i++) {
    l->d->offers.first[l->start + i] = l->d->offers.len;
    rc = find_offers(l, i);
  }
  l->d->offers.first[l->start + l->len] = l->d->offers.len;
  return rc;
}

/* ---- the text ---- */

/* Characters from `start` on through which every path goes alike: up to the end of a sentence, whose
 * sign is no part of a longer word. What is best before it does not depend on what follows. */
static size_t piece_len(const jy__document *d, size_t start, size_t end) {
  if (d->x->stops_inside) return end - start;
  for (size_t i = start; i < end; i++)
    if ((d->reading.at[i].marks & JY__M_STOPS) && d->terms.first[i] == d->terms.first[i + 1]) return i + 1 - start;
  return end - start;
}

/* Whether the second time a piece may come out otherwise than the first: where a name was seen that is
 * none after all, or one may be that now is known. */
static bool has_changed(const jy__lattice *l, const jy__token *tokens, size_t len) {
  const jy__document *d = l->d;
  size_t end = l->start + l->len, hint = jy__hints_from(&d->hints, l->start);
  if (hint < d->hints.len && d->hints.at[hint].start < end) return true;
  for (size_t t = 0; t < len; t++)
    if (tokens[t].kind == JY__T_NAME || tokens[t].kind == JY__T_SURNAME) return true;
  for (size_t k = d->offers.first[l->start]; k < d->offers.first[end]; k++)
    if (jy__counts_get(&d->known, d->offers.at[k].key)) return true;
  for (size_t i = l->start; i < end; i++)
    if (jy__precedes_title(d, i) && jy__counts_get(&d->known, jy__name_key(&d->reading, i, i + 1))) return true;
  return false;
}

/* Finds the tokens of a piece; those of the first time, which begin with `old`, stay where nothing changed. */
static int take_piece(jy__lattice *l, const jy__tokens *before, size_t *old) {
  jy__tokens *t = &l->d->tokens;
  size_t from = *old;
  while (*old < before->len && before->at[*old].start < l->start + l->len) ++*old;
  if (l->d->again && !has_changed(l, before->at + from, *old - from)) {
    if (jy__room(&t->at, &t->cap, t->len + *old - from, sizeof *t->at) < 0) return JY_ENOMEM;
    memcpy(t->at + t->len, before->at + from, (*old - from) * sizeof *t->at);
    t->len += *old - from;
    return JY_OK;
  }
  run(l);
  return collect(l);
}

/* The tokens of the text, where `before` are those of the first time. */
static int tokens_of(jy__lattice *l, const jy__tokens *before) {
  jy__document *d = l->d;
  int rc = JY_OK;
  size_t old = 0;
  for (size_t at = 0, end = 0; rc == JY_OK && at < d->reading.len; at = end) {
    end = at + jy__chunk_len(&d->reading, at);
    l->start = at;
    l->len = end - at;
    if (!d->again) rc = offers_of_chunk(l);
    for (l->start = at; rc == JY_OK && l->start < end; l->start += l->len) {
      l->len = piece_len(d, l->start, end);
      rc = take_piece(l, before, &old);
    }
  }
  return rc;
}

int jy__lattice_tokens(jy__document *d) {
  jy__lattice l = {.d = d};
  jy__tokens before = d->tokens;
  size_t most = d->reading.len < JY__CHUNK_MAX ? d->reading.len : JY__CHUNK_MAX;
  d->tokens.at = NULL;
  d->tokens.len = d->tokens.cap = 0;
  l.nodes = malloc((most + 1) * sizeof *l.nodes);
  int rc = l.nodes ? JY_OK : jy__nomem();
  if (rc == JY_OK) rc = jy__room(&d->offers.at, &d->offers.cap, d->reading.len, sizeof *d->offers.at);
  if (rc == JY_OK) rc = jy__room(&d->tokens.at, &d->tokens.cap, d->reading.len, sizeof *d->tokens.at);
  if (rc == JY_OK) rc = tokens_of(&l, &before);
  free(before.at);
  free(l.nodes);
  return rc;
}

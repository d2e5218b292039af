/* The reading around a place, cut into the units that slip repair works on: a
 * character each, or a mark with what it swallowed. Refuses to judge. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/slip.h"

#define LONGEST_SYLLABLE 12 /* bytes */
#define CUT_GLOSS -14.0     /* nats: a syllable and a bracket that opens nowhere */
#define CUT_TAG -14.0       /* and a tag that does not open */
#define LONGEST_TAG 12
#define REPEATED 0.06      /* weight of the text's own characters, */
#define REPEATED_NEAR 0.08 /* of those shortly before the place, */
#define REPEATED_PAIR 0.25 /* and pairs, beside the model */
#define OF_MODEL (1 - REPEATED - REPEATED_NEAR - REPEATED_PAIR)
#define PAIRS_SEEN 3.0     /* how often a character is met before its pairs tell */
#define MARK 0xFF1F        /* token of what may be damage: tells nothing */

/* Where a pair of tokens is counted, or would be. */
static size_t slot(const jy__slip_counts *counts, uint32_t b, uint32_t c) {
  uint32_t pair = b << 16 | (c & 0xFFFF);
  size_t at = (pair * UINT32_C(0x9E3779B1)) >> (32 - counts->pairs_log2), mask = ((size_t)1 << counts->pairs_log2) - 1;
  while (counts->two[at].pair != 0 && counts->two[at].pair != pair) at = (at + 1) & mask;
  return at;
}

void jy__slip_count(jy__slip_counts *counts, jy_str text, jy_span part) {
  uint32_t before = JY__EDGE, cp = 0;
  counts->pairs_log2 = 8;
  while (counts->pairs_log2 < JY__SLIP_PAIRS_LOG2 && (size_t)1 << counts->pairs_log2 < part.end - part.start) counts->pairs_log2++;
  for (const char *p = text.ptr + part.start, *end = text.ptr + part.end; p < end;) {
    size_t n = jy__utf8_next(p, end, &cp);
    if (n == 0) {
      p++;
      continue;
    }
    uint32_t t = jy__charmodel_token(cp) & 0xFFFF;
    counts->wide += (t == JY__DIGIT || t == JY__LETTER) && cp > 0xFF00;
    counts->narrow += (t == JY__DIGIT || t == JY__LETTER) && cp < 0x80;
    counts->one[t]++;
    counts->any[t >> 6] |= UINT64_C(1) << (t & 63);
    counts->all++;
    if (before != MARK && t != MARK) {
      jy__slip_pair *two = &counts->two[slot(counts, before, t)];
      *two = (jy__slip_pair){before << 16 | t, two->seen + 1};
    }
    before = t;
    p += n;
  }
}

int jy__slip_memory_new(jy__slip_memory **out) {
  jy__slip_memory *m = *out = calloc(1, sizeof *m);
  if (!m) return jy__nomem();
  for (int level = 0; level < JY__CHARMODEL_LEVELS; level++) {
    m->of[level].share = exp(-JY__CHARMODEL_STEP * level);
    m->of[level].alone = log(m->of[level].share * OF_MODEL);
  }
  return JY_OK;
}

/* The level that the model gives `c` after others. An odd factor makes no two hashes of four
 * tokens the same, so that where one is kept and what is kept there tell them. */
static int ask(const jy__slip_units *u, jy__tokens before, uint32_t c) {
  uint64_t hash = (before << 16 | (c & 0xFFFF)) * 0x9E3779B97F4A7C15u;
  uint64_t *m = &u->memory->at[hash >> 49];
  u->memory->asked++;
  if (*m && *m >> 15 == (hash & (UINT64_MAX >> 15))) return (int)(*m & 0x7FFF) - 1;
  jy__charmodel_before *context = &u->memory->before;
  if (context->tokens != before) jy__charmodel_context(context, u->model, before);
  int level = jy__charmodel_level_after(u->model, context, c);
  *m = hash << 15 | (uint64_t)(level + 1);
  return level;
}

void jy__slip_earn(jy__slip_units *u, size_t at) {
  size_t most = u->memory->asked + JY__SLIP_SAVED;
  if (at <= u->earned) return;
  u->most += (at - u->earned) * JY__SLIP_A_BYTE;
  if (u->most > most) u->most = most;
  u->earned = at;
}

double jy__slip_score(const jy__slip_units *u, jy__tokens before, uint32_t c) {
  uint32_t b = before & 0xFFFF;
  const jy__slip_counts *n = u->counts;
  int level = ask(u, before, c);
  if (!jy__is_han(c)) return u->memory->of[level].alone; /* stops repeat everywhere and tell nothing */
  size_t near = u->near[c & 0xFFFF];
  bool any = n->any[(c & 0xFFFF) >> 6] >> (c & 63) & 1;
  if (!any && near == 0) return u->memory->of[level].alone;
  size_t one = n->one[c & 0xFFFF];
  double p = u->memory->of[level].share * OF_MODEL;
  size_t first = n->one[b & 0xFFFF], two = one ? n->two[slot(n, b, c)].seen : 0;
  if (one > 0) p += REPEATED * (double)one / (double)n->all;
  if (two > 0 && b != MARK && c != MARK) p += REPEATED_PAIR * (double)two / ((double)first + PAIRS_SEEN);
  if (u->before) p += REPEATED_NEAR * (double)near / (double)u->before;
  return log(p);
}

static size_t bracket(const char *p, const char *end, char ascii, const char *wide) {
  if (p < end && *p == ascii) return 1;
  return end - p >= 3 && memcmp(p, wide, 3) == 0 ? 3 : 0;
}

/* `gòu)` after a mark that ate the bracket, or `(gòu)` after one that did not. */
static const char *cut_gloss(const char *p, const char *end, jy_str *syllable) {
  p += bracket(p, end, '(', "（");
  for (const char *q = p; q < end && q - p <= LONGEST_SYLLABLE; q++) {
    size_t n = bracket(q, end, ')', "）");
    if (n == 0) continue;
    *syllable = (jy_str){p, (size_t)(q - p)};
    return jy__pinyin_toned(*syllable) || jy__zhuyin(*syllable) ? q + n : NULL;
  }
  return NULL;
}

/* Bytes of `/a>`, `br>`, `p class=`: a tag without its first bracket; or 0. */
static size_t cut_tag(const char *p, const char *end) {
  const char *q = p + (p < end && *p == '/');
  const char *name = q;
  while (q < end && q - name < LONGEST_TAG && ((*q | 0x20) >= 'a' && (*q | 0x20) <= 'z')) q++;
  if (q == name || q == end) return 0;
  if (*q == '>') return (size_t)(q + 1 - p);
  const char *attribute = q;
  while (q < end && *q != '=' && *q != '<' && *q != '\n' && q - attribute < LONGEST_TAG) q++;
  return *attribute == ' ' && *p != '/' && q < end && *q == '=' ? (size_t)(q + 1 - p) : 0;
}

jy__tokens jy__slip_before(const jy__slip_units *u, size_t i) {
  jy__tokens before = JY__EDGES;
  for (size_t k = i < 3 ? 0 : i - 3; k < i; k++) before = jy__tokens_then(before, u->at[k].token);
  return before;
}

static bool is_mark(uint32_t cp) {
  return cp == '?' || cp == 0xFF1F || cp == 0xFFFD;
}

static void read_unit(jy__slip_units *u) {
  const char *end = u->text.ptr + u->text.len, *p = u->text.ptr + u->next;
  jy__slip_unit *one = &u->at[u->len];
  *one = (jy__slip_unit){.start = u->next};
  size_t n = jy__utf8_next(p, end, &one->cp);
  const char *past = p + (n ? n : 1);
  one->mark = is_mark(one->cp);
  one->token = jy__charmodel_token(one->cp == '?' ? 0xFF1F : one->cp);
  one->code = jy__dbcs_code(u->pairs, one->cp);
  one->in_tag = u->next < u->tag_end;
  double extra = 0;
  if (one->mark) {
    const char *after = cut_gloss(past, end, &one->gloss);
    size_t tag = after ? 0 : cut_tag(past, end);
    one->markup = tag > 0;
    if (tag) u->tag_end = (size_t)(past - u->text.ptr) + tag;
    if (after) {
      past = after;
      extra = CUT_GLOSS;
    } else {
      one->gloss = (jy_str){"", 0};
      extra = one->markup ? CUT_TAG : 0;
    }
  }
  one->alone = extra + jy__charmodel_score(u->model, jy__slip_before(u, u->len), one->token);
  if (u->len) one->alone += u->at[u->len - 1].alone;
  one->end = (size_t)(past - u->text.ptr);
  u->next = one->end;
  u->len++;
}

bool jy__slip_unit_read(jy__slip_units *u, size_t i) {
  while (u->len <= i && u->len < JY__SLIP_UNITS && u->next < u->text.len) read_unit(u);
  return i < u->len;
}

size_t jy__slip_units_start(jy__slip_units *u, size_t place, size_t floor) {
  size_t at = place;
  for (size_t n = 0; n < JY__SLIP_BEFORE && at > floor && u->text.ptr[at - 1] != '\n'; n++)
    do at--;
    while (at > floor && ((unsigned char)u->text.ptr[at] & 0xC0) == 0x80);
  for (size_t i = 0; i < u->before; i++) u->near[u->at[i].token & 0xFFFF] = 0;
  u->len = u->before = 0;
  u->next = at;
  u->tag_end = 0;
  while (u->next < place && jy__slip_unit_read(u, u->len)) continue;
  u->before = u->len;
  for (size_t i = 0; i < u->before; i++) u->near[u->at[i].token & 0xFFFF]++;
  return u->len;
}

double jy__slip_alone(const jy__slip_units *u, size_t from, size_t to) {
  if (to == 0 || to <= from) return 0;
  return u->at[to - 1].alone - (from ? u->at[from - 1].alone : 0);
}

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
#define REPEATED 0.05      /* weight of the text's own characters, */
#define REPEATED_NEAR 0.06 /* of those shortly before the place, */
#define PAIRS 0.3          /* and at most of its pairs, beside the model, */
#define PAIRS_SEEN 100.0   /* how often a character is met before these tell, */
#define TRIPLES_SEEN 2.0   /* and a pair before its triples do */
#define MARK 0xFF1F        /* token of what may be damage: tells nothing */

enum { MOST_SEEN = 0xFFFF, LEAST_BITS = 12 };

/* Tells how many tokens follow two from how often these are met. */
#define KINDS (UINT64_C(0xFFFF) << 32)

/* Where a run of tokens is counted, or would be. */
static uint64_t *slot(const jy__slip_counts *counts, uint64_t run) {
  size_t at = (run * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - counts->bits), last = ((size_t)1 << counts->bits) - 1;
  while (counts->runs[at] != 0 && counts->runs[at] >> 16 != run) at = (at + 1) & last;
  return &counts->runs[at];
}

/* Returns whether it is the first time. */
static bool meet(jy__slip_counts *counts, uint64_t run) {
  uint64_t *r = slot(counts, run);
  if (*r == 0) {
    if (counts->taken >> (counts->bits - 1)) return false; /* text that repeats so little has nothing to tell */
    counts->taken++;
    *r = run << 16;
  }
  if ((*r & MOST_SEEN) < MOST_SEEN) ++*r;
  return (*r & MOST_SEEN) == 1;
}

static size_t met(const jy__slip_counts *counts, uint64_t run) {
  return *slot(counts, run) & MOST_SEEN;
}

static void count_token(jy__slip_counts *counts, uint64_t before, uint64_t t) {
  uint64_t two = (before & 0xFFFF) << 16 | t, three = before << 16 | t;
  counts->one[t]++;
  counts->all++;
  if (two >> 16 && meet(counts, two)) counts->kinds[two >> 16]++;
  if (three >> 32 && meet(counts, three)) meet(counts, KINDS | three >> 16);
}

/* Runs that are met once and twice tell how many that are met once will not come again. */
static void set_discounts(jy__slip_counts *counts) {
  size_t n[2][3] = {{0}};
  for (size_t i = 0; i >> counts->bits == 0; i++) {
    size_t seen = counts->runs[i] & MOST_SEEN;
    if (seen < 3 && counts->runs[i] >> 16 < KINDS) n[counts->runs[i] >> 48 != 0][seen]++;
  }
  for (size_t k = 0; k < 2; k++)
    counts->discount[k] = n[k][1] ? (double)n[k][1] / ((double)n[k][1] + 2 * (double)n[k][2]) : 1;
}

static int make_room(jy__slip_counts *counts, size_t bytes) {
  free(counts->runs);
  *counts = (jy__slip_counts){.bits = LEAST_BITS};
  while (bytes >> counts->bits) counts->bits++; /* a character has two bytes at least, most have three */
  counts->runs = calloc((size_t)1 << counts->bits, sizeof *counts->runs);
  return counts->runs ? JY_OK : jy__nomem();
}

int jy__slip_count(jy__slip_counts *counts, jy_str text, jy_span part) {
  uint64_t before = 0;
  uint32_t cp = 0;
  int status = make_room(counts, part.end - part.start);
  if (status < 0) return status;
  for (const char *p = text.ptr + part.start, *end = text.ptr + part.end; p < end;) {
    size_t n = jy__utf8_next(p, end, &cp);
    uint64_t t = n ? jy__charmodel_token(cp) & 0xFFFF : MARK;
    counts->wide += (t == JY__DIGIT || t == JY__LETTER) && cp > 0xFF00;
    counts->narrow += (t == JY__DIGIT || t == JY__LETTER) && cp < 0x80;
    if (t != MARK) count_token(counts, before, t);
    before = t == MARK ? 0 : (before << 16 | t) & 0xFFFFFFFF;
    p += n ? n : 1;
  }
  set_discounts(counts);
  return JY_OK;
}

int jy__slip_memory_new(jy__slip_memory **out) {
  jy__slip_memory *m = *out = calloc(1, sizeof *m);
  if (!m) return jy__nomem();
  for (int level = 0; level < JY__CHARMODEL_LEVELS; level++) m->share[level] = exp(-JY__CHARMODEL_STEP * level);
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

/* What `seen` of `all` that followed a context say, of which `kinds` were different, beside `p`. */
static double heed(double p, size_t seen, size_t all, size_t kinds, double discount, double weight) {
  double told = fmax((double)seen - discount, 0) + discount * (double)kinds * p;
  return (1 - weight) * p + weight * told / (double)all;
}

double jy__slip_score(const jy__slip_units *u, jy__tokens before, uint32_t c) {
  const jy__slip_counts *n = u->counts;
  double p = u->memory->share[ask(u, before, c)];
  uint64_t last = before & 0xFFFF, two = before & 0xFFFFFFFF;
  c &= 0xFFFF;
  if (jy__is_han(c)) { /* single stops repeat everywhere and tell nothing */
    p *= 1 - REPEATED - REPEATED_NEAR;
    if (n->one[c]) p += REPEATED * (double)n->one[c] / (double)n->all;
    if (u->near[c]) p += REPEATED_NEAR * (double)u->near[c] / (double)u->before;
  }
  bool signs = !jy__is_han((uint32_t)last) && !jy__is_han(c); /* what a writer puts in a row is no word */
  size_t all = signs || last == MARK || c == MARK ? 0 : n->one[last];
  if (all == 0) return log(p);
  size_t seen = n->one[c] ? met(n, last << 16 | c) : 0;
  p = heed(p, seen, all, n->kinds[last], n->discount[0], PAIRS * (double)all / ((double)all + PAIRS_SEEN));
  all = two >> 16 == MARK ? 0 : met(n, two);
  if (all == 0) return log(p);
  seen = seen ? met(n, two << 16 | c) : 0;
  return log(heed(p, seen, all, met(n, KINDS | two), n->discount[1], (double)all / ((double)all + TRIPLES_SEEN)));
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

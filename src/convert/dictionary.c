/* See dictionary.h. Knows OpenCC's dictionaries as text; refuses to know which
 * configuration uses them. */
#include "convert/dictionary.h"

#include <stdlib.h>
#include <string.h>

/* Parents in the trie: a code point for a first character, ROOT for the start
 * (where only keys of one character hang), FIRST and up for longer beginnings. */
#define ROOT UINT32_C(0x110000)
#define FIRST (ROOT + 1)
#define THREES 0x10000
#define DENSE 4096

bool jy__dict_line(jy_str *text, jy_str *from, jy_str *to) {
  if (text->len == 0) return false;
  const char *line = text->ptr, *nl = memchr(line, '\n', text->len);
  size_t len = nl ? (size_t)(nl - line) : text->len;
  size_t taken = nl ? len + 1 : len;
  const char *tab = memchr(line, '\t', len);
  const char *value = tab ? tab + 1 : line + len;
  size_t value_len = len - (size_t)(value - line);
  const char *space = memchr(value, ' ', value_len);
  *from = (jy_str){line, tab ? (size_t)(tab - line) : len};
  *to = (jy_str){value, space ? (size_t)(space - value) : value_len};
  *text = (jy_str){text->ptr + taken, text->len - taken};
  return true;
}

/* ---- the trie ---------------------------------------------------------------- */

/* 21 bits each; 0 is no edge, since no key holds NUL. */
static uint64_t edge(uint32_t parent, uint32_t cp, uint32_t child) {
  return (uint64_t)parent << 42 | (uint64_t)cp << 21 | child;
}

static size_t slot_of(const jy__dict *t, uint32_t parent, uint32_t cp) {
  uint64_t key = edge(parent, cp, 0) >> 21;
  return (size_t)((key * UINT64_C(0xD6E8FEB86659FD93)) >> 32) & (t->edges_cap - 1);
}

/* Where the edge is, or the free slot where it would be. */
static size_t find_slot(const jy__dict *t, uint32_t parent, uint32_t cp) {
  size_t at = slot_of(t, parent, cp);
  uint64_t want = edge(parent, cp, 0) >> 21;
  while (t->edges[at] && t->edges[at] >> 21 != want) at = (at + 1) & (t->edges_cap - 1);
  return at;
}

/* The node, or NULL; *id is its number as a parent. */
static jy__value *child_of(const jy__dict *t, uint32_t parent, uint32_t cp, uint32_t *id) {
  uint64_t e = t->edges[find_slot(t, parent, cp)];
  if (!e) return NULL;
  uint32_t i = (uint32_t)(e & 0x1FFFFF);
  *id = FIRST + i;
  return &t->nodes[i];
}

static int grow_edges(jy__dict *t) {
  if (t->edges_len * 3 < t->edges_cap * 2) return JY_OK;
  jy__dict wider = *t;
  wider.edges_cap = t->edges_cap ? t->edges_cap * 2 : 64;
  wider.edges = calloc(wider.edges_cap, sizeof *wider.edges);
  if (!wider.edges) return jy__nomem();
  for (size_t i = 0; i < t->edges_cap; i++) {
    uint64_t e = t->edges[i];
    if (e) wider.edges[find_slot(&wider, (uint32_t)(e >> 42), (uint32_t)(e >> 21 & 0x1FFFFF))] = e;
  }
  free(t->edges);
  *t = wider;
  return JY_OK;
}

/* The node below `parent`, made if need be; *id in and out. */
static int descend(jy__dict *t, uint32_t *id, uint32_t cp) {
  uint32_t parent = *id;
  if (t->edges_cap && child_of(t, parent, cp, id)) return JY_OK;
  void *at = t->nodes;
  if (grow_edges(t) < 0 || jy__grow(&at, &t->nodes_cap, t->nodes_len + 1, sizeof *t->nodes) < 0)
    return JY_ENOMEM;
  t->nodes = at;
  t->nodes[t->nodes_len] = (jy__value){.rank = JY__NO_KEY};
  t->edges[find_slot(t, parent, cp)] = edge(parent, cp, (uint32_t)t->nodes_len);
  t->edges_len++;
  *id = FIRST + (uint32_t)t->nodes_len++;
  return JY_OK;
}

static bool all_three(jy_str s) {
  for (size_t i = 0; i < s.len; i += 3)
    if ((unsigned char)s.ptr[i] >> 4 != 0xE) return false;
  return s.len % 3 == 0;
}

static void set_bit(const jy__dict *t, uint64_t *filter, uint64_t chars) {
  uint64_t hash = chars * UINT64_C(0x9E3779B97F4A7C15) >> (64 - t->filter_bits);
  filter[hash >> 6] |= UINT64_C(1) << (hash & 63);
}

/* The first three characters of a longer key go into the filters. */
static void set_filters(jy__dict *t, const uint32_t *chars, size_t n) {
  uint64_t pair = (uint64_t)chars[0] << 42 | (uint64_t)chars[1] << 21;
  set_bit(t, t->pairs, pair >> 21);
  set_bit(t, t->thirds, n == 2 ? pair : pair | chars[2]);
}

static void note_head(jy__dict *t, uint32_t head, size_t head_len, bool longer, uint8_t rank) {
  if (head < 0x80) t->ascii = t->opens_ascii[head] = true;
  if (longer && head_len == 3) t->forms[head] |= JY__OPENS;
  if (longer && (t->longer_rank == JY__NO_KEY || rank > t->longer_rank)) t->longer_rank = rank;
  if (!longer && rank < t->single_rank) t->single_rank = rank;
}

/* What a key of one character becomes goes into `forms` where it fits. */
static void set_form(jy__dict *t, uint32_t cp, const jy__value *v) {
  if (!v->even) {
    t->forms[cp] |= JY__ODD;
    return;
  }
  const unsigned char *s = (const unsigned char *)v->to;
  uint32_t bytes = (uint32_t)s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16;
  t->forms[cp] = (t->forms[cp] & 0xFF000000) | bytes;
}

static int add_key(jy__dict *t, jy_str from, jy_str to, uint8_t rank) {
  uint32_t head = 0, cp = 0, opening[3] = {0};
  const char *p = from.ptr, *end = p + from.len;
  size_t n = jy__utf8_next(p, end, &head), chars = 1;
  bool longer = n < from.len;
  uint32_t id = longer ? head : ROOT;
  if (n == 0 || to.len > UINT16_MAX) return JY_OK;
  for (p += longer ? n : 0; p < end; p += n) {
    n = jy__utf8_next(p, end, &cp);
    if (n == 0) return JY_OK;
    if (id >= FIRST) t->nodes[id - FIRST].opens = true;
    if (chars < 3) opening[chars] = cp;
    chars++;
    if (descend(t, &id, cp) < 0) return JY_ENOMEM;
  }
  jy__value *v = &t->nodes[id - FIRST];
  if (v->rank != JY__NO_KEY) return JY_OK; /* an earlier dictionary has it */
  bool even = from.len == to.len && all_three(from) && all_three(to);
  bool changes = !jy_str_equal(from, to);
  *v = (jy__value){to.ptr, (uint16_t)to.len, rank, v->opens, even, changes};
  size_t head_len = jy__utf8_len((unsigned char)from.ptr[0]);
  opening[0] = head;
  if (longer) set_filters(t, opening, chars);
  note_head(t, head, head_len, longer, rank);
  if (!longer && head_len == 3) set_form(t, head, v);
  return JY_OK;
}

/* ---- building ---------------------------------------------------------------- */

static void set_identity(uint32_t *forms) {
  for (uint32_t cp = 0; cp < THREES; cp++)
    forms[cp] = 0xE0 | cp >> 12 | (0x80 | (cp >> 6 & 0x3F)) << 8 | (0x80 | (cp & 0x3F)) << 16;
}

static void set_touch(jy__dict *t) {
  for (uint32_t cp = 0; cp < THREES; cp++) {
    uint32_t same = 0xE0 | cp >> 12 | (0x80 | (cp >> 6 & 0x3F)) << 8 | (0x80 | (cp & 0x3F)) << 16;
    if (t->forms[cp] != same) t->touch[cp >> 6] |= UINT64_C(1) << (cp & 63);
  }
}

/* Room for about `keys` keys, and no key yet. */
static int start(jy__dict *t, size_t keys) {
  *t = (jy__dict){.single_rank = JY__NO_KEY, .longer_rank = JY__NO_KEY};
  for (t->filter_bits = 10; t->filter_bits < 20 && keys >> (t->filter_bits - 4); t->filter_bits++) continue;
  t->dense = keys > DENSE * 2;
  t->forms = malloc(THREES * sizeof *t->forms);
  t->touch = calloc(THREES / 64, sizeof *t->touch);
  t->pairs = calloc((size_t)1 << (t->filter_bits - 6), sizeof *t->pairs);
  t->thirds = calloc((size_t)1 << (t->filter_bits - 6), sizeof *t->thirds);
  if (!t->forms || !t->touch || !t->pairs || !t->thirds || grow_edges(t) < 0) return jy__nomem();
  set_identity(t->forms);
  return JY_OK;
}

static size_t count_lines(const jy_str *dicts, size_t n) {
  size_t lines = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < dicts[i].len; k++) lines += dicts[i].ptr[k] == '\n';
  return lines;
}

int jy__dict_build(jy__dict *t, const jy_str *dicts, size_t n) {
  int status = start(t, count_lines(dicts, n));
  for (size_t i = 0; status == JY_OK && i < n; i++) {
    jy_str text = dicts[i], from, to;
    while (status == JY_OK && jy__dict_line(&text, &from, &to)) status = add_key(t, from, to, (uint8_t)i);
  }
  if (status == JY_OK)
    set_touch(t);
  else
    jy__dict_free(t);
  return status;
}

/* The heads are flagged, so that also a word that stays as it is is seen. */
int jy__dict_of_words(jy__dict *t, const jy_protected *words, size_t n) {
  int status = start(t, n);
  for (size_t i = 0; status == JY_OK && i < n; i++) {
    jy_str word = words[i].word;
    uint32_t head = 0;
    if (jy__utf8_next(word.ptr, word.ptr + word.len, &head) == 3) t->forms[head] |= JY__ODD;
    status = add_key(t, word, words[i].put.ptr ? words[i].put : word, 0);
  }
  if (status == JY_OK)
    set_touch(t);
  else
    jy__dict_free(t);
  return status;
}

void jy__dict_free(jy__dict *t) {
  free(t->forms);
  free(t->touch);
  free(t->edges);
  free(t->pairs);
  free(t->thirds);
  free(t->nodes);
  *t = (jy__dict){0};
}

/* ---- matching ---------------------------------------------------------------- */

/* One character, most likely of three bytes. */
static inline size_t next_char(const char *p, const char *end, uint32_t *cp) {
  uint32_t word = end - p >= 4 ? jy__load4(p) : 0;
  if (!jy__is_three(word)) return jy__utf8_next(p, end, cp);
  *cp = jy__three(word);
  return *cp < 0x800 || (*cp >= 0xD800 && *cp <= 0xDFFF) ? 0 : 3;
}

const jy__value *jy__dict_match(const jy__dict *t, const char *p, const char *end, size_t *len) {
  uint32_t head = 0, id = 0;
  size_t first = next_char(p, end, &head);
  const jy__value *best = NULL;
  if (first == 0) return NULL;
  id = head;
  for (size_t at = first; p + at < end;) {
    uint32_t cp = 0;
    size_t n = next_char(p + at, end, &cp);
    const jy__value *v = n ? child_of(t, id, cp, &id) : NULL;
    if (!v) break;
    at += n;
    if (v->rank != JY__NO_KEY && (!best || v->rank <= best->rank)) {
      best = v;
      *len = at;
    }
    if (!v->opens) break;
  }
  if (best && best->rank <= t->single_rank) return best;
  const jy__value *single = child_of(t, ROOT, head, &id);
  if (!single || (best && best->rank <= single->rank)) return best;
  *len = first;
  return single;
}

/* ---- searching --------------------------------------------------------------- */

static inline bool is_touched(const jy__dict *t, uint32_t cp) {
  return t->touch[cp >> 6] >> (cp & 63) & 1;
}

/* Whether a character of three bytes that is touched only opens longer keys,
 * and none of them here; eight bytes must be there. */
static bool opens_none(const jy__dict *t, const char *p) {
  uint32_t word = jy__load4(p), next = jy__load4(p + 3), form = t->forms[jy__three(word)];
  return (form ^ (word & 0xFFFFFF)) == JY__OPENS && jy__is_three(next) &&
         !jy__dict_may_open(t, jy__three(word), jy__three(next));
}

/* Two characters at a time. */
static const char *skip_threes(const jy__dict *t, const char *p, const char *end) {
  while (end - p >= 8) {
    uint32_t one = jy__load4(p), two = jy__load4(p + 3);
    if (!jy__is_three(one) || !jy__is_three(two)) break;
    if (is_touched(t, jy__three(one)) | is_touched(t, jy__three(two))) {
      if (is_touched(t, jy__three(one)) && !opens_none(t, p)) break;
      p += 3;
    } else {
      p += 6;
    }
  }
  return p;
}

const char *jy__dict_skip(const jy__dict *t, const char *p, const char *end) {
  while (end - p >= 8) {
    p = skip_threes(t, p, end);
    if (end - p < 8) break;
    uint32_t word = jy__load4(p);
    if (jy__is_three(word)) {
      if (is_touched(t, jy__three(word)) && !opens_none(t, p)) return p;
      p += 3;
    } else if ((word & 0x80808080) == 0 && !t->ascii) {
      p += 4;
    } else if ((word & 0x80) == 0 && !t->opens_ascii[word & 0x7F]) {
      p++;
    } else {
      return p;
    }
  }
  return p;
}

size_t jy__dict_find(const jy__dict *t, jy_str in, const jy__value **out, size_t *len) {
  const char *p = in.ptr, *end = in.ptr + in.len;
  *out = NULL;
  while ((p = jy__dict_skip(t, p, end)) < end) {
    uint32_t cp;
    *len = jy__utf8_next(p, end, &cp);
    if (*len == 0) *len = 1;
    if ((*out = jy__dict_match(t, p, end, len))) break;
    p += *len;
  }
  return (size_t)(p - in.ptr);
}

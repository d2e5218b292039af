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
#define DENSE 8192 /* keys from which on most characters of a text open some */

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

/* 21 bits each; never 0, since no key holds NUL. */
static uint64_t edge(uint32_t parent, uint32_t cp) {
  return (uint64_t)parent << 21 | cp;
}

/* Where the edge is, or the free place where it would be. */
static inline size_t find_place(const jy__dict *t, uint32_t parent, uint32_t cp) {
  uint64_t want = edge(parent, cp);
  size_t at = (size_t)((want * UINT64_C(0xD6E8FEB86659FD93)) >> 32) & (t->nodes_cap - 1);
  while (t->nodes[at].edge && t->nodes[at].edge != want) at = (at + 1) & (t->nodes_cap - 1);
  return at;
}

/* The node below a parent, or NULL; *id is its number as a parent. */
static inline jy__value *child_of(const jy__dict *t, uint32_t parent, uint32_t cp, uint32_t *id) {
  size_t at = find_place(t, parent, cp);
  if (!t->nodes[at].edge) return NULL;
  *id = FIRST + (uint32_t)at;
  return &t->nodes[at].value;
}

/* The same, made if need be; there is room for all keys. */
static jy__value *descend(jy__dict *t, uint32_t *id, uint32_t cp) {
  size_t at = find_place(t, *id, cp);
  if (!t->nodes[at].edge) t->nodes[at] = (jy__node){edge(*id, cp), {.rank = JY__NO_KEY}};
  *id = FIRST + (uint32_t)at;
  return &t->nodes[at].value;
}

static jy__value make_value(jy_str from, jy_str to, uint8_t rank, bool opens, bool even) {
  jy__value v = {.to_len = (uint16_t)to.len, .rank = rank, .opens = opens, .even = even,
                 .changes = !jy_str_equal(from, to)};
  if (to.len > sizeof v.text)
    memcpy(v.text, &to.ptr, sizeof to.ptr);
  else
    memcpy(v.text, to.ptr, to.len);
  return v;
}

static bool all_three(jy_str s) {
  for (size_t i = 0; i < s.len; i += 3)
    if ((unsigned char)s.ptr[i] >> 4 != 0xE) return false;
  return s.len % 3 == 0;
}

static void set_bit(const jy__dict *t, uint64_t *filter, uint64_t bytes) {
  uint64_t bit = jy__dict_hash(bytes) >> (64 - t->filter_bits);
  filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
}

/* A character of three bytes. */
static uint32_t bytes_of(const char *p) {
  const unsigned char *s = (const unsigned char *)p;
  return (uint32_t)s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16;
}

static uint64_t six_of(const char *p) {
  return bytes_of(p) | (uint64_t)bytes_of(p + 3) << 24;
}

/* The first bytes of a longer key go into the filters. Where the second character
 * is of fewer than three bytes (in no dictionary of OpenCC's), the head alone says
 * that there is more to look up. */
static void set_filters(jy__dict *t, jy_str key, uint32_t head) {
  if (head < 0x800 || head >= THREES) return;
  if ((unsigned char)key.ptr[3] < 0xE0) {
    t->forms[head] |= JY__ODD;
    return;
  }
  set_bit(t, t->pairs, six_of(key.ptr));
  if (key.len >= 9) set_bit(t, t->thirds, jy__dict_nine(six_of(key.ptr), bytes_of(key.ptr + 6)));
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
  const unsigned char *s = (const unsigned char *)v->text;
  uint32_t bytes = (uint32_t)s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16;
  t->forms[cp] = (t->forms[cp] & 0xFF000000) | bytes;
}

static void set_three(uint64_t *bits, uint32_t cp) {
  if (cp < THREES) bits[cp >> 6] |= UINT64_C(1) << (cp & 63);
}

/* Which characters a key holds, and which of them it changes: where none of
 * these stands, it changes nothing. Its head stands for what has no bit. */
static void note_inside(jy__dict *t, jy_str from, jy_str to, uint32_t head) {
  bool longer = jy__utf8_len((unsigned char)from.ptr[0]) < from.len;
  bool alike = jy__count_chars(from) == jy__count_chars(to);
  uint32_t a = 0, b = 0;
  if (!alike) set_three(t->alters, head);
  for (size_t i = 0, k = 0; i < from.len;) {
    size_t n = jy__utf8_next(from.ptr + i, from.ptr + from.len, &a);
    if (longer) set_three(t->inner, a);
    if (longer && n == 1) t->holds_ascii = true;
    if (alike) k += jy__utf8_next(to.ptr + k, to.ptr + to.len, &b);
    if (alike && a != b) set_three(t->alters, n == 3 ? a : head);
    i += n;
  }
}

static void add_key(jy__dict *t, jy_str from, jy_str to, uint8_t rank) {
  uint32_t head = 0, cp = 0;
  const char *p = from.ptr, *end = p + from.len;
  size_t n = jy__utf8_next(p, end, &head);
  bool longer = n < from.len;
  uint32_t id = longer ? head : ROOT;
  jy__value *v = NULL;
  for (p += longer ? n : 0; p < end; p += n) {
    n = jy__utf8_next(p, end, &cp);
    if (v) v->opens = true;
    v = descend(t, &id, cp);
  }
  if (v->rank != JY__NO_KEY) return; /* an earlier dictionary has it */
  *v = make_value(from, to, rank, v->opens, from.len == to.len && all_three(from) && all_three(to));
  size_t head_len = jy__utf8_len((unsigned char)from.ptr[0]);
  if (longer) set_filters(t, from, head);
  note_head(t, head, head_len, longer, rank);
  note_inside(t, from, to, head);
  if (!longer && head_len == 3) set_form(t, head, v);
}

/* Whether a line is a key that the trie can hold. */
static bool is_key(jy_str from, jy_str to) {
  return from.len > 0 && to.len <= UINT16_MAX && jy__utf8_check(from.ptr, from.len) == from.len &&
         jy__utf8_check(to.ptr, to.len) == to.len && !memchr(from.ptr, '\0', from.len);
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

/* Room for `keys` keys of `chars` characters in all, and no key yet. */
static int start(jy__dict *t, size_t keys, size_t chars) {
  *t = (jy__dict){.single_rank = JY__NO_KEY, .longer_rank = JY__NO_KEY};
  for (t->filter_bits = 10; t->filter_bits < 20 && keys >> (t->filter_bits - 4); t->filter_bits++) continue;
  t->dense = keys > DENSE;
  t->forms = malloc(THREES * sizeof *t->forms);
  t->touch = calloc(THREES / 64, sizeof *t->touch);
  t->alters = calloc(THREES / 64, sizeof *t->alters);
  t->inner = calloc(THREES / 64, sizeof *t->inner);
  t->pairs = calloc((size_t)1 << (t->filter_bits - 6), sizeof *t->pairs);
  t->thirds = calloc((size_t)1 << (t->filter_bits - 6), sizeof *t->thirds);
  for (t->nodes_cap = 64; t->nodes_cap * 2 < chars * 3; t->nodes_cap *= 2) continue;
  t->nodes = calloc(t->nodes_cap, sizeof *t->nodes);
  if (!t->forms || !t->touch || !t->alters || !t->inner || !t->pairs || !t->thirds || !t->nodes)
    return jy__nomem();
  set_identity(t->forms);
  return JY_OK;
}

/* What six bytes become, asked of the trie. Where they are no two characters,
 * it is asked again each time. */
static void know_six(jy__dict *t, const char *six, uint32_t head, const jy__node *node) {
  size_t len = 3;
  uint64_t from = six_of(six), to = (t->forms[head] & 0xFFFFFF) | from >> 24 << 24;
  const jy__value *v = jy__dict_match(t, six, six + 6, &len);
  if (v && v->even && len == 6) to = six_of(jy__value_text(v)) | JY__PAIR_KEY;
  if (node->value.opens) to |= JY__PAIR_OPENS;
  if ((v && !v->even) || (unsigned char)six[3] >> 4 != 0xE) to |= JY__PAIR_ODD;
  t->known[jy__dict_pair_at(t, from, jy__dict_hash(from))] = (jy__pair){from, to};
}

/* A node's parent as a character, or a number beyond all. */
static uint32_t parent_of(const jy__node *node) {
  return (uint32_t)(node->edge >> 21);
}

static int know_pairs(jy__dict *t) {
  size_t n = 0;
  for (size_t i = 0; i < t->nodes_cap; i++) n += t->nodes[i].edge && parent_of(&t->nodes[i]) < THREES;
  for (t->known_bits = 6; (size_t)1 << t->known_bits < 2 * n; t->known_bits++) continue;
  t->known = calloc((size_t)1 << t->known_bits, sizeof *t->known);
  if (!t->known) return jy__nomem();
  for (size_t i = 0; i < t->nodes_cap; i++) {
    char both[8];
    uint32_t head = parent_of(&t->nodes[i]);
    if (head < 0x800 || head >= THREES) continue;
    size_t len = jy__utf8_write(both, head);
    len += jy__utf8_write(both + len, (uint32_t)(t->nodes[i].edge & 0x1FFFFF));
    if (len >= 6) know_six(t, both, head, &t->nodes[i]);
  }
  return JY_OK;
}

int jy__dict_build(jy__dict *t, const jy_str *dicts, size_t n) {
  size_t keys = 0, chars = 0;
  jy_str text, from, to;
  for (size_t i = 0; i < n; i++)
    for (text = dicts[i]; jy__dict_line(&text, &from, &to); keys++) chars += jy__count_chars(from);
  int status = start(t, keys, chars);
  for (size_t i = 0; status == JY_OK && i < n; i++)
    for (text = dicts[i]; jy__dict_line(&text, &from, &to);)
      if (is_key(from, to)) add_key(t, from, to, (uint8_t)i);
  if (status == JY_OK) status = know_pairs(t);
  if (status == JY_OK)
    set_touch(t);
  else
    jy__dict_free(t);
  return status;
}

/* The heads are flagged, so that also a word that stays as it is is seen. */
int jy__dict_of_words(jy__dict *t, const jy_protected *words, size_t n) {
  size_t chars = 0;
  for (size_t i = 0; i < n; i++) chars += jy__count_chars(words[i].word);
  int status = start(t, n, chars);
  for (size_t i = 0; status == JY_OK && i < n; i++) {
    jy_str word = words[i].word, put = words[i].put.ptr ? words[i].put : word;
    uint32_t head = 0;
    if (!is_key(word, put)) continue;
    if (jy__utf8_next(word.ptr, word.ptr + word.len, &head) == 3) t->forms[head] |= JY__ODD;
    add_key(t, word, put, 0);
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
  free(t->alters);
  free(t->inner);
  free(t->pairs);
  free(t->thirds);
  free(t->known);
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

/* Whether a character of three bytes that is touched only opens longer keys,
 * and none of them here; eight bytes must be there. */
static bool opens_none(const jy__dict *t, const char *p) {
  uint64_t six = jy__load8(p) & JY__PAIR_BYTES;
  uint32_t head = (uint32_t)six & 0xFFFFFF;
  return (t->forms[jy__three(head)] ^ head) == JY__OPENS && jy__is_three((uint32_t)(six >> 24)) &&
         !jy__dict_bit(t->pairs, t->filter_bits, jy__dict_hash(six));
}

/* Steps over characters of three bytes without a bit, two at a time, and over
 * ASCII that opens no key. */
static inline const char *skip_bits(const jy__dict *t, const uint64_t *bits, const char *p, const char *end) {
  if (!t->ascii && !t->dense) return jy__skip_threes(bits, p, end); /* goes far */
  while (end - p >= 8) {
    uint32_t one = jy__load4(p), two = jy__load4(p + 3);
    if (jy__is_three(one) && jy__is_three(two)) {
      uint64_t first = jy__three_bit(bits, one);
      if (first | jy__three_bit(bits, two)) return first ? p : p + 3;
      p += 6;
    } else if (jy__is_three(one)) {
      if (jy__three_bit(bits, one)) return p;
      p += 3;
    } else if ((one & 0x80808080) == 0 && !t->ascii) {
      p += 4;
    } else if ((one & 0x80) == 0 && !t->opens_ascii[one & 0x7F]) {
      p++;
    } else {
      return p;
    }
  }
  return p;
}

const char *jy__dict_skip(const jy__dict *t, const char *p, const char *end) {
  for (;;) {
    p = skip_bits(t, t->touch, p, end);
    if (end - p < 8 || !jy__is_three(jy__load4(p)) || !opens_none(t, p)) return p;
    p += 3;
  }
}

const char *jy__dict_unaltered(const jy__dict *t, const char *p, const char *end) {
  if (!t->ascii && !t->holds_ascii) /* where one is changed right behind, which is often */
    while (p < end && (unsigned char)*p < 0x80) p++;
  if (end - p >= 4 && jy__is_three(jy__load4(p)) && jy__three_bit(t->alters, jy__load4(p))) return p;
  const char *start = p;
  p = skip_bits(t, t->alters, p, end);
  /* What stands before may open a key that reaches to here. */
  while (p > start) {
    const unsigned char *s = (const unsigned char *)p;
    if (s[-1] < 0x80 && !t->holds_ascii) break;
    if (s[-1] >= 0x80 && (p - start < 3 || !jy__three_bit(t->inner, (uint32_t)s[-3] | (uint32_t)s[-2] << 8 |
                                                                         (uint32_t)s[-1] << 16)))
      break;
    p -= s[-1] < 0x80 ? 1 : 3;
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

/* Finding the terms of a lexicon in a text of any bytes. Knows how the tree is
 * read (lexicon_tree.h); refuses to change it. */
#include <string.h>

#include "text/lexicon_tree.h"

typedef struct jy__node node;

static uint64_t first_bytes(const char *s, size_t n) {
  uint64_t key = 0;
  for (size_t i = n; i-- > 0;) key = key << 8 | (unsigned char)s[i];
  return key;
}

struct jy__keys jy__any_keys(const char *s, size_t left) {
  uint32_t first, second;
  size_t one = jy__utf8_next(s, s + left, &first);
  if (one == 0) return (struct jy__keys){.pair = JY__NO_PAIR, .one = JY__NO_CHAR, .size = 1};
  size_t two = jy__utf8_next(s + one, s + left, &second);
  return (struct jy__keys){.pair = two ? first_bytes(s, one + two) : JY__NO_PAIR,
                           .one = first,
                           .size = (uint32_t)one};
}

/* ---- the tree ----------------------------------------------------------- */

/* The branch that begins with a character, or NULL. */
static const struct jy__branch *child(const jy_lexicon *lex, const node *of, uint32_t label) {
  const struct jy__branch *at = lex->branches + of->first;
  size_t many = of->many & ~JY__ENDS;
  while (many > 1) {
    size_t half = many / 2;
    if (at[half].label <= label) at += half;
    many -= half;
  }
  return at->label == label ? at : NULL;
}

/* The node below `above` that the text at s leads to, or NULL. */
static inline const node *below(const jy_lexicon *lex, const node *above, const char *s, size_t left) {
  size_t len = above->len;
  if (!above->next || len >= left) return NULL;
  uint32_t label = jy__label_at(s + len, left - len);
  if (!(above->next >> jy__label_bit(label) & 1)) return NULL;
  const struct jy__branch *to = child(lex, above, label);
  if (!to || to->node.len > left) return NULL;
  return memcmp(s + len, lex->bytes.ptr + to->at + len, to->node.len - len) == 0 ? &to->node : NULL;
}

static inline const node *node_of(const jy_lexicon *lex, uint64_t pair) {
  const node *found = &jy__slot_of(lex, pair)->node;
  return found->len ? found : NULL;
}

/* The value of a term that is this character, or NULL. */
static inline const uint32_t *single_of(const jy_lexicon *lex, uint32_t one) {
  const struct jy__singles *s = &lex->singles;
  uint32_t cell = s->cell[s->page[one >> 8] << 8 | (one & 0xFF)];
  return cell ? &s->value[cell - 1] : NULL;
}

/* ---- places ------------------------------------------------------------- */

/* A place where a term may begin. */
struct place {
  size_t at;
  uint64_t pair; /* JY__NO_PAIR where only a single character can be a term */
};

enum { PLACES = 64 };

/* The next such places from *from on. They are gathered first, without a branch
 * for each, and looked up afterwards: so the slots are fetched side by side, and a
 * text that passes now and now not does not mislead the processor. */
static inline size_t gather(struct place *out, const jy_lexicon *lex, jy_str text, size_t *from, bool singles) {
  const uint64_t *filter = lex->filter;
  const unsigned shift = 64 - lex->filter_bits;
  size_t n = 0, i = *from;
  while (i < text.len && n < PLACES) {
    struct jy__keys k = jy__keys_at(text.ptr + i, text.len - i);
    uint64_t bit = jy__pair_hash(k.pair) >> shift;
    bool passes = filter[bit >> 6] >> (bit & 63) & 1;
    out[n] = (struct place){i, passes || !singles ? k.pair : JY__NO_PAIR};
    n += passes | (singles && single_of(lex, k.one));
    i += k.size;
  }
  *from = i;
  for (size_t j = 0; j < n; j++) __builtin_prefetch(jy__slot_at(lex, out[j].pair));
  return n;
}

static size_t places(struct place *out, const jy_lexicon *lex, jy_str text, size_t *from) {
  return lex->singles.cell ? gather(out, lex, text, from, true) : gather(out, lex, text, from, false);
}

/* ---- matches ------------------------------------------------------------ */

static inline int add_match(jy_matches *out, size_t start, size_t len, uint32_t value) {
  if (out->len == out->cap) {
    void *p = out->at;
    if (jy__grow(&p, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
    out->at = p;
  }
  out->at[out->len++] = (jy_match){start, start + len, value};
  return JY_OK;
}

/* Matches that begin together, the longest first. */
static inline void turn(jy_match *at, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    jy_match m = at[i];
    at[i] = at[n - 1 - i];
    at[n - 1 - i] = m;
  }
}

static inline int add_all(jy_matches *out, const jy_lexicon *lex, jy_str text, const struct place *p) {
  const char *s = text.ptr + p->at;
  size_t left = text.len - p->at, before = out->len;
  if (lex->singles.cell) {
    struct jy__keys k = jy__keys_at(s, left);
    const uint32_t *single = single_of(lex, k.one);
    if (single && add_match(out, p->at, k.size, *single) < 0) return JY_ENOMEM;
  }
  for (const node *at = node_of(lex, p->pair); at; at = below(lex, at, s, left)) {
    if (at->many & JY__ENDS && add_match(out, p->at, at->len, at->value) < 0) return JY_ENOMEM;
  }
  if (out->len > before + 1) turn(out->at + before, out->len - before);
  return JY_OK;
}

static int find_all(jy_matches *out, const jy_lexicon *lex, jy_str text) {
  struct place at[PLACES];
  for (size_t i = 0; i < text.len;) {
    size_t n = places(at, lex, text, &i);
    for (size_t j = 0; j < n; j++) {
      if (add_all(out, lex, text, &at[j]) < 0) return JY_ENOMEM;
    }
  }
  return JY_OK;
}

/* The longest term that begins at s; its length is 0 where none does. */
static inline jy_match longest(const jy_lexicon *lex, uint64_t pair, const char *s, size_t left) {
  jy_match m = {0, 0, 0};
  for (const node *at = node_of(lex, pair); at; at = below(lex, at, s, left)) {
    if (at->many & JY__ENDS) m = (jy_match){0, at->len, at->value};
  }
  if (m.end || !lex->singles.cell) return m;
  struct jy__keys k = jy__keys_at(s, left);
  const uint32_t *single = single_of(lex, k.one);
  return single ? (jy_match){0, k.size, *single} : m;
}

static int find_longest(jy_matches *out, const jy_lexicon *lex, jy_str text) {
  struct place at[PLACES];
  size_t end = 0; /* of the last match */
  for (size_t i = 0; i < text.len;) {
    size_t n = places(at, lex, text, &i);
    for (const struct place *p = at; p < at + n; p++) {
      if (p->at < end) continue;
      jy_match m = longest(lex, p->pair, text.ptr + p->at, text.len - p->at);
      if (m.end && add_match(out, p->at, m.end, m.value) < 0) return JY_ENOMEM;
      if (m.end) end = p->at + m.end;
    }
    if (i < end) i = end;
  }
  return JY_OK;
}

static int check_compiled(const jy_lexicon *lex) {
  if (lex->compiled) return JY_OK;
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the lexicon is not compiled yet");
}

int jy_lexicon_find(jy_matches *out, const jy_lexicon *lex, jy_str text, jy_match_mode mode) {
  out->len = 0;
  int rc = check_compiled(lex);
  if (rc < 0) return rc;
  return mode == JY_MATCH_ALL ? find_all(out, lex, text) : find_longest(out, lex, text);
}

int jy_lexicon_at(jy_match *out, const jy_lexicon *lex, jy_str text, size_t offset) {
  int rc = check_compiled(lex);
  if (rc < 0) return rc;
  if (offset >= text.len) return JY_ENOTFOUND;
  const char *s = text.ptr + offset;
  jy_match m = longest(lex, jy__keys_at(s, text.len - offset).pair, s, text.len - offset);
  if (m.end == 0) return JY_ENOTFOUND;
  *out = (jy_match){offset, offset + m.end, m.value};
  return JY_OK;
}

/* Many terms in one pass. Knows bytes and UTF-8; refuses to know what the terms
 * mean.
 *
 * Most places of a text begin no term of even a large lexicon, and two characters
 * tell so: a bit for (the hash of) each two that begin a term is asked first, a
 * few instructions a character. Where it is set, a hash of those two, exact, gives
 * the node of a tree whose ways are as long as the terms share them; what stands
 * on a way is compared at once. A node holds a bit for each character that may
 * follow it, so that most ways end without looking further. Terms of a single
 * character stand in the same hash.
 *
 * A place costs no more than the longest term that begins there, where the
 * automaton of Aho and Corasick ("Efficient string matching", 1975) would need
 * one step a byte whatever the terms; but its steps wait for memory, each for the
 * one before. */
#include "jiyao/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/internal.h"

/* As they were added; gone when compiled. */
struct term {
  uint64_t head; /* its first bytes, to sort by */
  size_t at;     /* in the bytes */
  size_t len;
  const char *ptr; /* set when the bytes no longer move */
  uint32_t value;
};

struct node {
  uint64_t next;  /* a bit, by bit_of(), for each character that a child begins with */
  uint32_t first; /* of its children, which stand side by side, by their labels */
  uint32_t many;  /* children; and ENDS where a term ends */
  uint32_t value; /* of that term */
  uint32_t len;   /* bytes from the start of a term to here */
};

#define ENDS (UINT32_C(1) << 31)

/* The first one or two characters of terms; len is 0 in a free slot. */
struct slot {
  uint64_t key;
  struct node node;
};

struct branch {
  struct node node;
  uint32_t label; /* the first character after the node above: see label_at() */
  uint32_t at;    /* in the bytes: a term that comes this way */
};

struct jy_lexicon {
  jy_buf bytes;
  struct term *terms;
  size_t len, cap;
  bool compiled;
  bool singles; /* are there terms of one character? */
  unsigned filter_bits, slot_bits;
  uint64_t *filter;
  struct slot *slots;
  struct branch *branches;
};

int jy_lexicon_new(jy_lexicon **out) {
  jy_lexicon *lex = calloc(1, sizeof *lex);
  if (!lex) return jy__nomem();
  *out = lex;
  return JY_OK;
}

static void free_tree(jy_lexicon *lex) {
  free(lex->filter);
  free(lex->slots);
  free(lex->branches);
  lex->filter = NULL;
  lex->slots = NULL;
  lex->branches = NULL;
}

void jy_lexicon_free(jy_lexicon *lex) {
  if (!lex) return;
  free_tree(lex);
  free(lex->terms);
  jy_buf_free(&lex->bytes);
  free(lex);
}

/* Up to eight bytes as a number, the first highest: in the order of memcmp(). */
static uint64_t head_of(const char *s, size_t len) {
  uint64_t head = 0;
  for (size_t i = 0; i < 8; i++) head = head << 8 | (i < len ? (unsigned char)s[i] : 0);
  return head;
}

int jy_lexicon_add(jy_lexicon *lex, jy_str term, uint32_t value) {
  if (lex->compiled)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the lexicon is compiled: add terms before");
  if (term.len == 0) return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "a term may not be empty");
  size_t bad = jy__utf8_check(term.ptr, term.len);
  if (bad < term.len)
    return jy__fail(JY_EINVALID, NULL, bad, "a term that is not UTF-8 (%02x)", (unsigned char)term.ptr[bad]);
  void *p = lex->terms;
  if (jy__grow(&p, &lex->cap, lex->len + 1, sizeof *lex->terms) < 0) return JY_ENOMEM;
  lex->terms = p;
  if (jy_buf_reserve(&lex->bytes, term.len) < 0) return JY_ENOMEM;
  lex->terms[lex->len++] = (struct term){
      .head = head_of(term.ptr, term.len), .at = lex->bytes.len, .len = term.len, .value = value};
  jy_buf_put(&lex->bytes, term.ptr, term.len);
  return JY_OK;
}

size_t jy_lexicon_size(const jy_lexicon *lex) {
  return lex->len;
}

/* ---- keys --------------------------------------------------------------- */

/* One or two characters as a number: their bytes, the first lowest. The highest
 * byte tells a single one; no character has it, nor a key of eight of it. */
#define SINGLE (UINT64_C(0xFF) << 56)
#define NO_KEY UINT64_MAX

struct keys {
  uint64_t one, two;
  size_t size; /* bytes to the next place where a term may begin */
};

static uint64_t load8(const char *p) {
  return (uint64_t)jy__load4(p) | (uint64_t)jy__load4(p + 4) << 32;
}

/* Bytes of the character that stands at s whole, or 0. Lets pass what is too long
 * for its value or too large: terms are well-formed, so those bytes are in none. */
static size_t whole(const char *s, size_t left) {
  unsigned char lead = left ? (unsigned char)*s : 0x80;
  if (lead >= 0x80 && lead < 0xC0) return 0;
  size_t n = jy__utf8_len(lead);
  if (n > left) return 0;
  for (size_t i = 1; i < n; i++) {
    if (((unsigned char)s[i] & 0xC0) != 0x80) return 0;
  }
  return n;
}

static uint64_t first_bytes(const char *s, size_t n) {
  uint64_t key = 0;
  for (size_t i = n; i-- > 0;) key = key << 8 | (unsigned char)s[i];
  return key;
}

static struct keys any_keys(const char *s, size_t left) {
  size_t one = whole(s, left), two = one ? whole(s + one, left - one) : 0;
  return (struct keys){.one = one ? first_bytes(s, one) | SINGLE : NO_KEY,
                       .two = two ? first_bytes(s, one + two) : NO_KEY,
                       .size = one ? one : 1};
}

/* Most often there stand two characters of three bytes. */
static inline struct keys keys_at(const char *s, size_t left) {
  if (left < 8) return any_keys(s, left);
  uint64_t word = load8(s);
  if ((word & 0xC0C0F0C0C0F0) != 0x8080E08080E0) return any_keys(s, left);
  return (struct keys){.one = (word & 0xFFFFFF) | SINGLE, .two = word & 0xFFFFFFFFFFFF, .size = 3};
}

/* Knuth's multiplicative hash: the highest bits of it are the best. */
static inline uint64_t hash_of(uint64_t key) {
  return key * UINT64_C(0x9E3779B97F4A7C15);
}

static inline bool passes(const jy_lexicon *lex, uint64_t hash) {
  uint64_t bit = hash >> (64 - lex->filter_bits);
  return lex->filter[bit >> 6] >> (bit & 63) & 1;
}

/* Where a key is sought first. */
static inline struct slot *slot_at(const jy_lexicon *lex, uint64_t key) {
  return &lex->slots[hash_of(key) >> (64 - lex->slot_bits)];
}

/* Where the key is, or would be. */
static inline struct slot *slot_of(const jy_lexicon *lex, uint64_t key) {
  struct slot *slot = slot_at(lex, key), *end = lex->slots + ((size_t)1 << lex->slot_bits);
  while (slot->node.len && slot->key != key) {
    if (++slot == end) slot = lex->slots;
  }
  return slot;
}

/* A character as a number in the order of memcmp(); of one that is cut, what is there. */
static uint32_t label_at(const char *s, size_t left) {
  size_t n = jy__utf8_len((unsigned char)*s);
  return (uint32_t)(head_of(s, n < left ? n : left) >> 32);
}

static unsigned bit_of(uint32_t label) {
  return label * UINT32_C(0x9E3779B1) >> 26;
}

/* ---- building ----------------------------------------------------------- */

static int by_bytes(const void *a, const void *b) {
  const struct term *x = a, *y = b;
  if (x->head != y->head) return x->head < y->head ? -1 : 1;
  int c = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  if (c) return c;
  if (x->len != y->len) return x->len < y->len ? -1 : 1;
  return x->at < y->at ? -1 : 1;
}

/* Sorts the terms; of equal ones the last added stays. */
static void sort_terms(jy_lexicon *lex) {
  for (size_t i = 0; i < lex->len; i++) lex->terms[i].ptr = lex->bytes.ptr + lex->terms[i].at;
  if (lex->len) qsort(lex->terms, lex->len, sizeof *lex->terms, by_bytes);
  size_t kept = 0;
  for (size_t i = 0; i < lex->len; i++) {
    struct term *t = &lex->terms[i];
    const struct term *next = t + 1;
    if (i + 1 < lex->len && next->len == t->len && memcmp(next->ptr, t->ptr, t->len) == 0) continue;
    lex->terms[kept++] = *t;
  }
  lex->len = kept;
}

/* The terms [lo, hi) come by a node. */
struct range {
  uint32_t lo, hi;
};

struct builder {
  jy_lexicon *lex;
  struct range *ranges; /* of the branches */
  uint32_t branches;
};

/* Bytes of the first two characters of a term, or of its only one. */
static size_t key_len(const struct term *t) {
  size_t one = jy__utf8_len((unsigned char)t->ptr[0]);
  return one == t->len ? one : one + jy__utf8_len((unsigned char)t->ptr[one]);
}

static uint64_t key_of(const struct term *t) {
  struct keys k = any_keys(t->ptr, t->len);
  return k.size == t->len ? k.one : k.two;
}

/* The first term from `lo` on that does not begin with the first n bytes of that one. */
static uint32_t end_of_run(const jy_lexicon *lex, uint32_t lo, uint32_t hi, size_t n) {
  const struct term *first = &lex->terms[lo];
  uint32_t end = lo + 1;
  while (end < hi && lex->terms[end].len >= n && memcmp(lex->terms[end].ptr, first->ptr, n) == 0) end++;
  return end;
}

/* Fills a node whose terms share its bytes, and puts its children last of all. */
static void put_node(struct builder *b, struct node *node, struct range r, size_t len) {
  const struct term *terms = b->lex->terms;
  *node = (struct node){.first = b->branches, .len = (uint32_t)len};
  if (terms[r.lo].len == len) {
    node->value = terms[r.lo++].value;
    node->many = ENDS;
  }
  while (r.lo < r.hi) {
    const struct term *t = &terms[r.lo];
    uint32_t end = end_of_run(b->lex, r.lo, r.hi, len + jy__utf8_len((unsigned char)t->ptr[len]));
    uint32_t label = label_at(t->ptr + len, t->len - len);
    node->next |= UINT64_C(1) << bit_of(label);
    node->many++;
    b->lex->branches[b->branches] = (struct branch){.label = label, .at = (uint32_t)t->at};
    b->ranges[b->branches++] = (struct range){r.lo, end};
    r.lo = end;
  }
}

/* How many bytes two terms share, in whole characters. */
static size_t shared(const struct term *a, const struct term *b) {
  size_t n = 0;
  while (n < a->len && n < b->len && a->ptr[n] == b->ptr[n]) n++;
  while (n < a->len && ((unsigned char)a->ptr[n] & 0xC0) == 0x80) n--;
  return n;
}

static void put_bit(jy_lexicon *lex, uint64_t key) {
  uint64_t bit = hash_of(key) >> (64 - lex->filter_bits);
  lex->filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
}

static void build_tree(struct builder *b) {
  jy_lexicon *lex = b->lex;
  for (uint32_t lo = 0, hi = (uint32_t)lex->len, end; lo < hi; lo = end) {
    const struct term *t = &lex->terms[lo];
    size_t n = key_len(t);
    uint64_t key = key_of(t);
    bool single = (key & SINGLE) == SINGLE;
    end = single ? lo + 1 : end_of_run(lex, lo, hi, n);
    struct slot *slot = slot_of(lex, key);
    slot->key = key;
    put_node(b, &slot->node, (struct range){lo, end}, n);
    put_bit(lex, key);
    lex->singles |= single;
  }
  for (uint32_t i = 0; i < b->branches; i++) {
    struct range r = b->ranges[i];
    size_t len = shared(&lex->terms[r.lo], &lex->terms[r.hi - 1]);
    put_node(b, &lex->branches[i].node, r, len);
  }
}

static size_t count_keys(const jy_lexicon *lex) {
  size_t n = 0;
  for (size_t i = 0; i < lex->len; i++) n += i == 0 || key_of(&lex->terms[i]) != key_of(&lex->terms[i - 1]);
  return n;
}

static unsigned bits_for(size_t n) {
  unsigned bits = 6;
  while ((size_t)1 << bits < n) bits++;
  return bits;
}

/* A branch ends a term or parts terms, so there are fewer than two for each. */
static int alloc_tree(struct builder *b) {
  jy_lexicon *lex = b->lex;
  size_t keys = count_keys(lex), most = 2 * lex->len + 1;
  lex->slot_bits = bits_for(keys + keys / 2);
  lex->filter_bits = bits_for(16 * keys);
  lex->slots = calloc((size_t)1 << lex->slot_bits, sizeof *lex->slots);
  lex->filter = calloc((size_t)1 << (lex->filter_bits - 6), sizeof *lex->filter);
  lex->branches = malloc(most * sizeof *lex->branches);
  b->ranges = malloc(most * sizeof *b->ranges);
  return lex->slots && lex->filter && lex->branches && b->ranges ? JY_OK : jy__nomem();
}

/* Gives back what the building needed more than the finding does. */
static void shrink(jy_lexicon *lex, uint32_t branches) {
  free(lex->terms);
  lex->terms = NULL;
  void *p = realloc(lex->branches, (branches + (size_t)1) * sizeof *lex->branches);
  if (p) lex->branches = p;
}

int jy_lexicon_compile(jy_lexicon *lex) {
  if (lex->compiled) return JY_OK;
  if (lex->bytes.len >= UINT32_MAX)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the terms are larger than 4 GiB: use fewer");
  sort_terms(lex);
  struct builder b = {.lex = lex};
  int rc = alloc_tree(&b);
  if (rc == JY_OK) build_tree(&b);
  free(b.ranges);
  if (rc < 0) {
    free_tree(lex);
    return rc;
  }
  shrink(lex, b.branches);
  lex->compiled = true;
  return JY_OK;
}

/* ---- finding ------------------------------------------------------------ */

static int add_match(jy_matches *out, jy_match m) {
  if (out->len == out->cap) {
    void *p = out->at;
    if (jy__grow(&p, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
    out->at = p;
  }
  out->at[out->len++] = m;
  return JY_OK;
}

/* The child that begins with a character, or NULL. */
static const struct branch *child(const jy_lexicon *lex, const struct node *node, uint32_t label) {
  if (!(node->next >> bit_of(label) & 1)) return NULL;
  const struct branch *at = lex->branches + node->first;
  size_t many = node->many & ~ENDS;
  while (many > 1) {
    size_t half = many / 2;
    if (at[half].label <= label) at += half;
    many -= half;
  }
  return at->label == label ? at : NULL;
}

/* The node below `node` that the text at s leads to, or NULL. */
static const struct node *below(const jy_lexicon *lex, const struct node *node, const char *s, size_t left) {
  size_t len = node->len;
  if (len >= left || !node->next) return NULL;
  const struct branch *to = child(lex, node, label_at(s + len, left - len));
  if (!to || to->node.len > left) return NULL;
  return memcmp(s + len, lex->bytes.ptr + to->at + len, to->node.len - len) == 0 ? &to->node : NULL;
}

/* The node that a key leads to, or NULL. */
static inline const struct node *node_of(const jy_lexicon *lex, uint64_t key) {
  const struct node *node = &slot_of(lex, key)->node;
  return node->len ? node : NULL;
}

static jy_match match_of(const struct node *node, size_t start) {
  return (jy_match){start, start + node->len, node->value};
}

/* Matches that begin together, the longest first. */
static void turn(jy_match *at, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    jy_match m = at[i];
    at[i] = at[n - 1 - i];
    at[n - 1 - i] = m;
  }
}

/* A place where the filter lets pass that a term begins. */
struct place {
  size_t at;
  struct keys keys;
};

enum { PLACES = 64 };

/* The next such places from *from on. Gathered first, without a branch for each,
 * and looked up afterwards: so the slots are fetched side by side, and a text that
 * passes now and now not does not mislead the processor. */
static inline size_t gather(struct place *out, const jy_lexicon *lex, jy_str text, size_t *from, bool singles) {
  size_t n = 0, i = *from;
  while (i < text.len && n < PLACES) {
    struct keys k = keys_at(text.ptr + i, text.len - i);
    out[n] = (struct place){i, k};
    n += passes(lex, hash_of(k.two)) | (singles && passes(lex, hash_of(k.one)));
    i += k.size;
  }
  *from = i;
  for (size_t j = 0; j < n; j++) __builtin_prefetch(slot_at(lex, out[j].keys.two));
  return n;
}

static size_t places(struct place *out, const jy_lexicon *lex, jy_str text, size_t *from) {
  return lex->singles ? gather(out, lex, text, from, true) : gather(out, lex, text, from, false);
}

static int add_all(jy_matches *out, const jy_lexicon *lex, jy_str text, const struct place *p) {
  size_t before = out->len;
  const struct node *node = lex->singles ? node_of(lex, p->keys.one) : NULL;
  if (node && add_match(out, match_of(node, p->at)) < 0) return JY_ENOMEM;
  for (node = node_of(lex, p->keys.two); node; node = below(lex, node, text.ptr + p->at, text.len - p->at)) {
    if (node->many & ENDS && add_match(out, match_of(node, p->at)) < 0) return JY_ENOMEM;
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

/* Where the longest term ends that begins at s, or NULL. */
static const struct node *longest(const jy_lexicon *lex, struct keys k, const char *s, size_t left) {
  const struct node *best = NULL;
  for (const struct node *node = node_of(lex, k.two); node; node = below(lex, node, s, left)) {
    if (node->many & ENDS) best = node;
  }
  return best || !lex->singles ? best : node_of(lex, k.one);
}

static int find_longest(jy_matches *out, const jy_lexicon *lex, jy_str text) {
  struct place at[PLACES];
  size_t end = 0; /* of the last match */
  for (size_t i = 0; i < text.len;) {
    size_t n = places(at, lex, text, &i);
    for (size_t j = 0; j < n; j++) {
      if (at[j].at < end) continue;
      const struct node *best = longest(lex, at[j].keys, text.ptr + at[j].at, text.len - at[j].at);
      if (!best) continue;
      jy_match m = match_of(best, at[j].at);
      if (add_match(out, m) < 0) return JY_ENOMEM;
      end = m.end;
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
  const struct node *best = longest(lex, keys_at(s, text.len - offset), s, text.len - offset);
  if (!best) return JY_ENOTFOUND;
  *out = match_of(best, offset);
  return JY_OK;
}

void jy_matches_free(jy_matches *m) {
  free(m->at);
  *m = (jy_matches)JY_MATCHES_INIT;
}

/* Lexicons: many terms, each with a value, and the tree that finds them. Knows
 * bytes and UTF-8; refuses to know what the terms mean. */
#include "jiyao/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "text/lexicon_tree.h"

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
  free(lex->singles.value);
  free(lex->singles.cell);
  free(lex->singles.page);
  lex->filter = NULL;
  lex->slots = NULL;
  lex->branches = NULL;
  lex->singles = (struct jy__singles){NULL, NULL, NULL};
}

void jy_lexicon_free(jy_lexicon *lex) {
  if (!lex) return;
  free_tree(lex);
  free(lex->terms);
  jy_buf_free(&lex->bytes);
  free(lex);
}

/* Where a term is no UTF-8; its length when it is. Nearly all terms are of characters that begin with
 * these bytes, of which each is one with any two that go on. */
static size_t bad_byte(jy_str term) {
  const unsigned char *p = (const unsigned char *)term.ptr;
  size_t i = 0;
  while (term.len - i >= 3 && p[i] >= 0xE1 && p[i] <= 0xEC && (p[i + 1] & 0xC0) == 0x80 && (p[i + 2] & 0xC0) == 0x80) i += 3;
  return i == term.len ? i : i + jy__utf8_check(term.ptr + i, term.len - i);
}

int jy_lexicon_add(jy_lexicon *lex, jy_str term, uint32_t value) {
  if (lex->compiled)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the lexicon is compiled: add terms before");
  if (term.len == 0) return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "a term may not be empty");
  size_t bad = bad_byte(term);
  if (bad < term.len)
    return jy__fail(JY_EINVALID, NULL, bad, "a term that is not UTF-8 (%02x)", (unsigned char)term.ptr[bad]);
  if (lex->len == lex->cap) {
    void *p = lex->terms;
    if (jy__grow(&p, &lex->cap, lex->len + 1, sizeof *lex->terms) < 0) return JY_ENOMEM;
    lex->terms = p;
  }
  if (jy_buf_reserve(&lex->bytes, term.len) < 0) return JY_ENOMEM;
  lex->terms[lex->len++] = (struct jy__term){.at = lex->bytes.len, .len = term.len, .value = value};
  jy_buf_put(&lex->bytes, term.ptr, term.len);
  return JY_OK;
}

size_t jy_lexicon_size(const jy_lexicon *lex) {
  return lex->len;
}

/* ---- sorting ------------------------------------------------------------ */

/* Of equal terms the last added comes last. */
static int by_bytes(const void *a, const void *b) {
  const struct jy__term *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  int c = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  if (c) return c;
  if (x->len != y->len) return x->len < y->len ? -1 : 1;
  return x->at < y->at ? -1 : 1;
}

/* Most terms are of two characters of three bytes, and too short to be read as text is. */
static struct jy__keys keys_of(const struct jy__term *t) {
  if (t->len < 6 || !jy__is_three(jy__load4(t->ptr))) return jy__keys_at(t->ptr, t->len);
  uint32_t last = jy__load4(t->ptr + 2);
  if ((last & 0xC0C0F000) != 0x8080E000) return jy__keys_at(t->ptr, t->len);
  uint64_t pair = jy__load4(t->ptr) | (uint64_t)(last >> 16) << 32;
  return (struct jy__keys){.pair = pair, .one = jy__three(jy__load4(t->ptr)), .size = 3};
}

/* Tables come in order most often. */
static bool is_sorted(const jy_lexicon *lex) {
  for (size_t i = 1; i < lex->len; i++) {
    if (by_bytes(&lex->terms[i - 1], &lex->terms[i]) > 0) return false;
  }
  return true;
}

/* Sorts the terms; of equal ones the last added stays. Where memory then runs out,
 * this is done again the next time. */
static void sort_terms(jy_lexicon *lex) {
  for (size_t i = 0; i < lex->len; i++) {
    struct jy__term *t = &lex->terms[i];
    t->ptr = lex->bytes.ptr + t->at;
    t->key = jy__head_of(t->ptr, t->len);
  }
  if (!is_sorted(lex)) qsort(lex->terms, lex->len, sizeof *lex->terms, by_bytes);
  size_t kept = 0;
  for (size_t i = 0; i < lex->len; i++) {
    const struct jy__term *t = &lex->terms[i], *next = t + 1;
    if (i + 1 < lex->len && next->len == t->len && memcmp(next->ptr, t->ptr, t->len) == 0) continue;
    lex->terms[kept++] = *t;
  }
  lex->len = kept;
  for (size_t i = 0; i < kept; i++) lex->terms[i].key = keys_of(&lex->terms[i]).pair;
}

/* ---- the tree ----------------------------------------------------------- */

/* The terms [lo, hi) come by a node. */
struct range {
  uint32_t lo, hi;
};

struct builder {
  jy_lexicon *lex;
  struct range *ranges; /* of the branches */
  uint32_t branches;
};

static bool is_single(const struct jy__term *t) {
  return jy__utf8_len((unsigned char)*t->ptr) == t->len;
}

/* The first term from `lo` on that has other bytes from `from` to `to` than that one;
 * what is before they all share. */
static uint32_t end_of_run(const jy_lexicon *lex, uint32_t lo, uint32_t hi, size_t from, size_t to) {
  const struct jy__term *terms = lex->terms;
  const char *bytes = terms[lo].ptr + from;
  uint32_t end = lo + 1;
  while (end < hi && terms[end].len >= to && memcmp(terms[end].ptr + from, bytes, to - from) == 0) end++;
  return end;
}

/* Fills a node whose terms share its bytes, and puts its children last of all. */
static void put_node(struct builder *b, struct jy__node *node, struct range r, size_t len) {
  const struct jy__term *terms = b->lex->terms;
  *node = (struct jy__node){.first = b->branches, .len = (uint32_t)len};
  if (terms[r.lo].len == len) {
    node->value = terms[r.lo++].value;
    node->many = JY__ENDS;
  }
  while (r.lo < r.hi) {
    const struct jy__term *t = &terms[r.lo];
    uint32_t end = end_of_run(b->lex, r.lo, r.hi, len, len + jy__utf8_len((unsigned char)t->ptr[len]));
    uint32_t label = jy__label_at(t->ptr + len, t->len - len);
    node->next |= UINT64_C(1) << jy__label_bit(label);
    node->many++;
    b->lex->branches[b->branches] = (struct jy__branch){.label = label, .at = (uint32_t)t->at};
    b->ranges[b->branches++] = (struct range){r.lo, end};
    r.lo = end;
  }
}

/* How many bytes two terms share, in whole characters. */
static size_t shared(const struct jy__term *a, const struct jy__term *b) {
  size_t n = 0;
  while (n < a->len && n < b->len && a->ptr[n] == b->ptr[n]) n++;
  while (n < a->len && ((unsigned char)a->ptr[n] & 0xC0) == 0x80) n--;
  return n;
}

static void put_pair(struct builder *b, uint64_t pair, struct range r) {
  jy_lexicon *lex = b->lex;
  const struct jy__term *t = &lex->terms[r.lo];
  size_t one = jy__utf8_len((unsigned char)*t->ptr);
  struct jy__slot *slot = jy__slot_of(lex, pair);
  slot->key = pair;
  put_node(b, &slot->node, r, one + jy__utf8_len((unsigned char)t->ptr[one]));
  uint64_t bit = jy__pair_hash(pair) >> (64 - lex->filter_bits);
  lex->filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
}

static void build_tree(struct builder *b) {
  jy_lexicon *lex = b->lex;
  uint32_t n = (uint32_t)lex->len;
  for (uint32_t lo = 0, hi; lo < n; lo = hi) {
    uint64_t pair = lex->terms[lo].key;
    for (hi = lo + 1; hi < n && lex->terms[hi].key == pair;) hi++;
    if (pair != JY__NO_PAIR) put_pair(b, pair, (struct range){lo, hi});
  }
  for (uint32_t i = 0; i < b->branches; i++) {
    struct range r = b->ranges[i];
    put_node(b, &lex->branches[i].node, r, shared(&lex->terms[r.lo], &lex->terms[r.hi - 1]));
  }
}

static size_t count_pairs(const jy_lexicon *lex) {
  size_t n = 0;
  uint64_t before = JY__NO_PAIR;
  for (size_t i = 0; i < lex->len; i++) {
    uint64_t pair = lex->terms[i].key;
    n += pair != before && pair != JY__NO_PAIR;
    before = pair;
  }
  return n;
}

/* Zeroed, and so placed that a slot or branch never lies across two lines of the
 * processor's cache. */
static void *alloc_lines(size_t bytes) {
  enum { LINE = 64 };
  bytes = (bytes + LINE - 1) / LINE * LINE;
  void *p = aligned_alloc(LINE, bytes);
  return p ? memset(p, 0, bytes) : NULL;
}

static unsigned bits_for(size_t n) {
  unsigned bits = 6;
  while ((size_t)1 << bits < n) bits++;
  return bits;
}

/* A branch ends a term or parts terms, so there are fewer than two for each. */
static int alloc_tree(struct builder *b) {
  jy_lexicon *lex = b->lex;
  size_t pairs = count_pairs(lex), most = 2 * lex->len + 1;
  lex->slot_bits = bits_for(pairs + pairs / 2);
  lex->filter_bits = bits_for(16 * pairs);
  lex->slots = alloc_lines(sizeof *lex->slots << lex->slot_bits);
  lex->filter = calloc((size_t)1 << (lex->filter_bits - 6), sizeof *lex->filter);
  lex->branches = malloc(most * sizeof *lex->branches);
  b->ranges = malloc(most * sizeof *b->ranges);
  return lex->slots && lex->filter && lex->branches && b->ranges ? JY_OK : jy__nomem();
}

/* ---- single characters -------------------------------------------------- */

/* Sorted as they are, terms of one code page stand together. */
static int build_singles(jy_lexicon *lex) {
  struct jy__singles *s = &lex->singles;
  size_t terms = 0, pages = 1;
  uint32_t last = 0;
  for (size_t i = 0; i < lex->len; i++) terms += is_single(&lex->terms[i]);
  if (terms == 0) return JY_OK;
  s->page = calloc(JY__PAGES, sizeof *s->page);
  s->value = malloc(terms * sizeof *s->value);
  if (!s->page || !s->value) return jy__nomem();
  for (size_t i = 0; i < lex->len; i++) {
    uint32_t *page = &s->page[keys_of(&lex->terms[i]).one >> 8];
    if (is_single(&lex->terms[i]) && *page == 0) *page = (uint32_t)pages++;
  }
  s->cell = calloc(pages * 256, sizeof *s->cell);
  if (!s->cell) return jy__nomem();
  for (size_t i = 0; i < lex->len; i++) {
    if (!is_single(&lex->terms[i])) continue;
    uint32_t one = keys_of(&lex->terms[i]).one;
    s->value[last++] = lex->terms[i].value;
    s->cell[s->page[one >> 8] << 8 | (one & 0xFF)] = last;
  }
  return JY_OK;
}

/* Gives back what the building needed more than the finding does. */
static void shrink(jy_lexicon *lex, size_t branches) {
  free(lex->terms);
  lex->terms = NULL;
  struct jy__branch *fitting = alloc_lines((branches + 1) * sizeof *fitting);
  if (!fitting) return;
  memcpy(fitting, lex->branches, branches * sizeof *fitting);
  free(lex->branches);
  lex->branches = fitting;
}

int jy_lexicon_compile(jy_lexicon *lex) {
  if (lex->compiled) return JY_OK;
  if (lex->bytes.len >= UINT32_MAX)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the terms are larger than 4 GiB: use fewer");
  sort_terms(lex);
  struct builder b = {.lex = lex};
  int rc = alloc_tree(&b);
  if (rc == JY_OK) rc = build_singles(lex);
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

void jy_matches_free(jy_matches *m) {
  free(m->at);
  *m = (jy_matches)JY_MATCHES_INIT;
}

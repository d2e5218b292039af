/* Many terms in one pass: the automaton of Aho and Corasick ("Efficient string
 * matching", 1975) over bytes. Knows bytes and UTF-8; refuses to know what the
 * terms mean.
 *
 * The nodes of the trie are numbered breadth first over the sorted terms, so
 * the children of a node stand side by side, in the order of the bytes that
 * lead to them, and the fail link of a node is known before its children ask
 * for it. In UTF-8 the bytes that follow a node are either all tail bytes (the
 * node stands inside a character), which a bit each tells, or all others, which
 * are few and are looked through. The root, where most steps begin, has a table
 * of its own. */
#include "jiyao/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/internal.h"

#define NO_NODE UINT32_MAX
#define ROOT 0

struct term {
  size_t at; /* in the bytes */
  size_t len;
  const char *ptr; /* set when the bytes no longer move */
  size_t order;
  uint32_t value;
};

/* Side by side, since a step asks for most of it. */
struct node {
  uint64_t tails; /* bit n: a child for the tail byte 0x80 + n */
  uint32_t first; /* its children end where those of the next node begin */
  uint32_t fail;  /* the longest proper suffix that is a node */
  uint32_t hit;   /* the longest suffix, itself included, where a term ends; or NO_NODE */
  uint32_t term;  /* the term that ends here, or NO_NODE */
  uint32_t depth;
};

struct jy_lexicon {
  jy_buf bytes;
  struct term *terms;
  size_t len, cap;
  bool compiled;
  uint32_t nodes;
  uint32_t root[256];
  struct node *node;    /* nodes + 1 of them */
  unsigned char *label; /* the byte that leads to a node */
};

int jy_lexicon_new(jy_lexicon **out) {
  jy_lexicon *lex = calloc(1, sizeof *lex);
  if (!lex) return jy__nomem();
  *out = lex;
  return JY_OK;
}

static void free_nodes(jy_lexicon *lex) {
  free(lex->node);
  free(lex->label);
  lex->node = NULL;
  lex->label = NULL;
}

void jy_lexicon_free(jy_lexicon *lex) {
  if (!lex) return;
  free_nodes(lex);
  free(lex->terms);
  jy_buf_free(&lex->bytes);
  free(lex);
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
  lex->terms[lex->len] =
      (struct term){.at = lex->bytes.len, .len = term.len, .order = lex->len, .value = value};
  jy_buf_put(&lex->bytes, term.ptr, term.len);
  lex->len++;
  return JY_OK;
}

size_t jy_lexicon_size(const jy_lexicon *lex) {
  return lex->len;
}

/* ---- building ---------------------------------------------------------- */

static int by_bytes(const void *a, const void *b) {
  const struct term *x = a, *y = b;
  int c = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  if (c) return c;
  if (x->len != y->len) return x->len < y->len ? -1 : 1;
  return x->order < y->order ? -1 : 1;
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

/* One node for the root and for each distinct prefix. */
static size_t count_nodes(const jy_lexicon *lex) {
  size_t n = 1;
  for (size_t i = 0; i < lex->len; i++) {
    const struct term *t = &lex->terms[i];
    size_t same = 0;
    if (i > 0) {
      const struct term *before = t - 1;
      while (same < before->len && same < t->len && before->ptr[same] == t->ptr[same]) same++;
    }
    n += t->len - same;
  }
  return n;
}

static int alloc_nodes(jy_lexicon *lex, size_t n) {
  lex->node = calloc(n + 1, sizeof *lex->node);
  lex->label = calloc(n, 1);
  return lex->node && lex->label ? JY_OK : jy__nomem();
}

/* The terms [lo, hi) share the bytes that lead to a node. */
struct range {
  uint32_t lo, hi;
};

static bool is_tail(unsigned char c) {
  return (c & 0xC0) == 0x80;
}

/* Gives node `i` its children; returns the number of nodes so far. */
static uint32_t put_children(jy_lexicon *lex, struct range *ranges, uint32_t i, uint32_t nodes) {
  struct node *node = &lex->node[i];
  uint32_t lo = ranges[i].lo, hi = ranges[i].hi, depth = node->depth;
  node->term = lo < hi && lex->terms[lo].len == depth ? lo++ : NO_NODE;
  node->first = nodes;
  while (lo < hi) {
    unsigned char c = (unsigned char)lex->terms[lo].ptr[depth];
    uint32_t end = lo + 1;
    while (end < hi && (unsigned char)lex->terms[end].ptr[depth] == c) end++;
    if (is_tail(c)) node->tails |= UINT64_C(1) << (c & 0x3F);
    lex->label[nodes] = c;
    lex->node[nodes].depth = depth + 1;
    ranges[nodes++] = (struct range){lo, end};
    lo = end;
  }
  return nodes;
}

static int build_trie(jy_lexicon *lex, size_t n) {
  struct range *ranges = malloc(n * sizeof *ranges);
  if (!ranges) return jy__nomem();
  uint32_t nodes = 1;
  ranges[ROOT] = (struct range){0, (uint32_t)lex->len};
  for (uint32_t i = 0; i < nodes; i++) nodes = put_children(lex, ranges, i, nodes);
  lex->node[nodes].first = nodes;
  lex->nodes = nodes;
  free(ranges);
  for (size_t c = 0; c < 256; c++) lex->root[c] = NO_NODE;
  for (uint32_t k = 1; k < lex->node[1].first; k++) lex->root[lex->label[k]] = k;
  return JY_OK;
}

/* ---- steps ------------------------------------------------------------- */

static uint32_t child(const jy_lexicon *lex, uint32_t i, unsigned char c) {
  if (i == ROOT) return lex->root[c];
  const struct node *node = &lex->node[i];
  if (is_tail(c)) {
    uint64_t bit = UINT64_C(1) << (c & 0x3F);
    if (!(node->tails & bit)) return NO_NODE;
    return node->first + (uint32_t)__builtin_popcountll(node->tails & (bit - 1));
  }
  if (node->tails) return NO_NODE;
  for (uint32_t k = node->first; k < node[1].first; k++) {
    if (lex->label[k] == c) return k;
  }
  return NO_NODE;
}

static uint32_t step(const jy_lexicon *lex, uint32_t node, unsigned char c) {
  uint32_t next;
  while ((next = child(lex, node, c)) == NO_NODE) {
    if (node == ROOT) return ROOT;
    node = lex->node[node].fail;
  }
  return next;
}

static void link_failures(jy_lexicon *lex) {
  lex->node[ROOT].fail = ROOT;
  lex->node[ROOT].hit = NO_NODE;
  for (uint32_t i = 0; i < lex->nodes; i++) {
    for (uint32_t k = lex->node[i].first; k < lex->node[i + 1].first; k++) {
      struct node *to = &lex->node[k];
      to->fail = i == ROOT ? ROOT : step(lex, lex->node[i].fail, lex->label[k]);
      to->hit = to->term != NO_NODE ? k : lex->node[to->fail].hit;
    }
  }
}

int jy_lexicon_compile(jy_lexicon *lex) {
  if (lex->compiled) return JY_OK;
  if (lex->bytes.len >= NO_NODE)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the terms are larger than 4 GiB: use fewer");
  sort_terms(lex);
  size_t n = count_nodes(lex);
  int rc = alloc_nodes(lex, n);
  if (rc == JY_OK) rc = build_trie(lex, n);
  if (rc < 0) {
    free_nodes(lex);
    return rc;
  }
  link_failures(lex);
  lex->compiled = true;
  return JY_OK;
}

/* ---- finding ------------------------------------------------------------ */

static int add_match(jy_matches *out, jy_match m) {
  void *p = out->at;
  if (jy__grow(&p, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = p;
  out->at[out->len++] = m;
  return JY_OK;
}

static jy_match match_of(const jy_lexicon *lex, uint32_t node, size_t end) {
  const struct term *t = &lex->terms[lex->node[node].term];
  return (jy_match){end - t->len, end, t->value};
}

static int by_start(const void *a, const void *b) {
  const jy_match *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->end > y->end ? -1 : x->end < y->end;
}

/* Matches come in the order of their ends, so nearly in that of their starts:
 * each goes back over a few. Only where terms nest deeply over a long way is
 * that more work than sorting anew. */
static void sort_matches(jy_matches *m) {
  size_t steps = 0, most = 8 * m->len;
  for (size_t i = 1; i < m->len && steps < most; i++) {
    jy_match moved = m->at[i];
    size_t k = i;
    for (; k > 0 && by_start(&moved, &m->at[k - 1]) < 0; k--) m->at[k] = m->at[k - 1];
    m->at[k] = moved;
    steps += i - k;
  }
  if (steps >= most && m->len) qsort(m->at, m->len, sizeof *m->at, by_start);
}

static int find_all(jy_matches *out, const jy_lexicon *lex, jy_str text) {
  uint32_t node = ROOT;
  for (size_t i = 0; i < text.len; i++) {
    node = step(lex, node, (unsigned char)text.ptr[i]);
    uint32_t hit = lex->node[node].hit;
    for (; hit != NO_NODE; hit = lex->node[lex->node[hit].fail].hit) {
      if (add_match(out, match_of(lex, hit, i + 1)) < 0) return JY_ENOMEM;
    }
  }
  sort_matches(out);
  return JY_OK;
}

/* The best match so far is final as soon as the automaton no longer holds a
 * prefix that begins at or before it. What lies behind it is then read again
 * from the root: no more than the longest term for each match. */
static int find_longest(jy_matches *out, const jy_lexicon *lex, jy_str text) {
  uint32_t node = ROOT;
  bool have = false;
  jy_match best = {0, 0, 0};
  for (size_t i = 0; i <= text.len; i++) {
    node = i < text.len ? step(lex, node, (unsigned char)text.ptr[i]) : ROOT;
    if (have && (i == text.len || i + 1 - lex->node[node].depth > best.start)) {
      if (add_match(out, best) < 0) return JY_ENOMEM;
      i = best.end - 1;
      node = ROOT;
      have = false;
      continue;
    }
    uint32_t hit = lex->node[node].hit;
    if (hit == NO_NODE) continue;
    jy_match m = match_of(lex, hit, i + 1);
    if (!have || m.start <= best.start) best = m;
    have = true;
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
  uint32_t node = ROOT;
  rc = JY_ENOTFOUND;
  for (size_t i = offset; i < text.len; i++) {
    node = child(lex, node, (unsigned char)text.ptr[i]);
    if (node == NO_NODE) break;
    if (lex->node[node].term == NO_NODE) continue;
    *out = match_of(lex, node, i + 1);
    rc = JY_OK;
  }
  return rc;
}

void jy_matches_free(jy_matches *m) {
  free(m->at);
  *m = (jy_matches)JY_MATCHES_INIT;
}

/* What a compiled lexicon is, for the two files that build and read it.
 *
 * Most places of a text begin no term of even a large lexicon, and two characters
 * tell so: a bit for (the hash of) each two that begin a term is asked first, a
 * few instructions a character. Where it is set, a hash of those two, exact, gives
 * the node of a tree whose ways are as long as terms share them; what stands on a
 * way is compared at once. A node has bits for the characters that may follow it,
 * so that most ways end without looking further. Terms of a single character
 * stand in a table by code point.
 *
 * A place costs at most the longest term that begins there. The automaton of Aho
 * and Corasick ("Efficient string matching", 1975) takes one step a byte whatever
 * the terms are; but each waits for memory, and for the one before. */
#ifndef JY_TEXT_LEXICON_TREE_H
#define JY_TEXT_LEXICON_TREE_H

#include "base/internal.h"
#include "jiyao/lexicon.h"

/* A term as it was added; gone when compiled. */
struct jy__term {
  uint64_t key;  /* set when compiled: its first bytes, to sort by; then its pair */
  size_t at;     /* in the bytes */
  size_t len;
  const char *ptr; /* set when the bytes no longer move */
  uint32_t value;
};

struct jy__node {
  uint64_t next;  /* a bit, by jy__label_bit(), for each character that a child begins with */
  uint32_t first; /* of its children, which stand side by side, by their labels */
  uint32_t many;  /* children; and JY__ENDS where a term ends */
  uint32_t value; /* of that term */
  uint32_t len;   /* bytes from the start of a term to here */
};

#define JY__ENDS (UINT32_C(1) << 31)

/* What terms begin with whose first two characters are the key; len is 0 in a
 * free slot. */
struct jy__slot {
  uint64_t key;
  struct jy__node node;
};

struct jy__branch {
  struct jy__node node;
  uint32_t label; /* the first character after the node above: see jy__label_at() */
  uint32_t at;    /* in the bytes: a term that comes this way */
};

/* Terms of one character. */
struct jy__singles {
  uint32_t *value;
  uint32_t *cell; /* 256 for a page: 1 + an index of the values, or 0 */
  uint32_t *page; /* of a code point >> 8; the first page is empty */
};

struct jy_lexicon {
  jy_buf bytes;
  struct jy__term *terms;
  size_t len, cap;
  bool compiled;
  unsigned filter_bits, slot_bits;
  uint64_t *filter;
  struct jy__slot *slots;
  struct jy__branch *branches;
  struct jy__singles singles; /* without arrays where there are none */
};

/* ---- keys --------------------------------------------------------------- */

#define JY__NO_PAIR UINT64_MAX /* no character has such bytes */
#define JY__NO_CHAR 0x110000   /* above all characters; its page is empty */
#define JY__PAGES (JY__NO_CHAR / 256 + 1)

/* What stands at a place. */
struct jy__keys {
  uint64_t pair; /* the bytes of two characters, the first lowest */
  uint32_t one;  /* the code point of the first */
  uint32_t size; /* bytes to the next place where a term may begin */
};

struct jy__keys jy__any_keys(const char *s, size_t left);

/* Most often there stand two characters of three bytes. What of them is overlong
 * or a surrogate is in no term. */
static inline struct jy__keys jy__keys_at(const char *s, size_t left) {
  if (left < 8) return jy__any_keys(s, left);
  uint32_t low = jy__load4(s);
  uint64_t word = low | (uint64_t)jy__load4(s + 4) << 32;
  if ((word & 0xC0C0F0C0C0F0) != 0x8080E08080E0) return jy__any_keys(s, left);
  uint32_t one = jy__three(low);
  return (struct jy__keys){
      .pair = word & 0xFFFFFFFFFFFF, .one = one < 0x800 ? JY__NO_CHAR : one, .size = 3};
}

/* Multiplicative, after Knuth: its highest bits are the best. */
static inline uint64_t jy__pair_hash(uint64_t pair) {
  return pair * UINT64_C(0x9E3779B97F4A7C15);
}

/* Where a pair is sought first. */
static inline struct jy__slot *jy__slot_at(const jy_lexicon *lex, uint64_t pair) {
  return &lex->slots[jy__pair_hash(pair) >> (64 - lex->slot_bits)];
}

/* Where the pair is, or would be. */
static inline struct jy__slot *jy__slot_of(const jy_lexicon *lex, uint64_t pair) {
  struct jy__slot *slot = jy__slot_at(lex, pair), *end = lex->slots + ((size_t)1 << lex->slot_bits);
  while (slot->node.len && slot->key != pair) {
    if (++slot == end) slot = lex->slots;
  }
  return slot;
}

/* Up to eight bytes as a number, the first highest: in the order of memcmp(). */
static inline uint64_t jy__head_of(const char *s, size_t len) {
  uint64_t head = 0;
  for (size_t i = 0; i < 8; i++) head = head << 8 | (i < len ? (unsigned char)s[i] : 0);
  return head;
}

/* A character as such a number; of one that is cut, what is there. */
static inline uint32_t jy__label_at(const char *s, size_t left) {
  if (left >= 4 && jy__is_three(jy__load4(s))) return __builtin_bswap32(jy__load4(s)) & 0xFFFFFF00;
  size_t n = jy__utf8_len((unsigned char)*s);
  return (uint32_t)(jy__head_of(s, n < left ? n : left) >> 32);
}

static inline unsigned jy__label_bit(uint32_t label) {
  return label * UINT32_C(0x9E3779B1) >> 26;
}

#endif

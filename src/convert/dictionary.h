/* A group of OpenCC's dictionaries, compiled for reading: what each character
 * becomes, and a trie of the longer keys. As in OpenCC, the first dictionary of
 * the group that has any key at a place gives the longest it has there. */
#ifndef JY_CONVERT_DICTIONARY_H
#define JY_CONVERT_DICTIONARY_H

#include <string.h>

#include "base/internal.h"
#include "jiyao/convert.h"

/* What a key becomes. Short values stand in place, where they were found. */
typedef struct {
  char text[12];   /* or a pointer to the text, where it is longer */
  uint16_t to_len;
  uint8_t rank;    /* which dictionary of the group; JY__NO_KEY for none */
  bool opens : 1;  /* longer keys start with this one */
  bool even : 1;   /* key and value: as many characters, all of three bytes */
  bool changes : 1;
} jy__value;

static inline const char *jy__value_text(const jy__value *v) {
  if (v->to_len <= sizeof v->text) return v->text;
  const char *p;
  memcpy(&p, v->text, sizeof p);
  return p;
}

/* Two characters of three bytes that open a longer key, and what they become
 * where no key of more characters stands: a long text meets such pairs so often
 * that the trie's way to the same answer is too long. */
typedef struct {
  uint64_t from; /* their bytes, first lowest; 0 for a free place */
  uint64_t to;   /* as many bytes, and flags */
} jy__pair;

#define JY__PAIR_OPENS (UINT64_C(1) << 63) /* a key of more characters starts with it */
#define JY__PAIR_ODD (UINT64_C(1) << 62)   /* becomes something of another length */
#define JY__PAIR_KEY (UINT64_C(1) << 61)   /* is a key; else only its first is taken */
#define JY__PAIR_BYTES UINT64_C(0xFFFFFFFFFFFF)

/* A character after others in a key: an edge of the trie with its node. */
typedef struct {
  uint64_t edge; /* parent and character; 0 for a free place */
  jy__value value;
} jy__node;

#define JY__NO_KEY 255

/* Flags above the three bytes of a form. */
#define JY__OPENS UINT32_C(0x80000000) /* a longer key starts with the character */
#define JY__ODD UINT32_C(0x40000000)   /* has a value that is not one character of three bytes */
#define JY__RISKY UINT32_C(0x20000000) /* may have another form in a name */

typedef struct {
  uint32_t *forms;  /* of the characters of three bytes: those bytes, first lowest, and flags */
  uint64_t *touch;  /* a bit for each: anything in `forms` but itself */
  uint64_t *alters; /* where none of these stands, nothing changes */
  uint64_t *inner;  /* those in a longer key */
  uint64_t *pairs;  /* bits by hash: six bytes that open a key, */
  uint64_t *thirds; /* and nine */
  jy__pair *known;  /* the six with what they become; open addressing */
  jy__node *nodes;  /* open addressing; a node's place is its number as a parent */
  size_t nodes_cap, filter_bits, known_bits;
  uint8_t single_rank; /* the least rank of a key of one character */
  uint8_t longer_rank; /* the greatest of a longer key; JY__NO_KEY where there is none */
  bool ascii;          /* some key opens with ASCII, */
  bool opens_ascii[128]; /* namely with these; */
  bool holds_ascii;    /* some longer key holds some */
  bool dense;          /* so many keys that most characters open one */
} jy__dict;

static inline size_t jy__count_chars(jy_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
  return n;
}

/* Eight bytes, the first lowest, as jy__load4() reads four. */
static inline uint64_t jy__load8(const char *p) {
  return jy__load4(p) | (uint64_t)jy__load4(p + 4) << 32;
}

static inline uint64_t jy__dict_hash(uint64_t bytes) {
  return bytes * UINT64_C(0x9E3779B97F4A7C15);
}

/* A bit in one of the filters, which are alike in size. */
static inline uint64_t jy__dict_bit(const uint64_t *filter, size_t bits, uint64_t hash) {
  uint64_t bit = hash >> (64 - bits);
  return filter[bit >> 6] >> (bit & 63) & 1;
}

/* Six bytes and three more as the filter of the nine knows them. */
static inline uint64_t jy__dict_nine(uint64_t six, uint32_t three) {
  return six ^ (uint64_t)three << 40;
}

/* Where six bytes are known, or the free place where they would be. */
static inline size_t jy__dict_pair_at(const jy__dict *t, uint64_t six, uint64_t hash) {
  size_t at = (size_t)(hash >> (64 - t->known_bits)), last = ((size_t)1 << t->known_bits) - 1;
  while (t->known[at].from != six && t->known[at].from) at = (at + 1) & last;
  return at;
}

/* Compiles `n` dictionaries (their text, `key TAB value[ value…]` a line),
 * which must stay. JY_OK or JY_ENOMEM; the table is freed also where it failed. */
int jy__dict_build(jy__dict *t, const jy_str *dicts, size_t n);
void jy__dict_free(jy__dict *t);

/* The same of words, which must stay; a word without `put` becomes itself. */
int jy__dict_of_words(jy__dict *t, const jy_protected *words, size_t n);

/* What the text at p becomes, and the length of the key; NULL where it has none. */
const jy__value *jy__dict_match(const jy__dict *t, const char *p, const char *end, size_t *len);

/* Steps over what the table says nothing about, perhaps not all of it. */
const char *jy__dict_skip(const jy__dict *t, const char *p, const char *end);

/* Steps over what surely stays as it is, up to where a key may begin that
 * changes something: never inside a key. */
const char *jy__dict_unaltered(const jy__dict *t, const char *p, const char *end);

/* The offset of the first key in a text, what it becomes in *out (NULL where
 * there is none: then the text's length), and the length of the key. */
size_t jy__dict_find(const jy__dict *t, jy_str in, const jy__value **out, size_t *len);

/* Takes one line `key TAB value[ value…]` off the text of a dictionary; `to` is
 * the first value. False at the end. */
bool jy__dict_line(jy_str *text, jy_str *from, jy_str *to);

#endif

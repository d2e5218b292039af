/* What the files of the tagger share. A text goes through three stages: scan
 * (characters of one sentence with what the lexicon says of them), features
 * (rows of the model that speak for each character), decode (the best tags).
 * Words and spans differ in their tags and in the features they look at. */
#ifndef JY_EXTRACT_TAGGER_H
#define JY_EXTRACT_TAGGER_H

#include <string.h>

#include "base/internal.h"
#include "jiyao/tagger.h"

/* ---- lexicon ---- */

/* What a word may be: bits of a row's flags; made by train/lexicon.lua. */
enum {
  JY__L_BEFORE = 3,      /* how often a name follows: 0 to 3 */
  JY__L_AFTER = 3 << 2,  /* how often one precedes */
  JY__L_TITLE = 1 << 4,
  JY__L_PLACE = 1 << 5,
  JY__L_ORG_END = 1 << 6,
  JY__L_ORG = 1 << 7,
  JY__L_PERSON = 1 << 8,
  JY__L_SURNAME = 1 << 9, /* of two characters */
  JY__L_FOREIGN = 1 << 10,
  JY__L_ACT = 1 << 11,
  JY__L_CORE = 1 << 12,
  JY__L_ORG_PART = 1 << 13,
  JY__L_JAPAN_SURNAME = 1 << 14,
  JY__L_JAPAN_GIVEN = 1 << 15
};

/* Bits of `more`, each of 0 to 3: how often a place, a body follows a word, how often
 * one precedes it; how often the word is a name of a Chinese or a foreigner. */
enum {
  JY__L_PLACE_AFTER = 3,
  JY__L_PLACE_BEFORE = 3 << 2,
  JY__L_BODY_AFTER = 3 << 4,
  JY__L_BODY_BEFORE = 3 << 6,
  JY__L_NAMED = 3 << 8,
  JY__L_NAMED_FOREIGN = 3 << 10
};

enum { JY__NO_TAG = 255, JY__WORD_MOST = 8, JY__RUN_MOST = 24, JY__HAN_FIRST = 0x4E00, JY__HAN_LAST = 0x9FFF };

typedef struct {
  uint8_t cost;    /* eighths of a bit */
  uint8_t tag[2];  /* parts of speech, the commoner first; JY__NO_TAG for none */
  uint8_t less;    /* by how many times two bits the second is rarer */
  uint16_t flags, more;
} jy__row;

/* A lexicon in place: what is written in a file that train/lexicon.lua made. */
typedef struct {
  const unsigned char *bits, *slots, *rows, *names, *singles, *tags, *follow;
  unsigned slots_log2, bits_log2;
  uint32_t rows_len, tags_len;
  uint64_t sum;
} jy__wordlist;

/* `sound`: the file is part of the program, so that its sum need not be taken, which reads all of it. */
int jy__wordlist_open(jy__wordlist *out, jy_str file, const char *path, bool sound);

static inline uint16_t jy__le2(const unsigned char *p) {
  return (uint16_t)(p[0] | p[1] << 8);
}
static inline uint32_t jy__le4(const unsigned char *p) {
  return jy__load4((const char *)p);
}
static inline uint64_t jy__le8(const unsigned char *p) {
  return jy__le4(p) | (uint64_t)jy__le4(p + 4) << 32;
}
static inline jy__row jy__wordlist_row(const jy__wordlist *w, size_t i) {
  const unsigned char *p = w->rows + 8 * i;
  return (jy__row){p[0], {p[1], p[2]}, p[3], jy__le2(p + 4), jy__le2(p + 6)};
}
static inline uint64_t jy__mix(uint64_t h, uint64_t with) {
  h = (h ^ with) * 0x9E3779B97F4A7C15u;
  return h ^ h >> 29;
}
/* Whether a hash may have a slot. */
static inline bool jy__wordlist_may(const jy__wordlist *w, uint64_t h) {
  uint64_t at = h >> (64 - w->bits_log2);
  return w->bits[at >> 3] >> (at & 7) & 1;
}
/* The sum that files of the tagger carry, over `len` bytes (a multiple of 8). */
uint64_t jy__checksum(const unsigned char *p, size_t len);

/* ---- scan ---- */

enum {
  JY__C_EDGE,
  JY__C_HAN,
  JY__C_NUMERAL,
  JY__C_DIGIT,
  JY__C_LATIN,
  JY__C_STOP,  /* ends a sentence or its part */
  JY__C_PUNCT,
  JY__C_SPACE,
  JY__C_DOT,   /* · inside names */
  JY__C_DATE,  /* 年 月 日 */
  JY__C_OTHER
};

/* One character and what is known of it before any model is asked. */
typedef struct {
  uint64_t code;      /* of the folded character */
  uint64_t pair;      /* of this one and the next */
  uint64_t opening;   /* of this one and the next, as the lexicon has prefixes */
  uint64_t word;      /* of the word of the best path that it is in */
  size_t at;          /* byte offset in the text */
  uint32_t cp, raw;   /* folded, and as it stands */
  uint32_t names;     /* 4 bits a place in a name */
  uint8_t type, bytes;
  uint8_t begins, ends, covers; /* characters of the longest word that begins, ends here, has it inside */
  uint8_t place;      /* word_at and word_len, as far as features ask */
  uint16_t cover;     /* begins, ends and covers, so too */
  uint8_t word_len, word_at;    /* the word of the best path, and where in it */
  uint8_t two, three; /* how much more likely a name of so many begins here than words do: 0 none, 1 to 7 */
  uint8_t sound, sound_at; /* run of characters that write foreign names: how likely, where in it */
  uint8_t work;  /* 1 inside 《》 */
  uint8_t shape; /* of a word in letters */
  jy__row begin_row, end_row, word_row;
} jy__tchar;

enum { JY__SENTENCE_MOST = 400, JY__PAD = 3 };

/* A sentence: `at[-JY__PAD]` to `at[len + JY__PAD - 1]` may be looked at. */
typedef struct {
  jy__tchar *at;
  size_t len;
  jy__tchar all[JY__SENTENCE_MOST + 2 * JY__PAD];
  int32_t path[JY__SENTENCE_MOST + 1]; /* cost of the best words up to here */
  uint8_t step[JY__SENTENCE_MOST + 1]; /* characters of the last of them */
  jy__row last[JY__SENTENCE_MOST + 1];
} jy__sentence;

/* Reads the sentence that begins at `start`; returns where the next begins. */
size_t jy__sentence_scan(jy__sentence *s, const jy__wordlist *w, jy_str text, size_t start);

/* Whether the characters [c, c + len) are a word of the lexicon, and its row. */
bool jy__wordlist_find(jy__row *out, const jy__wordlist *w, const jy__tchar *c, size_t len);

/* ---- features ---- */

enum { JY__FEATURES_MOST = 56 };

/* Rows of the model, of 2^rows_log2, that speak for character i; how many. */
size_t jy__features_words(uint32_t *rows, const jy__sentence *s, size_t i, unsigned rows_log2);
size_t jy__features_spans(uint32_t *rows, const jy__sentence *s, size_t i, unsigned rows_log2);

/* ---- tags ---- */

enum { JY__TAGS_MOST = 16, JY__LABEL_MOST = 24, JY__LABELS_MOST = 7 };

typedef enum {
  JY__S_WORDS, /* begin, middle, end, single */
  JY__S_ENDS,  /* other; begin, inside, end of each label; an end may stand alone */
  JY__S_PLAIN  /* other; begin, inside of each label */
} jy__scheme;

typedef struct {
  jy__scheme scheme;
  size_t labels_len, tags_len;
  char labels[JY__LABELS_MOST][JY__LABEL_MOST];
} jy__tagset;

enum { JY__W_BEGIN, JY__W_MIDDLE, JY__W_END, JY__W_SINGLE };
enum { JY__IN_BEGIN, JY__IN_INSIDE, JY__IN_END };

/* Whether tag b may follow tag a; tags_len stands for the sentence's edge. */
bool jy__tag_may_follow(const jy__tagset *t, size_t a, size_t b);

static inline size_t jy__tag_step(const jy__tagset *t) {
  return t->scheme == JY__S_ENDS ? 3 : 2;
}
static inline size_t jy__tag_label(const jy__tagset *t, size_t tag) {
  return (tag - 1) / jy__tag_step(t);
}
static inline size_t jy__tag_place(const jy__tagset *t, size_t tag) {
  return (tag - 1) % jy__tag_step(t);
}
static inline size_t jy__tag_of(const jy__tagset *t, size_t label, size_t place) {
  return 1 + label * jy__tag_step(t) + place;
}

#define JY__NEVER_TAG (-(1 << 24))

/* The best tags of a sentence: scores of each character for each tag (rows of
 * JY__TAGS_MOST), what following costs (row tags_len for the edge); where masks
 * are given, only tags whose bit is set. False when there is no way. */
bool jy__tags_best(uint8_t *tags, const jy__tagset *set, int32_t (*scores)[JY__TAGS_MOST], size_t len,
                   int32_t (*follow)[JY__TAGS_MOST], const uint16_t *masks);

/* ---- ways to tag a sentence ---- */

/* What a model says of tags that follow one another, made ready once. Places behind the last tag
 * are there and never reached; the row behind the last tag, and its place, are the edge. */
typedef struct {
  double shrink;                                 /* exp(-1 / temperature) */
  double low[256], high[256];                    /* its powers 0 to 255, and those by 256 */
  float follow[JY__TAGS_MOST + 1][JY__TAGS_MOST]; /* JY__NEVER_TAG where it may not */
  double step[JY__TAGS_MOST + 1][JY__TAGS_MOST]; /* how likely, the likeliest being 1 */
  double into[JY__TAGS_MOST][JY__TAGS_MOST];     /* the same, by the later tag */
  bool ends[JY__TAGS_MOST];                      /* whether the sentence may end so */
  uint8_t from[JY__TAGS_MOST][JY__TAGS_MOST], from_len[JY__TAGS_MOST]; /* the tags that each may follow, in their order */
} jy__steps;

void jy__steps_make(jy__steps *s, const jy__tagset *set, int32_t (*follow)[JY__TAGS_MOST]);

/* Everything while one sentence is tagged. */
typedef struct {
  const jy_tagger *t;
  jy__sentence s;
  int32_t scores[JY__SENTENCE_MOST][JY__TAGS_MOST];
  uint8_t tags[JY__SENTENCE_MOST];
  float best[JY__SENTENCE_MOST][JY__TAGS_MOST];
  double forward[JY__SENTENCE_MOST][JY__TAGS_MOST], back[JY__SENTENCE_MOST][JY__TAGS_MOST];
  double here[JY__SENTENCE_MOST][JY__TAGS_MOST];
  size_t forwarded, backed; /* `forward` is there before the one, `back` and `here` from the other on */
} jy__ways;

/* The best tags by the scores, of a model of spans; false when there is no way. */
bool jy__ways_best(jy__ways *w);

/* How likely the tags of characters [start, end) are, given the sentence: the product of how
 * likely each is given the one before. To be asked from left to right. */
double jy__ways_likely(jy__ways *w, size_t start, size_t end);

/* ---- model ---- */

enum { JY__MODEL_VERSION = 2, JY__MODEL_HEAD = 64 };

struct jy_tagger {
  jy__wordlist lexicon;
  jy__tagset set;
  unsigned rows_log2;
  size_t width; /* bytes of a row: 4 or 16 */
  const unsigned char *rows;
  int32_t follow[JY__TAGS_MOST + 1][JY__TAGS_MOST];
  int32_t alike; /* what is added to the score of a tag that a name told again in letters should have */
  jy__steps steps;
  jy_buf own, own_lexicon;
  void *mapped;
  size_t mapped_len;
};

/* The lexicon that ships; `own` has to live as long where it is filled. */
int jy__tagger_lexicon(jy__wordlist *out, jy_buf *own);

/* Scores of the whole sentence by the model. */
void jy__tagger_scores(int32_t (*scores)[JY__TAGS_MOST], const jy_tagger *t, const jy__sentence *s);

/* What jy_tagger_run() finds, in ranges of bytes of the text alone; each begins and ends where a sentence does.
 * Where `only` is not NULL, only spans of that label. */
int jy__tagger_ranges(jy_labels *out, const jy_tagger *t, jy_str text, const jy_span *ranges, size_t len, const char *only);

/* ---- training ---- */

/* Sentences as they were labelled: which tags each character may have. */
typedef struct {
  jy_buf text;
  uint16_t *masks; /* a character each */
  size_t masks_len, masks_cap;
  struct {
    size_t text, mask;
  } *starts; /* of each sentence, and the end */
  size_t starts_len, starts_cap;
  jy__tagset set;
} jy__labelled;

int jy__labelled_read(jy__labelled *out, jy_str lines, bool words, const char *path);
void jy__labelled_free(jy__labelled *l);

#endif

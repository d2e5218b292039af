/* How likely a character is after three others, in Chinese of either script. */
#ifndef JY_TEXT_CHARMODEL_H
#define JY_TEXT_CHARMODEL_H

#include "base/internal.h"

typedef struct jy__charmodel jy__charmodel;

/* What stands before the first character of a line. */
#define JY__EDGE 0x3000

/* Tokens of kinds: digits, Latin letters, and what is no kind of Chinese text. */
#define JY__DIGIT 0xFF10
#define JY__LETTER 0xFF21
#define JY__OTHER 0x3013

/* The model, loaded on first use and shared by all threads. */
int jy__charmodel_get(const jy__charmodel **out);

/* What the model counts a character as: its Simplified form, or its kind. */
uint32_t jy__charmodel_token(uint32_t cp);

/* The last three tokens of a text, 16 bits each, the very last one lowest; 0 for
 * what is not known. */
typedef uint64_t jy__tokens;
#define JY__EDGES ((jy__tokens)JY__EDGE << 32 | (jy__tokens)JY__EDGE << 16 | JY__EDGE)

/* What is last when `c` has followed. */
static inline jy__tokens jy__tokens_then(jy__tokens before, uint32_t c) {
  return (before << 16 | (c & 0xFFFF)) & 0xFFFFFFFFFFFF;
}

/* Whether text hardly ever holds a token, whatever stands before it. */
bool jy__charmodel_is_rare(const jy__charmodel *m, uint32_t c);

/* Natural logarithm of the probability of token `c` after others. */
double jy__charmodel_score(const jy__charmodel *m, jy__tokens before, uint32_t c);

/* What the model lists of some tokens that stand before others, so that it is looked
 * up once for all that may follow. Zeroes are those of no tokens. */
typedef struct {
  jy__tokens tokens;  /* as they were given */
  uint64_t listed[2]; /* what is listed of them, the longest first */
  int left[2];        /* levels of what each leaves for tokens not listed after it */
  size_t n;
  uint32_t last;
} jy__charmodel_before;

void jy__charmodel_context(jy__charmodel_before *out, const jy__charmodel *m, jy__tokens before);

/* The same as a level: so many steps below a probability of 1, and less than so many. */
#define JY__CHARMODEL_STEP 0.08 /* nats that one level stands for */
enum { JY__CHARMODEL_LEVELS = 1152 };
int jy__charmodel_level_after(const jy__charmodel *m, const jy__charmodel_before *before, uint32_t c);

#endif

/* How likely a character is after two others, in Chinese of either script. */
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

/* Natural logarithm of the probability of token `c` after `a` and `b`. */
double jy__charmodel_score(const jy__charmodel *m, uint32_t a, uint32_t b, uint32_t c);

#endif

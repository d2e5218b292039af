/* Which syllables of pinyin are readings of which characters. */
#ifndef JY_TEXT_READINGS_H
#define JY_TEXT_READINGS_H

#include "base/internal.h"

typedef enum { JY__READING_NO, JY__READING_YES, JY__READING_UNKNOWN } jy__reading;

/* The characters (three bytes each) that a syllable with its tone mark may be
 * a reading of; empty where the table does not know it. */
int jy__readings_of(jy_str *characters, jy_str syllable);

/* Whether a syllable is a reading of a character; unknown where the table holds
 * one of them not at all (zhuyin, rare characters, a syllable without tone). */
jy__reading jy__reading_fits(uint32_t cp, jy_str syllable);

#endif

/* How likely a character is after another in Chinese institutional text: what
 * rival readings of the same bytes are compared by. */
#ifndef JY_CONVERT_CHARS_H
#define JY_CONVERT_CHARS_H

#include "base/internal.h"

/* Builds the model at the first call, from the words that ship. */
int jy__chars_ready(void);

/* -ln of how likely `cp` is after `prev` (0 at the start). About 4 for what is
 * usual, 6 to 9 for common characters, 15 and more for what hardly occurs.
 * Needs jy__chars_ready(). */
float jy__char_cost(uint32_t prev, uint32_t cp);

/* Whether a character, in either script, is one of the few thousand that text
 * is made of. Needs jy__chars_ready(). */
bool jy__char_common(uint32_t cp);

#endif

/* Where which characters and pairs of them stand in a text: told once, so that
 * hundreds of expressions need not look through it for words that are not there. */
#ifndef JY_TEXT_PAIRS_H
#define JY_TEXT_PAIRS_H

#include "text/needs.h"

/* Longer texts have no pairs: what looks them up walks through all that are alike. */
enum { JY__PAIRS_TEXT = 1 << 16 };

typedef struct jy__pairs jy__pairs;

/* Of a valid text that is shorter than JY__PAIRS_TEXT and outlives them. JY_OK or
 * JY_ENOMEM. */
int jy__pairs_new(jy__pairs **out, jy_str text);

void jy__pairs_free(jy__pairs *pairs);

/* Makes words ready to be looked for. */
void jy__pairs_prepare(jy__needs *needs);

#define JY__PAIRS_MANY (JY_NO_OFFSET - 1)

/* Where the first of the words that were prepared starts, in a stretch of the text
 * from `from` on, as an offset of the stretch; or JY_NO_OFFSET; or JY__PAIRS_MANY
 * where a word has more places than are looked at. */
size_t jy__pairs_find(const jy__pairs *pairs, const jy__needs *needs, jy_str stretch, size_t from);

/* Whether one of them stands in a text that has no pairs: worth it where it is short. */
bool jy__needs_any(const jy__needs *needs, jy_str text);

#endif

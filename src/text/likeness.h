/* How alike two short texts are. */
#ifndef JY_TEXT_LIKENESS_H
#define JY_TEXT_LIKENESS_H

#include "base/internal.h"

/* Dice's coefficient over pairs of characters, 0 to 1; 1 for equal texts. Where one,
 * of four characters or more, stands whole in the other it is `contained`, unless
 * that is negative. JY_OK or JY_ENOMEM. */
int jy__likeness(double *out, jy_str a, jy_str b, double contained);

#endif

/* How much sense bytes make as Chinese when read in an encoding. */
#ifndef JY_CONVERT_PLAUSIBLE_H
#define JY_CONVERT_PLAUSIBLE_H

#include "base/internal.h"

typedef struct {
  size_t chars;     /* what was judged: characters that are not ASCII, and faults */
  double score;     /* share of frequent characters and punctuation, 0 to 1 */
  double bad_share; /* faults for each character that is not ASCII */
  double bonus;     /* added by what else is known */
  bool cut;         /* the input ends inside a character */
} jy__trial;

/* Reads `sample`; a character that is cut at its end is a fault only where the
 * sample is `whole`. An encoding that cannot be read at all scores nothing. */
int jy__trial_read(jy__trial *t, jy_str sample, bool whole, const char *encoding);

/* One number to compare trials by. */
double jy__trial_value(const jy__trial *t);

#endif

/* What is undone of damage, in the order in which one kind hides another: a
 * gloss that was read in a wrong encoding is none yet, and a gloss may stand in
 * the middle of a slip. Each kind is another file's. Refuses to know them. */
#include "jiyao/text.h"

typedef int step(jy_text **out, const jy_text *t);

int jy_text_repair(jy_text **out, const jy_text *t) {
  static step *const steps[] = {jy_text_recode, jy_text_glosses, jy_text_slips};
  jy_text *last = NULL;
  int status = JY_OK;
  *out = NULL;
  for (size_t i = 0; status == JY_OK && i < sizeof steps / sizeof *steps; i++) {
    jy_text *made = NULL;
    status = steps[i](&made, last ? last : t);
    jy_text_free(last);
    last = made;
  }
  *out = last;
  return status;
}

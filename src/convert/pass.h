/* One conversion of OpenCC's chain over a whole text. */
#ifndef JY_CONVERT_PASS_H
#define JY_CONVERT_PASS_H

#include "convert/dictionary.h"

/* Offsets that no key may cross: OpenCC cuts a text into the keys of its first
 * dictionary and what lies between, and converts each piece by itself. */
typedef struct {
  size_t *at;
  size_t len;
  size_t cap;
} jy__cuts;

/* Whose names are kept: the script that the names are converted to. */
typedef enum { JY__NAMES_NONE, JY__NAMES_HANS, JY__NAMES_HANT } jy__names;

typedef struct {
  const jy__dict *dict;
  jy__names names;
  const jy__cuts *cuts; /* of the text, may be NULL */
  jy__cuts *made_cuts;  /* filled where not NULL: around the keys of the first
                         * dictionary, and the cuts of the text where they went */
} jy__pass;

/* Appends the converted text, and the way back where `align` is not NULL.
 * `whole` is the text that `in` is a part of, where names are looked for. */
int jy__pass_run(const jy__pass *pass, jy_buf *out, jy_align *align, jy_str in, jy_str whole);

/* Where the pass would have something to do first: may be early, never late. */
size_t jy__pass_first(const jy__pass *pass, jy_str in);

/* The cuts of a text around the keys of a dictionary. */
int jy__pass_cut(jy__cuts *out, const jy__dict *t, jy_str in);

void jy__cuts_free(jy__cuts *c);

/* Names in their contexts (names.c): the form of the risky character at p
 * (of `len` bytes) in the name that it is part of there; false where it is in
 * none. `to` is a view that stays. */
bool jy__name_form(jy_str *to, jy__names names, jy_str whole, const char *p, size_t len);

/* Marks the characters that names hold with another form. */
int jy__names_mark(jy__dict *t, jy__names names);

#endif

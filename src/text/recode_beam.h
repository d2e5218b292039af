/* What the search and the reading of its result share. */
#ifndef JY_TEXT_RECODE_BEAM_H
#define JY_TEXT_RECODE_BEAM_H

#include "text/charmodel.h"
#include "text/recode.h"

enum { JY__SOME = 8 }; /* different Han characters of a run that are looked at */
enum { JY__WIDTH = 4, JY__MOST_OUT = 4, JY__FROM_OUTSIDE = -1 };
#define JY__LOST UINT32_C(0x80000000)    /* with the count of bytes and the bytes that are known */
#define JY__WHITE_SQUARE UINT32_C(0x25A1) /* stands for a character that cannot be told */
#define JY__ANY 7.0f    /* of a character that may be misread once more */
#define JY__SHOWN 11.0f /* of a character that shows that bytes are missing */

/* One hypothesis after one character of the text. */
typedef struct {
  float cost;
  uint32_t last; /* the character made before, for the cost of the next */
  uint32_t out[JY__MOST_OUT]; /* what this step made: characters or JY__LOST patterns */
  uint8_t n_out;
  uint8_t n_pending;
  uint8_t pending[3]; /* bytes of a character not yet whole; 0: not known */
  bool deep;          /* any character is as good as another: it may be misread itself */
  int8_t back;        /* which node of the step before: JY__FROM_OUTSIDE or a number inside */
} jy__node;

typedef struct {
  jy__node outside;
  jy__node inside[JY__WIDTH];
  size_t n_inside;
} jy__step;

/* The misread run that is being read off the way. */
typedef struct {
  bool open;
  jy_span span;
  size_t first_fix;  /* in the fixes */
  size_t group_start; /* of the smallest run that is not yet whole */
  uint32_t *made;     /* what the group made so far */
  size_t made_len, made_cap;
  float as_is, restored; /* costs, without what entering and leaving take */
  uint32_t last_as_is, last_made;
  jy__tokens before; /* the group: what was written last, for guessing */
  uint32_t some_han[JY__SOME]; /* different ones among what was restored */
  size_t n_some_han;
  bool hant; /* what was restored is in Traditional script */
  size_t known_chars, lost_chars, han_chars, common_chars;
} jy__run;

void jy__run_free(jy__run *r);

typedef struct {
  jy_str text;
  jy_span span;
  const jy__misreading *m;
  const jy__chart *shown, *meant;
  float enter, leave, bias;
  bool alone, deep;
  jy__step *steps; /* steps[i]: before character i */
  int8_t *way;     /* way[i]: the node of step i on the cheapest way */
  uint32_t *cps;
  size_t *offsets;
  jy__fixes *out;
  jy__run run;
} jy__beam;

/* What stands around a character that is to be guessed. */
enum { JY__AFTER = 3 };
typedef struct {
  jy__tokens before;
  uint32_t after[JY__AFTER];
  size_t n_after; /* known of them */
  bool hant;      /* the text is in Traditional script */
} jy__around;

/* The character that a JY__LOST pattern must have been, by its known bytes and by
 * what is around; JY__WHITE_SQUARE where that does not tell. */
uint32_t jy__guess(const jy__beam *s, uint32_t pattern, const jy__around *around);

/* Reads the first `n` steps of the way into fixes; a run may stay open. */
int jy__beam_read(jy__beam *s, size_t n);

/* Closes the run that is still open. */
int jy__beam_end(jy__beam *s);

#endif

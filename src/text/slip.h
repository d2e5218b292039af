/* What the files of byte-slip repair share. A double-byte text that lost a byte
 * is read out of step from there on: the second half of each character with the
 * first half of the next. The damaged reading is cut into units; a search walks
 * over them with the byte that is still unpaired. */
#ifndef JY_TEXT_SLIP_H
#define JY_TEXT_SLIP_H

#include "jiyao/convert.h"
#include "text/charmodel.h"
#include "text/dbcs.h"
#include "text/internal.h"

/* ---- where to look (slip_scan.c) --------------------------------------------------- */

typedef enum {
  JY__SLIP_NONE,
  JY__SLIP_MARK,  /* `?`, `？` or U+FFFD beside a character of two bytes */
  JY__SLIP_LETTER /* one ASCII letter right after one: perhaps its second byte */
} jy__slip_sign;

/* The next place at or after *at that may be a slip, put into *at. */
jy__slip_sign jy__slip_scan(jy_str text, size_t *at);

/* Whether so many marks stand around `at` that nothing can be told: text of
 * another encoding of which no more was left, say. */
bool jy__slip_is_ruin(jy_str text, size_t at);

/* The end of a run of marks at `at` that is too long for slips; else `at`. */
size_t jy__slip_past_run(jy_str text, size_t at);

/* ---- units (slip_units.c) ---------------------------------------------------------- */

typedef struct {
  uint32_t cp, token;
  size_t start, end;   /* in the reading */
  unsigned code;       /* its two bytes, 0: it has none */
  bool mark;           /* stands for a byte without its partner, or is a real `?` */
  bool markup;         /* the rest of a tag follows: the mark ate `<` */
  bool in_tag;         /* belongs to that tag */
  jy_str gloss;        /* of a mark that ate the bracket: the syllable that follows */
  double alone;        /* log probability of all units up to and with this one */
} jy__slip_unit;

/* Units before a sign; units in all: a paragraph without an ASCII character may be one slip. */
enum { JY__SLIP_BEFORE = 64, JY__SLIP_UNITS = 2048 };

/* Asking the model is what a search costs, and it is counted, so that what is
 * found never depends on time: so often for each byte that was come to, in a walk or behind
 * it, and what a text begins with and may save up; a walk that comes to its bound ends, past
 * it by what one unit asks. Walks of densely damaged news ask some 180 times a byte, with hidden pairs 300;
 * a paragraph that is one long slip with many of these asks up to 2000. */
enum { JY__SLIP_A_BYTE = 2000, JY__SLIP_SAVED = 1500000, JY__SLIP_A_UNIT = 200000 };

/* What the text itself repeats: characters, and runs of two and of three of them, counted. */
typedef struct {
  size_t all;
  size_t wide, narrow;     /* digits and letters, full-width and ASCII */
  uint32_t one[0x10000];
  uint32_t kinds[0x10000]; /* how many tokens follow each */
  double discount[2];      /* what the count of a run of two, or of three, is too high by for what comes next */
  uint64_t *runs;          /* by hash, and after it where that is taken: tokens, and in the last 16 bits how often */
  size_t taken;
  unsigned bits;           /* of a place in it */
} jy__slip_counts;

/* Counts what a part of a text holds, and forgets the part before; characters that its ends
 * cut do not count. Free counts->runs. */
int jy__slip_count(jy__slip_counts *c, jy_str text, jy_span part);

/* What the model said last of three tokens, by a hash of them: a search asks for
 * the same again and again, and a spot has much in common with the next. */
enum { JY__SLIP_MEMOS = 1 << 15 };

/* The commonest characters whose second byte begins pairs that are not public, by their two bytes,
 * the commonest first; and of what text: the next is most often of the same script, with no
 * quotation mark open. */
enum { JY__SLIP_FIRSTS = 512 };
typedef struct {
  const jy__dbcs *of; /* NULL: not made yet */
  jy_script script;
  unsigned unpaired; /* see jy__slip_unpaired() */
  uint16_t codes[JY__SLIP_FIRSTS];
  size_t len;
} jy__slip_firsts;

typedef struct {
  size_t asked; /* how often, answered from here or not: what searching has cost */
  jy__charmodel_before before; /* the last that was asked after */
  jy__slip_firsts firsts[JY__DBCS_ALL];
  double share[JY__CHARMODEL_LEVELS]; /* what the model gives */
  uint64_t at[JY__SLIP_MEMOS]; /* what the hash does not tell of the tokens, and 1 + a level; 0: nothing yet */
} jy__slip_memory;

int jy__slip_memory_new(jy__slip_memory **out);

/* Units around a place, read as far as they are asked for. */
typedef struct {
  jy_str text;
  const jy__charmodel *model;
  const jy__slip_counts *counts;
  const jy__dbcs *pairs;
  jy__slip_memory *memory; /* of the search */
  size_t most;   /* that may have been asked: a walk that comes there gives up */
  size_t earned; /* the byte up to which that was earned */
  size_t next; /* where the unit after the last one starts */
  size_t tag_end; /* of the last tag that was cut */
  size_t before;  /* units before the place, whose characters `near` counts */
  uint8_t near[0x10000];
  size_t len;
  jy__slip_unit at[JY__SLIP_UNITS];
} jy__slip_units;

/* Starts anew with up to JY__SLIP_BEFORE units of the line before `place` (but
 * none before `floor`); their number is the index of the unit at `place`. */
size_t jy__slip_units_start(jy__slip_units *u, size_t place, size_t floor);

/* Whether there is a unit i; reads up to it. */
bool jy__slip_unit_read(jy__slip_units *u, size_t i);

/* Lets the search ask what the text up to byte `at` gives; of what it did not need it
 * saves up so much only, and what it overdrew is kept. */
void jy__slip_earn(jy__slip_units *u, size_t at);

/* Log probability of a restored token `c` after others, by the model and by
 * what the text repeats. (The text as it stands is left to the model: damage that
 * repeats would pass for its own words.) */
double jy__slip_score(const jy__slip_units *u, jy__tokens before, uint32_t c);

/* Log probability of units [from, to) as they stand. */
double jy__slip_alone(const jy__slip_units *u, size_t from, size_t to);

/* ---- search (slip_search.c) -------------------------------------------------------- */

/* A restored character, and which bytes it may have. */
typedef struct {
  uint32_t cp;
  uint8_t lead_low, lead_high, trail_low, trail_high;
  bool lost;     /* one of its bytes was not there */
  uint8_t after; /* what no public pair begins with before its lead, 0: anything may stand there */
  bool vanished; /* its second byte began a pair that is not shown */
  jy_str gloss; /* a syllable that must be its reading, or empty */
} jy__slip_char;

/* A unit or more that became characters; kept units are pieces of their own. */
typedef struct {
  size_t first, past; /* units */
  size_t char_at, chars;
  bool kept;
} jy__slip_piece;

enum { JY__SLIP_CHARS = 3 * JY__SLIP_UNITS };

typedef struct {
  double gain; /* nats by which it is likelier than the text as it stands */
  double mean; /* nats a character of the restored reading, rarity of the damage left out */
  size_t from, past; /* units */
  jy__slip_char chars[JY__SLIP_CHARS];
  size_t n_chars;
  jy__slip_piece pieces[JY__SLIP_UNITS];
  size_t n_pieces;
  size_t n_hidden, n_shown; /* pairs without a public character: not there, there as a mark */
} jy__slip_found;

typedef struct jy__slip_search jy__slip_search;

int jy__slip_search_new(jy__slip_search **out, jy__slip_units *units, jy_script script,
                        const jy__dbcs *big5);
void jy__slip_search_free(jy__slip_search *s);

/* Looks for the best reading in which a byte was lost at unit `start` (`silent`:
 * before it, without a mark). found->gain is -INFINITY where there is none. */
void jy__slip_search_from(jy__slip_search *s, size_t start, bool silent, jy__slip_found *found);

/* Lets the search expect of pairs without a public character what `found`, which
 * was taken, shows: one decoder hides them all, another shows them all. `dense`: there were
 * so many slips that more are likely. */
void jy__slip_search_learn(jy__slip_search *s, const jy__slip_found *found, bool dense);

/* Log probability of a restored character after tokens. */
double jy__slip_likely(const jy__slip_search *s, jy__tokens before, uint32_t cp);

/* What stands before unit `i`. */
jy__tokens jy__slip_before(const jy__slip_units *u, size_t i);

/* A bit for each mark that has no partner to go with before the slip; characters suit the same
 * where all else is. */
unsigned jy__slip_unpaired(const jy__slip_search *s);

/* How well a character suits the script and the gloss: 0 or a penalty in nats. */
double jy__slip_suits(const jy__slip_search *s, uint32_t cp, jy_str gloss);

/* ---- what a spot says (slip_tell.c) ------------------------------------------------ */

enum { JY__SLIP_OTHERS = 3 };

/* A damaged spot with its restored text, and the readings that come next. */
typedef struct {
  jy_buf after;
  jy_buf others[JY__SLIP_OTHERS];
  size_t n_others;
  double confidence;
  bool uncertain;
} jy__slip_told;

/* Weighs the lost characters of what was found: where one cannot be told it
 * becomes □ (in found->chars too). Free *told with jy__slip_told_free(). */
int jy__slip_tell(const jy__slip_search *s, jy__slip_found *found, jy__slip_told *told);
void jy__slip_told_free(jy__slip_told *told);

/* ---- the step (slip.c) --------------------------------------------------------------- */

/* jy_text_slips(), which tells how often it asked the model. */
int jy__text_slips(jy_text **out, const jy_text *t, size_t *asked);

#endif

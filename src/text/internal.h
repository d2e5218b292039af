/* What the files of this room, and rooms below that make reading texts, share. */
#ifndef JY_TEXT_INTERNAL_H
#define JY_TEXT_INTERNAL_H

#include "base/internal.h"
#include "jiyao/regex.h"
#include "jiyao/text.h"
#include "text/pairs.h"

/* Makes the next text of a chain: the source and the changes of `from`, the new
 * reading, and the alignments composed. `step` aligns the reading of `from`
 * with `reading`. Both are taken over and freed also on failure; *reading is
 * left empty. On failure *out is NULL. */
int jy__text_derive(jy_text **out, const jy_text *from, jy_buf *reading, jy_align *step);

/* The next text with some ranges of the reading replaced by `with`; no change is
 * noted. JY_EINVALID where they overlap or are not in order. On failure *out is
 * NULL. */
int jy__text_replace(jy_text **out, const jy_text *from, const jy__spans *cuts, jy_str with);

/* A new text without the closing tags that slips gave back; the kind of change is
 * "markup". *seen is how many bytes were looked through for opening tags.
 * JY_OK or JY_ENOMEM. */
int jy__text_tags(jy_text **out, const jy_text *t, size_t *seen);

/* A new text, in Simplified script, in which the particle 著 is 着. JY_OK, JY_ENOMEM
 * or what reading its table gave. */
int jy__text_zhe(jy_text **out, const jy_text *t);

/* As jy_text_new(), of a buffer that is taken over, also where it fails; not
 * checked again, since it is what a decoder made: valid UTF-8. */
int jy__text_adopt(jy_text **out, jy_buf *source);

/* The same text once more, for a step that has nothing to do: freed by itself,
 * and nothing is copied. JY_OK. */
int jy__text_same(jy_text **out, const jy_text *t);

/* Where jy_nfkc() would change a valid text first: may be early, never late. */
size_t jy__nfkc_first(jy_str in);

/* As jy_regex_find(), of a text that is known to be valid UTF-8; `pairs` of it, or of
 * a text that it is a stretch of, spare most searches (NULL: none). */
int jy__regex_find(jy_groups *out, const jy_regex *re, jy_str text, size_t from, const jy__pairs *pairs);

/* As jy_regex_next(), behind a match that `out` need not hold. */
int jy__regex_after(jy_groups *out, const jy_regex *re, jy_str text, jy_span last, const jy__pairs *pairs);

/* Notes a change in a text that is still being made (its maker's alone).
 * `source` is in the source text; `after` is copied; `kind` is a literal. The
 * list stays sorted by source. */
int jy__text_note(jy_text *t, jy_span source, jy_str after, double confidence, const char *kind);

/* The same with all that a change may say; `before` is ignored, `after` and the
 * alternatives are copied. */
int jy__text_note_change(jy_text *t, const jy_change *change);

/* How often a change was moved to make room for others: what noting has cost. */
size_t jy__text_moves(const jy_text *t);

/* A text that reads as `from` does: what a step gives that finds nothing to do. */
int jy__text_same(jy_text **out, const jy_text *from);

/* White space in the middle of Chinese text: ASCII's, U+0085, U+00A0, U+1680,
 * U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, and the invisible
 * U+200B and U+FEFF. */
bool jy__is_space(uint32_t cp);

/* The span without white space at its ends. */
jy_span jy__trim(jy_str text, jy_span s);

/* Whether s (a few letters) is one syllable: of pinyin in lower case with a
 * tone mark, of pinyin in the neutral tone and without mark, of zhuyin. */
bool jy__pinyin_toned(jy_str s);
bool jy__pinyin_neutral(jy_str s);
bool jy__zhuyin(jy_str s);

/* How a syllable says its tone. */
typedef enum {
  JY__SYLLABLE_NONE, /* it is none, or does not say it */
  JY__SYLLABLE_MARKED,
  JY__SYLLABLE_NUMBERED, /* wang2; 0 and 5 are the neutral tone */
  JY__SYLLABLE_ZHUYIN
} jy__syllable;

#define JY__SPELLED 32

/* What s is as one syllable, capitals as small letters. For pinyin, `spelled` is
 * how the table of readings writes it; else it is "". */
jy__syllable jy__syllable_read(char spelled[JY__SPELLED], jy_str s);

/* Whether s is nothing but syllables of pinyin or of zhuyin, with or without tones,
 * run together or apart: what markup that calls itself a reading may hold. */
bool jy__is_phonetic(jy_str s);

#endif

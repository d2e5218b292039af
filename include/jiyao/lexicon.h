/**
 * @file lexicon.h
 * Finding every term of a large list in one pass over a text.
 *
 * A lexicon is filled (jy_lexicon_add), compiled once (jy_lexicon_compile) and
 * read from then on, by any number of threads. Terms are valid UTF-8, so on
 * valid text no match begins or ends inside a character. What a value means is
 * the caller's affair: an index, a category, a row.
 */
#ifndef JIYAO_LEXICON_H
#define JIYAO_LEXICON_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: terms with values, and the tree that finds them. */
typedef struct jy_lexicon jy_lexicon;

/** Which matches jy_lexicon_find() reports. */
typedef enum {
  JY_MATCH_ALL,    /**< each term wherever it stands: by start, the longer first */
  JY_MATCH_LONGEST /**< leftmost, then longest, without overlap: by start */
} jy_match_mode;

/** One term found: bytes [start, end) of the text, and the value of the term. */
typedef struct {
  size_t start;
  size_t end;
  uint32_t value;
} jy_match;

/** A growable list of matches. Start from JY_MATCHES_INIT, end with jy_matches_free(). */
typedef struct {
  jy_match *at;
  size_t len;
  size_t cap;
} jy_matches;

#define JY_MATCHES_INIT {NULL, 0, 0}

/**
 * An empty lexicon, to be filled.
 * @return JY_OK or JY_ENOMEM; the caller owns *out.
 * @code
 * jy_lexicon *lex = NULL;
 * assert(jy_lexicon_new(&lex) == JY_OK);
 * jy_lexicon_free(lex);
 * @endcode
 */
JY_API int jy_lexicon_new(jy_lexicon **out);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_lexicon_free(NULL);
 * @endcode
 */
JY_API void jy_lexicon_free(jy_lexicon *lex);

/**
 * Adds a term with its value; the bytes are copied. A term that is added again
 * takes the later value.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID for an empty term, for bytes that
 *   are not UTF-8 (the record has the offset), and once the lexicon is compiled.
 * @code
 * jy_lexicon *lex = NULL;
 * assert(jy_lexicon_new(&lex) == JY_OK);
 * assert(jy_lexicon_add(lex, jy_cstr("院长"), 7) == JY_OK);
 * assert(jy_lexicon_add(lex, jy_cstr(""), 7) == JY_EINVALID);
 * jy_lexicon_free(lex);
 * @endcode
 */
JY_API int jy_lexicon_add(jy_lexicon *lex, jy_str term, uint32_t value);

/**
 * Builds the tree; from here on the lexicon does not change. Compiling
 * again does nothing.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID when the terms exceed 4 GiB.
 * @code
 * jy_lexicon *lex = NULL;
 * assert(jy_lexicon_new(&lex) == JY_OK);
 * assert(jy_lexicon_compile(lex) == JY_OK);
 * assert(jy_lexicon_add(lex, jy_cstr("院长"), 1) == JY_EINVALID);
 * jy_lexicon_free(lex);
 * @endcode
 */
JY_API int jy_lexicon_compile(jy_lexicon *lex);

/**
 * How many distinct terms a compiled lexicon has; before that, how many terms
 * were added.
 * @code
 * jy_lexicon *lex = NULL;
 * assert(!jy_lexicon_new(&lex) && !jy_lexicon_add(lex, jy_cstr("会"), 1));
 * assert(!jy_lexicon_add(lex, jy_cstr("会"), 2) && !jy_lexicon_compile(lex));
 * assert(jy_lexicon_size(lex) == 1);
 * jy_lexicon_free(lex);
 * @endcode
 */
JY_API size_t jy_lexicon_size(const jy_lexicon *lex);

/**
 * Puts the matches of a text into *out, in place of what it held. The text may
 * be any bytes. The time depends on the length of the text and the number of
 * matches, which is largest where terms nest; hardly on how many terms there are.
 * At worst, where each place follows a long term and then leaves it, it is that of
 * comparing all of that term at each.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID before jy_lexicon_compile().
 * @code
 * jy_lexicon *lex = NULL;
 * jy_matches m = JY_MATCHES_INIT;
 * assert(!jy_lexicon_new(&lex) && !jy_lexicon_add(lex, jy_cstr("院长"), 1));
 * assert(!jy_lexicon_add(lex, jy_cstr("副院长"), 2) && !jy_lexicon_compile(lex));
 * assert(jy_lexicon_find(&m, lex, jy_cstr("副院长"), JY_MATCH_ALL) == JY_OK);
 * assert(m.len == 2 && m.at[0].value == 2 && m.at[1].start == 3);
 * assert(jy_lexicon_find(&m, lex, jy_cstr("副院长"), JY_MATCH_LONGEST) == JY_OK);
 * assert(m.len == 1 && m.at[0].end == 9);
 * jy_matches_free(&m);
 * jy_lexicon_free(lex);
 * @endcode
 */
JY_API int jy_lexicon_find(jy_matches *out, const jy_lexicon *lex, jy_str text, jy_match_mode mode);

/**
 * The longest term that stands in the text at `offset`.
 * @return JY_OK, or JY_ENOTFOUND (without a record) when none does; JY_EINVALID
 *   before jy_lexicon_compile().
 * @code
 * jy_lexicon *lex = NULL;
 * jy_match m;
 * assert(!jy_lexicon_new(&lex) && !jy_lexicon_add(lex, jy_cstr("院长"), 9));
 * assert(!jy_lexicon_compile(lex));
 * assert(jy_lexicon_at(&m, lex, jy_cstr("副院长"), 3) == JY_OK && m.value == 9);
 * assert(jy_lexicon_at(&m, lex, jy_cstr("副院长"), 0) == JY_ENOTFOUND);
 * jy_lexicon_free(lex);
 * @endcode
 */
JY_API int jy_lexicon_at(jy_match *out, const jy_lexicon *lex, jy_str text, size_t offset);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_matches m = JY_MATCHES_INIT;
 * jy_matches_free(&m);
 * assert(m.len == 0);
 * @endcode
 */
JY_API void jy_matches_free(jy_matches *m);

#ifdef __cplusplus
}
#endif
#endif

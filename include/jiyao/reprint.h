/**
 * @file reprint.h
 * Reprints: whether two texts tell the same report in the same words, and where
 * they differ.
 *
 * Knows: shingles (windows of neighbouring characters), how many two texts share,
 * and what tells a copy from another report of the same form. Refuses to know:
 * where texts are kept, who published first.
 *
 * Texts are compared as they are read, in Simplified: only Han, letters and digits
 * count, small and of plain width, so that spaces and marks may differ.
 */
#ifndef JIYAO_REPRINT_H
#define JIYAO_REPRINT_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque and immutable; from jy_shingles_new(). Keeps nothing of the text but what counts. */
typedef struct jy_shingles jy_shingles;

/** How many numbers a signature has. */
#define JY_SIGNATURE 32

/** What is shared by two texts. */
typedef struct {
  size_t shared;     /**< distinct shingles that both have */
  double here;       /**< share of those of the first that the second has too, 0 to 1 */
  double there;      /**< share of those of the second that the first has too */
  double similarity; /**< the larger of both: 1 where one stands whole in the other */
  bool reprint;      /**< they are one report, whole or cut */
} jy_reprint;

/** A place where two texts differ: one of the spans may be empty, where the other has more. */
typedef struct {
  jy_span here;  /**< bytes in the first text */
  jy_span there; /**< bytes in the second */
} jy_passage;

/** A list of passages; start from {0}, end with jy_passages_free(). */
typedef struct {
  jy_passage *at;
  size_t len;
  size_t cap;
} jy_passages;

/**
 * The shingles of a text.
 * @return JY_OK (the caller owns *out), JY_EENCODING (invalid UTF-8, with the
 *   offset), JY_EINVALID (more than 4 GiB), JY_ENOMEM.
 * @code
 * jy_shingles *s = NULL;
 * assert(jy_shingles_new(&s, jy_cstr("党委会（扩大）议程")) == JY_OK);
 * assert(jy_shingles_count(s) == 3);
 * jy_shingles_free(s);
 * @endcode
 */
JY_API int jy_shingles_new(jy_shingles **out, jy_str text);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_shingles_free(NULL);
 * @endcode
 */
JY_API void jy_shingles_free(jy_shingles *s);

/**
 * How many distinct shingles there are.
 * @code
 * jy_shingles *s = NULL;
 * assert(jy_shingles_new(&s, jy_cstr("例会")) == JY_OK && jy_shingles_count(s) == 0);
 * jy_shingles_free(s);
 * @endcode
 */
JY_API size_t jy_shingles_count(const jy_shingles *s);

/**
 * Names what counts of the text: texts that differ in nothing else have one name.
 * @code
 * jy_shingles *a = NULL, *b = NULL;
 * assert(!jy_shingles_new(&a, jy_cstr("２０２４年，ICU 例会。")));
 * assert(!jy_shingles_new(&b, jy_cstr("2024年icu例会")));
 * assert(jy_shingles_name(a) == jy_shingles_name(b));
 * jy_shingles_free(a); jy_shingles_free(b);
 * @endcode
 */
JY_API uint64_t jy_shingles_name(const jy_shingles *s);

/**
 * Writes numbers of which two texts have as large a share in common, at the same
 * places, as their windows of eight characters (MinHash, the lowest of each cut to
 * 16 bits: of 65,536 that differ one passes for the same).
 * @return whether the text is long enough to be told from others: 32 shingles
 * @code
 * jy_shingles *s = NULL;
 * uint16_t signature[JY_SIGNATURE];
 * assert(!jy_shingles_new(&s, jy_cstr("例会")) && !jy_shingles_signature(signature, s));
 * jy_shingles_free(s);
 * @endcode
 */
JY_API bool jy_shingles_signature(uint16_t out[JY_SIGNATURE], const jy_shingles *s);

/**
 * Compares two texts. They are one report where at least three in five shingles of
 * the shorter stand in the other; not so where both hold a long stretch of their
 * own (what they share is then what all pages of an institution say), or where a form
 * was filled in anew: between the same words many numbers or words are others, or the
 * day and two words are.
 * @param differ receives the places where they differ, in the order of both (what was
 *   moved is missing at one place and new at another); to be freed also on failure; NULL where nobody asks
 * @return JY_OK or JY_ENOMEM
 * @code
 * const char *text = "2024年3月5日，东湖大学召开工作会议，校长林知行主持会议并讲话，部署全年的重点任务和安全工作。";
 * jy_shingles *a = NULL, *b = NULL;
 * jy_reprint r;
 * assert(!jy_shingles_new(&a, jy_cstr(text)) && !jy_shingles_new(&b, jy_cstr(text + 18)));
 * assert(jy_reprint_compare(&r, NULL, a, b) == JY_OK && r.similarity >= 1.0 && r.here < 1.0);
 * jy_shingles_free(a); jy_shingles_free(b);
 * @endcode
 */
JY_API int jy_reprint_compare(jy_reprint *out, jy_passages *differ, const jy_shingles *a, const jy_shingles *b);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_passages p = {0};
 * jy_passages_free(&p);
 * assert(p.len == 0);
 * @endcode
 */
JY_API void jy_passages_free(jy_passages *p);

#ifdef __cplusplus
}
#endif
#endif

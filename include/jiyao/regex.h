/**
 * @file regex.h
 * Regular expressions over UTF-8 text, by characters: Perl's syntax (PCRE2),
 * Unicode properties for \\w, \\d and \\s. Offsets are bytes.
 *
 * An expression is compiled once and may then be used by many threads, each
 * with a jy_groups of its own.
 */
#ifndef JIYAO_REGEX_H
#define JIYAO_REGEX_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a compiled expression. */
typedef struct jy_regex jy_regex;

/**
 * What one match found. at[0] is the whole match, at[i] the group i; a group
 * that took no part has JY_NO_OFFSET as start and end. len is 0 where nothing
 * matched. Start from JY_GROUPS_INIT, end with jy_groups_free().
 */
typedef struct {
  jy_span *at;
  size_t len;
  size_t cap;
} jy_groups;

#define JY_GROUPS_INIT {NULL, 0, 0}

/**
 * Compiles an expression.
 * @param flags letters, or "": `i` ignores case, `x` ignores blanks and
 *   comments in the pattern, `s` lets `.` match a line end, `m` lets `^` and
 *   `$` match at line ends.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID with the byte offset in the pattern;
 *   the caller owns *out.
 * @code
 * jy_regex *re = NULL;
 * assert(jy_regex_new(&re, jy_cstr("第(\\d+)届"), "") == JY_OK);
 * jy_regex_free(re);
 * assert(jy_regex_new(&re, jy_cstr("(届"), "") == JY_EINVALID);
 * assert(jy_error_last()->offset == 4);
 * @endcode
 */
JY_API int jy_regex_new(jy_regex **out, jy_str pattern, const char *flags);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_regex_free(NULL);
 * @endcode
 */
JY_API void jy_regex_free(jy_regex *re);

/**
 * How many groups an expression has, the whole match not counted.
 * @code
 * jy_regex *re = NULL;
 * assert(!jy_regex_new(&re, jy_cstr("(党委)?(副书记|书记)"), ""));
 * assert(jy_regex_groups(re) == 2);
 * jy_regex_free(re);
 * @endcode
 */
JY_API size_t jy_regex_groups(const jy_regex *re);

/**
 * The name of a group, or NULL where it has none.
 * @code
 * jy_regex *re = NULL;
 * assert(!jy_regex_new(&re, jy_cstr("(?<year>\\d{4})年"), ""));
 * assert(strcmp(jy_regex_group_name(re, 1), "year") == 0);
 * assert(jy_regex_group_name(re, 2) == NULL);
 * jy_regex_free(re);
 * @endcode
 */
JY_API const char *jy_regex_group_name(const jy_regex *re, size_t group);

/**
 * The first match that begins at `from` or later.
 * @return JY_OK whether or not there is one (then out->len is 0); JY_EINVALID
 *   for text that is not UTF-8, a `from` inside a character or behind the text,
 *   and an expression that gives up (its limit of steps or memory); JY_ENOMEM.
 * @code
 * jy_regex *re = NULL;
 * jy_groups g = JY_GROUPS_INIT;
 * assert(!jy_regex_new(&re, jy_cstr("(\\w)会"), ""));
 * assert(jy_regex_find(&g, re, jy_cstr("召开大会"), 0) == JY_OK);
 * assert(g.len == 2 && g.at[0].start == 6 && g.at[1].end == 9);
 * jy_groups_free(&g);
 * jy_regex_free(re);
 * @endcode
 */
JY_API int jy_regex_find(jy_groups *out, const jy_regex *re, jy_str text, size_t from);

/**
 * The match behind the one that `groups` holds from the same text (which is not
 * checked again). Behind an empty match it finds the next one that is not empty
 * or stands further on, so a loop ends.
 * @return as jy_regex_find().
 * @code
 * jy_regex *re = NULL;
 * jy_groups g = JY_GROUPS_INIT;
 * jy_str text = jy_cstr("会a会");
 * int n = 0, rc = jy_regex_new(&re, jy_cstr("会*"), "");
 * if (!rc) rc = jy_regex_find(&g, re, text, 0);
 * for (; !rc && g.len; n++) rc = jy_regex_next(&g, re, text);
 * assert(!rc && n == 4); // 会, the empty place before a, 会, the end
 * jy_groups_free(&g);
 * jy_regex_free(re);
 * @endcode
 */
JY_API int jy_regex_next(jy_groups *groups, const jy_regex *re, jy_str text);

/**
 * Appends `form` with its references replaced by what the match found: `%0` the
 * whole, `%1` to `%9` groups, `%{name}` a named group, `%%` a per cent sign. A
 * group that took no part gives nothing.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID for a reference to no group.
 * @code
 * jy_regex *re = NULL;
 * jy_groups g = JY_GROUPS_INIT;
 * jy_buf b = JY_BUF_INIT;
 * jy_str text = jy_cstr("王书记");
 * assert(!jy_regex_new(&re, jy_cstr("(.)(书记)"), "") && !jy_regex_find(&g, re, text, 0));
 * assert(jy_regex_expand(&b, re, jy_cstr("%2%1"), text, &g) == JY_OK);
 * assert(strcmp(b.ptr, "书记王") == 0);
 * jy_buf_free(&b);
 * jy_groups_free(&g);
 * jy_regex_free(re);
 * @endcode
 */
JY_API int jy_regex_expand(jy_buf *out, const jy_regex *re, jy_str form, jy_str text,
                           const jy_groups *groups);

/**
 * Gives the memory back and empties it; safe to call twice.
 * @code
 * jy_groups g = JY_GROUPS_INIT;
 * jy_groups_free(&g);
 * @endcode
 */
JY_API void jy_groups_free(jy_groups *groups);

#ifdef __cplusplus
}
#endif
#endif

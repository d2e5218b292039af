/**
 * @file json.h
 * JSON: values that were read, and literals to be written.
 *
 * Knows: JSON (RFC 8259). Refuses to know: which field of an object holds what.
 */
#ifndef JIYAO_JSON_H
#define JIYAO_JSON_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Appends a JSON string literal.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID with the offset of invalid UTF-8.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * assert(jy_json_quote(&b, jy_cstr("院\n")) == JY_OK);
 * assert(strcmp(b.ptr, "\"院\\n\"") == 0);
 * jy_buf_free(&b);
 * @endcode
 */
JY_API int jy_json_quote(jy_buf *out, jy_str utf8);

/**
 * Appends a JSON number: the shortest that reads back the same.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID for infinities and not-a-number.
 * @code
 * jy_buf b = JY_BUF_INIT;
 * assert(jy_json_number(&b, 0.1) == JY_OK && strcmp(b.ptr, "0.1") == 0);
 * jy_buf_free(&b);
 * @endcode
 */
JY_API int jy_json_number(jy_buf *out, double number);

/** A JSON value; values inside another belong to it. */
typedef struct jy_json jy_json;

/** What a JSON value is. */
typedef enum {
  JY_JSON_NULL,
  JY_JSON_FALSE,
  JY_JSON_TRUE,
  JY_JSON_INTEGER,
  JY_JSON_REAL,
  JY_JSON_STRING,
  JY_JSON_ARRAY,
  JY_JSON_OBJECT
} jy_json_type;

/**
 * Reads one JSON value of any type; nothing but space may follow it.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID with the offset. The caller owns *out.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("[1, 2]")) == JY_OK);
 * assert(jy_json_typeof(j) == JY_JSON_ARRAY && jy_json_size(j) == 2);
 * jy_json_free(j);
 * @endcode
 */
JY_API int jy_json_parse(jy_json **out, jy_str text);

/**
 * Frees what jy_json_parse() gave; NULL is allowed.
 * @code
 * jy_json_free(NULL);
 * @endcode
 */
JY_API void jy_json_free(jy_json *j);

/**
 * What the value is.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("null")) == JY_OK);
 * assert(jy_json_typeof(j) == JY_JSON_NULL);
 * jy_json_free(j);
 * @endcode
 */
JY_API jy_json_type jy_json_typeof(const jy_json *j);

/**
 * An integer's value; 0 for anything else.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("-7")) == JY_OK && jy_json_integer(j) == -7);
 * jy_json_free(j);
 * @endcode
 */
JY_API int64_t jy_json_integer(const jy_json *j);

/**
 * A number's value; 0 for anything else.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("0.5")) == JY_OK && jy_json_real(j) == 0.5);
 * jy_json_free(j);
 * @endcode
 */
JY_API double jy_json_real(const jy_json *j);

/**
 * A string's bytes; empty for anything else.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("\"院\"")) == JY_OK);
 * assert(jy_str_equal(jy_json_string(j), jy_cstr("院")));
 * jy_json_free(j);
 * @endcode
 */
JY_API jy_str jy_json_string(const jy_json *j);

/**
 * Elements of an array or members of an object; 0 for anything else.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("{\"a\": 1}")) == JY_OK && jy_json_size(j) == 1);
 * jy_json_free(j);
 * @endcode
 */
JY_API size_t jy_json_size(const jy_json *j);

/**
 * Element `i` of an array, counted from 0; NULL past the last.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("[5]")) == JY_OK);
 * assert(jy_json_integer(jy_json_at(j, 0)) == 5 && jy_json_at(j, 1) == NULL);
 * jy_json_free(j);
 * @endcode
 */
JY_API const jy_json *jy_json_at(const jy_json *j, size_t i);

/** A walk over the members of an object, in the order of the text. */
typedef struct {
  void *at; /**< private; NULL to begin */
} jy_json_walk;

/**
 * The next member.
 * @return false when there are no more; *key and *value belong to the object.
 * @code
 * jy_json *j = NULL;
 * assert(jy_json_parse(&j, jy_cstr("{\"a\": 1}")) == JY_OK);
 * jy_json_walk w = {NULL};
 * jy_str key;
 * const jy_json *value;
 * assert(jy_json_next(j, &w, &key, &value) && jy_str_equal(key, jy_cstr("a")));
 * assert(!jy_json_next(j, &w, &key, &value));
 * jy_json_free(j);
 * @endcode
 */
JY_API bool jy_json_next(const jy_json *j, jy_json_walk *w, jy_str *key, const jy_json **value);

#ifdef __cplusplus
}
#endif
#endif

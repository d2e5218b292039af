/* JSON values and literals, by jansson. Knows nothing of Lua: the face walks
 * the values. Objects keep the order of the text. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/internal.h"
#include "jiyao/json.h"

/* jansson's value behind our name; one cast in each direction. */
static jy_json *ours(json_t *j) {
  return (jy_json *)j;
}

static json_t *theirs(const jy_json *j) {
  return (json_t *)(uintptr_t)j;
}

static int append(const char *bytes, size_t len, void *out) {
  jy_buf_put(out, bytes, len);
  return ((jy_buf *)out)->failed ? -1 : 0;
}

/* Appends a value that was just made (or not, for want of memory). */
static int dump(jy_buf *out, json_t *j, size_t flags) {
  if (!j) return jy__nomem();
  int n = json_dump_callback(j, append, out, flags | JSON_ENCODE_ANY);
  json_decref(j);
  return n < 0 ? jy__nomem() : jy_buf_status(out);
}

/* Whether the string stands in a literal as it is. */
static bool is_plain(jy_str s) {
  for (size_t i = 0; i < s.len; i++) {
    if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == '"' || s.ptr[i] == '\\') return false;
  }
  return true;
}

int jy_json_quote(jy_buf *out, jy_str utf8) {
  size_t bad = jy__utf8_check(utf8.ptr, utf8.len);
  if (bad < utf8.len)
    return jy__fail(JY_EINVALID, NULL, bad, "invalid UTF-8 in a JSON string at byte %zu", bad);
  if (is_plain(utf8)) {
    jy_buf_put(out, "\"", 1);
    jy_buf_put(out, utf8.ptr, utf8.len);
    jy_buf_put(out, "\"", 1);
    return jy_buf_status(out);
  }
  return dump(out, json_stringn_nocheck(utf8.len ? utf8.ptr : "", utf8.len), 0);
}

/* Whether what was written reads as the same number again. The library reads
 * with a point in any locale; strtod() does not. */
static bool reads_as(jy_str written, double number) {
  json_t *j = json_loadb(written.ptr, written.len, JSON_DECODE_ANY, NULL);
  bool same = j && json_number_value(j) == number;
  json_decref(j);
  return same;
}

/* Shares, as most numbers are: up to four places after the point. The quotient of
 * two whole numbers is rounded as reading the digits would be. */
static bool put_share(jy_buf *out, double number) {
  enum { PLACES = 4, SCALE = 10000 };
  if (!(number > 0 && number < 1)) return false;
  int scaled = (int)(number * SCALE + 0.5), len = PLACES;
  if (scaled == 0 || scaled == SCALE || (double)scaled / SCALE != number) return false;
  char digits[PLACES];
  for (int i = PLACES; i-- > 0; scaled /= 10) digits[i] = (char)('0' + scaled % 10);
  while (digits[len - 1] == '0') len--;
  jy_buf_put(out, "0.", 2);
  jy_buf_put(out, digits, (size_t)len);
  return true;
}

int jy_json_number(jy_buf *out, double number) {
  if (!isfinite(number))
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "JSON has no infinity and no NaN");
  /* Whole numbers up to 2^53 are exact in a double: no point, no exponent. */
  if (fabs(number) <= 9007199254740992.0 && number == floor(number))
    return dump(out, json_integer((json_int_t)number), 0);
  if (put_share(out, number)) return jy_buf_status(out);
  size_t start = out->len;
  for (unsigned digits = 15;; digits++) {
    int status = dump(out, json_real(number), JSON_REAL_PRECISION(digits));
    if (status < 0 || digits == 17) return status;
    if (reads_as((jy_str){out->ptr + start, out->len - start}, number)) return status;
    out->len = start;
  }
}

int jy__json_parse(jy_json **out, jy_str text, size_t line, size_t offset) {
  json_error_t e;
  *out = NULL;
  json_t *j = json_loadb(text.len ? text.ptr : "", text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &e);
  if (!j && json_error_code(&e) == json_error_out_of_memory) return jy__nomem();
  if (!j)
    return jy__fail(JY_EINVALID, NULL, e.position < 0 ? JY_NO_OFFSET : offset + (size_t)e.position,
                    "invalid JSON in line %zu: %s", line + (size_t)(e.line > 0 ? e.line - 1 : 0), e.text);
  *out = ours(j);
  return JY_OK;
}

int jy_json_parse(jy_json **out, jy_str text) {
  return jy__json_parse(out, text, 1, 0);
}

void jy_json_free(jy_json *j) {
  json_decref(theirs(j));
}

jy_json_type jy_json_typeof(const jy_json *j) {
  switch (json_typeof(theirs(j))) {
    case JSON_FALSE: return JY_JSON_FALSE;
    case JSON_TRUE: return JY_JSON_TRUE;
    case JSON_INTEGER: return JY_JSON_INTEGER;
    case JSON_REAL: return JY_JSON_REAL;
    case JSON_STRING: return JY_JSON_STRING;
    case JSON_ARRAY: return JY_JSON_ARRAY;
    case JSON_OBJECT: return JY_JSON_OBJECT;
    case JSON_NULL: break;
  }
  return JY_JSON_NULL;
}

int64_t jy_json_integer(const jy_json *j) {
  return json_integer_value(theirs(j));
}

double jy_json_real(const jy_json *j) {
  return json_number_value(theirs(j));
}

jy_str jy_json_string(const jy_json *j) {
  const char *s = json_string_value(theirs(j));
  return s ? (jy_str){s, json_string_length(theirs(j))} : (jy_str){"", 0};
}

size_t jy_json_size(const jy_json *j) {
  return json_is_object(theirs(j)) ? json_object_size(theirs(j)) : json_array_size(theirs(j));
}

const jy_json *jy_json_at(const jy_json *j, size_t i) {
  return ours(json_array_get(theirs(j), i));
}

bool jy_json_next(const jy_json *j, jy_json_walk *w, jy_str *key, const jy_json **value) {
  w->at = w->at ? json_object_iter_next(theirs(j), w->at) : json_object_iter(theirs(j));
  if (!w->at) return false;
  *key = (jy_str){json_object_iter_key(w->at), json_object_iter_key_len(w->at)};
  *value = ours(json_object_iter_value(w->at));
  return true;
}

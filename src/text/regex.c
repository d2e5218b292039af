/* Regular expressions: a thin face of PCRE2 (8 bit, UTF, UCP, JIT). Knows
 * patterns and offsets; refuses to know what the text is about.
 *
 * \C is refused, since it would cut characters. Where the compiled code runs
 * out of its small stack the same match is made again by PCRE2's interpreter,
 * so that machines with and without JIT agree. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "jiyao/regex.h"

#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "text/internal.h"

/* What a match is made with, kept for the next one: whoever matches takes it and
 * puts it back, and a second one at the same time makes its own. */
struct spare {
  _Atomic(pcre2_match_data *) data;
  _Atomic(pcre2_match_context *) context;
  _Atomic enum { UNTRIED, NONE, DONE } jit, read;
  pcre2_code *fast;  /* a copy with machine code, there before `jit` is DONE */
  atomic_uint asked; /* before there is machine code */
  jy__needs needs;
};

static pthread_mutex_t compiling = PTHREAD_MUTEX_INITIALIZER;

struct jy_regex {
  pcre2_code *code;
  struct spare *spare;
  uint32_t groups;
  uint32_t names;
  uint32_t name_size; /* bytes of an entry: group number (2), name, NUL */
  PCRE2_SPTR name_table;
  jy_str pattern; /* a copy; empty where a flag changes what the words in it mean */
};

static int fail_pcre2(int error, size_t offset, const char *what) {
  if (error == PCRE2_ERROR_NOMEMORY) return jy__nomem();
  PCRE2_UCHAR message[160];
  if (pcre2_get_error_message(error, message, sizeof message) < 0) message[0] = '\0';
  return jy__fail(JY_EINVALID, NULL, offset, "%s: %s", what, (const char *)message);
}

static int read_flags(uint32_t *options, const char *flags) {
  *options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
  for (; *flags; flags++) {
    switch (*flags) {
      case 'i': *options |= PCRE2_CASELESS; break;
      case 'x': *options |= PCRE2_EXTENDED; break;
      case 's': *options |= PCRE2_DOTALL; break;
      case 'm': *options |= PCRE2_MULTILINE; break;
      default:
        return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                        "unknown flag '%c' of a regular expression: use i, x, s, m", *flags);
    }
  }
  return JY_OK;
}

static int read_info(jy_regex *re) {
  bool whole = pcre2_pattern_info(re->code, PCRE2_INFO_CAPTURECOUNT, &re->groups) == 0 &&
               pcre2_pattern_info(re->code, PCRE2_INFO_NAMECOUNT, &re->names) == 0 &&
               pcre2_pattern_info(re->code, PCRE2_INFO_NAMEENTRYSIZE, &re->name_size) == 0 &&
               pcre2_pattern_info(re->code, PCRE2_INFO_NAMETABLE, &re->name_table) == 0;
  return whole ? JY_OK
               : jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "regular expression: no information");
}

static int keep_pattern(jy_regex *re, jy_str pattern) {
  char *copy = malloc(pattern.len + 1);
  if (!copy) return jy__nomem();
  if (pattern.len) memcpy(copy, pattern.ptr, pattern.len);
  re->pattern = (jy_str){copy, pattern.len};
  return JY_OK;
}

int jy_regex_new(jy_regex **out, jy_str pattern, const char *flags) {
  uint32_t options;
  int rc = read_flags(&options, flags);
  if (rc < 0) return rc;
  jy_regex *re = calloc(1, sizeof *re);
  if (re) re->spare = calloc(1, sizeof *re->spare);
  if (!re || !re->spare) {
    free(re);
    return jy__nomem();
  }
  int error;
  size_t offset;
  PCRE2_SPTR p = (PCRE2_SPTR)(pattern.ptr ? pattern.ptr : "");
  re->code = pcre2_compile(p, pattern.len, options, &error, &offset, NULL);
  rc = re->code ? read_info(re) : fail_pcre2(error, offset, "regular expression");
  if (rc == JY_OK && !(options & (PCRE2_CASELESS | PCRE2_EXTENDED))) rc = keep_pattern(re, pattern);
  if (rc < 0) {
    jy_regex_free(re);
    return rc;
  }
  *out = re;
  return JY_OK;
}

void jy_regex_free(jy_regex *re) {
  if (!re) return;
  pcre2_match_data_free(atomic_load(&re->spare->data));
  pcre2_match_context_free(atomic_load(&re->spare->context));
  jy__needs_free(&re->spare->needs);
  pcre2_code_free(re->spare->fast);
  free(re->spare);
  free((char *)re->pattern.ptr);
  pcre2_code_free(re->code);
  free(re);
}

size_t jy_regex_groups(const jy_regex *re) {
  return re->groups;
}

const char *jy_regex_group_name(const jy_regex *re, size_t group) {
  for (uint32_t i = 0; i < re->names; i++) {
    PCRE2_SPTR entry = re->name_table + (size_t)i * re->name_size;
    if ((size_t)(entry[0] << 8 | entry[1]) == group) return (const char *)entry + 2;
  }
  return NULL;
}

static int copy_groups(jy_groups *out, const jy_regex *re, pcre2_match_data *data) {
  size_t n = (size_t)re->groups + 1;
  void *p = out->at;
  if (jy__grow(&p, &out->cap, n, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = p;
  const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
  for (size_t i = 0; i < n; i++) {
    bool set = at[2 * i] != PCRE2_UNSET;
    out->at[i] = set ? (jy_span){at[2 * i], at[2 * i + 1]} : (jy_span){JY_NO_OFFSET, JY_NO_OFFSET};
  }
  out->len = n;
  return JY_OK;
}

static pcre2_match_data *take_spare(const jy_regex *re) {
  pcre2_match_data *data = atomic_exchange(&re->spare->data, NULL);
  return data ? data : pcre2_match_data_create_from_pattern(re->code, NULL);
}

/* The interpreter leaves its frames (20 kB and more) in what it matched with: that is
 * kept only where there is no machine code to come. */
static void put_spare(const jy_regex *re, pcre2_match_data *data) {
  bool interpreted = atomic_load(&re->spare->jit) == UNTRIED;
  pcre2_match_data_free(interpreted ? data : atomic_exchange(&re->spare->data, data));
}

/* What makes searching faster takes longer to make than to do without for a few
 * short texts. */
enum { OFTEN = 4, LONG = 4096 };

static bool is_worth_it(const jy_regex *re, size_t len) {
  return len >= LONG || atomic_load(&re->spare->asked) >= OFTEN;
}

/* Makes machine code once much is asked. Without JIT (no support on this machine, no
 * memory for code) it is only slower. */
static bool is_compiled(const jy_regex *re, size_t len) {
  if (atomic_load(&re->spare->jit) != UNTRIED) return atomic_load(&re->spare->jit) == DONE;
  if (!is_worth_it(re, len)) return false;
  pthread_mutex_lock(&compiling);
  if (atomic_load(&re->spare->jit) == UNTRIED) {
    pcre2_code *fast = pcre2_code_copy(re->code); /* others may be matching with the code itself */
    bool done = fast && pcre2_jit_compile(fast, PCRE2_JIT_COMPLETE) == 0;
    if (done) re->spare->fast = fast;
    else pcre2_code_free(fast);
    atomic_store(&re->spare->jit, done ? DONE : NONE);
  }
  pthread_mutex_unlock(&compiling);
  return atomic_load(&re->spare->jit) == DONE;
}

/* What the expression cannot match without, read once much is asked; NULL where that
 * is nothing. Without memory it is only slower. */
static const jy__needs *needs_of(const jy_regex *re, size_t len) {
  struct spare *spare = re->spare;
  if (atomic_load(&spare->read) == UNTRIED && is_worth_it(re, len)) {
    pthread_mutex_lock(&compiling);
    if (atomic_load(&spare->read) == UNTRIED) {
      uint32_t options = 0;
      bool any = jy__needs_read(&spare->needs, re->pattern) == JY_OK && spare->needs.len &&
                 pcre2_pattern_info(re->code, PCRE2_INFO_ALLOPTIONS, &options) == 0;
      if (any) jy__pairs_prepare(&spare->needs);
      spare->needs.anchored = (options & PCRE2_ANCHORED) != 0;
      atomic_store(&spare->read, any ? DONE : NONE);
    }
    pthread_mutex_unlock(&compiling);
  }
  return atomic_load(&spare->read) == DONE ? &spare->needs : NULL;
}

/* The text is valid UTF-8: compiled code does not ask, the interpreter is told. */
static int run(const jy_regex *re, jy_str text, size_t from, uint32_t options, pcre2_match_data *data,
               pcre2_match_context *context) {
  PCRE2_SPTR s = (PCRE2_SPTR)(text.ptr ? text.ptr : "");
  int n = PCRE2_ERROR_JIT_STACKLIMIT;
  if (is_compiled(re, text.len)) n = pcre2_jit_match(re->spare->fast, s, text.len, from, options, data, context);
  if (n == PCRE2_ERROR_JIT_STACKLIMIT)
    n = pcre2_match(re->code, s, text.len, from, options | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, context);
  return n;
}

static int match(jy_groups *out, const jy_regex *re, jy_str text, size_t from, uint32_t options,
                 pcre2_match_context *context) {
  out->len = 0;
  pcre2_match_data *data = take_spare(re);
  if (!data) return jy__nomem();
  if (atomic_load(&re->spare->asked) < OFTEN) atomic_fetch_add(&re->spare->asked, 1);
  int n = run(re, text, from, options, data, context);
  int rc = JY_OK;
  if (n > 0)
    rc = copy_groups(out, re, data);
  else if (n != PCRE2_ERROR_NOMATCH)
    rc = fail_pcre2(n, from, "regular expression gave up");
  put_spare(re, data);
  return rc;
}

/* The first match that starts in [from, limit]. */
static int match_until(jy_groups *out, const jy_regex *re, jy_str text, size_t from, size_t limit,
                       uint32_t options) {
  pcre2_match_context *context = atomic_exchange(&re->spare->context, NULL);
  if (!context) context = pcre2_match_context_create(NULL);
  if (!context) return jy__nomem();
  pcre2_set_offset_limit(context, limit);
  int rc = match(out, re, text, from, options, context);
  pcre2_match_context_free(atomic_exchange(&re->spare->context, context));
  return rc;
}

static size_t boundary(jy_str text, size_t at) {
  while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at++;
  return at;
}

/* A text without pairs that is no longer is looked through for a word first, unless
 * the expression itself is as soon done. */
enum { SHORT = 256, SOON = 6 };

static bool may_match(const jy__needs *needs, jy_str text, size_t from) {
  if (needs->anchored && (from > 0 || needs->before <= SOON)) return true;
  return jy__needs_any(needs, (jy_str){text.ptr + from, text.len - from});
}

/* Places that are tried before the text is looked through as a whole. */
enum { MOST_TRIED = 16 };

/* Looks only where a word stands that the expression cannot match without: a match
 * starts at most needs->before bytes before the first of them that is not before it. */
static int search(jy_groups *out, const jy_regex *re, jy_str text, size_t from, uint32_t options,
                  const jy__pairs *pairs) {
  out->len = 0;
  const jy__needs *needs = pairs || text.len - from <= SHORT ? needs_of(re, text.len) : NULL;
  if (!needs) return match(out, re, text, from, options, NULL);
  if (!pairs) return may_match(needs, text, from) ? match(out, re, text, from, options, NULL) : JY_OK;
  size_t at, tried = 0;
  while ((at = jy__pairs_find(pairs, needs, text, from)) != JY_NO_OFFSET) {
    bool near = at != JY__PAIRS_MANY && !needs->anchored && needs->before != JY__NEEDS_FAR;
    if (!near || tried++ == MOST_TRIED) return match(out, re, text, from, options, NULL);
    if (at - from > needs->before) from = boundary(text, at - needs->before);
    int rc = match_until(out, re, text, from, at, options);
    if (rc < 0 || out->len) return rc;
    from = boundary(text, at + 1);
  }
  return JY_OK;
}

int jy_regex_find(jy_groups *out, const jy_regex *re, jy_str text, size_t from) {
  out->len = 0;
  size_t bad = jy__utf8_check(text.ptr, text.len);
  if (bad < text.len)
    return jy__fail(JY_EINVALID, NULL, bad, "text that is not UTF-8 (%02x)", (unsigned char)text.ptr[bad]);
  return jy__regex_find(out, re, text, from, NULL);
}

int jy__regex_find(jy_groups *out, const jy_regex *re, jy_str text, size_t from, const jy__pairs *pairs) {
  out->len = 0;
  if (from > text.len || (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80))
    return jy__fail(JY_EINVALID, NULL, from, "a search cannot begin inside a character or behind the text");
  return search(out, re, text, from, 0, pairs);
}

int jy__regex_after(jy_groups *out, const jy_regex *re, jy_str text, jy_span last, const jy__pairs *pairs) {
  return search(out, re, text, last.end, last.start == last.end ? PCRE2_NOTEMPTY_ATSTART : 0, pairs);
}

int jy_regex_next(jy_groups *groups, const jy_regex *re, jy_str text) {
  return groups->len == 0 ? JY_OK : jy__regex_after(groups, re, text, groups->at[0], NULL);
}

/* ---- replacements --------------------------------------------------------- */

static size_t named_group(const jy_regex *re, jy_str name) {
  for (size_t g = 1; g <= re->groups; g++) {
    const char *known = jy_regex_group_name(re, g);
    if (known && jy_str_equal(jy_cstr(known), name)) return g;
  }
  return JY_NO_OFFSET;
}

/* Reads the reference behind the % at `at`; returns its length, 0 where there
 * is none. */
static size_t read_reference(size_t *group, const jy_regex *re, jy_str form, size_t at) {
  const char *p = form.ptr + at + 1;
  size_t left = form.len - at - 1;
  if (left && *p >= '0' && *p <= '9') {
    *group = (size_t)(*p - '0');
    return 2;
  }
  const char *close = left && *p == '{' ? memchr(p, '}', left) : NULL;
  if (!close) return 0;
  *group = named_group(re, (jy_str){p + 1, (size_t)(close - p) - 1});
  return (size_t)(close - p) + 2;
}

int jy_regex_expand(jy_buf *out, const jy_regex *re, jy_str form, jy_str text, const jy_groups *groups) {
  size_t i = 0;
  while (i < form.len) {
    const char *percent = memchr(form.ptr + i, '%', form.len - i);
    size_t plain = percent ? (size_t)(percent - form.ptr) : form.len;
    jy_buf_put(out, form.ptr + i, plain - i);
    if (!percent) break;
    i = plain;
    if (i + 1 < form.len && form.ptr[i + 1] == '%') {
      jy_buf_put(out, "%", 1);
      i += 2;
      continue;
    }
    size_t group = JY_NO_OFFSET, len = read_reference(&group, re, form, i);
    if (len == 0 || group >= groups->len)
      return jy__fail(JY_EINVALID, NULL, i, "a replacement refers to no group: use %%0 to %%9, %%{name} or %%%%");
    jy_span s = groups->at[group];
    if (s.start != JY_NO_OFFSET) jy_buf_put(out, text.ptr + s.start, s.end - s.start);
    i += len;
  }
  return jy_buf_status(out);
}

void jy_groups_free(jy_groups *groups) {
  free(groups->at);
  *groups = (jy_groups)JY_GROUPS_INIT;
}

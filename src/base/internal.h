/* What the rooms share from base and callers of libjiyao do not see: raising
 * errors, UTF-8, span lists, whole files. */
#ifndef JY_BASE_INTERNAL_H
#define JY_BASE_INTERNAL_H

#include <stdio.h>

#include "jiyao/align.h"
#include "jiyao/base.h"

/* Leaves an error record and returns `code`, so that a caller can write
 * `return jy__fail(JY_EIO, path, JY_NO_OFFSET, "cannot open: %s", why)`.
 * `path` may be NULL. The message names what is wrong and what to do. */
int jy__fail(int code, const char *path, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The usual record for a failed allocation; returns JY_ENOMEM. */
int jy__nomem(void);

/* Names the source of the last failure where none is named yet; returns its
 * code. For a caller that knows the path when the callee only knew bytes. */
int jy__fail_path(const char *path);

/* Reads one character at p (p < end). Returns its length in bytes, or 0 where
 * the bytes are no well-formed UTF-8 (overlong, surrogate, above U+10FFFF, cut). */
size_t jy__utf8_next(const char *p, const char *end, uint32_t *cp);

/* Offset of the first byte that is not well-formed UTF-8; len when all is. */
size_t jy__utf8_check(const char *p, size_t len);

/* Writes one character to `s`, which has room for 4 bytes; returns how many. */
size_t jy__utf8_write(char *s, uint32_t cp);

/* Appends one character. */
void jy__utf8_put(jy_buf *b, uint32_t cp);

/* Bytes of the character whose first byte is `lead` in well-formed UTF-8. */
static inline size_t jy__utf8_len(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The bytes at p as a word, the first lowest; four must be there. */
static inline uint32_t jy__load4(const char *p) {
  const unsigned char *s = (const unsigned char *)p;
  return (uint32_t)s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 | (uint32_t)s[3] << 24;
}

/* Whether such a word opens with a character of three bytes (perhaps overlong,
 * or a surrogate: for text that is known to be valid, or that only passes). */
static inline bool jy__is_three(uint32_t word) {
  return (word & 0xC0C0F0) == 0x8080E0;
}

/* The code point of such a character. */
static inline uint32_t jy__three(uint32_t word) {
  return (word & 0x0F) << 12 | (word >> 2 & 0xFC0) | (word >> 16 & 0x3F);
}

/* The bit of such a character in a table with one for each code point. */
static inline uint64_t jy__three_bit(const uint64_t *bits, uint32_t word) {
  return bits[(word & 0x0F) << 6 | (word >> 8 & 0x3F)] >> (word >> 16 & 0x3F) & 1;
}

/* Steps over ASCII and over characters of three bytes whose bit in such a table
 * is not set. Stops at whatever else there is, and a few bytes before `end`. */
const char *jy__skip_threes(const uint64_t *bits, const char *p, const char *end);

/* Whether such a word opens with a Han character of the first block (U+4E00 to
 * U+9FFF), which most of Chinese text is. */
static inline bool jy__is_common_han(uint32_t word) {
  return jy__is_three(word) && jy__three(word) >= 0x4E00 && jy__three(word) <= 0x9FFF;
}

/* Han: the unified ideographs with extensions A to H, compatibility
 * ideographs, and U+3007 (zero). */
bool jy__is_han(uint32_t cp);

/* A list of spans; start from {0}. */
typedef struct {
  jy_span *at;
  size_t len;
  size_t cap;
} jy__spans;

int jy__spans_add(jy__spans *s, size_t start, size_t end);
void jy__spans_free(jy__spans *s);

/* Grows *at (cap elements of `size` bytes) to hold `need` elements. */
int jy__grow(void **at, size_t *cap, size_t need, size_t size);

/* Opens a file for reading; `-` is standard input, which is not to be closed.
 * Directories, missing and unreadable files are JY_EIO or JY_ENOTFOUND with the
 * path. */
int jy__file_open(FILE **out, const char *path);

/* The next bytes of it: *got is 0 at the end. */
int jy__file_pull(FILE *f, const char *path, char *to, size_t room, size_t *got);

/* Adds `len` bytes of characters of `unit` bytes each (1 to 3), each of which
 * became one character of the same size. Neighbouring runs of one unit are one. */
int jy__align_units(jy_align *a, size_t unit, size_t len);

/* Appends the pieces of `b`. */
int jy__align_append(jy_align *a, const jy_align *b);

/* Whether everything was kept. */
bool jy__align_is_identity(const jy_align *a);

/* Appends the whole of a file. */
int jy__file_read(jy_buf *out, const char *path);

/* What a child may take. */
typedef struct {
  double seconds;
  size_t bytes; /* of output */
} jy__child_limits;

/* Runs argv[0], sought on the PATH, with `input` as its standard input. Appends
 * what it prints to `out`, and up to 4 KB of its complaints to `err`. JY_OK when
 * it ran to its end, whatever *exit_code; JY_ENOTFOUND where there is no such
 * program; JY_EIO where it was ended by a signal or broke a limit, after which
 * it is killed. No child is ever left behind. */
int jy__child_run(jy_buf *out, jy_buf *err, int *exit_code, const char *const argv[], jy_str input,
                  const jy__child_limits *limits);

#endif

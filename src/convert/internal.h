/* What the files of this room share. */
#ifndef JY_CONVERT_INTERNAL_H
#define JY_CONVERT_INTERNAL_H

#include "base/internal.h"
#include "jiyao/convert.h"

/* The families of encodings whose characters have a known shape in bytes. */
typedef enum {
  JY__ENC_OTHER, /* not known: cannot be read */
  JY__ENC_UTF8,
  JY__ENC_GB18030, /* two bytes by table, four by reckoning */
  JY__ENC_BIG5,
  JY__ENC_DOUBLE, /* one or two bytes */
  JY__ENC_EUCJP,  /* one to three bytes */
  JY__ENC_EUCTW,  /* one, two or four bytes */
  JY__ENC_ESCAPES, /* seven bits; escape sequences say which set they are of */
  JY__ENC_SINGLE, /* one byte */
  JY__ENC_UTF16,
  JY__ENC_UTF32
} jy__family;

typedef struct {
  const char *name;
  const char *iconv; /* what iconv(3) calls it; NULL where it is not asked */
  jy__family family;
  bool big_endian;
} jy__encoding;

/* What a label is read as; for the unknown, the label itself and OTHER. */
jy__encoding jy__encoding_of(const char *label);

/* Whether all of `bytes` can be read by a label without one fault. */
int jy__reads_all(bool *yes, jy_str bytes, const char *label);

/* Lists `len` bytes as one region, which became as many in text: for bytes that
 * jy_detect() found to be UTF-8 as a whole. */
int jy__regions_whole(jy_regions *r, size_t len, const jy_detection *found);

/* Bytes of byte order mark that `bytes` opens with under this encoding. */
size_t jy__bom_size(const jy__encoding *e, jy_str bytes);

/* The Simplified form of one character by OpenCC's first choice; itself where
 * there is none or the dictionaries are missing. */
uint32_t jy__hans_char(uint32_t cp);

/* Calls `each` for every pair of the character dictionary, in its order. */
int jy__hans_each(void (*each)(void *data, uint32_t from, uint32_t to), void *data);

/* Where jy_script_hans() would change a text first, or its length where nowhere. */
int jy__hans_first(size_t *out, jy_str in);

/* libopencc's own answer: for configurations that this program does not hold,
 * and for the tests to compare with. */
int jy__opencc_convert(jy_buf *out, jy_str in, const char *config);

#endif

/* The tagger's lexicon, read in place. Knows the form of the file that
 * train/lexicon.lua writes; refuses to know what its words are good for.
 *
 * After a head of 32 bytes ("JYLX", version, log2 of slots, rows, tags, log2
 * of bits, sum of what follows) come, lowest byte first: a bit for each hash that
 * has a slot, the slots of a hash of prefixes of
 * two characters and more (18 bits of the hash, a bit that says that longer
 * words begin so, 13 bits of the row of the word that it is or 0), the rows of
 * 8 bytes, for each of U+4E00 to U+9FFF its places in names (4 bytes) and its
 * row as a word (2 bytes, the top bit says that words begin with it), names of
 * tags (8 bytes each), what each tag costs after another. */
#include "extract/tagger.h"

enum { LEXICON_VERSION = 1, LEXICON_HEAD = 32, HAN_COUNT = JY__HAN_LAST - JY__HAN_FIRST + 1, SECTIONS = 7 };

uint64_t jy__checksum(const unsigned char *p, size_t len) {
  uint64_t sum = 0;
  for (size_t i = 0; i + 8 <= len; i += 8) sum = jy__mix(sum, jy__le8(p + i));
  return sum;
}

static int refused(const char *path, const char *why) {
  return jy__fail(JY_EINVALID, path, JY_NO_OFFSET, "is no lexicon of the tagger: %s", why);
}

/* Bytes of the sections in the order of the file, all together rounded to 8. */
static size_t body_len(const jy__wordlist *w, size_t at[SECTIONS]) {
  size_t sizes[SECTIONS] = {((size_t)1 << w->bits_log2) / 8, (size_t)4 << w->slots_log2, 8 * (size_t)w->rows_len, 4 * (size_t)HAN_COUNT,
                     2 * (size_t)HAN_COUNT, 8 * (size_t)w->tags_len, ((size_t)w->tags_len + 1) * (w->tags_len + 1)};
  size_t len = 0;
  for (size_t i = 0; i < SECTIONS; i++) {
    at[i] = len;
    len += sizes[i];
  }
  return (len + 7) / 8 * 8;
}

int jy__wordlist_open(jy__wordlist *out, jy_str file, const char *path, bool sound) {
  const unsigned char *p = (const unsigned char *)file.ptr;
  size_t at[SECTIONS];
  if (file.len < LEXICON_HEAD || memcmp(p, "JYLX", 4) != 0) return refused(path, "it does not begin as one");
  if (jy__le4(p + 4) != LEXICON_VERSION) return refused(path, "it has another version");
  jy__wordlist w = {.slots_log2 = jy__le4(p + 8), .rows_len = jy__le4(p + 12), .tags_len = jy__le4(p + 16),
                     .bits_log2 = jy__le4(p + 20)};
  w.sum = jy__le8(p + 24);
  if (w.slots_log2 < 4 || w.slots_log2 > 28 || w.bits_log2 < 6 || w.bits_log2 > 28 || w.rows_len > 8192 || w.tags_len == 0 || w.tags_len > 64)
    return refused(path, "its sizes are out of range");
  if (body_len(&w, at) != file.len - LEXICON_HEAD) return refused(path, "its length is not what it says");
  if (!sound && jy__checksum(p + LEXICON_HEAD, file.len - LEXICON_HEAD) != w.sum) return refused(path, "it is damaged");
  p += LEXICON_HEAD;
  w.bits = p + at[0];
  w.slots = p + at[1];
  w.rows = p + at[2];
  w.names = p + at[3];
  w.singles = p + at[4];
  w.tags = p + at[5];
  w.follow = p + at[6];
  *out = w;
  return JY_OK;
}

/* The shingles of a text: what of it counts, windows of that, a signature. Knows
 * characters; refuses to know other texts.
 *
 * Signatures are MinHash (Broder, On the resemblance and containment of documents,
 * 1997), their hash functions multiplication and shift. */
#include "text/shingles.h"

#include <stdlib.h>
#include <string.h>

/* Of a signature: so long that two reports share next to none by chance. */
enum { WINDOW = 8 };
/* Texts below are headlines and empty pages: what they share says nothing. */
enum { LEAST = 32 };

/* Greek, Cyrillic, accented Latin; kana, zhuyin, Hangul. */
static bool is_letter(uint32_t c) {
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x52F) ||
         (c >= 0x3041 && c <= 0x30FA) || (c >= 0x3105 && c <= 0x312F) || (c >= 0xAC00 && c <= 0xD7A3);
}

/* The character as it counts; 0 where it does not. */
static uint32_t fold(uint32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ? c : 0;
  return jy__is_han(c) || is_letter(c) ? c : 0;
}

static bool is_broken(uint32_t c) {
  return c == 0xFFFD || c == 0x25A1;
}

static void read_chars(jy_shingles *s, jy_str text) {
  bool broken = false;
  for (size_t at = 0; at < text.len;) {
    uint32_t c;
    size_t bytes = jy__utf8_next(text.ptr + at, text.ptr + text.len, &c);
    uint32_t folded = fold(c);
    broken = broken || is_broken(c);
    if (folded) {
      s->chars[s->len] = folded;
      s->starts[s->len] = (uint32_t)at;
      s->ends[s->len] = (uint32_t)(at + bytes);
      s->broken[s->len++] = broken;
      broken = false;
    }
    at += bytes;
  }
}

/* splitmix64's last steps: what differs in any bit differs in half of them. */
static uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

static const uint64_t BASE = 0x9E3779B97F4A7C15u;

/* The polynomial of the window that ends before `end`, from that of the one before. */
static uint64_t rolled(const jy_shingles *s, uint64_t before, size_t end, size_t window, uint64_t out) {
  uint64_t h = before * BASE + s->chars[end - 1];
  return end > window ? h - out * s->chars[end - 1 - window] : h;
}

static uint64_t power(size_t n) {
  uint64_t p = 1;
  while (n--) p *= BASE;
  return p;
}

size_t jy__shingles_find(const jy_shingles *s, uint64_t hash) {
  for (size_t i = (size_t)hash & s->mask; s->slots[i]; i = (i + 1) & s->mask)
    if (s->hashes[s->slots[i] - 1] == hash) return s->slots[i] - 1;
  return SIZE_MAX;
}

static void hash_shingles(jy_shingles *s) {
  uint64_t h = 0, out = power(JY__SHINGLE);
  for (size_t end = 1; end <= s->len; end++) {
    h = rolled(s, h, end, JY__SHINGLE, out);
    if (end < JY__SHINGLE) continue;
    size_t at = s->shingles++, i = 0;
    uint64_t hash = s->hashes[at] = mix(h);
    for (i = (size_t)hash & s->mask; s->slots[i]; i = (i + 1) & s->mask)
      if (s->hashes[s->slots[i] - 1] == hash) break;
    if (s->slots[i]) continue;
    s->slots[i] = (uint32_t)at + 1;
    s->distinct++;
  }
}

int jy_shingles_new(jy_shingles **out, jy_str text) {
  *out = NULL;
  size_t bad = text.len ? jy__utf8_check(text.ptr, text.len) : 0;
  if (bad < text.len) return jy__fail(JY_EENCODING, NULL, bad, "invalid UTF-8");
  if (text.len >= UINT32_MAX / 2) return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "too long to be compared");
  jy_shingles *s = calloc(1, sizeof *s);
  if (!s) return jy__nomem();
  /* A character that counts has a byte at least; Chinese ones three. */
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) n += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
  for (s->mask = 15; s->mask < 2 * n; s->mask = 2 * s->mask + 1) continue;
  size_t room = n + 1;
  s->chars = malloc(room * sizeof *s->chars);
  s->starts = malloc(room * sizeof *s->starts);
  s->ends = malloc(room * sizeof *s->ends);
  s->broken = malloc(room * sizeof *s->broken);
  s->hashes = malloc(room * sizeof *s->hashes);
  s->slots = calloc(s->mask + 1, sizeof *s->slots);
  if (!s->chars || !s->starts || !s->ends || !s->broken || !s->hashes || !s->slots) {
    jy_shingles_free(s);
    return jy__nomem();
  }
  read_chars(s, text);
  hash_shingles(s);
  *out = s;
  return JY_OK;
}

void jy_shingles_free(jy_shingles *s) {
  if (!s) return;
  free(s->chars);
  free(s->starts);
  free(s->ends);
  free(s->broken);
  free(s->hashes);
  free(s->slots);
  free(s);
}

size_t jy_shingles_count(const jy_shingles *s) {
  return s->distinct;
}

uint64_t jy_shingles_name(const jy_shingles *s) {
  uint64_t h = s->len;
  for (size_t i = 0; i < s->len; i++) h = mix(h * BASE + s->chars[i]);
  return h;
}

bool jy_shingles_signature(uint16_t out[JY_SIGNATURE], const jy_shingles *s) {
  if (s->distinct < LEAST) return false;
  uint64_t factors[JY_SIGNATURE], least[JY_SIGNATURE], h = 0, gone = power(WINDOW);
  for (size_t j = 0; j < JY_SIGNATURE; j++) {
    factors[j] = mix(BASE * (j + 1)) | 1;
    least[j] = UINT64_MAX;
  }
  for (size_t end = 1; end <= s->len; end++) {
    h = rolled(s, h, end, WINDOW, gone);
    if (end < WINDOW) continue;
    uint64_t hash = mix(h);
    for (size_t j = 0; j < JY_SIGNATURE; j++) {
      uint64_t value = hash * factors[j];
      least[j] = value < least[j] ? value : least[j];
    }
  }
  for (size_t j = 0; j < JY_SIGNATURE; j++) out[j] = (uint16_t)mix(least[j]);
  return true;
}

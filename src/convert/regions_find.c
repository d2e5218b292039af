/* Where a file in one encoding may hold stretches of another: by the bytes that
 * the one hardly has and the other is full of. A block is first counted without
 * a branch, so that a file without such stretches is as fast as before.
 * Refuses to judge: windows are only where to look. */
#include "convert/internal.h"
#include "convert/regions.h"

#define BLOCK 128 /* bytes that are counted together */
#define PAD 128   /* bytes of a window on either side */

/* A byte after which a character begins in every one of the encodings. */
static bool ends_any(char c) {
  return c >= 0 && c < '0';
}

/* Adds a window around [start, end), from and to where a character begins. */
static int add_window(jy__spans *out, jy_str bytes, size_t start, size_t end) {
  size_t least = out->len ? out->at[out->len - 1].end : 0;
  start = start > PAD + least ? start - PAD : least;
  end = bytes.len - end > PAD ? end + PAD : bytes.len;
  while (start > least && !ends_any(bytes.ptr[start - 1])) start--;
  while (end < bytes.len && !ends_any(bytes.ptr[end - 1])) end++;
  if (out->len && out->at[out->len - 1].end >= start) {
    if (out->at[out->len - 1].end < end) out->at[out->len - 1].end = end;
    return JY_OK;
  }
  return jy__spans_add(out, start, end);
}

static int find_in_utf8(jy__spans *out, jy_str bytes) {
  int status = JY_OK;
  for (size_t at = 0; status == JY_OK && at < bytes.len;) {
    at += jy__utf8_check(bytes.ptr + at, bytes.len - at);
    if (at == bytes.len) break;
    if (!out->len || out->at[out->len - 1].end < at + PAD) status = add_window(out, bytes, at, at + 1);
    at++;
  }
  return status;
}

typedef struct {
  unsigned low;   /* bytes 80 to A0: tails of UTF-8, rare in double-byte text */
  unsigned mixed; /* high bytes before 40 to 7E: pairs of Big5 and of GBK's extensions */
  unsigned high;
} counts;

static counts count_block(const unsigned char *p) {
  uint8_t low = 0, mixed = 0, high = 0;
  for (int i = 0; i < BLOCK; i++) {
    uint8_t a = p[i], b = p[i + 1];
    low = (uint8_t)(low + (a >= 0x80 && a <= 0xA0));
    high = (uint8_t)(high + (a >= 0x80));
    mixed = (uint8_t)(mixed + ((a >= 0x80) & (b >= 0x40) & (b <= 0x7E)));
  }
  return (counts){low, mixed, high};
}

/* Three characters of three bytes of UTF-8 in a row, ASCII between allowed. */
static bool has_utf8(const unsigned char *p, const unsigned char *end) {
  unsigned row = 0;
  while (end - p >= 3) {
    if (p[0] >= 0xE3 && p[0] <= 0xEF && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
      if (++row == 3) return true;
      p += 3;
      continue;
    }
    if (p[0] >= 0x80) row = 0;
    p++;
  }
  return false;
}

/* Pairs that GB18030 leaves to its users, and Big5 has its commonest characters
 * at (A4 to A7 before 40 to A0, AA to AF before A1 to FE). */
static bool has_private_pairs(const unsigned char *p, const unsigned char *end) {
  unsigned n = 0;
  while (end - p >= 2) {
    if (p[0] < 0x80) {
      p++;
      continue;
    }
    n += p[0] >= 0xA4 && p[0] <= 0xA7 && p[1] >= 0x40 && p[1] <= 0xA0;
    n += p[0] >= 0xAA && p[0] <= 0xAF && p[1] >= 0xA1;
    p += p[1] >= 0x40 ? 2 : 1;
  }
  return n >= 3;
}

static bool may_change(const unsigned char *p, const unsigned char *end, counts c, jy__in usual) {
  if (usual == JY__IN_BIG5) return c.low >= 3 || (c.high >= 48 && c.mixed == 0); /* Big5 has no such bytes */
  return (c.low >= 3 && has_utf8(p, end)) || (c.mixed >= 5 && has_private_pairs(p, end));
}

/* Whether a loss stands in [start, end); takes those off that are behind. */
static bool has_loss(const jy_ledger *losses, size_t *next, size_t start, size_t end) {
  if (!losses) return false;
  while (*next < losses->len && losses->losses[*next].offset < start) ++*next;
  return *next < losses->len && losses->losses[*next].offset < end;
}

static int find_in_pairs(jy__spans *out, jy_str bytes, jy__in usual, const jy_ledger *losses) {
  const unsigned char *p = (const unsigned char *)bytes.ptr;
  int status = JY_OK;
  size_t at = 0, next = 0;
  for (; status == JY_OK && bytes.len - at > BLOCK; at += BLOCK) {
    counts c = count_block(p + at);
    size_t end = bytes.len - at > BLOCK + 16 ? at + BLOCK + 16 : bytes.len;
    if ((c.high >= 6 && may_change(p + at, p + end, c, usual)) || has_loss(losses, &next, at, at + BLOCK))
      status = add_window(out, bytes, at, at + BLOCK);
  }
  if (status < 0 || at >= bytes.len) return status;
  unsigned char tail[BLOCK + 1] = {0};
  for (size_t i = 0; i < bytes.len - at; i++) tail[i] = p[at + i];
  counts c = count_block(tail);
  if ((c.high >= 6 && may_change(p + at, p + bytes.len, c, usual)) || has_loss(losses, &next, at, bytes.len))
    status = add_window(out, bytes, at, bytes.len);
  return status;
}

int jy__windows_find(jy__spans *out, jy_str bytes, jy__in usual, const jy_ledger *losses) {
  return usual == JY__IN_UTF8 ? find_in_utf8(out, bytes) : find_in_pairs(out, bytes, usual, losses);
}

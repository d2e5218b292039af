/* Where a slip may have begun or ended: a look at every byte, sixteen at a time,
 * which finds nothing in sound Chinese or English text. Refuses to judge. */
#include <string.h>

#include "base/block.h"
#include "text/slip.h"

/* Of the characters on either side of a place, one mark in so many is ruin, but
 * for so few marks as any slip may have. Damaged news has up to 14 in 64, and runs of 5. */
enum { BESIDE = 32, RUIN = 4, FEW_MARKS = 6, LONG_RUN = 6 };

/* Whether any of 16 bytes may belong to a sign: `?` or a letter beside a byte of
 * a longer character, or the last byte of ？ or U+FFFD (whose first bytes are
 * rare enough to be looked at one by one). p[-1] and p[16] are readable. */
static bool maybe(const char *p) {
  jy__block here = jy__block_load(p), before = jy__block_load(p - 1), after = jy__block_load(p + 1);
  jy__block question = jy__block_and(jy__block_equal(here, '?'), jy__block_or(before, after));
  jy__block letter = jy__block_and(jy__block_letters(here), before);
  jy__block last = jy__block_or(jy__block_equal(here, 0x9F), jy__block_equal(here, 0xBD));
  jy__block mark = jy__block_and(last, jy__block_equal(jy__block_or_byte(before, 3), 0xBF));
  return jy__block_bits(jy__block_or(jy__block_or(question, letter), mark)) != 0;
}

static bool is_mark(const char *p, size_t left) {
  return left >= 3 && (memcmp(p, "？", 3) == 0 || memcmp(p, "\xEF\xBF\xBD", 3) == 0);
}

/* Whether a byte belongs to what double-byte encodings write in two. */
static bool is_wide(char c) {
  return (unsigned char)c >= 0x80;
}

static bool is_letter(char c) {
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* What stands at `at`; letters count where no other letter or digit follows. */
static jy__slip_sign sign_at(jy_str t, size_t at) {
  char c = t.ptr[at];
  bool before = at > 0 && is_wide(t.ptr[at - 1]);
  char after = at + 1 < t.len ? t.ptr[at + 1] : '\n';
  if (c == '?') return before || is_wide(after) ? JY__SLIP_MARK : JY__SLIP_NONE;
  if (c >= 0x40 && c < 0x7F)
    return before && !is_letter(after) && !(after >= '0' && after <= '9') ? JY__SLIP_LETTER : JY__SLIP_NONE;
  return is_mark(t.ptr + at, t.len - at) ? JY__SLIP_MARK : JY__SLIP_NONE;
}

jy__slip_sign jy__slip_scan(jy_str t, size_t *at) {
  size_t i = *at;
  while (i < t.len) {
    while (i > 2 && i + 17 <= t.len && !maybe(t.ptr + i)) i += 16;
    /* A mark's last byte may be the first of the block. */
    size_t from = i > *at + 2 ? i - 2 : *at, to = i + 16 < t.len ? i + 16 : t.len;
    for (size_t k = from; k < to; k++) {
      jy__slip_sign sign = sign_at(t, k);
      if (sign == JY__SLIP_NONE) continue;
      *at = k;
      return sign;
    }
    i = to;
  }
  *at = t.len;
  return JY__SLIP_NONE;
}

/* ---- marks around a place -------------------------------------------------------- */

static size_t mark_size(const char *p, size_t left) {
  return left > 0 && *p == '?' ? 1 : is_mark(p, left) ? 3 : 0;
}

size_t jy__slip_past_run(jy_str t, size_t at) {
  size_t past = at, marks = 0;
  for (size_t n; (n = mark_size(t.ptr + past, t.len - past)) > 0; past += n) marks++;
  return marks > LONG_RUN ? past : at;
}

static bool is_inside(jy_str t, size_t at) {
  return ((unsigned char)t.ptr[at] & 0xC0) == 0x80;
}

bool jy__slip_is_ruin(jy_str t, size_t at) {
  size_t all = 0, marks = 0, run = 0, from = at;
  for (size_t n = 0; n < BESIDE && from > 0; n++)
    do from--;
    while (from > 0 && is_inside(t, from));
  for (size_t i = from, past = 0; i < t.len && past < BESIDE; i++) {
    if (is_inside(t, i)) continue;
    past += i >= at;
    run = mark_size(t.ptr + i, t.len - i) > 0 ? run + 1 : 0;
    all += run <= LONG_RUN; /* a line of marks to write on is no damage */
    marks += run > 0 && run <= LONG_RUN;
  }
  return marks > FEW_MARKS && marks * RUIN > all;
}

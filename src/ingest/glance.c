/* What can be told of a text without reading its characters: where its lines
 * are, how many are wide, which bytes are white space. For most texts that
 * answers whether its lines and gaps need any work. Refuses to do that work. */
#include "ingest/glance.h"

#include <stdlib.h>
#include <string.h>

#include "base/block.h"
#include "ingest/paper.h"

/* Bytes that take more than 120 columns in any script of news. */
#define WIDE 181

static inline unsigned line_ends(const char *p) {
  jy__block a = jy__block_load(p);
  return jy__block_bits(jy__block_or(jy__block_or(jy__block_equal(a, '\n'), jy__block_equal(a, '\r')), jy__block_equal(a, '\f')));
}

/* Which of the bytes from p on may begin a gap: a space beside a wide character,
 * or a space of more than one byte (U+3000 is told by its last two: few others
 * end so). Reads a byte before and two after. */
static inline unsigned gap_starts(const char *p) {
  jy__block a = jy__block_load(p), b = jy__block_load(p + 1), c = jy__block_load(p + 2);
  jy__block space = jy__block_or(jy__block_equal(a, ' '), jy__block_equal(jy__block_and_byte(a, 0xFD), '\t'));
  jy__block beside = jy__block_and(space, jy__block_or(jy__block_load(p - 1), b));
  jy__block marks = jy__block_or(jy__block_equal(jy__block_and_byte(c, 0xF0), 0x80), jy__block_equal(c, 0xAF));
  jy__block general = jy__block_and(jy__block_equal(a, 0xE2), marks);
  jy__block wide = jy__block_and(jy__block_equal(b, 0x80), jy__block_or(general, jy__block_equal(c, 0x80)));
  jy__block joiner = jy__block_and(jy__block_equal(a, 0xEF), jy__block_equal(b, 0xBB));
  jy__block other = jy__block_or(joiner, jy__block_equal(a, 0xC2));
  return jy__block_bits(jy__block_or(jy__block_or(beside, wide), other));
}

/* ---- lines ----------------------------------------------------------------------- */

/* The end of the line that `at` is in. */
static const char *line_end(const char *at, const char *end) {
  for (unsigned ends; end - at >= JY__BLOCK; at += JY__BLOCK)
    if ((ends = line_ends(at)) != 0) return at + __builtin_ctz(ends);
  while (at < end && *at != '\n' && *at != '\r' && *at != '\f') at++;
  return at;
}

static bool is_blank(const char *at, const char *end) {
  while (at < end) {
    uint32_t cp;
    size_t n = jy__utf8_next(at, end, &cp);
    if (n == 0 || !jy__is_gap(cp)) return false;
    at += n;
  }
  return true;
}

int jy__index_read(jy__index *out, jy_str text) {
  const char *at = text.ptr, *end = text.ptr + text.len;
  *out = (jy__index){.text = text};
  while (at < end) {
    const char *stop = line_end(at, end);
    if (!is_blank(at, stop)) {
      void *p = out->at;
      if (jy__grow(&p, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
      out->at = p;
      out->at[out->len++] = (jy_span){(size_t)(at - text.ptr), (size_t)(stop - text.ptr)};
    }
    at = stop < end ? stop + 1 : end;
  }
  return JY_OK;
}

void jy__index_free(jy__index *ix) {
  free(ix->at);
  *ix = (jy__index){0};
}

jy__line jy__index_line(const jy__index *ix, size_t i) {
  jy__line l = {0};
  jy__lines_one(&l, ix->text, ix->at[i]);
  return l;
}

jy__line jy__index_tail(const jy__index *ix, size_t i) {
  jy_span s = ix->at[i];
  jy__line l = {0};
  size_t start = s.end - s.start > 24 ? s.end - 24 : s.start;
  while (start < s.end && ((unsigned char)ix->text.ptr[start] & 0xC0) == 0x80) start++;
  jy__lines_one(&l, ix->text, (jy_span){start, s.end});
  return l;
}

bool jy__index_stops(const jy__index *ix, size_t i) {
  jy_span s = ix->at[i];
  if (s.end - s.start < 6) return false;
  const char *last = ix->text.ptr + s.end - 3;
  if (memcmp(last, "”", 3) == 0) last -= 3;
  if (memcmp(last, "。", 3) == 0) return true;
  return memcmp(last, "！", 3) == 0 || memcmp(last, "？", 3) == 0 || memcmp(last, "；", 3) == 0;
}

/* Whether a line could end with a mark that closes articles: by its last byte
 * and the white space after it. */
static bool may_close(jy_str text, jy_span line) {
  while (line.end > line.start && (text.ptr[line.end - 1] == ' ' || text.ptr[line.end - 1] == '\t')) line.end--;
  if (line.end - line.start < 3) return false;
  const char *last = text.ptr + line.end - 3;
  if (memcmp(last, "）", 3) == 0) return line.end - line.start >= 6 && memcmp(last - 3, "完", 3) == 0;
  return last[2] == ')' || (last[0] == '\xE2' && last[1] >= '\x96' && last[1] <= '\x98');
}

bool jy__is_plain(const jy__index *ix) {
  size_t wide = 0, marks = 0;
  for (size_t i = 0; i < ix->len; i++) {
    wide += ix->at[i].end - ix->at[i].start > WIDE;
    if (!may_close(ix->text, ix->at[i])) continue;
    jy__line l = jy__index_line(ix, i);
    marks += jy__closing_mark(ix->text, &l) > 0;
  }
  return wide * 10 > ix->len && marks < 2;
}

/* ---- gaps ------------------------------------------------------------------------ */

static size_t gap_len(const char *at, const char *end) {
  uint32_t cp;
  unsigned char c = (unsigned char)*at;
  if (c == ' ' || c == '\t' || c == '\v') return 1;
  if (c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
  size_t n = jy__utf8_next(at, end, &cp);
  return n && jy__is_gap(cp) ? n : 0;
}

static bool is_figure(char c) {
  return c >= '0' && c <= '9';
}

/* Whether a gap of `len` bytes between two characters, of which a is the last
 * byte of one and b the first of the other, may be the setting's: between a
 * figure and a wide character, or wide itself between wide characters. */
static bool may_part(char a, char b, size_t len) {
  bool left = (unsigned char)a >= 0x80, right = (unsigned char)b >= 0x80;
  return left && right ? len > 1 : (left && is_figure(b)) || (is_figure(a) && right);
}

/* The next byte from p on that may begin a gap; `end` where there is none. */
static const char *seek_gap(const char *text, const char *p, const char *end) {
  if (p == text && p < end) { /* nothing before it: no gap inside a line */
    if (gap_len(p, end)) return p;
    p++;
  }
  for (unsigned starts; end - p >= JY__BLOCK + 2; p += JY__BLOCK)
    if ((starts = gap_starts(p)) != 0) return p + __builtin_ctz(starts);
  while (p < end && gap_len(p, end) == 0) p++;
  return p;
}

bool jy__next_gap(jy_span *gap, jy_str text) {
  const char *end = text.ptr + text.len, *p = text.ptr + gap->end;
  while ((p = seek_gap(text.ptr, p, end)) < end) {
    const char *from = p;
    size_t n = gap_len(p, end);
    if (n == 0) {
      p++;
      continue;
    }
    while (from > text.ptr && (from[-1] == ' ' || from[-1] == '\t')) from--;
    for (; p < end && (n = gap_len(p, end)) != 0; p += n) continue;
    if (from == text.ptr || p == end || !may_part(from[-1], *p, (size_t)(p - from))) continue;
    *gap = (jy_span){(size_t)(from - text.ptr), (size_t)(p - text.ptr)};
    return true;
  }
  return false;
}

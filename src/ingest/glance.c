/* What can be told of a text without reading its characters: where its lines
 * are, how many are wide, which bytes are white space. For most texts that
 * answers whether its lines and gaps need any work. Refuses to do that work. */
#include "ingest/glance.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/paper.h"

/* Bytes that take more than 120 columns in any script of news. */
#define WIDE 181

static bool is_line_end(char c) {
  return c == '\n' || c == '\r' || c == '\f';
}

/* The end of the line that `at` is in. */
static const char *line_end(const char *at, const char *end, bool plain_ends) {
  if (plain_ends) {
    const char *n = memchr(at, '\n', (size_t)(end - at));
    return n ? n : end;
  }
  while (at < end && !is_line_end(*at)) at++;
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
  bool plain_ends = !text.len || (!memchr(at, '\r', text.len) && !memchr(at, '\f', text.len));
  *out = (jy__index){.text = text};
  while (at < end) {
    const char *stop = line_end(at, end, plain_ends);
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

/* ---- gaps -------------------------------------------------------------------- */

/* Bytes that are looked at in one go; compilers make vector code of that. */
#define BLOCK 64

/* Whether one of the BLOCK bytes from p on begins a gap; reads two more. */
static bool has_gap(const unsigned char *p) {
  unsigned char hit = 0;
  for (size_t i = 0; i < BLOCK; i++) {
    unsigned char a = p[i], b = p[i + 1], c = p[i + 2];
    unsigned char plain = (unsigned char)((a == ' ') | (a == '\t') | (a == '\v'));
    unsigned char fixed = (unsigned char)((a == 0xC2) & (b == 0xA0));
    unsigned char wide = (unsigned char)((a == 0xE3) & (b == 0x80) & (c == 0x80));
    unsigned char general = (unsigned char)((a == 0xE2) & (b == 0x80) & ((c <= 0x8B) | (c == 0xAF)));
    unsigned char mark = (unsigned char)((a == 0xEF) & (b == 0xBB));
    hit |= (unsigned char)(plain | fixed | wide | general | mark);
  }
  return hit;
}

static size_t gap_len(const char *at, const char *end) {
  uint32_t cp;
  unsigned char c = (unsigned char)*at;
  if (c == ' ' || c == '\t' || c == '\v') return 1;
  if (c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
  size_t n = jy__utf8_next(at, end, &cp);
  return n && jy__is_gap(cp) ? n : 0;
}

static bool may_part(char c) {
  return (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

size_t jy__next_gap(jy_str text, size_t at) {
  const char *p = text.ptr + at, *end = text.ptr + text.len;
  while (p < end) {
    while (end - p > BLOCK + 2 && !has_gap((const unsigned char *)p)) p += BLOCK;
    size_t n = gap_len(p, end);
    if (n == 0) {
      p++;
      continue;
    }
    const char *from = p;
    for (; p < end && (n = gap_len(p, end)) != 0; p += n) continue;
    if (from > text.ptr && p < end && may_part(from[-1]) && may_part(*p) &&
        ((unsigned char)from[-1] >= 0x80 || (unsigned char)*p >= 0x80))
      return (size_t)(from - text.ptr);
  }
  return text.len;
}

/* A text as characters without the white space between them; what stood there
 * is kept as a gap. Names and titles are often spread over spaces and wrapped
 * lines, so everything after this stage looks at characters, not bytes.
 * Knows white space and lines; refuses to know names. */
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

static bool is_space(uint32_t cp) {
  return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || cp == 0x3000 || cp == 0x2028 ||
         cp == 0x2029 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0xFEFF;
}

bool jy__is_punct(uint32_t cp) {
  if (cp < 0x80) return !((cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z'));
  return (cp >= 0x2010 && cp <= 0x2BFF) || (cp >= 0x3001 && cp <= 0x303F && cp != 0x3007 && cp != 0x3005) ||
         (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF01 && cp <= 0xFF0F) || (cp >= 0xFF1A && cp <= 0xFF20) ||
         (cp >= 0xFF3B && cp <= 0xFF40) || (cp >= 0xFF5B && cp <= 0xFF65) || cp == 0xB7 || cp == 0xD7 ||
         cp == 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF);
}

/* Sets are literals, so well-formed, of characters of one, two and three bytes.
 * Asked so often that checking each of them anew would cost a tenth of it all. */
bool jy__char_is(const jy__reading *r, size_t i, const char *set) {
  if (i >= r->len) return false;
  const unsigned char *p = (const unsigned char *)set;
  while (*p) {
    uint32_t cp;
    if (*p < 0x80) {
      cp = *p++;
    } else if (*p < 0xE0) {
      cp = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
      p += 2;
    } else {
      cp = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
      p += 3;
    }
    if (cp == r->at[i].cp) return true;
  }
  return false;
}

/* A line whose cells stand apart is the row of a table, which does not go on in the next. */
static bool is_row(const jy__reading *r, size_t start, size_t end) {
  size_t cells = 0, wide = 0; /* of one ideographic space and of more */
  for (size_t i = start + 1; i < end; i++) {
    size_t bytes = r->at[i].gap == JY__GAP_SPACE ? r->at[i].at - r->at[i - 1].at - r->at[i - 1].len : 0;
    cells += bytes >= 3;
    wide += bytes > 3;
  }
  return wide > 1 || (wide && cells > 2);
}

/* Line lengths tell a wrapped line from the end of a paragraph: a line that
 * ends without a full stop and is not much shorter than the one that follows
 * goes on there. */
static void judge_breaks(jy__reading *r) {
  size_t line = 0, prev = 0, at = 0; /* lengths; where the break before `line` is */
  for (size_t i = 0; i <= r->len; i++) {
    if (i < r->len && r->at[i].gap < JY__GAP_SOFT) {
      line++;
      continue;
    }
    if (at > 0) {
      bool ended = jy__char_is(r, at - 1, "。!?！？;；■…:：");
      bool row = is_row(r, at - prev, at) || is_row(r, at, at + line);
      r->at[at].gap = !ended && !row && prev + 3 >= line && prev >= 4 ? JY__GAP_SOFT : JY__GAP_HARD;
    }
    prev = line;
    line = 1;
    at = i;
  }
}

static void mark_quoted(jy__reading *r) {
  size_t open = 0;
  bool in = false;
  for (size_t i = 0; i < r->len; i++) {
    if (r->at[i].cp == 0x300A) {
      in = true;
      open = i;
    } else if (in && r->at[i].cp == 0x300B) {
      for (size_t k = open; k <= i; k++) r->at[k].quoted = true;
      in = false;
    }
  }
}

int jy__reading_make(jy__reading *r, const jy_extractor *x, jy_str text) {
  const char *p = text.ptr, *end = text.len ? text.ptr + text.len : text.ptr;
  uint8_t gap = JY__GAP_HARD;
  while (p < end) {
    uint32_t cp = 0xFFFD;
    size_t n = jy__utf8_next(p, end, &cp);
    if (n == 0) n = 1, cp = 0xFFFD;
    if (is_space(cp)) {
      uint8_t g = cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029 ? JY__GAP_SOFT : JY__GAP_SPACE;
      if (g > gap) gap = g;
    } else {
      if (jy__room(&r->at, &r->cap, r->len + 1, sizeof *r->at) < 0) return JY_ENOMEM;
      r->at[r->len++] = (jy__char){(size_t)(p - text.ptr), r->squeezed.len, jy__han_find(x, cp), cp,
                                   (uint8_t)n, gap, jy__is_han(cp), false};
      jy__utf8_put(&r->squeezed, cp);
      gap = JY__GAP_NONE;
    }
    p += n;
  }
  if (jy_buf_status(&r->squeezed) < 0) return JY_ENOMEM;
  judge_breaks(r);
  mark_quoted(r);
  return JY_OK;
}

void jy__reading_free(jy__reading *r) {
  free(r->at);
  jy_buf_free(&r->squeezed);
  memset(r, 0, sizeof *r);
}

void jy__reading_put(jy_buf *out, const jy__reading *r, size_t start, size_t end) {
  if (start >= end) return;
  size_t from = r->at[start].squeezed, to = end < r->len ? r->at[end].squeezed : r->squeezed.len;
  jy_buf_put(out, r->squeezed.ptr + from, to - from);
}

jy_span jy__reading_bytes(const jy__reading *r, size_t start, size_t end) {
  jy_span s = {r->at[start].at, r->at[end - 1].at + r->at[end - 1].len};
  return s;
}

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

bool jy__is_dot(uint32_t cp) {
  return cp == 0xB7 || cp == 0x2022 || cp == 0x30FB || cp == 0x2027 || cp == 0xFF65;
}

bool jy__reads(const jy__reading *r, size_t i, const char *words) {
  size_t len = strlen(words);
  if (i >= r->len) return false;
  size_t from = r->at[i].squeezed;
  return from + len <= r->squeezed.len && memcmp(r->squeezed.ptr + from, words, len) == 0;
}

bool jy__scores_stand(const jy__reading *r, size_t i) {
  for (size_t n = 0; n < 2; n++) {
    size_t digits = 0;
    if (i >= r->len || r->at[i].gap != JY__GAP_SPACE) return false;
    while (i < r->len && r->at[i].cp >= '0' && r->at[i].cp <= '9' && (!digits || !r->at[i].gap)) i++, digits++;
    if (!digits || digits > 3) return false;
    if (jy__char_is(r, i, ".") && !r->at[i].gap)
      for (i++; i < r->len && !r->at[i].gap && r->at[i].cp >= '0' && r->at[i].cp <= '9';) i++;
    if (i < r->len && !r->at[i].gap) return false;
  }
  return true;
}

/* Sets are literals, so well-formed, of characters of one, two and three bytes.
 * Asked so often that the bytes are compared, which most of the time differ in
 * the first two. */
bool jy__char_is(const jy__reading *r, size_t i, const char *set) {
  if (i >= r->len) return false;
  const unsigned char *c = (const unsigned char *)r->squeezed.ptr + r->at[i].squeezed;
  const unsigned char *p = (const unsigned char *)set;
  if (r->at[i].cp >= 0x800) {
    for (; *p; p += jy__utf8_len(*p))
      if (p[0] == c[0] && p[1] == c[1] && p[2] == c[2]) return true;
    return false;
  }
  for (; *p; p += jy__utf8_len(*p))
    if (p[0] == c[0] && (c[0] < 0x80 || p[1] == c[1])) return true;
  return false;
}

/* A line whose cells stand apart is the row of a table, which does not go on in the next. */
static bool is_row(const jy__reading *r, size_t start, size_t end) {
  size_t cells = 0, wide = 0, edges = 0; /* of one ideographic space and of more; tabs and bars */
  for (size_t i = start + 1; i < end; i++) {
    size_t bytes = r->at[i].gap == JY__GAP_SPACE ? r->at[i].at - r->at[i - 1].at - r->at[i - 1].len : 0;
    cells += bytes >= 3;
    wide += bytes > 3;
    edges += r->at[i].cell;
  }
  return edges > 1 || wide > 1 || (wide && cells > 2);
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

enum { RUN_MAX = 8 };

static void mark_runs(jy__reading *r) {
  uint8_t run = 0, tight = 0;
  for (size_t i = r->len; i-- > 0;) {
    run = r->at[i].han ? (uint8_t)(run < RUN_MAX ? run + 1 : RUN_MAX) : 0;
    tight = (uint8_t)(i + 1 == r->len || r->at[i + 1].gap ? 1 : tight < UINT8_MAX ? tight + 1 : tight);
    r->at[i].run = run;
    r->at[i].tight = tight;
  }
}

/* The character at p; what is no character reads as U+FFFD. */
static size_t next_char(uint32_t *cp, const char *p, const char *end) {
  size_t n = jy__utf8_next(p, end, cp);
  if (n == 0) *cp = 0xFFFD;
  return n ? n : 1;
}

/* Adds a character that is n bytes at p; what is not set is 0. The squeezed text has room for all that is left. */
static inline jy__char *add_char(jy__reading *r, const jy_extractor *x, uint32_t cp, const char *p, size_t n) {
  jy__char *c = &r->at[r->len++];
  memset(c, 0, sizeof *c);
  c->squeezed = r->squeezed.len;
  c->in_names = jy__han_find(x, cp);
  c->cp = cp;
  c->len = (uint8_t)n;
  c->marks = jy__marks_of(cp);
  memcpy(r->squeezed.ptr + r->squeezed.len, p, n);
  r->squeezed.len += n;
  return c;
}

/* The same for what is no common Han character, or a byte that is no character at all. */
static jy__char *add_other(jy__reading *r, const jy_extractor *x, uint32_t cp, const char *p, size_t n, size_t left) {
  jy__char *c;
  if (cp == 0xFFFD && n == 1) {
    if (jy_buf_reserve(&r->squeezed, left + 3) < 0) return NULL;
    c = add_char(r, x, cp, "\xEF\xBF\xBD", 3);
    c->len = 1;
  } else {
    c = add_char(r, x, cp, p, n);
  }
  c->han = jy__is_han(cp);
  c->punct = jy__is_punct(cp);
  r->dots |= jy__is_dot(cp) || cp == '.';
  return c;
}

static bool is_bar(uint32_t cp) {
  return cp == '|' || cp == 0xFF5C || cp == 0x2502;
}

static size_t count_bars(const char *p, const char *end) {
  size_t bars = 0;
  for (size_t n = 1; p < end && *p != '\n'; p += n) {
    uint32_t cp;
    n = next_char(&cp, p, end);
    bars += is_bar(cp);
  }
  return bars;
}

/* A line with bars in it, and whether they part the cells of a table: two or more, and as many in the line before
 * or behind. */
typedef struct {
  const char *end;
  bool table;
} barred;

static void judge_bars(barred *b, jy_str text, const char *at) {
  const char *start = at, *end = text.ptr + text.len;
  while (start > text.ptr && start[-1] != '\n') start--;
  b->end = memchr(at, '\n', (size_t)(end - at));
  if (!b->end) b->end = end;
  size_t bars = count_bars(start, end);
  const char *before = start > text.ptr ? start - 1 : start;
  while (before > text.ptr && before[-1] != '\n') before--;
  b->table = bars > 1 && ((start > text.ptr && count_bars(before, end) == bars) || (b->end < end && count_bars(b->end + 1, end) == bars));
}

static uint8_t gap_of(uint32_t cp) {
  return cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029 ? JY__GAP_SOFT : JY__GAP_SPACE;
}

/* 编辑丨某某: the character is written for the bar that it looks like, and never else. */
static void read_as_bar(jy__char *c) {
  c->cp = U'｜';
  c->in_names = NULL;
  c->punct = true;
}

/* The characters and their gaps, so far as a character tells. */
static int read_chars(jy__reading *r, const jy_extractor *x, jy_str text) {
  const char *p = text.ptr, *end = text.len ? text.ptr + text.len : text.ptr;
  uint8_t gap = JY__GAP_HARD;
  bool cell = false;
  barred bars = {text.ptr, false};
  for (size_t n = 3; p < end; p += n) {
    uint32_t cp, word = end - p >= 4 ? jy__load4(p) : 0;
    jy__char *c = NULL;
    if (r->len == r->cap && jy__room(&r->at, &r->cap, r->len + 1, sizeof *r->at) < 0) return JY_ENOMEM;
    if (jy__is_common_han(word)) {
      c = add_char(r, x, jy__three(word), p, n = 3);
      c->han = c->cp != U'丨';
      if (!c->han) read_as_bar(c);
    } else {
      n = next_char(&cp, p, end);
      if (is_bar(cp) && p >= bars.end) judge_bars(&bars, text, p);
      bool edge = cp == '\t' || (is_bar(cp) && bars.table), space = edge || is_space(cp);
      cell |= edge;
      if (!space && !(c = add_other(r, x, cp, p, n, (size_t)(end - p)))) return JY_ENOMEM;
      if (space && gap_of(cp) > gap) gap = gap_of(cp);
    }
    if (!c) continue;
    c->at = (size_t)(p - text.ptr);
    c->gap = gap;
    c->cell = cell && gap == JY__GAP_SPACE;
    gap = JY__GAP_NONE;
    cell = false;
  }
  return JY_OK;
}

int jy__reading_make(jy__reading *r, const jy_extractor *x, jy_str text) {
  if (jy_buf_reserve(&r->squeezed, text.len) < 0) return JY_ENOMEM;
  if (jy__room(&r->at, &r->cap, text.len / 3, sizeof *r->at) < 0) return JY_ENOMEM; /* most are Han */
  if (read_chars(r, x, text) < 0) return JY_ENOMEM;
  judge_breaks(r);
  mark_quoted(r);
  mark_runs(r);
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

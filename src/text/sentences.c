/* Sentences and paragraphs of Chinese text. Refuses to know layout: a line end
 * ends both, so lines that were wrapped are joined before. */
#include <stdlib.h>
#include <string.h>

#include "text/internal.h"

/* What may close a sentence after its end mark. The ASCII quotation mark both
 * opens and closes, and closes only what the sentence has opened. */
static const uint32_t closers[] = {0x2019, 0x201D, 0x300B, 0x300D, 0x300F, 0x3011, 0xFF09,
                                   0xFF02, ')',    ']',    0x3015, 0x3009};

typedef struct {
  const char *start, *end; /* of the text */
  size_t from;             /* where the sentence starts */
  uint32_t last;           /* the character before the current one */
  bool quoted;             /* an ASCII quotation mark is open */
  bool asked;              /* a character that makes a question was seen */
} reader;

void jy_spans_free(jy_spans *s) {
  free(s->at);
  *s = (jy_spans){NULL, 0, 0};
}

bool jy__is_space(uint32_t cp) {
  return (cp >= '\t' && cp <= '\r') || cp == ' ' || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
         (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
         cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

static bool is_line_end(uint32_t cp) {
  return (cp >= '\n' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* The character at offset `at`, 0 at the end. An invalid byte reads as U+FFFD. */
static size_t char_at(const reader *r, size_t at, uint32_t *cp) {
  const char *p = r->start + at;
  *cp = 0;
  if (p >= r->end) return 0;
  size_t n = jy__utf8_next(p, r->end, cp);
  if (n == 0) *cp = 0xFFFD;
  return n ? n : 1;
}

jy_span jy__trim(jy_str text, jy_span s) {
  const char *p = text.ptr;
  uint32_t cp;
  while (s.start < s.end) {
    size_t n = jy__utf8_next(p + s.start, p + s.end, &cp);
    if (n == 0 || !jy__is_space(cp)) break;
    s.start += n;
  }
  while (s.end > s.start) {
    size_t at = s.end - 1;
    while (at > s.start && ((unsigned char)p[at] & 0xC0) == 0x80) at--;
    if (jy__utf8_next(p + at, p + s.end, &cp) != s.end - at || !jy__is_space(cp)) break;
    s.end = at;
  }
  return s;
}

static int add(jy_spans *out, jy_str text, size_t start, size_t end) {
  jy_span s = jy__trim(text, (jy_span){start, end});
  if (s.start == s.end) return JY_OK;
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  out->at[out->len++] = s;
  return JY_OK;
}

static bool is_closer(uint32_t cp) {
  for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
    if (closers[i] == cp) return true;
  return false;
}

static bool is_wide_mark(uint32_t cp) {
  return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF61 || cp == 0x203C ||
         (cp >= 0x2047 && cp <= 0x2049);
}

static bool is_mark(uint32_t cp) {
  return is_wide_mark(cp) || cp == '!' || cp == '?';
}

static bool is_alnum(uint32_t cp) {
  return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Chinese text, as opposed to numbers, names of files, abbreviations. */
static bool is_chinese(uint32_t cp) {
  return jy__is_han(cp) || (cp > 0x7F && is_closer(cp));
}

/* Whether the character `cp`, with others from `after` on, ends a sentence. */
static bool ends(const reader *r, uint32_t cp, size_t after) {
  if (!is_mark(cp) && cp != 0x2026 && cp != '.') return false;
  uint32_t next;
  char_at(r, after, &next);
  if (r->last == '?' && !r->asked && jy__is_han(next)) return false;
  if (is_wide_mark(cp)) return true;
  if (cp == 0x2026) /* an ellipsis may stand for what a list leaves out */
    return is_closer(next) || (r->quoted && next == '"');
  if (!is_chinese(r->last) && r->last != '?' && r->last != '!') return false;
  if (cp == '!') return true;
  if (cp == '?') return r->asked || (!is_mark(next) && !jy__is_han(next) && !is_alnum(next));
  return cp == '.' && is_chinese(r->last) && next != '.' && !is_alnum(next);
}

/* Characters that make a question, in both scripts. In damaged text an ASCII
 * question mark stands for lost bytes, so one that runs on into further text
 * ends a sentence only after one of these. */
static bool asks(uint32_t cp) {
  switch (cp) {
    case U'吗': case U'嗎': case U'呢': case U'么': case U'麼': case U'吧': case U'嘛': case U'什':
    case U'怎': case U'何': case U'哪': case U'谁': case U'誰': case U'几': case U'幾': case U'否':
      return true;
    default:
      return false;
  }
}

/* Steps over further marks and what closes the sentence. */
static size_t past_closers(reader *r, size_t at) {
  uint32_t cp;
  for (size_t n; (n = char_at(r, at, &cp)) > 0; at += n) {
    bool quote = cp == '"' && r->quoted;
    if (quote) r->quoted = false;
    if (!quote && !is_mark(cp) && cp != 0x2026 && !is_closer(cp)) break;
  }
  return at;
}

static void begin(reader *r, size_t at) {
  *r = (reader){r->start, r->end, at, 0, false, false};
}

static void note(reader *r, uint32_t cp) {
  if (cp == '"') r->quoted = !r->quoted;
  if (cp >= 0x4E00 && !r->asked) r->asked = asks(cp);
  r->last = cp;
}

/* Steps over Han characters, which end nothing. */
static size_t past_words(reader *r, size_t at) {
  while (r->end - r->start - (ptrdiff_t)at >= 4) {
    uint32_t word = jy__load4(r->start + at);
    if (!jy__is_common_han(word)) break;
    note(r, jy__three(word));
    at += 3;
  }
  return at;
}

int jy_sentences(jy_spans *out, jy_str text) {
  reader r;
  r.start = text.ptr;
  r.end = text.ptr + text.len;
  begin(&r, 0);
  size_t at = 0;
  uint32_t cp;
  for (;;) {
    at = past_words(&r, at);
    size_t n = char_at(&r, at, &cp);
    if (n == 0) break;
    size_t after = at + n;
    bool line = is_line_end(cp), stop = !line && ends(&r, cp, after);
    if (stop) after = past_closers(&r, after);
    if (line || stop) {
      if (add(out, text, r.from, after) < 0) return JY_ENOMEM;
      begin(&r, after);
    } else {
      note(&r, cp);
    }
    at = after;
  }
  return add(out, text, r.from, text.len);
}

int jy_paragraphs(jy_spans *out, jy_str text) {
  reader r = {text.ptr, text.ptr + text.len, 0, 0, false, false};
  uint32_t cp;
  size_t at = 0;
  for (size_t n; (n = char_at(&r, at, &cp)) > 0; at += n) {
    if (!is_line_end(cp)) continue;
    if (add(out, text, r.from, at) < 0) return JY_ENOMEM;
    r.from = at + n;
  }
  return add(out, text, r.from, text.len);
}

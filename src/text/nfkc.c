/* NFKC with alignment. The text is cut before characters that nothing before
 * them can join with; each cut is normalised by itself, and only what really
 * differs counts as replaced. Refuses to fold case or script. */
#include <string.h>
#include <utf8proc.h>

#include "text/internal.h"

/* Characters a cut may have at most: bounds the work on endless runs of marks
 * (Unicode's Stream-Safe Text Format allows 30 marks). */
#define MOST 64
/* The longest compatibility decomposition of one character is 18 (U+FDFA). */
#define ROOM (MOST * 18)

typedef struct {
  jy_buf *out;
  jy_align *align; /* may be NULL */
} writer;

/* Characters that show nothing and only split words: zero-width space and
 * joiners, word joiner, byte order mark, soft hyphen. */
static bool is_invisible(uint32_t cp) {
  return (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF || cp == 0xAD;
}

/* The same in NFKC and never joined to what stands before: ASCII, unified Han,
 * CJK punctuation that has no other form. */
static bool is_inert(uint32_t cp) {
  return cp < 0x80 || (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
         (cp >= 0x3001 && cp <= 0x3020) || (cp >= 0x2010 && cp <= 0x201F && cp != 0x2011 && cp != 0x2017);
}

/* Whether nothing before this character can join with it: what it decomposes
 * to opens with no mark and no inner letter of a Hangul syllable. */
static bool starts_cut(uint32_t cp) {
  if (is_inert(cp)) return true;
  if (is_invisible(cp)) return false;
  utf8proc_int32_t made[18];
  int last = 0;
  utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, made, 18,
                                               UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &last);
  if (n <= 0 || n > 18 || (made[0] >= 0x1160 && made[0] <= 0x11FF)) return false;
  utf8proc_category_t c = utf8proc_category(made[0]);
  return c != UTF8PROC_CATEGORY_MN && c != UTF8PROC_CATEGORY_MC && c != UTF8PROC_CATEGORY_ME;
}

static int keep(writer *w, const char *p, size_t n) {
  jy_buf_put(w->out, p, n);
  return w->align ? jy_align_keep(w->align, n) : JY_OK;
}

static int replace(writer *w, size_t source, const char *made, size_t n) {
  jy_buf_put(w->out, made, n);
  return w->align ? jy_align_replace(w->align, source, n) : JY_OK;
}

/* Bytes, whole characters only, that a and b have in common at the start. */
static size_t common_start(jy_str a, jy_str b) {
  size_t n = 0;
  while (n < a.len && n < b.len) {
    size_t len = jy__utf8_len((unsigned char)a.ptr[n]);
    if (len > a.len - n || len > b.len - n || memcmp(a.ptr + n, b.ptr + n, len) != 0) break;
    n += len;
  }
  return n;
}

/* The same at the end. */
static size_t common_end(jy_str a, jy_str b) {
  size_t n = 0, whole = 0;
  while (n < a.len && n < b.len && a.ptr[a.len - 1 - n] == b.ptr[b.len - 1 - n]) {
    n++;
    if (((unsigned char)a.ptr[a.len - n] & 0xC0) != 0x80) whole = n;
  }
  return whole;
}

static int write_cut(writer *w, jy_str cut, jy_str made) {
  size_t start = common_start(cut, made);
  int status = keep(w, cut.ptr, start);
  jy_str a = {cut.ptr + start, cut.len - start}, b = {made.ptr + start, made.len - start};
  size_t end = common_end(a, b);
  if (status == JY_OK) status = replace(w, a.len - end, b.ptr, b.len - end);
  if (status == JY_OK) status = keep(w, a.ptr + a.len - end, end);
  return status;
}

/* The cut without its invisible characters. *last is where the last of the
 * others ends in the cut. */
static size_t visible(char *to, jy_str cut, size_t *last) {
  size_t n = 0;
  *last = 0;
  for (const char *p = cut.ptr, *end = p + cut.len; p < end;) {
    uint32_t cp = 0;
    size_t len = jy__utf8_next(p, end, &cp);
    if (!is_invisible(cp)) {
      memcpy(to + n, p, len);
      n += len;
      *last = (size_t)(p - cut.ptr) + len;
    }
    p += len;
  }
  return n;
}

/* The common case by itself: one full-width form of ASCII, or a wide space. */
static char plain_form(jy_str cut) {
  uint32_t cp = 0;
  if (jy__utf8_next(cut.ptr, cut.ptr + cut.len, &cp) != cut.len) return 0;
  if (cp >= 0xFF01 && cp <= 0xFF5E) return (char)(cp - 0xFF01 + '!');
  return cp == 0x3000 || cp == 0xA0 ? ' ' : 0;
}

static int normalise_cut(writer *w, jy_str cut) {
  char plain = plain_form(cut);
  if (plain) return replace(w, cut.len, &plain, 1);
  char seen[MOST * 4];
  utf8proc_int32_t made[ROOM];
  size_t last, len = visible(seen, cut, &last);
  utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
  utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)seen, (utf8proc_ssize_t)len, made,
                                          ROOM, options);
  if (n >= 0 && n <= ROOM) n = utf8proc_normalize_utf32(made, n, options);
  if (n < 0 || n > ROOM)
    return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "utf8proc failed: %s", utf8proc_errmsg(n));
  jy_buf text = JY_BUF_INIT;
  for (utf8proc_ssize_t i = 0; i < n; i++) jy__utf8_put(&text, (uint32_t)made[i]);
  int status = jy_buf_status(&text);
  if (status == JY_OK) status = write_cut(w, (jy_str){cut.ptr, last}, jy_buf_str(&text));
  if (status == JY_OK) status = replace(w, cut.len - last, NULL, 0);
  jy_buf_free(&text);
  return status;
}

/* Length of the cut at p: its first character and all that may join with it. */
static size_t cut_len(const char *p, const char *end) {
  uint32_t cp = 0;
  size_t at = jy__utf8_next(p, end, &cp);
  for (size_t chars = 1; chars < MOST && p + at < end; chars++) {
    size_t n = jy__utf8_next(p + at, end, &cp);
    if (starts_cut(cp)) break;
    at += n;
  }
  return at;
}

/* Past the plain ASCII and Han that most text is, and not the last of it. */
static const char *past_plain(const char *p, const char *end) {
  while (end - p >= 8) {
    uint32_t word = jy__load4(p), next = jy__load4(p + 3);
    if (jy__is_common_han(word)) {
      if (!jy__is_common_han(next)) return p;
      p += 3;
    } else if ((word & 0x80808080) == 0) {
      p += 3;
    } else {
      return p;
    }
  }
  return p;
}

/* Length of the inert characters at p; the last is left out where a mark may
 * follow it. */
static size_t inert_len(const char *p, const char *end) {
  const char *at = p, *last = p;
  uint32_t cp = 0;
  while (at < end) {
    at = past_plain(at, end);
    size_t n = jy__utf8_next(at, end, &cp);
    if (!is_inert(cp)) return starts_cut(cp) ? (size_t)(at - p) : (size_t)(last - p);
    last = at;
    at += n;
  }
  return (size_t)(at - p);
}

size_t jy__nfkc_first(jy_str in) {
  return inert_len(in.ptr, in.ptr + in.len);
}

int jy_nfkc(jy_buf *out, jy_align *align, jy_str in) {
  size_t bad = jy__utf8_check(in.ptr, in.len);
  if (bad < in.len) return jy__fail(JY_EENCODING, NULL, bad, "invalid UTF-8 at byte %zu", bad);
  writer w = {out, align};
  const char *p = in.ptr, *end = in.ptr + in.len;
  int status = jy_buf_reserve(out, in.len);
  while (status == JY_OK && p < end) {
    size_t n = inert_len(p, end);
    if (n > 0) {
      status = keep(&w, p, n);
    } else {
      n = cut_len(p, end);
      status = normalise_cut(&w, (jy_str){p, n});
    }
    p += n;
  }
  return status < 0 ? status : jy_buf_status(out);
}

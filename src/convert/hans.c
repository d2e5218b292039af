/* Traditional to Simplified with alignment, from OpenCC's own dictionaries
 * (embedded at build): longest phrase first, then single characters, first
 * candidate. That is what OpenCC's "t2s" does, and libopencc is what the tests
 * compare with. Refuses to choose readings that the dictionaries do not know. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "convert/internal.h"

#define CHARACTERS "opencc/TSCharacters.txt"
#define PHRASES "opencc/TSPhrases.txt"

/* What is known about a character: its Simplified form (0: itself) and whether
 * a phrase opens with it. */
#define OPENS_PHRASE UINT32_C(0x80000000)
#define FORM UINT32_C(0x001FFFFF)

typedef struct {
  uint32_t cp, entry;
} wide_entry;

typedef struct {
  uint32_t head; /* first character */
  jy_str from, to;
} phrase;

static uint32_t bmp[0x10000];
static wide_entry *wide; /* beyond the BMP, sorted */
static size_t wide_len, wide_cap;
static phrase *phrases; /* by head, longest first */
static size_t phrases_len, phrases_cap;
static int built;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Takes one line `key TAB first[ more...]` off the text; false at its end. */
static bool next_line(jy_str *text, jy_str *from, jy_str *to) {
  if (text->len == 0) return false;
  const char *line = text->ptr, *nl = memchr(line, '\n', text->len);
  size_t len = nl ? (size_t)(nl - line) : text->len;
  size_t taken = nl ? len + 1 : len;
  const char *tab = memchr(line, '\t', len);
  const char *value = tab ? tab + 1 : line + len;
  size_t value_len = len - (size_t)(value - line);
  const char *space = memchr(value, ' ', value_len);
  *from = (jy_str){line, tab ? (size_t)(tab - line) : len};
  *to = (jy_str){value, space ? (size_t)(space - value) : value_len};
  *text = (jy_str){text->ptr + taken, text->len - taken};
  return true;
}

static uint32_t first_char(jy_str s) {
  uint32_t cp = 0;
  return jy__utf8_next(s.ptr, s.ptr + s.len, &cp) ? cp : 0;
}

static wide_entry *find_wide(uint32_t cp) {
  size_t low = 0, high = wide_len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (wide[mid].cp < cp)
      low = mid + 1;
    else
      high = mid;
  }
  return low < wide_len && wide[low].cp == cp ? &wide[low] : NULL;
}

static uint32_t entry_of(uint32_t cp) {
  if (cp < 0x10000) return bmp[cp];
  const wide_entry *w = find_wide(cp);
  return w ? w->entry : 0;
}

static int by_cp(const void *a, const void *b) {
  uint32_t x = ((const wide_entry *)a)->cp, y = ((const wide_entry *)b)->cp;
  return (x > y) - (x < y);
}

static int by_head(const void *a, const void *b) {
  const phrase *x = a, *y = b;
  if (x->head != y->head) return x->head < y->head ? -1 : 1;
  if (x->from.len != y->from.len) return x->from.len > y->from.len ? -1 : 1;
  return memcmp(x->from.ptr, y->from.ptr, x->from.len);
}

static int add_wide(uint32_t cp, uint32_t entry) {
  void *at = wide;
  if (jy__grow(&at, &wide_cap, wide_len + 1, sizeof *wide) < 0) return JY_ENOMEM;
  wide = at;
  wide[wide_len++] = (wide_entry){cp, entry};
  return JY_OK;
}

static int load_characters(jy_str text) {
  jy_str from, to;
  while (next_line(&text, &from, &to)) {
    uint32_t a = first_char(from), b = first_char(to);
    if (a == 0 || a == b) continue;
    if (a < 0x10000)
      bmp[a] = b;
    else if (add_wide(a, b) < 0)
      return JY_ENOMEM;
  }
  if (wide_len) qsort(wide, wide_len, sizeof *wide, by_cp);
  return JY_OK;
}

static int load_phrases(jy_str text) {
  phrase f = {0};
  while (next_line(&text, &f.from, &f.to)) {
    f.head = first_char(f.from);
    if (f.head == 0) continue;
    void *at = phrases;
    if (jy__grow(&at, &phrases_cap, phrases_len + 1, sizeof *phrases) < 0) return JY_ENOMEM;
    phrases = at;
    phrases[phrases_len++] = f;
    wide_entry *w = find_wide(f.head);
    if (f.head < 0x10000) {
      bmp[f.head] |= OPENS_PHRASE;
    } else if (w) {
      w->entry |= OPENS_PHRASE;
    } else {
      if (add_wide(f.head, OPENS_PHRASE) < 0) return JY_ENOMEM;
      qsort(wide, wide_len, sizeof *wide, by_cp);
    }
  }
  if (phrases_len) qsort(phrases, phrases_len, sizeof *phrases, by_head);
  return JY_OK;
}

static void build(void) {
  jy_str characters, words;
  if (!jy__embedded_find(CHARACTERS, &characters) || !jy__embedded_find(PHRASES, &words))
    built = JY_ENOTFOUND;
  else if ((built = load_characters(characters)) == JY_OK)
    built = load_phrases(words);
}

/* Builds the tables at the first call; every caller gets its own record. */
static int ready(void) {
  pthread_once(&once, build);
  if (built == JY_ENOTFOUND)
    return jy__fail(JY_ENOTFOUND, NULL, JY_NO_OFFSET, "the OpenCC dictionaries are not in this program");
  return built == JY_OK ? JY_OK : jy__nomem();
}

uint32_t jy__hans_char(uint32_t cp) {
  uint32_t form = ready() == JY_OK ? entry_of(cp) & FORM : 0;
  return form ? form : cp;
}

int jy__hans_each(void (*each)(void *data, uint32_t from, uint32_t to), void *data) {
  int status = ready();
  for (uint32_t cp = 0; status == JY_OK && cp < 0x10000; cp++)
    if (bmp[cp] & FORM) each(data, cp, bmp[cp] & FORM);
  for (size_t i = 0; status == JY_OK && i < wide_len; i++)
    if (wide[i].entry & FORM) each(data, wide[i].cp, wide[i].entry & FORM);
  return status;
}

/* The longest phrase at p, or NULL. */
static const phrase *find_phrase(uint32_t head, const char *p, size_t left) {
  size_t low = 0, high = phrases_len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (phrases[mid].head < head)
      low = mid + 1;
    else
      high = mid;
  }
  for (; low < phrases_len && phrases[low].head == head; low++) {
    const jy_str *from = &phrases[low].from;
    if (from->len <= left && memcmp(p, from->ptr, from->len) == 0) return &phrases[low];
  }
  return NULL;
}

typedef struct {
  jy_buf *out;
  jy_align *align; /* may be NULL */
  const char *run; /* start of what is kept and not yet written */
} writer;

static int flush(writer *w, const char *upto) {
  size_t n = (size_t)(upto - w->run);
  jy_buf_put(w->out, w->run, n);
  w->run = upto;
  return w->align ? jy_align_keep(w->align, n) : JY_OK;
}

static int replace(writer *w, const char *at, size_t len, const char *made, size_t made_len) {
  int status = flush(w, at);
  if (status < 0) return status;
  jy_buf_put(w->out, made, made_len);
  w->run = at + len;
  return w->align ? jy_align_replace(w->align, len, made_len) : JY_OK;
}

static int replace_char(writer *w, const char *at, size_t len, uint32_t form) {
  int status = flush(w, at);
  if (status < 0) return status;
  size_t before = w->out->len;
  jy__utf8_put(w->out, form);
  w->run = at + len;
  return w->align ? jy_align_replace(w->align, len, w->out->len - before) : JY_OK;
}

static size_t count_chars(jy_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
  return n;
}

/* Character by character where the counts agree, so that what a phrase leaves
 * alone stays kept. */
static int replace_phrase(writer *w, const char *at, const phrase *f) {
  if (count_chars(f->from) != count_chars(f->to))
    return replace(w, at, f->from.len, f->to.ptr, f->to.len);
  const char *to = f->to.ptr, *end = at + f->from.len;
  int status = JY_OK;
  while (status == JY_OK && at < end) {
    size_t n = jy__utf8_len((unsigned char)*at), m = jy__utf8_len((unsigned char)*to);
    if (n != m || memcmp(at, to, n) != 0) status = replace(w, at, n, to, m);
    at += n;
    to += m;
  }
  return status;
}

/* Steps over what has no entry: everything below U+3000 and Han that is the
 * same in both scripts. Stops at a character with an entry, giving it. */
static const char *skip(const char *p, const char *end, uint32_t *cp, size_t *len) {
  while (p < end) {
    unsigned char c = (unsigned char)*p;
    if (c < 0xE3) {
      p++;
    } else if (c < 0xF0 && end - p >= 3) {
      *cp = (uint32_t)(c & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (uint32_t)(p[2] & 0x3F);
      *len = 3;
      bool tails = (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
      if (tails && bmp[*cp]) return p;
      p += tails ? 3 : 1;
    } else {
      *len = jy__utf8_next(p, end, cp);
      if (*len == 4 && entry_of(*cp)) return p;
      p += *len ? *len : 1;
    }
  }
  return p;
}

int jy_script_hans(jy_buf *out, jy_align *align, jy_str in) {
  int status = ready();
  writer w = {out, align, in.ptr};
  const char *p = in.ptr, *end = in.ptr + in.len;
  if (status == JY_OK) status = jy_buf_reserve(out, in.len);
  while (status == JY_OK) {
    uint32_t cp = 0;
    size_t len = 0;
    p = skip(p, end, &cp, &len);
    if (p >= end) break;
    uint32_t entry = entry_of(cp);
    const phrase *f = entry & OPENS_PHRASE ? find_phrase(cp, p, (size_t)(end - p)) : NULL;
    if (f)
      status = replace_phrase(&w, p, f);
    else if (entry & FORM)
      status = replace_char(&w, p, len, entry & FORM);
    p += f ? f->from.len : len;
  }
  if (status == JY_OK) status = flush(&w, end);
  return status < 0 ? status : jy_buf_status(out);
}

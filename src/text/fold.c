/* Folding: what is the same to somebody who searches. A character is folded by itself,
 * whatever stands around it: width and compatibility forms (NFKC), case, accents of Latin
 * letters, and the Traditional character for the one that OpenCC makes of it first. So a
 * term and a text meet wherever they are cut. Refuses to know phrases: 乾 in 乾隆 is 干 here.
 *
 * A folded text is a row of terms: a run of letters and digits of other scripts is one, any
 * other character is one, white space parts runs and is nothing, the end of a line is a term
 * of its own, so that no phrase reaches from a headline into the text. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "convert/internal.h"
#include "text/fold.h"

/* ---- Traditional to Simplified -------------------------------------------------------- */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static uint16_t plain[0x10000]; /* 0: itself */
static struct {
  uint32_t from, to;
} *rare; /* where one of the two is beyond U+FFFF, in the order of `from` */
static size_t rare_len, rare_cap;
static int status_of_table;

static void note(void *data, uint32_t from, uint32_t to) {
  (void)data;
  if (from < 0x10000 && to < 0x10000) {
    plain[from] = (uint16_t)to;
    return;
  }
  void *at = rare;
  if (status_of_table < 0) return;
  status_of_table = jy__grow(&at, &rare_cap, rare_len + 1, sizeof *rare);
  if (status_of_table < 0) return;
  rare = at;
  size_t i = rare_len++;
  for (; i && rare[i - 1].from > from; i--) rare[i] = rare[i - 1];
  rare[i].from = from;
  rare[i].to = to;
}

static void make(void) {
  int status = jy__hans_each(note, NULL);
  if (status < 0) status_of_table = status;
}

static uint32_t simplified(uint32_t cp) {
  if (cp < 0x10000 && plain[cp]) return plain[cp];
  for (size_t low = 0, high = rare_len; low < high;) {
    size_t middle = (low + high) / 2;
    if (rare[middle].from == cp) return rare[middle].to;
    if (rare[middle].from < cp)
      low = middle + 1;
    else
      high = middle;
  }
  return cp;
}

/* ---- one character --------------------------------------------------------------------- */

static bool is_kana_or_hangul(uint32_t cp) {
  return (cp >= 0x3040 && cp <= 0x30FF) || (cp >= 0xAC00 && cp <= 0xD7A3);
}

/* What a character that is neither ASCII nor common Han is folded to: 0 to 18 characters. */
static size_t fold_rare(uint32_t to[18], uint32_t cp) {
  utf8proc_int32_t made[18];
  int last = 0;
  const int how = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK
                  | UTF8PROC_IGNORE;
  to[0] = cp;
  if (is_kana_or_hangul(cp)) return 1;
  utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, made, 18, (utf8proc_option_t)how, &last);
  if (n < 0 || n > 18) return 1;
  for (utf8proc_ssize_t i = 0; i < n; i++) to[i] = simplified((uint32_t)made[i]);
  return (size_t)n;
}

/* The table goes from one character to another, and from some of these on. */
static size_t fold_char(uint32_t to[18], uint32_t cp) {
  to[0] = cp;
  if (cp < 0x80) {
    if (cp >= 'A' && cp <= 'Z') to[0] = cp + 'a' - 'A';
    return 1;
  }
  if (cp >= 0x4E00 && cp <= 0x9FFF) {
    to[0] = simplified(simplified(cp));
    return 1;
  }
  size_t n = fold_rare(to, cp);
  for (size_t i = 0; i < n; i++) to[i] = simplified(to[i]);
  return n;
}

/* ---- terms ------------------------------------------------------------------------------ */

typedef enum { NOTHING, LINE, RUN, SIGN } sort;

static sort sort_of(uint32_t cp) {
  if (cp >= 0x4E00 && cp <= 0x9FFF) return SIGN;
  if (cp == '\n') return LINE;
  if (cp < 0x80) {
    bool letter = (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
    return letter ? RUN : cp <= ' ' || cp == 0x7F ? NOTHING : SIGN;
  }
  switch (utf8proc_category((utf8proc_int32_t)cp)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
  case UTF8PROC_CATEGORY_ND:
    return RUN;
  case UTF8PROC_CATEGORY_ZS:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
  case UTF8PROC_CATEGORY_CC:
  case UTF8PROC_CATEGORY_CF:
    return NOTHING;
  default:
    return SIGN;
  }
}

int jy__fold_begin(jy__fold *f, jy_str text) {
  *f = (jy__fold){.text = text};
  pthread_once(&once, make);
  if (status_of_table >= 0) return JY_OK;
  return jy__fail(status_of_table, NULL, JY_NO_OFFSET,
                  "the table of characters to fold cannot be made: out of memory, "
                  "or a program without its tables");
}

void jy__fold_end(jy__fold *f) {
  free(f->run);
  f->run = NULL;
}

/* Reads the next character into `made`; false at the end. Bytes that are no
 * character stand for themselves, one by one, as U+FFFD. */
static bool read_char(jy__fold *f) {
  uint32_t cp;
  if (f->at == f->text.len) return false;
  const char *p = f->text.ptr + f->at;
  size_t len = jy__utf8_next(p, f->text.ptr + f->text.len, &cp);
  if (len == 0) {
    len = 1;
    cp = 0xFFFD;
  }
  f->from = (jy_span){f->at, f->at + len};
  f->at += len;
  f->made_len = fold_char(f->made, cp);
  f->used = 0;
  return true;
}

static int add_to_run(jy__fold *f, uint32_t cp) {
  void *at = f->run;
  if (f->run_len + 4 > f->run_cap) {
    if (jy__grow(&at, &f->run_cap, f->run_len + 4, 1) < 0) return JY_ENOMEM;
    f->run = at;
  }
  f->run_len += jy__utf8_write(f->run + f->run_len, cp);
  return JY_OK;
}

static int give_sign(jy__fold *f, uint32_t cp) {
  f->term = (jy_str){f->sign, jy__utf8_write(f->sign, cp)};
  f->span = f->from;
  f->used++;
  return 1;
}

int jy__fold_next(jy__fold *f) {
  f->run_len = 0;
  for (;;) {
    while (f->used == f->made_len)
      if (!read_char(f)) {
        if (!f->run_len) return 0;
        f->term = (jy_str){f->run, f->run_len};
        return 1;
      }
    uint32_t cp = f->made[f->used];
    sort s = sort_of(cp);
    if (s == RUN) {
      if (!f->run_len) f->span.start = f->from.start;
      f->span.end = f->from.end;
      if (add_to_run(f, cp) < 0) return JY_ENOMEM;
      f->used++;
    } else if (f->run_len) {
      f->term = (jy_str){f->run, f->run_len};
      return 1;
    } else if (s == NOTHING) {
      f->used++;
    } else {
      return give_sign(f, cp);
    }
  }
}

/* ---- whole texts ------------------------------------------------------------------------- */

int jy_fold(jy_buf *out, jy_str text) {
  jy__fold f;
  bool was_run = false;
  int status = jy__fold_begin(&f, text);
  while (status >= 0 && (status = jy__fold_next(&f)) > 0) {
    bool is_run = f.term.ptr == f.run;
    if (is_run && was_run) jy_buf_put(out, " ", 1);
    jy_buf_put(out, f.term.ptr, f.term.len);
    was_run = is_run;
  }
  jy__fold_end(&f);
  return status < 0 ? status : jy_buf_status(out);
}

/* The terms of a phrase, each behind its length, so that they compare as bytes. */
static int terms_of(jy_buf *out, size_t *n, jy_str phrase) {
  jy__fold f;
  int status = jy__fold_begin(&f, phrase);
  *n = 0;
  while (status >= 0 && (status = jy__fold_next(&f)) > 0) {
    jy_buf_put(out, &f.term.len, sizeof f.term.len);
    jy_buf_put(out, f.term.ptr, f.term.len);
    ++*n;
  }
  jy__fold_end(&f);
  return status < 0 ? status : jy_buf_status(out);
}

static int add_span(jy_spans *out, size_t start, size_t end) {
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  out->at[out->len++] = (jy_span){start, end};
  return JY_OK;
}

/* The terms of the text so far that a phrase may begin with: where each began in the
 * row of bytes, and in the text. */
typedef struct {
  size_t bytes;
  size_t start;
} place;

int jy_fold_find(jy_spans *out, jy_str text, jy_str phrase) {
  jy_buf wanted = JY_BUF_INIT, row = JY_BUF_INIT, places = JY_BUF_INIT;
  jy__fold f = {0};
  size_t n = 0, seen = 0;
  int status = terms_of(&wanted, &n, phrase);
  if (status == JY_OK && n) status = jy__fold_begin(&f, text);
  while (status >= 0 && n && (status = jy__fold_next(&f)) > 0) {
    place here = {row.len, f.span.start};
    jy_buf_put(&row, &f.term.len, sizeof f.term.len);
    jy_buf_put(&row, f.term.ptr, f.term.len);
    jy_buf_put(&places, &here, sizeof here);
    if ((status = jy_buf_status(&row)) < 0 || (status = jy_buf_status(&places)) < 0) break;
    if (++seen < n) continue;
    place first;
    memcpy(&first, places.ptr + (seen - n) * sizeof first, sizeof first);
    if (row.len - first.bytes == wanted.len && memcmp(row.ptr + first.bytes, wanted.ptr, wanted.len) == 0)
      status = add_span(out, first.start, f.span.end);
    if (status < 0) break;
  }
  jy__fold_end(&f);
  jy_buf_free(&wanted);
  jy_buf_free(&row);
  jy_buf_free(&places);
  return status < 0 ? status : JY_OK;
}

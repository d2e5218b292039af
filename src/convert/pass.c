/* See pass.h. Characters of three bytes that become others of three bytes are
 * written as they are read, and a stretch of them is one piece of the alignment.
 * Refuses to know dictionaries by name. */
#include "convert/pass.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const jy__pass *pass;
  jy_buf *out;
  jy_align *align; /* may be NULL */
  jy_str whole;
  size_t kept; /* bytes written since the last piece of the alignment */
  int status;
} writer;

void jy__cuts_free(jy__cuts *c) {
  free(c->at);
  *c = (jy__cuts){0};
}

static int add_cut(jy__cuts *c, size_t offset) {
  void *at = c->at;
  if (c->len && c->at[c->len - 1] == offset) return JY_OK;
  if (jy__grow(&at, &c->cap, c->len + 1, sizeof *c->at) < 0) return JY_ENOMEM;
  c->at = at;
  c->at[c->len++] = offset;
  return JY_OK;
}

static void note_cut(writer *w) {
  if (w->pass->made_cuts && add_cut(w->pass->made_cuts, w->out->len) < 0) w->status = JY_ENOMEM;
}

/* Whether a key is one that the text is cut around, and that must be noted. */
static bool cuts_around(const writer *w, const jy__value *v) {
  return v->rank == 0 && w->pass->made_cuts && !w->pass->cuts;
}

/* ---- the alignment ------------------------------------------------------------- */

static void flush(writer *w) {
  if (w->kept && w->align && w->status == JY_OK) w->status = jy_align_keep(w->align, w->kept);
  w->kept = 0;
}

/* Characters of three bytes, all or some of them changed. */
static void align_threes(writer *w, size_t len) {
  flush(w);
  if (w->align && w->status == JY_OK) w->status = jy__align_units(w->align, 3, len);
}

static void align_replaced(writer *w, size_t source_len, size_t made_len) {
  flush(w);
  if (w->align && w->status == JY_OK) w->status = jy_align_replace(w->align, source_len, made_len);
}

/* ---- writing ------------------------------------------------------------------- */

static void keep(writer *w, const char *p, size_t len) {
  jy_buf_put(w->out, p, len);
  w->kept += len;
}

static void replace(writer *w, const char *p, size_t len, const char *to, size_t to_len) {
  if (len == to_len && memcmp(p, to, len) == 0) {
    keep(w, p, len);
    return;
  }
  jy_buf_put(w->out, to, to_len);
  if (len == 3 && to_len == 3)
    align_threes(w, 3);
  else
    align_replaced(w, len, to_len);
}

/* Character by character where the counts agree, so that what a phrase leaves
 * alone stays kept. */
static void put_value(writer *w, const char *p, size_t len, const char *to, size_t to_len) {
  const char *end = p + len;
  if (jy__count_chars((jy_str){p, len}) != jy__count_chars((jy_str){to, to_len})) {
    replace(w, p, len, to, to_len);
    return;
  }
  while (p < end) {
    size_t n = jy__utf8_len((unsigned char)*p), m = jy__utf8_len((unsigned char)*to);
    replace(w, p, n, to, m);
    p += n;
    to += m;
  }
}

static bool is_risky(const jy__dict *t, const char *p, size_t len) {
  uint32_t cp = 0;
  return len == 3 && jy__utf8_next(p, p + len, &cp) == 3 && t->forms[cp] & JY__RISKY;
}

/* The entry at p, if it has one; else the character as it is. Returns how many
 * bytes were read. */
static size_t put_entry(writer *w, const char *p, const char *end) {
  jy_str form;
  uint32_t cp = 0;
  size_t len = jy__utf8_next(p, end, &cp);
  if (len == 0) len = 1;
  const jy__value *v = jy__dict_match(w->pass->dict, p, end, &len);
  /* A phrase of OpenCC's own is no name: 范围, 后勤, 乾隆. */
  if (w->pass->names && len == 3 && is_risky(w->pass->dict, p, len) &&
      jy__name_form(&form, w->pass->names, w->whole, p, len)) {
    note_cut(w);
    replace(w, p, len, form.ptr, form.len);
    note_cut(w);
    return len;
  }
  if (!v) {
    keep(w, p, len);
    return len;
  }
  bool cut = cuts_around(w, v);
  if (cut) note_cut(w);
  put_value(w, p, len, jy__value_text(v), v->to_len);
  if (cut) note_cut(w);
  return len;
}

/* ---- the fast way -------------------------------------------------------------- */

/* Reads and writes in step: everything here is as long as what it becomes. */
typedef struct {
  const char *p;
  char *o;
  uint64_t changed; /* whether anything became something else */
} lane;

/* The bytes of a word, lowest first, as jy__load4() reads them. */
static inline void store4(char *to, uint32_t word) {
  if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) word = __builtin_bswap32(word);
  memcpy(to, &word, sizeof word);
}

/* Whatever the dictionaries have for the lane's place, written if it is as even. */
static bool put_even(const writer *w, lane *at, const char *end) {
  size_t len = 3;
  const jy__value *v = jy__dict_match(w->pass->dict, at->p, end, &len);
  if (v && (!v->even || cuts_around(w, v))) return false;
  const char *from = v ? jy__value_text(v) : at->p;
  for (size_t i = 0; i < len; i++) at->o[i] = from[i];
  at->changed |= v && v->changes;
  at->p += len;
  at->o += len;
  return true;
}

/* Whether six bytes that open a key of more characters may open one here. */
static inline bool may_go_on(const jy__dict *t, uint64_t six, const char *third, const char *end) {
  uint32_t word = end - third >= 4 ? jy__load4(third) : 0;
  uint64_t hash = jy__dict_hash(jy__dict_nine(six, word & 0xFFFFFF));
  return !jy__is_three(word) || jy__dict_bit(t->thirds, t->filter_bits, hash);
}

enum { NO_PAIR, PAIR_PUT, PAIR_STOPS };

/* Writes what six bytes become, if they open a key: two characters, or the first
 * of them where they are no key. PAIR_STOPS where more must be looked at. */
__attribute__((always_inline)) static inline int put_pair(const writer *w, lane *at, uint64_t six,
                                                           uint64_t hash, const char *end) {
  const jy__dict *t = w->pass->dict;
  const jy__pair *known = &t->known[jy__dict_pair_at(t, six, hash)];
  uint64_t to = known->to, stops = w->pass->made_cuts ? JY__PAIR_ODD | JY__PAIR_KEY : JY__PAIR_ODD;
  if (!known->from) return NO_PAIR;
  if (to & stops || (to & JY__PAIR_OPENS && may_go_on(t, six, at->p + 6, end))) return PAIR_STOPS;
  store4(at->o, (uint32_t)to);
  store4(at->o + 3, (uint32_t)(to >> 24) & 0xFFFFFF);
  at->changed |= (to ^ six) & JY__PAIR_BYTES;
  size_t len = to & JY__PAIR_KEY ? 6 : 3;
  at->p += len;
  at->o += len;
  return PAIR_PUT;
}

/* Steps over characters of three bytes that become others of three, and over
 * pairs of them. Stops at all that takes longer to look up. Where most characters
 * open a key (`dense`), asking for the pair costs less than a branch on the flag. */
__attribute__((always_inline)) static inline void run(const writer *w, lane *place, const char *end,
                                                       bool dense) {
  const jy__dict *t = w->pass->dict;
  const uint32_t *forms = t->forms, stop = w->pass->names ? JY__ODD | JY__RISKY : JY__ODD;
  const uint64_t *pairs = t->pairs;
  const size_t bits = t->filter_bits;
  lane at = *place;
  while (end - at.p >= 8) {
    uint64_t six = jy__load8(at.p) & JY__PAIR_BYTES;
    if (!jy__is_three((uint32_t)six)) break;
    uint32_t form = forms[jy__three((uint32_t)six)];
    if (form & stop) break;
    if (dense || form >> 31) {
      uint64_t hash = jy__dict_hash(six);
      if (form >> 31 & jy__dict_bit(pairs, bits, hash)) {
        int put = put_pair(w, &at, six, hash, end);
        if (put == PAIR_STOPS) break;
        if (put == PAIR_PUT) continue;
      }
    }
    store4(at.o, form & 0xFFFFFF);
    at.changed |= (form ^ (uint32_t)six) & 0xFFFFFF;
    at.p += 3;
    at.o += 3;
  }
  *place = at;
}

/* Goes the fast way as far as it leads. Returns the bytes read; room for as
 * many is there. */
static size_t put_fast(writer *w, const char *p, const char *end) {
  const jy__dict *t = w->pass->dict;
  const char *same = w->pass->made_cuts ? jy__dict_skip(t, p, end) : jy__dict_unaltered(t, p, end);
  lane at = {same, w->out->ptr + w->out->len + (same - p), 0};
  memcpy(w->out->ptr + w->out->len, p, (size_t)(same - p));
  for (;;) {
    if (t->dense)
      run(w, &at, end, true);
    else
      run(w, &at, end, false);
    if (end - at.p < 4) break;
    uint32_t word = jy__load4(at.p);
    if (!jy__is_three(word)) break;
    if (t->forms[jy__three(word)] & JY__RISKY && w->pass->names) break;
    if (!put_even(w, &at, end)) break;
  }
  size_t len = (size_t)(at.p - p), threes = at.changed ? (size_t)(at.p - same) : 0;
  w->out->len += len;
  w->kept += len - threes;
  if (threes) align_threes(w, threes);
  return len;
}

/* One piece of the text, which no key leaves. */
static void put_piece(writer *w, const char *p, const char *end) {
  while (p < end && w->status == JY_OK) {
    /* Stored four bytes at a time, so with room behind. */
    if (jy_buf_reserve(w->out, (size_t)(end - p) + 16) < 0) {
      w->status = JY_ENOMEM;
      return;
    }
    size_t n = put_fast(w, p, end);
    p += n ? n : put_entry(w, p, end);
  }
}

int jy__pass_run(const jy__pass *pass, jy_buf *out, jy_align *align, jy_str in, jy_str whole) {
  writer w = {pass, out, align, whole, 0, JY_OK};
  size_t done = 0, n = pass->cuts ? pass->cuts->len : 0;
  w.status = jy_buf_reserve(out, in.len + 16);
  for (size_t i = 0; i < n && w.status == JY_OK; i++) {
    size_t cut = pass->cuts->at[i];
    put_piece(&w, in.ptr + done, in.ptr + cut);
    note_cut(&w);
    done = cut;
  }
  if (w.status == JY_OK) put_piece(&w, in.ptr + done, in.ptr + in.len);
  flush(&w);
  if (w.status < 0) return w.status;
  if (out->ptr) out->ptr[out->len] = '\0';
  return jy_buf_status(out);
}

/* ---- looking without writing ------------------------------------------------------ */

/* Whether a name keeps the character at p as it is. */
static bool name_keeps(const jy__pass *pass, jy_str in, const char *p, size_t len) {
  jy_str form;
  return pass->names && is_risky(pass->dict, p, len) && jy__name_form(&form, pass->names, in, p, len) &&
         jy_str_equal(form, (jy_str){p, len});
}

size_t jy__pass_first(const jy__pass *pass, jy_str in) {
  const jy__dict *t = pass->dict;
  const char *p = in.ptr, *end = in.ptr + in.len;
  while ((p = jy__dict_unaltered(t, p, end)) < end) {
    uint32_t cp = 0;
    size_t len = jy__utf8_next(p, end, &cp);
    const jy__value *v = jy__dict_match(t, p, end, &len);
    if (v && v->changes && !name_keeps(pass, in, p, len)) break;
    p += len ? len : 1;
  }
  return (size_t)(p - in.ptr);
}

int jy__pass_cut(jy__cuts *out, const jy__dict *t, jy_str in) {
  const jy__value *v;
  size_t at = 0, len = 0;
  for (;;) {
    at += jy__dict_find(t, (jy_str){in.ptr + at, in.len - at}, &v, &len);
    if (!v) return JY_OK;
    if (add_cut(out, at) < 0 || add_cut(out, at + len) < 0) return JY_ENOMEM;
    at += len;
  }
}

/* The Text: source, reading, alignment, changes. Since a text never changes, a
 * step that has nothing to do hands on what it was given: what a text is made of
 * is shared by all texts that are the same, and counted. The source is shared by
 * all texts of a chain. Refuses to know what the steps do. */
#include "jiyao/text.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "convert/internal.h"
#include "text/internal.h"

typedef struct {
  atomic_size_t owners;
  jy_buf bytes;
} shared;

struct jy_text {
  atomic_size_t owners; /* more than one where a step had nothing to do */
  shared *source;
  jy_buf made;   /* the reading, where it is not the source */
  bool is_source; /* the reading is the source */
  jy_align *align;
  /* Sorted, the first `front` at the beginning and the last `back` at the end of
   * the room for `changes_cap`, with what is free between: a step notes in order,
   * so that making room for each next one moves none twice. Their strings are
   * ours, but `before` points into the source. */
  jy_change *changes;
  size_t front, back, changes_cap;
  size_t moves; /* of changes, to make room */
};

static void drop(shared *s) {
  if (!s || atomic_fetch_sub(&s->owners, 1) != 1) return;
  jy_buf_free(&s->bytes);
  free(s);
}

/* Strings that a change owns were allocated by copy(). */
static void empty_change(const jy_change *c) {
  free((char *)(uintptr_t)c->after.ptr);
  for (size_t i = 0; i < c->n_alternatives; i++) free((char *)(uintptr_t)c->alternatives[i].ptr);
  free((jy_str *)(uintptr_t)c->alternatives);
}

void jy_text_free(jy_text *t) {
  if (!t || atomic_fetch_sub(&t->owners, 1) != 1) return;
  for (size_t i = 0; i < jy_text_changes(t); i++) empty_change(jy_text_change(t, i));
  free(t->changes);
  jy_align_free(t->align);
  jy_buf_free(&t->made);
  drop(t->source);
  free(t);
}

int jy__text_same(jy_text **out, const jy_text *t) {
  jy_text *same = (jy_text *)(uintptr_t)t; /* only the count changes */
  atomic_fetch_add(&same->owners, 1);
  *out = same;
  return JY_OK;
}

static int begin(jy_text **out) {
  *out = calloc(1, sizeof **out);
  if (!*out) return jy__nomem();
  atomic_init(&(*out)->owners, 1);
  return JY_OK;
}

static int share(shared **out, jy_buf *bytes) {
  shared *s = calloc(1, sizeof *s);
  if (!s) return jy__nomem();
  atomic_init(&s->owners, 1);
  s->bytes = *bytes;
  *bytes = (jy_buf)JY_BUF_INIT;
  *out = s;
  return JY_OK;
}

/* A text of a source that is taken over, its reading copied; NULL where that is the source. */
static int made_of(jy_text **out, jy_buf *source, const jy_str *reading, jy_align *align) {
  jy_text *t = NULL;
  int status = jy_buf_status(source);
  if (status == JY_OK) status = begin(&t);
  if (status == JY_OK) status = share(&t->source, source);
  if (status == JY_OK && reading) {
    jy_buf_put(&t->made, reading->ptr, reading->len);
    status = jy_buf_status(&t->made);
  }
  jy_buf_free(source);
  if (status < 0) {
    jy_text_free(t);
    jy_align_free(align);
    return status;
  }
  t->is_source = !reading;
  t->align = align;
  *out = t;
  return JY_OK;
}

int jy__text_adopt(jy_text **out, jy_buf *source) {
  jy_align *align = NULL;
  size_t len = source->len;
  *out = NULL;
  int status = jy_align_new(&align);
  if (status == JY_OK) status = jy_align_keep(align, len);
  if (status == JY_OK) return made_of(out, source, NULL, align);
  jy_align_free(align);
  jy_buf_free(source);
  return status;
}

int jy_text_new(jy_text **out, jy_str source) {
  jy_buf copied = JY_BUF_INIT;
  size_t bad = jy__utf8_check(source.ptr, source.len);
  *out = NULL;
  if (bad < source.len) return jy__fail(JY_EENCODING, NULL, bad, "invalid UTF-8 at byte %zu", bad);
  jy_buf_put(&copied, source.ptr, source.len);
  return jy__text_adopt(out, &copied);
}

int jy_text_restore(jy_text **out, jy_str source, jy_str reading, jy_str aligned) {
  jy_align *align = NULL;
  jy_buf copied = JY_BUF_INIT;
  size_t bad = jy__utf8_check(source.ptr, source.len), wrong = jy__utf8_check(reading.ptr, reading.len);
  *out = NULL;
  if (bad < source.len) return jy__fail(JY_EENCODING, NULL, bad, "invalid UTF-8 at byte %zu", bad);
  if (wrong < reading.len)
    return jy__fail(JY_EENCODING, NULL, wrong, "invalid UTF-8 at byte %zu of the reading", wrong);
  int status = jy_align_unpack(&align, aligned);
  if (status < 0) return status;
  if (jy_align_source_size(align) != source.len || jy_align_made_size(align) != reading.len) {
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the alignment is of other texts: of %zu and %zu bytes, "
                      "not %zu and %zu", jy_align_source_size(align), jy_align_made_size(align), source.len,
                      reading.len);
    jy_align_free(align);
    return status;
  }
  jy_buf_put(&copied, source.ptr, source.len);
  return made_of(out, &copied, &reading, align);
}

jy_str jy_text_source(const jy_text *t) {
  return jy_buf_str(&t->source->bytes);
}

jy_str jy_text_reading(const jy_text *t) {
  return t->is_source ? jy_text_source(t) : jy_buf_str(&t->made);
}

const jy_align *jy_text_align(const jy_text *t) {
  return t->align;
}

size_t jy_text_changes(const jy_text *t) {
  return t->front + t->back;
}

const jy_change *jy_text_change(const jy_text *t, size_t i) {
  if (i >= t->front + t->back) return NULL;
  return &t->changes[i < t->front ? i : t->changes_cap - t->back + (i - t->front)];
}

static int copy(jy_str *out, jy_str s) {
  char *p = malloc(s.len + 1);
  if (!p) return jy__nomem();
  if (s.len) memcpy(p, s.ptr, s.len);
  p[s.len] = '\0';
  *out = (jy_str){p, s.len};
  return JY_OK;
}

/* Copies the strings of a change; what could not be copied is freed. */
static int copy_change(jy_change *to, const jy_change *from) {
  *to = *from;
  to->after = (jy_str){NULL, 0};
  to->alternatives = NULL;
  to->n_alternatives = 0;
  int status = copy(&to->after, from->after);
  if (status < 0 || from->n_alternatives == 0) return status;
  jy_str *list = calloc(from->n_alternatives, sizeof *list);
  if (!list) status = jy__nomem();
  to->alternatives = list;
  for (size_t i = 0; status == JY_OK && i < from->n_alternatives; i++)
    if ((status = copy(&list[i], from->alternatives[i])) == JY_OK) to->n_alternatives++;
  if (status < 0) empty_change(to);
  return status;
}

/* Room for one more. */
static int widen(jy_text *t) {
  void *at = t->changes;
  size_t cap = t->changes_cap;
  if (jy__grow(&at, &t->changes_cap, t->front + t->back + 1, sizeof *t->changes) < 0) return JY_ENOMEM;
  t->changes = at;
  if (t->back) memmove(t->changes + t->changes_cap - t->back, t->changes + cap - t->back, t->back * sizeof *t->changes);
  return JY_OK;
}

/* Moves changes over what is free until it is where one that starts at `start`
 * belongs: after all that start no later. */
static void make_room(jy_text *t, size_t start) {
  jy_change *end = t->changes + t->changes_cap;
  for (; t->front && t->changes[t->front - 1].source.start > start; t->moves++)
    *(end - ++t->back) = t->changes[--t->front];
  for (; t->back && (end - t->back)->source.start <= start; t->moves++)
    t->changes[t->front++] = *(end - t->back--);
}

int jy__text_note_change(jy_text *t, const jy_change *change) {
  jy_change c;
  int status = widen(t);
  if (status == JY_OK) status = copy_change(&c, change);
  if (status < 0) return status;
  c.before = (jy_str){jy_text_source(t).ptr + c.source.start, c.source.end - c.source.start};
  make_room(t, c.source.start);
  t->changes[t->front++] = c;
  return JY_OK;
}

size_t jy__text_moves(const jy_text *t) {
  return t->moves;
}

int jy__text_note(jy_text *t, jy_span source, jy_str after, double confidence, const char *kind) {
  jy_change c = {.source = source, .after = after, .confidence = confidence, .kind = kind};
  return jy__text_note_change(t, &c);
}

static int inherit(jy_text *t, const jy_text *from) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < jy_text_changes(from); i++)
    status = jy__text_note_change(t, jy_text_change(from, i));
  return status;
}

int jy__text_derive(jy_text **out, const jy_text *from, jy_buf *reading, jy_align *step) {
  *out = NULL;
  jy_text *t;
  int status = begin(&t);
  if (status == JY_OK) status = jy_buf_status(reading);
  if (status == JY_OK && jy_align_made_size(step) != reading->len)
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "a reading of %zu bytes has an alignment of %zu",
                      reading->len, jy_align_made_size(step));
  if (status == JY_OK) {
    t->source = from->source;
    atomic_fetch_add(&t->source->owners, 1);
    t->made = *reading;
    *reading = (jy_buf)JY_BUF_INIT;
    status = jy_align_compose(&t->align, from->align, step);
  }
  if (status == JY_OK) status = inherit(t, from);
  jy_align_free(step);
  jy_buf_free(reading);
  if (status == JY_OK)
    *out = t;
  else
    jy_text_free(t);
  return status;
}

static int replace_all(jy_buf *made, jy_align *step, jy_str s, const jy__spans *cuts, jy_str with) {
  size_t at = 0;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < cuts->len; i++) {
    jy_span cut = cuts->at[i];
    if (cut.start < at || cut.end < cut.start || cut.end > s.len)
      return jy__fail(JY_EINVALID, NULL, cut.start, "ranges to replace overlap or are out of order");
    jy_buf_put(made, s.ptr + at, cut.start - at);
    jy_buf_put(made, with.ptr, with.len);
    status = jy_align_keep(step, cut.start - at);
    if (status == JY_OK) status = jy_align_replace(step, cut.end - cut.start, with.len);
    at = cut.end;
  }
  jy_buf_put(made, s.ptr + at, s.len - at);
  return status == JY_OK ? jy_align_keep(step, s.len - at) : status;
}

int jy__text_replace(jy_text **out, const jy_text *from, const jy__spans *cuts, jy_str with) {
  jy_buf made = JY_BUF_INIT;
  jy_align *step = NULL;
  *out = NULL;
  int status = jy_align_new(&step);
  if (status == JY_OK) status = replace_all(&made, step, jy_text_reading(from), cuts, with);
  if (status == JY_OK) return jy__text_derive(out, from, &made, step);
  jy_align_free(step);
  jy_buf_free(&made);
  return status;
}

typedef int convert(jy_buf *out, jy_align *align, jy_str in, const void *data);

/* The text that `f` makes of the reading; the same text where it kept all. */
static int apply(jy_text **out, const jy_text *t, convert *f, const void *data) {
  *out = NULL;
  jy_buf made = JY_BUF_INIT;
  jy_align *step = NULL;
  int status = jy_align_new(&step);
  if (status == JY_OK) status = f(&made, step, jy_text_reading(t), data);
  bool same = status == JY_OK && jy__align_is_identity(step);
  if (status == JY_OK && !same) return jy__text_derive(out, t, &made, step);
  jy_align_free(step);
  jy_buf_free(&made);
  return same ? jy__text_same(out, t) : status;
}

static int hans(jy_buf *out, jy_align *align, jy_str in, const void *data) {
  (void)data;
  return jy_script_hans(out, align, in);
}

int jy_text_hans(jy_text **out, const jy_text *t) {
  jy_str reading = jy_text_reading(t);
  size_t first;
  int status = jy__hans_first(&first, reading);
  *out = NULL;
  if (status < 0) return status;
  if (first == reading.len) return jy__text_same(out, t);
  jy_text *made = NULL;
  status = apply(&made, t, hans, NULL);
  if (status == JY_OK) status = jy__text_zhe(out, made);
  jy_text_free(made);
  return status;
}

typedef struct {
  const char *config;
  const jy_script_opts *opts;
} script_args;

static int script(jy_buf *out, jy_align *align, jy_str in, const void *data) {
  const script_args *args = data;
  return jy_script_convert_aligned(out, align, in, args->config, args->opts);
}

int jy_text_script(jy_text **out, const jy_text *t, const char *config, const jy_script_opts *opts) {
  return apply(out, t, script, &(script_args){config, opts});
}

static int nfkc(jy_buf *out, jy_align *align, jy_str in, const void *data) {
  (void)data;
  return jy_nfkc(out, align, in);
}

int jy_text_nfkc(jy_text **out, const jy_text *t) {
  jy_str reading = jy_text_reading(t);
  if (jy__nfkc_first(reading) == reading.len) return jy__text_same(out, t);
  return apply(out, t, nfkc, NULL);
}

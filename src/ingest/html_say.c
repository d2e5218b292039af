/* What lines of a page say about its article: who wrote it, whom it is taken from,
 * when it appeared. The first statement of a fact counts; of people all that are
 * named. Refuses to know which lines to ask. */
#include <string.h>

#include "ingest/html_page.h"

static jy_buf *slot(jy__facts *f, jy__fact fact) {
  switch (fact) {
    case JY__FACT_DATE: return &f->published;
    case JY__FACT_SOURCE: return &f->source;
    case JY__FACT_BYLINE: return &f->byline;
    case JY__FACT_EDITOR: return &f->editor;
    case JY__FACT_REVIEW: return &f->review;
    case JY__FACT_UPDATED: return &f->updated;
    default: return NULL;
  }
}

static bool holds(const jy_buf *text, jy_str part) {
  return text->len >= part.len && memmem(text->ptr, text->len, part.ptr, part.len) != NULL;
}

/* Names are at most so many bytes together. */
#define MOST_NAMES 300

static void take(jy__facts *f, jy__fact fact, jy_str value) {
  jy_buf *b = slot(f, fact);
  if (!b || value.len == 0) return;
  if (b->len && (!jy__is_person(fact) || holds(b, value) || b->len > MOST_NAMES)) return;
  if (b->len) jy_buf_put(b, "、", 3);
  jy_buf_put(b, value.ptr, value.len);
  jy__squeeze(b);
}

static void take_claims(jy__facts *f, const jy__claims *claims, jy_str text, bool dates) {
  for (size_t i = 0; i < claims->len; i++) {
    const jy__claim *c = &claims->at[i];
    bool date = c->fact == JY__FACT_DATE || c->fact == JY__FACT_UPDATED;
    if (date && !dates) continue;
    take(f, c->fact, (jy_str){text.ptr + c->value.start, c->value.end - c->value.start});
  }
}

bool jy__row_may_tell(const jy__html *r, size_t i) {
  size_t n, len = jy__row_len(r, i);
  if (len > JY__LONGEST_LABELS) return false;
  return !jy__row_linked(r, i) || jy__hints_label(&r->hints, jy__row_text(r, i), &n) != JY__FACT_NONE;
}

int jy__say_labels(jy__facts *f, const jy__html *r, size_t row, bool dates) {
  jy__claims claims;
  jy_str text = jy__row_text(r, row);
  int status = jy__claims_read(&claims, &r->hints, text);
  if (status == JY_OK) take_claims(f, &claims, text, dates);
  return status;
}

/* The bracket of one kind that a signature would be in; empty where there is none. */
static jy_str bracket_in(jy_str text, bool end, const char *opens, const char *closes) {
  size_t n = strlen(opens), from = end && text.len > 150 ? text.len - 150 : 0;
  const char *stop = text.ptr + (!end && text.len > 120 ? 120 : text.len);
  const char *open = memmem(text.ptr + from, (size_t)(stop - text.ptr) - from, opens, n), *next = open;
  while (end && next) {
    open = next;
    next = memmem(open + n, (size_t)(stop - open) - n, opens, n);
  }
  const char *close = open ? memmem(open + n, (size_t)(stop - open) - n, closes, n) : NULL;
  if (!close || (end && close + n + 3 < stop)) return (jy_str){"", 0};
  return (jy_str){open + n, (size_t)(close - open) - n};
}

void jy__say_bracket(jy__facts *f, const jy__html *r, size_t row, bool end) {
  static const char *const kinds[][2] = {{"（", "）"}, {"(", ")"}};
  for (int i = 0; i < 2; i++) {
    jy__claims claims;
    jy_str inner = bracket_in(jy__row_text(r, row), end, kinds[i][0], kinds[i][1]);
    if (inner.len == 0) continue;
    jy__claims_signed(&claims, &r->hints, inner);
    take_claims(f, &claims, inner, false);
  }
}

/* A bare date stands on a line of labels, not in a sentence. */
#define LONGEST_DATE_LINE 160

int jy__say_bare_date(jy__facts *f, const jy__html *r, size_t row) {
  jy_str text = jy__row_text(r, row);
  jy_span date;
  if (text.len > LONGEST_DATE_LINE || f->bare.len || jy__row_linked(r, row)) return JY_OK;
  if (memmem(text.ptr, text.len, "。", 3) || memmem(text.ptr, text.len, "，", 3)) return JY_OK;
  int status = jy__date_in(&date, text);
  if (status == JY_OK) jy_buf_put(&f->bare, text.ptr + date.start, date.end - date.start);
  return status;
}

static void put_first(jy_buf *out, jy_str a, jy_str b) {
  jy_str s = a.len ? a : b;
  if (out->len == 0) jy_buf_put(out, s.ptr, s.len);
}

/* A head may state a person by a number of the staff, which is nobody's name. */
static jy_str named(jy_str s) {
  size_t digits = 0;
  for (size_t i = 0; i < s.len; i++) digits += s.ptr[i] >= '0' && s.ptr[i] <= '9';
  return digits == s.len ? (jy_str){"", 0} : s;
}

/* 来源：南陵日报 in a meta element that is called source. */
static jy_str unlabelled(jy_str s) {
  static const char *const labels[] = {"来源：", "来源:", "來源："};
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
    size_t n = strlen(labels[i]);
    if (s.len > n && memcmp(s.ptr, labels[i], n) == 0) return (jy_str){s.ptr + n, s.len - n};
  }
  return s;
}

int jy__say_settle(jy__facts *f, const jy__stated *stated) {
  static const jy__stated nothing = {0};
  const jy_str *at = (stated ? stated : &nothing)->at;
  int status = JY_OK;
  if (f->published.len == 0) status = jy__date_write(&f->published, at[JY__FACT_DATE]);
  put_first(&f->published, jy_buf_str(&f->bare), jy_buf_str(&f->updated));
  put_first(&f->source, unlabelled(at[JY__FACT_SOURCE]), (jy_str){"", 0});
  put_first(&f->byline, named(at[JY__FACT_BYLINE]), (jy_str){"", 0});
  put_first(&f->editor, jy_buf_str(&f->review), named(at[JY__FACT_EDITOR]));
  return status < 0 ? status : jy__facts_status(f);
}

int jy__facts_status(const jy__facts *f) {
  const jy_buf *all[] = {&f->published, &f->source, &f->byline, &f->editor, &f->review, &f->bare, &f->updated};
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < sizeof all / sizeof *all; i++) status = jy_buf_status(all[i]);
  return status;
}

void jy__facts_free(jy__facts *f) {
  jy_buf *all[] = {&f->published, &f->source, &f->byline, &f->editor, &f->review, &f->bare, &f->updated};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) jy_buf_free(all[i]);
}

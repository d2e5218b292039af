/* The lines of a newsletter described: what each is made of, which page it is
 * on, what it says about its place in an article. Refuses to put them together. */
#include "ingest/press.h"

/* 1. 2、 （3） */
static bool is_numbered(jy_str text, const jy__line *l) {
  const char *at = text.ptr + l->start, *end = text.ptr + l->end;
  size_t digits = 0;
  while (at < end && *at >= '0' && *at <= '9') at++, digits++;
  uint32_t cp = 0;
  return digits > 0 && digits < 3 && jy__utf8_next(at, end, &cp) && (cp == '.' || cp == 0x3001 || cp == 0xFF0E);
}

/* 6月8日, or 8 日 where the line was broken. */
static bool has_day(jy_str text, const jy__line *l) {
  uint32_t cp, before = 0;
  const char *end = text.ptr + l->end;
  for (const char *at = text.ptr + l->start; at < end;) {
    at += jy__utf8_next(at, end, &cp);
    bool digit = before >= '0' && before <= '9';
    if (digit && (cp == 0x65E5 || cp == 0x6708)) return true;
    if (!jy__is_gap(cp)) before = cp;
  }
  return false;
}

/* One character of a word that was set from top to bottom. */
static bool is_upright(const jy__line *l) {
  return l->han == 1 && l->width == 2;
}

static void describe(jy__press *p, const jy__layout *lay, size_t i) {
  const jy__line *l = &p->s.lines[i];
  jy__print *x = &p->s.print[i];
  bool upright = (i > 0 && is_upright(l - 1) && is_upright(l)) || (i + 1 < p->s.n && is_upright(l) && is_upright(l + 1));
  x->role = upright || jy__furniture_of(p->text, l) ? JY__FURNITURE : JY__TEXT;
  x->signs = jy__is_signature(p->text, l);
  x->opens = jy__is_opening(p->text, l);
  x->closes = jy__closing_mark(p->text, l) > 0 || (!p->marked && x->signs);
  x->indented = l->indent > lay->base + 1;
  x->bare = l->marks <= 2 && l->stops == 0 && !l->ends && l->han >= 1 && !jy__is_mark(l->last);
  x->numbered = is_numbered(p->text, l);
  x->reach = l->width + (l->indent > lay->base ? l->indent - lay->base : 0);
  if (x->signs) x->reach = l->width;
  for (size_t k = 0; k < 4 && i + k < p->s.n && x->dated == 0; k++)
    if (has_day(p->text, l + k)) x->dated = k ? 1 : 2;
  x->first = jy__edge_first(p->text, l);
  x->last = jy__edge_last(p->text, l);
}

/* Which lines stand closer to the next than lines of text do. */
static void find_tight(jy__press *p) {
  for (size_t i = 1; i < p->s.n; i++) {
    jy__print *a = &p->s.print[i - 1], *b = a + 1;
    if (p->s.lines[i].blanks || a->role == JY__FURNITURE || b->role == JY__FURNITURE) continue;
    b->tight = true;
    a->tight = a->tight || !a->closes;
  }
}

/* A page begins with the first line of furniture after text. */
static void number_pages(jy__press *p, size_t *page) {
  bool text = false;
  for (size_t i = 0; i < p->s.n; i++) {
    jy__furniture f = jy__furniture_of(p->text, &p->s.lines[i]);
    bool mark = f != JY__NO_FURNITURE && f != JY__CAPTION;
    if (mark && text) {
      ++*page;
      text = false;
    }
    text = text || !mark;
    p->s.print[i].page = *page;
  }
}

/* How much of each bare line recurs elsewhere: a headline's words do. */
static int find_recurring(jy__press *p) {
  jy__grams all = {0}, own = {0};
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++)
    if (!p->s.print[i].bare)
      status = jy__grams_add(&all, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
  jy__grams_sort(&all);
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) {
    if (!p->s.print[i].bare) continue;
    own.len = 0;
    status = jy__grams_add(&own, p->text, (jy_span){p->s.lines[i].start, p->s.lines[i].end});
    jy__grams_sort(&own);
    if (own.len) p->s.print[i].recurs = (double)jy__grams_found(&own, &all) / (double)own.len;
  }
  jy__grams_free(&all);
  jy__grams_free(&own);
  return status;
}

/* Whether paragraphs begin with an indent: one line in forty does, signatures
 * aside. */
static bool is_indented(const jy__press *p) {
  size_t n = 0;
  for (size_t i = 0; i < p->s.n; i++) n += p->s.print[i].indented && !p->s.print[i].signs;
  return n * 40 > p->s.n;
}

int jy__press_print(jy__press *p, const jy__layout *lay, size_t *page) {
  for (size_t i = 0; i < p->s.n; i++) describe(p, lay, i);
  p->s.indented = is_indented(p);
  find_tight(p);
  number_pages(p, page);
  return find_recurring(p);
}

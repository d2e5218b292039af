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
    p->s.tells = p->s.spaced;
    a->tight = a->tight || !a->closes;
  }
}

/* Lines of a headline that stands between empty lines. */
#define HEADLINES 3

/* Where the block of lines that begins with line i ends: at an empty line. */
static size_t block_end(const jy__press *p, size_t i) {
  size_t end = i + 1;
  while (end < p->s.n && p->s.lines[end].blanks == 0 && p->s.print[end].role != JY__FURNITURE) end++;
  return end;
}

static bool may_stand(const jy__press *p, size_t from, size_t to) {
  size_t han = 0;
  if (to - from > HEADLINES || to == p->s.n || p->s.lines[to].blanks == 0) return false;
  for (size_t i = from; i < to; i++) {
    const jy__print *x = &p->s.print[i];
    if (!x->bare || x->signs || x->opens || x->numbered || x->role == JY__FURNITURE) return false;
    han += p->s.lines[i].han;
  }
  if (han < 4 || from == 0) return han >= 4;
  const jy__print *before = &p->s.print[from - 1];
  return p->s.lines[from - 1].ends || before->signs || before->closes || before->stands || before->role == JY__FURNITURE;
}

/* A picture's caption that opens with a sign is short and says no day; where a
 * line so opened has a mark or goes on below, it is an item of brief news. */
static bool is_item(const jy__press *p, size_t i) {
  const jy__line *l = &p->s.lines[i];
  if (jy__furniture_of(p->text, l) != JY__CAPTION || l->first < 0x2190 || l->first > 0x25FF) return false;
  if (l->marks || has_day(p->text, l)) return true;
  return i + 1 < p->s.n && l[1].blanks == 0 && !l->ends && l[1].ends && l->width + 4 >= l[1].width;
}

/* Brief news: a page with one item has no captions that open as it does. */
static void find_items(jy__press *p) {
  uint32_t sign = 0;
  for (size_t i = 0; i < p->s.n && !sign; i++)
    if (is_item(p, i)) sign = p->s.lines[i].first;
  for (size_t i = 0; sign && i < p->s.n; i++) {
    if (p->s.lines[i].first != sign || p->s.print[i].role != JY__FURNITURE) continue;
    p->s.print[i].role = JY__TEXT;
    p->s.print[i].opens = true;
  }
}

/* A few bare lines between empty lines, where no empty line follows each line:
 * a headline, however far in it is set. */
static void find_standing(jy__press *p) {
  for (size_t i = 0, end; !p->s.spaced && i < p->s.n; i = end) {
    end = block_end(p, i);
    if (may_stand(p, i, end))
      for (size_t k = i; k < end; k++) p->s.print[k].stands = true;
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
  find_items(p);
  find_tight(p);
  find_standing(p);
  number_pages(p, page);
  return find_recurring(p);
}

/* How the lines of a text are set: wrapped by the width of paper or not, with
 * empty lines between them, with indents. Judges all lines together; refuses to
 * judge any one of them. */
#include "ingest/internal.h"

static size_t common_indent(const jy__lines *l) {
  size_t counts[17] = {0}, best = 0;
  for (size_t i = 0; i < l->len; i++) counts[l->at[i].indent < 16 ? l->at[i].indent : 16]++;
  for (size_t i = 0; i < 17; i++)
    if (counts[i] > counts[best]) best = i;
  return best;
}

/* Columns up to which lines are narrow: marks are in fewer of them, and a whole
 * paragraph may have no stop but its last. */
#define NARROW 24

/* The widest line but for one in ten: as wide as narrow columns are. */
static size_t column_of(const jy__lines *l) {
  size_t counts[JY__PRINTED + 1] = {0}, above = 0, w = JY__PRINTED;
  for (size_t i = 0; i < l->len; i++) counts[l->at[i].width < JY__PRINTED ? l->at[i].width : JY__PRINTED]++;
  for (; w > 0; w--) {
    above += counts[w];
    if (above * 10 > l->len) break;
  }
  return w;
}

/* Whether line i, of a narrow column, ends in mid sentence and the next is of
 * that sentence: it fills the column, and the next ends it. */
static bool runs_on(const jy__lines *l, size_t i, size_t column, size_t base) {
  const jy__line *a = &l->at[i], *b = a + 1;
  bool open = !a->ends && !a->closes && !jy__is_mark(a->last);
  return open && a->indent + a->width + JY__RAGGED >= column && b->indent <= base + 1 && b->stops > 0;
}

/* Lines of narrow print: most that end no sentence fill the column, and some of
 * these run on. */
static bool is_narrow_print(const jy__lines *l, size_t base) {
  size_t column = column_of(l), full = 0, runs = 0, marked = 0, ended = 0;
  if (l->len < 6 || column > NARROW) return false;
  for (size_t i = 0; i < l->len; i++) {
    ended += l->at[i].ends;
    full += !l->at[i].ends && l->at[i].indent + l->at[i].width + JY__RAGGED >= column;
    marked += l->at[i].marks + l->at[i].stops > 0;
    if (i + 1 < l->len) runs += runs_on(l, i, column, base);
  }
  return full * 2 > l->len - ended && marked * 4 > l->len && runs >= 2 && runs * 12 > l->len;
}

jy__layout jy__layout_of(jy_str text, const jy__lines *l) {
  size_t n = 0, open = 0, marked = 0, wide = 0, inner = 0, spaced = 0, indented = 0;
  jy__layout lay = {.base = common_indent(l)};
  for (size_t i = 0; i < l->len; i++) {
    const jy__line *x = &l->at[i];
    spaced += i > 0 && x->blanks > 0;
    if (jy__is_label(text, x)) continue; /* ends openly with a mark in it, in any text */
    n++;
    open += !x->ends && !x->closes;
    marked += x->marks + x->stops > 0;
    wide += x->width > JY__PRINTED;
    inner += x->stops > x->ends;
    indented += x->indent > lay.base + 1;
  }
  /* Wrapped lines end anywhere, so most end in mid sentence and some sentences
   * end in mid line. Menus end openly too, but hold no punctuation; paragraphs
   * hold it, but end with it and are wide. */
  lay.wrapped = n >= 6 && open * 2 > n && marked * 5 > n * 2 && inner >= 2 && inner * 20 > n && wide * 10 <= n;
  lay.wrapped = lay.wrapped || (open * 2 > n && is_narrow_print(l, lay.base));
  lay.spaced = spaced * 5 > l->len * 3;
  lay.indented = indented * 50 > l->len;
  return lay;
}

/* The reading order of a page: columns, and bands across them. A region is cut
 * where a gap runs through the whole of it from top to bottom, if what stands
 * on either side is text and not the cells of a table; else it is cut across,
 * at what spans the columns; what cannot be cut is read row by row. Knows
 * places and sizes; refuses to know words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf.h"

#define CELLS 1024  /* in which the width of a page is measured */
#define DEEPEST 24  /* cuts inside cuts */
#define MOST 20000  /* strips of a page; one that has more is read row by row */

typedef struct {
  jy__pdf_lines *out;
  jy_str text;
  size_t page;
  double width; /* of a cell */
} page;

/* Which parts of the width hold something. */
typedef struct {
  unsigned char at[CELLS];
} shadow;

typedef struct {
  double x0, x1;
} gap;

/* Strips, sorted from the top. */
typedef struct {
  jy__strip *at;
  size_t len;
} region;

/* Boxes hold the room for accents and tails, so those of tight lines overlap:
 * the inner part of a strip is what counts from top to bottom. */
static double top(const jy__strip *s) {
  return s->vertical ? s->box.y0 : jy__strip_middle(s) - 0.3 * s->size;
}

static double bottom(const jy__strip *s) {
  return s->vertical ? s->box.y1 : jy__strip_middle(s) + 0.3 * s->size;
}

static double length(const jy__strip *s) {
  return s->vertical ? s->box.y1 - s->box.y0 : s->box.x1 - s->box.x0;
}

static int by_top(const void *a, const void *b) {
  const jy__strip *x = a, *y = b;
  if (top(x) != top(y)) return top(x) < top(y) ? -1 : 1;
  return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The size of most strips of a region. */
static int usual_size(double *out, region r) {
  double *sizes = malloc((r.len + 1) * sizeof *sizes);
  if (!sizes) return jy__nomem();
  for (size_t i = 0; i < r.len; i++) sizes[i] = r.at[i].size;
  qsort(sizes, r.len, sizeof *sizes, by_size);
  *out = sizes[r.len / 2];
  free(sizes);
  return JY_OK;
}

/* ---- gaps ------------------------------------------------------------------------------ */

static void cast(shadow *s, const page *p, const jy__strip *strip) {
  double from = floor(strip->box.x0 / p->width + 0.5), to = ceil(strip->box.x1 / p->width - 0.5);
  size_t a = from < 0 ? 0 : from > CELLS ? CELLS : (size_t)from;
  size_t b = to < 0 ? 0 : to > CELLS ? CELLS : (size_t)to;
  if (b > a) memset(s->at + a, 1, b - a);
}

static void unite(shadow *out, const shadow *a, const shadow *b) {
  for (size_t i = 0; i < CELLS; i++) out->at[i] = a->at[i] | b->at[i];
}

/* The next gap of at least `least` points between two things, from cell *at on. */
static bool next_gap(gap *out, const shadow *s, const page *p, double least, size_t *at) {
  size_t i = *at;
  while (i < CELLS && !s->at[i]) i++;
  while (i < CELLS) {
    while (i < CELLS && s->at[i]) i++;
    size_t from = i;
    while (i < CELLS && !s->at[i]) i++;
    if (i == CELLS) break;
    if ((double)(i - from) * p->width < least) continue;
    *out = (gap){(double)from * p->width, (double)i * p->width};
    *at = i;
    return true;
  }
  return false;
}

static bool has_gap(const shadow *s, const page *p, double least) {
  gap g;
  size_t at = 0;
  return next_gap(&g, s, p, least, &at);
}

/* ---- is it a column ---------------------------------------------------------------------- */

/* What tells a column of text from the cells of a table. */
typedef struct {
  size_t rows, vertical, strips;
  double x0, x1;
  double length; /* of all rows */
  double size;   /* the mean */
  double top, bottom;
} shape;

static shape shape_of(region r, double x0, double x1) {
  shape s = {.x0 = INFINITY, .x1 = -INFINITY, .top = INFINITY, .bottom = -INFINITY};
  double last = -INFINITY;
  for (size_t i = 0; i < r.len; i++) {
    const jy__strip *t = &r.at[i];
    if (t->box.x0 < x0 || t->box.x1 > x1) continue;
    s.strips++;
    s.vertical += t->vertical;
    s.size += t->size;
    s.length += length(t);
    s.rows += t->vertical || jy__strip_middle(t) - last > 0.5 * t->size;
    if (!t->vertical) last = jy__strip_middle(t);
    s.x0 = jy__less(s.x0, t->box.x0);
    s.x1 = jy__more(s.x1, t->box.x1);
    s.top = jy__less(s.top, top(t));
    s.bottom = jy__more(s.bottom, bottom(t));
  }
  if (s.strips) s.size /= (double)s.strips;
  return s;
}

/* Long rows that fill their width. */
static bool is_text(const shape *s) {
  double mean = s->rows ? s->length / (double)s->rows : 0;
  return s->rows >= 2 && mean >= 6.5 * s->size && mean >= 0.5 * (s->x1 - s->x0);
}

static bool is_vertical(const shape *s) {
  return s->vertical > 0 && s->vertical * 2 > s->strips;
}

/* The share of rows right of a gap that stand level with one left of it. */
static double level(region r, gap g) {
  size_t rows = 0, same = 0;
  double last = -INFINITY, left = -INFINITY;
  for (size_t i = 0; i < r.len; i++) {
    const jy__strip *t = &r.at[i];
    bool is_left = t->box.x1 <= (g.x0 + g.x1) / 2;
    if (t->vertical) continue;
    if (is_left) {
      same += fabs(jy__strip_middle(t) - last) < 0.25 * t->size;
      left = jy__strip_middle(t);
    } else if (jy__strip_middle(t) - last > 0.5 * t->size) {
      rows++;
      same += fabs(jy__strip_middle(t) - left) < 0.25 * t->size;
      last = jy__strip_middle(t);
    }
  }
  return rows ? (double)same / (double)rows : 0;
}

/* A vertical headline that is much shorter than what stands beside it may
 * belong to a part of that only. */
static bool is_as_tall(const shape *a, const shape *b) {
  double x = a->bottom - a->top, y = b->bottom - b->top;
  return x > 0.6 * y && y > 0.6 * x;
}

/* Whether the gap lies between columns. `last`: there is no other way to cut. */
static bool is_gutter(region r, gap g, bool last) {
  double cut = (g.x0 + g.x1) / 2;
  shape a = shape_of(r, -INFINITY, cut), b = shape_of(r, cut, INFINITY);
  if (is_vertical(&a) || is_vertical(&b)) return last || is_as_tall(&a, &b);
  if (is_text(&a) && is_text(&b)) return true;
  if (!is_text(&a) && !is_text(&b)) return false;
  const shape *thin = is_text(&a) ? &b : &a;
  return g.x1 - g.x0 >= thin->size && level(r, g) < 0.6;
}

static int emit_leaf(const page *p, region r) {
  return jy__pdf_put(p->out, p->page, p->text, r.at, r.len);
}

/* ---- cuts -------------------------------------------------------------------------------------- */

static int cut(const page *p, region r, int depth);

/* Moves strips left of x to the front, each side still sorted from the top. */
static size_t divide(region r, double x) {
  qsort(r.at, r.len, sizeof *r.at, jy__strip_by_left);
  size_t n = 0;
  while (n < r.len && r.at[n].box.x0 < x) n++;
  qsort(r.at, n, sizeof *r.at, by_top);
  qsort(r.at + n, r.len - n, sizeof *r.at, by_top);
  return n;
}

/* Whether the right part is to be read before the left: vertical text runs that
 * way, and a large vertical headline belongs to the text at its left. */
static bool is_right_first(const shape *left, const shape *right) {
  if (!is_vertical(right)) return false;
  return is_vertical(left) || right->size > 1.25 * left->size;
}

static int cut_at(const page *p, region r, gap g, int depth) {
  size_t n = divide(r, (g.x0 + g.x1) / 2);
  region left = {r.at, n}, right = {r.at + n, r.len - n};
  shape a = shape_of(left, -INFINITY, INFINITY), b = shape_of(right, -INFINITY, INFINITY);
  bool turned = is_right_first(&a, &b);
  int status = cut(p, turned ? right : left, depth + 1);
  return status < 0 ? status : cut(p, turned ? left : right, depth + 1);
}

/* The widest gap that lies between columns. */
static bool find_gutter(gap *out, const page *p, region r, double least, bool last) {
  shadow all = {{0}};
  gap g;
  bool found = false;
  for (size_t i = 0; i < r.len; i++) cast(&all, p, &r.at[i]);
  for (size_t at = 0; next_gap(&g, &all, p, least, &at);) {
    if (found && g.x1 - g.x0 <= out->x1 - out->x0) continue;
    if (!is_gutter(r, g, last)) continue;
    *out = g;
    found = true;
  }
  return found;
}

/* Strips that overlap from top to bottom. */
static size_t segment_end(region r, size_t i) {
  double low = bottom(&r.at[i]);
  size_t end = i + 1;
  for (; end < r.len && top(&r.at[end]) < low; end++) low = jy__more(low, bottom(&r.at[end]));
  return end;
}

/* A gap of so many times the size of the type goes across the page, whatever
 * columns there are above and below it. */
#define WIDE_GAP 7
/* How much larger than the text beside it a headline is. */
#define HEADLINE 1.3

/* Whether the segment [i, end) is one headline with nothing beside it, also not
 * within the full height of its letters. */
static bool is_lone_headline(region r, size_t i, size_t end, double size) {
  for (size_t k = i; k < end; k++)
    if (r.at[k].vertical || r.at[k].size < HEADLINE * size || (end - i > 1 && !r.at[k].single)) return false;
  for (size_t k = i; k < end; k++) {
    if (i > 0 && bottom(&r.at[i - 1]) > r.at[k].box.y0) return false;
    if (end < r.len && top(&r.at[end]) < r.at[k].box.y1) return false;
  }
  return true;
}

/* Where the region breaks across its whole width: a wide gap, or a headline with
 * nothing beside it, which heads all that is below. *out is 0 for no break. */
static void find_break(size_t *out, region r, double size) {
  double low = -INFINITY;
  *out = 0;
  for (size_t i = 0, end; i < r.len; i = end) {
    end = segment_end(r, i);
    bool headline = is_lone_headline(r, i, end, size);
    if (i > 0 && (headline || top(&r.at[i]) - low > WIDE_GAP * size)) {
      *out = i;
      return;
    }
    if (headline && end < r.len) {
      *out = end;
      return;
    }
    for (; i < end; i++) low = jy__more(low, bottom(&r.at[i]));
  }
}

typedef struct {
  const page *p;
  region r;
  double size, least;
  shadow held; /* by the band at hand */
  size_t rows;
  double low;
} band;

static shadow shadow_of(const band *b, size_t i, size_t end) {
  shadow s = {{0}};
  for (; i < end; i++) cast(&s, b->p, &b->r.at[i]);
  return s;
}

static double lowest(const band *b, size_t i, size_t end) {
  double low = -INFINITY;
  for (; i < end; i++) low = jy__more(low, bottom(&b->r.at[i]));
  return low;
}

/* Whether the segment [i, end) begins columns: it has a gap, or it has one with
 * those that follow it at once, since columns need not stand level. */
static bool begins_columns(const band *b, size_t i, size_t end) {
  shadow s = shadow_of(b, i, end);
  for (int ahead = 0; ahead < 4; ahead++) {
    if (has_gap(&s, b->p, b->least)) return true;
    if (end >= b->r.len) return false;
    i = end;
    end = segment_end(b->r, i);
    shadow next = shadow_of(b, i, end);
    unite(&s, &s, &next);
  }
  return false;
}

static size_t first_cell(const shadow *s) {
  size_t i = 0;
  while (i < CELLS && !s->at[i]) i++;
  return i;
}

/* Whether the segment [i, end) belongs to the band above it. */
static bool belongs(const band *b, size_t i, size_t end) {
  shadow s = shadow_of(b, i, end), both;
  unite(&both, &s, &b->held);
  bool above = has_gap(&b->held, b->p, b->least), here = has_gap(&s, b->p, b->least);
  bool together = has_gap(&both, b->p, b->least);
  if (!above && !together) return !begins_columns(b, i, end);
  /* A masthead, or what else stands apart, is no part of the columns below it. */
  if (b->rows < 3 && top(&b->r.at[i]) - b->low > 1.5 * b->size) return false;
  if (above) return together;
  /* A few lines at the right, such as a date, stand above columns. */
  return !here || b->rows >= 3 || first_cell(&b->held) <= first_cell(&s);
}

/* From where on the segment [i, end) takes along what stands above it: single
 * lines of the right column may begin higher than the left one. */
static size_t reach_back(const band *b, size_t from, size_t i, size_t end) {
  shadow all = shadow_of(b, i, end);
  double high = top(&b->r.at[i]);
  while (i > from + 1) {
    const jy__strip *s = &b->r.at[i - 1];
    shadow both = all;
    cast(&both, b->p, s);
    if (!has_gap(&both, b->p, b->least) || high - bottom(s) > 1.2 * b->size) break;
    if (s->size > 1.15 * b->size) break;
    high = top(s);
    all = both;
    i--;
  }
  return i;
}

/* Reads the bands of a region one after the other; one band is a leaf. */
static int cut_bands(const page *p, region r, double size, double least, int depth) {
  band b = {.p = p, .r = r, .size = size, .least = least, .low = -INFINITY};
  size_t from = 0;
  int status = JY_OK;
  for (size_t i = 0, end; i < r.len && status == JY_OK; i = end) {
    end = segment_end(r, i);
    if (i > from && !belongs(&b, i, end)) {
      size_t at = has_gap(&b.held, p, least) ? i : reach_back(&b, from, i, end);
      status = cut(p, (region){r.at + from, at - from}, depth + 1);
      b.held = shadow_of(&b, at, i);
      b.rows = i - at;
      from = at;
    }
    shadow s = shadow_of(&b, i, end);
    unite(&b.held, &b.held, &s);
    b.rows++;
    b.low = jy__more(b.low, lowest(&b, i, end));
  }
  if (status < 0) return status;
  if (from > 0) return cut(p, (region){r.at + from, r.len - from}, depth + 1);
  gap g;
  return find_gutter(&g, p, r, least, true) ? cut_at(p, r, g, depth) : emit_leaf(p, r);
}

/* Takes a region whose strips are sorted from the top. */
static int cut(const page *p, region r, int depth) {
  double size = 0;
  gap g;
  if (r.len == 0) return JY_OK;
  if (depth >= DEEPEST || r.len > MOST) return emit_leaf(p, r);
  int status = usual_size(&size, r);
  if (status < 0) return status;
  double least = 0.6 * size;
  size_t at;
  find_break(&at, r, size);
  if (at > 0) {
    status = cut(p, (region){r.at, at}, depth + 1);
    return status < 0 ? status : cut(p, (region){r.at + at, r.len - at}, depth);
  }
  if (find_gutter(&g, p, r, least, false)) return cut_at(p, r, g, depth);
  return cut_bands(p, r, size, least, depth);
}

int jy__pdf_order(jy__pdf_lines *out, size_t number, jy_str text, jy__strip *strips, size_t len, double width) {
  page p = {out, text, number, jy__more(width, 1) / CELLS};
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    if (strips[i].end > strips[i].start) strips[n++] = strips[i];
  if (n == 0) return JY_OK;
  qsort(strips, n, sizeof *strips, by_top);
  return cut(&p, (region){strips, n}, 0);
}

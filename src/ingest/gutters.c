/* Columns of print that stand side by side in plain text, with spaces between
 * them, as a page looks when its layout is kept: read across, every sentence is
 * mixed with its neighbour's. Where a gutter is found, a column is put behind
 * the one before it. Knows where lines begin and how far they reach, and that
 * prose has marks; a table has cells and is left alone. Refuses to join lines
 * (joins.c). */
#include <stdlib.h>
#include <string.h>

#include "ingest/internal.h"

#define PAGE 200    /* lines that are looked at together, where no page ends before */
#define WIDEST 256  /* columns beyond which no gutter is looked for */
#define LEAST 6     /* lines with text on both sides that make a gutter */
#define NARROWEST 8 /* characters of the widest line of a column */
#define INDENT 4    /* columns by which a paragraph may be set in */
#define COLUMNS 4   /* side by side at most: halves of halves */

/* A line, or the part of one that a column holds. */
typedef struct {
  size_t start, end; /* bytes; with the line's end where it holds it */
  size_t column;     /* in which it starts */
  size_t drop;       /* bytes of white before `start` that go */
  size_t rest;       /* and after `end` */
} part;

typedef struct {
  jy_str text;
  bool wide; /* whether a Han character takes two columns, or one as every other */
  jy_buf made;
  jy_align *step;
  size_t put;   /* bytes of the text */
  size_t moved; /* lines that were parted where their column begins */
} setting;

/* Words without a gap between them, in bytes and in columns. */
typedef struct {
  size_t start, end, from, to, marks;
} run;

static size_t after(const setting *s, uint32_t cp, size_t column) {
  if (cp == '\t') return (column / 8 + 1) * 8;
  if (cp == 0x200B || cp == 0xFEFF) return column;
  return column + (s->wide && cp >= 0x1100 ? 2 : 1);
}

/* A point in a part. */
typedef struct {
  size_t at, column;
} place;

/* The next words of a part from *p on, which is moved behind them; false at its
 * end. Two white characters or more are a gap. */
static bool next_run(const setting *s, const part *line, place *p, run *out) {
  size_t white = 0;
  *out = (run){0};
  while (p->at < line->end) {
    uint32_t cp;
    size_t n = jy__utf8_next(s->text.ptr + p->at, s->text.ptr + line->end, &cp), next = after(s, cp, p->column);
    bool gap = jy__is_gap(cp) || cp == '\n' || cp == '\r' || cp == '\f';
    white = gap ? white + 1 : 0;
    if (!gap) {
      if (!out->end) *out = (run){.start = p->at, .from = p->column};
      out->end = p->at + n;
      out->to = next;
      out->marks += jy__is_mark(cp) || cp == 0x3002;
    }
    if (out->end && (white >= 2 || cp == '\t')) return true;
    *p = (place){p->at + n, next};
  }
  return out->end > 0;
}

/* ---- where a gutter may be ------------------------------------------------------- */

/* How many lines begin anew in each column after a gap. */
static void count_starts(const setting *s, const part *lines, size_t n, size_t counts[WIDEST]) {
  memset(counts, 0, WIDEST * sizeof *counts);
  for (size_t i = 0; i < n; i++) {
    place p = {lines[i].start, lines[i].column};
    run r;
    for (bool first = true; next_run(s, &lines[i], &p, &r); first = false)
      if (!first && r.from < WIDEST) counts[r.from]++;
  }
}

/* What stands on the two sides of column c in a line. */
typedef struct {
  run left, right; /* all words together; `end` is 0 for none */
  bool crossed;
} sides;

static void take_in(run *all, const run *r) {
  if (!all->end) *all = (run){.start = r->start, .from = r->from};
  all->end = r->end;
  all->to = r->to;
  all->marks += r->marks;
}

/* Where column c begins in a line; its end where the line does not reach so far. */
static size_t cut_at(const setting *s, const part *line, size_t c) {
  place p = {line->start, line->column};
  while (p.at < line->end && p.column < c) {
    uint32_t cp;
    size_t n = jy__utf8_next(s->text.ptr + p.at, s->text.ptr + line->end, &cp);
    p = (place){p.at + n, after(s, cp, p.column)};
  }
  return p.at;
}

/* Parts words at column c where one space stands before it: a line that fills
 * its column leaves no more. */
static bool part_at(const setting *s, const part *line, size_t c, const run *r, sides *out) {
  size_t cut = cut_at(s, line, c);
  run left = *r, right = *r;
  if (cut <= r->start || cut >= r->end || s->text.ptr[cut - 1] != ' ' || s->text.ptr[cut] == ' ') return false;
  left.end = cut - 1;
  left.to = c - 1;
  right.start = cut;
  right.from = c;
  take_in(&out->left, &left);
  take_in(&out->right, &right);
  return true;
}

static sides sides_of(const setting *s, const part *line, size_t c) {
  sides out = {.crossed = false};
  place p = {line->start, line->column};
  for (run r; next_run(s, line, &p, &r);) {
    bool over = r.from < c && r.to >= c;
    if (over && part_at(s, line, c, &r, &out)) continue;
    out.crossed |= over;
    take_in(r.from < c ? &out.left : &out.right, &r);
  }
  return out;
}

/* What speaks for a column of prose on one side. */
typedef struct {
  size_t widest, filled, marked;
} side;

static void see(side *out, const run *r, size_t widest) {
  size_t width = r->to - r->from;
  if (width > out->widest) out->widest = width;
  out->filled += width * 3 >= widest * 2;
  out->marked += r->marks > 0;
}

/* Prose fills its column, and has marks. */
static bool is_prose(const setting *s, const side *x, size_t both) {
  return x->widest >= (s->wide ? 2 : 1) * NARROWEST && x->filled * 2 > both && x->marked * 3 > both;
}

/* Whether lines [0, n), which nothing crosses, are two columns of prose. */
static bool is_gutter(const setting *s, const part *lines, size_t n, size_t c) {
  side left = {0, 0, 0}, right = {0, 0, 0};
  size_t both = 0, exact = 0, near = 0;
  for (int pass = 0; pass < 2; pass++) {
    size_t most_left = left.widest, most_right = right.widest;
    left = right = (side){0, 0, 0};
    both = exact = near = 0;
    for (size_t i = 0; i < n; i++) {
      sides at = sides_of(s, &lines[i], c);
      if (!at.left.end || !at.right.end) continue;
      both++;
      exact += at.right.from == c;
      near += at.right.from <= c + INDENT;
      see(&left, &at.left, most_left);
      see(&right, &at.right, most_right);
    }
  }
  return both >= LEAST && exact * 3 >= both && near * 4 >= both * 3 && is_prose(s, &left, both) && is_prose(s, &right, both);
}

/* What is known of the lines since one that crosses the gutter. */
typedef struct {
  size_t lead;  /* from where on only the second column has text, or what is next */
  size_t both;  /* the first that has text on both sides, or SIZE_MAX */
  size_t last;  /* behind the last that has text, with no two empty ones since `both` */
  size_t empty; /* in a row */
} stretch;

static void go_on(stretch *x, size_t i, const sides *at, size_t c) {
  bool left = at->left.end > 0, right = at->right.end > 0;
  x->empty = left || right ? 0 : x->empty + 1;
  if (x->both != SIZE_MAX) {
    if (!x->empty && (x->last == i || x->last + 1 == i)) x->last = i + 1;
  } else if (left && right && at->right.from <= c + INDENT) {
    x->both = x->lead;
    x->last = i + 1;
  } else if (left || x->empty || at->right.from > c + INDENT) {
    x->lead = i + 1;
  }
}

/* The first stretch of lines with a gutter at column c; false for none. */
static bool find_block(const setting *s, const part *lines, size_t n, size_t c, jy_span *out) {
  stretch x = {.both = SIZE_MAX};
  for (size_t i = 0; i <= n; i++) {
    sides at = {.crossed = true};
    if (i < n) at = sides_of(s, &lines[i], c);
    if (!at.crossed) {
      go_on(&x, i, &at, c);
      continue;
    }
    if (x.both != SIZE_MAX && is_gutter(s, lines + x.both, x.last - x.both, c)) {
      *out = (jy_span){x.both, x.last};
      return true;
    }
    x = (stretch){.lead = i + 1, .both = SIZE_MAX};
  }
  return false;
}

/* The gutter that most lines have, and its first stretch. */
static bool find_gutter(const setting *s, const part *lines, size_t n, size_t *c, jy_span *block) {
  size_t counts[WIDEST];
  count_starts(s, lines, n, counts);
  for (int tries = 0; tries < COLUMNS; tries++) {
    *c = 0;
    for (size_t i = 0; i < WIDEST; i++)
      if (counts[i] > counts[*c]) *c = i;
    if (counts[*c] * 2 < LEAST) return false;
    if (find_block(s, lines, n, *c, block)) return true;
    counts[*c] = 0;
  }
  return false;
}

/* ---- setting the columns one after another ------------------------------------------ */

/* A line of its own; one of a column has lost the white around it. The last has no
 * end where the text has none. */
static int put_part(setting *s, const part *p) {
  jy_align_move(s->step, p->start - p->drop);
  int status = p->drop ? jy_align_replace(s->step, p->drop, 0) : JY_OK;
  if (status == JY_OK && p->end > p->start) status = jy_align_keep(s->step, p->end - p->start);
  jy_buf_put(&s->made, s->text.ptr + p->start, p->end - p->start);
  s->put += p->drop + (p->end - p->start) + p->rest;
  bool whole = p->end > p->start && s->text.ptr[p->end - 1] == '\n';
  bool last = s->put == s->text.len && s->text.ptr[s->text.len - 1] != '\n';
  if (status < 0 || whole || (last && !p->rest)) return status;
  if (!last) jy_buf_put(&s->made, "\n", 1);
  return jy_align_replace(s->step, p->rest, last ? 0 : 1);
}

static int put_lines(setting *s, part *lines, size_t n, int halves);

/* The column in which most of the lines begin. */
static size_t margin_of(const setting *s, const part *lines, size_t n, size_t c) {
  size_t counts[WIDEST] = {0}, best = 0;
  for (size_t i = 0; i < n; i++) {
    sides at = sides_of(s, &lines[i], c);
    if (at.left.end && at.left.from < WIDEST) counts[at.left.from]++;
  }
  for (size_t i = 1; i < WIDEST; i++)
    if (counts[i] > counts[best]) best = i;
  return best;
}

/* The part of a line from column c on, up to the end of the words in r; without
 * the white around them. */
static part part_of(const setting *s, const part *line, size_t c, const run *r, size_t from) {
  size_t start = cut_at(s, line, c);
  if (start > r->start) start = r->start;
  return (part){start, r->end, c, start - from, 0};
}

/* The lines' parts before column c, then those behind it. */
static int put_columns(setting *s, const part *lines, size_t n, size_t c, int halves) {
  part *left = malloc(2 * n * sizeof *left), *right = left ? left + n : NULL;
  size_t n_left = 0, n_right = 0, margin = margin_of(s, lines, n, c);
  if (!left) return jy__nomem();
  for (size_t i = 0; i < n; i++) {
    sides at = sides_of(s, &lines[i], c);
    size_t from = lines[i].start - lines[i].drop;
    if (at.left.end) {
      left[n_left] = part_of(s, &lines[i], margin, &at.left, from);
      from = left[n_left++].end;
    }
    s->moved += at.right.end && at.right.from == c;
    if (at.right.end) {
      right[n_right] = part_of(s, &lines[i], c, &at.right, from);
      from = right[n_right++].end;
    }
    part *last = at.right.end ? &right[n_right - 1] : at.left.end ? &left[n_left - 1] : &left[n_left++];
    if (!at.right.end && !at.left.end) *last = (part){lines[i].end, lines[i].end, c, lines[i].end - from, 0};
    else last->rest = lines[i].end + lines[i].rest - last->end;
  }
  int status = put_lines(s, left, n_left, halves - 1);
  if (status == JY_OK) status = put_lines(s, right, n_right, halves - 1);
  free(left);
  return status;
}

/* Lines as they are, but for the stretches that have a gutter. */
static int put_lines(setting *s, part *lines, size_t n, int halves) {
  int status = JY_OK;
  size_t c;
  jy_span block;
  while (status == JY_OK && halves > 0 && n && find_gutter(s, lines, n, &c, &block)) {
    status = put_lines(s, lines, block.start, halves);
    if (status == JY_OK) status = put_columns(s, lines + block.start, block.end - block.start, c, halves);
    lines += block.end;
    n -= block.end;
  }
  for (size_t i = 0; status == JY_OK && i < n; i++) status = put_part(s, &lines[i]);
  return status;
}

/* The lines of the page at *at, which is moved behind it. */
static size_t page_lines(jy_str text, size_t *at, part lines[PAGE]) {
  size_t n = 0;
  while (*at < text.len && n < PAGE && (n == 0 || text.ptr[*at] != '\f')) {
    const char *p = memchr(text.ptr + *at, '\n', text.len - *at);
    size_t end = p ? (size_t)(p - text.ptr) + 1 : text.len;
    lines[n++] = (part){*at, end, 0, 0, 0};
    *at = end;
  }
  return n;
}

static int put_pages(setting *s) {
  part lines[PAGE];
  int status = JY_OK;
  for (size_t at = 0; status == JY_OK && at < s->text.len;) {
    size_t n = page_lines(s->text, &at, lines);
    status = put_lines(s, lines, n, 2);
  }
  return status < 0 ? status : jy_buf_status(&s->made);
}

/* Whether three spaces stand between words some times: at a glance, of every third
 * byte. */
static bool may_have_gutters(jy_str text) {
  const char *p = text.ptr;
  size_t lines = 0;
  for (size_t i = 2; i < text.len && lines < LEAST; i += 3) {
    if (p[i] != ' ') continue;
    size_t start = i, end = i;
    while (start > 0 && p[start - 1] == ' ') start--;
    while (end < text.len && p[end] == ' ') end++;
    lines += end - start >= 3 && start > 0 && p[start - 1] != '\n';
    while (i < end) i += 3;
  }
  return lines >= LEAST;
}

static int set(setting *s, jy_str text, bool wide) {
  *s = (setting){text, wide, JY_BUF_INIT, NULL, 0, 0};
  int status = jy_align_new(&s->step);
  return status < 0 ? status : put_pages(s);
}

static void unset(setting *s) {
  jy_align_free(s->step);
  jy_buf_free(&s->made);
}

/* Some programs count two columns for a Han character, pdftotext -layout one: the
 * count by which more lines have a gutter is the one that the text was set by. */
int jy__gutters(jy_text **out, const jy_text *from) {
  jy_str text = jy_text_reading(from);
  *out = NULL;
  if (!may_have_gutters(text)) return jy__text_same(out, from);
  setting wide = {0}, plain = {0};
  int status = set(&wide, text, true);
  if (status == JY_OK) status = set(&plain, text, false);
  setting *best = wide.moved > plain.moved ? &wide : &plain;
  if (status == JY_OK && best->moved) {
    status = jy__text_derive(out, from, &best->made, best->step);
    best->step = NULL;
  } else if (status == JY_OK) {
    status = jy__text_same(out, from);
  }
  unset(&wide);
  unset(&plain);
  return status;
}

/* The lines that a part of a page makes which has no columns: rows from the top,
 * those of a table with tabs between their cells, words that were spaced out in
 * one; vertical lines from right to left. Refuses to know how the page was cut. */
#include <math.h>
#include <stdlib.h>

#include "ingest/pdf.h"

typedef struct {
  jy__pdf_lines *out;
  jy_str text;
  size_t page;
} sheet;

/* Strips, sorted from the top. */
typedef struct {
  jy__strip *at;
  size_t len;
} region;

int jy__strip_by_left(const void *a, const void *b) {
  const jy__strip *x = a, *y = b;
  return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static int by_right_to_left(const void *a, const void *b) {
  return jy__strip_by_left(b, a);
}

static int add_line(const sheet *p, const jy__pdf_line *line) {
  jy__pdf_lines *out = p->out;
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  out->at[out->len++] = *line;
  return jy_buf_status(&out->text);
}

static jy__pdf_line line_of(const sheet *p, const jy__strip *s) {
  jy__pdf_line line = {.size = s->size, .lead = s->lead, .page = p->page, .column = p->out->columns,
                       .start = p->out->text.len, .vertical = s->vertical};
  line.along0 = s->vertical ? s->box.y0 : s->box.x0;
  line.along1 = s->vertical ? s->box.y1 : s->box.x1;
  line.across = s->vertical ? -(s->box.x0 + s->box.x1) / 2 : jy__strip_middle(s);
  return line;
}

static void put_strip(const sheet *p, const jy__strip *s) {
  jy_buf_put(&p->out->text, p->text.ptr + s->start, s->end - s->start);
}

/* Single characters with equal gaps between them are one word. */
static bool is_spaced_out(region r) {
  double least = INFINITY, most = 0;
  for (size_t i = 0; i < r.len; i++) {
    if (!r.at[i].single) return false;
    if (i == 0) continue;
    least = jy__less(least, r.at[i].box.x0 - r.at[i - 1].box.x1);
    most = jy__more(most, r.at[i].box.x0 - r.at[i - 1].box.x1);
  }
  return r.len >= 2 && most < 1.3 * least + 0.15 * r.at[0].size;
}

/* One row of strips that stand level, from left to right. */
static int emit_row(const sheet *p, region r, bool table) {
  qsort(r.at, r.len, sizeof *r.at, jy__strip_by_left);
  jy__pdf_line line = line_of(p, &r.at[0]);
  bool word = !table && is_spaced_out(r);
  for (size_t i = 0; i < r.len; i++) {
    const jy__strip *s = &r.at[i];
    if (i > 0 && !word) {
      bool cell = table || s->box.x0 - r.at[i - 1].box.x1 > 2.2 * s->size;
      jy_buf_put(&p->out->text, cell ? "\t" : " ", 1);
    }
    put_strip(p, s);
    line.along1 = jy__more(line.along1, s->box.x1);
    line.size = jy__more(line.size, s->size);
  }
  line.end = p->out->text.len;
  line.row = table && r.len > 1;
  return add_line(p, &line);
}

static size_t row_end(region r, size_t i) {
  size_t end = i + 1;
  while (end < r.len && !r.at[i].vertical && !r.at[end].vertical &&
         fabs(jy__strip_middle(&r.at[end]) - jy__strip_middle(&r.at[i])) < 0.4 * jy__less(r.at[i].size, r.at[end].size))
    end++;
  return end;
}

/* Rows of several strips below one another are a table. */
static int emit_rows(const sheet *p, region r) {
  bool above = false; /* the row before has several strips */
  for (size_t i = 0, end; i < r.len; i = end) {
    end = row_end(r, i);
    bool several = end - i > 1;
    bool below = several && end < r.len && row_end(r, end) - end > 1;
    if (emit_row(p, (region){r.at + i, end - i}, several && (above || below)) < 0) return JY_ENOMEM;
    above = several;
  }
  return JY_OK;
}

int jy__pdf_put(jy__pdf_lines *out, size_t page, jy_str text, jy__strip *strips, size_t len) {
  const sheet *p = &(sheet){out, text, page};
  region r = {strips, len};
  size_t vertical = 0;
  for (size_t i = 0; i < r.len; i++) vertical += r.at[i].vertical;
  int status = JY_OK;
  if (vertical < r.len) {
    status = emit_rows(p, r);
  } else {
    qsort(r.at, r.len, sizeof *r.at, by_right_to_left);
    for (size_t i = 0; status == JY_OK && i < r.len; i++) {
      jy__pdf_line line = line_of(p, &r.at[i]);
      put_strip(p, &r.at[i]);
      line.end = p->out->text.len;
      status = add_line(p, &line);
    }
  }
  p->out->columns++;
  return status;
}

void jy__pdf_lines_free(jy__pdf_lines *l) {
  jy_buf_free(&l->text);
  free(l->at);
  *l = (jy__pdf_lines){0};
}

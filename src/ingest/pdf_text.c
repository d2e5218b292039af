/* Lines in reading order made one text, and which of their ends are the paper's
 * and not the writer's: a line that fills its column goes on in the next, if
 * that is not indented. Text that ends a column in mid sentence goes on in the
 * next column, or on the next page. Refuses to move anything. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf.h"

/* How much larger than the text a headline is set. */
#define LARGER 1.18

/* What the lines of one column share. */
typedef struct {
  double begin, end; /* where its lines begin and end, `along` */
  double pitch;      /* from line to line; 0 where there is one line only */
  double size;
  size_t lines;
  bool vertical;
  bool list; /* no punctuation: each line stands for itself */
} column;

typedef struct {
  jy__pdf_lines *lines;
  column *columns;
  double body;   /* the size of most text */
  bool indented; /* paragraphs begin with an indent */
  jy_buf *text;
  jy__edits *joins;
} paper;

static jy_str text_of(const paper *p, const jy__pdf_line *l) {
  return (jy_str){p->lines->text.ptr + l->start, l->end - l->start};
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The size that most characters are set in, to a quarter of a point. */
static double usual_size(const jy__pdf_lines *l) {
  enum { MOST = 400 };
  size_t weight[MOST] = {0}, best = 0;
  for (size_t i = 0; i < l->len; i++) {
    double at = floor(l->at[i].size * 4 + 0.5);
    size_t k = at < 0 ? 0 : at >= MOST ? MOST - 1 : (size_t)at;
    weight[k] += l->at[i].end - l->at[i].start;
    if (weight[k] > weight[best]) best = k;
  }
  return (double)best / 4;
}

static bool is_headline(const paper *p, const jy__pdf_line *l) {
  return l->size >= LARGER * p->body;
}

static bool is_same_size(double a, double b) {
  return a <= 1.12 * b && b <= 1.12 * a;
}

/* Whether it holds marks that part sentences. */
static bool has_marks(jy_str s) {
  static const char *const marks[] = {"，", "。", "、", "；", "！", "？", "︐", "︒", "︑", ",", ".", ";"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (memmem(s.ptr, s.len, marks[i], strlen(marks[i]))) return true;
  return false;
}

/* ---- columns ------------------------------------------------------------------------- */

/* The lines [i, end) of one column, those of the size that most of them have. */
static int measure(const paper *p, column *c, size_t i, size_t end) {
  const jy__pdf_line *at = p->lines->at;
  double *steps = malloc((end - i + 1) * sizeof *steps);
  if (!steps) return jy__nomem();
  size_t n = 0;
  *c = (column){.begin = INFINITY, .end = -INFINITY, .lines = end - i, .vertical = at[i].vertical};
  for (size_t k = i; k < end; k++) steps[n++] = at[k].size;
  qsort(steps, n, sizeof *steps, compare);
  c->size = steps[n / 2];
  n = 0;
  for (size_t k = i; k < end; k++) {
    if (at[k].row || !is_same_size(at[k].size, c->size)) continue;
    c->begin = jy__less(c->begin, at[k].along0);
    c->end = jy__more(c->end, at[k].along1);
    if (k > i) steps[n++] = at[k].across - at[k - 1].across;
  }
  qsort(steps, n, sizeof *steps, compare);
  if (n) c->pitch = steps[n / 3];
  free(steps);
  c->list = end - i > 1 && !is_headline(p, &at[i]);
  for (size_t k = i; k < end; k++)
    if (has_marks(text_of(p, &at[k]))) c->list = false;
  return JY_OK;
}

/* A column of one or two lines is measured by another one at the same place. */
static void widen(const paper *p, size_t len) {
  for (size_t i = 0; i < len; i++) {
    column *c = &p->columns[i];
    if (c->lines > 2) continue;
    const size_t from = i > 40 ? i - 40 : 0, to = i + 40 < len ? i + 40 : len;
    for (size_t k = from; k < to; k++) {
      const column *o = &p->columns[k];
      if (o->lines <= 2 || o->vertical != c->vertical || !is_same_size(o->size, c->size)) continue;
      if (fabs(o->begin - c->begin) > 2.5 * c->size || c->end > o->end + 1.2 * c->size) continue;
      c->begin = jy__less(c->begin, o->begin);
      c->end = jy__more(c->end, o->end);
      if (c->pitch <= 0) c->pitch = o->pitch;
      break;
    }
  }
}

/* Whether line b continues the column of line a, in the same type. */
static bool is_same_column(const jy__pdf_line *a, const jy__pdf_line *b) {
  return a->column == b->column && a->page == b->page && a->vertical == b->vertical && is_same_size(a->size, b->size) &&
         b->across - a->across < 4 * a->size;
}

/* Columns as they were cut may hold text in several sizes; from here on each of
 * them is a column. */
static int measure_all(paper *p) {
  jy__pdf_lines *l = p->lines;
  size_t n = 0;
  int status = JY_OK;
  p->columns = calloc(l->len + 1, sizeof *p->columns);
  if (!p->columns) return jy__nomem();
  for (size_t i = 0, end; status == JY_OK && i < l->len; i = end, n++) {
    for (end = i + 1; end < l->len && is_same_column(&l->at[end - 1], &l->at[end]);) end++;
    status = measure(p, &p->columns[n], i, end);
    for (size_t k = i; k < end; k++) l->at[k].column = n;
  }
  widen(p, n);
  size_t inner = 0, all = 0;
  for (size_t i = 0; i < l->len; i++) {
    const column *c = &p->columns[l->at[i].column];
    if (c->lines < 3 || l->at[i].row || !is_same_size(l->at[i].size, p->body)) continue;
    double indent = (l->at[i].along0 - c->begin) / c->size;
    all++;
    inner += indent > 0.9 && indent < 4.5;
  }
  p->indented = inner * 40 > all;
  return status;
}

/* ---- does a line go on ------------------------------------------------------------------ */

static uint32_t first_of(jy_str s) {
  uint32_t cp = 0;
  jy__utf8_next(s.ptr, s.ptr + s.len, &cp);
  return cp;
}

static uint32_t last_of(jy_str s) {
  const char *at = s.ptr + s.len;
  uint32_t cp = 0;
  while (at > s.ptr && ((unsigned char)*--at & 0xC0) == 0x80) continue;
  jy__utf8_next(at, s.ptr + s.len, &cp);
  return cp;
}

static bool is_digit(uint32_t cp) {
  return cp >= '0' && cp <= '9';
}

/* The end of a sentence, with what may close after it. */
static bool is_stop(uint32_t cp) {
  static const uint32_t stops[] = {0x3002, 0xFF01, 0xFF1F, 0x2026, 0x201D, 0xFF1A, 0x25A0, '.', '!', '?', ':'};
  for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
    if (cp == stops[i]) return true;
  return false;
}

/* Whether what begins the next line would not have fitted on this one. Chinese
 * lines may end early, so as not to begin the next with a mark. */
static bool is_full(const paper *p, const jy__pdf_line *l, const jy__pdf_line *next) {
  const column *c = &p->columns[l->column];
  bool wide = jy__is_wide(first_of(text_of(p, next)));
  double need = wide ? 2.1 * l->size : jy__more(next->lead + 0.2 * l->size, 1.1 * l->size);
  return l->along1 + need > c->end;
}

static bool is_indented(const paper *p, const jy__pdf_line *l) {
  return l->along0 > p->columns[l->column].begin + 0.9 * l->size;
}

/* Whether line b, the next in its column, stands where lines usually do. */
static bool is_near(const paper *p, const jy__pdf_line *a, const jy__pdf_line *b) {
  double step = b->across - a->across, pitch = p->columns[a->column].pitch;
  return step > 0 && step < 2.6 * a->size && (pitch <= 0 || step < 1.3 * pitch + 0.2 * a->size);
}

/* 一、 （二） 3． at the beginning of a line. */
static bool begins_item(jy_str s) {
  static const uint32_t numbers[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  const char *at = s.ptr, *end = s.ptr + s.len;
  size_t figures = 0;
  bool bracket = false;
  for (uint32_t cp; at < end;) {
    size_t n = jy__utf8_next(at, end, &cp);
    bool figure = is_digit(cp);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) figure = figure || cp == numbers[i];
    if (n == 0) return false;
    if (at == s.ptr && (cp == 0xFF08 || cp == '('))
      bracket = true;
    else if (!figure)
      return figures > 0 && figures < 4 &&
             (bracket ? cp == 0xFF09 || cp == ')' : cp == 0x3001 || cp == 0xFF0E);
    else
      figures++;
    at += n;
  }
  return false;
}

static bool goes_on_below(const paper *p, const jy__pdf_line *a, const jy__pdf_line *b) {
  return !p->columns[a->column].list && is_near(p, a, b) && is_full(p, a, b) && !is_indented(p, b);
}

/* From the foot of one column to the head of another. */
static bool goes_on_beyond(const paper *p, const jy__pdf_line *a, const jy__pdf_line *b) {
  const column *c = &p->columns[a->column], *d = &p->columns[b->column];
  if (!is_full(p, a, b) || is_indented(p, b)) return false;
  if (!is_stop(last_of(text_of(p, a)))) return true;
  double x = c->end - c->begin, y = d->end - d->begin;
  return p->indented && d->lines > 2 && fabs(x - y) < 0.1 * x;
}

static bool goes_on(const paper *p, const jy__pdf_line *a, const jy__pdf_line *b) {
  if (a->row || b->row || a->vertical != b->vertical || !is_same_size(a->size, b->size)) return false;
  uint32_t last = last_of(text_of(p, a));
  if ((is_stop(last) || last == 0xFF1B) && begins_item(text_of(p, b))) return false;
  if (a->column == b->column) return goes_on_below(p, a, b);
  return !is_headline(p, a) && goes_on_beyond(p, a, b);
}

/* ---- what is put between -------------------------------------------------------------------- */

static bool is_lower(uint32_t cp) {
  return (cp >= 'a' && cp <= 'z') || (cp >= 0xDF && cp <= 0xFF);
}

/* Whether a line ends with a word that was parted at its end. */
static bool is_parted(jy_str a, jy_str b) {
  uint32_t last = last_of(a);
  size_t n = last == '-' ? 1 : last == 0xAD ? 2 : last == 0x2010 ? 3 : 0;
  if (n == 0 || a.len == n) return false;
  return is_lower(last_of((jy_str){a.ptr, a.len - n})) && is_lower(first_of(b));
}

static bool is_chinese(jy_str s) {
  size_t wide = 0, narrow = 0;
  for (size_t i = 0; i < s.len; i++) {
    wide += (unsigned char)s.ptr[i] >= 0xE3;
    narrow += (unsigned char)s.ptr[i] < 0x80;
  }
  return wide * 2 > narrow;
}

static int add_join(const paper *p, const jy__pdf_line *a, const jy__pdf_line *b, size_t end, size_t start) {
  jy_str x = text_of(p, a), y = text_of(p, b);
  uint32_t last = last_of(x), first = first_of(y);
  if (is_parted(x, y)) return jy__edits_add(p->joins, end - (last == '-' ? 1 : last == 0xAD ? 2 : 3), start, "");
  bool tight = jy__is_wide(last) || jy__is_wide(first) || (is_digit(last) && is_digit(first) && is_chinese(x)) ||
               (last >= 0x2010 && last <= 0x2027 && is_chinese(x)) || (first >= 0x2010 && first <= 0x2027 && is_chinese(y));
  return jy__edits_add(p->joins, end, start, tight ? "" : " ");
}

/* Whether an empty line sets the two apart. */
static bool is_apart(const paper *p, const jy__pdf_line *a, const jy__pdf_line *b) {
  bool x = is_headline(p, a), y = is_headline(p, b);
  if (x && y && a->column == b->column && is_same_size(a->size, b->size)) return b->across - a->across > 2.6 * a->size;
  return x || y || a->row != b->row;
}

static int put_all(paper *p, jy__spans *pages, size_t count) {
  const jy__pdf_lines *l = p->lines;
  size_t page = 0, start = 0, end = 0;
  int status = JY_OK;
  for (size_t i = 0; i < l->len && status == JY_OK; i++) {
    const jy__pdf_line *b = &l->at[i], *a = i ? b - 1 : b;
    bool joined = i > 0 && goes_on(p, a, b);
    if (i > 0) jy_buf_put(p->text, "\n\n", !joined && is_apart(p, a, b) ? 2 : 1);
    for (; page < b->page && status == JY_OK; page++) {
      status = jy__spans_add(pages, start, p->text->len);
      start = p->text->len;
    }
    if (joined && status == JY_OK) status = add_join(p, a, b, end, p->text->len);
    jy_buf_put(p->text, text_of(p, b).ptr, b->end - b->start);
    end = p->text->len;
  }
  if (l->len) jy_buf_put(p->text, "\n", 1);
  for (; page < count && status == JY_OK; page++) {
    status = jy__spans_add(pages, start, p->text->len);
    start = p->text->len;
  }
  return status < 0 ? status : jy_buf_status(p->text);
}

static int read_strips(jy__sheets *s, const jy__pdf *p) {
  s->pages = p->pages_len;
  s->first = calloc(p->pages_len + 1, sizeof *s->first);
  if (!s->first) return jy__nomem();
  int status = JY_OK;
  for (size_t i = 0; i < p->pages_len && status == JY_OK; i++) {
    status = jy__strips_read(&s->strips, p, &p->pages[i]);
    s->first[i + 1] = s->strips.len;
  }
  return status < 0 ? status : jy__margins_drop(s, p);
}

int jy__pdf_compose(jy_buf *text, jy__spans *pages, jy__edits *joins, const jy__pdf *p) {
  jy__sheets s = {.strips = {.text = JY_BUF_INIT}};
  jy__pdf_lines lines = {.text = JY_BUF_INIT};
  paper made = {.lines = &lines, .text = text, .joins = joins};
  int status = read_strips(&s, p);
  for (size_t i = 0; i < p->pages_len && status == JY_OK; i++)
    status = jy__pdf_order(&lines, i, jy_buf_str(&s.strips.text), s.strips.at + s.first[i], s.first[i + 1] - s.first[i],
                           p->pages[i].width);
  made.body = usual_size(&lines);
  if (status == JY_OK) status = measure_all(&made);
  if (status == JY_OK) status = put_all(&made, pages, p->pages_len);
  free(made.columns);
  free(s.first);
  jy__strips_free(&s.strips);
  jy__pdf_lines_free(&lines);
  return status;
}

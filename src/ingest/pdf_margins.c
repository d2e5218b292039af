/* Running heads, running feet, page numbers. Only the outermost rows of a page
 * are looked at: page numbers go wherever they are told by their form, other
 * rows where several pages have the same, apart from figures. Refuses to drop
 * anything inside the text. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf.h"

/* Rows from each edge that may be margin, and the part of a page they lie in. */
#define DEEPEST 3
#define ZONE 0.17

/* A row near an edge of a page; its key is its text without figures. */
typedef struct {
  size_t page;
  size_t depth;   /* 0 is the outermost */
  size_t key, key_end;
  size_t strip, strip_end; /* in margins.found */
  bool top;
  bool goes; /* a page number, or repeated */
} row;

typedef struct {
  jy__sheets *sheets;
  row *rows;
  size_t len, cap;
  jy_buf keys;
  size_t *found; /* strips of the rows */
  size_t found_len, found_cap;
} margins;

static bool is_one_of(uint32_t cp, const uint32_t *set, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (set[i] == cp) return true;
  return false;
}

static bool is_figure(uint32_t cp) {
  static const uint32_t han[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
  return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19) || is_one_of(cp, han, sizeof han / sizeof *han);
}

/* What page numbers are set between; the last five are 第 页 共 版 頁. */
static bool is_frame(uint32_t cp) {
  static const uint32_t frame[] = {' ',    '-',    '/',    '|',    '.',    '(',    ')',    0xB7,   0x2013, 0x2014,
                                   0x2015, 0x2022, 0x3000, 0x7B2C, 0x9875, 0x5171, 0x7248, 0x9801, '\t'};
  return is_one_of(cp, frame, sizeof frame / sizeof *frame);
}

static bool is_roman(jy_str s) {
  size_t n = 0;
  while (n < s.len && strchr("ivxIVX", s.ptr[n])) n++;
  return s.len > 0 && n == s.len && n <= 6;
}

/* "12", "第 3 页 共 10 页", "Page 3 of 10", "iv": what is left without figures
 * and frame is nothing, or words that go with page numbers. */
static bool is_page_number(jy_str rest, size_t runs, size_t longest) {
  static const char *const words[] = {"", "Page", "page", "Pageof", "pageof", "P", "p", "PAGE", "PAGEOF"};
  if (runs == 0) return is_roman(rest);
  if (runs > 2 || longest > 3) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (jy_str_equal(rest, jy_cstr(words[i]))) return true;
  return false;
}

/* Appends the text without figures and frame to the keys. */
static void add_key(margins *m, row *r, jy_str text, size_t *runs, size_t *longest) {
  size_t run = 0;
  const char *at = text.ptr, *end = text.ptr + text.len;
  for (uint32_t cp; at < end;) {
    size_t n = jy__utf8_next(at, end, &cp);
    if (n && is_figure(cp)) {
      *runs += run++ == 0;
      if (run > *longest) *longest = run;
    } else {
      run = 0;
      if (n && !is_frame(cp)) jy_buf_put(&m->keys, at, n);
    }
    at += n ? n : 1;
  }
  r->key_end = m->keys.len;
}

static double middle(const jy__strip *s) {
  return (s->box.y0 + s->box.y1) / 2;
}

static int by_place(const void *a, const void *b) {
  const jy__strip *x = *(const jy__strip *const *)a, *y = *(const jy__strip *const *)b;
  if (middle(x) != middle(y)) return middle(x) < middle(y) ? -1 : 1;
  return x->box.x0 != y->box.x0 ? (x->box.x0 < y->box.x0 ? -1 : 1) : (x > y) - (x < y);
}

/* Adds the row that sorted strips [from, end) make. */
static int add_row(margins *m, row r, const jy__strip *const *sorted, size_t from, size_t end) {
  size_t runs = 0, longest = 0;
  void *at = m->rows, *found = m->found;
  if (jy__grow(&at, &m->cap, m->len + 1, sizeof *m->rows) < 0) return JY_ENOMEM;
  m->rows = at;
  if (jy__grow(&found, &m->found_cap, m->found_len + end - from, sizeof *m->found) < 0) return JY_ENOMEM;
  m->found = found;
  const jy__strips *strips = &m->sheets->strips;
  r.key = r.key_end = m->keys.len;
  r.strip = m->found_len;
  for (size_t i = from; i < end; i++) {
    add_key(m, &r, (jy_str){strips->text.ptr + sorted[i]->start, sorted[i]->end - sorted[i]->start}, &runs, &longest);
    m->found[m->found_len++] = (size_t)(sorted[i] - strips->at);
  }
  r.strip_end = m->found_len;
  int status = jy_buf_status(&m->keys);
  if (status < 0) return status;
  jy_str rest = {m->keys.ptr ? m->keys.ptr + r.key : "", r.key_end - r.key};
  r.goes = is_page_number(rest, runs, longest);
  m->rows[m->len++] = r;
  return JY_OK;
}

/* Whether two strips, one after the other from the top, stand on one row. */
static bool is_same_row(const jy__strip *a, const jy__strip *b) {
  return middle(b) - middle(a) < 0.5 * jy__less(a->size, b->size);
}

static int read_top(margins *m, size_t page, const jy__strip *const *sorted, size_t n, double height) {
  int status = JY_OK;
  for (size_t i = 0, end, depth = 0; status == JY_OK && i < n && depth < DEEPEST; i = end, depth++) {
    for (end = i + 1; end < n && is_same_row(sorted[i], sorted[end]);) end++;
    if (middle(sorted[i]) > ZONE * height) break;
    status = add_row(m, (row){.page = page, .depth = depth, .top = true}, sorted, i, end);
  }
  return status;
}

static int read_foot(margins *m, size_t page, const jy__strip *const *sorted, size_t n, double height) {
  int status = JY_OK;
  for (size_t end = n, i, depth = 0; status == JY_OK && end > 0 && depth < DEEPEST; end = i, depth++) {
    for (i = end - 1; i > 0 && is_same_row(sorted[i - 1], sorted[end - 1]);) i--;
    if (middle(sorted[i]) < (1 - ZONE) * height) break;
    status = add_row(m, (row){.page = page, .depth = depth}, sorted, i, end);
  }
  return status;
}

static int read_page(margins *m, size_t page, double height) {
  size_t first = m->sheets->first[page], n = m->sheets->first[page + 1] - first;
  const jy__strip **sorted = malloc((n + 1) * sizeof *sorted);
  if (!sorted) return jy__nomem();
  for (size_t i = 0; i < n; i++) sorted[i] = &m->sheets->strips.at[first + i];
  qsort(sorted, n, sizeof *sorted, by_place);
  int status = read_top(m, page, sorted, n, height);
  if (status == JY_OK) status = read_foot(m, page, sorted, n, height);
  free(sorted);
  return status;
}

/* ---- what repeats ------------------------------------------------------------------- */

typedef struct {
  jy_str key;
  row *row;
} entry;

static int by_key(const void *a, const void *b) {
  const entry *x = a, *y = b;
  if (x->row->top != y->row->top) return x->row->top - y->row->top;
  size_t n = x->key.len < y->key.len ? x->key.len : y->key.len;
  int order = n ? memcmp(x->key.ptr, y->key.ptr, n) : 0;
  if (order == 0) order = (x->key.len > y->key.len) - (x->key.len < y->key.len);
  return order ? order : (x->row->page > y->row->page) - (x->row->page < y->row->page);
}

/* Marks rows whose key enough pages have: three, or both of two or three. */
static int mark_repeated(margins *m) {
  entry *all = malloc((m->len + 1) * sizeof *all);
  if (!all) return jy__nomem();
  for (size_t i = 0; i < m->len; i++) {
    row *r = &m->rows[i];
    all[i] = (entry){{jy_buf_str(&m->keys).ptr + r->key, r->key_end - r->key}, r};
  }
  qsort(all, m->len, sizeof *all, by_key);
  for (size_t i = 0, end; i < m->len; i = end) {
    size_t pages = 1;
    for (end = i + 1; end < m->len && all[end].row->top == all[i].row->top && jy_str_equal(all[end].key, all[i].key); end++)
      pages += all[end].row->page != all[end - 1].row->page;
    if (pages >= 3 || (pages == 2 && m->sheets->pages <= 4))
      for (size_t k = i; k < end; k++) all[k].row->goes = true;
  }
  free(all);
  return JY_OK;
}

/* Rows go from the edge inwards up to the first that stays. Returns how many
 * strips go; pages that are all the same would lose everything. */
static size_t settle(margins *m) {
  bool open = true;
  size_t n = 0;
  for (size_t i = 0; i < m->len; i++) {
    row *r = &m->rows[i];
    if (r->depth == 0) open = true;
    open = open && r->goes;
    r->goes = open;
    n += open ? r->strip_end - r->strip : 0;
  }
  return n;
}

static void drop(margins *m) {
  for (size_t i = 0; i < m->len; i++) {
    const row *r = &m->rows[i];
    for (size_t k = r->strip; r->goes && k < r->strip_end; k++) {
      jy__strip *s = &m->sheets->strips.at[m->found[k]];
      s->end = s->start;
    }
  }
}

int jy__margins_drop(jy__sheets *s, const jy__pdf *p) {
  margins m = {.sheets = s, .keys = JY_BUF_INIT};
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < s->pages; i++) status = read_page(&m, i, p->pages[i].height);
  if (status == JY_OK) status = mark_repeated(&m);
  if (status == JY_OK && settle(&m) < s->strips.len) drop(&m);
  free(m.rows);
  free(m.found);
  jy_buf_free(&m.keys);
  return status;
}

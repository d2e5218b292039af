/* Runs of a page put into one text, each character aligned to where it stands
 * in the markup. Knows white space and character references; the parser has
 * resolved the references already, here they are only found again. */
#include <stdlib.h>
#include <string.h>

#include "ingest/html.h"

/* One character of the text, and the bytes of the page that it stands for. */
typedef struct {
  jy_str source;
  jy_str text;
} unit;

/* Two readers side by side: the page as it is and the text made of it. */
typedef struct {
  const char *o, *o_end;
  const char *t, *t_end;
} walk;

typedef struct {
  jy__flow *flow;
  const char *html; /* start of the page */
  size_t at;        /* how much of the page is covered */
  uint32_t last;    /* last character put; 0 at the start */
  jy__set set;      /* what separates it from the next */
  bool soft;        /* a line break alone does */
  const jy__run *run;
  bool begun;       /* something of the run is put */
} writer;

static bool is_space(uint32_t cp) {
  return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == '\f';
}

static bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static size_t left(const char *at, const char *end) {
  return (size_t)(end - at);
}

static size_t char_len(const char *t, const char *t_end) {
  uint32_t cp;
  size_t n = jy__utf8_next(t, t_end, &cp);
  return n ? n : 1;
}

/* Whether the readers could go on from here: the same bytes follow, or a
 * reference or a tag, which cannot be compared. */
static bool agrees(const char *o, const char *o_end, const char *t, const char *t_end) {
  for (int i = 0; i < 8; i++, o++, t++) {
    if (o == o_end) return t == t_end;
    if (*o == '&' || *o == '<' || *o == '\r' || *o == '\0') return true;
    if (t == t_end || *o != *t) return false;
  }
  return true;
}

static bool take(walk *w, unit *u, size_t source, size_t text) {
  *u = (unit){{w->o, source}, {w->t, text}};
  w->o += source;
  w->t += text;
  return true;
}

/* &#38; and &#x26; resolve always, &amp in any dress gives the only & that is
 * no literal one. */
static bool is_reference(const walk *w) {
  const char *o = w->o;
  size_t n = left(o, w->o_end);
  if (n < 2 || o[0] != '&') return false;
  if (o[1] == '#') return n > 2 && is_alnum(o[2]);
  if (*w->t != '&') return true;
  return n >= 4 && (memcmp(o + 1, "amp", 3) == 0 || memcmp(o + 1, "AMP", 3) == 0);
}

static bool take_reference(walk *w, unit *u) {
  size_t name = w->o[1] == '#' ? 2 : 1, most = left(w->o, w->o_end);
  size_t one = char_len(w->t, w->t_end);
  while (name < most && is_alnum(w->o[name])) name++;
  bool closed = name < most && w->o[name] == ';';
  if (closed && agrees(w->o + name + 1, w->o_end, w->t + one, w->t_end))
    return take(w, u, name + 1, one);
  if (closed && one < left(w->t, w->t_end)) {
    size_t two = one + char_len(w->t + one, w->t_end);
    if (agrees(w->o + name + 1, w->o_end, w->t + two, w->t_end)) return take(w, u, name + 1, two);
  }
  /* Old names need no semicolon and may run into a word: &copyright is ©right. */
  for (; name > 2; name--)
    if (agrees(w->o + name, w->o_end, w->t + one, w->t_end)) return take(w, u, name, one);
  return take(w, u, left(w->o, w->o_end), left(w->t, w->t_end));
}

/* The next character; what the parser left out of the text is passed over. */
static bool step(walk *w, unit *u) {
  while (w->t < w->t_end && w->o < w->o_end) {
    size_t n = char_len(w->t, w->t_end);
    if (is_reference(w)) return take_reference(w, u);
    if (left(w->o, w->o_end) >= n && memcmp(w->o, w->t, n) == 0) return take(w, u, n, n);
    if (*w->o == '\r' && *w->t == '\n')
      return take(w, u, left(w->o, w->o_end) > 1 && w->o[1] == '\n' ? 2 : 1, 1);
    if (*w->o == '<') {
      const char *close = memchr(w->o, '>', left(w->o, w->o_end));
      w->o = close ? close + 1 : w->o_end;
    } else if (*w->o == '\0') {
      w->o++;
    } else {
      return take(w, u, left(w->o, w->o_end), left(w->t, w->t_end));
    }
  }
  return false;
}

/* What stands for the white space, or the markup, between two characters. */
static void put_separator(const writer *w, uint32_t next) {
  jy_buf *out = &w->flow->text;
  if (w->last == 0) return;
  switch (w->set) {
    case JY__SET_NONE: break;
    case JY__SET_WRAP:
      if (w->last > 0x2E7F && next > 0x2E7F) break; /* fall through */
    case JY__SET_SPACE: jy_buf_put(out, " ", 1); break;
    case JY__SET_CELL: break;
    case JY__SET_LINE: jy_buf_put(out, "\n", 1); break;
    case JY__SET_BLANK: jy_buf_put(out, "\n\n", 2); break;
  }
}

/* The cells that end here, the mark of a list item. */
static void put_marks(const writer *w) {
  jy_buf *out = &w->flow->text;
  unsigned cells = w->run->cells;
  if (cells == 0 && w->set == JY__SET_CELL && w->last) cells = 1;
  for (unsigned i = 0; i < cells; i++) jy_buf_put(out, "\t", 1);
  if (w->run->number) jy_buf_printf(out, "%u. ", w->run->number);
  if (w->run->bullet) jy_buf_put(out, "• ", 4);
}

static int add_row(writer *w) {
  jy__flow *f = w->flow;
  void *at = f->rows;
  if (jy__grow(&at, &f->rows_cap, f->rows_len + 1, sizeof *f->rows) < 0) return JY_ENOMEM;
  f->rows = at;
  f->rows[f->rows_len++] = (jy__row){.start = f->text.len, .end = f->text.len, .item = w->run->item,
                                     .blank = w->set == JY__SET_BLANK, .soft = w->soft};
  return JY_OK;
}

static int add_piece(jy__flow *f, size_t source, const unit *u) {
  bool same = jy_str_equal(u->source, u->text);
  jy__piece *last = f->pieces_len ? &f->pieces[f->pieces_len - 1] : NULL;
  if (last && same && last->same && last->source + last->len == source && last->at + last->len == f->text.len) {
    last->source_len += u->text.len;
    last->len += u->text.len;
    return JY_OK;
  }
  void *at = f->pieces;
  if (jy__grow(&at, &f->pieces_cap, f->pieces_len + 1, sizeof *f->pieces) < 0) return JY_ENOMEM;
  f->pieces = at;
  f->pieces[f->pieces_len++] = (jy__piece){source, u->source.len, f->text.len, u->text.len, same};
  return JY_OK;
}

static int put(writer *w, const unit *u, uint32_t cp) {
  size_t start = left(w->html, u->source.ptr);
  jy__flow *f = w->flow;
  int status = JY_OK;
  put_separator(w, cp);
  if (w->last == 0 || w->set >= JY__SET_LINE) status = add_row(w);
  if (!w->begun) put_marks(w);
  if (status == JY_OK) status = add_piece(f, start, u);
  jy_buf_put(&f->text, u->text.ptr, u->text.len);
  if (status < 0) return status;
  jy__row *row = &f->rows[f->rows_len - 1];
  if (!jy__is_gap(cp)) row->end = f->text.len;
  row->linked += w->run->link ? u->text.len : 0;
  w->at = start + u->source.len;
  w->last = cp;
  w->set = JY__SET_NONE;
  w->soft = true;
  w->begun = true;
  return JY_OK;
}

static void set_off(writer *w, jy__set by, bool soft) {
  if (by >= JY__SET_LINE) w->soft = w->soft && soft;
  if (by > w->set) w->set = by;
}

/* Spaces that only indent a line. */
static bool is_indent(const writer *w, uint32_t cp) {
  return (w->last == 0 || w->set >= JY__SET_LINE) && jy__is_gap(cp);
}

static int write_run(writer *w, const jy__run *r) {
  walk k = {r->source.ptr, r->source.ptr + r->source.len, r->text.ptr, r->text.ptr + r->text.len};
  unit u;
  int status = JY_OK;
  set_off(w, r->set, r->soft);
  w->run = r;
  w->begun = false;
  while (status == JY_OK && step(&k, &u)) {
    uint32_t cp = 0xFFFD;
    jy__utf8_next(u.text.ptr, u.text.ptr + u.text.len, &cp);
    if (left(w->html, u.source.ptr) < w->at) continue; /* in a run that came before */
    if (cp == '\n' || cp == '\r')
      set_off(w, r->pre ? JY__SET_LINE : JY__SET_WRAP, true);
    else if (is_space(cp))
      set_off(w, JY__SET_SPACE, true);
    else if (!is_indent(w, cp))
      status = put(w, &u, cp);
  }
  return status;
}

void jy__flow_free(jy__flow *f) {
  jy_buf_free(&f->text);
  free(f->pieces);
  free(f->rows);
  *f = (jy__flow){0};
}

int jy__flow_make(jy__flow *out, jy_str html, const jy__runs *runs) {
  writer w = {.flow = out, .html = html.ptr, .soft = true};
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < runs->len; i++) status = write_run(&w, &runs->at[i]);
  return status < 0 ? status : jy_buf_status(&out->text);
}

/* ---- parts of it --------------------------------------------------------------------- */

/* The first piece that ends behind `at`. */
static size_t piece_at(const jy__flow *f, size_t at) {
  size_t low = 0, high = f->pieces_len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (f->pieces[mid].at + f->pieces[mid].len <= at)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static size_t row_at(const jy__flow *f, size_t at) {
  size_t low = 0, high = f->rows_len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (f->rows[mid].end <= at)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* Replaces the page from *covered to `source` by `put`. */
static int cover(jy_buf *out, jy_align *align, jy_str html, size_t *covered, size_t source, jy_str put) {
  size_t n = source - *covered;
  bool same = n == put.len && memcmp(html.ptr + *covered, put.ptr, n) == 0;
  jy_buf_put(out, put.ptr, put.len);
  *covered = source;
  return same ? jy_align_keep(align, n) : jy_align_replace(align, n, put.len);
}

/* A piece as far as it lies in the part. */
static jy__piece cut(jy__piece p, jy_span part) {
  if (!p.same) return p;
  size_t from = part.start > p.at ? part.start - p.at : 0;
  size_t to = part.end < p.at + p.len ? part.end - p.at : p.len;
  return (jy__piece){p.source + from, to - from, p.at + from, to - from, true};
}

static int write_part(jy_buf *out, jy_align *align, jy_str html, const jy__flow *f, jy_span part,
                      jy_str between, size_t *covered) {
  const char *text = jy_buf_str(&f->text).ptr;
  size_t done = part.start;
  int status = JY_OK;
  for (size_t i = piece_at(f, part.start); status == JY_OK && i < f->pieces_len; i++) {
    if (f->pieces[i].at >= part.end) break;
    jy__piece p = cut(f->pieces[i], part);
    jy_buf gap = JY_BUF_INIT;
    jy_buf_put(&gap, between.ptr, between.len);
    if (p.at > done) jy_buf_put(&gap, text + done, p.at - done);
    status = jy_buf_status(&gap);
    if (status == JY_OK) status = cover(out, align, html, covered, p.source, jy_buf_str(&gap));
    jy_buf_free(&gap);
    between.len = 0;
    jy_buf_put(out, text + p.at, p.len);
    if (status == JY_OK)
      status = p.same ? jy_align_keep(align, p.len) : jy_align_replace(align, p.source_len, p.len);
    *covered = p.source + p.source_len;
    done = p.at + p.len;
  }
  return status;
}

int jy__flow_write(jy_buf *out, jy_align *align, jy_str html, const jy__flow *f, const jy__spans *parts) {
  size_t covered = 0, last = f->rows_len;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < parts->len; i++) {
    size_t row = row_at(f, parts->at[i].start);
    const char *between = row == last ? " " : row < f->rows_len && f->rows[row].blank ? "\n\n" : "\n";
    status = write_part(out, align, html, f, parts->at[i], jy_cstr(i ? between : ""), &covered);
    last = row;
  }
  if (status == JY_OK) status = jy_align_replace(align, html.len - covered, 0);
  return status < 0 ? status : jy_buf_status(out);
}

jy_span jy__flow_source(const jy__flow *f, jy_span part) {
  size_t first = piece_at(f, part.start), last = piece_at(f, part.end ? part.end - 1 : 0);
  if (first >= f->pieces_len || part.start >= part.end) return (jy_span){0, 0};
  if (last >= f->pieces_len) last = f->pieces_len - 1;
  jy__piece a = cut(f->pieces[first], part), b = cut(f->pieces[last], part);
  return (jy_span){a.source, b.source + b.source_len};
}

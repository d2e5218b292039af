/* Tables as text: CSV (RFC 4180) with commas or semicolons, TSV. The first
 * record names the columns, each other one is a document. Strict: a record that
 * breaks the rules is refused with its line, and the next one is read.
 * Refuses to guess at cells: all of them are text. */
#include <stdlib.h>
#include <string.h>

#include "ingest/columns.h"

typedef struct {
  jy__items items;
  jy__source *from;
  char delimiter;
  char encoding[32]; /* of the file; "" where its beginning is ASCII */
  size_t width;      /* columns */
  jy__columns map;
  size_t line;   /* of what comes next */
  size_t record; /* how many were read, without the first */
} table;

/* The longest record; past it, a quote was not closed. */
#define MOST_RECORD ((size_t)16 << 20)

/* What is looked at to tell what a file is. */
#define HEAD ((size_t)65536)

/* ---- records ---------------------------------------------------------------------- */

/* A record: its cells, unquoted, one after another in one buffer. */
typedef struct {
  jy_buf cells;
  jy__spans spans;
} record;

static void free_record(record *r) {
  jy_buf_free(&r->cells);
  jy__spans_free(&r->spans);
}

static jy_str cell(const record *r, size_t i) {
  jy_span s = r->spans.at[i];
  return (jy_str){jy_buf_str(&r->cells).ptr + s.start, s.end - s.start};
}

/* A record in sight. */
typedef struct {
  size_t len;   /* with its line end; 0 where it is not all in sight */
  size_t lines; /* that it takes */
  bool open;    /* a quote is not closed */
} extent;

/* A line feed, or a carriage return that none follows. */
static bool ends_line(jy_str text, size_t i) {
  return text.ptr[i] == '\n' || (text.ptr[i] == '\r' && i + 1 < text.len && text.ptr[i + 1] != '\n');
}

static size_t first_line_len(jy_str text) {
  size_t i = 0;
  while (i < text.len && !ends_line(text, i)) i++;
  return i < text.len ? i + 1 : i;
}

/* The record that `text` begins with; `whole`: nothing follows the text. A quote
 * counts at the beginning of a cell, and inside one that began so. */
static extent measure(jy_str text, char delimiter, bool whole) {
  extent e = {0, 0, false};
  bool opening = true;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '"' && e.open && i + 1 < text.len && text.ptr[i + 1] == '"') {
      i++; /* stands for one */
      continue;
    }
    if (text.ptr[i] == '"' && (e.open || opening)) e.open = !e.open;
    opening = !e.open && text.ptr[i] == delimiter;
    if (!ends_line(text, i)) continue;
    e.lines++;
    if (e.open) continue;
    e.len = i + 1;
    return e;
  }
  e.lines += text.len > 0;
  if (whole) e.len = text.len;
  return e;
}

static int fault(const table *t, size_t offset, const char *what) {
  return jy__fail(JY_EINVALID, NULL, offset, "line %zu: %s", t->line, what);
}

/* A quoted cell from its opening quote; past its closing one, or NULL. */
static const char *take_quoted(record *r, const char *at, const char *end) {
  for (at++; at < end; at++) {
    const char *quote = memchr(at, '"', (size_t)(end - at));
    if (!quote) return NULL;
    jy_buf_put(&r->cells, at, (size_t)(quote - at));
    if (quote + 1 == end || quote[1] != '"') return quote + 1;
    jy_buf_put(&r->cells, "\"", 1);
    at = quote + 1;
  }
  return NULL;
}

static const char *take_plain(record *r, const char *at, const char *end, char delimiter) {
  const char *stop = memchr(at, delimiter, (size_t)(end - at));
  if (!stop) stop = end;
  jy_buf_put(&r->cells, at, (size_t)(stop - at));
  return stop;
}

/* Cuts a record, without its line end, into cells. */
static int cut(record *r, const table *t, jy_str text, size_t offset) {
  const char *at = text.ptr, *end = text.ptr + text.len;
  for (bool more = true; more; at++) {
    size_t start = r->cells.len;
    if (at < end && *at == '"') {
      const char *past = take_quoted(r, at, end);
      if (!past) return fault(t, offset + (size_t)(at - text.ptr), "a quote is not closed");
      if (past < end && *past != t->delimiter)
        return fault(t, offset + (size_t)(past - text.ptr), "text follows a closing quote");
      at = past;
    } else {
      at = take_plain(r, at, end, t->delimiter);
    }
    more = at < end;
    int status = jy__spans_add(&r->spans, start, r->cells.len);
    if (status < 0) return status;
  }
  return jy_buf_status(&r->cells);
}

/* The record that comes next, in sight; empty at the end. One whose quote is not
 * closed is cut at its first line end, lest it swallow the others. */
static int see(jy_str *text, size_t *lines, table *t) {
  extent e;
  bool whole;
  size_t want = 1;
  do {
    int status = jy__source_peek(text, t->from, want);
    if (status < 0) return status;
    whole = text->len < want;
    e = measure(*text, t->delimiter, whole);
    want = text->len * 2 + 1; /* so that what was measured in vain adds up to little */
  } while (e.len == 0 && !whole && text->len < MOST_RECORD);
  *lines = e.open ? 1 : e.lines;
  if (e.open) e.len = first_line_len(*text);
  if (e.len == 0 && text->len > 0) {
    t->from->failed = true;
    return fault(t, t->from->offset, "is longer than 16 MiB");
  }
  text->len = e.len;
  return JY_OK;
}

static jy_str without_end(jy_str s) {
  if (s.len && s.ptr[s.len - 1] == '\n') s.len--;
  if (s.len && s.ptr[s.len - 1] == '\r') s.len--;
  return s;
}

/* ---- what is one ------------------------------------------------------------------- */

static jy_str first_line(jy_str head) {
  const char *end = head.len ? memchr(head.ptr, '\n', head.len) : NULL;
  if (end) head.len = (size_t)(end - head.ptr);
  return without_end(head);
}

/* What occurs most in the first line outside quotes; 0 where nothing does. */
static char sniff_delimiter(jy_str head) {
  static const char marks[] = {',', '\t', ';'};
  size_t counts[sizeof marks] = {0}, best = 0;
  jy_str line = first_line(head);
  bool quoted = false;
  for (size_t i = 0; i < line.len; i++) {
    quoted = quoted != (line.ptr[i] == '"');
    for (size_t m = 0; m < sizeof marks; m++) counts[m] += !quoted && line.ptr[i] == marks[m];
  }
  for (size_t m = 1; m < sizeof marks; m++)
    if (counts[m] > counts[best]) best = m;
  return counts[best] ? marks[best] : 0;
}

/* The encoding of the file, by its beginning. */
static int sniff_encoding(char out[32], jy_str head, const char *forced) {
  jy_detection found;
  *out = '\0';
  if (forced && strlen(jy_encoding_name(forced)) < 32) {
    strcpy(out, jy_encoding_name(forced));
    return JY_OK;
  }
  /* A cut character at the end of what is in sight must not count. */
  while (head.len > 1 && head.ptr[head.len - 1] != '\n' && (head.ptr[head.len - 1] & 0x80)) head.len--;
  int status = jy_detect(&found, head, NULL);
  if (status == JY_OK && strcmp(found.reason, "ascii") != 0) strcpy(out, found.encoding);
  return status;
}

/* The names of the columns in UTF-8, without the space around them. */
static int decode_names(jy_buf *out, jy__spans *names, const record *r, const char *encoding) {
  for (size_t i = 0; i < r->spans.len; i++) {
    size_t start = out->len;
    int status = jy_decode(out, NULL, cell(r, i), *encoding ? encoding : "UTF-8", JY_POLICY_REPLACE, NULL);
    if (status < 0) return status;
    jy_span s = jy__trim(jy_buf_str(out), (jy_span){start, out->len});
    status = jy__spans_add(names, s.start, s.end);
    if (status < 0) return status;
  }
  return JY_OK;
}

static jy_str *list_names(const jy_buf *text, const jy__spans *spans) {
  jy_str *names = calloc(spans->len + 1, sizeof *names);
  for (size_t i = 0; names && i < spans->len; i++)
    names[i] = (jy_str){jy_buf_str(text).ptr + spans->at[i].start, spans->at[i].end - spans->at[i].start};
  return names;
}

/* What a first record may be. */
typedef enum {
  NO_NAMES,   /* cells that no column is called by */
  SOME_NAMES, /* they could be names, and not one is known */
  TOLD_NAMES  /* one of them is that of the text */
} names_kind;

/* The longest name of a column, in bytes. */
#define LONGEST_NAME 60

/* Short, no sentence and no figure. */
static bool could_be_name(jy_str s) {
  static const char *const marks[] = {"。", "！", "？", "；", "：", "“"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (memmem(s.ptr, s.len, marks[i], strlen(marks[i]))) return false;
  return s.len <= LONGEST_NAME && !(s.len && *s.ptr >= '0' && *s.ptr <= '9');
}

static names_kind judge_names(const jy_columns *asked, const jy_str *names, size_t n) {
  if (jy__columns_told(asked, names, n)) return TOLD_NAMES;
  size_t named = 0;
  for (size_t i = 0; i < n; i++) {
    if (!could_be_name(names[i])) return NO_NAMES;
    named += names[i].len > 0;
  }
  return named >= 2 ? SOME_NAMES : NO_NAMES;
}

/* The first record; with `map`, the columns are found, without it, *kind is
 * what the names are. */
static int read_names(table *t, jy_str text, const jy_columns *asked, jy__columns *map, names_kind *kind) {
  record r = {0};
  jy_buf decoded = JY_BUF_INIT;
  jy__spans spans = {0};
  jy_str *names = NULL;
  int status = cut(&r, t, without_end(text), 0);
  if (status == JY_OK) status = decode_names(&decoded, &spans, &r, t->encoding);
  if (status == JY_OK && !(names = list_names(&decoded, &spans))) status = jy__nomem();
  if (status == JY_OK) {
    t->width = spans.len;
    if (kind) *kind = judge_names(asked, names, spans.len);
    if (map) status = jy__columns_find(map, asked, names, spans.len, true);
  }
  free(names);
  jy__spans_free(&spans);
  jy_buf_free(&decoded);
  free_record(&r);
  return status;
}

/* Past a byte order mark of UTF-8. */
static jy_str without_bom(jy_str head) {
  bool bom = head.len >= 3 && memcmp(head.ptr, "\xEF\xBB\xBF", 3) == 0;
  return bom ? (jy_str){head.ptr + 3, head.len - 3} : head;
}

/* Whether records of one width follow the first: as many cells by chance in
 * every line has no text. What is cut at the end of a long head is not judged. */
static bool has_rows(const table *t, jy_str head) {
  bool whole = head.len < HEAD;
  size_t rows = 0;
  for (size_t len; head.len > 0 && (len = measure(head, t->delimiter, whole).len) > 0;) {
    record r = {0};
    bool fits = cut(&r, t, without_end((jy_str){head.ptr, len}), 0) == JY_OK;
    bool blank = fits && r.cells.len == 0 && r.spans.len == 1;
    fits = fits && r.spans.len == t->width;
    free_record(&r);
    if (!fits && !blank) return false;
    rows += fits;
    head = (jy_str){head.ptr + len, head.len - len};
  }
  return rows >= 2 || (rows == 1 && t->width >= 3);
}

/* Without a name that says so, a table is what begins with a line of names, one
 * of them that of the text; or what has rows under names of which none is known:
 * opening it then asks for the columns. */
static bool knows(jy_str head, const char *name, const jy_read_opts *opts) {
  static const char *const others[] = {".txt", ".html", ".htm", ".shtml", ".md", ".xml", ".json"};
  table t = {.line = 1};
  names_kind kind = NO_NAMES;
  if (jy__has_ending(name, ".csv") || jy__has_ending(name, ".tsv")) return true;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (jy__has_ending(name, others[i])) return false;
  head = without_bom(head);
  t.delimiter = sniff_delimiter(head);
  if (!t.delimiter || first_line(head).len == head.len) return false;
  size_t first = measure(head, t.delimiter, true).len;
  if (sniff_encoding(t.encoding, (jy_str){head.ptr, first}, opts->encoding) < 0) return false;
  if (read_names(&t, (jy_str){head.ptr, first}, &opts->columns, NULL, &kind) < 0) return false;
  return kind == TOLD_NAMES || (kind == SOME_NAMES && has_rows(&t, (jy_str){head.ptr + first, head.len - first}));
}

/* ---- items ------------------------------------------------------------------------- */

static int take_cells(jy__item *item, const table *t, const record *r) {
  for (jy__column c = 0; c < JY__COLUMNS; c++) {
    size_t at = t->map.at[c];
    if (at == JY__NO_COLUMN) continue;
    jy_buf *to = jy__column_buf(item, c);
    if (!to) to = &item->value;
    jy_buf_put(to, cell(r, at).ptr, cell(r, at).len);
    int status = jy_buf_status(to);
    if (status < 0) return status;
  }
  return jy__columns_tidy(item);
}

/* Names stand in paths, which are UTF-8. */
static int decode_id(jy_buf *id, const char *encoding) {
  jy_buf decoded = JY_BUF_INIT;
  if (!*encoding) return JY_OK;
  int status = jy_decode(&decoded, NULL, jy_buf_str(id), encoding, JY_POLICY_REPLACE, NULL);
  jy_buf_free(id);
  *id = decoded;
  return status;
}

/* The cells of a record into the item. */
static int take_record(jy__item *item, const table *t, const record *r, jy_str text) {
  if (r->spans.len != t->width)
    return jy__fail(JY_EINVALID, NULL, t->from->offset, "line %zu: %zu cells where there are %zu columns",
                    t->line, r->spans.len, t->width);
  jy_buf_put(&item->record, text.ptr, text.len);
  int status = jy_buf_status(&item->record);
  item->place = (jy_span){t->from->offset, t->from->offset + text.len};
  item->line = t->line;
  if (status == JY_OK) status = take_cells(item, t, r);
  memcpy(item->declared, t->encoding, sizeof item->declared);
  bool plain = !*t->encoding || strcmp(t->encoding, "UTF-8") == 0;
  item->decoded = plain && jy__utf8_check(text.ptr, text.len) == text.len;
  return status < 0 || item->decoded ? status : decode_id(&item->id, t->encoding);
}

/* The next record that is not empty, into the item. */
static int read_record(jy__item *item, table *t, record *r) {
  jy_str text;
  size_t lines;
  int status = see(&text, &lines, t);
  item->end = status == JY_OK && text.len == 0;
  if (status < 0 || item->end) return status;
  jy_str line = without_end(text);
  status = cut(r, t, line, t->from->offset);
  bool blank = status == JY_OK && r->cells.len == 0;
  if (!blank) item->number = ++t->record;
  if (status < 0) { /* where this record ends is not known: the next line may be good */
    text.len = first_line_len(text);
    lines = 1;
  } else if (!blank) {
    status = take_record(item, t, r, line);
  }
  jy__source_skip(t->from, text.len);
  t->line += lines;
  return status;
}

static int next(jy__items *it, jy__item *item) {
  table *t = (table *)it;
  int status = JY_OK;
  while (status == JY_OK && !item->end && item->number == 0) {
    record r = {0};
    status = read_record(item, t, &r);
    free_record(&r);
  }
  return status;
}

static void close_table(jy__items *it) {
  free(it);
}

static int read_head(table *t, const jy_read_opts *opts) {
  jy_str head;
  size_t lines;
  int status = jy__source_look(&head, t->from, HEAD);
  if (status < 0) return status;
  jy__source_skip(t->from, head.len - without_bom(head).len);
  head = without_bom(head);
  if (head.len == 0) return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "is empty");
  bool tabs = jy__has_ending(t->from->name, ".tsv");
  t->delimiter = tabs ? '\t' : sniff_delimiter(head);
  if (!t->delimiter) t->delimiter = ','; /* one column */
  status = sniff_encoding(t->encoding, head, opts->encoding);
  if (status == JY_OK && strncmp(t->encoding, "UTF-16", 6) == 0)
    return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "a table in UTF-16: save it in UTF-8");
  if (status == JY_OK) status = see(&head, &lines, t);
  if (status == JY_OK) status = read_names(t, head, &opts->columns, &t->map, NULL);
  if (status < 0) return status;
  jy__source_skip(t->from, head.len);
  t->line += lines;
  return JY_OK;
}

static int open_items(jy__items **out, jy__source *from, const jy_read_opts *opts) {
  table *t = calloc(1, sizeof *t);
  *out = NULL;
  if (!t) return jy__nomem();
  t->items = (jy__items){.next = next, .close = close_table};
  t->from = from;
  t->line = 1;
  int status = read_head(t, opts);
  if (status == JY_OK)
    *out = &t->items;
  else
    free(t);
  return status;
}

const jy__reader jy__reader_table = {.kind = "table", .knows = knows, .items = open_items};

/* Workbooks (.xlsx; ECMA-376): a sheet as a table of comma-separated values, which table.c
 * reads on. Days are written as 2024-03-06, whatever a cell shows. Sheets with the same
 * columns are one table; what is hidden is left out. Refuses to calculate, and to choose
 * between tables: who has several saves the one that is meant as CSV. */
#include <stdlib.h>
#include <string.h>

#include "ingest/office.h"
#include "ingest/reader.h"

#define SHEETS "http://schemas.openxmlformats.org/spreadsheetml/2006/main|"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main|"
/* As many columns as a sheet may have. */
enum { MOST_COLUMNS = 16384 };

/* Strings one after another. */
typedef struct {
  jy_buf text;
  size_t *ends;
  size_t len, cap;
} strings;

typedef struct {
  jy__office office;
  int status;
  strings shared;     /* that cells point to */
  strings sheets;     /* their ids, by which they are found */
  strings targets;    /* id, part, id, part … */
  bool *days;         /* by style: whether a number is a day */
  size_t styles;
  strings formats;    /* number, code, number, code … of a workbook's own */
  bool from_1904, in_styles;
  jy_buf *to;         /* where text goes; NULL for nothing */
  size_t phonetic;    /* inside of readings above characters */
  jy_buf value;       /* of the cell at hand */
  char type[12];
  size_t style, column, columns; /* of the row: separators so far; of the first */
  size_t next;        /* column, where a cell does not say */
  jy_buf row, first, out;
  bool named;         /* the columns of the sheet at hand */
} book;

static void end_string(book *b, strings *s) {
  if (s->len == s->cap) {
    size_t cap = s->cap ? 2 * s->cap : 64;
    size_t *ends = realloc(s->ends, cap * sizeof *ends);
    if (!ends) {
      b->status = jy__nomem();
      return;
    }
    s->ends = ends;
    s->cap = cap;
  }
  s->ends[s->len++] = s->text.len;
}

static void add_string(book *b, strings *s, const char *text) {
  jy_buf_put(&s->text, text, strlen(text));
  end_string(b, s);
}

static jy_str string_at(const strings *s, size_t i) {
  if (i >= s->len || !s->text.ptr) return (jy_str){"", 0};
  size_t start = i ? s->ends[i - 1] : 0;
  return (jy_str){s->text.ptr + start, s->ends[i] - start};
}

static void free_strings(strings *s) {
  jy_buf_free(&s->text);
  free(s->ends);
}

/* The part of a name after its namespace, where that is of sheets; "" elsewhere. */
static const char *own_name(const char *name) {
  if (strncmp(name, SHEETS, sizeof SHEETS - 1) == 0) return name + sizeof SHEETS - 1;
  if (strncmp(name, STRICT, sizeof STRICT - 1) == 0) return name + sizeof STRICT - 1;
  return "";
}

/* An attribute by the end of its name; "" where it is not there. */
static const char *attribute(const char **all, const char *name) {
  for (; *all; all += 2) {
    const char *bar = strrchr(all[0], '|');
    if (strcmp(bar ? bar + 1 : all[0], name) == 0) return all[1];
  }
  return "";
}

static bool is_true(const char *value) {
  return strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
}

static void XMLCALL on_text(void *data, const char *bytes, int len) {
  book *b = data;
  if (b->to && !b->phonetic) jy_buf_put(b->to, bytes, (size_t)len);
}

/* ---- which sheets there are ------------------------------------------------------------ */

static void XMLCALL on_book(void *data, const char *name, const char **attributes) {
  book *b = data;
  const char *own = own_name(name);
  if (strcmp(own, "workbookPr") == 0) b->from_1904 = is_true(attribute(attributes, "date1904"));
  if (strcmp(own, "sheet") != 0) return;
  const char *state = attribute(attributes, "state");
  if (!*state || strcmp(state, "visible") == 0) add_string(b, &b->sheets, attribute(attributes, "id"));
}

static void XMLCALL on_relation(void *data, const char *name, const char **attributes) {
  book *b = data;
  const char *bar = strrchr(name, '|');
  if (strcmp(bar ? bar + 1 : name, "Relationship") != 0) return;
  const char *target = attribute(attributes, "Target");
  add_string(b, &b->targets, attribute(attributes, "Id"));
  if (*target == '/') target++;
  else jy_buf_put(&b->targets.text, "xl/", 3);
  add_string(b, &b->targets, target);
}

/* ---- strings and styles ---------------------------------------------------------------- */

static void XMLCALL on_shared(void *data, const char *name, const char **attributes) {
  book *b = data;
  (void)attributes;
  if (strcmp(own_name(name), "rPh") == 0) b->phonetic++;
  if (strcmp(own_name(name), "t") == 0) b->to = &b->shared.text;
}

static void XMLCALL on_shared_end(void *data, const char *name) {
  book *b = data;
  const char *own = own_name(name);
  if (strcmp(own, "rPh") == 0) b->phonetic--;
  if (strcmp(own, "t") == 0) b->to = NULL;
  if (strcmp(own, "si") == 0) end_string(b, &b->shared);
}

/* Whether a format shows a day: it has a year, or a month with a day, outside of what is quoted. */
static bool shows_day(jy_str code) {
  bool year = false, month = false, day = false, quoted = false, bracket = false;
  for (size_t i = 0; i < code.len; i++) {
    char c = code.ptr[i];
    if (c == '"') quoted = !quoted;
    else if (c == '\\') i++;
    else if (c == '[' || c == ']') bracket = c == '[';
    else if (quoted || bracket) continue;
    year = year || c == 'y' || c == 'Y';
    month = month || c == 'm' || c == 'M';
    day = day || c == 'd' || c == 'D';
  }
  return year || (month && day);
}

/* Built-in formats of days, those of East Asian programs too. */
static bool is_day_format(const book *b, const char *number) {
  long n = strtol(number, NULL, 10);
  if ((n >= 14 && n <= 17) || n == 22 || (n >= 27 && n <= 31) || n == 36 || (n >= 50 && n <= 58)) return true;
  for (size_t i = 0; i + 1 < b->formats.len; i += 2)
    if (jy_str_equal(string_at(&b->formats, i), jy_cstr(number)))
      return shows_day(string_at(&b->formats, i + 1));
  return false;
}

static void add_style(book *b, bool is_day) {
  bool *days = realloc(b->days, (b->styles + 1) * sizeof *days);
  if (!days) {
    b->status = jy__nomem();
    return;
  }
  b->days = days;
  b->days[b->styles++] = is_day;
}

static void XMLCALL on_style(void *data, const char *name, const char **attributes) {
  book *b = data;
  const char *own = own_name(name);
  if (strcmp(own, "numFmt") == 0) {
    add_string(b, &b->formats, attribute(attributes, "numFmtId"));
    add_string(b, &b->formats, attribute(attributes, "formatCode"));
  }
  if (strcmp(own, "cellXfs") == 0) b->in_styles = true;
  if (strcmp(own, "xf") == 0 && b->in_styles)
    add_style(b, is_day_format(b, attribute(attributes, "numFmtId")));
}

static void XMLCALL on_style_end(void *data, const char *name) {
  if (strcmp(own_name(name), "cellXfs") == 0) ((book *)data)->in_styles = false;
}

/* ---- cells ----------------------------------------------------------------------------- */

/* The day of a serial number: days since the last of 1899, or since 1904; the first calendar has
 * a 29th of February 1900, which there never was. By counting years from March on. */
static bool put_day(jy_buf *out, const char *number, bool from_1904) {
  char *end;
  long serial = strtol(number, &end, 10);
  if ((*end && *end != '.') || serial < 1 || serial > 2958465) return false;
  long days = serial + (from_1904 ? 1462 : serial < 61 ? 1 : 0) - 25569 + 719468;
  long era = days / 146097, of_era = days % 146097;
  long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year + year / 4 - year / 100), m = (5 * of_year + 2) / 153;
  long month = m < 10 ? m + 3 : m - 9;
  jy_buf_printf(out, "%04ld-%02ld-%02ld", year + era * 400 + (month <= 2), month,
                of_year - (153 * m + 2) / 5 + 1);
  return true;
}

static void put_quoted(jy_buf *out, jy_str text) {
  jy_buf_put(out, "\"", 1);
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '"') jy_buf_put(out, "\"", 1);
    jy_buf_put(out, text.ptr + i, 1);
  }
  jy_buf_put(out, "\"", 1);
}

/* Where a cell stands by its name: B3 is 1. One without a name is the next. */
static size_t column_of(const char *name, size_t next) {
  size_t column = 0;
  for (; *name >= 'A' && *name <= 'Z' && column <= MOST_COLUMNS; name++)
    column = column * 26 + (size_t)(*name - 'A') + 1;
  return column ? column - 1 : next;
}

static void separate(book *b, size_t column) {
  for (; b->column < column; b->column++) jy_buf_put(&b->row, ",", 1);
}

static void XMLCALL on_cell(void *data, const char *name, const char **attributes) {
  book *b = data;
  const char *own = own_name(name);
  if (strcmp(own, "row") == 0) b->row.len = b->column = b->next = 0;
  if (strcmp(own, "rPh") == 0) b->phonetic++;
  if (strcmp(own, "v") == 0 || strcmp(own, "t") == 0) b->to = &b->value;
  if (strcmp(own, "c") != 0) return;
  size_t column = column_of(attribute(attributes, "r"), b->next);
  if (column < MOST_COLUMNS && column >= b->next) b->next = column;
  separate(b, b->next++);
  snprintf(b->type, sizeof b->type, "%s", attribute(attributes, "t"));
  b->style = strtoul(attribute(attributes, "s"), NULL, 10);
  b->value.len = 0;
}

static void end_cell(book *b) {
  jy_buf_put(&b->value, "", 1); /* numbers are read to a NUL */
  if (jy_buf_status(&b->value) < 0) return;
  jy_str value = {b->value.ptr, b->value.len - 1};
  bool is_number = !*b->type || strcmp(b->type, "n") == 0, is_day = b->style < b->styles && b->days[b->style];
  if (strcmp(b->type, "s") == 0 && value.len) value = string_at(&b->shared, strtoul(value.ptr, NULL, 10));
  if (value.len == 0 || (is_number && is_day && put_day(&b->row, value.ptr, b->from_1904))) return;
  put_quoted(&b->row, value);
}

/* The first row of each sheet names its columns. */
static void end_row(book *b) {
  if (b->row.len <= b->column) return; /* nothing but separators */
  if (b->columns) separate(b, b->columns - 1);
  jy_buf_put(&b->row, "\n", 1);
  bool names = !b->named, again = b->first.len > 0;
  b->named = true;
  if (names && again && !jy_str_equal(jy_buf_str(&b->first), jy_buf_str(&b->row)))
    b->status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                         "the workbook has sheets of different columns: save the one to read as CSV");
  if (names && again) return;
  if (names) {
    jy_buf_put(&b->first, b->row.ptr, b->row.len);
    b->columns = b->column + 1;
  }
  jy_buf_put(&b->out, b->row.ptr, b->row.len);
}

static void XMLCALL on_cell_end(void *data, const char *name) {
  book *b = data;
  const char *own = own_name(name);
  if (strcmp(own, "rPh") == 0) b->phonetic--;
  if (strcmp(own, "v") == 0 || strcmp(own, "t") == 0) b->to = NULL;
  if (strcmp(own, "c") == 0) end_cell(b);
  if (strcmp(own, "row") == 0) end_row(b);
}

/* ---- the reader ------------------------------------------------------------------------ */

static int parse(book *b, zip_t *z, const char *part, jy__office_handlers h, bool *found) {
  h.data = &b->office;
  int status = jy__office_part(z, part, h, found);
  return status < 0 ? status : b->status;
}

/* A sheet that the workbook names, wherever its part is. */
static int parse_sheet(book *b, zip_t *z, jy_str id) {
  jy_buf part = JY_BUF_INIT;
  bool found = true;
  for (size_t i = 0; i + 1 < b->targets.len; i += 2) {
    if (!jy_str_equal(string_at(&b->targets, i), id)) continue;
    jy_str target = string_at(&b->targets, i + 1);
    jy_buf_put(&part, target.ptr, target.len);
  }
  jy_buf_put(&part, "", 1);
  int status = jy_buf_status(&part);
  b->named = false;
  if (status == JY_OK)
    status = parse(b, z, part.ptr, (jy__office_handlers){on_cell, on_cell_end, on_text, NULL}, &found);
  if (status == JY_OK && !found)
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "damaged Office document: a sheet is missing");
  jy_buf_free(&part);
  return status;
}

static void XMLCALL nothing(void *data, const char *name) {
  (void)data, (void)name;
}

static int parse_parts(book *b, zip_t *z) {
  static const struct {
    const char *part;
    jy__office_handlers handlers;
  } parts[] = {{"xl/workbook.xml", {on_book, nothing, on_text, NULL}},
               {"xl/_rels/workbook.xml.rels", {on_relation, nothing, on_text, NULL}},
               {"xl/sharedStrings.xml", {on_shared, on_shared_end, on_text, NULL}},
               {"xl/styles.xml", {on_style, on_style_end, on_text, NULL}}};
  bool found;
  int status = JY_OK;
  for (size_t i = 0; i < sizeof parts / sizeof *parts && status == JY_OK; i++) {
    status = parse(b, z, parts[i].part, parts[i].handlers, &found);
    if (status == JY_OK && !found && i < 2)
      status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "is no workbook: it has no %s", parts[i].part);
  }
  for (size_t i = 0; i < b->sheets.len && status == JY_OK; i++)
    status = parse_sheet(b, z, string_at(&b->sheets, i));
  return status;
}

static bool has_failed(const book *b) {
  return b->shared.text.failed || b->sheets.text.failed || b->targets.text.failed || b->formats.text.failed ||
         b->value.failed || b->row.failed || b->first.failed || b->out.failed;
}

static void free_book(book *b) {
  free_strings(&b->shared);
  free_strings(&b->sheets);
  free_strings(&b->targets);
  free_strings(&b->formats);
  free(b->days);
  jy_buf_free(&b->value);
  jy_buf_free(&b->row);
  jy_buf_free(&b->first);
  jy_buf_free(&b->out);
  free(b);
}

/* What was made of it, handed out piece by piece. */
typedef struct {
  jy__stream stream;
  jy_buf table;
  size_t used;
} table_stream;

static int pull(jy__stream *s, char *to, size_t room, size_t *got) {
  table_stream *t = (table_stream *)s;
  size_t left = t->table.len - t->used;
  *got = left < room ? left : room;
  if (*got) memcpy(to, t->table.ptr + t->used, *got);
  t->used += *got;
  return JY_OK;
}

static void close_table(jy__stream *s) {
  jy_buf_free(&((table_stream *)s)->table);
  free(s);
}

static int read_book(jy_buf *out, jy_str bytes) {
  book *b = calloc(1, sizeof *b);
  if (!b) return jy__nomem();
  jy_buf_put(&b->out, "\xEF\xBB\xBF", 3); /* nobody need guess */
  zip_t *z = jy__office_open(bytes);
  int status = z ? parse_parts(b, z) : jy_error_last()->code;
  if (z) zip_discard(z);
  if (status == JY_OK && has_failed(b)) status = jy__nomem();
  if (status == JY_OK) {
    *out = b->out;
    b->out = (jy_buf)JY_BUF_INIT;
  }
  free_book(b);
  return status;
}

static int unpack(jy__stream **out, jy__source *from) {
  jy_buf bytes = JY_BUF_INIT;
  table_stream *t = calloc(1, sizeof *t);
  *out = NULL;
  int status = t ? jy__source_rest(&bytes, from) : jy__nomem();
  if (status == JY_OK) status = read_book(&t->table, jy_buf_str(&bytes));
  jy_buf_free(&bytes);
  jy__source_free(from);
  if (status < 0) {
    free(t);
    return status;
  }
  t->stream = (jy__stream){pull, close_table};
  *out = &t->stream;
  return JY_OK;
}

static bool knows(jy_str head, const char *name, const jy_read_opts *opts) {
  static const char mark[] = "xl/workbook.xml";
  (void)opts;
  if (head.len < 4 || memcmp(head.ptr, "PK\3\4", 4) != 0) return false;
  return jy__has_ending(name, ".xlsx") || jy__has_ending(name, ".xlsm") ||
         memmem(head.ptr, head.len, mark, sizeof mark - 1) != NULL;
}

const jy__reader jy__reader_xlsx = {.kind = "xlsx", .knows = knows, .unpack = unpack, .gives = ".csv"};

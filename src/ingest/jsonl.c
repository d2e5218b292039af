/* JSON lines: one object a line, of which one field is the document. Its text
 * is the field's value; its bytes are the line. A line that cannot be read is
 * refused, and the next one is read. The objects of an array, or objects that
 * run over several lines, are told apart by their braces. */
#include <stdlib.h>
#include <string.h>

#include "ingest/columns.h"

#define TRIED 20 /* objects without the text that was asked for, and it is a wrong name */

typedef struct {
  jy__items items;
  jy__source *from;
  jy_columns columns;   /* borrowed, as is the encoding */
  const char *encoding; /* forced, or NULL */
  bool braces;    /* not lines tell the objects apart */
  size_t line;    /* of what comes next, less one */
  size_t objects; /* how many were met */
  bool begun; /* an object was read, or tried, */
  bool read;  /* and its columns were made out */
  size_t unread; /* of so many they were not */
  bool seen[JY__COLUMNS];
} jsonl;

/* ---- what is one ------------------------------------------------------------------- */

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static jy_str trim(jy_str s) {
  while (s.len && is_blank(s.ptr[s.len - 1])) s.len--;
  while (s.len && is_blank(*s.ptr)) s = (jy_str){s.ptr + 1, s.len - 1};
  return s;
}

static jy_str without_bom(jy_str s) {
  bool bom = s.len >= 3 && memcmp(s.ptr, "\xEF\xBB\xBF", 3) == 0;
  return bom ? (jy_str){s.ptr + 3, s.len - 3} : s;
}

/* `{"`, or `{` and white space and `"`; and `}` at the end of the line, where
 * that is in sight. */
static bool opens_object(jy_str head) {
  head = without_bom(head);
  while (head.len && is_blank(*head.ptr)) head = (jy_str){head.ptr + 1, head.len - 1};
  const char *end = head.len ? memchr(head.ptr, '\n', head.len) : NULL;
  jy_str line = trim((jy_str){head.ptr, end ? (size_t)(end - head.ptr) : head.len});
  if (line.len < 2 || *line.ptr != '{') return false;
  size_t i = 1;
  while (i < line.len && is_blank(line.ptr[i])) i++;
  return i < line.len && (line.ptr[i] == '"' || line.ptr[i] == '}') &&
         (line.ptr[line.len - 1] == '}' || (!end && head.len >= 4096));
}

/* `[` or `{`, and then what an array of objects or an object begins with. */
static bool opens_json(jy_str head) {
  static const char marks[] = "[{\"";
  const char *mark = marks;
  head = without_bom(head);
  for (size_t i = 0; i < head.len && *mark; i++) {
    if (is_blank(head.ptr[i])) continue;
    if (mark == marks && head.ptr[i] == '{') mark++;
    if (head.ptr[i] != *mark) return false;
    mark++;
  }
  return *mark == '\0';
}

static bool is_named_so(const char *name) {
  return jy__has_ending(name, ".jsonl") || jy__has_ending(name, ".ndjson");
}

static bool knows(jy_str head, const char *name, const jy_read_opts *opts) {
  static const char *const text[] = {".txt", ".html", ".htm", ".shtml", ".md", ".xml", ".csv", ".tsv"};
  (void)opts;
  if (is_named_so(name)) return true;
  for (size_t i = 0; i < sizeof text / sizeof *text; i++)
    if (jy__has_ending(name, text[i])) return false;
  return opens_object(head) || opens_json(head);
}

/* ---- a line ------------------------------------------------------------------------ */

/* The line as UTF-8: itself, or *decoded. */
static int decode_line(jy_str *line, jy_buf *decoded, jy__item *item, const char *forced) {
  jy_detection found;
  const char *encoding = forced;
  if (!forced && jy__utf8_check(line->ptr, line->len) == line->len) return JY_OK;
  if (!forced) {
    int status = jy_detect(&found, *line, NULL);
    if (status < 0) return status;
    encoding = found.encoding;
  }
  int status = jy_decode(decoded, NULL, *line, encoding, JY_POLICY_ERROR, NULL);
  *line = jy_buf_str(decoded);
  const char *name = jy_encoding_name(encoding);
  if (strlen(name) < sizeof item->declared) strcpy(item->declared, name);
  return status;
}

/* A field's value as text: strings and numbers; nothing for the rest. */
static int put_value(jy_buf *out, const jy_json *value) {
  switch (jy_json_typeof(value)) {
    case JY_JSON_STRING:
      jy_buf_put(out, jy_json_string(value).ptr, jy_json_string(value).len);
      return jy_buf_status(out);
    case JY_JSON_INTEGER:
      jy_buf_printf(out, "%lld", (long long)jy_json_integer(value));
      return jy_buf_status(out);
    case JY_JSON_REAL: return jy_json_number(out, jy_json_real(value));
    default: return JY_OK;
  }
}

static int take_fields(jy__item *item, const jy__columns *map, const jy_json *const *values) {
  for (jy__column c = 0; c < JY__COLUMNS; c++) {
    jy_buf *to = jy__column_buf(item, c);
    int status = to && map->at[c] != JY__NO_COLUMN ? put_value(to, values[map->at[c]]) : JY_OK;
    if (status < 0) return status;
  }
  const jy_json *text = values[map->at[JY__COLUMN_TEXT]];
  if (jy_json_typeof(text) != JY_JSON_STRING)
    return jy__fail(JY_EINVALID, NULL, item->place.start, "the text is no string");
  int status = put_value(&item->value, text);
  return status < 0 ? status : jy__columns_tidy(item);
}

/* The fields of an object into the item. Objects may lack fields, but the text. */
static int read_object(jy__item *item, jsonl *j, const jy_json *object) {
  size_t n = jy_json_size(object), i = 0;
  if (jy_json_typeof(object) != JY_JSON_OBJECT)
    return jy__fail(JY_EINVALID, NULL, item->place.start, "is no JSON object");
  jy_str *names = calloc(n + 1, sizeof *names);
  const jy_json **values = calloc(n + 1, sizeof *values);
  jy_json_walk walk = {NULL};
  jy__columns map;
  int status = names && values ? JY_OK : jy__nomem();
  if (status == JY_OK) {
    for (; i < n && jy_json_next(object, &walk, &names[i], &values[i]); i++) continue;
    status = jy__columns_find(&map, &j->columns, names, i, false);
    /* Where the first object cannot be made out, all others would tell the same; but of
     * those whose text has a name that is asked for, the first ones may lack it. */
    j->unread += status < 0;
    j->from->failed = status < 0 && !j->read && (!j->columns.text || j->unread == TRIED);
    j->read = j->read || status == JY_OK;
    j->begun = true;
  }
  if (status == JY_OK) status = take_fields(item, &map, values);
  for (jy__column c = 0; status == JY_OK && c < JY__COLUMNS; c++) {
    const char *asked = jy__column_asked(&j->columns, c);
    bool has = map.at[c] != JY__NO_COLUMN && (!asked || jy_str_equal(names[map.at[c]], jy_cstr(asked)));
    j->seen[c] = j->seen[c] || has;
  }
  free(names);
  free(values);
  return status;
}

/* Says what to do about a line that is no JSON. */
static int advise(int status) {
  const jy_error *e = jy_error_last();
  if (status != JY_EINVALID) return status;
  return jy__fail(status, NULL, e->offset, "%s: mend it, or take it out; the others are read", e->message);
}

/* Says in which line an object is that cannot be used: it goes by a number that
 * another may have as its ID. */
static int name_line(int status, const jsonl *j) {
  const jy_error *e = jy_error_last();
  if (status != JY_EINVALID || j->from->failed) return status;
  return jy__fail(status, NULL, e->offset, "line %zu: %s", j->line, e->message);
}

static int read_line(jy__item *item, jsonl *j, jy_str line, size_t offset) {
  jy_json *object = NULL;
  jy_buf decoded = JY_BUF_INIT;
  item->place = (jy_span){offset, offset + line.len};
  item->line = j->line;
  jy_buf_put(&item->record, line.ptr, line.len);
  int status = jy_buf_status(&item->record);
  if (status == JY_OK) status = decode_line(&line, &decoded, item, j->encoding);
  if (status == JY_OK) status = advise(jy__json_parse(&object, line, j->line, offset));
  if (status == JY_OK) status = name_line(read_object(item, j, object), j);
  jy_json_free(object);
  jy_buf_free(&decoded);
  return status;
}

/* A field that is asked for, and that no object has, is a mistake in its name. */
static int check_seen(jsonl *j) {
  for (jy__column c = 0; j->begun && c < JY__COLUMNS; c++) {
    const char *name = jy__column_asked(&j->columns, c);
    if (!name || j->seen[c]) continue;
    j->from->failed = true;
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "no line has a field '%s'", name);
  }
  return JY_OK;
}

/* The next line that holds something; empty at the end. */
static int next_line(jy_str *text, size_t *offset, jsonl *j) {
  do {
    *offset = j->from->offset;
    int status = jy__source_line(text, j->from);
    if (status < 0 || text->len == 0) return status;
    const char *line = text->ptr;
    if (j->line++ == 0) *text = without_bom(*text);
    *text = trim(*text);
    *offset += (size_t)(text->ptr - line);
  } while (text->len == 0);
  return JY_OK;
}

/* How long the object is that `text` begins with; 0 where it is not all in sight. */
static size_t measure(jy_str text) {
  size_t depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (quoted && c == '\\') i++;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && c == '{') depth++;
    else if (!quoted && c == '}' && --depth == 0) return i + 1;
  }
  return 0;
}

/* Past what stands between objects. */
static int skip_between(jsonl *j) {
  for (jy_str next;;) {
    int status = jy__source_peek(&next, j->from, 3);
    size_t n = next.len - without_bom(next).len;
    if (status < 0 || next.len == 0) return status;
    if (n == 0 && !is_blank(*next.ptr) && !memchr("[],", *next.ptr, 3)) return JY_OK;
    j->line += *next.ptr == '\n';
    jy__source_skip(j->from, n ? n : 1);
  }
}

/* The next object by its braces; empty at the end. */
static int next_object(jy_str *text, size_t *offset, jsonl *j) {
  bool more = true;
  size_t len = 0;
  int status = skip_between(j);
  *offset = j->from->offset;
  for (size_t want = 1; status == JY_OK && more && len == 0; want = text->len * 2 + 1) {
    status = jy__source_peek(text, j->from, want);
    if (status < 0 || text->len == 0) return status;
    more = text->len >= want && text->len < JY__MOST_BYTES;
    len = *text->ptr == '{' ? measure(*text) : 0;
    if (*text->ptr != '{') more = false;
  }
  if (status == JY_OK && len == 0) {
    j->from->failed = true;
    return jy__fail(JY_EINVALID, NULL, *offset, "no whole JSON object at byte %zu", *offset);
  }
  text->len = len;
  jy__source_skip(j->from, len);
  return status;
}

static int next(jy__items *it, jy__item *item) {
  jsonl *j = (jsonl *)it;
  jy_str text = {"", 0};
  size_t offset;
  int status = j->braces ? next_object(&text, &offset, j) : next_line(&text, &offset, j);
  item->end = status == JY_OK && text.len == 0;
  if (status < 0) return status;
  if (item->end) return check_seen(j);
  item->number = j->braces ? ++j->objects : j->line;
  item->decoded = true;
  status = read_line(item, j, text, offset);
  for (size_t i = 0; j->braces && i < text.len; i++) j->line += text.ptr[i] == '\n';
  return status;
}

static void close_jsonl(jy__items *it) {
  free(it);
}

static int open_items(jy__items **out, jy__source *from, const jy_read_opts *opts) {
  jsonl *j = calloc(1, sizeof *j);
  *out = NULL;
  if (!j) return jy__nomem();
  *j = (jsonl){.items = {.next = next, .close = close_jsonl}, .from = from, .columns = opts->columns,
               .encoding = opts->encoding};
  jy_str head;
  int status = jy__source_look(&head, from, 65536);
  j->braces = status == JY_OK && !is_named_so(from->name) && !opens_object(head) && opens_json(head);
  j->line = j->braces;
  if (status == JY_OK)
    *out = &j->items;
  else
    free(j);
  return status;
}

const jy__reader jy__reader_jsonl = {.kind = "jsonl", .knows = knows, .items = open_items};

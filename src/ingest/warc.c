/* Web archives, WARC 1.0 and 1.1 (ISO 28500): each page that was fetched is a
 * document, called by its address. Images, scripts and the archive's own notes
 * are passed over, and pages that were not found, which is told. A record whose
 * length is wrong is refused, and the next one is looked for. */
#include <stdlib.h>
#include <string.h>

#include "ingest/http.h"

/* The longest head of a record. */
#define MOST_HEAD 65536

typedef struct {
  jy__items items;
  jy__source *from;
  size_t record; /* how many were met */
} warc;

static bool knows(jy_str head, const char *name, const jy_read_opts *opts) {
  (void)name;
  (void)opts;
  return head.len >= 7 && memcmp(head.ptr, "WARC/1.", 7) == 0;
}

/* ---- moving about ------------------------------------------------------------------ */

/* Past the line ends between records; *end where nothing follows. */
static int find_record(warc *w, bool *end) {
  jy_str next;
  for (;;) {
    int status = jy__source_peek(&next, w->from, 1);
    *end = next.len == 0;
    if (status < 0 || *end || (*next.ptr != '\r' && *next.ptr != '\n')) return status;
    jy__source_skip(w->from, 1);
  }
}

/* Past n bytes; *short where there are fewer. */
static int pass(warc *w, size_t n, bool *cut) {
  jy_str next;
  *cut = false;
  while (n > 0) {
    int status = jy__source_peek(&next, w->from, 1);
    if (status < 0) return status;
    *cut = next.len == 0;
    if (*cut) return JY_OK;
    size_t some = next.len < n ? next.len : n;
    jy__source_skip(w->from, some);
    n -= some;
  }
  return JY_OK;
}

/* To the next line that begins a record, or the end. */
static int search(warc *w) {
  static const char mark[] = "\nWARC/1.";
  jy_str next;
  for (;;) {
    int status = jy__source_look(&next, w->from, MOST_HEAD);
    if (status < 0) return status;
    const char *at = memmem(next.ptr, next.len, mark, sizeof mark - 1);
    if (at) {
      jy__source_skip(w->from, (size_t)(at - next.ptr) + 1);
      return JY_OK;
    }
    size_t keep = next.len < MOST_HEAD ? 0 : sizeof mark - 1;
    jy__source_skip(w->from, next.len - keep);
    if (keep == 0) return JY_OK;
  }
}

/* Refuses the record and goes to the next. */
static int refuse(warc *w, size_t offset, const char *what) {
  int status = search(w);
  return status < 0 ? status : jy__fail(JY_EINVALID, NULL, offset, "%s", what);
}

/* ---- records ----------------------------------------------------------------------- */

static bool read_length(size_t *out, jy_str value) {
  *out = 0;
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] < '0' || value.ptr[i] > '9' || *out > SIZE_MAX / 16) return false;
    *out = *out * 10 + (size_t)(value.ptr[i] - '0');
  }
  return value.len > 0;
}

/* What a type of content is read by, by an ending; NULL for what is no text. */
static const char *ending_of(jy_str type) {
  static const char *const known[][2] = {
      {"text/html", "page.html"},
      {"application/xhtml", "page.html"},
      {"text/plain", "page"},
      {"application/pdf", "page.pdf"},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml", "page.docx"},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (jy__http_says(type, known[i][0])) return known[i][1];
  return type.len == 0 ? "page" : NULL;
}

/* An image, a script, a redirection. */
static int pass_over(warc *w) {
  w->items.passed++;
  return JY_OK;
}

static int put_address(jy__item *item, jy_str uri) {
  if (uri.len > 1 && *uri.ptr == '<') uri = (jy_str){uri.ptr + 1, uri.len - 2}; /* WARC 1.0 as some wrote it */
  jy_buf_put(&item->id, uri.ptr, uri.len);
  jy_buf_put(&item->meta.url, uri.ptr, uri.len);
  int status = jy_buf_status(&item->id);
  return status < 0 ? status : jy_buf_status(&item->meta.url);
}

/* Whether a block begins with the head of an HTTP response; some archives say so
 * only by the kind of the record. */
static bool holds_http(jy_str head, jy_str block) {
  if (jy__http_says(jy__http_field(head, "Content-Type"), "application/http")) return true;
  return jy__http_says(jy__http_field(head, "WARC-Type"), "response") && jy__http_says(block, "HTTP/");
}

/* A request that failed: what came in its place is no page of the site. */
static int pass_failed(jy__item *item, warc *w, jy_str head, int code) {
  jy_str uri = jy__http_field(head, "WARC-Target-URI");
  jy_buf reason = JY_BUF_INIT;
  jy_buf_printf(&reason, "HTTP status %d: %.*s", code, (int)uri.len, uri.ptr);
  int status = jy_buf_status(&reason);
  if (status == JY_OK) status = jy__items_pass(&w->items, item->number, reason.ptr);
  jy_buf_free(&reason);
  return status;
}

/* The page in a block into the item; nothing where it holds none. */
static int take_block(jy__item *item, warc *w, jy_str head, jy_str block) {
  jy_str type = jy__http_field(head, "Content-Type"), http = {"", 0};
  if (holds_http(head, block)) {
    http = (jy_str){block.ptr, jy__http_head(block)};
    int code = jy__http_status(http);
    if (code >= 400) return pass_failed(item, w, head, code);
    if (code < 200 || code > 299) return pass_over(w);
    block = (jy_str){block.ptr + http.len, block.len - http.len};
    type = jy__http_field(http, "Content-Type");
  }
  const char *name = ending_of(type);
  if (!name || block.len == 0) return pass_over(w);
  jy__http_charset(item->declared, sizeof item->declared, type);
  item->whole = true;
  item->name = strdup(name);
  int status = item->name ? put_address(item, jy__http_field(head, "WARC-Target-URI")) : jy__nomem();
  return status < 0 ? status : jy__http_body(&item->record, http, block);
}

static bool holds_page(jy_str head) {
  jy_str type = jy__http_field(head, "WARC-Type");
  return jy__http_says(type, "response") || jy__http_says(type, "resource") || jy__http_says(type, "conversion");
}

/* What must follow a block: two line ends, then a record or nothing. */
static bool closes(jy_str rest, bool whole) {
  if (rest.len < 4 || memcmp(rest.ptr, "\r\n\r\n", 4) != 0) return whole && rest.len == 0;
  return rest.len == 4 || knows((jy_str){rest.ptr + 4, rest.len - 4}, "", NULL);
}

/* The block of a record that may hold a page. */
static int read_block(jy__item *item, warc *w, jy_buf *head, size_t length) {
  jy_str block;
  size_t offset = w->from->offset, want = length + 11;
  int status = jy__source_peek(&block, w->from, want);
  if (status < 0) return status;
  if (block.len < length) return refuse(w, offset, "the record is cut short, or its length is wrong");
  if (!closes((jy_str){block.ptr + length, block.len - length < 11 ? block.len - length : 11}, block.len < want))
    return refuse(w, offset, "the length of the record is wrong");
  status = take_block(item, w, jy_buf_str(head), (jy_str){block.ptr, length});
  jy__source_skip(w->from, length);
  if (status == JY_OK || status == JY_ENOMEM) return status;
  return jy__fail(status, NULL, offset, "%s", jy_error_last()->message); /* places in the block tell nobody */
}

/* How long the head of a record is that `text` begins with; 0 where that is not
 * told. Where another record begins it cannot go on: the search goes on there, so
 * that nothing is looked through twice. */
static size_t head_len(jy_str text) {
  jy_str rest = text;
  const char *end;
  while ((end = memchr(rest.ptr, '\n', rest.len)) != NULL) {
    rest = (jy_str){end + 1, rest.len - (size_t)(end + 1 - rest.ptr)};
    size_t blank = rest.len > 0 && *rest.ptr == '\n' ? 1 : rest.len > 1 && memcmp(rest.ptr, "\r\n", 2) == 0 ? 2 : 0;
    if (blank) return (size_t)(rest.ptr - text.ptr) + blank;
    if (knows(rest, "", NULL)) return 0;
  }
  return 0;
}

/* The head of the next record, copied, and the length of its block. */
static int read_head(jy_buf *out, size_t *length, warc *w) {
  jy_str next;
  size_t offset = w->from->offset;
  int status = jy__source_look(&next, w->from, MOST_HEAD);
  if (status < 0) return status;
  size_t len = knows(next, "", NULL) ? head_len(next) : 0;
  if (len == 0) return refuse(w, offset, "no head of a WARC record");
  jy_buf_put(out, next.ptr, len);
  jy__source_skip(w->from, len);
  if (!read_length(length, jy__http_field(jy_buf_str(out), "Content-Length")))
    return refuse(w, offset, "the record has no length");
  return jy_buf_status(out);
}

static int read_record(jy__item *item, warc *w, jy_buf *head) {
  size_t length = 0, offset = w->from->offset;
  bool cut;
  int status = read_head(head, &length, w);
  if (status < 0) return status;
  bool page = holds_page(jy_buf_str(head));
  if (page && length <= JY__MOST_BYTES) return read_block(item, w, head, length);
  status = pass(w, length, &cut);
  if (status < 0) return status;
  if (cut) return jy__fail(JY_EINVALID, NULL, offset, "the record is cut short, or its length is wrong");
  if (page) return jy__fail(JY_EINVALID, NULL, offset, "is larger than %zu MiB", JY__MOST_BYTES >> 20);
  return JY_OK;
}

static int next(jy__items *it, jy__item *item) {
  warc *w = (warc *)it;
  int status = JY_OK;
  while (status == JY_OK && !item->whole) {
    status = find_record(w, &item->end);
    if (status < 0 || item->end) return status;
    jy_buf head = JY_BUF_INIT;
    item->number = ++w->record;
    status = read_record(item, w, &head);
    jy_buf_free(&head);
  }
  return status;
}

static void close_warc(jy__items *it) {
  free(it);
}

static int open_items(jy__items **out, jy__source *from, const jy_read_opts *opts) {
  warc *w = calloc(1, sizeof *w);
  (void)opts;
  *out = NULL;
  if (!w) return jy__nomem();
  w->items = (jy__items){.next = next, .close = close_warc};
  w->from = from;
  *out = &w->items;
  return JY_OK;
}

const jy__reader jy__reader_warc = {.kind = "warc", .knows = knows, .items = open_items};

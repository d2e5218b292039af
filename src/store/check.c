/* Looks for damage and appends one line a fault, each with what to do. Knows what
 * spans and content ids promise; refuses to mend anything. One document is in
 * memory at a time, and of very many faults the first are told. */
#include <string.h>

#include "store/internal.h"

#define MOST_FAULTS 1000
#define RESTORE "restore a copy, or ingest the documents into a new file"
#define ANEW "restore a copy, or forget the document and ingest it anew"

typedef struct {
  jy_buf *report;
  jy_store *store;
  jy_stmt *texts; /* of one document */
  jy_stmt *spans; /* likewise */
  size_t faults;
} check;

/* Whether the line of one more fault is to be written. */
static bool tells(check *c) {
  return ++c->faults <= MOST_FAULTS;
}

/* Runs a statement whose rows are faults, each one column of text. */
static int report_rows(check *c, const char *sql, const char *what_to_do) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, c->store, jy_cstr(sql));
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    jy_str line;
    status = jy_stmt_str(&line, q, 0);
    if (status >= 0 && tells(c))
      jy_buf_printf(c->report, "%.*s: %s\n", (int)line.len, line.ptr, what_to_do);
  }
  jy_stmt_free(q);
  return status;
}

/* Whether a cut at `at` falls outside the text or inside a character. */
static bool bad_cut(jy_str text, int64_t at) {
  if (at < 0 || (uint64_t)at > text.len) return true;
  return (size_t)at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

static int check_spans(check *c, int64_t document, jy_str path, jy_str source) {
  jy_stmt_reset(c->spans);
  int status = jy_stmt_bind_int(c->spans, 1, document);
  while (status >= 0 && (status = jy_stmt_step(c->spans)) > 0) {
    int64_t start = jy_stmt_int(c->spans, 1), end = jy_stmt_int(c->spans, 2);
    jy_str what;
    if (!bad_cut(source, start) && !bad_cut(source, end)) continue;
    if ((status = jy_stmt_str(&what, c->spans, 0)) < 0) break;
    if (tells(c))
      jy_buf_printf(c->report, "%.*s: %.*s [%lld, %lld) leaves the text or cuts a character: " ANEW "\n",
                    (int)path.len, path.ptr, (int)what.len, what.ptr, (long long)start, (long long)end);
  }
  return status;
}

/* What SQLite refuses to unpack is a fault of this document alone; all else (an
 * interruption, a page that cannot be read) ends the check. */
static int report_unreadable(check *c, jy_str path, int status) {
  if (status == JY_ENOMEM || (sqlite3_errcode(c->store->db) & 0xff) != SQLITE_ERROR) return status;
  if (tells(c))
    jy_buf_printf(c->report, "%.*s: its bytes are damaged and cannot be unpacked: " ANEW "\n", (int)path.len,
                  path.ptr);
  return JY_OK;
}

/* Compares the first column of the row at hand of `texts` with the id. */
static int check_id(check *c, const jy_stmt *texts, jy_str path, jy_str id) {
  jy_str bytes;
  char now[JY_CONTENT_ID_SIZE];
  int status = jy_stmt_str(&bytes, texts, 0);
  if (status < 0) return status;
  jy_content_id(now, bytes);
  if (!jy_str_equal(id, jy_cstr(now)) && tells(c))
    jy_buf_printf(c->report, "%.*s: the bytes do not match their content id: " ANEW "\n", (int)path.len,
                  path.ptr);
  return JY_OK;
}

static int check_document(check *c, const jy_stmt *documents) {
  jy_str path, id, source;
  int64_t document = jy_stmt_int(documents, 0);
  int status = jy_stmt_str(&path, documents, 1);
  if (status == JY_OK) status = jy_stmt_str(&id, documents, 2);
  if (status < 0) return status;
  jy_stmt_reset(c->texts);
  status = jy_stmt_bind_int(c->texts, 1, document);
  if (status == JY_OK) status = jy_stmt_step(c->texts);
  if (status < 0) return report_unreadable(c, path, status);
  if (status == 0) return JY_OK; /* told already */
  status = check_id(c, c->texts, path, id);
  if (status == JY_OK) status = jy_stmt_str(&source, c->texts, 1);
  return status < 0 ? status : check_spans(c, document, path, source);
}

static int each_document(check *c) {
  jy_stmt *documents;
  int status = jy_stmt_new(&documents, c->store, jy_cstr(
      "SELECT id, path, content_id FROM document ORDER BY path"));
  while (status >= 0 && (status = jy_stmt_step(documents)) > 0) status = check_document(c, documents);
  jy_stmt_free(documents);
  return status;
}

static int check_documents(check *c) {
  int status = jy_stmt_new(&c->texts, c->store, jy_cstr(
      "SELECT unpacked(c.bytes), CAST(t.source AS BLOB), t.reading"
      " FROM content c JOIN v_text t ON t.id = c.document_id WHERE c.document_id = ?1"));
  if (status == JY_OK) status = jy_stmt_new(&c->spans, c->store, jy_cstr(
      "SELECT 'article', start, end FROM article WHERE document_id = ?1"
      " UNION ALL SELECT 'meeting', start, end FROM meeting WHERE document_id = ?1"
      " UNION ALL SELECT 'repair', start, end FROM repair WHERE document_id = ?1"
      " UNION ALL SELECT 'mention of ' || name, start, end FROM v_mention WHERE document_id = ?1"));
  if (status == JY_OK) status = each_document(c);
  jy_stmt_free(c->texts);
  jy_stmt_free(c->spans);
  c->texts = c->spans = NULL;
  return status;
}

static int check_past(check *c) {
  jy_stmt *versions, *texts = NULL;
  int status = jy_stmt_new(&versions, c->store, jy_cstr(
      "SELECT rowid, path || ', version ' || version, content_id FROM past ORDER BY path, version"));
  if (status == JY_OK)
    status = jy_stmt_new(&texts, c->store, jy_cstr("SELECT unpacked(bytes) FROM past WHERE rowid = ?1"));
  while (status >= 0 && (status = jy_stmt_step(versions)) > 0) {
    jy_str path, id;
    status = jy_stmt_str(&path, versions, 1);
    if (status == JY_OK) status = jy_stmt_str(&id, versions, 2);
    jy_stmt_reset(texts);
    if (status == JY_OK) status = jy_stmt_bind_int(texts, 1, jy_stmt_int(versions, 0));
    if (status == JY_OK) status = jy_stmt_step(texts);
    if (status > 0)
      status = check_id(c, texts, path, id);
    else if (status < 0)
      status = report_unreadable(c, path, status);
  }
  jy_stmt_free(versions);
  jy_stmt_free(texts);
  return status;
}

static int check_tables(check *c) {
  int status = report_rows(c, "SELECT 'SQLite: ' || integrity_check FROM pragma_integrity_check"
                              " WHERE integrity_check <> 'ok'", RESTORE);
  if (status == JY_OK)
    status = report_rows(c, "SELECT 'a row of ' || \"table\" || ' refers to a missing row of ' || parent"
                            " FROM pragma_foreign_key_check", RESTORE);
  if (status == JY_OK)
    status = report_rows(c, "SELECT path || ': a loss at byte ' || offset || ' leaves the bytes'"
                            " FROM loss JOIN document ON id = document_id"
                            " WHERE offset + loss.length > size ORDER BY path, seq", ANEW);
  if (status == JY_OK)
    status = report_rows(c, "SELECT path || ': the texts of the document are missing' FROM document"
                            " WHERE id NOT IN (SELECT document_id FROM content) ORDER BY path", ANEW);
  return status;
}

static int check_index(check *c) {
  bool agrees = true;
  int status = jy__store_check_index(&agrees, c->store);
  if (status < 0 && (sqlite3_errcode(c->store->db) & 0xff) == SQLITE_ERROR && c->faults) {
    jy_error_clear(); /* a text that cannot be unpacked, told above */
    return JY_OK;
  }
  if (status == JY_OK && !agrees)
    jy_buf_printf(c->report, "the index of words does not agree with the documents: it can be made anew by "
                             "the SQL INSERT INTO search (search) VALUES ('rebuild')\n");
  return status;
}

/* A page that cannot be read ends the check, and so does a table that is not there, but is no
 * reason to keep silent about what was found before. */
static int report_corrupt(check *c, int status) {
  int code = sqlite3_errcode(c->store->db) & 0xff;
  bool ends = code == SQLITE_CORRUPT || (code == SQLITE_ERROR && c->report->len);
  if (status != JY_EDB || !ends) return status;
  jy_buf_printf(c->report, "%s; the rest was not checked\n", jy_error_last()->message);
  jy_error_clear();
  return JY_OK;
}

int jy_store_check(jy_buf *report, jy_store *s) {
  check c = {.report = report, .store = s};
  int status = check_tables(&c);
  if (status == JY_OK) status = jy__store_check_schema(report, s);
  if (status == JY_OK) status = check_documents(&c);
  if (status == JY_OK) status = check_past(&c);
  if (status == JY_OK) status = check_index(&c);
  if (status == JY_OK && c.faults > MOST_FAULTS)
    jy_buf_printf(report, "and %zu more faults\n", c.faults - MOST_FAULTS);
  if (status == JY_OK) status = jy__seal_check(report, s);
  status = report_corrupt(&c, status);
  return status < 0 ? status : jy_buf_status(report);
}

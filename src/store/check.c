/* Looks for damage and appends one line a fault. Knows what spans promise;
 * refuses to mend anything. */
#include <string.h>

#include "store/internal.h"

/* Runs a statement whose rows are faults, each one column of text. */
static int report_rows(jy_buf *report, jy_store *s, const char *sql) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, s, jy_cstr(sql));
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    jy_str line;
    status = jy_stmt_str(&line, q, 0);
    if (status < 0) break;
    jy_buf_put(report, line.ptr, line.len);
    jy_buf_put(report, "\n", 1);
  }
  jy_stmt_free(q);
  return status;
}

/* Whether a cut at `at` falls outside the text or inside a character. */
static bool bad_cut(jy_str text, int64_t at) {
  if (at < 0 || (uint64_t)at > text.len) return true;
  return (size_t)at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

static int check_spans(jy_buf *report, jy_stmt *spans, int64_t document, jy_str path, jy_str source) {
  jy_stmt_reset(spans);
  int status = jy_stmt_bind_int(spans, 1, document);
  while (status >= 0 && (status = jy_stmt_step(spans)) > 0) {
    int64_t start = jy_stmt_int(spans, 1), end = jy_stmt_int(spans, 2);
    jy_str what;
    if (!bad_cut(source, start) && !bad_cut(source, end)) continue;
    if ((status = jy_stmt_str(&what, spans, 0)) < 0) break;
    jy_buf_printf(report, "%.*s: %.*s [%lld, %lld) leaves the text or cuts a character\n",
                  (int)path.len, path.ptr, (int)what.len, what.ptr, (long long)start, (long long)end);
  }
  return status;
}

static int check_document(jy_buf *report, const jy_stmt *documents, jy_stmt *spans) {
  jy_str path, id, bytes, source;
  char now[JY_CONTENT_ID_SIZE];
  int status = jy_stmt_str(&path, documents, 1);
  if (status == JY_OK) status = jy_stmt_str(&id, documents, 2);
  if (status == JY_OK) status = jy_stmt_str(&bytes, documents, 3);
  if (status == JY_OK) status = jy_stmt_str(&source, documents, 4);
  if (status != JY_OK) return status;
  jy_content_id(now, bytes);
  if (!jy_str_equal(id, jy_cstr(now)))
    jy_buf_printf(report, "%.*s: the bytes do not match their content id\n", (int)path.len, path.ptr);
  return check_spans(report, spans, jy_stmt_int(documents, 0), path, source);
}

static int check_documents(jy_buf *report, jy_store *s) {
  jy_stmt *documents = NULL, *spans = NULL;
  int status = jy_stmt_new(&documents, s, jy_cstr(
      "SELECT d.id, d.path, d.content_id, unpacked(c.bytes), CAST(t.source AS BLOB)"
      " FROM document d JOIN content c ON c.document_id = d.id JOIN v_text t ON t.id = d.id ORDER BY d.path"));
  if (status == JY_OK) status = jy_stmt_new(&spans, s, jy_cstr(
      "SELECT 'article', start, end FROM article WHERE document_id = ?1"
      " UNION ALL SELECT 'meeting', start, end FROM meeting WHERE document_id = ?1"
      " UNION ALL SELECT 'repair', start, end FROM repair WHERE document_id = ?1"
      " UNION ALL SELECT 'mention of ' || name, start, end FROM v_mention WHERE document_id = ?1"));
  while (status >= 0 && (status = jy_stmt_step(documents)) > 0)
    status = check_document(report, documents, spans);
  jy_stmt_free(documents);
  jy_stmt_free(spans);
  return status;
}

/* The index compares itself with the texts; what it finds it tells as a failure. It asks
 * to be written to, and a corpus that was opened for reading only is let off. */
static int check_index(jy_buf *report, jy_store *s) {
  if (s->mode == JY_STORE_READ) return JY_OK;
  int status = jy_store_exec(s, jy_cstr("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"));
  if (status >= 0 || (sqlite3_errcode(s->db) & 0xff) != SQLITE_CORRUPT) return status;
  jy_error_clear();
  jy_buf_printf(report, "the index of words does not agree with the documents: it can be made anew by the SQL "
                        "INSERT INTO search (search) VALUES ('rebuild')\n");
  return JY_OK;
}

int jy_store_check(jy_buf *report, jy_store *s) {
  int status = report_rows(report, s, "SELECT 'SQLite: ' || integrity_check"
                                      " FROM pragma_integrity_check WHERE integrity_check <> 'ok'");
  if (status == JY_OK)
    status = report_rows(report, s, "SELECT 'a row of ' || \"table\" || ' refers to a missing row of '"
                                    " || parent FROM pragma_foreign_key_check");
  if (status == JY_OK)
    status = report_rows(report, s, "SELECT path || ': a loss at byte ' || offset || ' leaves the bytes'"
                                    " FROM loss JOIN document ON id = document_id"
                                    " WHERE offset + loss.length > size ORDER BY path, seq");
  if (status == JY_OK)
    status = report_rows(report, s, "SELECT path || ': the texts of the document are missing' FROM document"
                                    " WHERE id NOT IN (SELECT document_id FROM content) ORDER BY path");
  if (status == JY_OK) status = check_documents(report, s);
  if (status == JY_OK) status = check_index(report, s);
  if (status == JY_OK) status = jy__seal_check(report, s);
  return status < 0 ? status : jy_buf_status(report);
}

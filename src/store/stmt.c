/* Prepared statements with typed values. Knows SQLite's types; refuses to be
 * stepped past its end, which SQLite would take for "run it again". */
#include <stdlib.h>
#include <string.h>

#include "store/internal.h"

static int closed(void) {
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the statement is closed, or its store is");
}

static int not_single(const jy_store *s) {
  return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET, "exactly one SQL statement expected");
}

/* Whether nothing but blanks and comments is left: what SQLite makes no statement of. */
static int check_tail(const jy_store *s, jy_str tail) {
  while (tail.len) {
    sqlite3_stmt *second;
    int status = jy__store_prepare(&second, s, tail, &tail);
    if (status < 0) return status;
    if (second) {
      sqlite3_finalize(second);
      return not_single(s);
    }
  }
  return JY_OK;
}

static void link_in(jy_stmt *q) {
  q->next = q->store->statements;
  if (q->next) q->next->prev = q;
  q->store->statements = q;
}

static void unlink_from(jy_stmt *q) {
  if (q->next) q->next->prev = q->prev;
  if (q->prev)
    q->prev->next = q->next;
  else
    q->store->statements = q->next;
}

int jy_stmt_new(jy_stmt **out, jy_store *s, jy_str sql) {
  *out = NULL;
  sqlite3_stmt *raw;
  jy_str tail;
  int status = jy__store_prepare(&raw, s, sql, &tail);
  if (status < 0) return status;
  status = raw ? check_tail(s, tail) : not_single(s);
  jy_stmt *q = status == JY_OK ? calloc(1, sizeof *q) : NULL;
  if (!q) {
    sqlite3_finalize(raw);
    return status < 0 ? status : jy__nomem();
  }
  q->raw = raw;
  q->store = s;
  link_in(q);
  *out = q;
  return JY_OK;
}

void jy_stmt_free(jy_stmt *q) {
  if (!q) return;
  if (q->store) unlink_from(q);
  sqlite3_finalize(q->raw);
  free(q);
}

int jy_stmt_params(const jy_stmt *q) {
  return q && q->raw ? sqlite3_bind_parameter_count(q->raw) : 0;
}

int jy_stmt_columns(const jy_stmt *q) {
  return q && q->raw ? sqlite3_column_count(q->raw) : 0;
}

const char *jy_stmt_name(const jy_stmt *q, int column) {
  const char *name = q && q->raw ? sqlite3_column_name(q->raw, column) : NULL;
  return name ? name : "";
}

/* ---- parameters ------------------------------------------------------------ */

static int can_bind(const jy_stmt *q, int param) {
  if (!q || !q->raw) return closed();
  const char *path = q->store->path;
  if (q->state != JY__FRESH)
    return jy__fail(JY_EINVALID, path, JY_NO_OFFSET, "the statement is running: reset it before binding");
  if (param < 1 || param > jy_stmt_params(q))
    return jy__fail(JY_EINVALID, path, JY_NO_OFFSET, "no parameter %d: the statement takes %d", param,
                    jy_stmt_params(q));
  return JY_OK;
}

static int bound(const jy_stmt *q, int rc) {
  return rc == SQLITE_OK ? JY_OK : jy__store_fault(q->store, rc);
}

int jy_stmt_bind_null(jy_stmt *q, int param) {
  int status = can_bind(q, param);
  return status < 0 ? status : bound(q, sqlite3_bind_null(q->raw, param));
}

int jy_stmt_bind_int(jy_stmt *q, int param, int64_t value) {
  int status = can_bind(q, param);
  return status < 0 ? status : bound(q, sqlite3_bind_int64(q->raw, param, value));
}

int jy_stmt_bind_real(jy_stmt *q, int param, double value) {
  int status = can_bind(q, param);
  return status < 0 ? status : bound(q, sqlite3_bind_double(q->raw, param, value));
}

int jy_stmt_bind_text(jy_stmt *q, int param, jy_str value) {
  int status = can_bind(q, param);
  if (status < 0) return status;
  size_t good = jy__utf8_check(value.ptr, value.len);
  if (good < value.len)
    return jy__fail(JY_EENCODING, q->store->path, JY_NO_OFFSET,
                    "parameter %d is no UTF-8 from its byte %zu on: bind it as a blob", param, good);
  const char *p = value.len ? value.ptr : "";
  return bound(q, sqlite3_bind_text64(q->raw, param, p, value.len, SQLITE_TRANSIENT, SQLITE_UTF8));
}

int jy_stmt_bind_blob(jy_stmt *q, int param, jy_str value) {
  int status = can_bind(q, param);
  const char *p = value.len ? value.ptr : "";
  return status < 0 ? status : bound(q, sqlite3_bind_blob64(q->raw, param, p, value.len, SQLITE_TRANSIENT));
}

/* ---- running ---------------------------------------------------------------- */

int jy_stmt_step(jy_stmt *q) {
  if (!q || !q->raw) return closed();
  if (q->state == JY__DONE)
    return jy__fail(JY_EINVALID, q->store->path, JY_NO_OFFSET, "the statement is at its end: reset it first");
  int status = jy__store_intact(q->store);
  if (status < 0) return status;
  if (q->stepping)
    return jy__fail(JY_EINVALID, q->store->path, JY_NO_OFFSET,
                    "a function may not run the statement that calls it");
  if (q->state == JY__FRESH && (status = jy__seal_lift(q->store, q->raw)) < 0) return status;
  q->stepping = true;
  int rc = sqlite3_step(q->raw);
  q->stepping = false;
  q->state = rc == SQLITE_ROW ? JY__ROW : JY__DONE;
  if (rc == SQLITE_ROW) return 1;
  status = rc == SQLITE_DONE ? JY_OK : jy__store_fault(q->store, rc);
  /* Gives its locks back at once; its result is known already. */
  sqlite3_reset(q->raw);
  return status;
}

bool jy_stmt_is_stepping(const jy_stmt *q) {
  return q && q->stepping;
}

void jy_stmt_reset(jy_stmt *q) {
  if (!q || !q->raw || q->stepping) return;
  sqlite3_reset(q->raw);
  q->state = JY__FRESH;
}

int jy_stmt_run(int64_t *changes, jy_stmt *q) {
  if (!q || !q->raw) return closed();
  sqlite3 *db = q->store->db;
  int64_t before = sqlite3_total_changes64(db);
  int status;
  while ((status = jy_stmt_step(q)) > 0) continue;
  jy_stmt_reset(q);
  /* sqlite3_changes64 still speaks of an earlier statement where this one changes nothing. */
  if (changes) *changes = sqlite3_total_changes64(db) == before ? 0 : sqlite3_changes64(db);
  return status;
}

/* ---- columns ---------------------------------------------------------------- */

static bool has(const jy_stmt *q, int column) {
  return q && q->raw && q->state == JY__ROW && column >= 0 && column < sqlite3_column_count(q->raw);
}

jy_type jy_stmt_type(const jy_stmt *q, int column) {
  switch (has(q, column) ? sqlite3_column_type(q->raw, column) : SQLITE_NULL) {
  case SQLITE_INTEGER: return JY_TYPE_INTEGER;
  case SQLITE_FLOAT: return JY_TYPE_REAL;
  case SQLITE_TEXT: return JY_TYPE_TEXT;
  case SQLITE_BLOB: return JY_TYPE_BLOB;
  default: return JY_TYPE_NULL;
  }
}

int64_t jy_stmt_int(const jy_stmt *q, int column) {
  return has(q, column) ? sqlite3_column_int64(q->raw, column) : 0;
}

double jy_stmt_real(const jy_stmt *q, int column) {
  return has(q, column) ? sqlite3_column_double(q->raw, column) : 0.0;
}

int jy_stmt_str(jy_str *out, const jy_stmt *q, int column) {
  *out = (jy_str){"", 0};
  jy_type type = jy_stmt_type(q, column);
  if (type == JY_TYPE_NULL) return JY_OK;
  const void *p = type == JY_TYPE_BLOB ? sqlite3_column_blob(q->raw, column)
                                       : (const void *)sqlite3_column_text(q->raw, column);
  int len = sqlite3_column_bytes(q->raw, column);
  if (p) *out = (jy_str){p, (size_t)len};
  return !p && sqlite3_errcode(q->store->db) == SQLITE_NOMEM ? jy__nomem() : JY_OK;
}

/* Whether the tables, views and triggers of a file are those that this program makes. Knows
 * them by making a store of its own in memory. Refuses to judge what an analyst added, but
 * for triggers: these act when a corpus is written to, and a file may be a stranger's. */
#include "store/internal.h"

#define WHAT_TO_DO "read it with care, and ingest the documents into a new file\n"

#define OTHERWISE "is not as this program makes it"

/* Shadow tables are FTS5's own matter, and differ with its version. */
#define OURS " name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"

/* Binds the type and the name of the row at hand of another statement. */
static int ask(jy_stmt *q, const jy_stmt *row) {
  jy_str type, name;
  jy_stmt_reset(q);
  int status = jy_stmt_str(&type, row, 0);
  if (status == JY_OK) status = jy_stmt_str(&name, row, 1);
  if (status == JY_OK) status = jy_stmt_bind_text(q, 1, type);
  if (status == JY_OK) status = jy_stmt_bind_text(q, 2, name);
  return status < 0 ? status : jy_stmt_step(q);
}

static int tell(jy_buf *report, const jy_stmt *row, const char *what) {
  jy_str type, name;
  int status = jy_stmt_str(&type, row, 0);
  if (status == JY_OK) status = jy_stmt_str(&name, row, 1);
  if (status == JY_OK)
    jy_buf_printf(report, "the %.*s %.*s %s: " WHAT_TO_DO, (int)type.len, type.ptr, (int)name.len, name.ptr,
                  what);
  return status;
}

/* What `here` has and `there` has not, or otherwise where the text is asked for. */
static int compare(jy_buf *report, jy_store *here, jy_store *there, const char *sql, const char *missing) {
  jy_stmt *rows, *q = NULL;
  jy_str one, other;
  int status = jy_stmt_new(&rows, here, jy_cstr(sql));
  if (status == JY_OK)
    status = jy_stmt_new(&q, there, jy_cstr("SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2"));
  while (status >= 0 && (status = jy_stmt_step(rows)) > 0) {
    status = ask(q, rows);
    if (status == 0) status = tell(report, rows, missing);
    if (status <= 0 || jy_stmt_type(rows, 2) == JY_TYPE_NULL) continue;
    status = jy_stmt_str(&one, rows, 2);
    if (status == JY_OK) status = jy_stmt_str(&other, q, 0);
    if (status == JY_OK && !jy_str_equal(one, other)) status = tell(report, rows, OTHERWISE);
  }
  jy_stmt_free(q);
  jy_stmt_free(rows);
  return status;
}

int jy__store_check_schema(jy_buf *report, jy_store *s) {
  jy_store *own;
  int status = jy_store_open(&own, ":memory:", JY_STORE_CREATE);
  if (status < 0) return status;
  status = compare(report, own, s, "SELECT type, name, sql FROM sqlite_schema WHERE" OURS
                                   " ORDER BY type, name",
                   "is missing");
  if (status == JY_OK)
    status = compare(report, s, own, "SELECT type, name, NULL FROM sqlite_schema WHERE type = 'trigger'"
                                     " ORDER BY name",
                     "is none of this program's, and acts when the corpus is written to");
  jy_store_close(own);
  return status;
}

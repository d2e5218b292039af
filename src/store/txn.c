/* Transactions: the outermost is SQLite's, those inside are savepoints.
 * Refuses to go on where SQLite gave a transaction up by itself (a full disk
 * can do that), since later writes would then stand alone. */
#include "store/internal.h"

static int quietly(const jy_store *s, const char *word, unsigned depth) {
  char sql[64];
  sqlite3_snprintf(sizeof sql, sql, depth > 1 ? "%s jy_%u" : "%s", word, depth);
  return sqlite3_exec(s->db, sql, NULL, NULL, NULL);
}

static int undo(jy_store *s) {
  unsigned depth = s->depth--;
  s->unsealed = false; /* what was written, the lifting of the seal too, is undone */
  if (sqlite3_get_autocommit(s->db)) return SQLITE_OK;
  if (depth == 1) return quietly(s, "ROLLBACK", 1);
  int rc = quietly(s, "ROLLBACK TO", depth);
  return rc == SQLITE_OK ? quietly(s, "RELEASE", depth) : rc;
}

int jy__store_intact(const jy_store *s) {
  if (!s->depth || !sqlite3_get_autocommit(s->db)) return JY_OK;
  return jy__fail(JY_EDB, s->path, JY_NO_OFFSET, "the transaction has ended before its time: "
                  "an error rolled it back, or SQL of its own ended it");
}

int jy_store_begin(jy_store *s) {
  int status = jy__store_intact(s);
  if (status < 0) return status;
  const char *outer = s->mode == JY_STORE_READ ? "BEGIN" : "BEGIN IMMEDIATE";
  int rc = quietly(s, s->depth ? "SAVEPOINT" : outer, s->depth + 1);
  if (rc != SQLITE_OK) return jy__store_fault(s, rc);
  s->depth++;
  return JY_OK;
}

static int nothing_begun(const jy_store *s) {
  return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET, "no transaction was begun");
}

unsigned jy_store_depth(const jy_store *s) {
  return s->depth;
}

int jy_store_commit(jy_store *s) {
  if (!s->depth) return nothing_begun(s);
  int status = jy__store_intact(s);
  if (status == JY_OK) {
    int rc = quietly(s, s->depth > 1 ? "RELEASE" : "COMMIT", s->depth);
    if (rc != SQLITE_OK) status = jy__store_fault(s, rc);
  }
  if (status == JY_OK)
    s->depth--;
  else
    undo(s);
  return status;
}

int jy_store_rollback(jy_store *s) {
  if (!s->depth) return nothing_begun(s);
  int rc = undo(s);
  return rc == SQLITE_OK ? JY_OK : jy__store_fault(s, rc);
}

/* From SQLite's results to the library's errors: one line that names what is
 * wrong and what to do. Knows SQLite's codes; refuses to decide what follows. */
#include <errno.h>
#include <string.h>

#include "store/internal.h"

static bool is_full(const jy_store *s, int rc) {
  if ((rc & 0xff) == SQLITE_FULL) return true;
  int why = sqlite3_system_errno(s->db);
  return (rc & 0xff) == SQLITE_IOERR && (why == ENOSPC || why == EDQUOT);
}

/* What the system said, which SQLite's own messages leave out. */
static int system_fault(const jy_store *s, int rc) {
  int why = sqlite3_system_errno(s->db);
  if ((rc & 0xff) == SQLITE_CANTOPEN && why == EACCES)
    return jy__fail(JY_EIO, s->path, JY_NO_OFFSET, "cannot open: %s", strerror(why));
  return jy__fail(JY_EIO, s->path, JY_NO_OFFSET, "%s%s%s (SQLite %d)", sqlite3_errmsg(s->db),
                  why ? ": " : "", why ? strerror(why) : "", rc);
}

static int sql_fault(const jy_store *s, int rc) {
  int at = sqlite3_error_offset(s->db);
  if (at >= 0)
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET, "%s, at byte %d of the statement (SQLite %d)",
                    sqlite3_errmsg(s->db), at, rc);
  return jy__fail(JY_EDB, s->path, JY_NO_OFFSET, "%s (SQLite %d)", sqlite3_errmsg(s->db), rc);
}

int jy__store_fault(const jy_store *s, int rc) {
  if (is_full(s, rc))
    return jy__fail(JY_EIO, s->path, JY_NO_OFFSET,
                    "no space left on the disk: what was being written was undone; "
                    "free some space and start again (SQLite %d)", rc);
  switch (rc & 0xff) {
  case SQLITE_NOMEM:
    return jy__nomem();
  case SQLITE_NOTADB:
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "not a jiyao corpus, not even an SQLite file: name another file");
  case SQLITE_CORRUPT:
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "the corpus is damaged: restore a copy, or ingest the documents "
                    "into a new file (SQLite %d)", rc);
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "another program is using the corpus: try again when it has finished "
                    "(SQLite %d)", rc);
  case SQLITE_READONLY:
    if (rc == SQLITE_READONLY_ROLLBACK)
      return jy__fail(JY_EDB, s->path, JY_NO_OFFSET, "a write to the corpus was broken off: open it once for "
                      "writing, which undoes what was half done (SQLite %d)", rc);
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "the corpus is open for reading only, or its file is protected (SQLite %d)", rc);
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_TOOBIG:
    return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET, "the store refuses the row: %s (SQLite %d)",
                    sqlite3_errmsg(s->db), rc);
  case SQLITE_INTERRUPT:
    return jy__fail(JY_EINTERRUPTED, s->path, JY_NO_OFFSET, "interrupted");
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
    return system_fault(s, rc);
  default:
    return sql_fault(s, rc);
  }
}

int jy__store_agrees(int built, int running) {
  if (running >= built) return JY_OK;
  return jy__fail(JY_EDB, NULL, JY_NO_OFFSET,
                  "jiyao was built with SQLite %d.%d.%d but runs with the older %d.%d.%d: "
                  "install the newer libsqlite3",
                  built / 1000000, built / 1000 % 1000, built % 1000, running / 1000000,
                  running / 1000 % 1000, running % 1000);
}

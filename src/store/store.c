/* The handle on one corpus: opening, closing, interrupting, plain SQL.
 * Knows files and connections; refuses to know what the tables mean. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/internal.h"

#define BUSY_MS 5000
#define MEMORY ":memory:"

/* Open connections, for a signal handler that knows no handle. A slot is
 * cleared before its connection is closed. */
static _Atomic(sqlite3 *) open_connections[64];

static void replace_slot(sqlite3 *from, sqlite3 *to) {
  for (size_t i = 0; i < sizeof open_connections / sizeof *open_connections; i++) {
    sqlite3 *expected = from;
    if (atomic_compare_exchange_strong(&open_connections[i], &expected, to)) return;
  }
}

const char *jy_store_sqlite_version(void) {
  return sqlite3_libversion();
}

void jy_store_interrupt(jy_store *s) {
  sqlite3_interrupt(s->db);
}

void jy_store_interrupt_all(void) {
  for (size_t i = 0; i < sizeof open_connections / sizeof *open_connections; i++) {
    sqlite3 *db = atomic_load(&open_connections[i]);
    if (db) sqlite3_interrupt(db);
  }
}

static int connect(jy_store *s, const char *name, int flags) {
  int rc = sqlite3_open_v2(name, &s->db, flags, NULL);
  if (!s->db) return jy__nomem();
  if (rc != SQLITE_OK) return jy__store_fault(s, rc);
  rc = sqlite3_extended_result_codes(s->db, 1);
  if (rc == SQLITE_OK) rc = sqlite3_busy_timeout(s->db, BUSY_MS);
  /* A corpus may come from somebody else: its schema gets no rights. */
  if (rc == SQLITE_OK) rc = sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  if (rc != SQLITE_OK) return jy__store_fault(s, rc);
  replace_slot(NULL, s->db);
  int status = jy__store_add_packing(s);
  if (status == JY_OK) status = jy__store_add_tokenizer(s);
  return status < 0 ? status : jy__store_add_reprints(s);
}

void jy__store_disconnect(jy_store *s) {
  replace_slot(s->db, NULL);
  sqlite3_close(s->db);
  s->db = NULL;
  jy__packer_free(s->packer);
  s->packer = NULL;
}

/* SQLite takes "file:..." for a URI wherever the system's build says so. */
static int put_name(jy_buf *name, const char *path) {
  if (strncmp(path, "file:", 5) == 0) jy_buf_put(name, "./", 2);
  jy_buf_put(name, path, strlen(path));
  return jy_buf_status(name);
}

int jy__store_connect(jy_store *s, const char *path, int flags) {
  jy_buf name = JY_BUF_INIT;
  int status = put_name(&name, path);
  if (status == JY_OK) status = connect(s, name.ptr, flags);
  jy_buf_free(&name);
  return status;
}

static int open_named(jy_store *s) {
  int flags = s->mode == JY_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  return jy__store_connect(s, s->path, flags);
}

/* Opens a file on a disk that is full or cannot be written, where SQLite finds
 * no place for the shared index of its log. Only right while there is no log. */
static int open_immutable(jy_store *s) {
  jy_buf name = JY_BUF_INIT;
  jy_buf_put(&name, "file:", 5);
  for (const char *p = s->path; *p; p++) jy_buf_printf(&name, "%%%02X", (unsigned char)*p);
  jy_buf_printf(&name, "?immutable=1");
  int status = jy_buf_status(&name);
  if (status == JY_OK) status = connect(s, name.ptr, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  jy_buf_free(&name);
  return status;
}

static bool is_empty(const jy_store *s, const char *ending) {
  struct stat st;
  jy_buf name = JY_BUF_INIT;
  jy_buf_printf(&name, "%s%s", s->path, ending);
  bool empty = !name.failed && (stat(name.ptr, &st) < 0 ? errno == ENOENT : st.st_size == 0);
  jy_buf_free(&name);
  return empty;
}

/* Neither a log nor the journal of a write that was broken off: the file alone is the corpus. */
static bool log_is_empty(const jy_store *s) {
  return is_empty(s, "-wal") && is_empty(s, "-journal");
}

/* Rows come in the order of the pages, but the indexes of names and of alike texts grow
 * everywhere: what is kept in memory (64 MiB) and in the log (64 MiB) is written once. */
#define WRITES_LITTLE " PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192"

static int start_writing(jy_store *s) {
  int status = open_named(s);
  if (status < 0) return status;
  if (sqlite3_db_readonly(s->db, "main"))
    return jy__fail(JY_EIO, s->path, JY_NO_OFFSET, "cannot be written: the file or its disk is protected");
  /* Of a new file: rows of a kilobyte, as packed pages are, leave less room between them unused. */
  status = jy_store_exec(s, jy_cstr("PRAGMA page_size = 8192"));
  if (status == JY_OK) status = jy__store_migrate(s);
  if (status < 0) return status;
  return jy_store_exec(s, jy_cstr("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" WRITES_LITTLE));
}

/* Whether a reader failed for want of the index and not of the corpus. */
static bool lacks_index(const jy_store *s) {
  int primary = s->db ? sqlite3_errcode(s->db) & 0xff : SQLITE_OK;
  bool may_lack = primary == SQLITE_CANTOPEN || primary == SQLITE_IOERR || primary == SQLITE_READONLY;
  return may_lack && log_is_empty(s);
}

static int start_reading(jy_store *s) {
  int status = open_named(s);
  if (status == JY_OK) status = jy__store_migrate(s);
  if (status == JY_OK || !lacks_index(s)) return status;
  jy__store_disconnect(s);
  s->immutable = true;
  status = open_immutable(s);
  return status < 0 ? status : jy__store_migrate(s);
}

/* Makes the file here rather than in SQLite, for the system's own reason on
 * failure and to know whether it was made. */
static int make_file(bool *made, const char *path) {
  int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  *made = fd >= 0;
  if (fd < 0 && errno != EEXIST)
    return jy__fail(errno == ENOENT ? JY_ENOTFOUND : JY_EIO, path, JY_NO_OFFSET,
                    "cannot create: %s", strerror(errno));
  if (fd >= 0 && close(fd) < 0)
    return jy__fail(JY_EIO, path, JY_NO_OFFSET, "cannot create: %s", strerror(errno));
  return JY_OK;
}

static int check_file(const char *path) {
  struct stat st;
  if (stat(path, &st) == 0) {
    if (S_ISREG(st.st_mode)) return JY_OK;
    return jy__fail(JY_EIO, path, JY_NO_OFFSET, "not a file: name the corpus file");
  }
  if (errno == ENOENT)
    return jy__fail(JY_ENOTFOUND, path, JY_NO_OFFSET,
                    "no such corpus: check the name, or ingest into it first");
  return jy__fail(JY_EIO, path, JY_NO_OFFSET, "cannot open: %s", strerror(errno));
}

/* Takes away a file that was made for nothing; never one that holds a byte. */
static void unmake_file(const char *path) {
  struct stat st;
  if (stat(path, &st) == 0 && st.st_size == 0) unlink(path);
}

int jy_store_open(jy_store **out, const char *path, jy_store_mode mode) {
  *out = NULL;
  bool made = false;
  bool creates = mode == JY_STORE_CREATE, in_memory = creates && strcmp(path, MEMORY) == 0;
  int status = jy__store_agrees(SQLITE_VERSION_NUMBER, sqlite3_libversion_number());
  if (status == JY_OK && creates && !in_memory) status = make_file(&made, path);
  if (status == JY_OK && !in_memory) status = check_file(path);
  if (status < 0) return status;

  jy_store *s = calloc(1, sizeof *s);
  if (s) s->path = strdup(path);
  if (!s || !s->path) {
    status = jy__nomem();
  } else {
    s->mode = mode;
    status = mode == JY_STORE_READ ? start_reading(s) : start_writing(s);
  }
  if (status < 0) {
    jy_store_close(s);
    if (made) unmake_file(path);
    return status;
  }
  *out = s;
  return JY_OK;
}

/* A reader may not take away the log that it had to make, so each would leave
 * two files beside the corpus. Opening once for writing lets SQLite do it,
 * under its own locks; where the file is protected nothing happens. */
static void tidy_after_reading(const jy_store *s) {
  sqlite3 *db = NULL;
  jy_buf name = JY_BUF_INIT;
  if (log_is_empty(s) && put_name(&name, s->path) == JY_OK &&
      sqlite3_open_v2(name.ptr, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    sqlite3_exec(db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
  sqlite3_close(db);
  jy_buf_free(&name);
}

void jy_store_close(jy_store *s) {
  if (!s) return;
  for (jy_stmt *q = s->statements, *next; q; q = next) {
    next = q->next;
    sqlite3_finalize(q->raw);
    q->raw = NULL;
    q->store = NULL;
  }
  jy__blobs_release(s);
  jy__signer_free(s->signer);
  bool reader = s->db && s->mode == JY_STORE_READ && !s->immutable;
  jy__store_disconnect(s);
  if (reader) tidy_after_reading(s);
  free(s->path);
  free(s);
}

const char *jy_store_path(const jy_store *s) {
  return s->path;
}

int64_t jy_store_last_id(const jy_store *s) {
  return sqlite3_last_insert_rowid(s->db);
}

int jy__store_prepare(sqlite3_stmt **out, const jy_store *s, jy_str sql, jy_str *tail) {
  *out = NULL;
  if (sql.len > INT_MAX) return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET, "the SQL is too long");
  if (sql.len && memchr(sql.ptr, '\0', sql.len))
    return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET, "the SQL holds a NUL byte: bind such text instead");
  const char *rest = sql.ptr;
  int rc = sqlite3_prepare_v2(s->db, sql.len ? sql.ptr : "", (int)sql.len, out, sql.len ? &rest : NULL);
  if (rc != SQLITE_OK) return jy__store_fault(s, rc);
  *tail = (jy_str){rest, sql.len - (size_t)(rest - sql.ptr)};
  return JY_OK;
}

int jy_store_exec(jy_store *s, jy_str sql) {
  while (sql.len) {
    sqlite3_stmt *raw;
    int status = jy__store_prepare(&raw, s, sql, &sql);
    if (status == JY_OK) status = jy__store_intact(s);
    if (status == JY_OK && raw) status = jy__seal_lift(s, raw);
    if (status == JY_OK && raw) {
      int rc;
      while ((rc = sqlite3_step(raw)) == SQLITE_ROW) continue;
      if (rc != SQLITE_DONE) status = jy__store_fault(s, rc);
    }
    sqlite3_finalize(raw);
    if (status < 0) return status;
  }
  return JY_OK;
}

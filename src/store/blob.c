/* Blobs that are read and changed piece by piece. Knows that a store finalises
 * them when it is closed; refuses to change their size. */
#include <stdlib.h>

#include "store/internal.h"

struct jy_blob {
  sqlite3_blob *raw; /* NULL once the store is closed */
  jy_store *store;
  jy_blob *prev, *next;
};

static int closed(void) {
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the blob is closed, or its store is");
}

static int fault(const jy_store *s, int rc) {
  if (rc == SQLITE_ABORT)
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET, "the row of the blob was changed: open the blob again");
  return jy__store_fault(s, rc);
}

static int check_row(jy_store *s, const char *table, int64_t row) {
  sqlite3_stmt *q;
  jy_str tail;
  char *sql = sqlite3_mprintf("SELECT 1 FROM \"%w\" WHERE rowid = %lld", table, (long long)row);
  if (!sql) return jy__nomem();
  int status = jy__store_prepare(&q, s, jy_cstr(sql), &tail);
  sqlite3_free(sql);
  if (status < 0) return status;
  int rc = sqlite3_step(q);
  if (rc == SQLITE_DONE)
    status = jy__fail(JY_ENOTFOUND, s->path, JY_NO_OFFSET, "%s has no row %lld", table, (long long)row);
  else if (rc != SQLITE_ROW)
    status = jy__store_fault(s, rc);
  sqlite3_finalize(q);
  return status;
}

int jy_blob_open(jy_blob **out, jy_store *s, const char *table, const char *column, int64_t row,
                 bool writes) {
  *out = NULL;
  int status = check_row(s, table, row);
  if (status < 0) return status;
  jy_blob *b = calloc(1, sizeof *b);
  if (!b) return jy__nomem();
  int rc = sqlite3_blob_open(s->db, "main", table, column, row, writes, &b->raw);
  if (rc != SQLITE_OK) {
    status = jy__store_fault(s, rc);
    free(b);
    return status;
  }
  b->store = s;
  b->next = s->blobs;
  if (b->next) b->next->prev = b;
  s->blobs = b;
  *out = b;
  return JY_OK;
}

static void release(jy_blob *b) {
  sqlite3_blob_close(b->raw);
  b->raw = NULL;
  b->store = NULL;
}

void jy__blobs_release(jy_store *s) {
  for (jy_blob *b = s->blobs; b; b = b->next) release(b);
  s->blobs = NULL;
}

void jy_blob_free(jy_blob *b) {
  if (!b) return;
  if (b->store) {
    if (b->next) b->next->prev = b->prev;
    if (b->prev)
      b->prev->next = b->next;
    else
      b->store->blobs = b->next;
    release(b);
  }
  free(b);
}

size_t jy_blob_size(const jy_blob *b) {
  return b && b->raw ? (size_t)sqlite3_blob_bytes(b->raw) : 0;
}

int jy_blob_read(jy_buf *out, jy_blob *b, size_t offset, size_t len) {
  if (!b || !b->raw) return closed();
  size_t size = jy_blob_size(b);
  if (offset > size) offset = size;
  if (len > size - offset) len = size - offset;
  if (len == 0) return JY_OK;
  if (jy_buf_reserve(out, len) < 0) return JY_ENOMEM;
  int rc = sqlite3_blob_read(b->raw, out->ptr + out->len, (int)len, (int)offset);
  if (rc == SQLITE_OK) out->len += len;
  out->ptr[out->len] = '\0';
  return rc == SQLITE_OK ? JY_OK : fault(b->store, rc);
}

int jy_blob_write(jy_blob *b, size_t offset, jy_str bytes) {
  if (!b || !b->raw) return closed();
  size_t size = jy_blob_size(b);
  if (offset > size || bytes.len > size - offset)
    return jy__fail(JY_EINVALID, b->store->path, JY_NO_OFFSET,
                    "%zu bytes at %zu would pass the end of the blob, which has %zu and cannot grow",
                    bytes.len, offset, size);
  int status = jy__store_intact(b->store);
  if (status < 0 || bytes.len == 0) return status;
  int rc = sqlite3_blob_write(b->raw, bytes.ptr, (int)bytes.len, (int)offset);
  return rc == SQLITE_OK ? JY_OK : fault(b->store, rc);
}

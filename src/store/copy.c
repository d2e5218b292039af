/* Copies of the file: of all pages, or compact and sealed. Knows how a file
 * comes to be whole or not at all; refuses to write over anything. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/internal.h"

static int refuse(const char *path) {
  return jy__fail(JY_EEXISTS, path, JY_NO_OFFSET, "is there already: name a new file, or remove it first");
}

static int cannot(const char *path, int why) {
  int code = why == ENOENT ? JY_ENOTFOUND : JY_EIO;
  return jy__fail(code, path, JY_NO_OFFSET, "cannot write: %s", strerror(why));
}

/* Makes the empty file beside `path` that the copy is written to. */
static int make_part(jy_buf *part, const char *path) {
  struct stat st;
  if (lstat(path, &st) == 0) return refuse(path);
  if (errno != ENOENT) return cannot(path, errno);
  jy_buf_printf(part, "%s.part-%ld", path, (long)getpid());
  if (jy_buf_status(part) < 0) return JY_ENOMEM;
  int fd = open(part->ptr, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0 || close(fd) < 0) return cannot(path, errno);
  return JY_OK;
}

static int sync_at(const char *name, int flags) {
  int fd = open(name, flags | O_CLOEXEC);
  if (fd < 0) return errno;
  int why = fsync(fd) < 0 ? errno : 0;
  return close(fd) < 0 && !why ? errno : why;
}

static int sync_folder(const char *path) {
  char *copy = strdup(path);
  if (!copy) return ENOMEM;
  int why = sync_at(dirname(copy), O_RDONLY | O_DIRECTORY);
  free(copy);
  return why == EINVAL ? 0 : why; /* a file system that knows no such thing */
}

/* Gives the part its name: link(2) never takes the place of another file, but
 * some file systems do not have it. */
static int keep_part(const char *part, const char *path) {
  int why = sync_at(part, O_RDWR);
  struct stat st;
  if (why) return cannot(path, why);
  if (link(part, path) == 0) {
    unlink(part);
  } else if (errno == EEXIST) {
    return refuse(path);
  } else {
    if (lstat(path, &st) == 0) return refuse(path);
    if (rename(part, path) < 0) return cannot(path, errno);
  }
  why = sync_folder(path);
  return why ? cannot(path, why) : JY_OK;
}

/* The record for a failure of the copy, in the words that fit one. */
static int copy_fault(const jy_store *of, const char *path, int rc) {
  if ((rc & 0xff) == SQLITE_FULL)
    return jy__fail(JY_EIO, path, JY_NO_OFFSET,
                    "no space left on the disk: nothing was copied; free some space, or name another disk");
  int status = jy__store_fault(of, rc);
  return jy__fail(status, path, JY_NO_OFFSET, "cannot copy: %s", jy_error_last()->message);
}

static int copy_pages(const jy_store *s, jy_store *to, const char *path) {
  sqlite3_backup *copy = sqlite3_backup_init(to->db, "main", s->db, "main");
  if (!copy) return copy_fault(to, path, sqlite3_errcode(to->db));
  /* In one step, so that it is one moment of the store however many write to it. */
  sqlite3_backup_step(copy, -1);
  int rc = sqlite3_backup_finish(copy);
  return rc == SQLITE_OK ? JY_OK : copy_fault(to, path, rc);
}

static int copy_rows(const jy_store *s, const char *part, const char *path) {
  sqlite3_stmt *q = NULL;
  jy_buf name = JY_BUF_INIT;
  if (strncmp(part, "file:", 5) == 0) jy_buf_put(&name, "./", 2);
  jy_buf_put(&name, part, strlen(part));
  int status = jy_buf_status(&name), rc = SQLITE_OK;
  if (status == JY_OK) {
    rc = sqlite3_prepare_v2(s->db, "VACUUM main INTO ?1", -1, &q, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_bind_text64(q, 1, name.ptr, name.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    if (rc == SQLITE_OK) rc = sqlite3_step(q);
    if (rc != SQLITE_DONE) status = copy_fault(s, path, rc);
  }
  sqlite3_finalize(q);
  jy_buf_free(&name);
  return status;
}

static int seal(jy_store *archive) {
  int status = jy_store_exec(archive, jy_cstr("PRAGMA journal_mode = DELETE; BEGIN"));
  if (status == JY_OK) status = jy__seal_put(archive);
  return status == JY_OK ? jy_store_exec(archive, jy_cstr("COMMIT")) : status;
}

typedef enum { PAGES, ROWS } copy_kind;

static int copy_into(const jy_store *s, char *part, const char *path, copy_kind kind) {
  jy_store to = {.path = part, .mode = JY_STORE_WRITE};
  int status = kind == ROWS ? copy_rows(s, part, path) : JY_OK;
  if (status == JY_OK) status = jy__store_connect(&to, part, SQLITE_OPEN_READWRITE);
  if (status == JY_OK) status = kind == ROWS ? seal(&to) : copy_pages(s, &to, path);
  jy__store_disconnect(&to);
  return status;
}

static int copy_to(jy_store *s, const char *path, copy_kind kind) {
  if (s->depth)
    return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET, "cannot be copied in a transaction: end it first");
  jy_buf part = JY_BUF_INIT;
  int status = make_part(&part, path);
  if (status == JY_OK) {
    status = copy_into(s, part.ptr, path, kind);
    if (status == JY_OK) status = keep_part(part.ptr, path);
    if (status < 0) unlink(part.ptr);
  }
  jy_buf_free(&part);
  return status;
}

int jy_store_backup(jy_store *s, const char *path) {
  return copy_to(s, path, PAGES);
}

int jy_store_archive(jy_store *s, const char *path) {
  return copy_to(s, path, ROWS);
}

/* Whole files and standard input, read in pieces so that pipes and files that
 * grow are taken as they are. Refuses to guess: what cannot be read is an error. */
#include "base/internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#ifndef JY_CHUNK
#define JY_CHUNK 65536
#endif

static int system_error(const char *path, const char *what) {
  int code = errno == ENOENT ? JY_ENOTFOUND : JY_EIO;
  return jy__fail(code, path, JY_NO_OFFSET, "%s: %s", what, strerror(errno));
}

int jy__file_open(FILE **out, const char *path) {
  *out = stdin;
  if (strcmp(path, "-") == 0) return JY_OK;
  FILE *f = fopen(path, "rb");
  if (!f) return system_error(path, "cannot open");
  struct stat st;
  int status = JY_OK;
  if (fstat(fileno(f), &st) < 0)
    status = system_error(path, "cannot read");
  else if (S_ISDIR(st.st_mode))
    status = jy__fail(JY_EIO, path, JY_NO_OFFSET, "is a directory: name a file in it");
  if (status == JY_OK)
    *out = f;
  else
    fclose(f); /* only read: nothing can be lost */
  return status;
}

int jy__file_pull(FILE *f, const char *path, char *to, size_t room, size_t *got) {
  *got = fread(to, 1, room, f);
  return ferror(f) ? system_error(path, "cannot read") : JY_OK;
}

int jy__file_read(jy_buf *out, const char *path) {
  FILE *f = NULL;
  int status = jy__file_open(&f, path);
  if (status < 0) return status;
  for (size_t got = 1; status == JY_OK && got > 0;) {
    if ((status = jy_buf_reserve(out, JY_CHUNK)) < 0) break;
    status = jy__file_pull(f, path, out->ptr + out->len, JY_CHUNK, &got);
    out->len += got;
    out->ptr[out->len] = '\0';
  }
  if (f != stdin) fclose(f);
  return status;
}

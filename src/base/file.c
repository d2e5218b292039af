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

static int read_stream(jy_buf *out, FILE *f, const char *path) {
  while (jy_buf_reserve(out, JY_CHUNK) == JY_OK) {
    size_t n = fread(out->ptr + out->len, 1, JY_CHUNK, f);
    out->len += n;
    out->ptr[out->len] = '\0';
    if (ferror(f)) return system_error(path, "cannot read");
    if (n == 0) return JY_OK;
  }
  return JY_ENOMEM;
}

int jy__file_read(jy_buf *out, const char *path) {
  if (strcmp(path, "-") == 0) return read_stream(out, stdin, path);
  FILE *f = fopen(path, "rb");
  if (!f) return system_error(path, "cannot open");
  struct stat st;
  int status;
  if (fstat(fileno(f), &st) < 0)
    status = system_error(path, "cannot read");
  else if (S_ISDIR(st.st_mode))
    status = jy__fail(JY_EIO, path, JY_NO_OFFSET, "is a directory: name a file in it");
  else
    status = read_stream(out, f, path);
  if (fclose(f) != 0 && status == JY_OK) status = system_error(path, "cannot close");
  return status;
}

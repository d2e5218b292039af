/* Bytes as they come, with a window on what comes next: files, standard input,
 * memory, and streams that others unpack. Knows how much of it there may be;
 * refuses to know what it is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/reader.h"

/* How much is pulled at a time, and the most that waits in the window once what
 * was used of it is let go. */
#define PIECE 65536

/* ---- files ----------------------------------------------------------------------- */

typedef struct {
  jy__stream stream;
  FILE *f;
  char path[]; /* for messages */
} file_stream;

static int pull_file(jy__stream *s, char *to, size_t room, size_t *got) {
  file_stream *f = (file_stream *)s;
  return jy__file_pull(f->f, f->path, to, room, got);
}

static void close_file(jy__stream *s) {
  file_stream *f = (file_stream *)s;
  if (f->f != stdin) fclose(f->f); /* only read: nothing can be lost */
  free(f);
}

int jy__source_open(jy__source **out, const char *path) {
  size_t len = strlen(path);
  file_stream *f = malloc(sizeof *f + len + 1);
  *out = NULL;
  if (!f) return jy__nomem();
  f->stream = (jy__stream){pull_file, close_file};
  memcpy(f->path, path, len + 1);
  int status = jy__file_open(&f->f, path);
  if (status == JY_OK) return jy__source_new(out, &f->stream, path);
  free(f);
  return status;
}

/* ---- sources --------------------------------------------------------------------- */

int jy__source_new(jy__source **out, jy__stream *from, const char *name) {
  jy__source *s = calloc(1, sizeof *s);
  *out = NULL;
  if (s) s->name = strdup(name);
  if (!s || !s->name) {
    from->close(from);
    free(s);
    return jy__nomem();
  }
  s->from = from;
  *out = s;
  return JY_OK;
}

int jy__source_memory(jy__source **out, jy_str bytes, const char *name) {
  jy__source *s = calloc(1, sizeof *s);
  *out = NULL;
  if (!s) return jy__nomem();
  s->name = strdup(name);
  jy_buf_put(&s->window, bytes.ptr, bytes.len);
  int status = s->name ? jy_buf_status(&s->window) : jy__nomem();
  if (status < 0) jy__source_free(s);
  else *out = s;
  return status;
}

static void stop(jy__source *s) {
  if (s->from) s->from->close(s->from);
  s->from = NULL;
}

void jy__source_free(jy__source *s) {
  if (!s) return;
  stop(s);
  jy_buf_free(&s->window);
  free(s->name);
  free(s);
}

static int failed(jy__source *s, int status) {
  s->failed = true;
  stop(s);
  return status;
}

/* The name without the ending that says how it was packed, and with that of what it is now;
 * NULL where there is no memory. */
static char *unpacked_name(const char *packed, const char *ending) {
  size_t room = strlen(packed) + strlen(ending) + 1;
  char *name = malloc(room);
  if (!name) return NULL;
  snprintf(name, room, "%s", packed);
  char *dot = strrchr(name, '.');
  if (dot && dot > name && !strchr(dot, '/')) *dot = '\0';
  size_t len = strlen(name);
  snprintf(name + len, room - len, "%s", ending);
  return name;
}

int jy__source_unpack(jy__source *s, const jy__reader *r) {
  jy__source *inner = malloc(sizeof *inner);
  jy__stream *unpacked = NULL;
  if (!inner) return failed(s, jy__nomem());
  *inner = *s;
  *s = (jy__source){.name = unpacked_name(inner->name, r->gives ? r->gives : ""), .packed = true};
  int status = r->unpack(&unpacked, inner);
  if (status < 0) return failed(s, status);
  s->from = unpacked;
  return s->name ? JY_OK : failed(s, jy__nomem());
}

/* Lets go of what was used, when that is worth the move. */
static void let_go(jy__source *s) {
  size_t left = s->window.len - s->used;
  if (s->used < PIECE || s->used < left) return;
  memmove(s->window.ptr, s->window.ptr + s->used, left);
  s->window.len = left;
  s->used = 0;
}

/* The failure is kept until what came before it is used up. */
static void break_off(jy__source *s, int status) {
  const jy_error *e = jy_error_last();
  s->broken = status;
  s->where = e->offset;
  snprintf(s->why, sizeof s->why, "%s", e->message);
  stop(s);
}

static void pull_more(jy__source *s) {
  size_t got = 0;
  let_go(s);
  int status = jy_buf_reserve(&s->window, PIECE);
  if (status == JY_OK) status = s->from->pull(s->from, s->window.ptr + s->window.len, PIECE, &got);
  if (status < 0) {
    break_off(s, status);
    return;
  }
  if (got == 0) stop(s);
  s->window.len += got;
  s->window.ptr[s->window.len] = '\0';
}

static bool holds(const jy__source *s, size_t want) {
  return s->window.len - s->used >= want;
}

int jy__source_look(jy_str *next, jy__source *s, size_t want) {
  while (s->from && !holds(s, want)) pull_more(s);
  *next = s->window.ptr ? (jy_str){s->window.ptr + s->used, s->window.len - s->used} : (jy_str){"", 0};
  if (s->broken == JY_OK || next->len > 0) return JY_OK;
  return failed(s, jy__fail(s->broken, NULL, s->where, "%s", s->why));
}

int jy__source_peek(jy_str *next, jy__source *s, size_t want) {
  int status = jy__source_look(next, s, want);
  if (status < 0 || s->broken == JY_OK || next->len >= want) return status;
  return failed(s, jy__fail(s->broken, NULL, s->where, "%s", s->why));
}

void jy__source_skip(jy__source *s, size_t n) {
  s->used += n;
  s->offset += n;
}

int jy__source_line(jy_str *line, jy__source *s) {
  size_t searched = 0;
  const char *end = NULL;
  jy_str next;
  for (;;) {
    int status = jy__source_peek(&next, s, searched + 1);
    if (status < 0) return status;
    if (next.len > searched) end = memchr(next.ptr + searched, '\n', next.len - searched);
    if (end || next.len == searched) break;
    searched = next.len;
    if (searched > JY__MOST_BYTES)
      return failed(s, jy__fail(JY_EINVALID, NULL, s->offset, "a line is longer than %zu MiB",
                                JY__MOST_BYTES >> 20));
  }
  *line = (jy_str){next.ptr, end ? (size_t)(end - next.ptr) + 1 : next.len};
  jy__source_skip(s, line->len);
  return JY_OK;
}

int jy__source_rest(jy_buf *out, jy__source *s) {
  jy_str all = {"", 0};
  while (s->from || s->broken) {
    int status = jy__source_peek(&all, s, s->window.len - s->used + 1);
    if (status < 0) return status;
    if (s->packed && all.len > JY__MOST_BYTES)
      return failed(s, jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                                "unpacks to more than %zu MiB: too much for one document",
                                JY__MOST_BYTES >> 20));
  }
  if (s->used == 0 && out->len == 0) { /* the usual case: nothing need be copied */
    jy_buf_free(out);
    *out = s->window;
    s->window = (jy_buf)JY_BUF_INIT;
    s->offset += out->len;
    return JY_OK;
  }
  int status = jy__source_peek(&all, s, 0);
  if (status < 0) return status;
  jy_buf_put(out, all.ptr, all.len);
  jy__source_skip(s, all.len);
  return jy_buf_status(out);
}

/* gzip, by zlib: members one after another are one stream. What is cut short or
 * damaged is refused at its byte, never passed off as whole. */
#include <stdlib.h>
#include <zlib.h>

#include "ingest/reader.h"

/* gzip's header and trailer, not zlib's. */
#define WINDOW (15 + 16)

typedef struct {
  jy__stream stream;
  jy__source *from;
  z_stream z;
  bool inside; /* a member */
} gz_stream;

static bool knows(jy_str head, const char *name, const jy_read_opts *opts) {
  (void)name;
  (void)opts;
  return head.len >= 3 && head.ptr[0] == '\x1f' && head.ptr[1] == '\x8b' && head.ptr[2] == 8;
}

static int damaged(const gz_stream *g, const char *why) {
  return jy__fail(JY_EINVALID, NULL, g->from->offset, "gzip: %s at byte %zu", why, g->from->offset);
}

/* Between members: more members, or zeros that fill a tape's block, or the end. */
static int begin_member(gz_stream *g, bool *end) {
  jy_str next;
  int status = jy__source_peek(&next, g->from, 3);
  *end = next.len == 0;
  if (status < 0 || *end) return status;
  if (next.ptr[0] == '\0') {
    jy__source_skip(g->from, 1);
    return JY_OK;
  }
  if (!knows(next, "", NULL)) return damaged(g, "what follows is no gzip");
  if (inflateReset(&g->z) != Z_OK) return jy__nomem();
  g->inside = true;
  return JY_OK;
}

/* Some more of a member; *got may stay 0. */
static int inflate_some(gz_stream *g, char *to, size_t room, size_t *got) {
  jy_str next;
  int status = jy__source_peek(&next, g->from, 1);
  if (status < 0) return status;
  if (next.len == 0) return damaged(g, "the file is cut short");
  uInt in = next.len < 65536 ? (uInt)next.len : 65536, out = room < 65536 ? (uInt)room : 65536;
  g->z.next_in = (Bytef *)(uintptr_t)next.ptr;
  g->z.avail_in = in;
  g->z.next_out = (Bytef *)to;
  g->z.avail_out = out;
  int result = inflate(&g->z, Z_NO_FLUSH);
  jy__source_skip(g->from, in - g->z.avail_in);
  *got = out - g->z.avail_out;
  g->inside = result != Z_STREAM_END;
  if (result == Z_MEM_ERROR) return jy__nomem();
  if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) return JY_OK;
  return damaged(g, g->z.msg ? g->z.msg : "damaged");
}

static int pull(jy__stream *s, char *to, size_t room, size_t *got) {
  gz_stream *g = (gz_stream *)s;
  int status = JY_OK;
  bool end = false;
  *got = 0;
  while (status == JY_OK && *got == 0 && !end)
    status = g->inside ? inflate_some(g, to, room, got) : begin_member(g, &end);
  return status;
}

static void close_gz(jy__stream *s) {
  gz_stream *g = (gz_stream *)s;
  inflateEnd(&g->z);
  jy__source_free(g->from);
  free(g);
}

static int unpack(jy__stream **out, jy__source *from) {
  gz_stream *g = calloc(1, sizeof *g);
  *out = NULL;
  if (g) g->stream = (jy__stream){pull, close_gz};
  if (!g || inflateInit2(&g->z, WINDOW) != Z_OK) {
    free(g);
    jy__source_free(from);
    return jy__nomem();
  }
  g->from = from;
  *out = &g->stream;
  return JY_OK;
}

const jy__reader jy__reader_gz = {.kind = "gz", .knows = knows, .unpack = unpack};

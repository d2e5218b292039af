/* What is kept compressed: zstd frames, and the SQL functions packed() and unpacked() for
 * them. Refuses to know what the bytes mean.
 *
 * A page has little to learn from within itself, so what pages have in common is known
 * beforehand: dictionaries, which the store carries in a table (dictionary.c), that its
 * frames can be opened by any version, and by any program that knows zstd. What is nearly the same as
 * something that is kept beside it (the reading of a source, the text of a page of HTML)
 * is told by that: packed(x, like), unpacked(frame, like).
 *
 * A frame holds a sum of what is in it, so that other words to tell it by are found out.
 * It tells its own size, so what it takes to open it is known before; one that
 * would be larger than SQLite lets a value be is refused, however small it is. */
#include <stdlib.h>
#include <zdict.h>

#include "base/data.h"
#include "store/packer.h"

/* A stretch of this size and all that precedes it are searched for what recurs. */
#define MOST_LIKE ((size_t)64 << 20)

static bool succeeded(sqlite3_context *ctx, int status) {
  if (status == JY_ENOMEM)
    sqlite3_result_error_nomem(ctx);
  else if (status < 0)
    sqlite3_result_error(ctx, jy_error_last()->message, -1);
  return status >= 0;
}

/* ---- packing ---------------------------------------------------------------------- */

static bool is_null(sqlite3_value *v) {
  return sqlite3_value_type(v) == SQLITE_NULL;
}

/* The bytes of a text or blob; false where there is no memory for them. */
static bool bytes_of(jy_str *out, sqlite3_value *v) {
  const void *at = sqlite3_value_blob(v);
  out->len = (size_t)sqlite3_value_bytes(v);
  out->ptr = at ? at : "";
  return at || out->len == 0;
}

/* One frame; NULL where there is no memory. `like` NULL: by the dictionary. */
static void *frame_of(size_t *size, const jy__packer *p, jy_str x, const jy_str *like) {
  size_t room = ZSTD_compressBound(x.len), rc = 0;
  void *frame = ZSTD_isError(room) ? NULL : sqlite3_malloc64(room);
  if (!frame) return NULL;
  ZSTD_CCtx_reset(p->in, ZSTD_reset_session_and_parameters);
  rc = ZSTD_CCtx_setParameter(p->in, ZSTD_c_compressionLevel, JY__LEVEL);
  if (!ZSTD_isError(rc)) rc = ZSTD_CCtx_setParameter(p->in, ZSTD_c_checksumFlag, 1);
  if (!ZSTD_isError(rc) && like) rc = ZSTD_CCtx_refPrefix(p->in, like->ptr, like->len);
  if (!ZSTD_isError(rc) && !like && p->packs) rc = ZSTD_CCtx_refCDict(p->in, p->packs);
  if (!ZSTD_isError(rc)) rc = ZSTD_compress2(p->in, frame, room, x.ptr, x.len);
  if (!ZSTD_isError(rc)) {
    *size = rc;
    return frame;
  }
  sqlite3_free(frame);
  return NULL;
}

/* packed(x [, like]): the bytes of a text or blob as one frame; NULL of NULL. */
static void sql_packed(sqlite3_context *ctx, int n, sqlite3_value **args) {
  jy__packer *p = sqlite3_user_data(ctx);
  jy_str x, like;
  bool both = n == 2 && !is_null(args[1]);
  if (is_null(args[0]) || !succeeded(ctx, jy__packer_ready(p))) return;
  if (!bytes_of(&x, args[0]) || (both && !bytes_of(&like, args[1]))) {
    sqlite3_result_error_nomem(ctx);
    return;
  }
  size_t size, other;
  void *frame = frame_of(&size, p, x, NULL);
  void *told = frame && both && like.len && like.len <= MOST_LIKE ? frame_of(&other, p, x, &like) : NULL;
  if (told && other < size) {
    sqlite3_free(frame);
    frame = told;
    size = other;
  } else {
    sqlite3_free(told);
  }
  if (frame)
    sqlite3_result_blob64(ctx, frame, size, sqlite3_free);
  else
    sqlite3_result_error_nomem(ctx);
}

/* ---- unpacking ---------------------------------------------------------------------- */

static void damaged(sqlite3_context *ctx) {
  sqlite3_result_error(ctx, "unpacked() takes what packed() made, and what it was told by: "
                            "these bytes are damaged", -1);
}

/* Whether the size that a frame claims is one that a value may have. */
static bool claim_of(unsigned long long *size, sqlite3_context *ctx, jy_str frame) {
  *size = ZSTD_getFrameContentSize(frame.ptr, frame.len);
  int most = sqlite3_limit(sqlite3_context_db_handle(ctx), SQLITE_LIMIT_LENGTH, -1);
  return *size != ZSTD_CONTENTSIZE_ERROR && *size != ZSTD_CONTENTSIZE_UNKNOWN &&
         *size <= (unsigned long long)most;
}

static size_t open_frame(const jy__packer *p, void *to, size_t size, jy_str frame, const ZSTD_DDict *by,
                         const jy_str *like) {
  size_t rc = ZSTD_DCtx_reset(p->out, ZSTD_reset_session_and_parameters);
  if (by) return ZSTD_decompress_usingDDict(p->out, to, size, frame.ptr, frame.len, by);
  if (!ZSTD_isError(rc) && like) rc = ZSTD_DCtx_refPrefix(p->out, like->ptr, like->len);
  return ZSTD_isError(rc) ? rc : ZSTD_decompressDCtx(p->out, to, size, frame.ptr, frame.len);
}

/* unpacked(frame [, like]): what packed() was given, as a blob; NULL of NULL. */
static void sql_unpacked(sqlite3_context *ctx, int n, sqlite3_value **args) {
  jy__packer *p = sqlite3_user_data(ctx);
  jy_str frame, like;
  unsigned long long size;
  ZSTD_DDict *by;
  bool both = n == 2 && !is_null(args[1]);
  if (is_null(args[0])) return;
  if (!bytes_of(&frame, args[0]) || (both && !bytes_of(&like, args[1]))) {
    sqlite3_result_error_nomem(ctx);
    return;
  }
  if (!claim_of(&size, ctx, frame)) {
    damaged(ctx);
    return;
  }
  if (!succeeded(ctx, jy__packer_opener(&by, p, ZSTD_getDictID_fromFrame(frame.ptr, frame.len)))) return;
  void *bytes = sqlite3_malloc64(size + 1); /* never nothing: that would be NULL */
  if (!bytes) {
    sqlite3_result_error_nomem(ctx);
    return;
  }
  size_t got = open_frame(p, bytes, (size_t)size, frame, by, both ? &like : NULL);
  if (ZSTD_isError(got) || got != size) {
    sqlite3_free(bytes);
    damaged(ctx);
    return;
  }
  sqlite3_result_blob64(ctx, bytes, got, sqlite3_free);
}

/* ---- the dictionary that ships ------------------------------------------------------- */

/* shipped_dictionary(): its bytes. */
static void sql_shipped(sqlite3_context *ctx, int n, sqlite3_value **args) {
  (void)n, (void)args;
  jy_buf bytes = JY_BUF_INIT;
  if (jy__resource_read(&bytes, "jiyao/data/page_dictionary.bin") == JY_OK)
    sqlite3_result_blob64(ctx, bytes.ptr, bytes.len, SQLITE_TRANSIENT);
  else
    sqlite3_result_error(ctx, jy_error_last()->message, -1);
  jy_buf_free(&bytes);
}

/* dictionary_id(bytes): by which number frames name it. */
static void sql_dictionary_id(sqlite3_context *ctx, int n, sqlite3_value **args) {
  (void)n;
  jy_str bytes;
  if (!bytes_of(&bytes, args[0]))
    sqlite3_result_error_nomem(ctx);
  else
    sqlite3_result_int64(ctx, ZDICT_getDictID(bytes.ptr, bytes.len));
}

int jy__store_add_packing(jy_store *s) {
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  static const struct {
    const char *name;
    int args;
    void (*f)(sqlite3_context *, int, sqlite3_value **);
  } functions[] = {{"packed", 1, sql_packed}, {"packed", 2, sql_packed}, {"unpacked", 1, sql_unpacked},
                   {"unpacked", 2, sql_unpacked}, {"shipped_dictionary", 0, sql_shipped},
                   {"dictionary_id", 1, sql_dictionary_id}};
  jy__packer *p = s->packer = calloc(1, sizeof *p);
  if (p) p->in = ZSTD_createCCtx();
  if (p) p->out = ZSTD_createDCtx();
  if (!p || !p->in || !p->out) return jy__nomem();
  p->store = s;
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    int rc = sqlite3_create_function_v2(s->db, functions[i].name, functions[i].args, flags, p, functions[i].f,
                                        NULL, NULL, NULL);
    if (rc != SQLITE_OK) return jy__store_fault(s, rc);
  }
  return JY_OK;
}

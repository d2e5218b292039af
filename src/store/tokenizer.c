/* The tokenizer of the index: FTS5's terms are those of a folded text (text/fold.h), a Han
 * character each, a run of letters or digits each, so that a phrase of any length finds
 * what it is in, wherever it is cut. Refuses to know words: those of Chinese are guesses. */
#include <limits.h>
#include <stdlib.h>

#include "store/internal.h"
#include "text/fold.h"

/* FTS5 wants one for each table; there is nothing to it. */
struct Fts5Tokenizer {
  char none;
};

static int make(void *context, const char **args, int n, Fts5Tokenizer **out) {
  (void)context, (void)args;
  if (n > 0) return SQLITE_ERROR;
  *out = calloc(1, sizeof **out);
  return *out ? SQLITE_OK : SQLITE_NOMEM;
}

static void discard(Fts5Tokenizer *t) {
  free(t);
}

static int tokenize(Fts5Tokenizer *t, void *context, int why, const char *text, int len,
                    int (*token)(void *, int, const char *, int, int, int)) {
  (void)t, (void)why;
  jy__fold f;
  int rc = SQLITE_OK, status;
  if (!text || len <= 0) return SQLITE_OK;
  status = jy__fold_begin(&f, (jy_str){text, (size_t)len});
  while (status >= 0 && rc == SQLITE_OK && (status = jy__fold_next(&f)) > 0)
    rc = token(context, 0, f.term.ptr, f.term.len > INT_MAX ? INT_MAX : (int)f.term.len, (int)f.span.start,
               (int)f.span.end);
  jy__fold_end(&f);
  return status < 0 ? SQLITE_NOMEM : rc;
}

/* FTS5's own interface comes out of a query, as its documentation says. */
static int interface_of(fts5_api **out, jy_store *s) {
  sqlite3_stmt *q = NULL;
  *out = NULL;
  int rc = sqlite3_prepare_v2(s->db, "SELECT fts5(?1)", -1, &q, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_pointer(q, 1, out, "fts5_api_ptr", NULL);
  if (rc == SQLITE_OK) (void)sqlite3_step(q);
  int end = sqlite3_finalize(q);
  if (rc == SQLITE_OK) rc = end;
  if (rc != SQLITE_OK || !*out || (*out)->iVersion < 2)
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET, "this SQLite has no full-text search (FTS5): install one that has");
  return JY_OK;
}

int jy__store_add_tokenizer(jy_store *s) {
  fts5_tokenizer functions = {make, discard, tokenize};
  fts5_api *api;
  int status = interface_of(&api, s);
  if (status < 0) return status;
  int rc = api->xCreateTokenizer(api, "jiyao", NULL, &functions, NULL);
  return rc == SQLITE_OK ? JY_OK : jy__store_fault(s, rc);
}

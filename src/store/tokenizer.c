/* The tokenizer of the index. The terms of a folded text (text/fold.h) are a Han character
 * each, a run of letters or digits each; a token is a term with the one that follows it, the
 * last alone. A phrase of several terms is found by their pairs, which stand in far fewer
 * documents than single characters do, and one term by the tokens that begin with it. So a
 * phrase of any length finds what it is in, wherever it is cut. Refuses to know words: those
 * of Chinese are guesses. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

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

/* A run ends with this in a token, that one is not found by the beginning of another. */
#define END_OF_RUN "\x1f"

typedef struct {
  void *context;
  int (*token)(void *, int, const char *, int, int, int);
  jy_buf pair;  /* the term before, and then the one at hand */
  size_t terms; /* so far */
  jy_span span; /* of the term before */
} pairer;

static int emit(const pairer *p, size_t len) {
  if (len > INT_MAX) return SQLITE_TOOBIG;
  return p->token(p->context, 0, p->pair.ptr, (int)len, (int)p->span.start, (int)p->span.end);
}

/* Takes the next term; emits the one before with it. */
static int take(pairer *p, const jy__fold *f) {
  size_t before = p->pair.len;
  jy_buf_put(&p->pair, f->term.ptr, f->term.len);
  if (f->term.ptr == f->run) jy_buf_put(&p->pair, END_OF_RUN, 1);
  if (jy_buf_status(&p->pair) < 0) return SQLITE_NOMEM;
  int rc = before ? emit(p, p->pair.len) : SQLITE_OK;
  memmove(p->pair.ptr, p->pair.ptr + before, p->pair.len - before);
  p->pair.len -= before;
  p->terms++;
  p->span = f->span;
  return rc;
}

static int tokenize(Fts5Tokenizer *t, void *context, int why, const char *text, int len,
                    int (*token)(void *, int, const char *, int, int, int)) {
  (void)t;
  jy__fold f;
  pairer p = {.context = context, .token = token, .pair = JY_BUF_INIT};
  int rc = SQLITE_OK, status;
  if (!text || len <= 0) return SQLITE_OK;
  status = jy__fold_begin(&f, (jy_str){text, (size_t)len});
  while (status >= 0 && rc == SQLITE_OK && (status = jy__fold_next(&f)) > 0) rc = take(&p, &f);
  jy__fold_end(&f);
  /* In a query the last term is there in the pair before it. */
  bool last = p.terms > 0 && (p.terms == 1 || !(why & FTS5_TOKENIZE_QUERY));
  if (status >= 0 && rc == SQLITE_OK && last) rc = emit(&p, p.pair.len);
  jy_buf_free(&p.pair);
  return status < 0 ? SQLITE_NOMEM : rc;
}

int jy__tokens_each(jy_str text, void *context, int (*token)(void *, int, const char *, int, int, int)) {
  if (text.len > INT_MAX) return SQLITE_TOOBIG;
  return tokenize(NULL, context, FTS5_TOKENIZE_DOCUMENT, text.ptr, (int)text.len, token);
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
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "this SQLite has no full-text search (FTS5): install one that has");
  return JY_OK;
}

int jy__store_add_tokenizer(jy_store *s) {
  fts5_tokenizer functions = {make, discard, tokenize};
  fts5_api *api;
  int status = interface_of(&api, s);
  if (status < 0) return status;
  int rc = api->xCreateTokenizer(api, "jiyao", NULL, &functions, NULL);
  return rc == SQLITE_OK ? jy__store_add_rank(s, api) : jy__store_fault(s, rc);
}

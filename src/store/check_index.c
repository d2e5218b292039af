/* Whether the index of words says what the documents say. Both are told as a sum over every
 * token and its place: the index by what FTS5 lists of it, the documents by our tokenizer.
 * So nothing is written, and an archive that nobody may write to is looked at too. Refuses to
 * say where they differ: the index is made anew in a moment. */
#include <xxhash.h>

#include "store/internal.h"

/* FTS5 cuts tokens that are longer; a run of letters may be. */
enum { MOST_TOKEN = 32768 };

typedef struct {
  uint64_t sum;
  int64_t document;
  uint64_t column, offset;
} summing;

static void add(summing *x, const char *token, size_t len) {
  uint64_t place = (uint64_t)x->document << 33 ^ x->column << 32 ^ x->offset;
  x->sum += XXH3_64bits_withSeed(token, len < MOST_TOKEN ? len : MOST_TOKEN, place);
}

static int take(void *context, int flags, const char *token, int len, int start, int end) {
  (void)flags, (void)start, (void)end;
  summing *x = context;
  add(x, token, (size_t)len);
  x->offset++;
  return SQLITE_OK;
}

static int sum_documents(uint64_t *sum, jy_store *s) {
  jy_stmt *q;
  summing x = {0};
  int status = jy_stmt_new(&q, s, jy_cstr("SELECT d.id, d.title, t.reading FROM document d"
                                          " JOIN v_text t ON t.id = d.id"));
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    x.document = jy_stmt_int(q, 0);
    for (x.column = 0; x.column < 2 && status >= 0; x.column++) {
      jy_str text;
      x.offset = 0;
      status = jy_stmt_str(&text, q, (int)x.column + 1);
      if (status >= 0 && jy__tokens_each(text, &x, take) != SQLITE_OK) status = jy__nomem();
    }
  }
  jy_stmt_free(q);
  *sum = x.sum;
  return status < 0 ? status : JY_OK;
}

static int sum_index(uint64_t *sum, jy_store *s) {
  jy_stmt *q;
  jy_str token;
  summing x = {0};
  int status = jy_stmt_new(&q, s, jy_cstr("SELECT doc, col = 'text', \"offset\", CAST(term AS BLOB)"
                                          " FROM temp.index_token"));
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    x.document = jy_stmt_int(q, 0);
    x.column = (uint64_t)jy_stmt_int(q, 1);
    x.offset = (uint64_t)jy_stmt_int(q, 2);
    status = jy_stmt_str(&token, q, 3);
    if (status >= 0) add(&x, token.ptr, token.len);
  }
  jy_stmt_free(q);
  *sum = x.sum;
  return status < 0 ? status : JY_OK;
}

/* Past the statements of the store: in memory, it lifts no seal. */
static int run(const jy_store *s, const char *sql) {
  int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK ? JY_OK : jy__store_fault(s, rc);
}

int jy__store_check_index(bool *agrees, jy_store *s) {
  uint64_t said = 0, indexed = 0;
  *agrees = false;
  int status = sum_documents(&said, s);
  if (status < 0) return status;
  status = run(s, "PRAGMA temp_store = MEMORY;"
                  " CREATE VIRTUAL TABLE temp.index_token USING fts5vocab(main, search, instance)");
  if (status == JY_OK) status = sum_index(&indexed, s);
  int code = sqlite3_errcode(s->db) & 0xff;
  if (status == JY_EDB && code == SQLITE_CORRUPT) {
    jy_error_clear(); /* it is damaged, and so does not agree */
    status = JY_OK;
  } else {
    *agrees = said == indexed;
  }
  int dropped = run(s, "DROP TABLE IF EXISTS temp.index_token");
  return status < 0 ? status : dropped;
}

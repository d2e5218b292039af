/* The seal of an archive: a sum over its rows that is kept beside them. Knows
 * which tables hold what was said and which are made of it; refuses to protect
 * against somebody who changes both. */
#include <string.h>
#include <xxhash.h>

#include "store/internal.h"

static void add_number(XXH3_state_t *sum, uint64_t n) {
  unsigned char bytes[8];
  for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(n >> (8 * i) & 0xFF);
  XXH3_128bits_update(sum, bytes, sizeof bytes);
}

static void add_bytes(XXH3_state_t *sum, jy_str s) {
  add_number(sum, s.len);
  XXH3_128bits_update(sum, s.len ? s.ptr : "", s.len);
}

static int add_value(XXH3_state_t *sum, const jy_stmt *q, int column) {
  jy_type type = jy_stmt_type(q, column);
  unsigned char mark = (unsigned char)type;
  double real = jy_stmt_real(q, column);
  uint64_t bits;
  jy_str s;
  XXH3_128bits_update(sum, &mark, 1);
  switch (type) {
  case JY_TYPE_NULL: return JY_OK;
  case JY_TYPE_INTEGER: add_number(sum, (uint64_t)jy_stmt_int(q, column)); return JY_OK;
  case JY_TYPE_REAL:
    memcpy(&bits, &real, sizeof bits);
    add_number(sum, bits);
    return JY_OK;
  default: break;
  }
  int status = jy_stmt_str(&s, q, column);
  if (status == JY_OK) add_bytes(sum, s);
  return status;
}

static int add_rows(XXH3_state_t *sum, int64_t *rows, jy_store *s, jy_str sql) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, s, sql);
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    int columns = jy_stmt_columns(q);
    (*rows)++;
    for (int i = 0; i < columns && status >= 0; i++) status = add_value(sum, q, i);
  }
  jy_stmt_free(q);
  return status;
}

/* Virtual tables and what they keep are made of the others. The second column is
 * the query for all rows: in the order of the key, where there is no rowid. */
static const char tables[] =
    "SELECT name, CASE wr WHEN 0 THEN format('SELECT rowid, * FROM \"%w\" ORDER BY rowid', name)"
    " ELSE format('SELECT * FROM \"%w\" ORDER BY %s', name, (SELECT group_concat(format('\"%w\"', k.name))"
    " FROM (SELECT name FROM pragma_table_info(l.name) WHERE pk > 0 ORDER BY pk) k)) END"
    " FROM pragma_table_list l WHERE schema = 'main' AND type = 'table'"
    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'seal' ORDER BY name";

static int sum_up(XXH3_state_t *sum, int64_t *rows, jy_store *s) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, s, jy_cstr(tables));
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    jy_str name, sql;
    status = jy_stmt_str(&name, q, 0);
    if (status == JY_OK) status = jy_stmt_str(&sql, q, 1);
    if (status < 0) break;
    add_bytes(sum, name);
    status = add_rows(sum, rows, s, sql);
  }
  jy_stmt_free(q);
  return status;
}

int jy_store_sum(char out[JY_SEAL_SIZE], int64_t *rows, jy_store *s) {
  int64_t count = 0;
  XXH3_state_t *sum = XXH3_createState();
  if (!sum) return jy__nomem();
  XXH3_128bits_reset(sum);
  int status = sum_up(sum, &count, s);
  if (status >= 0) jy__content_id_write(out, XXH3_128bits_digest(sum));
  XXH3_freeState(sum);
  if (rows) *rows = count;
  return status < 0 ? status : JY_OK;
}

int jy__seal_put(jy_store *s) {
  char sum[JY_SEAL_SIZE];
  int64_t rows;
  int status = jy_store_sum(sum, &rows, s);
  if (status < 0) return status;
  jy_buf sql = JY_BUF_INIT;
  jy_buf_printf(&sql, "CREATE TABLE seal (sum TEXT NOT NULL, rows INTEGER NOT NULL) STRICT;"
                      " INSERT INTO seal VALUES ('%s', %lld)", sum, (long long)rows);
  status = jy_buf_status(&sql);
  if (status == JY_OK) status = jy_store_exec(s, jy_buf_str(&sql));
  jy_buf_free(&sql);
  return status;
}

/* Whether there is a seal: 1 or 0, with what it says; one that was lifted has no row. */
static int read_seal(char kept[JY_SEAL_SIZE], int64_t *rows, jy_store *s) {
  jy_stmt *q;
  jy_str sum;
  int status = jy_stmt_new(&q, s, jy_cstr("SELECT 1 FROM sqlite_schema WHERE name = 'seal'"));
  if (status == JY_OK) status = jy_stmt_step(q);
  jy_stmt_free(q);
  if (status <= 0) return status;
  status = jy_stmt_new(&q, s, jy_cstr("SELECT sum, rows FROM seal"));
  if (status == JY_OK) status = jy_stmt_step(q);
  kept[0] = '\0';
  bool sealed = status > 0;
  if (sealed) {
    *rows = jy_stmt_int(q, 1);
    status = jy_stmt_str(&sum, q, 0);
    if (status == JY_OK && sum.len == JY_SEAL_SIZE - 1) memcpy(kept, sum.ptr, sum.len), kept[sum.len] = '\0';
  }
  jy_stmt_free(q);
  return status < 0 ? status : sealed;
}

static bool is_pragma(sqlite3_stmt *raw) {
  const char *sql = sqlite3_sql(raw);
  return sql && sqlite3_strnicmp(sql + strspn(sql, " \n"), "PRAGMA", 6) == 0;
}

int jy__seal_lift(jy_store *s, sqlite3_stmt *writes) {
  if (s->unsealed || s->mode == JY_STORE_READ) return JY_OK;
  if (sqlite3_stmt_readonly(writes) || is_pragma(writes)) return JY_OK;
  s->unsealed = true; /* first: what follows is a statement too */
  char kept[JY_SEAL_SIZE];
  int64_t rows;
  int status = read_seal(kept, &rows, s);
  /* A table is not dropped while another statement reads; without a row it is no seal. */
  if (status > 0) status = jy_store_exec(s, jy_cstr("DELETE FROM seal"));
  s->unsealed = status >= 0;
  return status < 0 ? status : JY_OK;
}

int jy__seal_check(jy_buf *report, jy_store *s) {
  char kept[JY_SEAL_SIZE], now[JY_SEAL_SIZE];
  int64_t then = 0, rows = 0;
  int status = read_seal(kept, &then, s);
  if (status <= 0) return status;
  status = jy_store_sum(now, &rows, s);
  if (status < 0 || strcmp(kept, now) == 0) return status;
  jy_buf_printf(report, "the archive is not as it was made: its %lld rows (then %lld) do not add up to its "
                        "seal: use another copy\n", (long long)rows, (long long)then);
  return JY_OK;
}

/* The index of signatures: which stored texts a new one is a reprint of. Knows keys
 * and candidates; refuses to know what makes two texts one report, and which was first.
 *
 * A signature is cut into bands of two numbers. Of two texts of which a share j of the
 * windows is common, one band agrees with probability j², so with sixteen a copy of
 * which a third is cut away is missed once in six thousand times, and of reports
 * that have one window in fifty in common one in 160 is looked at. Looking costs a
 * comparison of signatures first; the texts are compared only where these agree.
 *
 * Where everybody writes the same phrases, thousands of texts share a band that says
 * nothing. A key that has its fill takes no more: who comes then is entered, and looked
 * for, by a key of one number more, and by one of two more where that is full too. */
#include <stdlib.h>
#include <string.h>

#include "jiyao/reprint.h"
#include "store/internal.h"

enum { ROWS = 2, BANDS = JY_SIGNATURE / ROWS, LEVELS = 3, NUMBERS = JY_SIGNATURE * 2 };
/* Texts that a key takes. */
enum { FILL = 16 };
/* Numbers in common that texts have by 99.8 % of which 45 % of the windows are common. */
enum { LEAST_COMMON = 7 };
/* A form that is filled in every week has as many candidates as there were weeks: the
 * most alike are compared, so that adding one text costs no more in a large corpus. */
enum { MOST_COMPARED = 64 };

enum { NAMED, NUMBERS_OF, BANDED, READING, ADD_TEXT, ADD_BAND, ADD_COPY, ADD_REPRINT, STATEMENTS };

static const char *const sql[STATEMENTS] = {
    "SELECT id FROM reprint_text WHERE name = ?1",
    "SELECT numbers FROM reprint_text WHERE id = ?1",
    "SELECT text_id FROM reprint_band WHERE key = ?1",
    ("SELECT CAST(reading AS BLOB) FROM v_text WHERE id ="
     " (SELECT min(document_id) FROM reprint_copy WHERE text_id = ?1)"),
    "INSERT INTO reprint_text (name, numbers) VALUES (?1, ?2) RETURNING id",
    "INSERT OR IGNORE INTO reprint_band (key, text_id) VALUES (?1, ?2)",
    "INSERT INTO reprint_copy (document_id, text_id) VALUES (?1, ?2)",
    "INSERT INTO reprint (text_id, other_id, similarity) VALUES (?1, ?2, ?3)",
};

struct jy__signer {
  jy_stmt *statements[STATEMENTS];
};

void jy__signer_free(jy__signer *g) {
  if (!g) return;
  for (size_t i = 0; i < STATEMENTS; i++) jy_stmt_free(g->statements[i]);
  free(g);
}

/* A statement that is kept for the next document, its first parameter bound. */
static int ask(jy_stmt **out, jy_store *s, size_t which, int64_t first) {
  *out = NULL;
  if (!s->signer) s->signer = calloc(1, sizeof *s->signer);
  if (!s->signer) return jy__nomem();
  jy_stmt **kept = &s->signer->statements[which];
  int status = *kept ? JY_OK : jy_stmt_new(kept, s, jy_cstr(sql[which]));
  *out = *kept;
  if (status < 0) return status;
  jy_stmt_reset(*kept);
  return jy_stmt_bind_int(*kept, 1, first);
}

/* ---- keys --------------------------------------------------------------------------- */

/* Every key in four bytes, so that a row of the index is small. The numbers of a band, and
 * as many of those that follow it as the level says; behind the last comes the first. */
static int64_t key_of(const unsigned char *numbers, size_t band, size_t level) {
  uint64_t h = level * BANDS + band + 1;
  for (size_t i = 0; i < 2 * (ROWS + level); i++) {
    h = (h ^ numbers[(2 * ROWS * band + i) % NUMBERS]) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
  }
  return (int64_t)(h >> 32) - INT32_MAX - 1;
}

/* reprint_key(numbers, n), n being level * BANDS + band. */
static void sql_key(sqlite3_context *ctx, int n, sqlite3_value **args) {
  (void)n;
  const unsigned char *numbers = sqlite3_value_blob(args[0]);
  sqlite3_int64 at = sqlite3_value_int64(args[1]);
  if (numbers && sqlite3_value_bytes(args[0]) == NUMBERS && at >= 0 && at < LEVELS * BANDS)
    sqlite3_result_int64(ctx, key_of(numbers, (size_t)at % BANDS, (size_t)at / BANDS));
}

int jy__store_add_reprints(jy_store *s) {
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int rc = sqlite3_create_function_v2(s->db, "reprint_key", 2, flags, NULL, sql_key, NULL, NULL, NULL);
  return rc == SQLITE_OK ? JY_OK : jy__store_fault(s, rc);
}

/* ---- the text that is being signed ------------------------------------------------------ */

typedef struct {
  int64_t id; /* of its row */
  unsigned char numbers[NUMBERS];
  struct {
    int64_t key;
    bool open; /* it takes one more */
  } entered_by[BANDS];
  const jy_shingles *shingles;
} signed_text;

static void put_numbers(unsigned char out[NUMBERS], const uint16_t signature[JY_SIGNATURE]) {
  for (size_t i = 0; i < NUMBERS; i++) out[i] = (unsigned char)(signature[i / 2] >> (8 * (i % 2)));
}

static int add_text(jy_store *s, signed_text *t) {
  jy_stmt *q;
  int status = ask(&q, s, ADD_TEXT, (int64_t)jy_shingles_name(t->shingles));
  if (status == JY_OK) status = jy_stmt_bind_blob(q, 2, (jy_str){(const char *)t->numbers, NUMBERS});
  if (status == JY_OK && (status = jy_stmt_step(q)) > 0) {
    t->id = jy_stmt_int(q, 0);
    status = jy_stmt_step(q);
  }
  for (size_t i = 0; i < BANDS && status == JY_OK; i++) {
    if (!t->entered_by[i].open) continue;
    status = ask(&q, s, ADD_BAND, t->entered_by[i].key);
    if (status == JY_OK) status = jy_stmt_bind_int(q, 2, t->id);
    if (status == JY_OK) status = jy_stmt_run(NULL, q);
  }
  return status;
}

/* ---- candidates ---------------------------------------------------------------------- */

typedef struct {
  int64_t id;
  size_t common; /* numbers of the signature */
} candidate;

typedef struct {
  candidate *at;
  size_t len, cap;
} candidates;

static int add_keyed(candidates *found, size_t *n, jy_store *s, int64_t key) {
  jy_stmt *q;
  int status = ask(&q, s, BANDED, key);
  for (*n = 0; status >= 0 && (status = jy_stmt_step(q)) > 0; ++*n) {
    status = jy__grow((void **)&found->at, &found->cap, found->len + 1, sizeof *found->at);
    if (status == JY_OK) found->at[found->len++] = (candidate){.id = jy_stmt_int(q, 0)};
  }
  jy_stmt_reset(q);
  return status;
}

/* Those that share a band, and the key by which this one is to be entered. */
static int add_banded(candidates *found, jy_store *s, signed_text *t, size_t band) {
  int status = JY_OK;
  size_t n = FILL;
  for (size_t level = 0; level < LEVELS && n >= FILL && status == JY_OK; level++) {
    t->entered_by[band].key = key_of(t->numbers, band, level);
    status = add_keyed(found, &n, s, t->entered_by[band].key);
  }
  t->entered_by[band].open = n < FILL;
  return status;
}

static int by_id(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  return (x->id > y->id) - (x->id < y->id);
}

static int by_likeness(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  int less = (x->common < y->common) - (x->common > y->common);
  return less ? less : by_id(a, b);
}

static void keep_one_of_each(candidates *found) {
  size_t kept = 0;
  if (found->len) qsort(found->at, found->len, sizeof *found->at, by_id);
  for (size_t i = 0; i < found->len; i++)
    if (kept == 0 || found->at[i].id != found->at[kept - 1].id) found->at[kept++] = found->at[i];
  found->len = kept;
}

static int count_common(candidate *c, jy_store *s, const signed_text *t) {
  jy_stmt *q;
  jy_str numbers;
  int status = ask(&q, s, NUMBERS_OF, c->id);
  if (status == JY_OK && (status = jy_stmt_step(q)) > 0 && (status = jy_stmt_str(&numbers, q, 0)) == JY_OK &&
      numbers.len == NUMBERS)
    for (size_t i = 0; i < NUMBERS; i += 2) c->common += memcmp(numbers.ptr + i, t->numbers + i, 2) == 0;
  jy_stmt_reset(q);
  return status;
}

/* The texts that may be one report with this one, the most alike first. */
static int find_candidates(candidates *found, jy_store *s, signed_text *t) {
  int status = JY_OK;
  for (size_t i = 0; i < BANDS && status == JY_OK; i++) status = add_banded(found, s, t, i);
  keep_one_of_each(found);
  for (size_t i = 0; i < found->len && status == JY_OK; i++) status = count_common(&found->at[i], s, t);
  if (found->len) qsort(found->at, found->len, sizeof *found->at, by_likeness);
  while (found->len && (found->len > MOST_COMPARED || found->at[found->len - 1].common < LEAST_COMMON))
    found->len--;
  return status;
}

/* ---- comparing ------------------------------------------------------------------------ */

static int compare(jy_reprint *out, jy_store *s, const signed_text *t, int64_t other) {
  jy_stmt *q;
  jy_str reading;
  jy_shingles *theirs = NULL;
  *out = (jy_reprint){0};
  int status = ask(&q, s, READING, other);
  if (status == JY_OK && (status = jy_stmt_step(q)) > 0 && (status = jy_stmt_str(&reading, q, 0)) == JY_OK &&
      (status = jy_shingles_new(&theirs, reading)) == JY_OK)
    status = jy_reprint_compare(out, NULL, t->shingles, theirs);
  jy_stmt_reset(q);
  jy_shingles_free(theirs);
  return status;
}

static int add_reprint(jy_store *s, int64_t a, int64_t b, double similarity) {
  jy_stmt *q;
  int status = ask(&q, s, ADD_REPRINT, a < b ? a : b);
  if (status == JY_OK) status = jy_stmt_bind_int(q, 2, a < b ? b : a);
  if (status == JY_OK) status = jy_stmt_bind_real(q, 3, similarity);
  return status == JY_OK ? jy_stmt_run(NULL, q) : status;
}

static int find_reprints(jy_store *s, const signed_text *t, const candidates *found) {
  int status = JY_OK;
  for (size_t i = 0; i < found->len && status == JY_OK; i++) {
    jy_reprint r;
    status = compare(&r, s, t, found->at[i].id);
    if (status == JY_OK && r.reprint) status = add_reprint(s, t->id, found->at[i].id, r.similarity);
  }
  return status;
}

/* ---- signing --------------------------------------------------------------------------- */

/* The row of a text that is stored already; 0 where it is not. */
static int find_text(int64_t *id, jy_store *s, const jy_shingles *shingles) {
  jy_stmt *q;
  *id = 0;
  int status = ask(&q, s, NAMED, (int64_t)jy_shingles_name(shingles));
  if (status == JY_OK && (status = jy_stmt_step(q)) > 0) *id = jy_stmt_int(q, 0);
  jy_stmt_reset(q);
  return status < 0 ? status : JY_OK;
}

static int enter_text(jy_store *s, signed_text *t) {
  candidates found = {0};
  int status = find_candidates(&found, s, t);
  if (status == JY_OK) status = add_text(s, t);
  if (status == JY_OK) status = find_reprints(s, t, &found);
  free(found.at);
  return status;
}

static int enter(jy_store *s, int64_t document, signed_text *t) {
  jy_stmt *q;
  int status = find_text(&t->id, s, t->shingles);
  if (status == JY_OK && t->id == 0) status = enter_text(s, t);
  if (status == JY_OK) status = ask(&q, s, ADD_COPY, document);
  if (status == JY_OK) status = jy_stmt_bind_int(q, 2, t->id);
  return status == JY_OK ? jy_stmt_run(NULL, q) : status;
}

/* All of it or nothing. Within a transaction it is for that to take it back: a savepoint
 * would make the index of words write a segment at once. */
static int enter_whole(jy_store *s, int64_t document, signed_text *t) {
  if (s->depth) return enter(s, document, t);
  int status = jy_store_begin(s);
  if (status < 0) return status;
  status = enter(s, document, t);
  if (status == JY_OK) return jy_store_commit(s);
  (void)jy_store_rollback(s); /* the reason is on record */
  return status;
}

int jy_store_sign(jy_store *s, int64_t document, jy_str reading) {
  jy_shingles *shingles;
  uint16_t signature[JY_SIGNATURE];
  int status = jy_shingles_new(&shingles, reading);
  if (status < 0) return status;
  if (jy_shingles_signature(signature, shingles)) {
    signed_text t = {.shingles = shingles};
    put_numbers(t.numbers, signature);
    status = enter_whole(s, document, &t);
  }
  jy_shingles_free(shingles);
  return status;
}

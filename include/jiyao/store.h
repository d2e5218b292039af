/**
 * @file store.h
 * The store: one SQLite file that holds one corpus.
 *
 * Knows: opening, the schema and its migrations, statements, transactions.
 * Refuses to know: what a document is made of (Lua fills the tables), Lua.
 *
 * A store and its statements belong to one thread. Parameters are numbered
 * from 1 and columns from 0, as SQLite does.
 */
#ifndef JIYAO_STORE_H
#define JIYAO_STORE_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque; from jy_store_open(). */
typedef struct jy_store jy_store;

/** Opaque; from jy_stmt_new(). */
typedef struct jy_stmt jy_stmt;

/** What may become of the file. Only JY_STORE_CREATE ever makes one. */
typedef enum {
  JY_STORE_READ,  /**< an existing corpus, never written */
  JY_STORE_WRITE, /**< an existing corpus, read and written */
  JY_STORE_CREATE /**< as JY_STORE_WRITE, made where there is none */
} jy_store_mode;

/** What a column of a row holds. */
typedef enum { JY_TYPE_NULL, JY_TYPE_INTEGER, JY_TYPE_REAL, JY_TYPE_TEXT, JY_TYPE_BLOB } jy_type;

/** Bytes of a content id with its closing NUL. */
#define JY_CONTENT_ID_SIZE 33

/**
 * Names bytes by their content: the 128 bits of XXH3 as 32 hexadecimal
 * digits. Equal bytes have equal ids; it is no protection against forgery.
 * @code
 * char id[JY_CONTENT_ID_SIZE];
 * jy_content_id(id, jy_cstr(""));
 * assert(strcmp(id, "99aa06d3014798d86001c324468d497f") == 0);
 * @endcode
 */
JY_API void jy_content_id(char out[JY_CONTENT_ID_SIZE], jy_str bytes);

/**
 * Names the bytes of a file, as jy_content_id() does, reading it piece by piece.
 * @return JY_OK, or what the file system says.
 * @code
 * char id[JY_CONTENT_ID_SIZE];
 * assert(jy_content_id_of_file(id, "no/such/file") == JY_ENOTFOUND);
 * @endcode
 */
JY_API int jy_content_id_of_file(char out[JY_CONTENT_ID_SIZE], const char *path);

/**
 * Opens a corpus. The path ":memory:" with JY_STORE_CREATE makes one that
 * lives in memory and vanishes when it is closed.
 * @return JY_OK (the caller owns *out), JY_ENOTFOUND where there is no file,
 * JY_EIO where the system refuses, JY_EDB where the file is no jiyao corpus,
 * is damaged, or was made by a newer version.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, "no/such.db", JY_STORE_READ) == JY_ENOTFOUND && s == NULL);
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_open(jy_store **out, const char *path, jy_store_mode mode);

/**
 * Finalises the statements that are still open, rolls an open transaction
 * back, and frees; NULL is allowed. The statements must still be freed.
 * @code
 * jy_store_close(NULL);
 * @endcode
 */
JY_API void jy_store_close(jy_store *s);

/**
 * The path the store was opened with; belongs to the store.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(strcmp(jy_store_path(s), ":memory:") == 0);
 * jy_store_close(s);
 * @endcode
 */
JY_API const char *jy_store_path(const jy_store *s);

/**
 * Runs any number of statements and discards their rows.
 * @return JY_OK or the status of the first that failed; those before it stay
 * done unless a transaction is rolled back.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_exec(s, jy_cstr("CREATE TABLE t(x); DROP TABLE t")) == JY_OK);
 * assert(jy_store_exec(s, jy_cstr("DROP TABLE t")) == JY_EDB);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_exec(jy_store *s, jy_str sql);

/**
 * The rowid of the last row that was inserted.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(!jy_store_exec(s, jy_cstr("CREATE TABLE t(x); INSERT INTO t VALUES (1), (2)")));
 * assert(jy_store_last_id(s) == 2);
 * jy_store_close(s);
 * @endcode
 */
JY_API int64_t jy_store_last_id(const jy_store *s);

/**
 * Begins a transaction, or a savepoint inside the one that is open. The
 * outermost takes the write lock at once, so it cannot fail half-way for want
 * of it.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_begin(s) == JY_OK && jy_store_begin(s) == JY_OK);
 * assert(jy_store_commit(s) == JY_OK && jy_store_rollback(s) == JY_OK);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_begin(jy_store *s);

/**
 * Keeps what was done since the matching jy_store_begin(). Where that fails
 * (a full disk), the transaction is rolled back.
 * @return JY_OK, a status, or JY_EINVALID where nothing was begun.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_commit(s) == JY_EINVALID);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_commit(jy_store *s);

/**
 * Makes a dictionary of what the pages of a corpus have in common, by which those that are
 * stored from then on are packed, where it is time for one: when there are 256 documents, and
 * whenever there are four times as many as at the last. Inside a transaction it never is.
 * @param learned receives whether one was made
 * @return JY_OK or a status.
 * @code
 * jy_store *s = NULL;
 * bool learned;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_learn(&learned, s) == JY_OK && !learned);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_learn(bool *learned, jy_store *s);

/**
 * How many of jy_store_begin() are neither committed nor rolled back.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_begin(s) == JY_OK && jy_store_depth(s) == 1);
 * assert(jy_store_commit(s) == JY_OK && jy_store_depth(s) == 0);
 * jy_store_close(s);
 * @endcode
 */
JY_API unsigned jy_store_depth(const jy_store *s);

/**
 * Undoes what was done since the matching jy_store_begin().
 * @return JY_OK, a status, or JY_EINVALID where nothing was begun.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(!jy_store_begin(s) && !jy_store_exec(s, jy_cstr("CREATE TABLE t(x)")));
 * assert(jy_store_rollback(s) == JY_OK);
 * assert(jy_store_exec(s, jy_cstr("DROP TABLE t")) == JY_EDB);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_rollback(jy_store *s);

/**
 * The version of SQLite that runs, "3.40.1".
 * @code
 * assert(jy_store_sqlite_version()[0] == '3');
 * @endcode
 */
JY_API const char *jy_store_sqlite_version(void);

/**
 * Makes the running statement of this store fail as soon as it can. May be
 * called from a signal handler or another thread while the store is open.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * jy_store_interrupt(s);
 * jy_store_close(s);
 * @endcode
 */
JY_API void jy_store_interrupt(jy_store *s);

/**
 * jy_store_interrupt() for every open store of the process (the first 64):
 * what a handler of Ctrl-C calls, which does not know them.
 * @code
 * jy_store_interrupt_all();
 * @endcode
 */
JY_API void jy_store_interrupt_all(void);

/**
 * Looks for damage: SQLite's own checks, references, bytes that no longer
 * match their content id, spans that leave their document or cut a character.
 * Appends one line a fault to `report`; nothing is appended to a sound store.
 * @code
 * jy_store *s = NULL;
 * jy_buf report = JY_BUF_INIT;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_check(&report, s) == JY_OK && report.len == 0);
 * jy_buf_free(&report);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_check(jy_buf *report, jy_store *s);

/**
 * Finds which stored texts that of a new document is one report with
 * (jy_reprint_compare()), and signs it, so that later ones are compared with it: the
 * rows of reprint_text, reprint_copy, reprint_band and reprint. Which pairs are found
 * does not depend on the order in which documents are signed, as long as no more than
 * sixteen texts share a key by chance, and no text has more than 64 that are as alike. A document that is taken out of the store takes its
 * rows with it; one is signed once. Within a transaction, a failure leaves what was
 * done for that to be rolled back.
 * @param reading what the document is read as
 * @return JY_OK, JY_EENCODING, JY_EDB, JY_ENOMEM
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_sign(s, 1, jy_cstr("too short to be told from others")) == JY_OK);
 * assert(jy_store_sign(s, 1, jy_cstr("\xff")) == JY_EENCODING);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_sign(jy_store *s, int64_t document, jy_str reading);

/**
 * Prepares exactly one statement.
 * @return JY_OK (the caller owns *out), JY_EINVALID where the SQL holds no
 * statement or more than one, JY_EDB where SQLite refuses it.
 * @code
 * jy_store *s = NULL;
 * jy_stmt *q = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_stmt_new(&q, s, jy_cstr("SELECT 1; SELECT 2")) == JY_EINVALID);
 * assert(jy_stmt_new(&q, s, jy_cstr("SELECT ?1 + ?2 AS sum")) == JY_OK);
 * assert(jy_stmt_params(q) == 2 && jy_stmt_columns(q) == 1);
 * jy_stmt_free(q);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_stmt_new(jy_stmt **out, jy_store *s, jy_str sql);

/**
 * Finalises and frees; NULL is allowed, and so is a store closed before.
 * @code
 * jy_stmt_free(NULL);
 * @endcode
 */
JY_API void jy_stmt_free(jy_stmt *q);

/**
 * How many parameters the statement takes; 0 once its store is closed.
 * @code
 * assert(jy_stmt_params(NULL) == 0);
 * @endcode
 */
JY_API int jy_stmt_params(const jy_stmt *q);

/**
 * How many columns its rows have; 0 once its store is closed.
 * @code
 * assert(jy_stmt_columns(NULL) == 0);
 * @endcode
 */
JY_API int jy_stmt_columns(const jy_stmt *q);

/**
 * The name of a column, "" where there is none; belongs to the statement.
 * @code
 * assert(strcmp(jy_stmt_name(NULL, 0), "") == 0);
 * @endcode
 */
JY_API const char *jy_stmt_name(const jy_stmt *q, int column);

/**
 * Binds NULL. Binding needs a fresh or reset statement; values stay bound
 * until they are bound anew.
 * @return JY_OK, JY_EINVALID (no such parameter, not reset, store closed), JY_ENOMEM.
 * @code
 * assert(jy_stmt_bind_null(NULL, 1) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_stmt_bind_null(jy_stmt *q, int param);

/**
 * Binds an integer; see jy_stmt_bind_null().
 * @code
 * assert(jy_stmt_bind_int(NULL, 1, 42) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_stmt_bind_int(jy_stmt *q, int param, int64_t value);

/**
 * Binds a floating-point number; see jy_stmt_bind_null().
 * @code
 * assert(jy_stmt_bind_real(NULL, 1, 0.5) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_stmt_bind_real(jy_stmt *q, int param, double value);

/**
 * Binds a copy of UTF-8 text, NUL bytes and all.
 * @return as jy_stmt_bind_null(), or JY_EENCODING where it is no UTF-8.
 * @code
 * assert(jy_stmt_bind_text(NULL, 1, jy_cstr("例会")) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_stmt_bind_text(jy_stmt *q, int param, jy_str value);

/**
 * Binds a copy of any bytes; see jy_stmt_bind_null().
 * @code
 * assert(jy_stmt_bind_blob(NULL, 1, jy_cstr("\xff")) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_stmt_bind_blob(jy_stmt *q, int param, jy_str value);

/**
 * Takes the next row.
 * @return 1 for a row, 0 at the end, or a negative status. After the end or a
 * failure the statement must be reset before it is stepped again.
 * @code
 * jy_store *s = NULL;
 * jy_stmt *q = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_stmt_new(&q, s, jy_cstr("SELECT ?1")) == JY_OK);
 * assert(jy_stmt_bind_int(q, 1, 7) == JY_OK && jy_stmt_step(q) == 1);
 * assert(jy_stmt_type(q, 0) == JY_TYPE_INTEGER && jy_stmt_int(q, 0) == 7);
 * assert(jy_stmt_step(q) == 0 && jy_stmt_step(q) == JY_EINVALID);
 * jy_stmt_free(q);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_stmt_step(jy_stmt *q);

/**
 * Whether the statement is at work now: what calls this is then a function that
 * it calls (see sqlfunction.h), and may neither run nor free it.
 * @code
 * assert(!jy_stmt_is_stepping(NULL));
 * @endcode
 */
JY_API bool jy_stmt_is_stepping(const jy_stmt *q);

/**
 * Makes the statement ready to run again; bound values stay.
 * @code
 * jy_stmt_reset(NULL);
 * @endcode
 */
JY_API void jy_stmt_reset(jy_stmt *q);

/**
 * Runs to the end, discards rows, resets. `changes` (may be NULL) receives
 * how many rows the statement itself inserted, changed or deleted.
 * @return JY_OK or a negative status.
 * @code
 * jy_store *s = NULL;
 * jy_stmt *q = NULL;
 * int64_t n = 0;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(!jy_store_exec(s, jy_cstr("CREATE TABLE t(x); INSERT INTO t VALUES (1), (2)")));
 * assert(jy_stmt_new(&q, s, jy_cstr("DELETE FROM t")) == JY_OK);
 * assert(jy_stmt_run(&n, q) == JY_OK && n == 2);
 * jy_stmt_free(q);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_stmt_run(int64_t *changes, jy_stmt *q);

/**
 * The type of a column of the row at hand; JY_TYPE_NULL where there is none.
 * @code
 * assert(jy_stmt_type(NULL, 0) == JY_TYPE_NULL);
 * @endcode
 */
JY_API jy_type jy_stmt_type(const jy_stmt *q, int column);

/**
 * A column as an integer; 0 for NULL.
 * @code
 * assert(jy_stmt_int(NULL, 0) == 0);
 * @endcode
 */
JY_API int64_t jy_stmt_int(const jy_stmt *q, int column);

/**
 * A column as a floating-point number; 0 for NULL.
 * @code
 * assert(jy_stmt_real(NULL, 0) <= 0.0);
 * @endcode
 */
JY_API double jy_stmt_real(const jy_stmt *q, int column);

/**
 * A column as bytes: text or blob as stored, numbers written out, "" for
 * NULL. Valid until the next step, reset or free.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_str text;
 * assert(jy_stmt_str(&text, NULL, 0) == JY_OK && text.len == 0);
 * @endcode
 */
JY_API int jy_stmt_str(jy_str *out, const jy_stmt *q, int column);

#ifdef __cplusplus
}
#endif
#endif

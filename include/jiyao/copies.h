/**
 * @file copies.h
 * Copies of a store, and parts of its blobs.
 *
 * Knows: copies of the file that are whole or not there, the seal that tells
 * whether an archive is as it was made, blobs that are read piece by piece.
 * Refuses to know what the rows mean.
 */
#ifndef JIYAO_COPIES_H
#define JIYAO_COPIES_H

#include "jiyao/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Copies the store, page by page, to a file that is not there yet, while others
 * may write: the copy is the store of one moment. It is written beside and
 * renamed, so a copy that is cut short is no file.
 * @return JY_OK, JY_EEXISTS where there is something at `path`, JY_EINVALID
 * inside a transaction, JY_EIO, JY_EDB.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_backup(s, "/") == JY_EEXISTS);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_backup(jy_store *s, const char *path);

/**
 * As jy_store_backup(), but compact (nothing is left of deleted rows), one file
 * that keeps no log beside it, and sealed: it holds a checksum of all its rows,
 * which jy_store_check() verifies. The seal goes when the archive is opened for
 * writing.
 * @code
 * jy_store *s = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_archive(s, "/") == JY_EEXISTS);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_archive(jy_store *s, const char *path);

/** The checksum of a store's rows with its closing NUL. */
#define JY_SEAL_SIZE JY_CONTENT_ID_SIZE

/**
 * Sums up all rows of all tables, in order: the 128 bits of XXH3 as hexadecimal
 * digits. Equal rows give an equal sum, however their pages lie. Indexes for
 * search, which are made of the rows, do not count. `rows` (may be NULL)
 * receives how many rows there are.
 * @code
 * jy_store *s = NULL;
 * char a[JY_SEAL_SIZE], b[JY_SEAL_SIZE];
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_sum(a, NULL, s) == JY_OK && jy_store_sum(b, NULL, s) == JY_OK);
 * assert(strcmp(a, b) == 0);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_sum(char out[JY_SEAL_SIZE], int64_t *rows, jy_store *s);

/** Opaque; from jy_blob_open(). */
typedef struct jy_blob jy_blob;

/**
 * Opens the value of one column of one row, a BLOB or text, to read or change
 * pieces of it. It cannot grow or shrink. Once the row is changed by other
 * means, reading and writing fail.
 * @return JY_OK (the caller owns *out), JY_ENOTFOUND where there is no such row,
 * JY_EDB where there is no such column or its value is neither.
 * @code
 * jy_store *s = NULL;
 * jy_blob *b = NULL;
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(!jy_store_exec(s, jy_cstr("CREATE TABLE t(x); INSERT INTO t VALUES ('abc')")));
 * assert(jy_blob_open(&b, s, "t", "x", 2, false) == JY_ENOTFOUND);
 * assert(jy_blob_open(&b, s, "t", "x", 1, false) == JY_OK && jy_blob_size(b) == 3);
 * jy_blob_free(b);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_blob_open(jy_blob **out, jy_store *s, const char *table, const char *column, int64_t row,
                        bool writes);

/**
 * Closes and frees; NULL is allowed, and so is a store closed before.
 * @code
 * jy_blob_free(NULL);
 * @endcode
 */
JY_API void jy_blob_free(jy_blob *b);

/**
 * Its size in bytes; 0 once the store is closed.
 * @code
 * assert(jy_blob_size(NULL) == 0);
 * @endcode
 */
JY_API size_t jy_blob_size(const jy_blob *b);

/**
 * Appends up to `len` bytes from `offset` on: fewer at the end.
 * @return JY_OK, JY_EINVALID where the store is closed, JY_EDB.
 * @code
 * jy_buf bytes = JY_BUF_INIT;
 * assert(jy_blob_read(&bytes, NULL, 0, 1) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_blob_read(jy_buf *out, jy_blob *b, size_t offset, size_t len);

/**
 * Puts bytes in the place of as many from `offset` on.
 * @return JY_OK, JY_EINVALID where they would pass the end or the store is
 * closed, JY_EDB where it was opened for reading or another writes.
 * @code
 * assert(jy_blob_write(NULL, 0, jy_cstr("x")) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_blob_write(jy_blob *b, size_t offset, jy_str bytes);

#ifdef __cplusplus
}
#endif
#endif

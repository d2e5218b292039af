/* What the files of the store share: the two handles, errors, migrations. */
#ifndef JY_STORE_INTERNAL_H
#define JY_STORE_INTERNAL_H

#include <sqlite3.h>
#include <xxhash.h>

#include "base/internal.h"
#include "jiyao/copies.h"
#include "jiyao/store.h"

typedef struct jy__packer jy__packer;
typedef struct jy__signer jy__signer;

struct jy_store {
  sqlite3 *db;
  char *path;
  jy__packer *packer;  /* of packed() and unpacked() */
  jy__signer *signer;  /* of jy_store_sign(); NULL until something is signed */
  jy_stmt *statements; /* every open one, so that closing can finalise them */
  jy_blob *blobs;      /* likewise */
  unsigned depth;      /* of jy_store_begin() not yet committed or rolled back */
  jy_store_mode mode;
  bool immutable; /* read without the index of the log, so none was made */
  bool unsealed;  /* surely without the seal of an archive */
};

struct jy_stmt {
  sqlite3_stmt *raw; /* NULL once the store is closed */
  jy_store *store;
  jy_stmt *prev, *next;
  enum { JY__FRESH, JY__ROW, JY__DONE } state;
  bool stepping; /* inside SQLite, from where a function of the caller may run */
};

/* Records what SQLite says about `rc` and returns the status for it. */
int jy__store_fault(const jy_store *s, int rc);

/* A connection with the settings that every store has, on the file of a path
 * whatever it looks like; s->db is to be disconnected, also after a failure. */
int jy__store_connect(jy_store *s, const char *path, int flags);
void jy__store_disconnect(jy_store *s);

/* The digits of a hash. */
void jy__content_id_write(char out[JY_CONTENT_ID_SIZE], XXH128_hash_t hash);

/* Closes the blobs, which stay to be freed. */
void jy__blobs_release(jy_store *s);

/* Takes the seal of an archive off before a statement that is the first to write to it: it is
 * none any more, and its seal would only be broken. */
int jy__seal_lift(jy_store *s, sqlite3_stmt *writes);

/* Compares the seal of an archive, if there is one, with its rows. */
int jy__seal_check(jy_buf *report, jy_store *s);

/* Sums up the rows and keeps the sum in the file. */
int jy__seal_put(jy_store *s);

/* JY_OK where the SQLite at run time can serve a program built against
 * version `built`; both as SQLITE_VERSION_NUMBER. */
int jy__store_agrees(int built, int running);

/* JY_OK, or a record where a transaction was begun and SQLite has rolled it
 * back by itself, so that nothing more may be written as if it stood. */
int jy__store_intact(const jy_store *s);

/* Whether the file is a corpus of a known version; brings an older one, or
 * an empty file that was opened to be created, up to date. */
int jy__store_migrate(jy_store *s);

/* Gives the connection the SQL functions packed() and unpacked(). */
int jy__store_add_packing(jy_store *s);

/* Frees what they work with, once the connection is closed; NULL is allowed. */
void jy__packer_free(jy__packer *p);

/* Gives the connection what FTS5 is to use: the tokenizer "jiyao" and the ranking "fit". */
int jy__store_add_tokenizer(jy_store *s);
int jy__store_add_rank(jy_store *s, fts5_api *api);

/* Tells each token that a text has in the index, as FTS5 is told it. */
int jy__tokens_each(jy_str text, void *context, int (*token)(void *, int, const char *, int, int, int));

/* Whether the index says what the documents say; writes nothing. */
int jy__store_check_index(bool *agrees, jy_store *s);

/* Adds a line for each table, view or trigger that is not as this program makes it. */
int jy__store_check_schema(jy_buf *report, jy_store *s);

/* Gives the connection the SQL function reprint_key(). */
int jy__store_add_reprints(jy_store *s);

/* Frees the statements that signing keeps; NULL is allowed, and a store closed before. */
void jy__signer_free(jy__signer *g);

/* Version 2 of the tables: what a corpus of version 1 is made into. */
extern const char *const jy__store_version_2[];

/* Version 3: the index of words. */
extern const char *const jy__store_version_3[];

/* Version 4: people across documents, decisions, tags, annotations, settings. */
extern const char *const jy__store_version_4[];

/* Version 5: reprints, and what signs the documents that are there already. */
extern const char *const jy__store_version_5[];
int jy__store_fill_5(jy_store *s);

/* Version 6: dictionaries of the pages of a store. */
extern const char *const jy__store_version_6[];

/* Prepares the first statement of sql; *tail receives what follows it. */
int jy__store_prepare(sqlite3_stmt **out, const jy_store *s, jy_str sql, jy_str *tail);

#endif

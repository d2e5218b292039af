/* Version 5 of the tables: which texts are one report, and which
 * documents hold them. Knows tables alone: what makes texts one is reprints.c. */
#include "store/internal.h"

#define KEY(i) "reprint_key(old.numbers, " #i ")"
#define KEYS(a, b, c, d, e, f, g, h) \
  KEY(a) ", " KEY(b) ", " KEY(c) ", " KEY(d) ", " KEY(e) ", " KEY(f) ", " KEY(g) ", " KEY(h)

const char *const jy__store_version_5[] = {
    /* A text, however many documents hold it: the name of what counts of it
     * (jy_shingles_name()), and what others are found by: its signature
     * (jy_shingles_signature(), 32 numbers of two bytes, the lower first). */
    "CREATE TABLE reprint_text ("
    " id INTEGER PRIMARY KEY,"
    " name INTEGER NOT NULL UNIQUE,"
    " numbers BLOB NOT NULL) STRICT",

    /* The text of each document; those too short to be told from others have none. */
    "CREATE TABLE reprint_copy ("
    " document_id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,"
    " text_id INTEGER NOT NULL REFERENCES reprint_text) STRICT",
    "CREATE INDEX reprint_copy_text ON reprint_copy (text_id)",

    /* Texts that share a key, of two numbers of a signature or some more, may be one report. */
    "CREATE TABLE reprint_band ("
    " key INTEGER NOT NULL,"
    " text_id INTEGER NOT NULL,"
    " PRIMARY KEY (key, text_id)) STRICT, WITHOUT ROWID",

    /* Two texts that are one report, the smaller id first; similarity is the larger share
     * of the shingles of one that stand in the other. */
    "CREATE TABLE reprint ("
    " text_id INTEGER NOT NULL REFERENCES reprint_text ON DELETE CASCADE,"
    " other_id INTEGER NOT NULL REFERENCES reprint_text ON DELETE CASCADE,"
    " similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1),"
    " PRIMARY KEY (text_id, other_id),"
    " CHECK (text_id < other_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX reprint_other ON reprint (other_id)",

    /* A text goes with its last document, and its keys with it: an index of the keys by text
     * would be as large as they are. */
    "CREATE TRIGGER reprint_copy_gone AFTER DELETE ON reprint_copy"
    " WHEN NOT EXISTS (SELECT 1 FROM reprint_copy c WHERE c.text_id = old.text_id) BEGIN"
    " DELETE FROM reprint_text WHERE id = old.text_id; END",
    "CREATE TRIGGER reprint_text_gone AFTER DELETE ON reprint_text BEGIN"
    " DELETE FROM reprint_band WHERE text_id = old.id AND key IN ("
    KEYS(0, 1, 2, 3, 4, 5, 6, 7) ", " KEYS(8, 9, 10, 11, 12, 13, 14, 15) ", "
    KEYS(16, 17, 18, 19, 20, 21, 22, 23) ", " KEYS(24, 25, 26, 27, 28, 29, 30, 31) ", "
    KEYS(32, 33, 34, 35, 36, 37, 38, 39) ", " KEYS(40, 41, 42, 43, 44, 45, 46, 47) "); END",

    /* Pairs of documents, either way. */
    "CREATE VIEW v_reprint AS SELECT c.document_id, d.path, d.institution, d.published, r.similarity,"
    " x.document_id AS other_id, o.path AS other_path, o.institution AS other_institution,"
    " o.published AS other_published"
    " FROM (SELECT text_id, other_id, similarity FROM reprint"
    " UNION ALL SELECT other_id, text_id, similarity FROM reprint"
    " UNION ALL SELECT id, id, 1.0 FROM reprint_text) r"
    " JOIN reprint_copy c ON c.text_id = r.text_id"
    " JOIN reprint_copy x ON x.text_id = r.other_id AND x.document_id <> c.document_id"
    " JOIN document d ON d.id = c.document_id JOIN document o ON o.id = x.document_id",
    NULL,
};

/* Documents of earlier versions are signed in the order in which they were stored. */
int jy__store_fill_5(jy_store *s) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, s, jy_cstr("SELECT id, CAST(reading AS BLOB) FROM v_text ORDER BY id"));
  while (status >= 0 && (status = jy_stmt_step(q)) > 0) {
    jy_str reading;
    status = jy_stmt_str(&reading, q, 1);
    if (status == JY_OK) status = jy_store_sign(s, jy_stmt_int(q, 0), reading);
  }
  jy_stmt_free(q);
  return status;
}

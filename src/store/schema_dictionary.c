/* Version 6 of the tables: more than one dictionary, each made of the pages that were there.
 * The last row is the newest; frames name theirs by its id. */
#include "store/internal.h"

const char *const jy__store_version_6[] = {
    /* documents: the highest document.id when it was made, 0 of the one that ships. */
    "CREATE TABLE dictionary_6 ("
    " seq INTEGER PRIMARY KEY,"
    " id INTEGER NOT NULL UNIQUE,"
    " bytes BLOB NOT NULL,"
    " documents INTEGER NOT NULL CHECK (documents >= 0)) STRICT",
    "INSERT INTO dictionary_6 (id, bytes, documents) SELECT id, bytes, 0 FROM dictionary ORDER BY id",
    "DROP TABLE dictionary",
    "ALTER TABLE dictionary_6 RENAME TO dictionary",
    NULL,
};

/* Version 3 of the tables: the index of every word of every page. */
#include "store/internal.h"

const char *const jy__store_version_3[] = {
    /* What is searched: the headline, and the reading. */
    "CREATE VIEW v_search AS SELECT d.id, d.title, t.reading AS text"
    " FROM document d JOIN v_text t ON t.id = d.id",

    /* The index holds no text: it is told what to forget, and asks the view when it checks
     * itself. A trigger could tell it only if the schema were trusted, and a corpus may come
     * from anybody; so who stores or deletes a document tells it (rows.lua). */
    "CREATE VIRTUAL TABLE search USING fts5"
    " (title, text, content = 'v_search', content_rowid = 'id', tokenize = 'jiyao')",
    "INSERT INTO search (search) VALUES ('rebuild')",
    NULL,
};

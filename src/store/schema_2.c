/* Version 2 of the tables: what a document was made of, compressed and apart from what
 * is asked of it; earlier versions of it; which file held what. */
#include "store/internal.h"

const char *const jy__store_version_2[] = {
    /* What pages have in common, in zstd's form: by it packed() makes frames of them. */
    "CREATE TABLE dictionary (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    "INSERT INTO dictionary SELECT dictionary_id(x), x FROM (SELECT shipped_dictionary() AS x)",

    /* What a document was published as and what is read of it: bytes is packed(bytes),
     * source packed(source, bytes), reading packed(reading, source), aligned packed(aligned).
     * source is NULL where the bytes are the source text in UTF-8 already, reading where it is
     * the source; aligned says how they lead to each other (jy_align_pack()), NULL where they are the
     * same, or where an earlier version that did not keep it had read the document. */
    "CREATE TABLE content ("
    " document_id INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,"
    " bytes BLOB NOT NULL,"
    " source BLOB,"
    " reading BLOB,"
    " aligned BLOB) STRICT",
    "INSERT INTO content (document_id, bytes, source, reading)"
    " SELECT id, packed(bytes), CASE WHEN CAST(source AS BLOB) <> bytes THEN packed(source, bytes) END,"
    " CASE WHEN reading <> source THEN packed(reading, source) END FROM document ORDER BY id",

    /* size counts the bytes as published; version counts what was stored under the path, from 1;
     * gone says that its file was not in the folder any more when that was last read. */
    "ALTER TABLE document ADD COLUMN size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0)",
    "ALTER TABLE document ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)",
    "ALTER TABLE document ADD COLUMN gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))",
    "UPDATE document SET size = length(bytes)",
    "ALTER TABLE document DROP COLUMN bytes",
    "ALTER TABLE document DROP COLUMN source",
    "ALTER TABLE document DROP COLUMN reading",

    /* What a file held before it changed: the bytes of each document, to be read again. */
    "CREATE TABLE past ("
    " path TEXT NOT NULL,"
    " version INTEGER NOT NULL CHECK (version >= 1),"
    " content_id TEXT NOT NULL,"
    " encoding TEXT NOT NULL,"
    " kind TEXT NOT NULL,"
    " published TEXT,"
    " title TEXT,"
    " rules TEXT NOT NULL,"
    " bytes BLOB NOT NULL,"
    " PRIMARY KEY (path, version)) STRICT",

    /* A file as it was when all of it was last read: of the same bytes, settings and
     * rules the same documents come, so it need not be read again. */
    "CREATE TABLE input ("
    " path TEXT PRIMARY KEY NOT NULL,"
    " content_id TEXT NOT NULL,"
    " size INTEGER NOT NULL CHECK (size >= 0),"
    " settings TEXT NOT NULL,"
    " rules TEXT NOT NULL,"
    " documents INTEGER NOT NULL CHECK (documents >= 0),"
    " refused INTEGER NOT NULL CHECK (refused >= 0)) STRICT, WITHOUT ROWID",

    /* The texts of a document, as text. */
    "CREATE VIEW v_text AS SELECT id, path, CAST(source AS TEXT) AS source,"
    " CAST(coalesce(unpacked(packed, source), source) AS TEXT) AS reading"
    " FROM (SELECT d.id, d.path, c.reading AS packed,"
    " coalesce(unpacked(c.source, unpacked(c.bytes)), unpacked(c.bytes)) AS source"
    " FROM document d JOIN content c ON c.document_id = d.id)",

    /* No list asks who has a title, or what was about a topic; they took a fifteenth of the file. */
    "DROP INDEX person_title_title",
    "DROP INDEX topic_topic",

    "DROP VIEW v_document",
    "CREATE VIEW v_document AS SELECT d.id, d.path, d.institution, d.published, d.title, d.kind,"
    " d.encoding, d.script, d.size, d.chars, d.lost, d.rules, d.content_id, d.version, d.gone,"
    " (SELECT count(*) FROM article a WHERE a.document_id = d.id) AS articles,"
    " (SELECT count(*) FROM meeting m WHERE m.document_id = d.id) AS meetings,"
    " (SELECT count(*) FROM person p WHERE p.document_id = d.id) AS people,"
    " (SELECT count(*) FROM repair r WHERE r.document_id = d.id) AS repairs"
    " FROM document d",
    NULL,
};

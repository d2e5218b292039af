/* Version 4 of the tables: who is who across documents, what an analyst decided and marked,
 * and the lists by which documents were read. Knows tables alone: how people are told apart
 * is lua/jiyao/resolving.lua. */
#include "store/internal.h"

const char *const jy__store_version_4[] = {
    /* A name that a document itself gives for a body, as in 甲研究院(以下简称甲院). */
    "CREATE TABLE alias ("
    " document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " alias TEXT NOT NULL,"
    " start INTEGER NOT NULL CHECK (start >= 0),"
    " end INTEGER NOT NULL CHECK (end >= start),"
    " PRIMARY KEY (document_id, seq)) STRICT, WITHOUT ROWID",

    /* The analyst's lists (roster, lexicon), as the files held them: a document is read by them. */
    "CREATE TABLE setting ("
    " name TEXT PRIMARY KEY NOT NULL,"
    " value TEXT NOT NULL) STRICT, WITHOUT ROWID",

    /* What an analyst decided, by number: these are one person (merge), these are not (split).
     * Parts are told by what documents say and not by rows, so they outlive a reading: a name
     * at an institution, its number where several share both, and for a split the paths of the
     * documents that speak of another. side 1 stays, side 2 is taken out. */
    "CREATE TABLE decision ("
    " id INTEGER PRIMARY KEY,"
    " kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),"
    " note TEXT,"
    " undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))) STRICT",
    "CREATE TABLE decision_part ("
    " decision_id INTEGER NOT NULL REFERENCES decision ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " side INTEGER NOT NULL CHECK (side IN (1, 2)),"
    " name TEXT NOT NULL,"
    " institution TEXT NOT NULL,"
    " number INTEGER NOT NULL CHECK (number >= 1),"
    " path TEXT,"
    " PRIMARY KEY (decision_id, seq)) STRICT, WITHOUT ROWID",

    /* What an analyst says of documents and of words. words, before and after find a place
     * again when its document has changed; adrift marks that they are not to be found. */
    "CREATE TABLE tag ("
    " path TEXT NOT NULL,"
    " tag TEXT NOT NULL,"
    " PRIMARY KEY (path, tag)) STRICT, WITHOUT ROWID",
    "CREATE INDEX tag_tag ON tag (tag, path)",
    "CREATE TABLE annotation ("
    " id INTEGER PRIMARY KEY,"
    " path TEXT NOT NULL,"
    " content_id TEXT NOT NULL,"
    " start INTEGER NOT NULL CHECK (start >= 0),"
    " end INTEGER NOT NULL CHECK (end >= start),"
    " label TEXT NOT NULL,"
    " note TEXT,"
    " words TEXT NOT NULL,"
    " before TEXT NOT NULL,"
    " after TEXT NOT NULL,"
    " adrift INTEGER NOT NULL DEFAULT 0 CHECK (adrift IN (0, 1))) STRICT",
    "CREATE INDEX annotation_path ON annotation (path, start)",

    /* All that follows is made of the rows above and of those of the documents, and is made
     * anew when it is asked for after any of them changed: then resolved is empty. */
    "CREATE TABLE resolved ("
    " id INTEGER PRIMARY KEY CHECK (id = 1),"
    " rules TEXT NOT NULL) STRICT",

    /* The names that an institution goes by beside its own, each with what tells so. */
    "CREATE TABLE institution_name ("
    " name TEXT PRIMARY KEY NOT NULL,"
    " institution TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " path TEXT) STRICT, WITHOUT ROWID",

    /* A person; the name, institution and number of the best known part stand for all. */
    "CREATE TABLE entity ("
    " id INTEGER PRIMARY KEY,"
    " name TEXT NOT NULL,"
    " institution TEXT NOT NULL,"
    " number INTEGER NOT NULL,"
    " UNIQUE (name, institution, number)) STRICT",

    /* A name at an institution ('' where none is told): what is surely one person, unless an
     * analyst has split it. */
    "CREATE TABLE entity_part ("
    " id INTEGER PRIMARY KEY,"
    " entity_id INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " institution TEXT NOT NULL,"
    " number INTEGER NOT NULL,"
    " documents INTEGER NOT NULL,"
    " mentions INTEGER NOT NULL,"
    " byline INTEGER NOT NULL,"
    " UNIQUE (name, institution, number)) STRICT",
    "CREATE INDEX entity_part_entity ON entity_part (entity_id)",

    /* Whose each person of a document is. */
    "CREATE TABLE entity_person ("
    " person_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,"
    " part_id INTEGER NOT NULL) STRICT",
    "CREATE INDEX entity_person_part ON entity_person (part_id)",

    /* Why two parts are one person: two_bodies, post, company, decision; and the documents
     * that show it. */
    "CREATE TABLE entity_link ("
    " id INTEGER PRIMARY KEY,"
    " entity_id INTEGER NOT NULL,"
    " a INTEGER NOT NULL,"
    " b INTEGER NOT NULL,"
    " reason TEXT NOT NULL,"
    " words TEXT,"
    " decision_id INTEGER) STRICT",
    "CREATE INDEX entity_link_entity ON entity_link (entity_id)",
    "CREATE TABLE entity_evidence ("
    " link_id INTEGER NOT NULL,"
    " path TEXT NOT NULL,"
    " PRIMARY KEY (link_id, path)) STRICT, WITHOUT ROWID",

    "CREATE TRIGGER resolved_insert AFTER INSERT ON document BEGIN DELETE FROM resolved; END",
    "CREATE TRIGGER resolved_delete AFTER DELETE ON document BEGIN DELETE FROM resolved; END",
    "CREATE TRIGGER resolved_decision AFTER INSERT ON decision_part BEGIN DELETE FROM resolved; END",
    "CREATE TRIGGER resolved_undone AFTER UPDATE ON decision BEGIN DELETE FROM resolved; END",
    "CREATE TRIGGER resolved_setting AFTER INSERT ON setting BEGIN DELETE FROM resolved; END",
    "CREATE TRIGGER resolved_unset AFTER DELETE ON setting BEGIN DELETE FROM resolved; END",

    "CREATE VIEW v_annotation AS SELECT a.id, a.path, d.id AS document_id, a.start, a.end, a.label, a.note,"
    " a.words, a.adrift OR d.id IS NULL AS adrift, d.institution, d.published"
    " FROM annotation a LEFT JOIN document d ON d.path = a.path",

    "CREATE VIEW v_entity AS SELECT e.id, e.name, e.institution, e.number,"
    " e.name || '@' || e.institution || CASE WHEN e.number > 1 THEN '#' || e.number ELSE '' END AS key,"
    " (SELECT count(DISTINCT p.document_id) FROM entity_part t JOIN entity_person x ON x.part_id = t.id"
    " JOIN person p ON p.id = x.person_id WHERE t.entity_id = e.id) AS documents,"
    " (SELECT sum(mentions) FROM entity_part t WHERE t.entity_id = e.id) AS mentions,"
    " (SELECT min(byline) FROM entity_part t WHERE t.entity_id = e.id) AS byline"
    " FROM entity e",

    "CREATE VIEW v_entity_person AS SELECT t.entity_id, t.id AS part_id, v.id AS person_id, v.document_id,"
    " v.name, v.titles, v.org, v.byline, v.mentions, t.institution AS home, v.institution,"
    " v.path, v.published"
    " FROM entity_part t JOIN entity_person x ON x.part_id = t.id JOIN v_person v ON v.id = x.person_id",
    NULL,
};

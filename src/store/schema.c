/* The tables of a corpus, the versions they went through, and what tells a
 * corpus from any other file. Refuses to know how rows come about.
 *
 * A document is stored, replaced and forgotten whole, in one transaction; so
 * document.rules, the version of the rules that read it, holds for each row
 * that refers to it. Every span is [start, end) in bytes of the source text;
 * only loss speaks of the bytes. What version 1 made is told here; what later
 * versions change, in a file for each. */
#include "store/internal.h"

/* "JYAO"; marks the file in its header, where file(1) finds it too. */
#define APPLICATION_ID 0x4A59414F

/* A migration may be longer than the 4095 characters that C11 promises for one
 * literal, so each is a list of statements, ended by NULL. */
static const char *const version_1[] = {
    /* One input, or one item "FILE#ID" of a container. content_id names the
     * bytes (XXH3-128, hex); chars counts Han and letters of the reading, the
     * base of every rate; lost counts bytes that decoding had to give up;
     * published is EDTF; encoding, script and kind are as detected. */
    "CREATE TABLE document ("
    " id INTEGER PRIMARY KEY,"
    " path TEXT NOT NULL UNIQUE,"
    " content_id TEXT NOT NULL,"
    " encoding TEXT NOT NULL,"
    " script TEXT NOT NULL,"
    " kind TEXT NOT NULL,"
    " chars INTEGER NOT NULL CHECK (chars >= 0),"
    " published TEXT,"
    " institution TEXT,"
    " title TEXT,"
    " rules TEXT NOT NULL,"
    " lost INTEGER NOT NULL CHECK (lost >= 0),"
    " bytes BLOB NOT NULL,"
    " source TEXT NOT NULL,"
    " reading TEXT NOT NULL) STRICT",

    /* Inputs that could not be read, with the reason as it was reported. */
    "CREATE TABLE refused ("
    " path TEXT PRIMARY KEY NOT NULL,"
    " reason TEXT NOT NULL,"
    " code TEXT NOT NULL,"
    " offset INTEGER) STRICT",

    /* An article of a page or newsletter. */
    "CREATE TABLE article ("
    " document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " title TEXT,"
    " start INTEGER NOT NULL CHECK (start >= 0),"
    " end INTEGER NOT NULL CHECK (end >= start),"
    " PRIMARY KEY (document_id, seq)) STRICT, WITHOUT ROWID",

    /* One person of one document; the same name elsewhere is another row.
     * mentions is how often the document names them; byline marks who only
     * signs it. */
    "CREATE TABLE person ("
    " id INTEGER PRIMARY KEY,"
    " document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " org TEXT,"
    " byline INTEGER NOT NULL CHECK (byline IN (0, 1)),"
    " mentions INTEGER NOT NULL CHECK (mentions >= 0),"
    " UNIQUE (document_id, seq)) STRICT",
    "CREATE INDEX person_name ON person (name, document_id)",

    /* The titles of a person, in the order of the text. */
    "CREATE TABLE person_title ("
    " person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " title TEXT NOT NULL,"
    " PRIMARY KEY (person_id, seq)) STRICT, WITHOUT ROWID",
    "CREATE INDEX person_title_title ON person_title (title)",

    /* Each place where a person is named. */
    "CREATE TABLE mention ("
    " person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " start INTEGER NOT NULL CHECK (start >= 0),"
    " end INTEGER NOT NULL CHECK (end > start),"
    " PRIMARY KEY (person_id, start, end)) STRICT, WITHOUT ROWID",

    /* How often a person acts in a role: host, speaker, ... */
    "CREATE TABLE role ("
    " person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,"
    " role TEXT NOT NULL,"
    " count INTEGER NOT NULL CHECK (count > 0),"
    " PRIMARY KEY (person_id, role)) STRICT, WITHOUT ROWID",

    /* A meeting as one document tells of it. date is EDTF; date_sort is its
     * first day as far as known, such that unknown years ("~...") and unknown
     * dates ("~~") come last; date_last is the same of its last day. */
    "CREATE TABLE meeting ("
    " id INTEGER PRIMARY KEY,"
    " document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " date TEXT,"
    " date_sort TEXT NOT NULL,"
    " date_last TEXT NOT NULL,"
    " name TEXT,"
    " kind TEXT NOT NULL,"
    " institution TEXT,"
    " place TEXT,"
    " host TEXT,"
    " start INTEGER NOT NULL CHECK (start >= 0),"
    " end INTEGER NOT NULL CHECK (end >= start),"
    " confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),"
    " UNIQUE (document_id, seq)) STRICT",
    "CREATE INDEX meeting_date ON meeting (date_sort, document_id, start)",

    /* Who took part in a meeting, in the order of the text. */
    "CREATE TABLE participation ("
    " meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " title TEXT,"
    " role TEXT,"
    " PRIMARY KEY (meeting_id, seq)) STRICT, WITHOUT ROWID",
    "CREATE INDEX participation_name ON participation (name, meeting_id)",

    /* What a meeting was about. */
    "CREATE TABLE topic ("
    " meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " topic TEXT NOT NULL,"
    " PRIMARY KEY (meeting_id, seq)) STRICT, WITHOUT ROWID",
    "CREATE INDEX topic_topic ON topic (topic)",

    /* What stood in the source, and what the reading has in its place. */
    "CREATE TABLE repair ("
    " document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " kind TEXT NOT NULL,"
    " garbled TEXT NOT NULL,"
    " restored TEXT NOT NULL,"
    " start INTEGER NOT NULL CHECK (start >= 0),"
    " end INTEGER NOT NULL CHECK (end >= start),"
    " confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),"
    " PRIMARY KEY (document_id, seq)) STRICT, WITHOUT ROWID",

    /* Bytes that are invalid in the document's encoding. */
    "CREATE TABLE loss ("
    " document_id INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    " seq INTEGER NOT NULL,"
    " offset INTEGER NOT NULL CHECK (offset >= 0),"
    " length INTEGER NOT NULL CHECK (length > 0),"
    " PRIMARY KEY (document_id, seq)) STRICT, WITHOUT ROWID",

    /* For analysts: what a table shows, one row a thing, with the path and the
     * span that a quotation needs. Lists are joined with 、 in text order. */
    "CREATE VIEW v_document AS SELECT d.id, d.path, d.institution, d.published, d.title, d.kind,"
    " d.encoding, d.script, d.chars, d.lost, d.rules, d.content_id,"
    " (SELECT count(*) FROM article a WHERE a.document_id = d.id) AS articles,"
    " (SELECT count(*) FROM meeting m WHERE m.document_id = d.id) AS meetings,"
    " (SELECT count(*) FROM person p WHERE p.document_id = d.id) AS people,"
    " (SELECT count(*) FROM repair r WHERE r.document_id = d.id) AS repairs"
    " FROM document d",

    "CREATE VIEW v_meeting AS SELECT m.id, m.document_id, m.seq, m.date, m.date_sort, m.date_last,"
    " m.name, m.kind,"
    " coalesce(m.institution, d.institution) AS institution, m.place, m.host,"
    " (SELECT group_concat(name, '、') FROM"
    " (SELECT name FROM participation WHERE meeting_id = m.id ORDER BY seq)) AS participants,"
    " (SELECT group_concat(topic, '、') FROM"
    " (SELECT topic FROM topic WHERE meeting_id = m.id ORDER BY seq)) AS topics,"
    " m.confidence, d.path, d.published, m.start, m.end, d.rules"
    " FROM meeting m JOIN document d ON d.id = m.document_id",

    "CREATE VIEW v_person AS SELECT p.id, p.document_id, p.seq, p.name,"
    " (SELECT group_concat(title, '、') FROM"
    " (SELECT title FROM person_title WHERE person_id = p.id ORDER BY seq)) AS titles,"
    " p.org, p.byline, p.mentions,"
    " (SELECT group_concat(role || ':' || count, ' ') FROM"
    " (SELECT role, count FROM role WHERE person_id = p.id ORDER BY role)) AS roles,"
    " d.path, d.institution, d.published, d.rules"
    " FROM person p JOIN document d ON d.id = p.document_id",

    "CREATE VIEW v_mention AS SELECT n.person_id, p.name, p.org, p.byline, p.document_id, d.path,"
    " d.institution, d.published, n.start, n.end, d.rules"
    " FROM mention n JOIN person p ON p.id = n.person_id JOIN document d ON d.id = p.document_id",
    NULL,
};

/* Entry i leads from version i to version i + 1. Never changed once released. */
static const struct {
  const char *const *sql;
  int (*fill)(jy_store *); /* what SQL cannot do, after it; may be NULL */
} migrations[] = {
    {version_1, NULL},           {jy__store_version_2, NULL},
    {jy__store_version_3, NULL}, {jy__store_version_4, NULL},
    {jy__store_version_5, jy__store_fill_5},
    {jy__store_version_6, NULL}};
#define KNOWN ((int64_t)(sizeof migrations / sizeof *migrations))

static int number(int64_t *out, jy_store *s, const char *sql) {
  jy_stmt *q;
  int status = jy_stmt_new(&q, s, jy_cstr(sql));
  if (status < 0) return status;
  status = jy_stmt_step(q);
  *out = jy_stmt_int(q, 0);
  jy_stmt_free(q);
  return status < 0 ? status : JY_OK;
}

static int apply(jy_store *s, int64_t from) {
  for (int64_t v = from; v < KNOWN; v++) {
    int status = JY_OK;
    for (const char *const *sql = migrations[v].sql; *sql && status == JY_OK; sql++)
      status = jy_store_exec(s, jy_cstr(*sql));
    if (status == JY_OK && migrations[v].fill) status = migrations[v].fill(s);
    if (status < 0) return status;
  }
  char mark[96];
  sqlite3_snprintf(sizeof mark, mark, "PRAGMA application_id = %d; PRAGMA user_version = %lld",
                   APPLICATION_ID, KNOWN);
  return jy_store_exec(s, jy_cstr(mark));
}

/* What the file is: *version of a corpus, 0 for a file without any content. */
static int identify(int64_t *version, jy_store *s) {
  int64_t application = 0, tables = 0;
  int status = number(&application, s, "PRAGMA application_id");
  if (status == JY_OK) status = number(version, s, "PRAGMA user_version");
  if (status == JY_OK) status = number(&tables, s, "SELECT count(*) FROM sqlite_schema");
  if (status < 0) return status;
  bool empty = application == 0 && *version == 0 && tables == 0;
  if (!empty && (application != APPLICATION_ID || *version < 1))
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "an SQLite file, but not a jiyao corpus: name another file");
  if (*version > KNOWN)
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "made by a newer jiyao (corpus version %lld, this one knows up to %lld): "
                    "use a newer jiyao", (long long)*version, (long long)KNOWN);
  if (*version == 0 && s->mode != JY_STORE_CREATE)
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET, "an empty file, not a jiyao corpus: ingest into it first");
  if (*version < KNOWN && s->mode == JY_STORE_READ)
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "made by an older jiyao (corpus version %lld of %lld): open it once for writing "
                    "to bring it up to date", (long long)*version, (long long)KNOWN);
  return JY_OK;
}

int jy__store_migrate(jy_store *s) {
  int64_t version = 0;
  int status = identify(&version, s);
  if (status < 0 || version == KNOWN) return status;
  if ((status = jy_store_begin(s)) < 0) return status;
  /* Another program may have done it while this one waited for the lock. */
  status = identify(&version, s);
  if (status == JY_OK && version < KNOWN) status = apply(s, version);
  if (status == JY_OK) return jy_store_commit(s);
  /* The reason is on record; a store that is not opened rolls back anyway. */
  return status;
}

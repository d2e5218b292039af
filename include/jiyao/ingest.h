/**
 * @file ingest.h
 * From files to reading texts: listing inputs, reading text and HTML, rejoining
 * wrapped lines, telling articles apart. JSON values are in json.h.
 *
 * Knows: files, markup, page layout. Refuses to know: who or what is named in
 * the text, and where it will be kept.
 */
#ifndef JIYAO_INGEST_H
#define JIYAO_INGEST_H

#include "jiyao/base.h"
#include "jiyao/convert.h"
#include "jiyao/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One input. Strings belong to the list. */
typedef struct {
  char *path;    /**< as given, or the folder's path with the name added */
  size_t size;   /**< bytes; 0 for what is no regular file */
  int status;    /**< JY_OK, or why this cannot be read */
  char *message; /**< one line about that; NULL where status is JY_OK */
} jy_path;

/** A file by the numbers that its system knows it by, whatever its name. */
typedef struct {
  uint64_t device;
  uint64_t inode;
} jy_file_id;

/** A list of inputs, in the order in which they are to be read. */
typedef struct {
  jy_path *at;
  size_t len;
  size_t cap;
  jy_file_id *except; /**< what folders do not stand for; see jy_paths_except() */
  size_t except_len;
  size_t except_cap;
} jy_paths;

#define JY_PATHS_INIT {NULL, 0, 0, NULL, 0, 0}

/**
 * Adds a file, `-` (standard input), an item `FILE#ID`, or all files below a folder: entries in
 * byte order, hidden ones left out, a folder inside itself entered once. What
 * cannot be read becomes an entry with its status: refused, never lost; so does a
 * folder that is added and holds no file.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_paths list = JY_PATHS_INIT;
 * assert(jy_paths_add(&list, "no/such/file.txt") == JY_OK);
 * assert(list.len == 1 && list.at[0].status == JY_ENOTFOUND);
 * jy_paths_free(&list);
 * @endcode
 */
JY_API int jy_paths_add(jy_paths *p, const char *path);

/**
 * Adds what lies below a folder as adding that folder would: a pipe is refused, a file that is left
 * out stays so, a link that leads back is passed over, and a folder may be empty. A path that is
 * not below it is added as jy_paths_add() does.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_paths list = JY_PATHS_INIT;
 * assert(jy_paths_add_found(&list, "/", "/dev/null") == JY_OK);
 * assert(list.len == 1 && list.at[0].status == JY_EINVALID);
 * jy_paths_free(&list);
 * @endcode
 */
JY_API int jy_paths_add_found(jy_paths *p, const char *root, const char *path);

/**
 * Appends the one name of several that a path has: without `.`, without empty parts, and without
 * `folder/..` where that is no link to another place. Where nothing is left it is `.`.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_buf name = JY_BUF_INIT;
 * assert(jy_path_normal(&name, ".//pages/./2024/") == JY_OK);
 * assert(jy_str_equal(jy_buf_str(&name), jy_cstr("pages/2024")));
 * jy_buf_free(&name);
 * @endcode
 */
JY_API int jy_path_normal(jy_buf *out, const char *path);

/**
 * From here on leaves a file out of what folders stand for, under whatever name
 * it lies there; one that is not there is no failure. Added by name it is in the
 * list all the same.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_paths list = JY_PATHS_INIT;
 * assert(jy_paths_except(&list, "no/such/corpus.db") == JY_OK);
 * assert(list.len == 0);
 * jy_paths_free(&list);
 * @endcode
 */
JY_API int jy_paths_except(jy_paths *p, const char *path);

/**
 * Frees and empties the list; safe to call twice.
 * @code
 * jy_paths list = JY_PATHS_INIT;
 * jy_paths_free(&list);
 * assert(list.at == NULL);
 * @endcode
 */
JY_API void jy_paths_free(jy_paths *p);

/** Which script the reading text is in. */
typedef enum {
  JY_READ_HANS, /**< Simplified */
  JY_READ_KEEP  /**< as it was published */
} jy_read_script;

/**
 * Which columns of a table, or fields of a JSON object, hold what; NULL for
 * those that are to be told by their usual names.
 */
typedef struct {
  const char *text;        /**< the document itself, plain or HTML */
  const char *title;
  const char *date;        /**< of publication */
  const char *id;          /**< by which the document is called: FILE#ID */
  const char *source;      /**< whom it is taken from */
  const char *institution; /**< that speaks in it */
  const char *author;
  const char *url;
} jy_columns;

#define JY_COLUMNS_INIT {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL}

/** How to read. All zero is not the default: start from JY_READ_OPTS_INIT. */
typedef struct {
  const char *encoding;  /**< forced label, or NULL to detect */
  jy_policy policy;      /**< what to do with invalid bytes */
  jy_read_script script; /**< of the reading text */
  jy_columns columns;    /**< of tables and JSON lines */
} jy_read_opts;

/** Losses are replaced and counted; the reading is Simplified. */
#define JY_READ_OPTS_INIT {NULL, JY_POLICY_REPLACE, JY_READ_HANS, JY_COLUMNS_INIT}

/**
 * One article of a document. Offsets are into the reading text; strings are as
 * written, empty where nothing is said, and belong to the document.
 */
typedef struct {
  jy_span title; /**< the headline; empty where none can be told */
  size_t start;  /**< of the article, with its headline where that adjoins */
  size_t end;
  jy_str published; /**< its own date: 2023-06-08 10:20 */
  jy_str source;    /**< where it comes from: 党委宣传部 */
  jy_str author;    /**< who wrote it, several joined by 、 */
  jy_str editor;    /**< who edited it */
  size_t page;      /**< of a newsletter, counted from 1; 0 where there are none */
} jy_article;

/** A document that was read; immutable. */
typedef struct jy_doc jy_doc;

/**
 * Reads a file (`-` is standard input) and makes its reading text: decoded,
 * markup taken away, glosses removed, in the chosen script, lines rejoined. An
 * input that holds several documents is refused: `FILE#ID` names one of them,
 * jy_docs_open() reads them all.
 * @param opts NULL stands for JY_READ_OPTS_INIT.
 * @return JY_OK; what the file system says; JY_EINVALID for binary or empty
 *   input; JY_EENCODING where over 5 % of the bytes are invalid (or any, under
 *   JY_POLICY_ERROR). The caller owns *out.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_read(&d, "no/such/file.txt", NULL) == JY_ENOTFOUND);
 * assert(d == NULL);
 * @endcode
 */
JY_API int jy_doc_read(jy_doc **out, const char *path, const jy_read_opts *opts);

/**
 * The same from bytes in memory; `path` names them in messages, and its ending
 * may say that they are HTML.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会议召开。"), NULL) == JY_OK);
 * assert(strcmp(jy_doc_kind(d), "text") == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API int jy_doc_parse(jy_doc **out, const char *path, jy_str bytes, const jy_read_opts *opts);

/** The documents of one input, to be read one after another. */
typedef struct jy_docs jy_docs;

/**
 * Opens an input: a page, or a container of any number of documents (a line of
 * JSON each, a row of a table each, records of a web archive), either packed by
 * gzip or not. `FILE#ID` is one item of a container, `-` standard input. Holds
 * one document at a time in memory.
 * @param opts NULL stands for JY_READ_OPTS_INIT; copied.
 * @return JY_OK; what the file system says; JY_EINVALID where the container
 *   cannot be made out. The caller owns *out.
 * @code
 * jy_docs *docs = NULL;
 * assert(jy_docs_open(&docs, "no/such/file.jsonl", NULL) == JY_ENOTFOUND);
 * assert(docs == NULL);
 * @endcode
 */
JY_API int jy_docs_open(jy_docs **out, const char *path, const jy_read_opts *opts);

/**
 * The next document; *out is NULL at the end. Its path is `FILE#ID` where the
 * input is a container; two items of one ID become `ID` and `ID~2`. A failure
 * refuses one item: call again for those that follow it.
 * @return JY_OK, or why this item cannot be read; the record names it. The
 *   caller owns *out, which outlives the input.
 * @code
 * jy_docs *docs = NULL;
 * jy_doc *d = NULL;
 * FILE *f = fopen("/tmp/jiyao-example.txt", "wb");
 * assert(f && fputs("会议召开。", f) >= 0 && fclose(f) == 0);
 * assert(jy_docs_open(&docs, "/tmp/jiyao-example.txt", NULL) == JY_OK);
 * assert(jy_docs_next(docs, &d) == JY_OK && d != NULL);
 * jy_doc_free(d);
 * assert(jy_docs_next(docs, &d) == JY_OK && d == NULL);
 * jy_docs_close(docs);
 * remove("/tmp/jiyao-example.txt");
 * @endcode
 */
JY_API int jy_docs_next(jy_docs *s, jy_doc **out);

/**
 * How many items were passed over so far since they hold no text by intent:
 * images, scripts and failed requests of a web archive. None where one item was
 * asked for: the others were not.
 * @code
 * jy_docs *docs = NULL;
 * assert(jy_docs_open(&docs, "/dev/null", NULL) == JY_OK);
 * assert(jy_docs_passed(docs) == 0);
 * jy_docs_close(docs);
 * @endcode
 */
JY_API size_t jy_docs_passed(const jy_docs *s);

/** An item that was passed over and could be missed. */
typedef struct {
  size_t number; /**< of the item in its container, from 1: FILE#NUMBER */
  char *reason;  /**< one line */
} jy_pass;

/**
 * Those of the items passed over so far whose absence is to be told: pages that
 * were not to be had when they were fetched (HTTP status 404). Counted from 0;
 * NULL past the last. Belongs to the input, until the next call on it.
 * @code
 * jy_docs *docs = NULL;
 * assert(jy_docs_open(&docs, "/dev/null", NULL) == JY_OK);
 * assert(jy_docs_pass(docs, 0) == NULL);
 * jy_docs_close(docs);
 * @endcode
 */
JY_API const jy_pass *jy_docs_pass(const jy_docs *s, size_t i);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_docs_close(NULL);
 * @endcode
 */
JY_API void jy_docs_close(jy_docs *s);

/**
 * Frees; NULL is allowed.
 * @code
 * jy_doc_free(NULL);
 * @endcode
 */
JY_API void jy_doc_free(jy_doc *d);

/**
 * The path as it was given.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("x"), NULL) == JY_OK);
 * assert(strcmp(jy_doc_path(d), "a.txt") == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API const char *jy_doc_path(const jy_doc *d);

/**
 * The input as it came; valid as long as the document.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_bytes(d).len == 3);
 * jy_doc_free(d);
 * @endcode
 */
JY_API jy_str jy_doc_bytes(const jy_doc *d);

/**
 * Where these bytes stand in the file, for an item of a table or of JSON lines;
 * *line, which may be NULL, is the line that they begin in, from 1. Empty where
 * they are all of the file, or do not stand in it as such: an item of an archive,
 * or of something packed.
 * @code
 * jy_doc *d = NULL;
 * size_t line = 0;
 * assert(jy_doc_parse(&d, "a.jsonl", jy_cstr("\n{\"text\": \"会\"}\n"), NULL) == JY_OK);
 * assert(jy_doc_place(d, &line).start == 1 && line == 2);
 * jy_doc_free(d);
 * @endcode
 */
JY_API jy_span jy_doc_place(const jy_doc *d, size_t *line);

/**
 * Where the source text begins in these bytes once they are decoded, if it stands
 * in them as it is; JY_NO_OFFSET where it does not (quoted, escaped), or more than
 * once, or where they cannot be decoded without loss.
 * @code
 * jy_doc *d = NULL;
 * size_t at = 0;
 * assert(jy_doc_parse(&d, "a.jsonl", jy_cstr("{\"text\": \"会\"}"), NULL) == JY_OK);
 * assert(jy_doc_held(&at, d) == JY_OK && at == 10);
 * jy_doc_free(d);
 * @endcode
 */
JY_API int jy_doc_held(size_t *at, const jy_doc *d);

/**
 * The encoding and how it was found; the reason is "forced" where the caller
 * named it, and "format" where the format is no text itself (PDF, DOCX).
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会议召开。"), NULL) == JY_OK);
 * assert(strcmp(jy_doc_detection(d)->encoding, "UTF-8") == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API const jy_detection *jy_doc_detection(const jy_doc *d);

/**
 * What was lost in decoding.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_ledger(d)->len == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API const jy_ledger *jy_doc_ledger(const jy_doc *d);

/**
 * The regions of the input, one for each change of encoding; the detection names
 * the encoding that most bytes are in. None where the format is not that of text,
 * or its container had decoded it.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_regions(d)->len == 1 && jy_doc_regions(d)->at[0].text.end == 3);
 * jy_doc_free(d);
 * @endcode
 */
JY_API const jy_regions *jy_doc_regions(const jy_doc *d);

/**
 * The text: its source is the decoded input (for HTML with its markup), its
 * reading what is to be analysed. Belongs to the document.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.htm", jy_cstr("<p>会&amp;议</p>"), NULL) == JY_OK);
 * assert(jy_str_equal(jy_text_reading(jy_doc_text(d)), jy_cstr("会&议")));
 * jy_doc_free(d);
 * @endcode
 */
JY_API const jy_text *jy_doc_text(const jy_doc *d);

/**
 * The same text as one of the caller's own, which outlives the document.
 * @return JY_OK or JY_ENOMEM; the caller owns *out.
 * @code
 * jy_doc *d = NULL;
 * jy_text *t = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("會"), NULL) == JY_OK);
 * assert(jy_doc_copy_text(&t, d) == JY_OK);
 * jy_doc_free(d);
 * assert(jy_str_equal(jy_text_reading(t), jy_cstr("会")));
 * jy_text_free(t);
 * @endcode
 */
JY_API int jy_doc_copy_text(jy_text **out, const jy_doc *d);

/**
 * What the document was read as: "text", "html", "pdf", "docx". An item of a
 * container is what it holds.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "-", jy_cstr("<!doctype html><p>会</p>"), NULL) == JY_OK);
 * assert(strcmp(jy_doc_kind(d), "html") == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API const char *jy_doc_kind(const jy_doc *d);

/**
 * The headline of the page, or where none can be told what its head states, without
 * the name of the site; as decoded; empty for plain text.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.htm", jy_cstr("<title>会</title><p>召开</p>"), NULL) == JY_OK);
 * assert(jy_str_equal(jy_doc_title(d), jy_cstr("会")));
 * jy_doc_free(d);
 * @endcode
 */
JY_API jy_str jy_doc_title(const jy_doc *d);

/**
 * The time of publication that the page states in its text (发布时间：…), its meta
 * elements or scripts, as written; empty where it states none.
 * @code
 * jy_doc *d = NULL;
 * jy_str page = jy_cstr("<meta name=PubDate content='2023-06-08'><p>会</p>");
 * assert(jy_doc_parse(&d, "a.htm", page, NULL) == JY_OK);
 * assert(jy_str_equal(jy_doc_published(d), jy_cstr("2023-06-08")));
 * jy_doc_free(d);
 * @endcode
 */
JY_API jy_str jy_doc_published(const jy_doc *d);

/**
 * What is stated about the document, as written: "title", "published",
 * "source", "author", "editor", "institution", "url", or "site": what a page's head, the
 * end of its title element and its footer say of the site, a line each. What its
 * table or JSON object says goes before what the page says of itself. Empty where
 * nothing is stated.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.htm", jy_cstr("<title>会</title><p>召开</p>"), NULL) == JY_OK);
 * assert(jy_str_equal(jy_doc_meta(d, "title"), jy_cstr("会")));
 * assert(jy_doc_meta(d, "author").len == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API jy_str jy_doc_meta(const jy_doc *d, const char *name);

/**
 * Whether the page is an index: links to articles and none of its own.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.htm", jy_cstr("<p>会议召开。</p>"), NULL) == JY_OK);
 * assert(!jy_doc_is_index(d));
 * jy_doc_free(d);
 * @endcode
 */
JY_API bool jy_doc_is_index(const jy_doc *d);

/**
 * How many pages of paper the document has; 0 where its format knows none.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_pages(d) == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API size_t jy_doc_pages(const jy_doc *d);

/**
 * Where page `i`, counted from 0, is in the source text; NULL past the last.
 * Belongs to the document.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_page(d, 0) == NULL);
 * jy_doc_free(d);
 * @endcode
 */
JY_API const jy_span *jy_doc_page(const jy_doc *d, size_t i);

/**
 * The number, from 1, of the page of paper that holds a byte of the source text;
 * its end counts to the last page. 0 where there are no pages.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_page_at(d, 0) == 0);
 * jy_doc_free(d);
 * @endcode
 */
JY_API size_t jy_doc_page_at(const jy_doc *d, size_t offset);

/**
 * How many articles the document holds; at least one.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_articles(d) == 1);
 * jy_doc_free(d);
 * @endcode
 */
JY_API size_t jy_doc_articles(const jy_doc *d);

/**
 * Article `i`, counted from 0 in reading order; NULL past the last. Belongs to
 * the document.
 * @code
 * jy_doc *d = NULL;
 * assert(jy_doc_parse(&d, "a.txt", jy_cstr("会"), NULL) == JY_OK);
 * assert(jy_doc_article(d, 0)->end == 3 && jy_doc_article(d, 1) == NULL);
 * jy_doc_free(d);
 * @endcode
 */
JY_API const jy_article *jy_doc_article(const jy_doc *d, size_t i);

/**
 * A new text in which wrapped lines are whole again and the spaces inside
 * dates and letter-spaced words are gone. A text with real paragraphs keeps
 * its lines. A newsletter whose columns stand out of order is put in order,
 * article by article, headline first: then text was moved (jy_align_moved()),
 * and jy_text_origins() tells from where.
 * @return JY_OK or JY_ENOMEM; the caller owns *out.
 * @code
 * jy_text *t = NULL, *u = NULL;
 * assert(jy_text_new(&t, jy_cstr("6 月 29 日")) == JY_OK);
 * assert(jy_text_joins(&u, t) == JY_OK);
 * assert(jy_str_equal(jy_text_reading(u), jy_cstr("6月29日")));
 * jy_text_free(u);
 * jy_text_free(t);
 * @endcode
 */
JY_API int jy_text_joins(jy_text **out, const jy_text *from);

/**
 * A text as it is read in a document: from UTF-8 through all steps that come
 * after decoding and markup (misread stretches, glosses, script, wrapped lines).
 * @return JY_OK, JY_ENOMEM, or JY_EENCODING with the offset of invalid UTF-8;
 *   the caller owns *out.
 * @code
 * jy_text *t = NULL;
 * assert(jy_text_view(&t, jy_cstr("6 月 29 日會(huì)議"), JY_READ_HANS) == JY_OK);
 * assert(jy_str_equal(jy_text_reading(t), jy_cstr("6月29日会议")));
 * jy_text_free(t);
 * @endcode
 */
JY_API int jy_text_view(jy_text **out, jy_str utf8, jy_read_script script);

#ifdef __cplusplus
}
#endif
#endif

/* What a reader of a format is: one file that fills one of these structs, and
 * one line for it in readers.c. There are three kinds of work, and a reader
 * does one of them:
 *
 *   unpack  a stream into a stream             gz, xlsx
 *   items   a stream into documents            JSONL, tables, WARC
 *   read    one document's bytes into a text   html, docx, pdf, plain text
 *
 * Knows the terms on which formats are read. Refuses to know any of them. */
#ifndef JY_INGEST_READER_H
#define JY_INGEST_READER_H

#include "ingest/internal.h"

/* The largest document that is taken out of something packed, and the longest
 * line: what is larger is no document but a mistake or an attack. */
#define JY__MOST_BYTES ((size_t)256 << 20)

typedef struct jy__reader jy__reader;

/* ---- bytes that are pulled ------------------------------------------------------- */

/* Where bytes come from: a file, memory, what another stream unpacks to. */
typedef struct jy__stream jy__stream;
struct jy__stream {
  /* Puts up to `room` bytes (at least one) at `to`; *got is 0 at the end. */
  int (*pull)(jy__stream *s, char *to, size_t room, size_t *got);
  void (*close)(jy__stream *s); /* frees s with all that it holds */
};

/* A stream with a window on what comes next. */
typedef struct {
  jy__stream *from; /* owned; NULL once it is at its end */
  char *name;       /* by which readers may judge; without what was unpacked */
  jy_buf window;
  size_t used;   /* of the window */
  size_t offset; /* of what comes next, in all that the stream gives */
  bool packed;   /* it comes out of something packed */
  int broken;    /* what stopped it, a jy_status, with these for the record */
  char why[256];
  size_t where;
  bool failed;   /* nothing more can be had, and that was told */
} jy__source;

/* A file, or `-`; or bytes, which are copied. *out is the caller's. */
int jy__source_open(jy__source **out, const char *path);
int jy__source_memory(jy__source **out, jy_str bytes, const char *name);
/* Takes `from` over, also on failure. */
int jy__source_new(jy__source **out, jy__stream *from, const char *name);
void jy__source_free(jy__source *s);

/* Puts what a reader unpacks in place of a source; a failure leaves it closed,
 * but whole. */
int jy__source_unpack(jy__source *s, const jy__reader *r);

/* What comes next: `want` bytes or more, fewer only at the end. Valid until the
 * source is used again. */
int jy__source_peek(jy_str *next, jy__source *s, size_t want);
/* The same for a look ahead: what can be had of it, fewer also where the rest is
 * broken. Fails only where nothing can be had. */
int jy__source_look(jy_str *next, jy__source *s, size_t want);
/* Goes past n bytes that were seen. */
void jy__source_skip(jy__source *s, size_t n);
/* The next line with its end; empty at the end. Goes past it. A line longer
 * than JY__MOST_BYTES is JY_EINVALID, and the source has failed. */
int jy__source_line(jy_str *line, jy__source *s);
/* All the rest; JY_EINVALID where something packed holds more than
 * JY__MOST_BYTES. */
int jy__source_rest(jy_buf *out, jy__source *s);

/* ---- documents ------------------------------------------------------------------- */

/* What is stated about a document, as written, in UTF-8; empty where nothing is. */
typedef struct {
  jy_buf title;
  jy_buf published;
  jy_buf origin; /* whom it is taken from: 来源 */
  jy_buf author;
  jy_buf editor;
  jy_buf institution;
  jy_buf site; /* whose pages these are, by their head and footer, a line each */
  jy_buf url;
} jy__meta;

void jy__meta_free(jy__meta *m);

/* One document as its reader leaves it. All empty to begin with, but for the
 * source, where the reader is one that takes it decoded. */
typedef struct {
  jy_buf source;  /* the text that offsets count in, UTF-8: the bytes as decoded, or
                     what the reader makes of them */
  jy_buf reading; /* what of it is to be read; nothing where `align` is NULL */
  jy_align *align; /* source to reading; NULL where all of the source is read */
  jy__meta meta;   /* what the document states about itself */
  jy__spans pages; /* of paper, in the source; none where it has none */
  jy__articles articles; /* in the source, where the format tells them apart */
  jy_buf said;    /* what their strings point into */
  bool marked;    /* markup sets its paragraphs: they are whole */
  bool index;     /* it holds links to articles and none of its own */
} jy__page;

void jy__page_free(jy__page *p);

/* ---- items of a container -------------------------------------------------------- */

/* One document of several. */
typedef struct {
  jy_buf id;      /* what the container calls it; may be empty */
  size_t number;  /* its line or record, from 1 */
  jy_span place;  /* of the record in the container; empty where it is not there as such */
  size_t line;    /* that the place begins in, from 1 */
  char *name;     /* by which readers may judge; NULL where it has none */
  jy_buf record;  /* its bytes as they stand in the container */
  jy_buf value;   /* the document among them, where it is not all of the record */
  bool whole;     /* it is: value stays empty */
  bool decoded;   /* the value and the meta are UTF-8 already */
  char declared[32]; /* the encoding that is stated, or that was decoded; "" where none is */
  jy__meta meta;  /* what the container states about it, as encoded as the document */
  bool filed;     /* it comes out of a file: somebody thought that it holds something */
  bool end;       /* there are no more, and no item here */
} jy__item;

void jy__item_free(jy__item *item);

/* A container that is being read. */
typedef struct jy__items jy__items;
struct jy__items {
  /* The next item, into one that is empty. What fails refuses this item and,
   * unless the source has failed, not those that follow; `number` is set. */
  int (*next)(jy__items *it, jy__item *item);
  void (*close)(jy__items *it); /* frees it, but not the source; called by jy__items_close() */
  size_t passed; /* what holds no text by intent, and was passed over */
  struct {       /* those of it that could be missed */
    jy_pass *at;
    size_t len, cap;
  } told;
};

/* Passes over an item, with the reason, one line. JY_OK or JY_ENOMEM. */
int jy__items_pass(jy__items *it, size_t number, const char *reason);
/* Frees it with what it tells. */
void jy__items_close(jy__items *it);

/* ---- readers --------------------------------------------------------------------- */

struct jy__reader {
  const char *kind; /* what scripts and the store call it */

  /* Whether this is such: by its first bytes (decoded ones, for a reader that
   * takes text) and by its name, which may be anything. */
  bool (*knows)(jy_str head, const char *name, const jy_read_opts *opts);

  /* One of these. `unpack` takes `from` over, also when it fails. */
  int (*unpack)(jy__stream **out, jy__source *from);
  const char *gives; /* the ending of what it unpacks to; NULL where that was below its own */
  int (*items)(jy__items **out, jy__source *from /* outlives *out */, const jy_read_opts *opts);
  int (*read)(jy__page *page, jy_str bytes /* or decoded text */);

  bool text; /* `read` takes the decoded text, which is in page->source already */
};

/* The readers that there are, the most particular first, ended by NULL. */
extern const jy__reader *const jy__readers[];

/* The readers of what begins like this; NULL where none knows it. */
const jy__reader *jy__reader_of_stream(jy_str head, const char *name, const jy_read_opts *opts);
const jy__reader *jy__reader_of_bytes(jy_str bytes, const char *name, const jy_read_opts *opts);
const jy__reader *jy__reader_of_text(jy_str text, const char *name, const jy_read_opts *opts);

/* Whether a name ends like this, in any case: ".jsonl". */
bool jy__has_ending(const char *name, const char *ending);

/* What bytes are that hold no text by all means ("a JPEG image"), or NULL. */
const char *jy__foreign(jy_str bytes);

extern const jy__reader jy__reader_gz;
extern const jy__reader jy__reader_xlsx;
extern const jy__reader jy__reader_jsonl;
extern const jy__reader jy__reader_table;
extern const jy__reader jy__reader_warc;
extern const jy__reader jy__reader_docx;
extern const jy__reader jy__reader_html;
extern const jy__reader jy__reader_pdf;
extern const jy__reader jy__reader_plain;

#endif

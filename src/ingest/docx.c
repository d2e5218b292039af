/* Word documents (.docx; ECMA-376): the paragraphs, a row of a table as one
 * line, text boxes after the paragraph they hang on, notes at the end. What was
 * deleted, the codes of fields, hidden text, readings above characters and the
 * furniture of the page are left out. The text that this makes is the source.
 * Refuses to know fonts, numbering and pictures. */
#include <stdlib.h>
#include <string.h>

#include "ingest/office.h"
#include "ingest/reader.h"

/* Text boxes inside text boxes: more are no document. */
#define DEEPEST 8

/* ---- the text ---------------------------------------------------------------------- */

/* What one element that holds paragraphs has put down so far. */
typedef struct {
  jy_buf text;
  jy_buf after; /* of text boxes, once the paragraph is done */
  size_t tables; /* that we are inside of */
  size_t column; /* of the row */
  bool gap;      /* a space is due before the next text of this cell */
  bool heading;  /* the paragraph is one */
  bool deleted;  /* its end is */
  size_t paragraph; /* where it begins */
} story;

typedef struct {
  jy__office office;
  story at[DEEPEST];
  size_t depth;
  size_t skip; /* elements inside one that is left out, with it; 0 outside */
  size_t text; /* inside of w:t */
  bool in_run;
  bool in_properties; /* of a paragraph */
  bool vanish;        /* the run is hidden */
  jy_buf *title;      /* the first heading; NULL where none is wanted */
  int status;
} body;

static story *here(body *b) {
  return &b->at[b->depth];
}

static void put(body *b, const char *bytes, size_t len) {
  story *s = here(b);
  if (s->gap && len > 0) {
    char last = s->text.len ? s->text.ptr[s->text.len - 1] : '\n';
    if (last != '\t' && last != '\n' && last != ' ') jy_buf_put(&s->text, " ", 1);
    s->gap = false;
  }
  jy_buf_put(&s->text, bytes, len);
}

/* The end of a line, in a cell a space. */
static void put_line(body *b) {
  if (here(b)->tables > 0)
    here(b)->gap = true;
  else
    put(b, "\n", 1);
}

static void put_after(story *s) {
  jy_buf_put(&s->text, s->after.ptr, s->after.len);
  s->after.len = 0;
}

/* ---- elements ---------------------------------------------------------------------- */

/* The part of a name after its namespace, where that is Word's own (also in the
 * strict form); NULL elsewhere. */
static const char *word_name(const char *name) {
  static const char *const spaces[] = {"http://schemas.openxmlformats.org/wordprocessingml/2006/main|",
                                       "http://purl.oclc.org/ooxml/wordprocessingml/main|"};
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
    if (strncmp(name, spaces[i], strlen(spaces[i])) == 0) return name + strlen(spaces[i]);
  return NULL;
}

static bool is_one(const char *name, const char *const words[]) {
  for (; *words; words++)
    if (strcmp(name, *words) == 0) return true;
  return false;
}

/* An attribute of Word's own, or NULL. */
static const char *attribute(const char **attributes, const char *name) {
  for (; *attributes; attributes += 2) {
    const char *own = word_name(attributes[0]);
    if (own && strcmp(own, name) == 0) return attributes[1];
  }
  return NULL;
}

/* Whether a switch is on: it is unless it says otherwise. */
static bool is_on(const char **attributes) {
  static const char *const off[] = {"0", "false", "off", NULL};
  const char *value = attribute(attributes, "val");
  return !value || !is_one(value, off);
}

/* What is left out with all that it holds. Fallbacks repeat what stands beside
 * them; the separators of notes are lines without words. */
static bool is_left_out(const char *name, const char **attributes) {
  static const char *const all[] = {"del", "moveFrom", "rt", "instrText", "delText", "delInstrText", NULL};
  static const char *const notes[] = {"footnote", "endnote", NULL};
  static const char mc[] = "http://schemas.openxmlformats.org/markup-compatibility/2006|Fallback";
  const char *own = word_name(name);
  if (!own) return strcmp(name, mc) == 0;
  if (is_one(own, notes)) {
    const char *type = attribute(attributes, "type");
    return type && strcmp(type, "normal") != 0;
  }
  return is_one(own, all);
}

/* Styles of headings of the first order, as Word calls them, in its other
 * languages too. */
static bool is_title_style(const char *style) {
  static const char *const names[] = {"Title", "Heading1", "1", NULL};
  return style && is_one(style, names);
}

static void begin_story(body *b) {
  if (b->depth + 1 == DEEPEST) {
    b->status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "text boxes nest more than %d deep", DEEPEST);
    return;
  }
  b->at[++b->depth] = (story){.tables = 0};
}

static void end_story(body *b) {
  story *inner = here(b), *outer = &b->at[--b->depth];
  put_after(inner);
  outer->text.failed = outer->text.failed || inner->text.failed || inner->after.failed;
  if (outer->tables > 0 && inner->text.len > 0) outer->gap = true;
  jy_buf *to = outer->tables > 0 ? &outer->text : &outer->after;
  jy_buf_put(to, inner->text.ptr, inner->text.len);
  jy_buf_free(&inner->text);
  jy_buf_free(&inner->after);
}

/* Cells of a table inside a cell are words of that cell. */
static void begin_cell(body *b) {
  story *s = here(b);
  if (s->tables != 1 || s->column++ == 0) return;
  s->gap = false;
  jy_buf_put(&s->text, "\t", 1);
}

static void end_row(body *b) {
  story *s = here(b);
  if (s->tables != 1) return;
  s->gap = false;
  s->column = 0;
  jy_buf_put(&s->text, "\n", 1);
}

static void begin_paragraph(body *b) {
  story *s = here(b);
  s->deleted = s->heading = false;
  s->paragraph = s->text.len;
}

static void end_paragraph(body *b) {
  story *s = here(b);
  if (s->heading && b->title && b->title->len == 0 && b->depth == 0)
    jy_buf_put(b->title, s->text.ptr + s->paragraph, s->text.len - s->paragraph);
  if (!s->deleted) put_line(b);
  put_after(s);
}

/* Properties and breaks: elements that hold nothing. */
static void take_empty(body *b, const char *name, const char **attributes) {
  if (strcmp(name, "vanish") == 0 && b->in_run) b->vanish = is_on(attributes);
  if (strcmp(name, "pStyle") == 0) here(b)->heading = is_title_style(attribute(attributes, "val"));
  if (b->vanish) return;
  if (strcmp(name, "tab") == 0 && b->in_run) put(b, here(b)->tables ? " " : "\t", 1);
  if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) put_line(b);
  if (strcmp(name, "noBreakHyphen") == 0) put(b, "-", 1);
}

static void XMLCALL on_start(void *data, const char *name, const char **attributes) {
  body *b = data;
  const char *own = word_name(name);
  if (own && b->in_properties && strcmp(own, "del") == 0) here(b)->deleted = true;
  if (b->skip || is_left_out(name, attributes)) {
    b->skip++;
    return;
  }
  if (!own) return;
  if (strcmp(own, "txbxContent") == 0) begin_story(b);
  else if (strcmp(own, "p") == 0) begin_paragraph(b);
  else if (strcmp(own, "tbl") == 0) here(b)->tables++;
  else if (strcmp(own, "tc") == 0) begin_cell(b);
  else if (strcmp(own, "t") == 0) b->text++;
  else if (strcmp(own, "r") == 0) b->in_run = true;
  else if (strcmp(own, "pPr") == 0) b->in_properties = true;
  else take_empty(b, own, attributes);
}

static void XMLCALL on_end(void *data, const char *name) {
  body *b = data;
  const char *own = word_name(name);
  if (b->skip) {
    b->skip--;
    return;
  }
  if (!own) return;
  if (strcmp(own, "txbxContent") == 0 && b->depth > 0) end_story(b);
  else if (strcmp(own, "p") == 0) end_paragraph(b);
  else if (strcmp(own, "tbl") == 0) here(b)->tables--;
  else if (strcmp(own, "t") == 0) b->text--;
  else if (strcmp(own, "r") == 0) b->in_run = b->vanish = false;
  else if (strcmp(own, "pPr") == 0) b->in_properties = false;
  else if (strcmp(own, "tr") == 0) end_row(b);
}

static void XMLCALL on_text(void *data, const char *bytes, int len) {
  body *b = data;
  if (b->text > 0 && !b->skip && !b->vanish) put(b, bytes, (size_t)len);
}

/* Appends the text of a part, where it is there. */
static int read_story(jy_buf *out, jy_buf *title, zip_t *z, const char *part, bool *found) {
  body *b = calloc(1, sizeof *b);
  if (!b) return jy__nomem();
  b->title = title;
  int status = jy__office_part(z, part, (jy__office_handlers){on_start, on_end, on_text, &b->office}, found);
  if (status == JY_OK) status = b->status;
  while (b->depth > 0) end_story(b);
  if (status == JY_OK) status = jy_buf_status(&b->at[0].text);
  if (status == JY_OK) jy_buf_put(out, b->at[0].text.ptr, b->at[0].text.len);
  jy_buf_free(&b->at[0].text);
  jy_buf_free(&b->at[0].after);
  free(b);
  return status < 0 ? status : jy_buf_status(out);
}

/* ---- what the document says of itself ---------------------------------------------- */

typedef struct {
  jy__office office;
  jy_buf title, author;
  jy_buf *to; /* what the text is put to; NULL for nothing */
} core;

static void XMLCALL on_core_start(void *data, const char *name, const char **attributes) {
  core *c = data;
  (void)attributes;
  c->to = NULL;
  if (strcmp(name, "http://purl.org/dc/elements/1.1/|title") == 0) c->to = &c->title;
  if (strcmp(name, "http://purl.org/dc/elements/1.1/|creator") == 0) c->to = &c->author;
}

static void XMLCALL on_core_end(void *data, const char *name) {
  (void)name;
  ((core *)data)->to = NULL;
}

static void XMLCALL on_core_text(void *data, const char *bytes, int len) {
  core *c = data;
  if (c->to) jy_buf_put(c->to, bytes, (size_t)len);
}

/* The author, and the title where the text has it: programs put names of
 * templates there. The dates are those of a template or of a copy as often as
 * of the document, so none is taken for its publication. */
static int read_core(jy__page *page, zip_t *z) {
  core c = {{NULL}, JY_BUF_INIT, JY_BUF_INIT, NULL};
  bool found;
  int status = jy__office_part(z, "docProps/core.xml", (jy__office_handlers){on_core_start, on_core_end, on_core_text, &c.office},
                          &found);
  if (status == JY_OK) status = jy_buf_status(&c.title);
  if (status == JY_OK) status = jy_buf_status(&c.author);
  bool stands = c.title.len > 0 && page->source.len > 0 &&
                memmem(page->source.ptr, page->source.len, c.title.ptr, c.title.len) != NULL;
  if (status == JY_OK && stands && page->meta.title.len == 0) {
    page->meta.title = c.title;
    c.title = (jy_buf)JY_BUF_INIT;
  }
  jy_buf_free(&c.title);
  page->meta.author = c.author;
  return status;
}

/* ---- the reader -------------------------------------------------------------------- */

static bool knows(jy_str head, const char *name, const jy_read_opts *opts) {
  static const char mark[] = "word/document";
  (void)opts;
  if (head.len < 4 || memcmp(head.ptr, "PK\3\4", 4) != 0) return false;
  return jy__has_ending(name, ".docx") || jy__has_ending(name, ".docm") ||
         memmem(head.ptr, head.len, mark, sizeof mark - 1) != NULL;
}

static int read_parts(jy__page *page, zip_t *z) {
  static const char *const notes[] = {"word/footnotes.xml", "word/endnotes.xml"};
  bool found;
  int status = read_story(&page->source, &page->meta.title, z, "word/document.xml", &found);
  if (status == JY_OK && !found)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "is no Word document: it has no word/document.xml");
  for (size_t i = 0; status == JY_OK && i < sizeof notes / sizeof *notes; i++)
    status = read_story(&page->source, NULL, z, notes[i], &found);
  return status < 0 ? status : read_core(page, z);
}

static int read_docx(jy__page *page, jy_str bytes) {
  zip_t *z = jy__office_open(bytes);
  if (!z) return jy_error_last()->code;
  int status = read_parts(page, z);
  zip_discard(z);
  while (page->source.len > 0 && strchr("\n\t ", page->source.ptr[page->source.len - 1])) page->source.len--;
  return status;
}

const jy__reader jy__reader_docx = {.kind = "docx", .knows = knows, .read = read_docx};

/* The readers that there are, and which of them a document is for. A new format
 * is a file with its reader and one line here. */
#include "ingest/reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The most particular first: the first that knows a document reads it. */
const jy__reader *const jy__readers[] = {
    &jy__reader_gz,
    &jy__reader_xlsx,
    &jy__reader_pdf,
    &jy__reader_warc,
    &jy__reader_jsonl,
    &jy__reader_table,
    &jy__reader_docx,
    &jy__reader_html,
    &jy__reader_plain,
    NULL,
};

bool jy__has_ending(const char *name, const char *ending) {
  size_t n = strlen(name), m = strlen(ending);
  return n > m && strcasecmp(name + n - m, ending) == 0;
}

const jy__reader *jy__reader_of_stream(jy_str head, const char *name, const jy_read_opts *opts) {
  for (const jy__reader *const *r = jy__readers; *r; r++)
    if (!(*r)->read && (*r)->knows(head, name, opts)) return *r;
  return NULL;
}

const jy__reader *jy__reader_of_bytes(jy_str bytes, const char *name, const jy_read_opts *opts) {
  for (const jy__reader *const *r = jy__readers; *r; r++)
    if ((*r)->read && !(*r)->text && (*r)->knows(bytes, name, opts)) return *r;
  return NULL;
}

const jy__reader *jy__reader_of_text(jy_str text, const char *name, const jy_read_opts *opts) {
  for (const jy__reader *const *r = jy__readers; *r; r++)
    if ((*r)->text && (*r)->knows(text, name, opts)) return *r;
  return NULL;
}

/* ---- plain text -------------------------------------------------------------------- */

static bool knows_any(jy_str head, const char *name, const jy_read_opts *opts) {
  (void)head;
  (void)name;
  (void)opts;
  return true;
}

/* All of the source is to be read. */
static int read_plain(jy__page *page, jy_str text) {
  (void)page;
  (void)text;
  return JY_OK;
}

const jy__reader jy__reader_plain = {.kind = "text", .knows = knows_any, .read = read_plain, .text = true};

/* ---- what readers fill ------------------------------------------------------------- */

void jy__meta_free(jy__meta *m) {
  jy_buf *const all[] = {&m->title,  &m->published,   &m->origin, &m->author,
                         &m->editor, &m->institution, &m->site,   &m->url};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) jy_buf_free(all[i]);
}

void jy__page_free(jy__page *p) {
  jy_buf_free(&p->source);
  jy_buf_free(&p->reading);
  jy_align_free(p->align);
  jy__meta_free(&p->meta);
  jy__spans_free(&p->pages);
  free(p->articles.at);
  jy_buf_free(&p->said);
  *p = (jy__page){0};
}

void jy__item_free(jy__item *item) {
  jy_buf_free(&item->id);
  free(item->name);
  jy_buf_free(&item->record);
  jy_buf_free(&item->value);
  jy__meta_free(&item->meta);
  *item = (jy__item){0};
}

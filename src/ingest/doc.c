/* A document: one input on its whole way from bytes to articles. Knows the
 * order of the steps; each step is another file's or another room's work. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert/internal.h"
#include "ingest/docs.h"

struct jy_doc {
  char *path;
  jy__item item; /* bytes as they came: nothing is thrown away */
  bool is_source; /* they are the source of the text, and stand only there */
  jy_detection detection;
  jy_ledger ledger;
  jy_regions regions; /* none where the reader took bytes that are no text */
  const jy__reader *reader;
  jy__page page; /* its source and reading are in `text` */
  jy_text *text;
  jy__articles articles;
};

void jy_doc_free(jy_doc *d) {
  if (!d) return;
  free(d->path);
  jy__item_free(&d->item);
  jy_ledger_free(&d->ledger);
  jy_regions_free(&d->regions);
  jy__page_free(&d->page);
  jy_text_free(d->text);
  free(d->articles.at);
  free(d);
}

/* What is to be read of the item. */
static jy_str value_of(const jy_doc *d) {
  return jy_buf_str(d->item.whole ? &d->item.record : &d->item.value);
}

/* ---- decoding ------------------------------------------------------------------ */

/* What an item's container states goes before what the page says of itself. */
static int detect_stated(jy_doc *d, jy_str bytes, const char *name) {
  const char *stated = *d->item.declared ? d->item.declared : NULL;
  if (jy__is_html(bytes, name)) return jy__html_detect(&d->detection, bytes, stated);
  return jy_detect(&d->detection, bytes, stated);
}

static int detect(jy_doc *d, jy_str bytes, const char *name, const char *forced) {
  if (!forced) return detect_stated(d, bytes, name);
  const char *encoding = jy_encoding_name(forced);
  if (strlen(encoding) >= sizeof d->detection.encoding)
    return jy__fail(JY_ECONVERT, d->path, JY_NO_OFFSET, "unknown encoding '%s'", forced);
  memcpy(d->detection.encoding, encoding, strlen(encoding) + 1);
  d->detection.reason = "forced";
  d->detection.confidence = 1;
  return JY_OK;
}

/* One byte in twenty is more than damage: it is the wrong encoding, or no text.
 * A cut tail is one loss, however short the file. */
static int judge_losses(const jy_doc *d) {
  size_t lost = d->ledger.lost_bytes, all = value_of(d).len;
  if (d->ledger.len == 0) return JY_OK;
  const jy_loss *first = &d->ledger.losses[0], *last = &d->ledger.losses[d->ledger.len - 1];
  if (last->offset + last->len == all) lost -= last->len;
  if (lost <= all / 20) return JY_OK;
  return jy__fail(JY_EENCODING, d->path, first->offset,
                  "%zu of %zu bytes are invalid in %s, the first at byte %zu: "
                  "name the encoding, or repair the file",
                  d->ledger.lost_bytes, all, d->detection.encoding, first->offset);
}

/* What the container has decoded. */
static int take_decoded(jy_doc *d, jy_str text) {
  const char *encoding = *d->item.declared ? d->item.declared : "UTF-8";
  if (text.len == 0) return jy__fail(JY_EINVALID, d->path, JY_NO_OFFSET, "is empty");
  memcpy(d->detection.encoding, encoding, strlen(encoding) + 1);
  d->detection.reason = *d->item.declared ? "declared" : "utf-8";
  d->detection.confidence = 1;
  jy_buf_put(&d->page.source, text.ptr, text.len);
  return jy_buf_status(&d->page.source);
}

/* Whether the bytes, just judged by jy_detect(), need no decoding: all of them
 * are UTF-8. A page of markup says of itself what it is in. */
static bool is_utf8(const jy_doc *d, const char *name, const jy_read_opts *opts) {
  bool sound = strcmp(d->detection.reason, "utf-8") == 0 || strcmp(d->detection.reason, "ascii") == 0;
  return sound && !opts->encoding && d->item.whole && !jy__is_html(value_of(d), name);
}

/* The bytes become the source, since a copy of them would be the same. */
static int take_bytes(jy_doc *d) {
  d->page.source = d->item.record;
  d->item.record = (jy_buf)JY_BUF_INIT;
  d->is_source = true;
  return jy__regions_whole(&d->regions, d->page.source.len, &d->detection);
}

static int decode(jy_doc *d, const char *name, const jy_read_opts *opts) {
  jy_str bytes = value_of(d);
  const char *foreign = jy__foreign(bytes);
  if (foreign) return jy__fail(JY_EINVALID, d->path, JY_NO_OFFSET, "looks like binary data: %s", foreign);
  if (d->item.decoded) return take_decoded(d, bytes);
  int status = detect(d, bytes, name, opts->encoding);
  if (status == JY_OK && is_utf8(d, name, opts)) return take_bytes(d);
  if (status == JY_OK)
    status = jy_decode_regions(&d->page.source, &d->ledger, &d->regions, bytes, &d->detection, opts->policy, d->path);
  if (status < 0) return status;
  if (d->regions.len > 1) /* a file in several encodings goes by that of most bytes */
    snprintf(d->detection.encoding, sizeof d->detection.encoding, "%s", jy_regions_majority(&d->regions));
  return judge_losses(d);
}

/* Replaces what a container states by the same in UTF-8. */
static int decode_stated(jy_buf *b, const char *encoding) {
  jy_buf decoded = JY_BUF_INIT;
  if (b->len == 0) return JY_OK;
  int status = jy_decode(&decoded, NULL, jy_buf_str(b), encoding, JY_POLICY_REPLACE, NULL);
  jy_buf_free(b);
  *b = decoded;
  return status;
}

static int decode_meta(jy__item *item, const char *encoding) {
  jy__meta *m = &item->meta;
  if (item->decoded) return JY_OK;
  jy_buf *const all[] = {&m->title, &m->published, &m->origin, &m->author, &m->institution, &m->url};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    int status = decode_stated(all[i], encoding);
    if (status < 0) return status;
  }
  return JY_OK;
}

/* A file that shows nothing holds no text: what was to be read is not there. */
static int refuse_blank(const jy_doc *d) {
  if (!d->item.filed) return JY_OK;
  uint32_t cp;
  const char *at = d->page.source.ptr, *end = at + d->page.source.len;
  for (size_t n; at < end && (n = jy__utf8_next(at, end, &cp)) != 0; at += n)
    if (cp > ' ' && !jy__is_gap(cp)) return JY_OK;
  if (at < end) return JY_OK;
  return jy__fail(JY_EINVALID, d->path, JY_NO_OFFSET, "is empty: it holds nothing but white space");
}

/* Finds the reader and has it fill the page. */
static int read_page(jy_doc *d, const char *name, const jy_read_opts *opts) {
  d->reader = jy__reader_of_bytes(value_of(d), name, opts);
  if (!d->reader) {
    int status = decode(d, name, opts);
    if (status == JY_OK) status = refuse_blank(d);
    if (status < 0) return status;
    d->reader = jy__reader_of_text(jy_buf_str(&d->page.source), name, opts);
    return d->reader->read(&d->page, jy_buf_str(&d->page.source));
  }
  d->detection = (jy_detection){.encoding = "UTF-8", .reason = "format", .confidence = 1};
  int status = d->reader->read(&d->page, value_of(d));
  if (status < 0 || d->page.source.len > 0) return status;
  return jy__fail(JY_EINVALID, d->path, JY_NO_OFFSET, "holds no text");
}

/* ---- the chain of texts -------------------------------------------------------- */

/* Puts what a step made in place of the text it was made from. */
static int replace(jy_text **text, int status, jy_text *made) {
  if (status < 0) return status;
  jy_text_free(*text);
  *text = made;
  return JY_OK;
}

/* The text of what the reader left in the page, which gives it up. */
static int step_page(jy_text **text, jy__page *page) {
  jy_text *made = NULL;
  int status = jy__text_adopt(text, &page->source);
  if (status < 0 || !page->align) return status;
  status = jy__text_derive(&made, *text, &page->reading, page->align);
  page->align = NULL;
  return replace(text, status, made);
}

/* Damage undone, script as wanted: the same for the text and for its title. */
static int step_script(jy_text **text, jy_read_script script) {
  jy_text *made = NULL;
  size_t seen;
  int status = jy_text_repair(&made, *text);
  status = replace(text, status, made);
  if (status == JY_OK) status = jy__text_tags(&made, *text, &seen);
  status = replace(text, status, made);
  if (status < 0 || script == JY_READ_KEEP) return status;
  status = jy_text_hans(&made, *text);
  return replace(text, status, made);
}

/* A reader of paper knows from the places of lines which of them go on, one of
 * markup which are paragraphs. A newsletter is taken apart before its lines are
 * joined, unless its reader told the articles apart: then they are known. */
static int step_joins(jy_doc *d) {
  jy_text *made = NULL;
  bool whole = d->page.pages.len > 0 || d->page.marked;
  int status = whole ? jy__text_gaps(&made, d->text)
                     : jy__joins(&made, d->page.articles.len ? NULL : &d->articles, d->text);
  return replace(&d->text, status, made);
}

int jy_text_view(jy_text **out, jy_str utf8, jy_read_script script) {
  int status = jy_text_new(out, utf8);
  if (status == JY_OK) status = step_script(out, script);
  jy_text *made = NULL;
  if (status == JY_OK) status = jy_text_joins(&made, *out);
  if (status == JY_OK) status = replace(out, status, made);
  if (status == JY_OK) return status;
  jy_text_free(*out);
  *out = NULL;
  return status;
}

/* The title of the page as the reading has it. */
static int make_title(jy_text **title, const jy_doc *d, jy_read_script script) {
  int status = jy_text_new(title, jy_doc_title(d));
  return status < 0 ? status : step_script(title, script);
}

/* Where the articles that the reader told apart in the source are in the reading. */
static void take_articles(jy_doc *d) {
  const jy_align *a = jy_text_align(d->text);
  d->articles = d->page.articles;
  d->page.articles = (jy__articles){0};
  for (size_t i = 0; i < d->articles.len; i++) {
    jy_article *at = &d->articles.at[i];
    jy_span whole = jy_align_made(a, (jy_span){at->start, at->end});
    at->title = jy_align_made(a, at->title);
    at->start = whole.start;
    at->end = whole.end;
  }
}

/* What is stated about a document is stated about its only article. */
static void say(const jy_doc *d, jy_article *a) {
  a->published = jy_doc_meta(d, "published");
  a->source = jy_doc_meta(d, "source");
  a->author = jy_doc_meta(d, "author");
  a->editor = jy_doc_meta(d, "editor");
}

static int find_articles(jy_doc *d, jy_read_script script) {
  jy_text *title = NULL;
  if (d->page.articles.len > 0) {
    take_articles(d);
    return JY_OK;
  }
  int status = make_title(&title, d, script);
  if (status == JY_OK)
    status = jy__articles_find(&d->articles.at, &d->articles.len, jy_text_reading(d->text),
                               jy_text_reading(title));
  jy_text_free(title);
  if (status == JY_OK && d->articles.len == 1) say(d, &d->articles.at[0]);
  return status;
}

static int fill(jy_doc *d, const char *name, const jy_read_opts *opts) {
  int status = read_page(d, name, opts);
  if (status == JY_OK) status = decode_meta(&d->item, d->detection.encoding);
  if (status == JY_OK) status = step_page(&d->text, &d->page);
  if (status == JY_OK) status = step_script(&d->text, opts->script);
  if (status == JY_OK) status = step_joins(d);
  if (status == JY_OK && d->articles.len) return JY_OK;
  return status < 0 ? status : find_articles(d, opts->script);
}

int jy__doc_make(jy_doc **out, const char *path, const char *name, jy__item *item, const jy_read_opts *opts) {
  jy_doc *d = calloc(1, sizeof *d);
  *out = NULL;
  if (!d) {
    jy__item_free(item);
    return jy__nomem();
  }
  d->item = *item;
  *item = (jy__item){0};
  d->path = strdup(path);
  int status = d->path ? fill(d, name, opts) : jy__nomem();
  if (status < 0) {
    jy__fail_path(path);
    jy_doc_free(d);
    return status;
  }
  *out = d;
  return JY_OK;
}

/* ---- what it holds --------------------------------------------------------------- */

const char *jy_doc_path(const jy_doc *d) {
  return d->path;
}

jy_str jy_doc_bytes(const jy_doc *d) {
  return d->is_source ? jy_text_source(d->text) : jy_buf_str(&d->item.record);
}

jy_span jy_doc_place(const jy_doc *d, size_t *line) {
  bool placed = d->item.place.end > d->item.place.start;
  if (line) *line = placed ? d->item.line : 0;
  return placed ? d->item.place : (jy_span){0, 0};
}

/* The search takes steps in proportion to both lengths, whatever repeats in them. */
int jy_doc_held(size_t *at, const jy_doc *d) {
  jy_str source = jy_text_source(d->text), in;
  jy_buf decoded = JY_BUF_INIT;
  *at = JY_NO_OFFSET;
  int status = jy_decode(&decoded, NULL, jy_doc_bytes(d), d->detection.encoding, JY_POLICY_ERROR, NULL);
  if (status == JY_OK) {
    in = jy_buf_str(&decoded);
    const char *first = memmem(in.ptr, in.len, source.ptr, source.len);
    const char *again = first ? memmem(first + 1, in.len - (size_t)(first + 1 - in.ptr), source.ptr, source.len) : NULL;
    if (first && !again) *at = (size_t)(first - in.ptr);
  }
  jy_buf_free(&decoded);
  return status == JY_ENOMEM ? status : JY_OK;
}

const jy_detection *jy_doc_detection(const jy_doc *d) {
  return &d->detection;
}

const jy_ledger *jy_doc_ledger(const jy_doc *d) {
  return &d->ledger;
}

const jy_regions *jy_doc_regions(const jy_doc *d) {
  return &d->regions;
}

const jy_text *jy_doc_text(const jy_doc *d) {
  return d->text;
}

int jy_doc_copy_text(jy_text **out, const jy_doc *d) {
  jy_str reading = jy_text_reading(d->text);
  jy_buf same = JY_BUF_INIT;
  jy_align *step = NULL;
  *out = NULL;
  jy_buf_put(&same, reading.ptr, reading.len);
  int status = jy_align_new(&step);
  if (status == JY_OK) status = jy_align_keep(step, reading.len);
  if (status == JY_OK) return jy__text_derive(out, d->text, &same, step);
  jy_align_free(step);
  jy_buf_free(&same);
  return status;
}

const char *jy_doc_kind(const jy_doc *d) {
  return d->reader->kind;
}

jy_str jy_doc_meta(const jy_doc *d, const char *name) {
  static const struct {
    const char *name;
    size_t at;
  } known[] = {
      {"title", offsetof(jy__meta, title)},   {"published", offsetof(jy__meta, published)},
      {"source", offsetof(jy__meta, origin)}, {"author", offsetof(jy__meta, author)},
      {"editor", offsetof(jy__meta, editor)}, {"institution", offsetof(jy__meta, institution)},
      {"site", offsetof(jy__meta, site)},     {"url", offsetof(jy__meta, url)},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(name, known[i].name) != 0) continue;
    const jy_buf *given = (const jy_buf *)(const void *)((const char *)&d->item.meta + known[i].at);
    const jy_buf *found = (const jy_buf *)(const void *)((const char *)&d->page.meta + known[i].at);
    return jy_buf_str(given->len ? given : found);
  }
  return (jy_str){"", 0};
}

jy_str jy_doc_title(const jy_doc *d) {
  return jy_doc_meta(d, "title");
}

jy_str jy_doc_published(const jy_doc *d) {
  return jy_doc_meta(d, "published");
}

size_t jy_doc_articles(const jy_doc *d) {
  return d->articles.len;
}

const jy_article *jy_doc_article(const jy_doc *d, size_t i) {
  return i < d->articles.len ? &d->articles.at[i] : NULL;
}

bool jy_doc_is_index(const jy_doc *d) {
  return d->page.index;
}

size_t jy_doc_pages(const jy_doc *d) {
  return d->page.pages.len;
}

const jy_span *jy_doc_page(const jy_doc *d, size_t i) {
  return i < d->page.pages.len ? &d->page.pages.at[i] : NULL;
}

size_t jy_doc_page_at(const jy_doc *d, size_t offset) {
  const jy__spans *pages = &d->page.pages;
  size_t low = 0, high = pages->len;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (pages->at[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low < pages->len ? low + 1 : pages->len;
}

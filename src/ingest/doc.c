/* A document: one input on its whole way from bytes to articles. Knows the
 * order of the steps; each step is another file's or another room's work. */
#include <stdlib.h>
#include <string.h>

#include "ingest/internal.h"

struct jy_doc {
  char *path;
  jy_buf bytes; /* as they came: nothing is thrown away */
  jy_detection detection;
  jy_ledger ledger;
  bool html;
  jy__page page;
  jy_text *text;
  jy_article *articles;
  size_t n_articles;
};

void jy_doc_free(jy_doc *d) {
  if (!d) return;
  free(d->path);
  jy_buf_free(&d->bytes);
  jy_ledger_free(&d->ledger);
  jy__page_free(&d->page);
  jy_text_free(d->text);
  free(d->articles);
  free(d);
}

/* ---- decoding ------------------------------------------------------------------ */

static int detect(jy_doc *d, jy_str bytes, const char *forced) {
  char label[64];
  if (!forced) {
    bool declared = jy__is_html(bytes, d->path) && jy__html_charset(label, sizeof label, bytes);
    return jy_detect(&d->detection, bytes, declared ? label : NULL);
  }
  const char *name = jy_encoding_name(forced);
  if (strlen(name) >= sizeof d->detection.encoding)
    return jy__fail(JY_ECONVERT, d->path, JY_NO_OFFSET, "unknown encoding: %s", forced);
  memcpy(d->detection.encoding, name, strlen(name) + 1);
  d->detection.reason = "forced";
  d->detection.confidence = 1;
  return JY_OK;
}

/* One byte in twenty is more than damage: it is the wrong encoding, or no text.
 * A cut tail is one loss, however short the file. */
static int judge_losses(const jy_doc *d) {
  size_t lost = d->ledger.lost_bytes;
  if (d->ledger.len == 0) return JY_OK;
  const jy_loss *first = &d->ledger.losses[0], *last = &d->ledger.losses[d->ledger.len - 1];
  if (last->offset + last->len == d->bytes.len) lost -= last->len;
  if (lost <= d->bytes.len / 20) return JY_OK;
  return jy__fail(JY_EENCODING, d->path, first->offset,
                  "%zu of %zu bytes are invalid in %s, the first at byte %zu: "
                  "name the encoding, or repair the file",
                  d->ledger.lost_bytes, d->bytes.len, d->detection.encoding, first->offset);
}

static int decode(jy_buf *out, jy_doc *d, jy_str bytes, const jy_read_opts *opts) {
  int status = detect(d, bytes, opts->encoding);
  if (status == JY_OK)
    status = jy_decode(out, &d->ledger, bytes, d->detection.encoding, opts->policy, d->path);
  return status < 0 ? status : judge_losses(d);
}

/* ---- the chain of texts -------------------------------------------------------- */

/* Puts what a step made in place of the text it was made from. */
static int replace(jy_text **text, int status, jy_text *made) {
  if (status < 0) return status;
  jy_text_free(*text);
  *text = made;
  return JY_OK;
}

static int step_html(jy_text **text, jy__page *page) {
  jy_buf out = JY_BUF_INIT;
  jy_align *align = NULL;
  jy_text *made = NULL;
  int status = jy_align_new(&align);
  if (status == JY_OK) status = jy__html_read(&out, align, page, jy_text_source(*text));
  if (status == JY_OK) {
    status = jy__text_derive(&made, *text, &out, align);
    align = NULL;
  }
  jy_align_free(align);
  jy_buf_free(&out);
  return replace(text, status, made);
}

/* Glosses out, script as wanted: the same for the text and for its title. */
static int step_script(jy_text **text, jy_read_script script) {
  jy_text *made = NULL;
  int status = jy_text_glosses(&made, *text);
  status = replace(text, status, made);
  if (status < 0 || script == JY_READ_KEEP) return status;
  status = jy_text_hans(&made, *text);
  return replace(text, status, made);
}

/* Newsletters are taken apart before their lines are joined: then the articles
 * are known. */
static int step_joins(jy_doc *d) {
  jy__articles found = {0};
  jy_text *made = NULL;
  int status = jy__joins(&made, &found, d->text);
  d->articles = found.at;
  d->n_articles = found.len;
  return replace(&d->text, status, made);
}

static int find_articles(jy_doc *d, jy_read_script script) {
  jy_text *title = NULL;
  int status = jy_text_new(&title, jy_buf_str(&d->page.title));
  if (status == JY_OK) status = step_script(&title, script);
  if (status == JY_OK)
    status = jy__articles_find(&d->articles, &d->n_articles, jy_text_reading(d->text),
                               jy_text_reading(title));
  jy_text_free(title);
  return status;
}

static int fill(jy_doc *d, const jy_read_opts *opts) {
  jy_buf decoded = JY_BUF_INIT;
  int status = decode(&decoded, d, jy_buf_str(&d->bytes), opts);
  if (status == JY_OK) status = jy_text_new(&d->text, jy_buf_str(&decoded));
  d->html = status == JY_OK && jy__is_html(jy_buf_str(&decoded), d->path);
  jy_buf_free(&decoded);
  if (d->html) status = step_html(&d->text, &d->page);
  if (status == JY_OK) status = step_script(&d->text, opts->script);
  if (status == JY_OK) status = step_joins(d);
  if (status == JY_OK && d->n_articles) return JY_OK;
  return status < 0 ? status : find_articles(d, opts->script);
}

/* Makes a document of bytes that it takes over, also when it fails. */
static int make(jy_doc **out, const char *path, jy_buf *bytes, const jy_read_opts *opts) {
  static const jy_read_opts usual = JY_READ_OPTS_INIT;
  jy_doc *d = calloc(1, sizeof *d);
  if (!d) {
    jy_buf_free(bytes);
    return jy__nomem();
  }
  d->bytes = *bytes;
  *bytes = (jy_buf)JY_BUF_INIT;
  d->path = strdup(path);
  int status = d->path ? fill(d, opts ? opts : &usual) : jy__nomem();
  if (status < 0) {
    jy__fail_path(path);
    jy_doc_free(d);
    return status;
  }
  *out = d;
  return JY_OK;
}

int jy_doc_parse(jy_doc **out, const char *path, jy_str bytes, const jy_read_opts *opts) {
  jy_buf copy = JY_BUF_INIT;
  *out = NULL;
  jy_buf_put(&copy, bytes.ptr, bytes.len);
  int status = jy_buf_status(&copy);
  return status < 0 ? status : make(out, path, &copy, opts);
}

int jy_doc_read(jy_doc **out, const char *path, const jy_read_opts *opts) {
  jy_buf bytes = JY_BUF_INIT;
  *out = NULL;
  int status = jy__file_read(&bytes, path);
  if (status == JY_OK) return make(out, path, &bytes, opts);
  jy_buf_free(&bytes);
  return status;
}

/* ---- what it holds --------------------------------------------------------------- */

const char *jy_doc_path(const jy_doc *d) {
  return d->path;
}

jy_str jy_doc_bytes(const jy_doc *d) {
  return jy_buf_str(&d->bytes);
}

const jy_detection *jy_doc_detection(const jy_doc *d) {
  return &d->detection;
}

const jy_ledger *jy_doc_ledger(const jy_doc *d) {
  return &d->ledger;
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
  return d->html ? "html" : "text";
}

jy_str jy_doc_title(const jy_doc *d) {
  return jy_buf_str(&d->page.title);
}

jy_str jy_doc_published(const jy_doc *d) {
  return jy_buf_str(&d->page.published);
}

size_t jy_doc_articles(const jy_doc *d) {
  return d->n_articles;
}

const jy_article *jy_doc_article(const jy_doc *d, size_t i) {
  return i < d->n_articles ? &d->articles[i] : NULL;
}

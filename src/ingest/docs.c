/* The documents of an input, one after another: what is packed is unpacked,
 * what holds several is taken apart, and each is named and read. Refuses to
 * know any format: see reader.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ingest/docs.h"

/* What is packed in something packed, and so on: more is no archive. */
#define DEEPEST 4
/* What readers judge by. */
#define HEAD 65536

struct jy_docs {
  char *path;    /* of the file */
  char *wanted;  /* the one item that is asked for; NULL for all */
  jy_read_opts opts; /* its strings are ours */
  jy__source *source;
  jy__items *items; /* NULL where the source is one document */
  jy__names names;
  bool filed; /* not bytes that a program gave */
  bool numbered; /* items have IDs of their own that look like the number of a line */
  bool found; /* what was wanted */
  bool ended;
};

/* ---- options --------------------------------------------------------------------- */

/* The strings of the options, to be copied and freed. */
static size_t strings_of(const char **at[10], jy_read_opts *o) {
  const char **all[] = {&o->encoding,      &o->columns.text,        &o->columns.title,  &o->columns.date,
                        &o->columns.id,    &o->columns.source,      &o->columns.author, &o->columns.url,
                        &o->columns.institution};
  memcpy(at, all, sizeof all);
  return sizeof all / sizeof *all;
}

static void free_opts(jy_read_opts *o) {
  const char **at[10];
  size_t n = strings_of(at, o);
  for (size_t i = 0; i < n; i++) free((char *)(uintptr_t)*at[i]);
}

static int copy_opts(jy_read_opts *out, const jy_read_opts *from) {
  static const jy_read_opts usual = JY_READ_OPTS_INIT;
  const char **at[10];
  *out = from ? *from : usual;
  size_t n = strings_of(at, out);
  bool whole = true;
  for (size_t i = 0; i < n; i++) {
    if (!*at[i]) continue;
    *at[i] = strdup(*at[i]);
    whole = whole && *at[i];
  }
  return whole ? JY_OK : jy__nomem();
}

/* ---- opening --------------------------------------------------------------------- */

/* Where the name of an item begins in `FILE#ID`: at the first `#` before which
 * there is a file, or `-`, where the whole names none. NULL for a plain path. */
static const char *item_in(const char *path) {
  struct stat st;
  if (strcmp(path, "-") == 0 || stat(path, &st) == 0) return NULL;
  if (strncmp(path, "-#", 2) == 0) return path + 1;
  for (const char *at = strchr(path, '#'); at; at = strchr(at + 1, '#')) {
    char *file = strndup(path, (size_t)(at - path));
    bool is_file = file && stat(file, &st) == 0 && !S_ISDIR(st.st_mode);
    free(file);
    if (is_file) return at;
  }
  return NULL;
}

bool jy__path_is_item(const char *path) {
  return item_in(path) != NULL;
}

static int set_path(jy_docs *s, const char *path, const char *item) {
  s->path = item ? strndup(path, (size_t)(item - path)) : strdup(path);
  if (item) s->wanted = strdup(item + 1);
  return s->path && (!item || s->wanted) ? JY_OK : jy__nomem();
}

/* Unpacks for as long as there is something packed, then looks for items. */
static int open_reader(jy_docs *s) {
  for (size_t depth = 0;; depth++) {
    jy_str head;
    int status = jy__source_look(&head, s->source, HEAD);
    if (status < 0) return status;
    const jy__reader *r = jy__reader_of_stream(head, s->source->name, &s->opts);
    if (!r) return JY_OK;
    if (r->items) return r->items(&s->items, s->source, &s->opts);
    if (depth == DEEPEST)
      return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "is packed more than %d times over", DEEPEST);
    status = jy__source_unpack(s->source, r);
    if (status < 0) return status;
  }
}

static int open_source(jy_docs *s, const char *path, const jy_str *bytes, const jy_read_opts *opts) {
  int status = copy_opts(&s->opts, opts);
  s->filed = !bytes;
  if (status == JY_OK) status = set_path(s, path, bytes ? NULL : item_in(path));
  if (status == JY_OK)
    status = bytes ? jy__source_memory(&s->source, *bytes, s->path) : jy__source_open(&s->source, s->path);
  if (status == JY_OK) status = open_reader(s);
  if (status == JY_OK && s->wanted && !s->items)
    status = jy__fail(JY_ENOTFOUND, path, JY_NO_OFFSET, "there is no such item: the file is one document");
  return status;
}

static int open_docs(jy_docs **out, const char *path, const jy_str *bytes, const jy_read_opts *opts) {
  jy_docs *s = calloc(1, sizeof *s);
  *out = NULL;
  if (!s) return jy__nomem();
  int status = open_source(s, path, bytes, opts);
  if (status == JY_OK) {
    *out = s;
    return JY_OK;
  }
  jy__fail_path(path);
  jy_docs_close(s);
  return status;
}

int jy_docs_open(jy_docs **out, const char *path, const jy_read_opts *opts) {
  return open_docs(out, path, NULL, opts);
}

void jy__items_close(jy__items *it) {
  for (size_t i = 0; i < it->told.len; i++) free(it->told.at[i].reason);
  free(it->told.at);
  it->close(it);
}

void jy_docs_close(jy_docs *s) {
  if (!s) return;
  if (s->items) jy__items_close(s->items);
  jy__source_free(s->source);
  jy__names_free(&s->names);
  free_opts(&s->opts);
  free(s->path);
  free(s->wanted);
  free(s);
}

size_t jy_docs_passed(const jy_docs *s) {
  return s->items && !s->wanted ? s->items->passed : 0;
}

const jy_pass *jy_docs_pass(const jy_docs *s, size_t i) {
  return s->items && !s->wanted && i < s->items->told.len ? &s->items->told.at[i] : NULL;
}

int jy__items_pass(jy__items *it, size_t number, const char *reason) {
  void *at = it->told.at;
  it->passed++;
  if (jy__grow(&at, &it->told.cap, it->told.len + 1, sizeof *it->told.at) < 0) return JY_ENOMEM;
  it->told.at = at;
  jy_pass pass = {number, strdup(reason)};
  if (!pass.reason) return jy__nomem();
  it->told.at[it->told.len++] = pass;
  return JY_OK;
}

/* ---- one after another ----------------------------------------------------------- */

/* The whole source as one document. */
static int next_whole(jy_doc **out, jy_docs *s) {
  jy__item item = {.number = 1, .whole = true, .filed = s->filed};
  s->ended = true;
  int status = jy__source_rest(&item.record, s->source);
  if (status == JY_OK) return jy__doc_make(out, s->path, s->source->name, &item, &s->opts);
  jy__fail_path(s->path);
  jy__item_free(&item);
  return status;
}

static bool is_number(jy_str s) {
  size_t i = 0;
  while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9') i++;
  return s.len > 0 && i == s.len;
}

/* `FILE#ID` in *path; *id is where the ID begins. */
static int name_item(jy_buf *path, size_t *id, jy_docs *s, const jy__item *item) {
  char number[24];
  jy_buf_printf(path, "%s#", s->path);
  *id = path->len;
  snprintf(number, sizeof number, "%zu", item->number);
  s->numbered = s->numbered || is_number(jy_buf_str(&item->id));
  return jy__names_give(path, &s->names, item->id.len ? jy_buf_str(&item->id) : jy_cstr(number));
}

/* Gives the failure to have an item its path, which is no ID where those are numbers; false where the item is not the
 * one that is wanted, and what is wanted may follow. */
static bool tell_refused(jy_docs *s, const jy__item *item, int status) {
  char id[24], said[40];
  s->ended = status == JY_ENOMEM || s->source->failed;
  if (s->ended) {
    jy__fail_path(s->path);
    return true;
  }
  snprintf(id, sizeof id, "%zu", item->number);
  snprintf(said, sizeof said, "%s %s", item->number == item->line ? "line" : "record", id);
  if (s->wanted && strcmp(s->wanted, id) != 0 && strcmp(s->wanted, said) != 0) return false;
  jy_buf path = JY_BUF_INIT;
  jy_buf_printf(&path, "%s#%s", s->path, s->numbered ? said : id);
  if (!path.failed) jy__fail_path(path.ptr);
  jy_buf_free(&path);
  s->found = true;
  return true;
}

/* The document of an item that was had; *out stays NULL where another is wanted. */
static int make_item(jy_doc **out, jy_docs *s, jy__item *item) {
  jy_buf path = JY_BUF_INIT;
  size_t id = 0;
  int status = name_item(&path, &id, s, item);
  if (status < 0) s->ended = true;
  bool wanted = status == JY_OK && (!s->wanted || strcmp(path.ptr + id, s->wanted) == 0);
  if (wanted) {
    s->found = true;
    s->ended = s->wanted != NULL;
    char *name = item->name;
    item->name = NULL;
    item->filed = s->filed;
    if (s->source->packed) item->place = (jy_span){0, 0}; /* no place of the file */
    status = jy__doc_make(out, path.ptr, name ? name : "", item, &s->opts);
    free(name);
  }
  jy__item_free(item);
  jy_buf_free(&path);
  return status;
}

int jy_docs_next(jy_docs *s, jy_doc **out) {
  *out = NULL;
  if (s->ended) return JY_OK;
  if (!s->items) return next_whole(out, s);
  while (!*out && !s->ended) {
    jy__item item = {0};
    int status = s->items->next(s->items, &item);
    if (status < 0) {
      bool told = tell_refused(s, &item, status);
      jy__item_free(&item);
      if (told) return status;
      continue;
    }
    s->ended = item.end;
    if (item.end) jy__item_free(&item);
    else if ((status = make_item(out, s, &item)) < 0) return status;
  }
  if (*out || !s->wanted || s->found) return JY_OK;
  s->found = true; /* told once */
  return jy__fail(JY_ENOTFOUND, s->path, JY_NO_OFFSET, "holds no item '%s'", s->wanted);
}

/* ---- one document ------------------------------------------------------------------ */

/* The only document of an input; several are refused. */
static int only(jy_doc **out, jy_docs *s) {
  jy_doc *more = NULL;
  int status = jy_docs_next(s, out);
  if (status < 0) return status;
  if (!*out) return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET, "holds no document");
  status = jy_docs_next(s, &more);
  if (status == JY_OK && !more) return JY_OK;
  jy_doc_free(more);
  status = jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET,
                    "holds several documents: name one as %s#ID, such as %s", s->path, jy_doc_path(*out));
  jy_doc_free(*out);
  *out = NULL;
  return status;
}

static int read_only(jy_doc **out, const char *path, const jy_str *bytes, const jy_read_opts *opts) {
  jy_docs *s = NULL;
  *out = NULL;
  int status = open_docs(&s, path, bytes, opts);
  if (status == JY_OK) status = only(out, s);
  jy_docs_close(s);
  return status;
}

int jy_doc_read(jy_doc **out, const char *path, const jy_read_opts *opts) {
  return read_only(out, path, NULL, opts);
}

int jy_doc_parse(jy_doc **out, const char *path, jy_str bytes, const jy_read_opts *opts) {
  return read_only(out, path, &bytes, opts);
}

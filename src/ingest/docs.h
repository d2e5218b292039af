/* What doc.c and docs.c share. */
#ifndef JY_INGEST_DOCS_H
#define JY_INGEST_DOCS_H

#include "ingest/reader.h"

/* Makes a document of an item, which it takes over, also when it fails. `path`
 * is what the document is called; readers judge by `name`. */
int jy__doc_make(jy_doc **out, const char *path, const char *name, jy__item *item,
                 const jy_read_opts *opts);

/* Whether a path names an item of a container: FILE#ID, where FILE is there and
 * the whole is not. */
bool jy__path_is_item(const char *path);

/* Which names were given to items, so that no two get the same. Start from {0}. */
typedef struct {
  struct jy__name_count *at;
  size_t len;
  size_t cap; /* 0 or a power of two */
} jy__names;

/* Appends `id` to *out, with `~2`, `~3`, … where it was given before. */
int jy__names_give(jy_buf *out, jy__names *n, jy_str id);
void jy__names_free(jy__names *n);

#endif

/* Which column of a table, or field of an object, holds what. */
#ifndef JY_INGEST_COLUMNS_H
#define JY_INGEST_COLUMNS_H

#include "ingest/reader.h"

typedef enum {
  JY__COLUMN_TEXT,
  JY__COLUMN_TITLE,
  JY__COLUMN_DATE,
  JY__COLUMN_ID,
  JY__COLUMN_SOURCE,
  JY__COLUMN_INSTITUTION,
  JY__COLUMN_AUTHOR,
  JY__COLUMN_URL,
  JY__COLUMNS
} jy__column;

#define JY__NO_COLUMN ((size_t)-1)

/* For each column, its place among the names, or JY__NO_COLUMN. */
typedef struct {
  size_t at[JY__COLUMNS];
} jy__columns;

/* Finds the columns among `names` (UTF-8): those that are asked for by their
 * name, others by the usual ones; unless `all` are needed the text, too, where
 * what is asked for is not there. JY_EINVALID, with the list of what there is,
 * where the text cannot be told or, if `all` are needed, one that is asked for
 * is missing. */
int jy__columns_find(jy__columns *out, const jy_columns *asked, const jy_str *names, size_t n, bool all);

/* The name that is asked for, or NULL. */
const char *jy__column_asked(const jy_columns *asked, jy__column c);

/* Whether the usual names of the text, or the one that is asked for, are among
 * these, and more than one column is there. */
bool jy__columns_told(const jy_columns *asked, const jy_str *names, size_t n);

/* Where an item keeps the value of a column; NULL for the text. */
jy_buf *jy__column_buf(jy__item *item, jy__column c);

/* Once the cells are in the item: takes white space off what is stated, and
 * tells a value that is markup from its first to its last byte. */
int jy__columns_tidy(jy__item *item);

#endif

/* The tables that ship with the program, and where modules and tables are read
 * from: the program itself, or the folder that JIYAO_LUA names. */
#ifndef JY_BASE_DATA_H
#define JY_BASE_DATA_H

#include "base/internal.h"

/* Appends the file that is known as `name` ("jiyao/corpus.lua"). With JIYAO_LUA
 * set, files under jiyao/ come from that folder. JY_ENOTFOUND names the file. */
int jy__resource_read(jy_buf *out, const char *name);

/* The same without a copy where the program holds the file; else it is read into
 * *own (empty at the call), which then has to live as long as the view. */
int jy__resource_view(jy_str *out, jy_buf *own, const char *name);

/* Whether jy__resource_read() would find it. */
bool jy__resource_exists(const char *name);

/* Appends the table `name`: "titles" stands for jiyao/data/titles.tsv; a name
 * with a dot is taken as it is ("opencc/TSPhrases.txt"). */
int jy__data_read(jy_buf *out, const char *name);

/* Takes the next row off `rest`: a line that is neither empty nor starts with
 * `#`, without its line end. False at the end. */
bool jy__data_row(jy_str *rest, jy_str *row);

/* Takes the next tab-separated field off `row`. False after the last one. */
bool jy__data_field(jy_str *row, jy_str *field);

/* Finds the row with `key` in its first field, in a table sorted by bytes; *rest
 * is what follows the tab. False (and *rest as it was) where there is none. */
bool jy__data_find(jy_str *rest, jy_str table, jy_str key);

#endif

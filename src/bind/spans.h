/* Ranges of bytes between Lua and the library: from 0, the end not included. */
#ifndef JY_BIND_SPANS_H
#define JY_BIND_SPANS_H

#include "bind/bind.h"
#include "jiyao/text.h"

/* Pushes an empty list that the collector frees. Push first, fill second. */
jy_spans *jyL_newspans(lua_State *L);

/* Pushes start and stop; gives 2. */
int jyL_pushspan(lua_State *L, jy_span s);

/* Pushes a list of {start, stop}; gives 1. */
int jyL_pushspans(lua_State *L, const jy_spans *s);

/* The range [start, stop) in arguments `arg` and `arg` + 1; stop is optional
 * and `most` by default. */
jy_span jyL_checkspan(lua_State *L, int arg, size_t most);

/* Registers the type of such lists. */
void jyL_open_spans(lua_State *L);

#endif

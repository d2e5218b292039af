/* Pieces of a text before and after an offset, as `jiyao.cut` cuts them. */
#ifndef JY_BIND_CUT_H
#define JY_BIND_CUT_H

#include "bind/bind.h"

/* Arguments `arg` and on: an offset, how many bytes, and what is not passed. An empty
 * piece stands at the beginning. */
jy_span jyL_checkafter(lua_State *L, jy_str s, int arg);
jy_span jyL_checkbefore(lua_State *L, jy_str s, int arg);

#endif

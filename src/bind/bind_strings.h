/* The functions of `jiyao.text` that take plain strings. */
#ifndef JY_BIND_STRINGS_H
#define JY_BIND_STRINGS_H

#include "bind/bind.h"

/* Adds them to the table on top of the stack. */
void jyL_add_strings(lua_State *L);

#endif

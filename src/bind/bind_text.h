/* The face of the Text, for faces that hand texts out or take them. */
#ifndef JY_BIND_TEXT_H
#define JY_BIND_TEXT_H

#include "bind/bind.h"
#include "jiyao/text.h"

/* Pushes a box `jiyao.text` that is empty, to be filled with a text that the
 * collector then frees. Push first, fill second. Needs luaopen_jiyao_text()
 * to have run in this state. */
jy_text **jyL_newtext(lua_State *L);

/* The text in argument `arg`; raises when it is none. */
const jy_text *jyL_checktext(lua_State *L, int arg);

int luaopen_jiyao_text(lua_State *L);

#endif

/* The face of script conversion, for faces that convert texts. */
#ifndef JY_BIND_CONVERT_H
#define JY_BIND_CONVERT_H

#include "bind/bind.h"
#include "jiyao/convert.h"

/* The options of script conversion in argument `arg`: nothing, or a table with
 * `names` and `protect`. Leaves what they point to on the stack. */
void jyL_checkscript(lua_State *L, int arg, jy_script_opts *opts);

#endif

/* `jiyao.likeness`: how alike the names of events are; asked of each two. */
/***
How alike two short texts are.
@module jiyao.likeness
*/
#include "bind/bind.h"
#include "text/likeness.h"

int luaopen_jiyao_likeness(lua_State *L);

/***
 * Dice's coefficient over pairs of characters, 0 to 1.
 * @function of
 * @tparam string a
 * @tparam string b
 * @tparam[opt] number contained what it is where one, of four characters or
 * more, stands whole in the other; no different from the rest unless given
 * @treturn number
 * @usage
 * local likeness = require "jiyao.likeness"
 * print(likeness.of("学习会", "学习会"), likeness.of("工作例会", "工作会"), likeness.of("", "会")) --> 1.0	0.4	0.0
 * print(likeness.of("年度工作会议", "工作会议", 0.9)) --> 0.9
 */
static int l_of(lua_State *L) {
  jy_str a = jyL_checkstr(L, 1), b = jyL_checkstr(L, 2);
  double likeness, contained = luaL_optnumber(L, 3, -1.0);
  if (jy__likeness(&likeness, a, b, contained) < 0) return jyL_fail(L);
  lua_pushnumber(L, likeness);
  return 1;
}

int luaopen_jiyao_likeness(lua_State *L) {
  static const luaL_Reg functions[] = {{"of", l_of}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}

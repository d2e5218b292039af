/* jiyao.data: the tables that ship with the program. */
#include "base/data.h"
#include "bind/bind.h"

int luaopen_jiyao_data(lua_State *L);

/***
The tables that ship with the program.
@module jiyao.data
*/

/***
Reads a table, or one of OpenCC's dictionaries, as it stands in its file.
@function read
@tparam string name `titles` for `lua/jiyao/data/titles.tsv`, or `opencc/NAME.txt`
@treturn string the whole file
@usage
print(jiyao.data.read("opencc/TSCharacters.txt"):match("醫\t[^\n]+")) --> 醫	医
*/
static int l_read(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  jy_buf *b = jyL_newbuf(L);
  if (jy__data_read(b, name) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(b));
  return 1;
}

/***
Reads a table as rows of fields. Empty lines and lines that start with `#` are
left out; fields are separated by tabs.
@function table
@tparam string name as for `read`
@treturn table a list of rows, each a list of strings
@usage
local rows = jiyao.data.table("opencc/TSCharacters.txt")
print(#rows > 3000, #rows[1] >= 2) --> true	true
*/
static int l_table(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  jy_buf *b = jyL_newbuf(L);
  if (jy__data_read(b, name) < 0) return jyL_fail(L);
  jy_str rest = jy_buf_str(b), row, field;
  lua_newtable(L);
  for (lua_Integer i = 1; jy__data_row(&rest, &row); i++) {
    lua_newtable(L);
    for (lua_Integer j = 1; jy__data_field(&row, &field); j++) {
      jyL_pushstr(L, field);
      lua_rawseti(L, -2, j);
    }
    lua_rawseti(L, -2, i);
  }
  return 1;
}

int luaopen_jiyao_data(lua_State *L) {
  static const luaL_Reg functions[] = {{"read", l_read}, {"table", l_table}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}

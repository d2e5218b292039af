/* jiyao.data: the tables that ship with the program. */
#include "base/data.h"
#include "base/embed.h"
#include "bind/bind.h"
#include "jiyao/store.h"

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

/***
Names the files that the program holds: modules (`jiyao/NAME.lua`), tables and models
(`jiyao/data/…`), OpenCC's dictionaries, the documentation of faces, and `source.txt`, which
names the C that reads and extracts.
@function names
@treturn {string,...} in the order of their bytes
@usage
print(#jiyao.data.names() > 100) --> true
*/
static int l_names(lua_State *L) {
  lua_newtable(L);
  for (lua_Integer i = 0; jy__embedded[i].name; i++) {
    lua_pushstring(L, jy__embedded[i].name);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

/***
The content id of a file that the program holds, as `jiyao.store.content_id` gives it of its bytes.
@function id
@tparam string name as `names` lists it
@treturn ?string nil where there is none
@usage
local data = jiyao.data
print(data.id "jiyao/document.lua" == jiyao.store.content_id(data.read "jiyao/document.lua")) --> true
print(data.id "jiyao/no.lua") --> nil
*/
static int l_id(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  char id[JY_CONTENT_ID_SIZE];
  jy_str content;
  jy_buf *own = jyL_newbuf(L);
  if (!jy__resource_exists(name)) return luaL_pushfail(L), 1;
  if (jy__resource_view(&content, own, name) < 0) return jyL_fail(L);
  jy_content_id(id, content);
  lua_pushstring(L, id);
  return 1;
}

int luaopen_jiyao_data(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"id", l_id}, {"names", l_names}, {"read", l_read}, {"table", l_table}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}

/* Values between Lua and SQL; see sqlvalues.h. */
#include "bind/sqlvalues.h"

#define BLOB_TYPE "jiyao.blob"

static int bind_string(lua_State *L, jy_stmt *stmt, int param, int index, bool blob) {
  jy_str s;
  s.ptr = lua_tolstring(L, index, &s.len);
  if (blob || jy__utf8_check(s.ptr, s.len) < s.len) return jy_stmt_bind_blob(stmt, param, s);
  return jy_stmt_bind_text(stmt, param, s);
}

static int bind_blob(lua_State *L, jy_stmt *stmt, int param, int index) {
  luaL_checkudata(L, index, BLOB_TYPE);
  lua_getiuservalue(L, index, 1);
  int status = bind_string(L, stmt, param, -1, true);
  lua_pop(L, 1);
  return status;
}

static int bind_value(lua_State *L, jy_stmt *stmt, int param, int index) {
  switch (lua_type(L, index)) {
  case LUA_TNIL: return jy_stmt_bind_null(stmt, param);
  case LUA_TBOOLEAN: return jy_stmt_bind_int(stmt, param, lua_toboolean(L, index));
  case LUA_TSTRING: return bind_string(L, stmt, param, index, false);
  case LUA_TUSERDATA: return bind_blob(L, stmt, param, index);
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) return jy_stmt_bind_int(stmt, param, lua_tointeger(L, index));
    return jy_stmt_bind_real(stmt, param, lua_tonumber(L, index));
  default:
    return luaL_error(L, "value %d: nil, boolean, number, string or blob expected, got %s", param,
                      luaL_typename(L, index));
  }
}

void jyL_bind_values(lua_State *L, jy_stmt *stmt, int first) {
  int given = lua_gettop(L) - first + 1, wanted = jy_stmt_params(stmt);
  if (given != wanted) luaL_error(L, "%d values given, but the statement takes %d", given, wanted);
  for (int i = 0; i < given; i++)
    if (bind_value(L, stmt, i + 1, first + i) < 0) jyL_fail(L);
}

void jyL_push_blob(lua_State *L, int index) {
  index = lua_absindex(L, index);
  lua_newuserdatauv(L, 0, 1);
  lua_pushvalue(L, index);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, BLOB_TYPE);
}

void jyL_open_sqlvalues(lua_State *L) {
  static const luaL_Reg meta[] = {{NULL, NULL}};
  jyL_newtype(L, BLOB_TYPE, meta, NULL);
}

static void push_column(lua_State *L, const jy_stmt *stmt, int column) {
  jy_str s;
  switch (jy_stmt_type(stmt, column)) {
  case JY_TYPE_NULL: lua_pushnil(L); return;
  case JY_TYPE_INTEGER: lua_pushinteger(L, jy_stmt_int(stmt, column)); return;
  case JY_TYPE_REAL: lua_pushnumber(L, jy_stmt_real(stmt, column)); return;
  default:
    if (jy_stmt_str(&s, stmt, column) < 0) jyL_fail(L);
    jyL_pushstr(L, s);
  }
}

void jyL_push_row(lua_State *L, const jy_stmt *stmt) {
  int columns = jy_stmt_columns(stmt);
  lua_createtable(L, 0, columns);
  for (int i = 0; i < columns; i++) {
    push_column(L, stmt, i);
    lua_setfield(L, -2, jy_stmt_name(stmt, i));
  }
}

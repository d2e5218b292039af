/* Values between Lua and SQL; see sqlvalues.h. */
#include "bind/sqlvalues.h"

#define BLOB_TYPE "jiyao.blob"

static void to_bytes(lua_State *L, int index, jy_value *out, bool blob) {
  out->bytes.ptr = lua_tolstring(L, index, &out->bytes.len);
  bool text = !blob && jy__utf8_check(out->bytes.ptr, out->bytes.len) == out->bytes.len;
  out->type = text ? JY_TYPE_TEXT : JY_TYPE_BLOB;
}

bool jyL_to_value(lua_State *L, int index, jy_value *out) {
  *out = (jy_value){.type = JY_TYPE_INTEGER, .bytes = {"", 0}};
  switch (lua_type(L, index)) {
  case LUA_TNIL: out->type = JY_TYPE_NULL; return true;
  case LUA_TBOOLEAN: out->integer = lua_toboolean(L, index); return true;
  case LUA_TSTRING: to_bytes(L, index, out, false); return true;
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) {
      out->integer = lua_tointeger(L, index);
    } else {
      out->type = JY_TYPE_REAL;
      out->real = lua_tonumber(L, index);
    }
    return true;
  case LUA_TUSERDATA:
    if (!luaL_testudata(L, index, BLOB_TYPE)) return false;
    lua_getiuservalue(L, index, 1); /* the box keeps the string alive */
    to_bytes(L, -1, out, true);
    lua_pop(L, 1);
    return true;
  default: return false;
  }
}

static int bind_value(lua_State *L, jy_stmt *stmt, int param, int index) {
  jy_value v;
  if (lua_isuserdata(L, index)) luaL_checkudata(L, index, BLOB_TYPE);
  if (!jyL_to_value(L, index, &v))
    return luaL_error(L, "value %d: nil, boolean, number, string or blob expected, got %s", param,
                      luaL_typename(L, index));
  switch (v.type) {
  case JY_TYPE_INTEGER: return jy_stmt_bind_int(stmt, param, v.integer);
  case JY_TYPE_REAL: return jy_stmt_bind_real(stmt, param, v.real);
  case JY_TYPE_TEXT: return jy_stmt_bind_text(stmt, param, v.bytes);
  case JY_TYPE_BLOB: return jy_stmt_bind_blob(stmt, param, v.bytes);
  default: return jy_stmt_bind_null(stmt, param);
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

void jyL_push_value(lua_State *L, const jy_value *v) {
  switch (v->type) {
  case JY_TYPE_INTEGER: lua_pushinteger(L, v->integer); return;
  case JY_TYPE_REAL: lua_pushnumber(L, v->real); return;
  case JY_TYPE_NULL: lua_pushnil(L); return;
  default: jyL_pushstr(L, v->bytes);
  }
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

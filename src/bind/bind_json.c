/* `jiyao.json.core`: JSON literals and reading; lua/jiyao/json.lua writes the
 * rest. */
#include "bind/bind.h"
#include "jiyao/json.h"

#define JSON_TYPE "jiyao.json"

int luaopen_jiyao_json_core(lua_State *L);

static int json_gc(lua_State *L) {
  jy_json **j = luaL_checkudata(L, 1, JSON_TYPE);
  jy_json_free(*j);
  *j = NULL;
  return 0;
}

/***
 * A string as a JSON literal.
 * @function quote
 * @tparam string s valid UTF-8
 * @treturn string
 * @usage
 * local core = require "jiyao.json.core"
 * print(core.quote('院"\n')) --> "院\"\n"
 */
static int l_quote(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_buf *out = jyL_newbuf(L);
  if (jy_json_quote(out, s) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * A number as a JSON literal: the shortest that reads back the same.
 * @function number
 * @tparam number x
 * @treturn string
 * @usage
 * local core = require "jiyao.json.core"
 * print(core.number(0.1), core.number(3.0)) --> 0.1	3
 */
static int l_number(lua_State *L) {
  lua_Number x = luaL_checknumber(L, 1);
  jy_buf *out = jyL_newbuf(L);
  if (jy_json_number(out, x) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

static void push_value(lua_State *L, const jy_json *j);

static void push_array(lua_State *L, const jy_json *j) {
  size_t n = jy_json_size(j);
  lua_createtable(L, n < 1 << 20 ? (int)n : 0, 0);
  for (size_t i = 0; i < n; i++) {
    push_value(L, jy_json_at(j, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void push_object(lua_State *L, const jy_json *j) {
  jy_json_walk w = {NULL};
  jy_str key;
  const jy_json *value;
  lua_newtable(L);
  while (jy_json_next(j, &w, &key, &value)) {
    jyL_pushstr(L, key);
    push_value(L, value);
    lua_rawset(L, -3);
  }
}

/* Goes as deep as the value nests, which the parser bounds (2048). Argument 2
 * of the call stands for null. */
static void push_value(lua_State *L, const jy_json *j) {
  luaL_checkstack(L, 4, "JSON nests too deep");
  switch (jy_json_typeof(j)) {
    case JY_JSON_NULL: lua_pushvalue(L, 2); break;
    case JY_JSON_FALSE: lua_pushboolean(L, 0); break;
    case JY_JSON_TRUE: lua_pushboolean(L, 1); break;
    case JY_JSON_INTEGER: lua_pushinteger(L, jy_json_integer(j)); break;
    case JY_JSON_REAL: lua_pushnumber(L, jy_json_real(j)); break;
    case JY_JSON_STRING: jyL_pushstr(L, jy_json_string(j)); break;
    case JY_JSON_ARRAY: push_array(L, j); break;
    case JY_JSON_OBJECT: push_object(L, j); break;
  }
}

/***
 * The value that JSON text stands for.
 * @function decode
 * @tparam string s
 * @param[opt] null what to put for null; nil
 * @return the value; objects and arrays are tables
 * @usage
 * local core = require "jiyao.json.core"
 * print(core.decode('{"a": [1, 2]}').a[2]) --> 2
 */
static int l_decode(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  lua_settop(L, 2);
  jy_json **j = lua_newuserdatauv(L, sizeof *j, 0);
  *j = NULL;
  luaL_setmetatable(L, JSON_TYPE);
  if (jy_json_parse(j, s) < 0) return jyL_fail(L);
  push_value(L, *j);
  return 1;
}

static const luaL_Reg functions[] = {
    {"quote", l_quote}, {"number", l_number}, {"decode", l_decode}, {NULL, NULL}};

int luaopen_jiyao_json_core(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", json_gc}, {"__close", json_gc}, {NULL, NULL}};
  jyL_newtype(L, JSON_TYPE, meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

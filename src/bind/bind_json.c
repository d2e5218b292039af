/* `jiyao.json.core`: JSON from and to Lua values; lua/jiyao/json.lua says what
 * its marks mean. */
#include <stdlib.h>
#include <string.h>

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

/* ---- writing ------------------------------------------------------------- */

/* Deeper than any record; what goes deeper holds itself. */
#define DEEPEST 200

/* The arguments of encode(), at the bottom of the stack. */
enum { VALUE = 1, KEYS, NULL_MARK, ORDERED, OBJECT_MARK, ARGUMENTS = OBJECT_MARK };

static void put_value(lua_State *L, jy_buf *out, int keys, int depth);

/* Without the place in a file that luaL_error() would put before it. */
static void refuse(lua_State *L, const char *form, int at) {
  lua_pushfstring(L, form, luaL_typename(L, at));
  lua_error(L);
}

static void put_string(lua_State *L, jy_buf *out, int at) {
  if (jy_json_quote(out, jyL_checkstr(L, at)) < 0) jyL_fail(L);
}

static void put_bool(lua_State *L, jy_buf *out) {
  if (lua_toboolean(L, -1))
    jy_buf_put(out, "true", 4);
  else
    jy_buf_put(out, "false", 5);
}

static void put_integer(jy_buf *out, lua_Integer n) {
  char digits[3 * sizeof n];
  size_t at = sizeof digits;
  lua_Unsigned left = n < 0 ? 0 - (lua_Unsigned)n : (lua_Unsigned)n;
  do digits[--at] = (char)('0' + left % 10);
  while (left /= 10);
  if (n < 0) digits[--at] = '-';
  jy_buf_put(out, digits + at, sizeof digits - at);
}

static void put_number(lua_State *L, jy_buf *out) {
  if (lua_isinteger(L, -1))
    put_integer(out, lua_tointeger(L, -1));
  else if (jy_json_number(out, lua_tonumber(L, -1)) < 0)
    jyL_fail(L);
}

/* The member with the key below the value on top, which it pops. */
static void put_member(lua_State *L, jy_buf *out, bool first, int keys, int depth) {
  if (!first) jy_buf_put(out, ",", 1);
  put_string(L, out, -2);
  jy_buf_put(out, ":", 1);
  if (keys) {
    lua_pushvalue(L, -2);
    lua_gettable(L, keys);
  } else {
    lua_pushnil(L);
  }
  lua_insert(L, -2);
  put_value(L, out, lua_gettop(L) - 1, depth);
  lua_pop(L, 2);
}

/* The list of pairs {key, value} at `at`. */
static void put_pairs(lua_State *L, jy_buf *out, int at, int keys, int depth) {
  jy_buf_put(out, "{", 1);
  for (lua_Integer i = 1; lua_geti(L, at, i) != LUA_TNIL; i++) {
    lua_geti(L, -1, 1);
    lua_geti(L, -2, 2);
    put_member(L, out, i == 1, keys, depth);
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
  jy_buf_put(out, "}", 1);
}

static void put_array(lua_State *L, jy_buf *out, int at, int keys, int depth) {
  jy_buf_put(out, "[", 1);
  for (lua_Integer i = 1; lua_geti(L, at, i) != LUA_TNIL; i++) {
    if (i > 1) jy_buf_put(out, ",", 1);
    put_value(L, out, keys, depth);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  jy_buf_put(out, "]", 1);
}

/* Whether the key on top is one of those that an order names. */
static bool is_named(lua_State *L, int keys) {
  lua_Integer n = keys ? luaL_len(L, keys) : 0;
  bool found = false;
  for (lua_Integer i = 1; i <= n && !found; i++) {
    lua_geti(L, keys, i);
    found = lua_rawequal(L, -1, -2);
    lua_pop(L, 1);
  }
  return found;
}

static int by_bytes(const void *a, const void *b) {
  const jy_str *x = a, *y = b;
  int c = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  return c ? c : (x->len > y->len) - (x->len < y->len);
}

/* Pushes the keys of the object at `at` that no order names, as a list; how many. */
static size_t push_unnamed(lua_State *L, int at, int keys) {
  lua_Integer n = 0;
  lua_newtable(L);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) refuse(L, "JSON objects have strings for keys, not a %s", -1);
    if (is_named(L, keys)) continue;
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, ++n);
  }
  return (size_t)n;
}

/* Members that no order names, their keys sorted. The list keeps the keys: what is
 * called for a member (a metamethod, a finalizer) may change the object. */
static void put_rest(lua_State *L, jy_buf *out, int at, bool first, int keys, int depth) {
  size_t n = push_unnamed(L, at, keys);
  jy_str *rest = n ? lua_newuserdatauv(L, n * sizeof *rest, 0) : NULL;
  for (size_t i = 0; i < n; i++, lua_pop(L, 1)) {
    lua_rawgeti(L, -2, (lua_Integer)i + 1);
    rest[i] = jyL_checkstr(L, -1);
  }
  if (n) qsort(rest, n, sizeof *rest, by_bytes);
  for (size_t i = 0; i < n; i++, first = false) {
    jyL_pushstr(L, rest[i]);
    lua_pushvalue(L, -1);
    lua_rawget(L, at);
    put_member(L, out, first, keys, depth);
    lua_pop(L, 1);
  }
  lua_pop(L, n ? 2 : 1);
}

/* Whether a plain table has so many members and no more. */
static bool has_members(lua_State *L, int at, size_t n) {
  if (lua_getmetatable(L, at)) {
    lua_pop(L, 1);
    return false;
  }
  size_t members = 0;
  lua_pushnil(L);
  while (lua_next(L, at)) {
    lua_pop(L, 1);
    members++;
  }
  return members == n;
}

/* Keys in the order given, present or not, then the others. */
static void put_object(lua_State *L, jy_buf *out, int at, int keys, int depth) {
  bool first = true;
  size_t present = 0;
  jy_buf_put(out, "{", 1);
  for (lua_Integer i = 1; keys && lua_geti(L, keys, i) != LUA_TNIL; i++, first = false) {
    lua_pushvalue(L, -1);
    present += lua_gettable(L, at) != LUA_TNIL;
    put_member(L, out, first, keys, depth);
    lua_pop(L, 1);
  }
  if (keys) lua_pop(L, 1);
  if (!keys || !has_members(L, at, present)) put_rest(L, out, at, first, keys, depth);
  jy_buf_put(out, "}", 1);
}

static bool is_ordered(lua_State *L, int at) {
  if (!lua_getmetatable(L, at)) return false;
  bool is = lua_rawequal(L, -1, ORDERED);
  lua_pop(L, 1);
  return is;
}

/* Whether a table has as many members as it is long; with a key that is no number it
 * has not. */
static bool is_array(lua_State *L, int at) {
  lua_Integer n = 0;
  lua_pushnil(L);
  while (lua_next(L, at)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TNUMBER) {
      lua_pop(L, 1);
      return false;
    }
    n++;
  }
  return n == luaL_len(L, at);
}

/* The table on top. `keys` is where its order stands: a table, the mark of an
 * object, or what is neither. */
static void put_table(lua_State *L, jy_buf *out, int keys, int depth) {
  int at = lua_gettop(L), order = lua_istable(L, keys) ? keys : 0;
  if (depth > DEEPEST) refuse(L, "a %s that nests too deep for JSON, or in itself", at);
  luaL_checkstack(L, 12, "JSON nests too deep");
  if (is_ordered(L, at)) {
    put_pairs(L, out, at, order, depth + 1);
    return;
  }
  if (!lua_rawequal(L, keys, OBJECT_MARK) && is_array(L, at))
    put_array(L, out, at, keys, depth + 1);
  else
    put_object(L, out, at, order, depth + 1);
}

/* The value on top, which stays. */
static void put_value(lua_State *L, jy_buf *out, int keys, int depth) {
  switch (lua_type(L, -1)) {
    case LUA_TNIL: jy_buf_put(out, "null", 4); break;
    case LUA_TBOOLEAN: put_bool(L, out); break;
    case LUA_TNUMBER: put_number(L, out); break;
    case LUA_TSTRING: put_string(L, out, -1); break;
    case LUA_TTABLE:
      if (lua_rawequal(L, -1, NULL_MARK))
        jy_buf_put(out, "null", 4);
      else
        put_table(L, out, keys, depth);
      break;
    default: refuse(L, "JSON has no place for a %s", -1);
  }
}

/***
 * A value as JSON text; see `jiyao.json.encode`.
 * @function encode
 * @param value
 * @param keys the order of its members, or nil
 * @tparam table null what stands for null
 * @tparam table ordered the metatable of objects that are lists of pairs
 * @param object in the place of an order: the table is an object, though empty
 * @treturn string
 * @usage
 * local core = require "jiyao.json.core"
 * print(core.encode({b = {0.5}, a = '院"'}, nil, {}, {}, print)) --> {"a":"院\"","b":[0.5]}
 */
static int l_encode(lua_State *L) {
  lua_settop(L, ARGUMENTS);
  jy_buf *out = jyL_newbuf(L);
  lua_pushvalue(L, VALUE);
  put_value(L, out, KEYS, 1);
  if (jy_buf_status(out) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/* ---- reading ------------------------------------------------------------- */

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

static const luaL_Reg functions[] = {{"encode", l_encode}, {"decode", l_decode}, {NULL, NULL}};

int luaopen_jiyao_json_core(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", json_gc}, {"__close", json_gc}, {NULL, NULL}};
  jyL_newtype(L, JSON_TYPE, meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

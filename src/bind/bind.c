/* Shared by all faces; see bind.h. The error object is a table with a
 * metatable, so that scripts can read its fields and the host can print it. */
#include "bind/bind.h"

#include <stdio.h>
#include <string.h>

#define BUF_TYPE "jiyao.buffer"
#define ERROR_TYPE "jiyao.error"
#define HANDLES_KEY "jiyao.handles"

/* Whether the message says by itself at which byte: "invalid UTF-8 at byte 12". */
static bool names_offset(const char *message, lua_Integer offset) {
  char words[40];
  int n = snprintf(words, sizeof words, "at byte " LUA_INTEGER_FMT, offset);
  const char *at = strstr(message, words);
  return at && !(at[n] >= '0' && at[n] <= '9');
}

static int error_tostring(lua_State *L) {
  lua_settop(L, 1);
  lua_getfield(L, 1, "path");
  lua_getfield(L, 1, "message");
  lua_getfield(L, 1, "offset");
  const char *path = lua_tostring(L, 2), *message = lua_tostring(L, 3);
  if (!message) message = "unknown error";
  bool tell = lua_isinteger(L, 4) && !names_offset(message, lua_tointeger(L, 4));
  lua_pushfstring(L, "%s%s%s", path ? path : "", path && *path ? ": " : "", message);
  if (tell) lua_pushfstring(L, "%s (at byte %I)", lua_tostring(L, -1), lua_tointeger(L, 4));
  return 1;
}

int jyL_fail(lua_State *L) {
  const jy_error *e = jy_error_last();
  lua_createtable(L, 0, 4);
  lua_pushstring(L, jy_status_name(e->code));
  lua_setfield(L, -2, "code");
  lua_pushstring(L, e->message);
  lua_setfield(L, -2, "message");
  if (*e->path) {
    lua_pushstring(L, e->path);
    lua_setfield(L, -2, "path");
  }
  if (e->offset != JY_NO_OFFSET) jyL_setsize(L, "offset", e->offset);
  luaL_setmetatable(L, ERROR_TYPE);
  return lua_error(L);
}

static int buf_gc(lua_State *L) {
  jy_buf_free(luaL_checkudata(L, 1, BUF_TYPE));
  return 0;
}

jy_buf *jyL_newbuf(lua_State *L) {
  jy_buf *b = lua_newuserdatauv(L, sizeof *b, 0);
  *b = (jy_buf)JY_BUF_INIT;
  luaL_setmetatable(L, BUF_TYPE);
  return b;
}

jy_str jyL_checkstr(lua_State *L, int arg) {
  jy_str s;
  s.ptr = luaL_checklstring(L, arg, &s.len);
  return s;
}

size_t jyL_checkoffset(lua_State *L, int arg) {
  lua_Integer n = luaL_checkinteger(L, arg);
  luaL_argcheck(L, n >= 0, arg, "a byte offset, 0 or more, expected");
  return (size_t)n;
}

void jyL_pushstr(lua_State *L, jy_str s) {
  lua_pushlstring(L, s.ptr, s.len);
}

void jyL_pushsize(lua_State *L, size_t n) {
  lua_pushinteger(L, (lua_Integer)n);
}

void jyL_setstr(lua_State *L, const char *key, jy_str s) {
  jyL_pushstr(L, s);
  lua_setfield(L, -2, key);
}

void jyL_setsize(lua_State *L, const char *key, size_t n) {
  jyL_pushsize(L, n);
  lua_setfield(L, -2, key);
}

void jyL_newtype(lua_State *L, const char *name, const luaL_Reg *meta, const luaL_Reg *methods) {
  luaL_newmetatable(L, name);
  luaL_setfuncs(L, meta, 0);
  if (methods) {
    lua_newtable(L);
    luaL_setfuncs(L, methods, 0);
    lua_setfield(L, -2, "__index");
  }
  lua_pop(L, 1);
}

void jyL_addmethods(lua_State *L, const char *name, const luaL_Reg *methods) {
  luaL_getmetatable(L, name);
  lua_getfield(L, -1, "__index");
  luaL_setfuncs(L, methods, 0);
  lua_pop(L, 2);
}

static void count(lua_State *L, lua_Integer by) {
  lua_pushinteger(L, jyL_handles(L) + by);
  lua_setfield(L, LUA_REGISTRYINDEX, HANDLES_KEY);
}

void jyL_handle_opened(lua_State *L) {
  count(L, 1);
}

void jyL_handle_closed(lua_State *L) {
  count(L, -1);
}

lua_Integer jyL_handles(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, HANDLES_KEY);
  lua_Integer n = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return n;
}

void jyL_open_support(lua_State *L) {
  static const luaL_Reg buf_meta[] = {{"__gc", buf_gc}, {"__close", buf_gc}, {NULL, NULL}};
  static const luaL_Reg error_meta[] = {{"__tostring", error_tostring}, {NULL, NULL}};
  jyL_newtype(L, BUF_TYPE, buf_meta, NULL);
  jyL_newtype(L, ERROR_TYPE, error_meta, NULL);
}

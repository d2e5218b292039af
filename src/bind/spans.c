/* Ranges of bytes between Lua and the library; see spans.h. */
#include "bind/spans.h"

#define SPANS_TYPE "jiyao.spans"

static int spans_gc(lua_State *L) {
  jy_spans_free(luaL_checkudata(L, 1, SPANS_TYPE));
  return 0;
}

jy_spans *jyL_newspans(lua_State *L) {
  jy_spans *s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = (jy_spans){0};
  luaL_setmetatable(L, SPANS_TYPE);
  return s;
}

int jyL_pushspan(lua_State *L, jy_span s) {
  jyL_pushsize(L, s.start);
  jyL_pushsize(L, s.end);
  return 2;
}

int jyL_pushspans(lua_State *L, const jy_spans *s) {
  lua_createtable(L, s->len < 1 << 20 ? (int)s->len : 0, 0);
  for (size_t i = 0; i < s->len; i++) {
    lua_createtable(L, 2, 0);
    jyL_pushspan(L, s->at[i]);
    lua_rawseti(L, -3, 2);
    lua_rawseti(L, -2, 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

jy_span jyL_checkspan(lua_State *L, int arg, size_t most) {
  jy_span s = {jyL_checkoffset(L, arg), most};
  if (!lua_isnoneornil(L, arg + 1)) s.end = jyL_checkoffset(L, arg + 1);
  if (s.end > most) s.end = most;
  luaL_argcheck(L, s.start <= most, arg, "offset is past the end");
  luaL_argcheck(L, s.start <= s.end, arg + 1, "range ends before it starts");
  return s;
}

void jyL_open_spans(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", spans_gc}, {"__close", spans_gc}, {NULL, NULL}};
  jyL_newtype(L, SPANS_TYPE, meta, NULL);
}

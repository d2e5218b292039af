/* The Lua face of lexicons. A term's value may be any Lua value: it stands in a
 * table of the userdata's user value, under the number that the library keeps. */
/***
Lists of terms that are found in a text all at once.
@module jiyao.lexicon
*/
#include "bind/bind.h"
#include "jiyao/lexicon.h"

#define LEXICON_TYPE "jiyao.lexicon"
#define MATCHES_TYPE "jiyao.matches"

int luaopen_jiyao_lexicon(lua_State *L);

static int push_none(lua_State *L) {
  lua_pushnil(L);
  return 1;
}

static int l_lexicon_gc(lua_State *L) {
  jy_lexicon **lex = luaL_checkudata(L, 1, LEXICON_TYPE);
  jy_lexicon_free(*lex);
  *lex = NULL;
  return 0;
}

static const jy_lexicon *check_lexicon(lua_State *L) {
  jy_lexicon **lex = luaL_checkudata(L, 1, LEXICON_TYPE);
  luaL_argcheck(L, *lex, 1, "the lexicon is closed");
  return *lex;
}

static int l_matches_gc(lua_State *L) {
  jy_matches_free(luaL_checkudata(L, 1, MATCHES_TYPE));
  return 0;
}

static jy_matches *new_matches(lua_State *L) {
  jy_matches *m = lua_newuserdatauv(L, sizeof *m, 0);
  *m = (jy_matches)JY_MATCHES_INIT;
  luaL_setmetatable(L, MATCHES_TYPE);
  return m;
}

/* Adds the term at stack index `term` with the value on top, which it pops. */
static void add_term(lua_State *L, jy_lexicon *lex, int term, int values) {
  lua_Integer n = luaL_len(L, values) + 1;
  luaL_argcheck(L, n <= UINT32_MAX, 1, "too many terms");
  lua_rawseti(L, values, n);
  if (lua_type(L, term) != LUA_TSTRING) luaL_argerror(L, 1, "terms have to be strings");
  if (jy_lexicon_add(lex, jyL_checkstr(L, term), (uint32_t)n) < 0) jyL_fail(L);
}

static void add_list(lua_State *L, jy_lexicon *lex, lua_Integer len, int values) {
  for (lua_Integer i = 1; i <= len; i++) {
    lua_geti(L, 1, i);
    lua_pushinteger(L, i);
    add_term(L, lex, lua_gettop(L) - 1, values);
    lua_pop(L, 1);
  }
}

/* The order of keys decides nothing, since each key is a term of its own. */
static void add_map(lua_State *L, jy_lexicon *lex, lua_Integer len, int values) {
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    if (lua_isinteger(L, -2) && lua_tointeger(L, -2) >= 1 && lua_tointeger(L, -2) <= len)
      lua_pop(L, 1);
    else
      add_term(L, lex, lua_gettop(L) - 1, values);
  }
}

/***
 * Makes a lexicon from a list of terms, whose values are their places in the
 * list, or from a table of term = value, or both in one. A term that stands in a
 * list twice has the later place, and term = value goes before the list. It finds
 * all terms in one pass, however many there are.
 * @function new
 * @tparam table terms `{"院长", "书记"}` or `{["院长"] = "post"}`
 * @treturn Lexicon
 * @usage
 * local lexicon = require "jiyao.lexicon"
 * print(#lexicon.new{"院长", "副院长"}) --> 2
 */
static int l_new(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  jy_lexicon **lex = lua_newuserdatauv(L, sizeof *lex, 1);
  *lex = NULL;
  luaL_setmetatable(L, LEXICON_TYPE);
  lua_newtable(L);
  if (jy_lexicon_new(lex) < 0) return jyL_fail(L);
  lua_Integer len = luaL_len(L, 1);
  add_list(L, *lex, len, 3);
  add_map(L, *lex, len, 3);
  if (jy_lexicon_compile(*lex) < 0) return jyL_fail(L);
  lua_setiuservalue(L, 2, 1);
  return 1;
}

static void push_match(lua_State *L, jy_str text, jy_match m, int values) {
  lua_createtable(L, 0, 4);
  jyL_setsize(L, "start", m.start);
  jyL_setsize(L, "stop", m.end);
  jyL_setstr(L, "term", (jy_str){text.ptr + m.start, m.end - m.start});
  lua_rawgeti(L, values, m.value);
  lua_setfield(L, -2, "value");
}

/***
 * Finds the terms of a text, as tables of start, stop (bytes from 0, half-open),
 * value and term. `"longest"` gives the leftmost longest ones without overlap;
 * `"all"` gives every one, by start, the longer first.
 * @function Lexicon:find
 * @tparam string text
 * @tparam[opt="longest"] string mode "longest" or "all"
 * @treturn table list of matches
 * @usage
 * local lex = require("jiyao.lexicon").new{["院长"] = "head", ["副院长"] = "deputy"}
 * for _, m in ipairs(lex:find("副院长", "all")) do print(m.start, m.stop, m.value) end
 * --> 0	9	deputy
 * --> 3	9	head
 * print(#lex:find("副院长")) --> 1
 */
static int l_find(lua_State *L) {
  static const char *const modes[] = {"all", "longest", NULL};
  const jy_lexicon *lex = check_lexicon(L);
  jy_str text = jyL_checkstr(L, 2);
  int mode = luaL_checkoption(L, 3, "longest", modes);
  jy_matches *m = new_matches(L);
  if (jy_lexicon_find(m, lex, text, mode ? JY_MATCH_LONGEST : JY_MATCH_ALL) < 0) return jyL_fail(L);
  lua_getiuservalue(L, 1, 1);
  int values = lua_gettop(L);
  lua_newtable(L);
  for (size_t i = 0; i < m->len; i++) {
    push_match(L, text, m->at[i], values);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
 * The longest term that stands at an offset: its end and its value, or nil.
 * @function Lexicon:at
 * @tparam string text
 * @tparam integer offset
 * @treturn integer where the term ends, or nil
 * @treturn value of the term
 * @usage
 * local lex = require("jiyao.lexicon").new{["院长"] = "head"}
 * print(lex:at("副院长", 3)) --> 9	head
 * print(lex:at("副院长", 0)) --> nil
 */
static int l_at(lua_State *L) {
  const jy_lexicon *lex = check_lexicon(L);
  jy_str text = jyL_checkstr(L, 2);
  size_t offset = jyL_checkoffset(L, 3);
  jy_match m;
  int rc = jy_lexicon_at(&m, lex, text, offset);
  if (rc == JY_ENOTFOUND) return push_none(L);
  if (rc < 0) return jyL_fail(L);
  jyL_pushsize(L, m.end);
  lua_getiuservalue(L, 1, 1);
  lua_rawgeti(L, -1, m.value);
  lua_remove(L, -2);
  return 2;
}

static int l_len(lua_State *L) {
  jyL_pushsize(L, jy_lexicon_size(check_lexicon(L)));
  return 1;
}

static int l_tostring(lua_State *L) {
  jy_lexicon **lex = luaL_checkudata(L, 1, LEXICON_TYPE);
  if (*lex)
    lua_pushfstring(L, "lexicon (%I terms)", (lua_Integer)jy_lexicon_size(*lex));
  else
    lua_pushliteral(L, "lexicon (closed)");
  return 1;
}

int luaopen_jiyao_lexicon(lua_State *L) {
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"find", l_find}, {"at", l_at}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__gc", l_lexicon_gc}, {"__close", l_lexicon_gc}, {"__len", l_len},
                                  {"__tostring", l_tostring}, {NULL, NULL}};
  static const luaL_Reg matches_meta[] = {{"__gc", l_matches_gc}, {"__close", l_matches_gc}, {NULL, NULL}};
  jyL_newtype(L, LEXICON_TYPE, meta, methods);
  jyL_newtype(L, MATCHES_TYPE, matches_meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

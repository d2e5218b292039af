/* Words and labelled spans by models, which are opened once a state and kept in
 * its registry. */
#include "bind/bind_tagger.h"

#include "jiyao/lexicon.h"
#include "jiyao/tagger.h"

#define TAGGER_TYPE "jiyao.tagger"
#define TOKENS_TYPE "jiyao.tokens"
#define LABELS_TYPE "jiyao.labels"
#define LEXICON_TYPE "jiyao.lexicon"

static int tagger_gc(lua_State *L) {
  jy_tagger **t = luaL_checkudata(L, 1, TAGGER_TYPE);
  jy_tagger_free(*t);
  *t = NULL;
  return 0;
}

static int tokens_gc(lua_State *L) {
  jy_tokens_free(luaL_checkudata(L, 1, TOKENS_TYPE));
  return 0;
}

static int labels_gc(lua_State *L) {
  jy_labels_free(luaL_checkudata(L, 1, LABELS_TYPE));
  return 0;
}

static void open_types(lua_State *L) {
  static const luaL_Reg tagger_meta[] = {{"__gc", tagger_gc}, {NULL, NULL}};
  static const luaL_Reg tokens_meta[] = {{"__gc", tokens_gc}, {NULL, NULL}};
  static const luaL_Reg labels_meta[] = {{"__gc", labels_gc}, {NULL, NULL}};
  jyL_newtype(L, TAGGER_TYPE, tagger_meta, NULL);
  jyL_newtype(L, TOKENS_TYPE, tokens_meta, NULL);
  jyL_newtype(L, LABELS_TYPE, labels_meta, NULL);
}

/* The option `key` of the table in argument `arg`, on top of the stack. */
static int push_option(lua_State *L, int arg, const char *key) {
  if (lua_isnoneornil(L, arg)) {
    lua_pushnil(L);
    return LUA_TNIL;
  }
  luaL_checktype(L, arg, LUA_TTABLE);
  return lua_getfield(L, arg, key);
}

/* The tagger that the option `model` names, or the one that ships; it stays on
 * the stack. */
static const jy_tagger *push_tagger(lua_State *L, int opts, const char *shipped) {
  if (luaL_getsubtable(L, LUA_REGISTRYINDEX, "jiyao.taggers") == 0) open_types(L);
  const char *name = push_option(L, opts, "model") == LUA_TNIL ? shipped : luaL_checkstring(L, -1);
  if (lua_getfield(L, -2, name) == LUA_TNIL) {
    jy_tagger **t = lua_newuserdatauv(L, sizeof *t, 0);
    *t = NULL;
    luaL_setmetatable(L, TAGGER_TYPE);
    if (jy_tagger_open(t, name) < 0) jyL_fail(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -5, name);
  }
  jy_tagger **t = luaL_checkudata(L, -1, TAGGER_TYPE);
  return *t;
}

/* The user's lexicon, made of a list where it is one; it stays on the stack. */
static const jy_lexicon *push_lexicon(lua_State *L, int opts) {
  int type = push_option(L, opts, "lexicon");
  if (type == LUA_TNIL) return NULL;
  if (type == LUA_TTABLE) {
    lua_getglobal(L, "require");
    lua_pushliteral(L, "jiyao.lexicon");
    lua_call(L, 1, 1);
    lua_getfield(L, -1, "new");
    lua_pushvalue(L, -3);
    lua_call(L, 1, 1);
  }
  jy_lexicon **lex = luaL_checkudata(L, -1, LEXICON_TYPE);
  if (!*lex) luaL_argerror(L, opts, "the lexicon is closed");
  return *lex;
}

static void push_place(lua_State *L, jy_str text, size_t start, size_t end, int fields) {
  lua_createtable(L, 0, fields);
  jyL_setsize(L, "start", start);
  jyL_setsize(L, "stop", end);
  jyL_setstr(L, "word", (jy_str){text.ptr + start, end - start});
}

int jyL_tokens(lua_State *L) {
  jy_str text = jyL_checkstr(L, 1);
  lua_settop(L, 2);
  const jy_tagger *t = push_tagger(L, 2, "words");
  const jy_lexicon *own = push_lexicon(L, 2);
  jy_tokens *found = lua_newuserdatauv(L, sizeof *found, 0);
  *found = (jy_tokens)JY_TOKENS_INIT;
  luaL_setmetatable(L, TOKENS_TYPE);
  if (jy_tokens_find(found, t, text, own) < 0) return jyL_fail(L);
  lua_createtable(L, (int)found->len, 0);
  for (size_t i = 0; i < found->len; i++) {
    push_place(L, text, found->at[i].start, found->at[i].end, 4);
    lua_pushstring(L, found->at[i].pos);
    lua_setfield(L, -2, "pos");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

int jyL_labels(lua_State *L) {
  jy_str text = jyL_checkstr(L, 1);
  lua_settop(L, 2);
  const jy_tagger *t = push_tagger(L, 2, "names");
  push_option(L, 2, "min_confidence");
  double least = luaL_optnumber(L, -1, 0);
  jy_labels *found = lua_newuserdatauv(L, sizeof *found, 0);
  *found = (jy_labels)JY_LABELS_INIT;
  luaL_setmetatable(L, LABELS_TYPE);
  if (jy_tagger_run(found, t, text) < 0) return jyL_fail(L);
  lua_createtable(L, (int)found->len, 0);
  for (size_t i = 0; i < found->len; i++) {
    if (found->at[i].confidence < least) continue;
    push_place(L, text, found->at[i].start, found->at[i].end, 5);
    lua_pushstring(L, found->at[i].label);
    lua_setfield(L, -2, "label");
    lua_pushnumber(L, found->at[i].confidence);
    lua_setfield(L, -2, "confidence");
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  return 1;
}

static unsigned small_option(lua_State *L, const char *key, lua_Integer most) {
  push_option(L, 2, key);
  lua_Integer n = luaL_optinteger(L, -1, 0);
  if (n < 0 || n > most) luaL_error(L, "%s is at most %d", key, (int)most);
  return (unsigned)n;
}

int jyL_train(lua_State *L) {
  jy_str lines = jyL_checkstr(L, 1);
  lua_settop(L, 2);
  jy_train_options o = {.epochs = small_option(L, "epochs", 1000), .rows_log2 = small_option(L, "rows", 24)};
  push_option(L, 2, "words");
  o.words = lua_toboolean(L, -1);
  push_option(L, 2, "path");
  const char *path = luaL_optstring(L, -1, NULL);
  jy_buf *model = jyL_newbuf(L);
  if (jy_tagger_train(model, lines, &o, path) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(model));
  return 1;
}

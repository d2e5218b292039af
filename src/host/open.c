/* The modules: which C faces there are, where Lua files are found, and the
 * table `jiyao`. Knows names; refuses to know what the modules do. */
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "base/embed.h"
#include "bind/bind.h"
#include "host/host.h"

int luaopen_jiyao_convert(lua_State *L);
int luaopen_jiyao_cut(lua_State *L);
int luaopen_jiyao_data(lua_State *L);
int luaopen_jiyao_dates(lua_State *L);
int luaopen_jiyao_extract(lua_State *L);
int luaopen_jiyao_ingest(lua_State *L);
int luaopen_jiyao_json_core(lua_State *L);
int luaopen_jiyao_lexicon(lua_State *L);
int luaopen_jiyao_likeness(lua_State *L);
int luaopen_jiyao_regex(lua_State *L);
int luaopen_jiyao_reprint(lua_State *L);
int luaopen_jiyao_spans(lua_State *L);
int luaopen_jiyao_store(lua_State *L);
int luaopen_jiyao_text(lua_State *L);
int luaopen_jiyao_workbook(lua_State *L);
int luaopen_jiyao_workers(lua_State *L);

static const luaL_Reg faces[] = {
    {"jiyao.convert", luaopen_jiyao_convert},
    {"jiyao.cut", luaopen_jiyao_cut},
    {"jiyao.data", luaopen_jiyao_data},
    {"jiyao.dates", luaopen_jiyao_dates},
    {"jiyao.extract", luaopen_jiyao_extract},
    {"jiyao.ingest", luaopen_jiyao_ingest},
    {"jiyao.json.core", luaopen_jiyao_json_core},
    {"jiyao.lexicon", luaopen_jiyao_lexicon},
    {"jiyao.likeness", luaopen_jiyao_likeness},
    {"jiyao.regex", luaopen_jiyao_regex},
    {"jiyao.reprint", luaopen_jiyao_reprint},
    {"jiyao.spans", luaopen_jiyao_spans},
    {"jiyao.store", luaopen_jiyao_store},
    {"jiyao.text", luaopen_jiyao_text},
    {"jiyao.workbook", luaopen_jiyao_workbook},
    {"jiyao.workers", luaopen_jiyao_workers},
    {"jiyao.console", jy__host_open_console},
    {"jiyao.watch", jy__host_open_watch},
    {NULL, NULL},
};

/* "jiyao.recipes.timeline" is the file "jiyao/recipes/timeline.lua". */
static const char *push_file_name(lua_State *L, const char *module) {
  luaL_gsub(L, module, ".", "/");
  lua_pushliteral(L, ".lua");
  lua_concat(L, 2);
  return lua_tostring(L, -1);
}

/* Loads a Lua file of ours; leaves the chunk. Its name is the same wherever it
 * was read, so messages and documentation are too. */
static void load_file(lua_State *L, const char *file) {
  jy_buf *b = jyL_newbuf(L);
  if (jy__resource_read(b, file) < 0) jyL_fail(L);
  const char *chunk = lua_pushfstring(L, "@%s", file);
  if (luaL_loadbufferx(L, b->ptr ? b->ptr : "", b->len, chunk, "t") != LUA_OK) lua_error(L);
  lua_replace(L, -3);
  lua_pop(L, 1);
}

/* What `require` calls for a module written in Lua: name, loader data. */
static int load_module(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  load_file(L, push_file_name(L, name));
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

/* Finds modules that are in the folder JIYAO_LUA but not in the program yet. */
static int search_disk(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  if (strncmp(name, "jiyao.", 6) != 0) return 0;
  if (jy__resource_exists(push_file_name(L, name))) {
    lua_pushcfunction(L, load_module);
    return 1;
  }
  lua_pushfstring(L, "no file '%s' in jiyao's modules", lua_tostring(L, -1));
  return 1;
}

static void add_searcher(lua_State *L) {
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  for (lua_Integer i = luaL_len(L, -1); i >= 2; i--) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushcfunction(L, search_disk);
  lua_rawseti(L, -2, 2);
  lua_pop(L, 2);
}

/* The module that a file is: "jiyao.x" for "jiyao/x.lua"; pushes nil for others. */
static const char *push_module_name(lua_State *L, const char *file) {
  const char *end = strrchr(file, '.');
  bool is_module = strncmp(file, "jiyao/", 6) == 0 && strcmp(file, "jiyao/init.lua") != 0 &&
                   end && strcmp(end, ".lua") == 0;
  if (!is_module) {
    lua_pushnil(L);
    return NULL;
  }
  lua_pushlstring(L, file, (size_t)(end - file));
  luaL_gsub(L, lua_tostring(L, -1), "/", ".");
  lua_remove(L, -2);
  return lua_tostring(L, -1);
}

static void add_preloads(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  luaL_setfuncs(L, faces, 0);
  for (const jy__embed *f = jy__embedded; f->name; f++) {
    const char *module = push_module_name(L, f->name);
    if (module) {
      lua_pushcfunction(L, load_module);
      lua_setfield(L, -3, module);
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* known(name): whether jiyao has the module `name`. */
static int l_known(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  bool preloaded = lua_getfield(L, -1, name) != LUA_TNIL;
  lua_pushboolean(L, preloaded || jy__resource_exists(push_file_name(L, name)));
  return 1;
}

/* modules(): the names of all modules that are part of the program. */
static int l_modules(lua_State *L) {
  lua_Integer n = 0;
  lua_newtable(L);
  for (const luaL_Reg *face = faces; face->name; face++) {
    lua_pushstring(L, face->name);
    lua_rawseti(L, -2, ++n);
  }
  for (const jy__embed *f = jy__embedded; f->name; f++) {
    if (push_module_name(L, f->name))
      lua_rawseti(L, -2, ++n);
    else
      lua_pop(L, 1);
  }
  return 1;
}

static int l_handles(lua_State *L) {
  lua_pushinteger(L, jyL_handles(L));
  return 1;
}

/* fail(code, message, path, offset): raises an error object. */
static int l_fail(lua_State *L) {
  static const char *const words[] = {"ENOMEM", "EIO", "EENCODING", "ECONVERT", "ENOTFOUND",
                                      "EEXISTS", "EINVALID", "EDB", NULL};
  int code = -1 - luaL_checkoption(L, 1, NULL, words);
  const char *message = luaL_checkstring(L, 2), *path = luaL_optstring(L, 3, NULL);
  jy__fail(code, path, lua_isnoneornil(L, 4) ? JY_NO_OFFSET : jyL_checkoffset(L, 4), "%s", message);
  return jyL_fail(L);
}

/* Eager collection, for tests: never at rest, in steps of 256 bytes, fast enough
 * that what is dropped is soon taken. */
static void set_collector(lua_State *L) {
  const char *mode = getenv("JIYAO_GC");
  if (!mode || strcmp(mode, "eager") != 0) return;
  lua_gc(L, LUA_GCINC, 0, 400, 8);
  lua_gc(L, LUA_GCSETPAUSE, 0);
}

int luaopen_jiyao(lua_State *L) {
  static const luaL_Reg core[] = {
      {"fail", l_fail},       {"handles", l_handles}, {"known", l_known},
      {"modules", l_modules}, {NULL, NULL}};
  set_collector(L);
  jyL_open_support(L);
  add_preloads(L);
  if (getenv("JIYAO_LUA")) add_searcher(L);
  load_file(L, "jiyao/init.lua");
  luaL_newlib(L, core);
  lua_pushstring(L, jy_version());
  lua_setfield(L, -2, "version");
  lua_call(L, 1, 1);
  return 1;
}

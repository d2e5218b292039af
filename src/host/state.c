/* The Lua state as C sees it; see host.h. */
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/internal.h"
#include "host/alloc.h"
#include "host/host.h"

struct jy_host {
  lua_State *L;
  jy__pool pool;
  bool warns;      /* since warn("@on") */
  bool in_warning; /* more pieces of one follow */
};

/* An error outside of protected calls, of which there are none: Lua then aborts. */
static int panic(lua_State *L) {
  const char *message = lua_tostring(L, -1);
  fprintf(stderr, "jiyao: %s\n", message ? message : luaL_typename(L, -1));
  return 0;
}

/* What luaL_newstate() would set: silent until a script says warn("@on"). */
static void warn(void *ud, const char *message, int goes_on) {
  jy_host *h = ud;
  bool first = !h->in_warning;
  h->in_warning = goes_on;
  if (first && !goes_on && *message == '@') {
    if (strcmp(message, "@on") == 0) h->warns = true;
    if (strcmp(message, "@off") == 0) h->warns = false;
  } else if (h->warns) {
    fprintf(stderr, "%s%s%s", first ? "jiyao: warning: " : "", message, goes_on ? "" : "\n");
  }
}

/* A page leaves much behind and little of it lives: a cycle begins at 1.4 times what the last left, not at twice, and
 * runs ahead of what is made meanwhile. Of 2,990 pages the extraction then takes 9 MB less, in the same time. */
static void set_pace(lua_State *L) {
  enum { PAUSE = 140, STEP = 400 };
  lua_gc(L, LUA_GCINC, PAUSE, STEP, 0);
}

static int open_all(lua_State *L) {
  luaL_openlibs(L);
  luaL_requiref(L, "jiyao", luaopen_jiyao, 1);
  return 0;
}

/* Takes the message off the stack into the error record. */
static int fail_call(lua_State *L) {
  int status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "%s", lua_tostring(L, -1));
  lua_pop(L, 1);
  return status;
}

int jy_host_new(jy_host **out) {
  *out = NULL;
  jy_host *h = calloc(1, sizeof *h);
  if (!h) return jy__nomem();
  h->L = lua_newstate(jy__pool_alloc, &h->pool);
  if (!h->L) {
    jy__pool_free(&h->pool);
    free(h);
    return jy__nomem();
  }
  set_pace(h->L);
  lua_atpanic(h->L, panic);
  lua_setwarnf(h->L, warn, h);
  lua_pushcfunction(h->L, open_all);
  if (!jy__host_call(h->L, 0, 0)) {
    int status = fail_call(h->L);
    jy_host_free(h);
    return status;
  }
  *out = h;
  return JY_OK;
}

void jy_host_free(jy_host *h) {
  if (!h) return;
  lua_close(h->L);
  jy__pool_free(&h->pool);
  free(h);
}

lua_State *jy_host_lua(const jy_host *h) {
  return h->L;
}

/* Arguments: the code, its chunk name. Lua copies both, so it may raise. */
static int run_chunk(lua_State *L) {
  const jy_str *code = lua_touserdata(L, 1);
  const char *chunk = lua_pushfstring(L, "@%s", (const char *)lua_touserdata(L, 2));
  if (luaL_loadbufferx(L, code->ptr, code->len, chunk, "t") != LUA_OK) return lua_error(L);
  lua_call(L, 0, 0);
  return 0;
}

int jy_host_run(jy_host *h, jy_str code, const char *name) {
  if (!lua_checkstack(h->L, 8)) return jy__nomem();
  lua_pushcfunction(h->L, run_chunk);
  lua_pushlightuserdata(h->L, &code);
  lua_pushlightuserdata(h->L, (void *)(uintptr_t)name);
  return jy__host_call(h->L, 2, 0) ? JY_OK : fail_call(h->L);
}

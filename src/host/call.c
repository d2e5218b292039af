/* Protected calls: the message names the line of the analyst's script, not a
 * line inside jiyao, and Ctrl-C stops what runs. */
#include <signal.h>
#include <string.h>

#include "base/embed.h"
#include "base/internal.h"
#include "bind/bind.h"
#include "host/host.h"

/* Levels of a deep stack that are looked at, at either end: Lua walks the stack
 * for each level, so looking at all of an overflown one would take minutes. */
#define ENDS 16
#define EVERYTHING (LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT)

static lua_State *volatile running;
static void (*volatile also_stop)(void *arg);
static void *volatile also_stop_arg;

void jy_host_on_interrupt(void (*fn)(void *arg), void *arg) {
  also_stop = NULL; /* so that a signal between the two never mixes them */
  also_stop_arg = arg;
  also_stop = fn;
}

/* An error of a kind of its own, so that nobody who catches failures takes it for one. */
static void raise_interrupted(lua_State *L, lua_Debug *ar) {
  (void)ar;
  lua_sethook(L, NULL, 0, 0);
  jy__fail(JY_EINTERRUPTED, NULL, JY_NO_OFFSET, "interrupted!");
  jyL_fail(L);
}

/* Setting a hook is all that Lua allows in a handler. The default action comes
 * back, so that a second Ctrl-C ends a program that does not listen. */
static void on_sigint(int number) {
  signal(number, SIG_DFL);
  if (running) lua_sethook(running, raise_interrupted, EVERYTHING, 1);
  if (also_stop) also_stop(also_stop_arg);
}

/* Whether a chunk is one of jiyao's own modules. */
static bool is_own(const char *source) {
  jy_str content;
  return strncmp(source, "@jiyao/", 7) == 0 && jy__embedded_find(source + 1, &content);
}

/* The innermost level that is not there. */
static int depth(lua_State *L) {
  lua_Debug ar;
  int low = 0, high = 1;
  while (lua_getstack(L, high, &ar)) {
    low = high;
    high *= 2;
  }
  while (low + 1 < high) {
    int middle = low + (high - low) / 2;
    if (lua_getstack(L, middle, &ar))
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* Goes on to the next frame of the script, from *level and below `stop`; false
 * when there is none left. */
static bool next_frame(lua_State *L, int *level, int stop, lua_Debug *ar) {
  while (*level < stop && lua_getstack(L, (*level)++, ar)) {
    lua_getinfo(L, "Slnt", ar);
    if (ar->currentline > 0 && !is_own(ar->source)) return true;
  }
  return false;
}

static void add_frame(lua_State *L, luaL_Buffer *b, const lua_Debug *ar) {
  lua_pushfstring(L, "\n  %s:%d: in ", ar->short_src, ar->currentline);
  luaL_addvalue(b);
  if (ar->name)
    lua_pushfstring(L, "%s '%s'", ar->namewhat, ar->name);
  else if (*ar->what == 'm')
    lua_pushliteral(L, "main chunk");
  else
    lua_pushfstring(L, "function <%s:%d>", ar->short_src, ar->linedefined);
  luaL_addvalue(b);
}

static int add_frames(lua_State *L, luaL_Buffer *b, int level, int stop) {
  lua_Debug ar;
  int n = 0;
  for (; next_frame(L, &level, stop, &ar); n++) add_frame(L, b, &ar);
  return n;
}

/* Pushes the traceback and returns how many frames of the script it has. */
static int push_traceback(lua_State *L) {
  luaL_Buffer b;
  int stop = depth(L), near = stop > 2 * ENDS ? ENDS : stop;
  luaL_buffinit(L, &b);
  luaL_addstring(&b, "\nstack traceback:");
  int n = add_frames(L, &b, 1, near);
  if (near < stop) {
    luaL_addstring(&b, "\n  ...");
    n += add_frames(L, &b, stop - ENDS, stop);
  }
  luaL_pushresult(&b);
  return n;
}

/* The error's own line: with its position in the script in front, unless the
 * message has that already. Leaves it on the stack; says whether it has one. */
static bool push_line(lua_State *L) {
  lua_Debug ar;
  int level = 1;
  luaL_tolstring(L, 1, NULL);
  if (!next_frame(L, &level, 64 * ENDS, &ar)) return false;
  const char *position = lua_pushfstring(L, "%s:%d: ", ar.short_src, ar.currentline);
  bool has = strncmp(lua_tostring(L, -2), position, strlen(position)) == 0;
  bool wants = lua_type(L, 1) != LUA_TSTRING || strncmp(lua_tostring(L, 1), "jiyao/", 6) == 0;
  if (has || !wants) {
    lua_pop(L, 1);
    return has;
  }
  lua_insert(L, -2);
  lua_concat(L, 2);
  return true;
}

static int explain(lua_State *L) {
  lua_settop(L, 1);
  bool placed = push_line(L);
  int frames = push_traceback(L);
  if (frames == 0 || (placed && frames == 1))
    lua_pop(L, 1);
  else
    lua_concat(L, 2);
  return 1;
}

/* A call inside another one keeps the outer one's state and restores it. */
static int call_stoppable(lua_State *L, int nargs, int nresults, int handler) {
  lua_State *outer = running;
  struct sigaction before = {0}, ours = {0};
  ours.sa_handler = on_sigint;
  sigemptyset(&ours.sa_mask);
  bool ignored = sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler == SIG_IGN;
  running = L;
  if (!ignored) sigaction(SIGINT, &ours, NULL);
  int status = lua_pcall(L, nargs, nresults, handler);
  if (!ignored) sigaction(SIGINT, &before, NULL);
  /* What was to be stopped may have ended by itself: then its caller goes on. */
  if (lua_gethook(L) == raise_interrupted) lua_sethook(L, NULL, 0, 0);
  running = outer;
  return status;
}

bool jy__host_call(lua_State *L, int nargs, int nresults) {
  int handler = lua_gettop(L) - nargs;
  lua_pushcfunction(L, explain);
  lua_insert(L, handler);
  int status = call_stoppable(L, nargs, nresults, handler);
  lua_remove(L, handler);
  if (status == LUA_OK) return true;
  luaL_tolstring(L, -1, NULL);
  lua_remove(L, -2);
  return false;
}

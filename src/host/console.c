/* jiyao.console: what commands and the REPL need of the terminal and the
 * system and Lua does not offer. For jiyao's own modules, so it is no face that
 * analysts see. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "bind/bind.h"
#include "host/host.h"
#include "host/lineedit.h"

#define LINE_TYPE "jiyao.line"

typedef struct {
  jy__line *line;
  lua_State *L; /* whose user value 1 of the box is the completer */
} line_box;

/* In the order of their descriptors. */
static const char *const streams[] = {"stdin", "stdout", "stderr", NULL};

/* isatty("stderr") */
static int l_isatty(lua_State *L) {
  lua_pushboolean(L, isatty(luaL_checkoption(L, 1, NULL, streams)));
  return 1;
}

/* columns("stderr"): its width, 80 where it is not known. */
static int l_columns(lua_State *L) {
  struct winsize size;
  int fd = luaL_checkoption(L, 1, NULL, streams);
  bool known = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  lua_pushinteger(L, known ? size.ws_col : 80);
  return 1;
}

/* clock(): seconds that only ever go on; for progress, never for results. */
static int l_clock(lua_State *L) {
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return luaL_error(L, "no clock");
  lua_pushnumber(L, (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec / 1e9);
  return 1;
}

static int l_pid(lua_State *L) {
  lua_pushinteger(L, getpid());
  return 1;
}

static int push_why(lua_State *L, int why) {
  lua_pushboolean(L, 0);
  lua_pushstring(L, strerror(why));
  lua_pushinteger(L, why);
  return 3;
}

/* mkdir(path, shared, new): true, or false, why it cannot and the number of that; it may be there
 * already where it need not be new. Only what is shared is for others too, as far as the umask lets
 * them. */
static int l_mkdir(lua_State *L) {
  bool made = mkdir(luaL_checkstring(L, 1), lua_toboolean(L, 2) ? 0777 : 0700) == 0;
  if (!made && (errno != EEXIST || lua_toboolean(L, 3))) return push_why(L, errno);
  lua_pushboolean(L, 1);
  return 1;
}

/* create(path): makes an empty file where nothing is, not even a link; true, or false, why it
 * cannot and the number of that. */
static int l_create(lua_State *L) {
  int fd = open(luaL_checkstring(L, 1), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0 || close(fd) < 0) return push_why(L, errno);
  lua_pushboolean(L, 1);
  return 1;
}

/* As many as Linux follows. */
enum { MOST_LINKS = 40 };

/* Pushes where the link `path` leads; the number of why it cannot. */
static int push_target(lua_State *L, const char *path) {
  char target[PATH_MAX];
  ssize_t n = readlink(path, target, sizeof target);
  if (n < 0) return errno;
  if ((size_t)n == sizeof target) return ENAMETOOLONG;
  const char *slash = strrchr(path, '/');
  bool relative = n > 0 && target[0] != '/' && slash;
  lua_pushlstring(L, path, relative ? (size_t)(slash - path) + 1 : 0);
  lua_pushlstring(L, target, (size_t)n);
  lua_concat(L, 2);
  return 0;
}

/* What the system gives a name by a link, such as /dev/stdout: the link names what is open, and
 * where it leads is no place to put another file. */
static bool names_what_is_open(const char *path) {
  return strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0;
}

static const char *kind_of(const char *path, mode_t mode) {
  if (S_ISREG(mode)) return "file";
  if (S_ISDIR(mode)) return "folder";
  return S_ISLNK(mode) && !names_what_is_open(path) ? "link" : "stream";
}

/* place(path): what stands there, links followed ("file", "folder", "stream": what is written to and
 * not replaced; nil: nothing), and its path without a link at its end; false, why that cannot be told
 * and the number of that. */
static int l_place(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  for (int i = 0; i <= MOST_LINKS; i++) {
    struct stat st;
    bool there = lstat(path, &st) == 0;
    if (!there && errno != ENOENT) return push_why(L, errno);
    const char *kind = there ? kind_of(path, st.st_mode) : NULL;
    if (!kind || strcmp(kind, "link") != 0) {
      lua_pushstring(L, kind);
      lua_insert(L, 1);
      return 2;
    }
    int why = push_target(L, path);
    if (why) return push_why(L, why);
    lua_replace(L, 1);
    path = lua_tostring(L, 1);
  }
  return push_why(L, ELOOP);
}

/* call(f, ...): true and what f returns, or false and the error's lines. */
static int l_call(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  bool done = jy__host_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  lua_pushboolean(L, done);
  lua_insert(L, 1);
  return lua_gettop(L);
}

/* Arguments: the completer, the word. */
static int ask_completer(lua_State *L) {
  const jy_str *word = lua_touserdata(L, 2);
  lua_settop(L, 1);
  lua_pushlstring(L, word->ptr ? word->ptr : "", word->len);
  lua_call(L, 1, 2);
  luaL_checkstring(L, -2);
  luaL_checkstring(L, -1);
  return 2;
}

/* Called while libedit reads, so nothing may be raised through it. */
static void complete(void *arg, jy_str word, jy_buf *add, jy_buf *list) {
  line_box *box = arg;
  lua_State *L = box->L;
  int top = lua_gettop(L);
  if (!lua_checkstack(L, 8)) return;
  lua_pushcfunction(L, ask_completer);
  lua_getiuservalue(L, 1, 1);
  lua_pushlightuserdata(L, &word);
  if (lua_pcall(L, 2, 2, 0) == LUA_OK) {
    size_t n = 0, m = 0;
    const char *added = lua_tolstring(L, -2, &n), *listed = lua_tolstring(L, -1, &m);
    jy_buf_put(add, added, n);
    jy_buf_put(list, listed, m);
  }
  lua_settop(L, top);
}

static line_box *check_line(lua_State *L) {
  line_box *box = luaL_checkudata(L, 1, LINE_TYPE);
  luaL_argcheck(L, box->line, 1, "the line editor is closed");
  return box;
}

/* line(completer): a line editor on the terminal. */
static int l_line(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  line_box *box = lua_newuserdatauv(L, sizeof *box, 1);
  *box = (line_box){NULL, NULL};
  luaL_setmetatable(L, LINE_TYPE);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (jy__line_open(&box->line, complete, box) < 0) return jyL_fail(L);
  return 1;
}

/* line:read(prompt): the line; nil at the end; false when Ctrl-C cancelled it. */
static int l_line_read(lua_State *L) {
  line_box *box = check_line(L);
  const char *prompt = luaL_checkstring(L, 2);
  jy_buf *b = jyL_newbuf(L);
  jy__line_result result = JY__LINE_END;
  box->L = L;
  if (jy__line_read(box->line, prompt, b, &result) < 0) return jyL_fail(L);
  if (result == JY__LINE_READ)
    lua_pushlstring(L, b->ptr ? b->ptr : "", b->len);
  else if (result == JY__LINE_CANCELLED)
    lua_pushboolean(L, 0);
  else
    lua_pushnil(L);
  return 1;
}

/* line:remember(text) */
static int l_line_remember(lua_State *L) {
  line_box *box = check_line(L);
  if (jy__line_remember(box->line, luaL_checkstring(L, 2)) < 0) return jyL_fail(L);
  return 0;
}

static int line_close(lua_State *L) {
  line_box *box = luaL_checkudata(L, 1, LINE_TYPE);
  jy__line_free(box->line);
  box->line = NULL;
  return 0;
}

int jy__host_open_console(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", line_close}, {"__close", line_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"read", l_line_read}, {"remember", l_line_remember}, {NULL, NULL}};
  static const luaL_Reg functions[] = {
      {"isatty", l_isatty}, {"columns", l_columns}, {"clock", l_clock}, {"pid", l_pid},
      {"mkdir", l_mkdir},   {"create", l_create},   {"place", l_place}, {"call", l_call},
      {"line", l_line},     {NULL, NULL}};
  jyL_newtype(L, LINE_TYPE, meta, methods);
  luaL_newlib(L, functions);
  return 1;
}

/* jiyao.watch: what changes in folders, as Linux tells (inotify). For jiyao's own modules.
 * Knows folders and names; refuses to know what is read and when: a file is told of when
 * whoever wrote it has closed it or moved it there, so none is read half. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/internal.h"
#include "bind/bind.h"
#include "host/host.h"

#define WATCH_TYPE "jiyao.watch.box"
#define NAMES_TYPE "jiyao.watch.names"

/* Of a folder itself nothing is told but that it is time to look. */
enum {
  OF_FOLDER = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO,
  OF_ITSELF = IN_DELETE_SELF | IN_MOVE_SELF
};

typedef struct {
  int events;  /* -1 once closed */
  int signals; /* where Ctrl-C arrives while this watches */
  bool ended;  /* it has arrived */
  sigset_t before;
  char **folders; /* by the number that inotify gave each; NULL between */
  size_t len, cap;
} watch;

static watch *check_watch(lua_State *L) {
  watch *w = luaL_checkudata(L, 1, WATCH_TYPE);
  luaL_argcheck(L, w->events >= 0, 1, "closed");
  return w;
}

/* Takes away requests to end, and keeps in mind that there were some. */
static void take_signals(watch *w) {
  struct signalfd_siginfo info;
  ssize_t n;
  while ((n = read(w->signals, &info, sizeof info)) > 0 || (n < 0 && errno == EINTR)) w->ended = w->ended || n > 0;
}

/* A request to end that nobody has looked at would come as a signal once the mask is as it was, and
 * end the program in the midst of what it has to say at its end. */
static int l_close(lua_State *L) {
  watch *w = luaL_checkudata(L, 1, WATCH_TYPE);
  if (w->events >= 0) close(w->events);
  if (w->signals >= 0) {
    take_signals(w);
    close(w->signals);
    sigprocmask(SIG_SETMASK, &w->before, NULL);
  }
  for (size_t i = 0; i < w->len; i++) free(w->folders[i]);
  free(w->folders);
  *w = (watch){.events = -1, .signals = -1};
  return 0;
}

/* What the system says of a path, as an error of ours. */
static int system_failure(lua_State *L, const char *path) {
  int why = errno;
  const char *words = why == ENOSPC ? "too many folders to watch: raise fs.inotify.max_user_watches" : strerror(why);
  jy__fail(why == ENOENT ? JY_ENOTFOUND : JY_EIO, path, JY_NO_OFFSET, "cannot watch: %s", words);
  return jyL_fail(L);
}

/* open(): watches nothing yet. Ctrl-C and a request to end are told by wait() from now on. */
static int l_open(lua_State *L) {
  sigset_t ends;
  watch *w = lua_newuserdatauv(L, sizeof *w, 0);
  *w = (watch){.events = -1, .signals = -1};
  luaL_setmetatable(L, WATCH_TYPE);
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  w->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (w->events < 0) return system_failure(L, NULL);
  if (sigprocmask(SIG_BLOCK, &ends, &w->before) != 0) return system_failure(L, NULL);
  w->signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
  if (w->signals >= 0) return 1;
  sigprocmask(SIG_SETMASK, &w->before, NULL);
  return system_failure(L, NULL);
}

static int keep_name(watch *w, int number, const char *path) {
  size_t need = (size_t)number + 1;
  int status = jy__grow((void **)&w->folders, &w->cap, need, sizeof *w->folders);
  if (status < 0) return status;
  while (w->len < need) w->folders[w->len++] = NULL;
  char *copy = strdup(path);
  if (!copy) return jy__nomem();
  free(w->folders[number]);
  w->folders[number] = copy;
  return JY_OK;
}

/* add(path): the number of its watch, the same as long as it is the same folder; nil where there is
 * none, with the reason where there is one that cannot be watched. Raises where none could be. */
static int l_add(lua_State *L) {
  watch *w = check_watch(L);
  const char *path = luaL_checkstring(L, 2);
  int number = inotify_add_watch(w->events, path, OF_FOLDER | OF_ITSELF | IN_ONLYDIR);
  if (number >= 0) {
    if (keep_name(w, number, path) < 0) return jyL_fail(L);
    lua_pushinteger(L, number);
    return 1;
  }
  if (errno == ENOSPC || errno == ENOMEM) return system_failure(L, path);
  luaL_pushfail(L);
  if (errno == ENOENT || errno == ENOTDIR) return 1;
  lua_pushstring(L, strerror(errno));
  return 2;
}

/* What happens in a folder that is no longer where it was is nobody's business. */
static void forget(const watch *w, const char *path) {
  size_t n = strlen(path);
  for (size_t i = 0; i < w->len; i++) {
    const char *folder = w->folders[i];
    if (!folder || strncmp(folder, path, n) != 0 || (folder[n] != '\0' && folder[n] != '/')) continue;
    (void)inotify_rm_watch(w->events, (int)i); /* fails where it is gone, and so has no watch */
    free(w->folders[i]);
    w->folders[i] = NULL;
  }
}

/* forget(path): watches the folder and those below it no more. */
static int l_forget(lua_State *L) {
  forget(check_watch(L), luaL_checkstring(L, 2));
  return 0;
}

/* ended(): whether the user wants to end. */
static int l_ended(lua_State *L) {
  watch *w = check_watch(L);
  take_signals(w);
  lua_pushboolean(L, w->ended);
  return 1;
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_shown(const struct dirent *e) {
  return e->d_name[0] != '.';
}

/* Adds the path on top of the stack to the list of folders or files below it. Links to folders are left
 * out: they may lead back. */
static void sort_in(lua_State *L) {
  struct stat st;
  const char *path = lua_tostring(L, -1);
  int list = 0;
  if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
    list = -3;
  else if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
    list = -2;
  if (list)
    lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
  else
    lua_pop(L, 1);
}

/* What a folder holds, by name; a value of Lua, which may raise while it is there. */
typedef struct {
  struct dirent **at;
  int len;
} names;

static int names_gc(lua_State *L) {
  names *held = luaL_checkudata(L, 1, NAMES_TYPE);
  for (int i = 0; i < held->len; i++) free(held->at[i]);
  free(held->at);
  *held = (names){NULL, 0};
  return 0;
}

/* below(path): the folders and the files in a folder, by name; none where it cannot be read. */
static int l_below(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  names *held = lua_newuserdatauv(L, sizeof *held, 0);
  *held = (names){NULL, 0};
  luaL_setmetatable(L, NAMES_TYPE);
  lua_toclose(L, -1);
  lua_newtable(L);
  lua_newtable(L);
  int n = scandir(path, &held->at, is_shown, by_bytes);
  held->len = n > 0 ? n : 0;
  for (int i = 0; i < n; i++) {
    lua_pushfstring(L, "%s/%s", path, held->at[i]->d_name);
    sort_in(L);
  }
  return 2;
}

/* Whether somebody has a file open for writing: where so, the system gives nobody a lease for reading
 * it (fcntl(2)). Whoever opens it for writing while we have one waits, and we are sent a signal: one that
 * is ignored. -1 where the system does not tell: no local file, or another user's. */
static int is_written(const char *path) {
  int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), written = -1;
  if (file < 0) return -1;
  bool told = fcntl(file, F_SETSIG, SIGURG) == 0;
  if (told && fcntl(file, F_SETLEASE, F_RDLCK) == 0)
    written = 0;
  else if (told && errno == EAGAIN)
    written = 1;
  close(file); /* gives it back */
  return written;
}

/* writing(path): whether somebody writes a file: true or false, or where that cannot be known its size and
 * time as a string, which change while it is written; nil for what is no regular file. */
static int l_writing(lua_State *L) {
  struct stat st;
  const char *path = luaL_checkstring(L, 1);
  bool is_file = stat(path, &st) == 0 && S_ISREG(st.st_mode);
  int written = is_file ? is_written(path) : -1;
  if (!is_file)
    luaL_pushfail(L);
  else if (written >= 0)
    lua_pushboolean(L, written);
  else
    lua_pushfstring(L, "%I:%I.%I", (LUAI_UACINT)st.st_size, (LUAI_UACINT)st.st_mtim.tv_sec,
                    (LUAI_UACINT)st.st_mtim.tv_nsec);
  return 1;
}

/* there(path): whether anything has that name, be it readable or not. */
static int l_there(lua_State *L) {
  struct stat st;
  lua_pushboolean(L, lstat(luaL_checkstring(L, 1), &st) == 0);
  return 1;
}

/* What an event tells of a name in a folder; NULL where nothing is to be done. A link, symbolic or hard,
 * is made, and never closed. A hard link whose other name is gone looks like a file that is begun. */
static const char *kind_of(uint32_t mask, const char *path) {
  struct stat st;
  if (mask & (IN_DELETE | IN_MOVED_FROM)) return "gone";
  if (mask & IN_ISDIR) return mask & (IN_CREATE | IN_MOVED_TO) ? "folder" : NULL;
  if (mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) return "changed";
  if (!(mask & IN_CREATE) || lstat(path, &st) != 0) return NULL;
  if (S_ISLNK(st.st_mode) || (S_ISREG(st.st_mode) && st.st_nlink > 1)) return "changed";
  return S_ISREG(st.st_mode) ? "made" : NULL;
}

/* Adds {path, kind} to the list on top of the stack. */
static void push_event(lua_State *L, watch *w, const struct inotify_event *e) {
  const char *folder = e->wd >= 0 && (size_t)e->wd < w->len ? w->folders[e->wd] : NULL, *kind = "overflow";
  if (!(e->mask & IN_Q_OVERFLOW) && (!folder || e->len == 0 || e->name[0] == '.')) return;
  lua_createtable(L, 0, 2);
  if (!(e->mask & IN_Q_OVERFLOW)) {
    lua_pushfstring(L, "%s/%s", folder, e->name);
    kind = kind_of(e->mask, lua_tostring(L, -1));
    if ((e->mask & IN_MOVED_FROM) && (e->mask & IN_ISDIR)) forget(w, lua_tostring(L, -1));
    lua_setfield(L, -2, "path");
  }
  lua_pushstring(L, kind);
  lua_setfield(L, -2, "kind");
  if (kind)
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  else
    lua_pop(L, 1);
}

static void read_events(lua_State *L, watch *w) {
  _Alignas(struct inotify_event) char room[16384];
  ssize_t n;
  while ((n = read(w->events, room, sizeof room)) > 0) {
    for (char *at = room; at < room + n;) {
      const struct inotify_event *e = (const void *)at;
      push_event(L, w, e);
      at += sizeof *e + e->len;
    }
  }
}

/* wait(milliseconds): what has happened, in order, {path, kind}, kind being changed, made (and perhaps
 * not yet written), gone, folder or overflow (some was missed); an empty list after that time. nil where
 * the user wants to end. */
static int l_wait(lua_State *L) {
  watch *w = check_watch(L);
  struct pollfd both[] = {{.fd = w->events, .events = POLLIN}, {.fd = w->signals, .events = POLLIN}};
  lua_Integer time = luaL_checkinteger(L, 2);
  luaL_argcheck(L, time >= -1 && time <= 3600000, 2, "an hour at most");
  if (!w->ended && poll(both, 2, (int)time) < 0 && errno != EINTR) return system_failure(L, NULL);
  take_signals(w);
  if (w->ended) return luaL_pushfail(L), 1;
  lua_newtable(L);
  read_events(L, w);
  return 1;
}

int jy__host_open_watch(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", l_close}, {"__close", l_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", l_add},       {"forget", l_forget}, {"wait", l_wait},
                                     {"ended", l_ended}, {"close", l_close},   {NULL, NULL}};
  static const luaL_Reg functions[] = {
      {"open", l_open}, {"below", l_below}, {"there", l_there}, {"writing", l_writing}, {NULL, NULL}};
  static const luaL_Reg names_meta[] = {{"__gc", names_gc}, {"__close", names_gc}, {NULL, NULL}};
  jyL_newtype(L, WATCH_TYPE, meta, methods);
  jyL_newtype(L, NAMES_TYPE, names_meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

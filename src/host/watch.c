/* jiyao.watch: what changes in folders, as Linux tells (inotify). For jiyao's own modules.
 * Knows folders and names; refuses to know what is read and when: a file is told of when
 * whoever wrote it has closed it or moved it there, so none is read half. */
#include <dirent.h>
#include <errno.h>
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

enum { OF_FOLDER = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF };

typedef struct {
  int events;  /* -1 once closed */
  int signals; /* where Ctrl-C arrives while this watches */
  sigset_t before;
  char **folders; /* by the number that inotify gave each; NULL between */
  size_t len, cap;
} watch;

static watch *check_watch(lua_State *L) {
  watch *w = luaL_checkudata(L, 1, WATCH_TYPE);
  luaL_argcheck(L, w->events >= 0, 1, "closed");
  return w;
}

/* Whether the user has asked to end; the request is taken away. */
static bool take_signals(const watch *w) {
  struct signalfd_siginfo info;
  bool any = false;
  ssize_t n;
  while ((n = read(w->signals, &info, sizeof info)) > 0 || (n < 0 && errno == EINTR)) any = any || n > 0;
  return any;
}

/* A request to end that nobody has looked at would come as a signal once the mask is as it was, and
 * end the program in the midst of what it has to say at its end. */
static int l_close(lua_State *L) {
  watch *w = luaL_checkudata(L, 1, WATCH_TYPE);
  if (w->events >= 0) close(w->events);
  if (w->signals >= 0) {
    (void)take_signals(w);
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

/* add(path): true; false where there is no such folder any more. */
static int l_add(lua_State *L) {
  watch *w = check_watch(L);
  const char *path = luaL_checkstring(L, 2);
  int number = inotify_add_watch(w->events, path, OF_FOLDER | IN_ONLYDIR);
  if (number < 0 && errno != ENOENT && errno != ENOTDIR) return system_failure(L, path);
  if (number >= 0 && keep_name(w, number, path) < 0) return jyL_fail(L);
  lua_pushboolean(L, number >= 0);
  return 1;
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_shown(const struct dirent *e) {
  return e->d_name[0] != '.';
}

/* folders(path): those in a folder, by name; none where it cannot be read. Links to folders are left
 * out: they may lead back. */
static int l_folders(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  struct dirent **names = NULL;
  int n = scandir(path, &names, is_shown, by_bytes);
  lua_Integer found = 0;
  lua_newtable(L);
  for (int i = 0; i < n; i++) {
    struct stat st;
    lua_pushfstring(L, "%s/%s", path, names[i]->d_name);
    bool is_folder = lstat(lua_tostring(L, -1), &st) == 0 && S_ISDIR(st.st_mode);
    free(names[i]);
    if (is_folder)
      lua_rawseti(L, -2, ++found);
    else
      lua_pop(L, 1);
  }
  free(names);
  return 1;
}

/* there(path): whether anything has that name, be it readable or not. */
static int l_there(lua_State *L) {
  struct stat st;
  lua_pushboolean(L, lstat(luaL_checkstring(L, 1), &st) == 0);
  return 1;
}

/* What an event tells of a name in a folder; NULL where nothing is to be done. A symbolic link
 * is made, and never closed. */
static const char *kind_of(uint32_t mask, const char *path) {
  struct stat st;
  if (mask & (IN_DELETE | IN_MOVED_FROM)) return "gone";
  if (mask & IN_ISDIR) return mask & (IN_CREATE | IN_MOVED_TO) ? "folder" : NULL;
  if (mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) return "changed";
  return mask & IN_CREATE && lstat(path, &st) == 0 && S_ISLNK(st.st_mode) ? "changed" : NULL;
}

/* Adds {path, kind} to the list on top of the stack. */
static void push_event(lua_State *L, const watch *w, const struct inotify_event *e) {
  const char *folder = e->wd >= 0 && (size_t)e->wd < w->len ? w->folders[e->wd] : NULL, *kind = "overflow";
  if (!(e->mask & IN_Q_OVERFLOW) && (!folder || e->len == 0 || e->name[0] == '.')) return;
  lua_createtable(L, 0, 2);
  if (!(e->mask & IN_Q_OVERFLOW)) {
    lua_pushfstring(L, "%s/%s", folder, e->name);
    kind = kind_of(e->mask, lua_tostring(L, -1));
    lua_setfield(L, -2, "path");
  }
  lua_pushstring(L, kind);
  lua_setfield(L, -2, "kind");
  if (kind)
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  else
    lua_pop(L, 1);
}

static void read_events(lua_State *L, const watch *w) {
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

/* wait(milliseconds): what has happened, in order, {path, kind}, kind being changed, gone, folder or
 * overflow (some was missed); an empty list after that time. nil where the user wants to end. */
static int l_wait(lua_State *L) {
  const watch *w = check_watch(L);
  struct pollfd both[] = {{.fd = w->events, .events = POLLIN}, {.fd = w->signals, .events = POLLIN}};
  lua_Integer time = luaL_checkinteger(L, 2);
  luaL_argcheck(L, time >= -1 && time <= 3600000, 2, "an hour at most");
  if (poll(both, 2, (int)time) < 0 && errno != EINTR) return system_failure(L, NULL);
  if ((both[1].revents & POLLIN) && take_signals(w)) return luaL_pushfail(L), 1;
  lua_newtable(L);
  read_events(L, w);
  return 1;
}

int jy__host_open_watch(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", l_close}, {"__close", l_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", l_add}, {"close", l_close}, {"wait", l_wait}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"open", l_open}, {"folders", l_folders}, {"there", l_there}, {NULL, NULL}};
  jyL_newtype(L, WATCH_TYPE, meta, methods);
  luaL_newlib(L, functions);
  return 1;
}

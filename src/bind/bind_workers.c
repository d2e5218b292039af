/* The face `jiyao.workers`: copies of this process that work for it, and values as bytes. A
 * worker runs a Lua function in its own copy of the state; its errors end that worker only. */
/***
Processes that work for this one, each a copy of it. What is sent are values: nil, booleans,
numbers, strings, and tables of them.
@module jiyao.workers
*/
#include <string.h>

#include "base/workers.h"
#include "bind/bind.h"

#define WORKER_TYPE "jiyao.worker"
#define MOST_DEPTH 64

/* ---- values as bytes ---------------------------------------------------------------- */

static void put_size(jy_buf *out, size_t n) {
  uint64_t size = n;
  jy_buf_put(out, &size, sizeof size);
}

static void pack_value(lua_State *L, jy_buf *out, int at, int depth);

/* A table that its user made: the order of its pairs does not matter to who reads it. */
static void pack_table(lua_State *L, jy_buf *out, int at, int depth) {
  luaL_checkstack(L, 4, "a value that is nested too deep");
  if (depth > MOST_DEPTH) luaL_error(L, "a value that is nested too deep to be sent");
  jy_buf_put(out, "t", 1);
  lua_pushnil(L);
  while (lua_next(L, at)) {
    int top = lua_gettop(L);
    pack_value(L, out, top - 1, depth + 1);
    pack_value(L, out, top, depth + 1);
    lua_settop(L, top - 1);
  }
  jy_buf_put(out, "n", 1);
}

static void pack_number(lua_State *L, jy_buf *out, int at) {
  if (lua_isinteger(L, at)) {
    lua_Integer i = lua_tointeger(L, at);
    jy_buf_put(out, "i", 1);
    jy_buf_put(out, &i, sizeof i);
  } else {
    lua_Number d = lua_tonumber(L, at);
    jy_buf_put(out, "d", 1);
    jy_buf_put(out, &d, sizeof d);
  }
}

static void pack_value(lua_State *L, jy_buf *out, int at, int depth) {
  size_t len;
  const char *s;
  switch (lua_type(L, at)) {
  case LUA_TNIL:
    jy_buf_put(out, "n", 1);
    break;
  case LUA_TBOOLEAN:
    jy_buf_put(out, lua_toboolean(L, at) ? "T" : "F", 1);
    break;
  case LUA_TNUMBER:
    pack_number(L, out, at);
    break;
  case LUA_TSTRING:
    s = lua_tolstring(L, at, &len);
    jy_buf_put(out, "s", 1);
    put_size(out, len);
    jy_buf_put(out, s, len);
    break;
  case LUA_TTABLE:
    pack_table(L, out, at, depth);
    break;
  default:
    luaL_error(L, "a %s cannot be sent to another process", luaL_typename(L, at));
  }
}

/* Where the reading of packed bytes has come to. */
typedef struct {
  jy_str in;
  size_t at;
} reader;

static const char *next_bytes(lua_State *L, reader *r, size_t n) {
  if (r->in.len - r->at < n) luaL_error(L, "no packed value: it breaks off at byte %d", (int)r->in.len);
  const char *p = r->in.ptr + r->at;
  r->at += n;
  return p;
}

/* Pushes one value. */
static void unpack_value(lua_State *L, reader *r, int depth) {
  uint64_t size;
  lua_Integer i;
  lua_Number d;
  luaL_checkstack(L, 4, "a value that is nested too deep");
  if (depth > MOST_DEPTH) luaL_error(L, "no packed value: it is nested too deep");
  switch (*next_bytes(L, r, 1)) {
  case 'n':
    lua_pushnil(L);
    return;
  case 'T':
    lua_pushboolean(L, 1);
    return;
  case 'F':
    lua_pushboolean(L, 0);
    return;
  case 'i':
    memcpy(&i, next_bytes(L, r, sizeof i), sizeof i);
    lua_pushinteger(L, i);
    return;
  case 'd':
    memcpy(&d, next_bytes(L, r, sizeof d), sizeof d);
    lua_pushnumber(L, d);
    return;
  case 's':
    memcpy(&size, next_bytes(L, r, sizeof size), sizeof size);
    if (size > r->in.len) luaL_error(L, "no packed value: a string in it is too long");
    lua_pushlstring(L, next_bytes(L, r, (size_t)size), (size_t)size);
    return;
  case 't':
    for (lua_newtable(L);; lua_rawset(L, -3)) {
      unpack_value(L, r, depth + 1);
      if (lua_isnil(L, -1)) break;
      unpack_value(L, r, depth + 1);
    }
    lua_pop(L, 1);
    return;
  default:
    luaL_error(L, "no packed value: byte %d is no kind of value", (int)r->at - 1);
  }
}

/* ---- in the worker ------------------------------------------------------------------- */

/* send(value): upvalue 1 is the worker. */
static int l_answer(lua_State *L) {
  jy__worker *self = lua_touserdata(L, lua_upvalueindex(1));
  jy_buf *out = jyL_newbuf(L);
  pack_value(L, out, 1, 0);
  if (jy_buf_status(out) < 0 || jy__worker_send(self, jy_buf_str(out)) < 0) return jyL_fail(L);
  return 0;
}

static int serve_one(lua_State *L) {
  reader r = {*(const jy_str *)lua_touserdata(L, 2), 0};
  lua_pushvalue(L, 1);
  unpack_value(L, &r, 0);
  lua_pushlightuserdata(L, lua_touserdata(L, 3));
  lua_pushcclosure(L, l_answer, 1);
  lua_call(L, 2, 0);
  return 0;
}

/* The function is at the top of the stack that data points to. */
static int serve(void *data, jy_str request, jy__worker *self) {
  lua_State *L = data;
  lua_pushcfunction(L, serve_one);
  lua_pushvalue(L, -2);
  lua_pushlightuserdata(L, &request);
  lua_pushlightuserdata(L, self);
  if (lua_pcall(L, 3, 0, 0) == LUA_OK) return JY_OK;
  lua_pop(L, 1);
  return JY_EIO;
}

/* ---- here ------------------------------------------------------------------------------ */

static jy__worker **check_worker(lua_State *L, int arg) {
  jy__worker **w = luaL_checkudata(L, arg, WORKER_TYPE);
  luaL_argcheck(L, *w != NULL, arg, "the worker is closed");
  return w;
}

/***
 * Ends the worker, whatever it is at; closing twice is allowed.
 * @function Worker:close
 * @usage
 * local w = jiyao.workers.start(function() end)
 * w:close()
 * print(pcall(w.give, w, 1)) --> false	bad argument #1 to '?' (the worker is closed)
 */
static int worker_gc(lua_State *L) {
  jy__worker **w = luaL_checkudata(L, 1, WORKER_TYPE);
  if (*w) jyL_handle_closed(L);
  jy__worker_end(*w);
  *w = NULL;
  return 0;
}

/***
 * Starts a worker. It must not touch what is open here (stores, files), and an error of the
 * function ends it.
 * @function start
 * @tparam function f called in the worker, for each request, with it and with a function
 * that sends a value back
 * @treturn Worker
 * @usage
 * local w <close> = jiyao.workers.start(function(n, send) send(n + 1) end)
 * w:give(41)
 * print(select(2, w:take())) --> 42	9
 */
static int l_start(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  jy__worker **w = lua_newuserdatauv(L, sizeof *w, 0);
  *w = NULL;
  luaL_setmetatable(L, WORKER_TYPE);
  lua_insert(L, 1); /* the function on top, where serve() finds it */
  if (jy__worker_start(w, serve, L) < 0) return jyL_fail(L);
  jyL_handle_opened(L);
  lua_settop(L, 1);
  return 1;
}

/***
 * Sends a request.
 * @function Worker:give
 * @param value
 * @treturn boolean false where the worker is gone
 * @usage
 * local w <close> = jiyao.workers.start(function() error "no" end)
 * print(w:give "x") --> true
 * print(w:take()) --> false
 */
static int l_give(lua_State *L) {
  jy__worker **w = check_worker(L, 1);
  lua_settop(L, 2);
  jy_buf *out = jyL_newbuf(L);
  pack_value(L, out, 2, 0);
  if (jy_buf_status(out) < 0) return jyL_fail(L);
  lua_pushboolean(L, jy__worker_send(*w, jy_buf_str(out)) == JY_OK);
  return 1;
}

/***
 * The next value that the worker sent; waits for it.
 * @function Worker:take
 * @treturn boolean false where the worker is gone
 * @return the value
 * @treturn integer its size in bytes
 * @usage
 * local w <close> = jiyao.workers.start(function(list, send) send(#list) end)
 * w:give {1, 2, 3}
 * print(w:take()) --> true	3	9
 */
static int l_take(lua_State *L) {
  jy__worker **w = check_worker(L, 1);
  jy_buf *frame = jyL_newbuf(L);
  int status = jy__worker_take(frame, *w);
  if (status < 0) return jyL_fail(L);
  lua_pushboolean(L, status);
  if (status == 0) return 1;
  reader r = {jy_buf_str(frame), 0};
  unpack_value(L, &r, 0);
  jyL_pushsize(L, frame->len);
  return 3;
}

/***
 * How a worker that is gone ended.
 * @function Worker:ending
 * @treturn string "signal 9 (Killed)", "exit code 1", or "" where it ended well
 * @usage
 * local w <close> = jiyao.workers.start(function() error "no" end)
 * w:give(1)
 * w:take()
 * print(w:ending()) --> exit code 1
 */
static int l_ending(lua_State *L) {
  jy__worker **w = check_worker(L, 1);
  jy_buf *out = jyL_newbuf(L);
  if (jy__worker_ending(out, *w) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * Waits until one of several workers has something to take, or is gone.
 * @function wait
 * @tparam {Worker,...} list false in the place of one that is not waited for
 * @treturn ?integer which; nil where a signal came in between
 * @usage
 * local w <close> = jiyao.workers.start(function(n, send) send(n) end)
 * w:give(1)
 * print(jiyao.workers.wait {false, w}) --> 2
 */
static int l_wait(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  size_t n = (size_t)luaL_len(L, 1), which;
  jy__worker **list = lua_newuserdatauv(L, (n + 1) * sizeof *list, 0);
  for (size_t i = 0; i < n; i++) {
    list[i] = NULL;
    if (lua_geti(L, 1, (lua_Integer)i + 1) != LUA_TBOOLEAN) list[i] = *check_worker(L, -1);
    lua_pop(L, 1);
  }
  if (jy__worker_wait(&which, list, n) < 0) return jyL_fail(L);
  if (which < n) lua_pushinteger(L, (lua_Integer)which + 1);
  return which < n ? 1 : 0;
}

/***
 * How many processors this process may use.
 * @function processors
 * @treturn integer at least 1
 * @usage
 * print(jiyao.workers.processors() >= 1) --> true
 */
static int l_processors(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)jy__processors());
  return 1;
}

static const luaL_Reg meta[] = {{"__gc", worker_gc}, {"__close", worker_gc}, {NULL, NULL}};
static const luaL_Reg methods[] = {
    {"close", worker_gc}, {"ending", l_ending}, {"give", l_give}, {"take", l_take}, {NULL, NULL}};
static const luaL_Reg functions[] = {
    {"processors", l_processors}, {"start", l_start}, {"wait", l_wait}, {NULL, NULL}};

int luaopen_jiyao_workers(lua_State *L);

int luaopen_jiyao_workers(lua_State *L) {
  jyL_newtype(L, WORKER_TYPE, meta, methods);
  luaL_newlib(L, functions);
  return 1;
}

/* Lua functions in SQL. They run in the Lua state that runs the statement, in
 * protected mode: an error becomes an error of the statement, and nothing jumps
 * through SQLite. The store's user value keeps the functions, so that a store
 * and a function that refers to it are collected together. */
/***
Functions of a script in the SQL of a store.
@submodule jiyao.store
*/
#include "bind/bind_statement.h"
#include "bind/sqlvalues.h"
#include "jiyao/sqlfunction.h"

#define KNOWN "jiyao.sqlfunctions" /* in the registry: box by address, weak */

enum { VALUE = 1, ROW, STATES }; /* user values of the box */

typedef struct {
  jyL_store *store;
  lua_Integer groups; /* how many there were: the names of their states */
} function_box;

typedef struct {
  function_box *f;
  jy_call *call;
  enum { GIVE, TAKE, DROP } task;
} request;

static void push_arguments(lua_State *L, const jy_call *call) {
  int count = jy_call_count(call);
  luaL_checkstack(L, count, "values of a function of SQL");
  for (int i = 0; i < count; i++) {
    jy_value v;
    if (jy_call_arg(&v, call, i) < 0) jyL_fail(L);
    jyL_push_value(L, &v);
  }
}

static void give(lua_State *L, jy_call *call) {
  jy_value v;
  if (!jyL_to_value(L, -1, &v))
    luaL_error(L, "a function of SQL gives nil, a boolean, a number, a string or a blob, not a %s",
               luaL_typename(L, -1));
  jy_call_give(call, &v);
}

/* Stack: 1 the request, 2 the box. Leaves the states and the state of the group. */
static int64_t *push_state(lua_State *L, request *r) {
  int64_t *place = jy_call_group(r->call);
  lua_getiuservalue(L, 2, STATES);
  if (place && *place == 0 && r->task == TAKE) *place = ++r->f->groups;
  if (place && *place)
    lua_rawgeti(L, -1, *place);
  else
    lua_pushnil(L);
  return place;
}

static void forget_state(lua_State *L, const int64_t *place) {
  if (!place || !*place) return;
  lua_getiuservalue(L, 2, STATES);
  lua_pushnil(L);
  lua_rawseti(L, -2, *place);
  lua_pop(L, 1);
}

static void take_row(lua_State *L, request *r) {
  const int64_t *place = push_state(L, r);
  lua_getiuservalue(L, 2, ROW);
  lua_insert(L, -2); /* states, function, state */
  push_arguments(L, r->call);
  lua_call(L, 1 + jy_call_count(r->call), 1);
  lua_rawseti(L, -2, *place);
}

static void give_value(lua_State *L, request *r) {
  const int64_t *place;
  bool sums = lua_getiuservalue(L, 2, ROW) == LUA_TFUNCTION;
  lua_getiuservalue(L, 2, VALUE);
  if (sums) {
    place = push_state(L, r);
    lua_remove(L, -2); /* function, state */
    forget_state(L, place);
    lua_call(L, 1, 1);
  } else {
    push_arguments(L, r->call);
    lua_call(L, jy_call_count(r->call), 1);
  }
  give(L, r->call);
}

static int serve(lua_State *L) {
  request *r = lua_touserdata(L, 1);
  lua_getfield(L, LUA_REGISTRYINDEX, KNOWN);
  lua_rawgetp(L, -1, r->f);
  lua_remove(L, -2);
  if (!lua_isuserdata(L, 2)) return 0; /* the store is being collected, and its functions with it */
  switch (r->task) {
  case TAKE: take_row(L, r); break;
  case GIVE: give_value(L, r); break;
  case DROP: forget_state(L, jy_call_group(r->call)); break;
  }
  return 0;
}

static int in_words(lua_State *L) {
  luaL_tolstring(L, 1, NULL);
  return 1;
}

static int ask(request r) {
  jyL_store *box = r.f->store;
  lua_State *L = box->L;
  if (!lua_checkstack(L, 4)) return jy__nomem();
  int top = lua_gettop(L);
  box->calls++;
  lua_pushcfunction(L, in_words);
  lua_pushcfunction(L, serve);
  lua_pushlightuserdata(L, &r);
  int code = lua_pcall(L, 1, 0, top + 1), status = JY_OK;
  box->calls--;
  box->L = L; /* the function may have run statements in a coroutine that is gone */
  if (code == LUA_ERRMEM)
    status = jy__nomem();
  else if (code != LUA_OK)
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "%s",
                      lua_isstring(L, -1) ? lua_tostring(L, -1) : "an error without words");
  lua_settop(L, top);
  return status;
}

static int on_value(void *data, jy_call *call) {
  return ask((request){data, call, GIVE});
}

static int on_row(void *data, jy_call *call) {
  return ask((request){data, call, TAKE});
}

static void on_drop(void *data, jy_call *call) {
  (void)ask((request){data, call, DROP});
}

/* Leaves the box of what stands at `at`: a function, or a table of two. */
static function_box *new_box(lua_State *L, jyL_store *store, int at) {
  function_box *f = lua_newuserdatauv(L, sizeof *f, STATES);
  *f = (function_box){store, 0};
  bool sums = lua_istable(L, at);
  if (sums) {
    if (lua_getfield(L, at, "value") != LUA_TFUNCTION || lua_getfield(L, at, "row") != LUA_TFUNCTION)
      luaL_argerror(L, at, "a function, or a table of the functions row and value expected");
    lua_setiuservalue(L, -3, ROW);
    lua_setiuservalue(L, -2, VALUE);
    lua_newtable(L);
    lua_setiuservalue(L, -2, STATES);
  } else {
    lua_pushvalue(L, at);
    lua_setiuservalue(L, -2, VALUE);
  }
  lua_getfield(L, LUA_REGISTRYINDEX, KNOWN);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, f);
  lua_pop(L, 1);
  return f;
}

/***
Defines a function for the SQL of this store, in the place of one of that name
with as many values. An error in it is an error of the statement. The views and
triggers of a file cannot call it. It must not close the store, nor run the
statement that calls it.
@function store:define
@tparam string name
@tparam integer values how many it takes; -1 for any number
@tparam function|table f gives the value; or, of a function that sums up rows,
`row(state, ...)`, which gives the next state (nil at first), and `value(state)`
@tparam[opt] table opts `deterministic`: equal values always give equal values
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:define("surname", 1, function(name) return name:match(utf8.charpattern) end, {deterministic = true})
print(db:one("SELECT surname('林知行') AS s").s) --> 林
db:define("longest", 1, {
  row = function(best, s) return (not best or #s > #best) and s or best end,
  value = function(best) return best end,
})
print(db:one([[SELECT longest(value) AS s FROM json_each('["例会","座谈会"]')]]).s) --> 座谈会
*/
static int l_store_define(lua_State *L) {
  jyL_store *store = jyL_checkstore(L, 1);
  const char *name = luaL_checkstring(L, 2);
  lua_Integer params = luaL_checkinteger(L, 3);
  luaL_argcheck(L, params >= -1 && params <= 127, 3, "up to 127 values, or -1 for any number, expected");
  luaL_argcheck(L, lua_isfunction(L, 4) || lua_istable(L, 4), 4,
                "a function, or a table of the functions row and value expected");
  bool deterministic = false;
  if (!lua_isnoneornil(L, 5)) {
    luaL_checktype(L, 5, LUA_TTABLE);
    lua_getfield(L, 5, "deterministic");
    deterministic = lua_toboolean(L, -1);
  }
  lua_settop(L, 4);
  function_box *f = new_box(L, store, 4);
  jy_function defined = {.params = (int)params, .deterministic = deterministic, .value = on_value, .data = f};
  if (lua_istable(L, 4)) {
    defined.row = on_row;
    defined.drop = on_drop;
  }
  /* Kept before it is defined: afterwards nothing may fail. Several forms of a
   * name stand side by side, and one that was replaced is kept with them. */
  lua_getiuservalue(L, 1, 1);
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  if (jy_store_define(store->store, name, &defined) < 0) return jyL_fail(L);
  return 0;
}

void jyL_open_functions(lua_State *L) {
  static const luaL_Reg store_methods[] = {{"define", l_store_define}, {NULL, NULL}};
  jyL_addmethods(L, JYL_STORE, store_methods);
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_setfield(L, LUA_REGISTRYINDEX, KNOWN);
}

/* The statements of `jiyao.store` and their rows. A statement keeps its store in a
 * user value and rows keep their statement, so no handle outlives what it leans
 * on. No Lua error is raised while SQLite is at work: what it calls back is protected. */
/***
Statements of a store.
@submodule jiyao.store
*/
#include "bind/bind_statement.h"

#include "bind/sqlvalues.h"

#define STATEMENT_TYPE "jiyao.statement"
#define ROWS_TYPE "jiyao.rows"

typedef struct {
  lua_Integer run;
  bool owned; /* the statement was made for these rows alone */
  bool open;
} rows_box;

/* Only a function that the statement calls can see it so. */
static void check_idle(lua_State *L, const jy_stmt *q) {
  if (jy_stmt_is_stepping(q))
    luaL_error(L, "a function may neither run nor close the statement that calls it");
}

static jyL_statement *check_statement(lua_State *L, int arg) {
  jyL_statement *b = luaL_checkudata(L, arg, STATEMENT_TYPE);
  if (!b->stmt) luaL_argerror(L, arg, "the statement is closed");
  lua_getiuservalue(L, arg, 1);
  jyL_store *s = lua_touserdata(L, -1);
  lua_pop(L, 1);
  if (!s->store) luaL_argerror(L, arg, "the store of the statement is closed");
  check_idle(L, b->stmt);
  s->L = L;
  return b;
}

/* Binds the arguments from 2 on to a statement that is made ready to run. */
static void bind_arguments(lua_State *L, jyL_statement *b) {
  jy_stmt_reset(b->stmt);
  b->runs++;
  jyL_bind_values(L, b->stmt, 2);
}

/* ---- statements -------------------------------------------------------------- */

int jyL_closestatement(lua_State *L) {
  jyL_statement *b = luaL_checkudata(L, 1, STATEMENT_TYPE);
  if (!b->stmt) return 0;
  check_idle(L, b->stmt);
  lua_getiuservalue(L, 1, 1);
  ((jyL_store *)lua_touserdata(L, -1))->L = L;
  lua_pop(L, 1);
  jy_stmt_free(b->stmt);
  b->stmt = NULL;
  jyL_handle_closed(L);
  return 0;
}

static int statement_tostring(lua_State *L) {
  const jyL_statement *b = luaL_checkudata(L, 1, STATEMENT_TYPE);
  lua_pushstring(L, b->stmt ? "statement" : "statement (closed)");
  return 1;
}

jyL_statement *jyL_newstatement(lua_State *L, jy_store *s) {
  jy_str sql = jyL_checkstr(L, 2);
  jyL_statement *b = lua_newuserdatauv(L, sizeof *b, 1);
  *b = (jyL_statement){0};
  luaL_setmetatable(L, STATEMENT_TYPE);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (jy_stmt_new(&b->stmt, s, sql) < 0) jyL_fail(L);
  jyL_handle_opened(L);
  return b;
}

jyL_statement *jyL_takestatement(lua_State *L, jy_store *s) {
  jyL_statement *b = jyL_newstatement(L, s);
  lua_replace(L, 1);
  lua_remove(L, 2);
  return b;
}

int jyL_run(lua_State *L, jyL_statement *b) {
  int64_t changes;
  bind_arguments(L, b);
  if (jy_stmt_run(&changes, b->stmt) < 0) return jyL_fail(L);
  lua_getiuservalue(L, 1, 1);
  const jyL_store *s = lua_touserdata(L, -1);
  lua_pushinteger(L, changes);
  lua_pushinteger(L, jy_store_last_id(s->store));
  return 2;
}

int jyL_one(lua_State *L, jyL_statement *b) {
  bind_arguments(L, b);
  int status = jy_stmt_step(b->stmt);
  if (status < 0) return jyL_fail(L);
  if (status > 0)
    jyL_push_row(L, b->stmt);
  else
    lua_pushnil(L);
  jy_stmt_reset(b->stmt);
  return 1;
}

/* ---- rows -------------------------------------------------------------------- */

static int rows_gc(lua_State *L) {
  rows_box *r = luaL_checkudata(L, 1, ROWS_TYPE);
  if (!r->open) return 0;
  r->open = false;
  lua_getiuservalue(L, 1, 1);
  jyL_statement *b = lua_touserdata(L, -1);
  if (b->stmt && b->runs == r->run) {
    lua_getiuservalue(L, -1, 1);
    ((jyL_store *)lua_touserdata(L, -1))->L = L;
    lua_pop(L, 1);
    jy_stmt_reset(b->stmt);
  }
  if (!r->owned) return 0;
  lua_replace(L, 1);
  return jyL_closestatement(L);
}

static int rows_tostring(lua_State *L) {
  const rows_box *r = luaL_checkudata(L, 1, ROWS_TYPE);
  lua_pushstring(L, r->open ? "rows" : "rows (closed)");
  return 1;
}

static int rows_next(lua_State *L) {
  rows_box *r = luaL_checkudata(L, 1, ROWS_TYPE);
  lua_settop(L, 1);
  if (!r->open) return luaL_error(L, "the rows are at their end");
  lua_getiuservalue(L, 1, 1);
  const jyL_statement *b = check_statement(L, 2);
  if (b->runs != r->run) return luaL_error(L, "the statement was run again while its rows were read");
  int status = jy_stmt_step(b->stmt);
  if (status < 0) return jyL_fail(L);
  if (status > 0) {
    jyL_push_row(L, b->stmt);
    return 1;
  }
  lua_settop(L, 1);
  rows_gc(L);
  lua_pushnil(L);
  return 1;
}

int jyL_rows(lua_State *L, jyL_statement *b, bool owned) {
  bind_arguments(L, b);
  lua_pushcfunction(L, rows_next);
  rows_box *r = lua_newuserdatauv(L, sizeof *r, 1);
  *r = (rows_box){b->runs, owned, false};
  luaL_setmetatable(L, ROWS_TYPE);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  r->open = true;
  lua_pushnil(L);
  lua_pushvalue(L, -2);
  return 4;
}

/***
Runs the statement to its end.
@function statement:run
@param ... a value for each parameter
@treturn integer how many rows it inserted, changed or deleted
@treturn integer the id of the last row inserted
@usage
local db = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x)"
local insert <close> = db:prepare "INSERT INTO t VALUES (?)"
insert:run(1)
local changes, id = insert:run(2)
print(changes .. " row, id " .. id) --> 1 row, id 2
db:close()
*/
static int l_statement_run(lua_State *L) {
  return jyL_run(L, check_statement(L, 1));
}

/***
The first row as a table by column name, or nil.
@function statement:one
@param ... a value for each parameter
@treturn ?table
@usage
local db = jiyao.store.open(":memory:", "create")
local sum <close> = db:prepare "SELECT ? + ? AS sum"
print(sum:one(1, 2).sum) --> 3
print(sum:one(20, 3).sum) --> 23
db:close()
*/
static int l_statement_one(lua_State *L) {
  return jyL_one(L, check_statement(L, 1));
}

/***
Iterates over the rows; leaving the loop early makes the statement ready again.
@function statement:rows
@param ... a value for each parameter
@treturn function for the generic `for`
@usage
local db = jiyao.store.open(":memory:", "create")
local query <close> = db:prepare "SELECT value FROM json_each(?)"
local total = 0
for row in query:rows("[5, 6]") do total = total + row.value end
print(total) --> 11
db:close()
*/
static int l_statement_rows(lua_State *L) {
  return jyL_rows(L, check_statement(L, 1), false);
}

/***
Closes the statement; closing twice is allowed.
@function statement:close
@usage
local db = jiyao.store.open(":memory:", "create")
local query = db:prepare "SELECT 1"
query:close()
print(query) --> statement (closed)
db:close()
*/
static int l_statement_close(lua_State *L) {
  return jyL_closestatement(L);
}

static const luaL_Reg statement_meta[] = {{"__gc", jyL_closestatement},
                                          {"__close", jyL_closestatement},
                                          {"__tostring", statement_tostring},
                                          {NULL, NULL}};
static const luaL_Reg statement_methods[] = {{"close", l_statement_close},
                                             {"one", l_statement_one},
                                             {"rows", l_statement_rows},
                                             {"run", l_statement_run},
                                             {NULL, NULL}};
static const luaL_Reg rows_meta[] = {
    {"__gc", rows_gc}, {"__close", rows_gc}, {"__tostring", rows_tostring}, {NULL, NULL}};

void jyL_open_statements(lua_State *L) {
  jyL_newtype(L, STATEMENT_TYPE, statement_meta, statement_methods);
  jyL_newtype(L, ROWS_TYPE, rows_meta, NULL);
}

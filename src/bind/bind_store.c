/* The face `jiyao.store`: stores, statements, rows. A statement keeps its
 * store in a user value and rows keep their statement, so no handle outlives
 * what it leans on; a closed store leaves its statements closed behind.
 * No Lua error is raised while SQLite is at work: it has no callbacks here. */
/***
One SQLite file that holds one corpus: statements, typed values, transactions.
Values: nil is NULL, booleans are 0 and 1, integers and floats stay what they
are, strings are TEXT where they are valid UTF-8 and BLOB where they are not;
`blob` makes any string a BLOB.
@module jiyao.store
*/
#include <string.h>

#include "bind/bind.h"
#include "bind/sqlvalues.h"

#define STORE_TYPE "jiyao.store"
#define STATEMENT_TYPE "jiyao.statement"
#define ROWS_TYPE "jiyao.rows"

typedef struct {
  jy_store *store; /* NULL when closed */
} store_box;

typedef struct {
  jy_stmt *stmt; /* NULL when closed */
  lua_Integer runs; /* tells rows that are read from rows of an earlier run */
} statement_box;

typedef struct {
  lua_Integer run;
  bool owned; /* the statement was made for these rows alone */
  bool open;
} rows_box;

/* ---- checks ----------------------------------------------------------------- */

static jy_store *check_store(lua_State *L, int arg) {
  store_box *b = luaL_checkudata(L, arg, STORE_TYPE);
  if (!b->store) luaL_argerror(L, arg, "the store is closed");
  return b->store;
}

static statement_box *check_statement(lua_State *L, int arg) {
  statement_box *b = luaL_checkudata(L, arg, STATEMENT_TYPE);
  if (!b->stmt) luaL_argerror(L, arg, "the statement is closed");
  lua_getiuservalue(L, arg, 1);
  store_box *s = lua_touserdata(L, -1);
  lua_pop(L, 1);
  if (!s->store) luaL_argerror(L, arg, "the store of the statement is closed");
  return b;
}

/* Binds the arguments from 2 on to a statement that is made ready to run. */
static void bind_arguments(lua_State *L, statement_box *b) {
  jy_stmt_reset(b->stmt);
  b->runs++;
  jyL_bind_values(L, b->stmt, 2);
}

/* ---- statements -------------------------------------------------------------- */

static int statement_gc(lua_State *L) {
  statement_box *b = luaL_checkudata(L, 1, STATEMENT_TYPE);
  if (!b->stmt) return 0;
  jy_stmt_free(b->stmt);
  b->stmt = NULL;
  jyL_handle_closed(L);
  return 0;
}

static int statement_tostring(lua_State *L) {
  const statement_box *b = luaL_checkudata(L, 1, STATEMENT_TYPE);
  lua_pushstring(L, b->stmt ? "statement" : "statement (closed)");
  return 1;
}

/* Prepares the SQL at argument 2 on the store at argument 1; pushes the box. */
static statement_box *new_statement(lua_State *L) {
  jy_store *s = check_store(L, 1);
  jy_str sql = jyL_checkstr(L, 2);
  statement_box *b = lua_newuserdatauv(L, sizeof *b, 1);
  *b = (statement_box){0};
  luaL_setmetatable(L, STATEMENT_TYPE);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (jy_stmt_new(&b->stmt, s, sql) < 0) jyL_fail(L);
  jyL_handle_opened(L);
  return b;
}

/* Puts the new statement in the place of the store and takes the SQL away, so
 * that values stand at 2 and up, as in the methods of a statement. */
static statement_box *take_statement(lua_State *L) {
  statement_box *b = new_statement(L);
  lua_replace(L, 1);
  lua_remove(L, 2);
  return b;
}

static int run(lua_State *L, statement_box *b) {
  int64_t changes;
  bind_arguments(L, b);
  if (jy_stmt_run(&changes, b->stmt) < 0) return jyL_fail(L);
  lua_getiuservalue(L, 1, 1);
  const store_box *s = lua_touserdata(L, -1);
  lua_pushinteger(L, changes);
  lua_pushinteger(L, jy_store_last_id(s->store));
  return 2;
}

static int one(lua_State *L, statement_box *b) {
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
  statement_box *b = lua_touserdata(L, -1);
  if (b->stmt && b->runs == r->run) jy_stmt_reset(b->stmt);
  if (!r->owned) return 0;
  lua_replace(L, 1);
  return statement_gc(L);
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
  const statement_box *b = check_statement(L, 2);
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

/* Four values for the generic `for`; the last is closed when the loop is left. */
static int rows(lua_State *L, statement_box *b, bool owned) {
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
  return run(L, check_statement(L, 1));
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
  return one(L, check_statement(L, 1));
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
  return rows(L, check_statement(L, 1), false);
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
  return statement_gc(L);
}

/* ---- stores ------------------------------------------------------------------ */

static int store_gc(lua_State *L) {
  store_box *b = luaL_checkudata(L, 1, STORE_TYPE);
  if (!b->store) return 0;
  jy_store_close(b->store);
  b->store = NULL;
  jyL_handle_closed(L);
  return 0;
}

static int store_tostring(lua_State *L) {
  const store_box *b = luaL_checkudata(L, 1, STORE_TYPE);
  if (b->store)
    lua_pushfstring(L, "store (%s)", jy_store_path(b->store));
  else
    lua_pushstring(L, "store (closed)");
  return 1;
}

/***
Opens a corpus file. Only the mode `create` ever makes one; the path
`:memory:` then means a corpus that is gone when it is closed.
@function open
@tparam string path
@tparam[opt="r"] string mode `r` (read), `rw` (read and write), `create`
@treturn store
@usage
local ok, err = pcall(jiyao.store.open, "no/such.db")
print(err) --> no/such.db: no such corpus: check the name, or ingest into it first
local db = jiyao.store.open(":memory:", "create")
print(db) --> store (:memory:)
db:close()
*/
static int l_open(lua_State *L) {
  static const char *const names[] = {"r", "rw", "create", NULL};
  static const jy_store_mode modes[] = {JY_STORE_READ, JY_STORE_WRITE, JY_STORE_CREATE};
  jy_str path = jyL_checkstr(L, 1);
  int mode = luaL_checkoption(L, 2, "r", names);
  luaL_argcheck(L, !memchr(path.ptr, '\0', path.len), 1, "a path without NUL expected");
  store_box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->store = NULL;
  luaL_setmetatable(L, STORE_TYPE);
  if (jy_store_open(&b->store, path.ptr, modes[mode]) < 0) return jyL_fail(L);
  jyL_handle_opened(L);
  return 1;
}

/***
Closes the store and every statement of it; what a transaction left open is
rolled back. Closing twice is allowed.
@function store:close
@usage
local db = jiyao.store.open(":memory:", "create")
db:close()
print(db) --> store (closed)
*/
static int l_store_close(lua_State *L) {
  return store_gc(L);
}

/***
The path of the file.
@function store:path
@treturn string
@usage
local db <close> = jiyao.store.open(":memory:", "create")
print(db:path()) --> :memory:
*/
static int l_store_path(lua_State *L) {
  lua_pushstring(L, jy_store_path(check_store(L, 1)));
  return 1;
}

/***
Runs any number of statements without values and discards their rows.
@function store:exec
@tparam string sql
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x); INSERT INTO t VALUES (1), (2)"
print(db:one("SELECT count(*) AS n FROM t").n) --> 2
*/
static int l_store_exec(lua_State *L) {
  jy_store *s = check_store(L, 1);
  if (jy_store_exec(s, jyL_checkstr(L, 2)) < 0) return jyL_fail(L);
  return 0;
}

/***
Prepares one statement, to be run many times.
@function store:prepare
@tparam string sql
@treturn statement
@usage
local db <close> = jiyao.store.open(":memory:", "create")
local query <close> = db:prepare "SELECT upper(?) AS word"
print(query:one("ab").word) --> AB
*/
static int l_store_prepare(lua_State *L) {
  new_statement(L);
  return 1;
}

/***
Runs one statement with values.
@function store:run
@tparam string sql
@param ... a value for each parameter
@treturn integer how many rows it inserted, changed or deleted
@treturn integer the id of the last row inserted
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x)"
local changes = db:run("INSERT INTO t VALUES (?), (?)", "甲", nil)
print(changes) --> 2
*/
static int l_store_run(lua_State *L) {
  statement_box *b = take_statement(L);
  int n = run(L, b);
  lua_pushcfunction(L, statement_gc);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 0);
  return n;
}

/***
The first row of a query as a table by column name, or nil.
@function store:one
@tparam string sql
@param ... a value for each parameter
@treturn ?table
@usage
local db <close> = jiyao.store.open(":memory:", "create")
print(db:one("SELECT ? AS name", "例会").name) --> 例会
print(db:one("SELECT 1 WHERE 0")) --> nil
*/
static int l_store_one(lua_State *L) {
  statement_box *b = take_statement(L);
  int n = one(L, b);
  lua_pushcfunction(L, statement_gc);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 0);
  return n;
}

/***
Iterates over the rows of a query, each a table by column name. NULL columns
are absent. Leaving the loop early releases the query.
@function store:rows
@tparam string sql
@param ... a value for each parameter
@treturn function for the generic `for`
@usage
local db <close> = jiyao.store.open(":memory:", "create")
local words = {}
for row in db:rows("SELECT value FROM json_each(?)", '["a", "b"]') do words[#words + 1] = row.value end
print(table.concat(words, "+")) --> a+b
*/
static int l_store_rows(lua_State *L) {
  return rows(L, take_statement(L), true);
}

/***
Calls a function inside a transaction: kept when it returns, undone when it
raises, and the error goes on. Inside another transaction it is a savepoint.
@function store:transaction
@tparam function f
@param ... its arguments
@return what `f` returns
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x)"
local ok = pcall(db.transaction, db, function()
  db:exec "INSERT INTO t VALUES (1)"
  error "no"
end)
print(ok) --> false
print(db:one("SELECT count(*) AS n FROM t").n) --> 0
*/
static int l_store_transaction(lua_State *L) {
  const store_box *b = luaL_checkudata(L, 1, STORE_TYPE);
  jy_store *s = check_store(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  if (jy_store_begin(s) < 0) return jyL_fail(L);
  int called = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  /* The error of the function is the one to report, whatever becomes of the rollback. */
  if (called != LUA_OK && b->store) (void)jy_store_rollback(s);
  if (called != LUA_OK) return lua_error(L);
  if (!b->store) return luaL_error(L, "the store was closed inside its transaction");
  if (jy_store_commit(s) < 0) return jyL_fail(L);
  return lua_gettop(L) - 1;
}

/***
Looks for damage: SQLite's own checks, references, bytes that do not match
their content id, spans that leave their text or cut a character.
@function store:check
@treturn string one line a fault; empty where all is sound
@usage
local db <close> = jiyao.store.open(":memory:", "create")
print(#db:check()) --> 0
*/
static int l_store_check(lua_State *L) {
  jy_store *s = check_store(L, 1);
  jy_buf *report = jyL_newbuf(L);
  if (jy_store_check(report, s) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(report));
  return 1;
}

/***
Marks a string to be stored as BLOB even where it would pass for text.
@function blob
@tparam string bytes
@treturn userdata a value for a parameter
@usage
local db <close> = jiyao.store.open(":memory:", "create")
print(db:one("SELECT typeof(?) AS type", jiyao.store.blob "x").type) --> blob
*/
static int l_blob(lua_State *L) {
  luaL_checktype(L, 1, LUA_TSTRING);
  jyL_push_blob(L, 1);
  return 1;
}

/***
Names bytes by their content: 128 bits of XXH3 as 32 hexadecimal digits.
@function content_id
@tparam string bytes
@treturn string
@usage
print(jiyao.store.content_id("")) --> 99aa06d3014798d86001c324468d497f
*/
static int l_content_id(lua_State *L) {
  char id[JY_CONTENT_ID_SIZE];
  jy_content_id(id, jyL_checkstr(L, 1));
  lua_pushstring(L, id);
  return 1;
}

static const luaL_Reg store_meta[] = {
    {"__gc", store_gc}, {"__close", store_gc}, {"__tostring", store_tostring}, {NULL, NULL}};
static const luaL_Reg store_methods[] = {
    {"check", l_store_check},     {"close", l_store_close}, {"exec", l_store_exec},
    {"one", l_store_one},         {"path", l_store_path},   {"prepare", l_store_prepare},
    {"rows", l_store_rows},       {"run", l_store_run},     {"transaction", l_store_transaction},
    {NULL, NULL}};
static const luaL_Reg statement_meta[] = {
    {"__gc", statement_gc}, {"__close", statement_gc}, {"__tostring", statement_tostring}, {NULL, NULL}};
static const luaL_Reg statement_methods[] = {{"close", l_statement_close},
                                             {"one", l_statement_one},
                                             {"rows", l_statement_rows},
                                             {"run", l_statement_run},
                                             {NULL, NULL}};
static const luaL_Reg rows_meta[] = {
    {"__gc", rows_gc}, {"__close", rows_gc}, {"__tostring", rows_tostring}, {NULL, NULL}};
static const luaL_Reg functions[] = {
    {"blob", l_blob}, {"content_id", l_content_id}, {"open", l_open}, {NULL, NULL}};

int luaopen_jiyao_store(lua_State *L);

int luaopen_jiyao_store(lua_State *L) {
  jyL_newtype(L, STORE_TYPE, store_meta, store_methods);
  jyL_newtype(L, STATEMENT_TYPE, statement_meta, statement_methods);
  jyL_newtype(L, ROWS_TYPE, rows_meta, NULL);
  jyL_open_sqlvalues(L);
  luaL_newlib(L, functions);
  return 1;
}

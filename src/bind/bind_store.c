/* The face `jiyao.store`: stores. A closed store leaves its statements, which
 * another file has, closed behind. No Lua error is raised while SQLite is at work:
 * the functions that it calls back, in a file of their own, are protected. */
/***
One SQLite file that holds one corpus: statements, typed values, transactions.
Values: nil is NULL, booleans are 0 and 1, integers and floats stay what they
are, strings are TEXT where they are valid UTF-8 and BLOB where they are not;
`blob` makes any string a BLOB.
@module jiyao.store
*/
#include <string.h>

#include "bind/bind.h"
#include "bind/bind_statement.h"
#include "bind/sqlvalues.h"

/* ---- checks ----------------------------------------------------------------- */

jyL_store *jyL_checkstore(lua_State *L, int arg) {
  jyL_store *b = luaL_checkudata(L, arg, JYL_STORE);
  if (!b->store) luaL_argerror(L, arg, "the store is closed");
  b->L = L;
  return b;
}

static jy_store *check_store(lua_State *L, int arg) {
  return jyL_checkstore(L, arg)->store;
}

/* ---- stores ------------------------------------------------------------------ */

static int store_gc(lua_State *L) {
  jyL_store *b = luaL_checkudata(L, 1, JYL_STORE);
  if (!b->store) return 0;
  if (b->calls) return luaL_error(L, "a function of SQL may not close the store that calls it");
  b->L = L;
  jy_store_close(b->store);
  b->store = NULL;
  jyL_handle_closed(L);
  return 0;
}

static int store_tostring(lua_State *L) {
  const jyL_store *b = luaL_checkudata(L, 1, JYL_STORE);
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
  jyL_store *b = lua_newuserdatauv(L, sizeof *b, 1);
  *b = (jyL_store){.L = L};
  luaL_setmetatable(L, JYL_STORE);
  lua_newtable(L);
  lua_setiuservalue(L, -2, 1);
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
  jyL_newstatement(L, check_store(L, 1));
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
  jyL_statement *b = jyL_takestatement(L, check_store(L, 1));
  int n = jyL_run(L, b);
  lua_pushcfunction(L, jyL_closestatement);
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
  jyL_statement *b = jyL_takestatement(L, check_store(L, 1));
  int n = jyL_one(L, b);
  lua_pushcfunction(L, jyL_closestatement);
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
  return jyL_rows(L, jyL_takestatement(L, check_store(L, 1)), true);
}

static void undo_to(jy_store *s, unsigned depth) {
  while (jy_store_depth(s) > depth) (void)jy_store_rollback(s);
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
  const jyL_store *b = luaL_checkudata(L, 1, JYL_STORE);
  jy_store *s = check_store(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  unsigned outer = jy_store_depth(s);
  if (jy_store_begin(s) < 0) return jyL_fail(L);
  int called = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  /* The error of the function is the one to report, whatever becomes of the rollback. */
  if (called != LUA_OK && b->store) undo_to(s, outer);
  if (called != LUA_OK) return lua_error(L);
  if (!b->store) return luaL_error(L, "the store was closed inside its transaction");
  if (jy_store_depth(s) != outer + 1) {
    bool more = jy_store_depth(s) > outer;
    undo_to(s, outer);
    return luaL_error(L, more ? "a transaction was begun inside this one and not ended: all was undone"
                              : "the transaction was ended inside by `commit` or `rollback`, which are for `begin`");
  }
  if (jy_store_commit(s) < 0) return jyL_fail(L);
  return lua_gettop(L) - 1;
}

/***
Begins a transaction that further calls are part of, until `commit` or `rollback`; inside
another one, a savepoint. `transaction` is the better choice where one function does all.
@function store:begin
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x)"
db:begin()
db:run("INSERT INTO t VALUES (1)")
db:commit()
print(db:one("SELECT count(*) AS n FROM t").n) --> 1
*/
static int l_store_begin(lua_State *L) {
  return jy_store_begin(check_store(L, 1)) < 0 ? jyL_fail(L) : 0;
}

/***
Keeps what was done since `begin`; where that fails, nothing of it stays.
@function store:commit
@usage
local db <close> = jiyao.store.open(":memory:", "create")
print((select(2, pcall(db.commit, db)))) --> :memory:: no transaction was begun
*/
static int l_store_commit(lua_State *L) {
  return jy_store_commit(check_store(L, 1)) < 0 ? jyL_fail(L) : 0;
}

/***
Undoes what was done since `begin`.
@function store:rollback
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x)"
db:begin()
db:run("INSERT INTO t VALUES (1)")
db:rollback()
print(db:one("SELECT count(*) AS n FROM t").n) --> 0
*/
static int l_store_rollback(lua_State *L) {
  return jy_store_rollback(check_store(L, 1)) < 0 ? jyL_fail(L) : 0;
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
Finds which stored texts that of a new document is one report with, and signs it, so
that later ones are compared with it; to be called once for each document.
@function store:sign
@tparam integer document the id of its row
@tparam string reading
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:sign(1, "too short to be told from others")
print(db:one("SELECT count(*) AS n FROM reprint_text").n) --> 0
*/
static int l_store_sign(lua_State *L) {
  jy_store *s = check_store(L, 1);
  if (jy_store_sign(s, luaL_checkinteger(L, 2), jyL_checkstr(L, 3)) < 0) return jyL_fail(L);
  return 0;
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

/***
Names a file by its content, as `content_id` does, however large it is.
@function file_id
@tparam string path
@treturn string
@usage
print(select(2, pcall(jiyao.store.file_id, "no/such.txt")))
--> no/such.txt: cannot open: No such file or directory
*/
static int l_file_id(lua_State *L) {
  char id[JY_CONTENT_ID_SIZE];
  jy_str path = jyL_checkstr(L, 1);
  luaL_argcheck(L, !memchr(path.ptr, '\0', path.len), 1, "a path without NUL expected");
  if (jy_content_id_of_file(id, path.ptr) < 0) return jyL_fail(L);
  lua_pushstring(L, id);
  return 1;
}

static const luaL_Reg store_meta[] = {
    {"__gc", store_gc}, {"__close", store_gc}, {"__tostring", store_tostring}, {NULL, NULL}};
static const luaL_Reg store_methods[] = {
    {"begin", l_store_begin},     {"check", l_store_check},       {"close", l_store_close},
    {"commit", l_store_commit},   {"exec", l_store_exec},         {"one", l_store_one},
    {"path", l_store_path},       {"prepare", l_store_prepare},   {"rollback", l_store_rollback},
    {"rows", l_store_rows},       {"run", l_store_run},           {"sign", l_store_sign},
    {"transaction", l_store_transaction},
    {NULL, NULL}};
static const luaL_Reg functions[] = {
    {"blob", l_blob}, {"content_id", l_content_id}, {"file_id", l_file_id}, {"open", l_open}, {NULL, NULL}};

int luaopen_jiyao_store(lua_State *L);

int luaopen_jiyao_store(lua_State *L) {
  jyL_newtype(L, JYL_STORE, store_meta, store_methods);
  jyL_open_statements(L);
  jyL_open_copies(L);
  jyL_open_functions(L);
  jyL_open_sqlvalues(L);
  luaL_newlib(L, functions);
  return 1;
}

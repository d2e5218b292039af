/* Copies of a store and the pieces of its blobs. A blob keeps its store in a
 * user value, so that neither outlives what it leans on. */
/***
Copies of a store, and blobs that are read piece by piece.
@submodule jiyao.store
*/
#include <string.h>

#include "bind/bind_statement.h"
#include "jiyao/copies.h"

#define PIECES_TYPE "jiyao.pieces"

typedef struct {
  jy_blob *blob; /* NULL when closed */
} pieces_box;

static const char *check_path(lua_State *L, int arg) {
  jy_str path = jyL_checkstr(L, arg);
  luaL_argcheck(L, !memchr(path.ptr, '\0', path.len), arg, "a path without NUL expected");
  return path.ptr;
}

/***
Copies the store to a file that is not there yet, while others may write to it:
the copy is the store of one moment, whole or not there at all.
@function store:backup
@tparam string path
@usage
local db <close> = jiyao.store.open(":memory:", "create")
local ok, err = pcall(db.backup, db, "/")
print(err) --> /: is there already: name a new file, or remove it first
*/
static int l_store_backup(lua_State *L) {
  jy_store *s = jyL_checkstore(L, 1)->store;
  return jy_store_backup(s, check_path(L, 2)) < 0 ? jyL_fail(L) : 0;
}

/***
As `store:backup`, but compact and sealed: one file with a checksum of all its
rows, which `store:check` verifies. The seal goes once it is written to.
@function store:archive
@tparam string path
@usage
local db <close> = jiyao.store.open(":memory:", "create")
print(pcall(db.archive, db, "/")) --> false	/: is there already: name a new file, or remove it first
*/
static int l_store_archive(lua_State *L) {
  jy_store *s = jyL_checkstore(L, 1)->store;
  return jy_store_archive(s, check_path(L, 2)) < 0 ? jyL_fail(L) : 0;
}

/***
Makes a dictionary of what the pages of the store have in common, by which those that
are stored from then on are packed, where it is time for one: when there are 256
documents, and whenever there are four times as many as at the last. Inside a
transaction it never is.
@function store:learn
@treturn boolean whether one was made
@usage
local db <close> = jiyao.store.open(":memory:", "create")
print(db:learn()) --> false
*/
static int l_store_learn(lua_State *L) {
  bool learned;
  if (jy_store_learn(&learned, jyL_checkstore(L, 1)->store) < 0) return jyL_fail(L);
  lua_pushboolean(L, learned);
  return 1;
}

/***
Sums up all rows of all tables in order; equal rows give an equal sum.
@function store:sum
@treturn string 32 hexadecimal digits
@treturn integer how many rows there are
@usage
local db <close> = jiyao.store.open(":memory:", "create")
local before = db:sum()
db:run("INSERT INTO refused (path, reason, code) VALUES ('a.txt', 'empty', 'EINVALID')")
print(before == db:sum()) --> false
*/
static int l_store_sum(lua_State *L) {
  jy_store *s = jyL_checkstore(L, 1)->store;
  char sum[JY_SEAL_SIZE];
  int64_t rows;
  if (jy_store_sum(sum, &rows, s) < 0) return jyL_fail(L);
  lua_pushstring(L, sum);
  lua_pushinteger(L, rows);
  return 2;
}

/* ---- pieces of blobs ------------------------------------------------------------ */

static jy_blob *check_pieces(lua_State *L) {
  const pieces_box *b = luaL_checkudata(L, 1, PIECES_TYPE);
  luaL_argcheck(L, b->blob, 1, "the blob is closed");
  return b->blob;
}

static int pieces_gc(lua_State *L) {
  pieces_box *b = luaL_checkudata(L, 1, PIECES_TYPE);
  if (!b->blob) return 0;
  jy_blob_free(b->blob);
  b->blob = NULL;
  jyL_handle_closed(L);
  return 0;
}

static int pieces_tostring(lua_State *L) {
  const pieces_box *b = luaL_checkudata(L, 1, PIECES_TYPE);
  lua_pushstring(L, b->blob ? "blob" : "blob (closed)");
  return 1;
}

/***
Opens the value of one column of one row, a BLOB or text, to read or change
pieces of it without loading the whole. It keeps its size; a blob that is open
for writing keeps others from writing until it is closed.
@function store:pieces
@tparam string tab the name of the table
@tparam string column
@tparam integer row its rowid
@tparam[opt="r"] string mode `r` (read), `rw` (read and write)
@treturn blob
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x); INSERT INTO t VALUES (zeroblob(1000000))"
local blob <close> = db:pieces("t", "x", 1, "rw")
blob:write(500000, "例会")
print(blob:size(), blob:read(500000, 6)) --> 1000000	例会
*/
static int l_store_pieces(lua_State *L) {
  jy_store *s = jyL_checkstore(L, 1)->store;
  static const char *const modes[] = {"r", "rw", NULL};
  const char *table = luaL_checkstring(L, 2), *column = luaL_checkstring(L, 3);
  lua_Integer row = luaL_checkinteger(L, 4);
  bool writes = luaL_checkoption(L, 5, "r", modes) == 1;
  pieces_box *b = lua_newuserdatauv(L, sizeof *b, 1);
  *b = (pieces_box){0};
  luaL_setmetatable(L, PIECES_TYPE);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (jy_blob_open(&b->blob, s, table, column, row, writes) < 0) return jyL_fail(L);
  jyL_handle_opened(L);
  return 1;
}

/***
Its size in bytes; 0 once its store is closed.
@function blob:size
@treturn integer
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x); INSERT INTO t VALUES (x'010203')"
local blob <close> = db:pieces("t", "x", 1)
print(blob:size()) --> 3
*/
static int l_pieces_size(lua_State *L) {
  jyL_pushsize(L, jy_blob_size(check_pieces(L)));
  return 1;
}

/***
Reads a piece; it is shorter where the blob ends.
@function blob:read
@tparam integer offset from 0
@tparam integer size in bytes
@treturn string
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x); INSERT INTO t VALUES ('abcdef')"
local blob <close> = db:pieces("t", "x", 1)
print(blob:read(1, 2), blob:read(4, 10)) --> bc	ef
*/
static int l_pieces_read(lua_State *L) {
  jy_blob *b = check_pieces(L);
  size_t offset = jyL_checkoffset(L, 2), size = jyL_checkoffset(L, 3);
  jy_buf *out = jyL_newbuf(L);
  if (jy_blob_read(out, b, offset, size) < 0) return jyL_fail(L);
  lua_pushlstring(L, out->ptr ? out->ptr : "", out->len);
  return 1;
}

/***
Puts bytes in the place of as many.
@function blob:write
@tparam integer offset from 0
@tparam string bytes
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x); INSERT INTO t VALUES ('abc')"
local blob <close> = db:pieces("t", "x", 1, "rw")
blob:write(1, "XY")
print(blob:read(0, 3), (pcall(blob.write, blob, 2, "YZ"))) --> aXY	false
*/
static int l_pieces_write(lua_State *L) {
  jy_blob *b = check_pieces(L);
  size_t offset = jyL_checkoffset(L, 2);
  return jy_blob_write(b, offset, jyL_checkstr(L, 3)) < 0 ? jyL_fail(L) : 0;
}

/***
Closes the blob; closing twice is allowed, and leaving it to the collector too.
@function blob:close
@usage
local db <close> = jiyao.store.open(":memory:", "create")
db:exec "CREATE TABLE t(x); INSERT INTO t VALUES ('abc')"
local blob = db:pieces("t", "x", 1)
blob:close()
print(blob) --> blob (closed)
*/
static int l_pieces_close(lua_State *L) {
  return pieces_gc(L);
}

void jyL_open_copies(lua_State *L) {
  static const luaL_Reg store_methods[] = {{"archive", l_store_archive}, {"backup", l_store_backup},
                                           {"learn", l_store_learn},
                                           {"pieces", l_store_pieces},   {"sum", l_store_sum},
                                           {NULL, NULL}};
  static const luaL_Reg meta[] = {
      {"__gc", pieces_gc}, {"__close", pieces_gc}, {"__tostring", pieces_tostring}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"close", l_pieces_close}, {"read", l_pieces_read},
                                     {"size", l_pieces_size},   {"write", l_pieces_write},
                                     {NULL, NULL}};
  jyL_newtype(L, PIECES_TYPE, meta, methods);
  jyL_addmethods(L, JYL_STORE, store_methods);
}

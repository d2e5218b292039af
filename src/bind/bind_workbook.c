/* `jiyao.workbook`: workbooks for spreadsheet programs. */
/***
Workbooks (.xlsx), written row by row. The same cells give the same bytes.
@module jiyao.workbook
*/
#include <string.h>

#include "bind/bind.h"
#include "jiyao/workbook.h"

#define WORKBOOK "jiyao.workbook"

typedef struct {
  jy_workbook *book; /* NULL when closed */
} workbook_box;

static jy_workbook *check_workbook(lua_State *L) {
  const workbook_box *b = luaL_checkudata(L, 1, WORKBOOK);
  luaL_argcheck(L, b->book, 1, "the workbook is closed");
  return b->book;
}

static int workbook_gc(lua_State *L) {
  workbook_box *b = luaL_checkudata(L, 1, WORKBOOK);
  if (!b->book) return 0;
  jy_workbook *book = b->book;
  b->book = NULL;
  jyL_handle_closed(L);
  jy_workbook_drop(book);
  return 0;
}

static int workbook_tostring(lua_State *L) {
  const workbook_box *b = luaL_checkudata(L, 1, WORKBOOK);
  lua_pushstring(L, b->book ? "workbook" : "workbook (closed)");
  return 1;
}

/***
Begins a workbook, which `workbook:close` writes.
@function new
@tparam string path
@treturn workbook
@usage
local book <close> = jiyao.workbook.new("/dev/null/no.xlsx")
print(book) --> workbook
*/
static int l_new(lua_State *L) {
  jy_str path = jyL_checkstr(L, 1);
  luaL_argcheck(L, !memchr(path.ptr, '\0', path.len), 1, "a path without NUL expected");
  workbook_box *b = lua_newuserdatauv(L, sizeof *b, 0);
  *b = (workbook_box){0};
  luaL_setmetatable(L, WORKBOOK);
  if (jy_workbook_open(&b->book, path.ptr) < 0) return jyL_fail(L);
  jyL_handle_opened(L);
  return 1;
}

/***
Begins a sheet with a header that stays in sight.
@function workbook:sheet
@tparam string name 1 to 31 characters
@tparam {table,...} columns each with its `name` and `width` (in narrow characters)
@usage
local book <close> = jiyao.workbook.new("/dev/null/no.xlsx")
book:sheet("people", {{name = "姓名", width = 12}})
print(pcall(book.sheet, book, "people", {})) --> false	/dev/null/no.xlsx: cannot be written: Worksheet name is already in use.
*/
static int l_sheet(lua_State *L) {
  jy_workbook *book = check_workbook(L);
  const char *name = luaL_checkstring(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  size_t n = (size_t)luaL_len(L, 3);
  jy_workbook_column *columns = lua_newuserdatauv(L, (n + 1) * sizeof *columns, 0);
  luaL_checkstack(L, (int)n + 8, "too many columns");
  for (size_t i = 0; i < n; i++) {
    luaL_argcheck(L, lua_geti(L, 3, (lua_Integer)i + 1) == LUA_TTABLE, 3, "columns are tables");
    lua_getfield(L, -1, "width");
    columns[i].width = luaL_checknumber(L, -1);
    lua_getfield(L, -2, "name");
    columns[i].name = jyL_checkstr(L, -1); /* stays on the stack */
    lua_insert(L, -3);
    lua_pop(L, 2);
  }
  return jy_workbook_sheet(book, name, columns, n) < 0 ? jyL_fail(L) : 0;
}

static int field(lua_State *L, int at, const char *key) {
  lua_getfield(L, at, key);
  int value = (int)luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  return value;
}

/* The value on top, as a cell. */
static int put_cell(lua_State *L, jy_workbook *book, size_t column) {
  switch (lua_type(L, -1)) {
  case LUA_TNIL:
    return JY_OK;
  case LUA_TNUMBER:
    return jy_workbook_number(book, column, lua_tonumber(L, -1));
  case LUA_TTABLE:
    return jy_workbook_day(book, column, field(L, -1, "year"), field(L, -1, "month"), field(L, -1, "day"));
  default:
    return jy_workbook_text(book, column, jyL_checkstr(L, -1));
  }
}

/***
Adds a row.
@function workbook:row
@tparam table values by column: text without NUL, numbers, days (`{year, month, day}` by name), nil for none
@tparam integer n how many columns there are
@usage
local book <close> = jiyao.workbook.new("/dev/null/no.xlsx")
book:sheet("people", {{name = "name", width = 12}, {name = "seen", width = 12}})
book:row({"=1+1", {year = 2024, month = 3, day = 5}}, 2)
print(pcall(book.row, book, {[3] = "x"}, 3)) --> false	/dev/null/no.xlsx: the sheet has 2 columns
*/
static int l_row(lua_State *L) {
  jy_workbook *book = check_workbook(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  size_t n = jyL_checkoffset(L, 3);
  for (size_t i = 0; i < n; i++) {
    lua_geti(L, 2, (lua_Integer)i + 1);
    if (put_cell(L, book, i) < 0) return jyL_fail(L);
    lua_pop(L, 1);
  }
  return jy_workbook_row(book) < 0 ? jyL_fail(L) : 0;
}

/***
Writes the workbook.
@function workbook:close
@usage
local book = jiyao.workbook.new("/dev/null/no.xlsx")
book:sheet("people", {{name = "name", width = 12}})
print((pcall(book.close, book)), book) --> false	workbook (closed)
*/
static int l_close(lua_State *L) {
  workbook_box *b = luaL_checkudata(L, 1, WORKBOOK);
  if (!b->book) return 0;
  jy_workbook *book = b->book;
  b->book = NULL;
  jyL_handle_closed(L);
  return jy_workbook_close(book) < 0 ? jyL_fail(L) : 0;
}

int luaopen_jiyao_workbook(lua_State *L);

int luaopen_jiyao_workbook(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__gc", workbook_gc}, {"__close", workbook_gc}, {"__tostring", workbook_tostring}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"sheet", l_sheet}, {"row", l_row}, {"close", l_close}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  jyL_newtype(L, WORKBOOK, meta, methods);
  luaL_newlib(L, functions);
  return 1;
}

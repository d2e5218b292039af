/* What every Lua face shares: raising the library's error as an error object,
 * buffers that the collector frees, and the count of open handles.
 *
 * A face checks arguments, calls one function of the library, pushes results.
 * Offsets in Lua are the library's own: bytes from 0, half-open. */
#ifndef JY_BIND_H
#define JY_BIND_H

#include <lauxlib.h>
#include <lua.h>

#include "base/internal.h"
#include "jiyao/align.h"
#include "jiyao/convert.h"

/* Raises the thread's error record as an error object with the fields `code`
 * ("EIO"), `message`, `path`, `offset` (nil where there is none); tostring()
 * gives one clear line. Does not return; typed int for `return jyL_fail(L)`. */
int jyL_fail(lua_State *L);

/* Pushes a jy_buf in a box that __gc and __close free. Push first, fill second. */
jy_buf *jyL_newbuf(lua_State *L);

/* Argument checks. */
jy_str jyL_checkstr(lua_State *L, int arg);
size_t jyL_checkoffset(lua_State *L, int arg); /* an integer >= 0 */

/* Pushes. */
void jyL_pushstr(lua_State *L, jy_str s);
void jyL_pushsize(lua_State *L, size_t n);
/* Sets t.key for the table on top of the stack. */
void jyL_setstr(lua_State *L, const char *key, jy_str s);
void jyL_setsize(lua_State *L, const char *key, size_t n);

/* Pushes a list of regions as tables; returns 1. */
int jyL_pushregions(lua_State *L, const jy_regions *r);

/* Makes the metatable `name` with metamethods and a separate method table, so
 * that __gc is not callable as a method; leaves the stack as it was. */
void jyL_newtype(lua_State *L, const char *name, const luaL_Reg *meta, const luaL_Reg *methods);

/* Adds methods to such a type that another file has made. */
void jyL_addmethods(lua_State *L, const char *name, const luaL_Reg *methods);

/* Counts handles that hold something of the world (stores, statements, files),
 * so that tests can ask whether any was left open. */
void jyL_handle_opened(lua_State *L);
void jyL_handle_closed(lua_State *L);
lua_Integer jyL_handles(lua_State *L);

/* Registers the types that this header needs; called once a state. */
void jyL_open_support(lua_State *L);

#endif

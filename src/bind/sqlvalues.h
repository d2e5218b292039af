/* Values between Lua and SQL: nil is NULL, booleans are 0 and 1, integers and
 * floats stay what they are, strings are TEXT where they are UTF-8 and else BLOB. */
#ifndef JY_BIND_SQLVALUES_H
#define JY_BIND_SQLVALUES_H

#include "bind/bind.h"
#include "jiyao/sqlfunction.h"

/* Binds the arguments from `first` up to the top; raises unless there is one
 * for each parameter. The statement must be fresh or reset. */
void jyL_bind_values(lua_State *L, jy_stmt *stmt, int first);

/* The Lua value at `index`, whose bytes stay Lua's; false where it is none that
 * SQL has. */
bool jyL_to_value(lua_State *L, int index, jy_value *out);

void jyL_push_value(lua_State *L, const jy_value *v);

/* Pushes the row at hand as a table by column name. */
void jyL_push_row(lua_State *L, const jy_stmt *stmt);

/* Pushes a value that binds the string at `index` as BLOB. */
void jyL_push_blob(lua_State *L, int index);

/* Registers the type of such values. */
void jyL_open_sqlvalues(lua_State *L);

#endif

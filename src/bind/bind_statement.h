/* The face of statements, for the face of the stores that they run on. */
#ifndef JY_BIND_STATEMENT_H
#define JY_BIND_STATEMENT_H

#include "bind/bind.h"
#include "jiyao/store.h"

#define JYL_STORE "jiyao.store"

/* The box of a store; its user value is the list of its functions in SQL. */
typedef struct {
  jy_store *store; /* NULL when closed */
  lua_State *L;    /* that runs a statement, for the functions that it calls */
  int calls;       /* of such functions that run now */
} jyL_store;

/* The box of a statement; its user value is the box of its store. */
typedef struct {
  jy_stmt *stmt; /* NULL when closed */
  lua_Integer runs; /* tells rows that are read from rows of an earlier run */
} jyL_statement;

/* Prepares the SQL at argument 2 on the store at argument 1; pushes the box. */
jyL_statement *jyL_newstatement(lua_State *L, jy_store *s);

/* The same, in the place of the store, and with the SQL taken away, so that
 * values stand at 2 and up, as in the methods of a statement. */
jyL_statement *jyL_takestatement(lua_State *L, jy_store *s);

/* Run the statement at 1 with the values from 2 up: to its end, which pushes the
 * rows changed and the last id; for its first row or nil; for a generic `for`,
 * four values of which the last is closed when the loop is left (and with it the
 * statement, where the rows own it). Give how many values they push. */
int jyL_run(lua_State *L, jyL_statement *b);
int jyL_one(lua_State *L, jyL_statement *b);
int jyL_rows(lua_State *L, jyL_statement *b, bool owned);

/* A Lua function: closes the statement at 1, also twice. */
int jyL_closestatement(lua_State *L);

/* The box of an open store, which then runs in the state L. */
jyL_store *jyL_checkstore(lua_State *L, int arg);

/* Give stores the methods that other files have. */
void jyL_open_functions(lua_State *L);
void jyL_open_copies(lua_State *L);

/* Registers the types. */
void jyL_open_statements(lua_State *L);

#endif

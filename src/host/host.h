/* What the files of this room and the program share. */
#ifndef JY_HOST_HOST_H
#define JY_HOST_HOST_H

#include <lauxlib.h>
#include <lua.h>

#include "jiyao/host.h"

/* Calls what is on the stack as lua_pcall does, stopped by Ctrl-C. On failure
 * one string is left: the error's line, which names the script's line, and the
 * script's own part of the traceback where it says more. */
bool jy__host_call(lua_State *L, int nargs, int nresults);

/* Opens jiyao.console, what commands and the REPL need of the terminal. */
int jy__host_open_console(lua_State *L);

/* Opens jiyao.watch, what changes in folders. */
int jy__host_open_watch(lua_State *L);

#endif

/**
 * @file host.h
 * A Lua 5.4 state that has all of jiyao's modules, and the door through which
 * a stock lua5.4 loads them.
 *
 * Knows: Lua states, running chunks, interrupting them. Refuses to know: what
 * the modules do.
 */
#ifndef JIYAO_HOST_H
#define JIYAO_HOST_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

struct lua_State;

/** Opaque; one Lua state with jiyao's modules and the global `jiyao`. */
typedef struct jy_host jy_host;

/**
 * Makes a Lua state with the standard libraries and jiyao's modules. With
 * JIYAO_LUA=DIR in the environment the Lua files are read from DIR/jiyao.
 * @return JY_OK, JY_ENOMEM, or JY_EINVALID when a module does not load; the
 * caller owns *out.
 * @code
 * jy_host *h = NULL;
 * assert(jy_host_new(&h) == JY_OK);
 * jy_host_free(h);
 * @endcode
 */
JY_API int jy_host_new(jy_host **out);

/**
 * Closes the state with everything that is open in it; NULL is allowed.
 * @code
 * jy_host_free(NULL);
 * @endcode
 */
JY_API void jy_host_free(jy_host *h);

/**
 * The state itself, for lua.h; it belongs to the host.
 * @code
 * jy_host *h = NULL;
 * assert(jy_host_new(&h) == JY_OK);
 * assert(jy_host_lua(h) != NULL);
 * jy_host_free(h);
 * @endcode
 */
JY_API struct lua_State *jy_host_lua(const jy_host *h);

/**
 * Runs Lua code. `name` stands in messages as a script's path would.
 * @return JY_OK, or JY_EINVALID with the error's one line in the record.
 * @code
 * jy_host *h = NULL;
 * assert(jy_host_new(&h) == JY_OK);
 * assert(jy_host_run(h, jy_cstr("answer = 6 * 7"), "sum.lua") == JY_OK);
 * assert(jy_host_run(h, jy_cstr("error 'no'"), "sum.lua") == JY_EINVALID);
 * assert(strcmp(jy_error_last()->message, "sum.lua:1: no") == 0);
 * jy_host_free(h);
 * @endcode
 */
JY_API int jy_host_run(jy_host *h, jy_str code, const char *name);

/**
 * Names what else Ctrl-C stops: `fn(arg)` is called from the signal handler,
 * beside stopping the Lua code that runs. One for the process; NULL for none.
 * @code
 * jy_host_on_interrupt(NULL, NULL);
 * @endcode
 */
JY_API void jy_host_on_interrupt(void (*fn)(void *arg), void *arg);

/**
 * Makes jiyao's modules known to `require` and pushes the table `jiyao`.
 * This is what `require "jiyao"` calls in a stock lua5.4 (jiyao.so).
 * @return 1, the number of values pushed; raises a Lua error on failure.
 * @code
 * jy_host *h = NULL;
 * assert(jy_host_new(&h) == JY_OK);
 * assert(luaopen_jiyao(jy_host_lua(h)) == 1);
 * jy_host_free(h);
 * @endcode
 */
JY_API int luaopen_jiyao(struct lua_State *L);

#ifdef __cplusplus
}
#endif
#endif

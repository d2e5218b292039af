/**
 * @file sqlfunction.h
 * Functions of the caller in the SQL of a store.
 *
 * Knows: how a call of SQL reaches the caller and how its value goes back.
 * Refuses to know Lua, and what a function is for. Such functions are for
 * statements of the program alone: the views and triggers of a file, which may
 * come from somebody else, cannot call them.
 */
#ifndef JIYAO_SQLFUNCTION_H
#define JIYAO_SQLFUNCTION_H

#include "jiyao/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One call; lives while the function runs. */
typedef struct jy_call jy_call;

/** A value of SQL. `bytes` are those of text and blobs. */
typedef struct {
  jy_type type;
  int64_t integer;
  double real;
  jy_str bytes;
} jy_value;

/** A function. `value` and `row` return JY_OK, or a negative status with its
 * record: the statement then fails with that message. They must not close the
 * store or a statement that runs, and nothing may jump through them. */
typedef struct {
  int params;         /**< how many values it takes; -1 for any number */
  bool deterministic; /**< equal values always give equal values */
  /** Gives the value: of the call, or of the group of rows that `row` took. */
  int (*value)(void *data, jy_call *call);
  /** Of a function that sums up rows: takes one. NULL in all others. */
  int (*row)(void *data, jy_call *call);
  /** Called at the end of a group whose value is no longer wanted, since the
   * statement failed; NULL is allowed. */
  void (*drop)(void *data, jy_call *call);
  void *data;
} jy_function;

/**
 * Defines a function under a name, in the place of one with as many
 * parameters. No statement may run meanwhile where there was one.
 * @return JY_OK, JY_EINVALID where the name or the number of parameters
 * (127 at most) will not do, JY_EDB.
 * @code
 * jy_store *s = NULL;
 * jy_function none = {0};
 * assert(jy_store_open(&s, ":memory:", JY_STORE_CREATE) == JY_OK);
 * assert(jy_store_define(s, "", &none) == JY_EINVALID);
 * jy_store_close(s);
 * @endcode
 */
JY_API int jy_store_define(jy_store *s, const char *name, const jy_function *f);

/**
 * How many values the call has.
 * @code
 * assert(jy_call_count(NULL) == 0);
 * @endcode
 */
JY_API int jy_call_count(const jy_call *call);

/**
 * A value of the call, counted from 0; NULL's type where there is none. Its
 * bytes are valid until the function returns.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_value v;
 * assert(jy_call_arg(&v, NULL, 0) == JY_OK && v.type == JY_TYPE_NULL);
 * @endcode
 */
JY_API int jy_call_arg(jy_value *out, const jy_call *call, int i);

/**
 * Gives the value of the call, whose bytes are copied. Without it, it is NULL.
 * @code
 * jy_value v = {JY_TYPE_INTEGER, 1, 0, {"", 0}};
 * jy_call_give(NULL, &v);
 * @endcode
 */
JY_API void jy_call_give(jy_call *call, const jy_value *value);

/**
 * A place for what belongs to the group of rows at hand: zero at first, and the
 * same for each call of the group. NULL where memory is short, and in `value`
 * and `drop` of a group without rows.
 * @code
 * assert(jy_call_group(NULL) == NULL);
 * @endcode
 */
JY_API int64_t *jy_call_group(jy_call *call);

#ifdef __cplusplus
}
#endif
#endif

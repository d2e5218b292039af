/* Functions of the caller in SQL. Knows SQLite's contexts and values; refuses
 * to let a failure pass as a value. */
#include <stdlib.h>
#include <string.h>

#include "jiyao/sqlfunction.h"
#include "store/internal.h"

struct jy_call {
  sqlite3_context *context;
  sqlite3_value **values;
  int count;
  bool at_end; /* of a group: no place is made for it any more */
};

/* What a group keeps between its rows. */
typedef struct {
  int64_t place;
  bool failed;
} group_state;

int jy_call_count(const jy_call *call) {
  return call ? call->count : 0;
}

int jy_call_arg(jy_value *out, const jy_call *call, int i) {
  *out = (jy_value){.type = JY_TYPE_NULL, .bytes = {"", 0}};
  if (!call || i < 0 || i >= call->count) return JY_OK;
  sqlite3_value *value = call->values[i];
  const void *bytes = NULL;
  switch (sqlite3_value_type(value)) {
  case SQLITE_INTEGER:
    out->type = JY_TYPE_INTEGER;
    out->integer = sqlite3_value_int64(value);
    return JY_OK;
  case SQLITE_FLOAT:
    out->type = JY_TYPE_REAL;
    out->real = sqlite3_value_double(value);
    return JY_OK;
  case SQLITE_TEXT:
    out->type = JY_TYPE_TEXT;
    bytes = sqlite3_value_text(value);
    if (!bytes) return jy__nomem();
    break;
  case SQLITE_BLOB:
    out->type = JY_TYPE_BLOB;
    bytes = sqlite3_value_blob(value);
    break;
  default: return JY_OK;
  }
  size_t len = (size_t)sqlite3_value_bytes(value);
  if (bytes && len) out->bytes = (jy_str){bytes, len};
  return JY_OK;
}

void jy_call_give(jy_call *call, const jy_value *value) {
  if (!call) return;
  sqlite3_context *to = call->context;
  const char *p = value->bytes.len ? value->bytes.ptr : "";
  switch (value->type) {
  case JY_TYPE_INTEGER: sqlite3_result_int64(to, value->integer); return;
  case JY_TYPE_REAL: sqlite3_result_double(to, value->real); return;
  case JY_TYPE_TEXT:
    sqlite3_result_text64(to, p, value->bytes.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    return;
  case JY_TYPE_BLOB: sqlite3_result_blob64(to, p, value->bytes.len, SQLITE_TRANSIENT); return;
  default: sqlite3_result_null(to);
  }
}

static group_state *group_of(jy_call *call) {
  return sqlite3_aggregate_context(call->context, call->at_end ? 0 : (int)sizeof(group_state));
}

int64_t *jy_call_group(jy_call *call) {
  group_state *g = call ? group_of(call) : NULL;
  return g ? &g->place : NULL;
}

static void fail(sqlite3_context *context, int status) {
  if (status == JY_ENOMEM)
    sqlite3_result_error_nomem(context);
  else
    sqlite3_result_error(context, jy_error_last()->message, -1);
}

static void on_call(sqlite3_context *context, int count, sqlite3_value **values) {
  const jy_function *f = sqlite3_user_data(context);
  jy_call call = {context, values, count, false};
  int status = f->value(f->data, &call);
  if (status < 0) fail(context, status);
}

static void on_row(sqlite3_context *context, int count, sqlite3_value **values) {
  const jy_function *f = sqlite3_user_data(context);
  jy_call call = {context, values, count, false};
  group_state *g = group_of(&call);
  int status = g ? f->row(f->data, &call) : jy__nomem();
  if (status >= 0) return;
  if (g) g->failed = true;
  fail(context, status);
}

/* SQLite calls it for every group, also for one that a failure cut short. */
static void on_group(sqlite3_context *context) {
  const jy_function *f = sqlite3_user_data(context);
  jy_call call = {context, NULL, 0, true};
  const group_state *g = group_of(&call);
  if (g && g->failed) {
    if (f->drop) f->drop(f->data, &call);
    return;
  }
  int status = f->value(f->data, &call);
  if (status < 0) fail(context, status);
}

int jy_store_define(jy_store *s, const char *name, const jy_function *f) {
  size_t len = strlen(name);
  if (len == 0 || len > 255 || jy__utf8_check(name, len) < len)
    return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET,
                    "a function of SQL needs a name of 1 to 255 bytes of UTF-8");
  if (f->params < -1 || f->params > 127)
    return jy__fail(JY_EINVALID, s->path, JY_NO_OFFSET,
                    "a function of SQL takes up to 127 values, or -1 for any number");
  jy_function *kept = malloc(sizeof *kept);
  if (!kept) return jy__nomem();
  *kept = *f;
  int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | (f->deterministic ? SQLITE_DETERMINISTIC : 0);
  /* Frees `kept` by itself where it fails. */
  int rc = sqlite3_create_function_v2(s->db, name, f->params, flags, kept, f->row ? NULL : on_call,
                                      f->row ? on_row : NULL, f->row ? on_group : NULL, free);
  if (rc == SQLITE_BUSY)
    return jy__fail(JY_EDB, s->path, JY_NO_OFFSET,
                    "a statement is running: %s cannot be defined anew before its end", name);
  return rc == SQLITE_OK ? JY_OK : jy__store_fault(s, rc);
}

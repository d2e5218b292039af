/* Names for the items of a container: what it calls them, made different where
 * it calls two the same. Remembers a number for each, not the name, so that a
 * container of millions fits; that two names share one number does no harm but
 * a needless `~2`. */
#include <stdlib.h>
#include <string.h>

#include "ingest/docs.h"

struct jy__name_count {
  uint64_t hash; /* 0 where the place is free */
  size_t count;
};

/* FNV-1a, 64 bits. */
static uint64_t hash_of(jy_str s) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < s.len; i++) h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211u;
  return h ? h : 1;
}

static struct jy__name_count *place_of(const jy__names *n, uint64_t hash) {
  size_t i = (size_t)hash & (n->cap - 1);
  while (n->at[i].hash && n->at[i].hash != hash) i = (i + 1) & (n->cap - 1);
  return &n->at[i];
}

static int widen(jy__names *n) {
  jy__names wide = {calloc(n->cap ? n->cap * 2 : 64, sizeof *n->at), n->len, n->cap ? n->cap * 2 : 64};
  if (!wide.at) return jy__nomem();
  for (size_t i = 0; i < n->cap; i++)
    if (n->at[i].hash) *place_of(&wide, n->at[i].hash) = n->at[i];
  free(n->at);
  *n = wide;
  return JY_OK;
}

/* Counts one more of this name; how many there are now. */
static int count(size_t *out, jy__names *n, jy_str id) {
  if (n->len * 2 >= n->cap) {
    int status = widen(n);
    if (status < 0) return status;
  }
  struct jy__name_count *c = place_of(n, hash_of(id));
  n->len += c->hash == 0;
  c->hash = hash_of(id);
  *out = ++c->count;
  return JY_OK;
}

static bool is_given(const jy__names *n, jy_str id) {
  return place_of(n, hash_of(id))->hash != 0;
}

int jy__names_give(jy_buf *out, jy__names *n, jy_str id) {
  size_t start = out->len, times = 0, once = 0;
  jy_buf_put(out, id.ptr, id.len);
  int status = jy_buf_status(out);
  if (status == JY_OK) status = count(&times, n, id);
  while (status == JY_OK && times > 1 && once == 0) {
    out->len = start + id.len;
    jy_buf_printf(out, "~%zu", times);
    status = jy_buf_status(out);
    jy_str name = {out->ptr + start, out->len - start};
    /* The name with its number may itself be the name of another item. */
    if (status == JY_OK) status = is_given(n, name) ? count(&times, n, id) : count(&once, n, name);
  }
  return status;
}

void jy__names_free(jy__names *n) {
  free(n->at);
  *n = (jy__names){0};
}

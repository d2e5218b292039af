/* OpenCC through its C API, with its traps closed: opening fails with -1 and
 * not NULL, output has no length (so text is cut at NUL before, not by OpenCC),
 * invalid UTF-8 may pass (so it is refused before), and the error string stays
 * set after later successes (so it is read only on failure). */
#include <opencc/opencc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "convert/internal.h"

/* Opening reads dictionaries from disk: each thread keeps its last converter. */
typedef struct {
  opencc_t handle;
  char config[32];
} converter;

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int key_error;

static void converter_free(void *p) {
  converter *c = p;
  opencc_close(c->handle);
  free(c);
}

static void make_key(void) {
  key_error = pthread_key_create(&key, converter_free);
}

static bool is_config(const char *s) {
  size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
  return n > 0 && s[n] == '\0' && n + sizeof ".json" <= sizeof((converter *)0)->config;
}

static int converter_open(converter **out, const char *config) {
  if (!is_config(config))
    return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "unknown OpenCC configuration '%s'", config);
  converter *c = calloc(1, sizeof *c);
  if (!c) return jy__nomem();
  size_t n = strlen(config);
  memcpy(c->config, config, n);
  memcpy(c->config + n, ".json", sizeof ".json");
  c->handle = opencc_open(c->config);
  if (c->handle == (opencc_t)-1) {
    free(c);
    return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "unknown OpenCC configuration '%s': %s", config,
                    opencc_error());
  }
  c->config[n] = '\0';
  *out = c;
  return JY_OK;
}

/* The thread's converter for `config`; owned by the thread. */
static int converter_get(converter **out, const char *config) {
  pthread_once(&once, make_key);
  if (key_error) return jy__fail(JY_ENOMEM, NULL, JY_NO_OFFSET, "no thread key left for OpenCC");
  converter *old = pthread_getspecific(key);
  *out = old;
  if (old && strcmp(old->config, config) == 0) return JY_OK;
  int status = converter_open(out, config);
  if (status < 0) return status;
  if (pthread_setspecific(key, *out) != 0) {
    converter_free(*out);
    return jy__nomem();
  }
  if (old) converter_free(old);
  return JY_OK;
}

static int convert_part(jy_buf *out, opencc_t handle, const char *p, size_t len) {
  if (len == 0) return JY_OK;
  char *made = opencc_convert_utf8(handle, p, len);
  if (!made) return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "OpenCC failed: %s", opencc_error());
  jy_buf_put(out, made, strlen(made));
  opencc_convert_utf8_free(made);
  return jy_buf_status(out);
}

int jy__opencc_convert(jy_buf *out, jy_str in, const char *config) {
  converter *c = NULL;
  int status = converter_get(&c, config);
  if (status < 0) return status;
  size_t bad = jy__utf8_check(in.ptr, in.len);
  if (bad < in.len) return jy__fail(JY_EENCODING, NULL, bad, "invalid UTF-8 at byte %zu", bad);
  const char *p = in.ptr, *end = in.ptr + in.len;
  while (status == JY_OK && p < end) {
    const char *nul = memchr(p, '\0', (size_t)(end - p));
    size_t len = (size_t)((nul ? nul : end) - p);
    status = convert_part(out, c->handle, p, len);
    if (nul) jy_buf_put(out, "", 1);
    p += len + (nul != NULL);
  }
  return status < 0 ? status : jy_buf_status(out);
}

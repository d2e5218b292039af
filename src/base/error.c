/* The error record: one for each thread, overwritten by the next failure.
 * Knows how to keep a message whole without memory; refuses to print. */
#include "base/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define VERSION "0.1.0"

static _Thread_local struct {
  jy_error view;
  char message[512];
  char path[1024];
} last = {.view = {JY_OK, "", "", JY_NO_OFFSET}};

static void set_path(const char *path) {
  size_t len = path ? strlen(path) : 0;
  if (len >= sizeof last.path) len = sizeof last.path - 1;
  if (len) memcpy(last.path, path, len);
  last.path[len] = '\0';
  last.view.path = last.path;
}

/* What is quoted in a message may be cut inside a character, by its caller or
 * by the size of the record; a message is stored and printed, so it stays text. */
static void keep_text(char *s) {
  const char *end = s + strlen(s);
  uint32_t cp;
  for (size_t n; s < end; s += n) {
    n = jy__utf8_next(s, end, &cp);
    if (n == 0) *s = '?', n = 1;
  }
}

int jy__fail(int code, const char *path, size_t offset, const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  /* An argument may be the record itself: write beside it, then move. */
  char text[sizeof last.message];
  vsnprintf(text, sizeof text, format, ap);
  va_end(ap);
  keep_text(text);
  memcpy(last.message, text, sizeof text);
  if (path != last.path) set_path(path);
  last.view.code = code;
  last.view.message = last.message;
  last.view.offset = offset;
  return code;
}

int jy__nomem(void) {
  return jy__fail(JY_ENOMEM, NULL, JY_NO_OFFSET, "out of memory");
}

int jy__fail_path(const char *path) {
  if (last.view.code != JY_OK && last.path[0] == '\0') set_path(path);
  return last.view.code;
}

const jy_error *jy_error_last(void) {
  return &last.view;
}

void jy_error_clear(void) {
  last.message[0] = last.path[0] = '\0';
  last.view = (jy_error){JY_OK, last.message, last.path, JY_NO_OFFSET};
}

const char *jy_status_name(int code) {
  static const char *const names[] = {"OK",      "ENOMEM",    "EIO",     "EENCODING", "ECONVERT",
                                      "ENOTFOUND", "EEXISTS", "EINVALID", "EDB",
                                      "EINTERRUPTED"};
  return code <= 0 && code >= JY_EINTERRUPTED ? names[-code] : "EUNKNOWN";
}

const char *jy_version(void) {
  return VERSION;
}

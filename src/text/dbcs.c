/* Tables of GBK and Big5, filled by decoding every pair of bytes once. Knows
 * pairs; refuses to know how a decoder works and what text says. */
#include "text/dbcs.h"

#include <pthread.h>
#include <stdlib.h>

#include "jiyao/convert.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static jy__dbcs *made[JY__DBCS_ALL]; /* lives as long as the process */

/* Every pair on a line of its own, so that no pair disturbs the next. */
static void put_pairs(jy_buf *b) {
  for (unsigned lead = JY__LEAD; lead < JY__BYTE_END; lead++)
    for (unsigned trail = JY__TRAIL; trail < JY__BYTE_END; trail++) {
      char line[] = {(char)lead, (char)trail, '\n'};
      if (trail != 0x7F) jy_buf_put(b, line, sizeof line);
    }
}

/* The one public character of a line; 0 where it is something else. */
static uint32_t only_char(const char *p, const char *end) {
  uint32_t cp;
  size_t n = jy__utf8_next(p, end, &cp);
  bool is_private = cp >= 0xE000 && cp <= 0xF8FF;
  return n > 0 && p + n == end && cp >= 0x80 && cp < 0xFFFD && !is_private ? cp : 0;
}

static const char *line_end(const char *p, const char *end) {
  while (p < end && *p != '\n') p++;
  return p;
}

/* The first pair of a character is the one that encoders write, but for what
 * Big5 repeats (ETEN's and HKSCS's copies come before the standard's rows). */
static void enter(jy__dbcs *d, unsigned lead, unsigned trail, uint32_t cp) {
  d->of[lead - JY__LEAD][trail - JY__TRAIL] = (uint16_t)cp;
  uint16_t *code = &d->code[cp];
  if (*code == 0 || *code < 0xA140) *code = (uint16_t)(lead << 8 | trail);
}

static void read_pairs(jy__dbcs *d, jy_str text) {
  const char *p = text.ptr, *end = p + text.len;
  for (unsigned lead = JY__LEAD; lead < JY__BYTE_END; lead++)
    for (unsigned trail = JY__TRAIL; trail < JY__BYTE_END && p < end; trail++) {
      if (trail == 0x7F) continue;
      const char *stop = line_end(p, end);
      uint32_t cp = only_char(p, stop);
      if (cp) enter(d, lead, trail, cp);
      p = stop + 1;
    }
}

static void find_private(jy__dbcs *d) {
  for (unsigned lead = JY__LEAD; lead < JY__BYTE_END; lead++) {
    size_t n = 0;
    for (unsigned second = JY__LEAD; second < JY__BYTE_END; second++) n += !jy__dbcs_char(d, lead, second);
    d->is_private[lead] = n >= (JY__BYTE_END - JY__LEAD) / 5;
  }
}

static int make(jy__dbcs **out, jy__dbcs_id id) {
  jy_buf pairs = JY_BUF_INIT, text = JY_BUF_INIT;
  jy__dbcs *d = calloc(1, sizeof *d);
  put_pairs(&pairs);
  int status = d ? jy_buf_status(&pairs) : jy__nomem();
  if (status == JY_OK)
    status = jy_decode(&text, NULL, jy_buf_str(&pairs), id == JY__GBK ? "GBK" : "Big5", JY_POLICY_REPLACE,
                       NULL);
  if (status == JY_OK) {
    read_pairs(d, jy_buf_str(&text));
    find_private(d);
    *out = d;
  } else {
    free(d);
  }
  jy_buf_free(&pairs);
  jy_buf_free(&text);
  return status;
}

int jy__dbcs_get(const jy__dbcs **out, jy__dbcs_id id) {
  pthread_mutex_lock(&lock);
  int status = made[id] ? JY_OK : make(&made[id], id);
  *out = made[id];
  pthread_mutex_unlock(&lock);
  return status;
}

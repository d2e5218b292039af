/* HTTP responses as archives keep them. Knows that many archives store a body
 * unpacked and leave the field that said it was packed. Refuses to know the
 * network. */
#include "ingest/http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

size_t jy__http_head(jy_str text) {
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] != '\n') continue;
    if (i + 1 < text.len && text.ptr[i + 1] == '\n') return i + 2;
    if (i + 2 < text.len && text.ptr[i + 1] == '\r' && text.ptr[i + 2] == '\n') return i + 3;
  }
  return 0;
}

static jy_str trim(jy_str s) {
  while (s.len && is_blank(s.ptr[s.len - 1])) s.len--;
  while (s.len && is_blank(*s.ptr)) s = (jy_str){s.ptr + 1, s.len - 1};
  return s;
}

jy_str jy__http_field(jy_str head, const char *name) {
  size_t n = strlen(name);
  const char *at = head.ptr, *end = head.ptr + head.len;
  while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL && ++at < end) {
    if ((size_t)(end - at) <= n || at[n] != ':' || strncasecmp(at, name, n) != 0) continue;
    const char *value = at + n + 1, *stop = memchr(value, '\n', (size_t)(end - value));
    return trim((jy_str){value, (size_t)((stop ? stop : end) - value)});
  }
  return (jy_str){"", 0};
}

bool jy__http_says(jy_str value, const char *word) {
  return value.len >= strlen(word) && strncasecmp(value.ptr, word, strlen(word)) == 0;
}

bool jy__http_charset(char *out, size_t size, jy_str type) {
  static const char word[] = "charset=";
  for (size_t i = 0; i + sizeof word <= type.len; i++) {
    if (strncasecmp(type.ptr + i, word, sizeof word - 1) != 0) continue;
    size_t n = 0;
    const char *at = type.ptr + i + sizeof word - 1, *end = type.ptr + type.len;
    for (; at < end && n + 1 < size && !strchr("; \t,", *at); at++)
      if (*at != '"' && *at != '\'') out[n++] = *at;
    out[n] = '\0';
    return n > 0;
  }
  return false;
}

int jy__http_status(jy_str head) {
  if (!jy__http_says(head, "HTTP/")) return 0;
  const char *space = memchr(head.ptr, ' ', head.len);
  size_t at = space ? (size_t)(space - head.ptr) + 1 : head.len;
  int status = 0;
  for (size_t i = at; i < at + 3 && i < head.len; i++) {
    if (head.ptr[i] < '0' || head.ptr[i] > '9') return 0;
    status = status * 10 + (head.ptr[i] - '0');
  }
  return status;
}

/* ---- bodies ------------------------------------------------------------------------ */

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The size that a chunk begins with; *past is where its bytes begin. False where
 * there is no such line. */
static bool chunk_size(size_t *size, size_t *past, jy_str body, size_t at) {
  size_t i = at;
  *size = 0;
  for (; i < body.len && hex_digit(body.ptr[i]) >= 0 && i - at < 15; i++)
    *size = *size * 16 + (size_t)hex_digit(body.ptr[i]);
  const char *end = i > at && i < body.len ? memchr(body.ptr + i, '\n', body.len - i) : NULL;
  if (!end || (body.ptr[i] != '\r' && body.ptr[i] != '\n' && body.ptr[i] != ';' && body.ptr[i] != ' ')) return false;
  *past = (size_t)(end - body.ptr) + 1;
  return true;
}

static int join_chunks(jy_buf *out, jy_str body) {
  size_t at = 0, size, past;
  if (!chunk_size(&size, &past, body, 0)) { /* they were joined before */
    jy_buf_put(out, body.ptr, body.len);
    return jy_buf_status(out);
  }
  while (chunk_size(&size, &past, body, at)) {
    if (size == 0) return jy_buf_status(out);
    if (size > body.len - past) break;
    jy_buf_put(out, body.ptr + past, size);
    at = past + size;
    if (at < body.len && body.ptr[at] == '\r') at++;
    if (at < body.len && body.ptr[at] == '\n') at++;
  }
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the chunks of the response are cut short or damaged");
}

static int inflate_body(jy_buf *out, jy_str body) {
  jy__source *s = NULL;
  int status = jy__source_memory(&s, body, "");
  if (status == JY_OK) status = jy__source_unpack(s, &jy__reader_gz);
  if (status == JY_OK) status = jy__source_rest(out, s);
  jy__source_free(s);
  return status;
}

int jy__http_body(jy_buf *out, jy_str head, jy_str body) {
  jy_str coding = jy__http_field(head, "Content-Encoding");
  jy_buf joined = JY_BUF_INIT;
  int status = JY_OK;
  if (jy__http_says(jy__http_field(head, "Transfer-Encoding"), "chunked")) {
    status = join_chunks(&joined, body);
    body = jy_buf_str(&joined);
  }
  bool gzip = jy__http_says(coding, "gzip") || jy__http_says(coding, "x-gzip");
  if (status == JY_OK && gzip && jy__reader_gz.knows(body, "", NULL)) {
    status = inflate_body(out, body);
  } else if (status == JY_OK && coding.len > 0 && !gzip && !jy__http_says(coding, "identity")) {
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "Content-Encoding %.*s is not read", (int)coding.len,
                      coding.ptr);
  } else if (status == JY_OK) {
    jy_buf_put(out, body.ptr, body.len);
    status = jy_buf_status(out);
  }
  jy_buf_free(&joined);
  return status;
}

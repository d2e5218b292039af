/* Bytes to UTF-8 through iconv(3), strictly: each byte that does not belong is
 * found, reported with its offset, and replaced or left out only where the
 * caller says so. Refuses to guess an encoding and to repair a text. */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "convert/internal.h"

#ifndef JY_CHUNK
#define JY_CHUNK 65536
#endif
#define ROOM_FOR_ONE 32 /* more than iconv ever writes for one character */

typedef struct {
  jy_buf *out;
  size_t origin; /* length of `out` before us */
  jy_ledger *ledger;
  jy_str bytes;
  jy__encoding encoding;
  jy_policy policy;
  const char *path;
} decoding;

void jy_ledger_free(jy_ledger *ledger) {
  free(ledger->losses);
  *ledger = (jy_ledger){0};
}

static int refuse(const decoding *d, size_t offset, size_t len, bool cut) {
  char hex[3 * 8 + 1] = "";
  size_t show = len < 2 ? 2 : len > 8 ? 8 : len; /* a lone lead byte says little */
  if (show > d->bytes.len - offset) show = d->bytes.len - offset;
  for (size_t i = 0; i < show; i++) {
    static const char digit[] = "0123456789abcdef";
    unsigned char c = (unsigned char)d->bytes.ptr[offset + i];
    memcpy(hex + 3 * i, (char[]){digit[c >> 4], digit[c & 15], i + 1 < show ? ' ' : '\0'}, 3);
  }
  return jy__fail(JY_EENCODING, d->path, offset, "%s %s at byte %zu (%s)%s", cut ? "truncated" : "invalid",
                  d->encoding.name, offset, hex, cut ? ": the input ends inside a character" : "");
}

static int lose(decoding *d, size_t offset, size_t len, bool cut) {
  if (d->policy == JY_POLICY_ERROR) return refuse(d, offset, len, cut);
  if (d->ledger) {
    jy_ledger *l = d->ledger;
    void *at = l->losses;
    if (jy__grow(&at, &l->cap, l->len + 1, sizeof *l->losses) < 0) return JY_ENOMEM;
    l->losses = at;
    l->losses[l->len++] = (jy_loss){offset, len, d->out->len - d->origin};
    l->lost_bytes += len;
  }
  if (d->policy == JY_POLICY_REPLACE) jy__utf8_put(d->out, 0xFFFD);
  return JY_OK;
}

/* Length of a bad sequence in UTF-8: as much of a character as is well-formed
 * (Unicode 15, section 3.9, "maximal subpart"), so that one fault is one loss. */
static size_t utf8_bad(const unsigned char *p, size_t left, bool *cut) {
  *cut = false;
  if (p[0] < 0xC2 || p[0] > 0xF4) return 1;
  size_t need = jy__utf8_len(p[0]), i = 1;
  unsigned char low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
  unsigned char high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
  while (i < need && i < left && p[i] >= low && p[i] <= high) {
    low = 0x80;
    high = 0xBF;
    i++;
  }
  *cut = i == left && i < need;
  return i;
}

static int decode_utf8(decoding *d, size_t at) {
  const char *p = d->bytes.ptr;
  size_t len = d->bytes.len;
  while (at < len) {
    size_t good = jy__utf8_check(p + at, len - at);
    jy_buf_put(d->out, p + at, good);
    at += good;
    if (at == len) break;
    bool cut;
    size_t bad = utf8_bad((const unsigned char *)p + at, len - at, &cut);
    int status = lose(d, at, bad, cut);
    if (status < 0) return status;
    at += bad;
  }
  return jy_buf_status(d->out);
}

static bool in(unsigned char c, unsigned char low, unsigned char high) {
  return c >= low && c <= high;
}

/* Length of what iconv refused at p. A whole well-shaped character that is not
 * assigned is one loss; otherwise one byte, so that no ASCII is swallowed. */
static size_t bad_size(jy__family family, const unsigned char *p, size_t left) {
  size_t n = 1;
  switch (family) {
    case JY__ENC_GB18030:
      if (left >= 4 && in(p[0], 0x81, 0xFE) && in(p[1], 0x30, 0x39) && in(p[2], 0x81, 0xFE) &&
          in(p[3], 0x30, 0x39))
        return 4;
      if (left >= 2 && in(p[0], 0x81, 0xFE) && in(p[1], 0x80, 0xFE)) n = 2;
      break;
    case JY__ENC_BIG5:
      if (left >= 2 && in(p[0], 0x81, 0xFE) && in(p[1], 0xA1, 0xFE)) n = 2;
      break;
    case JY__ENC_UTF16:
      n = 2;
      break;
    case JY__ENC_UTF32:
      n = 4;
      break;
    default:
      break;
  }
  return n < left ? n : left;
}

/* One call of iconv into the buffer; errno is 0 when all was taken. */
static int step(iconv_t cd, jy_buf *out, char **from, size_t *left) {
  int status = jy_buf_reserve(out, JY_CHUNK > ROOM_FOR_ONE ? JY_CHUNK : ROOM_FOR_ONE);
  if (status < 0) return status;
  char *to = out->ptr + out->len;
  size_t room = out->cap - out->len - 1;
  errno = 0;
  size_t n = iconv(cd, from, left, &to, &room);
  int error = n == (size_t)-1 ? errno : 0;
  out->len = (size_t)(to - out->ptr);
  out->ptr[out->len] = '\0';
  errno = error;
  return JY_OK;
}

static int decode_iconv(decoding *d, iconv_t cd, size_t start) {
  char *from = (char *)(uintptr_t)d->bytes.ptr + start; /* iconv does not write here */
  size_t left = d->bytes.len - start;
  while (left > 0) {
    int status = step(cd, d->out, &from, &left);
    int error = errno;
    if (status < 0) return status;
    if (error == 0 || error == E2BIG) continue;
    if (error != EILSEQ && error != EINVAL)
      return jy__fail(JY_ECONVERT, d->path, d->bytes.len - left, "iconv failed: %s", strerror(error));
    /* A character held back by a stateful decoder comes before the loss. */
    if ((status = step(cd, d->out, NULL, NULL)) < 0) return status;
    bool cut = error == EINVAL;
    const unsigned char *p = (const unsigned char *)from;
    size_t bad = cut ? left : bad_size(d->encoding.family, p, left);
    if ((status = lose(d, d->bytes.len - left, bad, cut)) < 0) return status;
    from += bad;
    left -= bad;
  }
  int status = step(cd, d->out, NULL, NULL);
  return status < 0 ? status : jy_buf_status(d->out);
}

/* glibc takes suffixes as //IGNORE and an empty name for that of the locale. */
static bool is_label(const char *s) {
  if (!*s) return false;
  for (; *s; s++)
    if (*s <= ' ' || *s > '~' || *s == '/' || *s == ',') return false;
  return true;
}

static int open_and_decode(decoding *d, const char *label) {
  if (!is_label(label)) return jy__fail(JY_ECONVERT, d->path, JY_NO_OFFSET, "unknown encoding '%s'", label);
  size_t start = jy__bom_size(&d->encoding, d->bytes);
  if (d->encoding.family == JY__ENC_UTF8) return decode_utf8(d, start);
  iconv_t cd = iconv_open("UTF-8", d->encoding.name);
  if (cd == (iconv_t)-1) {
    if (errno == ENOMEM) return jy__nomem();
    return jy__fail(JY_ECONVERT, d->path, JY_NO_OFFSET, "unknown encoding '%s'", label);
  }
  int status = decode_iconv(d, cd, start);
  if (iconv_close(cd) != 0 && status == JY_OK)
    status = jy__fail(JY_ECONVERT, d->path, JY_NO_OFFSET, "cannot close iconv: %s", strerror(errno));
  return status;
}

/* "UTF-16" alone: the mark decides, and without one it is little-endian, as
 * the WHATWG Encoding Standard has it. The same for UTF-32. */
static void settle_order(jy__encoding *e, jy_str bytes) {
  bool wide = e->family == JY__ENC_UTF32;
  if (strcmp(e->name, wide ? "UTF-32" : "UTF-16") != 0) return;
  jy__encoding big = {wide ? "UTF-32BE" : "UTF-16BE", e->family, true};
  jy__encoding little = {wide ? "UTF-32LE" : "UTF-16LE", e->family, false};
  *e = jy__bom_size(&big, bytes) ? big : little;
}

int jy_decode(jy_buf *out, jy_ledger *ledger, jy_str bytes, const char *encoding, jy_policy policy,
              const char *path) {
  decoding d = {out, out->len, ledger, bytes, jy__encoding_of(encoding), policy, path};
  settle_order(&d.encoding, bytes);
  int status = open_and_decode(&d, encoding);
  if (status < 0 && out->len > d.origin) {
    out->len = d.origin;
    out->ptr[out->len] = '\0';
  }
  return status;
}

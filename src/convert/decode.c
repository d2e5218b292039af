/* Bytes to UTF-8, strictly: each byte that does not belong is found, reported
 * with its offset, and replaced or left out only where the caller says so.
 * Refuses to guess an encoding and to repair a text. */
#include <stdlib.h>
#include <string.h>

#include "convert/escapes.h"

#ifndef JY_CHUNK
#define JY_CHUNK 65536
#endif
#define MOST_MADE 3      /* bytes of text that one byte becomes: 80 in Windows-1252 is U+20AC */
#define ROOM_TO_SPOIL 16 /* readers write whole words */

typedef struct {
  jy_buf *out;
  size_t origin; /* length of `out` before us */
  jy_ledger *ledger;
  jy_str bytes;
  jy__encoding encoding;
  jy_policy policy;
  const char *path;
  bool only_check; /* keep nothing of what was read */
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
    if (!d->only_check) jy_buf_put(d->out, p + at, good);
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

/* What a reader goes by. */
typedef struct {
  const jy__table *table; /* NULL where the characters are reckoned */
  jy__escapes escapes;
} sets;

static jy__fault read_on(jy__cursor *c, const unsigned char *stop, const decoding *d, sets *s) {
  switch (d->encoding.family) {
    case JY__ENC_UTF16:
      return jy__read_utf16(c, stop, d->encoding.big_endian);
    case JY__ENC_UTF32:
      return jy__read_utf32(c, stop, d->encoding.big_endian);
    case JY__ENC_ESCAPES:
      return jy__read_escapes(c, stop, &s->escapes);
    default:
      return jy__read_table(c, stop, s->table);
  }
}

static int decode_chunks(decoding *d, size_t at, sets *s) {
  const unsigned char *bytes = (const unsigned char *)d->bytes.ptr;
  size_t whole = d->bytes.len - at;
  /* What two bytes become is three at most, but for a few: growing costs more. */
  if (!d->only_check && jy_buf_reserve(d->out, whole + whole / 2) < 0) return JY_ENOMEM;
  while (at < d->bytes.len) {
    size_t left = d->bytes.len - at, chunk = left < JY_CHUNK ? left : JY_CHUNK;
    int status = jy_buf_reserve(d->out, MOST_MADE * chunk + ROOM_TO_SPOIL);
    if (status < 0) return status;
    jy__cursor c = {bytes + at, bytes + d->bytes.len, d->out->ptr + d->out->len};
    jy__fault fault = read_on(&c, c.p + chunk, d, s);
    at = (size_t)(c.p - bytes);
    d->out->len = d->only_check ? d->origin : (size_t)(c.to - d->out->ptr);
    d->out->ptr[d->out->len] = '\0';
    if (fault.len && (status = lose(d, at, fault.len, fault.cut)) < 0) return status;
    at += fault.len;
  }
  return jy_buf_status(d->out);
}

/* "UTF-16" alone: the mark decides, and without one it is little-endian, as
 * the WHATWG Encoding Standard has it. The same for UTF-32. */
static void settle_order(jy__encoding *e, jy_str bytes) {
  bool utf32 = strcmp(e->name, "UTF-32") == 0;
  if (!utf32 && strcmp(e->name, "UTF-16") != 0) return;
  jy__encoding big = jy__encoding_of(utf32 ? "UTF-32BE" : "UTF-16BE");
  *e = jy__bom_size(&big, bytes) ? big : jy__encoding_of(utf32 ? "UTF-32LE" : "UTF-16LE");
}

static int decode(decoding *d, const char *label) {
  settle_order(&d->encoding, d->bytes);
  size_t start = jy__bom_size(&d->encoding, d->bytes);
  if (d->encoding.family == JY__ENC_OTHER)
    return jy__fail(JY_ECONVERT, d->path, JY_NO_OFFSET, "unknown encoding '%s'", label);
  if (d->encoding.family == JY__ENC_UTF8) return decode_utf8(d, start);
  sets s = {NULL, {0}};
  int status = JY_OK;
  if (d->encoding.family == JY__ENC_ESCAPES) status = jy__escapes_start(&s.escapes, &d->encoding);
  else if (d->encoding.iconv) status = jy__table_of(&s.table, &d->encoding);
  if (status < 0) {
    jy__fail_path(d->path);
    return status;
  }
  return decode_chunks(d, start, &s);
}

int jy_decode(jy_buf *out, jy_ledger *ledger, jy_str bytes, const char *encoding, jy_policy policy,
              const char *path) {
  decoding d = {out, out->len, ledger, bytes, jy__encoding_of(encoding), policy, path, false};
  int status = decode(&d, encoding);
  if (status < 0 && out->len > d.origin) {
    out->len = d.origin;
    out->ptr[out->len] = '\0';
  }
  return status;
}

int jy__reads_all(bool *yes, jy_str bytes, const char *label) {
  jy_buf scratch = JY_BUF_INIT;
  decoding d = {&scratch, 0, NULL, bytes, jy__encoding_of(label), JY_POLICY_ERROR, NULL, true};
  int status = decode(&d, label);
  jy_buf_free(&scratch);
  *yes = status == JY_OK;
  return status == JY_ENOMEM ? status : JY_OK;
}

/* See charts.h. The charts are what jy_decode() answers for every byte and pair,
 * so that they say the same with either iconv. Refuses to know what bytes mean
 * in a text. */
#include "convert/charts.h"

#include <pthread.h>
#include <stdlib.h>

#include "convert/internal.h"

static const char *const names[JY__CHARTS] = {"GB18030", "BIG5-HKSCS", "CP1252", "CP949",
                                          "CP932",   "CP1251",     "KOI8-R", "MACINTOSH"};

static jy__chart *charts[JY__CHARTS];
static int built[JY__CHARTS];
static pthread_once_t once[JY__CHARTS] = {PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT,
                                          PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT};

/* The character that a line holds, if it is just one that was read. */
static uint32_t only(const char *line, const char *end) {
  uint32_t cp = 0;
  if (jy__utf8_next(line, end, &cp) != (size_t)(end - line)) return 0;
  return cp == 0xFFFD || cp >= JY__CHART_END ? 0 : cp;
}

/* Every byte and every pair on a line of its own: what each decodes to. Lines
 * end twice, since glibc's CP949 swallows what follows A2 E8. */
static int read_all(jy_buf *text, const char *name) {
  jy_buf bytes = JY_BUF_INIT;
  for (int lead = 0x80; lead <= 0xFF; lead++) {
    jy_buf_put(&bytes, (char[]){(char)lead, '\n', '\n'}, 3);
    for (int trail = 0x40; lead >= 0x81 && lead <= 0xFE && trail <= 0xFE; trail++)
      jy_buf_put(&bytes, (char[]){(char)lead, (char)trail, '\n', '\n'}, 4);
  }
  int status = jy_buf_status(&bytes);
  if (status == JY_OK) status = jy_decode(text, NULL, jy_buf_str(&bytes), name, JY_POLICY_REPLACE, NULL);
  jy_buf_free(&bytes);
  return status;
}

static uint32_t next_line(const char **at, const char *end) {
  const char *line = *at, *p = line;
  while (p < end && *p != '\n') p++;
  uint32_t cp = only(line, p);
  while (p < end && *p == '\n') p++;
  *at = p;
  return cp;
}

static void enter(jy__chart *c, uint32_t cp, unsigned code) {
  if (cp && !c->bytes[cp])
    c->bytes[cp] = (uint16_t)code;
  else if (cp && c->bytes[cp] != code)
    c->again[cp] = (uint16_t)code;
}

static void fill(jy__chart *c, jy_str text) {
  const char *at = text.ptr, *end = text.ptr + text.len;
  for (unsigned lead = 0x80; lead <= 0xFF; lead++) {
    uint32_t cp = next_line(&at, end);
    c->one[lead - 0x80] = (uint16_t)cp;
    enter(c, cp, lead);
    for (unsigned trail = 0x40; lead >= 0x81 && lead <= 0xFE && trail <= 0xFE; trail++) {
      cp = next_line(&at, end);
      c->two[(lead - 0x81) * JY__TRAILS + (trail - 0x40)] = cp;
      enter(c, cp, lead << 8 | trail);
    }
  }
}

/* Decoders differ on a few places; each character leads to its bytes. */
static void complete(jy__chart *c, jy__chart_id id) {
  for (unsigned byte = 0x80; id == JY__CHART_WESTERN && byte <= 0xFF; byte++) {
    if (!c->one[byte - 0x80]) c->one[byte - 0x80] = (uint16_t)byte;
    enter(c, byte, byte);
  }
  if (id == JY__CHART_CYRILLIC) {
    c->one[0x98 - 0x80] = 0x98;
    enter(c, 0x98, 0x98);
  }
  if (id == JY__CHART_MAC) { /* older tables, and look-alikes of other fonts */
    enter(c, 0x2126, 0xBD);
    enter(c, 0x394, 0xC6);
    enter(c, 0xA4, 0xDB);
    enter(c, 0xE01E, 0xF0); /* the apple, as glibc has it */
  }
  if (id == JY__CHART_GB) enter(c, 0x30FB, 0xA1A4); /* CP936's middle dot elsewhere */
}

static int build(jy__chart_id id) {
  jy_buf text = JY_BUF_INIT;
  int status = read_all(&text, names[id]);
  jy__chart *c = status == JY_OK ? calloc(1, sizeof *c) : NULL;
  if (c) {
    fill(c, jy_buf_str(&text));
    complete(c, id);
    charts[id] = c;
  }
  jy_buf_free(&text);
  return status < 0 ? status : c ? JY_OK : JY_ENOMEM;
}

/* pthread_once() hands nothing on: one function each. */
#define BUILDER(name, id)          \
  static void name(void) {         \
    built[id] = build(id);         \
  }
BUILDER(build_gb, JY__CHART_GB)
BUILDER(build_big5, JY__CHART_BIG5)
BUILDER(build_western, JY__CHART_WESTERN)
BUILDER(build_korean, JY__CHART_KOREAN)
BUILDER(build_japanese, JY__CHART_JAPANESE)
BUILDER(build_cyrillic, JY__CHART_CYRILLIC)
BUILDER(build_koi8, JY__CHART_KOI8)
BUILDER(build_mac, JY__CHART_MAC)

const jy__chart *jy__chart_of(jy__chart_id id) {
  static void (*const builders[JY__CHARTS])(void) = {build_gb,       build_big5,     build_western, build_korean,
                                                     build_japanese, build_cyrillic, build_koi8,    build_mac};
  pthread_once(&once[id], builders[id]);
  if (charts[id]) return charts[id];
  if (built[id] == JY_ENOMEM)
    jy__nomem();
  else
    jy__fail(built[id], NULL, JY_NO_OFFSET, "iconv does not know %s", names[id]);
  return NULL;
}

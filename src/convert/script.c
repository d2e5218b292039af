/* Which script a text is in. A character tells only if it exists in one script
 * alone: what OpenCC turns into another character and GB 2312 does not have is
 * Traditional; what OpenCC turns others into and Big5's first level does not
 * have is Simplified (so 后, 里, 干, which are both, do not count). */
#include <iconv.h>
#include <pthread.h>

#include "convert/internal.h"

enum { NEITHER, HANS, HANT };

static unsigned char side[0x10000];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* The character in a two-byte encoding, or 0 where it has no place there. */
static unsigned encode(iconv_t cd, uint32_t cp) {
  if (cd == (iconv_t)-1) return 0;
  char wide[2] = {(char)(cp >> 8), (char)(cp & 0xFF)};
  unsigned char made[2] = {0, 0};
  char *from = wide, *to = (char *)made;
  size_t left = sizeof wide, room = sizeof made;
  size_t n = iconv(cd, (void *)&from, &left, &to, &room); /* char ** or const char ** by header */
  iconv(cd, NULL, NULL, NULL, NULL);
  return n == 0 && room == 0 ? (unsigned)made[0] << 8 | made[1] : 0;
}

typedef struct {
  iconv_t gb2312, big5;
} charts;

static bool in_big5_level_1(const charts *c, uint32_t cp) {
  unsigned code = encode(c->big5, cp);
  return code >= 0xA440 && code <= 0xC67E;
}

static void place(void *data, uint32_t from, uint32_t to) {
  const charts *c = data;
  if (from < 0x10000 && !encode(c->gb2312, from)) side[from] = HANT;
  if (to < 0x10000 && side[to] == NEITHER && jy__hans_char(to) == to && !in_big5_level_1(c, to))
    side[to] = HANS;
}

static void build(void) {
  charts c = {iconv_open("EUC-CN", "UTF-16BE"), iconv_open("BIG5", "UTF-16BE")};
  if (jy__hans_each(place, &c) < 0) jy_error_clear();
  if (c.gb2312 != (iconv_t)-1) iconv_close(c.gb2312);
  if (c.big5 != (iconv_t)-1) iconv_close(c.big5);
}

jy_script jy_script_detect(jy_str s) {
  pthread_once(&once, build);
  size_t count[3] = {0, 0, 0};
  for (const char *p = s.ptr, *end = s.ptr + s.len; p < end;) {
    uint32_t cp = 0;
    size_t n = jy__utf8_next(p, end, &cp);
    if (n == 3) count[side[cp]]++;
    p += n ? n : 1;
  }
  size_t hans = count[HANS], hant = count[HANT], rarer = hans < hant ? hans : hant;
  if (rarer * 8 > hans + hant) return JY_SCRIPT_MIXED;
  return hant > hans ? JY_SCRIPT_HANT : JY_SCRIPT_HANS;
}

const char *jy_script_name(jy_script script) {
  return script == JY_SCRIPT_HANT ? "Hant" : script == JY_SCRIPT_MIXED ? "mixed" : "Hans";
}

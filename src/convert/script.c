/* Which script a text is in. A character tells only if it exists in one script
 * alone: what OpenCC turns into another character and GB 2312 does not have is
 * Traditional; what OpenCC turns others into and Big5's first level does not
 * have is Simplified (so 后, 里, 干, which are both, do not count). */
#include <iconv.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "convert/internal.h"
#include "convert/dictionary.h"

/* KANA are kana, and forms of Han that only Japan has (対, 発): then Han that
 * look Simplified (国, 会) say nothing. */
enum { NEITHER, HANS, HANT, HAN, KANA, SIDES };

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

static void place_japanese(const charts *c) {
  jy_str text, from, to;
  if (!jy__embedded_find("opencc/JPVariants.txt", &text)) return;
  while (jy__dict_line(&text, &from, &to)) {
    uint32_t cp = 0;
    if (jy__utf8_next(to.ptr, to.ptr + to.len, &cp) != 3 || side[cp] != NEITHER) continue;
    if (!encode(c->gb2312, cp) && !in_big5_level_1(c, cp)) side[cp] = KANA;
  }
}

static void build(void) {
  charts c = {iconv_open("EUC-CN", "UTF-16BE"), iconv_open("BIG5", "UTF-16BE")};
  if (jy__hans_each(place, &c) < 0) jy_error_clear();
  place_japanese(&c);
  if (c.gb2312 != (iconv_t)-1) iconv_close(c.gb2312);
  if (c.big5 != (iconv_t)-1) iconv_close(c.big5);
  for (uint32_t cp = 0x3041; cp <= 0x30FA; cp++) side[cp] = KANA;
  for (uint32_t cp = 0x3400; cp < 0x10000; cp++)
    if (side[cp] == NEITHER && jy__is_han(cp)) side[cp] = HAN;
}

typedef struct {
  size_t of[SIDES];
} counts;

static void count(counts *c, const char *p, const char *end) {
  while (end - p >= 4) {
    uint32_t word = jy__load4(p);
    bool three = jy__is_three(word);
    if (three) c->of[side[jy__three(word)]]++;
    p += three ? 3 : 1;
  }
  for (uint32_t cp = 0; p < end;) {
    size_t n = jy__utf8_next(p, end, &cp);
    if (n == 3) c->of[side[cp]]++;
    p += n ? n : 1;
  }
}

static jy_script decide(const counts *c, double *confidence) {
  size_t hans = c->of[HANS], hant = c->of[HANT], both = hans + hant, rarer = hans < hant ? hans : hant;
  size_t kana = c->of[KANA], all = both + c->of[HAN] + kana;
  /* One character may be chance, a dozen are not; a quarter of kana is Japanese. */
  double sure = both ? (double)both / ((double)both + 0.5) : 0;
  double japanese = all ? 4.0 * (double)kana / (double)all : 0;
  *confidence = japanese >= 1 ? 0 : sure * (1 - japanese);
  if (rarer * 8 > both) return JY_SCRIPT_MIXED;
  if (both) *confidence *= 1 - (double)rarer * 2 / (double)both;
  return hant > hans ? JY_SCRIPT_HANT : JY_SCRIPT_HANS;
}

jy_script jy_script_judge(jy_str s, double *confidence) {
  counts c = {{0}};
  pthread_once(&once, build);
  count(&c, s.ptr, s.ptr + s.len);
  return decide(&c, confidence);
}

jy_script jy_script_detect(jy_str s) {
  double confidence;
  return jy_script_judge(s, &confidence);
}

/* ---- regions --------------------------------------------------------------------- */

/* Lines with less evidence than this go with their neighbours: a name. */
#define TELLS 3

void jy_script_regions_free(jy_script_regions *r) {
  free(r->at);
  *r = (jy_script_regions){NULL, 0, 0};
}

static int add_region(jy_script_regions *out, jy_span span, jy_script script) {
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  out->at[out->len++] = (jy_script_region){span, script, 0};
  return JY_OK;
}

/* Takes a line in: into the last region where it is of the same script or does
 * not tell, else as a region of its own. `told` is whether the last region is
 * sure of its script. */
static int add_line(jy_script_regions *out, jy_span line, const counts *c, bool *told) {
  double confidence;
  jy_script script = decide(c, &confidence);
  bool tells = c->of[HANS] + c->of[HANT] >= TELLS;
  jy_script_region *last = out->len ? &out->at[out->len - 1] : NULL;
  if (!last || (tells && *told && script != last->script)) {
    *told = tells;
    return add_region(out, line, script);
  }
  last->span.end = line.end;
  if (tells && !*told) {
    last->script = script;
    *told = true;
  }
  return JY_OK;
}

int jy_script_find_regions(jy_script_regions *out, jy_str s) {
  bool told = false;
  int status = JY_OK;
  pthread_once(&once, build);
  for (size_t at = 0; status == JY_OK && at < s.len;) {
    const char *nl = memchr(s.ptr + at, '\n', s.len - at);
    size_t end = nl ? (size_t)(nl - s.ptr) + 1 : s.len;
    counts c = {{0}};
    count(&c, s.ptr + at, s.ptr + end);
    status = add_line(out, (jy_span){at, end}, &c, &told);
    at = end;
  }
  for (size_t i = 0; i < out->len; i++) {
    jy_script_region *r = &out->at[i];
    jy_str part = {s.ptr + r->span.start, r->span.end - r->span.start};
    r->script = jy_script_judge(part, &r->confidence);
  }
  return status;
}

const char *jy_script_name(jy_script script) {
  return script == JY_SCRIPT_HANT ? "Hant" : script == JY_SCRIPT_MIXED ? "mixed" : "Hans";
}

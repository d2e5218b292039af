/* Where a text looks misread: a scan that looks at every character once and
 * stops only where two that hardly occur in ordinary text stand together.
 * Refuses to judge what the stretch should have been. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "convert/internal.h" /* characters in both scripts */
#include "text/internal.h"
#include "text/recode.h"

#define NEAR 24 /* bytes between two doubtful characters of one stretch: eight Han characters */
#define FEW 4   /* doubtful characters that are too few for pairs read as other pairs */
#define PAD 192 /* bytes looked at on either side of a stretch */

static uint64_t doubtful[0x10000 / 64]; /* a bit for each, as jy__three_bit() has them */
static int built;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void doubt(uint32_t cp) {
  doubtful[cp / 64] |= UINT64_C(1) << cp % 64;
}

static void trust(uint32_t cp) {
  doubtful[cp / 64] &= ~(UINT64_C(1) << cp % 64);
}

static bool is_doubtful(uint32_t cp) {
  return cp < 0x10000 && (doubtful[cp / 64] >> cp % 64 & 1);
}

/* A Traditional form is as usual as its Simplified one. */
static void trust_form(void *data, uint32_t from, uint32_t to) {
  (void)data;
  if (from < 0x10000 && !is_doubtful(to)) trust(from);
}

/* Characters beyond level 1 that names of people are full of; composed. */
static void trust_names(void) {
  static const char chars[] =
      "婷莹瑜瑾鑫毓岚琳璐晗煜烨琪瑶璇玥珂珺璟瑄瑗璞珏珞玮琦瑛璨琬莉茜芸芮菁菡萱蓓蕾薇荟莎茵茹茗莞蔚斐翊翎翀"
      "昊昕晟昱暄曦旻晔曜熠烁炜焱炫焕煊淼淇湘泓沁滢潇沅洵涵澜霁霖霏雯颖颢妍娅婕媛嫣姝娆妤姗婧嫒骞骅骁骏麒麟"
      "赟赵郗邹邬郜郦郅邵祎祺禧禹稷筱筠筝笙钰铭铮锴镕钧銮彦彬恺恽悦忱怡恬惇愫憬旖榕桦楠梓楷樾槿毅矗硕砚磊";
  const char *p = chars, *end = chars + sizeof chars - 1;
  uint32_t cp;
  for (size_t n; (n = jy__utf8_next(p, end, &cp)) > 0; p += n) trust(cp);
}

/* Level 1 of GB 2312: the 3,755 characters in general use. */
static int trust_level_1(void) {
  jy_buf bytes = JY_BUF_INIT, text = JY_BUF_INIT;
  for (unsigned lead = 0xB0; lead <= 0xD7; lead++)
    for (unsigned trail = 0xA1; trail <= (lead == 0xD7 ? 0xF9 : 0xFE); trail++)
      jy_buf_put(&bytes, (char[]){(char)lead, (char)trail}, 2);
  int status = jy_buf_status(&bytes);
  if (status == JY_OK) status = jy_decode(&text, NULL, jy_buf_str(&bytes), "GB18030", JY_POLICY_SKIP, NULL);
  uint32_t cp;
  const char *p = text.ptr, *end = p + text.len;
  for (size_t n; p < end && (n = jy__utf8_next(p, end, &cp)) > 0; p += n)
    if (cp < 0x10000) trust(cp);
  jy_buf_free(&bytes);
  jy_buf_free(&text);
  return status;
}

static void build(void) {
  static const jy_span ranges[] = {
      {0x3105, 0x3130}, {0x3400, 0x4DC0}, {0x4E00, 0xA000}, {0xAC00, 0xD7A4},
      {0xE000, 0xF900}, {0xFF61, 0xFFA0}, {0xFFFD, 0xFFFE},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    for (size_t cp = ranges[i].start; cp < ranges[i].end; cp++) doubt((uint32_t)cp);
  built = trust_level_1();
  if (built == JY_OK) built = jy__hans_each(trust_form, NULL);
  trust_names();
  doubt(0x951F); /* 锟 */
  doubt(0x70EB); /* 烫 */
  doubt(0x5C6F); /* 屯 */
}

/* A character of Latin-1 from which a misreading goes on: the next is one too,
 * or is one of those that Windows-1252 has in its upper controls. */
static bool goes_on(const unsigned char *next) {
  if (next[0] == 0xE2) return next[1] == 0x80 || next[1] == 0x82 || next[1] == 0x84 || next[1] == 0x88 || next[1] == 0x89;
  if (next[0] == 0xCE || next[0] == 0xCF) return next[1] == 0xA9 || next[1] == 0x80; /* Ω and π of MacRoman */
  return (next[0] >= 0xC2 && next[0] <= 0xC6 && next[0] != 0xC4) || next[0] == 0xCB;
}

/* A letter of Russian in small, and in capitals. */
static bool is_small(const unsigned char *p) {
  return (p[0] == 0xD0 && p[1] >= 0xB0) || (p[0] == 0xD1 && p[1] <= 0x8F);
}

static bool is_capital(const unsigned char *p) {
  return p[0] == 0xD0 && p[1] >= 0x90 && p[1] <= 0xAF;
}

/* A Cyrillic letter from which a misreading goes on: a sign, a letter that Russian
 * has not, a line of a box, or a capital after a small letter. What closes a word
 * in print (» “ — and the like) is none of these. */
static bool goes_on_cyrillic(const unsigned char *p) {
  const unsigned char *next = p + 2;
  switch (next[0]) {
    case 0xC2: return next[1] != 0xA0 && next[1] != 0xAB && next[1] != 0xBB;
    case 0xD0: return next[1] < 0x90 ? next[1] != 0x81 : is_small(p) && is_capital(next);
    case 0xD1: return next[1] > 0x91;
    case 0xD2: return true;
    case 0xE2: return next[1] == 0x82 || next[1] == 0x84 || (next[1] >= 0x94 && next[1] <= 0x96) ||
                      (next[1] == 0x80 && (next[2] == 0xA0 || next[2] == 0xA1 || next[2] == 0xA2 || next[2] >= 0xB0));
    default: return next[0] >= 0xE4 && next[0] <= 0xE9; /* Han */
  }
}

/* Whether the character at p (six bytes at least are there) is doubtful. */
static bool is_doubtful_at(const unsigned char *p) {
  if ((p[0] & 0xF0) == 0xE0)
    return is_doubtful((uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F));
  if (p[0] < 0xC2 || p[0] >= 0xE0) return false;
  if (p[0] <= 0xC3) return goes_on(p + 2);
  if (p[0] >= 0xD0 && p[0] <= 0xD2) return goes_on_cyrillic(p);
  return p[0] >= 0xCD && p[0] <= 0xCF && p[2] >= 0xE4 && p[2] <= 0xE9; /* Greek before Han */
}

/* The first doubtful character from p on; NULL where there is none before the
 * last few bytes, with *at where they begin. */
static const unsigned char *next_doubt(const unsigned char **at, const unsigned char *end) {
  const unsigned char *p = *at;
  while (end - p >= 16) {
    p = (const unsigned char *)jy__skip_threes(doubtful, (const char *)p, (const char *)end);
    if (end - p < 16) break;
    if (is_doubtful_at(p)) return p;
    p += jy__utf8_len(*p);
  }
  *at = p;
  return NULL;
}

/* ---- what a stretch is made of ---------------------------------------------------- */

static const unsigned from_western = 1u << 1 | 1u << 2 | 1u << 3, from_gb = 1u << 0 | 1u << 4,
                      from_big5 = 1u << 5 | 1u << 6, from_korean = 1u << 7,
                      from_japanese = 1u << 8 | 1u << 9, from_cyrillic = 1u << 10 | 1u << 11 | 1u << 12,
                      from_koi8 = 1u << 13 | 1u << 14, utf8_from_mac = 1u << 15,
                      from_mac = utf8_from_mac | 1u << 16 | 1u << 17;

/* Misreadings that turn each pair of bytes into some other character. */
static const unsigned pairs_as_pairs = 1u << 4 | 1u << 5 | 1u << 7;

static bool is_western(uint32_t cp) {
  return (cp >= 0x80 && cp <= 0x17E) || cp == 0x192 || cp == 0x2C6 || cp == 0x2DC;
}

static bool is_cyrillic(uint32_t cp) {
  return cp >= 0x400 && cp <= 0x52F;
}

/* What MacRoman has and Windows-1252 has not. */
static bool is_mac(uint32_t cp) {
  return cp == 0x3A9 || cp == 0x3C0 || (cp >= 0x2200 && cp <= 0x2265) || cp == 0x25CA || cp == 0xFB01 ||
         cp == 0xFB02 || cp == 0x131 || cp == 0x2C7 || (cp >= 0x2D8 && cp <= 0x2DD) || cp == 0x2044;
}

static bool holds_mac(jy_str text, jy_span s) {
  uint32_t cp;
  for (size_t i = s.start, n; i < s.end && (n = jy__utf8_next(text.ptr + i, text.ptr + text.len, &cp)) > 0; i += n)
    if (is_mac(cp)) return true;
  return false;
}

/* By what stands between the doubtful characters; what MacRoman has may be around. */
static unsigned kinds_of(jy_str text, jy_span s, jy_span around) {
  size_t western = 0, han = 0, hangul = 0, narrow = 0, cyrillic = 0, boxes = 0;
  uint32_t cp;
  for (size_t i = s.start, n; i < s.end; i += n) {
    n = jy__utf8_next(text.ptr + i, text.ptr + text.len, &cp);
    if (n == 0) break; /* the text is valid */
    western += is_western(cp);
    cyrillic += is_cyrillic(cp);
    boxes += cp >= 0x2500 && cp <= 0x25A0;
    hangul += cp >= 0xAC00 && cp <= 0xD7A3;
    narrow += cp >= 0xFF61 && cp <= 0xFF9F;
    han += cp > 0x3100 && cp < 0xAC00;
    han += cp >= 0xE000 && cp <= 0xF8FF;
  }
  unsigned kinds = western >= 2 ? from_western : 0;
  if (han + narrow) kinds |= from_gb | from_big5;
  if (western >= 2) kinds |= holds_mac(text, around) ? from_mac : utf8_from_mac;
  if (cyrillic >= 2) kinds |= boxes ? from_koi8 : from_cyrillic | from_koi8;
  if (hangul && han) kinds |= from_korean;
  if (narrow) kinds |= from_japanese;
  return kinds;
}

/* ---- stretches -------------------------------------------------------------------- */

typedef struct {
  jy_str text;
  jy__suspects *out;
  jy_span core; /* from the first to the last doubtful character */
  size_t count;
} collecting;

static bool at_start(jy_str text, size_t i) {
  return i >= text.len || ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
}

/* Widens to where the misreading may have begun and ended unremarkably: not
 * over a line end, since no character of two bytes goes over one. */
static jy_span widen(jy_str text, jy_span s) {
  size_t least = s.start > PAD ? s.start - PAD : 0, most = text.len - s.end > PAD ? s.end + PAD : text.len;
  while (s.start > least && text.ptr[s.start - 1] != '\n') s.start--;
  while (s.end < most && text.ptr[s.end] != '\n') s.end++;
  if (s.end < text.len && text.ptr[s.end] == '\n') s.end++;
  while (!at_start(text, s.start)) s.start--;
  while (!at_start(text, s.end)) s.end++;
  return s;
}

static int close_stretch(collecting *c) {
  size_t count = c->count;
  c->count = 0;
  if (count < 2) return JY_OK;
  jy_span s = widen(c->text, c->core);
  unsigned if_proven = kinds_of(c->text, c->core, s), kinds = if_proven;
  if (count < FEW) kinds &= ~pairs_as_pairs;
  jy__suspects *l = c->out;
  if (l->len && l->at[l->len - 1].span.end >= s.start) {
    l->at[l->len - 1].span.end = s.end;
    l->at[l->len - 1].kinds |= kinds;
    l->at[l->len - 1].if_proven |= if_proven;
    return JY_OK;
  }
  void *at = l->at;
  if (jy__grow(&at, &l->cap, l->len + 1, sizeof *l->at) < 0) return JY_ENOMEM;
  l->at = at;
  l->at[l->len++] = (jy__suspect){s, kinds, if_proven};
  return JY_OK;
}

/* A doubtful character at `at`. What is read from Latin-1 or Cyrillic counts at
 * once, since it is a pair; so does what stands for a loss. */
static int doubt_at(collecting *c, size_t at, size_t len) {
  if (c->count && at - c->core.end > NEAR) {
    int status = close_stretch(c);
    if (status < 0) return status;
  }
  if (!c->count) c->core.start = at;
  c->core.end = at + len;
  c->count += len == 2 ? 2 : 1;
  size_t next = at + len;
  if (next < c->text.len && c->text.ptr[next] == '?') c->count++;
  if (c->text.len - next >= 3 && memcmp(c->text.ptr + next, "€", 3) == 0) c->count++;
  return JY_OK;
}

static bool is_bopomofo(uint32_t cp) {
  return cp >= 0x3105 && cp <= 0x312F;
}

/* How many bytes from p on are zhuyin that reads as zhuyin, syllable by syllable and
 * two letters at least: GBK has its letters among what other pairs are read as, but
 * these rarely stand in an order that can be spoken. 0 where they are none. */
static size_t zhuyin_at(const char *p, const char *end) {
  size_t letters = 0, sound = 0, len;
  uint32_t cp = 0;
  for (const char *q = p, *syllable = p; q < end && (len = jy__utf8_next(q, end, &cp)) > 0; q += len) {
    bool mark = cp == 0x2CA || cp == 0x2C7 || cp == 0x2CB || cp == 0x2C9 || cp == 0x2D9;
    if (!is_bopomofo(cp) && !mark && cp != ' ' && cp != 0x3000) break;
    if (cp == ' ' || cp == 0x3000) {
      syllable = q + len;
      continue;
    }
    if (!jy__zhuyin((jy_str){syllable, (size_t)(q + len - syllable)})) syllable = q;
    if (syllable == q && mark && cp != 0x2D9) return 0;
    letters += is_bopomofo(cp);
    sound = (size_t)(q + len - p);
  }
  return letters >= 2 ? sound : 0;
}

/* The last few bytes, which the fast loop leaves. */
static int scan_tail(collecting *c, size_t at) {
  int status = JY_OK;
  while (status == JY_OK && at < c->text.len) {
    uint32_t cp = 0;
    size_t n = jy__utf8_next(c->text.ptr + at, c->text.ptr + c->text.len, &cp);
    if (n == 0) break; /* the text is valid */
    size_t sound = zhuyin_at(c->text.ptr + at, c->text.ptr + c->text.len);
    if (sound) n = sound;
    bool letter = (cp >= 0xA0 && is_western(cp) && cp != 0xB7) || is_cyrillic(cp);
    if (!sound && (is_doubtful(cp) || letter)) status = doubt_at(c, at, n);
    at += n;
  }
  return status;
}

size_t jy__doubtful_in(jy_str text, jy_span part) {
  size_t count = 0, n;
  uint32_t cp;
  for (size_t at = part.start; at < part.end; at += n) {
    n = jy__utf8_next(text.ptr + at, text.ptr + text.len, &cp);
    if (n == 0) break; /* the text is valid */
    count += is_doubtful(cp);
  }
  return count;
}

int jy__suspects_find(jy__suspects *out, jy_str text) {
  pthread_once(&once, build);
  if (built < 0) return jy__fail(built, NULL, JY_NO_OFFSET, "the characters in general use cannot be listed");
  collecting c = {text, out, {0, 0}, 0};
  const unsigned char *start = (const unsigned char *)text.ptr, *end = start + text.len, *p = start, *doubted;
  int status = JY_OK;
  while (status == JY_OK && (doubted = next_doubt(&p, end)) != NULL) {
    size_t len = zhuyin_at((const char *)doubted, (const char *)end);
    p = doubted + len;
    if (len) continue;
    len = jy__utf8_len(*doubted);
    status = doubt_at(&c, (size_t)(doubted - start), len);
    p = doubted + len;
  }
  if (status == JY_OK) status = scan_tail(&c, (size_t)(p - start));
  return status == JY_OK ? close_stretch(&c) : status;
}

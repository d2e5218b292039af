/* A character model with back-off, read in place from the table charmodel.bin
 * (made by train/charmodel.lua, which folds characters in the same way). Knows
 * probabilities of Chinese; refuses to know what they are asked for. Recoding has
 * a coarser model of its own (convert/chars.c), which tells scripts and kinds of
 * characters of any language apart, and reads no megabytes to do so. */
#include "text/charmodel.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "convert/internal.h"

#define FULL_STOP 0x3002
#define ELLIPSIS 0x2026
#define UNSEEN 255 /* the byte of a token that no source holds */
#define UNSEEN_HAN 192 /* levels of such a token: rare characters */
#define UNSEEN_SIGN 120 /* and punctuation that its texts do not use */
#define USUAL_SIGN 76 /* punctuation of news at most, whatever those texts use */
#define TEASER 48 /* an ellipsis after a stop: pages cut their teasers anywhere */
#define RARE 145 /* one character in a hundred thousand */
#define STOPS 80 /* and for one stop after another, or nothing after an opening mark,
                  * which backing off makes too likely */

enum { TOKENS = 0x10000, ENTRY = 5, LEVEL = 3, LEFT = 4, NUMBER = 4 }; /* bytes of an entry and in it, of a number */

/* Views into the table; train/charmodel.lua tells how it is laid out. */
struct jy__charmodel {
  jy_buf own;
  const unsigned char *alone;   /* level of each token without context */
  const unsigned char *left;    /* and of what it leaves for tokens not listed after it */
  const unsigned char *index;   /* where the entries of each bucket begin, and the end */
  const unsigned char *entries; /* by bucket: 24 bits of the hash, level, level of what is left */
  uint32_t buckets;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static jy__charmodel *made; /* lives as long as the process */

uint32_t jy__charmodel_token(uint32_t cp) {
  if (cp >= 0x4E00 && cp <= 0x9FFF) return jy__hans_char(cp);
  if (cp <= 0x20 || cp == 0x3000 || cp == '<') return JY__EDGE; /* markup begins */
  if (cp >= 0xFF01 && cp <= 0xFF5E) cp -= 0xFEE0;
  if (cp >= '0' && cp <= '9') return JY__DIGIT;
  if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') return JY__LETTER;
  if (cp >= 0xC0 && cp < 0x250) return JY__LETTER;
  if (cp < 0x7F) return cp + 0xFEE0;
  if (cp == 0xB7) return 0x30FB;
  if ((cp >= 0x2010 && cp <= 0x2026) || (cp >= 0x3001 && cp <= 0x3011)) return cp;
  return JY__OTHER;
}

static bool is_stop(uint32_t c) {
  return c == 0x3001 || c == FULL_STOP || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F;
}

static bool opens(uint32_t c) {
  return c == 0x201C || c == 0x2018 || c == 0x300A || c == 0xFF08;
}

static bool closes(uint32_t c) {
  return c == 0x201D || c == 0x2019 || c == 0x300B || c == 0xFF09;
}

/* ---- reading the table ----------------------------------------------------------- */

static uint32_t number(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Finds the parts of the table, which begin after its lines of comment. */
static int lay_out(jy__charmodel *m, jy_str table) {
  const unsigned char *p = (const unsigned char *)table.ptr, *end = p + table.len;
  while (p < end && *p == '#') {
    const unsigned char *past = memchr(p, '\n', (size_t)(end - p));
    p = past ? past + 1 : end;
  }
  if ((size_t)(end - p) < 2 * NUMBER + 2 * TOKENS) return jy__fail(JY_EINVALID, NULL, 0, "charmodel.bin is cut");
  m->buckets = number(p);
  m->alone = p + 2 * NUMBER;
  m->left = m->alone + TOKENS;
  m->index = m->left + TOKENS;
  m->entries = m->index + ((size_t)m->buckets + 1) * NUMBER;
  if ((size_t)(end - m->index) != ((size_t)m->buckets + 1) * NUMBER + (size_t)number(p + NUMBER) * ENTRY)
    return jy__fail(JY_EINVALID, NULL, 0, "charmodel.bin is cut");
  return JY_OK;
}

static int load(jy__charmodel **out) {
  jy_str table;
  jy__charmodel *m = calloc(1, sizeof *m);
  if (!m) return jy__nomem();
  int status = jy__resource_view(&table, &m->own, "jiyao/data/charmodel.bin");
  if (status == JY_OK) status = lay_out(m, table);
  if (status < 0) {
    jy_buf_free(&m->own);
    free(m);
    return status;
  }
  *out = m;
  return JY_OK;
}

int jy__charmodel_get(const jy__charmodel **out) {
  pthread_mutex_lock(&lock);
  int status = made ? JY_OK : load(&made);
  *out = made;
  pthread_mutex_unlock(&lock);
  return status;
}

/* ---- scores ---------------------------------------------------------------------- */

static uint64_t hash_of(uint64_t key) {
  key *= 0x9E3779B97F4A7C15u;
  key ^= key >> 32;
  key *= 0xC4CEB9FE1A85EC53u;
  return key ^ key >> 29;
}

/* The entry of up to four tokens, the last one lowest; NULL where it is not listed. */
static const unsigned char *find(const jy__charmodel *m, uint64_t key) {
  uint64_t hash = hash_of(key);
  const unsigned char *bucket = m->index + ((hash >> 32) * m->buckets >> 32) * NUMBER;
  const unsigned char *p = m->entries + (size_t)number(bucket) * ENTRY;
  const unsigned char *end = m->entries + (size_t)number(bucket + NUMBER) * ENTRY;
  for (; p < end; p += ENTRY)
    if (p[0] == (hash & 0xFF) && p[1] == (hash >> 8 & 0xFF) && p[2] == (hash >> 16 & 0xFF)) return p;
  return NULL;
}

static int unseen(uint32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF ? UNSEEN_HAN : UNSEEN_SIGN;
}

static int level_alone(const jy__charmodel *m, uint32_t c) {
  int level = m->alone[c];
  int most = is_stop(c) || opens(c) || closes(c) || c == ELLIPSIS ? USUAL_SIGN : unseen(c);
  return level < most ? level : most;
}

bool jy__charmodel_is_rare(const jy__charmodel *m, uint32_t c) {
  return level_alone(m, c & 0xFFFF) > RARE;
}

static bool ends_sentence(uint32_t c) {
  return c == FULL_STOP || c == 0xFF01 || c == 0xFF1F;
}

/* Level of `c` after `b` when no longer context tells. */
static int level_after(const jy__charmodel *m, uint32_t b, uint32_t c) {
  const unsigned char *e = find(m, (uint64_t)b << 16 | c);
  if (b && e) return e[LEVEL];
  if (c == ELLIPSIS && is_stop(b)) return TEASER;
  int level = m->left[b] + level_alone(m, c);
  return (is_stop(b) && is_stop(c)) || (opens(b) && (is_stop(c) || c == JY__EDGE)) ? level + STOPS : level;
}

void jy__charmodel_context(jy__charmodel_before *out, const jy__charmodel *m, jy__tokens before) {
  uint64_t key = before & 0xFFFFFFFFFFFF;
  uint32_t b = key & 0xFFFF, a = key >> 16 & 0xFFFF;
  if (b == ELLIPSIS || (b == 0x201D && ends_sentence(a))) key = b = FULL_STOP; /* after 。” goes on what goes on after 。 */
  *out = (jy__charmodel_before){.tokens = before, .last = b};
  for (int bits = 32; bits > 0; bits -= 16) {
    const unsigned char *context = key >> bits ? find(m, key) : NULL; /* listed if anything after it is */
    if (context) {
      out->listed[out->n] = key;
      out->left[out->n++] = context[LEFT];
    }
    key &= ((uint64_t)1 << bits) - 1;
  }
}

int jy__charmodel_level_after(const jy__charmodel *m, const jy__charmodel_before *before, uint32_t c) {
  int left = 0;
  c &= 0xFFFF;
  for (size_t i = 0; i < before->n; i++) {
    const unsigned char *e = find(m, before->listed[i] << 16 | c);
    if (e) return left + e[LEVEL];
    left += before->left[i];
  }
  return left + level_after(m, before->last, c);
}

double jy__charmodel_score(const jy__charmodel *m, jy__tokens before, uint32_t c) {
  jy__charmodel_before context;
  jy__charmodel_context(&context, m, before);
  return -JY__CHARMODEL_STEP * jy__charmodel_level_after(m, &context, c);
}

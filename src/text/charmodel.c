/* A character model with back-off, read in place from the table charmodel.tsv
 * (made by train/charmodel.lua, which folds characters in the same way). Knows
 * probabilities; refuses to know what they are asked for. */
#include "text/charmodel.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/data.h"
#include "convert/internal.h"

#define STEP 0.16  /* nats that one level stands for */
#define LEVEL0 33  /* the byte of level 0 */
#define FULL_STOP 0x3002
#define ELLIPSIS 0x2026
#define ENTRY 4    /* bytes of an entry: a character of three, its level */
#define UNSEEN_HAN 96 /* levels of what the model has not seen: rare characters */
#define UNSEEN_SIGN 60 /* and punctuation that its texts do not use */
#define USUAL_SIGN 38 /* punctuation of news at most, whatever those texts use */
#define TEASER 24.0 /* an ellipsis after a stop: pages cut their teasers anywhere */
#define STOPS 40 /* and for one stop after another, or nothing after an opening mark,
                  * which backing off makes too likely */

typedef struct {
  uint32_t row;  /* offset of the row of one character, 0: none */
  uint32_t more; /* where the rows begin whose contexts begin with it */
  uint32_t end;  /* and where they end */
} context;

struct jy__charmodel {
  jy_buf own;
  jy_str table;
  context of[0x10000];
  uint8_t alone[0x10000]; /* level without context; 0: not seen */
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

static size_t put(char *p, uint32_t cp) {
  p[0] = (char)(0xE0 | cp >> 12);
  p[1] = (char)(0x80 | (cp >> 6 & 0x3F));
  p[2] = (char)(0x80 | (cp & 0x3F));
  return 3;
}

/* ---- reading the table ----------------------------------------------------------- */

static bool is_stop(uint32_t c) {
  return c == 0x3001 || c == FULL_STOP || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F;
}

static bool opens(uint32_t c) {
  return c == 0x201C || c == 0x2018 || c == 0x300A || c == 0xFF08;
}

static bool closes(uint32_t c) {
  return c == 0x201D || c == 0x2019 || c == 0x300B || c == 0xFF09;
}

static int unseen(uint32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF ? UNSEEN_HAN : UNSEEN_SIGN;
}

static void read_alone(jy__charmodel *m, jy_str row) {
  for (size_t i = 3; i + ENTRY <= row.len; i += ENTRY) {
    uint32_t cp;
    if (jy__utf8_next(row.ptr + i, row.ptr + row.len, &cp) != 3) continue;
    int level = (unsigned char)row.ptr[i + 3] - LEVEL0;
    int most = is_stop(cp) || opens(cp) || closes(cp) || cp == ELLIPSIS ? USUAL_SIGN : unseen(cp);
    m->alone[cp] = (uint8_t)(1 + (level < most ? level : most));
  }
}

/* Notes where the rows of each first character stand. */
static void index_rows(jy__charmodel *m) {
  jy_str rest = m->table, row;
  while (jy__data_row(&rest, &row)) {
    uint32_t cp, at = (uint32_t)(row.ptr - m->table.ptr), past = at + (uint32_t)row.len + 1;
    size_t n = jy__utf8_next(row.ptr, row.ptr + row.len, &cp);
    if (row.ptr[0] == '*') read_alone(m, row);
    if (n != 3 || row.len < 5) continue;
    context *c = &m->of[cp];
    if (row.ptr[3] == '\t')
      c->row = at;
    else if (c->end == 0)
      c->more = at;
    if (row.ptr[3] != '\t') c->end = past;
  }
}

static int load(jy__charmodel **out) {
  jy__charmodel *m = calloc(1, sizeof *m);
  if (!m) return jy__nomem();
  int status = jy__resource_view(&m->table, &m->own, "jiyao/data/charmodel.tsv");
  if (status < 0) {
    jy_buf_free(&m->own);
    free(m);
    return status;
  }
  index_rows(m);
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

/* Adds the level of `next` in a row's entries; false where it is not listed,
 * and then adds what the row leaves for others. */
static bool look_up(double *levels, const char *p, size_t len, uint32_t next) {
  char key[3];
  put(key, next);
  size_t low = 0, high = (len - 1) / ENTRY;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const char *e = p + 1 + mid * ENTRY;
    int order = memcmp(e, key, 3);
    if (order == 0) {
      *levels += (unsigned char)e[3] - LEVEL0;
      return true;
    }
    if (order < 0)
      low = mid + 1;
    else
      high = mid;
  }
  *levels += (unsigned char)p[0] - LEVEL0;
  return false;
}

static size_t row_length(const jy__charmodel *m, const char *p) {
  const char *end = memchr(p, '\n', m->table.len - (size_t)(p - m->table.ptr));
  return end ? (size_t)(end - p) : m->table.len - (size_t)(p - m->table.ptr);
}

static bool ends_sentence(uint32_t c) {
  return c == FULL_STOP || c == 0xFF01 || c == 0xFF1F;
}

double jy__charmodel_score(const jy__charmodel *m, uint32_t a, uint32_t b, uint32_t c) {
  double levels = 0;
  if (b == ELLIPSIS || (b == 0x201D && ends_sentence(a))) { /* after 。” goes on what goes on after 。 */
    b = FULL_STOP;
    a = 0;
  }
  const context *ca = &m->of[a & 0xFFFF], *cb = &m->of[b & 0xFFFF];
  c &= 0xFFFF;
  if (ca->end > ca->more) {
    char key[6];
    put(key, a);
    put(key + 3, b);
    jy_str row;
    if (jy__data_find(&row, (jy_str){m->table.ptr + ca->more, ca->end - ca->more}, (jy_str){key, 6}) &&
        look_up(&levels, row.ptr, row.len, c))
      return -levels * STEP;
  }
  if (cb->row) {
    const char *p = m->table.ptr + cb->row + 4;
    if (look_up(&levels, p, row_length(m, p), c)) return -levels * STEP;
  }
  if (c == ELLIPSIS && is_stop(b)) return -TEASER * STEP;
  levels += m->alone[c] ? m->alone[c] - 1 : unseen(c);
  if ((is_stop(b) && is_stop(c)) || (opens(b) && (is_stop(c) || c == JY__EDGE))) levels += STOPS;
  return -levels * STEP;
}

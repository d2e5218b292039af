/* Which encoding each byte of a window is in: of all ways to read it as
 * stretches of UTF-8, GB18030 and Big5, the one with the likeliest characters,
 * where a change of encoding has its price and a byte that cannot be read a
 * higher one. So real damage stays damage, and borders are exact to the byte. */
#include <stdlib.h>
#include <string.h>

#include "convert/chars.h"
#include "convert/charts.h"
#include "convert/internal.h"
#include "convert/regions.h"

#define CHANGE 18.0f    /* nats; a stretch inside another has two changes */
#define AFTER_ASCII 3.0f /* less where the character before is the same in both */
#define AT_LINE 8.0f     /* less at the start of a line, where files are put together */
#define FAULT 14.0f     /* of a byte that cannot be read */
#define NEXT_FAULT 10.0f
#define LONE 21.0f       /* of a byte whose fellow was lost, though it makes a pair with the next */
#define FOUR_BYTES 16.0f /* of a character beyond GBK */
#define CHUNK 32768      /* bytes of one search */
#define TAIL 256         /* of them searched again with the next */

const char *const jy__in_names[JY__INS] = {"UTF-8", "GB18030", "BIG5-HKSCS"};

int jy__pieces_add(jy__pieces *p, size_t start, size_t end, jy__in in) {
  if (start >= end) return JY_OK;
  if (p->len && p->at[p->len - 1].in == in) {
    p->at[p->len - 1].end = end;
    return JY_OK;
  }
  void *at = p->at;
  if (jy__grow(&at, &p->cap, p->len + 1, sizeof *p->at) < 0) return JY_ENOMEM;
  p->at = at;
  p->at[p->len++] = (jy__piece){start, end, in};
  return JY_OK;
}

static bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

/* The character at p in double bytes; 0 for a fault, 1 byte. */
static size_t read_pair(const unsigned char *p, size_t left, jy__in in, uint32_t *cp) {
  const jy__chart *c = jy__chart_of(in == JY__IN_GB ? JY__CHART_GB : JY__CHART_BIG5);
  *cp = 0;
  if (left >= 2 && c) *cp = jy__chart_pair(c, p[0], p[1]);
  if (*cp) return 2;
  bool four = in == JY__IN_GB && left >= 4 && p[0] >= 0x81 && is_digit(p[1]) && p[2] >= 0x81 && is_digit(p[3]);
  if (four) *cp = 0x20000; /* some character beyond the common ones */
  return four ? 4 : 1;
}

/* Reads one character; returns its bytes and adds what it costs. */
static size_t read_one(const unsigned char *p, size_t left, jy__in in, uint32_t *last, float *cost) {
  uint32_t cp = p[0];
  size_t n = 1;
  if (p[0] >= 0x80 && in == JY__IN_UTF8) {
    n = jy__utf8_next((const char *)p, (const char *)p + left, &cp);
    if (n == 0) cp = 0;
  } else if (p[0] >= 0x80) {
    n = read_pair(p, left, in, &cp);
  }
  if (cp == 0 && p[0] >= 0x80) {
    *cost += *last == 0xFFFD ? NEXT_FAULT : FAULT;
    *last = 0xFFFD;
    return 1;
  }
  *cost += n == 4 && in == JY__IN_GB ? FOUR_BYTES : jy__char_cost(*last, cp);
  *last = cp;
  return n;
}

double jy__cost_in(jy_str bytes, jy__in in) {
  double all = 0;
  uint32_t last = 0;
  for (size_t at = 0; at < bytes.len;) {
    float cost = 0;
    at += read_one((const unsigned char *)bytes.ptr + at, bytes.len - at, in, &last, &cost);
    all += (double)cost;
  }
  return all;
}

/* The cheapest way to a byte, in the state of an encoding. */
typedef struct {
  float cost; /* negative: not reached */
  uint32_t last;
  uint8_t back; /* bytes of the character that ends here */
  uint8_t from; /* state at its start */
  bool lone;    /* it is a byte without its fellow */
} node;

typedef struct {
  jy_str bytes;
  node *nodes; /* JY__INS for each byte of the chunk and for its end */
  uint8_t *way;
} reading;

static node *node_at(reading *r, size_t i, size_t state) {
  return &r->nodes[i * JY__INS + state];
}

static void reach(node *to, float cost, uint32_t last, size_t back, size_t from) {
  if (to->cost < 0 || cost < to->cost) *to = (node){cost, last, (uint8_t)back, (uint8_t)from, false};
}

/* The way past a byte of double-byte text that lost its fellow: without it all
 * that follows would be read out of step. */
static void reach_past(node *to, float cost, size_t state) {
  if (to->cost < 0 || cost < to->cost) *to = (node){cost, 0xFFFD, 1, (uint8_t)state, true};
}

/* Changes of encoding at byte i: from the cheapest state to each other. */
static void change(reading *r, size_t i, unsigned char before) {
  size_t best = 0;
  float price = CHANGE - (before == '\n' ? AT_LINE : before < '0' ? AFTER_ASCII : 0);
  for (size_t s = 1; s < JY__INS; s++) {
    const node *n = node_at(r, i, s), *b = node_at(r, i, best);
    if (n->cost >= 0 && (b->cost < 0 || n->cost < b->cost)) best = s;
  }
  node b = *node_at(r, i, best);
  if (b.cost < 0) return;
  for (size_t s = 0; s < JY__INS; s++)
    if (s != best) reach(node_at(r, i, s), b.cost + price, b.last, 0, best);
}

static void go_on(reading *r, size_t start, size_t i, size_t len) {
  const unsigned char *p = (const unsigned char *)r->bytes.ptr + start + i;
  for (size_t s = 0; s < JY__INS; s++) {
    const node *n = node_at(r, i, s);
    if (n->cost < 0) continue;
    float cost = n->cost;
    uint32_t last = n->last;
    size_t took = read_one(p, len - i, (jy__in)s, &last, &cost);
    reach(node_at(r, i + took, s), cost, last, took, s);
    if (took == 2 && s != JY__IN_UTF8) reach_past(node_at(r, i + 1, s), n->cost + LONE, s);
  }
}

/* Writes down the state of each byte on the way back from the cheapest end. A
 * lone byte is put down as UTF-8, in which it stands for nothing. */
static void trace(reading *r, size_t len, jy__in usual, bool ends) {
  size_t best = usual;
  for (size_t s = 0; s < JY__INS; s++) {
    float extra = ends || s == usual ? 0 : CHANGE, extra_best = ends || best == usual ? 0 : CHANGE;
    const node *n = node_at(r, len, s), *b = node_at(r, len, best);
    if (n->cost >= 0 && (b->cost < 0 || n->cost + extra < b->cost + extra_best)) best = s;
  }
  for (size_t i = len; i > 0;) {
    const node *n = node_at(r, i, best);
    for (size_t k = 1; k <= n->back; k++) r->way[i - k] = n->lone ? JY__IN_UTF8 : (uint8_t)best;
    i -= n->back;
    best = n->from;
  }
}

static void begin(reading *r, size_t len, jy__in usual) {
  for (size_t i = 0; i < (len + 1) * JY__INS; i++) r->nodes[i].cost = -1;
  *node_at(r, 0, usual) = (node){0, 0, 0, (uint8_t)usual, false};
}

/* One chunk from `start`; returns how many of its bytes are settled. */
static size_t read_chunk(reading *r, size_t start, jy_span window, jy__in usual, jy__in now) {
  size_t len = window.end - start;
  bool whole = len <= CHUNK;
  if (!whole) len = CHUNK;
  begin(r, len, now);
  for (size_t i = 0; i < len; i++) {
    change(r, i, start + i ? (unsigned char)r->bytes.ptr[start + i - 1] : '\n');
    go_on(r, start, i, len);
  }
  trace(r, len, usual, !whole || window.end == r->bytes.len);
  return whole ? len : len - TAIL;
}

/* The first byte from `at` back where the way changes or ASCII stands: there
 * no character is cut. */
static size_t settle(const reading *r, size_t start, size_t at) {
  size_t i = at;
  while (i > 1 && (unsigned char)r->bytes.ptr[start + i - 1] >= 0x80 && r->way[i] == r->way[i - 1]) i--;
  return i > 1 ? i : at;
}

int jy__window_read(jy__pieces *out, jy_str bytes, jy_span window, jy__in usual) {
  size_t most = window.end - window.start < CHUNK ? window.end - window.start : CHUNK;
  reading r = {bytes, calloc((most + 1) * JY__INS, sizeof(node)), calloc(most + 1, 1)};
  int status = r.nodes && r.way ? jy__chars_ready() : jy__nomem();
  jy__in now = usual;
  for (size_t start = window.start; status == JY_OK && start < window.end;) {
    size_t n = read_chunk(&r, start, window, usual, now);
    if (start + n < window.end) n = settle(&r, start, n);
    for (size_t i = 0; status == JY_OK && i < n; i++)
      status = jy__pieces_add(out, start + i, start + i + 1, (jy__in)r.way[i]);
    now = (jy__in)r.way[n - 1];
    start += n;
  }
  free(r.nodes);
  free(r.way);
  return status;
}

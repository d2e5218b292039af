/* Files that change their encoding: each region is decoded in its own, and what
 * is lost is told in offsets of the whole. Refuses to repair text: bytes that
 * no encoding reads are losses. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert/chars.h"
#include "convert/internal.h"
#include "convert/regions.h"

#define JUDGED 4096 /* bytes of a region that its confidence rests on */

void jy_regions_free(jy_regions *r) {
  free(r->at);
  *r = (jy_regions){0};
}

static int add_region(jy_regions *r, jy_span bytes, const char *encoding, double confidence) {
  jy_region one = {bytes, {0, 0}, "", confidence};
  snprintf(one.encoding, sizeof one.encoding, "%s", encoding);
  void *at = r->at;
  if (jy__grow(&at, &r->cap, r->len + 1, sizeof *r->at) < 0) return JY_ENOMEM;
  r->at = at;
  r->at[r->len++] = one;
  return JY_OK;
}

int jy__regions_whole(jy_regions *r, size_t len, const jy_detection *found) {
  int status = add_region(r, (jy_span){0, len}, found->encoding, found->confidence);
  if (status == JY_OK) r->at[r->len - 1].text = (jy_span){0, len};
  return status;
}

/* Whether a file that was found to be in this may hold other encodings. What
 * the caller named is what it is; what is valid UTF-8 as a whole is that. */
static bool may_be_mixed(const jy_detection *found, jy__in *usual) {
  jy__family family = jy__encoding_of(found->encoding).family;
  if (strcmp(found->reason, "forced") == 0 || strcmp(found->reason, "utf-8") == 0) return false;
  *usual = family == JY__ENC_UTF8 ? JY__IN_UTF8 : family == JY__ENC_GB18030 ? JY__IN_GB : JY__IN_BIG5;
  return family == JY__ENC_UTF8 || family == JY__ENC_GB18030 || family == JY__ENC_BIG5;
}

static int read_windows(jy__pieces *pieces, jy_str bytes, const jy__spans *windows, jy__in usual) {
  size_t at = 0;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < windows->len; i++) {
    status = jy__pieces_add(pieces, at, windows->at[i].start, usual);
    if (status == JY_OK) status = jy__window_read(pieces, bytes, windows->at[i], usual);
    at = windows->at[i].end;
  }
  return status == JY_OK ? jy__pieces_add(pieces, at, bytes.len, usual) : status;
}

/* How much likelier the region is in its encoding than in the next best. */
static double confidence_of(jy_str bytes, const jy__piece *p) {
  jy_str s = {bytes.ptr + p->start, p->end - p->start};
  if (s.len > JUDGED) s.len = JUDGED;
  double own = jy__cost_in(s, p->in), other = -1;
  for (int i = 0; i < JY__INS; i++) {
    double cost = (jy__in)i == p->in ? -1 : jy__cost_in(s, (jy__in)i);
    if (cost >= 0 && (other < 0 || cost < other)) other = cost;
  }
  double sure = 1 - 0.5 * exp(-(other > own ? other - own : 0) / 20);
  return sure < 0.99 ? sure : 0.99;
}

static int find(jy_regions *out, jy_str bytes, const jy_detection *found, jy__in usual, const jy_ledger *losses) {
  jy__spans windows = {NULL, 0, 0};
  jy__pieces pieces = {NULL, 0, 0};
  int status = jy__windows_find(&windows, bytes, usual, losses);
  if (status == JY_OK && windows.len) status = read_windows(&pieces, bytes, &windows, usual);
  for (size_t i = 0; status == JY_OK && pieces.len > 1 && i < pieces.len; i++) {
    const jy__piece *p = &pieces.at[i];
    status = add_region(out, (jy_span){p->start, p->end}, jy__in_names[p->in], confidence_of(bytes, p));
  }
  if (status == JY_OK && !out->len) {
    const char *name = pieces.len ? jy__in_names[pieces.at[0].in] : found->encoding;
    status = add_region(out, (jy_span){0, bytes.len}, name, found->confidence);
  }
  jy__spans_free(&windows);
  free(pieces.at);
  return status;
}

/* ---- decoding ----------------------------------------------------------------------- */

typedef struct {
  jy_buf *out;
  jy_ledger *ledger;
  jy_str bytes;
  jy_policy policy;
  const char *path;
  size_t origin;
} job;

/* A mark in the middle is a character: only at the start of the file is it dropped. */
static size_t keep_mark(const job *j, const jy_region *r) {
  jy__encoding e = jy__encoding_of(r->encoding);
  jy_str part = {j->bytes.ptr + r->bytes.start, r->bytes.end - r->bytes.start};
  size_t n = r->bytes.start ? jy__bom_size(&e, part) : 0;
  if (n) jy__utf8_put(j->out, 0xFEFF);
  return n;
}

static int refuse(const job *j, const jy_region *r, size_t start) {
  size_t at = jy_error_last()->offset;
  if (start == 0 || at == JY_NO_OFFSET) return jy_error_last()->code;
  return jy__fail(jy_error_last()->code, j->path, start + at, "invalid %s at byte %zu, in the part from byte %zu on",
                  r->encoding, start + at, r->bytes.start);
}

static int decode_region(job *j, jy_region *r) {
  r->text.start = j->out->len - j->origin;
  size_t start = r->bytes.start + keep_mark(j, r), before = j->out->len, losses = j->ledger->len;
  jy_str part = {j->bytes.ptr + start, r->bytes.end - start};
  int status = jy_decode(j->out, j->ledger, part, r->encoding, j->policy, j->path);
  if (status < 0) return refuse(j, r, start);
  for (size_t i = losses; i < j->ledger->len; i++) {
    j->ledger->losses[i].offset += start;
    j->ledger->losses[i].at += before - j->origin;
  }
  r->text.end = j->out->len - j->origin;
  return jy_buf_status(j->out);
}

/* Takes back what was decoded, so that it can be done anew. */
static void take_back(job *j, size_t losses, size_t lost) {
  if (j->out->len > j->origin) {
    j->out->len = j->origin;
    j->out->ptr[j->origin] = '\0';
  }
  j->ledger->len = losses;
  j->ledger->lost_bytes = lost;
}

static int decode_all(job *j, jy_regions *regions) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < regions->len; i++) status = decode_region(j, &regions->at[i]);
  return status;
}

/* Decodes on trial; *losses are those of the whole, also where the policy is to
 * refuse them. */
static int try_regions(jy_ledger *losses, const job *j, jy_regions *regions) {
  jy_buf scratch = JY_BUF_INIT;
  job trial = {&scratch, losses, j->bytes, JY_POLICY_SKIP, j->path, 0};
  int status = decode_all(&trial, regions);
  jy_buf_free(&scratch);
  return status;
}

/* Pairs of bytes hide a stretch of another encoding well: where something was
 * lost one is looked for again. What is found must not lose more: garbage is
 * likeliest as a row of faults in whatever encoding, and would be no text. */
static int look_again(job *j, jy_regions *regions, const jy_detection *found, jy__in usual) {
  jy_ledger before = {0}, after = {0};
  jy_regions other = {0};
  int status = try_regions(&before, j, regions);
  if (status == JY_OK && before.len) status = find(&other, j->bytes, found, usual, &before);
  if (status == JY_OK && before.len) status = try_regions(&after, j, &other);
  if (status == JY_OK && before.len && after.lost_bytes <= before.lost_bytes) {
    jy_regions better = other;
    other = *regions;
    *regions = better;
  }
  jy_regions_free(&other);
  jy_ledger_free(&before);
  jy_ledger_free(&after);
  return status;
}

/* Whether all of the region but ASCII is lost; takes off the losses up to its end. */
static bool is_lost(const job *j, size_t *next, const jy_region *r) {
  const jy_ledger *l = j->ledger;
  size_t lost = 0, high = 0;
  for (; *next < l->len && l->losses[*next].offset < r->bytes.end; ++*next) lost += l->losses[*next].len;
  for (size_t i = r->bytes.start; i < r->bytes.end; i++) high += (unsigned char)j->bytes.ptr[i] >= 0x80;
  return lost >= high;
}

/* A byte that fits no character is no stretch of text in another encoding,
 * wherever the reading was taken up behind it: such a region is joined to the one
 * before it, the first to the one behind it, and so is what goes on in that one's
 * encoding. `next` is the first of the regions' losses. */
static void join_lost(const job *j, jy_regions *regions, size_t next) {
  size_t kept = 0;
  bool after = false;
  for (size_t i = 0; i < regions->len; i++) {
    const jy_region *r = &regions->at[i];
    jy_region *last = kept ? &regions->at[kept - 1] : NULL;
    bool lost = is_lost(j, &next, r);
    if (!last && lost && i + 1 < regions->len) {
      regions->at[i + 1].bytes.start = r->bytes.start;
      regions->at[i + 1].text.start = r->text.start;
      continue;
    }
    if (last && (lost || (after && strcmp(last->encoding, r->encoding) == 0))) {
      last->bytes.end = r->bytes.end;
      last->text.end = r->text.end;
    } else {
      regions->at[kept++] = *r;
    }
    after = lost;
  }
  regions->len = kept;
}

int jy_decode_regions(jy_buf *out, jy_ledger *ledger, jy_regions *regions, jy_str bytes,
                      const jy_detection *found, jy_policy policy, const char *path) {
  jy_ledger own = {0};
  job j = {out, ledger ? ledger : &own, bytes, policy, path, out->len};
  size_t losses = j.ledger->len, lost = j.ledger->lost_bytes;
  jy__in usual = JY__IN_UTF8;
  bool mixed = may_be_mixed(found, &usual);
  *regions = (jy_regions){0};
  int status = mixed ? find(regions, bytes, found, usual, NULL)
                     : add_region(regions, (jy_span){0, bytes.len}, found->encoding, found->confidence);
  if (status == JY_OK) status = decode_all(&j, regions);
  bool faulty = status == JY_EENCODING || (status == JY_OK && j.ledger->len > losses);
  if (faulty && mixed && usual != JY__IN_UTF8) {
    take_back(&j, losses, lost);
    status = look_again(&j, regions, found, usual);
    if (status == JY_OK) status = decode_all(&j, regions);
  }
  if (status == JY_OK) {
    join_lost(&j, regions, losses);
  } else {
    jy_regions_free(regions);
    take_back(&j, losses, lost);
  }
  jy_ledger_free(&own);
  return status;
}

const char *jy_regions_majority(const jy_regions *r) {
  size_t sums[JY__INS] = {0}, first[JY__INS] = {0}, best = 0;
  for (size_t i = 0; i < r->len; i++)
    for (size_t k = 0; k < JY__INS; k++)
      if (strcmp(r->at[i].encoding, jy__in_names[k]) == 0) {
        if (!sums[k]) first[k] = i;
        sums[k] += r->at[i].bytes.end - r->at[i].bytes.start;
      }
  for (size_t k = 1; k < JY__INS; k++)
    if (sums[k] > sums[best]) best = k;
  return r->len ? r->at[first[best]].encoding : "";
}

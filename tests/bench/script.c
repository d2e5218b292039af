/* Script conversion with alignment beside libopencc in process.
 *
 *   script equal CONFIG TEXT   both answers over the whole text must be the same
 *     (one thing is added above it, in the reading of a text alone: 著 as a particle
 *     is 着 there, see src/text/zhe.c)
 *   script speed CONFIG TEXT   MB/s of both (libopencc on the first 5 MB), median of 5
 *
 * `make bench ONLY=script` builds and runs it. */
#include <opencc/opencc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "jiyao/convert.h"

#define ROUNDS 5
#define PEER_MB 5

static opencc_t open_peer(const char *config) {
  char name[64];
  snprintf(name, sizeof name, "%s.json", config);
  opencc_t peer = opencc_open(name);
  if (peer == (opencc_t)-1) {
    fprintf(stderr, "script: %s: %s\n", name, opencc_error());
    exit(1);
  }
  return peer;
}

/* The text up to a line end at or before `most`. */
static jy_str head(jy_str s, size_t most) {
  if (s.len <= most) return s;
  while (most > 0 && s.ptr[most - 1] != '\n') most--;
  return (jy_str){s.ptr, most};
}

static double ours(jy_str s, const char *config) {
  static const jy_script_opts opts = {false, NULL, 0};
  jy_buf out = JY_BUF_INIT;
  jy_align *align = NULL;
  double from = bench_now();
  bench_check(jy_align_new(&align));
  bench_check(jy_script_convert_aligned(&out, align, s, config, &opts));
  double took = bench_now() - from;
  jy_align_free(align);
  jy_buf_free(&out);
  return (double)s.len / 1e6 / took;
}

static double theirs(jy_str s, opencc_t peer) {
  double from = bench_now();
  char *made = opencc_convert_utf8(peer, s.ptr, s.len);
  double took = bench_now() - from;
  if (!made) exit(1);
  opencc_convert_utf8_free(made);
  return (double)s.len / 1e6 / took;
}

static int speed(jy_str s, const char *config, opencc_t peer) {
  double a[ROUNDS], b[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    a[i] = ours(s, config);
    b[i] = theirs(head(s, PEER_MB * 1000000), peer);
  }
  double mine = bench_median(a, ROUNDS), other = bench_median(b, ROUNDS);
  printf("%-6s jiyao with alignment %7.1f MB/s   libopencc %5.1f MB/s   ratio %5.1f\n", config,
         mine, other, mine / other);
  return 0;
}

/* Where two texts differ first, with what stands around. */
static int differ(jy_str in, jy_str x, const char *y, jy_align *align) {
  size_t i = 0;
  while (i < x.len && x.ptr[i] == y[i]) i++;
  size_t from = i > 30 ? i - 30 : 0;
  jy_span at = jy_align_source(align, (jy_span){from, i + 30 < x.len ? i + 30 : x.len});
  fprintf(stderr, "source: %.*s\nours:   %.60s\ntheirs: %.60s\n", (int)(at.end - at.start), in.ptr + at.start,
          x.ptr + from, y + from);
  return 1;
}

static int equal(jy_str s, const char *config, opencc_t peer) {
  static const jy_script_opts opts = {false, NULL, 0};
  size_t done = 0;
  while (done < s.len) { /* in parts, since libopencc copies a text several times */
    jy_str part = head((jy_str){s.ptr + done, s.len - done}, 1000000);
    jy_buf out = JY_BUF_INIT;
    jy_align *align = NULL;
    bench_check(jy_align_new(&align));
    bench_check(jy_script_convert_aligned(&out, align, part, config, &opts));
    char *made = opencc_convert_utf8(peer, part.ptr, part.len);
    if (!made) return 1;
    if (strlen(made) != out.len || memcmp(made, out.ptr, out.len) != 0)
      return differ(part, jy_buf_str(&out), made, align);
    if (jy_align_source_size(align) != part.len || jy_align_made_size(align) != out.len) return 1;
    opencc_convert_utf8_free(made);
    jy_align_free(align);
    jy_buf_free(&out);
    done += part.len;
  }
  printf("%-6s the same as libopencc over %.1f MB\n", config, (double)s.len / 1e6);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: script equal|speed CONFIG TEXT\n");
    return 2;
  }
  jy_buf text = bench_read(argv[3]);
  opencc_t peer = open_peer(argv[2]);
  int failed = (strcmp(argv[1], "equal") == 0 ? equal : speed)(jy_buf_str(&text), argv[2], peer);
  opencc_close(peer);
  jy_buf_free(&text);
  return failed;
}

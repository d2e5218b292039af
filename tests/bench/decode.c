/* How fast bytes become UTF-8, beside iconv. Not part of `make check`.
 *
 *   decode ENCODING FILE [LIBICONV.so]
 *
 * Every contender reads the whole file strictly into a buffer that is there
 * already, in turn, for some rounds; the medians are printed, in MB (10^6 bytes)
 * of input and of text a second. The library, if one is named, is GNU libiconv.
 * `make bench ONLY=decode` builds and runs it. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <iconv.h>

#include "bench.h"
#include "jiyao/convert.h"

enum { ROUNDS = 7, CONTENDERS = 5 };

typedef struct {
  const char *name;
  size_t (*run)(jy_buf *out, jy_str in, const char *encoding); /* bytes of text; 0 is failure */
  double seconds[ROUNDS];
  size_t made;
} contender;

static size_t run_jiyao(jy_buf *out, jy_str in, const char *encoding) {
  jy_ledger ledger = {0};
  out->len = 0;
  int status = jy_decode(out, &ledger, in, encoding, JY_POLICY_ERROR, NULL);
  jy_ledger_free(&ledger);
  return status == JY_OK ? out->len : 0;
}

static size_t run_detect(jy_buf *out, jy_str in, const char *encoding) {
  jy_detection found;
  if (jy_detect(&found, in, NULL) < 0 || strcmp(found.encoding, jy_encoding_name(encoding)) != 0) return 0;
  return run_jiyao(out, in, found.encoding);
}

static size_t run_check(jy_buf *out, jy_str in, const char *encoding) {
  (void)out;
  (void)encoding;
  return jy__utf8_check(in.ptr, in.len) == in.len ? in.len : 0;
}

static size_t run_iconv(jy_buf *out, jy_str in, const char *encoding) {
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1) return 0;
  char *from = (char *)(uintptr_t)in.ptr, *to = out->ptr;
  size_t left = in.len, room = out->cap;
  size_t n = iconv(cd, (void *)&from, &left, &to, &room);
  iconv_close(cd);
  return n == 0 && left == 0 ? (size_t)(to - out->ptr) : 0;
}

/* GNU libiconv's own names for the three functions, found at run time, since
 * its header and that of the C library cannot be read together. */
static struct {
  void *(*open)(const char *, const char *);
  size_t (*convert)(void *, char **, size_t *, char **, size_t *);
  int (*close)(void *);
} gnu;

static size_t run_gnu(jy_buf *out, jy_str in, const char *encoding) {
  void *cd = gnu.open("UTF-8", encoding);
  if (cd == (void *)-1) return 0;
  char *from = (char *)(uintptr_t)in.ptr, *to = out->ptr;
  size_t left = in.len, room = out->cap;
  size_t n = gnu.convert(cd, &from, &left, &to, &room);
  gnu.close(cd);
  return n == 0 && left == 0 ? (size_t)(to - out->ptr) : 0;
}

static bool open_gnu(const char *path) {
  void *library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
  if (!library) return false;
  void *found[] = {dlsym(library, "libiconv_open"), dlsym(library, "libiconv"),
                   dlsym(library, "libiconv_close")};
  if (!found[0] || !found[1] || !found[2]) return false;
  memcpy(&gnu.open, &found[0], sizeof gnu.open); /* C has no cast from data to code */
  memcpy(&gnu.convert, &found[1], sizeof gnu.convert);
  memcpy(&gnu.close, &found[2], sizeof gnu.close);
  return true;
}

static double median(contender *c) {
  return bench_median(c->seconds, ROUNDS);
}

static bool race(contender *c, size_t n, jy_str in, const char *encoding) {
  jy_buf out = JY_BUF_INIT;
  if (jy_buf_reserve(&out, 2 * in.len + 64) < 0) return false;
  memset(out.ptr, 0, out.cap); /* the first to write would pay for the pages */
  for (size_t round = 0; round < ROUNDS; round++) {
    for (size_t i = 0; i < n; i++) {
      double t = bench_now();
      c[i].made = c[i].run(&out, in, encoding);
      c[i].seconds[round] = bench_now() - t;
      if (c[i].made != c[0].made) {
        fprintf(stderr, "decode: %s made %zu bytes, %s %zu\n", c[i].name, c[i].made, c[0].name, c[0].made);
        jy_buf_free(&out);
        return false;
      }
    }
  }
  jy_buf_free(&out);
  return true;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: decode ENCODING FILE [LIBICONV.so]\n");
    return 2;
  }
  jy_buf in = bench_read(argv[2]);
  bool utf8 = strcmp(jy_encoding_name(argv[1]), "UTF-8") == 0;
  contender c[CONTENDERS] = {{"jiyao", run_jiyao, {0}, 0}, {jy_iconv_version(), run_iconv, {0}, 0},
                              {"jiyao, detecting", run_detect, {0}, 0}};
  size_t n = 3;
  if (utf8) c[n++] = (contender){"check only", run_check, {0}, 0};
  if (open_gnu(argc > 3 ? argv[3] : NULL)) c[n++] = (contender){"GNU libiconv", run_gnu, {0}, 0};
  bool fine = race(c, n, jy_buf_str(&in), argv[1]);
  double ours = median(&c[0]);
  for (size_t i = 0; fine && i < n; i++)
    printf("%-11s %-18s %7.0f MB/s in %7.0f MB/s out   jiyao is %.2f times as fast\n", argv[1], c[i].name,
           (double)in.len / 1e6 / median(&c[i]), (double)c[i].made / 1e6 / median(&c[i]), median(&c[i]) / ours);
  jy_buf_free(&in);
  return fine ? 0 : 1;
}

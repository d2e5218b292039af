/* How fast a lexicon is built and read. Not part of `make check`.
 *
 *   lexicon TERMS TEXT   one term a line; the text is read over until 64 MB are done
 *
 * `make bench ONLY=lexicon` builds and runs it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "jiyao/lexicon.h"

static double now(void) {
  struct timespec t;
  timespec_get(&t, TIME_UTC);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static jy_buf slurp(const char *path) {
  jy_buf b = JY_BUF_INIT;
  char chunk[65536];
  FILE *f = fopen(path, "rb");
  if (!f) {
    perror(path);
    exit(1);
  }
  for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) jy_buf_put(&b, chunk, n);
  fclose(f);
  return b;
}

static void check(int rc) {
  if (rc == JY_OK) return;
  fprintf(stderr, "lexicon: %s\n", jy_error_last()->message);
  exit(1);
}

static void build(jy_lexicon *lex, jy_buf *terms) {
  uint32_t n = 0;
  double t = now();
  for (char *line = strtok(terms->ptr, "\r\n"); line; line = strtok(NULL, "\r\n"))
    check(jy_lexicon_add(lex, jy_cstr(line), n++));
  check(jy_lexicon_compile(lex));
  printf("build    %zu terms in %.3f s\n", jy_lexicon_size(lex), now() - t);
}

static void scan(const jy_lexicon *lex, jy_str text, jy_match_mode mode, const char *name) {
  jy_matches m = JY_MATCHES_INIT;
  size_t bytes = 0;
  double t = now();
  while (bytes < (size_t)64 << 20) {
    check(jy_lexicon_find(&m, lex, text, mode));
    bytes += text.len;
  }
  printf("%-8s %.1f MB/s, %zu matches\n", name, (double)bytes / 1e6 / (now() - t), m.len);
  jy_matches_free(&m);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: lexicon TERMS TEXT\n");
    return 2;
  }
  jy_buf terms = slurp(argv[1]), text = slurp(argv[2]);
  jy_lexicon *lex = NULL;
  check(jy_lexicon_new(&lex));
  if (terms.len == 0 || text.len == 0) {
    fprintf(stderr, "lexicon: an empty file\n");
    return 1;
  }
  build(lex, &terms);
  scan(lex, jy_buf_str(&text), JY_MATCH_ALL, "all");
  scan(lex, jy_buf_str(&text), JY_MATCH_LONGEST, "longest");
  jy_lexicon_free(lex);
  jy_buf_free(&terms);
  jy_buf_free(&text);
  return 0;
}

/* How fast a lexicon is built and read. Not part of `make check`.
 *
 *   lexicon TERMS TEXT   one term a line; the text is read over until 64 MB are done
 *
 * `make bench ONLY=lexicon` builds and runs it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "jiyao/lexicon.h"

static void build(jy_lexicon *lex, jy_buf *terms) {
  uint32_t n = 0;
  double t = bench_now();
  for (char *line = strtok(terms->ptr, "\r\n"); line; line = strtok(NULL, "\r\n"))
    bench_check(jy_lexicon_add(lex, jy_cstr(line), n++));
  bench_check(jy_lexicon_compile(lex));
  printf("build    %zu terms in %.3f s\n", jy_lexicon_size(lex), bench_now() - t);
}

static void scan(const jy_lexicon *lex, jy_str text, jy_match_mode mode, const char *name) {
  jy_matches m = JY_MATCHES_INIT;
  size_t bytes = 0;
  double t = bench_now();
  while (bytes < (size_t)64 << 20) {
    bench_check(jy_lexicon_find(&m, lex, text, mode));
    bytes += text.len;
  }
  printf("%-8s %.1f MB/s, %zu matches\n", name, (double)bytes / 1e6 / (bench_now() - t), m.len);
  jy_matches_free(&m);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: lexicon TERMS TEXT\n");
    return 2;
  }
  jy_buf terms = bench_read(argv[1]), text = bench_read(argv[2]);
  jy_lexicon *lex = NULL;
  bench_check(jy_lexicon_new(&lex));
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

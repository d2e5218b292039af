/* How fast a lexicon is built and read, and what it holds. Not part of `make check`.
 *
 *   lexicon TERMS TEXT   one term a line; the text is read page by page
 *
 * Prints a line each: what, MB/s (for `build`: seconds and MB), matches. `make
 * bench ONLY=lexicon` builds and runs it. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "jiyao/lexicon.h"

enum { ROUNDS = 7, PAGE = 1 << 16 };

/* Bytes that are allocated. */
static double held(void) {
  struct mallinfo2 m = mallinfo2();
  return (double)(m.uordblks + m.hblkhd);
}

static jy_lexicon *build(const char *path) {
  jy_buf terms = bench_read(path);
  double before = held(), from = bench_now();
  uint32_t n = 0;
  jy_lexicon *lex = NULL;
  bench_check(jy_lexicon_new(&lex));
  for (char *line = terms.len ? strtok(terms.ptr, "\r\n") : NULL; line; line = strtok(NULL, "\r\n"))
    bench_check(jy_lexicon_add(lex, jy_cstr(line), n++));
  bench_check(jy_lexicon_compile(lex));
  printf("build %.3f %.1f %zu\n", bench_now() - from, (held() - before) / 1e6, jy_lexicon_size(lex));
  jy_buf_free(&terms);
  return lex;
}

/* From `at` to the end of a line, about a page on. */
static jy_str page(jy_str text, size_t at) {
  size_t end = text.len - at > PAGE ? at + PAGE : text.len;
  while (end < text.len && text.ptr[end - 1] != '\n') end++;
  return (jy_str){text.ptr + at, end - at};
}

static void scan(const jy_lexicon *lex, jy_str text, jy_match_mode mode, const char *name) {
  jy_matches m = JY_MATCHES_INIT;
  double rates[ROUNDS];
  size_t found = 0;
  for (int i = 0; i < ROUNDS; i++) {
    double from = bench_now();
    found = 0;
    for (size_t at = 0; at < text.len;) {
      jy_str part = page(text, at);
      bench_check(jy_lexicon_find(&m, lex, part, mode));
      found += m.len;
      at += part.len;
    }
    rates[i] = (double)text.len / 1e6 / (bench_now() - from);
  }
  printf("%s %.1f %zu\n", name, bench_median(rates, ROUNDS), found);
  jy_matches_free(&m);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: lexicon TERMS TEXT\n");
    return 2;
  }
  jy_lexicon *lex = build(argv[1]);
  jy_buf text = bench_read(argv[2]);
  scan(lex, jy_buf_str(&text), JY_MATCH_ALL, "all");
  scan(lex, jy_buf_str(&text), JY_MATCH_LONGEST, "longest");
  jy_lexicon_free(lex);
  jy_buf_free(&text);
  return 0;
}

/* How fast text is cut into words with parts of speech, and labelled; how long
 * the two models take to open.  tokens TEXT */
#include "bench.h"
#include "jiyao/tagger.h"

enum { ROUNDS = 5 };

/* The median of the times that it takes. */
static double open_often(jy_tagger **out, const char *model) {
  double opened[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    double from = bench_now();
    jy_tagger_free(*out);
    bench_check(jy_tagger_open(out, model));
    opened[i] = bench_now() - from;
  }
  return bench_median(opened, ROUNDS);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  jy_buf text = bench_read(argv[1]);
  jy_tagger *words = NULL, *names = NULL;
  double rates[ROUNDS];
  size_t count = 0;
  double opened = open_often(&words, "words") + open_often(&names, "names");
  for (int i = 0; i < ROUNDS; i++) {
    jy_tokens found = JY_TOKENS_INIT;
    double from = bench_now();
    bench_check(jy_tokens_find(&found, words, jy_buf_str(&text), NULL));
    rates[i] = (double)text.len / 1e6 / (bench_now() - from);
    count = found.len;
    jy_tokens_free(&found);
  }
  printf("words %.1f MB/s (%zu words)   opened in %.2f ms\n", bench_median(rates, ROUNDS), count,
         1e3 * opened);
  for (int i = 0; i < ROUNDS; i++) {
    jy_labels found = JY_LABELS_INIT;
    double from = bench_now();
    bench_check(jy_tagger_run(&found, names, jy_buf_str(&text)));
    rates[i] = (double)text.len / 1e6 / (bench_now() - from);
    count = found.len;
    jy_labels_free(&found);
  }
  printf("spans %.1f MB/s (%zu spans)\n", bench_median(rates, ROUNDS), count);
  jy_tagger_free(words);
  jy_tagger_free(names);
  jy_buf_free(&text);
}

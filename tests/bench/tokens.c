/* How fast text is cut into words with parts of speech, and labelled; how long a
 * model takes to open.  tokens TEXT */
#include "bench.h"
#include "jiyao/tagger.h"

enum { ROUNDS = 5 };

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  jy_buf text = bench_read(argv[1]);
  jy_tagger *words = NULL, *names = NULL;
  double rates[ROUNDS], opened[ROUNDS];
  size_t count = 0;
  for (int i = 0; i < ROUNDS; i++) {
    double from = bench_now();
    jy_tagger_free(words);
    bench_check(jy_tagger_open(&words, "words"));
    opened[i] = bench_now() - from;
  }
  bench_check(jy_tagger_open(&names, "names"));
  for (int i = 0; i < ROUNDS; i++) {
    jy_tokens found = JY_TOKENS_INIT;
    double from = bench_now();
    bench_check(jy_tokens_find(&found, words, jy_buf_str(&text), NULL));
    rates[i] = (double)text.len / 1e6 / (bench_now() - from);
    count = found.len;
    jy_tokens_free(&found);
  }
  printf("words %.1f MB/s (%zu words)   opened in %.1f ms\n", bench_median(rates, ROUNDS), count,
         1e3 * bench_median(opened, ROUNDS));
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

/* How fast the layout of a text is dealt with: joins, gaps, articles.
 *   layout FILE...
 * Prints MB a second of processor time for each file, the median of seven rounds. */
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "ingest/internal.h"

#define ROUNDS 7

/* One round: the seconds it took, or a negative status. */
static double run(const jy_text *t, bool *same, size_t *articles) {
  jy__articles found = {0};
  jy_text *made = NULL;
  double start = bench_now();
  int status = jy__joins(&made, &found, t);
  if (status == JY_OK && found.len == 0)
    status = jy__articles_find(&found.at, &found.len, jy_text_reading(made), (jy_str){"", 0});
  double took = bench_now() - start;
  *same = made == t;
  *articles = found.len;
  jy_text_free(made);
  free(found.at);
  return status < 0 ? status : took;
}

static int measure(const char *path) {
  jy_buf bytes = JY_BUF_INIT;
  jy_text *t = NULL;
  double took[ROUNDS];
  bool same = false;
  size_t articles = 0;
  int status = jy__file_read(&bytes, path);
  if (status == JY_OK) status = jy_text_new(&t, jy_buf_str(&bytes));
  for (size_t i = 0; status == JY_OK && i < ROUNDS; i++)
    if ((took[i] = run(t, &same, &articles)) < 0) status = (int)took[i];
  if (status == JY_OK) {
    printf("%-28s %7.1f MB %8.0f MB/s  %zu articles%s\n", path, (double)bytes.len / 1e6,
           (double)bytes.len / 1e6 / bench_median(took, ROUNDS), articles, same ? ", nothing to do" : "");
  } else {
    fprintf(stderr, "%s: %s\n", path, jy_error_last()->message);
  }
  jy_text_free(t);
  jy_buf_free(&bytes);
  return status;
}

int main(int argc, char **argv) {
  int status = JY_OK;
  for (int i = 1; i < argc && status == JY_OK; i++) status = measure(argv[i]);
  return status < 0;
}

/* How fast each stage of extraction is that is written in C, over many short
 * documents.  stages FILE…: documents, or one file of many with blank lines between. */
#include <string.h>

#include "base/data.h"
#include "bench.h"
#include "jiyao/date.h"
#include "jiyao/extract.h"
#include "jiyao/ingest.h"
#include "jiyao/text.h"

enum { ROUNDS = 5, TABLES_MAX = 32 };

typedef struct {
  jy_buf bytes;
  jy_text *text, *analysis; /* what the stages before gave */
} document;

typedef struct {
  document *at;
  size_t len, cap, bytes;
  const jy_extractor *extractor;
} documents;

static void add(documents *d, jy_str bytes) {
  void *p = d->at;
  bench_check(jy__grow(&p, &d->cap, d->len + 1, sizeof *d->at));
  d->at = p;
  document *one = &d->at[d->len++];
  *one = (document){JY_BUF_INIT, NULL, NULL};
  jy_buf_put(&one->bytes, bytes.ptr, bytes.len);
  bench_check(jy_buf_status(&one->bytes));
  d->bytes += bytes.len;
}

static void add_parts(documents *d, jy_str all) {
  const char *p = all.ptr, *end = p + all.len;
  while (p < end) {
    const char *stop = memmem(p, (size_t)(end - p), "\n\n", 2);
    size_t n = (size_t)((stop ? stop : end) - p);
    if (n) add(d, (jy_str){p, n});
    p += n + (stop ? 2 : 0);
  }
}

static jy_extractor *open_extractor(void) {
  jy_table tables[TABLES_MAX];
  jy_buf texts[TABLES_MAX];
  jy_extractor *x = NULL;
  size_t n = 0;
  for (; n < TABLES_MAX && jy_extractor_table(n); n++) {
    texts[n] = (jy_buf)JY_BUF_INIT;
    bench_check(jy__data_read(&texts[n], jy_extractor_table(n)));
    tables[n] = (jy_table){jy_extractor_table(n), jy_buf_str(&texts[n])};
  }
  bench_check(jy_extractor_new(&x, tables, n));
  while (n > 0) jy_buf_free(&texts[--n]);
  return x;
}

/* ---- the stages ---- */

static void read_one(document *d, const documents *all) {
  jy_doc *doc = NULL;
  (void)all;
  bench_check(jy_doc_parse(&doc, "a.txt", jy_buf_str(&d->bytes), NULL));
  jy_text_free(d->text);
  bench_check(jy_doc_copy_text(&d->text, doc));
  jy_doc_free(doc);
}

static void nfkc_one(document *d, const documents *all) {
  (void)all;
  jy_text_free(d->analysis);
  bench_check(jy_text_nfkc(&d->analysis, d->text));
}

static void sentences_one(document *d, const documents *all) {
  jy_spans s = {NULL, 0, 0};
  (void)all;
  bench_check(jy_sentences(&s, jy_text_reading(d->analysis)));
  jy_spans_free(&s);
}

static void dates_one(document *d, const documents *all) {
  jy_dates s = JY_DATES_INIT;
  (void)all;
  bench_check(jy_dates_find(&s, jy_text_reading(d->analysis)));
  jy_dates_free(&s);
}

static void names_one(document *d, const documents *all) {
  jy_people people = JY_PEOPLE_INIT;
  jy_terms orgs = JY_TERMS_INIT;
  bench_check(jy_names_find(&people, &orgs, all->extractor, jy_text_reading(d->analysis)));
  jy_people_free(&people);
  jy_terms_free(&orgs);
}

static const struct {
  const char *name;
  void (*run)(document *, const documents *);
} stages[] = {
    {"read", read_one},   {"nfkc", nfkc_one},     {"sentences", sentences_one},
    {"dates", dates_one}, {"names", names_one},
};

static double time_stage(size_t which, const documents *d) {
  double took[ROUNDS];
  for (size_t i = 0; i < ROUNDS; i++) {
    double from = bench_now();
    for (size_t k = 0; k < d->len; k++) stages[which].run(&d->at[k], d);
    took[i] = bench_now() - from;
  }
  return bench_median(took, ROUNDS);
}

int main(int argc, char **argv) {
  documents d = {NULL, 0, 0, 0, NULL};
  for (int i = 1; i < argc; i++) {
    jy_buf b = bench_read(argv[i]);
    if (argc == 2) add_parts(&d, jy_buf_str(&b));
    else add(&d, jy_buf_str(&b));
    jy_buf_free(&b);
  }
  double from = bench_now(), sum = 0;
  jy_extractor *x = open_extractor();
  printf("%zu documents, %.1f MB; extractor made in %.1f ms\n", d.len, (double)d.bytes / 1e6, 1e3 * (bench_now() - from));
  d.extractor = x;
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
    double took = time_stage(i, &d);
    sum += took;
    printf("%-10s %7.1f MB/s\n", stages[i].name, (double)d.bytes / 1e6 / took);
  }
  printf("%-10s %7.1f MB/s\n", "all", (double)d.bytes / 1e6 / sum);
  for (size_t k = 0; k < d.len; k++) {
    jy_buf_free(&d.at[k].bytes);
    jy_text_free(d.at[k].text);
    jy_text_free(d.at[k].analysis);
  }
  free(d.at);
  jy_extractor_free(x);
}

/* Cleaning of undamaged text, in process: the whole way of a document, and each
 * step by itself. Nothing is to be changed, so this is the price of looking.
 *
 *   clean TEXT...
 *
 * `make bench ONLY=clean` builds and runs it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "jiyao/convert.h"
#include "jiyao/ingest.h"
#include "jiyao/text.h"

#define ROUNDS 5

/* Of the processor, not of the clock: other programs run beside. */
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void check(int rc) {
  if (rc == JY_OK) return;
  fprintf(stderr, "clean: %s\n", jy_error_last()->message);
  exit(1);
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

/* What the steps read, made beforehand. */
static jy_str bytes;
static jy_text *text;

static void step_whole(void) {
  jy_doc *d;
  check(jy_doc_parse(&d, "clean.txt", bytes, NULL));
  jy_doc_free(d);
}

static void step_detect(void) {
  jy_detection found;
  check(jy_detect(&found, bytes, NULL));
}

static void step_decode(void) {
  jy_buf out = JY_BUF_INIT;
  check(jy_decode(&out, NULL, bytes, "UTF-8", JY_POLICY_ERROR, NULL));
  jy_buf_free(&out);
}

static void step_new(void) {
  jy_text *t;
  check(jy_text_new(&t, bytes));
  jy_text_free(t);
}

static void one(int (*step)(jy_text **, const jy_text *)) {
  jy_text *t;
  check(step(&t, text));
  jy_text_free(t);
}

static void step_recode(void) { one(jy_text_recode); }
static void step_glosses(void) { one(jy_text_glosses); }
static void step_hans(void) { one(jy_text_hans); }
static void step_joins(void) { one(jy_text_joins); }
static void step_nfkc(void) { one(jy_text_nfkc); }

static void step_script(void) {
  jy_script_detect(bytes);
}

static void step_sentences(void) {
  jy_spans s = {0};
  check(jy_sentences(&s, bytes));
  jy_spans_free(&s);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void measure(const char *name, void (*step)(void)) {
  double took[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    double from = now();
    step();
    took[i] = now() - from;
  }
  qsort(took, ROUNDS, sizeof *took, by_size);
  printf("  %-30s %8.1f MB/s\n", name, (double)bytes.len / 1e6 / took[ROUNDS / 2]);
}

/* A measure of the machine: what it takes to copy the text. */
static void step_copy(void) {
  jy_buf out = JY_BUF_INIT;
  jy_buf_put(&out, bytes.ptr, bytes.len);
  jy_buf_free(&out);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    jy_buf b = slurp(argv[i]);
    bytes = jy_buf_str(&b);
    check(jy_text_new(&text, bytes));
    printf("%s, %.1f MB\n", argv[i], (double)bytes.len / 1e6);
    measure("memory: copy", step_copy);
    measure("jy_doc_parse, the whole way", step_whole);
    measure("detect", step_detect);
    measure("decode", step_decode);
    measure("text (check and copy)", step_new);
    measure("recode", step_recode);
    measure("glosses", step_glosses);
    measure("hans", step_hans);
    measure("joins", step_joins);
    measure("nfkc (not on the way)", step_nfkc);
    measure("script (not on the way)", step_script);
    measure("sentences (not on the way)", step_sentences);
    jy_text_free(text);
    jy_buf_free(&b);
  }
  return 0;
}

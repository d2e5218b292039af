/* Cleaning of undamaged text, in process: the whole way of a document, and each
 * step by itself. Nothing is to be changed, so this is the price of looking.
 * Each is the best of several rounds in the process's own time, since other
 * programs only ever make it slower; a copy of the text in between says what the
 * machine's memory does meanwhile.
 *
 *   clean TEXT...
 *
 * `make bench ONLY=clean` builds and runs it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "jiyao/convert.h"
#include "jiyao/ingest.h"
#include "jiyao/text.h"

#define ROUNDS 9

/* What the steps read, made beforehand. */
static jy_str bytes;
static jy_text *text;

static void step_whole(void) {
  jy_doc *d;
  bench_check(jy_doc_parse(&d, "clean.txt", bytes, NULL));
  jy_doc_free(d);
}

static void step_detect(void) {
  jy_detection found;
  bench_check(jy_detect(&found, bytes, NULL));
}

static void step_decode(void) {
  jy_buf out = JY_BUF_INIT;
  bench_check(jy_decode(&out, NULL, bytes, "UTF-8", JY_POLICY_ERROR, NULL));
  jy_buf_free(&out);
}

static void step_new(void) {
  jy_text *t;
  bench_check(jy_text_new(&t, bytes));
  jy_text_free(t);
}

static void one(int (*step)(jy_text **, const jy_text *)) {
  jy_text *t;
  bench_check(step(&t, text));
  jy_text_free(t);
}

static void step_recode(void) { one(jy_text_recode); }
static void step_glosses(void) { one(jy_text_glosses); }
static void step_slips(void) { one(jy_text_slips); }
static void step_hans(void) { one(jy_text_hans); }
static void step_joins(void) { one(jy_text_joins); }
static void step_nfkc(void) { one(jy_text_nfkc); }

static void step_script(void) {
  jy_script_detect(bytes);
}

static void step_sentences(void) {
  jy_spans s = {0};
  bench_check(jy_sentences(&s, bytes));
  jy_spans_free(&s);
}

/* A measure of the machine: what it takes to copy the text to memory that is there. */
static char *copied;
static void step_copy(void) { memcpy(copied, bytes.ptr, bytes.len); }

static double rate_of(void (*step)(void)) {
  double from = bench_now();
  step();
  return (double)bytes.len / 1e6 / (bench_now() - from);
}

static void measure(const char *name, void (*step)(void)) {
  double best = 0, copy = 0;
  for (int i = 0; i < ROUNDS; i++) {
    double rate = rate_of(step_copy);
    if (rate > copy) copy = rate;
    rate = rate_of(step);
    if (rate > best) best = rate;
  }
  printf("  %-30s %8.1f MB/s   memcpy %8.1f MB/s   ratio %.3f\n", name, best, copy, best / copy);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    jy_buf b = bench_read(argv[i]);
    bytes = jy_buf_str(&b);
    bench_check(jy_text_new(&text, bytes));
    copied = calloc(bytes.len + 1, 1);
    if (!copied) return 1;
    step_copy();
    printf("%s, %.1f MB\n", argv[i], (double)bytes.len / 1e6);
    measure("jy_doc_parse, the whole way", step_whole);
    measure("detect", step_detect);
    measure("decode", step_decode);
    measure("text (check and copy)", step_new);
    measure("recode", step_recode);
    measure("glosses", step_glosses);
    measure("slips", step_slips);
    measure("hans", step_hans);
    measure("joins", step_joins);
    measure("nfkc (not on the way)", step_nfkc);
    measure("script (not on the way)", step_script);
    measure("sentences (not on the way)", step_sentences);
    jy_text_free(text);
    free(copied);
    jy_buf_free(&b);
  }
  return 0;
}

/* One document on its way to tokens: what is found once and asked for twice,
 * since the lattice is run again when the names of the document are known.
 * Refuses to choose between what it finds. */
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

enum { CHUNK_MIN = 400 };

size_t jy__chunk_len(const jy__reading *r, size_t start) {
  for (size_t i = start + 1; i < r->len; i++) {
    if (i - start >= JY__CHUNK_MAX) return JY__CHUNK_MAX;
    if (i - start < CHUNK_MIN) continue;
    if (r->at[i].gap == JY__GAP_HARD || (r->at[i - 1].marks & JY__M_STOPS)) return i - start;
  }
  return r->len - start;
}

/* Marks where the term ends that begins at character i. */
static void mark_ends(jy__tokens *t, const jy__entry *e, size_t i) {
  if (e->roles & (JY__TITLE | JY__BYLINE)) {
    bool strong = (e->roles & JY__TITLE) && !(e->roles & JY__TITLE_WEAK) && !(e->use & JY__USE_AFTER);
    if (t->title_end[i + e->chars] < 2) t->title_end[i + e->chars] = strong ? 2 : 1;
  }
  if (!(e->roles & JY__ORG)) return;
  uint8_t strength = e->chars > 1 ? 2 : 1;
  if (t->org_end[i + e->chars] < strength) t->org_end[i + e->chars] = strength;
}

/* The terms of characters [start, start + len). */
static int find_terms(jy__document *d, jy_matches *found, size_t start, size_t len) {
  const jy__reading *r = &d->reading;
  jy__terms *t = &d->terms;
  size_t from = r->at[start].squeezed, end = start + len;
  size_t to = end < r->len ? r->at[end].squeezed : r->squeezed.len;
  int rc = jy_lexicon_find(found, d->x->terms, (jy_str){r->squeezed.ptr + from, to - from}, JY_MATCH_ALL);
  if (rc < 0) return rc;
  if (jy__room(&t->at, &t->cap, t->len + found->len, sizeof *t->at) < 0) return JY_ENOMEM;
  size_t m = 0;
  for (size_t i = start; i < end; i++) {
    t->first[i] = t->len;
    for (; m < found->len && found->at[m].start == r->at[i].squeezed - from; m++) {
      jy__term *term = &t->at[t->len++];
      *term = (jy__term){.entry = d->x->entries[found->at[m].value], .index = found->at[m].value};
      t->roles[i] |= term->entry.roles;
      jy__lattice_weigh(term, d, i);
      mark_ends(&d->tokens, &term->entry, i);
    }
  }
  t->first[end] = t->len;
  return JY_OK;
}

static int find_all_terms(jy__document *d) {
  jy_matches found = JY_MATCHES_INIT;
  int rc = jy__room(&d->terms.at, &d->terms.cap, 3 * d->reading.len, sizeof *d->terms.at); /* most often so many */
  for (size_t at = 0, n; rc == JY_OK && at < d->reading.len; at += n) {
    n = jy__chunk_len(&d->reading, at);
    rc = find_terms(d, &found, at, n);
  }
  jy_matches_free(&found);
  return rc;
}

/* Counts each candidate of two or three characters that begins with a surname. */
static int count_candidates(jy__document *d) {
  const jy__reading *r = &d->reading;
  if (jy__counts_reserve(&d->recurring, r->len / 2) < 0) return JY_ENOMEM;
  for (size_t i = 0; i + 1 < r->len; i++) {
    const jy__han *h = r->at[i].in_names;
    if (!h || h->surname >= JY__NEVER) continue;
    size_t most = r->at[i].run < 3 ? r->at[i].run : 3;
    for (size_t n = 2; n <= most; n++)
      if (jy__counts_add(&d->recurring, jy__name_key(r, i, i + n), 1) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

int jy__document_read(jy__document *d, const jy_extractor *x, jy_str text) {
  memset(d, 0, sizeof *d);
  d->x = x;
  d->text = text;
  int rc = jy__reading_make(&d->reading, x, text);
  if (rc < 0) return rc;
  d->terms.first = malloc((d->reading.len + 1) * sizeof *d->terms.first); /* these two are filled, place by place */
  d->terms.roles = calloc(d->reading.len + 1, sizeof *d->terms.roles);
  d->offers.first = malloc((d->reading.len + 1) * sizeof *d->offers.first);
  d->listed = calloc(d->reading.len + 1, sizeof *d->listed);
  d->tokens.org_end = calloc(d->reading.len + 1, 1);
  d->tokens.title_end = calloc(d->reading.len + 1, 1);
  if (!d->terms.first || !d->terms.roles || !d->offers.first || !d->listed || !d->tokens.org_end ||
      !d->tokens.title_end)
    return jy__nomem();
  rc = find_all_terms(d);
  if (rc == JY_OK) rc = count_candidates(d);
  return rc < 0 ? rc : jy__lattice_tokens(d);
}

void jy__document_free(jy__document *d) {
  jy__reading_free(&d->reading);
  jy__counts_free(&d->recurring);
  jy__counts_free(&d->known);
  free(d->terms.at);
  free(d->terms.first);
  free(d->terms.roles);
  free(d->offers.at);
  free(d->offers.first);
  free(d->listed);
  free(d->tokens.at);
  free(d->hints.at);
  free(d->tokens.org_end);
  free(d->tokens.title_end);
  memset(d, 0, sizeof *d);
}

/* Organisations and titles of a text as spans, without people. Knows where
 * they begin and end; refuses to know whose they are. */
#include <stdlib.h>

#include "extract/internal.h"

static int add(jy_terms *out, const jy__document *d, size_t start, size_t end, const char *kind) {
  if (jy__room(&out->at, &out->cap, out->len + 1, sizeof *out->at) < 0) return JY_ENOMEM;
  jy_buf b = JY_BUF_INIT;
  jy__reading_put(&b, &d->reading, start, end);
  if (jy_buf_status(&b) < 0) {
    jy_buf_free(&b);
    return JY_ENOMEM;
  }
  out->at[out->len++] = (jy_term){jy__reading_bytes(&d->reading, start, end), b.ptr, kind};
  return JY_OK;
}

static const char *kind_name(char kind) {
  switch (kind) {
    case 's': return "school";
    case 'h': return "hospital";
    case 'i': return "institute";
    case 'c': return "company";
    default: return "body";
  }
}

/* The kind of the organisation word that ends with character `end`, 0 when none does. */
static char org_kind(const jy__document *d, size_t token) {
  const jy__token *t = &d->tokens.at[token];
  if (!(jy__token_roles(d, t) & JY__ORG)) return d->tokens.org_end[t->end] == 2 ? 'b' : 0;
  return d->x->entries[t->entry].kind;
}

/* An organisation ends where its word is not part of a longer name. */
static bool goes_on(const jy__document *d, size_t token) {
  const jy__tokens *t = &d->tokens;
  if (token + 1 >= t->len || d->reading.at[t->at[token + 1].start].gap >= JY__GAP_HARD) return false;
  return t->at[token + 1].kind == JY__T_WORD && org_kind(d, token + 1) != 0;
}

int jy__orgs_of(jy_terms *out, const jy__document *d) {
  int rc = JY_OK;
  for (size_t i = 0; rc == JY_OK && i < d->tokens.len; i++) {
    char kind = d->tokens.at[i].kind == JY__T_WORD ? org_kind(d, i) : 0;
    if (!kind || goes_on(d, i)) continue;
    bool generic = false;
    size_t first = jy__org_left(d, i + 1, JY__ORG_NAMED, &generic);
    if (first > i || generic || d->tokens.at[i].end - d->tokens.at[first].start < 3) continue;
    size_t start = d->tokens.at[first].start;
    size_t bytes = d->reading.at[start].at;
    if (out->len && out->at[out->len - 1].span.start == bytes) free(out->at[--out->len].name);
    rc = add(out, d, start, d->tokens.at[i].end, kind_name(kind));
  }
  return rc;
}

int jy_orgs_find(jy_terms *out, const jy_extractor *x, jy_str text) {
  jy__document d;
  jy_terms_free(out);
  int rc = jy__document_read(&d, x, text);
  if (rc == JY_OK) rc = jy__orgs_of(out, &d);
  jy__document_free(&d);
  if (rc < 0) jy_terms_free(out);
  return rc;
}

int jy_titles_find(jy_terms *out, const jy_extractor *x, jy_str text) {
  jy__document d;
  jy_terms_free(out);
  int rc = jy__document_read(&d, x, text);
  for (size_t i = 0; rc == JY_OK && i < d.tokens.len; i++) {
    if (!jy__token_title(&d.tokens.at[i])) continue;
    size_t first = jy__title_first(&d, i);
    rc = add(out, &d, d.tokens.at[first].start, d.tokens.at[i].end, "title");
  }
  jy__document_free(&d);
  if (rc < 0) jy_terms_free(out);
  return rc;
}

void jy_terms_free(jy_terms *t) {
  for (size_t i = 0; i < t->len; i++) free(t->at[i].name);
  free(t->at);
  *t = (jy_terms)JY_TERMS_INIT;
}

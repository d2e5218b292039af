/* Words with their parts of speech. The model of words cuts the text, where the
 * caller's own words do not say otherwise; the lexicon says what a word may be
 * and what commonly follows what. There is no text under an open licence that is
 * labelled with parts of speech, so what follows what is a guess that the
 * dictionary and plain text agreed on (train/tags.lua). */
#include <stdlib.h>

#include "extract/tagger.h"

/* What a word may be: two tags, and by how many eighths of a bit the second is
 * rarer. */
typedef struct {
  uint8_t tag[2];
  int32_t less;
} choice;

typedef struct {
  const jy_tagger *t;
  const jy_matches *own; /* in text order */
  size_t own_at;
  jy__sentence s;
  int32_t scores[JY__SENTENCE_MOST][JY__TAGS_MOST];
  uint8_t tags[JY__SENTENCE_MOST];
  uint16_t masks[JY__SENTENCE_MOST];
  jy_span words[JY__SENTENCE_MOST]; /* in characters */
  size_t words_len;
  choice choices[JY__SENTENCE_MOST];
  uint8_t time, number, letters, mark, person, body, noun, verb; /* tags that are guessed */
  int32_t best[JY__SENTENCE_MOST][2];
  uint8_t from[JY__SENTENCE_MOST][2];
} run;

/* ---- where words end ---- */

/* Allows only the tags that keep the caller's words whole. */
static bool mask_own(run *r) {
  const jy__tchar *c = r->s.at;
  size_t len = r->s.len, end = c[len - 1].at + c[len - 1].bytes;
  if (!r->own || r->own_at >= r->own->len || r->own->at[r->own_at].start >= end) return false;
  for (size_t i = 0; i < len; i++) r->masks[i] = 0xFFFF;
  for (size_t i = 0; i < len; i++) {
    while (r->own_at < r->own->len && r->own->at[r->own_at].start < c[i].at) r->own_at++;
    if (r->own_at >= r->own->len) break;
    const jy_match *m = &r->own->at[r->own_at];
    if (m->start != c[i].at || m->end > end) continue;
    size_t last = i;
    while (c[last].at + c[last].bytes < m->end) last++;
    for (size_t k = i; k <= last; k++) r->masks[k] = 1 << JY__W_MIDDLE;
    r->masks[i] = (uint16_t)(1u << (last == i ? JY__W_SINGLE : JY__W_BEGIN));
    if (last > i) r->masks[last] = 1 << JY__W_END;
    i = last;
  }
  return true;
}

static bool cut_words(run *r) {
  jy__tagger_scores(r->scores, r->t, &r->s);
  const uint16_t *masks = mask_own(r) ? r->masks : NULL;
  int32_t(*follow)[JY__TAGS_MOST] = (int32_t(*)[JY__TAGS_MOST])(uintptr_t)r->t->follow;
  if (!jy__tags_best(r->tags, &r->t->set, r->scores, r->s.len, follow, masks)) return false;
  r->words_len = 0;
  size_t start = 0;
  for (size_t i = 0; i < r->s.len; i++) {
    if (r->tags[i] == JY__W_BEGIN || r->tags[i] == JY__W_MIDDLE) continue;
    while (start <= i && r->s.at[start].type == JY__C_SPACE) start++;
    if (start <= i) r->words[r->words_len++] = (jy_span){start, i + 1};
    start = i + 1;
  }
  return true;
}

/* ---- parts of speech ---- */

static uint8_t tag_named(const jy__wordlist *w, const char *name) {
  for (uint32_t i = 0; i < w->tags_len; i++)
    if (strcmp((const char *)w->tags + 8 * i, name) == 0) return (uint8_t)i;
  return 0;
}

static void name_tags(run *r) {
  const jy__wordlist *w = &r->t->lexicon;
  r->time = tag_named(w, "t");
  r->number = tag_named(w, "m");
  r->letters = tag_named(w, "nx");
  r->mark = tag_named(w, "w");
  r->person = tag_named(w, "nr");
  r->body = tag_named(w, "nt");
  r->noun = tag_named(w, "n");
  r->verb = tag_named(w, "v");
}

static choice only(uint8_t tag) {
  return (choice){{tag, JY__NO_TAG}, 0};
}

/* A word that the lexicon does not have, by its characters. */
static choice guess(const run *r, const jy__tchar *c, size_t len) {
  const jy__tchar *last = c + len - 1;
  bool number = c->type == JY__C_DIGIT || c->type == JY__C_NUMERAL;
  if (number) return only(last->type == JY__C_DATE ? r->time : r->number);
  if (c->type == JY__C_LATIN) return only(r->letters);
  if (c->type == JY__C_STOP || c->type == JY__C_PUNCT || c->type == JY__C_DOT) return only(r->mark);
  if ((len == 2 && c->two >= 5) || (len == 3 && c->three >= 5) || (len >= 2 && c->sound >= 5)) return only(r->person);
  if (last->end_row.flags & JY__L_ORG_END && len > 3) return only(r->body);
  if (last->end_row.tag[0] != JY__NO_TAG && last->ends < len)
    return (choice){{last->end_row.tag[0], r->noun}, 8};
  return (choice){{r->noun, r->verb}, 16};
}

/* A word of the best path was looked up already, unless it is a run of digits or letters. */
static choice choices_of(const run *r, const jy__tchar *c, size_t len) {
  jy__row row = c->word_row;
  bool known = c->word_at == 0 && c->word_len == len && c->type != JY__C_DIGIT && c->type != JY__C_LATIN;
  if (!known && !jy__wordlist_find(&row, &r->t->lexicon, c, len)) return guess(r, c, len);
  if (row.tag[0] == JY__NO_TAG) return guess(r, c, len);
  return (choice){{row.tag[0], row.tag[1]}, 16 * row.less};
}

static int32_t follow_cost(const jy__wordlist *w, size_t a, size_t b) {
  return w->follow[a * (w->tags_len + 1) + b];
}

/* The cheapest tags of the sentence; each word has two at most. */
static void choose_tags(run *r) {
  const jy__wordlist *w = &r->t->lexicon;
  for (size_t i = 0; i < r->words_len; i++) {
    choice *c = &r->choices[i];
    *c = choices_of(r, r->s.at + r->words[i].start, r->words[i].end - r->words[i].start);
    for (size_t k = 0; k < 2 && c->tag[k] != JY__NO_TAG; k++) {
      r->best[i][k] = INT32_MAX;
      for (size_t p = 0; p < 2; p++) {
        uint8_t before = i == 0 ? (uint8_t)w->tags_len : r->choices[i - 1].tag[p];
        if (before == JY__NO_TAG || (i == 0 && p == 1)) continue;
        int32_t cost = (i ? r->best[i - 1][p] : 0) + follow_cost(w, before, c->tag[k]) + (k ? c->less : 0);
        if (cost >= r->best[i][k]) continue;
        r->best[i][k] = cost;
        r->from[i][k] = (uint8_t)p;
      }
    }
  }
}

static size_t last_choice(const run *r) {
  const jy__wordlist *w = &r->t->lexicon;
  size_t i = r->words_len - 1;
  const choice *c = &r->choices[i];
  if (c->tag[1] == JY__NO_TAG) return 0;
  int32_t first = r->best[i][0] + follow_cost(w, c->tag[0], w->tags_len);
  return r->best[i][1] + follow_cost(w, c->tag[1], w->tags_len) < first;
}

static int add_words(jy_tokens *out, run *r) {
  if (r->words_len == 0) return JY_OK;
  choose_tags(r);
  void *at = out->at;
  if (jy__grow(&at, &out->cap, out->len + r->words_len, sizeof *out->at) < 0) return JY_ENOMEM;
  out->at = at;
  size_t k = last_choice(r);
  for (size_t i = r->words_len; i-- > 0; k = r->from[i][k]) {
    const jy__tchar *c = r->s.at + r->words[i].start, *last = r->s.at + r->words[i].end - 1;
    const char *pos = (const char *)r->t->lexicon.tags + 8 * (size_t)r->choices[i].tag[k];
    out->at[out->len + i] = (jy_token){c->at, last->at + last->bytes, pos};
  }
  out->len += r->words_len;
  return JY_OK;
}

int jy_tokens_find(jy_tokens *out, const jy_tagger *t, jy_str text, const jy_lexicon *own) {
  out->len = 0;
  if (t->set.scheme != JY__S_WORDS)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "this model is one of spans: it has no words");
  jy_matches matches = JY_MATCHES_INIT;
  int status = own ? jy_lexicon_find(&matches, own, text, JY_MATCH_LONGEST) : JY_OK;
  run *r = status == JY_OK ? malloc(sizeof *r) : NULL;
  if (status == JY_OK && !r) status = jy__nomem();
  if (r) {
    r->t = t;
    r->own = own ? &matches : NULL;
    r->own_at = 0;
    memset(r->from, 0, sizeof r->from);
    name_tags(r);
  }
  for (size_t at = 0; status == JY_OK && at < text.len;) {
    at = jy__sentence_scan(&r->s, &t->lexicon, text, at);
    if (cut_words(r)) status = add_words(out, r);
  }
  free(r);
  jy_matches_free(&matches);
  return status;
}

void jy_tokens_free(jy_tokens *t) {
  free(t->at);
  *t = (jy_tokens)JY_TOKENS_INIT;
}

/* Newsletters taken apart: which lines are articles, headlines and furniture, in
 * which order an article's columns are read, and whose a headline is. Knows how
 * such papers are printed; refuses to know what they tell. In doubt a line stays
 * where it is. */
#include "ingest/paper.h"

#include <stdlib.h>

#include "ingest/press.h"

/* Lines that are taken apart together: a paper's issue is shorter. */
#define STRETCH 4000

static void press_free(jy__press *p) {
  for (size_t i = 0; i < p->n_chains; i++) jy__grams_free(&p->chains[i].grams);
  jy__habits_free(&p->s.habits);
  free(p->s.print);
  free(p->before);
  free(p->next);
  free(p->chains);
  free(p->owner);
}

static int press_new(jy__press *p) {
  size_t n = p->s.n + 1;
  p->s.print = calloc(n, sizeof *p->s.print);
  p->before = calloc(n, sizeof *p->before);
  p->next = calloc(n, sizeof *p->next);
  p->chains = calloc(n, sizeof *p->chains);
  p->owner = calloc(n, sizeof *p->owner);
  if (!p->s.print || !p->before || !p->next || !p->chains || !p->owner) return jy__nomem();
  return jy__habits_learn(&p->s.habits, p->text, p->s.lines, p->s.n);
}

/* ---- the order ---------------------------------------------------------------------- */

static void put(jy__press *p, jy__paper *out, size_t i, bool alone) {
  out->moved = out->moved || p->base + i != out->n;
  out->alone[out->n] = alone;
  out->order[out->n++] = p->base + i;
}

/* An article: its headline, then its text. */
static int put_story(jy__press *p, jy__paper *out, size_t c, size_t editor) {
  const jy__chain *x = &p->chains[c];
  void *at = out->stories;
  if (jy__grow(&at, &out->cap, out->n_stories + 1, sizeof *out->stories) < 0) return JY_ENOMEM;
  out->stories = at;
  jy__story *s = &out->stories[out->n_stories++];
  *s = (jy__story){.page = p->s.print[x->first].page, .editor = editor};
  s->title.start = out->n;
  if (x->title != JY__NONE)
    for (size_t i = x->title > 24 ? x->title - 24 : 0; i < p->s.n && i < x->title + 24; i++)
      if (p->s.print[i].role == JY__HEADLINE && p->owner[i] == c) put(p, out, i, true);
  s->title.end = s->body.start = out->n;
  for (size_t i = x->first; i != JY__NONE; i = p->next[i]) put(p, out, i, p->s.print[i].signs);
  s->body.end = out->n;
  return JY_OK;
}

/* An article has sentences; a few words by themselves are none. */
static bool is_story(const jy__press *p, const jy__chain *x) {
  size_t stops = 0, lines = 0;
  for (size_t i = x->first; i != JY__NONE; i = p->next[i], lines++) stops += p->s.lines[i].stops;
  return stops > 0 && (lines >= 2 || !p->wrapped);
}

/* Lines in reading order: whole articles, each where its text begins. */
static int put_all(jy__press *p, jy__paper *out) {
  int status = JY_OK;
  size_t editor = SIZE_MAX, page = 0;
  for (size_t i = 0; status == JY_OK && i < p->s.n; i++) {
    const jy__print *x = &p->s.print[i];
    if (x->page != page) editor = SIZE_MAX;
    page = x->page;
    if (x->role == JY__FURNITURE) {
      if (jy__furniture_of(p->text, &p->s.lines[i]) == JY__EDITOR) editor = out->n;
      put(p, out, i, true);
    } else if (x->role == JY__HEADLINE) {
      if (p->owner[i] == JY__NONE) put(p, out, i, true);
    } else if (p->before[i] == JY__NONE) {
      if (is_story(p, &p->chains[p->owner[i]]))
        status = put_story(p, out, p->owner[i], editor);
      else
        for (size_t k = i; k != JY__NONE; k = p->next[k]) put(p, out, k, true);
    }
  }
  return status;
}

/* Headlines of chains that are no articles stay where they are. */
static void free_headlines(jy__press *p) {
  for (size_t i = 0; i < p->s.n; i++)
    if (p->s.print[i].role == JY__HEADLINE && p->owner[i] != JY__NONE &&
        !is_story(p, &p->chains[p->owner[i]]))
      p->owner[i] = JY__NONE;
}

/* A line that looked like a headline and is no article's, amid a running text:
 * it is text. */
static void put_back(jy__press *p) {
  for (size_t i = 1; i + 1 < p->s.n; i++) {
    if (p->s.print[i].role != JY__HEADLINE || p->owner[i] != JY__NONE) continue;
    if (p->s.print[i - 1].role != JY__TEXT || p->s.print[i + 1].role != JY__TEXT) continue;
    if (p->before[i + 1] != i - 1 || (p->s.spaced && p->s.print[i].tight)) continue;
    if (p->s.print[i].reach > p->s.print[i - 1].reach + 8) continue; /* across columns */
    p->s.print[i].role = JY__TEXT;
    p->owner[i] = p->owner[i - 1];
    p->before[i] = i - 1;
    p->next[i - 1] = i;
    p->before[i + 1] = i;
    p->next[i] = i + 1;
  }
}

static int read_stretch(jy__press *p, jy__paper *out, const jy__layout *lay, size_t *page) {
  int status = press_new(p);
  if (status == JY_OK) status = jy__press_print(p, lay, page);
  if (status == JY_OK) status = jy__press_chain(p);
  if (status == JY_OK) status = jy__press_title(p);
  if (status < 0) return status;
  free_headlines(p);
  put_back(p);
  return put_all(p, out);
}

/* ---- the paper ------------------------------------------------------------------------ */

void jy__paper_free(jy__paper *p) {
  free(p->order);
  free(p->alone);
  free(p->stories);
  *p = (jy__paper){0};
}

/* A newsletter closes its articles, or has pages and editors. */
static bool is_paper(jy_str text, const jy__lines *lines, const jy__layout *lay, bool *marked) {
  size_t marks = 0, signs = 0, furniture = 0;
  for (size_t i = 0; i < lines->len; i++) {
    const jy__line *l = &lines->at[i];
    jy__furniture f = jy__furniture_of(text, l);
    marks += jy__closing_mark(text, l) > 0;
    signs += jy__is_signature(text, l) || jy__is_opening(text, l);
    furniture += f != JY__NO_FURNITURE && f != JY__CAPTION;
  }
  *marked = marks >= 2;
  return *marked || (lay->wrapped && (signs >= 2 || furniture >= 2));
}

int jy__paper_read(jy__paper *out, jy_str text, const jy__lines *lines, const jy__layout *lay) {
  bool marked;
  size_t page = 0;
  *out = (jy__paper){0};
  if (!is_paper(text, lines, lay, &marked)) return JY_OK;
  out->order = calloc(lines->len + 1, sizeof *out->order);
  out->alone = calloc(lines->len + 1, sizeof *out->alone);
  int status = out->order && out->alone ? JY_OK : jy__nomem();
  for (size_t from = 0; status == JY_OK && from < lines->len;) {
    size_t n = lines->len - from;
    if (n > STRETCH) n = STRETCH;
    jy__press p = {.text = text, .base = from, .wrapped = lay->wrapped, .marked = marked};
    p.s = (jy__stretch){.lines = lines->at + from, .n = n, .spaced = lay->spaced};
    status = read_stretch(&p, out, lay, &page);
    press_free(&p);
    from += n;
  }
  if (status < 0) jy__paper_free(out);
  return status;
}

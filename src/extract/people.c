/* The people of a whole document: who is the same person, who is meant by a surname
 * and a title or by a part of a name. Knows the evidence that chain.c gathered and what
 * belief.c makes of it; refuses to look at words again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

#define NOBODY SIZE_MAX

/* What is noted of a person beside what is handed out. */
typedef struct {
  size_t next;  /* the person before this one whose name begins with the same character */
  size_t first; /* where the first mention stands */
  size_t last;  /* where the last one before the place in question stands, or NOBODY */
} record;

typedef struct {
  const jy__document *d;
  jy_people *out;
  jy__counts index;   /* name key -> person + 1 */
  jy__counts by_char; /* key of the first character -> the last such person + 1 */
  jy__counts pieces;  /* key of 史密斯 in 约翰·史密斯 -> the token of the whole + 1 */
  record *records;    /* one a person */
  size_t records_cap;
  size_t full_names;  /* mentions by full name: they come first, in text order */
  size_t passed;      /* how many of them the records have seen */
  bool latin;         /* one of `pieces` is a word of Latin letters */
} assembly;

/* ---- persons ---- */

static int new_record(assembly *a, size_t start) {
  if (jy__room(&a->records, &a->records_cap, a->out->len + 1, sizeof *a->records) < 0) return JY_ENOMEM;
  uint64_t key = jy__name_key(&a->d->reading, start, start + 1);
  uint32_t last = jy__counts_get(&a->by_char, key), self = (uint32_t)a->out->len + 1;
  a->records[a->out->len] = (record){last ? last - 1 : NOBODY, start, NOBODY};
  return jy__counts_add(&a->by_char, key, self - last);
}

/* Takes `name`, whose first character is the one at `start`; may be out of memory. */
static jy_person *new_person(assembly *a, size_t start, char *name) {
  jy_people *o = a->out;
  bool room = name && jy__room(&o->at, &o->cap, o->len + 1, sizeof *o->at) == JY_OK && new_record(a, start) == JY_OK;
  if (!room) {
    free(name);
    return NULL;
  }
  jy_person *p = &o->at[o->len];
  *p = (jy_person){.name = name, .byline = true};
  o->len++;
  return p;
}

/* The title nearest to the name. */
static int mention_title(const jy__document *d, jy_mention *m, const jy__found *f) {
  if (!f->own) return JY_OK;
  const jy__post *p = &f->posts[f->own - 1];
  m->title = jy__copy_chars(d, p->start, p->end);
  return m->title ? JY_OK : JY_ENOMEM;
}

static int add_mention(assembly *a, size_t person, const jy__found *f) {
  jy_people *o = a->out;
  const jy__token *t = &a->d->tokens.at[f->token];
  if (jy__room(&o->mentions, &o->mentions_cap, o->mentions_len + 1, sizeof *o->mentions) < 0) return JY_ENOMEM;
  jy_mention *m = &o->mentions[o->mentions_len++];
  *m = (jy_mention){person, jy__reading_bytes(&a->d->reading, f->start, f->end),
                    jy__reading_bytes(&a->d->reading, a->d->tokens.at[f->surname].start, t->end), NULL, f->how};
  jy_person *p = &o->at[person];
  double c = 1.0 - exp(-(double)f->score / 2.5);
  if (c > p->confidence) p->confidence = c;
  p->mentions++;
  p->byline = p->byline && f->byline;
  return mention_title(a->d, m, f);
}

static const uint32_t ambiguous = 0x40000000;

/* Whether what a foreign name is made of ends before character i: at a dot, or at a space between words of
 * Latin letters. */
static bool parts_name(const jy__reading *r, size_t i) {
  return jy__is_dot(r->at[i].cp) || (r->at[i].gap && !r->at[i].han);
}

/* Notes that `key` is short for the name of token `whole`. */
static int note_piece(assembly *a, uint64_t key, size_t whole) {
  const jy__reading *r = &a->d->reading;
  const jy__token *all = a->d->tokens.at;
  uint32_t had = jy__counts_get(&a->pieces, key), by = had ? ambiguous : (uint32_t)whole + 1;
  bool other = had < ambiguous && (!had || jy__name_key(r, all[had - 1].start, all[had - 1].end) != jy__name_key(r, all[whole].start, all[whole].end));
  return other ? jy__counts_add(&a->pieces, key, by) : JY_OK;
}

enum { LATIN_PIECE = 3 }; /* letters: no initial */

/* Notes what a foreign name, the one of token t, may be called for short; `whole` is the name that counts. */
static int note_pieces(assembly *a, size_t t, size_t whole) {
  const jy__reading *r = &a->d->reading;
  const jy__token *name = &a->d->tokens.at[t];
  for (size_t i = name->start + 1, start = name->start; i <= name->end; i++) {
    if (i < name->end && !parts_name(r, i)) continue;
    if (start == name->start && i == name->end && t == whole) break;
    bool latin = !r->at[start].han;
    if (i >= start + (latin ? LATIN_PIECE : 2) && note_piece(a, jy__name_key(r, start, i), whole) < 0) return JY_ENOMEM;
    a->latin |= latin;
    start = i < name->end && jy__is_dot(r->at[i].cp) ? i + 1 : i;
  }
  return JY_OK;
}

/* The name that the one of a found alias is another form of: before the bracket; else its own. */
static size_t name_beside(const jy__document *d, const jy__found *f) {
  const jy__reading *r = &d->reading;
  size_t t = f->token;
  bool behind = f->alias && t > 1 && d->tokens.at[t - 1].kind == JY__T_PUNCT && jy__char_is(r, d->tokens.at[t - 1].start, "(（");
  return behind && d->tokens.at[t - 2].kind == JY__T_NAME ? t - 2 : t;
}

/* The name that a mention stands for: 史密斯 for 约翰·史密斯. */
static const jy__token *whole_name(const assembly *a, const jy__token *t) {
  uint32_t whole = jy__counts_get(&a->pieces, jy__name_key(&a->d->reading, t->start, t->end));
  return whole && whole < ambiguous ? &a->d->tokens.at[whole - 1] : t;
}

static int take_name(assembly *a, const jy__found *f) {
  const jy__token *t = whole_name(a, &a->d->tokens.at[f->token]);
  bool parted = f->surname != f->token;
  uint64_t key = parted ? jy__found_key(a->d, f) : jy__name_key(&a->d->reading, t->start, t->end);
  uint32_t at = jy__counts_get(&a->index, key);
  if (!at) {
    size_t start = parted ? a->d->tokens.at[f->surname].start : t->start;
    if (!new_person(a, start, parted ? jy__copy_name(a->d, f) : jy__copy_chars(a->d, t->start, t->end))) return JY_ENOMEM;
    at = (uint32_t)a->out->len;
    if (jy__counts_add(&a->index, key, at) < 0) return JY_ENOMEM;
  }
  int rc = jy__person_posts(a->d, &a->out->at[at - 1], f);
  return rc < 0 ? rc : add_mention(a, at - 1, f);
}

static bool is_letter(const jy__char *c) {
  return !c->han && !c->punct && !(c->cp >= '0' && c->cp <= '9');
}

/* Where the word of Latin letters ends that begins at character i, or i where none does. */
static size_t latin_word(const jy__reading *r, size_t i) {
  size_t j = i;
  if (i > 0 && !r->at[i].gap && is_letter(&r->at[i - 1])) return i;
  while (j < r->len && is_letter(&r->at[j]) && (j == i || !r->at[j].gap)) j++;
  return j;
}

/* Smith for John Smith, who was named in full: 1 where one was told of in characters [i, end). */
static int take_latin_piece(assembly *a, size_t i, size_t end) {
  uint32_t whole = jy__counts_get(&a->pieces, jy__name_key(&a->d->reading, i, end));
  const jy__token *t = whole && whole < ambiguous ? &a->d->tokens.at[whole - 1] : NULL;
  uint32_t at = t ? jy__counts_get(&a->index, jy__name_key(&a->d->reading, t->start, t->end)) : 0;
  jy_people *o = a->out;
  if (!at) return JY_OK;
  if (jy__room(&o->mentions, &o->mentions_cap, o->mentions_len + 1, sizeof *o->mentions) < 0) return JY_ENOMEM;
  jy_span where = jy__reading_bytes(&a->d->reading, i, end);
  o->mentions[o->mentions_len++] = (jy_mention){at - 1, where, where, NULL, JY_HOW_BARE};
  o->at[at - 1].mentions++;
  return JY_OK;
}

/* The mentions of foreigners by one word of their name, before or behind what was found. */
static int take_latin_pieces(assembly *a, const jy__founds *f) {
  const jy__reading *r = &a->d->reading;
  int rc = JY_OK;
  for (size_t i = 0, k = 0; i < r->len && rc == JY_OK; i++) {
    while (k < f->len && a->d->tokens.at[f->at[k].token].end <= i) k++;
    if (k < f->len && a->d->tokens.at[f->at[k].token].start <= i) continue;
    size_t end = r->at[i].cp >= 'A' && r->at[i].cp <= 'Z' && !r->at[i].quoted ? latin_word(r, i) : i;
    if (end == i) continue;
    rc = take_latin_piece(a, i, end);
    while (end < r->len && !r->at[end].han && r->at[end].gap <= JY__GAP_SPACE && (is_letter(&r->at[end]) || r->at[end].cp == '.')) end++;
    i = end - 1; /* John P. Smith is one */
  }
  return rc;
}

/* 某主任 is how a 主任医师 is addressed. */
static bool begins_rank(const char *rank, const char *title) {
  static const char vice[] = "副";
  if (strcmp(title, "主任") != 0) return false;
  if (strncmp(rank, vice, sizeof vice - 1) == 0) rank += sizeof vice - 1;
  return strncmp(rank, title, strlen(title)) == 0;
}

/* How well a person fits 张副校长: 3 the same title, 2 a longer form of it, 1 the surname. */
static int fits(const jy_person *p, const char *surname, const char *title) {
  size_t n = strlen(surname);
  if (p->surname_only || strncmp(p->name, surname, n) != 0) return 0;
  int best = 1;
  if (jy__ends_with(title, "主委")) title = "主任委员"; /* 主委 for short */
  for (size_t i = 0; i < p->titles_len; i++) {
    bool akin = jy__ends_with(p->titles[i], title) || jy__ends_with(title, p->titles[i]) || begins_rank(p->titles[i], title) || jy__is_chief(title, p->titles[i]);
    int s = strcmp(p->titles[i], title) == 0 ? 3 : akin ? 2 : 1;
    if (s > best) best = s;
  }
  return best;
}

/* Ranks and forms of address that somebody with another post may have. */
static bool is_rank(const char *title) {
  return jy__ends_with(title, "教授") || jy__ends_with(title, "博士") || jy__ends_with(title, "院士") || jy__ends_with(title, "总");
}

/* Brings the records up to the full names that stand before `at`, which only
 * ever grows. */
static void pass_names(assembly *a, size_t at) {
  const jy_mention *m = a->out->mentions;
  for (; a->passed < a->full_names && m[a->passed].span.start < at; a->passed++)
    a->records[m[a->passed].person].last = m[a->passed].span.start;
}

/* The last person in the index whose name begins with this character. */
static size_t last_alike(const assembly *a, size_t start) {
  uint32_t at = jy__counts_get(&a->by_char, jy__name_key(&a->d->reading, start, start + 1));
  return at ? at - 1 : NOBODY;
}

/* Whether x is meant rather than y, where both fit as well: who was mentioned
 * last before this place; where nobody was, who is mentioned first. */
static bool nearer(const record *x, const record *y) {
  if (x->last == y->last) return x->first < y->first;
  return y->last == NOBODY || (x->last != NOBODY && x->last > y->last);
}

static size_t whose(const assembly *a, size_t start, const char *surname, const char *title) {
  size_t best = NOBODY;
  int score = 0;
  for (size_t i = last_alike(a, start); i != NOBODY; i = a->records[i].next) {
    const jy_person *p = &a->out->at[i];
    int s = fits(p, surname, title);
    if (s == 0 || (s == 1 && p->titles_len && !is_rank(title))) continue;
    if (s < score || (s == score && !nearer(&a->records[i], &a->records[best]))) continue;
    score = s;
    best = i;
  }
  return best;
}

/* Of those known by surname and title alone, the first that this may be. */
static size_t find_surname(const assembly *a, size_t start, const char *surname, const char *title) {
  size_t best = NOBODY;
  for (size_t i = last_alike(a, start); i != NOBODY; i = a->records[i].next) {
    const jy_person *p = &a->out->at[i];
    if (!p->surname_only || strcmp(p->name, surname) != 0) continue;
    for (size_t k = 0; k < p->titles_len; k++)
      if (jy__ends_with(p->titles[k], title) || jy__ends_with(title, p->titles[k])) best = i;
  }
  return best;
}

static bool covers_title(const jy_person *p, const char *title) {
  for (size_t i = 0; i < p->titles_len; i++)
    if (jy__ends_with(p->titles[i], title) || begins_rank(p->titles[i], title) || jy__is_chief(title, p->titles[i])) return true;
  return false;
}

static int take_surname(assembly *a, const jy__found *f) {
  const jy__token *t = &a->d->tokens.at[f->token];
  char *surname = jy__copy_chars(a->d, t->start, t->end);
  char *title = jy__copy_chars(a->d, f->posts[0].start, f->posts[0].end);
  int rc = surname && title ? JY_OK : JY_ENOMEM;
  size_t at = NOBODY;
  pass_names(a, a->d->reading.at[t->start].at);
  if (rc == JY_OK) {
    at = whose(a, t->start, surname, title);
    if (at == NOBODY) at = find_surname(a, t->start, surname, title);
    if (at == NOBODY) {
      jy_person *p = new_person(a, t->start, jy__copy_chars(a->d, t->start, t->end));
      if (p) p->surname_only = true;
      else rc = JY_ENOMEM;
      at = a->out->len - 1;
    }
  }
  if (rc == JY_OK && !covers_title(&a->out->at[at], title)) rc = jy__person_posts(a->d, &a->out->at[at], f);
  free(surname);
  free(title);
  if (rc < 0) return rc;
  a->records[at].last = a->d->reading.at[t->start].at;
  return add_mention(a, at, f);
}

/* ---- order ---- */

static int compare_mentions(const void *a, const void *b) {
  const jy_mention *x = a, *y = b;
  return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* People in order of first mention. */
static int sort_people(jy_people *o) {
  if (!o->len) return JY_OK;
  qsort(o->mentions, o->mentions_len, sizeof *o->mentions, compare_mentions);
  size_t *place = malloc(o->len * sizeof *place), n = 0;
  jy_person *sorted = malloc(o->len * sizeof *sorted);
  if (!place || !sorted) {
    free(place);
    free(sorted);
    return jy__nomem();
  }
  for (size_t i = 0; i < o->len; i++) place[i] = SIZE_MAX;
  for (size_t m = 0; m < o->mentions_len; m++) {
    size_t p = o->mentions[m].person;
    if (place[p] == SIZE_MAX) {
      place[p] = n;
      sorted[n++] = o->at[p];
    }
    o->mentions[m].person = place[p];
  }
  memcpy(o->at, sorted, o->len * sizeof *sorted);
  free(place);
  free(sorted);
  return JY_OK;
}

/* Whether a title is only for those who have no other: 签发. */
static int is_makeshift(bool *out, const jy_extractor *x, const char *title) {
  jy_matches found = JY_MATCHES_INIT;
  size_t n = strlen(title);
  int rc = jy_lexicon_find(&found, x->terms, (jy_str){title, n}, JY_MATCH_ALL);
  *out = false;
  for (size_t i = 0; i < found.len; i++)
    if (found.at[i].end - found.at[i].start == n) *out = x->entries[found.at[i].value].by_else;
  jy_matches_free(&found);
  return rc;
}

/* Who has a report sent out and has a post is named by the post alone. */
static int drop_makeshift(jy_person *p, const jy_extractor *x) {
  size_t kept = 0;
  for (size_t i = 0; i < p->titles_len; i++) {
    bool makeshift;
    int rc = is_makeshift(&makeshift, x, p->titles[i]);
    if (rc < 0) return rc;
    if (makeshift && p->titles_len > 1 && (kept || i + 1 < p->titles_len)) {
      free(p->titles[i]);
      p->titles[i] = NULL;
    } else {
      p->titles[kept++] = p->titles[i];
      if (kept <= i) p->titles[i] = NULL;
    }
  }
  p->titles_len = kept;
  return JY_OK;
}

/* 发表人:甲、乙: what the label of a list says they do, where nothing else is told of them. */
static int take_label(assembly *a, const jy__founds *all, size_t i) {
  const jy__found *f = &all->at[i];
  const jy__token *t = whole_name(a, &a->d->tokens.at[f->token]);
  bool row = f->linked || (i + 1 < all->len && f[1].linked && f[1].label.start == f->label.start);
  uint32_t at = row && f->label.end ? jy__counts_get(&a->index, jy__name_key(&a->d->reading, t->start, t->end)) : 0;
  if (!at || a->out->at[at - 1].titles_len) return JY_OK;
  char *title = jy__copy_chars(a->d, f->label.start, f->label.end);
  return title ? jy__person_title(a->d, &a->out->at[at - 1], title, f, false) : JY_ENOMEM;
}

static int assemble(jy_people *out, const jy__document *d, const jy__founds *f) {
  assembly a = {.d = d, .out = out};
  int rc = JY_OK;
  for (size_t i = 0; i < f->len && rc == JY_OK; i++) {
    size_t beside = name_beside(d, &f->at[i]);
    if (jy__is_taken(d, &f->at[i]) || beside != f->at[i].token) rc = note_pieces(&a, f->at[i].token, beside);
  }
  for (size_t i = 0; i < f->len && rc == JY_OK; i++)
    if (jy__is_taken(d, &f->at[i])) rc = take_name(&a, &f->at[i]);
  if (rc == JY_OK && a.latin) rc = take_latin_pieces(&a, f);
  a.full_names = out->mentions_len;
  for (size_t i = 0; i < f->len && rc == JY_OK; i++)
    if (f->at[i].surname_only) rc = take_surname(&a, &f->at[i]);
  for (size_t i = 0; i < f->len && rc == JY_OK; i++)
    if (jy__is_taken(d, &f->at[i])) rc = take_label(&a, f, i);
  for (size_t i = 0; i < out->len && rc == JY_OK; i++)
    if (out->at[i].titles_len > 1) rc = drop_makeshift(&out->at[i], d->x);
  jy__counts_free(&a.index);
  jy__counts_free(&a.by_char);
  jy__counts_free(&a.pieces);
  free(a.records);
  return rc < 0 ? rc : sort_people(out);
}

/* Goes through the text once more, now that its names are known. */
static int people_of(jy_people *out, jy__document *d) {
  jy__founds f = {NULL, 0, 0};
  int rc = jy__chain_find(&f, d);
  if (rc == JY_OK) rc = jy__hints_find(d, &f);
  for (size_t i = 0; i < f.len && rc == JY_OK; i++) jy__hints_weigh(d, &f.at[i]);
  if (rc == JY_OK) rc = jy__learn(d, &f);
  d->again = true;
  if (rc == JY_OK) rc = jy__lattice_tokens(d);
  if (rc == JY_OK) rc = jy__chain_find(&f, d);
  if (rc == JY_OK) rc = assemble(out, d, &f);
  free(f.at);
  return rc;
}

int jy_people_find(jy_people *out, const jy_extractor *x, jy_str text) {
  jy__document d;
  jy_people_free(out);
  int rc = jy__document_read(&d, x, text);
  if (rc == JY_OK) rc = people_of(out, &d);
  jy__document_free(&d);
  if (rc < 0) jy_people_free(out);
  return rc;
}

int jy_names_find(jy_people *people, jy_terms *orgs, const jy_extractor *x, jy_str text) {
  jy__document d;
  jy_people_free(people);
  jy_terms_free(orgs);
  int rc = jy__document_read(&d, x, text);
  if (rc == JY_OK) rc = jy__orgs_of(orgs, &d);
  if (rc == JY_OK) rc = people_of(people, &d);
  jy__document_free(&d);
  if (rc == JY_OK) return rc;
  jy_people_free(people);
  jy_terms_free(orgs);
  return rc;
}

void jy_people_free(jy_people *p) {
  for (size_t i = 0; i < p->len; i++) {
    for (size_t k = 0; k < p->at[i].titles_len; k++) free(p->at[i].titles[k]);
    free(p->at[i].titles);
    free(p->at[i].name);
    free(p->at[i].org);
  }
  for (size_t i = 0; i < p->mentions_len; i++) free(p->mentions[i].title);
  free(p->at);
  free(p->mentions);
  *p = (jy_people)JY_PEOPLE_INIT;
}

const char *jy_mention_how_name(jy_mention_how how) {
  static const char *const names[] = {"title", "after", "byline", "courtesy", "list", "org", "act", "bare", "surname"};
  return (size_t)how < sizeof names / sizeof *names ? names[how] : "bare";
}

/* Columns of print told apart. The text comes as a page was read: one column
 * after another, or across the page line by line, with headlines in between.
 * A thread is a column's text so far. Each line in turn goes on one of the
 * threads, begins one, or is a headline; the best of all such ways is looked for,
 * with the best few kept at each line. Refuses to know what the text says: it
 * looks at indents, widths and stops, and at which characters follow which. */
#include "ingest/threads.h"

#include <stdlib.h>
#include <string.h>

#define THREADS 6 /* columns that are open at one time */
#define BEAM 32   /* ways that are kept at each line */
#define HOPELESS 14 /* what the best way may be ahead of those that are kept */
/* What it takes to set a headline amid a sentence with nothing to set it apart. */
#define AMID 4

/* ---- how well a line follows another -------------------------------------------- */

static double least(double a, double b) {
  return a < b ? a : b;
}

static double most(double a, double b) {
  return a > b ? a : b;
}

static double gap_between(size_t a, size_t b) {
  return a > b ? (double)(a - b) : (double)(b - a);
}

/* Words only, as the lines of a list or a poem. */
static bool is_plain(const jy__line *l) {
  return l->marks == 0 && l->stops == 0;
}

/* What the widths say: a line that goes on fills its column. */
static double width_link(const jy__print *b, const jy__line *line, size_t full) {
  bool item = b->indented && is_plain(line);
  double wider = b->reach > full ? gap_between(b->reach, full) : 0;
  if (wider > 0) return most(b->indented ? -5 : wider > 16 ? -7 : -3, -0.4 * most(0, wider - 3));
  return line->ends || b->closes || item ? 0 : most(-2, -0.25 * most(0, gap_between(full, b->reach) - 4));
}

/* A signature stands after a stop; a poem or a list may have none. */
static double sign_link(const jy__print *a, const jy__line *line) {
  if (a->signs) return -8;
  return line->ends ? 1 : -3;
}

double jy__link(const jy__stretch *s, size_t i, size_t k, size_t full) {
  const jy__print *a = &s->print[i], *b = &s->print[k];
  const jy__line *x = &s->lines[i];
  bool is_short = a->reach + 4 < full;
  if (b->signs) return sign_link(a, x);
  if (a->signs || b->opens) return b->indented || b->opens ? -2 : -6;
  double width = width_link(b, &s->lines[k], full);
  if (x->ends) {
    if (b->indented) return width;
    return width + (is_short && s->indented ? -5 : -1);
  }
  if (b->indented && a->indented && is_plain(x)) return width - 0.5; /* a list, a poem */
  if (b->indented) return width + (is_short ? -1.5 : -8);
  double habit = jy__habits_link(&s->habits, a->last, b->first);
  return width + most(-4, least(6, habit)) - (is_short ? 2 : 0);
}

/* ---- ways to read ------------------------------------------------------------------ */

typedef struct {
  uint32_t last; /* line */
  uint32_t full; /* columns */
  uint8_t next;  /* the thread that was read after this one, or THREADS */
  bool used;
} thread;

typedef struct {
  double score;
  thread at[THREADS];
  uint8_t now;  /* the thread read last; THREADS where it was closed */
  uint8_t then; /* a headline stood there just before */
  uint32_t parent;
  uint32_t from; /* the line before in the thread, or a code below */
} way;

#define BEGINS UINT32_MAX
#define HEADLINE (UINT32_MAX - 1)

/* What is remembered of a way to walk back on it. */
typedef struct {
  uint32_t parent;
  uint32_t from;
} mark;

typedef struct {
  way at[BEAM];
  size_t n;
  double best;
  double worst; /* of those kept, once there are BEAM */
} beam;

typedef struct {
  jy__stretch *s;
  beam now, next;
  mark *marks; /* BEAM for each line */
  bool plain;  /* one column: a line goes on the one above it, or begins anew */
} search;

static bool same_threads(const way *a, const way *b) {
  if (a->now != b->now || a->then != b->then) return false;
  for (size_t t = 0; t < THREADS; t++)
    if (a->at[t].used != b->at[t].used || (a->at[t].used && a->at[t].last != b->at[t].last)) return false;
  return true;
}

static void keep(beam *b, size_t i, const way *w) {
  b->at[i] = *w;
  if (w->score > b->best) b->best = w->score;
  b->worst = b->best;
  for (size_t k = 0; k < b->n; k++)
    if (b->at[k].score < b->worst) b->worst = b->at[k].score;
}

/* Keeps a way if it is among the best, and once only. */
static void offer(beam *b, const way *w) {
  size_t worst = 0;
  if (b->n > 0 && w->score < b->best - HOPELESS) return;
  if (b->n == BEAM && w->score <= b->worst) return;
  for (size_t i = 0; i < b->n; i++) {
    if (same_threads(&b->at[i], w)) {
      if (w->score > b->at[i].score) keep(b, i, w);
      return;
    }
    if (b->at[i].score < b->at[worst].score) worst = i;
  }
  if (b->n == 0) b->best = w->score;
  keep(b, b->n < BEAM ? b->n++ : worst, w);
}

/* The price of reading thread t next: none for going on, little for what was
 * done before, as in lines read across the page. */
static double switch_price(const jy__stretch *s, const way *w, size_t t) {
  if (w->now == t) return w->at[t].next == t || w->at[t].next == THREADS ? 0 : -1.5;
  if (w->now == THREADS) return -1;
  if (w->at[w->now].next == t) return -0.2;
  /* Lines read across the page begin all their columns one after another. */
  if (s->print[w->at[w->now].last].indented) return -3;
  return s->lines[w->at[w->now].last].ends ? -5 : -8;
}

/* Reads line k as the next of thread t, which stands for `w->at[t]`. */
static void go_to(way *w, size_t t, size_t k, const jy__print *p) {
  if (w->now < THREADS) w->at[w->now].next = (uint8_t)t;
  w->at[t].last = (uint32_t)k;
  w->now = (uint8_t)t;
  w->then = 0;
  if (!p->closes) return;
  w->at[t].used = false;
  w->now = THREADS;
  for (size_t i = 0; i < THREADS; i++) /* the column after it comes next */
    if (w->at[i].used && w->at[i].next == t) w->at[i].next = w->at[t].next;
}

static void extend(search *f, const way *from, size_t t, size_t k) {
  const jy__stretch *s = f->s;
  const thread *old = &from->at[t];
  const jy__print *p = &s->print[k];
  way w = *from;
  w.score += jy__link(s, old->last, k, old->full) + switch_price(s, from, t);
  size_t pages = p->page - s->print[old->last].page;
  if (pages > 1) return;
  w.score -= 3 * (double)pages;
  w.from = old->last;
  if (!s->lines[old->last].ends && !p->indented && p->reach >= old->full) w.at[t].full = (uint32_t)p->reach;
  if (!s->lines[k].ends && p->reach + 4 < old->full && !s->lines[old->last].ends)
    w.at[t].full = (uint32_t)((old->full + p->reach) / 2); /* beside a picture */
  go_to(&w, t, k, p);
  offer(&f->next, &w);
}

/* In one column a line that begins something leaves nothing open behind it. */
static void close_all(way *w, size_t *t) {
  memset(w->at, 0, sizeof w->at);
  w->now = THREADS;
  *t = 0;
}

/* Line k begins a thread; the one that was read least lately makes room. */
static void begin(search *f, const way *from, size_t k) {
  const jy__print *p = &f->s->print[k];
  way w = *from;
  size_t t = 0;
  for (size_t i = 0; i < THREADS; i++) {
    if (!w.at[i].used) {
      t = i;
      break;
    }
    if (w.at[i].last < w.at[t].last) t = i;
  }
  const thread *now = from->now < THREADS ? &from->at[from->now] : NULL;
  bool abreast = now && p->indented && f->s->print[now->last].indented && !is_plain(&f->s->lines[now->last]);
  bool expected = from->then || !now || abreast;
  bool regular = p->indented || !f->s->indented; /* as paragraphs begin here */
  w.score += p->opens ? 0 : regular ? (expected ? -1 : -6) : (expected ? -4 : -8);
  if (regular) w.score += p->dated;
  if (p->signs) w.score -= 6;
  if (now) w.score += f->s->lines[now->last].ends || abreast ? -1 : -4;
  for (size_t i = 0; i < THREADS; i++)
    if (w.at[i].used && w.at[i].next == t) w.at[i].next = THREADS;
  if (f->plain) close_all(&w, &t);
  w.at[t] = (thread){.last = (uint32_t)k, .full = (uint32_t)p->reach, .next = THREADS, .used = true};
  w.from = BEGINS;
  go_to(&w, t, k, p);
  offer(&f->next, &w);
}

/* Whether the line that a thread ends with goes on in a line that is to come. */
static bool breaks_off(const jy__stretch *s, const thread *t) {
  return !s->lines[t->last].ends && s->print[t->last].reach + 4 >= t->full;
}

/* How wide a thread's column is, for what stands across it. Where there is but
 * one, its last line may be wider than those of a headline read as text. */
static size_t column_of(const search *f, const thread *t) {
  size_t last = f->plain && !f->s->print[t->last].signs ? f->s->print[t->last].reach : 0;
  return last > t->full ? last : t->full;
}

/* How much speaks for line k being a headline. */
static double headline_score(const search *f, const way *w, size_t k) {
  const jy__stretch *s = f->s;
  const jy__print *p = &s->print[k];
  double sum = -4 + 3 * p->recurs - (s->lines[k].marks ? 2 : 0);
  bool after = k == 0 || s->print[k - 1].role == JY__FURNITURE || s->print[k - 1].closes;
  bool before = k + 1 < s->n && (s->print[k + 1].indented || s->print[k + 1].opens);
  if (s->tells) sum += p->tight ? 5 : -6;
  if (after || w->then) sum += 2.5;
  if (before) sum += 2;
  bool wide = w->now < THREADS && p->reach > column_of(f, &w->at[w->now]) + 4;
  bool apart = wide || (s->spaced ? p->tight : s->lines[k].blanks > 0);
  if (wide) sum += 4;
  if (p->stands) sum += 3;
  if (w->now < THREADS && !w->then && !apart && breaks_off(s, &w->at[w->now])) sum -= AMID;
  return sum;
}

static void set_apart(search *f, const way *from, size_t k) {
  way w = *from;
  w.score += headline_score(f, from, k);
  w.then = 1;
  w.from = HEADLINE;
  offer(&f->next, &w);
}

/* The last characters of a broken headline may be few. */
static bool may_be_headline(const jy__print *p, const way *w) {
  if (p->stands) return true;
  return p->bare && !p->indented && !p->signs && !p->numbered && (p->reach >= 6 || w->then);
}

static void read_line(search *f, size_t k) {
  const jy__print *p = &f->s->print[k];
  f->next.n = 0;
  for (size_t i = 0; i < f->now.n; i++) {
    way w = f->now.at[i];
    w.parent = (uint32_t)i;
    for (size_t t = 0; t < THREADS; t++)
      if (w.at[t].used && (!f->plain || t == w.now)) extend(f, &w, t, k);
    begin(f, &w, k);
    if (may_be_headline(p, &w)) set_apart(f, &w, k);
  }
  for (size_t i = 0; i < f->next.n; i++)
    f->marks[k * BEAM + i] = (mark){f->next.at[i].parent, f->next.at[i].from};
  f->now = f->next;
}

static void walk_back(const search *f, size_t *before) {
  size_t best = 0;
  for (size_t i = 1; i < f->now.n; i++)
    if (f->now.at[i].score > f->now.at[best].score) best = i;
  for (size_t k = f->s->n; k-- > 0;) {
    jy__print *p = &f->s->print[k];
    before[k] = JY__NONE;
    if (p->role == JY__FURNITURE) continue;
    mark m = f->marks[k * BEAM + best];
    p->role = m.from == HEADLINE ? JY__HEADLINE : JY__TEXT;
    if (m.from != HEADLINE && m.from != BEGINS) before[k] = m.from;
    best = m.parent;
  }
}

/* The best way to read all lines, in f->now; f->marks leads back on it. */
static void read_all(search *f, bool plain) {
  f->plain = plain;
  f->now.n = 1;
  f->now.at[0] = (way){.now = THREADS, .then = 1};
  for (size_t k = 0; k < f->s->n; k++)
    if (f->s->print[k].role != JY__FURNITURE) read_line(f, k);
}

static double best_score(const search *f) {
  double best = f->now.at[0].score;
  for (size_t i = 1; i < f->now.n; i++) best = most(best, f->now.at[i].score);
  return best;
}

int jy__threads_find(jy__stretch *s, bool plain, size_t *before, double *score) {
  search *f = calloc(1, sizeof *f);
  if (!f) return jy__nomem();
  f->s = s;
  f->marks = calloc(s->n * BEAM + 1, sizeof *f->marks);
  if (!f->marks) {
    free(f);
    return jy__nomem();
  }
  read_all(f, plain);
  *score = best_score(f);
  if (before) walk_back(f, before);
  free(f->marks);
  free(f);
  return JY_OK;
}

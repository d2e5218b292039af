/* What a regular expression cannot match without; see needs.h. Knows Perl's syntax as
 * far as it takes to tell which words are certain; refuses to guess: a construct that
 * it does not know makes a pattern need nothing. */
#include "text/needs.h"

#include <stdlib.h>
#include <string.h>

/* More words than that are looked for no sooner than the expression matches. */
enum { MOST = 256, MOST_CLASS = 24, DEEPEST = 60, LONGEST_CHAR = 4 };

/* Nor are words that stand in most texts. */
enum { DEAREST = 130 };

#define FAR JY__NEEDS_FAR

typedef struct {
  jy__need *at;
  size_t len, cap;
} words;

/* What is known of a part of a pattern. */
typedef struct {
  bool exact;    /* it matches the words and nothing else; else it needs one of them */
  words set;     /* none, and not exact: nothing is known */
  size_t before; /* where it is not exact: bytes before the word, at most */
  size_t max;    /* bytes that it matches, at most */
} part;

typedef struct {
  const char *at, *end;
  int depth;
  bool unknown, nomem;
} reader;

static void drop(words *w) {
  free(w->at);
  *w = (words){0};
}

static bool add(reader *r, words *w, const char *bytes, size_t len) {
  void *p = w->at;
  if (jy__grow(&p, &w->cap, w->len + 1, sizeof *w->at) < 0) {
    r->nomem = true;
    return false;
  }
  w->at = p;
  jy__need *n = &w->at[w->len++];
  n->len = (uint8_t)len;
  memcpy(n->bytes, bytes, len);
  return true;
}

static size_t plus(size_t a, size_t b) {
  return a == FAR || b == FAR || a > FAR - 1 - b ? FAR : a + b;
}

static size_t times(size_t a, size_t n) {
  return a == 0 || n == 0 ? 0 : a == FAR || n == FAR || a > (FAR - 1) / n ? FAR : a * n;
}

static part empty(reader *r) {
  part p = {.exact = true};
  add(r, &p.set, "", 0);
  return p;
}

static part some_char(void) {
  return (part){.max = LONGEST_CHAR, .before = FAR};
}

static part give_up(reader *r) {
  r->unknown = true;
  return (part){.max = FAR, .before = FAR};
}

/* ---- which words are best ---------------------------------------------------- */

static size_t characters(const jy__need *n) {
  size_t count = 0;
  for (size_t i = 0; i < n->len; i++) count += ((unsigned char)n->bytes[i] & 0xC0) != 0x80;
  return count;
}

/* How many words that are none of these there are to be looked at where these are
 * looked for, roughly; 0 where they cannot be: one is empty. */
static size_t cost(const words *w, size_t before) {
  static const size_t of_length[] = {0, 20, 4, 2};
  size_t sum = 0;
  for (size_t i = 0; i < w->len; i++) {
    size_t n = characters(&w->at[i]);
    if (n == 0) return 0;
    sum += n == 1 && (unsigned char)w->at[i].bytes[0] < 0xE4 ? 100 : n < 4 ? of_length[n] : 1;
  }
  return before == FAR ? 4 * sum : sum;
}

/* Takes over the words where they are better than the best so far. */
static void consider(words *best, size_t *best_before, words *w, size_t before) {
  size_t new_cost = cost(w, before), old_cost = cost(best, *best_before);
  if (new_cost && (!old_cost || new_cost < old_cost)) {
    drop(best);
    *best = *w;
    *best_before = before;
    *w = (words){0};
  }
  drop(w);
}

/* ---- sequences, alternatives, repetition --------------------------------------- */

/* Each of `a` with each of `b` behind it; false where that would be too much. */
static bool join(reader *r, words *a, const words *b) {
  if (a->len * b->len > MOST) return false;
  words out = {0};
  for (size_t i = 0; i < a->len; i++) {
    for (size_t j = 0; j < b->len; j++) {
      char both[2 * JY__NEED_LEN];
      size_t len = (size_t)a->at[i].len + b->at[j].len;
      memcpy(both, a->at[i].bytes, a->at[i].len);
      memcpy(both + a->at[i].len, b->at[j].bytes, b->at[j].len);
      if (len > JY__NEED_LEN || !add(r, &out, both, len)) {
        drop(&out);
        return false;
      }
    }
  }
  drop(a);
  *a = out;
  return true;
}

/* A sequence that is read: the run of words that reaches to its end, the best words
 * so far, and what all of it matches at most. */
typedef struct {
  words run, best;
  size_t run_before, best_before, max;
  bool whole; /* the run is all of it */
} sequence;

static void end_run(sequence *s) {
  consider(&s->best, &s->best_before, &s->run, s->run_before);
  s->whole = false;
}

static void append(reader *r, sequence *s, part *p) {
  if (!p->exact) {
    end_run(s);
    consider(&s->best, &s->best_before, &p->set, plus(s->max, p->before));
    add(r, &s->run, "", 0);
    s->run_before = plus(s->max, p->max);
  } else if (!join(r, &s->run, &p->set)) {
    end_run(s);
    s->run = p->set;
    p->set = (words){0};
    s->run_before = s->max;
  }
  drop(&p->set);
  s->max = plus(s->max, p->max);
}

static part finish(sequence *s) {
  if (s->whole) return (part){.exact = true, .set = s->run, .max = s->max};
  end_run(s);
  return (part){.set = s->best, .before = s->best_before, .max = s->max};
}

/* Words that a part needs, where they can be looked for. */
static bool has_needs(const part *p) {
  return cost(&p->set, 0) > 0;
}

/* Makes `a` what one or the other matches. */
static void either(reader *r, part *a, part *b) {
  bool exact = a->exact && b->exact && a->set.len + b->set.len <= MOST;
  bool needed = exact || (has_needs(a) && has_needs(b) && a->set.len + b->set.len <= MOST);
  size_t before_a = a->exact ? 0 : a->before, before_b = b->exact ? 0 : b->before;
  for (size_t i = 0; needed && i < b->set.len; i++) add(r, &a->set, b->set.at[i].bytes, b->set.at[i].len);
  if (!needed) drop(&a->set);
  a->exact = exact;
  a->before = before_a > before_b ? before_a : before_b;
  a->max = a->max > b->max ? a->max : b->max;
  drop(&b->set);
}

static void repeat(reader *r, part *p, size_t least, size_t most) {
  if (least == 1 && most == 1) return;
  if (p->exact && least == 0 && most == 1 && p->set.len < MOST) {
    add(r, &p->set, "", 0);
    return;
  }
  if (least == 0) drop(&p->set);
  if (p->exact) p->before = 0;
  p->exact = false;
  p->max = times(p->max, most);
}

/* ---- reading -------------------------------------------------------------------- */

static bool ahead(const reader *r, const char *word) {
  size_t n = strlen(word);
  return (size_t)(r->end - r->at) >= n && memcmp(r->at, word, n) == 0;
}

static bool take(reader *r, const char *word) {
  if (!ahead(r, word)) return false;
  r->at += strlen(word);
  return true;
}

static part literal(reader *r, const char *bytes, size_t len) {
  part p = {.exact = true, .max = len};
  add(r, &p.set, bytes, len);
  return p;
}

/* The next character of the pattern as it stands. */
static part plain(reader *r) {
  uint32_t c;
  size_t len = jy__utf8_next(r->at, r->end, &c);
  if (len == 0) return give_up(r);
  r->at += len;
  return literal(r, r->at - len, len);
}

static part braced(reader *r) {
  if (take(r, "{")) {
    const char *close = memchr(r->at, '}', (size_t)(r->end - r->at));
    if (!close) return give_up(r);
    r->at = close + 1;
  } else if (r->at < r->end) {
    r->at++;
  }
  return some_char();
}

/* Behind a backslash. */
static part escaped(reader *r) {
  if (r->at == r->end) return give_up(r);
  char c = *r->at;
  bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (!letter) return plain(r);
  r->at++;
  switch (c) {
    case 'n': return literal(r, "\n", 1);
    case 't': return literal(r, "\t", 1);
    case 'r': return literal(r, "\r", 1);
    case 'z': case 'Z': case 'A': case 'b': case 'B': return empty(r);
    case 'd': case 'D': case 'w': case 'W': case 's': case 'S':
    case 'h': case 'H': case 'v': case 'V': return some_char();
    case 'p': case 'P': return braced(r);
    case 'x':
      if (ahead(r, "{")) return braced(r);
      for (int i = 0; i < 2 && r->at < r->end && strchr("0123456789abcdefABCDEF", *r->at); i++) r->at++;
      return some_char();
    default: return give_up(r);
  }
}

/* One character of a class, or a range: adds what it is where the class is still a
 * short list, or says that it is none. */
static bool member(reader *r, words *list) {
  const char *start = r->at;
  if (ahead(r, "[:")) return false;
  part p = take(r, "\\") ? escaped(r) : plain(r);
  bool one = p.exact && p.set.len == 1 && p.set.at[0].len > 0;
  if (one) add(r, list, p.set.at[0].bytes, p.set.at[0].len);
  drop(&p.set);
  bool range = ahead(r, "-") && r->at + 1 < r->end && r->at[1] != ']';
  if (range) r->at++;
  return one && !range && r->at > start;
}

/* Behind [. */
static part class(reader *r) {
  bool listed = !take(r, "^");
  part p = {.exact = true, .max = LONGEST_CHAR};
  bool first = true;
  while (r->at < r->end && !r->unknown && !r->nomem && (first || !ahead(r, "]"))) {
    if (ahead(r, "[:")) {
      drop(&p.set);
      return give_up(r);
    }
    listed = member(r, &p.set) && listed;
    first = false;
  }
  if (!take(r, "]")) {
    drop(&p.set);
    return give_up(r);
  }
  if (listed && p.set.len <= MOST_CLASS) return p;
  drop(&p.set);
  return some_char();
}

static part alternatives(reader *r);

/* Skips the name of a group. */
static void skip_name(reader *r) {
  while (r->at < r->end && *r->at != '>') r->at++;
  if (r->at < r->end) r->at++;
}

/* Behind (. What looks ahead or behind matches nothing itself. */
static part group(reader *r) {
  bool looks = take(r, "?=") || take(r, "?!") || take(r, "?<=") || take(r, "?<!");
  if (!looks && !take(r, "?:") && !take(r, "?>")) {
    if (take(r, "?<"))
      skip_name(r);
    else if (ahead(r, "?") || ahead(r, "*"))
      return give_up(r);
  }
  part p = alternatives(r);
  if (!take(r, ")")) r->unknown = true;
  if (!looks) return p;
  drop(&p.set);
  return empty(r);
}

static size_t number(reader *r, size_t missing) {
  if (r->at == r->end || *r->at < '0' || *r->at > '9') return missing;
  size_t n = 0;
  while (r->at < r->end && *r->at >= '0' && *r->at <= '9' && n < 100000) n = 10 * n + (size_t)(*r->at++ - '0');
  return n;
}

/* {2}, {2,} or {2,5}; false where the brace is a character. */
static bool counted(reader *r, size_t *least, size_t *most) {
  const char *start = r->at++;
  *least = *most = number(r, FAR);
  if (*least != FAR && take(r, ",")) *most = number(r, FAR);
  if (*least != FAR && take(r, "}")) return true;
  r->at = start;
  return false;
}

static void quantified(reader *r, part *p) {
  size_t least = 1, most = 1;
  if (take(r, "?"))
    least = 0;
  else if (take(r, "*"))
    least = 0, most = FAR;
  else if (take(r, "+"))
    most = FAR;
  else if (!ahead(r, "{") || !counted(r, &least, &most))
    return;
  if (!take(r, "?")) take(r, "+");
  repeat(r, p, least, most);
}

static part atom(reader *r) {
  if (take(r, "(")) return group(r);
  if (take(r, "[")) return class(r);
  if (take(r, "\\")) return escaped(r);
  if (take(r, ".")) return some_char();
  if (take(r, "^") || take(r, "$")) return empty(r);
  return plain(r);
}

static part concatenation(reader *r) {
  sequence s = {.whole = true, .best_before = FAR};
  add(r, &s.run, "", 0);
  while (r->at < r->end && !ahead(r, "|") && !ahead(r, ")") && !r->unknown && !r->nomem) {
    part p = atom(r);
    quantified(r, &p);
    append(r, &s, &p);
  }
  return finish(&s);
}

static part alternatives(reader *r) {
  if (++r->depth > DEEPEST) return give_up(r);
  part p = concatenation(r);
  while (!r->unknown && !r->nomem && take(r, "|")) {
    part q = concatenation(r);
    either(r, &p, &q);
  }
  r->depth--;
  return p;
}

int jy__needs_read(jy__needs *out, jy_str pattern) {
  *out = (jy__needs){0};
  if (pattern.len == 0) return JY_OK;
  reader r = {.at = pattern.ptr, .end = pattern.ptr + pattern.len};
  part p = alternatives(&r);
  bool known = r.at == r.end && !r.unknown && !r.nomem && has_needs(&p) && cost(&p.set, 0) <= DEAREST;
  if (known)
    *out = (jy__needs){.at = p.set.at, .len = p.set.len, .before = p.exact ? 0 : p.before};
  else
    drop(&p.set);
  return r.nomem ? jy__nomem() : JY_OK;
}

void jy__needs_free(jy__needs *needs) {
  free(needs->at);
  *needs = (jy__needs){0};
}

/* Closing tags that a slip had eaten and that came back with the words: `…</a>`
 * was read as `?！?/a>`. In a text that is no markup such a tag is left over from
 * the page that the text was cut out of. Knows the names of tags that stand in a
 * line or end one. Refuses to touch a tag whose `<` stood in the source, since
 * such a text may speak of markup, and one whose opening stands before it. */
#include <string.h>

#include "text/internal.h"

static const char *const names[] = {"a",  "b",  "br",   "div",    "em", "font", "h1", "h2", "h3",
                                    "i",  "li", "p",    "span",   "strong", "td", "tr", "u"};
enum { NAMES = sizeof names / sizeof *names };

/* Length of `/name>` at `at`; 0 where there is none. */
static size_t tag_at(size_t *name, jy_str text, size_t at) {
  for (size_t i = 0; i < NAMES; i++) {
    size_t n = strlen(names[i]);
    if (text.len - at < n + 2 || text.ptr[at] != '/' || text.ptr[at + n + 1] != '>') continue;
    if (memcmp(text.ptr + at + 1, names[i], n) != 0) continue;
    *name = i;
    return n + 2;
  }
  return 0;
}

/* Which names stand as `<name` before `at`: a bit each. */
typedef struct {
  size_t at, seen;
  uint32_t names;
} opened;

static void read_on(opened *o, jy_str text, size_t to) {
  const char *p = text.ptr + o->at, *end = text.ptr + to;
  if (to <= o->at) return;
  o->seen += to - o->at;
  o->at = to;
  while (p < end && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
    p++;
    for (size_t i = 0; i < NAMES; i++) {
      size_t n = strlen(names[i]);
      if ((size_t)(end - p) > n && memcmp(p, names[i], n) == 0 && (p[n] == '>' || p[n] == ' ')) o->names |= UINT32_C(1) << i;
    }
  }
}

/* The tag behind a slip that gave its `<`, in the reading; empty where there is none. */
static jy_span tag_behind(const jy_text *t, const jy_change *slip, opened *open) {
  jy_str text = jy_text_reading(t);
  size_t name = 0;
  size_t at = jy_align_made(jy_text_align(t), (jy_span){slip->source.end, slip->source.end}).start;
  bool gave = slip->after.len && slip->after.ptr[slip->after.len - 1] == '<' && strcmp(slip->kind, "slip") == 0;
  if (!gave || at == 0 || at >= text.len || text.ptr[at - 1] != '<') return (jy_span){0, 0};
  size_t n = tag_at(&name, text, at);
  if (n == 0) return (jy_span){0, 0};
  read_on(open, text, at - 1);
  return open->names >> name & 1 ? (jy_span){0, 0} : (jy_span){at - 1, at + n};
}

/* Slips that end at one place have one tag behind them. */
static int find_tags(jy__spans *out, const jy_text *t, size_t *seen) {
  opened open = {0};
  size_t end = 0;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < jy_text_changes(t); i++) {
    jy_span tag = tag_behind(t, jy_text_change(t, i), &open);
    if (tag.end <= tag.start || tag.start < end) continue;
    end = tag.end;
    status = jy__spans_add(out, tag.start, tag.end);
  }
  *seen = open.seen;
  return status;
}

/* What the slip left of the tag stood in the source: that is what is noted. */
static int note_all(jy_text *made, const jy_text *from, const jy__spans *tags) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < tags->len; i++) {
    jy_span rest = {tags->at[i].start + 1, tags->at[i].end};
    jy_span source = jy_align_source(jy_text_align(from), rest);
    status = jy__text_note(made, source, (jy_str){"", 0}, 0.95, "markup");
  }
  return status;
}

static int make(jy_text **out, const jy_text *t, const jy__spans *tags) {
  int status = jy__text_replace(out, t, tags, (jy_str){"", 0});
  if (status == JY_OK) status = note_all(*out, t, tags);
  if (status == JY_OK) return JY_OK;
  jy_text_free(*out);
  *out = NULL;
  return status;
}

int jy__text_tags(jy_text **out, const jy_text *t, size_t *seen) {
  jy__spans tags = {0};
  *out = NULL;
  int status = find_tags(&tags, t, seen);
  if (status == JY_OK) status = tags.len ? make(out, t, &tags) : jy__text_same(out, t);
  jy__spans_free(&tags);
  return status;
}

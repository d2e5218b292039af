/* What can be said of HTML without parsing it: whether bytes are HTML at all, and
 * how deep they nest. Refuses to build a tree. */
#include "ingest/html.h"

#include <string.h>
#include <strings.h>

#define SNIFF_WINDOW 16384
/* Spaces between the attributes of one tag: real tags have ten, tags of slides
 * and charts a hundred. */
#define MOST_ATTRIBUTES 1000

static bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* `word` (in small letters) at `at`, in any case. */
static bool is_at(const char *at, const char *end, const char *word) {
  size_t n = strlen(word);
  return (size_t)(end - at) >= n && strncasecmp(at, word, n) == 0;
}

static const char *find(const char *at, const char *end, const char *word) {
  for (; at < end; at++)
    if (is_at(at, end, word)) return at;
  return NULL;
}

/* An opening tag of an element that pages are made of. */
static bool is_common_tag(const char *at, const char *end) {
  static const char *const names[] = {"p",  "br", "div", "span", "table", "tr", "td",
                                      "li", "ul", "a",   "h1",   "h2",    "img", "strong"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *after = at + 1 + strlen(names[i]);
    if (after < end && is_at(at + 1, end, names[i]) && (is_space(*after) || *after == '>' || *after == '/'))
      return true;
  }
  return false;
}

bool jy__is_html(jy_str bytes, const char *path) {
  const char *end = bytes.ptr + (bytes.len < SNIFF_WINDOW ? bytes.len : SNIFF_WINDOW);
  size_t tags = 0;
  if (jy__has_ending(path, ".html") || jy__has_ending(path, ".htm") || jy__has_ending(path, ".shtml")) return true;
  for (const char *at = bytes.ptr; at < end; at++) {
    if (*at != '<') continue;
    if (is_at(at, end, "<!doctype html") || is_at(at, end, "<html") || is_at(at, end, "<body"))
      return true;
    tags += is_common_tag(at, end);
  }
  /* A text may quote a tag or two; a fragment of a page has one every so often. */
  return tags >= 3 && tags * 1000 > (size_t)(end - bytes.ptr);
}

/* Elements that never hold others, or that end by themselves when the next
 * begins; left open they do not nest. */
static bool is_shallow(const char *name, const char *end) {
  static const char *const names[] = {"br",  "img",   "p",    "li",   "hr",    "input",  "meta",
                                      "link", "td",   "th",   "tr",   "dt",    "dd",     "option",
                                      "col", "tbody", "area", "base", "embed", "source", "wbr"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *after = name + strlen(names[i]);
    if (is_at(name, end, names[i]) && (after == end || !is_alnum(*after))) return true;
  }
  return false;
}

/* The end of the tag that opens at `at`, past quoted attribute values. *most is
 * set to where a tag with too many attributes would have to be cut, or the end. */
static char *tag_end(char *at, char *end, char **most) {
  char quote = 0;
  size_t attributes = 0;
  *most = NULL;
  for (; at < end; at++) {
    if (quote)
      quote = *at == quote ? 0 : quote;
    else if ((*at == '"' || *at == '\'') && at[-1] == '=')
      quote = *at;
    else if (is_space(*at) && !is_space(at[-1]) && ++attributes > MOST_ATTRIBUTES && !*most)
      *most = at;
    else if (*at == '>')
      break;
  }
  if (!*most) *most = at;
  return at;
}

/* Past what is no markup though it may look so: comments, scripts, styles. */
static char *skip_opaque(char *at, char *end) {
  static const char *const pairs[][2] = {
      {"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}, {"<textarea", "</textarea"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (!is_at(at, end, pairs[i][0])) continue;
    const char *close = find(at + strlen(pairs[i][0]), end, pairs[i][1]);
    return close ? at + (close - at) + strlen(pairs[i][1]) : end;
  }
  return at;
}

static bool same_name(const char *a, const char *b, const char *end) {
  while (a < end && b < end && is_alnum(*a) && (*a | 0x20) == (*b | 0x20)) {
    a++;
    b++;
  }
  return (a == end || !is_alnum(*a)) && (b == end || !is_alnum(*b));
}

/* The depth that remains when the element that `name` closes is closed; the
 * depth itself if none such is open. */
static size_t depth_closed(const char *const *open, size_t depth, const char *name, const char *end) {
  for (size_t i = depth; i-- > 0;)
    if (same_name(open[i], name, end)) return i;
  return depth;
}

/* The elements that are open at a place of the page. */
typedef struct {
  const char *open[JY__DEEPEST]; /* their names */
  size_t depth;
  size_t dropped; /* elements beyond the deepest, whose tags are overwritten */
} nest;

/* Takes a tag that nests into account; false when it has to be overwritten. */
static bool enter_tag(nest *n, const char *name, const char *end, bool closing) {
  if (closing && n->dropped == 0) {
    n->depth = depth_closed(n->open, n->depth, name, end);
    return true;
  }
  if (!closing && n->depth < JY__DEEPEST) {
    n->open[n->depth++] = name;
    return true;
  }
  n->dropped = closing ? n->dropped - 1 : n->dropped + 1;
  return false;
}

/* Past the tag or other thing at `at`, overwriting what is too much. */
static char *flatten_at(nest *n, char *at, char *end) {
  char *past = skip_opaque(at, end), *most;
  bool closing = end - at > 2 && at[1] == '/';
  const char *name = at + 1 + closing;
  if (name >= end || !is_alnum(*name)) return past > at ? past : at + 1;
  char *close = tag_end(at + 1, end, &most);
  memset(most, ' ', (size_t)(close - most));
  if (close < end) close++;
  if (past > at) return past > close ? past : close;
  if (!is_shallow(name, end) && !enter_tag(n, name, end, closing)) memset(at, ' ', (size_t)(close - at));
  return close;
}

void jy__html_flatten(char *html, size_t len) {
  nest n = {.depth = 0};
  char *end = html + len;
  for (char *at = html; at < end;) at = *at == '<' ? flatten_at(&n, at, end) : at + 1;
}

/* ---- the reader ------------------------------------------------------------------ */

static bool knows(jy_str text, const char *name, const jy_read_opts *opts) {
  (void)opts;
  return jy__is_html(text, name);
}

static int read_page(jy__page *page, jy_str text) {
  int status = jy_align_new(&page->align);
  return status < 0 ? status : jy__html_read(page, text);
}

const jy__reader jy__reader_html = {.kind = "html", .knows = knows, .read = read_page, .text = true};

/* What a page states outside its text: meta elements, the title element,
 * structured data and the settings of scripts, properties in comments. The first
 * statement of a fact counts. Refuses to weigh one place against another. */
#include <string.h>
#include <strings.h>

#include "ingest/html_tree.h"

#define T(name) JY__TAG(name)

static void state(jy__tree *t, jy__fact fact, jy_str value) {
  while (value.len && (unsigned char)*value.ptr <= ' ') {
    value.ptr++;
    value.len--;
  }
  if (fact < JY__FACTS && value.len && t->stated.at[fact].len == 0) t->stated.at[fact] = value;
}

static void note_meta(jy__tree *t, const GumboElement *e) {
  const char *name = jy__attribute(e, "name"), *content = jy__attribute(e, "content");
  if (!name) name = jy__attribute(e, "property");
  if (!name) name = jy__attribute(e, "itemprop");
  if (name && content) state(t, jy__hints_meta(t->hints, name), jy_cstr(content));
}

/* The text that a script, style or title holds. */
static jy_str inner(const GumboNode *n) {
  const GumboVector *v = &n->v.element.children;
  return v->length && jy__is_text(v->data[0]) ? jy_cstr(((const GumboNode *)v->data[0])->v.text.text)
                                              : (jy_str){"", 0};
}

static const char *skip(const char *at, const char *set) {
  return at + strspn(at, set);
}

/* What `name` is set to in a script, as "name": "…" or name = '…'. */
static jy_str setting(const char *script, const char *name) {
  size_t n = strlen(name);
  for (const char *at = script; (at = strstr(at, name)) != NULL; at += n) {
    const char *value = skip(skip(skip(at + n, "\"'"), " \t\r\n"), ":=");
    if (at > script && strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", at[-1])) continue;
    if (value == skip(at + n, "\"' \t\r\n")) continue;
    value = skip(value, " \t\r\n");
    if (*value != '"' && *value != '\'') continue;
    const char *end = strchr(value + 1, *value);
    if (end && end > value + 1 && end - value < 400) return (jy_str){value + 1, (size_t)(end - value - 1)};
  }
  return (jy_str){"", 0};
}

static bool has_digit(jy_str s) {
  return s.len && *s.ptr >= '0' && *s.ptr <= '9';
}

/* Names that schema.org, Baidu's page data and the WeChat platform use; `ct` is
 * the second of the publication, counted from 1970. */
static void note_script(jy__tree *t, const GumboNode *n) {
  static const char *const dates[] = {"datePublished", "pubDate", "publish_time", "publishTime",
                                      "publishDate",   "createTime", "ct"};
  const char *script = inner(n).ptr;
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    jy_str value = setting(script, dates[i]);
    if (has_digit(value)) state(t, JY__FACT_DATE, value);
  }
  state(t, JY__FACT_TITLE, setting(script, "headline"));
}

/* <!--enpproperty … <date>2023-06-08 00:00:00.0</date> …/enpproperty--> of digital
 * newspapers. */
static void note_comment(jy__tree *t, const char *text) {
  static const struct {
    const char *tag;
    jy__fact fact;
  } tags[] = {{"date>", JY__FACT_DATE}, {"author>", JY__FACT_BYLINE}, {"title>", JY__FACT_TITLE}};
  if (!strstr(text, "property")) return;
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    const char *at = strstr(text, tags[i].tag);
    while (at && at > text && at[-1] != '<' && at[-1] != '-') at = strstr(at + 1, tags[i].tag);
    if (!at) continue;
    at += strlen(tags[i].tag);
    state(t, tags[i].fact, (jy_str){at, strcspn(at, "<")});
  }
}

void jy__head_note(jy__tree *t, const GumboNode *n) {
  if (n->type == GUMBO_NODE_COMMENT) note_comment(t, n->v.text.text);
  if (n->type != GUMBO_NODE_ELEMENT) return;
  const GumboElement *e = &n->v.element;
  if (e->tag == T(META)) note_meta(t, e);
  if (e->tag == T(SCRIPT)) note_script(t, n);
  if (e->tag == T(TITLE) && t->head_title.len == 0) t->head_title = inner(n);
}

/* 2023-2024 holds no sign that parts names. */
static bool in_number(jy_str s, size_t at, size_t n) {
  return at > 0 && at + n < s.len && s.ptr[at - 1] >= '0' && s.ptr[at - 1] <= '9' && s.ptr[at + n] >= '0' &&
         s.ptr[at + n] <= '9';
}

jy_str jy__without_site(jy_str s) {
  static const char *const signs[] = {"_", "|", "｜", "--", "—", "–", "»", " - ", "-", "::", "丨", "<"};
  size_t end = s.len;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t n = strlen(signs[i]);
    for (const char *at = s.ptr; (at = memmem(at, s.len - (size_t)(at - s.ptr), signs[i], n)) != NULL; at += n) {
      size_t place = (size_t)(at - s.ptr);
      /* What is shorter than four characters names a column. */
      if (place < 12 || place >= end || in_number(s, place, n)) continue;
      end = place;
    }
  }
  while (end && s.ptr[end - 1] == ' ') end--;
  return (jy_str){s.ptr, end};
}

/* The encoding of a page: what its transport and its head declare, held against
 * its bytes. A declaration is a witness, not a judge: pages that were converted
 * keep their old label, and pages built of parts have several. Refuses to decode. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ingest/html.h"

/* Browsers look at 1024 bytes; pages of the genre often open with a comment and
 * long descriptions, so we look four times as far. */
#define WINDOW 4096
#define MOST_LABELS 4

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

static bool is_at(const char *at, const char *end, const char *word) {
  size_t n = strlen(word);
  return (size_t)(end - at) >= n && strncasecmp(at, word, n) == 0;
}

static const char *find(const char *at, const char *end, const char *word) {
  for (; at < end; at++)
    if (is_at(at, end, word)) return at;
  return NULL;
}

/* The next attribute of a tag, from `at` on; NULL after the last. */
static const char *next_attribute(const char *at, const char *end, jy_str *name, jy_str *value) {
  while (at < end && (is_space(*at) || *at == '=')) at++;
  if (at >= end || *at == '>') return NULL;
  const char *start = at;
  while (at < end && !is_space(*at) && *at != '=' && *at != '>') at++;
  *name = (jy_str){start, (size_t)(at - start)};
  *value = (jy_str){"", 0};
  while (at < end && is_space(*at)) at++;
  if (at >= end || *at != '=') return at;
  for (at++; at < end && is_space(*at);) at++;
  char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : 0;
  start = at;
  while (at < end && (quote ? *at != quote : !is_space(*at) && *at != '>')) at++;
  *value = (jy_str){start, (size_t)(at - start)};
  return quote && at < end ? at + 1 : at;
}

static bool is_word(jy_str s, const char *word) {
  return s.len == strlen(word) && strncasecmp(s.ptr, word, s.len) == 0;
}

/* The label in "text/html; charset=gb2312". */
static jy_str label_in(jy_str content) {
  const char *end = content.ptr + content.len, *at = find(content.ptr, end, "charset");
  if (!at) return (jy_str){"", 0};
  for (at += strlen("charset"); at < end && (is_space(*at) || *at == '=' || *at == '"' || *at == '\'');) at++;
  size_t n = 0;
  while (at + n < end && !is_space(at[n]) && !strchr(";,\"'", at[n])) n++;
  return (jy_str){at, n};
}

/* What a meta element declares: charset=…, or http-equiv with content=…. A name
 * or description that holds the word declares nothing. */
static jy_str declared_by_meta(const char *at, const char *end) {
  jy_str name, value, content = {"", 0}, charset = {"", 0};
  bool type = false;
  while ((at = next_attribute(at, end, &name, &value)) != NULL) {
    if (is_word(name, "charset")) charset = value;
    if (is_word(name, "content")) content = value;
    if (is_word(name, "http-equiv") || is_word(name, "name")) type = type || is_word(value, "content-type");
  }
  return charset.len ? charset : type ? label_in(content) : charset;
}

static jy_str declared_by_xml(const char *at, const char *end) {
  jy_str name, value;
  while ((at = next_attribute(at, end, &name, &value)) != NULL)
    if (is_word(name, "encoding")) return value;
  return (jy_str){"", 0};
}

/* Adds a label that is not there yet. What says UTF-16 was read as ASCII to be
 * seen at all: by the standard of HTML it is taken for UTF-8. */
static void add(jy__labels *l, jy_str label) {
  char text[sizeof l->at[0]];
  if (label.len == 0 || label.len >= sizeof text || l->len == MOST_LABELS) return;
  snprintf(text, sizeof text, "%.*s", (int)label.len, label.ptr);
  if (is_at(label.ptr, label.ptr + label.len, "utf-16") || is_word(label, "unicode")) snprintf(text, sizeof text, "utf-8");
  for (size_t i = 0; i < l->len; i++)
    if (strcasecmp(l->at[i], text) == 0) return;
  memcpy(l->at[l->len++], text, sizeof text);
}

/* Past what is no markup though it may look so. */
static const char *skip_opaque(const char *at, const char *end) {
  static const char *const pairs[][2] = {
      {"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}, {"<title", "</title"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (!is_at(at, end, pairs[i][0])) continue;
    const char *close = find(at + strlen(pairs[i][0]), end, pairs[i][1]);
    return close ? close : end;
  }
  return at;
}

void jy__html_labels(jy__labels *out, jy_str bytes) {
  const char *end = bytes.ptr + (bytes.len < WINDOW ? bytes.len : WINDOW);
  *out = (jy__labels){.len = 0};
  for (const char *at = bytes.ptr; at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++) {
    at = skip_opaque(at, end);
    if (at >= end) return;
    if (is_at(at, end, "<?xml")) add(out, declared_by_xml(at + 5, end));
    if (is_at(at, end, "<meta")) add(out, declared_by_meta(at + 5, end));
    if (is_at(at, end, "<body")) return;
  }
}

int jy__html_detect(jy_detection *out, jy_str bytes, const char *stated) {
  jy__labels labels;
  jy__html_labels(&labels, bytes);
  for (size_t i = 0; i <= labels.len; i++) {
    const char *label = i ? labels.at[i - 1] : stated;
    if (!label) continue;
    int status = jy_detect(out, bytes, label);
    if (status < 0 || strcmp(out->reason, "declared") == 0 || strcmp(out->reason, "bom") == 0) return status;
  }
  return jy_detect(out, bytes, stated ? stated : labels.len ? labels.at[0] : NULL);
}

/* What one person is called: titles, the longest form of each, and units. Knows how
 * a found name brings them; refuses to know who is who, which is people.c's.
 * Strings are copies that the person owns. */
#include <stdlib.h>
#include <string.h>

#include "extract/internal.h"

/* Takes what is in b. */
static char *as_string(jy_buf *b) {
  if (jy_buf_status(b) < 0 || jy_buf_reserve(b, 1) < 0) {
    jy_buf_free(b);
    return NULL;
  }
  b->ptr[b->len] = '\0';
  return b->ptr;
}

char *jy__copy_chars(const jy__document *d, size_t start, size_t end) {
  jy_buf b = JY_BUF_INIT;
  jy__reading_put(&b, &d->reading, start, end);
  return as_string(&b);
}

char *jy__copy_name(const jy__document *d, const jy__found *f) {
  jy_buf b = JY_BUF_INIT;
  jy__found_put(&b, d, f);
  return as_string(&b);
}

bool jy__ends_with(const char *s, const char *end) {
  size_t a = strlen(s), b = strlen(end);
  return a >= b && memcmp(s + a - b, end, b) == 0;
}

bool jy__is_chief(const char *title, const char *of) {
  static const char chief[] = "总师", master[] = "师";
  size_t head = strlen(title) - (sizeof master - 1);
  return jy__ends_with(title, chief) && strlen(of) > strlen(title) && jy__ends_with(of, master) && memcmp(of, title, head) == 0;
}

/* 书记 is a shorter form of 党委书记, 总 of 总经理 (as in 贺总); 院长 beside 副院长 or 名誉院长
 * is another post. */
static bool shorter_form(const char *title, const char *of) {
  static const char *const others[] = {"副", "名誉", "荣誉"};
  size_t a = strlen(title), b = strlen(of);
  if (jy__is_chief(title, of)) return true;
  if (a < b && a == jy__utf8_len((unsigned char)*title)) return strstr(of, title) != NULL;
  if (jy__ends_with(of, "代表") && a < b && strcmp(title, "代表") != 0 && strstr(of, title)) return true; /* 投资人 beside 投资人代表 */
  if (strcmp(title, "主委") == 0 && jy__ends_with(of, "主任委员")) return true;
  if (a >= b || !jy__ends_with(of, title)) return false;
  for (size_t i = 0; i < sizeof others / sizeof *others && (i == 0 || !jy__ends_with(title, "教授")); i++) {
    size_t v = strlen(others[i]);
    if (b - a >= v && memcmp(of + b - a - v, others[i], v) == 0) return false;
  }
  return true;
}

/* Posts that stand in one chain are different posts, whatever their words. */
static bool in_chain(const jy__document *d, const jy__found *f, const char *title) {
  size_t n = strlen(title);
  for (size_t i = 0; i < f->posts_len; i++) {
    size_t from = d->reading.at[f->posts[i].start].squeezed, to = from;
    for (size_t k = f->posts[i].start; k < f->posts[i].end; k++) to += d->reading.at[k].len;
    if (to - from == n && memcmp(d->reading.squeezed.ptr + from, title, n) == 0) return true;
  }
  return false;
}

/* Nobody holds more; who seems to stands at the head of a table. */
enum { TITLES_MAX = 64, ORG_BYTES_MAX = 8192 };

int jy__person_title(const jy__document *d, jy_person *p, char *title, const jy__found *f, bool behind) {
  for (size_t i = 0; i < p->titles_len; i++) {
    bool shorter = shorter_form(title, p->titles[i]) && (behind || !(f->posts_len > 1 && in_chain(d, f, p->titles[i])));
    if (strcmp(p->titles[i], title) != 0 && !shorter) continue;
    free(title);
    return JY_OK;
  }
  size_t kept = 0;
  for (size_t i = 0; i < p->titles_len; i++) {
    if (shorter_form(p->titles[i], title) && !in_chain(d, f, p->titles[i])) free(p->titles[i]);
    else p->titles[kept++] = p->titles[i];
  }
  p->titles_len = kept;
  if (kept == TITLES_MAX) {
    free(title);
    return JY_OK;
  }
  char **more = realloc(p->titles, (kept + 1) * sizeof *more);
  if (!more) {
    free(title);
    return jy__nomem();
  }
  p->titles = more;
  p->titles[p->titles_len++] = title;
  return JY_OK;
}

static const char separator[] = "；";

static bool org_listed(const char *list, const char *org) {
  size_t n = strlen(org), s = sizeof separator - 1;
  for (const char *p = list; (p = strstr(p, org)) != NULL; p++) {
    bool left = p == list || ((size_t)(p - list) >= s && memcmp(p - s, separator, s) == 0);
    if (left && (p[n] == '\0' || strncmp(p + n, separator, s) == 0)) return true;
  }
  return false;
}

/* Takes `org`. */
static int add_org(jy_person *p, char *org) {
  if (!p->org) {
    p->org = org;
    return JY_OK;
  }
  size_t a = strlen(p->org), s = sizeof separator - 1, b = strlen(org);
  if (a + s + b <= ORG_BYTES_MAX && !org_listed(p->org, org)) {
    char *joined = realloc(p->org, a + s + b + 1);
    if (!joined) {
      free(org);
      return jy__nomem();
    }
    memcpy(joined + a, separator, s);
    memcpy(joined + a + s, org, b + 1);
    p->org = joined;
  }
  free(org);
  return JY_OK;
}

static int take_org(const jy__document *d, jy_person *p, size_t start, size_t end) {
  if (start >= end) return JY_OK;
  char *org = jy__copy_chars(d, start, end);
  return org ? add_org(p, org) : JY_ENOMEM;
}

/* Of one post the whole unit is told where the name has it: 某委员会某某, and elsewhere 某委员会某处处长某某. */
static void drop_house(const jy__document *d, jy_person *p, const jy__found *f) {
  const jy__post *first = f->posts;
  if (!p->org || p->titles_len || !f->posts_len || first->org_start >= first->org_end) return;
  size_t n = strlen(p->org), from = d->reading.at[first->org_start].squeezed;
  const jy__char *last = &d->reading.at[first->org_end - 1];
  if (last->squeezed + last->len - from <= n || memcmp(d->reading.squeezed.ptr + from, p->org, n) != 0) return;
  free(p->org);
  p->org = NULL;
}

/* Whether a unit that a person has begins with the one in [start, end), that no title carries. */
static bool has_within(const jy__document *d, const jy_person *p, size_t start, size_t end) {
  if (!p->org || !p->titles_len || start >= end) return false;
  const jy__char *last = &d->reading.at[end - 1];
  size_t from = d->reading.at[start].squeezed, n = last->squeezed + last->len - from;
  return strlen(p->org) > n && memcmp(p->org, d->reading.squeezed.ptr + from, n) == 0;
}

int jy__person_posts(const jy__document *d, jy_person *p, const jy__found *f) {
  int rc = JY_OK;
  drop_house(d, p, f);
  for (size_t i = 0; i < f->posts_len && rc == JY_OK; i++) {
    char *title = jy__copy_chars(d, f->posts[i].start, f->posts[i].end);
    bool behind = f->posts[i].start >= d->tokens.at[f->token].end;
    rc = title ? jy__person_title(d, p, title, f, behind) : JY_ENOMEM;
    if (rc == JY_OK) rc = take_org(d, p, f->posts[i].org_start, f->posts[i].org_end);
  }
  if (rc < 0 || has_within(d, p, f->org_start, f->org_end)) return rc;
  return take_org(d, p, f->org_start, f->org_end);
}

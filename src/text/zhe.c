/* 著 in a text that came out of Traditional script. As a particle and in some
 * verbs it is 着 in Simplified (看着, 着力), and it stays in what is written (名著,
 * 著作). OpenCC's t2s leaves it everywhere; its tw2s makes it 着 everywhere but
 * in a list of words that lacks 專著, 編著, 原著. Neither is right, so what the
 * texts of institutions write is told here by the words around it; everywhere
 * else the answer is t2s's own. Refuses to know the words: they are a table. */
#include <pthread.h>
#include <string.h>

#include "base/data.h"
#include "text/internal.h"

static const char zhu[] = "著", zhe[] = "着";
enum { SIZE = sizeof zhu - 1 };

typedef struct {
  jy_str carry;   /* last characters of verbs that it follows as a particle, */
  jy_str closed;  /* and of those that it follows also before `inside` */
  jy_str inside;  /* words that begin like what is written: 作风, 名额 */
  jy_str open;    /* what follows it in verbs: 着力, 着眼, 着手 */
  jy_str works;   /* what stands before it in words for what is written, */
  jy_str written; /* and what follows it: then it stays */
} lists;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static jy_buf own = JY_BUF_INIT;
static jy_str table; /* lives as long as the process */

static int get(lists *l) {
  pthread_mutex_lock(&lock);
  int status = table.ptr ? JY_OK : jy__resource_view(&table, &own, "jiyao/data/zhe.tsv");
  jy_str all = table;
  pthread_mutex_unlock(&lock);
  *l = (lists){0};
  if (status < 0) return status;
  jy__data_find(&l->carry, all, jy_cstr("carry"));
  jy__data_find(&l->closed, all, jy_cstr("closed"));
  jy__data_find(&l->inside, all, jy_cstr("inside"));
  jy__data_find(&l->open, all, jy_cstr("open"));
  jy__data_find(&l->works, all, jy_cstr("works"));
  jy__data_find(&l->written, all, jy_cstr("written"));
  return JY_OK;
}

static bool is_in(jy_str set, jy_str c) {
  return set.len && c.len > 1 && memmem(set.ptr, set.len, c.ptr, c.len) != NULL;
}

static jy_str char_before(jy_str s, size_t at) {
  size_t start = at;
  while (start > 0 && ((unsigned char)s.ptr[--start] & 0xC0) == 0x80) continue;
  return (jy_str){s.ptr + start, at - start};
}

static jy_str char_after(jy_str s, size_t at) {
  uint32_t cp;
  size_t n = at < s.len ? jy__utf8_next(s.ptr + at, s.ptr + s.len, &cp) : 0;
  return (jy_str){s.ptr + at, n};
}

/* Whether the 著 at `at` is 着. */
static bool is_particle(const lists *l, jy_str s, size_t at) {
  jy_str before = char_before(s, at), after = char_after(s, at + SIZE);
  jy_str two = {after.ptr, after.len + char_after(s, at + SIZE + after.len).len};
  if (is_in(l->closed, before) && two.len > after.len && is_in(l->inside, two)) return true;
  if (is_in(l->written, after) || is_in(l->works, before)) return false;
  return is_in(l->open, after) || is_in(l->carry, before);
}

static int find_all(jy__spans *out, jy_str s) {
  const char *end = s.ptr + s.len, *p = s.ptr;
  lists l;
  int status = JY_OK;
  if (memmem(p, s.len, zhu, SIZE) != NULL) status = get(&l);
  while (status == JY_OK && p < end && (p = memmem(p, (size_t)(end - p), zhu, SIZE)) != NULL) {
    size_t at = (size_t)(p - s.ptr);
    if (is_particle(&l, s, at)) status = jy__spans_add(out, at, at + SIZE);
    p += SIZE;
  }
  return status;
}

int jy__text_zhe(jy_text **out, const jy_text *t) {
  jy__spans found = {0};
  *out = NULL;
  int status = find_all(&found, jy_text_reading(t));
  if (status == JY_OK) status = found.len ? jy__text_replace(out, t, &found, jy_cstr(zhe)) : jy__text_same(out, t);
  jy__spans_free(&found);
  return status;
}

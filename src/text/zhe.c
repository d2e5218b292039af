/* 著 in a text that came out of Traditional script. As a particle and in some
 * verbs it is 着 in Simplified (看着, 着力), and it stays in what is written (名著,
 * 著作). OpenCC's t2s leaves it everywhere; its tw2s makes it 着 everywhere but
 * in a list of words that lacks 專著, 編著, 原著. Neither is right, so what the
 * texts of institutions write is told here by the words around it; everywhere
 * else the answer is t2s's own. The lists are composed. */
#include <string.h>

#include "text/internal.h"

static const char zhu[] = "著", zhe[] = "着";
enum { SIZE = sizeof zhu - 1 };

/* What follows it in words for writing and being known: then it stays. */
static const char written[] = "作名者述书称录";

/* What stands before it in those words. */
static const char works[] = "名专编原论巨译合拙遗新显昭卓";

/* What follows it in verbs: 着力, 着眼, 着手. */
static const char verbs[] = "力眼手重陆急火凉迷想落装色实意";

/* Verbs that it follows as a particle, by their last character. */
static const char particles[] = "看沿朝向随本接凭怀带有味绕靠顺跟活听笑坐站守抱扛对试忙唱藏占临挥志征秉承载负励领充蕴";

static bool is_in(const char *set, jy_str c) {
  return c.len > 1 && memmem(set, strlen(set), c.ptr, c.len) != NULL;
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
static bool is_particle(jy_str s, size_t at) {
  jy_str before = char_before(s, at), after = char_after(s, at + SIZE);
  if (is_in(written, after) || is_in(works, before)) return false;
  return is_in(verbs, after) || is_in(particles, before);
}

static int find_all(jy__spans *out, jy_str s) {
  const char *end = s.ptr + s.len, *p = s.ptr;
  int status = JY_OK;
  while (status == JY_OK && p < end && (p = memmem(p, (size_t)(end - p), zhu, SIZE)) != NULL) {
    size_t at = (size_t)(p - s.ptr);
    if (is_particle(s, at)) status = jy__spans_add(out, at, at + SIZE);
    p += SIZE;
  }
  return status;
}

static int put_all(jy_buf *made, jy_align *step, jy_str s, const jy__spans *found) {
  size_t at = 0;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < found->len; i++) {
    jy_buf_put(made, s.ptr + at, found->at[i].start - at);
    jy_buf_put(made, zhe, SIZE);
    status = jy_align_keep(step, found->at[i].start - at);
    if (status == JY_OK) status = jy_align_replace(step, SIZE, SIZE);
    at = found->at[i].end;
  }
  jy_buf_put(made, s.ptr + at, s.len - at);
  return status == JY_OK ? jy_align_keep(step, s.len - at) : status;
}

static int make(jy_text **out, const jy_text *t, const jy__spans *found) {
  jy_buf made = JY_BUF_INIT;
  jy_align *step = NULL;
  int status = jy_align_new(&step);
  if (status == JY_OK) status = put_all(&made, step, jy_text_reading(t), found);
  if (status == JY_OK) return jy__text_derive(out, t, &made, step);
  jy_align_free(step);
  jy_buf_free(&made);
  return status;
}

int jy__text_zhe(jy_text **out, const jy_text *t) {
  jy__spans found = {0};
  *out = NULL;
  int status = find_all(&found, jy_text_reading(t));
  if (status == JY_OK) status = found.len ? make(out, t, &found) : jy__text_same(out, t);
  jy__spans_free(&found);
  return status;
}

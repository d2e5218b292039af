/* Names in the rows below a heading that tells what they are: 历任院长, and below it a year or two and a name in
 * each row; 理事：, and below it names alone. Knows lines; refuses to find names. */
#include "extract/chain.h"

enum { HEADING_TOKENS = 24, ROW_CHARS = 80 };

typedef struct {
  jy__post post;
  bool past; /* 历任: of those who were it one after another */
} heading;

/* The first token of the line behind that of token t. */
static size_t next_line(const jy__chain *c, size_t t) {
  for (t++; t < c->len && jy__gap_before(c, t) < JY__GAP_SOFT; t++) {}
  return t;
}

/* Back over what a heading ends with behind the title: 院长名单, 理事(按姓氏笔画排序). */
static size_t before_tail(const jy__chain *c, size_t first, size_t end) {
  static const char *const tail[] = {"名单", "一览", "一览表", "名录", "列表", "表", "简介", "姓名", "及", "与", "任期", "任职", "时间", "年限"};
  while (end > first && jy__token_among(c, end - 1, tail, sizeof tail / sizeof *tail)) end--;
  if (end > first && jy__token_is(c, end - 1, ")）"))
    for (size_t k = end - 1; k-- > first;)
      if (jy__token_is(c, k, "(（")) return k;
  return end;
}

/* Whether tokens [first, end) tell of all who were something: 历任, 历届. */
static bool tells_past(const jy__chain *c, size_t first, size_t end) {
  const jy__reading *r = &c->d->reading;
  for (size_t t = first; t < end; t++)
    if (jy__char_is(r, c->t[t].start, "历") && jy__char_is(r, c->t[t].start + 1, "任届")) return true;
  return false;
}

/* 二、 or nothing before the title. */
static bool opens_line(const jy__chain *c, size_t first, size_t end) {
  for (size_t t = first; t < end; t++)
    for (size_t i = c->t[t].start; i < c->t[t].end; i++)
      if (c->d->reading.at[i].han && !jy__char_is(&c->d->reading, i, "一二三四五六七八九十")) return false;
  return true;
}

/* Reads the line of tokens [first, end) as such a heading. */
static bool read_heading(const jy__chain *c, size_t first, size_t end, heading *h) {
  bool colon = jy__token_is(c, end - 1, ":：");
  size_t last = before_tail(c, first, end - colon);
  if (end - first > HEADING_TOKENS || last == first || !jy__token_title(&c->t[last - 1])) return false;
  h->past = tells_past(c, first, last - 1);
  if (!(colon || h->past) || (jy__chain_use(c, last - 1) & (JY__USE_CUE | JY__USE_AFTER | JY__USE_LABEL))) return false;
  size_t begin = jy__post_read(c, last - 1, &h->post);
  size_t of = h->post.org_end;
  if (of > h->post.org_start + 1 && jy__char_is(&c->d->reading, of - 2, "历")) h->post.org_end -= 2; /* 某会历届会长 */
  if (h->post.org_end == h->post.org_start) h->post.org_start = h->post.org_end = 0;
  bool nobody = jy__char_is(&c->d->reading, h->post.end - 1, "导") || c->t[last - 1].kind == JY__T_BYLINE; /* 历任领导 */
  return !nobody && (h->past || opens_line(c, first, begin));
}

/* Where ends what is told with somebody. */
static size_t told_end(const jy__found *f) {
  size_t end = f->end;
  for (size_t i = 0; i < f->own; i++)
    if (f->posts[i].end > end) end = f->posts[i].end;
  return end;
}

/* Whether character i may stand beside the names of a row: 1958年3月至今, 第二任. */
static bool is_beside(const jy__reading *r, size_t i) {
  return r->at[i].han ? jy__char_is(r, i, "年月日至今起止任届第一二三四五六七八九十〇零号期迄时民国代理现在") : !jy__char_is(r, i, "，,。;；!！?？“《");
}

/* Whether the line of tokens [first, end) holds nothing but the names found from `from` on, with years and the like;
 * *to: the first found behind it. */
static bool is_row(const jy__chain *c, size_t first, size_t end, size_t from, const heading *h, size_t *to) {
  const jy__reading *r = &c->d->reading;
  size_t start = c->t[first].start, stop = c->t[end - 1].end, i = start;
  *to = from;
  if (stop - start > ROW_CHARS || jy__token_is(c, end - 1, ":：")) return false;
  while (i < stop) {
    const jy__found *f = *to < c->out->len && c->out->at[*to].token < end ? &c->out->at[*to] : NULL;
    if (f && f->byline && !h->past) return false;
    if (f && c->t[f->token].start <= i) {
      i = told_end(f) > i ? told_end(f) : i + 1;
      ++*to;
      continue;
    }
    if (jy__char_is(r, i, "(（")) {
      while (i < stop && !jy__char_is(r, i, ")）")) i++;
    } else if (!is_beside(r, i)) return false;
    i++;
  }
  return true;
}

/* Tells the post of the heading of somebody in a row, who may have a rank beside: 林某主任医师(1958—1964). */
static void add_heading(const jy__chain *c, jy__found *f, const heading *h) {
  static const float headed = 2.5f;
  if (f->surname_only || f->alias || f->posts_len == JY__POSTS_MAX) return;
  size_t name = c->t[f->token].start;
  for (size_t i = 0; i < f->posts_len; i++) {
    if (f->posts[i].end == h->post.end) return;
    if (f->posts[i].start < name || !jy__is_rank(c, &f->posts[i])) return;
  }
  memmove(&f->posts[1], &f->posts[0], f->posts_len * sizeof f->posts[0]);
  f->posts[0] = h->post;
  f->posts_len++;
  if (f->own) f->own++;
  f->score += headed;
  f->byline = false; /* 林某 1958-1964: no signature with its date */
  f->how = JY_HOW_LIST;
  if (f->org_end && jy__char_is(&c->d->reading, f->org_end - 1, "届任")) f->org_start = f->org_end = 0; /* 第二届 甲 */
}

/* Goes through the rows below a heading; returns the first found behind them. */
static size_t read_rows(const jy__chain *c, size_t first, size_t from, const heading *h) {
  enum { EMPTY_LINES = 2 };
  size_t empty = h->past ? 0 : EMPTY_LINES - 1, rows = 0;
  for (size_t end, to; first < c->len; first = end, from = to) {
    end = next_line(c, first);
    bool row = is_row(c, first, end, from, h, &to), columns = !row && h->past && rows == 0 && to == from && empty == 0; /* 任次 姓名 任期 */
    if (!(row || columns) || (to == from && ++empty > EMPTY_LINES)) break;
    if (to > from) empty = 0;
    rows += to > from;
    for (size_t i = from; i < to; i++) add_heading(c, &c->out->at[i], h);
  }
  return from;
}

void jy__headed_read(const jy__chain *c) {
  size_t from = 0;
  for (size_t t = 0, end; t < c->len && from < c->out->len; t = end) {
    heading h;
    end = next_line(c, t);
    while (from < c->out->len && c->out->at[from].token < end) from++;
    if (from < c->out->len && read_heading(c, t, end, &h)) from = read_rows(c, end, from, &h);
  }
}

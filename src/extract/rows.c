/* Names in the rows of tables: the unit and the titles in the cells beside them. Knows gaps and the breaks of
 * lines; refuses to read sentences. */
#include "extract/chain.h"

enum { ROW_TOKENS = 40 };

/* The token that begins the row of token t, a number passed over; of a longer row one
 * that is too far away. */
static size_t row_start(const jy__chain *c, size_t t) {
  for (size_t n = 0; t > 0 && n < ROW_TOKENS + 2 && jy__gap_before(c, t) < JY__GAP_SOFT; n++) t--;
  bool number = t + 1 < c->len && jy__char_is(&c->d->reading, c->t[t].start, "0123456789") && jy__gap_before(c, t + 1) == JY__GAP_SPACE;
  return number ? t + 1 : t;
}

/* 4 市测绘院 刘某 所长: the unit in the cell before the name, or the name where the row begins with it; len
 * where it is neither. */
static size_t cell_before(const jy__chain *c, size_t name) {
  size_t start = row_start(c, name), end = name;
  if (start == name || name - start > ROW_TOKENS) return start == name ? name : c->len;
  if (jy__token_title(&c->t[name - 1]) && jy__title_first(c->d, name - 1) == start) return jy__gap_before(c, name) == JY__GAP_SPACE ? name : c->len;
  if (jy__token_is(c, end - 1, ")）"))
    while (end > start && !jy__token_is(c, --end, "(（")) continue;
  else if (jy__gap_before(c, name) != JY__GAP_SPACE) return c->len;
  if (end == start || !c->d->tokens.org_end[c->t[end - 1].end]) return c->len;
  for (size_t t = start; t < end; t++)
    if (c->t[t].kind != JY__T_WORD || (t > start && jy__gap_before(c, t) != JY__GAP_NONE)) return c->len;
  return start;
}

static size_t cell_end(const jy__chain *c, size_t start) {
  size_t end = start + 1;
  while (end < c->len && c->t[end].kind == JY__T_WORD && jy__gap_before(c, end) == JY__GAP_NONE) end++;
  return end;
}

/* 成员 甲 某公司 工程师, and below it a row that begins with the name: what its first cell would say again
 * is left out. */
static void read_row_above(const jy__chain *c, jy__found *f) {
  const jy__found *prev = c->out->len ? &c->out->at[c->out->len - 1] : NULL;
  if (jy__gap_before(c, f->token) < JY__GAP_SOFT || !prev || prev->posts_len < 2 || f->posts_len == JY__POSTS_MAX || prev->how != JY_HOW_AFTER) return;
  if (prev->posts[0].start >= c->t[prev->token].start || prev->posts[0].org_end) return;
  size_t breaks = 0;
  for (size_t t = prev->token; t < f->token; t++) breaks += jy__gap_before(c, t + 1) >= JY__GAP_SOFT;
  if (breaks != 1) return;
  memmove(&f->posts[1], &f->posts[0], f->posts_len * sizeof f->posts[0]);
  f->posts[0] = prev->posts[0];
  f->posts_len++;
}

/* 粘某|副院长|某某学院: the end of the cell behind the title, where that is a unit and the last; else 0. */
static size_t cell_behind(const jy__chain *c, size_t title) {
  if (jy__gap_before(c, title + 1) != JY__GAP_SPACE || !c->d->reading.at[c->t[title + 1].start].cell) return 0;
  size_t end = cell_end(c, title + 1);
  bool last = jy__gap_before(c, end) != JY__GAP_NONE && c->d->tokens.org_end[c->t[end - 1].end];
  return last ? end : 0;
}

/* 3 粘某 某某学院 副院长: name, unit and title in the cells of a row. */
void jy__row_read(const jy__chain *c, jy__found *f) {
  enum { LABEL_TOKENS = 6 };
  size_t t = jy__past_bracket(c, f->token + 1), title = c->len, unit = c->len, before = cell_before(c, f->token);
  bool labelled = !f->byline && jy__token_is(c, f->token - 1, ":：") && f->token - row_start(c, f->token) <= LABEL_TOKENS;
  size_t word = labelled ? c->t[f->token - 1].start : 0; /* who speaks or attends; not whom to call */
  labelled = word > 1 && (jy__char_is(&c->d->reading, word - 1, "员家宾者") || jy__char_is(&c->d->reading, word - 2, "辞告讲持言"));
  if (labelled) before = f->token; /* 致辞人:某某 某大学校长 */
  bool role = f->posts_len == 1 && f->how == JY_HOW_TITLE && before == f->token && row_start(c, f->token) < f->token; /* 组长 某某 某大学 教授 */
  if ((f->posts_len && !role) || before == c->len || jy__gap_before(c, t) != JY__GAP_SPACE) return;
  for (; t < c->len && t - f->token < ROW_TOKENS && jy__gap_before(c, t) < JY__GAP_SOFT && title == c->len; t++) {
    if (jy__gap_before(c, t + 1) == JY__GAP_NONE) continue;
    if (jy__token_title(&c->t[t])) title = t;
    else if (c->d->tokens.org_end[c->t[t].end]) unit = t + 1;
    else if (c->t[t].kind != JY__T_WORD) return;
  }
  if (labelled && (title == c->len || jy__gap_before(c, title + 1) < JY__GAP_SOFT)) return;
  bool generic = false;
  size_t org = unit < c->len ? jy__org_left(c->d, unit, JY__ORG_NAMED, &generic) : unit;
  bool placed = org < unit && !generic && c->t[org].start >= f->end;
  if (title == c->len && !(placed && c->t[f->token].score > 0)) return;
  f->how = JY_HOW_AFTER;
  f->score += title < c->len ? 4.5f : 2.0f;
  if (title < c->len) jy__posts_read(c, f, title);
  if (title < c->len) read_row_above(c, f);
  if (!placed && before < f->token) {
    org = before;
    unit = cell_end(c, before);
    placed = true;
  }
  size_t behind = !placed && title < c->len ? cell_behind(c, title) : 0;
  if (behind) {
    org = title + 1;
    unit = behind;
    placed = true;
  }
  if (!placed || (f->posts_len && f->posts[f->posts_len - 1].org_end)) return;
  jy__post *last = f->posts_len ? &f->posts[f->posts_len - 1] : NULL;
  *(last ? &last->org_start : &f->org_start) = c->t[org].start;
  *(last ? &last->org_end : &f->org_end) = c->t[unit - 1].end;
}

/* How many cells stand before byte `at` on its line, from byte `least` on. */
static size_t column_of(jy_str text, size_t at, size_t least) {
  size_t n = 0;
  while (at > least && text.ptr[at - 1] != '\n') {
    at--;
    n += text.ptr[at] == '\t' || text.ptr[at] == '|';
  }
  return n;
}

enum { TABLE_BYTES = 8000 };

/* Whether the column of byte `at` is headed 备注: what stands in it is a remark. */
static bool is_remark(jy_str text, size_t at) {
  static const char head[] = "备注";
  size_t least = at > TABLE_BYTES ? at - TABLE_BYTES : 0, n = sizeof head - 1;
  for (size_t i = at; i > least; i--)
    if (text.ptr[i] == head[0] && i + n <= at && memcmp(text.ptr + i, head, n) == 0)
      return column_of(text, i, least) == column_of(text, at, least);
  return false;
}

/* 某某|某大学副校长|理事, and at the head of a line 某某 教授 中医科主任: the cells behind the first title that hold a title and nothing else. */
void jy__row_more(const jy__chain *c, jy__found *f) {
  if (!f->posts_len || f->posts[f->posts_len - 1].start < f->end) return;
  size_t t = f->token + 1;
  bool heads = f->token == 0 || jy__gap_before(c, f->token) >= JY__GAP_SOFT;
  while (t < c->len && c->t[t].start < f->posts[f->posts_len - 1].end) t++;
  while (f->posts_len < JY__POSTS_MAX && jy__gap_before(c, t) == JY__GAP_SPACE && (heads || c->d->reading.at[c->t[t].start].cell)) {
    size_t last = t;
    while (jy__gap_before(c, last + 1) == JY__GAP_NONE) last++;
    jy__post p;
    if (!jy__token_title(&c->t[last]) || is_remark(c->d->text, c->d->reading.at[c->t[t].start].at) || jy__post_read(c, last, &p) != t || (p.org_end && !heads)) return;
    jy__post_add(f, &p);
    t = last + 1;
  }
}

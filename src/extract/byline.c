/* Those who wrote, took pictures or checked: 责编:甲, (记者 乙), 丙 摄, and names
 * that sign a report. Knows bylines; refuses to know other titles. */
#include "extract/chain.h"

enum { SIGNED_CHARS = 20 };

/* The bracket that opens what signs a report, before token t on its line; len when there is none. */
static size_t open_before(const jy__chain *c, size_t t) {
  for (size_t k = t; k-- > 0 && jy__gap_before(c, k + 1) < JY__GAP_HARD && c->t[t].start - c->t[k].end <= SIGNED_CHARS;) {
    if (jy__token_is(c, k, "(（[【")) return k;
    if (jy__token_is(c, k, "，,") && k > 0 && c->t[k - 1].kind == JY__T_BYLINE) continue; /* (甲某摄影，乙某核稿) */
    if (jy__token_is(c, k, "。，,；!！?？“”《》)）")) break;
  }
  return c->len;
}

static bool line_starts(const jy__chain *c, size_t t) {
  size_t word = t;
  while (t > 0 && jy__gap_before(c, t) != JY__GAP_HARD && (c->t[t - 1].kind == JY__T_BYLINE || c->t[t - 1].kind == JY__T_NAME || jy__token_is(c, t - 1, "/、&:：本版"))) t--;
  return t == 0 || jy__gap_before(c, t) == JY__GAP_HARD || jy__token_is(c, t - 1, "(（[【|｜丨") || open_before(c, word) < c->len;
}

static void take_outlet(const jy__chain *c, jy__post *p, size_t from, size_t to) {
  p->org_start = c->t[from].start;
  p->org_end = c->t[to - 1].end;
}

/* 本报讯(记者…), 某日报讯 记者…: what stands before 讯. */
static bool read_wire(const jy__chain *c, size_t end, jy__post *p) {
  const jy__reading *r = &c->d->reading;
  size_t first = end;
  if (!end || !jy__char_is(r, c->t[end - 1].end - 1, "讯")) return false;
  while (first > 0 && c->t[first - 1].kind != JY__T_PUNCT && (first == end || jy__gap_before(c, first) == JY__GAP_NONE) && end - first < 6) first--;
  size_t stop = c->t[end - 1].end - 1;
  bool ours = jy__char_is(r, c->t[first].start, "本"), outlet = stop > 0 && jy__char_is(r, stop - 1, "报网社台站刊体");
  if (!outlet || stop - c->t[first].start > 8 || (!ours && stop - c->t[first].start < 3)) return false;
  p->org_start = c->t[first].start;
  p->org_end = stop;
  return true;
}

/* (县融媒体中心 记者 邢某 赵某): the unit that opens the bracket. */
static bool read_unit(const jy__chain *c, size_t word, jy__post *p) {
  size_t open = open_before(c, word), end = open + 1;
  if (open == c->len || open + 1 >= word) return false;
  while (end < word && c->t[end].kind == JY__T_WORD && (end == open + 1 || jy__gap_before(c, end) == JY__GAP_NONE)) end++;
  if (end == open + 1 || jy__gap_before(c, end) != JY__GAP_SPACE || !c->d->tokens.org_end[c->t[end - 1].end]) return false;
  take_outlet(c, p, open + 1, end);
  return true;
}

/* The outlet: 本报记者, or the head of the dateline before a bracket. */
static void read_outlet(const jy__chain *c, size_t word, jy__post *p) {
  const jy__reading *r = &c->d->reading;
  size_t t = word, open = open_before(c, word);
  if (read_wire(c, open < c->len ? open : word, p) || read_wire(c, word, p) || read_unit(c, word, p)) return;
  if (open < c->len) t = open + 1; /* also for the second of a bracket */
  if (t > 0 && jy__token_is(c, t - 1, "(（")) {
    if (t < 2 || !jy__char_is(r, c->t[t - 2].end - 1, "电讯")) return;
    while (t > 0 && jy__gap_before(c, t) != JY__GAP_HARD && word - t < 16 && !jy__token_is(c, t, "。")) t--;
    size_t end = t;
    while (end < word && !(jy__chain_roles(c, end) & JY__PLACE) && !jy__char_is(r, c->t[end].start, "0123456789")) end++;
    if (end > t && end < word) take_outlet(c, p, t, end);
    return;
  }
  if (t == 0 || jy__gap_before(c, t) != JY__GAP_NONE) return;
  if (!jy__char_is(r, c->t[t - 1].end - 1, "报网社台站刊")) return;
  while (t > 0 && c->t[t - 1].kind == JY__T_WORD && jy__gap_before(c, t) == JY__GAP_NONE && word - t < 4) t--;
  take_outlet(c, p, t, word);
}

enum { UNIT_CHARS = 16 };

/* 撰文/图书馆李某秘书: behind byline word and mark stand unit and name, and the line or
 * bracket ends with them. */
static bool fills_field(const jy__chain *c, size_t name) {
  size_t t = name, past = name + 1;
  while (past < c->len && jy__token_title(&c->t[past]) && jy__gap_before(c, past) == JY__GAP_NONE) past++;
  bool ends = jy__gap_before(c, past) != JY__GAP_NONE || jy__token_is(c, past, ")）");
  if (c->d->tokens.org_end[c->t[name].start] != 2 || !ends) return false;
  while (t > 1 && c->t[t - 1].kind != JY__T_PUNCT && c->t[t - 1].kind != JY__T_NAME && jy__gap_before(c, t) == JY__GAP_NONE) t--;
  return t > 1 && jy__gap_before(c, t) == JY__GAP_NONE && jy__token_is(c, t - 1, ":：/／∕") && c->t[t - 2].kind == JY__T_BYLINE;
}

/* 供稿:校史馆 李某, 文:科研部/李某: the unit between byline word and name; its first token, or the name. */
static size_t unit_before_name(const jy__chain *c, size_t name) {
  bool stroke = name > 1 && jy__token_is(c, name - 1, "/／∕");
  size_t end = stroke ? name - 1 : name, t = end;
  if ((!stroke && jy__gap_before(c, name) != JY__GAP_SPACE && !fills_field(c, name)) || !end) return name;
  if (!c->d->tokens.org_end[c->t[end - 1].end] && !jy__char_is(&c->d->reading, c->t[end - 1].end - 1, jy__unit_ends)) return name;
  do t--;
  while (t > 0 && c->t[t - 1].kind != JY__T_PUNCT && c->t[t - 1].kind != JY__T_NAME && jy__gap_before(c, t) == JY__GAP_NONE && c->t[end - 1].end - c->t[t - 1].start <= UNIT_CHARS);
  return t;
}

/* 【责任编辑】甲某: the word in brackets of its own before token t. */
static bool is_bracketed(const jy__chain *c, size_t t) {
  return t > 2 && jy__token_is(c, t - 1, "】]］") && (c->t[t - 2].kind == JY__T_BYLINE || (jy__chain_roles(c, t - 2) & JY__BYLINE)) && jy__token_is(c, t - 3, "【[［");
}

/* The byline word before token t, with a colon or none; len when it is another. A word that is a title too
 * (作者) is one before a colon. */
static size_t byline_word(const jy__chain *c, size_t t, bool *colon) {
  *colon = jy__token_is(c, t - 1, ":：/／∕｜|丨") || is_bracketed(c, t);
  if (t < 1 + (size_t)*colon) return c->len;
  t -= 1 + (size_t)*colon;
  const jy__entry *e = jy__chain_entry(c, t); /* 责任编辑 李某 */
  bool apart = e && e->by_free && (e->roles & JY__BYLINE) && jy__gap_before(c, t + 1) == JY__GAP_SPACE;
  bool word = c->t[t].kind == JY__T_BYLINE || apart || (*colon && (jy__chain_roles(c, t) & JY__BYLINE));
  return word ? t : c->len;
}

/* 撰稿、审核:甲: the byline words before the one before the colon, that go on to it. */
static void joint_words(const jy__chain *c, jy__found *f, size_t t) {
  size_t first = t;
  while (first > 1 && jy__token_is(c, first - 1, "、/及和") && c->t[first - 2].kind == JY__T_BYLINE && jy__gap_before(c, first) == JY__GAP_NONE) first -= 2;
  for (; first < t; first += 2) {
    const jy__entry *e = jy__chain_entry(c, first);
    if (e && e->by_title) jy__post_add(f, &(jy__post){c->t[first].start, c->t[first].end, 0, 0});
  }
}

/* 责编:甲、乙 / (记者 甲) / 记者甲 */
void jy__byline_before(const jy__chain *c, jy__found *f) {
  size_t unit = unit_before_name(c, f->token);
  bool colon;
  if (unit == 0 || jy__gap_before(c, unit) == JY__GAP_HARD || c->d->tokens.org_end[c->t[f->token].end] == 2) return;
  size_t t = byline_word(c, unit, &colon);
  const jy__entry *e = jy__chain_entry(c, t);
  bool behind = !colon && t > 0 && t < c->len && c->t[t - 1].kind == JY__T_NAME && jy__gap_before(c, t) == JY__GAP_NONE; /* 甲某撰稿 乙某摄影 */
  if (!e || (behind && !e->by_free)) return;
  bool alone = colon || jy__gap_before(c, unit) != JY__GAP_NONE || line_starts(c, t);
  if (!e->by_free && !alone) return;
  size_t head = c->t[t].start;
  if (head > 1 && jy__reads(&c->d->reading, head - 2, "本版")) head -= 2;
  bool apart = c->d->reading.at[head].gap != JY__GAP_NONE && jy__gap_before(c, unit) != JY__GAP_NONE && jy__gap_before(c, f->token + 1) != JY__GAP_NONE;
  if (!e->by_free && !colon && !apart && !line_starts(c, t)) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += colon || jy__gap_before(c, f->token) == JY__GAP_SPACE ? 4.5f : 3.0f;
  if (colon) joint_words(c, f, t);
  jy__post p = {c->t[t].start, c->t[t].end, 0, 0};
  if (unit < f->token) take_outlet(c, &p, unit, jy__token_is(c, f->token - 1, "/／∕") ? f->token - 1 : f->token);
  else read_outlet(c, t, &p);
  if (e->by_title) jy__post_add(f, &p);
  f->org_start = e->by_title ? 0 : p.org_start;
  f->org_end = e->by_title ? 0 : p.org_end;
}

/* 某某学院甲某供稿: the first token of a line that holds unit, name and byline word alone, which ends at `end`; len
 * when it holds more. */
static size_t own_line(const jy__chain *c, size_t name, size_t end) {
  size_t t = name;
  if (jy__gap_before(c, end) < JY__GAP_SOFT) return c->len;
  while (t > 0 && jy__gap_before(c, t) < JY__GAP_SOFT && c->t[t - 1].kind == JY__T_WORD && c->t[name].start - c->t[t - 1].start <= UNIT_CHARS) t--;
  return jy__gap_before(c, t) >= JY__GAP_SOFT && t < name && c->d->tokens.org_end[c->t[name - 1].end] ? t : c->len;
}

/* 张某摄, 李某/文, 王某 摄影 */
void jy__byline_after(const jy__chain *c, jy__found *f) {
  size_t t = f->token + 1;
  if (jy__token_is(c, t, "/")) t++;
  bool addressed = t < c->len && c->t[t].kind == JY__T_COURTESY && jy__gap_before(c, t) == JY__GAP_NONE && jy__token_is(c, f->token - 1, "(（");
  if (addressed) t++; /* (某某小姐撰稿) */
  const jy__entry *e = jy__chain_entry(c, t);
  if (!e || !(e->roles & JY__BYLINE) || e->by_free || f->posts_len) return;
  size_t unit = unit_before_name(c, f->token), open = open_before(c, f->token), line = own_line(c, f->token, t + 1);
  bool signs = open < c->len && c->t[t].end > c->t[t].start + 1; /* (甲某撰稿 乙某摄影) */
  bool spaced = signs || line < c->len || t > f->token + 1 || jy__gap_before(c, t) == JY__GAP_SPACE || jy__char_is(&c->d->reading, c->t[t].start, "摄");
  bool closed = jy__gap_before(c, t + 1) != JY__GAP_NONE || jy__token_is(c, t + 1, ")）,，、。");
  if (!spaced || !closed || jy__gap_before(c, t) >= JY__GAP_SOFT) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  bool alone = jy__gap_before(c, f->token) != JY__GAP_NONE || jy__token_is(c, f->token - 1, "(（;；"); /* (曲艺 / 图) */
  f->score += t > f->token + 1 ? (alone ? 5.0f : 3.5f) : signs ? 3.0f : 2.0f;
  jy__post p = {c->t[t].start, c->t[t].end, 0, 0};
  if (line < c->len) unit = line;
  if ((line < c->len || (open < c->len && unit == open + 1)) && unit < f->token) take_outlet(c, &p, unit, f->token); /* (协会秘书处 毛某 报道) */
  if (e->by_title) jy__post_add(f, &p);
  f->org_start = e->by_title ? 0 : p.org_start;
  f->org_end = e->by_title ? 0 : p.org_end;
}

static bool date_follows(const jy__chain *c, size_t t) {
  const jy__reading *r = &c->d->reading;
  if (t >= c->len || jy__gap_before(c, t) == JY__GAP_NONE) return false;
  size_t i = c->t[t].start;
  return i + 4 < r->len && jy__char_is(r, i, "12") && jy__char_is(r, i + 1, "09") && jy__char_is(r, i + 4, "-年/.");
}

/* 甲、乙 丙: the first token of the names of a bracket, and the one behind the last. */
static size_t names_first(const jy__chain *c, size_t t) {
  while (t > 0 && jy__gap_before(c, t) < JY__GAP_HARD && (c->t[t - 1].kind == JY__T_NAME || (jy__token_is(c, t - 1, "、") && t > 1 && c->t[t - 2].kind == JY__T_NAME))) t--;
  return t;
}

/* Tokens of names that a bracket holds at most: each name of a list asks, and some lists
 * have thousands. */
enum { MOST_SIGNED = 200 };

static size_t names_end(const jy__chain *c, size_t t) {
  size_t stop = c->len - t < MOST_SIGNED ? c->len : t + MOST_SIGNED;
  while (t < stop && (c->t[t].kind == JY__T_NAME || jy__token_is(c, t, "、"))) t++;
  return t;
}

/* Whether a bracket that closes at token t ends a paragraph: )■ */
static bool ends_paragraph(const jy__chain *c, size_t t) {
  if (!jy__token_is(c, t, ")）")) return false;
  return jy__gap_before(c, t + 1) >= JY__GAP_SOFT || (jy__token_is(c, t + 1, "■◆●▲★") && jy__gap_before(c, t + 2) >= JY__GAP_SOFT);
}

/* (安监办 郗某　宣传部 齐某): over the units and names that follow; the token behind the last. */
static size_t pairs_end(const jy__chain *c, size_t t) {
  size_t stop = c->len - t < MOST_SIGNED ? c->len : t + MOST_SIGNED, start = c->t[t].start;
  while (t < stop && c->t[t].start - start <= 2 * SIGNED_CHARS && (c->t[t].kind == JY__T_NAME || c->t[t].kind == JY__T_WORD || jy__token_is(c, t, "、"))) {
    if (c->t[t].kind == JY__T_WORD && (jy__chain_roles(c, t) & JY__ACT_STRONG)) break;
    t++;
  }
  return t;
}

/* (甲某 通讯员 乙某), (甲某 编辑：乙某): behind the names that open a bracket others are told with their words; where it
 * closes, or t. */
static size_t others_end(const jy__chain *c, size_t t) {
  size_t end = t, start = c->t[t - 1].start;
  if (t >= c->len || c->t[t].kind != JY__T_BYLINE || jy__gap_before(c, t) != JY__GAP_SPACE) return t;
  while (end < c->len && c->t[end].start - start <= 2 * SIGNED_CHARS && !jy__token_is(c, end, ")）。")) end++;
  return end < c->len && jy__token_is(c, end, ")）") ? end : t;
}

/* 某某学院讯(甲某 乙某), 某网青川3月1日电 (甲某): what stands before the bracket. */
static bool is_wire(const jy__chain *c, size_t last, uint8_t gap) {
  const jy__reading *r = &c->d->reading;
  if (jy__char_is(r, last, "讯")) return gap == JY__GAP_NONE;
  return gap <= JY__GAP_SPACE && last > 0 && jy__char_is(r, last, "电") && jy__char_is(r, last - 1, "日");
}

/* (黄某), (办公室:刘某 李某), (党政办 王某) after the last sentence: where the bracket opens. */
static size_t signature_open(const jy__chain *c, size_t name) {
  size_t first = names_first(c, name), close = others_end(c, names_end(c, name));
  bool pairs = close < c->len && c->t[close].kind == JY__T_WORD && jy__gap_before(c, close) == JY__GAP_SPACE;
  if (pairs) {
    close = pairs_end(c, close);
    pairs = close < c->len && c->t[close - 1].kind == JY__T_NAME;
  }
  bool ends = ends_paragraph(c, close);
  if (!ends && !jy__token_is(c, close, ")）")) return c->len;
  for (size_t t = first; t-- > 0 && first - t <= 12 && jy__gap_before(c, t + 1) < JY__GAP_HARD;) {
    if (jy__token_is(c, t, "(（")) {
      bool unit = t + 1 == first || jy__token_is(c, first - 1, ":：") || jy__gap_before(c, first) != JY__GAP_NONE;
      bool after = t == 0 || jy__token_is(c, t - 1, "。!?！？…”」") || jy__gap_before(c, t) == JY__GAP_HARD;
      bool wire = t > 0 && is_wire(c, c->t[t - 1].end - 1, jy__gap_before(c, t));
      return unit && (wire || (ends && after)) ? t : c->len;
    }
    if ((c->t[t].kind == JY__T_PUNCT && t + 1 != first) || c->t[t].kind == JY__T_BYLINE) break;
  }
  return c->len;
}

/* The first token of the unit that a name of a bracket signs for: behind the name before it. */
static size_t signing_unit(const jy__chain *c, size_t open, size_t last) {
  size_t t = last;
  while (t > open + 1 && c->t[t - 1].kind != JY__T_NAME) t--;
  return t;
}

/* A name that signs in a bracket, or stands alone before a page date. */
void jy__byline_signature(const jy__chain *c, jy__found *f) {
  size_t t = f->token, open = signature_open(c, t);
  bool bracket = open < c->len && !c->d->tokens.org_end[c->t[t].end];
  bool dated = jy__gap_before(c, t) >= JY__GAP_SOFT && date_follows(c, t + 1);
  if (!bracket && !dated) return;
  f->byline = true;
  f->how = JY_HOW_BYLINE;
  f->score += bracket && open + 1 < t ? 4.0f : 1.2f;
  t = names_first(c, t);
  size_t last = bracket && jy__token_is(c, t - 1, ":：") ? t - 1 : t;
  size_t unit = bracket ? signing_unit(c, open, last) : last;
  if (!bracket || unit >= last) return;
  f->org_start = c->t[unit].start;
  f->org_end = c->t[last - 1].end;
}

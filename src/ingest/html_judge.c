/* What of a page is furniture, and which element is the headline. Furniture is
 * what is hidden, calls itself so by class or by its first words, or is mostly
 * links; wrappers have misleading names, so that what holds the headline, or
 * most of the prose, stays. Refuses to know what the article says. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html_tree.h"

#define T(name) JY__TAG(name)

/* A headline has at most 80 characters. */
#define LONGEST_TITLE 240
/* The name of an institution has at most 16 characters. */
#define SITE_NAME 48
/* Lines of labels that are looked for below what may be a headline. */
#define LOOKS 400
/* A line that a cut takes away has at most 80 characters. */
#define LONGEST_CUT 240
/* An opening that stands alone may have a few characters beside it. */
#define ALONE 15

void jy__put_text(jy_buf *out, const jy__tree *t, size_t i) {
  for (size_t k = i; k < t->at[i].end; k++) {
    const GumboNode *n = t->at[k].node;
    if (jy__is_text(n)) jy_buf_put(out, n->v.text.text, strlen(n->v.text.text));
  }
}

void jy__squeeze(jy_buf *b) {
  size_t n = 0;
  for (size_t i = 0; i < b->len; i++) {
    bool space = (unsigned char)b->ptr[i] <= ' ';
    if (!space)
      b->ptr[n++] = b->ptr[i];
    else if (n && b->ptr[n - 1] != ' ')
      b->ptr[n++] = ' ';
  }
  if (n && b->ptr[n - 1] == ' ') n--;
  b->len = n;
}

/* ---- the headline ----------------------------------------------------------------- */

/* Takes out what two spellings of one headline differ by. */
static void fold(jy_buf *b) {
  size_t n = 0;
  for (size_t i = 0; i < b->len;) {
    bool blank = (unsigned char)b->ptr[i] <= ' ';
    size_t wide = i + 2 < b->len && memcmp(b->ptr + i, "　", 3) == 0 ? 3
                  : i + 1 < b->len && memcmp(b->ptr + i, "\xC2\xA0", 2) == 0 ? 2 : 0;
    if (blank || wide)
      i += wide ? wide : 1;
    else
      b->ptr[n++] = b->ptr[i++];
  }
  b->len = n;
}

static bool contains(jy_str text, jy_str part) {
  return part.len && text.len >= part.len && memmem(text.ptr, text.len, part.ptr, part.len) != NULL;
}

/* Whether a stated title is the name of an institution or its site. */
static bool is_site(jy_str name) {
  static const char *const ends[] = {"医院", "大学", "学院", "学校", "研究院", "研究所", "实验室", "中心", "委员会", "政府", "网", "网站",
                                     "网站群", "首页", "新闻", "局", "厅", "醫院", "大學", "學院", "首頁", "新聞"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t n = strlen(ends[i]);
    if (name.len >= n && memcmp(name.ptr + name.len - n, ends[i], n) == 0) return true;
  }
  return false;
}

/* Titles as the head states them, folded. */
typedef struct {
  jy_buf stated;
  jy_buf head;
  int looks;
} names;

/* What it says for a headline that a line of labels follows it. */
#define ABOVE_LABELS 22

static int tag_score(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1: return 25;
    case GUMBO_TAG_H2: return 20;
    case GUMBO_TAG_H3: return 15;
    case GUMBO_TAG_H4: return 10;
    default: return 0;
  }
}

static bool is_title_class(const jy__tree *t, size_t i) {
  const GumboElement *e = jy__element(&t->at[i]);
  return e && (jy__hints_title(t->hints, jy__attribute(e, "class")) ||
               jy__hints_title(t->hints, jy__attribute(e, "id")));
}

/* How well a text agrees with the titles that the head states. */
static int name_score(const names *n, jy_str text) {
  jy_str stated = jy_buf_str(&n->stated), head = jy_buf_str(&n->head);
  if (jy_str_equal(stated, text)) return 60;
  if (text.len < 12) return 0;
  if (contains(stated, text) && text.len * 2 > stated.len) return 50;
  if (contains(head, text)) return 30 + (int)(20 * text.len / head.len);
  /* Titles in the head are often cut. */
  if (head.len >= 24 && text.len > 24 && memcmp(text.ptr, head.ptr, 24) == 0) return 35;
  return 0;
}

static int place_score(const jy__tree *t, size_t i) {
  int score = 0;
  size_t up = i;
  for (int level = 0; up != JY__NO_ITEM && level < 7; level++, up = t->at[up].parent)
    if (t->at[up].hint < -1) score = -20;
  if (is_title_class(t, i) || (i && is_title_class(t, t->at[i].parent))) score += 20;
  return score;
}

static bool could_be_title(const jy__node *x, const GumboElement *e) {
  if (x->text < 6 || x->text > LONGEST_TITLE) return false;
  if (e->tag == T(A)) return false;
  return !jy__is_block(e->tag) || x->own == x->text;
}

/* Whether the line below an element tells when or where something was published. */
static int stands_above_labels(bool *yes, const jy__tree *t, size_t i) {
  size_t next = t->at[i].end;
  while (next < t->len && !(jy__is_text(t->at[next].node) && t->at[next].text)) next++;
  *yes = false;
  if (next == t->len) return JY_OK;
  size_t line = jy__block_of(t, next);
  if (t->at[line].text > JY__LONGEST_LABELS || t->at[line].linked * 2 > t->at[line].text) return JY_OK;
  jy_buf text = JY_BUF_INIT;
  jy_span date = {0, 0};
  jy__claims claims = {.len = 0};
  jy__put_text(&text, t, line);
  jy__squeeze(&text);
  int status = jy_buf_status(&text);
  if (status == JY_OK) status = jy__claims_read(&claims, t->hints, jy_buf_str(&text));
  if (status == JY_OK) status = jy__date_in(&date, jy_buf_str(&text));
  for (size_t k = 0; k < claims.len; k++) *yes = *yes || claims.at[k].fact <= JY__FACT_UPDATED;
  /* A bare date alone: a sentence may hold one too. */
  *yes = *yes || (date.end > date.start && text.len < date.end - date.start + 60);
  jy_buf_free(&text);
  return status;
}

static int title_score(const jy__tree *t, size_t i, const names *n, jy_buf *scratch) {
  const jy__node *x = &t->at[i];
  const GumboElement *e = jy__element(x);
  size_t len;
  bool marked = tag_score(e->tag) || is_title_class(t, i);
  scratch->len = 0;
  jy__put_text(scratch, t, i);
  fold(scratch);
  jy_str text = jy_buf_str(scratch);
  int named = name_score(n, text);
  if (!named && !marked && (!jy__is_block(e->tag) || text.len < 18)) return 0;
  jy__fact label = jy__hints_label(t->hints, text, &len);
  if (label != JY__FACT_NONE && len < text.len && (text.ptr[len] == ':' || memcmp(text.ptr + len, "：", 3) == 0))
    return 0;
  int score = named + tag_score(e->tag) + place_score(t, i);
  if (!named && !jy__is_block(e->tag) && !is_title_class(t, i)) return 0;
  if (x->linked * 2 > x->text) score -= 30;
  if (x->stops) score -= 30;
  if (!named && text.len < 18) score -= e->tag == T(H1) ? 5 : 15;
  if (jy__hints_cut(t->hints, text, &len) != JY__CUT_NONE) score -= 30;
  return score;
}

static int read_names(names *n, const jy__tree *t) {
  jy_str stated = t->stated.at[JY__FACT_TITLE];
  jy_buf_put(&n->stated, stated.ptr, stated.len);
  jy_buf_put(&n->head, t->head_title.ptr, t->head_title.len);
  fold(&n->stated);
  fold(&n->head);
  if (n->head.len <= SITE_NAME && is_site(jy_buf_str(&n->head))) n->head.len = 0;
  int status = jy_buf_status(&n->stated);
  return status < 0 ? status : jy_buf_status(&n->head);
}

/* A line that could be a headline by where it stands: words, no figures. */
static bool is_line(const jy__node *x, const GumboElement *e, const jy_buf *text) {
  size_t digits = 0;
  for (size_t i = 0; i < text->len; i++) digits += text->ptr[i] >= '0' && text->ptr[i] <= '9';
  return jy__is_block(e->tag) && text->len >= 18 && digits * 5 < text->len && x->linked * 2 <= x->text;
}

static int find_headline(size_t *out, const jy__tree *t) {
  names n = {JY_BUF_INIT, JY_BUF_INIT, 0};
  jy_buf scratch = JY_BUF_INIT;
  int best = 19, status = read_names(&n, t);
  *out = JY__NO_ITEM;
  for (size_t i = 1; status == JY_OK && i < t->len; i++) {
    const GumboElement *e = jy__element(&t->at[i]);
    if (!e || !could_be_title(&t->at[i], e)) continue;
    int score = title_score(t, i, &n, &scratch);
    bool above = false;
    status = jy_buf_status(&scratch);
    if (status == JY_OK && score >= 0 && score > best - ABOVE_LABELS && is_line(&t->at[i], e, &scratch) && n.looks++ < LOOKS)
      status = stands_above_labels(&above, t, i);
    score += above ? ABOVE_LABELS : 0;
    if (score <= best) continue;
    best = score;
    *out = i;
  }
  jy_buf_free(&scratch);
  jy_buf_free(&n.stated);
  jy_buf_free(&n.head);
  return status;
}

/* ---- furniture -------------------------------------------------------------------------- */

typedef struct {
  jy__tree *t;
  size_t headline;
} judge;

static bool is_hidden(const GumboElement *e) {
  const char *style = jy__attribute(e, "style");
  if (jy__attribute(e, "hidden")) return true;
  return style && (strcasestr(style, "display:none") || strcasestr(style, "display: none"));
}

/* Whether the page goes on without the element: it holds neither the headline nor
 * most of the prose; or prose stands between the headline and it. */
static bool is_spare(const judge *j, size_t i) {
  const jy__node *x = &j->t->at[i];
  size_t h = j->headline;
  if (h != JY__NO_ITEM && h >= i && h < x->end) return false;
  if (x->weight * 2 <= j->t->at[0].weight) return true;
  if (h == JY__NO_ITEM || i < h) return false;
  double between = 0;
  for (size_t k = j->t->at[h].end; k < i;) {
    const jy__node *y = &j->t->at[k];
    bool inside = y->end <= i && !y->off;
    between += inside && y->stops ? y->weight : 0;
    k = y->end <= i ? y->end : k + 1;
  }
  return between >= 60;
}

static void put_off(jy__tree *t, size_t i, unsigned char why) {
  jy__node *x = &t->at[i];
  for (size_t up = x->parent; up != JY__NO_ITEM; up = t->at[up].parent) t->at[up].weight -= x->weight;
  for (size_t k = i; k < x->end; k++) t->at[k].off = why;
}

/* How long the ornament is that a text begins with. */
static size_t ornament(const char *s) {
  if (strncmp(s, "　", 3) == 0 || strncmp(s, "【", 3) == 0) return 3;
  return strncmp(s, "·", 2) == 0 ? 2 : 0;
}

/* The first words of an element, as far as one text holds them. Where tags were
 * taken out for their depth, much space may stand before them. */
static jy_str first_words(const jy__tree *t, const jy__node *x) {
  if (x->first == JY__NO_ITEM) return (jy_str){"", 0};
  const char *s = t->at[x->first].node->v.text.text;
  for (size_t n = 1; n > 0; s += n) {
    while (*s && (unsigned char)*s <= ' ') s++;
    n = ornament(s);
  }
  return jy_cstr(s);
}

/* What is set off by its first words. A list that follows 附件 belongs to the
 * article. */
static jy__cut cut_of(const jy__tree *t, const jy__node *x, bool *alone) {
  size_t len;
  jy__cut cut = jy__hints_cut(t->hints, first_words(t, x), &len);
  *alone = x->text <= len + ALONE;
  if (cut == JY__CUT_LINE && x->text > LONGEST_CUT && x->linked * 2 < x->text) return JY__CUT_NONE;
  if (cut == JY__CUT_REST && !*alone && x->own == x->text && x->linked * 2 < x->text) return JY__CUT_NONE;
  return cut;
}

static bool is_attachments(const jy__tree *t, const jy__node *x) {
  jy_str words = first_words(t, x);
  return words.len >= 6 && (memcmp(words.ptr, "附件", 6) == 0 || memcmp(words.ptr, "附：", 6) == 0);
}

static bool is_link_list(const jy__tree *t, const jy__node *x, GumboTag tag) {
  if (!JY__IS_TAG(tag, T(DIV), T(UL), T(OL), T(DL), T(TABLE), T(TR), T(TD), T(SECTION), T(P), T(ARTICLE), T(CENTER)))
    return false;
  return x->links >= 2 && x->linked * 5 > x->text * 3 && !is_attachments(t, x);
}

static bool is_named(const jy__node *x, const GumboElement *e) {
  if (JY__IS_TAG(e->tag, T(A), T(B), T(STRONG), T(EM), T(I), T(FONT), T(HTML), T(BODY))) return false;
  return x->hint < -2 || (x->hint == -2 && (x->linked * 3 > x->text || x->text < LONGEST_CUT));
}

/* After 相关新闻 on a line of its own, what follows it in its block. */
static void put_rest_off(const judge *j, size_t i) {
  size_t parent = j->t->at[i].parent;
  for (size_t k = j->t->at[i].end; k < j->t->at[parent].end; k = j->t->at[k].end)
    if (j->t->at[k].off == JY__ON && is_spare(j, k)) put_off(j->t, k, JY__OFF);
}

/* The header of the page, not that of an article. */
static bool is_page_header(const jy__tree *t, const jy__node *x, const GumboElement *e) {
  const GumboElement *up = jy__element(&t->at[x->parent]);
  return e->tag == T(HEADER) && x->stops == 0 && !(up && JY__IS_TAG(up->tag, T(ARTICLE), T(SECTION)));
}

/* Judges one element; its parts are judged on their own where it stays. */
static unsigned char judge_one(const judge *j, size_t i) {
  jy__tree *t = j->t;
  const jy__node *x = &t->at[i];
  const GumboElement *e = jy__element(x);
  bool alone = false;
  if (!e || x->first == JY__NO_ITEM || x->off) return JY__ON;
  bool block = jy__is_block(e->tag);
  bool silent = is_hidden(e) || JY__IS_TAG(e->tag, T(NAV), T(FOOTER), T(ASIDE)) || is_named(x, e) ||
                (e->tag == T(FORM) && x->stops == 0) || is_page_header(t, x, e);
  jy__cut cut = block && !silent ? cut_of(t, x, &alone) : JY__CUT_NONE;
  bool links = block && is_link_list(t, x, e->tag);
  if (!silent && cut == JY__CUT_NONE && !links) return JY__ON;
  if (!is_spare(j, i)) return JY__ON;
  if (cut == JY__CUT_REST && alone) put_rest_off(j, i);
  return silent || cut != JY__CUT_NONE ? JY__OFF : JY__OFF_LINKS;
}

int jy__judge(size_t *headline, jy__tree *t) {
  judge j = {.t = t};
  int status = find_headline(&j.headline, t);
  for (size_t i = 1; status == JY_OK && i < t->len;) {
    unsigned char why = judge_one(&j, i);
    if (why) put_off(t, i, why);
    i = why || t->at[i].off ? t->at[i].end : i + 1;
  }
  *headline = j.headline;
  return status;
}

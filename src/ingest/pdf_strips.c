/* Words of a page put together: in a row to strips, one below another to
 * vertical strips. Knows how far apart characters of one word may be set.
 * Refuses to know columns. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf.h"

/* Characters that may stand in columns are compared with one another; a page
 * that has more of them than a broadsheet holds is read as rows. */
#define MOST_SINGLES 4000

bool jy__is_wide(uint32_t cp) {
  return jy__is_han(cp) || (cp >= 0x3000 && cp <= 0x33FF) || (cp >= 0xFF00 && cp <= 0xFFEF) ||
         (cp >= 0xFE30 && cp <= 0xFE4F);
}

int jy__pdf_add_page(jy__pdf *p, double width, double height) {
  void *at = p->pages;
  if (jy__grow(&at, &p->pages_cap, p->pages_len + 1, sizeof *p->pages) < 0) return JY_ENOMEM;
  p->pages = at;
  p->pages[p->pages_len++] = (jy__pdf_page){width, height, p->words_len, p->words_len};
  return JY_OK;
}

int jy__pdf_add_word(jy__pdf *p, jy__box box, size_t line, jy_str text) {
  void *at = p->words;
  if (jy__grow(&at, &p->words_cap, p->words_len + 1, sizeof *p->words) < 0) return JY_ENOMEM;
  p->words = at;
  size_t start = p->chars.len;
  jy_buf_put(&p->chars, text.ptr, text.len);
  p->words[p->words_len++] = (jy__pdf_word){box, start, p->chars.len, line};
  p->pages[p->pages_len - 1].end = p->words_len;
  return jy_buf_status(&p->chars);
}

void jy__pdf_free(jy__pdf *p) {
  jy_buf_free(&p->chars);
  free(p->words);
  free(p->pages);
  *p = (jy__pdf){0};
}

int jy__strips_add(jy__strips *s, const jy__strip *strip) {
  void *at = s->at;
  if (jy__grow(&at, &s->cap, s->len + 1, sizeof *s->at) < 0) return JY_ENOMEM;
  s->at = at;
  s->at[s->len++] = *strip;
  return JY_OK;
}

void jy__strips_free(jy__strips *s) {
  jy_buf_free(&s->text);
  free(s->at);
  *s = (jy__strips){0};
}

/* A word with what is asked of it again and again. */
typedef struct glyphs glyphs;
struct glyphs {
  const jy__pdf_word *word;
  double width, height;
  size_t chars, wide;
  uint32_t first, last;
  bool tall;     /* its characters stand one below another */
  bool used;     /* is part of a vertical strip */
  bool follows;  /* another one's `next` */
  glyphs *next;  /* the one below in its column */
  double leading; /* of the page's fonts: how high its boxes are, by their size */
};

static glyphs look_at(const jy__pdf *p, const jy__pdf_word *w) {
  glyphs g = {.word = w, .width = w->box.x1 - w->box.x0, .height = w->box.y1 - w->box.y0};
  const char *at = p->chars.ptr + w->start, *end = p->chars.ptr + w->end;
  for (uint32_t cp; at < end; g.chars++) {
    size_t n = jy__utf8_next(at, end, &cp);
    if (g.chars == 0) g.first = cp;
    g.last = cp;
    g.wide += jy__is_wide(cp);
    at += n ? n : 1;
  }
  return g;
}

/* The size of the type. Boxes are as high as the font says its letters may get,
 * two or three times as much; `leading` is by how much, for the page's Chinese
 * fonts. How wide the characters are tells which of the two it is: room between
 * them makes Chinese look larger, but not smaller. */
static double size_of(const glyphs *g) {
  double high = g->tall ? g->width : g->height, length = g->tall ? g->height : g->width;
  double em = length / ((double)g->wide + 0.5 * (double)(g->chars - g->wide)), small = high / g->leading;
  if (g->wide == g->chars) return small <= 1.02 * em && small >= 0.75 * em ? small : jy__less(high, em);
  return fabs(log(small / em)) < fabs(log(high / em)) ? small : high;
}

static bool is_single(const glyphs *g) {
  return g->chars == 1 && jy__is_wide(g->first);
}

static jy__box around(jy__box a, jy__box b) {
  return (jy__box){jy__less(a.x0, b.x0), jy__less(a.y0, b.y0), jy__more(a.x1, b.x1), jy__more(a.y1, b.y1)};
}

/* Marks as they are set in vertical lines (U+FE10 to U+FE44), as ordinary ones. */
static uint32_t upright(uint32_t cp) {
  static const uint16_t points[] = {0xFF0C, 0x3001, 0x3002, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0x3016, 0x3017, 0x2026};
  static const uint16_t brackets[] = {0x2025, 0x2014, 0x2013, 0xFF3F, 0xFE34, 0xFF08, 0xFF09, 0xFF5B, 0xFF5D, 0x3014, 0x3015,
                                      0x3010, 0x3011, 0x300A, 0x300B, 0x3008, 0x3009, 0x300C, 0x300D, 0x300E, 0x300F};
  if (cp >= 0xFE10 && cp <= 0xFE19) return points[cp - 0xFE10];
  return cp >= 0xFE30 && cp <= 0xFE44 ? brackets[cp - 0xFE30] : cp;
}

static int put_word(jy__strips *out, const jy__pdf *p, const glyphs *g) {
  const char *at = p->chars.ptr + g->word->start, *end = p->chars.ptr + g->word->end;
  for (uint32_t cp; at < end;) {
    size_t n = jy__utf8_next(at, end, &cp);
    if (n) jy__utf8_put(&out->text, upright(cp));
    at += n ? n : 1;
  }
  return jy_buf_status(&out->text);
}

/* ---- columns of single characters ------------------------------------------------ */

/* How near the word's neighbours on its line are. */
static double side_gap(const glyphs *all, size_t len, size_t i) {
  double gap = INFINITY;
  const jy__pdf_word *w = all[i].word;
  if (i > 0 && all[i - 1].word->line == w->line) gap = jy__less(gap, w->box.x0 - all[i - 1].word->box.x1);
  if (i + 1 < len && all[i + 1].word->line == w->line)
    gap = jy__less(gap, all[i + 1].word->box.x0 - w->box.x1);
  return gap;
}

/* Whether b stands below a in one column: nearer than what stands beside it. */
static bool is_below(const glyphs *all, size_t len, size_t a, size_t b) {
  const jy__box *x = &all[a].word->box, *y = &all[b].word->box;
  double size = size_of(&all[a]), other = size_of(&all[b]);
  double gap = (y->y0 + y->y1 - x->y0 - x->y1) / 2 - size;
  if (fabs((x->x0 + x->x1) - (y->x0 + y->x1)) > 0.4 * size) return false;
  if (other > 1.2 * size || other * 1.2 < size) return false;
  if (gap < -0.5 * size || gap > 0.9 * size) return false;
  return gap < 0.8 * jy__less(side_gap(all, len, a), side_gap(all, len, b));
}

static void find_below(glyphs *all, size_t len, glyphs **singles, size_t n) {
  for (size_t i = 0; i < n; i++) {
    glyphs *a = singles[i];
    for (size_t k = 0; k < n; k++) {
      glyphs *b = singles[k];
      if (b == a || !is_below(all, len, (size_t)(a - all), (size_t)(b - all))) continue;
      if (!a->next || a->next->word->box.y0 > b->word->box.y0) a->next = b;
    }
  }
  for (size_t i = 0; i < n; i++)
    if (singles[i]->next) singles[i]->next->follows = true;
}

/* Takes the column that begins with `top`, if it has three characters. */
static int add_stack(jy__strips *out, const jy__pdf *p, glyphs *top) {
  size_t n = 0;
  for (const glyphs *g = top; g && !g->used; g = g->next) n++;
  if (n < 3) return JY_OK;
  jy__strip s = {.box = top->word->box, .size = top->width, .lead = top->height, .start = out->text.len,
                 .vertical = true};
  for (glyphs *g = top; g && !g->used; g = g->next) {
    if (put_word(out, p, g) < 0) return JY_ENOMEM;
    s.box = around(s.box, g->word->box);
    g->used = true;
  }
  s.end = out->text.len;
  return jy__strips_add(out, &s);
}

static int find_stacks(jy__strips *out, const jy__pdf *p, glyphs *all, size_t len) {
  glyphs **singles = malloc((len + 1) * sizeof *singles);
  size_t n = 0;
  if (!singles) return jy__nomem();
  for (size_t i = 0; i < len; i++)
    if (is_single(&all[i])) singles[n++] = &all[i];
  int status = JY_OK;
  if (n <= MOST_SINGLES) {
    find_below(all, len, singles, n);
    for (size_t i = 0; status == JY_OK && i < n; i++)
      if (!singles[i]->follows) status = add_stack(out, p, singles[i]);
  }
  free(singles);
  return status;
}

/* ---- rows of words ------------------------------------------------------------------ */

/* Whether the words [i, end) are the characters of a word set with equal space
 * between them: 通 知. */
static bool is_spaced_out(const glyphs *all, size_t i, size_t end) {
  if (end - i < 2) return false;
  double least = INFINITY, most = 0;
  for (size_t k = i; k < end; k++) {
    if (!is_single(&all[k])) return false;
    if (k == i) continue;
    double gap = all[k].word->box.x0 - all[k - 1].word->box.x1;
    least = jy__less(least, gap);
    most = jy__more(most, gap);
  }
  return most < 1.3 * least + 0.15 * size_of(&all[i]) && (end - i > 2 || least < 0.4 * size_of(&all[i]));
}

/* Whether room was put between characters all along the row. */
static bool is_loose(const glyphs *all, size_t i, size_t end) {
  size_t chars = 0;
  for (size_t k = i; k < end; k++) chars += all[k].chars;
  return chars < 3 * (end - i);
}

/* What stands between two words of a row. Chinese has no spaces: a little room
 * is how the line was filled. */
static const char *between(const glyphs *a, const glyphs *b, bool loose) {
  bool wide_a = jy__is_wide(a->last), wide_b = jy__is_wide(b->first);
  double size = jy__less(size_of(a), size_of(b));
  double gap = a->tall ? b->word->box.y0 - a->word->box.y1 : b->word->box.x0 - a->word->box.x1;
  if (wide_a && wide_b) return gap < (loose ? 0.42 : 0.16) * size ? "" : " ";
  if (wide_a || wide_b) return gap < 0.3 * size ? "" : " ";
  return " ";
}

static bool is_mark(uint32_t cp) {
  return cp == 0x3001 || cp == 0x3002 || cp == 0xFF0C || cp == 0xFF0E || cp == 0xFF1A || cp == 0xFF1B;
}

/* One strip of the words [i, end), which stand on one line. */
static int add_row(jy__strips *out, const jy__pdf *p, const glyphs *all, size_t i, size_t end) {
  const glyphs *g = &all[i];
  double em = jy__less(size_of(g), (g->tall ? g->height : g->width) / (double)g->chars);
  bool loose = is_loose(all, i, end);
  jy__strip s = {.box = g->word->box, .size = size_of(g), .start = out->text.len, .vertical = g->tall};
  bool spaced_out = is_spaced_out(all, i, end);
  size_t longest = 0;
  s.lead = jy__is_wide(g->first) ? em : g->tall ? g->height : g->width;
  s.single = end - i == 1 && is_single(g);
  for (size_t k = i; k < end; k++) {
    if (k > i && !spaced_out) {
      const char *put = between(&all[k - 1], &all[k], loose);
      jy_buf_put(&out->text, put, strlen(put));
    }
    if (put_word(out, p, &all[k]) < 0) return JY_ENOMEM;
    s.box = around(s.box, all[k].word->box);
    size_t weight = all[k].chars + (all[k].wide == all[k].chars ? 1000 : 0);
    if (weight > longest) {
      longest = weight;
      s.size = size_of(&all[k]);
    }
  }
  /* The right half of a mark is empty, and may hang over the edge. */
  if (!s.vertical && is_mark(all[end - 1].last)) s.box.x1 -= 0.45 * s.size;
  s.end = out->text.len;
  return jy__strips_add(out, &s);
}

/* Whether b goes on the strip of a. */
static bool goes_on(const glyphs *a, const glyphs *b) {
  if (b->used || a->word->line != b->word->line || a->tall != b->tall) return false;
  double gap = a->tall ? b->word->box.y0 - a->word->box.y1 : b->word->box.x0 - a->word->box.x1;
  return gap < 1.1 * jy__more(size_of(a), size_of(b));
}

static int find_rows(jy__strips *out, const jy__pdf *p, const glyphs *all, size_t len) {
  for (size_t i = 0, end; i < len; i = end) {
    end = i + 1;
    if (all[i].used) continue;
    while (end < len && goes_on(&all[end - 1], &all[end])) end++;
    if (add_row(out, p, all, i, end) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* How much higher than its size the boxes of the page's Chinese words are. */
static int measure(double *leading, const glyphs *all, size_t len) {
  double *ratios = malloc((len + 1) * sizeof *ratios);
  size_t n = 0;
  if (!ratios) return jy__nomem();
  for (size_t i = 0; i < len; i++) {
    const glyphs *g = &all[i];
    if (g->chars > 2 && g->wide == g->chars && g->width > g->height) ratios[n++] = g->height * (double)g->chars / g->width;
  }
  qsort(ratios, n, sizeof *ratios, by_value);
  *leading = n ? jy__more(1, ratios[n / 2]) : 1;
  free(ratios);
  return JY_OK;
}

/* Whether the characters of a word stand one below another: its box is high, and
 * not as high as the font makes a word of such characters in a row. */
static bool is_tall(const glyphs *g) {
  if (g->chars < 2 || g->height <= 1.5 * g->width) return false;
  double em = g->width / ((double)g->wide + 0.5 * (double)(g->chars - g->wide));
  return g->height / em > 1.3 * g->leading;
}

static int judge(glyphs *all, size_t len) {
  double leading = 1;
  int status = measure(&leading, all, len);
  for (size_t i = 0; status == JY_OK && i < len; i++) {
    all[i].leading = leading;
    all[i].tall = is_tall(&all[i]);
  }
  return status;
}

int jy__strips_read(jy__strips *out, const jy__pdf *p, const jy__pdf_page *page) {
  size_t len = 0;
  glyphs *all = malloc((page->end - page->first + 1) * sizeof *all);
  if (!all) return jy__nomem();
  for (size_t i = page->first; i < page->end; i++) {
    const jy__box *b = &p->words[i].box;
    bool on_page = b->x1 > b->x0 && b->y1 > b->y0 && b->x1 > 0 && b->y1 > 0 && b->x0 < page->width &&
                   b->y0 < page->height;
    if (on_page) all[len++] = look_at(p, &p->words[i]);
  }
  int status = judge(all, len);
  if (status == JY_OK) status = find_stacks(out, p, all, len);
  if (status == JY_OK) status = find_rows(out, p, all, len);
  free(all);
  return status;
}

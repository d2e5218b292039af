/* A page of HTML: its article as a text, and what the page says about it. Brings
 * together what the other files find; decides which lines are the article's.
 * Refuses to know tags and classes. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/html_page.h"

/* Rows around headline and article in which labels are looked for. */
#define ABOVE 6
#define INSIDE 6
#define BELOW 12
/* Rows at the ends of one of several articles. */
#define ITEM_HEAD 4
#define ITEM_TAIL 2
/* A page whose article has less prose than this, and many links, is an index. */
#define LEAST_PROSE 60
#define INDEX_LINKS 12

static bool in_spans(const jy__spans *s, size_t at) {
  for (size_t i = 0; i < s->len; i++)
    if (at >= s->at[i].start && at < s->at[i].end) return true;
  return false;
}

bool jy__row_is_title(const jy__html *r, size_t row) {
  return row >= r->title_row && row < r->title_end;
}

/* ---- which rows -------------------------------------------------------------------- */

static void keep_root(jy__html *r) {
  for (size_t i = 0; i < r->flow.rows_len; i++)
    r->flow.rows[i].keep = !jy__row_off(r, i) && in_spans(&r->root, r->flow.rows[i].item);
}

static size_t kept_bytes(const jy__html *r) {
  size_t kept = 0;
  for (size_t i = 0; i < r->flow.rows_len; i++) kept += r->flow.rows[i].keep ? jy__row_len(r, i) : 0;
  return kept;
}

/* Where the article is nothing, all that is no furniture; on a page of links,
 * these too; and where that is nothing, all there is. */
static void keep_something(jy__html *r, bool index) {
  if (!index && kept_bytes(r) >= 12) return;
  for (size_t i = 0; i < r->flow.rows_len; i++)
    r->flow.rows[i].keep = jy__row_off(r, i) == JY__ON || (index && jy__row_off(r, i) == JY__OFF_LINKS);
  if (kept_bytes(r)) return;
  for (size_t i = 0; i < r->flow.rows_len; i++) r->flow.rows[i].keep = true;
}

/* Whether a row holds labels or a date, as some do inside the headline's element. */
static int is_stated(bool *yes, const jy__html *r, size_t row) {
  jy__claims claims;
  jy_span date;
  int status = jy__claims_read(&claims, &r->hints, jy__row_text(r, row));
  if (status == JY_OK) status = jy__date_in(&date, jy__row_text(r, row));
  *yes = status == JY_OK && (claims.len || date.end > date.start);
  return status;
}

/* The rows of the headline, which belongs to the article wherever it stands. */
static int find_title(jy__html *r) {
  bool stated = false;
  int status = JY_OK;
  r->title_row = r->title_end = r->flow.rows_len;
  if (r->headline == JY__NO_ITEM) return JY_OK;
  for (size_t i = 0; i < r->flow.rows_len; i++) {
    size_t item = r->flow.rows[i].item;
    if (item < r->headline || item >= r->tree.at[r->headline].end) continue;
    bool first = r->title_row == r->flow.rows_len;
    if (!first) status = is_stated(&stated, r, i);
    if (status < 0 || stated) break;
    if (first) r->title_row = i;
    r->title_end = i + 1;
    r->flow.rows[i].keep = true;
  }
  return status;
}

static void find_ends(jy__html *r) {
  r->first = r->last = r->flow.rows_len;
  for (size_t i = 0; i < r->flow.rows_len; i++) {
    if (!r->flow.rows[i].keep || jy__row_is_title(r, i)) continue;
    if (r->first == r->flow.rows_len) r->first = i;
    r->last = i;
  }
}

static bool near_ends(const jy__html *r, size_t i) {
  size_t rows = r->flow.rows_len;
  if (r->title_row < rows && i + 3 >= r->title_row && i <= r->title_end + ABOVE) return true;
  if (r->first >= rows) return false;
  return (i + ABOVE >= r->first && i < r->first + INSIDE) || (i + INSIDE > r->last && i <= r->last + BELOW);
}

static void mark_edges(jy__html *r) {
  for (size_t i = 0; i < r->flow.rows_len; i++)
    r->flow.rows[i].edge = near_ends(r, i) && jy__row_len(r, i) <= JY__LONGEST_LABELS;
}

/* The item of the page that an element lies in; their number where in none. */
static size_t item_of(const jy__html *r, size_t element) {
  size_t low = 0, high = r->items.len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (r->items.at[mid].end <= element)
      low = mid + 1;
    else
      high = mid;
  }
  return low < r->items.len && r->items.at[low].start <= element ? low : r->items.len;
}

/* ---- facts ------------------------------------------------------------------------------ */

static int read_facts(jy__html *r) {
  size_t rows = r->flow.rows_len, start = r->title_row < rows ? r->title_row : r->first;
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < rows; i++) {
    if (!r->flow.rows[i].edge || jy__row_is_title(r, i) || !jy__row_may_tell(r, i)) continue;
    if (item_of(r, r->flow.rows[i].item) < r->items.len) continue;
    status = jy__say_labels(&r->facts, r, i, i < r->first + INSIDE || i >= r->last);
    bool near = i + 2 >= start && i < r->first + 3 && jy__row_off(r, i) == JY__ON;
    if (status == JY_OK && near) status = jy__say_bare_date(&r->facts, r, i);
  }
  if (r->items.len || r->facts.byline.len) return status;
  for (size_t i = r->first; i < rows && i < r->first + 3; i++) jy__say_bracket(&r->facts, r, i, false);
  for (size_t i = r->last < 3 ? 0 : r->last - 3; i < rows && i <= r->last; i++)
    jy__say_bracket(&r->facts, r, i, true);
  return status;
}

static int put_title(jy_buf *out, const jy__html *r) {
  jy_buf head = JY_BUF_INIT;
  jy_str stated = r->tree.stated.at[JY__FACT_TITLE];
  jy_buf_put(&head, r->tree.head_title.ptr, r->tree.head_title.len);
  jy__squeeze(&head);
  for (size_t i = r->title_row; i < r->title_end; i++) {
    jy_str text = jy__row_text(r, i);
    jy_buf_put(out, text.ptr, text.len);
  }
  if (out->len == 0) jy_buf_put(out, stated.ptr, stated.len);
  jy_str named = jy__without_site(jy_buf_str(&head));
  if (out->len == 0) jy_buf_put(out, named.ptr, named.len);
  jy__squeeze(out);
  int status = jy_buf_status(&head);
  jy_buf_free(&head);
  return status < 0 ? status : jy_buf_status(out);
}

/* ---- lines that say something about the article and are not of it ---------------------- */

static int add_part(jy__html *r, size_t start, size_t end) {
  return start < end ? jy__spans_add(&r->parts, start, end) : JY_OK;
}

static const char *const brackets[][2] = {{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}, {"［", "］"}, {"〖", "〗"}};

static bool begins(jy_str s, const char *with) {
  return s.len >= strlen(with) && memcmp(s.ptr, with, strlen(with)) == 0;
}

/* The range with the pair of brackets that stands right around it, if one does. */
static jy_span with_brackets(jy_str text, jy_span s) {
  for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
    size_t n = strlen(brackets[i][0]);
    bool open = s.start >= n && begins((jy_str){text.ptr + s.start - n, n}, brackets[i][0]);
    if (open && begins((jy_str){text.ptr + s.end, text.len - s.end}, brackets[i][1]))
      return (jy_span){s.start - n, s.end + n};
  }
  return s;
}

/* Bytes beside labels and dates that a line of labels may hold. */
#define STRAY 6

/* Whether a line of labels is the article's signature and stands as it is: it
 * names people and nothing else, or is in the article, in brackets, and names
 * the source too. */
static bool is_signature(const jy__html *r, size_t row, const jy__claims *claims) {
  jy_str text = jy__row_text(r, row);
  size_t people = 0, sources = 0;
  for (size_t i = 0; i < claims->len; i++) {
    people += jy__is_person(claims->at[i].fact);
    sources += claims->at[i].fact == JY__FACT_SOURCE;
  }
  if (claims->len == 0 || people + sources < claims->len || claims->rest > STRAY) return false;
  if (sources == 0) return true;
  if (!r->flow.rows[row].keep) return false;
  for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
    size_t n = strlen(brackets[i][1]);
    if (begins(text, brackets[i][0]) && text.len > n && begins((jy_str){text.ptr + text.len - n, n}, brackets[i][1]))
      return true;
  }
  return false;
}

/* Keeps of a line of labels those that name people, and a signature whole. */
static int add_people(jy__html *r, size_t row, const jy__claims *claims) {
  int status = JY_OK;
  size_t at = r->flow.rows[row].start;
  if (is_signature(r, row, claims)) return add_part(r, at, r->flow.rows[row].end);
  for (size_t i = 0; status == JY_OK && i < claims->len; i++) {
    const jy__claim *c = &claims->at[i];
    if (!jy__is_person(c->fact) || c->value.end == c->value.start) continue;
    jy_span whole = with_brackets(jy__row_text(r, row), c->whole);
    status = add_part(r, at + whole.start, at + whole.end);
  }
  return status;
}

static int is_label_row(bool *yes, const jy__html *r, size_t row, const jy__claims *claims) {
  jy_span date;
  jy_str text = jy__row_text(r, row);
  *yes = claims->len && claims->rest <= STRAY;
  if (*yes) return JY_OK;
  int status = jy__date_in(&date, text);
  size_t n = date.end - date.start;
  if (status < 0 || n == 0 || n > claims->rest + 8) return status;
  size_t rest = claims->rest > n ? claims->rest - n : 0;
  *yes = rest <= STRAY || (claims->len && rest * 3 <= text.len);
  return JY_OK;
}

static bool is_cut(const jy__html *r, size_t row) {
  size_t n;
  jy_str text = jy__row_text(r, row);
  if (text.len > 240) return false;
  jy__cut cut = jy__hints_cut(&r->hints, text, &n);
  return cut == JY__CUT_LINE || (cut == JY__CUT_REST && text.len <= n + 15);
}

static bool repeats_title(const jy__html *r, size_t row) {
  return r->title_row < r->flow.rows_len && row > r->title_row &&
         jy_str_equal(jy__row_text(r, row), jy__row_text(r, r->title_row));
}

/* Adds what stays of one row near the ends of the article, or beside it. */
static int add_edge(jy__html *r, size_t row) {
  jy__claims claims;
  bool labels = false;
  const jy__row *x = &r->flow.rows[row];
  int status = jy__claims_read(&claims, &r->hints, jy__row_text(r, row));
  if (status == JY_OK) status = is_label_row(&labels, r, row, &claims);
  if (status < 0) return status;
  if (labels) return add_people(r, row, &claims);
  if (!x->keep || is_cut(r, row) || repeats_title(r, row)) return JY_OK;
  return add_part(r, x->start, x->end);
}

static int add_all(jy__html *r) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < r->flow.rows_len; i++)
    status = add_part(r, r->flow.rows[i].start, r->flow.rows[i].end);
  return status;
}

static int add_parts(jy__html *r, bool index) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < r->flow.rows_len; i++) {
    const jy__row *x = &r->flow.rows[i];
    bool edge = x->edge && !jy__row_is_title(r, i) && !index && jy__row_off(r, i) != JY__OFF_LINKS;
    if (edge && (x->keep || jy__row_may_tell(r, i)))
      status = add_edge(r, i);
    else if (x->keep)
      status = add_part(r, x->start, x->end);
  }
  return status == JY_OK && r->parts.len == 0 ? add_all(r) : status;
}

/* ---- several articles ------------------------------------------------------------------- */

/* What is said about an item, as ranges of all that is said, and its rows. */
typedef struct {
  jy_span published, source, author, editor;
  jy_span rows;
} saying;

static void find_rows(saying *s, const jy__html *r) {
  for (size_t i = 0; i < r->flow.rows_len; i++) {
    size_t item = r->flow.rows[i].keep ? item_of(r, r->flow.rows[i].item) : r->items.len;
    if (item == r->items.len) continue;
    if (s[item].rows.end == 0) s[item].rows.start = i;
    s[item].rows.end = i + 1;
  }
}

/* Where a string stands in all that is said, whose buffer may yet move. */
static void say(jy_buf *said, jy_span *at, const jy_buf *value) {
  at->start = said->len;
  jy_buf_put(said, jy_buf_str(value).ptr, value->len);
  at->end = said->len;
}

static int read_item(jy__page *page, saying *s, jy__html *r) {
  jy__facts f = {0};
  jy_span rows = s->rows;
  int status = JY_OK;
  for (size_t i = rows.start + 1; status == JY_OK && i < rows.end; i++) {
    bool head = i < rows.start + ITEM_HEAD, tail = i + ITEM_TAIL >= rows.end;
    if ((!head && !tail) || !jy__row_may_tell(r, i)) continue;
    r->flow.rows[i].edge = true;
    status = jy__say_labels(&f, r, i, true);
    if (status == JY_OK && head) status = jy__say_bare_date(&f, r, i);
  }
  if (status == JY_OK) status = jy__say_settle(&f, NULL);
  const jy__row *first = &r->flow.rows[rows.start], *last = &r->flow.rows[rows.end - 1];
  jy_span title = jy__flow_source(&r->flow, (jy_span){first->start, first->end});
  jy_span whole = jy__flow_source(&r->flow, (jy_span){first->start, last->end});
  void *at = page->articles.at;
  if (status == JY_OK)
    status = jy__grow(&at, &page->articles.cap, page->articles.len + 1, sizeof *page->articles.at);
  if (status == JY_OK) {
    page->articles.at = at;
    page->articles.at[page->articles.len++] = (jy_article){.title = title, .start = whole.start, .end = whole.end};
    say(&page->said, &s->published, &f.published);
    say(&page->said, &s->source, &f.source);
    say(&page->said, &s->author, &f.byline);
    say(&page->said, &s->editor, &f.editor);
  }
  jy__facts_free(&f);
  return status;
}

static jy_str said_at(const jy__page *page, jy_span s) {
  return (jy_str){jy_buf_str(&page->said).ptr + s.start, s.end - s.start};
}

static int read_items(jy__page *page, jy__html *r) {
  saying *s = calloc(r->items.len + 1, sizeof *s);
  int status = s ? JY_OK : jy__nomem();
  if (status == JY_OK) find_rows(s, r);
  for (size_t i = 0; status == JY_OK && i < r->items.len; i++)
    if (s[i].rows.end) status = read_item(page, &s[i], r);
  if (status == JY_OK) status = jy_buf_status(&page->said);
  for (size_t i = 0, n = 0; status == JY_OK && n < page->articles.len; i++) {
    if (s[i].rows.end == 0) continue;
    jy_article *a = &page->articles.at[n++];
    a->published = said_at(page, s[i].published);
    a->source = said_at(page, s[i].source);
    a->author = said_at(page, s[i].author);
    a->editor = said_at(page, s[i].editor);
  }
  free(s);
  return status;
}

/* ---- the page ------------------------------------------------------------------------------- */

/* A page with many links and no sentence in what would be its article. */
static bool is_index(const jy__html *r) {
  const jy__node *x = &r->tree.at[r->root.at[0].start];
  return x->weight < LEAST_PROSE && r->tree.at[0].links >= INDEX_LINKS && x->stops == 0;
}

/* Whether paragraphs set the lines of the article, not line breaks. */
static bool is_marked(const jy__html *r) {
  size_t soft = 0, all = 0;
  for (size_t i = 0; i < r->flow.rows_len; i++) {
    soft += r->flow.rows[i].keep && r->flow.rows[i].soft;
    all += r->flow.rows[i].keep;
  }
  return soft * 2 <= all;
}

static int find_article(jy__page *page, jy__html *r) {
  int status = jy__judge(&r->headline, &r->tree);
  if (status == JY_OK) status = jy__root_find(&r->root, &r->tree, r->headline);
  if (status == JY_OK) status = jy__root_items(&r->items, &r->tree, &r->root);
  if (status == JY_OK) status = jy__runs_gather(&r->runs, &r->tree);
  if (status == JY_OK) status = jy__flow_make(&r->flow, r->tree.html, &r->runs);
  if (status < 0) return status;
  r->links = is_index(r);
  keep_root(r);
  status = find_title(r);
  keep_something(r, r->links);
  page->index = r->links || jy__html_is_list(r);
  find_ends(r);
  mark_edges(r);
  page->marked = is_marked(r);
  return status;
}

static void hand_over(jy_buf *to, jy_buf *from) {
  *to = *from;
  *from = (jy_buf)JY_BUF_INIT;
}

static int read_tree(jy__page *page, jy__html *r) {
  int status = find_article(page, r);
  if (status == JY_OK && !page->index) status = read_facts(r); /* what is said there is said of others */
  if (status == JY_OK) status = jy__say_settle(&r->facts, &r->tree.stated);
  if (status == JY_OK) status = read_items(page, r);
  if (status == JY_OK) status = put_title(&page->meta.title, r);
  if (status == JY_OK) status = jy__html_site(&page->meta.site, r);
  if (status == JY_OK) status = add_parts(r, r->links);
  if (status == JY_OK) status = jy__flow_write(&page->reading, page->align, r->tree.html, &r->flow, &r->parts);
  hand_over(&page->meta.published, &r->facts.published);
  hand_over(&page->meta.origin, &r->facts.source);
  hand_over(&page->meta.author, &r->facts.byline);
  hand_over(&page->meta.editor, &r->facts.editor);
  return status;
}

int jy__html_read(jy__page *page, jy_str html) {
  if (html.len >= UINT_MAX)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "a page of HTML must be smaller than 4 GiB");
  jy_buf flat = JY_BUF_INIT; /* a copy, since deep nesting is overwritten */
  jy__html r = {.headline = JY__NO_ITEM};
  jy_buf_put(&flat, html.ptr, html.len);
  int status = jy_buf_status(&flat);
  if (status == JY_OK) status = jy__hints_load(&r.hints);
  if (status == JY_OK) {
    jy__html_flatten(flat.ptr, flat.len);
    status = jy__tree_make(&r.tree, jy_buf_str(&flat), &r.hints);
  }
  if (status == JY_OK) status = read_tree(page, &r);
  jy__spans_free(&r.root);
  jy__spans_free(&r.items);
  jy__spans_free(&r.parts);
  jy__facts_free(&r.facts);
  jy__flow_free(&r.flow);
  free(r.runs.at);
  jy__tree_free(&r.tree);
  jy__hints_free(&r.hints);
  jy_buf_free(&flat);
  return status;
}

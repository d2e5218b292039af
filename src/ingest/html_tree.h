/* A page as a flat list of its elements and texts, with what each of them
 * weighs. The only header that shows the parser's types. */
#ifndef JY_INGEST_HTML_TREE_H
#define JY_INGEST_HTML_TREE_H

#include <gumbo.h>

#include "ingest/html.h"

#define JY__NO_ITEM ((size_t)-1)

/* Why an element is no part of the article. */
enum { JY__ON, JY__OFF_LINKS, JY__OFF };

/* An element or text, in the order of the tree. Text is counted in bytes. */
typedef struct {
  const GumboNode *node;
  size_t parent;
  size_t end;    /* index just past its descendants */
  size_t first;  /* the first text in it that is not blank, or JY__NO_ITEM */
  size_t text;   /* text in it */
  size_t linked; /* of this, inside links */
  size_t links;
  size_t own;        /* text in it that no block inside it holds */
  size_t own_linked; /* of this, inside links */
  size_t own_marks;  /* and its sentence marks */
  size_t stops;      /* full stops outside links */
  double weight;     /* how much of it is prose */
  int hint;          /* what its class and id speak for */
  bool heading;      /* holds an h1 */
  unsigned char off; /* jy__off: furniture, or inside it */
  unsigned listed;   /* items of a list so far */
} jy__node;

/* Values that the page states outside its text; they point into the tree. */
typedef struct {
  jy_str at[JY__FACTS];
} jy__stated;

typedef struct {
  jy_str html;
  const jy__hints *hints;
  jy__node *at;
  size_t len;
  size_t cap;
  jy__stated stated;
  jy_str head_title; /* of the title element */
  void *memory;
} jy__tree;

/* Parses `html`, which must outlive the tree, lists it and weighs it. */
int jy__tree_make(jy__tree *t, jy_str html, const jy__hints *hints);
void jy__tree_free(jy__tree *t);

static inline const GumboElement *jy__element(const jy__node *x) {
  return x->node->type == GUMBO_NODE_ELEMENT || x->node->type == GUMBO_NODE_TEMPLATE ? &x->node->v.element : NULL;
}

bool jy__is_text(const GumboNode *n);
bool jy__tag_in(GumboTag tag, const GumboTag *set, size_t n);

#define JY__IS_TAG(tag, ...) \
  jy__tag_in(tag, (const GumboTag[]){__VA_ARGS__}, sizeof((GumboTag[]){__VA_ARGS__}) / sizeof(GumboTag))
#define JY__TAG(name) GUMBO_TAG_##name

/* The value of an attribute, or NULL. */
const char *jy__attribute(const GumboElement *e, const char *name);

/* Whether a tag begins a line of its own. */
bool jy__is_block(GumboTag tag);

/* The innermost block that item `i` lies in. */
size_t jy__block_of(const jy__tree *t, size_t i);

/* Appends the visible text under an item, white space as it is. */
void jy__put_text(jy_buf *out, const jy__tree *t, size_t i);

/* White space at the ends goes, inside it becomes one space. */
void jy__squeeze(jy_buf *b);

/* ---- html_head.c: what a page states outside its text --------------------------- */

/* Notes what an element or a comment of the page states, if anything. */
void jy__head_note(jy__tree *t, const GumboNode *n);

/* Without the name of the site behind a title: 会议召开-青山医院. */
jy_str jy__without_site(jy_str title);

/* ---- html_judge.c: what is furniture, which element is the headline -------------- */

/* Sets *headline to the element that is the headline, or JY__NO_ITEM, and
 * marks furniture as off. */
int jy__judge(size_t *headline, jy__tree *t);

/* ---- html_root.c: which part of the page is the article ---------------------------- */

/* Appends the ranges of items that hold the article. */
int jy__root_find(jy__spans *out, const jy__tree *t, size_t headline);

/* Appends the ranges of items of which each is an article; none, or at least two. */
int jy__root_items(jy__spans *out, const jy__tree *t, const jy__spans *root);

/* ---- html_runs.c: the tree as runs of text ------------------------------------------ */

/* Appends every text of the tree, furniture too, in the order of the page. */
int jy__runs_gather(jy__runs *out, jy__tree *t);

#endif

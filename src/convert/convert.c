/* Script conversion by OpenCC's configurations, with the way back: the links of
 * a chain one after the other, protected words cut out before. A configuration
 * that the program does not hold is libopencc's.
 *
 * Without names and words the answer is libopencc's, byte for byte (OpenCC
 * 1.1.6; tests/unit/test_script.c, tests/bench/bench_script.sh), but for what is
 * no text to libopencc: its strings end at NUL, so it drops what follows one
 * (here a NUL is a character like any other); and on invalid UTF-8 it fails for
 * some bytes and passes others (here all are refused with their place, and
 * jy_script_hans() keeps them). Names are where its answer is wrong by design:
 * it knows no context, so 徐乾學 becomes 徐干学 and the surname 范 becomes 範. */
#include <string.h>

#include "convert/chains.h"
#include "convert/internal.h"

/* A text on its way through a chain. */
typedef struct {
  jy_buf made;
  jy__cuts cuts;
  jy_align *align; /* from the chain's text to `made` */
} stage;

static void stage_free(stage *s) {
  jy_buf_free(&s->made);
  jy__cuts_free(&s->cuts);
  jy_align_free(s->align);
  *s = (stage){0};
}

/* Whether a link after number i has keys that a cut could stop. */
static bool needs_cuts(const jy__chain *c, size_t i) {
  while (++i < c->len)
    if (c->links[i]->longer_rank != JY__NO_KEY) return true;
  return false;
}

/* Runs link i from `from` (whose text is `in` for the first) to `to`. */
static int run_link(stage *to, const jy__chain *c, size_t i, const stage *from, jy_str in, bool names) {
  bool cut = i > 0 || c->cutter;
  jy__pass pass = {c->links[i], names ? c->names[i] : JY__NAMES_NONE, cut ? &from->cuts : NULL,
                   needs_cuts(c, i) ? &to->cuts : NULL};
  jy_align *step = NULL;
  int status = jy_align_new(&step);
  if (status == JY_OK) status = jy__pass_run(&pass, &to->made, step, in, in);
  if (status == JY_OK && from->align) {
    status = jy_align_compose(&to->align, from->align, step);
  } else if (status == JY_OK) {
    to->align = step;
    return JY_OK;
  }
  jy_align_free(step);
  return status;
}

/* A chain of several links, or with a dictionary of its own that cuts. */
static int run_links(jy_buf *out, jy_align *align, const jy__chain *c, jy_str in, bool names) {
  stage from = {0}, to = {0};
  int status = c->cutter ? jy__pass_cut(&from.cuts, c->cutter, in) : JY_OK;
  for (size_t i = 0; status == JY_OK && i < c->len; i++) {
    status = run_link(&to, c, i, &from, i ? jy_buf_str(&from.made) : in, names);
    stage_free(&from);
    from = to;
    to = (stage){0};
  }
  if (status == JY_OK) {
    jy_buf_put(out, jy_buf_str(&from.made).ptr, from.made.len);
    status = jy_buf_status(out);
  }
  if (status == JY_OK && align) status = jy__align_append(align, from.align);
  stage_free(&from);
  stage_free(&to);
  return status;
}

/* `in` is part of `whole`, where the first link looks for names. */
static int run_chain(jy_buf *out, jy_align *align, const jy__chain *c, jy_str in, jy_str whole, bool names) {
  if (c->len != 1 || c->cutter) return run_links(out, align, c, in, names);
  jy__pass pass = {c->links[0], names ? c->names[0] : JY__NAMES_NONE, NULL, NULL};
  return jy__pass_run(&pass, out, align, in, whole);
}

/* ---- protected words ------------------------------------------------------------ */

static int put_word(jy_buf *out, jy_align *align, const char *p, size_t len, const jy__value *v) {
  jy_buf_put(out, jy__value_text(v), v->to_len);
  if (!align) return JY_OK;
  bool same = len == v->to_len && memcmp(p, jy__value_text(v), len) == 0;
  return same ? jy_align_keep(align, len) : jy_align_replace(align, len, v->to_len);
}

static int run_between(jy_buf *out, jy_align *align, const jy__chain *c, const jy__dict *words, jy_str in,
                       bool names) {
  size_t from = 0, len = 0;
  int status = JY_OK;
  while (status == JY_OK) {
    const jy__value *v = NULL;
    size_t at = from + jy__dict_find(words, (jy_str){in.ptr + from, in.len - from}, &v, &len);
    status = run_chain(out, align, c, (jy_str){in.ptr + from, at - from}, in, names);
    if (!v) break;
    if (status == JY_OK) status = put_word(out, align, in.ptr + at, len, v);
    from = at + len;
  }
  return status;
}

static int check_words(const jy_script_opts *opts) {
  for (size_t i = 0; i < opts->n_words; i++) {
    const jy_protected *w = &opts->words[i];
    bool fits = w->word.len > 0 && (!w->put.ptr || w->put.len <= UINT16_MAX) && w->word.len <= UINT16_MAX;
    if (!fits || memchr(w->word.ptr, '\0', w->word.len) || jy__utf8_check(w->word.ptr, w->word.len) < w->word.len ||
        (w->put.ptr && jy__utf8_check(w->put.ptr, w->put.len) < w->put.len))
      return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                      "protected word %zu is empty, too long, not UTF-8 or holds NUL", i + 1);
  }
  return JY_OK;
}

static int run_protected(jy_buf *out, jy_align *align, const jy__chain *c, jy_str in,
                         const jy_script_opts *opts) {
  jy__dict words;
  int status = check_words(opts);
  if (status == JY_OK) status = jy__dict_of_words(&words, opts->words, opts->n_words);
  if (status < 0) return status;
  status = run_between(out, align, c, &words, in, opts->names);
  jy__dict_free(&words);
  return status;
}

/* ---- what is public --------------------------------------------------------------- */

static int check_utf8(jy_str in) {
  size_t bad = jy__utf8_check(in.ptr, in.len);
  return bad < in.len ? jy__fail(JY_EENCODING, NULL, bad, "invalid UTF-8 at byte %zu", bad) : JY_OK;
}

int jy_script_convert_aligned(jy_buf *out, jy_align *align, jy_str in, const char *config,
                              const jy_script_opts *opts) {
  static const jy_script_opts usual = JY_SCRIPT_OPTS_INIT;
  const jy__chain *chain;
  if (!opts) opts = &usual;
  int status = jy__chain_of(&chain, config);
  if (status == JY_OK && !chain)
    status = jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "unknown OpenCC configuration '%s'", config);
  if (status == JY_OK) status = check_utf8(in);
  if (status < 0) return status;
  if (opts->n_words) return run_protected(out, align, chain, in, opts);
  return run_chain(out, align, chain, in, in, opts->names);
}

int jy_script_convert(jy_buf *out, jy_str in, const char *config) {
  static const jy_script_opts plain = {false, NULL, 0};
  const jy__chain *chain;
  int status = jy__chain_of(&chain, config);
  if (status < 0) return status;
  return chain ? jy_script_convert_aligned(out, NULL, in, config, &plain)
               : jy__opencc_convert(out, in, config);
}

int jy_script_hans(jy_buf *out, jy_align *align, jy_str in) {
  const jy__chain *chain;
  int status = jy__chain_of(&chain, "t2s");
  if (status < 0) return status;
  if (!chain) return jy__fail(JY_ENOTFOUND, NULL, JY_NO_OFFSET, "OpenCC's t2s is not in this program");
  return run_chain(out, align, chain, in, in, true);
}

int jy__hans_first(size_t *out, jy_str in) {
  const jy__chain *chain;
  int status = jy__chain_of(&chain, "t2s");
  *out = 0;
  if (status == JY_OK && chain)
    *out = jy__pass_first(&(jy__pass){chain->links[0], chain->names[0], NULL, NULL}, in);
  return status;
}

/* Byte slips: finds them sign by sign and makes the text in which they are
 * restored. Knows when a reading is good enough; refuses to know how it is found. */
#include "text/slip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ENOUGH 3.0    /* nats by which a restored spot must be likelier, rarity paid */
#define DOUBTFUL 0.2   /* a confidence below which guesses alone restore nothing, where slips are few */
#define PLAUSIBLE -7.2 /* nats a character that restored text has at least */
#define ODD -6.0      /* nats a character: text that is likely sound has more */
#define ODD_AMONG -3.5 /* and text among many slips */
#define ODD_BEFORE -7.0
#define LIKELY 8.0    /* nats by which what a slip hid must be likelier, to be tried */
#define LOOK_BACK 32  /* units in which a slip that left no mark may have begun */

/* So many slips, and so few bytes of text to each, where a text lost bytes all over. */
enum { DENSE = 3, DENSE_BYTES = 2000 };

enum { PART = 1 << 19, ODD_UNITS = 4, MOST_MARKS = 4 };

typedef struct {
  const jy_text *from;
  jy_str text;
  jy_script script;
  jy__slip_counts counts;
  size_t counted; /* the part that was counted, from 1; 0: none yet */
  jy__slip_units units;
  jy__slip_search *search;
  jy__slip_found found, best; /* the last one, and the best for a sign */
  const jy__dbcs *pairs[JY__DBCS_ALL];
  const jy__dbcs *best_pairs;
  jy_buf made;
  jy_align *step;
  size_t done; /* of the text: what is behind us */
  size_t here; /* the sign at hand */
  size_t spots[DENSE]; /* where the last slips were */
  jy_change *changes;
  jy__slip_told *told;
  size_t n_changes, changes_cap, told_cap;
} repair;

static void free_repair(repair *r) {
  if (!r) return;
  jy__slip_search_free(r->search);
  jy_buf_free(&r->made);
  jy_align_free(r->step);
  for (size_t i = 0; i < r->n_changes; i++) jy__slip_told_free(&r->told[i]);
  free(r->counts.runs);
  free(r->changes);
  free(r->told);
  free(r);
}

static int new_repair(repair **out, const jy_text *t) {
  repair *r = calloc(1, sizeof *r);
  *out = r;
  if (!r) return jy__nomem();
  r->from = t;
  r->text = r->units.text = jy_text_reading(t);
  r->script = jy_script_detect(r->text);
  r->units.counts = &r->counts;
  int status = jy__charmodel_get(&r->units.model);
  for (int i = 0; status == JY_OK && i < JY__DBCS_ALL; i++) status = jy__dbcs_get(&r->pairs[i], (jy__dbcs_id)i);
  r->units.most = JY__SLIP_SAVED;
  if (status == JY_OK) status = jy__slip_search_new(&r->search, &r->units, r->script, r->pairs[JY__BIG5]);
  return status == JY_OK ? jy_align_new(&r->step) : status;
}

/* ---- judging a sign -------------------------------------------------------------- */

static void keep_if_better(repair *r) {
  if (r->found.gain <= r->best.gain) return;
  r->best = r->found;
  r->best_pairs = r->units.pairs;
}

static bool is_dense(const repair *r) {
  return r->n_changes >= DENSE && r->here - r->spots[r->n_changes % DENSE] < DENSE * DENSE_BYTES;
}

/* Whether the units after a mark read so oddly that it may be a lost byte. More
 * marks may follow, but not only marks. */
static bool is_odd_after(repair *r, size_t unit) {
  const jy__slip_unit *u = r->units.at;
  size_t from = unit + 1;
  while (from < unit + MOST_MARKS && jy__slip_unit_read(&r->units, from) && u[from].mark && !u[from].gloss.len &&
         !u[from].markup)
    from++;
  size_t past = from;
  while (past < from + ODD_UNITS && jy__slip_unit_read(&r->units, past)) past++;
  if (past < unit + 3 || past == from) return false;
  if (u[unit].gloss.len || u[from].gloss.len || u[from].markup) return true;
  return jy__slip_alone(&r->units, from, past) < (is_dense(r) ? ODD_AMONG : ODD) * (double)(past - from);
}

/* Whether what ends at unit `end` reads so oddly that a slip may have begun
 * before it without a mark. */
static bool is_odd(repair *r, size_t end) {
  size_t from = end > 3 ? end - 3 : 0;
  return end > 1 && jy__slip_unit_read(&r->units, end) && r->units.at[end - 1].code &&
         jy__slip_alone(&r->units, from, end) < ODD_BEFORE * (double)(end - from);
}

/* Where before unit `end` a byte was likeliest lost, told by pairing the bytes
 * between out of step; 0 where nowhere is likely. */
static size_t likeliest_start(const repair *r, size_t end) {
  const jy__slip_unit *u = r->units.at;
  size_t best = 0;
  double gain = LIKELY, shifted = 0;
  uint32_t right = 0;
  for (size_t i = end - 1; i > 0 && end - i < LOOK_BACK && u[i].code && u[i - 1].code; i--) {
    uint32_t cp = jy__dbcs_char(r->units.pairs, u[i - 1].code & 0xFF, u[i].code >> 8);
    if (!cp) break;
    uint32_t token = jy__charmodel_token(cp);
    if (right) shifted += jy__charmodel_score(r->units.model, token, right);
    right = token;
    double g = shifted - jy__slip_alone(&r->units, i, end);
    if (g <= gain) continue;
    gain = g;
    best = i - 1;
  }
  return best;
}

/* Tries the places before unit `end` where a byte may have been lost. */
static void look_back(repair *r, size_t end) {
  size_t likely = likeliest_start(r, end);
  for (size_t start = likely > 1 ? likely - 1 : likely; likely && start <= likely + 1; start++) {
    jy__slip_search_from(r->search, start, true, &r->found);
    if (r->found.gain > -INFINITY && r->found.past > end) keep_if_better(r);
  }
}

/* Counts what the text repeats, in the part of it that holds a place: parts are of one size. */
static int count_around(repair *r, size_t at) {
  size_t parts = (r->text.len + PART - 1) / PART, size = (r->text.len + parts - 1) / parts, part = at / size;
  if (part + 1 == r->counted) return JY_OK;
  r->counted = part + 1;
  size_t past = (part + 1) * size;
  return jy__slip_count(&r->counts, r->text, (jy_span){part * size, past < r->text.len ? past : r->text.len});
}

/* The best reading of the sign at `at`, in either encoding. */
static int judge(repair *r, size_t at, jy__slip_sign sign) {
  r->best.gain = -INFINITY;
  r->here = at;
  for (size_t i = 0; i < JY__DBCS_ALL; i++) {
    if (i == JY__BIG5 && r->script == JY_SCRIPT_HANS) continue;
    r->units.pairs = r->pairs[i];
    size_t unit = jy__slip_units_start(&r->units, at, r->done);
    bool after = sign == JY__SLIP_MARK && is_odd_after(r, unit), before = is_odd(r, unit);
    int status = after || before ? count_around(r, at) : JY_OK;
    if (status < 0) return status;
    if (after) {
      jy__slip_search_from(r->search, unit, false, &r->found);
      keep_if_better(r);
    }
    if (before && r->best.gain < ENOUGH) look_back(r, unit);
  }
  return JY_OK;
}

/* ---- making the text ------------------------------------------------------------- */

static int keep_to(repair *r, size_t to) {
  jy_buf_put(&r->made, r->text.ptr + r->done, to - r->done);
  size_t len = to - r->done;
  r->done = to;
  return jy_align_keep(r->step, len);
}

static size_t unit_start(const repair *r, size_t unit) {
  return unit < r->units.len ? r->units.at[unit].start : r->units.next;
}

/* A piece without units was made of bytes of its neighbours. */
static int put_piece(repair *r, const jy__slip_piece *p) {
  size_t before = r->made.len, source = unit_start(r, p->past) - unit_start(r, p->first);
  for (size_t i = 0; i < p->chars; i++) jy__utf8_put(&r->made, r->best.chars[p->char_at + i].cp);
  if (p->kept) return jy_align_keep(r->step, source);
  return jy_align_replace(r->step, source, r->made.len - before);
}

static int note(repair *r, jy_span spot, const jy__slip_told *told) {
  void *changes = r->changes, *list = r->told;
  int status = jy__grow(&changes, &r->changes_cap, r->n_changes + 1, sizeof *r->changes);
  if (status == JY_OK) r->changes = changes;
  if (status == JY_OK) status = jy__grow(&list, &r->told_cap, r->n_changes + 1, sizeof *r->told);
  if (status < 0) return status;
  r->told = list;
  r->spots[r->n_changes % DENSE] = spot.start;
  r->changes[r->n_changes] = (jy_change){.source = jy_align_source(jy_text_align(r->from), spot),
                                         .confidence = told->confidence, .kind = "slip",
                                         .uncertain = told->uncertain};
  r->told[r->n_changes++] = *told;
  return JY_OK;
}

/* Puts the pieces of what was found, and what they say, in place of a spot. */
static int put_spot(repair *r, jy_span spot, const jy__slip_told *told) {
  int status = keep_to(r, spot.start);
  if (status == JY_OK) status = note(r, spot, told);
  for (size_t i = 0; status == JY_OK && i < r->best.n_pieces; i++) status = put_piece(r, &r->best.pieces[i]);
  r->done = spot.end;
  return status;
}

/* Whether any character of what was found has both of its bytes from the text,
 * out of step: the rest is guessed to go with it. */
static bool has_witness(const jy__slip_found *f) {
  for (size_t k = 0; k < f->n_pieces; k++)
    for (size_t i = 0; !f->pieces[k].kept && i < f->pieces[k].chars; i++)
      if (!f->chars[f->pieces[k].char_at + i].lost) return true;
  return false;
}

/* Whether a spot holds anything but marks: of those alone anything may be made. */
static bool has_bytes(const repair *r) {
  for (size_t i = r->best.from; i < r->best.past; i++)
    if (!r->units.at[i].mark || r->units.at[i].gloss.len) return true;
  return false;
}

/* Puts what is best for the sign at `at` in place of its spot, unless that is
 * but a doubtful guess. */
static int restore(repair *r, size_t at, bool *restored) {
  jy__slip_told told;
  r->units.pairs = r->best_pairs;
  jy__slip_units_start(&r->units, at, r->done);
  jy__slip_unit_read(&r->units, r->best.past + 1);
  jy_span spot = {unit_start(r, r->best.from), unit_start(r, r->best.past)};
  *restored = false;
  if (!has_bytes(r)) return JY_OK;
  int status = jy__slip_tell(r->search, &r->best, &told);
  *restored = status == JY_OK && (has_witness(&r->best) || told.confidence >= DOUBTFUL || is_dense(r));
  size_t noted = r->n_changes;
  if (*restored) {
    status = put_spot(r, spot, &told);
    jy__slip_search_learn(r->search, &r->best, is_dense(r));
  }
  if (r->n_changes == noted) jy__slip_told_free(&told);
  return status;
}

/* ---- the step -------------------------------------------------------------------- */

/* Judges the sign at *at, and moves *at behind what was made of it. */
static int take(repair *r, size_t *at, jy__slip_sign sign) {
  size_t past = jy__slip_past_run(r->text, *at);
  bool enough = false;
  int status = JY_OK;
  if (past == *at && !jy__slip_is_ruin(r->text, *at)) {
    jy__slip_earn(&r->units, *at);
    status = judge(r, *at, sign);
    enough = status == JY_OK && r->best.gain >= ENOUGH && r->best.mean >= PLAUSIBLE;
    if (enough) status = restore(r, *at, &enough);
  }
  if (enough && r->done > *at) past = r->done;
  *at = past > *at ? past : *at + 1;
  return status;
}

static int find_all(repair *r, size_t at, jy__slip_sign sign) {
  int status = JY_OK;
  while (status == JY_OK && sign != JY__SLIP_NONE) {
    status = take(r, &at, sign);
    sign = jy__slip_scan(r->text, &at);
  }
  return status == JY_OK ? keep_to(r, r->text.len) : status;
}

static int note_all(jy_text *made, const repair *r) {
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < r->n_changes; i++) {
    const jy__slip_told *told = &r->told[i];
    jy_str others[JY__SLIP_OTHERS];
    jy_change c = r->changes[i];
    for (size_t k = 0; k < told->n_others; k++) others[k] = jy_buf_str(&told->others[k]);
    c.after = jy_buf_str(&told->after);
    c.alternatives = others;
    c.n_alternatives = told->n_others;
    status = jy__text_note_change(made, &c);
  }
  return status;
}

static int make(jy_text **out, repair *r) {
  jy_align *step = r->step;
  r->step = NULL;
  int status = jy__text_derive(out, r->from, &r->made, step);
  if (status == JY_OK) status = note_all(*out, r);
  if (status < 0) {
    jy_text_free(*out);
    *out = NULL;
  }
  return status;
}

int jy__text_slips(jy_text **out, const jy_text *t, size_t *asked) {
  size_t at = 0;
  *asked = 0;
  jy__slip_sign sign = jy__slip_scan(jy_text_reading(t), &at);
  *out = NULL;
  if (sign == JY__SLIP_NONE) return jy__text_same(out, t);
  repair *r = NULL;
  int status = new_repair(&r, t);
  if (status == JY_OK) status = find_all(r, at, sign);
  if (status == JY_OK) *asked = r->units.memory->asked;
  if (status == JY_OK) status = r->n_changes ? make(out, r) : jy__text_same(out, t);
  free_repair(r);
  return status;
}

int jy_text_slips(jy_text **out, const jy_text *t) {
  size_t asked;
  return jy__text_slips(out, t, &asked);
}

/* Which encoding bytes are in. Hard evidence first (mark, label that reads,
 * ASCII, valid UTF-8); else each Chinese encoding reads the bytes strictly, and
 * the one whose reading makes most sense wins. uchardet is asked in doubt, and
 * heard, not obeyed. Refuses to decode: it only names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "convert/chars.h"
#include "convert/escapes.h"
#include "convert/plausible.h"
#include "convert/regions.h"

#define SAMPLE 65536        /* bytes that a trial reads */
#define MOST_BAD 0.25       /* a reading with more faults a character is none */
#define MAKES_SENSE 0.4     /* plausibility that wide encodings must reach without a mark */
#define SHORT 256           /* bytes; below, characters are weighed one by one */
#define CLEAR 6.0           /* nats by which one reading is clearly likelier */
#define READS_AS_TEXT 4.5   /* nats a byte; Chinese has 3, noise 7 */
#define LABEL_MAY_LACK 0.2  /* plausibility that a label may lack against the best reading */
#define UCHARDET_ADDS 0.05  /* what uchardet's word is worth */

/* At first sight: a few places of the text, so many bytes each, that must all
 * make sense in one encoding and hardly any in the other. */
#define SIGHTS 3
#define SIGHT 400
#define SIGHT_CHARS 40   /* characters that there must be in all of them */
#define SIGHT_SCORE 0.5  /* plausibility that each of them must have */
#define SIGHT_LEAD 0.4   /* by how much it must be above the other encoding's */

static const char *const candidates[] = {"UTF-8", "GB18030", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE"};
enum { CANDIDATES = sizeof candidates / sizeof *candidates, WIDE = 3 };

typedef struct {
  jy_str bytes;
  size_t high; /* offset of the first byte that is not ASCII */
  bool utf8;   /* all of it is valid UTF-8 */
} facts;

static int found(jy_detection *out, const char *encoding, const char *reason, double confidence,
                 size_t bom) {
  snprintf(out->encoding, sizeof out->encoding, "%s", encoding);
  out->reason = reason;
  out->confidence = confidence;
  out->bom = bom;
  return JY_OK;
}

/* Openings of formats that are often found among pages; IANA media types and
 * the formats' own specifications. */
static const char *magic(jy_str b) {
  static const struct {
    const char *bytes;
    size_t len;
    const char *what;
  } known[] = {
      {"%PDF-", 5, "a PDF file"},
      {"PK\3\4", 4, "a ZIP archive or an Office document"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "an old Office document"},
      {"\x89PNG\r\n", 6, "a PNG image"},
      {"\xFF\xD8\xFF", 3, "a JPEG image"},
      {"GIF87a", 6, "a GIF image"},
      {"GIF89a", 6, "a GIF image"},
      {"\x1F\x8B\x08", 3, "a gzip file"},
      {"BZh9", 4, "a bzip2 file"},
      {"\xFD" "7zXZ", 5, "an xz file"},
      {"7z\xBC\xAF\x27\x1C", 6, "a 7z archive"},
      {"Rar!\x1A\x07", 6, "a RAR archive"},
      {"SQLite format 3", 16, "an SQLite database"},
      {"\x7F" "ELF", 4, "a program"},
      {"{\\rtf", 5, "an RTF document"},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (b.len >= known[i].len && memcmp(b.ptr, known[i].bytes, known[i].len) == 0) return known[i].what;
  return NULL;
}

static int refuse(const char *what) {
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "looks like binary data (%s), not text", what);
}

/* A byte order mark names the encoding; the longer marks come first, since
 * that of UTF-32LE opens with that of UTF-16LE. */
static const char *marked(jy_str b, size_t *bom) {
  static const char *const names[] = {"UTF-8", "UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE", "GB18030"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    jy__encoding e = jy__encoding_of(names[i]);
    if ((*bom = jy__bom_size(&e, b)) > 0) return names[i];
  }
  return NULL;
}

/* Whether one of eight bytes may be a control; the usual answer is no. The trick
 * of finding a byte below a bound is in H. S. Warren, "Hacker's Delight", 6-1. */
static bool may_hold_control(const char *p) {
  uint64_t eight;
  memcpy(&eight, p, sizeof eight);
  const uint64_t each = UINT64_C(0x0101010101010101), high = each * 0x80;
  uint64_t del = eight ^ each * 0x7F;
  return (((eight - each * 0x20) & ~eight) | ((del - each) & ~del)) & high;
}

static bool is_control(unsigned char c) {
  return (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1A && c != 0x1B) || c == 0x7F;
}

/* More than 2 in 100 bytes are controls that no text has. */
static bool many_controls(jy_str b) {
  size_t n = 0, len = b.len < SAMPLE ? b.len : SAMPLE;
  for (size_t i = 0; i < len;) {
    size_t step = len - i < 8 ? len - i : 8;
    if (step < 8 || may_hold_control(b.ptr + i))
      for (size_t k = 0; k < step; k++) n += is_control((unsigned char)b.ptr[i + k]);
    i += step;
  }
  return n * 50 > len;
}

static facts look(jy_str b) {
  size_t high = 0;
  for (uint64_t eight; b.len - high >= sizeof eight; high += sizeof eight) {
    memcpy(&eight, b.ptr + high, sizeof eight);
    if (eight & UINT64_C(0x8080808080808080)) break;
  }
  while (high < b.len && (unsigned char)b.ptr[high] < 0x80) high++;
  return (facts){b, high, high + jy__utf8_check(b.ptr + high, b.len - high) == b.len};
}

static bool is_ascii(const facts *f) {
  return f->high == f->bytes.len;
}

/* Reads a sample as `encoding`: from the first byte that is not ASCII, or for
 * the wide encodings from the start. */
static int try(jy__trial *t, const facts *f, const char *encoding) {
  jy__family family = jy__encoding_of(encoding).family;
  bool from_start = is_ascii(f) || family == JY__ENC_UTF16 || family == JY__ENC_UTF32;
  size_t start = from_start ? 0 : f->high;
  jy_str sample = {f->bytes.ptr + start, f->bytes.len - start};
  bool whole = sample.len <= SAMPLE;
  if (!whole) sample.len = SAMPLE;
  return jy__trial_read(t, sample, whole, encoding);
}

/* Wide text has no NUL only where it has no ASCII, not even a line end. */
static bool may_be_wide(const facts *f) {
  return f->bytes.len < SHORT || memchr(f->bytes.ptr, '\0', f->bytes.len < SAMPLE ? f->bytes.len : SAMPLE);
}

/* A few characters are too few for shares: then the likelihood of each says
 * which of the first three candidates they are. */
static int favour_likeliest(jy__trial *trials, const facts *f) {
  static const jy__in ins[WIDE] = {JY__IN_UTF8, JY__IN_GB, JY__IN_BIG5};
  double cost[WIDE];
  int best = 0, status = jy__chars_ready();
  if (status < 0) return status;
  for (int i = 0; i < WIDE; i++) {
    cost[i] = jy__cost_in(f->bytes, ins[i]);
    if (cost[i] < cost[best]) best = i;
  }
  for (int i = 0; i < WIDE; i++)
    if (i != best && cost[i] - cost[best] > CLEAR) trials[i].bonus -= 0.5;
  return JY_OK;
}

static int try_all(jy__trial *trials, const facts *f) {
  bool wide = may_be_wide(f);
  int status = JY_OK;
  for (int i = 0; status == JY_OK && i < CANDIDATES; i++) {
    status = try(&trials[i], f, candidates[i]);
    if (i >= WIDE && (!wide || trials[i].score < MAKES_SENSE)) trials[i] = (jy__trial){.bad_share = 1};
  }
  return status == JY_OK && f->bytes.len < SHORT ? favour_likeliest(trials, f) : status;
}

/* The candidate with the best trial, leaving out number `but`. */
static int best_of(const jy__trial *trials, int but) {
  int best = but == 0;
  for (int i = 0; i < CANDIDATES; i++)
    if (i != but && jy__trial_value(&trials[i]) > jy__trial_value(&trials[best])) best = i;
  return best;
}

/* The number of a candidate; -1 for any other encoding. */
static int candidate(const char *name) {
  for (int i = 0; i < CANDIDATES; i++)
    if (strcmp(candidates[i], name) == 0) return i;
  return -1;
}

/* A label counts if it reads every byte and what it reads makes about as much
 * sense as the best other reading: pages that were converted and kept their
 * old label are common, and some encodings read anything. */
static int heed_label(const facts *f, const jy__trial *trials, const char *label, bool *yes) {
  int status = jy__reads_all(yes, f->bytes, label);
  if (status < 0 || !*yes) return status;
  jy__trial t;
  int known = candidate(jy_encoding_name(label));
  if (known < 0 && (status = try(&t, f, label)) < 0) return status;
  double value = jy__trial_value(known < 0 ? &t : &trials[known]);
  double best = jy__trial_value(&trials[best_of(trials, -1)]);
  if (f->utf8 && !is_ascii(f) && jy__encoding_of(label).family != JY__ENC_UTF8)
    *yes = value > jy__trial_value(&trials[0]); /* hardly anything is valid UTF-8 by chance */
  else
    *yes = value + (is_ascii(f) ? 0 : LABEL_MAY_LACK) >= best;
  return JY_OK;
}

/* What uchardet says, "" when it does not know or could not be asked. */
static void ask_uchardet(char *name, size_t size, const facts *f) {
  *name = '\0';
  uchardet_t u = uchardet_new();
  if (!u) return;
  size_t left = f->bytes.len - f->high;
  if (uchardet_handle_data(u, f->bytes.ptr + f->high, left < SAMPLE ? left : SAMPLE) == 0) {
    uchardet_data_end(u);
    const char *said = uchardet_get_charset(u);
    snprintf(name, size, "%s", said ? jy_encoding_name(said) : "");
  }
  uchardet_delete(u);
}

/* Bytes that are not ASCII. */
static size_t count_high(jy_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) n += (unsigned char)s.ptr[i] >= 0x80;
  return n;
}

/* Where no one encoding fits, several may, by turns: then the one of most bytes
 * is found. */
static int judge_mixed(jy_detection *out, const facts *f) {
  size_t len = f->bytes.len - f->high, sums[JY__INS] = {0};
  jy_str sample = {f->bytes.ptr + f->high, len < SAMPLE ? len : SAMPLE};
  jy__pieces pieces = {NULL, 0, 0};
  double cost = 0;
  int best = 0, status = jy__window_read(&pieces, sample, (jy_span){0, sample.len}, JY__IN_UTF8);
  for (size_t i = 0; status == JY_OK && i < pieces.len; i++) {
    const jy__piece *p = &pieces.at[i];
    jy_str part = {sample.ptr + p->start, p->end - p->start};
    cost += jy__cost_in(part, p->in) - 4.0 * (double)(part.len - count_high(part)); /* of ASCII */
    sums[p->in] += part.len;
  }
  free(pieces.at);
  if (status < 0) return status;
  if (cost > READS_AS_TEXT * (double)count_high(sample)) return refuse("no encoding fits");
  for (int i = 1; i < JY__INS; i++)
    if (sums[i] > sums[best]) best = i;
  return found(out, jy__in_names[best], "trial", 0.5, 0);
}

/* By how much the best reading is ahead of the next. */
static double confidence(double lead) {
  return 0.5 + 0.45 * (lead > 0.5 ? 1 : lead * 2);
}

/* Whether uchardet's word could change what the trials say. */
static bool in_doubt(const jy__trial *trials, int best, int second) {
  double lead = jy__trial_value(&trials[best]) - jy__trial_value(&trials[second]);
  return trials[best].score < LABEL_MAY_LACK || lead <= UCHARDET_ADDS;
}

static int judge(jy_detection *out, const facts *f, jy__trial *trials, const char *label) {
  for (int i = 0; i < CANDIDATES; i++)
    if (label && strcmp(jy_encoding_name(label), candidates[i]) == 0) trials[i].bonus += 0.1;
  char prior[32] = "";
  int best = best_of(trials, -1), second = best_of(trials, best);
  if (in_doubt(trials, best, second)) {
    ask_uchardet(prior, sizeof prior, f);
    for (int i = 0; i < CANDIDATES; i++)
      if (strcmp(prior, candidates[i]) == 0) trials[i].bonus += UCHARDET_ADDS;
    best = best_of(trials, -1);
    second = best_of(trials, best);
  }
  const jy__trial *t = &trials[best];
  if (t->score < LABEL_MAY_LACK && *prior && candidate(prior) < 0) {
    bool yes; /* not Chinese at all: then the prior is all there is */
    int status = jy__reads_all(&yes, f->bytes, prior);
    if (status < 0) return status;
    if (yes) return found(out, prior, "uchardet", 0.5, 0);
  }
  if (t->bad_share > MOST_BAD) return judge_mixed(out, f);
  double sure = confidence(jy__trial_value(t) - jy__trial_value(&trials[second]));
  if (t->bad_share > 0 || t->cut) sure *= 0.9;
  return found(out, candidates[best], strcmp(prior, candidates[best]) == 0 ? "uchardet" : "trial", sure, 0);
}

/* Many controls: wide text without a mark, or no text. */
static int judge_wide(jy_detection *out, const facts *f) {
  jy__trial trials[CANDIDATES];
  int status = try_all(trials, f);
  if (status < 0) return status;
  int best = jy__trial_value(&trials[WIDE]) >= jy__trial_value(&trials[WIDE + 1]) ? WIDE : WIDE + 1;
  if (trials[best].score < MAKES_SENSE || trials[best].bad_share > MOST_BAD)
    return refuse("control bytes");
  return found(out, candidates[best], "trial", trials[best].bad_share > 0 ? 0.7 : 0.9, 0);
}

/* ---- first sight ---------------------------------------------------------------- */

/* Where a character starts, at or after `from`: at the first byte that is not
 * ASCII after one that no encoding here has inside a character. */
static size_t next_start(jy_str b, size_t from) {
  while (from < b.len && (unsigned char)b.ptr[from] >= 0x30) from++;
  while (from < b.len && (unsigned char)b.ptr[from] < 0x80) from++;
  return from;
}

/* The trial of the places together: their worst score, the sum of their
 * characters; any fault is a score of 0. */
static int read_sights(jy__trial *sum, const facts *f, const char *encoding) {
  size_t third = (f->bytes.len - f->high) / SIGHTS, past = 0;
  *sum = (jy__trial){0, 1, 0, 0, false};
  for (size_t i = 0; i < SIGHTS; i++) {
    size_t start = i == 0 ? f->high : next_start(f->bytes, f->high + i * third);
    if (start < past) start = past;
    jy_str sample = {f->bytes.ptr + start, f->bytes.len - start};
    if (sample.len > SIGHT) sample.len = SIGHT;
    past = start + sample.len;
    jy__trial t;
    int status = jy__trial_read(&t, sample, false, encoding);
    if (status < 0) return status;
    sum->chars += t.chars;
    double score = t.bad_share > 0 ? 0 : t.score;
    if (t.chars > 0 && score < sum->score) sum->score = score;
  }
  return JY_OK;
}

static bool is_label_of(const char *label, const char *encoding) {
  return label && strcmp(jy_encoding_name(label), encoding) == 0;
}

/* Bytes that are not UTF-8: GB18030 or Big5, where that is beyond doubt. What
 * the careful way would read in its sample must be free of faults, and with a
 * label all of it. */
static int see_chinese(jy_detection *out, const facts *f, const char *label, bool *seen) {
  jy__trial gb, big5;
  int status = read_sights(&gb, f, "GB18030");
  if (status == JY_OK) status = read_sights(&big5, f, "BIG5-HKSCS");
  if (status < 0) return status;
  bool is_gb = gb.score > big5.score;
  const jy__trial *best = is_gb ? &gb : &big5, *other = is_gb ? &big5 : &gb;
  const char *encoding = is_gb ? "GB18030" : "BIG5-HKSCS";
  double lead = best->score - other->score;
  if (best->chars < SIGHT_CHARS || best->score < SIGHT_SCORE || lead < SIGHT_LEAD) return JY_OK;
  bool labelled = is_label_of(label, encoding);
  jy_str bytes = f->bytes;
  if (!labelled && bytes.len > f->high + SAMPLE) bytes.len = next_start(bytes, f->high + SAMPLE);
  status = jy__reads_all(seen, bytes, encoding);
  if (status < 0 || !*seen) return status;
  return found(out, encoding, labelled ? "declared" : "trial", labelled ? 0.98 : confidence(lead), 0);
}

/* What most files are, and can be told of without reading them in every way. */
static int see(jy_detection *out, const facts *f, const char *label, bool *seen) {
  jy__family family = label ? jy__encoding_of(label).family : JY__ENC_OTHER;
  if (!f->utf8) return see_chinese(out, f, label, seen);
  *seen = true;
  if (family == JY__ENC_UTF8) return found(out, "UTF-8", "declared", 0.98, 0);
  if (label && is_ascii(f)) {
    *seen = family != JY__ENC_OTHER && family != JY__ENC_UTF16 && family != JY__ENC_UTF32;
    return *seen ? found(out, jy_encoding_name(label), "declared", 0.98, 0) : JY_OK;
  }
  if (is_ascii(f)) return found(out, "ASCII", "ascii", 1, 0);
  if (label) {
    jy__trial t;
    int status = read_sights(&t, f, "UTF-8");
    *seen = status == JY_OK && t.chars >= SIGHT_CHARS && t.score >= SIGHT_SCORE;
    if (!*seen) return status;
  }
  return found(out, "UTF-8", "utf-8", 0.99, 0);
}

static int detect_unmarked(jy_detection *out, const facts *f, const char *label) {
  bool yes = false;
  int status = see(out, f, label, &yes);
  if (status < 0 || yes) return status;
  jy__trial trials[CANDIDATES];
  status = try_all(trials, f);
  if (status == JY_OK && label) status = heed_label(f, trials, label, &yes);
  if (status < 0) return status;
  if (yes) return found(out, jy_encoding_name(label), "declared", 0.98, 0);
  if (is_ascii(f)) return found(out, "ASCII", "ascii", 1, 0);
  if (f->utf8) return found(out, "UTF-8", "utf-8", 0.99, 0);
  return judge(out, f, trials, label);
}

/* Escape sequences in ASCII that all lead to characters, and these make sense:
 * no other text has them, whatever its label says. */
static int heed_escapes(jy_detection *out, const facts *f, bool *yes) {
  const char *seen = is_ascii(f) ? jy__escapes_seen(f->bytes) : NULL;
  *yes = false;
  if (!seen) return JY_OK;
  int status = jy__reads_all(yes, f->bytes, seen);
  if (status < 0 || !*yes) return status;
  jy__trial t;
  status = try(&t, f, seen);
  *yes = status == JY_OK && t.score >= MAKES_SENSE;
  return *yes ? found(out, seen, "escapes", 0.98, 0) : status;
}

int jy_detect(jy_detection *out, jy_str bytes, const char *declared) {
  *out = (jy_detection){"", "", 0, 0};
  size_t bom = 0;
  const char *mark = marked(bytes, &bom), *what = magic(bytes);
  if (bytes.len == bom) return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "is empty");
  if (what) return refuse(what);
  if (mark) return found(out, mark, "bom", 1, bom);
  facts f = look(bytes);
  bool yes;
  int status = heed_escapes(out, &f, &yes);
  if (status < 0 || yes) return status;
  return many_controls(bytes) ? judge_wide(out, &f) : detect_unmarked(out, &f, declared);
}

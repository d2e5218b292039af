/* Reads labelled lines into sentences and, for each character, the tags that it
 * may have. Knows the two forms of lines; refuses to know what is trained. */
#include <stdlib.h>

#include "extract/internal.h"
#include "extract/tagger.h"

enum { WORD_MOST = 256 };

/* One character or run of characters with its tag, as a line says it. */
typedef struct {
  size_t chars;
  int label;   /* -1 for O, -2 where nobody looked */
  bool inside; /* goes on */
} cell;

typedef struct {
  jy__labelled *out;
  const char *path;
  size_t line;
  struct {
    cell *at;
    size_t len, cap;
  } cells; /* of the sentence that is being read */
  unsigned known; /* labels that the lines say they have, by bit; 0 for all */
} reader;

static int malformed(const reader *rd, const char *what, jy_str at) {
  return jy__fail(JY_EINVALID, rd->path, JY_NO_OFFSET, "line %zu: %s in '%.*s'", rd->line, what,
                  (int)(at.len < 40 ? at.len : 40), at.ptr);
}

static size_t chars_in(jy_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; n++) i += jy__utf8_len((unsigned char)s.ptr[i]);
  return n;
}

static int put_mask(reader *rd, unsigned mask) {
  jy__labelled *l = rd->out;
  if (jy__room(&l->masks, &l->masks_cap, l->masks_len + 1, sizeof *l->masks) < 0) return JY_ENOMEM;
  l->masks[l->masks_len++] = (uint16_t)mask;
  return JY_OK;
}

static int end_sentence(reader *rd) {
  jy__labelled *l = rd->out;
  if (l->starts_len && l->starts[l->starts_len - 1].mask == l->masks_len) return JY_OK;
  if (jy__room(&l->starts, &l->starts_cap, l->starts_len + 1, sizeof *l->starts) < 0) return JY_ENOMEM;
  l->starts[l->starts_len].text = l->text.len;
  l->starts[l->starts_len++].mask = l->masks_len;
  return JY_OK;
}

/* ---- words ---- */

static int put_word(reader *rd, jy_str word) {
  size_t n = chars_in(word);
  if (n > WORD_MOST) return malformed(rd, "a word of too many characters", word);
  jy_buf_put(&rd->out->text, word.ptr, word.len);
  for (size_t i = 0; i < n; i++) {
    unsigned tag = n == 1 ? JY__W_SINGLE : i == 0 ? JY__W_BEGIN : i + 1 == n ? JY__W_END : JY__W_MIDDLE;
    if (put_mask(rd, 1u << tag) < 0) return JY_ENOMEM;
  }
  return JY_OK;
}

static bool latin_or_digit(const char *p) {
  unsigned char c = (unsigned char)*p;
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Between two words of letters or digits there was a space in the text. */
static int read_words(reader *rd, jy_str line) {
  const char *p = line.ptr, *end = p + line.len;
  while (p < end) {
    while (p < end && (*p == ' ' || *p == '\t')) p++;
    const char *from = p;
    while (p < end && *p != ' ' && *p != '\t') p++;
    if (p == from) break;
    const char *tag = memrchr(from, '/', (size_t)(p - from));
    jy_str word = {from, (size_t)((tag && tag > from ? tag : p) - from)};
    jy_buf *text = &rd->out->text;
    bool apart = rd->out->starts[rd->out->starts_len - 1].text < text->len &&
                 latin_or_digit(text->ptr + text->len - 1) && latin_or_digit(from);
    int status = apart ? put_word(rd, (jy_str){" ", 1}) : JY_OK;
    if (status == JY_OK) status = put_word(rd, word);
    if (status < 0) return status;
  }
  return end_sentence(rd);
}

/* ---- spans ---- */

static int label_index(reader *rd, jy_str name) {
  jy__tagset *set = &rd->out->set;
  if (name.len == 0 || name.len >= JY__LABEL_MOST) return malformed(rd, "a label of 1 to 23 bytes expected", name);
  for (size_t i = 0; i < set->labels_len; i++)
    if (jy_str_equal(name, jy_cstr(set->labels[i]))) return (int)i;
  if (set->labels_len == JY__LABELS_MOST) return malformed(rd, "more than seven labels", name);
  memcpy(set->labels[set->labels_len], name.ptr, name.len);
  return (int)set->labels_len++;
}

static int read_known(reader *rd, jy_str names) {
  rd->known = 0;
  const char *p = names.ptr, *end = p + names.len;
  while (p < end) {
    while (p < end && (*p == ' ' || *p == '\t')) p++;
    const char *from = p;
    while (p < end && *p != ' ' && *p != '\t') p++;
    if (p == from) break;
    int label = label_index(rd, (jy_str){from, (size_t)(p - from)});
    if (label < 0) return label;
    rd->known |= 1u << label;
  }
  return JY_OK;
}

static int read_cell(reader *rd, jy_str line) {
  const char *tab = memchr(line.ptr, '\t', line.len);
  if (!tab || tab == line.ptr) return malformed(rd, "a character, a tab and a tag expected", line);
  jy_str text = {line.ptr, (size_t)(tab - line.ptr)}, tag = {tab + 1, line.len - text.len - 1};
  cell c = {chars_in(text), -1, false};
  if (tag.len == 1 && tag.ptr[0] == '?')
    c.label = -2;
  else if (!(tag.len == 1 && tag.ptr[0] == 'O')) {
    if (tag.len < 3 || tag.ptr[1] != '-' || !strchr("BI", tag.ptr[0]))
      return malformed(rd, "a tag of the form O, B-NAME, I-NAME or ? expected", line);
    c.label = label_index(rd, (jy_str){tag.ptr + 2, tag.len - 2});
    if (c.label < 0) return c.label;
    const cell *before = rd->cells.len ? &rd->cells.at[rd->cells.len - 1] : NULL;
    c.inside = tag.ptr[0] == 'I';
    if (c.inside && (!before || before->label != c.label))
      return malformed(rd, "I- without a B- or I- of the same label before it", line);
  }
  if (jy__room(&rd->cells.at, &rd->cells.cap, rd->cells.len + 1, sizeof *rd->cells.at) < 0) return JY_ENOMEM;
  rd->cells.at[rd->cells.len++] = c;
  jy_buf_put(&rd->out->text, text.ptr, text.len);
  return JY_OK;
}

/* The tags are only known when all labels are: cells are kept as label and
 * place, and become masks at the end. */
enum { CELL_OTHER = 0x40, CELL_ANY = 0x80 };

static unsigned cell_code(const cell *c, bool first, bool last) {
  if (c->label == -2) return CELL_ANY;
  if (c->label == -1) return CELL_OTHER;
  unsigned place = first && !last ? JY__IN_BEGIN : last ? JY__IN_END : JY__IN_INSIDE;
  return (unsigned)c->label << 3 | place << 1 | first;
}

static int flush_cells(reader *rd) {
  for (size_t i = 0; i < rd->cells.len; i++) {
    const cell *c = &rd->cells.at[i];
    bool goes_on = i + 1 < rd->cells.len && c[1].inside;
    for (size_t k = 0; k < c->chars; k++) {
      bool first = k == 0 && !c->inside, last = k + 1 == c->chars && !goes_on;
      if (put_mask(rd, cell_code(c, first, last) | rd->known << 8) < 0) return JY_ENOMEM;
    }
  }
  rd->cells.len = 0;
  return end_sentence(rd);
}

static unsigned mask_of(const jy__tagset *set, unsigned code) {
  unsigned known = code >> 8, mask = 1;
  if (code & CELL_ANY) return 0xFFFF;
  if (code & CELL_OTHER) {
    for (size_t tag = 1; tag < set->tags_len; tag++)
      if (known && !(known >> jy__tag_label(set, tag) & 1)) mask |= 1u << tag;
    return mask;
  }
  size_t label = (code & 0x3F) >> 3, place = code >> 1 & 3;
  if (set->scheme == JY__S_PLAIN) place = code & 1 ? JY__IN_BEGIN : JY__IN_INSIDE;
  return 1u << jy__tag_of(set, label, place);
}

static void settle_tags(jy__labelled *l) {
  l->set.scheme = l->set.labels_len * 3 < JY__TAGS_MOST ? JY__S_ENDS : JY__S_PLAIN;
  l->set.tags_len = 1 + l->set.labels_len * jy__tag_step(&l->set);
  for (size_t i = 0; i < l->masks_len; i++) l->masks[i] = (uint16_t)mask_of(&l->set, l->masks[i]);
}

static int read_span_line(reader *rd, jy_str line) {
  if (line.len == 0) return flush_cells(rd);
  bool comment = line.ptr[0] == '#' && !memchr(line.ptr, '\t', line.len);
  if (!comment) return read_cell(rd, line);
  if (line.len < 7 || memcmp(line.ptr, "#labels", 7) != 0) return JY_OK;
  int status = flush_cells(rd);
  return status < 0 ? status : read_known(rd, (jy_str){line.ptr + 7, line.len - 7});
}

int jy__labelled_read(jy__labelled *out, jy_str lines, bool words, const char *path) {
  reader rd = {.out = out, .path = path};
  int status = end_sentence(&rd);
  const char *p = lines.ptr, *end = p + lines.len;
  while (p < end && status == JY_OK) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    jy_str line = {p, (size_t)((stop ? stop : end) - p)};
    p = stop ? stop + 1 : end;
    if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
    rd.line++;
    if (jy__utf8_check(line.ptr, line.len) != line.len)
      status = malformed(&rd, "bytes that are not UTF-8", (jy_str){"", 0});
    else
      status = words ? read_words(&rd, line) : read_span_line(&rd, line);
  }
  if (status == JY_OK && !words) status = flush_cells(&rd);
  if (status == JY_OK && !words) settle_tags(out);
  if (words) out->set = (jy__tagset){.scheme = JY__S_WORDS, .tags_len = 4};
  if (status == JY_OK) status = jy_buf_status(&out->text);
  if (status == JY_OK && out->starts_len < 2)
    status = jy__fail(JY_EINVALID, path, JY_NO_OFFSET, "holds no labelled sentence");
  if (status == JY_OK && !words && out->set.labels_len == 0)
    status = jy__fail(JY_EINVALID, path, JY_NO_OFFSET, "holds no label: each line is O");
  free(rd.cells.at);
  return status;
}

void jy__labelled_free(jy__labelled *l) {
  jy_buf_free(&l->text);
  free(l->masks);
  free(l->starts);
  *l = (jy__labelled){0};
}

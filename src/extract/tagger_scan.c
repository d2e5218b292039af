/* Reads one sentence for the tagger: folded characters, the words of the
 * lexicon in them, the best path through those words by how common they are,
 * and how far characters look like a name. Knows nothing of models. */
#include "extract/tagger.h"

/* Costs in eighths of a bit. */
enum {
  COST_UNKNOWN = 160, /* a Han character that the lexicon does not have */
  COST_OTHER = 80,    /* a character of another kind */
  COST_NAME = 56,     /* that a word is a name at all */
  COST_BROKEN = 1 << 24
};

static inline bool in_block(uint32_t cp) {
  return cp - JY__HAN_FIRST <= JY__HAN_LAST - JY__HAN_FIRST;
}

/* ---- characters ---- */

/* Full width and half width are one; digits are one, letters are one. */
static uint32_t fold(uint32_t cp) {
  if (cp >= 0xFF01 && cp <= 0xFF5E) cp -= 0xFEE0;
  if (cp == 0x3000) return ' ';
  if (cp < 0x80) {
    if (cp >= '0' && cp <= '9') return '0';
    if (cp >= 'a' && cp <= 'z') return 'a';
    if (cp >= 'A' && cp <= 'Z') return 'A';
    return cp;
  }
  if (cp >= 0xC0 && cp < 0x250 && cp != 0xD7 && cp != 0xF7) return 'a';
  if (cp == 0x2022 || cp == 0x2027 || cp == 0x30FB) return 0xB7;
  if (cp == 0x201C || cp == 0x201D || cp == 0x300C || cp == 0x300D) return '"';
  return cp;
}

static uint8_t type_other(uint32_t cp) {
  if (cp == '0') return JY__C_DIGIT;
  if (cp == 'a' || cp == 'A') return JY__C_LATIN;
  if (cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r') return JY__C_SPACE;
  if (cp == 0xB7) return JY__C_DOT;
  if (cp == 0x3002 || cp == '!' || cp == '?' || cp == ';' || cp == ',' || cp == ':') return JY__C_STOP;
  if (cp < 0x80 || (cp >= 0x2010 && cp <= 0x206F) || (cp >= 0x3001 && cp <= 0x303F)) return JY__C_PUNCT;
  return jy__is_han(cp) ? JY__C_HAN : JY__C_OTHER;
}

static uint8_t type_of(uint32_t cp) {
  if (!in_block(cp)) return type_other(cp);
  switch (cp) {
    case 0x5E74: case 0x6708: case 0x65E5:
      return JY__C_DATE;
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: case 0x516D: case 0x4E03:
    case 0x516B: case 0x4E5D: case 0x5341: case 0x767E: case 0x5343: case 0x4E07: case 0x4EBF:
      return JY__C_NUMERAL;
    default:
      return JY__C_HAN;
  }
}

static size_t next_char(jy__tchar *c, jy_str text, size_t at) {
  uint32_t cp = 0xFFFD;
  uint32_t word = text.len - at >= 4 ? jy__load4(text.ptr + at) : 0;
  size_t n = 3;
  if (jy__is_common_han(word))
    cp = jy__three(word);
  else if ((n = jy__utf8_next(text.ptr + at, text.ptr + text.len, &cp)) == 0) {
    cp = 0xFFFD;
    n = 1;
  }
  c->raw = cp;
  c->cp = fold(cp);
  c->type = type_of(c->cp);
  c->at = at;
  c->bytes = (uint8_t)n;
  return n;
}

static bool ends_sentence(uint32_t cp) {
  return cp == 0x3002 || cp == '!' || cp == '?' || cp == ';' || cp == '\n';
}

static void set_edge(jy__tchar *c) {
  memset(c, 0, sizeof *c);
  c->code = jy__mix(1, 7);
  c->pair = jy__mix(2, 7);
  c->word = jy__mix(3, 7);
}

/* ---- words ---- */

/* Notes a word of n characters that begins at i. */
static void note(jy__sentence *s, size_t i, size_t n, jy__row row) {
  jy__tchar *c = s->at + i;
  c->begins = (uint8_t)n; /* they come by length */
  c->begin_row = row;
  jy__tchar *last = c + n - 1;
  if (n > last->ends) {
    last->ends = (uint8_t)n;
    last->end_row = row;
  }
  for (size_t k = 1; k + 1 < n; k++)
    if (n > c[k].covers) c[k].covers = (uint8_t)n;
  int32_t cost = s->path[i] + (row.cost ? row.cost : 1);
  if (cost < s->path[i + n]) {
    s->path[i + n] = cost;
    s->step[i + n] = (uint8_t)n;
    s->last[i + n] = row;
  }
}

/* Digits, and letters, that stand together are one word. */
static size_t run_len(const jy__sentence *s, size_t i) {
  uint8_t type = s->at[i].type;
  if (type != JY__C_DIGIT && type != JY__C_LATIN) return 1;
  size_t n = 1;
  while (n < JY__RUN_MOST && i + n < s->len && s->at[i + n].type == type) n++;
  return n;
}

/* What is known of the prefix with this hash: a row (0 for no word), and whether
 * longer words begin so. */
static inline uint32_t prefix(const jy__wordlist *w, uint64_t h) {
  if (!jy__wordlist_may(w, h)) return 0;
  size_t mask = ((size_t)1 << w->slots_log2) - 1, at = h >> (64 - w->slots_log2);
  uint32_t mark = h & 0x3FFFF, slot;
  if (mark == 0) mark = 1;
  while ((slot = jy__le4(w->slots + 4 * at)) != 0 && slot >> 14 != mark) at = (at + 1) & mask;
  return slot & 0x3FFF;
}

enum { AHEAD = 4, CLEARED = 16 }; /* characters */

enum { ROW = 0x1FFF, LONGER = 0x2000, OPENS = 0x8000 };

static uint32_t single(const jy__wordlist *w, uint32_t cp) {
  return in_block(cp) ? jy__le2(w->singles + 2 * (cp - JY__HAN_FIRST)) : 0;
}

bool jy__wordlist_find(jy__row *out, const jy__wordlist *w, const jy__tchar *c, size_t len) {
  if (len > JY__WORD_MOST) return false;
  uint64_t h = jy__mix(0, c->cp);
  for (size_t n = 1; n < len; n++) h = jy__mix(h, c[n].cp);
  uint32_t row = (len == 1 ? single(w, c->cp) : prefix(w, h)) & ROW;
  *out = jy__wordlist_row(w, row);
  return row != 0;
}

/* Where the prefix of two characters is looked up that begins at i: first the bit
 * that most have not, then the slot. Both lie far apart, so they are asked for
 * some characters ahead. */
static inline void foresee_bit(const jy__wordlist *w, uint64_t h) {
  __builtin_prefetch(w->bits + (h >> (64 - w->bits_log2) >> 3));
}
static inline void foresee_slot(const jy__wordlist *w, uint64_t h) {
  if (jy__wordlist_may(w, h)) __builtin_prefetch(w->slots + 4 * (h >> (64 - w->slots_log2)));
}

static void words_from(jy__sentence *s, const jy__wordlist *w, size_t i) {
  jy__tchar *c = s->at + i;
  uint32_t alone = single(w, c->cp);
  jy__row row = {in_block(c->cp) ? COST_UNKNOWN : COST_OTHER, {JY__NO_TAG, JY__NO_TAG}, 0, 0, 0};
  if (alone & ROW) row = jy__wordlist_row(w, alone & ROW);
  note(s, i, run_len(s, i), row);
  if (!(alone & OPENS)) return;
  uint64_t h = c->opening;
  for (size_t n = 2; n <= JY__WORD_MOST && i + n <= s->len; n++) {
    if (n > 2) h = jy__mix(h, c[n - 1].cp);
    uint32_t found = prefix(w, h);
    if (found & ROW) note(s, i, n, jy__wordlist_row(w, found & ROW));
    if (!(found & LONGER)) return;
  }
}

static size_t at_most(size_t n, size_t most) {
  return n < most ? n : most;
}

static void best_words(jy__sentence *s) {
  for (size_t end = s->len; end > 0;) {
    size_t n = s->step[end], start = end - n;
    uint64_t code = 0;
    for (size_t k = start; k < end; k++) code = jy__mix(code, s->at[k].raw);
    for (size_t k = start; k < end; k++) {
      jy__tchar *c = s->at + k;
      c->word = code;
      c->word_len = (uint8_t)n;
      c->word_at = (uint8_t)(k - start);
      c->place = (uint8_t)(at_most(k - start, 3) | at_most(n, 5) << 2);
      c->cover = (uint16_t)(at_most(c->begins, 5) | at_most(c->ends, 5) << 3 | at_most(c->covers, 5) << 6);
      c->word_row = s->last[end];
    }
    end = start;
  }
}

/* ---- names ---- */

static int32_t name_bits(uint32_t names, unsigned place) {
  uint32_t v = names >> (4 * place) & 15;
  return v ? 8 * ((int32_t)v + 2) : COST_BROKEN;
}

/* Levels of how many eighths of a bit one reading is likelier than another. */
static uint8_t lift_level(int32_t lift) {
  static const int32_t bounds[] = {-48, -16, 8, 32, 64, 96};
  if (lift < -COST_BROKEN / 2) return 0;
  uint8_t level = 1;
  for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) level = (uint8_t)(level + (lift >= bounds[i]));
  return level;
}

enum { AS_SURNAME, AS_ONLY, AS_FIRST, AS_SECOND, AS_SOUND };

/* A surname with one or two characters after it, beside words. */
static void name_levels(jy__sentence *s, size_t i) {
  jy__tchar *c = s->at + i;
  int32_t surname = name_bits(c->names, AS_SURNAME);
  size_t n = 1;
  if (c->begins >= 2 && c->begin_row.flags & JY__L_SURNAME && c->begins == 2) {
    surname = 80;
    n = 2;
  }
  if (surname >= COST_BROKEN) return;
  if (i + n + 1 <= s->len) {
    int32_t cost = COST_NAME + 16 + surname + name_bits(c[n].names, AS_ONLY);
    c->two = lift_level(s->path[i + n + 1] - s->path[i] - cost);
  }
  if (i + n + 2 <= s->len) {
    int32_t cost = COST_NAME + surname + name_bits(c[n].names, AS_FIRST) + name_bits(c[n + 1].names, AS_SECOND);
    c->three = lift_level(s->path[i + n + 2] - s->path[i] - cost);
  }
}

/* What is gained by reading a character as a sound of a foreign name. */
static int32_t sound_gain(const jy__tchar *c) {
  if (c->type == JY__C_DOT) return 16;
  int32_t bits = name_bits(c->names, AS_SOUND);
  if (bits >= COST_BROKEN || c->word_len == 0) return -COST_BROKEN;
  int32_t word = c->word_row.cost / c->word_len;
  return word - bits;
}

/* Runs of sounds that gain as a whole, each as long as it gains. */
static void sound_runs(jy__sentence *s) {
  for (size_t i = 0; i < s->len;) {
    int32_t sum = 0, best = 0;
    size_t end = i;
    for (size_t k = i; k < s->len && s->at[k].type != JY__C_SPACE; k++) {
      int32_t gain = sound_gain(s->at + k);
      if (gain <= -COST_BROKEN || (sum += gain) < 0 || sum < best - 48) break;
      if (sum >= best) {
        best = sum;
        end = k + 1;
      }
    }
    if (end < i + 2) {
      i++;
      continue;
    }
    for (size_t k = i; k < end; k++) {
      s->at[k].sound = lift_level(best - 24);
      s->at[k].sound_at = (uint8_t)(k == i ? 1 : k + 1 == end ? 3 : 2);
    }
    i = end;
  }
}

/* ---- letters and titles of works ---- */

/* Whether a word in letters begins with a capital, and goes on with some. */
static void shape_words(jy__sentence *s) {
  for (size_t i = 0; i < s->len;) {
    size_t n = s->at[i].word_len ? s->at[i].word_len : 1;
    uint8_t shape = 0;
    if (s->at[i].type == JY__C_LATIN) {
      shape = s->at[i].cp == 'A' ? 1 : 2;
      for (size_t k = 1; k < n; k++) shape |= s->at[i + k].cp == 'A' ? 4 : 8;
    }
    for (size_t k = 0; k < n && shape; k++) s->at[i + k].shape = shape;
    i += n;
  }
}

/* What stands between 《 and 》. */
static void mark_works(jy__sentence *s) {
  size_t open = 0;
  for (size_t i = 0; i < s->len; i++) {
    if (s->at[i].cp == 0x300A) open = i + 1;
    if (s->at[i].cp != 0x300B || open == 0) continue;
    for (size_t k = open; k < i; k++) s->at[k].work = 1;
    open = 0;
  }
}

/* ---- the sentence ---- */

/* Some characters at a time, for which memset() is much faster than for one. */
static void clear_some(jy__sentence *s) {
  size_t left = JY__SENTENCE_MOST - s->len;
  memset(s->at + s->len, 0, (left < CLEARED ? left : CLEARED) * sizeof *s->at);
}

static size_t read_chars(jy__sentence *s, const jy__wordlist *w, jy_str text, size_t at) {
  s->len = 0;
  while (at < text.len && s->len < JY__SENTENCE_MOST) {
    if (s->len % CLEARED == 0) clear_some(s);
    jy__tchar *c = s->at + s->len++;
    at += next_char(c, text, at);
    c->code = jy__mix(5, c->cp);
    if (s->len > 1) {
      c[-1].opening = jy__mix(jy__mix(0, c[-1].cp), c->cp);
      foresee_bit(w, c[-1].opening);
    }
    if (in_block(c->cp)) c->names = jy__le4(w->names + 4 * (c->cp - JY__HAN_FIRST));
    if (ends_sentence(c->cp)) break;
  }
  return at;
}

size_t jy__sentence_scan(jy__sentence *s, const jy__wordlist *w, jy_str text, size_t start) {
  s->at = s->all + JY__PAD;
  size_t next = read_chars(s, w, text, start);
  for (size_t k = 0; k < JY__PAD; k++) {
    set_edge(s->all + k);
    set_edge(s->at + s->len + k);
  }
  s->path[0] = 0;
  for (size_t i = 1; i <= s->len; i++) s->path[i] = INT32_MAX / 2;
  for (size_t i = 0; i < JY__PAD + s->len; i++) s->all[i].pair = jy__mix(s->all[i].code, s->all[i + 1].code + 11);
  for (size_t i = 0; i < s->len; i++) {
    if (i + AHEAD < s->len) foresee_slot(w, s->at[i + AHEAD].opening);
    words_from(s, w, i);
  }
  best_words(s);
  for (size_t i = 0; i < s->len; i++) name_levels(s, i);
  sound_runs(s);
  shape_words(s);
  mark_works(s);
  return next;
}

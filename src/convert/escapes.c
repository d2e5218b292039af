/* See escapes.h. The sets are those of GB18030 and EUC-TW with the high bit off,
 * so no iconv need know these encodings (the C library's has no HZ) and all give
 * the same answer. Refuses to say whether a text is in one of them. */
#include "convert/escapes.h"

enum { ESC = 0x1B, SO = 0x0E, SI = 0x0F, FIRST = 0x21, LAST = 0x7E, LAST_GB_ROW = 0x77 };

static bool in_set(unsigned char c) {
  return c >= FIRST && c <= LAST;
}

int jy__escapes_start(jy__escapes *e, const jy__encoding *encoding) {
  jy__encoding gb = jy__encoding_of("GB18030"), cns = jy__encoding_of("EUC-TW");
  *e = (jy__escapes){0};
  int status = jy__table_of(&e->gb, &gb);
  if (status == JY_OK && strcmp(encoding->name, "HZ") != 0) status = jy__table_of(&e->cns, &cns);
  return status;
}

static const jy__fault none = {0, false};

static void put_ascii(jy__cursor *c) {
  *c->to++ = (char)*c->p++;
}

/* The character that `skip` bytes and two more write. */
static jy__fault take_pair(jy__cursor *c, const jy__table *t, const jy__unit *pairs, size_t skip) {
  const unsigned char *p = c->p + skip;
  size_t left = (size_t)(c->end - c->p);
  if (left < skip + 2 && (left <= skip || in_set(*p))) return (jy__fault){left, true};
  if (!in_set(p[0]) || !in_set(p[1])) return (jy__fault){1, false};
  const unsigned char high[2] = {p[0] | 0x80, p[1] | 0x80};
  if (t->family == JY__ENC_GB18030 && p[0] > LAST_GB_ROW) return (jy__fault){skip + 2, false};
  return jy__take(c, t, jy__pair(pairs, high), skip + 2) ? none : (jy__fault){skip + 2, false};
}

/* ~~ is a tilde, ~{ and ~} begin and end Chinese, ~ at a line's end joins it to the next. */
static jy__fault read_tilde(jy__cursor *c, jy__escapes *e) {
  if (c->end - c->p < 2) return (jy__fault){1, true};
  unsigned char what = c->p[1];
  if (what != (e->pairs ? '}' : '{') && (e->pairs || (what != '~' && what != '\n'))) return (jy__fault){1, false};
  if (what == '~') *c->to++ = '~';
  if (what == '{' || what == '}') e->pairs = what == '{' ? e->gb->pair : NULL;
  c->p += 2;
  return none;
}

static jy__fault read_hz(jy__cursor *c, jy__escapes *e) {
  if (*c->p == '~') return read_tilde(c, e);
  if (!e->pairs || *c->p < FIRST) {
    if (*c->p >= 0x80) return (jy__fault){1, false};
    if (*c->p == '\n') e->pairs = NULL;
    put_ascii(c);
    return none;
  }
  return take_pair(c, e->gb, e->pairs, 0);
}

/* ESC $ ) A: SO shifts to GB 2312; ESC $ ) G: to plane 1 of CNS 11643;
 * ESC $ * H and ESC $ + I to M: planes for single characters. */
static bool designate(jy__escapes *e, const unsigned char *p) {
  if (p[1] != '$') return false;
  if (p[2] == ')' && (p[3] == 'A' || p[3] == 'G')) e->out = p[3] == 'A' ? e->gb->pair : e->cns->pair;
  else if (p[2] == '*' && p[3] == 'H') e->single[0] = 2;
  else if (p[2] == '+' && p[3] >= 'I' && p[3] <= 'M') e->single[1] = 3 + (unsigned)(p[3] - 'I');
  else return false;
  return true;
}

static jy__fault read_escape(jy__cursor *c, jy__escapes *e) {
  size_t left = (size_t)(c->end - c->p);
  if (left < 2) return (jy__fault){1, true};
  if (c->p[1] == 'N' || c->p[1] == 'O') {
    const jy__unit *plane = jy__plane(e->cns, e->single[c->p[1] - 'N']);
    return plane ? take_pair(c, e->cns, plane, 2) : (jy__fault){1, false};
  }
  if (left < 4) return c->p[1] == '$' ? (jy__fault){left, true} : (jy__fault){1, false};
  if (!designate(e, c->p)) return (jy__fault){1, false};
  c->p += 4;
  return none;
}

static jy__fault read_iso2022(jy__cursor *c, jy__escapes *e) {
  unsigned char b = *c->p;
  if (b == ESC) return read_escape(c, e);
  if (b >= 0x80 || (b == SO && !e->out)) return (jy__fault){1, false};
  if (b == SO || b == SI) {
    e->pairs = b == SO ? e->out : NULL;
    c->p++;
    return none;
  }
  if (e->pairs && in_set(b)) return take_pair(c, e->pairs == e->gb->pair ? e->gb : e->cns, e->pairs, 0);
  if (b == '\n') e->pairs = NULL; /* every line begins in ASCII */
  put_ascii(c);
  return none;
}

jy__fault jy__read_escapes(jy__cursor *c, const unsigned char *stop, jy__escapes *e) {
  while (c->p < stop) {
    jy__fault fault = e->cns ? read_iso2022(c, e) : read_hz(c, e);
    if (fault.len) return fault;
  }
  return none;
}

const char *jy__escapes_seen(jy_str ascii) {
  const char *p = ascii.ptr, *end = ascii.ptr + ascii.len;
  for (; (p = memchr(p, ESC, (size_t)(end - p))) != NULL; p++)
    if (end - p >= 4 && memcmp(p, "\x1B$)", 3) == 0 && (p[3] == 'A' || p[3] == 'G')) return "ISO-2022-CN";
  for (p = ascii.ptr; (p = memchr(p, '~', (size_t)(end - p))) != NULL; p++)
    if (end - p >= 6 && p[1] == '{' && in_set((unsigned char)p[2]) && in_set((unsigned char)p[3])) return "HZ";
  return NULL;
}

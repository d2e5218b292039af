/* Runs of a page put into one text, each character aligned to where it stands
 * in the markup. Knows white space and character references; the parser has
 * resolved the references already, here they are only found again. */
#include <string.h>

#include "ingest/html.h"

/* One character of the text, and the bytes of the page that it stands for. */
typedef struct {
  jy_str source;
  jy_str text;
} unit;

/* Two readers side by side: the page as it is and the text made of it. */
typedef struct {
  const char *o, *o_end;
  const char *t, *t_end;
} walk;

typedef struct {
  jy_buf *out;
  jy_align *align;
  const char *html; /* start of the page */
  size_t at;        /* how much of the page is covered */
  uint32_t last;    /* last character put; 0 at the start */
  jy__set set;      /* what separates it from the next */
} writer;

static bool is_space(uint32_t cp) {
  return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == '\f';
}

static bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static size_t left(const char *at, const char *end) {
  return (size_t)(end - at);
}

static size_t char_len(const char *t, const char *t_end) {
  uint32_t cp;
  size_t n = jy__utf8_next(t, t_end, &cp);
  return n ? n : 1;
}

/* Whether the readers could go on from here: the same bytes follow, or a
 * reference or a tag, which cannot be compared. */
static bool agrees(const char *o, const char *o_end, const char *t, const char *t_end) {
  for (int i = 0; i < 8; i++, o++, t++) {
    if (o == o_end) return t == t_end;
    if (*o == '&' || *o == '<' || *o == '\r' || *o == '\0') return true;
    if (t == t_end || *o != *t) return false;
  }
  return true;
}

static bool take(walk *w, unit *u, size_t source, size_t text) {
  *u = (unit){{w->o, source}, {w->t, text}};
  w->o += source;
  w->t += text;
  return true;
}

/* &#38; and &#x26; resolve always, &amp in any dress gives the only & that is
 * no literal one. */
static bool is_reference(const walk *w) {
  const char *o = w->o;
  size_t n = left(o, w->o_end);
  if (n < 2 || o[0] != '&') return false;
  if (o[1] == '#') return n > 2 && is_alnum(o[2]);
  if (*w->t != '&') return true;
  return n >= 4 && (memcmp(o + 1, "amp", 3) == 0 || memcmp(o + 1, "AMP", 3) == 0);
}

static bool take_reference(walk *w, unit *u) {
  size_t name = w->o[1] == '#' ? 2 : 1, most = left(w->o, w->o_end);
  size_t one = char_len(w->t, w->t_end);
  while (name < most && is_alnum(w->o[name])) name++;
  bool closed = name < most && w->o[name] == ';';
  if (closed && agrees(w->o + name + 1, w->o_end, w->t + one, w->t_end))
    return take(w, u, name + 1, one);
  if (closed && one < left(w->t, w->t_end)) {
    size_t two = one + char_len(w->t + one, w->t_end);
    if (agrees(w->o + name + 1, w->o_end, w->t + two, w->t_end)) return take(w, u, name + 1, two);
  }
  /* Old names need no semicolon and may run into a word: &copyright is ©right. */
  for (; name > 2; name--)
    if (agrees(w->o + name, w->o_end, w->t + one, w->t_end)) return take(w, u, name, one);
  return take(w, u, left(w->o, w->o_end), left(w->t, w->t_end));
}

/* The next character; what the parser left out of the text is passed over. */
static bool step(walk *w, unit *u) {
  while (w->t < w->t_end && w->o < w->o_end) {
    size_t n = char_len(w->t, w->t_end);
    if (is_reference(w)) return take_reference(w, u);
    if (left(w->o, w->o_end) >= n && memcmp(w->o, w->t, n) == 0) return take(w, u, n, n);
    if (*w->o == '\r' && *w->t == '\n')
      return take(w, u, left(w->o, w->o_end) > 1 && w->o[1] == '\n' ? 2 : 1, 1);
    if (*w->o == '<') {
      const char *close = memchr(w->o, '>', left(w->o, w->o_end));
      w->o = close ? close + 1 : w->o_end;
    } else if (*w->o == '\0') {
      w->o++;
    } else {
      return take(w, u, left(w->o, w->o_end), left(w->t, w->t_end));
    }
  }
  return false;
}

/* What stands for the white space, or the markup, between two characters. */
static const char *separator(const writer *w, uint32_t next) {
  if (w->last == 0) return "";
  switch (w->set) {
    case JY__SET_NONE: return "";
    case JY__SET_SPACE: return " ";
    case JY__SET_WRAP: return w->last > 0x2E7F && next > 0x2E7F ? "" : " ";
    case JY__SET_CELL: return "\t";
    case JY__SET_LINE: return "\n";
    case JY__SET_BLANK: break;
  }
  return "\n\n";
}

static int put(writer *w, const unit *u, uint32_t cp) {
  size_t start = left(w->html, u->source.ptr);
  const char *between = separator(w, cp);
  size_t n = strlen(between);
  bool same = start - w->at == n && memcmp(w->html + w->at, between, n) == 0;
  jy_buf_put(w->out, between, n);
  jy_buf_put(w->out, u->text.ptr, u->text.len);
  int status = same ? jy_align_keep(w->align, n) : jy_align_replace(w->align, start - w->at, n);
  if (status == JY_OK)
    status = jy_str_equal(u->source, u->text) ? jy_align_keep(w->align, u->text.len)
                                              : jy_align_replace(w->align, u->source.len, u->text.len);
  w->at = start + u->source.len;
  w->last = cp;
  w->set = JY__SET_NONE;
  return status;
}

static void set_off(writer *w, jy__set by) {
  if (by > w->set) w->set = by;
}

/* Spaces that only indent a line. */
static bool is_indent(const writer *w, uint32_t cp) {
  return (w->last == 0 || w->set >= JY__SET_LINE) && jy__is_gap(cp);
}

static int write_run(writer *w, const jy__run *r) {
  walk k = {r->source.ptr, r->source.ptr + r->source.len, r->text.ptr, r->text.ptr + r->text.len};
  unit u;
  int status = JY_OK;
  set_off(w, r->set);
  while (status == JY_OK && step(&k, &u)) {
    uint32_t cp = 0xFFFD;
    jy__utf8_next(u.text.ptr, u.text.ptr + u.text.len, &cp);
    if (left(w->html, u.source.ptr) < w->at) continue; /* in a run that came before */
    if (cp == '\n' || cp == '\r')
      set_off(w, r->pre ? JY__SET_LINE : JY__SET_WRAP);
    else if (is_space(cp))
      set_off(w, JY__SET_SPACE);
    else if (!is_indent(w, cp))
      status = put(w, &u, cp);
  }
  return status;
}

int jy__html_write(jy_buf *out, jy_align *align, jy_str html, const jy__runs *runs) {
  writer w = {.out = out, .align = align, .html = html.ptr};
  int status = JY_OK;
  for (size_t i = 0; status == JY_OK && i < runs->len; i++) status = write_run(&w, &runs->at[i]);
  if (status == JY_OK) status = jy_align_replace(align, html.len - w.at, 0);
  return status < 0 ? status : jy_buf_status(out);
}

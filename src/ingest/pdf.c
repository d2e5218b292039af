/* PDF by way of poppler's pdftotext, which runs as a child and says where each
 * word stands. Knows that program, its output and its complaints; refuses to
 * know the format itself. */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/pdf.h"

/* An issue of a newspaper takes a second; a year's worth in one file a minute. */
#define SECONDS 180
#define MOST_OUTPUT ((size_t)1 << 30)
#define MOST_PAGES 20000

typedef struct {
  XML_Parser parser;
  jy__pdf *pdf;
  jy_buf word;
  jy__box box;
  size_t line;
  bool in_word;
  size_t strange; /* characters that stand for none */
  size_t chars;
  int status;
} reader;

/* A number as pdftotext writes it, with a point whatever the locale, which
 * strtod() would go by; 0 for what no page is as large as. */
static double decimal(const char *s) {
  bool minus = *s == '-';
  double d = 0, unit = 1;
  for (s += minus; *s >= '0' && *s <= '9'; s++) d = d * 10 + (*s - '0');
  for (s += *s == '.'; *s >= '0' && *s <= '9' && unit > 1e-9; s++) d += (*s - '0') * (unit /= 10);
  return d >= 1e6 ? 0 : minus ? -d : d;
}

static double number(const char **attributes, const char *name) {
  for (; attributes[0]; attributes += 2)
    if (strcmp(attributes[0], name) == 0) return decimal(attributes[1]);
  return 0;
}

static void stop(reader *r, int status) {
  r->status = status;
  XML_StopParser(r->parser, XML_FALSE);
}

static void on_start(void *data, const char *name, const char **attributes) {
  reader *r = data;
  int status = JY_OK;
  if (strcmp(name, "page") == 0) {
    if (r->pdf->pages_len == MOST_PAGES)
      status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the PDF has more than %d pages: split it", MOST_PAGES);
    else
      status = jy__pdf_add_page(r->pdf, number(attributes, "width"), number(attributes, "height"));
  } else if (strcmp(name, "line") == 0) {
    r->line++;
  } else if (strcmp(name, "word") == 0) {
    r->in_word = true;
    r->word.len = 0;
    r->box = (jy__box){number(attributes, "xMin"), number(attributes, "yMin"), number(attributes, "xMax"),
                       number(attributes, "yMax")};
  }
  if (status < 0) stop(r, status);
}

/* Counts the characters that say nothing: U+FFFD, private use. */
static void count(reader *r, jy_str word) {
  const char *at = word.ptr, *end = word.ptr + word.len;
  for (uint32_t cp; at < end; r->chars++) {
    size_t n = jy__utf8_next(at, end, &cp);
    r->strange += n == 0 || cp == 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
    at += n ? n : 1;
  }
}

static void on_end(void *data, const char *name) {
  reader *r = data;
  if (strcmp(name, "word") != 0) return;
  r->in_word = false;
  jy_str word = jy_buf_str(&r->word);
  while (word.len && word.ptr[0] == ' ') word = (jy_str){word.ptr + 1, word.len - 1};
  while (word.len && word.ptr[word.len - 1] == ' ') word.len--;
  if (word.len == 0 || r->pdf->pages_len == 0) return;
  count(r, word);
  int status = jy__pdf_add_word(r->pdf, r->box, r->line, word);
  if (status < 0) stop(r, status);
}

static void on_text(void *data, const char *s, int len) {
  reader *r = data;
  if (r->in_word) jy_buf_put(&r->word, s, (size_t)len);
}

/* What fonts with faulty tables leave: control characters, halves of pairs. XML
 * has no place for them. They become spaces, which keeps the length. */
static void clean(char *s, size_t len) {
  for (size_t i = 0, n; i < len; i += n) {
    uint32_t cp;
    n = jy__utf8_next(s + i, s + len, &cp);
    bool bad = n == 0 || cp == 0xFFFE || cp == 0xFFFF || (cp < ' ' && cp != '\n' && cp != '\t' && cp != '\r');
    if (n == 0) n = 1;
    if (bad) memset(s + i, ' ', n);
  }
}

static int parse(jy__pdf *pdf, jy_buf *xhtml) {
  reader r = {.parser = XML_ParserCreate("UTF-8"), .pdf = pdf, .word = JY_BUF_INIT};
  if (!r.parser) return jy__nomem();
  XML_SetUserData(r.parser, &r);
  XML_SetElementHandler(r.parser, on_start, on_end);
  XML_SetCharacterDataHandler(r.parser, on_text);
  clean(xhtml->ptr, xhtml->len);
  enum XML_Status ok = XML_STATUS_OK;
  for (size_t at = 0, n; at < xhtml->len && ok == XML_STATUS_OK; at += n) {
    n = xhtml->len - at < 1 << 20 ? xhtml->len - at : 1 << 20;
    ok = XML_Parse(r.parser, xhtml->ptr + at, (int)n, at + n == xhtml->len);
  }
  int status = r.status < 0 ? r.status : jy_buf_status(&r.word);
  if (status == JY_OK && ok != XML_STATUS_OK)
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "cannot read what pdftotext says about the PDF: %s",
                      XML_ErrorString(XML_GetErrorCode(r.parser)));
  if (status == JY_OK && r.chars && r.strange * 2 > r.chars)
    status = jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                      "the fonts of the PDF do not say which characters they draw: it has to be read by OCR");
  XML_ParserFree(r.parser);
  jy_buf_free(&r.word);
  return status;
}

/* The first complaint, without the program's own words before it. */
static jy_str complaint(const jy_buf *err) {
  static const char *const words[] = {"Syntax Error: ", "Syntax Warning: ", "Command Line Error: ", "Error: "};
  jy_str s = jy_buf_str(err);
  const char *end = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
  if (end) s.len = (size_t)(end - s.ptr);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t n = strlen(words[i]);
    if (s.len > n && memcmp(s.ptr, words[i], n) == 0) s = (jy_str){s.ptr + n, s.len - n};
  }
  return s.len ? s : jy_cstr("no reason given");
}

static bool mentions(const jy_buf *b, const char *words) {
  return b->len && memmem(b->ptr, b->len, words, strlen(words)) != NULL;
}

static int judge(int code, const jy_buf *err) {
  if (mentions(err, "Incorrect password"))
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the PDF is encrypted: remove its password first");
  if (code == 3)
    return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "the PDF forbids that its text is taken out");
  if (mentions(err, "Missing language pack"))
    return jy__fail(JY_ENOTFOUND, NULL, JY_NO_OFFSET,
                    "the PDF's Chinese fonts need poppler's tables: install the package poppler-data");
  if (code == 0) return JY_OK;
  jy_str why = complaint(err);
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "damaged PDF: %.*s", (int)why.len, why.ptr);
}

static int run(jy_buf *out, jy_str bytes) {
  static const char *const argv[] = {"pdftotext", "-bbox-layout", "-nodiag", "-enc", "UTF-8", "-", "-", NULL};
  static const jy__child_limits limits = {SECONDS, MOST_OUTPUT};
  jy_buf err = JY_BUF_INIT;
  int code = 0;
  int status = jy__child_run(out, &err, &code, argv, bytes, &limits);
  if (status == JY_ENOTFOUND)
    status = jy__fail(JY_ENOTFOUND, NULL, JY_NO_OFFSET,
                      "PDF is read by the program pdftotext, which is not installed: install the package poppler-utils");
  else if (status == JY_OK)
    status = judge(code, &err);
  jy_buf_free(&err);
  return status;
}

/* The words of the file; refused where there are none. */
static int read_words(jy__pdf *pdf, jy_str bytes) {
  jy_buf out = JY_BUF_INIT;
  int status = run(&out, bytes);
  if (status == JY_OK) status = parse(pdf, &out);
  jy_buf_free(&out);
  if (status < 0 || pdf->words_len) return status;
  if (pdf->pages_len == 0) return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET, "damaged PDF: it has no pages");
  return jy__fail(JY_EINVALID, NULL, JY_NO_OFFSET,
                  "the PDF holds no text, only pictures (%zu pages): it has to be read by OCR first", pdf->pages_len);
}

static int read_pdf(jy__page *page, jy_str bytes) {
  jy__pdf pdf = {.chars = JY_BUF_INIT};
  jy__edits joins = {0};
  int status = read_words(&pdf, bytes);
  if (status == JY_OK) status = jy__pdf_compose(&page->source, &page->pages, &joins, &pdf);
  jy__pdf_free(&pdf);
  if (status == JY_OK) status = jy_align_new(&page->align);
  if (status == JY_OK) status = jy__edits_apply(&page->reading, page->align, jy_buf_str(&page->source), &joins);
  jy__edits_free(&joins);
  return status;
}

/* The format allows other bytes before its mark, but a page may speak of it. */
static bool knows_pdf(jy_str head, const char *name, const jy_read_opts *opts) {
  (void)opts;
  size_t len = head.len < 1024 ? head.len : 1024, at = 0;
  if (jy__has_ending(name, ".pdf")) return len > 5 && memmem(head.ptr, len, "%PDF-", 5) != NULL;
  while (at < len && strchr(" \t\r\n", head.ptr[at])) at++;
  return len - at > 5 && memcmp(head.ptr + at, "%PDF-", 5) == 0;
}

const jy__reader jy__reader_pdf = {.kind = "pdf", .knows = knows_pdf, .read = read_pdf};

/* Readers of packed files, containers and Word documents: what they give, what
 * they refuse, and that no damage to their input harms them. */
#include "check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chance.h"
#include "ingest/docs.h"
#include "scratch.h"

static char folder[SCRATCH];

static int make_files(void **state) {
  char command[SCRATCH + 64];
  (void)state;
  if (scratch_make(folder) < 0) return -1;
  snprintf(command, sizeof command, "python3 tests/generate/containers.py %s", folder);
  return system(command);
}

static int remove_files(void **state) {
  (void)state;
  return scratch_remove(folder);
}

static const char *path_of(const char *name) {
  static char path[2 * SCRATCH];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

/* ---- whole inputs ------------------------------------------------------------------ */

/* One line a document: what follows the file's name, then its reading; `!` and
 * the message for what is refused. */
static void summarise(jy_buf *out, const char *path, const jy_read_opts *opts) {
  jy_docs *docs = NULL;
  if (jy_docs_open(&docs, path, opts) < 0) {
    assert_null(docs);
    jy_buf_printf(out, "! %s\n", jy_error_last()->message);
    return;
  }
  for (;;) {
    jy_doc *d = NULL;
    int status = jy_docs_next(docs, &d);
    if (status == JY_OK && !d) break;
    if (status < 0) {
      const char *id = strchr(jy_error_last()->path, '#');
      jy_buf_printf(out, "%s! %s\n", id ? id : "", jy_error_last()->message);
      continue;
    }
    const char *id = strchr(jy_doc_path(d), '#');
    jy_str reading = jy_text_reading(jy_doc_text(d));
    jy_buf_printf(out, "%s %s %.*s\n", id ? id : "", jy_doc_kind(d), (int)reading.len, reading.ptr);
    jy_doc_free(d);
  }
  jy_docs_close(docs);
}

static void check(const char *name, const char *expected) {
  jy_buf out = JY_BUF_INIT;
  summarise(&out, path_of(name), NULL);
  assert_string_equal(jy_buf_str(&out).ptr, expected);
  jy_buf_free(&out);
}

static void test_gz(void **state) {
  (void)state;
  check("page.html.gz", " html 东湖大学召开工作会议。\n");
  check("two.txt.gz", " text 东湖大学\n");
  check("twice.txt.gz", " text 会议\n");
  check("trailing.txt.gz", "! gzip: what follows is no gzip at byte 33\n");
  jy_doc *d = NULL;
  assert_int_equal(jy_doc_read(&d, path_of("cut.txt.gz"), NULL), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "cut short"));
  struct stat st;
  assert_int_equal(stat(path_of("cut.txt.gz"), &st), 0);
  assert_int_equal(jy_error_last()->offset, st.st_size);
}

static void test_bombs(void **state) {
  (void)state;
  check("bomb.txt.gz", "! unpacks to more than 256 MiB: too much for one document\n");
  check("bomb.docx", "! unpacks to more than 64 MiB: too much for one document\n");
}

/* What came before the cut is whole, and nothing of what it cut is taken. */
static void test_cut_container(void **state) {
  (void)state;
  jy_docs *docs = NULL;
  jy_doc *d = NULL;
  size_t n = 0;
  int status;
  assert_ok(jy_docs_open(&docs, path_of("cut.jsonl.gz"), NULL));
  while ((status = jy_docs_next(docs, &d)) == JY_OK && d) {
    char expected[64];
    snprintf(expected, sizeof expected, "会议%zu", n * n);
    assert_true(jy_str_equal(jy_text_source(jy_doc_text(d)), jy_cstr(expected)));
    jy_doc_free(d);
    n++;
  }
  assert_true(n > 500 && n < 1500);
  assert_int_equal(status, JY_EINVALID);
  assert_string_equal(jy_error_last()->path, path_of("cut.jsonl.gz"));
  assert_ok(jy_docs_next(docs, &d));
  assert_null(d);
  jy_docs_close(docs);
}

#define ADVICE ": mend it, or take it out; the others are read"

static const char lines[] =
    "#n1 text 2024年3月5日，东湖大学召开工作会议。党委书记林知行主持会议。\n"
    "#7 html 院长邵文博来校调研\n\n一\n\n二\n"
    "#line 4! invalid JSON in line 4: invalid token near 'broken'" ADVICE "\n"
    "#n1~2 text 会议\n"
    "#line 6! line 6: is no JSON object\n"
    "#line 7! line 7: the text is no string\n"
    "#8 text 无名会议\n";

static void test_jsonl(void **state) {
  (void)state;
  check("lines.jsonl", lines);
  check("lines.jsonl.gz", lines);
  check("lines", lines);
  check("gbk.jsonl", lines);
  check("lines.jsonl#n1~2", "#n1~2 text 会议\n");
  check("lines.jsonl#8", "#8 text 无名会议\n");
  check("lines.jsonl#line 6", "#line 6! line 6: is no JSON object\n");
  check("lines.jsonl#4", "#line 4! invalid JSON in line 4: invalid token near 'broken'" ADVICE "\n");
  check("lines.jsonl#9", "! holds no item '9'\n");
  jy_doc *d = NULL;
  assert_ok(jy_doc_read(&d, path_of("gbk.jsonl#n1"), NULL));
  assert_string_equal(jy_doc_detection(d)->encoding, "GB18030");
  assert_true(jy_str_equal(jy_doc_title(d), jy_cstr("东湖大学召开工作会议")));
  assert_true(jy_str_equal(jy_doc_published(d), jy_cstr("2024/3/6 10:00")));
  assert_true(jy_str_equal(jy_doc_meta(d, "institution"), jy_cstr("东湖大学")));
  assert_true(jy_str_equal(jy_doc_meta(d, "no such thing"), jy_cstr("")));
  assert_int_equal(*jy_doc_bytes(d).ptr, '{');
  jy_doc_free(d);
}

/* A document of a container is not taken for all of it. */
static void test_only(void **state) {
  (void)state;
  jy_doc *d = NULL;
  assert_int_equal(jy_doc_read(&d, path_of("lines.jsonl"), NULL), JY_EINVALID);
  assert_null(d);
  assert_non_null(strstr(jy_error_last()->message, "#ID, such as "));
  assert_ok(jy_doc_parse(&d, "a.jsonl", jy_cstr("{\"text\": \"会\"}\n\n"), NULL));
  assert_string_equal(jy_doc_path(d), "a.jsonl#1");
  jy_doc_free(d);
  assert_int_equal(jy_doc_parse(&d, "a.jsonl", jy_cstr("\n\n"), NULL), JY_EINVALID);
  assert_string_equal(jy_error_last()->message, "holds no document");
  assert_int_equal(jy_doc_read(&d, path_of("page.html.gz#1"), NULL), JY_ENOTFOUND);
  assert_int_equal(jy_doc_read(&d, path_of("missing#1"), NULL), JY_ENOTFOUND);
  /* A text that quotes JSON is a text. */
  assert_ok(jy_doc_parse(&d, "a.txt", jy_cstr("{\"text\": \"会\"}\n"), NULL));
  assert_string_equal(jy_doc_path(d), "a.txt");
  jy_doc_free(d);
}

static void test_tables(void **state) {
  (void)state;
  static const char rows[] =
      "#1 text 第一行\n第\"二\"行\n"
      "#2! line 5: 2 cells where there are 4 columns\n"
      "#3 text 会议召开\n"
      "#4! line 8: a quote is not closed\n"
      "#5 text 会议结束\n";
  check("table.tsv", rows);
  char crlf[sizeof rows + 1];
  snprintf(crlf, sizeof crlf, "#1 text 第一行\r%s", strchr(rows, '\n'));
  check("table.csv", crlf);
  check("excel.csv", crlf);
  jy_doc *d = NULL;
  assert_ok(jy_doc_read(&d, path_of("excel.csv#1"), NULL));
  assert_string_equal(jy_doc_detection(d)->encoding, "GB18030");
  assert_true(jy_str_equal(jy_doc_title(d), jy_cstr("座谈会")));
  jy_doc_free(d);
}

static void made(const char *name, const char *bytes, const char *expected) {
  char path[2 * SCRATCH];
  snprintf(path, sizeof path, "%s", path_of(name));
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_true(fputs(bytes, f) >= 0);
  assert_int_equal(fclose(f), 0);
  check(name, expected);
}

static void table(const char *bytes, const char *expected) {
  made("made.csv", bytes, expected);
}

static void test_json(void **state) {
  (void)state;
  made("made.json", "[\n {\"text\": \"会\\\"}\"},\n {\"text\":\n bad},\n{ \"id\":\"x\", \"text\": \"议\" } ]\n",
       "#1 text 会\"}\n#2! invalid JSON in line 4: invalid token near 'bad'" ADVICE "\n#x text 议\n");
  made("made.json", "{\n  \"text\": \"会\",\n  \"data\": {\"a\": [{}]}\n}\n", "#1 text 会\n");
  made("made.json", "{\"text\": \"会\"}\n{\"text\": \"议\"}\n", "#1 text 会\n#2 text 议\n");
  made("made.json", "[{\"text\": \"会\"}, {\"text\": \"议\"",
       "#1 text 会\n! no whole JSON object at byte 18\n");
  made("made.json", "[{\"text\": \"会\"}, 5]", "#1 text 会\n! no whole JSON object at byte 18\n");
  made("made.ndjson", "", "");
  made("made.ndjson", "\n{\"text\": \" <p>会</p><p>议</p> \", \"id\": \" 甲 \"}\r\n", "#甲 html 会\n\n议\n");
  made("made.ndjson", "{\"a\": 1}\n{\"text\": \"会\"}\n",
       "! cannot tell which column holds the text: name it (--columns text=NAME); the columns are: a\n");
  made("made.ndjson", "{\"text\": \"会\"}\n{\"a\": 1}\n{\"text\": \"\"}\n",
       "#1 text 会\n#2! line 2: cannot tell which column holds the text: name it (--columns text=NAME); "
       "the columns are: a\n#3! is empty\n");
}

static void test_odd_tables(void **state) {
  (void)state;
  table("", "! is empty\n");
  table("text\n", "");
  table("text\n会\n", "#1 text 会\n");
  table("a,b\n1,2\n", "! cannot tell which column holds the text: name it (--columns text=NAME); "
                      "the columns are: a, b\n");
  table("TEXT,id\n会,\n议,1\n召,1\n", "#1 text 会\n#1~2 text 议\n#1~3 text 召\n");
  table("text,id\r会,a\r议,b\r", "#a text 会\n#b text 议\n");
  table("text,id\n\"会\",\"x\"\"y\"\n\"\"\"\",b\n", "#x\"y text 会\n#b text \"\n");
  table("text,id\n\"会\"议,a\n开\"会,b\n", "#1! line 2: text follows a closing quote\n#b text 开\"会\n");
  table("发布日期,新闻正文,新闻题目\n,会,议\n", "#1 text 会\n");
  table("text,id\n,a\n会,b,\n", "#a! is empty\n#2! line 3: 3 cells where there are 2 columns\n");
  table("text,id\n\"会\n议,a\n开,b\n", "#1! line 2: a quote is not closed\n#a text 议\n#b text 开\n");
}

#define ASKS "! cannot tell which column holds the text: name it (--columns text=NAME); the columns are: "

/* Without an ending, as through a pipe: rows under names that are not known are
 * a table, whose columns are asked for; commas in prose are none. */
static void test_unnamed_tables(void **state) {
  (void)state;
  made("made", "标题甲,正文乙,附注\n一,会,无\n", ASKS "标题甲, 正文乙, 附注\n");
  made("made", "甲\t乙\n会\t\"一\n二\"\n\n议\t二", ASKS "甲, 乙\n");
  made("made", ",甲,乙\n1,会,议\n2,会,\n", ASKS ", 甲, 乙\n");
  made("made", "标题,正文\n一,会\n", "#1 text 会\n");
  static const char *const prose[] = {
      "会议,座谈\n东湖大学召开会议,院长主持\n", /* one row only */
      "今天,天气好。\n昨天,天气不好。\n明天,也好。\n", "6月8日,会议\n6月9日,会议\n6月10日,会议\n",
      "甲,乙,丙\n会议召开,院长主持\n书记讲话,代表发言\n", "东湖大学,会议召开\n会议由院长主持\n书记讲话,代表发言\n",
      "甲,乙,丙\n一,\"二,三\n", "甲\n乙\n丙\n", "a,b",
  };
  for (size_t i = 0; i < sizeof prose / sizeof *prose; i++) {
    jy_doc *d = NULL;
    assert_ok(jy_doc_parse(&d, "made", jy_cstr(prose[i]), NULL));
    assert_string_equal(jy_doc_kind(d), "text");
    jy_doc_free(d);
  }
}

static void test_columns(void **state) {
  (void)state;
  jy_read_opts opts = JY_READ_OPTS_INIT;
  jy_buf out = JY_BUF_INIT;
  opts.columns.text = "标题";
  opts.columns.id = "发布时间";
  summarise(&out, path_of("table.csv#2024-05-06"), &opts);
  assert_string_equal(out.ptr, "#2024-05-06 text 座谈会\n");
  out.len = 0;
  opts.columns.author = "笔者";
  summarise(&out, path_of("table.csv"), &opts);
  assert_string_equal(out.ptr, "! there is no column '笔者'; the columns are: 标题, 正文, 发布时间, 单位\n");
  out.len = 0;
  opts = (jy_read_opts)JY_READ_OPTS_INIT;
  opts.columns.text = "id";
  opts.columns.date = "no";
  summarise(&out, path_of("lines.jsonl"), &opts);
  assert_non_null(strstr(out.ptr, "! no line has a field 'no'\n"));
  out.len = 0;
  opts.columns.date = NULL;
  opts.columns.text = "body";
  summarise(&out, path_of("lines.jsonl"), &opts);
  assert_non_null(strstr(out.ptr, "#n1~2 text 会议\n"));
  assert_non_null(strstr(out.ptr, "! no line has a field 'body'\n"));
  jy_buf_free(&out);
}

static void test_warc(void **state) {
  (void)state;
  static const char pages[] =
      "#http://a/1 html 东湖大学召开工作会议。\n"
      "#http://a/2 html 东湖大学召开工作会议。\n"
      "#7! the length of the record is wrong\n"
      "#8! the length of the record is wrong\n"
      "#http://a/1~2 html 东湖大学召开工作会议。\n"
      "#10! the chunks of the response are cut short or damaged\n"
      "#11! Content-Encoding br is not read\n";
  char expected[1024];
  snprintf(expected, sizeof expected, "%s#http://a/6 text 西湖医院召开会议。\n", pages);
  check("whole.warc", expected);
  check("whole.warc.gz", expected);
  snprintf(expected, sizeof expected, "%s#12! the record is cut short, or its length is wrong\n", pages);
  check("cut.warc", expected);
  jy_docs *docs = NULL;
  jy_doc *d = NULL;
  assert_ok(jy_docs_open(&docs, path_of("whole.warc"), NULL));
  assert_ok(jy_docs_next(docs, &d));
  assert_string_equal(jy_doc_detection(d)->encoding, "GB18030");
  assert_true(jy_str_equal(jy_doc_meta(d, "url"), jy_cstr("http://a/1")));
  assert_int_equal(jy_docs_passed(docs), 0);
  jy_doc_free(d);
  assert_ok(jy_docs_next(docs, &d));
  jy_doc_free(d);
  assert_int_equal(jy_docs_next(docs, &d), JY_EINVALID);
  assert_int_equal(jy_docs_passed(docs), 2);
  assert_int_equal(jy_docs_pass(docs, 0)->number, 6);
  assert_string_equal(jy_docs_pass(docs, 0)->reason, "HTTP status 404: http://a/404");
  assert_null(jy_docs_pass(docs, 1)); /* an image is missed by nobody */
  jy_docs_close(docs);
  assert_ok(jy_docs_open(&docs, path_of("whole.warc#http://a/6"), NULL));
  assert_ok(jy_docs_next(docs, &d));
  assert_int_equal(jy_docs_passed(docs), 0); /* the others were not asked for */
  jy_doc_free(d);
  jy_docs_close(docs);
}

/* Some archives say only by the kind of a record that its block is a response. */
static void test_warc_untyped(void **state) {
  (void)state;
  static const char archive[] =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/1\r\nContent-Length: 36\r\n\r\n"
      "HTTP/1.1 404 Not Found\r\n\r\n<p>gone</p\r\n\r\n"
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/2\r\nContent-Length: 55\r\n\r\n"
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>here</p>\r\n\r\n";
  made("made.warc", archive, "#http://a/2 html here\n");
}

/* A head ends where another begins: it is not looked through, again and again, for
 * an end that is that of a later one. */
static void test_warc_heads(void **state) {
  (void)state;
#define HEAD "WARC-Type: resource\r\nWARC-Target-URI: http://a/1\r\nContent-Type: text/plain\r\n"
  static const char archive[] = "WARC/1.0\nWARC/1.0\r\nA: b\r\nWARC/1.0\r\n" HEAD "Content-Length: 6\r\n\r\n会议\r\n\r\n";
  made("made.warc", archive, "#1! no head of a WARC record\n#2! no head of a WARC record\n#http://a/1 text 会议\n");
  made("made.warc", "WARC/1.0\n" HEAD "Content-Length: 6\n\n会议\r\n\r\n", "#http://a/1 text 会议\n");
#undef HEAD
}

/* Where an item stands in its file; nowhere, where the file is packed. */
static void test_places(void **state) {
  (void)state;
  static const struct {
    const char *name, *begin;
    size_t line;
  } cases[] = {
      {"lines.jsonl#n1", "{\"id\": \"n1\", \"title\"", 1},
      {"lines.jsonl#7", "{\"id\": 7,", 3},
      {"table.csv#3", "好,", 6},
      {"lines.jsonl.gz#7", "", 0},
      {"whole.warc#http://a/2", "", 0},
      {"whole.docx", "", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_doc *d = NULL;
    jy_buf file = JY_BUF_INIT;
    size_t line = 77;
    char name[64];
    assert_ok(jy_doc_read(&d, path_of(cases[i].name), NULL));
    jy_span at = jy_doc_place(d, &line);
    assert_int_equal(line, cases[i].line);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(cases[i].name, "#"), cases[i].name);
    assert_ok(jy__file_read(&file, path_of(name)));
    if (line) assert_memory_equal(file.ptr + at.start, jy_doc_bytes(d).ptr, jy_doc_bytes(d).len);
    if (line) assert_memory_equal(file.ptr + at.start, cases[i].begin, strlen(cases[i].begin));
    assert_int_equal(at.end - at.start, line ? jy_doc_bytes(d).len : 0);
    jy_buf_free(&file);
    jy_doc_free(d);
  }
}

/* A file that shows nothing is told; what a program gives is its own affair. */
static void test_blank(void **state) {
  (void)state;
  made("made.txt", " \t\r\n\xE3\x80\x80\xC2\xA0\n", "! is empty: it holds nothing but white space\n");
  made("made.txt", "", "! is empty\n");
  made("made.jsonl", "{\"text\": \" \"}\n{\"text\": \"会\"}\n", "#1! is empty: it holds nothing but white space\n#2 text 会\n");
  jy_doc *d = NULL;
  assert_ok(jy_doc_parse(&d, "a.txt", jy_cstr(" \n"), NULL));
  jy_doc_free(d);
}

static void test_docx(void **state) {
  (void)state;
  check("whole.docx", " docx 东湖大学召开工作会议\n党委书记\t林知行主持。显医院。\n框中文字\n前半后半\n"
                      "\t姓名\n一 二\t内一 内二\n末段\n脚注一\n");
  check("none.docx", "! is no Word document: it has no word/document.xml\n");
  check("broken.docx", "! damaged Office document: unclosed token in line 1 of word/document.xml\n");
  check("cut.docx", "! damaged Office document: Not a zip archive\n");
  check("types.docx", "! damaged Office document: parsing aborted in line 1 of word/document.xml\n");
  check("boxes.docx", "! text boxes nest more than 8 deep\n");
  check("empty.docx", "! holds no text\n");
  jy_doc *d = NULL;
  assert_ok(jy_doc_read(&d, path_of("whole.docx"), NULL));
  assert_true(jy_str_equal(jy_doc_title(d), jy_cstr("东湖大学召开工作会议")));
  assert_true(jy_str_equal(jy_doc_meta(d, "author"), jy_cstr("办公室")));
  assert_string_equal(jy_doc_detection(d)->reason, "format");
  assert_memory_equal(jy_doc_bytes(d).ptr, "PK", 2);
  jy_doc_free(d);
  assert_ok(jy_doc_read(&d, path_of("titled.docx"), NULL));
  assert_true(jy_str_equal(jy_doc_title(d), jy_cstr("末段")));
  jy_doc_free(d);
  assert_ok(jy_doc_read(&d, path_of("template.docx"), NULL));
  assert_int_equal(jy_doc_title(d).len, 0);
  jy_doc_free(d);
}

/* One line a document of a workbook: its day, its title, its reading. */
static void check_book(const char *name, const char *expected) {
  jy_docs *docs = NULL;
  jy_doc *d = NULL;
  jy_buf out = JY_BUF_INIT;
  assert_ok(jy_docs_open(&docs, path_of(name), NULL));
  while (jy_docs_next(docs, &d) == JY_OK && d) {
    jy_str title = jy_doc_title(d), day = jy_doc_published(d), reading = jy_text_reading(jy_doc_text(d));
    jy_buf_printf(&out, "%.*s %.*s %.*s\n", (int)day.len, day.ptr, (int)title.len, title.ptr, (int)reading.len,
                  reading.ptr);
    jy_doc_free(d);
  }
  assert_string_equal(jy_buf_str(&out).ptr, expected);
  jy_docs_close(docs);
  jy_buf_free(&out);
}

static void test_xlsx(void **state) {
  (void)state;
  check_book("whole.xlsx", "2024-03-06 要闻 院务会，\"如期\"召开\n2024-03-07 12 座谈会召开\n");
  check_book("1904.xlsx", "2024-03-06  院务会，\"如期\"召开\n");
  check_book("leap.xlsx", "1900-01-01  院务会，\"如期\"召开\n1900-02-28  院务会，\"如期\"召开\n"
                          "1900-03-01  院务会，\"如期\"召开\n2000-02-29  院务会，\"如期\"召开\n"
                          "9999-12-31  院务会，\"如期\"召开\n");
  check("two.xlsx", "! the workbook has sheets of different columns: save the one to read as CSV\n");
  check("lost.xlsx", "! damaged Office document: a sheet is missing\n");
  check("none.xlsx", "! is no workbook: it has no xl/workbook.xml\n");
}

static void test_foreign(void **state) {
  (void)state;
  check("other.zip", "! looks like binary data: a zip archive: unpack it first\n");
  check("book.xlsb", "! looks like binary data: a workbook (.xlsb): save its sheet as CSV\n");
  jy_doc *d = NULL;
  jy_str old = {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10};
  assert_int_equal(jy_doc_parse(&d, "a.doc", old, NULL), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "save it as .docx"));
  assert_int_equal(jy_doc_parse(&d, "a", (jy_str){"ID3\4\0\0\0\0\0\0", 10}, NULL), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "MP3"));
  assert_int_equal(jy_doc_parse(&d, "a", (jy_str){"\0\0\0\x20" "ftypisom", 12}, NULL), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "MP4"));
  assert_ok(jy_doc_parse(&d, "a.txt", jy_cstr("ID3 decision trees: the left ftyp.\n"), NULL));
  jy_doc_free(d);
}

/* ---- pieces ------------------------------------------------------------------------ */

/* Gives few bytes at a time. */
typedef struct {
  jy__stream stream;
  jy_str left;
  size_t most;
} trickle;

static int pull_trickle(jy__stream *s, char *to, size_t room, size_t *got) {
  trickle *t = (trickle *)s;
  *got = t->left.len < t->most ? t->left.len : t->most;
  if (*got > room) *got = room;
  memcpy(to, t->left.ptr, *got);
  t->left = (jy_str){t->left.ptr + *got, t->left.len - *got};
  return JY_OK;
}

static void close_trickle(jy__stream *s) {
  free(s);
}

static void list_items(jy_buf *out, jy_str bytes, const char *name, size_t most) {
  static const jy_read_opts opts = JY_READ_OPTS_INIT;
  trickle *t = malloc(sizeof *t);
  jy__source *s = NULL;
  jy__items *items = NULL;
  jy_str head;
  assert_non_null(t);
  *t = (trickle){{pull_trickle, close_trickle}, bytes, most};
  assert_ok(jy__source_new(&s, &t->stream, name));
  assert_ok(jy__source_look(&head, s, 65536));
  const jy__reader *r = jy__reader_of_stream(head, name, &opts);
  assert_non_null(r);
  if (r->unpack) {
    assert_ok(jy__source_unpack(s, r));
    assert_ok(jy__source_look(&head, s, 65536));
    assert_non_null(r = jy__reader_of_stream(head, s->name, &opts));
  }
  assert_ok(r->items(&items, s, &opts));
  for (bool end = false; !end && !s->failed;) {
    jy__item item = {0};
    int status = items->next(items, &item);
    end = item.end;
    if (status < 0) jy_buf_printf(out, "%zu! %s\n", item.number, jy_error_last()->message);
    else jy_buf_printf(out, "%zu %s %zu %zu\n", item.number, item.id.len ? item.id.ptr : "", item.record.len, item.value.len);
    jy__item_free(&item);
  }
  jy__items_close(items);
  jy__source_free(s);
}

static jy_buf content_of(const char *name) {
  jy_buf b = JY_BUF_INIT;
  assert_ok(jy__file_read(&b, path_of(name)));
  return b;
}

static void test_pieces(void **state) {
  (void)state;
  static const char *const names[] = {"lines.jsonl", "lines.jsonl.gz", "table.csv", "excel.csv", "whole.warc",
                                      "whole.warc.gz", "cut.warc"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    jy_buf bytes = content_of(names[i]), whole = JY_BUF_INIT, pieces = JY_BUF_INIT;
    list_items(&whole, jy_buf_str(&bytes), names[i], SIZE_MAX);
    for (size_t most = 1; most < 20; most += 6) {
      list_items(&pieces, jy_buf_str(&bytes), names[i], most);
      assert_string_equal(pieces.ptr, whole.ptr);
      pieces.len = 0;
    }
    jy_buf_free(&bytes);
    jy_buf_free(&whole);
    jy_buf_free(&pieces);
  }
}

static void test_source(void **state) {
  (void)state;
  jy__source *s = NULL;
  jy_str line;
  jy_buf rest = JY_BUF_INIT;
  assert_ok(jy__source_memory(&s, jy_cstr("a\n\nbc"), "x"));
  assert_ok(jy__source_line(&line, s));
  assert_true(jy_str_equal(line, jy_cstr("a\n")));
  assert_ok(jy__source_line(&line, s));
  assert_true(jy_str_equal(line, jy_cstr("\n")));
  assert_int_equal(s->offset, 3);
  assert_ok(jy__source_rest(&rest, s));
  assert_buf(&rest, "bc");
  assert_ok(jy__source_line(&line, s));
  assert_int_equal(line.len, 0);
  jy__source_free(s);
  jy_buf_free(&rest);
}

static void give(jy__names *n, const char *id, const char *expected) {
  jy_buf out = JY_BUF_INIT;
  assert_ok(jy__names_give(&out, n, jy_cstr(id)));
  assert_string_equal(out.ptr, expected);
  jy_buf_free(&out);
}

static void test_names(void **state) {
  (void)state;
  jy__names n = {0};
  give(&n, "a", "a");
  give(&n, "a~2", "a~2");
  give(&n, "a", "a~3");
  give(&n, "a~2", "a~2~2");
  give(&n, "a~2~2", "a~2~2~2");
  for (int i = 0; i < 1000; i++) {
    char id[24];
    snprintf(id, sizeof id, "n%d", i);
    give(&n, id, id);
  }
  give(&n, "a", "a~4");
  jy__names_free(&n);
}

/* ---- damage ------------------------------------------------------------------------ */

static void damage(jy_buf *b, uint64_t *c) {
  for (size_t times = 1 + chance(c, 4); times > 0 && b->len > 8; times--) {
    size_t at = chance(c, b->len), n = 1 + chance(c, 8);
    if (n > b->len - at) n = b->len - at;
    switch (chance(c, 4)) {
      case 0: b->ptr[at] = (char)chance(c, 256); break;
      case 1: b->len = at; break;
      case 2: memmove(b->ptr + at, b->ptr + at + n, b->len - at - n), b->len -= n; break;
      default: memset(b->ptr + at, "\"\n{,0"[chance(c, 5)], n);
    }
  }
}

/* Whatever is done to an input, it is read or refused, and ends. */
static void test_damage(void **state) {
  (void)state;
  static const char *const names[] = {"lines.jsonl", "table.csv", "excel.csv",  "whole.warc",
                                      "whole.warc.gz", "two.txt.gz", "whole.docx", "whole.xlsx"};
  uint64_t c = 20240306;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    jy_buf bytes = content_of(names[i]), out = JY_BUF_INIT;
    for (int round = 0; round < 60; round++) {
      char path[2 * SCRATCH];
      jy_buf hurt = JY_BUF_INIT;
      jy_buf_put(&hurt, bytes.ptr, bytes.len);
      damage(&hurt, &c);
      snprintf(path, sizeof path, "%s/hurt-%s", folder, names[i]);
      FILE *f = fopen(path, "wb");
      assert_non_null(f);
      assert_int_equal(fwrite(hurt.ptr, 1, hurt.len, f), hurt.len);
      assert_int_equal(fclose(f), 0);
      summarise(&out, path, NULL);
      out.len = 0;
      jy_buf_free(&hurt);
    }
    jy_buf_free(&bytes);
    jy_buf_free(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_gz),      cmocka_unit_test(test_bombs),      cmocka_unit_test(test_cut_container),
      cmocka_unit_test(test_jsonl),   cmocka_unit_test(test_only),       cmocka_unit_test(test_tables),
      cmocka_unit_test(test_columns), cmocka_unit_test(test_odd_tables),
      cmocka_unit_test(test_unnamed_tables), cmocka_unit_test(test_warc),
      cmocka_unit_test(test_docx),    cmocka_unit_test(test_xlsx),
      cmocka_unit_test(test_foreign),    cmocka_unit_test(test_pieces),
      cmocka_unit_test(test_source),  cmocka_unit_test(test_warc_untyped), cmocka_unit_test(test_warc_heads),
      cmocka_unit_test(test_places),  cmocka_unit_test(test_blank),
      cmocka_unit_test(test_json),       cmocka_unit_test(test_names),      cmocka_unit_test(test_damage),
  };
  return cmocka_run_group_tests(tests, make_files, remove_files);
}

/* `jiyao.ingest`: which files there are, and documents read from them. */
/***
Files and the documents in them: pages, and containers of many.
@module jiyao.ingest
*/
#include <string.h>

#include "bind/bind_text.h"
#include "jiyao/ingest.h"

#define DOC_TYPE "jiyao.doc"
#define DOCS_TYPE "jiyao.docs"
#define PATHS_TYPE "jiyao.paths"

int luaopen_jiyao_ingest(lua_State *L);

static jy_doc **new_doc(lua_State *L) {
  jy_doc **d = lua_newuserdatauv(L, sizeof *d, 0);
  *d = NULL;
  luaL_setmetatable(L, DOC_TYPE);
  return d;
}

static const jy_doc *check_doc(lua_State *L, int arg) {
  jy_doc **d = luaL_checkudata(L, arg, DOC_TYPE);
  luaL_argcheck(L, *d != NULL, arg, "document is closed");
  return *d;
}

static int paths_gc(lua_State *L) {
  jy_paths_free(luaL_checkudata(L, 1, PATHS_TYPE));
  return 0;
}

static const char *check_path(lua_State *L, int arg) {
  size_t len;
  const char *path = luaL_checklstring(L, arg, &len);
  luaL_argcheck(L, strlen(path) == len, arg, "a path holds no NUL");
  return path;
}

/* A field of the options in argument `arg`, as a string that its table keeps
 * alive, or NULL. The value stays on the stack. */
static const char *option(lua_State *L, int arg, const char *name) {
  int type = lua_getfield(L, arg, name);
  if (type != LUA_TNIL && type != LUA_TSTRING)
    luaL_error(L, "bad option '%s' (string expected, got %s)", name, luaL_typename(L, -1));
  return lua_tostring(L, -1);
}

static int choice(lua_State *L, int arg, const char *name, const char *const words[], int usual) {
  const char *given = option(L, arg, name);
  for (int i = 0; given && words[i]; i++)
    if (strcmp(words[i], given) == 0) return i;
  if (given) luaL_error(L, "bad option '%s' (no choice '%s')", name, given);
  return usual;
}

/* The field `columns` of the options: what holds what, by name. Its strings stay
 * on the stack. */
static jy_columns check_columns(lua_State *L, int arg) {
  static const char *const words[] = {"text", "title", "date", "id", "source", "institution", "author", "url"};
  jy_columns c = JY_COLUMNS_INIT;
  const char **to[] = {&c.text, &c.title, &c.date, &c.id, &c.source, &c.institution, &c.author, &c.url};
  size_t n = sizeof words / sizeof *words;
  int type = lua_getfield(L, arg, "columns"), at = lua_gettop(L);
  if (type == LUA_TNIL) return c;
  luaL_argcheck(L, type == LUA_TTABLE, arg, "option 'columns' is no table");
  for (lua_pushnil(L); lua_next(L, at); lua_pop(L, 1)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    size_t i = 0;
    while (i < n && strcmp(words[i], key) != 0) i++;
    if (i == n) luaL_error(L, "bad option 'columns' (no column '%s')", key);
  }
  for (size_t i = 0; i < n; i++) *to[i] = option(L, at, words[i]);
  return c;
}

static jy_read_opts check_opts(lua_State *L, int arg) {
  static const char *const policies[] = {"error", "replace", "skip", NULL};
  static const char *const scripts[] = {"hans", "keep", "hant", NULL};
  jy_read_opts opts = JY_READ_OPTS_INIT;
  if (lua_isnoneornil(L, arg)) return opts;
  luaL_checktype(L, arg, LUA_TTABLE);
  luaL_checkstack(L, 20, NULL);
  opts.policy = (jy_policy)choice(L, arg, "policy", policies, JY_POLICY_REPLACE);
  /* The library reads Traditional by way of Simplified: the caller converts. */
  opts.script = choice(L, arg, "script", scripts, 0) == 1 ? JY_READ_KEEP : JY_READ_HANS;
  opts.encoding = option(L, arg, "encoding");
  opts.columns = check_columns(L, arg);
  return opts;
}

static void push_path(lua_State *L, const jy_path *p) {
  lua_createtable(L, 0, 4);
  lua_pushstring(L, p->path);
  lua_setfield(L, -2, "path");
  jyL_setsize(L, "size", p->size);
  lua_pushstring(L, jy_status_name(p->status));
  lua_setfield(L, -2, "status");
  lua_pushstring(L, p->message);
  lua_setfield(L, -2, "message");
}

/***
 * The files that paths stand for: a folder stands for all files below it, in
 * byte order, hidden ones left out. What cannot be read is in the list too, and
 * so is a folder that holds no file.
 * @function paths
 * @tparam {string,...} paths files, folders, or "-" for standard input
 * @tparam[opt] {string,...} except files that folders do not stand for
 * @treturn {table,...} each with path, size, status ("OK", "ENOTFOUND", …) and
 * message (nil where status is "OK")
 * @usage
 * local entry = jiyao.ingest.paths{"no/such/file.txt"}[1]
 * print(entry.path, entry.status) --> no/such/file.txt	ENOTFOUND
 */
static int l_paths(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
  jy_paths *list = lua_newuserdatauv(L, sizeof *list, 0);
  *list = (jy_paths)JY_PATHS_INIT;
  luaL_setmetatable(L, PATHS_TYPE);
  for (lua_Integer i = 1; !lua_isnil(L, 2) && lua_geti(L, 2, i) != LUA_TNIL; i++) {
    if (jy_paths_except(list, check_path(L, lua_gettop(L))) < 0) return jyL_fail(L);
    lua_pop(L, 1);
  }
  for (lua_Integer i = 1; lua_geti(L, 1, i) != LUA_TNIL; i++) {
    const char *path = check_path(L, lua_gettop(L));
    if (jy_paths_add(list, path) < 0) return jyL_fail(L);
    lua_pop(L, 1);
  }
  lua_newtable(L);
  for (size_t i = 0; i < list->len; i++) {
    push_path(L, &list->at[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
 * Read a file and make its reading text. A container of several documents is
 * refused: name one of them, or read them all by `each`.
 * @function read
 * @tparam string path "-" is standard input, "FILE#ID" one item of a container
 * @tparam[opt] table options `encoding` (a label, instead of detection),
 * `policy` for invalid bytes ("replace", "error", "skip"), `script` of the
 * reading ("hans", "keep"; "hant" reads as "hans", to be converted after),
 * `columns` of tables and JSON lines: the names of `text`, `title`, `date`,
 * `id`, `source`, `institution`, `author`, `url`; those that are not given are
 * told by their usual names
 * @treturn Doc
 * @usage
 * local ok, err = pcall(jiyao.ingest.read, "no/such/file.txt")
 * print(ok, err.code, err.path) --> false	ENOTFOUND	no/such/file.txt
 */
static int l_read(lua_State *L) {
  const char *path = check_path(L, 1);
  jy_read_opts opts = check_opts(L, 2);
  jy_doc **d = new_doc(L);
  return jy_doc_read(d, path, &opts) < 0 ? jyL_fail(L) : 1;
}

/***
 * The same from bytes.
 * @function parse
 * @tparam string bytes
 * @tparam string path names them in messages; .html says that they are HTML
 * @tparam[opt] table options as for read
 * @treturn Doc
 * @usage
 * local doc = jiyao.ingest.parse("<p>醫院</p>", "page.html")
 * print(doc:text():reading()) --> 医院
 */
static int l_parse(lua_State *L) {
  jy_str bytes = jyL_checkstr(L, 1);
  const char *path = check_path(L, 2);
  jy_read_opts opts = check_opts(L, 3);
  jy_doc **d = new_doc(L);
  return jy_doc_parse(d, path, bytes, &opts) < 0 ? jyL_fail(L) : 1;
}

/***
 * Close the input at once; safe to call twice.
 * @function Docs:close
 * @usage
 * local docs = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * docs:close()
 * print(docs) --> documents (closed)
 */
static int docs_close(lua_State *L) {
  jy_docs **s = luaL_checkudata(L, 1, DOCS_TYPE);
  if (*s) jyL_handle_closed(L);
  jy_docs_close(*s);
  *s = NULL;
  return 0;
}

static jy_docs *check_docs(lua_State *L, int arg) {
  jy_docs **s = luaL_checkudata(L, arg, DOCS_TYPE);
  luaL_argcheck(L, *s != NULL, arg, "documents are closed");
  return *s;
}

/***
 * Open an input to read its documents one after another: a container (JSON
 * lines, a table, a web archive; packed by gzip or not) has any number of them,
 * a page is one.
 * @function open
 * @tparam string path "-" is standard input, "FILE#ID" one item
 * @tparam[opt] table options as for read
 * @treturn Docs to be closed
 * @usage
 * local docs <close> = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * print(docs:next():path()) --> examples/corpus/hospital/2024-03-visit.txt
 * print(docs:next()) --> nil
 */
static int l_open(lua_State *L) {
  const char *path = check_path(L, 1);
  jy_read_opts opts = check_opts(L, 2);
  jy_docs **s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = NULL;
  luaL_setmetatable(L, DOCS_TYPE);
  if (jy_docs_open(s, path, &opts) < 0) return jyL_fail(L);
  jyL_handle_opened(L);
  return 1;
}

/***
 * The next document. One that cannot be read raises its error, and those that
 * follow can be asked for all the same.
 * @function Docs:next
 * @treturn ?Doc nil at the end
 * @usage
 * local docs <close> = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * print(docs:next():kind()) --> text
 */
static int l_next(lua_State *L) {
  jy_docs *s = check_docs(L, 1);
  jy_doc **d = new_doc(L);
  if (jy_docs_next(s, d) < 0) return jyL_fail(L);
  if (!*d) lua_pushnil(L);
  return 1;
}

/***
 * How many items were passed over so far since they hold no text by intent:
 * images, scripts and failed requests of a web archive.
 * @function Docs:passed
 * @treturn integer
 * @treturn {table,...} those of them whose absence is to be told, since the page
 * was not to be had when it was fetched: `number` in the container, `reason`
 * @usage
 * local docs <close> = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * print((docs:passed())) --> 0
 */
static int l_passed(lua_State *L) {
  const jy_docs *s = check_docs(L, 1);
  const jy_pass *pass;
  jyL_pushsize(L, jy_docs_passed(s));
  lua_newtable(L);
  for (size_t i = 0; (pass = jy_docs_pass(s, i)) != NULL; i++) {
    lua_createtable(L, 0, 2);
    jyL_setsize(L, "number", pass->number);
    lua_pushstring(L, pass->reason);
    lua_setfield(L, -2, "reason");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

static int docs_tostring(lua_State *L) {
  jy_docs **s = luaL_checkudata(L, 1, DOCS_TYPE);
  lua_pushstring(L, *s ? "documents" : "documents (closed)");
  return 1;
}

/***
 * All documents of an input, for a loop; the first that cannot be read raises.
 * To go on past those, use `open`, or `jiyao.document.each`.
 * @function each
 * @tparam string path as for open
 * @tparam[opt] table options as for read
 * @treturn function an iterator that gives a Doc each time, with what it needs
 * @usage
 * for doc in jiyao.ingest.each("examples/corpus/hospital/2024-03-visit.txt") do
 *   print(doc:encoding(), doc:kind())
 * end
 * --> UTF-8	text
 */
static int l_each(lua_State *L) {
  l_open(L);
  lua_pushcfunction(L, l_next);
  lua_pushvalue(L, -2);
  lua_pushnil(L);
  lua_pushvalue(L, -4);
  return 4;
}

/***
 * The path that the document was read from.
 * @function Doc:path
 * @treturn string
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt"):path()) --> a.txt
 */
static int l_path(lua_State *L) {
  lua_pushstring(L, jy_doc_path(check_doc(L, 1)));
  return 1;
}

/***
 * The input as it came.
 * @function Doc:bytes
 * @treturn string
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt"):bytes()) --> 会
 */
static int l_bytes(lua_State *L) {
  jyL_pushstr(L, jy_doc_bytes(check_doc(L, 1)));
  return 1;
}

/***
 * Where the bytes stand in the file, for an item of a table or of JSON lines.
 * @function Doc:place
 * @treturn ?integer start; nil where the bytes are all of the file, or do not
 * stand in it as such: an item of an archive, or of something packed
 * @treturn integer stop
 * @treturn integer the line of the file that they begin in, from 1
 * @usage
 * print(jiyao.ingest.parse('\n{"text": "会"}\n', "a.jsonl"):place()) --> 1	16	2
 */
static int l_place(lua_State *L) {
  size_t line;
  jy_span at = jy_doc_place(check_doc(L, 1), &line);
  if (line == 0) return 0;
  jyL_pushsize(L, at.start);
  jyL_pushsize(L, at.end);
  jyL_pushsize(L, line);
  return 3;
}

/***
 * The encoding that the input was read in.
 * @function Doc:encoding
 * @treturn string
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt"):encoding()) --> UTF-8
 */
static int l_encoding(lua_State *L) {
  lua_pushstring(L, jy_doc_detection(check_doc(L, 1))->encoding);
  return 1;
}

/***
 * How the encoding was found.
 * @function Doc:reason
 * @treturn string "bom", "declared", "ascii", "utf-8", "uchardet", "trial" or
 * "forced"
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt", {encoding = "UTF-8"}):reason()) --> forced
 */
static int l_reason(lua_State *L) {
  lua_pushstring(L, jy_doc_detection(check_doc(L, 1))->reason);
  return 1;
}

/***
 * What the input is.
 * @function Doc:kind
 * @treturn string "text", "html"
 * @usage
 * print(jiyao.ingest.parse("<!doctype html><p>会", "-"):kind()) --> html
 */
static int l_kind(lua_State *L) {
  lua_pushstring(L, jy_doc_kind(check_doc(L, 1)));
  return 1;
}

/***
 * What was lost in decoding.
 * @function Doc:ledger
 * @treturn table lost (bytes), losses (a list of offset and len in the input,
 * at in the decoded text)
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt"):ledger().lost) --> 0
 */
static int l_ledger(lua_State *L) {
  const jy_ledger *l = jy_doc_ledger(check_doc(L, 1));
  lua_createtable(L, 0, 2);
  jyL_setsize(L, "lost", l->lost_bytes);
  lua_newtable(L);
  for (size_t i = 0; i < l->len; i++) {
    lua_createtable(L, 0, 3);
    jyL_setsize(L, "offset", l->losses[i].offset);
    jyL_setsize(L, "len", l->losses[i].len);
    jyL_setsize(L, "at", l->losses[i].at);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "losses");
  return 1;
}

/***
 * The regions of the input, one for each change of encoding; none for formats
 * that are not text. See convert.regions.
 * @function Doc:regions
 * @treturn {table,...} each with start, stop, text_start, text_stop, encoding,
 * confidence
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt"):regions()[1].encoding) --> UTF-8
 */
static int l_regions(lua_State *L) {
  return jyL_pushregions(L, jy_doc_regions(check_doc(L, 1)));
}

/***
 * The text, which outlives the document: its source is the decoded input, its
 * reading what is to be analysed.
 * @function Doc:text
 * @treturn Text
 * @usage
 * local text = jiyao.ingest.parse("6 月 29 日", "a.txt"):text()
 * print(text:reading(), text:source()) --> 6月29日	6 月 29 日
 */
static int l_text(lua_State *L) {
  const jy_doc *d = check_doc(L, 1);
  jy_text **t = jyL_newtext(L);
  return jy_doc_copy_text(t, d) < 0 ? jyL_fail(L) : 1;
}

static int push_or_nil(lua_State *L, jy_str s) {
  if (s.len)
    jyL_pushstr(L, s);
  else
    lua_pushnil(L);
  return 1;
}

/***
 * The headline of a page, or the title that its head states.
 * @function Doc:title
 * @treturn ?string nil where it states none, and for plain text
 * @usage
 * print(jiyao.ingest.parse("<title>会议</title>", "a.html"):title()) --> 会议
 */
static int l_title(lua_State *L) {
  return push_or_nil(L, jy_doc_title(check_doc(L, 1)));
}

/***
 * The time of publication that a page states, as written.
 * @function Doc:published
 * @treturn ?string nil where they state none, and for plain text
 * @usage
 * local page = '<meta name="PubDate" content="2023-06-08 10:00"><p>会议</p>'
 * print(jiyao.ingest.parse(page, "a.html"):published()) --> 2023-06-08 10:00
 */
static int l_published(lua_State *L) {
  return push_or_nil(L, jy_doc_published(check_doc(L, 1)));
}

/***
 * What is stated about the document, as written; what its table or JSON object
 * says goes before what the page says of itself.
 * @function Doc:meta
 * @tparam string name "title", "published", "source", "author", "editor",
 * "institution" or "url"
 * @treturn ?string nil where it is not stated
 * @usage
 * print(jiyao.ingest.parse("<title>会议</title>", "a.html"):meta("title")) --> 会议
 */
static int l_meta(lua_State *L) {
  static const char *const names[] = {"title",  "published",   "source", "author",
                                      "editor", "institution", "url",    NULL};
  const jy_doc *d = check_doc(L, 1);
  return push_or_nil(L, jy_doc_meta(d, names[luaL_checkoption(L, 2, NULL, names)]));
}

/***
 * Where the pages of paper are in the source text.
 * @function Doc:pages
 * @treturn {table,...} each with start and stop; empty where there are none
 * @usage
 * print(#jiyao.ingest.parse("会", "a.txt"):pages()) --> 0
 */
static int l_pages(lua_State *L) {
  const jy_doc *d = check_doc(L, 1);
  const jy_span *page;
  lua_newtable(L);
  for (size_t i = 0; (page = jy_doc_page(d, i)) != NULL; i++) {
    lua_createtable(L, 0, 2);
    jyL_setsize(L, "start", page->start);
    jyL_setsize(L, "stop", page->end);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
 * Whether the page is an index: links to articles and none of its own.
 * @function Doc:is_index
 * @treturn boolean
 * @usage
 * print(jiyao.ingest.parse("<p>会议召开。</p>", "a.html"):is_index()) --> false
 */
static int l_is_index(lua_State *L) {
  lua_pushboolean(L, jy_doc_is_index(check_doc(L, 1)));
  return 1;
}

/***
 * The page of paper that holds a byte of the source text.
 * @function Doc:page
 * @tparam integer offset in the source, bytes from 0
 * @treturn ?integer its number, from 1; nil where the format knows no pages
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt"):page(0)) --> nil
 */
static int l_page(lua_State *L) {
  const jy_doc *d = check_doc(L, 1);
  size_t offset = jyL_checkoffset(L, 2);
  luaL_argcheck(L, offset <= jy_text_source(jy_doc_text(d)).len, 2, "offset is past the end");
  size_t page = jy_doc_page_at(d, offset);
  if (page)
    jyL_pushsize(L, page);
  else
    lua_pushnil(L);
  return 1;
}

static void set_fact(lua_State *L, const char *name, jy_str value) {
  if (value.len) jyL_setstr(L, name, value);
}

static void push_article(lua_State *L, const jy_article *a, jy_str reading) {
  lua_createtable(L, 0, 10);
  if (a->title.end > a->title.start) {
    jyL_setstr(L, "title", (jy_str){reading.ptr + a->title.start, a->title.end - a->title.start});
    jyL_setsize(L, "title_start", a->title.start);
    jyL_setsize(L, "title_stop", a->title.end);
  }
  jyL_setsize(L, "start", a->start);
  jyL_setsize(L, "stop", a->end);
  set_fact(L, "published", a->published);
  set_fact(L, "source", a->source);
  set_fact(L, "author", a->author);
  set_fact(L, "editor", a->editor);
  if (a->page) jyL_setsize(L, "page", a->page);
}

/***
 * The articles that the document holds, at least one.
 * @function Doc:articles
 * @treturn {table,...} each with start and stop, and where a headline can be
 * told title, title_start, title_stop; offsets into the reading. Where they are
 * stated also published, source, author (of a newsletter 党政办), editor, as
 * written, and the page of a newsletter, from 1
 * @usage
 * local page = "青山医院召开工作会议\n会议由院长主持，青山医院职工参加工作会议。"
 * local doc = jiyao.ingest.parse(page, "a.txt")
 * print(doc:articles()[1].title) --> 青山医院召开工作会议
 */
static int l_articles(lua_State *L) {
  const jy_doc *d = check_doc(L, 1);
  jy_str reading = jy_text_reading(jy_doc_text(d));
  const jy_article *a;
  lua_newtable(L);
  for (size_t i = 0; (a = jy_doc_article(d, i)) != NULL; i++) {
    push_article(L, a, reading);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
 * Give the document's memory back at once; safe to call twice.
 * @function Doc:close
 * @usage
 * local doc = jiyao.ingest.parse("会", "a.txt")
 * doc:close()
 * print(doc) --> document (closed)
 */
static int l_close(lua_State *L) {
  jy_doc **d = luaL_checkudata(L, 1, DOC_TYPE);
  jy_doc_free(*d);
  *d = NULL;
  return 0;
}

static int l_tostring(lua_State *L) {
  jy_doc **d = luaL_checkudata(L, 1, DOC_TYPE);
  lua_pushfstring(L, "document (%s)", *d ? jy_doc_path(*d) : "closed");
  return 1;
}

static const luaL_Reg functions[] = {
    {"paths", l_paths}, {"read", l_read}, {"parse", l_parse},
    {"open", l_open},   {"each", l_each}, {NULL, NULL}};

static const luaL_Reg docs_methods[] = {
    {"next", l_next}, {"passed", l_passed}, {"close", docs_close}, {NULL, NULL}};

static const luaL_Reg docs_meta[] = {
    {"__gc", docs_close}, {"__close", docs_close}, {"__tostring", docs_tostring}, {NULL, NULL}};

static const luaL_Reg methods[] = {
    {"path", l_path}, {"place", l_place},     {"bytes", l_bytes},         {"encoding", l_encoding}, {"reason", l_reason},
    {"kind", l_kind},     {"ledger", l_ledger},       {"text", l_text},         {"title", l_title},
    {"meta", l_meta},     {"pages", l_pages},         {"close", l_close},       {"published", l_published},
    {"page", l_page},     {"articles", l_articles},   {"is_index", l_is_index}, {"regions", l_regions},
    {NULL, NULL},
};

static const luaL_Reg meta[] = {
    {"__gc", l_close}, {"__close", l_close}, {"__tostring", l_tostring}, {NULL, NULL}};

int luaopen_jiyao_ingest(lua_State *L) {
  static const luaL_Reg paths_meta[] = {{"__gc", paths_gc}, {"__close", paths_gc}, {NULL, NULL}};
  luaL_requiref(L, "jiyao.text", luaopen_jiyao_text, 0); /* Doc:text gives its type */
  lua_pop(L, 1);
  jyL_newtype(L, DOC_TYPE, meta, methods);
  jyL_newtype(L, DOCS_TYPE, docs_meta, docs_methods);
  jyL_newtype(L, PATHS_TYPE, paths_meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

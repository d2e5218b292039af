/* The Doc of `jiyao.ingest`: one document that was read, and what is known of it. */
/***
Documents that were read.
@submodule jiyao.ingest
*/
#include "bind/bind_doc.h"

#include "bind/bind_text.h"

#define DOC_TYPE "jiyao.doc"

jy_doc **jyL_newdoc(lua_State *L) {
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
 * Where the source text begins in the bytes once they are decoded.
 * @function Doc:held
 * @treturn ?integer nil where it does not stand in them as it is, or more than
 * once, or where they cannot be decoded without loss
 * @usage
 * print(jiyao.ingest.parse('{"text": "会"}', "a.jsonl"):held()) --> 10
 */
static int l_held(lua_State *L) {
  size_t at;
  if (jy_doc_held(&at, check_doc(L, 1)) < 0) return jyL_fail(L);
  if (at == JY_NO_OFFSET) return 0;
  jyL_pushsize(L, at);
  return 1;
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
 * @treturn string "bom", "declared", "ascii", "utf-8", "uchardet", "trial",
 * "forced", or "format" where the format is no text itself (PDF, DOCX)
 * @usage
 * print(jiyao.ingest.parse("会", "a.txt", {encoding = "UTF-8"}):reason()) --> forced
 */
static int l_reason(lua_State *L) {
  lua_pushstring(L, jy_doc_detection(check_doc(L, 1))->reason);
  return 1;
}

/***
 * What the document was read as. An item of a container is what it holds.
 * @function Doc:kind
 * @treturn string "text", "html", "pdf" or "docx"
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
 * "institution", "url", or "site": what the head, the end of the title element and
 * the footer of a page say of the site, a line each
 * @treturn ?string nil where it is not stated
 * @usage
 * print(jiyao.ingest.parse("<title>会议</title>", "a.html"):meta("title")) --> 会议
 */
static int l_meta(lua_State *L) {
  static const char *const names[] = {"title",  "published",   "source", "author",
                                      "editor", "institution", "site",   "url", NULL};
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

static const luaL_Reg methods[] = {
    {"path", l_path}, {"place", l_place},     {"held", l_held},         {"bytes", l_bytes},         {"encoding", l_encoding}, {"reason", l_reason},
    {"kind", l_kind},     {"ledger", l_ledger},       {"text", l_text},         {"title", l_title},
    {"meta", l_meta},     {"pages", l_pages},         {"close", l_close},       {"published", l_published},
    {"page", l_page},     {"articles", l_articles},   {"is_index", l_is_index}, {"regions", l_regions},
    {NULL, NULL},
};

static const luaL_Reg meta[] = {
    {"__gc", l_close}, {"__close", l_close}, {"__tostring", l_tostring}, {NULL, NULL}};

void jyL_open_doc(lua_State *L) {
  luaL_requiref(L, "jiyao.text", luaopen_jiyao_text, 0); /* Doc:text gives its type */
  lua_pop(L, 1);
  jyL_newtype(L, DOC_TYPE, meta, methods);
}

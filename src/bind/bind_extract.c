/* jiyao.extract: people, organisations and titles of a reading text. */
#include "bind/bind.h"
#include "bind/bind_tagger.h"
#include "jiyao/extract.h"

#define TYPE "jiyao.extractor"
#define PEOPLE_TYPE "jiyao.people"
#define TERMS_TYPE "jiyao.terms"

enum { TABLES_MAX = 32 };

int luaopen_jiyao_extract(lua_State *L);

/***
People with their titles and organisations, organisations and titles by
themselves. Texts are reading texts (Simplified, NFKC). Offsets are bytes from
0, half-open.
@module jiyao.extract
*/

static int extractor_gc(lua_State *L) {
  jy_extractor **x = luaL_checkudata(L, 1, TYPE);
  jy_extractor_free(*x);
  *x = NULL;
  return 0;
}

static int extractor_tostring(lua_State *L) {
  jy_extractor **x = luaL_checkudata(L, 1, TYPE);
  lua_pushstring(L, *x ? "extractor" : "extractor (closed)");
  return 1;
}

static const jy_extractor *check_extractor(lua_State *L, int arg) {
  jy_extractor **x = luaL_checkudata(L, arg, TYPE);
  luaL_argcheck(L, *x != NULL, arg, "extractor is closed");
  return *x;
}

static int people_gc(lua_State *L) {
  jy_people_free(luaL_checkudata(L, 1, PEOPLE_TYPE));
  return 0;
}

static int terms_gc(lua_State *L) {
  jy_terms_free(luaL_checkudata(L, 1, TERMS_TYPE));
  return 0;
}

/* Pushes the text of a table: the caller's own, or the one that ships. */
static void push_table_text(lua_State *L, const char *name) {
  if (lua_istable(L, 1) && lua_getfield(L, 1, name) != LUA_TNIL) {
    if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "bad table '%s' (string expected, got %s)", name, luaL_typename(L, -1));
    return;
  }
  lua_getglobal(L, "require");
  lua_pushliteral(L, "jiyao.data");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "read");
  lua_pushstring(L, name);
  lua_call(L, 1, 1);
}

/***
Makes an extractor. Without an argument it uses the tables that ship; a table
given by name stands in the place of the one that ships.
@function new
@tparam[opt] table tables texts of tables by name: words, surnames, given_names,
foreign_characters, places, titles, title_prefixes, org_suffixes, org_stops, name_parts,
speech_acts, courtesy, byline_words, not_names, body_leads
@treturn extractor
@usage
local x = jiyao.extract.new()
print(x) --> extractor
*/
static int l_new(lua_State *L) {
  if (!lua_isnoneornil(L, 1)) luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkstack(L, 4 * TABLES_MAX, "tables");
  jy_extractor **x = lua_newuserdatauv(L, sizeof *x, 0);
  *x = NULL;
  luaL_setmetatable(L, TYPE);
  int box = lua_gettop(L);
  jy_table tables[TABLES_MAX];
  size_t n = 0;
  const char *name;
  for (; n < TABLES_MAX && (name = jy_extractor_table(n)) != NULL; n++) {
    push_table_text(L, name);
    tables[n].name = name;
    tables[n].text = jyL_checkstr(L, -1);
  }
  if (jy_extractor_new(x, tables, n) < 0) return jyL_fail(L);
  lua_pushvalue(L, box);
  return 1;
}

static void push_span(lua_State *L, const char *start, const char *stop, jy_span s) {
  jyL_setsize(L, start, s.start);
  jyL_setsize(L, stop, s.end);
}

static void push_mention(lua_State *L, const jy_mention *m) {
  lua_createtable(L, 0, 6);
  push_span(L, "start", "stop", m->span);
  push_span(L, "name_start", "name_stop", m->name);
  if (m->title) {
    lua_pushstring(L, m->title);
    lua_setfield(L, -2, "title");
  }
  lua_pushstring(L, jy_mention_how_name(m->how));
  lua_setfield(L, -2, "how");
}

static void set_flag(lua_State *L, const char *key, bool value) {
  lua_pushboolean(L, value);
  lua_setfield(L, -2, key);
}

static void push_person(lua_State *L, const jy_person *p) {
  lua_createtable(L, 0, 8);
  lua_pushstring(L, p->name);
  lua_setfield(L, -2, "name");
  lua_createtable(L, (int)p->titles_len, 0);
  for (size_t i = 0; i < p->titles_len; i++) {
    lua_pushstring(L, p->titles[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "titles");
  if (p->org) {
    lua_pushstring(L, p->org);
    lua_setfield(L, -2, "org");
  }
  set_flag(L, "byline", p->byline);
  set_flag(L, "surname_only", p->surname_only);
  set_flag(L, "subject", p->subject);
  lua_pushnumber(L, p->confidence);
  lua_setfield(L, -2, "confidence");
  lua_createtable(L, (int)p->mentions, 0);
  lua_setfield(L, -2, "mentions");
}

static jy_people *new_people(lua_State *L) {
  jy_people *p = lua_newuserdatauv(L, sizeof *p, 0);
  *p = (jy_people)JY_PEOPLE_INIT;
  luaL_setmetatable(L, PEOPLE_TYPE);
  return p;
}

static jy_terms *new_terms(lua_State *L) {
  jy_terms *t = lua_newuserdatauv(L, sizeof *t, 0);
  *t = (jy_terms)JY_TERMS_INIT;
  luaL_setmetatable(L, TERMS_TYPE);
  return t;
}

static void push_people(lua_State *L, const jy_people *p) {
  lua_createtable(L, (int)p->len, 0);
  for (size_t i = 0; i < p->len; i++) {
    push_person(L, &p->at[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  for (size_t m = 0; m < p->mentions_len; m++) {
    lua_rawgeti(L, -1, (lua_Integer)p->mentions[m].person + 1);
    lua_getfield(L, -1, "mentions");
    push_mention(L, &p->mentions[m]);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    lua_pop(L, 2);
  }
}

static void push_terms(lua_State *L, const jy_terms *t) {
  lua_createtable(L, (int)t->len, 0);
  for (size_t i = 0; i < t->len; i++) {
    lua_createtable(L, 0, 4);
    push_span(L, "start", "stop", t->at[i].span);
    lua_pushstring(L, t->at[i].name);
    lua_setfield(L, -2, "name");
    lua_pushstring(L, t->at[i].kind);
    lua_setfield(L, -2, "kind");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/***
The people of a text in order of first mention.
@function extractor:people
@tparam string text a reading text
@treturn {table,...} persons with name, titles (list), org (units as written,
joined by "；"; nil when none is written), byline, surname_only, subject,
confidence, and mentions: a list of tables with start, stop (the name with the
title joined to it), name_start, name_stop, title (nil when none is joined to
it) and how ("title", "after", "byline", "courtesy", "list", "org", "act",
"bare", "surname")
@usage
local x = jiyao.extract.new()
local p = x:people("云山大学党委书记、校长陆文涛主持会议。陆文涛指出，要抓好落实。")[1]
print(p.name, table.concat(p.titles, " "), p.org, #p.mentions) --> 陆文涛	党委书记 校长	云山大学	2
*/
static int l_people(lua_State *L) {
  const jy_extractor *x = check_extractor(L, 1);
  jy_str text = jyL_checkstr(L, 2);
  jy_people *p = new_people(L);
  if (jy_people_find(p, x, text) < 0) return jyL_fail(L);
  push_people(L, p);
  return 1;
}

static int find_terms(lua_State *L, int (*find)(jy_terms *, const jy_extractor *, jy_str)) {
  const jy_extractor *x = check_extractor(L, 1);
  jy_str text = jyL_checkstr(L, 2);
  jy_terms *t = new_terms(L);
  if (find(t, x, text) < 0) return jyL_fail(L);
  push_terms(L, t);
  return 1;
}

/***
Names of organisations in text order.
@function extractor:orgs
@tparam string text a reading text
@treturn {table,...} each with start, stop, name and kind ("school", "hospital",
"institute", "company", "body")
@usage
local x = jiyao.extract.new()
local o = x:orgs("近日，云山大学附属第二医院举行签约仪式。")[1]
print(o.name, o.kind, o.start, o.stop) --> 云山大学附属第二医院	hospital	9	39
*/
static int l_orgs(lua_State *L) {
  return find_terms(L, jy_orgs_find);
}

/***
The people and the organisations of a text, found in one pass.
@function extractor:names
@tparam string text a reading text
@treturn {table,...} what `extractor:people` gives
@treturn {table,...} what `extractor:orgs` gives
@usage
local x = jiyao.extract.new()
local people, orgs = x:names("近日，云山大学校长陆文涛到北川医院调研。")
print(people[1].name, #orgs, orgs[2].name) --> 陆文涛	2	北川医院
*/
static int l_names(lua_State *L) {
  const jy_extractor *x = check_extractor(L, 1);
  jy_str text = jyL_checkstr(L, 2);
  jy_people *people = new_people(L);
  jy_terms *orgs = new_terms(L);
  if (jy_names_find(people, orgs, x, text) < 0) return jyL_fail(L);
  push_people(L, people);
  push_terms(L, orgs);
  return 2;
}

/***
Titles in text order, whosever they are.
@function extractor:titles
@tparam string text a reading text
@treturn {table,...} each with start, stop, name and kind ("title")
@usage
local x = jiyao.extract.new()
print(x:titles("会议由党委副书记主持。")[1].name) --> 党委副书记
*/
static int l_titles(lua_State *L) {
  return find_terms(L, jy_titles_find);
}

/***
Labelled spans of a text: people, titles, organisations and places by the model
that ships, or whatever a model of your own was trained for.
@function spans
@tparam string s a reading text
@tparam[opt] table opts model: the path of a model that `jiyao train` made;
min_confidence: the least confidence of a span (0.35, and never less)
@treturn {table,...} each with start, stop, word, label ("PER", "TITLE", "ORG", "LOC")
and confidence
@usage
local found = {}
for _, s in ipairs(jiyao.extract.spans("校长王建国表示，要抓好落实。")) do found[#found + 1] = s.label .. " " .. s.word end
print(table.concat(found, ", ")) --> TITLE 校长, PER 王建国
*/
static int l_spans(lua_State *L) {
  return jyL_labels(L);
}

/***
Trains a model on labelled lines (the form is told by `jiyao train --help`).
@function train
@tparam string lines
@tparam[opt] table opts words: true for lines of words; epochs: times through the lines (10);
rows: the size of the model, as a power of two (17); path: what messages call the lines
@treturn string the bytes of the model, to be saved
@usage
local model = jiyao.extract.train("王\tB-PER\n芳\tI-PER\n说\tO\n", {epochs = 1, rows = 8})
print(model:sub(1, 4)) --> JYTG
*/
static int l_train(lua_State *L) {
  return jyL_train(L);
}

int luaopen_jiyao_extract(lua_State *L) {
  static const luaL_Reg functions[] = {{"new", l_new}, {"spans", l_spans}, {"train", l_train}, {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"people", l_people}, {"orgs", l_orgs}, {"names", l_names}, {"titles", l_titles}, {NULL, NULL}};
  static const luaL_Reg meta[] = {
      {"__gc", extractor_gc}, {"__close", extractor_gc}, {"__tostring", extractor_tostring}, {NULL, NULL}};
  static const luaL_Reg people_meta[] = {{"__gc", people_gc}, {NULL, NULL}};
  static const luaL_Reg terms_meta[] = {{"__gc", terms_gc}, {NULL, NULL}};
  jyL_newtype(L, TYPE, meta, methods);
  jyL_newtype(L, PEOPLE_TYPE, people_meta, NULL);
  jyL_newtype(L, TERMS_TYPE, terms_meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

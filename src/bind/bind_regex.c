/* The Lua face of regular expressions.
 *
 * Rules ask thousands of questions a page, so a question that finds nothing leaves
 * nothing behind: the methods share, as upvalues, the type's metatable, the groups of
 * one search, and the last texts that were found to be valid UTF-8. */
/***
Regular expressions (PCRE2) with offsets in bytes from 0.
@module jiyao.regex
*/
#include "bind/bind_cut.h"
#include "bind/spans.h"
#include "text/cut.h"
#include "text/internal.h"

#define REGEX_TYPE "jiyao.regex"
#define GROUPS_TYPE "jiyao.groups"
#define TEXTS_TYPE "jiyao.regex.texts"

int luaopen_jiyao_regex(lua_State *L);

static int push_none(lua_State *L) {
  lua_pushnil(L);
  return 1;
}

static int l_regex_gc(lua_State *L) {
  jy_regex **re = luaL_checkudata(L, 1, REGEX_TYPE);
  jy_regex_free(*re);
  *re = NULL;
  return 0;
}

static int l_tostring(lua_State *L) {
  jy_regex **re = luaL_checkudata(L, 1, REGEX_TYPE);
  lua_pushstring(L, *re ? "regex" : "regex (closed)");
  return 1;
}

/* The upvalues of each method. */
enum { TYPE = 1, GROUPS, TEXTS, UPVALUES = TEXTS };

static const jy_regex *open_regex(lua_State *L, jy_regex **re, int arg) {
  luaL_argcheck(L, *re, arg, "the expression is closed");
  return *re;
}

static const jy_regex *check_regex(lua_State *L) {
  bool is = lua_getmetatable(L, 1) && lua_rawequal(L, -1, lua_upvalueindex(TYPE));
  jy_regex **re = is ? lua_touserdata(L, 1) : luaL_checkudata(L, 1, REGEX_TYPE);
  if (is) lua_pop(L, 1);
  return open_regex(L, re, 1);
}

/* What a search found. Pushing it may collect garbage, and a finalizer may search:
 * while it is read, another search has groups of its own. */
typedef struct {
  jy_groups groups;
  bool read;
} found;

static int l_groups_gc(lua_State *L) {
  found *f = luaL_checkudata(L, 1, GROUPS_TYPE);
  jy_groups_free(&f->groups);
  return 0;
}

static found *push_found(lua_State *L) {
  found *f = lua_newuserdatauv(L, sizeof *f, 0);
  *f = (found){JY_GROUPS_INIT, false};
  luaL_setmetatable(L, GROUPS_TYPE);
  return f;
}

/* Those that the methods share or, on the stack, new ones. What an error left as
 * being read stays so: that costs time only. */
static found *free_found(lua_State *L) {
  found *shared = lua_touserdata(L, lua_upvalueindex(GROUPS));
  return shared->read ? push_found(L) : shared;
}

/* Shorter texts are checked sooner than remembered. */
enum { SHORT = 128, TEXTS_KEPT = 4 };

/* Texts that are valid; user value i + 1 keeps the string alive that at[i] is. The
 * first is the one that was prepared, the others come and go. */
typedef struct {
  const char *at[TEXTS_KEPT];
  unsigned next;
  jy__pairs *pairs; /* of the first */
} texts;

static int l_texts_gc(lua_State *L) {
  texts *t = luaL_checkudata(L, 1, TEXTS_TYPE);
  jy__pairs_free(t->pairs);
  *t = (texts){{NULL}, 0, NULL};
  return 0;
}

static void push_texts(lua_State *L) {
  texts *t = lua_newuserdatauv(L, sizeof *t, TEXTS_KEPT);
  *t = (texts){{NULL}, 0, NULL};
  luaL_setmetatable(L, TEXTS_TYPE);
}

static void keep_text(lua_State *L, texts *t, jy_str s, int arg, size_t i) {
  lua_pushvalue(L, arg);
  lua_setiuservalue(L, lua_upvalueindex(TEXTS), (int)i + 1);
  t->at[i] = s.ptr;
}

static bool is_known(const texts *t, jy_str s) {
  for (size_t i = 0; i < TEXTS_KEPT; i++) {
    if (t->at[i] == s.ptr) return true;
  }
  return false;
}

static void check_utf8(lua_State *L, const jy_regex *re, jy_str s) {
  jy_groups none = JY_GROUPS_INIT;
  if (jy__utf8_check(s.ptr, s.len) < s.len && jy_regex_find(&none, re, s, 0) < 0) jyL_fail(L);
}

/* The pairs of a text that was prepared, or NULL. */
static const jy__pairs *pairs_of(lua_State *L, jy_str s) {
  const texts *t = lua_touserdata(L, lua_upvalueindex(TEXTS));
  return t->at[0] == s.ptr ? t->pairs : NULL;
}

/* The string at `arg`, valid UTF-8, and its pairs. */
static jy_str check_text(lua_State *L, int arg, const jy_regex *re, const jy__pairs **pairs) {
  jy_str s = jyL_checkstr(L, arg);
  texts *t = lua_touserdata(L, lua_upvalueindex(TEXTS));
  *pairs = pairs_of(L, s);
  if (s.len > SHORT && is_known(t, s)) return s;
  check_utf8(L, re, s);
  if (s.len > SHORT) keep_text(L, t, s, arg, 1 + t->next++ % (TEXTS_KEPT - 1));
  return s;
}

static void push_group(lua_State *L, jy_str s, const jy_groups *g, size_t i) {
  jy_span at = g->at[i];
  if (at.start == JY_NO_OFFSET)
    lua_pushnil(L);
  else
    jyL_pushstr(L, (jy_str){s.ptr + at.start, at.end - at.start});
}

/* Pushes groups 1 and up, or the whole match where there are none. */
static int push_captures(lua_State *L, jy_str s, found *f, bool or_whole) {
  const jy_groups *g = &f->groups;
  size_t first = g->len == 1 && or_whole ? 0 : 1;
  luaL_checkstack(L, (int)g->len, "too many groups");
  f->read = true;
  for (size_t i = first; i < g->len; i++) push_group(L, s, g, i);
  f->read = false;
  return (int)(g->len - first);
}

/* Pushes a table {start, stop, [0] = whole, [1] = ..., name = ...}. */
static void push_table(lua_State *L, const jy_regex *re, jy_str s, found *f) {
  const jy_groups *g = &f->groups;
  f->read = true;
  lua_createtable(L, (int)g->len, 4);
  for (size_t i = 0; i < g->len; i++) {
    const char *name = jy_regex_group_name(re, i);
    push_group(L, s, g, i);
    if (name) {
      lua_pushvalue(L, -1);
      lua_setfield(L, -3, name);
    }
    lua_rawseti(L, -2, (lua_Integer)i);
  }
  jyL_setsize(L, "start", g->at[0].start);
  jyL_setsize(L, "stop", g->at[0].end);
  f->read = false;
}

/***
 * Compiles a regular expression: Perl's syntax, by characters, with Unicode
 * properties. Flags: `i` ignores case, `x` ignores blanks in the pattern, `s`
 * lets `.` match a line end, `m` lets `^` and `$` match at line ends. An error
 * in the pattern raises an error object with its offset.
 * @function new
 * @tparam string pattern
 * @tparam[opt=""] string flags
 * @treturn Regex
 * @usage
 * local regex = require "jiyao.regex"
 * print(regex.new("第(\\d+)届"):match("第16届")) --> 16
 * print(pcall(regex.new, "(届")) --> false	regular expression: missing closing parenthesis (at byte 4)
 */
static int l_new(lua_State *L) {
  jy_str pattern = jyL_checkstr(L, 1);
  const char *flags = luaL_optstring(L, 2, "");
  jy_regex **re = lua_newuserdatauv(L, sizeof *re, 0);
  *re = NULL;
  luaL_setmetatable(L, REGEX_TYPE);
  if (jy_regex_new(re, pattern, flags) < 0) return jyL_fail(L);
  return 1;
}

/* Searches argument 2 from argument 3 on. */
static found *search(lua_State *L, jy_str *s) {
  const jy_regex *re = check_regex(L);
  const jy__pairs *pairs;
  *s = check_text(L, 2, re, &pairs);
  size_t init = lua_isnoneornil(L, 3) ? 0 : jyL_checkoffset(L, 3);
  found *f = free_found(L);
  if (jy__regex_find(&f->groups, re, *s, init, pairs) < 0) jyL_fail(L);
  return f;
}

/***
 * The first match: where it starts and stops (bytes from 0, half-open), and its
 * groups; nil where nothing matches.
 * @function Regex:find
 * @tparam string s
 * @tparam[opt=0] integer init where to begin
 * @treturn integer start
 * @treturn integer stop
 * @treturn string... groups; nil for one that took no part
 * @usage
 * local re = require("jiyao.regex").new("(\\w)会")
 * print(re:find("召开大会")) --> 6	12	大
 */
static int l_find(lua_State *L) {
  jy_str s;
  found *f = search(L, &s);
  if (f->groups.len == 0) return push_none(L);
  jyL_pushsize(L, f->groups.at[0].start);
  jyL_pushsize(L, f->groups.at[0].end);
  return 2 + push_captures(L, s, f, false);
}

/***
 * The groups of the first match, or the whole of it where the expression has no
 * groups; nil where nothing matches.
 * @function Regex:match
 * @tparam string s
 * @tparam[opt=0] integer init where to begin
 * @treturn string...
 * @usage
 * local re = require("jiyao.regex").new("(\\d+)年(\\d+)月")
 * print(re:match("于2023年6月")) --> 2023	6
 */
static int l_match(lua_State *L) {
  jy_str s;
  found *f = search(L, &s);
  if (f->groups.len == 0) return push_none(L);
  return push_captures(L, s, f, true);
}

/* Searches the stretch [start, stop) of argument 2 as if it were all there is. */
static found *search_in(lua_State *L, const jy_regex *re, jy_str *stretch, size_t start, size_t stop) {
  const jy__pairs *pairs;
  jy_str s = check_text(L, 2, re, &pairs);
  *stretch = (jy_str){s.ptr + start, stop - start};
  bool cut = !jy__cut_is_boundary(s, start) || !jy__cut_is_boundary(s, stop);
  if (cut) check_utf8(L, re, *stretch);
  found *f = free_found(L);
  if (jy__regex_find(&f->groups, re, *stretch, 0, pairs) < 0) jyL_fail(L);
  return f;
}

/* Pushes where it was found, as offsets of the text, and the groups. */
static int push_place(lua_State *L, jy_str stretch, found *f, size_t start) {
  if (f->groups.len == 0) return push_none(L);
  jyL_pushsize(L, start + f->groups.at[0].start);
  jyL_pushsize(L, start + f->groups.at[0].end);
  return 2 + push_captures(L, stretch, f, false);
}

/***
 * As find, in a stretch of a text as if there were nothing around it.
 * @function Regex:find_in
 * @tparam string s
 * @tparam integer start byte offset from 0
 * @tparam integer stop excluded
 * @treturn integer start in the text
 * @treturn integer stop
 * @treturn string... groups
 * @usage
 * print(require("jiyao.regex").new("^(.)会$"):find_in("召开大会。", 6, 12)) --> 6	12	大
 */
static int l_find_in(lua_State *L) {
  const jy_regex *re = check_regex(L);
  jy_str stretch;
  jy_span at = jyL_checkspan(L, 3, jyL_checkstr(L, 2).len);
  found *f = search_in(L, re, &stretch, at.start, at.end);
  return push_place(L, stretch, f, at.start);
}

/***
 * As match, in a stretch of a text as if there were nothing around it.
 * @function Regex:match_in
 * @tparam string s
 * @tparam integer start byte offset from 0
 * @tparam integer stop excluded
 * @treturn string...
 * @usage
 * print(require("jiyao.regex").new("^.会"):match_in("召开大会。", 6, 15)) --> 大会
 */
static int l_match_in(lua_State *L) {
  const jy_regex *re = check_regex(L);
  jy_str stretch;
  jy_span at = jyL_checkspan(L, 3, jyL_checkstr(L, 2).len);
  found *f = search_in(L, re, &stretch, at.start, at.end);
  return f->groups.len == 0 ? push_none(L) : push_captures(L, stretch, f, true);
}

/***
 * As find_in, in at most so many bytes before an offset: what `jiyao.cut.before` gives.
 * @function Regex:before
 * @tparam string s
 * @tparam integer stop byte offset, excluded
 * @tparam integer bytes
 * @tparam[opt] integer floor offset that is not passed
 * @treturn integer start in the text
 * @treturn integer stop
 * @treturn string... groups
 * @usage
 * print(require("jiyao.regex").new("召开$"):before("院长召开大会", 12, 9)) --> 6	12
 */
static int l_before(lua_State *L) {
  const jy_regex *re = check_regex(L);
  jy_str stretch;
  jy_span at = jyL_checkbefore(L, jyL_checkstr(L, 2), 3);
  found *f = search_in(L, re, &stretch, at.start, at.end);
  return push_place(L, stretch, f, at.start);
}

/***
 * As find_in, in at most so many bytes from an offset on: what `jiyao.cut.after` gives.
 * @function Regex:after
 * @tparam string s
 * @tparam integer start byte offset from 0
 * @tparam integer bytes
 * @tparam[opt] integer limit offset that is not passed
 * @treturn integer start in the text
 * @treturn integer stop
 * @treturn string... groups
 * @usage
 * print(require("jiyao.regex").new("^召开"):after("院长召开大会", 6, 9)) --> 6	12
 */
static int l_after(lua_State *L) {
  const jy_regex *re = check_regex(L);
  jy_str stretch;
  jy_span at = jyL_checkafter(L, jyL_checkstr(L, 2), 3);
  found *f = search_in(L, re, &stretch, at.start, at.end);
  return push_place(L, stretch, f, at.start);
}

/* Upvalues: expression, groups, texts, text, and where the last match starts and
 * stops; nil before the first. The text is valid: l_gmatch() has checked it. */
static int gmatch_next(lua_State *L) {
  enum { SELF = 1, TEXT = 4, START, STOP };
  const jy_regex *re = open_regex(L, lua_touserdata(L, lua_upvalueindex(SELF)), 1);
  jy_str s = jyL_checkstr(L, lua_upvalueindex(TEXT));
  const jy__pairs *pairs = pairs_of(L, s);
  jy_span last = {(size_t)lua_tointeger(L, lua_upvalueindex(START)),
                  (size_t)lua_tointeger(L, lua_upvalueindex(STOP))};
  bool begun = !lua_isnil(L, lua_upvalueindex(START));
  found *f = free_found(L);
  int rc = begun ? jy__regex_after(&f->groups, re, s, last, pairs) : jy__regex_find(&f->groups, re, s, 0, pairs);
  if (rc < 0) return jyL_fail(L);
  if (f->groups.len == 0) return push_none(L);
  jyL_pushsize(L, f->groups.at[0].start);
  lua_replace(L, lua_upvalueindex(START));
  jyL_pushsize(L, f->groups.at[0].end);
  lua_replace(L, lua_upvalueindex(STOP));
  push_table(L, re, s, f);
  return 1;
}

/***
 * Goes through all matches, each a table: `start`, `stop`, the whole match as
 * [0], groups as [1] and so on, and named groups by name.
 * @function Regex:gmatch
 * @tparam string s
 * @treturn function iterator
 * @usage
 * local re = require("jiyao.regex").new("(?<post>院长|书记)(.)")
 * for m in re:gmatch("院长李、书记王") do print(m.start, m.post, m[2]) end
 * --> 0	院长	李
 * --> 12	书记	王
 */
static int l_gmatch(lua_State *L) {
  const jy__pairs *pairs;
  check_text(L, 2, check_regex(L), &pairs);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, lua_upvalueindex(GROUPS));
  lua_pushvalue(L, lua_upvalueindex(TEXTS));
  lua_pushvalue(L, 2);
  lua_pushnil(L);
  lua_pushnil(L);
  lua_pushcclosure(L, gmatch_next, 6);
  return 1;
}

/* Pushes the string that stands for a match: argument 3 applied to it, or the
 * match itself where that gives nil or false. */
static void push_replacement(lua_State *L, const jy_regex *re, jy_str s, found *f, jy_buf *b) {
  const jy_groups *g = &f->groups;
  jy_span whole = g->at[0]; /* a callback may search, too */
  f->read = false; /* before errors: nothing is collected until the groups are read */
  switch (lua_type(L, 3)) {
    case LUA_TSTRING:
      b->len = 0;
      if (jy_regex_expand(b, re, jyL_checkstr(L, 3), s, g) < 0) jyL_fail(L);
      jyL_pushstr(L, jy_buf_str(b));
      return;
    case LUA_TTABLE:
      push_group(L, s, g, g->len > 1 ? 1 : 0);
      if (!lua_isnil(L, -1)) lua_gettable(L, 3);
      break;
    default:
      lua_pushvalue(L, 3);
      push_table(L, re, s, f);
      lua_call(L, 1, 1);
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    jyL_pushstr(L, (jy_str){s.ptr + whole.start, whole.end - whole.start});
  } else if (!lua_isstring(L, -1)) {
    luaL_error(L, "a replacement has to be a string, nil or false, not a %s", luaL_typename(L, -1));
  }
}

/* The text with its matches replaced, of which `f` holds the first. */
static int replace_all(lua_State *L, const jy_regex *re, jy_str s, found *f, lua_Integer most) {
  const jy_groups *g = &f->groups;
  f->read = true;
  jy_buf *out = jyL_newbuf(L), *b = jyL_newbuf(L);
  lua_Integer n = 0;
  size_t done = 0;
  int rc = JY_OK;
  for (; rc == JY_OK && g->len && n < most; n++) {
    jy_span at = g->at[0];
    push_replacement(L, re, s, f, b);
    jy_str with = jyL_checkstr(L, -1);
    jy_buf_put(out, s.ptr + done, at.start - done);
    jy_buf_put(out, with.ptr, with.len);
    done = at.end;
    lua_pop(L, 1);
    rc = jy__regex_after(&f->groups, re, s, at, NULL); /* its pairs may be gone by now */
  }
  if (rc < 0) return jyL_fail(L);
  jy_buf_put(out, s.ptr + done, s.len - done);
  if (jy_buf_status(out) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  lua_pushinteger(L, n);
  return 2;
}

/***
 * Replaces matches. A string may refer to groups: `%0` the whole, `%1` to `%9`,
 * `%{name}`, `%%`. A table is asked for the first group (or the whole); a function
 * is called with the match as gmatch gives it; nil or false leaves a match alone.
 * @function Regex:gsub
 * @tparam string s
 * @tparam string|table|function repl
 * @tparam[opt] integer n the most replacements to make
 * @treturn string
 * @treturn integer how many matches there were
 * @usage
 * local re = require("jiyao.regex").new("(\\d+)月(\\d+)日")
 * print(re:gsub("6月8日", "%1-%2")) --> 6-8	1
 * print(re:gsub("6月8日", function(m) return m[2] end)) --> 8	1
 */
static int l_gsub(lua_State *L) {
  const jy_regex *re = check_regex(L);
  const jy__pairs *pairs;
  jy_str s = check_text(L, 2, re, &pairs);
  int type = lua_type(L, 3);
  luaL_argexpected(L, type == LUA_TSTRING || type == LUA_TTABLE || type == LUA_TFUNCTION, 3,
                   "string, table or function");
  lua_Integer most = luaL_optinteger(L, 4, LUA_MAXINTEGER);
  found *f = free_found(L);
  if (jy__regex_find(&f->groups, re, s, 0, pairs) < 0) return jyL_fail(L);
  if (f->groups.len && most > 0) return replace_all(L, re, s, f, most);
  lua_pushvalue(L, 2);
  lua_pushinteger(L, 0);
  return 2;
}

/***
 * Says that many expressions will be asked about one text, the page: where characters
 * stand in it is told once, and what needs words that it does not hold is not looked
 * for. Only the last text that was prepared is; no answer depends on it.
 * @function prepare
 * @tparam string s valid UTF-8
 * @usage
 * local regex = require "jiyao.regex"
 * regex.prepare("院长召开大会")
 * print(regex.new("召开(.+)"):match("院长召开大会")) --> 大会
 */
static int l_prepare(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  texts *t = lua_touserdata(L, lua_upvalueindex(TEXTS));
  jy__pairs_free(t->pairs);
  t->pairs = NULL;
  t->at[0] = NULL;
  if (jy__utf8_check(s.ptr, s.len) < s.len || s.len <= SHORT) return 0;
  if (s.len < JY__PAIRS_TEXT && jy__pairs_new(&t->pairs, s) < 0) return jyL_fail(L);
  keep_text(L, t, s, 1, 0);
  return 0;
}

/* Gives the type its methods, and the module on top of the stack prepare(), each with
 * the upvalues that they share. */
static void add_methods(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"find", l_find},         {"match", l_match},   {"gmatch", l_gmatch}, {"gsub", l_gsub}, {"find_in", l_find_in},
      {"match_in", l_match_in}, {"before", l_before}, {"after", l_after},   {NULL, NULL}};
  static const luaL_Reg functions[] = {{"prepare", l_prepare}, {NULL, NULL}};
  luaL_getmetatable(L, REGEX_TYPE);
  push_found(L);
  push_texts(L);
  lua_newtable(L);
  for (int i = 0; i < UPVALUES; i++) lua_pushvalue(L, -1 - UPVALUES);
  luaL_setfuncs(L, methods, UPVALUES);
  lua_setfield(L, -2 - (UPVALUES - 1), "__index");
  luaL_setfuncs(L, functions, UPVALUES);
}

int luaopen_jiyao_regex(lua_State *L) {
  static const luaL_Reg functions[] = {{"new", l_new}, {NULL, NULL}};
  static const luaL_Reg meta[] = {
      {"__gc", l_regex_gc}, {"__close", l_regex_gc}, {"__tostring", l_tostring}, {NULL, NULL}};
  static const luaL_Reg groups_meta[] = {{"__gc", l_groups_gc}, {"__close", l_groups_gc}, {NULL, NULL}};
  jyL_newtype(L, REGEX_TYPE, meta, NULL);
  static const luaL_Reg texts_meta[] = {{"__gc", l_texts_gc}, {"__close", l_texts_gc}, {NULL, NULL}};
  jyL_newtype(L, GROUPS_TYPE, groups_meta, NULL);
  jyL_newtype(L, TEXTS_TYPE, texts_meta, NULL);
  luaL_newlib(L, functions);
  add_methods(L);
  return 1;
}

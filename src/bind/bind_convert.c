/* `jiyao.convert`: encodings and scripts. */
/***
Encodings, found and read strictly with a ledger of every loss, and conversion
between scripts.
@module jiyao.convert
*/
#include "bind/bind_convert.h"

#define LEDGER_TYPE "jiyao.ledger"
#define REGIONS_TYPE "jiyao.regions"
#define SCRIPTS_TYPE "jiyao.script_regions"

static int ledger_gc(lua_State *L) {
  jy_ledger_free(luaL_checkudata(L, 1, LEDGER_TYPE));
  return 0;
}

static jy_ledger *new_ledger(lua_State *L) {
  jy_ledger *l = lua_newuserdatauv(L, sizeof *l, 0);
  *l = (jy_ledger){0};
  luaL_setmetatable(L, LEDGER_TYPE);
  return l;
}

static int regions_gc(lua_State *L) {
  jy_regions_free(luaL_checkudata(L, 1, REGIONS_TYPE));
  return 0;
}

static jy_regions *new_regions(lua_State *L) {
  jy_regions *r = lua_newuserdatauv(L, sizeof *r, 0);
  *r = (jy_regions){0};
  luaL_setmetatable(L, REGIONS_TYPE);
  return r;
}

int jyL_pushregions(lua_State *L, const jy_regions *r) {
  lua_newtable(L);
  for (size_t i = 0; i < r->len; i++) {
    const jy_region *one = &r->at[i];
    lua_createtable(L, 0, 6);
    jyL_setsize(L, "start", one->bytes.start);
    jyL_setsize(L, "stop", one->bytes.end);
    jyL_setsize(L, "text_start", one->text.start);
    jyL_setsize(L, "text_stop", one->text.end);
    lua_pushstring(L, one->encoding);
    lua_setfield(L, -2, "encoding");
    lua_pushnumber(L, one->confidence);
    lua_setfield(L, -2, "confidence");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static void push_report(lua_State *L, const char *encoding, const jy_ledger *ledger) {
  lua_createtable(L, 0, 3);
  lua_pushstring(L, jy_encoding_name(encoding));
  lua_setfield(L, -2, "encoding");
  jyL_setsize(L, "lost", ledger->lost_bytes);
  lua_newtable(L);
  for (size_t i = 0; i < ledger->len; i++) {
    lua_createtable(L, 0, 3);
    jyL_setsize(L, "offset", ledger->losses[i].offset);
    jyL_setsize(L, "len", ledger->losses[i].len);
    jyL_setsize(L, "at", ledger->losses[i].at);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "losses");
}

/***
 * Reads bytes in an encoding, strictly. Labels are those that pages use ("gb2312",
 * "x-gbk", "big5", "latin1" …); labels of subsets are read as what contains them:
 * GB2312 and GBK as GB18030, Big5 as BIG5-HKSCS. The answer is the same on every iconv.
 * @function decode
 * @tparam string bytes
 * @tparam string encoding
 * @tparam[opt="error"] string policy for invalid bytes: "error" raises,
 * "replace" puts U+FFFD, "skip" leaves them out
 * @treturn string UTF-8, without byte order mark
 * @treturn table report: encoding, lost (bytes), losses (a list of offset, len,
 * at: where in the bytes, how many, where in the text)
 * @usage
 * local s, report = jiyao.convert.decode("\xD4\xBA\xFF\xB3\xA4", "gb2312", "skip")
 * print(s, report.encoding, report.lost, report.losses[1].offset) --> 院长	GB18030	1	2
 */
static int l_decode(lua_State *L) {
  static const char *const policies[] = {"error", "replace", "skip", NULL};
  jy_str bytes = jyL_checkstr(L, 1);
  const char *encoding = luaL_checkstring(L, 2);
  int policy = luaL_checkoption(L, 3, "error", policies);
  jy_buf *out = jyL_newbuf(L);
  jy_ledger *ledger = new_ledger(L);
  if (jy_decode(out, ledger, bytes, encoding, (jy_policy)policy, NULL) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  push_report(L, encoding, ledger);
  return 2;
}

/***
 * Finds the encoding of bytes. Raises for empty input and binary data.
 * @function detect
 * @tparam string bytes
 * @tparam[opt] string declared a label that came with them
 * @treturn table encoding, reason ("bom", "escapes", "declared", "ascii", "utf-8",
 * "uchardet", "trial"), confidence (0 to 1), bom (bytes of byte order mark)
 * @usage
 * local found = jiyao.convert.detect("院长讲话")
 * print(found.encoding, found.reason) --> UTF-8	utf-8
 */
static int l_detect(lua_State *L) {
  jy_str bytes = jyL_checkstr(L, 1);
  const char *declared = luaL_optstring(L, 2, NULL);
  jy_detection found;
  if (jy_detect(&found, bytes, declared) < 0) return jyL_fail(L);
  lua_createtable(L, 0, 4);
  lua_pushstring(L, found.encoding);
  lua_setfield(L, -2, "encoding");
  lua_pushstring(L, found.reason);
  lua_setfield(L, -2, "reason");
  lua_pushnumber(L, found.confidence);
  lua_setfield(L, -2, "confidence");
  jyL_setsize(L, "bom", found.bom);
  return 1;
}

/***
 * The name of the encoding that a label is read as.
 * @function encoding
 * @tparam string label
 * @treturn string|nil nil where it is not known
 * @usage
 * print(jiyao.convert.encoding("gb2312"), jiyao.convert.encoding("nonsuch")) --> GB18030	nil
 */
static int l_encoding(lua_State *L) {
  const char *label = luaL_checkstring(L, 1);
  if (jy_encoding_known(label)) lua_pushstring(L, jy_encoding_name(label));
  else lua_pushnil(L);
  return 1;
}

/***
 * The names of all encodings that can be read.
 * @function encodings
 * @treturn {string,...}
 * @usage
 * print(jiyao.convert.encodings()[2]) --> GB18030
 */
static int l_encodings(lua_State *L) {
  lua_newtable(L);
  for (size_t i = 0; jy_encoding_at(i); i++) {
    lua_pushstring(L, jy_encoding_at(i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* Appends the string at `index`, and the string on the stack's top as what is
 * put for it (nil: itself). */
static void take_word(lua_State *L, jy_protected *word, int index) {
  word->word.ptr = lua_tolstring(L, index, &word->word.len);
  word->put = (jy_str){NULL, 0};
  if (lua_type(L, -1) == LUA_TSTRING) word->put.ptr = lua_tolstring(L, -1, &word->put.len);
}

/* Reads the table on the stack's top: a list of words, and words with what is
 * put for them. Where `words` is NULL it only checks and counts. */
static size_t take_words(lua_State *L, jy_protected *words) {
  int table = lua_gettop(L);
  lua_Integer listed = (lua_Integer)lua_rawlen(L, table); /* not by __len: both passes must agree */
  size_t n = 0;
  for (lua_Integer i = 1; i <= listed; i++, n++) {
    if (lua_rawgeti(L, table, i) != LUA_TSTRING) luaL_error(L, "protect: item %d is not a string", (int)i);
    lua_pushnil(L);
    if (words) take_word(L, &words[n], -2);
    lua_pop(L, 2);
  }
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    if (lua_isinteger(L, -2)) continue;
    if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
      luaL_error(L, "protect: words and what is put for them must be strings");
    if (words) take_word(L, &words[n], -2);
    n++;
  }
  return n;
}

void jyL_checkscript(lua_State *L, int arg, jy_script_opts *opts) {
  *opts = (jy_script_opts)JY_SCRIPT_OPTS_INIT;
  if (lua_isnoneornil(L, arg)) return;
  luaL_checktype(L, arg, LUA_TTABLE);
  if (lua_getfield(L, arg, "names") != LUA_TNIL) opts->names = lua_toboolean(L, -1);
  lua_pop(L, 1);
  if (lua_getfield(L, arg, "protect") == LUA_TNIL) return;
  luaL_argcheck(L, lua_istable(L, -1), arg, "protect must be a table");
  size_t n = take_words(L, NULL);
  jy_protected *words = lua_newuserdatauv(L, (n + 1) * sizeof *words, 0);
  lua_insert(L, -2);
  opts->n_words = take_words(L, words);
  opts->words = words;
}

/***
 * The stretches of bytes that are each in one encoding: one where a file is in
 * one encoding throughout, more where it changes midway.
 * @function regions
 * @tparam string bytes
 * @tparam[opt] string declared a label that came with them
 * @treturn {table,...} each with start, stop (in the bytes), text_start,
 * text_stop (in the text), encoding, confidence
 * @treturn string the text, each region read in its encoding
 * @treturn table report as of decode, with the encoding of most bytes
 * @usage
 * local mixed = "会议由院长主持\n" .. "\xBB\xE1\xD2\xE9\xD3\xC9\xD4\xBA\xB3\xA4\xD6\xF7\xB3\xD6\n"
 * local list, s = jiyao.convert.regions(mixed)
 * print(#list, list[2].encoding, list[2].start) --> 2	GB18030	22
 * print(jiyao.text.sub(s, list[2].text_start, 43)) --> 会议由院长主持
 */
static int l_regions(lua_State *L) {
  jy_str bytes = jyL_checkstr(L, 1);
  const char *declared = luaL_optstring(L, 2, NULL);
  jy_detection found;
  if (jy_detect(&found, bytes, declared) < 0) return jyL_fail(L);
  jy_buf *out = jyL_newbuf(L);
  jy_ledger *ledger = new_ledger(L);
  jy_regions *regions = new_regions(L);
  if (jy_decode_regions(out, ledger, regions, bytes, &found, JY_POLICY_REPLACE, NULL) < 0) return jyL_fail(L);
  jyL_pushregions(L, regions);
  jyL_pushstr(L, jy_buf_str(out));
  push_report(L, regions->len > 1 ? jy_regions_majority(regions) : found.encoding, ledger);
  return 3;
}

/***
 * Converts between scripts by an OpenCC configuration. Characters in names of
 * people have the form that names have, where the context tells.
 * @function script
 * @tparam string s valid UTF-8
 * @tparam string config "s2t", "t2s", "s2tw", "tw2s", "s2twp", "tw2sp", "s2hk",
 * "hk2s", "t2tw", "tw2t", "t2hk", "hk2t", "t2jp" or "jp2t"
 * @tparam[opt] table opts names (false: also names as OpenCC has them), protect
 * (a list of words that stay, and of words with what is written for them)
 * @treturn string
 * @usage
 * print(jiyao.convert.script("医院院长", "s2t")) --> 醫院院長
 * print(jiyao.convert.script("范伟主任的范围", "s2t")) --> 范偉主任的範圍
 * print(jiyao.convert.script("劉昇與提昇", "t2s", {protect = {"劉昇"}})) --> 劉昇与提升
 * print(jiyao.convert.script("鍾氏與時鐘", "t2s", {protect = {["鍾"] = "锺"}})) --> 锺氏与时钟
 */
static int l_script(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  const char *config = luaL_checkstring(L, 2);
  jy_script_opts opts;
  lua_settop(L, 3);
  jyL_checkscript(L, 3, &opts);
  jy_buf *out = jyL_newbuf(L);
  if (jy_script_convert_aligned(out, NULL, s, config, &opts) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * The script of a text, by the characters that only one script uses, and how
 * sure that is: 0 where none tells and where the text is Japanese.
 * @function script_of
 * @tparam string s
 * @treturn string "Hans", "Hant" or "mixed"
 * @treturn number confidence, 0 to 1
 * @usage
 * print(jiyao.convert.script_of("醫學院黨委書記")) --> Hant	0.90909090909091
 */
static int l_script_of(lua_State *L) {
  double confidence;
  lua_pushstring(L, jy_script_name(jy_script_judge(jyL_checkstr(L, 1), &confidence)));
  lua_pushnumber(L, confidence);
  return 2;
}

static int scripts_gc(lua_State *L) {
  jy_script_regions_free(luaL_checkudata(L, 1, SCRIPTS_TYPE));
  return 0;
}

/***
 * The regions of a text that are in one script, line by line. Lines in which
 * hardly a character tells go with those before.
 * @function scripts
 * @tparam string s
 * @treturn table a list of start, stop (bytes), script ("Hans", "Hant",
 * "mixed"), confidence
 * @usage
 * local found = jiyao.convert.scripts("会议由党委书记主持\n會議由黨委書記主持\n")
 * print(#found, found[2].start, found[2].stop, found[2].script) --> 2	28	56	Hant
 */
static int l_scripts(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_script_regions *r = lua_newuserdatauv(L, sizeof *r, 0);
  *r = (jy_script_regions){0};
  luaL_setmetatable(L, SCRIPTS_TYPE);
  if (jy_script_find_regions(r, s) < 0) return jyL_fail(L);
  lua_newtable(L);
  for (size_t i = 0; i < r->len; i++) {
    lua_createtable(L, 0, 4);
    jyL_setsize(L, "start", r->at[i].span.start);
    jyL_setsize(L, "stop", r->at[i].span.end);
    lua_pushstring(L, jy_script_name(r->at[i].script));
    lua_setfield(L, -2, "script");
    lua_pushnumber(L, r->at[i].confidence);
    lua_setfield(L, -2, "confidence");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
 * A text in Simplified script, as "t2s" writes it but for names; invalid bytes
 * are kept.
 * @function hans
 * @tparam string s
 * @treturn string
 * @usage
 * print(jiyao.convert.hans("黨委書記")) --> 党委书记
 */
static int l_hans(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_buf *out = jyL_newbuf(L);
  if (jy_script_hans(out, NULL, s) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

static const luaL_Reg functions[] = {
    {"decode", l_decode},       {"detect", l_detect}, {"script", l_script},
    {"encoding", l_encoding},   {"encodings", l_encodings},
    {"script_of", l_script_of}, {"hans", l_hans},     {"scripts", l_scripts}, {"regions", l_regions},
    {NULL, NULL},
};

int luaopen_jiyao_convert(lua_State *L);

int luaopen_jiyao_convert(lua_State *L) {
  static const luaL_Reg ledger_meta[] = {{"__gc", ledger_gc}, {"__close", ledger_gc}, {NULL, NULL}};
  static const luaL_Reg regions_meta[] = {{"__gc", regions_gc}, {"__close", regions_gc}, {NULL, NULL}};
  static const luaL_Reg scripts_meta[] = {{"__gc", scripts_gc}, {"__close", scripts_gc}, {NULL, NULL}};
  jyL_newtype(L, LEDGER_TYPE, ledger_meta, NULL);
  jyL_newtype(L, REGIONS_TYPE, regions_meta, NULL);
  jyL_newtype(L, SCRIPTS_TYPE, scripts_meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

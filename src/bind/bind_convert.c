/* `jiyao.convert`: encodings and scripts. */
/***
Encodings, found and read strictly with a ledger of every loss, and conversion
between scripts.
@module jiyao.convert
*/
#include "bind/bind.h"
#include "jiyao/convert.h"

#define LEDGER_TYPE "jiyao.ledger"

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
 * Reads bytes in an encoding, strictly. Labels of subsets are read as what
 * contains them: GB2312 and GBK as GB18030, Big5 as BIG5-HKSCS.
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
 * @treturn table encoding, reason ("bom", "declared", "ascii", "utf-8",
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
 * Converts between scripts by an OpenCC configuration.
 * @function script
 * @tparam string s valid UTF-8
 * @tparam string config "s2t", "t2s", "s2tw", "s2twp", "s2hk" …
 * @treturn string
 * @usage
 * print(jiyao.convert.script("医院院长", "s2t")) --> 醫院院長
 */
static int l_script(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  const char *config = luaL_checkstring(L, 2);
  jy_buf *out = jyL_newbuf(L);
  if (jy_script_convert(out, s, config) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * The script of a text, by the characters that only one script uses.
 * @function script_of
 * @tparam string s
 * @treturn string "Hans", "Hant" or "mixed"
 * @usage
 * print(jiyao.convert.script_of("醫學院黨委書記")) --> Hant
 */
static int l_script_of(lua_State *L) {
  lua_pushstring(L, jy_script_name(jy_script_detect(jyL_checkstr(L, 1))));
  return 1;
}

/***
 * A text in Simplified script, as "t2s" writes it but many times faster.
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
    {"script_of", l_script_of}, {"hans", l_hans},     {NULL, NULL},
};

int luaopen_jiyao_convert(lua_State *L);

int luaopen_jiyao_convert(lua_State *L) {
  static const luaL_Reg ledger_meta[] = {{"__gc", ledger_gc}, {"__close", ledger_gc}, {NULL, NULL}};
  jyL_newtype(L, LEDGER_TYPE, ledger_meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

/* What `jiyao.text` does with plain strings: repair, sentences, NFKC, columns. */
/***
Plain strings.
@submodule jiyao.text
*/
#include "bind/bind_strings.h"

#include "bind/bind_tagger.h"
#include "bind/bind_text.h"
#include "bind/spans.h"
#include "text/fold.h"

/***
 * The text of a page with its damage undone: wrong encodings read right, glosses
 * taken out, byte slips restored. `changes()` lists what was done, where, and how
 * sure that is.
 * @function repair
 * @tparam string source valid UTF-8
 * @treturn Text
 * @usage
 * local t = jiyao.text.repair("展示了科研成果?！痹撫t(yī)院院長(zhǎng)說。")
 * print(t:reading()) --> 展示了科研成果。”該醫院院長說。
 * for _, c in ipairs(t:changes()) do
 *   if c.kind == "slip" then print(c.before, c.after, c.start, c.stop) end --> ?！痹撫t	。”該醫	21	32
 * end
 */
static int l_repair(lua_State *L) {
  jy_str source = jyL_checkstr(L, 1);
  jy_text **t = jyL_newtext(L), **made = jyL_newtext(L);
  return jy_text_new(t, source) < 0 || jy_text_repair(made, *t) < 0 ? jyL_fail(L) : 1;
}

/***
 * A string without reading glosses (pinyin or zhuyin in brackets).
 * @function strip_glosses
 * @tparam string source valid UTF-8
 * @treturn Text
 * @usage
 * print(jiyao.text.strip_glosses("會（huì）議(CEO)"):reading()) --> 會議(CEO)
 */
static int l_strip_glosses(lua_State *L) {
  jy_str source = jyL_checkstr(L, 1);
  jy_text **t = jyL_newtext(L), **made = jyL_newtext(L);
  return jy_text_new(t, source) < 0 || jy_text_glosses(made, *t) < 0 ? jyL_fail(L) : 1;
}

/***
 * A string in which what was read in a wrong encoding is as it was written; see
 * Text:recode.
 * @function recode
 * @tparam string source valid UTF-8
 * @treturn Text
 * @usage
 * local t = jiyao.text.recode("åŒ»é™¢åŠžå…¬å®¤ R&amp;D")
 * print(t:reading(), #t:changes(), t:changes()[1].kind) --> 医院办公室 R&D	2	utf8-as-latin1
 */
static int l_recode(lua_State *L) {
  jy_str source = jyL_checkstr(L, 1);
  jy_text **t = jyL_newtext(L), **made = jyL_newtext(L);
  return jy_text_new(t, source) < 0 || jy_text_recode(made, *t) < 0 ? jyL_fail(L) : 1;
}

/***
 * The sentences of a Chinese text.
 * @function sentences
 * @tparam string s
 * @treturn {{start,stop},...} offsets of each
 * @usage
 * local at = jiyao.text.sentences("开会。“好！”")[2]
 * print(at[1], at[2]) --> 9	21
 * print(#jiyao.text.sentences("增长2.5%；Dr.PH.王某到会。")) --> 1
 */
static int l_sentences(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_spans *spans = jyL_newspans(L);
  return jy_sentences(spans, s) < 0 ? jyL_fail(L) : jyL_pushspans(L, spans);
}

/***
 * The paragraphs of a text: its lines that are not blank, trimmed.
 * @function paragraphs
 * @tparam string s
 * @treturn {{start,stop},...} offsets of each
 * @usage
 * local at = jiyao.text.paragraphs("  甲\n\n乙\n")[2]
 * print(at[1], at[2]) --> 7	10
 */
static int l_paragraphs(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_spans *spans = jyL_newspans(L);
  return jy_paragraphs(spans, s) < 0 ? jyL_fail(L) : jyL_pushspans(L, spans);
}

/***
 * A string in NFKC, without invisible characters and wide spaces.
 * @function nfkc
 * @tparam string s valid UTF-8
 * @treturn string
 * @usage
 * print(jiyao.text.nfkc("（Ａ）")) --> (A)
 */
static int l_nfkc(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_buf *out = jyL_newbuf(L);
  if (jy_nfkc(out, NULL, s) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * Columns that a string takes on a terminal.
 * @function width
 * @tparam string s
 * @treturn integer
 * @usage
 * print(jiyao.text.width("院长A")) --> 5
 */
static int l_width(lua_State *L) {
  jyL_pushsize(L, jy_width(jyL_checkstr(L, 1)));
  return 1;
}

/***
 * A string at exactly so many columns: filled up with spaces, or cut with `…`.
 * @function pad
 * @tparam string s
 * @tparam integer columns 0 or more
 * @treturn string
 * @usage
 * print(jiyao.text.pad("院长", 6) .. "|") --> 院长  |
 * print(jiyao.text.pad("党委书记", 5)) --> 党委…
 */
static int l_pad(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  lua_Integer columns = luaL_checkinteger(L, 2);
  luaL_argcheck(L, columns >= 0 && columns <= 1 << 20, 2, "columns from 0 to 1048576 expected");
  jy_buf *out = jyL_newbuf(L);
  if (jy_pad(out, s, (size_t)columns) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * The bytes of a range, counted as everywhere here: from 0, stop not included.
 * @function sub
 * @tparam string s
 * @tparam integer start
 * @tparam[opt] integer stop the end of s
 * @treturn string
 * @usage
 * print(jiyao.text.sub("党委会", 3, 6)) --> 委
 */
static int l_sub(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_span r = jyL_checkspan(L, 2, s.len);
  if (r.end - r.start == s.len)
    lua_pushvalue(L, 1);
  else
    jyL_pushstr(L, (jy_str){s.ptr + r.start, r.end - r.start});
  return 1;
}

/***
 * Whether a string is valid UTF-8.
 * @function valid
 * @tparam string s
 * @treturn boolean
 * @treturn ?integer offset of the first byte that is not
 * @usage
 * print(jiyao.text.valid("院\xFF")) --> false	3
 */
static int l_valid(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  size_t bad = jy__utf8_check(s.ptr, s.len);
  lua_pushboolean(L, bad == s.len);
  if (bad == s.len) return 1;
  jyL_pushsize(L, bad);
  return 2;
}

/***
 * The words of a text with their parts of speech, by the tags of the People's
 * Daily corpus (`n` noun, `v` verb, `nr` person, `ns` place, `w` punctuation, …).
 * White space is no word. The model that ships was trained on the words of
 * UNER_Chinese-GSDSIMP; parts of speech are those that HanLP's dictionary has for
 * a word, the likelier one beside its neighbours.
 * @function tokens
 * @tparam string s a reading text
 * @tparam[opt] table opts lexicon: words that are always kept whole, a list or a `jiyao.lexicon`;
 * model: the path of a model of words that you trained
 * @treturn {table,...} each with start, stop, word and pos
 * @usage
 * local words = {}
 * for _, w in ipairs(jiyao.text.tokens("学校召开会议")) do words[#words + 1] = w.word .. "/" .. w.pos end
 * print(table.concat(words, " ")) --> 学校/n 召开/v 会议/n
 * print(jiyao.text.tokens("青岚湖计划启动", {lexicon = {"青岚湖计划"}})[1].word) --> 青岚湖计划
 */
static int l_tokens(lua_State *L) {
  return jyL_tokens(L);
}

#define FOLD_TYPE "jiyao.fold"

static int fold_gc(lua_State *L) {
  jy__fold_end(luaL_checkudata(L, 1, FOLD_TYPE));
  return 0;
}

/* A reader of terms that the collector frees. */
static jy__fold *new_fold(lua_State *L) {
  jy__fold *f = lua_newuserdatauv(L, sizeof *f, 0);
  *f = (jy__fold){0};
  luaL_setmetatable(L, FOLD_TYPE);
  return f;
}

/***
 * A text as somebody who searches wants it told apart: Traditional characters one by one
 * as Simplified ones, full width, case and accents folded, white space left out.
 * @function fold
 * @tparam string s
 * @treturn string
 * @usage
 * print(jiyao.text.fold("醫 院ＩＣＵ Café")) --> 医院icu cafe
 */
static int l_fold(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_buf *out = jyL_newbuf(L);
  if (jy_fold(out, s) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * The terms of a folded text: a run of letters or digits is one, any other character is one.
 * @function terms
 * @tparam string s
 * @treturn {string,...}
 * @usage
 * print(table.concat(jiyao.text.terms("ＩＣＵ 2 病區"), "|")) --> icu|2|病|区
 */
static int l_terms(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy__fold *f = new_fold(L);
  int status = jy__fold_begin(f, s);
  lua_newtable(L);
  for (lua_Integer i = 1; status >= 0 && (status = jy__fold_next(f)) > 0; i++) {
    jyL_pushstr(L, f->term);
    lua_rawseti(L, -2, i);
  }
  return status < 0 ? jyL_fail(L) : 1;
}

/***
 * Where a phrase stands in a text, both folded; letters and digits match as whole runs.
 * @function find
 * @tparam string s
 * @tparam string phrase
 * @treturn {{start,stop},...}
 * @usage
 * local at = jiyao.text.find("醫學院，医 学", "医學")
 * print(#at, at[2][1], at[2][2]) --> 2	12	19
 */
static int l_find(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1), phrase = jyL_checkstr(L, 2);
  jy_spans *spans = jyL_newspans(L);
  return jy_fold_find(spans, s, phrase) < 0 ? jyL_fail(L) : jyL_pushspans(L, spans);
}

static const luaL_Reg functions[] = {
    {"find", l_find},     {"fold", l_fold}, {"terms", l_terms},
    {"sub", l_sub},       {"sentences", l_sentences}, {"paragraphs", l_paragraphs}, {"nfkc", l_nfkc},
    {"width", l_width},   {"pad", l_pad},             {"valid", l_valid},           {"recode", l_recode},
    {"repair", l_repair}, {"strip_glosses", l_strip_glosses}, {"tokens", l_tokens},       {NULL, NULL},
};

void jyL_add_strings(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", fold_gc}, {NULL, NULL}};
  jyL_newtype(L, FOLD_TYPE, meta, NULL);
  luaL_setfuncs(L, functions, 0);
}

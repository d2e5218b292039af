/* `jiyao.text`: the Text. What the module does with plain strings is another file's. */
/***
Texts: a source, what is to be read of it, and how the two are aligned; their
sentences, width and normal form. Offsets are bytes from 0, half-open.
@module jiyao.text
*/
#include "bind/bind_text.h"

#include "bind/bind_convert.h"
#include "bind/bind_strings.h"
#include "bind/spans.h"
#include "jiyao/ingest.h"

#define TEXT_TYPE "jiyao.text"

jy_text **jyL_newtext(lua_State *L) {
  jy_text **t = lua_newuserdatauv(L, sizeof *t, 0);
  *t = NULL;
  luaL_setmetatable(L, TEXT_TYPE);
  return t;
}

const jy_text *jyL_checktext(lua_State *L, int arg) {
  jy_text **t = luaL_checkudata(L, arg, TEXT_TYPE);
  luaL_argcheck(L, *t != NULL, arg, "text is closed");
  return *t;
}

static int text_gc(lua_State *L) {
  jy_text **t = luaL_checkudata(L, 1, TEXT_TYPE);
  jy_text_free(*t);
  *t = NULL;
  return 0;
}

/***
 * A text: what is analysed (the reading) and the way back to what was
 * published (the source). Texts never change; each step gives a new one.
 * @function new
 * @tparam string source valid UTF-8
 * @treturn Text whose reading is the source
 * @usage
 * local t = jiyao.text.new("醫(yī)院院長(zhǎng)"):glosses():hans()
 * print(t:reading()) --> 医院院长
 * print(t:where(6, 12)) --> 11	17
 */
static int l_new(lua_State *L) {
  jy_str source = jyL_checkstr(L, 1);
  jy_text **t = jyL_newtext(L);
  return jy_text_new(t, source) < 0 ? jyL_fail(L) : 1;
}

/***
 * A string as it is read in a document: glosses taken out, in Simplified script,
 * wrapped lines joined; with the way back.
 * @function view
 * @tparam string source valid UTF-8
 * @tparam[opt="hans"] string script of the reading: "hans", or "keep" for as it is
 * @treturn Text
 * @usage
 * local t = jiyao.text.view("6 月 29 日，院長(zhǎng)到會(huì)")
 * print(t:reading()) --> 6月29日，院长到会
 * print(#t:changes(), t:source_of(12, 21)) --> 2	院長(zhǎng)到
 */
static int l_view(lua_State *L) {
  static const char *const scripts[] = {"hans", "keep", NULL};
  jy_str source = jyL_checkstr(L, 1);
  int script = luaL_checkoption(L, 2, "hans", scripts);
  jy_text **t = jyL_newtext(L);
  return jy_text_view(t, source, script == 1 ? JY_READ_KEEP : JY_READ_HANS) < 0 ? jyL_fail(L) : 1;
}

/***
 * A text that was kept by its parts; what was changed in it is not kept.
 * @function restore
 * @tparam string source valid UTF-8
 * @tparam string reading
 * @tparam string aligned as `Text:aligned` gave it
 * @treturn Text
 * @usage
 * local t = jiyao.text.new("醫(yī)院院長(zhǎng)"):glosses():hans()
 * local again = jiyao.text.restore(t:source(), t:reading(), t:aligned())
 * print(again:where(6, 12)) --> 11	17
 */
static int l_restore(lua_State *L) {
  jy_str source = jyL_checkstr(L, 1), reading = jyL_checkstr(L, 2), aligned = jyL_checkstr(L, 3);
  jy_text **t = jyL_newtext(L);
  return jy_text_restore(t, source, reading, aligned) < 0 ? jyL_fail(L) : 1;
}

/***
 * The text that is analysed.
 * @function Text:reading
 * @treturn string UTF-8
 * @usage
 * print(jiyao.text.new("院長"):hans():reading()) --> 院长
 */
static int l_reading(lua_State *L) {
  jyL_pushstr(L, jy_text_reading(jyL_checktext(L, 1)));
  return 1;
}

/***
 * The text as it was published.
 * @function Text:source
 * @treturn string UTF-8
 * @usage
 * print(jiyao.text.new("院長"):hans():source()) --> 院長
 */
static int l_source(lua_State *L) {
  jyL_pushstr(L, jy_text_source(jyL_checktext(L, 1)));
  return 1;
}

/***
 * A new text without reading glosses (pinyin or zhuyin in brackets).
 * @function Text:glosses
 * @treturn Text
 * @usage
 * print(jiyao.text.new("會(huì)議(CEO)"):glosses():reading()) --> 會議(CEO)
 */
static int l_glosses(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_text **made = jyL_newtext(L);
  return jy_text_glosses(made, t) < 0 ? jyL_fail(L) : 1;
}

/***
 * A new text in which byte slips are restored: where a text in GBK or Big5 had
 * lost a byte and was read out of step from there on. Take glosses out first.
 * @function Text:slips
 * @treturn Text
 * @usage
 * print(jiyao.text.new("会上,学?？萍即ΥΤそ樯芰擞泄厍榭?。"):slips():reading()) --> 会上,学校科技处处长介绍了有关情况。
 */
static int l_slips(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_text **made = jyL_newtext(L);
  return jy_text_slips(made, t) < 0 ? jyL_fail(L) : 1;
}

/***
 * A new text in Simplified script: as `convert.hans`, and the particle 著, which
 * OpenCC leaves, is 着.
 * @function Text:hans
 * @treturn Text
 * @usage
 * print(jiyao.text.new("圍繞著目標著力，名著"):hans():reading()) --> 围绕着目标着力，名著
 * print(jiyao.text.new("乾隆年間的乾燥器"):hans():reading()) --> 乾隆年间的干燥器
 */
static int l_hans(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_text **made = jyL_newtext(L);
  return jy_text_hans(made, t) < 0 ? jyL_fail(L) : 1;
}

/***
 * A new text by any of OpenCC's configurations, as `convert.script` converts.
 * @function Text:script
 * @tparam string config "s2t", "t2s", "s2twp" …
 * @tparam[opt] table opts names, protect
 * @treturn Text
 * @usage
 * local t = jiyao.text.new("用软件写的"):script("s2twp")
 * print(t:reading(), t:where(3, 9)) --> 用軟體寫的	3	9
 */
static int l_text_script(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  const char *config = luaL_checkstring(L, 2);
  jy_script_opts opts;
  lua_settop(L, 3);
  jyL_checkscript(L, 3, &opts);
  jy_text **made = jyL_newtext(L);
  return jy_text_script(made, t, config, &opts) < 0 ? jyL_fail(L) : 1;
}

/***
 * A new text in NFKC, without invisible characters and wide spaces.
 * @function Text:nfkc
 * @treturn Text
 * @usage
 * print(jiyao.text.new("２０２３年"):nfkc():reading()) --> 2023年
 */
static int l_text_nfkc(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_text **made = jyL_newtext(L);
  return jy_text_nfkc(made, t) < 0 ? jyL_fail(L) : 1;
}

/***
 * A new text in which stretches that were read in a wrong encoding are as they
 * were written, and left-over character references are characters. The kinds of
 * change: "utf8-as-gbk", "utf8-as-latin1", "utf8-as-big5", "utf8-as-sjis",
 * "gbk-as-latin1", "gbk-as-big5", "gbk-as-euckr", "gbk-as-sjis",
 * "big5-as-latin1", "big5-as-gbk" (what it was, and what it was read as), and the
 * like for "cp1251", "koi8" and "mac"; "entity"; "lost" and "misread" for what
 * stays since nothing can be restored. A character of which bytes are missing is
 * told from its neighbours, or is `□`.
 * @function Text:recode
 * @treturn Text the same one where there is nothing to restore
 * @usage
 * local t = jiyao.text.new("鍖婚櫌，Ò½ÔºÔº³¤&mdash;"):recode()
 * print(t:reading(), t:changes()[2].kind) --> 医院，医院院长—	gbk-as-latin1
 */
static int l_text_recode(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_text **made = jyL_newtext(L);
  return jy_text_recode(made, t) < 0 ? jyL_fail(L) : 1;
}

/***
 * How source and reading are aligned, as bytes for keeping.
 * @function Text:aligned
 * @treturn string for `restore`
 * @usage
 * print(#jiyao.text.new("院长"):aligned()) --> 1
 */
static int l_aligned(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_buf *out = jyL_newbuf(L);
  if (jy_align_pack(out, jy_text_align(t)) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

/***
 * Where a range of the reading stands in the source.
 * @function Text:where
 * @tparam integer start offset in the reading, bytes from 0
 * @tparam[opt] integer stop its end, not included; the end of the reading
 * @treturn integer start in the source
 * @treturn integer stop in the source
 * @usage
 * print(jiyao.text.new("會(huì)議"):glosses():where(3, 6)) --> 9	12
 */
static int l_where(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_span s = jyL_checkspan(L, 2, jy_text_reading(t).len);
  return jyL_pushspan(L, jy_align_source(jy_text_align(t), s));
}

/***
 * Where a range of the reading stands in the source, stretch by stretch: text
 * of a newsletter may come from several columns.
 * @function Text:origins
 * @tparam integer start offset in the reading, bytes from 0
 * @tparam[opt] integer stop its end, not included; the end of the reading
 * @treturn {{start,stop},...} offsets in the source, in the order of the reading
 * @usage
 * local at = jiyao.text.new("院长"):origins(0, 6)
 * print(#at, at[1][1], at[1][2]) --> 1	0	6
 */
static int l_origins(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_span s = jyL_checkspan(L, 2, jy_text_reading(t).len);
  jy_spans *spans = jyL_newspans(L);
  return jy_text_origins(spans, t, s) < 0 ? jyL_fail(L) : jyL_pushspans(L, spans);
}

/***
 * Where a range of the reading stands in the source: of one whose pieces stand apart
 * there the longest, since no one range holds all of them.
 * @function Text:origin
 * @tparam integer start offset in the reading, bytes from 0
 * @tparam[opt] integer stop its end, not included; the end of the reading
 * @treturn integer start in the source
 * @treturn integer stop in the source
 * @treturn boolean whether there are several pieces
 * @usage
 * print(jiyao.text.new("院长"):origin(0, 6)) --> 0	6	false
 */
static int l_origin(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  bool parted;
  jy_span s = jyL_checkspan(L, 2, jy_text_reading(t).len);
  jyL_pushspan(L, jy_text_origin(&parted, t, s));
  lua_pushboolean(L, parted);
  return 3;
}

/***
 * What a range of the source became in the reading.
 * @function Text:made
 * @tparam integer start offset in the source, bytes from 0
 * @tparam[opt] integer stop its end, not included; the end of the source
 * @treturn integer start in the reading
 * @treturn integer stop in the reading
 * @usage
 * print(jiyao.text.new("會(huì)議"):glosses():made(9, 12)) --> 3	6
 */
static int l_made(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_span s = jyL_checkspan(L, 2, jy_text_source(t).len);
  return jyL_pushspan(L, jy_align_made(jy_text_align(t), s));
}

/***
 * The words of the source behind a range of the reading.
 * @function Text:source_of
 * @tparam integer start offset in the reading, bytes from 0
 * @tparam[opt] integer stop its end, not included; the end of the reading
 * @treturn string
 * @usage
 * print(jiyao.text.view("院長(zhǎng)主持"):source_of(0, 9)) --> 院長(zhǎng)主
 */
static int l_source_of(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_span s = jy_align_source(jy_text_align(t), jyL_checkspan(L, 2, jy_text_reading(t).len));
  jyL_pushstr(L, (jy_str){jy_text_source(t).ptr + s.start, s.end - s.start});
  return 1;
}

/***
 * What a range of the source is read as.
 * @function Text:reading_of
 * @tparam integer start offset in the source, bytes from 0
 * @tparam[opt] integer stop its end, not included; the end of the source
 * @treturn string empty where nothing of it is read
 * @usage
 * print(jiyao.text.view("院長(zhǎng)主持"):reading_of(3, 14)) --> 长
 */
static int l_reading_of(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  jy_span s = jy_align_made(jy_text_align(t), jyL_checkspan(L, 2, jy_text_source(t).len));
  jyL_pushstr(L, (jy_str){jy_text_reading(t).ptr + s.start, s.end - s.start});
  return 1;
}

static void push_change(lua_State *L, const jy_change *c) {
  lua_createtable(L, 0, 8);
  jyL_setsize(L, "start", c->source.start);
  jyL_setsize(L, "stop", c->source.end);
  jyL_setstr(L, "before", c->before);
  jyL_setstr(L, "after", c->after);
  lua_pushnumber(L, c->confidence);
  lua_setfield(L, -2, "confidence");
  lua_pushstring(L, c->kind);
  lua_setfield(L, -2, "kind");
  lua_pushboolean(L, c->uncertain);
  lua_setfield(L, -2, "uncertain");
  lua_newtable(L);
  for (size_t i = 0; i < c->n_alternatives; i++) {
    jyL_pushstr(L, c->alternatives[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "alternatives");
}

/***
 * What the steps took out or put in, in the order of the source.
 * @function Text:changes
 * @treturn {table,...} each with start, stop (in the source), before, after,
 * confidence, kind, alternatives (what may stand there instead, likeliest first),
 * uncertain (a character is a guess, or □)
 * @usage
 * local c = jiyao.text.new("會(huì)議"):glosses():changes()[1]
 * print(c.start, c.stop, c.before, c.after, c.kind) --> 3	9	(huì)		gloss
 */
static int l_changes(lua_State *L) {
  const jy_text *t = jyL_checktext(L, 1);
  lua_newtable(L);
  const jy_change *c;
  for (size_t i = 0; (c = jy_text_change(t, i)) != NULL; i++) {
    push_change(L, c);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int l_tostring(lua_State *L) {
  jy_text **t = luaL_checkudata(L, 1, TEXT_TYPE);
  if (*t)
    jyL_pushstr(L, jy_text_reading(*t));
  else
    lua_pushliteral(L, "text (closed)");
  return 1;
}

static int l_len(lua_State *L) {
  jyL_pushsize(L, jy_text_reading(jyL_checktext(L, 1)).len);
  return 1;
}

static const luaL_Reg functions[] = {
    {"new", l_new}, {"restore", l_restore}, {"view", l_view}, {NULL, NULL}};

static const luaL_Reg methods[] = {
    {"source_of", l_source_of}, {"reading_of", l_reading_of},
    {"reading", l_reading}, {"source", l_source},  {"glosses", l_glosses}, {"hans", l_hans},
    {"script", l_text_script}, {"slips", l_slips},
    {"nfkc", l_text_nfkc},  {"where", l_where},    {"made", l_made},       {"changes", l_changes},
    {"recode", l_text_recode}, {"origins", l_origins}, {"origin", l_origin},
    {"aligned", l_aligned}, {NULL, NULL},
};

static const luaL_Reg meta[] = {
    {"__gc", text_gc}, {"__close", text_gc}, {"__tostring", l_tostring}, {"__len", l_len}, {NULL, NULL},
};

int luaopen_jiyao_text(lua_State *L) {
  jyL_newtype(L, TEXT_TYPE, meta, methods);
  jyL_open_spans(L);
  luaL_newlib(L, functions);
  jyL_add_strings(L);
  return 1;
}

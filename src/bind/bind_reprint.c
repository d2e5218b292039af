/* `jiyao.reprint`: two texts beside each other. */
/***
Whether two texts are one report, and where they differ.
@module jiyao.reprint
*/
#include "bind/bind.h"
#include "jiyao/reprint.h"

#define BOX "jiyao.reprint.box"

/* What a comparison holds, for the collector to free. */
typedef struct {
  jy_shingles *a, *b;
  jy_passages differ;
} box;

static int box_gc(lua_State *L) {
  box *x = luaL_checkudata(L, 1, BOX);
  jy_shingles_free(x->a);
  jy_shingles_free(x->b);
  jy_passages_free(&x->differ);
  x->a = x->b = NULL;
  return 0;
}

static void push_passage(lua_State *L, const jy_passage *p) {
  lua_createtable(L, 0, 4);
  jyL_setsize(L, "start", p->here.start);
  jyL_setsize(L, "stop", p->here.end);
  jyL_setsize(L, "other_start", p->there.start);
  jyL_setsize(L, "other_stop", p->there.end);
}

/***
Compares two texts as they are read (in Simplified). They are one report where at
least three in five windows of five characters of the shorter stand in the other,
unless both hold a long stretch of their own, or many numbers stand changed between
the same words. Only Han, letters and digits count.
@function compare
@tparam string a
@tparam string b
@treturn table `reprint` (are they one report), `similarity` (0 to 1; 1 where one
  stands whole in the other), `here` and `there` (the share of a text that the other
  has), and the list `differ` of places `{start, stop, other_start, other_stop}`, bytes
  in `a` and in `b`; one of both may be empty
@usage
local text = "2024年3月5日,东湖大学召开工作会议,校长林知行主持会议并讲话,部署全年的重点任务和安全工作。"
local r = jiyao.reprint.compare("（转载）" .. text, text)
print(r.similarity, jiyao.text.sub("（转载）" .. text, r.differ[1].start, r.differ[1].stop)) --> 1.0	转载
print(jiyao.reprint.compare(text, "例会").reprint) --> false
*/
static int l_compare(lua_State *L) {
  jy_str a = jyL_checkstr(L, 1), b = jyL_checkstr(L, 2);
  jy_reprint r;
  box *x = lua_newuserdatauv(L, sizeof *x, 0);
  *x = (box){0};
  luaL_setmetatable(L, BOX);
  if (jy_shingles_new(&x->a, a) < 0 || jy_shingles_new(&x->b, b) < 0 ||
      jy_reprint_compare(&r, &x->differ, x->a, x->b) < 0)
    return jyL_fail(L);
  lua_createtable(L, 0, 5);
  lua_pushboolean(L, r.reprint);
  lua_setfield(L, -2, "reprint");
  lua_pushnumber(L, r.similarity);
  lua_setfield(L, -2, "similarity");
  lua_pushnumber(L, r.here);
  lua_setfield(L, -2, "here");
  lua_pushnumber(L, r.there);
  lua_setfield(L, -2, "there");
  lua_createtable(L, (int)x->differ.len, 0);
  for (size_t i = 0; i < x->differ.len; i++) {
    push_passage(L, &x->differ.at[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "differ");
  return 1;
}

int luaopen_jiyao_reprint(lua_State *L);

int luaopen_jiyao_reprint(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", box_gc}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"compare", l_compare}, {NULL, NULL}};
  jyL_newtype(L, BOX, meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

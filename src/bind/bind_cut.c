/* `jiyao.cut`: pieces of a text before and after an offset, never through a
 * character. Rules ask for hundreds a page. */
#include "bind/bind_cut.h"

#include "text/cut.h"

int luaopen_jiyao_cut(lua_State *L);

/* An offset that may lie outside of the text, moved to its nearest end. */
static size_t clamp(lua_Integer at, size_t len) {
  return at < 0 ? 0 : (size_t)at < len ? (size_t)at : len;
}

/* Offsets come from a caller's sums and may be any: what is too large or too small
 * for an integer is the largest or the smallest, outside of every text as well. */
static lua_Integer plus(lua_Integer at, lua_Integer bytes) {
  lua_Integer sum;
  if (!__builtin_add_overflow(at, bytes, &sum)) return sum;
  return bytes < 0 ? LUA_MININTEGER : LUA_MAXINTEGER;
}

static lua_Integer minus(lua_Integer at, lua_Integer bytes) {
  lua_Integer rest;
  if (!__builtin_sub_overflow(at, bytes, &rest)) return rest;
  return bytes < 0 ? LUA_MAXINTEGER : LUA_MININTEGER;
}

/* Argument `arg`, or what stands for one that is missing. */
static lua_Integer offset_or(lua_State *L, int arg, lua_Integer missing) {
  return lua_isnoneornil(L, arg) ? missing : luaL_checkinteger(L, arg);
}

jy_span jyL_checkafter(lua_State *L, jy_str s, int arg) {
  lua_Integer start = luaL_checkinteger(L, arg), stop = plus(start, luaL_checkinteger(L, arg + 1));
  lua_Integer limit = offset_or(L, arg + 2, stop);
  jy_span at = {jy__cut_right(s, clamp(start, s.len)),
                jy__cut_left(s, clamp(limit < stop ? limit : stop, s.len))};
  return at.start < at.end ? at : (jy_span){0, 0};
}

jy_span jyL_checkbefore(lua_State *L, jy_str s, int arg) {
  lua_Integer stop = luaL_checkinteger(L, arg), start = minus(stop, luaL_checkinteger(L, arg + 1));
  lua_Integer floor = offset_or(L, arg + 2, start);
  jy_span at = {jy__cut_right(s, clamp(floor > start ? floor : start, s.len)),
                jy__cut_left(s, clamp(stop, s.len))};
  return at.start < at.end ? at : (jy_span){0, 0};
}

/* A piece of argument 1: the same string where it is all of it. */
static int push_piece(lua_State *L, jy_str s, size_t start, size_t stop) {
  size_t len = stop > start ? stop - start : 0;
  if (len == s.len) {
    lua_pushvalue(L, 1);
    return 1;
  }
  jyL_pushstr(L, (jy_str){s.ptr + (len ? start : 0), len});
  return 1;
}

/***
 * The boundary of a character at an offset or, where it lies inside one, beside it.
 * @function boundary
 * @tparam string s
 * @tparam integer at byte offset from 0
 * @tparam integer step -1 to the left, 1 to the right
 * @treturn integer
 * @usage
 * print(jiyao.cut.boundary("院长", 4, -1), jiyao.cut.boundary("院长", 4, 1)) --> 3	6
 */
static int l_boundary(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  lua_Integer at = luaL_checkinteger(L, 2), step = luaL_checkinteger(L, 3);
  if (at > 0 && (size_t)at < s.len)
    jyL_pushsize(L, step < 0 ? jy__cut_left(s, (size_t)at) : jy__cut_right(s, (size_t)at));
  else
    lua_pushinteger(L, at);
  return 1;
}

/***
 * At most `bytes` bytes of `s` from `start` on.
 * @function after
 * @tparam string s
 * @tparam integer start byte offset from 0
 * @tparam integer bytes
 * @tparam[opt] integer limit offset that is not passed
 * @treturn string
 * @usage
 * print(jiyao.cut.after("院长出席", 6, 4)) --> 出
 */
static int l_after(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_span at = jyL_checkafter(L, s, 2);
  return push_piece(L, s, at.start, at.end);
}

/***
 * At most `bytes` bytes of `s` before `stop`.
 * @function before
 * @tparam string s
 * @tparam integer stop byte offset, excluded
 * @tparam integer bytes
 * @tparam[opt] integer floor offset that is not passed
 * @treturn string
 * @usage
 * print(jiyao.cut.before("院长出席", 6, 4)) --> 长
 */
static int l_before(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  jy_span at = jyL_checkbefore(L, s, 2);
  return push_piece(L, s, at.start, at.end);
}

/***
 * The last of several marks before `stop`: where it ends, the mark, where it
 * starts. Where there is none: the offset that was reached, at the floor or before
 * it.
 * @function back
 * @tparam string s
 * @tparam integer stop byte offset, excluded
 * @tparam integer floor offset that is not passed
 * @tparam string marks the characters to look for
 * @treturn integer
 * @treturn ?string
 * @treturn ?integer
 * @usage
 * print(jiyao.cut.back("今天,院长。", 13, 0, ",。")) --> 7	,	6
 * print(jiyao.cut.back("今天,院长", 13, 7, ",。")) --> 7
 */
static int l_back(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  size_t stop = jyL_checkoffset(L, 2), floor = jyL_checkoffset(L, 3);
  jy_span mark = jy__cut_back(s, stop, floor, jyL_checkstr(L, 4));
  jyL_pushsize(L, mark.end);
  if (mark.start == mark.end) return 1;
  push_piece(L, s, mark.start, mark.end);
  jyL_pushsize(L, mark.start);
  return 3;
}

/***
 * The character that ends at `stop`, and where it starts.
 * @function char
 * @tparam string s
 * @tparam integer stop
 * @treturn string "" at the beginning of the text
 * @treturn integer
 * @usage
 * print(jiyao.cut.char("会议", 6)) --> 议	3
 */
static int l_char(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  size_t stop = clamp(luaL_checkinteger(L, 2), s.len);
  size_t start = stop ? jy__cut_left(s, stop - 1) : 0;
  push_piece(L, s, start, stop);
  jyL_pushsize(L, start);
  return 2;
}

/***
 * A string without its white space (ASCII's).
 * @function squeezed
 * @tparam string s
 * @treturn string
 * @usage
 * print(jiyao.cut.squeezed(" 云岭\n大学")) --> 云岭大学
 */
static int l_squeezed(lua_State *L) {
  jy_str s = jyL_checkstr(L, 1);
  lua_settop(L, 1);
  if (jy__cut_white(s) == s.len) return 1;
  jy_buf *out = jyL_newbuf(L);
  if (jy__cut_squeeze(out, s) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(out));
  return 1;
}

int luaopen_jiyao_cut(lua_State *L) {
  static const luaL_Reg functions[] = {{"boundary", l_boundary}, {"after", l_after}, {"before", l_before},
                                       {"back", l_back},         {"char", l_char},   {"squeezed", l_squeezed},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}

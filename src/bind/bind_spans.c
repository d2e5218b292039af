/* `jiyao.spans`: what stands where, in lists that are sorted by where their items
 * start. Rules ask hundreds of times a page; the lists are plain tables of Lua. */
/***
Look-ups in lists of spans: tables with `start` and `stop` (bytes from 0, half-open),
sorted by `start`.
@module jiyao.spans
*/
#include "bind/bind.h"

int luaopen_jiyao_spans(lua_State *L);

/* Pushes item `i` of the list that is argument 1. */
static void push_item(lua_State *L, lua_Integer i) {
  luaL_argcheck(L, lua_geti(L, 1, i) == LUA_TTABLE, 1, "a list of spans expected");
}

/* A field of the item on top of the stack. */
static lua_Integer field(lua_State *L, const char *name) {
  int is_integer;
  lua_getfield(L, -1, name);
  lua_Integer n = lua_tointegerx(L, -1, &is_integer);
  luaL_argcheck(L, is_integer, 1, "spans with start and stop expected");
  lua_pop(L, 1);
  return n;
}

static lua_Integer start_of(lua_State *L, lua_Integer i) {
  push_item(L, i);
  lua_Integer start = field(L, "start");
  lua_pop(L, 1);
  return start;
}

static lua_Integer length(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  return luaL_len(L, 1);
}

/* The number of the last item that starts at or before a place, 0 where none does. */
static lua_Integer last_at(lua_State *L, lua_Integer at) {
  lua_Integer low = 1, high = length(L);
  while (low <= high) {
    lua_Integer mid = low + (high - low) / 2;
    if (start_of(L, mid) <= at)
      low = mid + 1;
    else
      high = mid - 1;
  }
  return high;
}

/***
 * The last item that starts at or before a place, and its number.
 * @function last
 * @tparam {table,...} list
 * @tparam integer at byte offset from 0
 * @treturn ?table nil where none does
 * @treturn integer 0 where none does
 * @usage
 * local list = {{start = 0, stop = 6}, {start = 9, stop = 12}}
 * print(select(2, jiyao.spans.last(list, 7)), jiyao.spans.last(list, 10).stop) --> 1	12
 */
static int l_last(lua_State *L) {
  lua_Integer i = last_at(L, luaL_checkinteger(L, 2));
  if (i == 0)
    lua_pushnil(L);
  else
    push_item(L, i);
  lua_pushinteger(L, i);
  return 2;
}

/***
 * The last item that starts at or before a place, where it reaches beyond it, and its
 * number; nothing where it does not.
 * @function at
 * @tparam {table,...} list
 * @tparam integer at byte offset from 0
 * @treturn ?table
 * @treturn ?integer
 * @usage
 * local list = {{start = 0, stop = 6}, {start = 9, stop = 12}}
 * print(jiyao.spans.at(list, 7), jiyao.spans.at(list, 9).stop) --> nil	12
 */
static int l_at(lua_State *L) {
  lua_Integer at = luaL_checkinteger(L, 2), i = last_at(L, at);
  if (i == 0) return 0;
  push_item(L, i);
  if (at >= field(L, "stop")) return 0;
  lua_pushinteger(L, i);
  return 2;
}

/* Pushes the next item from number `*i` on that starts before `stop` and ends there
 * at the latest, and steps behind it; false where there is none. */
static bool push_next(lua_State *L, lua_Integer *i, lua_Integer n, lua_Integer stop) {
  while (*i <= n) {
    push_item(L, (*i)++);
    if (field(L, "start") >= stop) return false;
    if (field(L, "stop") <= stop) return true;
    lua_pop(L, 1);
  }
  return false;
}

/***
 * The items that stand whole in a stretch.
 * @function within
 * @tparam {table,...} list
 * @tparam integer start byte offset from 0
 * @tparam integer stop excluded
 * @treturn {table,...}
 * @usage
 * local list = {{start = 0, stop = 6}, {start = 9, stop = 12}}
 * print(#jiyao.spans.within(list, 0, 12), #jiyao.spans.within(list, 1, 11)) --> 2	0
 */
static int l_within(lua_State *L) {
  lua_Integer start = luaL_checkinteger(L, 2), stop = luaL_checkinteger(L, 3), found = 0;
  lua_Integer n = length(L), i = last_at(L, start - 1) + 1;
  lua_settop(L, 1);
  lua_newtable(L);
  while (push_next(L, &i, n, stop)) lua_rawseti(L, 2, ++found);
  lua_settop(L, 2);
  return 1;
}

/***
 * The first item that stands whole in a stretch.
 * @function first
 * @tparam {table,...} list
 * @tparam integer start byte offset from 0
 * @tparam integer stop excluded
 * @treturn ?table nil where none does
 * @usage
 * local list = {{start = 0, stop = 6}, {start = 9, stop = 12}}
 * print(jiyao.spans.first(list, 1, 12).start, jiyao.spans.first(list, 1, 11)) --> 9	nil
 */
static int l_first(lua_State *L) {
  lua_Integer start = luaL_checkinteger(L, 2), stop = luaL_checkinteger(L, 3);
  lua_Integer n = length(L), i = last_at(L, start - 1) + 1;
  if (!push_next(L, &i, n, stop)) lua_pushnil(L);
  return 1;
}

int luaopen_jiyao_spans(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"last", l_last}, {"at", l_at}, {"within", l_within}, {"first", l_first}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}

/* `jiyao.spans`: what stands where, in lists that are sorted by where their items
 * start. Rules ask hundreds of times a page: the starts and stops of a list are kept
 * as numbers, and read anew where the list has another length. */
/***
Look-ups in lists of spans: tables with `start` and `stop` (bytes from 0, half-open),
sorted by `start`. Where items of a list stand is read when it is first asked about, and
again when it has grown or shrunk or is sorted: in between, its items stay where they are.
@module jiyao.spans
*/
#include <stdlib.h>

#include "bind/bind.h"

int luaopen_jiyao_spans(lua_State *L);

/* Where the items of a list start and stop. */
typedef struct {
  size_t len;
  lua_Integer at[][2];
} numbers;

/* The field of the item on top of the stack. */
static lua_Integer field(lua_State *L, const char *name) {
  int is_integer;
  lua_getfield(L, -1, name);
  lua_Integer n = lua_tointegerx(L, -1, &is_integer);
  luaL_argcheck(L, is_integer, 1, "spans with start and stop expected");
  lua_pop(L, 1);
  return n;
}

/* Pushes the numbers of the list that is argument 1, and keeps them by it. */
static const numbers *read_numbers(lua_State *L, size_t len) {
  numbers *n = lua_newuserdatauv(L, sizeof *n + len * sizeof *n->at, 0);
  n->len = len;
  for (size_t i = 0; i < len; i++) {
    luaL_argcheck(L, lua_geti(L, 1, (lua_Integer)i + 1) == LUA_TTABLE, 1, "a list of spans expected");
    n->at[i][0] = field(L, "start");
    n->at[i][1] = field(L, "stop");
    lua_pop(L, 1);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2);
  lua_rawset(L, lua_upvalueindex(1));
  return n;
}

/* The same, once for each length of a list. */
static const numbers *check_list(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  size_t len = lua_rawlen(L, 1);
  lua_pushvalue(L, 1);
  lua_rawget(L, lua_upvalueindex(1));
  const numbers *n = lua_touserdata(L, -1);
  return n && n->len == len ? n : read_numbers(L, len);
}

/* How many items start at or before a place. */
static size_t count_to(const numbers *n, lua_Integer at) {
  size_t low = 0, high = n->len;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (n->at[mid][0] <= at)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
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
  lua_Integer at = luaL_checkinteger(L, 2);
  size_t i = count_to(check_list(L), at);
  lua_rawgeti(L, 1, (lua_Integer)i);
  jyL_pushsize(L, i);
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
  lua_Integer at = luaL_checkinteger(L, 2);
  const numbers *n = check_list(L);
  size_t i = count_to(n, at);
  if (i == 0 || at >= n->at[i - 1][1]) return 0;
  lua_rawgeti(L, 1, (lua_Integer)i);
  jyL_pushsize(L, i);
  return 2;
}

/* The first item behind the first `i` that starts before `stop` and ends there at the
 * latest; the length where there is none. */
static size_t next_whole(const numbers *n, size_t i, lua_Integer stop) {
  for (; i < n->len && n->at[i][0] < stop; i++) {
    if (n->at[i][1] <= stop) return i;
  }
  return n->len;
}

/* The first item that may stand in a stretch that starts at argument 2. */
static size_t first_from(lua_State *L, const numbers *n) {
  lua_Integer start = lua_tointeger(L, 2);
  return start == LUA_MININTEGER ? 0 : count_to(n, start - 1);
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
  lua_Integer stop = (luaL_checkinteger(L, 2), luaL_checkinteger(L, 3)), found = 0;
  const numbers *n = check_list(L);
  lua_newtable(L);
  for (size_t i = next_whole(n, first_from(L, n), stop); i < n->len; i = next_whole(n, i + 1, stop)) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    lua_rawseti(L, -2, ++found);
  }
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
  lua_Integer stop = (luaL_checkinteger(L, 2), luaL_checkinteger(L, 3));
  const numbers *n = check_list(L);
  size_t i = next_whole(n, first_from(L, n), stop);
  lua_rawgeti(L, 1, i < n->len ? (lua_Integer)i + 1 : 0);
  return 1;
}

/* Where an item starts and stops, and where it stood. */
typedef struct {
  lua_Integer start, stop, from;
} place;

static int by_place(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->stop != y->stop) return x->stop < y->stop ? -1 : 1;
  return x->from < y->from ? -1 : 1;
}

static bool is_sorted(const numbers *n) {
  for (size_t i = 1; i < n->len; i++) {
    const lua_Integer *x = n->at[i - 1], *y = n->at[i];
    if (x[0] > y[0] || (x[0] == y[0] && x[1] > y[1])) return false;
  }
  return true;
}

/***
 * Sorts a list by where its items start and, of those that start at one place, by
 * where they stop; those that stand at one place stay in their order.
 * @function sort
 * @tparam {table,...} list
 * @usage
 * local list = {{start = 3, stop = 9}, {start = 0, stop = 6}, {start = 3, stop = 6}}
 * jiyao.spans.sort(list)
 * print(list[1].stop, list[2].stop, list[3].stop) --> 6	6	9
 */
static int l_sort(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  const numbers *n = read_numbers(L, lua_rawlen(L, 1));
  if (is_sorted(n)) return 0;
  place *places = lua_newuserdatauv(L, n->len * sizeof *places, 0);
  for (size_t i = 0; i < n->len; i++) places[i] = (place){n->at[i][0], n->at[i][1], (lua_Integer)i + 1};
  qsort(places, n->len, sizeof *places, by_place);
  lua_createtable(L, (int)n->len, 0);
  for (size_t i = 0; i < n->len; i++) {
    lua_rawgeti(L, 1, places[i].from);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  for (size_t i = 1; i <= n->len; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i);
    lua_rawseti(L, 1, (lua_Integer)i);
  }
  read_numbers(L, n->len);
  return 0;
}

/* The table by which numbers are kept, for as long as their lists live. */
static void push_kept(lua_State *L) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
}

int luaopen_jiyao_spans(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"last", l_last}, {"at", l_at}, {"within", l_within}, {"first", l_first}, {"sort", l_sort}, {NULL, NULL}};
  luaL_newlibtable(L, functions);
  push_kept(L);
  luaL_setfuncs(L, functions, 1);
  return 1;
}

/* The Lua face of dates: mentions as plain tables, EDTF as strings. */
/***
Dates in Chinese text: found, given the parts that they leave out, written as
EDTF.
@module jiyao.dates
*/
#include <string.h>

#include "bind/bind.h"
#include "jiyao/date.h"

#define DATES_TYPE "jiyao.dates"

int luaopen_jiyao_dates(lua_State *L);

static int l_dates_gc(lua_State *L) {
  jy_dates_free(luaL_checkudata(L, 1, DATES_TYPE));
  return 0;
}

static jy_dates *new_dates(lua_State *L) {
  jy_dates *d = lua_newuserdatauv(L, sizeof *d, 0);
  *d = (jy_dates)JY_DATES_INIT;
  luaL_setmetatable(L, DATES_TYPE);
  return d;
}

/* ---- C to Lua ---------------------------------------------------------------- */

static const struct {
  const char *name;
  unsigned flag;
} flags[] = {{"range", JY_DATE_RANGE},
             {"timed", JY_DATE_TIMED},
             {"published", JY_DATE_PUBLISHED},
             {"dateline", JY_DATE_DATELINE},
             {"names_event", JY_DATE_NAMES_EVENT},
             {"cohort", JY_DATE_COHORT},
             {"shift_days", JY_DATE_SHIFT_DAYS},
             {"shift_weeks", JY_DATE_SHIFT_WEEKS},
             {"shift_months", JY_DATE_SHIFT_MONTHS},
             {"shift_years", JY_DATE_SHIFT_YEARS},
             {"from_last", JY_DATE_FROM_LAST},
             {"issue", JY_DATE_ISSUE},
             {"heading", JY_DATE_HEADING},
             {"about", JY_DATE_ABOUT},
             {"clash", JY_DATE_CLASH},
             {"looks_back", JY_DATE_LOOKS_BACK},
             {"ahead", JY_DATE_AHEAD},
             {"founded", JY_DATE_FOUNDED}};

#define FLAGS (sizeof flags / sizeof *flags)

/* Sets t.key, to nil for 0: a part that is not known is not there. */
static void set_known(lua_State *L, const char *key, int value) {
  if (value)
    lua_pushinteger(L, value);
  else
    lua_pushnil(L);
  lua_setfield(L, -2, key);
}

static void set_day(lua_State *L, const char *const keys[3], jy_day day) {
  set_known(L, keys[0], day.year);
  set_known(L, keys[1], day.month);
  set_known(L, keys[2], day.day);
}

static const char *const start_keys[] = {"year", "month", "day"};
static const char *const end_keys[] = {"end_year", "end_month", "end_day"};

/* Writes a mention into the table on top of the stack; `b` is a scratch buffer. */
static void set_date(lua_State *L, const jy_date *d, jy_buf *b) {
  jyL_setsize(L, "start", d->span.start);
  jyL_setsize(L, "stop", d->span.end);
  jyL_setstr(L, "kind", jy_cstr(jy_date_kind_name(d->kind)));
  jyL_setstr(L, "reason", jy_cstr(jy_date_reason_name(d->reason)));
  jyL_setsize(L, "sentence", d->sentence);
  jyL_setsize(L, "paragraph", d->paragraph);
  set_day(L, start_keys, d->start);
  set_day(L, end_keys, d->end);
  set_known(L, "shift", d->shift);
  set_known(L, "number", d->number);
  set_known(L, "base", d->base);
  set_known(L, "weekday", d->weekday);
  for (size_t i = 0; i < FLAGS; i++) {
    lua_pushboolean(L, (d->flags & flags[i].flag) != 0);
    lua_setfield(L, -2, flags[i].name);
  }
  b->len = 0;
  if (jy_date_edtf(b, d) < 0) jyL_fail(L);
  if (b->len)
    jyL_pushstr(L, jy_buf_str(b));
  else
    lua_pushnil(L);
  lua_setfield(L, -2, "edtf");
}

/* ---- Lua to C ---------------------------------------------------------------- */

static lua_Integer get_integer(lua_State *L, int table, const char *key, lua_Integer most) {
  lua_getfield(L, table, key);
  int whole = 1;
  lua_Integer n = lua_isnil(L, -1) ? 0 : lua_tointegerx(L, -1, &whole);
  lua_pop(L, 1);
  if (!whole || n < -most || n > most) luaL_error(L, "the field '%s' of a date is no such number", key);
  return n;
}

static jy_day get_day(lua_State *L, int table, const char *const keys[3]) {
  jy_day d;
  d.year = (int)get_integer(L, table, keys[0], 9999);
  d.month = (int)get_integer(L, table, keys[1], 12);
  d.day = (int)get_integer(L, table, keys[2], 31);
  if (!jy_day_valid(d)) luaL_error(L, "a date that does not exist");
  return d;
}

static size_t get_size(lua_State *L, int table, const char *key) {
  lua_Integer n = get_integer(L, table, key, LUA_MAXINTEGER);
  if (n < 0) luaL_error(L, "the field '%s' of a date is negative", key);
  return (size_t)n;
}

/* The index of the string t.key among the names that `name_of` gives, up to `most`. */
static int get_name(lua_State *L, int table, const char *key, int most, const char *(*name_of)(int)) {
  lua_getfield(L, table, key);
  const char *s = lua_tostring(L, -1);
  int found = -1;
  for (int i = 0; s && i <= most && found < 0; i++) {
    if (strcmp(s, name_of(i)) == 0) found = i;
  }
  lua_pop(L, 1);
  if (found < 0) luaL_error(L, "the field '%s' of a date is not one of its names", key);
  return found;
}

static const char *kind_name(int i) {
  return jy_date_kind_name((jy_date_kind)i);
}

static const char *reason_name(int i) {
  return jy_date_reason_name((jy_date_reason)i);
}

static jy_date get_date(lua_State *L, int table) {
  jy_date d = {0};
  d.span = (jy_span){get_size(L, table, "start"), get_size(L, table, "stop")};
  d.kind = (jy_date_kind)get_name(L, table, "kind", JY_DATE_VAGUE, kind_name);
  d.reason = (jy_date_reason)get_name(L, table, "reason", JY_REASON_BASE, reason_name);
  d.start = get_day(L, table, start_keys);
  d.end = get_day(L, table, end_keys);
  d.shift = (int)get_integer(L, table, "shift", 9999);
  d.number = (int)get_integer(L, table, "number", 9999);
  d.base = (int)get_integer(L, table, "base", 9999);
  d.weekday = (int)get_integer(L, table, "weekday", 7);
  d.sentence = get_size(L, table, "sentence");
  d.paragraph = get_size(L, table, "paragraph");
  for (size_t i = 0; i < FLAGS; i++) {
    lua_getfield(L, table, flags[i].name);
    if (lua_toboolean(L, -1)) d.flags |= flags[i].flag;
    lua_pop(L, 1);
  }
  return d;
}

static jy_day get_edtf_day(lua_State *L, int table, const char *key) {
  jy_edtf e = {.range = false};
  lua_getfield(L, table, key);
  if (!lua_isnil(L, -1) && jy_edtf_parse(&e, jyL_checkstr(L, -1)) < 0) jyL_fail(L);
  lua_pop(L, 1);
  return e.start;
}

static jy_date_context get_context(lua_State *L, int arg) {
  jy_date_context ctx = JY_DATE_CONTEXT_INIT;
  if (lua_isnoneornil(L, arg)) return ctx;
  luaL_checktype(L, arg, LUA_TTABLE);
  ctx.event_year = (int)get_integer(L, arg, "event_year", 9999);
  ctx.published = get_edtf_day(L, arg, "published");
  ctx.neighbour = get_edtf_day(L, arg, "neighbour");
  ctx.base = get_edtf_day(L, arg, "base");
  ctx.lean = (int)get_integer(L, arg, "lean", 1);
  return ctx;
}

/* ---- functions ----------------------------------------------------------------- */

/***
 * Finds the dates of a text, in text order. Each is a table: `start`, `stop`
 * (bytes from 0, half-open), `kind` ("day", "month", "year", "event_year" for
 * 2023年度 and 2017届, "anniversary", "period" for 上半年, 6月上旬 and 下周, "festival"
 * for 教师节, "lunar" for 农历正月十五, "vague" for 日前), `edtf` (nil where nothing is
 * known), `year`, `month`, `day`, `end_year`, `end_month`, `end_day` (nil where the
 * text leaves them out), `weekday` (1 Monday), `number` and `base` of an anniversary,
 * `shift`, `reason`, `sentence`, `paragraph`, and the flags `range`, `timed`,
 * `published`, `dateline`, `names_event`, `cohort`, `shift_days` (昨日),
 * `shift_weeks`, `shift_months`, `shift_years` (去年), `from_last` (同日), `issue`
 * (2023年第3期), `heading`, `about` (年底), `clash` (the weekday is wrong),
 * `looks_back` (2023年度述职会), `ahead` (将于6月8日), `founded` (创办于1974年).
 * @function find
 * @tparam string text
 * @treturn table list of dates
 * @usage
 * local dates = require "jiyao.dates"
 * for _, d in ipairs(dates.find("2025年10月20日至23日，6月8日")) do print(d.start, d.edtf) end
 * --> 0	2025-10-20/2025-10-23
 * --> 28	XXXX-06-08
 */
static int l_find(lua_State *L) {
  jy_str text = jyL_checkstr(L, 1);
  jy_dates *d = new_dates(L);
  jy_buf *b = jyL_newbuf(L);
  if (jy_dates_find(d, text) < 0) return jyL_fail(L);
  lua_newtable(L);
  for (size_t i = 0; i < d->len; i++) {
    lua_createtable(L, 0, 32);
    set_date(L, &d->at[i], b);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
 * Fills in the years (and months) that the dates of a text leave out, from the
 * names of events beside them, the day of the page, and each other; `reason` says
 * from what: "own", "event", "published", "dateline", "anniversary", "weekday",
 * "neighbour", "issue", "base", or "none". The tables are changed; the list is
 * returned. What the options give goes before what the list itself tells. With
 * `base`, a day of reference, dates are told as in speech: 下周三 from that day,
 * 3月8日 as that of its year (`lean` 0), the next (1) or the last (-1).
 * @function resolve
 * @tparam table list as find gives it, or a part of it
 * @tparam[opt] table options `published` (EDTF), `event_year`, `neighbour` (EDTF),
 *   `base` (EDTF), `lean`
 * @treturn table the list
 * @usage
 * local dates = require "jiyao.dates"
 * local d = dates.resolve(dates.find("12月11日上午"), {published = "2017-12-12"})[1]
 * print(d.edtf, d.reason) --> 2017-12-11~	published
 * print(dates.resolve(dates.find("下周三"), {base = "2017-12-12"})[1].edtf) --> 2017-12-20~
 */
static int l_resolve(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  jy_date_context ctx = get_context(L, 2);
  lua_settop(L, 1);
  jy_dates *d = new_dates(L);
  jy_buf *b = jyL_newbuf(L);
  lua_Integer n = luaL_len(L, 1);
  for (lua_Integer i = 1; i <= n; i++) {
    if (lua_geti(L, 1, i) != LUA_TTABLE) return luaL_argerror(L, 1, "a list of dates expected");
    jy_date date = get_date(L, lua_gettop(L));
    if (jy_dates_add(d, &date) < 0) return jyL_fail(L);
    lua_pop(L, 1);
  }
  if (jy_dates_resolve(d, &ctx) < 0) return jyL_fail(L);
  for (size_t i = 0; i < d->len; i++) {
    lua_geti(L, 1, (lua_Integer)i + 1);
    set_date(L, &d->at[i], b);
    lua_pop(L, 1);
  }
  lua_settop(L, 1);
  return 1;
}

/***
 * Whether a string is a date in EDTF as jiyao writes it.
 * @function valid
 * @tparam string edtf
 * @treturn boolean
 * @usage
 * local dates = require "jiyao.dates"
 * print(dates.valid("XXXX-06-08~"), dates.valid("2023-02-30")) --> true	false
 */
static int l_valid(lua_State *L) {
  jy_edtf e;
  lua_pushboolean(L, jy_edtf_parse(&e, jyL_checkstr(L, 1)) == JY_OK);
  return 1;
}

/***
 * Takes an EDTF date apart: `year`, `month`, `day`, `end_year`, `end_month`,
 * `end_day` (those of the start where there is no range; nil where not known),
 * `range`, `inferred`. Raises an error object for anything else.
 * @function parse
 * @tparam string edtf
 * @treturn table
 * @usage
 * local d = require("jiyao.dates").parse("2025-10-20/2025-10-23")
 * print(d.year, d.day, d.end_day, d.inferred) --> 2025	20	23	false
 */
static int l_parse(lua_State *L) {
  jy_edtf e;
  if (jy_edtf_parse(&e, jyL_checkstr(L, 1)) < 0) return jyL_fail(L);
  lua_createtable(L, 0, 8);
  set_day(L, start_keys, e.start);
  set_day(L, end_keys, e.end);
  lua_pushboolean(L, e.range);
  lua_setfield(L, -2, "range");
  lua_pushboolean(L, e.inferred);
  lua_setfield(L, -2, "inferred");
  return 1;
}

static jy_str opt_str(lua_State *L, int arg) {
  if (lua_isnoneornil(L, arg)) return (jy_str){"", 0};
  return jyL_checkstr(L, arg);
}

/***
 * Orders two EDTF strings for a timeline: by day, unknown years after all known
 * ones, nil and what is not EDTF last. Only equal strings compare as 0.
 * @function compare
 * @tparam ?string a
 * @tparam ?string b
 * @treturn integer less than, equal to or more than 0
 * @usage
 * local dates = require "jiyao.dates"
 * local t = {"XXXX-06-08", "2024-01-01", "2023-12-31"}
 * table.sort(t, function(a, b) return dates.compare(a, b) < 0 end)
 * print(table.concat(t, " ")) --> 2023-12-31 2024-01-01 XXXX-06-08
 */
static int l_compare(lua_State *L) {
  lua_pushinteger(L, jy_edtf_compare(opt_str(L, 1), opt_str(L, 2)));
  return 1;
}

/***
 * The year that an anniversary counts from, by the words before its number; nil
 * where it is not known.
 * @function base
 * @tparam string words
 * @treturn ?integer
 * @usage
 * local dates = require "jiyao.dates"
 * print(dates.base("建党") + 102, dates.base("学校成立")) --> 2023	nil
 */
static int l_base(lua_State *L) {
  int year = jy_date_base(jyL_checkstr(L, 1));
  if (year)
    lua_pushinteger(L, year);
  else
    lua_pushnil(L);
  return 1;
}

int luaopen_jiyao_dates(lua_State *L) {
  static const luaL_Reg functions[] = {{"find", l_find},       {"resolve", l_resolve}, {"valid", l_valid},
                                       {"parse", l_parse},     {"compare", l_compare}, {"base", l_base},
                                       {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__gc", l_dates_gc}, {"__close", l_dates_gc}, {NULL, NULL}};
  jyL_newtype(L, DATES_TYPE, meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

/* `jiyao.ingest`: which files there are, and documents read from them. */
/***
Files and the documents in them: pages, and containers of many.
@module jiyao.ingest
*/
#include <string.h>

#include "bind/bind_doc.h"
#include "jiyao/ingest.h"

#define DOCS_TYPE "jiyao.docs"
#define PATHS_TYPE "jiyao.paths"

int luaopen_jiyao_ingest(lua_State *L);

static int paths_gc(lua_State *L) {
  jy_paths_free(luaL_checkudata(L, 1, PATHS_TYPE));
  return 0;
}

static const char *check_path(lua_State *L, int arg) {
  size_t len;
  const char *path = luaL_checklstring(L, arg, &len);
  luaL_argcheck(L, strlen(path) == len, arg, "a path holds no NUL");
  return path;
}

/* A field of the options in argument `arg`, as a string that its table keeps
 * alive, or NULL. The value stays on the stack. */
static const char *option(lua_State *L, int arg, const char *name) {
  int type = lua_getfield(L, arg, name);
  if (type != LUA_TNIL && type != LUA_TSTRING)
    luaL_error(L, "bad option '%s' (string expected, got %s)", name, luaL_typename(L, -1));
  return lua_tostring(L, -1);
}

static int choice(lua_State *L, int arg, const char *name, const char *const words[], int usual) {
  const char *given = option(L, arg, name);
  for (int i = 0; given && words[i]; i++)
    if (strcmp(words[i], given) == 0) return i;
  if (given) luaL_error(L, "bad option '%s' (no choice '%s')", name, given);
  return usual;
}

/* The field `columns` of the options: what holds what, by name. Its strings stay
 * on the stack. */
static jy_columns check_columns(lua_State *L, int arg) {
  static const char *const words[] = {"text", "title", "date", "id", "source", "institution", "author", "url"};
  jy_columns c = JY_COLUMNS_INIT;
  const char **to[] = {&c.text, &c.title, &c.date, &c.id, &c.source, &c.institution, &c.author, &c.url};
  size_t n = sizeof words / sizeof *words;
  int type = lua_getfield(L, arg, "columns"), at = lua_gettop(L);
  if (type == LUA_TNIL) return c;
  luaL_argcheck(L, type == LUA_TTABLE, arg, "option 'columns' is no table");
  for (lua_pushnil(L); lua_next(L, at); lua_pop(L, 1)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    size_t i = 0;
    while (i < n && strcmp(words[i], key) != 0) i++;
    if (i == n)
      luaL_error(L, "bad option 'columns' (no column '%s': there are text, title, date, id, source, institution, "
                 "author, url)", key);
  }
  for (size_t i = 0; i < n; i++) *to[i] = option(L, at, words[i]);
  return c;
}

/* A name that is none of these is a slip, and what it asks for would be missing. */
static void check_names(lua_State *L, int arg) {
  static const char *const known[] = {"encoding", "policy", "script", "columns", NULL};
  for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : luaL_typename(L, -2);
    size_t i = 0;
    while (known[i] && strcmp(known[i], name) != 0) i++;
    if (!known[i]) luaL_error(L, "bad option '%s' (the options are encoding, policy, script, columns)", name);
  }
}

static jy_read_opts check_opts(lua_State *L, int arg) {
  static const char *const policies[] = {"error", "replace", "skip", NULL};
  static const char *const scripts[] = {"hans", "keep", "hant", NULL};
  jy_read_opts opts = JY_READ_OPTS_INIT;
  if (lua_isnoneornil(L, arg)) return opts;
  luaL_checktype(L, arg, LUA_TTABLE);
  luaL_checkstack(L, 20, NULL);
  check_names(L, arg);
  opts.policy = (jy_policy)choice(L, arg, "policy", policies, JY_POLICY_REPLACE);
  /* The library reads Traditional by way of Simplified: the caller converts. */
  opts.script = choice(L, arg, "script", scripts, 0) == 1 ? JY_READ_KEEP : JY_READ_HANS;
  opts.encoding = option(L, arg, "encoding");
  opts.columns = check_columns(L, arg);
  return opts;
}

static void push_path(lua_State *L, const jy_path *p) {
  lua_createtable(L, 0, 4);
  lua_pushstring(L, p->path);
  lua_setfield(L, -2, "path");
  jyL_setsize(L, "size", p->size);
  lua_pushstring(L, jy_status_name(p->status));
  lua_setfield(L, -2, "status");
  lua_pushstring(L, p->message);
  lua_setfield(L, -2, "message");
}

/* Pushes the outermost of the roots (at 3) that a path is below, nil where there is none. */
static const char *root_of(lua_State *L, const char *path) {
  const char *outermost = NULL;
  lua_pushnil(L);
  for (lua_Integer i = 1; !lua_isnil(L, 3) && lua_geti(L, 3, i) != LUA_TNIL; i++) {
    const char *root = check_path(L, lua_gettop(L));
    size_t n = strlen(root);
    bool is_below = n > 0 && strncmp(path, root, n) == 0 && (path[n] == '/' || root[n - 1] == '/');
    if (is_below && (!outermost || n < strlen(outermost))) {
      outermost = root;
      lua_replace(L, -2);
    } else {
      lua_pop(L, 1);
    }
  }
  if (!lua_isnil(L, 3)) lua_pop(L, 1);
  return outermost;
}

/***
 * The files that paths stand for: a folder stands for all files below it, in
 * byte order, hidden ones left out. What cannot be read is in the list too, and
 * so is a folder that holds no file. What lies below one of the `roots` is taken as that folder
 * would stand for it: a pipe is refused, a link that leads back is passed over, a folder may be empty.
 * @function paths
 * @tparam {string,...} paths files, folders, or "-" for standard input
 * @tparam[opt] {string,...} except files that folders do not stand for
 * @tparam[opt] {string,...} roots folders
 * @treturn {table,...} each with path, size, status ("OK", "ENOTFOUND", …) and
 * message (nil where status is "OK")
 * @usage
 * local entry = jiyao.ingest.paths{"no/such/file.txt"}[1]
 * print(entry.path, entry.status) --> no/such/file.txt	ENOTFOUND
 */
static int l_paths(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 3);
  if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TTABLE);
  if (!lua_isnil(L, 3)) luaL_checktype(L, 3, LUA_TTABLE);
  jy_paths *list = lua_newuserdatauv(L, sizeof *list, 0);
  *list = (jy_paths)JY_PATHS_INIT;
  luaL_setmetatable(L, PATHS_TYPE);
  for (lua_Integer i = 1; !lua_isnil(L, 2) && lua_geti(L, 2, i) != LUA_TNIL; i++) {
    if (jy_paths_except(list, check_path(L, lua_gettop(L))) < 0) return jyL_fail(L);
    lua_pop(L, 1);
  }
  for (lua_Integer i = 1; lua_geti(L, 1, i) != LUA_TNIL; i++) {
    const char *path = check_path(L, lua_gettop(L)), *root = root_of(L, path);
    if ((root ? jy_paths_add_found(list, root, path) : jy_paths_add(list, path)) < 0) return jyL_fail(L);
    lua_pop(L, 2);
  }
  lua_newtable(L);
  for (size_t i = 0; i < list->len; i++) {
    push_path(L, &list->at[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
 * The one name of several that a path has: without `.`, without empty parts, and without
 * `folder/..` where that is no link to another place.
 * @function normal
 * @tparam string path
 * @treturn string
 * @usage
 * print(jiyao.ingest.normal "./pages//2024/a.txt") --> pages/2024/a.txt
 */
static int l_normal(lua_State *L) {
  const char *path = check_path(L, 1);
  jy_buf *name = jyL_newbuf(L);
  if (jy_path_normal(name, path) < 0) return jyL_fail(L);
  jyL_pushstr(L, jy_buf_str(name));
  return 1;
}

/***
 * Read a file and make its reading text. A container of several documents is
 * refused: name one of them, or read them all by `each`.
 * @function read
 * @tparam string path "-" is standard input, "FILE#ID" one item of a container
 * @tparam[opt] table options `encoding` (a label, instead of detection),
 * `policy` for invalid bytes ("replace", "error", "skip"), `script` of the
 * reading ("hans", "keep"; "hant" reads as "hans", to be converted after),
 * `columns` of tables and JSON lines: the names of `text`, `title`, `date`,
 * `id`, `source`, `institution`, `author`, `url`; those that are not given are
 * told by their usual names. An option of another name is refused
 * @treturn Doc
 * @usage
 * local ok, err = pcall(jiyao.ingest.read, "no/such/file.txt")
 * print(ok, err.code, err.path) --> false	ENOTFOUND	no/such/file.txt
 */
static int l_read(lua_State *L) {
  const char *path = check_path(L, 1);
  jy_read_opts opts = check_opts(L, 2);
  jy_doc **d = jyL_newdoc(L);
  return jy_doc_read(d, path, &opts) < 0 ? jyL_fail(L) : 1;
}

/***
 * The same from bytes.
 * @function parse
 * @tparam string bytes
 * @tparam string path names them in messages; .html says that they are HTML
 * @tparam[opt] table options as for read
 * @treturn Doc
 * @usage
 * local doc = jiyao.ingest.parse("<p>醫院</p>", "page.html")
 * print(doc:text():reading()) --> 医院
 */
static int l_parse(lua_State *L) {
  jy_str bytes = jyL_checkstr(L, 1);
  const char *path = check_path(L, 2);
  jy_read_opts opts = check_opts(L, 3);
  jy_doc **d = jyL_newdoc(L);
  return jy_doc_parse(d, path, bytes, &opts) < 0 ? jyL_fail(L) : 1;
}

/***
 * Close the input at once; safe to call twice.
 * @function Docs:close
 * @usage
 * local docs = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * docs:close()
 * print(docs) --> documents (closed)
 */
static int docs_close(lua_State *L) {
  jy_docs **s = luaL_checkudata(L, 1, DOCS_TYPE);
  if (*s) jyL_handle_closed(L);
  jy_docs_close(*s);
  *s = NULL;
  return 0;
}

static jy_docs *check_docs(lua_State *L, int arg) {
  jy_docs **s = luaL_checkudata(L, arg, DOCS_TYPE);
  luaL_argcheck(L, *s != NULL, arg, "documents are closed");
  return *s;
}

/***
 * Open an input to read its documents one after another: a container (JSON
 * lines, a table, a web archive; packed by gzip or not) has any number of them,
 * a page is one.
 * @function open
 * @tparam string path "-" is standard input, "FILE#ID" one item
 * @tparam[opt] table options as for read
 * @treturn Docs to be closed
 * @usage
 * local docs <close> = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * print(docs:next():path()) --> examples/corpus/hospital/2024-03-visit.txt
 * print(docs:next()) --> nil
 */
static int l_open(lua_State *L) {
  const char *path = check_path(L, 1);
  jy_read_opts opts = check_opts(L, 2);
  jy_docs **s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = NULL;
  luaL_setmetatable(L, DOCS_TYPE);
  if (jy_docs_open(s, path, &opts) < 0) return jyL_fail(L);
  jyL_handle_opened(L);
  return 1;
}

/***
 * The next document. One that cannot be read raises its error, and those that
 * follow can be asked for all the same.
 * @function Docs:next
 * @treturn ?Doc nil at the end
 * @usage
 * local docs <close> = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * print(docs:next():kind()) --> text
 */
static int l_next(lua_State *L) {
  jy_docs *s = check_docs(L, 1);
  jy_doc **d = jyL_newdoc(L);
  if (jy_docs_next(s, d) < 0) return jyL_fail(L);
  if (!*d) lua_pushnil(L);
  return 1;
}

/***
 * How many items were passed over so far since they hold no text by intent:
 * images, scripts and failed requests of a web archive.
 * @function Docs:passed
 * @treturn integer
 * @treturn {table,...} those of them whose absence is to be told, since the page
 * was not to be had when it was fetched: `number` in the container, `reason`
 * @usage
 * local docs <close> = jiyao.ingest.open("examples/corpus/hospital/2024-03-visit.txt")
 * print((docs:passed())) --> 0
 */
static int l_passed(lua_State *L) {
  const jy_docs *s = check_docs(L, 1);
  const jy_pass *pass;
  jyL_pushsize(L, jy_docs_passed(s));
  lua_newtable(L);
  for (size_t i = 0; (pass = jy_docs_pass(s, i)) != NULL; i++) {
    lua_createtable(L, 0, 2);
    jyL_setsize(L, "number", pass->number);
    lua_pushstring(L, pass->reason);
    lua_setfield(L, -2, "reason");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

static int docs_tostring(lua_State *L) {
  jy_docs **s = luaL_checkudata(L, 1, DOCS_TYPE);
  lua_pushstring(L, *s ? "documents" : "documents (closed)");
  return 1;
}

/***
 * All documents of an input, for a loop; the first that cannot be read raises.
 * To go on past those, use `open`, or `jiyao.document.each`.
 * @function each
 * @tparam string path as for open
 * @tparam[opt] table options as for read
 * @treturn function an iterator that gives a Doc each time, with what it needs
 * @usage
 * for doc in jiyao.ingest.each("examples/corpus/hospital/2024-03-visit.txt") do
 *   print(doc:encoding(), doc:kind())
 * end
 * --> UTF-8	text
 */
static int l_each(lua_State *L) {
  l_open(L);
  lua_pushcfunction(L, l_next);
  lua_pushvalue(L, -2);
  lua_pushnil(L);
  lua_pushvalue(L, -4);
  return 4;
}

static const luaL_Reg functions[] = {
    {"normal", l_normal}, {"paths", l_paths}, {"read", l_read}, {"parse", l_parse},
    {"open", l_open},   {"each", l_each}, {NULL, NULL}};

static const luaL_Reg docs_methods[] = {
    {"next", l_next}, {"passed", l_passed}, {"close", docs_close}, {NULL, NULL}};

static const luaL_Reg docs_meta[] = {
    {"__gc", docs_close}, {"__close", docs_close}, {"__tostring", docs_tostring}, {NULL, NULL}};

int luaopen_jiyao_ingest(lua_State *L) {
  static const luaL_Reg paths_meta[] = {{"__gc", paths_gc}, {"__close", paths_gc}, {NULL, NULL}};
  jyL_open_doc(L);
  jyL_newtype(L, DOCS_TYPE, docs_meta, docs_methods);
  jyL_newtype(L, PATHS_TYPE, paths_meta, NULL);
  luaL_newlib(L, functions);
  return 1;
}

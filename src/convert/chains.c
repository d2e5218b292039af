/* See chains.h. Tables are built when a configuration is asked for first, and
 * shared: t2s, tw2s and hk2s end with the same one. They live as long as the
 * program. Refuses to know how a table converts. */
#include "convert/chains.h"

#include <pthread.h>
#include <string.h>

#include "base/data.h"
#include "base/embed.h"

#define CONFIGS 32 /* OpenCC 1.1.6 has 14 */
#define GROUP 8    /* dictionaries in one group; OpenCC 1.1.6 has up to 3 */

typedef struct {
  jy_str names; /* of the dictionaries, as the configurations write them */
  jy__dict table;
} kept_table;

typedef struct {
  jy_str name;
  jy__chain chain;
} kept_chain;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static kept_table tables[CONFIGS * 2];
static kept_chain chains[CONFIGS];
static size_t n_tables, n_chains;

static int missing(const char *what, jy_str name) {
  return jy__fail(JY_ENOTFOUND, NULL, JY_NO_OFFSET, "OpenCC's %s '%.*s' is not in this program", what,
                  (int)name.len, name.ptr);
}

/* Takes the next of some names with blanks between. */
static bool next_name(jy_str *rest, jy_str *name) {
  if (rest->len == 0) return false;
  const char *space = memchr(rest->ptr, ' ', rest->len);
  size_t n = space ? (size_t)(space - rest->ptr) : rest->len, used = n + (space != NULL);
  *name = (jy_str){rest->ptr, n};
  *rest = (jy_str){rest->ptr + used, rest->len - used};
  return true;
}

static bool names_one(jy_str names, const char *wanted) {
  jy_str name;
  while (next_name(&names, &name))
    if (jy_str_equal(name, jy_cstr(wanted))) return true;
  return false;
}

/* Which names the dictionaries of a group get wrong: those between the scripts. */
static jy__names names_of(jy_str dicts) {
  if (names_one(dicts, "TSCharacters")) return JY__NAMES_HANS;
  return names_one(dicts, "STCharacters") ? JY__NAMES_HANT : JY__NAMES_NONE;
}

static int find_dicts(jy_str *texts, size_t *n, jy_str names) {
  jy_str name;
  for (*n = 0; *n < GROUP && next_name(&names, &name); ++*n) {
    char path[64] = "opencc/";
    if (name.len > sizeof path - 12) return missing("dictionary", name);
    memcpy(path + 7, name.ptr, name.len);
    memcpy(path + 7 + name.len, ".txt", 5);
    if (!jy__embedded_find(path, &texts[*n])) return missing("dictionary", name);
  }
  return JY_OK;
}

static int get_table(const jy__dict **out, jy_str names) {
  jy_str texts[GROUP];
  size_t n = 0;
  for (size_t i = 0; i < n_tables; i++) {
    *out = &tables[i].table;
    if (jy_str_equal(tables[i].names, names)) return JY_OK;
  }
  if (n_tables == sizeof tables / sizeof *tables) return missing("group", names);
  kept_table *t = &tables[n_tables];
  int status = find_dicts(texts, &n, names);
  if (status == JY_OK) status = jy__dict_build(&t->table, texts, n);
  if (status < 0) return status;
  if ((status = jy__names_mark(&t->table, names_of(names))) < 0) {
    jy__dict_free(&t->table);
    return status;
  }
  t->names = names;
  n_tables++;
  *out = &t->table;
  return JY_OK;
}

/* The first link cuts the text as it converts, where it opens with the
 * dictionary that cuts and its other dictionaries hold single characters only:
 * then no key of theirs could cross a cut. */
static bool cuts_itself(jy_str cutter, jy_str first, const jy__dict *t) {
  jy_str name;
  return next_name(&first, &name) && jy_str_equal(name, cutter) &&
         (t->longer_rank == JY__NO_KEY || t->longer_rank == 0);
}

static int build(jy__chain *c, jy_str row) {
  jy_str cutter, link, first = {"", 0};
  int status = JY_OK;
  *c = (jy__chain){0};
  jy__data_field(&row, &cutter);
  while (status == JY_OK && c->len < JY__LINKS && jy__data_field(&row, &link)) {
    if (c->len == 0) first = link;
    c->names[c->len] = names_of(link);
    status = get_table(&c->links[c->len++], link);
  }
  if (status == JY_OK && (c->len == 0 || jy__data_field(&row, &link)))
    return jy__fail(JY_ECONVERT, NULL, JY_NO_OFFSET, "a configuration of OpenCC has %s links",
                    c->len ? "too many" : "no");
  if (status == JY_OK && c->len && !cuts_itself(cutter, first, c->links[0]))
    status = get_table(&c->cutter, cutter);
  return status;
}

/* The rest of the configuration's row after its name; false where there is none. */
static bool find_row(jy_str *row, jy_str *name, const char *config) {
  jy_str all;
  if (!jy__embedded_find("opencc/chains.txt", &all)) return false;
  while (jy__data_row(&all, row))
    if (jy__data_field(row, name) && jy_str_equal(*name, jy_cstr(config))) return true;
  return false;
}

static int get_chain(const jy__chain **out, const char *config) {
  jy_str row, name;
  for (size_t i = 0; i < n_chains; i++)
    if (jy_str_equal(chains[i].name, jy_cstr(config))) {
      *out = &chains[i].chain;
      return JY_OK;
    }
  if (n_chains == CONFIGS || !find_row(&row, &name, config)) return JY_OK;
  int status = build(&chains[n_chains].chain, row);
  if (status < 0) return status;
  chains[n_chains].name = name;
  *out = &chains[n_chains++].chain;
  return JY_OK;
}

int jy__chain_of(const jy__chain **out, const char *config) {
  *out = NULL;
  pthread_mutex_lock(&lock);
  int status = get_chain(out, config);
  pthread_mutex_unlock(&lock);
  return status;
}

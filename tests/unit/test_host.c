/* The host and the tables that ship: what C callers see of the Lua state, and
 * how tables are found and cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "base/data.h"
#include "base/embed.h"
#include "host/alloc.h"
#include "jiyao/host.h"
#include "jiyao/store.h"

static jy_host *open_host(void) {
  jy_host *h = NULL;
  assert_int_equal(jy_host_new(&h), JY_OK);
  assert_non_null(h);
  return h;
}

static void fails(jy_host *h, const char *code, const char *message) {
  assert_int_equal(jy_host_run(h, jy_cstr(code), "a.lua"), JY_EINVALID);
  assert_string_equal(jy_error_last()->message, message);
}

static void runs_code(void **state) {
  (void)state;
  jy_host *h = open_host();
  assert_int_equal(jy_host_run(h, jy_cstr("x = 1"), "a.lua"), JY_OK);
  assert_int_equal(jy_host_run(h, jy_cstr("assert(x == 1 and jiyao.version)"), "a.lua"), JY_OK);
  assert_int_equal(jy_host_run(h, (jy_str){"", 0}, "empty.lua"), JY_OK);
  jy_host_free(h);
}

enum { BLOCKS = 200 };

/* Blocks of all sizes, made larger and smaller in turn, keep what is in them. */
static void hands_out_memory(void **state) {
  (void)state;
  jy__pool pool = {{NULL}, NULL, NULL, NULL};
  static const size_t sizes[] = {1, 15, 16, 17, 100, 511, 512, 513, 3000, 70000};
  enum { SIZES = sizeof sizes / sizeof *sizes };
  unsigned char *block[BLOCKS] = {NULL};
  size_t size[BLOCKS] = {0};
  for (size_t turn = 0; turn < 20 * BLOCKS; turn++) {
    size_t b = turn * 7919 % BLOCKS, want = sizes[(turn * 31 + turn / BLOCKS) % SIZES];
    unsigned char *p = jy__pool_alloc(&pool, block[b], size[b], want);
    assert_non_null(p);
    for (size_t i = 0; i < size[b] && i < want; i++) assert_int_equal(p[i], (unsigned char)(b + i));
    for (size_t i = 0; i < want; i++) p[i] = (unsigned char)(b + i);
    block[b] = p;
    size[b] = want;
  }
  for (size_t b = 0; b < BLOCKS; b++) assert_null(jy__pool_alloc(&pool, block[b], size[b], 0));
  assert_null(jy__pool_alloc(&pool, NULL, 5, 0));
  jy__pool_free(&pool);
}

static void fails_with_one_line(void **state) {
  (void)state;
  jy_host *h = open_host();
  fails(h, "\nerror 'no'", "a.lua:2: no");
  fails(h, "x = = 1", "a.lua:1: unexpected symbol near '='");
  fails(h, "jiyao.fail('EIO', 'no', 'b.txt', 3)", "a.lua:1: b.txt: no (at byte 3)");
  fails(h, "jiyao.fail('EIO', 'no', nil, 3)", "a.lua:1: no (at byte 3)");
  fails(h, "jiyao.fail('EIO', 'bad at byte 3 (ff)', 'b.txt', 3)", "a.lua:1: b.txt: bad at byte 3 (ff)");
  fails(h, "jiyao.fail('EIO', 'bad at byte 31', 'b.txt', 3)", "a.lua:1: b.txt: bad at byte 31 (at byte 3)");
  fails(h, "jiyao.convert.decode('\\xE9', 'utf-8')",
        "a.lua:1: truncated UTF-8 at byte 0 (e9): the input ends inside a character");
  jy_str worse = jy_cstr("error(setmetatable({}, {__tostring = error}))");
  assert_int_equal(jy_host_run(h, worse, "a.lua"), JY_EINVALID);
  assert_int_equal(jy_host_run(h, jy_cstr("x = 2"), "a.lua"), JY_OK);
  jy_host_free(h);
}

static void stop_queries(void *arg) {
  ++*(int *)arg;
  jy_store_interrupt_all();
}

static void press_ctrl_c(int number) {
  (void)number;
  raise(SIGINT);
}

/* A query is at work in SQLite, where no Lua hook is asked. It ends, its script
 * too, and what is run next is not struck. */
static void ctrl_c_stops_a_query(void **state) {
  (void)state;
  static const char query[] =
      "db = jiyao.store.open(':memory:', 'create')\n"
      "db:one 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT sum(x) FROM c'";
  /* Should the first not stop it, the second ends this program. */
  static const struct itimerval soon = {.it_value = {.tv_usec = 300000}, .it_interval = {.tv_sec = 20}}, off = {0};
  jy_host *h = open_host();
  int stops = 0;
  jy_host_on_interrupt(stop_queries, &stops);
  signal(SIGVTALRM, press_ctrl_c);
  signal(SIGINT, SIG_DFL); /* a shell lets what it runs in the background ignore it */
  assert_int_equal(setitimer(ITIMER_VIRTUAL, &soon, NULL), 0);
  fails(h, query, "a.lua:2: interrupted!");
  assert_int_equal(setitimer(ITIMER_VIRTUAL, &off, NULL), 0);
  assert_int_equal(stops, 1);
  assert_int_equal(jy_host_run(h, jy_cstr("db:close(); for i = 1, 10 do x = i end"), "a.lua"), JY_OK);
  signal(SIGVTALRM, SIG_DFL);
  jy_host_on_interrupt(NULL, NULL);
  jy_host_free(h);
}

static void takes_no_bytecode_and_keeps_nul(void **state) {
  (void)state;
  jy_host *h = open_host();
  assert_int_equal(jy_host_run(h, jy_cstr("\033Lua"), "a.luac"), JY_EINVALID);
  static const char code[] = "assert(#'a\0b' == 3)";
  assert_int_equal(jy_host_run(h, (jy_str){code, sizeof code - 1}, "a.lua"), JY_OK);
  jy_host_free(h);
}

static void keeps_states_apart(void **state) {
  (void)state;
  jy_host *a = open_host(), *b = open_host();
  assert_int_equal(jy_host_run(a, jy_cstr("x = 1"), "a.lua"), JY_OK);
  assert_int_equal(jy_host_run(b, jy_cstr("assert(x == nil)"), "b.lua"), JY_OK);
  assert_ptr_not_equal(jy_host_lua(a), jy_host_lua(b));
  jy_host_free(a);
  jy_host_free(b);
}

/* A stack that overflowed must not be walked level by level. */
static void shortens_deep_tracebacks(void **state) {
  (void)state;
  jy_host *h = open_host();
  jy_str code = jy_cstr("local function f() return 1 + f() end f()");
  assert_int_equal(jy_host_run(h, code, "deep.lua"), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "stack overflow"));
  jy_host_free(h);
}

static void reads_from_disk(void **state) {
  (void)state;
  jy_host *h = NULL;
  setenv("JIYAO_LUA", "no/such/folder", 1);
  assert_int_equal(jy_host_new(&h), JY_EINVALID);
  assert_null(h);
  assert_non_null(strstr(jy_error_last()->message, "no/such/folder/jiyao/init.lua"));
  assert_false(jy__resource_exists("jiyao/init.lua"));
  assert_true(jy__resource_exists("opencc/TSPhrases.txt"));
  unsetenv("JIYAO_LUA");
  assert_true(jy__resource_exists("jiyao/init.lua"));
}

static void embeds_sorted_names(void **state) {
  (void)state;
  jy_str content;
  for (const jy__embed *e = jy__embedded; e->name; e++) {
    if (e[1].name) assert_true(strcmp(e->name, e[1].name) < 0);
    assert_true(jy__embedded_find(e->name, &content));
    assert_ptr_equal(content.ptr, e->start);
  }
  assert_false(jy__embedded_find("", &content));
  assert_false(jy__embedded_find("jiyao/", &content));
}

static void names_missing_tables(void **state) {
  (void)state;
  jy_buf b = JY_BUF_INIT;
  assert_int_equal(jy__data_read(&b, "nonsense"), JY_ENOTFOUND);
  assert_string_equal(jy_error_last()->path, "jiyao/data/nonsense.tsv");
  assert_int_equal(b.len, 0);
  jy_buf_free(&b);
}

static void assert_fields(jy_str row, const char *const *fields) {
  jy_str field;
  for (; *fields; fields++) {
    assert_true(jy__data_field(&row, &field));
    assert_true(jy_str_equal(field, jy_cstr(*fields)));
  }
  assert_false(jy__data_field(&row, &field));
}

static void cuts_rows_and_fields(void **state) {
  (void)state;
  jy_str row, rest = jy_cstr("# source\n\na\tb\n\t\n院长\t\n#x\nlast");
  assert_true(jy__data_row(&rest, &row));
  assert_fields(row, (const char *const[]){"a", "b", NULL});
  assert_true(jy__data_row(&rest, &row));
  assert_fields(row, (const char *const[]){"", "", NULL});
  assert_true(jy__data_row(&rest, &row));
  assert_fields(row, (const char *const[]){"院长", "", NULL});
  assert_true(jy__data_row(&rest, &row));
  assert_fields(row, (const char *const[]){"last", NULL});
  assert_false(jy__data_row(&rest, &row));
  assert_false(jy__data_row(&rest, &row));
}

static void cuts_odd_tables(void **state) {
  (void)state;
  jy_str row, empty = {NULL, 0}, lines = jy_cstr("\n\n#\n");
  assert_false(jy__data_row(&empty, &row));
  assert_false(jy__data_row(&lines, &row));
  jy_str nul = {"a\0b\tc\n", 6};
  assert_true(jy__data_row(&nul, &row));
  assert_int_equal(row.len, 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(runs_code),
      cmocka_unit_test(hands_out_memory),
      cmocka_unit_test(fails_with_one_line),
      cmocka_unit_test(ctrl_c_stops_a_query),
      cmocka_unit_test(takes_no_bytecode_and_keeps_nul),
      cmocka_unit_test(keeps_states_apart),
      cmocka_unit_test(shortens_deep_tracebacks),
      cmocka_unit_test(reads_from_disk),
      cmocka_unit_test(embeds_sorted_names),
      cmocka_unit_test(names_missing_tables),
      cmocka_unit_test(cuts_rows_and_fields),
      cmocka_unit_test(cuts_odd_tables),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

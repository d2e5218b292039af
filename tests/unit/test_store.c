/* The store: what open accepts and refuses, typed values, transactions,
 * damage. Each test works in a folder of its own. */
#include "check.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"
#include "store/internal.h"

static char folder[SCRATCH];
static char path[2 * SCRATCH];

static int setup(void **state) {
  (void)state;
  if (scratch_make(folder) < 0) return -1;
  snprintf(path, sizeof path, "%s/c.db", folder);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  return scratch_remove(folder);
}

static jy_store *opened(jy_store_mode mode) {
  jy_store *s = NULL;
  if (jy_store_open(&s, path, mode) < 0) fail_msg("%s: %s", path, jy_error_last()->message);
  return s;
}

static void exec(jy_store *s, const char *sql) {
  if (jy_store_exec(s, jy_cstr(sql)) < 0) fail_msg("%s: %s", sql, jy_error_last()->message);
}

static int64_t number(jy_store *s, const char *sql) {
  jy_stmt *q = NULL;
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr(sql)), JY_OK);
  assert_int_equal(jy_stmt_step(q), 1);
  int64_t n = jy_stmt_int(q, 0);
  jy_stmt_free(q);
  return n;
}

static void write_file(const char *bytes, size_t len) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(bytes, 1, len, f), len);
  assert_int_equal(fclose(f), 0);
}

static void refused(jy_store_mode mode, int code, const char *words) {
  jy_store *s = NULL;
  jy_error_clear();
  assert_int_equal(jy_store_open(&s, path, mode), code);
  assert_null(s);
  assert_string_equal(jy_error_last()->path, path);
  if (!strstr(jy_error_last()->message, words)) fail_msg("message: %s", jy_error_last()->message);
}

/* ---- opening ---------------------------------------------------------------- */

static void only_create_makes_a_file(void **state) {
  (void)state;
  refused(JY_STORE_READ, JY_ENOTFOUND, "no such corpus");
  refused(JY_STORE_WRITE, JY_ENOTFOUND, "no such corpus");
  assert_int_equal(access(path, F_OK), -1);
  jy_store_close(opened(JY_STORE_CREATE));
  jy_store_close(opened(JY_STORE_READ));
  jy_store_close(opened(JY_STORE_WRITE));
  jy_store_close(opened(JY_STORE_CREATE));
}

static void create_needs_the_folder(void **state) {
  (void)state;
  snprintf(path, sizeof path, "%s/none/c.db", folder);
  refused(JY_STORE_CREATE, JY_ENOTFOUND, "cannot create");
}

static void a_folder_is_no_corpus(void **state) {
  (void)state;
  snprintf(path, sizeof path, "%s", folder);
  refused(JY_STORE_READ, JY_EIO, "not a file");
  refused(JY_STORE_CREATE, JY_EIO, "not a file");
}

static void other_files_are_refused_and_kept(void **state) {
  (void)state;
  static const char text[] = "this is a letter, and long enough to have a header to look at, "
                             "which SQLite reads as one hundred bytes at the head of a file";
  struct stat st;
  write_file(text, sizeof text);
  refused(JY_STORE_READ, JY_EDB, "not even an SQLite file");
  refused(JY_STORE_WRITE, JY_EDB, "not even an SQLite file");
  refused(JY_STORE_CREATE, JY_EDB, "not even an SQLite file");
  assert_int_equal(stat(path, &st), 0);
  assert_int_equal(st.st_size, sizeof text);
}

static void an_empty_file_is_only_good_to_create(void **state) {
  (void)state;
  write_file("", 0);
  refused(JY_STORE_READ, JY_EDB, "empty file");
  refused(JY_STORE_WRITE, JY_EDB, "empty file");
  jy_store_close(opened(JY_STORE_CREATE));
  jy_store_close(opened(JY_STORE_READ));
}

static void another_sqlite_file_is_refused(void **state) {
  (void)state;
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "CREATE TABLE t(x)", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  refused(JY_STORE_READ, JY_EDB, "not a jiyao corpus");
  refused(JY_STORE_CREATE, JY_EDB, "not a jiyao corpus");
}

static void a_newer_version_is_refused(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  exec(s, "PRAGMA user_version = 99");
  jy_store_close(s);
  refused(JY_STORE_READ, JY_EDB, "newer jiyao");
  refused(JY_STORE_CREATE, JY_EDB, "newer jiyao");
}

static void a_cut_file_is_damaged(void **state) {
  (void)state;
  jy_store_close(opened(JY_STORE_CREATE));
  assert_int_equal(truncate(path, 8192), 0);
  refused(JY_STORE_READ, JY_EDB, "damaged");
  refused(JY_STORE_WRITE, JY_EDB, "damaged");
}

static void overwritten_pages_are_damage(void **state) {
  (void)state;
  jy_store_close(opened(JY_STORE_CREATE));
  char junk[4096];
  memset(junk, 0xA5, sizeof junk);
  int fd = open(path, O_RDWR);
  assert_true(fd >= 0);
  assert_int_equal(pwrite(fd, junk, sizeof junk - 100, 100), sizeof junk - 100);
  assert_int_equal(close(fd), 0);
  refused(JY_STORE_READ, JY_EDB, "damaged");
}

static void a_reader_cannot_write_and_leaves_no_files(void **state) {
  (void)state;
  jy_store_close(opened(JY_STORE_CREATE));
  jy_store *s = opened(JY_STORE_READ);
  assert_int_equal(jy_store_exec(s, jy_cstr("DELETE FROM document")), JY_EDB);
  assert_non_null(strstr(jy_error_last()->message, "reading only"));
  assert_int_equal(jy_store_begin(s), JY_OK);
  assert_int_equal(number(s, "SELECT count(*) FROM document"), 0);
  assert_int_equal(jy_store_commit(s), JY_OK);
  jy_store_close(s);
  char beside[3 * SCRATCH];
  snprintf(beside, sizeof beside, "%s-shm", path);
  assert_int_equal(access(beside, F_OK), -1);
}

/* As on a disk that is full or protected, the index cannot be made: SQLite
 * follows no link there. The path holds what a URI would read otherwise. */
static void a_reader_needs_no_place_for_an_index(void **state) {
  (void)state;
  char beside[3 * SCRATCH];
  snprintf(path, sizeof path, "%s/c d%%?#会.db", folder);
  jy_store *s = opened(JY_STORE_CREATE);
  exec(s, "INSERT INTO refused VALUES ('a', 'b', 'EIO', NULL)");
  jy_store_close(s);
  snprintf(beside, sizeof beside, "%s-shm", path);
  assert_int_equal(symlink("nowhere", beside), 0);
  s = opened(JY_STORE_READ);
  assert_int_equal(number(s, "SELECT count(*) FROM refused"), 1);
  jy_store_close(s);
  refused(JY_STORE_WRITE, JY_EIO, "unable to open");
  assert_int_equal(unlink(beside), 0);
  snprintf(beside, sizeof beside, "%s-wal", path);
  unlink(beside);
  assert_int_equal(unlink(path), 0);
}

/* What is half written by a process that dies is in the file, and its journal tells what
 * stood there: a reader, who may not undo it, must not take it for the corpus. */
static void a_reader_does_not_see_what_was_broken_off(void **state) {
  (void)state;
  jy_store_close(opened(JY_STORE_CREATE));
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    jy_store *s = opened(JY_STORE_WRITE);
    exec(s, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1");
    (void)jy_store_begin(s);
    exec(s, "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO refused SELECT 'a' || i, 'b', 'EIO', NULL FROM n");
    _exit(0);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  refused(JY_STORE_READ, JY_EDB, "broken off");
  jy_store *s = opened(JY_STORE_WRITE);
  assert_int_equal(number(s, "SELECT count(*) FROM refused"), 0);
  jy_store_close(s);
}

static void a_name_like_a_uri_is_a_name(void **state) {
  (void)state;
  assert_int_equal(chdir(folder), 0);
  snprintf(path, sizeof path, "file:c.db");
  jy_store_close(opened(JY_STORE_CREATE));
  jy_store_close(opened(JY_STORE_READ));
  assert_int_equal(access("./file:c.db", F_OK), 0);
  assert_int_equal(access("./file:c.db-shm", F_OK), -1);
  assert_int_equal(chdir("/"), 0);
}

static void an_older_sqlite_is_refused(void **state) {
  (void)state;
  assert_int_equal(jy__store_agrees(3040001, 3040001), JY_OK);
  assert_int_equal(jy__store_agrees(3040001, 3045000), JY_OK);
  assert_int_equal(jy__store_agrees(3040001, 3037002), JY_EDB);
  assert_non_null(strstr(jy_error_last()->message, "SQLite 3.40.1 but runs with the older 3.37.2"));
}

static void a_second_writer_is_told_to_wait(void **state) {
  (void)state;
  jy_store *a = opened(JY_STORE_CREATE), *b = opened(JY_STORE_WRITE);
  exec(b, "PRAGMA busy_timeout = 0");
  assert_int_equal(jy_store_begin(a), JY_OK);
  assert_int_equal(jy_store_begin(b), JY_EDB);
  assert_non_null(strstr(jy_error_last()->message, "another program"));
  assert_int_equal(number(b, "SELECT count(*) FROM document"), 0);
  assert_int_equal(jy_store_rollback(a), JY_OK);
  jy_store_close(a);
  jy_store_close(b);
}

/* ---- statements ------------------------------------------------------------- */

static void values_come_back_as_they_went(void **state) {
  (void)state;
  static const char nul[] = "a\0院\0b", bytes[] = "\0\xff\xfe\0";
  jy_store *s = opened(JY_STORE_CREATE);
  jy_stmt *q = NULL;
  jy_str got;
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr("SELECT ?1, ?2, ?3, ?4, ?5, ?6 AS six")), JY_OK);
  assert_int_equal(jy_stmt_bind_int(q, 1, INT64_MIN), JY_OK);
  assert_int_equal(jy_stmt_bind_real(q, 2, -0.5), JY_OK);
  assert_int_equal(jy_stmt_bind_text(q, 3, (jy_str){nul, sizeof nul - 1}), JY_OK);
  assert_int_equal(jy_stmt_bind_blob(q, 4, (jy_str){bytes, sizeof bytes - 1}), JY_OK);
  assert_int_equal(jy_stmt_bind_null(q, 5), JY_OK);
  assert_int_equal(jy_stmt_bind_text(q, 6, (jy_str){NULL, 0}), JY_OK);
  assert_int_equal(jy_stmt_step(q), 1);
  assert_int_equal(jy_stmt_type(q, 0), JY_TYPE_INTEGER);
  assert_true(jy_stmt_int(q, 0) == INT64_MIN);
  assert_int_equal(jy_stmt_type(q, 1), JY_TYPE_REAL);
  assert_true(jy_stmt_real(q, 1) < -0.4 && jy_stmt_real(q, 1) > -0.6);
  assert_int_equal(jy_stmt_type(q, 2), JY_TYPE_TEXT);
  assert_int_equal(jy_stmt_str(&got, q, 2), JY_OK);
  assert_true(jy_str_equal(got, (jy_str){nul, sizeof nul - 1}));
  assert_int_equal(jy_stmt_type(q, 3), JY_TYPE_BLOB);
  assert_int_equal(jy_stmt_str(&got, q, 3), JY_OK);
  assert_true(jy_str_equal(got, (jy_str){bytes, sizeof bytes - 1}));
  assert_int_equal(jy_stmt_type(q, 4), JY_TYPE_NULL);
  assert_int_equal(jy_stmt_type(q, 5), JY_TYPE_TEXT);
  assert_int_equal(jy_stmt_type(q, 6), JY_TYPE_NULL);
  assert_string_equal(jy_stmt_name(q, 5), "six");
  assert_string_equal(jy_stmt_name(q, 6), "");
  jy_stmt_free(q);
  jy_store_close(s);
}

static void text_must_be_utf8(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  jy_stmt *q = NULL;
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr("SELECT ?")), JY_OK);
  assert_int_equal(jy_stmt_bind_text(q, 1, jy_cstr("ab\xff")), JY_EENCODING);
  assert_non_null(strstr(jy_error_last()->message, "byte 2"));
  jy_stmt_free(q);
  jy_store_close(s);
}

static void statements_are_not_misused_in_silence(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  jy_stmt *q = NULL;
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr("")), JY_EINVALID);
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr(" -- nothing\n")), JY_EINVALID);
  assert_int_equal(jy_stmt_new(&q, s, (jy_str){"SELECT 1\0", 9}), JY_EINVALID);
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr("SELEC 1")), JY_EDB);
  assert_non_null(strstr(jy_error_last()->message, "at byte 0 of the statement"));
  assert_null(q);
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr("SELECT ?; -- and no more")), JY_OK);
  assert_int_equal(jy_stmt_bind_int(q, 2, 1), JY_EINVALID);
  assert_int_equal(jy_stmt_bind_int(q, 0, 1), JY_EINVALID);
  assert_int_equal(jy_stmt_int(q, 0), 0);
  assert_int_equal(jy_stmt_step(q), 1);
  assert_int_equal(jy_stmt_bind_int(q, 1, 1), JY_EINVALID);
  assert_int_equal(jy_stmt_step(q), 0);
  assert_int_equal(jy_stmt_step(q), JY_EINVALID);
  jy_stmt_reset(q);
  assert_int_equal(jy_stmt_step(q), 1);
  jy_store_close(s);
  assert_int_equal(jy_stmt_step(q), JY_EINVALID);
  assert_int_equal(jy_stmt_columns(q), 0);
  assert_int_equal(jy_stmt_run(NULL, q), JY_EINVALID);
  jy_stmt_free(q);
}

static void changes_are_those_of_the_statement(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  jy_stmt *q = NULL;
  int64_t n = -1;
  exec(s, "CREATE TABLE t(x); INSERT INTO t VALUES (1), (2), (3)");
  assert_int_equal(jy_stmt_new(&q, s, jy_cstr("UPDATE t SET x = 0 WHERE x > ?")), JY_OK);
  assert_int_equal(jy_stmt_bind_int(q, 1, 1), JY_OK);
  assert_int_equal(jy_stmt_run(&n, q), JY_OK);
  assert_int_equal(n, 2);
  assert_int_equal(jy_stmt_run(&n, q), JY_OK);
  assert_int_equal(n, 0);
  jy_stmt_free(q);
  jy_store_close(s);
}

/* ---- transactions ------------------------------------------------------------ */

static void rollback_undoes_to_the_matching_begin(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  exec(s, "CREATE TABLE t(x)");
  assert_int_equal(jy_store_begin(s), JY_OK);
  exec(s, "INSERT INTO t VALUES (1)");
  assert_int_equal(jy_store_begin(s), JY_OK);
  exec(s, "INSERT INTO t VALUES (2)");
  assert_int_equal(jy_store_rollback(s), JY_OK);
  assert_int_equal(number(s, "SELECT count(*) FROM t"), 1);
  assert_int_equal(jy_store_begin(s), JY_OK);
  exec(s, "INSERT INTO t VALUES (3)");
  assert_int_equal(jy_store_commit(s), JY_OK);
  assert_int_equal(jy_store_commit(s), JY_OK);
  assert_int_equal(number(s, "SELECT sum(x) FROM t"), 4);
  assert_int_equal(jy_store_begin(s), JY_OK);
  exec(s, "DELETE FROM t");
  jy_store_close(s);
  s = opened(JY_STORE_READ);
  assert_int_equal(number(s, "SELECT sum(x) FROM t"), 4);
  assert_int_equal(jy_store_rollback(s), JY_EINVALID);
  jy_store_close(s);
}

static void nothing_is_written_after_a_transaction_broke(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  exec(s, "CREATE TABLE t(x)");
  assert_int_equal(jy_store_begin(s), JY_OK);
  exec(s, "INSERT INTO t VALUES (1); ROLLBACK");
  assert_int_equal(jy_store_exec(s, jy_cstr("INSERT INTO t VALUES (2)")), JY_EDB);
  assert_non_null(strstr(jy_error_last()->message, "ended before its time"));
  assert_int_equal(jy_store_begin(s), JY_EDB);
  assert_int_equal(jy_store_commit(s), JY_EDB);
  assert_int_equal(number(s, "SELECT count(*) FROM t"), 0);
  exec(s, "INSERT INTO t VALUES (3)");
  jy_store_close(s);
}

static void a_full_disk_keeps_what_was_there(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  exec(s, "CREATE TABLE t(x)");
  char limit[64];
  snprintf(limit, sizeof limit, "PRAGMA max_page_count = %d", (int)number(s, "PRAGMA page_count") + 4);
  exec(s, limit);
  exec(s, "INSERT INTO t VALUES (1)");
  assert_int_equal(jy_store_begin(s), JY_OK);
  exec(s, "INSERT INTO t VALUES (2)");
  assert_int_equal(jy_store_exec(s, jy_cstr("INSERT INTO t VALUES (zeroblob(100000))")), JY_EIO);
  assert_non_null(strstr(jy_error_last()->message, "no space left"));
  assert_int_equal(jy_store_rollback(s), JY_OK);
  jy_store_close(s);
  s = opened(JY_STORE_READ);
  assert_int_equal(number(s, "SELECT count(*) FROM t"), 1);
  jy_store_close(s);
}

static void bad_rows_are_invalid_not_broken(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  exec(s, "INSERT INTO refused VALUES ('a', 'b', 'EIO', NULL)");
  assert_int_equal(jy_store_exec(s, jy_cstr("INSERT INTO refused VALUES ('a', 'b', 'EIO', NULL)")), JY_EINVALID);
  assert_non_null(strstr(jy_error_last()->message, "refused.path"));
  assert_int_equal(jy_store_exec(s, jy_cstr("INSERT INTO article VALUES (9, 1, NULL, 0, 1)")), JY_EINVALID);
  jy_store_close(s);
}

static int interrupt_soon(void *s) {
  jy_store_interrupt_all();
  (void)s;
  return 0;
}

static void an_interrupt_stops_a_long_query(void **state) {
  (void)state;
  jy_store *s = opened(JY_STORE_CREATE);
  sqlite3_progress_handler(s->db, 1000, interrupt_soon, s);
  assert_int_equal(jy_store_exec(s, jy_cstr("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                            " SELECT count(*) FROM n")), JY_EINTERRUPTED);
  assert_string_equal(jy_error_last()->message, "interrupted");
  jy_store_close(s);
}

/* ---- checking ------------------------------------------------------------------ */

#define DOCUMENT(id, content) \
  "INSERT INTO document VALUES (" id ", 'd" id "', '" content "', 'UTF-8', 'Hans', 'text', 2," \
  " NULL, NULL, NULL, '1', 0, 6, 1, 0);" \
  "INSERT INTO content VALUES (" id ", packed('院长'), NULL, NULL, NULL);"

#define ANEW ": restore a copy, or forget the document and ingest it anew\n"

static void check_names_every_fault(void **state) {
  (void)state;
  char id[JY_CONTENT_ID_SIZE], sql[512];
  jy_buf report = JY_BUF_INIT;
  jy_store *s = opened(JY_STORE_CREATE);
  jy_content_id(id, jy_cstr("院长"));
  snprintf(sql, sizeof sql, DOCUMENT("1", "%s"), id);
  exec(s, sql);
  exec(s, "INSERT INTO article VALUES (1, 1, NULL, 0, 6), (1, 2, NULL, 3, 3);"
          "INSERT INTO search (search) VALUES ('rebuild')");
  assert_int_equal(jy_store_check(&report, s), JY_OK);
  assert_int_equal(report.len, 0);
  exec(s, DOCUMENT("2", "00") "INSERT INTO article VALUES (2, 1, NULL, 1, 6), (2, 2, NULL, 0, 7);"
          "INSERT INTO loss VALUES (2, 1, 5, 2);"
          "INSERT INTO document VALUES (3, 'd3', '', 'UTF-8', 'Hans', 'text', 2, NULL, NULL, NULL, '1', 0, 6, 1, 0);"
          "PRAGMA foreign_keys = OFF; INSERT INTO topic VALUES (7, 1, 'x')");
  assert_int_equal(jy_store_check(&report, s), JY_OK);
  assert_string_equal(report.ptr,
                      "a row of topic refers to a missing row of meeting: restore a copy, or ingest the "
                      "documents into a new file\n"
                      "d2: a loss at byte 5 leaves the bytes" ANEW
                      "d3: the texts of the document are missing" ANEW
                      "d2: the bytes do not match their content id" ANEW
                      "d2: article [1, 6) leaves the text or cuts a character" ANEW
                      "d2: article [0, 7) leaves the text or cuts a character" ANEW
                      "the index of words does not agree with the documents: it can be made anew by the SQL "
                      "INSERT INTO search (search) VALUES ('rebuild')\n");
  jy_buf_free(&report);
  jy_store_close(s);
}

static void content_ids_tell_bytes_apart(void **state) {
  (void)state;
  char a[JY_CONTENT_ID_SIZE], b[JY_CONTENT_ID_SIZE];
  jy_content_id(a, (jy_str){"a\0b", 3});
  jy_content_id(b, (jy_str){"a\0c", 3});
  assert_int_equal(strlen(a), 32);
  assert_string_not_equal(a, b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(only_create_makes_a_file), TEST(create_needs_the_folder), TEST(a_folder_is_no_corpus),
      TEST(other_files_are_refused_and_kept), TEST(an_empty_file_is_only_good_to_create),
      TEST(another_sqlite_file_is_refused), TEST(a_newer_version_is_refused), TEST(a_cut_file_is_damaged),
      TEST(overwritten_pages_are_damage), TEST(a_reader_cannot_write_and_leaves_no_files),
      TEST(a_reader_needs_no_place_for_an_index), TEST(a_reader_does_not_see_what_was_broken_off),
      TEST(a_name_like_a_uri_is_a_name), TEST(an_older_sqlite_is_refused),
      TEST(a_second_writer_is_told_to_wait), TEST(values_come_back_as_they_went), TEST(text_must_be_utf8),
      TEST(statements_are_not_misused_in_silence), TEST(changes_are_those_of_the_statement),
      TEST(rollback_undoes_to_the_matching_begin), TEST(nothing_is_written_after_a_transaction_broke),
      TEST(a_full_disk_keeps_what_was_there), TEST(bad_rows_are_invalid_not_broken),
      TEST(an_interrupt_stops_a_long_query), TEST(check_names_every_fault),
      TEST(content_ids_tell_bytes_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

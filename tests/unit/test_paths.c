/* jy_paths: folders in byte order, what is refused and what is passed over. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/internal.h"
#include "jiyao/ingest.h"
#include "scratch.h"

static char root[SCRATCH];

static void path_of(char *out, size_t size, const char *name) {
  snprintf(out, size, "%s/%s", root, name);
}

static void write_file(const char *name, const char *content) {
  char path[2 * SCRATCH];
  path_of(path, sizeof path, name);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_true(fputs(content, f) >= 0);
  assert_int_equal(fclose(f), 0);
}

static void make_folder(const char *name) {
  char path[2 * SCRATCH];
  path_of(path, sizeof path, name);
  assert_int_equal(mkdir(path, 0700), 0);
}

static int make_tree(void **state) {
  (void)state;
  if (scratch_make(root) < 0) return -1;
  make_folder("b");
  make_folder("b/in");
  make_folder(".git");
  make_folder("hollow");
  make_folder("hollow/in");
  write_file("c.txt", "abc");
  write_file("B.txt", "");
  write_file(".hidden", "x");
  write_file(".git/config", "x");
  write_file("b/in/z.txt", "zz");
  write_file("b/纪要.txt", "1");
  char from[2 * SCRATCH], to[2 * SCRATCH];
  path_of(from, sizeof from, "b/in/loop");
  path_of(to, sizeof to, "b");
  assert_int_equal(symlink(to, from), 0);
  path_of(from, sizeof from, "dangling");
  assert_int_equal(symlink("nowhere", from), 0);
  path_of(from, sizeof from, "pipe");
  assert_int_equal(mkfifo(from, 0600), 0);
  return 0;
}

static int remove_tree(void **state) {
  (void)state;
  return scratch_remove(root);
}

static void test_folder(void **state) {
  (void)state;
  static const struct {
    const char *name;
    size_t size;
    int status;
  } expected[] = {
      {"B.txt", 0, JY_OK},   {"b/in/z.txt", 2, JY_OK},        {"b/纪要.txt", 1, JY_OK},
      {"c.txt", 3, JY_OK},   {"dangling", 0, JY_ENOTFOUND},   {"pipe", 0, JY_EINVALID},
  };
  jy_paths list = JY_PATHS_INIT;
  assert_int_equal(jy_paths_add(&list, root), JY_OK);
  assert_int_equal(list.len, sizeof expected / sizeof *expected);
  for (size_t i = 0; i < list.len; i++) {
    char path[2 * SCRATCH];
    path_of(path, sizeof path, expected[i].name);
    assert_string_equal(list.at[i].path, path);
    assert_int_equal(list.at[i].size, expected[i].size);
    assert_int_equal(list.at[i].status, expected[i].status);
    assert_int_equal(list.at[i].message == NULL, expected[i].status == JY_OK);
  }
  jy_paths_free(&list);
}

static void test_single(void **state) {
  (void)state;
  char path[2 * SCRATCH];
  jy_paths list = JY_PATHS_INIT;
  path_of(path, sizeof path, ".hidden");
  assert_int_equal(jy_paths_add(&list, path), JY_OK); /* named, so wanted */
  assert_int_equal(jy_paths_add(&list, "-"), JY_OK);
  path_of(path, sizeof path, "pipe");
  assert_int_equal(jy_paths_add(&list, path), JY_OK);
  path_of(path, sizeof path, "missing");
  assert_int_equal(jy_paths_add(&list, path), JY_OK);
  assert_int_equal(jy_paths_add(&list, ""), JY_OK);
  assert_int_equal(list.len, 5);
  assert_int_equal(list.at[0].size, 1);
  assert_string_equal(list.at[1].path, "-");
  assert_int_equal(list.at[2].status, JY_OK);
  assert_int_equal(list.at[3].status, JY_ENOTFOUND);
  assert_int_equal(list.at[4].status, JY_ENOTFOUND);
  assert_non_null(strstr(list.at[3].message, "cannot open"));
  jy_paths_free(&list);
  jy_paths_free(&list);
}

static void test_trailing_slash(void **state) {
  (void)state;
  char path[2 * SCRATCH], file[2 * SCRATCH];
  jy_paths list = JY_PATHS_INIT;
  path_of(path, sizeof path, "b/in/");
  path_of(file, sizeof file, "b/in/loop/in/z.txt");
  assert_int_equal(jy_paths_add(&list, path), JY_OK);
  /* From in/, the link to b leads out once; b/in itself is where we are. */
  assert_int_equal(list.len, 2);
  assert_non_null(strstr(list.at[0].path, "b/in/loop/纪要.txt"));
  assert_non_null(strstr(list.at[1].path, "b/in/z.txt"));
  jy_paths_free(&list);
}

/* Nothing to read is told where it was asked for, not of each folder on the way. */
static void test_empty(void **state) {
  (void)state;
  char path[2 * SCRATCH];
  jy_paths list = JY_PATHS_INIT;
  path_of(path, sizeof path, "hollow");
  assert_int_equal(jy_paths_add(&list, path), JY_OK);
  assert_int_equal(list.len, 1);
  assert_string_equal(list.at[0].path, path);
  assert_int_equal(list.at[0].status, JY_ENOTFOUND);
  assert_string_equal(list.at[0].message, "the folder holds no file to read");
  jy_paths_free(&list);
}

static void test_except(void **state) {
  (void)state;
  char path[2 * SCRATCH];
  jy_paths list = JY_PATHS_INIT;
  path_of(path, sizeof path, "b/../b/in/./z.txt"); /* the file counts, not its name */
  assert_int_equal(jy_paths_except(&list, path), JY_OK);
  path_of(path, sizeof path, "missing");
  assert_int_equal(jy_paths_except(&list, path), JY_OK);
  path_of(path, sizeof path, "b");
  assert_int_equal(jy_paths_add(&list, path), JY_OK);
  assert_int_equal(list.len, 1);
  assert_non_null(strstr(list.at[0].path, "纪要.txt"));
  path_of(path, sizeof path, "b/in");
  assert_int_equal(jy_paths_add(&list, path), JY_OK);
  assert_int_equal(list.len, 2); /* by way of the link in it */
  path_of(path, sizeof path, "b/in/z.txt");
  assert_int_equal(jy_paths_add(&list, path), JY_OK); /* named, so wanted */
  assert_int_equal(list.len, 3);
  assert_int_equal(list.at[2].status, JY_OK);
  jy_paths_free(&list);
}

/* As the folder would stand for it: see test_folder. */
static void test_found(void **state) {
  (void)state;
  static const struct {
    const char *name;
    size_t len;
    int status;
  } cases[] = {
      {"c.txt", 1, JY_OK},    {"b", 2, JY_OK},       {"dangling", 1, JY_ENOTFOUND}, {"pipe", 1, JY_EINVALID},
      {"hollow", 0, JY_OK},   {"b/in", 1, JY_OK},    {"b/in/loop", 0, JY_OK},       {"b/in/loop/in", 0, JY_OK},
      {"b/in/z.txt", 0, JY_OK}, {"no/such.txt", 1, JY_ENOTFOUND},
  };
  char path[2 * SCRATCH];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_paths list = JY_PATHS_INIT;
    if (i + 2 == sizeof cases / sizeof *cases) {
      path_of(path, sizeof path, "b/in/z.txt");
      assert_int_equal(jy_paths_except(&list, path), JY_OK);
    }
    path_of(path, sizeof path, cases[i].name);
    assert_int_equal(jy_paths_add_found(&list, root, path), JY_OK);
    assert_int_equal(list.len, cases[i].len);
    if (list.len > 0) assert_int_equal(list.at[0].status, cases[i].status);
    jy_paths_free(&list);
  }
  jy_paths list = JY_PATHS_INIT;
  path_of(path, sizeof path, "b/in/"); /* no slash, or more, at the end of the root */
  char file[2 * SCRATCH];
  path_of(file, sizeof file, "b/in/z.txt");
  assert_int_equal(jy_paths_add_found(&list, path, file), JY_OK);
  path_of(path, sizeof path, "b/i");
  path_of(file, sizeof file, "pipe");
  assert_int_equal(jy_paths_add_found(&list, path, file), JY_OK); /* not below it: named, so wanted */
  assert_int_equal(list.len, 2);
  assert_int_equal(list.at[1].status, JY_OK);
  jy_paths_free(&list);
}

static void test_unreadable(void **state) {
  (void)state;
  if (geteuid() == 0) skip(); /* root may read everything */
  char path[2 * SCRATCH];
  make_folder("locked");
  path_of(path, sizeof path, "locked");
  assert_int_equal(chmod(path, 0), 0);
  jy_paths list = JY_PATHS_INIT;
  assert_int_equal(jy_paths_add(&list, path), JY_OK);
  assert_int_equal(list.len, 1);
  assert_int_equal(list.at[0].status, JY_EIO);
  assert_non_null(strstr(list.at[0].message, "cannot list"));
  jy_paths_free(&list);
  assert_int_equal(rmdir(path), 0);
}

static void normal_is(const char *path, const char *expected) {
  jy_buf name = JY_BUF_INIT;
  assert_int_equal(jy_path_normal(&name, path), JY_OK);
  assert_string_equal(name.ptr, expected);
  jy_buf_free(&name);
}

static void test_normal(void **state) {
  (void)state;
  char in[3 * SCRATCH], out[2 * SCRATCH];
  normal_is("a.txt", "a.txt");
  normal_is("./a.txt", "a.txt");
  normal_is(".//b///c/./", "b/c");
  normal_is("", ".");
  normal_is("./", ".");
  normal_is("/", "/");
  normal_is("//..//../x", "/x");
  normal_is("../../x", "../../x");
  normal_is("nowhere/../x", "nowhere/../x"); /* what is not there leads nowhere */
  snprintf(in, sizeof in, "%s/b/in/../../c.txt", root);
  path_of(out, sizeof out, "c.txt");
  normal_is(in, out);
  snprintf(in, sizeof in, "%s/b/in/loop/../x", root); /* through a link: not where we came from */
  normal_is(in, in);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_folder),
      cmocka_unit_test(test_single),
      cmocka_unit_test(test_trailing_slash),
      cmocka_unit_test(test_empty),
      cmocka_unit_test(test_except),
      cmocka_unit_test(test_found),
      cmocka_unit_test(test_normal),
      cmocka_unit_test(test_unreadable),
  };
  return cmocka_run_group_tests(tests, make_tree, remove_tree);
}

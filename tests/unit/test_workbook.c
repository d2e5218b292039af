/* Workbooks: what cells hold, what is refused, and that an abandoned one leaves nothing. */
#include "check.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/internal.h"
#include "jiyao/workbook.h"
#include "scratch.h"

static char folder[SCRATCH];

static const char *in_folder(const char *name) {
  static char path[SCRATCH + 32];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

/* A part of a workbook, to be freed. */
static char *part(const char *path, const char *name) {
  int why = 0;
  zip_stat_t stat;
  zip_t *zip = zip_open(path, ZIP_RDONLY, &why);
  assert_non_null(zip);
  assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
  char *bytes = calloc(1, (size_t)stat.size + 1);
  assert_non_null(bytes);
  zip_file_t *file = zip_fopen(zip, name, 0);
  assert_non_null(file);
  assert_int_equal(zip_fread(file, bytes, stat.size), (zip_int64_t)stat.size);
  zip_fclose(file);
  zip_discard(zip);
  return bytes;
}

static jy_workbook *with_sheet(const char *path) {
  jy_workbook *w = NULL;
  jy_workbook_column columns[] = {{jy_cstr("名"), 12}, {jy_cstr("seen"), 10}};
  assert_ok(jy_workbook_open(&w, path));
  assert_ok(jy_workbook_sheet(w, "people", columns, 2));
  return w;
}

static void test_cells(void **state) {
  (void)state;
  jy_workbook *w = with_sheet(in_folder("a.xlsx"));
  assert_ok(jy_workbook_text(w, 0, jy_cstr("=1+1")));
  assert_ok(jy_workbook_day(w, 1, 2024, 2, 29));
  assert_ok(jy_workbook_row(w));
  assert_ok(jy_workbook_text(w, 0, jy_cstr(" <院>&\"长\" ")));
  assert_ok(jy_workbook_number(w, 1, -2.5));
  assert_ok(jy_workbook_row(w));
  assert_ok(jy_workbook_text(w, 0, jy_cstr("")));
  assert_ok(jy_workbook_close(w));
  char *sheet = part(in_folder("a.xlsx"), "xl/worksheets/sheet1.xml");
  assert_non_null(strstr(sheet, "ySplit=\"1\""));
  assert_non_null(strstr(sheet, "<is><t>名</t></is>"));
  assert_non_null(strstr(sheet, "<is><t>=1+1</t></is>"));
  assert_null(strstr(sheet, "<f>"));
  assert_non_null(strstr(sheet, "<v>45351</v>")); /* days since 1899-12-30 */
  assert_non_null(strstr(sheet, "<t xml:space=\"preserve\"> &lt;院&gt;&amp;\"长\" </t>"));
  assert_non_null(strstr(sheet, "<v>-2.5</v>"));
  free(sheet);
}

/* The text of the only cell below the header. */
static char *cell_of(jy_str text) {
  jy_workbook *w = with_sheet(in_folder("long.xlsx"));
  assert_ok(jy_workbook_text(w, 0, text));
  assert_ok(jy_workbook_close(w));
  char *sheet = part(in_folder("long.xlsx"), "xl/worksheets/sheet1.xml");
  char *begin = strstr(strstr(sheet, "<row r=\"2\""), "<t>") + 3;
  char *end = strstr(begin, "</t>");
  *end = '\0';
  memmove(sheet, begin, (size_t)(end - begin) + 1);
  return sheet;
}

static void test_long(void **state) {
  (void)state;
  enum { MOST = JY_WORKBOOK_TEXT };
  char *text = malloc(MOST + 8);
  assert_non_null(text);
  memset(text, 'a', MOST + 8);
  char *cell = cell_of((jy_str){text, MOST});
  assert_int_equal(strlen(cell), MOST);
  free(cell);
  cell = cell_of((jy_str){text, MOST + 1});
  assert_int_equal(strlen(cell), MOST - 1 + strlen("…"));
  assert_string_equal(cell + MOST - 1, "…");
  free(cell);
  memcpy(text + MOST - 2, "𠮷", 4); /* two units, the last that fit */
  cell = cell_of((jy_str){text, MOST + 2});
  assert_string_equal(cell + MOST - 2, "𠮷");
  free(cell);
  memcpy(text + MOST - 2, "a𠮷", 5); /* one of its units would not */
  cell = cell_of((jy_str){text, MOST + 3});
  assert_string_equal(cell + MOST - 3, "aa…");
  free(cell);
  free(text);
}

static void test_refused(void **state) {
  (void)state;
  jy_workbook *w = with_sheet(in_folder("no.xlsx"));
  assert_int_equal(jy_workbook_text(w, 2, jy_cstr("x")), JY_EINVALID);
  assert_int_equal(jy_workbook_text(w, 0, (jy_str){"a\0b", 3}), JY_EINVALID);
  static const int no_days[][3] = {{2023, 2, 29}, {2100, 2, 29}, {2024, 4, 31}, {2024, 13, 1}, {2024, 0, 1},
                                   {2024, 1, 0},  {1900, 2, 28}, {10000, 1, 1}};
  for (size_t i = 0; i < sizeof no_days / sizeof *no_days; i++)
    assert_int_equal(jy_workbook_day(w, 0, no_days[i][0], no_days[i][1], no_days[i][2]), JY_EINVALID);
  assert_int_equal(jy_workbook_sheet(w, "", NULL, 0), JY_EINVALID);
  assert_int_equal(jy_workbook_sheet(w, "a/b", NULL, 0), JY_EINVALID);
  assert_int_equal(jy_workbook_sheet(w, "PEOPLE", NULL, 0), JY_EINVALID);
  for (size_t i = 1; i < JY_WORKBOOK_ROWS; i++) assert_ok(jy_workbook_row(w));
  assert_int_equal(jy_workbook_number(w, 0, 1), JY_EINVALID);
  jy_workbook_drop(w);
}

static size_t open_files(void) {
  size_t n = 0;
  DIR *d = opendir("/proc/self/fd");
  if (!d) return 0;
  while (readdir(d)) n++;
  closedir(d);
  return n;
}

static void test_left_behind(void **state) {
  (void)state;
  size_t before = open_files();
  jy_workbook *w = with_sheet(in_folder("dropped.xlsx"));
  assert_ok(jy_workbook_sheet(w, "more", NULL, 0));
  jy_workbook_drop(w);
  assert_int_equal(open_files(), before);
  assert_null(fopen(in_folder("dropped.xlsx"), "rb"));
  w = with_sheet(in_folder("no/such/folder.xlsx"));
  assert_int_equal(jy_workbook_close(w), JY_EIO);
  assert_non_null(strstr(jy_error_last()->message, "No such file"));
  assert_int_equal(open_files(), before);
}

static int make(void **state) {
  (void)state;
  return scratch_make(folder);
}

static int clean(void **state) {
  (void)state;
  return scratch_remove(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_cells),
      cmocka_unit_test(test_long),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_left_behind),
  };
  return cmocka_run_group_tests(tests, make, clean);
}

/* Workbooks (.xlsx), by libxlsxwriter. Knows what that library asks of its callers, so that it has
 * nothing to complain of on standard error. Refuses to know what the cells mean. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "base/internal.h"
#include "jiyao/workbook.h"

/* When every workbook was made, as far as it tells: 2000-01-01, so that the same cells give the
 * same bytes. */
#define MADE ((time_t)946684800)

struct jy_workbook {
  lxw_workbook *book;
  lxw_worksheet *sheet; /* NULL before the first */
  lxw_format *day, *header;
  size_t columns;
  size_t row;
  char *path;
};

static int fail(const jy_workbook *w, lxw_error why) {
  switch (why) {
  case LXW_NO_ERROR:
    return JY_OK;
  case LXW_ERROR_MEMORY_MALLOC_FAILED:
    return jy__nomem();
  case LXW_ERROR_CREATING_XLSX_FILE:
  case LXW_ERROR_CREATING_TMPFILE:
  case LXW_ERROR_READING_TMPFILE:
  case LXW_ERROR_ZIP_FILE_OPERATION:
  case LXW_ERROR_ZIP_FILE_ADD:
  case LXW_ERROR_ZIP_CLOSE:
    return jy__fail(JY_EIO, w->path, JY_NO_OFFSET, "cannot write: %s", errno ? strerror(errno) : lxw_strerror(why));
  default:
    return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "cannot be written: %s", lxw_strerror(why));
  }
}

int jy_workbook_open(jy_workbook **out, const char *path) {
  *out = NULL;
  jy_workbook *w = calloc(1, sizeof *w);
  if (!w) return jy__nomem();
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
  lxw_doc_properties properties = {.created = MADE};
  w->path = strdup(path);
  w->book = workbook_new_opt(path, &options);
  if (w->book) w->day = workbook_add_format(w->book);
  if (w->book) w->header = workbook_add_format(w->book);
  if (!w->path || !w->day || !w->header || workbook_set_properties(w->book, &properties) != LXW_NO_ERROR) {
    jy_workbook_drop(w);
    return jy__nomem();
  }
  format_set_num_format(w->day, "yyyy-mm-dd");
  format_set_align(w->day, LXW_ALIGN_LEFT);
  format_set_bold(w->header);
  *out = w;
  return JY_OK;
}

static int check_cell(jy_workbook *w, size_t column) {
  if (!w->sheet) return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "a workbook without a sheet");
  if (column >= w->columns)
    return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "the sheet has %zu columns", w->columns);
  if (w->row >= JY_WORKBOOK_ROWS)
    return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "a sheet holds %zu rows", JY_WORKBOOK_ROWS);
  return JY_OK;
}

/* How much of a text a cell may hold: all of it, or what leaves room for `…`. */
static size_t fitting(jy_str text) {
  size_t units = 0, fits = 0;
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if ((c & 0xC0) == 0x80) continue;
    if (units < JY_WORKBOOK_TEXT) fits = i;
    units += c >= 0xF0 ? 2 : 1;
    if (units > JY_WORKBOOK_TEXT) return fits;
  }
  return text.len;
}

static int put_text(jy_workbook *w, size_t column, jy_str text, lxw_format *format) {
  if (text.len && memchr(text.ptr, '\0', text.len))
    return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "text for a cell that holds a NUL");
  size_t len = fitting(text);
  jy_buf b = {0};
  jy_buf_put(&b, text.ptr, len);
  if (len < text.len) jy_buf_put(&b, "…", strlen("…"));
  jy_buf_put(&b, "", 1);
  int status = b.failed ? jy__nomem() : JY_OK;
  errno = 0;
  if (status == JY_OK)
    status = fail(w, worksheet_write_string(w->sheet, (lxw_row_t)w->row, (lxw_col_t)column, b.ptr, format));
  jy_buf_free(&b);
  return status;
}

int jy_workbook_sheet(jy_workbook *w, const char *name, const jy_workbook_column *columns, size_t n) {
  if (*name == '\0')
    return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "a sheet without a name");
  lxw_error why = workbook_validate_sheet_name(w->book, name);
  if (why != LXW_NO_ERROR) return fail(w, why);
  errno = 0;
  w->sheet = workbook_add_worksheet(w->book, name);
  if (!w->sheet) return errno == ENOMEM ? jy__nomem() : fail(w, LXW_ERROR_CREATING_TMPFILE);
  w->columns = n;
  w->row = 0;
  worksheet_freeze_panes(w->sheet, 1, 0);
  int status = JY_OK;
  for (size_t i = 0; i < n && status == JY_OK; i++) {
    status = fail(w, worksheet_set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL));
    if (status == JY_OK) status = put_text(w, i, columns[i].name, w->header);
  }
  w->row = 1;
  return status;
}

int jy_workbook_text(jy_workbook *w, size_t column, jy_str text) {
  int status = check_cell(w, column);
  return status < 0 ? status : put_text(w, column, text, NULL);
}

int jy_workbook_number(jy_workbook *w, size_t column, double number) {
  int status = check_cell(w, column);
  errno = 0;
  if (status < 0) return status;
  return fail(w, worksheet_write_number(w->sheet, (lxw_row_t)w->row, (lxw_col_t)column, number, NULL));
}

static bool is_day(int year, int month, int day) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  if (year == 1900 && month < 3) return false;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= days[month - 1] + (leap && month == 2);
}

int jy_workbook_day(jy_workbook *w, size_t column, int year, int month, int day) {
  int status = check_cell(w, column);
  if (status < 0) return status;
  if (!is_day(year, month, day))
    return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "%04d-%02d-%02d is no day that a workbook can hold",
                    year, month, day);
  lxw_datetime at = {.year = year, .month = month, .day = day};
  errno = 0;
  return fail(w, worksheet_write_datetime(w->sheet, (lxw_row_t)w->row, (lxw_col_t)column, &at, w->day));
}

int jy_workbook_row(jy_workbook *w) {
  if (!w->sheet) return jy__fail(JY_EINVALID, w->path, JY_NO_OFFSET, "a workbook without a sheet");
  w->row++;
  return JY_OK;
}

/* The library tells on standard error what it cannot open, so that is tried before. */
static int check_place(const jy_workbook *w) {
  FILE *f = fopen(w->path, "wb");
  if (f && fclose(f) == 0) return JY_OK;
  return jy__fail(JY_EIO, w->path, JY_NO_OFFSET, "cannot write: %s", strerror(errno));
}

/* ---- whether all is there ------------------------------------------------------------ */

/* The library does not look whether what it put into temporary files got there (1.1.4). */
static int not_whole(const jy_workbook *w) {
  return jy__fail(JY_EIO, w->path, JY_NO_OFFSET, "cannot write: temporary files were cut short (is the disk full?)");
}

static int check_rows(const jy_workbook *w) {
  lxw_worksheet *sheet;
  STAILQ_FOREACH(sheet, w->book->worksheets, list_pointers)
  if (sheet->optimize_tmpfile && (fflush(sheet->optimize_tmpfile) != 0 || ferror(sheet->optimize_tmpfile)))
    return not_whole(w);
  return JY_OK;
}

enum { EDGE = 256 };

/* The beginning and the end of a part; false where it cannot be read whole. */
static bool edges_of(char head[EDGE + 1], char tail[EDGE + 1], zip_file_t *part) {
  char block[EDGE];
  zip_int64_t n, kept = zip_fread(part, head, EDGE);
  if (kept < 0) return false;
  head[kept] = '\0';
  memcpy(tail, head, (size_t)kept + 1);
  while ((n = zip_fread(part, block, EDGE)) > 0) {
    size_t stays = (size_t)(EDGE - n) < (size_t)kept ? (size_t)(EDGE - n) : (size_t)kept;
    memmove(tail, tail + (size_t)kept - stays, stays);
    memcpy(tail + stays, block, (size_t)n);
    kept = (zip_int64_t)stays + n;
    tail[kept] = '\0';
  }
  return n == 0;
}

/* Each part is an XML document on its second line, which ends as its element does. */
static bool is_whole(zip_t *zip, zip_uint64_t i) {
  char head[EDGE + 1], tail[EDGE + 1];
  zip_file_t *part = zip_fopen_index(zip, i, 0);
  if (!part) return false;
  bool read = edges_of(head, tail, part);
  if (zip_fclose(part) != 0 || !read) return false;
  const char *root = strstr(head, "\n<");
  if (!root) return false;
  size_t len = strcspn(root + 2, " >"), end = strlen(tail);
  while (end > 0 && tail[end - 1] == '\n') end--;
  return end >= len + 3 && memcmp(tail + end - len - 3, "</", 2) == 0 &&
         memcmp(tail + end - len - 1, root + 2, len) == 0 && tail[end - 1] == '>';
}

static int check_parts(const jy_workbook *w) {
  int why = 0;
  zip_t *zip = zip_open(w->path, ZIP_RDONLY, &why);
  if (!zip) return not_whole(w);
  zip_int64_t n = zip_get_num_entries(zip, 0);
  bool whole = n > 0;
  for (zip_int64_t i = 0; i < n && whole; i++) whole = is_whole(zip, (zip_uint64_t)i);
  zip_discard(zip);
  return whole ? JY_OK : not_whole(w);
}

int jy_workbook_close(jy_workbook *w) {
  if (!w) return JY_OK;
  int status = check_place(w);
  if (status == JY_OK) status = check_rows(w);
  if (status == JY_OK) {
    errno = 0;
    status = fail(w, workbook_close(w->book));
    w->book = NULL;
  }
  if (status == JY_OK) status = check_parts(w);
  jy_workbook_drop(w);
  return status;
}

void jy_workbook_drop(jy_workbook *w) {
  if (!w) return;
  if (w->book) {
    lxw_worksheet *sheet;
    /* lxw_workbook_free() leaves these open (1.1.4). */
    STAILQ_FOREACH(sheet, w->book->worksheets, list_pointers)
    if (sheet->optimize_tmpfile) (void)fclose(sheet->optimize_tmpfile);
    lxw_workbook_free(w->book);
  }
  free(w->path);
  free(w);
}

/**
 * @file workbook.h
 * Workbooks for spreadsheet programs (.xlsx, ECMA-376), written row by row.
 *
 * Knows: sheets with a frozen header, cells of text, numbers and days, and that the
 * same cells give the same bytes. Refuses to know: what the cells mean, and how to
 * read a workbook. Text is text: no cell is ever a formula.
 */
#ifndef JIYAO_WORKBOOK_H
#define JIYAO_WORKBOOK_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque; from jy_workbook_open(). */
typedef struct jy_workbook jy_workbook;

/** A column: its header, and its width in characters of Latin text. */
typedef struct {
  jy_str name;
  double width;
} jy_workbook_column;

/** Rows that a sheet may have, with its header. */
#define JY_WORKBOOK_ROWS ((size_t)1048576)
/** UTF-16 units that a cell may hold; longer text is cut, and ends in `…`. */
#define JY_WORKBOOK_TEXT ((size_t)32767)

/**
 * Begins a workbook, to be written to `path` by jy_workbook_close(). Rows wait in
 * temporary files, so memory does not grow with them.
 * @return JY_OK (the caller owns *out), JY_ENOMEM.
 * @code
 * jy_workbook *w = NULL;
 * assert(jy_workbook_open(&w, "/dev/null/no.xlsx") == JY_OK);
 * assert(jy_workbook_close(w) == JY_EIO);
 * @endcode
 */
JY_API int jy_workbook_open(jy_workbook **out, const char *path);

/**
 * Begins a sheet; cells go to its first row, below the header.
 * @return JY_OK, JY_EINVALID where the name is not of 1 to 31 characters without
 *   []:*?/\, or another sheet has it; JY_EIO, JY_ENOMEM.
 * @code
 * jy_workbook *w = NULL;
 * jy_workbook_column columns[] = {{jy_cstr("name"), 12}};
 * assert(jy_workbook_open(&w, "/dev/null/no.xlsx") == JY_OK);
 * assert(jy_workbook_sheet(w, "people", columns, 1) == JY_OK);
 * assert(jy_workbook_sheet(w, "people", columns, 1) == JY_EINVALID);
 * jy_workbook_drop(w);
 * @endcode
 */
JY_API int jy_workbook_sheet(jy_workbook *w, const char *name, const jy_workbook_column *columns, size_t n);

/**
 * Puts text into a column of the row, as text also where it begins as a formula
 * does. Control characters show as `_x0001_`: have others in their place.
 * @param text UTF-8 without NUL.
 * @return JY_OK, JY_EINVALID without a sheet, past its columns or its last row, or
 *   where the text holds a NUL; JY_EIO, JY_ENOMEM.
 * @code
 * jy_workbook *w = NULL;
 * assert(jy_workbook_open(&w, "/dev/null/no.xlsx") == JY_OK);
 * assert(jy_workbook_text(w, 0, jy_cstr("=1+1")) == JY_EINVALID);
 * jy_workbook_drop(w);
 * @endcode
 */
JY_API int jy_workbook_text(jy_workbook *w, size_t column, jy_str text);

/**
 * Puts a number into a column of the row.
 * @return as jy_workbook_text().
 * @code
 * jy_workbook *w = NULL;
 * assert(jy_workbook_open(&w, "/dev/null/no.xlsx") == JY_OK);
 * assert(jy_workbook_number(w, 0, 0.5) == JY_EINVALID);
 * jy_workbook_drop(w);
 * @endcode
 */
JY_API int jy_workbook_number(jy_workbook *w, size_t column, double number);

/**
 * Puts a day into a column of the row, shown as 2024-03-05.
 * @return as jy_workbook_text(); JY_EINVALID also for what is no day, or one before
 *   1900-03-01: spreadsheets do not agree on those.
 * @code
 * jy_workbook *w = NULL;
 * assert(jy_workbook_open(&w, "/dev/null/no.xlsx") == JY_OK);
 * assert(jy_workbook_day(w, 0, 2024, 2, 30) == JY_EINVALID);
 * jy_workbook_drop(w);
 * @endcode
 */
JY_API int jy_workbook_day(jy_workbook *w, size_t column, int year, int month, int day);

/**
 * Ends the row; cells go to the next.
 * @return JY_OK, JY_EINVALID without a sheet.
 * @code
 * jy_workbook *w = NULL;
 * assert(jy_workbook_open(&w, "/dev/null/no.xlsx") == JY_OK);
 * assert(jy_workbook_row(w) == JY_EINVALID);
 * jy_workbook_drop(w);
 * @endcode
 */
JY_API int jy_workbook_row(jy_workbook *w);

/**
 * Writes the file and frees the workbook, whether or not that succeeds; NULL is
 * allowed. It is looked at whether all of it got there: after a failure what lies at
 * `path`, if anything does, is to be removed.
 * @return JY_OK, JY_EIO, JY_ENOMEM.
 * @code
 * assert(jy_workbook_close(NULL) == JY_OK);
 * @endcode
 */
JY_API int jy_workbook_close(jy_workbook *w);

/**
 * Frees a workbook that is not to be written; NULL is allowed.
 * @code
 * jy_workbook_drop(NULL);
 * @endcode
 */
JY_API void jy_workbook_drop(jy_workbook *w);

#ifdef __cplusplus
}
#endif
#endif

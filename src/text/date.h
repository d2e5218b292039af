/* What the files of the date finder share: reading numbers and words at an
 * offset, the calendar, and the passes that jy_dates_find() makes. */
#ifndef JY_TEXT_DATE_H
#define JY_TEXT_DATE_H

#include "base/internal.h"
#include "jiyao/date.h"

/* The flags of what counts from elsewhere. */
#define JY__DATE_RELATIVE \
  (JY_DATE_SHIFT_DAYS | JY_DATE_SHIFT_WEEKS | JY_DATE_SHIFT_MONTHS | JY_DATE_SHIFT_YEARS | JY_DATE_FROM_LAST)

/* ---- date_lex.c: what stands at an offset --------------------------------- */

/* A number in half-width, full-width or Chinese digits. */
typedef struct {
  int value;  /* -1 when it is larger than any date, or ill-formed */
  int digits; /* how many; of 三十一, 0 */
  bool han;
  size_t end;
} jy__number;

bool jy__date_number(jy__number *out, jy_str t, size_t at);

/* Behind the blanks at `at`; `at` itself where they hold more than `lines` line ends. */
size_t jy__date_blank(jy_str t, size_t at, int lines);

/* Bytes of the first of the words "a|b|c" that stands at `at`, or that ends
 * there; 0 when none does. Put the longer word first. */
size_t jy__date_word(jy_str t, size_t at, const char *words);
size_t jy__date_ends(jy_str t, size_t at, const char *words);

/* The character at, and the one before, an offset; 0 at the ends of the text. */
uint32_t jy__date_char(jy_str t, size_t at);
uint32_t jy__date_prev(jy_str t, size_t at);

/* Bytes of the character at `at` (1 where the bytes are none). */
size_t jy__date_width(jy_str t, size_t at);

/* The folded form of a character: full-width digits, letters and signs become
 * ASCII, and the dashes and waves that join ranges become '-'. */
uint32_t jy__date_fold(uint32_t c);

/* Behind 至, 到 or a dash at `at`, with the blanks around; `at` where there is none. */
size_t jy__date_connector(jy_str t, size_t at);

/* Behind a weekday, a part of the day and a time at `at`; `at` where there is none.
 * Sets *weekday (1 Monday to 7) where one stands there. */
size_t jy__date_clock(int *weekday, jy_str t, size_t at);

/* Behind the 三 of 周三; `at` where none stands there. */
size_t jy__date_day_name(int *weekday, jy_str t, size_t at);

/* ---- date_read.c: how dates are written ------------------------------------ */

/* Any date that begins with the number at `at`, with its range and its time.
 * Sets all but the span's start, sentence and paragraph. */
size_t jy__date_read(jy_date *out, jy_str t, size_t at);

/* Its parts: 2023年6月8日 with whatever it leaves out at the left or right; 8日;
 * a weekday and time, which set JY_DATE_TIMED. */
size_t jy__date_han(jy_day *out, jy_str t, size_t at);
size_t jy__date_day(int *day, jy_str t, size_t at);
size_t jy__date_timed(jy_date *out, jy_str t, size_t at);

/* Where 民国 begins before `at`, in *start; false where it does not stand there. */
bool jy__date_roc(size_t *start, jy_str t, size_t at);

/* - / and . between digits; letters and digits of ASCII. */
bool jy__date_sign(uint32_t c);
bool jy__date_ascii(uint32_t c);

/* ---- date_lines.c ------------------------------------------------------------ */

/* How the lines of a text bear days in numbers alone: the sign between them, 0 where
 * they do not, and whether the day stands first. */
typedef struct {
  uint32_t sign;
  bool day_first;
} jy__line_days;

void jy__date_lines(jy__line_days *out, jy_str t);

/* Reads such a day where a line begins at `at`. Returns its end, or `at`. */
size_t jy__date_line_day(jy_date *out, const jy__line_days *lines, jy_str t, size_t at);

/* Reads a day that two lines hold: 10 over 2024-06. Returns its end, or `at`. */
size_t jy__date_two_lines(jy_date *out, jy_str t, size_t at);

/* ---- date_worn.c ------------------------------------------------------------- */

/* Behind a day that lost its 年 and 月 (2023518日) or has its year last (03/25/2019);
 * `at` where what stands there may be no day, or two. */
size_t jy__date_worn(jy_day *out, jy_str t, size_t at);

/* Where a month in English begins before `at`, in *start; false where none stands there. */
bool jy__date_month_named(size_t *start, jy_str t, size_t at);

/* ---- date_count.c: words that count ------------------------------------------ */

/* 昨日(14日), 下周三, 去年6月, 同年3月 (counted from `last_year`, 0 for none). */
size_t jy__date_counted(jy_date *out, jy_str t, size_t at, int last_year);

/* 20天前, 两年后 */
size_t jy__date_ago(jy_date *out, jy_str t, size_t at);

/* ---- date_period.c: parts of years and months ---------------------------------- */

/* What stands behind a year (第三季度, 上半年, 第20周) or a month (上旬, 底, 第二周)
 * that `d` holds, and makes it that part of it. */
size_t jy__date_part_of_year(jy_date *d, jy_str t, size_t at);
size_t jy__date_part_of_month(jy_date *d, jy_str t, size_t at);

/* 80年代, 2023-2024学年, 一季度: what needs no date before it. */
size_t jy__date_period(jy_date *out, jy_str t, size_t at);

/* ---- date_calendar.c: days that have a name -------------------------------------- */

size_t jy__date_calendar(jy_date *out, jy_str t, size_t at);

/* ---- date_shift.c: what counts from a day ----------------------------------------- */

/* Counts 昨日, 下周三, 上月5日, 去年 from a day that is told; false where that day does
 * not say enough, or where a day in brackets contradicts it. */
bool jy__date_count(jy_date *d, jy_day from, jy_date_reason reason);

/* Gives what is left out by a day of reference: see jy_date_context. */
bool jy__date_by_base(jy_date *d, jy_day base, int lean);

/* Gives a year that jy__date_fits() allows. */
void jy__date_set_year(jy_date *d, int year, jy_date_reason reason);
bool jy__date_fits(const jy_date *d, int year);

/* Gives a month; false where the days do not lie in it. */
bool jy__date_set_month(jy_date *d, int month, jy_date_reason reason);

/* ---- date_year.c: years that stand in names -------------------------------- */

/* JY_DATE_NAMES_EVENT where the words from `at` on name an event (…工作会议) and not
 * its spirit, with JY_DATE_LOOKS_BACK where it is one that looks back on the year. */
unsigned jy__date_names_event(jy_str t, size_t at);

/* Whether 第3期, 总第41期 or the like stands behind a year. */
bool jy__date_is_issue(jy_str t, size_t at);

/* Reads what begins with a number and gives a year in a name: 2017届, 2024级,
 * 2023船员安全会议, 102周年. Returns its end, or `at`. */
size_t jy__date_name_year(jy_date *out, jy_str t, size_t at);

/* ---- date_stamp.c ----------------------------------------------------------- */

/* Whether a day is that of a site's clock: 今天是2024年6月12日. */
bool jy__date_is_clock(const jy_date *d, jy_str t);

/* Sets what follows from where a mention stands: JY_DATE_PUBLISHED, JY_DATE_DATELINE
 * and JY_DATE_AHEAD on a day, JY_DATE_HEADING on the year of an event or an issue. */
void jy__date_stamp(jy_date *date, jy_str t);

/* ---- edtf.c ------------------------------------------------------------------ */

/* The day `shift` days later; false where the year would matter and is unknown. */
bool jy__day_add(jy_day *out, jy_day day, int shift);

/* Gives 五月第二个星期日 its day and 2025年第20周 its days as soon as the year is
 * known; `number` says which, of the weekdays of the month (-1 the last), or of the
 * weeks of the month or the year, and is 0 afterwards. */
void jy__date_settle(jy_date *d);

#endif

/* What the files of the date finder share: reading numbers and words at an
 * offset, the calendar, and the passes that jy_dates_find() makes. */
#ifndef JY_TEXT_DATE_H
#define JY_TEXT_DATE_H

#include "base/internal.h"
#include "jiyao/date.h"

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

/* Behind a weekday, a part of the day and a time at `at`; `at` where there is none. */
size_t jy__date_clock(jy_str t, size_t at);

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

/* ---- date_count.c: words that count ------------------------------------------ */

/* 昨日(14日), 去年6月, 同年3月 (counted from `last_year`, 0 for none). */
size_t jy__date_counted(jy_date *out, jy_str t, size_t at, int last_year);

/* ---- date_year.c: years that stand in names -------------------------------- */

/* Whether the words from `at` on name an event (…工作会议) and not its spirit. */
bool jy__date_names_event(jy_str t, size_t at);

/* Reads what begins with a number and gives a year in a name: 2017届, 2024级,
 * 2023院校年度工作会议, 102周年. Returns its end, or `at`. */
size_t jy__date_name_year(jy_date *out, jy_str t, size_t at);

/* ---- date_stamp.c ----------------------------------------------------------- */

/* Sets JY_DATE_PUBLISHED and JY_DATE_DATELINE on a day. */
void jy__date_stamp(jy_date *date, jy_str t);

/* ---- edtf.c ------------------------------------------------------------------ */

/* The day `shift` days later; false where the year would matter and is unknown. */
bool jy__day_add(jy_day *out, jy_day day, int shift);

#endif

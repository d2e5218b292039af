/**
 * @file date.h
 * Dates of Chinese institutional news: finding them, giving them the year that
 * they leave out, and writing them as EDTF (ISO 8601-2).
 *
 * jy_dates_find() reports what a text says and nothing more: a month and day
 * without a year have year 0. jy_dates_resolve() fills in what the surroundings
 * tell and says why. Which event a date belongs to is not decided here.
 *
 * Years are those of the Gregorian calendar. Days of the lunar calendar and words
 * such as 日前 are reported as what they are and stay without a day: nothing is
 * guessed.
 */
#ifndef JIYAO_DATE_H
#define JIYAO_DATE_H

#include "jiyao/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A calendar date; 0 stands for a part that is not known. */
typedef struct {
  int year;
  int month;
  int day;
} jy_day;

/** What a mention is. */
typedef enum {
  JY_DATE_DAY,        /**< a day, or several: 6月8日, 24日, 10月20日至23日, 昨日 */
  JY_DATE_MONTH,      /**< a month, or several: 6月, 2024年3月, 1至6月 */
  JY_DATE_YEAR,       /**< a year, or several: 2023年, 2021—2025年, 去年 */
  JY_DATE_EVENT_YEAR, /**< the year in a name: 2023年度, 2017届, 2024级, 2025国际… */
  JY_DATE_ANNIVERSARY, /**< 建党102周年: `number` years after `base` */
  JY_DATE_PERIOD,      /**< part of a year or month: 第三季度, 上半年, 6月上旬, 80年代, 下周, 2023-2024学年 */
  JY_DATE_FESTIVAL,    /**< 国庆节: a day that is the same each year, which dates no event */
  JY_DATE_LUNAR,       /**< 农历正月十五, 中秋节: left as such, no day is given */
  JY_DATE_VAGUE        /**< 日前, 近日: honestly unknown */
} jy_date_kind;

/** What else is true of a mention; a set of bits. */
typedef enum {
  JY_DATE_RANGE = 1,        /**< `end` is set: first to last day, month or year */
  JY_DATE_TIMED = 2,        /**< the span holds a weekday or a time: 上午, 9:30 */
  JY_DATE_PUBLISHED = 4,    /**< when the page appeared: 发布时间:…, a line of its own */
  JY_DATE_DATELINE = 8,     /**< day of a report: 本报北京8月24日电 */
  JY_DATE_NAMES_EVENT = 16, /**< a year with the event it names: 2019年…年会, 2023年度…会议 */
  JY_DATE_COHORT = 32,      /**< 2024级: a year of entry, which dates no event */
  JY_DATE_SHIFT_DAYS = 64,  /**< `shift` days from the report: 昨日 -1 */
  JY_DATE_SHIFT_YEARS = 128, /**< `shift` years from the report: 去年 -1, 今年3月 0 */
  JY_DATE_SHIFT_WEEKS = 256, /**< `shift` weeks from the report's, which begin on Monday: 下周三 1 */
  JY_DATE_SHIFT_MONTHS = 512, /**< `shift` months from the report's (quarters, in 上季度): 上月5日 -1 */
  JY_DATE_FROM_LAST = 1024,  /**< `shift` days from the day told before it: 同日 0, 次日 1 */
  JY_DATE_ISSUE = 2048,      /**< the year of an issue: 2023年第3期, 2025年第20周 */
  JY_DATE_HEADING = 4096,    /**< it stands in a short line without a stop: a heading */
  JY_DATE_ABOUT = 8192,      /**< its bounds are a manner of speaking: 年初, 夏天, 月底 */
  JY_DATE_CLASH = 16384,     /**< the weekday that stands with it is another day's */
  JY_DATE_LOOKS_BACK = 32768, /**< 2023年度述职会 and the like, often held in the next January */
  JY_DATE_AHEAD = 65536,     /**< announced: 将于6月8日 */
  JY_DATE_FOUNDED = 131072   /**< a year or day on which something was founded: 创办于1974年 */
} jy_date_flag;

/** Where the year (or month, or day) of a mention comes from. */
typedef enum {
  JY_REASON_NONE,      /**< it is not known */
  JY_REASON_OWN,       /**< the mention states it */
  JY_REASON_EVENT,     /**< the name of the event: 2017届…, 建党102周年… */
  JY_REASON_PUBLISHED, /**< the date of the page */
  JY_REASON_NEIGHBOUR, /**< another date of the same paragraph, or of the heading */
  JY_REASON_ISSUE,     /**< an issue of one month, of which one item states the year */
  JY_REASON_DATELINE,  /**< the day of the report: 本报北京8月24日电 */
  JY_REASON_ANNIVERSARY, /**< 值此建党102周年之际: 1921 + 102 */
  JY_REASON_WEEKDAY,   /**< of the years that are near, the one in which the weekday is right */
  JY_REASON_BASE       /**< the day of reference that the caller gave */
} jy_date_reason;

/** One mention of a date. */
typedef struct {
  jy_span span;
  jy_date_kind kind;
  unsigned flags; /**< jy_date_flag bits */
  jy_day start;
  jy_day end;     /**< with JY_DATE_RANGE */
  int shift;      /**< with JY_DATE_SHIFT_DAYS or JY_DATE_SHIFT_YEARS */
  int number;     /**< of an anniversary: 102; of a week (第二周) while its days are not known */
  int base;       /**< year that it counts from, 0 when it is not known */
  int weekday;    /**< that stands with it: 1 Monday to 7 Sunday, 0 for none */
  jy_date_reason reason;
  size_t sentence;  /**< number of the sentence, from 0 */
  size_t paragraph; /**< number of the line, from 0 */
} jy_date;

/** A growable list. Start from JY_DATES_INIT, end with jy_dates_free(). */
typedef struct {
  jy_date *at;
  size_t len;
  size_t cap;
} jy_dates;

#define JY_DATES_INIT {NULL, 0, 0}

/** What surrounds a mention; all 0 when nothing is known. */
typedef struct {
  int event_year;   /**< year in the name of the event */
  jy_day published; /**< day of the page */
  jy_day neighbour; /**< a full date nearby */
  jy_day base;      /**< day of reference: with it, 明天, 下周三 and 3月8日 are its, not the page's */
  int lean;         /**< with `base`, 3月8日 is the next one (1), the last one (-1), that of its year (0) */
  int anniversary;  /**< year of an anniversary that is told nearby */
} jy_date_context;

#define JY_DATE_CONTEXT_INIT {0, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, 0, 0}

/**
 * Puts the mentions of a text into *out, in text order, in place of what it
 * held. Digits may be half or full width or Chinese; blanks and up to two line
 * ends may stand inside. Impossible dates (13月, 2月30日) are not reported.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_dates d = JY_DATES_INIT;
 * assert(jy_dates_find(&d, jy_cstr("6月29日上午召开")) == JY_OK);
 * assert(d.len == 1 && d.at[0].start.month == 6 && d.at[0].start.year == 0);
 * assert(d.at[0].flags & JY_DATE_TIMED);
 * jy_dates_free(&d);
 * @endcode
 */
JY_API int jy_dates_find(jy_dates *out, jy_str text);

/**
 * Appends a copy of one mention.
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_dates d = JY_DATES_INIT;
 * jy_date one = {0};
 * one.start.month = 6;
 * assert(jy_dates_add(&d, &one) == JY_OK && d.len == 1);
 * jy_dates_free(&d);
 * @endcode
 */
JY_API int jy_dates_add(jy_dates *dates, const jy_date *date);

/**
 * Gives the list's memory back and empties it; safe to call twice.
 * @code
 * jy_dates d = JY_DATES_INIT;
 * jy_dates_free(&d);
 * @endcode
 */
JY_API void jy_dates_free(jy_dates *dates);

/**
 * Fills in what one mention leaves out from a given context, in this order: the
 * year of the event's name, the day of the page (unless that would put the date
 * after the page, and neither its weekday nor the words 将于 say so), the
 * anniversary, the neighbour. A weekday that stands with the date chooses among the
 * page's year and those beside it; one that fits none of them leaves
 * JY_DATE_CLASH. What the mention states itself is never changed.
 * @return whether anything was filled in.
 * @code
 * jy_dates d = JY_DATES_INIT;
 * jy_date_context ctx = JY_DATE_CONTEXT_INIT;
 * ctx.published = (jy_day){2017, 12, 12};
 * assert(!jy_dates_find(&d, jy_cstr("12月11日")) && jy_date_resolve(&d.at[0], &ctx));
 * assert(d.at[0].start.year == 2017 && d.at[0].reason == JY_REASON_PUBLISHED);
 * jy_dates_free(&d);
 * @endcode
 */
JY_API bool jy_date_resolve(jy_date *date, const jy_date_context *ctx);

/**
 * Resolves every mention of a text as jy_date_resolve() does, with a context
 * read from the others: event names in its sentence and paragraph, the last
 * publication stamp before it (else the first of all), the dateline and the full
 * dates of its paragraph, the heading above it, the number of the issue, and, where
 * all days lie in one month, the year that one of them has. What `ctx` gives (it
 * may be NULL) goes first.
 * @return JY_OK.
 * @code
 * jy_dates d = JY_DATES_INIT;
 * assert(!jy_dates_find(&d, jy_cstr("5月24日，学院举办2017届毕业生座谈会。")));
 * assert(jy_dates_resolve(&d, NULL) == JY_OK && d.at[0].start.year == 2017);
 * jy_dates_free(&d);
 * @endcode
 */
JY_API int jy_dates_resolve(jy_dates *dates, const jy_date_context *ctx);

/**
 * Appends a mention as EDTF: "2023-06-08", "2025-10-20/2025-10-23", "2024-03",
 * "XXXX-06-08"; with "~" behind each date that was inferred or that is a manner of
 * speaking (2024年底). Appends nothing where nothing is known (a 昨日 that was not
 * resolved, 日前, a lunar day).
 * @return JY_OK or JY_ENOMEM.
 * @code
 * jy_dates d = JY_DATES_INIT;
 * jy_buf b = JY_BUF_INIT;
 * assert(!jy_dates_find(&d, jy_cstr("2025年10月20日至23日")));
 * assert(jy_date_edtf(&b, &d.at[0]) == JY_OK);
 * assert(strcmp(b.ptr, "2025-10-20/2025-10-23") == 0);
 * jy_buf_free(&b);
 * jy_dates_free(&d);
 * @endcode
 */
JY_API int jy_date_edtf(jy_buf *out, const jy_date *date);

/** A date of the EDTF forms that jiyao writes. */
typedef struct {
  jy_day start;
  jy_day end; /**< equal to start where there is no range */
  bool range;
  bool inferred; /**< a "~" stood there */
} jy_edtf;

/**
 * Reads the EDTF that jiyao writes; parts may be XXXX and XX.
 * @return JY_OK, or JY_EINVALID for anything else, dates that do not exist and
 *   ranges that run backwards.
 * @code
 * jy_edtf e;
 * assert(jy_edtf_parse(&e, jy_cstr("XXXX-06-08~")) == JY_OK);
 * assert(e.start.year == 0 && e.start.day == 8 && e.inferred);
 * assert(jy_edtf_parse(&e, jy_cstr("2023-02-30")) == JY_EINVALID);
 * @endcode
 */
JY_API int jy_edtf_parse(jy_edtf *out, jy_str s);

/**
 * Orders EDTF strings for a timeline: by first day, an unknown year after all
 * known ones; a year before its months, a month before its days; then by last
 * day, what is certain before what was inferred; what is not EDTF comes last.
 * @return less than, equal to or more than 0; 0 for equal strings only.
 * @code
 * assert(jy_edtf_compare(jy_cstr("2023-06-08"), jy_cstr("2023-06-09")) < 0);
 * assert(jy_edtf_compare(jy_cstr("XXXX-01-01"), jy_cstr("2024-01-01")) > 0);
 * @endcode
 */
JY_API int jy_edtf_compare(jy_str a, jy_str b);

/**
 * Whether a day exists; a part that is 0 stands for any.
 * @code
 * assert(jy_day_valid((jy_day){0, 2, 29}) && !jy_day_valid((jy_day){2023, 2, 29}));
 * @endcode
 */
JY_API bool jy_day_valid(jy_day day);

/**
 * The year that an anniversary counts from, by what stands before its number:
 * 1921 for 建党, 1949 for 中华人民共和国成立. 0 when it is not known.
 * @code
 * assert(jy_date_base(jy_cstr("纪念建党")) == 1921);
 * assert(jy_date_base(jy_cstr("学校成立")) == 0);
 * @endcode
 */
JY_API int jy_date_base(jy_str before);

/**
 * The weekday of a day whose year is known: 1 Monday to 7 Sunday.
 * @code
 * assert(jy_day_weekday((jy_day){2024, 10, 18}) == 5);
 * @endcode
 */
JY_API int jy_day_weekday(jy_day day);

/**
 * The word for a kind: "day", "month", "year", "event_year", "anniversary",
 * "period", "festival", "lunar", "vague".
 * @code
 * assert(strcmp(jy_date_kind_name(JY_DATE_DAY), "day") == 0);
 * @endcode
 */
JY_API const char *jy_date_kind_name(jy_date_kind kind);

/**
 * The word for a reason: "none", "own", "event", "published", "neighbour",
 * "issue", "dateline", "anniversary", "weekday", "base".
 * @code
 * assert(strcmp(jy_date_reason_name(JY_REASON_ISSUE), "issue") == 0);
 * @endcode
 */
JY_API const char *jy_date_reason_name(jy_date_reason reason);

#ifdef __cplusplus
}
#endif
#endif

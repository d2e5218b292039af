/* Dates: how they are written, what is none, what a year is inferred from, and
 * EDTF. All texts are composed. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "date_cases.h"

static void reads_days(void **state) {
  (void)state;
  static const struct example list[] = {
      {"于2023年6月8日召开", "2023年6月8日=day 2023-06-08"},
      {"自2023-01-10起", "2023-01-10=day 2023-01-10"},
      {"于2024/3/14，", "2024/3/14=day 2024-03-14"},
      {"于2011.06.15发布", "2011.06.15=day 2011-06-15"},
      {"[112-05-06]，比分", "112-05-06=day 2023-05-06"},
      {"于２０２３年６月８日召开", "２０２３年６月８日=day 2023-06-08"},
      {"于２０２３－０６－０８召开", "２０２３－０６－０８=day 2023-06-08"},
      {"于二〇二三年六月八日召开", "二〇二三年六月八日=day 2023-06-08"},
      {"于二OO三年十二月三十一日止", "二OO三年十二月三十一日=day 2003-12-31"},
      {"十二月二十五日，学院召开", "十二月二十五日=day XXXX-12-25"},
      {"于民国115年3月5日", "民国115年3月5日=day 2026-03-05"},
      {"于民國 98 年 10 月 1 日", "民國 98 年 10 月 1 日=day 2009-10-01"},
      {"于115年9月20日", "115年9月20日=day 2026-09-20"},
      {"于91年5月4日", "91年5月4日=day 1991-05-04"},
      {"于2023 年 6 月 29 日", "2023 年 6 月 29 日=day 2023-06-29"},
      {"6\n月 28 日", "6\n月 28 日=day XXXX-06-28"},
      {"6 月 13\n\n日，我院", "6 月 13\n\n日=day XXXX-06-13"},
      {"1.6月8日，召开", "6月8日=day XXXX-06-08"},
      {"6月8号召开", "6月8号=day XXXX-06-08"},
      {"会议24日在京召开", "24日=day XXXX-XX-24"},
      {"1日，记者", "1日=day XXXX-XX-01"},
      {"会议二十四日在京召开", "二十四日=day XXXX-XX-24"},
      {"将于八日举行", "八日=day XXXX-XX-08 a"},
      {"于2024年2月29日", "2024年2月29日=day 2024-02-29"},
      {"6月8日、10日", "6月8日=day XXXX-06-08; 10日=day XXXX-06-10"},
      {"2023年6月8日、10日和7月3日",
       "2023年6月8日=day 2023-06-08; 10日=day 2023-06-10; 7月3日=day 2023-07-03"},
      {"2023年6月8日、9日和7月3日", "2023年6月8日、9日=day 2023-06-08/2023-06-09 R; 7月3日=day 2023-07-03"},
      {"5月8日、9日、10日，", "5月8日、9日、10日=day XXXX-05-08/XXXX-05-10 R"},
      {"2月8日、30日", "2月8日=day XXXX-02-08; 30日=day XXXX-XX-30"},
      {"2023年6月8日、9日至10日", "2023年6月8日=day 2023-06-08; 9日至10日=day 2023-06-09/2023-06-10 R"},
      {"6月8、10日", "6月8=day XXXX-06-08; 10日=day XXXX-06-10"},
  };
  EXPECT(list);
}

static void reads_months_and_years(void **state) {
  (void)state;
  static const struct example list[] = {
      {"二○二三年十月", "二○二三年十月=month 2023-10"},
      {"6月份", "6月份=month XXXX-06"},
      {"于07年5月", "07年5月=month 2007-05"},
      {"自2024-03起", ""},
      {"自2024-03，", "2024-03=month 2024-03"},
      {"1至6月", "1至6月=month XXXX-01/XXXX-06 R"},
      {"2023年1月至6月", "2023年1月至6月=month 2023-01/2023-06 R"},
      {"2023年1—9月份", "2023年1—9月份=month 2023-01/2023-09 R"},
      {"2023年11月—2024年2月", "2023年11月—2024年2月=month 2023-11/2024-02 R"},
      {"一九四九年", "一九四九年=year 1949"},
      {"2023年是关键一年", "2023年=year 2023"},
      {"2016至2018年", "2016至2018年=year 2016/2018 R"},
      {"2021—2025年", "2021—2025年=year 2021/2025 R"},
      {"2011年至2015年", "2011年至2015年=year 2011/2015 R"},
      {"2023年\n6月8日，", "2023年\n6月8日=day 2023-06-08"},
  };
  EXPECT(list);
}

static void reads_ranges(void **state) {
  (void)state;
  static const struct example list[] = {
      {"2025年10月20日至23日，", "2025年10月20日至23日=day 2025-10-20/2025-10-23 R"},
      {"10月30日至11月2日", "10月30日至11月2日=day XXXX-10-30/XXXX-11-02 R"},
      {"3月27至28日", "3月27至28日=day XXXX-03-27/XXXX-03-28 R"},
      {"2023年1月10-11日", "2023年1月10-11日=day 2023-01-10/2023-01-11 R"},
      {"16日至17日", "16日至17日=day XXXX-XX-16/XXXX-XX-17 R"},
      {"16～17日", "16～17日=day XXXX-XX-16/XXXX-XX-17 R"},
      {"12月30日至1月3日", "12月30日至1月3日=day XXXX-12-30/XXXX-01-03 R"},
      {"2023年12月30日至1月3日", "2023年12月30日至1月3日=day 2023-12-30/2024-01-03 R"},
      {"2023年6月1日—2024年6月1日", "2023年6月1日—2024年6月1日=day 2023-06-01/2024-06-01 R"},
      {"于2023.6.8-6.10", "2023.6.8-6.10=day 2023-06-08/2023-06-10 R"},
      {"于2023/6/8-10", "2023/6/8-10=day 2023-06-08/2023-06-10 R"},
      {"2023-06-08至2023-06-10", "2023-06-08至2023-06-10=day 2023-06-08/2023-06-10 R"},
      {"6月8、9日", "6月8、9日=day XXXX-06-08/XXXX-06-09 R"},
      {"6月9日至8日", "6月9日=day XXXX-06-09; 8日=day XXXX-XX-08"},
      {"6月8日到上海", "6月8日=day XXXX-06-08"},
  };
  EXPECT(list);
}

static void reads_times(void **state) {
  (void)state;
  static const struct example list[] = {
      {"6月8日上午，", "6月8日上午=day XXXX-06-08 T"},
      {"6月8日（星期四）下午3点，", "6月8日（星期四）下午3点=day XXXX-06-08 T"},
      {"6月8日（周四）9:30—11:30", "6月8日（周四）9:30—11:30=day XXXX-06-08 T"},
      {"6月8日晚，", "6月8日晚=day XXXX-06-08 T"},
      {"6月8日晚会", "6月8日=day XXXX-06-08"},
      {"6月8日14时30分", "6月8日14时30分=day XXXX-06-08 T"},
      {"6月8日3点要求", "6月8日=day XXXX-06-08"},
      {"6月8日上午9:00至9日下午5:00", "6月8日上午9:00至9日下午5:00=day XXXX-06-08/XXXX-06-09 RT"},
  };
  EXPECT(list);
}

static void reads_counted_words(void **state) {
  (void)state;
  static const struct example list[] = {
      {"昨日(14日)上午，", "昨日(14日)上午=day XXXX-XX-14 Td"},
      {"昨日（6月14日），", "昨日（6月14日）=day XXXX-06-14 d"},
      {"昨(14)日上午，", "昨(14)日上午=day XXXX-XX-14 Td"},
      {"会社今（三）晚在海州", "今（三）晚=day XXXX-XX-03 Td"},
      {"明（30）天起，", "明（30）天=day XXXX-XX-30 d"},
      {"昨(40)日，", ""},
      {"本(4)月27日，", "本(4)月27日=day XXXX-04-27"},
      {"上（十二）月，", "上（十二）月=month XXXX-12"},
      {"云岭大学昨天下午举行", "昨天下午=day  Td"},
      {"云岭学会昨日在海州", "昨日=day  d"},
      {"赢得明天在于拼搏", ""},
      {"昨晚，", "昨晚=day  Td"},
      {"今日召开", "今日=day  d"},
      {"今明两天，", "今明两天=day  Rd"},
      {"今年6月8日", "今年6月8日=day XXXX-06-08 y"},
      {"去年11月", "去年11月=month XXXX-11 y"},
      {"今年1至6月", "今年1至6月=month XXXX-01/XXXX-06 Ry"},
      {"去年，", "去年=year  y"},
      {"2019年开工，次年3月竣工", "2019年=year 2019; 次年3月=month 2020-03~"},
      {"2019年3月开工，同年9月8日竣工", "2019年3月=month 2019-03; 同年9月8日=day 2019-09-08~"},
      {"美好的明天", ""},
      {"提前年检", ""},
  };
  EXPECT(list);
}

static void reads_years_of_names(void **state) {
  (void)state;
  static const struct example list[] = {
      {"2023年度", "2023年度=event_year 2023"},
      {"召开2023 年\n度第二次科研工作会议", "2023 年\n度=event_year 2023 NH"},
      {"2023年度假", "2023年=year 2023"},
      {"2017届毕业生座谈会", "2017届=event_year 2017 NH"},
      {"2017届、2018级学生", "2017届=event_year 2017; 2018级=event_year 2018 C"},
      {"2023院校年度工作会议", "2023=event_year 2023 NH"},
      {"“2024山城夏季旅游推介活动”", "2024=event_year 2024 NH"},
      {"长跑2025活动", "2025=event_year 2025 NH"},
      {"2019年民间剪纸年会在我县召开", "2019年=year 2019 NH"},
      {"学习2023年工作会议精神", "2023年=year 2023"},
      {"“2022年工作总结”的大会报告", "2022年=year 2022"},
      {"2022年社会发展", "2022年=year 2022"},
      {"建党102周年", "建党102周年=anniversary 2023~"},
      {"纪念中国共产党建94周年", "中国共产党建94周年=anniversary 2015~"},
      {"中华人民共和国成立七十六周年", "中华人民共和国成立七十六周年=anniversary 2025~"},
      {"学校成立三十周年", "三十周年=anniversary "},
      {"一百零二周年", "一百零二周年=anniversary "},
  };
  EXPECT(list);
}

static void reads_stamps(void **state) {
  (void)state;
  static const struct example list[] = {
      {"发布时间:2025年10月29日", "2025年10月29日=day 2025-10-29 P"},
      {"云岭医院开班\n2022-07-05 来源:人事处 阅读:1,204\n", "2022-07-05=day 2022-07-05 P"},
      {"讲话结束。\n(时间:2018年4月12日 作者:林若溪)\n", "2018年4月12日=day 2018-04-12 P"},
      {"发布日期：2025-10-29 来源：本站", "2025-10-29=day 2025-10-29 P"},
      {"时间：2025-10-29 点击：3", "2025-10-29=day 2025-10-29 P"},
      {"活动时间：2025年10月29日", "2025年10月29日=day 2025-10-29"},
      {"会议时间：2017-12-12 11:10", "2017-12-12 11:10=day 2017-12-12 T"},
      {"2024年07月04日09:39 | 来源：某网", "2024年07月04日09:39=day 2024-07-04 TP"},
      {"陈某 2017-12-12 11:10:00\n", "2017-12-12 11:10:00=day 2017-12-12 TP"},
      {"标题\n  2024-3-14  \n正文", "2024-3-14=day 2024-03-14 P"},
      {"某某学院\n（2024年3月14日）", "2024年3月14日=day 2024-03-14 P"},
      {"我院于\n2024年3月14日\n，在校召开", "2024年3月14日=day 2024-03-14"},
      {"本报北京8月24日电（记者", "8月24日=day XXXX-08-24 D"},
      {"某网重庆7月2日电 (记者", "7月2日=day XXXX-07-02 D"},
      {"6月8日电视播出", "6月8日=day XXXX-06-08"},
      {"编辑：何静 2024-06-10", "2024-06-10=day 2024-06-10 P"},
      {"编辑：何静 2024年6月10日 生物学院开班", "2024年6月10日=day 2024-06-10 P"},
      {"，作者：林若溪 1962年3月5日 生于海州", "1962年3月5日=day 1962-03-05"},
      {"，作者：林若溪 1962年3月5日 出生", "1962年3月5日=day 1962-03-05"},
      {"，作者：林若溪 出生 1962年3月5日 ", "1962年3月5日=day 1962-03-05"},
      {"培训\n2024年6月10日9：00—11：20\n云岭", "2024年6月10日9：00—11：20=day 2024-06-10 T"},
      {"标题\n电话 02586123456\n教务处 2024年6月10日\n", "2024年6月10日=day 2024-06-10 P"},
      {"标题\n电话 400-820-8820\n教务处 2024年6月10日\n", "2024年6月10日=day 2024-06-10 P"},
  };
  EXPECT(list);
}

static void refuses_what_is_no_date(void **state) {
  (void)state;
  static const char *const texts[] = {
      "2023年13月5日", "2月30日",     "2023年2月29日", "13月",       "6月31日",    "0月5日",      "第24日",
      "第3月",         "近30日",      "30日内",        "每月5日",    "100多名",    "010-2023-12", "A2023年",
      "V2023.6.8.1",   "2023.6.8.1",  "35.785",        "1.10版",     "9·18",       "3.5月",       "2015月",
      "十年来",       "三年级",     "十月革命",   "10月革命",    "八月十五",
      "三月初三",   "5个月",         "2023学年第一学期会议", "10年", "5000年",
      "1,998年",       "3日后",       "24小时",        "2000名代表参加会议", "12345678", "共有3\n日前",
      "2023-13-45",    "二三十日",    "32日",          "",           "年月日",     "至",
      "比分112-05-06", "192.168.10.1",  "每年9月10日",   "每年9月",     "康熙20年9月",   "康熙三年五月", "历时三年五月", "终有一日在此",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) expect(&(struct example){texts[i], ""}, 1);
}

/* ---- resolution ----------------------------------------------------------------- */

static void resolves_by_what_surrounds(void **state) {
  (void)state;
  static const struct resolution list[] = {
      {"6月27日，我院举办2023年退休职工庆生会。", 0, "2023-06-27~", "event"},
      {"5月24日，学院举办2017届毕业生座谈会。", 0, "2017-05-24~", "event"},
      {"6月30日，召开纪念建党94周年大会。", 0, "2015-06-30~", "event"},
      {"11月20日，2024级教学会召开。", 0, "XXXX-11-20", "none"},
      {"3月27至28日，在某地召开2012年纪检工作会议，回顾2011年工作。", 0, "2012-03-27~/2012-03-28~", "event"},
      {"3月8日召开。2018年春季论坛举行。2019年秋季论坛举行。", 0, "2018-03-08~", "event"},
      {"12月30日至1月3日，2023年冬令营举行。", 0, "2023-12-30~/2024-01-03~", "event"},
      {"12月11日上午，召开。\n2017-12-12\n", 0, "2017-12-11~", "published"},
      {"12月31日，召开。\n2024-01-05\n", 0, "XXXX-12-31", "none"},
      {"标题\n2024-05-02\n30日，召开。", 1, "2024-04-30~", "published"},
      {"标题\n2024-01-02\n30日，召开。", 1, "2023-12-30~", "published"},
      {"标题\n2020-08-25\n本报北京8月24日电 会议24日召开。", 2, "2020-08-24~", "published"},
      {"某网重庆7月2日电 1日，举行。", 1, "XXXX-07-01~", "dateline"},
      {"某网重庆7月2日电 29日，举行。", 1, "XXXX-06-29~", "dateline"},
      {"发布时间：2011-06-15\n昨日(14日)上午，召开。", 1, "2011-06-14~", "published"},
      {"发布时间：2011-06-15\n学会昨（十四）日上午，召开。", 1, "2011-06-14~", "published"},
      {"发布时间：2011-03-01\n昨日，召开。", 1, "2011-02-28~", "published"},
      {"发布时间：2011-06-15\n今明两天，召开。", 1, "2011-06-15~/2011-06-16~", "published"},
      {"发布时间：2011-06-15\n去年3月，召开。", 1, "2010-03~", "published"},
      {"2021年8月13日签约，8月20日揭牌。", 1, "2021-08-20~", "neighbour"},
      {"2021年8月13日签约，3月5日揭牌。", 1, "XXXX-03-05", "none"},
      {"6月8日，活动。\n6月27日，2023年庆生会举行。\n6月9日，培训。", 0, "2023-06-08~", "issue"},
      {"6月8日，活动。\n6月27日，2023年庆生会举行。\n5月9日，培训。", 0, "XXXX-06-08", "none"},
      {"2月29日，2023年论坛举行。", 0, "XXXX-02-29", "none"},
      {"2月27日至29日，2023年论坛举行。", 0, "XXXX-02-27/XXXX-02-29", "none"},
      {"某网重庆2月25日电 28日至30日，举行。", 1, "XXXX-01-28~/XXXX-01-30~", "dateline"},
      {"某网重庆3月5日电 28日至30日，举行。", 1, "XXXX-XX-28/XXXX-XX-30", "none"},
      {"9月9日，活动。2019年，签约。", 0, "XXXX-09-09", "none"},
      {"标题\n2024-12-18\n11月27日，考察。\n标题\n2023-12-09\n11月20日，开会。", 3, "2023-11-20~", "published"},
  };
  RESOLVE(list);
}

static void resolves_by_what_is_given(void **state) {
  (void)state;
  jy_dates d = JY_DATES_INIT;
  jy_date_context ctx = {2019, {2018, 12, 1}, {2017, 1, 1}, {0, 0, 0}, 0, 0};
  assert_int_equal(jy_dates_find(&d, jy_cstr("6月8日，2016年6月8日，昨天，")), JY_OK);
  jy_date one = d.at[0];
  assert_true(jy_date_resolve(&one, &ctx));
  assert_int_equal(one.start.year, 2019);
  assert_false(jy_date_resolve(&one, &ctx));
  ctx.event_year = 0;
  one = d.at[0];
  assert_true(jy_date_resolve(&one, &ctx));
  assert_int_equal(one.start.year, 2018);
  ctx.published = (jy_day){0, 0, 0};
  one = d.at[0];
  assert_true(jy_date_resolve(&one, &ctx));
  assert_int_equal(one.reason, JY_REASON_NEIGHBOUR);
  assert_false(jy_date_resolve(&d.at[1], &ctx));
  assert_false(jy_date_resolve(&d.at[2], &ctx));
  assert_int_equal(d.at[2].start.day, 0);
  jy_dates_free(&d);
}

/* ---- EDTF ---------------------------------------------------------------------- */

static void parses_edtf(void **state) {
  (void)state;
  static const char *const good[] = {"2023", "2023-06", "2023-06-08", "XXXX-06-08", "XXXX-XX-24", "2023-06-08~",
                                     "2025-10-20/2025-10-23", "2012-03-27~/2012-03-28~", "XXXX-12-30/XXXX-01-03"};
  static const char *const bad[] = {"", "XXXX", "23", "2023-6-8", "2023-13", "2023-02-30", "2023-00", "2023-06-08/",
                                    "2023-06-08/2023-06-07", "2023-06-08x", "2023/2023-06", "XXXX-06-08/2023-06-09",
                                    "0000", "2023-06-XX", "2023-06-08~~", "-06-08", "20X3"};
  jy_edtf e;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    assert_int_equal(jy_edtf_parse(&e, jy_cstr(good[i])), JY_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_int_equal(jy_edtf_parse(&e, jy_cstr(bad[i])), JY_EINVALID);
  assert_int_equal(jy_edtf_parse(&e, (jy_str){"2023\0", 5}), JY_EINVALID);
  assert_int_equal(jy_edtf_parse(&e, (jy_str){NULL, 0}), JY_EINVALID);
}

static void orders_edtf(void **state) {
  (void)state;
  static const char *const sorted[] = {
      "1949",       "2023",       "2023-06", "2023-06-08", "2023-06-08~", "2023-06-08/2023-06-09",
      "2023-06-09", "2024-01-01", "XXXX-01", "XXXX-01-02", "XXXX-06-08",  "", "heute"};
  size_t n = sizeof sorted / sizeof *sorted;
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < n; k++) {
      int c = jy_edtf_compare(jy_cstr(sorted[i]), jy_cstr(sorted[k]));
      assert_int_equal((c > 0) - (c < 0), (i > k) - (i < k));
    }
  }
}

/* ---- odd input -------------------------------------------------------------------- */

static const char *const scraps[] = {
    "2023", "年", "6", "2", "月", "8", "30", "12",   "日",   "至", "-",  "\n",   " ",    "上午", "9:30",
    "昨日", "(",  ")", "今年", "二", "十", "周年", "建党", "、", "。", "会议", "\xE5", "\0", "届",
    "上", "周", "下", "末", "底", "第", "学年", "世纪", "年代", "农历", "廿", "同日", "将于", "星期", "季度", "的", "个",
    "最后一", "2024", "上旬", "前", "后", "天", "去年", "电", "元旦", "期", "/", "半年", "成立于", "’"};

/* Whatever the text, spans lie in it in order, dates exist, and nothing breaks. */
static void holds_on_any_text(void **state) {
  (void)state;
  uint32_t seed = 7;
  for (int round = 0; round < LARGE(60000); round++) {
    jy_buf text = JY_BUF_INIT, edtf = JY_BUF_INIT;
    jy_dates d = JY_DATES_INIT;
    for (int i = 0; i < 14; i++) {
      seed = seed * 1664525u + 1013904223u;
      const char *s = scraps[(seed >> 8) % (sizeof scraps / sizeof *scraps)];
      jy_buf_put(&text, s, *s ? strlen(s) : 1);
    }
    assert_int_equal(jy_dates_find(&d, jy_buf_str(&text)), JY_OK);
    jy_date_context ctx = JY_DATE_CONTEXT_INIT;
    if (round % 3 == 1) ctx.published = (jy_day){2024, 1 + round % 12, 1 + round % 28};
    if (round % 3 == 2) ctx.base = (jy_day){2024, 1 + round % 12, 1 + round % 28};
    ctx.lean = round % 2;
    assert_int_equal(jy_dates_resolve(&d, &ctx), JY_OK);
    for (size_t i = 0; i < d.len; i++) {
      jy_edtf e;
      edtf.len = 0;
      assert_true(d.at[i].span.start < d.at[i].span.end && d.at[i].span.end <= text.len);
      assert_true(i == 0 || d.at[i - 1].span.end <= d.at[i].span.start);
      assert_int_equal(jy_date_edtf(&edtf, &d.at[i]), JY_OK);
      if (edtf.len && jy_edtf_parse(&e, jy_buf_str(&edtf)) < 0) fail_msg("%s: %s", text.ptr, edtf.ptr);
    }
    jy_dates_free(&d);
    jy_buf_free(&text);
    jy_buf_free(&edtf);
  }
}

static void takes_odd_text(void **state) {
  (void)state;
  jy_dates d = JY_DATES_INIT;
  assert_int_equal(jy_dates_find(&d, (jy_str){NULL, 0}), JY_OK);
  assert_int_equal(jy_dates_find(&d, (jy_str){"\0006月8日", 9}), JY_OK);
  assert_int_equal(d.len, 1);
  assert_int_equal(d.at[0].span.start, 1);
  assert_int_equal(jy_dates_find(&d, (jy_str){"6月8\xE6\x97", 7}), JY_OK);
  assert_int_equal(d.len, 1);
  assert_int_equal(d.at[0].kind, JY_DATE_MONTH);
  jy_dates_free(&d);
}

static void counts_sentences(void **state) {
  (void)state;
  jy_dates d = JY_DATES_INIT;
  assert_int_equal(jy_dates_find(&d, jy_cstr("6月8日开会。6月9日结束！\n6月10日")), JY_OK);
  assert_int_equal(d.len, 3);
  assert_int_equal(d.at[0].sentence, 0);
  assert_int_equal(d.at[1].sentence, 1);
  assert_int_equal(d.at[1].paragraph, 0);
  assert_int_equal(d.at[2].sentence, 3);
  assert_int_equal(d.at[2].paragraph, 1);
  jy_dates_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_days),
      cmocka_unit_test(reads_months_and_years),
      cmocka_unit_test(reads_ranges),
      cmocka_unit_test(reads_times),
      cmocka_unit_test(reads_counted_words),
      cmocka_unit_test(reads_years_of_names),
      cmocka_unit_test(reads_stamps),
      cmocka_unit_test(refuses_what_is_no_date),
      cmocka_unit_test(resolves_by_what_surrounds),
      cmocka_unit_test(resolves_by_what_is_given),
      cmocka_unit_test(parses_edtf),
      cmocka_unit_test(orders_edtf),
      cmocka_unit_test(holds_on_any_text),
      cmocka_unit_test(takes_odd_text),
      cmocka_unit_test(counts_sentences),
  };
  return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}

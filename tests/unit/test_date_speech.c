/* Dates as people speak of them: words that count, parts of years and months, days
 * with a name, pages' stamps, and what a year is inferred from. All composed. */
#include <string.h>

#include "date_cases.h"

static void reads_words_that_count(void **state) {
  (void)state;
  static const struct example list[] = {
      {"前天，", "前天=day  d"},
      {"后天上午召开", "后天上午=day  Td"},
      {"大前天，", "大前天=day  d"},
      {"上月25日召开", "上月25日=day XXXX-XX-25 m"},
      {"本月5日上午，", "本月5日上午=day XXXX-XX-05 Tm"},
      {"下个月，", "下个月=month  m"},
      {"上季度，", "上季度=period  Rm"},
      {"上周五，", "上周五=day  w"},
      {"下周末，", "下周末=period  Rw"},
      {"本周，", "本周=period  Rw"},
      {"下周星期三，", "下周星期三=day  w"},
      {"周三上午，", "周三上午=day  T"},
      {"每周三上午，", ""},
      {"一周一次", ""},
      {"周一鸣教授", ""},
      {"由周一鸣主持", ""},
      {"3天前，", "3天前=day  d"},
      {"两年后，", "两年后=year  y"},
      {"5个月以前", "5个月以前=month  m"},
      {"近3天前", ""},
      {"6月8日，签约。同日下午，揭牌。次日，返程。", "6月8日=day XXXX-06-08; 同日下午=day  Tl; 次日=day  l"},
      {"当天的会议", ""},
      {"今明两年", "今明两年=year  Ry"},
      {"去年第四季度", "去年第四季度=period XXXX-10/XXXX-12 Ry"},
      {"明年元旦", "明年元旦=festival XXXX-01-01 y"},
      {"日前，", "日前=vague "},
      {"于近日召开", "近日=vague "},
      {"6日前完成", "6日=day XXXX-XX-06"},
      {"生日前", ""},
      {"12月30日至次年1月3日", "12月30日至次年1月3日=day XXXX-12-30/XXXX-01-03 R"},
  };
  EXPECT(list);
}

static void reads_parts(void **state) {
  (void)state;
  static const struct example list[] = {
      {"2024年第三季度", "2024年第三季度=period 2024-07/2024-09 R"},
      {"2024年上半年消防演练", "2024年上半年=period 2024-01/2024-06 RNH"},
      {"2024年\n下半年，", "2024年\n下半年=period 2024-07/2024-12 R"},
      {"2023年冬季", "2023年冬季=period 2023-12~/2024-02~ RA"},
      {"2023年年底", "2023年年底=period 2023-11~/2023-12~ RA"},
      {"2023年初，", "2023年初=period 2023-01~/2023-02~ RA"},
      {"2023年初步完成", "2023年=year 2023"},
      {"一季度，", "一季度=period XXXX-01/XXXX-03 Ry"},
      {"2023年前7个月", "2023年前7个月=period 2023-01/2023-07 R"},
      {"2023年第8个月", "2023年第8个月=month 2023-08"},
      {"（2025年第20周，", "2025年第20周=period 2025-05-12/2025-05-18 RIH"},
      {"2020年第53周，", "2020年第53周=period 2020-12-28/2021-01-03 RIH"},
      {"2023年第100天，", "2023年第100天=day 2023-04-10"},
      {"6月上旬", "6月上旬=period XXXX-06-01/XXXX-06-10 R"},
      {"2023年2月下旬", "2023年2月下旬=period 2023-02-21/2023-02-28 R"},
      {"2024年2月底，", "2024年2月底=period 2024-02-25~/2024-02-29~ RA"},
      {"6月初步", "6月=month XXXX-06"},
      {"2021年6月第二周", "2021年6月第二周=period 2021-06-14/2021-06-20 R"},
      {"定于2023年5月的第二个星期日", "2023年5月的第二个星期日=day 2023-05-14 a"},
      {"自2019年8月的最后一个星期一，", "2019年8月的最后一个星期一=day 2019-08-26"},
      {"上世纪80年代", "上世纪80年代=period 1980/1989 R"},
      {"二十世纪九十年代", "二十世纪九十年代=period 1990/1999 R"},
      {"本世纪20年代", "本世纪20年代=period 2020/2029 R"},
      {"50年代", "50年代=period 1950/1959 R"},
      {"2023-2024学年", "2023-2024学年=period 2023/2024 R"},
      {"2023—24学年", "2023—24学年=period 2023/2024 R"},
      {"2023-2025学年", ""},
      {"113學年度", "113學年度=period 2024/2025 R"},
      {"114年度", "114年度=event_year 2025"},
  };
  EXPECT(list);
}

static void reads_names_of_days(void **state) {
  (void)state;
  static const struct example list[] = {
      {"第40个教师节", "教师节=festival XXXX-09-10"},
      {"“五一”国际劳动节", "国际劳动节=festival XXXX-05-01"},
      {"2024年元旦", "2024年元旦=festival 2024-01-01"},
      {"中秋节，", "中秋节=lunar "},
      {"农历正月十五", "农历正月十五=lunar "},
      {"农历2015年十月初一", "农历2015年十月初一=lunar "},
      {"腊月廿三", "腊月廿三=lunar "},
      {"农历八月十五日", "农历八月十五日=lunar "},
      {"大年初一", "大年初一=lunar "},
      {"6月3日（农历五月初五）", "6月3日=day XXXX-06-03; 农历五月初五=lunar "},
      {"正月", "正月=lunar "},
      {"正是", ""},
      {"农历", ""},
  };
  EXPECT(list);
}

static void reads_more_days(void **state) {
  (void)state;
  static const struct example list[] = {
      {"廿三日，会议召开", "廿三日=day XXXX-XX-23"},
      {"一月卅一日，", "一月卅一日=day XXXX-01-31"},
      {"于民国一百一十三年六月八日", "民国一百一十三年六月八日=day 2024-06-08"},
      {"中华民国一百一十三年", "中华民国一百一十三年=year 2024"},
      {"發布日期：113-06-10", "113-06-10=day 2024-06-10 P"},
      {"’23年，", "23年=year 2023"},
      {"07年，", "07年=year 2007"},
      {"八七年，", "八七年=year 1987"},
      {"七八年，", ""},
      {"三五年，", ""},
      {"6月8，", "6月8=day XXXX-06-08"},
      {"6月8人", "6月=month XXXX-06"},
      {"11/3日，", "11/3日=day XXXX-11-03"},
      {"11/3，", ""},
      {"於11/3(日)，", "11/3(日)=day XXXX-11-03 T"},
      {"11/3下午，", "11/3下午=day XXXX-11-03 T"},
      {"11/3舉行，", "11/3=day XXXX-11-03"},
      {"於113/6/10，", "113/6/10=day 2024-06-10"},
      {"于昨(12/1)日上午", "昨(12/1)日上午=day XXXX-12-01 Td"},
      {"昨日(12/1)，", "昨日(12/1)=day XXXX-12-01 d"},
      {"昨(13/1)日", ""},
      {"2023518日，", "2023518日=day 2023-05-18"},
      {"于202018日在", "202018日=day 2020-01-08"},
      {"20231231日，", "20231231日=day 2023-12-31"},
      {"2023112日，", ""},
      {"2023年518日，", "2023年=year 2023"},
      {"1020-22日，", "1020-22日=day XXXX-10-20/XXXX-10-22 R"},
      {"518日上午", "518日上午=day XXXX-05-18 T"},
      {"518日，", ""},
      {"518日召开", "518日=day XXXX-05-18"},
      {"58日上午", "58日上午=day XXXX-05-08 T"},
      {"28日上午", "28日上午=day XXXX-XX-28 T"},
      {"\n1026上午，", "1026上午=day XXXX-10-26 T"},
      {"教室1026上午，", ""},
      {"4月2 2日至26日，", "4月2 2日至26日=day XXXX-04-22/XXXX-04-26 R"},
      {"4月3 9日", "4月=month XXXX-04; 9日=day XXXX-XX-09"},
      {"365日上午", ""},
      {"116-19日，", "116-19日=day XXXX-01-16/XXXX-01-19 R"},
      {"112-14日，", "112-14日=day XXXX-01-12/XXXX-01-14 R"},
      {"1234567890日，", ""},
      {"于03/25/2019，", "03/25/2019=day 2019-03-25"},
      {"于25.3.2019，", "25.3.2019=day 2019-03-25"},
      {"于05/06/2019，", ""},
      {"于13.13.2019，", ""},
      {"本(103)年5月20日，", "103)年5月20日=day 2014-05-20"},
      {"今（114）年5月2日", "114）年5月2日=day 2025-05-02"},
      {"站点(103)年5月", "5月=month XXXX-05"},
      {"8号晚上，", "8号晚上=day XXXX-XX-08 T"},
      {"8号，", ""},
      {"6月8日、9日、10日，", "6月8日、9日、10日=day XXXX-06-08/XXXX-06-10 R"},
      {"三月和九月之间", "三月和九月=month XXXX-03/XXXX-09 R"},
      {"三月和九月", "三月=month XXXX-03; 九月=month XXXX-09"},
      {"1999.08-2002.02", "1999.08-2002.02=month 1999-08/2002-02 R"},
      {"1999.08米", ""},
      {"2024年6月8日（星期六），", "2024年6月8日（星期六）=day 2024-06-08 T"},
      {"2024年6月8日（星期五），", "2024年6月8日（星期五）=day 2024-06-08 T!"},
      {"于2024年6月8日（六）下午，", "2024年6月8日（六）下午=day 2024-06-08 T"},
      {"于2025/10/20 10:00-12:00，", "2025/10/20 10:00-12:00=day 2025-10-20 T"},
      {"将于6月8日召开", "6月8日=day XXXX-06-08 a"},
      {"2023年第3期", "2023年=year 2023 IH"},
      {"2024级新生开学典礼", "2024级=event_year 2024 NH"},
      {"始建于1974年，", "1974年=year 1974 F"},
      {"2023年度总结大会", "2023年度=event_year 2023 NHb"},
      {"20230608", ""},
      {"IMG_20230608.jpg", ""},
  };
  EXPECT(list);
}

#define BODY "\n6月8日上午，云岭大学召开教学座谈会，校长林若溪出席。会议强调，要认真落实各项要求，扎实推进工作。与会人员" \
             "围绕主题进行了深入交流，提出了意见和建议。大家表示，要把会议的要求带回去，学到位，做到位。\n"

/* Each page was published on 10 June 2024, and says so. */
static void finds_stamps(void **state) {
  (void)state;
  static const char *const pages[] = {
      "教学座谈会\n发文日期：2024-06-10" BODY, "教学座谈会\n[日期：2024-06-10] 来源：" BODY,
      "教学座谈会\n文/林若溪 2024年6月10日" BODY, "教学座谈会\n时间：2024年6月10日 阅读：120" BODY,
      "教学座谈会\n时间：2024年6月10日" BODY, "教学座谈会\n某网讯（记者林若溪 2024年6月10日）" BODY,
      "教学座谈会\n云岭校报  第12期  2024年6月10日  第二版" BODY, "教学座谈会\n本报北京2024年6月10日讯 记者林若溪" BODY,
      "简报\n第12期\n云岭大学办公室        2024年6月10日\n" BODY, "馆讯\n主办：云岭馆  2024年6月10日\n" BODY,
      "教学座谈会" BODY "云岭大学办公室\n二〇二四年六月十日", "教学座谈会" BODY "云岭大学办公室2024年6月10日",
      "教学座谈会" BODY "云岭大学办公室    2024年6月10日印发", "教学座谈会" BODY "（云岭大学 2024年6月10日）",
      "6月8日上午，云岭大学召开教学座谈会，与会人员围绕主题进行了深入交流，提出了意见和建议，大家表示，要把会议的要求带回去。"
      "编辑:林若溪 来源:云岭大学教务处 2024-06-10 相关阅读",
      "评审会记录\n会议时间 2024年6月8日 9:00—11:20" BODY "云岭大学评审办 2024.6.10",
  };
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
    jy_dates d = JY_DATES_INIT;
    size_t stamped = 0;
    assert_int_equal(jy_dates_find(&d, jy_cstr(pages[i])), JY_OK);
    for (size_t k = 0; k < d.len; k++) {
      if (!(d.at[k].flags & JY_DATE_PUBLISHED)) continue;
      stamped++;
      assert_int_equal(d.at[k].start.day, 10);
    }
    if (stamped != 1) fail_msg("%s: %zu stamps", pages[i], stamped);
    jy_dates_free(&d);
  }
}

static void refuses_other_stamps(void **state) {
  (void)state;
  static const struct example list[] = {
      {"讲座\n时间：2024年6月10日\n地点：行政楼", "2024年6月10日=day 2024-06-10"},
      {"讲座\n截止时间：2024年6月10日\n", "2024年6月10日=day 2024-06-10"},
      {"讲座\n2024年6月10日，校长林若溪到场", "2024年6月10日=day 2024-06-10"},
      {"云岭大学成立于2024年6月10日", "2024年6月10日=day 2024-06-10"},
      {"茶话会\n时间　2024年6月10日 9:00—11:20\n", "2024年6月10日 9:00—11:20=day 2024-06-10 T"},
      {"讲座\n· 学校举办比赛 2024-06-10\n· 学校举行典礼 2024-06-08\n",
       "2024-06-10=day 2024-06-10; 2024-06-08=day 2024-06-08"},
  };
  EXPECT(list);
}

static void infers_years(void **state) {
  (void)state;
  static const struct resolution list[] = {
      {"发布时间：2024-01-03\n12月28日（星期四），召开。", 1, "2023-12-28~", "weekday"},
      {"发布时间：2024-01-03\n12月28日（星期三），召开。", 1, "XXXX-12-28", "none"},
      {"发布时间：2025-02-08\n演出于2月15日（周六）举办。", 1, "2025-02-15~", "weekday"},
      {"发布时间：2024-12-20\n讲座将于1月8日举行。", 1, "2025-01-08~", "published"},
      {"发布时间：2024-12-20\n讲座将于12月28日举行。", 1, "2024-12-28~", "published"},
      {"发布时间：2024-12-22\n12月20日，召开2025年工作会议。", 1, "2024-12-20~", "published"},
      {"发布时间：2024-01-20\n1月17日，召开2023年度工作会议。", 1, "2024-01-17~", "published"},
      {"1月17日，召开2023年度民主生活会。", 0, "XXXX-01-17", "none"},
      {"12月17日，召开2023年度民主生活会。", 0, "2023-12-17~", "event"},
      {"值此建党102周年之际，6月30日，召开座谈会。", 1, "2023-06-30~", "anniversary"},
      {"6月30日，召开建党102周年座谈会。", 0, "2023-06-30~", "event"},
      {"12月6日，五十周年校庆典礼举行。学校始建于1974年。", 0, "2024-12-06~", "event"},
      {"12月6日，五十周年校庆典礼举行。学校始建于1974年，分校创办于1980年。", 0, "XXXX-12-06", "none"},
      {"我院举行2024年上半年消防演练\n5月29日，院内举行演练。", 1, "2024-05-29~", "event"},
      {"我院举行2024年消防演练\n5月4日，另一件事。\n5月29日，院内举行演练。", 2, "2024-05-29~", "issue"},
      {"馆讯（2023年第3期）\n9月12日，开幕。", 1, "2023-09-12~", "issue"},
      {"馆讯（2023年第1期）\n1月12日，开幕。\n12月20日，闭幕。", 2, "XXXX-12-20", "none"},
      {"9月8日，召开2023-2024学年第一学期工作会议。", 0, "2023-09-08~", "event"},
      {"7月5日，召开2023-2024学年第二学期工作会议。", 0, "2024-07-05~", "event"},
      {"2023年6月8日，开幕。次日，闭幕。", 1, "2023-06-09~", "neighbour"},
      {"2023年6月8日至10日，开会。同日，揭牌。", 1, "", "none"},
      {"2023年6月8日至10日，开会。\n9日，参观。", 1, "2023-06-09~", "neighbour"},
      {"2023年6月8日，开幕。\n7月2日，闭幕。", 1, "2023-07-02~", "neighbour"},
      {"2023年6月8日，开幕。\n11月2日，回访。", 1, "XXXX-11-02", "none"},
      {"1998年6月8日，建院。2023年6月8日，开幕。\n7月2日，闭幕。", 2, "XXXX-07-02", "none"},
      {"发布时间：2024-06-10\n上周五，召开。", 1, "2024-06-07~", "published"},
      {"发布时间：2024-06-10\n上月25日，召开。", 1, "2024-05-25~", "published"},
      {"发布时间：2024-06-10\n上季度，完成。", 1, "2024-01~/2024-03~", "published"},
      {"发布时间：2024-03-10\n2月底，完成。", 1, "2024-02-25~/2024-02-29~", "published"},
      {"发布时间：2024-06-10\n日前，召开。", 1, "", "none"},
      {"发布时间：2024-06-10\n农历五月初五，召开。", 1, "", "none"},
      {"2月29日，2023年论坛举行。", 0, "XXXX-02-29", "none"},
  };
  RESOLVE(list);
}

static void marks_a_wrong_weekday(void **state) {
  (void)state;
  jy_dates d = JY_DATES_INIT;
  assert_int_equal(jy_dates_find(&d, jy_cstr("发布时间：2024-06-10\n6月8日（星期五），召开。")), JY_OK);
  assert_int_equal(jy_dates_resolve(&d, NULL), JY_OK);
  assert_int_equal(d.at[1].start.year, 2024);
  assert_true(d.at[1].flags & JY_DATE_CLASH);
  assert_int_equal(jy_day_weekday((jy_day){2024, 6, 8}), 6);
  assert_int_equal(jy_day_weekday((jy_day){2000, 2, 29}), 2);
  assert_int_equal(jy_day_weekday((jy_day){0, 6, 8}), 0);
  jy_dates_free(&d);
}

static void counts_from_a_day_of_reference(void **state) {
  (void)state;
  jy_date_context ctx = JY_DATE_CONTEXT_INIT;
  ctx.base = (jy_day){2021, 6, 14}; /* a Monday */
  static const struct resolution list[] = {
      {"明天", 0, "2021-06-15~", "base"},
      {"下周三", 0, "2021-06-23~", "base"},
      {"上上周", 0, "2021-05-31~/2021-06-06~", "base"},
      {"3月8日", 0, "2021-03-08~", "base"},
      {"2023年3月8日", 0, "2023-03-08", "own"},
      {"30日在京", 0, "2021-06-30~", "base"},
      {"去年6月上旬", 0, "2020-06-01~/2020-06-10~", "base"},
      {"明年七月第2周", 0, "2022-07-11~/2022-07-17~", "base"},
      {"八月份的第一个周二", 0, "2021-08-03~", "base"},
      {"上个季度", 0, "2021-01~/2021-03~", "base"},
      {"今明两年", 0, "2021~/2022~", "base"},
      {"20天后", 0, "2021-07-04~", "base"},
      {"教师节", 0, "2021-09-10~", "base"},
      {"2月29日", 0, "2024-02-29~", "base"},
      {"农历八月十五", 0, "", "none"},
  };
  resolve_as(list, sizeof list / sizeof *list, &ctx);
  ctx.lean = 1;
  static const struct resolution next[] = {{"3月8日", 0, "2022-03-08~", "base"}, {"周一，", 0, "2021-06-21~", "base"},
                                           {"5日在京", 0, "2021-07-05~", "base"}};
  resolve_as(next, sizeof next / sizeof *next, &ctx);
  ctx.lean = -1;
  static const struct resolution last[] = {{"8月8日", 0, "2020-08-08~", "base"}, {"周一，", 0, "2021-06-07~", "base"},
                                           {"31日在京", 0, "2021-05-31~", "base"}, {"2月29日", 0, "2020-02-29~", "base"}};
  resolve_as(last, sizeof last / sizeof *last, &ctx);
}

static void knows_founding_years(void **state) {
  (void)state;
  assert_int_equal(jy_date_base(jy_cstr("隆重纪念建党")), 1921);
  assert_int_equal(jy_date_base(jy_cstr("建军")), 1927);
  assert_int_equal(jy_date_base(jy_cstr("庆祝中华人民共和国成立")), 1949);
  assert_int_equal(jy_date_base(jy_cstr("中国共产主义青年团成立")), 1922);
  assert_int_equal(jy_date_base(jy_cstr("我校成立")), 0);
  assert_int_equal(jy_date_base(jy_cstr("")), 0);
}

static void reads_heads_of_lines(void **state) {
  (void)state;
  static const struct example list[] = {
      {"3.5 甲\n3.7 乙\n3.20 丙", "3.5=day XXXX-03-05; 3.7=day XXXX-03-07; 3.20=day XXXX-03-20"},
      {"4/20 甲\n3/7 乙\n3/5 丙", "4/20=day XXXX-04-20; 3/7=day XXXX-03-07; 3/5=day XXXX-03-05"},
      {"06/01　甲\n11/01　乙\n23-24/03　丙",
       "06/01=day XXXX-01-06; 11/01=day XXXX-01-11; 23-24/03=day XXXX-03-23/XXXX-03-24 R"},
      {"· 3.5-7 甲\n· 3.9 乙\n· 3.20：丙", "3.5-7=day XXXX-03-05/XXXX-03-07 R; 3.9=day XXXX-03-09; 3.20=day XXXX-03-20"},
      {"1.1 总则\n1.2 范围\n2.1 附则", ""},
      {"3.5 甲\n2.1 乙\n7.20 丙", ""},
      {"3.5 甲\n3.7 乙", ""},
      {"3/5\n3/7\n3/20", ""},
      {"3.5%\n3.7%\n3.20%", ""},
      {"13/13 甲\n14/14 乙\n15/15 丙", ""},
  };
  expect(list, sizeof list / sizeof *list);
}

static void reads_months_in_english(void **state) {
  (void)state;
  static const struct example list[] = {
      {"于10 June 2024 举行", "10 June 2024=day 2024-06-10"},
      {"于Jun. 10, 2024 举行", "Jun. 10, 2024=day 2024-06-10"},
      {"Posted Sept 3 2024", "Sept 3 2024=day 2024-09-03"},
      {"31 February 2024", ""},
      {"10 June", ""},
      {"10 Marches 2024", ""},
  };
  expect(list, sizeof list / sizeof *list);
}

static void reads_days_in_two_lines(void **state) {
  (void)state;
  static const struct example list[] = {
      {"甲\n10\n2024-06\n乙", "10\n2024-06=day 2024-06-10 P"},
      {"甲\n06-10\n2024\n乙", "06-10\n2024=day 2024-06-10 P"},
      {"甲\n2024\n06-10\n乙", "2024\n06-10=day 2024-06-10 P"},
      {"甲\n10\n2024年6月\n乙", "10\n2024年6月=day 2024-06-10 P"},
      {"甲\n31\n2024-06\n乙", "2024-06=month 2024-06"},
      {"甲\n10\n2024-06起", ""},
      {"共10\n2024-06\n乙", "2024-06=month 2024-06"},
      {"10\n20", ""},
      {"今天是2024年6月12日 星期三\n甲", "今天=day  d"},
      {"今天是2024年6月12日，我们开会。", "今天=day  d; 2024年6月12日=day 2024-06-12"},
      {"(2024年6月12日第二届大会通过)", "2024年6月12日=day 2024-06-12"},
  };
  expect(list, sizeof list / sizeof *list);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_words_that_count),
      cmocka_unit_test(reads_parts),
      cmocka_unit_test(reads_names_of_days),
      cmocka_unit_test(reads_more_days),
      cmocka_unit_test(finds_stamps),
      cmocka_unit_test(refuses_other_stamps),
      cmocka_unit_test(infers_years),
      cmocka_unit_test(marks_a_wrong_weekday),
      cmocka_unit_test(counts_from_a_day_of_reference),
      cmocka_unit_test(knows_founding_years),
      cmocka_unit_test(reads_heads_of_lines),
      cmocka_unit_test(reads_days_in_two_lines),
      cmocka_unit_test(reads_months_in_english),
  };
  return cmocka_run_group_tests_name("date speech", tests, NULL, NULL);
}

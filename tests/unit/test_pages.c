/* What pages say about their articles, which articles they hold, and what is left
 * of tables, lists and broken markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/html.h"

static jy_doc *parse(const char *html) {
  jy_doc *d = NULL;
  assert_int_equal(jy_doc_parse(&d, "a.html", jy_cstr(html), NULL), JY_OK);
  return d;
}

static void check_str(jy_str got, const char *want) {
  if (!jy_str_equal(got, jy_cstr(want))) print_error("got '%.*s', want '%s'\n", (int)got.len, got.ptr, want);
  assert_true(jy_str_equal(got, jy_cstr(want)));
}

#define PROSE "六月八日，青山医院召开座谈会，院长林知秋主持会议，各科室主任五十余人参加会议。"
#define PAGE(info, end) \
  "<title>青山医院召开学科建设座谈会-青山医院</title><ul><li><a href=1>首页</a><li><a href=2>新闻</a></ul>" \
  "<h2>青山医院召开学科建设座谈会</h2>" info "<div><p>" PROSE "</p>" end "</div>"

/* Where sites write the date, and where no date is. */
static void test_dates(void **state) {
  (void)state;
  static const struct {
    const char *html, *published;
  } cases[] = {
      {PAGE("<p>发布时间：2023-06-08</p>", ""), "2023-06-08"},
      {PAGE("<p>日期：2023/6/8 10:20:30 点击：33</p>", ""), "2023/6/8 10:20:30"},
      {PAGE("<p>发布时间：<span>2023年6月8日 10:20</span>来源：宣传部</p>", ""), "2023年6月8日 10:20"},
      {PAGE("<p>2023年06月08日10:20 | 来源：宣传部</p>", ""), "2023年06月08日10:20"},
      {PAGE("<span class=date>2023-06-08</span>", ""), "2023-06-08"},
      {PAGE("<td>[2023.06.08]</td>", ""), "2023.06.08"},
      {PAGE("<p>时 间： 2023-06-08　作 者： 林知秋</p>", ""), "2023-06-08"},
      {PAGE("<p>发布于 2023-06-08</p>", ""), "2023-06-08"},
      {PAGE("<p>發布時間：2023-06-08</p>", ""), "2023-06-08"},
      {PAGE("", "<p>发布时间：2023-06-08</p>"), "2023-06-08"},
      {PAGE("<p>更新时间：2024-01-01</p>", ""), "2024-01-01"},
      {PAGE("<p>更新时间：2024-01-01 发布时间：2023-06-08</p>", ""), "2023-06-08"},
      {"<meta name=PubDate content='2023-06-08 10:00'>" PAGE("", ""), "2023-06-08 10:00"},
      {"<meta property='article:published_time' content='2023-06-08T10:00:00+08:00'>" PAGE("", ""), "2023-06-08T10:00:00+08:00"},
      {"<script type='application/ld+json'>{\"datePublished\": \"2023-06-08\",}</script>" PAGE("", ""), "2023-06-08"},
      {"<script>var ct = \"1686190800\";</script>" PAGE("", ""), "2023-06-08"},
      {PAGE("", "<!--enpproperty <date>2023-06-08 00:00:00.0</date>/enpproperty-->"), "2023-06-08 00:00:00"},
      /* the clock above, the running text, other stories, an announcement, no date */
      {"<div>今天是2026年1月2日 星期五</div>" PAGE("", ""), ""},
      {PAGE("", "<p>2022年5月1日，学校召开会议，部署全年工作。</p>"), ""},
      {PAGE("", "") "<h3>相关新闻</h3><ul><li><a href=3>其他会议</a> 2023-01-01<li><a href=4>又一会议</a> 2023-01-02</ul>", ""},
      {PAGE("<p>时间：下午三点</p>", ""), ""},
      {PAGE("<p>发布时间：2023-13-45</p>", ""), ""},
      {PAGE("", ""), ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_doc *d = parse(cases[i].html);
    check_str(jy_doc_published(d), cases[i].published);
    jy_doc_free(d);
  }
}

static void test_people(void **state) {
  (void)state;
  static const struct {
    const char *html, *source, *author, *editor;
  } cases[] = {
      {PAGE("<p>来源：<a href=x>宣传部</a> 作者：林知秋 点击：<b>3</b> 【字体：大 中 小】</p>", ""), "宣传部", "林知秋", ""},
      {PAGE("<p><span>稿件来源：宣传部</span><span>作者：林知秋</span><span>编辑：何若溪</span></p>", ""), "宣传部", "林知秋", "何若溪"},
      {PAGE("", "<p>（责任编辑：何若溪）</p>"), "", "", "何若溪"},
      {PAGE("", "<p>文/图：林知秋　编辑：何若溪　审核：方以宁</p>"), "", "林知秋", "何若溪"},
      {PAGE("", "<p>供稿：林知秋</p><p>审核：方以宁</p>"), "", "林知秋", "方以宁"},
      {PAGE("", "<p>文字：林知秋 图片：何若溪</p>"), "", "林知秋、何若溪", ""},
      {PAGE("", "<p>（林知秋 文/图）</p>"), "", "林知秋", ""},
      {PAGE("", "<p>本报讯（记者 林知秋 通讯员 何若溪）会议召开，各部门参加。</p>"), "", "林知秋、何若溪", ""},
      {PAGE("<p>作　者：林知秋|来　源：宣传部</p>", ""), "宣传部", "林知秋", ""},
      {PAGE("<p>文/林知秋 摄影/何若溪</p>", ""), "", "林知秋、何若溪", ""},
      {"<meta name=author content=104560><meta name=source content='来源：宣传部'>" PAGE("", ""), "宣传部", "", ""},
      {PAGE("", "<p>会议来源：基层的意见很多，编辑部表示采纳。</p>"), "", "", ""},
      {PAGE("<p>作者： 来源： 点击：</p>", ""), "", "", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_doc *d = parse(cases[i].html);
    check_str(jy_doc_meta(d, "source"), cases[i].source);
    check_str(jy_doc_meta(d, "author"), cases[i].author);
    check_str(jy_doc_meta(d, "editor"), cases[i].editor);
    jy_doc_free(d);
  }
}

static void test_site(void **state) {
  (void)state;
  static const struct {
    const char *html, *site;
  } cases[] = {
      {"<title>座谈会在校举行-青山医院</title>" PAGE("", ""), "青山医院"},
      {"<title>学科建设座谈会 —— 青山医院网</title><meta name=SiteName content=' 青山医院 '>" PAGE("", ""), "青山医院\n青山医院网"},
      {"<title>2023-2024学年座谈会</title>" PAGE("", ""), ""},
      {PAGE("", "") "<div class=footer><p>版权所有：青山医院</p><p>地址：青山路3号</p></div>", "青山医院\n版权所有：青山医院"},
      {PAGE("", "<p>会议讨论了版权所有人的登记办法，各科室参加。</p>"), "青山医院"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_doc *d = parse(cases[i].html);
    check_str(jy_doc_meta(d, "site"), cases[i].site);
    jy_doc_free(d);
  }
}

static void check_reading(const char *html, const char *want) {
  jy_doc *d = parse(html);
  check_str(jy_text_reading(jy_doc_text(d)), want);
  jy_doc_free(d);
}

#define TITLE "青山医院召开学科建设座谈会"

/* Dates, counters and tools go, people stay. */
static void test_label_lines(void **state) {
  (void)state;
  check_reading(PAGE("<p>发布时间：2023-06-08 来源：宣传部 点击：3 【打印】</p>", ""), TITLE "\n\n" PROSE);
  check_reading(PAGE("<p>2023-06-08 作者：林知秋 浏览：3</p>", "<p>编辑：何若溪 点击：9</p>"),
                TITLE "\n\n作者：林知秋\n\n" PROSE "\n\n编辑：何若溪");
  check_reading(PAGE("", "<p>附件：<a href=1>登记表.docx</a> <a href=2>汇总表.xlsx</a></p>"),
                TITLE "\n\n" PROSE "\n\n附件：登记表.docx 汇总表.xlsx");
  check_reading(PAGE("", "<p>扫一扫在手机打开当前页</p><p>上一篇：<a>会议</a></p><p>版权所有 青山医院 鄂ICP备1号</p>"),
                TITLE "\n\n" PROSE);
  check_reading(PAGE("", "<h3>推荐阅读</h3><div><a>另一会议</a><p>另一会议于五月召开，各部门参加，气氛热烈。</p></div>"),
                TITLE "\n\n" PROSE);
  check_reading(PAGE("", "<p>时间：6月9日下午三点</p><p>地点：二楼会议室</p>"), TITLE "\n\n" PROSE
                "\n\n时间：6月9日下午三点\n\n地点：二楼会议室");
}

/* A signature is of the article: its words stay as they stand, brackets too. */
static void test_signatures(void **state) {
  (void)state;
  static const struct {
    const char *line, *read;
  } cases[] = {
      {"（党委宣传部 供稿）", NULL},
      {"（图文/林知秋 编辑/何若溪）", NULL},
      {"（文字：林知秋；图片：何若溪）", NULL},
      {"（来源：党委宣传部）", NULL},
      {"(来源：党委宣传部 作者：林知秋)", NULL},
      {"[作者：林知秋]", NULL},
      {"【编辑：林知秋】", NULL},
      {"［责任编辑：林知秋］", NULL},
      {"（记者 林知秋）", NULL},
      {"【编辑：林知秋】 点击：33", "【编辑：林知秋】"},
      {"编辑：林知秋） 点击：33", "编辑：林知秋"},
      {"（来源：党委宣传部 点击：33）", ""},
      {"来源：党委宣传部", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char html[1024], want[512];
    const char *read = cases[i].read ? cases[i].read : cases[i].line;
    snprintf(html, sizeof html, PAGE("", "<p>%s</p>"), cases[i].line);
    snprintf(want, sizeof want, "%s\n\n%s%s%s", TITLE, PROSE, *read ? "\n\n" : "", read);
    check_reading(html, want);
  }
}

static void test_tables(void **state) {
  (void)state;
  check_reading("<table><tr><th>姓名<th>职务<tr><td><p>林知秋</p><td><p>院长</p><p>教授</p><tr><td><td>空</table>",
                "姓名\t职务\n林知秋\t院长 教授\n\t空");
  /* a table that lays out the page, with one of facts inside it */
  check_reading("<table><tr><td width=160><a>首页</a><br><a>新闻</a><td><p>" PROSE "</p><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>",
                PROSE "\n\n甲\t乙\n丙\t丁");
  check_reading("<p>一" "<td>二</td></tr></table></div>三", "一二三"); /* no table at all */
}

static void test_whole_paragraphs(void **state) {
  (void)state;
  /* Short paragraphs without stops would look like wrapped lines. */
  jy_buf html = JY_BUF_INIT, want = JY_BUF_INIT;
  for (int i = 0; i < 12; i++) {
    jy_buf_printf(&html, "<p>第%d组讨论学科建设，认为条件成熟。请各部门准备，并于下周</p>", i);
    jy_buf_printf(&want, "%s第%d组讨论学科建设，认为条件成熟。请各部门准备，并于下周", i ? "\n\n" : "", i);
  }
  check_reading(html.ptr, want.ptr);
  jy_buf_free(&html);
  jy_buf_free(&want);
}

#define ITEM(title, date) \
  "<div class=item><h3>" title "</h3><p>" date "</p><p>" PROSE "</p><p>会议部署了下一步工作。</p></div>"

static void test_items(void **state) {
  (void)state;
  jy_doc *d = parse("<h1>一周新闻</h1>" ITEM("青山医院召开座谈会", "2023-06-08") ITEM("云岭大学举行运动会", "2023-06-09 作者：何若溪"));
  jy_str reading = jy_text_reading(jy_doc_text(d));
  assert_int_equal(jy_doc_articles(d), 2);
  const jy_article *a = jy_doc_article(d, 0), *b = jy_doc_article(d, 1);
  check_str((jy_str){reading.ptr + a->title.start, a->title.end - a->title.start}, "青山医院召开座谈会");
  check_str((jy_str){reading.ptr + b->title.start, b->title.end - b->title.start}, "云岭大学举行运动会");
  check_str(a->published, "2023-06-08");
  check_str(b->published, "2023-06-09");
  check_str(b->author, "何若溪");
  assert_true(a->end <= b->start);
  jy_doc_free(d);
  /* sections of one article are no articles */
  d = parse("<h1>学科建设方案</h1><div class=s><h3>一、提高思想认识水平</h3><p>" PROSE "</p></div><div class=s><h3>二、明确工作目标任务</h3><p>" PROSE "</p></div>");
  assert_int_equal(jy_doc_articles(d), 1);
  check_str(jy_doc_article(d, 0)->editor, "");
  jy_doc_free(d);
}

static void test_posts(void **state) {
  (void)state;
  check_reading("<h1>" TITLE "</h1><div><div id=p1><em>发表于 2023-6-8 10:20</em><div><p>" PROSE "</p></div></div>"
                "<div id=p2><em>发表于 2023-6-9 10:20</em><div><p>很好，支持，希望多办这样的会议，谢谢。</p></div></div></div>",
                TITLE "\n\n" PROSE);
}

static void test_index(void **state) {
  (void)state;
  jy_buf html = JY_BUF_INIT;
  jy_buf_printf(&html, "<div class=nav><a>首页</a><a>概况</a></div><ul class=list>");
  for (int i = 0; i < 20; i++) jy_buf_printf(&html, "<li><a href=%d>第%d次座谈会召开</a><span>2023-06-%02d</span>", i, i, i + 1);
  jy_doc *d = parse(html.ptr);
  assert_true(jy_doc_is_index(d));
  jy_str reading = jy_text_reading(jy_doc_text(d));
  assert_non_null(memmem(reading.ptr, reading.len, "第7次座谈会", strlen("第7次座谈会")));
  jy_doc_free(d);
  jy_buf_free(&html);
}

static void check_index(const char *html, bool index) {
  jy_doc *d = parse(html);
  assert_int_equal(jy_doc_is_index(d), index);
  if (index) check_str(jy_doc_published(d), "");
  jy_doc_free(d);
}

#define LINK(what) "<li><a href=1.htm>" what "</a><span>2024-03-05</span>"

#define PAGER "<div>共128条 1/19 首页 上一页 下一页 尾页</div>"
#define DAYS(what) "<li>[05-18] <a href=1.htm>" what "</a>"

/* What stands around a list of headlines does not make it an article, nor do the
 * links under an article make it a list. */
static void test_around_lists(void **state) {
  (void)state;
  static const char list[] = LINK("学校召开教学工作会议") LINK("校长主持召开座谈会") LINK("书记到学院调研") LINK("举行签约仪式")
      LINK("学院举行技能大赛");
  static const char days[] = DAYS("我院召开表彰大会") DAYS("副院长到急诊科调研") DAYS("我院举行消防演练") DAYS("召开运营分析会")
      DAYS("我院与东山大学签约");
  jy_buf html = JY_BUF_INIT;
  jy_buf_printf(&html, "<h2>学院新闻</h2><ul>%s</ul>" PAGER, list);
  check_index(html.ptr, true);
  html.len = 0;
  jy_buf_printf(&html, "<div><a href=/>首页</a><a href=/a>概况</a></div><div>您现在的位置：首页 &gt; 院内新闻 &gt; 医院动态</div>"
                       "<ul>%s</ul>" PAGER "<div>版权所有：东山市医院 地址：东山市人民路1号 电话：010-1</div>", days);
  check_index(html.ptr, true);
  html.len = 0;
  jy_buf_printf(&html, "<h1>" TITLE "</h1><div class=content><p>" PROSE "</p></div><h3>相关新闻</h3><ul>%s</ul>" PAGER, days);
  check_index(html.ptr, false);
  jy_buf_free(&html);
}

/* A few headlines are an index as well; links in and under an article are none. */
static void test_lists(void **state) {
  (void)state;
  static const char list[] = LINK("学校召开教学工作会议") LINK("校长主持召开座谈会") LINK("书记到学院调研") LINK("举行签约仪式");
  jy_buf html = JY_BUF_INIT;
  jy_buf_printf(&html, "<h2>学院新闻</h2><ul class=list>%s</ul>", list);
  check_index(html.ptr, true);
  html.len = 0;
  jy_buf_printf(&html, "<table><tr><td><a href=1>学校召开会议</a><td>[03-05]<tr><td><a href=2>校长调研</a><td>[03-04]"
                       "<tr><td><a href=3>举行签约仪式</a><td>[03-03]<tr><td><a href=4>举行座谈会</a><td>[03-02]</table>");
  check_index(html.ptr, true);
  html.len = 0;
  jy_buf_printf(&html, "<h1>" TITLE "</h1><div class=content><p>" PROSE "</p><ul>%s</ul></div>", list);
  check_index(html.ptr, false);
  html.len = 0;
  jy_buf_printf(&html, "<h1>" TITLE "</h1><div class=content><a name=x><p>" PROSE "</p><p>" PROSE "</p><p>" PROSE "</p><p>" PROSE "</p></a></div>");
  check_index(html.ptr, false);
  check_index("<ul>" LINK("学校召开会议") LINK("校长调研") "</ul>", false); /* too few to tell */
  jy_buf_free(&html);
}

static void test_titles(void **state) {
  (void)state;
  static const struct {
    const char *html, *title;
  } cases[] = {
      {PAGE("", ""), TITLE},
      {"<title>" TITLE "_新闻_青山医院</title><p>" PROSE, TITLE},
      {"<title>2023-2024学年工作会议召开 - 新闻网</title><p>" PROSE, "2023-2024学年工作会议召开"},
      {"<meta name=ArticleTitle content='" TITLE "'><title>新闻中心</title><p>" PROSE, TITLE},
      {"<h1><a href=/>青山医院</a></h1><div class=title>" TITLE "</div><p>" PROSE, TITLE},
      {"<h1>" TITLE "<br><span>2023-06-08 来源：宣传部</span></h1><p>" PROSE, TITLE},
      {"<h1>青山医院召开<br>学科建设座谈会</h1><p>" PROSE, TITLE},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_doc *d = parse(cases[i].html);
    check_str(jy_doc_title(d), cases[i].title);
    jy_doc_free(d);
  }
}

static void test_hints(void **state) {
  (void)state;
  jy__hints h = {0};
  size_t n;
  assert_int_equal(jy__hints_load(&h), JY_OK);
  assert_int_equal(jy__hints_class(&h, "wrap v_news_content"), 4);
  assert_int_equal(jy__hints_class(&h, "vsb_content_2"), 4);
  assert_true(jy__hints_class(&h, "mainNav2 clearfix") < 0);
  assert_true(jy__hints_class(&h, "bd shareBox") < 0);
  assert_int_equal(jy__hints_class(&h, "shared navigational"), 0);
  assert_int_equal(jy__hints_class(&h, NULL), 0);
  assert_int_equal(jy__hints_label(&h, jy_cstr("来  源：宣传部"), &n), JY__FACT_SOURCE);
  assert_int_equal(n, strlen("来  源"));
  assert_int_equal(jy__hints_label(&h, jy_cstr("来"), &n), JY__FACT_NONE);
  assert_int_equal(jy__hints_meta(&h, "PUBDATE"), JY__FACT_DATE);
  assert_int_equal(jy__hints_cut(&h, jy_cstr("相关新闻"), &n), JY__CUT_REST);
  assert_int_equal(jy__hints_cut(&h, jy_cstr(""), &n), JY__CUT_NONE);
  assert_true(jy__hints_title(&h, "a arti_title"));
  assert_false(jy__hints_title(&h, "titled"));
  jy__hints_free(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_dates),       cmocka_unit_test(test_people), cmocka_unit_test(test_site), cmocka_unit_test(test_label_lines),
      cmocka_unit_test(test_signatures),  cmocka_unit_test(test_tables),
      cmocka_unit_test(test_whole_paragraphs), cmocka_unit_test(test_items),
      cmocka_unit_test(test_posts),       cmocka_unit_test(test_index), cmocka_unit_test(test_lists),  cmocka_unit_test(test_around_lists),
      cmocka_unit_test(test_titles),
      cmocka_unit_test(test_hints),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

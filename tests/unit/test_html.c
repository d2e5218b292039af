/* HTML: what is one, what its article is, how the text leads back to the page. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "aligned.h"
#include "ingest/html.h"

/* Reads a page; *title, if wanted, gets a copy. */
static jy_buf read_page(jy_str html, char *title, size_t size) {
  jy__page page = {0};
  assert_int_equal(jy_align_new(&page.align), JY_OK);
  assert_int_equal(jy__html_read(&page, html), JY_OK);
  check_aligned(page.align, html, jy_buf_str(&page.reading));
  if (title) snprintf(title, size, "%.*s", (int)page.meta.title.len, jy_buf_str(&page.meta.title).ptr);
  jy_buf out = page.reading;
  page.reading = (jy_buf)JY_BUF_INIT;
  jy__page_free(&page);
  return out;
}

static void check(const char *html, const char *expected) {
  jy_buf out = read_page(jy_cstr(html), NULL, 0);
  assert_string_equal(jy_buf_str(&out).ptr, expected);
  jy_buf_free(&out);
}

static void test_sniff(void **state) {
  (void)state;
  assert_true(jy__is_html(jy_cstr("\n<!DOCTYPE HTML>"), "-"));
  assert_true(jy__is_html(jy_cstr("<?xml version='1.0'?><html xmlns=''>"), "-"));
  assert_true(jy__is_html(jy_cstr("会议"), "news/1.HTML"));
  assert_true(jy__is_html(jy_cstr("会议"), "news/1.shtml"));
  assert_true(jy__is_html(jy_cstr("<p>会</p><p>议</p><br/>"), "-"));
  assert_false(jy__is_html(jy_cstr("会议召开。</a>"), "a.txt"));
  assert_false(jy__is_html(jy_cstr("a < b，<p> 是段落标记"), "a.txt"));
  assert_false(jy__is_html(jy_cstr("<张三> <李四> <王五>"), "a.txt"));
  assert_false(jy__is_html(jy_cstr(""), ".html"));
}

static void test_labels(void **state) {
  (void)state;
  static const struct {
    const char *html, *first, *second;
  } cases[] = {
      {"<meta charset=gb2312>", "gb2312", NULL},
      {"<META http-equiv='Content-Type' content='text/html; charset=Big5'>", "Big5", NULL},
      {"<meta content=\"text/html;charset=gbk\" http-equiv=Content-Type>", "gbk", NULL},
      {"<meta name=\"content-type\" content=\"text/html; charset='GBK'\"/>", "GBK", NULL},
      {"<?xml version=\"1.0\" encoding=\"GBK\"?>", "GBK", NULL},
      {"<meta name=a content=b><meta charset = \"utf-8\"/>", "utf-8", NULL},
      {"<meta charset='gbk", "gbk", NULL},
      {"<meta charset=gbk><meta charset=UTF-8><meta charset=GBK>", "gbk", "UTF-8"},
      {"<meta charset=utf-16le>", "utf-8", NULL}, /* it was read as ASCII */
      {"<p>charset=gbk</p>", NULL, NULL},
      {"<meta charset=\"\">", NULL, NULL},
      {"<meta name=description content='charset=gbk'>", NULL, NULL},
      {"<!-- <meta charset=gbk> --><script>'<meta charset=big5>'</script><meta charset=utf-8>", "utf-8", NULL},
      {"<title><meta charset=gbk></title><body><meta charset=gbk>", NULL, NULL},
      {"<meta charset=a-label-that-is-longer-than-any-encoding-has>", NULL, NULL},
      {"<meta charset", NULL, NULL},
      {"<meta charset=", NULL, NULL},
      {"", NULL, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy__labels labels;
    jy__html_labels(&labels, jy_cstr(cases[i].html));
    assert_int_equal(labels.len, (cases[i].first != NULL) + (cases[i].second != NULL));
    if (cases[i].first) assert_string_equal(labels.at[0], cases[i].first);
    if (cases[i].second) assert_string_equal(labels.at[1], cases[i].second);
  }
}

/* 会议由党委书记主持 in GB18030, Big5 and UTF-8. */
#define GBK "\xBB\xE1\xD2\xE9\xD3\xC9\xB5\xB3\xCE\xAF\xCA\xE9\xBC\xC7\xD6\xF7\xB3\xD6"
#define UTF8 "会议由党委书记主持"

static void test_detect(void **state) {
  (void)state;
  static const struct {
    const char *html, *stated, *encoding, *reason;
  } cases[] = {
      {"<meta charset=gb2312>" GBK, NULL, "GB18030", "declared"},
      {"<meta charset=utf-8>" GBK, NULL, "GB18030", NULL},     /* not so */
      {"<meta charset=gb2312>" UTF8, NULL, "UTF-8", "utf-8"},  /* nor so */
      {"<meta charset=utf-8><meta charset=gbk>" GBK, NULL, "GB18030", "declared"},
      {"<meta charset=utf-8>" GBK, "gbk", "GB18030", "declared"},
      {"<meta charset=gbk>" GBK, "utf-8", "GB18030", "declared"},
      {"<meta charset=gbk>" UTF8, "utf-8", "UTF-8", "declared"},
      {"\xEF\xBB\xBF<meta charset=gbk>" UTF8, "gbk", "UTF-8", "bom"},
      {"<meta charset=nonsense>" UTF8, NULL, "UTF-8", "utf-8"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    jy_detection d;
    assert_int_equal(jy__html_detect(&d, jy_cstr(cases[i].html), cases[i].stated), JY_OK);
    assert_string_equal(d.encoding, cases[i].encoding);
    if (cases[i].reason) assert_string_equal(d.reason, cases[i].reason);
  }
  /* <p>会 in UTF-16 that declares itself; its mark decides. */
  static const char wide[] = "\xFF\xFE<\0p\0>\0\x1A\x4F\xAE\x8B";
  jy_detection d;
  assert_int_equal(jy__html_detect(&d, (jy_str){wide, sizeof wide - 1}, "gbk"), JY_OK);
  assert_string_equal(d.encoding, "UTF-16LE");
}

static void test_blocks(void **state) {
  (void)state;
  check("<h1>会议</h1><p>一</p>\n<p>二<br>三</p>", "会议\n\n一\n\n二\n三");
  check("<div>一</div><div>二</div>", "一\n二");
  check("<ul><li>一<li>二</ul>", "• 一\n• 二");
  check("<ol><li>一<li>二<ol start=7><li>内</ol><li>三、四<li>(四)</ol>", "1. 一\n2. 二\n\n7. 内\n\n3. 三、四\n(四)");
  check("<ul class=news><li>一</ul><ul style='list-style-type: none'><li>二</ul>", "一\n\n二");
  check("<table><tr><td>姓名</td><td>职务</td></tr><tr><td><p>林知秋</p></td><td>院长<br>书记</td></tr></table>",
        "姓名\t职务\n林知秋\t院长 书记");
  check("<pre>一\n二</pre>", "一\n二");
  check("<p>青山\n  医院</p><p>A\nB &nbsp;C</p>", "青山医院\n\nA B \xC2\xA0" "C");
  check("<p>书记 林知秋</p>", "书记 林知秋");
  check("<p>&nbsp;&nbsp;\xE3\x80\x80会议</p><p>&nbsp;</p>", "会议");
  check("<b>党委</b><i>书记</i>", "党委书记");
}

/* Readings above characters; what stands there and is none is kept, and what has
 * its brackets is a gloss, the text room's. */
static void test_ruby(void **state) {
  (void)state;
  check("<ruby>醫<rt>yī</rt>院<rt>yuàn</rt></ruby>會", "醫院會");
  check("<ruby>醫<rt>yī</ruby><ruby>院<rt>ㄩㄢˋ</ruby>會", "醫院會");
  check("<ruby><rb>醫院</rb><rt> Yīyuàn </rt></ruby>會", "醫院會");
  check("<ruby>北京<rt>bei3 jing1</rt></ruby><ruby>西安<rt>Xi'an</rt></ruby>", "北京西安");
  check("<ruby><rb>醫<rb>院<rtc><rt>yī<rt>yuàn</rtc></ruby>會", "醫院會");
  check("<ruby>衛生組織<rt>WHO</rt></ruby>會", "衛生組織WHO會");
  check("<ruby>醫院<rt>hospital</rt></ruby><ruby>会<rt>议</rt></ruby>", "醫院hospital会议");
  check("<ruby>醫<rp>(</rp><rt>yī</rt><rp>)</rp></ruby>院", "醫(yī)院");
  check("<ruby>醫<rp>(</rp>\n<rt>yī</rt>\n<rp>)</rp></ruby>院", "醫( yī )院");
  check("<rt>yī</rt><ruby><rt></rt><rt><b>yī</b></rt></ruby>", "yīyī");
}

static void test_references(void **state) {
  (void)state;
  check("<p>A&amp;B&lt;C&#20250;&#x8BAE;&ldquo;好&rdquo;", "A&B<C会议“好”");
  check("&amp;amp; &amp;#20250;", "&amp; &#20250;");
  check("&copyright &notit; &unknown; & 会", "©right ¬it; &unknown; & 会");
  check("a < b </foo>c", "a < b c");
  jy_str html = jy_cstr("<p>青山&middot;医院&hellip;</p>");
  jy__page page = {0};
  assert_int_equal(jy_align_new(&page.align), JY_OK);
  assert_int_equal(jy__html_read(&page, html), JY_OK);
  assert_string_equal(page.reading.ptr, "青山·医院…");
  jy_span dot = jy_align_source(page.align, (jy_span){6, 8});
  assert_memory_equal(html.ptr + dot.start, "&middot;", dot.end - dot.start);
  jy_span hospital = jy_align_source(page.align, (jy_span){8, 14});
  assert_memory_equal(html.ptr + hospital.start, "医院", hospital.end - hospital.start);
  assert_int_equal(hospital.end - hospital.start, 6);
  jy__page_free(&page);
}

#define BODY \
  "<p>六月八日，青山医院召开座谈会，院长林知秋主持会议，各科室主任五十余人参加会议并交流了经验。</p>"
#define BODY_TEXT \
  "六月八日，青山医院召开座谈会，院长林知秋主持会议，各科室主任五十余人参加会议并交流了经验。"

static void test_furniture(void **state) {
  (void)state;
  check("<nav>首页</nav><header>医院</header><script>var a='<p>';</script><style>p{}</style>" BODY
        "<aside>广告</aside><footer>版权</footer><form><p>查</p></form><select><option>一</select>",
        BODY_TEXT);
  check("<div class='main-nav'>首页</div><div id=topMenu>新闻</div>" BODY "<div class='shareBox clear'>分享</div>",
        BODY_TEXT);
  check("<div class='shared-layout navigation'>" BODY "</div>", BODY_TEXT); /* other words */
  check(BODY "<ul><li><a href=1>新闻一二三</a><li><a href=2>新闻四五六</a><li><a href=3>新闻七八九</a></ul>",
        BODY_TEXT);
  check("<div>当前位置：<a>首页</a> &gt; 正文</div>" BODY "<p>上一篇：<a>学校召开座谈会</a> 下一篇：<a>学校举行运动会</a></p>",
        BODY_TEXT);
  check(BODY "<p>联系<a href=1>我们</a></p>", BODY_TEXT "\n\n联系我们");
  check("<p style='display: none'>藏</p><p hidden>藏</p>" BODY, BODY_TEXT);
  /* Wrappers have misleading names: what holds the text stays. */
  check("<form id=search><div class=menu>" BODY "</div></form>", BODY_TEXT);
  check("<article><header><h1>座谈会</h1></header>" BODY "</article>", "座谈会\n\n" BODY_TEXT);
  check("<nav>首页</nav>", "首页");
}

static void test_titles(void **state) {
  (void)state;
  static const struct {
    const char *html, *title;
  } cases[] = {
      {"<title> 会议\n 召开 </title><p>文", "会议 召开"},
      {"<title>站</title><h1>会<b>议</b></h1>", "会议"},
      {"<title>站</title><h1>一</h1><h1>二</h1>", "站"},
      {"<meta property='og:title' content='会&amp;议'><h1>一</h1>", "会&议"},
      {"<p>文", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char title[64];
    jy_buf out = read_page(jy_cstr(cases[i].html), title, sizeof title);
    assert_string_equal(title, cases[i].title);
    jy_buf_free(&out);
  }
}

static void test_loose_text_in_table(void **state) {
  (void)state;
  jy_buf out = read_page(jy_cstr("<table>甲<tr><td>乙</td></tr>丙<tr><td>丁</td></tr></table>"), NULL, 0);
  const char *text = jy_buf_str(&out).ptr;
  assert_non_null(strstr(text, "甲"));
  assert_non_null(strstr(text, "丁"));
  assert_true(strstr(text, "甲") < strstr(text, "乙")); /* the order of the page */
  assert_true(strstr(text, "乙") < strstr(text, "丙"));
  jy_buf_free(&out);
}

static void test_odd_input(void **state) {
  (void)state;
  check("", "");
  check("<", "<");
  check("</", "</");
  check("<p", "");
  check("<!--", "");
  check("<p>会<!-- <p> -->议", "会议");
  check("<p>会\r\n议</p><pre>a\r\nb</pre>", "会议\n\na\nb");
  jy_str nul = {"<p>会\0议</p>", 14};
  jy_buf out = read_page(nul, NULL, 0);
  assert_string_equal(jy_buf_str(&out).ptr, "会议");
  jy_buf_free(&out);
}

static void test_deep(void **state) {
  (void)state;
  static const char *const units[] = {"<div>", "<b>", "<div></b>", "<table><tr><td>", "<p><i>", "<svg><g>", "<ul><li>"};
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    jy_buf html = JY_BUF_INIT;
    for (int i = 0; i < LARGE(u ? 20000 : 100000); i++) jy_buf_put(&html, units[u], strlen(units[u]));
    jy_buf_put(&html, "会议", 6);
    jy_buf out = read_page(jy_buf_str(&html), NULL, 0);
    if (strcmp(units[u], "<svg><g>") != 0) assert_string_equal(out.ptr, u < 6 ? "会议" : "• 会议");
    jy_buf_free(&out);
    jy_buf_free(&html);
  }
}

static void test_many_attributes(void **state) {
  (void)state;
  static const char *const tags[] = {"p", "div", "script"};
  for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
    jy_buf html = JY_BUF_INIT;
    jy_buf_printf(&html, "<%s", tags[t]);
    for (int i = 0; i < LARGE(100000); i++) jy_buf_printf(&html, " a%d=1", i);
    jy_buf_printf(&html, "></%s>会议", tags[t]);
    clock_t start = clock();
    jy_buf out = read_page(jy_buf_str(&html), NULL, 0);
    assert_string_equal(out.ptr, "会议");
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
    jy_buf_free(&out);
    jy_buf_free(&html);
  }
}

static void test_flatten_keeps_pages(void **state) {
  (void)state;
  /* Comparisons in scripts are no tags, elements that end by themselves no depth. */
  jy_buf html = JY_BUF_INIT, copy = JY_BUF_INIT;
  for (int i = 0; i < 1000; i++) jy_buf_printf(&html, "<script>if(a<b)</script><p>段<li>项<br><div title='>' id=a\n  class='b c'>文</div>");
  jy_buf_put(&copy, html.ptr, html.len);
  jy__html_flatten(copy.ptr, copy.len);
  assert_memory_equal(html.ptr, copy.ptr, html.len);
  jy_buf_free(&html);
  jy_buf_free(&copy);
}

static uint32_t seed = 11;

static uint32_t draw(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

/* Markup at random: it reads, and every offset leads back. */
static void test_random(void **state) {
  (void)state;
  static const char *const bits[] = {
      "<p>", "</p>", "<div class=nav>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<b>",    "</b>",
      "<a>", "</a>", "会议",            "A B",    "\n",      "&amp;", "&",   "&nbsp;",   "&notit;", "&#20250;",
      "<",   ">",    "<!--",            "-->",    "\r\n",    "<pre>", "<h1>", "<title>", "<br>",    "</foo>",
      "<select>", "<frameset>", "<svg>", "<![CDATA[", "]]>", "'", "\"", "<textarea>", "　", "<script>", "</script>",
  };
  for (int round = 0; round < LARGE(2000); round++) {
    jy_buf html = JY_BUF_INIT;
    for (uint32_t i = 0, n = draw(60); i < n; i++) {
      const char *s = bits[draw(sizeof bits / sizeof *bits)];
      jy_buf_put(&html, s, strlen(s));
    }
    jy_buf out = read_page(jy_buf_str(&html), NULL, 0);
    jy_buf_free(&out);
    jy_buf_free(&html);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sniff),     cmocka_unit_test(test_labels), cmocka_unit_test(test_detect),
      cmocka_unit_test(test_blocks),    cmocka_unit_test(test_ruby), cmocka_unit_test(test_references),
      cmocka_unit_test(test_furniture), cmocka_unit_test(test_titles),
      cmocka_unit_test(test_loose_text_in_table), cmocka_unit_test(test_odd_input),
      cmocka_unit_test(test_deep), cmocka_unit_test(test_many_attributes),      cmocka_unit_test(test_flatten_keeps_pages),
      cmocka_unit_test(test_random),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Recoding: what comes back, what must stay, and that the way back holds. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aligned.h"
#include "chance.h"
#include "convert/charts.h"
#include "jiyao/convert.h"
#include "jiyao/text.h"

static jy_text *recode(jy_str s) {
  jy_text *t = NULL, *u = NULL;
  assert_ok(jy_text_new(&t, s));
  assert_ok(jy_text_recode(&u, t));
  jy_text_free(t);
  return u;
}

static void check_made(const jy_text *u, const char *wanted) {
  jy_str made = jy_text_reading(u);
  if (made.len != strlen(wanted) || memcmp(made.ptr, wanted, made.len) != 0)
    fail_msg("'%.*s' instead of '%s'", (int)made.len, made.ptr, wanted);
}

/* Recodes, holds the answer to `wanted`, and recodes that again. */
static void check_recoded(const char *damaged, const char *wanted) {
  jy_text *u = recode(jy_cstr(damaged)), *again = NULL;
  check_made(u, wanted);
  check_aligned(jy_text_align(u), jy_text_source(u), jy_text_reading(u));
  again = recode(jy_text_reading(u));
  check_made(again, wanted);
  jy_text_free(again);
  jy_text_free(u);
}

static void test_kinds(void **state) {
  (void)state;
  static const struct {
    const char *damaged, *wanted, *kind;
  } cases[] = {
      {"今天鍖婚櫌召开会议", "今天医院召开会议", "utf8-as-gbk"},
      {"åŒ»é™¢召开会议", "医院召开会议", "utf8-as-latin1"},
      {"Ã¥Å’Â»Ã©â„¢Â¢", "医院", "utf8-as-latin1"},
      {"Ò½ÔºÕÙ¿ª»áÒé", "医院召开会议", "gbk-as-latin1"},
      {"Âå°|¥l¶}·|Ä³", "醫院召開會議", "big5-as-latin1"},
      {"Prof. RenÃ© MÃ¼ller", "Prof. René Müller", "utf8-as-latin1"},
      {"洛皘秨穦某\xEE\x93\x87""厩策量杠", "醫院開會議，學習講話", "big5-as-gbk"},
      {"瓟埏欸羲頗祜ㄛ", "医院召开会议，", "gbk-as-big5"},
      {"努牘梁역삔""\xEF\xA5\x8F""，牘낀寮넣묏鱗", "医院召开会议，院长主持工作", "gbk-as-euckr"},
      {"еЊ»й™ўеЏ¬ејЂдјљи®®", "医院召开会议", "utf8-as-cp1251"},
      {"ТЅФєХЩїЄ»бТй", "医院召开会议", "gbk-as-cp1251"},
      {"Е▄╩И≥╒Е▐╛Е╪─Д╪ Х╝╝", "医院召开会议", "utf8-as-koi8"},
      {"р╫т╨уы©╙╩АрИ", "医院召开会议", "gbk-as-koi8"},
      {"ÂåªÈô¢Âè¨ÂºÄ‰ºöËÆÆ", "医院召开会议", "utf8-as-mac"},
      {"“Ω‘∫’Ÿø™ª·“È", "医院召开会议", "gbk-as-mac"},
      {"ﾒｽﾔｺﾕﾙｿｪｻ瞑�", "医院召开会议", "gbk-as-sjis"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    check_recoded(cases[i].damaged, cases[i].wanted);
    jy_text *u = recode(jy_cstr(cases[i].damaged));
    assert_string_equal(jy_text_change(u, 0)->kind, cases[i].kind);
    assert_true(jy_text_change(u, 0)->confidence > 0.5);
    jy_text_free(u);
  }
}

static void test_entities(void **state) {
  (void)state;
  check_recoded("&ldquo;好&#8221;&nbsp;&#x533B;&#38498;", "“好”\u00A0医院");
  check_recoded("&amp;nbsp;院 &amp;amp;ldquo;院", "\u00A0院 “院");
  check_recoded("R&amp;D 与 AT&amp;T", "R&D 与 AT&T");
  check_recoded("&#150;&#x80;", "–€");
  check_recoded("&nbsp&nbsp院", "\u00A0\u00A0院");
  check_recoded("&Ograve;&frac12;&Ocirc;&ordm;&Otilde;&Ugrave;&iquest;&ordf;", "医院召开");
  check_recoded("p &lt; 0.05", "p < 0.05");
}

/* Through two wrong encodings; the second leaves no sense, only valid bytes. */
static void test_twice(void **state) {
  (void)state;
  static const char text[] = "6月8日，青岚医科大学召开教学工作会议。会议由党委书记主持，院长讲话。\n";
  check_recoded("6脭脗8脠脮拢卢脟脿谩掳脪陆驴脝麓贸脩搂脮脵驴陋陆脤脩搂鹿陇脳梅禄谩脪茅隆拢"
                "禄谩脪茅脫脡碌鲁脦炉脢茅录脟脰梅鲁脰拢卢脭潞鲁陇陆虏禄掳隆拢\n", text);
  check_recoded("6Ã”Ã‚8ÃˆÃ•Â£Â¬Ã‡Ã Ã¡Â°Ã’Â½Â¿Ã†Â´Ã³Ã‘Â§Ã•Ã™Â¿ÂªÂ½ÃŒÃ‘Â§Â¹Â¤Ã—Ã·Â»Ã¡Ã’Ã©Â¡Â£"
                "Â»Ã¡Ã’Ã©Ã“Ã‰ÂµÂ³ÃŽÂ¯ÃŠÃ©Â¼Ã‡Ã–Ã·Â³Ã–Â£Â¬Ã”ÂºÂ³Â¤Â½Â²Â»Â°Â¡Â£\n", text);
}

/* Nothing comes back, but that is said. */
static void test_hopeless(void **state) {
  (void)state;
  static const char text[] =
      "2024撟�6���8��伐�����撗���餌��憭批郎��砍�����摮血極雿�隡�霈柴��隡�霈桃�勗��憪�銋西扇瘝����蝘�銝餅��嚗���ａ�踵洹��單�砌��霈脰�����\n";
  jy_text *u = recode(jy_cstr(text));
  check_made(u, text);
  assert_int_equal(jy_text_changes(u), 1);
  const jy_change *c = jy_text_change(u, 0);
  assert_string_equal(c->kind, "misread");
  assert_true(c->confidence < 0.2 && jy_str_equal(c->before, c->after));
  jy_text_free(u);
}

/* What only looks like damage. */
static void test_clean(void **state) {
  (void)state;
  static const char *const texts[] = {
      "", "a", "会", "AT&T 与 R&D，见 a?b=1&copy=2&nbspx", "&unknown; &#0; &#xD800; &#x110000; &;",
      "写作 &lt;p class=&quot;a&quot;&gt; 的标签", "会议<b>&amp;召开", "用 '&amp;' 表示", "René Müller, naïve café, «été», Größe, ação, coração, pää yö ääni",
      "ÄÖÜäöüß ÀÉÈÇ Ærø þú æði ÅÄÖ", "联通 与 移动", "龑䶮赟喆堃 犇骉羴猋 鑫森淼焱垚", "東京の大学で会議を開きました。",
      "한국어 문서 大學 會議를 열었다", "噻吩嘧啶噻唑吡咯哌嗪", "α粒子、β受体、Δt、±3°C、×÷½¥£©®™", "Привет, мир 会议",
      "臺灣 醫學院 黨委書記 與會 釐清 鑑於 龜 鬱", "锂铁银锰铬钼钒", "① ② Ⅲ ㈠ ㎡ ℃ № ★",
      "ー・「」『』【】〔〕", "ﾊﾝｶｸ ｶﾀｶﾅ ﾃｽﾄ", "?????? �� ？？", "€100 与 €200", "涓涓细流 浗 鐨",
      "Министерство «образования»: №5, 20°С, КамАЗ — ёлка… кВт·ч, 10‰", "Міністерство її ґанок, Љубав њега ћуд",
      "Το Υπουργείο ανακοίνωσε «είμαστε»", "∑xᵢ² ≤ ∫e⁻ˣdx ≈ π/2, Ω = √2, ∂f ≠ ∆ ◊ ﬁne ﬂow ıˇ",
      "学校注音：ㄉㄨㄥ ㄏㄨˊ，即“东湖”。", "注音为ㄉㄨㄥㄏㄨˊ", "讀作 ㄓㄤˇ ˙ㄉㄜ", "魑魅魍魎（ㄔ ㄇㄟˋ ㄨㄤˇ ㄌㄧㄤˇ）",
      /* UTF-8 read as code page 437 and as 850, with bytes lost */
      "µ¥ÄµÿÄσÉîσ┐ùΣ╕╗µîüΣ╝ÜΦ««∩╝îσë»µáíΘò┐τÄïσìÄσç║σ╕¡πÇé6µ£ê8µùÑΣ╕èσìê∩╝îσ¡ªµáí",
      "µØÄµÿÄÕÉîÕ┐ùõ©╗µîüõ╝ÜÞ««´╝îÕë»µáíÚò┐þÄïÕìÄÕç║Õ©¡ÒÇé6µ£ê8µùÑõ©èÕìê´╝îÕ¡ªµáíÕÅ¼Õ╝Ç",
      "龘靐齉齾爩鱻麤龗灪龖厵滟爨癵驫麣纞虋讟钃鸜麷鞻韽韾顟顠饙饙騳騱饐龖龗饕餮魑魅魍魉",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    jy_text *t = NULL, *u = NULL;
    assert_ok(jy_text_new(&t, jy_cstr(texts[i])));
    assert_ok(jy_text_recode(&u, t));
    check_made(u, texts[i]);
    assert_ptr_equal(u, t); /* handed on, not copied */
    jy_text_free(t);
    check_made(u, texts[i]);
    jy_text_free(u);
  }
}

static void test_lost_for_good(void **state) {
  (void)state;
  jy_text *u = recode(jy_cstr("标题锟斤拷锟斤拷，烫烫烫烫；屯屯；烫伤")), *v = NULL;
  check_made(u, "标题锟斤拷锟斤拷，烫烫烫烫；屯屯；烫伤");
  assert_int_equal(jy_text_changes(u), 2);
  assert_string_equal(jy_text_change(u, 0)->kind, "lost");
  assert_int_equal(jy_text_change(u, 0)->source.end, 24);
  assert_true(jy_text_change(u, 0)->confidence < 0.2);
  assert_ok(jy_text_recode(&v, u));
  assert_int_equal(jy_text_changes(v), 2); /* not noted twice */
  jy_text_free(v);
  jy_text_free(u);
}

/* Bytes that are gone: what is determined comes back, the rest is marked. */
static void test_missing_bytes(void **state) {
  (void)state;
  check_recoded("鏈�8鏃ヤ笅鍗堬紝涓存睙澶у�﹂檮灞�", "□8日下午，临江大学附属");
  check_recoded("涓€瀹跺尰闄㈠彫寮€浼氳", "一家医院召开会□");
  /* What stands around tells the rest, in either script. */
  check_recoded("2024骞?6鏈?8鏃ワ紝浼氳??鐢卞厷濮斾功璁颁富鎸併??\n鍚勫?﹂櫌鍙?寮?浼氳??锛屾彁楂樻暀瀛﹁川閲忋??\n",
                "2024年6月8日，会□由党委书记主持。\n各学院□□会□，提高教学质量。\n"); /* two of three gone */
  check_recoded("2024骞�6鏈�8鏃ワ紝鏈冭�扮敱榛ㄥ�旀浉瑷樹富鎸併��\n鍚勫�搁櫌鍙�闁嬫渻璀帮紝鎻愰珮鏁欏�歌唱閲忋��\n",
                "2024年6月8日，會議由黨委書記主持。\n各學院召開會議，提高教學質量。\n");
  check_recoded("浼氳??鐢辨潕鐮?涓绘寔", "会议由李□主持"); /* a name that nobody can know */
  jy_text *u = recode(jy_cstr("涓存睙鍖婚櫌鏈�8鏃ュ彫寮€"));
  for (size_t i = 0; i < jy_text_changes(u); i++) {
    const jy_change *c = jy_text_change(u, i);
    bool marked = c->after.len == 3 && memcmp(c->after.ptr, "□", 3) == 0;
    assert_true(marked == (c->confidence < 0.5));
  }
  jy_text_free(u);
}

static void test_exact_alignment(void **state) {
  (void)state;
  jy_text *u = recode(jy_cstr("Ò½ÔºÕÙ¿ª 8日"));
  for (size_t i = 0; i < 4; i++) { /* two characters of two bytes each for one */
    jy_span s = jy_align_source(jy_text_align(u), (jy_span){3 * i, 3 * i + 3});
    assert_int_equal(s.start, 4 * i);
    assert_int_equal(s.end, 4 * i + 4);
  }
  jy_text_free(u);
  u = recode(jy_cstr("鍖婚櫌鍖婚櫌8"));
  jy_span s = jy_align_source(jy_text_align(u), (jy_span){6, 12}); /* the second word */
  assert_int_equal(s.start, 9);
  assert_int_equal(s.end, 18);
  assert_int_equal(jy_text_changes(u), 1);
  jy_text_free(u);
}

static void test_odd_input(void **state) {
  (void)state;
  static const char nul[] = "会\0议\0鍖婚櫌召开\0";
  jy_text *u = recode((jy_str){nul, sizeof nul - 1});
  assert_int_equal(jy_text_reading(u).len, sizeof nul - 1 - 3);
  jy_text_free(u);
  jy_buf b = JY_BUF_INIT; /* one line of 10 MB with two stretches in it */
  for (size_t i = 0; i < 10000000 / 21; i++)
    jy_buf_put(&b, i == 1000 || i == 470000 ? "，鍖婚櫌召开会" : "，附属医院开会", 21);
  assert_ok(jy_buf_status(&b));
  u = recode(jy_buf_str(&b));
  assert_int_equal(jy_text_changes(u), 2);
  assert_int_equal(jy_text_reading(u).len, b.len - 6);
  jy_text_free(u);
  jy_buf_free(&b);
}

/* ---- random damage ------------------------------------------------------------------ */

static const char *const words[] = {"医院", "大学", "召开", "会议", "党委书记", "院长", "主持", "工作", "研究", "2024年",
                                    "教授", "学科建设", "，", "。", "、", " CEO ", "人才培养", "\n", "科技处", "欧阳"};

static void compose(jy_buf *b, uint64_t *seed, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const char *w = words[chance(seed, sizeof words / sizeof *words)];
    jy_buf_put(b, w, strlen(w));
  }
}

/* Text in the bytes of GBK, read one by one as Windows-1252. */
static void misread(jy_buf *out, jy_str text) {
  const jy__chart *gb = jy__chart_of(JY__CHART_GB), *western = jy__chart_of(JY__CHART_WESTERN);
  uint32_t cp = 0;
  for (size_t i = 0, n; i < text.len; i += n) {
    n = jy__utf8_next(text.ptr + i, text.ptr + text.len, &cp);
    if (cp < 0x80) {
      jy__utf8_put(out, cp);
      continue;
    }
    jy__utf8_put(out, western->one[(gb->bytes[cp] >> 8) - 0x80]);
    jy__utf8_put(out, western->one[(gb->bytes[cp] & 0xFF) - 0x80]);
  }
}

/* Stretches of clean and misread text by turns: every one comes back, and each
 * character that was kept leads to its own bytes. */
static void test_random_stretches(void **state) {
  (void)state;
  uint64_t seed = 20240607;
  for (int round = 0; round < 60; round++) {
    jy_buf truth = JY_BUF_INIT, damaged = JY_BUF_INIT;
    for (int part = 0; part < 4; part++) {
      jy_buf piece = JY_BUF_INIT;
      compose(&piece, &seed, 8 + chance(&seed, 30));
      jy_buf_put(&truth, piece.ptr, piece.len);
      if (part % 2)
        misread(&damaged, jy_buf_str(&piece));
      else
        jy_buf_put(&damaged, piece.ptr, piece.len);
      jy_buf_free(&piece);
    }
    assert_ok(jy_buf_status(&damaged));
    jy_text *u = recode(jy_buf_str(&damaged));
    check_made(u, truth.ptr);
    assert_true(check_aligned(jy_text_align(u), jy_buf_str(&damaged), jy_buf_str(&truth)) > 10);
    jy_text_free(u);
    jy_buf_free(&truth);
    jy_buf_free(&damaged);
  }
}

/* Any valid text at all: no crash, a sound alignment, and the same the second time. */
static void test_random_text(void **state) {
  (void)state;
  uint64_t seed = 7;
  static const uint32_t from[] = {0x20, 0x80, 0x391, 0x3041, 0x3105, 0x4E00, 0x9340, 0xAC00, 0xE000, 0xFF61, 0xFFFD, 0x20000};
  static const uint32_t span[] = {0x5F, 0x100, 0x40, 0x50, 0x20, 0x5000, 0x300, 0x2000, 0x700, 0x3F, 1, 0x1000};
  for (int round = 0; round < 300; round++) {
    jy_buf b = JY_BUF_INIT;
    size_t main = chance(&seed, 12);
    for (size_t i = 0, n = chance(&seed, 200); i < n; i++) {
      size_t k = chance(&seed, 3) ? main : chance(&seed, 12);
      jy__utf8_put(&b, from[k] + (uint32_t)chance(&seed, span[k]));
    }
    jy_text *u = recode(jy_buf_str(&b));
    check_aligned(jy_text_align(u), jy_buf_str(&b), jy_text_reading(u));
    jy_text *v = recode(jy_text_reading(u));
    assert_true(jy_str_equal(jy_text_reading(u), jy_text_reading(v)));
    jy_text_free(v);
    jy_text_free(u);
    jy_buf_free(&b);
  }
}

static void test_composes_with_the_chain(void **state) {
  (void)state;
  jy_text *t = NULL, *u = NULL, *v = NULL, *w = NULL;
  assert_ok(jy_text_new(&t, jy_cstr("Âå°|(yuàn)召開")));
  assert_ok(jy_text_recode(&u, t));
  assert_ok(jy_text_glosses(&v, u));
  assert_ok(jy_text_hans(&w, v));
  check_made(w, "医院召开");
  jy_span s = jy_align_source(jy_text_align(w), (jy_span){6, 9});
  assert_int_equal(s.start, 14); /* 召 */
  assert_int_equal(jy_text_changes(w), 2);
  jy_text_free(t);
  jy_text_free(u);
  jy_text_free(v);
  jy_text_free(w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_kinds),           cmocka_unit_test(test_entities),
      cmocka_unit_test(test_clean),           cmocka_unit_test(test_twice), cmocka_unit_test(test_hopeless), cmocka_unit_test(test_lost_for_good),
      cmocka_unit_test(test_missing_bytes),   cmocka_unit_test(test_exact_alignment),
      cmocka_unit_test(test_odd_input),       cmocka_unit_test(test_random_stretches),
      cmocka_unit_test(test_random_text),     cmocka_unit_test(test_composes_with_the_chain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

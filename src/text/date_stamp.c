/* What a day stands for by where it stands: the day a page appeared, or the
 * dateline of a report. Knows the layout of news pages by their lines. */
#include <string.h>

#include "text/date.h"

#define STAMP_LINE 160 /* bytes: a longer line is a sentence */
#define SHORT_LINE 48  /* bytes before the day: a name or two */
#define HEAD_BYTES 800 /* of a text, where a masthead stands */
#define FOOT_BYTES 300 /* of a text, where it is signed */

/* The line around a span; false when it is longer than a stamp's. */
static bool find_line(jy_span *line, jy_str t, jy_span s) {
  while (s.start > 0 && t.ptr[s.start - 1] != '\n' && s.end - s.start <= STAMP_LINE) s.start--;
  while (s.end < t.len && t.ptr[s.end] != '\n' && s.end - s.start <= STAMP_LINE) s.end++;
  *line = s;
  return s.end - s.start <= STAMP_LINE;
}

/* Back over blanks and at most one of the signs "a|b". */
static size_t back(jy_str t, size_t at, const char *signs) {
  size_t sign = 0;
  for (;;) {
    size_t n = jy__date_ends(t, at, " |\t|\r|\n|\xC2\xA0|　");
    if (n == 0 && sign == 0) n = sign = jy__date_ends(t, at, signs);
    if (n == 0) return at;
    at -= n;
  }
}

static bool has_word(jy_str t, jy_span s, const char *words) {
  jy_str cut = {t.ptr, s.end};
  for (size_t i = s.start; i < s.end; i++) {
    if (jy__date_word(cut, i, words)) return true;
  }
  return false;
}

/* Words of a page's head or foot. */
static const char *const page_words =
    "来源|作者|点击|浏览|阅读|编辑|发布人|发布者|发布单位|供稿|字号|审核|责编|访问|打印|來源|點擊|瀏覽|撰稿|次数|字体|"
    "总第|版次|第A|主办|主编|编印|校报|院报|第一版|第二版|第三版|第四版|第1版|第2版|第3版|第4版";

/* An announcement goes on with where. */
static bool announces(jy_str t, jy_span line) {
  size_t next = jy__date_blank(t, line.end, 3);
  jy_span after = {next, next + STAMP_LINE < t.len ? next + STAMP_LINE : t.len};
  return has_word(t, after, "地点|地 点|地　点|主讲|主题：|主持人：|参加人|出席：|地點|主題");
}

/* 发布时间:2025年10月29日; a bare 时间: only before 2025-10-29 or among the words of a
 * page's head, since 时间:10月29日 announces an event. */
static bool is_labelled(jy_str t, jy_span s, jy_span line) {
  size_t at = back(t, s.start, ":|：|｜");
  if (jy__date_ends(t, at,
                    "发布时间|发布日期|发布于|发表时间|发表日期|发表于|更新时间|更新日期|上传时间|上传日期|上线时间|"
                    "添加时间|添加日期|录入时间|录入日期|发稿时间|发稿日期|编辑时间|创建时间|创建日期|出版日期|"
                    "出版时间|發布時間|發佈時間|發布日期|發佈日期|更新時間|发文日期|发文时间|成文日期|成文时间|签发日期|"
                    "印发日期|公开日期|公布日期|公布时间|公告日期|刊发时间|刊发日期|刊登日期|播发时间|播出时间|信息时间|"
                    "新闻时间|文章时间|最后更新|更新于|发稿|刊发于|推送时间|生成日期|发文|編輯時間|發稿日期|刊登日期|張貼日期|"
                    "公告日期|上版日期|上架日期|發文日期|公佈日期|最後更新|最後更新日期|张贴日期|刊登时间|刊登時間|上传于|"
                    "编辑日期|撰稿时间|撰稿日期|投稿时间|投稿日期|来稿时间|来稿日期|收稿时间|收稿日期|登载时间|登载日期|审核时间|"
                    "审核日期|信息日期|新闻日期|制作时间|制作日期|发帖时间|发帖日期|编发时间|采编时间|入库时间|上版时间|上架时间"))
    return true;
  bool sign = at < s.start && jy__date_ends(t, back(t, s.start, ""), ":|：");
  if (sign && jy__date_ends(t, at, "发布|发表|更新|上传|发文|發佈|發布|發表|Date|date|DATE")) return true;
  size_t bare = jy__date_ends(t, at, "时间|日期|時間");
  if (bare && !has_word(t, s, "年") && has_word(t, line, "点击|浏览|阅读|访问|次数")) return true; /* 启用仪式时间:2025-10-29 点击数: */
  bool alone = bare && (at == bare || jy__date_ends(t, at - bare, " |\n|\t|　|\\||(|（|)|）|[|【|]|】"));
  if (!alone || !has_word(t, s, "年")) return alone;
  if (line.end > line.start && has_word(t, line, page_words)) return true;
  return line.end == s.end && s.start < HEAD_BYTES && !announces(t, line);
}

/* The line above or below another, past empty ones. */
static jy_span line_from(jy_str t, size_t at, bool above) {
  jy_span out = {at, at};
  if (above) {
    while (out.end > 0 && jy__date_ends(t, out.end, "\n|\r| |\t")) out.end--;
    out.start = out.end;
    while (out.start > 0 && t.ptr[out.start - 1] != '\n' && out.end - out.start <= STAMP_LINE) out.start--;
    return out;
  }
  while (out.start < t.len && t.ptr[out.start] && strchr("\n\r \t", t.ptr[out.start])) out.start++;
  out.end = out.start;
  while (out.end < t.len && t.ptr[out.end] != '\n' && out.end - out.start <= STAMP_LINE) out.end++;
  return out;
}

/* 一、会议时间, and the day in the line below: it announces an event too. */
static bool is_set(jy_str t, jy_span s, jy_span line) {
  if (back(t, s.start, "") > line.start) return false;
  jy_span above = line_from(t, line.start, true);
  return jy__date_ends(t, back(t, above.end, ":|："),
                       "会议时间|活动时间|培训时间|报到时间|比赛时间|讲座时间|举办时间|召开时间|会议日期|培训日期|会期|、时间|时间地点|"
                       "时间、地点|时间和地点|时间与地点|时间及地点|會議時間|活動時間|培訓時間|時間地點|時間、地點|時間及地點") > 0;
}

/* A line that holds the day alone, in brackets or not. A broken sentence would
 * go on with a comma or a part of the day. */
static bool is_alone(jy_str t, jy_span s, jy_span line) {
  size_t start = back(t, s.start, "(|（|[|【"), end = s.end;
  for (size_t n; (n = jy__date_word(t, end, ")|）|]|】| |\t|\r|　|\xC2\xA0")) > 0;) end += n;
  if (start > line.start || end < line.end) return false;
  size_t next = jy__date_blank(t, line.end, 2);
  return !jy__date_word(t, next, "，|,|、|。|至|到|上午|下午|晚|在|起");
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* A comma, but for that in 阅读:1,204. */
static bool has_comma(jy_str t, jy_span line) {
  for (size_t i = line.start; i < line.end; i++) {
    bool inside = i > line.start && i + 1 < line.end && is_digit(t.ptr[i - 1]) && is_digit(t.ptr[i + 1]);
    if (t.ptr[i] == ',' && !inside) return true;
  }
  return false;
}

/* A short line with a clock or the words of a page's head: 李某 2017-12-12 11:10,
 * 2024年07月04日09:39 | 来源:… */
static bool is_in_head(jy_str t, jy_span s, jy_span line) {
  if (has_word(t, line, "，|。|；") || has_comma(t, line)) return false;
  size_t before = back(t, s.start, "");
  if (jy__date_ends(t, before, ":|：")) return false;
  return has_word(t, s, ":|：") || has_word(t, line, page_words);
}

/* Whether nothing but blanks and brackets stands between the day and its line's end. */
static bool ends_line(jy_str t, jy_span s, jy_span line) {
  size_t end = s.end;
  for (size_t n; end < line.end && (n = jy__date_word(t, end, ")|）|]|】| |\t|\r|　|\xC2\xA0")) > 0;) end += n;
  return end >= line.end;
}

/* Back over digits, as many as `most`: where they begin. */
static size_t past_digits(jy_str t, size_t at, size_t floor, size_t most) {
  size_t from = at;
  while (from > floor && at - from < most && is_digit(t.ptr[from - 1])) from--;
  return from;
}

/* Back over "|"-separated words in any number: where they begin. */
static size_t past_any(jy_str t, size_t at, size_t floor, const char *words) {
  for (size_t n; at > floor && (n = jy__date_ends(t, at, words)) > 0 && n <= at - floor;) at -= n;
  return at;
}

/* Back over numbers parted by the signs, the outer ones of at most four digits and those
 * between of two: where they begin, or `at` where they are not so many. */
static size_t past_numbers(jy_str t, size_t at, size_t floor, int count, const char *signs) {
  size_t end = at;
  for (int n = 0; n < count; n++) {
    size_t from = past_digits(t, end, floor, n > 0 && n + 1 < count ? 2 : 4);
    if (from == end) return at;
    if (n + 1 == count) return from;
    size_t sign = jy__date_ends(t, from, signs);
    if (sign == 0 || sign > from - floor) return at;
    end = from - sign;
  }
  return at;
}

/* Whether a line ends in a day that is written in digits, in brackets or not, with a clock
 * behind it or not: 2024-06-10, [06/10/2024 11:10], 24.6.10, 20240610; no telephone. */
static bool ends_in_day(jy_str t, jy_span line) {
  static const char closers[] = " |\t|\r|　|)|）|]|】";
  static const char clocks[] = ":|：";
  size_t end = past_any(t, line.end, line.start, closers);
  size_t clock = past_numbers(t, end, line.start, 3, clocks);
  if (clock == end) clock = past_numbers(t, end, line.start, 2, clocks);
  if (clock != end) end = past_any(t, clock, line.start, " |\t");
  size_t from = past_digits(t, end, line.start, 9);
  if (end - from == 8) return jy__date_word(t, from, "19|20") != 0;
  end = past_any(t, end, line.start, "日");
  return past_numbers(t, end, line.start, 3, "-|/|.|年|月|．|／|－") != end;
}

/* A list of links has a day at the end of each line. */
static bool is_listed(jy_str t, jy_span line) {
  return ends_in_day(t, line_from(t, line.start, true)) || ends_in_day(t, line_from(t, line.end, false));
}

/* The end of the first colon between digits, or that of the span. */
static size_t past_colon(jy_str t, jy_span s) {
  jy_str cut = {t.ptr, s.end};
  for (size_t at = s.start + 1; at + 1 < s.end; at++) {
    size_t n = is_digit(t.ptr[at - 1]) ? jy__date_word(cut, at, ":|：") : 0;
    if (n > 0 && at + n < s.end && is_digit(t.ptr[at + n])) return at + n;
  }
  return s.end;
}

/* 9:00—11:20: the hours that something took, which a page does not. */
static bool takes_hours(jy_str t, jy_span s) {
  jy_span rest = {past_colon(t, s), s.end};
  return has_word(t, rest, ":|：") && has_word(t, rest, "-|—|–|~|～|至");
}

/* 作者:某某(1962年3月5日出生), 生于1962年3月5日: a day of somebody's life. */
static bool is_birthday(jy_str t, jy_span s) {
  size_t next = jy__date_blank(t, s.end, 0);
  return jy__date_word(t, next, "出生|诞生|誕生|生于|生於|生)|生）|生,|生，|生。|生、") ||
         jy__date_ends(t, back(t, s.start, ":|："), "生于|生於|出生|生日");
}

/* 编辑:某某 来源:某某部 2024-06-10: behind the credits, where a page is one line. */
static bool is_credited(jy_str t, jy_span s) {
  if (is_birthday(t, s)) return false;
  if (s.end < t.len && !jy__date_word(t, s.end, " |\t|\r|\n|　|\xC2\xA0|)|）")) return false;
  size_t at = back(t, s.start, "");
  if (at == s.start) return false;
  for (; at > 0 && s.start - at < STAMP_LINE / 2; at--) {
    if (jy__date_ends(t, at, "，|。|,|；|、|\n")) return false;
    if (jy__date_ends(t, at, "来源:|来源：|來源:|來源：|供稿:|供稿：|编辑:|编辑：|編輯:|編輯：|作者:|作者：")) return true;
  }
  return false;
}

/* Who publishes, a gap, and the day: 某某办公室        2024年8月5日; one blank will do
 * in a short line: 文/某某 2024年8月5日. In a table such lines follow one another, so
 * it must stand at the head, though not in the first line, or at the foot. */
static bool is_behind_gap(jy_str t, jy_span s, jy_span line) {
  if (!ends_line(t, s, line) || has_word(t, line, "，|。|,|；|;|、")) return false;
  size_t before = back(t, s.start, ""), gap = s.start - before;
  if (gap == 0 || before <= line.start || !jy__is_han(jy__date_prev(t, before))) return false;
  if (is_listed(t, line)) return false;
  bool wide = gap >= 2, brief = s.start - line.start < SHORT_LINE && line.start > 0 && !has_word(t, line, ":|：");
  return (wide || brief) && (s.start < HEAD_BYTES || t.len - s.end < FOOT_BYTES);
}

/* 某某网讯（记者某某 2024年6月10日） */
static bool is_in_dateline(jy_str t, jy_span s) {
  if (!jy__date_word(t, jy__date_blank(t, s.end, 0), ")|）")) return false;
  for (size_t at = s.start; at > 0 && s.start - at < STAMP_LINE / 2; at--) {
    if (jy__date_ends(t, at, ")|）|。|\n")) return false;
    if (jy__date_ends(t, at, "讯（|讯(|电（|电(|訊（|訊(|電（|電(")) return true;
  }
  return false;
}

/* The body that signs, with the day behind or below it, at the foot of the text:
 * 某某学院2025年3月10日, also where the two lines were joined. */
static bool is_signature(jy_str t, jy_span s) {
  size_t before = back(t, s.start, "");
  if (t.len - s.end > FOOT_BYTES || s.start < HEAD_BYTES / 8) return false;
  if (!jy__date_ends(t, before, "院|校|会|部|处|室|局|委|所|中心|公司|科|厅|馆|团|系|社|府|组|办|大学|中学|小学|學|處|會"))
    return false;
  size_t next = jy__date_blank(t, s.end, 3);
  if (next < t.len && next == s.end) return false;
  size_t start = before; /* the body's name follows a stop or a line's end */
  for (int n = 0; n < 30 && start > 0; n++) {
    uint32_t c = jy__date_prev(t, start);
    if (c == '\n' || c == 0x3002 || c == ' ' || c == 0x3000 || c == '\t' || c == 0xFF01 || c == 0x201D) return true;
    if (!jy__is_han(c) && c != 0x3001) return false;
    do start--;
    while (start > 0 && ((unsigned char)t.ptr[start] & 0xC0) == 0x80);
  }
  return false;
}

/* 今天是2024年6月12日 星期三: the clock of a site, which tells when the page was fetched. */
bool jy__date_is_clock(const jy_date *d, jy_str t) {
  jy_span line;
  size_t at = back(t, d->span.start, ":|：");
  if (!jy__date_ends(t, at, "今天是|今日是|今天|现在时间|当前时间|当前日期|系统时间|北京时间|現在時間|今天日期")) return false;
  return d->start.year && d->start.day && find_line(&line, t, d->span) && !has_word(t, line, "，|。|；|、") && !has_comma(t, line);
}

/* (2017年12月2日第二届会员大会通过), (2020年5月修订): when rules were laid down. */
static bool lays_down(jy_str t, jy_span s) {
  for (size_t at = s.end, n = 0; at < t.len && n < 24 && !jy__date_word(t, at, "\n|。|；"); n++) {
    if (jy__date_word(t, at, "通过|修订|修正|制定|制订|起施行|起执行|起实施")) return true;
    at += jy__date_width(t, at);
  }
  return false;
}

static bool is_published(jy_str t, const jy_date *d) {
  jy_span line, s = d->span;
  bool brief = find_line(&line, t, s);
  if (!brief) line = (jy_span){s.start, s.start};
  if (takes_hours(t, s) || lays_down(t, s) || (brief && is_set(t, s, line))) return false;
  if (is_credited(t, s) || is_labelled(t, s, line) || is_signature(t, s) || is_in_dateline(t, s)) return true;
  size_t issued = jy__date_word(t, s.end, "印发");
  if (issued && ends_line(t, (jy_span){s.start, s.end + issued}, line)) return true;
  return brief && (is_alone(t, s, line) || is_in_head(t, s, line) || is_behind_gap(t, s, line));
}

static bool is_dateline(const jy_date *d, jy_str t) {
  if (d->flags & (JY_DATE_TIMED | JY_DATE_RANGE)) return false;
  size_t i = jy__date_blank(t, d->span.end, 0), n = jy__date_word(t, i, "电|讯|電|訊");
  return n && !jy__date_word(t, i + n, "厂|视|话|影|力|子|器|气|动|网|台|信|缆|池|商|息|問|问|讯|視|話|動|網");
}

/* A heading holds no stop. */
static bool is_heading(const jy_date *d, jy_str t) {
  jy_span line;
  return find_line(&line, t, d->span) && !has_word(t, line, "。|；|;");
}

/* 创办于1974年, 由1974年…起步 */
static bool is_founding(const jy_date *d, jy_str t) {
  if (jy__date_ends(t, d->span.start, "创办于|创建于|成立于|始建于|建于|创立于|建校于|建院于|创校于|肇始于|肇基于|創辦於|創建於|成立於|始建於|創立於"))
    return true;
  size_t at = d->span.end;
  for (int n = 0; n < 28 && at < t.len && !jy__date_word(t, at, "，|。|；|\n"); n++) {
    size_t word = jy__date_word(t, at, "创办|创建|建校|建院|创校|起步|奠基|创立|建馆|創辦|創建|創校|創立");
    if (word) return !jy__date_word(t, at + word, "以来|活动|了|工作|成");
    at += jy__date_width(t, at);
  }
  return false;
}

/* 于2004年12月12日奠基: what one looks back on, said at once. */
static bool is_founding_day(const jy_date *d, jy_str t) {
  size_t word = jy__date_word(t, d->span.end, "奠基|成立|创办|創辦|创建|創建|创立|創立|建成|竣工|落成|动工|動工|开工|開工");
  return word && jy__date_ends(t, d->span.start, "于|於") && jy__date_word(t, d->span.end + word, "，|,|。|；|;|、");
}

/* A dateline with its year is the day of the page. */
void jy__date_stamp(jy_date *d, jy_str t) {
  if ((d->flags & (JY_DATE_NAMES_EVENT | JY_DATE_ISSUE)) && is_heading(d, t)) d->flags |= JY_DATE_HEADING;
  if (d->kind == JY_DATE_YEAR && !(d->flags & (JY_DATE_RANGE | JY__DATE_RELATIVE)) && is_founding(d, t))
    d->flags |= JY_DATE_FOUNDED;
  if (d->kind != JY_DATE_DAY || d->start.day == 0) return;
  if (d->start.year && !(d->flags & JY_DATE_RANGE) && is_founding_day(d, t)) d->flags |= JY_DATE_FOUNDED;
  if (jy__date_ends(t, d->span.start, "将于|定于|拟于|将在|定在|计划于|預定於|將於|定於|订于|拟定于")) d->flags |= JY_DATE_AHEAD;
  if (d->start.month == 0) return;
  if (is_dateline(d, t)) d->flags |= JY_DATE_DATELINE;
  if (d->start.year == 0 || (d->flags & JY_DATE_RANGE) || (d->flags & JY__DATE_RELATIVE)) return;
  if ((d->flags & JY_DATE_DATELINE) || is_published(t, d)) d->flags |= JY_DATE_PUBLISHED;
}

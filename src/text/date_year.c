/* Years that stand in names: 2017届, 2024级, 2022馆际年度交流会, 建党102周年.
 * Knows which words make the name of an event; refuses to know which event a
 * date belongs to. */
#include <string.h>

#include "base/data.h"
#include "text/date.h"

#define NAME_CHARS 40  /* a name of an event is not longer */
#define MOST_ENDING 39 /* bytes of the longest name that an anniversary counts from */

/* Bytes of the longest ending that the table of founding years knows; 0 when it
 * knows none. The table is looked at only beside 周年. */
static size_t find_base(int *year, jy_str t, size_t at) {
  jy_buf own = JY_BUF_INIT;
  jy_str table, rest;
  size_t found = 0;
  *year = 0;
  if (jy__resource_view(&table, &own, "jiyao/data/founding_years.tsv") == JY_OK) {
    for (size_t n = at < MOST_ENDING ? at : MOST_ENDING; n >= 6 && found == 0; n--) {
      if (((unsigned char)t.ptr[at - n] & 0xC0) == 0x80) continue;
      if (!jy__data_find(&rest, table, (jy_str){t.ptr + at - n, n})) continue;
      for (size_t i = 0; i < 4 && i < rest.len; i++) *year = *year * 10 + (rest.ptr[i] - '0');
      found = n;
    }
  }
  jy_buf_free(&own);
  return found;
}

int jy_date_base(jy_str before) {
  int year;
  find_base(&year, before, before.len);
  return year;
}

/* ---- names of events ---------------------------------------------------------- */

/* 会 as a gathering: not a body (协会, 委员会), not a word (社会, 会员). */
static size_t read_gathering(jy_str t, size_t at) {
  size_t n = jy__date_word(t, at, "会议|会");
  if (n != 3) return n;
  if (jy__date_ends(t, at, "员|社|学|协|商|工|金|理事|联合|教|妇女|机|体|常委|党委|管委|年青|青年|将|也|不|就|才|都"))
    return 0;
  return jy__date_word(t, at + n, "员|长|务|见|计|社|委|场|馆|同|费|商|展|所|籍|标|客|谈") ? 0 : n;
}

static size_t read_event_head(jy_str t, size_t at) {
  size_t n = jy__date_word(t, at, "仪式|论坛|典礼|培训班|研修班|研讨班|训练营|夏令营|冬令营|成长营|讲座|沙龙|党课|考试|活动|培训|演练|军训|"
                           "答辩|博览会|艺术节|文化节|科技周|文化周");
  if (n == 0 && jy__date_word(t, at, "赛") && !jy__date_word(t, at, "赛道|赛区|赛车|赛场")) n = 3;
  return n ? n : read_gathering(t, at);
}

/* A name ends with its clause, or with the quotation that it stands in. */
unsigned jy__date_names_event(jy_str t, size_t at) {
  int quotes = 0;
  unsigned back = 0;
  for (int n = 0; n < NAME_CHARS && at < t.len; n++) {
    if (jy__date_word(t, at, "，|。|；|：|！|？|,|;|:|!|?|（|(|\n")) return 0;
    if (jy__date_word(t, at, "“|「|《|『")) quotes++;
    if (jy__date_word(t, at, "”|」|》|』") && quotes-- == 0) return 0;
    if (jy__date_word(t, at, "民主生活会|组织生活会|述职|总结|考核|考评|评议|表彰|决算|盘点"))
      back = JY_DATE_LOOKS_BACK;
    size_t head = read_event_head(t, at);
    if (head) return jy__date_word(t, at + head, "精神|计划|方案|通知") ? 0 : JY_DATE_NAMES_EVENT | back;
    at += jy__date_width(t, at);
  }
  return 0;
}

bool jy__date_is_issue(jy_str t, size_t at) {
  jy__number n;
  size_t i = jy__date_blank(t, at, 0), nth = jy__date_word(t, i, "总第|第");
  if (nth == 0) return false;
  i = jy__date_blank(t, i + nth, 0);
  return jy__date_number(&n, t, i) && jy__date_word(t, jy__date_blank(t, n.end, 0), "期|号|辑|卷") > 0 &&
         !jy__date_word(t, n.end, "期培训|期研|期学|期党|期干|期集");
}

/* ---- years without 年 ------------------------------------------------------------ */

static size_t set_year(jy_date *out, size_t at, size_t end, int year, jy_date_kind kind, unsigned flags) {
  *out = (jy_date){.span = {at, end}, .kind = kind, .flags = flags, .reason = JY_REASON_OWN};
  out->start.year = year;
  return end;
}

/* 2022馆际年度交流会: a bare number is a year only in the name of an event,
 * and not where a measure word makes it an amount. */
static size_t read_bare_year(jy_date *out, jy_str t, size_t at, const jy__number *n) {
  if (n->han || n->digits != 4 || n->value < 1950 || n->value > 2049) return at;
  size_t i = jy__date_blank(t, n->end, 0);
  if (!jy__is_han(jy__date_char(t, i))) return at;
  if (jy__date_word(t, i,
                    "学年|学时|学分|学员|学生|公里|公斤|公顷|名|人|个|元|万|亿|余|多|项|次|家|所|座|件|篇|位|"
                    "页|号|套|条|台|亩|平|米|吨|张|本|册|种|斤|克|千|百|天|小时|分|秒|门|课时|支|只|款|户|栋|间|"
                    "株|头|匹|辆|艘|架|部|份|段|组|时|度|倍|字|几|股|期|岁|周|美|欧|日|韩|英|升|首|把|双|对|场|"
                    "月|级|届|年|第|至|到"))
    return at;
  if (!jy__date_names_event(t, i)) return at;
  return set_year(out, at, n->end, n->value, JY_DATE_EVENT_YEAR, JY_DATE_NAMES_EVENT);
}

enum { OLDEST = 9999 }; /* years: 20243周年 is a year and something else */

/* 建党102周年: the span takes in the name of the base where it is known. */
static size_t read_anniversary(jy_date *out, jy_str t, size_t at, const jy__number *n) {
  size_t unit = jy__date_blank(t, n->end, 1);
  size_t len = jy__date_word(t, unit, "周年|週年");
  if (len == 0 || n->value < 1 || n->value > OLDEST) return at;
  int base;
  size_t before = at;
  while (before > 0 && (t.ptr[before - 1] == ' ' || t.ptr[before - 1] == '\n')) before--;
  size_t named = find_base(&base, t, before);
  size_t end = unit + len;
  set_year(out, named ? before - named : at, end, base ? base + n->value : 0, JY_DATE_ANNIVERSARY, 0);
  out->number = n->value;
  out->flags = jy__date_names_event(t, end);
  out->base = base;
  out->reason = base ? JY_REASON_EVENT : JY_REASON_NONE;
  return end;
}

/* 2024级新生开学典礼: new students come in the year of their cohort. */
static bool is_arrival(jy_str t, size_t at) {
  for (int n = 0; n < 12 && at < t.len && !jy__date_word(t, at, "，|。|、|\n"); n++) {
    if (jy__date_word(t, at, "开学典礼|开学仪式|迎新|新生军训|入学教育|入学典礼|新生报到")) return true;
    at += jy__date_width(t, at);
  }
  return false;
}

size_t jy__date_name_year(jy_date *out, jy_str t, size_t at) {
  jy__number n;
  if (!jy__date_number(&n, t, at) || n.value < 0) return at;
  size_t end = read_anniversary(out, t, at, &n);
  if (end != at) return end;
  size_t i = jy__date_blank(t, n.end, 1);
  bool year = n.digits == 4 && n.value >= 1950 && n.value <= 2100;
  size_t unit = year ? jy__date_word(t, i, "届|级|屆|級") : 0;
  if (unit == 0) return read_bare_year(out, t, at, &n);
  bool cohort = jy__date_word(t, i, "级|級") > 0;
  i += unit;
  if (!cohort) return set_year(out, at, i, n.value, JY_DATE_EVENT_YEAR, jy__date_names_event(t, i));
  bool arrival = is_arrival(t, i);
  return set_year(out, at, i, n.value, JY_DATE_EVENT_YEAR,
                  arrival ? jy__date_names_event(t, i) : (unsigned)JY_DATE_COHORT);
}

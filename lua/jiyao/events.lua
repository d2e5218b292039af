--- Candidates for events: where a text names a meeting, and how it speaks of it.
-- Knows how names of events end (data/event_suffixes.tsv), which words bound
-- them on the left, and which verbs say that they took place. Refuses to decide
-- which candidates are one event, or when it was: that is `jiyao.meetings`.
local clauses = require "jiyao.clauses"
local cut = require "jiyao.cut"
local event_kinds = require "jiyao.event_kinds"
local event_names = require "jiyao.event_names"
local links = require "jiyao.links"
local regex = require "jiyao.regex"
local spans = require "jiyao.spans"
local text = require "jiyao.text"
local when = require "jiyao.when"
local wordlist = require "jiyao.wordlist"

local M = {}

local function listed(place)
  return wordlist.pattern("event_words", 2, place)
end

local kinds, suffixes = event_kinds.endings, event_kinds.lexicon

-- Verbs that hold an event and take its name as their object. The look-aheads
-- keep 组织部, 启动会 and the like from being read as verbs; 一场别开生面的 before
-- the name is none of it.
local HOLD = "(?!召集人|主[办持]人|[主承协]办方|[主承协]办单位)" ..
  "(?:(?:联合|共同|组织|主持|成功|顺利|隆重)?(?:" .. listed("hold") .. "|" .. listed("present") .. "|" ..
  "(?<!党)组织(?!生活|部|委员|架构|建设|处|科|书记|关系|力|机构|者|成员)|启动(?!会|仪式|部署|暨))(?:了|过)?|" ..
  "[作做办开上搞]了?(?=(?:[一多两几]|第一)[场次堂个期台轮])了?|开了(?=[^,。的]{0,8}\\z))" ..
  "(?:的|为期[^,，。]{1,6}的)?(?:(?:一[场次堂届个期台轮]|多[场次]|本次|此次|首[场次])(?:[^,。“”《》的]{2,10}的)?)?"
local hold_re = regex.new(HOLD)
-- One gives a lecture or a party lesson: 作题为“…”的专题党课.
local lecture_re = regex.new("(?:讲授|开讲|[作做讲上])了?(?:一[堂场次])?(?:(?:题为|主题为|以)?\\x01+(?:为题)?[^,\\x01]{0,6}?的?)?")
local lectures, talks = {}, {}
for term, k in pairs(kinds) do
  talks[term] = term:find("报告$") ~= nil or term:find("演讲$") ~= nil
  lectures[term] = k.kind == "党课" or term:find("讲座", 1, true) ~= nil or talks[term]
end
-- A talk is an event of its own where somebody was asked to come and give it.
local invited_re = regex.new("邀请|特邀|应邀|受邀|[来到][院校所馆我]|走进|做客|莅临")
local present_re = regex.new(listed("present"))

local counted_re = regex.new("(?:[一多首][场次堂届个期]|为期).*的$")

-- Words that a name cannot reach over when no verb bounds it.
local weak_re = regex.new("在(?!职|线|校|院|建|岗|京)|于|由|本次|此次|闯[入进]|晋级|挺进|杀入|跻身|该|并(?!购)|将(?!军)|对(?!接|话|口|外|标)|" ..
  "就(?!业|诊|医|职|任|餐|读|地)|主持(?!人)|旨在|拉开|通过|围绕|根据|按照|结合|为了|以及|期间|上午|下午|晚上|随后|之后|现将|关于|获(?!悉|取)|(?<=[^暨])作为")

-- What may stand between a name and the verb behind it: when, where and how.
local TIME = "(?:[0-9X一二三四五六七八九十]{1,4}(?:年|月|日|号|时|点|分|:[0-9]{2})|[0-9]{1,2}[至\\-~—、][0-9]{1,2}日|[至\\-~—]|" ..
  "[昨今]日?\\([0-9]{1,2}日?\\)日?|[上下中]午|[早晚]上?|凌晨|傍晚|[昨今前当次翌][日天晚]|[昨今]|\\([0-9一二三四五六日周]{1,4}\\)|整|半|近日|日前)"
-- A place that names another goes on as the next one: no word is read in two ways.
local PLACE = "(?:(?:兹?定|拟)?于|在|假)[^,。;；\\n](?:(?![在于假])[^,。;；\\n]){0,44}?"
local MANNER = listed("manner")
local BETWEEN = "(?:[, ]?(?:" .. TIME .. "|" .. MANNER .. "|" .. PLACE .. "|以[^,。]{2,14}(?:方式|形式)|" ..
  "分[两二三四五六七八九十0-9]{1,2}[^,。的]{1,6}))*"
local AFTER = listed("after")

-- Behind the name: it took place.
local after_re = regex.new("^[”\"」』]?\\s?(?:\\([^)]{1,20}\\))?(?:地)?" .. BETWEEN ..
  "(?:" .. AFTER .. "(?![前的后]|之前|之后|以来|情况|事宜|方案|通知|时间|地点)|" ..
  "开始?(?=[,。;]))|^[”」』]?由[^,。\\n]{2,40}(?:主持|主办|承办|举办|组织|主讲|主礼|" ..
  "带队|领衔|授课|主祭|领读|召集)")
-- A meeting that decided took place, but for one that is cited: 经党委会研究.
local decides_re = regex.new("^[”」』]?(?:还|已|又|专题|集体|首先|分别|逐项)?(?:研究了?|审议了?|听取了?|讨论了?|选举(?:产生)?了?)(?![的会前后时])")
local handed_re = regex.new("[》)]?已经?[0-9]|》经|提交|提请|上报|报送|报请|^经(?![0-9]|费|济|验|典|营|管|贸|纬|络|开|方|颅|皮)")
local cited_re = regex.new("(?:经|报|提交|提请|须|由|按照?|根据|向|按|提经)[^,。;]{0,12}\\z")
-- Behind the name or before it: it did not, or not yet.
local NOT = listed("not")
local not_after_re = regex.new("^[”\"」』]?(?:将|已|因[^,。]{1,12})?" .. NOT .. "(?!有?(?:安排|设在|放|采用|像|照|选|搞))")
local not_before_re = regex.new(NOT .. "(?:再|予以?|得)?\\z")

-- Behind the name: it is no event, or one that is only studied or cited.
local not_event_re = regex.new("^(?:(?:办(?=[主副公有,、。])|系(?!列)|组(?!织)|科(?!普|学)|部(?!署))|" ..
  "(?!系列|组织|科普|科学|部署)" .. listed("thing") .. "|上(?:发表)?的?(?:重要)?(?:讲话|致辞|指示)|" ..
  "(?:的|等)?(?:重要)?(?:精神|讲话)|(?:的|等|重要)+部署|部署(?!\\p{Han})|" ..
  "[时后](?:发表)?的(?:重要)?(?:讲话|指示|批示|精神|论述)|" ..
  "等(?:重点|重要|各项|系列)?(?:工作|活动|会议)|[共近约]?[0-9一二三四五六七八九十百两]+[余多]?(?:次|场|期|场次|余次|多场)(?=[,。;、]))")
-- One took part in a contest and won: 在…邀请赛中夺冠.
local prize_re = regex.new("^[”」』]?[中上里],?[^,。]{0,12}?(?:荣获|喜获|[获摘夺取得]+[^,。]{0,12}奖)")
local won_re = regex.new("^[”」』]?(?:[中上里],?)?[^,。]{0,12}(?:获|夺|斩|蝉联|摘|取得|" ..
  "战胜|击败|力克|大胜|险胜|不敌|[0-9]:[0-9][^,。]{0,2}胜)")

-- What is over is only named for that: 在10月14日结束的技能竞赛中,….
local ended_re = regex.new("(?:结束|落幕|闭幕|收官|举行|举办|召开)的\\z")

-- Before the name: the same.
local studied_re = regex.new(listed("studied") .. "(?:了|学习|贯彻|落实)*(?:党的|全国|中央|省委|市委)?$")

-- An object that only says when or how, or that a line end cut off.
local late_re = regex.new("(?:以来|之际|期间|之后|之前|情况|时|的|后|前|地|过程中|年度)$|" ..
  "[0-9]+[余多]?[次场期]$|^(?:在|于|时|以来|地点)|^[0-9年度届次第\\s]*$")
-- 本报云岭6月8日电(记者何静), behind which a report begins.
local DATELINE = "(?:本[报刊网站台]|新华社)[^,。(]{0,24}[电讯](?:[(][^)]{2,40}[)])?|[(]?[^()]{0,24}?[电讯][)]"
-- Numbers that follow one another number what is met for, not the item: 三、四年级家长会.
local NEXT = "一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九|九、十"
-- Left over in front of a name that is otherwise well cut.
local front_re = regex.new("^(?:(?!" .. NEXT .. ")[一二三四五六七八九十]{1,3}、|[这那][场次届个期]|" ..
  "为期[^,，。的]{1,6}的|[0-9一二三四五六七八九十]{1,2}月份?的|" ..
  "经(?=[0-9])|全天|题为(?=[“「『《])|附?[件表][0-9一二三四五六七八九十]{0,2}[:：\\s]+|" ..
  "[(][0-9一二三四五六七八九十]{1,3}[)]|" .. DATELINE .. "|" ..
  "(?:结束|闭幕|落幕|收官|召开|举行|举办|开展)的(?=\\p{Han}{4})|" ..
  "\\([上下]接[^)]{1,10}\\)|了|过|的|一[场次届个堂]|——?|-|以(?=[“「])|,|:|\\s|上午|下午|晚上?(?!会|宴|餐)|当天|当日|日前|近日|" ..
  "今日|昨日|我[院校司市区县省处系馆所部]|" ..
  "[本全][院校]|同期|首先|指导(?!委员|中心|小组|教师|老师|员|会)|成功|顺利|隆重|圆满|记者从|讯|报道)+")

-- Bodies whose names end like events.
local body_re = regex.new("(?:青|少|老|成|中)年会$")
-- A lecture is called by its title where that stands: “读书与做人”的讲座.
local function lecture_name(clause, from, a, b)
  local quote = clause:find("\1", a + 1, true)
  return from + (quote and quote <= b and quote - 1 or b)
end

-- Where the clause that starts at `start` has its predecessor behind a 、 or a
-- comma, a verb there still governs the name: 召开学习、研讨会.
local function find_verb(s, start, stop, floor, term)
  local from, lecture = start, lectures[term]
  for _ = 1, 3 do
    local clause = clauses.masked(s, from, stop)
    if term:find("^工作会") then clause = clause:gsub("组织$", ("\1"):rep(#"组织")) end -- 组织工作会议
    local a, b = clauses.last_match(hold_re, clause)
    local la, lb
    if lecture then la, lb = clauses.last_match(lecture_re, clause) end
    if la and (not a or la > a) then return from + la, lecture_name(clause, from, la, lb), from, true end
    if a then return from + a, from + b, from end
    local c, before = clauses.char_before(s, from)
    if c ~= "、" or from <= floor then return nil end
    from = clauses.start(s, before, floor)
  end
end

-- Cuts the name's left edge inside its clause when no verb bounds it.
local function weak_edge(s, start, stop)
  local _, b = clauses.last_match(weak_re, clauses.masked(s, start, stop))
  return b and start + b or start
end

local function skip_dates(view, start, stop)
  for _, d in ipairs(view.within(view.dates, start - 60, stop)) do
    if d.start <= start and d.stop > start and d.stop < stop and d.day then start = d.stop end
  end
  return start
end

-- The number of an item at the beginning of its line.
local item_re = regex.new("^[0-9]{1,2}[、.．]\\s*(?=[^0-9])")

-- 有各科主任参加的院长办公会: who came is no part of its name.
local attended_re = regex.new("^[有由][^,。;“”]{2,30}?(?:参加|出席|列席|参与|组成)的(?=[^,。;]{4})")

local function in_line(s, start)
  return start == 0 or s:find("^\n", start) ~= nil
end

local function trim_front(view, start, stop)
  local before
  repeat
    before = start
    start = skip_dates(view, start, stop)
    local words = text.sub(view.text, start, stop)
    local _, b = front_re:find(words)
    if not b and in_line(view.text, start) then _, b = item_re:find(words) end
    if not b then _, b = attended_re:find(words) end
    if b and start + b < stop then start = start + b end
  until start == before
  return start
end

-- A name that stands whole in quotation marks is one word: 举办“青蓝体验营”.
local function unquoted(s, hit, floor)
  local start, mark = clauses.start(s, hit.start, floor)
  local close = mark and clauses.CLOSER[mark]
  if not close or close == ")" or s:sub(hit.stop + 1, hit.stop + #close) ~= close then return hit, start end
  local open = start - #mark
  return {start = open, stop = hit.stop + #close, term = hit.term}, clauses.start(s, open, floor), true
end

-- So many bytes behind a candidate, from `tail` on, say what it is.
local TAIL = 160

-- A report that somebody gives at an event is none itself.
local spoken_re = regex.new("(?:作|做|致|发表|听取|审议)了?[^,。;“”]{0,12}(?:工作报告|主题报告|交流报告|报告|主题演讲|汇报会?)\\z")

-- Where the words of a candidate may begin: in its article and, in a headline of
-- two parts, in its own part.
local function floor_of(s, article, hit)
  local title = article.title_start
  local floor = math.min(article.start, title or article.start)
  if not title or hit.start < title or hit.stop > article.title_stop then return floor end
  local part = text.sub(s, title, hit.start):match("^.*() ")
  return part and math.max(floor, title + part) or floor
end

-- Whether a talk is one that somebody was asked to come and give; 邀请报告 says so of one at a congress.
local called_invited_re = regex.new("(?:邀请|特邀)\\z")

local function is_invited(view, hit)
  local called = called_invited_re:before(view.text, hit.start, 6)
  local sentence = talks[hit.term] and not called and view.sentence_at(hit.start)
  return sentence and invited_re:find_in(view.text, sentence.start, hit.start) ~= nil
end

-- Whether a talk has somebody of its own to preside: 作了题为“…”的报告,林若溪主持.
local chaired_re = regex.new("^[”」』]?[,。](?:[^,。;\\n]{0,8}由)?[^,。;\\n]{2,30}主持")

local function is_chaired(view, hit)
  return talks[hit.term] and chaired_re:after(view.text, hit.stop, TAIL) ~= nil
end

-- The last of several rooms that are only named: 茶叶分论坛、桑蚕分论坛同时开讲.
local room_re = regex.new("(?:分会场|分论坛|专场)$")
local rooms_re = regex.new("(?:分会场|分论坛|专场)、[^、,。\\n]{0,12}\\z")

-- Names of bodies and works, links and reports end as events do.
local function is_none(view, hit, floor)
  local s = view.text
  if hit.term:sub(-#"会") == "会" and s:sub(hit.stop + 1, hit.stop + #"议") == "议" then return true end
  if kinds[hit.term .. "会"] and s:sub(hit.stop + 1, hit.stop + #"会") == "会" then return true end
  if room_re:find(hit.term) and rooms_re:before(s, hit.stop, 60, floor) then return true end
  return body_re:before(s, hit.stop, 12) or links.at(view, hit.start)
    or view.in_book(hit.start, hit.stop)
    or spoken_re:before(s, hit.stop, 48, floor) and not (is_invited(view, hit) or is_chaired(view, hit))
end

-- An announcement: a clause that is a name and nothing else, behind a day.
local announced_re = regex.new("[0-9一二三四五六七八九十]日?(?:[(][^)]{1,6}[)])?[上下]?午?" ..
  "(?:[0-9]{1,2}[:点时][0-9]{0,2}分?)?[,:\\s]*\\z")
local clause_end_re = regex.new("^[”」』]?(?:[,。;；\\n]|\\z|[ \\t]{1,8}[^\\s,。]{2,20}(?:\\s|\\z))")
-- What is made for an event: a list of those who come, its order of the day.
local sheet_re = regex.new("^(?:的|参会|参加|参赛|与会|出席)*(?:人员|代表|嘉宾)?(?:名单|名册|议程|日程|通知|安排|预告|海报|邀请函|公告|须知|" ..
  "手册|签到表|席次|座位|签到册|签到情况|签到|会?议?纪要|会?议?[记纪]录|回执|报名表)[^\\n]{0,16}(?:\\n|\\z)")

local TOP = 400 -- bytes

local function is_announced(view, c, tail)
  local s = view.text
  if clause_end_re:after(s, tail, TAIL) and announced_re:before(s, c.start, 60) then return true end
  local first = c.start - c.article.start < TOP
  return first and sheet_re:after(s, tail, TAIL) ~= nil and when.stated(view, c.article) ~= nil
end

-- Whether a name stands behind or before a word that says it was not held.
local function is_denied(s, c, tail, floor)
  local at = c.verb_start or c.start
  return not_after_re:after(s, tail, TAIL) ~= nil or not_before_re:before(s, at, 12, floor) ~= nil
end

-- A line of a timetable: the day, the hour, the place, the event, parted by gaps.
local slot_re = regex.new("[0-9]{1,2}[:：][0-9]{2}[ \\t]+(?:[^\\s]{2,16}[ \\t]+)*\\z")

local function slot_of(s, stop)
  local before = cut.before(s, stop, 120):match("[^\n]*$")
  local word = before:match("[^ \t]*$")
  return slot_re:find(before:sub(1, #before - #word)) and stop - #word or nil
end

-- 召开有各科主任参加的院长办公会: the verb that holds it stands before those who came.
local attendees_re = regex.new("(?:参加|出席|列席|参与)的$")
local convened_re = regex.new("(?:召开|举行|举办)了?[有由][^,。;]{2,24}\\z")

-- The verb that has a candidate as its object, and where its name begins then.
local function bound(s, c, hit, floor, whole)
  local start, stop, clause, is_lecture = find_verb(s, c.clause, hit.start, floor, hit.term)
  if not start then
    local slot = not whole and slot_of(s, hit.start)
    c.slot = slot and slot >= floor
    return whole and hit.start or c.slot and slot or weak_edge(s, c.clause, hit.start)
  end
  local verb = text.sub(s, start, stop)
  c.verb_start, c.verb_clause, c.lecture = start, clause, is_lecture
  c.talk = is_lecture and talks[hit.term]
  local of = not is_lecture and verb:find("的$") and not counted_re:find(verb)
  local convened = attendees_re:find(verb) and convened_re:before(s, start, 90, floor)
  c.verb = convened and "before" or present_re:find(verb) and "present" or of and "of" or "before"
  return stop
end

-- A page that gives a speech is headed by the event: 在开学典礼上的讲话.
local speech_re = regex.new("^[”」』]?上的?(?:讲话|致辞|致词|发言|报告)(?:提纲|稿|摘要)?[ \\t]*\\n")

local function is_speech(s, article, hit, tail)
  local late = hit.start > (article.title_stop or article.start + 200)
  if late or not speech_re:after(s, tail, TAIL) then return false end
  local line = cut.before(s, hit.start, 120):match("[^\n]*$")
  return line:find("^%s*在") ~= nil
end

local function in_headline(article, start, stop)
  local title = article.title_start
  return title and start >= title and stop <= article.title_stop
end

-- One of a series: “青年讲堂”第三讲.
local series_re = regex.new("^([”」』]?第[一二三四五六七八九十0-9]{1,4}(?:期|讲|场|季|课|站))")

-- What is shown has a title: 毕业晚会《…》.
local shown_re = regex.new("(?:讲座|晚会|演出|音乐会|汇演|展演|话剧|舞剧|歌剧|影展|展|展览|音乐剧|朗诵会)$")
local shown_title_re = regex.new("^(《[^》\\n]{2,40}》)(?=[,。;；!\\n]|\\z)")

-- 18日晚召开的监事会, 随后召开的…: the day or the order of what was held.
local told_re = regex.new("(?:[0-9]日|[上下]午|[日天当昨]晚[上间]?|[当昨今][天日]|随后|紧?接着|会前|会后|之后|同期),?" ..
  "(?:(?:在|于|假)[^,。]{2,24})?(?:隆重|顺利|正式)?\\z")

-- What somebody presides over takes place, where it is called by a name.
local presided_re = regex.new("主持[了的]?\\z")
local bare = wordlist.set("event_words", 2, "bare")

-- Several that are only counted, or are of the kind: 各分论坛, 四个分论坛, 这样的家长会.
local TOGETHER = "(?:座谈会?|报告会?|讲座|会议|培训会?|仪式|参观|考察|研讨会?)"
local counted_name_re = regex.new("^(?:共[^”]{2,8}$|(?:本次|此次)?" .. TOGETHER .. "[和与及、]" .. TOGETHER .. "$|" ..
  "(?:像|如)?(?:这样|那样|这类|此类|这种|那种|类似|同类|此种|诸如此类)的?[^“]{2,12}$|" ..
  ".*[”」][两三四五六七八九十0-9]+个(?:平行|专题)?(?:分论坛|分会场|论坛|专场|会场|活动|讲座)$|" ..
  "[^、“]*(?:分会场|分论坛|专场)、.*(?:分会场|分论坛|专场)$|(?:其中)?(?:各|[两三四五六七八九十多数几0-9]+)个?(?:平行|专题)?" ..
  "(?:分论坛|分会场|论坛|会议|活动|讲座|比赛|项目)$)")

-- What one is asked to look up: 请参照2021年度考评会.
local referred_re = regex.new("^请?(?:认真|严格)?(?:参照|比照|仿照|参阅|参考|依照|按照|详见|对照)|" ..
  "^(?:确定|商定|约定|决定)(?=[0-9“下明])|^经(?=[校院局党市省区县]|全体)")

-- What was done for something is told behind it: 为深入落实“…”行动,….
local purpose_re = regex.new("^为" .. listed("purpose"))

-- What something is done for stands between 为 and a comma: 为深入开展“…”活动,….
local for_re = regex.new("(?:^|[,。;:\\s])为了?" .. listed("purpose") .. "+\\z")
local comma_re = regex.new("^[”」』]?,")

local function is_purpose(s, c, tail, floor)
  return c.verb == "before" and comma_re:find(cut.after(s, tail, 6)) ~= nil
    and for_re:before(s, c.verb_start, 48, floor) ~= nil
end

-- What heads a list of events: 院领导一周活动.
local list_re = regex.new("(?:一周|本周|每周|近期|本月|下周|月度|第[0-9一二三四五六七八九十]{1,3}周)(?:主要|重要|工作)?(?:活动|会议|工作会议)$|" ..
  "^(?:会务|会员|社团|党团|学术|校园|最新|过往|往期)活动$")
-- What a meeting did, told as if it were its name: 社员大会选出理事长.
local did_re = regex.new("^[^“]*(?:大会|会议|典礼|仪式)(?:圆满|顺利|胜利)?(?:完成|选出|通过|推选)[^“]*?" ..
  "(?<!会|会议|赛|式|典礼|活动|培训|讲座|论坛)$")

-- Several, what is asked for, a list, or the second half of a name.
local function is_no_name(name)
  return (counted_name_re:find(name) or referred_re:find(name) or purpose_re:find(name) or list_re:find(name)
    or did_re:find(name)
    or name:find("^暨")) ~= nil
end

-- A delegation that did something is none of what it did: 考察团赴海州取经.
local goes_re = regex.new("^(?:赴|到|来|抵|一行|成员|参观|访问|走访|考察|先后|在|与|于|由|的|[,。、])")

local function is_delegation(view, c, hit, tail)
  return not c.verb and hit.term:find("团$") ~= nil and goes_re:after(view.text, tail, TAIL) ~= nil
end

-- What somebody does is no part of a name: 林若溪这样开始了示范课; nor is whose it is: 林若溪的答辩会.
local does_re = regex.new("^[^“《]{0,10}?(?:[了着过]|宣布|参加|出席|主持|带队|走进|来到)(?:[她他这]的?|一[场次堂个])?|" ..
  "^[^“《]{0,4}(?:主讲|主持|领读|授课|执导|指挥|领衔)的|^(?:同学|同志|教授|老师)?的(?!先进|事迹|遗体)")

local function behind_people(view, c, hit)
  local start = c.start
  for _, m in ipairs(view.within(view.mentions or {}, c.start, hit.start)) do
    local _, b = does_re:find_in(view.text, m.stop, hit.start)
    if b and b <= hit.start then start = b end
  end
  return start
end

-- 第四次联席会议及圣诞晚宴 are two.
local first_re = regex.new("^[^“”「」]*第[^,。“”「」]{1,8}次[^,。“”「」]{0,12}(?:会议|大会)(?:以及|及)")

local function behind_first(view, c, hit)
  if hit.start <= c.start then return c.start end -- 大会 of 全校大会 begins before what 校 was cut from
  local _, b = first_re:find_in(view.text, c.start, hit.start)
  return b or c.start
end

-- What a meeting set a day for: 会议定于5月15日开展消防演练.
local sets_re = regex.new("^(?:还|并|已|研究)?(?:定于|决定|商定|确定|计划|拟)")

-- What others followed on its day took place: 6月8日,省…会议召开后,我市随即….
local followed_re = regex.new("^[”」』]?(?:召开|举行|结束|闭幕)之?后,")

local function is_followed(view, c, tail)
  local followed = not c.verb and not bare[c.name] and followed_re:after(view.text, tail, TAIL)
  local day = followed and when.own(view, c)
  return day ~= nil and day ~= false and day.stop <= c.start
end

-- What an inspection found is none: 反馈巡察情况, 督导组.
local found_re = regex.new("^(?:的|工作)?(?:情况|意见|整改|反馈|组|办|领导小组|问题|发现|指出|结果|报告|干部|人员|对象|成果)")
local reports_re = regex.new("(?:反馈|听取|通报|汇报|公布)了?[^,。;]{0,6}\\z")

local function is_finding(view, hit)
  local reported = kinds[hit.term].kind == "调研" and reports_re:before(view.text, hit.start, 36)
  return reported and found_re:after(view.text, hit.stop, TAIL) ~= nil
end

-- Two who sat down together: what they did is no more than called so. 何静与教师座谈.
local sat_re = regex.new("[^“《]{2,}?(?:与|和|同)[^,。、]{2,}$")
local SIDES = 240 -- bytes that name the two
local SITTING = {["座谈"] = true, ["会谈"] = true, ["座谈交流"] = true, ["交流座谈"] = true, ["会晤"] = true}

local function sat_down(view, c, hit)
  if c.verb or not SITTING[hit.term] or in_headline(c.article, c.start, c.stop) then return end
  if not sat_re:before(view.text, hit.start, SIDES, c.clause) then return end
  c.start, c.sat = hit.start, clause_end_re:after(view.text, hit.stop, TAIL) ~= nil
end

-- A headline that goes on in the next line: 工会举办, then “…”活动.
local wrapped_re = regex.new("(?:举办|举行|召开|开展|组织)[ \\t]*\n\\s*\\z")

local function mark_wrapped(s, c, floor)
  local wrapped = c.in_title and not c.verb and wrapped_re:before(s, c.start, 18, floor)
  if wrapped then c.verb, c.held = "before", true end
end

-- A prize is news of those who won it; who won a match took part in it.
local function mark_won(view, c, tail)
  c.prize = prize_re:after(view.text, tail, TAIL) ~= nil
  local won = not c.verb and not c.prize and won_re:after(view.text, tail, TAIL)
  if won and when.own(view, c) then c.verb = "present" end
end

local function candidate(view, hit)
  local s, article = view.text, view.part_at(hit.start)
  local floor = floor_of(s, article, hit)
  if is_none(view, hit, floor) or is_finding(view, hit) then return nil end
  local clause, whole
  hit, clause, whole = unquoted(s, hit, floor)
  local tail = hit.stop
  local speech = is_speech(s, article, hit, tail)
  local announced = sheet_re:after(s, tail, TAIL)
  if not speech and not announced and not_event_re:after(s, tail, TAIL) then return nil end
  local _, _, more = series_re:after(s, tail, TAIL)
  if not more and shown_re:find(hit.term) then _, _, more = shown_title_re:after(s, tail, TAIL) end
  local stop = hit.stop + #(more or "")
  tail = stop
  local c = {stop = stop, suffix = hit.term, article = article, clause = clause}
  c.start = trim_front(view, bound(s, c, hit, floor, whole), hit.stop)
  if not c.verb then c.start = trim_front(view, behind_people(view, c, hit), hit.stop) end
  c.start = behind_first(view, c, hit)
  sat_down(view, c, hit)
  if studied_re:before(s, c.start, 24, floor) or is_denied(s, c, tail, floor) then return nil end
  if not event_names.fits(view, c.start, stop) then return nil end
  c.name, c.after = text.sub(s, c.start, stop), after_re:after(s, tail, TAIL) ~= nil
  if not c.verb and decides_re:after(s, tail, TAIL) then
    if handed_re:find(c.name) then return nil end
    c.after = not cited_re:before(s, c.start, 45, floor)
  end
  if is_purpose(s, c, tail, floor) then return nil end
  if is_no_name(c.name) or is_delegation(view, c, hit, tail) then return nil end
  if c.after and bare[c.name] and sets_re:after(s, tail, TAIL) then return nil end
  c.after = c.after or c.sat or is_followed(view, c, tail)
  c.held = c.after or c.verb == "before" or c.slot or is_announced(view, c, tail)
  if won_re:after(s, tail, TAIL) and ended_re:before(s, c.start, 30, floor) then return nil end
  mark_won(view, c, tail)
  local k = kinds[hit.term]
  c.told_of = c.verb == "of" and told_re:before(s, c.verb_start, 48, floor) ~= nil
  c.presided = presided_re:before(s, c.start, 12, floor) ~= nil
  c.held = c.held or c.presided and not bare[c.name] or c.told_of
  c.kind, c.chaired = event_kinds.refined(c.name, k.kind), is_chaired(view, hit)
  c.generic = k.generic and not more and c.start >= hit.start and utf8.len(c.name) <= 4
  c.in_title = speech or in_headline(article, c.start, hit.stop)
  mark_wrapped(s, c, floor)
  return c
end

-- 工作会 in 工作会议 and 座谈会 in 座谈会暨签约仪式 are parts of a longer name.
local function drop_parts(list)
  local out = {}
  for i, c in ipairs(list) do
    local part = false
    for j = i + 1, math.min(#list, i + 6) do
      local d = list[j]
      if d.start <= c.start and d.stop >= c.stop and d.stop > c.stop then part = true end
    end
    if not part then out[#out + 1] = c end
  end
  return out
end

-- 召开会员大会,第四次联席会议及晚宴: the verb before the first holds those behind it too.
local row_re = regex.new("^[”」』]?(?:[,，]|[,，]?(?:以及|及))$")
local rowed_re = regex.new("^(?:[“「『《]|第[^,。]{1,4}[次届]|[12][0-9]{3}(?![0-9]))")
local ROW = 16 -- bytes

local function mark_rows(view, list)
  for i = 2, #list do
    local c, first = list[i], list[i - 1]
    local near = c.start >= first.stop and c.start - first.stop <= ROW
    near = near and first.verb == "before" and not c.verb
    local named = near and (rowed_re:find(c.name) or first.in_row)
    if named and utf8.len(c.name) >= 5 and row_re:find_in(view.text, first.stop, c.start) then
      c.verb, c.verb_start, c.held, c.in_row = "before", first.verb_start, true, true
    end
  end
end

-- The longest ending at each place where one ends. Leftmost-longest would let
-- 理论学习 hide the 学习会 of 理论学习中心组学习会.
local function endings(s)
  local list, at = {}, {}
  for _, hit in ipairs(suffixes:find(s, "all")) do
    local other = at[hit.stop]
    if not other then
      list[#list + 1] = hit.stop
      at[hit.stop] = hit
    elseif hit.start < other.start then
      at[hit.stop] = hit
    end
  end
  table.sort(list)
  for i, stop in ipairs(list) do list[i] = at[stop] end
  return list
end

-- 召开, 举行 and 举办 hold an event whatever its name ends with: 举办香港青年交流团.
local object_re = regex.new("(?:(?:召开|举行|举办)了?(?![的地方者权单前后期以]|情况|事宜)|(?:组织|开展)了?(?=[“「]))" ..
  "((?:[“「『][^”」』\n]{2,40}[”」』])?[^,，。;；:：!！?？\n《》“”「」()、]{0,40})")

-- A short object is an event where its last character says so: 教学工作会议.
local short_re = regex.new("(?:(?<![机社协工学商])会|仪式|典礼|赛|讲座|论坛)$")

-- What stands where an event's name would and only says when, or who reports.
local object_name_re = regex.new("^(?:" .. TIME .. "|时?许|左右|本[报刊网站院校]讯|[\\s,]|[0-9]++日?)++$")

-- Adds what the candidates in `list` leave out.
local function objects(view, list)
  local s, taken, known = view.text, {}, {table.unpack(list)}
  for _, c in ipairs(known) do
    if c.verb_start then taken[c.verb_start] = true end
  end
  spans.sort(known)
  local next_known = 1
  for hit in object_re:gmatch(s) do
    local a, b, name = hit.start, hit.stop, hit[1]
    local start = b - #name
    while known[next_known] and known[next_known].start < start do next_known = next_known + 1 end
    local held = taken[a] or (known[next_known] and known[next_known].start < b)
    local other = links.at(view, start) or view.in_book(a, b) or late_re:find(name)
      or object_name_re:find(name) or not_before_re:before(s, a, 12)
      or is_purpose(s, {verb = "before", verb_start = a}, b, 0)
    local chars = utf8.len(name)
    if not held and not other and (chars >= 5 or chars >= 3 and short_re:find(name)) then
      local clause = clauses.start(s, a, 0)
      start = trim_front(view, start, b)
      local fits = event_names.fits(view, start, b)
      local kind = M.kind(text.sub(s, start, b))
      if kind == "其他" and s:sub(a + 1, b):find("^召开") then kind = "工作会议" end
      list[#list + 1] = fits and {start = start, stop = b, name = text.sub(s, start, b), suffix = "",
        held = true, verb = "before", verb_start = a, verb_clause = clause, clause = clause, generic = false,
        kind = kind, article = view.part_at(a)} or nil
    end
  end
end

-- What is held somewhere may be called anything: “桂花节”专场在礼堂举行, 面试如期举行.
local passive_verb_re = regex.new("(?:举行|举办|召开|开幕|落幕|闭幕|启幕|开讲|开赛|上演|收官|落下帷幕|拉开[帷序大]幕)" ..
  "(?=[,。;!\\n]|\\s(?!\\s?[0-9“《])|\\z)")
local passive_re = regex.new("(?:^|[,。;:!?\\n\\s】])((?:[“「『《][^”」』》\\n]{2,40}[”」』》]|" ..
  "[^,。;:!?\\n\\s【】()“”「」『』]|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])){2,60}?)" ..
  "(?:原?[定订拟]于?)?(?:[0-9一二三四五六七八九十月日至上下午、]{4,16}|[0-9一二三四五六七八九十]{1,3}月)?" ..
  "(?:,?(?:在|于|假)[^,。;\\n]{2,40}?)?" .. MANNER .. "*\\z")
local PASSIVE = 330 -- bytes before the verb that its subject may take
-- What is no name of an event: it has a verb, or is a body or a person.
local clause_verb_re = regex.new("^(?:假|在|于|到|赴|以)|以[^,]*(?:方式|形式)|召开|举行|举办|组织|参加|出席|由|将|已|是|有|了|" ..
  "的(?=[^“]*$)|主办|承办|协办|邀请|介绍|表示|指出|宣布|为|把|被|" ..
  "[省市县区院校局部处馆所]$|(?:[工学协商分团]会|[合谊]会|基金会|十字会|委员会|党委|党组|支部|中心|公司|集团)$|" ..
  "会议$|活动$|仪式$")

local han_re = regex.new("\\p{Han}{2}|[A-Za-z]{3,} [A-Za-z]{2,}")

local function passives(view, list)
  local s, known, out = view.text, {}, {}
  for i, c in ipairs(list) do known[i] = c end
  spans.sort(known)
  local k = 1
  for verb in passive_verb_re:gmatch(s) do
    local hit = {start = verb.start, stop = verb.stop}
    local before = cut.before(s, verb.start, PASSIVE)
    local a, _, subject = passive_re:find(before)
    local at = a and select(2, before:find(subject, a + 1, true))
    local stop = at and verb.start - #before + at or verb.start
    local start = at and trim_front(view, stop - #subject, stop) or stop
    while known[k] and known[k].stop <= start do k = k + 1 end
    local name = text.sub(s, start, stop)
    local free = not known[k] or known[k].start >= hit.stop or not known[k].held and known[k].start >= start
    local fits = han_re:find(name) and not clause_verb_re:find(name) and not object_name_re:find(name)
      and not counted_name_re:find(name) and event_names.fits(view, start, stop)
    if at and free and fits and not view.in_book(start, stop) and not links.at(view, start) then
      local article = view.part_at(start)
      out[#out + 1] = {start = start, stop = stop, name = name, suffix = "", held = true, after = true,
        clause = start, generic = false, kind = M.kind(name), article = article,
        in_title = in_headline(article, start, stop),
        rule = "held somewhere, by the verb behind it"}
    end
  end
  table.move(out, 1, #out, #list + 1, list)
end

--- All candidates of a document, in text order.
-- @tparam table view the document as `jiyao.document` prepares it: `text`,
--   `dates`, `articles`, `articles`, `part_at`, `in_book`
-- @treturn {table,...} candidates: `start`, `stop` (bytes), `name`, `kind`,
--   `generic`, `held`, `in_title`, `verb` (before|of|present), `article`
-- @usage
-- local view = jiyao.document.view("6月8日,我院召开教学座谈会。")
-- print(jiyao.events.candidates(view)[1].name) --> 教学座谈会
function M.candidates(view)
  local list = {}
  for _, hit in ipairs(endings(view.text)) do
    local c = candidate(view, hit)
    if c then list[#list + 1] = c end
  end
  list = drop_parts(list)
  spans.sort(list)
  mark_rows(view, list)
  objects(view, list)
  passives(view, list)
  spans.sort(list)
  return list
end

--- The kind of an event by the ending of its name; 其他 where none fits.
-- @tparam string name
-- @treturn string
-- @usage
-- print(jiyao.events.kind("新员工培训班")) --> 培训会
M.kind = event_kinds.of

return M

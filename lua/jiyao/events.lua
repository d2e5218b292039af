--- Candidates for events: where a text names a meeting, and how it speaks of it.
-- Knows where a name ends as names of events do (data/event_suffixes.tsv), which
-- words bound it on the left, and which verbs say that it took place. Refuses to decide
-- which candidates are one event, or when it was: that is `jiyao.meetings`.
local clauses = require "jiyao.clauses"
local cut = require "jiyao.cut"
local event_kinds = require "jiyao.event_kinds"
local event_names = require "jiyao.event_names"
local headlines = require "jiyao.headlines"
local held = require "jiyao.held"
local quotation = require "jiyao.quotation"
local regex = require "jiyao.regex"
local several = require "jiyao.several"
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
  "(?:的|之(?=\\x01|第|[0-9]|\\z)|为期[^,，。]{1,6}的)?(?:(?:一[场次堂届个期台轮]|多[场次]|本次|此次|首[场次])(?:[^,。“”《》的]{2,10}的)?)?"
local hold_re = regex.new(HOLD)
-- One gives a lecture or a party lesson: 作题为“…”的专题党课.
local lecture_re = regex.new("(?:讲授|开讲|[作做上]|讲(?![堂坛座师台习学席]))了?(?:一[堂场次])?" ..
  "(?:(?:题为|主题为|以)?\\x01+(?:为题)?[^,\\x01]{0,6}?的?)?")
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
local weak_re = regex.new("在(?!职|线|校(?!长)|院(?![长士])|建|岗|京)|于|由|本次|此次|闯[入进]|晋级|挺进|杀入|跻身|该|并(?!购)|" ..
  "将(?!军)|对(?!接|话|口|外|标)|就(?!业|诊|医|职|任|餐|读|地)|主持(?!人)|旨在|拉开|[通透]过|围绕|根据|按照|" ..
  "(?<!西医|军民|医教)结合|向(?=(?:本次|此次)?\\z)|为了|以及|期间|上午|下午|晚上|" ..
  "认为|觉得|随后|之后|现将|关于|获(?!悉|取)|作为[^,。“]{2,20}之一的|(?<!暨)作为")

-- What may stand between a name and the verb behind it: when, where and how.
-- A place that names another goes on as the next one: no word is read in two ways.
local PLACE = "(?:(?:兹?定|拟)?于|在|假)[^,。;；\\n](?:(?![在于假])[^,。;；\\n]){0,44}?"
local MANNER = listed("manner")
local BETWEEN = "(?:[, ]?(?:" .. held.TIME .. "|" .. MANNER .. "|" .. PLACE .. "|以[^,。]{2,14}(?:方式|形式)|" ..
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
-- Behind the name: it did not, or not yet.
local NOT = listed("not")
local not_after_re = regex.new("^[”\"」』]?(?:将|已|因[^,。]{1,12})?" .. NOT .. "(?!有?(?:安排|设在|放|采用|像|照|选|搞))")

-- Behind the name: it is no event, or one that is only studied or cited.
local not_event_re = regex.new("^(?:(?:开展|举办|进行|落实|完成|筹备)情况|" ..
  "(?:举办地|会址)|(?:办(?=[主副公有,、。])|系(?!列)|组(?!织)|科(?!普|学)|部(?!署))|" ..
  "(?!系列|组织|科普|科学|部署)" .. listed("thing") .. "|上(?:发表)?的?(?:重要)?(?:讲话|致辞|指示)|" ..
  "(?:的|等)?(?:重要)?(?:精神|讲话)|(?:的|等|重要)+部署|部署(?!\\p{Han})|" ..
  "[时后](?:发表)?的(?:重要)?(?:讲话|指示|批示|精神|论述)|时,?(?:应|须|需|必须|务必|不得)|工作[,。;]|" ..
  "(?:的?有?关|相关)(?:要求|部署|精神|规定|安排|通知)|" ..
  "等(?:重点|重要|各项|系列)?(?:工作|活动|会议)|[共近约]?[0-9一二三四五六七八九十百两]+[余多]?(?:次|场|期|场次|余次|多场)(?=[,。;、]))")
-- One took part in a contest and won: 在…邀请赛中夺冠.
local prize_re = regex.new("^[”」』]?[中上里],?[^,。]{0,12}?(?:荣获|喜获|[获摘夺取得]+[^,。]{0,12}奖)")
local won_re = regex.new("^[”」』]?(?:[中上里],?)?[^,。]{0,12}(?:获|夺|斩|蝉联|摘|取得|" ..
  "战胜|击败|力克|大胜|险胜|不敌|[0-9]:[0-9][^,。]{0,2}胜)")

-- What is over is only named for that: 在10月14日结束的技能竞赛中,….
local ended_re = regex.new("(?:结束|落幕|闭幕|收官|举行|举办|召开)的\\z")

-- Before the name: the same.
local studied_re = regex.new(listed("studied") .. "(?:了|学习|贯彻|落实)*(?:党的|全国|中央|省委|市委)?$")

-- Bodies whose names end like events.
local body_re = regex.new("(?:青|少|老|成|中)年会$")
-- 海州联谊会3月23日在云岭举行植树活动: who holds something is none.
local holder_re = regex.new("(?:联谊会|读书会|联欢会|讲堂)$")
local holds_re = regex.new("^[”」』]?" .. BETWEEN ..
  "(?:举行|举办|召开|主办|承办|组织|开展|赴|前往)了?" ..
  "(?=[\\p{Han}“「《0-9])(?!前|后|时|地|的)")
-- 一次会议在海州举行记者会: what met the press is not the news.
local press_re = regex.new("^" .. BETWEEN .. "(?:举行|召开|举办)了?[^,。;]{0,12}(?:记者会|发布会|记者招待会|记者见面会)")
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

-- Names of bodies and works, and reports end as events do.
local function is_none(view, hit, floor)
  local s = view.text
  if hit.term:sub(-#"会") == "会" and s:sub(hit.stop + 1, hit.stop + #"议") == "议" then return true end
  if kinds[hit.term].kind == "调研" and s:sub(hit.stop + 1, hit.stop + #"团") == "团" then return true end
  if kinds[hit.term .. "会"] and s:sub(hit.stop + 1, hit.stop + #"会") == "会" then return true end
  if room_re:find(hit.term) and rooms_re:before(s, hit.stop, 60, floor) then return true end
  if holder_re:find(hit.term) and holds_re:after(s, hit.stop, TAIL) then return true end
  return body_re:before(s, hit.stop, 12) or view.in_book(hit.start, hit.stop)
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
  return not_after_re:after(s, tail, TAIL) ~= nil or held.is_denied(s, at, floor)
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

-- A delegation that did something is none of what it did: 考察团赴海州取经.
local goes_re = regex.new("^(?:赴|到|来|抵|一行|成员|参观|访问|走访|考察|先后|在|与|于|由|的|" ..
  "进行|开展|举行|召开|就|围绕|座谈|会谈|交流|洽谈|签|参加|出席|听取|来|抵达|全体|团长|[,。、])")

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
  if c.verb or not SITTING[hit.term] or headlines.holds(c.article, c.start, c.stop) then return end
  if not sat_re:before(view.text, hit.start, SIDES, c.clause) then return end
  c.start, c.sat = hit.start, clause_end_re:after(view.text, hit.stop, TAIL) ~= nil
end

-- A headline that goes on in the next line: 工会举办, then “…”活动.
local wrapped_re = regex.new("(?:举办|举行|召开|开展|组织)[ \\t]*\n\\s*\\z")

local function mark_wrapped(s, c, floor)
  local verb = c.in_title and not c.verb and wrapped_re:before(s, c.start, 18, floor)
  if verb then c.verb, c.verb_start, c.held = "before", verb, true end
end

-- A prize is news of those who won it; who won a match took part in it.
local function mark_won(view, c, tail)
  c.prize = prize_re:after(view.text, tail, TAIL) ~= nil
  local won = not c.verb and not c.prize and won_re:after(view.text, tail, TAIL)
  if won and when.own(view, c) then c.verb = "present" end
end

-- 揭牌、授牌仪式 and 毕业典礼、学位授予仪式 are one: the first of two rites begins the name.
local RITE = "(?:签约|签订|签署|揭牌|授牌|挂牌|揭幕|启动|启用|奠基|开工|开业|开班|开学|开园|结业|毕业|成立|颁奖|颁证|表彰|聘任|" ..
  "拜师|授旗|授帽|捐赠|命名|入职|宣誓|就职|授徽)(?:仪式|典礼|大会)?"
local first_rite_re = regex.new(RITE .. "\\z")
local rite_re = regex.new("(?:仪式|典礼)[”」』]?$")

-- Where the clause begins that the first of two rites stands in.
local function rites(s, c, hit, floor)
  local mark, at = clauses.char_before(s, c.clause)
  local two = mark == "、" and at > floor and rite_re:find(hit.term)
  local joined = two and first_rite_re:before(s, at, 24, floor)
  return joined and clauses.start(s, at, floor) or c.clause
end

-- What one means to hold well was not held yet: 就开好专题民主生活会提出要求; 好书分享会 was.
local well_re = regex.new("^(?!" .. listed("good") .. ")好")

local function candidate(view, hit)
  local s, article = view.text, view.part_at(hit.start)
  local floor = floor_of(s, article, hit)
  if is_none(view, hit, floor) or is_finding(view, hit) then return nil end
  local clause, whole
  hit, clause, whole = quotation.whole(s, hit, floor)
  local tail = hit.stop
  local speech = is_speech(s, article, hit, tail)
  local announced = sheet_re:after(s, tail, TAIL)
  if not speech and not announced and not_event_re:after(s, tail, TAIL) then return nil end
  local _, _, more = series_re:after(s, tail, TAIL)
  if not more and shown_re:find(hit.term) then _, _, more = shown_title_re:after(s, tail, TAIL) end
  local stop = hit.stop + #(more or "")
  tail = stop
  local c = {stop = stop, suffix = hit.term, article = article, clause = clause}
  c.clause = rites(s, c, hit, floor)
  local from = bound(s, c, hit, floor, whole)
  if c.verb and well_re:after(s, from, 24) then return nil end
  c.start = event_names.front(view, from, hit.stop)
  if not c.verb then c.start = event_names.front(view, behind_people(view, c, hit), hit.stop) end
  c.start = behind_first(view, c, hit)
  sat_down(view, c, hit)
  if studied_re:before(s, c.start, 24, floor) or is_denied(s, c, tail, floor) then return nil end
  if not event_names.fits(view, c.start, stop) then return nil end
  c.name, c.after = text.sub(s, c.start, stop), after_re:after(s, tail, TAIL) ~= nil
  if c.after and press_re:after(s, tail, TAIL) then return nil end
  if not c.verb and decides_re:after(s, tail, TAIL) then
    if handed_re:find(c.name) then return nil end
    c.after = not cited_re:before(s, c.start, 45, floor)
  end
  local by = c.verb == "before" and c.verb_start
  if by and (held.is_purpose(s, by, tail, floor) or held.is_matter(s, by, tail)) then return nil end
  if event_names.is_none(c.name) or is_delegation(view, c, hit, tail) then return nil end
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
  c.in_title = speech or headlines.holds(article, c.start, hit.stop)
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
  held.objects(view, list)
  held.passives(view, list)
  list = several.part(view, list)
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

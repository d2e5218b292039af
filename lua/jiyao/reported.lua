--- Which events an article reports, and which of them it is about.
-- Knows what is a part of another event, what followed it, and what is only named or
-- planned. Refuses to know which tellings are one event: that is `jiyao.grouping`.
-- @module jiyao.reported
-- @internal
local background = require "jiyao.background"
local cut = require "jiyao.cut"
local event_names = require "jiyao.event_names"
local grouping = require "jiyao.grouping"
local notices = require "jiyao.notices"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local text = require "jiyao.text"
local when = require "jiyao.when"
local wordlist = require "jiyao.wordlist"

local M = {}

local bare, is_bare, is_various = grouping.bare, grouping.is_bare, remember.of(event_names.is_various)

local quoted_re = regex.new("[“「『]")
local stop_re = regex.new("[。!！?？;；][”』」)]?\\s*$")

-- Parts of an event: what opens, closes, honours and discusses within one. A name
-- of so many characters says more than that.
local part_re = regex.new(wordlist.pattern("event_words", 2, "part") .. "[”」』]?$|^座谈(?:会|交流|交流会)?$|" ..
  "^(?:大会|会议)?(?:第[一二三四]次)?全体大?会议?$|^(?:分组|小组|分团|分片)[^“]{0,8}$")
-- A lecture within an event has no subject in its name; one with a subject that is told
-- to have been held later on the day is of its own.
local lecture_re = regex.new("^[^“]{0,6}讲座$")
local no_subject_re = regex.new("^(?:专题|学术|系列|主题|特邀|大会|现场|线上|知识|精彩|首场)*(?:讲座)$")
local FULL = 12

-- What one calls a sit-down that has no title.
local sitdown_re = regex.new("^(?:在)?(?:调研|交流|工作|专题|现场|双方|校企|校地|院企|院地|合作|随后的?|及|并)*" ..
  "(?:座谈|座谈会|交流会|会谈|汇报会|反馈会|通气会|碰头会|沟通会|座谈交流会|见面会|交流座谈会|座谈交流|情况汇报|对接会|推进会|仪式|活动|会议)$")

local is_part = remember.of(function(name)
  return part_re:find(name) ~= nil or lecture_re:find(name) ~= nil
end)
local is_sitdown = remember.of(function(name) return sitdown_re:find(name) ~= nil end)

--- Whether an event is called what one calls a sit-down that has no title.
-- @function is_sitdown
-- @tparam table c a candidate
-- @treturn boolean
-- @usage
-- print(require "jiyao.reported".is_sitdown({name = "现场座谈会"})) --> true
function M.is_sitdown(c)
  return is_sitdown(c.name)
end

-- A headline that stands among the sentences of another article.
local function is_stray_headline(view, c)
  local sentence = view.sentence_at(c.start)
  return sentence ~= nil and not stop_re:find_in(view.text, sentence.start, sentence.stop)
end

-- Whether one of a group's candidates is told as held.
local function is_held(group)
  for _, c in ipairs(group) do
    if c.held then return true end
  end
  return false
end
-- 反馈会 in an article that is headed 向…反馈情况.
local stem_re = regex.new("((?:(?!会)[一-龥]){2})(?<!大)会议?$")
local WEAK = {["工作"] = true, ["学习"] = true, ["主题"] = true, ["专题"] = true, ["全体"] = true, ["座谈"] = true}

local function is_of_headline(c)
  local stem = not c.in_title and c.article.title and stem_re:match(c.name)
  return stem ~= nil and stem ~= false and not WEAK[stem] and c.article.title:find(stem, 1, true) ~= nil
end

-- Words that speak of what was named before, be it in another item.
local back_word_re = regex.new("^(?:会议|大会|仪式|典礼|活动|开幕式)$")

local function is_presided(group)
  for _, c in ipairs(group) do
    if c.presided and not back_word_re:find(c.name) then return true end
  end
  return false
end

-- What is told as held or in the headline goes before what is only named, and
-- what came first before what followed.
local function weight(view, group)
  local c = grouping.best(group)
  local n = c.score
  if is_of_headline(c) then n = n + 2 end
  if not c.in_title and not is_held(group) and not is_presided(group) then
    n = n - (c.verb == "present" and when.own(view, c) and 1 or 3) -- 一行来院参加签约仪式,会议由…主持
  end
  if not c.in_title and is_part(c.name) and utf8.len(c.name) < FULL then n = n - 2 end
  if is_various(c.name) then n = n - 6 end
  return (grouping.is_after(view, c) or grouping.is_earlier(view, c)) and n - 4 or n
end

--- The group that an article is about, or nil.
-- @function main
-- @tparam table view
-- @tparam {table,...} groups of one article
-- @treturn ?table
-- @usage
-- local grouping, reported = require "jiyao.grouping", require "jiyao.reported"
-- local view = jiyao.document.view("6月8日,云岭大学召开教学工作会议。")
-- local groups = grouping.of(view, view.candidates)[view.parts[1]]
-- print(reported.main(view, groups)[1].name) --> 教学工作会议
function M.main(view, groups)
  local best, best_score
  for _, g in ipairs(groups) do
    local c = grouping.best(g)
    local n = weight(view, g)
    local other = c.section or c.stated or c.follows or background.tells(view, c)
    if not other and (not best or n > best_score) then
      best, best_score = g, n
    end
  end
  return best
end

-- What a new committee convenes is no part of the congress that chose it.
local committee_re = regex.new("(?:委员会|理事会|监事会|党委|纪委|常委会)\\z")

local function is_of_committee(view, c)
  return c.verb == "before" and committee_re:find(cut.before(view.text, c.verb_start, 24)) ~= nil
end

-- Those who gather for days compete among themselves too: 还举行了病例比赛.
local contest_re = regex.new("(?:比赛|竞赛|大赛|评比|评选|展评|展示)[”」』]?$")

-- What a rite within an event is of, the event may be called by: 就职礼, 理监事就职仪式.
local rite_re = regex.new("(?:仪式|典礼|式|礼)[”」』]?$")
local WORD = 2 -- characters

-- A ceremony that took place at another: 开幕式上还举行了揭牌仪式.
local at_re = regex.new("(?:会议?|式|典礼|论坛|活动|现场|期间)[上中]?,?(?:还|又|同时|并|也)*\\z")

-- 开幕式上举行了授旗仪式,…,并举行了发布仪式.
local there_re = regex.new("^[^,。;]{0,16}(?:仪式|会|典礼|式)上,?[^。]*,(?:并|还|又|同时|随后)+\\z")

local function is_at(view, c)
  local rite = c.verb_start and rite_re:find(c.name)
  if not rite then return false end
  if at_re:before(view.text, c.verb_start, 30) then return true end
  local sentence = view.sentence_at(c.verb_start)
  return sentence ~= nil and there_re:find_in(view.text, sentence.start, c.verb_start) ~= nil
end

local function is_rite_of(c, main)
  local stem = rite_re:find(c.name) and rite_re:gsub(c.name, "")
  local last = stem and utf8.offset(stem, -WORD)
  return last ~= nil and main.name:find(stem:sub(last), 1, true) ~= nil
end

-- Those who confer hear talks.
local CONFERS = {["论坛"] = true, ["培训会"] = true}

-- A series of talks, of which one tells the talk.
local talk_re = regex.new("(?:报告|讲座|演讲|讲授|授课)[”」』]?$")
local series_re = regex.new("(?:讲坛|讲堂|大讲堂|讲座|沙龙|报告会|读书会|论坛|课堂)[”」』]?(?:第[^,。]{1,5}[讲期场回次])?$")

-- 下午,举行消防演练: what fills another half of the day than a sitting did needs no name.
local SITS = {["工作会议"] = true, ["座谈会"] = true, ["例会"] = true, ["学习会"] = true}
local half_day_re = regex.new("(?:^|[,。;])\\s*(?:当[天日])?(?:[上下]午|中午|傍晚|晚上?|晚间|当晚),?[^,。;]{0,24}\\z")
local NAMED = 4 -- characters

local function fills_half_a_day(view, c, main)
  return SITS[main.kind] and c.kind == "其他" and c.verb == "before" and utf8.len(c.name) >= NAMED
    and not is_bare(c.name) and not is_part(c.name) and half_day_re:find(grouping.before(view, c)) ~= nil
end

-- Begins on the same day, told with a word that says so, and is no part.
local function follows(view, c, main, days)
  local other = grouping.is_of_presidium(view, c) or grouping.alike(c, main) < 0.5
  if grouping.is_generic(c) and not fills_half_a_day(view, c, main) or not other then return false end
  local part = is_part(c.name) and (utf8.len(c.name) < FULL or not c.after)
  local lecture = lecture_re:find(c.name) and not no_subject_re:find(c.name) and main.kind ~= "论坛"
    and main.kind ~= "培训会" or main.kind == "座谈会" and talk_re:find(c.name) and quoted_re:find(c.name)
  if part and not lecture and not is_of_committee(view, c) then return false end
  if is_rite_of(c, main) then return false end
  local holds_talks = series_re:find(main.name) or CONFERS[main.kind]
  if is_at(view, c) or talk_re:find(c.name) and holds_talks then return false end
  local gathered = days and days.range and (main.kind == "论坛" or main.kind == "大会")
  if gathered and contest_re:find(c.name) then return false end
  if not grouping.is_after(view, c) then return false end
  return c.verb == "before" or c.after or c.verb == "of" and utf8.len(c.name) >= 8
end

local function any_follows(view, group, main, days)
  for _, c in ipairs(group) do
    if follows(view, c, main, days) then return true end
  end
  return false
end

-- A sit-down during a visit that has a title of its own.
local function titled(c)
  if c.chaired then return true end
  if c.talk and c.held then return c.own_date ~= false and c.own_date ~= nil end
  return c.held and c.kind ~= "调研" and not grouping.is_generic(c) and not c.visit and not is_part(c.name)
    and not is_sitdown(c.name)
end

-- News of a prize: what it was won at is only named, unless its day is told.
local prize_re = regex.new("(?:获|夺|摘|蝉联|斩)[^,。]{0,24}(?:奖|冠|第[一二三]|名次|佳绩|称号|[金银铜]牌)|荣获|喜获|喜报|获[评批颁授得]|" ..
  "入选|上榜|荣膺|荣登|位列|" ..
  "通过[^,。]{0,12}(?:认证|认定|评审)$")

-- Pages that tell what is to be done or to be known.
local notice_re = regex.new("招聘|启事|公示|公告|讣告|简介|办法|规定")

-- A name that is cut as names are, in a sentence that tells a day.
local OUTSIDE = {v = true, vd = true, p = true, c = true, d = true, r = true, u = true}
local LONGEST = 30

local function is_plain(view, c)
  if grouping.is_generic(c) or not when.own(view, c) or utf8.len(c.name) > LONGEST then return false end
  local first = not c.verb and text.tokens(c.name)[1]
  local head = c.article.title or ""
  return not (first and OUTSIDE[first.pos]) and not prize_re:find(head) and not notice_re:find(head)
end

-- What speaks for an event that no verb holds, where its article tells no other, and
-- against it, in points. It is reported from ENOUGH on.
local ENOUGH, LEAD, REPORT = 4, 600, 6000 -- points; bytes
local theme_re = regex.new("^[”」』]?(?:(?:上|中|现场|期间|里)[,，]|与|用时|持续|从|共(?!建)|吸引|结束|没有|不|就|在|是)")
local speech_re = regex.new("致辞|致词|讲话|领誓|宣布|发言|颁|授课|主讲")
local planned_re = regex.new("(?:将|拟|计划|准备|筹备|关于|根据|按照|为了?|迎接|备战|申报|参加过|荣获|获)[^,。]{0,12}\\z")
-- 本次义诊, 参加此次培训的有: what a page speaks of as its own.
local this_re = regex.new("(?:本次|此次|这次|本场|此场|这场)(?:参加|参与|出席)?\\z")
local THIS = 2

-- What takes weeks is news without having been held: 此次整治活动为期三个月.
local long_re = regex.new("(?:评选|整治|评比|招聘|竞聘|行动|征集|申报|建设|创建|改革|调整)(?:活动|工作)?[”」』]?$")

local function is_this(view, group)
  for _, c in ipairs(group) do
    if not long_re:find(c.name) and this_re:before(view.text, c.start, 24) then return true end
  end
  return false
end

local EVIDENCE = {
  {2, function(view, c) return when.own(view, c) ~= nil end},
  {1, function(view, c) return when.first(view, c.article) ~= nil end},
  {1, function(_, c) return c.start - c.article.start < LEAD end},
  {1, function(view, c) return theme_re:find(cut.after(view.text, c.stop, 12)) ~= nil end},
  {1, function(view, c)
    return cut.after(view.text, c.article.start, REPORT, c.article.stop):find("主持", 1, true) ~= nil
  end},
  {1, function(view, c) return speech_re:find(cut.after(view.text, c.stop, 300)) ~= nil end},
  {2, function(_, c) return is_of_headline(c) end},
  {-2, function(_, c) return utf8.len(c.name) < 4 or is_bare(c.name) end},
  {-4, function(view, c) return planned_re:find(grouping.before(view, c)) ~= nil end},
  {-4, function(_, c) return prize_re:find(c.article.title or "") ~= nil end},
  {-4, function(_, c) return notice_re:find(c.article.title or "") ~= nil end},
}

local function is_evident(view, group, c)
  local n = is_this(view, group) and THIS or 0
  for _, e in ipairs(EVIDENCE) do
    if e[2](view, c) then n = n + e[1] end
  end
  return n >= ENOUGH
end

-- A headline that is a short name and nothing else heads a column: 学习活动; so does
-- what stands before a bar: 阅读季 | 旧书里的花.
local label_re = regex.new("^([^|]{2,24}?)\\s?[|]")
local COLUMN = 5 -- characters

local function is_column(c)
  local title = c.article.title
  if not title or not c.in_title then return false end
  local label = label_re:match(title)
  if label and label:find(c.name, 1, true) then return true end
  return bare(title) == bare(c.name) and utf8.len(bare(title)) <= COLUMN
end

local function keep_main(view, group, c)
  local title = c.article.title
  if title and prize_re:find(title) and not grouping.day(view, group) then return false end
  if is_column(c) and not is_held(group) then return false end
  local heading = c.in_title and grouping.is_generic(c) and not is_held(group)
    and not when.first(view, c.article)
  if heading and #view.parts > #view.articles then return false end
  if c.prize and not c.in_title then return false end
  if is_held(group) then return true, "what the article is about, told as held" end
  if c.in_title then return true, "named in the headline" end
  if is_plain(view, c) then return true, "the one event of an article, on its day" end
  local presided = c.presided and c.name == "会议" and when.own(view, c) -- 医院研究防疫,院长何静主持会议
  if presided or is_presided(group) then return true, "presided over, in an article that tells no other" end
  local attended = c.verb == "present" and when.first(view, c.article) ~= nil
    and not notice_re:find(title or "")
  if attended then return true, "attended on a day that is told" end
  return is_evident(view, group, c), "by all that speaks for it, in an article that tells no other"
end

-- The day of a main event that tells none: the first of its article, where the headline
-- names it or it is called by what kind of thing it is.
local function first_day(view, c)
  if c.first_day == nil then
    local told = c.fixed and c.in_title or grouping.is_generic(c)
    c.first_day = told and when.first(view, c.article) or c.in_title and when.stated(view, c.article) or false
  end
  return c.first_day or nil
end

-- What opens or closes an event is of it, be it on a day of its own.
local opening_re = regex.new("^(?:大会|会议|活动|论坛|培训班)?(?:开幕|闭幕|开班|结业|开营|结营|闭营)(?:式|仪式|典礼|会|礼)" ..
  "(?:暨[^暨]{2,24}(?:式|典礼|礼))?$")
local DAYS = 7 -- that an event may take
local ROWED = 6 -- characters of what stands in a row with another

-- How many days one day lies from another, months being of 31 days; where a year is not
-- told but reckoned, from the nearest such day.
local MONTH = 31

local function days_between(a, b)
  local days = (a.month - b.month) * MONTH + a.day - b.day
  local told = a.year and b.year and not (a.edtf .. b.edtf):find("~", 1, true)
  if told then return math.abs(days + (a.year - b.year) * 12 * MONTH) end
  return math.min(math.abs(days), 12 * MONTH - math.abs(days))
end

local function is_opening(view, c, main)
  if not main or not opening_re:find(c.name) then return false end
  local d, first = when.own(view, c), grouping.day(view, main)
  return not d or not first or days_between(d, first) <= DAYS
end

-- What is signed during a visit of several days is of it, and so is that the guests were received.
local received_re = regex.new("^(?:亲切|友好)?(?:会见|接见|会晤|会谈|座谈)")

local function is_within(c, d, m, other)
  local visiting = other and (other.visit or other.kind == "调研")
  local of = c.kind == "签约仪式" or received_re:find(c.name) ~= nil
  return visiting and of and c.fixed and d and m and when.share_a_day(d, m)
end

-- On a day of its own, where the main event tells none: one of a series, or presided over.
local function is_apart(view, c, other)
  if grouping.is_umbrella(other.name) then return not is_bare(c.name) end
  local verb = text.sub(view.text, c.verb_start, c.start)
  return not grouping.is_generic(c) and verb:find("主持", 1, true) ~= nil
end

-- 新一届理事会召开了第一次全体会议, which the congress has just chosen.
local first_session_re = regex.new("^第一次(?:全体)?(?:委员|理事|常务)*(?:会议|全会)$")

local function is_council(view, c, other)
  local told = c.held and c.verb == "before" or c.after
  if not told or other and other.name:find(c.name, 1, true) then return false end
  if grouping.is_session(c.name) then return true end
  local first = other ~= nil and other.kind == "大会" and first_session_re:find(c.name) ~= nil
  return first and is_of_committee(view, c)
end

-- Half a day on, under a name that shares no word with the first: 3月5日上午,…召开甲会。
-- 3月5日下午,…召开乙会。 Those who gather for days do so in halves of days too.
local HALF = "(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚)"
local half_re = regex.new("[0-9]日?(?:[((][^))]{1,8}[))])?" .. HALF)
local then_re = regex.new("[,。;](?:当[天日])?" .. HALF .. ",?(?:又|还|再|并|接着)?[^,。;]{0,12}\\z") -- …会,下午又召开
local EARLY = {["凌晨"] = true, ["清晨"] = true, ["早上"] = true, ["早晨"] = true, ["上午"] = true}
local GATHERED = {["论坛"] = true, ["大会"] = true, ["培训会"] = true}
local RITE = 8 -- characters of a ceremony that is more than a part

local function half_of(view, c)
  local before = grouping.before(view, c)
  local half = then_re:match(before) or half_re:match(before)
  if not half then return nil end
  return EARLY[half] and "上午" or half
end

local function half_of_group(view, group)
  local half
  for _, c in ipairs(group) do half = half or half_of(view, c) end
  return half
end

-- Whether two names share two characters running, but for what kind of thing they are.
local function shares_a_word(a, b)
  local stem, other = bare(a.name), bare(b.name)
  if a.suffix and #a.suffix < #stem then stem = stem:sub(1, -#a.suffix - 1) end
  for i = 1, utf8.len(stem) - 1 do
    local from, to = utf8.offset(stem, i), utf8.offset(stem, i + 2) - 1
    if other:find(stem:sub(from, to), 1, true) then return true end
  end
  return false
end

local function is_half_a_day_on(view, c, main, d, m)
  if c.verb ~= "before" or not main or not d or not m or d.range or m.range then return false end
  local other = grouping.best(main)
  if other.visit or other.kind == "调研" or GATHERED[other.kind] or is_sitdown(c.name) then return false end
  local full = utf8.len(c.name) >= RITE or lecture_re:find(c.name) and not no_subject_re:find(c.name)
  if is_part(c.name) and not full or shares_a_word(c, other) then return false end
  local half, first = half_of(view, c), half_of_group(view, main)
  return half ~= nil and first ~= nil and half ~= first and when.share_a_day(d, m)
end

-- Why an event is one of its own by the words that tell it alone, or nil.
local function set_apart(c)
  if c.section then return "a session with a chair of its own" end
  if c.second then return "the second of two that a name joins, told apart" end
  if c.turn then return "one of several that are told with 分别" end
  if c.stated then return "a form of its own" end
  local rowed = c.in_row and (not is_part(c.name) or utf8.len(c.name) >= ROWED)
  return rowed and "one of several that one verb holds" or nil
end

-- Why an event is one of its own where no day and no word of what followed says so, or nil.
local function apart_by_name(view, c, other, d)
  if c.visit or other and not d and c.kind == "党课" then return nil end -- a lesson within an event is of it
  if other and not d and talk_re:find(c.name) and series_re:find(other.name) then return nil end
  local apart = not other or other.stop <= c.start or other.start >= c.stop
  local own = quoted_re:find(c.name) and c.verb == "before" and not c.lecture and apart and not is_at(view, c)
    and not is_stray_headline(view, c)
  return own and "with a title of its own" or nil
end

-- 9月1日,海州中学开学典礼上,校长…: what somebody did at it, right behind its day.
local upon_re = regex.new("^[”」』]?[上中],")
local DAY = 12 -- bytes between the day and its name

local function is_at_it(view, c)
  local day = not c.in_title and not c.verb and c.own_date
  return day and day.stop <= c.start and c.start - day.stop <= DAY and utf8.len(c.name) >= NAMED
    and not is_bare(c.name) and not is_part(c.name) and upon_re:after(view.text, c.stop, 9) ~= nil
end

--- Whether a group is reported, and the rule that says so.
-- @function keep
-- @tparam table view
-- @tparam table group
-- @tparam ?table main the group that its article is about
-- @treturn boolean
-- @treturn ?string
-- @usage
-- local grouping, reported = require "jiyao.grouping", require "jiyao.reported"
-- local view = jiyao.document.view("6月8日,云岭大学召开教学工作会议。")
-- local groups = grouping.of(view, view.candidates)[view.parts[1]]
-- print(reported.keep(view, groups[1], groups[1])) --> true	what the article is about, told as held
function M.keep(view, group, main)
  local c = grouping.best(group)
  if background.tells(view, c) or notices.only_names(view, group) then return false end
  if group ~= main and is_opening(view, c, main) then return false end
  if c.follows then
    local first = main and grouping.best(main)
    return not (first and (first.visit or first.kind == "调研")), "told as something that followed"
  end
  local several = is_various(c.name) and (group ~= main or #view.parts > #view.articles)
  if several then return false end
  if group == main then return keep_main(view, group, c) end
  local as = set_apart(c)
  if as then return true, as end
  if c.told_of and main then
    local day, theirs = when.own(view, c), grouping.day(view, main)
    local then_or_same = not day or theirs and when.share_a_day(day, theirs)
    if not then_or_same or is_bare(c.name) then return false end
    return grouping.alike(c, grouping.best(main)) < 0.5, "told as something that followed"
  end
  local other = main and grouping.best(main)
  local d, m = when.own(view, c), other and (grouping.days(view, main) or first_day(view, other))
  local another_day = d and m and not when.share_a_day(d, m)
    or d and not m and c.verb == "before" and other and is_apart(view, c, other)
  if other and grouping.is_umbrella(other.name) and d and c.held and not grouping.is_generic(c) then
    return true, "one of a series, on its day"
  end
  local visiting = other and (other.visit or other.kind == "调研" or c.chaired and other.kind == "签约仪式")
  if is_within(c, d, m, other) then return false end
  if visiting and is_sitdown(c.name) and not c.chaired and not another_day then return false end
  if other and any_follows(view, group, other, m) then return true, "told as something that followed" end
  if visiting and titled(c) then return true, "a meeting with a title, during a visit" end
  local council = not c.in_title and is_council(view, c, other)
  if council then return true, "a numbered session of a standing body" end
  if c.verb == "of" and when.following(view, c) then return true, "its days are told next" end
  if c.verb == "present" and another_day and c.own_date and not is_bare(c.name) and not is_part(c.name)
    and c.own_date.start < c.start then
    return true, "attended on a day of its own"
  end
  local told = c.after or c.verb == "before"
  if another_day and is_at_it(view, c) then return true, "on a day of its own" end
  if not c.held or is_bare(c.name) and not (another_day and told) then return false end
  if another_day then return true, "on a day of its own" end
  if is_half_a_day_on(view, c, main, d, m) then return true, "in another half of the day" end
  local longer = d and m and d.range and not m.range
  if longer and c.visit then return true, "a visit of several days" end
  if longer and c.kind == "培训会" and other.kind ~= "培训会" then return true, "a training of several days" end
  local why = apart_by_name(view, c, other, d)
  return why ~= nil, why
end

return M

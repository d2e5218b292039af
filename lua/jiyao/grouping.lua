--- Which candidates speak of one event.
-- Knows names, days and how a candidate is told. Refuses to know which events are
-- reported, which is `jiyao.reported`, and who took part, which is `jiyao.meetings`.
-- @module jiyao.grouping
-- @internal
local anaphora = require "jiyao.anaphora"
local cut = require "jiyao.cut"
local likeness = require "jiyao.likeness"
local regex = require "jiyao.regex"
local remember = require "jiyao.remember"
local when = require "jiyao.when"
local wordlist = require "jiyao.wordlist"

local M = {}

local marks_re = regex.new("[“”\"《》「」『』\\s]")
local bare_re = regex.new("^(?:本次|此次|这次|本届|该|[上下前]一?[次场期讲])?" ..
  wordlist.pattern("event_words", 2, "bare") .. "$")

-- Behind these words something else begins on the same day.
local HOUR = "[0-9一二三四五六七八九十两]{1,3}(?:[时点](?:半|整|许|[0-9]{2}分?)?|:[0-9]{2})"
local then_re = regex.new("(?:会议?|仪式|典礼|大会|活动|讲座|报告会?|座谈会?|培训|比赛|参观|调研|演出|[会赛课礼]|" ..
  "党课|签约|揭牌|开幕|考核|答辩)(?:召开|举行|结束|开始|之)*(?:后|(?<!会)前)(?:[次当]日|[次当]天)?,|" ..
  "次[日天],?(?:[^,。]{0,16})?(?:召开|举行|举办)|(?:当天|当日|同日|同天|次日|" ..
  "当)(?:上午|中午|下午|傍晚|晚上?|晚间)|当晚|同日|(?:随后|随即|当即)(?:召开|举行)|会前,?还?(?:召开|举行)|" ..
  "会后,?还?(?:召开|举行)|(?:^|[;。])(?:[0-9]{1,2}日)?(?:[上下]午|中午|傍晚|晚上?|" .. HOUR .. "|[上下]午" .. HOUR .. "),?|" ..
  "还(?:[^,，。]{0,30})?(?:召开|举行|举办|组织)|同场|^(?:[0-9]{1,2}日)?(?:[上下]午|晚上?|晚间|傍晚),|" ..
  "同期[^,。]{0,6}(?:举办|举行|召开)|(?:^|[。;\\s])而?[^,。;]{2,16}[也亦](?:于|在)|" ..
  "紧接着|(?:^|[。;])接着,?[^。]{0,16}(?:召开|举行|举办)|" ..
  "随后,?(?:[^,。]{0,12})?(?:召开|举行|举办)(?:的|了)|另外|此外|首日(?:上午|下午)?")

-- Heads of names that are one kind of thing, whatever the rest of the name.
local HEADS = {
  regex.new("(?:会|会议|大会)[”」』]?$"), regex.new("(?:仪式|典礼|式|礼|庆典)[”」』]?$"),
  regex.new("(?:培训|培训班|研修班|训练营|研习营|班|集训|训练|工作坊)[”」』]?$"), regex.new("(?:赛|竞赛|大赛|比武|运动会)[”」』]?$"),
  regex.new("(?:论坛|研讨会|年会|峰会|讲坛)[”」』]?$"), regex.new("(?:讲座|报告会?|讲堂|公开课|演讲)[”」』]?$"),
  regex.new("演[练习][”」』]?$"), regex.new("(?:活动|行动|日|周|月|节)[”」』]?$"),
  regex.new("(?:演出|晚会|音乐会|汇演|展演)[”」』]?$"), regex.new("(?:义诊|巡诊|义诊活动|筛查)[”」』]?$"),
  regex.new("(?:党课|主题党日|主题党日活动)[”」』]?$"), regex.new("(?:展|展览|特展|画展)[”」』]?$"),
}

local function bare(name)
  return (marks_re:gsub(name, ""))
end

--- A name without quotation marks and white space.
M.bare = bare

--- Whether a name says no more than what kind of thing it is, or which one in a row.
-- @function is_bare
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.grouping".is_bare("本次会议")) --> true
M.is_bare = remember.of(function(name) return bare_re:find(name) ~= nil end)

-- Names without their marks, as they are compared.
local compared = remember.of(bare)

--- How alike the names of two candidates or meetings are, 0 to 1.
-- @function alike
-- @tparam table a
-- @tparam table b
-- @treturn number
-- @usage
-- print(require "jiyao.grouping".alike({name = "“青蓝”培训班"}, {name = "青蓝培训班"})) --> 1.0
function M.alike(a, b)
  return likeness.of(compared(a.name), compared(b.name), 0.8)
end

--- Whether a candidate says no more than what kind of thing it is, by its name or as it was read.
-- @function is_generic
-- @tparam table c a candidate
-- @treturn boolean
-- @usage
-- print(require "jiyao.grouping".is_generic({name = "本次会议"})) --> true
function M.is_generic(c)
  if c.is_generic == nil then c.is_generic = c.generic or M.is_bare(c.name) end
  return c.is_generic
end

local function head_of(c)
  if c.head == nil then
    c.head = false
    for i, re in ipairs(HEADS) do
      if not c.head and re:find(c.name) then c.head = i end
    end
  end
  return c.head or nil
end

-- The head of what is opened: 培训班开班式 is of a training.
local opens_re = regex.new("(?:开班|开幕|开营|启动)(?:式|仪式|典礼)[”」』]?$")

local function opened_of(c)
  if c.opened == nil then
    local of = opens_re:gsub(c.name, "")
    c.opened = of ~= c.name and head_of({name = of}) or false
  end
  return c.opened or nil
end

local quotation_re = regex.new("[“「『]([^”」』]{4,})[”」』]")
local umbrella_re = regex.new("系列活动[”」』]?$") -- says less than what was done

--- Whether a name is that of a series: it says less than what was done.
-- @function is_umbrella
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.grouping".is_umbrella("爱眼日系列活动")) --> true
function M.is_umbrella(name)
  return umbrella_re:find(name) ~= nil
end

-- One of a series is called by its number: “云岭讲坛”第8讲.
local series_re = regex.new("第[一二三四五六七八九十百0-9]{1,5}[讲期场回]$")

-- A headline and the first event of its article with a head of the same kind:
-- the one tells what the other does, in other words.
local TWINS = {["学习会"] = true}

-- 茶园培训 is short for the 茶园防虫知识培训 of the headline.
local SHORT = 4 -- characters

local function shortens(title, body)
  local full, short = compared(title.name), compared(body.name)
  if utf8.len(short) < SHORT or #short >= #full then return false end
  local at = 1
  for _, code in utf8.codes(short) do
    local _, b = full:find(utf8.char(code), at, true)
    if not b then return false end
    at = b + 1
  end
  return at > #full
end

-- 制茶知识进村庄活动 of the headline is the 制茶知识讲座 of the text.
local activity_re = regex.new("活动[”」』]?$")
local SHARED = 4 -- characters

local function shares_words(title, body)
  local full, stem = compared(title.name), compared(body.name):sub(1, -#body.suffix - 1)
  for i = 1, utf8.len(stem) - SHARED + 1 do
    local from, to = utf8.offset(stem, i), utf8.offset(stem, i + SHARED) - 1
    if full:find(stem:sub(from, to), 1, true) then return true end
  end
  return false
end

local function headline_twin(a, b)
  local title, body = a, b
  if b.in_title then title, body = b, a end
  if not title.in_title or body.in_title or not body.held then return false end
  if title.suffix ~= "" and title.suffix == body.suffix and M.alike(a, b) >= 0.3 then return true end
  if not body.opens then return false end
  if activity_re:find(title.name) and shares_words(title, body) then return true end
  local quoted = quotation_re:match(title.name)
  if quoted and body.name:find(quoted, 1, true) then return true end
  if TWINS[title.kind] and title.kind == body.kind or shortens(title, body) then return true end
  if body.lecture and series_re:find(title.name) or M.is_umbrella(title.name) then return true end
  return head_of(title) ~= nil and (head_of(title) == head_of(body) or head_of(title) == opened_of(body))
end

-- 仪式 after 揭牌仪式, and a theme in the place of a name, mean the event named before.
local themed_re = regex.new("^以?[“「][^”」]*[”」]为(?:主)?题的")

local function is_themed(c)
  if c.themed == nil then c.themed = themed_re:find(c.name) ~= nil end
  return c.themed
end

local function is_twin(a, b)
  if a.suffix == "" or b.suffix == "" then return false end
  if a.suffix == b.suffix then return a.generic or b.generic or is_themed(a) or is_themed(b) end
  local shorter = a.generic and a.name == a.suffix and b.suffix:sub(-#a.suffix) == a.suffix
  return shorter and a.name ~= "会议" and a.name ~= "活动"
end

-- A numbered session of a standing body is no part of what was held around it.
local council_re = regex.new("[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}次[^,。;“”]{0,4}" ..
  "(?:理事会|监事会|常务理事会|常委会|常务委员会)(?:扩大)?(?:会议)?$|" ..
  "(?:理事会|监事会|理监事|委员会|常委会|主席团|党委|纪委|工会)[^,。;“”]{0,6}第[一二三四五六七八九十0-9]+次" ..
  "[^,。;“”]{0,6}(?:会议|联席会议?|全会)$")

--- Whether a name is that of a numbered session of a standing body.
-- @function is_session
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.grouping".is_session("理事会第三次会议")) --> true
function M.is_session(name)
  return council_re:find(name) ~= nil
end

-- The bodies of two such sessions: 工会委员会第二次会议 is not 渔民委员会第二次会议.
local session_body_re = regex.new("^(?:.*第[一二三四五六七八九十0-9]+届)?(?:全体)?(.*?)第[一二三四五六七八九十0-9]+次")

local function is_other_body(a, b)
  if not M.is_session(a.name) or not M.is_session(b.name) then return false end
  local x, y = session_body_re:match(a.name), session_body_re:match(b.name)
  return x ~= nil and y ~= nil and #x > 0 and #y > 0 and x:sub(-#y) ~= y and y:sub(-#x) ~= x
end

-- 召开会议,…。何静主持验收会: who presides says what the meeting was.
local sat_re = regex.new("会[”」』]?$")

local function named_later(later, first)
  return first.name == "会议" and first.verb == "before" and later.presided and later.kind == "工作会议"
    and sat_re:find(later.name) ~= nil
end

local function same_event(view, a, b)
  if is_other_body(a, b) or a.several and a.several == b.several then return false end
  local x, y = when.own(view, a), when.own(view, b)
  if x and y and not when.share_a_day(x, y) then return false end
  return is_twin(a, b) or named_later(a, b) or headline_twin(a, b) or M.alike(a, b) >= 0.5
end

-- Two events in one name: 协调会、启动会.
local joint_re = regex.new("(?:会|式|训|赛|礼|动|班)、[^“”]*(?:会|式|训|赛|礼|动|班)$")

local function score(view, c)
  if c.fixed then return c.fixed end
  c.joint = joint_re:find(c.name) ~= nil
  local n = c.joint and -4 or 0
  if c.held then n = n + 3 end
  if c.verb == "present" then n = n + 1 end
  if c.in_title then n = n + 2 end
  if when.own(view, c) then n = n + 2 end
  if M.is_generic(c) then n = n - 3 end
  if c.talk then n = n - 2 end
  if c.told_of then n = n - 4 end
  if c.start - (c.article and c.article.start or 0) < 600 then n = n + 1 end
  return n
end

-- An article speaks of an event again soon or not at all, so a text of any
-- length takes time in proportion.
local NEAR = 20

local presidium_re = regex.new("(?:主席团|代表团|筹委会|监委会)\\z")

--- Whether a candidate is held by those who prepare or preside over a congress.
-- @function is_of_presidium
-- @tparam table view
-- @tparam table c a candidate
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("6月8日,大会主席团召开第一次会议。")
-- print(require "jiyao.grouping".is_of_presidium(view, view.candidates[1])) --> true
function M.is_of_presidium(view, c)
  return c.verb == "before" and presidium_re:find(cut.before(view.text, c.verb_start, 24)) ~= nil
end

-- What a group is of: the first event in its body that has a name, where two
-- events share a headline.
local function fits(view, group, c)
  if M.is_of_presidium(view, c) and not M.is_of_presidium(view, group[1]) then return false end
  local full = c.held and not c.in_title and not M.is_generic(c)
  if group.named and full then return same_event(view, c, group.named) end
  return same_event(view, c, group[1]) or not group[#group].back and same_event(view, c, group[#group])
end

--- The words of its sentence before a candidate, those nearest.
-- @function before
-- @tparam table view
-- @tparam table c a candidate
-- @treturn string
-- @usage
-- local view = jiyao.document.view("6月8日,云岭大学召开教学工作会议。")
-- print(require "jiyao.grouping".before(view, view.candidates[1])) --> 6月8日,云岭大学召开
function M.before(view, c)
  local sentence = view.sentence_at(c.start)
  return sentence and cut.before(view.text, c.start, math.min(150, c.start - sentence.start)) or ""
end

--- Whether a candidate is told with a word that says it followed something else.
-- @function is_after
-- @tparam table view
-- @tparam table c a candidate
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("6月8日,新馆揭牌。当天下午,云岭大学召开教学工作会议。")
-- print(require "jiyao.grouping".is_after(view, view.candidates[1])) --> true
function M.is_after(view, c)
  return then_re:find(M.before(view, c)) ~= nil
end

-- The second of two that a name joins, where it is told apart: 甲会暨乙会, then
-- 会后,召开了乙会. What is left is half an event.
local second_re = regex.new("暨([^暨]{4,})$")
local front_re = regex.new("^([^暨]{8,})暨[^暨]+$")
local chaired_re = regex.new("^[”」』]?由")
local SECOND = 4 -- characters

-- Whether a candidate is told of one of the several days of a group.
local function is_during(view, group, c)
  local d = when.own(view, c)
  for _, other in ipairs(d and group or {}) do
    local days = when.own(view, other)
    if days and days.range and when.share_a_day(days, d) then return true end
  end
  return false
end

-- What was done first: 会前,3月20日,….
local before_re = regex.new("(?:^|[,。])(?:[会赛行训课]|开幕|开班|进驻|到任|出发)前,[^。]{0,40}\\z")

--- Whether a candidate is told with a word that says it came before something else.
-- @function is_earlier
-- @tparam table view
-- @tparam table c a candidate
-- @treturn boolean
-- @usage
-- local view = jiyao.document.view("6月8日,新馆揭牌。开幕前,云岭大学召开教学工作会议。")
-- print(require "jiyao.grouping".is_earlier(view, view.candidates[1])) --> true
function M.is_earlier(view, c)
  return before_re:find(M.before(view, c)) ~= nil
end

-- The first of two that a name joins, where it is told to have been held before.
local function front_half(groups, c)
  for i = #groups, math.max(1, #groups - NEAR), -1 do
    local g = groups[i]
    if g.front and not g.half and g.front:sub(-#c.name) == c.name then g.half, c.second = "rest", true end
  end
end

local function halves(view, groups, c)
  local told = c.held and not c.in_title and utf8.len(c.name) >= SECOND and not c.name:find("暨", 1, true)
  if told and M.is_earlier(view, c) then front_half(groups, c) end
  if not told or c.second or not M.is_after(view, c) then return end
  if not c.verb and chaired_re:after(view.text, c.stop, 9) then return end
  for i = #groups, math.max(1, #groups - NEAR), -1 do
    local g = groups[i]
    local during = is_during(view, g, c)
    local rest = not during and g.half ~= "rest" and g.rest
    if rest and (rest:sub(-#c.name) == c.name or c.name:sub(-#rest) == rest) then
      g.half, c.second, c.generic, c.is_generic = true, true, false, false
      c.name = #rest > #c.name and rest or c.name
    end
  end
end

local function home_of(view, groups, c)
  halves(view, groups, c)
  for i = #groups, math.max(1, #groups - NEAR), -1 do
    local g = groups[i]
    if c.second and g.second or not c.second and fits(view, g, c) then return g end
  end
  groups[#groups + 1] = {second = c.second}
  return groups[#groups]
end

-- Marks the first event that the body of each article tells as held.
local function mark_first(candidates)
  local told = {}
  for _, c in ipairs(candidates) do
    if c.held and not c.in_title and not c.told_of and not told[c.article] then
      c.opens, told[c.article] = not M.is_bare(c.name), true
    end
  end
end

--- Candidates that speak of one event, for each part of a document.
-- @function of
-- @tparam table view
-- @tparam {table,...} candidates of `jiyao.events`, in text order
-- @treturn table lists of lists of candidates, by part
-- @usage
-- local view = jiyao.document.view("云岭大学召开教学工作会议\n6月8日,云岭大学召开2024年教学工作会议。")
-- print(#require "jiyao.grouping".of(view, view.candidates)[view.parts[1]]) --> 1
function M.of(view, candidates)
  local by_article = {}
  for _, a in ipairs(view.parts) do by_article[a] = {} end
  mark_first(candidates)
  local note, spoken_of = anaphora.reader(view)
  for _, c in ipairs(candidates) do
    c.score = score(view, c)
    local home = spoken_of(c)
    c.back = home ~= nil
    home = home or home_of(view, by_article[c.article], c)
    home[#home + 1] = c
    home.rest, home.front = home.rest or second_re:match(c.name), home.front or front_re:match(c.name)
    note(c, home)
    if not home.named and c.held and not c.in_title and not M.is_generic(c) then home.named = c end
  end
  return by_article
end

--- The best candidate of a group; asked for when the group is whole.
-- @function best
-- @tparam {table,...} group
-- @treturn table
-- @usage
-- print(require "jiyao.grouping".best{{score = 1, name = "甲会"}, {score = 2, name = "乙会"}}.name) --> 乙会
function M.best(group)
  if not group.best then
    for _, c in ipairs(group) do
      if not group.best or c.score > group.best.score then group.best = c end
    end
  end
  return group.best
end

--- The day that one of a group's candidates gives, the best first, or nil.
-- @function day
-- @tparam table view
-- @tparam {table,...} group
-- @treturn ?table a date
-- @usage
-- local view = jiyao.document.view("6月8日,云岭大学召开教学工作会议。")
-- print(require "jiyao.grouping".day(view, {view.candidates[1]}).day) --> 8
function M.day(view, group)
  local d = when.own(view, M.best(group))
  for _, c in ipairs(d and {} or group) do d = d or when.own(view, c) end
  return d
end

--- The days of a group: its day, or those that it is said to last; or nil.
-- @function days
-- @tparam table view
-- @tparam {table,...} group
-- @treturn ?table a date
-- @usage
-- local view = jiyao.document.view("2024年6月8日,云岭大学教学培训班开班。培训班为期三天。")
-- print(require "jiyao.grouping".days(view, {view.candidates[1]}).edtf) --> 2024-06-08/2024-06-10
function M.days(view, group)
  local d = M.day(view, group)
  for _, c in ipairs(d and not d.range and group or {}) do
    local days = when.lasting(view, c, d)
    if days ~= d then return days end
  end
  return d
end

--- Whether one of a group's candidates stands in the headline.
-- @function in_headline
-- @tparam {table,...} group
-- @treturn boolean
-- @usage
-- print(require "jiyao.grouping".in_headline{{in_title = true}}) --> true
function M.in_headline(group)
  for _, c in ipairs(group) do
    if c.in_title then return true end
  end
  return false
end

return M

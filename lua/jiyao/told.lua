--- Events that are told by a title, as the next of a series, or by what two signed.
-- Knows the words around the titles of talks and around the names of those who sign.
-- Refuses to decide which of them are events of their own: that is `jiyao.reported`.
-- @module jiyao.told
-- @internal
local cut = require "jiyao.cut"
local happenings = require "jiyao.happenings"
local regex = require "jiyao.regex"
local text = require "jiyao.text"
local when = require "jiyao.when"

local M = {}

local candidate = happenings.candidate
local TITLE = "([《“「][^》”」\\n]{2,40}[》”」])"

-- The next of a series, with its day and its title: 下一讲定于9月3日,由…谈《…》.
local next_re = regex.new("(?:^|[。;,\\n])[^。;,\\n]{0,20}?下(?:一|个)?(?:[讲期场]|次(?:讲座|活动|沙龙))" ..
  "[^。\\n《“「]{2,60}" .. TITLE)

-- Minutes say when one meets again: 下次会议:4月11日.
local again_re = regex.new("(?:^|\\n)[ \\t]*(下[一]?次(?:会议|例会|工作会|讨论会))(?:时间)?\\s?[:：]\\s?")
local AGAIN = 60 -- bytes

local function meeting_again(view, out)
  for hit in again_re:gmatch(view.text) do
    local d = view.first_within(view.dates, hit.stop, hit.stop + AGAIN)
    if d and d.start == hit.stop and d.day and d.day > 0 then
      local start = hit.start + view.text:sub(hit.start + 1, hit.stop):find(hit[1], 1, true) - 1
      out[#out + 1] = candidate(view, start, start + #hit[1], {kind = "工作会议", fixed = 2, stated = d,
        announced = true, rule = "the next meeting, by its day"})
    end
  end
end

--- What is announced as the next of a series, where its day is told.
-- @function announced
-- @tparam table view
-- @treturn {table,...} candidates
-- @usage
-- local view = jiyao.document.view("沙龙已办三期。下一期定于9月3日,由林若溪讲《云岭的鸟》。")
-- print(require "jiyao.told".announced(view)[1].name) --> 《云岭的鸟》
function M.announced(view)
  local out = {}
  for hit in next_re:gmatch(view.text) do
    local start = hit.stop - #hit[1]
    local d = view.within(view.dates, hit.start, start)[1]
    if d and d.day and d.day > 0 then
      out[#out + 1] = candidate(view, start, hit.stop, {kind = "其他", fixed = 2, stated = d, announced = true,
        rule = "the next of a series, by its title"})
    end
  end
  meeting_again(view, out)
  return out
end

-- A line of a programme of talks: 第3讲 4月3日(周三)19:00 《山水之间》 主讲:林若溪.
local listed_re = regex.new("(?:^|\\n)[^\\n。《》]{0,12}[0-9]{1,2}月[0-9]{1,2}日" ..
  "[^\\n。《》]{0,24}(《[^》\\n]{2,40}》)(?=[^\\n。]{0,24}(?:主讲|报告人|讲者|嘉宾|主持|领读|分享))")
local SEVERAL = 2

--- The talks that a programme lists, each in a line with its day.
-- @function listed
-- @tparam table view
-- @treturn {table,...} candidates
-- @usage
-- local view = jiyao.document.view("4月3日 《山间的茶》 主讲:林若溪\n4月9日 《水与城》 主讲:何静")
-- print(require "jiyao.told".listed(view)[1].name) --> 《山间的茶》
function M.listed(view)
  local out = {}
  for hit in listed_re:gmatch(view.text) do
    local start = hit.stop - #hit[1]
    for _, d in ipairs(view.within(view.dates, hit.start, start)) do
      if d.day and d.day > 0 then
        out[#out + 1] = candidate(view, start, hit.stop, {kind = "其他", fixed = 7, stated = d,
          rule = "a line of a programme"})
        break
      end
    end
  end
  return #out >= SEVERAL and out or {}
end

-- A talk that is told by its title: 讲题是《…》, 以《…》为题.
local talk_re = regex.new("(?:题目[是为:]|题为|讲题[是为:]|主题[是为:]|讲述了?|主讲了?|开讲)\\s?" .. TITLE ..
  "|以" .. TITLE .. "为题")
local talked_re = regex.new("讲座|应邀|[一这]堂课|上了?课|主讲|讲坛|讲堂|开讲|授课|演讲|学术报告")

--- The talk that an article tells by its title alone, where it tells a day, or nil.
-- @function talk
-- @tparam table view
-- @tparam table article
-- @treturn ?table a candidate
-- @usage
-- local view = jiyao.document.view("6月8日晚,林若溪走上讲坛,以《山间的茶》为题。")
-- print(require "jiyao.told".talk(view, view.parts[1]).name) --> 《山间的茶》
function M.talk(view, article)
  local words = text.sub(view.text, article.start, article.stop)
  local hit = talked_re:find(words) and when.first(view, article) and talk_re:gmatch(words)()
  if not hit then return nil end
  local name = #(hit[1] or "") > 0 and hit[1] or hit[2]
  local start = article.start + words:find(name, hit.start + 1, true) - 1
  return candidate(view, start, start + #name,
    {kind = "其他", fixed = 1, rule = "a talk that is told by its title"})
end

-- Minutes that are lines and no headline: when, where, and who sat or what they spoke of.
local place_re = regex.new("(?:^|\\n)[ \\t]*(?:会议)?地\\s*点\\s?[:：]")
local sat_re = regex.new("(?:^|\\n)[ \\t]*" ..
  "(?:会议(?:内容|议题|议程|记录|主题)|参会|与会|到会|出席|缺席|列席|请假|记录)(?:人员?|者|情况)?\\s?[:：]")
local talk_line_re = regex.new("主讲|报告人|讲者|题目|培训")
local MINUTES = 900 -- bytes

--- The meeting whose minutes an article is, where nothing in it names one, or nil.
-- @function minutes
-- @tparam table view
-- @tparam table article
-- @treturn ?table a candidate
-- @usage
-- local view = jiyao.document.view("时间:2024年6月8日\n地点:会客室\n参会人员:林若溪、何静\n一、排课。")
-- print(require "jiyao.told".minutes(view, view.parts[1]).name) --> 会议
function M.minutes(view, article)
  local words = cut.after(view.text, article.start, MINUTES, article.stop)
  local minutes = place_re:find(words) and sat_re:find(words) and not talk_line_re:find(words)
  local day = minutes and when.stated(view, article)
  return day and candidate(view, article.start, article.start, {name = "会议", kind = "工作会议", fixed = 1,
    stated = day, rule = "minutes in lines"}) or nil
end

-- What two bodies sign or found together on a day: 与…签约, 与…结对共建.
local joined_re = regex.new("(?:与|和|同)[^,。;\\n与和]{2,40}?(?:签约|结对共建|结对|共建签约|" ..
  "签[署订][^,。;\\n]{0,30}(?:书|协议|备忘录?|合约|协定))(?=[,。;\\n]|并)")
-- What is signed by rule, or is to be signed, is no event.
local rule_re = regex.new("要求|应当|必须|可以|需要|如果|将于|拟|计划|公示|通知|近年|历年|先后|累计|多次|办法|规定")

--- Signings that later sentences tell with a day of their own.
-- @function signings
-- @tparam table view
-- @treturn {table,...} candidates
-- @usage
-- local view = jiyao.document.view("6月8日,开会。\n6月9日,护理系与东山医院签约,院长林若溪出席。")
-- print(require "jiyao.told".signings(view)[1].name) --> 与东山医院签约
function M.signings(view)
  local out = {}
  for hit in joined_re:gmatch(view.text) do
    local c = candidate(view, hit.start, hit.stop,
      {kind = "签约仪式", fixed = 1, rule = "a signing on a day that is told"})
    local sentence = view.sentence_at(hit.start)
    local words = sentence and text.sub(view.text, sentence.start, sentence.stop)
    if words and when.own(view, c) and not rule_re:find(words) then out[#out + 1] = c end
  end
  return out
end

return M

--- The outlet or the unit that a dateline, a source or a byline names for who wrote, took or edited something.
-- Knows the forms of such lines. Refuses to say which house an outlet is of.
-- @module jiyao.outlets
-- @internal
local cut = require "jiyao.cut"
local regex = require "jiyao.regex"

local M = {}

local outlet_re = regex.new("(?:网|报|电视台|通讯社|新华社|客户端|频道|杂志)$")
local press_re = regex.new("(?:融媒体|新闻|信息)中心$")

--- Whether a name is that of an outlet: a site, a paper, a station.
-- @function is_outlet
-- @tparam string name
-- @treturn boolean
-- @usage
-- local outlets = require "jiyao.outlets"
-- print(outlets.is_outlet("云岭晚报"), outlets.is_outlet("云岭大学新闻中心")) --> true	false
function M.is_outlet(name)
  return outlet_re:find(name) ~= nil
end

--- Whether a name is that of an outlet or of the office of a house that writes its news.
-- @function is_press
-- @tparam string name
-- @treturn boolean
-- @usage
-- print(require "jiyao.outlets".is_press("云岭大学新闻中心")) --> true
function M.is_press(name)
  return outlet_re:find(name) ~= nil or press_re:find(name) ~= nil
end

-- How far from the beginning of an article a dateline stands, and how far before a name its outlet.
local NEAR, BEFORE = 600, 60

local OUTLET = "[一-龥]{2,12}?(?:网|报|频道|资讯|电视台|电台|通讯社|在线|融媒体?(?:中心)?|新媒体)"
local DAY = "[0-9]{4}[年/.-][0-9]{1,2}[月/.-][0-9]{1,2}日?"
-- 云岭健康网讯; 【新闻网 6月8日讯】; a line 云岭资讯 2022-06-21.
local dateline_re = regex.new("(?:^|\\n)[\\s(【]*((?!本)" .. OUTLET .. ")" ..
  "(?:(?: ?[0-9年月日]{4,11})? ?(?:讯|消息|特约)|[ \\t]+" .. DAY .. "[ \\t]*(?=\\n))")
local own_dateline_re = regex.new("(?:^|\\n)[\\s(【]*(本[网报刊台站])(?: ?[0-9年月日]{4,11})? ?(?:讯|消息)")
-- 来源:《云岭晚报》 记者:
local source_re = regex.new("来源 ?[:：] ?(《[^》\\n]{2,12}》|" .. OUTLET .. ")[ \\t]+(?:[一-龥]{2})?(?:记者|通讯员)")
local named_re = regex.new("《((?!本)[一-龥]{2,12}(?:报|刊|网|杂志|电视台|通讯))》社?" ..
  "(?:(?:特约|实习)?(?:记者|通讯员))?\\z")
local reporter_re = regex.new("记者|通讯员|实习生")
-- 文:宣传股 林若溪, 图:综合部/苏长明.
local unit_re = regex.new("[:：] ?((?!本)[一-龥]{2,12}(?:[部处科股办室系院所馆站团会组社台]|中心))(?: |[ ]?[/|·] ?)\\z")

-- 宣传部 林若溪 文, alone in its line.
local line_unit_re = regex.new("(?:^|\\n)[\\s(/]*((?!本)[一-龥]{2,16}(?:[部处科股办室系院所馆站团会组社]|中心))[ \\t]+" ..
  "(?:[一-龥]{2,4}[ \\t]+(?:文|图|摄|摄影|供稿|文/图|图/文)[ \\t,、/|;]*){0,4}\\z")

--- The outlet in 《》 before a mention, or nil.
-- @function named
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table m a mention
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("《云岭晚报》记者林若溪")
-- print(require "jiyao.outlets".named(view, view.mentions[1])) --> 云岭晚报
function M.named(view, m)
  return named_re:match(cut.before(view.text, m.start, BEFORE))
end

local function is_reporter(p)
  for _, title in ipairs(p.titles) do
    if reporter_re:find(title) then return true end
  end
  return false
end

-- 云岭日报记者甲 通讯员乙: who stands beside a reporter in one line.
local function of_neighbour(view, p, m)
  local from = cut.back(view.text, m.start, 0, "\n")
  for _, other in ipairs(view.within(view.mentions, from, m.start)) do
    local q = other.person
    if q ~= p and q.byline and q.org and is_reporter(q) then return q.org end
  end
end

--- The outlet of who is named in a byline, or nil.
-- @function of
-- @tparam table view as `jiyao.document` prepares it
-- @tparam table p a person of the view
-- @treturn ?string
-- @usage
-- local view = jiyao.document.view("云岭大学召开会议\n本网讯 6月8日,云岭大学召开会议。\n(记者 林若溪)")
-- print(require "jiyao.outlets".of(view, view.people[1])) --> 本网
function M.of(view, p)
  local m = p.mentions[1]
  local before = cut.before(view.text, m.start, BEFORE)
  local found = M.named(view, m) or unit_re:match(before) or line_unit_re:match(before)
  if found then return found end
  local head = cut.after(view.text, view.article_at(m.start).start, NEAR)
  found = dateline_re:match(head)
  if found or not is_reporter(p) then return found end
  return own_dateline_re:match(head) or source_re:match(head) or of_neighbour(view, p, m)
end

return M

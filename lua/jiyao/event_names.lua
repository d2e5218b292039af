--- What a name of an event looks like, whatever rule found it.
-- Knows how such a name may begin and what it may not hold: a bar, a day, somebody who
-- says or does something, the first half of a word. Refuses to know which words end one
-- (data/event_suffixes.tsv) or whether the event took place: that is `jiyao.events`.
-- @module jiyao.event_names
-- @internal
local cut = require "jiyao.cut"
local lexicon = require "jiyao.lexicon"
local regex = require "jiyao.regex"
local text = require "jiyao.text"
local wordlist = require "jiyao.wordlist"

local M = {}

-- Words that begin a phrase and no name: 从今年的会议, 被推迟的论坛.
local front_re = regex.new("^(?:从(?![业医教军政艺])|自从|被|把(?!关|脉)|给|让(?!座)|" ..
  "使(?!命|用|馆)|往(?!届|事)|受(?!聘|贿)|每(?!日|周|月))")

-- Cells of a table and lines of a list are parted by these.
local bar_re = regex.new("[|│┃\\t]")

-- What is told in a name: 5月12日国际护士节, 7·20.
local feast_re = regex.new("^[^,。]{0,8}[日节周]")

-- Words that follow somebody who acts.
local acts = lexicon.new((function()
  local words = {}
  for _, word in ipairs(wordlist.all("speech_acts")) do
    if utf8.len(word) > 1 then words[#words + 1] = word end
  end
  return words
end)())

local QUOTES = regex.new("[“「『《][^”」』》\\n]*\\z")

-- Whether an offset stands in quotation marks that open within the name.
local function is_quoted(view, start, at)
  return QUOTES:find_in(view.text, start, at) ~= nil
end

local function holds_day(view, start, stop)
  for _, d in ipairs(view.within(view.dates, start, stop)) do
    local within = d.start > start and d.stop < stop and d.day and d.day > 0
    local told = within and not is_quoted(view, start, d.start)
    if told and not feast_re:find_in(view.text, d.stop, stop) then return true end
  end
  return false
end

-- How far behind somebody's name the verb stands.
local VERB = 24 -- bytes

local function holds_act(view, start, stop)
  for _, m in ipairs(view.within(view.mentions or {}, start, stop)) do
    local plain = m.start >= start and not is_quoted(view, start, m.start)
    local after = plain and cut.after(view.text, m.stop, VERB, stop)
    local hit = after and acts:find(after)[1]
    if hit and hit.start == 0 and m.stop + hit.stop < stop then return true end
  end
  return false
end

-- What goes on from a word before it, or tells what came of something: 完工作交接, 共收到捐款, 网站改版上线.
local broken_re = regex.new("^(?:之(?!江)|的|了|完(?:工作|成后|毕)|前完成|原定|共(?:收到|计|有)|其中(?!考|心))|" ..
  "(?:上线|竣工|发表|刊发|中标|获批|投入使用|投用)$|入选[^“”「」《》]{2,}(?:展|赛|奖|名单)$")
-- Rooms on the net, in which meetings are held.
local room_re = regex.new("^(?:腾讯|钉钉|飞书|微信|[Zz]oom|ZOOM)(?:视频)?(?:会议|直播|课堂)$")
local quote_re = regex.new("[“」『《”「』》]")
local closing = {["“"] = "”", ["「"] = "」", ["『"] = "』", ["《"] = "》"}

-- Whether each mark of quotation has its other.
local function is_paired(name)
  local open = {}
  for hit in quote_re:gmatch(name) do
    local mark = hit[0]
    if closing[mark] then open[#open + 1] = closing[mark]
    elseif table.remove(open) ~= mark then return false end
  end
  return #open == 0
end

--- Whether a name that was put together is one: in whole quotation marks, and not the rest of a clause.
-- @function is_sound
-- @tparam string name
-- @treturn boolean
-- @usage
-- local names = require "jiyao.event_names"
-- print(names.is_sound("完工作交接"), names.is_sound("“读书月”启动仪式")) --> false	true
function M.is_sound(name)
  return not broken_re:find(name) and not room_re:find(name) and is_paired(name)
end

--- Whether words can be the name of an event.
-- @function fits
-- @tparam table view `text`, `dates`, `mentions`, `within`
-- @tparam integer start bytes
-- @tparam integer stop
-- @treturn boolean
-- @usage
-- local names = require "jiyao.event_names"
-- local view = jiyao.document.view("从6月8日座谈会说起")
-- print(names.fits(view, 0, 20), names.fits(view, 11, 20)) --> false	true
function M.fits(view, start, stop)
  local name = text.sub(view.text, start, stop)
  if front_re:find(name) or bar_re:find(name) then return false end
  return not holds_day(view, start, stop) and not holds_act(view, start, stop)
end

return M

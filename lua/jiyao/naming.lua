--- What a meeting is called, of all the names that tell it.
-- Knows what a name keeps of the body before it, which of two names is the fuller, and which is
-- only half of one. Refuses to know which candidates are one event: that is `jiyao.grouping`.
-- @module jiyao.naming
-- @internal
local grouping = require "jiyao.grouping"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

-- What the name of an event keeps of a body in front of it: nothing, where a
-- name in full remains that begins as names of events do.
local begins_re = regex.new("^(?:[0-9“「『〇]|[二三四五六七八九十](?!次)|首(?![次批]?(?:组|赴|到|来|访|率|派))|一(?![行次])|第|年度|新)")
local year_re = regex.new("^(?:[0-9]{4}|[一二〇○零九]{4})(?:-[0-9]{4})?(?:年度?|学年|级|届)?$")
local joint_re = regex.new("^(?:与|和|及|、|同|携手|联合|·|—|-)")

-- 第三届 is no body of which a congress is.
local term_re = regex.new("^第[一二三四五六七八九十0-9]{1,4}[届次]")

-- Which session it is says nothing without the body.
local session_re = regex.new("^第[一二三四五六七八九十0-9]+次(?:全体)?会议$|^第[一二三四五六七八九十0-9]+期(?:开班|结业)")

local function without_body(view, c)
  local o = view.first_within(view.bodies, c.start, c.stop)
  if not o or o.start ~= c.start then return c.name, c.start end
  if term_re:find_in(view.text, o.start, o.stop) then return c.name, c.start end
  if text.sub(view.text, o.start, o.stop):find("暨", 1, true) then return c.name, c.start end
  local rest = text.sub(view.text, o.stop, c.stop)
  local full = utf8.len(rest) >= 6 and begins_re:find(rest) and not joint_re:find(rest)
    and not session_re:find(rest)
  return full and rest or c.name, full and o.stop or c.start
end

-- What a headline calls an event that its text calls otherwise, unless that says
-- next to nothing.
local quoted_re = regex.new("[“「『][^”」』]*[”」』]")
local series_re = regex.new("系列活动[”」』]?$|^活动$")

local function fullest(view, group, best)
  for _, c in ipairs(best.in_title and series_re:find(best.name) and group or {}) do
    local special = c.opens and not c.in_title and not grouping.is_generic(c) and not series_re:find(c.name)
    if special then return c end
  end
  for _, c in ipairs(group) do
    local twin = c.in_title ~= best.in_title and (c.in_title or c.opens) and not grouping.is_generic(c)
    local plain = twin and not best.visit and not c.joint and grouping.alike(c, best) < 0.5
    local title, body = c.in_title and c or best, c.in_title and best or c
    local short = utf8.len((without_body(view, title))) < 8 and #body.name > #title.name
    short = short and not quoted_re:gsub(body.name, ""):find("、", 1, true)
    if plain and c == (short and body or title) then return c end
  end
  return best
end

-- What is said of a meeting stands near its name.
local REPORT = 6000

-- Whether a name is only the first half of 甲会暨乙会, the other half being told
-- nowhere as an event of its own.
local function is_half(view, group, best, c)
  if group.half then return false end
  local _, b = best.name:find(c.name .. "暨", 1, true)
  if not b then return false end
  local rest = best.name:sub(b + 1)
  for _, other in ipairs(view.within(view.candidates, best.start - REPORT, best.start + REPORT)) do
    local told = other.held and not other.in_title and other.article == c.article
    if told and other.name == rest then return false end
  end
  return true
end

-- Whether a shorter name lacks a year, a number or a quotation that the other has.
local function is_cut(view, best, c)
  if best.name:sub(-#c.name) ~= c.name then return false end
  local o = view.first_within(view.bodies, best.start, best.stop)
  local front = best.name:sub(1, -#c.name - 1)
  if begins_re:find(front) then return true end
  local body = o and o.start == best.start and o.stop - o.start or 0
  return body > #front or body > 0 and body < #front and begins_re:find(front:sub(body + 1)) ~= nil
end

-- 普查 within 普查组第一次会议 is what the body is for that met.
local group_re = regex.new("^(?:工作)?(?:组|团|队|委|办|领导小组|专班)")

local function is_of_group(best, c)
  local _, b = best.name:find(c.name, 1, true)
  return b ~= nil and group_re:find(best.name:sub(b + 1)) ~= nil
end

-- Whether a candidate is the name with the year before it.
local function is_year_before(name, c)
  return #c.name > #name and c.name:sub(-#name) == name and year_re:find(c.name:sub(1, -#name - 1)) ~= nil
end

-- A congress is called so in full: 职工代表大会, not 职代会.
local congress_re = regex.new("[党团工职教学研妇侨会]代会(?![一-龥])")

local function congress_of(group)
  for _, c in ipairs(group) do
    if c.held and c.name:find("代表大会", 1, true) then return c end
  end
end

-- What makes a noun of a verb phrase.
local noun_re = regex.new("^会议?[”」』]?$")
-- 理事会研究工作, then 召开理事会会议.
local council_re = regex.new("((?:常务)?(?:理事|监事|董事|委员)会)$")

-- 座谈会 is the first half of 座谈暨签约仪式.
local noun_of_re = regex.new("(?<=座谈|交流|研讨|报告|培训|总结|表彰|学习|推进|部署|动员|启动|论证|评审|汇报|发布|对接)会$")

-- What parts the characters of a name; words in Latin letters stay apart by a blank.
local gap_re = regex.new("(?<![A-Za-z\\s])\\s++|(?<!\\s)\\s++(?![A-Za-z])")
local wide_re = regex.new("\\s++")

--- What a meeting is called, among all that tell it: the shortest full form of the good ones.
-- @function of
-- @tparam table view
-- @tparam {table,...} group candidates that tell one event
-- @tparam table best the best of them
-- @treturn string
-- @treturn table why: `rule`, `start`, `stop`
-- @treturn table the candidate that has the name
-- @usage
-- local grouping, naming = require "jiyao.grouping", require "jiyao.naming"
-- local view = jiyao.document.view("云岭大学召开教学会议\n6月8日,云岭大学召开2024年教学工作会议。")
-- local group = grouping.of(view, view.candidates)[view.parts[1]][1]
-- print((naming.of(view, group, grouping.best(group)))) --> 2024年教学工作会议
function M.of(view, group, best)
  best = fullest(view, group, best)
  local congress = congress_of(group)
  if congress and congress_re:find(best.name) then best = congress end
  local name, start = without_body(view, best)
  local from = best
  if best.generic or name == best.suffix then -- 揭牌仪式, though 仪式 follows
    for _, c in ipairs(group) do
      local full = #c.name > #name and (best.generic or c.held and c.name:sub(-#name) == name)
      if full then name, start, from = c.name, c.start, c end
    end
  end
  for _, c in ipairs(group) do
    local shorter = #c.name < #name and utf8.len(grouping.bare(c.name)) >= 6 and c.score >= best.score - 2
    shorter = shorter and not (congress and congress_re:find(c.name))
    local part = shorter and (is_half(view, group, best, c) or is_cut(view, best, c) or is_of_group(best, c))
    local full = shorter and not part
    full = full or is_year_before(name, c)
    if full and not grouping.is_generic(c) and grouping.alike(c, {name = name}) >= 0.8 then
      name, start = without_body(view, c)
      from = c
    end
  end
  local stem = council_re:match(name) or name
  for _, c in ipairs(from.in_title and group or {}) do -- 开展专题学习, then 第三次专题学习会
    local at = c.held and not c.in_title and c.name:find(stem .. "会", 1, true)
    if at and noun_re:find(c.name:sub(at + #stem)) then
      name, start = without_body(view, c)
      from = c
    end
  end
  for _, c in ipairs(group.half and {} or group) do
    local told = (c.held or c.verb) and not c.in_title
    local both = told and c.name:find(noun_of_re:gsub(from.name, "") .. "暨", 1, true)
    if both then name, start, from = c.name, c.start, c end
  end
  local rule = from.in_title and "shortest full form, in the headline" or "shortest full form"
  return (wide_re:gsub(gap_re:gsub(name, ""), " ")), {rule = rule, start = start, stop = from.stop}, from
end

return M

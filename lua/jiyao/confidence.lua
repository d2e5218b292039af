--- How sure a meeting or a person is: the share of those told alike that were right.
-- Knows what speaks for an entry and a table of shares that was counted on labelled
-- documents (data/confidence.tsv, made by tests/eval/confidence.lua). Refuses to
-- judge text by anything but how it is told.
-- @module jiyao.confidence
-- @internal
local data = require "jiyao.data"

local M = {}

-- Shares by points, for each kind of entry, the points falling.
local shares = {}
for _, row in ipairs(data.table("confidence")) do
  local list = shares[row[1]] or {}
  shares[row[1]] = list
  list[#list + 1] = {least = tonumber(row[2]), share = tonumber(row[3])}
end
for _, list in pairs(shares) do
  table.sort(list, function(a, b) return a.least > b.least end)
end

local function share_of(kind, points)
  for _, row in ipairs(shares[kind] or {}) do
    if points >= row.least then return row.share end
  end
  return 0.5
end

--- What speaks for a meeting, in points: that it is told as held, its own day, a
-- headline beside the text, a name of its own.
-- @function points_of_meeting
-- @tparam table m a meeting of `jiyao.meetings`
-- @treturn integer
-- @usage
-- local view = jiyao.document.view("6月8日,云岭大学召开教学工作会议。")
-- local confidence = require "jiyao.confidence"
-- print(confidence.points_of_meeting(jiyao.meetings.find(view)[1])) --> 8
function M.points_of_meeting(m)
  local n = m.best.score
  if m.own_date then n = n + 1 end
  if m.date and not m.date:find("X", 1, true) then n = n + 1 end
  if #m.group > 1 then n = n + 1 end
  if m.main then n = n + 1 end
  return n
end

--- The share of meetings with as many points whose name and day were both right.
-- @function of_meeting
-- @tparam table m a meeting of `jiyao.meetings`
-- @treturn number 0 to 1
-- @usage
-- local view = jiyao.document.view("2024年6月8日,云岭大学召开教学工作会议。")
-- print(require "jiyao.confidence".of_meeting(jiyao.meetings.find(view)[1]) > 0.5) --> true
function M.of_meeting(m)
  return share_of("meeting", M.points_of_meeting(m))
end

-- What showed a name, from the surest: a word beside it, then the company it keeps.
local HOW = {roster = 9, title = 3, after = 3, byline = 3, org = 2, list = 2, courtesy = 1, act = 1,
  surname = 1, bare = 0}

--- What speaks for a person, in points: how the name was shown, how often it
-- stands, how much better a name fits than words do.
-- @function points_of_person
-- @tparam table p a person of a view
-- @treturn integer
-- @usage
-- local view = jiyao.document.view("副院长林若溪主持。")
-- print(require "jiyao.confidence".points_of_person(view.people[1]) > 0) --> true
function M.points_of_person(p)
  local best = 0
  for _, m in ipairs(p.mentions) do
    local how = HOW[m.how] or 0
    if how > best then best = how end
  end
  local often = math.min(#p.mentions, 3) - 1
  return math.floor(10 * (p.confidence or 0) + 0.5) + 2 * best + often
end

--- The share of people with as many points who were people of the document.
-- @function of_person
-- @tparam table p a person of a view
-- @treturn number 0 to 1
-- @usage
-- local view = jiyao.document.view("副院长林若溪主持。")
-- print(require "jiyao.confidence".of_person(view.people[1]) > 0.5) --> true
function M.of_person(p)
  return share_of("person", M.points_of_person(p))
end

return M

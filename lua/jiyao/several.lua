--- Several events that one verb holds, each by its own name: 座谈会和培训班分别于13日、15日举行.
-- Knows that 分别 says so, and that the first name goes with the first day. Refuses to part what is
-- told as one, without that word.
-- @module jiyao.several
-- @internal
local cut = require "jiyao.cut"
local event_kinds = require "jiyao.event_kinds"
local regex = require "jiyao.regex"
local text = require "jiyao.text"

local M = {}

local each_behind_re = regex.new("^[”」』]?,?(?:已|都|也)?(?:分别|先后|依次)(?=[于在由召举开])")
local each_before_re = regex.new("(?:分别|先后|依次)(?:组织|隆重|顺利|成功)?\\z")
local joint_re = regex.new("^[”」』]?(?:、|以及|[和及与])")
local LOOK = 30 -- bytes

local function is_each(view, c)
  local s = view.text
  if each_behind_re:after(s, c.stop, LOOK) then return true end
  return c.verb_start ~= nil and each_before_re:before(s, c.verb_start, LOOK) ~= nil
end

-- Where each of the names begins and ends: behind an ending that a joint follows.
local function names_in(view, c)
  local words, out, start = text.sub(view.text, c.start, c.stop), {}, 0
  local ends = {}
  for _, hit in ipairs(event_kinds.lexicon:find(words, "all")) do ends[hit.stop] = hit.stop - hit.start end
  local list = {}
  for stop in pairs(ends) do list[#list + 1] = stop end
  table.sort(list)
  for _, stop in ipairs(list) do
    local _, b = joint_re:find(cut.after(words, stop, LOOK))
    if b and stop + b < #words and stop > start then
      out[#out + 1] = {start = c.start + start, stop = c.start + stop}
      start = stop + b
    end
  end
  if #out > 0 then out[#out + 1] = {start = c.start + start, stop = c.stop} end
  return out
end

local function part_of(view, c, places, turn)
  local place = places[turn]
  local copy = {}
  for k, v in pairs(c) do copy[k] = v end
  copy.start, copy.stop, copy.name = place.start, place.stop, text.sub(view.text, place.start, place.stop)
  copy.kind, copy.generic, copy.turn, copy.several = event_kinds.of(copy.name), false, turn, places
  return copy
end

--- Parts candidates that name several events, each held by itself.
-- @function part
-- @tparam table view as `jiyao.document` prepares it
-- @tparam {table,...} list candidates of `jiyao.events`
-- @treturn {table,...} with those of several in their place; each has `turn`, which of them it is, and
--   `several`, their places
-- @usage
-- local view = jiyao.document.view("教学工作会议和读书沙龙分别于8月13日和15日举行。")
-- for _, c in ipairs(view.candidates) do print(c.name, c.turn) end
-- --> 教学工作会议	1
-- --> 读书沙龙	2
function M.part(view, list)
  local out = {}
  for _, c in ipairs(list) do
    local names = c.held and is_each(view, c) and names_in(view, c) or {}
    for i in ipairs(names) do out[#out + 1] = part_of(view, c, names, i) end
    if #names == 0 then out[#out + 1] = c end
  end
  return out
end

-- One of two days that are told as one: 13日、14日.
local listed_re = regex.new("[、和与及]")

local function one_of(d, edtf, day, month, year)
  return {edtf = edtf, day = day, month = month, year = year, start = d.start, stop = d.stop, range = false}
end

--- The day of one of several in a sentence that tells as many days, or nil.
-- @function day
-- @tparam table view
-- @tparam table c a candidate with `turn` and `several`
-- @tparam table sentence `start`, `stop`
-- @tparam function full_day gives a date of the view with its month, or nil
-- @treturn ?table a date
-- @usage
-- local view = jiyao.document.view("教学工作会议和读书沙龙分别于8月13日和15日举行。")
-- local function whole(_, d) return d.month and d or nil end
-- local c = view.candidates[1]
-- print(require "jiyao.several".day(view, c, view.sentence_at(0), whole).day) --> 13
function M.day(view, c, sentence, full_day)
  local days, turns = {}, #c.several
  for _, d in ipairs(view.within(view.dates, sentence.start, sentence.stop)) do
    local day = full_day(view, d)
    local two = day and day.range and turns == 2 and listed_re:find_in(view.text, d.start, d.stop)
    if two then
      days[#days + 1] = one_of(d, day.edtf:match("^[^/]+"), day.day, day.month, day.year)
      days[#days + 1] = one_of(d, day.edtf:match("[^/]+$"), day.end_day, day.end_month, day.end_year)
    elseif day and not day.range then
      days[#days + 1] = day
    end
  end
  return #days == turns and days[c.turn] or nil
end

return M

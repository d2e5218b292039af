--- Clauses of a text: where one begins, with quotations as one word.
-- Knows marks and quotations, and what is too long for a sentence; refuses to know events.
-- @module jiyao.clauses
-- @internal
local cut = require "jiyao.cut"
local text = require "jiyao.text"

local M = {}

local OPENERS = {["”"] = "“", ["』"] = "『", ["」"] = "「", ["》"] = "《", [")"] = "(", ["）"] = "（", ["’"] = "‘"}
local CLOSER = {}
for close, open in pairs(OPENERS) do CLOSER[open] = close end
-- All that ends a clause, or begins or ends a quotation.
local MARKS = ",，。;；:：!！?？\n\t、|【】■▲●◆—"
for close, open in pairs(OPENERS) do MARKS = MARKS .. close .. open end
local MAX_NAME = 75 * 3 -- bytes: some 75 Han characters, quotations included

-- Start of the opening mark that belongs to a closing one, or nil.
local function opener_of(s, stop, close, floor)
  local open, depth, at = OPENERS[close], 0, stop
  local marks = close .. open .. "\n"
  while at > floor do
    local _, c, start = cut.back(s, at, floor, marks)
    if not c or c == "\n" then return nil end
    depth = depth + (c == close and 1 or -1)
    if depth == 0 then return start end
    at = start
  end
  return nil
end

-- A dash between figures parts nothing: 2023—2024学年.
local function is_between_figures(s, before, behind)
  while text.sub(s, math.max(0, before - #"—"), before) == "—" do before = before - #"—" end
  while text.sub(s, behind, behind + #"—") == "—" do behind = behind + #"—" end
  return s:find("^%d", before) ~= nil and s:find("^%d", behind + 1) ~= nil
end

--- How far back the clause reaches that ends at `stop`, and the mark that it
-- stopped at; quotations are one word.
-- @function start
-- @tparam string s
-- @tparam integer stop byte offset
-- @tparam integer floor offset that is not passed
-- @treturn integer
-- @treturn ?string
-- @usage
-- print(require "jiyao.clauses".start("今天,召开“甲,乙”会", 28, 0)) --> 7	,
local function clause_start(s, stop, floor)
  local at = stop
  floor = math.max(floor, stop - MAX_NAME)
  while at > floor do
    local behind, c, before = cut.back(s, at, floor, MARKS)
    if not c then
      at = behind
    elseif c == "—" and is_between_figures(s, before, behind) then
      at = before
    elseif not OPENERS[c] then
      return behind, c
    else
      at = opener_of(s, behind, c, floor)
      if not at then return behind end
    end
  end
  while at < stop and s:byte(at + 1) & 0xC0 == 0x80 do at = at + 1 end
  return at
end

-- Bytes of a list of bodies: who stands farther off is not looked for.
local LIST = 3000

--- Where the clause begins that ends at `stop`, with the list that it closes:
-- 甲大学、乙医院共同举办 begins at 甲.
-- @tparam string s
-- @tparam integer stop byte offset
-- @treturn integer
-- @function list_start
-- @usage
-- print(require "jiyao.clauses".list_start("今天,甲大学、乙医院", 28)) --> 7
function M.list_start(s, stop)
  local least = cut.boundary(s, math.max(0, stop - LIST), 1)
  local start, stopped_at = clause_start(s, stop, least)
  while stopped_at == "、" and start > least do
    start, stopped_at = clause_start(s, start - #"、", least)
  end
  return start
end

-- Quotations, the marks that open them first.
local QUOTED = {}
for open, close in ("“ ” 《 》 「 」 『 』 ( )"):gmatch("(%S+) (%S+)") do
  QUOTED[#QUOTED + 1] = {open, open:gsub("%(", "%%(") .. ".-" .. close:gsub("%)", "%%)")}
end

local function blank(quotation)
  return ("\1"):rep(#quotation)
end

--- The clause with what stands in quotation marks blanked out, same length.
-- @function masked
-- @tparam string s
-- @tparam integer start
-- @tparam integer stop
-- @treturn string
-- @usage
-- print(#require "jiyao.clauses".masked("“甲”会", 0, 12)) --> 12
function M.masked(s, start, stop)
  local clause = text.sub(s, start, stop)
  for _, quoted in ipairs(QUOTED) do
    if clause:find(quoted[1], 1, true) then clause = clause:gsub(quoted[2], blank) end
  end
  return clause
end

--- The last place where a pattern is found: start and stop, or nil.
-- @function last_match
-- @tparam userdata re a `jiyao.regex`
-- @tparam string s
-- @treturn ?integer
-- @treturn ?integer
-- @usage
-- print(require "jiyao.clauses".last_match(jiyao.regex.new("会"), "会议大会")) --> 9	12
function M.last_match(re, s)
  local start, stop, at = nil, nil, 0
  while true do
    local a, b = re:find(s, at)
    if not a then return start, stop end
    start, stop, at = a, b, math.max(b, a + 1)
    while at < #s and s:byte(at + 1) & 0xC0 == 0x80 do at = at + 1 end
  end
end

--- The lines in which a pattern is found, for patterns that take long and cannot
-- match without it: where each starts, and the line with the line ends around it,
-- so that what begins or ends there still does.
-- @function lines_with
-- @tparam userdata re a `jiyao.regex`
-- @tparam string s
-- @treturn function an iterator
-- @usage
-- local s = "会议开始。\n院长主持。\n散会。"
-- for start, line in require "jiyao.clauses".lines_with(jiyao.regex.new("主持"), s) do print(start, #line) end
-- --> 15	17
function M.lines_with(re, s)
  local at = 0
  return function()
    local found = re:find(s, at)
    if not found then return nil end
    local start = math.max(0, cut.back(s, found, 0, "\n") - 1)
    at = s:find("\n", found + 1, true) or #s
    return start, s:sub(start + 1, at)
  end
end

--- The character that ends at byte offset `stop` of `s`, and where it starts.
-- @function char_before
-- @tparam string s
-- @tparam integer stop
-- @treturn string
-- @treturn integer
-- @usage
-- print(require "jiyao.clauses".char_before("会议", 6)) --> 议	3
M.char_before = cut.char

M.start = clause_start

-- No sentence of the news has so many bytes, some 1000 characters: what has more lost its
-- stops, or is a table. The rules look through a whole sentence for each event in it.
local LONGEST = 3000
local STOPS = ",，;；、 \t"

--- The sentences of a text, with what is too long for one cut where it pauses.
-- @function sentences
-- @tparam string s
-- @treturn {table,...} spans with `start` and `stop`, without gaps where it was cut
-- @usage
-- local list = require "jiyao.clauses".sentences(("学校召开会议,"):rep(1000))
-- print(#list, list[1].stop, list[2].start) --> 7	2983	2983
function M.sentences(s)
  local out = {}
  for _, span in ipairs(text.sentences(s)) do
    local start, stop = span[1], span[2]
    while stop - start > LONGEST do
      local at = cut.boundary(s, start + LONGEST, -1)
      local pause, mark = cut.back(s, at, start + LONGEST // 2, STOPS)
      out[#out + 1] = {start = start, stop = mark and pause or at}
      start = out[#out].stop
    end
    out[#out + 1] = {start = start, stop = stop}
  end
  return out
end

--- Closing marks by their opening ones.
M.CLOSER = CLOSER

return M

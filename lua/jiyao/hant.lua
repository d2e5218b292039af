--- What the Traditional characters of a page tell and its Simplified reading does not.
-- Knows characters that begin no name though what they are read as is a surname: 於 is no 于, 週 no 周.
-- Refuses to know names: that is the extractor's.
-- @module jiyao.hant
-- @internal
local text = require "jiyao.text"

local M = {}

-- Words of grammar and common things, by the surname that they are read as.
local WORDS = {["于"] = "於", ["周"] = "週", ["余"] = "餘", ["范"] = "範", ["后"] = "後", ["游"] = "遊", ["松"] = "鬆",
  ["干"] = "幹乾", ["党"] = "黨", ["谷"] = "穀", ["郁"] = "鬱", ["占"] = "佔", ["布"] = "佈", ["采"] = "採",
  ["志"] = "誌", ["舍"] = "捨", ["沈"] = "瀋", ["卜"] = "蔔", ["胡"] = "鬍", ["种"] = "種", ["征"] = "徵", ["里"] = "裡裏",
  ["冲"] = "衝", ["制"] = "製", ["系"] = "係繫", ["岳"] = "嶽", ["曲"] = "麯", ["姜"] = "薑", ["才"] = "纔", ["千"] = "韆"}

local function first_of(name)
  return name:sub(1, (utf8.offset(name, 2) or 1) - 1)
end

--- People without those whose surname is no more than how a common word is read.
-- @function people
-- @tparam {table,...} list what the extractor found
-- @tparam userdata analysis the Text that was looked at
-- @treturn {table,...}
-- @usage
-- local analysis = jiyao.text.view("林教授於本年二月訪問")
-- local list = {{name = "于本年", mentions = {{name_start = 9, name_stop = 18}}}}
-- print(#require "jiyao.hant".people(list, analysis)) --> 0
function M.people(list, analysis)
  local out = {}
  for _, p in ipairs(list) do
    local words, kept = WORDS[first_of(p.name)], {}
    for _, m in ipairs(words and p.mentions or {}) do
      local start, stop = analysis:where(m.name_start, m.name_start + 3)
      local char = text.sub(analysis:source(), start, stop)
      if not words:find(char, 1, true) then kept[#kept + 1] = m end
    end
    if not words or #kept == #p.mentions then
      out[#out + 1] = p
    elseif #kept > 0 then
      out[#out + 1], p.mentions = p, kept
    end
  end
  return out
end

return M

--- What damage to the text does to how sure a name is.
-- Knows which mentions stand in words that were put back, and which beside a
-- character that stays lost. Refuses to judge the name by anything else: that is
-- `jiyao.confidence`.
-- @module jiyao.damage
-- @internal
local text = require "jiyao.text"

local M = {}

-- What stands for a lost character: □, the replacement character, 〓.
local MARKS = {["\u{25A1}"] = true, ["\u{FFFD}"] = true, ["\u{3013}"] = true}

-- A name that may go on in a lost character is whole as often as not.
local CUT = 0.5

-- A mark at the start of a line is a bullet or a box to tick.
local function is_cut(view, m)
  local s, at = view.text, m.name_start
  if MARKS[text.sub(s, m.name_stop, m.name_stop + 3)] then return true end
  return at > 3 and MARKS[text.sub(s, at - 3, at)] and text.sub(s, at - 4, at - 3) ~= "\n"
end

--- The changes of a text that put words back, in the order of the source: no glosses.
-- @function repairs
-- @tparam userdata t a `jiyao.text`
-- @treturn {table,...} of `Text:changes`
-- @usage
-- local t = jiyao.document.parse("會(huì)議", "a.txt").text
-- print(#require "jiyao.damage".repairs(t)) --> 0
function M.repairs(t)
  local out = {}
  for _, c in ipairs(t:changes()) do
    if c.kind ~= "gloss" then out[#out + 1] = c end
  end
  return out
end

-- How sure the words of one mention are.
local function of_mention(view, repairs, m)
  local sure = is_cut(view, m) and CUT or 1
  if #repairs == 0 then return sure end
  local start, stop = view.analysis:where(m.name_start, m.name_stop)
  for _, c in ipairs(repairs) do
    if c.start < stop and c.stop > start then sure = math.min(sure, c.confidence) end
  end
  return sure
end

--- How sure the words of a name are, by its soundest mention.
-- @function of_person
-- @tparam table view
-- @tparam {table,...} repairs what `repairs` gave for its text
-- @tparam table p a person of the view
-- @treturn number 0 to 1; 1 where a mention is sound
-- @usage
-- local view = jiyao.document.view("副院长王海□、院长林若溪参加。")
-- local damage = require "jiyao.damage"
-- for _, p in ipairs(view.people) do print(p.name, damage.of_person(view, {}, p)) end
-- --> 王海	0.5
-- --> 林若溪	1
function M.of_person(view, repairs, p)
  local best = 0
  for _, m in ipairs(p.mentions) do
    best = math.max(best, of_mention(view, repairs, m))
    if best == 1 then break end
  end
  return best
end

return M

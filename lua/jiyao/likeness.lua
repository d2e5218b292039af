--- How alike two short texts are. Knows characters; refuses to know what the
-- texts name, and which of their words count: callers take the others off.
-- @module jiyao.likeness
-- @internal
local likeness = {}

-- A text so short says little by standing in another.
local LEAST_CONTAINED = 4

local function codes_of(s)
  local list = {}
  for _, code in utf8.codes(s) do list[#list + 1] = code end
  return list
end

local function pair_at(chars, i)
  return chars[i] << 21 | chars[i + 1]
end

-- Twice the character pairs that two texts share, by all their pairs.
local function dice(x, y)
  if #x < 2 or #y < 2 then return 0.0 end
  local left, shared = {}, 0
  for i = 1, #x - 1 do left[pair_at(x, i)] = (left[pair_at(x, i)] or 0) + 1 end
  for i = 1, #y - 1 do
    local pair = pair_at(y, i)
    if (left[pair] or 0) > 0 then
      left[pair], shared = left[pair] - 1, shared + 1
    end
  end
  return 2 * shared / (#x + #y - 2)
end

--- Dice's coefficient over pairs of characters, 0 to 1.
-- @function of
-- @tparam string a
-- @tparam string b
-- @tparam[opt] number contained what it is where one, of four characters or
-- more, stands whole in the other; no different from the rest unless given
-- @treturn number
-- @usage
-- local likeness = require "jiyao.likeness"
-- print(likeness.of("学习会", "学习会"), likeness.of("工作例会", "工作会"), likeness.of("", "会")) --> 1.0	0.4	0.0
-- print(likeness.of("年度工作会议", "工作会议", 0.9)) --> 0.9
function likeness.of(a, b, contained)
  if a == b then return 1.0 end
  local x, y = codes_of(a), codes_of(b)
  local within = a:find(b, 1, true) or b:find(a, 1, true)
  if contained and within and math.min(#x, #y) >= LEAST_CONTAINED then return contained end
  return dice(x, y)
end

--- What is compared of a text, made once where it is compared often.
-- @function bag
-- @tparam string s
-- @treturn table
-- @usage
-- print(require "jiyao.likeness".bag("学习会").pairs) --> 2
function likeness.bag(s)
  local chars, counts = codes_of(s), {}
  for i = 1, #chars - 1 do counts[pair_at(chars, i)] = (counts[pair_at(chars, i)] or 0) + 1 end
  return {text = s, chars = #chars, pairs = math.max(0, #chars - 1), counts = counts}
end

--- As `of`, for two bags.
-- @function of_bags
-- @tparam table a
-- @tparam table b
-- @tparam[opt] number contained
-- @treturn number
-- @usage
-- local likeness = require "jiyao.likeness"
-- print(likeness.of_bags(likeness.bag("工作例会"), likeness.bag("工作会"))) --> 0.4
function likeness.of_bags(a, b, contained)
  if a.text == b.text then return 1.0 end
  local least = math.min(a.chars, b.chars)
  if contained and least >= LEAST_CONTAINED and
    (a.text:find(b.text, 1, true) or b.text:find(a.text, 1, true)) then return contained end
  if least < 2 then return 0.0 end
  if a.pairs > b.pairs then a, b = b, a end
  local shared, others = 0, b.counts
  for pair, n in pairs(a.counts) do
    local m = others[pair]
    if m then shared = shared + (m < n and m or n) end
  end
  return 2 * shared / (a.pairs + b.pairs)
end

return likeness

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

return likeness

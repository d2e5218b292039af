--- Where characters begin and end. Knows how to say that a span cuts one. Refuses to know what spans mark.
-- @module jiyao.borders
-- @internal
local cut = require "jiyao.cut"

local borders = {}

local function nearest(s, at)
  local left, right = cut.boundary(s, at, -1), cut.boundary(s, at, 1)
  return at - left <= right - at and left or right
end

--- What is wrong with a span that cuts a character.
-- @function fault
-- @tparam string s
-- @tparam integer start within `s`
-- @tparam integer stop within `s`
-- @treturn ?string nil where it cuts none
-- @usage
-- local borders = require "jiyao.borders"
-- print(borders.fault("院长", 0, 3), borders.fault("院长", 0, 5))
-- --> nil	byte 5 is inside a character, whose nearest border is byte 6
function borders.fault(s, start, stop)
  for _, at in ipairs {start, stop} do
    local border = nearest(s, at)
    if border ~= at then
      return ("byte %d is inside a character, whose nearest border is byte %d"):format(at, border)
    end
  end
end

return borders

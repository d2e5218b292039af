--- Pieces of a text before and after an offset, never through a character.
local M = {}

local function boundary(s, at)
  while at > 0 and at < #s and s:byte(at + 1) & 0xC0 == 0x80 do at = at - 1 end
  return at
end

--- At most `bytes` bytes of `s` from `start` on.
-- @tparam string s
-- @tparam integer start byte offset from 0
-- @tparam integer bytes
-- @tparam[opt] integer limit offset that is not passed
-- @treturn string
-- @usage
-- print(jiyao.cut.after("院长出席", 6, 4)) --> 出
function M.after(s, start, bytes, limit)
  return s:sub(start + 1, boundary(s, math.min(limit or #s, #s, start + bytes)))
end

--- At most `bytes` bytes of `s` before `stop`.
-- @tparam string s
-- @tparam integer stop byte offset, excluded
-- @tparam integer bytes
-- @tparam[opt] integer floor offset that is not passed
-- @treturn string
-- @usage
-- print(jiyao.cut.before("院长出席", 6, 4)) --> 长
function M.before(s, stop, bytes, floor)
  local start = math.max(floor or 0, 0, stop - bytes)
  while start < stop and s:byte(start + 1) & 0xC0 == 0x80 do start = start + 1 end
  return s:sub(start + 1, stop)
end

return M

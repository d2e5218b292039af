--- Pieces of a text before and after an offset, never through a character.
-- Knows UTF-8; refuses to know what stands there.
-- @module jiyao.cut
-- @internal
local M = {}

--- The boundary of a character at an offset or, where it lies inside one, beside it.
-- @function boundary
-- @tparam string s
-- @tparam integer at byte offset from 0
-- @tparam integer step -1 to the left, 1 to the right
-- @treturn integer
-- @usage
-- print(jiyao.cut.boundary("院长", 4, -1), jiyao.cut.boundary("院长", 4, 1)) --> 3	6
function M.boundary(s, at, step)
  while at > 0 and at < #s and s:byte(at + 1) & 0xC0 == 0x80 do at = at + step end
  return at
end

--- At most `bytes` bytes of `s` from `start` on.
-- @function after
-- @tparam string s
-- @tparam integer start byte offset from 0
-- @tparam integer bytes
-- @tparam[opt] integer limit offset that is not passed
-- @treturn string
-- @usage
-- print(jiyao.cut.after("院长出席", 6, 4)) --> 出
function M.after(s, start, bytes, limit)
  return s:sub(start + 1, M.boundary(s, math.min(limit or #s, #s, start + bytes), -1))
end

--- At most `bytes` bytes of `s` before `stop`.
-- @function before
-- @tparam string s
-- @tparam integer stop byte offset, excluded
-- @tparam integer bytes
-- @tparam[opt] integer floor offset that is not passed
-- @treturn string
-- @usage
-- print(jiyao.cut.before("院长出席", 6, 4)) --> 长
function M.before(s, stop, bytes, floor)
  return s:sub(M.boundary(s, math.max(floor or 0, 0, stop - bytes), 1) + 1, stop)
end

return M

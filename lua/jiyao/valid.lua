--- Text that may hold bytes that are no UTF-8. Knows where they are; refuses to
-- know what should stand in their place.
-- @module jiyao.valid
-- @internal
local text = require "jiyao.text"

local valid = {}

--- Puts something else in the place of each byte that is no UTF-8.
-- @function replace
-- @tparam string s
-- @tparam string|function by what stands there, or a function of the byte's number
-- @treturn string
-- @usage
-- print(jiyao.valid.replace("会\xE4议", "?")) --> 会?议
-- print(jiyao.valid.replace("会\xFF", function(byte) return ("<%x>"):format(byte) end)) --> 会<ff>
function valid.replace(s, by)
  if text.valid(s) then return s end
  local parts, at = {}, 1
  while at <= #s do
    local _, bad = utf8.len(s, at)
    parts[#parts + 1] = s:sub(at, (bad or #s + 1) - 1)
    if not bad then break end
    parts[#parts + 1] = type(by) == "function" and by(s:byte(bad)) or by
    at = bad + 1
  end
  return table.concat(parts)
end

return valid

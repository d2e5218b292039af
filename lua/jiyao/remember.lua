--- Answers that a string decides alone, kept: the names on a page, and on the pages
-- of one institution, are few and come often.
-- Knows functions; refuses to know what they judge.
-- @module jiyao.remember
-- @internal

-- More than this, and all are asked anew.
local MOST = 1024

-- What is kept where the answer is nil.
local NOTHING = {}

local M = {}

--- A function of one string that keeps its answers.
-- @function of
-- @tparam function f gives one value
-- @treturn function
-- @usage
-- local asked = 0
-- local size = require "jiyao.remember".of(function(s) asked = asked + 1 return #s end)
-- print(size("院长"), size("院长"), asked) --> 6	6	1
function M.of(f)
  local kept, n = {}, 0
  return function(s)
    local answer = kept[s]
    if answer == nil then
      if n == MOST then kept, n = {}, 0 end
      answer, n = f(s), n + 1
      kept[s] = answer == nil and NOTHING or answer
    elseif answer == NOTHING then
      return nil
    end
    return answer
  end
end

return M

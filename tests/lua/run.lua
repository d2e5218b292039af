-- Runs every tests/lua/*_spec.lua with busted, inside jiyao or under a stock
-- lua5.4, and collects garbage after each test: a handle left open fails it.
local jiyao = require "jiyao"
package.path = "tests/lua/?.lua;" .. package.path

local busted = require "busted"
busted.subscribe({"test", "end"}, function(_, _, status)
  collectgarbage()
  collectgarbage()
  if jiyao.handles() ~= 0 then
    error(("%d handle(s) left open (status %s)"):format(jiyao.handles(), tostring(status)))
  end
end)
arg = {[0] = "tests/lua/run.lua", "--output=TAP", "--pattern=_spec", "tests/lua"}
require("busted.runner")({standalone = false})

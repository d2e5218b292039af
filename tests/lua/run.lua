-- Runs every tests/lua/*_spec.lua with busted, inside jiyao or under a stock
-- lua5.4: `jiyao run tests/lua/run.lua [SPEC…]`. What is collected after each
-- test closes its handles; one that is still open then fails the test.
require "jiyao"
package.path = "tests/lua/?.lua;" .. package.path

local specs = {table.unpack(arg)}
if #specs == 0 then specs = {"tests/lua"} end
arg = {[0] = "tests/lua/run.lua", "--output=TAP", "--pattern=_spec", "--helper=tests/lua/helper.lua",
  table.unpack(specs)}
require("busted.runner")({standalone = false})

-- Runs every tests/lua/*_spec.lua with busted, inside jiyao or under a stock
-- lua5.4, in the root of the tree: `jiyao run tests/lua/run.lua [SPEC…]`. A file
-- that leaves a handle open fails the run (tests/lua/helper.lua).
require "jiyao"
package.path = "tests/lua/?.lua;" .. package.path

-- busted reads its options from `arg`; modules stay loaded from file to file.
local OPTIONS = {"--output=TAP", "--pattern=_spec", "--helper=tests/lua/helper.lua", "--no-auto-insulate"}
local given = _G.arg
if not given[1] then given[1] = "tests/lua" end
for i, option in ipairs(OPTIONS) do table.insert(given, i, option) end
require("busted.runner")({standalone = false})

-- Runs every tests/lua/*_spec.lua with busted, inside jiyao or under a stock
-- lua5.4: `jiyao run tests/lua/run.lua [SPEC…]`. What is collected after each
-- test closes its handles; one that is still open then fails the test.
require "jiyao"
package.path = "tests/lua/?.lua;" .. package.path

-- busted reads its options from `arg`; modules stay loaded from file to file.
if not arg[1] then arg[1] = "tests/lua" end
for i, option in ipairs {"--output=TAP", "--pattern=_spec", "--helper=tests/lua/helper.lua", "--no-auto-insulate"} do
  table.insert(arg, i, option)
end
require("busted.runner")({standalone = false})

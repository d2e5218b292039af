-- Loaded by busted before the specs: counts open handles after each test.
local busted = require "busted"
local jiyao = require "jiyao"

busted.subscribe({"test", "end"}, function(element)
  collectgarbage()
  collectgarbage()
  local open = jiyao.handles()
  if open ~= 0 then
    io.write(("not ok - %s: %d handle(s) left open\n"):format(element.name, open))
    os.exit(1)
  end
  return nil, true
end)

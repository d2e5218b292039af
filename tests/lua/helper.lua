-- Loaded by busted before the specs: no file may leave a handle open. Counted
-- when a file is done, since `after_each` closes what `before_each` opened. What
-- they wrote goes at the end.
local busted = require "busted"
local jiyao = require "jiyao"
local scratch = require "support.scratch"

busted.subscribe({"file", "end"}, function(element)
  collectgarbage()
  collectgarbage()
  local open = jiyao.handles()
  if open ~= 0 then
    io.write(("not ok - %s: %d handle(s) left open\n"):format(element.name, open))
    scratch.remove()
    os.exit(1)
  end
  return nil, true
end)

busted.subscribe({"suite", "end"}, function()
  scratch.remove()
  return nil, true
end)

-- Loaded by busted before the specs: no file may leave a handle open. Counted
-- when a file is done, since `after_each` closes what `before_each` opened.
local busted = require "busted"
local jiyao = require "jiyao"

busted.subscribe({"file", "end"}, function(element)
  collectgarbage()
  collectgarbage()
  local open = jiyao.handles()
  if open ~= 0 then
    io.write(("not ok - %s: %d handle(s) left open\n"):format(element.name, open))
    os.exit(1)
  end
  return nil, true
end)

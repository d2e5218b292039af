--- How many of the closing marks in a newsletter are the ends of its articles.
-- `jiyao run tests/eval/ends.lua FILE MARK`
local jiyao = require "jiyao"

local source = jiyao.document.read(arg[1]).source
local ends, right, all = {}, 0, 0
for _, a in ipairs(jiyao.document.extract(arg[1]).articles) do ends[a["end"]] = true end
for at in source:gmatch(arg[2] .. "()") do
  all = all + 1
  if ends[at - 1] then right = right + 1 end
end
print(("%d of %d"):format(right, all))

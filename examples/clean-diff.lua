-- What did cleaning change in one document, where, and how sure is each change?
-- jiyao run examples/clean-diff.lua examples/corpus/medschool/slipped-visit.txt
local jiyao = require "jiyao"
local path = assert(arg[1], "which file?")
local doc = jiyao.document.read(path)

local kinds, order = {}, {}
for _, change in ipairs(doc.text:changes()) do
  if not kinds[change.kind] then
    kinds[change.kind], order[#order + 1] = 0, change.kind
  end
  kinds[change.kind] = kinds[change.kind] + 1
  local line = "%s %6d  %s → %s  (%.2f)"
  print(line:format(change.kind, change.start, change.before, change.after, change.confidence))
end
table.sort(order)
for _, kind in ipairs(order) do print(kind, kinds[kind]) end

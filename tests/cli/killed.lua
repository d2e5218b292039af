-- killed.lua DB DUMP: faults of a corpus, one a line, or else the rows of all its tables as text, as
-- tests/lua/support/dump.lua (DUMP) tells them, and what searches find.
local corpus <close> = require("jiyao.corpus").open(arg[1], {write = true})
local faults = corpus:check()
if #faults > 0 then
  print(table.concat(faults, "\n"))
  os.exit(1)
end
print(dofile(arg[2])(corpus))
for _, term in ipairs {"东湖大学", "岳敏", "会"} do print(term, corpus:search(term).count) end

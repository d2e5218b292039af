-- killed.lua DB: faults of a corpus, one a line, or else the rows of all its tables as text.
local corpus <close> = require("jiyao.corpus").open(arg[1], {write = true})
local faults = corpus:check()
if #faults > 0 then
  print(table.concat(faults, "\n"))
  os.exit(1)
end
for name in corpus.db:rows [[SELECT name FROM sqlite_schema WHERE type = 'table'
  AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search_%' ORDER BY name]] do
  local lines = {}
  for row in corpus.db:rows('SELECT * FROM "' .. name.name .. '"') do
    local fields = {}
    for key, value in pairs(row) do fields[#fields + 1] = key .. "=" .. tostring(value) end
    table.sort(fields)
    lines[#lines + 1] = table.concat(fields, "|")
  end
  table.sort(lines)
  print(name.name)
  print(table.concat(lines, "\n"))
end
for _, term in ipairs {"东湖大学", "岳敏", "会"} do print(term, corpus:search(term).count) end

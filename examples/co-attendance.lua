-- Who sits together at meetings, and how often?
-- jiyao run examples/co-attendance.lua corpus.db
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])

local together, rows = {}, {}
for _, meeting in ipairs(corpus:meetings{}) do
  local present, seen = {}, {}
  for _, person in ipairs(meeting.participants) do
    if not seen[person.name] then present[#present + 1], seen[person.name] = person.name, true end
  end
  table.sort(present)
  for i, a in ipairs(present) do
    for j = i + 1, #present do
      local pair = a .. "\t" .. present[j]
      together[pair] = (together[pair] or 0) + 1
    end
  end
end
for pair, n in pairs(together) do rows[#rows + 1] = {pair = pair, n = n} end
table.sort(rows, function(a, b)
  if a.n ~= b.n then return a.n > b.n end
  return a.pair < b.pair
end)
for i = 1, math.min(30, #rows) do print(rows[i].n, rows[i].pair) end

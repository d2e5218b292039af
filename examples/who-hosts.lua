-- Who presides most often, institution by institution?
-- jiyao run examples/who-hosts.lua corpus.db
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])

local counts, rows = {}, {}
for _, meeting in ipairs(corpus:meetings{}) do
  for _, host in ipairs(jiyao.timeline.hosts(meeting)) do
    local key = (meeting.institution or "-") .. "\t" .. host
    counts[key] = (counts[key] or 0) + 1
  end
end
for key, n in pairs(counts) do rows[#rows + 1] = {key = key, n = n, place = key:match("^[^\t]*")} end
table.sort(rows, function(a, b)
  if a.place ~= b.place then return a.place < b.place end
  if a.n ~= b.n then return a.n > b.n end
  return a.key < b.key
end)
for _, row in ipairs(rows) do print(row.key, row.n) end

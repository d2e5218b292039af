-- Which kinds of meetings does each institution hold?
-- jiyao run examples/kinds-by-institution.lua corpus.db
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])

local KINDS = {"工作会议", "座谈会", "学习会", "签约仪式", "培训会", "调研", "论坛", "大会", "党课", "例会", "其他"}
local places, counts = {}, {}
for _, meeting in ipairs(corpus:meetings{}) do
  local place = meeting.institution or "-"
  if not counts[place] then
    places[#places + 1], counts[place] = place, {}
  end
  counts[place][meeting.kind] = (counts[place][meeting.kind] or 0) + 1
end
table.sort(places)
print("institution", table.concat(KINDS, "\t"))
for _, place in ipairs(places) do
  local row = {place}
  for _, kind in ipairs(KINDS) do row[#row + 1] = counts[place][kind] or "" end
  print(table.concat(row, "\t"))
end

--- Cases of texts and the meetings they tell, for the specs that only compare the two.
local jiyao = require "jiyao"

local M = {}

-- Each meeting as date|name|kind|host, joined by ";".
function M.of(s)
  local out = {}
  for i, m in ipairs(jiyao.meetings.find(jiyao.document.view(s))) do
    out[i] = table.concat({(m.date or "-"):gsub("~", ""), m.name, m.kind, m.host or "-"}, "|")
  end
  return table.concat(out, ";")
end

-- Of {subject = {{text, meetings}, ...}}: a name, a text and its meetings, by the subjects' names.
function M.cases(told)
  local subjects, list = {}, {}
  for what in pairs(told) do subjects[#subjects + 1] = what end
  table.sort(subjects)
  for _, what in ipairs(subjects) do
    for i, case in ipairs(told[what]) do
      list[#list + 1] = {("are told by %s (%d)"):format(what, i), case[1], case[2]}
    end
  end
  local n = 0
  return function()
    n = n + 1
    if list[n] then return table.unpack(list[n]) end
  end
end

return M

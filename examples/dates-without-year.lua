-- Which meetings have a day but no year, and what would the page's own date suggest?
-- jiyao run examples/dates-without-year.lua corpus.db
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])

local published = {}
for _, document in ipairs(corpus:documents{}) do published[document.id] = document.published end

for _, meeting in ipairs(corpus:meetings{}) do
  if meeting.date and meeting.date:find("^XXXX") then
    print(meeting.date, meeting.name, meeting.path, "page: " .. (published[meeting.document_id] or "no date"))
  end
end

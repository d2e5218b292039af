-- Which meetings does the corpus tell of, in the order of time, and who was there?
-- jiyao run examples/timeline.lua corpus.db
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])

local function people(meeting)
  local names = {}
  for _, person in ipairs(meeting.participants) do names[#names + 1] = person.name end
  return #names > 0 and "  with " .. table.concat(names, "、") or ""
end

-- Several documents may tell of one meeting; jiyao.timeline folds them.
for _, meeting in ipairs(jiyao.timeline.of(corpus).entries) do
  print(("%s  %s  %s"):format(meeting.date or "no date", meeting.kind, meeting.name))
  local host = meeting.host and "  chaired by " .. meeting.host or ""
  print("  " .. (meeting.institution or "-") .. host .. people(meeting))
  for _, source in ipairs(meeting.sources) do
    local quote = corpus:quote(source.document_id, source.start, source.stop, 60)
    local words = (quote.before .. quote.text .. quote.after):gsub("%s+", " ")
    print(("  %s:%d  …%s…"):format(source.path, source.start, words))
  end
end

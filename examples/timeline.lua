-- Which meetings does the corpus tell of, in the order of time?
-- jiyao run examples/timeline.lua corpus.db
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])

-- Several documents may tell of one meeting; jiyao.timeline folds them.
for _, meeting in ipairs(jiyao.timeline.of(corpus).entries) do
  print(meeting.date or "no date", meeting.institution or "-", meeting.kind, meeting.name)
  for _, source in ipairs(meeting.sources) do
    print("", source.path .. ":" .. source.start)
  end
end

-- Which titles does a person carry, and from when to when are they seen?
-- jiyao run examples/titles-over-time.lua corpus.db 佟海宁
local jiyao = require "jiyao"
local corpus <close> = jiyao.corpus.open(arg[1])
local name = assert(arg[2], "whom? give a name after the corpus")

-- One name at two institutions stays two people.
for _, part in ipairs(jiyao.leaders.profile(corpus, name).parts) do
  print(name, part.institution or "-", part.documents .. " documents")
  for _, title in ipairs(part.titles) do
    print("", title.title, title.first or "-", title.last or "-", title.count .. " times")
  end
end

--- The documents of a corpus as they are read, for tools that look at language: one after another, with
-- what is known of them. Knows where a reading and what was found in it are kept. Refuses to know formats.
-- @module jiyao.exchange.readings
-- @internal
local reprints = require "jiyao.reprints"
local stored = require "jiyao.stored"

local readings = {}

--- Calls f with each document that a filter finds, by path.
-- @function each
-- @tparam Corpus corpus
-- @tparam table wanted a filter, as of `corpus:search`
-- @tparam function f called with the document (`id`, `path`, `title`, `institution`, `published`, `script`) and
-- its text
-- @treturn integer how many there are
function readings.each(corpus, wanted, f)
  local condition, values = reprints.where(corpus, "search", wanted)
  local n = 0
  for d in corpus.db:rows("SELECT d.id, d.path, d.title, d.institution, d.published, d.script FROM document d"
    .. condition .. " ORDER BY d.path", table.unpack(values)) do
    n = n + 1
    f(d, (stored.texts(corpus, d.id)), n)
  end
  return n
end

--- The lines of a text that hold more than white space.
-- @function lines
-- @tparam string s
-- @treturn function for the generic `for`: the start (bytes from 0) and the line
-- @usage
-- local readings = require "jiyao.exchange.readings"
-- for start, line in readings.lines("甲\n \n乙") do print(start, line) end
-- --> 0	甲
-- --> 6	乙
function readings.lines(s)
  local next_line = s:gmatch "()([^\n\r]*)"
  return function()
    while true do
      local at, line = next_line()
      if not at then return nil end
      if line:find "%S" then return at - 1, line end
    end
  end
end

return readings

--- A corpus as vertical text (Sketch Engine, CWB): a token a line, its part of speech behind a tab;
-- `<doc>`, `<p>` and `<s>` around documents, lines and sentences. Knows the format. Refuses to know words
-- (`jiyao.text.tokens`); but the names of people that were found in a document stay whole, as `nr`.
-- @module jiyao.exchange.vertical
-- @internal
local lexicon = require "jiyao.lexicon"
local readings = require "jiyao.exchange.readings"
local text = require "jiyao.text"
local xml = require "jiyao.exchange.xml"

local vertical = {}

-- The names of people in a document: a list that keeps them whole, and a set.
local function names_of(db, id)
  local list, set = {}, {}
  for row in db:rows("SELECT DISTINCT name FROM person WHERE document_id = ? ORDER BY name", id) do
    list[#list + 1], set[row.name] = row.name, true
  end
  return #list > 0 and {lexicon = lexicon.new(list)} or nil, set
end

-- A line as a paragraph. A sentence ends before the first token that begins past it.
local function paragraph(line, opts, names)
  local sentences, at, out = text.sentences(line), 1, {"<p>\n<s>\n"}
  for _, token in ipairs(text.tokens(line, opts)) do
    local ended = false
    while sentences[at + 1] and token.start >= sentences[at + 1][1] do at, ended = at + 1, true end
    if ended and #out > 1 then out[#out + 1] = "</s>\n<s>\n" end
    out[#out + 1] = ("%s\t%s\n"):format(xml.text(token.word), names[token.word] and "nr" or token.pos)
  end
  out[#out + 1] = "</s>\n</p>\n"
  return #out > 2 and table.concat(out) or ""
end

--- Writes the documents that a filter finds.
-- @function export
-- @tparam Corpus corpus
-- @tparam table wanted
-- @tparam function write
-- @treturn integer how many documents
function vertical.export(corpus, wanted, write)
  return readings.each(corpus, wanted, function(d, t)
    local attributes = {}
    for i, name in ipairs {"path", "title", "institution", "published", "script"} do
      attributes[i] = xml.attribute(name, d[name])
    end
    local opts, names = names_of(corpus.db, d.id)
    write("<doc", table.concat(attributes), ">\n")
    for _, line in readings.lines(t:reading()) do write(paragraph(line, opts, names)) end
    write "</doc>\n"
  end)
end

return vertical

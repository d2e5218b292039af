-- In which encodings are the files of a folder, and what was lost? Needs no corpus.
-- jiyao run examples/encodings.lua examples/corpus
local jiyao = require "jiyao"

for _, entry in ipairs(jiyao.ingest.paths{arg[1] or "examples/corpus"}) do
  local ok, doc = pcall(jiyao.document.read, entry.path)
  if ok then
    print(doc.encoding, ("%6d bytes"):format(#doc.bytes), doc.ledger.lost_bytes .. " lost", entry.path)
  else
    print("refused", tostring(doc))
  end
end

-- In which encodings are the files of a folder, how do we know, and what was lost? Needs no corpus.
-- jiyao run examples/encodings.lua examples/corpus
local jiyao = require "jiyao"

for _, entry in ipairs(jiyao.ingest.paths{arg[1] or "examples/corpus"}) do
  local ok, doc = pcall(jiyao.ingest.read, entry.path)
  if ok then
    print(doc:encoding(), doc:reason(), doc:bytes() .. " bytes", doc:ledger().lost .. " lost", entry.path)
  else
    print("refused", tostring(doc))
  end
end

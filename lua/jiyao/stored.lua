--- The texts of stored documents. Knows how what a document is read as leads to the words
-- as they were published, also where an earlier version of the store did not keep that;
-- refuses to know what is looked for in them.
-- @module jiyao.stored
-- @internal
local jiyao = require "jiyao"
local text = require "jiyao.text"

local stored = {}

-- A document of which an earlier version of the store did not keep the way from reading to source:
-- it is read again, if that gives the reading that was searched; else the way is not known.
local function read_again(row)
  local ok, doc = jiyao.try(require("jiyao.document").parse, row.bytes, row.path, {encoding = row.encoding})
  if ok and doc.reading == row.reading and doc.source == row.source then return doc.text, true end
  return text.new(row.reading), false
end

--- The texts of a document, with the way from its reading to its source.
-- @function texts
-- @tparam Corpus corpus
-- @tparam integer id
-- @treturn Text
-- @treturn boolean whether that way is known
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local id = corpus:store({}, {path = "a.txt", bytes = "例会", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "例会", reading = "例会", rules = "1"})
-- print(require("jiyao.stored").texts(corpus, id):reading()) --> 例会
function stored.texts(corpus, id)
  local row = corpus.db:one([[SELECT d.path, d.encoding, t.source, t.reading,
      unpacked(c.aligned) AS aligned, unpacked(c.bytes) AS bytes
    FROM document d JOIN v_text t ON t.id = d.id JOIN content c ON c.document_id = d.id
    WHERE d.id = ?]], id)
  if row.aligned then return text.restore(row.source, row.reading, row.aligned), true end
  if row.reading == row.source then return text.new(row.source), true end
  return read_again(row)
end

--- A document as it is stored, with what `jiyao.where` looks at.
-- @function document
-- @tparam Corpus corpus
-- @tparam string path
-- @treturn table `path`, `bytes`, `encoding`, `kind`, `lost`, `source`, `reading`, `text`
-- @raise ENOTFOUND
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print((select(2, pcall(require("jiyao.stored").document, corpus, "a.txt"))))
-- --> :memory:: no document a.txt: `corpus:documents()` lists all
function stored.document(corpus, path)
  local doc = corpus.db:one([[SELECT d.id, d.path, d.encoding, d.kind, d.lost, unpacked(c.bytes) AS bytes
    FROM document d JOIN content c ON c.document_id = d.id WHERE d.path = ?]], path)
  if not doc then
    jiyao.fail("ENOTFOUND", ("no document %s: `corpus:documents()` lists all"):format(path), corpus.path)
  end
  local known
  doc.text, known = stored.texts(corpus, doc.id)
  if not known then
    jiyao.fail("EINVALID", "an earlier version read it in a way that is not known any more: ingest it again",
      path)
  end
  doc.source, doc.reading = doc.text:source(), doc.text:reading()
  return doc
end

--- A stretch of source text on one line. Of a page of HTML what a browser shows of it: its
-- tags, which a stretch may begin or end within, are none of its words.
-- @function flat
-- @tparam string s
-- @tparam string kind of the document
-- @treturn string
-- @usage
-- print(require("jiyao.stored").flat("p>会议\n<b>纪要</b", "html")) --> 会议 纪要
function stored.flat(s, kind)
  if kind == "html" then s = s:gsub("^[^<>]*>", ""):gsub("<[^<>]*>", " "):gsub("<[^<>]*$", "") end
  return (s:gsub("\u{3000}", " "):gsub("%s+", " "))
end

return stored

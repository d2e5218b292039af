--- What `jiyao.document.read` gives: fields, and methods that ask the document which
-- was read. Knows nothing of its own.
-- @module jiyao.reading
-- @internal

local Document = {__name = "Document"}
Document.__index = Document

--- Whether the page is an index: links to articles and none of its own.
-- @treturn boolean
-- @usage
-- print(jiyao.document.parse("<p>会议召开。</p>", "a.html"):is_index()) --> false
function Document:is_index()
  return self.handle:is_index()
end

--- The articles that the document holds, at least one; see `Doc:articles`.
-- @treturn {table,...} each with start and stop (of the reading), title, published, author, page …
-- @usage
-- print(#jiyao.document.parse("会议召开。", "a.txt"):articles()) --> 1
function Document:articles()
  return self.handle:articles()
end

--- The regions of the input, one for each change of encoding; see `Doc:regions`.
-- @treturn {table,...} each with start, stop, text_start, text_stop, encoding, confidence
-- @usage
-- print(jiyao.document.parse("会", "a.txt"):regions()[1].encoding) --> UTF-8
function Document:regions()
  return self.handle:regions()
end

--- Where the pages of paper are in the source text.
-- @treturn {table,...} each with start and stop; empty where there are none
-- @usage
-- print(#jiyao.document.parse("会", "a.txt"):pages()) --> 0
function Document:pages()
  return self.handle:pages()
end

--- The page of paper that holds a byte of the source text.
-- @tparam integer offset in the source, bytes from 0
-- @treturn ?integer its number, from 1; nil where the format knows no pages
-- @usage
-- print(jiyao.document.parse("会", "a.txt"):page(0)) --> nil
function Document:page(offset)
  return self.handle:page(offset)
end

--- The time of publication that is stated, as written.
-- @treturn ?string nil where none is
-- @usage
-- print(jiyao.document.parse('{"text": "会", "date": "2024-03-06"}', "a.jsonl"):published()) --> 2024-03-06
function Document:published()
  return self.handle:published()
end

--- What is stated about the document, as written; see `Doc:meta`.
-- @tparam string name "title", "published", "source", "author", "editor", "institution" or "url"
-- @treturn ?string nil where it is not stated
-- @usage
-- print(jiyao.document.parse("<title>会议</title>", "a.html"):meta("title")) --> 会议
function Document:meta(name)
  return self.handle:meta(name)
end

--- Where the document's bytes are in its file; see `Doc:place`.
-- @treturn ?integer start; nil where they are all of it, or do not stand in it as such
-- @treturn integer stop
-- @treturn integer the line, from 1
-- @usage
-- print(jiyao.document.parse('\n{"text": "会"}\n', "a.jsonl"):place()) --> 1	16	2
function Document:place()
  return self.handle:place()
end

--- Where the source text begins in the bytes once they are decoded; see `Doc:held`.
-- @treturn ?integer nil where it does not stand in them as it is
-- @usage
-- print(jiyao.document.parse('{"text": "会"}', "a.jsonl"):held()) --> 10
function Document:held()
  return self.handle:held()
end

--- By what the encoding was told.
-- @treturn string
-- @usage
-- print(jiyao.document.parse("会", "a.txt"):reason()) --> utf-8
function Document:reason()
  return self.handle:reason()
end

local reading = {}

--- Gives a record the methods.
-- @function of
-- @tparam table record with its `handle`, a `jiyao.doc`
-- @treturn table the same
-- @usage
-- local doc = jiyao.reading.of {handle = jiyao.ingest.parse("会", "a.txt")}
-- print(doc:is_index()) --> false
function reading.of(record)
  return setmetatable(record, Document)
end

return reading

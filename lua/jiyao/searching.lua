--- How the words of a corpus are found and quoted. These are methods of a corpus.
-- Knows what they are called; each does its work elsewhere (`jiyao.search`, `jiyao.ngrams`, `jiyao.where`).
-- @module jiyao.searching
local jiyao = require "jiyao"
local cut = require "jiyao.cut"
local ngrams = require "jiyao.ngrams"
local options = require "jiyao.options"
local search = require "jiyao.search"
local stored = require "jiyao.stored"
local where = require "jiyao.where"

local Corpus = {}

-- ---- searching ---------------------------------------------------------------------

--- The documents that hold a term, or several: `医院`, `"a phrase"`, `书记 AND 院长`, `OR`, `NOT`,
-- brackets, `title:年会`, `NEAR(书记 调研, 5)`. Terms may have any length, one character up, in either
-- script and width; letters and digits match as whole words. The headline and the reading text are searched.
-- @function corpus:search
-- @tparam string query
-- @tparam[opt] table opts `limit` (20), `offset`, `order` (`rank`, `path`, `date`), and as filters
-- `institution`, `name` (or `person`: who is named there), `kind` (of a meeting told there), `tag`, `from`,
-- `to`, `once`
-- @treturn {table,...} `id`, `path`, `title`, `institution`, `published`, `hits`, and `snippet`: the first hit
-- as `corpus:kwic` gives it; with the `count` of all documents that fit
-- @raise EINVALID with the byte of the query that is wrong
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- corpus:store({}, {path = "a.txt", bytes = "醫院召開會議", encoding = "UTF-8", script = "Hant",
--   kind = "text", source = "醫院召開會議", reading = "医院召开会议", text = jiyao.text.view("醫院召開會議"), rules = "1"})
-- local found = corpus:search("召开")
-- print(found.count, found[1].path, found[1].snippet.hit) --> 1	a.txt	召開
function Corpus:search(query, opts)
  return search.documents(self, query, opts)
end

--- Every place where the terms of a query stand, in the documents that it finds: a concordance.
-- A place is told once: a hit that lies within a longer one is that one's (`会 OR 会议` finds 会议).
-- @function corpus:kwic
-- @tparam string query as for `corpus:search`
-- @tparam[opt] table opts `limit`, `sort` (`path`, `date`, `left`, `right`), `context` (150 bytes), and filters
-- @treturn {table,...} `path`, `document_id`, `title`, `institution`, `published`, `start`, `stop`, `left`,
-- `hit`, `right` as published, on one line; with the `count` of all hits and of the `documents` that fit,
-- and in `titles` (`{path, title}`) those that fit by their headline alone. `start` and `stop` are nil
-- where an earlier version read the page in a way that is not known any more: ingest it again
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(corpus:kwic("院长", {sort = "left"}).count) --> 0
function Corpus:kwic(query, opts)
  return search.kwic(self, query, opts)
end

--- The runs of `n` characters or words in the reading texts, the most frequent first. Punctuation
-- and line ends end a run; letters and digits that stand together are one character. Characters are
-- folded, as they are for a search: what is counted is found by `corpus:kwic` under the same words.
-- @function corpus:ngrams
-- @tparam integer n 1 to 8
-- @tparam[opt] table opts `unit` (`char` or `word`), `limit` (100), `least` (the least count, 1), and the
-- filters of `corpus:search`
-- @treturn {table,...} `gram`, `count`, `documents`
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- corpus:store({}, {path = "a.txt", bytes = "例会,例会。", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "例会,例会。", reading = "例会,例会。", rules = "1"})
-- local most = corpus:ngrams(2)
-- print(#most, most[1].gram, most[1].count, most[1].documents) --> 1	例会	2	1
function Corpus:ngrams(n, opts)
  return ngrams.count(self, n, opts)
end

-- ---- quoting ----------------------------------------------------------------------

local CONTEXT = 120

--- Words of a document as they were published, with what stands around them.
-- No character is cut: the words grow to whole characters, the context shrinks.
-- @function corpus:quote
-- @tparam integer document_id
-- @tparam integer start
-- @tparam integer stop
-- @tparam[opt=120] integer context bytes on either side
-- @treturn table `text`, `before`, `after`, `path`, `start`, `stop`
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local id = corpus:store({}, {path = "a.txt", bytes = "院长林知行讲话", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "院长林知行讲话", reading = "院长林知行讲话", rules = "1"})
-- local quote = corpus:quote(id, 6, 15, 4)
-- print(quote.before .. "[" .. quote.text .. "]" .. quote.after) --> 长[林知行]讲
function Corpus:quote(document_id, start, stop, context)
  context = context or CONTEXT
  options.value("document_id", document_id, "integer")
  options.value("start", start, "integer")
  options.value("stop", stop, "integer")
  options.value("context", context, {0, options.MOST})
  -- Three bytes more on each side hold the rest of a character that is cut.
  local from = math.max(0, start - context - 3)
  local row = self.db:one([[
    SELECT path, length(source) AS size, substr(source, ? + 1, ?) AS piece FROM
      (SELECT path, CAST(source AS BLOB) AS source FROM v_text WHERE id = ?)]],
    from, stop - from + context + 3, document_id)
  if not row then jiyao.fail("ENOTFOUND", "no document has the id " .. document_id, self.db:path()) end
  if start < 0 or start > stop or stop > row.size then
    local why = ("no words at %d to %d: the text has %d bytes"):format(start, stop, row.size)
    jiyao.fail("EINVALID", why, row.path)
  end
  local piece = row.piece
  local first, last = cut.boundary(piece, start - from, -1), cut.boundary(piece, stop - from, 1)
  local left = cut.boundary(piece, math.max(0, start - context) - from, 1)
  local right = cut.boundary(piece, math.min(row.size, stop + context) - from, -1)
  return {
    path = row.path, start = from + first, stop = from + last, text = piece:sub(first + 1, last),
    before = piece:sub(left + 1, first), after = piece:sub(last + 1, right),
  }
end

--- Where a place of a document stands: its lines as they were published, the place marked below
-- them, what is read there where that differs, and where the file held it. The document comes from
-- the corpus; its file need not be there.
-- @function corpus:where
-- @tparam string path
-- @tparam integer start bytes from 0 in the source text, as lists give them
-- @tparam integer stop
-- @tparam[opt] table opts `context` (lines before and after, 0), `columns` (of the terminal, 100)
-- @treturn string lines, each with its line end
-- @raise ENOTFOUND, EINVALID
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- corpus:store({}, {path = "a.txt", bytes = "院长林知行讲话", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "院长林知行讲话", reading = "院长林知行讲话", rules = "1"})
-- print(corpus:where("a.txt", 6, 15):match "^(.-)\n") --> a.txt: bytes 6-15, line 1
function Corpus:where(path, start, stop, opts)
  opts = options.check(opts, {"context", "columns"})
  options.values(opts, {context = {0, options.MOST}, columns = {1, options.MOST}})
  return where.show(stored.document(self, path), start, stop, opts)
end

return {methods = Corpus}

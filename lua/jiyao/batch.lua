--- Several documents in one transaction: committing costs more than storing one, and the index
-- of words writes a segment at each commit. Knows when there are enough; refuses to know what
-- is stored.
--
-- What is to be stored waits until it is enough and is then stored at once: others may write
-- while pages are read. Each document has a savepoint of its own, so that one that is refused takes no other with it.
-- The index would write its segment at each of these too, so it is told of all documents of a
-- batch at its end.
-- @module jiyao.batch
-- @internal
local rows = require "jiyao.rows"

local batch = {}

-- Lost at most, and read anew, when the power fails.
local MOST_DOCUMENTS, MOST_BYTES = 64, 1 << 19

-- Of files that did not change much is told, and little is to be stored. With documents among
-- it, it waits for more: a run that goes on where another was ended makes the same batches.
local MOST_TOLD, MOST_TOLD_AMONG = 1024, 65536

--- Sees to it that what is stored from now on is part of a batch.
-- @function begin
-- @tparam Corpus corpus
-- @tparam table sql `run`, which runs a statement on its store
-- @usage
-- local batch = require "jiyao.batch"
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- batch.begin(corpus, {run = function(...) return corpus.db:run(...) end})
-- corpus:store({}, {path = "a.txt", bytes = "例会", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "例会", reading = "例会", rules = "1"})
-- batch.finish(corpus)
-- print(corpus:search("例会").count) --> 1
function batch.begin(corpus, sql)
  if corpus.batch then return end
  corpus.db:begin()
  corpus.batch = {sql = sql, documents = 0, bytes = 0, index = {}}
end

--- Commits the batch, if there is one; raises where that fails, and nothing of it is stored.
-- @function finish
-- @tparam Corpus corpus
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- require("jiyao.batch").finish(corpus)
function batch.finish(corpus)
  local held = corpus.batch
  if not held then return end
  corpus.batch = nil
  local ok, why = pcall(function()
    rows.write_index(held.sql, held.index)
    corpus.db:commit()
  end)
  if ok then return corpus.db:learn() end
  pcall(corpus.db.rollback, corpus.db) -- there is none where a failed commit has done it
  error(why, 0)
end

--- Counts a document, and commits where that makes enough.
-- @function added
-- @tparam Corpus corpus
-- @tparam integer bytes of the document
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- require("jiyao.batch").added(corpus, 100)
function batch.added(corpus, bytes)
  local held = corpus.batch
  if not held then return end
  held.documents, held.bytes = held.documents + 1, held.bytes + bytes
  if held.documents >= MOST_DOCUMENTS or held.bytes >= MOST_BYTES then batch.finish(corpus) end
end

local Queue = {}
Queue.__index = Queue

--- What waits to be stored, in its order.
-- @function queue
-- @tparam Corpus corpus
-- @tparam table sql `run`, which runs a statement on its store
-- @tparam function store called with each two values that were added, in a transaction
-- @treturn table with `add(a, b, bytes)` (bytes: of a document, else nil) and `flush()`
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local stored = {}
-- local queue = require("jiyao.batch").queue(corpus, corpus.db, function(a) table.insert(stored, a) end)
-- queue:add("例会", 1, 6)
-- print(#stored) --> 0
-- queue:flush()
-- print(#stored) --> 1
function batch.queue(corpus, sql, store)
  return setmetatable({corpus = corpus, sql = sql, store = store, documents = 0, bytes = 0, told = {}}, Queue)
end

function Queue:add(a, b, bytes)
  self.told[#self.told + 1] = {a, b}
  if bytes then self.documents, self.bytes = self.documents + 1, self.bytes + bytes end
  local most = self.documents == 0 and MOST_TOLD or MOST_TOLD_AMONG
  if self.documents >= MOST_DOCUMENTS or self.bytes >= MOST_BYTES or #self.told >= most then self:flush() end
end

-- What was stored before something failed is whole, and kept.
function Queue:flush()
  local told = self.told
  self.told, self.documents, self.bytes = {}, 0, 0
  if #told == 0 then return end
  batch.begin(self.corpus, self.sql)
  local ok, why = pcall(function()
    for _, pair in ipairs(told) do self.store(pair[1], pair[2]) end
  end)
  if ok then return batch.finish(self.corpus) end
  pcall(batch.finish, self.corpus)
  error(why, 0)
end

return batch

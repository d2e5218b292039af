--- A corpus: the documents of many institutions with what was read out of
-- them, in one file. Knows where documents are kept, how a record becomes rows,
-- and how rows are asked for again. Refuses to know how a document is read and
-- what its figures mean.
--
-- Lists are plain tables in an order that depends on nothing but the content.
-- `start` and `stop` are bytes from 0, half-open, in the source text.
-- @module jiyao.corpus
local analyst = require "jiyao.analyst"
local ingestion = require "jiyao.ingestion"
local marks = require "jiyao.marks"
local options = require "jiyao.options"
local reextraction = require "jiyao.reextraction"
local reprints = require "jiyao.reprints"
local rows = require "jiyao.rows"
local searching = require "jiyao.searching"
local store = require "jiyao.store"

local printable = rows.printable

local corpus = {}

local Corpus = {}
Corpus.__index = Corpus
Corpus.__name = "jiyao.corpus"

-- What an analyst says of people, documents and words, and how words are found, have modules of
-- their own.
for _, part in ipairs {analyst, searching} do
  for name, method in pairs(part.methods) do Corpus[name] = method end
end

-- ---- opening ---------------------------------------------------------------------

--- Opens a corpus, for reading unless `write` or `create` says otherwise.
-- @function open
-- @tparam string path
-- @tparam[opt] table opts `create` (make the file where there is none), `write`,
-- `reader` (how documents are read; `jiyao.document` unless given)
-- @treturn Corpus
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(corpus) --> corpus (:memory:)
function corpus.open(path, opts)
  if type(path) ~= "string" then error("which corpus? jiyao.corpus.open takes its path", 2) end
  opts = options.check(opts, {"create", "write", "reader"})
  local mode = opts.create and "create" or opts.write and "rw" or "r"
  local db = store.open(path, mode)
  return setmetatable({db = db, path = path, statements = {}, reader = opts.reader, writable = mode ~= "r"},
    Corpus)
end

function Corpus:__tostring()
  return (tostring(self.db):gsub("^store", "corpus"))
end

--- Closes the corpus; closing twice is allowed.
-- @function corpus:close
-- @usage
-- local corpus = jiyao.corpus.open(":memory:", {create = true})
-- corpus:close()
-- print(corpus) --> corpus (closed)
function Corpus:close()
  for _, statement in pairs(self.statements) do statement:close() end
  self.statements = {}
  self.db:close()
end

Corpus.__close = Corpus.close

-- A statement that is kept for the next time.
local function statement(self, sql)
  local known = self.statements[sql]
  if not known then
    known = self.db:prepare(sql)
    self.statements[sql] = known
  end
  return known
end

local function run(self, sql, ...)
  return statement(self, sql):run(...)
end

-- What runs statements on this corpus, for the modules that know the tables.
local function sql_of(self)
  return {
    run = function(...) return run(self, ...) end,
    one = function(sql, ...) return statement(self, sql):one(...) end,
    rows = function(sql, ...) return statement(self, sql):rows(...) end,
  }
end

local function gather(...)
  local all = {}
  for row in ... do all[#all + 1] = row end
  return all
end

local function list(self, sql, ...)
  return gather(statement(self, sql):rows(...))
end

-- ---- storing ----------------------------------------------------------------------

-- Keeps what is stored under a path where other bytes are to take its place; the
-- number of the version that comes next.
local function keep_past(self, path, content_id)
  local known = statement(self, "SELECT id, version, content_id FROM document WHERE path = ?"):one(path)
  if not known then
    return statement(self, "SELECT coalesce(max(version), 0) + 1 AS n FROM past WHERE path = ?"):one(path).n
  end
  if known.content_id == content_id then return known.version end
  run(self, [[INSERT INTO past (path, version, content_id, encoding, kind, published, title, rules, bytes)
    SELECT d.path, d.version, d.content_id, d.encoding, d.kind, d.published, d.title, d.rules, c.bytes
    FROM document d JOIN content c ON c.document_id = d.id WHERE d.id = ?]], known.id)
  return known.version + 1
end

-- The file of a path is to be read again by the next ingestion, whatever its bytes are: what is
-- stored of it is no longer what was read out of it. Of `FILE#ID` that is FILE.
local function unremember(self, path)
  while path do
    run(self, "DELETE FROM input WHERE path = ?", path)
    path = path:match "^(.*)#"
  end
end

--- Stores one document whole, in one transaction, in the place of what was
-- stored under its path before; where its bytes were others, they are kept in `past`.
-- @function corpus:store
-- @tparam table record as `jiyao.document.extract` makes it
-- @tparam table doc as `jiyao.document.read` makes it, with the version of the `rules`
-- @treturn integer the document's id
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- local record = {people = {{name = "林知行", spans = {{0, 9}}}}}
-- corpus:store(record, {path = "a.txt", bytes = "林知行", encoding = "UTF-8", script = "Hans",
--   kind = "text", source = "林知行", reading = "林知行", rules = "1"})
-- print(corpus:people()[1].name) --> 林知行
function Corpus:store(record, doc)
  local sql = sql_of(self)
  local path, content_id = printable(doc.path), store.content_id(doc.bytes)
  -- Within a batch the index is told later; what it is to be told is kept where this fails.
  local index = self.batch and table.move(self.batch.index, 1, #self.batch.index, 1, {}) or {}
  local id = self.db:transaction(function()
    local version = keep_past(self, path, content_id)
    rows.delete(sql, path, index)
    run(self, "DELETE FROM refused WHERE path = ?", path)
    unremember(self, path)
    local id = rows.insert(sql, record, doc, version, self.db, index)
    marks.carry(sql.run, list(self, "SELECT * FROM annotation WHERE path = ?", path), doc.source, content_id)
    if not self.batch then rows.write_index(sql, index) end
    return id
  end)
  if self.batch then self.batch.index = index end
  return id
end

-- ---- ingesting --------------------------------------------------------------------

--- What is to be said of the bytes of a document that were no characters and
-- were replaced in its text: that must not go unsaid.
-- @function losses
-- @tparam table doc as `jiyao.document.read` makes it
-- @treturn ?string nil where nothing was lost
-- @usage
-- local ledger = {lost = 1, losses = {{offset = 28}}}
-- print(jiyao.corpus.losses {encoding = "GB18030", ledger = ledger})
-- --> 1 byte is no valid GB18030 and was replaced, at byte 28
corpus.losses = ingestion.losses

--- Why an input was refused, with the place in it.
-- @function reason
-- @tparam table refusal as `corpus:ingest` lists it
-- @treturn string
-- @usage
-- print(jiyao.corpus.reason {reason = "invalid JSON in line 3", offset = 88})
-- --> invalid JSON in line 3 (at byte 88)
corpus.reason = ingestion.reason

-- What is to be read, as a list.
local function listed(paths)
  if type(paths) == "string" then return {paths} end
  local is_list = type(paths) == "table"
  for i = 1, is_list and #paths or 0 do is_list = is_list and type(paths[i]) == "string" end
  if is_list then return paths end
  error("paths are a text or a list of texts, such as {\"pages\"}", 3)
end

--- Reads documents into the corpus, each in a transaction of its own. What is
-- stored already, from the same bytes by the same rules, is left alone (a file that is
-- the same as it was last is not even read); what changed is replaced; what cannot be
-- read is listed and does not stop the rest. A failure of the store itself does: nothing half-written stays.
-- @function corpus:ingest
-- @tparam {string,...}|string paths files and folders
-- @tparam[opt] table opts `encoding` (a label that overrides detection), `columns`
-- (of tables and JSON lines), `jobs` (how many inputs are read at once; 1 unless given, in this
-- process; the corpus is the same whatever it is), `roster` and `lexicon` (files of people and
-- of words to look for, see `jiyao.lexica`; the corpus keeps them for the next time, and what
-- was read by others is read anew; an empty file takes them away), `progress` (called with `{kind = "start", files, bytes}`,
-- for each input with `{kind = "file", path, status, bytes, message}`, before that for
-- each document of a container with `{kind = "item", …}`, and with `{kind = "end"}`)
-- @treturn table `new`, `changed`, `unchanged`, `bytes`, the list `refused`
-- of `{path, reason, code, offset}`; the list `gone` of paths whose files were in a folder, or
-- items in a file, and are there no more, where there are any (the documents stay, marked);
-- where bytes were lost, the list `damaged` of `{path, losses}` too; where pages of an archive were
-- not to be had, the list `passed` of `{path, reason}`; and where none of several documents of a folder
-- that was named by where we are is left, the list `elsewhere` of `{path, documents}`: it is taken for
-- another folder of that name, and its documents are not marked
-- @usage
-- local reader = {RULES = "1", paths = function(list) return {{path = list[1], size = 6}} end}
-- function reader.read(path)
--   return {path = path, bytes = "例会", source = "例会", reading = "例会", encoding = "UTF-8",
--     script = "Hans", kind = "text"}
-- end
-- function reader.extract() return {} end
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true, reader = reader})
-- print(corpus:ingest({"a.txt"}).new) --> 1
-- print(corpus:ingest({"a.txt"}).unchanged) --> 1
function Corpus:ingest(paths, opts)
  opts = options.check(opts, {"encoding", "columns", "jobs", "roster", "lexicon", "progress"})
  options.values(opts, ingestion.NEEDS)
  paths = listed(paths)
  self.reader = self.reader or require "jiyao.document"
  return ingestion.run(self, sql_of(self), paths, opts)
end

--- Reads folders as `ingest` does, and then what changes in them, until Ctrl-C: files when whoever
-- writes them has closed them, those that are removed (marked as gone), new folders. Of a folder that
-- is moved away or removed as a whole the documents stay; it is read again once it is there again.
-- @function corpus:watch
-- @tparam {string,...}|string folders
-- @tparam[opt] table opts as for `corpus:ingest`, and `told`: called with what `ingest` returns, first of all
-- there is, then each time that something has changed, and with whether the user ended it before it was
-- done; `notice`: called with a line where a folder cannot be watched, is gone, or is there again
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print((select(2, pcall(corpus.watch, corpus, "no/such/folder"))))
-- --> no/such/folder: no folder that could be watched
function Corpus:watch(folders, opts)
  opts = options.check(opts, {"encoding", "columns", "jobs", "roster", "lexicon", "progress", "told",
    "notice"})
  options.values(opts, ingestion.NEEDS)
  folders = listed(folders)
  self.reader = self.reader or require "jiyao.document"
  require("jiyao.watching").run(self, sql_of(self), folders, opts)
end

--- Reads again what other rules, tables or models have read than those of this program, from the
-- bytes that the corpus keeps; its files need not be there. What the analyst said of documents and
-- people stays. A row of a table needs its file: without that it is left as it was.
-- @function corpus:reextract
-- @tparam[opt] table opts `all` (true: every document), `dry_run` (true: nothing is read, only listed),
-- `jobs`, `progress` (as for `ingest`)
-- @treturn table the lists of paths `stale` and `left`, the list `refused` of `{path, reason, code,
-- offset}`, and how many are `current` (not stale) and `changed` (read again)
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:reextract().stale) --> 0
function Corpus:reextract(opts)
  opts = options.check(opts, {"all", "dry_run", "jobs", "progress"})
  options.values(opts, ingestion.NEEDS)
  self.reader = self.reader or require "jiyao.document"
  return reextraction.run(self, sql_of(self), opts)
end

--- Takes a document with its earlier versions, or the note of a refusal, out of the corpus.
-- @function corpus:forget
-- @tparam string path
-- @treturn boolean whether there was any
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(corpus:forget("a.txt")) --> false
function Corpus:forget(path)
  return self.db:transaction(function()
    local sql, index = sql_of(self), self.batch and self.batch.index or {}
    local documents = rows.delete(sql, printable(path), index)
    if not self.batch then rows.write_index(sql, index) end
    local refused = run(self, "DELETE FROM refused WHERE path = ?", printable(path))
    run(self, "DELETE FROM past WHERE path = ?", printable(path))
    unremember(self, printable(path))
    return documents + refused > 0
  end)
end

-- ---- asking -----------------------------------------------------------------------

local function filtered(self, what, wanted, select, order)
  local condition, values = reprints.where(self, what, wanted)
  return list(self, select .. condition .. " ORDER BY " .. order, table.unpack(values))
end

--- The documents, by path: `id`, `path`, `institution`, `published`, `title`,
-- `kind`, `encoding`, `script`, `size` (bytes), `chars`, `lost`, `rules`, `content_id`, `version` (how
-- often its file has changed, from 1), `gone` (1 where its file is there no more), and how
-- many `articles`, `meetings`, `people` and `repairs` there are.
-- @function corpus:documents
-- @tparam[opt] table filter `institution`, `name` (or `person`), `kind`, `tag`, `from`, `to`
-- (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a document without a date of publication
-- is dated by its meetings), `once` (true: of documents that are one report only that which
-- published first, see `corpus:reprints`)
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:documents {institution = "甲医院", from = "2024"}) --> 0
function Corpus:documents(wanted)
  return filtered(self, "documents", wanted, "SELECT v.* FROM v_document v", "v.path")
end

--- The articles, by path and place: `document_id`, `path`, `seq`, `title`, `start`, `stop`.
-- @function corpus:articles
-- @tparam[opt] table filter `institution`, `tag`, `from`, `to`, `once`
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:articles()) --> 0
function Corpus:articles(wanted)
  return filtered(self, "articles", wanted, [[
    SELECT a.document_id, d.path, a.seq, a.title, a.start, a.end AS stop
    FROM article a JOIN document d ON d.id = a.document_id]], "d.path, a.seq")
end

-- The value of one column in all rows.
local function column(self, sql, id, key)
  local values = {}
  for i, row in ipairs(list(self, sql, id)) do values[i] = row[key] end
  return values
end

--- The meetings, by date, path and place: `id`, `document_id`, `path`, `seq`,
-- `date`, `name`, `kind`, `institution` (of the meeting, or else of the
-- document), `place`, `host`, `participants` (`{name, title, role}`), `topics`,
-- `confidence`, `published`, `chain` (the first document of those that are one report with its own;
-- nil where there are no others), `start`, `stop`.
-- @function corpus:meetings
-- @tparam[opt] table filter `institution`, `name` (or `person`: who hosts or takes
-- part), `host`, `kind`, `tag`, `from`, `to` (meetings of which a day may lie
-- between them), `once`
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:meetings {person = "林知行", from = "2023-06", to = "2023-06"}) --> 0
function Corpus:meetings(wanted)
  local meetings = filtered(self, "meetings", wanted, [[
    SELECT v.id, v.document_id, v.path, v.seq, v.date, v.name, v.kind, v.institution, v.place, v.host,
      v.confidence, v.published, v.start, v.end AS stop FROM v_meeting v]],
    "v.date_sort, v.path, v.start, v.seq")
  local chain_of = reprints.chain_of(self)
  for _, m in ipairs(meetings) do
    m.chain = chain_of[m.document_id]
    m.participants = list(self,
      "SELECT name, title, role FROM participation WHERE meeting_id = ? ORDER BY seq", m.id)
    m.topics = column(self, "SELECT topic FROM topic WHERE meeting_id = ? ORDER BY seq", m.id, "topic")
  end
  return meetings
end

--- The people, each once a document, by name and path: `id`, `document_id`,
-- `path`, `seq`, `name`, `titles`, `org`, `byline`, `mentions`, `roles` (counts
-- by role), `institution` and `published` of the document.
-- @function corpus:people
-- @tparam[opt] table filter `institution` (theirs or the document's), `name` (or
-- `person`), `tag`, `from`, `to` (of the document), `once`
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:people {name = "林知行"}) --> 0
function Corpus:people(wanted)
  local people = filtered(self, "people", wanted, [[
    SELECT v.id, v.document_id, v.path, v.seq, v.name, v.org, v.byline, v.mentions, v.institution, v.published
    FROM v_person v]], "v.name, v.path, v.seq")
  for _, p in ipairs(people) do
    p.byline = p.byline == 1
    p.titles = column(self, "SELECT title FROM person_title WHERE person_id = ? ORDER BY seq", p.id, "title")
    p.roles = {}
    for _, r in ipairs(list(self, "SELECT role, count FROM role WHERE person_id = ?", p.id)) do
      p.roles[r.role] = r.count
    end
  end
  return people
end

--- The places where people are named, by publication, path and place:
-- `person_id`, `document_id`, `path`, `name`, `org`, `byline`, `institution` and
-- `published` of the document, `start`, `stop`.
-- @function corpus:mentions
-- @tparam[opt] table filter as for `corpus:people`
-- @treturn {table,...}
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:mentions {name = "林知行"}) --> 0
function Corpus:mentions(wanted)
  local mentions = filtered(self, "mentions", wanted, [[
    SELECT v.person_id, v.document_id, v.path, v.name, v.org, v.byline, v.institution, v.published,
      v.start, v.end AS stop FROM v_mention v]],
    "coalesce(v.published, '~~'), v.path, v.start, v.end, v.name, v.person_id")
  for _, m in ipairs(mentions) do m.byline = m.byline == 1 end
  return mentions
end

-- ---- the rest ----------------------------------------------------------------------

--- Any SQL. The tables and the views `v_document`, `v_meeting`, `v_person` and
-- `v_mention` hold all there is; `start` and `end` are the span.
-- @function corpus:sql
-- @tparam string query
-- @param ... a value for each `?`
-- @treturn {table,...} the rows by column name
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(corpus:sql("SELECT count(*) AS n FROM v_meeting WHERE kind = ?", "例会")[1].n) --> 0
function Corpus:sql(query, ...)
  return gather(self.db:rows(query, ...))
end

--- How much there is: `documents`, `articles`, `meetings`, `people`, `mentions`,
-- `repairs`, `refused`, `bytes`, `chars`.
-- @function corpus:counts
-- @treturn table
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(corpus:counts().documents) --> 0
function Corpus:counts()
  return self.db:one [[
    SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM article) AS articles,
      (SELECT count(*) FROM meeting) AS meetings, (SELECT count(*) FROM person) AS people,
      (SELECT count(*) FROM mention) AS mentions, (SELECT count(*) FROM repair) AS repairs,
      (SELECT count(*) FROM refused) AS refused,
      (SELECT coalesce(sum(size), 0) FROM document) AS bytes,
      (SELECT coalesce(sum(chars), 0) FROM document) AS chars]]
end

--- Looks for damage.
-- @function corpus:check
-- @treturn {string,...} one line a fault; empty where all is sound
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#corpus:check()) --> 0
function Corpus:check()
  local faults = {}
  for line in self.db:check():gmatch("[^\n]+") do faults[#faults + 1] = line end
  return faults
end

return corpus

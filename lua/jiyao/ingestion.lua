--- How documents come into a corpus: what inputs tell is stored, left alone where nothing
-- changed, or noted as refused. Knows what is to be told of it, and what of the corpus is
-- there no more. Refuses to know how a document is read, and how a record becomes rows.
-- @module jiyao.ingestion
-- @internal
local batch = require "jiyao.batch"
local crew = require "jiyao.crew"
local intake = require "jiyao.intake"
local jiyao = require "jiyao"
local lexica = require "jiyao.lexica"
local rows = require "jiyao.rows"

local printable = rows.printable

local ingestion = {}

--- See `corpus.losses`.
-- @function losses
-- @tparam table doc
-- @treturn ?string
function ingestion.losses(doc)
  local ledger = doc.ledger
  if not ledger or ledger.lost == 0 then return nil end
  local format = ledger.lost == 1 and "%d byte is no valid %s and was replaced, at byte %d"
    or "%d bytes are no valid %s and were replaced, the first at byte %d"
  return format:format(ledger.lost, doc.encoding, ledger.losses[1].offset)
end

--- See `corpus.reason`.
-- @function reason
-- @tparam table refusal
-- @treturn string
function ingestion.reason(refusal)
  local place = refusal.offset and "at byte " .. refusal.offset
  if not place or (refusal.reason .. "."):find(place .. "%f[%D]") then return refusal.reason end
  return ("%s (%s)"):format(refusal.reason, place)
end

-- The one name that a document has, however the user came to its file. A file may be called `-`.
local function name_of(path)
  local name = jiyao.ingest.normal(path)
  return name == "-" and path or name
end

local function names_of(paths)
  local names = {}
  for i, path in ipairs(paths or {}) do names[i] = name_of(path) end
  return names
end

-- What is to be read, each once, in the order of the names. The corpus may lie in
-- a folder that it reads, with the files that the store keeps beside it.
local function inputs(corpus, paths, roots)
  local find = corpus.reader.paths or jiyao.ingest.paths
  local entries, known, bytes, own = {}, {}, 0, {}
  for i, ending in ipairs {"", "-wal", "-shm", "-journal"} do own[i] = corpus.path .. ending end
  for _, entry in ipairs(find(paths, own, roots)) do
    entry.path = name_of(entry.path)
    if not known[entry.path] then
      known[entry.path] = true
      entries[#entries + 1] = entry
      bytes = bytes + (entry.size or 0)
    end
  end
  table.sort(entries, function(a, b) return a.path < b.path end)
  return entries, bytes, known
end

-- A record that does not fit the tables is refused like a file that cannot be
-- read; any other failure of the store (a full disk) ends the run.
local function store_record(corpus, record, doc)
  local ok, result = pcall(corpus.store, corpus, record, doc)
  if ok then return true end
  if type(result) == "table" and result.code == "EINVALID" then return nil, result end
  error(result, 0)
end

-- What is stored of an earlier reading stays: a file that has become
-- unreadable does not take its quotations away.
local function note_refusal(sql, path, why)
  local refusal = {path = printable(path), reason = printable(why.message or tostring(why)),
    code = why.code or "EIO", offset = why.offset}
  sql.run("REPLACE INTO refused (path, reason, code, offset) VALUES (?, ?, ?, ?)",
    refusal.path, refusal.reason, refusal.code, refusal.offset)
  return refusal
end

local function note(sum, key, item)
  sum[key] = sum[key] or {}
  table.insert(sum[key], item)
end

-- One run of an ingestion: what it adds up to, and whom it tells.
local Run = {}
Run.__index = Run

function Run:refused(path, why)
  local refusal = note_refusal(self.sql, path, why)
  table.insert(self.sum.refused, refusal)
  return "refused", ingestion.reason(refusal)
end

-- What was refused of it no longer is.
function Run:cleared(path)
  self.sql.run("DELETE FROM refused WHERE path = ?", printable(path))
end

-- What became of one document: its status, and what is to be said of it. What was read
-- anew is stored also where nothing tells that it is another reading.
function Run:keep(doc, record)
  local path = printable(doc.path)
  local known = self.sql.one("SELECT content_id, encoding, rules, gone FROM document WHERE path = ?", path)
  local status = known and "changed" or "new"
  if record == nil or not self.anew and intake.is_same(known, doc) then
    self:cleared(doc.path)
    self.sql.run("UPDATE document SET gone = 0 WHERE path = ? AND gone = 1", path)
    status = "unchanged"
  else
    local kept, why = store_record(self.corpus, record, doc)
    if not kept then return self:refused(doc.path, why) end
    if self.from_store and known.gone == 1 then self:gone_still(path) end
  end
  local losses = ingestion.losses(doc)
  if losses then note(self.sum, "damaged", {path = path, losses = losses}) end
  self.sum[status] = self.sum[status] + 1
  return status, losses
end

-- Tells what was passed over and could be missed.
function Run:passed(entry, passes)
  for _, pass in ipairs(passes) do
    local path = printable(("%s#%d"):format(entry.path, pass.number))
    note(self.sum, "passed", {path = path, reason = pass.reason})
    self.tell {kind = "item", path = path, status = "passed over", bytes = 0, message = pass.reason}
  end
end

-- ---- one input --------------------------------------------------------------------------

-- How far the storing of one input has come: what it told so far.
local Input = {}
Input.__index = Input

local function input_of(run, entry)
  return setmetatable({run = run, entry = entry, counts = {}, read = 0, refused = 0, documents = 0,
    seen = {}, broken = false}, Input)
end

function Input:told(path, size, status, words)
  if self.whole == nil then self.whole = path == self.entry.path end
  self.counts[status] = (self.counts[status] or 0) + 1
  self.read = self.read + size
  self.run.tell {kind = self.whole and "file" or "item", path = path, status = status, bytes = size,
    message = words}
end

local told_by = {}

function told_by.refused(self, x)
  self.broken = self.broken or x.path == self.entry.path
  self.refused = self.refused + 1
  self:told(x.path, x.path == self.entry.path and (self.entry.size or 0) or 0, self.run:refused(x.path, x))
end

function told_by.doc(self, x)
  self.seen[printable(x.doc.path)] = true
  self.documents = self.documents + 1
  local status, words = self.run:keep(x.doc, x.record)
  self.losses = self.losses or words
  if status == "refused" then
    self.refused = self.refused + 1
  else
    self.run.sum.bytes = self.run.sum.bytes + #x.doc.bytes
  end
  self:told(x.doc.path, #x.doc.bytes, status, words)
end

function told_by.same(self, x)
  self.seen[printable(x.path)] = true
  self.documents = self.documents + 1
  self.run.sum.bytes = self.run.sum.bytes + x.size
  local status, words = self.run:keep(x.doc)
  self.losses = self.losses or words
  self:told(x.path, x.size, status, words)
end

function told_by.unchanged(self, x)
  local entry, sum, n = self.entry, self.run.sum, x.documents
  sum.unchanged, sum.bytes = sum.unchanged + n, sum.bytes + entry.size
  self.run:cleared(entry.path)
  self.run:returned(entry)
  self.run.tell {kind = "file", path = entry.path, status = "unchanged", bytes = entry.size,
    message = n ~= 1 and n .. " documents" or nil}
end

-- It cannot be read again from what is stored of it.
function told_by.left(self, x)
  note(self.run.sum, "left", printable(x.path))
  self:told(x.path, x.size, "left", "its file is needed to read it again")
end

local WORDS = {"new", "changed", "unchanged", "refused"}

-- A container is one file of the progress, and each of its documents an item.
function Input:tell_container(passed)
  local parts = {}
  for _, word in ipairs(WORDS) do
    if self.counts[word] then parts[#parts + 1] = self.counts[word] .. " " .. word end
  end
  if passed > 0 then parts[#parts + 1] = passed .. " passed over" end
  self.run.tell {kind = "file", status = "read", path = self.entry.path,
    bytes = (self.entry.size or 0) - self.read,
    message = #parts > 0 and table.concat(parts, ", ") or "no documents"}
end

function told_by.done(self, x)
  self.run:passed(self.entry, x.passes or {})
  if not self.broken and not self.whole then
    self.run:cleared(self.entry.path)
    self.run:missing_items(self.entry, self.seen)
  end
  -- What there was to say of it is to be said the next time too.
  local untold = self.refused == 0 and not self.losses and #(x.passes or {}) == 0
  if x.content_id and untold then self.run:remember(self.entry, x.content_id, self.documents) end
  if not self.whole then self:tell_container(x.passed) end
end

function told_by.fault(_, x) error(x.message, 0) end

-- What there is but cannot be opened.
function told_by.shut(self)
  local run, entry = self.run, self.entry
  local status, words = run:refused(entry.path, {code = entry.status, message = entry.message})
  run.tell {kind = "file", path = entry.path, bytes = entry.size or 0, status = status, message = words}
end

-- Whether it was the last that the input tells. It is stored when its turn has come.
function Input:take(x)
  self.run.queue:add(self, x, x.kind == "doc" and #x.doc.bytes or nil)
  if x.kind == "fault" then self.run.queue:flush() end
  if self.run.opts.go_on then self.run.opts.go_on() end
  return x.kind == "done" or x.kind == "unchanged"
end

-- ---- what a corpus knows of an input ----------------------------------------------------

-- Items of a container come between these two: `FILE#` and what follows it.
local function items_of(path)
  return path .. "#", path .. "$"
end

-- How a file was read last. Of one that is a document as it is, its document says so.
function Run:last(entry)
  local path = printable(entry.path)
  local last = self.sql.one("SELECT * FROM input WHERE path = ?", path)
  if last or path:find("#", 1, true) then return last end
  return self.sql.one([[SELECT content_id, size, rules, '' AS settings, 1 AS documents
    FROM document WHERE path = ? AND lost = 0]], path)
end

function Run:known(entry)
  local path, known = printable(entry.path), {}
  local first, last = items_of(path)
  for row in self.sql.rows([[SELECT path, content_id, encoding, rules FROM document
    WHERE path = ?1 OR path >= ?2 AND path < ?3]], path, first, last) do
    known[row.path] = row
  end
  return known
end

function Run:request(entry)
  return {path = entry.path, size = entry.size, encoding = self.opts.encoding, columns = self.opts.columns,
    settings = self.settings, rules = self.rules, lists = self.lists,
    known = self.anew and {} or self:known(entry), last = not self.anew and self:last(entry) or nil}
end

function Run:remember(entry, content_id, documents)
  local path = printable(entry.path)
  self.sql.run("DELETE FROM input WHERE path = ?", path)
  local last = self:last(entry)
  if last and self.settings == "" and documents == 1 and last.content_id == content_id
    and last.size == entry.size and last.rules == self.rules then
    return
  end
  self.sql.run("REPLACE INTO input (path, content_id, size, settings, rules, documents, refused)"
    .. " VALUES (?, ?, ?, ?, ?, ?, 0)", path, content_id, entry.size, self.settings,
    self.rules, documents)
end

-- Documents of a file that is there again, as it was.
function Run:returned(entry)
  local path = printable(entry.path)
  local first, last = items_of(path)
  self.sql.run("UPDATE document SET gone = 0 WHERE gone = 1 AND (path = ?1 OR path >= ?2 AND path < ?3)",
    path, first, last)
end

-- In the transaction that stores it anew, so that nobody sees it as there.
function Run:gone_still(path)
  self.sql.run("UPDATE document SET gone = 1 WHERE path = ?", path)
end

function Run:gone(list)
  for _, path in ipairs(list) do
    self.sql.run("UPDATE document SET gone = 1 WHERE path = ?", path)
    note(self.sum, "gone", path)
  end
end

-- Items that a container does not hold any more.
function Run:missing_items(entry, seen)
  local first, last = items_of(printable(entry.path))
  local list = {}
  for row in self.sql.rows("SELECT path FROM document WHERE gone = 0 AND path >= ? AND path < ?"
    .. " ORDER BY path", first, last) do
    if not seen[row.path] then list[#list + 1] = row.path end
  end
  self:gone(list)
end

-- Between which names what is below a folder lies, and which of these names are not below it:
-- the folder in hand has all that neither begin at the root nor lead out of it.
local function range_of(folder)
  local below = folder == "." and "" or folder == "/" and "/" or printable(folder) .. "/"
  if below ~= "" then return below, below:sub(1, -2) .. "0", function() return false end end
  return "", "\xFF", function(path) return path:find "^/" or path:find "^%.%./" or path == "-" end
end

-- Documents of a folder that was read whose files are there no more, and how many are there.
function Run:missing_below(folder, there)
  local function may_be_there(path)
    while path do
      if there[path] then return true end
      path = path:match "^(.*)#" or path:match "^(.*)/"
    end
    return false
  end
  local first, last, is_elsewhere = range_of(folder)
  local list, left = {}, 0
  for row in self.sql.rows("SELECT path FROM document WHERE gone = 0 AND path >= ?1 AND path < ?2"
    .. " ORDER BY path", first, last) do
    if may_be_there(row.path) then
      left = left + 1
    elseif not is_elsewhere(row.path) then
      list[#list + 1] = row.path
    end
  end
  return list, left
end

-- Which documents' files are there no more, before anything is read. What is below something that
-- could not be read (a folder without rights) may be there. Where none is left of those of a folder
-- that is named by where we are, we may be elsewhere: it is another folder of that name.
function Run:missing_files(folders, known)
  local there, missing = {}, {}
  for path in pairs(known) do there[printable(path)] = true end
  for _, folder in ipairs(folders) do
    local list, left = {}, 0
    if not known[folder] then list, left = self:missing_below(folder, there) end
    if left == 0 and #list > 1 and not folder:find "^/" then
      note(self.sum, "elsewhere", {path = printable(folder), documents = #list})
    else
      table.move(list, 1, #list, #missing + 1, missing)
    end
  end
  return missing
end

-- Documents of files, or below folders, that were there and are not.
function Run:missing_paths(paths)
  local list, listed = {}, {}
  for _, path in ipairs(paths) do
    local first, last = items_of(printable(path))
    local below = printable(path) .. "/"
    for row in self.sql.rows([[SELECT path FROM document WHERE gone = 0 AND (path = ?1 OR
        path >= ?2 AND path < ?3 OR path >= ?4 AND path < ?5) ORDER BY path]],
      printable(path), first, last, below, below:sub(1, -2) .. "0") do
      if not listed[row.path] then list[#list + 1] = row.path end
      listed[row.path] = true
    end
  end
  self:gone(list)
end

-- ---- all inputs ---------------------------------------------------------------------------

-- An input that cannot be read at all, or that only this process can read, is read here.
local function here(entry)
  return entry.message ~= nil or entry.path == "-"
end

function Run:input(entry, source)
  local input = input_of(self, entry)
  if entry.message then return input:take {kind = "shut"} end
  source.read(source.request(entry), function(x) input:take(x) end)
end

-- Reads inputs, each by `source`: `read(request, tell)`, here or in workers, what `request(entry)` says.
function Run:each(entries, jobs, source)
  self.corpus.db:learn() -- where a run was ended before it could
  -- What was read before a failure is whole, and kept.
  local queue = self.queue
  local _ <close> = setmetatable({}, {__close = function(_, failed)
    if failed then pcall(queue.flush, queue) else queue:flush() end
  end})
  jobs = math.min(jobs or 1, #entries)
  if jobs < 2 then
    for _, entry in ipairs(entries) do self:input(entry, source) end
    return
  end
  crew.run(jobs, entries, {
    serve = intake.serve(source.read), here = here,
    read_here = function(entry) self:input(entry, source) end,
    request = source.request,
    begin = function(entry) return input_of(self, entry) end,
  })
end

local function settings_of(opts)
  local parts = {}
  for name, column in pairs(opts.columns or {}) do parts[#parts + 1] = name .. "=" .. column end
  table.sort(parts)
  table.insert(parts, 1, opts.encoding or "")
  return table.concat(parts, "\t")
end

--- What stores documents that are read one after another, and counts what becomes of them.
-- @function new_run
-- @tparam Corpus corpus with its `reader`
-- @tparam table sql `run`, `one` and `rows`, which run a statement on its store
-- @tparam table opts as for `run`, and `anew` (true: what is there already is read all the same)
-- @treturn table with `each(entries, jobs, source)`, `sum`, `rules` and `extraction` (settings)
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- corpus.reader = {RULES = "1"}
-- print(require("jiyao.ingestion").new_run(corpus, {}, {}).rules) --> 1
function ingestion.new_run(corpus, sql, opts)
  local extraction, lists = lexica.settings(corpus.db)
  return setmetatable({corpus = corpus, sql = sql, opts = opts, tell = opts.progress or function() end,
    sum = {new = 0, changed = 0, unchanged = 0, refused = {}, bytes = 0},
    anew = opts.anew, settings = settings_of(opts), extraction = extraction, lists = lists,
    rules = (corpus.reader.RULES or "") .. lists,
    queue = batch.queue(corpus, sql, function(input, x) told_by[x.kind](input, x) end)}, Run)
end

--- What the values of options are, as for `options.values`.
ingestion.NEEDS = {encoding = "string", columns = "table", jobs = {1, 256}, roster = "string",
  lexicon = "string", progress = "function", told = "function", all = "boolean", dry_run = "boolean"}

--- Runs an ingestion; see `corpus:ingest`.
-- @function run
-- @tparam Corpus corpus with its `reader`
-- @tparam table sql `run`, `one` and `rows`, which run a statement on its store
-- @tparam {string,...} paths
-- @tparam table opts `encoding`, `columns`, `jobs`, `roster`, `lexicon`, `progress`; `missing`, a list of
-- paths that were there and are not; `roots`, folders that paths were found in, see `jiyao.ingest.paths`;
-- `began`, called with what it returns, before anything is read; `go_on`, called after each thing that is
-- read: what it raises ends the ingestion
-- @treturn table
function ingestion.run(corpus, sql, paths, opts)
  local entries, bytes, known = inputs(corpus, paths, opts.roots)
  for _, what in ipairs {"roster", "lexicon"} do
    if opts[what] then lexica.keep_file(corpus.db, what, opts[what]) end
  end
  local this = ingestion.new_run(corpus, sql, opts)
  if opts.began then opts.began(this.sum) end
  -- What was said of a folder that held no file is no longer true where it holds
  -- some. What was said of a file stays until it has been read: the run may end before.
  local folders = names_of(paths)
  for _, path in ipairs(folders) do
    if not known[path] then this:cleared(path) end
  end
  local missing = this:missing_files(folders, known)
  this.tell {kind = "start", files = #entries, bytes = bytes}
  local _ <close> = setmetatable({}, {__close = function() this.tell {kind = "end"} end})
  this:each(entries, opts.jobs, {
    read = function(request, tell) intake.read(corpus.reader, request, tell, this.extraction) end,
    request = function(entry) return this:request(entry) end,
  })
  this:gone(missing)
  this:missing_paths(names_of(opts.missing))
  return this.sum
end

return ingestion

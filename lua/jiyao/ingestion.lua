--- How documents come into a corpus: each input is read and stored, left alone
-- where nothing changed, or noted as refused. Knows the order of the work and
-- what is to be told of it. Refuses to know how a document is read, and how a
-- record becomes rows.
-- @module jiyao.ingestion
-- @internal
local jiyao = require "jiyao"
local rows = require "jiyao.rows"
local store = require "jiyao.store"

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

-- What is to be read, each once, in the order of the names. The corpus may lie in
-- a folder that it reads, with the files that the store keeps beside it.
local function inputs(corpus, paths)
  local find = corpus.reader.paths or jiyao.ingest.paths
  local entries, known, bytes, own = {}, {}, 0, {}
  for i, ending in ipairs {"", "-wal", "-shm", "-journal"} do own[i] = corpus.path .. ending end
  for _, entry in ipairs(find(paths, own)) do
    if not known[entry.path] then
      known[entry.path] = true
      entries[#entries + 1] = entry
      bytes = bytes + (entry.size or 0)
    end
  end
  table.sort(entries, function(a, b) return a.path < b.path end)
  return entries, bytes, known
end

-- Calls f; gives its result, or nil and the reason why the input is refused.
local function attempt(path, f, ...)
  local ok, result = pcall(f, ...)
  if ok then return result end
  if jiyao.is_failure(result) then return nil, result end
  if jiyao.is_fault(result) then
    return nil, {code = "EINVALID", message = "a rule failed on this page (please report it): " .. result}
  end
  if type(result) == "string" then result = printable(path) .. ": " .. result end
  error(result, 0)
end

-- A record that does not fit the tables is refused like a file that cannot be
-- read; any other failure of the store (a full disk) ends the run.
local function store_record(corpus, record, doc)
  local ok, result = pcall(corpus.store, corpus, record, doc)
  if ok then return true end
  if type(result) == "table" and result.code == "EINVALID" then return nil, result end
  error(result, 0)
end

local function is_same(known, doc)
  return known and known.rules == doc.rules and known.encoding == doc.encoding
    and known.content_id == store.content_id(doc.bytes)
end

-- Stores what was read, unless it is stored already: its status, or nil and the
-- reason why it is refused.
local function store_one(self, doc)
  local known = self.sql.one("SELECT content_id, encoding, rules FROM document WHERE path = ?",
    printable(doc.path))
  if is_same(known, doc) then
    self:cleared(doc.path)
    return "unchanged"
  end
  local record, why = attempt(doc.path, self.corpus.reader.extract, doc)
  if not record then return nil, why end
  local kept
  kept, why = store_record(self.corpus, record, doc)
  if not kept then return nil, why end
  return known and "changed" or "new"
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

-- What became of one document: its status, and what is to be said of it.
function Run:keep(doc)
  local status, why = store_one(self, doc)
  if not status then return self:refused(doc.path, why) end
  local losses = ingestion.losses(doc)
  if losses then note(self.sum, "damaged", {path = printable(doc.path), losses = losses}) end
  self.sum[status] = self.sum[status] + 1
  self.sum.bytes = self.sum.bytes + #doc.bytes
  return status, losses
end

-- The documents of an input, for readers that know only files of one too.
local function each_of(reader, path, opts)
  if reader.each then return reader.each(path, opts) end
  local doc = reader.read(path, opts)
  return function()
    local last = doc
    doc = nil
    return last
  end
end

local WORDS = {"new", "changed", "unchanged", "refused"}

-- A container is one file of the progress, and each of its documents an item.
local function tell_container(tell, entry, counts, passed, read)
  local parts = {}
  for _, word in ipairs(WORDS) do
    if counts[word] then parts[#parts + 1] = counts[word] .. " " .. word end
  end
  if passed > 0 then parts[#parts + 1] = passed .. " passed over" end
  tell {kind = "file", status = "read", path = entry.path, bytes = (entry.size or 0) - read,
    message = #parts > 0 and table.concat(parts, ", ") or "no documents"}
end

-- The next document, or nil at the end and where the rest cannot be had; what
-- fails in storing is no failure of the input.
local function next_of(entry, iterate, refused)
  local doc, why = attempt(entry.path, iterate)
  if why then refused(why) end
  return doc
end

-- Tells what was passed over and could be missed.
function Run:passed(entry, passes)
  for _, pass in ipairs(passes) do
    local path = printable(("%s#%d"):format(entry.path, pass.number))
    note(self.sum, "passed", {path = path, reason = pass.reason})
    self.tell {kind = "item", path = path, status = "passed over", bytes = 0, message = pass.reason}
  end
end

function Run:input(entry, opts)
  local reader, counts, passed, read, whole, broken = self.corpus.reader, {}, 0, 0, nil, false
  local function told(path, size, status, words)
    if whole == nil then whole = path == entry.path end
    counts[status] = (counts[status] or 0) + 1
    read = read + size
    self.tell {kind = whole and "file" or "item", path = path, status = status, bytes = size, message = words}
  end
  local function refused(why)
    local path = why.path or entry.path
    broken = broken or path == entry.path
    told(path, path == entry.path and (entry.size or 0) or 0, self:refused(path, why))
  end
  local wanted = {encoding = opts.encoding, columns = opts.columns, refused = refused,
    done = function(n, passes)
      passed = n
      self:passed(entry, passes or {})
    end}
  local loop, why = attempt(entry.path, function() return table.pack(each_of(reader, entry.path, wanted)) end)
  if not loop then return refused(why) end
  local _ <close> = loop[4]
  local doc = next_of(entry, loop[1], refused)
  while doc do
    doc.rules = doc.rules or reader.RULES
    told(doc.path, #doc.bytes, self:keep(doc))
    doc = next_of(entry, loop[1], refused)
  end
  if whole then return end
  if not broken then self:cleared(entry.path) end
  tell_container(self.tell, entry, counts, passed, read)
end

--- Runs an ingestion; see `corpus:ingest`.
-- @function run
-- @tparam Corpus corpus with its `reader`
-- @tparam table sql `run` and `one`, which run a statement on its store
-- @tparam {string,...} paths
-- @tparam table opts `encoding`, `columns`, `progress`
-- @treturn table
function ingestion.run(corpus, sql, paths, opts)
  local tell = opts.progress or function() end
  local entries, bytes, known = inputs(corpus, paths)
  local sum = {new = 0, changed = 0, unchanged = 0, refused = {}, bytes = 0}
  local this = setmetatable({corpus = corpus, sql = sql, sum = sum, tell = tell}, Run)
  -- What was said of a folder that held no file is no longer true where it holds
  -- some. What was said of a file stays until it has been read: the run may end before.
  for _, path in ipairs(paths) do
    if not known[path] then this:cleared(path) end
  end
  tell {kind = "start", files = #entries, bytes = bytes}
  local _ <close> = setmetatable({}, {__close = function() tell {kind = "end"} end})
  for _, entry in ipairs(entries) do
    if entry.message then
      local status, words = this:refused(entry.path, {code = entry.status, message = entry.message})
      tell {kind = "file", path = entry.path, bytes = entry.size or 0, status = status, message = words}
    else
      this:input(entry, opts)
    end
  end
  return sum
end

return ingestion

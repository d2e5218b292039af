--- Reading one input for a corpus: its documents, each extracted unless the corpus holds
-- it already, told one after another as plain values. Knows readers and what is the same.
-- Refuses to know the store: it runs in processes that must not touch it.
--
-- What is told: `{kind = "doc", doc, record}`; `{kind = "same", path, size}`; `{kind =
-- "refused", path, code, message, offset}`; `{kind = "unchanged", documents}` for a file that
-- need not be read; `{kind = "fault", message}` for what is wrong with the program; and at the end
-- `{kind = "done", content_id, passed, passes}`.
-- @module jiyao.intake
-- @internal
local jiyao = require "jiyao"
local rows = require "jiyao.rows"
local store = require "jiyao.store"

local intake = {}

-- Calls f; gives its result, or nil and the reason why the input is refused.
local function attempt(path, f, ...)
  local ok, result = pcall(f, ...)
  if ok then return result end
  if jiyao.is_failure(result) then return nil, result end
  if jiyao.is_fault(result) then
    return nil, {code = "EINVALID", message = "a rule failed on this page (please report it): " .. result}
  end
  if type(result) == "string" then result = rows.printable(path) .. ": " .. result end
  error(result, 0)
end

-- What a document is made of, as values that can be sent.
local function plain(doc)
  return {path = doc.path, bytes = doc.bytes, encoding = doc.encoding, kind = doc.kind, script = doc.script,
    lost = doc.lost, losses = doc.losses, source = doc.source, reading = doc.reading, title = doc.title,
    rules = doc.rules, aligned = doc.aligned or doc.text and doc.text:aligned() or nil, ledger = doc.ledger}
end

--- Whether a corpus holds a document as it would be read now.
-- @function is_same
-- @tparam ?table known its `content_id`, `encoding`, `rules` in the corpus
-- @tparam table doc
-- @treturn boolean
-- @usage
-- print(jiyao.intake.is_same(nil, {bytes = "", rules = "1", encoding = "UTF-8"})) --> false
function intake.is_same(known, doc)
  return known ~= nil and known.rules == doc.rules and known.encoding == doc.encoding
    and known.content_id == store.content_id(doc.bytes)
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

-- The id of a file, where it is one.
local function id_of(request)
  if request.path == "-" or not request.size or request.size == 0 then return nil end
  local ok, id = jiyao.try(store.file_id, request.path)
  return ok and id or nil
end

local function is_unchanged(request, id)
  local last = request.last
  return last ~= nil and last.size == request.size and last.settings == request.settings
    and last.rules == request.rules and last.content_id == id
end

local function tell_document(reader, request, doc, tell, settings)
  doc.rules = (doc.rules or reader.RULES) .. (request.lists or "")
  if intake.is_same(request.known[rows.printable(doc.path)], doc) then
    return tell {kind = "same", path = doc.path, size = #doc.bytes, doc = {ledger = doc.ledger,
      encoding = doc.encoding, path = doc.path}}
  end
  local record, why = attempt(doc.path, reader.extract, doc, settings)
  if not record then
    return tell {kind = "refused", path = doc.path, code = why.code, message = why.message or tostring(why),
      offset = why.offset}
  end
  tell {kind = "doc", doc = plain(doc), record = record}
end

-- Reads to the end; what cannot be read is told.
local function read_all(reader, request, tell, settings)
  local passed, passes = 0, {}
  local function refused(why)
    tell {kind = "refused", path = why.path or request.path, code = why.code, offset = why.offset,
      message = why.message or tostring(why)}
  end
  local wanted = {encoding = request.encoding, columns = request.columns, refused = refused,
    done = function(n, list) passed, passes = n, list or {} end}
  local loop, why = attempt(request.path, function()
    return table.pack(each_of(reader, request.path, wanted))
  end)
  if not loop then return refused(why), passed, passes end
  local _ <close> = loop[4]
  while true do
    local doc
    doc, why = attempt(request.path, loop[1])
    if why then refused(why) end
    if not doc then return nil, passed, passes end
    tell_document(reader, request, doc, tell, settings)
  end
end

--- Reads one input.
-- @function read
-- @tparam table reader as `jiyao.document` is one
-- @tparam table request `path`, `size`, `encoding`, `columns`, `settings` (both as a string), `rules`,
-- `known` (what the corpus holds of it, by path), `last` (the file as it was read last), `lists` (which
-- roster and lexicon there are, as a string that the version of the rules ends with)
-- @tparam function tell called with each of the values above
-- @tparam[opt] table settings of the extraction
-- @usage
-- local reader = {RULES = "1", extract = function() return {} end}
-- function reader.read(path) return {path = path, bytes = "会", encoding = "UTF-8"} end
-- local told = {}
-- jiyao.intake.read(reader, {path = "a.txt", known = {}}, function(x) told[#told + 1] = x.kind end)
-- print(table.concat(told, " ")) --> doc done
function intake.read(reader, request, tell, settings)
  local before = id_of(request)
  if is_unchanged(request, before) then
    return tell {kind = "unchanged", documents = request.last.documents}
  end
  local _, passed, passes = read_all(reader, request, tell, settings)
  -- Of a file that somebody writes to meanwhile nobody knows what was read: it is read again.
  local id = before == id_of(request) and before or nil
  tell {kind = "done", content_id = id, passed = passed, passes = passes}
end

--- The work of a worker: what is wrong with the program is told too.
-- @function serve
-- @tparam function read called with a request and what it tells to, as `intake.read` is
-- @treturn function for `jiyao.workers.start`
-- @usage
-- local function read() error "no" end
-- jiyao.intake.serve(read)({path = "a.txt"}, function(x) print(x.kind) end) --> fault
function intake.serve(read)
  return function(request, send)
    local ok, why = pcall(read, request, send)
    if not ok then send {kind = "fault", message = tostring(why)} end
  end
end

return intake

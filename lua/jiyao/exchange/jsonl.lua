--- A corpus as JSON lines: one document a line, and at the end a line for each thing that is of no
-- one document: the analyst's lists (`setting`), decisions on people (`decision`), and, of a whole
-- corpus, inputs that could not be read (`refused`). Knows which lines there are and how they
-- come back. Refuses to know what a line of a document holds (`jiyao.exchange.record`).
-- @module jiyao.exchange.jsonl
-- @internal
local batch = require "jiyao.batch"
local jiyao = require "jiyao"
local json = require "jiyao.json"
local record = require "jiyao.exchange.record"
local reprints = require "jiyao.reprints"
local shape = require "jiyao.exchange.shape"

local jsonl = {}

local REFUSED = {"path", "reason", "code", "offset"}
local PART = {"side", "name", "institution", "number", "path"}
local DECISION = {"kind", "note", "undone", "parts", parts = PART}

local function each_row(corpus, sql, write, of)
  for row in corpus.db:rows(sql) do write(of(row), "\n") end
end

local function line_of(key, keys)
  return function(row) return json.encode({[key] = row}, {key, [key] = keys}) end
end

local function decisions_of(db)
  local list, by_id = {}, {}
  for row in db:rows "SELECT id, kind, note, undone FROM decision ORDER BY id" do
    list[#list + 1], by_id[row.id] = row, row
    row.undone, row.parts = row.undone == 1, {}
  end
  for row in db:rows [[SELECT decision_id, side, name, institution, number, path FROM decision_part
      ORDER BY decision_id, seq]] do
    table.insert(by_id[row.decision_id].parts, row)
  end
  for _, d in ipairs(list) do
    d.id = nil
    for _, part in ipairs(d.parts) do part.decision_id = nil end
  end
  return list
end

--- Writes the documents that a filter finds, by path, and what goes with them.
-- @function export
-- @tparam Corpus corpus
-- @tparam table wanted the filter, as of `corpus:search`
-- @tparam function write
-- @treturn integer how many documents
function jsonl.export(corpus, wanted, write)
  local condition, values = reprints.where(corpus, "search", wanted)
  local reader <close> = record.reader(corpus)
  local n = 0
  for row in corpus.db:rows("SELECT d.id FROM document d" .. condition .. " ORDER BY d.path",
    table.unpack(values)) do
    write(reader:line(row.id), "\n")
    n = n + 1
  end
  each_row(corpus, "SELECT name, value FROM setting ORDER BY name", write,
    line_of("setting", {"name", "value"}))
  local decision = line_of("decision", DECISION)
  for _, d in ipairs(decisions_of(corpus.db)) do write(decision(d), "\n") end
  if not next(wanted) then
    each_row(corpus, "SELECT path, reason, code, offset FROM refused ORDER BY path", write,
      line_of("refused", REFUSED))
  end
  return n
end

-- ---- back ----------------------------------------------------------------------------

local SHAPES = {
  setting = {name = "string", value = "string?"},
  decision = {kind = "string?", note = "string?", undone = "boolean?", parts = {each = {side = "number?",
    name = "string?", institution = "string?", number = "number?", path = "string?"}}},
  refused = {path = "string", reason = "string?", code = "string?", offset = "number?"},
}

local function insert(db, into, names, row)
  local marks, values = {}, {}
  for i, name in ipairs(names) do
    marks[i] = "?"
    values[i] = row[name]
  end
  local sql = ("%s (\"%s\") VALUES (%s)"):format(into, table.concat(names, '", "'), table.concat(marks, ", "))
  return db:run(sql, table.unpack(values, 1, #names))
end

local takes = {}

-- A list that the corpus has already stays: its documents were read by it.
function takes.setting(corpus, s)
  local known = corpus.db:one("SELECT value FROM setting WHERE name = ?", s.name)
  if not known then
    insert(corpus.db, "INSERT INTO setting", {"name", "value"}, s)
  elseif known.value ~= s.value then
    jiyao.fail("EINVALID", ("the corpus has another %s already: it stays"):format(s.name))
  end
end

-- What a decision says, to tell whether it was taken over before.
local function signature(d)
  local parts = {}
  for i, p in ipairs(d.parts) do
    parts[i] = {p.side or false, p.name or false, p.institution or false, p.number or false, p.path or false}
  end
  return json.encode {d.kind or false, d.note or false, d.undone or false, parts}
end

-- How often each decision was in the corpus before the import: a merge that was undone and made again
-- stands there twice, so that what it says is not enough to know it by.
local function known_decisions(corpus)
  local known = {}
  for _, d in ipairs(decisions_of(corpus.db)) do
    local key = signature(d)
    known[key] = (known[key] or 0) + 1
  end
  return known
end

function takes.decision(corpus, d, memory)
  memory.decisions = memory.decisions or known_decisions(corpus)
  local wanted = signature(d)
  local left = memory.decisions[wanted] or 0
  if left > 0 then
    memory.decisions[wanted] = left - 1
    return
  end
  local _, id = insert(corpus.db, "INSERT INTO decision", {"kind", "note", "undone"}, d)
  for i, part in ipairs(d.parts) do
    part.decision_id, part.seq = id, i
    insert(corpus.db, "INSERT INTO decision_part",
      {"decision_id", "seq", "side", "name", "institution", "number", "path"}, part)
  end
end

function takes.refused(corpus, r)
  if corpus.db:one("SELECT 1 AS yes FROM document WHERE path = ?", r.path) then return end
  insert(corpus.db, "REPLACE INTO refused", REFUSED, r)
end

-- What the analyst said is added to what is there already.
local function take_said(corpus, path, said)
  for _, tag in ipairs(said.tags) do
    corpus.db:run("INSERT OR IGNORE INTO tag (path, tag) VALUES (?, ?)", path, tag)
  end
  for _, a in ipairs(said.annotations) do
    a.path = path
    local known = corpus.db:one([[SELECT 1 AS yes FROM annotation WHERE path = ? AND start = ? AND "end" = ?
      AND label = ? AND note IS ?]], path, a.start, a["end"], a.label, a.note)
    if not known then
      insert(corpus.db, "INSERT INTO annotation", {"path", "content_id", "start", "end", "label", "note",
        "words", "before", "after", "adrift"}, a)
    end
  end
end

-- Earlier versions come along only with a document that the corpus did not know.
local function take_document(corpus, value)
  local r, doc, said = record.parse(value)
  local known = corpus.db:one("SELECT content_id, encoding, rules FROM document WHERE path = ?", doc.path)
  local same = known and known.content_id == doc.content_id and known.rules == doc.rules
    and known.encoding == doc.encoding
  if not same then
    local id = corpus:store(r, doc)
    if not known then
      corpus.db:run("UPDATE document SET version = ?, gone = ? WHERE id = ?", doc.version, doc.gone, id)
      for _, p in ipairs(said.past) do
        corpus.db:run([[INSERT OR IGNORE INTO past (path, version, content_id, encoding, kind, published,
          title, rules, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, packed(?))]], doc.path, p.version,
          p.content_id, p.encoding, p.kind, p.published, p.title, p.rules, jiyao.store.blob(p.bytes))
      end
    end
  end
  take_said(corpus, doc.path, said)
  return same and "unchanged" or known and "changed" or "new", #doc.bytes
end

local function kind_of(value)
  if record.is_one(value) then return "document" end
  for name in pairs(takes) do
    if type(value) == "table" and type(value[name]) == "table" then return name end
  end
end

--- Whether a line is one of an export.
-- @function is_line
-- @tparam string line
-- @treturn boolean
-- @usage
-- local jsonl = require "jiyao.exchange.jsonl"
-- print(jsonl.is_line '{"path":"a.txt","document":{}}', jsonl.is_line '{"id":1,"text":"会"}') --> true	false
function jsonl.is_line(line)
  local ok, value = pcall(json.decode, line)
  if ok then return kind_of(value) ~= nil end
  if not jiyao.is_failure(value) then error(value, 0) end
  return false
end

-- `memory` lasts for one import.
local function take(corpus, line, memory)
  local value = json.decode(line)
  local kind = kind_of(value)
  if not kind then jiyao.fail("EINVALID", "is no document as `jiyao export` writes it") end
  return corpus.db:transaction(function()
    if kind == "document" then return take_document(corpus, value) end
    takes[kind](corpus, shape.read(value[kind], SHAPES[kind]), memory)
  end)
end

-- Why a line is refused; raises what is no fault of the line: of the program, of the disk, or Ctrl-C.
local function reason_of(why)
  if jiyao.is_failure(why) and why.code == "EINVALID" then return why end
  error(why, 0)
end

-- Takes one line as part of a batch. Of a line that fails the index is told nothing.
local function take_in_batch(corpus, line, memory)
  batch.begin(corpus, {run = function(...) return corpus.db:run(...) end})
  local index = corpus.batch.index
  local results = table.pack(pcall(take, corpus, line, memory))
  if results[1] then batch.added(corpus, results[3] or 0) else corpus.batch.index = index end
  return table.unpack(results, 1, 3)
end

--- Takes the lines of an export into a corpus, each whole or not.
-- @function import
-- @tparam Corpus corpus
-- @tparam function lines an iterator
-- @tparam string path what messages call the input
-- @treturn table as `corpus:ingest` gives it; what is refused has the paths `FILE#line N`
function jsonl.import(corpus, lines, path)
  local sum = {new = 0, changed = 0, unchanged = 0, refused = {}, bytes = 0}
  local number, memory = 0, {}
  -- What was taken before a failure is whole, and kept.
  local _ <close> = setmetatable({}, {__close = function(_, failed)
    if failed then pcall(batch.finish, corpus) else batch.finish(corpus) end
  end})
  for line in lines do
    number = number + 1
    if line:find "%S" then
      local ok, status, size = take_in_batch(corpus, line, memory)
      if not ok then
        local why = reason_of(status)
        table.insert(sum.refused, {path = ("%s#line %d"):format(path, number), code = why.code,
          reason = why.message, offset = why.offset})
      elseif status then
        sum[status], sum.bytes = sum[status] + 1, sum.bytes + size
      end
    end
  end
  return sum
end

return jsonl

--- Documents that other rules have read, read again from what the corpus keeps of them. Knows
-- which are stale, and what of a document is enough to read it; refuses to know how it is read
-- and how rows are stored.
--
-- A document is read as its file would be: by its bytes, its name, and the encoding and
-- columns that were given for it. A row of a table cannot be told without the first line of its
-- file; so that file is read, if it is still there, and else the row is left and listed.
-- @module jiyao.reextraction
-- @internal
local ingestion = require "jiyao.ingestion"
local intake = require "jiyao.intake"
local jiyao = require "jiyao"
local store = require "jiyao.store"

local M = {}

local function without_lists(rules)
  return (rules:gsub(" lists=%x+$", ""))
end

-- What this program would say of a document that was read by `old`: of the same columns.
local function rules_now(old, run)
  return run.corpus.reader.RULES .. without_lists(old):match "^%S*(.*)$" .. run.lists
end

local function columns_of(rules)
  local columns
  for name, column in without_lists(rules):gmatch "[ ,]([%w_]+)=([^,]*)" do
    columns = columns or {}
    columns[name] = column
  end
  return columns
end

local function file_of(path)
  return path:match "^(.*)#[^/]*$"
end

-- Whether it is an item of a container. What was read as a file of its own is none, whatever its name.
local function item_of(entry)
  return not entry.content_id and file_of(entry.path) ~= nil
end

-- The stale documents, by path, with what is known of their files; and how many are not stale.
local function stale_of(sql, run, all)
  local list, current = {}, 0
  for row in sql.rows [[SELECT d.id, d.path, d.rules, d.encoding, d.size, d.lost, i.settings,
      i.content_id, i.documents FROM document d LEFT JOIN input i ON i.path = d.path ORDER BY d.path]] do
    row.now = rules_now(row.rules, run)
    if row.lost == 0 and not file_of(row.path) then row.settings = row.settings or "" end
    if all or row.rules ~= row.now then list[#list + 1] = row else current = current + 1 end
  end
  return list, current
end

-- As a file of its own: its bytes tell the encoding, unless one was given. Of an item of a
-- container, and where that is not known any more, it is what it was.
local function encoding_of(entry)
  if item_of(entry) or not entry.settings then return entry.encoding end
  local given = entry.settings:match "^[^\t]*"
  return given ~= "" and given or nil
end

-- ---- reading -----------------------------------------------------------------------

local function request_of(run, sql, entry)
  local row = sql.one([[SELECT unpacked(c.bytes) AS bytes, t.source FROM content c
    JOIN v_text t ON t.id = c.document_id WHERE c.document_id = ?]], entry.id)
  return {path = entry.path, bytes = row.bytes, encoding = encoding_of(entry), lists = run.lists,
    columns = columns_of(entry.rules), source = item_of(entry) and row.source or nil, known = {}}
end

-- Reads the document that came with the request; one that is an item is left where its bytes
-- alone do not read as they did.
local function read_again(reader, settings)
  return function(request, tell)
    local function parse()
      local doc = reader.parse(request.bytes, request.path,
        {encoding = request.encoding, columns = request.columns})
      doc.path = request.path -- of an item the bytes may be a container of one
      return doc
    end
    if request.source then
      local ok, doc = jiyao.try(parse)
      if not ok or doc.source ~= request.source then
        tell {kind = "left", path = request.path, size = #request.bytes}
        return tell {kind = "done", passed = 0}
      end
    end
    intake.read({RULES = reader.RULES, read = parse, extract = reader.extract}, request, tell, settings)
  end
end

-- What is known of the files is so still: they need not be read by the next ingestion.
local function remember(sql, list, lists)
  for _, row in ipairs(list) do
    local now = sql.one("SELECT rules FROM document WHERE path = ?", row.path)
    if row.content_id and now.rules == row.now then
      sql.run([[REPLACE INTO input (path, content_id, size, settings, rules, documents, refused)
        VALUES (?, ?, ?, ?, ?, ?, 0)]], row.path, row.content_id, row.size, row.settings,
        without_lists(row.now):match "^%S*" .. lists, row.documents)
    end
  end
end

-- ---- items that need their file ----------------------------------------------------

-- The files of items that were left, where they are as they were: each with how it was read.
local function files_of(sql, left)
  local files, seen = {}, {}
  for _, path in ipairs(left) do
    local file = file_of(path)
    local last = not seen[file] and sql.one("SELECT content_id, settings FROM input WHERE path = ?", file)
    seen[file] = true
    local ok, id = jiyao.try(store.file_id, file)
    if last and ok and id == last.content_id then
      files[#files + 1] = {path = file, settings = last.settings}
    end
  end
  return files
end

-- Reads the files anew; what is left then is what their rows were not told of.
local function read_files(corpus, sql, run, opts)
  for _, file in ipairs(files_of(sql, run.sum.left)) do
    local encoding, columns = file.settings:match "^[^\t]*", columns_of(file.settings:gsub("\t", " "))
    local sum = ingestion.run(corpus, sql, {file.path}, {encoding = encoding ~= "" and encoding or nil,
      columns = columns, jobs = opts.jobs, anew = true})
    run.sum.changed = run.sum.changed + sum.changed
    table.move(sum.refused, 1, #sum.refused, #run.sum.refused + 1, run.sum.refused)
  end
  local left = {}
  for _, path in ipairs(run.sum.left) do
    local row = sql.one("SELECT rules FROM document WHERE path = ?", path)
    if row and row.rules ~= rules_now(row.rules, run) then left[#left + 1] = path end
  end
  run.sum.left = left
end

--- Reads stale documents again; see `corpus:reextract`.
-- @function run
-- @tparam Corpus corpus with its `reader`
-- @tparam table sql `run`, `one` and `rows`, which run a statement on its store
-- @tparam table opts `all`, `dry_run`, `jobs`, `progress`
-- @treturn table
function M.run(corpus, sql, opts)
  local run = ingestion.new_run(corpus, sql, {progress = opts.progress, anew = true})
  run.from_store = true -- a file that is gone does not come back by it
  local list, current = stale_of(sql, run, opts.all)
  local stale, bytes = {}, 0
  for i, row in ipairs(list) do stale[i], bytes = row.path, bytes + row.size end
  if opts.dry_run then return {stale = stale, current = current, changed = 0, refused = {}, left = {}} end
  run.sum.left = {}
  run.tell {kind = "start", files = #list, bytes = bytes}
  local _ <close> = setmetatable({}, {__close = function() run.tell {kind = "end"} end})
  run:each(list, opts.jobs, {read = read_again(corpus.reader, run.extraction),
    request = function(entry) return request_of(run, sql, entry) end})
  remember(sql, list, run.lists)
  read_files(corpus, sql, run, opts)
  return {stale = stale, current = current, changed = run.sum.changed, refused = run.sum.refused,
    left = run.sum.left}
end

return M

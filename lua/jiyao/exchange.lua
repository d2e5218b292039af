--- Corpora for other programs, and from them. Knows which formats there are and where their output
-- goes. Refuses to know how any of them is written.
-- @module jiyao.exchange
-- @internal
local console = require "jiyao.console"
local csv = require "jiyao.exchange.csv"
local filter = require "jiyao.filter"
local jiyao = require "jiyao"
local jsonl = require "jiyao.exchange.jsonl"
local output = require "jiyao.exchange.output"
local reprints = require "jiyao.reprints"
local tables = require "jiyao.exchange.tables"
local tei = require "jiyao.exchange.tei"
local vertical = require "jiyao.exchange.vertical"
local xlsx = require "jiyao.exchange.xlsx"

local exchange = {}

-- What writes each format, by name: f(corpus, wanted, opts, destination).
local formats = {}

local function without(opts, ...)
  for _, name in ipairs {...} do
    if opts[name] then error(("%s is of no use to %s"):format(name, opts.format), 0) end
  end
end

local function check_table(name)
  if name == nil or tables.columns(name) then return name end
  error(("table is one of %s, not %s"):format(table.concat(tables.NAMES, ", "), tostring(name)), 0)
end

-- Calls f with what writes: to a file, or to what the caller gives.
local function written(out, f)
  if type(out) == "function" then return f(out) end
  return output.file(out, f)
end

-- What is written document by document.
for name, module in pairs {jsonl = jsonl, tei = tei, vertical = vertical} do
  formats[name] = function(corpus, wanted, opts)
    without(opts, "table", "bom")
    return written(opts.out, function(write) return module.export(corpus, wanted, write) end)
  end
end

function formats.csv(corpus, wanted, opts)
  if check_table(opts.table) then
    return written(opts.out, function(write)
      return csv.export(corpus, opts.table, wanted, write, opts.bom)
    end), "row"
  end
  if type(opts.out) == "function" then error("csv of no one table takes a folder as out", 0) end
  return output.folder(opts.out, function(file)
    local n = 0
    for _, name in ipairs(tables.NAMES) do
      n = n + file(name .. ".csv", function(write)
        return csv.export(corpus, name, wanted, write, opts.bom)
      end)
    end
    return n
  end), "row"
end

function formats.xlsx(corpus, wanted, opts)
  without(opts, "bom")
  local names = check_table(opts.table) and {opts.table} or tables.NAMES
  if type(opts.out) == "function" then error("xlsx takes a path as out", 0) end
  return output.named(opts.out, function(part) return xlsx.export(corpus, names, wanted, part) end), "row"
end

--- The names of the formats, sorted.
-- @function formats
-- @treturn {string,...}
-- @usage
-- print(require("jiyao.exchange").formats()[1]) --> csv
function exchange.formats()
  local names = {}
  for name in pairs(formats) do names[#names + 1] = name end
  table.sort(names)
  return names
end

-- What a name was mistaken for: no export takes the place of a corpus. Only files are looked at: to open a
-- pipe waits for who writes to it.
local function check_place(path)
  if console.place(path) ~= "file" then return end
  local file <close> = io.open(path, "rb")
  if file and file:read(15) == "SQLite format 3" then
    jiyao.fail("EEXISTS", "is a database: name another file", path)
  end
end

-- Sees to it that all is read as it was at one moment, while others may write. What is a copy of what is
-- settled before, since that makes a table.
local function at_one_moment(corpus, wanted, f, ...)
  local db = corpus.db
  reprints.where(corpus, "search", {once = wanted.once})
  db:exec "SAVEPOINT exchange"
  local _ <close> = setmetatable({}, {__close = function() db:exec "RELEASE exchange" end})
  return f(...)
end

--- Writes a corpus, or what a filter finds of it; see `corpus:export`.
-- @function export
-- @tparam Corpus corpus
-- @tparam table opts
-- @treturn integer how many there are
-- @treturn string of what: `document`, `row`
function exchange.export(corpus, opts)
  local wanted
  opts, wanted = filter.split("search", opts, {"format", "out", "table", "bom"}, 3)
  local format = formats[opts.format]
  if not format then
    local known = table.concat(exchange.formats(), ", ")
    error(("format is one of %s, not %s"):format(known, tostring(opts.format)), 3)
  end
  if type(opts.out) ~= "string" and type(opts.out) ~= "function" then
    error("out is a path, or a function that is called with what is to be written", 3)
  end
  if type(opts.out) == "string" then check_place(opts.out) end
  local n, what = at_one_moment(corpus, wanted, format, corpus, wanted, opts)
  return n, what or "document"
end

-- ---- import --------------------------------------------------------------------------

-- The lines of an export; nil where the file is something else.
local function lines_of(path)
  local file, why, number = path == "-" and io.stdin or nil, nil, nil
  if not file then file, why, number = io.open(path, "rb") end
  if not file then
    jiyao.fail(number == 2 and "ENOTFOUND" or "EIO", "cannot read: " .. why:gsub("^.*: ", ""), path)
  end
  local first = file:read(1)
  first = first == "{" and first .. (file:read "L" or "")
  if first and jsonl.is_line(first) then
    return function()
      local line = first or file:read "L"
      first = nil
      return line
    end, file
  end
  if path == "-" then
    jiyao.fail("EINVALID", "what comes through a pipe is no export as JSON lines: save it as a file", path)
  end
  file:close()
end

--- Takes documents into a corpus; see `corpus:import`.
-- @function import
-- @tparam Corpus corpus
-- @tparam string path
-- @tparam[opt] table opts as for `corpus:ingest`
-- @treturn table
function exchange.import(corpus, path, opts)
  local lines, file = lines_of(path)
  if not lines then return corpus:ingest({path}, opts) end
  local _ <close> = setmetatable({}, {__close = function() if path ~= "-" then file:close() end end})
  return jsonl.import(corpus, lines, path)
end

return exchange

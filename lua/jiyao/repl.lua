--- The interactive Lua: reads, runs, prints. Knows chunks and how values look;
-- refuses to know terminals (jiyao.console) and what the modules do.
-- @module jiyao.repl
-- @internal

local jiyao = require "jiyao"
local columns = require "jiyao.columns"
local command_tools = require "jiyao.command_tools"
local console = require "jiyao.console"
local cut = require "jiyao.cut"

local repl = {}

local PROMPT, MORE = "jiyao> ", "     > "
local HISTORY_LINES = 1000
local TELLING = {"date", "name", "titles", "org", "title", "kind", "host", "institution", "published",
  "mentions", "path"}
local LIST_ITEMS, STRING_BYTES, TABLE_ROWS, WIDTH = 20, 400, 20, 100

-- ---- values ---------------------------------------------------------------

local TYPE_ORDER = {number = 1, string = 2, boolean = 3}

local function before(a, b)
  local ta, tb = TYPE_ORDER[type(a)] or 4, TYPE_ORDER[type(b)] or 4
  if ta ~= tb then return ta < tb end
  if ta <= 2 then return a < b end
  return tostring(a) < tostring(b)
end

local function sorted_keys(t)
  local keys = {}
  for key in next, t do keys[#keys + 1] = key end
  table.sort(keys, before)
  return keys
end

local function quoted(s)
  local shown = cut.after(s, 0, STRING_BYTES):gsub('[%c"\\]', function(c)
    return ({["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r", ['"'] = '\\"', ["\\"] = "\\\\"})[c]
      or string.format("\\x%02x", c:byte())
  end)
  local more = #s > STRING_BYTES and string.format("… (%d bytes)", #s) or ""
  return '"' .. columns.printable(shown) .. '"' .. more
end

local show_table

local function show(value, depth, seen)
  if type(value) == "string" then return quoted(value) end
  if type(value) ~= "table" then return columns.printable(tostring(value)) end
  local meta = getmetatable(value)
  if type(meta) == "table" and meta.__tostring then return columns.printable(tostring(value)) end
  if seen[value] then return "{…}" end
  if next(value) == nil then return "{}" end
  if depth <= 0 then return #value > 0 and string.format("{… %d}", #value) or "{…}" end
  seen[value] = true
  local shown = show_table(value, depth, seen)
  seen[value] = nil
  return shown
end

local function show_key(key)
  if type(key) == "string" and key:match("^[%a_][%w_]*$") then return key end
  return "[" .. (type(key) == "string" and quoted(key) or tostring(key)) .. "]"
end

function show_table(t, depth, seen)
  local parts, listed = {}, 0
  for _, value in ipairs(t) do
    listed = listed + 1
    if listed <= LIST_ITEMS then parts[listed] = show(value, depth - 1, seen) end
  end
  if listed > LIST_ITEMS then parts[#parts + 1] = string.format("… %d more", listed - LIST_ITEMS) end
  for _, key in ipairs(sorted_keys(t)) do
    if not (math.type(key) == "integer" and key >= 1 and key <= listed) then
      parts[#parts + 1] = show_key(key) .. " = " .. show(t[key], depth - 1, seen)
    end
  end
  local line = "{" .. table.concat(parts, ", ") .. "}"
  if jiyao.text.width(line) <= WIDTH or #parts == 1 then return line end
  return "{\n  " .. table.concat(parts, ",\n"):gsub("\n", "\n  ") .. "\n}"
end

-- The fields of a list of records, sorted; nil where it is no such list.
local function record_fields(list)
  local fields, seen = {}, {}
  if #list < 2 then return nil end
  for _, record in ipairs(list) do
    if type(record) ~= "table" or getmetatable(record) or #record > 0 then return nil end
    for _, key in ipairs(sorted_keys(record)) do
      if type(key) ~= "string" then return nil end
      if not seen[key] then
        seen[key] = true
        fields[#fields + 1] = key
      end
    end
  end
  table.sort(fields)
  return #fields > 0 and #sorted_keys(list) == #list and fields or nil
end

local function lay_out(list, fields, most)
  local rows = {fields}
  for i = 1, math.min(#list, TABLE_ROWS) do
    local row = {}
    for j, field in ipairs(fields) do
      local value = list[i][field]
      row[j] = type(value) == "string" and value or value == nil and "" or show(value, 1, {})
    end
    rows[#rows + 1] = row
  end
  return columns.align(rows, most)
end

local function widest(lines)
  local width = 0
  for _, line in ipairs(lines) do width = math.max(width, jiyao.text.width(line)) end
  return width
end

-- Of records with many fields, as many of the telling ones as one line holds,
-- and what else there is; nil where none is known to tell much.
local function lay_out_some(list, fields)
  local has, told, some, rest = {}, {}, {}, {}
  for _, field in ipairs(fields) do has[field] = true end
  for _, field in ipairs(TELLING) do
    if has[field] then some[#some + 1] = field end
  end
  if #some == 0 then return nil end
  local lines = lay_out(list, some, 24)
  while #some > 1 and widest(lines) > WIDTH do
    some[#some] = nil
    lines = lay_out(list, some, 24)
  end
  for _, field in ipairs(some) do told[field] = true end
  for _, field in ipairs(fields) do
    if not told[field] then rest[#rest + 1] = field end
  end
  return lines, "each also has " .. table.concat(rest, ", ")
end

-- A list of records reads best as a table.
local function show_records(list, fields)
  local lines, note
  if #fields <= 8 then
    lines = lay_out(list, fields, 32)
  else
    lines, note = lay_out_some(list, fields)
  end
  if not lines then return nil end
  if #list > TABLE_ROWS then lines[#lines + 1] = string.format("… %d more", #list - TABLE_ROWS) end
  lines[#lines + 1] = note
  return table.concat(lines, "\n")
end

--- A value as the REPL prints it. Keys are sorted, deep and long tables cut, a
-- list of records is laid out as a table.
-- @function show
-- @param value anything
-- @treturn string
-- @usage
-- print(jiyao.repl.show {"院长", n = 1}) --> {"院长", n = 1}
function repl.show(value)
  local fields = type(value) == "table" and not getmetatable(value) and record_fields(value)
  return fields and show_records(value, fields) or show(value, 3, {})
end

-- ---- chunks ---------------------------------------------------------------

--- Compiles what was typed: as an expression first, so that its value prints.
-- @function compile
-- @tparam string code
-- @treturn[1] function the chunk
-- @treturn[2] nil
-- @treturn[2] string what is wrong
-- @treturn[2] boolean whether more lines could make it whole
-- @usage
-- print(jiyao.repl.compile("1 + 1")()) --> 2
-- print(select(3, jiyao.repl.compile("for i = 1, 3 do"))) --> true
function repl.compile(code)
  local chunk = load("return " .. code, "=stdin", "t")
  if chunk then return chunk end
  local why
  chunk, why = load(code, "=stdin", "t")
  if chunk then return chunk end
  return nil, why, why:sub(-5) == "<eof>"
end

-- Runs a chunk and prints its results; both may be stopped by Ctrl-C.
local function run(chunk)
  return console.call(function()
    local results = table.pack(chunk())
    for i = 1, results.n do print(repl.show(results[i])) end
  end)
end

-- ---- history and completion -------------------------------------------------

local function history_path()
  local state, home = os.getenv("XDG_STATE_HOME"), os.getenv("HOME")
  if state and state ~= "" then return state .. "/jiyao/history" end
  return home and home ~= "" and home .. "/.local/state/jiyao/history" or nil
end

local function make_folders(path)
  for at in path:gmatch("()/") do
    if at > 1 then console.mkdir(path:sub(1, at - 1)) end
  end
end

-- Gives the editor the last lines; a history that grew long is cut to them.
local function load_history(line, path)
  local file = io.open(path)
  if not file then return end
  local lines = {}
  for text in file:lines() do lines[#lines + 1] = text end
  file:close()
  local first = math.max(1, #lines - HISTORY_LINES + 1)
  for i = first, #lines do line:remember(lines[i]) end
  if #lines <= 2 * HISTORY_LINES then return end
  file = io.open(path, "w")
  if not file then return end
  file:write(table.concat(lines, "\n", first), "\n")
  file:close()
end

local function candidates(word)
  local path, last = word:match("^(.*)[.:]([%w_]*)$")
  local container = _G
  for name in (path or ""):gmatch("[^.:]+") do
    container = type(container) == "table" and container[name]
  end
  local found = {}
  last = last or word
  if container == jiyao then -- its modules are loaded when first used
    for _, module in ipairs(jiyao.modules()) do
      local name = module:match("^jiyao%.([%w_]+)$")
      if name and name:sub(1, #last) == last then found[name] = true end
    end
  end
  while type(container) == "table" do
    for key in next, container do
      if type(key) == "string" and key:sub(1, #last) == last then found[key] = true end
    end
    local meta = getmetatable(container)
    container = meta and type(meta.__index) == "table" and meta.__index
  end
  return sorted_keys(found), last
end

--- What Tab adds to a name, and the choices where there are several.
-- @function complete
-- @tparam string word what stands before the cursor
-- @treturn string what goes on from it
-- @treturn string the choices
-- @usage
-- print((jiyao.repl.complete("string.for"))) --> mat
function repl.complete(word)
  if word == "" then return "", "" end
  local names, last = candidates(word)
  if #names == 0 then return "", "" end
  local common = names[1]
  for _, name in ipairs(names) do
    while name:sub(1, #common) ~= common do common = common:sub(1, -2) end
  end
  return common:sub(#last + 1), #names > 1 and table.concat(names, "  ") or ""
end

-- ---- the loop ---------------------------------------------------------------

-- A reader gives a line for a prompt; nil at the end, false when cancelled.
local function terminal_reader()
  local line = console.line(repl.complete)
  local path = history_path()
  if path then
    make_folders(path)
    load_history(line, path)
  end
  return function(prompt)
    local typed = line:read(prompt)
    if not typed or not typed:find("%S") then return typed end
    line:remember(typed)
    local file = path and io.open(path, "a")
    if file then
      file:write(typed, "\n")
      file:close()
    end
    return typed
  end
end

local function plain_reader()
  return function() return io.read("l") end
end

-- What people type to leave, out of habit from other prompts; an own function
-- or value of that name stays what it is.
local function leaves(code)
  local word = code:match("^%s*(%l+)%s*%(?%s*%)?%s*;?%s*$")
  return (word == "quit" or word == "exit") and rawget(_G, word) == nil
end

-- Reads lines until they make a chunk. Gives the chunk, or nil at the end, or
-- false and what is wrong.
local function read_chunk(read)
  local code = read(PROMPT)
  if code and leaves(code) then return nil end
  while code do
    local chunk, why, unfinished = repl.compile(code)
    if chunk then return chunk end
    local more = unfinished and read(MORE)
    if not more then
      if more == false and unfinished then return false end
      return false, why
    end
    code = code .. "\n" .. more
  end
  return code
end

local function loop(read)
  local failed = false
  while true do
    local chunk, why = read_chunk(read)
    if chunk == nil then return failed end
    local ok = true
    if chunk then ok, why = run(chunk) end
    if not ok or why then
      failed = true
      io.stderr:write(why, "\n")
    end
  end
end

local function set_globals(corpus)
  _G.corpus, _G.help = corpus, jiyao.help
end

--- `jiyao -e CODE [ARG…]`.
-- @function execute
-- @tparam table opts `execute`, `db`
-- @tparam table args
function repl.execute(opts, args)
  local corpus <close> = opts.db and command_tools.open_corpus(opts.db)
  set_globals(corpus)
  _G.arg = args
  local chunk, why = load(opts.execute, "=(command line)", "t")
  if not chunk then error(why, 0) end
  chunk(table.unpack(args))
end

--- `jiyao [--db FILE]`: reads and runs until the end of the input.
-- @function start
-- @tparam table opts `db`
-- @treturn integer 1 when input that is no terminal held a failing chunk, else 0
function repl.start(opts)
  local corpus <close> = opts.db and command_tools.open_corpus(opts.db)
  set_globals(corpus)
  if not (console.isatty("stdin") and console.isatty("stdout")) then
    return loop(plain_reader()) and 1 or 0
  end
  print(string.format("jiyao %s (%s): help() for help, quit() or Ctrl-D to leave", jiyao.version, _VERSION))
  loop(terminal_reader())
  return 0
end

return repl

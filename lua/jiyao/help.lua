--- The documentation that stands beside the code, read from the sources
-- of Lua modules and from what the build took out of the C faces. Knows the
-- form of documentation blocks; refuses to hold a second copy of their words.
-- @module jiyao.help

local jiyao = require "jiyao"
local columns = require "jiyao.columns"

local help = {}

local WIDTH = 100

local INTRO = [[
jiyao 纪要: timelines of meetings, mentions of leaders, comparisons of institutions.
help "TOPIC" or help(jiyao.MODULE) tells more, help(jiyao.MODULE.FUNCTION) or help(doc.METHOD)
still more.]]

local TOPICS = {
  {"offsets", "how places in a text are counted", [[
Places are byte offsets from 0, half-open: start is the first byte, stop the one after the
last. jiyao.text.sub(s, start, stop) cuts them out; Lua's own s:sub counts from 1.
A record's offsets lie in the source text: the document as published, decoded to UTF-8.]]},
  {"dates", "how dates are written", [[
Dates are EDTF (ISO 8601-2): 2023-06-08, 2025-10-20/2025-10-23, 2024-03, XXXX-06-08 where
the year is not known; a trailing ~ where it was inferred. jiyao.extract.dates(doc) says from
what (reason): own, event (the year in its name), published, dateline, anniversary, weekday,
neighbour, issue; or none, and then nothing is guessed.]]},
  {"errors", "what happens when something fails", [[
What the world does (a missing file, damaged bytes, a full disk) raises an error object with
the fields code, message, path and offset. pcall catches it; otherwise the script stops.]]},
  {"search", "finding words in a corpus", [[
corpus:search "院长 AND 会议" lists the pages that hold both, the best first; corpus:kwic lists every hit
with the words around it; corpus:ngrams(2) counts. A term may have any length, one character up, in
either script: "a phrase", OR, NOT, brackets, title:年会, NEAR(书记 调研, 5). Filters stand beside it:
{institution = …, person = …, kind = …, tag = …, from = …, to = …, once = true}. help(corpus.kwic)
tells more.]]},
  {"reprints", "pages that are one report", [[
corpus:reprints() lists chains: who published first, and how the others differ (verbatim, trimmed,
extended, changed, retitled, converted); {path = …, passages = true} tells where. Every list takes
{once = true}: of a chain only the first is counted. jiyao.reprint.compare(a, b) compares two texts.]]},
  {"people", "who is who across documents", [[
corpus:entities{name = …} lists people, corpus:entity(id) tells why parts of one are one. One name
at two institutions is two people until documents show that it is one (a text gives both bodies,
the same post, the same company), or until you say so: corpus:merge(a, b, note), corpus:split(id,
paths or ids, note), corpus:undo(n), corpus:decisions(). An id is NAME@INSTITUTION. help(jiyao.analyst)
tells more, also of corpus:tag and corpus:annotate.]]},
  {"lists", "people and words of your own", [[
corpus:ingest(paths, {roster = FILE, lexicon = FILE}), or jiyao ingest --roster FILE --lexicon FILE:
tables (CSV or TSV) of name, titles, org, aliases, and of word, kind (title or org), full name. The
corpus keeps them and reads anew what was read by others. help(jiyao.lexica) tells more.]]},
  {"exchange", "a corpus for other programs, and from them", [[
corpus:export{format = "jsonl", out = FILE} writes all of a corpus, a document a line; filters stand beside
it, as in corpus:search. {format = "csv", table = "meetings", out = FILE} writes a table.
corpus:import(FILE) takes it into another corpus, with what the analyst said, and reads tables (CSV)
with a column of text. help(jiyao.analyst) tells more.]]},
  {"recipes", "reports that are made by one command", [[
jiyao recipe list, jiyao recipe show NAME, jiyao recipe run NAME --db FILE -o report.html.
A recipe is a Lua file that returns {name, summary, params, run}; yours runs from any folder.]]},
}

-- ---- documentation blocks ---------------------------------------------------

local function new_block()
  return {summary = {}, params = {}, returns = {}, usage = {}}
end

-- Where the words of a line go depends on the tag that came last.
local function add_line(block, line)
  local tag, rest = line:match("^@(%w+)%f[^%w]%b[]%s*(.*)$")
  if not tag then tag, rest = line:match("^@(%w+)%s*(.*)$") end
  if not tag then
    local into = block.into or block.summary
    if into == block.usage or into == block.summary or #into == 0 then
      into[#into + 1] = line
    else
      into[#into] = into[#into] .. " " .. line:match("^%s*(.-)%s*$")
    end
    return
  end
  if tag == "tparam" or tag == "param" then
    block.into = block.params
    if tag == "param" then rest = "any " .. rest end -- LDoc's @param gives no type
    block.params[#block.params + 1] = (line:find("param[opt", 1, true) and "[" or "") .. rest
  elseif tag == "treturn" or tag == "return" then
    block.into = block.returns
    block.returns[#block.returns + 1] = rest
  elseif tag == "usage" then
    block.into = block.usage
    if #block.usage > 0 then block.usage[#block.usage + 1] = "" end
    if rest ~= "" then block.usage[#block.usage + 1] = rest end
  else
    block[tag] = rest
  end
end

-- The name that the line after a block defines.
local function defined_name(line)
  local container, mark, name = line:match("^function ([%w_]+)([.:])([%w_]+)")
  if not name then container, mark, name = line:match("^([%w_]+)(%.)([%w_]+)%s*=") end
  if not name then return nil end
  return mark == ":" and container .. ":" .. name or name
end

local function lua_blocks(source)
  local blocks, block, number = {}, nil, 0
  for line in (source .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    local first = line:match("^%-%-%-%s?([^-].*)$")
    local more = block and line:match("^%-%-%s?(.*)$")
    if first then
      block = new_block()
      blocks[#blocks + 1] = block
      add_line(block, first)
    elseif more then
      add_line(block, more)
    elseif block then
      block["function"] = block["function"] or defined_name(line)
      block.line = number
      block = nil
    end
  end
  return blocks
end

local function c_blocks(source)
  local blocks = {}
  for body in source:gmatch("/%*%*%*(.-)%*/") do
    local block = new_block()
    blocks[#blocks + 1] = block
    for line in body:gsub("^%s+", ""):gsub("%s+$", ""):gmatch("[^\n]*") do
      add_line(block, (line:gsub("^%s*%*%s?", "")))
    end
  end
  return blocks
end

--- The documentation blocks of a source file.
-- @function blocks
-- @tparam string source
-- @tparam string language `lua` or `c`
-- @treturn table a list of {module, function, summary, params, returns, usage, line}: of
--   Lua, the number of the line that follows
-- @usage
-- local block = jiyao.help.blocks("--- Opens.\n-- @tparam string path\nfunction m.open(path)", "lua")[1]
-- print(block["function"], block.params[1]) --> open	string path
function help.blocks(source, language)
  return language == "c" and c_blocks(source) or lua_blocks(source)
end

local function read_blocks(module)
  local short = module == "jiyao" and "init" or module:match("^jiyao%.([%w_.]+)$") or "?"
  local ok, source = pcall(jiyao.data.read, "jiyao/" .. short:gsub("%.", "/") .. ".lua")
  if ok then return lua_blocks(source) end
  ok, source = pcall(jiyao.data.read, "docs/" .. short:gsub("%.", "_") .. ".txt")
  return ok and c_blocks(source) or {}
end

-- ---- showing ----------------------------------------------------------------

local function sentence(block)
  local words = table.concat(block.summary, " "):gsub("%s+", " ")
  return (words:match("^(.-%.)%s") or words):gsub("%s+$", "")
end

local function signature(module, block)
  local names = {}
  for i, param in ipairs(block.params) do
    local name = param:match("^%[?%S+ ([%w_.]+)") or param:match("^%[?([%w_.]+)") or "?"
    names[i] = param:sub(1, 1) == "[" and "[" .. name .. "]" or name
  end
  local name = block["function"]
  local prefix = name:find(":", 1, true) and "" or module .. "."
  return prefix .. name .. "(" .. table.concat(names, ", ") .. ")"
end

local function full(module, block)
  local lines = {signature(module, block), ""}
  for _, line in ipairs(block.summary) do lines[#lines + 1] = "  " .. line end
  for _, param in ipairs(block.params) do lines[#lines + 1] = "  takes    " .. param:gsub("^%[", "") end
  for _, value in ipairs(block.returns) do lines[#lines + 1] = "  returns  " .. value end
  if #block.usage > 0 then lines[#lines + 1] = "\n  example" end
  for _, line in ipairs(block.usage) do lines[#lines + 1] = "    " .. line end
  return table.concat(lines, "\n")
end

-- What is said of the module as a whole: the first block, unless it is a function's.
local function module_block(blocks)
  local first = blocks[1]
  return first and not first["function"] and first or nil
end

-- The functions of a module, without the methods of its objects.
local function names_of(blocks)
  local names = {}
  for _, block in ipairs(blocks) do
    local name = block["function"]
    if name and not name:find(":", 1, true) then names[#names + 1] = name end
  end
  return table.concat(names, ", ")
end

-- The block of a function of a Lua file, found by the line where it is written, and its module.
local function block_of(value)
  local info = debug.getinfo(value, "S")
  local file = info.what == "Lua" and info.source:match("jiyao/([%w_/]+)%.lua$")
  local module = file and "jiyao." .. file:gsub("/", ".")
  for _, block in ipairs(module and read_blocks(module) or {}) do
    if block["function"] and block.line == info.linedefined then return block, module end
  end
  return nil
end

-- The functions that a module has from another one, as blocks under the names they have here.
local function borrowed(module, blocks)
  local documented, list = {}, {}
  for _, block in ipairs(blocks) do documented[block["function"] or ""] = true end
  local loaded = module and jiyao[module:match("^jiyao%.(.*)$") or ""]
  for name, value in next, type(loaded) == "table" and loaded or {} do
    local block = not documented[name] and type(value) == "function" and block_of(value)
    if block then list[#list + 1] = setmetatable({["function"] = name}, {__index = block}) end
  end
  table.sort(list, function(a, b) return a["function"] < b["function"] end)
  return list
end

local function show_module(module, blocks)
  local about = module_block(blocks)
  local lines = {about and module .. ": " .. table.concat(about.summary, " ") or module, ""}
  local function show(block)
    if not block["function"] then return end
    lines[#lines + 1] = "  " .. signature(module, block)
    lines[#lines + 1] = "      " .. sentence(block)
  end
  for _, block in ipairs(blocks) do show(block) end
  for _, block in ipairs(borrowed(module, blocks)) do show(block) end
  return table.concat(lines, "\n")
end

local function overview()
  local lines = {INTRO, "", "topics"}
  for _, topic in ipairs(TOPICS) do lines[#lines + 1] = string.format("  %-12s %s", topic[1], topic[2]) end
  lines[#lines + 1] = "\nmodules"
  for _, module in ipairs(jiyao.modules()) do
    local blocks = read_blocks(module)
    local about = module_block(blocks)
    if #blocks > 0 and not (about and about.internal) then
      local line = string.format("  %-12s %s", module:gsub("^jiyao%.", ""),
        about and sentence(about) or names_of(blocks))
      lines[#lines + 1] = columns.fit(line, WIDTH)
    end
  end
  return table.concat(lines, "\n")
end

-- A topic may share its name with a module; then both are shown.
local function show_name(name)
  local module = name == "jiyao" and name or "jiyao." .. name:gsub("^jiyao%.", "")
  local blocks = read_blocks(module)
  for _, topic in ipairs(TOPICS) do
    if topic[1] == name then
      return topic[3] .. (#blocks > 0 and "\n\n" .. show_module(module, blocks) or "")
    end
  end
  if #blocks > 0 then return show_module(module, blocks) end
  local parent, last = module:match("^(jiyao.*)[.:]([%w_]+)$")
  local inside = read_blocks(parent or "")
  for _, list in ipairs {inside, borrowed(parent, inside)} do
    for _, block in ipairs(list) do
      local known = block["function"]
      if known and (known == last or known:match("[.:]([%w_]+)$") == last) then return full(parent, block) end
    end
  end
  return nil
end

local function field_name(module, value)
  if type(module) ~= "table" then return nil end
  for key, field in next, module do
    if rawequal(field, value) and type(key) == "string" then return key end
  end
  return nil
end

-- ---- methods ------------------------------------------------------------------

-- Calls f(module, block, class, name) for each method until it returns something.
local function each_method(f)
  for _, module in ipairs(jiyao.modules()) do
    for _, block in ipairs(read_blocks(module)) do
      local class, name = (block["function"] or ""):match("^([%w_]+):([%w_]+)$")
      local result = class and f(module, block, class, name)
      if result then return result end
    end
  end
  return nil
end

-- `Text:changes` or `text:changes`; or `Text`, for all methods of one.
local function show_method(name)
  local wanted, lines = name:gsub("^jiyao%.", ""):lower(), {}
  return each_method(function(module, block, class, method)
    if (class .. ":" .. method):lower() == wanted then return full(module, block) end
    if class:lower() ~= wanted then return nil end
    lines[#lines + 1] = "  " .. signature(module, block)
    lines[#lines + 1] = "      " .. sentence(block)
  end) or #lines > 0 and table.concat(lines, "\n") or nil
end

-- Of a C function that objects have as a method, the names it may go by, sorted.
local function method_names(value)
  local names = {}
  for type_name, meta in next, debug.getregistry() do
    local index = type(type_name) == "string" and type(meta) == "table" and rawget(meta, "__index")
    local method = type(index) == "table" and field_name(index, value)
    if method then names[#names + 1] = type_name:gsub("_", "") .. ":" .. method end
  end
  table.sort(names)
  return names
end

-- A function that is in no module: by the line where it is written, or as a method.
local function show_function(value)
  local block, module = block_of(value)
  if block then return full(module, block) end
  local is_c = debug.getinfo(value, "S").what == "C"
  for _, name in ipairs(is_c and method_names(value) or {}) do
    local shown = show_method(name)
    if shown then return shown end
  end
  return nil
end

-- ---- names of values -----------------------------------------------------------

-- The name under which a module or one of its functions was loaded.
local function name_of(value)
  if rawequal(value, jiyao) then return "jiyao" end
  for _, name in ipairs(jiyao.modules()) do
    local module = rawget(jiyao, name:match("^jiyao%.(.*)$")) or package.loaded[name]
    if module and rawequal(module, value) then return name end
    local field = field_name(module, value)
    if field then return name .. "." .. field end
  end
  local field = type(value) == "function" and field_name(jiyao, value)
  if field then return "jiyao." .. field end
  local meta = debug.getmetatable(value)
  return type(value) ~= "string" and type(meta) == "table" and rawget(meta, "__name") or nil
end

-- ---- names that are not there ------------------------------------------------

local MOST_OFFERED = 3

-- How many letters must change to make one word of another; two that stand the
-- wrong way round count once (the restricted distance of Damerau).
local function distance(a, b)
  local rows = {[-1] = {}, [0] = {}}
  for j = 0, #b do rows[0][j] = j end
  for i = 1, #a do
    local row, above, before = {[0] = i}, rows[i - 1], rows[i - 2]
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      row[j] = math.min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (same and 0 or 1))
      local crossed = i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j)
      if crossed then row[j] = math.min(row[j], before[j - 2] + 1) end
    end
    rows[i] = row
  end
  return rows[#a][#b]
end

-- Every name that help knows, with the short one that it may go by.
local function known_names()
  local names = {}
  for _, topic in ipairs(TOPICS) do names[#names + 1] = {topic[1], topic[1]} end
  for _, module in ipairs(jiyao.modules()) do
    local short, blocks = module:gsub("^jiyao%.", ""), read_blocks(module)
    local about = module_block(blocks)
    local shown = #blocks > 0 and not (about and about.internal)
    if shown then names[#names + 1] = {short, short} end
    for _, block in ipairs(shown and blocks or {}) do
      local last = block["function"] and block["function"]:match("([%w_]+)$")
      if last then names[#names + 1] = {short .. "." .. last, last} end
    end
  end
  return names
end

-- The names nearest to one that is not there, the nearest first.
local function nearest(name)
  local wanted, found, known = name:lower():gsub("^jiyao%.", ""), {}, {}
  for _, n in ipairs(known_names()) do
    local far = math.min(distance(wanted, n[1]), distance(wanted, n[2]))
    if far <= math.max(1, #wanted // 3) and not known[n[1]] then
      known[n[1]] = true
      found[#found + 1] = {far = far, name = n[1]}
    end
  end
  table.sort(found, function(a, b)
    if a.far ~= b.far then return a.far < b.far end
    if #a.name ~= #b.name then return #a.name < #b.name end
    return a.name < b.name
  end)
  local offered = {}
  for i = 1, math.min(#found, MOST_OFFERED) do offered[i] = ("help %q"):format(found[i].name) end
  return table.concat(offered, ", ")
end

local function nothing(name)
  local words = "There is no help on this. help() lists what there is."
  local offered = type(name) == "string" and #name <= WIDTH and nearest(name) or ""
  return offered == "" and words or words .. "\nNearest: " .. offered
end

--- What help(topic) prints. Where there is no help on a name, the nearest ones are
-- offered.
-- @function text
-- @tparam[opt] string|table|function topic a topic, a module, a function or a method
--   (`doc.text`), or its name (`Doc:text`)
-- @treturn string
-- @usage
-- print(jiyao.help.text("data.table"):match("^[^\n]+")) --> jiyao.data.table(name)
-- print(jiyao.help.text(jiyao.text.new("会").changes):match("^[^\n]+")) --> Text:changes()
-- print(jiyao.help.text("extarct"):match("Nearest: [^,]+")) --> Nearest: help "extract"
function help.text(topic)
  if topic == nil then return overview() end
  local name = type(topic) == "string" and topic or name_of(topic)
  local shown = name and (show_name(name) or show_method(name))
  return shown or type(topic) == "function" and show_function(topic) or nothing(topic)
end

-- help(jiyao.extarct) is help(nil): the name of what is missing is gone by then.
local NIL = 'help(nil): there is nothing of that name. help "NAME" finds the nearest; '
  .. "help() lists what there is."

return setmetatable(help, {
  __call = function(_, ...)
    local topic = ...
    print(topic == nil and select("#", ...) > 0 and NIL or help.text(topic))
  end,
  __tostring = function() return "Type help() for help." end,
})

--- Recipes: Lua files that turn a corpus and parameters into a report. Knows
-- their form, checks it, and reads parameters as a command line gives them.
-- Refuses to know what any recipe reports.
--
-- A recipe file returns a table: `name`, `summary`, `params` (a list of
-- {`name`, `type`, `default`, `required`, `choices`, `least`, `most`, `help`}) and `run(ctx)`,
-- which returns a report. `type` is string, integer, number, date, boolean,
-- list or choice. `ctx` holds `corpus`, `params`, the modules `report`, `text`,
-- `timeline`, `leaders`, `compare`, and two functions that return what `refs`
-- takes: `cite(report, place, about)` gives the id of one quotation (see
-- `jiyao.recipe.cite`), `cite_meetings(report, entries, most)` those of the words
-- that tell of the entries of a timeline, at most `most` an entry. `ctx.tell(words)` says
-- something beside the report, such as that nothing was found.
-- @module jiyao.recipe
local jiyao = require "jiyao"
local edtf = require "jiyao.edtf"
local quoting = require "jiyao.quoting"
local report = require "jiyao.report"

local recipe = {}

local SHIPPED = {"compare-institutions", "leader-profile", "timeline"}

-- ---- types of parameters ---------------------------------------------------

local function split(s)
  local items = {}
  for item in s:gsub("，", ","):gsub("、", ","):gmatch("[^,]+") do
    item = item:match("^%s*(.-)%s*$")
    if item ~= "" then items[#items + 1] = item end
  end
  return items
end

local BOOLEANS = {["true"] = true, yes = true, ["1"] = true, ["false"] = false, no = false, ["0"] = false}

-- A number within the bounds `least` and `most` of its parameter, or nil.
local function bounded(n, p)
  if n == nil or n < (p.least or n) or n > (p.most or n) then return nil end
  return n
end

-- Each takes a value, as a string or already of its type, and returns it
-- typed, or nil where it does not fit.
local READ = {
  string = function(v) return type(v) == "string" and v or nil end,
  integer = function(v, p) return bounded(math.tointeger(tonumber(v)), p) end,
  number = function(v, p) return bounded(tonumber(v), p) end,
  date = function(v) return edtf.is_bound(v) and v or nil end,
  list = function(v) return type(v) == "string" and split(v) or (type(v) == "table" and v or nil) end,
  boolean = function(v)
    if type(v) == "boolean" then return v end
    return BOOLEANS[v]
  end,
  choice = function(v, p)
    for _, choice in ipairs(p.choices) do
      if v == choice then return v end
    end
    return nil
  end,
}

-- `--min-confidence` is what a command line calls the parameter min_confidence.
local function with_underscores(given)
  local named = {}
  for name, value in next, given do named[type(name) == "string" and name:gsub("-", "_") or name] = value end
  return named
end

local WANTED = {
  string = "text", integer = "a whole number", number = "a number",
  date = "a date (YYYY, YYYY-MM or YYYY-MM-DD)", list = "a list, its items separated by commas",
  boolean = "yes or no",
}

local function wanted(p)
  if p.type == "choice" then return "one of " .. table.concat(p.choices, ", ") end
  local least = p.least and (", %g or more"):format(p.least) or ""
  local most = p.most and (", %g at most"):format(p.most) or ""
  return WANTED[p.type] .. least .. most
end

-- ---- form ------------------------------------------------------------------

local function param_fault(p, i, seen)
  if type(p) ~= "table" or type(p.name) ~= "string" or not p.name:find("^%l[%l%d_]*$") then
    return ("params[%d]: a name of lower-case letters, digits and _ expected"):format(i)
  end
  local here = "parameter " .. p.name .. ": "
  if seen[p.name] then return here .. "given twice" end
  seen[p.name] = true
  if not READ[p.type] then return here .. "type " .. tostring(p.type) .. " is not known" end
  if p.type == "choice" and (type(p.choices) ~= "table" or #p.choices == 0) then
    return here .. "a choice needs its choices"
  end
  if p.default ~= nil and p.required then return here .. "a required parameter has no default" end
  if p.default ~= nil and READ[p.type](p.default, p) == nil then
    return here .. "the default is not " .. wanted(p)
  end
  return nil
end

local function fault_of(r)
  if type(r) ~= "table" then return "a recipe file returns a table, not " .. type(r) end
  if type(r.name) ~= "string" or r.name == "" then return "the recipe has no name" end
  if type(r.summary) ~= "string" then return "the recipe has no summary" end
  if type(r.run) ~= "function" then return "the recipe has no function run" end
  if r.params ~= nil and type(r.params) ~= "table" then return "params is a list of tables" end
  local seen = {}
  for i, p in ipairs(r.params or {}) do
    local fault = param_fault(p, i, seen)
    if fault then return fault end
  end
  return nil
end

--- Check the form of a recipe; raises where it is not right.
-- @function check
-- @param r what the recipe file returned
-- @tparam[opt] string path of the file, for the message
-- @treturn table r
-- @usage
-- local recipe = require "jiyao.recipe"
-- print(select(2, pcall(recipe.check, {name = "mine"}, "mine.lua"))) --> mine.lua: the recipe has no summary
function recipe.check(r, path)
  local fault = fault_of(r)
  if fault then jiyao.fail("EINVALID", fault, path) end
  return r
end

-- ---- finding ---------------------------------------------------------------

local function load_file(path)
  local file, why, errno = io.open(path, "rb")
  if not file then
    jiyao.fail(errno == 2 and "ENOTFOUND" or "EIO", (why:gsub("^.*: ", "")), path)
  end
  local source, read_why = file:read("a")
  file:close()
  if not source then jiyao.fail("EIO", (read_why:gsub("^.*: ", "")), path) end
  local chunk, message = load((source:gsub("^#[^\n]*", "")), "@" .. path, "t")
  if not chunk then
    local from, to = message:find(path .. ":", 1, true)
    jiyao.fail("EINVALID", "line " .. (from == 1 and message:sub(to + 1) or message), path)
  end
  return recipe.check(chunk(), path)
end

--- Load a recipe that ships, by its name, or one from a file: what holds a
-- slash or ends in `.lua` is a path.
-- @function load
-- @tparam string name
-- @treturn table the recipe
-- @usage
-- print(require("jiyao.recipe").load("timeline").name) --> timeline
function recipe.load(name)
  if name:find("/", 1, true) or name:find("%.lua$") then return load_file(name) end
  for _, shipped in ipairs(SHIPPED) do
    if shipped == name then return recipe.check(require("jiyao.recipes." .. name), name) end
  end
  jiyao.fail("ENOTFOUND", ("no recipe is named %s (there are %s; your own needs its path, as in ./%s.lua)")
    :format(name, table.concat(SHIPPED, ", "), name))
end

--- The recipes that ship, sorted by name.
-- @function list
-- @treturn {table,...}
-- @usage
-- for _, r in ipairs(require("jiyao.recipe").list()) do print(r.name) end
-- --> compare-institutions
-- --> leader-profile
-- --> timeline
function recipe.list()
  local list = {}
  for i, name in ipairs(SHIPPED) do list[i] = recipe.load(name) end
  return list
end

local function describe(p)
  local default = p.default
  if type(default) == "table" then default = table.concat(default, ",") end
  local notes = {p.help or "", p.type == "choice" and "one of " .. table.concat(p.choices, ", ") or p.type}
  if p.required then notes[#notes + 1] = "required" end
  if default ~= nil then notes[#notes + 1] = "default " .. tostring(default) end
  return table.concat(notes, "; ", notes[1] == "" and 2 or 1)
end

--- What a recipe does and takes, as text.
-- @function show
-- @tparam table r
-- @treturn string
-- @usage
-- local r = {name = "mine", summary = "Count.", params = {{name = "limit", type = "integer", default = 5}}}
-- print((require("jiyao.recipe").show(r):gsub("\n", "|"))) --> mine: Count.||  --limit  integer; default 5|
function recipe.show(r)
  local width, lines = 0, {r.name .. ": " .. r.summary}
  for _, p in ipairs(r.params or {}) do width = math.max(width, #p.name) end
  for i, p in ipairs(r.params or {}) do
    if i == 1 then lines[2] = "" end
    lines[#lines + 1] = ("  --%s%s  %s"):format(p.name, (" "):rep(width - #p.name), describe(p))
  end
  return table.concat(lines, "\n") .. "\n"
end

-- ---- running ---------------------------------------------------------------

local function check_known(r, given)
  local known, names, unknown = {}, {}, {}
  for i, p in ipairs(r.params or {}) do known[p.name], names[i] = true, "--" .. p.name end
  for name in pairs(given) do
    if not known[name] then unknown[#unknown + 1] = name end
  end
  table.sort(unknown)
  if #unknown > 0 then
    jiyao.fail("EINVALID", ("%s has no parameter --%s (%s)"):format(r.name, unknown[1],
      #names > 0 and "it has " .. table.concat(names, ", ") or "it has none"))
  end
end

--- Read parameters: from strings, as a command line gives them, or from values
-- that have their type already. Fills in defaults.
-- @function params
-- @tparam table r the recipe
-- @tparam[opt] table given by name
-- @treturn table typed, by name; raises `EINVALID` where one does not fit
-- @usage
-- local recipe = require "jiyao.recipe"
-- local r = {name = "mine", params = {{name = "limit", type = "integer"}}}
-- print(recipe.params(r, {limit = "12"}).limit + 1) --> 13
-- print(select(2, pcall(recipe.params, r, {limit = "x"}))) --> mine: --limit: x is not a whole number
function recipe.params(r, given)
  given = with_underscores(given or {})
  check_known(r, given)
  local params = {}
  for _, p in ipairs(r.params or {}) do
    local value = given[p.name]
    if value == nil then value = p.default end
    if value == nil and p.required then
      jiyao.fail("EINVALID", ("%s: --%s is required (%s)"):format(r.name, p.name, p.help or p.type))
    end
    if value ~= nil then
      params[p.name] = READ[p.type](value, p)
      if params[p.name] == nil then
        jiyao.fail("EINVALID", ("%s: --%s: %s is not %s"):format(r.name, p.name, tostring(value), wanted(p)))
      end
    end
  end
  return params
end

--- Cite words of a document in a report: with the sentence they stand in.
-- @function cite
-- @tparam Corpus corpus
-- @tparam Report r
-- @tparam table place `document_id`, `start`, `stop`
-- @tparam[opt] table about `label`, `date`, `institution`
-- @tparam[opt] boolean is_html whether the document is a page, whose tags are left out
-- @treturn string the id of the quotation, for `refs`
-- @usage
-- local corpus = {quote = function()
--   return {text = "林知行", before = "会后。会上,", after = "讲话。散会。", path = "a.txt", start = 15, stop = 24}
-- end}
-- local r = require("jiyao.report").new{title = "会议"}
-- local id = require("jiyao.recipe").cite(corpus, r, {document_id = 1, start = 15, stop = 24})
-- print(id, r.quotes[id].before, r.quotes[id].after) --> q1	会上,	讲话。
function recipe.cite(corpus, r, place, about, is_html)
  local q = corpus:quote(place.document_id, place.start, place.stop, quoting.CONTEXT)
  q = quoting.trim(q, is_html)
  for key, value in pairs(about or {}) do q[key] = value end
  return r:cite(q)
end

local function html_documents(corpus)
  local ids = {}
  for _, d in ipairs(corpus:documents{}) do ids[d.id] = d.kind == "html" end
  return ids
end

-- A date as exact as the other: 2024-03 of 2024-03-06.
local function is_after(from, to)
  return from:sub(1, #to) > to:sub(1, #from)
end

-- Nothing lies between dates in the wrong order.
local function tell_order(ctx)
  local from, to = ctx.params.from, ctx.params.to
  if type(from) == "string" and type(to) == "string" and is_after(from, to) then
    ctx.tell(("--from %s is after --to %s: nothing lies between"):format(from, to))
  end
end

--- Run a recipe.
-- @function run
-- @tparam table r
-- @tparam Corpus corpus
-- @tparam[opt] table given parameters, as for @{params}
-- @tparam[opt] function tell called with what is to be said beside the report, such as
--   that nothing was found; a recipe says it by `ctx.tell(words)`
-- @treturn Report
-- @usage
-- local report = require "jiyao.report"
-- local r = {name = "mine", summary = "", run = function(ctx) return ctx.report.new{title = "会议"} end}
-- print(report.is(require("jiyao.recipe").run(r, {}, {}))) --> true
function recipe.run(r, corpus, given, tell)
  local ctx = {
    tell = tell or function() end,
    corpus = corpus, params = recipe.params(r, given), report = report,
    text = require "jiyao.text", timeline = require "jiyao.timeline", leaders = require "jiyao.leaders",
    compare = require "jiyao.compare",
  }
  local html
  function ctx.cite(doc, place, about)
    html = html or html_documents(corpus)
    return recipe.cite(corpus, doc, place, about, html[place.document_id])
  end
  function ctx.cite_meetings(doc, entries, most)
    local ids = {}
    for _, entry in ipairs(entries) do
      for i = 1, math.min(most or #entry.sources, #entry.sources) do
        local source = entry.sources[i]
        ids[#ids + 1] = ctx.cite(doc, source, {label = entry.name, date = source.date,
          institution = entry.institution})
      end
    end
    return ids
  end
  tell_order(ctx)
  local made = r.run(ctx)
  if not report.is(made) then
    jiyao.fail("EINVALID", ("the recipe %s returned no report but %s"):format(r.name, type(made)))
  end
  return made
end

return recipe

--- The program's subcommands. Each takes the options by name and the list of
-- operands, prints data on stdout and messages on stderr, and returns the exit
-- code: 0 done, 1 failed, 2 wrong usage (and what is wrong), 3 an input was
-- refused, be it the only one.
-- @module jiyao.commands
-- @internal

local jiyao = require "jiyao"
local columns = require "jiyao.columns"
local console = require "jiyao.console"
local files = require "jiyao.files"
local rows = require "jiyao.rows"
local tools = require "jiyao.command_tools"

local commands = {}

local DONE, USAGE, REFUSED = tools.DONE, tools.USAGE, tools.REFUSED
local message, emit, reading_of, offset_of, open_corpus = tools.message, tools.emit, tools.reading_of,
  tools.offset_of, tools.open_corpus
local count_of = tools.count_of

-- Names what was passed over and could be missed; counts the rest.
local function tell_passed(path, passed, told)
  for _, pass in ipairs(told) do
    message(columns.printable(("%s#%d: passed over: %s"):format(path, pass.number, pass.reason)))
  end
  local rest = passed - #told
  if rest == 0 then return end
  local what = rest == 1 and "1 record that holds no text was" or rest .. " records that hold no text were"
  message(columns.printable(path .. ": " .. what .. " passed over"))
end

-- Calls f(doc) for each document and prints what it gives; those that are
-- refused are told and counted, and the others go on.
local function each_document(paths, opts, f)
  local refused = 0
  local function refuse(why)
    refused = refused + 1
    message(columns.printable(tostring(why)))
  end
  local function attempt(path, ...)
    local ok, result = pcall(...)
    if ok then return result end
    if jiyao.is_fault(result) then
      refuse(path .. ": a rule failed on this page (please report it): " .. result)
      return nil
    end
    if not jiyao.is_failure(result) then error(result, 0) end
    refuse(result.path and result or path .. ": " .. tostring(result)) -- a rule that gave up knows no file
  end
  for _, entry in ipairs(jiyao.ingest.paths(paths)) do
    local function done(passed, told) tell_passed(entry.path, passed, told) end
    if entry.message then
      refuse(entry.path .. ": " .. entry.message)
    else
      attempt(entry.path, function()
        local wanted = {encoding = opts.encoding, script = opts.script, columns = opts.columns,
          refused = refuse, done = done}
        for doc in jiyao.document.each(entry.path, wanted) do
          local result = attempt(doc.path, f, doc)
          if result then emit(result) end
        end
      end)
    end
  end
  if refused > 0 then message(string.format("%d refused", refused)) end
  return refused > 0 and REFUSED or DONE
end

-- A record names one encoding: what it cannot say of several is said here.
local MOST_REGIONS = 5

local function tell_bytes(doc)
  local losses, encodings = jiyao.corpus.losses(doc), jiyao.repairs.encodings(doc, MOST_REGIONS)
  if encodings then message(columns.printable(doc.path .. ": in several encodings: " .. encodings)) end
  if jiyao.repairs.hopeless(doc) then
    message(columns.printable(doc.path .. ": reads as if it had been saved from a wrong encoding, and too "
      .. "much is lost to undo it: fetch it anew"))
  end
  if losses then message(columns.printable(doc.path .. ": " .. losses)) end
end

local function indented(title, lines)
  if #lines == 0 then return "" end
  return "  " .. title .. "\n    " .. table.concat(columns.align(lines), "\n    ") .. "\n"
end

local function as_table(record)
  local meetings, people = {}, {}
  for i, m in ipairs(record.meetings) do
    meetings[i] = {m.date or "-", m.kind or "-", m.name or "-", m.host or "-"}
  end
  for i, p in ipairs(record.people) do
    people[i] = {p.name, table.concat(p.titles, "、"), p.org or "-", tostring(p.mentions)}
  end
  local head = {record.path, record.encoding, record.script, record.published or "-",
    record.institution or "-"}
  return columns.printable(table.concat(head, "  ")) .. "\n" .. indented("meetings", meetings)
    .. indented("people", people)
end

-- A share as it is typed: 0.8, 1.
local function share_of(word)
  local n = word and word:find("^[%d.]+$") and tonumber(word)
  return n and n <= 1 and n or nil
end

--- `jiyao extract`: one record a document.
-- @function extract
-- @tparam table opts `format`, `encoding`, `columns`, `explain`, `["min-confidence"]`
-- @tparam table paths
-- @treturn integer the exit code
function commands.extract(opts, paths)
  local wrong, mapped = reading_of(opts)
  if wrong then return USAGE, wrong end
  local least = opts["min-confidence"]
  local settings = {explain = opts.explain and true or nil, min_confidence = share_of(least)}
  if least and not settings.min_confidence then
    return USAGE, ("--min-confidence takes a number from 0 to 1, not '%s'"):format(columns.printable(least))
  end
  return each_document(paths, {encoding = opts.encoding, columns = mapped}, function(doc)
    tell_bytes(doc)
    if doc.handle:is_index() then
      message(columns.printable(doc.path .. ": a list of links to other pages: no meetings and people are "
        .. "taken from it"))
    end
    local undated = jiyao.document.undated(doc)
    if undated then
      local words = "%s: no date is told by '%s', which is stated as the time of publication"
      message(columns.printable(words:format(doc.path, undated)))
    end
    local record = jiyao.document.extract(doc, settings)
    record.path = rows.printable(record.path)
    if opts.explain then
      return jiyao.explain.text(record.path, record.meetings, record.people, jiyao.repairs.encodings(doc))
    end
    if opts.format == "table" then return as_table(record) end
    return jiyao.document.to_json(record) .. "\n"
  end)
end

local function list_changes(doc, all)
  local lines, glosses = jiyao.repairs.lines(doc, all)
  for _, line in ipairs(lines) do io.stderr:write(line, "\n") end
  if glosses > 0 then
    local what = glosses == 1 and "1 gloss" or glosses .. " glosses"
    message(columns.printable(doc.path .. ": " .. what .. " taken out (--repairs=all lists them)"))
  end
end

-- Lines that were published in Traditional script stay as they were: the way
-- there and back by another script would lose what it does not tell apart.
local function traditional(reading)
  local convert = jiyao.convert
  if convert.script_of(reading) == "Hant" then return reading end
  return (reading:gsub("[^\n]+", function(line)
    return convert.script_of(line) == "Hant" and line or convert.script(line, "s2t")
  end))
end

--- `jiyao clean`: the reading text of each document.
-- @function clean
-- @tparam table opts `script`, `repairs`, `encoding`, `columns`
-- @tparam table paths
-- @treturn integer the exit code
function commands.clean(opts, paths)
  local wrong, mapped = reading_of(opts)
  if wrong then return USAGE, wrong end
  local hant = opts.script == "hant"
  local wanted = {encoding = opts.encoding, script = hant and "keep" or opts.script, columns = mapped}
  return each_document(paths, wanted, function(doc)
    tell_bytes(doc)
    if opts.repairs then list_changes(doc, opts.repairs == "all") end
    local reading = hant and traditional(doc.reading) or doc.reading
    return reading .. (reading:sub(-1) == "\n" and "" or "\n")
  end)
end

--- `jiyao where`: the lines of a place in a source text.
-- @function where
-- @tparam table opts `db`, `context`, `encoding`, `columns`
-- @tparam table operands the path, the start and the end
-- @treturn integer the exit code
function commands.where(opts, operands)
  local wrong, mapped = reading_of(opts)
  if wrong then return USAGE, wrong end
  local start, stop = offset_of(operands[2]), offset_of(operands[3])
  if not start or not stop then
    return USAGE, ("'%s' is no offset: whole bytes from 0 are"):format(start and operands[3] or operands[2])
  end
  local context = offset_of(opts.context or "0")
  if not context then return USAGE, ("--context takes a number of lines, not '%s'"):format(opts.context) end
  local width = console.isatty("stdout") and console.columns("stdout") or nil
  if opts.db then
    local corpus <close> = open_corpus(opts.db)
    emit(corpus:where(operands[1], start, stop, {context = context, columns = width}))
    return DONE
  end
  local read, doc = jiyao.try(jiyao.document.read, operands[1], {encoding = opts.encoding, columns = mapped})
  if not read then
    message(columns.printable(tostring(doc)))
    return REFUSED
  end
  emit(jiyao.where.show(doc, start, stop, {context = context, columns = width}))
  return DONE
end

local recipe_actions = {}

function recipe_actions.list()
  local lines = {}
  for i, r in ipairs(jiyao.recipe.list()) do lines[i] = {r.name, r.summary} end
  emit(table.concat(columns.align(lines, 200), "\n"), "\n")
  return DONE
end

function recipe_actions.show(_, name)
  emit(jiyao.recipe.show(jiyao.recipe.load(name)))
  return DONE
end

local FORMATS = {html = "html", htm = "html", md = "md", csv = "csv", json = "json"}

-- Writes beside the file and renames, so that nothing half-written stays.
local function write_whole(path, content)
  local part = string.format("%s.part-%d", path, console.pid())
  local function give_up(reason)
    os.remove(part)
    jiyao.fail("EIO", "cannot write: " .. reason:gsub("^.*%.part%-%d+: ", ""), path)
  end
  local file, why = io.open(part, "wb")
  if not file then give_up(why) end
  local ok, reason = file:write(content)
  local closed, close_reason = file:close()
  if not ok then give_up(reason) end
  if not closed then give_up(close_reason) end
  ok, reason = os.rename(part, path)
  if not ok then give_up(reason) end
end

local MOST_EPOCHS, LEAST_ROWS, MOST_ROWS = 1000, 4, 24 -- what jiyao.extract.train takes

--- `jiyao train`: a model of labelled lines.
-- @function train
-- @tparam table opts `out`, `words`, `epochs`, `rows`
-- @tparam table paths files of labelled lines
-- @treturn integer the exit code
-- @treturn[opt] string what is wrong with the usage
function commands.train(opts, paths)
  if not opts.out then return USAGE, "--out MODEL is missing" end
  local epochs, wrong = count_of(opts, "epochs", 1, MOST_EPOCHS)
  local size, bad = count_of(opts, "rows", LEAST_ROWS, MOST_ROWS)
  if wrong or bad then return USAGE, wrong or bad end
  local lines = {}
  for i, path in ipairs(paths) do lines[i] = files.read(path) end
  local named = #paths == 1 and paths[1] or nil
  local model = jiyao.extract.train(table.concat(lines, opts.words and "" or "\n"),
    {words = opts.words, epochs = epochs, rows = size, path = named})
  write_whole(opts.out, model)
  return DONE
end

function recipe_actions.run(opts, name)
  if not opts.db then return USAGE, "--db FILE is missing" end
  if not opts.output then return USAGE, "-o FILE is missing" end
  local format = opts.output == "-" and "md" or FORMATS[(opts.output:match("%.(%w+)$") or ""):lower()]
  if not format then return USAGE, "-o takes a file that ends in .html, .md, .csv or .json, or -" end
  local recipe = jiyao.recipe.load(name)
  local fits, why = jiyao.try(jiyao.recipe.params, recipe, opts.params)
  if not fits then return USAGE, tostring(why) end
  local corpus <close> = open_corpus(opts.db)
  local content = jiyao.report.render(jiyao.recipe.run(recipe, corpus, opts.params, function(words)
    message(columns.printable(recipe.name .. ": " .. words))
  end), format)
  if opts.output == "-" then emit(content) else write_whole(opts.output, content) end
  return DONE
end

--- `jiyao recipe`: lists, describes and runs recipes.
-- @function recipe
-- @tparam table opts `db`, `output`, `params`
-- @tparam table operands the action, and a recipe's name or path
-- @treturn integer the exit code
function commands.recipe(opts, operands)
  local action, name = operands[1], operands[2]
  if not recipe_actions[action] then
    return USAGE, string.format("'%s' is none of list, show, run", action)
  end
  if action == "list" and name then return USAGE, string.format("unexpected '%s'", name) end
  if action ~= "list" and not name then return USAGE, "the recipe's NAME is missing" end
  local param = next(opts.params)
  if action ~= "run" and param then return USAGE, "unknown option --" .. param end
  return recipe_actions[action](opts, name)
end

-- What concerns corpora has a module of its own.
return setmetatable(commands, {__index = require "jiyao.corpus_commands"})

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

local commands = {}

local DONE, FAILED, USAGE, REFUSED = 0, 1, 2, 3
local ENOENT = 2

local function message(...)
  io.stderr:write("jiyao: ", ...)
  io.stderr:write("\n")
end

-- What cannot be printed ends the program; the reason is told at exit.
local function emit(...)
  if not io.stdout:write(...) then os.exit(FAILED, true) end
end

-- `text=正文,title=标题` as a table; nil and what is wrong with it.
local function columns_of(list)
  if not list then return nil end
  local known, taken = {}, {}
  for _, name in ipairs {"text", "title", "date", "id", "source", "institution", "author", "url"} do
    known[name] = true
  end
  for pair in (list .. ","):gmatch("(.-),") do
    local name, column = pair:match("^(%w+)=(.+)$")
    if not known[name] then
      return nil, ("--columns takes text=NAME,title=NAME,… (text, title, date, id, source, institution, "
        .. "author, url), not '%s'"):format(pair)
    end
    taken[name] = column
  end
  return taken
end

-- What is wrong with the options that say how inputs are read; nil, and the columns.
local function reading_of(opts)
  local mapped, wrong = columns_of(opts.columns)
  if opts.encoding and not jiyao.convert.encoding(opts.encoding) then
    wrong = ("--encoding knows no '%s'; it takes %s, or another label of these"):format(
      columns.printable(opts.encoding), table.concat(jiyao.convert.encodings(), ", "))
  end
  return wrong, mapped
end

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

-- An offset, or nothing.
local function offset_of(word)
  return word:match("^%d+$") and math.tointeger(tonumber(word))
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
    local corpus <close> = commands.open_corpus(opts.db)
    emit(corpus:where(operands[1], start, stop, {context = context, columns = width}))
    return DONE
  end
  local read, doc = pcall(jiyao.document.read, operands[1], {encoding = opts.encoding, columns = mapped})
  if not read and not jiyao.is_failure(doc) then error(doc, 0) end
  if not read then
    message(columns.printable(tostring(doc)))
    return REFUSED
  end
  emit(jiyao.where.show(doc, start, stop, {context = context, columns = width}))
  return DONE
end

--- Opens a corpus that must be there; the failure says how to make one.
-- @function open_corpus
-- @tparam string path
-- @tparam[opt] table opts as of `jiyao.corpus.open`
-- @treturn Corpus
-- @usage
-- local ok, err = pcall(jiyao.commands.open_corpus, "no-such.db")
-- print(err.message) --> there is no corpus: make one with `jiyao ingest --db no-such.db PATH`
function commands.open_corpus(path, opts)
  local file, _, number = io.open(path, "rb")
  if file then
    file:close()
  elseif number == ENOENT then
    jiyao.fail("ENOTFOUND", "there is no corpus: make one with `jiyao ingest --db " .. path .. " PATH`", path)
  end
  return jiyao.corpus.open(path, opts)
end

local function terminal_columns()
  return console.columns("stderr")
end

-- What the plain lines say as they go, for those who saw a bar or nothing.
local function list_troubles(sum)
  for _, d in ipairs(sum.damaged or {}) do message(columns.printable(d.path .. ": " .. d.losses)) end
  for _, p in ipairs(sum.passed or {}) do
    message(columns.printable("passed over " .. p.path .. ": " .. p.reason))
  end
  for _, r in ipairs(sum.refused) do
    message(columns.printable("refused " .. r.path .. ": " .. jiyao.corpus.reason(r)))
  end
end

local MOST_JOBS = 256

-- A whole number that an option gives, from `least` to `most`; nil where it is not given.
local function count_of(opts, name, least, most)
  local word = opts[name]
  local n = word and offset_of(word)
  if not word or (n and n >= least and n <= most) then return n end
  local words = "--%s takes a number from %d to %d, not '%s'"
  return nil, words:format(name, least, most, columns.printable(word))
end

-- What an ingestion came to, as it is told at its end.
local function tell_sum(opts, sum)
  if opts.quiet then return end
  local gone = sum.gone and (", %d gone"):format(#sum.gone) or ""
  message(string.format("%d new, %d changed, %d unchanged%s, %d refused (%.1f MB) in %s",
    sum.new, sum.changed, sum.unchanged, gone, #sum.refused, sum.bytes / 1e6, opts.db))
end

-- Adds up what several ingestions came to.
local function add_sum(all, sum)
  for _, key in ipairs {"new", "changed", "unchanged", "bytes"} do all[key] = (all[key] or 0) + sum[key] end
  for _, key in ipairs {"refused", "gone"} do
    all[key] = all[key] or {}
    for _, item in ipairs(sum[key] or {}) do table.insert(all[key], item) end
  end
end

-- Follows folders until Ctrl-C; what it all came to.
local function watch(corpus, folders, opts, asked)
  local all, began = {}, false
  function asked.told(sum)
    for _, path in ipairs(sum.gone or {}) do message("gone " .. columns.printable(path)) end
    add_sum(all, sum)
    if not began and not opts.quiet then
      tell_sum(opts, sum)
      message("watching: Ctrl-C ends")
    end
    began = true
  end
  corpus:watch(folders, asked)
  return all
end

--- `jiyao ingest`: reads documents into a corpus.
-- @function ingest
-- @tparam table opts `db`, `encoding`, `columns`, `jobs`, `roster`, `lexicon`, `watch`, `quiet`
-- @tparam table paths
-- @treturn integer the exit code
function commands.ingest(opts, paths)
  if not opts.db then return USAGE, "--db FILE is missing" end
  local wrong, mapped = reading_of(opts)
  if wrong then return USAGE, wrong end
  local jobs, bad = count_of(opts, "jobs", 1, MOST_JOBS)
  if bad then return USAGE, bad end
  local kind = opts.quiet and "quiet" or not opts.watch and console.isatty("stderr") and "bar" or "plain"
  local corpus <close> = jiyao.corpus.open(opts.db, {create = true})
  local asked = {encoding = opts.encoding, columns = mapped, jobs = jobs or jiyao.workers.processors(),
    progress = jiyao.progress.new(kind, io.stderr, console.clock, terminal_columns),
    roster = opts.roster, lexicon = opts.lexicon}
  local sum = opts.watch and watch(corpus, paths, opts, asked) or corpus:ingest(paths, asked)
  if kind ~= "plain" then list_troubles(sum) end
  tell_sum(opts, sum)
  return #sum.refused > 0 and REFUSED or DONE
end

--- `jiyao reextract`: reads again what other rules have read.
-- @function reextract
-- @tparam table opts `db`, `all`, `dry-run`, `jobs`, `quiet`
-- @treturn integer the exit code
-- @treturn[opt] string what is wrong with the usage
function commands.reextract(opts)
  if not opts.db then return USAGE, "--db FILE is missing" end
  local jobs, bad = count_of(opts, "jobs", 1, MOST_JOBS)
  if bad then return USAGE, bad end
  local kind = opts.quiet and "quiet" or console.isatty("stderr") and "bar" or "plain"
  local corpus <close> = commands.open_corpus(opts.db, {write = true})
  local sum = corpus:reextract {all = opts.all, dry_run = opts["dry-run"],
    jobs = jobs or jiyao.workers.processors(),
    progress = jiyao.progress.new(kind, io.stderr, console.clock, terminal_columns)}
  if opts["dry-run"] then
    for _, path in ipairs(sum.stale) do emit(columns.printable(path), "\n") end
  elseif kind ~= "plain" then
    list_troubles(sum)
    for _, path in ipairs(sum.left) do
      message(columns.printable("left " .. path .. ": its file is needed to read it again"))
    end
  end
  if not opts.quiet then
    message(string.format("%d stale, %d read again, %d left, %d refused, %d current in %s", #sum.stale,
      sum.changed, #sum.left, #sum.refused, sum.current, opts.db))
  end
  return #sum.refused + #sum.left > 0 and REFUSED or DONE
end

local KWIC_COLUMNS = 100

-- The words take what the terminal has beside the longest path.
local function kwic_width(hits)
  if not console.isatty("stdout") then return KWIC_COLUMNS end
  local most = 0
  for _, h in ipairs(hits) do most = math.max(most, jiyao.text.width(h.path) + #tostring(h.stop) * 2 + 4) end
  return math.max(40, console.columns("stdout") - most)
end

--- `jiyao search`: a concordance.
-- @function search
-- @tparam table opts `db`, `sort`, `format`, `limit`, and the filters
-- @tparam table operands the query
-- @treturn integer the exit code
function commands.search(opts, operands)
  if not opts.db then return USAGE, "--db FILE is missing" end
  local limit = opts.limit and offset_of(opts.limit)
  if opts.limit and not limit then
    return USAGE, ("--limit takes a number of hits, not '%s'"):format(columns.printable(opts.limit))
  end
  local corpus <close> = commands.open_corpus(opts.db)
  local hits = corpus:kwic(operands[1], {sort = opts.sort, limit = limit, institution = opts.institution,
    person = opts.person, kind = opts.kind, tag = opts.tag, from = opts.from, to = opts.to, once = opts.once})
  if (opts.format or "kwic") == "kwic" then
    for _, line in ipairs(jiyao.search.lines(hits, kwic_width(hits))) do emit(line, "\n") end
    for _, t in ipairs(hits.titles) do
      emit(columns.printable(("title: %s  %s"):format(t.title, t.path)), "\n")
    end
  else
    emit(jiyao.search.format(hits, opts.format))
  end
  local shown = #hits < hits.count and (", %d shown"):format(#hits) or ""
  message(("%d %s in %d %s%s"):format(hits.count, hits.count == 1 and "hit" or "hits", hits.documents,
    hits.documents == 1 and "document" or "documents", shown))
  return DONE
end

--- `jiyao entities`: people across documents; see `jiyao.entities_command`.
-- @function entities
-- @tparam table opts `db`, `name`, `institution`, `tag`, `from`, `to`, `format`, `note`
-- @tparam table operands the action and what it takes
-- @treturn integer the exit code
-- @treturn[opt] string what is wrong with the usage
function commands.entities(opts, operands)
  if not opts.db then return USAGE, "--db FILE is missing" end
  local output, wrong = require("jiyao.entities_command").run(opts, operands, commands.open_corpus)
  if not output then return USAGE, wrong end
  emit(output)
  return DONE
end

--- `jiyao reprints`: pages that are one report.
-- @function reprints
-- @tparam table opts `db`, `format`, and the filters
-- @tparam table operands a path, or nothing
-- @treturn integer the exit code
-- @treturn[opt] string what is wrong with the usage
function commands.reprints(opts, operands)
  if not opts.db then return USAGE, "--db FILE is missing" end
  local corpus <close> = commands.open_corpus(opts.db)
  local output, chains, documents = require("jiyao.reprints_command").run(opts, operands[1], corpus)
  emit(output)
  message(("%d %s of %d documents"):format(chains, chains == 1 and "chain" or "chains", documents))
  return DONE
end

--- `jiyao export`: a corpus for other programs.
-- @function export
-- @tparam table opts `db`, `format`, `out`, and the filters
-- @treturn integer the exit code
-- @treturn[opt] string what is wrong with the usage
function commands.export(opts)
  if not opts.db then return USAGE, "--db FILE is missing" end
  if not opts.format then return USAGE, "--format FORMAT is missing" end
  local corpus <close> = commands.open_corpus(opts.db)
  local words, wrong = require("jiyao.exchange_command").export(opts, corpus, emit)
  if not words then return USAGE, wrong end
  message(words)
  return DONE
end

--- `jiyao import`: documents that were exported, or stand in tables.
-- @function import
-- @tparam table opts `db`, `columns`, `encoding`, `quiet`
-- @tparam table paths
-- @treturn integer the exit code
-- @treturn[opt] string what is wrong with the usage
function commands.import(opts, paths)
  if not opts.db then return USAGE, "--db FILE is missing" end
  local wrong, mapped = reading_of(opts)
  if wrong then return USAGE, wrong end
  local corpus <close> = jiyao.corpus.open(opts.db, {create = true})
  local refused = 0
  for _, path in ipairs(paths) do
    local sum = corpus:import(path, {encoding = opts.encoding, columns = mapped})
    list_troubles(sum)
    refused = refused + #sum.refused
    if not opts.quiet then message(require("jiyao.exchange_command").summary(sum, opts.db)) end
  end
  return refused > 0 and REFUSED or DONE
end

--- `jiyao archive`: a compact, sealed copy of a corpus.
-- @function archive
-- @tparam table opts `db`
-- @tparam table operands the path of the copy
-- @treturn integer the exit code
function commands.archive(opts, operands)
  if not opts.db then return USAGE, "--db FILE is missing" end
  local corpus <close> = commands.open_corpus(opts.db)
  corpus.db:archive(operands[1])
  local copy <close> = jiyao.store.open(operands[1])
  local sum, rows_summed = copy:sum()
  message(("%s: %d rows, sum %s"):format(columns.printable(operands[1]), rows_summed, sum))
  return DONE
end

--- `jiyao check`: the faults of corpora, a line each.
-- @function check
-- @tparam table _ no options
-- @tparam {string,...} paths
-- @treturn integer the exit code
function commands.check(_, paths)
  local faults = 0
  for _, path in ipairs(paths) do
    local ok, found = pcall(function()
      local corpus <close> = commands.open_corpus(path)
      return corpus:check()
    end)
    if not ok and not jiyao.is_failure(found) then error(found, 0) end
    for _, line in ipairs(ok and found or {}) do emit(columns.printable(path .. ": " .. line), "\n") end
    if not ok then message(columns.printable(tostring(found))) end
    faults = faults + (ok and #found or 1)
  end
  return faults == 0 and DONE or FAILED
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
  local fits, why = pcall(jiyao.recipe.params, recipe, opts.params)
  if not fits then
    if jiyao.is_failure(why) then return USAGE, tostring(why) end
    error(why, 0)
  end
  local corpus <close> = commands.open_corpus(opts.db)
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

return commands

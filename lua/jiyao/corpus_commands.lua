--- The subcommands that make, ask and keep corpora; see `jiyao.commands`.
-- @module jiyao.corpus_commands
-- @internal
local jiyao = require "jiyao"
local columns = require "jiyao.columns"
local console = require "jiyao.console"
local tools = require "jiyao.command_tools"

local commands = {}

local DONE, FAILED, USAGE, REFUSED = tools.DONE, tools.FAILED, tools.USAGE, tools.REFUSED
local message, emit, reading_of, offset_of, open_corpus = tools.message, tools.emit, tools.reading_of,
  tools.offset_of, tools.open_corpus
local count_of = tools.count_of

local MOST_JOBS = require("jiyao.ingestion").NEEDS.jobs[2]

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

-- Folders of which nothing is where it was.
local function tell_elsewhere(sum)
  for _, e in ipairs(sum.elsewhere or {}) do
    message(columns.printable(("%s: none of its %d documents is there, so it is taken for another folder of"
      .. " that name: nothing is marked as gone"):format(e.path, e.documents)))
  end
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

-- Follows folders until the user ends it; what it all came to.
local function watch(corpus, folders, opts, asked)
  local all, began = {}, false
  function asked.notice(line) message(columns.printable(line)) end
  function asked.told(sum, ended)
    for _, path in ipairs(sum.gone or {}) do message("gone " .. columns.printable(path)) end
    tell_elsewhere(sum)
    add_sum(all, sum)
    if not began and not ended and not opts.quiet then
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
  tell_elsewhere(sum)
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
  local corpus <close> = open_corpus(opts.db, {write = true})
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
  local corpus <close> = open_corpus(opts.db)
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
  local output, wrong = require("jiyao.entities_command").run(opts, operands, open_corpus)
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
  local corpus <close> = open_corpus(opts.db)
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
  local corpus <close> = open_corpus(opts.db)
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
  local corpus <close> = open_corpus(opts.db)
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
    local ok, found = jiyao.try(function()
      local corpus <close> = open_corpus(path)
      return corpus:check()
    end)
    for _, line in ipairs(ok and found or {}) do emit(columns.printable(path .. ": " .. line), "\n") end
    if not ok then message(columns.printable(tostring(found))) end
    faults = faults + (ok and #found or 1)
  end
  return faults == 0 and DONE or FAILED
end

return commands

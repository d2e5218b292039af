--- Tells how well everything goes: each labelled set and data set that is there,
-- beside the previous run and the last measured state, the gap between documents
-- that serve development and those that do not, what goes wrong, and how far stated
-- confidence is right. `make eval` runs it.
--
--   jiyao run tests/eval/report.lua BUILD            everything
--   jiyao run tests/eval/report.lua BUILD --update   also write tests/eval/scores.tsv and README.md
--   jiyao run tests/eval/report.lua BUILD --table    the table of README.md alone, measured
--   jiyao run tests/eval/report.lua BUILD --state    that table from tests/eval/scores.tsv
--
-- Runs in the root of the tree. Of a set that is not `open` only sums are told, ever.
local scoring = require "tests.eval.scoring"
local confusion = require "tests.eval.confusion"

local BUILD, MODE = arg[1], arg[2]
local SHARED = "../shared/"
local STATE, README = "tests/eval/scores.tsv", "README.md"

local SETS = {
  {name = "seeds", folder = SHARED .. "seeds", labels = SHARED .. "gold/seeds.jsonl", open = true},
  {name = "dev", folder = SHARED .. "gold/dev", labels = SHARED .. "gold/dev.jsonl", open = true,
    stated = true},
  {name = "examples", folder = "examples/corpus", labels = "tests/fixtures/examples.jsonl", tree = true},
  {name = "labelled/dev", folder = "tests/labelled/dev", labels = "tests/labelled/dev.jsonl", open = true,
    stated = true, tree = true},
  {name = "labelled/fresh", folder = "tests/labelled/fresh", labels = "tests/labelled/fresh.jsonl",
    open = true, stated = true, tree = true},
  {name = "labelled/unseen", folder = "tests/labelled/unseen", labels = "tests/labelled/unseen.jsonl",
    tree = true},
}
-- Scored by scripts of their own, where the file named last is there.
local DATA = {
  {name = "dates", folder = SHARED .. "data/temporal", file = "duckling_zh.dev.jsonl"},
  {name = "tagger", folder = SHARED .. "data", file = "cluener/dev.json.gz"},
}
local TABLE = {"people", "leader+titles", "org", "meetings", "meeting+date", "kind", "host",
  "meeting institution", "published", "institution"}

-- ---- files and programs -------------------------------------------------------------

local function text_of(path)
  local file <close> = io.open(path, "rb")
  return file and file:read("a")
end

local function write(path, text)
  local file <close> = assert(io.open(path, "wb"))
  assert(file:write(text))
end

local function quoted(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

-- What the program under test prints, as an open pipe.
local function jiyao_pipe(...)
  local words = {quoted(BUILD .. "/jiyao")}
  for _, word in ipairs {...} do words[#words + 1] = quoted(word) end
  return assert(io.popen(table.concat(words, " ")))
end

-- ---- scores: rows {set, measure, value, labelled}, and values by set and measure --------

local function new_scores()
  return {rows = {}, values = {}}
end

-- As many digits as the file keeps, so that the table is the same from either.
local function put(scores, set, measure, value, labelled)
  value = tonumber(("%.6f"):format(value))
  scores.rows[#scores.rows + 1] = {set = set, measure = measure, value = value, labelled = labelled}
  scores.values[set .. "\t" .. measure] = value
end

local function read_scores(path)
  local scores = new_scores()
  for line in (text_of(path) or ""):gmatch("[^\n]+") do
    local set, measure, value, labelled = line:match("^([^#\t][^\t]*)\t([^\t]+)\t([%d.]+)\t(%d+)$")
    if set then put(scores, set, measure, tonumber(value), math.tointeger(labelled)) end
  end
  return scores
end

local function rows_of(scores, set)
  local out = {}
  for _, r in ipairs(scores.rows) do
    if r.set == set then
      out[#out + 1] = ("%s\t%s\t%.6f\t%d\n"):format(r.set, r.measure, r.value, r.labelled)
    end
  end
  return table.concat(out)
end

-- Sets that were not measured this time stay as they were.
local function write_scores(path, scores, before)
  local text = "# How well what is labelled is found: set, measure, F1 or share, how many are labelled.\n"
    .. "# Written by `make eval UPDATE=1`. Licence: MIT.\n"
  for _, list in ipairs {SETS, DATA} do
    for _, set in ipairs(list) do
      local now = rows_of(scores, set.name)
      text = text .. (now ~= "" and now or rows_of(before, set.name))
    end
  end
  write(path, text)
end

-- ---- measuring ----------------------------------------------------------------------

local function measure_set(scores, set)
  local labels = io.open(set.labels, "rb")
  if not labels then return end
  local pipe = jiyao_pipe("extract", set.folder)
  local records, paths = scoring.rows(pipe), {}
  assert(pipe:close(), "jiyao extract failed")
  for _, record in ipairs(records) do paths[scoring.id_of(record.path)] = record.path end
  local score = scoring.of(scoring.rows(labels), records)
  labels:close()
  for _, list in ipairs {scoring.SETS, scoring.SHARES} do
    for _, key in ipairs(list) do
      local _, _, value, labelled = score:figures(key)
      if labelled > 0 then put(scores, set.name, key, value, labelled) end
    end
  end
  if not set.open then return end
  for _, m in ipairs(score.misses) do m.path = paths[m.id] end
  set.misses, set.kinds = score.misses, score.kinds
end

local function measure_data(scores, data)
  if not text_of(data.folder .. "/" .. data.file) then return end
  local pipe = jiyao_pipe("run", "tests/eval/" .. data.name .. ".lua", data.folder)
  for line in pipe:lines() do
    local measure, value, labelled = line:match("^(.-) +P [%d.]+ +R [%d.]+ +F1 ([%d.]+) +%((%d+) labelled%)")
    if not measure then measure, value, labelled = line:match("^(.-) +([%d.]+) +%(%d+ of (%d+)%)") end
    if measure then put(scores, data.name, measure, tonumber(value), math.tointeger(labelled)) end
  end
  pipe:close()
end

local function measure(of_tree)
  local scores = new_scores()
  for _, set in ipairs(SETS) do
    if set.tree or not of_tree then measure_set(scores, set) end
  end
  for _, data in ipairs(of_tree and {} or DATA) do measure_data(scores, data) end
  return scores
end

-- ---- telling ------------------------------------------------------------------------

local function difference(now, before)
  if not before then return "   new  " end
  local d = now - before
  return math.abs(d) < 0.0005 and "    =   " or (" %+.3f "):format(d)
end

local function print_scores(scores, previous, state)
  print("== scores (F1 or share), since the previous run, since " .. STATE)
  for _, r in ipairs(scores.rows) do
    local key = r.set .. "\t" .. r.measure
    print(("%-16s %-20s %.3f %s %s (%d)"):format(r.set, r.measure, r.value,
      difference(r.value, previous.values[key]), difference(r.value, state.values[key]), r.labelled))
  end
  for _, r in ipairs(state.rows) do
    local key = r.set .. "\t" .. r.measure
    if not scores.values[key] then print(("%-16s %-20s not measured"):format(r.set, r.measure)) end
  end
end

local function print_gap(scores)
  print("\n== the gap: documents that serve development, and those that nobody looks into")
  print(("%-22s %-13s %-16s %s"):format("", "labelled/dev", "labelled/unseen", "gap"))
  for _, list in ipairs {scoring.SETS, scoring.SHARES} do
    for _, key in ipairs(list) do
      local dev, unseen = scores.values["labelled/dev\t" .. key], scores.values["labelled/unseen\t" .. key]
      if dev and unseen then
        print(("%-22s %-13.3f %-16.3f %.3f"):format(key, dev, unseen, dev - unseen))
      end
    end
  end
end

local function print_confusion()
  local kinds, misses, names = {}, {}, {}
  for _, set in ipairs(SETS) do
    if set.misses then
      names[#names + 1] = set.name
      table.move(set.kinds, 1, #set.kinds, #kinds + 1, kinds)
      table.move(set.misses, 1, #set.misses, #misses + 1, misses)
    end
  end
  print("\n== kinds of meetings: " .. table.concat(names, ", "))
  print(table.concat(confusion.kinds(kinds), "\n"))
  print("\n== names and titles that go wrong most often: " .. table.concat(names, ", "))
  print(table.concat(confusion.names(misses, 12), "\n"))
end

local function print_reliability()
  local words, names = {}, {}
  for _, set in ipairs(SETS) do
    if set.misses and set.stated then
      names[#names + 1] = set.name
      words[#words + 1], words[#words + 2] = set.labels, set.folder
    end
  end
  print("\n== stated confidence and what was right: " .. table.concat(names, ", "))
  local pipe = jiyao_pipe("run", "tests/eval/confidence.lua", table.unpack(words))
  io.write(pipe:read("a"))
  pipe:close()
end

-- ---- the table of README.md ---------------------------------------------------------

local COMMAND = "$ build/jiyao run tests/eval/report.lua build --table\n"

local function small_table(scores)
  local names, head = {}, ("%-20s"):format("")
  for _, set in ipairs(SETS) do
    if set.tree then
      names[#names + 1] = set.name
      head = head .. "  " .. set.name
    end
  end
  local lines = {head}
  for _, key in ipairs(TABLE) do
    local line = ("%-20s"):format(key)
    for _, name in ipairs(names) do
      line = line .. ("  %" .. #name .. ".3f"):format(scores.values[name .. "\t" .. key] or 0)
    end
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n") .. "\n"
end

local function update_readme(scores)
  local text = assert(text_of(README))
  local _, from = text:find(COMMAND, 1, true)
  local to = text:find("```", from, true)
  write(README, text:sub(1, from) .. small_table(scores) .. text:sub(to))
end

-- ---- main ---------------------------------------------------------------------------

local function tell_everything()
  local previous_path = BUILD .. "/eval/scores.tsv"
  assert(os.execute("mkdir -p " .. quoted(BUILD .. "/eval")))
  local previous, state = read_scores(previous_path), read_scores(STATE)
  local scores = measure(false)
  print_scores(scores, previous, state)
  print_gap(scores)
  print_confusion()
  print_reliability()
  write_scores(previous_path, scores, previous)
  if MODE ~= "--update" then return end
  write_scores(STATE, scores, state)
  update_readme(scores)
  print("\nwritten: " .. STATE .. ", the table of " .. README)
end

local MODES = {["--update"] = true, ["--table"] = true, ["--state"] = true}
if not BUILD or MODE and not MODES[MODE] then
  error("usage: report.lua BUILD [--update|--table|--state]", 0)
elseif MODE == "--state" then
  io.write(small_table(read_scores(STATE)))
elseif MODE == "--table" then
  io.write(small_table(measure(true)))
else
  tell_everything()
end

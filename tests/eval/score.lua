--- Prints how records, as `jiyao extract` prints them, score against labels, as
-- tests/eval/scoring.lua counts it. Misses of the unseen documents are not told.
-- `jiyao run tests/eval/score.lua PREDICTED.jsonl [LABELS.jsonl] [--misses]`
local scoring = require "tests.eval.scoring"

local function value(x)
  return type(x) == "table" and table.concat(x, " ") or x == nil and "-" or tostring(x)
end

-- Which field of an entry a measure is about, where it is not called like it.
local FIELDS = {["mentions exact"] = "mentions", ["byline flag"] = "byline",
  ["meeting institution"] = "institution"}

local function print_miss(m)
  local e, f = m.entry or {}, m.found or {}
  if m.what:find(" missed$") or m.what:find(" wrong$") then
    print(m.id, m.what, value(e.name or f.name), value(e.titles or f.titles or e.date or f.date))
  elseif m.what == "restored" then
    print(m.id, "not restored", e.garbled)
  else
    local field = FIELDS[m.what] or m.what
    print(m.id, m.what, value(e.name), "labelled " .. value(e[field]), "found " .. value(f[field]))
  end
end

-- Whether labels hold one of the unseen documents, under whatever name.
local function unseen(path)
  local file <close> = io.open("tests/labelled/unseen.jsonl", "rb")
  local secret = file and file:read("a") or ""
  for line in io.lines(path) do
    if line:find("%S") and secret:find(line, 1, true) then return true end
  end
  return false
end

local paths, misses = {}, false
for _, a in ipairs(arg) do
  if a == "--misses" then misses = true else paths[#paths + 1] = a end
end
if #paths == 0 then error("usage: score.lua PREDICTED.jsonl [LABELS.jsonl] [--misses]", 0) end
paths[2] = paths[2] or "tests/fixtures/examples.jsonl"
if misses and unseen(paths[2]) then
  io.stderr:write("score.lua: misses of the unseen documents are not told: see tests/labelled/README.md\n")
  os.exit(1, true)
end

local predicted <close> = assert(io.open(paths[1], "rb"))
local labels <close> = assert(io.open(paths[2], "rb"))
local score = scoring.of(scoring.rows(labels), scoring.rows(predicted))
if misses then
  for _, m in ipairs(score.misses) do print_miss(m) end
end
print(table.concat(score:lines(), "\n"))

-- ingest.lua DB TRUTH [OTHER]: what an ingestion of generated pages (generate_corpus.lua) came
-- to, beside what is true of them: reprints as pairs of documents in one chain, meetings by page
-- and day, people by page and name. With OTHER, whether that corpus holds the same rows and
-- answers the same.
local corpora = require "jiyao.corpus"
local dump = dofile "tests/lua/support/dump.lua"

local corpus = corpora.open(arg[1])

local function rows_of(name)
  local rows = {}
  for line in io.lines(arg[2] .. "/" .. name .. ".tsv") do
    local fields = {}
    for field in line:gmatch "[^\t]+" do fields[#fields + 1] = field end
    rows[#rows + 1] = fields
  end
  return rows
end

local function tell(what, right, found, planted)
  print(("%s: %d true, %d found, precision %.4f, recall %.4f"):format(what, planted, found,
    found > 0 and right / found or 0, planted > 0 and right / planted or 0))
end

-- ---- reprints ----------------------------------------------------------------------

local function reprints()
  local chain_of, size, planted, found, right = {}, {}, 0, 0, 0
  for _, row in ipairs(rows_of "chains") do
    chain_of[row[2]], size[row[1]] = row[1], (size[row[1]] or 0) + 1
  end
  for _, n in pairs(size) do planted = planted + n * (n - 1) // 2 end
  for _, chain in ipairs(corpus:reprints()) do
    for i, a in ipairs(chain) do
      for j = i + 1, #chain do
        found = found + 1
        local known = chain_of[a.path]
        right = right + (known and known == chain_of[chain[j].path] and 1 or 0)
      end
    end
  end
  tell("pairs of reprints", right, found, planted)
end

-- What finding the copies of one more text costs: of stored ones, cut and so new. Nothing is kept.
local function detection()
  local writer <close> = corpora.open(arg[1], {write = true})
  local db, times = writer.db, {}
  local most = db:one("SELECT max(id) AS n FROM document").n
  for i = 1, 101 do
    local row = db:one("SELECT reading FROM v_text WHERE id >= ? ORDER BY id LIMIT 1", most * i // 102)
    local reading = row.reading:sub(utf8.offset(row.reading, utf8.len(row.reading) // 4))
    db:begin()
    local _, id = db:run [[INSERT INTO document (path, content_id, encoding, script, kind, chars, rules, lost)
      VALUES ('new', '', 'UTF-8', 'Hans', 'text', 0, '', 0)]]
    local from = os.clock()
    db:sign(id, reading)
    times[i] = (os.clock() - from) * 1e3
    db:rollback()
  end
  table.sort(times)
  local words = "finding the copies of one more text: median %.2f ms, slowest %.2f ms"
  print(words:format(times[51], times[101]))
end

-- ---- meetings and people -----------------------------------------------------------

local function keys_of(rows, a, b)
  local keys, n = {}, 0
  for _, row in ipairs(rows) do
    local key = row[a] .. "\t" .. (row[b] or "")
    if not keys[key] then n = n + 1 end
    keys[key] = true
  end
  return keys, n
end

local function compare(what, truth, found)
  local planted, n = keys_of(truth, 1, 2)
  local keys, m = keys_of(found, 1, 2)
  local right = 0
  for key in pairs(keys) do right = right + (planted[key] and 1 or 0) end
  tell(what, right, m, n)
end

local function meetings()
  local found = {}
  for row in corpus.db:rows "SELECT path, date FROM v_meeting" do
    found[#found + 1] = {row.path, row.date and row.date:gsub("~", "") or ""}
  end
  compare("meetings by page and day", rows_of "meetings", found)
end

local function people()
  local found = {}
  for row in corpus.db:rows "SELECT path, name FROM v_person" do found[#found + 1] = {row.path, row.name} end
  compare("people by page and name", rows_of "people", found)
end

-- ---- the same ----------------------------------------------------------------------

local QUERIES = {"会", "座谈会", "党委书记", "要把学科建设摆在", "院长 AND 护理", "title:培训班 NOT 校长", "NEAR(经费 万元, 6)"}

local function answers(of)
  local lines = {}
  for i, query in ipairs(QUERIES) do
    local found = of:search(query)
    local paths = {}
    for j, document in ipairs(found) do paths[j] = document.path end
    lines[i] = query .. found.count .. table.concat(paths, " ")
  end
  return table.concat(lines, "\n")
end

reprints()
detection()
meetings()
people()
if arg[3] then
  local other = corpora.open(arg[3])
  local function same(what) return what(corpus) == what(other) and "the same" or "OTHER" end
  print(("two jobs: %s rows, %s answers to %d queries"):format(same(dump), same(answers), #QUERIES))
end

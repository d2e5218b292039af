-- ingest.lua DB TRUTH [OTHER]: what an ingestion of generated pages (generate_corpus.lua) came
-- to, beside what is true of them: encodings and scripts by page; reprints as pairs of documents
-- in one chain, and apart from that the pairs of one form, of which none is a reprint; who
-- published first; meetings and visits by page and day; people by page and name, and with their
-- titles. What damage has left of no day or name whole is neither asked for nor held against
-- who finds what stands there. With OTHER, whether that corpus holds the same rows and answers
-- the same.
local corpora = require "jiyao.corpus"
local dump = dofile "tests/lua/support/dump.lua"

local corpus = corpora.open(arg[1])
local LOST = "\u{FFFD}"

local function rows_of(name)
  local rows = {}
  for line in io.lines(arg[2] .. "/" .. name .. ".tsv") do
    local fields = {}
    for field in (line .. "\t"):gmatch "([^\t]*)\t" do fields[#fields + 1] = field end
    rows[#rows + 1] = fields
  end
  return rows
end

local function tell(what, right, found, planted)
  print(("%s: %d true, %d found, precision %.4f, recall %.4f"):format(what, planted, found,
    found > 0 and right / found or 0, planted > 0 and right / planted or 0))
end

-- ---- pages ------------------------------------------------------------------------

-- The names that stand for one encoding.
local SAME = {["GB18030"] = "GBK", ["BIG5-HKSCS"] = "BIG5"}

local function pages()
  local documents, rows, encodings, scripts = {}, rows_of "pages", 0, 0
  for row in corpus.db:rows "SELECT path, encoding, script FROM document" do documents[row.path] = row end
  for _, row in ipairs(rows) do
    local document = documents[row[1]]
    local encoding = document and document.encoding:upper()
    local is_right = encoding and (SAME[encoding] or encoding) == (SAME[row[4]] or row[4])
    encodings = encodings + (is_right and 1 or 0)
    if document and document.script == row[3] then scripts = scripts + 1 end
  end
  print(("pages: %d, of %d the encoding is right, of %d the script"):format(#rows, encodings, scripts))
end

-- ---- reprints ----------------------------------------------------------------------

-- Calls f(path, path) for each pair of a chain, the first before the second.
local function each_pair(chain, f)
  for i, a in ipairs(chain) do
    for j = i + 1, #chain do f(a.path, chain[j].path) end
  end
end

local function planted_chains()
  local chain_of, order_of, size, pairs_of = {}, {}, {}, 0
  for _, row in ipairs(rows_of "chains") do
    chain_of[row[2]], order_of[row[2]] = row[1], tonumber(row[5])
    pairs_of = pairs_of + (size[row[1]] or 0)
    size[row[1]] = (size[row[1]] or 0) + 1
  end
  return chain_of, order_of, pairs_of
end

local function is_planted(chain, chain_of)
  for _, document in ipairs(chain) do
    if chain_of[document.path] then return true end
  end
  return false
end

local function reprints(chains)
  local chain_of, order_of, planted = planted_chains()
  local found, right, ordered, in_order, known, first = 0, 0, 0, 0, 0, 0
  for _, chain in ipairs(chains) do
    known = known + (is_planted(chain, chain_of) and 1 or 0)
    first = first + (order_of[chain[1].path] == 1 and 1 or 0)
    each_pair(chain, function(a, b)
      found = found + 1
      if not chain_of[a] or chain_of[a] ~= chain_of[b] then return end
      right = right + 1
      if order_of[a] == order_of[b] then return end
      ordered = ordered + 1
      in_order = in_order + (order_of[a] < order_of[b] and 1 or 0)
    end)
  end
  tell("pairs of reprints", right, found, planted)
  print(("who published first: right in %d of %d planted chains found; of %d pairs of other days %d in order")
    :format(first, known, ordered, in_order))
end

-- Two reports by one form, the people, numbers and days others: found is wrong.
local function forms(chains)
  local pair, rows, taken, example = {}, rows_of "forms", 0, nil
  for _, row in ipairs(rows) do
    pair[row[1] .. "\t" .. row[2]], pair[row[2] .. "\t" .. row[1]] = true, true
  end
  for _, chain in ipairs(chains) do
    each_pair(chain, function(a, b)
      if not pair[a .. "\t" .. b] then return end
      taken, example = taken + 1, example or a .. " and " .. b
    end)
  end
  print(("pairs of one form filled in twice: %d, taken for reprints %d (%.1f %%)%s"):format(#rows, taken,
    #rows > 0 and 100 * taken / #rows or 0, example and ", as " .. example or ""))
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

-- What was found beside what is true: lists of keys. `open` are keys that do not count.
local function compare(what, truth, found, open)
  local planted, seen, n, m, right = {}, {}, 0, 0, 0
  for _, key in ipairs(truth) do
    n = n + (planted[key] and 0 or 1)
    planted[key] = true
  end
  for _, key in ipairs(found) do
    if not seen[key] and not open[key] then
      m, right = m + 1, right + (planted[key] and 1 or 0)
    end
    seen[key] = true
  end
  tell(what, right, m, n)
end

local function meetings()
  local truth, found, open = {}, {}, {}
  for _, row in ipairs(rows_of "meetings") do
    local key = row[1] .. "\t" .. row[2]
    if row[3]:find(LOST, 1, true) then open[key], open[row[1] .. "\t"] = true, true
    else truth[#truth + 1] = key end
  end
  for row in corpus.db:rows "SELECT path, date FROM v_meeting" do
    found[#found + 1] = row.path .. "\t" .. (row.date and row.date:gsub("~", "") or "")
  end
  compare("meetings and visits by page and day", truth, found, open)
end

local function people()
  local truth, found, open = {}, {}, {}
  for _, row in ipairs(rows_of "people") do
    if row[3]:find(LOST, 1, true) then open[row[1] .. "\t" .. row[3]] = true
    else truth[#truth + 1] = row[1] .. "\t" .. row[2] end
  end
  for row in corpus.db:rows "SELECT path, name FROM v_person" do
    found[#found + 1] = row.path .. "\t" .. row.name
  end
  compare("people by page and name", truth, found, open)
end

-- The title that stands for one that was found: the unit of a post may be told apart from it,
-- as its organisation.
local function whole(found, org, wanted)
  local whole_post = (org or "") .. found
  local is = wanted and wanted:sub(-#found) == found and whole_post:sub(-#wanted) == wanted
  return is and wanted or whole_post
end

-- Only of those whose name is right: a wrong name is counted above.
local function titles()
  local truth, found, open, wanted = {}, {}, {}, {}
  for _, row in ipairs(rows_of "people") do
    local person = row[1] .. "\t" .. row[2]
    if not row[3]:find(LOST, 1, true) and not row[5]:find(LOST, 1, true) then
      wanted[person] = row[4]
      if row[4] ~= "" then truth[#truth + 1] = person .. "\t" .. row[4] end
    end
  end
  for row in corpus.db:rows [[SELECT p.path, p.name, p.org, t.title FROM v_person p
    JOIN person_title t ON t.person_id = p.id]] do
    local person = row.path .. "\t" .. row.name
    if wanted[person] then found[#found + 1] = person .. "\t" .. whole(row.title, row.org, wanted[person]) end
  end
  compare("titles of people found", truth, found, open)
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

pages()
local chains = corpus:reprints()
reprints(chains)
forms(chains)
detection()
meetings()
people()
titles()
if arg[3] then
  local other = corpora.open(arg[3])
  local function same(what) return what(corpus) == what(other) and "the same" or "OTHER" end
  print(("two jobs: %s rows, %s answers to %d queries"):format(same(dump), same(answers), #QUERIES))
end

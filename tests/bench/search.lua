-- search.lua FOLDER DOCUMENTS: how long a search takes in a corpus of so many documents of
-- composed news, stored without extraction. Of terms of 1, 2, 3 and 6 characters that the
-- texts hold, drawn at random, with up to 10,000 hits: counting and the first 20 by rank.
-- Then, on the first 5 MB of it, each 50th distinct row of 1 to 6 terms against a scan.
local corpora = require "jiyao.corpus"
local query = require "jiyao.query"
local text = require "jiyao.text"
local news = dofile("tests/generate/news.lua")

local folder, documents = arg[1], tonumber(arg[2])
local random = news.generator(7)
local MOST_HITS, TERMS, SAMPLE = 10000, 60, 5000000

local function median(list)
  table.sort(list)
  return list[(#list + 1) // 2]
end

local began, bytes, kept, kept_bytes = os.clock(), 0, {}, 0
local path = folder .. "/search.db"
local corpus = corpora.open(path, {create = true})
for i = 1, documents do
  local page = news.article(random)
  bytes = bytes + #page
  local name = ("%06d.txt"):format(i)
  corpus:store({}, {path = name, bytes = page, source = page, reading = page, encoding = "UTF-8",
    script = "Hans", kind = "text", rules = "bench", title = page:match "^[^\n]+"})
  if kept_bytes < SAMPLE then
    kept[#kept + 1] = {name = name, page = page}
    kept_bytes = kept_bytes + #page
  end
end
local storing = os.clock() - began
corpus:close()

local function size_of(file)
  local f <close> = assert(io.open(file, "rb"))
  return f:seek "end"
end
print(("%d documents, %.1f MB: stored and indexed at %.1f MB/s, the file is %.2f times the text"):format(
  documents, bytes / 1e6, bytes / 1e6 / storing, size_of(path) / bytes))

corpus = corpora.open(path)
local count = corpus.db:prepare "SELECT count(*) AS n FROM search WHERE search MATCH ?"
for _, length in ipairs {1, 2, 3, 6} do
  local times, hits, tried = {}, {}, 0
  while #times < TERMS and tried < 20 * TERMS do
    tried = tried + 1
    local signs = {}
    local page = kept[random(1, #kept)].page
    for char in page:gmatch "[\xE4-\xE9][\128-\191][\128-\191]" do signs[#signs + 1] = char end
    local at = random(1, #signs - length)
    local term = table.concat(signs, "", at, at + length - 1)
    local n = count:one((query.parse(term))).n
    if n > 0 and n <= MOST_HITS then
      local from = os.clock()
      local found = corpus:search(term)
      times[#times + 1] = (os.clock() - from) * 1e3
      assert(found.count == n)
      hits[#hits + 1] = n
    end
  end
  if times[1] then
    local slowest = math.max(table.unpack(times))
    local format = "%d characters: %d terms, of %d documents in the middle: median %.2f ms, slowest %.1f ms"
    print(format:format(length, #times, median(hits), median(times), slowest))
  end
end

-- ---- recall ------------------------------------------------------------------------------

local rows, total, chance = {}, 0, 7
for _, doc in ipairs(kept) do
  local list = text.terms(doc.page)
  doc.terms = "\1" .. table.concat(list, "\1") .. "\1"
  for n = 1, 6 do
    for i = 1, #list - n + 1 do
      chance = chance * 1103515245 + 12345 & 0x7FFFFFFF
      if chance >> 8 & 2047 == 0 then rows[table.concat(list, "\1", i, i + n - 1)] = true end
    end
  end
end
local sample = {}
for row in pairs(rows) do
  if not row:find '[\n"]' then sample[#sample + 1] = row end
end
table.sort(sample)
local last, missed, wrong, pairs_found = kept[#kept].name, 0, 0, 0
local match = corpus.db:prepare [[SELECT d.path FROM search f JOIN document d ON d.id = f.rowid
  WHERE search MATCH ? AND d.path <= ?]]
for i = 1, #sample, math.max(1, #sample // 3000) do
  local row = sample[i]
  local expected = {}
  for _, doc in ipairs(kept) do
    if doc.terms:find("\1" .. row .. "\1", 1, true) then expected[doc.name] = true end
  end
  local phrase = row:gsub("(%w)\1(%w)", "%1 %2"):gsub("\1", "")
  for found in match:rows((query.parse('text:"' .. phrase .. '"')), last) do
    if expected[found.path] then pairs_found = pairs_found + 1 else wrong = wrong + 1 end
    expected[found.path] = nil
  end
  for _ in pairs(expected) do missed = missed + 1 end
  total = total + 1
end
print(("%d rows of 1 to 6 terms in %.1f MB: %d places found as by a scan, %d missed, %d false"):format(total,
  kept_bytes / 1e6, pairs_found, missed, wrong))

--- How often words and runs of characters stand in a corpus. Knows how reading texts are
-- cut; refuses to judge what is worth counting.
-- @module jiyao.ngrams
-- @internal
local jiyao = require "jiyao"
local filter = require "jiyao.filter"
local options = require "jiyao.options"
local text = require "jiyao.text"

local ngrams = {}

local MOST = 8 -- units of one n-gram
local FILTERS = {"institution", "name", "person", "kind", "from", "to"}

-- Characters that make up words, as Han characters and letters do; the rest ends a run.
local function is_word(code)
  if code < 0x80 then return utf8.char(code):find("%w") ~= nil end
  if code < 0xC0 or code == 0xD7 or code == 0xF7 then return false end
  if code >= 0x2000 and code <= 0x2BFF then return false end
  if code >= 0x3000 and code <= 0x303F then return code == 0x3005 or code == 0x3007 end
  return not (code >= 0xFE10 and code <= 0xFE6F) and not (code >= 0xFF00 and code <= 0xFF0F)
    and not (code >= 0xFF1A and code <= 0xFF20) and code ~= 0xFFFD
end

-- The runs of a text as lists of characters; letters and digits that stand together are one.
local function characters(reading)
  local runs, run, last = {}, {}, 0
  for _, code in utf8.codes(reading) do
    local ascii = code < 0x80
    if not is_word(code) then
      if #run > 0 then runs[#runs + 1] = run end
      run, last = {}, 0
    elseif ascii and last > 0 and last < 0x80 then
      run[#run] = run[#run] .. utf8.char(code):lower()
      last = code
    else
      run[#run + 1] = utf8.char(code):lower()
      last = code
    end
  end
  if #run > 0 then runs[#runs + 1] = run end
  return runs
end

-- The same of words; punctuation and the ends of lines end a run.
local function words(reading)
  local runs = {}
  for line in reading:gmatch("[^\n]+") do
    local run = {}
    for _, token in ipairs(text.tokens(line)) do
      if token.pos:sub(1, 1) ~= "w" then
        run[#run + 1] = token.word
      elseif #run > 0 then
        runs[#runs + 1] = run
        run = {}
      end
    end
    if #run > 0 then runs[#runs + 1] = run end
  end
  return runs
end

local CUTS = {char = characters, word = words}

-- Adds the n-grams of one document; each counts once among its documents.
local function count(found, runs, n, between)
  local seen = {}
  for _, run in ipairs(runs) do
    for i = 1, #run - n + 1 do
      local gram = table.concat(run, between, i, i + n - 1)
      local known = found[gram]
      if not known then
        known = {gram = gram, count = 0, documents = 0}
        found[gram] = known
      end
      known.count = known.count + 1
      if not seen[gram] then known.documents = known.documents + 1 end
      seen[gram] = true
    end
  end
end

local function check(n, opts)
  if math.type(n) ~= "integer" or n < 1 or n > MOST then
    jiyao.fail("EINVALID", ("n-grams are of 1 to %d units, not of %s"):format(MOST, tostring(n)))
  end
  local known = table.move(FILTERS, 1, #FILTERS, 4, {"unit", "limit", "least"})
  opts = options.check(opts, known, 4)
  if not CUTS[opts.unit or "char"] then error("unit is char or word, not " .. tostring(opts.unit), 3) end
  return opts
end

--- The runs of `n` characters or words, the most frequent first; see `corpus:ngrams`.
-- @function count
-- @tparam Corpus corpus
-- @tparam integer n
-- @tparam ?table opts
-- @treturn table
-- @usage
-- local corpus <close> = jiyao.corpus.open(":memory:", {create = true})
-- print(#jiyao.ngrams.count(corpus, 2)) --> 0
function ngrams.count(corpus, n, opts)
  opts = check(n, opts)
  local wanted, unit = {}, opts.unit or "char"
  for _, key in ipairs(FILTERS) do wanted[key] = opts[key] end
  local condition, values = filter.where("search", wanted)
  local found, list, least = {}, {}, opts.least or 1
  for row in corpus.db:rows("SELECT t.reading FROM document d JOIN v_text t ON t.id = d.id"
    .. condition, table.unpack(values)) do
    count(found, CUTS[unit](row.reading), n, unit == "word" and " " or "")
  end
  for _, known in pairs(found) do
    if known.count >= least then list[#list + 1] = known end
  end
  table.sort(list, function(a, b)
    if a.count ~= b.count then return a.count > b.count end
    return a.gram < b.gram
  end)
  for i = #list, (opts.limit or 100) + 1, -1 do list[i] = nil end
  return list
end

return ngrams

--- How often words and runs of characters stand in a corpus. Knows how reading texts are
-- cut; refuses to judge what is worth counting.
-- @module jiyao.ngrams
-- @internal
local jiyao = require "jiyao"
local filter = require "jiyao.filter"
local options = require "jiyao.options"
local reprints = require "jiyao.reprints"
local rows = require "jiyao.rows"
local text = require "jiyao.text"

local ngrams = {}

local MOST = 8 -- units of one n-gram
-- The runs of a text as lists of terms, those that are searched for (`jiyao.text.terms`); a sign that is
-- neither letter nor figure, and the end of a line, end a run.
local function characters(reading)
  local runs, run = {}, {}
  for _, term in ipairs(text.terms(reading)) do
    if term:find "^%w" or rows.chars(term) > 0 then
      run[#run + 1] = term
    elseif #run > 0 then
      runs[#runs + 1] = run
      run = {}
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

-- As it is written so that it is found again: two runs of letters or figures stand apart.
local JOINED = {
  char = function(run, i, j)
    return (table.concat(run, "\1", i, j):gsub("(%w)\1%f[%w]", "%1 "):gsub("\1", ""))
  end,
  word = function(run, i, j) return table.concat(run, " ", i, j) end,
}

-- Adds the n-grams of one document; each counts once among its documents.
local function count(found, runs, n, joined)
  local seen = {}
  for _, run in ipairs(runs) do
    for i = 1, #run - n + 1 do
      local gram = joined(run, i, i + n - 1)
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
  local wanted
  opts, wanted = filter.split("search", opts, {"unit", "limit", "least"}, 4)
  options.values(opts, {limit = {0, options.MOST}, least = {0, options.MOST}}, 4)
  if not CUTS[opts.unit or "char"] then error("unit is char or word, not " .. tostring(opts.unit), 3) end
  return opts, wanted
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
  local wanted
  opts, wanted = check(n, opts)
  local unit = opts.unit or "char"
  local condition, values = reprints.where(corpus, "search", wanted)
  local found, list, least = {}, {}, opts.least or 1
  for row in corpus.db:rows("SELECT t.reading FROM document d JOIN v_text t ON t.id = d.id"
    .. condition, table.unpack(values)) do
    count(found, CUTS[unit](row.reading), n, JOINED[unit])
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

--- Makes lua/jiyao/data/charmodel.tsv: which character follows which in Simplified Chinese.
--
--   lua5.4 src/text/train/charmodel.lua DATA JIEBA PAIRS > lua/jiyao/data/charmodel.tsv
--   (from the top of the tree; the genre's own phrases are in src/text/train/genre.txt)
--
-- DATA is the folder of open data (`../shared/data`), JIEBA the dictionary of jieba (`dict.txt`),
-- PAIRS what smartcn.lua wrote. Three kinds of evidence: words with their counts tell what stands
-- inside a word, pairs of words what stands side by side where they meet, running text both and
-- punctuation. The same input gives the same bytes.
local DATA, JIEBA, PAIRS = arg[1], arg[2], arg[3]
if not PAIRS then error("usage: charmodel.lua DATA JIEBA PAIRS") end

local JIEBA_WEIGHT, HANLP_WEIGHT, NAME_WEIGHT, TEXT_WEIGHT = 1, 2, 30, 150
local GENRE_WEIGHT = 12000
local PAIR_WEIGHT = 20    -- of words that meet,
local END_WEIGHT = 0.35   -- and of the bare fact that a word ends
local MOST = 400000       -- a word counts at most as often: function words say little about the others
local STEP, LEVELS = 0.16, 90 -- one level of a probability, in nats; levels that a printable letter tells
local BIGRAMS, TRIGRAMS = 200000, 55000
local SENTENCES = 5       -- of a paragraph
local DISCOUNT = 0.7      -- of each pair that a text holds, for the pairs that it does not hold
local EDGE, DIGIT, LETTER, OTHER = "　", "０", "Ａ", "〓"

-- ---- characters ---------------------------------------------------------------------

-- Kinds of characters count as one; the same folding as in charmodel.c.
local function token(cp)
  if cp <= 0x20 or cp == 0x3000 or cp == 0x3C then return EDGE end
  if cp >= 0xFF01 and cp <= 0xFF5E then cp = cp - 0xFEE0 end
  if cp >= 0x30 and cp <= 0x39 then return DIGIT end
  if cp < 0x250 and (cp >= 0xC0 or utf8.char(cp):find("^%a")) then return LETTER end
  if cp < 0x7F then return utf8.char(cp + 0xFEE0) end
  if cp == 0xB7 then return "・" end
  local punctuation = (cp >= 0x2010 and cp <= 0x2026) or (cp >= 0x3001 and cp <= 0x3011)
  if (cp >= 0x4E00 and cp <= 0x9FFF) or punctuation then return utf8.char(cp) end
  return OTHER
end

local folded = {}
local function tokens(s)
  local out = {}
  for _, cp in utf8.codes(s) do
    local t = folded[cp] or token(cp)
    folded[cp] = t
    if not ((t == DIGIT or t == LETTER) and out[#out] == t) then out[#out + 1] = t end
  end
  return out
end

-- ---- counts -------------------------------------------------------------------------

local starts, total = {}, 0          -- what a word begins with
local rows = {}                      -- context of one or two characters → {all, next = count}

local function count(context, next, n)
  local row = rows[context]
  if not row then
    row = {all = 0, next = {}}
    rows[context] = row
  end
  row.all = row.all + n
  if next then row.next[next] = (row.next[next] or 0) + n end
end

local function count_text(context, next, n)
  local row = rows[context]
  if not (row and row.next[next]) then
    count(context, next, 0)
    rows[context].held = (rows[context].held or 0) + DISCOUNT * n
  end
  count(context, next, n)
end

-- Inside a word each character is followed; after its last one anything may begin.
local function add_word(word, n)
  if not utf8.len(word) then return end
  local t = tokens(word)
  if n > MOST then n = MOST end
  starts[t[1]] = (starts[t[1]] or 0) + n
  total = total + n
  for i = 1, #t do
    local m = i < #t and n or n * END_WEIGHT
    count(t[i], t[i + 1], m)
    if i > 1 then count(t[i - 1] .. t[i], t[i + 1], m) end
  end
end

local function add_text(line, n)
  local t = tokens(line)
  table.insert(t, 1, EDGE)
  t[#t + 1] = EDGE
  for i = 2, #t do
    starts[t[i]] = (starts[t[i]] or 0) + n
    total = total + n
    count_text(t[i - 1], t[i], n)
    if i > 2 then count_text(t[i - 2] .. t[i - 1], t[i], n) end
  end
end

-- The characters to both sides of where two words meet.
local function add_pair(one, other, n)
  local a, b = tokens(one), tokens(other)
  count_text(a[#a], b[1], n)
  if #a > 1 then count_text(a[#a - 1] .. a[#a], b[1], n) end
  if #b > 1 then count_text(a[#a] .. b[1], b[2], n) end
end

local function lines(path)
  if path:find("%.gz$") then return assert(io.popen("gzip -dc '" .. path .. "'")):lines() end
  return io.lines(path)
end

-- Word, then pairs of tag and count.
local function add_dictionary(path, weight)
  for line in lines(path) do
    local word, rest = line:match("^(%S+)%s+(.+)$")
    local n = 0
    for c in (rest or ""):gmatch("%s(%d+)") do n = n + tonumber(c) end
    if word and not word:find("##", 1, true) then add_word(word, n * weight) end
  end
end

local function add_list(path, field, separator)
  for line in lines(path) do
    local i = 0
    for value in line:gmatch("[^" .. separator .. "]+") do
      i = i + 1
      if i == field and value:find("[\xE4-\xE9]") then add_word((value:gsub('"', "")), NAME_WEIGHT) end
    end
  end
end

for line in io.lines(JIEBA) do
  local word, n = line:match("^(%S+) (%d+)")
  if word then add_word(word, tonumber(n) * JIEBA_WEIGHT) end
end
add_dictionary(DATA .. "/hanlp_dict/core_words_pos_freq.txt.gz", HANLP_WEIGHT)
for _, tag in ipairs {"education_units_nit", "government_nto", "hospitals_nth", "occupations_nnd",
  "org_suffixes_nis", "titles_nnt", "universities_ntu"} do
  add_list(DATA .. "/hanlp_dict/by_tag/" .. tag .. ".tsv", 1, "\t ")
end
for _, list in ipairs {"org", "person", "place"} do
  add_list(DATA .. "/hanlp_dict/custom_" .. list .. "_names.txt.gz", 1, "\t ")
end
add_list(DATA .. "/universities/universities.tsv", 2, "\t")
for _, list in ipairs {"provinces.csv", "cities.csv", "areas.csv.gz", "streets.csv.gz"} do
  add_list(DATA .. "/admin_divisions/" .. list, 2, ",")
end
for line in io.lines(PAIRS) do
  local one, other, n = line:match("^(%S+) (%S+) (%d+)")
  add_pair(one, other, tonumber(n) * PAIR_WEIGHT)
end
for line in io.lines("src/text/train/genre.txt") do
  for phrase in line:gmatch("%S+") do
    if not line:find("^#") then add_word(phrase, GENRE_WEIGHT) end
  end
end
-- Sentences as in running text: a few to a line.
local paragraph = {}
for line in lines(DATA .. "/uner_zh_gsdsimp/zh_gsdsimp-ud-train.iob2.gz") do
  paragraph[#paragraph + 1] = line:match("^# text = (.+)")
  if #paragraph == SENTENCES then
    add_text(table.concat(paragraph), TEXT_WEIGHT)
    paragraph = {}
  end
end

-- ---- probabilities ------------------------------------------------------------------

local function sorted_keys(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys)
  return keys
end

-- What a context leaves for what was never seen after it.
for _, row in pairs(rows) do
  row.within = 0
  for _, c in ipairs(sorted_keys(row.next)) do row.within = row.within + row.next[c] end
  row.seen = 1 - math.min(math.max((row.held or 0) / math.max(row.within, 1), 0.02), 0.6)
  row.left = math.max(1 - row.seen * row.within / row.all, 0.005)
end

local FLOOR = 1e-7
local function p1(c)
  return (starts[c] or 0) / total + FLOOR
end

local function p2(a, c)
  local row = rows[a]
  if not row then return p1(c) end
  return (row.next[c] or 0) / row.all * row.seen + row.left * p1(c)
end

local function second(ab)
  return ab:sub(4)
end

-- The entries of a kind that gain most over what the shorter context says.
local function choose(size, most, gain)
  local list = {}
  for _, context in ipairs(sorted_keys(rows)) do
    if #context == size then
      for _, c in ipairs(sorted_keys(rows[context].next)) do
        local g = gain(context, rows[context], c)
        if g > 0 then list[#list + 1] = {context = context, c = c, gain = g} end
      end
    end
  end
  table.sort(list, function(x, y)
    if x.gain ~= y.gain then return x.gain > y.gain end
    if x.context ~= y.context then return x.context < y.context end
    return x.c < y.c
  end)
  local chosen = {}
  for i = 1, math.min(most, #list) do
    local e = list[i]
    chosen[e.context] = chosen[e.context] or {}
    chosen[e.context][e.c] = true
  end
  return chosen
end

local function p3(ab, c)
  local row = rows[ab]
  local trust = row.all / (row.all + 300) * row.seen
  return (row.next[c] or 0) / row.all * trust + (1 - trust * row.within / row.all) * p2(second(ab), c)
end

local pairs_kept = choose(3, BIGRAMS, function(a, row, c)
  return row.next[c] * math.log(p2(a, c) / (row.left * p1(c)))
end)
local triples_kept = choose(6, TRIGRAMS, function(ab, row, c)
  return row.next[c] * (math.log(p3(ab, c) / p2(second(ab), c)) - 0.3)
end)

-- ---- the table ----------------------------------------------------------------------

local function level(p)
  local n = math.floor(-math.log(p) / STEP + 0.5)
  return string.char(33 + math.max(0, math.min(n, LEVELS)))
end

-- A row: the context, a tab, what is left for others, then character and level in turn.
local function write_row(context, keep, p, below)
  local seen, rest, out = 0, 0, {}
  for _, c in ipairs(sorted_keys(keep)) do
    seen = seen + p(context, c)
    rest = rest + below(context, c)
    out[#out + 1] = c .. level(p(context, c))
  end
  local left = math.max(1 - seen, 0.005) / math.max(1 - rest, 0.005)
  io.write(context, "\t", level(math.min(left, 1)), table.concat(out), "\n")
end

io.write("# A character model of Simplified Chinese: which character follows one or two others. Made by\n")
io.write("# src/text/train/charmodel.lua from jieba (MIT), HanLP 1.x and Lucene's smartcn (Apache-2.0),\n")
io.write("# UNER_Chinese-GSDSIMP (CC BY-SA 4.0), Chinese-Universities-with-Website (MIT),\n")
io.write("# Administrative-divisions-of-China (WTFPL); itself under CC BY-SA 4.0.\n")
io.write("# Context, tab, level of what is left for characters not listed, then characters each with its\n")
io.write("# level: exp(-", STEP, " * (byte - 33)). `*` is no context. ０ stands for digits, Ａ for letters,\n")
io.write("# the ideographic space for white space and edges, 〓 for all that is none of these.\n")
io.write("*\t!")
for _, c in ipairs(sorted_keys(starts)) do io.write(c, level(p1(c))) end
io.write("\n")
for _, context in ipairs(sorted_keys(rows)) do
  if #context == 3 and pairs_kept[context] then
    write_row(context, pairs_kept[context], p2, function(_, c) return p1(c) end)
  elseif #context == 6 and triples_kept[context] then
    write_row(context, triples_kept[context], p3, function(ab, c) return p2(second(ab), c) end)
  end
end

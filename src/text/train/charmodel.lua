--- Makes lua/jiyao/data/charmodel.bin: which character follows up to three others in Simplified Chinese.
--
--   lua5.4 src/text/train/smartcn.lua SMARTCN > PAIRS
--   lua5.4 src/text/train/charmodel.lua DATA JIEBA OPENGRAM PAIRS > lua/jiyao/data/charmodel.bin
--   (from the top of the tree; the genre's own phrases are in src/text/train/genre.txt)
--
-- DATA is the folder of open data (`../shared/data`), JIEBA the dictionary of jieba (`dict.txt`, in Debian's
-- package python3-jieba), OPENGRAM the folder with `lm_sc.t3g` and `pydict_sc.bin` of Debian's
-- package sunpinyin-data, SMARTCN that with smartcn's dictionaries (in Debian's liblucene4.10-java). Three kinds of
-- evidence: words with their counts tell what stands inside a word, pairs and triples of words what stands
-- where they meet, running text both and punctuation. The same input gives the same bytes.
--
-- The table: lines of comment that begin with `#`; two numbers, of buckets and of entries; for each of 65536
-- tokens its level without context (255: never seen), then for each the level of what it leaves for tokens that are
-- not listed after it; for each bucket where its entries begin, and the end; the entries. An entry
-- stands for two to four tokens in a row, found by the hash of them below, and holds 24 bits of the hash, the
-- level of the last token after the others, and the level of what all of them leave for others. A level is
-- a probability: exp(-STEP * level). Numbers have 32 bits, little-endian.
local DATA, JIEBA, OPENGRAM, PAIRS = arg[1], arg[2], arg[3], arg[4]
if not PAIRS then error("usage: charmodel.lua DATA JIEBA OPENGRAM PAIRS") end

local OPENGRAM_WEIGHT = 2e8
local JIEBA_WEIGHT, HANLP_WEIGHT, NAME_WEIGHT, GENRE_WEIGHT = 4, 8, 30, 6000
local PAIR_WEIGHT, TEXT_WEIGHT = 40, 20
local END_WEIGHT = 0.35   -- of the bare fact that a word of a list ends,
local MOST = 400000       -- which counts at most as often
local INNER = 0.125       -- weight of a character inside a word, when no context tells
local TRUST = {19200, 100, 100}     -- counts of a context of one, two, three tokens at which half is believed
local LEAST = {0.005, 0.4, 0.4}     -- and what it leaves at least for what was never seen after it
local STEP, LEVELS = 0.08, 254      -- one level of a probability, in nats; and how many there are
local ENTRIES, BUCKET = 2900000, 8  -- entries to keep, and those of a bucket on average
local SENTENCES = 5       -- of a paragraph
local EDGE, DIGIT, LETTER, OTHER = 0x3000, 0xFF10, 0xFF21, 0x3013
-- What smartcn writes for numbers, times, letters and the ends of a sentence.
local KINDS = {["未##数"] = {DIGIT, DIGIT}, ["未##时"] = {DIGIT, DIGIT}, ["未##串"] = {LETTER, LETTER},
  ["始##始"] = {EDGE}, ["末##末"] = {EDGE}}
local TIME <const> = "未##时" -- ends with no digit

-- ---- tokens: runs of up to four are one number, 16 bits each ---------------------------

-- Kinds of characters count as one; the same folding as in charmodel.c.
local function token(cp)
  if cp <= 0x20 or cp == 0x3000 or cp == 0x3C then return EDGE end
  if cp >= 0xFF01 and cp <= 0xFF5E then cp = cp - 0xFEE0 end
  if cp >= 0x30 and cp <= 0x39 then return DIGIT end
  if cp < 0x250 and (cp >= 0xC0 or utf8.char(cp):find("^%a")) then return LETTER end
  if cp < 0x7F then return cp + 0xFEE0 end
  if cp == 0xB7 then return 0x30FB end
  local punctuation = (cp >= 0x2010 and cp <= 0x2026) or (cp >= 0x3001 and cp <= 0x3011)
  if (cp >= 0x4E00 and cp <= 0x9FFF) or punctuation then return cp end
  return OTHER
end

local known = {}
for word, list in pairs(KINDS) do known[word] = list end
local function tokens(word)
  if not known[word] then
    local list = {}
    for _, cp in utf8.codes(word) do list[#list + 1] = token(cp) end
    known[word] = list
  end
  return known[word]
end

local function join(...)
  local all = {}
  for _, list in ipairs {...} do table.move(list, 1, #list, #all + 1, all) end
  return all
end

local function order(run)
  return run >> 48 ~= 0 and 4 or run >> 32 ~= 0 and 3 or run >> 16 ~= 0 and 2 or 1
end

local BELOW <const> = {0, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFFFFFF}
local function below(run) -- without its first token
  return run & BELOW[order(run)]
end

-- ---- counts -------------------------------------------------------------------------

local alone, total = {}, 0      -- tokens without context
local met, followed = {}, {}    -- how often a run was met, and a run with what followed it

local function add(t, key, n)
  t[key] = (t[key] or 0) + n
end

local function add_alone(c, n)
  add(alone, c, n)
  total = total + n
end

-- The run of `k` tokens before the one at `i` is met,
local function meet(t, i, k, n)
  local run = 0
  for j = i - k, i - 1 do run = run << 16 | t[j] end
  add(met, run, n)
  return run
end

-- and followed by that one.
local function follow(t, i, k, n)
  local run = 0
  for j = i - k, i do run = run << 16 | t[j] end
  add(followed, run, n)
end

local function meet_and_follow(t, i, k, n)
  add(followed, meet(t, i, k, n) << 16 | t[i], n)
end

-- Inside a word each character is followed; after its last one anything may begin.
local function add_word(word, n, ending)
  if not utf8.len(word) then return end
  local t = tokens(word)
  for i = 1, #t do add_alone(t[i], i == 1 and n or n * INNER) end
  for i = 2, #t + 1 do
    for k = 1, math.min(3, i - 1) do
      if t[i] then meet_and_follow(t, i, k, n) else meet(t, i, k, n * ending) end
    end
  end
end

local function add_listed(word, n)
  add_word(word, math.min(n, MOST), END_WEIGHT)
end

local function add_text(line, n)
  local t = {EDGE, EDGE}
  for _, cp in utf8.codes(line) do t[#t + 1] = token(cp) end
  t[#t + 1] = EDGE
  for i = 3, #t do
    add_alone(t[i], n)
    for k = 1, math.min(3, i - 1) do meet_and_follow(t, i, k, n) end
  end
end

local function is_sign(t)
  return #t == 1 and (t[1] < 0x4E00 or t[1] > 0x9FFF)
end

-- Where two words meet; `count` says what is known of the end of the first one.
local function add_two(a, b, n, count)
  local t = join(a, b)
  for k = 1, math.min(3, #a) do count(t, #a + 1, k, n) end
  for j = 1, math.min(2, #b) do -- after the first ones of b
    for k = j + 1, math.min(3, #a + j) do
      if j < #b then meet_and_follow(t, #a + j + 1, k, n) else meet(t, #a + j + 1, k, n) end
    end
  end
end

-- Where a word meets one that is not known.
local function add_end(a, n)
  for k = 1, math.min(3, #a) do meet(a, #a + 1, k, n) end
end

-- Words around a short one.
local function add_three(a, b, c, n)
  local t, past = join(a, b, c), #a + #b
  for k = #b + 1, math.min(3, past) do follow(t, past + 1, k, n) end
  if #b > 1 then return end
  if #c > 1 then meet_and_follow(t, past + 2, 3, n) else meet(t, past + 2, 3, n) end
end

-- ---- sources ------------------------------------------------------------------------

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
    if word and not word:find("##", 1, true) then add_listed(word, n * weight) end
  end
end

local function add_list(path, field, separator)
  for line in lines(path) do
    local i = 0
    for value in line:gmatch("[^" .. separator .. "]+") do
      i = i + 1
      if i == field and value:find("[\xE4-\xE9]") then add_listed((value:gsub('"', "")), NAME_WEIGHT) end
    end
  end
end

-- The end of a word was met when the word was; what its writers put in a row, as
-- `。。。`, is not what news does.
dofile("src/text/train/opengram.lua")(OPENGRAM, {
  one = function(w, p) add_word(w, p * OPENGRAM_WEIGHT, 1) end,
  two = function(v, w, p)
    local a, b = tokens(v), tokens(w)
    if not (is_sign(a) and is_sign(b)) then add_two(a, b, p * OPENGRAM_WEIGHT, follow) end
  end,
  three = function(u, v, w, p)
    local a, b, c = tokens(u), tokens(v), tokens(w)
    local in_a_row = is_sign(b) and (is_sign(a) or is_sign(c))
    if #b < 3 and not in_a_row then add_three(a, b, c, p * OPENGRAM_WEIGHT) end
  end,
})
for line in io.lines(JIEBA) do
  local word, n = line:match("^(%S+) (%d+)")
  if word then add_listed(word, tonumber(n) * JIEBA_WEIGHT) end
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
local function meet_both(t, i, k, n)
  meet_and_follow(t, i, k, n)
end
local function is_name(word) -- of which smartcn tells no more than that it is one
  return word:find("##", 1, true) and not KINDS[word]
end
for line in io.lines(PAIRS) do
  local one, other, n = line:match("^(%S+) (%S+) (%d+)")
  n = tonumber(n) * PAIR_WEIGHT
  if is_name(other) then
    if one ~= TIME and not is_name(one) then add_end(tokens(one), n) end
  elseif not is_name(one) then
    if one ~= TIME then add_two(tokens(one), tokens(other), n, meet_both) end
    if KINDS[other] then add_word(other, n, 0) end
  end
end
for line in io.lines("src/text/train/genre.txt") do
  for phrase in line:gmatch("%S+") do
    if not line:find("^#") then add_listed(phrase, GENRE_WEIGHT) end
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

local runs = sorted_keys(followed)
local within = {}
for _, run in ipairs(runs) do add(within, run >> 16, followed[run]) end

local FLOOR <const> = 1e-7
local function p1(c)
  return (alone[c] or 0) / total + FLOOR
end

-- What one count in a context is worth, and what is left for the shorter context.
local function worth(context)
  local n, w = order(context), within[context] or 0
  local all = math.max(met[context] or 0, w)
  if w == 0 then return 0, 1 end
  local left = math.max(1 - all / (all + TRUST[n]) * w / all, LEAST[n])
  return (1 - left) / w, left
end

local share = {} -- of the last token of a run, after the others
local function share_of(run)
  if share[run] then return share[run] end
  if order(run) == 1 then return p1(run) end
  local _, left = worth(run >> 16)
  return left * share_of(below(run))
end
for n = 2, 4 do
  for _, run in ipairs(runs) do
    if order(run) == n then
      local one, left = worth(run >> 16)
      share[run] = one * followed[run] + left * share_of(below(run))
    end
  end
end

-- ---- which runs to keep: those that gain most over the shorter context ----------------

local gain, gaining = {}, {}
for _, run in ipairs(runs) do
  local _, left = worth(run >> 16)
  local g = followed[run] * math.log(share[run] / (left * share_of(below(run))))
  if g > 0 then
    gain[run] = g
    gaining[#gaining + 1] = run
  end
end

-- Only those that may be kept need an order.
local function the_best(list, most)
  local low, high = 1e-9, 1e12
  for _ = 1, 40 do
    local middle, n = math.sqrt(low * high), 0
    for _, run in ipairs(list) do n = n + (gain[run] >= middle and 1 or 0) end
    if n > most then low = middle else high = middle end
  end
  local best = {}
  for _, run in ipairs(list) do
    if gain[run] >= high then best[#best + 1] = run end
  end
  table.sort(best, function(x, y)
    if gain[x] ~= gain[y] then return gain[x] > gain[y] end
    return x < y
  end)
  return best
end

local kept, n_kept = {}, 0
local function keep(run) -- and what it begins with, which leaves it something
  if kept[run] or order(run) == 1 then return end
  kept[run] = true
  n_kept = n_kept + 1
  keep(run >> 16)
end
for _, run in ipairs(the_best(gaining, ENTRIES)) do
  if n_kept < ENTRIES then keep(run) end
end
local keeping = sorted_keys(kept)

-- What each context leaves, so that all shares after it add up to one.
local left = {}
local function final(run)
  if order(run) == 1 then return p1(run) end
  return kept[run] and share_of(run) or (left[run >> 16] or 1) * final(below(run))
end
for n = 2, 4 do
  local listed, lower = {}, {}
  for _, run in ipairs(keeping) do
    if order(run) == n then
      add(listed, run >> 16, share_of(run))
      add(lower, run >> 16, final(below(run)))
    end
  end
  for context, sum in pairs(listed) do
    left[context] = math.min(math.max(1 - sum, LEAST[n - 1] / 2) / math.max(1 - lower[context], 0.005), 1)
  end
end

-- ---- the table ----------------------------------------------------------------------

local function level(p)
  return math.max(0, math.min(math.floor(-math.log(p) / STEP + 0.5), LEVELS))
end

local function hash_of(run)
  local h = run * 0x9E3779B97F4A7C15
  h = (h ~ h >> 32) * 0xC4CEB9FE1A85EC53
  return h ~ h >> 29
end

local buckets = n_kept // BUCKET
local entries = {}
for i, run in ipairs(keeping) do
  local h = hash_of(run)
  entries[i] = {bucket = (h >> 32) * buckets >> 32, mark = h & 0xFFFFFF, run = run}
end
table.sort(entries, function(x, y)
  if x.bucket ~= y.bucket then return x.bucket < y.bucket end
  if x.mark ~= y.mark then return x.mark < y.mark end
  return x.run < y.run
end)

io.write([[
# A character model of Simplified Chinese: which character follows up to three others. Made by
# src/text/train/charmodel.lua, which tells how it is laid out, from open-gram (CC BY-SA 3.0), jieba (MIT), HanLP 1.x
# and Lucene's smartcn (Apache-2.0), UNER_Chinese-GSDSIMP (CC BY-SA 4.0), Chinese-Universities-with-Website
# (MIT), Administrative-divisions-of-China (WTFPL); itself under CC BY-SA 4.0.
]])
io.write(string.pack("<I4I4", buckets, n_kept))
for c = 0, 0xFFFF do io.write(string.char(alone[c] and level(p1(c)) or 255)) end
for c = 0, 0xFFFF do io.write(string.char(left[c] and level(left[c]) or 0)) end
local at = 0
for bucket = 0, buckets do
  while at < n_kept and entries[at + 1].bucket < bucket do at = at + 1 end
  io.write(string.pack("<I4", at))
end
for _, e in ipairs(entries) do
  io.write(string.pack("<I3BB", e.mark, level(share_of(e.run)), left[e.run] and level(left[e.run]) or 0))
end

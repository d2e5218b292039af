--- Makes lua/jiyao/data/tagger_lexicon.bin: what the tagger knows of words and characters.
--
--   lua5.4 src/extract/train/lexicon.lua DATA OUT      (from the top of the tree)
--
-- DATA is the folder of open data (`../shared/data`). Taken are HanLP 1.x (Apache-2.0): words with
-- their tags and counts, what stands beside names in its roles, names of people, places and
-- bodies, titles; Administrative-divisions-of-China (WTFPL) and Chinese-Universities-with-Website
-- (MIT) through the tables in lua/jiyao/data, and the composed tables there. The form of the file
-- is told in src/extract/tagger_lexicon.c. The same input gives the same bytes.
local DATA, OUT = arg[1], arg[2]
if not OUT then error("usage: lexicon.lua DATA OUT") end

local SLOTS_LOG2, BITS_LOG2, ROWS_MOST = 19, 21, 8191
local LONGEST = 8             -- characters of a word
local FIRST, LAST = 0x4E00, 0x9FFF
local RARE_WORD, RARE_NAME = 60, 13 -- times that words with it are seen; as set_name() tells how seldom
local MIX = 0x9E3779B97F4A7C15

-- ---- reading ------------------------------------------------------------------------

local function lines_of(path)
  local file = assert(path:find("%.gz$") and io.popen("gzip -dc '" .. path .. "'") or io.open(path))
  local text = file:read("a")
  assert(file:close() and #text > 0, path)
  return text:gmatch("[^\r\n]+")
end

local function table_rows(name)
  local next_line = lines_of("lua/jiyao/data/" .. name .. ".tsv")
  return function()
    for line in next_line do
      if not line:find("^#") then
        local cols = {}
        for col in (line .. "\t"):gmatch("([^\t]*)\t") do cols[#cols + 1] = col end
        return cols
      end
    end
  end
end

local words = {}

local function word(s)
  local w = words[s]
  if not w then
    w = {count = 0, tags = {}, flags = 0, more = 0}
    words[s] = w
  end
  return w
end

local function han_only(s)
  local n = utf8.len(s)
  if not n or n > LONGEST then return false end
  for _, cp in utf8.codes(s) do
    if not ((cp >= FIRST and cp <= LAST) or cp == 0x3007 or cp == 0xB7) then return false end
  end
  return true
end

-- Bits of a row; the same as in src/extract/tagger.h.
local BEFORE, AFTER = 0, 2 -- how often a name follows, precedes: two bits each
local TITLE, PLACE, ORG_END, ORG, PERSON, SURNAME2, FOREIGN, ACT = 4, 5, 6, 7, 8, 9, 10, 11
local CORE, ORG_PART, JAPAN_SURNAME, JAPAN_GIVEN = 12, 13, 14, 15
-- Bits of the second half: how often a place, a body follows and precedes, how often the word is a name.
local PLACE_AFTER, PLACE_BEFORE, BODY_AFTER, BODY_BEFORE, NAMED, NAMED_FOREIGN = 0, 2, 4, 6, 8, 10

local function flag(s, bit)
  if han_only(s) then word(s).flags = word(s).flags | 1 << bit end
end

local tag_of = dofile("src/extract/train/tagset.lua")

local total = 0
for line in lines_of(DATA .. "/hanlp_dict/core_words_pos_freq.txt.gz") do
  local s, rest = line:match("^(%S+)%s+(.*)$")
  if s and han_only(s) then
    local w = word(s)
    for tag, n in rest:gmatch("(%S+)%s+(%d+)") do
      n = tonumber(n)
      local t = tag_of(tag)
      if t then w.tags[t] = (w.tags[t] or 0) + n end
      w.count, total = w.count + n, total + n
    end
    w.flags = w.flags | 1 << CORE
    if w.tags.nt then w.flags = w.flags | 1 << ORG end
    if w.tags.ns then w.flags = w.flags | 1 << PLACE end
  end
end

-- Levels of how often a word stands beside a name, seen from how common the word is.
local function level(beside, count)
  local share = beside / (count + 20)
  return beside < 2 and 0 or share >= 0.2 and 3 or share >= 0.06 and 2 or share >= 0.02 and 1 or 0
end

for line in lines_of(DATA .. "/hanlp_dict/person_roles_nr.txt.gz") do
  local s, rest = line:match("^(%S+)%s+(.*)$")
  if s and words[s] then
    local k = tonumber(rest:match("K (%d+)") or 0)
    local l = tonumber(rest:match("L (%d+)") or 0)
    local w = words[s]
    w.flags = w.flags | level(k, w.count) << BEFORE | level(l, w.count) << AFTER
  end
end

-- The same of places and bodies.
local beside = {{"place_roles_ns", PLACE_AFTER, PLACE_BEFORE}, {"org_roles_nt", BODY_AFTER, BODY_BEFORE}}
for _, of in ipairs(beside) do
  for line in lines_of(DATA .. "/hanlp_dict/" .. of[1] .. ".txt.gz") do
    local s, rest = line:match("^(%S+)%s+(.*)$")
    if s and words[s] then
      local before, after = tonumber(rest:match("A (%d+)") or 0), tonumber(rest:match("B (%d+)") or 0)
      local w = words[s]
      w.more = w.more | level(before, w.count) << of[2] | level(after, w.count) << of[3]
    end
  end
end

for line in lines_of(DATA .. "/hanlp_dict/org_roles_nt.txt.gz") do
  local s, rest = line:match("^(%S+)%s+(.*)$")
  if s and han_only(s) then
    local inside, ending = 0, tonumber(rest:match("D (%d+)") or 0)
    for role, n in rest:gmatch("(%u) (%d+)") do
      if role:find("[CFGIJKLM]") then inside = inside + tonumber(n) end
    end
    if ending >= 5 and utf8.len(s) > 1 then flag(s, ORG_END) end
    if words[s] and inside >= 5 and inside > 0.1 * words[s].count then flag(s, ORG_PART) end
  end
end

local function list(path, bit, tag, most)
  for line in lines_of(DATA .. path) do
    local s = line:match("^(%S+)")
    if s and han_only(s) and utf8.len(s) >= 2 and utf8.len(s) <= most then
      local w = word(s)
      w.flags = w.flags | 1 << bit
      if w.count == 0 and tag then w.tags[tag] = 1 end
    end
  end
end

for _, person in ipairs(dofile("src/extract/train/people.lua")(DATA, lines_of)) do
  local s, tag, n = person[1], person[2], person[3]
  if han_only(s) then
    local often = n >= 30 and 3 or n >= 10 and 2 or n >= 3 and 1 or 0
    word(s).more = word(s).more | often << (tag:find("^nrf") and NAMED_FOREIGN or NAMED)
    flag(s, tag:find("^nrf") and FOREIGN or PERSON)
    if words[s].count == 0 then words[s].tags.nr = 1 end
  end
end
-- Names that histories and stories tell, and those that names of Japan are made of.
local figures = dofile("src/extract/train/sections.lua")(lines_of, "figures.txt")
local function told(kind, bit, often)
  for _, s in ipairs(figures[kind]) do
    if han_only(s) and utf8.len(s) >= 2 then
      local w = word(s)
      w.flags, w.more = w.flags | 1 << bit, w.more | often
      if w.count == 0 then w.tags.nr = 1 end
    end
  end
end
told("chinese", PERSON, 3 << NAMED)
told("japanese", PERSON, 3 << NAMED)
told("foreign", FOREIGN, 3 << NAMED_FOREIGN)
told("surnames", JAPAN_SURNAME, 0)
told("given-japanese", JAPAN_GIVEN, 0)
told("eras", PERSON, 1 << NAMED)
list("/hanlp_dict/custom_place_names.txt.gz", PLACE, "ns", 4)
list("/hanlp_dict/custom_org_names.txt.gz", ORG, "nt", 7)
list("/hanlp_dict/by_tag/titles_nnt.tsv", TITLE, "n", 6)
list("/hanlp_dict/by_tag/occupations_nnd.tsv", TITLE, "n", 6)
list("/hanlp_dict/by_tag/org_suffixes_nis.tsv", ORG_END, "n", 6)
list("/hanlp_dict/by_tag/education_units_nit.tsv", ORG_END, "n", 6)
list("/hanlp_dict/by_tag/government_nto.tsv", ORG, "nt", 7)
list("/hanlp_dict/by_tag/universities_ntu.tsv", ORG, "nt", 7)
for cols in table_rows("titles") do flag(cols[1], TITLE) end
for cols in table_rows("places") do flag(cols[1], PLACE) end
for cols in table_rows("org_suffixes") do flag(cols[1], ORG_END) end
for cols in table_rows("speech_acts") do flag(cols[1], ACT) end

-- ---- characters in names ------------------------------------------------------------

local names = {}
for cp = FIRST, LAST do names[cp] = 0 end

-- 4 bits a place in a name: 0 never, else 2 bits of information more than the number.
local function set_name(s, shift, count, all)
  local cp = utf8.codepoint(s)
  if count <= 0 or cp < FIRST or cp > LAST then return end
  local bits = -math.log(count / all, 2)
  local v = math.max(1, math.min(15, math.floor(bits - 2 + 0.5)))
  names[cp] = names[cp] & ~(15 << shift) | v << shift
end

local sums = {0, 0, 0}
for cols in table_rows("given_names") do
  for k = 1, 3 do sums[k] = sums[k] + tonumber(cols[k + 1]) end
end
for cols in table_rows("given_names") do
  for k = 1, 3 do set_name(cols[1], 4 * k, tonumber(cols[k + 1]), sums[k]) end
end
local surname_sum = 0
for cols in table_rows("surnames") do surname_sum = surname_sum + tonumber(cols[2]) end
for cols in table_rows("surnames") do
  if utf8.len(cols[1]) == 1 then
    set_name(cols[1], 0, tonumber(cols[2]), surname_sum)
  else
    flag(cols[1], SURNAME2)
  end
end
-- Characters that write foreign names: those of the lists, and some that write them elsewhere.
local MORE_SOUNDS = "黛妮薇琪绮缇珂珈蜜梅朵萝露荷芝翠毕贺迦祖仕柏佐俄冈夸奎庞弥欣泊浦瓜瑙绍" ..
  "轲鄂阔朔琵笛茉莓菈蔻蕊裘诺谬雍颇魁婷蒂"
local sounds, sound_list, foreign_sum = {}, {}, 0
local function add_sound(c, n)
  if not sounds[c] then sound_list[#sound_list + 1] = c end
  sounds[c], foreign_sum = (sounds[c] or 0) + n, foreign_sum + n
end
for cols in table_rows("foreign_characters") do add_sound(cols[1], tonumber(cols[2])) end
for _, cp in utf8.codes(MORE_SOUNDS) do
  if not sounds[utf8.char(cp)] then add_sound(utf8.char(cp), 6) end
end
for _, c in ipairs(sound_list) do set_name(c, 16, sounds[c], foreign_sum) end

-- A character that words seldom have may be in a given name, though it is in none that was counted.
local seen = {}
for s, w in pairs(words) do
  for _, cp in utf8.codes(s) do seen[cp] = (seen[cp] or 0) + w.count end
end
for cp = FIRST, LAST do
  if (seen[cp] or 0) < RARE_WORD then
    for place = 4, 12, 4 do
      if names[cp] >> place & 15 == 0 then names[cp] = names[cp] | RARE_NAME << place end
    end
  end
end

-- ---- rows ---------------------------------------------------------------------------

local sorted = {}
for s in pairs(words) do sorted[#sorted + 1] = s end
table.sort(sorted)

local tag_names, tag_at = {}, {}
for t in ("n nr ns nt nz nx v vn vd a ad an d p c u r m q f t s b z l i j k h y e o x w g"):gmatch("%S+") do
  tag_names[#tag_names + 1] = t
  tag_at[t] = #tag_names - 1
end

-- The two commonest tags, and by how many steps of two bits the second is rarer.
local function two_tags(w)
  local list_of = {}
  for t, n in pairs(w.tags) do list_of[#list_of + 1] = {t, n} end
  table.sort(list_of, function(a, b) return a[2] > b[2] or (a[2] == b[2] and a[1] < b[1]) end)
  local first, second = list_of[1], list_of[2]
  if not first then return tag_at.n, 255, 0 end
  if not second or second[2] * 64 < first[2] then return tag_at[first[1]], 255, 0 end
  return tag_at[first[1]], tag_at[second[1]], math.floor(math.log(first[2] / second[2], 2) / 2 + 0.5)
end

local rows, row_at = {string.pack("<BBBBI2I2", 0, 0, 255, 0, 0, 0)}, {}
local function row_of(w)
  local bits = w.count > 0 and -math.log((w.count + 0.5) / total, 2) or 27
  local cost = math.floor(bits * 2 + 0.5) * 4 -- eighths of a bit, in halves
  local first, second, less = two_tags(w)
  local packed = string.pack("<BBBBI2I2", math.min(cost, 252), first or 0, second or 255, less, w.flags,
                             w.more)
  local at = row_at[packed]
  if not at then
    at = #rows
    rows[#rows + 1] = packed
    row_at[packed] = at
  end
  return at
end

-- ---- slots --------------------------------------------------------------------------

local entries, keys = {}, {} -- hash of the first characters of words → {value, more}
local singles = {}

local function enter(h, value, more)
  local e = entries[h]
  if not e then
    e = {0, 0}
    entries[h] = e
    keys[#keys + 1] = h
  end
  if value > 0 then e[1] = value end
  e[2] = e[2] | more
end

local openers = 0
for _, s in ipairs(sorted) do
  local n, i, h = utf8.len(s), 0, 0
  local value = row_of(words[s])
  for _, cp in utf8.codes(s) do
    i = i + 1
    h = (h ~ cp) * MIX
    h = h ~ h >> 29
    if i == 1 and cp >= FIRST and cp <= LAST then
      local old = singles[cp] or 0
      if n == 1 then old = old & 0x8000 | value end
      singles[cp] = n > 1 and old | 0x8000 or old
    end
    if i > 1 then enter(h, i == n and value or 0, i < n and 1 or 0) end
  end
  if n > 1 then openers = openers + 1 end
end
assert(#rows <= ROWS_MOST, "too many rows: " .. #rows)

local slots, mask = {}, (1 << SLOTS_LOG2) - 1
for i = 0, mask do slots[i] = 0 end
table.sort(keys, function(a, b) return math.ult(a, b) end)
assert(#keys < 0.9 * mask, "too many words: " .. #keys)
for _, h in ipairs(keys) do
  local at = h >> (64 - SLOTS_LOG2)
  local mark = h & 0x3FFFF
  if mark == 0 then mark = 1 end
  while slots[at] ~= 0 do at = at + 1 & mask end
  slots[at] = mark << 14 | entries[h][2] << 13 | entries[h][1]
end

-- A bit for each hash that has a slot, found sooner than the slot.
local bits = {}
for i = 0, (1 << BITS_LOG2) // 64 - 1 do bits[i] = 0 end
for _, h in ipairs(keys) do
  local at = h >> (64 - BITS_LOG2)
  bits[at >> 6] = bits[at >> 6] | 1 << (at & 63)
end

-- ---- the file -----------------------------------------------------------------------

local function pack_all(format, first, last, value)
  local out = {}
  for i = first, last do out[#out + 1] = string.pack(format, value(i)) end
  return table.concat(out)
end

local follow = {} -- what a tag costs after another; the last row and column are the edge
for i = 1, (#tag_names + 1) * (#tag_names + 1) do follow[i] = 56 end
for line in lines_of("src/extract/train/tags.tsv") do
  local a, b, cost = line:match("^(%S+)\t(%S+)\t(%d+)$")
  if a then
    local from = a == "^" and #tag_names or assert(tag_at[a], a)
    local to = b == "$" and #tag_names or assert(tag_at[b], b)
    follow[from * (#tag_names + 1) + to + 1] = tonumber(cost)
  end
end

local body = table.concat {
  pack_all("<i8", 0, (1 << BITS_LOG2) // 64 - 1, function(i) return bits[i] end),
  pack_all("<I4", 0, mask, function(i) return slots[i] end),
  table.concat(rows),
  pack_all("<I4", FIRST, LAST, function(cp) return names[cp] end),
  pack_all("<I2", FIRST, LAST, function(cp) return singles[cp] or 0 end),
  pack_all("<c8", 1, #tag_names, function(i) return tag_names[i] .. ("\0"):rep(8 - #tag_names[i]) end),
  pack_all("B", 1, #follow, function(i) return follow[i] end),
}
body = body .. ("\0"):rep(-#body % 8)
local sum = 0
for at = 1, #body, 8 do
  sum = (sum ~ string.unpack("<i8", body, at)) * MIX
  sum = sum ~ sum >> 29
end
local out <close> = assert(io.open(OUT, "wb"))
out:write(string.pack("<c4I4I4I4I4I4i8", "JYLX", 1, SLOTS_LOG2, #rows, #tag_names, BITS_LOG2, sum), body)
io.stderr:write(string.format("%d words, %d slots used of %d, %d rows, %d bytes\n",
                              #sorted, #keys, mask + 1, #rows, #body + 32))

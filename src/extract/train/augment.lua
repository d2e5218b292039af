--- Makes labelled lines for the model of names from UNER_Chinese-GSDSIMP (CC BY-SA 4.0): its
-- sentences as they are, and copies in which people, places and bodies are others.
--
--   lua5.4 src/extract/train/augment.lua DATA [COPIES [GENERAL [SEED]]] > augmented.bio
--
-- Run it at the top of the sources. DATA is the folder of open data. The names that are put in are
-- composed of surnames and characters of given names, of the syllables of foreign names, or are
-- taken from HanLP's lists (Apache-2.0), so that a model learns how names are built and what stands
-- around them, not who there is. GENERAL sentences more are composed after general.txt, with
-- words of HanLP's dictionary where any may stand.
-- The treebank has no titles: words of title lists are labelled where they are whole words, and
-- left open (`?`) where the word means other things as often.
-- The same arguments give the same bytes.
local DATA, COPIES, GENERAL = arg[1], tonumber(arg[2]) or 3, tonumber(arg[3]) or 10000
local SEED = tonumber(arg[4]) or 1
local TIMES = tonumber(arg[5]) or 1 -- how often the sentences stand as they are
if not DATA then error("usage: augment.lua DATA [COPIES [GENERAL [SEED]]]") end

-- ---- chance: the same numbers everywhere ---------------------------------------------

local state = SEED * 2654435761 + 88172645463325252

local function chance(n)
  state = state ~ (state << 13)
  state = state ~ (state >> 7)
  state = state ~ (state << 17)
  return (state >> 11) % n + 1
end

local function one_of(list) return list[chance(#list)] end

--- Draws by weight.
local function bag()
  local items, sums, total = {}, {}, 0
  local self = {}
  function self.add(item, weight)
    total = total + weight
    items[#items + 1], sums[#sums + 1] = item, total
  end
  function self.draw()
    local at, low, high = chance(total), 1, #sums
    while low < high do
      local mid = (low + high) // 2
      if sums[mid] < at then low = mid + 1 else high = mid end
    end
    return items[low]
  end
  return self
end

-- ---- reading --------------------------------------------------------------------------

local function lines_of(path)
  local file = assert(path:find("%.gz$") and io.popen("gzip -dc '" .. path .. "'") or io.open(path))
  local text = file:read("a")
  assert(file:close() and #text > 0, path)
  return text:gmatch("([^\r\n]*)\r?\n")
end

local function table_rows(name)
  local next_line = lines_of("lua/jiyao/data/" .. name .. ".tsv")
  return function()
    for line in next_line do
      if line ~= "" and not line:find("^#") then
        local cols = {}
        for col in (line .. "\t"):gmatch("([^\t]*)\t") do cols[#cols + 1] = col end
        return cols
      end
    end
  end
end

local function is_han(s) return not s:find("[\0-\x7F]") and not s:find("^\xEF") end
local function len(s) return utf8.len(s) or 0 end
local function last_char(s) return s:match("[^\x80-\xBF][\x80-\xBF]*$") end

local surname, only, first, second = bag(), bag(), bag(), bag()
local is_surname, sounds = {}, {}
for cols in table_rows("surnames") do
  -- the square root: rare surnames are to be learnt too
  surname.add(cols[1], math.floor(math.sqrt(tonumber(cols[2])) + 0.5))
  is_surname[cols[1]] = true
end
for cols in table_rows("given_names") do
  for k, b in ipairs {only, first, second} do
    local n = tonumber(cols[k + 1])
    if n > 0 then b.add(cols[1], n) end
  end
end
for cols in table_rows("foreign_characters") do sounds[cols[1]] = true end

local people, foreign, japanese = {}, {}, {}
for _, person in ipairs(dofile("src/extract/train/people.lua")(DATA, lines_of)) do
  local s, tag = person[1], person[2]
  if is_han(s) then
    local list = tag == "nr" and people or tag == "nrj" and japanese or foreign
    if not (list == people and len(s) > 4) then list[#list + 1] = s end
  end
end

-- Syllables of foreign names: which character follows which.
local follows = {}
for _, s in ipairs(foreign) do
  for part in s:gsub("·", " "):gmatch("%S+") do
    local a = "^"
    for _, cp in utf8.codes(part) do
      local c = utf8.char(cp)
      follows[a] = follows[a] or bag()
      follows[a].add(c, 1)
      a = c
    end
    follows[a] = follows[a] or bag()
    follows[a].add("$", 1)
  end
end

local sections = dofile("src/extract/train/sections.lua")
local figures, news = sections(lines_of, "figures.txt"), sections(lines_of, "news_words.txt")

-- One sound is written with many characters, by the place and the taste of who writes.
local alike = {}
for _, group in ipairs(news.alike) do
  local list = {}
  for _, cp in utf8.codes(group) do list[#list + 1] = utf8.char(cp) end
  for _, c in ipairs(list) do alike[c] = alike[c] or list end
end
local function respelt(s)
  return (s:gsub(utf8.charpattern, function(c)
    if alike[c] and chance(3) == 1 then return one_of(alike[c]) end
  end))
end

local function syllables()
  for _ = 1, 20 do
    local out, a = {}, "^"
    while #out < 8 do
      a = follows[a].draw()
      if a == "$" then break end
      out[#out + 1] = a
    end
    if #out >= 2 and #out <= 6 then
      local name = table.concat(out)
      return chance(3) == 1 and respelt(name) or name
    end
  end
  return one_of(foreign)
end

local is_japan_surname = {}
for _, s in ipairs(figures.surnames) do is_japan_surname[s] = true end

local function composed_person()
  local s = surname.draw()
  if chance(3) == 1 then return s .. only.draw() end
  return s .. first.draw() .. second.draw()
end

local dots = {"·", "·", "·", "·", "-", "•", "．"}
local function foreign_person()
  local kind = chance(20)
  if kind <= 6 then return one_of(foreign) end
  if kind <= 8 then return one_of(figures.foreign) end
  if kind <= 14 then return syllables() end
  if kind == 15 then return syllables() .. one_of(dots) .. syllables() .. one_of(dots) .. syllables() end
  return syllables() .. one_of(dots) .. syllables()
end

-- A sovereign, by which of his name he is.
local function sovereign()
  local name = chance(2) == 1 and one_of(foreign) or syllables()
  return name .. news.ordinals[math.min(chance(16), chance(16))] .. "世"
end

-- Of Japan: a whole name, or the surname or the given name alone.
local function japanese_person()
  local kind = chance(10)
  if kind == 1 then return one_of(japanese) end
  if kind == 2 then return one_of(figures.japanese) end
  if kind == 3 then return one_of(figures["given-japanese"]) end
  if kind == 4 then return one_of(figures.surnames) end
  return one_of(figures.surnames) .. one_of(figures["given-japanese"])
end

-- What writes a person writes clubs and places too, and the list of people holds some of them.
local function foreign_name()
  for _ = 1, chance(4) == 1 and 20 or 0 do
    local s = one_of(foreign)
    if len(s) <= 4 and not s:find("·") then return s end
  end
  return syllables()
end

local function chinese_person()
  local kind = chance(20)
  if kind <= 11 then return composed_person() end
  return kind <= 18 and one_of(people) or one_of(figures.chinese)
end

-- ---- the treebank ---------------------------------------------------------------------

local titles, maybe = {}, {} -- words that are titles, and may be
for cols in table_rows("titles") do (cols[2] == "strong" and titles or maybe)[cols[1]] = true end
for _, name in ipairs {"titles_nnt", "occupations_nnd"} do
  for line in lines_of(DATA .. "/hanlp_dict/by_tag/" .. name .. ".tsv") do
    local s = line:match("^(%S+)")
    if s and len(s) >= 2 then titles[s] = true end
  end
end
for line in lines_of(DATA .. "/hanlp_dict/core_words_pos_freq.txt.gz") do
  local s, rest = line:match("^(%S+)%s+(.*)$")
  if s and titles[s] then
    local noun, other = 0, 0
    for tag, n in rest:gmatch("(%S+)%s+(%d+)") do
      if tag:find("^n") then noun = noun + tonumber(n) else other = other + tonumber(n) end
    end
    if other > noun / 4 then titles[s], maybe[s] = nil, true end
  end
end
local shown = {} -- in a fixed order
for s in pairs(titles) do shown[#shown + 1] = s end
table.sort(shown)

local sentences, pools = {}, {LOC = {}, ORG = {}}
do
  local cells = {}
  for line in lines_of(DATA .. "/uner_zh_gsdsimp/zh_gsdsimp-ud-train.iob2.gz") do
    local word, tag = line:match("^%d+\t([^\t]+)\t([^\t]+)")
    if word then
      cells[#cells + 1] = {word, tag:find("^[BI]%-[POL]") and tag or "O"}
    elseif line == "" and #cells > 0 then
      sentences[#sentences + 1] = cells
      cells = {}
    end
  end
end

-- A sentence as parts: {text, label or nil, whole words}.
local function parts_of(cells)
  local parts = {}
  for _, cell in ipairs(cells) do
    local word = cell[1]
    local place, label = cell[2]:match("^([BI])%-(.*)$")
    local before = parts[#parts]
    local gap = before and before[1]:find("%w$") and word:find("^%w") and " " or ""
    if place == "I" and before and before[2] == label then
      before[1] = before[1] .. gap .. word
    else
      if gap ~= "" then parts[#parts + 1] = {" "} end
      local title = not label and (titles[word] and "TITLE" or maybe[word] and "?") or nil
      parts[#parts + 1] = {word, label or title}
    end
  end
  return parts
end

-- 副 + 主席, 美术 + 教师: a title that is cut in words is one; so is one that begins with a rank.
local RANK = {["副"] = true, ["总"] = true, ["前"] = false, ["首席"] = true, ["执行"] = true, ["名誉"] = true,
              ["常务"] = true, ["助理"] = true, ["代理"] = true, ["高级"] = true}
local function join_titles(parts)
  local out = {}
  for _, part in ipairs(parts) do
    local before = out[#out]
    if part[2] == "TITLE" and before and (before[2] == "TITLE" or RANK[before[1]]) then
      before[1], before[2] = before[1] .. part[1], "TITLE"
    else
      out[#out + 1] = {part[1], part[2]}
    end
  end
  return out
end

local trees = {}
for _, cells in ipairs(sentences) do
  local parts = join_titles(parts_of(cells))
  trees[#trees + 1] = parts
  for _, part in ipairs(parts) do
    local pool = pools[part[2]]
    if pool and is_han(part[1]) and len(part[1]) >= 2 then pool[#pool + 1] = part[1] end
  end
end

-- Places and bodies by how they end, so that one takes the place of its like.
local like = {LOC = {}, ORG = {}}
local function add_like(label, s)
  local key = last_char(s)
  local list = like[label][key] or {}
  like[label][key] = list
  list[#list + 1] = s
end
for label, pool in pairs(pools) do
  for _, s in ipairs(pool) do add_like(label, s) end
end
local places = {}
for cols in table_rows("places") do
  add_like("LOC", cols[1])
  if len(cols[1]) == 2 then places[#places + 1] = cols[1] end
end
for _, name in ipairs {"government_nto", "universities_ntu", "hospitals_nth"} do
  for line in lines_of(DATA .. "/hanlp_dict/by_tag/" .. name .. ".tsv") do
    local s = line:match("^(%S+)")
    if s and is_han(s) then add_like("ORG", s) end
  end
end
for line in lines_of(DATA .. "/hanlp_dict/custom_org_names.txt.gz") do
  local s, tag = line:match("^(%S+) (%S+)")
  if s and is_han(s) and len(s) >= 4 and tag:find("^nt") then add_like("ORG", s) end
end

-- ---- copies ---------------------------------------------------------------------------

local function is_foreign(s)
  if s:find("·") or s:find("‧") then return true end
  local n = 0
  for _, cp in utf8.codes(s) do n = n + (sounds[utf8.char(cp)] and 1 or 0) end
  return n >= 0.8 * len(s) and not is_surname[s:match("^[^\x80-\xBF][\x80-\xBF]*")]
end

local function swap_person(s)
  if not is_han(s) or len(s) < 2 then return s end
  if s:find("世$") and len(s) >= 4 then return sovereign() end
  if len(s) >= 4 and is_japan_surname[s:sub(1, 6)] then return japanese_person() end
  local to_foreign = is_foreign(s)
  if chance(8) == 1 then to_foreign = not to_foreign end
  return to_foreign and foreign_person() or chinese_person()
end

local function swap_like(label, s)
  if not is_han(s) or len(s) < 2 then return s end
  local list = like[label][last_char(s)]
  if label == "LOC" and is_foreign(s) and chance(2) == 1 then return foreign_name() end
  if list and #list >= 5 and chance(5) > 1 then return one_of(list) end
  return one_of(pools[label])
end

local OPENS = {["，"] = true, ["。"] = true, ["、"] = true, ["；"] = true, ["“"] = true, ["："] = true}
local function swapped(parts)
  local out = {}
  for i, part in ipairs(parts) do
    local text, label = part[1], part[2]
    if label == "PER" then
      local before = parts[i - 1]
      if chance(6) == 1 and (not before or OPENS[before[1]]) then
        out[#out + 1] = {one_of(shown), "TITLE"}
      end
      text = swap_person(text)
    elseif label == "LOC" or label == "ORG" then
      text = swap_like(label, text)
    elseif label == "TITLE" and chance(3) == 1 then
      text = one_of(shown)
    end
    out[#out + 1] = {text, label}
  end
  return out
end

local function write(parts)
  for _, part in ipairs(parts) do
    local label, n = part[2], 0
    for _, cp in utf8.codes(part[1]) do
      local tag = not label and "O" or label == "?" and "?" or (n == 0 and "B-" or "I-") .. label
      io.write(utf8.char(cp), "\t", tag, "\n")
      n = n + 1
    end
  end
  io.write("\n")
end

local function has_name(parts)
  for _, part in ipairs(parts) do
    if part[2] == "PER" or part[2] == "ORG" or part[2] == "LOC" then return true end
  end
  return false
end

-- ---- sentences of general news --------------------------------------------------------

local function pick(kind) return one_of(news[kind]) end

local nations = {}
for line in lines_of(DATA .. "/hanlp_dict/core_words_pos_freq.txt.gz") do
  local s = line:match("^(%S+)%s+nsf%s")
  if s and is_han(s) and len(s) >= 2 then nations[#nations + 1] = s end
end

-- Words that are of one part of speech nearly always, the commoner oftener.
local words_of = {v = bag(), d = bag(), n = bag(), a = bag()}
for line in lines_of(DATA .. "/hanlp_dict/core_words_pos_freq.txt.gz") do
  local s, tag, n, rest = line:match("^(%S+)%s+(%a+)%s+(%d+)(.*)$")
  local list, others = words_of[tag], 0
  n = tonumber(n)
  for more in (rest or ""):gmatch("%d+") do others = others + tonumber(more) end
  if list and is_han(s) and n >= 30 and n >= 5 * others and not titles[s] and not maybe[s] then
    list.add(s, math.floor(math.sqrt(n)))
  end
end

local LETTERS = "abcdefghijklmnopqrstuvwxyz"
local function letter() return LETTERS:sub(chance(26), -1):sub(1, 1) end
local function letters(n)
  local out = {}
  for i = 1, n do out[i] = letter() end
  return table.concat(out)
end
local function latin_name()
  local a = letters(2 + chance(6))
  a = a:sub(1, 1):upper() .. a:sub(2)
  return a
end
local function person_in_letters()
  local kind = chance(8)
  if kind == 1 then return pick("given_latin") .. latin_name() end
  if kind == 2 then return pick("given_latin"):lower() .. latin_name():lower() end
  if chance(3) > 1 then return pick("given_latin") .. (chance(3) == 1 and " " .. latin_name() or "") end
  return latin_name() .. (chance(2) == 1 and " " .. latin_name() or "")
end
local function work_title()
  local kind = chance(6)
  if kind > 3 then return pick("work") end
  return (kind == 1 and composed_person() or kind == 2 and syllables() or foreign_person()) ..
         (chance(4) > 1 and pick("work_end") or "")
end
-- What is nobody in letters, by the word that it ends with.
local function ended(word)
  return latin_name() .. " " .. (chance(3) == 1 and latin_name() .. " " or "") .. word
end
local function latin_thing()
  local kind = chance(7)
  if kind > 5 then
    local of = chance(3) == 1 and pick("thing_latin")
    return of and of .. " " .. pick("thing_latin") or ended(pick("thing_latin"))
  end
  if kind == 1 then return letters(1 + chance(4)):upper() end
  if kind == 2 then return letters(1 + chance(5)) end
  if kind == 3 then return latin_name() .. latin_name() end
  if kind == 4 then return letters(1 + chance(3)):upper() .. chance(20) end
  return latin_name()
end

local slots = {
  C = function() return chinese_person(), "PER" end,
  F = function() return foreign_person(), "PER" end,
  P = function()
    local kind = chance(10)
    if kind <= 3 then return foreign_person(), "PER" end
    return kind == 4 and japanese_person() or chinese_person(), "PER"
  end,
  J = function() return japanese_person(), "PER" end,
  R = function() return sovereign(), "PER" end,
  A = function() return one_of(figures.eras), "PER" end,
  l = function() return chance(2) == 1 and latin_name() or ended(pick("place_latin")), "LOC" end,
  k = function()
    return chance(4) == 1 and letters(2 + chance(3)):upper() or ended(pick("body_latin")), "ORG"
  end,
  e = function()
    local kind = chance(4)
    local of = kind == 1 and nations or kind == 2 and places or pools.LOC
    return (kind == 4 and foreign_name() or one_of(of)) .. pick("school_end"), "ORG"
  end,
  b = function()
    local of = chance(2) == 1 and nations or pools.LOC
    return one_of(of) .. pick(chance(3) == 1 and "firm_end" or "body_end"), "ORG"
  end,
  w = function()
    return (chance(3) == 1 and one_of(nations) or pick("states")) .. pick("force_end"), "ORG"
  end,
  f = function() return surname.draw(), "PER" end,
  t = function() return one_of(figures.surnames) .. "氏", "PER" end,
  s = function() return surname.draw() .. "氏", "PER" end,
  H = function() return one_of(figures.chinese), "PER" end,
  U = function() return one_of(figures.foreign), "PER" end,
  E = function() return person_in_letters(), "PER" end,
  S = function() return surname.draw() end,
  Z = function() return chance(3) == 1 and pick("years") or pick("temple"), "PER" end,
  M = function()
    local before = chance(2) == 1 and surname.draw() or ""
    return before .. first.draw() .. (chance(2) == 1 and second.draw() or "") .. pick("place_end"), "LOC"
  end,
  T = function() return one_of(shown), "TITLE" end,
  L = function() return chance(2) == 1 and one_of(places) or one_of(pools.LOC), "LOC" end,
  G = function() return chance(2) == 1 and foreign_name() or one_of(nations), "LOC" end,
  O = function() return one_of(like.ORG[one_of {"局", "院", "学", "会", "部", "厅", "委", "府"}]), "ORG" end,
  K = function()
    local kind = chance(4)
    local name = kind == 1 and one_of(nations) or kind == 2 and one_of(places) or foreign_name()
    return name .. (chance(3) == 1 and pick("club_end") or ""), "ORG"
  end,
  I = function() return (chance(4) == 1 and foreign_person() or syllables()) .. pick("wild_end"), "LOC" end,
  Y = function() return foreign_name() .. (chance(3) == 1 and pick("company_end") or ""), "ORG" end,
  Q = function() return chance(4) == 1 and latin_name() or foreign_name() end,
  B = function()
    if chance(6) == 1 then return latin_thing(), "ORG" end
    local name = first.draw() .. second.draw()
    return chance(3) == 1 and name or name .. pick("company_end"), "ORG"
  end,
  X = function() return latin_thing() end,
  N = function() return tostring(chance(100)) end,
  D = function() return pick("month") .. chance(30) .. "日" end,
  V = function() return pick("verb") end,
  W = function() return "《" .. work_title() .. "》" end,
}
for tag, words in pairs(words_of) do slots[tag] = words.draw end

-- [one|another] becomes one of both; what is chosen may hold such brackets itself.
local function choose(template)
  return (template:gsub("%b[]", function(group)
    local list, depth, from = {}, 0, 2
    for i = 2, #group do
      local c = group:sub(i, i)
      if c == "[" then depth = depth + 1 end
      if (c == "|" and depth == 0) or i == #group then
        list[#list + 1] = group:sub(from, i - 1)
        from = i + 1
      end
      if c == "]" then depth = depth - 1 end
    end
    return choose(one_of(list))
  end))
end

local function composed(template)
  local parts = {}
  for plain, slot in (choose(template) .. "{}"):gmatch("(.-){(%a?)}") do
    for before, title in (plain .. "<>"):gmatch("(.-)<([^>]*)>") do
      parts[#parts + 1] = {before}
      parts[#parts + 1] = {title, "TITLE"}
    end
    if slot ~= "" then parts[#parts + 1] = {slots[slot]()} end
  end
  return parts
end

io.write("#labels PER TITLE ORG LOC\n")
-- Those of one sentence stand together, so that they are held back together (tagger_train.c).
for _, parts in ipairs(trees) do
  for _ = 1, TIMES do write(parts) end
  for _ = 1, has_name(parts) and COPIES or 0 do write(swapped(parts)) end
end

local templates = {}
for line in lines_of("src/extract/train/general.txt") do
  if line ~= "" and not line:find("^#") then templates[#templates + 1] = line end
end
for _ = 1, GENERAL do write(composed(one_of(templates))) end

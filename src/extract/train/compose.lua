--- Composes labelled text of the genre for training a tagger: sentences after a grammar, with
-- people, institutions and places that it invents.
--
--   lua5.4 src/extract/train/compose.lua [SENTENCES [SEED]] > composed.bio
--
-- Run it at the top of the sources: it reads `grammar.txt` beside it and the tables under
-- lua/jiyao/data. A line of the output is `character TAB tag` (B- or I- and PER, TITLE, ORG or
-- LOC, or O); an empty line ends a sentence. A space within a sentence is a line of its own.
-- The same arguments give the same bytes.
--
-- The grammar knows wording, this file knows how names are made. Neither holds a real person;
-- that an invented name is also somebody's cannot be helped.
local SENTENCES <const>, SEED <const> = tonumber(arg[1]) or 30000, tonumber(arg[2]) or 1
local HERE <const>, DATA <const> = "src/extract/train/", "lua/jiyao/data/"

-- ---- chance: the same numbers everywhere -----------------------------------------------

local state = SEED * 2654435761 + 88172645463325252

local function chance(n)
  state = state ~ (state << 13)
  state = state ~ (state >> 7)
  state = state ~ (state << 17)
  return (state >> 11) % n + 1
end

--- A list from which items are drawn by weight.
local function bag()
  local items, sums, total = {}, {}, 0
  local self = {}
  function self.add(item, weight)
    if weight < 1 then return end
    total = total + weight
    items[#items + 1], sums[#sums + 1] = item, total
  end
  function self.draw()
    local at = chance(total)
    local low, high = 1, #sums
    while low < high do
      local mid = (low + high) // 2
      if sums[mid] < at then low = mid + 1 else high = mid end
    end
    return items[low]
  end
  function self.size() return #items end
  return self
end

-- ---- tables ----------------------------------------------------------------------------

local function rows(name)
  local out = {}
  for line in io.lines(DATA .. name .. ".tsv") do
    if line ~= "" and line:sub(1, 1) ~= "#" then
      local row = {}
      for field in (line .. "\t"):gmatch("([^\t]*)\t") do row[#row + 1] = field end
      out[#out + 1] = row
    end
  end
  return out
end

local function root(n) return math.floor(math.sqrt(tonumber(n))) end

local surnames, compounds, seconds, firsts, onlys = bag(), bag(), bag(), bag(), bag()
local starts = {} -- characters that begin names
for _, row in ipairs(rows("surnames")) do
  local bagged = utf8.len(row[1]) == 1 and surnames or compounds
  bagged.add(row[1], 1 + 4 * root(row[2]))
  if bagged == surnames then starts[row[1]] = true end
end
for _, row in ipairs(rows("given_names")) do
  onlys.add(row[1], root(row[2]))
  firsts.add(row[1], root(row[3]))
  seconds.add(row[1], root(row[4]))
end

local sounds = bag()
for _, row in ipairs(rows("foreign_characters")) do sounds.add(row[1], root(row[2])) end

local places, is_place = {province = bag(), city = bag(), county = bag()}, {}
for _, row in ipairs(rows("places")) do
  places[row[2]].add(row[1], 1)
  is_place[row[1]] = true
end

--- Words that may be names of places or bodies, so would be labelled wrongly as plain words.
local PLACE_ENDS <const> = {}
for _, cp in utf8.codes("国洲州省市县区乡镇村江河湖海岛山站路街院校局厅司部社队会党报台行馆亚斯尔兰利") do
  PLACE_ENDS[utf8.char(cp)] = true
end

local function may_be_place(word)
  return is_place[word] or PLACE_ENDS[word:sub(utf8.offset(word, -1))] or false
end

local tables = {
  school = bag(), hospital = bag(), institute = bag(), company = bag(), body = bag(),
  title = bag(), weak_title = bag(), noun = bag(), verb = bag(), alike = bag(), both = bag(),
}
for _, row in ipairs(rows("org_suffixes")) do
  if row[3] ~= "generic" and utf8.len(row[1]) > 1 then tables[row[2]].add(row[1], 1) end
end
for _, row in ipairs(rows("titles")) do
  local aside = row[3]:find("a", 1, true)
  if not aside then tables[row[2] == "strong" and "title" or "weak_title"].add(row[1], 1) end
end
for _, row in ipairs(rows("words")) do
  local n = utf8.len(row[1])
  local first = row[1]:sub(1, utf8.offset(row[1], 2) - 1)
  local plain = not (row[3] == "n" and may_be_place(row[1]))
  if plain and n > 1 and (row[3] == "n" or row[3] == "v") then
    tables[row[3] == "n" and "noun" or "verb"].add(row[1], root(row[2]))
  end
  -- words that begin as names do, and are none
  if plain and (n == 2 or n == 3) and starts[first] and row[3]:find("[nvadbt]") then
    tables.alike.add(row[1], root(row[2]))
    if n == 2 and row[3]:find("[na]") then tables.both.add(row[1], 1) end -- 江山, 方便: names too
  end
end

-- ---- names -----------------------------------------------------------------------------

local function repeated(draw, n)
  local out = {}
  for i = 1, n do out[i] = draw() end
  return table.concat(out)
end

local function given()
  if chance(100) <= 24 then return onlys.draw() end
  return firsts.draw() .. seconds.draw()
end

local DOTS <const> = {"·", "·", "·", "•", "・"}

local make = {}

function make.surname() return surnames.draw() end

function make.spaced() return surnames.draw() .. (chance(3) == 1 and "  " or " ") .. onlys.draw() end

--- 范徐丽泰: two surnames.
function make.married() return surnames.draw() .. surnames.draw() .. firsts.draw() .. seconds.draw() end

function make.compound() return compounds.draw() .. given() end

function make.han() return surnames.draw() .. given() end

function make.sounded() return repeated(sounds.draw, 2 + chance(3)) end

function make.dotted()
  local function part(most) return repeated(sounds.draw, 1 + chance(most)) end
  local out = part(4) .. DOTS[chance(#DOTS)] .. part(3)
  if chance(5) == 1 then out = out .. DOTS[1] .. part(3) end
  return out
end

local onsets, rimes = bag(), bag()
for onset in ("b br c ch d f g gr h j k l m n p r s st t v w"):gmatch("%a+") do onsets.add(onset, 1) end
for rime in ("a an ar e el en er i in is o on or u us ai ea"):gmatch("%a+") do rimes.add(rime, 1) end

local function latin_word()
  local out = {}
  for i = 1, 1 + chance(2) do out[i] = onsets.draw() .. rimes.draw() end
  return (table.concat(out):gsub("^%l", string.upper))
end

function make.latin()
  local middle = chance(4) == 1 and string.char(64 + chance(26)) .. ". " or ""
  return latin_word() .. " " .. middle .. latin_word()
end

local shapes = bag()
shapes.add("han", 86)
shapes.add("both", 4)
shapes.add("compound", 3)
shapes.add("dotted", 4)
shapes.add("latin", 1)
shapes.add("married", 1)
shapes.add("sounded", 2)
shapes.add("spaced", 3)

function make.both() return tables.both.draw() end

function make.person() return make[shapes.draw()]() end

--- The name of a company or a building: two or three characters of good sound.
function make.brand() return repeated(seconds.draw, chance(4) == 1 and 3 or 2) end

function make.province() return places.province.draw() end
function make.city() return places.city.draw() end
function make.county() return places.county.draw() end

-- ---- numbers and days ------------------------------------------------------------------

function make.n() return tostring(chance(9)) end
function make.nn() return tostring(9 + chance(90)) end
function make.nnn() return tostring(chance(900) * chance(12)) end
function make.year() return tostring(1985 + chance(40)) end
function make.month() return tostring(chance(12)) end
function make.day() return tostring(chance(28)) end
function make.clock() return ("%d:%02d"):format(7 + chance(12), 5 * chance(11)) end

-- ---- the grammar -----------------------------------------------------------------------

local LABELS <const> = {PER = true, TITLE = true, ORG = true, LOC = true}

--- An alternative as a list of {literal=}, {symbol=}, {open=} and {close=true}.
local function items(text, where)
  local out, at, open = {}, 1, nil
  while at <= #text do
    local char = text:sub(at, at)
    if char == "{" then
      local symbol, stop = text:match("^{([%w_]+)}()", at)
      if not symbol then error(where .. ": a brace is not closed") end
      out[#out + 1], at = {symbol = symbol}, stop
    elseif char == "[" then
      local label, stop = text:match("^%[(%u+) ()", at)
      if not LABELS[label] or open then error(where .. ": a label is unknown or within another") end
      open, at = label, stop
      out[#out + 1] = {open = label}
    elseif char == "]" then
      if not open then error(where .. ": a bracket was not opened") end
      open, at = nil, at + 1
      out[#out + 1] = {close = true}
    else
      local literal, stop = text:match("^([^%[%]{}]+)()", at)
      out[#out + 1], at = {literal = literal}, stop
    end
  end
  if open then error(where .. ": a bracket is not closed") end
  return out
end

local function read_grammar(path)
  local grammar, symbol, number = {}, nil, 0
  for line in io.lines(path) do
    number = number + 1
    local where = ("%s:%d"):format(path, number)
    local name, rest = line:match("^@([%w_]+)%s*(.*)$")
    if name then
      if grammar[name] then error(where .. ": @" .. name .. " stands twice") end
      symbol, line = name, rest
      grammar[name] = bag()
    end
    if line ~= "" and line:sub(1, 1) ~= "#" then
      for alternative in (line .. " | "):gmatch("(.-) | ") do
        local weight, text = alternative:match("^(%d+)%* (.*)$")
        text = (text or alternative):gsub("^_$", "") -- _ is nothing
        grammar[symbol].add(items(text, where), tonumber(weight) or 1)
      end
    end
  end
  return grammar
end

local grammar = read_grammar(HERE .. "grammar.txt")

local out = {} -- what the sentence has so far: {text, label}

local function expand(symbol, label, depth)
  if depth > 40 then error("the grammar has no end at @" .. symbol) end
  if tables[symbol] or make[symbol] then
    out[#out + 1] = {(tables[symbol] and tables[symbol].draw or make[symbol])(), label}
    return
  end
  if not grammar[symbol] then error("the grammar has no @" .. symbol) end
  for _, item in ipairs(grammar[symbol].draw()) do
    if item.literal then
      out[#out + 1] = {item.literal, label}
    elseif item.symbol then
      expand(item.symbol, label, depth + 1)
    elseif item.open then
      if label then error("@" .. symbol .. " labels within a label") end
      label = {name = item.open} -- a table of its own: two spans may touch
    else
      label = nil
    end
  end
end

local function write_sentence()
  local last
  for _, piece in ipairs(out) do
    for _, cp in utf8.codes(piece[1]) do
      local tag = "O"
      if piece[2] then tag = (piece[2] == last and "I-" or "B-") .. piece[2].name end
      last = piece[2]
      io.write(utf8.char(cp), "\t", tag, "\n")
    end
  end
  io.write("\n")
end

for _ = 1, SENTENCES do
  out = {}
  expand("sentence", nil, 0)
  write_sentence()
end

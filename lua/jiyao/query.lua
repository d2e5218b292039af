--- What an analyst types to search, and what FTS5 is asked for it. Knows the
-- grammar; refuses to hand on a word that is not quoted, so nobody's text is taken
-- for FTS5's own grammar.
--
--     query = both {OR both}          both = but {[AND] but}       but = one {NOT one}
--     one = ( query ) | title: one | text: one | NEAR(term term … [, N]) | term
--     term = a word | "a phrase"
--
-- Operators are in capitals. A term is folded (`jiyao.text.fold`): either script, full
-- width or half. NEAR asks for terms with at most N others between the first and last.
--
-- The parser of FTS5 has a stack of 100 places, and its trees 256 levels. So what is asked has as few
-- brackets as its precedence (NOT before AND before OR, as here) allows, the part that needs most
-- of the stack comes first, and NOTs in a row are one NOT of an OR.
-- @module jiyao.query
-- @internal
local jiyao = require "jiyao"
local text = require "jiyao.text"

local query = {}

local OPENING = {['"'] = '"', ["“"] = "”", ["「"] = "」"}
local FIELD = {title = "title", text = "text", ["标题"] = "title", ["正文"] = "text", ["標題"] = "title"}
local COLONS = {":", "："}
local NEAR_TERMS = 10
local MOST_DEPTH = 20 -- of brackets
local MOST_BYTES = 1 << 16
local MOST_NEARS = 64 -- that stand for one, its terms in either spelling

local function refuse(at, why, ...)
  jiyao.fail("EINVALID", ("the query: %s, at byte %d"):format(why:format(...), at), nil, at)
end

-- ---- words ----------------------------------------------------------------------

local function skip_blanks(self)
  while true do
    local stop = self.s:match("^[ \t\r\n]+()", self.at) or self.s:match("^\u{3000}()", self.at)
    if not stop then return end
    self.at = stop
  end
end

-- Where a word ends: before a blank, a bracket, a quotation mark. E2 and E3 begin “, 「 and the wide blank.
local function word_end(s, at)
  while true do
    at = s:find('[%s()"\xE2\xE3]', at)
    if not at then return #s + 1 end
    local char = s:sub(at, at + 2)
    if s:byte(at) < 0x80 or char == "\u{3000}" or OPENING[char] then return at end
    at = at + 1
  end
end

local function stands(self, word)
  skip_blanks(self)
  local stop = self.at + #word
  return self.s:sub(self.at, stop - 1) == word and word_end(self.s:sub(stop, stop + 2), 1) == 1
end

local function take(self, word)
  if not stands(self, word) then return false end
  self.at = self.at + #word
  return true
end

local function symbol(self, sign)
  skip_blanks(self)
  if self.s:sub(self.at, self.at + #sign - 1) ~= sign then return false end
  self.at = self.at + #sign
  return true
end

-- ---- terms ----------------------------------------------------------------------

-- The index holds pairs of terms: a single one is what pairs begin with.
local function is_single(found)
  return #text.terms(found) == 1
end

local function quoted(found)
  return '"' .. found:gsub('"', '""') .. '"' .. (is_single(found) and " *" or "")
end

local function phrase(self)
  for open, close in pairs(OPENING) do
    if symbol(self, open) then
      local from = self.at
      local to, next_at = self.s:find(close, from, true)
      if not to then refuse(from - #open - 1, "a phrase that opens with %s is not closed", open) end
      self.at = next_at + 1
      return self.s:sub(from, to - 1), from - #open - 1
    end
  end
end

local OPERATOR = {AND = true, OR = true, NOT = true}

-- A term; `ends` are signs that end one as well.
local function term(self, ends)
  local found, at = phrase(self)
  if not found then
    at = self.at - 1
    found = self.s:sub(self.at, word_end(self.s, self.at) - 1):match("^[^" .. (ends or "%z") .. "]*")
    if found == "" then
      local rest = self.s:sub(self.at, self.at)
      refuse(at, "a term is missing %s", rest == "" and "at its end" or "before '" .. rest .. "'")
    end
    if OPERATOR[found] then
      refuse(at, ends and "%s stands inside NEAR: write NEAR(a c) OR NEAR(b c)"
        or "a term is missing before %s", found)
    end
    self.at = self.at + #found
  end
  if text.fold(found) == "" then refuse(at, "'%s' holds nothing that could be found", found) end
  return found
end

local function note(self, found)
  if self.negated > 0 or self.field == "title" or self.noted[found] then return end
  self.noted[found] = true
  self.terms[#self.terms + 1] = found
end

-- A term as typed, and as a whole page of it would be read: 瞭解 is 了解 there.
local function spellings(self, found)
  local read = text.new(found):hans():reading()
  note(self, found)
  if text.fold(read) == text.fold(found) then return {found} end
  note(self, read)
  return {found, read}
end

-- ---- what FTS5 is asked --------------------------------------------------------------

-- A part of what is asked: `binds` is its outermost operator, `need` how much of the stack of FTS5's
-- parser it takes at most.
local BINDS = {OR = 1, AND = 2, NOT = 3}
local LEAF_NEED = 6 -- NEAR ( terms , N )

local function leaf(asked)
  return {asked = asked, binds = 4, need = LEAF_NEED}
end

local function bracketed(part, least)
  if part.binds >= least then return part end
  return {asked = "(" .. part.asked .. ")", binds = 4, need = part.need + 1}
end

-- Parts of which all, or any, must fit. What needs most comes first, where the stack is empty still.
local function joined(operator, parts)
  if #parts == 1 then return parts[1] end
  local list, all = {}, {binds = BINDS[operator]}
  for i, part in ipairs(parts) do list[i] = {part = bracketed(part, all.binds), number = i} end
  table.sort(list, function(a, b)
    if a.part.need ~= b.part.need then return a.part.need > b.part.need end
    return a.number < b.number
  end)
  all.need = math.max(list[1].part.need, list[2].part.need + 2)
  for i, one in ipairs(list) do list[i] = one.part.asked end
  all.asked = table.concat(list, " " .. operator .. " ")
  return all
end

local function without(part, others)
  if #others == 0 then return part end
  local left, right = bracketed(part, BINDS.NOT), bracketed(joined("OR", others), BINDS.NOT + 1)
  return {asked = left.asked .. " NOT " .. right.asked, binds = BINDS.NOT,
    need = math.max(left.need, right.need + 2)}
end

local function any_spelling(found)
  local parts = {}
  for i, spelling in ipairs(found) do parts[i] = leaf(quoted(spelling)) end
  return joined("OR", parts)
end

-- ---- NEAR -------------------------------------------------------------------------------

local function distance_of(self)
  skip_blanks(self)
  local digits = self.s:match("^%d+", self.at)
  if not digits or #digits > 6 then refuse(self.at - 1, "NEAR takes a number behind its comma") end
  self.at = self.at + #digits
  if not symbol(self, ")") then refuse(self.at - 1, "NEAR ends behind its number: ) is missing") end
  return tonumber(digits)
end

-- The last character of a phrase is within its last pair: one more to what follows.
local function near_of(words, distance)
  local asked = {}
  for i, word in ipairs(words) do
    asked[i] = quoted(word)
    if i > 1 and not is_single(word) then distance = distance + 1 end
  end
  return leaf(("NEAR(%s, %d)"):format(table.concat(asked, " "), distance))
end

-- One NEAR for each way to spell its terms: FTS5 takes no alternatives within one.
local function nears(found, distance, at)
  local ways = {{}}
  for i, list in ipairs(found) do
    local more = {}
    if #ways * #list > MOST_NEARS then
      refuse(at, "more than %d ways to spell the terms of one NEAR: name fewer", MOST_NEARS)
    end
    for _, way in ipairs(ways) do
      for _, spelling in ipairs(list) do more[#more + 1] = table.move(way, 1, i - 1, 1, {[i] = spelling}) end
    end
    ways = more
  end
  for i, way in ipairs(ways) do ways[i] = near_of(way, distance) end
  return joined("OR", ways)
end

local function near(self)
  local at, found, distance = self.at - 1, {}, nil
  self.at = self.at + #"NEAR"
  symbol(self, "(")
  while not distance and not symbol(self, ")") do
    if #found > 0 and symbol(self, ",") then
      distance = distance_of(self)
    else
      if self.at > #self.s then refuse(at, "the brackets of NEAR are not closed") end
      found[#found + 1] = spellings(self, term(self, ","))
    end
  end
  if #found < 2 then refuse(at, "NEAR takes two terms or more") end
  return nears(found, distance or NEAR_TERMS, at)
end

-- ---- the grammar -------------------------------------------------------------------

local any_of -- below

local function in_brackets(self)
  self.depth = self.depth + 1
  if self.depth > MOST_DEPTH then
    refuse(self.at - 2, "brackets are nested too deep: at most %d stand in one another", MOST_DEPTH)
  end
  local at = self.at - 2
  local inner = any_of(self)
  if not symbol(self, ")") then refuse(at, "a bracket is not closed") end
  self.depth = self.depth - 1
  return inner
end

-- The field that a prefix names, which is passed over.
local function field(self)
  for _, colon in ipairs(COLONS) do
    for name, meant in pairs(FIELD) do
      if symbol(self, name .. colon) then return meant end
    end
  end
end

local function in_field(name, inner)
  return {asked = ("{%s} : (%s)"):format(name, inner.asked), binds = 4, need = inner.need + 3}
end

local function one(self)
  skip_blanks(self)
  local at, outer = self.at - 1, self.field
  local name = field(self)
  while name do
    if self.field and self.field ~= name then
      refuse(at, "nothing of %s: can be found within %s: take one of them away", name, self.field)
    end
    self.field, at = name, self.at - 1
    name = field(self)
  end
  local inner
  if symbol(self, "(") then
    inner = in_brackets(self)
  elseif self.s:find("^NEAR%s*%(", self.at) then
    inner = near(self)
  else
    inner = any_spelling(spellings(self, term(self)))
  end
  if self.field ~= outer then inner = in_field(self.field, inner) end
  self.field = outer
  return inner
end

local function but(self)
  local left, others = one(self), {}
  while take(self, "NOT") do
    self.negated = self.negated + 1
    others[#others + 1] = one(self)
    self.negated = self.negated - 1
  end
  return without(left, others)
end

local function ends(self)
  skip_blanks(self)
  return self.at > #self.s or self.s:sub(self.at, self.at) == ")" or stands(self, "OR")
end

local function all_of(self)
  local parts = {but(self)}
  while not ends(self) do
    take(self, "AND")
    parts[#parts + 1] = but(self)
  end
  return joined("AND", parts)
end

function any_of(self)
  local parts = {all_of(self)}
  while take(self, "OR") do parts[#parts + 1] = all_of(self) end
  return joined("OR", parts)
end

-- The text of a query, or why there is none to read.
local function check(s)
  if type(s) ~= "string" then
    jiyao.fail("EINVALID", ("the query is text, such as \"院长\", not a %s"):format(type(s)))
  end
  if #s > MOST_BYTES then
    refuse(MOST_BYTES, "longer than %d bytes, it has %d: ask for less at once", MOST_BYTES, #s)
  end
  local bad = select(2, text.valid(s))
  if bad then jiyao.fail("EINVALID", ("the query is no UTF-8, at byte %d"):format(bad), nil, bad) end
  if s:find "%z" then jiyao.fail("EINVALID", "the query holds a NUL byte", nil, s:find "%z" - 1) end
end

--- Reads a query.
-- @function parse
-- @tparam string s
-- @treturn string for FTS5's MATCH
-- @treturn {string,...} the terms that a text which fits may hold, in their order and in each spelling
-- that is asked for: those to be shown
-- @raise EINVALID with the byte of the query that is wrong
-- @usage
-- local asked, terms = jiyao.query.parse("院长 NOT title:任命")
-- print(asked, #terms) --> "院长" NOT {title} : ("任命")	1
function query.parse(s)
  check(s)
  local self = {s = s, at = 1, depth = 0, negated = 0, noted = {}, terms = {}}
  skip_blanks(self)
  if self.at > #s then jiyao.fail("EINVALID", "the query is empty: what is to be searched for?") end
  local asked = any_of(self)
  skip_blanks(self)
  if self.at <= #s then refuse(self.at - 1, "a bracket is closed that was not opened") end
  return asked.asked, self.terms
end

return query
